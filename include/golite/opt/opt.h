/// \file
/// GIR → GIR before escape analysis. Needs: verified GIR. Keeps: names, positions and site origins,
/// so that messages stay true.

#ifndef GOLITE_OPT_OPT_H
#define GOLITE_OPT_OPT_H
#include "golite/ir/gir.h"

/// Interface calls whose receiver has one possible concrete type, and func-value calls with one
/// possible target, become static calls.
void opt_devirt_run(GirProgram *p);
/// Inlines small functions bottom-up. Copies of sites get `origin` and `inlined_at`.
void opt_inline_run(GirProgram *p);
/// What was not inlined of other units' functions becomes a declaration. After opt_inline_run.
void opt_drop_copies(GirProgram *p);
/// Conversions between strings and bytes whose result is only looked at get GIR_I_BORROWED: they
/// copy nothing.
void opt_borrow_run(GirProgram *p);
/// Removes unreachable blocks and, unless `keep_functions`, functions that nothing reaches in a
/// whole program.
void opt_prune_run(GirProgram *p, bool keep_functions);

#endif
