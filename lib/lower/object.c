/// \file
/// Declared functions and package variables → GIR functions and variables, made when first
/// mentioned; their bodies and initialisers are queued.

#include "lower_internal.h"

#include <string.h>

GirFunc *lower_external(LowerCtx *c, const char *symbol, const TyType *type) {
  GirFunc *g = gl_strmap_get(c->wrappers, symbol, strlen(symbol));
  if (g)
    return g;
  g = gir_func_new(c->prog, symbol, NULL, type, GL_LOC_NONE);
  g->is_external = true;
  lower_bare_params(c, g, NULL);
  lower_bare_results(c, g);
  gl_strmap_set(c->wrappers, symbol, strlen(symbol), g);
  return g;
}

void lower_set_pragmas(GirFunc *g, uint32_t pragma) {
  g->is_noinline = pragma & SYN_PRAGMA_NOINLINE;
  g->is_noescape = pragma & SYN_PRAGMA_NOESCAPE;
  g->is_nosplit = pragma & SYN_PRAGMA_NOSPLIT;
}

/// A function that codegen makes, or NULL.
static GirFunc *intrinsic(LowerCtx *c, TyObject *fn, const char *symbol, const TyType *type) {
  const char *leaks;
  GirIntrinsic k = fn->pkg && fn->pkg->is_std && !fn->recv ? gir_intrinsic_find(symbol, &leaks)
                                                           : GIR_INTRINSIC_NONE;
  if (k == GIR_INTRINSIC_NONE)
    return NULL;
  GirFunc *g = gl_strmap_get(c->wrappers, symbol, strlen(symbol));
  if (g)
    return g;
  g = lower_external(c, symbol, type);
  g->pkg = fn->pkg;
  g->intrinsic = k;
  g->leaks = leaks;
  if (k == GIR_INTRINSIC_STUB) {
    TyObject *target = gl_strmap_get(c->bodies, leaks, strlen(leaks));
    GL_ASSERT(target, "%s is not defined", leaks);
    lower_func_of(c, target)->has_unknown_callers = true;
    g->leaks = "";
  }
  return g;
}

/// A function without body: the one that is defined under its link name, or C's.
static GirFunc *bodyless(LowerCtx *c, TyObject *fn, const char *symbol, const TyType *type) {
  TyObject *target = gl_strmap_get(c->bodies, symbol, strlen(symbol));
  if (target && target != fn && target->kind == TY_OBJ_FUNC) {
    GirFunc *g = lower_func_of(c, target);
    return target->recv || ty_canonical(g->type) != type ? lower_linked_func(c, fn, type, g) : g;
  }
  GirFunc *g = gir_func_new(c->prog, symbol, fn->pkg, type, fn->loc);
  g->is_external = true;
  lower_bare_params(c, g, fn->recv);
  lower_bare_results(c, g);
  lower_set_pragmas(g, fn->decl->func_decl.pragma);
  return g;
}

bool lower_is_generic(const TyObject *fn) {
  return fn->origin || (fn->recv && fn->recv->has_type_param) || fn->type->has_type_param;
}

GirFunc *lower_func_of(LowerCtx *c, TyObject *fn) {
  if (fn->lowered)
    return fn->lowered;
  SynNode *d = fn->decl;
  GL_ASSERT(d && d->kind == SYN_FUNC_DECL, "function %s has no declaration", fn->name->text);
  if (lower_is_generic(fn))
    return lower_method_instance(c, fn);
  const TyType *type = ty_canonical(fn->type);
  const char *symbol = lower_object_symbol(c, fn);
  GirFunc *g = intrinsic(c, fn, symbol, type);
  if (g) {
    fn->lowered = g;
    return g;
  }
  if (!d->func_decl.body) {
    g = bodyless(c, fn, symbol, type);
  } else {
    g = gir_func_new(c->prog, symbol, fn->pkg, type, fn->loc);
    const SynLinkname *l = lower_linkname(c, fn);
    g->has_unknown_callers = l && l->remote && !c->options.is_program;
    lower_enqueue(c, (LowerWork){.func = g,
                                 .object = fn,
                                 .type = d->func_decl.type,
                                 .body = d->func_decl.body,
                                 .pkg = lower_pkg(c, fn->pkg)});
    lower_set_pragmas(g, d->func_decl.pragma);
  }
  fn->lowered = g;
  return g;
}

/// The variable of another package that `//go:linkname v pkg.w` means, or NULL.
static TyObject *linked_variable(LowerCtx *c, TyObject *v, const char *symbol) {
  const SynLinkname *l = lower_linkname(c, v);
  if (!l || !l->remote)
    return NULL;
  TyObject *target = gl_strmap_get(c->bodies, symbol, strlen(symbol));
  if (target && target != v && target->kind == TY_OBJ_VAR)
    return target;
  gl_strmap_set(c->bodies, symbol, strlen(symbol), v); // the first one stands for all
  return NULL;
}

/// Variables of the runtime's C part are called grt_NAME.
static bool is_in_c(const char *symbol) { return strncmp(symbol, "grt_", 4) == 0; }

GirGlobal *lower_global_of(LowerCtx *c, TyObject *v) {
  if (v->lowered)
    return v->lowered;
  const char *symbol = lower_object_symbol(c, v);
  TyObject *target = linked_variable(c, v, symbol);
  if (target)
    return v->lowered = lower_global_of(c, target);
  GirGlobal *g = gir_global_new(c->prog, symbol, v->pkg, ty_canonical(v->type), v->loc);
  g->name = v->name;
  g->is_external = is_in_c(symbol);
  v->lowered = g;
  const TyInit *init = gl_ptrmap_get(c->static_inits, v);
  if (init) {
    gl_ptrmap_set(c->static_inits, g, (void *)(uintptr_t)init);
    GL_VEC_PUSH(c->arena, &c->static_work, g);
  }
  return g;
}
