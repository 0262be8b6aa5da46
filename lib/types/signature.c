/// \file
/// Function types: parameters, results, receivers, and the scope that a body sees them in.
/// Source: Go spec "Function types", "Method declarations".

#include "generic_internal.h"

#include <string.h>

typedef enum VarRole { ROLE_RECEIVER, ROLE_PARAM, ROLE_RESULT } VarRole;

static TyObject *make_var(TyChecker *c, SynNode *field, const TyType *type, VarRole role) {
  SynNode *ident = field->field.name;
  GlName name = ident ? ident->ident.name : gl_intern_cstr(c->world->names, "");
  TyObject *o = ty_object_make(c, TY_OBJ_VAR, name, ident ? ident->loc : field->loc, type, field);
  o->is_param = role == ROLE_PARAM;
  o->is_result = role == ROLE_RESULT;
  o->is_receiver = role == ROLE_RECEIVER;
  o->is_used = true;
  if (!ident)
    ty_info_set_object(c->info, field, o);
  return o;
}

/// The type of a parameter; `...T` is legal for the last one only.
static const TyType *param_type(TyChecker *c, SynNode *field, bool may_be_variadic,
                                bool *is_variadic) {
  SynNode *e = field->field.type;
  *is_variadic = false;
  if (e->kind != SYN_ELLIPSIS)
    return ty_check_var_type(c, e);
  if (may_be_variadic)
    *is_variadic = true;
  else
    ty_error(c, e->loc, GL_DIAG_TY_ERROR, "invalid syntax tree: invalid use of ...");
  const TyType *elem = e->unary.x ? ty_check_var_type(c, e->unary.x) : c->invalid;
  if (!*is_variadic)
    return elem;
  const TyType *slice = ty_new_slice(c->types, elem);
  ty_info_set_type(c->info, e, TY_MODE_TYPE, slice, NULL);
  return slice;
}

/// Reads one parameter list; objects go to `vars[list.len]`, what the type keeps to `params`.
static void read_params(TyChecker *c, SynList list, VarRole role, TyObject **vars, TyParam *params,
                        bool *is_variadic) {
  const SynNode *previous = NULL;
  const TyType *type = NULL;
  *is_variadic = false;
  for (uint32_t i = 0; i < list.len; i++) {
    SynNode *f = list.data[i];
    if (f->field.type != previous) {
      previous = f->field.type;
      type = param_type(c, f, role == ROLE_PARAM && i + 1 == list.len, is_variadic);
    }
    vars[i] = make_var(c, f, type, role);
    params[i] = (TyParam){.name = f->field.name ? f->field.name->ident.name : NULL, .type = type};
  }
}

static void declare_params(TyChecker *c, SynList list, TyObject **vars) {
  for (uint32_t i = 0; i < list.len; i++)
    if (list.data[i]->field.name)
      ty_declare(c, c->env.scope, list.data[i]->field.name, vars[i]);
}

// --- receivers -----------------------------------------------------------------------------------

/// The instance that an alias on the way from t to its base stands for, else NULL: such a type has
/// its methods already.
static const TyType *instance_behind_alias(const TyType *t) {
  bool seen_alias = false;
  for (;; t = t->pointer.elem) {
    seen_alias |= t->alias != NULL;
    if (t->n_alias_args > 0)
      return t;
    if (t->kind != TY_POINTER)
      return seen_alias && t->kind == TY_NAMED && t->named.origin ? ty_canonical(t) : NULL;
  }
}

/// The generic type that a receiver `T[P]` names, or NULL after an error.
static const TyType *receiver_base(TyChecker *c, SynNode *base) {
  const TyType *t = ty_check_type_or_generic(c, base);
  GlLoc loc = syn_node_start(base);
  if (!ty_is_valid(t))
    return NULL;
  if (!ty_is_generic_type(t)) {
    ty_error(c, loc, GL_DIAG_TY_ERROR, "%s is not a generic type", ty_str_type(c, t));
    return NULL;
  }
  ty_require_type_params(c, t);
  if (t->named.object->is_alias) {
    if (t->named.aliased && ty_is_valid(t->named.aliased))
      ty_error(c, loc, GL_DIAG_TY_ERROR, "cannot define new methods on generic alias type %s",
               ty_str_type(c, t));
    return NULL;
  }
  return t;
}

/// The receiver's type parameters have the constraints of those of its type.
static void bound_receiver_params(TyChecker *c, const TyType *generic, const TyType **params,
                                  uint32_t n, GlLoc loc) {
  if (n != generic->named.n_type_params) {
    ty_error(c, loc, GL_DIAG_TY_ERROR,
             "receiver declares %u type parameter%s, but receiver base type declares %u", n,
             n == 1 ? "" : "s", generic->named.n_type_params);
    return;
  }
  TyBinding b = {generic->named.type_params, params, n};
  for (uint32_t i = 0; i < n; i++) {
    const TyType *bound = generic->named.type_params[i]->type_param.constraint;
    ((TyType *)params[i])->type_param.constraint = ty_subst(c->types, bound, b);
    ty_mono_same(c, params[i], generic->named.type_params[i]);
  }
}

/// Notes the receiver's type at each level of its expression.
static void record_receiver(TyChecker *c, SynNode *e, const TyType *t) {
  for (;;) {
    ty_info_set_type(c->info, e, TY_MODE_TYPE, t, NULL);
    if (e->kind == SYN_STAR && t->kind == TY_POINTER)
      t = t->pointer.elem;
    else if (e->kind != SYN_PAREN)
      return;
    e = e->unary.x;
  }
}

/// The type of a receiver `T[P, _]` or `*T[P, _]`, whose type parameters are declared here.
static const TyType *generic_receiver(TyChecker *c, SynNode *e) {
  SynNode *t = syn_unparen(e);
  bool is_pointer = t->kind == SYN_STAR;
  if (is_pointer)
    t = syn_unparen(t->unary.x);
  const TyType *generic = receiver_base(c, t->index.x);
  SynList list = t->index.indices;
  const TyType **params = GL_NEW_ARRAY(c->arena, const TyType *, list.len + 1);
  for (uint32_t i = 0; i < list.len; i++) {
    if (list.data[i]->kind != SYN_IDENT) {
      ty_error(c, syn_node_start(list.data[i]), GL_DIAG_TY_ERROR,
               "receiver type parameter %s must be an identifier", ty_str_expr(c, list.data[i]));
      generic = NULL;
      continue;
    }
    TyType *p = ty_declare_type_param(c, list.data[i], i);
    ty_info_set_type(c->info, list.data[i], TY_MODE_TYPE, p, NULL);
    params[i] = p;
  }
  if (!generic)
    return c->invalid;
  bound_receiver_params(c, generic, params, list.len, syn_node_start(t->index.x));
  ty_version_require(c, syn_node_start(t->index.x), 18, "type instantiation");
  const TyType *r = ty_instantiate(c->types, generic, params, list.len);
  if (is_pointer)
    r = ty_new_pointer(c->types, r);
  record_receiver(c, e, r);
  return r;
}

static const TyType *receiver_type(TyChecker *c, SynNode *e) {
  bool is_pointer, is_generic;
  SynNode *base = ty_receiver_base(e, &is_pointer, &is_generic);
  if (is_generic)
    return generic_receiver(c, e);
  const TyType *t = ty_check_var_type(c, e);
  const TyType *instance = instance_behind_alias(t);
  if (!instance)
    return t;
  ty_error(c, syn_node_start(base), GL_DIAG_TY_ERROR,
           "cannot define new methods on instantiated type %s", ty_str_type(c, instance));
  return c->invalid;
}

static void check_receiver_field(TyChecker *c, TySignature *s, SynNode *recv) {
  s->recv = make_var(c, recv, receiver_type(c, recv->field.type), ROLE_RECEIVER);
  TyAction *a = ty_later(c, TY_ACTION_RECEIVER);
  a->node = recv->field.type;
  a->type = s->recv->type;
}

/// `f` is filled, its type parameters first.
static void fill_func(TyType *f, const TyType *with, const TyType **type_params, uint32_t n) {
  uint32_t id = f->id;
  *f = *with;
  f->id = id;
  f->func.type_params = type_params;
  f->func.n_type_params = n;
  f->has_type_param |= n > 0;
}

TySignature *ty_check_signature(TyChecker *c, SynNode *recv, SynNode *func_type, TyType *f) {
  SynList params = func_type->func_type.params, results = func_type->func_type.results;
  SynList type_params = func_type->func_type.type_params;
  TySignature *s = GL_NEW(c->arena, TySignature);
  ty_scope_open(c);
  s->scope = c->env.scope;
  if (recv)
    check_receiver_field(c, s, recv);
  if (!f)
    f = ty_new_func(c->types, NULL, 0, NULL, 0, false);
  if (type_params.len > 0)
    ty_check_type_params(c, type_params, &f->func.type_params, &f->func.n_type_params);
  TyObject **vars = GL_NEW_ARRAY(c->arena, TyObject *, params.len + 1);
  TyParam *ps = GL_NEW_ARRAY(c->arena, TyParam, params.len + 1);
  TyParam *rs = GL_NEW_ARRAY(c->arena, TyParam, results.len + 1);
  s->results = GL_NEW_ARRAY(c->arena, TyObject *, results.len + 1);
  s->n_results = results.len;
  bool is_variadic, unused;
  read_params(c, params, ROLE_PARAM, vars, ps, &is_variadic);
  read_params(c, results, ROLE_RESULT, s->results, rs, &unused);
  if (recv && recv->field.name)
    ty_declare(c, c->env.scope, recv->field.name, s->recv);
  declare_params(c, params, vars);
  declare_params(c, results, s->results);
  fill_func(f, ty_new_func(c->types, ps, params.len, rs, results.len, is_variadic),
            f->func.type_params, f->func.n_type_params);
  s->type = f;
  ty_scope_close(c);
  return s;
}

void ty_check_receiver(TyChecker *c, const TyAction *a) {
  bool is_pointer, is_generic;
  const SynNode *base = ty_receiver_base(a->node, &is_pointer, &is_generic);
  GlLoc loc = syn_node_start(base);
  const TyType *t = a->type->kind == TY_POINTER ? a->type->pointer.elem : a->type;
  if (!ty_is_valid(t))
    return;
  if (t->kind != TY_NAMED) {
    if (t->kind <= TY_UNTYPED_NIL)
      ty_error(c, loc, GL_DIAG_TY_ERROR, "cannot define new methods on non-local type %s",
               ty_str_type(c, t));
    else
      ty_error(c, loc, GL_DIAG_TY_ERROR, "invalid receiver type %s", ty_str_type(c, a->type));
    return;
  }
  if (t->named.object->pkg != c->pkg) {
    ty_error(c, loc, GL_DIAG_TY_ERROR, "cannot define new methods on non-local type %s",
             ty_str_type(c, t));
    return;
  }
  const TyType *u = ty_checked_under(c, t);
  const char *cause = u->kind == TY_UNSAFE_POINTER ? "unsafe.Pointer"
                      : u->kind == TY_POINTER || u->kind == TY_INTERFACE
                          ? "pointer or interface type"
                          : NULL;
  if (cause)
    ty_error(c, loc, GL_DIAG_TY_ERROR, "invalid receiver type %s (%s)", ty_str_type(c, t), cause);
}
