/// \file
/// Expressions that have one value: the switch over their kinds, and the small kinds themselves.

#include "lower_internal.h"

#include <string.h>

static GirOperand ident_value(LowerFn *f, SynNode *e, TyObject *o) {
  if (o && o->kind == TY_OBJ_VAR)
    return lower_var_value(f, o, e->loc);
  if (o && o->kind == TY_OBJ_FUNC)
    return gir_func_value(lower_func_of(f->c, o));
  lower_unsupported(f->c, e->loc, "this operand is");
  return lower_zero_value(f, lower_type(f, e));
}

static GirOperand selector_value(LowerFn *f, SynNode *e) {
  TySelection sel;
  switch (lower_selector(f->c, e, &sel)) {
  case TY_SEL_QUALIFIED: return ident_value(f, e, lower_object(f->c, e->selector.sel));
  case TY_SEL_FIELD: return lower_place_value(f, e);
  case TY_SEL_METHOD_VALUE: return lower_method_value(f, e);
  case TY_SEL_METHOD_EXPR: return gir_func_value(lower_method_expr(f->c, e));
  case TY_SEL_NONE: break;
  }
  GL_UNREACHABLE();
}

static GirOperand string_index(LowerFn *f, SynNode *e) {
  SynNode *x = e->index.x, *index = e->index.indices.data[0];
  lower_prepare(f, (SynNode *[]){x, index}, 2);
  GirOperand s = lower_expr(f, x), i = lower_expr(f, index);
  GirOperand len = lower_op1(f, GIR_OP_LEN, f->c->t_int, s, e->loc);
  lower_check2(f, GIR_OP_CHECK_INDEX, i, len, e->loc);
  return lower_op2(f, GIR_OP_STRING_INDEX, lower_type(f, e), s, i, e->loc);
}

static GirOperand index_value(LowerFn *f, SynNode *e) {
  if (lower_unindex(f->c, e) != e)
    return lower_expr(f, lower_unindex(f->c, e));
  if (lower_mode(f, e->index.x) == TY_MODE_VALUE || lower_mode(f, e->index.x) == TY_MODE_VARIABLE ||
      lower_mode(f, e->index.x) == TY_MODE_CONST || lower_mode(f, e->index.x) == TY_MODE_COMMA_OK ||
      lower_mode(f, e->index.x) == TY_MODE_MAP_INDEX) {
    const TyType *t = lower_type(f, e->index.x);
    if (ty_flags(t) & TY_F_STRING)
      return string_index(f, e);
    TyKind k = ty_under_kind(t);
    if (k == TY_MAP)
      return lower_load(f, lower_map_index(f, e, NULL), e->loc);
    return lower_place_value(f, e);
  }
  GL_UNREACHABLE();
}

/// What `x[…]` cuts: a string or slice, or a pointer to an array.
static GirOperand slice_base(LowerFn *f, SynNode *x) {
  if (ty_under_kind(lower_type(f, x)) == TY_ARRAY) {
    LowerPlace p;
    lower_place(f, x, &p);
    return lower_addr(f, lower_place_check(f, &p), x->loc);
  }
  return lower_expr(f, x);
}

static GirOperand slice_value(LowerFn *f, SynNode *e) {
  SynNode *parts[4] = {e->slice.x, e->slice.lo, e->slice.hi, e->slice.max};
  lower_prepare(f, parts, 4);
  GirOperand args[4];
  args[0] = slice_base(f, e->slice.x);
  for (int i = 1; i < 4; i++)
    args[i] = parts[i] ? lower_expr(f, parts[i]) : gir_none();
  if (ty_under_kind(args[0].type) == TY_POINTER)
    lower_check_nil(f, args[0], e->loc);
  GirInstr *in = lower_emit(f, GIR_OP_SLICE, e->loc, 4);
  memcpy(in->args, args, sizeof args);
  in->type = lower_type(f, e);
  in->dst = lower_temp(f, in->type, e->loc);
  return lower_use(f, in->dst);
}

static GirOperand address_value(LowerFn *f, SynNode *e) {
  SynNode *x = syn_unparen(e->unary.x);
  if (x->kind == SYN_COMPOSITE_LIT)
    return lower_composite_addr(f, x, e->loc, lower_text(f, e));
  LowerPlace p;
  lower_place(f, x, &p);
  return lower_retype(f, lower_addr(f, lower_place_check(f, &p), e->loc), lower_type(f, e), e->loc);
}

static GirOperand unary_value(LowerFn *f, SynNode *e) {
  SynOp op = (SynOp)e->op;
  const TyType *t = lower_type(f, e);
  if (op == SYN_OP_AND)
    return address_value(f, e);
  if (op == SYN_OP_RECV)
    return lower_receive(f, e, NULL);
  GirOperand x = lower_expr(f, e->unary.x);
  if (op == SYN_OP_ADD)
    return x;
  GirUnary sub = op == SYN_OP_SUB ? GIR_NEG : op == SYN_OP_NOT ? GIR_NOT : GIR_COM;
  return lower_unary(f, sub, t, x, e->loc);
}

/// Chains like ****p in a loop would need a list; nesting is limited by the parser.
static GirOperand expr_value(LowerFn *f, SynNode *e) {
  switch ((SynKind)e->kind) {
  case SYN_IDENT: return ident_value(f, e, lower_object(f->c, e));
  case SYN_COMPOSITE_LIT: return lower_composite(f, e);
  case SYN_FUNC_LIT: return lower_func_lit(f, e, NULL);
  case SYN_SELECTOR: return selector_value(f, e);
  case SYN_INDEX: return index_value(f, e);
  case SYN_SLICE: return slice_value(f, e);
  case SYN_TYPE_ASSERT: return lower_type_assert(f, e, NULL);
  case SYN_CALL: return lower_call_expr(f, e);
  case SYN_STAR: return lower_place_value(f, e);
  case SYN_UNARY: return unary_value(f, e);
  case SYN_BINARY: return lower_binary_expr(f, e);
  case SYN_PAREN:
  case SYN_BASIC_LIT:
  case SYN_KEY_VALUE:
  case SYN_BAD_EXPR:
  case SYN_ARRAY_TYPE:
  case SYN_SLICE_TYPE:
  case SYN_ELLIPSIS:
  case SYN_STRUCT_TYPE:
  case SYN_FUNC_TYPE:
  case SYN_INTERFACE_TYPE:
  case SYN_MAP_TYPE:
  case SYN_CHAN_TYPE:
  case SYN_FIELD:
  case SYN_BAD_STMT:
  case SYN_EMPTY_STMT:
  case SYN_EXPR_STMT:
  case SYN_SEND_STMT:
  case SYN_INC_DEC_STMT:
  case SYN_ASSIGN_STMT:
  case SYN_GO_STMT:
  case SYN_DEFER_STMT:
  case SYN_RETURN_STMT:
  case SYN_BRANCH_STMT:
  case SYN_BLOCK_STMT:
  case SYN_IF_STMT:
  case SYN_SWITCH_STMT:
  case SYN_TYPE_SWITCH_STMT:
  case SYN_SELECT_STMT:
  case SYN_FOR_STMT:
  case SYN_RANGE_STMT:
  case SYN_LABELED_STMT:
  case SYN_DECL_STMT:
  case SYN_CASE_CLAUSE:
  case SYN_COMM_CLAUSE:
  case SYN_IMPORT_DECL:
  case SYN_CONST_DECL:
  case SYN_VAR_DECL:
  case SYN_TYPE_DECL:
  case SYN_FUNC_DECL:
  case SYN_KIND_COUNT: break;
  }
  GL_UNREACHABLE();
}

GirOperand lower_expr(LowerFn *f, SynNode *e) {
  e = syn_unparen(e);
  const TyConst *k = ty_info_const(f->c->info, e);
  if (k)
    return lower_const(f->c, k, lower_type(f, e));
  if (lower_mode(f, e) == TY_MODE_NIL)
    return lower_zero_value(f, lower_type(f, e));
  const GirOperand *known = lower_memo(f, e);
  return known ? *known : expr_value(f, e);
}

GirOperand lower_expr_to(LowerFn *f, SynNode *e, const TyType *t) {
  e = syn_unparen(e);
  if (lower_mode(f, e) == TY_MODE_NIL)
    return lower_zero_value(f, t);
  GirOperand boxed;
  if (ty_is_interface(t) && !lower_memo(f, e) && lower_box_literal(f, e, t, &boxed))
    return boxed;
  return lower_assign_convert(f, lower_expr(f, e), t, e, e->loc);
}

bool lower_is_comma_ok(const LowerFn *f, const SynNode *e) {
  if (e->kind == SYN_TYPE_ASSERT)
    return true;
  if (e->kind == SYN_UNARY)
    return e->op == SYN_OP_RECV;
  return e->kind == SYN_INDEX && ty_under_kind(lower_type(f, e->index.x)) == TY_MAP;
}

void lower_comma_ok(LowerFn *f, SynNode *e, GirOperand out[2]) {
  if (e->kind == SYN_TYPE_ASSERT) {
    out[0] = lower_type_assert(f, e, &out[1]);
    return;
  }
  if (e->kind == SYN_UNARY) {
    out[0] = lower_receive(f, e, &out[1]);
    return;
  }
  out[0] = lower_load(f, lower_map_index(f, e, &out[1]), e->loc);
}

void lower_discard(LowerFn *f, SynNode *e) {
  e = syn_unparen(e);
  if (lower_mode(f, e) != TY_MODE_NIL && lower_mode(f, e) != TY_MODE_CONST)
    lower_expr(f, e);
}
