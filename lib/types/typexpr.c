/// \file
/// Identifiers, and type expressions other than struct, interface and function types.
/// Source: Go spec "Types", "Array types" to "Channel types", "Declarations and scope".

#include "generic_internal.h"

#include "golite/syntax/rune.h"

#include <string.h>

// --- identifiers ---------------------------------------------------------------------------------

static const char *object_kind_text(const TyObject *o) {
  switch (o->kind) {
  case TY_OBJ_PACKAGE_NAME: return "package name";
  case TY_OBJ_CONST: return "constant";
  case TY_OBJ_TYPE: return o->is_alias ? "type alias" : "defined type";
  case TY_OBJ_VAR:
    return o->is_package_level ? "package-level variable"
           : o->is_receiver    ? "receiver"
           : o->is_result      ? "result variable"
           : o->is_param       ? "parameter"
           : o->is_field       ? "struct field"
                               : "local variable";
  case TY_OBJ_FUNC: return o->recv ? "method" : "function";
  case TY_OBJ_LABEL: return "label";
  case TY_OBJ_BUILTIN: return "built-in function";
  case TY_OBJ_NIL: return "untyped nil";
  }
  GL_UNREACHABLE();
}

static bool is_iota(const TyObject *o) { return !o->pkg && strcmp(o->name->text, "iota") == 0; }

static void use_const(TyChecker *c, TyOperand *x, TyObject *o) {
  ty_add_dependency(c, o);
  if (!ty_is_valid(o->type))
    return;
  x->value = o->value;
  if (is_iota(o)) {
    if (!c->env.iota) {
      ty_error(c, x->expr->loc, GL_DIAG_TY_ERROR, "cannot use iota outside constant declaration");
      return;
    }
    x->value = c->env.iota;
  }
  x->mode = TY_MODE_CONST;
}

/// The operand that a resolved object is.
static void use_object(TyChecker *c, TyOperand *x, TyObject *o) {
  switch (o->kind) {
  case TY_OBJ_PACKAGE_NAME:
    ty_error(c, x->expr->loc, GL_DIAG_TY_ERROR, "use of package %s not in selector", o->name->text);
    return;
  case TY_OBJ_CONST: use_const(c, x, o); break;
  case TY_OBJ_TYPE: x->mode = TY_MODE_TYPE; break;
  case TY_OBJ_VAR:
    if (o->pkg == c->pkg)
      o->is_used = true;
    ty_add_dependency(c, o);
    if (!ty_is_valid(o->type))
      return;
    x->mode = TY_MODE_VARIABLE;
    break;
  case TY_OBJ_FUNC:
    ty_add_dependency(c, o);
    if (!ty_is_valid(o->type))
      return;
    x->mode = TY_MODE_VALUE;
    break;
  case TY_OBJ_BUILTIN:
    x->builtin = o->builtin;
    x->mode = TY_MODE_BUILTIN;
    break;
  case TY_OBJ_NIL: x->mode = TY_MODE_NIL; break;
  case TY_OBJ_LABEL: GL_UNREACHABLE();
  }
  x->type = o->type ? o->type : c->invalid;
}

void ty_check_ident(TyChecker *c, TyOperand *x, SynNode *e, bool wants_type) {
  *x = (TyOperand){.expr = e, .type = c->invalid};
  GlName name = e->ident.name;
  TyScope *scope = NULL;
  TyObject *o = ty_name_lookup(c, name, &scope);
  if (!o) {
    if (strcmp(name->text, "_") == 0)
      ty_error(c, e->loc, GL_DIAG_TY_UNDEFINED, "cannot use _ as value or type");
    else if (syn_is_identifier(name->text, name->len)) // else reported as a syntax error
      ty_suggest_name(c, ty_error(c, e->loc, GL_DIAG_TY_UNDEFINED, "undefined: %s", name->text), e,
                      wants_type);
    return;
  }
  bool is_new_name =
      !o->pkg && o->type && o->kind == TY_OBJ_TYPE &&
      (o->type == ty_table_any(c->types) || o->type == ty_table_comparable(c->types));
  if (is_new_name && !ty_version_require(c, e->loc, 18, "predeclared %s", name->text))
    return;
  ty_info_set_object(c->info, e, o);
  if (wants_type && o->kind != TY_OBJ_TYPE) {
    ty_error(c, e->loc, GL_DIAG_TY_ERROR, "%s (%s) is not a type", name->text, object_kind_text(o));
    if (o->kind == TY_OBJ_VAR && o->pkg == c->pkg)
      o->is_used = true;
    return;
  }
  if (o->pkg == c->pkg && o->kind != TY_OBJ_PACKAGE_NAME &&
      (!o->type || (o->kind == TY_OBJ_TYPE && (wants_type || o->is_package_level))))
    ty_object_resolve(c, o);
  if (scope->dots) {
    TyObject *dot = gl_ptrmap_get(scope->dots, name);
    if (dot)
      dot->is_used = true;
  }
  use_object(c, x, o);
}

void ty_add_dependency(TyChecker *c, TyObject *o) {
  TyObjectState *s = c->env.decl ? ty_state(c, o) : NULL;
  if (!s || s->last_user == c->env.decl)
    return;
  s->last_user = c->env.decl;
  GL_VEC_PUSH(c->arena, &c->env.decl->deps, o);
}

// --- type expressions ----------------------------------------------------------------------------

void ty_check_valid_var_type(TyChecker *c, SynNode *e, const TyType *t) {
  const TyType *u = t->kind == TY_NAMED ? t->named.underlying : t;
  if ((u && u->kind != TY_INTERFACE) || t->kind == TY_TYPE_PARAM)
    return; // nothing to object to
  if (u && u->is_complete && !u->iface.is_constraint && !u->iface.is_comparable)
    return;
  TyAction *a = ty_later(c, TY_ACTION_VAR_TYPE);
  a->node = e;
  a->type = t;
}

const TyType *ty_check_var_type(TyChecker *c, SynNode *e) {
  const TyType *t = ty_check_declared_type(c, e, NULL);
  ty_check_valid_var_type(c, e, t);
  return t;
}

const TyType *ty_check_type(TyChecker *c, SynNode *e) { return ty_check_declared_type(c, e, NULL); }

static const TyType *operand_type(TyChecker *c, TyOperand *x) {
  if (x->mode == TY_MODE_TYPE)
    return x->type;
  if (x->mode == TY_MODE_NO_VALUE)
    ty_error(c, ty_loc_operand(x), GL_DIAG_TY_ERROR, "%s used as type", ty_str_operand(c, x));
  else if (x->mode != TY_MODE_NONE)
    ty_error(c, ty_loc_operand(x), GL_DIAG_TY_ERROR, "%s is not a type", ty_str_operand(c, x));
  return c->invalid;
}

/// The length of an array type, -1 after an error.
static int64_t array_length(TyChecker *c, SynNode *e) {
  if (e->kind == SYN_IDENT) {
    const TyObject *o = ty_name_lookup(c, e->ident.name, NULL);
    if (!o) {
      ty_error(c, e->loc, GL_DIAG_TY_UNDEFINED,
               "undefined array length %s or missing type constraint", e->ident.name->text);
      return -1;
    }
    if (o->kind != TY_OBJ_CONST) {
      ty_error(c, e->loc, GL_DIAG_TY_CONST, "invalid array length %s", e->ident.name->text);
      return -1;
    }
  }
  if (e->kind != SYN_BASIC_LIT)
    ty_resolve_mentioned_types(c);
  TyOperand x = {0};
  ty_check_expr(c, &x, e);
  if (x.mode != TY_MODE_CONST) {
    if (x.mode != TY_MODE_NONE)
      ty_error(c, ty_loc_operand(&x), GL_DIAG_TY_CONST, "array length %s must be constant",
               ty_str_operand(c, &x));
    return -1;
  }
  bool is_integer = ty_is_integer(c, x.type);
  if (is_integer || ty_is_untyped(x.type)) {
    const TyConst *v = ty_const_to_int(c->arena, x.value);
    int64_t n;
    if (ty_const_kind(v) == TY_CONST_INT && ty_const_int64(v, &n) && n >= 0)
      return n;
  }
  ty_error(c, ty_loc_operand(&x), GL_DIAG_TY_CONST,
           is_integer ? "invalid array length %s" : "array length %s must be integer",
           ty_str_operand(c, &x));
  return -1;
}

static const TyType *array_type(TyChecker *c, SynNode *e) {
  int64_t len = -1;
  if (e->array_type.len->kind == SYN_ELLIPSIS)
    ty_error(c, e->loc, GL_DIAG_TY_ERROR,
             "invalid use of [...] array (outside a composite literal)");
  else
    len = array_length(c, e->array_type.len);
  const TyType *elem = ty_check_var_type(c, e->array_type.elem);
  return len >= 0 ? ty_new_array(c->types, elem, len) : c->invalid;
}

static const TyType *map_type(TyChecker *c, SynNode *e) {
  const TyType *key = ty_check_var_type(c, e->map_type.key);
  const TyType *elem = ty_check_var_type(c, e->map_type.value);
  TyAction *a = ty_later(c, TY_ACTION_MAP_KEY);
  a->node = e->map_type.key;
  a->type = key;
  return ty_new_map(c->types, key, elem);
}

static const TyType *pointer_type(TyChecker *c, SynNode *e) {
  const TyType *elem = ty_check_var_type(c, e->unary.x);
  return ty_is_valid(elem) ? ty_new_pointer(c->types, elem) : c->invalid;
}

static TyChanDir channel_direction(SynChanDir d) {
  switch (d) {
  case SYN_CHAN_BOTH: return TY_CHAN_BOTH;
  case SYN_CHAN_SEND: return TY_CHAN_SEND;
  case SYN_CHAN_RECV: return TY_CHAN_RECV;
  }
  GL_UNREACHABLE();
}

static const TyType *named_type(TyChecker *c, SynNode *e) {
  TyOperand x = {0};
  if (e->kind == SYN_IDENT)
    ty_check_ident(c, &x, e, true);
  else
    ty_check_selector(c, &x, e, true);
  return operand_type(c, &x);
}

static const TyType *type_expr(TyChecker *c, SynNode *e, TyObject *def) {
  switch (e->kind) {
  case SYN_BAD_EXPR: return c->invalid;
  case SYN_IDENT:
  case SYN_SELECTOR: return named_type(c, e);
  case SYN_INDEX: return ty_check_instance_type(c, e, def);
  case SYN_PAREN: return ty_check_declared_type(c, e->unary.x, def);
  case SYN_ARRAY_TYPE: return array_type(c, e);
  case SYN_SLICE_TYPE: return ty_new_slice(c->types, ty_check_var_type(c, e->unary.x));
  case SYN_STRUCT_TYPE: return ty_check_struct_type(c, e);
  case SYN_STAR: return pointer_type(c, e);
  case SYN_FUNC_TYPE: return ty_check_signature(c, NULL, e, NULL)->type;
  case SYN_INTERFACE_TYPE: return ty_check_interface_type(c, e, def);
  case SYN_MAP_TYPE: return map_type(c, e);
  case SYN_CHAN_TYPE:
    return ty_new_chan(c->types, ty_check_var_type(c, e->chan_type.elem),
                       channel_direction(e->chan_type.dir));
  case SYN_ELLIPSIS:
    ty_error(c, e->loc, GL_DIAG_TY_ERROR, "invalid syntax tree: invalid use of ...");
    return c->invalid;
  }
  ty_error(c, syn_node_start(e), GL_DIAG_TY_ERROR, "%s is not a type", ty_str_expr(c, e));
  ty_check_use_one(c, e);
  return c->invalid;
}

const TyType *ty_check_type_or_generic(TyChecker *c, SynNode *e) {
  const TyType *t = type_expr(c, e, NULL);
  ty_info_set_type(c->info, e, ty_is_valid(t) ? TY_MODE_TYPE : TY_MODE_NONE, t, NULL);
  return t;
}

const TyType *ty_check_declared_type(TyChecker *c, SynNode *e, TyObject *def) {
  const TyType *t = type_expr(c, e, def);
  if (ty_is_generic_type(t)) {
    ty_require_type_params(c, t);
    ty_error(c, syn_node_start(e), GL_DIAG_TY_ERROR,
             "cannot use generic type %s without instantiation", ty_str_type(c, t));
    t = c->invalid;
  }
  if (e->kind == SYN_ARRAY_TYPE || e->kind == SYN_STRUCT_TYPE || e->kind == SYN_MAP_TYPE ||
      e->kind == SYN_CHAN_TYPE)
    ty_check_size_later(c, e, t);
  ty_info_set_type(c->info, e, ty_is_valid(t) ? TY_MODE_TYPE : TY_MODE_NONE, t, NULL);
  return t;
}
