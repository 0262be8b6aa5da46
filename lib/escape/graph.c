/// \file
/// Nodes, objects, placeholders and edges of one function's flow graph. Keeps the sets consistent
/// when something is added; solve.c does the rest.
/// Source: README.md, rules P1–P7.

#include "escape_internal.h"

#include <string.h>

EscNode esc_nodes_new(EscGraph *g, uint32_t n) {
  EscNode first = g->nodes.len;
  for (uint32_t i = 0; i < n; i++)
    GL_VEC_PUSH(g->a, &g->nodes, (EscNodeData){.rep = first + i});
  return first;
}

EscNode esc_node_new(EscGraph *g) { return esc_nodes_new(g, 1); }

EscNode esc_find(EscGraph *g, EscNode n) {
  EscNodeData *d = g->nodes.data;
  while (d[n].rep != n) {
    d[n].rep = d[d[n].rep].rep;
    n = d[n].rep;
  }
  return n;
}

static void enqueue(EscGraph *g, EscNode rep) {
  EscNodeData *d = &g->nodes.data[rep];
  if (d->is_queued)
    return;
  d->is_queued = true;
  GL_VEC_PUSH(g->a, &g->work, rep);
}

static void trace(EscGraph *g, EscNode from, EscNode to, EscNode loc) {
  if (g->b->o->wants_hops)
    GL_VEC_PUSH(g->a, &g->trace,
                (EscTrace){.from = from, .to = to, .loc = loc, .origin = g->origin});
}

void esc_add_loc(EscGraph *g, EscNode n, EscNode loc) {
  if (!n || !loc)
    return;
  EscNodeData *d = esc_node(g, n);
  if (!esc_set_add(g->a, &d->pts, loc))
    return;
  trace(g, 0, n, loc);
  esc_set_add(g->a, &d->news, loc);
  enqueue(g, esc_find(g, n));
}

void esc_move_loc(EscGraph *g, EscNode from, EscNode to, EscNode loc) {
  EscNodeData *d = esc_node(g, to);
  trace(g, from, to, 0);
  if (!esc_set_add(g->a, &d->pts, loc))
    return;
  esc_set_add(g->a, &d->news, loc);
  enqueue(g, esc_find(g, to));
}

void esc_add_unknown(EscGraph *g, EscNode n) { esc_add_loc(g, n, esc_obj(g, g->unknown)->base); }

void esc_add_edge(EscGraph *g, EscNode from, EscNode to) {
  if (!from || !to || from == to)
    return;
  EscNode f = esc_find(g, from), t = esc_find(g, to);
  if (f == t) {
    trace(g, from, to, 0);
    return;
  }
  EscNodeData *fd = &g->nodes.data[f], *td = &g->nodes.data[t];
  if (!esc_set_add(g->a, &fd->succ, t))
    return;
  trace(g, from, to, 0);
  g->steps += fd->pts.len + 1;
  if (esc_set_union(g->a, &td->pts, &fd->pts, &td->news))
    enqueue(g, t);
}

void esc_constrain(EscGraph *g, EscNode n, EscConstraint c) {
  if (!n)
    return;
  EscConstraint *k = GL_NEW(g->a, EscConstraint);
  *k = c;
  k->origin = g->origin;
  EscNodeData *d = esc_node(g, n);
  k->next = d->constraints;
  d->constraints = k;
  // What the node holds already is looked at again: constraints may see a location twice.
  if (!esc_set_is_empty(&d->pts)) {
    esc_set_union(g->a, &d->news, &d->pts, NULL);
    enqueue(g, esc_find(g, n));
  }
}

void esc_leak(EscGraph *g, EscNode n, EscReason why) { esc_add_edge(g, n, g->leak[why]); }

uint32_t esc_origin(EscGraph *g, const GirInstr *in, const char *note, GlLoc note_loc) {
  GL_VEC_PUSH(g->a, &g->origins, (EscOrigin){.instr = in, .note = note, .note_loc = note_loc});
  return g->origin = g->origins.len - 1;
}

// --- objects ---------------------------------------------------------------------

uint32_t esc_obj_new(EscGraph *g, EscObjKind kind, const EscLayout *layout) {
  EscObj o = {.kind = kind,
              .layout = layout,
              .n_slots = layout ? layout->n : 1,
              .is_opaque = !layout || layout->is_opaque,
              .has_pointers = !layout || layout->has_pointers};
  o.base = esc_nodes_new(g, o.n_slots);
  uint32_t id = g->objs.len;
  for (uint32_t i = 0; i < o.n_slots; i++)
    g->nodes.data[o.base + i].obj = id;
  GL_VEC_PUSH(g->a, &g->objs, o);
  return id;
}

uint32_t esc_func_obj(EscGraph *g, GirFunc *f) {
  uint32_t o = (uint32_t)(uintptr_t)gl_ptrmap_get(g->func_objs, f);
  if (o)
    return o;
  o = esc_obj_new(g, ESC_OBJ_FUNC, NULL);
  esc_obj(g, o)->func = f;
  esc_obj(g, o)->has_pointers = false;
  gl_ptrmap_set(g->func_objs, f, (void *)(uintptr_t)o);
  return o;
}

EscNode esc_loc_add(EscGraph *g, EscNode loc, uint32_t offset) {
  const EscObj *o = esc_obj(g, esc_obj_of(g, loc));
  if (o->is_opaque)
    return o->base;
  uint32_t at = loc - o->base + offset;
  return at < o->n_slots ? o->base + at : 0;
}

void esc_expose(EscGraph *g, uint32_t obj) {
  EscObj *o = esc_obj(g, obj);
  if (o->is_exposed || o->kind == ESC_OBJ_UNKNOWN || o->kind == ESC_OBJ_FUNC)
    return;
  o->is_exposed = true;
  o->is_written = true;
  EscNode base = o->base;
  for (uint32_t i = 0, n = o->n_slots; i < n; i++) {
    esc_leak(g, base + i, ESC_REASON_UNSAFE);
    esc_add_unknown(g, base + i);
  }
}

// --- placeholders ------------------------------------------------------------------

static bool is_placeholder(const EscObj *o) {
  return o->kind == ESC_OBJ_PARAM || o->kind == ESC_OBJ_RESULT;
}

/// Whether an object of that type has slots of its own: else it is unknown, a box or a record.
static bool has_layout(const TyType *t) {
  if (!t)
    return false;
  TyKind k = ty_under_kind(t);
  return k != TY_FUNC && k != TY_INTERFACE && k != TY_MAP && k != TY_CHAN;
}

/// A placeholder of `type` (see EscObj.type) below `parent` (0: a root).
static uint32_t placeholder_new(EscGraph *g, EscObjKind kind, const TyType *type,
                                const EscLayout *layout, uint32_t parent) {
  uint32_t id = esc_obj_new(g, kind, layout);
  EscObj *o = esc_obj(g, id);
  o->type = type;
  o->parent = parent;
  if (parent) {
    const EscObj *p = esc_obj(g, parent);
    bool is_box = p->type && ty_is_interface(p->type);
    o->depth = p->depth + 1;
    o->level = p->level + !is_box;
    o->root = is_placeholder(p) ? p->root : UINT32_MAX; // of no parameter
    o->is_capture = p->is_capture;
  }
  g->n_placeholders++;
  EscNode base = o->base;
  for (uint32_t i = 0, n = o->has_pointers ? o->n_slots : 0; i < n; i++)
    esc_add_edge(g, base + i, g->published);
  return id;
}

uint32_t esc_placeholder(EscGraph *g, EscObjKind kind, const TyType *slot_type, uint32_t parent) {
  const TyType *t = esc_pointee(g->b->layouts, slot_type);
  // A string's bytes hold no pointers, though the string itself is one.
  bool is_string = slot_type && ty_under_kind(slot_type) == TY_STRING;
  const EscLayout *l = has_layout(t) && !is_string ? esc_layout(g->b->layouts, t) : NULL;
  uint32_t id = placeholder_new(g, kind, t, l, parent);
  if (is_string)
    esc_obj(g, id)->has_pointers = false;
  return id;
}

/// An ancestor that stands for a child of pointee type `t`, so that recursive types end; 0: none.
static uint32_t fold(EscGraph *g, uint32_t parent, const TyType *t) {
  for (uint32_t o = parent; o; o = esc_obj(g, o)->parent) {
    const EscObj *a = esc_obj(g, o);
    bool is_same = t && a->type ? ty_identical(a->type, t) : a->type == t;
    if (is_same && a->depth > (t ? 0 : 1))
      return o;
  }
  return 0;
}

/// False, and `parent` has leaked, when there may be no further placeholder below it.
static bool may_grow(EscGraph *g, uint32_t parent) {
  const EscObj *p = esc_obj(g, parent);
  if (p->depth < ESC_MAX_DEPTH && g->n_placeholders < ESC_MAX_PLACEHOLDERS)
    return true;
  EscNode holder = esc_node_new(g);
  esc_add_loc(g, holder, esc_obj(g, parent)->base);
  esc_leak(g, holder, ESC_REASON_LIMIT);
  return false;
}

/// Whether slots of `o` may hold what this function did not put there. Boxes and records of
/// closures never change.
static bool holds_more(const EscObj *o) {
  return is_placeholder(o) ||
         (o->is_published && !o->func && (o->kind == ESC_OBJ_SITE || o->kind == ESC_OBJ_FRESH));
}

uint32_t esc_child(EscGraph *g, EscNode loc) {
  if (g->nodes.data[loc].child)
    return g->nodes.data[loc].child;
  uint32_t parent = esc_obj_of(g, loc);
  const EscObj *p = esc_obj(g, parent);
  if (!holds_more(p) || p->is_leaked || p->is_exposed || !p->has_pointers)
    return 0;
  uint32_t slot = loc - p->base;
  EscObjKind kind = is_placeholder(p) ? p->kind : ESC_OBJ_PARAM;
  const TyType *slot_type = p->layout && !p->is_opaque ? p->layout->slots[slot] : NULL;
  if (p->layout && !p->is_opaque && !slot_type)
    return 0;
  uint32_t child = fold(g, parent, esc_pointee(g->b->layouts, slot_type));
  if (!child) {
    if (!may_grow(g, parent))
      return 0;
    child = esc_placeholder(g, kind, slot_type, parent);
  }
  g->nodes.data[loc].child = child;
  GL_VEC_PUSH(g->a, &g->children, (EscChild){.parent = parent, .slot = slot, .child = child});
  esc_add_loc(g, loc, esc_obj(g, child)->base);
  return child;
}

void esc_publish(EscGraph *g, uint32_t obj) {
  EscObj *o = esc_obj(g, obj);
  if (o->is_published || is_placeholder(o) || o->kind == ESC_OBJ_UNKNOWN || !o->has_pointers)
    return;
  o->is_published = true;
  EscNode base = o->base;
  for (uint32_t i = 0, n = o->n_slots; i < n; i++) {
    esc_add_edge(g, base + i, g->published);
    if (g->nodes.data[base + i].is_loaded)
      esc_child(g, base + i);
  }
}

uint32_t esc_assert_child(EscGraph *g, uint32_t parent, const TyType *t) {
  for (uint32_t i = 0; i < g->children.len; i++) {
    const EscChild *c = &g->children.data[i];
    if (c->parent == parent && c->assert &&ty_identical(c->assert, t))
      return c->child;
  }
  const EscObj *p = esc_obj(g, parent);
  if (!is_placeholder(p) || p->is_leaked || p->is_exposed)
    return 0;
  EscObjKind kind = p->kind;
  bool is_direct = ty_is_direct_iface(t);
  const EscLayout *l = esc_layout(g->b->layouts, t);
  // A value that is no pointer lies in a box, laid out as its type.
  const TyType *pointee = is_direct ? esc_pointee(g->b->layouts, l->slots[0]) : t;
  uint32_t child = fold(g, parent, pointee);
  if (!child) {
    if (!may_grow(g, parent))
      return 0;
    child = is_direct ? esc_placeholder(g, kind, l->slots[0], parent)
                      : placeholder_new(g, kind, t, l, parent);
  }
  GL_VEC_PUSH(g->a, &g->children, (EscChild){.parent = parent, .assert = t, .child = child});
  return child;
}

// --- a new graph -------------------------------------------------------------------

static void add_roots(EscGraph *g) {
  g->unknown = esc_obj_new(g, ESC_OBJ_UNKNOWN, NULL);
  EscNode base = esc_obj(g, g->unknown)->base;
  g->unknown_pointer = esc_node_new(g);
  esc_add_loc(g, g->unknown_pointer, base);
  for (int r = ESC_REASON_NONE + 1; r < ESC_REASON_COUNT; r++) {
    g->leak[r] = esc_node_new(g);
    esc_add_edge(g, g->leak[r], base);
  }
  g->defers = esc_node_new(g);
  g->published = esc_node_new(g);
}

EscGraph *esc_graph_new(EscBatch *b, GirFunc *f, EscIndirect indirect) {
  GlArena *a = b->scratch;
  EscGraph *g = GL_NEW(a, EscGraph);
  g->b = b;
  g->a = a;
  g->f = f;
  g->indirect = indirect;
  GL_VEC_PUSH(a, &g->nodes, (EscNodeData){0});
  GL_VEC_PUSH(a, &g->objs, (EscObj){0});
  GL_VEC_PUSH(a, &g->origins, (EscOrigin){0});
  g->func_objs = gl_ptrmap_new(a);
  g->made_by_call = gl_ptrmap_new(a);
  g->calls_by_instr = gl_ptrmap_new(a);
  add_roots(g);
  return g;
}
