/// \file
/// Preemption in loops without calls: others run beside `for {}`; no register is lost; no cell is
/// handed out twice, by four threads that are stopped all the time, for others and for collections.

#include "goroutine.h"
#include "sys/bump.h"

#include <time.h>

typedef struct Node {
  struct Node *next;
  int64_t value;
} Node;

void go_spin(void) GRT_GO_SYMBOL("main.spin");
Node *go_list(int64_t n, int64_t id, const AbiType *type) GRT_GO_SYMBOL("main.list");
int64_t go_count(int64_t n) GRT_GO_SYMBOL("main.count");
int64_t for_ever(int64_t n);

static const uint64_t node_mask = 1;
static const AbiType node_type = TEST_TYPE(2, 1, node_mask);

enum { LIST = 3000, ROUNDS = 1500 };

static void spin(void *arg) {
  (void)arg;
  go_spin();
}

static void build(void *c) {
  int64_t id = (int64_t)grt_g()->id << 32;
  for (int round = 0; round < ROUNDS; round++) {
    Node *list = go_list(LIST, id + round, &node_type);
    int64_t left = LIST;
    for (Node *n = list; n != NULL; n = n->next, left--)
      CHECK(n->value == id + round + left);
    CHECK(left == 0);
  }
  test_send(c, 1);
}

static void count(void *c) {
  CHECK(go_count(20000000) == 1);
  test_send(c, 1);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/// Exactly the four instructions behind the first of the one allocation in main.list go back there.
static void test_restart(void) {
  uintptr_t first = 0;
  int n = 0;
  for (uintptr_t pc = (uintptr_t)go_list; pc < (uintptr_t)go_list + 160; pc++) {
    uintptr_t at = grt_bump_restart(pc);
    if (at == pc)
      continue;
    CHECK(first == 0 || at == first);
    first = at;
    n++;
  }
  CHECK(n == 4);
}

void test_main(void) {
  test_restart();
  if (IS_ASAN)
    return;
  grt_process.options.tick_us = 100;
  grt_set_procs(4);
  AbiChan *c = test_chan(&test_int_type, 0);
  CHECK(abi_alloc_slot(16, node_mask) == 69 && ABI_N_ALLOC_SLOTS == 412);
  for (int i = 0; i < 6; i++) {
    test_go(build, c);
    if (i < 3)
      test_go(count, c);
  }
  for (int i = 0; i < 9; i++)
    test_receive(c);
  grt_set_procs(1);
  double start = now();
  test_go(spin, NULL);
  for (int i = 0; i < 10; i++)
    grt_yield();
  CHECK(now() - start < 100);
}
