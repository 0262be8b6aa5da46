/// \file
/// Calls and conversions: what is called, and whether the arguments fit.
/// Source: Go spec "Calls", "Passing arguments to ... parameters", "Conversions".

#include "generic_internal.h"

/// One call of a function, which may be generic, as may be its arguments.
typedef struct Call {
  SynNode *node;
  const TyType *sig;
  const TyType **targs; // n_targs are written out
  uint32_t n_targs;
  SynList targ_nodes;
  TyOperand *args;
  uint32_t n_args;
  const TyType ***arg_targs; // [n_args]: of a partially instantiated argument; else NULL
  const TyType **params;     // [n_args]: what the arguments are assigned to
  bool spreads;              // the last parameter stands for any number of arguments
  // Type parameters of the function, then of generic arguments, with what is known of them.
  GL_VEC(const TyType *) tparams;
  GL_VEC(const TyType *) known;
} Call;

// --- arguments -----------------------------------------------------------------------------------

/// `f[T]` as an argument may leave type arguments open.
static void generic_argument(TyChecker *c, Call *k, uint32_t i) {
  SynNode *e = k->node->call.args.data[i];
  TyOperand *x = &k->args[i];
  *x = (TyOperand){.expr = e, .type = c->invalid};
  bool is_generic = ty_check_index_expr(c, x, e);
  x->expr = e;
  if (is_generic) {
    uint32_t n = e->index.indices.len;
    if (n >= x->type->func.n_type_params || !ty_version_allows(c, 21)) {
      ty_instantiate_operand(c, x, e, (TyTarget){0});
    } else {
      k->arg_targs[i] = ty_check_type_args(c, e);
      if (k->arg_targs[i])
        return; // recorded when it is known
      x->mode = TY_MODE_NONE;
    }
  }
  ty_record(c, x);
  ty_require_value(c, x, false);
  ty_require_single(c, x);
}

/// The arguments of a call: of `f(g())` the results of g.
static void check_args(TyChecker *c, Call *k) {
  SynList list = k->node->call.args;
  k->n_args = list.len;
  k->arg_targs = GL_NEW_ARRAY(c->arena, const TyType **, list.len + 1);
  bool is_single = list.len == 1;
  if (is_single && list.data[0]->kind != SYN_INDEX) {
    k->args = ty_check_argument_exprs(c, list.data[0], &k->n_args);
    if (k->n_args > 1)
      for (uint32_t i = 0; i < k->n_args; i++)
        k->args[i].label = NULL; // messages show the call itself
    k->arg_targs = GL_NEW_ARRAY(c->arena, const TyType **, k->n_args + 1);
    return;
  }
  k->args = GL_NEW_ARRAY(c->arena, TyOperand, list.len + 1);
  for (uint32_t i = 0; i < list.len; i++) {
    if (list.data[i]->kind == SYN_INDEX)
      generic_argument(c, k, i);
    else
      ty_check_generic_expr(c, &k->args[i], list.data[i], NULL);
  }
}

static void report_count(TyChecker *c, const Call *k, uint32_t n_params) {
  const SynNode *at = k->node;
  const TyType *sig = k->sig;
  uint32_t n_args = k->n_args;
  if (n_args > n_params)
    at = k->args[n_params].expr;
  else if (n_args > 0)
    at = k->args[n_args - 1].expr;
  const TyType **have = GL_NEW_ARRAY(c->arena, const TyType *, n_args + 1);
  const TyType **want = GL_NEW_ARRAY(c->arena, const TyType *, sig->func.n_params + 1);
  for (uint32_t i = 0; i < n_args; i++)
    have[i] = k->args[i].type;
  for (uint32_t i = 0; i < sig->func.n_params; i++)
    want[i] = sig->func.params[i].type;
  GlDiag *d =
      ty_error(c, syn_node_start(at), GL_DIAG_TY_ARG_COUNT, "%s arguments in call to %s",
               n_args > n_params ? "too many" : "not enough", ty_str_expr(c, k->node->call.fun));
  ty_error_more(c, d, GL_LOC_NONE, "have %s",
                ty_str_types(c, have, n_args, false, k->node->call.has_dots));
  ty_error_more(c, d, GL_LOC_NONE, "want %s",
                ty_str_types(c, want, sig->func.n_params, sig->func.is_variadic, false));
  ty_note_callee(c, d, k->node->call.fun);
}

/// Finds the parameter of each argument; reports a wrong number.
static bool match_params(TyChecker *c, Call *k) {
  const SynNode *call = k->node;
  const TyType *sig = k->sig;
  uint32_t n_params = sig->func.n_params, n_args = k->n_args;
  k->spreads = sig->func.is_variadic && !call->call.has_dots;
  if (call->call.has_dots && !sig->func.is_variadic) {
    ty_error(c, syn_node_start(call), GL_DIAG_TY_ARG_COUNT,
             "cannot use ... in call to non-variadic %s", ty_str_expr(c, call->call.fun));
    return false;
  }
  if (call->call.has_dots && call->call.args.len == 1 && n_args > 1) {
    ty_error(c, syn_node_start(call), GL_DIAG_TY_ARG_COUNT, "cannot use ... with %u-valued %s",
             n_args, ty_str_expr(c, call->call.args.data[0]));
    return false;
  }
  if (k->spreads)
    n_params = n_args + 1 >= n_params ? n_args : n_params - 1;
  if (n_args != n_params) {
    report_count(c, k, n_params);
    return false;
  }
  const TyType *last = k->spreads ? sig->func.params[sig->func.n_params - 1].type : NULL;
  if (last) {
    last = ty_checked_under(c, last);
    last = last->kind == TY_SLICE ? last->slice.elem : c->invalid;
  }
  k->params = GL_NEW_ARRAY(c->arena, const TyType *, n_args + 1);
  for (uint32_t i = 0; i < n_args; i++)
    k->params[i] = k->spreads && i + 1 >= sig->func.n_params ? last : sig->func.params[i].type;
  return true;
}

// --- type arguments ------------------------------------------------------------------------------

/// Whether something in the call mentions the callee's own type parameters, as in a recursive call.
static bool is_recursive(TyChecker *c, const Call *k) {
  const TyType *const *params = k->sig->func.type_params;
  uint32_t n = k->sig->func.n_type_params;
  for (uint32_t i = 0; i < k->n_targs; i++)
    if (ty_mentions(c, k->targs[i], params, n))
      return true;
  for (uint32_t i = 0; i < k->n_args; i++)
    if (ty_is_valid(k->args[i].type) && ty_mentions(c, k->args[i].type, params, n))
      return true;
  return false;
}

static void add_callee_params(TyChecker *c, Call *k) {
  uint32_t n = k->sig->func.n_type_params;
  if (n == 0)
    return;
  const SynNode *fun = k->node->call.fun;
  if (fun->kind == SYN_INDEX)
    ty_version_require(c, syn_node_start(fun), 18, "function instantiation");
  else
    ty_version_require(c, syn_node_start(k->node), 18, "implicit function instantiation");
  const TyType *const *params = k->sig->func.type_params;
  if (is_recursive(c, k)) {
    params = ty_rename_params(c, params, n);
    TyBinding renamed = {.params = k->sig->func.type_params, .args = params, .n = n};
    for (uint32_t i = 0; i < k->n_args; i++)
      k->params[i] = ty_subst(c->types, k->params[i], renamed);
  }
  for (uint32_t i = 0; i < n; i++) {
    GL_VEC_PUSH(c->arena, &k->tparams, params[i]);
    GL_VEC_PUSH(c->arena, &k->known, i < k->n_targs ? k->targs[i] : NULL);
  }
}

/// Each generic argument gets type parameters of its own: think of f(g, g).
static void add_argument_params(TyChecker *c, Call *k) {
  bool is_first = true;
  for (uint32_t i = 0; i < k->n_args; i++) {
    TyOperand *x = &k->args[i];
    if (!ty_is_generic_func(x))
      continue;
    if (is_first)
      ty_version_require(c, ty_loc_operand(x), 21, "implicitly instantiated function as argument");
    is_first = false;
    const TyType *sig = x->generic = x->type;
    uint32_t n = sig->func.n_type_params;
    const TyType **fresh = ty_rename_params(c, sig->func.type_params, n);
    x->type = ty_new_func(c->types, sig->func.params, sig->func.n_params, sig->func.results,
                          sig->func.n_results, sig->func.is_variadic);
    TyBinding renamed = {.params = sig->func.type_params, .args = fresh, .n = n};
    x->type = ty_subst(c->types, x->type, renamed);
    uint32_t n_given = k->arg_targs[i] ? x->expr->index.indices.len : 0;
    for (uint32_t p = 0; p < n; p++) {
      GL_VEC_PUSH(c->arena, &k->tparams, fresh[p]);
      GL_VEC_PUSH(c->arena, &k->known, p < n_given ? k->arg_targs[i][p] : NULL);
    }
  }
}

/// Gives generic arguments their instances; `targs` begins with theirs.
static void instantiate_arguments(TyChecker *c, Call *k, const TyType *const *targs) {
  for (uint32_t i = 0; i < k->n_args; i++) {
    TyOperand *x = &k->args[i];
    if (!x->generic)
      continue;
    GlLoc loc = k->node->loc;
    x->type = ty_instantiate_func(c, loc, x->expr, x->generic, targs, (SynList){0});
    targs += x->generic->func.n_type_params;
    x->generic = NULL;
    ty_record(c, x);
  }
}

/// Infers what is open and instantiates function and arguments. False after an error.
static bool infer_call(TyChecker *c, Call *k) {
  add_callee_params(c, k);
  add_argument_params(c, k);
  if (k->tparams.len == 0)
    return true;
  TyOperand **args = GL_NEW_ARRAY(c->arena, TyOperand *, k->n_args + 1);
  for (uint32_t i = 0; i < k->n_args; i++)
    args[i] = &k->args[i];
  TyInferPlace place = {.loc = k->node->loc, .callee = k->node->call.fun};
  const TyType **targs = ty_infer(c, place, k->tparams.data, k->tparams.len, k->known.data,
                                  k->known.len, k->params, args, k->n_args);
  if (!targs)
    return false;
  uint32_t n = k->sig->func.n_type_params;
  if (n > 0) {
    k->sig = ty_instantiate_func(c, k->node->loc, k->node->call.fun, k->sig, targs, k->targ_nodes);
    TyBinding b = {.params = k->tparams.data, .args = targs, .n = n};
    for (uint32_t i = 0; i < k->n_args; i++)
      k->params[i] = ty_subst(c->types, k->params[i], b);
  }
  instantiate_arguments(c, k, targs + n);
  return true;
}

static void assign_arguments(TyChecker *c, Call *k) {
  if (!match_params(c, k) || !infer_call(c, k))
    return;
  TyContext context = {.callee = k->node->call.fun};
  for (uint32_t i = 0; i < k->n_args; i++)
    ty_check_assignment(c, &k->args[i], k->params[i], context);
}

void ty_check_arguments(TyChecker *c, SynNode *call, const TyType *sig, TyOperand *args,
                        uint32_t n_args) {
  Call k = {.node = call, .sig = sig, .args = args, .n_args = n_args};
  k.arg_targs = GL_NEW_ARRAY(c->arena, const TyType **, n_args + 1);
  assign_arguments(c, &k);
}

// --- conversions ---------------------------------------------------------------------------------

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
  ty_check_expr_target(c, x, args.data[0], ty_target(c, t, "conversion"));
  if (x->mode == TY_MODE_NONE)
    return;
  const TyType *u = ty_checked_under(c, t);
  if (u->kind == TY_INTERFACE && !ty_is_type_param(t) &&
      (u->iface.is_constraint || u->iface.is_comparable)) {
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

/// Evaluates the arguments of a call that cannot be checked.
static TyExprKind give_up(TyChecker *c, TyOperand *x, SynNode *e, bool uses_args) {
  if (uses_args)
    ty_check_use(c, e->call.args);
  x->mode = TY_MODE_NONE;
  x->expr = e;
  return TY_EXPR_STATEMENT;
}

/// The function type that x has; of a type parameter the one that all its types have. NULL after an
/// error.
static const TyType *callee_type(TyChecker *c, const TyOperand *x) {
  const char *cause = NULL;
  TyTerm self;
  uint32_t n;
  const TyTerm *terms = ty_terms(c, x->type, &self, &n);
  for (uint32_t i = 0; i < n && !cause; i++)
    if (ty_checked_under(c, terms[i].type)->kind != TY_FUNC)
      cause = ty_text(c, "%s is not a function", ty_str_type(c, terms[i].type));
  const TyType *u = cause ? NULL : ty_common_under(c, x->type, &cause);
  if (!u)
    ty_error(c, ty_loc_operand(x), GL_DIAG_TY_MISMATCH, "invalid operation: cannot call %s: %s",
             ty_str_operand(c, x), cause);
  return u;
}

/// The type arguments that are written out; all of them make the function an instance at once.
static bool take_type_args(TyChecker *c, Call *k, SynNode *index) {
  const TyType **targs = ty_check_type_args(c, index);
  if (!targs)
    return false;
  SynList nodes = index->index.indices;
  uint32_t want = k->sig->func.n_type_params;
  if (nodes.len > want) {
    ty_error(c, syn_node_start(nodes.data[want]), GL_DIAG_TY_ARG_COUNT,
             "got %u type arguments but want %u", nodes.len, want);
    return false;
  }
  if (nodes.len == want) {
    ty_version_require(c, syn_node_start(index), 18, "function instantiation");
    k->sig = ty_instantiate_func(c, index->loc, index, k->sig, targs, nodes);
    return true;
  }
  k->targs = targs;
  k->n_targs = nodes.len;
  k->targ_nodes = nodes;
  return true;
}

/// A call of function x; `index` holds type arguments, or is NULL.
static TyExprKind check_func_call(TyChecker *c, TyOperand *x, SynNode *e, SynNode *index) {
  if (!ty_is_valid(ty_checked_under(c, x->type)))
    return give_up(c, x, e, true);
  Call k = {.node = e, .sig = callee_type(c, x)};
  if (!k.sig)
    return give_up(c, x, e, false);
  bool was_generic = k.sig->func.n_type_params > 0;
  if (index && !take_type_args(c, &k, index))
    return give_up(c, x, e, true);
  check_args(c, &k);
  assign_arguments(c, &k);
  bool is_generic = k.sig->func.n_type_params > 0;
  if (was_generic && !is_generic)
    ty_info_set_type(c->info, e->call.fun, TY_MODE_VALUE, k.sig, NULL);
  x->expr = e;
  x->value = NULL;
  result_operand(c, x, k.sig);
  c->env.has_call_or_recv = true;
  if (x->mode == TY_MODE_VALUE && is_generic &&
      ty_mentions(c, x->type, k.sig->func.type_params, k.sig->func.n_type_params))
    x->mode = TY_MODE_NONE; // inference failed
  return TY_EXPR_STATEMENT;
}

TyExprKind ty_check_call(TyChecker *c, TyOperand *x, SynNode *e) {
  SynNode *fun = e->call.fun, *index = NULL;
  if (fun->kind == SYN_INDEX) {
    *x = (TyOperand){.expr = fun, .type = c->invalid};
    if (ty_check_index_expr(c, x, fun))
      index = fun;
    x->expr = fun;
    ty_record(c, x);
  } else {
    ty_check_expr_or_generic(c, x, fun);
  }
  if (x->mode == TY_MODE_NONE)
    return give_up(c, x, e, true);
  if (x->mode == TY_MODE_TYPE) {
    ty_require_no_generic(c, x, (TyTarget){0});
    if (x->mode != TY_MODE_NONE)
      check_conversion_call(c, x, e);
    x->expr = e;
    return TY_EXPR_CONVERSION;
  }
  if (x->mode == TY_MODE_BUILTIN)
    return check_builtin_call(c, x, e);
  return check_func_call(c, x, e, index);
}
