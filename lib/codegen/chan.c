/// \file
/// Channels, select and go: calls of the runtime with the elements in memory of this frame.
/// Source: golite/abi/runtime.def, "goroutines, channels, select".

#include "codegen_internal.h"

#include "golite/abi/layout.h"

#include <stddef.h>

static const TyType *elem_of(const TyType *chan) {
  const TyType *u = ty_under(chan);
  GL_ASSERT(u->kind == TY_CHAN, "no channel type");
  return u->chan.elem;
}

void cg_emit_make_chan(CgFunc *f, const GirInstr *in) {
  CgModule *m = f->m;
  LLVMValueRef args[2] = {cg_descriptor(m, in->type), cg_operand_i64(f, &in->args[0])};
  LLVMValueRef chan = cg_runtime_call(f, CG_RT_makechan, args, 2);
  cg_mark_site(f, chan, in->site, "heap");
  if (in->dst)
    cg_local_set(f, in->dst, cg_scalar(m, gir_local(f->gir, in->dst)->type, chan));
}

/// Other goroutines change it: each execution reads it again.
void cg_emit_chan_length(CgFunc *f, const GirInstr *in) {
  CgModule *m = f->m;
  if (!in->dst)
    return;
  LLVMValueRef chan = cg_operand_scalar(f, &in->args[0]);
  CgIf g = cg_if_begin(f, LLVMBuildICmp(f->b, LLVMIntNE, chan, LLVMConstNull(m->ptr), ""));
  int64_t word = in->op == GIR_OP_LEN ? offsetof(AbiChan, n_queued) : offsetof(AbiChan, n_slots);
  LLVMValueRef n = LLVMBuildLoad2(f->b, m->i64, cg_offset(f, chan, word), "");
  LLVMSetAlignment(n, CG_WORD);
  if (in->op == GIR_OP_LEN)
    LLVMSetOrdering(n, LLVMAtomicOrderingMonotonic);
  n = cg_if_end(f, g, n, cg_int(m, 0));
  cg_local_set(f, in->dst, cg_scalar(m, gir_local(f->gir, in->dst)->type, n));
}

/// Memory for an element that is received; `l` of size 0 needs none.
static LLVMValueRef elem_slot(CgFunc *f, const CgLayout *l) {
  if (l->size == 0)
    return LLVMConstNull(f->m->ptr);
  LLVMValueRef slot = cg_alloca(f, l->mem, l->align, "received");
  cg_lifetime(f, slot, true);
  return slot;
}

static void take_elem(CgFunc *f, GirLocalId dst, const CgLayout *l, LLVMValueRef slot) {
  if (l->size == 0)
    return;
  CgValue v = {.layout = l, .address = slot};
  cg_local_set(f, dst, l->is_memory ? v : cg_load(f, l, slot));
  cg_lifetime(f, slot, false);
}

void cg_emit_send(CgFunc *f, const GirInstr *in) {
  LLVMValueRef args[2] = {cg_operand_scalar(f, &in->args[0]),
                          cg_spill(f, cg_operand(f, &in->args[1]))};
  cg_runtime_call(f, CG_RT_chansend, args, 2);
}

void cg_emit_receive(CgFunc *f, const GirInstr *in) {
  CgModule *m = f->m;
  const CgLayout *l = cg_layout(m, elem_of(in->args[0].type));
  LLVMValueRef args[2] = {cg_operand_scalar(f, &in->args[0]), LLVMConstNull(m->ptr)};
  if (in->dst)
    args[1] = elem_slot(f, l);
  LLVMValueRef ok = cg_runtime_call(f, CG_RT_chanrecv, args, 2);
  if (in->dst)
    take_elem(f, in->dst, l, args[1]);
  if (in->dst2)
    cg_local_set(f, in->dst2, cg_scalar(m, gir_local(f->gir, in->dst2)->type, ok));
}

void cg_emit_close(CgFunc *f, const GirInstr *in) {
  LLVMValueRef chan = cg_operand_scalar(f, &in->args[0]);
  cg_runtime_call(f, CG_RT_closechan, &chan, 1);
}

void cg_emit_go(CgFunc *f, const GirInstr *in) {
  LLVMValueRef fn = cg_operand_scalar(f, &in->args[0]);
  cg_runtime_call(f, CG_RT_newproc, &fn, 1);
}

// --- select --------------------------------------------------------------------------

static bool sends(const GirInstr *in, uint32_t i) {
  return gir_select_case(in, i)[1].kind != GIR_OPERAND_NONE;
}

/// Where case `i` takes its element from or puts it.
static LLVMValueRef case_elem(CgFunc *f, const GirInstr *in, uint32_t i) {
  if (sends(in, i))
    return cg_spill(f, cg_operand(f, &gir_select_case(in, i)[1]));
  if (!in->dsts[i])
    return LLVMConstNull(f->m->ptr);
  return elem_slot(f, cg_layout(f->m, elem_of(gir_select_case(in, i)[0].type)));
}

typedef struct Outcome {
  LLVMValueRef index, received;
} Outcome;

/// One case and a default.
static Outcome try_one(CgFunc *f, const GirInstr *in, LLVMValueRef elem) {
  CgModule *m = f->m;
  LLVMValueRef args[2] = {cg_operand_scalar(f, &in->args[0]), elem}, selected;
  Outcome o = {.received = LLVMConstNull(m->i1)};
  if (sends(in, 0)) {
    selected = cg_runtime_call(f, CG_RT_selectnbsend, args, 2);
  } else {
    LLVMValueRef r = cg_runtime_call(f, CG_RT_selectnbrecv, args, 2);
    selected = LLVMBuildTrunc(f->b, LLVMBuildExtractValue(f->b, r, 0, ""), m->i1, "");
    o.received = LLVMBuildTrunc(f->b, LLVMBuildExtractValue(f->b, r, 1, ""), m->i1, "");
  }
  o.index = LLVMBuildSelect(f->b, selected, cg_int(m, 0), cg_int(m, -1), "");
  return o;
}

static Outcome try_all(CgFunc *f, const GirInstr *in, LLVMValueRef *elems) {
  CgModule *m = f->m;
  uint32_t n = in->n_args / 2, n_sends = 0;
  LLVMTypeRef type = LLVMArrayType2(m->ptr, 2 * (uint64_t)n);
  LLVMValueRef cases = cg_alloca(f, type, CG_WORD, "cases");
  cg_lifetime(f, cases, true);
  for (uint32_t i = 0; i < n; i++) {
    n_sends += sends(in, i);
    int64_t at = (int64_t)sizeof(AbiSelectCase) * i;
    LLVMBuildStore(f->b, cg_operand_scalar(f, gir_select_case(in, i)), cg_offset(f, cases, at));
    LLVMBuildStore(f->b, elems[i],
                   cg_offset(f, cases, at + (int64_t)offsetof(AbiSelectCase, elem)));
  }
  LLVMValueRef args[4] = {cases, cg_int(m, n), cg_int(m, n_sends),
                          LLVMConstInt(m->i1, !in->sub, false)};
  LLVMValueRef r = cg_runtime_call(f, CG_RT_select, args, 4);
  cg_lifetime(f, cases, false);
  LLVMValueRef received = LLVMBuildExtractValue(f->b, r, 1, "");
  return (Outcome){LLVMBuildExtractValue(f->b, r, 0, ""),
                   LLVMBuildTrunc(f->b, received, m->i1, "")};
}

/// Received elements are read whichever case ran: only the one that ran uses its own.
void cg_emit_select(CgFunc *f, const GirInstr *in) {
  CgModule *m = f->m;
  uint32_t n = in->n_args / 2;
  if (n == 0) {
    cg_runtime_call(f, CG_RT_block_forever, NULL, 0);
    cg_go_to(f, cg_block_after(f, "")); // for what GIR still has in this block
    return;
  }
  LLVMValueRef *elems = GL_NEW_ARRAY(m->arena, LLVMValueRef, n);
  for (uint32_t i = 0; i < n; i++)
    elems[i] = case_elem(f, in, i);
  Outcome o = n == 1 && in->sub ? try_one(f, in, elems[0]) : try_all(f, in, elems);
  if (in->dst)
    cg_local_set(f, in->dst, cg_scalar(m, gir_local(f->gir, in->dst)->type, o.index));
  if (in->dst2)
    cg_local_set(f, in->dst2, cg_scalar(m, gir_local(f->gir, in->dst2)->type, o.received));
  for (uint32_t i = 0; i < n; i++)
    if (in->dsts[i])
      take_elem(f, in->dsts[i], cg_layout(m, elem_of(gir_select_case(in, i)[0].type)), elems[i]);
}
