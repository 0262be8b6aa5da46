/// \file
/// Split-stack prologues: growth in place with all argument registers intact, big frames, overflow.

#include "support.h"

#include <string.h>
#include <sys/resource.h>

int64_t deep(int64_t n, int64_t b, int64_t c, int64_t d, int64_t e, int64_t f, int64_t g, int64_t h,
             double x, double y);
int64_t deep_big(int64_t n);
int64_t dynamic(int64_t size);
int64_t for_ever(int64_t n);

/// Calls deep(n, 1, 2, 3, 4, 5, 6, 7, 8, 9) with a closure record that holds 10.
static int64_t call_deep(int64_t n) {
  static const int64_t record = 10;
  return __builtin_call_with_static_chain(deep(n, 1, 2, 3, 4, 5, 6, 7, 8, 9),
                                          (void *)(uintptr_t)&record);
}

static void overflow(void) { for_ever(0); }

static void overflow_with_little_memory(void) {
  struct rlimit limit = {(rlim_t)2 << 30, (rlim_t)2 << 30};
  CHECK(setrlimit(RLIMIT_DATA, &limit) == 0);
  CHECK(call_deep(1000000) == 500000500000 + 55); // about 100 MB
  for_ever(0);
}

static void check_overflow(void (*fn)(void)) {
  char out[1 << 16];
  CHECK(test_child(fn, out, sizeof out) == 2);
  const char *want = "runtime: goroutine stack exceeds 1000000000-byte limit\nruntime: sp=0x";
  const char *found = strstr(out, want);
  CHECK(found != NULL && (IS_ASAN || IS_TSAN || found == out)); // they may warn first
  CHECK(strstr(out, "]\nfatal error: stack overflow\n\ngoroutine 1 [running]:\n") != NULL);
  CHECK(strstr(out, " frames elided...\n") != NULL);
}

void test_main(void) {
  check_overflow(overflow);
  if (!IS_ASAN && !IS_TSAN) // whose own tables are larger
    check_overflow(overflow_with_little_memory);
  // Each depth has the switch in another call of the chain.
  for (int64_t n = 0; n < 3000; n += 7)
    CHECK(call_deep(n) == n * (n + 1) / 2 + 55);
  CHECK(call_deep(5000000) == (int64_t)5000000 * 5000001 / 2 + 55);
  CHECK(deep_big(500) == 125250);
  CHECK(dynamic(100) == 7);
  CHECK(dynamic((int64_t)900 << 20) == 7);
  CHECK(dynamic((int64_t)2 << 30) == 7); // more than the stack has: a heap cell
}
