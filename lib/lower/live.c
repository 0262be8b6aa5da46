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

/// A part of a live type: with reflect, values of it come into interfaces, too.
static void live_part(LowerCtx *c, const TyType *t) {
  t = ty_canonical(t);
  if (!ty_is_interface(t))
    lower_live(c, t);
}

/// A field that only its own package knows, one of the standard library: reflect gives no interface
/// of what it holds, and nobody asks for a new value of its type.
static bool is_private(const TyField *f) {
  return f->pkg && f->pkg->is_std && !f->is_embedded && !ty_name_is_exported(f->name);
}

/// Types whose values reflect can reach from a value of type `t`.
static void live_parts(LowerCtx *c, const TyType *t) {
  const TyType *u = ty_under(t);
  if (t->kind == TY_NAMED && !ty_is_interface(t))
    live_part(c, lower_pointer_to(c, t));
  if (u->kind == TY_POINTER)
    live_part(c, u->pointer.elem);
  if (u->kind == TY_SLICE)
    live_part(c, u->slice.elem);
  if (u->kind == TY_ARRAY)
    live_part(c, u->array.elem);
  if (u->kind == TY_CHAN)
    live_part(c, u->chan.elem);
  if (u->kind == TY_MAP) {
    live_part(c, u->map.key);
    live_part(c, u->map.elem);
  }
  for (uint32_t i = 0; u->kind == TY_STRUCT && i < u->strct.n_fields; i++)
    if (!is_private(&u->strct.fields[i]))
      live_part(c, u->strct.fields[i].type);
  for (uint32_t i = 0; u->kind == TY_FUNC && i < u->func.n_params; i++)
    live_part(c, u->func.params[i].type);
  for (uint32_t i = 0; u->kind == TY_FUNC && i < u->func.n_results; i++)
    live_part(c, u->func.results[i].type);
}

bool lower_live_run(LowerCtx *c) {
  if (c->n_live_done >= c->prog->live_types.len)
    return false;
  const GirLiveType *l = c->prog->live_types.data[c->n_live_done++];
  fill(c, c->prog->live_types.data[c->n_live_done - 1]);
  if (c->has_reflect)
    live_parts(c, l->type);
  return true;
}
