/// \file
/// Index and slice expressions; what may be an index.
/// Source: Go spec "Index expressions", "Slice expressions".

#include "check_internal.h"

bool ty_is_valid_index(TyChecker *c, TyOperand *x, const char *what, bool allows_negative) {
  if (x->mode == TY_MODE_NONE)
    return false;
  ty_convert_untyped(c, x, ty_basic(c, TY_INT));
  if (x->mode == TY_MODE_NONE)
    return false;
  const char *problem = NULL;
  if (!ty_is_integer(c, x->type))
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

static void map_index(TyChecker *c, TyOperand *x, SynNode *index, const TyType *map) {
  TyOperand key = {0};
  ty_check_expr(c, &key, index);
  ty_check_assignment(c, &key, map->map.key, TY_CONTEXT("map index"));
  x->mode = TY_MODE_MAP_INDEX; // even if the key is wrong: its type is known
  x->type = map->map.elem;
}

/// Makes x its element; *len is the number of elements if that is known, else -1. False when x
/// cannot be indexed.
static bool index_elem(TyChecker *c, TyOperand *x, int64_t *len) {
  const TyType *u = ty_checked_under(c, x->type);
  *len = -1;
  if (u->kind == TY_STRING || u->kind == TY_UNTYPED_STRING) {
    if (x->mode == TY_MODE_CONST)
      *len = ty_const_string_len(x->value);
    ty_convert_untyped(c, x, ty_default(c, x->type));
    x->mode = TY_MODE_VALUE;
    x->type = ty_table_byte(c->types);
    return true;
  }
  if (u->kind == TY_SLICE) {
    x->mode = TY_MODE_VARIABLE;
    x->type = u->slice.elem;
    return true;
  }
  const TyType *a = u->kind == TY_POINTER ? ty_checked_under(c, u->pointer.elem) : u;
  if (a->kind != TY_ARRAY)
    return false;
  *len = a->array.len;
  if (u->kind == TY_POINTER)
    x->mode = TY_MODE_VARIABLE;
  else if (x->mode != TY_MODE_VARIABLE)
    x->mode = TY_MODE_VALUE;
  x->type = a->array.elem;
  return true;
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

void ty_check_index_expr(TyChecker *c, TyOperand *x, SynNode *e) {
  ty_check_expr_or_type(c, x, e->index.x);
  if (x->mode == TY_MODE_NONE) {
    ty_check_use(c, e->index.indices);
    return;
  }
  if (x->mode == TY_MODE_TYPE) {
    x->type = ty_check_var_type(c, e);
    x->mode = ty_is_valid(x->type) ? TY_MODE_TYPE : TY_MODE_NONE;
    return;
  }
  if (!parts_complete(c, x->type)) {
    x->mode = TY_MODE_NONE;
    return;
  }
  const TyType *u = ty_checked_under(c, x->type);
  if (u->kind == TY_MAP) {
    map_index(c, x, single_index(c, e), u);
    return;
  }
  int64_t len, value;
  TyOperand before = *x;
  if (!index_elem(c, x, &len)) {
    ty_error(c, e->loc, GL_DIAG_TY_MISMATCH, "cannot index %s", ty_str_operand(c, &before));
    ty_check_use(c, e->index.indices);
    x->mode = TY_MODE_NONE;
    return;
  }
  ty_check_index(c, single_index(c, e), len, &value);
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
  ty_convert_untyped(c, x, ty_default(c, x->type));
  return true;
}

/// Makes x what slicing it gives. False after an error.
static bool slice_operand(TyChecker *c, TyOperand *x, SynNode *e, int64_t *len) {
  const TyType *u = ty_checked_under(c, x->type);
  if (u->kind == TY_STRING || u->kind == TY_UNTYPED_STRING)
    return slice_string(c, x, e, len);
  if (u->kind == TY_SLICE)
    return true;
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
