/// \file
/// The end of the process on an internal error, and what is known about the place.
/// The state here is the process's own: an internal error has no context object to ask.

#include "golite/support/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *current_stage;
static const char *current_where;
static void (*cleanup)(void);

void gl_ice_context(const char *stage, const char *where) {
  current_stage = stage;
  current_where = where;
}

void gl_ice_cleanup(void (*f)(void)) { cleanup = f; }

GL_NORETURN static void end_process(void) {
  void (*f)(void) = cleanup;
  cleanup = NULL; // a failing cleanup must not come back here
  if (f)
    f();
  const char *s = getenv("GOLITE_ABORT");
  if (s && strcmp(s, "1") == 0)
    abort();
  _exit(3);
}

void gl_ice(const char *file, int line, const char *fmt, ...) {
  char text[2048];
  size_t n = 0;
  if (current_where)
    n += (size_t)snprintf(text, 1024, "%.900s: ", current_where);
  n += (size_t)snprintf(text + n, sizeof text - n, "internal compiler error: ");
  if (current_stage)
    n += (size_t)snprintf(text + n, sizeof text - n, "%.100s: ", current_stage);
  va_list args;
  va_start(args, fmt);
  int m = vsnprintf(text + n, sizeof text - n, fmt, args);
  va_end(args);
  n += m < 0 ? 0 : (size_t)m;
  if (n > sizeof text - 200)
    n = sizeof text - 200;
  const char *slash = strrchr(file, '/');
  n +=
      (size_t)snprintf(text + n, sizeof text - n, " (%.100s:%d)\n", slash ? slash + 1 : file, line);
  ssize_t ignored = write(2, text, n);
  (void)ignored;
  end_process();
}
