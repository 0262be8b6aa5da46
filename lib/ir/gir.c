/// \file
/// Facts about kinds of instructions and sites, and walks over an instruction's operands. Reads GIR
/// only.

#include "golite/ir/gir.h"

static const struct {
  const char *spelling;
  uint32_t flags;
} op_table[GIR_OP_COUNT] = {
#define GIR_OP(NAME, spelling, flags) [GIR_OP_##NAME] = {(spelling), (flags)},
#include "golite/ir/ops.def"
#undef GIR_OP
};

static const char *const site_texts[GIR_SITE_KIND_COUNT] = {
#define GIR_SITE(KIND, text) [GIR_SITE_##KIND] = (text),
#include "golite/ir/sites.def"
#undef GIR_SITE
};

const char *gir_op_spelling(GirOp op) {
  GL_ASSERT(op < GIR_OP_COUNT, "instruction kind %d", (int)op);
  return op_table[op].spelling;
}

uint32_t gir_op_flags(GirOp op) {
  GL_ASSERT(op < GIR_OP_COUNT, "instruction kind %d", (int)op);
  return op_table[op].flags;
}

const char *gir_site_kind_text(GirSiteKind k) {
  GL_ASSERT(k < GIR_SITE_KIND_COUNT, "site kind %d", (int)k);
  return site_texts[k];
}

static void place_operands(GirPlace *p, void (*fn)(void *ctx, GirOperand *o), void *ctx) {
  if (p->base == GIR_BASE_DEREF || p->base == GIR_BASE_SLICE)
    fn(ctx, &p->ptr);
  for (uint32_t i = 0; i < p->n_path; i++)
    if (p->path[i].is_index)
      fn(ctx, &p->path[i].index);
}

void gir_instr_operands(GirInstr *in, void (*fn)(void *ctx, GirOperand *o), void *ctx) {
  for (uint32_t i = 0; i < in->n_args; i++)
    if (in->args[i].kind != GIR_OPERAND_NONE)
      fn(ctx, &in->args[i]);
  if (in->place)
    place_operands(in->place, fn, ctx);
  if (in->callee && in->callee->closure.kind != GIR_OPERAND_NONE)
    fn(ctx, &in->callee->closure);
}
