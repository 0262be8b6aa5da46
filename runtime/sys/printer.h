/// \file
/// A thread's text on its way to fd 2.

#ifndef GRT_SYS_PRINTER_H
#define GRT_SYS_PRINTER_H
#include <stddef.h>

/// Between lock and unlock the goroutine is not stopped, so it stays in its thread.
typedef struct GrtPrinter {
  int depth;     ///< of lock
  char *capture; ///< where text goes instead of fd 2, or NULL
  size_t capture_left;
  size_t captured;
  size_t used;
  char buf[1024];
} GrtPrinter;

#endif
