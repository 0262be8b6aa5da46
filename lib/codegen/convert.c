/// \file
/// Conversions between numbers, and those that change only the type.
/// Float → integer is what gc's amd64 code does, also out of range: never a bare fptosi, which is
/// undefined there. Measured against Go 1.27.4.

#include "codegen_internal.h"

/// cvttsd2si and cvttss2si: out of range and NaN give the smallest integer.
static LLVMValueRef truncate_float(CgFunc *f, LLVMValueRef v, bool is_64) {
  CgModule *m = f->m;
  bool is_f32 = LLVMTypeOf(v) == m->f32;
  LLVMTypeRef vector = LLVMVectorType(LLVMTypeOf(v), is_f32 ? 4 : 2);
  LLVMValueRef zero = LLVMConstInt(m->i32, 0, false);
  LLVMValueRef arg = LLVMBuildInsertElement(f->b, LLVMGetPoison(vector), v, zero, "");
  const char *name = is_f32 ? (is_64 ? "llvm.x86.sse.cvttss2si64" : "llvm.x86.sse.cvttss2si")
                            : (is_64 ? "llvm.x86.sse2.cvttsd2si64" : "llvm.x86.sse2.cvttsd2si");
  return cg_intrinsic_call(f, name, NULL, 0, &arg, 1);
}

/// Below 2^63 as signed; from there on (and for NaN) 2^63 less, with the top bit set.
static LLVMValueRef float_to_uint64(CgFunc *f, LLVMValueRef v) {
  LLVMTypeRef t = LLVMTypeOf(v);
  LLVMValueRef limit = LLVMConstReal(t, 0x1p63);
  LLVMValueRef top = LLVMConstInt(f->m->i64, UINT64_C(1) << 63, false);
  LLVMValueRef is_low = LLVMBuildFCmp(f->b, LLVMRealOLT, v, limit, "");
  LLVMValueRef low = truncate_float(f, v, true);
  LLVMValueRef high = truncate_float(f, LLVMBuildFSub(f->b, v, limit, ""), true);
  return LLVMBuildSelect(f->b, is_low, low, LLVMBuildOr(f->b, high, top, ""), "");
}

static LLVMValueRef float_to_int(CgFunc *f, LLVMValueRef v, const TyType *to) {
  LLVMTypeRef t = cg_layout(f->m, to)->mem;
  bool is_unsigned = ty_flags(to) & TY_F_UNSIGNED;
  int64_t size = ty_size(to);
  if (size == 8 && is_unsigned)
    return float_to_uint64(f, v);
  bool through_64 = size == 8 || (size == 4 && is_unsigned);
  return LLVMBuildIntCast2(f->b, truncate_float(f, v, through_64), t, false, "");
}

static LLVMValueRef convert_number(CgFunc *f, LLVMValueRef v, const TyType *from,
                                   const TyType *to) {
  LLVMTypeRef t = cg_layout(f->m, to)->leaves[0].type;
  bool from_float = ty_flags(from) & TY_F_FLOAT, to_float = ty_flags(to) & TY_F_FLOAT;
  if (from_float && to_float)
    return LLVMBuildFPCast(f->b, v, t, "");
  if (from_float)
    return float_to_int(f, v, to);
  if (to_float)
    return cg_is_signed(from) ? LLVMBuildSIToFP(f->b, v, t, "") : LLVMBuildUIToFP(f->b, v, t, "");
  return LLVMBuildIntCast2(f->b, v, t, cg_is_signed(from), "");
}

CgValue cg_convert(CgFunc *f, CgValue v, const TyType *to) {
  const TyType *from = v.layout->type;
  uint32_t numbers = TY_F_INTEGER | TY_F_FLOAT;
  CgValue r = v;
  r.layout = cg_layout(f->m, to);
  if ((ty_flags(from) & TY_F_COMPLEX) && (ty_flags(to) & TY_F_COMPLEX)) {
    for (int i = 0; i < 2; i++)
      r.v[i] = LLVMBuildFPCast(f->b, v.v[i], r.layout->leaves[i].type, "");
    return r;
  }
  bool from_number = ty_flags(from) & numbers, to_number = ty_flags(to) & numbers;
  if (from_number && to_number)
    r.v[0] = convert_number(f, v.v[0], from, to);
  else if (from_number && r.layout->n_leaves == 1 && r.layout->leaves[0].type == f->m->ptr)
    r.v[0] = LLVMBuildIntToPtr(f->b, v.v[0], f->m->ptr, "");
  else if (to_number && v.layout->n_leaves == 1 && v.layout->leaves[0].type == f->m->ptr)
    r.v[0] = LLVMBuildPtrToInt(f->b, v.v[0], f->m->i64, "");
  else
    GL_ASSERT(v.layout->size == r.layout->size && v.layout->n_leaves == r.layout->n_leaves,
              "conversion between different representations");
  return r;
}

void cg_emit_convert(CgFunc *f, const GirInstr *in) {
  if (ty_is_interface(in->type)) // of the same methods, but with a table of its own
    cg_emit_convert_iface(f, in);
  else if (in->dst)
    cg_local_set(f, in->dst, cg_convert(f, cg_operand(f, &in->args[0]), in->type));
}
