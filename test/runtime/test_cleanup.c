/// \file
/// Cleanups: run once the object is gone, in any number, not if stopped, after finalizers that
/// bring the object back. And the memory limit.

#include "goroutine.h"

#include <string.h>

static int n_run[4];

/// A closure {code, index}.
typedef struct Closure {
  AbiFuncVal fn;
  int64_t index;
} Closure;

void cleanup_code(void);
void cleanup_body(const Closure *c);
__asm__(".text\n"
        ".p2align 4\n"
        ".long 0\n"
        "cleanup_code:\n"
        "  movq %r10, %rdi\n"
        "  jmp cleanup_body\n");
void cleanup_body(const Closure *c) { n_run[c->index]++; }

static const AbiFuncVal *closure(int64_t index) {
  Closure *c = grt_gc_alloc_conservative(sizeof *c);
  *c = (Closure){{cleanup_code}, index};
  return &c->fn;
}

/// Garbage where the objects were mentioned: on the stack.
__attribute__((noinline)) static void clear_stack(void) {
  volatile char junk[4096];
  for (size_t i = 0; i < sizeof junk; i++)
    junk[i] = 0;
}

static uint64_t stop_id;
static void *volatile kept;

__attribute__((noinline)) static void make_objects(void) {
  for (int i = 0; i < 100; i++) {
    char *p = grt_gc_alloc_bytes(40);
    CHECK(grt_cleanup_add(p + 8, closure(0)) != 0);
    CHECK(grt_cleanup_add(p, closure(1)) != 0);
    stop_id = grt_cleanup_add(p, closure(2));
    grt_cleanup_stop(stop_id);
  }
  kept = grt_gc_alloc_bytes(40);
  grt_cleanup_add(kept, closure(3));
}

static void test_cleanups(void) {
  make_objects();
  clear_stack();
  for (int i = 0; i < 5; i++)
    grt_gc_collect();
  CHECK(n_run[0] >= 97 && n_run[0] <= 100);
  CHECK(n_run[1] == n_run[0] && n_run[2] == 0 && n_run[3] == 0);
  grt_cleanup_stop(stop_id); // once more: nothing
  static int64_t immortal;
  CHECK(grt_cleanup_add(&immortal, closure(2)) == 0);
  kept = NULL;
  clear_stack();
  for (int i = 0; i < 3; i++)
    grt_gc_collect();
  CHECK(n_run[3] == 1 && n_run[2] == 0);
}

static void test_limit(void) {
  CHECK(grt_gc_set_percent(-1) == 100);
  CHECK(grt_gc_set_limit((int64_t)32 << 20) == INT64_MAX);
  GrtMemStats before, after;
  grt_gc_stats(&before);
  for (int i = 0; i < 2000; i++)
    memset(grt_gc_alloc_bytes(100000), 1, 100000);
  grt_gc_stats(&after);
  CHECK(after.n_gc > before.n_gc + 3);
  CHECK(after.heap_bytes < (uint64_t)40 << 20);
  CHECK(grt_gc_set_limit(-1) == (int64_t)32 << 20);
  CHECK(grt_gc_set_limit(INT64_MAX) == (int64_t)32 << 20);
  CHECK(grt_gc_set_percent(100) == -1);
}

void test_main(void) {
  test_cleanups();
  test_limit();
}
