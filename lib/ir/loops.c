/// \file
/// Shape of one function's control-flow graph: predecessors, reverse post order, loop depths.
/// Loop depth: strongly connected components, peeled from the outside in: the header of a component
/// (the block first reached) is removed and what is left is looked at again, so an irreducible
/// region counts as a loop, too.

#include "golite/ir/gir.h"

static GirInstr *terminator(const GirBlock *b) { return gir_block_terminator(b); }

GirBlockList *gir_predecessors(GlArena *a, const GirFunc *f) {
  uint32_t n = f->blocks.len;
  GirBlockList *preds = GL_NEW_ARRAY(a, GirBlockList, n ? n : 1);
  for (uint32_t i = 0; i < n; i++) {
    GirInstr *t = terminator(f->blocks.data[i]);
    for (uint32_t k = 0; t && k < t->n_to; k++)
      preds[t->to[k]->id].len++;
  }
  for (uint32_t i = 0; i < n; i++) {
    preds[i].data = GL_NEW_ARRAY(a, GirBlock *, preds[i].len ? preds[i].len : 1);
    preds[i].len = 0;
  }
  for (uint32_t i = 0; i < n; i++) {
    GirInstr *t = terminator(f->blocks.data[i]);
    for (uint32_t k = 0; t && k < t->n_to; k++) {
      GirBlockList *l = &preds[t->to[k]->id];
      l->data[l->len++] = f->blocks.data[i];
    }
  }
  return preds;
}

typedef struct Walk {
  GirBlock **stack;
  uint32_t *next; // per stack entry: successor to visit next
  bool *seen;
  GirBlockList post;
} Walk;

static void walk_from(Walk *w, GirBlock *root) {
  if (!root || w->seen[root->id])
    return;
  uint32_t depth = 0;
  w->stack[0] = root;
  w->next[0] = 0;
  w->seen[root->id] = true;
  for (;;) {
    GirBlock *b = w->stack[depth];
    GirInstr *t = terminator(b);
    if (t && w->next[depth] < t->n_to) {
      GirBlock *s = t->to[w->next[depth]++];
      if (!w->seen[s->id]) {
        w->seen[s->id] = true;
        w->stack[++depth] = s;
        w->next[depth] = 0;
      }
      continue;
    }
    w->post.data[w->post.len++] = b;
    if (depth-- == 0)
      return;
  }
}

GirBlockList gir_reverse_post_order(GlArena *a, const GirFunc *f) {
  uint32_t n = f->blocks.len;
  Walk w = {.stack = GL_NEW_ARRAY(a, GirBlock *, n + 1),
            .next = GL_NEW_ARRAY(a, uint32_t, n + 1),
            .seen = GL_NEW_ARRAY(a, bool, n + 1),
            .post = {.data = GL_NEW_ARRAY(a, GirBlock *, n + 1)}};
  if (n == 0)
    return w.post;
  // The recover block is finished first, so that it comes last.
  walk_from(&w, f->recover_block);
  walk_from(&w, f->blocks.data[0]);
  for (uint32_t i = 0, k = w.post.len; i + 1 < k; i++, k--) {
    GirBlock *t = w.post.data[i];
    w.post.data[i] = w.post.data[k - 1];
    w.post.data[k - 1] = t;
  }
  return w.post;
}

/// Tarjan's components over the blocks of one region, without recursion.
typedef struct Scc {
  const GirFunc *f;
  uint32_t *region; // blocks with region[id] == r belong to region r; 0: removed
  uint32_t *index, *low, *next, *call, *open;
  uint32_t n_index, n_open;
  bool *is_open;
  uint32_t *depth;
  uint32_t n_regions;
  GL_VEC(uint32_t)
  work; // block ids whose region is still to be looked at, as (region, members) runs
  GlArena *arena;
} Scc;

/// A component with a cycle: one level deeper; its header leaves, the rest becomes a new region.
static void close_component(Scc *s, uint32_t root, uint32_t region) {
  uint32_t first = s->n_open;
  do
    first--;
  while (s->open[first] != root);
  uint32_t n = s->n_open - first;
  bool has_cycle = n > 1;
  GirInstr *t = terminator(s->f->blocks.data[root]);
  for (uint32_t k = 0; t && k < t->n_to; k++)
    has_cycle |= t->to[k]->id == root;
  uint32_t inner = has_cycle ? ++s->n_regions : 0;
  for (uint32_t i = first; i < s->n_open; i++) {
    uint32_t id = s->open[i];
    s->is_open[id] = false;
    s->depth[id] += has_cycle;
    // A finished block must not be seen again in this round: it gets its new region afterwards.
    s->region[id] = has_cycle && id != root ? inner : 0;
    if (has_cycle && id != root)
      GL_VEC_PUSH(s->arena, &s->work, id);
  }
  (void)region;
  s->n_open = first;
}

static void components_from(Scc *s, uint32_t root, uint32_t region) {
  uint32_t depth = 0;
  s->call[0] = root;
  for (;;) {
    uint32_t v = s->call[depth];
    if (s->index[v] == 0) {
      s->index[v] = s->low[v] = ++s->n_index;
      s->next[v] = 0;
      s->open[s->n_open++] = v;
      s->is_open[v] = true;
    }
    GirInstr *t = terminator(s->f->blocks.data[v]);
    if (t && s->next[v] < t->n_to) {
      uint32_t w = t->to[s->next[v]++]->id;
      if (s->region[w] != region)
        continue;
      if (s->index[w] == 0)
        s->call[++depth] = w;
      else if (s->is_open[w] && s->index[w] < s->low[v])
        s->low[v] = s->index[w];
      continue;
    }
    if (s->low[v] == s->index[v])
      close_component(s, v, region);
    if (depth-- == 0)
      return;
    uint32_t parent = s->call[depth];
    if (s->low[v] < s->low[parent])
      s->low[parent] = s->low[v];
  }
}

uint32_t *gir_loop_depths(GlArena *a, const GirFunc *f) {
  uint32_t n = f->blocks.len;
  Scc s = {.f = f,
           .region = GL_NEW_ARRAY(a, uint32_t, n + 1),
           .index = GL_NEW_ARRAY(a, uint32_t, n + 1),
           .low = GL_NEW_ARRAY(a, uint32_t, n + 1),
           .next = GL_NEW_ARRAY(a, uint32_t, n + 1),
           .call = GL_NEW_ARRAY(a, uint32_t, n + 1),
           .open = GL_NEW_ARRAY(a, uint32_t, n + 1),
           .is_open = GL_NEW_ARRAY(a, bool, n + 1),
           .depth = GL_NEW_ARRAY(a, uint32_t, n + 1),
           .n_regions = 1,
           .arena = a};
  GirBlockList order = gir_reverse_post_order(a, f);
  for (uint32_t i = 0; i < order.len; i++) {
    s.region[order.data[i]->id] = 1;
    GL_VEC_PUSH(a, &s.work, order.data[i]->id);
  }
  // Blocks of an inner region follow in the work list; each round peels one level. A block is
  // visited once a level.
  for (uint32_t i = 0; i < s.work.len;) {
    uint32_t end = s.work.len;
    for (uint32_t k = i; k < end; k++)
      s.index[s.work.data[k]] = 0;
    for (uint32_t k = i; k < end; k++) {
      uint32_t id = s.work.data[k];
      uint32_t region = s.region[id];
      if (s.index[id] == 0)
        components_from(&s, id, region);
    }
    i = end;
  }
  return s.depth;
}
