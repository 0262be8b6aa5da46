/// \file
/// Expressions that denote memory: `x`, `x.f`, `a[i]`, `*p`, and parts of values that are not
/// addressable. The operands are evaluated at once, the checks wait until the place is used, as
/// Go's assignment wants it. Source: Go spec "Assignment statements", "Selectors", "Index
/// expressions".

#include "lower_internal.h"

static void add_check(LowerFn *f, LowerPlace *p, GirOp op, GirOperand a, GirOperand b, GlLoc loc) {
  GL_VEC_PUSH(f->c->arena, &p->checks, (LowerCheck){.op = op, .loc = loc, .a = a, .b = b});
}

static void set_place(LowerPlace *p, GirPlace *place) {
  p->place = place;
  p->type = place->type;
}

void lower_place_of(LowerFn *f, GirPlace *place, LowerPlace *out) {
  (void)f;
  *out = (LowerPlace){0};
  set_place(out, place);
}

void lower_place_deref(LowerFn *f, GirOperand ptr, GlLoc loc, LowerPlace *out) {
  const TyType *t = ty_canonical(ty_under(ptr.type)->pointer.elem);
  if (ptr.kind == GIR_OPERAND_GLOBAL)
    set_place(out, gir_place_global(f->p, ptr.global));
  else
    set_place(out, gir_place_deref(f->p, ptr, t));
  if (!lower_is_not_nil(f, ptr))
    add_check(f, out, GIR_OP_CHECK_NIL, ptr, gir_none(), loc);
}

GirPlace *lower_place_check(LowerFn *f, LowerPlace *p) {
  for (uint32_t i = 0; i < p->checks.len; i++) {
    const LowerCheck *c = &p->checks.data[i];
    if (c->b.kind == GIR_OPERAND_NONE)
      lower_check1(f, c->op, c->a, c->loc);
    else
      lower_check2(f, c->op, c->a, c->b, c->loc);
  }
  p->checks.len = 0;
  return p->place;
}

GirOperand lower_place_load(LowerFn *f, LowerPlace *p, GlLoc loc) {
  GirPlace *place = lower_place_check(f, p);
  if (place->base == GIR_BASE_LOCAL && place->n_path == 0 &&
      !gir_local(f->f, place->local)->is_memory)
    return lower_use(f, place->local);
  return lower_load(f, place, loc);
}

void lower_place_path(LowerFn *f, LowerPlace *p, const uint32_t *path, uint32_t n, GlLoc loc) {
  for (uint32_t i = 0, end; i < n; i = end) {
    if (ty_under_kind(p->type) == TY_POINTER) {
      GirOperand ptr = lower_place_load(f, p, loc);
      lower_place_deref(f, ptr, loc, p);
    }
    const TyType *t = p->type;
    for (end = i; end < n && ty_under_kind(t) != TY_POINTER; end++)
      t = ty_under(t)->strct.fields[path[end]].type;
    set_place(p, lower_fields(f, p->place, path + i, end - i));
  }
}

static GirOperand snapshot(LowerFn *f, GirOperand *o, GlLoc loc) {
  return *o = lower_snapshot(f, *o, loc);
}

void lower_place_snapshot(LowerFn *f, LowerPlace *p, GlLoc loc) {
  if (!p->place)
    return;
  GirPlace *pl = p->place; // fresh from lower_place, so it may be changed
  if (pl->base == GIR_BASE_DEREF || pl->base == GIR_BASE_SLICE)
    snapshot(f, &pl->ptr, loc);
  for (uint32_t i = 0; i < pl->n_path; i++)
    if (pl->path[i].is_index)
      snapshot(f, &pl->path[i].index, loc);
  for (uint32_t i = 0; i < p->checks.len; i++) {
    snapshot(f, &p->checks.data[i].a, loc);
    snapshot(f, &p->checks.data[i].b, loc);
  }
}

static void selector_place(LowerFn *f, SynNode *e, LowerPlace *out) {
  TySelection sel;
  TySelectorKind kind = lower_selector(f->c, e, &sel);
  if (kind == TY_SEL_QUALIFIED) {
    set_place(out, lower_var_place(f, lower_object(f->c, e->selector.sel)));
    return;
  }
  GL_ASSERT(kind == TY_SEL_FIELD, "selector is no place");
  GlLoc loc = e->loc; // of the dot: there gc reports nil pointers
  if (ty_under_kind(lower_type(f, e->selector.x)) == TY_POINTER)
    lower_place_deref(f, lower_expr(f, e->selector.x), loc, out);
  else
    lower_place(f, e->selector.x, out);
  lower_place_path(f, out, sel.path, sel.n_path, loc);
}

/// A constant that is known to be below `len`.
static bool is_small_const(GirOperand i, int64_t len) {
  return i.kind == GIR_OPERAND_CONST &&
         (i.konst->kind == GIR_CONST_ZERO ? 0 : i.konst->bits) < (uint64_t)len;
}

static void array_index(LowerFn *f, LowerPlace *p, SynNode *index, GlLoc loc) {
  int64_t len = ty_under(p->type)->array.len;
  GirOperand i = lower_expr(f, index);
  if (!is_small_const(i, len))
    add_check(f, p, GIR_OP_CHECK_INDEX, i, lower_int(f, len), loc);
  set_place(p, lower_index(f, p->place, i));
}

static void slice_index(LowerFn *f, SynNode *e, LowerPlace *out) {
  GirOperand s = lower_expr(f, e->index.x);
  GirOperand i = lower_expr(f, e->index.indices.data[0]);
  GirOperand len = lower_op1(f, GIR_OP_LEN, f->c->t_int, s, e->loc);
  add_check(f, out, GIR_OP_CHECK_INDEX, i, len, e->loc);
  set_place(out, lower_slice_elem(f, s, i));
}

static void index_place(LowerFn *f, SynNode *e, LowerPlace *out) {
  SynNode *x = e->index.x, *index = e->index.indices.data[0];
  lower_prepare(f, (SynNode *[]){x, index}, 2);
  TyKind k = ty_under_kind(lower_type(f, x));
  if (k == TY_SLICE) {
    slice_index(f, e, out);
    return;
  }
  if (k == TY_POINTER)
    lower_place_deref(f, lower_expr(f, x), e->loc, out);
  else
    lower_place(f, x, out);
  array_index(f, out, index, e->loc);
}

static bool is_variable(const LowerFn *f, const SynNode *e) {
  if (e->kind != SYN_IDENT)
    return false;
  const TyObject *o = lower_object(f->c, e);
  return o && o->kind == TY_OBJ_VAR;
}

static bool is_indexable(const LowerFn *f, const SynNode *e) {
  TyKind k = ty_under_kind(lower_type(f, e));
  return k == TY_ARRAY || k == TY_POINTER || k == TY_SLICE;
}

static bool is_field_or_var(const LowerFn *f, const SynNode *e) {
  TySelection sel;
  TySelectorKind k = lower_selector(f->c, e, &sel);
  if (k == TY_SEL_QUALIFIED) {
    const TyObject *o = lower_object(f->c, e->selector.sel);
    return o && o->kind == TY_OBJ_VAR;
  }
  return k == TY_SEL_FIELD;
}

void lower_place(LowerFn *f, SynNode *e, LowerPlace *out) {
  e = syn_unparen(e);
  *out = (LowerPlace){0};
  if (is_variable(f, e))
    set_place(out, lower_var_place(f, lower_object(f->c, e)));
  else if (e->kind == SYN_SELECTOR && is_field_or_var(f, e))
    selector_place(f, e, out);
  else if (e->kind == SYN_INDEX && is_indexable(f, e->index.x))
    index_place(f, e, out);
  else if (lower_is_map_index(f, e) && !lower_memo(f, e))
    set_place(out, lower_map_index(f, e, NULL));
  else if (e->kind == SYN_STAR)
    lower_place_deref(f, lower_expr(f, e->unary.x), e->loc, out);
  else
    set_place(out, lower_value_place(f, lower_expr(f, e), e->loc));
}

GirOperand lower_place_value(LowerFn *f, SynNode *e) {
  LowerPlace p;
  lower_place(f, e, &p);
  return lower_place_load(f, &p, e->loc);
}
