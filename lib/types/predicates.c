/// \file
/// Questions about types that the rules ask: numeric, ordered, comparable, has nil, …
/// Pure but for completing interfaces that are still open.
/// Source: Go spec "Properties of types and values", "Comparison operators".

#include "generic_internal.h"
#include "type_table.h"

const TyType *ty_checked_under(const TyChecker *c, const TyType *t) {
  t = ty_under_or_null(t);
  return t ? t : c->invalid;
}

const TyType *ty_basic(const TyChecker *c, TyKind kind) { return ty_table_basic(c->types, kind); }

static uint32_t flags_of(const TyChecker *c, const TyType *t) {
  return ty_flags(ty_checked_under(c, t));
}

bool ty_is_untyped(const TyType *t) {
  return t->kind >= TY_UNTYPED_BOOL && t->kind <= TY_UNTYPED_NIL;
}

bool ty_is_boolean(const TyChecker *c, const TyType *t) { return flags_of(c, t) & TY_F_BOOLEAN; }

bool ty_is_integer(const TyChecker *c, const TyType *t) { return flags_of(c, t) & TY_F_INTEGER; }

bool ty_is_unsigned(const TyChecker *c, const TyType *t) { return flags_of(c, t) & TY_F_UNSIGNED; }

bool ty_is_numeric(const TyChecker *c, const TyType *t) {
  return flags_of(c, t) & (TY_F_INTEGER | TY_F_FLOAT | TY_F_COMPLEX);
}

bool ty_is_string(const TyChecker *c, const TyType *t) { return flags_of(c, t) & TY_F_STRING; }

bool ty_is_ordered(const TyChecker *c, const TyType *t) {
  return flags_of(c, t) & (TY_F_INTEGER | TY_F_FLOAT | TY_F_STRING);
}

bool ty_is_const_type(const TyChecker *c, const TyType *t) {
  return flags_of(c, t) & (TY_F_BOOLEAN | TY_F_INTEGER | TY_F_FLOAT | TY_F_COMPLEX | TY_F_STRING);
}

static bool all_flags(TyChecker *c, const TyType *t, uint32_t flags) {
  TyTerm self;
  uint32_t n;
  const TyTerm *terms = ty_terms(c, t, &self, &n);
  for (uint32_t i = 0; i < n; i++)
    if (!(flags_of(c, terms[i].type) & flags))
      return false;
  return n > 0;
}

enum { NUMERIC = TY_F_INTEGER | TY_F_FLOAT | TY_F_COMPLEX };

bool ty_all_boolean(TyChecker *c, const TyType *t) { return all_flags(c, t, TY_F_BOOLEAN); }

bool ty_all_integer(TyChecker *c, const TyType *t) { return all_flags(c, t, TY_F_INTEGER); }

bool ty_all_unsigned(TyChecker *c, const TyType *t) { return all_flags(c, t, TY_F_UNSIGNED); }

bool ty_all_numeric(TyChecker *c, const TyType *t) { return all_flags(c, t, NUMERIC); }

bool ty_all_string(TyChecker *c, const TyType *t) { return all_flags(c, t, TY_F_STRING); }

bool ty_all_numeric_or_string(TyChecker *c, const TyType *t) {
  return all_flags(c, t, NUMERIC | TY_F_STRING);
}

bool ty_all_ordered(TyChecker *c, const TyType *t) {
  return all_flags(c, t, TY_F_INTEGER | TY_F_FLOAT | TY_F_STRING);
}

bool ty_has_name(const TyType *t) {
  return t->kind <= TY_UNTYPED_NIL || t->kind == TY_NAMED || t->kind == TY_TYPE_PARAM;
}

bool ty_is_iface(const TyChecker *c, const TyType *t) {
  return t->kind != TY_TYPE_PARAM && ty_checked_under(c, t)->kind == TY_INTERFACE;
}

bool ty_is_iface_pointer(const TyChecker *c, const TyType *t) {
  const TyType *u = ty_checked_under(c, t);
  return u->kind == TY_POINTER && ty_checked_under(c, u->pointer.elem)->kind == TY_INTERFACE;
}

bool ty_is_empty_interface(TyChecker *c, const TyType *t) {
  const TyType *u = ty_checked_under(c, t);
  if (u->kind != TY_INTERFACE || ty_is_type_param(t))
    return false;
  ty_interface_finish(c, u);
  return u->iface.n_methods == 0 && !u->iface.is_constraint;
}

static bool all_have_nil(TyChecker *c, const TyType *t) {
  TyTerm self;
  uint32_t n;
  const TyTerm *terms = ty_terms(c, t, &self, &n);
  for (uint32_t i = 0; i < n; i++)
    if (!ty_has_nil(c, terms[i].type))
      return false;
  return n > 0;
}

bool ty_has_nil(TyChecker *c, const TyType *t) {
  if (ty_is_type_param(t))
    return all_have_nil(c, t);
  const TyType *u = ty_checked_under(c, t);
  switch ((TyKind)u->kind) {
  TY_CASE_BASIC:
    return u->kind == TY_UNSAFE_POINTER || u->kind == TY_UNTYPED_NIL;
  case TY_SLICE:
  case TY_POINTER:
  case TY_FUNC:
  case TY_INTERFACE:
  case TY_MAP:
  case TY_CHAN: return true;
  case TY_ARRAY:
  case TY_STRUCT:
  case TY_TUPLE:
  case TY_NAMED:
  case TY_TYPE_PARAM:
  case TY_UNION: return false;
  case TY_KIND_COUNT: break;
  }
  GL_UNREACHABLE();
}

static void finish_parts(TyChecker *c, const TyType *t, GlPtrMap *seen);

static void finish_params(TyChecker *c, const TyParam *params, uint32_t n, GlPtrMap *seen) {
  for (uint32_t i = 0; i < n; i++)
    finish_parts(c, params[i].type, seen);
}

static void finish_methods(TyChecker *c, const TyMethodNode *t, GlPtrMap *seen) {
  for (; t && !t->canonical; t = t->right) {
    finish_methods(c, t->left, seen);
    finish_parts(c, t->m.type, seen);
  }
}

/// Completes all interface literals inside a type literal, each part once. NAMED types are not
/// entered: their identity is their declaration.
static void finish_parts(TyChecker *c, const TyType *t, GlPtrMap *seen) {
  if (t->kind <= TY_UNTYPED_NIL || t->canonical || gl_ptrmap_get(seen, t))
    return;
  gl_ptrmap_set(seen, t, c);
  switch ((TyKind)t->kind) {
  case TY_ARRAY: finish_parts(c, t->array.elem, seen); return;
  case TY_SLICE: finish_parts(c, t->slice.elem, seen); return;
  case TY_POINTER: finish_parts(c, t->pointer.elem, seen); return;
  case TY_CHAN: finish_parts(c, t->chan.elem, seen); return;
  case TY_MAP:
    finish_parts(c, t->map.key, seen);
    finish_parts(c, t->map.elem, seen);
    return;
  case TY_STRUCT:
    for (uint32_t i = 0; i < t->strct.n_fields; i++)
      finish_parts(c, t->strct.fields[i].type, seen);
    return;
  case TY_FUNC:
    finish_params(c, t->func.params, t->func.n_params, seen);
    finish_params(c, t->func.results, t->func.n_results, seen);
    return;
  case TY_TUPLE:
    for (uint32_t i = 0; i < t->tuple.n; i++)
      finish_parts(c, t->tuple.types[i], seen);
    return;
  case TY_INTERFACE:
    ty_interface_finish(c, t);
    finish_methods(c, t->iface.methods, seen);
    return;
  TY_CASE_BASIC:
  case TY_NAMED:
  case TY_TYPE_PARAM:
  case TY_UNION: return;
  case TY_KIND_COUNT: break;
  }
  GL_UNREACHABLE();
}

void ty_finish_interfaces(TyChecker *c, const TyType *t) {
  if (*ty_table_open_interfaces(c->types) > 0)
    finish_parts(c, t, gl_ptrmap_new(c->arena));
}

bool ty_same(TyChecker *c, const TyType *a, const TyType *b) {
  if (a == b)
    return true;
  if (a->kind != b->kind)
    return false;
  ty_finish_interfaces(c, a);
  ty_finish_interfaces(c, b);
  return ty_identical(a, b);
}

const TyType *ty_default(const TyChecker *c, const TyType *t) {
  if (t->kind == TY_UNTYPED_RUNE)
    return ty_table_rune(c->types);
  static const TyKind defaults[] = {
      [TY_UNTYPED_BOOL] = TY_BOOL,     [TY_UNTYPED_INT] = TY_INT,
      [TY_UNTYPED_FLOAT] = TY_FLOAT64, [TY_UNTYPED_COMPLEX] = TY_COMPLEX128,
      [TY_UNTYPED_STRING] = TY_STRING,
  };
  if (t->kind < GL_COUNT_OF(defaults) && defaults[t->kind])
    return ty_basic(c, defaults[t->kind]);
  return t;
}

const TyType *ty_array_deref(const TyChecker *c, const TyType *t) {
  if (t->kind == TY_POINTER) {
    const TyType *u = ty_checked_under(c, t->pointer.elem);
    if (u->kind == TY_ARRAY)
      return u;
  }
  return t;
}

bool ty_is_bytes(TyChecker *c, const TyType *t) {
  const TyType *u = ty_checked_under(c, t);
  return u->kind == TY_SLICE && ty_same(c, u->slice.elem, ty_basic(c, TY_UINT8));
}

static bool is_comparable(const TyType *t, const TyType *u) {
  return t->has_type_param ? ty_is_comparable_deep(t, false) : ty_is_comparable(u);
}

bool ty_comparable(TyChecker *c, const TyType *t, const char **cause) {
  if (cause)
    *cause = "";
  const TyType *u = ty_checked_under(c, t);
  ty_finish_interfaces(c, u);
  if (!ty_is_valid(u) || is_comparable(t, u))
    return true;
  if (!cause)
    return false;
  if (ty_is_type_param(t)) {
    const TyTypeSet *s = ty_param_type_set(c, t);
    bool is_empty = !s->is_all && s->n_terms == 0;
    *cause = is_empty ? "empty type set" : "incomparable types in type set";
  }
  if (u->kind == TY_ARRAY)
    *cause = ty_text(c, "%s cannot be compared", ty_str_type(c, t));
  for (uint32_t i = 0; u->kind == TY_STRUCT && i < u->strct.n_fields; i++) {
    const TyType *f = u->strct.fields[i].type;
    if (ty_comparable(c, f, NULL))
      continue;
    *cause = ty_text(c, "struct containing %s cannot be compared", ty_str_type(c, f));
    break;
  }
  return false;
}
