/// \file
/// The settings of GODEBUG that the runtime itself heeds: gctrace and panicnil. What the program
/// was built with comes first, the environment's after it; package internal/godebug gets both.

#include "rt.h"

#include <stdlib.h>
#include <string.h>

/// Defined by main packages whose go.mod or //go:debug lines say something (lib/load/godebug.c).
extern const AbiString godebug_default GRT_GO_SYMBOL("golite.godebug_default")
    __attribute__((weak));

bool grt_parse_int(const char *s, size_t len, int64_t *out) {
  bool negative = len > 0 && s[0] == '-';
  size_t i = negative ? 1 : 0;
  if (i == len || len > 18)
    return false;
  int64_t v = 0;
  for (; i < len; i++) {
    if (s[i] < '0' || s[i] > '9')
      return false;
    v = v * 10 + (s[i] - '0');
  }
  *out = negative ? -v : v;
  return true;
}

static void apply(const char *s, size_t n, bool is_start) {
  GrtOptions *o = &grt_process.options;
  for (const char *end = s + n, *next; s < end; s = next + 1) {
    next = memchr(s, ',', (size_t)(end - s));
    if (next == NULL)
      next = end;
    size_t len = (size_t)(next - s);
    int64_t v;
    if (is_start && len > 8 && memcmp(s, "gctrace=", 8) == 0 && grt_parse_int(s + 8, len - 8, &v))
      o->gctrace = v > 0;
    else if (len > 9 && memcmp(s, "panicnil=", 9) == 0 && grt_parse_int(s + 9, len - 9, &v))
      o->panicnil = v == 1;
  }
}

static AbiString defaults(void) {
  return &godebug_default == NULL ? (AbiString){0} : godebug_default;
}

static AbiString environment(void) {
  const char *s = getenv("GODEBUG");
  return (AbiString){(const uint8_t *)s, s == NULL ? 0 : (int64_t)strlen(s)};
}

static void apply_all(AbiString env, bool is_start) {
  AbiString built_in = defaults();
  grt_process.options.panicnil = false;
  apply((const char *)built_in.ptr, (size_t)built_in.len, is_start);
  apply((const char *)env.ptr, (size_t)env.len, is_start);
}

void grt_godebug_init(void) { apply_all(environment(), true); }

AbiString go_godebug_defaults(void) GRT_GO_SYMBOL("runtime.defaultGODEBUG");
AbiString go_godebug_defaults(void) { return defaults(); }

AbiString go_godebug_env(void) GRT_GO_SYMBOL("runtime.envGODEBUG");
AbiString go_godebug_env(void) { return environment(); }

void go_godebug_changed(AbiString env) GRT_GO_SYMBOL("runtime.changedGODEBUG");
void go_godebug_changed(AbiString env) { apply_all(env, false); }
