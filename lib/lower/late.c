/// \file
/// Arguments of deferred calls and of go statements that the thunk makes itself when it runs:
/// new(T), slice literals and variadic slices, as gc has it. Only their elements are evaluated at
/// the statement. So these objects belong to the thunk's frame. Source: Go spec "Defer statements",
/// "Go statements"; which expressions: measured with gc.

#include "lower_internal.h"

enum { MAX_ELEMS = 64 }; // of a slice whose elements become captures

static bool is_new(const LowerFn *f, SynNode *e, const TyType *to) {
  TyBuiltin b;
  return e->kind == SYN_CALL && lower_is_builtin(f, e, &b) && b == TY_BUILTIN_NEW &&
         lower_mode(f, e->call.args.data[0]) == TY_MODE_TYPE && lower_type(f, e) == to;
}

static bool is_plain_slice(const LowerFn *f, SynNode *e, const TyType *to) {
  if (e->kind != SYN_COMPOSITE_LIT || lower_type(f, e) != to || ty_under_kind(to) != TY_SLICE ||
      e->composite_lit.elems.len > MAX_ELEMS)
    return false;
  for (uint32_t i = 0; i < e->composite_lit.elems.len; i++)
    if (e->composite_lit.elems.data[i]->kind == SYN_KEY_VALUE)
      return false;
  return true;
}

static LowerLate plan(LowerFn *f, SynNode *e, const TyType *to);

static LowerLate plan_slice(LowerFn *f, SynNode *const *e, uint32_t n, const TyType *slice) {
  const TyType *elem = ty_canonical(ty_under(slice)->slice.elem);
  LowerLate l = {.kind = LOWER_LATE_SLICE, .type = slice, .n = n};
  l.elems = GL_NEW_ARRAY(f->c->arena, LowerLate, n + 1);
  for (uint32_t i = 0; i < n; i++)
    l.elems[i] = plan(f, e[i], elem);
  return l;
}

static LowerLate plan(LowerFn *f, SynNode *e, const TyType *to) {
  e = syn_unparen(e);
  if (is_plain_slice(f, e, to)) {
    SynList list = e->composite_lit.elems;
    LowerLate l = plan_slice(f, list.data, list.len, to);
    l.node = e;
    return l;
  }
  LowerLateKind kind = is_new(f, e, to) ? LOWER_LATE_NEW : LOWER_LATE_VALUE;
  return (LowerLate){.kind = kind, .node = e, .type = to};
}

bool lower_late_plan(LowerFn *f, SynNode *call, LowerLate **out, uint32_t *n) {
  const TyType *sig = ty_under(lower_type(f, syn_unparen(call->call.fun)));
  SynList args = call->call.args;
  bool is_tuple = args.len == 1 && lower_is_tuple(f, syn_unparen(args.data[0]));
  if (is_tuple)
    return false;
  bool packs = sig->func.is_variadic && !call->call.has_dots;
  uint32_t fixed = sig->func.n_params - packs;
  *n = sig->func.n_params;
  *out = GL_NEW_ARRAY(f->c->arena, LowerLate, *n + 1);
  for (uint32_t i = 0; i < fixed; i++)
    (*out)[i] = plan(f, args.data[i], ty_canonical(sig->func.params[i].type));
  if (packs) {
    LowerLate *last = &(*out)[fixed];
    *last = plan_slice(f, args.data + fixed, args.len - fixed,
                       ty_canonical(sig->func.params[fixed].type));
    last->node = call;
    last->is_variadic = true;
  }
  return true;
}

uint32_t lower_late_nodes(const LowerLate *l, uint32_t n, SynNode **nodes) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < n; i++) {
    if (l[i].kind == LOWER_LATE_SLICE)
      count += lower_late_nodes(l[i].elems, l[i].n, nodes ? nodes + count : NULL);
    if (l[i].kind != LOWER_LATE_VALUE)
      continue;
    if (nodes)
      nodes[count] = l[i].node;
    count++;
  }
  return count;
}

void lower_late_eval(LowerFn *f, LowerLate *l, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) {
    if (l[i].kind == LOWER_LATE_SLICE)
      lower_late_eval(f, l[i].elems, l[i].n);
    else if (l[i].kind == LOWER_LATE_VALUE)
      l[i].value = lower_expr_to(f, l[i].node, l[i].type);
  }
}

static GirOperand make_slice(LowerFn *f, const LowerLate *l, GlLoc loc) {
  GirOperand *v = GL_NEW_ARRAY(f->c->arena, GirOperand, l->n + 1);
  for (uint32_t i = 0; i < l->n; i++)
    v[i] = lower_late_make(f, &l->elems[i], loc);
  if (l->is_variadic)
    return lower_pack(f, v, l->n, l->type, l->node->loc);
  const TyType *elem = ty_canonical(ty_under(l->type)->slice.elem);
  const TyType *array = ty_canonical(ty_make_array(f->c->world, elem, l->n));
  GirOperand p = lower_new(f, array, GIR_SITE_SLICE_LITERAL, lower_text(f, l->node), l->node->loc);
  GirPlace *base = gir_place_deref(f->p, p, array);
  for (uint32_t i = 0; i < l->n; i++)
    lower_store(f, lower_index(f, base, lower_int(f, i)), v[i], loc);
  return lower_slice_of_array(f, p, l->type, l->node->loc);
}

GirOperand lower_late_make(LowerFn *f, const LowerLate *l, GlLoc loc) {
  switch (l->kind) {
  case LOWER_LATE_VALUE: return l->value;
  case LOWER_LATE_SLICE: return make_slice(f, l, loc);
  case LOWER_LATE_NEW: {
    const TyType *elem = ty_canonical(ty_under(l->type)->pointer.elem);
    GirOperand p = lower_new(f, elem, GIR_SITE_NEW, lower_text(f, l->node), l->node->loc);
    return lower_retype(f, p, l->type, loc);
  }
  }
  GL_UNREACHABLE();
}
