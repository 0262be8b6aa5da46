/// \file
/// //line, //go:… and build constraints.

#include "fixture.h"
#include "syntax_internal.h"

#include <criterion/criterion.h>
#include <string.h>

static void expect_version(const char *text, const char *want) {
  GlArena *a = gl_arena_new();
  const char *got = syn_constraint_version(a, text, strlen(text));
  if (want)
    cr_expect(got && strcmp(got, want) == 0, "%s gives %s", text, got ? got : "nothing");
  else
    cr_expect_null(got, "%s gives %s", text, got);
  gl_arena_free(a);
}

Test(syntax_directive, constraints_imply_versions) {
  expect_version(" linux && go1.22", "go1.22");
  expect_version(" (linux && go1.22) || (windows && go1.20)", "go1.20");
  expect_version(" linux", NULL);
  expect_version(" linux || (windows && go1.22)", NULL);
  expect_version(" !go1.22", NULL);
  expect_version(" !!go1.22 && !(a || !go1.21)", "go1.22");
  expect_version(" go1", "go1");
  expect_version(" go1.x", NULL);
  expect_version(" go1.21 &&", NULL);
  expect_version(" (go1.21", NULL);
  expect_version(" go1.21 x", NULL);
  expect_version("", NULL);
}

Test(syntax_directive, version_of_a_file) {
  World w = world_parse("// x\n\n//go:build go1.21\n\npackage p\n");
  cr_expect_str_eq(w.tree->go_version, "go1.21");
  world_free(&w);
  w = world_parse("package p\n");
  cr_expect_null(w.tree->go_version);
  world_free(&w);
}

Test(syntax_directive, pragmas_of_functions) {
  World w =
      world_parse("package p\n//go:noinline\n//go:nosplit\n//go:unknown\nfunc f()\nfunc g()\n");
  cr_expect_str_eq(world_errors(&w), "");
  cr_expect_eq(w.tree->decls.data[0]->func_decl.pragma,
               SYN_PRAGMA_NOINLINE | SYN_PRAGMA_NOSPLIT | SYN_PRAGMA_NOCHECKPTR);
  cr_expect_eq(w.tree->decls.data[1]->func_decl.pragma, 0);
  world_free(&w);
}

Test(syntax_directive, misplaced_pragmas) {
  expect_errors("//go:noinline\nvar x int\n", ":2:3: misplaced compiler directive\n");
  expect_errors("var x int //go:noinline\nfunc f()\n", ":2:13: misplaced compiler directive\n");
  expect_errors("func f() {\n\t//go:noinline\n\tx()\n}\n", ":3:4: misplaced compiler directive\n");
  expect_errors("//go:build linux\nfunc f()\n", ":2:3: misplaced compiler directive\n");
  expect_errors("//go:embed x\nvar s string\n//go:embed y\nconst c = 1\n",
                ":4:3: misplaced go:embed directive\n");
}

Test(syntax_directive, linknames) {
  World w =
      world_parse("package p\n//go:linkname a b.c\n//go:linkname d\n//go:linknamestd e f.g\n");
  cr_expect_str_eq(world_errors(&w), "");
  cr_assert_eq(w.tree->n_linknames, 3);
  cr_expect_str_eq(w.tree->linknames[0].local->text, "a");
  cr_expect_str_eq(w.tree->linknames[0].remote->text, "b.c");
  cr_expect_null(w.tree->linknames[1].remote);
  cr_expect_str_eq(w.tree->linknames[2].remote->text, "f.g");
  world_free(&w);
  expect_errors("//go:linkname a b c\n", ":2:3: usage: //go:linkname localname [linkname]\n");
}

static void expect_pos(const char *text, const char *path, uint32_t line, uint32_t column) {
  World w = world_parse(text);
  const SynList decls = w.tree->decls;
  GlPos pos = gl_sources_pos(w.ctx.sources, decls.data[decls.len - 1]->loc);
  cr_expect_str_eq(pos.path, path);
  cr_expect_eq(pos.line, line);
  cr_expect_eq(pos.column, column);
  world_free(&w);
}

Test(syntax_directive, line_directives) {
  expect_pos("package p\n//line g.go:10\nvar x int", "dir/g.go", 10, 0);
  expect_pos("package p\n//line ./a/../g.go:10:3\nvar x int", "dir/g.go", 10, 7);
  expect_pos("package p\n//line /a//b/../g.go:10:3\n\nvar x int", "/a/g.go", 11, 5);
  expect_pos("package p\n//line ../g.go:10\nvar x int", "g.go", 10, 0);
  expect_pos("package p\n//line :10:1\nvar x int", "dir/f.go", 10, 5);
  expect_pos("package p\nvar /*line g.go:5:2*/x int", "dir/g.go", 5, 2);
  expect_pos("package p\n //line g.go:10\nvar x int", "dir/f.go", 3, 5);
  expect_pos("package p\n//line g.go\nvar x int", "dir/f.go", 3, 5);
  expect_pos("package p\n/*line g.go:5\n*/var x int", "dir/f.go", 3, 7);
}

Test(syntax_directive, bad_line_directives) {
  expect_errors("//line g.go:x\n", ":2:13: invalid line number: x\n");
  expect_errors("//line g.go:0\n", ":2:13: invalid line number: 0\n");
  expect_errors("//line g.go:1:0\n", ":2:15: invalid column number: 0\n");
  expect_errors("//line g.go:0:1\n", ":2:13: invalid line number: 0\n");
  expect_errors("//line g.go:99999999999999999999\n",
                ":2:13: invalid line number: 99999999999999999999\n");
}
