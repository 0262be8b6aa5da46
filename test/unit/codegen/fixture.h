/// \file
/// What the unit tests of codegen share: a program under construction, its LLVM module, and running
/// a function of it. Compiled functions that take and give one or two integers have C's convention.

#ifndef GOLITE_TEST_CODEGEN_FIXTURE_H
#define GOLITE_TEST_CODEGEN_FIXTURE_H
#include "golite/codegen/codegen.h"
#include "golite/types/check.h"

#include <llvm-c/Analysis.h>
#include <llvm-c/Core.h>
#include <llvm-c/ExecutionEngine.h>
#include <llvm-c/Target.h>

#include <criterion/criterion.h>
#include <string.h>

/// For functions that call compiled code: UBSan looks for a mark in front of what is called, where
/// the first function of a page has nothing.
#define CALLS_COMPILED __attribute__((no_sanitize("function")))

typedef struct Fixture {
  GlArena *arena;
  GlIntern *names;
  GlSources *sources;
  GlDiags *diags;
  TyWorld *world;
  GirProgram *p;
  GirFunc *f;  // function that is being built
  GirBlock *b; // its current block
  CgModule *m;
  LLVMTargetMachineRef target;
  LLVMExecutionEngineRef engine;
} Fixture;

static inline Fixture fixture_new(void) {
  Fixture x = {.arena = gl_arena_new()};
  x.names = gl_intern_new(x.arena);
  x.sources = gl_sources_new(x.arena);
  x.diags = gl_diags_new(x.arena, x.sources);
  x.world = ty_world_new(x.arena, x.names, x.sources, x.diags, (TyOptions){0});
  x.p = gir_program_new(x.arena, x.names, x.sources, x.world);
  return x;
}

static inline const TyType *basic(Fixture *x, TyKind kind) {
  return ty_world_basic(x->world, kind);
}

static inline TyField field(Fixture *x, const char *name, const TyType *t) {
  return (TyField){.name = gl_intern_cstr(x->names, name), .type = t};
}

/// Begins a function with these parameters and at most one result (NULL: none).
static inline GirFunc *func_begin(Fixture *x, const char *symbol, const TyType *const *params,
                                  uint32_t n, const TyType *result) {
  const TyType *type = ty_make_func(x->world, params, n, &result, result != NULL, false);
  GirFunc *f = x->f = gir_func_new(x->p, symbol, NULL, ty_canonical(type), GL_LOC_NONE);
  f->has_unknown_callers = true;
  f->params = GL_NEW_ARRAY(x->arena, GirLocalId, n + 1);
  f->results = GL_NEW_ARRAY(x->arena, GirLocalId, 1);
  f->n_params = n;
  f->n_results = result != NULL;
  for (uint32_t i = 0; i < n; i++)
    f->params[i] = gir_local_new(x->p, f, GIR_LOCAL_PARAM, NULL, ty_canonical(params[i]), 0);
  if (result)
    f->results[0] = gir_local_new(x->p, f, GIR_LOCAL_RESULT, NULL, ty_canonical(result), 0);
  x->b = gir_block_new(x->p, f);
  return f;
}

static inline GirOperand param(Fixture *x, uint32_t i) { return gir_use(x->f, x->f->params[i]); }

/// Appends an instruction with operands a and b (NONE: left out) and a new temporary for the
/// result.
static inline GirInstr *instr(Fixture *x, GirOp op, const TyType *result, GirOperand a,
                              GirOperand b) {
  uint32_t n = (a.kind != GIR_OPERAND_NONE) + (b.kind != GIR_OPERAND_NONE);
  GirInstr *in = gir_instr_new(x->p, x->b, op, GL_LOC_NONE, n);
  if (n > 0)
    in->args[0] = a;
  if (n > 1)
    in->args[1] = b;
  if (result)
    in->dst = gir_local_new(x->p, x->f, GIR_LOCAL_TEMP, NULL, ty_canonical(result), 0);
  in->type = result ? ty_canonical(result) : NULL;
  return in;
}

static inline void return_value(Fixture *x, GirOperand v) {
  instr(x, GIR_OP_RETURN, NULL, v, gir_none());
}

static inline LLVMTargetMachineRef host_target(void) {
  LLVMInitializeX86TargetInfo();
  LLVMInitializeX86Target();
  LLVMInitializeX86TargetMC();
  LLVMInitializeX86AsmPrinter();
  char *triple = LLVMGetDefaultTargetTriple(), *err;
  LLVMTargetRef t;
  bool failed = LLVMGetTargetFromTriple(triple, &t, &err);
  GL_ASSERT(!failed, "%s", err);
  LLVMTargetMachineRef tm = LLVMCreateTargetMachine(t, triple, "x86-64", "", LLVMCodeGenLevelNone,
                                                    LLVMRelocPIC, LLVMCodeModelSmall);
  LLVMDisposeMessage(triple);
  return tm;
}

/// Emits the program and verifies the module.
static inline void emit(Fixture *x, int opt_level) {
  x->target = host_target();
  CgOptions o = {.module_name = "test", .opt_level = opt_level, .is_program = true};
  gir_verify(x->p, "test");
  x->m = cg_emit(x->arena, x->p, x->target, &o);
  char *message = NULL;
  bool is_bad = LLVMVerifyModule(cg_module(x->m), LLVMReturnStatusAction, &message);
  if (is_bad)
    LLVMDumpModule(cg_module(x->m));
  GL_ASSERT(!is_bad, "%s", message);
  LLVMDisposeMessage(message);
}

/// Text of the module; freed with the fixture's arena.
static inline const char *module_text(Fixture *x) {
  char *text = LLVMPrintModuleToString(cg_module(x->m));
  const char *copy = gl_arena_strndup(x->arena, text, strlen(text));
  LLVMDisposeMessage(text);
  return copy;
}

/// Machine code of a function; emits the module for the host on first use.
static inline uint64_t code_of(Fixture *x, const char *symbol) {
  if (!x->engine) {
    char *message;
    LLVMLinkInMCJIT();
    bool failed = LLVMCreateJITCompilerForModule(&x->engine, cg_module(x->m), 0, &message);
    GL_ASSERT(!failed, "%s", message);
  }
  uint64_t address = LLVMGetFunctionAddress(x->engine, symbol);
  GL_ASSERT(address, "no code for %s", symbol);
  return address;
}

static inline void fixture_free(Fixture *x) {
  if (x->engine) {
    LLVMModuleRef m;
    char *message;
    LLVMRemoveModule(x->engine, cg_module(x->m), &m, &message);
    LLVMDisposeExecutionEngine(x->engine);
  }
  cg_module_free(x->m);
  LLVMDisposeTargetMachine(x->target);
  gl_arena_free(x->arena);
}

#endif
