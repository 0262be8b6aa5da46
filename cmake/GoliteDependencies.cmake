# What golite-cc stands on, each as one imported target that a room names in DEPENDS:
# golite::llvm (C API), golite::gmp, golite::mpfr, golite::ffi; golite::criterion for unit tests.

find_package(LLVM 22.1 REQUIRED CONFIG)
add_library(golite_llvm INTERFACE)
target_include_directories(golite_llvm SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS})
target_link_libraries(golite_llvm INTERFACE LLVM)
add_library(golite::llvm ALIAS golite_llvm)

find_package(GMP REQUIRED)
find_package(MPFR REQUIRED)
find_package(LibFFI REQUIRED)

find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
  pkg_check_modules(CRITERION IMPORTED_TARGET criterion)
endif()
if(TARGET PkgConfig::CRITERION)
  add_library(golite::criterion ALIAS PkgConfig::CRITERION)
endif()
