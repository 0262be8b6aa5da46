/// \file
/// Whether a function body ends in a terminating statement.
/// Needs the branch targets of labels.c: a statement that some break leaves is marked there.
/// Source: Go spec "Terminating statements".

#include "check_internal.h"

static bool terminates(TyChecker *c, SynNode *s);

static bool list_terminates(TyChecker *c, SynList list) {
  for (uint32_t i = list.len; i > 0; i--)
    if (list.data[i - 1]->kind != SYN_EMPTY_STMT)
      return terminates(c, list.data[i - 1]);
  return false;
}

static bool is_left_by_break(TyChecker *c, const SynNode *s) {
  return ty_info_flags(c->info, s) & TY_FLAG_BREAK;
}

static bool switch_terminates(TyChecker *c, const SynNode *s, SynList clauses) {
  bool has_default = false;
  if (is_left_by_break(c, s))
    return false;
  for (uint32_t i = 0; i < clauses.len; i++) {
    has_default |= clauses.data[i]->case_clause.is_default;
    if (!list_terminates(c, clauses.data[i]->case_clause.body))
      return false;
  }
  return has_default;
}

static bool select_terminates(TyChecker *c, const SynNode *s) {
  if (is_left_by_break(c, s))
    return false;
  for (uint32_t i = 0; i < s->select_stmt.clauses.len; i++)
    if (!list_terminates(c, s->select_stmt.clauses.data[i]->comm_clause.body))
      return false;
  return true;
}

static bool if_terminates(TyChecker *c, const SynNode *s) {
  for (;; s = s->if_stmt.els) {
    if (!s->if_stmt.els || !terminates(c, s->if_stmt.then))
      return false;
    if (s->if_stmt.els->kind != SYN_IF_STMT)
      return terminates(c, s->if_stmt.els);
  }
}

static bool terminates(TyChecker *c, SynNode *s) {
  switch (s->kind) {
  case SYN_RETURN_STMT: return true;
  case SYN_BRANCH_STMT: return s->branch.tok == SYN_GOTO || s->branch.tok == SYN_FALLTHROUGH;
  case SYN_EXPR_STMT: {
    const SynNode *call = syn_unparen(s->unary.x);
    return call->kind == SYN_CALL && (ty_info_flags(c->info, call) & TY_FLAG_PANIC);
  }
  case SYN_LABELED_STMT: return terminates(c, s->labeled.stmt);
  case SYN_BLOCK_STMT: return list_terminates(c, s->block.stmts);
  case SYN_IF_STMT: return if_terminates(c, s);
  case SYN_FOR_STMT: return !s->for_stmt.cond && !is_left_by_break(c, s);
  case SYN_SWITCH_STMT: return switch_terminates(c, s, s->switch_stmt.clauses);
  case SYN_TYPE_SWITCH_STMT: return switch_terminates(c, s, s->type_switch.clauses);
  case SYN_SELECT_STMT: return select_terminates(c, s);
  }
  return false;
}

bool ty_is_terminating(TyChecker *c, SynNode *body) { return terminates(c, body); }
