/// \file
/// The module as a whole: context, target layout, order of emission.
/// Source: runtime.def and the layouts under golite/abi for all that the runtime must agree with.

#include "codegen_internal.h"

#include "golite/codegen/codegen.h"

#include <llvm-c/Analysis.h>

#include <string.h>

static void init_types(CgModule *m) {
  LLVMContextRef c = m->context;
  m->t_void = LLVMVoidTypeInContext(c);
  m->i1 = LLVMInt1TypeInContext(c);
  m->i8 = LLVMInt8TypeInContext(c);
  m->i16 = LLVMInt16TypeInContext(c);
  m->i32 = LLVMInt32TypeInContext(c);
  m->i64 = LLVMInt64TypeInContext(c);
  m->f32 = LLVMFloatTypeInContext(c);
  m->f64 = LLVMDoubleTypeInContext(c);
  m->ptr = LLVMPointerTypeInContext(c, 0);
  m->word = (CgLayout){.mem = m->ptr, .size = CG_WORD, .align = CG_WORD, .n_leaves = 1};
  m->word.leaves[0].type = m->ptr;
}

static LLVMValueRef range_metadata(CgModule *m, LLVMTypeRef t, uint64_t low, uint64_t high) {
  LLVMMetadataRef bounds[2] = {LLVMValueAsMetadata(LLVMConstInt(t, low, 0)),
                               LLVMValueAsMetadata(LLVMConstInt(t, high, 0))};
  return LLVMMetadataAsValue(m->context, LLVMMDNodeInContext2(m->context, bounds, 2));
}

static void init_tables(CgModule *m) {
  m->layouts = gl_ptrmap_new(m->arena);
  m->functions = gl_ptrmap_new(m->arena);
  m->globals = gl_ptrmap_new(m->arena);
  m->descriptors = gl_ptrmap_new(m->arena);
  m->equals = gl_ptrmap_new(m->arena);
  m->strings = gl_strmap_new(m->arena);
  m->names = gl_strmap_new(m->arena);
  m->md_site = LLVMGetMDKindIDInContext(m->context, "golite.site", 11);
  m->md_range = LLVMGetMDKindIDInContext(m->context, "range", 5);
  m->length_range = range_metadata(m, m->i64, 0, UINT64_C(1) << 63);
  m->bool_range = range_metadata(m, m->i8, 0, 2);
  m->n_fates = m->p->sites.len;
  m->fates = GL_NEW_ARRAY(m->arena, uint8_t, m->n_fates + 1);
}

static void add_flag(CgModule *m, LLVMModuleFlagBehavior how, const char *key, uint64_t value) {
  LLVMMetadataRef v = LLVMValueAsMetadata(LLVMConstInt(m->i32, value, 0));
  LLVMAddModuleFlag(m->module, how, key, strlen(key), v);
}

static CgModule *module_new(GlArena *arena, const GirProgram *p, LLVMTargetMachineRef target,
                            const CgOptions *options) {
  CgModule *m = GL_NEW(arena, CgModule);
  m->arena = arena;
  m->p = p;
  m->options = *options;
  m->context = LLVMContextCreate();
  m->module = LLVMModuleCreateWithNameInContext(options->module_name, m->context);
  char *triple = LLVMGetTargetMachineTriple(target);
  LLVMSetTarget(m->module, triple);
  LLVMDisposeMessage(triple);
  m->layout = LLVMCreateTargetDataLayout(target);
  LLVMSetModuleDataLayout(m->module, m->layout);
  init_types(m);
  GL_ASSERT(LLVMPointerSize(m->layout) == CG_WORD, "target has no 64-bit pointers");
  init_tables(m);
  cg_runtime_init(m);
  add_flag(m, LLVMModuleFlagBehaviorOverride, "PIC Level", 2);
  add_flag(m, LLVMModuleFlagBehaviorOverride, "PIE Level", 2);
  return m;
}

/// Broken IR is a defect of this room: said here, before a pass stumbles over it.
static void verify(CgModule *m) {
  char *message = NULL;
  gl_ice_context("codegen", NULL);
  if (LLVMVerifyModule(m->module, LLVMReturnStatusAction, &message))
    gl_ice(__FILE__, __LINE__, "LLVM refuses the module: %s", message);
  LLVMDisposeMessage(message);
}

CgModule *cg_emit(GlArena *arena, const GirProgram *p, LLVMTargetMachineRef target,
                  const CgOptions *options) {
  gl_ice_context("codegen", NULL);
  CgModule *m = module_new(arena, p, target, options);
  if (options->has_debug_info || options->has_lines)
    cg_debug_init(m);
  cg_emit_globals(m);
  for (uint32_t i = 1; i < p->funcs.len; i++)
    if (p->funcs.data[i] && p->funcs.data[i]->blocks.len)
      cg_emit_function(m, p->funcs.data[i]);
  cg_emit_descriptors(m);
  for (uint32_t i = 1; i < p->funcs.len; i++)
    if (p->funcs.data[i] && p->funcs.data[i]->blocks.len && p->funcs.data[i]->fills)
      cg_note_filler(m, p->funcs.data[i]);
  cg_emit_lists(m);
  if (m->debug)
    cg_debug_finish(m);
  verify(m);
  return m;
}

LLVMModuleRef cg_module(const CgModule *m) { return m->module; }

void cg_module_free(CgModule *m) {
  if (!m)
    return;
  LLVMDisposeTargetData(m->layout);
  LLVMDisposeModule(m->module);
  LLVMContextDispose(m->context);
}
