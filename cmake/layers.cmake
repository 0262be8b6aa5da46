# The rooms of the house and the arrows between them, as data. Built from here: the order of the rooms in the
# build; checked from here: every #include (ctest `layering`). What is not named is forbidden. A missing arrow
# is a design question, not a line to add in passing.

# Libraries under lib/, each after those that it includes.
set(GOLITE_ROOMS
  support cache syntax types load ir lower opt escape placement report pcln prune codegen driver)

# GOLITE_MAY_INCLUDE_<room>: other rooms whose headers (include/golite/<room>/) it may include, or single headers
# where only those are open to it. `abi` is include/golite/abi, shared by codegen and runtime.
set(GOLITE_MAY_INCLUDE_abi "")
set(GOLITE_MAY_INCLUDE_support "")
set(GOLITE_MAY_INCLUDE_cache support)
set(GOLITE_MAY_INCLUDE_syntax support)
set(GOLITE_MAY_INCLUDE_load support syntax)
set(GOLITE_MAY_INCLUDE_types support syntax)
set(GOLITE_MAY_INCLUDE_ir support types/type.h types/constant.h)
set(GOLITE_MAY_INCLUDE_lower support syntax types ir)
set(GOLITE_MAY_INCLUDE_opt support types ir)
set(GOLITE_MAY_INCLUDE_escape support types ir abi/runtime.def)
set(GOLITE_MAY_INCLUDE_placement support types ir escape)
set(GOLITE_MAY_INCLUDE_report support types ir escape)
set(GOLITE_MAY_INCLUDE_pcln support abi)
set(GOLITE_MAY_INCLUDE_prune support abi)
set(GOLITE_MAY_INCLUDE_codegen support types ir pcln abi)
set(GOLITE_MAY_INCLUDE_driver
  support cache syntax load types ir lower opt escape placement report pcln prune codegen)
set(GOLITE_MAY_INCLUDE_runtime abi)
set(GOLITE_MAY_INCLUDE_golite-cc driver)

# Foreign headers that only some rooms may include: GOLITE_OWNERS_OF_<key>, key from GOLITE_FOREIGN.
# Each entry of GOLITE_FOREIGN is KEY=REGEX over the included name.
set(GOLITE_FOREIGN "llvm=^llvm(-c)?/" "gmp=^gmp\\.h$" "mpfr=^mpfr\\.h$" "ffi=^ffi")
set(GOLITE_OWNERS_OF_llvm cache codegen driver)
set(GOLITE_OWNERS_OF_gmp support types/constant)
set(GOLITE_OWNERS_OF_mpfr support types/constant)
set(GOLITE_OWNERS_OF_ffi runtime)
