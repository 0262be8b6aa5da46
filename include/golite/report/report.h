/// \file
/// What users read about placements: -m in gc's words, --explain, machine-readable forms. Computes
/// no new fact.

#ifndef GOLITE_REPORT_REPORT_H
#define GOLITE_REPORT_REPORT_H
#include "golite/escape/escape.h"

#include <stdio.h>

/// What became of a site in LLVM; written by codegen.
typedef enum RepSiteFate { REP_FATE_UNKNOWN, REP_FATE_KEPT, REP_FATE_ELIDED } RepSiteFate;

typedef struct RepOptions {
  int level;           // -m: 1, -m=2: 2
  const char *explain; // --explain: NULL off, "" all, else an extended regular expression on
                       // "file:line: text"
  bool user_only;      // leave out packages of the standard library
} RepOptions;

/// gc's lines ("moved to heap: x", "&T{...} escapes to heap", "x does not escape", "leaking param:
/// p", …), sorted, one per site.
void rep_print_m(FILE *out, const GirProgram *p, const EscResult *r, const RepOptions *o);
/// Verdict, size, chain with one source line and caret a hop, and what edit would change it.
void rep_print_explain(FILE *out, const GirProgram *p, const EscResult *r, const RepOptions *o);

#endif
