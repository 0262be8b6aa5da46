/// \file
/// Unary and binary operations, comparisons, shifts.
/// Source: Go spec "Operators", "Comparison operators", "Constant expressions".

#include "generic_internal.h"

enum { COMPARISON_PRECEDENCE = 3 };

static bool is_shift(SynOp op) { return op == SYN_OP_SHL || op == SYN_OP_SHR; }

/// Whether `op` is defined on values of type t (comparisons and shifts have rules of their own).
static bool operator_fits(TyChecker *c, SynOp op, const TyType *t, bool is_unary) {
  switch (op) {
  case SYN_OP_ADD: return is_unary ? ty_all_numeric(c, t) : ty_all_numeric_or_string(c, t);
  case SYN_OP_SUB:
  case SYN_OP_MUL:
  case SYN_OP_DIV: return ty_all_numeric(c, t);
  case SYN_OP_REM:
  case SYN_OP_AND:
  case SYN_OP_OR:
  case SYN_OP_XOR:
  case SYN_OP_AND_NOT: return ty_all_integer(c, t);
  case SYN_OP_LAND:
  case SYN_OP_LOR:
  case SYN_OP_NOT: return ty_all_boolean(c, t);
  case SYN_OP_NONE:
  case SYN_OP_TILDE:
  case SYN_OP_RECV:
  case SYN_OP_EQ:
  case SYN_OP_NE:
  case SYN_OP_LT:
  case SYN_OP_LE:
  case SYN_OP_GT:
  case SYN_OP_GE:
  case SYN_OP_SHL:
  case SYN_OP_SHR: return false;
  case SYN_OP_COUNT: break;
  }
  GL_UNREACHABLE();
}

static bool require_operator(TyChecker *c, TyOperand *x, SynOp op, bool is_unary) {
  if (operator_fits(c, op, x->type, is_unary))
    return true;
  ty_error(c, ty_loc_operand(x), GL_DIAG_TY_MISMATCH,
           "invalid operation: operator %s not defined on %s", syn_op_spelling(op),
           ty_str_operand(c, x));
  x->mode = TY_MODE_NONE;
  return false;
}

// --- unary ---------------------------------------------------------------------------------------

/// Why values of type t cannot be received or sent; NULL when they can.
static const char *channel_problem(const TyType *u, bool is_receive) {
  if (u->kind != TY_CHAN)
    return "non-channel";
  if (is_receive && u->chan.dir == TY_CHAN_SEND)
    return "send-only channel";
  return !is_receive && u->chan.dir == TY_CHAN_RECV ? "receive-only channel" : NULL;
}

const TyType *ty_channel_elem(TyChecker *c, GlLoc loc, const TyOperand *x, bool is_receive) {
  TyTerm self;
  uint32_t n;
  const TyTerm *terms = ty_terms(c, x->type, &self, &n);
  const char *cause = n == 0 ? "no specific channel type" : NULL;
  for (uint32_t i = 0; i < n && !cause; i++) {
    cause = channel_problem(ty_checked_under(c, terms[i].type), is_receive);
    if (cause)
      cause = ty_text(c, "%s %s", cause, ty_str_type(c, terms[i].type));
  }
  const TyType *u = cause ? NULL : ty_common_under(c, x->type, &cause);
  if (u)
    return u->chan.elem;
  const char *what = is_receive ? "receive from" : "send to";
  if (ty_is_type_param(x->type))
    ty_error(c, loc, GL_DIAG_TY_MISMATCH, "invalid operation: cannot %s %s: %s", what,
             ty_str_operand(c, x), cause);
  else
    ty_error(c, loc, GL_DIAG_TY_MISMATCH, "invalid operation: cannot %s %s %s", what, cause,
             ty_str_operand(c, x));
  return NULL;
}

static void address_of(TyChecker *c, TyOperand *x, SynNode *e) {
  if (syn_unparen(e->unary.x)->kind != SYN_COMPOSITE_LIT && x->mode != TY_MODE_VARIABLE) {
    ty_error(c, ty_loc_operand(x), GL_DIAG_TY_MISMATCH,
             "invalid operation: cannot take address of %s", ty_str_operand(c, x));
    x->mode = TY_MODE_NONE;
    return;
  }
  x->mode = TY_MODE_VALUE;
  x->type = ty_new_pointer(c->types, x->type);
}

static void receive_from(TyChecker *c, TyOperand *x) {
  const TyType *elem = ty_channel_elem(c, ty_loc_operand(x), x, true);
  x->mode = TY_MODE_NONE;
  if (!elem || !ty_require_complete(c, elem))
    return;
  x->mode = TY_MODE_COMMA_OK;
  x->type = elem;
  c->env.has_call_or_recv = true;
}

void ty_check_unary(TyChecker *c, TyOperand *x, SynNode *e) {
  ty_check_expr(c, x, e->unary.x);
  if (x->mode == TY_MODE_NONE)
    return;
  SynOp op = e->op;
  if (op == SYN_OP_AND) {
    address_of(c, x, e);
    return;
  }
  if (op == SYN_OP_RECV) {
    receive_from(c, x);
    return;
  }
  if (op == SYN_OP_TILDE) {
    bool is_integer = ty_all_integer(c, x->type);
    ty_error(c, e->loc, GL_DIAG_TY_ERROR, "cannot use ~ outside of interface or type constraint%s",
             is_integer ? " (use ^ for bitwise complement)" : "");
    if (!is_integer) {
      x->mode = TY_MODE_NONE;
      return;
    }
    op = SYN_OP_XOR;
  }
  if (!require_operator(c, x, op, true))
    return;
  if (x->mode != TY_MODE_CONST) {
    x->mode = TY_MODE_VALUE;
    return;
  }
  if (ty_const_kind(x->value) == TY_CONST_UNKNOWN)
    return;
  uint32_t bits =
      ty_is_unsigned(c, x->type) ? (uint32_t)ty_size(ty_checked_under(c, x->type)) * 8 : 0;
  x->value = ty_const_unary(c->arena, op, x->value, bits);
  x->expr = e;
  ty_check_overflow(c, x, e->loc);
}

// --- comparison ----------------------------------------------------------------------------------

typedef struct Mismatch {
  const TyOperand *at; // operand that the message is about
  const char *cause;   // "" for none yet
} Mismatch;

/// Whether x == y (or an order) is defined; else fills `m`.
static bool comparison_fits(TyChecker *c, TyOperand *x, TyOperand *y, SynOp op, Mismatch *m) {
  if (!ty_assignable(c, x, y->type, NULL) && !ty_assignable(c, y, x->type, NULL)) {
    m->at = y;
    m->cause =
        ty_text(c, "mismatched types %s and %s", ty_str_type(c, x->type), ty_str_type(c, y->type));
    return false;
  }
  if (op != SYN_OP_EQ && op != SYN_OP_NE) {
    m->at = !ty_all_ordered(c, x->type) ? x : y;
    return ty_all_ordered(c, x->type) && ty_all_ordered(c, y->type);
  }
  if (x->mode == TY_MODE_NIL || y->mode == TY_MODE_NIL) {
    m->at = y;
    const TyType *t = x->mode == TY_MODE_NIL ? y->type : x->type;
    return t->kind != TY_UNTYPED_NIL && ty_has_nil(c, t);
  }
  TyOperand *operands[] = {x, y};
  for (int i = 0; i < 2; i++) {
    m->at = operands[i];
    const TyType *t = operands[i]->type;
    if (ty_comparable(c, t, &m->cause))
      continue;
    TyKind kind = ty_checked_under(c, t)->kind;
    if (kind == TY_SLICE || kind == TY_FUNC || kind == TY_MAP)
      m->cause = ty_text(c, "%s can only be compared to nil", ty_str_composite_kind(c, t));
    return false;
  }
  return true;
}

static void report_comparison(TyChecker *c, const TyOperand *x, const TyOperand *y, SynOp op,
                              Mismatch m, bool is_switch_case) {
  if (!*m.cause && (ty_is_type_param(x->type) || ty_is_type_param(y->type))) {
    m.at = ty_is_type_param(x->type) ? m.at : y;
    m.cause = ty_text(c, "type parameter %s cannot use operator %s", ty_str_type(c, m.at->type),
                      syn_op_spelling(op));
  } else if (!*m.cause) {
    const char *what = ty_str_composite_kind(c, m.at->type);
    m.cause = ty_text(c, "operator %s not defined on %s", syn_op_spelling(op),
                      *what ? what : ty_str_type(c, m.at->type));
  }
  const char *xs = ty_str_expr(c, x->expr);
  const char *ys = y->label ? y->label : ty_str_expr(c, y->expr);
  if (is_switch_case)
    ty_error(c, ty_loc_operand(x), GL_DIAG_TY_MISMATCH, "invalid case %s in switch on %s (%s)", xs,
             ys, m.cause);
  else
    ty_error(c, ty_loc_operand(m.at), GL_DIAG_TY_MISMATCH, "invalid operation: %s %s %s (%s)", xs,
             syn_op_spelling(op), ys, m.cause);
}

void ty_check_comparison(TyChecker *c, TyOperand *x, TyOperand *y, SynOp op, bool is_switch_case) {
  if (!ty_is_valid(x->type) || !ty_is_valid(y->type)) {
    x->mode = TY_MODE_NONE;
    return;
  }
  Mismatch m = {.at = x, .cause = ""};
  if (!comparison_fits(c, x, y, op, &m)) {
    report_comparison(c, x, y, op, m, is_switch_case);
    x->mode = TY_MODE_NONE;
    return;
  }
  if (x->mode == TY_MODE_CONST && y->mode == TY_MODE_CONST) {
    x->value = ty_const_from_bool(ty_const_compare(c->arena, op, x->value, y->value));
  } else {
    x->mode = TY_MODE_VALUE;
    ty_update_expr_type(c, x->expr, ty_default(c, x->type), true);
    if (!y->label)
      ty_update_expr_type(c, y->expr, ty_default(c, y->type), true);
  }
  x->type = ty_basic(c, TY_UNTYPED_BOOL);
}

// --- shift ---------------------------------------------------------------------------------------

/// Reports why y cannot be a shift count; *count is the constant count, if any.
static bool shift_count(TyChecker *c, const TyOperand *x, TyOperand *y, const TyConst **count) {
  *count = NULL;
  if (y->mode == TY_MODE_CONST) {
    *count = ty_const_to_int(c->arena, y->value);
    if (ty_const_kind(*count) == TY_CONST_INT && ty_const_sign(*count) < 0) {
      ty_error(c, ty_loc_operand(y), GL_DIAG_TY_CONST, "invalid operation: negative shift count %s",
               ty_str_operand(c, y));
      return false;
    }
    if (ty_is_untyped(y->type)) {
      ty_representable(c, y, ty_basic(c, TY_UINT));
      return y->mode != TY_MODE_NONE;
    }
    if (x->mode == TY_MODE_CONST)
      return true; // of whatever type: only its value counts
  }
  if (ty_is_untyped(y->type) && !ty_is_integer(c, y->type)) {
    ty_convert_untyped(c, y, ty_basic(c, TY_UINT));
    return y->mode != TY_MODE_NONE;
  }
  if (!ty_all_integer(c, y->type)) {
    ty_error(c, ty_loc_operand(y), GL_DIAG_TY_MISMATCH,
             "invalid operation: shift count %s must be integer", ty_str_operand(c, y));
    return false;
  }
  return y->mode == TY_MODE_CONST || ty_all_unsigned(c, y->type) ||
         ty_version_require(c, ty_loc_operand(y), 13, "invalid operation: signed shift count %s",
                            ty_str_operand(c, y));
}

static void constant_shift(TyChecker *c, TyOperand *x, TyOperand *y, const TyConst *xval,
                           const TyConst *count, SynNode *e, SynOp op) {
  bool is_unknown =
      ty_const_kind(x->value) == TY_CONST_UNKNOWN || ty_const_kind(y->value) == TY_CONST_UNKNOWN;
  uint64_t n = 0;
  if (!is_unknown && (!ty_const_uint64(count, &n) || n > TY_CONST_MAX_SHIFT)) {
    ty_error(c, ty_loc_operand(y), GL_DIAG_TY_CONST, "invalid operation: invalid shift count %s",
             ty_str_operand(c, y));
    x->mode = TY_MODE_NONE;
    return;
  }
  if (!ty_is_integer(c, x->type))
    x->type = ty_basic(c, TY_UNTYPED_INT);
  if (is_unknown) {
    x->value = ty_const_unknown();
    return;
  }
  x->value = ty_const_shift(c->arena, op, xval, n);
  if (e)
    x->expr = e;
  ty_check_overflow(c, x, e ? e->loc : ty_loc_operand(x));
}

static void check_shift(TyChecker *c, TyOperand *x, TyOperand *y, SynNode *e, SynOp op) {
  const TyConst *xval = x->mode == TY_MODE_CONST ? ty_const_to_int(c->arena, x->value) : NULL;
  bool is_integer = ty_all_integer(c, x->type);
  if (!is_integer && !(ty_is_untyped(x->type) && xval && ty_const_kind(xval) == TY_CONST_INT)) {
    ty_error(c, ty_loc_operand(x), GL_DIAG_TY_MISMATCH,
             "invalid operation: shifted operand %s must be integer", ty_str_operand(c, x));
    x->mode = TY_MODE_NONE;
    return;
  }
  const TyConst *count;
  if (!shift_count(c, x, y, &count)) {
    x->mode = TY_MODE_NONE;
    return;
  }
  if (x->mode == TY_MODE_CONST && y->mode == TY_MODE_CONST) {
    constant_shift(c, x, y, xval, count, e, op);
    return;
  }
  if (ty_is_untyped(y->type)) // cmd/compile makes a count like 1<<s an int
    ty_convert_untyped(c, y, ty_basic(c, y->mode == TY_MODE_CONST ? TY_UINT : TY_INT));
  if (x->mode == TY_MODE_CONST && ty_is_untyped(x->type)) {
    // Its type depends on the context; whatever it will be must be an integer.
    uint8_t flags = ty_info_flags(c->info, x->expr);
    if (flags & TY_FLAG_UNTYPED)
      ty_info_set_flags(c->info, x->expr, flags | TY_FLAG_SHIFT_LHS);
    x->mode = TY_MODE_VALUE;
    return;
  }
  if (!is_integer) {
    ty_error(c, ty_loc_operand(x), GL_DIAG_TY_MISMATCH,
             "invalid operation: shifted operand %s must be integer", ty_str_operand(c, x));
    x->mode = TY_MODE_NONE;
    return;
  }
  x->mode = TY_MODE_VALUE;
}

// --- binary --------------------------------------------------------------------------------------

/// Whether converting an untyped operand to the other's type may succeed at all.
static bool may_convert(TyChecker *c, const TyOperand *x, const TyOperand *y) {
  if (!ty_is_untyped(x->type) && !ty_is_untyped(y->type))
    return false;
  if (ty_all_numeric(c, x->type) != ty_all_numeric(c, y->type))
    return false;
  if (ty_is_iface(c, x->type) || ty_is_iface(c, y->type))
    return true;
  if (ty_all_boolean(c, x->type) != ty_all_boolean(c, y->type) ||
      ty_all_string(c, x->type) != ty_all_string(c, y->type))
    return false;
  if (x->mode == TY_MODE_NIL)
    return ty_has_nil(c, y->type);
  if (y->mode == TY_MODE_NIL)
    return ty_has_nil(c, x->type);
  return ty_checked_under(c, x->type)->kind != TY_POINTER &&
         ty_checked_under(c, y->type)->kind != TY_POINTER;
}

void ty_match_types(TyChecker *c, TyOperand *x, TyOperand *y) {
  if (!may_convert(c, x, y))
    return;
  ty_convert_untyped(c, x, y->type);
  if (x->mode == TY_MODE_NONE)
    return;
  ty_convert_untyped(c, y, x->type);
  if (y->mode == TY_MODE_NONE)
    x->mode = TY_MODE_NONE;
}

/// Whether re*re and im*im are zero, if only because they are too small.
static bool is_zero_complex(TyChecker *c, const TyConst *v) {
  const TyConst *re = ty_const_real(c->arena, v), *im = ty_const_imag(c->arena, v);
  return ty_const_sign(ty_const_binary(c->arena, SYN_OP_MUL, re, re, false)) == 0 &&
         ty_const_sign(ty_const_binary(c->arena, SYN_OP_MUL, im, im, false)) == 0;
}

static bool divides_by_zero(TyChecker *c, const TyOperand *x, const TyOperand *y) {
  if (y->mode != TY_MODE_CONST || ty_const_kind(y->value) == TY_CONST_UNKNOWN)
    return false;
  if ((x->mode == TY_MODE_CONST || ty_all_integer(c, x->type)) && ty_const_sign(y->value) == 0)
    return true;
  return x->mode == TY_MODE_CONST && (ty_flags(ty_checked_under(c, x->type)) & TY_F_COMPLEX) &&
         is_zero_complex(c, y->value);
}

static void report_mismatch(TyChecker *c, const TyOperand *x, const TyOperand *y, SynNode *e,
                            SynNode *lhs, SynNode *rhs, SynOp op) {
  if (!ty_is_valid(x->type) || !ty_is_valid(y->type))
    return;
  const char *what =
      e ? ty_str_expr(c, e)
        : ty_text(c, "%s %s= %s", ty_str_expr(c, lhs), syn_op_spelling(op), ty_str_expr(c, rhs));
  ty_error(c, ty_loc_operand(x), GL_DIAG_TY_MISMATCH,
           "invalid operation: %s (mismatched types %s and %s)", what, ty_str_type(c, x->type),
           ty_str_type(c, y->type));
}

/// x op y of equal types, not a shift or a comparison.
static void arithmetic(TyChecker *c, TyOperand *x, TyOperand *y, SynNode *e, SynOp op) {
  if (!require_operator(c, x, op, false))
    return;
  if ((op == SYN_OP_DIV || op == SYN_OP_REM) && divides_by_zero(c, x, y)) {
    ty_error(c, ty_loc_operand(y), GL_DIAG_TY_CONST, "invalid operation: division by zero");
    x->mode = TY_MODE_NONE;
    return;
  }
  if (x->mode != TY_MODE_CONST || y->mode != TY_MODE_CONST) {
    x->mode = TY_MODE_VALUE;
    return;
  }
  if (ty_const_kind(x->value) == TY_CONST_UNKNOWN || ty_const_kind(y->value) == TY_CONST_UNKNOWN) {
    x->value = ty_const_unknown();
    return;
  }
  x->value = ty_const_binary(c->arena, op, x->value, y->value, ty_is_integer(c, x->type));
  if (e)
    x->expr = e;
  ty_check_overflow(c, x, e ? e->loc : ty_loc_operand(x));
}

/// x is lhs, evaluated already; evaluates rhs and makes x the result.
static void combine(TyChecker *c, TyOperand *x, SynNode *e, SynNode *lhs, SynNode *rhs, SynOp op) {
  TyOperand y = {0};
  ty_check_expr(c, &y, rhs);
  if (x->mode == TY_MODE_NONE)
    return;
  if (y.mode == TY_MODE_NONE) {
    x->mode = TY_MODE_NONE;
    x->expr = y.expr;
    return;
  }
  if (is_shift(op)) {
    check_shift(c, x, &y, e, op);
    return;
  }
  ty_match_types(c, x, &y);
  if (x->mode == TY_MODE_NONE)
    return;
  if (syn_op_precedence(op) == COMPARISON_PRECEDENCE) {
    ty_check_comparison(c, x, &y, op, false);
    return;
  }
  if (!ty_same(c, x->type, y.type)) {
    report_mismatch(c, x, &y, e, lhs, rhs, op);
    x->mode = TY_MODE_NONE;
    return;
  }
  arithmetic(c, x, &y, e, op);
}

void ty_check_binary(TyChecker *c, TyOperand *x, SynNode *e, SynNode *lhs, SynNode *rhs, SynOp op) {
  ty_check_expr(c, x, lhs);
  combine(c, x, e, lhs, rhs, op);
}

void ty_check_binary_chain(TyChecker *c, TyOperand *x, SynNode *e) {
  uint32_t base = c->chain.len;
  SynNode *n = e;
  for (; n->kind == SYN_BINARY; n = n->binary.x)
    GL_VEC_PUSH(c->arena, &c->chain, n);
  ty_check_expr(c, x, n);
  while (c->chain.len > base) {
    n = c->chain.data[--c->chain.len];
    combine(c, x, n, n->binary.x, n->binary.y, n->op);
    x->expr = n;
    if (n != e)
      ty_record(c, x);
  }
}
