/// \file
/// In which order the package's variables are initialised, and initialisation cycles.
/// A variable is ready when all variables that its initialiser mentions, directly or through
/// functions, are done; of those that are ready the first in the source comes next. Functions that
/// call each other are one node of the graph, so the cost is linear but for the queue.
/// Source: Go spec "Package initialization".

#include "check_internal.h"

#include <stdlib.h>

/// The graph; nodes are the package-level objects by index in TyChecker.states.
typedef struct Graph {
  TyChecker *c;
  GlArena *arena; // scratch
  uint32_t n;
  uint32_t *component; // of each node, from 0
  uint32_t n_components;
  bool has_cycle;
} Graph;

static TyObject *object_of(const Graph *g, uint32_t i) { return g->c->states.data[i].object; }

static bool is_value(const Graph *g, uint32_t i) {
  TyObjectKind k = object_of(g, i)->kind;
  return k == TY_OBJ_CONST || k == TY_OBJ_VAR;
}

static const TyDecl *decl_of(const Graph *g, uint32_t i) { return g->c->states.data[i].decl; }

static uint32_t dep(const Graph *g, uint32_t i, uint32_t k) {
  return decl_of(g, i)->deps.data[k]->id - g->c->first_id;
}

// --- strongly connected components (Tarjan, with a stack of its own) -----------------------------

typedef struct Frame {
  uint32_t node, next; // next dependency to look at
} Frame;

typedef struct Tarjan {
  Graph *g;
  uint32_t *index, *low; // 0: not visited
  uint32_t counter;
  GL_VEC(uint32_t) stack;
  GL_VEC(Frame) frames;
} Tarjan;

enum { NO_COMPONENT = UINT32_MAX };

static void enter_node(Tarjan *t, uint32_t v) {
  t->index[v] = t->low[v] = ++t->counter;
  GL_VEC_PUSH(t->g->arena, &t->stack, v);
  GL_VEC_PUSH(t->g->arena, &t->frames, (Frame){.node = v});
}

static bool depends_on_itself(const Graph *g, uint32_t v) {
  for (uint32_t k = 0; k < decl_of(g, v)->deps.len; k++)
    if (dep(g, v, k) == v)
      return true;
  return false;
}

static void leave_node(Tarjan *t, uint32_t v) {
  Graph *g = t->g;
  if (t->low[v] != t->index[v])
    return;
  uint32_t size = 0, w;
  bool has_value = false;
  do {
    w = t->stack.data[--t->stack.len];
    g->component[w] = g->n_components;
    has_value |= is_value(g, w);
    size++;
  } while (w != v);
  g->n_components++;
  if (has_value && (size > 1 || depends_on_itself(g, v)))
    g->has_cycle = true;
}

static void visit(Tarjan *t, uint32_t root) {
  enter_node(t, root);
  while (t->frames.len > 0) {
    Frame *f = &t->frames.data[t->frames.len - 1];
    uint32_t v = f->node;
    if (f->next == decl_of(t->g, v)->deps.len) {
      leave_node(t, v);
      t->frames.len--;
      if (t->frames.len > 0) {
        uint32_t parent = t->frames.data[t->frames.len - 1].node;
        if (t->low[v] < t->low[parent])
          t->low[parent] = t->low[v];
      }
      continue;
    }
    uint32_t w = dep(t->g, v, f->next++);
    if (t->index[w] == 0)
      enter_node(t, w);
    else if (t->g->component[w] == NO_COMPONENT && t->index[w] < t->low[v])
      t->low[v] = t->index[w];
  }
}

static void find_components(Graph *g) {
  Tarjan t = {.g = g};
  t.index = GL_NEW_ARRAY(g->arena, uint32_t, g->n + 1);
  t.low = GL_NEW_ARRAY(g->arena, uint32_t, g->n + 1);
  for (uint32_t i = 0; i < g->n; i++)
    g->component[i] = NO_COMPONENT;
  for (uint32_t i = 0; i < g->n; i++)
    if (t.index[i] == 0)
      visit(&t, i);
}

// --- the order -----------------------------------------------------------------------------------

typedef struct Edge {
  uint32_t to; // component that depends
  struct Edge *next;
} Edge;

/// A component: one value, or functions.
typedef struct Node {
  uint32_t value;     // its constant or variable, NO_COMPONENT for functions
  uint32_t n_waiting; // edges to components that are not done
  Edge *dependents;
} Node;

typedef struct Queue {
  Graph *g;
  Node *nodes;
  GL_VEC(uint32_t) free; // components to be done at once: functions, constants
  GL_VEC(uint32_t) heap; // variables that are ready, by place in the source
  GL_VEC(TyInit) inits;
} Queue;

static void heap_push(Queue *q, uint32_t v) {
  GL_VEC_PUSH(q->g->arena, &q->heap, v);
  uint32_t *h = q->heap.data;
  for (uint32_t i = q->heap.len - 1; i > 0 && h[i] < h[(i - 1) / 2]; i = (i - 1) / 2) {
    uint32_t tmp = h[i];
    h[i] = h[(i - 1) / 2];
    h[(i - 1) / 2] = tmp;
  }
}

static uint32_t heap_pop(Queue *q) {
  uint32_t *h = q->heap.data, first = h[0], n = --q->heap.len;
  h[0] = h[n];
  for (uint32_t i = 0;;) {
    uint32_t least = 2 * i + 1;
    if (least >= n)
      break;
    if (least + 1 < n && h[least + 1] < h[least])
      least++;
    if (h[i] <= h[least])
      break;
    uint32_t tmp = h[i];
    h[i] = h[least];
    h[least] = tmp;
    i = least;
  }
  return first;
}

static void make_ready(Queue *q, uint32_t component) {
  uint32_t v = q->nodes[component].value;
  if (v != NO_COMPONENT && object_of(q->g, v)->kind == TY_OBJ_VAR)
    heap_push(q, v);
  else
    GL_VEC_PUSH(q->g->arena, &q->free, component);
}

static void component_done(Queue *q, uint32_t component) {
  for (const Edge *e = q->nodes[component].dependents; e; e = e->next)
    if (--q->nodes[e->to].n_waiting == 0)
      make_ready(q, e->to);
}

static void emit(Queue *q, uint32_t v, GlPtrMap *emitted) {
  const TyDecl *d = decl_of(q->g, v);
  if (!d->init || gl_ptrmap_get(emitted, d))
    return;
  gl_ptrmap_set(emitted, d, (void *)d);
  TyInit init = {.lhs = d->lhs, .n_lhs = d->n_lhs, .rhs = d->init};
  if (!d->lhs) {
    init.lhs = GL_NEW_ARRAY(q->g->c->arena, TyObject *, 1);
    init.lhs[0] = object_of(q->g, v);
    init.n_lhs = 1;
  }
  GL_VEC_PUSH(q->g->c->arena, &q->inits, init);
}

static void build_nodes(Queue *q) {
  Graph *g = q->g;
  q->nodes = GL_NEW_ARRAY(g->arena, Node, g->n_components + 1);
  for (uint32_t i = 0; i < g->n_components; i++)
    q->nodes[i].value = NO_COMPONENT;
  for (uint32_t i = 0; i < g->n; i++) {
    Node *n = &q->nodes[g->component[i]];
    if (is_value(g, i))
      n->value = i;
    for (uint32_t k = 0; k < decl_of(g, i)->deps.len; k++) {
      uint32_t to = g->component[dep(g, i, k)];
      if (to == g->component[i])
        continue;
      Edge *e = GL_NEW(g->arena, Edge);
      *e = (Edge){.to = g->component[i], .next = q->nodes[to].dependents};
      q->nodes[to].dependents = e;
      n->n_waiting++;
    }
  }
}

static void order(Graph *g) {
  Queue q = {.g = g};
  build_nodes(&q);
  GlPtrMap *emitted = gl_ptrmap_new(g->arena);
  for (uint32_t i = 0; i < g->n_components; i++)
    if (q.nodes[i].n_waiting == 0)
      make_ready(&q, i);
  while (q.free.len > 0 || q.heap.len > 0) {
    if (q.free.len > 0) {
      component_done(&q, q.free.data[--q.free.len]);
      continue;
    }
    uint32_t v = heap_pop(&q);
    emit(&q, v, emitted);
    component_done(&q, g->component[v]);
  }
  ty_world_set_inits(g->c->world, g->c->pkg, q.inits.data, q.inits.len);
}

// --- cycles --------------------------------------------------------------------------------------

/// Which values a value reaches through functions alone, and how many of them are not done yet:
/// the order in which cmd/compile comes to report cycles.
typedef struct Reach {
  GL_VEC(uint32_t) to;
  bool is_done;
} Reach;

static void collect_reach(Graph *g, uint32_t from, Reach *r, uint32_t *mark, uint32_t stamp) {
  GL_VEC(uint32_t) stack = {0};
  GL_VEC_PUSH(g->arena, &stack, from);
  while (stack.len > 0) {
    uint32_t v = stack.data[--stack.len];
    for (uint32_t k = 0; k < decl_of(g, v)->deps.len; k++) {
      uint32_t w = dep(g, v, k);
      if (mark[w] == stamp)
        continue;
      mark[w] = stamp;
      if (is_value(g, w))
        GL_VEC_PUSH(g->arena, &r->to, w);
      else
        GL_VEC_PUSH(g->arena, &stack, w);
    }
  }
}

static int by_number(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

/// Dependencies of one node, in source order, each once.
static uint32_t *sorted_deps(Graph *g, uint32_t v, uint32_t *n) {
  *n = decl_of(g, v)->deps.len;
  uint32_t *list = GL_NEW_ARRAY(g->arena, uint32_t, *n + 1);
  for (uint32_t k = 0; k < *n; k++)
    list[k] = dep(g, v, k);
  qsort(list, *n, sizeof *list, by_number);
  return list;
}

typedef struct PathStep {
  uint32_t node, n, next;
  uint32_t *deps;
} PathStep;

/// A way from a node back to itself; false when there is none. Nodes on it: path[0] is the start.
static bool find_cycle(Graph *g, uint32_t start, uint32_t **path, uint32_t *n_path) {
  bool *seen = GL_NEW_ARRAY(g->arena, bool, g->n);
  GL_VEC(PathStep) steps = {0};
  PathStep first = {.node = start};
  first.deps = sorted_deps(g, start, &first.n);
  seen[start] = true;
  GL_VEC_PUSH(g->arena, &steps, first);
  while (steps.len > 0) {
    PathStep *s = &steps.data[steps.len - 1];
    if (s->next == s->n) {
      steps.len--;
      continue;
    }
    uint32_t w = s->deps[s->next++];
    if (w == start) {
      *n_path = steps.len;
      *path = GL_NEW_ARRAY(g->arena, uint32_t, steps.len);
      for (uint32_t i = 0; i < steps.len; i++)
        (*path)[i] = steps.data[i].node;
      return true;
    }
    if (seen[w])
      continue;
    seen[w] = true;
    PathStep step = {.node = w};
    step.deps = sorted_deps(g, w, &step.n);
    GL_VEC_PUSH(g->arena, &steps, step);
  }
  return false;
}

static void report_cycle(Graph *g, uint32_t start) {
  uint32_t *path, n;
  if (!find_cycle(g, start, &path, &n))
    return;
  const TyObject *o = object_of(g, start);
  if (n == 1) {
    ty_error(g->c, o->loc, GL_DIAG_TY_CYCLE, "initialization cycle: %s refers to itself",
             o->name->text);
    return;
  }
  GlDiag *d =
      ty_error(g->c, o->loc, GL_DIAG_TY_CYCLE, "initialization cycle for %s", o->name->text);
  TyReferences r = ty_references_new(g->c);
  for (uint32_t i = 0; i < n; i++) {
    const TyObject *next = object_of(g, path[(i + 1) % n]);
    ty_references_add(g->c, &r, o, next);
    o = next;
  }
  ty_references_end(g->c, &r, d);
}

/// The value that comes next: constants first, then fewest open dependencies, then source order.
static uint32_t next_value(const Graph *g, const Reach *reach, uint32_t *n_open) {
  uint32_t best = NO_COMPONENT, best_open = 0;
  bool best_const = false;
  for (uint32_t i = 0; i < g->n; i++) {
    if (!is_value(g, i) || reach[i].is_done)
      continue;
    uint32_t open = 0;
    for (uint32_t k = 0; k < reach[i].to.len; k++)
      open += !reach[reach[i].to.data[k]].is_done;
    bool is_const = object_of(g, i)->kind == TY_OBJ_CONST;
    if (best != NO_COMPONENT && (is_const != best_const ? best_const : open >= best_open))
      continue;
    best = i;
    best_open = open;
    best_const = is_const;
  }
  *n_open = best_open;
  return best;
}

static void report_cycles(Graph *g) {
  enum { MAX_REPORTS = 100 };
  Reach *reach = GL_NEW_ARRAY(g->arena, Reach, g->n);
  uint32_t *mark = GL_NEW_ARRAY(g->arena, uint32_t, g->n), n_open, before = g->c->n_errors;
  for (uint32_t i = 0; i < g->n; i++)
    if (is_value(g, i))
      collect_reach(g, i, &reach[i], mark, i + 1);
  for (uint32_t v; (v = next_value(g, reach, &n_open)) != NO_COMPONENT;) {
    if (n_open > 0)
      report_cycle(g, v);
    reach[v].is_done = true;
    if (g->c->n_errors - before == MAX_REPORTS)
      return;
  }
}

void ty_compute_init_order(TyChecker *c) {
  GlArena *scratch = gl_arena_new();
  Graph g = {.c = c, .arena = scratch, .n = c->states.len};
  g.component = GL_NEW_ARRAY(scratch, uint32_t, g.n + 1);
  find_components(&g);
  if (g.has_cycle)
    report_cycles(&g);
  else
    order(&g);
  gl_arena_free(scratch);
}
