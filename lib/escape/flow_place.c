/// \file
/// Operands and places → nodes; loads, stores and addresses of places.
/// A place's path becomes slot offsets: several when an index into a small array is not constant.
/// Source: README.md, rules F1–F5.

#include "escape_internal.h"

typedef struct Place {
  GirBase base;
  EscNode nodes; // LOCAL: first slot
  EscNode ptr;   // DEREF, SLICE: who points there
  bool is_opaque;
  const EscLayout *layout; // of the place's type
  uint32_t offsets[ESC_MAX_SLOTS];
  uint32_t n;
} Place;

static bool is_uintptr(const TyType *t) { return ty_under_kind(t) == TY_UINTPTR; }

EscNode esc_value(EscGraph *g, const GirOperand *o) {
  switch (o->kind) {
  case GIR_OPERAND_NONE:
  case GIR_OPERAND_CONST: return 0;
  case GIR_OPERAND_LOCAL: return g->locals[o->local];
  case GIR_OPERAND_FUNC: {
    uint32_t f = esc_func_obj(g, o->func);
    EscNode n = esc_node_new(g);
    esc_add_loc(g, n, esc_obj(g, f)->base);
    return n;
  }
  case GIR_OPERAND_GLOBAL: return g->unknown_pointer;
  }
  GL_UNREACHABLE();
}

void esc_copy(EscGraph *g, EscNode from, EscNode to, const TyType *t) {
  if (!from || !to)
    return;
  const EscLayout *l = esc_layout(g->b->layouts, t);
  for (uint32_t i = 0; i < l->n; i++)
    if (esc_slot_points(l, i) || is_uintptr(t))
      esc_add_edge(g, from + i, to + i);
}

/// Appends an array index to the path so far.
static const TyType *index_path(EscGraph *g, Place *p, const TyType *array, const GirOperand *at) {
  const TyType *elem = array->array.elem;
  if (!esc_array_is_apart(g->b->layouts, array))
    return elem;
  uint32_t n = esc_layout(g->b->layouts, elem)->n, len = (uint32_t)array->array.len;
  if (at->kind == GIR_OPERAND_CONST) {
    uint64_t i = at->konst->kind == GIR_CONST_INT ? at->konst->bits : 0;
    for (uint32_t k = 0; k < p->n; k++)
      p->offsets[k] += (i < len ? (uint32_t)i : 0) * n;
    return elem;
  }
  uint32_t old = p->n;
  GL_ASSERT(old * len <= ESC_MAX_SLOTS, "path with too many slots in %s", g->f->symbol);
  for (uint32_t i = 1; i < len; i++)
    for (uint32_t k = 0; k < old; k++)
      p->offsets[p->n++] = p->offsets[k] + i * n;
  return elem;
}

static Place resolve(EscGraph *g, const GirPlace *pl) {
  Place p = {.base = pl->base, .layout = esc_layout(g->b->layouts, pl->type), .n = 1};
  p.is_opaque = esc_layout(g->b->layouts, pl->base_type)->is_opaque;
  if (pl->base == GIR_BASE_LOCAL)
    p.nodes = g->locals[pl->local];
  else if (pl->base != GIR_BASE_GLOBAL)
    p.ptr = esc_value(g, &pl->ptr);
  const TyType *t = pl->base_type;
  for (uint32_t i = pl->base == GIR_BASE_SLICE; i < pl->n_path && !p.is_opaque; i++) {
    const EscLayout *l = esc_layout(g->b->layouts, t);
    if (!l->has_pointers)
      break; // one slot for all of it
    const TyType *u = ty_under(t);
    if (pl->path[i].is_index) {
      t = index_path(g, &p, u, &pl->path[i].index);
      continue;
    }
    uint32_t slot = esc_field_slot(g->b->layouts, u, pl->path[i].field);
    for (uint32_t k = 0; k < p.n; k++)
      p.offsets[k] += slot;
    t = u->strct.fields[pl->path[i].field].type;
  }
  return p;
}

void esc_written(EscGraph *g, EscNode pointer) {
  esc_constrain(g, pointer, (EscConstraint){.kind = ESC_C_WRITE});
}

void esc_written_deep(EscGraph *g, EscNode pointer) {
  esc_constrain(g, pointer, (EscConstraint){.kind = ESC_C_WRITE, .offset = 1});
}

bool esc_is_whole_local(const GirPlace *p) { return p->base == GIR_BASE_LOCAL && p->n_path == 0; }

static void load_slot(EscGraph *g, const Place *p, uint32_t slot, EscNode to) {
  switch (p->base) {
  case GIR_BASE_LOCAL: esc_add_edge(g, p->nodes + slot, to); return;
  case GIR_BASE_GLOBAL: esc_add_unknown(g, to); return;
  case GIR_BASE_DEREF:
  case GIR_BASE_SLICE:
    esc_constrain(g, p->ptr, (EscConstraint){.kind = ESC_C_LOAD, .offset = slot, .other = to});
    return;
  }
  GL_UNREACHABLE();
}

static void store_slot(EscGraph *g, const Place *p, uint32_t slot, EscNode from) {
  switch (p->base) {
  case GIR_BASE_LOCAL: esc_add_edge(g, from, p->nodes + slot); return;
  case GIR_BASE_GLOBAL: esc_leak(g, from, ESC_REASON_GLOBAL); return;
  case GIR_BASE_DEREF:
  case GIR_BASE_SLICE:
    esc_constrain(g, p->ptr, (EscConstraint){.kind = ESC_C_STORE, .offset = slot, .other = from});
    return;
  }
  GL_UNREACHABLE();
}

void esc_flow_load(EscGraph *g, const GirInstr *in) {
  if (!in->dst)
    return;
  Place p = resolve(g, in->place);
  EscNode to = g->locals[in->dst];
  if (is_uintptr(in->place->type) && esc_is_whole_local(in->place))
    esc_add_edge(g, p.nodes, to);
  for (uint32_t i = 0; i < p.layout->n; i++)
    for (uint32_t k = 0; esc_slot_points(p.layout, i) && k < p.n; k++)
      load_slot(g, &p, p.is_opaque ? 0 : p.offsets[k] + i, to + i);
}

void esc_flow_store(EscGraph *g, const GirInstr *in) {
  Place p = resolve(g, in->place);
  if (p.ptr)
    esc_written(g, p.ptr);
  EscNode from = esc_value(g, &in->args[0]);
  if (!from)
    return;
  if (is_uintptr(in->place->type) && esc_is_whole_local(in->place))
    esc_add_edge(g, from, p.nodes);
  for (uint32_t i = 0; i < p.layout->n; i++)
    for (uint32_t k = 0; esc_slot_points(p.layout, i) && k < p.n; k++)
      store_slot(g, &p, p.is_opaque ? 0 : p.offsets[k] + i, from + i);
}

void esc_flow_zero(EscGraph *g, const GirInstr *in) {
  Place p = resolve(g, in->place);
  if (p.ptr)
    esc_written(g, p.ptr);
}

void esc_flow_addr(EscGraph *g, const GirInstr *in) {
  if (!in->dst)
    return;
  Place p = resolve(g, in->place);
  EscNode to = g->locals[in->dst];
  for (uint32_t k = 0; k < p.n; k++) {
    uint32_t slot = p.is_opaque ? 0 : p.offsets[k];
    switch (p.base) {
    case GIR_BASE_LOCAL: esc_add_loc(g, to, p.nodes + slot); break;
    case GIR_BASE_GLOBAL: esc_add_unknown(g, to); break;
    case GIR_BASE_DEREF:
    case GIR_BASE_SLICE:
      if (slot == 0)
        esc_add_edge(g, p.ptr, to);
      else
        esc_constrain(g, p.ptr, (EscConstraint){.kind = ESC_C_OFFSET, .offset = slot, .other = to});
      break;
    }
  }
}

void esc_load_elems(EscGraph *g, EscNode from, EscNode to, const TyType *elem) {
  const EscLayout *l = esc_layout(g->b->layouts, elem);
  for (uint32_t i = 0; i < l->n; i++)
    if (esc_slot_points(l, i))
      esc_constrain(g, from, (EscConstraint){.kind = ESC_C_LOAD, .offset = i, .other = to + i});
}

void esc_store_elems(EscGraph *g, EscNode to, EscNode from, const TyType *elem) {
  const EscLayout *l = esc_layout(g->b->layouts, elem);
  for (uint32_t i = 0; i < l->n; i++)
    if (esc_slot_points(l, i))
      esc_constrain(g, to, (EscConstraint){.kind = ESC_C_STORE, .offset = i, .other = from + i});
}
