/// \file
/// Errors, warnings and notes about the user's program: collected, put into order, printed once;
/// for people as text, for programs as JSON lines or a SARIF log.

#ifndef GOLITE_SUPPORT_DIAG_H
#define GOLITE_SUPPORT_DIAG_H
#include "golite/support/file.h"
#include "golite/support/sources.h"

#include <stdio.h>

/// Codes are one line each in `support/diag.def` and are never reused.
typedef enum GlDiagCode {
#define GL_DIAG(NAME, ...) GL_DIAG_##NAME,
#include "golite/support/diag.def"
#undef GL_DIAG
  GL_DIAG_COUNT
} GlDiagCode;

typedef enum GlSeverity {
#define GL_SEVERITY(NAME, name) GL_SEVERITY_##NAME,
#include "golite/support/severities.def"
#undef GL_SEVERITY
  GL_SEVERITY_COUNT
} GlSeverity;

typedef struct GlDiags GlDiags;
typedef struct GlDiag GlDiag;

GlDiags *gl_diags_new(GlArena *a, const GlSources *s);
/// Says beforehand what will be printed, so that nobody works for notes that are not: how many
/// errors (0: all; the default; no more are kept), and whether their notes too (default: yes).
void gl_diags_expect(GlDiags *d, uint32_t max_errors, bool wants_notes);

/// Reports an error at `loc` (GL_LOC_NONE: about no position). The message follows gc's wording:
/// lower case, no full stop. Never NULL. gc's followers are dropped: a second syntax error on a
/// line, and an error that repeats the one before it on the same line.
GlDiag *gl_diag_error(GlDiags *d, GlLoc loc, GlDiagCode code, const char *fmt, ...) GL_PRINTF(4, 5);
GlDiag *gl_diag_verror(GlDiags *d, GlLoc loc, GlDiagCode code, const char *fmt, va_list args);
/// Says something that is no error: a warning, or a note of its own. It is printed in its place and
/// counts neither as an error nor against their limit.
GlDiag *gl_diag_remark(GlDiags *d, GlSeverity severity, GlLoc loc, GlDiagCode code, const char *fmt,
                       ...) GL_PRINTF(5, 6);
/// Marks an error that gc looks for only when all else is right: it is printed only when all
/// errors are such.
void gl_diag_set_late(GlDiags *d, GlDiag *e);
/// Adds a note to an error (loc may be GL_LOC_NONE).
void gl_diag_note(GlDiags *d, GlDiag *e, GlLoc loc, const char *fmt, ...) GL_PRINTF(4, 5);
/// Whether a note to `e` will be seen: ask before a search for what to say.
bool gl_diag_wants_note(const GlDiags *d, const GlDiag *e);
/// Appends one more line "\tTEXT" to the error's own message, as gc does for "have … want …".
void gl_diag_more(GlDiags *d, GlDiag *e, const char *fmt, ...) GL_PRINTF(3, 4);
/// The same for a line "\tPOSITION: TEXT"; in all forms but the brief text it is a note.
void gl_diag_more_at(GlDiags *d, GlDiag *e, GlLoc loc, const char *fmt, ...) GL_PRINTF(4, 5);

uint32_t gl_diags_error_count(const GlDiags *d);
uint32_t gl_diags_count_of(const GlDiags *d, GlDiagCode code);
/// Whether as many errors are kept as will be printed, at most 20,000: further ones are only
/// counted.
bool gl_diags_is_full(const GlDiags *d);

/// "error", …
const char *gl_severity_name(GlSeverity severity);
/// "GL4002": stands in machine-readable output. The description is one sentence.
const char *gl_diag_code_id(GlDiagCode code);
const char *gl_diag_code_description(GlDiagCode code);

typedef struct GlDiagStyle {
  uint32_t max_errors; // 0: all; else gc's line "too many errors" follows when there are that many
  bool is_full;        // source line, caret and notes below each message
  bool is_colored;
} GlDiagStyle;

// All printers show the first `max_errors` errors in the order of their report, sorted by file,
// line and column; files stand in the order of their first error. Both is as gc does it.

/// Text for people; gc's lines, and more in the full style: there, bytes that a terminal would obey
/// or that are not UTF-8 are shown as escapes.
void gl_diags_print(GlDiags *d, FILE *out, GlDiagStyle style);
/// JSON, one object a line:
/// {"file", "line", "column", "end_line", "end_column", "severity", "code", "message", "notes":
/// [{"file", "line", "column", "message"}]}. Positions are those of the text form: columns count
/// bytes from 1, `//line` directives are applied, absent parts are left out. The end is one past
/// the word at the position; it is left out when no word stands there, or a directive applies.
void gl_diags_json(GlDiags *d, GlBuf *out, uint32_t max_errors);

typedef struct GlSarifTool {
  const char *name, *version;
  const char *folder; // the working folder: paths are given relative to it
  int exit_status;    // of this run
} GlSarifTool;
/// A SARIF 2.1.0 log of one run, with results also when there are none. Positions are physical;
/// columns count UTF-16 code units from 1.
void gl_diags_sarif(GlDiags *d, GlBuf *out, uint32_t max_errors, const GlSarifTool *tool);

#endif
