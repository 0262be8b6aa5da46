/// \file
/// Conversions: those that assignment makes, and T(x) of every kind.
/// Source: Go spec "Assignability", "Conversions".

#include "lower_internal.h"

GirOperand lower_retype(LowerFn *f, GirOperand v, const TyType *to, GlLoc loc) {
  to = ty_canonical(to);
  if (v.type == to)
    return v;
  if (v.kind == GIR_OPERAND_CONST) {
    GirConst *k = GL_NEW(f->c->arena, GirConst);
    *k = *v.konst;
    k->type = to;
    return (GirOperand){.kind = GIR_OPERAND_CONST, .konst = k, .type = to};
  }
  if (v.kind == GIR_OPERAND_FUNC || v.kind == GIR_OPERAND_GLOBAL) {
    v.type = to;
    return v;
  }
  GirOperand r = lower_op1(f, GIR_OP_CONVERT, to, v, loc);
  if (lower_is_not_nil(f, v))
    lower_mark_not_nil(f, r);
  return r;
}

GirOperand lower_to_int(LowerFn *f, GirOperand v, GlLoc loc) {
  if (ty_under_kind(v.type) == TY_INT || v.kind == GIR_OPERAND_CONST)
    return lower_retype(f, v, f->c->t_int, loc);
  return lower_op1(f, GIR_OP_CONVERT, f->c->t_int, v, loc);
}

GirOperand lower_assign_convert(LowerFn *f, GirOperand v, const TyType *to, SynNode *e, GlLoc loc) {
  to = ty_canonical(to);
  if (v.type == to)
    return v;
  if (!ty_is_interface(to))
    return lower_retype(f, v, to, loc);
  if (!ty_is_interface(v.type))
    return lower_make_iface(f, v, to, e ? lower_text(f, e) : "value", loc);
  if (v.kind == GIR_OPERAND_CONST || ty_under(v.type) == ty_under(to))
    return lower_retype(f, v, to, loc);
  return lower_op1(f, GIR_OP_CONVERT_IFACE, to, v, loc);
}

static GirOperand string_convert(LowerFn *f, GirOperand v, const TyType *to, SynNode *e,
                                 GlLoc loc) {
  GirInstr *in = lower_emit(f, GIR_OP_STRING_CONVERT, loc, 1);
  in->args[0] = v;
  in->type = to;
  GlLoc at = e->kind == SYN_CALL ? syn_unparen(e->call.args.data[0])->loc : loc; // as gc has it
  in->site = gir_site_new(f->p, f->f, GIR_SITE_STRING_CONVERT, NULL, lower_text(f, e), at);
  in->dst = lower_temp(f, to, loc);
  return lower_use(f, in->dst);
}

/// Whether an instruction leaves all bytes in memory as they are.
static bool writes_nothing(const GirInstr *in) {
  bool is_check = in->op >= GIR_OP_CHECK_NIL && in->op <= GIR_OP_CHECK_SHIFT;
  return is_check || in->op == GIR_OP_SLICE || in->op == GIR_OP_STRING_CONVERT ||
         (gir_op_flags(in->op) & GIR_F_PURE);
}

void lower_borrow_bytes(LowerFn *f, GirOperand s) {
  if (!f->cur || s.kind != GIR_OPERAND_LOCAL || gir_local(f->f, s.local)->kind != GIR_LOCAL_TEMP)
    return;
  for (uint32_t i = f->cur->instrs.len; i > 0; i--) {
    GirInstr *in = f->cur->instrs.data[i - 1];
    if (in->dst != s.local) {
      if (writes_nothing(in))
        continue;
      return;
    }
    if (in->op != GIR_OP_STRING_CONVERT)
      return;
    const TyType *u = ty_under(in->args[0].type), *to = ty_under(in->type);
    const TyType *slice = u->kind == TY_SLICE ? u : to;
    if (slice->kind == TY_SLICE && ty_size(slice->slice.elem) == 1)
      in->flags |= GIR_I_BORROWED;
    return;
  }
}

/// []T → *[N]T, or → [N]T through it.
static GirOperand slice_to_array(LowerFn *f, GirOperand v, const TyType *to, GlLoc loc) {
  bool is_pointer = ty_under_kind(to) == TY_POINTER;
  const TyType *array = ty_canonical(is_pointer ? ty_under(to)->pointer.elem : to);
  lower_check2(f, GIR_OP_CHECK_TO_ARRAY, v, lower_int(f, ty_under(array)->array.len), loc);
  const TyType *elem = ty_canonical(ty_under(v.type)->slice.elem);
  GirOperand data = lower_op1(f, GIR_OP_DATA, lower_pointer_to(f->c, elem), v, loc);
  GirOperand p =
      lower_op1(f, GIR_OP_CONVERT, is_pointer ? to : lower_pointer_to(f->c, array), data, loc);
  if (is_pointer)
    return p;
  if (ty_size(array) == 0)
    return lower_zero_value(f, to);
  return lower_load(f, gir_place_deref(f->p, p, array), loc);
}

static bool is_char_slice(const TyType *t) {
  const TyType *u = ty_under(t);
  if (u->kind != TY_SLICE)
    return false;
  TyKind k = ty_under_kind(u->slice.elem);
  return k == TY_UINT8 || k == TY_INT32;
}

GirOperand lower_convert(LowerFn *f, GirOperand v, const TyType *to, SynNode *e, GlLoc loc) {
  const TyType *from = v.type;
  if (ty_is_interface(to))
    return lower_assign_convert(f, v, to, e, syn_unparen(e->call.args.data[0])->loc);
  bool from_string = ty_flags(from) & TY_F_STRING, to_string = ty_flags(to) & TY_F_STRING;
  if ((to_string && ((ty_flags(from) & TY_F_INTEGER) || is_char_slice(from))) ||
      (from_string && is_char_slice(to)))
    return string_convert(f, v, to, e, loc);
  if (ty_under_kind(from) == TY_SLICE && ty_under_kind(to) != TY_SLICE)
    return slice_to_array(f, v, to, loc);
  if (from == to)
    return v;
  bool is_nil = v.kind == GIR_OPERAND_CONST && v.konst->kind == GIR_CONST_ZERO;
  if (is_nil || (ty_under_kind(from) == ty_under_kind(to) && v.kind != GIR_OPERAND_LOCAL))
    return lower_retype(f, v, to, loc);
  GirOperand r = lower_op1(f, GIR_OP_CONVERT, to, v, loc);
  if (lower_is_not_nil(f, v) && ty_under_kind(from) == TY_POINTER)
    lower_mark_not_nil(f, r);
  return r;
}
