# Warnings for our own C; errors only in presets (CMAKE_COMPILE_WARNING_AS_ERROR), except a forgotten enum case.
add_library(golite_warnings INTERFACE)
target_compile_options(golite_warnings INTERFACE $<$<COMPILE_LANGUAGE:C>:
  -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Werror=switch>)
