/// \file
/// Calls of the predeclared functions on numbers: complex, real, imag, min, max.
/// Source: Go spec "Manipulating complex numbers", "Min and max".

#include "builtin_internal.h"
#include "generic_internal.h"

/// The complex type with parts of type t, or the type of the parts of complex type t; else NULL.
static const TyType *complex_partner(TyChecker *c, const TyType *t, bool to_complex) {
  static const TyKind pairs[][2] = {{TY_FLOAT32, TY_COMPLEX64},
                                    {TY_FLOAT64, TY_COMPLEX128},
                                    {TY_UNTYPED_FLOAT, TY_UNTYPED_COMPLEX}};
  TyKind kind = ty_checked_under(c, t)->kind;
  for (uint32_t i = 0; i < GL_COUNT_OF(pairs); i++)
    if (pairs[i][!to_complex] == kind)
      return ty_basic(c, pairs[i][to_complex]);
  return NULL;
}

/// complex, real and imag of type parameters are refused.
static bool refuse_type_param(TyChecker *c, const TyBuiltinCall *k, bool to_complex) {
  TyTerm self;
  uint32_t n;
  if (!ty_is_type_param(k->x->type))
    return false;
  const TyTerm *terms = ty_terms(c, k->x->type, &self, &n);
  for (uint32_t i = 0; i < n; i++)
    if (!complex_partner(c, terms[i].type, to_complex))
      return false;
  if (n > 0)
    ty_builtin_fail(
        c, k->x, "%s not supported as argument to built-in %s for go1.18 (see go.dev/issue/50937)",
        ty_str_operand(c, k->x), k->name);
  return n > 0;
}

/// An untyped constant without imaginary part counts as float.
static void constant_to_float(TyChecker *c, TyOperand *x) {
  if (ty_is_numeric(c, x->type) && ty_const_sign(ty_const_imag(c->arena, x->value)) == 0)
    x->type = ty_basic(c, TY_UNTYPED_FLOAT);
}

static void match_parts(TyChecker *c, TyOperand *x, TyOperand *y) {
  bool x_untyped = ty_is_untyped(x->type), y_untyped = ty_is_untyped(y->type);
  if (x_untyped && !y_untyped) {
    ty_convert_untyped(c, x, y->type);
  } else if (!x_untyped && y_untyped) {
    ty_convert_untyped(c, y, x->type);
  } else if (x_untyped && x->mode == TY_MODE_CONST && y->mode == TY_MODE_CONST) {
    constant_to_float(c, x);
    constant_to_float(c, y);
  } else if (x_untyped) {
    ty_convert_untyped(c, x, ty_basic(c, TY_FLOAT64));
    ty_convert_untyped(c, y, ty_basic(c, TY_FLOAT64));
  }
}

bool ty_builtin_complex(TyChecker *c, TyBuiltinCall *k) {
  TyOperand *x = k->x, *y = &k->args[1];
  match_parts(c, x, y);
  if (x->mode == TY_MODE_NONE || y->mode == TY_MODE_NONE)
    return false;
  if (!ty_same(c, x->type, y->type))
    return ty_builtin_fail(c, x, INVALID_OP "%s (mismatched types %s and %s)",
                           ty_str_expr(c, k->node), ty_str_type(c, x->type),
                           ty_str_type(c, y->type));
  if (refuse_type_param(c, k, true))
    return false;
  const TyType *t = complex_partner(c, x->type, true);
  if (!t)
    return ty_builtin_fail(c, x, INVALID_ARG "arguments have type %s, expected floating-point",
                           ty_str_type(c, x->type));
  bool is_const = x->mode == TY_MODE_CONST && y->mode == TY_MODE_CONST;
  if (is_const)
    x->value = ty_const_from_parts(c->arena, ty_const_to_float(c->arena, x->value),
                                   ty_const_to_float(c->arena, y->value));
  return ty_builtin_result(x, is_const ? TY_MODE_CONST : TY_MODE_VALUE, t);
}

bool ty_builtin_real_imag(TyChecker *c, TyBuiltinCall *k) {
  TyOperand *x = k->x;
  if (ty_is_untyped(x->type)) {
    if (x->mode == TY_MODE_CONST && ty_is_numeric(c, x->type))
      x->type = ty_basic(c, TY_UNTYPED_COMPLEX);
    else if (x->mode != TY_MODE_CONST)
      ty_convert_untyped(c, x, ty_basic(c, TY_COMPLEX128));
    if (x->mode == TY_MODE_NONE)
      return false;
  }
  if (refuse_type_param(c, k, false))
    return false;
  const TyType *t = complex_partner(c, x->type, false);
  if (!t)
    return ty_builtin_fail(c, x, INVALID_ARG "argument has type %s, expected complex type",
                           ty_str_type(c, x->type));
  if (x->mode == TY_MODE_CONST)
    x->value = k->builtin == TY_BUILTIN_REAL ? ty_const_real(c->arena, x->value)
                                             : ty_const_imag(c->arena, x->value);
  return ty_builtin_result(x, x->mode == TY_MODE_CONST ? TY_MODE_CONST : TY_MODE_VALUE, t);
}

/// Takes one more argument of min or max into x.
static bool min_max_step(TyChecker *c, TyBuiltinCall *k, TyOperand *a, bool is_first) {
  if (!ty_all_ordered(c, a->type))
    return ty_builtin_fail(c, a, INVALID_ARG "%s cannot be ordered", ty_str_operand(c, a));
  if (is_first)
    return true;
  TyOperand *x = k->x;
  ty_match_types(c, x, a);
  if (x->mode == TY_MODE_NONE)
    return false;
  if (!ty_same(c, x->type, a->type))
    return ty_builtin_fail(
        c, a, INVALID_ARG "mismatched types %s (previous argument) and %s (type of %s)",
        ty_str_type(c, x->type), ty_str_type(c, a->type), ty_str_expr(c, a->expr));
  if (x->mode != TY_MODE_CONST || a->mode != TY_MODE_CONST)
    x->mode = TY_MODE_VALUE;
  else if (ty_const_compare(c->arena, k->builtin == TY_BUILTIN_MAX ? SYN_OP_GT : SYN_OP_LT,
                            a->value, x->value))
    *x = *a;
  return true;
}

bool ty_builtin_min_max(TyChecker *c, TyBuiltinCall *k) {
  const char *name = k->name;
  ty_version_require(c, syn_node_start(k->node->call.fun), 21, "built-in %s", name);
  for (uint32_t i = 0; i < k->n_args; i++)
    if (!min_max_step(c, k, &k->args[i], i == 0))
      return false;
  TyOperand *x = k->x;
  if (x->mode != TY_MODE_CONST) {
    x->mode = TY_MODE_VALUE;
    const TyType *any = c->empty_interface;
    ty_check_assignment(c, x, any, TY_CONTEXT(ty_text(c, "argument to built-in %s", name)));
    if (x->mode == TY_MODE_NONE)
      return false;
  }
  for (uint32_t i = 0; i < k->n_args; i++)
    if (!k->args[i].label)
      ty_update_expr_type(c, k->args[i].expr, x->type, true);
  return ty_builtin_result(x, x->mode, x->type);
}
