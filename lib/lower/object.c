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

/// The two ways to get any method of a value: whether a program has them is seen by their symbols.
static bool gives_methods(const TyObject *fn) {
  return fn->pkg && fn->pkg->is_std && strcmp(fn->pkg->path->text, "reflect") == 0 && fn->recv &&
         (strcmp(fn->name->text, "Method") == 0 || strcmp(fn->name->text, "MethodByName") == 0);
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
    bool is_noescape = fn->decl->func_decl.pragma & SYN_PRAGMA_NOESCAPE;
    bool is_same = !target->recv && ty_canonical(g->type) == type;
    if (is_same && !is_noescape)
      return g;
    // What the pragma promises is the wrapper's: it is not inlined before the escape analysis.
    g = lower_linked_func(c, fn, type, g);
    g->is_noescape = is_noescape;
    return g;
  }
  GirFunc *g = gir_func_new(c->prog, symbol, fn->pkg, type, fn->loc);
  g->is_external = true;
  lower_bare_params(c, g, fn->recv);
  lower_bare_results(c, g);
  lower_set_pragmas(g, fn->decl->func_decl.pragma);
  return g;
}

/// A function whose code is in another unit.
static GirFunc *imported(LowerCtx *c, TyObject *fn, const char *symbol, const TyType *type) {
  const LowerOptions *o = &c->options;
  GirFunc *g = gir_func_new(c->prog, symbol, fn->pkg, type, fn->loc);
  uint32_t flags = o->imported_flags ? o->imported_flags(o->imported_ctx, symbol) : 0;
  SynNode *d = fn->decl;
  if ((flags & LOWER_FUNC_IS_SMALL) && o->body_of) {
    if (!d->func_decl.body)
      o->body_of(o->body_ctx, fn);
    g->is_copy = true;
    lower_enqueue(c, (LowerWork){.func = g,
                                 .object = fn,
                                 .type = d->func_decl.type,
                                 .body = d->func_decl.body,
                                 .pkg = lower_pkg(c, fn->pkg)});
    return g;
  }
  g->is_imported = true;
  g->has_recover = flags & LOWER_FUNC_RECOVERS;
  g->forwards_recover = flags & LOWER_FUNC_FORWARDS_RECOVER;
  lower_bare_params(c, g, fn->recv);
  lower_bare_results(c, g);
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
  if (!d->func_decl.body && !d->func_decl.body_skipped) {
    g = bodyless(c, fn, symbol, type);
  } else if (fn->pkg->is_outside) {
    g = imported(c, fn, symbol, type);
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
    g->is_noinline |= gives_methods(fn);
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

/// A variable without initialiser that stands for another package's, which this unit does not see.
static bool is_elsewhere(LowerCtx *c, TyObject *v, const char *symbol) {
  const SynLinkname *l = lower_linkname(c, v);
  const char *path = lower_pkg_path(v->pkg);
  size_t n = strlen(path);
  bool is_own = strncmp(symbol, path, n) == 0 && symbol[n] == '.';
  return c->options.is_unit && l && l->remote && !is_own && !lower_has_init(c, v);
}

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
  g->is_external |= (v->pkg->is_outside || is_elsewhere(c, v, symbol)) && ty_size(g->type) > 0;
  const TyInit *init = gl_ptrmap_get(c->static_inits, v);
  if (init) {
    gl_ptrmap_set(c->static_inits, g, (void *)(uintptr_t)init);
    GL_VEC_PUSH(c->arena, &c->static_work, g);
  } else {
    g->init = lower_embed_init(c, v);
  }
  return g;
}
