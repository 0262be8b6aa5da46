/// \file
/// Index and slice expressions; what may be an index.
/// Source: Go spec "Index expressions", "Slice expressions".

#include "generic_internal.h"

bool ty_is_valid_index(TyChecker *c, TyOperand *x, const char *what, bool allows_negative) {
  if (x->mode == TY_MODE_NONE)
    return false;
  ty_convert_untyped(c, x, ty_basic(c, TY_INT));
  if (x->mode == TY_MODE_NONE)
    return false;
  const char *problem = NULL;
  if (!ty_all_integer(c, x->type))
    problem = "must be integer";
  else if (x->mode != TY_MODE_CONST)
    return true;
  else if (!allows_negative && ty_const_sign(x->value) < 0)
    problem = "must not be negative";
  else if (!ty_const_representable(c->arena, x->value, TY_INT, &x->value))
    problem = "overflows int";
  if (!problem)
    return true;
  ty_error(c, ty_loc_operand(x), GL_DIAG_TY_CONST, "invalid argument: %s %s %s", what,
           ty_str_operand(c, x), problem);
  return false;
}

const TyType *ty_check_index(TyChecker *c, SynNode *e, int64_t max, int64_t *value) {
  *value = -1;
  TyOperand x = {0};
  ty_check_expr(c, &x, e);
  if (!ty_is_valid_index(c, &x, "index", false))
    return c->invalid;
  if (x.mode != TY_MODE_CONST)
    return x.type;
  int64_t v;
  if (!ty_const_int64(x.value, &v))
    return c->invalid; // an unknown value
  if (max >= 0 && v >= max) {
    ty_error(c, ty_loc_operand(&x), GL_DIAG_TY_CONST,
             "invalid argument: index %s out of bounds [0:%lld]", ty_str_const(c, x.value),
             (long long)max);
    return c->invalid;
  }
  *value = v;
  return x.type;
}

static void map_index(TyChecker *c, TyOperand *x, SynNode *index, const TyType *key,
                      const TyType *elem) {
  TyOperand k = {0};
  ty_check_generic_expr(c, &k, index, NULL);
  ty_check_assignment(c, &k, key, TY_CONTEXT("map index"));
  x->mode = TY_MODE_MAP_INDEX; // even if the key is wrong: its type is known
  x->type = elem;
}

/// What indexing a value of one type gives.
typedef struct Indexed {
  const TyType *key;  // of a map; else NULL
  const TyType *elem; // NULL: it cannot be indexed
  TyMode mode;
  int64_t len; // number of elements, -1: not known
} Indexed;

/// Of a type with underlying type u, for an operand of mode `mode`.
static Indexed index_type(TyChecker *c, const TyType *u, TyMode mode) {
  Indexed r = {.mode = TY_MODE_VARIABLE, .len = -1};
  if (u->kind == TY_STRING || u->kind == TY_UNTYPED_STRING) {
    r.mode = TY_MODE_VALUE;
    r.elem = ty_table_byte(c->types);
  } else if (u->kind == TY_SLICE) {
    r.elem = u->slice.elem;
  } else if (u->kind == TY_MAP) {
    r.key = u->map.key;
    r.elem = u->map.elem;
  } else {
    const TyType *a = u->kind == TY_POINTER ? ty_checked_under(c, u->pointer.elem) : u;
    if (a->kind != TY_ARRAY)
      return r;
    r.elem = a->array.elem;
    r.len = a->array.len;
    if (u->kind == TY_ARRAY && mode != TY_MODE_VARIABLE)
      r.mode = TY_MODE_VALUE;
  }
  return r;
}

static bool same_or_null(TyChecker *c, const TyType *a, const TyType *b) {
  return a && b ? ty_same(c, a, b) : a == b;
}

/// What indexing x gives: of a type parameter what all its types give alike.
static Indexed index_all(TyChecker *c, const TyOperand *x) {
  TyTerm self;
  uint32_t n;
  const TyTerm *terms = ty_terms(c, x->type, &self, &n);
  Indexed r = {.len = -1};
  for (uint32_t i = 0; i < n; i++) {
    Indexed one = index_type(c, ty_checked_under(c, terms[i].type), x->mode);
    if (i == 0)
      r = one;
    else if (!one.elem || !same_or_null(c, r.key, one.key) || !ty_same(c, r.elem, one.elem))
      r.elem = NULL;
    if (!r.elem)
      return r;
    if (one.mode == TY_MODE_VALUE)
      r.mode = TY_MODE_VALUE;
    if (one.len >= 0 && one.len < r.len)
      r.len = one.len;
  }
  return r;
}

static SynNode *single_index(TyChecker *c, SynNode *e) {
  if (e->index.indices.len > 1)
    ty_error(c, syn_node_start(e->index.indices.data[1]), GL_DIAG_TY_ERROR,
             "invalid operation: more than one index");
  return e->index.indices.data[0];
}

static bool parts_complete(TyChecker *c, const TyType *t) {
  if (!ty_require_complete(c, t))
    return false;
  const TyType *u = ty_checked_under(c, t);
  if (u->kind == TY_POINTER)
    return ty_require_complete(c, u->pointer.elem);
  return u->kind != TY_MAP || ty_require_complete(c, u->map.elem);
}

bool ty_check_index_expr(TyChecker *c, TyOperand *x, SynNode *e) {
  ty_check_expr_or_generic(c, x, e->index.x);
  if (x->mode == TY_MODE_NONE) {
    ty_check_use(c, e->index.indices);
    return false;
  }
  if (x->mode == TY_MODE_TYPE) {
    x->type = ty_check_var_type(c, e);
    x->mode = ty_is_valid(x->type) ? TY_MODE_TYPE : TY_MODE_NONE;
    return false;
  }
  if (ty_is_generic_func(x))
    return true;
  if (!parts_complete(c, x->type)) {
    x->mode = TY_MODE_NONE;
    return false;
  }
  Indexed r = index_all(c, x);
  if (!r.elem || x->mode == TY_MODE_BUILTIN || x->mode == TY_MODE_NIL) {
    ty_error(c, e->loc, GL_DIAG_TY_MISMATCH, "cannot index %s", ty_str_operand(c, x));
    ty_check_use(c, e->index.indices);
    x->mode = TY_MODE_NONE;
    return false;
  }
  SynNode *index = single_index(c, e);
  if (r.key) {
    map_index(c, x, index, r.key, r.elem);
    return false;
  }
  if (x->mode == TY_MODE_CONST)
    r.len = ty_const_string_len(x->value);
  if (ty_is_untyped(x->type))
    ty_convert_untyped(c, x, ty_default(c, x->type));
  x->mode = r.mode;
  x->type = r.elem;
  int64_t value;
  ty_check_index(c, index, r.len, &value);
  return false;
}

// --- slicing -------------------------------------------------------------------------------------

static bool slice_string(TyChecker *c, TyOperand *x, SynNode *e, int64_t *len) {
  if (e->slice.is_full) {
    ty_error(c, syn_node_start(e->slice.max ? e->slice.max : e), GL_DIAG_TY_ERROR,
             "invalid operation: 3-index slice of string");
    return false;
  }
  if (x->mode == TY_MODE_CONST)
    *len = ty_const_string_len(x->value);
  if (ty_is_untyped(x->type))
    ty_convert_untyped(c, x, ty_default(c, x->type));
  return true;
}

/// The underlying type that all types of x have; strings count as byte slices as long as there are
/// others too. NULL after an error.
static const TyType *sliced_type(TyChecker *c, const TyOperand *x) {
  TyTerm self;
  uint32_t n;
  const TyTerm *terms = ty_terms(c, x->type, &self, &n);
  const TyType *bytes = ty_new_slice(c->types, ty_table_byte(c->types)), *common = NULL;
  bool has_string = false;
  if (n == 0) {
    ty_error(c, ty_loc_operand(x), GL_DIAG_TY_MISMATCH, "cannot slice %s: no specific type in %s",
             ty_str_operand(c, x), ty_str_type(c, x->type));
    return NULL;
  }
  for (uint32_t i = 0; i < n; i++) {
    const TyType *u = ty_checked_under(c, terms[i].type);
    bool is_string = u->kind == TY_STRING || u->kind == TY_UNTYPED_STRING;
    has_string |= is_string;
    if (is_string)
      u = bytes;
    if (common && !ty_same(c, common, u)) {
      ty_error(c, ty_loc_operand(x), GL_DIAG_TY_MISMATCH,
               "cannot slice %s: %s and %s have different underlying types", ty_str_operand(c, x),
               ty_str_type(c, terms[0].type), ty_str_type(c, terms[i].type));
      return NULL;
    }
    common = common ? common : u;
  }
  return !has_string ? common : ty_basic(c, TY_STRING);
}

/// Makes x what slicing it gives. False after an error.
static bool slice_operand(TyChecker *c, TyOperand *x, SynNode *e, int64_t *len) {
  const TyType *u = sliced_type(c, x);
  if (!u)
    return false;
  if (u->kind == TY_STRING)
    return slice_string(c, x, e, len);
  if (u->kind == TY_SLICE)
    return x->mode != TY_MODE_NIL;
  if (u->kind == TY_ARRAY) {
    *len = u->array.len;
    if (x->mode == TY_MODE_VARIABLE) {
      x->type = ty_new_slice(c->types, u->array.elem);
      return true;
    }
    ty_error(c, ty_loc_operand(x), GL_DIAG_TY_MISMATCH, "cannot slice unaddressable value %s",
             ty_str_operand(c, x));
    return false;
  }
  if (u->kind == TY_POINTER) {
    if (!ty_require_complete(c, u->pointer.elem))
      return false;
    const TyType *a = ty_checked_under(c, u->pointer.elem);
    if (a->kind == TY_ARRAY) {
      *len = a->array.len;
      x->type = ty_new_slice(c->types, a->array.elem);
      return true;
    }
  }
  ty_error(c, ty_loc_operand(x), GL_DIAG_TY_MISMATCH, "cannot slice %s", ty_str_operand(c, x));
  return false;
}

/// Constant indices must not decrease.
static void check_slice_order(TyChecker *c, SynNode *const *nodes, const int64_t *values) {
  for (int i = 0; i < 2; i++) {
    if (values[i] <= 0)
      continue;
    for (int k = i + 1; k < 3; k++)
      if (values[k] >= 0 && values[k] < values[i]) {
        ty_error(c, nodes[k] ? syn_node_start(nodes[k]) : syn_node_start(nodes[i]),
                 GL_DIAG_TY_CONST, "invalid slice indices: %lld < %lld", (long long)values[k],
                 (long long)values[i]);
        return;
      }
  }
}

void ty_check_slice_expr(TyChecker *c, TyOperand *x, SynNode *e) {
  SynNode *nodes[3] = {e->slice.lo, e->slice.hi, e->slice.max};
  ty_check_expr(c, x, e->slice.x);
  if (x->mode == TY_MODE_NONE) {
    for (int i = 0; i < 3; i++)
      if (nodes[i])
        ty_check_use_one(c, nodes[i]);
    return;
  }
  int64_t len = -1;
  if (!slice_operand(c, x, e, &len)) {
    x->mode = TY_MODE_NONE;
    return;
  }
  x->mode = TY_MODE_VALUE;
  if (e->slice.is_full && (!nodes[1] || !nodes[2])) {
    x->mode = TY_MODE_NONE; // a syntax error
    return;
  }
  int64_t values[3];
  for (int i = 0; i < 3; i++) {
    values[i] = i == 0 ? 0 : len;
    if (nodes[i])
      ty_check_index(c, nodes[i], len >= 0 ? len + 1 : -1, &values[i]);
  }
  check_slice_order(c, nodes, values);
}
