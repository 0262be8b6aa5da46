/// \file
/// Lines of a report, collected and sorted before they are printed.

#ifndef GOLITE_REPORT_INTERNAL_H
#define GOLITE_REPORT_INTERNAL_H
#include "golite/report/report.h"

/// One fact at one position, with the chain of its reasons.
typedef struct RepLine {
  GlPos pos;
  GlLoc loc;
  const char *text;
  const EscVerdict *verdict; // of a site; NULL: of a parameter
  const GirSite *site;
  const EscHop *hops;
  uint32_t n_hops;
  uint32_t order; // of making, for equal positions
} RepLine;

typedef struct RepLines {
  GlArena *arena;
  const GirProgram *p;
  const EscResult *r;
  GL_VEC(RepLine) list;
} RepLines;

/// All lines that -m prints, sorted by file, line and column, each text once a position.
void rep_collect(RepLines *out, const RepOptions *o);

#endif
