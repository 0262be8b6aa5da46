/// \file
/// Clocks for package time. Source: Go 1.27 time/time.go.

#include "rt.h"
#include "std/std.h"

#include <time.h>

int64_t grt_nanotime(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

int64_t go_nanotime(void) GRT_GO_SYMBOL("runtime.nanotime");
int64_t go_nanotime(void) { return grt_nanotime(); }

#define NANOTIME(id, name)                                                                         \
  int64_t id(void) __attribute__((alias("runtime.nanotime"))) GRT_GO_SYMBOL(name)

NANOTIME(go_time_nano, "time.runtimeNano");
NANOTIME(go_internal_sync_nano, "internal/sync.runtime_nanotime");
NANOTIME(go_sync_nano, "sync.runtime_nanotime");

/// Seconds and nanoseconds since 1970, and the monotonic clock.
typedef struct Now {
  int64_t sec, nsec, mono;
} Now;

__attribute__((swiftcall)) Now go_now(void) GRT_GO_SYMBOL("time.now");
__attribute__((swiftcall)) Now go_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  return (Now){t.tv_sec, t.tv_nsec, grt_nanotime()};
}
__attribute__((swiftcall)) Now go_runtime_now(void) __attribute__((alias("time.now")))
GRT_GO_SYMBOL("time.runtimeNow");

bool go_is_bubbled(void) GRT_GO_SYMBOL("time.runtimeIsBubbled");
bool go_is_bubbled(void) { return false; }
