/// \file
/// A package with its tests as one program (`golite-cc test`): the package together with its own
/// _test.go files, the external test package beside it, and the generated main package.
/// Source: `go help test`.

#include "load_internal.h"

#include "golite/support/file.h"

#include <string.h>

/// The package of a folder, which may hold nothing but test files.
static LoadPkg *package_of_folder(Loader *l, const char *dir) {
  if (!gl_file_is_dir(dir)) {
    load_error(l, GL_LOC_NONE, "%s: %s", dir,
               gl_file_exists(dir) ? "not a directory" : "no such file or directory");
    return NULL;
  }
  load_main_module(l, dir);
  const char *path = load_command_line_path;
  const LoadModule *m = load_module_of_dir(l, dir, &path);
  const char *shown = load_short_path(l, load_absolute(l, dir));
  bool has_files = load_folder_has_package(l, shown);
  LoadPkg *p = load_package_add(l, path, shown, false);
  p->module = m;
  if (has_files)
    load_user_folder(l, p, GL_LOC_NONE);
  return p;
}

static LoadPkg *tested_package(Loader *l, const char *arg) {
  if (load_is_folder_name(arg))
    return package_of_folder(l, arg);
  load_main_module(l, ".");
  return load_import(l, NULL, arg, GL_LOC_NONE);
}

/// "x" of package x_test; the name itself if it does not end so.
static GlName without_test(Loader *l, GlName name) {
  size_t n = strlen(name->text);
  return n > 5 && strcmp(name->text + n - 5, "_test") == 0
             ? gl_intern(l->ctx->names, name->text, n - 5)
             : name;
}

/// Adds the test files to the package and to the external one, which is made when first needed.
static LoadPkg *add_test_files(Loader *l, LoadPkg *p) {
  uint32_t n;
  LoadChosen *files = load_choose_tests(l, p, &n);
  LoadPkg *external = NULL;
  for (uint32_t i = 0; i < n; i++) {
    GlName name = files[i].package_name;
    if (!p->pub.name && name)
      p->pub.name = without_test(l, name);
    LoadPkg *to = p;
    if (name && name != p->pub.name && without_test(l, name) == p->pub.name) {
      if (!external)
        external = load_package_add(l, gl_arena_printf(l->arena, "%s_test", p->path), p->pub.dir,
                                    p->pub.is_std);
      external->module = p->module;
      to = external;
    }
    load_parse_file(l, to, files[i].file, name);
  }
  if (external)
    load_package_finish(l, external);
  return external;
}

LoadPkg *load_tests(Loader *l, const char *arg) {
  uint32_t n_errors = gl_diags_error_count(l->ctx->diags);
  LoadPkg *p = tested_package(l, arg);
  if (!p || gl_diags_error_count(l->ctx->diags) > n_errors)
    return NULL;
  uint32_t n_own = p->pub.n_files;
  LoadPkg *external = add_test_files(l, p);
  if (p->pub.n_files == 0 && !external) {
    load_error(l, GL_LOC_NONE, "no Go files in %s", p->pub.dir);
    return NULL;
  }
  load_package_finish(l, p);
  l->tested = p;
  l->n_test_files = p->pub.n_files - n_own + (external ? external->pub.n_files : 0);
  if (l->n_test_files == 0)
    return p;
  p->pub.path = p->path; // a program under test is not the main package here
  return load_test_main(l, p, n_own, external);
}
