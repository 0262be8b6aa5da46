# Installs, moves the installation, and builds and runs a program with it. Run: cmake -DBUILD=… -DWORK=… -P …
cmake_minimum_required(VERSION 3.25)

file(REMOVE_RECURSE "${WORK}")
execute_process(COMMAND ${CMAKE_COMMAND} --install "${BUILD}" --prefix "${WORK}/first"
  OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
file(RENAME "${WORK}/first" "${WORK}/moved")

file(GLOB entries RELATIVE "${WORK}/moved" "${WORK}/moved/*" "${WORK}/moved/lib/*")
if(NOT "${entries}" STREQUAL "bin;lib;lib/golite")
  message(FATAL_ERROR "an installation is bin and lib/golite, but there are ${entries}")
endif()
if(IS_SYMLINK "${WORK}/moved/lib/golite/go" OR NOT EXISTS "${WORK}/moved/lib/golite/go/MANIFEST")
  message(FATAL_ERROR "lib/golite/go is not a copy of the overlay")
endif()

file(WRITE "${WORK}/hello.go" "package main\n\nfunc main() { println(\"hello\") }\n")
execute_process(COMMAND "${WORK}/moved/bin/golite-cc" -o "${WORK}/hello" "${WORK}/hello.go"
  COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND "${WORK}/hello" ERROR_VARIABLE said COMMAND_ERROR_IS_FATAL ANY)
if(NOT said STREQUAL "hello\n")
  message(FATAL_ERROR "hello printed: ${said}")
endif()
file(REMOVE_RECURSE "${WORK}")
