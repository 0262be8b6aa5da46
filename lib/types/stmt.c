/// \file
/// Statements but switches, select and range; function bodies.
/// Source: Go spec "Statements", "Function declarations".

#include "check_internal.h"

#include <string.h>

// --- simple statements ---------------------------------------------------------------------------

static void check_expr_stmt(TyChecker *c, SynNode *e) {
  TyOperand x = {0};
  TyExprKind kind = ty_check_raw_expr(c, &x, e, NULL);
  const char *problem = "is not used";
  if (x.mode == TY_MODE_BUILTIN)
    problem = "must be called";
  else if (x.mode == TY_MODE_TYPE)
    problem = "is not an expression";
  else if (kind == TY_EXPR_STATEMENT)
    return;
  ty_error(c, ty_loc_operand(&x), GL_DIAG_TY_UNUSED, "%s %s", ty_str_operand(c, &x), problem);
}

static void check_send(TyChecker *c, SynNode *s) {
  TyOperand channel = {0}, value = {0};
  ty_check_expr(c, &channel, s->binary.x);
  ty_check_generic_expr(c, &value, s->binary.y, NULL);
  if (channel.mode == TY_MODE_NONE || value.mode == TY_MODE_NONE)
    return;
  const TyType *elem = ty_channel_elem(c, syn_node_start(s), &channel, false);
  if (elem)
    ty_check_assignment(c, &value, elem, TY_CONTEXT("send"));
}

static void check_inc_dec(TyChecker *c, SynNode *s) {
  TyOperand x = {0};
  ty_check_expr(c, &x, s->unary.x);
  if (x.mode == TY_MODE_NONE)
    return;
  const char *op = s->op == SYN_OP_ADD ? "++" : "--";
  if (!ty_all_numeric(c, x.type)) {
    ty_error(c, syn_node_start(s->unary.x), GL_DIAG_TY_MISMATCH,
             "invalid operation: %s%s (non-numeric type %s)", ty_str_expr(c, s->unary.x), op,
             ty_str_type(c, x.type));
    return;
  }
  ty_assign_var(c, s->unary.x, NULL, &x, "assignment");
}

static void check_assign_stmt(TyChecker *c, SynNode *s) {
  if (s->assign.is_define) {
    ty_short_var_decl(c, s);
    return;
  }
  if (s->op == SYN_OP_NONE) {
    ty_assign_vars(c, s->assign.lhs, s->assign.rhs);
    return;
  }
  if (s->assign.lhs.len != 1 || s->assign.rhs.len != 1) {
    ty_error(c, syn_node_start(s), GL_DIAG_TY_ERROR,
             "assignment operation %s requires single-valued expressions", syn_op_spelling(s->op));
    return;
  }
  SynNode *lhs = s->assign.lhs.data[0];
  TyOperand x = {0};
  ty_check_binary(c, &x, NULL, lhs, s->assign.rhs.data[0], s->op);
  ty_assign_var(c, lhs, NULL, &x, "assignment");
}

static void check_go_defer(TyChecker *c, SynNode *s) {
  const char *keyword = s->kind == SYN_GO_STMT ? "go" : "defer";
  SynNode *call = s->unary.x;
  if (call->kind != SYN_CALL) {
    ty_error(c, syn_node_start(call), GL_DIAG_TY_ERROR, "expression in %s must be function call",
             keyword);
    ty_check_use_one(c, call);
    return;
  }
  TyOperand x = {0};
  const char *problem = NULL;
  switch (ty_check_raw_expr(c, &x, call, NULL)) {
  case TY_EXPR_CONVERSION: problem = "requires function call, not conversion"; break;
  case TY_EXPR_EXPRESSION: problem = "discards result of"; break;
  case TY_EXPR_STATEMENT: return;
  }
  ty_error(c, ty_loc_operand(&x), GL_DIAG_TY_ERROR, "%s %s %s", keyword, problem,
           ty_str_operand(c, &x));
}

static void check_return(TyChecker *c, SynNode *s) {
  const TySignature *sig = c->env.sig;
  SynList values = s->return_stmt.results;
  if (values.len > 0 || sig->n_results == 0 || sig->results[0]->name->len == 0) {
    ty_init_vars(c, sig->results, sig->n_results, values, s);
    return;
  }
  for (uint32_t i = 0; i < sig->n_results; i++) {
    const TyObject *r = sig->results[i];
    const TyObject *seen = ty_name_lookup(c, r->name, NULL);
    if (!seen || seen == r)
      continue;
    GlDiag *d = ty_error(c, s->loc, GL_DIAG_TY_ERROR, "result parameter %s not in scope at return",
                         r->name->text);
    ty_error_more(c, d, seen->loc, "inner declaration of var %s %s", r->name->text,
                  ty_str_type(c, r->type));
  }
}

// --- blocks --------------------------------------------------------------------------------------

static void check_condition(TyChecker *c, SynNode *cond, const char *what) {
  TyOperand x = {0};
  ty_check_expr(c, &x, cond);
  if (x.mode == TY_MODE_NONE)
    return;
  if (ty_is_untyped(x.type) && ty_is_boolean(c, x.type))
    ty_convert_untyped(c, &x, ty_basic(c, TY_BOOL));
  if (!ty_all_boolean(c, x.type))
    ty_error(c, syn_node_start(cond), GL_DIAG_TY_MISMATCH, "non-boolean condition in %s statement",
             what);
}

/// A chain of else-ifs is walked in a loop; each init statement opens one more scope.
static void check_if(TyChecker *c, SynNode *s) {
  TyScope *outer = c->env.scope;
  uint32_t top = c->actions.len;
  for (;;) {
    if (s->if_stmt.init) {
      ty_scope_open(c);
      ty_check_stmt(c, s->if_stmt.init);
    }
    if (s->if_stmt.cond)
      check_condition(c, s->if_stmt.cond, "if");
    ty_check_stmt(c, s->if_stmt.then);
    ty_run_actions(c, top);
    SynNode *els = s->if_stmt.els;
    if (!els)
      break;
    if (els->kind != SYN_IF_STMT) {
      ty_check_stmt(c, els);
      break;
    }
    s = els;
  }
  c->env.scope = outer;
}

static void check_for(TyChecker *c, SynNode *s) {
  ty_scope_open(c);
  if (s->for_stmt.init)
    ty_check_stmt(c, s->for_stmt.init);
  if (s->for_stmt.cond)
    check_condition(c, s->for_stmt.cond, "for");
  SynNode *post = s->for_stmt.post;
  if (post)
    ty_check_stmt(c, post);
  if (post && post->kind == SYN_ASSIGN_STMT && post->assign.is_define)
    ty_check_use(c, post->assign.lhs); // a syntax error; what it declares counts as used
  ty_check_stmt(c, s->for_stmt.body);
  ty_scope_close(c);
}

static void check_by_kind(TyChecker *c, SynNode *s) {
  switch (s->kind) {
  case SYN_DECL_STMT: ty_check_decl_stmt(c, s); return;
  case SYN_EXPR_STMT: check_expr_stmt(c, s->unary.x); return;
  case SYN_SEND_STMT: check_send(c, s); return;
  case SYN_INC_DEC_STMT: check_inc_dec(c, s); return;
  case SYN_ASSIGN_STMT: check_assign_stmt(c, s); return;
  case SYN_GO_STMT:
  case SYN_DEFER_STMT: check_go_defer(c, s); return;
  case SYN_RETURN_STMT: check_return(c, s); return;
  case SYN_BLOCK_STMT:
    ty_scope_open(c);
    ty_check_stmt_list(c, s->block.stmts);
    ty_scope_close(c);
    return;
  case SYN_IF_STMT: check_if(c, s); return;
  case SYN_SWITCH_STMT: ty_check_switch(c, s); return;
  case SYN_TYPE_SWITCH_STMT: ty_check_type_switch(c, s); return;
  case SYN_SELECT_STMT: ty_check_select(c, s); return;
  case SYN_FOR_STMT: check_for(c, s); return;
  case SYN_RANGE_STMT: ty_check_range(c, s); return;
  case SYN_LABELED_STMT: ty_check_stmt(c, s->labeled.stmt); return;
  case SYN_BAD_STMT:
  case SYN_EMPTY_STMT:
  case SYN_BRANCH_STMT: return; // see labels.c
  }
}

void ty_check_stmt(TyChecker *c, SynNode *s) {
  uint32_t top = c->actions.len;
  check_by_kind(c, s);
  ty_run_actions(c, top);
}

void ty_check_stmt_list(TyChecker *c, SynList list) {
  for (uint32_t i = 0; i < list.len; i++)
    ty_check_stmt(c, list.data[i]);
}

// --- bodies --------------------------------------------------------------------------------------

static void check_unused_vars(TyChecker *c, uint32_t from) {
  for (uint32_t i = from; i < c->locals.len; i++) {
    const TyObject *o = c->locals.data[i];
    if (!o->is_used)
      ty_error(c, o->loc, GL_DIAG_TY_UNUSED, "declared and not used: %s", o->name->text);
  }
  c->locals.len = from;
}

void ty_check_func_body(TyChecker *c, const TyAction *a) {
  TyEnv saved = c->env;
  uint32_t n_locals = c->locals.len;
  c->env = (TyEnv){.decl = a->decl,
                   .scope = a->sig->scope,
                   .version = a->version,
                   .iota = a->iota,
                   .sig = a->sig};
  ty_check_branches(c, a->node);
  ty_check_stmt_list(c, a->node->block.stmts);
  if (a->sig->n_results > 0 && !ty_is_terminating(c, a->node))
    ty_error(c, a->node->block.rbrace, GL_DIAG_TY_ERROR, "missing return");
  check_unused_vars(c, n_locals);
  c->env = saved;
}
