/// \file
/// GIR with placements → LLVM module. Knows Go types, layouts and the runtime's ABI; knows nothing
/// of escape or syntax.

#ifndef GOLITE_CODEGEN_CODEGEN_H
#define GOLITE_CODEGEN_CODEGEN_H
#include "golite/ir/gir.h"
#include "golite/pcln/pcln.h"

#include <llvm-c/TargetMachine.h>
#include <llvm-c/Types.h>

typedef struct CgOptions {
  const char *module_name;
  int opt_level; // 0…3
  bool has_debug_info;
  bool has_lines;  // positions are kept for cg_number_positions, also without debug information
  bool is_asan;    // functions get sanitize_address. The driver runs LLVM's pass `asan` after the
                   // optimiser, and before it sets LLVM's option -asan-stack-dynamic-alloca=0:
                   // a function with a closure record (`nest`) cannot have a dynamic alloca
  bool is_program; // nobody outside defines or uses names of this module, but for the runtime and
                   // packages that are units of their own
  bool splits_sections; // one section for each function and variable
  const char *producer; // for DWARF
} CgOptions;

/// What became of a site after LLVM's optimiser; indexed by site id.
typedef enum CgSiteFate { CG_FATE_ABSENT, CG_FATE_KEPT, CG_FATE_ELIDED } CgSiteFate;

typedef struct CgModule CgModule;

/// Emits the whole program as one module (not yet optimised). The context belongs to the result.
CgModule *cg_emit(GlArena *arena, const GirProgram *p, LLVMTargetMachineRef target,
                  const CgOptions *options);
LLVMModuleRef cg_module(const CgModule *m);
/// To be run after LLVM's optimiser: finds out which allocation calls are left (fates), then
/// expands them to the inline fast path, drops "split-stack" from leaves. Runs the few cheap passes
/// that this needs.
void cg_finish(CgModule *m, LLVMTargetMachineRef target);
/// To be run last, with `has_lines`: numbers the positions that the line table of the object will
/// have. What it returns lives in the module's arena.
const PclnSource *cg_number_positions(CgModule *m);
CgSiteFate cg_site_fate(const CgModule *m, uint32_t site_id);
void cg_module_free(CgModule *m);

#endif
