/// \file
/// Inlining, callees first, so that small constructors, setters and iterators are gone before
/// escape analysis. Needs: verified GIR. Changes: bodies of callers. Keeps: names, positions,
/// origins of sites.

#include "opt_internal.h"

enum {
  MAX_CALLEE_COST = 60, // about gc's budget of 80 nodes
  MAX_BODY_COST = 600,  // of a range body, which most often has one call left
  INSTRS_PER_COST = 4,  // most instructions of a callee: copies and jumps cost nothing, but a chain
                        // of calls must not gather them
  MAX_CALLER_INSTRS = 8000,
  MAX_ROUNDS = 16, // an inlined body may make further targets known
};

typedef struct Inliner {
  GirProgram *p;
  uint32_t *component; // per function: its call-graph component
  uint32_t *cost;      // per function: cost of a copy; UINT32_MAX: never inlined
} Inliner;

/// In about two machine instructions each.
static uint32_t instr_cost(const GirInstr *in) {
  uint32_t flags = gir_op_flags(in->op);
  if (in->op == GIR_OP_COPY || in->op == GIR_OP_KEEP_ALIVE)
    return 0;
  if (in->op == GIR_OP_SWITCH)
    return in->n_args;
  if (flags & GIR_F_TERM)
    return 0;
  if (flags & GIR_F_CALL)
    return 12 + in->n_args;
  if (in->op == GIR_OP_PRINT)
    return 6 * in->n_args;
  return flags & GIR_F_SITE ? 5 : 2;
}

static bool is_ever_inlined(const GirFunc *f) {
  return f->blocks.len && !f->is_noinline && !f->is_noescape && !f->has_defer && !f->has_recover &&
         !f->is_external;
}

static uint32_t count_instrs(const GirFunc *f) {
  uint32_t n = 0;
  for (uint32_t b = 0; b < f->blocks.len; b++)
    n += f->blocks.data[b]->instrs.len;
  return n;
}

static uint32_t copy_cost(const GirFunc *f) {
  if (!is_ever_inlined(f))
    return UINT32_MAX;
  uint32_t sum = 0, most = f->is_range_body ? MAX_BODY_COST : MAX_CALLEE_COST;
  if (count_instrs(f) > INSTRS_PER_COST * most)
    return UINT32_MAX;
  for (uint32_t b = 0; b < f->blocks.len; b++)
    for (uint32_t i = 0; i < f->blocks.data[b]->instrs.len; i++) {
      sum += instr_cost(f->blocks.data[b]->instrs.data[i]);
      if (sum > most)
        return UINT32_MAX;
    }
  return sum;
}

/// The record of a callee with captures must be made in the caller, from values that have not
/// changed since.
static bool find_closure(const OptDefs *d, const GirInstr *call, const GirInstr **closure) {
  const GirFunc *callee = call->callee->func;
  *closure = NULL;
  if (callee->n_captures == 0)
    return true;
  GirInstr *def = opt_def_of(d, &call->callee->closure);
  if (!def || def->op != GIR_OP_CLOSURE || def->callee->func != callee)
    return false;
  for (uint32_t i = 0; i < def->n_args; i++)
    if (!opt_is_stable(d, &def->args[i]))
      return false;
  *closure = def;
  return true;
}

static bool wants_inline(const Inliner *in, const GirFunc *caller, const GirInstr *call) {
  if (call->op != GIR_OP_CALL || call->callee->kind != GIR_CALL_STATIC)
    return false;
  const GirFunc *f = call->callee->func;
  return in->cost[f->id] != UINT32_MAX && in->component[f->id] != in->component[caller->id];
}

/// One sweep over the function's calls. Copied bodies are not looked at again in the same sweep.
static bool inline_calls(Inliner *in, GirFunc *f) {
  GlArena *scratch = gl_arena_new();
  OptDefs d = opt_defs(scratch, f);
  uint32_t n_instrs = count_instrs(f);
  uint32_t n_blocks = f->blocks.len;
  bool changed = false;
  for (uint32_t b = 0; b < n_blocks; b++) {
    GirBlock *block = f->blocks.data[b];
    for (uint32_t i = 0; i < block->instrs.len && n_instrs < MAX_CALLER_INSTRS; i++) {
      GirInstr *call = block->instrs.data[i];
      const GirInstr *closure;
      if (!wants_inline(in, f, call) || !find_closure(&d, call, &closure))
        continue;
      n_instrs += count_instrs(call->callee->func);
      block = opt_inline_call(in->p, f, block, i, closure);
      i = UINT32_MAX; // go on with the first instruction of the new block
      changed = true;
    }
  }
  gl_arena_free(scratch);
  return changed;
}

/// Whether a function makes others: literals and thunks, which only its own unit has.
static bool has_literals(const GirFunc *f) {
  for (uint32_t b = 0; b < f->blocks.len; b++)
    for (uint32_t i = 0; i < f->blocks.data[b]->instrs.len; i++) {
      const GirInstr *in = f->blocks.data[b]->instrs.data[i];
      for (uint32_t k = 0; k < in->n_args; k++)
        if (in->args[k].kind == GIR_OPERAND_FUNC && in->args[k].func->outer)
          return true;
      if (in->op == GIR_OP_CLOSURE || (in->callee && in->callee->func && in->callee->func->outer))
        return true;
    }
  return false;
}

static void run_func(Inliner *in, GirFunc *f) {
  for (int round = 0; round < MAX_ROUNDS; round++) {
    bool changed = inline_calls(in, f);
    changed |= opt_devirt_func(in->p, f);
    if (!changed)
      break;
  }
  in->cost[f->id] = copy_cost(f);
  f->is_small = in->cost[f->id] != UINT32_MAX && !f->outer && !f->is_shared && !has_literals(f);
}

void opt_drop_copies(GirProgram *p) {
  for (uint32_t i = 1; i < p->funcs.len; i++) {
    GirFunc *f = p->funcs.data[i];
    if (!f || !f->is_copy)
      continue;
    f->blocks.len = 0;
    f->is_copy = false;
    f->is_imported = true;
  }
}

void opt_inline_run(GirProgram *p) {
  GlArena *scratch = gl_arena_new();
  GirCallGraph g = gir_call_graph(scratch, p, NULL, NULL);
  Inliner in = {.p = p,
                .component = GL_NEW_ARRAY(scratch, uint32_t, p->funcs.len),
                .cost = GL_NEW_ARRAY(scratch, uint32_t, p->funcs.len)};
  for (uint32_t i = 0; i < p->funcs.len; i++)
    in.cost[i] = UINT32_MAX;
  for (uint32_t c = 0, i = 0; c < g.n_components; c++)
    for (; i < g.component_end[c]; i++)
      in.component[g.order[i]->id] = c + 1;
  uint32_t n_order = g.n_components ? g.component_end[g.n_components - 1] : 0;
  for (uint32_t i = 0; i < n_order; i++)
    run_func(&in, g.order[i]);
  gl_arena_free(scratch);
}
