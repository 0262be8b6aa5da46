/// \file
/// Expression switches. Source: Go spec "Expression switches".

#include "lower_internal.h"

enum { TABLE_MIN = 5 }; // constant cases from which a GIR switch is made

static bool is_default(const SynNode *clause) { return clause->case_clause.is_default; }

static GirBlock **clause_blocks(LowerFn *f, SynList clauses) {
  GirBlock **b = GL_NEW_ARRAY(f->c->arena, GirBlock *, clauses.len + 1);
  for (uint32_t i = 0; i < clauses.len; i++)
    b[i] = lower_block(f);
  return b;
}

/// Whether all cases are integer constants; *n is their number.
static bool is_table(const LowerFn *f, SynList clauses, uint32_t *n) {
  *n = 0;
  for (uint32_t i = 0; i < clauses.len; i++) {
    SynList e = clauses.data[i]->case_clause.exprs;
    for (uint32_t k = 0; k < e.len; k++, (*n)++)
      if (!ty_info_const(f->c->info, e.data[k]) ||
          !(ty_flags(lower_type(f, e.data[k])) & TY_F_INTEGER))
        return false;
  }
  return *n >= TABLE_MIN;
}

static void table(LowerFn *f, SynList clauses, GirOperand tag, GirBlock *const *bodies,
                  GirBlock *otherwise, uint32_t n, GlLoc loc) {
  GirInstr *in = lower_emit(f, GIR_OP_SWITCH, loc, n + 1);
  in->args[0] = tag;
  in->to = GL_NEW_ARRAY(f->c->arena, GirBlock *, n + 1);
  in->n_to = n + 1;
  uint32_t at = 0;
  for (uint32_t i = 0; i < clauses.len; i++) {
    SynList e = clauses.data[i]->case_clause.exprs;
    for (uint32_t k = 0; k < e.len; k++, at++) {
      in->args[at + 1] = lower_const(f->c, ty_info_const(f->c->info, e.data[k]), tag.type);
      in->to[at] = bodies[i];
    }
  }
  in->to[n] = otherwise;
  f->cur = NULL;
}

static GirOperand case_value(LowerFn *f, SynNode *e, const TyType *tag) {
  return lower_mode(f, syn_unparen(e)) == TY_MODE_NIL ? lower_zero_value(f, tag) : lower_expr(f, e);
}

/// A condition of a switch without tag; one of interface type is compared with true.
static void condition(LowerFn *f, SynNode *e, GirBlock *yes, GirBlock *no) {
  if (!ty_is_interface(lower_type(f, e))) {
    lower_cond(f, e, yes, no);
    return;
  }
  GirOperand v = lower_expr(f, e);
  lower_branch(f, lower_compare(f, SYN_OP_EQ, f->c->t_bool, lower_bool(f, true), v, e->loc), yes,
               no, e->loc);
}

/// Compares with one case after the other. tag.kind NONE: the cases are conditions.
static void chain(LowerFn *f, SynList clauses, GirOperand tag, GirBlock *const *bodies,
                  GirBlock *otherwise) {
  for (uint32_t i = 0; i < clauses.len; i++) {
    SynList e = clauses.data[i]->case_clause.exprs;
    for (uint32_t k = 0; k < e.len; k++) {
      GlLoc loc = e.data[k]->loc;
      GirBlock *next = lower_block(f);
      if (tag.kind == GIR_OPERAND_NONE) {
        condition(f, e.data[k], bodies[i], next);
      } else {
        GirOperand v = case_value(f, e.data[k], tag.type);
        lower_branch(f, lower_compare(f, SYN_OP_EQ, f->c->t_bool, tag, v, loc), bodies[i], next,
                     loc);
      }
      f->cur = next;
    }
  }
  lower_jump(f, otherwise, GL_LOC_NONE);
}

/// Whether all cases are constants: nothing happens between the comparisons.
static bool are_constant(LowerFn *f, SynList clauses) {
  bool all = true;
  for (uint32_t i = 0; i < clauses.len; i++) {
    SynList e = clauses.data[i]->case_clause.exprs;
    for (uint32_t k = 0; k < e.len; k++)
      all = all && lower_mode(f, syn_unparen(e.data[k])) == TY_MODE_CONST;
  }
  return all;
}

void lower_switch(LowerFn *f, SynNode *s) {
  if (s->switch_stmt.init)
    lower_stmt(f, s->switch_stmt.init);
  GirOperand tag = gir_none();
  if (s->switch_stmt.tag)
    tag = lower_snapshot(f, lower_expr(f, s->switch_stmt.tag), s->loc);
  SynList clauses = s->switch_stmt.clauses;
  if (are_constant(f, clauses))
    lower_borrow_bytes(f, tag);
  GirBlock **bodies = clause_blocks(f, clauses), *end = lower_block(f), *otherwise = end;
  for (uint32_t i = 0; i < clauses.len; i++)
    if (is_default(clauses.data[i]))
      otherwise = bodies[i];
  uint32_t n;
  bool is_local = tag.kind == GIR_OPERAND_LOCAL && (ty_flags(tag.type) & TY_F_INTEGER);
  if (is_local && is_table(f, clauses, &n))
    table(f, clauses, tag, bodies, otherwise, n, s->loc);
  else
    chain(f, clauses, tag, bodies, otherwise);
  LowerTarget t;
  lower_push_target(f, &t, s, end, NULL);
  for (uint32_t i = 0; i < clauses.len; i++) {
    f->cur = bodies[i];
    t.next_clause = bodies[i + 1];
    lower_stmts(f, clauses.data[i]->case_clause.body);
    lower_jump(f, end, s->loc);
  }
  f->targets = t.outer;
  f->cur = end;
}
