/// \file
/// Calls: static, through func values, through interface tables, of C functions.
/// Source: runtime/README.md, "calls".

#include "codegen_internal.h"

#include "golite/abi/layout.h"

#include <string.h>

/// Arguments of one LLVM call.
typedef struct Args {
  LLVMValueRef *v;
  unsigned n;
} Args;

/// Where the results of a call with a result buffer go.
typedef struct Buffer {
  LLVMValueRef address; // NULL: results come in registers
  bool is_target;       // the buffer is the target's own storage
} Buffer;

/// A temporary that nothing else can see meanwhile may receive the results directly; a variable may
/// not: a panic in the callee must leave it as it was.
static bool is_private_target(const CgFunc *f, const GirInstr *in) {
  if (in->n_dsts != 1 || !in->dsts[0])
    return false;
  const CgLocal *c = &f->locals[in->dsts[0]];
  return gir_local(f->gir, in->dsts[0])->kind == GIR_LOCAL_TEMP && c->kind == CG_LOCAL_STACK &&
         !c->in_frame && c->layout->is_memory;
}

static bool uses_local(const GirInstr *in, GirLocalId id) {
  for (uint32_t i = 0; i < in->n_args; i++)
    if (in->args[i].kind == GIR_OPERAND_LOCAL && in->args[i].local == id)
      return true;
  return false;
}

static Buffer make_buffer(CgFunc *f, const CgSignature *s, const GirInstr *in) {
  if (s->mode != CG_RESULT_BUFFER)
    return (Buffer){0};
  if (is_private_target(f, in) && !uses_local(in, in->dsts[0]))
    return (Buffer){.address = cg_local_storage(f, in->dsts[0]), .is_target = true};
  LLVMTypeRef bytes = LLVMArrayType2(f->m->i8, (uint64_t)s->buffer_size);
  Buffer b = {.address = cg_alloca(f, bytes, s->buffer_align, "results")};
  cg_lifetime(f, b.address, true);
  return b;
}

/// Appends one Go argument; a big one as the address of a copy that the callee may change.
static void add_value(CgFunc *f, Args *a, CgValue v) {
  const CgLayout *l = v.layout;
  if (l->is_memory) {
    LLVMValueRef copy = cg_alloca(f, l->mem, l->align, "arg");
    cg_lifetime(f, copy, true);
    cg_store(f, v, copy);
    a->v[a->n++] = copy;
  }
  for (uint32_t i = 0; i < l->n_leaves; i++)
    a->v[a->n++] = v.v[i];
}

static void take_scalars(CgFunc *f, const CgSignature *s, const GirInstr *in, LLVMValueRef call) {
  CgModule *m = f->m;
  unsigned n = 0;
  for (uint32_t i = 0; i < s->n_results; i++) {
    CgValue v = {.layout = s->results[i]};
    bool is_used = i < in->n_dsts && in->dsts[i];
    for (uint32_t k = 0; k < v.layout->n_leaves; k++, n++) {
      if (!is_used)
        continue;
      v.v[k] = s->mode == CG_RESULT_SCALAR ? call : LLVMBuildExtractValue(f->b, call, n, "");
      if (v.layout->leaves[k].is_bool && s->mode == CG_RESULT_STRUCT)
        v.v[k] = LLVMBuildTrunc(f->b, v.v[k], m->i1, "");
    }
    if (is_used)
      cg_local_set(f, in->dsts[i], v);
  }
}

static void take_buffer(CgFunc *f, const CgSignature *s, const GirInstr *in, Buffer b) {
  if (b.is_target)
    return;
  for (uint32_t i = 0; i < s->n_results; i++) {
    if (i >= in->n_dsts || !in->dsts[i])
      continue;
    LLVMValueRef at = cg_offset(f, b.address, s->result_offsets[i]);
    CgValue v = {.layout = s->results[i], .address = at};
    cg_local_set(f, in->dsts[i], v.layout->is_memory ? v : cg_load(f, v.layout, at));
  }
  cg_lifetime(f, b.address, false);
}

static void end_copies(CgFunc *f, const CgSignature *s, const Args *a) {
  for (uint32_t i = 0; i < s->n_params; i++)
    if (s->params[i]->is_memory)
      cg_lifetime(f, a->v[cg_signature_param_index(s, i)], false);
}

typedef struct Target {
  CgSignature sig;
  LLVMValueRef code;
  LLVMValueRef closure;  // nest argument, or NULL
  LLVMValueRef receiver; // first argument of interface methods, or NULL
} Target;

static Target find_target(CgFunc *f, const GirCallee *c) {
  CgModule *m = f->m;
  Target t = {0};
  switch (c->kind) {
  case GIR_CALL_STATIC:
    t.sig = cg_signature_of_func(m, c->func);
    t.code = cg_function(m, c->func);
    if (t.sig.has_nest)
      t.closure = cg_operand_scalar(f, &c->closure);
    return t;
  case GIR_CALL_CLOSURE:
    t.sig = cg_signature_of_type(m, c->type, false, true);
    t.closure = cg_operand_scalar(f, &c->closure);
    t.code = LLVMBuildLoad2(f->b, m->ptr, t.closure, "");
    return t;
  case GIR_CALL_METHOD: {
    CgValue iface = cg_operand(f, &c->closure);
    t.sig = cg_signature_of_type(m, c->type, true, false);
    t.receiver = iface.v[1];
    int64_t slot = (int64_t)offsetof(AbiItab, fun) + CG_WORD * (int64_t)c->method;
    t.code = LLVMBuildLoad2(f->b, m->ptr, cg_offset(f, iface.v[0], slot), "");
    return t;
  }
  }
  GL_UNREACHABLE();
}

void cg_emit_call(CgFunc *f, const GirInstr *in) {
  CgModule *m = f->m;
  Target t = find_target(f, in->callee);
  Buffer buffer = make_buffer(f, &t.sig, in);
  LLVMValueRef *v = GL_NEW_ARRAY(m->arena, LLVMValueRef, 3 + CG_MAX_LEAVES * in->n_args);
  Args a = {.v = v};
  if (buffer.address)
    a.v[a.n++] = buffer.address;
  if (t.receiver)
    a.v[a.n++] = t.receiver;
  for (uint32_t i = 0; i < in->n_args; i++)
    add_value(f, &a, cg_operand(f, &in->args[i]));
  if (t.closure)
    a.v[a.n++] = t.closure;
  if (f->gir->forwards_recover)
    cg_runtime_call(f, CG_RT_recover_forward, &t.code, 1);
  LLVMValueRef call = LLVMBuildCall2(f->b, t.sig.type, t.code, a.v, a.n, "");
  LLVMSetInstructionCallConv(call, t.sig.is_c ? LLVMCCallConv : CG_SWIFT_CC);
  cg_signature_attributes(m, &t.sig, call);
  if (in->callee->kind == GIR_CALL_METHOD)
    cg_note_method_call(m, call, in->callee->closure.type, in->callee->method);
  // Calls on two lines merged into one would have no line.
  LLVMAddCallSiteAttribute(call, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
                           cg_attribute(m, CG_ATTR_NOMERGE, 0));
  if (buffer.address)
    take_buffer(f, &t.sig, in, buffer);
  else
    take_scalars(f, &t.sig, in, call);
  end_copies(f, &t.sig, &a);
}
