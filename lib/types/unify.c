/// \file
/// Unification: what type parameters must stand for so that two types match.
/// Type parameters that are matched with each other share one slot. Depth is limited; a deeper
/// match fails, as cmd/compile's does. Reports nothing. Source: Go spec "Type unification".

#include "generic_internal.h"
#include "type_table.h"

enum { MAX_DEPTH = 50, MANY_PARAMS = 8 };

struct TyUnifier {
  TyChecker *c;
  const TyType *const *params;
  uint32_t n_params;
  uint32_t *slot_of;    // [n_params]: index into slots; equal ones are joined
  const TyType **slots; // [n_params]: NULL while nothing is known
  GlPtrMap *index;      // type parameter → &params[i], when there are many
  uint32_t depth;
  bool uses_methods; // interfaces are matched by their methods (go1.21)
};

/// Interfaces that are being compared, innermost first.
typedef struct IfacePair {
  const TyType *x, *y;
  const struct IfacePair *outer;
} IfacePair;

static bool match(TyUnifier *u, const TyType *x, const TyType *y, int mode, const IfacePair *p);

TyUnifier *ty_unifier_new(TyChecker *c, const TyType *const *params, uint32_t n_params,
                          const TyType *const *args, uint32_t n_args) {
  TyUnifier *u = GL_NEW(c->arena, TyUnifier);
  u->c = c;
  u->params = params;
  u->n_params = n_params;
  u->slot_of = GL_NEW_ARRAY(c->arena, uint32_t, n_params + 1);
  u->slots = GL_NEW_ARRAY(c->arena, const TyType *, n_params + 1);
  u->uses_methods = ty_version_allows(c, 21);
  if (n_params > MANY_PARAMS)
    u->index = gl_ptrmap_new(c->arena);
  for (uint32_t i = 0; i < n_params; i++) {
    u->slot_of[i] = i;
    u->slots[i] = i < n_args ? args[i] : NULL;
    if (u->index)
      gl_ptrmap_set(u->index, params[i], (void *)&params[i]);
  }
  return u;
}

const TyType *ty_unifier_at(const TyUnifier *u, uint32_t i) { return u->slots[u->slot_of[i]]; }

void ty_unifier_set(TyUnifier *u, uint32_t i, const TyType *t) { u->slots[u->slot_of[i]] = t; }

uint32_t ty_unifier_unknowns(const TyUnifier *u) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < u->n_params; i++)
    n += !ty_unifier_at(u, i);
  return n;
}

/// The index of a type parameter that is to be inferred, else -1.
static int64_t param_index(const TyUnifier *u, const TyType *t) {
  if (t->kind != TY_TYPE_PARAM)
    return -1;
  if (u->index) {
    const TyType *const *at = gl_ptrmap_get(u->index, t);
    return at ? at - u->params : -1;
  }
  for (uint32_t i = 0; i < u->n_params; i++)
    if (u->params[i] == t)
      return i;
  return -1;
}

/// Makes two type parameters share a slot; false when both have a type already.
static bool join(TyUnifier *u, uint32_t x, uint32_t y) {
  uint32_t from = u->slot_of[x], to = u->slot_of[y];
  if (from == to)
    return true;
  if (u->slots[from] && u->slots[to])
    return false;
  if (u->slots[from]) {
    uint32_t swap = from;
    from = to;
    to = swap;
  }
  for (uint32_t i = 0; i < u->n_params; i++)
    if (u->slot_of[i] == from)
      u->slot_of[i] = to;
  return true;
}

/// The interface that t is; NULL for type parameters and other types.
static const TyType *as_interface(TyUnifier *u, const TyType *t) {
  if (t->kind == TY_TYPE_PARAM)
    return NULL;
  const TyType *i = ty_checked_under(u->c, t);
  if (i->kind != TY_INTERFACE)
    return NULL;
  ty_interface_finish(u->c, i);
  return i;
}

static bool is_type_literal(const TyType *t) {
  return t->kind != TY_NAMED && t->kind != TY_TYPE_PARAM;
}

// --- a type parameter and a type -----------------------------------------------------------------

/// Parameter i has type x, which matched y: decides whether it stays, and whether that is clear.
static bool choose(TyUnifier *u, uint32_t i, const TyType *x, const TyType *y, int mode) {
  const TyType *xi = as_interface(u, x), *yi = as_interface(u, y);
  bool x_named = x->kind == TY_NAMED, y_named = y->kind == TY_NAMED;
  if (xi && yi) {
    if (x_named && y_named)
      return ty_same(u->c, x, y);
    if (xi->iface.n_methods != yi->iface.n_methods)
      return false;
  } else if (xi || yi) {
    return false; // either could be meant: the order of arguments must not decide
  }
  if (mode & TY_UNIFY_EXACT || x_named)
    return true;
  const TyType *under = ty_checked_under(u->c, y);
  if (y_named || (under->kind == TY_CHAN && under->chan.dir != TY_CHAN_BOTH))
    ty_unifier_set(u, i, y);
  return true;
}

static bool match_param(TyUnifier *u, uint32_t i, const TyType *y, int mode, const IfacePair *p) {
  const TyType *x = ty_unifier_at(u, i);
  if (!x) {
    ty_unifier_set(u, i, y);
    return true;
  }
  return match(u, x, y, mode, p) && choose(u, i, x, y, mode);
}

// --- interfaces ----------------------------------------------------------------------------------

static bool has_term(TyUnifier *u, const TyTypeSet *s, const TyTerm *t) {
  for (uint32_t i = 0; i < s->n_terms; i++)
    if (s->terms[i].is_tilde == t->is_tilde && ty_same(u->c, s->terms[i].type, t->type))
      return true;
  return false;
}

static bool same_terms(TyUnifier *u, const TyType *x, const TyType *y) {
  if (!x->iface.is_constraint && !y->iface.is_constraint)
    return true;
  const TyTypeSet *a = ty_type_set(u->c, x), *b = ty_type_set(u->c, y);
  if (a->is_comparable != b->is_comparable || a->is_all != b->is_all || a->n_terms != b->n_terms)
    return false;
  for (uint32_t i = 0; i < a->n_terms; i++)
    if (!has_term(u, b, &a->terms[i]))
      return false;
  return true;
}

static bool is_being_compared(const IfacePair *p, const TyType *x, const TyType *y) {
  for (; p; p = p->outer)
    if ((p->x == x && p->y == y) || (p->x == y && p->y == x))
      return true;
  return false;
}

typedef struct Matching {
  TyUnifier *u;
  const IfacePair *p;
} Matching;

static bool match_method(void *ctx, const TyMethod *x, const TyMethod *y) {
  const Matching *m = ctx;
  return y && match(m->u, x->type, y->type, TY_UNIFY_EXACT, m->p);
}

/// All methods of the smaller interface must be in the larger one; with `is_exact` there are no
/// others.
static bool match_interfaces(TyUnifier *u, const TyType *x, const TyType *y, bool is_exact,
                             const IfacePair *p) {
  if (!same_terms(u, x, y) || (is_exact && x->iface.n_methods != y->iface.n_methods))
    return false;
  if (is_being_compared(p, x, y))
    return true;
  IfacePair here = {.x = x, .y = y, .outer = p};
  Matching m = {u, &here};
  bool swaps = x->iface.n_methods > y->iface.n_methods;
  return ty_methods_pair(swaps ? y : x, swaps ? x : y, match_method, &m);
}

const TyType *ty_method_type(TyChecker *c, const TyType *t, const TyMethod *m) {
  TySelection s;
  if (ty_lookup_full(t, m->pkg, m->name, false, &s) != TY_LOOKUP_FOUND || s.is_field)
    return NULL;
  if (!s.object)
    return s.type;
  if (!s.object->type)
    ty_object_resolve(c, s.object);
  return s.object->type;
}

/// A type that is no interface must have the interface's methods.
static bool match_methods(TyUnifier *u, const TyType *iface, const TyType *y, const IfacePair *p) {
  for (uint32_t i = 0; i < iface->iface.n_methods; i++) {
    const TyMethod *m = &ty_iface_methods(iface)[i];
    const TyType *have = ty_method_type(u->c, y, m);
    if (!have || have->kind != TY_FUNC || have->func.n_type_params > 0 ||
        !match(u, m->type, have, TY_UNIFY_EXACT, p))
      return false;
  }
  return true;
}

// --- structure -----------------------------------------------------------------------------------

static bool match_fields(TyUnifier *u, const TyType *x, const TyType *y, int mode,
                         const IfacePair *p) {
  if (x->strct.n_fields != y->strct.n_fields)
    return false;
  for (uint32_t i = 0; i < x->strct.n_fields; i++) {
    const TyField *f = &x->strct.fields[i], *g = &y->strct.fields[i];
    bool f_tag = f->tag && f->tag->len > 0, g_tag = g->tag && g->tag->len > 0;
    if (f->is_embedded != g->is_embedded || f_tag != g_tag || (f_tag && f->tag != g->tag) ||
        !ty_name_same(f->name, f->pkg, g->name, g->pkg) || !match(u, f->type, g->type, mode, p))
      return false;
  }
  return true;
}

static bool match_params(TyUnifier *u, const TyParam *x, const TyParam *y, uint32_t n, int mode,
                         const IfacePair *p) {
  for (uint32_t i = 0; i < n; i++)
    if (!match(u, x[i].type, y[i].type, mode, p))
      return false;
  return true;
}

/// Parameters before the number of results: what they say helps messages.
static bool match_funcs(TyUnifier *u, const TyType *x, const TyType *y, int mode,
                        const IfacePair *p) {
  return x->func.is_variadic == y->func.is_variadic && x->func.n_params == y->func.n_params &&
         match_params(u, x->func.params, y->func.params, x->func.n_params, mode, p) &&
         x->func.n_results == y->func.n_results &&
         match_params(u, x->func.results, y->func.results, x->func.n_results, mode, p);
}

/// Arguments first: what they say helps messages even if the types differ.
static bool match_named(TyUnifier *u, const TyType *x, const TyType *y, int mode,
                        const IfacePair *p) {
  if (x->named.n_type_args != y->named.n_type_args)
    return false;
  for (uint32_t i = 0; i < x->named.n_type_args; i++)
    if (!match(u, x->named.type_args[i], y->named.type_args[i], mode, p))
      return false;
  if (x->named.n_type_args == 0)
    return ty_same(u->c, x, y);
  return ty_canonical(x->named.origin) == ty_canonical(y->named.origin);
}

/// A type parameter that is not inferred here: its core type says what its arguments look like.
static bool match_core(TyUnifier *u, const TyType *x, const TyType *y, const IfacePair *p) {
  const TyType *core = ty_common_under(u->c, x, NULL);
  return core && match(u, core, y, TY_UNIFY_ASSIGN, p);
}

static bool match_structure(TyUnifier *u, const TyType *x, const TyType *y, int mode,
                            const IfacePair *p) {
  if (x->kind != TY_TYPE_PARAM && x->kind != y->kind)
    return false;
  // Elements must match exactly when the types are those of an assignment.
  int elem_mode = mode & TY_UNIFY_ASSIGN ? mode | TY_UNIFY_EXACT : mode;
  switch ((TyKind)x->kind) {
  TY_CASE_BASIC:
    return true;
  case TY_ARRAY:
    return x->array.len == y->array.len && match(u, x->array.elem, y->array.elem, elem_mode, p);
  case TY_SLICE: return match(u, x->slice.elem, y->slice.elem, elem_mode, p);
  case TY_POINTER: return match(u, x->pointer.elem, y->pointer.elem, elem_mode, p);
  case TY_STRUCT: return match_fields(u, x, y, elem_mode, p);
  case TY_FUNC: return match_funcs(u, x, y, elem_mode, p);
  case TY_INTERFACE:
    ty_interface_finish(u->c, x);
    ty_interface_finish(u->c, y);
    return match_interfaces(u, x, y, true, p);
  case TY_MAP:
    return match(u, x->map.key, y->map.key, elem_mode, p) &&
           match(u, x->map.elem, y->map.elem, elem_mode, p);
  case TY_CHAN:
    return (!(mode & TY_UNIFY_EXACT) || x->chan.dir == y->chan.dir) &&
           match(u, x->chan.elem, y->chan.elem, elem_mode, p);
  case TY_NAMED: return match_named(u, x, y, mode, p);
  case TY_TYPE_PARAM: return match_core(u, x, y, p);
  case TY_TUPLE:
  case TY_UNION: return ty_same(u->c, x, y);
  case TY_KIND_COUNT: break;
  }
  GL_UNREACHABLE();
}

/// x and y, neither being a type parameter that is inferred here.
static bool match_types(TyUnifier *u, const TyType *x, const TyType *y, int mode,
                        const IfacePair *p) {
  if (u->uses_methods && !(mode & TY_UNIFY_EXACT)) {
    const TyType *xi = as_interface(u, x), *yi = as_interface(u, y);
    if (xi && yi)
      return match_interfaces(u, xi, yi, false, p);
    if (xi || yi)
      return match_methods(u, xi ? xi : yi, xi ? y : x, p);
  }
  return y->kind == TY_TYPE_PARAM ? match_structure(u, y, x, mode, p)
                                  : match_structure(u, x, y, mode, p);
}

static bool match_swapped(TyUnifier *u, const TyType *x, const TyType *y, int mode,
                          const IfacePair *p) {
  // Under assignment rules a defined type matches a literal that its underlying type matches.
  if (!(mode & TY_UNIFY_EXACT) && y->kind == TY_NAMED && is_type_literal(x) &&
      !(u->uses_methods && x->kind == TY_INTERFACE)) {
    y = ty_checked_under(u->c, y);
    if (x == y)
      return true;
  }
  int64_t px = param_index(u, x), py = param_index(u, y);
  if (px >= 0 && py >= 0)
    return join(u, (uint32_t)px, (uint32_t)py) ||
           match(u, ty_unifier_at(u, (uint32_t)px), ty_unifier_at(u, (uint32_t)py), mode, p);
  if (px >= 0)
    return match_param(u, (uint32_t)px, y, mode, p);
  return match_types(u, x, y, mode, p);
}

static bool match(TyUnifier *u, const TyType *x, const TyType *y, int mode, const IfacePair *p) {
  if (x == y || (!x->has_type_param && !y->has_type_param && ty_same(u->c, x, y)))
    return true;
  if (u->depth >= MAX_DEPTH)
    return false;
  u->depth++;
  bool swaps = x->kind == TY_NAMED || param_index(u, y) >= 0;
  bool ok = swaps ? match_swapped(u, y, x, mode, p) : match_swapped(u, x, y, mode, p);
  u->depth--;
  return ok;
}

bool ty_unify(TyUnifier *u, const TyType *x, const TyType *y, int mode) {
  return match(u, x, y, mode, NULL);
}
