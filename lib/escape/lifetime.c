/// \file
/// Sites in loops: may one slot of the frame serve the objects of all rounds? Only if nobody who is
/// still in use when the site runs again can reach the object of the round before. Computed by
/// liveness on the control-flow graph, not by nesting.
/// Source: README.md, rules L1–L5.

#include "escape_internal.h"

enum { MAX_LIVENESS_BITS = 1 << 26, MAX_REACH_STEPS = 1 << 24 };

typedef struct Life {
  EscGraph *g;
  const bool *escapes;
  bool *shared;
  uint32_t *block_depth;
  GlPtrMap *by_instr; // site instruction (but VAR) → object
  // Objects that hold an address of an object: a reversed graph in rows.
  uint32_t *first, *holders;
  uint32_t n_objs;
  // Locals that matter, as bits.
  uint32_t *bit; // by local: bit + 1; 0: does not matter
  uint32_t n_bits, n_words;
  uint64_t *live_in; // by block
  uint64_t *always;  // live on entry to the recover block
  uint64_t steps;
  uint32_t *place; // by block: its place in reverse post-order + 1
  uint32_t
      *last; // by block: the last place from which an edge leads back to it; 0: no head of a loop
} Life;

/// The object that an instruction makes; 0: none.
static uint32_t made_by(const Life *l, const GirInstr *in) {
  if (!in->site)
    return 0;
  if (in->op == GIR_OP_VAR)
    return l->g->local_objs[in->dst];
  return (uint32_t)(uintptr_t)gl_ptrmap_get(l->by_instr, in);
}

static bool is_candidate(const Life *l, uint32_t obj) {
  const EscObj *o = esc_obj(l->g, obj);
  return o->kind == ESC_OBJ_SITE && o->instr && !l->escapes[obj] && l->shared[obj];
}

// --- who holds an address ---------------------------------------------------------------------

static void count_or_fill(Life *l, bool fill) {
  EscGraph *g = l->g;
  for (uint32_t i = 1; i < l->n_objs; i++) {
    const EscObj *o = esc_obj(g, i);
    if (!o->has_pointers || o->kind == ESC_OBJ_UNKNOWN)
      continue;
    for (uint32_t k = 0; k < o->n_slots; k++) {
      const EscSet *pts = &esc_node(g, o->base + k)->pts;
      EscNode loc;
      for (EscIter it = esc_iter(pts); esc_next(&it, &loc);) {
        uint32_t to = esc_obj_of(g, loc);
        if (fill)
          l->holders[l->first[to]++] = i;
        else
          l->first[to + 1]++;
      }
    }
  }
}

static void build_holders(Life *l) {
  l->n_objs = l->g->objs.len;
  l->first = GL_NEW_ARRAY(l->g->a, uint32_t, l->n_objs + 2);
  count_or_fill(l, false);
  for (uint32_t i = 0; i < l->n_objs; i++)
    l->first[i + 1] += l->first[i];
  l->holders = GL_NEW_ARRAY(l->g->a, uint32_t, l->first[l->n_objs] + 1);
  count_or_fill(l, true);
  for (uint32_t i = l->n_objs; i > 0; i--)
    l->first[i] = l->first[i - 1];
  l->first[0] = 0;
}

/// All objects from which `obj` can be reached, itself included, marked in `seen` (zero before;
/// `list` says which are set).
static uint32_t reached_from(Life *l, uint32_t obj, bool *seen, uint32_t *list) {
  uint32_t n = 0;
  list[n++] = obj;
  seen[obj] = true;
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t k = l->first[list[i]]; k < l->first[list[i] + 1]; k++) {
      l->steps++;
      uint32_t h = l->holders[k];
      if (!seen[h]) {
        seen[h] = true;
        list[n++] = h;
      }
    }
  return n;
}

static bool set_meets(EscGraph *g, const EscSet *pts, const bool *seen) {
  EscNode loc;
  for (EscIter it = esc_iter(pts); esc_next(&it, &loc);)
    if (seen[esc_obj_of(g, loc)])
      return true;
  return false;
}

/// Whether local `id` leads to one of the objects in `seen`.
static bool local_leads(const Life *l, GirLocalId id, const bool *seen) {
  EscGraph *g = l->g;
  const GirLocal *local = gir_local(g->f, id);
  uint32_t n = esc_layout(g->b->layouts, local->type)->n;
  for (uint32_t i = 0; i < n; i++)
    if (set_meets(g, &esc_node(g, g->locals[id] + i)->pts, seen))
      return true;
  return false;
}

// --- liveness
// -------------------------------------------------------------------------------------

typedef struct Step {
  Life *l;
  uint64_t *live;
} Step;

static void use(Step *s, GirLocalId id) {
  uint32_t b = s->l->bit[id];
  if (b)
    s->live[(b - 1) / 64] |= UINT64_C(1) << ((b - 1) % 64);
}

static void kill(Step *s, GirLocalId id) {
  uint32_t b = s->l->bit[id];
  if (b)
    s->live[(b - 1) / 64] &= ~(UINT64_C(1) << ((b - 1) % 64));
}

static void use_operand(void *ctx, GirOperand *o) {
  if (o->kind == GIR_OPERAND_LOCAL)
    use(ctx, o->local);
}

/// From what is live after the instruction to what is live before it.
static void step_back(Step *s, GirInstr *in) {
  kill(s, in->dst);
  kill(s, in->dst2);
  for (uint32_t i = 0; i < in->n_dsts; i++)
    kill(s, in->dsts[i]);
  const GirPlace *p = in->place;
  if (p && p->base == GIR_BASE_LOCAL) {
    bool writes = in->op == GIR_OP_STORE || in->op == GIR_OP_ZERO;
    if (!writes)
      use(s, p->local);
    else if (p->n_path == 0)
      kill(s, p->local);
  }
  gir_instr_operands(in, use_operand, s);
}

static void live_out(const Life *l, const GirBlock *b, uint64_t *out) {
  for (uint32_t w = 0; w < l->n_words; w++)
    out[w] = l->always[w];
  const GirInstr *t = gir_block_terminator(b);
  for (uint32_t i = 0; t && i < t->n_to; i++) {
    const uint64_t *in = l->live_in + (size_t)t->to[i]->id * l->n_words;
    for (uint32_t w = 0; w < l->n_words; w++)
      out[w] |= in[w];
  }
}

static bool update_block(Life *l, const GirBlock *b, uint64_t *temp) {
  live_out(l, b, temp);
  Step s = {.l = l, .live = temp};
  for (uint32_t i = b->instrs.len; i > 0; i--)
    step_back(&s, b->instrs.data[i - 1]);
  uint64_t *in = l->live_in + (size_t)b->id * l->n_words;
  bool changed = false;
  for (uint32_t w = 0; w < l->n_words; w++) {
    temp[w] |= l->always[w];
    changed |= (temp[w] & ~in[w]) != 0;
    in[w] |= temp[w];
  }
  return changed;
}

static void find_liveness(Life *l) {
  const GirFunc *f = l->g->f;
  l->n_words = l->n_bits / 64 + 1;
  l->live_in = GL_NEW_ARRAY(l->g->a, uint64_t, (size_t)l->n_words * f->blocks.len);
  l->always = GL_NEW_ARRAY(l->g->a, uint64_t, l->n_words);
  uint64_t *temp = GL_NEW_ARRAY(l->g->a, uint64_t, l->n_words);
  GirBlockList order = gir_reverse_post_order(l->g->a, f);
  for (bool changed = true; changed;) {
    changed = false;
    for (uint32_t i = order.len; i > 0; i--)
      changed |= update_block(l, order.data[i - 1], temp);
    if (!f->recover_block)
      continue;
    // A panic may leave any block.
    const uint64_t *in = l->live_in + (size_t)f->recover_block->id * l->n_words;
    for (uint32_t w = 0; w < l->n_words; w++) {
      changed |= (in[w] & ~l->always[w]) != 0;
      l->always[w] |= in[w];
    }
  }
}

/// What is in use when instruction `index` of `b` runs.
static void live_before(Life *l, const GirBlock *b, uint32_t index, uint64_t *out) {
  live_out(l, b, out);
  Step s = {.l = l, .live = out};
  for (uint32_t i = b->instrs.len; i > index; i--)
    step_back(&s, b->instrs.data[i - 1]);
  for (uint32_t w = 0; w < l->n_words; w++)
    out[w] |= l->always[w];
}

// --- verdicts
// ---------------------------------------------------------------------------------------

/// Numbers the locals that lead to any candidate.
static void choose_locals(Life *l, const bool *any) {
  const GirFunc *f = l->g->f;
  l->bit = GL_NEW_ARRAY(l->g->a, uint32_t, f->locals.len);
  for (uint32_t i = 1; i < f->locals.len; i++)
    if (local_leads(l, i, any))
      l->bit[i] = ++l->n_bits;
}

static bool is_in_use(Life *l, uint32_t obj, const GirBlock *b, uint32_t index, const bool *seen,
                      uint64_t *temp) {
  EscGraph *g = l->g;
  g->shared_by[obj] = 0;
  if (set_meets(g, &esc_node(g, g->defers)->pts, seen))
    return true;
  live_before(l, b, index, temp);
  for (uint32_t i = 1; i < g->f->locals.len; i++) {
    uint32_t bit = l->bit[i];
    if (!bit || !(temp[(bit - 1) / 64] >> ((bit - 1) % 64) & 1))
      continue;
    if (g->local_objs[i] == obj || !local_leads(l, i, seen))
      continue;
    g->shared_by[obj] = i;
    return true;
  }
  return false;
}

static void find_heads(Life *l) {
  const GirFunc *f = l->g->f;
  GirBlockList order = gir_reverse_post_order(l->g->a, f);
  l->place = GL_NEW_ARRAY(l->g->a, uint32_t, f->blocks.len);
  l->last = GL_NEW_ARRAY(l->g->a, uint32_t, f->blocks.len);
  for (uint32_t i = 0; i < order.len; i++)
    l->place[order.data[i]->id] = i + 1;
  for (uint32_t i = 0; i < order.len; i++) {
    const GirInstr *t = gir_block_terminator(order.data[i]);
    for (uint32_t k = 0; t && k < t->n_to; k++)
      if (l->place[t->to[k]->id] <= i + 1)
        l->last[t->to[k]->id] = i + 1;
  }
}

/// The innermost loop around block `b` at whose head no array that the append there made is in use.
static GirBlock *find_renewal(Life *l, uint32_t obj, const GirBlock *b, const bool *seen,
                              uint64_t *temp) {
  const GirFunc *f = l->g->f;
  GirBlock *best = NULL;
  if (!l->place)
    find_heads(l);
  for (uint32_t i = 0; i < f->blocks.len && l->steps <= MAX_REACH_STEPS; i++) {
    GirBlock *head = f->blocks.data[i];
    uint32_t at = l->place[i];
    l->steps++;
    bool is_around = at && at <= l->place[b->id] && l->place[b->id] <= l->last[i];
    if (!is_around || (best && at < l->place[best->id]))
      continue;
    l->steps += f->locals.len + head->instrs.len;
    if (!is_in_use(l, obj, head, 0, seen, temp))
      best = head;
  }
  return best;
}

/// Asks for each instruction that makes a candidate; a variable may be made at several places.
static void decide(Life *l) {
  EscGraph *g = l->g;
  bool *seen = GL_NEW_ARRAY(g->a, bool, l->n_objs);
  bool *in_use = GL_NEW_ARRAY(g->a, bool, l->n_objs);
  uint32_t *list = GL_NEW_ARRAY(g->a, uint32_t, l->n_objs);
  uint64_t *temp = GL_NEW_ARRAY(g->a, uint64_t, l->n_words);
  for (uint32_t b = 0; b < g->f->blocks.len; b++)
    for (uint32_t k = 0; k < g->f->blocks.data[b]->instrs.len; k++) {
      const GirBlock *block = g->f->blocks.data[b];
      uint32_t o = made_by(l, block->instrs.data[k]);
      if (!o || !is_candidate(l, o) || in_use[o])
        continue;
      uint32_t n = reached_from(l, o, seen, list);
      in_use[o] = l->steps > MAX_REACH_STEPS || is_in_use(l, o, block, k, seen, temp);
      l->steps += g->f->locals.len;
      if (in_use[o] && block->instrs.data[k]->op == GIR_OP_GROW)
        g->renewed_in[o] = find_renewal(l, o, block, seen, temp);
      while (n)
        seen[list[--n]] = false;
    }
  for (uint32_t i = 1; i < l->n_objs; i++)
    if (is_candidate(l, i))
      l->shared[i] = in_use[i];
}

/// All objects that lead to a candidate.
static bool *all_holders(Life *l) {
  EscGraph *g = l->g;
  bool *any = GL_NEW_ARRAY(g->a, bool, l->n_objs);
  uint32_t *list = GL_NEW_ARRAY(g->a, uint32_t, l->n_objs);
  uint32_t n = 0;
  for (uint32_t i = 1; i < l->n_objs; i++)
    if (is_candidate(l, i)) {
      any[i] = true;
      list[n++] = i;
    }
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t k = l->first[list[i]]; k < l->first[list[i] + 1]; k++)
      if (!any[l->holders[k]]) {
        any[l->holders[k]] = true;
        list[n++] = l->holders[k];
      }
  return any;
}

/// Marks, for a start, the objects that may be made several times in one call of the function: in
/// loops, or by several instructions. False when there is none to be asked for.
static bool mark_repeated(Life *l) {
  EscGraph *g = l->g;
  l->by_instr = gl_ptrmap_new(g->a);
  for (uint32_t i = 1; i < g->objs.len; i++) {
    const EscObj *o = esc_obj(g, i);
    if (o->kind == ESC_OBJ_SITE && o->instr)
      gl_ptrmap_set(l->by_instr, o->instr, (void *)(uintptr_t)i);
  }
  bool *is_made = GL_NEW_ARRAY(g->a, bool, g->objs.len);
  bool any = false;
  for (uint32_t b = 0; b < g->f->blocks.len; b++)
    for (uint32_t k = 0; k < g->f->blocks.data[b]->instrs.len; k++) {
      uint32_t o = made_by(l, g->f->blocks.data[b]->instrs.data[k]);
      if (!o || !esc_obj(g, o)->instr)
        continue;
      l->shared[o] |= l->block_depth[b] > 0 || is_made[o];
      is_made[o] = true;
      any |= l->shared[o] && !l->escapes[o];
    }
  return any;
}

bool *esc_find_shared(EscGraph *g, const bool *escapes) {
  Life l = {.g = g,
            .escapes = escapes,
            .shared = GL_NEW_ARRAY(g->a, bool, g->objs.len),
            .block_depth = gir_loop_depths(g->a, g->f)};
  g->shared_by = GL_NEW_ARRAY(g->a, GirLocalId, g->objs.len);
  g->renewed_in = GL_NEW_ARRAY(g->a, GirBlock *, g->objs.len);
  if (g->has_failed || !mark_repeated(&l))
    return l.shared;
  build_holders(&l);
  choose_locals(&l, all_holders(&l));
  if ((uint64_t)(l.n_bits + 64) * g->f->blocks.len > MAX_LIVENESS_BITS)
    return l.shared;
  find_liveness(&l);
  decide(&l);
  return l.shared;
}
