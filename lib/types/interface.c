/// \file
/// Interface types: their explicit methods and embedded elements, and the method set that follows.
/// The set is computed as soon as all embedded types are known, or when first asked for.
/// Source: Go spec "Interface types".

#include "check_internal.h"

#include <string.h>

/// Interfaces that may wait for each other to be completed: it bounds the stack.
enum { MAX_EMBEDDING = 1000 };

typedef struct Definition {
  TyMethod *methods; // explicit, in source order, each name once
  uint32_t n_methods;
  const TyType **embedded;
  SynNode **embedded_nodes;
  uint32_t n_embedded;
  SynNode *outermost; // the interface type literal around it, or its own
  bool is_right_side; // the right side of a type declaration: it has a name
  bool is_running;    // being completed
  bool is_broken;     // contains itself without a name in between: completed without methods
} Definition;

/// A method set under construction.
typedef struct MethodList {
  GL_VEC(TyMethod) list;
  GlPtrMap *index; // name → 1 + place of the first method of that name
} MethodList;

/// The method that is the same as `m` by name and package, or NULL.
static TyMethod *find_method(MethodList *s, const TyMethod *m) {
  uintptr_t first = (uintptr_t)gl_ptrmap_get(s->index, m->name);
  for (uintptr_t i = first; i > 0 && i <= s->list.len; i++)
    if (s->list.data[i - 1].name == m->name &&
        ty_name_same(m->name, m->pkg, s->list.data[i - 1].name, s->list.data[i - 1].pkg))
      return &s->list.data[i - 1];
  return NULL;
}

static void add_method(TyChecker *c, MethodList *s, const TyMethod *m) {
  GL_VEC_PUSH(c->arena, &s->list, *m);
  if (!gl_ptrmap_get(s->index, m->name))
    gl_ptrmap_set(s->index, m->name, (void *)(uintptr_t)s->list.len);
}

const TyType *const *ty_interface_embedded(const TyType *t, uint32_t *n) {
  const Definition *d = t->iface.definition;
  *n = d ? d->n_embedded : 0;
  return d ? d->embedded : NULL;
}

static void report_duplicate(TyChecker *c, GlLoc loc, GlLoc other, GlName name) {
  GlDiag *d = ty_error(c, loc, GL_DIAG_TY_DUPLICATE, "duplicate method %s", name->text);
  ty_error_more(c, d, other, "other declaration of method %s", name->text);
}

void ty_check_same_method(TyChecker *c, const TyAction *a) {
  if (!ty_version_allows(c, 14) || !ty_same(c, a->type, a->other))
    report_duplicate(c, a->loc, a->other_loc, a->name);
}

/// Methods of an embedded interface; a method that is there already must be identical.
static void embed_methods(TyChecker *c, MethodList *s, const TyType *u, GlLoc loc) {
  for (uint32_t i = 0; i < u->iface.n_methods; i++) {
    TyMethod m = u->iface.methods[i];
    m.loc = loc;
    const TyMethod *other = find_method(s, &m);
    if (!other) {
      add_method(c, s, &m);
      continue;
    }
    TyAction *a = ty_later(c, TY_ACTION_SAME_METHOD);
    a->type = m.type;
    a->other = other->type;
    a->loc = loc;
    a->other_loc = other->loc;
    a->name = m.name;
  }
}

/// Whether all embedded types are known by now; looks into those that were only named.
static bool embedded_known(TyChecker *c, const Definition *d) {
  for (uint32_t i = 0; i < d->n_embedded; i++) {
    const TyType *e = d->embedded[i];
    if (e->kind == TY_NAMED && !e->named.underlying)
      return false;
    const TyType *u = ty_checked_under(c, e);
    if (u->kind == TY_INTERFACE) {
      ty_interface_finish(c, u);
      if (!u->is_complete && !((Definition *)u->iface.definition)->is_running)
        return false;
    }
  }
  return true;
}

static void embed_all(TyChecker *c, TyType *t, const Definition *d, MethodList *s) {
  for (uint32_t i = 0; i < d->n_embedded; i++) {
    const TyType *u = ty_checked_under(c, d->embedded[i]);
    GlLoc loc = syn_node_start(d->embedded_nodes[i]);
    if (!ty_is_valid(u))
      continue;
    if (u->kind != TY_INTERFACE) {
      if (ty_version_require(c, loc, 18, "embedding non-interface type %s",
                             ty_str_type(c, d->embedded[i])))
        ty_unsupported(c, loc, "type constraint");
      continue;
    }
    t->iface.is_comparable |= u->iface.is_comparable;
    t->iface.is_constraint |= u->iface.is_constraint;
    if (u->is_complete)
      embed_methods(c, s, u, loc);
  }
}

// --- interfaces without a name that contain themselves -------------------------------------------

typedef struct CycleSearch {
  TyChecker *c;
  const TyType *target;
  GlPtrMap *seen;
  bool met_broken;
} CycleSearch;

static bool mentions_target(CycleSearch *s, const TyType *t);

static bool iface_mentions(CycleSearch *s, const TyType *t) {
  const Definition *d = t->iface.definition;
  if (!d || gl_ptrmap_get(s->seen, t))
    return false;
  gl_ptrmap_set(s->seen, t, s);
  s->met_broken |= d->is_broken;
  if (d->is_broken)
    return false;
  for (uint32_t i = 0; i < d->n_methods; i++)
    if (mentions_target(s, d->methods[i].type))
      return true;
  for (uint32_t i = 0; i < d->n_embedded; i++) {
    const TyType *u = ty_checked_under(s->c, d->embedded[i]);
    if (u->kind == TY_INTERFACE && iface_mentions(s, u))
      return true;
  }
  return false;
}

static bool any_param_mentions(CycleSearch *s, const TyParam *params, uint32_t n) {
  for (uint32_t i = 0; i < n; i++)
    if (mentions_target(s, params[i].type))
      return true;
  return false;
}

/// Whether the target is part of t, NAMED types not being entered.
static bool mentions_target(CycleSearch *s, const TyType *t) {
  switch ((TyKind)t->kind) {
  case TY_ARRAY: return mentions_target(s, t->array.elem);
  case TY_SLICE: return mentions_target(s, t->slice.elem);
  case TY_POINTER: return mentions_target(s, t->pointer.elem);
  case TY_CHAN: return mentions_target(s, t->chan.elem);
  case TY_MAP: return mentions_target(s, t->map.key) || mentions_target(s, t->map.elem);
  case TY_STRUCT:
    for (uint32_t i = 0; i < t->strct.n_fields; i++)
      if (mentions_target(s, t->strct.fields[i].type))
        return true;
    return false;
  case TY_FUNC:
    return any_param_mentions(s, t->func.params, t->func.n_params) ||
           any_param_mentions(s, t->func.results, t->func.n_results);
  case TY_INTERFACE: return t == s->target || iface_mentions(s, t);
      TY_CASE_BASIC:
  case TY_TUPLE:
  case TY_NAMED:
  case TY_TYPE_PARAM:
  case TY_UNION: return false;
  case TY_KIND_COUNT: break;
  }
  GL_UNREACHABLE();
}

/// Whether the interface contains itself; reports it once for all that are involved.
static bool is_cyclic(TyChecker *c, const TyType *t) {
  Definition *d = t->iface.definition;
  if (d->n_embedded == 0 || d->is_right_side)
    return false;
  CycleSearch s = {.c = c, .target = t, .seen = gl_ptrmap_new(c->arena)};
  if (!iface_mentions(&s, t))
    return false;
  d->is_broken = true;
  if (!s.met_broken)
    GL_VEC_PUSH(c->arena, &c->interface_cycles, d->outermost);
  return true;
}

void ty_report_interface_cycles(TyChecker *c) {
  for (uint32_t i = 0; i < c->interface_cycles.len; i++)
    ty_error(c, c->interface_cycles.data[i]->loc, GL_DIAG_TY_CYCLE,
             "invalid recursive type: anonymous interface refers to itself (see "
             "https://go.dev/issue/56103)");
}

void ty_interface_finish(TyChecker *c, const TyType *iface) {
  TyType *t = (TyType *)iface;
  Definition *d = t->iface.definition;
  if (t->is_complete || !d || d->is_running)
    return;
  d->is_running = true;
  if (c->interface_depth >= MAX_EMBEDDING)
    ty_error(c, d->outermost->loc, GL_DIAG_TY_LIMIT,
             "more than %d levels of embedded interfaces not supported", MAX_EMBEDDING);
  c->interface_depth++;
  if (c->interface_depth > MAX_EMBEDDING || embedded_known(c, d)) {
    bool is_bad = is_cyclic(c, t);
    MethodList s = {.index = gl_ptrmap_new(c->arena)};
    for (uint32_t i = 0; i < d->n_methods && !is_bad; i++)
      add_method(c, &s, &d->methods[i]);
    if (!is_bad)
      embed_all(c, t, d, &s);
    ty_interface_complete(t, s.list.data, s.list.len);
    c->n_open_interfaces--;
  }
  c->interface_depth--;
  d->is_running = false;
}

static void explicit_method(TyChecker *c, Definition *d, GlPtrMap *seen, SynNode *f) {
  SynNode *ident = f->field.name;
  if (strcmp(ident->ident.name->text, "_") == 0) {
    ty_error(c, ident->loc, GL_DIAG_TY_ERROR, "methods must have a unique non-blank name");
    return;
  }
  const TyType *type = ty_check_type(c, f->field.type);
  if (type->kind != TY_FUNC)
    return;
  TyMethod m = {.name = ident->ident.name, .pkg = c->pkg, .type = type, .loc = ident->loc};
  uintptr_t other = (uintptr_t)gl_ptrmap_get(seen, m.name);
  if (other) {
    report_duplicate(c, m.loc, d->methods[other - 1].loc, m.name);
    return;
  }
  d->methods[d->n_methods++] = m;
  gl_ptrmap_set(seen, m.name, (void *)(uintptr_t)d->n_methods);
}

/// An embedded type; unions and ~T belong to type parameters.
static void embedded_element(TyChecker *c, Definition *d, SynNode *f) {
  SynNode *e = f->field.type;
  if ((e->kind == SYN_BINARY && e->op == SYN_OP_OR) ||
      (e->kind == SYN_UNARY && e->op == SYN_OP_TILDE)) {
    ty_unsupported(c, syn_node_start(e), "type constraint");
    return;
  }
  d->embedded_nodes[d->n_embedded] = e;
  d->embedded[d->n_embedded++] = ty_check_type(c, e);
}

const TyType *ty_check_interface_type(TyChecker *c, SynNode *e, TyObject *def) {
  SynList list = e->interface_type.elems;
  TyType *t = ty_new_interface(c->types);
  Definition *d = GL_NEW(c->arena, Definition);
  t->iface.definition = d;
  d->is_right_side = def != NULL;
  if (list.len == 0) {
    ty_interface_complete(t, NULL, 0);
    return t;
  }
  c->n_open_interfaces++;
  d->methods = GL_NEW_ARRAY(c->arena, TyMethod, list.len);
  d->embedded = GL_NEW_ARRAY(c->arena, const TyType *, list.len);
  d->embedded_nodes = GL_NEW_ARRAY(c->arena, SynNode *, list.len);
  d->is_running = true; // nobody may complete it before all elements are read
  SynNode *outer = c->outer_interface;
  d->outermost = c->outer_interface = outer ? outer : e;
  GlPtrMap *seen = gl_ptrmap_new(c->arena);
  for (uint32_t i = 0; i < list.len; i++)
    if (list.data[i]->field.name)
      explicit_method(c, d, seen, list.data[i]);
    else
      embedded_element(c, d, list.data[i]);
  d->is_running = false;
  c->outer_interface = outer;
  ty_interface_finish(c, t);
  if (!t->is_complete)
    ty_later(c, TY_ACTION_INTERFACE)->type = t;
  return t;
}
