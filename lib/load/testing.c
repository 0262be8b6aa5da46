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

/// The test files of what is tested.
typedef GL_VEC(LoadChosen) TestFiles;

/// The package of the files named; build constraints do not apply to them.
static LoadPkg *package_of_files(Loader *l, TestFiles *tests) {
  LoadPkg *p = load_package_of_files(l);
  for (uint32_t i = 0; p && i < l->options->n_args; i++) {
    const char *path = l->options->args[i];
    const GlFile *f = load_read_file(l, path, GL_LOC_NONE);
    if (!f)
      continue;
    SynHeader h;
    syn_scan_header(l->ctx, f, &h);
    if (load_is_test_name(path))
      GL_VEC_PUSH(l->arena, tests, ((LoadChosen){f, h.package_name}));
    else
      load_parse_file(l, p, f, h.package_name);
  }
  return p;
}

static LoadPkg *package_of_path(Loader *l, const char *path) {
  load_main_module(l, ".");
  return load_import(l, NULL, path, GL_LOC_NONE);
}

/// The package without its tests, and their files.
static LoadPkg *tested_package(Loader *l, TestFiles *tests) {
  const char *arg = l->options->args[0];
  if (l->options->mode == LOAD_TEST_FILES)
    return package_of_files(l, tests);
  LoadPkg *p = load_is_folder_name(arg) ? package_of_folder(l, arg) : package_of_path(l, arg);
  if (p)
    tests->data = load_choose_tests(l, p, &tests->len);
  return p;
}

/// "x" of package x_test; the name itself if it does not end so.
static GlName without_test(Loader *l, GlName name) {
  size_t n = strlen(name->text);
  return n > 5 && strcmp(name->text + n - 5, "_test") == 0
             ? gl_intern(l->ctx->names, name->text, n - 5)
             : name;
}

/// Adds the test files to the package and to the external one, which is made when first needed.
static LoadPkg *add_test_files(Loader *l, LoadPkg *p, const TestFiles *files) {
  LoadPkg *external = NULL;
  for (uint32_t i = 0; i < files->len; i++) {
    GlName name = files->data[i].package_name;
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
    load_parse_file(l, to, files->data[i].file, name);
  }
  if (external)
    load_package_finish(l, external);
  return external;
}

LoadPkg *load_tests(Loader *l) {
  uint32_t n_errors = gl_diags_error_count(l->ctx->diags);
  TestFiles tests = {0};
  LoadPkg *p = tested_package(l, &tests);
  l->tested = p;
  if (!p || gl_diags_error_count(l->ctx->diags) > n_errors)
    return NULL;
  uint32_t n_own = p->pub.n_files;
  LoadPkg *external = l->external = add_test_files(l, p, &tests);
  if (p->pub.n_files == 0 && !external) {
    load_error(l, GL_LOC_NONE, "no Go files in %s", p->pub.dir);
    return NULL;
  }
  load_package_finish(l, p);
  l->n_test_files = p->pub.n_files - n_own + (external ? external->pub.n_files : 0);
  if (l->n_test_files == 0)
    return p;
  p->pub.path = p->path; // a program under test is not the main package here
  return load_test_main(l, p, n_own, external);
}
