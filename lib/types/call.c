/// \file
/// Calls and conversions: what is called, and whether the arguments fit.
/// Source: Go spec "Calls", "Passing arguments to ... parameters", "Conversions".

#include "check_internal.h"

/// The arguments of a call: of `f(g())` the results of g.
static TyOperand *check_args(TyChecker *c, SynList list, uint32_t *n) {
  *n = list.len;
  if (list.len == 1) {
    bool is_comma_ok;
    TyOperand *args = ty_check_multi_expr(c, list.data[0], false, n, &is_comma_ok);
    if (*n > 1)
      for (uint32_t i = 0; i < *n; i++)
        args[i].label = NULL; // messages show the call itself
    return args;
  }
  TyOperand *args = GL_NEW_ARRAY(c->arena, TyOperand, list.len + 1);
  for (uint32_t i = 0; i < list.len; i++)
    ty_check_expr(c, &args[i], list.data[i]);
  return args;
}

static void report_count(TyChecker *c, SynNode *call, const TyType *sig, const TyOperand *args,
                         uint32_t n_args, uint32_t n_params) {
  const SynNode *at = call;
  if (n_args > n_params)
    at = args[n_params].expr;
  else if (n_args > 0)
    at = args[n_args - 1].expr;
  const TyType **have = GL_NEW_ARRAY(c->arena, const TyType *, n_args + 1);
  const TyType **want = GL_NEW_ARRAY(c->arena, const TyType *, sig->func.n_params + 1);
  for (uint32_t i = 0; i < n_args; i++)
    have[i] = args[i].type;
  for (uint32_t i = 0; i < sig->func.n_params; i++)
    want[i] = sig->func.params[i].type;
  GlDiag *d =
      ty_error(c, syn_node_start(at), GL_DIAG_TY_ARG_COUNT, "%s arguments in call to %s",
               n_args > n_params ? "too many" : "not enough", ty_str_expr(c, call->call.fun));
  ty_error_more(c, d, GL_LOC_NONE, "have %s",
                ty_str_types(c, have, n_args, false, call->call.has_dots));
  ty_error_more(c, d, GL_LOC_NONE, "want %s",
                ty_str_types(c, want, sig->func.n_params, sig->func.is_variadic, false));
  ty_note_callee(c, d, call->call.fun);
}

void ty_check_arguments(TyChecker *c, SynNode *call, const TyType *sig, TyOperand *args,
                        uint32_t n_args) {
  uint32_t n_params = sig->func.n_params;
  bool spreads = sig->func.is_variadic && !call->call.has_dots;
  if (call->call.has_dots && !sig->func.is_variadic) {
    ty_error(c, syn_node_start(call), GL_DIAG_TY_ARG_COUNT,
             "cannot use ... in call to non-variadic %s", ty_str_expr(c, call->call.fun));
    return;
  }
  if (call->call.has_dots && call->call.args.len == 1 && n_args > 1) {
    ty_error(c, syn_node_start(call), GL_DIAG_TY_ARG_COUNT, "cannot use ... with %u-valued %s",
             n_args, ty_str_expr(c, call->call.args.data[0]));
    return;
  }
  if (spreads)
    n_params = n_args + 1 >= n_params ? n_args : n_params - 1;
  if (n_args != n_params) {
    report_count(c, call, sig, args, n_args, n_params);
    return;
  }
  const TyType *last = spreads ? sig->func.params[sig->func.n_params - 1].type : NULL;
  if (last)
    last = ty_checked_under(c, last)->slice.elem;
  TyContext context = {.callee = call->call.fun};
  for (uint32_t i = 0; i < n_args; i++) {
    bool is_spread = spreads && i + 1 >= sig->func.n_params;
    ty_check_assignment(c, &args[i], is_spread ? last : sig->func.params[i].type, context);
  }
}

static void check_conversion_call(TyChecker *c, TyOperand *x, SynNode *call) {
  const TyType *t = x->type;
  SynList args = call->call.args;
  x->mode = TY_MODE_NONE;
  if (!ty_require_complete(c, t))
    return;
  if (args.len == 0) {
    ty_error(c, syn_node_start(call), GL_DIAG_TY_ARG_COUNT, "missing argument in conversion to %s",
             ty_str_type(c, t));
    return;
  }
  if (args.len > 1) {
    ty_check_use(c, args);
    ty_error(c, syn_node_start(args.data[args.len - 1]), GL_DIAG_TY_ARG_COUNT,
             "too many arguments in conversion to %s", ty_str_type(c, t));
    return;
  }
  ty_check_expr(c, x, args.data[0]);
  if (x->mode == TY_MODE_NONE)
    return;
  const TyType *u = ty_checked_under(c, t);
  if (u->kind == TY_INTERFACE && (u->iface.is_constraint || u->iface.is_comparable)) {
    ty_error(c, syn_node_start(call), GL_DIAG_TY_ERROR,
             "cannot use interface %s in conversion (contains specific type constraints or is "
             "comparable)",
             ty_str_type(c, t));
    x->mode = TY_MODE_NONE;
    return;
  }
  if (call->call.has_dots) {
    ty_error(c, syn_node_start(args.data[0]), GL_DIAG_TY_ERROR,
             "invalid use of ... in conversion to %s", ty_str_type(c, t));
    return;
  }
  ty_check_conversion(c, x, t);
}

static void result_operand(TyChecker *c, TyOperand *x, const TyType *sig) {
  uint32_t n = sig->func.n_results;
  if (n == 0) {
    x->mode = TY_MODE_NO_VALUE;
    return;
  }
  x->mode = TY_MODE_VALUE;
  if (n == 1) {
    x->type = sig->func.results[0].type;
    if (!ty_require_complete(c, x->type))
      x->mode = TY_MODE_NONE;
    return;
  }
  const TyType **types = GL_NEW_ARRAY(c->arena, const TyType *, n);
  for (uint32_t i = 0; i < n; i++)
    types[i] = sig->func.results[i].type;
  x->type = ty_new_tuple(c->types, types, n);
}

/// Calls of builtins that may not stand alone as a statement.
static bool is_expression_builtin(TyBuiltin b) {
  static const char kinds[] = {
#define TY_BUILTIN(NAME, name, n_args, is_variadic, kind) [TY_BUILTIN_##NAME] = (kind),
#include "golite/types/builtins.def"
#undef TY_BUILTIN
  };
  return kinds[b] == 'E';
}

static TyExprKind check_builtin_call(TyChecker *c, TyOperand *x, SynNode *e) {
  TyBuiltin b = x->builtin;
  if (!ty_check_builtin(c, x, e, b))
    x->mode = TY_MODE_NONE;
  x->expr = e;
  if (x->mode != TY_MODE_NONE && x->mode != TY_MODE_CONST)
    c->env.has_call_or_recv = true;
  return is_expression_builtin(b) ? TY_EXPR_EXPRESSION : TY_EXPR_STATEMENT;
}

TyExprKind ty_check_call(TyChecker *c, TyOperand *x, SynNode *e) {
  ty_check_expr_or_type(c, x, e->call.fun);
  if (x->mode == TY_MODE_NONE) {
    ty_check_use(c, e->call.args);
    x->expr = e;
    return TY_EXPR_STATEMENT;
  }
  if (x->mode == TY_MODE_TYPE) {
    check_conversion_call(c, x, e);
    x->expr = e;
    return TY_EXPR_CONVERSION;
  }
  if (x->mode == TY_MODE_BUILTIN)
    return check_builtin_call(c, x, e);
  const TyType *sig = ty_checked_under(c, x->type);
  if (!ty_is_valid(sig)) {
    ty_check_use(c, e->call.args);
    x->mode = TY_MODE_NONE;
    x->expr = e;
    return TY_EXPR_STATEMENT;
  }
  if (sig->kind != TY_FUNC) {
    ty_error(c, ty_loc_operand(x), GL_DIAG_TY_MISMATCH,
             "invalid operation: cannot call %s: %s is not a function", ty_str_operand(c, x),
             ty_str_type(c, x->type));
    x->mode = TY_MODE_NONE;
    x->expr = e;
    return TY_EXPR_STATEMENT;
  }
  uint32_t n_args;
  TyOperand *args = check_args(c, e->call.args, &n_args);
  ty_check_arguments(c, e, sig, args, n_args);
  x->expr = e;
  x->value = NULL;
  result_operand(c, x, sig);
  c->env.has_call_or_recv = true;
  return TY_EXPR_STATEMENT;
}
