/// \file
/// Which declarations //go:embed and //go:linkname may name. Does not read the files to embed.
/// Source: documentation of package embed and of cmd/compile; cmd/compile's messages.

#include "check_internal.h"

#include <string.h>

enum {
  EMBED_MINOR = 16,
  LINKNAME_MINOR = 18 // before it, directives for undeclared names did not count
};

static bool is_top_level(const SynFile *f, const SynNode *decl) {
  for (uint32_t i = 0; i < f->decls.len; i++)
    if (f->decls.data[i] == decl)
      return true;
  return false;
}

/// What is wrong with the directive, or NULL.
static const char *embed_fault(TyChecker *c, uint32_t file, const SynNode *decl) {
  const SynFile *f = c->in->files[file];
  if (!syn_file_imports(c->arena, f, "embed"))
    return "go:embed requires import \"embed\" (or import _ \"embed\", if package is not used)";
  if (decl->value_decl.names.len > 1)
    return "go:embed cannot apply to multiple vars";
  if (decl->value_decl.values.len > 0)
    return "go:embed cannot apply to var with initializer";
  if (!decl->value_decl.type)
    return "go:embed cannot apply to var without type";
  if (!is_top_level(f, decl))
    return "go:embed cannot apply to var inside func";
  int v = c->file_versions[file];
  if (v > 0 && v < EMBED_MINOR)
    return ty_text(c, "go:embed requires go1.16 or later (-lang was set to go1.%d; check go.mod)",
                   v);
  return NULL;
}

static void check_embeds(TyChecker *c, uint32_t file) {
  const SynFile *f = c->in->files[file];
  for (uint32_t i = 0; i < f->n_embeds; i++) {
    const char *fault = embed_fault(c, file, f->embeds[i].decl);
    if (fault)
      ty_error(c, f->embeds[i].loc, GL_DIAG_TY_ERROR, "%s", fault);
  }
}

/// `seen` has the objects that a directive of the package has named.
static void check_linknames(TyChecker *c, uint32_t file, GlPtrMap *seen) {
  const SynFile *f = c->in->files[file];
  int v = c->file_versions[file]; // 0: the newest
  bool imports_unsafe = f->n_linknames > 0 && syn_file_imports(c->arena, f, "unsafe");
  for (uint32_t i = 0; i < f->n_linknames; i++) {
    const SynLinkname *l = &f->linknames[i];
    const char *verb = l->is_std ? "go:linknamestd" : "go:linkname";
    TyObject *o = ty_scope_get(c->pkg->scope, l->local);
    bool is_named = o && (o->kind == TY_OBJ_FUNC || o->kind == TY_OBJ_VAR);
    if (!imports_unsafe)
      ty_error(c, l->loc, GL_DIAG_TY_ERROR, "//%s only allowed in Go files that import \"unsafe\"",
               verb);
    else if (l->remote && strchr(l->remote->text, '[') && strchr(l->remote->text, ']'))
      ty_error(c, l->loc, GL_DIAG_TY_ERROR, "//%s reference of an instantiation is not allowed",
               verb);
    else if (!is_named && (v == 0 || v >= LINKNAME_MINOR))
      ty_error(c, l->loc, GL_DIAG_TY_ERROR, "//%s must refer to declared function or variable",
               verb);
    else if (is_named && gl_ptrmap_get(seen, o))
      ty_error(c, l->loc, GL_DIAG_TY_DUPLICATE, "duplicate //%s for %s", verb, l->local->text);
    else if (is_named)
      gl_ptrmap_set(seen, o, o);
  }
}

void ty_check_pragmas(TyChecker *c) {
  GlPtrMap *seen = gl_ptrmap_new(c->arena);
  for (uint32_t i = 0; i < c->in->n_files; i++) {
    check_embeds(c, i);
    check_linknames(c, i, seen);
  }
}
