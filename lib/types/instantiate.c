/// \file
/// Instances of generic types and functions. An instance is only a name with arguments until its
/// underlying type or a method is asked for; then that is made by substitution, once.
/// Works on types alone, without the checker: later stages ask too.
/// Source: Go spec "Instantiations", "Type parameter declarations".

#include "generic_internal.h"
#include "type_table.h"

static TyType *mutable_type(const TyType *t) {
  return (TyType *)t; // instances are filled on demand
}

static bool is_generic_alias(const TyType *t) {
  return t->kind == TY_NAMED && t->named.object->is_alias;
}

/// Limits of what little source can lead to: instances inside instances, and their number.
enum { MAX_DEPTH = 1000, FREE_EXPANSIONS = 20000, EXPANSIONS_EACH = 64 };

static const TyType *too_large(TyTable *t, const TyType *generic) {
  t->too_large = generic->named.object;
  t->is_subst_cut = false;
  return t->basic[TY_INVALID];
}

static const TyType *instantiate_alias(TyTable *t, const TyType *alias, const TyType *const *args,
                                       uint32_t n) {
  if (!alias->named.aliased || n != alias->named.n_type_params)
    return t->basic[TY_INVALID];
  const TyType *r =
      ty_subst(t, alias->named.aliased, (TyBinding){alias->named.type_params, args, n});
  if (t->is_subst_cut)
    return too_large(t, alias);
  return ty_new_alias_instance(t, r, alias->named.object, args, n);
}

static const TyType *instantiate_func(TyTable *t, const TyType *f, const TyType *const *args,
                                      uint32_t n) {
  GL_ASSERT(n == f->func.n_type_params, "%u type arguments for %u parameters", n,
            f->func.n_type_params);
  const TyType *r = ty_subst(t, f, (TyBinding){f->func.type_params, args, n});
  if (r->kind != TY_FUNC)
    return ty_new_func(t, NULL, 0, NULL, 0, false); // reported in the end
  if (r->func.n_type_params == 0)
    return r;
  return ty_new_func(t, r->func.params, r->func.n_params, r->func.results, r->func.n_results,
                     r->func.is_variadic);
}

const TyType *ty_instantiate(TyTable *t, const TyType *generic, const TyType *const *args,
                             uint32_t n_args) {
  if (generic->kind == TY_FUNC)
    return instantiate_func(t, generic, args, n_args);
  GL_ASSERT(generic->kind == TY_NAMED, "instance of a type of kind %d", generic->kind);
  if (is_generic_alias(generic))
    return instantiate_alias(t, generic, args, n_args);
  TyType *n = ty_new_instance(t, generic, generic->named.object, args, n_args);
  // An argument with an open interface has no identity yet: then `n` stays alone.
  ty_canonical(n);
  n->named.depth = t->expand_depth;
  TyType *r = n->canonical ? mutable_type(n->canonical) : n;
  if (r == n)
    *(t->expand_depth ? &t->n_expanded : &t->n_written) += 1;
  else if (r->named.depth > t->expand_depth)
    r->named.depth = t->expand_depth;
  return r;
}

// --- underlying types ----------------------------------------------------------------------------

/// What the arguments of instance t stand for; NULL when their number is wrong.
static const TyType *const *params_of(const TyType *t) {
  const TyType *origin = t->named.origin;
  uint32_t n_outer = origin->named.n_outer_params, n = origin->named.n_type_params;
  if (n_outer == 0 || t->named.n_type_args == n)
    return t->named.n_type_args == n ? origin->named.type_params : NULL;
  if (t->named.n_type_args != n_outer + n)
    return NULL;
  const TyType **r = GL_NEW_ARRAY(t->table->arena, const TyType *, n_outer + n);
  for (uint32_t i = 0; i < n_outer + n; i++)
    r[i] = i < n_outer ? origin->named.outer_params[i] : origin->named.type_params[i - n_outer];
  return r;
}

/// The declaration of t's generic type with t's arguments.
static const TyType *substitute(const TyType *t) {
  TyTable *table = t->table;
  const TyType *origin = t->named.origin;
  uint32_t depth = table->expand_depth;
  if (t->named.depth > MAX_DEPTH ||
      table->n_expanded / EXPANSIONS_EACH > table->n_written + FREE_EXPANSIONS / EXPANSIONS_EACH)
    return too_large(table, origin);
  table->expand_depth = t->named.depth + 1;
  const TyType *u = ty_subst(
      table, origin->named.underlying,
      (TyBinding){params_of(t), (const TyType *const *)t->named.type_args, t->named.n_type_args});
  table->expand_depth = depth;
  return table->is_subst_cut ? too_large(table, origin) : u;
}

const TyType *ty_expand(const TyType *t) {
  const TyType *canonical = ty_canonical(t);
  const TyType *origin = t->named.origin, *u;
  TyTable *table = t->table;
  if (canonical != t && canonical->kind == TY_NAMED) {
    u = ty_under_or_null(canonical);
  } else if (!params_of(t) && origin->named.underlying) {
    u = table->basic[TY_INVALID]; // reported
  } else {
    u = origin->named.underlying ? substitute(t) : NULL;
  }
  if (!u)
    return NULL;
  if (table->is_settled)
    u = ty_canonical(u);
  ty_named_complete(mutable_type(t), u);
  return u;
}

const TyType *ty_param_interface(const TyType *p) {
  const TyType *bound = p->type_param.constraint;
  TyTable *table = p->table;
  if (!bound || bound->kind == TY_TYPE_PARAM)
    return table->any_type; // an error was reported
  const TyType *u = ty_under_or_null(bound);
  if (!u || u->kind == TY_INTERFACE)
    return u;
  if (u->kind == TY_INVALID)
    return table->any_type;
  TyType *iface = ty_new_interface(table);
  TyInterfaceDef *d = GL_NEW(table->arena, TyInterfaceDef);
  d->embedded = GL_NEW_ARRAY(table->arena, const TyType *, 1);
  d->embedded[d->n_embedded++] = bound;
  d->is_implicit = true;
  iface->iface.definition = d;
  iface->iface.is_constraint = true;
  iface->has_type_param = bound->has_type_param;
  ty_interface_complete(iface, NULL, 0);
  mutable_type(p)->type_param.constraint = iface;
  return iface;
}

// --- methods -------------------------------------------------------------------------------------

uint32_t ty_n_methods(const TyType *t) {
  if (t->kind != TY_NAMED)
    return 0;
  return t->named.origin ? t->named.origin->named.n_methods : t->named.n_methods;
}

TyObject *ty_method_declared(const TyType *t, uint32_t i) {
  return t->named.origin ? t->named.origin->named.methods[i] : t->named.methods[i];
}

void ty_method_fill(TyObject *m) {
  const TyObject *declared = m->origin;
  if (m->type || !declared->type || !declared->recv)
    return;
  const TyType *to = m->recv->kind == TY_POINTER ? m->recv->pointer.elem : m->recv;
  const TyType *from = declared->recv;
  if (from->kind == TY_POINTER)
    from = from->pointer.elem;
  TyTable *table = to->table;
  if (declared->type->kind != TY_FUNC || from->kind != TY_NAMED ||
      from->named.n_type_args != to->named.n_type_args) {
    m->type = table->basic[TY_INVALID];
    return;
  }
  m->type =
      ty_subst(table, declared->type,
               (TyBinding){(const TyType *const *)from->named.type_args,
                           (const TyType *const *)to->named.type_args, to->named.n_type_args});
}

static TyObject *new_method(const TyType *t, TyObject *declared) {
  TyTable *table = t->table;
  TyObject *m = ty_new_object(table, TY_OBJ_FUNC, declared->name, declared->loc, declared->pkg);
  m->decl = declared->decl;
  m->is_package_level = true;
  m->has_ptr_recv = declared->has_ptr_recv;
  m->recv = m->has_ptr_recv ? ty_new_pointer(table, t) : t;
  m->origin = declared;
  return m;
}

TyObject *ty_method_at(const TyType *t, uint32_t i) {
  const TyType *origin = t->named.origin;
  if (!origin)
    return t->named.methods[i];
  const TyType *canonical = ty_canonical(t);
  TyType *owner = mutable_type(canonical->kind == TY_NAMED ? canonical : t);
  if (owner->named.n_methods != origin->named.n_methods) {
    owner->named.n_methods = origin->named.n_methods;
    owner->named.methods = GL_NEW_ARRAY(t->table->arena, TyObject *, origin->named.n_methods);
  }
  TyObject **m = &owner->named.methods[i];
  if (!*m)
    *m = new_method(owner, origin->named.methods[i]);
  ty_method_fill(*m);
  return *m;
}
