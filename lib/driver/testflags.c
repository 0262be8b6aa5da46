/// \file
/// The flags of `golite-cc test` that are the test program's: go test's names for those of package
/// testing. Source: `go help testflag`, documentation of testing.

#include "driver_internal.h"

#include <stdlib.h>
#include <string.h>

static const struct {
  const char *name;
  bool is_bool;
} flags[] = {
    {"bench", false},    {"benchmem", true}, {"benchtime", false}, {"count", false},
    {"cpu", false},      {"failfast", true}, {"fullpath", true},   {"list", false},
    {"parallel", false}, {"run", false},     {"short", true},      {"shuffle", false},
    {"skip", false},     {"timeout", false}, {"v", true},
};

/// Seconds of a Go duration such as 1m30s; 0 when it is none.
static double duration(const char *s) {
  static const struct {
    const char *unit;
    double seconds;
  } units[] = {{"ns", 1e-9}, {"us", 1e-6}, {"µs", 1e-6}, {"ms", 1e-3},
               {"s", 1},     {"m", 60},    {"h", 3600}};
  double sum = 0;
  while (*s) {
    char *end;
    double v = strtod(s, &end);
    uint32_t best = GL_COUNT_OF(units);
    for (uint32_t i = 0; i < GL_COUNT_OF(units) && end > s; i++)
      if (strncmp(end, units[i].unit, strlen(units[i].unit)) == 0 &&
          (best == GL_COUNT_OF(units) || strlen(units[i].unit) > strlen(units[best].unit)))
        best = i;
    if (best == GL_COUNT_OF(units))
      return 0;
    sum += v * units[best].seconds;
    s = end + strlen(units[best].unit);
  }
  return sum;
}

static void note(DrvOptions *o, const char *name, const char *value) {
  if (strcmp(name, "timeout") == 0) {
    o->test_timeout = value;
    o->test_timeout_seconds = duration(value);
  }
  bool is_on = strcmp(value, "false") != 0 && strcmp(value, "0") != 0;
  if ((strcmp(name, "v") == 0 || strcmp(name, "bench") == 0 || strcmp(name, "list") == 0) && is_on)
    o->test_shows_all = true;
}

int drv_test_flag(GlArena *a, DrvOptions *o, const char *arg, const char *next, char **out) {
  const char *name = arg + 1 + (arg[1] == '-');
  if (strncmp(name, "test.", 5) == 0)
    name += 5;
  size_t n = strcspn(name, "=");
  for (uint32_t i = 0; i < GL_COUNT_OF(flags); i++) {
    if (strlen(flags[i].name) != n || strncmp(flags[i].name, name, n) != 0)
      continue;
    bool takes_next = name[n] != '=' && !flags[i].is_bool;
    if (takes_next && !next)
      return -1;
    const char *value = name[n] == '=' ? name + n + 1 : takes_next ? next : "true";
    note(o, flags[i].name, value);
    *out = gl_arena_printf(a, "-test.%s=%s", flags[i].name, value);
    return takes_next ? 2 : 1;
  }
  if (strcmp(name, "c") == 0) {
    o->test_only_builds = true;
    *out = NULL;
    return 1;
  }
  return 0;
}
