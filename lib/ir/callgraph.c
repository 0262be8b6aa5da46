/// \file
/// Components of the call graph, callees first (Tarjan without recursion). A CLOSURE or a FUNC
/// operand counts as an edge, too: who makes a func value is analysed after its code.

#include "golite/ir/gir.h"

typedef struct Graph {
  GlArena *scratch;
  const GirProgram *p;
  GirTargets targets;
  void *targets_ctx;
  GL_VEC(uint32_t) edges;
  uint32_t *first; // first[f] … first[f+1] in edges
} Graph;

static void add_edge(Graph *g, const GirFunc *callee) {
  if (callee && callee->blocks.len)
    GL_VEC_PUSH(g->scratch, &g->edges, callee->id);
}

static void add_operand(void *ctx, GirOperand *o) {
  if (o->kind == GIR_OPERAND_FUNC)
    add_edge(ctx, o->func);
}

static void add_func(Graph *g, GirFunc *f) {
  for (uint32_t b = 0; b < f->blocks.len; b++)
    for (uint32_t i = 0; i < f->blocks.data[b]->instrs.len; i++) {
      GirInstr *in = f->blocks.data[b]->instrs.data[i];
      gir_instr_operands(in, add_operand, g);
      if (in->callee)
        add_edge(g, in->callee->func);
      bool is_indirect = in->callee && in->op == GIR_OP_CALL && in->callee->kind != GIR_CALL_STATIC;
      if (!g->targets || !(is_indirect || in->op == GIR_OP_MAKE_IFACE))
        continue;
      uint32_t n = 0;
      GirFunc *const *list = g->targets(g->targets_ctx, f, in, &n);
      for (uint32_t k = 0; k < n; k++)
        add_edge(g, list[k]);
    }
}

typedef struct Tarjan {
  uint32_t *index, *low, *next, *call, *open;
  bool *is_open;
  uint32_t n_index, n_open;
} Tarjan;

static void close_component(Tarjan *t, const GirProgram *p, uint32_t root, GirCallGraph *out,
                            uint32_t *n_order) {
  uint32_t first = t->n_open;
  do
    first--;
  while (t->open[first] != root);
  for (uint32_t i = first; i < t->n_open; i++) {
    t->is_open[t->open[i]] = false;
    out->order[(*n_order)++] = p->funcs.data[t->open[i]];
  }
  t->n_open = first;
  out->component_end[out->n_components++] = *n_order;
}

static void visit(Tarjan *t, const Graph *g, uint32_t root, GirCallGraph *out, uint32_t *n_order) {
  uint32_t depth = 0;
  t->call[0] = root;
  for (;;) {
    uint32_t v = t->call[depth];
    if (t->index[v] == 0) {
      t->index[v] = t->low[v] = ++t->n_index;
      t->next[v] = g->first[v];
      t->open[t->n_open++] = v;
      t->is_open[v] = true;
    }
    if (t->next[v] < g->first[v + 1]) {
      uint32_t w = g->edges.data[t->next[v]++];
      if (t->index[w] == 0)
        t->call[++depth] = w;
      else if (t->is_open[w] && t->index[w] < t->low[v])
        t->low[v] = t->index[w];
      continue;
    }
    if (t->low[v] == t->index[v])
      close_component(t, g->p, v, out, n_order);
    if (depth-- == 0)
      return;
    uint32_t parent = t->call[depth];
    if (t->low[v] < t->low[parent])
      t->low[parent] = t->low[v];
  }
}

GirCallGraph gir_call_graph(GlArena *a, const GirProgram *p, GirTargets targets, void *ctx) {
  uint32_t n = p->funcs.len;
  GlArena *scratch = gl_arena_new();
  Graph g = {.scratch = scratch,
             .p = p,
             .targets = targets,
             .targets_ctx = ctx,
             .first = GL_NEW_ARRAY(scratch, uint32_t, n + 1)};
  for (uint32_t i = 1; i < n; i++) {
    g.first[i] = g.edges.len;
    if (p->funcs.data[i])
      add_func(&g, p->funcs.data[i]);
  }
  g.first[n] = g.edges.len;
  Tarjan t = {.index = GL_NEW_ARRAY(scratch, uint32_t, n),
              .low = GL_NEW_ARRAY(scratch, uint32_t, n),
              .next = GL_NEW_ARRAY(scratch, uint32_t, n),
              .call = GL_NEW_ARRAY(scratch, uint32_t, n + 1),
              .open = GL_NEW_ARRAY(scratch, uint32_t, n),
              .is_open = GL_NEW_ARRAY(scratch, bool, n)};
  GirCallGraph out = {.order = GL_NEW_ARRAY(a, GirFunc *, n),
                      .component_end = GL_NEW_ARRAY(a, uint32_t, n)};
  uint32_t n_order = 0;
  for (uint32_t i = 1; i < n; i++)
    if (p->funcs.data[i] && p->funcs.data[i]->blocks.len && t.index[i] == 0)
      visit(&t, &g, i, &out, &n_order);
  gl_arena_free(scratch);
  return out;
}
