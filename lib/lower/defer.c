/// \file
/// defer and go: the call becomes a func() value whose operands are evaluated at the statement. A
/// call that has no operands and no results is taken as it is; others get a thunk.
/// Source: Go spec "Defer statements", "Go statements", "Handling panics".

#include "lower_internal.h"

/// A thunk under construction: its captures and their values in the function with the statement.
typedef struct Thunk {
  bool is_go;
  LowerFn fn;
  GirFunc *g;
  GL_VEC(GirOperand) values;
} Thunk;

/// Does with a func() value what the statement says.
static void hand_over(LowerFn *f, bool is_go, GirOperand fn, GlLoc loc) {
  fn = lower_retype(f, fn, f->c->t_func, loc);
  if (is_go) {
    lower_emit(f, GIR_OP_GO, loc, 1)->args[0] = fn;
    return;
  }
  GirOperand frame = gir_none(), chain = gir_none();
  const LowerLit *owner = lower_lit_func_of(f->lit);
  if (f->range) {
    frame = lower_var_value(f, owner->frame, loc);
    chain = lower_var_value(f, owner->chain, loc);
  }
  GirInstr *in = lower_emit(f, GIR_OP_DEFER, loc, f->range ? 3 : 1);
  in->args[0] = fn;
  if (f->range) {
    in->sub = GIR_DEFER_FOR;
    in->args[1] = frame;
    in->args[2] = chain;
  }
  in->site = gir_site_new(f->p, f->f, GIR_SITE_DEFER, NULL, "defer", loc);
}

static void thunk_begin(LowerFn *f, Thunk *t, bool is_go, GlLoc loc) {
  const char *symbol = gl_arena_printf(f->c->arena, "%s.%s%u", f->f->symbol,
                                       is_go ? "gowrap" : "deferwrap", ++f->n_defers);
  *t = (Thunk){.is_go = is_go, .g = gir_func_new(f->p, symbol, f->f->pkg, f->c->t_func, loc)};
  t->g->outer = f->f;
  t->g->is_shared = f->f->is_shared;
  t->g->is_wrapper = true;
  lower_begin(&t->fn, f->c, t->g, f->pkg);
}

/// `v` of the deferring function inside the thunk.
static GirOperand inside(LowerFn *f, Thunk *t, GirOperand v, GlLoc loc) {
  if (v.kind != GIR_OPERAND_LOCAL)
    return v;
  GirLocalId id = gir_local_new(f->p, t->g, GIR_LOCAL_CAPTURE, NULL, v.type, loc);
  GL_VEC_PUSH(f->c->arena, &t->values, v);
  GirOperand in = lower_use(&t->fn, id);
  if (lower_is_not_nil(f, v))
    lower_mark_not_nil(&t->fn, in);
  return in;
}

static void thunk_end(LowerFn *f, Thunk *t, GlLoc loc) {
  uint32_t n = t->values.len;
  t->g->captures = GL_NEW_ARRAY(f->c->arena, GirLocalId, n + 1);
  for (uint32_t id = 1; id < t->g->locals.len; id++)
    if (t->g->locals.data[id].kind == GIR_LOCAL_CAPTURE)
      t->g->captures[t->g->n_captures++] = id;
  if (t->fn.cur)
    lower_return(&t->fn, NULL, loc);
  lower_end(&t->fn);
  if (n == 0) {
    hand_over(f, t->is_go, gir_func_value(t->g), loc);
    return;
  }
  GirSite *s = gir_site_new(f->p, f->f, t->is_go ? GIR_SITE_CLOSURE : GIR_SITE_DEFER, NULL,
                            t->is_go ? "go" : "defer", loc);
  hand_over(f, t->is_go, lower_record(f, t->g, t->values.data, n, f->c->t_func, s, loc), loc);
}

static void set_recover(LowerFn *f, Thunk *t, const LowerCallee *callee) {
  if (callee->kind == GIR_CALL_STATIC)
    lower_forward(f->c, t->g, callee->func);
  else
    t->g->has_recover = t->g->forwards_recover = true;
}

/// A call with its operands, as the statement evaluated them.
typedef struct TakenCall {
  LowerCallee callee;
  LowerLate *args;
  uint32_t n_args;
  GirOperand *kept; // pointers to keep in use until the call is over (kind NONE: not there)
  uint32_t n_kept;
} TakenCall;

static void late_inside(LowerFn *f, Thunk *t, LowerLate *l, uint32_t n, GlLoc loc) {
  for (uint32_t i = 0; i < n; i++)
    if (l[i].kind == LOWER_LATE_VALUE)
      l[i].value = inside(f, t, l[i].value, loc);
    else
      late_inside(f, t, l[i].elems, l[i].n, loc);
}

static void call_thunk(LowerFn *f, bool is_go, TakenCall *c, GlLoc loc) {
  Thunk t;
  thunk_begin(f, &t, is_go, loc);
  LowerCallee inner = c->callee;
  if (inner.closure.kind != GIR_OPERAND_NONE)
    inner.closure = inside(f, &t, inner.closure, loc);
  if (inner.has_recv)
    inner.recv = inside(f, &t, inner.recv, loc);
  late_inside(f, &t, c->args, c->n_args, loc);
  GirOperand *args = GL_NEW_ARRAY(f->c->arena, GirOperand, c->n_args + 1);
  for (uint32_t i = 0; i < c->n_args; i++)
    args[i] = lower_late_make(&t.fn, &c->args[i], loc);
  for (uint32_t i = 0; i < c->n_kept; i++)
    c->kept[i] = inside(f, &t, c->kept[i], loc);
  set_recover(f, &t, &inner);
  lower_call_emit(&t.fn, &inner, args, c->n_args, NULL, loc);
  for (uint32_t i = 0; i < c->n_kept; i++)
    if (c->kept[i].kind != GIR_OPERAND_NONE)
      lower_emit(&t.fn, GIR_OP_KEEP_ALIVE, loc, 1)->args[0] = c->kept[i];
  thunk_end(f, &t, loc);
}

/// Whether the callee's own func value will do.
static bool is_bare(const LowerCallee *c) {
  const TyType *t = c->type;
  return c->kind != GIR_CALL_METHOD && !c->has_recv && t->func.n_params == 0 &&
         t->func.n_results == 0;
}

/// The results of one call as arguments.
static void tuple_args(LowerFn *f, SynNode *call, TakenCall *c) {
  GirOperand *v = lower_args(f, call, c->callee.type, &c->n_args);
  c->args = GL_NEW_ARRAY(f->c->arena, LowerLate, c->n_args + 1);
  for (uint32_t i = 0; i < c->n_args; i++)
    c->args[i] = (LowerLate){.kind = LOWER_LATE_VALUE, .type = v[i].type, .value = v[i]};
}

/// Evaluates the operands at the statement.
static void take_operands(LowerFn *f, SynNode *call, TakenCall *c) {
  bool is_planned = lower_late_plan(f, call, &c->args, &c->n_args);
  uint32_t n = is_planned ? lower_late_nodes(c->args, c->n_args, NULL) : 1;
  SynNode **operands = GL_NEW_ARRAY(f->c->arena, SynNode *, n + 1);
  operands[0] = lower_callee_operand(f, call->call.fun);
  if (is_planned)
    lower_late_nodes(c->args, c->n_args, operands + 1);
  else
    operands[1] = call->call.args.data[0];
  lower_prepare(f, operands, n + 1);
  lower_callee(f, call->call.fun, &c->callee);
  c->kept = lower_kept_pointers(f, call);
  c->n_kept = c->kept ? call->call.args.len : 0;
  if (is_planned)
    lower_late_eval(f, c->args, c->n_args);
  else
    tuple_args(f, call, c);
}

static void take_call(LowerFn *f, SynNode *call, bool is_go, GlLoc loc) {
  TakenCall c = {0};
  take_operands(f, call, &c);
  LowerCallee *callee = &c.callee;
  if (callee->kind ==
      GIR_CALL_METHOD) { // a nil interface panics here, a nil func when it is called
    lower_check_nil(f, callee->closure, loc);
    lower_mark_not_nil(f, callee->closure);
  }
  if (!is_bare(callee))
    call_thunk(f, is_go, &c, loc);
  else if (callee->closure.kind != GIR_OPERAND_NONE)
    hand_over(f, is_go, callee->closure, loc);
  else
    hand_over(f, is_go, gir_func_value(callee->func), loc);
}

static void emit_builtin(LowerFn *in, TyBuiltin b, const GirOperand *v, uint32_t n, GlLoc loc) {
  if (b == TY_BUILTIN_PRINT || b == TY_BUILTIN_PRINTLN)
    lower_builtin_print(in, v, n, b == TY_BUILTIN_PRINTLN, loc);
  else if (b == TY_BUILTIN_PANIC)
    lower_panic(in, v[0], loc);
  else if (b == TY_BUILTIN_COPY)
    lower_op2(in, GIR_OP_COPY_ELEMS, in->c->t_int, v[0], v[1], loc);
  else if (b == TY_BUILTIN_CLEAR && ty_under_kind(v[0].type) == TY_SLICE)
    lower_check1(in, GIR_OP_CLEAR, v[0], loc);
  else if (b == TY_BUILTIN_CLEAR)
    lower_map_clear(in, v[0], loc);
  else if (b == TY_BUILTIN_DELETE)
    lower_map_delete(in, v[0], v[1], loc);
  else if (b == TY_BUILTIN_CLOSE)
    lower_close(in, v[0], loc);
  else // which does nothing in a goroutine of its own
    GL_ASSERT(b == TY_BUILTIN_RECOVER, "builtin of another kind");
}

GirOperand lower_recover_token(LowerFn *f, GlLoc loc) {
  f->f->has_recover = true;
  GirInstr *in = lower_emit(f, GIR_OP_RECOVER, loc, 0);
  in->sub = GIR_RECOVER_TOKEN;
  in->dst = lower_temp(f, f->c->t_unsafe, loc);
  return lower_use(f, in->dst);
}

void lower_defer_mark(LowerFn *f, GlLoc loc, GirOperand tokens[2]) {
  const char *symbol = gl_arena_printf(f->c->arena, "%s.defermark", f->f->symbol);
  GirFunc *nothing = gir_func_new(f->p, symbol, f->f->pkg, f->c->t_func, loc);
  nothing->outer = f->f;
  nothing->is_shared = f->f->is_shared;
  nothing->is_wrapper = true;
  LowerFn n;
  lower_begin(&n, f->c, nothing, f->pkg);
  lower_return(&n, NULL, loc);
  lower_end(&n);
  GirInstr *in = lower_emit(f, GIR_OP_DEFER, loc, 1);
  in->sub = GIR_DEFER_MARK;
  in->args[0] = gir_func_value(nothing);
  in->site = gir_site_new(f->p, f->f, GIR_SITE_DEFER, NULL, "defer", loc);
  in->dst = lower_temp(f, f->c->t_unsafe, loc);
  in->dst2 = lower_temp(f, f->c->t_unsafe, loc);
  tokens[0] = lower_use(f, in->dst);
  tokens[1] = lower_use(f, in->dst2);
}

/// `defer recover()` acts as a recover() call of the function it stands in when that function
/// returns, and does nothing when a panic of that function runs it: the runtime compares the
/// function's token with the panic in progress.
static void defer_recover(LowerFn *f, GlLoc loc) {
  GirOperand mine = f->range ? lower_var_value(f, lower_lit_func_of(f->lit)->token, loc)
                             : lower_recover_token(f, loc);
  Thunk t;
  thunk_begin(f, &t, false, loc);
  GirOperand token = inside(f, &t, mine, loc);
  GirInstr *r = lower_emit(&t.fn, GIR_OP_RECOVER, loc, 1);
  r->sub = GIR_RECOVER_BY;
  r->args[0] = token;
  r->dst = lower_temp(&t.fn, f->c->t_any, loc);
  thunk_end(f, &t, loc);
}

static void take_builtin(LowerFn *f, SynNode *call, TyBuiltin b, bool is_go, GlLoc loc) {
  if (b == TY_BUILTIN_RECOVER && !is_go) {
    defer_recover(f, loc);
    return;
  }
  uint32_t n = lower_operand_count(f, call);
  const TyType **types = GL_NEW_ARRAY(f->c->arena, const TyType *, n + 1);
  if (b == TY_BUILTIN_PANIC)
    types[0] = f->c->t_any;
  else if (b == TY_BUILTIN_DELETE)
    lower_delete_types(f, call, types);
  GirOperand *v = lower_operands(f, call, types);
  Thunk t;
  thunk_begin(f, &t, is_go, loc);
  for (uint32_t i = 0; i < n; i++)
    v[i] = inside(f, &t, v[i], loc);
  emit_builtin(&t.fn, b, v, n, loc);
  thunk_end(f, &t, loc);
}

static void take(LowerFn *f, SynNode *s, bool is_go) {
  SynNode *call = syn_unparen(s->unary.x);
  TyBuiltin b;
  if (lower_is_builtin(f, call, &b))
    take_builtin(f, call, b, is_go, s->loc);
  else
    take_call(f, call, is_go, s->loc);
}

void lower_defer(LowerFn *f, SynNode *s) { take(f, s, false); }

void lower_go(LowerFn *f, SynNode *s) { take(f, s, true); }
