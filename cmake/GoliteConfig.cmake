# The layout of an installation, PREFIX/{bin,lib/golite}, mirrored by the build tree (bin/golite-cc, lib/golite/…),
# so that golite-cc finds its runtime at ../lib/golite from its own folder in both; and the facts of this machine
# that the driver needs, as the generated header <golite/driver/config.h>.
set(GOLITE_LIBDIR lib/golite)
set(GOLITE_BUILD_BINDIR "${PROJECT_BINARY_DIR}/bin")
set(GOLITE_BUILD_LIBDIR "${PROJECT_BINARY_DIR}/${GOLITE_LIBDIR}")
file(MAKE_DIRECTORY "${GOLITE_BUILD_BINDIR}" "${GOLITE_BUILD_LIBDIR}")

# The Go tree that the driver tries after --goroot and the environment.
if(NOT GOLITE_CONFIGURED_GOROOT)
  execute_process(COMMAND "${PROJECT_SOURCE_DIR}/tools/setup" --find-goroot
    OUTPUT_VARIABLE found OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  set(GOLITE_CONFIGURED_GOROOT "${found}" CACHE PATH "Go 1.27 tree" FORCE)
endif()
if(NOT GOLITE_CONFIGURED_GOROOT)
  message(WARNING "no Go 1.27 tree found: run tools/setup. Tests that read it will be skipped.")
endif()

# The linker that golite-cc starts, and the folder with the sanitizer runtimes of this clang.
find_program(GOLITE_LLD NAMES ld.lld PATHS "${LLVM_TOOLS_BINARY_DIR}" NO_DEFAULT_PATH REQUIRED)
execute_process(COMMAND ${CMAKE_C_COMPILER} --print-runtime-dir
  OUTPUT_VARIABLE GOLITE_CLANG_RT_DIR OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
if(NOT EXISTS "${GOLITE_CLANG_RT_DIR}")
  execute_process(COMMAND ${CMAKE_C_COMPILER} --print-resource-dir
    OUTPUT_VARIABLE resource_dir OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  set(GOLITE_CLANG_RT_DIR "${resource_dir}/lib/linux")
endif()

# What the static C library refers to: the unwinder, arithmetic of long double.
execute_process(COMMAND ${CMAKE_C_COMPILER} -print-file-name=libgcc_eh.a
  OUTPUT_VARIABLE GOLITE_LIBGCC_DIR OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
get_filename_component(GOLITE_LIBGCC_DIR "${GOLITE_LIBGCC_DIR}" DIRECTORY)

configure_file(cmake/config.h.in include/golite/driver/config.h @ONLY)

# The overlay of the standard library: installed as a copy; in the build tree a link, so that it is never stale.
function(golite_overlay)
  set(overlay "${PROJECT_SOURCE_DIR}/runtime/go")
  file(CREATE_LINK "${overlay}" "${GOLITE_BUILD_LIBDIR}/go" SYMBOLIC)
  install(DIRECTORY "${overlay}/" DESTINATION ${GOLITE_LIBDIR}/go)
endfunction()
