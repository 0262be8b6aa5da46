/// \file
/// Reading strings: bytes and runes.

#include "codegen_internal.h"

static LLVMValueRef byte_at(CgFunc *f, LLVMValueRef data, LLVMValueRef index) {
  LLVMValueRef at = LLVMBuildGEPWithNoWrapFlags(f->b, f->m->i8, data, &index, 1, "",
                                                LLVMGEPFlagInBounds | LLVMGEPFlagNUW);
  return LLVMBuildLoad2(f->b, f->m->i8, at, "");
}

void cg_emit_string_index(CgFunc *f, const GirInstr *in) {
  CgValue s = cg_operand(f, &in->args[0]);
  LLVMValueRef c = byte_at(f, s.v[0], cg_operand_i64(f, &in->args[1]));
  if (in->dst)
    cg_local_set(f, in->dst, cg_scalar(f->m, gir_local(f->gir, in->dst)->type, c));
}

/// ASCII inline, all else in the runtime.
void cg_emit_decode_rune(CgFunc *f, const GirInstr *in) {
  CgModule *m = f->m;
  CgValue s = cg_operand(f, &in->args[0]);
  LLVMValueRef index = cg_operand_i64(f, &in->args[1]);
  LLVMValueRef c = byte_at(f, s.v[0], index);
  LLVMValueRef rune1 = LLVMBuildZExt(f->b, c, m->i32, "");
  LLVMValueRef next1 = LLVMBuildNUWAdd(f->b, index, cg_int(m, 1), "");
  LLVMBasicBlockRef ascii = LLVMGetInsertBlock(f->b);
  LLVMBasicBlockRef join = cg_block_after(f, ""), slow = cg_block_after(f, "rune");
  LLVMValueRef is_ascii = LLVMBuildICmp(f->b, LLVMIntSGE, c, LLVMConstNull(m->i8), "");
  LLVMBuildCondBr(f->b, is_ascii, join, slow);
  cg_go_to(f, slow);
  LLVMValueRef args[3] = {s.v[0], s.v[1], index};
  LLVMValueRef both = cg_runtime_call(f, CG_RT_decode_rune, args, 3);
  LLVMValueRef rune2 = LLVMBuildTrunc(f->b, LLVMBuildExtractValue(f->b, both, 0, ""), m->i32, "");
  LLVMValueRef next2 = LLVMBuildExtractValue(f->b, both, 1, "");
  LLVMBuildBr(f->b, join);
  cg_go_to(f, join);
  LLVMValueRef rune = cg_phi(f, rune1, ascii, rune2, slow);
  LLVMValueRef next = cg_phi(f, next1, ascii, next2, slow);
  if (in->dst)
    cg_local_set(f, in->dst, cg_scalar(m, gir_local(f->gir, in->dst)->type, rune));
  if (in->dst2)
    cg_local_set(f, in->dst2, cg_scalar(m, gir_local(f->gir, in->dst2)->type, next));
}
