/// \file
/// Build constraints: file names and expressions.

#include "load_internal.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const LoadTarget user = {0}, std = {.is_golite = true};

static bool holds(const LoadTarget *t, const char *expr) {
  const char *err;
  bool v = load_constraint_holds(t, expr, &err);
  cr_expect_null(err, "%s: %s", expr, err);
  return v;
}

static const char *fault(const char *expr) {
  const char *err;
  cr_expect_not(load_constraint_holds(&user, expr, &err));
  return err ? err : "";
}

Test(load_buildtags, names_end_in_os_and_arch) {
  static const char *const yes[] = {"x.go",        "x_linux.go",      "x_linux_amd64.go",
                                    "x_amd64.go",  "linux.go",        "windows.go",
                                    "x_unix.go",   "x_windows_x.go",  "arm64.go",
                                    "x_golite.go", "x_linux_test.go", "windows_amd64.go.go"};
  static const char *const no[] = {"x_windows.go", "x_linux_arm64.go", "x_windows_amd64.go",
                                   "x_arm64.go",   "_windows.go",      "x_js_test.go"};
  for (size_t i = 0; i < GL_COUNT_OF(yes); i++)
    cr_expect(load_name_matches(&user, yes[i]), "%s", yes[i]);
  for (size_t i = 0; i < GL_COUNT_OF(no); i++)
    cr_expect_not(load_name_matches(&user, no[i]), "%s", no[i]);
  cr_expect_not(load_name_matches(&std, "x_amd64.go"));
  cr_expect_not(load_name_matches(&std, "x_linux_amd64.go"));
  cr_expect(load_name_matches(&std, "x_linux.go"));
}

Test(load_buildtags, expressions) {
  cr_expect(holds(&user, "linux && amd64"));
  cr_expect_not(holds(&std, "linux && amd64"));
  cr_expect(holds(&std, "!amd64 && purego && unix"));
  cr_expect_not(holds(&user, "purego || cgo"));
  cr_expect(holds(&user, "windows || (go1.27 && !go1.28)"));
  cr_expect(holds(&user, "go1.1 && gc && !gccgo && !race"));
  cr_expect_not(holds(&user, "ignore"));
  cr_expect_not(holds(&user, "!(linux)"));
  static const char *const tags[] = {"mine"};
  cr_expect(holds(&(LoadTarget){.tags = tags, .n_tags = 1}, "mine"));
  cr_expect(holds(&(LoadTarget){.is_pure = true}, "purego && noasm && amd64"));
}

Test(load_buildtags, malformed_expressions) {
  cr_expect_str_eq(fault("linux &&"), "unexpected end of expression");
  cr_expect_str_eq(fault(""), "unexpected end of expression");
  cr_expect_str_eq(fault("(linux"), "missing close paren");
  cr_expect_str_eq(fault("linux)"), "unexpected token )");
  cr_expect_str_eq(fault("!!linux"), "double negation not allowed");
  cr_expect_str_eq(fault("a & b"), "invalid syntax at &");
  char *deep = malloc(100001);
  memset(deep, '(', 100000);
  deep[100000] = 0;
  cr_expect_str_eq(fault(deep), "build expression too large");
  memset(deep, '!', 100000);
  cr_expect_str_eq(fault(deep), "double negation not allowed");
  free(deep);
}

Test(load_buildtags, paths_below_a_module) {
  cr_expect(load_path_has_prefix("a/b/c", "a/b"));
  cr_expect(load_path_has_prefix("a/b", "a/b"));
  cr_expect_not(load_path_has_prefix("a/bc", "a/b"));
}
