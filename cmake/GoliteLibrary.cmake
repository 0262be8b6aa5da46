# golite_library: one room of the house as a static library.
# golite_executable: a program of ours (the tool, a test) with the same flags.
include(warnings)
include(sanitizers)

# golite_flags(TARGET): what all our own C is compiled with.
function(golite_flags target)
  target_include_directories(${target} PUBLIC "${PROJECT_SOURCE_DIR}/include" "${PROJECT_BINARY_DIR}/include")
  target_link_libraries(${target} PRIVATE golite_warnings golite_sanitizers)
endfunction()

# golite_library(NAME escape SOURCES escape.c graph.c DEPENDS golite::support golite::ir)
# → static library golite_escape, alias golite::escape. Sources are listed, never globbed.
function(golite_library)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME" "SOURCES;DEPENDS")
  if(NOT arg_NAME OR NOT arg_SOURCES OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "golite_library needs NAME and SOURCES; not understood: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  add_library(golite_${arg_NAME} STATIC ${arg_SOURCES})
  add_library(golite::${arg_NAME} ALIAS golite_${arg_NAME})
  golite_flags(golite_${arg_NAME})
  target_link_libraries(golite_${arg_NAME} PUBLIC ${arg_DEPENDS})
endfunction()

# golite_executable(NAME x SOURCES a.c DEPENDS golite::driver)
function(golite_executable)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME" "SOURCES;DEPENDS")
  add_executable(${arg_NAME} ${arg_SOURCES})
  golite_flags(${arg_NAME})
  target_link_options(${arg_NAME} PRIVATE -fuse-ld=lld)
  target_link_libraries(${arg_NAME} PRIVATE ${arg_DEPENDS})
endfunction()
