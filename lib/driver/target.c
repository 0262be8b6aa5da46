/// \file
/// The target machine: x86-64 Linux, position independent, and LLVM's optimiser run on a module.

#include "driver_internal.h"

#include <llvm-c/Core.h>
#include <llvm-c/Error.h>
#include <llvm-c/Support.h>
#include <llvm-c/Target.h>
#include <llvm-c/Transforms/PassBuilder.h>

#include <string.h>

static LLVMCodeGenOptLevel codegen_level(const DrvOptions *o) {
  static const LLVMCodeGenOptLevel levels[] = {LLVMCodeGenLevelNone, LLVMCodeGenLevelLess,
                                               LLVMCodeGenLevelDefault, LLVMCodeGenLevelAggressive};
  return levels[o->opt_level];
}

/// LLVM's own options, for the whole process. No .debug_names: it would index our unit alone, and
/// gdb then finds no line for an address. A function with a closure record cannot have an alloca of
/// run-time size on segmented stacks, so ASan's frames are plain ones.
static void set_llvm_options(bool is_asan) {
  static const char *const argv[] = {"golite-cc", "-accel-tables=Disable",
                                     "-asan-stack-dynamic-alloca=0"};
  LLVMParseCommandLineOptions(is_asan ? 3 : 2, argv, NULL);
}

LLVMTargetMachineRef drv_target_machine(Drv *d) {
  set_llvm_options(d->o->is_asan);
  LLVMInitializeX86TargetInfo();
  LLVMInitializeX86Target();
  LLVMInitializeX86TargetMC();
  LLVMInitializeX86AsmPrinter();
  LLVMInitializeX86AsmParser();
  static const char triple[] = "x86_64-unknown-linux-gnu";
  LLVMTargetRef target;
  char *message = NULL;
  if (LLVMGetTargetFromTriple(triple, &target, &message))
    gl_ice(__FILE__, __LINE__, "LLVM has no target %s: %s", triple, message);
  const char *cpu = d->o->march ? d->o->march : "x86-64";
  // Current machines divide 64-bit integers quickly: no test for operands that fit 32 bits.
  static const char fast_division[] = "-idivq-to-divl";
  char *host = NULL, *features = NULL;
  if (strcmp(cpu, "native") == 0) {
    cpu = host = LLVMGetHostCPUName();
    features = LLVMGetHostCPUFeatures();
  }
  LLVMTargetMachineRef tm = LLVMCreateTargetMachine(
      target, triple, cpu, features ? features : fast_division, codegen_level(d->o),
      d->o->is_no_pie ? LLVMRelocStatic : LLVMRelocPIC, LLVMCodeModelDefault);
  LLVMDisposeMessage(host);
  LLVMDisposeMessage(features);
  return tm;
}

static const char *pipeline_text(const DrvOptions *o) {
  static const char *const plain[] = {"default<O0>", "default<O1>", "default<O2>", "default<O3>"};
  static const char *const asan[] = {"default<O0>,asan", "default<O1>,asan", "default<O2>,asan",
                                     "default<O3>,asan"};
  if (o->is_size)
    return o->is_asan ? "default<Os>,asan" : "default<Os>";
  return o->is_asan ? asan[o->opt_level] : plain[o->opt_level];
}

bool drv_optimise(Drv *d, CgModule *m, LLVMTargetMachineRef tm) {
  LLVMPassBuilderOptionsRef options = LLVMCreatePassBuilderOptions();
  LLVMErrorRef error = LLVMRunPasses(cg_module(m), pipeline_text(d->o), tm, options);
  LLVMDisposePassBuilderOptions(options);
  if (!error)
    return true;
  char *message = LLVMGetErrorMessage(error);
  gl_diag_error(d->diags, GL_LOC_NONE, GL_DIAG_DRV_TOOL, "LLVM's optimiser failed: %s", message);
  LLVMDisposeErrorMessage(message);
  return false;
}
