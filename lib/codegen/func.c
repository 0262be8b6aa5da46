/// \file
/// Functions: declarations, attributes, closure records, bodies, return.
/// Go functions are never marked nounwind, willreturn or mustprogress here: LLVM finds out what
/// holds. Source: runtime/README.md, "calls"; LLVM LangRef, "Prefix Data".

#include "codegen_internal.h"

#include "golite/abi/defer.h"

#include <string.h>

static const LLVMAttributeIndex self = (LLVMAttributeIndex)LLVMAttributeFunctionIndex;

/// What every function with Go's stack discipline carries.
static void add_go_attributes(CgModule *m, LLVMValueRef fn, bool recovers, bool is_defined) {
  LLVMSetFunctionCallConv(fn, CG_SWIFT_CC);
  LLVMAddAttributeAtIndex(fn, self, cg_string_attribute(m, "split-stack", ""));
  LLVMAddAttributeAtIndex(fn, self, cg_string_attribute(m, "disable-tail-calls", "true"));
  LLVMAddAttributeAtIndex(fn, self, cg_string_attribute(m, "frame-pointer", "non-leaf"));
  LLVMAddAttributeAtIndex(fn, self, cg_attribute(m, CG_ATTR_UWTABLE, CG_UWTABLE_SYNC));
  LLVMAddAttributeAtIndex(fn, self, cg_attribute(m, CG_ATTR_NOREDZONE, 0));
  if (m->options.is_asan)
    LLVMAddAttributeAtIndex(fn, self, cg_attribute(m, CG_ATTR_SANITIZE_ADDRESS, 0));
  if (is_defined)
    LLVMSetPrefixData(fn, LLVMConstInt(m->i32, recovers ? ABI_PREFIX_RECOVERS : 0, false));
}

/// Only what the runtime calls by name, or somebody we do not see, needs a name for the linker.
static bool is_visible_outside(const CgModule *m, const GirFunc *g) {
  if (!m->options.is_program || g->has_unknown_callers || g == m->p->main || g == m->p->init)
    return true;
  return false;
}

/// How the linker sees a function of ours. Nothing that used what is known of the whole program
/// may stand under a name that another unit defines, too: there shared functions are internal.
static void set_linkage(const CgModule *m, const GirFunc *g, LLVMValueRef fn) {
  if (g->is_imported || (!g->is_shared && is_visible_outside(m, g)))
    return;
  if (g->is_shared && !m->options.is_program && !g->has_unknown_callers) {
    LLVMSetLinkage(fn, LLVMLinkOnceODRLinkage);
    return;
  }
  if (g->has_unknown_callers)
    return;
  LLVMSetVisibility(fn, LLVMDefaultVisibility);
  LLVMSetLinkage(fn, LLVMInternalLinkage);
}

static void add_fact_attributes(CgModule *m, const GirFunc *g, const CgSignature *s,
                                LLVMValueRef fn) {
  for (uint32_t i = 0; g->param_facts && i < g->n_params; i++) {
    const CgLayout *l = s->params[i];
    if (g->param_facts[i].is_captured || g->param_facts[i].is_written || l->is_memory ||
        l->n_leaves == 0 || l->leaves[0].type != m->ptr)
      continue;
    // Facts speak of all pointers in the value; the data word of an interface comes second.
    LLVMAttributeIndex at = 1 + cg_signature_param_index(s, i);
    for (uint32_t k = 0; k < l->n_leaves; k++)
      if (l->leaves[k].type == m->ptr)
        LLVMAddAttributeAtIndex(fn, at + k, cg_attribute(m, CG_ATTR_READONLY, 0));
  }
}

/// Lengths and capacities are never negative.
static void add_length_attributes(CgModule *m, const CgSignature *s, LLVMValueRef fn) {
  unsigned kind = LLVMGetEnumAttributeKindForName("range", 5);
  const uint64_t low = 0, high = UINT64_C(1) << 63;
  for (uint32_t i = 0; i < s->n_params; i++)
    for (uint32_t k = 0; k < s->params[i]->n_leaves; k++)
      if (s->params[i]->leaves[k].is_length)
        LLVMAddAttributeAtIndex(
            fn, 1 + cg_signature_param_index(s, i) + k,
            LLVMCreateConstantRangeAttribute(m->context, kind, 64, &low, &high));
}

LLVMValueRef cg_function(CgModule *m, const GirFunc *g) {
  LLVMValueRef fn = gl_ptrmap_get(m->functions, g);
  if (fn)
    return fn;
  CgSignature s = cg_signature_of_func(m, g);
  if (g->intrinsic) {
    fn = cg_intrinsic_function(m, g, &s);
    gl_ptrmap_set(m->functions, g, fn);
    return fn;
  }
  fn = LLVMGetNamedFunction(m->module, g->symbol);
  if (!fn || g->blocks.len)
    fn = LLVMAddFunction(m->module, g->symbol, s.type);
  LLVMSetVisibility(fn, LLVMHiddenVisibility);
  cg_signature_attributes(m, &s, fn);
  if (!g->is_external) {
    add_go_attributes(m, fn, g->has_recover, !g->is_imported);
    add_fact_attributes(m, g, &s, fn);
    if (m->options.opt_level > 0)
      add_length_attributes(m, &s, fn);
    if (g->is_noinline)
      LLVMAddAttributeAtIndex(fn, self, cg_attribute(m, CG_ATTR_NOINLINE, 0));
    set_linkage(m, g, fn);
  }
  if (g->is_external && !s.is_c)
    LLVMSetFunctionCallConv(fn, CG_SWIFT_CC);
  // Its caller's frame is also the child's.
  if (g->is_external && strcmp(g->symbol, "syscall.rawVforkSyscall") == 0)
    LLVMAddAttributeAtIndex(fn, self, cg_attribute(m, CG_ATTR_RETURNS_TWICE, 0));
  gl_ptrmap_set(m->functions, g, fn);
  if (g->is_external && g->pkg && g->pkg->is_std && !LLVMGetFirstBasicBlock(fn))
    cg_unsupported_body(m, g, fn);
  return fn;
}

LLVMValueRef cg_helper_function(CgModule *m, const char *symbol, LLVMTypeRef type,
                                LLVMLinkage linkage) {
  LLVMValueRef fn = LLVMAddFunction(m->module, symbol, type);
  LLVMSetLinkage(fn, linkage);
  if (linkage != LLVMInternalLinkage && linkage != LLVMPrivateLinkage)
    LLVMSetVisibility(fn, LLVMHiddenVisibility);
  add_go_attributes(m, fn, false, true);
  return fn;
}

/// A C function as func value: code with Go's convention that calls it.
static LLVMValueRef c_adapter(CgModule *m, const GirFunc *g) {
  CgSignature s = cg_signature_of_func(m, g);
  char *symbol = gl_arena_printf(m->arena, "%s$go", g->symbol);
  LLVMValueRef fn = cg_helper_function(m, symbol, s.type, LLVMInternalLinkage);
  cg_signature_attributes(m, &s, fn);
  CgFunc *f = cg_helper_begin(m, fn);
  unsigned n = LLVMCountParams(fn);
  LLVMValueRef *args = GL_NEW_ARRAY(m->arena, LLVMValueRef, n + 1);
  LLVMGetParams(fn, args);
  LLVMValueRef call = LLVMBuildCall2(f->b, s.type, cg_function(m, g), args, n, "");
  cg_signature_attributes(m, &s, call);
  if (s.mode == CG_RESULT_VOID)
    LLVMBuildRetVoid(f->b);
  else
    LLVMBuildRet(f->b, call);
  cg_helper_end(f);
  return fn;
}

LLVMValueRef cg_func_record(CgModule *m, const GirFunc *g) {
  char *symbol = gl_arena_printf(m->arena, "%s$f", g->symbol);
  LLVMValueRef record = LLVMGetNamedGlobal(m->module, symbol);
  if (record)
    return record;
  // A method expression is the method, with the receiver as its first parameter: reflect can
  // compare.
  if (g->same_code && !g->same_code->is_external)
    g = g->same_code;
  LLVMValueRef code = cg_signature_of_func(m, g).is_c ? c_adapter(m, g) : cg_function(m, g);
  return cg_data(m, symbol, code, LLVMPrivateLinkage, true);
}

// --- bodies -------------------------------------------------------------------

static CgFunc *func_new(CgModule *m, LLVMValueRef fn) {
  CgFunc *f = GL_NEW(m->arena, CgFunc);
  f->m = m;
  f->fn = fn;
  f->b = LLVMCreateBuilderInContext(m->context);
  f->allocas = LLVMCreateBuilderInContext(m->context);
  f->entry = LLVMAppendBasicBlockInContext(m->context, fn, "entry");
  LLVMPositionBuilderAtEnd(f->b, f->entry);
  return f;
}

CgFunc *cg_helper_begin(CgModule *m, LLVMValueRef fn) { return func_new(m, fn); }

void cg_helper_end(CgFunc *f) {
  LLVMDisposeBuilder(f->b);
  LLVMDisposeBuilder(f->allocas);
}

static void receive_params(CgFunc *f) {
  const GirFunc *g = f->gir;
  unsigned at = f->sig.mode == CG_RESULT_BUFFER;
  if (at)
    f->result_buffer = LLVMGetParam(f->fn, 0);
  for (uint32_t i = 0; i < g->n_params; i++) {
    const CgLayout *l = f->sig.params[i];
    CgLocal *c = &f->locals[g->params[i]];
    CgValue v = {.layout = l};
    const GirLocal *local = gir_local(g, g->params[i]);
    if (l->is_memory) {
      v.address = LLVMGetParam(f->fn, at++);
      if (!c->address) {
        c->address = v.address;
        cg_debug_variable(f, g->params[i], v.address, false);
      }
    }
    for (uint32_t k = 0; k < l->n_leaves; k++) {
      v.v[k] = LLVMGetParam(f->fn, at++);
      if (local->name && local->name->len)
        LLVMSetValueName2(v.v[k], local->name->text, local->name->len);
    }
    if (c->address != v.address || !l->is_memory)
      cg_local_set(f, g->params[i], v);
  }
  if (f->sig.has_nest) {
    f->closure = LLVMGetParam(f->fn, at);
    LLVMSetValueName2(f->closure, "closure", 7);
  }
}

/// Loads the captured values from the closure record {code, captures…}.
static void receive_captures(CgFunc *f) {
  const GirFunc *g = f->gir;
  int64_t offset = CG_WORD;
  for (uint32_t i = 0; i < g->n_captures; i++) {
    const CgLayout *l = f->locals[g->captures[i]].layout;
    offset = cg_align_up(offset, l->align);
    LLVMValueRef at = cg_offset(f, f->closure, offset);
    offset += l->size;
    if (l->size == 0)
      continue;
    if (l->is_memory)
      cg_copy_memory(f, l, cg_local_storage(f, g->captures[i]), at);
    else
      cg_local_set(f, g->captures[i], cg_load(f, l, at));
  }
}

static void make_blocks(CgFunc *f, const GirBlockList *order) {
  const GirFunc *g = f->gir;
  f->blocks = GL_NEW_ARRAY(f->m->arena, LLVMBasicBlockRef, g->blocks.len + 1);
  GirBlockList *preds = gir_predecessors(f->m->arena, g);
  for (uint32_t i = 0; i < order->len; i++) {
    uint32_t id = order->data[i]->id;
    if (id == 0 && preds[0].len == 0) {
      f->blocks[0] = f->entry;
      continue;
    }
    f->blocks[id] = LLVMAppendBasicBlockInContext(f->m->context, f->fn, "");
  }
}

static void emit_prologue(CgFunc *f) {
  const GirFunc *g = f->gir;
  f->is_recovering = cg_defer_plan(f);
  cg_locals_init(f);
  receive_params(f);
  receive_captures(f);
  for (uint32_t i = 0; i < g->n_results; i++) {
    const CgLocal *c = &f->locals[g->results[i]];
    if (c->kind == CG_LOCAL_STACK && !gir_local(g, g->results[i])->is_memory)
      cg_zero_memory(f, c->layout, c->address);
  }
  cg_defer_prologue(f); // may end the block: the body begins behind it
}

void cg_emit_function(CgModule *m, const GirFunc *g) {
  LLVMValueRef fn = cg_function(m, g);
  CgFunc *f = func_new(m, fn);
  f->gir = g;
  f->sig = cg_signature_of_func(m, g);
  gl_ice_context("codegen", g->symbol);
  cg_debug_function(f);
  cg_debug_at(f, g->loc, NULL);
  GirBlockList order = gir_reverse_post_order(m->arena, g);
  make_blocks(f, &order);
  emit_prologue(f);
  LLVMBasicBlockRef here = LLVMGetInsertBlock(f->b);
  if (f->blocks[0] != f->entry)
    LLVMBuildBr(f->b, f->blocks[0]);
  for (uint32_t i = 0; i < order.len; i++) {
    const GirBlock *b = order.data[i];
    cg_go_to(f, f->blocks[b->id] == f->entry ? here : f->blocks[b->id]);
    for (uint32_t k = 0; k < b->instrs.len; k++) {
      cg_debug_at(f, b->instrs.data[k]->loc, b->instrs.data[k]->inlined);
      cg_emit_instr(f, b->instrs.data[k]);
    }
  }
  cg_helper_end(f);
}

static void return_in_registers(CgFunc *f, const GirInstr *in) {
  CgModule *m = f->m;
  LLVMValueRef scalars[8] = {NULL}, whole = LLVMGetUndef(f->sig.result);
  unsigned n = 0;
  for (uint32_t i = 0; i < in->n_args; i++) {
    CgValue v = cg_operand(f, &in->args[i]);
    for (uint32_t k = 0; k < v.layout->n_leaves; k++)
      scalars[n++] = v.v[k];
  }
  if (f->sig.mode == CG_RESULT_SCALAR) {
    LLVMBuildRet(f->b, scalars[0]);
    return;
  }
  for (unsigned i = 0; i < n; i++) {
    if (LLVMTypeOf(scalars[i]) == m->i1)
      scalars[i] = LLVMBuildZExt(f->b, scalars[i], m->i8, "");
    whole = LLVMBuildInsertValue(f->b, whole, scalars[i], i, "");
  }
  LLVMBuildRet(f->b, whole);
}

void cg_emit_return(CgFunc *f, const GirInstr *in) {
  switch (f->sig.mode) {
  case CG_RESULT_SCALAR:
  case CG_RESULT_STRUCT: return_in_registers(f, in); return;
  case CG_RESULT_BUFFER:
    for (uint32_t i = 0; i < in->n_args; i++)
      cg_store(f, cg_operand(f, &in->args[i]),
               cg_offset(f, f->result_buffer, f->sig.result_offsets[i]));
    break;
  case CG_RESULT_VOID: break;
  }
  LLVMBuildRetVoid(f->b);
}
