/// \file
/// Packages from folders, files, modules and the overlay; their order; what is refused.

#include "load_internal.h"

#include "golite/support/file.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/// A temporary folder, which is the working folder too, and what a load needs.
typedef struct Fixture {
  GlArena *arena;
  char dir[64];
  SynContext ctx;
  LoadOptions options;
  LoadProgram *program;
  char *messages; // of gl_diags_print
} Fixture;

static void write_file(const char *path, const char *text) {
  char dir[512];
  for (const char *s = path; (s = strchr(s, '/')); s++) {
    snprintf(dir, sizeof dir, "%.*s", (int)(s - path), path);
    mkdir(dir, 0777);
  }
  FILE *f = fopen(path, "w");
  cr_assert_not_null(f, "%s: %s", path, strerror(errno));
  fputs(text, f);
  fclose(f);
}

static Fixture fixture_new(void) {
  Fixture f = {.arena = gl_arena_new(), .dir = "/tmp/golite-load-XXXXXX"};
  cr_assert(mkdtemp(f.dir) && chdir(f.dir) == 0);
  setenv("GOMODCACHE", "/cache", 1);
  setenv("GOWORK", "off", 1);
  f.ctx.arena = f.arena;
  f.ctx.names = gl_intern_new(f.arena);
  f.ctx.sources = gl_sources_new(f.arena);
  f.ctx.diags = gl_diags_new(f.arena, f.ctx.sources);
  write_file("overlay/MANIFEST",
             "# ours\nreplace runtime take=error.go\npatch enc add=native_x.go\n");
  write_file("overlay/runtime/our.go", "package runtime\n");
  write_file("go/src/runtime/error.go", "package runtime\n\nimport \"internal/abi\"\n");
  write_file("go/src/runtime/proc.go", "package runtime\n");
  write_file("go/src/internal/abi/abi.go", "package abi\n");
  write_file("go/src/internal/abi/abi_amd64.go", "package abi\n");
  write_file("go/src/fmt/print.go", "package fmt\n");
  f.options.goroot = "go";
  f.options.overlay_dir = "overlay";
  f.options.needs_runtime = true;
  return f;
}

static void remove_tree(GlArena *a, const char *path) {
  uint32_t n = 0;
  char **names = gl_file_is_dir(path) ? gl_dir_list(a, path, &n) : NULL;
  for (uint32_t i = 0; i < n; i++)
    remove_tree(a, gl_path_join(a, path, names[i]));
  remove(path);
}

static void fixture_free(Fixture *f) {
  if (chdir("/") == 0)
    remove_tree(f->arena, f->dir);
  free(f->messages);
  gl_arena_free(f->arena);
}

static void load(Fixture *f, LoadMode mode, const char *const *args, uint32_t n) {
  f->options.mode = mode;
  f->options.args = args;
  f->options.n_args = n;
  f->program = load_program(&f->ctx, &f->options);
  size_t size;
  FILE *out = open_memstream(&f->messages, &size);
  gl_diags_print(f->ctx.diags, out, (GlDiagStyle){0});
  fclose(out);
}

/// Import paths of the program, in order, each followed by a blank.
static const char *order_of(Fixture *f) {
  GlBuf b;
  gl_buf_init(&b, f->arena);
  for (uint32_t i = 0; i < f->program->n_packages; i++)
    gl_buf_printf(&b, "%s ", f->program->packages[i]->path);
  return b.data ? b.data : "";
}

#define LOAD(f, mode, ...)                                                                         \
  do {                                                                                             \
    static const char *const args[] = {__VA_ARGS__};                                               \
    load((f), (mode), args, GL_COUNT_OF(args));                                                    \
  } while (0)
#define EXPECT_MESSAGES(f, text) cr_expect_str_eq((f)->messages, (text))
#define EXPECT_ORDER(f, text) cr_expect_str_eq(order_of(f), (text))

Test(load, files_are_one_package) {
  Fixture f = fixture_new();
  write_file("a.go", "package main\n");
  write_file("b.go", "//go:build ignore\n\npackage main\n\nimport \"runtime\"\n");
  LOAD(&f, LOAD_FILES, "a.go", "b.go");
  EXPECT_MESSAGES(&f, "");
  EXPECT_ORDER(&f, "internal/abi runtime main ");
  LoadPackage *p = f.program->roots[0];
  cr_expect(f.program->n_roots == 1 && p->n_files == 2 && p->n_imports == 1 && !p->is_std);
  cr_expect_eq(load_resolve(f.program, p, "runtime"), f.program->packages[1]);
  cr_expect_null(load_resolve(f.program, p, "fmt"));
  LoadPackage *runtime = f.program->packages[1];
  cr_expect(runtime->is_std && runtime->n_files == 3, "one of ours, one taken, the version");
  cr_expect_eq(f.program->packages[0]->n_files, 1, "golite is not amd64");
  fixture_free(&f);
}

Test(load, files_of_two_packages_are_refused) {
  Fixture f = fixture_new();
  write_file("a.go", "package p\n");
  write_file("b.go", "package q\n");
  LOAD(&f, LOAD_FILES, "a.go", "b.go");
  EXPECT_MESSAGES(&f, "b.go:1:1: package q; expected package p\n");
  fixture_free(&f);
}

Test(load, a_missing_file_is_reported) {
  Fixture f = fixture_new();
  LOAD(&f, LOAD_FILES, "nope.go");
  EXPECT_MESSAGES(&f, "open nope.go: no such file or directory\n");
  fixture_free(&f);
}

Test(load, folders_choose_files_and_modules_find_packages) {
  Fixture f = fixture_new();
  write_file("go.mod", "module example.com/m // comment\n\ngo 1.22.1\n\nrequire (\n\tx.org/y "
                       "v1.0.0\n\tx.org/z v1.0.0\n)\n"
                       "replace x.org/z => ./z\n");
  write_file("main.go",
             "package main\n\nimport (\n\t\"example.com/m/sub\"\n\tz \"x.org/z/deep\"\n)\n");
  write_file("main_test.go", "package main\n");
  write_file("main_windows.go", "package main\n");
  write_file("main_amd64.go", "package main\n");
  write_file("old.go", "//go:build !linux || (arm64 && !go1.20)\n\npackage main\n");
  write_file("_x.go", "syntax error");
  write_file("sub/sub.go", "package sub\n\nimport _ \"unsafe\"\n");
  write_file("z/go.mod", "module elsewhere\ngo 1.27\n");
  write_file("z/deep/d.go", "package deep\n");
  LOAD(&f, LOAD_DIR, ".");
  EXPECT_MESSAGES(&f, "");
  EXPECT_ORDER(&f, "internal/abi runtime example.com/m/sub x.org/z/deep main ");
  LoadPackage *p = f.program->roots[0];
  cr_expect_eq(p->n_files, 3, "two of the folder, GODEBUG's defaults of go1.22");
  cr_expect_str_eq(p->go_version, "go1.22");
  cr_expect_str_eq(f.program->packages[3]->go_version, "go1.27");
  cr_expect_str_eq(f.program->packages[2]->files[0]->source->path, "sub/sub.go");
  fixture_free(&f);
}

Test(load, unknown_imports_are_reported_where_they_stand) {
  Fixture f = fixture_new();
  write_file("go.mod", "module m.org/m\ngo 1.27\nrequire x.org/y v1.0.0\n");
  write_file("main.go",
             "package main\n\nimport (\n\t\"fmt\"\n\t\"foo/bar\"\n\t\"x.org/y/sub\"\n"
             "\t\"github.com/x/y\"\n\t\"m.org/m/none\"\n\t\"./rel\"\n\t\"internal/abi\"\n"
             "\t\"a b\"\n\t\"\"\n\t\"C\"\n\t\"m.org/m/prog\"\n\t\"m.org/m/in/internal\"\n"
             "\t\"m.org/m/empty\"\n)\n");
  write_file("prog/p.go", "package main\n");
  write_file("in/internal/p.go", "package internal\n");
  write_file("empty/p_test.go", "package empty\n");
  LOAD(&f, LOAD_DIR, ".");
  EXPECT_MESSAGES(
      &f, "./main.go:5:2: package foo/bar is not in std (go/src/foo/bar)\n"
          "./main.go:6:2: package x.org/y/sub: module x.org/y@v1.0.0 is not in the module cache "
          "(/cache); to download it:\n"
          "\tgo mod download x.org/y\n"
          "./main.go:7:2: no required module provides package github.com/x/y; to add it:\n"
          "\tgo get github.com/x/y\n"
          "./main.go:8:2: no required module provides package m.org/m/none; to add it:\n"
          "\tgo get m.org/m/none\n"
          "./main.go:9:2: \"./rel\" is relative, but relative import paths are not supported in "
          "module mode\n"
          "./main.go:10:2: use of internal package internal/abi not allowed\n"
          "./main.go:11:2: invalid import path (invalid character U+0020 ' ')\n"
          "./main.go:12:2: invalid import path (empty string)\n"
          "./main.go:13:2: cgo not supported yet\n"
          "./main.go:14:2: import \"m.org/m/prog\" is a program, not an importable package\n"
          "./main.go:15:2: use of internal package m.org/m/in/internal not allowed\n"
          "./main.go:16:2: no non-test Go files in empty\n");
  fixture_free(&f);
}

Test(load, cycles_are_shown_as_the_go_command_does) {
  Fixture f = fixture_new();
  write_file("go.mod", "module m.org/m\ngo 1.27\n");
  write_file("main.go", "package main\n\nimport _ \"m.org/m/a\"\n");
  write_file("a/a.go", "package a\n\nimport _ \"m.org/m/b\"\n");
  write_file("b/b.go", "package b\n\nimport _ \"m.org/m/a\"\n");
  LOAD(&f, LOAD_DIR, ".");
  EXPECT_MESSAGES(&f, "b/b.go:3:10: import cycle not allowed\n"
                      "\tpackage m.org/m/a\n"
                      "\timports m.org/m/b from a.go\n"
                      "\timports m.org/m/a from b.go\n");
  fixture_free(&f);
}

Test(load, folders_with_two_packages_or_none) {
  Fixture f = fixture_new();
  write_file("two/a.go", "package a\n");
  write_file("two/b.go", "package b\n");
  write_file("none/x_plan9.go", "package none\n");
  LOAD(&f, LOAD_DIR, "./two", "./none", "./absent");
  EXPECT_MESSAGES(&f, "found packages a (a.go) and b (b.go) in two\n"
                      "no non-test Go files in none\n"
                      "./absent: no such file or directory\n");
  fixture_free(&f);
}

Test(load, patterns_walk_the_module) {
  Fixture f = fixture_new();
  write_file("m/go.mod", "module m.org/m\ngo 1.27\n");
  write_file("m/a/a.go", "package a\n");
  write_file("m/a/b/b.go", "package b\n");
  write_file("m/testdata/c.go", "package c\n");
  write_file("m/other/go.mod", "module other\n");
  write_file("m/other/o.go", "package o\n");
  cr_assert_eq(chdir("m"), 0);
  f.options.goroot = "../go";
  f.options.overlay_dir = "../overlay";
  LOAD(&f, LOAD_DIR, "./...");
  EXPECT_MESSAGES(&f, "");
  EXPECT_ORDER(&f, "internal/abi runtime m.org/m/a m.org/m/a/b ");
  fixture_free(&f);
}

Test(load, import_paths_and_patched_packages) {
  Fixture f = fixture_new();
  LOAD(&f, LOAD_IMPORT_PATH, "runtime", "fmt", "unsafe");
  EXPECT_MESSAGES(&f, "");
  cr_expect_eq(f.program->n_roots, 2);
  fixture_free(&f);
}

Test(load, patches_add_drop_and_strip) {
  Fixture f = fixture_new();
  write_file("overlay/MANIFEST",
             "replace runtime\npatch enc add=native_x_plan9.go drop=old.go decl=F,T.M,V\n");
  write_file("overlay/runtime/our.go", "package runtime\n\nimport _ \"enc\"\n");
  write_file("overlay/enc/zz_ours.go", "package enc\n\nfunc F() {}\n");
  write_file("go/src/enc/enc.go",
             "package enc\n\nfunc F() {}\nfunc G() {}\n\ntype T int\n\n"
             "func (t *T) M() {}\nfunc (T) N() {}\n\nvar V, W = 1, 2\nvar X = 1\n");
  write_file("go/src/enc/old.go", "package enc\n");
  write_file("go/src/enc/native_x_plan9.go", "package enc\n");
  LOAD(&f, LOAD_IMPORT_PATH, "runtime");
  EXPECT_MESSAGES(&f, "");
  LoadPackage *enc = f.program->packages[0];
  cr_expect_str_eq(enc->path, "enc");
  cr_assert_eq(enc->n_files, 3);
  cr_expect_eq(enc->files[0]->decls.len, 5);
  cr_expect_eq(enc->files[2]->decls.len, 1);
  fixture_free(&f);
}

Test(load, testdir_packages_stand_side_by_side) {
  Fixture f = fixture_new();
  write_file("d/a.go", "package a\n");
  write_file("d/b.go", "package b\n\nimport _ \"./a\"\n");
  write_file("d/c.go", "package b\n");
  write_file("d/c2.go", "//go:build !amd64\n\npackage b\n");
  write_file("d/main.go", "package main\n\nimport _ \"test/b\"\nimport _ \"./none\"\n");
  LOAD(&f, LOAD_TESTDIR, "d");
  EXPECT_MESSAGES(&f, "d/main.go:4:10: could not import ./none (no such package in this folder)\n");
  EXPECT_ORDER(&f, "internal/abi runtime test/a test/b main ");
  cr_expect_eq(f.program->n_roots, 3);
  cr_expect_eq(f.program->roots[1]->n_files, 2);
  f.options.single_file_pkgs = true;
  free(f.messages);
  LOAD(&f, LOAD_TESTDIR, "d");
  cr_expect_eq(f.program->n_roots, 4);
  fixture_free(&f);
}

Test(load, order_is_by_path_among_those_ready) {
  Fixture f = fixture_new();
  write_file("go.mod", "module m\ngo 1.27\n");
  write_file("main.go", "package main\n\nimport (\n_ \"m/c\"\n_ \"m/b\"\n_ \"m/a\"\n)\n");
  write_file("a/a.go", "package a\nimport _ \"m/z\"\n");
  write_file("b/b.go", "package b\n");
  write_file("c/c.go", "package c\n");
  write_file("z/z.go", "package z\n");
  LOAD(&f, LOAD_DIR, ".");
  EXPECT_MESSAGES(&f, "");
  EXPECT_ORDER(&f, "internal/abi runtime m/b m/c m/z m/a main ");
  fixture_free(&f);
}

Test(load, bad_go_mod_is_reported) {
  Fixture f = fixture_new();
  write_file("go.mod", "modul m\ngo 1.99\nreplace x => ./nowhere\n");
  write_file("main.go", "package main\n");
  LOAD(&f, LOAD_DIR, ".");
  EXPECT_MESSAGES(&f, "./go.mod:1:1: unknown directive: modul\n"
                      "./go.mod:1:1: no module declaration in go.mod\n"
                      "./go.mod:2:1: go.mod requires go >= 1.99 (running go 1.27)\n"
                      "./go.mod:3:1: replacement directory ./nowhere does not exist\n");
  fixture_free(&f);
}
