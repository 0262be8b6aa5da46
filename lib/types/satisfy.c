/// \file
/// Whether types satisfy constraints, and why not.
/// Source: Go spec "Satisfying a type constraint", "Implementing an interface".

#include "generic_internal.h"

typedef struct Query {
  TyChecker *c;
  const TyType *v, *t;   // V satisfies T
  const TyType *vu, *ti; // their underlying types, ti an interface
  bool is_constraint;
  const char *cause; // why not
} Query;

static const char *verb(const Query *q) { return q->is_constraint ? "satisfy" : "implement"; }

/// "V does not satisfy T DETAIL".
static bool refuse(Query *q, const char *detail) {
  TyChecker *c = q->c;
  q->cause = ty_text(c, "%s does not %s %s%s%s", ty_str_type(c, q->v), verb(q),
                     ty_str_type(c, q->t), *detail ? " " : "", detail);
  return false;
}

static bool check_comparable(Query *q) {
  TyChecker *c = q->c;
  const TyTypeSet *set = ty_type_set(c, q->ti);
  bool needs = set->is_comparable;
  for (uint32_t i = 0; !needs && !set->is_all && set->n_terms > 0; i++) {
    if (i == set->n_terms) {
      needs = true;
      break;
    }
    if (!ty_is_comparable_deep(set->terms[i].type, true))
      break;
  }
  ty_finish_interfaces(c, q->vu);
  if (!needs || ty_is_comparable_deep(q->v, true))
    return true;
  if (q->is_constraint && ty_is_comparable_deep(q->v, false)) {
    if (ty_version_allows(c, 20))
      return true;
    q->cause =
        ty_text(c, "%s to %s comparable requires go1.20 or later", ty_str_type(c, q->v), verb(q));
    return false;
  }
  q->cause = ty_text(c, "%s does not %s comparable", ty_str_type(c, q->v), verb(q));
  return false;
}

/// Whether an element of the constraint is V itself or names it.
static bool mentions(TyChecker *c, const TyType *t, const TyType *v) {
  if (t->kind == TY_UNION) {
    for (uint32_t i = 0; i < t->unio.n; i++)
      if (mentions(c, t->unio.types[i], v))
        return true;
    return false;
  }
  const TyInterfaceDef *d = t->kind == TY_INTERFACE ? ty_iface_def(t) : NULL;
  if (t->kind != TY_INTERFACE)
    return ty_same(c, t, v);
  for (uint32_t i = 0; d && i < d->n_embedded; i++)
    if (mentions(c, d->embedded[i], v))
      return true;
  return false;
}

static const char *terms_text(TyChecker *c, const TyTypeSet *set) {
  GlBuf b;
  gl_buf_init(&b, c->arena);
  for (uint32_t i = 0; i < set->n_terms; i++)
    gl_buf_printf(&b, "%s%s%s", i > 0 ? " | " : "", set->terms[i].is_tilde ? "~" : "",
                  ty_string(c->arena, set->terms[i].type, TY_STRING_MESSAGE, NULL));
  return b.data;
}

/// V, no interface, must be of the set.
static bool check_member(Query *q, const TyTypeSet *set) {
  TyChecker *c = q->c;
  const TyType *alternative = NULL;
  for (uint32_t i = 0; i < set->n_terms; i++) {
    const TyTerm *x = &set->terms[i];
    if (ty_term_includes(x, q->v))
      return true;
    if (!alternative && !x->is_tilde && ty_same(c, x->type, ty_checked_under(c, x->type)) &&
        ty_same(c, x->type, q->vu))
      alternative = x->type;
  }
  const char *v = ty_str_type(c, q->v), *t = ty_str_type(c, q->t);
  if (alternative)
    return refuse(q,
                  ty_text(c, "(possibly missing ~ for %s in %s)", ty_str_type(c, alternative), t));
  if (mentions(c, q->ti, q->v))
    return refuse(q,
                  ty_text(c, "(%s mentions %s, but %s is not in the type set of %s)", t, v, v, t));
  return refuse(q, ty_text(c, "(%s missing in %s)", v, terms_text(c, set)));
}

static bool is_no_interface(Query *q) {
  TyChecker *c = q->c;
  const TyType *tu = ty_checked_under(c, q->t);
  const char *why = ty_is_iface_pointer(c, tu)
                        ? ty_str_iface_pointer(c, q->t)
                        : ty_text(c, "%s is not an interface", ty_str_type(c, q->t));
  return refuse(q, ty_text(c, "(%s)", why));
}

static bool is_empty(const TyTypeSet *set) { return !set->is_all && set->n_terms == 0; }

static bool satisfies(Query *q) {
  TyChecker *c = q->c;
  const TyTypeSet *want = ty_type_set(c, q->ti);
  if (want->is_all && !want->is_comparable && q->ti->iface.n_methods == 0)
    return true;
  bool v_is_iface = q->vu->kind == TY_INTERFACE;
  const TyTypeSet *have = v_is_iface ? ty_type_set(c, q->vu) : NULL;
  if (have && is_empty(have))
    return true;
  if (is_empty(want)) {
    q->cause = ty_text(c, "cannot %s %s (empty type set)", verb(q), ty_str_type(c, q->t));
    return false;
  }
  const char *why = "";
  if (!ty_has_methods(c, q->v, q->t, true, &why))
    return refuse(q, why);
  if (want->is_all)
    return check_comparable(q);
  if (!have)
    return check_member(q, want) && check_comparable(q);
  return ty_type_set_is_subset(have, want) ? check_comparable(q) : refuse(q, "");
}

bool ty_satisfies(TyChecker *c, const TyType *v, const TyType *t, bool is_constraint,
                  const char **cause) {
  Query q = {.c = c, .v = v, .t = t, .is_constraint = is_constraint, .cause = ""};
  ty_require_complete(c, v);
  q.vu = ty_checked_under(c, v);
  q.ti = ty_checked_under(c, t);
  if (!ty_is_valid(q.vu) || !ty_is_valid(q.ti) ||
      (q.vu->kind == TY_POINTER && !ty_is_valid(ty_checked_under(c, q.vu->pointer.elem))))
    return true;
  bool ok = q.ti->kind == TY_INTERFACE ? satisfies(&q) : is_no_interface(&q);
  if (!ok && cause)
    *cause = q.cause;
  return ok;
}

bool ty_verify_arguments(TyChecker *c, const TyType *const *params, const TyType *const *args,
                         uint32_t n, uint32_t *bad, const char **cause) {
  TyBinding b = {params, args, n};
  for (uint32_t i = 0; i < n; i++) {
    ty_checked_iface(c, params[i]); // its constraint becomes an interface
    const TyType *bound = ty_subst(c->types, params[i]->type_param.constraint, b);
    if (!ty_satisfies(c, args[i], bound, true, cause)) {
      *bad = i;
      return false;
    }
  }
  return true;
}
