/// \file
/// Turns the instructions of one function into edges and constraints of its flow graph.
/// Reads GIR; does not solve, does not judge.
/// Source: Go spec "Assignability", "Calls", "Appending to and copying slices"; README.md, rules
/// F1–F20.

#include "escape_internal.h"

static bool is_uintptr(const TyType *t) { return t && ty_under_kind(t) == TY_UINTPTR; }

const TyType *esc_local_type(EscGraph *g, GirLocalId id) { return gir_local(g->f, id)->type; }

uint32_t esc_site_obj(EscGraph *g, const GirInstr *in, const EscLayout *l) {
  uint32_t o = esc_obj_new(g, ESC_OBJ_SITE, l);
  esc_obj(g, o)->site = in->site;
  esc_obj(g, o)->source = in->site;
  esc_obj(g, o)->instr = in;
  return o;
}

void esc_point_at(EscGraph *g, GirLocalId dst, uint32_t obj) {
  if (dst)
    esc_add_loc(g, g->locals[dst], esc_obj(g, obj)->base);
}

// --- moves ---------------------------------------------------------------------------

static void flow_copy(EscGraph *g, const GirInstr *in, uint32_t arg) {
  if (in->dst)
    esc_copy(g, esc_value(g, &in->args[arg]), g->locals[in->dst], esc_local_type(g, in->dst));
}

/// Whether the memory behind a pointer of type `t` may hold pointers (unsafe.Pointer: not known).
static bool points_to_pointers(const TyType *t) {
  const TyType *e = ty_deref(ty_under(t));
  return !e || ty_has_pointers(e);
}

static bool same_shape(EscGraph *g, const TyType *a, const TyType *b) {
  const EscLayout *x = esc_layout(g->b->layouts, a), *y = esc_layout(g->b->layouts, b);
  if (x->n != y->n || x->is_opaque != y->is_opaque || x->has_pointers != y->has_pointers)
    return false;
  for (uint32_t i = 0; i < x->n; i++)
    if (esc_slot_points(x, i) != esc_slot_points(y, i))
      return false;
  return true;
}

/// A pointer that is seen as a pointer to another kind of memory: nobody knows its slots then.
static bool changes_pointee(EscGraph *g, const TyType *from, const TyType *to) {
  bool from_unsafe = ty_under_kind(from) == TY_UNSAFE_POINTER;
  bool to_unsafe = ty_under_kind(to) == TY_UNSAFE_POINTER;
  if (from_unsafe && to_unsafe)
    return false;
  if (from_unsafe || to_unsafe)
    return points_to_pointers(from_unsafe ? to : from);
  const TyType *a = ty_deref(ty_under(from)), *b = ty_deref(ty_under(to));
  return a && b && !same_shape(g, a, b);
}

static void flow_convert(EscGraph *g, const GirInstr *in) {
  EscNode from = esc_value(g, &in->args[0]);
  if (!in->dst)
    return;
  const TyType *a = in->args[0].type, *b = esc_local_type(g, in->dst);
  EscNode to = g->locals[in->dst];
  if (is_uintptr(a) && ty_under_kind(b) == TY_UNSAFE_POINTER)
    esc_add_unknown(g, to);
  if (!from)
    return;
  if (is_uintptr(a) || is_uintptr(b)) {
    esc_add_edge(g, from, to);
    return;
  }
  if (changes_pointee(g, a, b))
    esc_constrain(g, from, (EscConstraint){.kind = ESC_C_EXPOSE});
  esc_copy(g, from, to, b);
}

static void flow_binary(EscGraph *g, const GirInstr *in) {
  flow_copy(g, in, 0);
  flow_copy(g, in, 1);
}

// --- interfaces, closures ------------------------------------------------------------------

static void flow_make_iface(EscGraph *g, const GirInstr *in) {
  if (!in->dst)
    return;
  uint32_t o = esc_obj_new(g, ESC_OBJ_IFACE, NULL);
  esc_obj(g, o)->type = in->type;
  esc_obj(g, o)->instr = in;
  esc_obj(g, o)->source = in;
  EscNode word = esc_obj(g, o)->base, from = esc_value(g, &in->args[0]);
  esc_point_at(g, in->dst, o);
  if (!from)
    return;
  if (!ty_is_direct_iface(in->type)) {
    esc_add_edge(g, from, word);
    return;
  }
  const EscLayout *l = esc_layout(g->b->layouts, in->type);
  for (uint32_t i = 0; i < l->n; i++)
    if (esc_slot_points(l, i))
      esc_add_edge(g, from + i, word);
}

static void flow_assert(EscGraph *g, const GirInstr *in) {
  EscNode from = esc_value(g, &in->args[0]);
  if (!in->dst || !from)
    return;
  if (ty_is_interface(in->type))
    esc_add_edge(g, from, g->locals[in->dst]);
  else if (ty_has_pointers(in->type))
    esc_constrain(
        g, from,
        (EscConstraint){.kind = ESC_C_ASSERT, .type = in->type, .other = g->locals[in->dst]});
}

/// Layout of a closure record: its captures one after the other.
static const EscLayout *record_layout(EscGraph *g, const GirInstr *in) {
  EscLayout *l = GL_NEW(g->b->keep, EscLayout);
  for (uint32_t i = 0; i < in->n_args; i++) {
    const EscLayout *c = esc_layout(g->b->layouts, in->args[i].type);
    l->n += c->n;
    l->has_pointers |= c->has_pointers;
    l->is_opaque |= c->is_opaque;
  }
  if (l->n > ESC_MAX_SLOTS || l->is_opaque) {
    l->is_opaque = true;
    l->n = 1;
  }
  l->slots = GL_NEW_ARRAY(g->b->keep, const TyType *, l->n);
  for (uint32_t i = 0, k = 0; i < in->n_args && !l->is_opaque; i++) {
    const EscLayout *c = esc_layout(g->b->layouts, in->args[i].type);
    for (uint32_t j = 0; j < c->n; j++)
      l->slots[k++] = c->slots[j];
  }
  return l;
}

static void flow_closure(EscGraph *g, const GirInstr *in) {
  if (in->n_args == 0) {
    esc_point_at(g, in->dst, esc_func_obj(g, in->callee->func));
    return;
  }
  const EscLayout *l = record_layout(g, in);
  uint32_t o = esc_site_obj(g, in, l);
  esc_obj(g, o)->func = in->callee->func;
  EscNode base = esc_obj(g, o)->base;
  esc_point_at(g, in->dst, o);
  for (uint32_t i = 0, slot = 0; i < in->n_args; i++) {
    const EscLayout *c = esc_layout(g->b->layouts, in->args[i].type);
    EscNode from = esc_value(g, &in->args[i]);
    for (uint32_t k = 0; k < c->n; k++, slot++)
      if (from && esc_slot_points(c, k))
        esc_add_edge(g, from + k, base + (l->is_opaque ? 0 : slot));
  }
}

// --- objects of sites -------------------------------------------------------------------

static void flow_var(EscGraph *g, const GirInstr *in) {
  EscObj *o = esc_obj(g, g->local_objs[in->dst]);
  o->site = in->site;
  o->source = in->site;
  o->instr = in;
}

static void flow_new(EscGraph *g, const GirInstr *in) {
  esc_point_at(g, in->dst, esc_site_obj(g, in, esc_layout(g->b->layouts, in->type)));
}

static void leak_value(EscGraph *g, const GirOperand *o, EscReason why) {
  EscNode from = esc_value(g, o);
  const EscLayout *l = esc_layout(g->b->layouts, o->type);
  for (uint32_t i = 0; from && i < l->n; i++)
    if (esc_slot_points(l, i))
      esc_leak(g, from + i, why);
}

/// The record: a pseudo-object, so that the site gets a verdict; the func value is held until the
/// function ends.
static void flow_defer(EscGraph *g, const GirInstr *in) {
  uint32_t o = esc_site_obj(g, in, NULL);
  EscNode base = esc_obj(g, o)->base, from = esc_value(g, &in->args[0]);
  if (in->sub == GIR_DEFER_FOR) { // another function's frame holds it
    leak_value(g, &in->args[0], ESC_REASON_RUNTIME);
    esc_leak(g, base, ESC_REASON_RUNTIME);
    return;
  }
  esc_add_loc(g, g->defers, base);
  if (from)
    esc_add_edge(g, from, base);
  esc_flow_call(g, in);
}

// --- channels and goroutines ---------------------------------------------------------------

/// The channel itself is on the heap; its contents are not followed.
static void flow_make_chan(EscGraph *g, const GirInstr *in) {
  uint32_t o = esc_site_obj(g, in, NULL);
  esc_obj(g, o)->has_pointers = false;
  esc_point_at(g, in->dst, o);
}

static void flow_send(EscGraph *g, const GirOperand *chan, const GirOperand *value) {
  esc_written(g, esc_value(g, chan));
  leak_value(g, value, ESC_REASON_CHANNEL);
}

/// Whatever was sent has leaked.
static void flow_receive(EscGraph *g, const GirOperand *chan, GirLocalId dst) {
  esc_written(g, esc_value(g, chan));
  if (!dst)
    return;
  const EscLayout *l = esc_layout(g->b->layouts, esc_local_type(g, dst));
  for (uint32_t i = 0; i < l->n; i++)
    if (esc_slot_points(l, i))
      esc_add_unknown(g, g->locals[dst] + i);
}

// --- maps ----------------------------------------------------------------------------------

/// A map is a pointer to one key and one element that stand for all.
static void flow_make_map(EscGraph *g, const GirInstr *in) {
  const TyType *entry = esc_map_entry(g->b->layouts, in->type);
  esc_point_at(g, in->dst, esc_site_obj(g, in, esc_layout(g->b->layouts, entry)));
}

/// dst = address of the map's element.
static void elem_address(EscGraph *g, const GirInstr *in, EscNode map, GirLocalId dst) {
  if (!dst || !map)
    return;
  const TyType *entry = esc_map_entry(g->b->layouts, in->type);
  uint32_t offset =
      esc_layout(g->b->layouts, entry)->is_opaque ? 0 : esc_field_slot(g->b->layouts, entry, 1);
  if (offset == 0)
    esc_add_edge(g, map, g->locals[dst]);
  else
    esc_constrain(g, map,
                  (EscConstraint){.kind = ESC_C_OFFSET, .offset = offset, .other = g->locals[dst]});
}

/// The key is stored in the map.
static void flow_map_slot(EscGraph *g, const GirInstr *in) {
  EscNode map = esc_value(g, &in->args[0]), key = esc_value(g, &in->args[1]);
  esc_written(g, map);
  elem_address(g, in, map, in->dst);
  if (map && key)
    esc_store_elems(g, map, key, ty_under(in->type)->map.key);
}

static void flow_map_entry(EscGraph *g, const GirInstr *in) {
  EscNode map = esc_value(g, &in->args[1]);
  if (map && in->dst)
    esc_add_edge(g, map, g->locals[in->dst]);
  elem_address(g, in, map, in->dst2);
}

static void flow_select(EscGraph *g, const GirInstr *in) {
  for (uint32_t i = 0; i < in->n_dsts; i++)
    if (gir_select_case(in, i)[1].kind == GIR_OPERAND_NONE)
      flow_receive(g, gir_select_case(in, i), in->dsts[i]);
    else
      flow_send(g, gir_select_case(in, i), &gir_select_case(in, i)[1]);
}

static void flow_return(EscGraph *g, const GirInstr *in) {
  for (uint32_t i = 0; i < in->n_args; i++) {
    EscNode from = esc_value(g, &in->args[i]);
    const EscLayout *l = esc_layout(g->b->layouts, in->args[i].type);
    for (uint32_t k = 0; from && k < l->n; k++)
      if (esc_slot_points(l, k))
        esc_add_edge(g, from + k, g->results + g->result_first[i] + k);
  }
}

/// Whether `in` hands on the integers that it gets in a way that is followed (F5).
static bool follows_integers(EscGraph *g, const GirInstr *in) {
  if (in->op == GIR_OP_CONVERT) {
    const TyType *to = in->dst ? esc_local_type(g, in->dst) : NULL;
    return !to || is_uintptr(to) || ty_under_kind(to) == TY_UNSAFE_POINTER;
  }
  if (in->op == GIR_OP_STORE) // not through the address of the local
    return esc_is_whole_local(in->place) && !gir_local(g->f, in->place->local)->is_memory;
  return in->op == GIR_OP_COPY || in->op == GIR_OP_UNARY || in->op == GIR_OP_BINARY;
}

/// Who gets an address as an integer may write there; system calls do.
static void flow_addresses(EscGraph *g, const GirInstr *in) {
  if (follows_integers(g, in))
    return;
  for (uint32_t i = 0; i < in->n_args; i++)
    if (in->args[i].kind == GIR_OPERAND_LOCAL && is_uintptr(in->args[i].type))
      esc_written_deep(g, esc_value(g, &in->args[i]));
}

static void flow_instr(EscGraph *g, const GirInstr *in) {
  esc_origin(g, in, NULL, GL_LOC_NONE);
  flow_addresses(g, in);
  switch (in->op) {
  case GIR_OP_COPY:
  case GIR_OP_CONVERT_IFACE:
  case GIR_OP_UNARY: flow_copy(g, in, 0); return;
  case GIR_OP_BINARY: flow_binary(g, in); return;
  case GIR_OP_LOAD: esc_flow_load(g, in); return;
  case GIR_OP_STORE: esc_flow_store(g, in); return;
  case GIR_OP_ADDR: esc_flow_addr(g, in); return;
  case GIR_OP_ZERO: esc_flow_zero(g, in); return;
  case GIR_OP_CONVERT: flow_convert(g, in); return;
  case GIR_OP_DATA: esc_flow_data(g, in); return;
  case GIR_OP_MAKE_HEADER: esc_flow_header(g, in); return;
  case GIR_OP_SLICE: esc_flow_slice(g, in); return;
  case GIR_OP_COPY_ELEMS: esc_flow_copy_elems(g, in); return;
  case GIR_OP_CLEAR: esc_written(g, esc_value(g, &in->args[0])); return;
  case GIR_OP_MAKE_IFACE: flow_make_iface(g, in); return;
  case GIR_OP_TYPE_ASSERT: flow_assert(g, in); return;
  case GIR_OP_VAR: flow_var(g, in); return;
  case GIR_OP_NEW: flow_new(g, in); return;
  case GIR_OP_MAKE_SLICE: esc_flow_make_slice(g, in); return;
  case GIR_OP_CLOSURE: flow_closure(g, in); return;
  case GIR_OP_CONCAT:
  case GIR_OP_STRING_CONVERT: esc_flow_string(g, in); return;
  case GIR_OP_GROW: esc_flow_grow(g, in); return;
  case GIR_OP_DEFER: flow_defer(g, in); return;
  case GIR_OP_MAKE_CHAN: flow_make_chan(g, in); return;
  case GIR_OP_SEND: flow_send(g, &in->args[0], &in->args[1]); return;
  case GIR_OP_RECEIVE: flow_receive(g, &in->args[0], in->dst); return;
  case GIR_OP_CLOSE: esc_written(g, esc_value(g, &in->args[0])); return;
  case GIR_OP_SELECT: flow_select(g, in); return;
  case GIR_OP_GO: leak_value(g, &in->args[0], ESC_REASON_GOROUTINE); return;
  case GIR_OP_MAKE_MAP: flow_make_map(g, in); return;
  case GIR_OP_MAP_FIND: elem_address(g, in, esc_value(g, &in->args[0]), in->dst); return;
  case GIR_OP_MAP_SLOT: flow_map_slot(g, in); return;
  case GIR_OP_MAP_DELETE:
  case GIR_OP_MAP_CLEAR:
  case GIR_OP_MAP_START:
  case GIR_OP_MAP_NEXT: esc_written(g, esc_value(g, &in->args[0])); return;
  case GIR_OP_MAP_ENTRY: flow_map_entry(g, in); return;
  case GIR_OP_CALL: esc_flow_call(g, in); return;
  case GIR_OP_PANIC: leak_value(g, &in->args[0], ESC_REASON_PANIC); return;
  case GIR_OP_RECOVER:
    if (in->dst)
      esc_add_unknown(g, g->locals[in->dst]);
    return;
  case GIR_OP_RETURN: flow_return(g, in); return;
  case GIR_OP_COMPLEX:
  case GIR_OP_LEN:
  case GIR_OP_CAP:
  case GIR_OP_STRING_INDEX:
  case GIR_OP_DECODE_RUNE:
  case GIR_OP_CHECK_NIL:
  case GIR_OP_CHECK_INDEX:
  case GIR_OP_CHECK_DIVIDE:
  case GIR_OP_CHECK_SHIFT:
  case GIR_OP_CHECK_TO_ARRAY:
  case GIR_OP_CHECK_UNSAFE_SLICE:
  case GIR_OP_CHECK_UNSAFE_STRING:
  case GIR_OP_TYPE_TEST:
  case GIR_OP_PRINT:
  case GIR_OP_RUN_DEFERS:
  case GIR_OP_KEEP_ALIVE:
  case GIR_OP_RENEW:
  case GIR_OP_JUMP:
  case GIR_OP_BRANCH:
  case GIR_OP_SWITCH:
  case GIR_OP_UNREACHABLE: return; // no pointer moves
  case GIR_OP_COUNT: break;
  }
  GL_UNREACHABLE();
}

// --- the function's frame ------------------------------------------------------------------

static void make_locals(EscGraph *g) {
  const GirFunc *f = g->f;
  g->locals = GL_NEW_ARRAY(g->a, EscNode, f->locals.len);
  g->local_objs = GL_NEW_ARRAY(g->a, uint32_t, f->locals.len);
  for (uint32_t i = 1; i < f->locals.len; i++) {
    const GirLocal *l = gir_local(f, i);
    const EscLayout *lay = esc_layout(g->b->layouts, l->type);
    if (!l->is_memory) {
      g->locals[i] = esc_nodes_new(g, lay->n);
      continue;
    }
    uint32_t o = esc_obj_new(g, ESC_OBJ_SITE, lay);
    esc_obj(g, o)->site = l->site;
    esc_obj(g, o)->source = l->site;
    g->local_objs[i] = o;
    g->locals[i] = esc_obj(g, o)->base;
    for (uint32_t k = 0; k < lay->n; k++)
      g->nodes.data[g->locals[i] + k].is_loaded = true;
  }
}

static void add_root(EscGraph *g, EscNode n, const EscLayout *l, uint32_t slot, uint32_t root,
                     bool is_capture) {
  if (!esc_slot_points(l, slot))
    return;
  uint32_t o = esc_placeholder(g, ESC_OBJ_PARAM, l->is_opaque ? NULL : l->slots[slot], 0);
  esc_obj(g, o)->root = root;
  esc_obj(g, o)->is_capture = is_capture;
  esc_add_loc(g, n, esc_obj(g, o)->base);
}

static EscNode *flatten(EscGraph *g, const GirLocalId *ids, uint32_t n, bool is_capture,
                        uint32_t *first, uint32_t *total) {
  *total = 0;
  for (uint32_t i = 0; i < n; i++)
    *total += esc_layout(g->b->layouts, esc_local_type(g, ids[i]))->n;
  EscNode *nodes = GL_NEW_ARRAY(g->a, EscNode, *total + 1);
  uint32_t slot = 0;
  for (uint32_t i = 0; i < n; i++) {
    const EscLayout *l = esc_layout(g->b->layouts, esc_local_type(g, ids[i]));
    if (first)
      first[i] = slot;
    for (uint32_t k = 0; k < l->n; k++, slot++) {
      nodes[slot] = g->locals[ids[i]] + k;
      add_root(g, nodes[slot], l, k, slot, is_capture);
    }
  }
  if (first)
    first[n] = slot;
  return nodes;
}

static void make_results(EscGraph *g) {
  const GirFunc *f = g->f;
  g->result_first = GL_NEW_ARRAY(g->a, uint32_t, f->n_results + 1);
  for (uint32_t i = 0; i < f->n_results; i++) {
    g->result_first[i] = g->n_results;
    g->n_results += esc_layout(g->b->layouts, esc_local_type(g, f->results[i]))->n;
  }
  g->result_first[f->n_results] = g->n_results;
  g->results = esc_nodes_new(g, g->n_results + 1);
}

void esc_flow_func(EscGraph *g) {
  const GirFunc *f = g->f;
  esc_origin(g, NULL, NULL, GL_LOC_NONE);
  make_locals(g);
  g->param_first = GL_NEW_ARRAY(g->a, uint32_t, f->n_params + 1);
  g->params = flatten(g, f->params, f->n_params, false, g->param_first, &g->n_params);
  g->captures = flatten(g, f->captures, f->n_captures, true, NULL, &g->n_captures);
  make_results(g);
  GirBlockList order = gir_reverse_post_order(g->a, f);
  for (uint32_t i = 0; i < order.len; i++)
    for (uint32_t k = 0; k < order.data[i]->instrs.len; k++)
      flow_instr(g, order.data[i]->instrs.data[k]);
  g->max_steps = 200000 + 400 * (uint64_t)g->nodes.len;
}
