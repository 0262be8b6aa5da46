/// \file
/// Expressions: which rule applies, and what every operand must be.
/// Source: Go spec "Expressions".

#include "generic_internal.h"

// --- what operands may be ------------------------------------------------------------------------

void ty_require_value(TyChecker *c, TyOperand *x, bool allows_type) {
  const char *fmt = NULL;
  if (x->mode == TY_MODE_NO_VALUE)
    fmt = allows_type ? "%s used as value or type" : "%s used as value";
  else if (x->mode == TY_MODE_BUILTIN && !allows_type)
    fmt = "%s must be called";
  else if (x->mode == TY_MODE_TYPE && !allows_type)
    fmt = "%s is not an expression";
  if (!fmt)
    return;
  ty_error(c, ty_loc_operand(x), GL_DIAG_TY_ERROR, fmt, ty_str_operand(c, x));
  x->mode = TY_MODE_NONE;
}

void ty_require_single(TyChecker *c, TyOperand *x) {
  if (x->mode != TY_MODE_VALUE || x->type->kind != TY_TUPLE)
    return;
  ty_error(c, ty_loc_operand(x), GL_DIAG_TY_MISMATCH, "multiple-value %s in single-value context",
           ty_str_operand(c, x));
  x->mode = TY_MODE_NONE;
}

// --- single forms --------------------------------------------------------------------------------

/// What pointer x points to; of a type parameter all types must be pointers to it. NULL after an
/// error.
static const TyType *pointer_base(TyChecker *c, const TyOperand *x) {
  TyTerm self;
  uint32_t n;
  const TyTerm *terms = ty_terms(c, x->type, &self, &n);
  const TyType *base = NULL;
  const char *problem = n == 0 ? "cannot indirect %s" : NULL;
  for (uint32_t i = 0; i < n && !problem; i++) {
    const TyType *u = ty_checked_under(c, terms[i].type);
    if (u->kind != TY_POINTER)
      problem = "cannot indirect %s";
    else if (base && !ty_same(c, base, u->pointer.elem))
      problem = "pointers of %s must have identical base types";
    else
      base = u->pointer.elem;
  }
  if (!problem)
    return base;
  // The formats above take one operand.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wformat-nonliteral"
  const char *text = ty_text(c, problem, ty_str_operand(c, x));
#pragma clang diagnostic pop
  ty_error(c, ty_loc_operand(x), GL_DIAG_TY_MISMATCH, "invalid operation: %s", text);
  return NULL;
}

static void check_deref(TyChecker *c, TyOperand *x, SynNode *e) {
  ty_check_expr_or_type(c, x, e->unary.x);
  if (x->mode == TY_MODE_NONE)
    return;
  if (x->mode == TY_MODE_TYPE) {
    ty_check_valid_var_type(c, e->unary.x, x->type);
    x->type = ty_new_pointer(c->types, x->type);
    return;
  }
  const TyType *base = pointer_base(c, x);
  x->mode = base && ty_require_complete(c, base) ? TY_MODE_VARIABLE : TY_MODE_NONE;
  if (base)
    x->type = base;
}

void ty_check_type_assertion(TyChecker *c, SynNode *e, const TyOperand *x, const TyType *t,
                             bool is_type_switch) {
  const char *cause = "";
  if (ty_checked_under(c, t)->kind == TY_INTERFACE || ty_has_methods(c, t, x->type, false, &cause))
    return;
  GlLoc loc = syn_node_start(e);
  if (is_type_switch)
    ty_error(c, loc, GL_DIAG_TY_MISMATCH,
             "impossible type switch case: %s\n\t%s cannot have dynamic type %s %s",
             ty_str_expr(c, e), ty_str_operand(c, x), ty_str_type(c, t), cause);
  else
    ty_error(c, loc, GL_DIAG_TY_MISMATCH,
             "impossible type assertion: %s\n\t%s does not implement %s %s", ty_str_expr(c, e),
             ty_str_type(c, t), ty_str_type(c, x->type), cause);
}

static void check_assert(TyChecker *c, TyOperand *x, SynNode *e) {
  if (!e->type_assert.type) {
    ty_error(c, syn_node_start(e), GL_DIAG_TY_ERROR,
             "invalid syntax tree: use of .(type) outside type switch");
    ty_check_use_one(c, e->type_assert.x);
    return;
  }
  ty_check_expr(c, x, e->type_assert.x);
  if (x->mode == TY_MODE_NONE)
    return;
  if (ty_is_type_param(x->type)) {
    ty_error(c, ty_loc_operand(x), GL_DIAG_TY_MISMATCH,
             "invalid operation: cannot use type assertion on type parameter value %s",
             ty_str_operand(c, x));
    x->mode = TY_MODE_NONE;
    return;
  }
  if (!ty_is_iface(c, x->type)) {
    ty_error(c, ty_loc_operand(x), GL_DIAG_TY_MISMATCH, "invalid operation: %s is not an interface",
             ty_str_operand(c, x));
    x->mode = TY_MODE_NONE;
    return;
  }
  const TyType *t = ty_check_var_type(c, e->type_assert.type);
  if (!ty_is_valid(t) || !ty_require_complete(c, t)) {
    x->mode = TY_MODE_NONE;
    return;
  }
  ty_check_type_assertion(c, e, x, t, false);
  x->mode = TY_MODE_COMMA_OK;
  x->type = t;
}

static void misplaced(TyChecker *c, TyOperand *x, SynNode *e, const char *what) {
  ty_error(c, syn_node_start(e), GL_DIAG_TY_ERROR, "invalid syntax tree: %s", what);
  x->mode = TY_MODE_NONE;
}

static void type_operand(TyChecker *c, TyOperand *x, SynNode *e) {
  x->type = ty_check_type(c, e);
  x->mode = TY_MODE_TYPE;
}

static TyExprKind check_by_kind(TyChecker *c, TyOperand *x, SynNode *e, const TyType *hint,
                                TyTarget target) {
  switch (e->kind) {
  case SYN_BAD_EXPR: break;
  case SYN_IDENT: ty_check_ident(c, x, e, false); break;
  case SYN_BASIC_LIT: ty_check_basic_lit(c, x, e); break;
  case SYN_FUNC_LIT: ty_check_func_lit(c, x, e); break;
  case SYN_COMPOSITE_LIT: ty_check_composite_lit(c, x, e, hint); break;
  case SYN_PAREN: return ty_check_raw_expr(c, x, e->unary.x, NULL);
  case SYN_SELECTOR: ty_check_selector(c, x, e, false); break;
  case SYN_INDEX:
    if (ty_check_index_expr(c, x, e))
      ty_instantiate_operand(c, x, e, target);
    break;
  case SYN_SLICE: ty_check_slice_expr(c, x, e); break;
  case SYN_TYPE_ASSERT: check_assert(c, x, e); break;
  case SYN_CALL: return ty_check_call(c, x, e);
  case SYN_STAR: check_deref(c, x, e); break;
  case SYN_UNARY:
    ty_check_unary(c, x, e);
    if (e->op == SYN_OP_RECV)
      return TY_EXPR_STATEMENT;
    break;
  case SYN_BINARY: ty_check_binary_chain(c, x, e); break;
  case SYN_KEY_VALUE: misplaced(c, x, e, "no key:value expected"); break;
  case SYN_ELLIPSIS: misplaced(c, x, e, "invalid use of ..."); break;
  case SYN_ARRAY_TYPE:
  case SYN_SLICE_TYPE:
  case SYN_STRUCT_TYPE:
  case SYN_FUNC_TYPE:
  case SYN_INTERFACE_TYPE:
  case SYN_MAP_TYPE:
  case SYN_CHAN_TYPE: type_operand(c, x, e); break;
  }
  return x->mode == TY_MODE_NONE ? TY_EXPR_STATEMENT : TY_EXPR_EXPRESSION;
}

static TyExprKind check_raw(TyChecker *c, TyOperand *x, SynNode *e, const TyType *hint,
                            TyTarget target, bool allows_generic) {
  *x = (TyOperand){.expr = e, .type = c->invalid};
  TyExprKind kind = check_by_kind(c, x, e, hint, target);
  x->expr = e;
  if (!allows_generic)
    ty_require_no_generic(c, x, target);
  ty_record(c, x);
  return kind;
}

TyExprKind ty_check_raw_expr(TyChecker *c, TyOperand *x, SynNode *e, const TyType *hint) {
  return check_raw(c, x, e, hint, (TyTarget){0}, false);
}

void ty_check_expr_hint(TyChecker *c, TyOperand *x, SynNode *e, const TyType *hint) {
  ty_check_raw_expr(c, x, e, hint);
  ty_require_value(c, x, false);
  ty_require_single(c, x);
}

void ty_check_expr(TyChecker *c, TyOperand *x, SynNode *e) { ty_check_expr_hint(c, x, e, NULL); }

void ty_check_expr_target(TyChecker *c, TyOperand *x, SynNode *e, TyTarget target) {
  check_raw(c, x, e, NULL, target, false);
  ty_require_value(c, x, false);
  ty_require_single(c, x);
}

void ty_check_generic_expr(TyChecker *c, TyOperand *x, SynNode *e, const TyType *hint) {
  check_raw(c, x, e, hint, (TyTarget){0}, true);
  ty_require_value(c, x, false);
  ty_require_single(c, x);
}

void ty_check_expr_or_type(TyChecker *c, TyOperand *x, SynNode *e) {
  ty_check_raw_expr(c, x, e, NULL);
  ty_require_value(c, x, true);
  ty_require_single(c, x);
}

void ty_check_expr_or_generic(TyChecker *c, TyOperand *x, SynNode *e) {
  check_raw(c, x, e, NULL, (TyTarget){0}, true);
  ty_require_value(c, x, true);
  ty_require_single(c, x);
}

// --- several values ------------------------------------------------------------------------------

static const char *nth(TyChecker *c, uint32_t n) {
  static const char *const first[] = {"1st function result", "2nd function result",
                                      "3rd function result"};
  return n <= GL_COUNT_OF(first) ? first[n - 1] : ty_text(c, "%uth function result", n);
}

static TyOperand *multi_expr(TyChecker *c, SynNode *e, bool allows_comma_ok, bool allows_generic,
                             uint32_t *n, bool *is_comma_ok) {
  TyOperand x = {0};
  check_raw(c, &x, e, NULL, (TyTarget){0}, allows_generic);
  ty_require_value(c, &x, false);
  *is_comma_ok = false;
  TyOperand *list;
  if (x.mode == TY_MODE_VALUE && x.type->kind == TY_TUPLE) {
    *n = x.type->tuple.n;
    list = GL_NEW_ARRAY(c->arena, TyOperand, *n);
    for (uint32_t i = 0; i < *n; i++)
      list[i] = (TyOperand){
          .mode = TY_MODE_VALUE, .expr = e, .label = nth(c, i + 1), .type = x.type->tuple.types[i]};
    return list;
  }
  list = GL_NEW_ARRAY(c->arena, TyOperand, 2);
  list[0] = x;
  *n = 1;
  if (allows_comma_ok && (x.mode == TY_MODE_MAP_INDEX || x.mode == TY_MODE_COMMA_OK)) {
    list[1] = (TyOperand){.mode = TY_MODE_VALUE,
                          .expr = e,
                          .label = "ok value of (comma, ok) expression",
                          .type = ty_basic(c, TY_UNTYPED_BOOL)};
    *n = 2;
    *is_comma_ok = true;
  }
  return list;
}

TyOperand *ty_check_multi_expr(TyChecker *c, SynNode *e, bool allows_comma_ok, uint32_t *n,
                               bool *is_comma_ok) {
  return multi_expr(c, e, allows_comma_ok, false, n, is_comma_ok);
}

TyOperand *ty_check_argument_exprs(TyChecker *c, SynNode *e, uint32_t *n) {
  bool is_comma_ok;
  return multi_expr(c, e, false, true, n, &is_comma_ok);
}

TyOperand *ty_check_expr_list(TyChecker *c, SynList list, uint32_t *n) {
  bool is_comma_ok;
  *n = list.len;
  if (list.len == 1)
    return ty_check_multi_expr(c, list.data[0], false, n, &is_comma_ok);
  TyOperand *operands = GL_NEW_ARRAY(c->arena, TyOperand, list.len + 1);
  for (uint32_t i = 0; i < list.len; i++)
    ty_check_expr(c, &operands[i], list.data[i]);
  return operands;
}

// --- uses only -----------------------------------------------------------------------------------

static bool use_one(TyChecker *c, SynNode *e, bool is_lhs) {
  TyOperand x = {.mode = TY_MODE_VALUE};
  SynNode *n = syn_unparen(e);
  if (n->kind != SYN_IDENT) {
    check_raw(c, &x, e, NULL, (TyTarget){0}, true);
    return x.mode != TY_MODE_NONE;
  }
  if (n->ident.name->len == 1 && n->ident.name->text[0] == '_')
    return true;
  TyObject *v = is_lhs ? ty_name_lookup(c, n->ident.name, NULL) : NULL;
  bool was_used = v && v->is_used;
  ty_check_expr_or_generic(c, &x, n);
  if (v && v->kind == TY_OBJ_VAR && v->pkg == c->pkg)
    v->is_used = was_used; // being assigned to is no use
  return x.mode != TY_MODE_NONE;
}

bool ty_check_use_one(TyChecker *c, SynNode *e) { return use_one(c, e, false); }

bool ty_check_use(TyChecker *c, SynList list) {
  bool ok = true;
  for (uint32_t i = 0; i < list.len; i++)
    ok &= use_one(c, list.data[i], false);
  return ok;
}

bool ty_check_use_lhs(TyChecker *c, SynList list) {
  bool ok = true;
  for (uint32_t i = 0; i < list.len; i++)
    ok &= use_one(c, list.data[i], true);
  return ok;
}
