/// \file
/// The order of module versions, and names in the module cache.

#include "load_internal.h"

#include <criterion/criterion.h>

Test(load_semver, orders_versions) {
  static const char *const in_order[] = {
      "v0.0.0-20200101000000-abcdefabcdef",
      "v0.9.0",
      "v1.0.0-alpha",
      "v1.0.0-alpha.1",
      "v1.0.0-alpha.beta",
      "v1.0.0-beta.2",
      "v1.0.0-beta.11",
      "v1.0.0-rc.1",
      "v1.0.0",
      "v1.0.1-0.20200101000000-abcdefabcdef",
      "v1.2.0",
      "v1.10.0",
      "v2.0.0+incompatible",
      "v10.0.0",
      "v100000000000000000000.0.0",
  };
  for (size_t i = 0; i < GL_COUNT_OF(in_order); i++)
    for (size_t k = 0; k < GL_COUNT_OF(in_order); k++) {
      int want = (i > k) - (i < k), got = load_version_compare(in_order[i], in_order[k]);
      cr_expect_eq((got > 0) - (got < 0), want, "%s and %s", in_order[i], in_order[k]);
    }
  cr_expect_eq(load_version_compare("v1.0.0+a", "v1.0.0+b"), 0, "build metadata does not count");
}

Test(load_semver, odd_versions_do_no_harm) {
  cr_expect_eq(load_version_compare("", ""), 0);
  load_version_compare("v1", "v1.2.");
  load_version_compare("-", "v1.0.0-");
}

Test(load_semver, capitals_are_escaped) {
  GlArena *a = gl_arena_new();
  cr_expect_str_eq(load_cache_escape(a, "github.com/BurntSushi/toml"),
                   "github.com/!burnt!sushi/toml");
  gl_arena_free(a);
}
