/// \file
/// Words that every room uses: attributes, assertions, array helpers.
/// Depends on libc only.

#ifndef GOLITE_SUPPORT_BASE_H
#define GOLITE_SUPPORT_BASE_H
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GL_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define GL_NORETURN __attribute__((noreturn))
#define GL_COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

/// Ends the process as an internal compiler error (exit status 3), naming the place in this
/// compiler and, when the running stage has set one (`gl_ice_context`), the stage and position in
/// the user's source. Never returns.
GL_NORETURN void gl_ice(const char *file, int line, const char *fmt, ...) GL_PRINTF(3, 4);

/// A condition that only a defect of this compiler can break. Always on.
#define GL_ASSERT(cond, ...)                                                                       \
  do {                                                                                             \
    if (!(cond))                                                                                   \
      gl_ice(__FILE__, __LINE__, __VA_ARGS__);                                                     \
  } while (0)

/// A place that control cannot reach.
#define GL_UNREACHABLE() gl_ice(__FILE__, __LINE__, "unreachable")

/// Says what the compiler works on now, for the message of an internal error. `stage` and `where`
/// (may be NULL) are borrowed until the next call.
void gl_ice_context(const char *stage, const char *where);
/// Sets what an internal error runs before the process ends (remove temporary files); NULL:
/// nothing.
void gl_ice_cleanup(void (*f)(void));

#endif
