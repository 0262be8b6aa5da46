/// \file
/// The walker of the pre-pass, shared by its expressions (capture.c), statements (capture_stmt.c)
/// and bodies of range-over-func loops (capture_range.c).

#ifndef GOLITE_LOWER_CAPTURE_INTERNAL_H
#define GOLITE_LOWER_CAPTURE_INTERNAL_H
#include "lower_internal.h"

typedef struct LowerWalker {
  LowerCtx *c;
  LowerFacts *facts;
  LowerLit *lit;       // function at hand
  const SynNode *loop; // innermost loop around the place at hand
} LowerWalker;

/// LOWER_HAS_* of an expression; NULL is allowed.
uint8_t lower_walk_expr(LowerWalker *w, SynNode *e);
uint8_t lower_walk_list(LowerWalker *w, SynList l);
/// NULL is allowed.
void lower_walk_stmt(LowerWalker *w, SynNode *s);
void lower_facts_declare(LowerWalker *w, TyObject *v);
LowerVarFacts *lower_facts_of(LowerWalker *w, TyObject *v);
/// The function at hand uses variable `v` of an outer one, whose facts are `x`.
void lower_capture(LowerWalker *w, TyObject *v, LowerVarFacts *x);
/// Starts the body of a range-over-func statement, which is then w->lit.
LowerLit *lower_walk_range_begin(LowerWalker *w, SynNode *s);
/// In a range body: a branch or return that leaves it, a return, a defer statement.
void lower_walk_range_exit(LowerWalker *w, GlLoc loc);
void lower_walk_range_return(LowerWalker *w, SynNode *s);
void lower_walk_range_defer(LowerWalker *w, GlLoc loc);
/// A call of recover, in any function.
void lower_walk_range_recover(LowerWalker *w, GlLoc loc);
/// `e` is the target of an assignment.
void lower_mark_assigned(LowerWalker *w, SynNode *e);
/// `e` is assigned to.
void lower_mark_target(LowerWalker *w, SynNode *e);

#endif
