/// \file
/// Writes what escape decided into the GIR: a placement for each site, facts for each parameter.
/// Decides no lifetime.

#include "golite/placement/placement.h"

#include <string.h>

/// Says at the beginning of `b` that the site's memory is free.
static void renew(GirProgram *p, GirSite *s, GirBlock *b) {
  GirInstr *in = gir_instr_alloc(p, GIR_OP_RENEW, b->instrs.data[0]->loc, 0);
  in->inlined = b->instrs.data[0]->inlined;
  in->site = s;
  GL_VEC_PUSH(p->arena, &b->instrs, NULL);
  memmove(b->instrs.data + 1, b->instrs.data, (b->instrs.len - 1) * sizeof(GirInstr *));
  b->instrs.data[0] = in;
}

static void place_site(GirProgram *p, GirSite *s, const EscVerdict *v) {
  if (s->placement == GIR_PLACE_STATIC) // lower knew
    return;
  s->stack_cap = v->is_heap_if_large ? v->frame_cap : 0;
  s->is_shared = v->is_shared;
  if (v->on_heap)
    s->placement = GIR_PLACE_HEAP;
  else
    s->placement = v->is_heap_if_large ? GIR_PLACE_STACK_IF : GIR_PLACE_STACK;
  if (s->placement == GIR_PLACE_STACK_IF && s->stack_cap > 0 && v->renewed_in)
    renew(p, s, v->renewed_in);
}

/// A pointer counts as captured, in LLVM's sense, when a copy of it is still there after the call:
/// in memory or in a result.
static GirParamFacts facts_of(const EscParam *e, uint32_t n_results) {
  GirParamFacts f = {.is_captured = e->leaks, .is_written = e->is_written || e->leaks};
  for (uint32_t i = 0; i < n_results; i++)
    f.is_captured |= e->result_levels && e->result_levels[i] == 0;
  f.is_written |= e->content_leaks;
  return f;
}

static void place_func(GirProgram *p, GirFunc *f, const EscParam *params) {
  if (!params)
    return;
  f->param_facts = GL_NEW_ARRAY(p->arena, GirParamFacts, f->n_params + 1);
  for (uint32_t i = 0; i < f->n_params; i++)
    f->param_facts[i] = facts_of(&params[i], f->n_results);
}

void plc_run(GirProgram *p, const EscResult *r) {
  GL_ASSERT(r->n_verdicts == p->sites.len && r->n_funcs == p->funcs.len,
            "verdicts of another program");
  for (uint32_t i = 1; i < p->sites.len; i++)
    place_site(p, p->sites.data[i], &r->verdicts[i]);
  for (uint32_t i = 1; i < p->funcs.len; i++)
    if (p->funcs.data[i])
      place_func(p, p->funcs.data[i], r->params[i]);
}
