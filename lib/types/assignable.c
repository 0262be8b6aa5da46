/// \file
/// Whether a value can be assigned to a type, and why not.
/// Source: Go spec "Assignability", "Implementing an interface".

#include "generic_internal.h"
#include "type_table.h"

#include <string.h>

/// "M(int) string": a method as "have … want …" lines show it.
static const char *method_text(TyChecker *c, GlName name, const TyType *f) {
  return ty_text(c, "%s%s", name->text, ty_string_signature(c->arena, f, c->pkg));
}

static const char *have_want(TyChecker *c, const TyMissing *why, const char *what) {
  GlName have_name = why->have_name ? why->have_name : why->method->name;
  const char *have = method_text(c, have_name, why->have);
  const char *want = method_text(c, why->method->name, why->method->type);
  const char *name = why->method->name->text;
  if (strcmp(have, want) == 0)
    return ty_text(c, "(%s method %s)", what, name);
  return ty_text(c, "(%s method %s)\n\t\thave %s\n\t\twant %s", what, name, have, want);
}

/// Why v lacks a method, in parentheses.
static const char *missing_text(TyChecker *c, const TyType *v, const TyType *t,
                                const TyMissing *why) {
  const char *name = why->method->name->text;
  if (why->is_ambiguous)
    return ty_text(c, "(ambiguous selector %s.%s)", ty_str_type(c, v), name);
  if (why->is_pointer_recv)
    return ty_text(c, "(method %s has pointer receiver)", name);
  if (why->is_field)
    return ty_text(c, "(%s.%s is a field, not a method)", ty_str_type(c, v), name);
  if (!why->have) {
    const TyType *p = ty_is_iface_pointer(c, v) ? v : ty_is_iface_pointer(c, t) ? t : NULL;
    if (p)
      return ty_text(c,
                     ty_is_type_param(ty_checked_under(c, p)->pointer.elem)
                         ? "(type %s is pointer to type parameter, not type parameter)"
                         : "(type %s is pointer to interface, not interface)",
                     ty_str_type(c, p));
    return ty_text(c, "(missing method %s)", name);
  }
  if (!why->have_name)
    return have_want(c, why, "wrong type for");
  if (why->have_name == why->method->name)
    return ty_text(c, "(unexported method %s)", name);
  return have_want(c, why, "missing");
}

/// Methods of this package may not have their types yet.
static void resolve_methods(TyChecker *c, const TyType *v, const TyType *iface) {
  for (uint32_t i = 0; i < iface->iface.n_methods; i++) {
    const TyMethod *m = &ty_iface_methods(iface)[i];
    TySelection s;
    bool is_absent = ty_lookup_full(v, m->pkg, m->name, false, &s) == TY_LOOKUP_ABSENT;
    if (is_absent) // one of a similar name will be shown
      ty_lookup_full(v, m->pkg, m->name, true, &s);
    if (s.object && s.object->kind == TY_OBJ_FUNC && !s.object->type)
      ty_object_resolve(c, s.object);
    if (is_absent)
      return;
  }
}

/// Whether something in v's structure is invalid, so that nothing is known about its methods.
static bool has_invalid_embedded(TyChecker *c, const TyType *v, int depth) {
  enum { MAX_DEPTH = 16 };
  const TyType *u = ty_checked_under(c, v);
  if (u->kind == TY_POINTER)
    u = ty_checked_under(c, u->pointer.elem);
  if (u->kind != TY_STRUCT || depth > MAX_DEPTH)
    return !ty_is_valid(u);
  for (uint32_t i = 0; i < u->strct.n_fields; i++)
    if (u->strct.fields[i].is_embedded &&
        has_invalid_embedded(c, u->strct.fields[i].type, depth + 1))
      return true;
  return false;
}

bool ty_has_invalid_part(TyChecker *c, const TyType *t) { return has_invalid_embedded(c, t, 0); }

typedef struct Conflict {
  TyChecker *c;
  TyMissing *why;
} Conflict;

static bool may_be_same(void *ctx, const TyMethod *want, const TyMethod *have) {
  Conflict *x = ctx;
  if (!have || ty_same(x->c, have->type, want->type))
    return true;
  *x->why = (TyMissing){.method = want, .have = have->type};
  return false;
}

/// A dynamic type may have more methods than interface v, but none of another type.
static bool may_have_methods(TyChecker *c, const TyType *v, const TyType *iface, TyMissing *why) {
  Conflict x = {c, why};
  return ty_methods_pair(iface, v, may_be_same, &x);
}

bool ty_has_methods(TyChecker *c, const TyType *v, const TyType *t, bool is_static,
                    const char **cause) {
  const TyType *iface = ty_checked_under(c, t), *u = ty_checked_under(c, v);
  if (!ty_is_valid(u))
    return true;
  ty_interface_finish(c, iface);
  bool v_is_iface = u->kind == TY_INTERFACE;
  if (v_is_iface)
    ty_interface_finish(c, u);
  else if (!c->has_all_types)
    resolve_methods(c, v, iface);
  TyMissing why;
  if (v_is_iface && !is_static ? may_have_methods(c, u, iface, &why)
                               : ty_implements_full(v, iface, &why))
    return true;
  if ((why.have && !ty_is_valid(why.have)) || ty_has_invalid_part(c, v))
    return true;
  if (cause) {
    *cause = missing_text(c, v, t, &why);
    c->missing = (TyMissingNote){*cause, v, t, why.method};
  }
  return false;
}

bool ty_unify_methods(TyChecker *c, TyUnifier *u, const TyType *t, const TyType *iface,
                      const char **cause) {
  const TyType *under = ty_checked_under(c, t);
  if (!ty_is_valid(under))
    return true;
  ty_interface_finish(c, iface);
  if (under->kind == TY_INTERFACE)
    ty_interface_finish(c, under);
  for (uint32_t i = 0; i < iface->iface.n_methods; i++) {
    const TyMethod *m = &ty_iface_methods(iface)[i];
    const TyType *have = ty_method_type(c, t, m);
    if (have && have->kind == TY_FUNC && have->func.n_type_params == 0 &&
        ty_unify(u, have, m->type, TY_UNIFY_EXACT))
      continue;
    TyType *single = ty_new_interface(c->types); // to have that method explained
    ty_interface_complete(single, m, 1);
    if (!ty_has_methods(c, t, single, true, cause))
      return false;
    if (!ty_has_invalid_part(c, t)) {
      *cause = ty_text(c, "(wrong type for method %s)", m->name->text);
      return false;
    }
  }
  return true;
}

bool ty_check_implements(TyChecker *c, const TyType *v, const TyType *t, const char **cause) {
  const TyType *vu = ty_checked_under(c, v), *tu = ty_checked_under(c, t);
  if (!ty_is_valid(vu) || !ty_is_valid(tu) ||
      (vu->kind == TY_POINTER && !ty_is_valid(ty_checked_under(c, vu->pointer.elem))))
    return true;
  return ty_satisfies(c, v, t, false, cause);
}

/// The type itself instead of an alias: explanations name it so.
static const TyType *without_alias(TyChecker *c, const TyType *t) {
  if (!t->alias)
    return t;
  ty_finish_interfaces(c, t);
  return ty_canonical(t);
}

/// "cannot assign V to T", after what was found out so far.
static void explain_term(TyChecker *c, const char **cause, const char *text) {
  if (cause)
    *cause = **cause ? ty_text(c, "%s\n\t%s", text, *cause) : text;
}

/// t is a type parameter: an unnamed v must be assignable to each type of its type set.
static bool assignable_to_terms(TyChecker *c, const TyOperand *x, const TyType *t,
                                const char **cause) {
  TyTerm self;
  uint32_t n;
  const TyTerm *terms = ty_terms(c, t, &self, &n);
  for (uint32_t i = 0; i < n; i++) {
    if (ty_assignable(c, x, terms[i].type, cause))
      continue;
    explain_term(c, cause,
                 ty_text(c, "cannot assign %s to %s (in %s)", ty_str_type(c, x->type),
                         ty_str_type(c, terms[i].type), ty_str_type(c, t)));
    return false;
  }
  return n > 0;
}

/// x's type is a type parameter: each type of its type set must be assignable to unnamed t.
static bool terms_assignable(TyChecker *c, const TyOperand *x, const TyType *t,
                             const char **cause) {
  TyTerm self;
  uint32_t n;
  const TyTerm *terms = ty_terms(c, x->type, &self, &n);
  TyOperand one = *x;
  for (uint32_t i = 0; i < n; i++) {
    one.type = terms[i].type;
    if (ty_assignable(c, &one, t, cause))
      continue;
    explain_term(c, cause,
                 ty_text(c, "cannot assign %s (in %s) to %s", ty_str_type(c, terms[i].type),
                         ty_str_type(c, x->type), ty_str_type(c, t)));
    return false;
  }
  return n > 0;
}

/// A bidirectional channel to one of another direction.
static bool channel_assignable(TyChecker *c, const TyType *vu, const TyType *tu) {
  return vu->kind == TY_CHAN && tu->kind == TY_CHAN && vu->chan.dir == TY_CHAN_BOTH &&
         ty_same(c, vu->chan.elem, tu->chan.elem);
}

bool ty_assignable(TyChecker *c, const TyOperand *x, const TyType *t, const char **cause) {
  const TyType *v = x->type, *written = t;
  if (x->mode == TY_MODE_NONE || !ty_is_valid(v) || !ty_is_valid(t) || ty_same(c, v, t))
    return true;
  if (ty_is_untyped(v)) {
    const TyType *type;
    const TyConst *value;
    return ty_implicit_type(c, x, t, &type, &value) == TY_CONVERT_OK;
  }
  v = without_alias(c, v);
  t = without_alias(c, t);
  const TyType *vu = ty_checked_under(c, v), *tu = ty_checked_under(c, t);
  if (!ty_is_valid(vu) || !ty_is_valid(tu))
    return true;
  bool v_param = ty_is_type_param(v), t_param = ty_is_type_param(t);
  bool one_unnamed = !ty_has_name(v) || !ty_has_name(t);
  if (one_unnamed && !v_param && !t_param && ty_same(c, vu, tu))
    return true;
  if (ty_is_iface(c, t) || ty_is_iface_pointer(c, tu)) {
    bool ok = ty_check_implements(c, v, t, cause);
    if (ok || !v_param)
      return ok;
    if (cause)
      *cause = "";
  }
  if (vu->kind == TY_INTERFACE && !v_param && ty_check_implements(c, t, v, NULL)) {
    if (cause)
      *cause = "need type assertion";
    return false;
  }
  if (channel_assignable(c, vu, tu))
    return one_unnamed;
  if (t_param && !ty_has_name(v))
    return assignable_to_terms(c, x, t, cause);
  return v_param && !ty_has_name(t) && terms_assignable(c, x, written, cause);
}
