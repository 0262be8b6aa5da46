/// \file
/// The entry: what the user named becomes packages, their imports follow, then the order.
/// Each mode says how its arguments name packages; everything else is in the other files.

#include "golite/load/load.h"

#include "load_internal.h"

#include "golite/support/file.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

// --- LOAD_FILES ---

/// The import path of a folder in the main module; NULL outside.
static const char *path_in_module(Loader *l, const char *dir) {
  LoadModule *m = load_main_module(l, dir);
  if (!m)
    return NULL;
  const char *abs = load_absolute(l, dir);
  size_t n = strcmp(m->dir, "/") == 0 ? 0 : strlen(m->dir);
  if (strncmp(abs, m->dir, n) != 0 || (abs[n] && abs[n] != '/'))
    return NULL;
  while (abs[n] == '/')
    n++;
  return abs[n] ? gl_path_join(l->arena, m->path, abs + n) : m->path;
}

static void load_files(Loader *l) {
  const LoadOptions *o = l->options;
  const char *dir = gl_path_dir(l->arena, o->args[0]);
  const char *path = path_in_module(l, dir);
  LoadPkg *p = load_package_add(l, path ? path : load_command_line_path, dir, false);
  p->module = l->module;
  for (uint32_t i = 0; i < o->n_args; i++) {
    const GlFile *f = load_read_file(l, o->args[i], GL_LOC_NONE);
    if (f)
      load_parse_file(l, p, f, NULL);
  }
  load_package_finish(l, p);
  GL_VEC_PUSH(l->arena, &l->roots, p);
}

// --- LOAD_DIR ---

static void load_dir(Loader *l, const char *dir) {
  if (!gl_file_is_dir(dir)) {
    load_error(l, GL_LOC_NONE, "%s: %s", dir,
               gl_file_exists(dir) ? "not a directory" : "no such file or directory");
    return;
  }
  const char *path = path_in_module(l, dir);
  if (!path)
    path = gl_arena_printf(l->arena, "%s",
                           l->roots.len ? load_absolute(l, dir) : load_command_line_path);
  LoadPkg *p = gl_strmap_get(l->packages, path, strlen(path));
  if (!p) {
    p = load_package_add(l, path, load_short_path(l, load_absolute(l, dir)), false);
    p->module = l->module;
    load_user_folder(l, p, GL_LOC_NONE);
  }
  GL_VEC_PUSH(l->arena, &l->roots, p);
}

static bool is_walked(Loader *l, const char *dir, const char *name) {
  if (name[0] == '_' || name[0] == '.' || strcmp(name, "testdata") == 0 ||
      strcmp(name, "vendor") == 0)
    return false;
  const char *sub = gl_path_join(l->arena, dir, name);
  return gl_file_is_dir(sub) && !gl_file_exists(gl_path_join(l->arena, sub, "go.mod"));
}

/// Folders at and below `top`, parents first, in byte order.
static void walk(Loader *l, const char *top, void (*visit)(Loader *, const char *dir)) {
  GL_VEC(const char *) todo = {0};
  GL_VEC_PUSH(l->arena, &todo, top);
  while (todo.len > 0) {
    const char *dir = todo.data[--todo.len];
    visit(l, dir);
    uint32_t n;
    char **names = gl_dir_list(l->arena, dir, &n);
    for (uint32_t i = names ? n : 0; i > 0; i--)
      if (is_walked(l, dir, names[i - 1]))
        GL_VEC_PUSH(l->arena, &todo, gl_path_join(l->arena, dir, names[i - 1]));
  }
}

static void visit_user_dir(Loader *l, const char *dir) {
  if (load_folder_has_package(l, dir))
    load_dir(l, dir);
}

static void load_dirs(Loader *l) {
  for (uint32_t i = 0; i < l->options->n_args; i++) {
    const char *arg = l->options->args[i];
    size_t n = strlen(arg);
    if (n >= 4 && strcmp(arg + n - 4, "/...") == 0)
      walk(l, gl_arena_strndup(l->arena, arg, n - 4), visit_user_dir);
    else
      load_dir(l, arg);
  }
}

// --- LOAD_IMPORT_PATH ---

static void load_path(Loader *l, const char *path) {
  LoadPkg *p = load_import(l, NULL, path, GL_LOC_NONE);
  if (p)
    GL_VEC_PUSH(l->arena, &l->roots, p);
}

/// A folder of the Go tree's src, when it holds a package.
static void visit_std_dir(Loader *l, const char *dir) {
  const char *src = gl_path_join(l->arena, l->options->goroot, "src");
  const char *path = dir + strlen(src);
  if (path[0] != '/' || load_path_has_prefix(path, "/cmd"))
    return;
  uint32_t n;
  char **names = gl_dir_list(l->arena, dir, &n);
  for (uint32_t i = 0; names && i < n; i++) {
    size_t len = strlen(names[i]);
    if (len < 3 || strcmp(names[i] + len - 3, ".go") != 0)
      continue;
    load_path(l, path + 1);
    return;
  }
}

static void load_paths(Loader *l) {
  load_main_module(l, ".");
  for (uint32_t i = 0; i < l->options->n_args; i++) {
    const char *arg = l->options->args[i];
    if (strcmp(arg, "std") == 0 && l->options->goroot)
      walk(l, gl_path_join(l->arena, l->options->goroot, "src"), visit_std_dir);
    else if (strcmp(arg, "unsafe") != 0)
      load_path(l, arg);
  }
}

// --- LOAD_TESTDIR ---

static bool is_test_source(const char *name) {
  size_t n = strlen(name);
  return name[0] != '.' && name[0] != '_' && n > 3 && strcmp(name + n - 3, ".go") == 0;
}

/// The package of --testdir that a file with this package clause belongs to, or NULL.
static LoadPkg *testdir_package(const Loader *l, GlName name) {
  for (uint32_t i = 0; i < l->roots.len && !l->options->single_file_pkgs; i++)
    if (name && l->roots.data[i]->pub.name == name)
      return l->roots.data[i];
  return NULL;
}

static void load_testdir(Loader *l) {
  const char *dir = l->options->args[0];
  uint32_t n;
  char **names = gl_dir_list(l->arena, dir, &n);
  if (!names) {
    load_error(l, GL_LOC_NONE, "%s: %s", dir, strerror(errno));
    return;
  }
  for (uint32_t i = 0; i < n; i++) {
    const GlFile *f = NULL;
    if (is_test_source(names[i]))
      f = load_read_file(l, gl_path_join(l->arena, dir, names[i]), GL_LOC_NONE);
    if (!f)
      continue;
    SynHeader h;
    syn_scan_header(l->ctx, f, &h);
    if (!load_user_header_allows(l, f, &h))
      continue;
    LoadPkg *p = testdir_package(l, h.package_name);
    if (!p) {
      const char *path =
          gl_arena_printf(l->arena, "test/%.*s", (int)strlen(names[i]) - 3, names[i]);
      p = load_package_add(l, path, dir, false);
      GL_VEC_PUSH(l->arena, &l->roots, p);
    }
    load_parse_file(l, p, f, h.package_name);
    load_package_finish(l, p);
  }
  if (l->roots.len == 0)
    load_error(l, GL_LOC_NONE, "no non-test Go files in %s", dir);
}

// --- The program ---

static void load_roots(Loader *l) {
  if (l->options->n_args == 0)
    return;
  switch (l->options->mode) {
  case LOAD_FILES: load_files(l); return;
  case LOAD_DIR: load_dirs(l); return;
  case LOAD_IMPORT_PATH: load_paths(l); return;
  case LOAD_TESTDIR: load_testdir(l); return;
  }
  GL_UNREACHABLE();
}

LoadProgram *load_program(SynContext *ctx, const LoadOptions *options) {
  Loader *l = GL_NEW(ctx->arena, Loader);
  l->ctx = ctx;
  l->arena = ctx->arena;
  l->options = options;
  l->packages = gl_strmap_new(l->arena);
  char cwd[PATH_MAX];
  l->cwd = getcwd(cwd, sizeof cwd) ? gl_arena_strndup(l->arena, cwd, strlen(cwd)) : "";
  load_overlay_read(l);
  load_roots(l);
  if (options->needs_runtime && !load_overlay_find(l, "runtime"))
    load_error(l, GL_LOC_NONE, "package runtime is missing: no overlay in %s",
               options->overlay_dir ? options->overlay_dir : "this installation");
  else if (options->needs_runtime)
    load_import(l, NULL, "runtime", GL_LOC_NONE);
  load_resolve_all(l);
  LoadProgram *program = GL_NEW(l->arena, LoadProgram);
  load_order(l, program);
  program->n_roots = l->roots.len;
  program->roots = GL_NEW_ARRAY(l->arena, LoadPackage *, l->roots.len);
  for (uint32_t i = 0; i < l->roots.len; i++)
    program->roots[i] = &l->roots.data[i]->pub;
  return program;
}

LoadPackage *load_resolve(const LoadProgram *p, const LoadPackage *from, const char *path) {
  (void)p;
  const LoadPkg *f = (const LoadPkg *)from;
  for (uint32_t i = 0; i < f->edges.len; i++)
    if (strcmp(f->edges.data[i].text, path) == 0)
      return &f->edges.data[i].to->pub;
  return NULL;
}
