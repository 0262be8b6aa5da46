/// \file
/// Shared inside lib/opt only.

#ifndef GOLITE_OPT_INTERNAL_H
#define GOLITE_OPT_INTERNAL_H
#include "golite/ir/gir.h"
#include "golite/opt/opt.h"

/// For each local of a function: how often it is written, and by which instruction if once.
/// Parameters, results, captures and memory locals count as written by somebody else.
typedef struct OptDefs {
  GirInstr **only; // [locals.len]; NULL unless written exactly once
  uint8_t *count;  // [locals.len]; 2 means two or more
} OptDefs;

OptDefs opt_defs(GlArena *a, const GirFunc *f);
/// Whether an operand keeps its value as long as it is in scope: a constant, or a local written
/// once.
bool opt_is_stable(const OptDefs *d, const GirOperand *o);
/// The instruction that made the value of `o`, seen through copies; NULL when unknown.
GirInstr *opt_def_of(const OptDefs *d, const GirOperand *o);
/// Turns indirect calls of `f` whose target is known into static ones. True: something changed.
bool opt_devirt_func(GirProgram *p, GirFunc *f);

/// Replaces the call at `b->instrs.data[index]` by a copy of the callee's body. `closure` is the
/// CLOSURE instruction that made the callee's record, or NULL when it captures nothing. Returns the
/// block that holds what followed the call.
GirBlock *opt_inline_call(GirProgram *p, GirFunc *caller, GirBlock *b, uint32_t index,
                          const GirInstr *closure);

#endif
