/// \file
/// Declarations of type parameters, and type expressions that instantiate generic types.
/// Source: Go spec "Type parameter declarations", "Instantiations".

#include "generic_internal.h"

bool ty_is_generic_type(const TyType *t) {
  if (t->kind != TY_NAMED || t->named.origin)
    return false;
  const SynNode *decl = t->named.object ? t->named.object->decl : NULL;
  return decl && decl->kind == SYN_TYPE_DECL && decl->type_decl.type_params.len > 0;
}

TyType *ty_declare_type_param(TyChecker *c, SynNode *ident, uint32_t index) {
  TyObject *o = ty_object_make(c, TY_OBJ_TYPE, ident->ident.name, ident->loc, NULL, NULL);
  TyType *t = ty_new_type_param(c->types, o, ty_table_any(c->types), index);
  o->type = t;
  ty_declare(c, c->env.scope, ident, o);
  return t;
}

/// A constraint; `~T` and `A | B` stand for an interface with that element.
static const TyType *check_constraint(TyChecker *c, SynNode *e) {
  bool is_union = (e->kind == SYN_BINARY && e->op == SYN_OP_OR) ||
                  (e->kind == SYN_UNARY && e->op == SYN_OP_TILDE);
  if (is_union)
    return ty_check_implicit_interface(c, e);
  const TyType *t = ty_check_type(c, e);
  if (t->kind != TY_TYPE_PARAM)
    return t;
  ty_error(c, syn_node_start(e), GL_DIAG_TY_ERROR, "cannot use a type parameter as constraint");
  return c->invalid;
}

void ty_check_type_params(TyChecker *c, SynList fields, const TyType ***list, uint32_t *n) {
  const TyType **params = GL_NEW_ARRAY(c->arena, const TyType *, fields.len + 1);
  for (uint32_t i = 0; i < fields.len; i++)
    params[i] = ty_declare_type_param(c, fields.data[i]->field.name, i);
  *list = params;
  *n = fields.len;
  bool was_inside = c->env.in_type_params;
  c->env.in_type_params = true;
  const TyType *constraint = NULL;
  for (uint32_t i = 0; i < fields.len; i++) {
    if (i == 0 || fields.data[i]->field.type != fields.data[i - 1]->field.type)
      constraint = check_constraint(c, fields.data[i]->field.type);
    ((TyType *)params[i])->type_param.constraint = constraint;
  }
  c->env.in_type_params = was_inside;
}

// --- G[A, B] -------------------------------------------------------------------------------------

/// The generic type that e names; INVALID after an error.
static const TyType *generic_type(TyChecker *c, SynNode *whole, SynNode *e) {
  const TyType *t = ty_check_type_or_generic(c, e);
  if (t->kind == TY_INVALID || ty_is_generic_type(t))
    return t;
  ty_error(c, syn_node_start(e), GL_DIAG_TY_ERROR,
           "invalid operation: %s (%s is not a generic type)", ty_str_expr(c, whole),
           ty_str_type(c, t));
  return c->invalid;
}

/// False after an error.
static bool check_count(TyChecker *c, GlLoc loc, const TyType *generic, uint32_t have) {
  uint32_t want = generic->named.n_type_params;
  if (have == want)
    return true;
  ty_error(c, loc, GL_DIAG_TY_ARG_COUNT, "%s type arguments for type %s: have %u, want %u",
           have < want ? "not enough" : "too many", generic->named.object->name->text, have, want);
  return false;
}

const TyType *ty_check_instance_type(TyChecker *c, SynNode *e, TyObject *def) {
  (void)def;
  ty_version_require(c, syn_node_start(e), 18, "type instantiation");
  const TyType *generic = generic_type(c, e, e->index.x);
  SynList list = e->index.indices;
  const TyType **args = GL_NEW_ARRAY(c->arena, const TyType *, list.len + 1);
  if (generic->kind == TY_INVALID)
    return c->invalid;
  bool ok = true;
  for (uint32_t i = 0; i < list.len; i++) {
    args[i] = ty_check_var_type(c, list.data[i]);
    ok &= ty_is_valid(args[i]);
  }
  if (!ok)
    return c->invalid;
  bool is_alias = generic->named.object->is_alias;
  if (is_alias && !check_count(c, syn_node_start(e->index.x), generic, list.len))
    return c->invalid;
  const TyType *t = ty_instantiate(c->types, generic, args, list.len);
  GlLoc loc = syn_node_start(e->index.x);
  if (t->kind == TY_NAMED && !gl_ptrmap_get(c->instance_locs, t))
    gl_ptrmap_set(c->instance_locs, t, (void *)(uintptr_t)loc);
  TyAction *a = ty_later(c, TY_ACTION_INSTANCE);
  a->node = e;
  a->type = t;
  a->other = generic;
  a->args = args;
  return t;
}

void ty_check_instance_later(TyChecker *c, const TyAction *a) {
  const TyType *generic = a->other;
  SynNode *e = a->node;
  SynList list = e->index.indices;
  if (!check_count(c, syn_node_start(e->index.x), generic, list.len))
    return;
  uint32_t bad;
  const char *cause;
  if (!ty_verify_arguments(c, generic->named.type_params, a->args, list.len, &bad, &cause))
    ty_error(c, syn_node_start(list.data[bad]), GL_DIAG_TY_MISMATCH, "%s", cause);
  else
    ty_mono_instance(c, syn_node_start(e->index.x), generic->named.type_params, a->args, list.len,
                     list);
}
