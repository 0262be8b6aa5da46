/// \file
/// Instantiation cycles: a program whose instances can only be made with ever larger type arguments
/// has no end of them. Type parameters, and types declared in generic functions, are vertices; an
/// edge says that one flows into another, as itself or (heavier) as a part of a larger type. A
/// cycle with a heavy edge is an error. Source: Go spec "Instantiations"; cmd/compile's messages.

#include "generic_internal.h"
#include "type_table.h"

typedef struct Edge {
  uint32_t to, from;
  bool is_heavy;
  GlLoc loc;
  const TyType *type;
} Edge;

typedef struct Vertex {
  const TyObject *object;
  bool is_type_param;
  uint32_t weight; // of the heaviest way found so far
  uint32_t len;    // edges on that way
  uint32_t pre;    // its last edge
} Vertex;

struct TyMono {
  GlArena *arena;
  GlPtrMap *index; // object → 1 + vertex
  GlPtrMap *canon; // object of a receiver's type parameter → the type's own
  bool has_local_types;
  GL_VEC(Vertex) vertices;
  GL_VEC(Edge) edges;
};

static struct TyMono *mono_of(TyChecker *c) {
  if (!c->mono) {
    c->mono = GL_NEW(c->arena, struct TyMono);
    c->mono->arena = c->arena;
    c->mono->index = gl_ptrmap_new(c->arena);
    c->mono->canon = gl_ptrmap_new(c->arena);
  }
  return c->mono;
}

static uint32_t add_vertex(struct TyMono *m, const TyObject *o, bool is_type_param) {
  GL_VEC_PUSH(m->arena, &m->vertices, (Vertex){.object = o, .is_type_param = is_type_param});
  gl_ptrmap_set(m->index, o, (void *)(uintptr_t)m->vertices.len);
  return m->vertices.len - 1;
}

static uint32_t param_vertex(struct TyMono *m, const TyType *param) {
  const TyObject *o = param->type_param.object, *declared = gl_ptrmap_get(m->canon, o);
  o = declared ? declared : o;
  uintptr_t k = (uintptr_t)gl_ptrmap_get(m->index, o);
  return k ? (uint32_t)k - 1 : add_vertex(m, o, true);
}

void ty_mono_same(TyChecker *c, const TyType *receiver_param, const TyType *param) {
  gl_ptrmap_set(mono_of(c)->canon, receiver_param->type_param.object, param->type_param.object);
}

/// Whether the function at hand, or its receiver, has type parameters.
static bool is_in_generic(const TyChecker *c) {
  const SynNode *f = c->env.decl ? c->env.decl->node : NULL;
  if (!f || f->kind != SYN_FUNC_DECL)
    return false;
  bool is_pointer, is_generic = false;
  if (f->func_decl.recv)
    ty_receiver_base(f->func_decl.recv->field.type, &is_pointer, &is_generic);
  return is_generic || f->func_decl.type->func_type.type_params.len > 0;
}

void ty_mono_local_type(TyChecker *c, const TyObject *o) {
  if (!is_in_generic(c))
    return;
  struct TyMono *m = mono_of(c);
  uint32_t v = add_vertex(m, o, false);
  m->has_local_types = true;
  for (const TyScope *s = c->env.scope; s && s != c->pkg->scope; s = s->parent)
    for (uint32_t i = 0; i < s->objects.len; i++) {
      const TyObject *p = s->objects.data[i];
      if (p->kind != TY_OBJ_TYPE || !p->type || p->type->kind != TY_TYPE_PARAM)
        continue;
      uint32_t from = param_vertex(m, p->type);
      GL_VEC_PUSH(m->arena, &m->edges,
                  (Edge){.to = v, .from = from, .is_heavy = true, .loc = o->loc, .type = p->type});
    }
}

const TyType **ty_outer_params(TyChecker *c, uint32_t *n) {
  GL_VEC(const TyType *) list = {0};
  for (const TyScope *s = c->env.scope; is_in_generic(c) && s && s != c->pkg->scope; s = s->parent)
    for (uint32_t i = 0; i < s->objects.len; i++) {
      const TyObject *p = s->objects.data[i];
      if (p->kind == TY_OBJ_TYPE && p->type && p->type->kind == TY_TYPE_PARAM)
        GL_VEC_PUSH(c->arena, &list, p->type);
    }
  *n = list.len;
  return list.data;
}

// --- recording -----------------------------------------------------------------------------------

static void flow(struct TyMono *m, GlLoc loc, const TyType *param, const TyType *arg,
                 const TyType *part, uint32_t from) {
  uint32_t to = param_vertex(m, param);
  GL_VEC_PUSH(m->arena, &m->edges,
              (Edge){.to = to, .from = from, .is_heavy = part != arg, .loc = loc, .type = arg});
}

/// Edges from all type parameters and local types inside `arg` to `param`.
static void assign(TyChecker *c, GlLoc loc, const TyType *param, const TyType *arg) {
  struct TyMono *m = mono_of(c);
  GlArena *scratch = gl_arena_new();
  GlPtrMap *seen = gl_ptrmap_new(scratch);
  GL_VEC(const TyType *) work = {0};
  GL_VEC_PUSH(scratch, &work, arg);
  while (work.len > 0) {
    const TyType *t = work.data[--work.len];
    bool is_plain = !t->has_type_param && !m->has_local_types;
    if (is_plain || t->kind <= TY_UNTYPED_NIL || gl_ptrmap_get(seen, t))
      continue;
    gl_ptrmap_set(seen, t, m);
    if (t->kind == TY_TYPE_PARAM)
      flow(m, loc, param, arg, t, param_vertex(m, t));
    uintptr_t local = t->kind == TY_NAMED ? (uintptr_t)gl_ptrmap_get(m->index, t->named.object) : 0;
    if (local)
      flow(m, loc, param, arg, t, (uint32_t)local - 1);
    const TyType *child;
    for (uint32_t i = 0; (child = ty_child(t, i)); i++)
      GL_VEC_PUSH(scratch, &work, child);
  }
  gl_arena_free(scratch);
}

void ty_mono_instance(TyChecker *c, GlLoc loc, const TyType *const *params,
                      const TyType *const *args, uint32_t n, SynList nodes) {
  for (uint32_t i = 0; i < n; i++) {
    const TyType *p = params[i], *a = args[i];
    // Whatever is instantiated in another package cannot come back here.
    if (p->type_param.object->pkg == c->pkg && a->kind > TY_UNTYPED_NIL)
      assign(c, i < nodes.len ? syn_node_start(nodes.data[i]) : loc, p, a);
  }
}

// --- cycles --------------------------------------------------------------------------------------

/// Edges by source, for the search of components.
typedef struct Adjacency {
  uint32_t *first, *next; // 1 + edge
} Adjacency;

static Adjacency adjacency(GlArena *a, const struct TyMono *m) {
  Adjacency r = {GL_NEW_ARRAY(a, uint32_t, m->vertices.len + 1),
                 GL_NEW_ARRAY(a, uint32_t, m->edges.len + 1)};
  for (uint32_t i = 0; i < m->edges.len; i++) {
    r.next[i] = r.first[m->edges.data[i].from];
    r.first[m->edges.data[i].from] = i + 1;
  }
  return r;
}

typedef struct Components {
  uint32_t *number, *low, *component, *at; // by vertex; 0: not seen yet
  GL_VEC(uint32_t) path, stack;
  uint32_t n, n_components;
} Components;

static void open_vertex(GlArena *a, Components *s, const Adjacency *adj, uint32_t v) {
  s->number[v] = s->low[v] = ++s->n;
  s->at[v] = adj->first[v];
  GL_VEC_PUSH(a, &s->path, v);
  GL_VEC_PUSH(a, &s->stack, v);
}

static void close_vertex(Components *s, uint32_t v) {
  s->path.len--;
  if (s->path.len > 0) {
    uint32_t up = s->path.data[s->path.len - 1];
    s->low[up] = s->low[v] < s->low[up] ? s->low[v] : s->low[up];
  }
  if (s->low[v] != s->number[v])
    return;
  s->n_components++;
  uint32_t w;
  do {
    w = s->stack.data[--s->stack.len];
    s->component[w] = s->n_components;
  } while (w != v);
}

/// Strongly connected components, numbered from 1 (Tarjan), without recursion.
static uint32_t *components(GlArena *a, const struct TyMono *m) {
  Adjacency adj = adjacency(a, m);
  uint32_t n = m->vertices.len + 1;
  Components s = {.number = GL_NEW_ARRAY(a, uint32_t, n),
                  .low = GL_NEW_ARRAY(a, uint32_t, n),
                  .component = GL_NEW_ARRAY(a, uint32_t, n),
                  .at = GL_NEW_ARRAY(a, uint32_t, n)};
  for (uint32_t root = 0; root < m->vertices.len; root++) {
    if (!s.number[root])
      open_vertex(a, &s, &adj, root);
    while (s.path.len > 0) {
      uint32_t v = s.path.data[s.path.len - 1], e = s.at[v];
      if (!e) {
        close_vertex(&s, v);
        continue;
      }
      s.at[v] = adj.next[e - 1];
      uint32_t to = m->edges.data[e - 1].to;
      if (!s.number[to])
        open_vertex(a, &s, &adj, to);
      else if (!s.component[to] && s.number[to] < s.low[v])
        s.low[v] = s.number[to];
    }
  }
  return s.component;
}

static void report(TyChecker *c, GlArena *a, uint32_t v) {
  struct TyMono *m = c->mono;
  bool *seen = GL_NEW_ARRAY(a, bool, m->vertices.len);
  GL_VEC(uint32_t) path = {0};
  for (; !seen[v]; v = m->edges.data[m->vertices.data[v].pre].from) {
    GL_VEC_PUSH(a, &path, v);
    seen[v] = true;
  }
  GL_ASSERT(path.len > 0, "a cycle has vertices");
  uint32_t first = 0;
  while (path.data[first] != v)
    first++;
  GlDiag *d =
      ty_error(c, m->vertices.data[v].object->loc, GL_DIAG_TY_CYCLE, "instantiation cycle:");
  for (uint32_t i = first; i < path.len; i++) {
    const Vertex *x = &m->vertices.data[path.data[i]];
    const Edge *e = &m->edges.data[x->pre];
    const char *how = x->is_type_param ? "instantiated as" : "implicitly parameterized by";
    ty_error_more(c, d, e->loc, "%s %s %s", x->object->name->text, how, ty_str_type(c, e->type));
  }
}

/// Follows the edges until a way goes around a heavy cycle, as cmd/compile does it; in a large
/// graph only those of one component that has such a cycle.
static void find_cycle(TyChecker *c, GlArena *a, const uint32_t *component, uint32_t which) {
  enum { SMALL = 1000 };
  struct TyMono *m = c->mono;
  bool is_small = m->vertices.len <= SMALL;
  uint32_t n = 0;
  for (uint32_t i = 0; i < m->vertices.len; i++)
    n += is_small || component[i] == which;
  for (;;)
    for (uint32_t i = 0; i < m->edges.len; i++) {
      const Edge *e = &m->edges.data[i];
      Vertex *from = &m->vertices.data[e->from], *to = &m->vertices.data[e->to];
      bool is_inside = component[e->from] == which && component[e->to] == which;
      if ((!is_small && !is_inside) || from->weight + e->is_heavy <= to->weight)
        continue;
      to->weight = from->weight + e->is_heavy;
      to->pre = i;
      to->len = from->len + 1;
      if (to->len >= n) {
        report(c, a, e->to);
        return;
      }
    }
}

void ty_check_mono(TyChecker *c) {
  struct TyMono *m = c->mono;
  if (!m || m->edges.len == 0)
    return;
  GlArena *scratch = gl_arena_new();
  const uint32_t *component = components(scratch, m);
  for (uint32_t i = 0; i < m->edges.len; i++) {
    const Edge *e = &m->edges.data[i];
    if (!e->is_heavy || component[e->from] != component[e->to])
      continue;
    find_cycle(c, scratch, component, component[e->to]);
    break;
  }
  gl_arena_free(scratch);
}
