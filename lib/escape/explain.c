/// \file
/// Chains of reasons: the shortest way of an address to where it escapes, in words about what the
/// user wrote. Works on the trace of a solved graph; changes nothing.
/// Source: README.md, rules E1–E4.

#include "escape_internal.h"

#include <string.h>

enum { MAX_CHAIN = 6 }; // objects in objects

typedef struct Chain {
  EscGraph *g;
  const bool *escapes;
  bool *is_told; // objects already explained
  GL_VEC(EscHop) hops;
  // Trace rows by `from`.
  uint32_t *first, *rows;
} Chain;

typedef enum EndKind { END_NONE, END_CONTAINER, END_PLACEHOLDER, END_RESULT, END_LEAK } EndKind;

static const char *quoted(Chain *c, const char *text) {
  if (!text)
    return "it";
  if (strcmp(text, "func literal") == 0)
    return "the func literal";
  if (strcmp(text, "append") == 0)
    return "the grown slice";
  return gl_arena_printf(c->g->b->arena, "`%s`", text);
}

static void add_hop(Chain *c, GlLoc loc, const char *text) {
  if (c->hops.len && c->hops.data[c->hops.len - 1].loc == loc &&
      strcmp(c->hops.data[c->hops.len - 1].text, text) == 0)
    return;
  GL_VEC_PUSH(c->g->b->arena, &c->hops, (EscHop){.loc = loc, .text = text});
}

// --- the graph, backwards from the end
// ------------------------------------------------------------

static void build_rows(Chain *c) {
  EscGraph *g = c->g;
  c->first = GL_NEW_ARRAY(g->a, uint32_t, g->nodes.len + 2);
  c->rows = GL_NEW_ARRAY(g->a, uint32_t, g->trace.len + 1);
  for (uint32_t i = 0; i < g->trace.len; i++)
    c->first[g->trace.data[i].from + 1]++;
  for (uint32_t i = 0; i < g->nodes.len; i++)
    c->first[i + 1] += c->first[i];
  for (uint32_t i = 0; i < g->trace.len; i++)
    c->rows[c->first[g->trace.data[i].from]++] = i;
  for (uint32_t i = g->nodes.len; i > 0; i--)
    c->first[i] = c->first[i - 1];
  c->first[0] = 0;
}

static bool holds(EscGraph *g, EscNode n, const EscObj *o) {
  const EscSet *pts = &esc_node(g, n)->pts;
  for (uint32_t i = 0; i < o->n_slots; i++)
    if (esc_set_has(pts, o->base + i))
      return true;
  return false;
}

/// What the node is for the object; `row` led there. What an object that has leaked contains leaks
/// without an instruction: that is told by the container.
static EndKind end_kind(Chain *c, EscNode n, uint32_t row, uint32_t obj) {
  EscGraph *g = c->g;
  for (int r = ESC_REASON_NONE + 1; r < ESC_REASON_COUNT; r++)
    if (n == g->leak[r])
      return g->trace.data[row].origin ? END_LEAK : END_NONE;
  if (n >= g->results && n < g->results + g->n_results)
    return END_RESULT;
  uint32_t owner = g->nodes.data[n].obj;
  if (!owner || owner == obj || owner == g->unknown)
    return END_NONE;
  const EscObj *o = esc_obj(g, owner);
  if (o->kind == ESC_OBJ_PARAM || o->kind == ESC_OBJ_RESULT)
    return END_PLACEHOLDER;
  return c->escapes[owner] && !c->is_told[owner] ? END_CONTAINER : END_NONE;
}

typedef struct Search {
  uint32_t *came_by; // by node: trace row + 1; 0: not seen
  EscNode *queue;
  uint32_t len;
} Search;

static void visit(Search *s, EscNode n, uint32_t row) {
  if (s->came_by[n])
    return;
  s->came_by[n] = row + 1;
  s->queue[s->len++] = n;
}

/// Shortest way of `obj`'s address to an end, the best kind of end first. Returns its node.
static EscNode search(Chain *c, uint32_t obj, Search *s, EndKind *kind) {
  EscGraph *g = c->g;
  const EscObj *o = esc_obj(g, obj);
  for (uint32_t i = c->first[0]; i < c->first[1]; i++) {
    const EscTrace *t = &g->trace.data[c->rows[i]];
    if (esc_obj_of(g, t->loc) == obj)
      visit(s, t->to, c->rows[i]);
  }
  EscNode best = 0;
  *kind = END_NONE;
  for (uint32_t i = 0; i < s->len; i++) {
    EscNode n = s->queue[i];
    EndKind k = end_kind(c, n, s->came_by[n] - 1, obj);
    if (k > END_CONTAINER) {
      *kind = k;
      return n;
    }
    if (k == END_CONTAINER && !best) {
      best = n;
      *kind = k;
    }
    for (uint32_t r = c->first[n]; r < c->first[n + 1]; r++) {
      EscNode to = g->trace.data[c->rows[r]].to;
      if (holds(g, to, o))
        visit(s, to, c->rows[r]);
    }
  }
  return best;
}

// --- words
// -----------------------------------------------------------------------------------------

static const char *name_of_obj(Chain *c, uint32_t obj) {
  const EscObj *o = esc_obj(c->g, obj);
  if (o->kind == ESC_OBJ_PARAM) {
    const GirLocalId *ids = o->is_capture ? c->g->f->captures : c->g->f->params;
    uint32_t n = o->is_capture ? c->g->f->n_captures : c->g->f->n_params;
    for (uint32_t i = 0, slot = 0; i < n; i++) {
      const GirLocal *l = gir_local(c->g->f, ids[i]);
      slot += esc_layout(c->g->b->layouts, l->type)->n;
      if (o->root < slot)
        return l->ref_name ? l->ref_name->text : l->name ? l->name->text : NULL;
    }
  }
  return o->site ? o->site->text : NULL;
}

/// How the moving thing is called before the instruction: the operand that carries it.
static const GirOperand *carrier(Chain *c, const GirInstr *in, uint32_t obj) {
  EscGraph *g = c->g;
  const EscObj *o = esc_obj(g, obj);
  for (uint32_t i = 0; i < in->n_args; i++) {
    const GirOperand *a = &in->args[i];
    if (a->kind != GIR_OPERAND_LOCAL)
      continue;
    uint32_t n = esc_layout(g->b->layouts, a->type)->n;
    for (uint32_t k = 0; k < n; k++)
      if (holds(g, g->locals[a->local] + k, o))
        return a;
  }
  return NULL;
}

static const char *thing(Chain *c, const GirInstr *in, uint32_t obj) {
  const GirOperand *a = carrier(c, in, obj);
  return quoted(c, a ? esc_operand_text(c->g, a) : name_of_obj(c, obj));
}

static void store_hop(Chain *c, const GirInstr *in, uint32_t obj) {
  const char *place = esc_place_text(c->g, in->place);
  const char *what = thing(c, in, obj);
  GlArena *a = c->g->b->arena;
  const GirPlace *p = in->place;
  const GirInstr *def = p->base == GIR_BASE_SLICE && p->ptr.kind == GIR_OPERAND_LOCAL
                            ? c->g->defs[p->ptr.local]
                            : NULL;
  if (def && def->op == GIR_OP_GROW)
    add_hop(c, in->loc, gl_arena_printf(a, "%s is appended", what));
  else if (in->place->base == GIR_BASE_GLOBAL)
    add_hop(
        c, in->loc,
        gl_arena_printf(a, "%s is stored in the package variable `%s`", what, place ? place : "?"));
  else if (place)
    add_hop(c, in->loc, gl_arena_printf(a, "%s is stored in `%s`", what, place));
}

static const char *copy_text(Chain *c, const GirInstr *in, uint32_t obj) {
  const GirLocal *l = in->dst ? gir_local(c->g->f, in->dst) : NULL;
  if (!l || !l->name || l->kind != GIR_LOCAL_VAR)
    return NULL;
  return gl_arena_printf(c->g->b->arena, "%s is assigned to `%s`", thing(c, in, obj),
                         l->name->text);
}

static const char *call_text(Chain *c, const GirInstr *in, uint32_t obj, bool goes_in) {
  const char *f = esc_callee_text(c->g, in);
  f = f ? quoted(c, f) : "a func literal";
  if (!goes_in)
    return gl_arena_printf(c->g->b->arena, "%s returns it", f);
  return gl_arena_printf(c->g->b->arena, "%s is passed to %s", thing(c, in, obj), f);
}

static const char *captured_text(Chain *c, const GirInstr *in, uint32_t obj) {
  const GirOperand *o = carrier(c, in, obj);
  const char *name = o ? esc_operand_text(c->g, o) : NULL;
  if (name && name[0] == '&') // captured by reference
    name++;
  const char *by =
      in->site && in->site->kind == GIR_SITE_METHOD_VALUE ? "method value" : "func literal";
  return gl_arena_printf(c->g->b->arena, "%s is captured by a %s", quoted(c, name), by);
}

static const char *step_text(Chain *c, const GirInstr *in, uint32_t obj, bool goes_in) {
  GlArena *a = c->g->b->arena;
  if (in->op == GIR_OP_COPY)
    return copy_text(c, in, obj);
  if (in->op == GIR_OP_RETURN)
    return gl_arena_printf(a, "%s is returned", thing(c, in, obj));
  if (in->op == GIR_OP_CLOSURE)
    return captured_text(c, in, obj);
  if (in->op == GIR_OP_MAKE_IFACE)
    return gl_arena_printf(a, "%s is converted to an interface", thing(c, in, obj));
  if (in->op == GIR_OP_CALL)
    return call_text(c, in, obj, goes_in);
  if (in->op == GIR_OP_PANIC)
    return "it is passed to panic";
  if (in->op == GIR_OP_DEFER)
    return "it is used by a deferred call";
  if (in->op == GIR_OP_GO)
    return "it is used by another goroutine";
  if (in->op == GIR_OP_SEND || in->op == GIR_OP_SELECT)
    return gl_arena_printf(a, "%s is sent on a channel", thing(c, in, obj));
  if (in->op == GIR_OP_COPY_ELEMS)
    return "the elements of a slice are copied";
  return NULL;
}

/// One step of the way, if a user would see one.
static void step_hop(Chain *c, const EscTrace *t, uint32_t obj, bool is_last) {
  EscGraph *g = c->g;
  const EscOrigin *why = &g->origins.data[t->origin];
  const GirInstr *in = why->instr;
  if (!in || t->from == 0)
    return;
  if (in->op == GIR_OP_STORE)
    store_hop(c, in, obj);
  const char *text = step_text(c, in, obj, is_last || g->nodes.data[t->to].obj);
  if (text)
    add_hop(c, in->loc, text);
  if (why->note)
    add_hop(c, why->note_loc, why->note);
}

static void end_hop(Chain *c, EscNode end, EndKind kind, const EscTrace *last) {
  EscGraph *g = c->g;
  GlArena *a = g->b->arena;
  GlLoc loc =
      g->origins.data[last->origin].instr ? g->origins.data[last->origin].instr->loc : GL_LOC_NONE;
  if (kind == END_PLACEHOLDER) {
    uint32_t owner = g->nodes.data[end].obj;
    const char *name = esc_obj(g, owner)->kind == ESC_OBJ_PARAM ? name_of_obj(c, owner) : NULL;
    if (name && esc_obj(g, owner)->is_capture)
      add_hop(c, loc, gl_arena_printf(a, "`%s` is a variable of an outer function", name));
    else if (name)
      add_hop(c, loc, gl_arena_printf(a, "the caller still sees what `%s` leads to", name));
    return;
  }
  if (kind != END_LEAK)
    return;
  const EscOrigin *why = &g->origins.data[last->origin];
  if (!why->instr || why->instr->op != GIR_OP_CALL || why->note)
    return;
  const char *f = quoted(c, esc_callee_text(g, why->instr));
  if (end == g->leak[ESC_REASON_UNKNOWN_CALL])
    add_hop(c, loc, gl_arena_printf(a, "the code of %s is not known here", f));
  else if (end == g->leak[ESC_REASON_RUNTIME])
    add_hop(c, loc, gl_arena_printf(a, "%s hands it to the run-time system", f));
  else if (end == g->leak[ESC_REASON_LIMIT])
    add_hop(c, loc, gl_arena_printf(a, "%s could not be analysed within limits", f));
}

/// The chain of `obj`, then that of the object it is kept in.
static void tell(Chain *c, uint32_t obj, int depth) {
  EscGraph *g = c->g;
  c->is_told[obj] = true;
  if (depth > MAX_CHAIN)
    return;
  Search s = {.came_by = GL_NEW_ARRAY(g->a, uint32_t, g->nodes.len),
              .queue = GL_NEW_ARRAY(g->a, EscNode, g->nodes.len)};
  EndKind kind;
  EscNode end = search(c, obj, &s, &kind);
  if (!end)
    return;
  uint32_t n = 0;
  uint32_t *way = GL_NEW_ARRAY(g->a, uint32_t, s.len + 1);
  for (EscNode at = end; at && n < s.len + 1; at = g->trace.data[way[n - 1]].from)
    way[n++] = s.came_by[at] - 1;
  for (uint32_t i = n; i > 0; i--)
    step_hop(c, &g->trace.data[way[i - 1]], obj, i == 1 && kind == END_LEAK);
  end_hop(c, end, kind, &g->trace.data[way[0]]);
  if (kind == END_CONTAINER)
    tell(c, g->nodes.data[end].obj, depth + 1);
}

void esc_explain(EscGraph *g, uint32_t obj, const bool *escapes, EscHop **hops, uint32_t *n) {
  esc_find_defs(g);
  Chain c = {.g = g, .escapes = escapes, .is_told = GL_NEW_ARRAY(g->a, bool, g->objs.len)};
  build_rows(&c);
  tell(&c, obj, 0);
  *hops = c.hops.data;
  *n = c.hops.len;
}
