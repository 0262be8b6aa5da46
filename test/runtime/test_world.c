/// \file
/// System calls hand their P on; the world stops around them; GOMAXPROCS and locked threads.

#include "goroutine.h"

enum { MS = 1000 };

static _Atomic int n_running, most_running;
static int64_t main_thread;

static void block(void *c) {
  int64_t *kept = grt_gc_alloc_conservative(8);
  *kept = 77;
  grt_entersyscall();
  int now = ++n_running, most = most_running;
  while (now > most && !atomic_compare_exchange_weak(&most_running, &most, now))
    ;
  usleep(60 * MS);
  n_running--;
  grt_exitsyscall();
  CHECK(*kept == 77);
  test_send(c, 1);
}

/// With one P, twenty calls last at the same time, and others run and collect beside them.
static void test_calls(void) {
  enum { N = 20 };
  grt_set_procs(1);
  AbiChan *c = test_chan(&test_int_type, 0);
  for (int i = 0; i < N; i++)
    test_go(block, c);
  uint64_t start = grt_now();
  while (most_running < 2 && grt_now() - start < (uint64_t)20000000000)
    grt_yield();
  for (int i = 0; i < 50; i++)
    grt_gc_collect();
  for (int i = 0; i < N; i++)
    test_receive(c);
  CHECK(most_running >= 2 && n_running == 0);
}

static void short_calls(void *c) {
  for (int i = 0; i < 3000; i++) {
    grt_entersyscall();
    if (i % 500 == 0)
      usleep(3 * MS);
    grt_exitsyscall();
    if (i % 100 == 0)
      grt_yield();
    if (i % 1000 == 0)
      grt_gc_collect();
  }
  test_send(c, 1);
}

static void test_short_calls(void) {
  grt_set_procs(3);
  AbiChan *c = test_chan(&test_int_type, 0);
  for (int i = 0; i < 6; i++)
    test_go(short_calls, c);
  for (int i = 0; i < 6; i++)
    test_receive(c);
}

static void stay(void *c) {
  grt_lock_os_thread();
  int64_t self = gettid();
  for (int i = 0; i < 50; i++) {
    test_send(c, i);
    CHECK(gettid() == self);
  }
  if ((self & 1) != 0) // the other way to end it is to end
    grt_unlock_os_thread();
}

static void test_locked(void) {
  grt_lock_os_thread();
  grt_lock_os_thread();
  main_thread = gettid();
  AbiChan *c = test_chan(&test_int_type, 0);
  for (int procs = 1; procs <= 4; procs++) {
    grt_set_procs(procs);
    for (int i = 0; i < 4; i++)
      test_go(stay, c);
    for (int i = 0; i < 200; i++) {
      test_receive(c);
      CHECK(gettid() == main_thread);
    }
  }
  grt_unlock_os_thread();
  grt_unlock_os_thread();
}

void test_main(void) {
  test_calls();
  test_short_calls();
  test_locked();
}
