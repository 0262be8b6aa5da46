/// \file
/// The command line: options, order of stages, LLVM pipeline, object file, link.

#ifndef GOLITE_DRIVER_DRIVER_H
#define GOLITE_DRIVER_DRIVER_H

/// Runs golite-cc. Returns the exit status: 0 success, 1 errors in the program, 2 wrong usage, 3
/// internal error.
int drv_main(int argc, char **argv);

#endif
