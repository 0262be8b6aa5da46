/// \file
/// Values into interfaces and out of them.
/// Source: Go spec "Conversions", "Type assertions".

#include "lower_internal.h"

#include <string.h>

bool lower_needs_box(const TyType *from, const TyType *to) {
  if (!from || from->kind == TY_TUPLE || !ty_is_interface(to) || ty_is_interface(from) ||
      (ty_flags(from) & TY_F_UNTYPED))
    return false;
  return !ty_is_direct_iface(from);
}

/// Equal constants of one type share a box.
static const char *box_key(LowerCtx *c, const GirConst *k, size_t *len) {
  uint64_t re, im;
  memcpy(&re, &k->real, sizeof re);
  memcpy(&im, &k->imag, sizeof im);
  char *head =
      gl_arena_printf(c->arena, "%u:%d:%llx:%llx:%llx:", k->type->id, (int)k->kind,
                      (unsigned long long)k->bits, (unsigned long long)re, (unsigned long long)im);
  size_t n = strlen(head);
  *len = n + k->len;
  if (!k->len)
    return head;
  char *key = gl_arena_alloc(c->arena, *len, 1);
  memcpy(key, head, n);
  memcpy(key + n, k->text, k->len);
  return key;
}

GirGlobal *lower_const_box(LowerCtx *c, const GirConst *k) {
  size_t len;
  const char *key = box_key(c, k, &len);
  GirGlobal *g = gl_strmap_get(c->boxes, key, len);
  if (g)
    return g;
  g = gir_global_new(c->prog, lower_static_symbol(c, NULL, "box"), NULL, k->type, GL_LOC_NONE);
  g->is_readonly = true;
  if (k->kind != GIR_CONST_ZERO) {
    g->init = GL_NEW(c->arena, GirInit);
    g->init->kind = GIR_INIT_CONST;
    g->init->type = k->type;
    g->init->konst = k;
  }
  gl_strmap_set(c->boxes, key, len, g);
  return g;
}

/// Pointer to memory that holds `v` and that nobody writes any more.
static GirOperand box(LowerFn *f, GirOperand v, const char *text, GlLoc loc) {
  bool is_empty = ty_size(v.type) == 0;
  bool is_integer = ty_flags(v.type) & (TY_F_INTEGER | TY_F_BOOLEAN);
  // A uintptr may have to keep an object alive: escape analysis is to see where it is stored.
  if (v.kind != GIR_OPERAND_CONST && is_integer && ty_under_kind(v.type) != TY_UINTPTR)
    return lower_new_integer(f, v, text, loc);
  if (v.kind != GIR_OPERAND_CONST && !is_empty) {
    GirOperand p = lower_new(f, v.type, GIR_SITE_BOX, text, loc);
    lower_store(f, gir_place_deref(f->p, p, v.type), v, loc);
    return p;
  }
  GirSite *s = gir_site_new(f->p, f->f, GIR_SITE_BOX, v.type, text, loc);
  s->placement = GIR_PLACE_STATIC;
  const GirConst *k = is_empty ? lower_zero_value(f, v.type).konst : v.konst;
  return gir_global_addr(lower_const_box(f->c, k), lower_pointer_to(f->c, v.type));
}

/// The interface value of type `iface` whose data word is `a`.
static GirOperand with_type(LowerFn *f, GirOperand a, const TyType *t, const TyType *iface,
                            GlLoc loc) {
  GirInstr *in = lower_emit(f, GIR_OP_MAKE_IFACE, loc, 1);
  in->args[0] = a;
  in->type = t;
  in->dst = lower_temp(f, iface, loc);
  return lower_use(f, in->dst);
}

GirOperand lower_make_iface(LowerFn *f, GirOperand v, const TyType *iface, const char *text,
                            GlLoc loc) {
  const TyType *t = v.type;
  lower_live(f->c, t);
  GirOperand a = ty_is_direct_iface(t) ? v : box(f, lower_known_value(f, v), text, loc);
  return with_type(f, a, t, iface, loc);
}

bool lower_box_literal(LowerFn *f, SynNode *e, const TyType *iface, GirOperand *out) {
  if (e->kind != SYN_COMPOSITE_LIT)
    return false;
  const TyType *t = ty_canonical(lower_type(f, e));
  TyKind k = ty_under_kind(t);
  if ((k != TY_STRUCT && k != TY_ARRAY) || ty_is_direct_iface(t) || ty_size(t) == 0 ||
      !lower_static_can(f->c, e, t, true))
    return false;
  const TyPackage *pkg = f->pkg->in->package;
  GirGlobal *g = gir_global_new(f->p, lower_static_symbol(f->c, pkg, "stmp_"), pkg, t, GL_LOC_NONE);
  g->is_readonly = true;
  g->init = lower_static_make(f->c, f->pkg, e, t);
  GirSite *s = gir_site_new(f->p, f->f, GIR_SITE_BOX, t, lower_text(f, e), e->loc);
  s->placement = GIR_PLACE_STATIC;
  lower_live(f->c, t);
  *out = with_type(f, gir_global_addr(g, lower_pointer_to(f->c, t)), t, iface, e->loc);
  return true;
}

GirOperand lower_type_assert(LowerFn *f, SynNode *e, GirOperand *ok) {
  GirOperand x = lower_expr(f, e->type_assert.x);
  const TyType *t = ty_canonical(lower_type_of(f->c, e->type_assert.type));
  GirInstr *in = lower_emit(f, GIR_OP_TYPE_ASSERT, e->loc, 1);
  in->args[0] = x;
  in->type = t;
  in->dst = lower_temp(f, t, e->loc);
  if (ok) {
    in->dst2 = lower_temp(f, f->c->t_bool, e->loc);
    *ok = lower_use(f, in->dst2);
  }
  return lower_use(f, in->dst);
}

GirOperand lower_type_test(LowerFn *f, GirOperand x, const TyType *t, GlLoc loc) {
  GirInstr *in = lower_emit(f, GIR_OP_TYPE_TEST, loc, 1);
  in->args[0] = x;
  in->type = t ? ty_canonical(t) : NULL;
  in->dst = lower_temp(f, f->c->t_bool, loc);
  return lower_use(f, in->dst);
}

GirOperand lower_unchecked_assert(LowerFn *f, GirOperand x, const TyType *t, GlLoc loc) {
  GirInstr *in = lower_emit(f, GIR_OP_TYPE_ASSERT, loc, 1);
  in->args[0] = x;
  in->type = ty_canonical(t);
  in->flags |= GIR_I_UNCHECKED;
  in->dst = lower_temp(f, in->type, loc);
  return lower_use(f, in->dst);
}
