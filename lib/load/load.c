/// \file
/// The entry: what the user named becomes packages, their imports follow, then the order.
/// Each mode says how its arguments name packages; everything else is in the other files.

#include "golite/load/load.h"

#include "load_internal.h"

#include "golite/support/file.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// --- LOAD_FILES ---

/// The main module that holds a folder, and its import path there; NULL outside.
const LoadModule *load_module_of_dir(Loader *l, const char *dir, const char **path) {
  load_main_module(l, dir);
  const char *abs = load_absolute(l, dir);
  const LoadModule *best = NULL;
  for (uint32_t i = 0; i < l->modules.n_main; i++) {
    const LoadModule *m = l->modules.list.data[i];
    bool is_root = strcmp(m->dir, "/") == 0;
    if ((is_root || load_path_has_prefix(abs, m->dir)) &&
        (!best || strlen(m->dir) > strlen(best->dir)))
      best = m;
  }
  if (!best)
    return NULL;
  const char *rest = abs + (strcmp(best->dir, "/") == 0 ? 0 : strlen(best->dir));
  while (*rest == '/')
    rest++;
  *path = *rest ? gl_path_join(l->arena, best->path, rest) : best->path;
  return best;
}

/// The folder of all files; NULL when there are two (reported).
static const char *folder_of_files(Loader *l) {
  const LoadOptions *o = l->options;
  const char *dir = gl_path_dir(l->arena, o->args[0]);
  for (uint32_t i = 1; i < o->n_args; i++) {
    const char *other = gl_path_dir(l->arena, o->args[i]);
    if (strcmp(load_absolute(l, dir), load_absolute(l, other)) == 0)
      continue;
    load_error(l, GL_LOC_NONE, "named files must all be in one directory; have %s and %s", dir,
               other);
    return NULL;
  }
  return dir;
}

LoadPkg *load_package_of_files(Loader *l) {
  const char *dir = folder_of_files(l);
  if (!dir)
    return NULL;
  const char *path = load_command_line_path;
  const LoadModule *m = load_module_of_dir(l, dir, &path);
  LoadPkg *p = load_package_add(l, path, dir, false);
  p->module = m;
  return p;
}

static void load_files(Loader *l) {
  const LoadOptions *o = l->options;
  LoadPkg *p = load_package_of_files(l);
  if (!p)
    return;
  for (uint32_t i = 0; i < o->n_args; i++) {
    const GlFile *f = load_read_file(l, o->args[i], GL_LOC_NONE);
    if (f)
      load_parse_file(l, p, f, NULL);
  }
  load_package_finish(l, p);
  GL_VEC_PUSH(l->arena, &l->roots, p);
}

// --- LOAD_DIR, LOAD_IMPORT_PATH ---

static void load_dir(Loader *l, const char *dir) {
  if (!gl_file_is_dir(dir)) {
    load_error(l, GL_LOC_NONE, "%s: %s", dir,
               gl_file_exists(dir) ? "not a directory" : "no such file or directory");
    return;
  }
  const char *path = NULL;
  const LoadModule *m = load_module_of_dir(l, dir, &path);
  if (!m)
    path = gl_arena_printf(l->arena, "%s",
                           l->roots.len ? load_absolute(l, dir) : load_command_line_path);
  LoadPkg *p = gl_strmap_get(l->packages, path, strlen(path));
  if (!p) {
    p = load_package_add(l, path, load_short_path(l, load_absolute(l, dir)), false);
    p->module = m;
    load_user_folder(l, p, GL_LOC_NONE);
  }
  GL_VEC_PUSH(l->arena, &l->roots, p);
}

static void load_path(Loader *l, const char *path) {
  LoadPkg *p = load_import(l, NULL, path, GL_LOC_NONE);
  if (p)
    GL_VEC_PUSH(l->arena, &l->roots, p);
}

// --- Names on the command line ---

static void found_root(void *ctx, const char *dir, LoadPkg *p) {
  Loader *l = ctx;
  if (dir)
    load_dir(l, dir);
  else
    GL_VEC_PUSH(l->arena, &l->roots, p);
}

static bool is_pattern(const char *arg) {
  return strcmp(arg, "std") == 0 || strstr(arg, "...") != NULL;
}

/// Folders, import paths and patterns, mixed as the user likes.
static void load_named(Loader *l) {
  const char *first = l->options->args[0];
  if (!load_is_folder_name(first))
    first = ".";
  load_main_module(l, strstr(first, "...") ? load_search_top(l, first) : first);
  for (uint32_t i = 0; i < l->options->n_args; i++) {
    const char *arg = l->options->args[i];
    if (is_pattern(arg))
      load_pattern(l, arg, found_root, l);
    else if (load_is_folder_name(arg))
      load_dir(l, arg);
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
  case LOAD_DIR:
  case LOAD_IMPORT_PATH: load_named(l); return;
  case LOAD_TESTDIR: load_testdir(l); return;
  case LOAD_TEST:
  case LOAD_TEST_FILES: {
    LoadPkg *p = load_tests(l);
    if (p)
      GL_VEC_PUSH(l->arena, &l->roots, p);
    return;
  }
  }
  GL_UNREACHABLE();
}

/// Whether the root is a program of the user's.
static bool has_settings(const Loader *l) {
  if (l->roots.len != 1 || l->options->only_checks || l->options->mode == LOAD_TESTDIR)
    return false;
  const LoadPackage *root = &l->roots.data[0]->pub;
  return root->name && strcmp(root->name->text, "main") == 0 && !root->is_std;
}

/// Maps are Go's own package: it is part of every program in which a map type is written.
static void load_maps(Loader *l) {
  bool has_maps = false;
  for (uint32_t i = 0; i < l->all.len && !has_maps; i++)
    for (uint32_t k = 0; k < l->all.data[i]->files.len && !has_maps; k++)
      has_maps = l->all.data[i]->files.data[k]->has_map_type;
  const LoadPkg *runtime = gl_strmap_get(l->packages, "runtime", strlen("runtime"));
  if (!has_maps || !runtime || !load_tree_dir(l, LOAD_MAPS_PATH))
    return;
  load_import(l, runtime, LOAD_MAPS_PATH, GL_LOC_NONE);
  load_resolve_all(l);
}

static Loader *loader_new(SynContext *ctx, const LoadOptions *options) {
  Loader *l = GL_NEW(ctx->arena, Loader);
  l->ctx = ctx;
  l->arena = ctx->arena;
  l->options = options;
  l->packages = gl_strmap_new(l->arena);
  l->chosen = gl_strmap_new(l->arena);
  char cwd[PATH_MAX];
  l->cwd = getcwd(cwd, sizeof cwd) ? gl_arena_strndup(l->arena, cwd, strlen(cwd)) : "";
  load_overlay_read(l);
  return l;
}

/// What a pattern stands for.
typedef struct Names {
  Loader *l;
  GL_VEC(const char *) list;
} Names;

static void found_name(void *ctx, const char *dir, LoadPkg *p) {
  Names *names = ctx;
  // A folder's name is not to be taken for an import path.
  const char *name = !dir                       ? p->path
                     : load_is_folder_name(dir) ? dir
                                                : gl_path_join(names->l->arena, ".", dir);
  GL_VEC_PUSH(names->l->arena, &names->list, name);
}

const char *const *load_expand(SynContext *ctx, const LoadOptions *options, uint32_t *n) {
  Names names = {.l = loader_new(ctx, options)};
  for (uint32_t i = 0; i < options->n_args; i++) {
    const char *arg = options->args[i];
    if (is_pattern(arg)) {
      load_main_module(names.l, load_is_folder_name(arg) ? load_search_top(names.l, arg) : ".");
      load_pattern(names.l, arg, found_name, &names);
    } else {
      GL_VEC_PUSH(ctx->arena, &names.list, arg);
    }
  }
  *n = names.list.len;
  return names.list.data;
}

LoadProgram *load_program(SynContext *ctx, const LoadOptions *options) {
  Loader *l = loader_new(ctx, options);
  load_roots(l);
  if (has_settings(l))
    load_godebug(l, l->roots.data[0]);
  if (options->needs_runtime && !load_overlay_find(l, "runtime"))
    load_error(l, GL_LOC_NONE, "package runtime is missing: no overlay in %s",
               options->overlay_dir ? options->overlay_dir : "this installation");
  else if (options->needs_runtime)
    load_import(l, NULL, "runtime", GL_LOC_NONE);
  load_resolve_all(l);
  if (options->needs_runtime)
    load_maps(l);
  LoadProgram *program = GL_NEW(l->arena, LoadProgram);
  load_order(l, program);
  program->n_errors = l->n_errors;
  program->loader = l;
  program->n_roots = l->roots.len;
  program->roots = GL_NEW_ARRAY(l->arena, LoadPackage *, l->roots.len);
  for (uint32_t i = 0; i < l->roots.len; i++)
    program->roots[i] = &l->roots.data[i]->pub;
  if (l->tested) {
    program->tested_path =
        options->mode == LOAD_TEST_FILES ? load_command_line_path : l->tested->path;
    program->tested_dir =
        l->tested->pub.is_std ? load_tree_dir(l, l->tested->path) : l->tested->pub.dir;
  }
  program->n_test_files = l->n_test_files;
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
