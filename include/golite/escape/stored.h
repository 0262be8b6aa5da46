/// \file
/// What escape knows of a unit's functions, as bytes for the cache, and read back where the unit is
/// used: summaries, what parameters do, which types are in interfaces and which functions are
/// values.

#ifndef GOLITE_ESCAPE_STORED_H
#define GOLITE_ESCAPE_STORED_H
#include "golite/escape/escape.h"
#include "golite/support/file.h"

enum {
  ESC_STORED_RECOVERS = 1,
  ESC_STORED_FORWARDS_RECOVER = 2,
  ESC_STORED_IS_VALUE = 4, // its address is taken
  ESC_STORED_IS_SMALL = 8, // to be inlined
};

/// Appends the facts of all functions of `p` that have a body. `r` is of a run with
/// `keeps_summaries`.
void esc_store(GlBuf *out, const GirProgram *p, const EscResult *r);

typedef struct EscImports EscImports;
/// `packages`: all that names in the bytes may mean.
EscImports *esc_imports_new(GlArena *a, struct TyWorld *world, GlIntern *names,
                            TyPackage *const *packages, uint32_t n_packages);
/// Adds what esc_store wrote for one unit. The bytes are borrowed.
void esc_imports_add(EscImports *m, const char *data, size_t size);
/// ESC_STORED_* of a function of some unit; 0 when there is none.
uint32_t esc_imports_flags(const EscImports *m, const char *symbol);
/// Declares in `p` all functions of other units that can matter to the analysis of `p`, and what of
/// their types is in interfaces. Needs: GIR after opt. With `closed_world` all that may be called
/// through unknown func values and interfaces is declared, too.
void esc_imports_declare(EscImports *m, GirProgram *p, bool closed_world);

#endif
