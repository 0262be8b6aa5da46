/// \file
/// The quick look at a file's head.

#include "fixture.h"

#include <criterion/criterion.h>
#include <string.h>

static void expect(const char *text, const char *package, const char *build, bool is_cgo) {
  World w = world_new(text, strlen(text));
  SynHeader h;
  syn_scan_header(&w.ctx, w.file, &h);
  cr_expect(package ? h.package_name && strcmp(h.package_name->text, package) == 0
                    : !h.package_name,
            "package of %s", text);
  cr_expect(build ? h.build && strcmp(h.build, build) == 0 : !h.build, "build of %s", text);
  cr_expect_eq(h.is_cgo, is_cgo);
  cr_expect_eq(w.ctx.n_nodes, 0);
  cr_expect_eq(gl_diags_error_count(w.ctx.diags), 0);
  world_free(&w);
}

Test(syntax_header, finds_package_build_and_cgo) {
  expect("package p\n", "p", NULL, false);
  expect("// x\n\n//go:build linux && !cgo \n\npackage p\n", "p", "linux && !cgo", false);
  expect("/* x */ //go:build a\npackage p\n", "p", "a", false);
  expect("\xEF\xBB\xBF//go:build a\npackage p\n", "p", "a", false);
  expect("package p\n//go:build linux\n", "p", NULL, false);
  expect("//go:buildx\npackage p\n", "p", NULL, false);
  expect("package p; import \"C\"", "p", NULL, true);
  expect("package p\nimport (\n\"fmt\"; x \"C\"\n)\n", "p", NULL, true);
  expect("package p\nimport \"fmt\"\nimport . \"C\"\n", "p", NULL, true);
  expect("package p\nvar x = \"C\"\n", "p", NULL, false);
}

Test(syntax_header, survives_anything) {
  expect("", NULL, NULL, false);
  expect("package", NULL, NULL, false);
  expect("package 1", NULL, NULL, false);
  expect("/* open", NULL, NULL, false);
  expect("//go:build", NULL, "", false);
  expect("package p; import", "p", NULL, false);
  expect("package p; import (", "p", NULL, false);
  expect("package p; import ( } ; 5 \xff @", "p", NULL, false);
}
