/// \file
/// What is done after LLVM's optimiser: see which allocation calls are left, give them their inline
/// path, drop stack checks where nothing Go is called. Before it, LLVM must see opaque calls: it
/// removes purely local allocations only then.
/// Source: golite/abi/alloc.h for the bump sequence.

#include "codegen_internal.h"

#include "golite/abi/alloc.h"

#include <llvm-c/Error.h>
#include <llvm-c/Transforms/PassBuilder.h>

#include <stddef.h>
#include <string.h>

enum { MAX_UNCHECKED_FRAME = 256 };

// --- fates ----------------------------------------------------------------------

static void note_fate(CgModule *m, LLVMValueRef instr) {
  LLVMValueRef node = LLVMIsACallInst(instr) ? LLVMGetMetadata(instr, m->md_site) : NULL;
  if (!node)
    return;
  LLVMValueRef parts[3];
  GL_ASSERT(LLVMGetMDNodeNumOperands(node) == GL_COUNT_OF(parts), "golite.site metadata");
  LLVMGetMDNodeOperands(node, parts);
  uint64_t id = LLVMConstIntGetZExtValue(parts[0]);
  GL_ASSERT(id < m->n_fates, "site %llu", (unsigned long long)id);
  m->fates[id] = CG_FATE_KEPT;
}

CgSiteFate cg_site_fate(const CgModule *m, uint32_t site_id) {
  return site_id < m->n_fates ? (CgSiteFate)m->fates[site_id] : CG_FATE_ABSENT;
}

// --- the inline allocation path -----------------------------------------------------

/// Pointer mask of the first 64 words of a descriptor; false when it is not known here.
static bool descriptor_mask(LLVMValueRef descriptor, uint64_t *mask) {
  *mask = 0;
  if (LLVMIsAConstantPointerNull(descriptor))
    return true;
  LLVMValueRef init = LLVMIsAGlobalVariable(descriptor) ? LLVMGetInitializer(descriptor) : NULL;
  if (!init)
    return false;
  LLVMValueRef bytes = LLVMGetAggregateElement(init, 8); // AbiType.gcdata
  if (LLVMIsAConstantPointerNull(bytes))
    return true;
  LLVMValueRef data = LLVMIsAGlobalVariable(bytes) ? LLVMGetInitializer(bytes) : NULL;
  if (!data || !LLVMIsConstantString(data))
    return false;
  size_t n;
  const char *s = LLVMGetAsString(data, &n);
  memcpy(mask, s, n < sizeof *mask ? n : sizeof *mask);
  return true;
}

/// The asm refers to the cache by name.
static void declare_cache(CgModule *m) {
  if (LLVMGetNamedGlobal(m->module, "grt_tls_cache"))
    return;
  LLVMTypeRef type = LLVMArrayType2(m->i64, 2 * ABI_N_ALLOC_SLOTS);
  LLVMValueRef cache = LLVMAddGlobal(m->module, type, "grt_tls_cache");
  LLVMSetThreadLocalMode(cache, LLVMLocalExecTLSModel);
  LLVMSetVisibility(cache, LLVMHiddenVisibility);
}

/// Takes `step` bytes out of a slot of the thread's cache and goes on in `fast`, or goes to `slow`.
/// A goroutine that is stopped inside goes on at the first instruction; runtime/sys/bump.c tells
/// the sequence by its bytes, and must know of any change here.
static LLVMValueRef bump_sequence(CgFunc *f, uint32_t step, int32_t slot, LLVMBasicBlockRef fast,
                                  LLVMBasicBlockRef slow) {
  CgModule *m = f->m;
  int cur = slot * (int)sizeof(AbiBump), end = cur + (int)offsetof(AbiBump, end);
  char *text = gl_arena_printf(m->arena,
                               "movq %%fs:grt_tls_cache@TPOFF+%d, $0\n\t"
                               "leaq %u($0), $1\n\t"
                               "cmpq %%fs:grt_tls_cache@TPOFF+%d, $1\n\t"
                               "ja ${2:l}\n\t"
                               "movq $1, %%fs:grt_tls_cache@TPOFF+%d",
                               cur, step, end, cur);
  static const char constraints[] = "=&r,=&r,!i,~{dirflag},~{fpsr},~{flags}";
  LLVMTypeRef results[2] = {m->ptr, m->i64};
  LLVMTypeRef type =
      LLVMFunctionType(LLVMStructTypeInContext(m->context, results, 2, false), NULL, 0, false);
  LLVMValueRef code =
      LLVMGetInlineAsm(type, text, strlen(text), constraints, sizeof constraints - 1, true, false,
                       LLVMInlineAsmDialectATT, false);
  return LLVMBuildCallBr(f->b, type, code, fast, &slow, 1, NULL, 0, NULL, 0, "");
}

/// Function (type) → object that takes a cell from the thread's cache, else calls grt_new(size).
static LLVMValueRef bump_function(CgModule *m, int64_t size, int32_t slot, LLVMTypeRef *type) {
  *type = LLVMFunctionType(m->ptr, &m->ptr, 1, false);
  char *symbol = gl_arena_printf(m->arena, "golite.new.%lld.%d", (long long)size, slot);
  LLVMValueRef fn = LLVMGetNamedFunction(m->module, symbol);
  if (fn)
    return fn;
  declare_cache(m);
  fn = LLVMAddFunction(m->module, symbol, *type);
  LLVMSetLinkage(fn, LLVMInternalLinkage);
  unsigned kind = LLVMGetEnumAttributeKindForName("alwaysinline", 12);
  LLVMAddAttributeAtIndex(fn, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
                          LLVMCreateEnumAttribute(m->context, kind, 0));
  CgFunc *f = cg_helper_begin(m, fn);
  LLVMBasicBlockRef fast = cg_block_cold(f, "fast"), slow = cg_block_cold(f, "slow");
  uint32_t step = abi_class_size(abi_size_class((uint64_t)size));
  LLVMValueRef taken = bump_sequence(f, step, slot, fast, slow);
  cg_go_to(f, fast);
  LLVMBuildRet(f->b, LLVMBuildExtractValue(f->b, taken, 0, ""));
  cg_go_to(f, slow);
  LLVMValueRef args[2] = {cg_int(m, size), LLVMGetParam(fn, 0)};
  LLVMValueRef made = cg_runtime_call(f, CG_RT_new, args, 2);
  unsigned cold = m->attribute_kinds[CG_ATTR_COLD];
  LLVMAddCallSiteAttribute(made, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
                           LLVMCreateEnumAttribute(m->context, cold, 0));
  LLVMBuildRet(f->b, made);
  cg_helper_end(f);
  return fn;
}

/// Turns a call of grt_new with a known size and shape into a call of its bump function.
static void expand(CgModule *m, LLVMValueRef call) {
  LLVMValueRef size = LLVMGetOperand(call, 0), descriptor = LLVMGetOperand(call, 1);
  uint64_t mask;
  if (!LLVMIsAConstantInt(size) || !descriptor_mask(descriptor, &mask))
    return;
  int64_t n = (int64_t)LLVMConstIntGetZExtValue(size);
  int32_t slot = abi_alloc_slot((uint64_t)n, mask);
  if (slot < 0)
    return;
  LLVMTypeRef type;
  LLVMValueRef fn = bump_function(m, n, slot, &type);
  LLVMBuilderRef b = LLVMCreateBuilderInContext(m->context);
  LLVMPositionBuilderBefore(b, call); // takes over the call's debug location
  LLVMValueRef p = LLVMBuildCall2(b, type, fn, &descriptor, 1, "");
  LLVMReplaceAllUsesWith(call, p);
  LLVMInstructionEraseFromParent(call);
  LLVMDisposeBuilder(b);
}

/// The allocator and all that calls it were said to touch no memory that compiled code can see. The
/// inline path does: the thread's cache. So nothing may keep such a promise.
static void forget_memory_effects(CgModule *m) {
  const LLVMAttributeIndex self = (LLVMAttributeIndex)LLVMAttributeFunctionIndex;
  unsigned kind = m->attribute_kinds[CG_ATTR_MEMORY];
  LLVMRemoveEnumAttributeAtIndex(m->runtime[CG_RT_new], self, kind);
  LLVMRemoveEnumAttributeAtIndex(m->runtime[CG_RT_new], self,
                                 m->attribute_kinds[CG_ATTR_ALLOCKIND]);
  for (LLVMValueRef fn = LLVMGetFirstFunction(m->module); fn; fn = LLVMGetNextFunction(fn)) {
    if (LLVMGetFirstBasicBlock(fn))
      LLVMRemoveEnumAttributeAtIndex(fn, self, kind);
    for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(fn); b; b = LLVMGetNextBasicBlock(b))
      for (LLVMValueRef i = LLVMGetFirstInstruction(b); i; i = LLVMGetNextInstruction(i))
        if (LLVMIsACallInst(i))
          LLVMRemoveCallSiteEnumAttribute(i, self, kind);
  }
}

// --- stack checks --------------------------------------------------------------------

static bool starts_with(const char *s, const char *prefix) {
  return strncmp(s, prefix, strlen(prefix)) == 0;
}

/// Memory intrinsics become calls of libc unless short; that too needs no check.
static bool calls_only_c(LLVMValueRef call) {
  LLVMValueRef callee = LLVMGetCalledValue(call);
  if (LLVMIsAInlineAsm(callee))
    return true;
  if (!LLVMIsAFunction(callee))
    return false;
  size_t n;
  const char *name = LLVMGetValueName2(callee, &n);
  return LLVMGetIntrinsicID(callee) || starts_with(name, "grt_") || strcmp(name, "memcmp") == 0 ||
         strcmp(name, "bcmp") == 0;
}

/// C functions run in the room that every stack keeps below its limit, so a function whose only
/// callees are C needs no check of its own while its frame is small.
static bool needs_stack_check(CgModule *m, LLVMValueRef fn) {
  uint64_t frame = 0;
  for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(fn); b; b = LLVMGetNextBasicBlock(b))
    for (LLVMValueRef i = LLVMGetFirstInstruction(b); i; i = LLVMGetNextInstruction(i)) {
      if (LLVMIsACallInst(i) && !calls_only_c(i))
        return true;
      if (LLVMIsAAllocaInst(i))
        frame += LLVMABISizeOfType(m->layout, LLVMGetAllocatedType(i));
    }
  return frame > MAX_UNCHECKED_FRAME;
}

static void drop_stack_check(CgModule *m, LLVMValueRef fn) {
  static const char name[] = "split-stack";
  const LLVMAttributeIndex self = (LLVMAttributeIndex)LLVMAttributeFunctionIndex;
  if (LLVMGetStringAttributeAtIndex(fn, self, name, sizeof name - 1) && !needs_stack_check(m, fn))
    LLVMRemoveStringAttributeAtIndex(fn, self, name, sizeof name - 1);
}

/// Go code is never unwound: panics jump, and tracebacks follow frame pointers and our own tables.
/// Only now may LLVM know; with debug information it still describes the frames for debuggers.
static void forget_unwinding(CgModule *m, LLVMValueRef fn) {
  const LLVMAttributeIndex self = (LLVMAttributeIndex)LLVMAttributeFunctionIndex;
  LLVMRemoveEnumAttributeAtIndex(fn, self, m->attribute_kinds[CG_ATTR_UWTABLE]);
  LLVMAddAttributeAtIndex(fn, self, cg_attribute(m, CG_ATTR_NOUNWIND, 0));
}

// --- the whole -------------------------------------------------------------------------

static void scan(CgModule *m, LLVMValueRef fn, bool expands) {
  LLVMValueRef allocator = m->runtime[CG_RT_new];
  for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(fn); b; b = LLVMGetNextBasicBlock(b)) {
    LLVMValueRef next;
    for (LLVMValueRef i = LLVMGetFirstInstruction(b); i; i = next) {
      next = LLVMGetNextInstruction(i);
      note_fate(m, i);
      if (expands && LLVMIsACallInst(i) && LLVMGetCalledValue(i) == allocator)
        expand(m, i);
    }
  }
}

static void run_passes(CgModule *m, LLVMTargetMachineRef target, const char *passes) {
  LLVMPassBuilderOptionsRef o = LLVMCreatePassBuilderOptions();
  LLVMErrorRef e = LLVMRunPasses(m->module, passes, target, o);
  LLVMDisposePassBuilderOptions(o);
  if (e)
    gl_ice(__FILE__, __LINE__, "%s", LLVMGetErrorMessage(e));
}

void cg_finish(CgModule *m, LLVMTargetMachineRef target) {
  bool is_optimised = m->options.opt_level > 0;
  // The optimiser drops declarations that nothing uses any more.
  m->runtime[CG_RT_new] = LLVMGetNamedFunction(m->module, "grt_new");
  // ASan's view of a cell is the runtime's business: no inline path.
  bool expands = is_optimised && !m->options.is_asan && m->runtime[CG_RT_new];
  LLVMValueRef last = LLVMGetLastFunction(m->module);
  if (expands)
    forget_memory_effects(m);
  for (LLVMValueRef fn = LLVMGetFirstFunction(m->module); fn; fn = LLVMGetNextFunction(fn)) {
    scan(m, fn, expands);
    if (fn == last) // behind it come the bump functions
      break;
  }
  if (expands)
    run_passes(m, target, "always-inline,function(simplifycfg,early-cse)");
  for (LLVMValueRef fn = LLVMGetFirstFunction(m->module); is_optimised && fn;
       fn = LLVMGetNextFunction(fn))
    if (LLVMGetFirstBasicBlock(fn))
      drop_stack_check(m, fn);
  for (LLVMValueRef fn = LLVMGetFirstFunction(m->module); fn && !m->options.is_asan;
       fn = LLVMGetNextFunction(fn))
    if (LLVMGetFirstBasicBlock(fn))
      forget_unwinding(m, fn);
  cg_unbind_entries(m);
  if (m->options.splits_sections)
    cg_split_sections(m);
}
