/// \file
/// Values that need no code at run time: constants, addresses of variables, functions, literals of
/// these, and what interfaces make of them. Each question (`lower_static_can`) has its answer in
/// the same order (`lower_static_make`).

#include "lower_internal.h"

enum { MAX_HOLE = 4096 }; // an array with longer runs of missing elements is filled by code

static const TyType *type_of(LowerCtx *c, const SynNode *e) {
  return ty_canonical(lower_type_of(c, e));
}

static bool is_nil(LowerCtx *c, const SynNode *e) {
  return ty_info_mode(c->info, e) == TY_MODE_NIL;
}

/// A declared function or a method expression, by name.
static bool is_func(LowerCtx *c, SynNode *e, TyObject **fn) {
  TySelection sel;
  *fn = NULL;
  e = lower_unindex(c, e);
  TySelectorKind k = e->kind == SYN_SELECTOR ? lower_selector(c, e, &sel) : TY_SEL_NONE;
  if (e->kind == SYN_IDENT)
    *fn = lower_object(c, e);
  else if (k == TY_SEL_QUALIFIED)
    *fn = lower_object(c, e->selector.sel);
  if (*fn && (*fn)->kind != TY_OBJ_FUNC)
    *fn = NULL;
  return *fn || k == TY_SEL_METHOD_EXPR;
}

/// The package variable that `e` is a part of at a fixed offset; `g` NULL: only asks.
static bool address(LowerCtx *c, SynNode *e, GirGlobal **g, int64_t *offset) {
  e = syn_unparen(e);
  TyObject *v = NULL;
  TySelection sel;
  TySelectorKind k = e->kind == SYN_SELECTOR ? lower_selector(c, e, &sel) : TY_SEL_NONE;
  if (e->kind == SYN_IDENT)
    v = lower_object(c, e);
  else if (k == TY_SEL_QUALIFIED)
    v = lower_object(c, e->selector.sel);
  if (v && v->kind == TY_OBJ_VAR && v->is_package_level) {
    if (g)
      *g = lower_global_of(c, v);
    return true;
  }
  if (k == TY_SEL_FIELD) {
    const TyType *t = type_of(c, e->selector.x);
    for (uint32_t i = 0; i < sel.n_path; i++) {
      if (ty_under_kind(t) != TY_STRUCT)
        return false;
      *offset += ty_field_offset(ty_under(t), sel.path[i]);
      t = ty_under(t)->strct.fields[sel.path[i]].type;
    }
    return address(c, e->selector.x, g, offset);
  }
  if (e->kind != SYN_INDEX || ty_info_mode(c->info, e->index.x) == TY_MODE_TYPE)
    return false;
  const TyType *array = ty_under(type_of(c, e->index.x));
  const TyConst *i = ty_info_const(c->info, e->index.indices.data[0]);
  int64_t index;
  if (array->kind != TY_ARRAY || !i || !ty_const_int64(i, &index))
    return false;
  *offset += index * ty_size(array->array.elem);
  return address(c, e->index.x, g, offset);
}

// --- asking
// ----------------------------------------------------------------------------------------

static bool has_direct_path(const LowerLitIter *it) {
  const TyType *t = it->type;
  for (uint32_t i = 0; i < it->n_path; i++) {
    if (ty_under_kind(t) != TY_STRUCT)
      return false;
    t = ty_under(t)->strct.fields[it->path[i]].type;
  }
  return true;
}

static bool can_literal(LowerCtx *c, SynNode *lit, bool is_template) {
  bool is_addr;
  const TyType *t = lower_lit_type(c, lit, &is_addr);
  TyKind k = ty_under_kind(t);
  if ((is_addr && is_template) || k == TY_MAP)
    return false;
  if (k == TY_SLICE && is_template)
    return false;
  LowerLitIter it = lower_lit_iter(c, lit, t);
  for (int64_t last = -1; lower_lit_next(&it); last = it.index) {
    if (k == TY_STRUCT ? !has_direct_path(&it) : it.index > last + MAX_HOLE)
      return false;
    if (!lower_static_can(c, it.value, it.elem_type, is_template))
      return false;
  }
  return true;
}

static bool is_same_form(const TyType *from, const TyType *to) {
  TyKind a = ty_under_kind(from), b = ty_under_kind(to);
  bool pointers =
      (a == TY_POINTER || a == TY_UNSAFE_POINTER) && (b == TY_POINTER || b == TY_UNSAFE_POINTER);
  return pointers || a == b;
}

static bool is_bytes(const TyType *t) {
  const TyType *u = ty_under(t);
  return u->kind == TY_SLICE && ty_under_kind(u->slice.elem) == TY_UINT8;
}

static bool can_call(LowerCtx *c, SynNode *e, bool is_template) {
  SynNode *fun = syn_unparen(e->call.fun);
  TyMode m = ty_info_mode(c->info, fun);
  if (e->call.args.len != 1)
    return false;
  SynNode *arg = e->call.args.data[0];
  if (m == TY_MODE_BUILTIN) { // new(T)
    const TyObject *o = fun->kind == SYN_IDENT ? lower_object(c, fun) : NULL;
    return !is_template && o && o->builtin == TY_BUILTIN_NEW &&
           ty_info_mode(c->info, arg) == TY_MODE_TYPE;
  }
  if (m != TY_MODE_TYPE)
    return false;
  const TyType *to = type_of(c, e);
  if (is_nil(c, syn_unparen(arg)) || ty_is_interface(to))
    return lower_static_can(c, arg, to, is_template);
  const TyType *from = type_of(c, arg);
  if ((ty_flags(from) & TY_F_STRING) && is_bytes(to))
    return !is_template && ty_info_const(c->info, arg);
  return is_same_form(from, to) && !ty_is_interface(from) &&
         lower_static_can(c, arg, from, is_template);
}

/// The package variable whose static initial value is the value of `e`, or NULL. Only while
/// variables are initialised and none can have changed yet.
static TyObject *copied_from(LowerCtx *c, const SynNode *e) {
  TyObject *v = e->kind == SYN_IDENT && c->unchanged ? lower_object(c, e) : NULL;
  bool is_own = v && v->kind == TY_OBJ_VAR && v->is_package_level && v->pkg == c->unchanged;
  return is_own && gl_ptrmap_get(c->static_inits, v) && !lower_linkname(c, v) ? v : NULL;
}

bool lower_static_can(LowerCtx *c, SynNode *e, const TyType *t, bool is_template) {
  e = syn_unparen(e);
  if (is_nil(c, e) || ty_info_const(c->info, e))
    return true;
  const TyType *from = type_of(c, e);
  if (!from || from->kind == TY_TUPLE)
    return false;
  if (ty_is_interface(from) && from != ty_canonical(t))
    return false;
  TyObject *fn;
  int64_t offset = 0;
  if (is_func(c, e, &fn))
    return true;
  if (e->kind == SYN_FUNC_LIT || copied_from(c, e))
    return !is_template;
  if (e->kind == SYN_COMPOSITE_LIT)
    return can_literal(c, e, is_template);
  if (e->kind == SYN_CALL)
    return can_call(c, e, is_template);
  if (e->kind != SYN_UNARY || e->op != SYN_OP_AND)
    return false;
  SynNode *x = syn_unparen(e->unary.x);
  if (x->kind == SYN_COMPOSITE_LIT)
    return !is_template && can_literal(c, x, false);
  return address(c, x, NULL, &offset);
}

// --- making
// ----------------------------------------------------------------------------------------

GirInit *lower_init_new(LowerCtx *c, GirInitKind kind, const TyType *t) {
  GirInit *i = GL_NEW(c->arena, GirInit);
  i->kind = kind;
  i->type = ty_canonical(t);
  return i;
}

GirInit *lower_init_const(LowerCtx *c, const GirConst *k) {
  GirInit *i =
      lower_init_new(c, k->kind == GIR_CONST_ZERO ? GIR_INIT_ZERO : GIR_INIT_CONST, k->type);
  i->konst = k;
  return i;
}

GirGlobal *lower_static_object(LowerCtx *c, LowerPkg *pkg, const TyType *t, GirInit *init,
                               GlLoc loc) {
  const TyPackage *p = pkg->in->package;
  GirGlobal *g = gir_global_new(c->prog, lower_static_symbol(c, p, "stmp_"), p, t, loc);
  g->init = init;
  return g;
}

GirInit *lower_init_addr(LowerCtx *c, GirGlobal *g, int64_t offset, const TyType *pointer) {
  GirInit *i = lower_init_new(c, GIR_INIT_ADDR, pointer);
  i->global = g;
  i->offset = offset;
  return i;
}

/// Place for the value at a path of fields below an aggregate.
static GirInit **slot(LowerCtx *c, GirInit *agg, const uint32_t *path, uint32_t n) {
  for (uint32_t i = 0;; i++) {
    GirInit **at = &agg->elems[path[i]];
    if (i + 1 == n)
      return at;
    if (!*at) {
      const TyType *t = ty_under(agg->type)->strct.fields[path[i]].type;
      *at = lower_init_new(c, GIR_INIT_AGGREGATE, t);
      (*at)->n_elems = ty_under(t)->strct.n_fields;
      (*at)->elems = GL_NEW_ARRAY(c->arena, GirInit *, (*at)->n_elems + 1);
    }
    agg = *at;
  }
}

static int64_t literal_extent(LowerCtx *c, SynNode *lit, const TyType *t) {
  if (ty_under_kind(t) == TY_STRUCT)
    return ty_under(t)->strct.n_fields;
  LowerLitIter it = lower_lit_iter(c, lit, t);
  int64_t max = 0;
  while (lower_lit_next(&it))
    max = it.next > max ? it.next : max;
  return max;
}

/// Elements of a struct, array or slice literal as an aggregate of type `as`.
static GirInit *aggregate(LowerCtx *c, LowerPkg *pkg, SynNode *lit, const TyType *t,
                          const TyType *as) {
  GirInit *agg = lower_init_new(c, GIR_INIT_AGGREGATE, as);
  agg->n_elems = literal_extent(c, lit, t);
  agg->elems = GL_NEW_ARRAY(c->arena, GirInit *, agg->n_elems + 1);
  LowerLitIter it = lower_lit_iter(c, lit, t);
  while (lower_lit_next(&it)) {
    GirInit *v = it.is_blank ? NULL : lower_static_make(c, pkg, it.value, it.elem_type);
    if (!v || v->kind == GIR_INIT_ZERO)
      continue;
    if (it.type->kind == TY_STRUCT)
      *slot(c, agg, it.path, it.n_path) = v;
    else
      agg->elems[it.index] = v;
  }
  return agg;
}

GirInit *lower_init_slice(LowerCtx *c, GirGlobal *backing, int64_t n, const TyType *t) {
  GirInit *i = lower_init_new(c, GIR_INIT_SLICE, t);
  i->global = backing;
  i->len = i->cap = n;
  return i;
}

static GirInit *literal(LowerCtx *c, LowerPkg *pkg, SynNode *lit) {
  bool is_addr;
  const TyType *t = lower_lit_type(c, lit, &is_addr);
  GirInit *v;
  if (ty_under_kind(t) == TY_SLICE) {
    int64_t n = lower_lit_len(c, lit, t);
    const TyType *array = ty_canonical(ty_make_array(c->world, ty_under(t)->slice.elem, n));
    GirInit *elems = aggregate(c, pkg, lit, t, array);
    v = lower_init_slice(c, lower_static_object(c, pkg, array, elems, lit->loc), n, t);
  } else {
    v = aggregate(c, pkg, lit, t, t);
  }
  if (!is_addr)
    return v;
  return lower_init_addr(c, lower_static_object(c, pkg, t, v, lit->loc), 0, type_of(c, lit));
}

GirInit *lower_init_bytes(LowerCtx *c, LowerPkg *pkg, const char *s, size_t len, const TyType *to,
                          GlLoc loc) {
  const TyType *elem = ty_canonical(ty_under(to)->slice.elem);
  const TyType *array = ty_canonical(ty_make_array(c->world, elem, (int64_t)len));
  GirInit *bytes = lower_init_new(c, GIR_INIT_BYTES, array);
  bytes->bytes = s;
  bytes->len = (int64_t)len;
  return lower_init_slice(c, lower_static_object(c, pkg, array, bytes, loc), (int64_t)len, to);
}

static GirInit *call(LowerCtx *c, LowerPkg *pkg, SynNode *e) {
  const TyType *to = type_of(c, e);
  SynNode *arg = e->call.args.data[0];
  if (ty_info_mode(c->info, syn_unparen(e->call.fun)) == TY_MODE_BUILTIN)
    return lower_init_addr(c, lower_static_object(c, pkg, type_of(c, arg), NULL, e->loc), 0, to);
  if (is_nil(c, syn_unparen(arg)) || ty_is_interface(to))
    return lower_static_make(c, pkg, arg, to);
  if (ty_flags(type_of(c, arg)) & TY_F_STRING) {
    size_t len;
    const char *s = ty_const_string(ty_info_const(c->info, arg), &len);
    return lower_init_bytes(c, pkg, s, len, to, arg->loc);
  }
  GirInit *v = lower_static_make(c, pkg, arg, type_of(c, arg));
  v->type = to;
  return v;
}

/// What a variable begins with.
static GirInit *copy(LowerCtx *c, TyObject *v) {
  GirInit *i = GL_NEW(c->arena, GirInit);
  *i = *lower_static_of(c, lower_global_of(c, v));
  return i;
}

/// The value under its own type.
static GirInit *plain(LowerCtx *c, LowerPkg *pkg, SynNode *e, const TyType *t) {
  TyObject *fn;
  const TyConst *k = ty_info_const(c->info, e);
  if (k)
    return lower_init_const(c, lower_const(c, k, t).konst);
  if (is_func(c, e, &fn) || e->kind == SYN_FUNC_LIT) {
    GirInit *i = lower_init_new(c, GIR_INIT_FUNC, t);
    i->func = fn                        ? lower_func_of(c, fn)
              : e->kind == SYN_FUNC_LIT ? lower_global_lit(c, pkg, e)
                                        : lower_method_expr(c, lower_unindex(c, e));
    i->func->is_address_taken = true;
    return i;
  }
  if (e->kind == SYN_IDENT)
    return copy(c, lower_object(c, e));
  if (e->kind == SYN_COMPOSITE_LIT)
    return literal(c, pkg, e);
  if (e->kind == SYN_CALL)
    return call(c, pkg, e);
  SynNode *x = syn_unparen(e->unary.x);
  if (x->kind == SYN_COMPOSITE_LIT) {
    bool is_addr;
    const TyType *lt = lower_lit_type(c, x, &is_addr);
    return lower_init_addr(c, lower_static_object(c, pkg, lt, literal(c, pkg, x), x->loc), 0, t);
  }
  GirGlobal *g = NULL;
  int64_t offset = 0;
  address(c, x, &g, &offset);
  return lower_init_addr(c, g, offset, t);
}

/// A value of concrete type in an interface.
static GirInit *boxed(LowerCtx *c, LowerPkg *pkg, GirInit *v, const TyType *iface, GlLoc loc) {
  GirInit *i = lower_init_new(c, GIR_INIT_IFACE, iface);
  i->dynamic = v->type;
  lower_live(c, v->type);
  lower_describe(c, iface);
  if (ty_is_direct_iface(v->type)) {
    i->data = v;
    return i;
  }
  i->global = lower_static_object(c, pkg, v->type, v, loc);
  i->global->is_readonly = true;
  return i;
}

GirInit *lower_static_make(LowerCtx *c, LowerPkg *pkg, SynNode *e, const TyType *t) {
  e = syn_unparen(e);
  t = ty_canonical(t);
  if (is_nil(c, e))
    return lower_init_new(c, GIR_INIT_ZERO, t);
  const TyType *from = type_of(c, e);
  GirInit *v = plain(c, pkg, e, from);
  if (ty_is_interface(t) && !ty_is_interface(v->type))
    return boxed(c, pkg, v, t, e->loc);
  v->type = t;
  return v;
}

GirInit *lower_static_of(LowerCtx *c, GirGlobal *g) {
  const TyInit *init = gl_ptrmap_get(c->static_inits, g);
  if (!g->init)
    g->init = lower_static_make(c, lower_pkg(c, g->pkg), init->rhs, g->type);
  return g->init;
}
