/// \file
/// Inclusion-based points-to sets to the fixpoint: a work list with difference propagation; cycles
/// of copies are merged from time to time. Knows constraints, not instructions.
/// Source: README.md, rules S1–S4; Andersen 1994; Pearce, Kelly, Hankin 2003.

#include "escape_internal.h"

#include <string.h>

// --- merging cycles ----------------------------------------------------------------

static void merge(EscGraph *g, EscNode into, EscNode n) {
  EscNodeData *a = &g->nodes.data[into], *b = &g->nodes.data[n];
  b->rep = into;
  esc_set_union(g->a, &a->pts, &b->pts, NULL);
  esc_set_union(g->a, &a->succ, &b->succ, NULL);
  if (b->constraints) {
    EscConstraint *last = b->constraints;
    while (last->next)
      last = last->next;
    last->next = a->constraints;
    a->constraints = b->constraints;
  }
  b->pts = b->news = b->succ = (EscSet){0};
  b->constraints = NULL;
}

typedef struct Frame {
  EscNode node;
  EscIter it;
} Frame;

typedef struct Tarjan {
  uint32_t *index, *low;
  bool *is_open;
  GL_VEC(Frame) call;
  GL_VEC(EscNode) open;
  uint32_t n_index;
  bool merged;
} Tarjan;

static void enter(EscGraph *g, Tarjan *t, EscNode n) {
  t->index[n] = t->low[n] = ++t->n_index;
  t->is_open[n] = true;
  GL_VEC_PUSH(g->a, &t->open, n);
  GL_VEC_PUSH(g->a, &t->call, (Frame){.node = n, .it = esc_iter(&g->nodes.data[n].succ)});
}

static void close(EscGraph *g, Tarjan *t, EscNode n) {
  EscNode m;
  bool grew = false;
  do {
    m = t->open.data[--t->open.len];
    t->is_open[m] = false;
    if (m != n) {
      merge(g, n, m);
      grew = true;
    }
  } while (m != n);
  if (!grew)
    return;
  EscNodeData *d = &g->nodes.data[n];
  d->news = (EscSet){0};
  esc_set_union(g->a, &d->news, &d->pts, NULL);
  if (!d->is_queued && !esc_set_is_empty(&d->news)) {
    d->is_queued = true;
    GL_VEC_PUSH(g->a, &g->work, n);
  }
}

static void visit(EscGraph *g, Tarjan *t, EscNode root) {
  enter(g, t, root);
  while (t->call.len) {
    Frame *f = &t->call.data[t->call.len - 1];
    EscNode n = f->node;
    uint32_t s;
    if (esc_next(&f->it, &s)) {
      g->steps++;
      s = esc_find(g, s);
      if (!t->index[s])
        enter(g, t, s);
      else if (t->is_open[s] && t->index[s] < t->low[n])
        t->low[n] = t->index[s];
      continue;
    }
    t->call.len--;
    if (t->low[n] == t->index[n])
      close(g, t, n);
    if (t->call.len) {
      EscNode up = t->call.data[t->call.len - 1].node;
      if (t->low[n] < t->low[up])
        t->low[up] = t->low[n];
    }
  }
}

/// Nodes on a cycle of copies have equal sets: each cycle becomes one node.
static void merge_cycles(EscGraph *g) {
  uint32_t n = g->nodes.len;
  Tarjan t = {.index = GL_NEW_ARRAY(g->a, uint32_t, n),
              .low = GL_NEW_ARRAY(g->a, uint32_t, n),
              .is_open = GL_NEW_ARRAY(g->a, bool, n)};
  for (EscNode i = 1; i < n; i++)
    if (g->nodes.data[i].rep == i && !t.index[i])
      visit(g, &t, i);
}

// --- constraints ---------------------------------------------------------------------

static bool is_unknown(EscGraph *g, EscNode loc) { return esc_obj_of(g, loc) == g->unknown; }

static void do_load(EscGraph *g, const EscConstraint *c, EscNode loc) {
  if (is_unknown(g, loc)) {
    esc_add_unknown(g, c->other);
    return;
  }
  EscNode at = esc_loc_add(g, loc, c->offset);
  if (!at) {
    esc_expose(g, esc_obj_of(g, loc));
    esc_add_unknown(g, c->other);
    return;
  }
  g->nodes.data[at].is_loaded = true;
  esc_child(g, at);
  esc_add_edge(g, at, c->other);
}

static void do_store(EscGraph *g, const EscConstraint *c, EscNode loc) {
  if (is_unknown(g, loc)) {
    esc_leak(g, c->other, ESC_REASON_OUTLIVES_SCOPE);
    return;
  }
  EscNode at = esc_loc_add(g, loc, c->offset);
  if (!at) {
    esc_expose(g, esc_obj_of(g, loc));
    esc_leak(g, c->other, ESC_REASON_UNSAFE);
    return;
  }
  esc_add_edge(g, c->other, at);
  if (esc_obj(g, esc_obj_of(g, at))->kind == ESC_OBJ_PARAM ||
      esc_obj(g, esc_obj_of(g, at))->kind == ESC_OBJ_RESULT)
    GL_VEC_PUSH(g->a, &g->stores, (EscStore){.at = at, .from = c->other});
}

/// A load or store where the callee knew nothing of the object's slots.
static void do_all_slots(EscGraph *g, const EscConstraint *c, EscNode loc) {
  const EscObj *o = esc_obj(g, esc_obj_of(g, loc));
  EscNode base = o->base;
  EscConstraint each = *c;
  each.offset = 0;
  for (uint32_t i = 0, n = o->n_slots; i < n; i++)
    if (c->kind == ESC_C_LOAD)
      do_load(g, &each, base + i);
    else
      do_store(g, &each, base + i);
}

static void do_offset(EscGraph *g, EscNode n, const EscConstraint *c, EscNode loc) {
  if (is_unknown(g, loc)) {
    esc_add_unknown(g, c->other);
    return;
  }
  EscNode at = esc_loc_add(g, loc, c->offset);
  if (at) {
    esc_move_loc(g, n, c->other, at);
    return;
  }
  // Nobody can say where that is: the object's start keeps it alive, its contents are unknown.
  esc_expose(g, esc_obj_of(g, loc));
  esc_add_loc(g, c->other, esc_obj(g, esc_obj_of(g, loc))->base);
}

/// A node that holds the data word of the interface value at `loc`, if its dynamic type is (or may
/// be) `type`; else 0.
static EscNode data_word(EscGraph *g, const TyType *type, EscNode loc) {
  uint32_t id = esc_obj_of(g, loc);
  const EscObj *o = esc_obj(g, id);
  switch (o->kind) {
  case ESC_OBJ_IFACE: return ty_identical(o->type, type) ? o->base : 0;
  case ESC_OBJ_PARAM:
  case ESC_OBJ_RESULT: {
    uint32_t child = esc_assert_child(g, id, type);
    if (!child)
      return g->unknown_pointer;
    EscNode word = esc_node_new(g);
    esc_add_loc(g, word, esc_obj(g, child)->base);
    return word;
  }
  case ESC_OBJ_SITE:
  case ESC_OBJ_FRESH: // an interface made through unsafe
    esc_expose(g, id);
    return g->unknown_pointer;
  case ESC_OBJ_UNKNOWN: return g->unknown_pointer;
  case ESC_OBJ_FUNC:
  case ESC_OBJ_NONE: return 0;
  }
  GL_UNREACHABLE();
}

static void do_data(EscGraph *g, EscConstraint *c, EscNode loc) {
  if (esc_set_add(g->a, &c->done, loc))
    esc_add_edge(g, data_word(g, c->type, loc), c->other);
}

/// `other` is the first of the slots of the asserted type.
static void do_assert(EscGraph *g, EscConstraint *c, EscNode loc) {
  if (!esc_set_add(g->a, &c->done, loc))
    return;
  const EscLayout *l = esc_layout(g->b->layouts, c->type);
  EscNode word = data_word(g, c->type, loc);
  for (uint32_t i = 0; i < l->n; i++) {
    if (!esc_slot_points(l, i))
      continue;
    if (ty_is_direct_iface(c->type))
      esc_add_edge(g, word, c->other + i);
    else
      esc_constrain(g, word,
                    (EscConstraint){.kind = ESC_C_LOAD, .offset = i, .other = c->other + i});
  }
}

static void do_constraint(EscGraph *g, EscNode n, EscConstraint *c, EscNode loc) {
  g->origin = c->origin;
  if ((c->kind == ESC_C_LOAD || c->kind == ESC_C_STORE) && c->offset == ESC_ALL_SLOTS) {
    do_all_slots(g, c, loc);
    return;
  }
  switch (c->kind) {
  case ESC_C_LOAD: do_load(g, c, loc); return;
  case ESC_C_STORE: do_store(g, c, loc); return;
  case ESC_C_OFFSET: do_offset(g, n, c, loc); return;
  case ESC_C_DATA: do_data(g, c, loc); return;
  case ESC_C_ASSERT: do_assert(g, c, loc); return;
  case ESC_C_EXPOSE: esc_expose(g, esc_obj_of(g, loc)); return;
  case ESC_C_WRITE:
    esc_obj(g, esc_obj_of(g, loc))->is_written = true;
    esc_obj(g, esc_obj_of(g, loc))->is_deep |= c->offset != 0;
    return;
  case ESC_C_CALL: esc_call_target(g, c->call, loc); return;
  }
  GL_UNREACHABLE();
}

/// `obj` may now be used by anybody: so may all that it points to, and it may be given anything.
static void leak_object(EscGraph *g, uint32_t obj) {
  EscObj *o = esc_obj(g, obj);
  if (o->is_leaked || o->kind == ESC_OBJ_UNKNOWN)
    return;
  o->is_leaked = true;
  o->is_written = true;
  if (!o->has_pointers)
    return;
  g->origin = 0;
  EscNode base = o->base;
  for (uint32_t i = 0, n = o->n_slots; i < n; i++) {
    esc_leak(g, base + i, ESC_REASON_OUTLIVES_SCOPE);
    esc_add_unknown(g, base + i);
  }
}

bool esc_is_over(EscGraph *g) {
  g->has_failed |= g->steps > g->max_steps;
  return g->has_failed;
}

static void process(EscGraph *g, EscNode n, const EscSet *news) {
  EscNode unknown = esc_obj(g, g->unknown)->base;
  uint32_t loc;
  if (n == esc_find(g, unknown)) {
    for (EscIter it = esc_iter(news); esc_next(&it, &loc);)
      leak_object(g, esc_obj_of(g, loc));
    return;
  }
  if (n == esc_find(g, g->published)) {
    for (EscIter it = esc_iter(news); esc_next(&it, &loc);)
      esc_publish(g, esc_obj_of(g, loc));
    return;
  }
  for (EscConstraint *c = g->nodes.data[n].constraints; c && !esc_is_over(g); c = c->next)
    for (EscIter it = esc_iter(news); esc_next(&it, &loc);) {
      g->steps++;
      do_constraint(g, n, c, loc);
    }
}

static void propagate(EscGraph *g, EscNode n, const EscSet *news) {
  EscSet succ = g->nodes.data[n].succ;
  uint32_t s;
  for (EscIter it = esc_iter(&succ); esc_next(&it, &s);) {
    EscNode t = esc_find(g, s);
    if (t == n)
      continue;
    EscNodeData *d = &g->nodes.data[t];
    g->steps += news->len;
    if (esc_set_union(g->a, &d->pts, news, &d->news) && !d->is_queued) {
      d->is_queued = true;
      GL_VEC_PUSH(g->a, &g->work, t);
    }
  }
}

void esc_solve(EscGraph *g) {
  uint64_t next_merge = 0;
  for (uint32_t head = 0; head < g->work.len; head++) {
    if (g->steps >= next_merge) {
      merge_cycles(g);
      next_merge = g->steps + 16 * (uint64_t)g->nodes.len + 1000;
    }
    if (esc_is_over(g))
      return;
    EscNode n = g->work.data[head];
    EscNodeData *d = &g->nodes.data[n];
    d->is_queued = false;
    if (d->rep != n)
      continue;
    EscSet news = d->news;
    d->news = (EscSet){0};
    propagate(g, n, &news);
    process(g, n, &news);
  }
}
