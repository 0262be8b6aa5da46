/// \file
/// Unary and binary operators: arithmetic with its checks, comparisons of all kinds, conditions.
/// Chains of one level are worked off in a loop: they may have 200,000 terms.
/// Source: Go spec "Operators", "Comparison operators".

#include "lower_internal.h"

#include <string.h>

enum { MAX_TERMS = 64 }; // of one concatenation

static bool is_logical(const SynNode *e) {
  return e->kind == SYN_BINARY && (e->op == SYN_OP_LAND || e->op == SYN_OP_LOR);
}

static bool is_concat(const LowerFn *f, const SynNode *e) {
  return e->kind == SYN_BINARY && e->op == SYN_OP_ADD && lower_mode(f, e) != TY_MODE_CONST &&
         (ty_flags(lower_type(f, e)) & TY_F_STRING);
}

// --- arithmetic
// ------------------------------------------------------------------------------------

static GirBinary binary_of(SynOp op) {
  switch (op) {
  case SYN_OP_ADD: return GIR_ADD;
  case SYN_OP_SUB: return GIR_SUB;
  case SYN_OP_MUL: return GIR_MUL;
  case SYN_OP_DIV: return GIR_DIV;
  case SYN_OP_REM: return GIR_REM;
  case SYN_OP_AND: return GIR_AND;
  case SYN_OP_OR: return GIR_OR;
  case SYN_OP_XOR: return GIR_XOR;
  case SYN_OP_AND_NOT: return GIR_AND_NOT;
  case SYN_OP_SHL: return GIR_SHL;
  case SYN_OP_SHR: return GIR_SHR;
  case SYN_OP_EQ: return GIR_EQ;
  case SYN_OP_NE: return GIR_NE;
  case SYN_OP_LT: return GIR_LT;
  case SYN_OP_LE: return GIR_LE;
  case SYN_OP_GT: return GIR_GT;
  case SYN_OP_GE: return GIR_GE;
  case SYN_OP_NONE:
  case SYN_OP_NOT:
  case SYN_OP_TILDE:
  case SYN_OP_RECV:
  case SYN_OP_LOR:
  case SYN_OP_LAND:
  case SYN_OP_COUNT: break;
  }
  GL_UNREACHABLE();
}

static bool is_nonzero_const(GirOperand v) {
  return v.kind == GIR_OPERAND_CONST && v.konst->kind == GIR_CONST_INT && v.konst->bits != 0;
}

GirOperand lower_arith(LowerFn *f, SynOp op, const TyType *t, GirOperand a, GirOperand b,
                       GlLoc loc) {
  bool is_integer = ty_flags(t) & TY_F_INTEGER;
  if ((op == SYN_OP_DIV || op == SYN_OP_REM) && is_integer && !is_nonzero_const(b))
    lower_check1(f, GIR_OP_CHECK_DIVIDE, b, loc);
  bool is_shift = op == SYN_OP_SHL || op == SYN_OP_SHR;
  if (is_shift && b.kind != GIR_OPERAND_CONST && !(ty_flags(b.type) & TY_F_UNSIGNED))
    lower_check1(f, GIR_OP_CHECK_SHIFT, b, loc);
  return lower_binary(f, binary_of(op), t, a, b, loc);
}

// --- comparisons
// -----------------------------------------------------------------------------------

static bool is_comparison(SynOp op) { return op >= SYN_OP_EQ && op <= SYN_OP_GE; }

static bool is_zero_const(GirOperand v) {
  return v.kind == GIR_OPERAND_CONST && v.konst->kind == GIR_CONST_ZERO;
}

/// == or != of an interface and a value of concrete type: no box is made.
static GirOperand compare_mixed(LowerFn *f, SynOp op, const TyType *t, GirOperand iface,
                                GirOperand v, GlLoc loc) {
  GirLocalId r = lower_scratch(f, t, loc);
  GirBlock *same = lower_block(f), *other = lower_block(f), *end = lower_block(f);
  lower_branch(f, lower_type_test(f, iface, v.type, loc), same, other, loc);
  lower_start(f, same, loc);
  GirOperand u = lower_unchecked_assert(f, iface, v.type, loc);
  lower_copy_to(f, r, lower_binary(f, binary_of(op), t, u, v, loc), loc);
  lower_jump(f, end, loc);
  lower_start(f, other, loc);
  lower_copy_to(f, r, gir_const_int(f->p, t, op == SYN_OP_NE), loc);
  lower_start(f, end, loc);
  return lower_use(f, r);
}

static GirOperand compare_iface_nil(LowerFn *f, SynOp op, const TyType *t, GirOperand x,
                                    GlLoc loc) {
  GirOperand is_nil = lower_type_test(f, x, NULL, loc);
  if (op == SYN_OP_NE)
    is_nil = lower_unary(f, GIR_NOT, f->c->t_bool, is_nil, loc);
  return lower_retype(f, is_nil, t, loc);
}

static void unify_types(LowerFn *f, GirOperand *a, GirOperand *b, GlLoc loc) {
  if (a->type == b->type)
    return;
  if (ty_is_interface(a->type) && !ty_implements(b->type, a->type, NULL))
    *a = lower_assign_convert(f, *a, b->type, NULL, loc);
  else
    *b = lower_assign_convert(f, *b, a->type, NULL, loc);
}

/// Whether two constants of one basic type are equal. False in *is_known: they may be of another.
static bool equal_consts(const GirConst *a, const GirConst *b, bool *is_known) {
  GirConstKind kind = a->kind == GIR_CONST_ZERO ? b->kind : a->kind;
  // The zero value is zero in all fields that its kind uses.
  *is_known = kind != GIR_CONST_ZERO && (a->kind == kind || a->kind == GIR_CONST_ZERO) &&
              (b->kind == kind || b->kind == GIR_CONST_ZERO);
  if (kind == GIR_CONST_INT)
    return a->bits == b->bits;
  if (kind == GIR_CONST_STRING)
    return a->len == b->len && (a->len == 0 || memcmp(a->text, b->text, a->len) == 0);
  return a->real == b->real && a->imag == b->imag;
}

GirOperand lower_compare(LowerFn *f, SynOp op, const TyType *t, GirOperand a, GirOperand b,
                         GlLoc loc) {
  bool a_is_iface = ty_is_interface(a.type), b_is_iface = ty_is_interface(b.type);
  if (a_is_iface && is_zero_const(b) && b_is_iface)
    return compare_iface_nil(f, op, t, a, loc);
  if (b_is_iface && is_zero_const(a) && a_is_iface)
    return compare_iface_nil(f, op, t, b, loc);
  if (a_is_iface && !b_is_iface)
    return compare_mixed(f, op, t, a, b, loc);
  if (b_is_iface && !a_is_iface)
    return compare_mixed(f, op, t, b, a, loc);
  unify_types(f, &a, &b, loc);
  if (a.kind == GIR_OPERAND_CONST && b.kind == GIR_OPERAND_CONST && op == SYN_OP_EQ) {
    bool is_known, is_equal = equal_consts(a.konst, b.konst, &is_known);
    if (is_known) // of a switch: dead cases go at -O0, too
      return gir_const_int(f->p, t, is_equal);
  }
  return lower_binary(f, binary_of(op), t, a, b, loc);
}

// --- expressions
// -----------------------------------------------------------------------------------

/// Operands of a string concatenation, from the left, parentheses and inner concatenations opened.
static void collect_terms(LowerFn *f, SynNode *e, GlArena *a, SynNode ***out, uint32_t *n) {
  GL_VEC(SynNode *) stack = {0};
  GL_VEC(SynNode *) terms = {0};
  GL_VEC_PUSH(a, &stack, e);
  while (stack.len) {
    SynNode *x = syn_unparen(stack.data[--stack.len]);
    if (is_concat(f, x) && !lower_memo(f, x)) {
      GL_VEC_PUSH(a, &stack, x->binary.y);
      GL_VEC_PUSH(a, &stack, x->binary.x);
    } else {
      GL_VEC_PUSH(a, &terms, x);
    }
  }
  *out = terms.data;
  *n = terms.len;
}

static GirOperand emit_concat(LowerFn *f, const TyType *t, const GirOperand *v, uint32_t n,
                              const char *text, GlLoc loc) {
  GirInstr *in = lower_emit(f, GIR_OP_CONCAT, loc, n);
  for (uint32_t i = 0; i < n; i++)
    in->args[i] = v[i];
  in->type = t;
  in->site = gir_site_new(f->p, f->f, GIR_SITE_CONCAT, NULL, text, loc);
  in->dst = lower_temp(f, t, loc);
  return lower_use(f, in->dst);
}

/// Very long concatenations are cut into pieces, and these into pieces, so that no instruction has
/// more than MAX_TERMS operands. `v[n]` is overwritten.
static GirOperand concat_terms(LowerFn *f, const TyType *t, GirOperand *v, uint32_t n,
                               const char *text, GlLoc loc) {
  while (n > MAX_TERMS) {
    uint32_t n_pieces = 0;
    for (uint32_t i = 0; i < n; i += MAX_TERMS) {
      uint32_t len = n - i < MAX_TERMS ? n - i : MAX_TERMS;
      v[n_pieces++] = len == 1 ? v[i] : emit_concat(f, t, v + i, len, text, loc);
    }
    n = n_pieces;
  }
  return emit_concat(f, t, v, n, text, loc);
}

static GirOperand concat(LowerFn *f, SynNode *e) {
  const TyType *t = lower_type(f, e);
  SynNode **terms;
  uint32_t n;
  collect_terms(f, e, f->c->arena, &terms, &n);
  lower_prepare(f, terms, n);
  GirOperand *v = GL_NEW_ARRAY(f->c->arena, GirOperand, n);
  for (uint32_t i = 0; i < n; i++)
    v[i] = lower_expr(f, terms[i]);
  return concat_terms(f, t, v, n, lower_text(f, e), e->loc);
}

GirOperand lower_op_assign_value(LowerFn *f, SynNode *stmt, GirOperand x, SynNode *y) {
  SynOp op = (SynOp)stmt->op;
  if (!y) {
    GirOperand one = ty_flags(x.type) & TY_F_FLOAT     ? gir_const_float(f->p, x.type, 1)
                     : ty_flags(x.type) & TY_F_COMPLEX ? gir_const_complex(f->p, x.type, 1, 0)
                                                       : gir_const_int(f->p, x.type, 1);
    return lower_arith(f, op, x.type, x, one, stmt->loc);
  }
  if (!(ty_flags(x.type) & TY_F_STRING)) {
    bool is_shift = op == SYN_OP_SHL || op == SYN_OP_SHR;
    GirOperand v = is_shift ? lower_expr(f, y) : lower_expr_to(f, y, x.type);
    return lower_arith(f, op, x.type, x, v, stmt->loc);
  }
  SynNode **terms;
  uint32_t n;
  collect_terms(f, y, f->c->arena, &terms, &n);
  GirOperand *v = GL_NEW_ARRAY(f->c->arena, GirOperand, n + 1);
  v[0] = x;
  for (uint32_t i = 0; i < n; i++)
    v[i + 1] = lower_expr(f, terms[i]);
  const char *text = gl_arena_printf(f->c->arena, "%s + %s",
                                     syn_expr_string(f->c->arena, stmt->assign.lhs.data[0]),
                                     syn_expr_string(f->c->arena, y));
  return concat_terms(f, x.type, v, n + 1, text, stmt->loc);
}

static GirOperand apply(LowerFn *f, SynNode *e, GirOperand a) {
  GirOperand b = lower_expr(f, e->binary.y);
  SynOp op = (SynOp)e->op;
  const TyType *t = lower_type(f, e);
  if (is_comparison(op))
    return lower_compare(f, op, t, a, b, e->loc);
  return lower_arith(f, op, t, a, b, e->loc);
}

static bool is_chain_link(const LowerFn *f, const SynNode *e) {
  return e->kind == SYN_BINARY && !is_logical(e) && lower_mode(f, e) != TY_MODE_CONST &&
         !is_concat(f, e) && !lower_memo(f, e);
}

/// && and || as values.
static GirOperand logical_value(LowerFn *f, SynNode *e) {
  GirLocalId r = lower_scratch(f, lower_type(f, e), e->loc);
  GirBlock *yes = lower_block(f), *no = lower_block(f), *end = lower_block(f);
  lower_cond(f, e, yes, no);
  const TyType *t = gir_local(f->f, r)->type;
  lower_start(f, yes, e->loc);
  lower_copy_to(f, r, gir_const_int(f->p, t, 1), e->loc);
  lower_jump(f, end, e->loc);
  lower_start(f, no, e->loc);
  lower_copy_to(f, r, gir_const_int(f->p, t, 0), e->loc);
  lower_start(f, end, e->loc);
  return lower_use(f, r);
}

GirOperand lower_binary_expr(LowerFn *f, SynNode *e) {
  if (is_logical(e))
    return logical_value(f, e);
  if (is_concat(f, e))
    return concat(f, e);
  GL_VEC(SynNode *) spine = {0};
  while (is_chain_link(f, e)) {
    GL_VEC_PUSH(f->c->arena, &spine, e);
    e = syn_unparen(e->binary.x);
  }
  SynNode **leaves = GL_NEW_ARRAY(f->c->arena, SynNode *, spine.len + 1);
  leaves[0] = e;
  for (uint32_t i = 0; i < spine.len; i++)
    leaves[i + 1] = spine.data[spine.len - 1 - i]->binary.y;
  lower_prepare(f, leaves, spine.len + 1);
  GirOperand v = lower_expr(f, e);
  for (uint32_t i = spine.len; i > 0; i--)
    v = apply(f, spine.data[i - 1], v);
  return v;
}

/// Operands of one chain of && or of ||, from the left.
static uint32_t logical_terms(LowerFn *f, SynNode *e, SynOp op, SynNode ***out) {
  GL_VEC(SynNode *) terms = {0};
  while (e->kind == SYN_BINARY && e->op == op && lower_mode(f, e) != TY_MODE_CONST &&
         !lower_memo(f, e)) {
    GL_VEC_PUSH(f->c->arena, &terms, e->binary.y);
    e = syn_unparen(e->binary.x);
  }
  GL_VEC_PUSH(f->c->arena, &terms, e);
  for (uint32_t i = 0; i < terms.len / 2; i++) {
    SynNode *t = terms.data[i];
    terms.data[i] = terms.data[terms.len - 1 - i];
    terms.data[terms.len - 1 - i] = t;
  }
  *out = terms.data;
  return terms.len;
}

void lower_cond(LowerFn *f, SynNode *e, GirBlock *yes, GirBlock *no) {
  e = syn_unparen(e);
  if (e->kind == SYN_UNARY && e->op == SYN_OP_NOT && lower_mode(f, e) != TY_MODE_CONST) {
    lower_cond(f, e->unary.x, no, yes);
    return;
  }
  if (!is_logical(e) || lower_mode(f, e) == TY_MODE_CONST || lower_memo(f, e)) {
    lower_branch(f, lower_expr(f, e), yes, no, e->loc);
    return;
  }
  SynNode **terms;
  bool is_and = e->op == SYN_OP_LAND;
  uint32_t n = logical_terms(f, e, (SynOp)e->op, &terms);
  for (uint32_t i = 0; i + 1 < n; i++) {
    GirBlock *next = lower_block(f);
    lower_cond(f, terms[i], is_and ? next : yes, is_and ? no : next);
    lower_start(f, next, e->loc);
  }
  lower_cond(f, terms[n - 1], yes, no);
}
