/// \file
/// Applies a callee's summary at a call: each object of the summary becomes a node that holds what
/// it stands for here; the callee's stores, results, leaks and open calls become constraints on
/// these nodes. Aliasing between parameters is thus resolved with what is known at the call.
/// Source: README.md, rules A1–A6.

#include "escape_internal.h"

typedef struct Apply {
  EscGraph *g;
  const EscSummary *s;
  const GirInstr *in;
  EscNode *nodes; // by summary object; 0: nothing flows there
} Apply;

/// The object that this call makes for something that the callee (or its callees) made.
static uint32_t made_object(Apply *x, const EscSumObj *o) {
  EscGraph *g = x->g;
  GlPtrMap *made = gl_ptrmap_get(g->made_by_call, x->in); // source → object
  if (!made) {
    made = gl_ptrmap_new(g->a);
    gl_ptrmap_set(g->made_by_call, x->in, made);
  }
  uint32_t known = (uint32_t)(uintptr_t)gl_ptrmap_get(made, o->source);
  if (known)
    return known;
  uint32_t id = esc_obj_new(g, o->kind, o->layout);
  EscObj *n = esc_obj(g, id);
  n->has_pointers = o->has_pointers;
  n->type = o->type;
  n->func = o->func;
  n->source = o->source;
  n->site = o->site;
  n->instr = x->in;
  gl_ptrmap_set(made, o->source, (void *)(uintptr_t)id);
  return id;
}

static EscNode holder_of(EscGraph *g, uint32_t obj) {
  EscNode n = esc_node_new(g);
  esc_add_loc(g, n, esc_obj(g, obj)->base);
  return n;
}

static EscNode root_node(const EscSumObj *o, const EscNode *args, EscCaptures c) {
  if (!o->is_capture)
    return args[o->root];
  return c.first ? c.first + o->root : c.all;
}

static void make_nodes(Apply *x, const EscNode *args, EscCaptures c) {
  EscGraph *g = x->g;
  for (uint32_t i = 0; i < x->s->objs.len; i++) {
    const EscSumObj *o = &x->s->objs.data[i];
    switch (o->kind) {
    case ESC_OBJ_UNKNOWN: x->nodes[i] = g->unknown_pointer; break;
    case ESC_OBJ_FRESH:
    case ESC_OBJ_IFACE: x->nodes[i] = holder_of(g, made_object(x, o)); break;
    case ESC_OBJ_FUNC: x->nodes[i] = holder_of(g, esc_func_obj(g, o->func)); break;
    case ESC_OBJ_PARAM: x->nodes[i] = o->is_root ? root_node(o, args, c) : esc_node_new(g); break;
    case ESC_OBJ_RESULT:
      x->nodes[i] = esc_node_new(g); // fed by the call, or by its parents
      break;
    case ESC_OBJ_SITE:
    case ESC_OBJ_NONE: GL_UNREACHABLE();
    }
  }
}

/// A node that holds what `r` stands for.
static EscNode ref_node(Apply *x, EscSumRef r) {
  EscNode n = x->nodes[r.obj];
  if (!n || r.offset == 0)
    return n;
  EscNode moved = esc_node_new(x->g);
  esc_constrain(x->g, n, (EscConstraint){.kind = ESC_C_OFFSET, .offset = r.offset, .other = moved});
  return moved;
}

/// Slot of `obj` here: an object that is opaque for the callee may have slots for the caller.
static uint32_t slot_of(const Apply *x, uint32_t obj, uint32_t slot) {
  return x->s->objs.data[obj].is_opaque ? ESC_ALL_SLOTS : slot;
}

static void apply_children(Apply *x) {
  EscGraph *g = x->g;
  for (uint32_t i = 0; i < x->s->children.len; i++) {
    const EscSumChild *c = &x->s->children.data[i];
    EscNode parent = x->nodes[c->parent], child = x->nodes[c->child];
    if (!parent)
      continue;
    if (!c->assert) {
      esc_constrain(g, parent,
                    (EscConstraint){.kind = ESC_C_LOAD,
                                    .offset = slot_of(x, c->parent, c->slot),
                                    .other = child});
      continue;
    }
    // Boxes are asked for themselves, not for the value in them.
    esc_constrain(g, parent,
                  (EscConstraint){.kind = ESC_C_DATA, .type = c->assert, .other = child});
  }
}

static void apply_contents(Apply *x) {
  EscGraph *g = x->g;
  for (uint32_t i = 0; i < x->s->contents.len; i++) {
    const EscSumEdge *e = &x->s->contents.data[i];
    EscNode at = x->nodes[e->at.obj], to = ref_node(x, e->to);
    if (at && to)
      esc_constrain(g, at,
                    (EscConstraint){.kind = ESC_C_STORE,
                                    .offset = slot_of(x, e->at.obj, e->at.offset),
                                    .other = to});
  }
}

static void apply_leaks(Apply *x) {
  EscGraph *g = x->g;
  uint32_t origin = g->origin;
  for (uint32_t i = 0; i < x->s->objs.len; i++) {
    const EscSumObj *o = &x->s->objs.data[i];
    if (!x->nodes[i])
      continue;
    if (o->is_exposed)
      esc_constrain(g, x->nodes[i], (EscConstraint){.kind = ESC_C_EXPOSE});
    if (!o->is_leaked)
      continue;
    if (o->note)
      esc_origin(g, x->in, o->note, o->note_loc);
    esc_leak(g, x->nodes[i], o->reason);
    g->origin = origin;
  }
}

/// The call that a call of the callee is here: one for each pair of instructions, so that functions
/// which hand themselves on come to an end.
static EscCall *made_call(Apply *x, const EscSumCall *s) {
  EscGraph *g = x->g;
  EscCall *first = gl_ptrmap_get(g->calls_by_instr, x->in);
  for (EscCall *c = first; c; c = c->next_here)
    if (c->source == s->source)
      return c;
  EscCall *c = GL_NEW(g->a, EscCall);
  *c = (EscCall){.instr = x->in,
                 .source = s->source,
                 .is_method = s->is_method,
                 .type = s->type,
                 .method = s->method,
                 .fn = esc_node_new(g),
                 .args = GL_NEW_ARRAY(g->a, EscNode, s->n_args + 1),
                 .results = GL_NEW_ARRAY(g->a, EscNode, s->n_results + 1),
                 .n_args = s->n_args,
                 .n_results = s->n_results,
                 .result_types = s->result_types,
                 .next_here = first};
  for (uint32_t i = 0; i < s->n_args; i++)
    c->args[i] = esc_node_new(g);
  for (uint32_t i = 0; i < s->n_results; i++)
    c->results[i] = s->result_types[i] ? esc_node_new(g) : 0;
  gl_ptrmap_set(g->calls_by_instr, x->in, c);
  GL_VEC_PUSH(g->a, &g->calls, c);
  esc_constrain(g, c->fn, (EscConstraint){.kind = ESC_C_CALL, .call = c});
  return c;
}

static void apply_call(Apply *x, uint32_t index) {
  EscGraph *g = x->g;
  const EscSumCall *s = &x->s->calls.data[index];
  EscCall *c = made_call(x, s);
  for (uint32_t i = 0; i < s->args.len; i++)
    esc_add_edge(g, ref_node(x, s->args.data[i].to), c->args[s->args.data[i].arg]);
  for (uint32_t i = 0; i < x->s->objs.len; i++) {
    const EscSumObj *o = &x->s->objs.data[i];
    if (o->kind == ESC_OBJ_RESULT && o->is_root && o->call == index)
      esc_add_edge(g, c->results[o->slot], x->nodes[i]);
  }
  for (uint32_t i = 0; i < s->fn.len; i++)
    esc_add_edge(g, ref_node(x, s->fn.data[i]), c->fn);
}

static uint32_t slots_of(EscGraph *g, const GirFunc *f, GirLocalId id) {
  return esc_layout(g->b->layouts, gir_local(f, id)->type)->n;
}

/// What the callee writes may be an object of the caller's parameters.
static void apply_writes(Apply *x, const GirFunc *f, const EscNode *args, EscCaptures c) {
  const EscConstraint written = {.kind = ESC_C_WRITE, .offset = 1};
  for (uint32_t i = 0, slot = 0; x->s->writes && i < f->n_params; i++)
    for (uint32_t n = slots_of(x->g, f, f->params[i]); n > 0; n--, slot++)
      if (x->s->writes[i])
        esc_constrain(x->g, args[slot], written);
  if (!x->s->writes_captures)
    return;
  if (!c.first && c.all)
    esc_constrain(x->g, c.all, written);
  for (uint32_t i = 0, slot = 0; c.first && i < f->n_captures; i++)
    for (uint32_t n = slots_of(x->g, f, f->captures[i]); n > 0; n--, slot++)
      esc_constrain(x->g, c.first + slot, written);
}

void esc_apply(EscGraph *g, const EscSummary *s, GirFunc *f, const GirInstr *in,
               const EscNode *args, const EscNode *results, EscCaptures c) {
  Apply x = {.g = g, .s = s, .in = in, .nodes = GL_NEW_ARRAY(g->a, EscNode, s->objs.len + 1)};
  g->steps += ESC_APPLY_STEPS *
              ((uint64_t)s->objs.len + s->children.len + s->contents.len + s->results.len);
  make_nodes(&x, args, c);
  apply_children(&x);
  apply_contents(&x);
  apply_leaks(&x);
  for (uint32_t i = 0; i < s->results.len; i++) {
    const EscSumArg *r = &s->results.data[i];
    if (results[r->arg])
      esc_add_edge(g, ref_node(&x, r->to), results[r->arg]);
  }
  for (uint32_t i = 0; i < s->calls.len; i++)
    apply_call(&x, i);
  apply_writes(&x, f, args, c);
}
