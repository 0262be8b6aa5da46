/// \file
/// Type sets: which types an interface admits, as a list of terms; and comparability, which depends
/// on them. Terms are kept normalised: none is part of another.
/// Source: Go spec "Interface types", "General interfaces", "Comparison operators".

#include "generic_internal.h"
#include "type_table.h"

// --- terms ---------------------------------------------------------------------------------------

static const TyType *term_under(const TyType *t, bool is_tilde) {
  const TyType *u = is_tilde ? ty_under_or_null(t) : t;
  return u ? u : t;
}

bool ty_terms_disjoint(const TyTerm *x, const TyTerm *y) {
  return !ty_identical(term_under(x->type, y->is_tilde), term_under(y->type, x->is_tilde));
}

bool ty_term_includes(const TyTerm *x, const TyType *t) {
  return ty_identical(x->type, term_under(t, x->is_tilde));
}

static bool is_part(const TyTerm *x, const TyTerm *y) {
  return !ty_terms_disjoint(x, y) && (!x->is_tilde || y->is_tilde);
}

typedef GL_VEC(TyTerm) Terms;

static void add_term(GlArena *a, Terms *list, TyTerm x) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < list->len; i++) {
    if (is_part(&x, &list->data[i]))
      return;
    if (!is_part(&list->data[i], &x))
      list->data[n++] = list->data[i];
  }
  list->len = n;
  GL_VEC_PUSH(a, list, x);
}

static void set_terms(TyTypeSet *s, const Terms *list) {
  s->is_all = false;
  s->terms = list->data;
  s->n_terms = list->len;
}

static void intersect_terms(GlArena *a, TyTypeSet *s, const TyTypeSet *with) {
  if (with->is_all)
    return;
  Terms list = {0};
  if (s->is_all) {
    for (uint32_t i = 0; i < with->n_terms; i++)
      GL_VEC_PUSH(a, &list, with->terms[i]);
    set_terms(s, &list);
    return;
  }
  for (uint32_t i = 0; i < s->n_terms; i++)
    for (uint32_t k = 0; k < with->n_terms; k++) {
      const TyTerm *x = &s->terms[i], *y = &with->terms[k];
      if (!ty_terms_disjoint(x, y))
        add_term(a, &list, !x->is_tilde || y->is_tilde ? *x : *y);
    }
  set_terms(s, &list);
}

static void intersect(GlArena *a, TyTypeSet *s, const TyTypeSet *with) {
  intersect_terms(a, s, with);
  s->is_comparable |= with->is_comparable;
  if (s->is_all || !s->is_comparable)
    return;
  s->is_comparable = false;
  Terms list = {0};
  for (uint32_t i = 0; i < s->n_terms; i++)
    if (ty_is_comparable_deep(s->terms[i].type, true))
      GL_VEC_PUSH(a, &list, s->terms[i]);
  set_terms(s, &list);
}

bool ty_type_set_is_subset(const TyTypeSet *x, const TyTypeSet *y) {
  if (y->is_all)
    return true;
  if (x->is_all)
    return false;
  for (uint32_t i = 0; i < x->n_terms; i++) {
    uint32_t k = 0;
    while (k < y->n_terms && !is_part(&x->terms[i], &y->terms[k]))
      k++;
    if (k == y->n_terms)
      return false;
  }
  return true;
}

// --- type sets -----------------------------------------------------------------------------------

static TyTypeSet union_set(TyTable *t, const TyType *u, bool *is_too_large) {
  *is_too_large = false;
  TyTypeSet all = {.is_all = true}, r = {0};
  Terms list = {0};
  for (uint32_t i = 0; i < u->unio.n; i++) {
    const TyType *type = u->unio.types[i], *under = ty_under_or_null(type);
    if (!under || under->kind == TY_INVALID)
      continue;
    if (under->kind != TY_INTERFACE) {
      // No type is its own underlying type's ~T unless T is one.
      if (!u->unio.tilde[i] || ty_identical(type, under))
        add_term(t->arena, &list, (TyTerm){type, u->unio.tilde[i]});
      continue;
    }
    const TyTypeSet *s = ty_type_set_of(under);
    if (s->is_all)
      return all; // also for one that has too many terms
    for (uint32_t k = 0; k < s->n_terms; k++)
      add_term(t->arena, &list, s->terms[k]);
    *is_too_large = list.len > TY_MAX_TERMS;
    if (*is_too_large)
      return all;
  }
  set_terms(&r, &list);
  return r;
}

bool ty_union_is_too_large(const TyType *u) {
  bool is_too_large;
  union_set(u->table, u, &is_too_large);
  return is_too_large;
}

static void intersect_element(TyTable *t, TyTypeSet *s, const TyType *e) {
  const TyType *u = ty_under_or_null(e);
  if (!u || u->kind == TY_INVALID || e->kind == TY_TYPE_PARAM)
    return; // an error was reported
  if (u->kind == TY_INTERFACE) {
    intersect(t->arena, s, ty_type_set_of(u));
    return;
  }
  TyTypeSet with = {0};
  TyTerm term = {e, false};
  if (u->kind == TY_UNION) {
    bool is_too_large;
    with = union_set(t, u, &is_too_large);
  } else {
    with.terms = &term;
    with.n_terms = 1;
  }
  intersect(t->arena, s, &with);
}

const TyTypeSet *ty_type_set_of(const TyType *iface) {
  static const TyTypeSet all = {.is_all = true};
  if (iface->iface.type_set)
    return iface->iface.type_set;
  const TyInterfaceDef *d = ty_iface_def(iface);
  if (!iface->is_complete)
    return &all;
  TyTable *t = iface->table;
  TyTypeSet *s = GL_NEW(t->arena, TyTypeSet);
  *s = all;
  s->is_comparable = !d && iface->iface.is_comparable; // comparable itself
  ((TyType *)iface)->iface.type_set = s;               // a cycle was reported: it ends here
  for (uint32_t i = 0; d && i < d->n_embedded; i++)
    intersect_element(t, s, d->embedded[i]);
  return s;
}

const TyTypeSet *ty_type_set(TyChecker *c, const TyType *iface) {
  ty_interface_finish(c, iface);
  return ty_type_set_of(iface);
}

const TyTypeSet *ty_param_type_set(TyChecker *c, const TyType *type_param) {
  return ty_type_set(c, ty_checked_iface(c, type_param));
}

const TyType *ty_checked_iface(TyChecker *c, const TyType *type_param) {
  const TyType *u = ty_checked_under(c, type_param);
  return u->kind == TY_INTERFACE ? u : c->empty_interface;
}

bool ty_all_types(TyChecker *c, const TyType *t, bool (*test)(void *ctx, const TyType *under),
                  void *ctx) {
  if (!ty_is_type_param(t))
    return test(ctx, ty_checked_under(c, t));
  const TyTypeSet *s = ty_param_type_set(c, t);
  if (s->is_all || s->n_terms == 0)
    return false;
  for (uint32_t i = 0; i < s->n_terms; i++)
    if (!test(ctx, ty_checked_under(c, s->terms[i].type)))
      return false;
  return true;
}

// --- identity of what is no type of values -------------------------------------------------------

static bool is_same_method(void *ctx, const TyMethod *x, const TyMethod *y) {
  (void)ctx;
  return y && ty_identical(x->type, y->type);
}

static bool same_constraint(const TyType *a, const TyType *b) {
  if (!a->is_complete || !b->is_complete || a->iface.n_methods != b->iface.n_methods ||
      !ty_methods_pair(a, b, is_same_method, NULL))
    return false;
  const TyTypeSet *x = ty_type_set_of(a), *y = ty_type_set_of(b);
  return x->is_comparable == y->is_comparable && ty_type_set_is_subset(x, y) &&
         ty_type_set_is_subset(y, x);
}

static const TyType *without_type_params(const TyType *f) {
  return ty_new_func(f->table, f->func.params, f->func.n_params, f->func.results, f->func.n_results,
                     f->func.is_variadic);
}

static bool same_generic_func(const TyType *a, const TyType *b) {
  uint32_t n = a->func.n_type_params;
  if (n != b->func.n_type_params || !a->is_complete || !b->is_complete)
    return false;
  TyBinding to_a = {b->func.type_params, a->func.type_params, n};
  for (uint32_t i = 0; i < n; i++) {
    const TyType *x = ty_under_or_null(a->func.type_params[i]);
    const TyType *y = ty_under_or_null(b->func.type_params[i]);
    if (!x || !y || !ty_identical(x, ty_subst(b->table, y, to_a)))
      return false;
  }
  return ty_identical(without_type_params(a), ty_subst(b->table, without_type_params(b), to_a));
}

bool ty_same_unvalued(const TyType *a, const TyType *b) {
  if (a->kind == TY_INTERFACE)
    return same_constraint(a, b);
  return a->kind == TY_FUNC && same_generic_func(a, b);
}

// --- common underlying types ---------------------------------------------------------------------

typedef struct Common {
  const TyType *type, *under;
  const char *cause;
} Common;

/// Takes one more type into account; false when there is nothing in common.
static bool combine(TyChecker *c, Common *have, const TyType *t, const TyType *u) {
  if (!have->under) {
    have->type = t;
    have->under = u;
    return true;
  }
  const TyType *v = have->under;
  const char *problem = NULL;
  if (v->kind == TY_CHAN && u->kind == TY_CHAN) {
    if (!ty_same(c, v->chan.elem, u->chan.elem))
      problem = "channels %s and %s have different element types";
    else if (v->chan.dir == u->chan.dir || u->chan.dir == TY_CHAN_BOTH)
      return true;
    else if (v->chan.dir != TY_CHAN_BOTH)
      problem = "channels %s and %s have conflicting directions";
    if (!problem) {
      have->type = t;
      have->under = u;
    }
  } else if (!ty_same(c, v, u)) {
    problem = "%s and %s have different underlying types";
  }
  if (problem) {
    // The formats above all take two types.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wformat-nonliteral"
    have->cause = ty_text(c, problem, ty_str_type(c, have->type), ty_str_type(c, t));
#pragma clang diagnostic pop
  }
  return !problem;
}

const TyType *ty_common_under(TyChecker *c, const TyType *t, const char **cause) {
  if (cause)
    *cause = "";
  if (!ty_is_type_param(t))
    return ty_checked_under(c, t);
  const TyTypeSet *s = ty_param_type_set(c, t);
  Common have = {0};
  if (s->is_all || s->n_terms == 0)
    have.cause = "no specific type";
  for (uint32_t i = 0; i < s->n_terms && !have.cause; i++)
    combine(c, &have, s->terms[i].type, ty_checked_under(c, s->terms[i].type));
  if (cause && have.cause)
    *cause = have.cause;
  return have.cause ? NULL : have.under;
}

// --- comparability -------------------------------------------------------------------------------

typedef struct Part {
  const TyType *type;
  bool is_strict;
} Part;

typedef struct Comparing {
  GlArena *scratch; // NULL before the first name is met
  GlPtrMap *seen;
  Part few[8];
  uint32_t n_few;
  GL_VEC(Part) many;
  bool found_none; // something that cannot be compared
} Comparing;

static void use_scratch(Comparing *s) {
  if (s->scratch)
    return;
  s->scratch = gl_arena_new();
  s->seen = gl_ptrmap_new(s->scratch);
}

static void push_part(Comparing *s, const TyType *t, bool is_strict) {
  // Only names make a type recursive.
  if (t->kind == TY_NAMED || t->kind == TY_TYPE_PARAM) {
    use_scratch(s);
    if (gl_ptrmap_get(s->seen, t))
      return;
    gl_ptrmap_set(s->seen, t, s);
  }
  Part p = {t, is_strict};
  if (s->n_few < GL_COUNT_OF(s->few)) {
    s->few[s->n_few++] = p;
    return;
  }
  use_scratch(s);
  GL_VEC_PUSH(s->scratch, &s->many, p);
}

static void compare_interface(Comparing *s, const Part *p, const TyType *u) {
  if (!p->is_strict && p->type->kind != TY_TYPE_PARAM)
    return;
  const TyTypeSet *set = ty_type_set_of(u);
  s->found_none |= set->is_all ? !set->is_comparable : set->n_terms == 0;
  for (uint32_t i = 0; i < set->n_terms; i++)
    push_part(s, set->terms[i].type, true);
}

static void compare_part(Comparing *s, const Part *p) {
  const TyType *u = ty_under_or_null(p->type);
  if (!u)
    return; // not known yet: no objection
  switch ((TyKind)u->kind) {
  TY_CASE_BASIC:
    s->found_none |= u->kind == TY_UNTYPED_NIL;
    return;
  case TY_POINTER:
  case TY_CHAN: return;
  case TY_ARRAY: push_part(s, u->array.elem, p->is_strict); return;
  case TY_STRUCT:
    for (uint32_t i = 0; i < u->strct.n_fields; i++)
      push_part(s, u->strct.fields[i].type, p->is_strict);
    return;
  case TY_INTERFACE: compare_interface(s, p, u); return;
  case TY_SLICE:
  case TY_MAP:
  case TY_FUNC:
  case TY_TUPLE:
  case TY_NAMED:
  case TY_TYPE_PARAM:
  case TY_UNION: s->found_none = true; return;
  case TY_KIND_COUNT: break;
  }
  GL_UNREACHABLE();
}

bool ty_is_comparable_deep(const TyType *t, bool is_strict) {
  Comparing s = {0};
  push_part(&s, t, is_strict);
  while (s.n_few + s.many.len > 0 && !s.found_none) {
    Part p = s.many.len > 0 ? s.many.data[--s.many.len] : s.few[--s.n_few];
    compare_part(&s, &p);
  }
  if (s.scratch)
    gl_arena_free(s.scratch);
  return !s.found_none;
}
