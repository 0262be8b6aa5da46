/// \file
/// How each local of a function is held: as SSA value, in an alloca, as pointer to a box. LLVM
/// promotes allocas; SSA values here only keep the code short.
/// What is read after a recovered panic must be memory that the frame record makes visible: such
/// locals are members of one alloca with it (see defer.c).

#include "codegen_internal.h"

/// What the instructions do with a local.
typedef struct Usage {
  uint32_t n_defs;
  uint32_t def_block, def_index; // the last one seen
  uint32_t use_block, first_use; // first_use: lowest index of a use in use_block
  bool is_used;
  bool is_used_in_many; // in more than one block
  bool is_used_in_entry;
  uint32_t first_entry_use;
  bool needs_storage;        // written in part, or indexed
  bool in_recovery;          // used in code that runs after a recovered panic
  const GirInlined *inlined; // the inlined call that it belongs to
} Usage;

typedef struct Scan {
  const GirFunc *f;
  Usage *usage;
  uint32_t block, index;
  const GirInlined *inlined; // of the current instruction
  bool in_recovery;
} Scan;

static void note_inlined(Scan *s, GirLocalId id) {
  Usage *u = &s->usage[id];
  if (s->inlined && !u->inlined && s->inlined->func == gir_local(s->f, id)->inlined_from)
    u->inlined = s->inlined;
}

static void note_use(Scan *s, GirLocalId id) {
  Usage *u = &s->usage[id];
  note_inlined(s, id);
  if (s->in_recovery)
    u->in_recovery = true;
  if (s->block == 0 && (!u->is_used_in_entry || s->index < u->first_entry_use)) {
    u->is_used_in_entry = true;
    u->first_entry_use = s->index;
  }
  if (!u->is_used) {
    u->is_used = true;
    u->use_block = s->block;
    u->first_use = s->index;
  } else if (u->use_block != s->block) {
    u->is_used_in_many = true;
  } else if (s->index < u->first_use) {
    u->first_use = s->index;
  }
}

static void note_operand(void *ctx, GirOperand *o) {
  if (o->kind == GIR_OPERAND_LOCAL)
    note_use(ctx, o->local);
}

static void note_def(Scan *s, GirLocalId id) {
  if (!id)
    return;
  Usage *u = &s->usage[id];
  note_inlined(s, id);
  u->n_defs++;
  u->def_block = s->block;
  u->def_index = s->index;
  if (s->in_recovery)
    u->in_recovery = true;
}

static void note_place(Scan *s, const GirInstr *in) {
  const GirPlace *p = in->place;
  if (!p || p->base != GIR_BASE_LOCAL)
    return;
  note_use(s, p->local);
  if (in->op == GIR_OP_LOAD && p->n_path == 0)
    return;
  s->usage[p->local].needs_storage = true;
}

static void scan_block(Scan *s, const GirBlock *b) {
  s->block = b->id;
  for (uint32_t i = 0; i < b->instrs.len; i++) {
    GirInstr *in = b->instrs.data[i];
    s->index = i;
    s->inlined = in->inlined;
    gir_instr_operands(in, note_operand, s);
    note_place(s, in);
    note_def(s, in->dst);
    note_def(s, in->dst2);
    for (uint32_t k = 0; k < in->n_dsts; k++)
      note_def(s, in->dsts[k]);
  }
}

/// Marks the blocks that control can reach after a recovered panic.
static bool *recovery_blocks(GlArena *a, const GirFunc *f) {
  bool *reached = GL_NEW_ARRAY(a, bool, f->blocks.len + 1);
  if (!f->recover_block)
    return reached;
  GirBlock **work = GL_NEW_ARRAY(a, GirBlock *, f->blocks.len + 1);
  uint32_t n = 0;
  work[n++] = f->recover_block;
  reached[f->recover_block->id] = true;
  while (n) {
    const GirInstr *end = gir_block_terminator(work[--n]);
    for (uint32_t i = 0; i < end->n_to; i++)
      if (!reached[end->to[i]->id]) {
        reached[end->to[i]->id] = true;
        work[n++] = end->to[i];
      }
  }
  return reached;
}

static Usage *find_usage(GlArena *a, const GirFunc *f) {
  Scan s = {.f = f, .usage = GL_NEW_ARRAY(a, Usage, f->locals.len)};
  const bool *recovery = recovery_blocks(a, f);
  for (uint32_t i = 0; i < f->blocks.len; i++) {
    s.in_recovery = recovery[i];
    scan_block(&s, f->blocks.data[i]);
  }
  return s.usage;
}

static bool entry_has_predecessors(const GirFunc *f) {
  for (uint32_t i = 0; i < f->blocks.len; i++) {
    const GirInstr *end = gir_block_terminator(f->blocks.data[i]);
    for (uint32_t k = 0; k < end->n_to; k++)
      if (end->to[k]->id == 0)
        return true;
  }
  return false;
}

/// Whether the one definition of a temporary comes before all its uses on every path.
static bool dominates_uses(const Usage *u, bool entry_runs_once) {
  if (u->def_block == 0 && entry_runs_once)
    return !u->is_used_in_entry || u->first_entry_use > u->def_index;
  return !u->is_used ||
         (!u->is_used_in_many && u->use_block == u->def_block && u->first_use > u->def_index);
}

static bool wants_variable(const CgFunc *f, const GirLocal *l) {
  return (l->name || l->ref_name) && f->m->options.has_debug_info && f->m->options.opt_level == 0;
}

static CgLocalKind choose_kind(const CgFunc *f, const GirLocal *l, const CgLocal *c, const Usage *u,
                               bool entry_runs_once) {
  if (l->is_memory)
    return c->layout->size == 0                       ? CG_LOCAL_NONE
           : l->site->placement == GIR_PLACE_STACK    ? CG_LOCAL_STACK
           : l->site->placement == GIR_PLACE_STACK_IF ? CG_LOCAL_STACK
                                                      : CG_LOCAL_BOX;
  if (c->layout->size == 0)
    return CG_LOCAL_NONE;
  if (c->layout->is_memory || u->needs_storage || c->in_frame || wants_variable(f, l))
    return CG_LOCAL_STACK;
  switch (l->kind) {
  case GIR_LOCAL_PARAM:
  case GIR_LOCAL_CAPTURE: return u->n_defs == 0 ? CG_LOCAL_SSA : CG_LOCAL_STACK;
  case GIR_LOCAL_TEMP:
  case GIR_LOCAL_VAR:
    return u->n_defs == 1 && dominates_uses(u, entry_runs_once) ? CG_LOCAL_SSA : CG_LOCAL_STACK;
  case GIR_LOCAL_RESULT: return CG_LOCAL_STACK;
  }
  GL_UNREACHABLE();
}

static const char *local_name(const CgFunc *f, const GirLocal *l) {
  if (!l->name || l->name->len == 0)
    return "";
  if (l->is_memory && l->site->placement == GIR_PLACE_HEAP)
    return gl_arena_printf(f->m->arena, "&%s", l->name->text);
  return l->name->text;
}

static void make_storage(CgFunc *f, GirLocalId id) {
  CgLocal *c = &f->locals[id];
  const GirLocal *l = gir_local(f->gir, id);
  if (c->address || c->kind == CG_LOCAL_NONE || c->kind == CG_LOCAL_SSA)
    return;
  // A big parameter is the caller's copy, which is ours to write.
  if (l->kind == GIR_LOCAL_PARAM && c->layout->is_memory && !l->is_memory)
    return;
  bool is_box = c->kind == CG_LOCAL_BOX;
  c->address = cg_alloca(f, is_box ? f->m->ptr : c->layout->mem,
                         is_box ? CG_WORD : c->layout->align, local_name(f, l));
  if (l->is_memory && !is_box)
    cg_mark_site(f, c->address, l->site, "stack");
  cg_debug_variable(f, id, c->address, is_box);
}

/// One alloca for the frame record and all that must survive a recovered panic. Where no panic can
/// end, one word is enough: records name the frame by its address.
static void make_frame(CgFunc *f) {
  CgModule *m = f->m;
  uint32_t n = 1, n_locals = f->gir->locals.len;
  LLVMTypeRef *members = GL_NEW_ARRAY(m->arena, LLVMTypeRef, n_locals + 1);
  members[0] = f->is_recovering ? LLVMArrayType2(m->i64, 9) : m->ptr; // AbiDeferFrame
  for (uint32_t i = 1; i < n_locals; i++)
    if (f->locals[i].in_frame)
      members[n++] = f->locals[i].kind == CG_LOCAL_BOX ? m->ptr : f->locals[i].layout->mem;
  LLVMTypeRef type = LLVMStructTypeInContext(m->context, members, n, false);
  f->frame = cg_alloca(f, type, 8, "frame");
  n = 1;
  for (uint32_t i = 1; i < n_locals; i++) {
    CgLocal *c = &f->locals[i];
    if (!c->in_frame)
      continue;
    c->address =
        LLVMBuildStructGEP2(f->b, type, f->frame, n++, local_name(f, gir_local(f->gir, i)));
    cg_debug_variable(f, i, c->address, c->kind == CG_LOCAL_BOX);
  }
}

void cg_locals_init(CgFunc *f) {
  CgModule *m = f->m;
  const GirFunc *g = f->gir;
  f->locals = GL_NEW_ARRAY(m->arena, CgLocal, g->locals.len);
  Usage *usage = find_usage(m->arena, g);
  bool entry_runs_once = !entry_has_predecessors(g);
  for (uint32_t i = 1; i < g->locals.len; i++) {
    const GirLocal *l = gir_local(g, i);
    CgLocal *c = &f->locals[i];
    c->layout = cg_layout(m, l->type);
    c->inlined = usage[i].inlined;
    bool is_input = l->kind == GIR_LOCAL_PARAM || l->kind == GIR_LOCAL_CAPTURE;
    bool changes = !is_input || usage[i].n_defs || usage[i].needs_storage;
    c->in_frame =
        f->is_recovering && c->layout->size && changes && (usage[i].in_recovery || l->is_volatile);
    bool is_idle = !usage[i].n_defs && !usage[i].is_used && l->kind != GIR_LOCAL_PARAM;
    c->kind = is_idle ? CG_LOCAL_NONE : choose_kind(f, l, c, &usage[i], entry_runs_once);
  }
  if (g->recover_block)
    make_frame(f);
  for (uint32_t i = 1; i < g->locals.len; i++)
    make_storage(f, i);
}

LLVMValueRef cg_local_address(CgFunc *f, GirLocalId id) {
  CgLocal *c = &f->locals[id];
  switch (c->kind) {
  case CG_LOCAL_NONE: return cg_runtime_data(f->m, "zerobase");
  case CG_LOCAL_STACK: return c->address;
  case CG_LOCAL_BOX: return LLVMBuildLoad2(f->b, f->m->ptr, c->address, "");
  case CG_LOCAL_SSA: break;
  }
  GL_UNREACHABLE();
}

LLVMValueRef cg_local_storage(CgFunc *f, GirLocalId id) {
  CgLocal *c = &f->locals[id];
  GL_ASSERT(c->kind == CG_LOCAL_STACK || c->kind == CG_LOCAL_NONE, "local %u has no storage", id);
  return cg_local_address(f, id);
}

CgValue cg_local_get(CgFunc *f, GirLocalId id) {
  CgLocal *c = &f->locals[id];
  if (c->kind == CG_LOCAL_NONE)
    return (CgValue){.layout = c->layout};
  if (c->kind == CG_LOCAL_SSA) {
    GL_ASSERT(c->value.layout, "%s: local %u has no value yet", f->gir->symbol, id);
    return c->value;
  }
  LLVMValueRef address = cg_local_address(f, id);
  if (c->layout->is_memory)
    return (CgValue){.layout = c->layout, .address = address};
  return cg_load(f, c->layout, address);
}

void cg_local_set(CgFunc *f, GirLocalId id, CgValue v) {
  if (!id)
    return;
  CgLocal *c = &f->locals[id];
  switch (c->kind) {
  case CG_LOCAL_NONE: return;
  case CG_LOCAL_SSA:
    c->value = v;
    c->value.layout = c->layout;
    cg_debug_value(f, id, v);
    return;
  case CG_LOCAL_STACK:
  case CG_LOCAL_BOX: cg_store(f, v, cg_local_address(f, id)); return;
  }
  GL_UNREACHABLE();
}
