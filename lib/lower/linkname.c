/// \file
/// `//go:linkname`: names under which functions and variables are defined or wanted elsewhere.
/// A wanted function that some package of this program defines is that function; else it is
/// external, with C's calling convention.

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

void lower_linkname_roots(LowerCtx *c) {
  for (uint32_t i = 0; i < c->n_pkgs; i++) {
    const TyPackage *p = c->pkgs[i].in->package;
    if (p->is_outside || strcmp(p->path->text, "runtime") != 0)
      continue;
    for (uint32_t k = 0; k < p->n_objects; k++) {
      TyObject *o = p->objects[k];
      if (o->kind == TY_OBJ_FUNC && o->decl->func_decl.body && lower_linkname(c, o))
        lower_func_of(c, o)->has_unknown_callers = true;
    }
  }
}
