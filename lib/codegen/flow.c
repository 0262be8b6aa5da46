/// \file
/// Blocks and branches inside one instruction.

#include "codegen_internal.h"

LLVMBasicBlockRef cg_block_cold(CgFunc *f, const char *name) {
  return LLVMAppendBasicBlockInContext(f->m->context, f->fn, name);
}

LLVMBasicBlockRef cg_block_after(CgFunc *f, const char *name) {
  LLVMBasicBlockRef here = LLVMGetInsertBlock(f->b);
  LLVMBasicBlockRef b = LLVMAppendBasicBlockInContext(f->m->context, f->fn, name);
  LLVMMoveBasicBlockAfter(b, here);
  return b;
}

void cg_go_to(CgFunc *f, LLVMBasicBlockRef b) { LLVMPositionBuilderAtEnd(f->b, b); }

LLVMValueRef cg_phi(CgFunc *f, LLVMValueRef a, LLVMBasicBlockRef from_a, LLVMValueRef b,
                    LLVMBasicBlockRef from_b) {
  LLVMValueRef phi = LLVMBuildPhi(f->b, LLVMTypeOf(a), "");
  LLVMValueRef values[2] = {a, b};
  LLVMBasicBlockRef blocks[2] = {from_a, from_b};
  LLVMAddIncoming(phi, values, blocks, 2);
  return phi;
}

CgIf cg_if_begin(CgFunc *f, LLVMValueRef cond) {
  CgIf g = {.from = LLVMGetInsertBlock(f->b)};
  LLVMBasicBlockRef then = cg_block_after(f, "");
  g.join = cg_block_cold(f, "");
  LLVMBuildCondBr(f->b, cond, then, g.join);
  cg_go_to(f, then);
  return g;
}

LLVMValueRef cg_if_end(CgFunc *f, CgIf g, LLVMValueRef value, LLVMValueRef otherwise) {
  LLVMBasicBlockRef last = LLVMGetInsertBlock(f->b);
  LLVMMoveBasicBlockAfter(g.join, last);
  LLVMBuildBr(f->b, g.join);
  cg_go_to(f, g.join);
  return cg_phi(f, otherwise, g.from, value, last);
}
