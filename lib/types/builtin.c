/// \file
/// Calls of the predeclared functions.
/// Source: Go spec "Built-in functions".

#include "builtin_internal.h"
#include "generic_internal.h"

#include <string.h>

typedef struct BuiltinFacts {
  const char *name;
  uint8_t n_args; // least number
  bool is_variadic;
} BuiltinFacts;

static const BuiltinFacts facts[] = {
#define TY_BUILTIN(NAME, name, n_args, is_variadic, kind) {name, n_args, is_variadic},
#include "golite/types/builtins.def"
#undef TY_BUILTIN
};

bool ty_builtin_fail(TyChecker *c, const TyOperand *at, const char *fmt, ...) {
  va_list list;
  va_start(list, fmt);
  char *msg = gl_arena_vprintf(c->arena, fmt, list);
  va_end(list);
  ty_error(c, ty_loc_operand(at), GL_DIAG_TY_MISMATCH, "%s", msg);
  return false;
}

bool ty_builtin_result(TyOperand *x, TyMode mode, const TyType *type) {
  x->mode = mode;
  x->type = type;
  x->label = NULL;
  return true;
}

static bool no_result(TyOperand *x) {
  x->mode = TY_MODE_NO_VALUE;
  x->label = NULL;
  return true;
}

// --- slices, maps, channels ----------------------------------------------------------------------

/// The element type of slice x; "invalid OP: …" and NULL when it is none.
static const TyType *slice_elem(TyChecker *c, const TyOperand *x, const char *op) {
  TyTerm self;
  uint32_t n;
  const TyTerm *terms = ty_terms(c, x->type, &self, &n);
  const TyType *elem = NULL;
  bool is_bad = n == 0 || x->mode == TY_MODE_NIL;
  for (uint32_t i = 0; i < n && !is_bad; i++) {
    const TyType *u = ty_checked_under(c, terms[i].type);
    if (!ty_is_valid(u))
      return NULL;
    if (u->kind != TY_SLICE) {
      is_bad = true;
    } else if (elem && !ty_same(c, elem, u->slice.elem)) {
      ty_builtin_fail(c, x, "invalid %s: mismatched slice element types %s and %s in %s", op,
                      ty_str_type(c, elem), ty_str_type(c, u->slice.elem), ty_str_operand(c, x));
      return NULL;
    } else if (!elem) {
      elem = u->slice.elem;
    }
  }
  if (!is_bad)
    return elem;
  ty_builtin_fail(c, x, "invalid %s: argument must be a slice; have %s", op,
                  x->mode == TY_MODE_NIL ? "untyped nil" : ty_str_operand(c, x));
  return NULL;
}

/// Whether x's types are all string or []byte; *has_string: one is string.
static bool is_bytes_or_string(TyChecker *c, const TyOperand *x, bool *has_string) {
  TyTerm self;
  uint32_t n;
  const TyTerm *terms = ty_terms(c, x->type, &self, &n);
  *has_string = false;
  for (uint32_t i = 0; i < n; i++) {
    if (ty_is_string(c, terms[i].type))
      *has_string = true;
    else if (!ty_is_bytes(c, terms[i].type))
      return false;
  }
  return n > 0;
}

/// Whether x may take part in the special rules for byte slices.
static bool assignable_to_bytes(TyChecker *c, const TyOperand *x) {
  return ty_assignable(c, x, ty_new_slice(c->types, ty_table_byte(c->types)), NULL);
}

static bool check_append(TyChecker *c, TyBuiltinCall *k) {
  const TyType *elem = slice_elem(c, k->x, "append");
  if (!elem)
    return false;
  const TyType *slice = k->x->type;
  bool has_string = false;
  bool spreads_string = k->n_args == 2 && k->node->call.has_dots && assignable_to_bytes(c, k->x) &&
                        is_bytes_or_string(c, &k->args[1], &has_string) && has_string;
  if (spreads_string) {
    if (ty_is_untyped(k->args[1].type))
      ty_convert_untyped(c, &k->args[1], ty_basic(c, TY_STRING));
  } else {
    TyParam params[2] = {{.type = slice}, {.type = ty_new_slice(c->types, elem)}};
    TyType *sig = ty_new_func(c->types, params, 2, NULL, 0, true);
    ty_check_arguments(c, k->node, sig, k->args, k->n_args);
  }
  return ty_builtin_result(k->x, TY_MODE_VALUE, slice);
}

/// Whether len (or cap) is defined for values of underlying type u.
static bool has_length(TyChecker *c, const TyType *u, bool is_len) {
  u = ty_array_deref(c, u);
  if (u->kind == TY_STRING || u->kind == TY_UNTYPED_STRING || u->kind == TY_MAP)
    return is_len;
  return u->kind == TY_ARRAY || u->kind == TY_SLICE || u->kind == TY_CHAN;
}

static bool all_have_length(TyChecker *c, const TyOperand *x, bool is_len) {
  TyTerm self;
  uint32_t n;
  const TyTerm *terms = ty_terms(c, x->type, &self, &n);
  for (uint32_t i = 0; i < n; i++)
    if (!has_length(c, ty_checked_under(c, terms[i].type), is_len))
      return false;
  return n > 0;
}

/// The length of an array is constant when evaluating it has no effect.
static bool check_len(TyChecker *c, TyBuiltinCall *k) {
  const TyType *u = ty_array_deref(c, ty_checked_under(c, k->x->type));
  if (!all_have_length(c, k->x, k->builtin == TY_BUILTIN_LEN))
    return ty_is_valid(u) && ty_builtin_fail(c, k->x, INVALID_ARG "%s for built-in %s",
                                             ty_str_operand(c, k->x), k->name);
  TyMode mode = TY_MODE_VALUE;
  const TyConst *value = NULL;
  if (k->x->mode == TY_MODE_CONST && ty_is_string(c, u)) {
    mode = TY_MODE_CONST;
    value = ty_const_kind(k->x->value) == TY_CONST_UNKNOWN
                ? ty_const_unknown()
                : ty_const_from_int64(c->arena, ty_const_string_len(k->x->value));
  } else if (u->kind == TY_ARRAY && !c->env.has_call_or_recv) {
    mode = TY_MODE_CONST;
    value = u->array.len >= 0 ? ty_const_from_int64(c->arena, u->array.len) : ty_const_unknown();
  }
  k->x->value = value;
  return ty_builtin_result(k->x, mode, ty_basic(c, TY_INT));
}

static bool check_clear(TyChecker *c, TyBuiltinCall *k) {
  ty_version_require(c, syn_node_start(k->node->call.fun), 21, "clear");
  TyTerm self;
  uint32_t n;
  const TyTerm *terms = ty_terms(c, k->x->type, &self, &n);
  bool ok = n > 0;
  for (uint32_t i = 0; i < n && ok; i++) {
    TyKind kind = ty_checked_under(c, terms[i].type)->kind;
    ok = kind == TY_MAP || kind == TY_SLICE;
  }
  if (!ok)
    return ty_builtin_fail(
        c, k->x, INVALID_ARG "cannot clear %s: argument must be (or constrained by) map or slice",
        ty_str_operand(c, k->x));
  return no_result(k->x);
}

static bool check_close(TyChecker *c, TyBuiltinCall *k) {
  TyTerm self;
  uint32_t n;
  const TyTerm *terms = ty_terms(c, k->x->type, &self, &n);
  const char *problem = n == 0 ? "non-channel" : NULL;
  for (uint32_t i = 0; i < n && !problem; i++) {
    const TyType *u = ty_checked_under(c, terms[i].type);
    if (u->kind != TY_CHAN)
      problem = "non-channel";
    else if (u->chan.dir == TY_CHAN_RECV)
      problem = "receive-only channel";
  }
  if (problem)
    return ty_builtin_fail(c, k->x, INVALID_OP "cannot close %s %s", problem,
                           ty_str_operand(c, k->x));
  return no_result(k->x);
}

static bool check_copy(TyChecker *c, TyBuiltinCall *k) {
  const TyType *dst = slice_elem(c, k->x, "copy");
  if (!dst)
    return false;
  TyOperand *y = &k->args[1];
  bool has_string;
  if (!assignable_to_bytes(c, k->x) || !is_bytes_or_string(c, y, &has_string)) {
    const TyType *src =
        ty_all_string(c, y->type) ? ty_table_byte(c->types) : slice_elem(c, y, "copy");
    if (!src)
      return false;
    if (!ty_same(c, dst, src))
      return ty_builtin_fail(
          c, k->x, "invalid copy: arguments %s and %s have different element types %s and %s",
          ty_str_operand(c, k->x), ty_str_operand(c, y), ty_str_type(c, dst), ty_str_type(c, src));
  }
  if (ty_is_untyped(y->type))
    ty_convert_untyped(c, y, ty_basic(c, TY_STRING));
  return ty_builtin_result(k->x, TY_MODE_VALUE, ty_basic(c, TY_INT));
}

static bool check_delete(TyChecker *c, TyBuiltinCall *k) {
  TyTerm self;
  uint32_t n;
  const TyTerm *terms = ty_terms(c, k->x->type, &self, &n);
  const TyType *key = NULL;
  for (uint32_t i = 0; i < n; i++) {
    const TyType *u = ty_checked_under(c, terms[i].type);
    if (u->kind != TY_MAP)
      return ty_builtin_fail(c, k->x, INVALID_ARG "%s is not a map", ty_str_operand(c, k->x));
    if (key && !ty_same(c, key, u->map.key))
      return ty_builtin_fail(c, k->x, INVALID_ARG "maps of %s must have identical key types",
                             ty_str_operand(c, k->x));
    key = u->map.key;
  }
  if (!key)
    return ty_builtin_fail(c, k->x, INVALID_ARG "%s is not a map", ty_str_operand(c, k->x));
  *k->x = k->args[1];
  ty_check_assignment(c, k->x, key, TY_CONTEXT("argument to delete"));
  return k->x->mode != TY_MODE_NONE && no_result(k->x);
}

/// The kind of what `make` makes; NONE after an error.
static TyKind made_kind(TyChecker *c, const TyOperand *at, const TyType *t) {
  TyTerm self;
  uint32_t n;
  const TyTerm *terms = ty_terms(c, t, &self, &n);
  const char *cause = n == 0 ? "no specific type" : NULL;
  for (uint32_t i = 0; i < n && !cause; i++) {
    TyKind kind = ty_checked_under(c, terms[i].type)->kind;
    if (kind != TY_SLICE && kind != TY_MAP && kind != TY_CHAN)
      cause = "type must be slice, map, or channel";
  }
  const TyType *u = cause ? NULL : ty_common_under(c, t, &cause);
  if (u)
    return u->kind;
  ty_builtin_fail(c, at, INVALID_ARG "cannot make %s: %s", ty_str_expr(c, at->expr), cause);
  return TY_INVALID;
}

static bool check_make(TyChecker *c, TyBuiltinCall *k) {
  SynList args = k->node->call.args;
  const TyType *t = ty_check_var_type(c, args.data[0]);
  if (!ty_is_valid(t))
    return false;
  TyOperand at = {.expr = args.data[0]};
  TyKind kind = made_kind(c, &at, t);
  if (kind == TY_INVALID)
    return false;
  uint32_t least = kind == TY_SLICE ? 2 : 1;
  at.expr = k->node;
  if (args.len < least || args.len > least + 1)
    return ty_builtin_fail(c, &at, INVALID_OP "%s expects %u or %u arguments; found %u",
                           ty_str_expr(c, k->node), least, least + 1, args.len);
  int64_t sizes[2] = {-1, -1};
  for (uint32_t i = 1; i < args.len; i++)
    ty_check_index(c, args.data[i], -1, &sizes[i - 1]);
  at.expr = args.data[1 % args.len];
  if (sizes[1] >= 0 && sizes[0] > sizes[1])
    ty_builtin_fail(c, &at, INVALID_ARG "length and capacity swapped");
  return ty_builtin_result(k->x, TY_MODE_VALUE, t);
}

// --- the rest ------------------------------------------------------------------------------------

static bool check_new(TyChecker *c, TyBuiltinCall *k) {
  SynNode *arg = k->node->call.args.data[0];
  TyOperand *x = k->x;
  ty_check_expr_or_type(c, x, arg);
  if (x->mode == TY_MODE_BUILTIN)
    ty_require_value(c, x, false);
  if (x->mode == TY_MODE_NONE)
    return false;
  if (x->mode == TY_MODE_TYPE) {
    ty_check_valid_var_type(c, arg, x->type);
  } else {
    if (ty_is_untyped(x->type))
      ty_check_assignment(c, x, NULL, TY_CONTEXT("argument to new"));
    if (x->mode == TY_MODE_NONE)
      return false;
    ty_version_require(c, syn_node_start(k->node->call.fun), 26, "new(%s)", ty_str_expr(c, arg));
  }
  return ty_builtin_result(x, TY_MODE_VALUE, ty_new_pointer(c->types, x->type));
}

static bool check_panic(TyChecker *c, TyBuiltinCall *k) {
  uint8_t flags = ty_info_flags(c->info, k->node);
  ty_info_set_flags(c->info, k->node, flags | TY_FLAG_PANIC);
  ty_check_assignment(c, k->x, c->empty_interface, TY_CONTEXT("argument to panic"));
  return k->x->mode != TY_MODE_NONE && no_result(k->x);
}

static bool check_print(TyChecker *c, TyBuiltinCall *k) {
  const char *context = k->builtin == TY_BUILTIN_PRINT ? "argument to built-in print"
                                                       : "argument to built-in println";
  for (uint32_t i = 0; i < k->n_args; i++) {
    ty_check_assignment(c, &k->args[i], NULL, TY_CONTEXT(context));
    if (k->args[i].mode == TY_MODE_NONE)
      return false;
    TyKind kind = ty_checked_under(c, k->args[i].type)->kind;
    if (kind == TY_ARRAY || kind == TY_STRUCT)
      ty_check_size_later(c, k->node, k->args[i].type);
  }
  return no_result(k->x);
}

/// assert(constant): its own value; false is an error.
static bool check_assert(TyChecker *c, TyBuiltinCall *k) {
  if (k->x->mode != TY_MODE_CONST || !ty_is_boolean(c, k->x->type))
    return ty_builtin_fail(c, k->x, INVALID_ARG "%s is not a boolean constant",
                           ty_str_operand(c, k->x));
  if (!ty_const_bool(k->x->value)) {
    TyOperand at = {.expr = k->node};
    ty_builtin_fail(c, &at, "%s failed", ty_str_expr(c, k->node));
  }
  return true;
}

static bool check_by_builtin(TyChecker *c, TyBuiltinCall *k) {
  switch (k->builtin) {
  case TY_BUILTIN_APPEND: return check_append(c, k);
  case TY_BUILTIN_CAP:
  case TY_BUILTIN_LEN: return check_len(c, k);
  case TY_BUILTIN_CLEAR: return check_clear(c, k);
  case TY_BUILTIN_CLOSE: return check_close(c, k);
  case TY_BUILTIN_COMPLEX: return ty_builtin_complex(c, k);
  case TY_BUILTIN_COPY: return check_copy(c, k);
  case TY_BUILTIN_DELETE: return check_delete(c, k);
  case TY_BUILTIN_IMAG:
  case TY_BUILTIN_REAL: return ty_builtin_real_imag(c, k);
  case TY_BUILTIN_MAKE: return check_make(c, k);
  case TY_BUILTIN_MAX:
  case TY_BUILTIN_MIN: return ty_builtin_min_max(c, k);
  case TY_BUILTIN_NEW: return check_new(c, k);
  case TY_BUILTIN_PANIC: return check_panic(c, k);
  case TY_BUILTIN_PRINT:
  case TY_BUILTIN_PRINTLN: return check_print(c, k);
  case TY_BUILTIN_RECOVER: return ty_builtin_result(k->x, TY_MODE_VALUE, c->empty_interface);
  case TY_BUILTIN_ASSERT: return check_assert(c, k);
  case TY_BUILTIN_TRACE: return k->n_args > 0 || no_result(k->x);
  case TY_BUILTIN_UNSAFE_ADD:
  case TY_BUILTIN_UNSAFE_ALIGNOF:
  case TY_BUILTIN_UNSAFE_OFFSETOF:
  case TY_BUILTIN_UNSAFE_SIZEOF:
  case TY_BUILTIN_UNSAFE_SLICE:
  case TY_BUILTIN_UNSAFE_SLICE_DATA:
  case TY_BUILTIN_UNSAFE_STRING:
  case TY_BUILTIN_UNSAFE_STRING_DATA:
    return ty_check_unsafe_builtin(c, k->x, k->node, k->builtin, k->args);
  case TY_BUILTIN_COUNT: break;
  }
  GL_UNREACHABLE();
}

/// Evaluates the arguments of builtins that take plain values.
static bool evaluate_args(TyChecker *c, TyBuiltinCall *k) {
  k->args = ty_check_expr_list(c, k->node->call.args, &k->n_args);
  for (uint32_t i = 0; i < k->n_args; i++)
    if (k->args[i].mode == TY_MODE_NONE)
      return false;
  if (k->n_args > 0)
    *k->x = k->args[0];
  return true;
}

static bool check_count(TyChecker *c, const TyBuiltinCall *k) {
  const BuiltinFacts *f = &facts[k->builtin];
  const char *msg = k->n_args < f->n_args                      ? "not enough"
                    : !f->is_variadic && k->n_args > f->n_args ? "too many"
                                                               : NULL;
  TyOperand at = {.expr = k->node};
  return !msg || ty_builtin_fail(c, &at, INVALID_OP "%s arguments for %s (expected %u, found %u)",
                                 msg, ty_str_expr(c, k->node), f->n_args, k->n_args);
}

bool ty_check_builtin(TyChecker *c, TyOperand *x, SynNode *call, TyBuiltin b) {
  TyBuiltinCall k = {
      .node = call, .x = x, .n_args = call->call.args.len, .builtin = b, .name = facts[b].name};
  if (call->call.has_dots && b != TY_BUILTIN_APPEND) {
    ty_error(c, syn_node_start(call), GL_DIAG_TY_ERROR,
             INVALID_OP "invalid use of ... with built-in %s", k.name);
    ty_check_use(c, call->call.args);
    return false;
  }
  bool is_len = b == TY_BUILTIN_LEN || b == TY_BUILTIN_CAP;
  bool had_call = c->env.has_call_or_recv;
  if (is_len)
    c->env.has_call_or_recv = false;
  bool by_node = b == TY_BUILTIN_MAKE || b == TY_BUILTIN_NEW || b == TY_BUILTIN_UNSAFE_OFFSETOF;
  bool ok = (by_node || evaluate_args(c, &k)) && check_count(c, &k) && check_by_builtin(c, &k);
  if (is_len)
    c->env.has_call_or_recv = had_call;
  return ok;
}
