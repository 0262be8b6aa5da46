# Imported target golite::ffi.
find_path(LibFFI_INCLUDE_DIR ffi.h)
find_library(LibFFI_LIBRARY ffi)
mark_as_advanced(LibFFI_INCLUDE_DIR LibFFI_LIBRARY)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibFFI REQUIRED_VARS LibFFI_LIBRARY LibFFI_INCLUDE_DIR)
if(LibFFI_FOUND AND NOT TARGET golite::ffi)
  add_library(golite::ffi UNKNOWN IMPORTED)
  set_target_properties(golite::ffi PROPERTIES
    IMPORTED_LOCATION "${LibFFI_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${LibFFI_INCLUDE_DIR}")
endif()
