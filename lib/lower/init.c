/// \file
/// Package initialisation: which variables need code, the init function of each package, and
/// golite.init. Source: Go spec "Package initialization".

#include "lower_internal.h"

#include <string.h>

static bool is_blank_var(const TyObject *v) { return strcmp(v->name->text, "_") == 0; }

static bool is_static(LowerCtx *c, const TyInit *init) {
  return init->n_lhs == 1 && lower_static_can(c, init->rhs, init->lhs[0]->type, false);
}

/// Whether evaluating `e` has no effect and cannot panic.
static bool is_harmless(LowerCtx *c, SynNode *e, const TyType *t) {
  e = syn_unparen(e);
  TyObject *v = e->kind == SYN_IDENT ? lower_object(c, e) : NULL;
  return (v && v->kind == TY_OBJ_VAR && v->is_package_level) || lower_static_can(c, e, t, false);
}

/// A map of a package other than the user's own, so that nobody sees whether it is made.
static bool can_wait(LowerCtx *c, const LowerPkg *p, const TyInit *init) {
  SynNode *lit = syn_unparen(init->rhs);
  const TyType *t = ty_canonical(init->lhs[0]->type);
  if ((p->in->is_root && !c->options.is_unit) || init->n_lhs != 1 || is_blank_var(init->lhs[0]) ||
      lit->kind != SYN_COMPOSITE_LIT || ty_under_kind(t) != TY_MAP ||
      ty_canonical(lower_type_of(c, lit)) != t)
    return false;
  const TyType *key = ty_canonical(ty_under(t)->map.key),
               *elem = ty_canonical(ty_under(t)->map.elem);
  if (!(ty_flags(key) & (TY_F_STRING | TY_F_INTEGER)))
    return false;
  for (uint32_t i = 0; i < lit->composite_lit.elems.len; i++) {
    const SynNode *x = lit->composite_lit.elems.data[i];
    if (!is_harmless(c, x->key_value.key, key) || !is_harmless(c, x->key_value.value, elem))
      return false;
  }
  return true;
}

/// Keeps in `unchanged` whose variables cannot have changed when the next one is initialised.
void lower_inits_collect(LowerCtx *c) {
  for (uint32_t i = 0; i < c->n_pkgs; i++) {
    uint32_t n;
    if (c->pkgs[i].in->package->is_outside)
      continue;
    const TyInit *inits = ty_package_inits(c->world, c->pkgs[i].in->package, &n);
    c->unchanged = c->pkgs[i].in->package;
    for (uint32_t k = 0; k < n; k++) {
      if (is_static(c, &inits[k]))
        gl_ptrmap_set(c->static_inits, inits[k].lhs[0], (void *)(uintptr_t)&inits[k]);
      else if (!can_wait(c, &c->pkgs[i], &inits[k]))
        c->unchanged = NULL;
    }
  }
  c->unchanged = NULL;
}

bool lower_has_init(LowerCtx *c, const TyObject *v) {
  uint32_t n;
  const TyInit *inits = ty_package_inits(c->world, v->pkg, &n);
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t k = 0; k < inits[i].n_lhs; k++)
      if (inits[i].lhs[k] == v)
        return true;
  return false;
}

static void set_global(LowerFn *f, TyObject *v, GirOperand value, GlLoc loc) {
  if (!is_blank_var(v))
    lower_store(f, gir_place_global(f->p, lower_global_of(f->c, v)),
                lower_assign_convert(f, value, ty_canonical(v->type), NULL, loc), loc);
}

/// var a = e; the literal of a composite goes straight into the variable.
static void init_one(LowerFn *f, TyObject *v, SynNode *e) {
  const TyType *t = ty_canonical(v->type);
  SynNode *lit = is_blank_var(v) ? NULL : lower_plain_literal(f, e, t);
  if (lit) {
    LowerElems elems;
    lower_composite_eval(f, lit, &elems);
    lower_composite_store(f, &elems, gir_place_global(f->p, lower_global_of(f->c, v)), true,
                          lit->loc);
  } else if (is_blank_var(v)) {
    lower_discard(f, e);
  } else {
    set_global(f, v, lower_expr_to(f, e, t), e->loc);
  }
}

static void init_several(LowerFn *f, const TyInit *init) {
  SynNode *e = syn_unparen(init->rhs);
  GirOperand pair[2], *v = pair;
  uint32_t n = 2;
  if (e->kind == SYN_CALL)
    v = lower_call_results(f, e, &n);
  else
    lower_comma_ok(f, e, pair);
  for (uint32_t i = 0; i < n; i++)
    set_global(f, init->lhs[i], v[i], e->loc);
}

/// Calls of the package's init functions, in source order.
static void call_inits(LowerFn *f, const LowerPackage *p) {
  LowerCtx *c = f->c;
  for (uint32_t i = 0; i < p->n_files; i++)
    for (uint32_t k = 0; k < p->files[i]->decls.len; k++) {
      SynNode *d = p->files[i]->decls.data[k];
      if (d->kind != SYN_FUNC_DECL || d->func_decl.recv || !d->func_decl.body ||
          strcmp(d->func_decl.name->ident.name->text, "init") != 0)
        continue;
      TyObject *o = ty_info_object(c->info, d->func_decl.name);
      const char *symbol = gl_arena_printf(c->arena, "%s.init.%u", f->pkg->path, f->pkg->n_inits++);
      GirFunc *g = gir_func_new(c->prog, symbol, p->package, c->t_func, o->loc);
      lower_enqueue(c, (LowerWork){.func = g,
                                   .object = o,
                                   .type = d->func_decl.type,
                                   .body = d->func_decl.body,
                                   .pkg = f->pkg});
      LowerCallee callee = {.kind = GIR_CALL_STATIC, .func = g, .type = g->type};
      lower_call_emit(f, &callee, NULL, 0, NULL, o->loc);
    }
}

// --- maps that perhaps nobody needs -------------------------------------------------

/// Calls a function for it that gets its body when somebody mentions the variable. In a unit it
/// always does, and the call goes before the link if the program does not need the variable.
static void init_later(LowerFn *f, const TyInit *init) {
  LowerCtx *c = f->c;
  TyObject *v = init->lhs[0];
  LowerLazyMap *m = GL_NEW(c->arena, LowerLazyMap);
  const char *symbol = gl_arena_printf(c->arena, "%s.map.init.%u", f->pkg->path, c->lazy_maps.len);
  m->func = gir_func_new(c->prog, symbol, f->f->pkg, c->t_func, v->loc);
  m->func->is_wrapper = true;
  if (c->options.is_unit) {
    m->func->is_noinline = true;
    m->func->fills = lower_global_of(c, v);
  }
  m->init = init;
  m->pkg = f->pkg;
  GL_VEC_PUSH(c->arena, &c->lazy_maps, m);
  LowerCallee callee = {.kind = GIR_CALL_STATIC, .func = m->func, .type = c->t_func};
  lower_call_emit(f, &callee, NULL, 0, NULL, v->loc);
}

bool lower_lazy_maps_run(LowerCtx *c, bool at_end) {
  bool did = false;
  for (uint32_t i = 0; i < c->lazy_maps.len; i++) {
    LowerLazyMap *m = c->lazy_maps.data[i];
    TyObject *v = m->init->lhs[0];
    if (m->is_done || (!v->lowered && !at_end))
      continue;
    LowerFn f;
    lower_begin(&f, c, m->func, m->pkg);
    f.lit = lower_find_facts(c, NULL, NULL, m->init->rhs)->root;
    if (v->lowered)
      init_one(&f, v, m->init->rhs);
    lower_return(&f, NULL, v->loc);
    lower_end(&f);
    m->is_done = true;
    did = true;
  }
  return did;
}

/// P.init: the variables. False: there is nothing to do.
static bool init_variables(LowerCtx *c, LowerPkg *p, GirFunc *g, GlLoc *loc) {
  LowerFn f;
  lower_begin(&f, c, g, p);
  uint32_t n;
  const TyInit *inits = ty_package_inits(c->world, p->in->package, &n);
  for (uint32_t i = 0; i < n; i++) {
    if (gl_ptrmap_get(c->static_inits, inits[i].lhs[0]))
      continue;
    if (!*loc)
      *loc = inits[i].rhs->loc;
    f.lit = lower_find_facts(c, NULL, NULL, inits[i].rhs)->root;
    if (can_wait(c, p, &inits[i]))
      init_later(&f, &inits[i]);
    else if (inits[i].n_lhs == 1)
      init_one(&f, inits[i].lhs[0], inits[i].rhs);
    else
      init_several(&f, &inits[i]);
  }
  bool is_empty = f.cur && g->blocks.len == 1 && f.cur->instrs.len == 0;
  if (f.cur)
    lower_return(&f, NULL, GL_LOC_NONE);
  lower_end(&f);
  return !is_empty;
}

/// A new function without a position of its own; dropped again if it is the last one and empty.
static GirFunc *init_func_new(LowerCtx *c, LowerPkg *p, const char *name) {
  return gir_func_new(c->prog, gl_arena_printf(c->arena, "%s.%s", p->path, name), p->in->package,
                      c->t_func, GL_LOC_NONE);
}

static bool drop_last(LowerCtx *c, const GirFunc *g) {
  bool is_last = c->prog->funcs.data[c->prog->funcs.len - 1] == g;
  c->prog->funcs.len -= is_last;
  return is_last;
}

/// P..inittask calls P.init and the init functions, so that these do not call each other: gc's
/// tracebacks show none of them below another.
void lower_package_init(LowerCtx *c, LowerPkg *p) {
  const TyPackage *package = p->in->package;
  if (package->is_outside && !p->in->has_init)
    return;
  if (package->is_outside) {
    p->init = init_func_new(c, p, ".inittask");
    p->init->is_imported = true;
    return;
  }
  GirFunc *variables = init_func_new(c, p, "init");
  GlLoc loc = GL_LOC_NONE;
  bool has_variables = init_variables(c, p, variables, &loc);
  if (!has_variables)
    drop_last(c, variables);
  GirFunc *task = init_func_new(c, p, ".inittask");
  LowerFn f;
  lower_begin(&f, c, task, p);
  if (has_variables) {
    LowerCallee callee = {.kind = GIR_CALL_STATIC, .func = variables, .type = c->t_func};
    lower_call_emit(&f, &callee, NULL, 0, NULL, loc);
  }
  call_inits(&f, p->in);
  bool is_empty = f.cur && task->blocks.len == 1 && f.cur->instrs.len == 0;
  if (f.cur)
    lower_return(&f, NULL, GL_LOC_NONE);
  lower_end(&f);
  if (is_empty) {
    drop_last(c, task);
    return;
  }
  p->init = task;
  task->has_unknown_callers = c->options.is_unit;
}

void lower_program_init(LowerCtx *c) {
  GirFunc *g = gir_func_new(c->prog, "golite.init", NULL, c->t_func, GL_LOC_NONE);
  LowerFn f;
  lower_begin(&f, c, g, &c->pkgs[c->n_pkgs - 1]);
  for (uint32_t i = 0; i < c->n_pkgs; i++) {
    if (!c->pkgs[i].init)
      continue;
    LowerCallee callee = {.kind = GIR_CALL_STATIC, .func = c->pkgs[i].init, .type = c->t_func};
    lower_call_emit(&f, &callee, NULL, 0, NULL, GL_LOC_NONE);
  }
  lower_return(&f, NULL, GL_LOC_NONE);
  lower_end(&f);
  g->has_unknown_callers = true;
  c->prog->init = g;
}
