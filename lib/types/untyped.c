/// \file
/// Untyped values: what they become in a context, whether constants fit, and passing a final type
/// down to the operands that wait for it.
/// Source: Go spec "Constants", "Constant expressions", "Representability".

#include "generic_internal.h"

enum { COMPARISON_PRECEDENCE = 3 };

/// Kinds that implicit conversion of a non-constant untyped value (a comparison, a shift) can
/// reach.
static bool kind_fits(TyChecker *c, const TyType *x, const TyType *target) {
  uint32_t f = ty_flags(x);
  if (f & TY_F_BOOLEAN)
    return ty_is_boolean(c, target);
  if (f & TY_F_STRING)
    return ty_is_string(c, target);
  return x->kind != TY_UNTYPED_NIL && ty_is_numeric(c, target);
}

static TyConvertError constant_error(TyChecker *c, const TyOperand *x, const TyType *basic) {
  if (!ty_is_numeric(c, x->type) || !ty_is_numeric(c, basic))
    return TY_CONVERT_INVALID;
  if (!ty_is_integer(c, x->type) && ty_is_integer(c, basic))
    return TY_CONVERT_TRUNCATED;
  return TY_CONVERT_OVERFLOWS;
}

static TyConvertError representation(TyChecker *c, const TyOperand *x, const TyType *basic,
                                     const TyConst **value) {
  *value = x->value;
  if (ty_const_representable(c->arena, x->value, (TyKind)basic->kind, value))
    return TY_CONVERT_OK;
  return constant_error(c, x, basic);
}

/// Both untyped: the later of int, rune, float, complex; other kinds must be equal.
static TyConvertError untyped_pair(const TyType *x, const TyType *target, const TyType **type) {
  *type = x;
  if (x->kind == target->kind)
    return TY_CONVERT_OK;
  uint32_t numeric = TY_F_INTEGER | TY_F_FLOAT | TY_F_COMPLEX;
  if (!(ty_flags(x) & numeric) || !(ty_flags(target) & numeric))
    return TY_CONVERT_INVALID;
  *type = x->kind > target->kind ? x : target;
  return TY_CONVERT_OK;
}

/// Whether untyped x becomes each type of a type parameter's type set.
static bool fits_all_types(TyChecker *c, const TyOperand *x, const TyType *tparam) {
  TyTerm self;
  uint32_t n;
  const TyTerm *terms = ty_terms(c, tparam, &self, &n);
  for (uint32_t i = 0; i < n; i++) {
    const TyType *type;
    const TyConst *value;
    if (ty_implicit_type(c, x, ty_checked_under(c, terms[i].type), &type, &value) != TY_CONVERT_OK)
      return false;
  }
  return n > 0;
}

TyConvertError ty_implicit_type(TyChecker *c, const TyOperand *x, const TyType *target,
                                const TyType **type, const TyConst **value) {
  *type = x->type;
  *value = NULL;
  if (x->mode == TY_MODE_NONE || !ty_is_untyped(x->type) || !ty_is_valid(target))
    return TY_CONVERT_OK;
  if (ty_is_untyped(target))
    return untyped_pair(x->type, target, type);
  *type = target;
  if (x->mode == TY_MODE_NIL)
    return ty_has_nil(c, target) ? TY_CONVERT_OK : TY_CONVERT_INVALID;
  if (ty_is_type_param(target))
    return fits_all_types(c, x, target) ? TY_CONVERT_OK : TY_CONVERT_INVALID;
  const TyType *u = ty_checked_under(c, target);
  if (!ty_is_valid(u))
    return TY_CONVERT_OK;
  if (u->kind == TY_INTERFACE) {
    *type = ty_default(c, x->type);
    return ty_is_empty_interface(c, u) ? TY_CONVERT_OK : TY_CONVERT_INVALID;
  }
  if (u->kind > TY_UNTYPED_NIL)
    return TY_CONVERT_INVALID;
  if (x->mode == TY_MODE_CONST)
    return representation(c, x, u, value);
  return kind_fits(c, x->type, u) ? TY_CONVERT_OK : TY_CONVERT_INVALID;
}

/// The type that a failed conversion to `target` names.
static const TyType *shown_target(TyChecker *c, const TyType *target) {
  return ty_is_type_param(target) ? target : ty_checked_under(c, target);
}

static void report_conversion(TyChecker *c, TyConvertError error, TyOperand *x,
                              const TyType *target) {
  const char *fmt = error == TY_CONVERT_TRUNCATED   ? "%s truncated to %s"
                    : error == TY_CONVERT_OVERFLOWS ? "%s overflows %s"
                                                    : "cannot convert %s to type %s";
  ty_error(c, ty_loc_operand(x), GL_DIAG_TY_CONST, fmt, ty_str_operand(c, x),
           ty_str_type(c, target));
  x->mode = TY_MODE_NONE;
}

void ty_convert_untyped(TyChecker *c, TyOperand *x, const TyType *target) {
  const TyType *type;
  const TyConst *value;
  TyConvertError error = ty_implicit_type(c, x, target, &type, &value);
  if (error != TY_CONVERT_OK) {
    report_conversion(c, error, x, shown_target(c, target));
    return;
  }
  if (value)
    ty_update_expr_value(c, x, value);
  if (value)
    x->value = value;
  if (type != x->type) {
    x->type = type;
    if (!x->label)
      ty_update_expr_type(c, x->expr, type, false);
  }
}

void ty_representable(TyChecker *c, TyOperand *x, const TyType *type) {
  const TyConst *value;
  TyConvertError error = representation(c, x, type, &value);
  if (error != TY_CONVERT_OK)
    report_conversion(c, error, x, type);
  else
    x->value = value;
}

/// "addition ", "shift ", … of the operation that made a constant.
static const char *operation_name(const SynNode *e) {
  if (e->kind == SYN_UNARY)
    return e->op == SYN_OP_XOR ? "bitwise complement " : "";
  if (e->kind != SYN_BINARY)
    return "";
  switch ((SynOp)e->op) {
  case SYN_OP_ADD: return "addition ";
  case SYN_OP_SUB: return "subtraction ";
  case SYN_OP_XOR: return "bitwise XOR ";
  case SYN_OP_MUL: return "multiplication ";
  case SYN_OP_SHL: return "shift ";
  case SYN_OP_NONE:
  case SYN_OP_NOT:
  case SYN_OP_TILDE:
  case SYN_OP_RECV:
  case SYN_OP_LOR:
  case SYN_OP_LAND:
  case SYN_OP_EQ:
  case SYN_OP_NE:
  case SYN_OP_LT:
  case SYN_OP_LE:
  case SYN_OP_GT:
  case SYN_OP_GE:
  case SYN_OP_OR:
  case SYN_OP_DIV:
  case SYN_OP_REM:
  case SYN_OP_AND:
  case SYN_OP_AND_NOT:
  case SYN_OP_SHR: return "";
  case SYN_OP_COUNT: break;
  }
  GL_UNREACHABLE();
}

void ty_check_overflow(TyChecker *c, TyOperand *x, GlLoc loc) {
  TyConstKind kind = ty_const_kind(x->value);
  if (kind == TY_CONST_UNKNOWN) {
    ty_error(c, loc, GL_DIAG_TY_CONST, "constant result is not representable");
    return;
  }
  if (!ty_is_untyped(x->type)) {
    ty_representable(c, x, ty_checked_under(c, x->type));
    return;
  }
  if (kind == TY_CONST_INT && ty_const_bit_len(x->value) > TY_CONST_MAX_INT_BITS) {
    ty_error(c, loc, GL_DIAG_TY_CONST, "constant %soverflow", operation_name(x->expr));
    x->value = ty_const_unknown();
  } else if (kind == TY_CONST_STRING && ty_const_string_len(x->value) > TY_CONST_MAX_STRING) {
    ty_error(c, loc, GL_DIAG_TY_CONST, "constant string too long (%lld bytes > %lld bytes)",
             (long long)ty_const_string_len(x->value), (long long)TY_CONST_MAX_STRING);
    x->value = ty_const_unknown();
  }
}

const char *ty_const_type_key(TyChecker *c, uint32_t id, const TyConst *v, size_t *len) {
  size_t n = 0;
  const char *key = ty_const_key(c->arena, v, &n);
  GlBuf b;
  gl_buf_init(&b, c->arena);
  gl_buf_printf(&b, "%u:", id);
  if (key) {
    gl_buf_bytes(&b, key, n);
  } else if (ty_const_kind(v) == TY_CONST_COMPLEX) {
    double parts[] = {ty_const_float64(ty_const_real(c->arena, v)),
                      ty_const_float64(ty_const_imag(c->arena, v))};
    gl_buf_bytes(&b, (const char *)parts, sizeof parts);
  } else {
    gl_buf_str(&b, ty_str_const(c, v));
  }
  *len = b.len;
  return b.data;
}

// --- facts of operands whose type is still open --------------------------------------------------

void ty_record(TyChecker *c, const TyOperand *x) {
  if (x->mode == TY_MODE_NONE || x->label)
    return;
  bool is_open = x->type && x->mode != TY_MODE_NO_VALUE && ty_is_untyped(x->type);
  ty_info_set_type(c->info, x->expr, x->mode, x->mode == TY_MODE_NO_VALUE ? NULL : x->type,
                   x->mode == TY_MODE_CONST ? x->value : NULL);
  uint8_t flags = ty_info_flags(c->info, x->expr) & TY_FLAG_PANIC;
  ty_info_set_flags(c->info, x->expr, flags | (is_open ? TY_FLAG_UNTYPED : 0));
}

void ty_update_expr_value(TyChecker *c, const TyOperand *x, const TyConst *value) {
  if (!x->label && (ty_info_flags(c->info, x->expr) & TY_FLAG_UNTYPED))
    ty_info_set_type(c->info, x->expr, ty_info_mode(c->info, x->expr),
                     ty_info_type(c->info, x->expr), value);
}

/// Gives one node its type; the operands are seen to by the caller.
static void update_node(TyChecker *c, SynNode *e, const TyType *t, bool is_final) {
  TyMode mode = ty_info_mode(c->info, e);
  const TyConst *value = ty_info_const(c->info, e);
  if (!is_final && ty_is_untyped(t)) {
    ty_info_set_type(c->info, e, mode, t, value);
    return;
  }
  uint8_t flags = ty_info_flags(c->info, e);
  ty_info_set_flags(c->info, e, flags & TY_FLAG_PANIC);
  if ((flags & TY_FLAG_SHIFT_LHS) && !ty_all_integer(c, t)) {
    ty_error(c, syn_node_start(e), GL_DIAG_TY_MISMATCH,
             "invalid operation: shifted operand %s (type %s) must be integer", ty_str_expr(c, e),
             ty_str_type(c, t));
    return;
  }
  if (value) {
    TyOperand x = {.mode = mode, .expr = e, .type = ty_info_type(c->info, e), .value = value};
    const TyType *type;
    const TyConst *converted;
    TyConvertError error = ty_implicit_type(c, &x, t, &type, &converted);
    if (error != TY_CONVERT_OK) {
      report_conversion(c, error, &x, shown_target(c, t));
      return;
    }
    const TyType *u = ty_checked_under(c, t);
    if (!converted && u->kind < TY_UNTYPED_BOOL)
      representation(c, &x, u, &converted);
    if (converted)
      value = converted;
  }
  ty_info_set_type(c->info, e, mode, t, value);
}

/// The operand that shares the final type of `e`, or NULL.
static SynNode *typed_operand(const TyInfo *info, const SynNode *e) {
  if (e->kind == SYN_PAREN)
    return e->unary.x;
  if (ty_info_mode(info, e) == TY_MODE_CONST)
    return NULL;
  if (e->kind == SYN_UNARY)
    return e->unary.x;
  if (e->kind == SYN_BINARY && syn_op_precedence(e->op) != COMPARISON_PRECEDENCE)
    return e->binary.x; // a comparison's operands have their types already
  return NULL;
}

void ty_update_expr_type(TyChecker *c, SynNode *e, const TyType *t, bool is_final) {
  // Left-deep chains are walked in a loop, from the left end up; right operands are short.
  uint32_t base = c->chain.len;
  for (; e && (ty_info_flags(c->info, e) & TY_FLAG_UNTYPED); e = typed_operand(c->info, e))
    GL_VEC_PUSH(c->arena, &c->chain, e);
  while (c->chain.len > base) {
    e = c->chain.data[--c->chain.len];
    bool has_right = e->kind == SYN_BINARY && typed_operand(c->info, e) && e->op != SYN_OP_SHL &&
                     e->op != SYN_OP_SHR;
    if (has_right)
      ty_update_expr_type(c, e->binary.y, t, is_final);
    update_node(c, e, t, is_final);
  }
}
