/// \file
/// Substitution of type parameters. Each part of a type is replaced once, however often it occurs,
/// and there is no recursion: a type may be a graph with an exponential number of paths, or 100,000
/// levels deep.
/// Source: Go spec "Instantiations".

#include "generic_internal.h"
#include "type_table.h"

enum {
  FEW = 24,           // replaced parts before the search uses a table
  MAX_MADE = 1 << 16, // types that one substitution may make: aliases can double them at each level
};

typedef struct Pair {
  const TyType *from, *to;
} Pair;

typedef struct Subst {
  TyTable *table;
  TyBinding b;
  Pair few[FEW];
  uint32_t n_few;
  GlArena *scratch; // of `many`, NULL before there are many
  GlPtrMap *many;
  uint32_t n_made;
} Subst;

static const TyType *bound_to(const TyBinding *b, const TyType *param) {
  uint32_t k = param->type_param.index;
  if (k < b->n && b->params[k] == param)
    return b->args[k];
  for (uint32_t i = 0; i < b->n; i++)
    if (b->params[i] == param)
      return b->args[i];
  return NULL;
}

/// What became of a part; NULL when it was not looked at yet.
static const TyType *known(const Subst *s, const TyType *t) {
  if (!t->has_type_param)
    return t;
  if (t->kind == TY_TYPE_PARAM) {
    const TyType *arg = bound_to(&s->b, t);
    if (arg)
      return arg;
  }
  if (s->many) {
    const TyType *to = gl_ptrmap_get(s->many, t);
    return to || t->kind != TY_TYPE_PARAM ? to : t;
  }
  for (uint32_t i = 0; i < s->n_few; i++)
    if (s->few[i].from == t)
      return s->few[i].to;
  return t->kind == TY_TYPE_PARAM ? t : NULL;
}

static void remember(Subst *s, const TyType *from, const TyType *to) {
  if (!s->many && s->n_few < FEW) {
    s->few[s->n_few++] = (Pair){from, to};
    return;
  }
  if (!s->many) {
    s->scratch = gl_arena_new();
    s->many = gl_ptrmap_new(s->scratch);
    for (uint32_t i = 0; i < s->n_few; i++)
      gl_ptrmap_set(s->many, s->few[i].from, (void *)s->few[i].to);
  }
  gl_ptrmap_set(s->many, from, (void *)to);
}

const TyType *const *ty_open_outer(const TyType *t, uint32_t *n) {
  const TyType *origin = t->named.origin ? t->named.origin : t;
  bool is_open = t->named.n_type_args < origin->named.n_outer_params + origin->named.n_type_params;
  *n = is_open ? origin->named.n_outer_params : 0;
  return origin->named.outer_params;
}

/// Whether the function keeps its type parameters: they are not what is replaced.
static bool is_generic_inside(const Subst *s, const TyType *t) {
  return t->kind == TY_FUNC && t->func.n_type_params > 0 &&
         !bound_to(&s->b, t->func.type_params[0]);
}

/// The i-th part of a definition.
static const TyType *def_child(const TyInterfaceDef *d, uint32_t i) {
  if (!d)
    return NULL;
  if (i < d->n_methods)
    return d->methods[i].type;
  i -= d->n_methods;
  return i < d->n_embedded ? d->embedded[i] : NULL;
}

/// The i-th part, with those that are no matter of identity.
static const TyType *child_of(const Subst *s, const TyType *t, uint32_t i) {
  if (i < t->n_alias_args)
    return t->alias_args[i];
  i -= t->n_alias_args;
  if (t->kind == TY_UNION)
    return i < t->unio.n ? t->unio.types[i] : NULL;
  if (t->kind == TY_INTERFACE) {
    uint32_t n = t->is_complete ? t->iface.n_methods : 0;
    return i < n ? ty_iface_methods(t)[i].type : def_child(ty_iface_def(t), i - n);
  }
  if (t->kind == TY_NAMED) {
    uint32_t n;
    const TyType *const *outer = ty_open_outer(t, &n);
    return i < n ? outer[i] : ty_child(t, i - n);
  }
  if (is_generic_inside(s, t)) {
    if (i < t->func.n_type_params)
      return t->func.type_params[i]->type_param.constraint;
    i -= t->func.n_type_params;
  }
  return ty_child(t, i);
}

// --- making the new type -------------------------------------------------------------------------

static const TyType **known_list(Subst *s, const TyType *const *types, uint32_t n) {
  const TyType **r = GL_NEW_ARRAY(s->table->arena, const TyType *, n);
  for (uint32_t i = 0; i < n; i++)
    r[i] = known(s, types[i]);
  return r;
}

static TyParam *known_params(Subst *s, const TyParam *p, uint32_t n) {
  TyParam *r = GL_NEW_ARRAY(s->table->arena, TyParam, n);
  for (uint32_t i = 0; i < n; i++)
    r[i] = (TyParam){p[i].name, known(s, p[i].type)};
  return r;
}

static TyMethod *known_methods(Subst *s, const TyMethod *m, uint32_t n) {
  TyMethod *r = GL_NEW_ARRAY(s->table->arena, TyMethod, n);
  for (uint32_t i = 0; i < n; i++) {
    r[i] = m[i];
    r[i].type = known(s, m[i].type);
  }
  return r;
}

static const TyType *make_struct(Subst *s, const TyType *t) {
  TyField *f = GL_NEW_ARRAY(s->table->arena, TyField, t->strct.n_fields);
  for (uint32_t i = 0; i < t->strct.n_fields; i++) {
    f[i] = t->strct.fields[i];
    f[i].type = known(s, f[i].type);
  }
  return ty_new_struct(s->table, f, t->strct.n_fields);
}

static const TyType *make_func(Subst *s, const TyType *t) {
  TyParam *params = known_params(s, t->func.params, t->func.n_params);
  TyParam *results = known_params(s, t->func.results, t->func.n_results);
  TyType *f = ty_new_func(s->table, params, t->func.n_params, results, t->func.n_results,
                          t->func.is_variadic);
  if (!is_generic_inside(s, t))
    return f;
  f->func.type_params = known_list(s, t->func.type_params, t->func.n_type_params);
  f->func.n_type_params = t->func.n_type_params;
  f->has_type_param = true;
  for (uint32_t i = 0; i < t->func.n_type_params; i++)
    ((TyType *)f->func.type_params[i])->type_param.constraint =
        known(s, t->func.type_params[i]->type_param.constraint);
  return f;
}

static const TyType *make_interface(Subst *s, const TyType *t) {
  const TyInterfaceDef *d = ty_iface_def(t);
  TyType *n = ty_new_interface(s->table);
  n->iface.is_comparable = t->iface.is_comparable;
  n->iface.is_constraint = t->iface.is_constraint;
  if (d) {
    TyInterfaceDef *nd = GL_NEW(s->table->arena, TyInterfaceDef);
    *nd = *d;
    nd->methods = known_methods(s, d->methods, d->n_methods);
    nd->embedded = known_list(s, d->embedded, d->n_embedded);
    nd->is_instance = true;
    nd->is_running = false;
    nd->is_counted = !t->is_complete;
    n->iface.definition = nd;
    for (uint32_t i = 0; i < d->n_embedded; i++)
      n->has_type_param |= nd->embedded[i]->has_type_param;
    for (uint32_t i = 0; i < d->n_methods; i++)
      n->has_type_param |= nd->methods[i].type->has_type_param;
  }
  if (t->is_complete)
    ty_interface_complete(n, known_methods(s, ty_iface_methods(t), t->iface.n_methods),
                          t->iface.n_methods);
  else
    s->table->n_open_interfaces++;
  return n;
}

/// With arguments for outer type parameters as soon as one of these is replaced.
static const TyType *make_instance(Subst *s, const TyType *t) {
  uint32_t n_outer, n = t->named.n_type_args;
  const TyType *const *outer = ty_open_outer(t, &n_outer);
  bool binds_outer = false;
  for (uint32_t i = 0; i < n_outer; i++)
    binds_outer |= known(s, outer[i]) != outer[i];
  n_outer = binds_outer ? n_outer : 0;
  const TyType **args = GL_NEW_ARRAY(s->table->arena, const TyType *, n_outer + n);
  for (uint32_t i = 0; i < n_outer + n; i++)
    args[i] = known(s, i < n_outer ? outer[i] : t->named.type_args[i - n_outer]);
  const TyType *origin = t->named.origin ? t->named.origin : t;
  return ty_instantiate(s->table, origin, args, n_outer + n);
}

/// The type anew, all parts being known.
static const TyType *make(Subst *s, const TyType *t) {
  TyTable *table = s->table;
  switch ((int)t->kind) {
  case TY_ARRAY: return ty_new_array(table, known(s, t->array.elem), t->array.len);
  case TY_SLICE: return ty_new_slice(table, known(s, t->slice.elem));
  case TY_POINTER: return ty_new_pointer(table, known(s, t->pointer.elem));
  case TY_CHAN: return ty_new_chan(table, known(s, t->chan.elem), t->chan.dir);
  case TY_MAP: return ty_new_map(table, known(s, t->map.key), known(s, t->map.elem));
  case TY_STRUCT: return make_struct(s, t);
  case TY_FUNC: return make_func(s, t);
  case TY_INTERFACE: return make_interface(s, t);
  case TY_NAMED: return make_instance(s, t);
  case TY_TUPLE: return ty_new_tuple(table, known_list(s, t->tuple.types, t->tuple.n), t->tuple.n);
  case TY_UNION:
    return ty_new_union(table, known_list(s, t->unio.types, t->unio.n), t->unio.tilde, t->unio.n);
  default: break; // has no parts
  }
  GL_UNREACHABLE();
}

static bool is_changed(const Subst *s, const TyType *t) {
  if (t->kind == TY_FUNC && t->func.n_type_params > 0)
    return true; // it has none then, or others
  const TyType *child;
  for (uint32_t i = 0; (child = child_of(s, t, i)); i++)
    if (known(s, child) != child)
      return true;
  return false;
}

static void finish(Subst *s, const TyType *t) {
  const TyType *to = t;
  if (is_changed(s, t)) {
    to = make(s, t);
    s->n_made++;
    if (t->n_alias_args > 0)
      to = ty_new_alias_instance(s->table, to, t->alias,
                                 known_list(s, t->alias_args, t->n_alias_args), t->n_alias_args);
  }
  remember(s, t, to);
}

/// A function's own type parameters become new ones, so that the methods of two instances do not
/// share them.
static void refresh_type_params(Subst *s, const TyType *t) {
  for (uint32_t i = 0; i < t->func.n_type_params; i++) {
    const TyType *p = t->func.type_params[i];
    if (known(s, p) != p)
      return;
    remember(s, p,
             ty_new_type_param(s->table, p->type_param.object, p->type_param.constraint,
                               p->type_param.index));
  }
}

const TyType *ty_subst(TyTable *table, const TyType *type, TyBinding b) {
  Subst s = {.table = table, .b = b};
  const TyType *r = known(&s, type);
  if (r || b.n == 0)
    return r ? r : type;
  uint32_t base = table->work.len;
  GL_VEC_PUSH(table->arena, &table->work, type);
  while (table->work.len > base && s.n_made < MAX_MADE) {
    const TyType *top = table->work.data[table->work.len - 1];
    uint32_t before = table->work.len;
    if (!known(&s, top)) {
      if (is_generic_inside(&s, top))
        refresh_type_params(&s, top);
      const TyType *child;
      for (uint32_t i = 0; (child = child_of(&s, top, i)); i++)
        if (!known(&s, child))
          GL_VEC_PUSH(table->arena, &table->work, child);
    }
    if (table->work.len > before)
      continue;
    table->work.len--;
    if (!known(&s, top))
      finish(&s, top);
  }
  r = known(&s, type);
  if (!r) {
    table->work.len = base;
    table->is_subst_cut = true;
    r = table->basic[TY_INVALID];
  }
  if (s.scratch)
    gl_arena_free(s.scratch);
  return r;
}
