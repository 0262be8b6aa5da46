/// \file
/// Explicit conversions T(x).
/// Source: Go spec "Conversions".

#include "generic_internal.h"

/// Identity when struct tags do not count.
static bool same_but_tags(TyChecker *c, const TyType *a, const TyType *b) {
  if (a->kind != b->kind || a->kind <= TY_UNTYPED_NIL || a->kind == TY_NAMED)
    return ty_same(c, a, b);
  switch ((TyKind)a->kind) {
  case TY_ARRAY:
    return a->array.len == b->array.len && same_but_tags(c, a->array.elem, b->array.elem);
  case TY_SLICE: return same_but_tags(c, a->slice.elem, b->slice.elem);
  case TY_POINTER: return same_but_tags(c, a->pointer.elem, b->pointer.elem);
  case TY_CHAN: return a->chan.dir == b->chan.dir && same_but_tags(c, a->chan.elem, b->chan.elem);
  case TY_MAP:
    return same_but_tags(c, a->map.key, b->map.key) && same_but_tags(c, a->map.elem, b->map.elem);
  case TY_STRUCT: {
    if (a->strct.n_fields != b->strct.n_fields)
      return false;
    for (uint32_t i = 0; i < a->strct.n_fields; i++) {
      const TyField *f = &a->strct.fields[i], *g = &b->strct.fields[i];
      if (f->is_embedded != g->is_embedded || !ty_name_same(f->name, f->pkg, g->name, g->pkg) ||
          !same_but_tags(c, f->type, g->type))
        return false;
    }
    return true;
  }
  case TY_FUNC: {
    if (a->func.n_params != b->func.n_params || a->func.n_results != b->func.n_results ||
        a->func.is_variadic != b->func.is_variadic)
      return false;
    for (uint32_t i = 0; i < a->func.n_params; i++)
      if (!same_but_tags(c, a->func.params[i].type, b->func.params[i].type))
        return false;
    for (uint32_t i = 0; i < a->func.n_results; i++)
      if (!same_but_tags(c, a->func.results[i].type, b->func.results[i].type))
        return false;
    return true;
  }
  TY_CASE_BASIC:
  case TY_INTERFACE:
  case TY_TUPLE:
  case TY_NAMED:
  case TY_TYPE_PARAM:
  case TY_UNION: return ty_same(c, a, b);
  case TY_KIND_COUNT: break;
  }
  GL_UNREACHABLE();
}

static bool is_bytes_or_runes(const TyChecker *c, const TyType *u) {
  if (u->kind != TY_SLICE)
    return false;
  TyKind kind = ty_checked_under(c, u->slice.elem)->kind;
  return kind == TY_UINT8 || kind == TY_INT32;
}

static bool is_address(const TyType *u) { return u->kind == TY_POINTER || u->kind == TY_UINTPTR; }

/// Slice to array or to pointer to array. Sets *cause when only the language version forbids it.
static bool slice_converts(TyChecker *c, const TyType *vu, const TyType *tu, const char **cause) {
  bool is_pointer = tu->kind == TY_POINTER;
  const TyType *a = is_pointer ? ty_checked_under(c, tu->pointer.elem) : tu;
  if (a->kind != TY_ARRAY || !ty_same(c, vu->slice.elem, a->array.elem))
    return false;
  if (ty_version_allows(c, is_pointer ? 17 : 20))
    return true;
  *cause = is_pointer ? "conversion of slice to array pointer requires go1.17 or later"
                      : "conversion of slice to array requires go1.20 or later";
  return false;
}

/// What holds for types that are no type parameters, beyond assignability. *cause as above.
static bool plain_converts(TyChecker *c, const TyType *v, const TyType *t, const char **cause) {
  const TyType *vu = ty_checked_under(c, v), *tu = ty_checked_under(c, t);
  if (same_but_tags(c, vu, tu))
    return true;
  if (v->kind == TY_POINTER && t->kind == TY_POINTER && !ty_is_type_param(v->pointer.elem) &&
      !ty_is_type_param(t->pointer.elem) &&
      same_but_tags(c, ty_checked_under(c, v->pointer.elem), ty_checked_under(c, t->pointer.elem)))
    return true;
  uint32_t vf = ty_flags(vu), tf = ty_flags(tu), real = TY_F_INTEGER | TY_F_FLOAT;
  if ((vf & real && tf & real) || (vf & TY_F_COMPLEX && tf & TY_F_COMPLEX))
    return true;
  if ((vf & TY_F_INTEGER || is_bytes_or_runes(c, vu)) && tf & TY_F_STRING)
    return true;
  if (vf & TY_F_STRING && is_bytes_or_runes(c, tu))
    return true;
  if ((is_address(vu) && tu->kind == TY_UNSAFE_POINTER) ||
      (is_address(tu) && vu->kind == TY_UNSAFE_POINTER))
    return true;
  return vu->kind == TY_SLICE && slice_converts(c, vu, tu, cause);
}

static bool converts(TyChecker *c, const TyOperand *x, const TyType *t, const char **cause) {
  const TyType *v = x->type;
  if (ty_assignable(c, x, t, cause))
    return true;
  bool v_param = ty_is_type_param(v), t_param = ty_is_type_param(t);
  if (!v_param && !t_param)
    return plain_converts(c, v, t, cause);
  // Each type of the one type set must convert to each of the other.
  TyTerm v_self, t_self;
  uint32_t n_v, n_t;
  const TyTerm *v_terms = ty_terms(c, v, &v_self, &n_v), *t_terms = ty_terms(c, t, &t_self, &n_t);
  TyOperand one = *x;
  for (uint32_t i = 0; i < n_v * n_t; i++) {
    one.type = v_terms[i / n_t].type;
    const TyType *to = t_terms[i % n_t].type;
    if (converts(c, &one, to, cause))
      continue;
    const char *in_v = v_param ? ty_text(c, " (in %s)", ty_str_type(c, v)) : "";
    const char *in_t = t_param ? ty_text(c, " (in %s)", ty_str_type(c, t)) : "";
    *cause = ty_text(c, "cannot convert %s%s to type %s%s%s%s", ty_str_type(c, one.type), in_v,
                     ty_str_type(c, to), in_t, **cause ? "\n\t" : "", *cause);
    return false;
  }
  return n_v > 0 && n_t > 0;
}

/// UTF-8 of a code point; what is none becomes U+FFFD.
static const TyConst *rune_string(TyChecker *c, const TyConst *v) {
  uint64_t r;
  if (!ty_const_uint64(v, &r) || r > 0x10FFFF || (r >= 0xD800 && r <= 0xDFFF))
    r = 0xFFFD;
  char *s = GL_NEW_ARRAY(c->arena, char, 4);
  size_t n = 0;
  if (r < 0x80) {
    s[n++] = (char)r;
  } else if (r < 0x800) {
    s[n++] = (char)(0xC0 | r >> 6);
    s[n++] = (char)(0x80 | (r & 0x3F));
  } else if (r < 0x10000) {
    s[n++] = (char)(0xE0 | r >> 12);
    s[n++] = (char)(0x80 | (r >> 6 & 0x3F));
    s[n++] = (char)(0x80 | (r & 0x3F));
  } else {
    s[n++] = (char)(0xF0 | r >> 18);
    s[n++] = (char)(0x80 | (r >> 12 & 0x3F));
    s[n++] = (char)(0x80 | (r >> 6 & 0x3F));
    s[n++] = (char)(0x80 | (r & 0x3F));
  }
  return ty_const_from_bytes(c->arena, s, n);
}

static bool constant_converts(TyChecker *c, TyOperand *x, const TyType *t) {
  const TyType *u = ty_checked_under(c, t);
  if (ty_const_representable(c->arena, x->value, (TyKind)u->kind, &x->value))
    return true;
  if (!ty_is_integer(c, x->type) || !ty_is_string(c, t)) {
    const TyConst *i = ty_const_to_int(c->arena, x->value);
    if (ty_is_integer(c, t) && ty_const_kind(i) == TY_CONST_INT)
      x->value = i; // what messages show
    return false;
  }
  x->value = rune_string(c, x->value);
  return true;
}

/// Whether constant x converts to each type of a type parameter's type set.
static bool constant_converts_to_all(TyChecker *c, const TyOperand *x, const TyType *t,
                                     const char **cause) {
  TyTerm self;
  uint32_t n;
  const TyTerm *terms = ty_terms(c, t, &self, &n);
  if (n == 0)
    *cause = ty_text(c, "%s does not contain specific types", ty_str_type(c, t));
  for (uint32_t i = 0; i < n; i++) {
    const TyType *u = ty_checked_under(c, terms[i].type);
    const TyConst *value;
    if (ty_is_string(c, x->type) && is_bytes_or_runes(c, u))
      continue;
    if (ty_is_const_type(c, u) &&
        (ty_const_representable(c->arena, x->value, (TyKind)u->kind, &value) ||
         (ty_is_integer(c, x->type) && ty_is_string(c, u))))
      continue;
    bool overflows = ty_is_integer(c, x->type) && ty_is_integer(c, u);
    *cause = overflows ? ty_text(c, "constant %s overflows %s (in %s)", ty_str_const(c, x->value),
                                 ty_str_type(c, u), ty_str_type(c, t))
                       : ty_text(c, "cannot convert %s to type %s (in %s)", ty_str_operand(c, x),
                                 ty_str_type(c, u), ty_str_type(c, t));
    return false;
  }
  return n > 0;
}

/// The type that an untyped operand of a conversion to T gets.
static const TyType *final_type(TyChecker *c, const TyOperand *x, const TyType *t, bool was_const) {
  if (x->mode == TY_MODE_NIL || x->type->kind == TY_UNTYPED_NIL)
    return t;
  if (ty_is_iface(c, t) || (was_const && !ty_is_const_type(c, t)))
    return ty_default(c, x->type);
  if (x->mode == TY_MODE_CONST && ty_is_integer(c, x->type) && ty_all_string(c, t))
    return x->type; // string(65): the operand has no other type
  return t;
}

void ty_check_conversion(TyChecker *c, TyOperand *x, const TyType *t) {
  bool was_const = x->mode == TY_MODE_CONST, ok;
  if (!ty_is_valid(x->type)) {
    x->mode = TY_MODE_NONE;
    return;
  }
  const char *cause = "";
  if (was_const && ty_is_const_type(c, t)) {
    const TyConst *value = x->value;
    ok = constant_converts(c, x, t);
    if (!ok && ty_is_integer(c, x->type) && ty_is_integer(c, t)) {
      ty_error(c, ty_loc_operand(x), GL_DIAG_TY_CONST, "constant %s overflows %s",
               ty_str_const(c, value), ty_str_type(c, t));
      x->mode = TY_MODE_NONE;
      return;
    }
  } else if (was_const && ty_is_type_param(t)) {
    ok = constant_converts_to_all(c, x, t, &cause);
    x->mode = TY_MODE_VALUE; // type parameters are no constants
  } else {
    ok = converts(c, x, t, &cause);
  }
  if (!ok) {
    ty_error(c, ty_loc_operand(x), GL_DIAG_TY_MISMATCH, "cannot convert %s to type %s%s%s",
             ty_str_operand(c, x), ty_str_type(c, t), *cause ? ": " : "", cause);
    x->mode = TY_MODE_NONE;
    return;
  }
  if (ty_is_untyped(x->type)) {
    const TyType *final = final_type(c, x, t, was_const);
    if (!x->label)
      ty_update_expr_type(c, x->expr, final, true);
  }
  if (!was_const || !ty_is_const_type(c, t))
    x->mode = TY_MODE_VALUE;
  x->type = t;
}
