/// \file
/// Which module and folder an import path of the user's packages means, and what is said when
/// there is none.
/// Source: Go Modules Reference, "Resolving a package to a module"; the go command's messages.

#include "load_internal.h"

#include "golite/support/file.h"

#include <string.h>

enum { DIRECT_MINOR = 17 }; // from this version on go.mod must name what is imported directly

static bool has_go_file(Loader *l, const char *dir) {
  uint32_t n;
  char **names = gl_dir_list(l->arena, dir, &n);
  for (uint32_t i = 0; names && i < n; i++) {
    size_t len = strlen(names[i]);
    if (len > 3 && strcmp(names[i] + len - 3, ".go") == 0)
      return true;
  }
  return false;
}

/// The folder of a package in a module; NULL when it is not there. A folder with its own go.mod is
/// another module.
static const char *dir_in_module(Loader *l, const LoadModule *m, const char *path) {
  size_t n = strlen(m->path);
  const char *rest = path[n] ? path + n + 1 : "";
  const char *dir = *rest ? gl_path_join(l->arena, m->dir, rest) : m->dir;
  if (!gl_file_is_dir(dir) || !has_go_file(l, dir))
    return NULL;
  for (const char *d = dir; m->is_local && strlen(d) > strlen(m->dir); d = gl_path_dir(l->arena, d))
    if (gl_file_exists(gl_path_join(l->arena, d, "go.mod")))
      return NULL;
  return dir;
}

typedef struct Candidates {
  GL_VEC(LoadFound) found;   // longest module path first
  const LoadModule *missing; // could have the package, but is not on this machine
} Candidates;

static void look_into(Loader *l, const LoadModule *m, const char *path, Candidates *c) {
  if (!m->dir) {
    c->missing = c->missing ? c->missing : m;
    return;
  }
  const char *dir = dir_in_module(l, m, path);
  if (dir)
    GL_VEC_PUSH(l->arena, &c->found, (LoadFound){m, dir});
}

/// Looks into each module whose path is a prefix of the import path.
static void look_into_all(Loader *l, const char *path, Candidates *c) {
  load_modules_build(l);
  for (size_t n = strlen(path); n > 0; n--) {
    if (path[n] != '\0' && path[n] != '/')
      continue;
    const LoadModule *m = gl_strmap_get(l->modules.by_path, path, n);
    if (m)
      look_into(l, m, path, c);
  }
}

static void look_into_main(Loader *l, const char *path, Candidates *c) {
  for (uint32_t i = 0; i < l->modules.n_main; i++)
    if (load_path_has_prefix(path, l->modules.list.data[i]->path))
      look_into(l, l->modules.list.data[i], path, c);
}

// --- What is said ---

static bool report_ambiguous(Loader *l, const char *path, GlLoc loc, const Candidates *c) {
  GlDiag *d = load_error(l, loc, "ambiguous import: found package %s in multiple modules:", path);
  for (uint32_t i = c->found.len; i > 0; i--) {
    const LoadFound *f = &c->found.data[i - 1];
    gl_diag_more(l->ctx->diags, d, "%s%s%s (%s)", f->module->path, f->module->version ? " " : "",
                 f->module->version ? f->module->version : "", f->dir);
  }
  return false;
}

static bool report_not_downloaded(Loader *l, const char *path, GlLoc loc, const LoadModule *m) {
  const LoadReplace *r = load_replacement(l, m->path, m->version);
  GlDiag *d;
  if (r && r->dir) {
    load_error(l, loc, "package %s: the folder %s, which replaces module %s, does not exist", path,
               r->to, m->path);
    return false;
  }
  d = load_error(l, loc,
                 "package %s: module %s@%s is not in the module cache (%s); to download it:", path,
                 r ? r->to : m->path, r ? r->to_version : m->version, l->modules.cache);
  gl_diag_more(l->ctx->diags, d, "go mod download %s", m->path);
  return false;
}

static bool report_not_vendored(Loader *l, const char *path, GlLoc loc, const char *main_dir) {
  GlDiag *d = load_error(
      l, loc, "cannot find module providing package %s: import lookup disabled by -mod=vendor",
      path);
  gl_diag_more(l->ctx->diags, d,
               "(Go version in go.mod is at least 1.14 and vendor directory exists.)");
  gl_diag_more(l->ctx->diags, d, "To sync %s, run: go mod vendor",
               load_short_path(l, gl_path_join(l->arena, main_dir, "vendor")));
  return false;
}

/// A replacement that is not required, and would have the package.
static const LoadReplace *unused_replacement(Loader *l, const char *path) {
  for (uint32_t i = 0; i < l->modules.n_main; i++) {
    const LoadGoMod *mod = l->modules.list.data[i]->mod;
    for (uint32_t k = 0; k < mod->replaces.len; k++) {
      const LoadReplace *r = &mod->replaces.data[k];
      LoadModule m = {.path = r->path, .is_local = true};
      m.dir = r->dir ? load_absolute(l, r->dir) : NULL;
      if (m.dir && load_path_has_prefix(path, r->path) && dir_in_module(l, &m, path))
        return r;
    }
  }
  return NULL;
}

static bool report_unknown(Loader *l, const char *path, GlLoc loc) {
  const LoadReplace *r = unused_replacement(l, path);
  GlDiag *d;
  if (r) {
    d = load_error(l, loc,
                   "module %s provides package %s and is replaced but not required; to add it:",
                   r->path, path);
    gl_diag_more(l->ctx->diags, d, "go get %s%s%s", r->path, r->version ? "@" : "",
                 r->version ? r->version : "");
  } else if (!memchr(path, '.', strcspn(path, "/"))) {
    load_report_not_std(l, path, loc);
  } else {
    d = load_error(l, loc, "no required module provides package %s; to add it:", path);
    gl_diag_more(l->ctx->diags, d, "go get %s", path);
  }
  return false;
}

static bool is_required(const LoadGoMod *mod, const LoadModule *m) {
  for (uint32_t i = 0; i < mod->requires.len; i++)
    if (strcmp(mod->requires.data[i].path, m->path) == 0)
      return true;
  return false;
}

/// A main module must name in its go.mod what its packages import.
static bool check_direct(Loader *l, const LoadPkg *from, const char *path, GlLoc loc,
                         const LoadModule *m) {
  const LoadModule *importer = from ? from->module : NULL;
  if (m->is_main || !importer || !importer->is_main || importer->mod->go_minor < DIRECT_MINOR ||
      l->modules.work || is_required(importer->mod, m))
    return true;
  GlDiag *d = load_error(l, loc,
                         "package %s imports %s from implicitly required module; to add missing "
                         "requirements, run:",
                         from->path, path);
  gl_diag_more(l->ctx->diags, d, "go get %s@%s", m->path, m->version);
  return false;
}

static bool find_vendored(Loader *l, const char *path, GlLoc loc, Candidates *c) {
  const char *vendor = gl_path_join(l->arena, l->module->dir, "vendor");
  const char *dir = gl_path_join(l->arena, vendor, path);
  const LoadModule *m = load_vendor_module(l->modules.vendor, path);
  if (m && gl_file_is_dir(dir) && has_go_file(l, dir))
    GL_VEC_PUSH(l->arena, &c->found, (LoadFound){m, dir});
  return c->found.len > 0 || report_not_vendored(l, path, loc, l->module->dir);
}

bool load_find_package(Loader *l, const LoadPkg *from, const char *path, GlLoc loc,
                       LoadFound *found) {
  Candidates c = {0};
  if (l->modules.vendor) {
    look_into_main(l, path, &c);
    if (c.found.len == 0 && !find_vendored(l, path, loc, &c))
      return false;
  } else {
    look_into_all(l, path, &c);
  }
  if (c.found.len > 1)
    return report_ambiguous(l, path, loc, &c);
  if (c.found.len == 0)
    return c.missing ? report_not_downloaded(l, path, loc, c.missing)
                     : report_unknown(l, path, loc);
  *found = c.found.data[0];
  return l->modules.vendor || check_direct(l, from, path, loc, found->module);
}
