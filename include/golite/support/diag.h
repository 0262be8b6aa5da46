/// \file
/// Errors, warnings and notes about the user's program: collected, sorted by position, printed
/// once.

#ifndef GOLITE_SUPPORT_DIAG_H
#define GOLITE_SUPPORT_DIAG_H
#include "golite/support/sources.h"

#include <stdio.h>

/// Codes are one line each in `support/diag.def` and are never reused.
typedef enum GlDiagCode {
#define GL_DIAG(NAME, id) GL_DIAG_##NAME,
#include "golite/support/diag.def"
#undef GL_DIAG
  GL_DIAG_COUNT
} GlDiagCode;

typedef struct GlDiags GlDiags;
typedef struct GlDiag GlDiag;

GlDiags *gl_diags_new(GlArena *a, const GlSources *s);
/// Reports an error at `loc` (GL_LOC_NONE: about no position). The message follows gc's wording:
/// lower case, no full stop. Never NULL. A second error on the same line with the same text is
/// dropped when printed.
GlDiag *gl_diag_error(GlDiags *d, GlLoc loc, GlDiagCode code, const char *fmt, ...) GL_PRINTF(4, 5);
GlDiag *gl_diag_verror(GlDiags *d, GlLoc loc, GlDiagCode code, const char *fmt, va_list args);
/// Adds a note to an error (loc may be GL_LOC_NONE).
void gl_diag_note(GlDiags *d, GlDiag *e, GlLoc loc, const char *fmt, ...) GL_PRINTF(4, 5);
/// Appends one more line "\tTEXT" to the error's own message, as gc does for "have … want …".
void gl_diag_more(GlDiags *d, GlDiag *e, const char *fmt, ...) GL_PRINTF(3, 4);
uint32_t gl_diags_error_count(const GlDiags *d);
/// Whether the limit of errors kept (20,000) is reached: further ones are only counted.
bool gl_diags_is_full(const GlDiags *d);

typedef struct GlDiagStyle {
  uint32_t max_errors; // 0: all; gc's line "too many errors" follows when there are more
  bool is_full;        // source line, caret and notes below each message
  bool is_colored;
} GlDiagStyle;
/// Prints all, sorted by file, line, column, followers on one line dropped: syntax errors one a
/// line as gc does.
void gl_diags_print(GlDiags *d, FILE *out, GlDiagStyle style);

#endif
