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
  return ty_iface_method(ty_under(t), (uint32_t)m->iface_method)->name;
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

// --- types that have descriptors --------------------------------------------------------------
// A descriptor is the same in every unit that makes it, so it has the type's methods wherever it
// is made: who describes a type that has methods needs their functions.

static void describe(LowerCtx *c, const TyType *t) {
  if (!t || t->kind == TY_TUPLE)
    return;
  t = ty_canonical(t);
  if (gl_ptrmap_get(c->described, t))
    return;
  gl_ptrmap_set(c->described, t, (void *)(uintptr_t)1);
  if (!ty_is_outside(t))
    GL_VEC_PUSH(c->arena, &c->describe_work, t);
}

void lower_describe(LowerCtx *c, const TyType *t) { describe(c, t); }

static void describe_func(LowerCtx *c, const TyType *u) {
  for (uint32_t i = 0; i < u->func.n_params; i++)
    describe(c, u->func.params[i].type);
  for (uint32_t i = 0; i < u->func.n_results; i++)
    describe(c, u->func.results[i].type);
}

static void describe_parts(LowerCtx *c, const TyType *u) {
  if (u->kind == TY_POINTER)
    describe(c, u->pointer.elem);
  if (u->kind == TY_SLICE)
    describe(c, u->slice.elem);
  if (u->kind == TY_ARRAY)
    describe(c, u->array.elem);
  if (u->kind == TY_CHAN)
    describe(c, u->chan.elem);
  if (u->kind == TY_FUNC)
    describe_func(c, u);
  if (u->kind == TY_MAP) {
    describe(c, u->map.key);
    describe(c, u->map.elem);
    describe(c, lower_pointer_to(c, u->map.key)); // big ones are behind pointers
    describe(c, lower_pointer_to(c, u->map.elem));
  }
  for (uint32_t i = 0; u->kind == TY_STRUCT && i < u->strct.n_fields; i++)
    describe(c, u->strct.fields[i].type);
  for (uint32_t i = 0; u->kind == TY_INTERFACE && i < u->iface.n_methods; i++)
    describe(c, ty_iface_methods(u)[i].type);
}

/// Whether t is a struct type that may have methods without having a name.
static bool is_embedding(const TyType *t) {
  bool embeds = false;
  for (uint32_t i = 0; t->kind == TY_STRUCT && i < t->strct.n_fields; i++)
    embeds = embeds || t->strct.fields[i].is_embedded;
  return embeds;
}

static void describe_one(LowerCtx *c, const TyType *t) {
  describe_parts(c, ty_under(t));
  if ((t->kind == TY_NAMED && !ty_is_interface(t)) || is_embedding(t))
    describe(c, lower_pointer_to(c, t)); // reflect can take the address of a variable
  const TyMethodSet *set = ty_is_interface(t) ? NULL : ty_method_set(t);
  if (!set || set->n == 0)
    return;
  // Package reflect can take values of this type out of others, and put them into interfaces.
  gir_live_type(c->prog, t)->is_converted |= c->has_reflect;
  for (uint32_t i = 0; i < set->n; i++)
    describe(c, set->methods[i].type);
}

enum { LONG_MASK = 1 << 12 }; // bytes of pointers in an object; more may need the whole descriptor

static void scan_instr(LowerCtx *c, const GirFunc *f, const GirInstr *in) {
  bool is_iface = in->op == GIR_OP_MAKE_IFACE || in->op == GIR_OP_CONVERT_IFACE ||
                  in->op == GIR_OP_TYPE_ASSERT || in->op == GIR_OP_TYPE_TEST ||
                  in->op == GIR_OP_MAKE_CHAN;
  if (is_iface && in->type)
    describe(c, in->type);
  if (in->site && in->site->type && ty_ptr_bytes(in->site->type) >= LONG_MASK)
    describe(c, in->site->type);
  for (uint32_t i = 0; i < in->n_args; i++) {
    TyKind k = in->args[i].type ? ty_under_kind(in->args[i].type) : TY_INVALID;
    if (k == TY_MAP || (is_iface && k == TY_INTERFACE))
      describe(c, in->args[i].type);
  }
  if (is_iface && in->dst)
    describe(c, gir_local(f, in->dst)->type);
  if (in->type && ty_under_kind(in->type) == TY_MAP)
    describe(c, in->type);
}

/// Looks through what was lowered since the last call. True: there is more to lower now.
static bool find_described(LowerCtx *c) {
  GirProgram *p = c->prog;
  uint32_t n_live = p->live_types.len;
  for (; c->n_scanned < p->funcs.len; c->n_scanned++) {
    const GirFunc *f = p->funcs.data[c->n_scanned];
    for (uint32_t b = 0; f && b < f->blocks.len; b++)
      for (uint32_t i = 0; i < f->blocks.data[b]->instrs.len; i++)
        scan_instr(c, f, f->blocks.data[b]->instrs.data[i]);
  }
  for (; c->n_live_scanned < n_live; c->n_live_scanned++)
    describe(c, p->live_types.data[c->n_live_scanned]->type);
  while (c->describe_work.len)
    describe_one(c, c->describe_work.data[--c->describe_work.len]);
  return p->live_types.len > n_live;
}

bool lower_live_run(LowerCtx *c) {
  if (c->n_live_done >= c->prog->live_types.len && !find_described(c))
    return false;
  if (c->n_live_done < c->prog->live_types.len)
    fill(c, c->prog->live_types.data[c->n_live_done++]);
  return true;
}
