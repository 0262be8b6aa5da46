/// \file
/// Who writes a local. By Go's scope rules the only write of a variable comes before all its uses,
/// so a local that is written once has one value in each execution of its scope.

#include "opt_internal.h"

static void add_def(OptDefs *d, GirLocalId id, GirInstr *in) {
  if (!id)
    return;
  d->only[id] = d->count[id] == 0 ? in : NULL;
  if (d->count[id] < 2)
    d->count[id]++;
}

static void add_instr(OptDefs *d, GirInstr *in) {
  for (uint32_t i = 0; i < in->n_dsts; i++)
    add_def(d, in->dsts[i], in);
  add_def(d, in->dst, in);
  add_def(d, in->dst2, in);
  bool writes_place = in->op == GIR_OP_STORE || in->op == GIR_OP_ZERO;
  if (writes_place && in->place->base == GIR_BASE_LOCAL)
    add_def(d, in->place->local, in);
}

OptDefs opt_defs(GlArena *a, const GirFunc *f) {
  OptDefs d = {.only = GL_NEW_ARRAY(a, GirInstr *, f->locals.len),
               .count = GL_NEW_ARRAY(a, uint8_t, f->locals.len)};
  for (uint32_t i = 1; i < f->locals.len; i++) {
    GirLocalKind k = f->locals.data[i].kind;
    if (k == GIR_LOCAL_PARAM || k == GIR_LOCAL_RESULT || k == GIR_LOCAL_CAPTURE)
      d.count[i] = 1;
    if (f->locals.data[i].is_memory)
      d.count[i] = 2;
  }
  for (uint32_t b = 0; b < f->blocks.len; b++)
    for (uint32_t i = 0; i < f->blocks.data[b]->instrs.len; i++)
      add_instr(&d, f->blocks.data[b]->instrs.data[i]);
  return d;
}

bool opt_is_stable(const OptDefs *d, const GirOperand *o) {
  return o->kind != GIR_OPERAND_LOCAL || d->count[o->local] < 2;
}

GirInstr *opt_def_of(const OptDefs *d, const GirOperand *o) {
  while (o->kind == GIR_OPERAND_LOCAL) {
    GirInstr *in = d->only[o->local];
    if (!in || in->op == GIR_OP_STORE || in->op == GIR_OP_ZERO)
      return NULL;
    if (in->op != GIR_OP_COPY)
      return in;
    o = &in->args[0];
  }
  return NULL;
}
