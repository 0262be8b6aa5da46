/// \file
/// Link names of functions, methods and data, as gc prints them in tracebacks.

#include "lower_internal.h"

#include <string.h>

const char *lower_pkg_path(const TyPackage *p) {
  return strcmp(p->name->text, "main") == 0 ? "main" : p->path->text;
}

/// Text of a defined type without its package, with what makes it unique (`T`, `T·1`, `G[int]`).
static const char *bare_name(LowerCtx *c, const TyType *named) {
  const char *path = named->named.object->pkg->path->text;
  const char *full = ty_string(c->arena, named, TY_STRING_LINK, NULL);
  size_t n = strlen(path);
  return strncmp(full, path, n) == 0 && full[n] == '.' ? full + n + 1 : full;
}

const char *lower_package_path(const TyPackage *p) { return lower_pkg_path(p); }

const char *lower_method_symbol(LowerCtx *c, const TyType *recv, GlName name,
                                const TyPackage *pkg) {
  recv = ty_canonical(recv);
  bool is_pointer = recv->kind == TY_POINTER;
  const TyType *t = is_pointer ? ty_canonical(recv->pointer.elem) : recv;
  const TyPackage *home = t->kind == TY_NAMED ? t->named.object->pkg : NULL;
  bool is_exported = name->text[0] >= 'A' && name->text[0] <= 'Z';
  const char *method = name->text; // unexported names of two packages may meet in one type
  if (!is_exported && pkg && home && pkg != home)
    method = gl_arena_printf(c->arena, "%s.%s", lower_pkg_path(pkg), method);
  if (!home)
    return gl_arena_printf(c->arena, is_pointer ? "(*%s).%s" : "%s.%s",
                           ty_string(c->arena, t, TY_STRING_LINK, NULL), method);
  const char *path = lower_pkg_path(home);
  return gl_arena_printf(c->arena, is_pointer ? "%s.(*%s).%s" : "%s.%s.%s", path, bare_name(c, t),
                         method);
}

const char *lower_object_symbol(LowerCtx *c, const TyObject *o) {
  const SynLinkname *l = lower_linkname(c, o);
  if (l && l->remote)
    return l->remote->text;
  if (o->kind == TY_OBJ_FUNC && o->recv)
    return lower_method_symbol(c, o->recv, o->name, o->pkg);
  return gl_arena_printf(c->arena, "%s.%s", lower_pkg_path(o->pkg), o->name->text);
}

const char *lower_static_symbol(LowerCtx *c, const TyPackage *pkg, const char *what) {
  return gl_arena_printf(c->arena, "%s..%s%u", pkg ? lower_pkg_path(pkg) : "go", what,
                         c->n_statics++);
}
