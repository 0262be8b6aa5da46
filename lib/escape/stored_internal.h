/// \file
/// Shared by the files of this room that write and read summaries.

#ifndef GOLITE_ESCAPE_STORED_INTERNAL_H
#define GOLITE_ESCAPE_STORED_INTERNAL_H
#include "escape_internal.h"

#include "golite/escape/stored.h"
#include "golite/types/stored.h"

/// What stands behind a stored function's declaration.
enum { ESC_STORED_UNKNOWN, ESC_STORED_SUMMARY };

/// What a run leaves for esc_store.
typedef struct EscKept {
  EscSummary **summaries; // by function id
  bool *is_value;         // by function id; NULL when nothing was analysed
  const TyType *opaque;
} EscKept;

/// A function of another unit that was declared.
typedef struct EscImported {
  EscSummary *summary; // NULL: unknown code
  EscParam *params;    // NULL: nothing is known
  bool is_value;
} EscImported;

/// NULL when `f` was not declared by esc_imports_declare.
const EscImported *esc_imported(const EscImports *m, const GirFunc *f);
/// The type that stands for opaque slots in imported summaries.
const TyType *esc_imports_opaque(const EscImports *m);
/// Whether some unit has values in interfaces, or function values, that it cannot tell of.
bool esc_imports_hide_types(const EscImports *m);
bool esc_imports_hide_funcs(const EscImports *m);

#endif
