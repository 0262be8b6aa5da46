/// \file
/// Unary and binary arithmetic of integers, booleans, pointers; floats and complex numbers go to
/// float.c, comparisons to compare.c. Integers wrap; division and shift counts were checked before.
/// Source: Go spec "Arithmetic operators", "Integer overflow".

#include "codegen_internal.h"

static LLVMValueRef divide_plainly(CgFunc *f, GirBinary op, LLVMValueRef a, LLVMValueRef b) {
  return op == GIR_DIV ? LLVMBuildSDiv(f->b, a, b, "") : LLVMBuildSRem(f->b, a, b, "");
}

/// MinInt / -1 is MinInt and MinInt % -1 is 0; to LLVM it is undefined, and the machine traps.
/// Narrow integers are divided as int32, where it does not happen. For others there is a branch:
/// the predictor takes it off the path from operands to result, where a select would stand.
static LLVMValueRef divide_signed(CgFunc *f, GirBinary op, LLVMValueRef a, LLVMValueRef b) {
  LLVMTypeRef t = LLVMTypeOf(a), wide = f->m->i32;
  if (LLVMIsAConstantInt(b) && LLVMConstIntGetSExtValue(b) != -1)
    return divide_plainly(f, op, a, b);
  if (LLVMGetIntTypeWidth(t) < 32) {
    LLVMValueRef x = LLVMBuildSExt(f->b, a, wide, ""), y = LLVMBuildSExt(f->b, b, wide, "");
    return LLVMBuildTrunc(f->b, divide_plainly(f, op, x, y), t, "");
  }
  LLVMValueRef by_minus_one = op == GIR_DIV ? LLVMBuildNeg(f->b, a, "") : LLVMConstNull(t);
  CgIf g = cg_if_begin(f, LLVMBuildICmp(f->b, LLVMIntNE, b, LLVMConstAllOnes(t), ""));
  return cg_if_end(f, g, divide_plainly(f, op, a, b), by_minus_one);
}

static LLVMValueRef divide(CgFunc *f, GirBinary op, LLVMValueRef a, LLVMValueRef b,
                           bool is_signed) {
  if (is_signed)
    return divide_signed(f, op, a, b);
  return op == GIR_DIV ? LLVMBuildUDiv(f->b, a, b, "") : LLVMBuildURem(f->b, a, b, "");
}

/// `a` shifted by any count: counts of the width and more give 0, or the sign.
static LLVMValueRef shift(CgFunc *f, GirBinary op, LLVMValueRef a, LLVMValueRef count,
                          bool is_signed) {
  LLVMTypeRef t = LLVMTypeOf(a), ct = LLVMTypeOf(count);
  unsigned width = LLVMGetIntTypeWidth(t);
  LLVMValueRef limit = LLVMConstInt(ct, width, false);
  bool is_arithmetic = op == GIR_SHR && is_signed;
  if (LLVMIsAConstantInt(count)) {
    uint64_t n = LLVMConstIntGetZExtValue(count);
    if (n >= width && !is_arithmetic)
      return LLVMConstNull(t);
    count = LLVMConstInt(t, n >= width ? width - 1 : n, false);
    return op == GIR_SHL   ? LLVMBuildShl(f->b, a, count, "")
           : is_arithmetic ? LLVMBuildAShr(f->b, a, count, "")
                           : LLVMBuildLShr(f->b, a, count, "");
  }
  LLVMValueRef in_range = LLVMBuildICmp(f->b, LLVMIntULT, count, limit, "");
  LLVMValueRef last = LLVMConstInt(ct, width - 1, false);
  // The count is masked by select, so that the shift itself is defined.
  LLVMValueRef n =
      LLVMBuildSelect(f->b, in_range, count, is_arithmetic ? last : LLVMConstNull(ct), "");
  n = LLVMBuildIntCast2(f->b, n, t, false, "");
  if (is_arithmetic)
    return LLVMBuildAShr(f->b, a, n, "");
  LLVMValueRef r = op == GIR_SHL ? LLVMBuildShl(f->b, a, n, "") : LLVMBuildLShr(f->b, a, n, "");
  return LLVMBuildSelect(f->b, in_range, r, LLVMConstNull(t), "");
}

static LLVMValueRef integer_min_max(CgFunc *f, GirBinary op, LLVMValueRef a, LLVMValueRef b,
                                    bool is_signed) {
  LLVMTypeRef t = LLVMTypeOf(a);
  LLVMValueRef args[2] = {a, b};
  const char *name = op == GIR_MIN ? (is_signed ? "llvm.smin" : "llvm.umin")
                                   : (is_signed ? "llvm.smax" : "llvm.umax");
  return cg_intrinsic_call(f, name, &t, 1, args, 2);
}

static LLVMValueRef integer_binary(CgFunc *f, GirBinary op, LLVMValueRef a, LLVMValueRef b,
                                   bool is_signed) {
  switch (op) {
  case GIR_ADD: return LLVMBuildAdd(f->b, a, b, "");
  case GIR_SUB: return LLVMBuildSub(f->b, a, b, "");
  case GIR_MUL: return LLVMBuildMul(f->b, a, b, "");
  case GIR_DIV:
  case GIR_REM: return divide(f, op, a, b, is_signed);
  case GIR_AND: return LLVMBuildAnd(f->b, a, b, "");
  case GIR_OR: return LLVMBuildOr(f->b, a, b, "");
  case GIR_XOR: return LLVMBuildXor(f->b, a, b, "");
  case GIR_AND_NOT: return LLVMBuildAnd(f->b, a, LLVMBuildNot(f->b, b, ""), "");
  case GIR_SHL:
  case GIR_SHR: return shift(f, op, a, b, is_signed);
  case GIR_MIN:
  case GIR_MAX: return integer_min_max(f, op, a, b, is_signed);
  case GIR_EQ:
  case GIR_NE:
  case GIR_LT:
  case GIR_LE:
  case GIR_GT:
  case GIR_GE:
  case GIR_PTR_ADD:
  case GIR_BINARY_COUNT: break;
  }
  GL_UNREACHABLE();
}

static LLVMValueRef float_binary(CgFunc *f, GirBinary op, LLVMValueRef a, LLVMValueRef b) {
  switch (op) {
  case GIR_ADD: return LLVMBuildFAdd(f->b, a, b, "");
  case GIR_SUB: return LLVMBuildFSub(f->b, a, b, "");
  case GIR_MUL: return LLVMBuildFMul(f->b, a, b, "");
  case GIR_DIV: return LLVMBuildFDiv(f->b, a, b, "");
  case GIR_MIN:
  case GIR_MAX: return cg_float_min_max(f, op, a, b);
  case GIR_REM:
  case GIR_AND:
  case GIR_OR:
  case GIR_XOR:
  case GIR_AND_NOT:
  case GIR_SHL:
  case GIR_SHR:
  case GIR_EQ:
  case GIR_NE:
  case GIR_LT:
  case GIR_LE:
  case GIR_GT:
  case GIR_GE:
  case GIR_PTR_ADD:
  case GIR_BINARY_COUNT: break;
  }
  GL_UNREACHABLE();
}

/// min or max of two strings: the first one wins when they are equal.
static CgValue string_min_max(CgFunc *f, GirBinary op, CgValue a, CgValue b) {
  LLVMValueRef takes_b = cg_compare_strings(f, op == GIR_MIN ? GIR_LT : GIR_GT, b, a);
  CgValue r = a;
  for (int i = 0; i < 2; i++)
    r.v[i] = LLVMBuildSelect(f->b, takes_b, b.v[i], a.v[i], "");
  return r;
}

/// unsafe.Add: any pointer, any offset, so no promise of staying inside the object.
static CgValue pointer_add(CgFunc *f, CgValue p, CgValue n, bool is_signed) {
  LLVMValueRef offset = LLVMBuildIntCast2(f->b, n.v[0], f->m->i64, is_signed, "");
  p.v[0] = LLVMBuildGEP2(f->b, f->m->i8, p.v[0], &offset, 1, "");
  return p;
}

CgValue cg_arithmetic(CgFunc *f, GirBinary op, CgValue a, CgValue b) {
  const TyType *t = a.layout->type;
  uint32_t flags = ty_flags(t);
  if (op == GIR_PTR_ADD)
    return pointer_add(f, a, b, cg_is_signed(b.layout->type));
  if (flags & TY_F_COMPLEX)
    return cg_complex_binary(f, op, a, b);
  if (flags & TY_F_STRING)
    return string_min_max(f, op, a, b);
  if (flags & TY_F_FLOAT)
    a.v[0] = float_binary(f, op, a.v[0], b.v[0]);
  else
    a.v[0] = integer_binary(f, op, a.v[0], b.v[0], cg_is_signed(t));
  return a;
}

static LLVMValueRef negate(CgFunc *f, const CgLeaf *leaf, LLVMValueRef v) {
  return leaf->is_float ? LLVMBuildFNeg(f->b, v, "") : LLVMBuildNeg(f->b, v, "");
}

void cg_emit_unary(CgFunc *f, const GirInstr *in) {
  CgValue v = cg_operand(f, &in->args[0]);
  const CgLayout *l = v.layout;
  CgValue r = v;
  switch ((GirUnary)in->sub) {
  case GIR_NEG:
    for (uint32_t i = 0; i < l->n_leaves; i++)
      r.v[i] = negate(f, &l->leaves[i], v.v[i]);
    break;
  case GIR_NOT:
  case GIR_COM: r.v[0] = LLVMBuildNot(f->b, v.v[0], ""); break;
  case GIR_REAL:
  case GIR_IMAG:
    r = cg_scalar(f->m, gir_local(f->gir, in->dst)->type, v.v[in->sub == GIR_IMAG]);
    break;
  case GIR_UNARY_COUNT: GL_UNREACHABLE();
  }
  cg_local_set(f, in->dst, r);
}

void cg_emit_binary(CgFunc *f, const GirInstr *in) {
  CgValue a = cg_operand(f, &in->args[0]), b = cg_operand(f, &in->args[1]);
  GirBinary op = (GirBinary)in->sub;
  if (op >= GIR_EQ && op <= GIR_GE) {
    LLVMValueRef r = cg_compare(f, op, a, b);
    if (in->dst)
      cg_local_set(f, in->dst, cg_scalar(f->m, gir_local(f->gir, in->dst)->type, r));
    return;
  }
  cg_local_set(f, in->dst, cg_arithmetic(f, op, a, b));
}
