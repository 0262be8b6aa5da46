# GOLITE_SANITIZE: list of sanitizers for the compiler and its tests, e.g. address;undefined. A finding is fatal.
# The runtime reads the same variable for its own archives (runtime/CMakeLists.txt).
set(GOLITE_SANITIZE "" CACHE STRING "sanitizers for the compiler and its tests, e.g. address;undefined")

add_library(golite_sanitizers INTERFACE)
if(GOLITE_SANITIZE)
  list(JOIN GOLITE_SANITIZE "," sanitize)
  set(sanitize_flags -fsanitize=${sanitize} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_compile_options(golite_sanitizers INTERFACE ${sanitize_flags})
  target_link_options(golite_sanitizers INTERFACE ${sanitize_flags})
endif()
