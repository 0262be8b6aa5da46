/// \file
/// Calls: what is called, receivers, arguments, variadic packing, results.
/// Source: Go spec "Calls", "Passing arguments to ... parameters", "Order of evaluation".

#include "lower_internal.h"

bool lower_is_conversion(const LowerFn *f, const SynNode *call) {
  return lower_mode(f, syn_unparen(call->call.fun)) == TY_MODE_TYPE;
}

bool lower_is_builtin(const LowerFn *f, const SynNode *call, TyBuiltin *which) {
  SynNode *fun = syn_unparen(call->call.fun);
  if (lower_mode(f, fun) != TY_MODE_BUILTIN)
    return false;
  const TyObject *o = lower_object(f->c, fun->kind == SYN_SELECTOR ? fun->selector.sel : fun);
  GL_ASSERT(o, "builtin without object");
  *which = o->builtin;
  return true;
}

/// The declared function that `fun` names, or NULL.
static TyObject *named_func(const LowerFn *f, const SynNode *fun) {
  TyObject *o = NULL;
  TySelection sel;
  if (fun->kind == SYN_IDENT)
    o = lower_object(f->c, fun);
  else if (fun->kind == SYN_SELECTOR && lower_selector(f->c, fun, &sel) == TY_SEL_QUALIFIED)
    o = lower_object(f->c, fun->selector.sel);
  return o && o->kind == TY_OBJ_FUNC ? o : NULL;
}

SynNode *lower_callee_operand(const LowerFn *f, SynNode *fun) {
  fun = lower_unindex(f->c, syn_unparen(fun));
  TySelection sel;
  if (named_func(f, fun) || fun->kind == SYN_FUNC_LIT)
    return NULL;
  if (fun->kind == SYN_SELECTOR) {
    TySelectorKind k = lower_selector(f->c, fun, &sel);
    if (k == TY_SEL_METHOD_EXPR)
      return NULL;
    if (k == TY_SEL_METHOD_VALUE)
      return fun->selector.x;
  }
  return fun;
}

GirOperand lower_receiver_at(LowerFn *f, LowerPlace *p, const TySelection *m, GlLoc loc) {
  bool is_pointer = ty_under_kind(p->type) == TY_POINTER;
  if (!m->object) // a method of an interface
    return lower_place_load(f, p, loc);
  if (m->object->has_ptr_recv) {
    if (is_pointer)
      return lower_place_load(f, p, loc);
    return lower_addr(f, lower_place_check(f, p), loc);
  }
  if (is_pointer) {
    GirOperand ptr = lower_place_load(f, p, loc);
    lower_place_deref(f, ptr, loc, p);
  }
  return lower_place_load(f, p, loc);
}

GirOperand lower_receiver(LowerFn *f, SynNode *e, const TySelection *m) {
  GlLoc loc = e->loc; // of the dot
  SynNode *x = e->selector.x;
  LowerPlace p = {0};
  if (ty_under_kind(lower_type(f, x)) == TY_POINTER) {
    GirOperand ptr = lower_expr(f, x);
    if (m->n_path == 0 && m->object && m->object->has_ptr_recv)
      return ptr;
    lower_place_deref(f, ptr, loc, &p);
  } else {
    lower_place(f, x, &p);
  }
  lower_place_path(f, &p, m->path, m->n_path, loc);
  return lower_receiver_at(f, &p, m, loc);
}

static void static_callee(LowerCallee *out, GirFunc *g) {
  out->kind = GIR_CALL_STATIC;
  out->func = g;
  out->type = g->type;
}

static void method_callee(LowerFn *f, SynNode *e, const TySelection *sel, LowerCallee *out) {
  GirOperand recv = lower_receiver(f, e, sel);
  if (sel->object) {
    static_callee(out, lower_func_of(f->c, sel->object));
    out->has_recv = true;
    out->recv = lower_retype(f, recv, ty_canonical(sel->object->recv), e->loc);
    return;
  }
  out->kind = GIR_CALL_METHOD;
  out->closure = recv;
  out->method = (uint32_t)sel->iface_method;
  out->type = ty_canonical(sel->type);
  out->is_dynamic = true;
}

void lower_callee(LowerFn *f, SynNode *fun, LowerCallee *out) {
  fun = lower_unindex(f->c, syn_unparen(fun));
  *out = (LowerCallee){.loc = fun->loc};
  TyObject *o = named_func(f, fun);
  TySelection sel;
  TySelectorKind k = fun->kind == SYN_SELECTOR ? lower_selector(f->c, fun, &sel) : TY_SEL_NONE;
  if (o) {
    static_callee(out, lower_func_of(f->c, o));
  } else if (k == TY_SEL_METHOD_VALUE) {
    method_callee(f, fun, &sel, out);
  } else if (k == TY_SEL_METHOD_EXPR) {
    static_callee(out, lower_method_expr(f->c, fun));
  } else if (fun->kind == SYN_FUNC_LIT) {
    GirFunc *g;
    out->closure = lower_func_lit(f, fun, &g);
    static_callee(out, g);
  } else {
    out->kind = GIR_CALL_CLOSURE;
    out->closure = lower_expr(f, fun);
    out->type = ty_canonical(ty_under(out->closure.type));
    out->is_dynamic = true;
  }
}

// --- arguments
// -------------------------------------------------------------------------------------

GirOperand lower_slice_of_array(LowerFn *f, GirOperand ptr, const TyType *slice, GlLoc loc) {
  GirInstr *in = lower_emit(f, GIR_OP_SLICE, loc, 4);
  in->args[0] = ptr;
  in->type = ty_canonical(slice);
  in->dst = lower_temp(f, slice, loc);
  return lower_use(f, in->dst);
}

GirOperand lower_pack(LowerFn *f, const GirOperand *v, uint32_t n, const TyType *slice, GlLoc loc) {
  if (n == 0)
    return lower_zero_value(f, slice);
  const TyType *elem = ty_canonical(ty_under(slice)->slice.elem);
  const TyType *array = ty_canonical(ty_make_array(f->c->world, elem, n));
  GirOperand p = lower_new(f, array, GIR_SITE_VARIADIC, "... argument", loc);
  GirPlace *base = gir_place_deref(f->p, p, array);
  for (uint32_t i = 0; i < n; i++)
    lower_store(f, lower_index(f, base, lower_int(f, i)), v[i], loc);
  return lower_slice_of_array(f, p, slice, loc);
}

/// Type that argument `i` is converted to.
static const TyType *param_type(const TyType *sig, uint32_t i, bool packs) {
  uint32_t last = sig->func.n_params - 1;
  if (packs && i >= last)
    return ty_canonical(ty_under(sig->func.params[last].type)->slice.elem);
  return ty_canonical(sig->func.params[i].type);
}

static GirOperand *arg_values(LowerFn *f, SynNode *call, const TyType *sig, bool packs,
                              uint32_t *n) {
  SynList args = call->call.args;
  if (args.len == 1 && lower_is_tuple(f, syn_unparen(args.data[0]))) {
    GirOperand *v = lower_call_results(f, syn_unparen(args.data[0]), n);
    for (uint32_t i = 0; i < *n; i++)
      v[i] = lower_assign_convert(f, v[i], param_type(sig, i, packs), args.data[0], call->loc);
    return v;
  }
  *n = args.len;
  GirOperand *v = GL_NEW_ARRAY(f->c->arena, GirOperand, args.len + 1);
  const TyType **types = GL_NEW_ARRAY(f->c->arena, const TyType *, args.len + 1);
  for (uint32_t i = 0; i < args.len; i++)
    types[i] = param_type(sig, i, packs);
  lower_exprs_to(f, args.data, types, args.len, v);
  return v;
}

GirOperand *lower_args(LowerFn *f, SynNode *call, const TyType *sig, uint32_t *n) {
  bool packs = sig->func.is_variadic && !call->call.has_dots;
  GirOperand *v = arg_values(f, call, sig, packs, n);
  if (!packs)
    return v;
  uint32_t fixed = sig->func.n_params - 1;
  GirOperand *out = GL_NEW_ARRAY(f->c->arena, GirOperand, fixed + 1);
  for (uint32_t i = 0; i < fixed; i++)
    out[i] = v[i];
  out[fixed] =
      lower_pack(f, v + fixed, *n - fixed, ty_canonical(sig->func.params[fixed].type), call->loc);
  *n = fixed + 1;
  return out;
}

// --- calls
// -----------------------------------------------------------------------------------------

/// LLVM may drop an atomic operation on nil whose result nobody uses.
static bool is_atomic(const LowerCallee *t) {
  return t->kind == GIR_CALL_STATIC && t->func->intrinsic >= GIR_INTRINSIC_ATOMIC_LOAD &&
         t->func->intrinsic <= GIR_INTRINSIC_ATOMIC_OR;
}

void lower_call_emit(LowerFn *f, const LowerCallee *t, const GirOperand *args, uint32_t n,
                     GirLocalId *dsts, GlLoc loc) {
  if (t->kind != GIR_CALL_STATIC)
    lower_check_nil(f, t->closure, loc);
  if (is_atomic(t))
    lower_check_nil(f, args[0], loc);
  uint32_t first = t->has_recv;
  GirInstr *in = lower_emit(f, GIR_OP_CALL, loc, n + first);
  if (first)
    in->args[0] = t->recv;
  for (uint32_t i = 0; i < n; i++)
    in->args[i + first] = args[i];
  in->callee = GL_NEW(f->c->arena, GirCallee);
  in->callee->kind = t->kind;
  in->callee->func = t->func;
  in->callee->closure = t->closure;
  in->callee->type = t->type;
  in->callee->method = t->method;
  in->n_dsts = t->type->func.n_results;
  in->dsts = dsts ? dsts : GL_NEW_ARRAY(f->c->arena, GirLocalId, in->n_dsts + 1);
}

/// The declared function or method that a call surely runs, or NULL.
static TyObject *callee_object(const LowerFn *f, SynNode *fun) {
  fun = lower_unindex(f->c, syn_unparen(fun));
  TyObject *o = named_func(f, fun);
  TySelection sel;
  if (!o && fun->kind == SYN_SELECTOR && lower_selector(f->c, fun, &sel) == TY_SEL_METHOD_VALUE)
    o = sel.object;
  return o;
}

/// p of an argument uintptr(p), if the callee is declared to keep what p points to: NONE if not.
static GirOperand kept_pointer(LowerFn *f, SynNode *arg) {
  arg = syn_unparen(arg);
  if (arg->kind != SYN_CALL || !lower_is_conversion(f, arg) || arg->call.args.len != 1 ||
      ty_under_kind(lower_type(f, arg)) != TY_UINTPTR)
    return gir_none();
  SynNode *p = syn_unparen(arg->call.args.data[0]);
  if (ty_under_kind(lower_type(f, p)) != TY_UNSAFE_POINTER || lower_mode(f, p) == TY_MODE_NIL)
    return gir_none();
  GirOperand *v = GL_NEW(f->c->arena, GirOperand);
  *v = lower_expr(f, p);
  gl_ptrmap_set(f->memo, p, v);
  return *v;
}

GirOperand *lower_kept_pointers(LowerFn *f, SynNode *e) {
  const TyObject *o = callee_object(f, e->call.fun);
  uint32_t pragma = o && o->decl ? o->decl->func_decl.pragma : 0;
  if (!(pragma & (SYN_PRAGMA_UINTPTRESCAPES | SYN_PRAGMA_UINTPTRKEEPALIVE)))
    return NULL;
  GirOperand *kept = GL_NEW_ARRAY(f->c->arena, GirOperand, e->call.args.len + 1);
  for (uint32_t i = 0; i < e->call.args.len; i++)
    kept[i] = kept_pointer(f, e->call.args.data[i]);
  return kept;
}

/// Evaluates callee and arguments, then calls.
static const TyType *call(LowerFn *f, SynNode *e, GirLocalId **dsts) {
  uint32_t n_args = e->call.args.len;
  SynNode **operands = GL_NEW_ARRAY(f->c->arena, SynNode *, n_args + 1);
  operands[0] = lower_callee_operand(f, e->call.fun);
  for (uint32_t i = 0; i < n_args; i++)
    operands[i + 1] = e->call.args.data[i];
  if (operands[0])
    lower_prepare(f, operands, n_args + 1);
  LowerCallee t;
  lower_callee(f, e->call.fun, &t);
  uint32_t n;
  GirOperand *kept = lower_kept_pointers(f, e);
  GirOperand *args = lower_args(f, e, t.type, &n);
  if (dsts) {
    uint32_t n_results = t.type->func.n_results;
    *dsts = GL_NEW_ARRAY(f->c->arena, GirLocalId, n_results + 1);
    for (uint32_t i = 0; i < n_results; i++)
      (*dsts)[i] = lower_temp(f, t.type->func.results[i].type, e->loc);
  }
  lower_call_emit(f, &t, args, n, dsts ? *dsts : NULL, e->loc);
  for (uint32_t i = 0; kept && i < n_args; i++)
    if (kept[i].kind != GIR_OPERAND_NONE)
      lower_emit(f, GIR_OP_KEEP_ALIVE, e->loc, 1)->args[0] = kept[i];
  return t.type;
}

GirOperand *lower_call_results(LowerFn *f, SynNode *e, uint32_t *n) {
  GirLocalId *dsts;
  const TyType *sig = call(f, e, &dsts);
  *n = sig->func.n_results;
  GirOperand *out = GL_NEW_ARRAY(f->c->arena, GirOperand, *n + 1);
  for (uint32_t i = 0; i < *n; i++)
    out[i] = lower_use(f, dsts[i]);
  return out;
}

/// Whether T(k) is k as a constant of type t.
static bool is_const_of(const TyConst *k, const TyType *t) {
  uint32_t flags = ty_flags(t);
  switch (ty_const_kind(k)) {
  case TY_CONST_BOOL: return flags & TY_F_BOOLEAN;
  case TY_CONST_STRING: return flags & TY_F_STRING;
  case TY_CONST_INT:
  case TY_CONST_FLOAT:
  case TY_CONST_COMPLEX: return flags & (TY_F_INTEGER | TY_F_FLOAT | TY_F_COMPLEX);
  case TY_CONST_UNKNOWN: return false;
  }
  GL_UNREACHABLE();
}

GirOperand lower_call_expr(LowerFn *f, SynNode *e) {
  TyBuiltin b;
  if (lower_is_builtin(f, e, &b))
    return lower_builtin(f, e, b);
  if (lower_is_conversion(f, e)) {
    SynNode *arg = syn_unparen(e->call.args.data[0]);
    const TyType *t = lower_type(f, e);
    if (lower_mode(f, arg) == TY_MODE_NIL)
      return lower_zero_value(f, t);
    const TyConst *k = ty_info_const(f->c->info, arg);
    if (k && is_const_of(k, t)) // t is a type argument
      return lower_const(f->c, k, t);
    return lower_convert(f, lower_expr(f, arg), t, e, e->loc);
  }
  uint32_t n;
  GirOperand *v = lower_call_results(f, e, &n);
  GL_ASSERT(n == 1, "call with %u results used as a value", n);
  return v[0];
}

void lower_call_stmt(LowerFn *f, SynNode *e) {
  TyBuiltin b;
  if (lower_is_builtin(f, e, &b))
    lower_builtin(f, e, b);
  else if (lower_is_conversion(f, e))
    lower_discard(f, e->call.args.data[0]);
  else
    call(f, e, NULL);
}
