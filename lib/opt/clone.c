/// \file
/// Copies a callee's body into a caller. Knows how, not whether: inline.c decides.

#include "opt_internal.h"

typedef struct Clone {
  GirProgram *p;
  GirFunc *caller;
  const GirFunc *callee;
  const GirInstr *call;
  GirLocalId *locals; // callee's local → caller's
  GirBlock **blocks;  // callee's block → caller's
  GirBlock *after;
} Clone;

static GirOperand clone_operand(const Clone *c, GirOperand o) {
  if (o.kind == GIR_OPERAND_LOCAL)
    o.local = c->locals[o.local];
  return o;
}

static GirOperand *clone_operands(const Clone *c, const GirOperand *from, uint32_t n) {
  GirOperand *to = n ? GL_NEW_ARRAY(c->p->arena, GirOperand, n) : NULL;
  for (uint32_t i = 0; i < n; i++)
    to[i] = clone_operand(c, from[i]);
  return to;
}

static GirPlace *clone_place(const Clone *c, const GirPlace *from) {
  if (!from)
    return NULL;
  GirPlace *to = GL_NEW(c->p->arena, GirPlace);
  *to = *from;
  to->local = c->locals[from->local];
  to->ptr = clone_operand(c, from->ptr);
  to->path = from->n_path ? GL_NEW_ARRAY(c->p->arena, GirPathElem, from->n_path) : NULL;
  for (uint32_t i = 0; i < from->n_path; i++) {
    to->path[i] = from->path[i];
    to->path[i].index = clone_operand(c, from->path[i].index);
  }
  return to;
}

static GirSite *clone_site(const Clone *c, GirSite *from) {
  GirSite *to = gir_site_new(c->p, c->caller, from->kind, from->type, from->text, from->loc);
  to->origin = from->origin ? from->origin : from;
  to->inlined_at = c->call->loc;
  to->placement = from->placement;
  return to;
}

/// The chain of inlined calls of a copied instruction: its own chain ends in this call.
static const GirInlined *clone_inlined(const Clone *c, const GirInlined *from) {
  GirInlined *to = GL_NEW(c->p->arena, GirInlined);
  if (from) {
    *to = *from;
    to->outer = clone_inlined(c, from->outer);
  } else {
    *to = (GirInlined){.func = (GirFunc *)(uintptr_t)c->callee,
                       .call_loc = c->call->loc,
                       .outer = c->call->inlined};
  }
  return to;
}

static GirCallee *clone_callee(const Clone *c, const GirCallee *from) {
  if (!from)
    return NULL;
  GirCallee *to = GL_NEW(c->p->arena, GirCallee);
  *to = *from;
  to->closure = clone_operand(c, from->closure);
  return to;
}

static void copy_to(const Clone *c, GirBlock *b, GirLocalId dst, GirOperand value, GlLoc loc) {
  if (!dst)
    return;
  GirInstr *in = gir_instr_new(c->p, b, GIR_OP_COPY, loc, 1);
  in->dst = dst;
  in->args[0] = value;
  in->inlined = c->call->inlined;
}

static void clone_return(const Clone *c, GirBlock *b, const GirInstr *ret) {
  for (uint32_t i = 0; i < c->call->n_dsts; i++)
    copy_to(c, b, c->call->dsts[i], clone_operand(c, ret->args[i]), c->call->loc);
  GirInstr *jump = gir_instr_new(c->p, b, GIR_OP_JUMP, c->call->loc, 0);
  jump->to = GL_NEW(c->p->arena, GirBlock *);
  jump->to[0] = c->after;
  jump->n_to = 1;
}

static void clone_instr(const Clone *c, GirBlock *b, const GirInstr *from) {
  if (from->op == GIR_OP_RETURN) {
    clone_return(c, b, from);
    return;
  }
  GirInstr *to = gir_instr_new(c->p, b, from->op, from->loc, 0);
  *to = *from;
  to->inlined = clone_inlined(c, from->inlined);
  to->dst = c->locals[from->dst];
  to->dst2 = c->locals[from->dst2];
  to->args = clone_operands(c, from->args, from->n_args);
  to->place = clone_place(c, from->place);
  to->callee = clone_callee(c, from->callee);
  if (from->n_dsts) {
    to->dsts = GL_NEW_ARRAY(c->p->arena, GirLocalId, from->n_dsts);
    for (uint32_t i = 0; i < from->n_dsts; i++)
      to->dsts[i] = c->locals[from->dsts[i]];
  }
  if (from->op == GIR_OP_VAR) { // a loop variable has two VARs of one site
    GirLocal *l = gir_local(c->caller, to->dst);
    if (!l->site)
      l->site = clone_site(c, from->site);
    to->site = l->site;
  } else if (from->site) {
    to->site = clone_site(c, from->site);
  }
  if (from->n_to) {
    to->to = GL_NEW_ARRAY(c->p->arena, GirBlock *, from->n_to);
    for (uint32_t i = 0; i < from->n_to; i++)
      to->to[i] = c->blocks[from->to[i]->id];
  }
}

static void clone_locals(Clone *c) {
  c->locals = GL_NEW_ARRAY(c->p->arena, GirLocalId, c->callee->locals.len);
  for (uint32_t i = 1; i < c->callee->locals.len; i++) {
    const GirLocal *l = gir_local(c->callee, i);
    GirLocalKind kind = l->kind == GIR_LOCAL_TEMP ? GIR_LOCAL_TEMP : GIR_LOCAL_VAR;
    c->locals[i] = gir_local_new(c->p, c->caller, kind, l->name, l->type, l->loc);
    GirLocal *to = gir_local(c->caller, c->locals[i]);
    to->is_memory = l->is_memory;
    to->ref_name = l->ref_name;
    to->inlined_from = (GirFunc *)(uintptr_t)c->callee;
  }
}

/// Splits `b` after instruction `index`, which is dropped.
static GirBlock *split_block(GirProgram *p, GirFunc *f, GirBlock *b, uint32_t index) {
  GirBlock *after = gir_block_new(p, f);
  for (uint32_t i = index + 1; i < b->instrs.len; i++)
    GL_VEC_PUSH(p->arena, &after->instrs, b->instrs.data[i]);
  b->instrs.len = index;
  return after;
}

static void enter(const Clone *c, GirBlock *b, const GirInstr *closure) {
  const GirFunc *callee = c->callee;
  for (uint32_t i = 0; i < callee->n_params; i++)
    copy_to(c, b, c->locals[callee->params[i]], c->call->args[i], c->call->loc);
  for (uint32_t i = 0; closure && i < callee->n_captures; i++)
    copy_to(c, b, c->locals[callee->captures[i]], closure->args[i], c->call->loc);
  for (uint32_t i = 0; i < callee->n_results; i++) {
    GirLocalId id = c->locals[callee->results[i]];
    if (!gir_local(c->caller, id)->is_memory)
      copy_to(c, b, id, gir_const_zero(c->p, gir_local(c->caller, id)->type), c->call->loc);
  }
  GirInstr *jump = gir_instr_new(c->p, b, GIR_OP_JUMP, c->call->loc, 0);
  jump->to = GL_NEW(c->p->arena, GirBlock *);
  jump->to[0] = c->blocks[0];
  jump->n_to = 1;
}

GirBlock *opt_inline_call(GirProgram *p, GirFunc *caller, GirBlock *b, uint32_t index,
                          const GirInstr *closure) {
  const GirInstr *call = b->instrs.data[index];
  Clone c = {.p = p, .caller = caller, .callee = call->callee->func, .call = call};
  clone_locals(&c);
  c.after = split_block(p, caller, b, index);
  c.blocks = GL_NEW_ARRAY(p->arena, GirBlock *, c.callee->blocks.len);
  for (uint32_t i = 0; i < c.callee->blocks.len; i++)
    c.blocks[i] = gir_block_new(p, caller);
  enter(&c, b, closure);
  for (uint32_t i = 0; i < c.callee->blocks.len; i++)
    for (uint32_t k = 0; k < c.callee->blocks.data[i]->instrs.len; k++)
      clone_instr(&c, c.blocks[i], c.callee->blocks.data[i]->instrs.data[k]);
  return c.after;
}
