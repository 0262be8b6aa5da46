/// \file
/// Run-time checks: a compare, and one cold block for each check with the check's own position, so
/// that a panic names its line also after optimisation.

#include "codegen_internal.h"

void cg_check(CgFunc *f, LLVMValueRef ok, CgRuntime r, LLVMValueRef *args, unsigned n) {
  LLVMBasicBlockRef next = cg_block_after(f, ""), fail = cg_block_cold(f, "panic");
  LLVMBuildCondBr(f->b, ok, next, fail);
  cg_go_to(f, fail);
  cg_runtime_call(f, r, args, n);
  cg_go_to(f, next);
}

static LLVMValueRef not_null(CgFunc *f, LLVMValueRef p) { return LLVMBuildIsNotNull(f->b, p, ""); }

static void check_nil(CgFunc *f, const GirInstr *in) {
  cg_check(f, not_null(f, cg_operand_leaf(f, &in->args[0], 0)), CG_RT_panic_nil, NULL, 0);
}

static void check_index(CgFunc *f, const GirInstr *in) {
  LLVMValueRef args[2] = {cg_operand_i64(f, &in->args[0]), cg_operand_i64(f, &in->args[1])};
  bool is_signed = cg_is_signed(in->args[0].type);
  LLVMValueRef ok = LLVMBuildICmp(f->b, LLVMIntULT, args[0], args[1], "");
  cg_check(f, ok, is_signed ? CG_RT_panic_index : CG_RT_panic_index_u, args, 2);
}

static void check_divide(CgFunc *f, const GirInstr *in) {
  LLVMValueRef v = cg_operand_scalar(f, &in->args[0]);
  LLVMValueRef ok = LLVMBuildICmp(f->b, LLVMIntNE, v, LLVMConstNull(LLVMTypeOf(v)), "");
  cg_check(f, ok, CG_RT_panic_divide, NULL, 0);
}

static void check_shift(CgFunc *f, const GirInstr *in) {
  LLVMValueRef v = cg_operand_scalar(f, &in->args[0]);
  LLVMValueRef ok = LLVMBuildICmp(f->b, LLVMIntSGE, v, LLVMConstNull(LLVMTypeOf(v)), "");
  cg_check(f, ok, CG_RT_panic_shift, NULL, 0);
}

static void check_to_array(CgFunc *f, const GirInstr *in) {
  LLVMValueRef args[2] = {cg_operand_leaf(f, &in->args[0], 1), cg_operand_i64(f, &in->args[1])};
  LLVMValueRef ok = LLVMBuildICmp(f->b, LLVMIntSGE, args[0], args[1], "");
  cg_check(f, ok, CG_RT_panic_slice_convert, args, 2);
}

/// unsafe.Slice and unsafe.String: n must be in range, nil goes with n == 0 only, and the memory
/// must not pass the end of the address space.
static void check_unsafe(CgFunc *f, const GirInstr *in, int64_t elem_size, CgRuntime bad_len,
                         CgRuntime nil_pointer) {
  CgModule *m = f->m;
  LLVMValueRef p = cg_operand_scalar(f, &in->args[0]), n = cg_operand_i64(f, &in->args[1]);
  LLVMValueRef zero = cg_int(m, 0);
  cg_check(f, LLVMBuildICmp(f->b, LLVMIntSGE, n, zero, ""), bad_len, NULL, 0);
  LLVMValueRef is_empty = LLVMBuildICmp(f->b, LLVMIntEQ, n, zero, "");
  LLVMValueRef not_nil = LLVMBuildOr(f->b, LLVMBuildIsNotNull(f->b, p, ""), is_empty, "");
  cg_check(f, not_nil, nil_pointer, NULL, 0);
  if (elem_size == 0)
    return;
  LLVMValueRef address = LLVMBuildPtrToInt(f->b, p, m->i64, "");
  LLVMValueRef room = LLVMBuildNeg(f->b, address, ""); // bytes up to the end of the address space
  LLVMValueRef most = LLVMBuildUDiv(f->b, room, cg_int(m, elem_size), "");
  cg_check(f, LLVMBuildICmp(f->b, LLVMIntULE, n, most, ""), bad_len, NULL, 0);
}

void cg_emit_check(CgFunc *f, const GirInstr *in) {
  if (in->op == GIR_OP_CHECK_NIL)
    check_nil(f, in);
  else if (in->op == GIR_OP_CHECK_INDEX)
    check_index(f, in);
  else if (in->op == GIR_OP_CHECK_DIVIDE)
    check_divide(f, in);
  else if (in->op == GIR_OP_CHECK_SHIFT)
    check_shift(f, in);
  else if (in->op == GIR_OP_CHECK_TO_ARRAY)
    check_to_array(f, in);
  else if (in->op == GIR_OP_CHECK_UNSAFE_SLICE)
    check_unsafe(f, in, ty_size(in->type), CG_RT_panic_unsafe_slice_len,
                 CG_RT_panic_unsafe_slice_nilptr);
  else if (in->op == GIR_OP_CHECK_UNSAFE_STRING)
    check_unsafe(f, in, 1, CG_RT_panic_unsafe_string_len, CG_RT_panic_unsafe_string_nilptr);
  else
    GL_UNREACHABLE();
}
