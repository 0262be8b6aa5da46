/// \file
/// Interface types: their explicit methods and embedded elements, and the method set that follows.
/// The set is computed as soon as all embedded types are known, or when first asked for.
/// Source: Go spec "Interface types".

#include "generic_internal.h"
#include "type_table.h"

#include <stdlib.h>
#include <string.h>

/// Interfaces that may wait for each other to be completed: it bounds the stack.
enum { MAX_EMBEDDING = 1000 };

typedef TyInterfaceDef Definition;

const TyType *const *ty_interface_embedded(const TyType *t, uint32_t *n) {
  const Definition *d = t->iface.definition;
  *n = d ? d->n_embedded : 0;
  return d ? d->embedded : NULL;
}

static void report_duplicate(TyChecker *c, GlLoc loc, GlLoc other, GlName name) {
  GlDiag *d = ty_error(c, loc, GL_DIAG_TY_DUPLICATE, "duplicate method %s", name->text);
  ty_error_more(c, d, other, "other declaration of method %s", name->text);
}

GlLoc ty_method_loc(const TyType *iface, const TyMethod *m) {
  const Definition *d = iface->iface.definition;
  for (uint32_t i = 0; d && i < d->n_methods; i++)
    if (ty_name_same(m->name, m->pkg, d->methods[i].name, d->methods[i].pkg))
      return d->methods[i].loc;
  for (uint32_t i = 0; d && d->embedded_nodes && i < d->n_embedded; i++) {
    const TyType *u = ty_under_or_null(d->embedded[i]);
    if (u && u->kind == TY_INTERFACE && u->is_complete && ty_interface_method(u, m->name, m->pkg))
      return syn_node_start(d->embedded_nodes[i]);
  }
  return m->loc;
}

void ty_check_same_method(TyChecker *c, const TyAction *a) {
  if (!ty_version_allows(c, 14) || !ty_same(c, a->type, a->other))
    report_duplicate(c, a->loc, ty_method_loc(a->iface, a->method), a->method->name);
}

/// Of the methods that an embedded interface adds.
typedef struct Embedding {
  TyChecker *c;
  const TyType *iface;
  GlLoc loc;
} Embedding;

/// A method that is there already must be identical.
static void method_twice(void *ctx, const TyMethod *first, const TyMethod *second) {
  const Embedding *e = ctx;
  if (((Definition *)e->iface->iface.definition)->is_instance)
    return;
  TyAction *a = ty_later(e->c, TY_ACTION_SAME_METHOD);
  a->type = second->type;
  a->other = first->type;
  a->loc = e->loc;
  a->iface = e->iface;
  a->method = first;
}

/// Completes the generic interface that e is an instance of: then e is complete as soon as it is
/// expanded. False when that cannot be done yet.
static bool finish_origin(TyChecker *c, const TyType *e) {
  const TyType *origin = e->kind == TY_NAMED ? e->named.origin : NULL;
  const TyType *u = origin && !e->named.underlying ? origin->named.underlying : NULL;
  if (!u || u->kind != TY_INTERFACE || u->is_complete)
    return true;
  ty_interface_finish(c, u);
  return u->is_complete || ((Definition *)u->iface.definition)->is_running;
}

/// Whether all embedded types are known by now; looks into those that were only named.
static bool embedded_known(TyChecker *c, const Definition *d) {
  for (uint32_t i = 0; i < d->n_embedded; i++) {
    const TyType *e = d->embedded[i];
    const TyType *u = finish_origin(c, e) ? ty_under_or_null(e) : NULL;
    if (!u)
      return false;
    if (u->kind == TY_INTERFACE) {
      ty_interface_finish(c, u);
      if (!u->is_complete && !((Definition *)u->iface.definition)->is_running)
        return false;
    }
  }
  return true;
}

static bool embed_is_allowed(TyChecker *c, const Definition *d, GlLoc loc, const TyType *e,
                             const TyType *u) {
  if (d->is_instance)
    return true;
  const char *what = u->kind == TY_INTERFACE ? "constraint interface"
                     : u->kind == TY_UNION   ? "interface element"
                                             : "non-interface type";
  return ty_version_require(c, loc, 18, "embedding %s %s", what, ty_str_type(c, e));
}

/// The interface is known by its own package to be a constraint, wherever it is used.
static bool is_imported_constraint(const TyChecker *c, const TyType *e, const TyType *u) {
  return e->kind == TY_NAMED && e->named.object->pkg != c->pkg && e->named.object->pkg &&
         u->iface.is_constraint;
}

/// The methods of t: its own and those of the interfaces that it embeds.
static const TyMethodNode *embed_all(TyChecker *c, TyType *t, const Definition *d) {
  GlArena *arena = ty_table_arena(c->types);
  const TyMethodNode *all = ty_methods_build(arena, d->methods, d->n_methods);
  for (uint32_t i = 0; i < d->n_embedded; i++) {
    const TyType *e = d->embedded[i], *u = ty_checked_under(c, e);
    GlLoc loc = d->embedded_nodes ? syn_node_start(d->embedded_nodes[i]) : GL_LOC_NONE;
    if (!ty_is_valid(u))
      continue;
    if ((u->kind != TY_INTERFACE || is_imported_constraint(c, e, u)) &&
        !embed_is_allowed(c, d, loc, e, u)) {
      d->embedded[i] = c->invalid;
      continue;
    }
    if (u->kind != TY_INTERFACE) {
      t->iface.is_constraint = true;
      continue;
    }
    t->iface.is_comparable |= u->iface.is_comparable;
    t->iface.is_constraint |= u->iface.is_constraint;
    Embedding x = {c, t, loc};
    if (u->is_complete)
      all = ty_methods_merge(arena, all, u->iface.methods, !ty_version_allows(c, 14), method_twice,
                             &x);
  }
  return all;
}

// --- interfaces without a name that contain themselves -------------------------------------------

typedef struct CycleSearch {
  TyChecker *c;
  const TyType *target;
  GlPtrMap *seen;
  bool met_broken;
} CycleSearch;

static bool mentions_target(CycleSearch *s, const TyType *t);

/// Whether all that t consists of was there before the target was made. Broken ones must be met.
static bool is_older(const CycleSearch *s, const TyType *t, const Definition *d) {
  return t->is_complete && d->n_types < s->target->id && s->c->interface_cycles.len == 0;
}

static bool iface_mentions(CycleSearch *s, const TyType *t) {
  const Definition *d = t->iface.definition;
  if (!d || is_older(s, t, d) || gl_ptrmap_get(s->seen, t))
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
    if (u->kind == TY_INTERFACE ? iface_mentions(s, u) : mentions_target(s, d->embedded[i]))
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
  case TY_TYPE_PARAM: return false;
  case TY_UNION:
    for (uint32_t i = 0; i < t->unio.n; i++)
      if (mentions_target(s, t->unio.types[i]))
        return true;
    return false;
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
    ty_interface_complete_tree(t, is_cyclic(c, t) ? NULL : embed_all(c, t, d));
    d->n_types = c->types->n_types;
    if (d->is_counted)
      --*ty_table_open_interfaces(c->types);
    d->is_counted = false;
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

/// An embedded type or union.
static void embedded_element(TyChecker *c, Definition *d, SynNode *f) {
  SynNode *e = f->field.type;
  d->embedded_nodes[d->n_embedded] = e;
  d->embedded[d->n_embedded++] = ty_check_union(c, e);
}

static int method_order(const void *a, const void *b) {
  const TyMethod *x = a, *y = b;
  return ty_name_compare(x->name, x->pkg, y->name, y->pkg);
}

/// Types mention a type parameter when an element does, also before the interface is complete.
static void note_type_params(TyType *t, const Definition *d) {
  for (uint32_t i = 0; i < d->n_methods; i++)
    t->has_type_param |= d->methods[i].type->has_type_param;
  for (uint32_t i = 0; i < d->n_embedded; i++)
    t->has_type_param |= d->embedded[i]->has_type_param;
}

const TyType *ty_check_implicit_interface(TyChecker *c, SynNode *element) {
  TyType *t = ty_new_interface(c->types);
  Definition *d = GL_NEW(c->arena, Definition);
  t->iface.definition = d;
  d->is_implicit = d->is_counted = true;
  d->outermost = element;
  d->embedded_nodes = GL_NEW_ARRAY(c->arena, SynNode *, 1);
  d->embedded = GL_NEW_ARRAY(c->arena, const TyType *, 1);
  ++*ty_table_open_interfaces(c->types);
  d->is_running = true;
  d->embedded_nodes[0] = element;
  d->embedded[d->n_embedded++] = ty_check_union(c, element);
  d->is_running = false;
  note_type_params(t, d);
  ty_interface_finish(c, t);
  if (!t->is_complete)
    ty_later(c, TY_ACTION_INTERFACE)->type = t;
  return t;
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
  ++*ty_table_open_interfaces(c->types);
  d->is_counted = true;
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
  if (d->n_methods > 1)
    qsort(d->methods, d->n_methods, sizeof *d->methods, method_order);
  d->is_running = false;
  note_type_params(t, d);
  c->outer_interface = outer;
  ty_interface_finish(c, t);
  if (!t->is_complete)
    ty_later(c, TY_ACTION_INTERFACE)->type = t;
  return t;
}
