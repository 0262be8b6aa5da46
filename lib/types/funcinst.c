/// \file
/// Instances of generic functions: type arguments that are written out, or inferred from what the
/// function is assigned to.
/// Source: Go spec "Instantiations"; messages as cmd/compile's.

#include "generic_internal.h"

TyTarget ty_target(TyChecker *c, const TyType *t, const char *text) {
  if (!t || !ty_is_valid(t))
    return (TyTarget){0};
  const TyType *u = t->kind == TY_TYPE_PARAM ? ty_common_under(c, t, NULL) : ty_checked_under(c, t);
  if (!u || u->kind != TY_FUNC)
    return (TyTarget){0};
  return (TyTarget){.type = u, .text = text};
}

const TyType **ty_check_type_args(TyChecker *c, SynNode *index) {
  SynList nodes = index->index.indices;
  const TyType **args = GL_NEW_ARRAY(c->arena, const TyType *, nodes.len + 1);
  bool ok = true;
  for (uint32_t i = 0; i < nodes.len; i++) {
    args[i] = ty_check_var_type(c, nodes.data[i]);
    ok &= ty_is_valid(args[i]);
  }
  return ok ? args : NULL;
}

const TyType *ty_instantiate_func(TyChecker *c, GlLoc loc, SynNode *e, const TyType *sig,
                                  const TyType *const *args, SynList nodes) {
  uint32_t n = sig->func.n_type_params;
  ty_info_set_type_args(c->info, e, args, n);
  TyAction *a = ty_later(c, TY_ACTION_VERIFY_FUNC);
  a->type = sig;
  a->args = args;
  a->arg_nodes = nodes;
  a->loc = loc;
  return ty_instantiate(c->types, sig, args, n);
}

void ty_verify_func(TyChecker *c, const TyAction *a) {
  uint32_t bad = 0;
  const char *cause = "";
  const TyType *sig = a->type;
  uint32_t n = sig->func.n_type_params;
  if (ty_verify_arguments(c, sig->func.type_params, a->args, n, &bad, &cause)) {
    ty_mono_instance(c, a->loc, sig->func.type_params, a->args, n, a->arg_nodes);
    return;
  }
  GlLoc loc = bad < a->arg_nodes.len ? syn_node_start(a->arg_nodes.data[bad]) : a->loc;
  ty_error(c, loc, GL_DIAG_TY_MISMATCH, "%s", cause);
}

static void invalidate(TyChecker *c, TyOperand *x) {
  x->mode = TY_MODE_NONE;
  x->type = c->invalid;
}

/// Infers the arguments that are not written out from the function type that x is assigned to, as
/// if that were the argument of a call.
static const TyType **infer_from_target(TyChecker *c, GlLoc loc, const TyOperand *x,
                                        const TyType *const *targs, uint32_t n_targs,
                                        const SynNode *index, TyTarget target) {
  const TyType *sig = x->type;
  uint32_t n = sig->func.n_type_params;
  const TyType **params = ty_rename_params(c, sig->func.type_params, n);
  TyInferPlace place = {.loc = loc, .is_reverse = target.type != NULL};
  if (!target.type)
    return ty_infer(c, place, params, n, targs, n_targs, NULL, NULL, 0);
  if (ty_version_allows(c, 18))
    ty_version_require(c, loc, 21, "%s instantiated function in assignment",
                       index ? "partially" : "implicitly");
  const TyType *plain = ty_new_func(c->types, sig->func.params, sig->func.n_params,
                                    sig->func.results, sig->func.n_results, sig->func.is_variadic);
  TyBinding renamed = {.params = sig->func.type_params, .args = params, .n = n};
  plain = ty_subst(c->types, plain, renamed);
  TyOperand arg = {
      .mode = TY_MODE_VALUE, .expr = x->expr, .label = target.text, .type = target.type};
  TyOperand *args[] = {&arg};
  return ty_infer(c, place, params, n, targs, n_targs, &plain, args, 1);
}

void ty_instantiate_operand(TyChecker *c, TyOperand *x, SynNode *index, TyTarget target) {
  if (index)
    x->expr = index;
  GlLoc loc = x->expr->loc;
  ty_version_require(c, loc, 18, "function instantiation");
  const TyType **targs = NULL;
  SynList nodes = {0};
  if (index) {
    nodes = index->index.indices;
    targs = ty_check_type_args(c, index);
    if (!targs) {
      invalidate(c, x);
      return;
    }
  }
  const TyType *sig = x->type;
  uint32_t want = sig->func.n_type_params;
  if (nodes.len > want) {
    ty_error(c, syn_node_start(nodes.data[nodes.len - 1]), GL_DIAG_TY_ARG_COUNT,
             "got %u type arguments but want %u", nodes.len, want);
    invalidate(c, x);
    return;
  }
  if (nodes.len < want) {
    targs = infer_from_target(c, loc, x, targs, nodes.len, index, target);
    if (!targs) {
      invalidate(c, x);
      return;
    }
  }
  x->type = ty_instantiate_func(c, loc, x->expr, sig, targs, nodes);
}

void ty_require_no_generic(TyChecker *c, TyOperand *x, TyTarget target) {
  if (x->mode == TY_MODE_NONE || x->mode == TY_MODE_NO_VALUE || x->mode == TY_MODE_BUILTIN)
    return;
  const char *what = NULL;
  if (ty_is_generic_type(x->type))
    what = "type";
  else if (ty_is_generic_func(x) && target.type)
    ty_instantiate_operand(c, x, NULL, target);
  else if (ty_is_generic_func(x))
    what = "function";
  if (!what)
    return;
  ty_error(c, ty_loc_operand(x), GL_DIAG_TY_ERROR, "cannot use generic %s %s without instantiation",
           what, ty_str_expr(c, x->expr));
  invalidate(c, x);
}
