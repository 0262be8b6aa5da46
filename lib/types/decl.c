/// \file
/// Declarations of constants and types, at package level and in functions; what is checked later.
/// Source: Go spec "Declarations and scope", "Constant declarations", "Type declarations".

#include "generic_internal.h"

#include <string.h>

static bool is_blank(GlName name) { return name->len == 1 && name->text[0] == '_'; }

// --- what waits ----------------------------------------------------------------------------------

TyAction *ty_later(TyChecker *c, TyActionKind kind) {
  GL_VEC_PUSH(c->arena, &c->actions, (TyAction){.kind = kind, .version = c->env.version});
  return &c->actions.data[c->actions.len - 1];
}

static void check_map_key(TyChecker *c, const TyAction *a) {
  if (!ty_comparable(c, a->type, NULL))
    ty_error(c, syn_node_start(a->node), GL_DIAG_TY_ERROR, "invalid map key type %s%s",
             ty_str_type(c, a->type),
             ty_is_type_param(a->type) ? " (missing comparable constraint)" : "");
}

static void check_var_type(TyChecker *c, const TyAction *a) {
  const TyType *u = ty_checked_under(c, a->type);
  if (u->kind != TY_INTERFACE || ty_is_type_param(a->type))
    return;
  const TyTypeSet *set = ty_type_set(c, u);
  if (set->is_all && !set->is_comparable)
    return;
  if (set->is_comparable)
    ty_error(c, syn_node_start(a->node), GL_DIAG_TY_ERROR,
             "cannot use type %s outside a type constraint: interface is (or embeds) comparable",
             ty_str_type(c, a->type));
  else
    ty_error(c, syn_node_start(a->node), GL_DIAG_TY_ERROR,
             "cannot use type %s outside a type constraint: interface contains type constraints",
             ty_str_type(c, a->type));
}

static void run_action(TyChecker *c, const TyAction *a) {
  c->env.version = a->version;
  switch (a->kind) {
  case TY_ACTION_FUNC_BODY: ty_check_func_body(c, a); return;
  case TY_ACTION_VALID_TYPE: ty_check_valid_type(c, a->type); return;
  case TY_ACTION_VAR_TYPE: check_var_type(c, a); return;
  case TY_ACTION_MAP_KEY: check_map_key(c, a); return;
  case TY_ACTION_EMBEDDED_FIELD: ty_check_embedded_field(c, a); return;
  case TY_ACTION_FIELD_UNIQUENESS: ty_check_field_uniqueness(c, a->type); return;
  case TY_ACTION_INTERFACE: ty_interface_finish(c, a->type); return;
  case TY_ACTION_SAME_METHOD: ty_check_same_method(c, a); return;
  case TY_ACTION_RECEIVER: ty_check_receiver(c, a); return;
  case TY_ACTION_UNION: ty_check_union_terms(c, a); return;
  case TY_ACTION_INSTANCE: ty_check_instance_later(c, a); return;
  case TY_ACTION_VERIFY_FUNC: ty_verify_func(c, a); return;
  }
  GL_UNREACHABLE();
}

void ty_run_actions(TyChecker *c, uint32_t top) {
  uint8_t version = c->env.version;
  for (uint32_t i = top; i < c->actions.len; i++) {
    TyAction a = c->actions.data[i]; // a copy: the list may grow and move
    run_action(c, &a);
  }
  c->actions.len = top;
  c->env.version = version;
}

// --- constants and types -------------------------------------------------------------------------

void ty_check_const_decl(TyChecker *c, TyObject *o, SynNode *type, SynNode *init,
                         bool is_inherited) {
  o->value = ty_const_unknown();
  const TyConst *iota = c->env.iota;
  GlLoc errpos = c->env.errpos;
  c->env.iota = ty_const_from_int64(c->arena, o->decl->value_decl.iota);
  c->env.errpos = GL_LOC_NONE;
  bool is_bad = false;
  if (type) {
    const TyType *t = ty_check_type(c, type);
    is_bad = !ty_is_const_type(c, t);
    if (is_bad && ty_is_valid(ty_checked_under(c, t)))
      ty_error(c, syn_node_start(type), GL_DIAG_TY_CONST, "invalid constant type %s",
               ty_str_type(c, t));
    o->type = is_bad ? c->invalid : t;
  }
  if (!is_bad) {
    TyOperand x = {0};
    if (init) {
      if (is_inherited)
        c->env.errpos = o->loc;
      ty_check_expr(c, &x, init);
    }
    ty_init_const(c, o, &x);
  }
  c->env.iota = iota;
  c->env.errpos = errpos;
}

/// A type that waits for another to be complete.
struct TyWaiter {
  TyType *named;
  struct TyWaiter *next;
};

/// Completes `named` and all that waited for it.
static void complete_named(TyChecker *c, TyType *named, const TyType *underlying) {
  GL_VEC(TyType *) ready = {0};
  GL_VEC_PUSH(c->arena, &ready, named);
  while (ready.len > 0) {
    TyType *t = ready.data[--ready.len];
    const TyType *u = underlying;
    if (t != named) // it waited for the type on its right side, or for that one's origin
      u = ty_checked_under(c, gl_ptrmap_get(c->right_sides, t));
    ty_named_complete(t, u);
    struct TyWaiter *w = gl_ptrmap_get(c->waiters, t);
    if (w)
      gl_ptrmap_set(c->waiters, t, NULL);
    for (; w; w = w->next)
      GL_VEC_PUSH(c->arena, &ready, w->named);
  }
}

static void wait_for(TyChecker *c, TyType *named, const TyType *other) {
  struct TyWaiter *w = GL_NEW(c->arena, struct TyWaiter);
  w->named = named;
  w->next = gl_ptrmap_get(c->waiters, other);
  gl_ptrmap_set(c->waiters, other, w);
}

static void collect_methods(TyChecker *c, TyObject *o, TyType *named) {
  const TyObjectState *s = ty_state(c, o);
  if (!s || s->decl->methods.len == 0)
    return;
  ty_later(c, TY_ACTION_FIELD_UNIQUENESS)->type = named;
  TyObject **list = GL_NEW_ARRAY(c->arena, TyObject *, s->decl->methods.len);
  GlPtrMap *seen = gl_ptrmap_new(c->arena);
  uint32_t n = 0;
  for (uint32_t i = 0; i < s->decl->methods.len; i++) {
    TyObject *m = s->decl->methods.data[i];
    const TyObject *other = gl_ptrmap_get(seen, m->name);
    if (other) {
      ty_error(c, m->loc, GL_DIAG_TY_DUPLICATE, "method %s.%s already declared at %s",
               o->name->text, m->name->text, ty_str_pos(c, other->loc));
      continue;
    }
    gl_ptrmap_set(seen, m->name, m);
    list[n++] = m;
  }
  named->named.methods = list;
  named->named.n_methods = n;
}

/// type A[P any] = T: the NAMED that stands for it is only good to be instantiated.
static void check_generic_alias(TyChecker *c, TyObject *o, SynNode *decl) {
  TyType *alias = ty_new_named(c->types, o);
  ty_scope_open(c);
  ty_check_type_params(c, decl->type_decl.type_params, &alias->named.type_params,
                       &alias->named.n_type_params);
  const TyType *t = ty_check_declared_type(c, decl->type_decl.type, o);
  ty_scope_close(c);
  for (uint32_t i = 0; i < alias->named.n_type_params; i++)
    if (t == alias->named.type_params[i]) {
      ty_error(c, syn_node_start(decl->type_decl.type), GL_DIAG_TY_ERROR,
               "cannot use type parameter declared in alias declaration as RHS");
      t = c->invalid;
    }
  alias->named.aliased = t;
  if (!o->type)
    o->type = alias;
}

static void check_alias_decl(TyChecker *c, TyObject *o, SynNode *decl) {
  SynList params = decl->type_decl.type_params;
  if (params.len == 0 || ty_version_require(c, params.data[0]->loc, 23, "generic type alias"))
    ty_version_require(c, decl->loc, 9, "type alias");
  if (params.len > 0) {
    check_generic_alias(c, o, decl);
    return;
  }
  const TyType *t = ty_check_declared_type(c, decl->type_decl.type, o);
  if (!o->type) // else a cycle through it was reported
    o->type = ty_is_valid(t) ? ty_new_alias(c->types, t, o) : t;
}

/// The right side of a type declaration, in the scope of its type parameters.
static const TyType *right_side(TyChecker *c, TyObject *o, TyType *named, SynNode *decl) {
  SynList params = decl->type_decl.type_params;
  if (params.len > 0) {
    ty_version_require(c, params.data[0]->loc, 18, "type parameter");
    ty_scope_open(c);
    ty_check_type_params(c, params, &named->named.type_params, &named->named.n_type_params);
  }
  const TyType *rhs = ty_check_declared_type(c, decl->type_decl.type, o);
  if (params.len > 0)
    ty_scope_close(c);
  if (rhs->kind != TY_TYPE_PARAM)
    return rhs;
  ty_error(c, syn_node_start(decl->type_decl.type), GL_DIAG_TY_ERROR,
           "cannot use a type parameter as RHS in type declaration");
  return c->invalid;
}

void ty_check_type_decl(TyChecker *c, TyObject *o, SynNode *decl) {
  if (decl->type_decl.is_alias) {
    check_alias_decl(c, o, decl);
    return;
  }
  TyType *named =
      o->type && o->type->kind == TY_NAMED ? (TyType *)o->type : ty_new_named(c->types, o);
  if (!o->type)
    o->type = named;
  if (o->local_index && !named->named.outer_params) {
    named->named.outer_params = ty_outer_params(c, &named->named.n_outer_params);
    named->has_type_param |= named->named.n_outer_params > 0;
  }
  ty_later(c, TY_ACTION_VALID_TYPE)->type = named;
  collect_methods(c, o, named);
  const TyType *rhs = right_side(c, o, named, decl);
  gl_ptrmap_set(c->right_sides, named, (void *)rhs);
  const TyType *origin = rhs->kind == TY_NAMED && rhs->named.origin ? rhs->named.origin : rhs;
  if (ty_under_or_null(rhs)) {
    complete_named(c, named, ty_checked_under(c, rhs));
  } else if (origin == named) {
    complete_named(c, named, c->invalid);
  } else {
    wait_for(c, named, origin);
  }
}

void ty_check_field_uniqueness(TyChecker *c, const TyType *base) {
  const TyType *u = ty_checked_under(c, base);
  if (u->kind != TY_STRUCT)
    return;
  GlPtrMap *methods = gl_ptrmap_new(c->arena);
  for (uint32_t i = 0; i < base->named.n_methods; i++)
    gl_ptrmap_set(methods, base->named.methods[i]->name, base->named.methods[i]);
  for (uint32_t i = 0; i < u->strct.n_fields; i++) {
    const TyField *f = &u->strct.fields[i];
    const TyObject *m = gl_ptrmap_get(methods, f->name);
    if (!m || is_blank(f->name) || !ty_name_same(f->name, f->pkg, m->name, m->pkg))
      continue;
    GlDiag *d = ty_error(c, m->loc, GL_DIAG_TY_DUPLICATE, "field and method with the same name %s",
                         f->name->text);
    ty_error_more(c, d, f->loc, "other declaration of %s", f->name->text);
  }
}

// --- packages and functions ----------------------------------------------------------------------

void ty_check_package_objects(TyChecker *c) {
  enum { TYPES, ALIASES, VALUES, N_ROUNDS };
  for (int round = TYPES; round < N_ROUNDS; round++) {
    for (uint32_t i = 0; i < c->states.len; i++) {
      TyObject *o = c->states.data[i].object;
      int mine = o->kind != TY_OBJ_TYPE ? VALUES : o->is_alias ? ALIASES : TYPES;
      if (mine == round)
        ty_object_resolve(c, o);
    }
    for (uint32_t i = 0; round == ALIASES && i < c->states.len; i++)
      if (c->states.data[i].object->kind == TY_OBJ_TYPE)
        ty_check_valid_type(c, c->states.data[i].object->type);
  }
}

static TyObject *make_local(TyChecker *c, TyObjectKind kind, SynNode *ident, SynNode *decl) {
  return ty_object_make(c, kind, ident->ident.name, ident->loc, NULL, decl);
}

static void declare_consts(TyChecker *c, SynNode *node) {
  uint32_t top = c->actions.len;
  const SynNode *from = node->value_decl.inherited ? node->value_decl.inherited : node;
  SynList values = from->value_decl.values, names = node->value_decl.names;
  TyObject **lhs = GL_NEW_ARRAY(c->arena, TyObject *, names.len + 1);
  for (uint32_t i = 0; i < names.len; i++) {
    lhs[i] = make_local(c, TY_OBJ_CONST, names.data[i], node);
    ty_check_const_decl(c, lhs[i], from->value_decl.type, i < values.len ? values.data[i] : NULL,
                        from != node);
  }
  ty_check_arity(c, node->loc, names, values, true, from != node);
  ty_run_actions(c, top);
  for (uint32_t i = 0; i < names.len; i++)
    ty_declare(c, c->env.scope, names.data[i], lhs[i]);
}

static void init_local_var(TyChecker *c, TyObject **lhs, uint32_t i, uint32_t n, SynNode *node) {
  SynList values = node->value_decl.values;
  TyObject *o = lhs[i];
  if (node->value_decl.type)
    o->type = i > 0 ? lhs[0]->type : ty_check_var_type(c, node->value_decl.type);
  if (values.len == 1 && n > 1) {
    if (i > 0)
      return;
    for (uint32_t k = 1; k < n; k++)
      lhs[k]->type = o->type;
    ty_init_vars(c, lhs, n, values, NULL);
    return;
  }
  if (i < values.len) {
    TyOperand x = {0};
    ty_check_expr_target(c, &x, values.data[i], ty_target(c, o->type, o->name->text));
    ty_init_var(c, o, &x, "variable declaration");
  } else if (!node->value_decl.type) {
    o->type = c->invalid;
  }
}

static void declare_vars(TyChecker *c, SynNode *node) {
  uint32_t top = c->actions.len;
  SynList values = node->value_decl.values, names = node->value_decl.names;
  TyObject **lhs = GL_NEW_ARRAY(c->arena, TyObject *, names.len + 1);
  for (uint32_t i = 0; i < names.len; i++)
    lhs[i] = make_local(c, TY_OBJ_VAR, names.data[i], node);
  for (uint32_t i = 0; i < names.len; i++)
    init_local_var(c, lhs, i, names.len, node);
  if (!node->value_decl.type || values.len > 0)
    ty_check_arity(c, node->loc, names, values, false, false);
  ty_run_actions(c, top);
  for (uint32_t i = 0; i < names.len; i++)
    ty_declare_local(c, names.data[i], lhs[i]);
}

/// Bytes of the package's source before `loc`, in the order of its files: the same number whatever
/// else is read.
static uint32_t place_number(const TyChecker *c, GlLoc loc) {
  uint32_t n = 1;
  for (uint32_t i = 0; i < c->in->n_files; i++) {
    const GlFile *f = c->in->files[i]->source;
    if (loc - f->base <= f->size)
      return n + (loc - f->base);
    n += f->size + 1;
  }
  GL_UNREACHABLE();
}

static void declare_type(TyChecker *c, SynNode *node) {
  TyObject *o = make_local(c, TY_OBJ_TYPE, node->type_decl.name, node);
  o->is_alias = node->type_decl.is_alias;
  if (!o->is_alias)
    o->local_index = c->in->is_foreign ? place_number(c, o->loc) : ++c->n_local_types;
  ty_declare(c, c->env.scope, node->type_decl.name, o);
  ty_mono_local_type(c, o);
  ty_path_push(c, o);
  ty_check_type_decl(c, o, node);
  ty_path_pop(c);
}

void ty_check_decl_stmt(TyChecker *c, SynNode *decl_stmt) {
  SynList list = decl_stmt->decl_stmt.decls;
  for (uint32_t i = 0; i < list.len; i++)
    switch (list.data[i]->kind) {
    case SYN_CONST_DECL: declare_consts(c, list.data[i]); break;
    case SYN_VAR_DECL: declare_vars(c, list.data[i]); break;
    case SYN_TYPE_DECL: declare_type(c, list.data[i]); break;
    }
}
