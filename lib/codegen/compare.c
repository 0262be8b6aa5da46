/// \file
/// Comparisons: ordered types here, equality of everything in equal.c.
/// Source: Go spec "Comparison operators".

#include "codegen_internal.h"

static LLVMIntPredicate int_predicate(GirBinary op, bool is_signed) {
  switch (op) {
  case GIR_EQ: return LLVMIntEQ;
  case GIR_NE: return LLVMIntNE;
  case GIR_LT: return is_signed ? LLVMIntSLT : LLVMIntULT;
  case GIR_LE: return is_signed ? LLVMIntSLE : LLVMIntULE;
  case GIR_GT: return is_signed ? LLVMIntSGT : LLVMIntUGT;
  case GIR_GE: return is_signed ? LLVMIntSGE : LLVMIntUGE;
  case GIR_ADD:
  case GIR_SUB:
  case GIR_MUL:
  case GIR_DIV:
  case GIR_REM:
  case GIR_AND:
  case GIR_OR:
  case GIR_XOR:
  case GIR_AND_NOT:
  case GIR_SHL:
  case GIR_SHR:
  case GIR_MIN:
  case GIR_MAX:
  case GIR_PTR_ADD:
  case GIR_BINARY_COUNT: break;
  }
  GL_UNREACHABLE();
}

/// Ordered, so that NaN compares false; only != is true for it.
static LLVMRealPredicate real_predicate(GirBinary op) {
  static const LLVMRealPredicate predicates[] = {LLVMRealOEQ, LLVMRealUNE, LLVMRealOLT,
                                                 LLVMRealOLE, LLVMRealOGT, LLVMRealOGE};
  return predicates[op - GIR_EQ];
}

LLVMValueRef cg_compare_strings(CgFunc *f, GirBinary op, CgValue a, CgValue b) {
  LLVMValueRef args[4] = {a.v[0], a.v[1], b.v[0], b.v[1]};
  LLVMValueRef order = cg_runtime_call(f, CG_RT_cmpstring, args, 4);
  return LLVMBuildICmp(f->b, int_predicate(op, true), order, cg_int(f->m, 0), "");
}

LLVMValueRef cg_compare(CgFunc *f, GirBinary op, CgValue a, CgValue b) {
  const TyType *t = a.layout->type;
  uint32_t flags = ty_flags(t);
  if (flags & TY_F_FLOAT)
    return LLVMBuildFCmp(f->b, real_predicate(op), a.v[0], b.v[0], "");
  if (flags & (TY_F_INTEGER | TY_F_BOOLEAN))
    return LLVMBuildICmp(f->b, int_predicate(op, cg_is_signed(t)), a.v[0], b.v[0], "");
  if (op == GIR_EQ)
    return cg_equal(f, a, b);
  if (op == GIR_NE)
    return LLVMBuildNot(f->b, cg_equal(f, a, b), "");
  GL_ASSERT(flags & TY_F_STRING, "no order for this type");
  return cg_compare_strings(f, op, a, b);
}
