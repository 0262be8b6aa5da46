/// \file
/// Which variables may have a //go:embed directive. Does not read the files that it names.
/// Source: package embed's documentation; cmd/compile's messages.

#include "check_internal.h"

#include <string.h>

enum { EMBED_MINOR = 16 };

static bool imports_embed(TyChecker *c, const SynFile *f) {
  for (uint32_t i = 0; i < f->decls.len; i++) {
    const SynNode *d = f->decls.data[i];
    const char *path;
    size_t len;
    if (d->kind == SYN_IMPORT_DECL && d->import_decl.path->kind == SYN_BASIC_LIT &&
        syn_string_value(c->arena, d->import_decl.path->basic_lit.text, &path, &len) && len == 5 &&
        memcmp(path, "embed", 5) == 0)
      return true;
  }
  return false;
}

static bool is_top_level(const SynFile *f, const SynNode *decl) {
  for (uint32_t i = 0; i < f->decls.len; i++)
    if (f->decls.data[i] == decl)
      return true;
  return false;
}

/// What is wrong with the directive, or NULL.
static const char *embed_fault(TyChecker *c, uint32_t file, const SynNode *decl) {
  const SynFile *f = c->in->files[file];
  if (!imports_embed(c, f))
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

void ty_check_embeds(TyChecker *c) {
  for (uint32_t i = 0; i < c->in->n_files; i++)
    for (uint32_t k = 0; k < c->in->files[i]->n_embeds; k++) {
      const SynEmbed *e = &c->in->files[i]->embeds[k];
      const char *fault = embed_fault(c, i, e->decl);
      if (fault)
        ty_error(c, e->loc, GL_DIAG_TY_ERROR, "%s", fault);
    }
}
