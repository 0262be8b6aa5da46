/// \file
/// defer and recover: the frame's identity, records of deferred calls, the recover token.
/// A function one of whose deferred calls may recover calls grt_setjmp at entry, and has one alloca
/// for its frame record and all locals that are read after a recovered panic: its address goes to
/// the runtime, so LLVM keeps those locals in memory. Others need neither: nothing ever jumps back
/// into them.
/// Source: runtime/README.md, "defer, panic, recover"; golite/abi/defer.h.

#include "golite/abi/defer.h"

#include "codegen_internal.h"

#include <stddef.h>

/// A function with more deferred calls in its frame leaves running them to the runtime.
enum { MAX_DIRECT = 4 };

struct CgDefers {
  const GirInstr *sites[MAX_DIRECT]; // of records in the frame, in the order of the source
  LLVMValueRef records[MAX_DIRECT];
  const GirFunc *targets[MAX_DIRECT]; // NULL: known only at run time
  uint32_t n;
  bool is_direct; // those above are all that lie in the frame
  bool has_heap;  // some are on the heap
  bool may_recover;
};

static bool has_recover_instr(const GirFunc *g) {
  for (uint32_t i = 0; i < g->blocks.len; i++)
    for (uint32_t k = 0; k < g->blocks.data[i]->instrs.len; k++)
      if (g->blocks.data[i]->instrs.data[k]->op == GIR_OP_RECOVER)
        return true;
  return false;
}

static bool writes(const GirInstr *in, GirLocalId id) {
  bool found = in->dst == id || in->dst2 == id;
  for (uint32_t k = 0; k < in->n_dsts; k++)
    found |= in->dsts[k] == id;
  return found;
}

/// The function behind a func value: a constant, or made by the only CLOSURE that writes the local.
static const GirFunc *known_target(const GirFunc *g, const GirOperand *o) {
  if (o->kind == GIR_OPERAND_FUNC)
    return o->func;
  if (o->kind != GIR_OPERAND_LOCAL)
    return NULL;
  const GirLocal *l = gir_local(g, o->local);
  if (l->kind != GIR_LOCAL_TEMP || l->is_memory)
    return NULL;
  const GirInstr *def = NULL;
  for (uint32_t i = 0; i < g->blocks.len; i++)
    for (uint32_t k = 0; k < g->blocks.data[i]->instrs.len; k++) {
      const GirInstr *in = g->blocks.data[i]->instrs.data[k];
      if (!writes(in, o->local))
        continue;
      if (def || in->op != GIR_OP_CLOSURE)
        return NULL;
      def = in;
    }
  return def ? def->callee->func : NULL;
}

static bool is_in_frame(const GirInstr *in) {
  return in->site->placement == GIR_PLACE_STACK || in->site->placement == GIR_PLACE_STACK_IF;
}

static void plan_site(CgDefers *d, const GirFunc *g, const GirInstr *in) {
  const GirFunc *target = known_target(g, &in->args[0]);
  d->may_recover |= !target || target->is_external || target->has_recover;
  if (in->sub == GIR_DEFER_MARK) // range bodies push whatever they like
    d->may_recover = d->has_heap = true;
  if (!is_in_frame(in)) {
    d->has_heap = true;
    return;
  }
  if (d->n == MAX_DIRECT) {
    d->is_direct = false;
    return;
  }
  d->targets[d->n] = target && !target->is_external ? target : NULL;
  d->sites[d->n++] = in;
}

bool cg_defer_plan(CgFunc *f) {
  const GirFunc *g = f->gir;
  if (!g->recover_block)
    return false;
  CgDefers *d = f->defers = GL_NEW(f->m->arena, CgDefers);
  d->is_direct = true;
  for (uint32_t i = 0; i < g->blocks.len; i++)
    for (uint32_t k = 0; k < g->blocks.data[i]->instrs.len; k++)
      if (g->blocks.data[i]->instrs.data[k]->op == GIR_OP_DEFER)
        plan_site(d, g, g->blocks.data[i]->instrs.data[k]);
  return d->may_recover;
}

static LLVMValueRef new_record(CgFunc *f) {
  LLVMTypeRef words = LLVMArrayType2(f->m->i64, sizeof(AbiDefer) / CG_WORD);
  return cg_alloca(f, words, CG_WORD, "defer");
}

void cg_defer_prologue(CgFunc *f) {
  CgModule *m = f->m;
  if (f->gir->has_recover && has_recover_instr(f->gir))
    f->token = cg_runtime_call(f, CG_RT_recover_enter, NULL, 0);
  if (!f->gir->recover_block)
    return;
  for (uint32_t i = 0; i < f->defers->n; i++)
    f->defers->records[i] = new_record(f);
  if (!f->defers->may_recover)
    return;
  LLVMValueRef again = cg_runtime_call(f, CG_RT_setjmp, &f->frame, 1);
  LLVMBasicBlockRef body = cg_block_after(f, "body");
  LLVMValueRef is_first = LLVMBuildICmp(f->b, LLVMIntEQ, again, LLVMConstNull(m->i32), "");
  LLVMBuildCondBr(f->b, is_first, body, f->blocks[f->gir->recover_block->id]);
  cg_go_to(f, body);
}

static LLVMValueRef record_of(CgFunc *f, const GirInstr *in) {
  for (uint32_t i = 0; i < f->defers->n; i++)
    if (f->defers->sites[i] == in)
      return f->defers->records[i];
  return is_in_frame(in) ? new_record(f) : cg_runtime_call(f, CG_RT_defer_new, NULL, 0);
}

/// AbiG.defers of the running goroutine.
static LLVMValueRef chain_address(CgFunc *f) {
  CgModule *m = f->m;
  LLVMTypeRef segment = LLVMPointerTypeInContext(m->context, CG_FS_ADDRESS_SPACE);
  LLVMValueRef slot = LLVMConstIntToPtr(cg_int(m, ABI_FS_G), segment);
  return cg_offset(f, LLVMBuildLoad2(f->b, m->ptr, slot, "g"), offsetof(AbiG, defers));
}

/// A record for an outer frame comes above that frame's latest, below those of the frames in
/// between: *at is the link that leads there.
static LLVMValueRef find_link(CgFunc *f, LLVMValueRef chain, LLVMValueRef frame) {
  CgModule *m = f->m;
  LLVMBasicBlockRef from = LLVMGetInsertBlock(f->b), head = cg_block_after(f, "link");
  LLVMBuildBr(f->b, head);
  cg_go_to(f, head);
  LLVMValueRef at = LLVMBuildPhi(f->b, m->ptr, "");
  LLVMValueRef record = LLVMBuildLoad2(f->b, m->ptr, at, "");
  LLVMValueRef is_there = LLVMBuildICmp(f->b, LLVMIntNE, record, LLVMConstNull(m->ptr), "");
  cg_check(f, is_there, CG_RT_unreachable, NULL, 0);
  LLVMValueRef owner = cg_offset(f, record, offsetof(AbiDefer, frame));
  owner = LLVMBuildLoad2(f->b, m->ptr, owner, "");
  LLVMValueRef next = cg_offset(f, record, offsetof(AbiDefer, link));
  LLVMBasicBlockRef end = LLVMGetInsertBlock(f->b), found = cg_block_after(f, "");
  LLVMBuildCondBr(f->b, LLVMBuildICmp(f->b, LLVMIntEQ, owner, frame, ""), found, head);
  LLVMAddIncoming(at, &chain, &from, 1);
  LLVMAddIncoming(at, &next, &end, 1);
  cg_go_to(f, found);
  return at;
}

static void push_for(CgFunc *f, const GirInstr *in) {
  CgModule *m = f->m;
  LLVMValueRef fn = cg_operand_scalar(f, &in->args[0]);
  LLVMValueRef frame = cg_operand_scalar(f, &in->args[1]);
  LLVMValueRef record = cg_runtime_call(f, CG_RT_defer_new, NULL, 0);
  cg_mark_site(f, record, in->site, "heap");
  LLVMValueRef at = find_link(f, cg_operand_scalar(f, &in->args[2]), frame);
  LLVMBuildStore(f->b, LLVMBuildLoad2(f->b, m->ptr, at, ""),
                 cg_offset(f, record, offsetof(AbiDefer, link)));
  LLVMBuildStore(f->b, fn, cg_offset(f, record, offsetof(AbiDefer, fn)));
  LLVMBuildStore(f->b, frame, cg_offset(f, record, offsetof(AbiDefer, frame)));
  LLVMBuildStore(f->b, record, at);
}

void cg_emit_defer(CgFunc *f, const GirInstr *in) {
  CgModule *m = f->m;
  if (in->sub == GIR_DEFER_FOR) {
    push_for(f, in);
    return;
  }
  LLVMValueRef fn = cg_operand_scalar(f, &in->args[0]), record = record_of(f, in);
  cg_mark_site(f, record, in->site, is_in_frame(in) ? "stack" : "heap");
  LLVMValueRef chain = chain_address(f);
  LLVMBuildStore(f->b, LLVMBuildLoad2(f->b, m->ptr, chain, ""),
                 cg_offset(f, record, offsetof(AbiDefer, link)));
  LLVMBuildStore(f->b, fn, cg_offset(f, record, offsetof(AbiDefer, fn)));
  LLVMBuildStore(f->b, f->frame, cg_offset(f, record, offsetof(AbiDefer, frame)));
  LLVMBuildStore(f->b, record, chain);
  if (in->dst)
    cg_local_set(f, in->dst, cg_scalar(m, gir_local(f->gir, in->dst)->type, f->frame));
  if (in->dst2)
    cg_local_set(f, in->dst2, cg_scalar(m, gir_local(f->gir, in->dst2)->type, chain));
}

static void call_deferred(CgFunc *f, const GirFunc *target, const TyType *type, LLVMValueRef fn) {
  CgModule *m = f->m;
  LLVMValueRef nil = LLVMConstNull(m->ptr), code;
  CgSignature s;
  if (target) {
    s = cg_signature_of_func(m, target);
    code = cg_function(m, target);
  } else {
    cg_check(f, LLVMBuildICmp(f->b, LLVMIntNE, fn, nil, ""), CG_RT_panic_nil, NULL, 0);
    s = cg_signature_of_type(m, type, false, true);
    code = LLVMBuildLoad2(f->b, m->ptr, fn, "");
  }
  LLVMValueRef call = LLVMBuildCall2(f->b, s.type, code, &fn, s.has_nest, "");
  LLVMSetInstructionCallConv(call, CG_SWIFT_CC);
  cg_signature_attributes(m, &s, call);
}

/// Runs record `i` of the frame if it is the chain's latest: unlinks it first, as the runtime does.
static void run_record(CgFunc *f, uint32_t i) {
  CgModule *m = f->m;
  LLVMValueRef record = f->defers->records[i], chain = chain_address(f);
  LLVMValueRef latest = LLVMBuildLoad2(f->b, m->ptr, chain, "");
  LLVMBasicBlockRef run = cg_block_after(f, "deferred");
  LLVMBasicBlockRef from = LLVMGetInsertBlock(f->b);
  cg_go_to(f, run);
  LLVMBasicBlockRef next = cg_block_after(f, "");
  cg_go_to(f, from);
  LLVMBuildCondBr(f->b, LLVMBuildICmp(f->b, LLVMIntEQ, latest, record, ""), run, next);
  cg_go_to(f, run);
  LLVMValueRef link = cg_offset(f, record, offsetof(AbiDefer, link));
  LLVMBuildStore(f->b, LLVMBuildLoad2(f->b, m->ptr, link, ""), chain);
  LLVMValueRef fn = LLVMBuildLoad2(f->b, m->ptr, cg_offset(f, record, offsetof(AbiDefer, fn)), "");
  const GirInstr *site = f->defers->sites[i];
  call_deferred(f, f->defers->targets[i], site->args[0].type, fn);
  LLVMBuildBr(f->b, next);
  cg_go_to(f, next);
}

/// The latest record is most likely that of the last statement. What another order of the
/// statements, or a loop, leaves is the runtime's.
void cg_emit_run_defers(CgFunc *f, const GirInstr *in) {
  const CgDefers *d = f->defers;
  bool after_panic = false;
  for (uint32_t i = 0; i < f->gir->recover_block->instrs.len; i++)
    after_panic |= f->gir->recover_block->instrs.data[i] == in;
  bool is_direct = d->is_direct && !after_panic;
  for (uint32_t i = is_direct ? d->n : 0; i-- > 0;)
    run_record(f, i);
  if (!is_direct || d->has_heap || d->n > 1)
    cg_runtime_call(f, CG_RT_defer_run, &f->frame, 1);
}

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
