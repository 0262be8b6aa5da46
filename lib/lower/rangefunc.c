/// \file
/// for … range over a function. The body becomes a function that the iterator calls; how control
/// leaves it otherwise than by its end is kept in hidden variables of the function around it:
/// `state` of each loop says whether the body may be called, `next` what to do when the iterator
/// has returned. Deferred calls and recover() in a body belong to the function around it. Source:
/// Go spec "For statements with range clause"; states and errors as in package internal/abi
/// (RF_State) and runtime.panicrangestate.

#include "lower_internal.h"

/// Values of a loop's state, abi.RF_State.
enum {
  STATE_DONE,          // the body ended the loop
  STATE_READY,         // it may be called
  STATE_PANIC,         // it runs, or has panicked
  STATE_EXHAUSTED,     // the iterator has returned
  STATE_MISSING_PANIC, // only for the error
};

/// Values of `next`: 0, RETURN, or FIRST_EXIT + index in LowerFn.exits.
enum { RETURN = 1, FIRST_EXIT = 2 };

static void set_int(LowerFn *f, TyObject *v, int64_t n, GlLoc loc) {
  lower_store(f, lower_var_place(f, v), lower_int(f, n), loc);
}

static GirOperand is_equal(LowerFn *f, GirOperand v, int64_t n, GlLoc loc) {
  return lower_binary(f, GIR_EQ, f->c->t_bool, v, lower_int(f, n), loc);
}

/// The function that contains the range bodies around.
static LowerFn *function_of(LowerFn *f) {
  while (f->range)
    f = f->range->outer;
  return f;
}

void lower_range_hidden(LowerFn *f, GlLoc loc) {
  const LowerLit *l = f->lit;
  if (l->next)
    lower_define_zero(f, l->next, loc);
  if (l->frame) {
    GirOperand tokens[2];
    lower_defer_mark(f, loc, tokens);
    lower_define(f, l->frame, tokens[0], loc);
    lower_define(f, l->chain, tokens[1], loc);
  }
  if (l->token)
    lower_define(f, l->token, lower_recover_token(f, loc), loc);
}

// --- errors --------------------------------------------------------------------------------------

/// Goes on if `ok`; else the panic for `state`.
static void check_state(LowerFn *f, GirOperand ok, GirOperand state, GlLoc loc) {
  GirBlock *good = lower_block(f), *bad = lower_block(f);
  lower_branch(f, ok, good, bad, loc);
  f->cur = bad;
  const TyType *type = ty_canonical(ty_make_func(f->c->world, &f->c->t_int, 1, NULL, 0, false));
  GirFunc *g = lower_external(f->c, "grt_panic_range_state", type);
  LowerCallee callee = {.kind = GIR_CALL_STATIC, .func = g, .type = g->type};
  lower_call_emit(f, &callee, &state, 1, NULL, loc);
  lower_unreachable(f, loc);
  f->cur = good;
}

// --- in the body ---------------------------------------------------------------------------------

/// The body returns `goes_on` to the iterator.
static void leave(LowerFn *f, bool goes_on, GlLoc loc) {
  set_int(f, f->lit->state, goes_on ? STATE_READY : STATE_DONE, loc);
  GirOperand result = lower_bool(f, goes_on);
  lower_return(f, &result, loc);
}

static void note_code(LowerFn *f, uint32_t code) {
  for (uint32_t i = 0; i < f->range->codes.len; i++)
    if (f->range->codes.data[i] == code)
      return;
  GL_VEC_PUSH(f->c->arena, &f->range->codes, code);
}

static void leave_with(LowerFn *f, uint32_t code, GlLoc loc) {
  note_code(f, code);
  set_int(f, lower_lit_func_of(f->lit)->next, code, loc);
  leave(f, false, loc);
}

static uint32_t exit_code(LowerFn *f, SynBranch tok, const SynNode *target) {
  LowerFn *function = function_of(f);
  for (uint32_t i = 0; i < function->exits.len; i++)
    if (function->exits.data[i].tok == tok && function->exits.data[i].target == target)
      return FIRST_EXIT + i;
  GL_VEC_PUSH(f->c->arena, &function->exits, ((LowerExit){.tok = tok, .target = target}));
  return FIRST_EXIT + function->exits.len - 1;
}

void lower_range_branch(LowerFn *f, SynBranch tok, const SynNode *target, GlLoc loc) {
  if (target == f->range->stmt && tok != SYN_GOTO)
    leave(f, tok == SYN_CONTINUE, loc);
  else
    leave_with(f, exit_code(f, tok, target), loc);
}

void lower_range_return(LowerFn *f, SynNode *s) {
  SynList e = s->return_stmt.results;
  const LowerFn *function = function_of(f);
  uint32_t n = e.len ? function->f->n_results : 0;
  if (n) {
    const TyType **types = GL_NEW_ARRAY(f->c->arena, const TyType *, n);
    for (uint32_t i = 0; i < n; i++)
      types[i] = gir_local(function->f, function->f->results[i])->type;
    GirOperand *v = lower_return_values(f, e, types, n, s->loc);
    for (uint32_t i = 0; i < n && n > 1; i++)
      v[i] = lower_snapshot(f, v[i], s->loc);
    for (uint32_t i = 0; i < n; i++)
      lower_store(f, lower_var_place(f, function->lit->results[i]), v[i], s->loc);
  }
  leave_with(f, RETURN, s->loc);
}

static void enter(LowerFn *f, GlLoc loc) {
  GirOperand state = lower_load(f, lower_var_place(f, f->lit->state), loc);
  set_int(f, f->lit->state, STATE_PANIC, loc);
  check_state(f, is_equal(f, state, STATE_READY, loc), state, loc);
}

static void assign_variables(LowerFn *f, SynNode *s) {
  SynNode *lhs[2] = {s->range_stmt.key, s->range_stmt.value};
  GirOperand v[2] = {gir_none(), gir_none()};
  for (uint32_t i = 0; i < 2; i++) {
    if (lhs[i] && lower_is_blank(syn_unparen(lhs[i])))
      lhs[i] = NULL;
    if (lhs[i])
      v[i] = lower_use(f, f->f->params[i]);
  }
  lower_assign_values(f, lhs, 2, s->range_stmt.is_define, v, s->loc);
}

/// Makes the body's function. Its exits are in range->codes.
static GirFunc *body_func(LowerFn *f, LowerLit *l, LowerRange *range, const TyType *type) {
  SynNode *s = (SynNode *)(uintptr_t)range->stmt;
  const char *symbol = gl_arena_printf(f->c->arena, "%s-range%u", f->f->symbol, ++f->n_ranges);
  GirFunc *g = gir_func_new(f->p, symbol, f->pkg->in->package, ty_under(type), s->loc);
  g->outer = f->f;
  g->is_shared = f->f->is_shared;
  g->is_range_body = true;
  g->end_loc = s->range_stmt.body->block.rbrace;
  LowerFn b;
  lower_begin(&b, f->c, g, f->pkg);
  b.lit = l;
  b.range = range;
  lower_capture_locals(&b);
  lower_bare_params(f->c, g, NULL);
  lower_bare_results(f->c, g);
  enter(&b, s->loc);
  assign_variables(&b, s);
  lower_block_stmt(&b, s->range_stmt.body);
  if (b.cur)
    leave(&b, true, g->end_loc);
  lower_end(&b);
  return g;
}

// --- around it -----------------------------------------------------------------------------------

static void take_exit(LowerFn *f, uint32_t code, GlLoc loc) {
  if (code == RETURN && f->range) {
    leave_with(f, RETURN, loc);
  } else if (code == RETURN) {
    lower_return_results(f, loc);
  } else {
    const LowerExit *e = &function_of(f)->exits.data[code - FIRST_EXIT];
    set_int(f, lower_lit_func_of(f->lit)->next, 0, loc);
    lower_branch_to(f, e->tok, e->target, loc);
  }
}

/// After the iterator has returned: where the body wanted to go.
static void dispatch(LowerFn *f, const LowerRange *range, GlLoc loc) {
  if (range->codes.len == 0)
    return;
  GirOperand next = lower_load(f, lower_var_place(f, lower_lit_func_of(f->lit)->next), loc);
  for (uint32_t i = 0; i < range->codes.len; i++) {
    GirBlock *take = lower_block(f), *other = lower_block(f);
    lower_branch(f, is_equal(f, next, range->codes.data[i], loc), take, other, loc);
    f->cur = take;
    take_exit(f, range->codes.data[i], loc);
    f->cur = other;
  }
}

/// The func value for the iterator. What is captured by value is copied first, so that inlining may
/// rely on it.
static GirOperand body_value(LowerFn *f, const LowerLit *l, GirFunc *g, const TyType *type,
                             GlLoc loc) {
  GirOperand *values = lower_captures(f, l, loc);
  for (uint32_t i = 0; i < l->captures.len; i++)
    values[i] = lower_snapshot(f, values[i], loc);
  g->is_address_taken = true;
  GirSite *site = gir_site_new(f->p, f->f, GIR_SITE_CLOSURE, NULL, "func literal", loc);
  return lower_record(f, g, values, l->captures.len, type, site, loc);
}

void lower_range_func(LowerFn *f, SynNode *s) {
  GlLoc loc = s->loc;
  LowerLit *l = gl_ptrmap_get(f->lit->facts->lits, s);
  GL_ASSERT(l, "range body was not seen by the pre-pass");
  GirOperand iterator = lower_snapshot(f, lower_expr(f, s->range_stmt.x), loc);
  const TyType *signature = ty_canonical(ty_under(iterator.type));
  const TyType *yield = ty_canonical(signature->func.params[0].type);
  lower_define(f, l->state, lower_int(f, STATE_READY), loc);
  LowerRange range = {.stmt = s, .outer = f};
  GirFunc *g = body_func(f, l, &range, yield);
  GirOperand body = body_value(f, l, g, yield, loc);
  LowerCallee callee = {.kind = GIR_CALL_CLOSURE, .closure = iterator, .type = signature};
  lower_call_emit(f, &callee, &body, 1, NULL, loc);
  GirOperand state = lower_load(f, lower_var_place(f, l->state), loc);
  GirOperand ended = lower_binary(f, GIR_NE, f->c->t_bool, state, lower_int(f, STATE_PANIC), loc);
  check_state(f, ended, lower_int(f, STATE_MISSING_PANIC), loc);
  set_int(f, l->state, STATE_EXHAUSTED, loc);
  dispatch(f, &range, loc);
}
