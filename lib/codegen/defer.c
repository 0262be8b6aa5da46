/// \file
/// defer and recover: the frame record with grt_setjmp at entry, deferred calls, the recover token.
/// A function that defers has one alloca for its frame record and all locals that are read after a
/// recovered panic: its address goes to the runtime, so LLVM keeps those locals in memory.
/// Source: runtime/README.md, "defer, panic, recover"; golite/abi/defer.h.

#include "golite/abi/defer.h"

#include "codegen_internal.h"

static bool has_recover_instr(const GirFunc *g) {
  for (uint32_t i = 0; i < g->blocks.len; i++)
    for (uint32_t k = 0; k < g->blocks.data[i]->instrs.len; k++)
      if (g->blocks.data[i]->instrs.data[k]->op == GIR_OP_RECOVER)
        return true;
  return false;
}

void cg_defer_prologue(CgFunc *f) {
  CgModule *m = f->m;
  if (f->gir->has_recover && has_recover_instr(f->gir))
    f->token = cg_runtime_call(f, CG_RT_recover_enter, NULL, 0);
  if (!f->gir->recover_block)
    return;
  LLVMValueRef again = cg_runtime_call(f, CG_RT_setjmp, &f->frame, 1);
  LLVMBasicBlockRef body = cg_block_after(f, "body");
  LLVMValueRef is_first = LLVMBuildICmp(f->b, LLVMIntEQ, again, LLVMConstNull(m->i32), "");
  LLVMBuildCondBr(f->b, is_first, body, f->blocks[f->gir->recover_block->id]);
  cg_go_to(f, body);
}

void cg_emit_defer(CgFunc *f, const GirInstr *in) {
  CgModule *m = f->m;
  LLVMValueRef record;
  bool in_frame =
      in->site->placement == GIR_PLACE_STACK || in->site->placement == GIR_PLACE_STACK_IF;
  if (in_frame) {
    LLVMTypeRef words = LLVMArrayType2(m->i64, sizeof(AbiDefer) / CG_WORD);
    record = cg_alloca(f, words, CG_WORD, "defer");
  } else {
    LLVMValueRef args[2] = {cg_int(m, sizeof(AbiDefer)), cg_runtime_data(m, "type_defer")};
    record = cg_runtime_call(f, CG_RT_new, args, 2);
  }
  cg_mark_site(f, record, in->site, in_frame ? "stack" : "heap");
  LLVMValueRef args[3] = {record, cg_operand_scalar(f, &in->args[0]), f->frame};
  cg_runtime_call(f, CG_RT_defer_push, args, 3);
}

void cg_emit_run_defers(CgFunc *f) { cg_runtime_call(f, CG_RT_defer_run, &f->frame, 1); }

void cg_emit_recover(CgFunc *f, const GirInstr *in) {
  GL_ASSERT(f->token || in->sub == GIR_RECOVER_BY, "recover() in a function that does not say so");
  if (in->sub == GIR_RECOVER_TOKEN) {
    if (in->dst)
      cg_local_set(f, in->dst, cg_scalar(f->m, gir_local(f->gir, in->dst)->type, f->token));
    return;
  }
  const CgLayout *l = cg_layout(f->m, in->dst ? gir_local(f->gir, in->dst)->type : in->type);
  LLVMValueRef args[2] = {cg_alloca(f, l->mem, l->align, "recovered"),
                          in->sub == GIR_RECOVER_BY ? cg_operand_scalar(f, &in->args[0])
                                                    : f->token};
  cg_runtime_call(f, CG_RT_recover, args, 2);
  if (in->dst)
    cg_local_set(f, in->dst, cg_load(f, l, args[0]));
}
