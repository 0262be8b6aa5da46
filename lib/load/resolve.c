/// \file
/// What an import path means: the overlay or the Go tree, packages of modules (find.c), and with
/// --testdir the packages side by side.
/// Source: `go help importpath`, "Internal Directories" in `go help packages`; gc's messages.

#include "load_internal.h"

#include "golite/support/file.h"
#include "golite/syntax/rune.h"

#include <string.h>

static GlDiag *unsupported(Loader *l, GlLoc loc, const char *fmt, const char *what) {
  l->n_errors++;
  return gl_diag_error(l->ctx->diags, loc, GL_DIAG_LOAD_UNSUPPORTED, fmt, what);
}

LoadModule *load_main_module(Loader *l, const char *dir) {
  if (!l->module_is_known)
    l->module = load_modules_find(l, load_absolute(l, dir));
  l->module_is_known = true;
  return l->module;
}

const char *load_tree_dir(const Loader *l, const char *path) {
  if (!l->options->goroot)
    return NULL;
  const char *src = gl_path_join(l->arena, l->options->goroot, "src");
  const char *dir = gl_path_join(l->arena, src, path);
  return gl_file_is_dir(dir) ? dir : NULL;
}

bool load_std_exists(const Loader *l, const char *path) {
  return load_overlay_find(l, path) || load_tree_dir(l, path);
}

/// A path that ends in `internal`, or has it as an element, may be imported from below that
/// element's parent only.
static bool may_import_internal(const LoadPkg *importer, const char *path) {
  const char *at = NULL;
  for (const char *s = path; (s = strstr(s, "internal")); s++)
    if ((s == path || s[-1] == '/') && (s[8] == 0 || s[8] == '/'))
      at = s;
  if (!at)
    return true;
  size_t n = at == path ? 0 : (size_t)(at - path - 1);
  if (n == 0)
    return importer->module && importer->module->is_tree;
  const char *from = importer->path;
  return strncmp(from, path, n) == 0 && (from[n] == 0 || from[n] == '/');
}

/// What follows the last element `vendor`; NULL when there is none.
static const char *vendored_path(const char *path) {
  const char *at = NULL;
  for (const char *s = path; (s = strstr(s, "vendor/")); s++)
    if (s == path || s[-1] == '/')
      at = s + strlen("vendor/");
  return at;
}

/// NULL when the path is well-formed, else gc's reason.
static const char *path_fault(GlArena *a, const char *path, size_t len) {
  if (len == 0)
    return "invalid import path (empty string)";
  for (const char *s = path, *end = path + len; s < end;) {
    uint32_t n;
    int32_t r = syn_decode_rune(s, end, &n);
    bool is_print = r > ' ' && syn_rune_is_printable(r);
    if (!is_print || (r < 0x80 && strchr("!\"#$%&'()*,:;<=>?[\\]^`{|}", r)) || r == 0xFFFD) {
      r = r < 0 ? 0xFFFD : r;
      return syn_rune_is_printable(r)
                 ? gl_arena_printf(a, "invalid import path (invalid character U+%04X '%.*s')",
                                   (unsigned)r, (int)n, s)
                 : gl_arena_printf(a, "invalid import path (invalid character U+%04X)",
                                   (unsigned)r);
    }
    s += n;
  }
  return NULL;
}

/// What gc says of a path that is well-formed but names no package; NULL when it may.
static const char *name_fault(Loader *l, const char *path) {
  if (path[0] == '/')
    return "import path cannot be absolute path";
  GlBuf clean;
  gl_buf_init(&clean, l->arena);
  size_t n_end = strlen(path);
  while (n_end > 1 && path[n_end - 1] == '/')
    n_end--;
  for (size_t i = 0; i < n_end; i++)
    if (path[i] != '/' || path[i + 1] != '/')
      gl_buf_char(&clean, path[i]);
  if (strcmp(clean.data, path) == 0)
    return NULL;
  return gl_arena_printf(l->arena, "non-canonical import path \"%s\" (should be \"%s\")", path,
                         clean.data);
}

/// Whether there is only the compiler, without what the go command says before it.
static bool is_compiler_only(const Loader *l) {
  return l->options->is_compiler_only || l->options->mode == LOAD_TESTDIR;
}

static bool is_relative(const char *path) {
  return strncmp(path, "./", 2) == 0 || strncmp(path, "../", 3) == 0 || strcmp(path, ".") == 0 ||
         strcmp(path, "..") == 0;
}

static LoadPkg *find_package(const Loader *l, const char *path) {
  return gl_strmap_get(l->packages, path, strlen(path));
}

/// Packages that the Go tree has vendored have the language versions of their modules.
static LoadPkg *with_vendored_version(Loader *l, LoadPkg *p) {
  if (!p || !load_path_has_prefix(p->path, "vendor"))
    return p;
  const char *dir = gl_path_join(l->arena, l->options->goroot, "src/vendor");
  if (!l->std_vendor)
    l->std_vendor = load_vendor_read(l, dir);
  const LoadModule *m =
      l->std_vendor ? load_vendor_module(l->std_vendor, p->path + strlen("vendor/")) : NULL;
  p->pub.go_version = m ? m->go_version : NULL;
  return p;
}

static LoadPkg *import_std(Loader *l, const char *path, GlLoc loc) {
  LoadPkg *p = find_package(l, path);
  if (p)
    return p;
  return with_vendored_version(l, load_std_package(l, path, loc, false));
}

LoadPkg *load_std_package_once(Loader *l, const char *path) {
  LoadPkg *p = find_package(l, path);
  if (p)
    return p;
  return with_vendored_version(l, load_std_package(l, path, GL_LOC_NONE, true));
}

static LoadPkg *import_from_module(Loader *l, const LoadPkg *from, const char *path, GlLoc loc) {
  LoadPkg *p = find_package(l, path);
  LoadFound f;
  if (p)
    return p;
  if (!load_find_package(l, from, path, loc, &f))
    return NULL;
  p = load_package_add(l, path, load_short_path(l, f.dir), false);
  p->module = f.module;
  p->pub.is_dependency = !f.module->is_main;
  load_user_folder(l, p, loc);
  return p;
}

/// The first main module whose path `path` begins with, or NULL.
static const LoadModule *main_module_of(const Loader *l, const char *path) {
  for (uint32_t i = 0; i < l->modules.n_main; i++)
    if (load_path_has_prefix(path, l->modules.list.data[i]->path))
      return l->modules.list.data[i];
  return NULL;
}

/// Whether some module of the build list, or a replacement, could have the package.
static bool is_below_module(Loader *l, const char *path) {
  if (main_module_of(l, path) || load_replacement(l, path, NULL))
    return true;
  if (l->modules.vendor)
    return load_vendor_module(l->modules.vendor, path);
  load_modules_build(l);
  for (uint32_t i = 0; i < l->modules.list.len; i++)
    if (load_path_has_prefix(path, l->modules.list.data[i]->path))
      return true;
  return false;
}

/// A path without a dot in its first element that no module has.
static bool looks_like_std(Loader *l, const char *path) {
  return !memchr(path, '.', strcspn(path, "/")) && !(l->module && is_below_module(l, path));
}

void load_report_not_std(Loader *l, const char *path, GlLoc loc) {
  if (!l->options->goroot)
    load_error(l, loc, "package %s: no Go 1.27 tree was found (see --goroot)", path);
  else
    load_error(l, loc,
               is_compiler_only(l) ? "could not import %s (package is not in std: %s/src/%s)"
                                   : "package %s is not in std (%s/src/%s)",
               path, l->options->goroot, path);
}

/// Whether a main module that is part of the Go tree (cmd) has the path: its own before the tree's.
static bool is_of_tree_module(const Loader *l, const char *path) {
  const LoadModule *m = main_module_of(l, path);
  return m && m->is_tree;
}

/// With --testdir "./x" and "test/x" are the package of x.go.
static LoadPkg *import_testdir(Loader *l, const char *path, GlLoc loc) {
  const char *name = strncmp(path, "./", 2) == 0 ? path + 2 : path + 5;
  const char *full = gl_arena_printf(l->arena, "test/%s", name);
  LoadPkg *p = find_package(l, full);
  if (!p)
    load_error(l, loc, "could not import %s (no such package in this folder)", path);
  return p;
}

static LoadPkg *import_from_std(Loader *l, const char *path, GlLoc loc) {
  const char *vendored = gl_arena_printf(l->arena, "vendor/%s", path);
  if (load_std_exists(l, vendored))
    return import_std(l, vendored, loc);
  if (load_std_exists(l, path))
    return import_std(l, path, loc);
  load_report_not_std(l, path, loc);
  return NULL;
}

static LoadPkg *import_from_user(Loader *l, const LoadPkg *from, const char *path, GlLoc loc) {
  bool is_test = l->options->mode == LOAD_TESTDIR;
  if (is_test && (strncmp(path, "./", 2) == 0 || strncmp(path, "test/", 5) == 0))
    return import_testdir(l, path, loc);
  if (is_relative(path)) {
    load_error(l, loc,
               "\"%s\" is relative, but relative import paths are not supported in module mode",
               path);
    return NULL;
  }
  const char *vendored = vendored_path(path);
  if (from && vendored) {
    load_error(l, loc, "%s must be imported as %s", path, vendored);
    return NULL;
  }
  if (from && !may_import_internal(from, path)) {
    load_error(l, loc, "use of internal package %s not allowed", path);
    return NULL;
  }
  if (load_std_exists(l, path) && !is_of_tree_module(l, path))
    return import_std(l, path, loc);
  if (looks_like_std(l, path)) {
    load_report_not_std(l, path, loc);
    return NULL;
  }
  if (l->module)
    return import_from_module(l, from, path, loc);
  load_error(
      l, loc,
      "no required module provides package %s: go.mod file not found in current directory or "
      "any parent directory; see 'go help modules'",
      path);
  return NULL;
}

LoadPkg *load_import(Loader *l, const LoadPkg *from, const char *path, GlLoc loc) {
  if (from && from->pub.is_std)
    return import_from_std(l, path, loc);
  LoadPkg *p = import_from_user(l, from, path, loc);
  if (p && from && p != from && strcmp(p->pub.name->text, "main") == 0) {
    load_error(l, loc, "import \"%s\" is a program, not an importable package", path);
    return NULL;
  }
  return p;
}

static void add_edge(Loader *l, LoadPkg *p, const LoadEdge *e) {
  bool is_new = true;
  for (uint32_t i = 0; i < p->edges.len; i++)
    is_new &= p->edges.data[i].to != e->to;
  GL_VEC_PUSH(l->arena, &p->edges, *e);
  if (is_new)
    p->pub.n_imports++;
}

/// import "C". Tests of the checker alone take its names for granted.
static void import_cgo(Loader *l, const SynNode *d, GlLoc loc) {
  if (d->import_decl.name)
    load_error(l, loc, "cannot rename import \"C\"");
  else if (!l->options->is_compiler_only)
    unsupported(l, loc, "%s not supported yet", "cgo");
}

static void resolve_import(Loader *l, LoadPkg *p, const SynFile *f, const SynNode *d) {
  const SynNode *lit = d->import_decl.path;
  const char *bytes;
  size_t len;
  if (lit->kind != SYN_BASIC_LIT || lit->basic_lit.is_bad ||
      !syn_string_value(l->arena, lit->basic_lit.text, &bytes, &len))
    return;
  const char *fault = path_fault(l->arena, bytes, len);
  if (fault) {
    load_error(l, lit->loc, "%s", fault);
    return;
  }
  const char *path = gl_arena_strndup(l->arena, bytes, len);
  if (strcmp(path, "unsafe") == 0)
    return;
  fault = name_fault(l, path);
  if (fault) {
    load_error(l, lit->loc, "could not import %s (%s)", path, fault);
    return;
  }
  // Where the go command reports an import; with --testdir there is only the compiler.
  bool at_name = d->import_decl.name && !is_compiler_only(l);
  GlLoc loc = at_name ? d->import_decl.name->loc : lit->loc;
  if (strcmp(path, "C") == 0) {
    import_cgo(l, d, loc);
    return;
  }
  for (uint32_t i = 0; i < p->edges.len; i++)
    if (strcmp(p->edges.data[i].text, path) == 0)
      return; // another file's
  LoadPkg *to = load_import(l, p, path, loc);
  if (to)
    add_edge(l, p, &(LoadEdge){.text = path, .to = to, .loc = lit->loc, .file = f});
}

static void resolve_package(Loader *l, LoadPkg *p) {
  for (uint32_t i = 0; i < p->pub.n_files; i++) {
    const SynFile *f = p->pub.files[i];
    for (uint32_t k = 0; k < f->decls.len; k++)
      if (f->decls.data[k]->kind == SYN_IMPORT_DECL)
        resolve_import(l, p, f, f->decls.data[k]);
  }
  p->pub.imports = GL_NEW_ARRAY(l->arena, LoadPackage *, p->pub.n_imports);
  uint32_t n = 0;
  for (uint32_t i = 0; i < p->edges.len; i++) {
    bool is_new = true;
    for (uint32_t k = 0; k < n; k++)
      is_new &= p->pub.imports[k] != &p->edges.data[i].to->pub;
    if (is_new)
      p->pub.imports[n++] = &p->edges.data[i].to->pub;
  }
}

void load_resolve_all(Loader *l) {
  while (l->n_resolved < l->all.len)
    resolve_package(l, l->all.data[l->n_resolved++]);
}
