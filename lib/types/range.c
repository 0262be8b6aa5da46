/// \file
/// for … range.
/// Source: Go spec "For statements with range clause".

#include "generic_internal.h"

/// What ranging over a type gives: variables' types (NULL: there is no such variable).
typedef struct RangeTypes {
  const TyType *key, *value;
  const char *cause; // why it is not possible, "" for no detail; NULL when it is
} RangeTypes;

static RangeTypes cannot(const char *cause) { return (RangeTypes){.cause = cause}; }

/// func(yield func(K, V) bool)
static RangeTypes range_func(TyChecker *c, const TyType *f) {
#define FORM "func must be func(yield func(...) bool): "
  if (!ty_version_allows(c, 23))
    return cannot("requires go1.23 or later");
  if (f->func.n_params != 1)
    return cannot(FORM "wrong argument count");
  if (f->func.n_results != 0)
    return cannot(FORM "unexpected results");
  const char *cause;
  const TyType *yield = ty_common_under(c, f->func.params[0].type, &cause);
  if (!yield)
    return cannot(ty_text(c, FORM "in yield type, %s", cause));
  if (yield->kind != TY_FUNC)
    return cannot(FORM "argument is not func");
  if (yield->func.n_params > 2)
    return cannot(FORM "yield func has too many parameters");
  const TyType *result = yield->func.n_results == 1 ? yield->func.results[0].type : NULL;
  if (!result || !ty_same(c, result, ty_basic(c, TY_BOOL)))
    return cannot(result && ty_is_boolean(c, result) ? FORM
                      "yield func returns user-defined boolean, not bool"
                                                     : FORM "yield func does not return bool");
  if (yield->func.is_variadic)
    return cannot(ty_text(c, "yield func of type %s cannot be variadic", ty_str_type(c, yield)));
  RangeTypes r = {0};
  if (yield->func.n_params >= 1)
    r.key = yield->func.params[0].type;
  if (yield->func.n_params >= 2)
    r.value = yield->func.params[1].type;
  return r;
#undef FORM
}

/// The underlying type that all types of t's type set have; channels must not be for sending only.
static const TyType *common_type(TyChecker *c, const TyType *t, const char **cause) {
  TyTerm self;
  uint32_t n;
  const TyTerm *terms = ty_terms(c, t, &self, &n);
  for (uint32_t i = 0; i < n; i++) {
    const TyType *u = ty_checked_under(c, terms[i].type);
    if (u->kind != TY_CHAN || u->chan.dir != TY_CHAN_SEND)
      continue;
    *cause = ty_text(c, "receive from send-only channel %s", ty_str_type(c, terms[i].type));
    return NULL;
  }
  return ty_common_under(c, t, cause);
}

static RangeTypes range_types(TyChecker *c, const TyType *t) {
  const char *cause;
  const TyType *u = common_type(c, t, &cause);
  if (!u)
    return cannot(cause);
  u = ty_array_deref(c, u);
  const TyType *integer = ty_basic(c, TY_INT);
  switch ((TyKind)u->kind) {
  TY_CASE_BASIC:
    if (ty_is_string(c, u)) // an untyped one gets its type in ty_check_range
      return (RangeTypes){.key = integer, .value = ty_table_rune(c->types)};
    if (!ty_is_integer(c, u))
      return cannot("");
    return ty_version_allows(c, 22) ? (RangeTypes){.key = t} : cannot("requires go1.22 or later");
  case TY_ARRAY: return (RangeTypes){.key = integer, .value = u->array.elem};
  case TY_SLICE: return (RangeTypes){.key = integer, .value = u->slice.elem};
  case TY_MAP: return (RangeTypes){.key = u->map.key, .value = u->map.elem};
  case TY_CHAN: return (RangeTypes){.key = u->chan.elem};
  case TY_FUNC: return range_func(c, u);
  case TY_STRUCT:
  case TY_POINTER:
  case TY_INTERFACE:
  case TY_TUPLE:
  case TY_NAMED:
  case TY_TYPE_PARAM:
  case TY_UNION: return cannot("");
  case TY_KIND_COUNT: break;
  }
  GL_UNREACHABLE();
}

/// Reports what is wrong with the operand or the number of variables; fills the types.
static RangeTypes check_operand(TyChecker *c, SynNode *s, TyOperand *x) {
  if (x->mode == TY_MODE_NONE)
    return cannot("");
  RangeTypes r = range_types(c, x->type);
  SynNode *key = s->range_stmt.key, *value = s->range_stmt.value, *extra = s->range_stmt.extra;
  if (r.cause)
    ty_error(c, ty_loc_operand(x), GL_DIAG_TY_MISMATCH, "cannot range over %s%s%s",
             ty_str_operand(c, x), *r.cause ? ": " : "", r.cause);
  else if (!r.key && key)
    ty_error(c, syn_node_start(key), GL_DIAG_TY_ERROR,
             "range over %s permits no iteration variables", ty_str_operand(c, x));
  else if (!r.value && value)
    ty_error(c, syn_node_start(value), GL_DIAG_TY_ERROR,
             "range over %s permits only one iteration variable", ty_str_operand(c, x));
  else if (extra)
    ty_error(c, syn_node_start(extra), GL_DIAG_TY_ERROR,
             "range clause permits at most two iteration variables");
  return r;
}

/// `for i := range array`: the array is not evaluated, only its length counts.
static void record_length(TyChecker *c, SynNode *s, const TyOperand *x) {
  if (x->mode == TY_MODE_NONE || s->range_stmt.value || c->env.has_call_or_recv)
    return;
  const TyType *a = ty_array_deref(c, ty_checked_under(c, x->type));
  if (a->kind == TY_ARRAY)
    ty_info_set_type(c->info, syn_unparen(s->range_stmt.x), TY_MODE_CONST, ty_basic(c, TY_INT),
                     ty_const_from_int64(c->arena, a->array.len));
}

static TyObject *define_var(TyChecker *c, SynNode *s, SynNode *lhs) {
  bool is_ident = lhs->kind == SYN_IDENT;
  if (!is_ident)
    ty_error(c, syn_node_start(lhs), GL_DIAG_TY_ERROR, "invalid syntax tree: cannot declare %s",
             ty_str_expr(c, lhs));
  GlName name = is_ident ? lhs->ident.name : gl_intern_cstr(c->world->names, "_");
  TyObject *o = ty_object_make(c, TY_OBJ_VAR, name, lhs->loc, NULL, s);
  if (is_ident)
    ty_info_set_object(c->info, lhs, o);
  return o;
}

static void define_vars(TyChecker *c, SynNode *s, TyOperand *x, const RangeTypes *r) {
  SynNode *lhs[2] = {s->range_stmt.key, s->range_stmt.value};
  const TyType *types[2] = {r->key, r->value};
  TyObject *vars[2];
  uint32_t n = 0;
  bool is_int = x->mode != TY_MODE_NONE && ty_is_integer(c, x->type);
  for (int i = 0; i < 2; i++) {
    if (!lhs[i])
      continue;
    TyObject *o = define_var(c, s, lhs[i]);
    if (!(o->name->len == 1 && o->name->text[0] == '_'))
      vars[n++] = o;
    if (!ty_is_valid(types[i])) {
      o->type = c->invalid;
      o->is_used = true;
    } else if (is_int) {
      ty_init_var(c, o, x, "range clause");
    } else {
      TyOperand y = {.mode = TY_MODE_VALUE, .expr = lhs[i], .type = types[i]};
      ty_init_var(c, o, &y, "assignment");
    }
  }
  if (n == 0)
    ty_error(c, s->loc, GL_DIAG_TY_UNUSED, "no new variables on left side of :=");
  for (uint32_t i = 0; i < n; i++)
    ty_declare_local(c, NULL, vars[i]);
}

static void assign_vars(TyChecker *c, SynNode *s, TyOperand *x, const RangeTypes *r) {
  SynNode *lhs[2] = {s->range_stmt.key, s->range_stmt.value};
  const TyType *types[2] = {r->key, r->value};
  bool is_int = x->mode != TY_MODE_NONE && ty_is_integer(c, x->type);
  for (int i = 0; i < 2; i++) {
    if (!lhs[i] || !ty_is_valid(types[i]))
      continue;
    if (!is_int) {
      TyOperand y = {.mode = TY_MODE_VALUE, .expr = lhs[i], .type = types[i]};
      ty_assign_var(c, lhs[i], NULL, &y, "assignment");
      continue;
    }
    ty_assign_var(c, lhs[i], NULL, x, "range clause");
    if (x->mode != TY_MODE_NONE && !ty_is_integer(c, x->type))
      ty_error(c, syn_node_start(lhs[i]), GL_DIAG_TY_MISMATCH,
               "cannot use iteration variable of type %s", ty_str_type(c, x->type));
  }
}

void ty_check_range(TyChecker *c, SynNode *s) {
  TyOperand x = {0};
  c->env.has_call_or_recv = false;
  ty_check_expr(c, &x, s->range_stmt.x);
  record_length(c, s, &x);
  RangeTypes r = check_operand(c, s, &x);
  if (x.mode != TY_MODE_NONE && ty_is_string(c, x.type))
    ty_convert_untyped(c, &x, ty_default(c, x.type));
  ty_scope_open(c);
  if (s->range_stmt.is_define)
    define_vars(c, s, &x, &r);
  else if (s->range_stmt.key)
    assign_vars(c, s, &x, &r);
  else if (x.mode != TY_MODE_NONE && ty_is_integer(c, x.type))
    ty_check_assignment(c, &x, NULL, TY_CONTEXT("range clause"));
  ty_check_stmt(c, s->range_stmt.body);
  ty_scope_close(c);
}
