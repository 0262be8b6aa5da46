/// \file
/// Live types: what may be inside interfaces, with the functions that their methods run.

#include "lower_internal.h"

void lower_live(LowerCtx *c, const TyType *t) { gir_live_type(c->prog, t)->is_converted = true; }

/// Name of the method that `m` selects; for promoted interface methods it stands in the interface.
static GlName method_name(const TyType *t, const TySelection *m) {
  if (m->object)
    return m->object->name;
  if (t->kind == TY_POINTER)
    t = ty_canonical(t->pointer.elem);
  for (uint32_t i = 0; i < m->n_path; i++) {
    const TyType *u = ty_under(t);
    t = (u->kind == TY_POINTER ? ty_under(u->pointer.elem) : u)->strct.fields[m->path[i]].type;
  }
  return ty_under(t)->iface.methods[m->iface_method].name;
}

static void fill(LowerCtx *c, GirLiveType *l) {
  const TyType *t = l->type;
  uint32_t n = l->methods ? l->methods->n : 0;
  if (ty_is_interface(t) || n == 0)
    return;
  bool is_boxed = !ty_is_direct_iface(t);
  l->ifn = GL_NEW_ARRAY(c->arena, GirFunc *, n);
  l->tfn = GL_NEW_ARRAY(c->arena, GirFunc *, n);
  for (uint32_t i = 0; i < n; i++) {
    const TySelection *m = &l->methods->methods[i];
    GlName name = method_name(t, m);
    l->tfn[i] = lower_method_func(c, t, m, name);
    l->ifn[i] = is_boxed ? lower_method_func(c, lower_pointer_to(c, t), m, name) : l->tfn[i];
  }
}

static void add_params(LowerCtx *c, const TyParam *params, uint32_t n) {
  for (uint32_t i = 0; i < n; i++)
    lower_live(c, ty_canonical(params[i].type));
}

/// What package reflect can make of a value of type t, and put into an interface.
static void add_reachable(LowerCtx *c, const TyType *t) {
  const TyType *u = ty_under(t);
  if (t->kind == TY_NAMED && u->kind != TY_INTERFACE)
    lower_live(c, lower_pointer_to(c, t)); // the address of a variable
  switch (u->kind) {
  case TY_POINTER:
  case TY_SLICE: lower_live(c, ty_canonical(u->slice.elem)); return;
  case TY_ARRAY: lower_live(c, ty_canonical(u->array.elem)); return;
  case TY_CHAN: lower_live(c, ty_canonical(u->chan.elem)); return;
  case TY_MAP:
    lower_live(c, ty_canonical(u->map.key));
    lower_live(c, ty_canonical(u->map.elem));
    return;
  case TY_STRUCT:
    for (uint32_t i = 0; i < u->strct.n_fields; i++)
      lower_live(c, ty_canonical(u->strct.fields[i].type));
    return;
  case TY_FUNC:
    add_params(c, u->func.params, u->func.n_params);
    add_params(c, u->func.results, u->func.n_results);
    return;
  default: return; // nothing inside
  }
}

bool lower_live_run(LowerCtx *c) {
  if (c->n_live_done >= c->prog->live_types.len)
    return false;
  GirLiveType *l = c->prog->live_types.data[c->n_live_done++];
  fill(c, l);
  if (c->has_reflect)
    add_reachable(c, l->type);
  return true;
}
