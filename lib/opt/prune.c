/// \file
/// Removes what cannot run: blocks that the entry does not reach, and, in whole programs, functions
/// that nothing reaches. Needs: verified GIR. Changes: block numbers, `GirProgram.funcs` entries
/// (gone ones become NULL). Keeps: ids of what is left.

#include "opt_internal.h"

static void prune_blocks(GirFunc *f) {
  GlArena *scratch = gl_arena_new();
  GirBlockList order = gir_reverse_post_order(scratch, f);
  if (order.len < f->blocks.len) {
    bool *keep = GL_NEW_ARRAY(scratch, bool, f->blocks.len);
    for (uint32_t i = 0; i < order.len; i++)
      keep[order.data[i]->id] = true;
    uint32_t n = 0;
    for (uint32_t i = 0; i < f->blocks.len; i++)
      if (keep[i])
        f->blocks.data[n++] = f->blocks.data[i];
    f->blocks.len = n;
    for (uint32_t i = 0; i < n; i++)
      f->blocks.data[i]->id = i;
  }
  gl_arena_free(scratch);
}

typedef struct Reach {
  GlArena *scratch;
  GirProgram *p;
  bool *funcs, *globals;
  GL_VEC(GirFunc *) work;
} Reach;

static void reach_global(Reach *r, GirGlobal *g);

static void reach_func(Reach *r, GirFunc *f) {
  if (!f || r->funcs[f->id])
    return;
  r->funcs[f->id] = true;
  GL_VEC_PUSH(r->scratch, &r->work, f);
}

static void reach_init(Reach *r, const GirInit *in) {
  if (!in)
    return;
  reach_func(r, in->func);
  if (in->global)
    reach_global(r, in->global);
  reach_init(r, in->data);
  for (int64_t i = 0; i < in->n_elems; i++)
    reach_init(r, in->elems[i]);
}

static void reach_global(Reach *r, GirGlobal *g) {
  if (r->globals[g->id])
    return;
  r->globals[g->id] = true;
  reach_init(r, g->init);
}

static void reach_operand(void *ctx, GirOperand *o) {
  if (o->kind == GIR_OPERAND_FUNC)
    reach_func(ctx, o->func);
  else if (o->kind == GIR_OPERAND_GLOBAL)
    reach_global(ctx, o->global);
}

static void reach_body(Reach *r, const GirFunc *f) {
  reach_func(r, f->same_code);
  for (uint32_t b = 0; b < f->blocks.len; b++)
    for (uint32_t i = 0; i < f->blocks.data[b]->instrs.len; i++) {
      GirInstr *in = f->blocks.data[b]->instrs.data[i];
      gir_instr_operands(in, reach_operand, r);
      if (in->callee)
        reach_func(r, in->callee->func);
      if (in->place && in->place->base == GIR_BASE_GLOBAL)
        reach_global(r, in->place->global);
    }
}

static void reach_roots(Reach *r) {
  GirProgram *p = r->p;
  reach_func(r, p->init);
  reach_func(r, p->main);
  for (uint32_t i = 1; i < p->funcs.len; i++)
    if (p->funcs.data[i] && p->funcs.data[i]->has_unknown_callers)
      reach_func(r, p->funcs.data[i]);
  for (uint32_t i = 1; i < p->globals.len; i++)
    reach_global(r, p->globals.data[i]);
  for (uint32_t i = 0; i < p->live_types.len; i++) {
    const GirLiveType *l = p->live_types.data[i];
    for (uint32_t k = 0; l->methods && k < l->methods->n; k++) {
      reach_func(r, l->ifn ? l->ifn[k] : NULL);
      reach_func(r, l->tfn ? l->tfn[k] : NULL);
    }
  }
}

static void prune_funcs(GirProgram *p) {
  GlArena *scratch = gl_arena_new();
  Reach r = {.scratch = scratch,
             .p = p,
             .funcs = GL_NEW_ARRAY(scratch, bool, p->funcs.len),
             .globals = GL_NEW_ARRAY(scratch, bool, p->globals.len)};
  reach_roots(&r);
  while (r.work.len)
    reach_body(&r, r.work.data[--r.work.len]);
  for (uint32_t i = 1; i < p->funcs.len; i++)
    if (!r.funcs[i])
      p->funcs.data[i] = NULL;
  gl_arena_free(scratch);
}

void opt_prune_run(GirProgram *p, bool keep_functions) {
  for (uint32_t i = 1; i < p->funcs.len; i++)
    if (p->funcs.data[i])
      prune_blocks(p->funcs.data[i]);
  if (p->init && !keep_functions)
    prune_funcs(p);
}
