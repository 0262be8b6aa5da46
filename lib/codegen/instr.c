/// \file
/// One instruction: which emitter does it. Terminators are done here.

#include "codegen_internal.h"

static void emit_branch(CgFunc *f, const GirInstr *in) {
  LLVMValueRef cond = cg_operand_scalar(f, &in->args[0]);
  LLVMBuildCondBr(f->b, cond, f->blocks[in->to[0]->id], f->blocks[in->to[1]->id]);
}

static void emit_switch(CgFunc *f, const GirInstr *in) {
  uint32_t n = in->n_args - 1;
  LLVMValueRef value = cg_operand_scalar(f, &in->args[0]);
  LLVMValueRef sw = LLVMBuildSwitch(f->b, value, f->blocks[in->to[n]->id], n);
  for (uint32_t i = 0; i < n; i++)
    LLVMAddCase(sw, cg_operand_scalar(f, &in->args[i + 1]), f->blocks[in->to[i]->id]);
}

static void emit_complex(CgFunc *f, const GirInstr *in) {
  LLVMValueRef re = cg_operand_scalar(f, &in->args[0]), im = cg_operand_scalar(f, &in->args[1]);
  cg_local_set(f, in->dst, cg_scalars(f->m, gir_local(f->gir, in->dst)->type, re, im, NULL));
}

static void emit_panic(CgFunc *f, const GirInstr *in) {
  CgValue v = cg_operand(f, &in->args[0]);
  cg_runtime_call(f, CG_RT_panic, v.v, 2);
  cg_go_to(f, cg_block_after(f, "")); // for what GIR still has in this block
}

static void emit_keep_alive(CgFunc *f, const GirInstr *in) {
  CgModule *m = f->m;
  CgValue v = cg_operand(f, &in->args[0]);
  LLVMValueRef p = v.layout->is_memory ? cg_spill(f, v) : v.v[v.layout->n_leaves > 1];
  if (!p || LLVMTypeOf(p) != m->ptr)
    return;
  LLVMTypeRef type = LLVMFunctionType(m->t_void, &m->ptr, 1, false);
  LLVMValueRef nothing =
      LLVMGetInlineAsm(type, "", 0, "r,~{memory}", 11, true, false, LLVMInlineAsmDialectATT, false);
  LLVMBuildCall2(f->b, type, nothing, &p, 1, "");
}

static void emit_terminator(CgFunc *f, const GirInstr *in) {
  if (in->op == GIR_OP_JUMP)
    LLVMBuildBr(f->b, f->blocks[in->to[0]->id]);
  else if (in->op == GIR_OP_BRANCH)
    emit_branch(f, in);
  else if (in->op == GIR_OP_SWITCH)
    emit_switch(f, in);
  else if (in->op == GIR_OP_RETURN)
    cg_emit_return(f, in);
  else
    LLVMBuildUnreachable(f->b);
}

void cg_emit_instr(CgFunc *f, const GirInstr *in) {
  switch (in->op) {
  case GIR_OP_COPY: cg_local_set(f, in->dst, cg_operand(f, &in->args[0])); return;
  case GIR_OP_LOAD: cg_emit_load(f, in); return;
  case GIR_OP_STORE: cg_emit_store(f, in); return;
  case GIR_OP_ADDR: cg_emit_addr(f, in); return;
  case GIR_OP_ZERO: cg_emit_zero(f, in); return;
  case GIR_OP_UNARY: cg_emit_unary(f, in); return;
  case GIR_OP_BINARY: cg_emit_binary(f, in); return;
  case GIR_OP_CONVERT: cg_emit_convert(f, in); return;
  case GIR_OP_COMPLEX: emit_complex(f, in); return;
  case GIR_OP_LEN:
  case GIR_OP_CAP:
  case GIR_OP_DATA: cg_emit_len_cap_data(f, in); return;
  case GIR_OP_MAKE_HEADER: cg_emit_header(f, in); return;
  case GIR_OP_STRING_INDEX: cg_emit_string_index(f, in); return;
  case GIR_OP_SLICE: cg_emit_slice(f, in); return;
  case GIR_OP_COPY_ELEMS: cg_emit_copy_elems(f, in); return;
  case GIR_OP_CLEAR: cg_emit_clear(f, in); return;
  case GIR_OP_DECODE_RUNE: cg_emit_decode_rune(f, in); return;
  case GIR_OP_CHECK_NIL:
  case GIR_OP_CHECK_INDEX:
  case GIR_OP_CHECK_DIVIDE:
  case GIR_OP_CHECK_SHIFT:
  case GIR_OP_CHECK_TO_ARRAY:
  case GIR_OP_CHECK_UNSAFE_SLICE:
  case GIR_OP_CHECK_UNSAFE_STRING: cg_emit_check(f, in); return;
  case GIR_OP_MAKE_IFACE: cg_emit_make_iface(f, in); return;
  case GIR_OP_CONVERT_IFACE: cg_emit_convert_iface(f, in); return;
  case GIR_OP_TYPE_ASSERT: cg_emit_type_assert(f, in); return;
  case GIR_OP_TYPE_TEST: cg_emit_type_test(f, in); return;
  case GIR_OP_VAR: cg_emit_var(f, in); return;
  case GIR_OP_NEW: cg_emit_new(f, in); return;
  case GIR_OP_MAKE_SLICE: cg_emit_make_slice(f, in); return;
  case GIR_OP_CLOSURE: cg_emit_closure(f, in); return;
  case GIR_OP_CONCAT: cg_emit_concat(f, in); return;
  case GIR_OP_STRING_CONVERT: cg_emit_string_convert(f, in); return;
  case GIR_OP_GROW: cg_emit_grow(f, in); return;
  case GIR_OP_RENEW: cg_emit_renew(f, in); return;
  case GIR_OP_DEFER: cg_emit_defer(f, in); return;
  case GIR_OP_MAKE_CHAN: cg_emit_make_chan(f, in); return;
  case GIR_OP_SEND: cg_emit_send(f, in); return;
  case GIR_OP_RECEIVE: cg_emit_receive(f, in); return;
  case GIR_OP_CLOSE: cg_emit_close(f, in); return;
  case GIR_OP_SELECT: cg_emit_select(f, in); return;
  case GIR_OP_GO: cg_emit_go(f, in); return;
  case GIR_OP_MAKE_MAP: cg_emit_make_map(f, in); return;
  case GIR_OP_MAP_FIND: cg_emit_map_find(f, in); return;
  case GIR_OP_MAP_SLOT: cg_emit_map_slot(f, in); return;
  case GIR_OP_MAP_DELETE: cg_emit_map_delete(f, in); return;
  case GIR_OP_MAP_CLEAR: cg_emit_map_clear(f, in); return;
  case GIR_OP_MAP_START: cg_emit_map_start(f, in); return;
  case GIR_OP_MAP_NEXT: cg_emit_map_next(f, in); return;
  case GIR_OP_MAP_ENTRY: cg_emit_map_entry(f, in); return;
  case GIR_OP_CALL: cg_emit_call(f, in); return;
  case GIR_OP_PRINT: cg_emit_print(f, in); return;
  case GIR_OP_PANIC: emit_panic(f, in); return;
  case GIR_OP_RECOVER: cg_emit_recover(f, in); return;
  case GIR_OP_RUN_DEFERS: cg_emit_run_defers(f, in); return;
  case GIR_OP_KEEP_ALIVE: emit_keep_alive(f, in); return;
  case GIR_OP_JUMP:
  case GIR_OP_BRANCH:
  case GIR_OP_SWITCH:
  case GIR_OP_RETURN:
  case GIR_OP_UNREACHABLE: emit_terminator(f, in); return;
  case GIR_OP_COUNT: break;
  }
  GL_UNREACHABLE();
}
