/// \file
/// `//go:linkname`: names under which functions and variables are defined or wanted elsewhere.
/// A wanted function that some package of this program defines is that function, called with its
/// own types; else it is external.

#include "lower_internal.h"

#include <string.h>

static char *key_of(LowerCtx *c, const TyPackage *p, const char *name) {
  return gl_arena_printf(c->arena, "%s.%s", lower_pkg_path(p), name);
}

const SynLinkname *lower_linkname(const LowerCtx *c, const TyObject *o) {
  if (gl_strmap_len(c->linknames) == 0 || !o->pkg || (o->kind == TY_OBJ_FUNC && o->recv))
    return NULL;
  const char *path = lower_pkg_path(o->pkg);
  char buffer[512];
  size_t n = strlen(path) + 1 + o->name->len;
  if (n >= sizeof buffer)
    return NULL;
  memcpy(buffer, path, strlen(path));
  buffer[strlen(path)] = '.';
  memcpy(buffer + strlen(path) + 1, o->name->text, o->name->len);
  return gl_strmap_get(c->linknames, buffer, n);
}

static void collect_directives(LowerCtx *c, const LowerPackage *p) {
  for (uint32_t i = 0; i < p->n_files; i++)
    for (uint32_t k = 0; k < p->files[i]->n_linknames; k++) {
      SynLinkname *l = &p->files[i]->linknames[k];
      const char *key = key_of(c, p->package, l->local->text);
      const SynLinkname *old = gl_strmap_get(c->linknames, key, strlen(key));
      if (!old || !old->remote)
        gl_strmap_set(c->linknames, key, strlen(key), l);
    }
}

static void note_body(LowerCtx *c, TyObject *o) {
  const char *symbol = lower_object_symbol(c, o);
  gl_strmap_set(c->bodies, symbol, strlen(symbol), o);
}

static void collect_bodies(LowerCtx *c, const LowerPackage *p) {
  for (uint32_t i = 0; i < p->n_files; i++)
    for (uint32_t k = 0; k < p->files[i]->decls.len; k++) {
      const SynNode *d = p->files[i]->decls.data[k];
      if (d->kind != SYN_FUNC_DECL || !(d->func_decl.body || d->func_decl.body_skipped))
        continue;
      TyObject *o = ty_info_object(c->info, d->func_decl.name);
      if (o && o->kind == TY_OBJ_FUNC && strcmp(o->name->text, "_") != 0 &&
          strcmp(o->name->text, "init") != 0)
        note_body(c, o);
    }
}

/// Variables under their own names: what `//go:linkname v pkg.v` elsewhere means.
static void collect_variables(LowerCtx *c, const TyPackage *p) {
  for (uint32_t i = 0; i < p->n_objects; i++) {
    TyObject *o = p->objects[i];
    if (o->kind != TY_OBJ_VAR || strcmp(o->name->text, "_") == 0)
      continue;
    const char *symbol = key_of(c, p, o->name->text);
    gl_strmap_set(c->bodies, symbol, strlen(symbol), o);
  }
}

void lower_linknames_collect(LowerCtx *c) {
  for (uint32_t i = 0; i < c->n_pkgs; i++)
    collect_directives(c, c->pkgs[i].in);
  if (gl_strmap_len(c->linknames) == 0)
    return;
  for (uint32_t i = 0; i < c->n_pkgs; i++) {
    collect_bodies(c, c->pkgs[i].in);
    collect_variables(c, c->pkgs[i].in->package);
  }
}

/// `v` as a value of type `to` with the same bytes.
static GirOperand reinterpret(LowerFn *f, GirOperand v, const TyType *to, GlLoc loc) {
  LowerCtx *c = f->c;
  if (v.type == to)
    return v;
  GirLocalId tmp = gir_local_new(f->p, f->f, GIR_LOCAL_VAR, NULL, v.type, loc);
  gir_local(f->f, tmp)->is_memory = true;
  GirInstr *in = lower_emit(f, GIR_OP_VAR, loc, 0);
  in->dst = tmp;
  in->site = gir_site_new(f->p, f->f, GIR_SITE_VAR, v.type, "argument", loc);
  gir_local(f->f, tmp)->site = in->site;
  GirPlace *place = gir_place_local(f->p, f->f, tmp);
  lower_store(f, place, v, loc);
  GirOperand p = lower_addr(f, place, loc);
  GirOperand q = lower_op1(f, GIR_OP_CONVERT, lower_pointer_to(c, to),
                           lower_op1(f, GIR_OP_CONVERT, c->t_unsafe, p, loc), loc);
  return lower_load(f, gir_place_deref(f->p, q, to), loc);
}

GirFunc *lower_linked_func(LowerCtx *c, TyObject *fn, const TyType *type, GirFunc *target) {
  const char *symbol = key_of(c, fn->pkg, fn->name->text);
  GirFunc *g =
      gir_func_new(c->prog, gl_arena_printf(c->arena, "%s-link", symbol), fn->pkg, type, fn->loc);
  g->is_wrapper = g->is_shared = true;
  LowerFn f;
  lower_begin(&f, c, g, lower_pkg(c, fn->pkg));
  lower_bare_params(c, g, fn->recv);
  lower_bare_results(c, g);
  uint32_t n = g->n_params, n_results = g->n_results;
  const TyObject *method = gl_strmap_get(c->bodies, target->symbol, strlen(target->symbol));
  bool has_recv = method && method->recv;
  const TyType *to = target->type;
  if (n != to->func.n_params + has_recv || n_results != to->func.n_results) {
    lower_unsupported(c, fn->loc, "go:linkname to a function of another type is");
    return g;
  }
  GirOperand *args = GL_NEW_ARRAY(c->arena, GirOperand, n + 1);
  for (uint32_t i = 0; i < n; i++) {
    const TyType *t = has_recv && i == 0 ? method->recv : to->func.params[i - has_recv].type;
    args[i] = reinterpret(&f, lower_use(&f, g->params[i]), ty_canonical(t), fn->loc);
  }
  LowerCallee callee = {.kind = GIR_CALL_STATIC, .func = target, .type = to, .has_recv = has_recv};
  if (has_recv)
    callee.recv = args[0];
  GirLocalId *dsts = GL_NEW_ARRAY(c->arena, GirLocalId, n_results + 1);
  for (uint32_t i = 0; i < n_results; i++)
    dsts[i] = lower_temp(&f, to->func.results[i].type, fn->loc);
  lower_call_emit(&f, &callee, args + has_recv, n - has_recv, dsts, fn->loc);
  GirOperand *values = GL_NEW_ARRAY(c->arena, GirOperand, n_results + 1);
  for (uint32_t i = 0; i < n_results; i++)
    values[i] = reinterpret(&f, lower_use(&f, dsts[i]), gir_local(g, g->results[i])->type, fn->loc);
  lower_return(&f, values, fn->loc);
  lower_end(&f);
  lower_forward(c, g, target);
  return g;
}

/// What the user's packages define under names of their choice: nobody here may use it.
static void keep_pushed(LowerCtx *c, TyObject *o, const SynLinkname *l) {
  if (!l || !l->remote)
    return;
  if (o->kind == TY_OBJ_FUNC && o->decl->func_decl.body)
    lower_func_of(c, o)->has_unknown_callers = true;
  else if (o->kind == TY_OBJ_VAR)
    lower_global_of(c, o)->is_exported = true;
}

void lower_linkname_roots(LowerCtx *c) {
  for (uint32_t i = 0; i < c->n_pkgs; i++) {
    const TyPackage *p = c->pkgs[i].in->package;
    bool is_runtime = strcmp(p->path->text, "runtime") == 0;
    for (uint32_t k = 0; !p->is_outside && (is_runtime || !p->is_std) && k < p->n_objects; k++) {
      TyObject *o = p->objects[k];
      const SynLinkname *l = lower_linkname(c, o);
      if (!p->is_std)
        keep_pushed(c, o, l);
      else if (o->kind == TY_OBJ_FUNC && o->decl->func_decl.body && l && !l->remote)
        lower_func_of(c, o)->has_unknown_callers = true;
    }
  }
}
