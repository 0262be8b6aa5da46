/// \file
/// The pre-pass over statements: in which order assignments, declarations and captures come, and
/// inside which loops.

#include "capture_internal.h"

static void walk_stmts(LowerWalker *w, SynList l) {
  for (uint32_t i = 0; i < l.len; i++)
    lower_walk_stmt(w, l.data[i]);
}

/// The target of an assignment; `is_define`: an identifier declared here is declared.
static void walk_target(LowerWalker *w, SynNode *e, bool is_define) {
  if (!e)
    return;
  if (is_define && e->kind == SYN_IDENT) {
    TyObject *v = lower_object(w->c, e);
    if (v && v->loc == e->loc) {
      lower_facts_declare(w, v);
      return;
    }
  }
  if (!lower_is_blank(e)) {
    lower_mark_target(w, e);
    lower_walk_expr(w, e);
    lower_mark_assigned(w, e);
  }
}

static void walk_assign(LowerWalker *w, SynNode *s) {
  lower_walk_list(w, s->assign.rhs);
  for (uint32_t i = 0; i < s->assign.lhs.len; i++)
    walk_target(w, s->assign.lhs.data[i], s->assign.is_define);
}

/// The variables of a three-clause loop are new in each round; the post statement works on the
/// next round's copy, before that round's body captures it: hence it is walked before the body.
/// Where all rounds share them, they count as declared before the loop.
static void walk_for(LowerWalker *w, SynNode *s) {
  const SynNode *outer = w->loop;
  if (w->facts->shares_loop_variables)
    lower_walk_stmt(w, s->for_stmt.init);
  w->loop = s;
  if (!w->facts->shares_loop_variables)
    lower_walk_stmt(w, s->for_stmt.init);
  lower_walk_expr(w, s->for_stmt.cond);
  lower_walk_stmt(w, s->for_stmt.post);
  lower_walk_stmt(w, s->for_stmt.body);
  w->loop = outer;
}

/// The body is a function of its own, its variables belong to it.
static void walk_range_func(LowerWalker *w, SynNode *s) {
  LowerLit *l = lower_walk_range_begin(w, s);
  walk_target(w, s->range_stmt.key, s->range_stmt.is_define);
  walk_target(w, s->range_stmt.value, s->range_stmt.is_define);
  lower_walk_stmt(w, s->range_stmt.body);
  w->lit = l->outer;
  w->loop = l->loop;
}

static void walk_range(LowerWalker *w, SynNode *s) {
  lower_walk_expr(w, s->range_stmt.x);
  if (ty_under_kind(lower_type_of(w->c, s->range_stmt.x)) == TY_FUNC) {
    walk_range_func(w, s);
    return;
  }
  const SynNode *outer = w->loop;
  bool is_define = s->range_stmt.is_define;
  if (is_define && w->facts->shares_loop_variables) {
    walk_target(w, s->range_stmt.key, true);
    walk_target(w, s->range_stmt.value, true);
    is_define = false; // each round assigns to them
  }
  w->loop = s;
  walk_target(w, s->range_stmt.key, is_define);
  walk_target(w, s->range_stmt.value, is_define);
  lower_walk_stmt(w, s->range_stmt.body);
  w->loop = outer;
}

static void walk_clauses(LowerWalker *w, SynList clauses) {
  for (uint32_t i = 0; i < clauses.len; i++) {
    SynNode *c = clauses.data[i];
    if (c->kind == SYN_COMM_CLAUSE) {
      lower_walk_stmt(w, c->comm_clause.comm);
      walk_stmts(w, c->comm_clause.body);
      continue;
    }
    TyObject *v = lower_object(w->c, c);
    if (v)
      lower_facts_declare(w, v);
    lower_walk_list(w, c->case_clause.exprs);
    walk_stmts(w, c->case_clause.body);
  }
}

static void walk_decl(LowerWalker *w, SynNode *s) {
  for (uint32_t i = 0; i < s->decl_stmt.decls.len; i++) {
    SynNode *d = s->decl_stmt.decls.data[i];
    if (d->kind != SYN_VAR_DECL)
      continue;
    lower_walk_list(w, d->value_decl.values);
    for (uint32_t k = 0; k < d->value_decl.names.len; k++)
      lower_facts_declare(w, lower_object(w->c, d->value_decl.names.data[k]));
  }
}

/// Unlabelled break and continue never leave a range body but by its own end.
static void walk_branch(LowerWalker *w, SynNode *s) {
  w->facts->has_goto |= s->branch.tok == SYN_GOTO;
  if (!w->lit->is_range_body || !s->branch.label)
    return;
  const SynNode *target = ty_info_branch_target(w->c->info, s);
  if (target != w->lit->node && gl_ptrmap_get(w->facts->labels, target) != w->lit)
    lower_walk_range_exit(w, s->loc); // perhaps, if the label follows
}

static void walk_labeled(LowerWalker *w, SynNode *s) {
  gl_ptrmap_set(w->facts->labels, s, w->lit);
  gl_ptrmap_set(w->facts->labels, s->labeled.stmt, w->lit);
  lower_walk_stmt(w, s->labeled.stmt);
}

static void walk_if(LowerWalker *w, SynNode *s) {
  for (; s && s->kind == SYN_IF_STMT; s = s->if_stmt.els) {
    lower_walk_stmt(w, s->if_stmt.init);
    lower_walk_expr(w, s->if_stmt.cond);
    lower_walk_stmt(w, s->if_stmt.then);
  }
  lower_walk_stmt(w, s);
}

static void walk_send(LowerWalker *w, SynNode *s) {
  lower_walk_expr(w, s->binary.x);
  lower_walk_expr(w, s->binary.y);
}

static void walk_inc_dec(LowerWalker *w, SynNode *s) {
  lower_mark_target(w, s->unary.x);
  lower_walk_expr(w, s->unary.x);
  lower_mark_assigned(w, s->unary.x);
}

static void walk_defer(LowerWalker *w, SynNode *s) {
  lower_lit_func_of(w->lit)->has_defer = true;
  if (w->lit->is_range_body)
    lower_walk_range_defer(w, s->loc);
  lower_walk_expr(w, s->unary.x);
}

void lower_walk_stmt(LowerWalker *w, SynNode *s) {
  if (!s)
    return;
  switch ((SynKind)s->kind) {
  case SYN_EXPR_STMT: lower_walk_expr(w, s->unary.x); return;
  case SYN_SEND_STMT: walk_send(w, s); return;
  case SYN_INC_DEC_STMT: walk_inc_dec(w, s); return;
  case SYN_ASSIGN_STMT: walk_assign(w, s); return;
  case SYN_GO_STMT: lower_walk_expr(w, s->unary.x); return;
  case SYN_DEFER_STMT: walk_defer(w, s); return;
  case SYN_RETURN_STMT:
    lower_walk_list(w, s->return_stmt.results);
    if (w->lit->is_range_body)
      lower_walk_range_return(w, s);
    return;
  case SYN_BRANCH_STMT: walk_branch(w, s); return;
  case SYN_BLOCK_STMT: walk_stmts(w, s->block.stmts); return;
  case SYN_IF_STMT: walk_if(w, s); return;
  case SYN_SWITCH_STMT:
    lower_walk_stmt(w, s->switch_stmt.init);
    lower_walk_expr(w, s->switch_stmt.tag);
    walk_clauses(w, s->switch_stmt.clauses);
    return;
  case SYN_TYPE_SWITCH_STMT:
    lower_walk_stmt(w, s->type_switch.init);
    lower_walk_expr(w, s->type_switch.x);
    walk_clauses(w, s->type_switch.clauses);
    return;
  case SYN_SELECT_STMT: walk_clauses(w, s->select_stmt.clauses); return;
  case SYN_FOR_STMT: walk_for(w, s); return;
  case SYN_RANGE_STMT: walk_range(w, s); return;
  case SYN_LABELED_STMT: walk_labeled(w, s); return;
  case SYN_DECL_STMT: walk_decl(w, s); return;
  case SYN_BAD_EXPR:
  case SYN_IDENT:
  case SYN_BASIC_LIT:
  case SYN_COMPOSITE_LIT:
  case SYN_KEY_VALUE:
  case SYN_FUNC_LIT:
  case SYN_PAREN:
  case SYN_SELECTOR:
  case SYN_INDEX:
  case SYN_SLICE:
  case SYN_TYPE_ASSERT:
  case SYN_CALL:
  case SYN_STAR:
  case SYN_UNARY:
  case SYN_BINARY:
  case SYN_ARRAY_TYPE:
  case SYN_SLICE_TYPE:
  case SYN_ELLIPSIS:
  case SYN_STRUCT_TYPE:
  case SYN_FUNC_TYPE:
  case SYN_INTERFACE_TYPE:
  case SYN_MAP_TYPE:
  case SYN_CHAN_TYPE:
  case SYN_FIELD:
  case SYN_BAD_STMT:
  case SYN_EMPTY_STMT:
  case SYN_CASE_CLAUSE:
  case SYN_COMM_CLAUSE:
  case SYN_IMPORT_DECL:
  case SYN_CONST_DECL:
  case SYN_VAR_DECL:
  case SYN_TYPE_DECL:
  case SYN_FUNC_DECL:
  case SYN_KIND_COUNT: return;
  }
  GL_UNREACHABLE();
}
