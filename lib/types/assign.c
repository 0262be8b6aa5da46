/// \file
/// Assignments, initialisations, short variable declarations, returned values.
/// Source: Go spec "Assignment statements", "Variable declarations", "Short variable declarations",
/// "Return statements".

#include "check_internal.h"

#include <string.h>

static bool is_blank_name(GlName name) { return name->len == 1 && name->text[0] == '_'; }

static const char *context_text(TyChecker *c, TyContext k) {
  return k.callee ? ty_text(c, "argument to %s", ty_str_expr(c, k.callee)) : k.text;
}

static void invalidate(TyOperand *x) { x->mode = TY_MODE_NONE; }

// --- one value -----------------------------------------------------------------------------------

/// Gives untyped x its type; false after an error.
static bool assign_untyped(TyChecker *c, TyOperand *x, const TyType *t, TyContext k) {
  const TyType *target = t;
  if (x->mode == TY_MODE_NIL) {
    if (!t) {
      ty_error(c, ty_loc_operand(x), GL_DIAG_TY_MISMATCH, "use of untyped nil in %s",
               context_text(c, k));
      return false;
    }
  } else if (!t || ty_is_iface(c, t)) {
    target = ty_default(c, x->type);
  }
  const TyType *type;
  const TyConst *value;
  TyConvertError error = ty_implicit_type(c, x, target, &type, &value);
  if (error != TY_CONVERT_OK) {
    const char *what = error == TY_CONVERT_TRUNCATED   ? " (truncated)"
                       : error == TY_CONVERT_OVERFLOWS ? " (overflows)"
                                                       : "";
    GlDiag *d =
        ty_error(c, ty_loc_operand(x), GL_DIAG_TY_MISMATCH, "cannot use %s as %s value in %s%s",
                 ty_str_operand(c, x), ty_str_type(c, target), context_text(c, k), what);
    ty_note_callee(c, d, k.callee);
    return false;
  }
  if (value) {
    ty_update_expr_value(c, x, value);
    x->value = value;
  }
  if (type != x->type) {
    x->type = type;
    if (!x->label)
      ty_update_expr_type(c, x->expr, type, false);
  }
  return true;
}

void ty_check_assignment(TyChecker *c, TyOperand *x, const TyType *t, TyContext k) {
  ty_require_single(c, x);
  switch (x->mode) {
  case TY_MODE_NONE: return;
  case TY_MODE_NO_VALUE:
  case TY_MODE_BUILTIN:
  case TY_MODE_TYPE:
    ty_error(c, ty_loc_operand(x), GL_DIAG_TY_MISMATCH, "cannot assign %s to %s in %s",
             ty_str_operand(c, x), ty_str_type(c, t), context_text(c, k));
    invalidate(x);
    return;
  case TY_MODE_CONST:
  case TY_MODE_VARIABLE:
  case TY_MODE_MAP_INDEX:
  case TY_MODE_VALUE:
  case TY_MODE_NIL:
  case TY_MODE_COMMA_OK: break;
  }
  if (ty_is_untyped(x->type) && !assign_untyped(c, x, t, k)) {
    invalidate(x);
    return;
  }
  if (x->type->kind == TY_FUNC && x->type->func.n_type_params > 0)
    ty_require_no_generic(c, x, ty_target(c, t, context_text(c, k)));
  const char *cause = "";
  if (!t || x->mode == TY_MODE_NONE || ty_assignable(c, x, t, &cause))
    return;
  GlDiag *d = ty_error(c, ty_loc_operand(x), GL_DIAG_TY_MISMATCH,
                       "cannot use %s as %s value in %s%s%s", ty_str_operand(c, x),
                       ty_str_type(c, t), context_text(c, k), *cause ? ": " : "", cause);
  ty_note_callee(c, d, k.callee);
  invalidate(x);
}

void ty_init_const(TyChecker *c, TyObject *lhs, TyOperand *x) {
  bool is_bad =
      x->mode == TY_MODE_NONE || !ty_is_valid(x->type) || (lhs->type && !ty_is_valid(lhs->type));
  if (!is_bad && x->mode != TY_MODE_CONST) {
    ty_error(c, ty_loc_operand(x), GL_DIAG_TY_CONST, "%s is not constant", ty_str_operand(c, x));
    is_bad = true;
  }
  if (is_bad) {
    if (!lhs->type)
      lhs->type = c->invalid;
    return;
  }
  if (!lhs->type)
    lhs->type = x->type;
  ty_check_assignment(c, x, lhs->type, TY_CONTEXT("constant declaration"));
  if (x->mode != TY_MODE_NONE)
    lhs->value = x->value;
}

void ty_init_var(TyChecker *c, TyObject *lhs, TyOperand *x, const char *context) {
  if (x->mode == TY_MODE_NONE || !ty_is_valid(x->type) || (lhs->type && !ty_is_valid(lhs->type))) {
    if (!lhs->type)
      lhs->type = c->invalid;
    invalidate(x);
    return;
  }
  if (!lhs->type) {
    if (x->type->kind == TY_UNTYPED_NIL) {
      ty_error(c, ty_loc_operand(x), GL_DIAG_TY_MISMATCH, "use of untyped nil in %s", context);
      lhs->type = c->invalid;
      invalidate(x);
      return;
    }
    lhs->type = ty_default(c, x->type);
  }
  ty_check_assignment(c, x, lhs->type, TY_CONTEXT(context));
}

// --- the left side -------------------------------------------------------------------------------

static const TyType *not_assignable(TyChecker *c, const TyOperand *x) {
  const SynNode *e = x->expr;
  if (e->kind == SYN_SELECTOR && ty_info_mode(c->info, e->selector.x) == TY_MODE_MAP_INDEX)
    ty_error(c, ty_loc_operand(x), GL_DIAG_TY_MISMATCH, "cannot assign to struct field %s in map",
             ty_str_expr(c, e));
  else
    ty_error(c, ty_loc_operand(x), GL_DIAG_TY_MISMATCH,
             "cannot assign to %s (neither addressable nor a map index expression)",
             ty_str_expr(c, e));
  return c->invalid;
}

/// The type of the variable that `lhs` denotes; NULL for `_`, INVALID after an error. To be
/// assigned to is no use of a variable.
static const TyType *lhs_type(TyChecker *c, SynNode *lhs) {
  SynNode *ident = syn_unparen(lhs);
  TyObject *v = NULL;
  if (ident->kind == SYN_IDENT) {
    if (is_blank_name(ident->ident.name)) {
      ty_info_set_object(c->info, ident, NULL);
      return NULL;
    }
    v = ty_name_lookup(c, ident->ident.name, NULL);
    if (v && (v->kind != TY_OBJ_VAR || v->pkg != c->pkg))
      v = NULL;
  }
  bool was_used = v && v->is_used;
  TyOperand x = {0};
  ty_check_expr(c, &x, lhs);
  if (v)
    v->is_used = was_used;
  if (x.mode == TY_MODE_NONE || !ty_is_valid(x.type))
    return c->invalid;
  if (x.mode != TY_MODE_VARIABLE && x.mode != TY_MODE_MAP_INDEX)
    return not_assignable(c, &x);
  return x.type;
}

void ty_assign_var(TyChecker *c, SynNode *lhs, SynNode *rhs, TyOperand *x, const char *context) {
  const TyType *t = lhs_type(c, lhs);
  if (t && !ty_is_valid(t)) {
    if (x)
      invalidate(x);
    else
      ty_check_use_one(c, rhs);
    return;
  }
  TyOperand y = {0};
  if (!x) {
    x = &y;
    TyTarget target = ty_target(c, t, "");
    if (target.type)
      target.text = ty_str_expr(c, lhs);
    ty_check_expr_target(c, x, rhs, target);
  }
  if (!t && strcmp(context, "assignment") == 0)
    context = "assignment to _ identifier";
  ty_check_assignment(c, x, t, TY_CONTEXT(context));
}

// --- several values ------------------------------------------------------------------------------

static const char *type_summary(TyChecker *c, const TyType *t) {
  if (!ty_is_valid(t))
    return "unknown type";
  if (!ty_is_untyped(t))
    return ty_str_type(c, t);
  if (ty_is_numeric(c, t))
    return "number";
  return ty_str_type(c, t) + strlen("untyped ");
}

const char *ty_str_types(TyChecker *c, const TyType *const *types, uint32_t n, bool is_variadic,
                         bool has_dots) {
  GlBuf b;
  gl_buf_init(&b, c->arena);
  gl_buf_char(&b, '(');
  for (uint32_t i = 0; i < n; i++) {
    bool is_last = i + 1 == n;
    const TyType *t = types[i];
    if (is_last && is_variadic && t->kind == TY_SLICE) {
      gl_buf_str(&b, "...");
      gl_buf_str(&b, ty_str_type(c, t->slice.elem));
    } else {
      gl_buf_str(&b, type_summary(c, t));
    }
    if (is_last && has_dots)
      gl_buf_str(&b, "...");
    if (!is_last)
      gl_buf_str(&b, ", ");
  }
  gl_buf_char(&b, ')');
  return b.data;
}

static void report_assign_mismatch(TyChecker *c, SynList rhs, uint32_t n_lhs, uint32_t n_rhs) {
  const SynNode *first = rhs.data[0];
  const char *vars = ty_text(c, "%u variable%s", n_lhs, n_lhs == 1 ? "" : "s");
  const char *values = ty_text(c, "%u value%s", n_rhs, n_rhs == 1 ? "" : "s");
  const SynNode *call = syn_unparen(rhs.data[0]);
  if (rhs.len == 1 && call->kind == SYN_CALL)
    ty_note_callee(c,
                   ty_error(c, syn_node_start(first), GL_DIAG_TY_MISMATCH,
                            "assignment mismatch: %s but %s returns %s", vars,
                            ty_str_expr(c, call->call.fun), values),
                   call->call.fun);
  else
    ty_error(c, syn_node_start(first), GL_DIAG_TY_MISMATCH, "assignment mismatch: %s but %s", vars,
             values);
}

static void report_return_mismatch(TyChecker *c, SynNode *ret, TyObject **lhs, uint32_t n_lhs,
                                   const TyOperand *rhs, uint32_t n_rhs) {
  GlLoc loc = ret->loc;
  if (n_rhs > n_lhs)
    loc = ty_loc_operand(&rhs[n_lhs]);
  else if (n_rhs > 0)
    loc = ty_loc_operand(&rhs[n_rhs - 1]);
  const TyType **have = GL_NEW_ARRAY(c->arena, const TyType *, n_rhs + 1);
  const TyType **want = GL_NEW_ARRAY(c->arena, const TyType *, n_lhs + 1);
  for (uint32_t i = 0; i < n_rhs; i++)
    have[i] = rhs[i].type;
  for (uint32_t i = 0; i < n_lhs; i++)
    want[i] = lhs[i]->type;
  GlDiag *d = ty_error(c, loc, GL_DIAG_TY_ARG_COUNT, "%s return values",
                       n_rhs > n_lhs ? "too many" : "not enough");
  ty_error_more(c, d, GL_LOC_NONE, "have %s", ty_str_types(c, have, n_rhs, false, false));
  ty_error_more(c, d, GL_LOC_NONE, "want %s", ty_str_types(c, want, n_lhs, false, false));
}

static void invalidate_untyped_vars(TyChecker *c, TyObject **lhs, uint32_t n) {
  for (uint32_t i = 0; i < n; i++)
    if (!lhs[i]->type)
      lhs[i]->type = c->invalid;
}

static bool is_call(SynList rhs) {
  return rhs.len == 1 && syn_unparen(rhs.data[0])->kind == SYN_CALL;
}

/// lhs and rhs of different lengths, neither being one call.
static void init_mismatch(TyChecker *c, TyObject **lhs, uint32_t n_lhs, SynList rhs, SynNode *ret) {
  if (ty_check_use(c, rhs)) {
    if (ret) {
      uint32_t n;
      TyOperand *values = ty_check_expr_list(c, rhs, &n);
      report_return_mismatch(c, ret, lhs, n_lhs, values, n);
    } else if (rhs.len > 0) {
      report_assign_mismatch(c, rhs, n_lhs, rhs.len);
    }
  }
  invalidate_untyped_vars(c, lhs, n_lhs);
}

void ty_init_vars(TyChecker *c, TyObject **lhs, uint32_t n_lhs, SynList rhs, SynNode *ret) {
  const char *context = ret ? "return statement" : n_lhs > 1 ? "multiple assignment" : "assignment";
  if (n_lhs == rhs.len && !is_call(rhs)) {
    for (uint32_t i = 0; i < n_lhs; i++) {
      TyOperand x = {0};
      const char *name = lhs[i]->name->text;
      TyTarget target = ty_target(c, lhs[i]->type, ret && !*name ? "result variable" : name);
      ty_check_expr_target(c, &x, rhs.data[i], target);
      ty_init_var(c, lhs[i], &x, context);
    }
    return;
  }
  if (rhs.len != 1) {
    init_mismatch(c, lhs, n_lhs, rhs, ret);
    return;
  }
  uint32_t n;
  bool is_comma_ok;
  TyOperand *values = ty_check_multi_expr(c, rhs.data[0], n_lhs == 2 && !ret, &n, &is_comma_ok);
  if (n == n_lhs) {
    for (uint32_t i = 0; i < n; i++)
      ty_init_var(c, lhs[i], &values[i], context);
    return;
  }
  if (values[0].mode != TY_MODE_NONE) {
    if (ret)
      report_return_mismatch(c, ret, lhs, n_lhs, values, n);
    else
      report_assign_mismatch(c, rhs, n_lhs, n);
  }
  invalidate_untyped_vars(c, lhs, n_lhs);
}

void ty_assign_vars(TyChecker *c, SynList lhs, SynList rhs) {
  const char *context = lhs.len > 1 ? "multiple assignment" : "assignment";
  if (lhs.len == rhs.len && !is_call(rhs)) {
    for (uint32_t i = 0; i < lhs.len; i++)
      ty_assign_var(c, lhs.data[i], rhs.data[i], NULL, context);
    return;
  }
  if (rhs.len != 1) {
    bool lhs_ok = ty_check_use_lhs(c, lhs);
    if (ty_check_use(c, rhs) && lhs_ok)
      report_assign_mismatch(c, rhs, lhs.len, rhs.len);
    return;
  }
  uint32_t n;
  bool is_comma_ok;
  TyOperand *values = ty_check_multi_expr(c, rhs.data[0], lhs.len == 2, &n, &is_comma_ok);
  if (n == lhs.len) {
    for (uint32_t i = 0; i < n; i++)
      ty_assign_var(c, lhs.data[i], NULL, &values[i], context);
    return;
  }
  if (values[0].mode != TY_MODE_NONE)
    report_assign_mismatch(c, rhs, lhs.len, n);
  ty_check_use_lhs(c, lhs);
}

// --- := ------------------------------------------------------------------------------------------

/// Whether the identifier stands before in the list too.
static bool is_repeated(TyChecker *c, SynList lhs, uint32_t i, GlPtrMap **seen) {
  GlName name = lhs.data[i]->ident.name;
  if (is_blank_name(name) || lhs.len == 1)
    return false;
  if (!*seen)
    *seen = gl_ptrmap_new(c->arena);
  if (gl_ptrmap_get(*seen, name))
    return true;
  gl_ptrmap_set(*seen, name, lhs.data[i]);
  return false;
}

/// The variable that one name of `lhs := …` means; NULL after an error. *is_new: declared here.
static TyObject *define_var(TyChecker *c, SynList lhs, uint32_t i, GlPtrMap **seen, SynNode *stmt,
                            bool *is_new) {
  SynNode *e = lhs.data[i];
  *is_new = false;
  if (e->kind != SYN_IDENT) {
    ty_check_use_lhs(c, (SynList){.data = &lhs.data[i], .len = 1});
    ty_error(c, syn_node_start(e), GL_DIAG_TY_ERROR,
             "non-name %s on left side of :=", ty_str_expr(c, e));
    return NULL;
  }
  if (is_repeated(c, lhs, i, seen)) {
    ty_error(c, e->loc, GL_DIAG_TY_DUPLICATE,
             "%s repeated on left side of :=", e->ident.name->text);
    return NULL;
  }
  TyObject *old = ty_scope_get(c->env.scope, e->ident.name);
  if (old) {
    ty_info_set_object(c->info, e, old);
    if (old->kind == TY_OBJ_VAR)
      return old;
    ty_error(c, e->loc, GL_DIAG_TY_MISMATCH, "cannot assign to %s", e->ident.name->text);
    return NULL;
  }
  TyObject *o = ty_object_make(c, TY_OBJ_VAR, e->ident.name, e->loc, NULL, stmt);
  ty_info_set_object(c->info, e, o);
  *is_new = !is_blank_name(o->name);
  return o;
}

void ty_short_var_decl(TyChecker *c, SynNode *stmt) {
  SynList lhs = stmt->assign.lhs, rhs = stmt->assign.rhs;
  uint32_t top = c->actions.len, n_new = 0;
  TyObject **vars = GL_NEW_ARRAY(c->arena, TyObject *, lhs.len);
  bool *is_new = GL_NEW_ARRAY(c->arena, bool, lhs.len);
  GlPtrMap *seen = NULL;
  bool has_error = false;
  for (uint32_t i = 0; i < lhs.len; i++) {
    vars[i] = define_var(c, lhs, i, &seen, stmt, &is_new[i]);
    n_new += is_new[i];
    if (!vars[i]) {
      has_error = true;
      vars[i] = ty_object_make(c, TY_OBJ_VAR, gl_intern_cstr(c->world->names, "_"),
                               lhs.data[i]->loc, NULL, stmt);
    }
  }
  ty_init_vars(c, vars, lhs.len, rhs, NULL);
  ty_run_actions(c, top);
  if (n_new == 0 && !has_error) {
    ty_error(c, stmt->loc, GL_DIAG_TY_UNUSED, "no new variables on left side of :=");
    return;
  }
  for (uint32_t i = 0; i < lhs.len; i++)
    if (is_new[i])
      ty_declare_local(c, NULL, vars[i]);
}
