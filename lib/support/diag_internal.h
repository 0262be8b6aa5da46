/// \file
/// Shared by the files that collect diagnostics and those that print them.

#ifndef GOLITE_SUPPORT_DIAG_INTERNAL_H
#define GOLITE_SUPPORT_DIAG_INTERNAL_H
#include "golite/support/diag.h"
#include "golite/support/vec.h"

typedef struct GlDiagNote {
  GlLoc loc;
  const char *text;
  bool is_part; // a further line of the message itself; with a position unless loc is none
} GlDiagNote;

struct GlDiag {
  GlLoc loc;
  uint32_t seq; // order of report; of an error: errors before it
  GlDiagCode code;
  GlSeverity severity;
  const char *text;
  GL_VEC(GlDiagNote) notes;
  bool is_late;
};

/// What is printed.
typedef struct GlDiagList {
  GlDiag **data;
  uint32_t len;
  bool is_cut;  // "too many errors"
  GlLoc cut_at; // the position of that line
} GlDiagList;

/// Chooses and sorts.
GlDiagList gl_diags_select(GlDiags *d, uint32_t max_errors);
const GlSources *gl_diags_sources(const GlDiags *d);
GlArena *gl_diags_arena(const GlDiags *d);

/// A physical place and the text around it.
typedef struct GlDiagPlace {
  GlPos raw;        // line 0: no place
  const char *line; // first byte of its line
  uint32_t at;      // bytes of the line before the place
  uint32_t rest;    // bytes of the line from the place on, at most GL_DIAG_MAX_REST
  uint32_t word;    // bytes of the word at the place; 0: none, or longer than is looked at
} GlDiagPlace;
enum { GL_DIAG_MAX_REST = 512 };
GlDiagPlace gl_diags_place(const GlDiags *d, GlLoc loc);

/// The message with its further lines that have no position.
const char *gl_diag_message(const GlDiags *d, const GlDiag *e);

#endif
