/// \file
/// Method sets of interfaces as persistent search trees: a set that embeds another shares its
/// nodes, so n interfaces that each embed the last one take n·log n nodes, not n². The trees are
/// treaps: in the order of TyMethod from left to right, in the order of the names' hashes from top
/// to bottom. A set has only one shape, so equal sets whose types are canonical have the same nodes
/// (ty_methods_canonical), and walks over two sets skip what they share. Recursion is as deep as
/// the tree: about 3·log n. Source: Aragon and Seidel, "Randomized Search Trees"; Blelloch and
/// Reid-Miller, "Fast Set Operations Using Treaps".

#include "type_table.h"

#include <stdlib.h>

// --- order ---------------------------------------------------------------------------------------

static int key_order(const TyMethod *a, const TyMethod *b) {
  int c = ty_name_compare(a->name, a->pkg, b->name, b->pkg);
  if (c || a->pkg == b->pkg || ty_name_is_exported(a->name))
    return c;
  uint32_t x = a->pkg ? a->pkg->id : 0, y = b->pkg ? b->pkg->id : 0;
  return (x > y) - (x < y);
}

static int node_order(const void *a, const void *b) {
  const TyMethodNode *x = a, *y = b;
  return key_order(&x->m, &y->m);
}

static uint64_t mix(uint64_t h, uint64_t x) {
  h = (h ^ x) * UINT64_C(0x9E3779B97F4A7C15);
  h = (h ^ h >> 32) * UINT64_C(0xC2B2AE3D27D4EB4F);
  return h ^ h >> 29;
}

static uint64_t priority_of(const TyMethod *m) {
  bool has_pkg = m->pkg && !ty_name_is_exported(m->name);
  return mix(mix(1, m->name->id), has_pkg ? m->pkg->path->id : 0);
}

/// Whether a stands above b in one tree, or has the same name.
static bool is_above(const TyMethodNode *a, const TyMethodNode *b) {
  return a->priority != b->priority ? a->priority > b->priority : key_order(&a->m, &b->m) <= 0;
}

// --- making trees --------------------------------------------------------------------------------

static void sum_up(TyMethodNode *x) {
  x->n = 1;
  x->has_type_param = x->m.type->has_type_param;
  if (x->left) {
    x->n += x->left->n;
    x->has_type_param |= x->left->has_type_param;
  }
  if (x->right) {
    x->n += x->right->n;
    x->has_type_param |= x->right->has_type_param;
  }
}

const TyMethodNode *ty_methods_build(GlArena *a, const TyMethod *methods, uint32_t n) {
  if (n == 0)
    return NULL;
  TyMethodNode *nodes = GL_NEW_ARRAY(a, TyMethodNode, n), *last = NULL;
  for (uint32_t i = 0; i < n; i++)
    nodes[i] = (TyMethodNode){.m = methods[i], .priority = priority_of(&methods[i])};
  if (n > 1)
    qsort(nodes, n, sizeof *nodes, node_order);
  TyMethodNode **spine = GL_NEW_ARRAY(a, TyMethodNode *, n); // the right edge, from the root down
  uint32_t depth = 0;
  for (uint32_t i = 0; i < n; i++) {
    for (last = NULL; depth > 0 && is_above(&nodes[i], spine[depth - 1]); depth--) {
      last = spine[depth - 1];
      sum_up(last);
    }
    nodes[i].left = last;
    if (depth > 0)
      spine[depth - 1]->right = &nodes[i];
    spine[depth++] = &nodes[i];
  }
  while (depth > 0) {
    last = spine[--depth];
    sum_up(last);
  }
  return last;
}

/// x with these parts: itself when they are its own.
static const TyMethodNode *with_parts(GlArena *a, const TyMethodNode *x, const TyMethodNode *left,
                                      const TyMethodNode *right) {
  if (x->left == left && x->right == right)
    return x;
  TyMethodNode *r = GL_NEW(a, TyMethodNode);
  *r = (TyMethodNode){.m = x->m, .priority = x->priority, .left = left, .right = right};
  sum_up(r);
  return r;
}

typedef struct Merge {
  GlArena *arena;
  bool tells_shared;
  TyMethodTwice *twice;
  void *ctx;
} Merge;

/// Divides t at the name of `at`; *same is the node of that name.
static void split(const Merge *s, const TyMethodNode *t, const TyMethodNode *at,
                  const TyMethodNode **left, const TyMethodNode **same,
                  const TyMethodNode **right) {
  *left = *same = *right = NULL;
  if (!t)
    return;
  const TyMethodNode *inner = NULL;
  int c = key_order(&t->m, &at->m);
  if (c == 0) {
    *left = t->left;
    *same = t;
    *right = t->right;
  } else if (c < 0) {
    split(s, t->right, at, &inner, same, right);
    *left = with_parts(s->arena, t, t->left, inner);
  } else {
    split(s, t->left, at, left, same, &inner);
    *right = with_parts(s->arena, t, inner, t->right);
  }
}

static void tell_all(const Merge *s, const TyMethodNode *t) {
  if (!t)
    return;
  tell_all(s, t->left);
  s->twice(s->ctx, &t->m, &t->m);
  tell_all(s, t->right);
}

static const TyMethodNode *merge(const Merge *s, const TyMethodNode *a, const TyMethodNode *b) {
  if (!a || !b)
    return a ? a : b;
  if (a == b) {
    if (s->tells_shared)
      tell_all(s, a);
    return a;
  }
  const TyMethodNode *left, *same, *right;
  if (!is_above(a, b)) {
    split(s, a, b, &left, &same, &right);
    left = merge(s, left, b->left);
    return with_parts(s->arena, b, left, merge(s, right, b->right));
  }
  split(s, b, a, &left, &same, &right);
  left = merge(s, a->left, left);
  if (same && (same != a || s->tells_shared))
    s->twice(s->ctx, &a->m, &same->m);
  return with_parts(s->arena, a, left, merge(s, a->right, right));
}

const TyMethodNode *ty_methods_merge(GlArena *a, const TyMethodNode *x, const TyMethodNode *y,
                                     bool tells_shared, TyMethodTwice *twice, void *ctx) {
  Merge s = {a, tells_shared, twice, ctx};
  return merge(&s, x, y);
}

// --- questions -----------------------------------------------------------------------------------

const TyMethod *ty_methods_find(const TyMethodNode *t, GlName name, const TyPackage *pkg,
                                uint32_t *place) {
  TyMethod wanted = {.name = name, .pkg = pkg};
  uint32_t before = 0;
  while (t) {
    int c = key_order(&wanted, &t->m);
    uint32_t n_left = t->left ? t->left->n : 0;
    if (c == 0) {
      if (place)
        *place = before + n_left;
      return &t->m;
    }
    before += c < 0 ? 0 : n_left + 1;
    t = c < 0 ? t->left : t->right;
  }
  return NULL;
}

const TyMethod *ty_iface_method(const TyType *iface, uint32_t i) {
  GL_ASSERT(i < iface->iface.n_methods, "method %u of an interface", i);
  if (iface->iface.list)
    return &iface->iface.list[i];
  const TyMethodNode *t = iface->iface.methods;
  for (;;) {
    uint32_t n_left = t->left ? t->left->n : 0;
    if (i == n_left)
      return &t->m;
    t = i < n_left ? t->left : t->right;
    i -= i < n_left ? 0 : n_left + 1;
  }
}

static TyMethod *put_in_order(TyMethod *to, const TyMethodNode *t) {
  for (; t; t = t->right) {
    to = put_in_order(to, t->left);
    *to++ = t->m;
  }
  return to;
}

const TyMethod *ty_iface_methods(const TyType *iface) {
  if (!iface->iface.list && iface->iface.n_methods > 0) {
    TyMethod *list = GL_NEW_ARRAY(iface->table->arena, TyMethod, iface->iface.n_methods);
    put_in_order(list, iface->iface.methods);
    ((TyType *)iface)->iface.list = list; // a cache
  }
  return iface->iface.list;
}

// --- walks over two sets -------------------------------------------------------------------------

typedef struct Pairing {
  TyMethodPair *visit;
  void *ctx;
} Pairing;

/// The part of t that holds all its names between `low` and `high` (NULL: no bound).
static const TyMethodNode *within(const TyMethodNode *t, const TyMethodNode *low,
                                  const TyMethodNode *high) {
  while (t) {
    if (low && key_order(&t->m, &low->m) <= 0)
      t = t->right;
    else if (high && key_order(&t->m, &high->m) >= 0)
      t = t->left;
    else
      break;
  }
  return t;
}

static bool pair_up(const Pairing *p, const TyMethodNode *want, const TyMethodNode *have,
                    const TyMethodNode *low, const TyMethodNode *high) {
  want = within(want, low, high);
  if (!want || want == have)
    return true;
  have = within(have, low, high);
  if (want == have)
    return true;
  if (have && !is_above(want, have)) // `have` divides what is wanted
    return pair_up(p, want, have->left, low, have) && pair_up(p, want, have->right, have, high);
  bool is_same = have && key_order(&want->m, &have->m) == 0; // else all of `have` stands below
  return pair_up(p, want->left, is_same ? have->left : have, low, want) &&
         p->visit(p->ctx, &want->m, is_same ? &have->m : NULL) &&
         pair_up(p, want->right, is_same ? have->right : have, want, high);
}

bool ty_methods_pair(const TyType *want, const TyType *have, TyMethodPair *visit, void *ctx) {
  Pairing p = {visit, ctx};
  return pair_up(&p, want->iface.methods, have->iface.methods, NULL, NULL);
}

// --- canonical trees -----------------------------------------------------------------------------

bool ty_methods_push_types(TyTable *table, const TyMethodNode *t) {
  bool ready = true;
  for (; t && !t->canonical; t = t->right) {
    ready &= ty_methods_push_types(table, t->left);
    if (!t->m.type->canonical) {
      GL_VEC_PUSH(table->arena, &table->work, t->m.type);
      ready = false;
    }
  }
  return ready;
}

/// What makes a canonical node.
typedef struct Content {
  const TyMethod *m;
  const TyType *type;
  const TyMethodNode *left, *right;
} Content;

static uint64_t content_hash(const Content *x) {
  uint64_t h = mix(priority_of(x->m), x->type->id);
  return mix(mix(h, x->left ? x->left->id : 0), x->right ? x->right->id : 0);
}

/// The slot of the canonical node with that content, or the free one where it belongs.
static TyMethodNode **slot_of(const TyTable *table, const Content *x) {
  uint32_t mask = table->n_node_slots - 1;
  for (uint32_t i = (uint32_t)content_hash(x) & mask;; i = (i + 1) & mask) {
    TyMethodNode **s = &table->node_slots[i];
    if (!*s || ((*s)->m.type == x->type && (*s)->left == x->left && (*s)->right == x->right &&
                ty_name_same((*s)->m.name, (*s)->m.pkg, x->m->name, x->m->pkg)))
      return s;
  }
}

/// Keeps the table at most half full.
static void make_room(TyTable *table) {
  uint32_t n_old = table->n_node_slots;
  if (2 * table->n_nodes < n_old)
    return;
  TyMethodNode **old = table->node_slots;
  table->n_node_slots = n_old ? 2 * n_old : 512;
  table->node_slots = GL_NEW_ARRAY(table->arena, TyMethodNode *, table->n_node_slots);
  for (uint32_t i = 0; i < n_old; i++)
    if (old[i])
      *slot_of(table, &(Content){&old[i]->m, old[i]->m.type, old[i]->left, old[i]->right}) = old[i];
}

static TyMethodNode *find_or_make(TyTable *table, const TyMethodNode *t, const Content *x) {
  make_room(table);
  TyMethodNode **slot = slot_of(table, x);
  if (*slot)
    return *slot;
  TyMethodNode *r = (TyMethodNode *)with_parts(table->arena, t, x->left, x->right);
  if (r == t && r->m.type != x->type) {
    r = GL_NEW(table->arena, TyMethodNode);
    *r = *t;
  }
  r->m.type = x->type;
  r->id = ++table->n_nodes;
  return *slot = r;
}

static void set_canonical(TyTable *table, TyMethodNode *t, const TyMethodNode *r, bool is_open) {
  if (is_open && !t->canonical)
    GL_VEC_PUSH(table->arena, &table->open_nodes, t);
  t->canonical = r;
}

const TyMethodNode *ty_methods_canonical(TyTable *table, const TyMethodNode *t, bool is_open) {
  if (!t || t->canonical)
    return t ? t->canonical : NULL;
  Content x = {.m = &t->m, .type = t->m.type->canonical};
  x.left = ty_methods_canonical(table, t->left, is_open);
  x.right = ty_methods_canonical(table, t->right, is_open);
  TyMethodNode *r = find_or_make(table, t, &x);
  set_canonical(table, r, r, is_open);
  set_canonical(table, (TyMethodNode *)t, r, is_open);
  return r;
}

void ty_methods_forget_open(TyTable *table) {
  for (uint32_t i = 0; i < table->open_nodes.len; i++)
    table->open_nodes.data[i]->canonical = NULL;
  table->open_nodes.len = 0;
}
