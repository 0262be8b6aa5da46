/// \file
/// Type switches. Source: Go spec "Type switches".

#include "lower_internal.h"

/// NULL: the case is nil.
static const TyType *case_type(const LowerFn *f, SynNode *e) {
  e = syn_unparen(e);
  return lower_mode(f, e) == TY_MODE_NIL ? NULL : lower_type(f, e);
}

static void tests(LowerFn *f, SynNode *clause, GirOperand x, GirBlock *body) {
  SynList e = clause->case_clause.exprs;
  for (uint32_t k = 0; k < e.len; k++) {
    GlLoc loc = e.data[k]->loc;
    GirBlock *next = lower_block(f);
    lower_branch(f, lower_type_test(f, x, case_type(f, e.data[k]), loc), body, next, loc);
    f->cur = next;
  }
}

/// The variable of a clause: of the case's type if there is one, else of the operand's.
static void bind(LowerFn *f, SynNode *clause, GirOperand x) {
  TyObject *v = lower_object(f->c, clause);
  if (!v)
    return;
  SynList e = clause->case_clause.exprs;
  const TyType *t = e.len == 1 ? case_type(f, e.data[0]) : NULL;
  GirOperand value = t ? lower_unchecked_assert(f, x, t, clause->loc) : x;
  lower_define(f, v, lower_assign_convert(f, value, lower_var_type(f->c, v), NULL, clause->loc),
               clause->loc);
}

void lower_type_switch(LowerFn *f, SynNode *s) {
  if (s->type_switch.init)
    lower_stmt(f, s->type_switch.init);
  GirOperand x = lower_snapshot(f, lower_expr(f, s->type_switch.x), s->loc);
  SynList clauses = s->type_switch.clauses;
  GirBlock *end = lower_block(f), *otherwise = end;
  GirBlock **bodies = GL_NEW_ARRAY(f->c->arena, GirBlock *, clauses.len + 1);
  for (uint32_t i = 0; i < clauses.len; i++) {
    bodies[i] = lower_block(f);
    if (clauses.data[i]->case_clause.is_default)
      otherwise = bodies[i];
  }
  for (uint32_t i = 0; i < clauses.len; i++)
    tests(f, clauses.data[i], x, bodies[i]);
  lower_jump(f, otherwise, s->loc);
  LowerTarget t;
  lower_push_target(f, &t, s, end, NULL);
  for (uint32_t i = 0; i < clauses.len; i++) {
    f->cur = bodies[i];
    bind(f, clauses.data[i], x);
    lower_stmts(f, clauses.data[i]->case_clause.body);
    lower_jump(f, end, s->loc);
  }
  f->targets = t.outer;
  f->cur = end;
}
