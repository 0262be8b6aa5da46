/// \file
/// Function types: parameters, results, receivers, and the scope that a body sees them in.
/// Source: Go spec "Function types", "Method declarations".

#include "check_internal.h"

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

TySignature *ty_check_signature(TyChecker *c, SynNode *recv, SynNode *func_type) {
  SynList params = func_type->func_type.params, results = func_type->func_type.results;
  TySignature *s = GL_NEW(c->arena, TySignature);
  ty_scope_open(c);
  s->scope = c->env.scope;
  if (recv) {
    s->recv = make_var(c, recv, ty_check_var_type(c, recv->field.type), ROLE_RECEIVER);
    TyAction *a = ty_later(c, TY_ACTION_RECEIVER);
    a->node = recv->field.type;
    a->type = s->recv->type;
  }
  if (func_type->func_type.type_params.len > 0)
    ty_unsupported(c, func_type->func_type.type_params.data[0]->loc, "type parameters");
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
  s->type = ty_new_func(c->types, ps, params.len, rs, results.len, is_variadic);
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
