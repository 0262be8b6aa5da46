/// \file
/// Statements: the switch over their kinds, blocks, if, for, labels and branches.
/// Source: Go spec "Statements".

#include "lower_internal.h"

void lower_push_target(LowerFn *f, LowerTarget *t, const SynNode *stmt, GirBlock *brk,
                       GirBlock *cont) {
  *t = (LowerTarget){.stmt = stmt, .brk = brk, .cont = cont, .outer = f->targets};
  f->targets = t;
}

void lower_stmts(LowerFn *f, SynList list) {
  for (uint32_t i = 0; i < list.len; i++)
    lower_stmt(f, list.data[i]);
}

void lower_block_stmt(LowerFn *f, SynNode *block) { lower_stmts(f, block->block.stmts); }

/// -1: not constant.
static int const_cond(const LowerFn *f, const SynNode *e) {
  const TyConst *k = ty_info_const(f->c->info, e);
  return k ? ty_const_bool(k) : -1;
}

/// else-if chains can be very long, so they are walked in a loop.
static void if_stmt(LowerFn *f, SynNode *s) {
  GirBlock *end = lower_block(f);
  for (;;) {
    if (s->if_stmt.init)
      lower_stmt(f, s->if_stmt.init);
    int known = const_cond(f, s->if_stmt.cond);
    SynNode *els = s->if_stmt.els;
    if (known >= 0) { // the other branch does not exist
      if (known)
        lower_block_stmt(f, s->if_stmt.then);
    } else {
      GirBlock *then = lower_block(f), *no = els ? lower_block(f) : end;
      lower_cond(f, s->if_stmt.cond, then, no);
      lower_start(f, then, s->if_stmt.then->loc);
      lower_block_stmt(f, s->if_stmt.then);
      lower_jump(f, end, s->loc);
      if (els)
        lower_start(f, no, els->loc);
    }
    if (!els || known == 1)
      break;
    if (els->kind != SYN_IF_STMT) {
      lower_block_stmt(f, els);
      break;
    }
    s = els;
  }
  lower_start(f, end, s->loc);
}

/// Each round has its own copies of the loop's variables.
static void renew_variables(LowerFn *f, SynNode *init, GlLoc loc) {
  if (!init || init->kind != SYN_ASSIGN_STMT || !init->assign.is_define ||
      f->lit->facts->shares_loop_variables)
    return;
  for (uint32_t i = 0; i < init->assign.lhs.len; i++) {
    TyObject *v = lower_declared(f, init->assign.lhs.data[i]);
    if (!v || !lower_is_memory(f->lit->facts, v))
      continue;
    GirPlace *p = lower_var_place(f, v);
    GirOperand last = lower_load(f, p, loc);
    lower_renew(f, p->local, v->loc);
    lower_store(f, p, last, loc);
  }
}

static void for_stmt(LowerFn *f, SynNode *s) {
  if (s->for_stmt.init)
    lower_stmt(f, s->for_stmt.init);
  GirBlock *head = lower_block(f), *body = lower_block(f), *cont = lower_block(f),
           *end = lower_block(f);
  lower_start(f, head, s->loc);
  if (s->for_stmt.cond)
    lower_cond(f, s->for_stmt.cond, body, end);
  lower_start(f, body, s->loc);
  LowerTarget t;
  lower_push_target(f, &t, s, end, cont);
  lower_block_stmt(f, s->for_stmt.body);
  f->targets = t.outer;
  lower_start(f, cont, s->loc);
  renew_variables(f, s->for_stmt.init, s->loc);
  if (s->for_stmt.post)
    lower_stmt(f, s->for_stmt.post);
  lower_jump(f, head, s->loc);
  f->cur = end;
}

GirBlock *lower_label_block(LowerFn *f, const SynNode *labeled) {
  GirBlock *b = gl_ptrmap_get(f->labels, labeled);
  if (!b) {
    b = lower_block(f);
    gl_ptrmap_set(f->labels, labeled, b);
  }
  return b;
}

static void labeled_stmt(LowerFn *f, SynNode *s) {
  if (f->lit->facts->has_goto)
    lower_start(f, lower_label_block(f, s), s->loc);
  lower_stmt(f, s->labeled.stmt);
}

void lower_branch_to(LowerFn *f, SynBranch tok, const SynNode *target, GlLoc loc) {
  if (tok == SYN_GOTO) {
    if (f->range && gl_ptrmap_get(f->lit->facts->labels, target) != f->lit)
      lower_range_branch(f, tok, target, loc);
    else
      lower_jump(f, lower_label_block(f, target), loc);
    return;
  }
  for (LowerTarget *t = f->targets; t; t = t->outer)
    if (t->stmt == target) {
      lower_jump(f, tok == SYN_BREAK ? t->brk : t->cont, loc);
      return;
    }
  GL_ASSERT(f->range, "branch to nowhere");
  lower_range_branch(f, tok, target, loc);
}

static void branch_stmt(LowerFn *f, SynNode *s) {
  if (s->branch.tok == SYN_FALLTHROUGH) {
    lower_jump(f, f->targets->next_clause, s->loc);
    return;
  }
  lower_branch_to(f, (SynBranch)s->branch.tok, ty_info_branch_target(f->c->info, s), s->loc);
}

static void decl_stmt(LowerFn *f, SynNode *s) {
  for (uint32_t i = 0; i < s->decl_stmt.decls.len; i++)
    if (s->decl_stmt.decls.data[i]->kind == SYN_VAR_DECL)
      lower_var_decl(f, s->decl_stmt.decls.data[i]);
}

static void expr_stmt(LowerFn *f, SynNode *e) {
  e = syn_unparen(e);
  if (e->kind == SYN_CALL)
    lower_call_stmt(f, e);
  else
    lower_discard(f, e);
}

void lower_stmt(LowerFn *f, SynNode *s) {
  switch ((SynKind)s->kind) {
  case SYN_EMPTY_STMT:
  case SYN_BAD_STMT: return;
  case SYN_EXPR_STMT: expr_stmt(f, s->unary.x); return;
  case SYN_SEND_STMT: lower_send(f, s); return;
  case SYN_INC_DEC_STMT: lower_inc_dec(f, s); return;
  case SYN_ASSIGN_STMT: lower_assign_stmt(f, s); return;
  case SYN_GO_STMT: lower_go(f, s); return;
  case SYN_DEFER_STMT: lower_defer(f, s); return;
  case SYN_RETURN_STMT: lower_return_stmt(f, s); return;
  case SYN_BRANCH_STMT: branch_stmt(f, s); return;
  case SYN_BLOCK_STMT: lower_block_stmt(f, s); return;
  case SYN_IF_STMT: if_stmt(f, s); return;
  case SYN_SWITCH_STMT: lower_switch(f, s); return;
  case SYN_TYPE_SWITCH_STMT: lower_type_switch(f, s); return;
  case SYN_SELECT_STMT: lower_select(f, s); return;
  case SYN_FOR_STMT: for_stmt(f, s); return;
  case SYN_RANGE_STMT: lower_range(f, s); return;
  case SYN_LABELED_STMT: labeled_stmt(f, s); return;
  case SYN_DECL_STMT: decl_stmt(f, s); return;
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
  case SYN_CASE_CLAUSE:
  case SYN_COMM_CLAUSE:
  case SYN_IMPORT_DECL:
  case SYN_CONST_DECL:
  case SYN_VAR_DECL:
  case SYN_TYPE_DECL:
  case SYN_FUNC_DECL:
  case SYN_KIND_COUNT: break;
  }
  GL_UNREACHABLE();
}
