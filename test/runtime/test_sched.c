/// \file
/// Goroutines: starting, ending, yielding; their stacks; panics and Goexit in them; deadlocks.

#include "goroutine.h"

#include <string.h>
#include <sys/resource.h>

void recovering(void);
int64_t with_deferred(const AbiFuncVal *fn, void (*body)(void *), void *arg);
int64_t deep(int64_t n, int64_t b, int64_t c, int64_t d, int64_t e, int64_t f, int64_t g, int64_t h,
             double x, double y);
int64_t deep_big(int64_t n);
int64_t deep_then(int64_t n, void (*body)(void *), void *arg);
int64_t for_ever(int64_t n);

static const AbiFuncVal recovering_f = {recovering};

static int64_t call_deep(int64_t n) {
  static const int64_t record = 10;
  return __builtin_call_with_static_chain(deep(n, 1, 2, 3, 4, 5, 6, 7, 8, 9),
                                          (void *)(uintptr_t)&record);
}

static void send_one(void *c) { test_send(c, 1); }

static void test_many(void) {
  enum { N = 10000 };
  AbiChan *c = test_chan(&test_int_type, 0);
  for (int round = 0; round < 3; round++) {
    for (int i = 0; i < N; i++)
      test_go(send_one, c);
    int64_t sum = 0;
    for (int i = 0; i < N; i++)
      sum += test_receive(c);
    CHECK(sum == N);
  }
  while (grt_n_goroutines() > 1)
    grt_yield();
}

typedef struct Turns {
  AbiChan *done;
  int log[8];
  int n;
} Turns;

static void take_turns(void *arg) {
  Turns *t = arg;
  int self = t->n;
  for (int i = 0; i < 3; i++) {
    t->log[t->n++] = self;
    grt_yield();
  }
  test_send(t->done, self);
}

static void test_yield(void) {
  int64_t procs = grt_set_procs(1);
  Turns t = {.done = test_chan(&test_int_type, 2)};
  test_go(take_turns, &t);
  test_go(take_turns, &t);
  CHECK(grt_n_goroutines() == 3);
  test_receive(t.done);
  test_receive(t.done);
  CHECK(t.n == 6);
  int first = 0;
  for (int i = 0; i < 6; i++)
    first += t.log[i] == 0;
  CHECK(first == 3 && t.log[0] != t.log[1] && t.log[1] != t.log[2]);
  grt_set_procs(procs);
}

// ---- deep stacks ----

static void go_deep(void *c) {
  // Each depth has a switch to the next segment in another call of the chain.
  for (int64_t n = 0; n < 1500; n += 7)
    CHECK(call_deep(n) == n * (n + 1) / 2 + 55);
  for (int64_t n = 12000; n < 13000; n += 7)
    CHECK(call_deep(n) == n * (n + 1) / 2 + 55);
  CHECK(call_deep(1000000) == (int64_t)1000000 * 1000001 / 2 + 55);
  CHECK(deep_big(100) == 5050);
  test_send(c, 1);
}

static void receive_deep(void *c) { test_send(c, test_receive(c)); }

static void park_deep(void *c) {
  int64_t n = test_receive(c);
  CHECK(deep_then(n, receive_deep, c) == n);
}

static void test_deep(void) {
  AbiChan *c = test_chan(&test_int_type, 0);
  for (int i = 0; i < 3; i++) {
    test_go(go_deep, c);
    test_receive(c);
  }
  // Parked and woken in the middle of each segment.
  enum { N = 60 };
  AbiChan *own[N];
  for (int i = 0; i < N; i++) {
    own[i] = test_chan(&test_int_type, 0);
    test_go(park_deep, own[i]);
  }
  for (int i = 0; i < N; i++)
    test_send(own[i], (int64_t)i * 331);
  for (int i = 0; i < N; i++)
    test_send(own[i], i);
  for (int i = 0; i < N; i++)
    CHECK(test_receive(own[i]) == i);
}

static void panic_other(void *arg) {
  (void)arg;
  static const AbiString other = {(const uint8_t *)"other", 5};
  grt_panic(&test_string_type, (void *)(uintptr_t)&other);
}

static void panic_deep(void *n) { deep_then((int64_t)n, panic_other, NULL); }

static void recover_deep(void *c) {
  static const int64_t depths[] = {1, 500, 1000, 5000, 20000, 200000};
  for (size_t i = 0; i < sizeof depths / sizeof depths[0]; i++) {
    CHECK(with_deferred(&recovering_f, panic_deep, (void *)depths[i]) == 1);
    CHECK(call_deep(700) == 700 * 701 / 2 + 55);
  }
  test_send(c, 1);
}

static void test_recover(void) {
  AbiChan *c = test_chan(&test_int_type, 0);
  int before = test_notes.n_recovered;
  for (int i = 0; i < 20; i++)
    test_go(recover_deep, c);
  for (int i = 0; i < 20; i++)
    test_receive(c);
  CHECK(test_notes.n_recovered == before + 120);
}

// ---- Goexit ----

static void exit_now(void *arg) {
  (void)arg;
  grt_goexit();
}

static void exit_deep(void *c) {
  test_send(c, 1);
  deep_then(grt_g()->id % 3 == 0 ? 20 : 9000, exit_now, NULL);
  CHECK(false);
}

static void exit_deferred(void *c) {
  with_deferred(&recovering_f, exit_deep, c);
  CHECK(false);
}

static void test_goexit(void) {
  AbiChan *c = test_chan(&test_int_type, 0);
  int before = test_notes.n;
  for (int i = 0; i < 500; i++)
    test_go(exit_deferred, c);
  for (int i = 0; i < 500; i++)
    test_receive(c);
  while (grt_n_goroutines() > 1)
    grt_yield();
  CHECK(test_notes.n == before + 500);
}

// ---- collections ----

typedef struct Node {
  struct Node *next;
  int64_t value;
} Node;

static const uint64_t node_mask = 1;
static const AbiType node_type = TEST_TYPE(2, 1, node_mask);

static void keep_list(void *arg) {
  AbiChan *c = arg;
  Node *volatile list = NULL;
  for (int i = 0; i < 20; i++) {
    Node *n = grt_new(sizeof *n, &node_type);
    n->next = list;
    n->value = i;
    list = n;
    if (i % 4 == 0)
      grt_yield();
  }
  test_send(c, 0);
  int64_t sum = 0;
  for (Node *n = list; n != NULL; n = n->next)
    sum += n->value;
  CHECK(sum == 190);
  test_send(c, 0);
}

static void keep_list_deep(void *c) { deep_then(grt_g()->id % 2 ? 900 : 9000, keep_list, c); }

static void test_collect(void) {
  enum { N = 20 };
  AbiChan *c = test_chan(&test_int_type, 0);
  for (int i = 0; i < N; i++)
    test_go(i % 2 ? keep_list : keep_list_deep, c);
  for (int i = 0; i < N; i++)
    test_receive(c);
  grt_gc_collect();
  for (int i = 0; i < 100; i++)
    memset(grt_gc_alloc_bytes(16), 0xee, 16);
  for (int i = 0; i < N; i++)
    test_receive(c);
}

static void nap(void *c) { test_receive(c); }

/// Slots that nobody used between two collections go back to the system, and come back.
static void test_trim(void) {
  AbiChan *c = test_chan(&test_int_type, 0);
  for (int round = 0; round < 3; round++) {
    for (int i = 0; i < 3000; i++)
      test_go(nap, c);
    for (int i = 0; i < 3000; i++)
      test_send(c, 1);
    while (grt_n_goroutines() > 1)
      grt_yield();
    for (int i = 0; i < 3; i++)
      grt_gc_collect();
  }
}

// ---- ends of the process ----

static void block(void *c) { test_receive(c); }

static void die_asleep(void) {
  test_go(block, NULL);
  test_go(block, test_chan(&test_int_type, 0));
  test_send(test_chan(&test_int_type, 0), 1);
}

static void die_main_exits(void) {
  test_go(block, test_chan(&test_int_type, 0));
  grt_goexit();
}

static void yield_some(void *arg) {
  (void)arg;
  for (int i = 0; i < 10; i++)
    grt_yield();
}

static void die_all_exit(void) {
  test_go(yield_some, NULL);
  grt_goexit();
}

static void die_panic(void) {
  test_go(panic_other, NULL);
  grt_block_forever();
}

static void run_for_ever(void *arg) { for_ever((int64_t)arg); }

static void die_overflow(void) {
  test_go(run_for_ever, NULL);
  grt_block_forever();
}

static void die_nil(void) { grt_newproc(NULL); }

static void little_memory(void) {
  struct rlimit limit = {(rlim_t)2 << 30, (rlim_t)2 << 30};
  CHECK(setrlimit(RLIMIT_DATA, &limit) == 0);
  test_many();
  AbiChan *c = test_chan(&test_int_type, 0);
  for (int i = 0; i < 10000; i++)
    test_go(block, c);
  _exit(7);
}

static void test_deaths(void) {
  char out[1 << 16];
  CHECK(test_child(die_asleep, out, sizeof out) == 2);
  const char *want = "fatal error: all goroutines are asleep - deadlock!\n\n"
                     "goroutine 1 [chan send]:\n";
  CHECK(strncmp(out, want, strlen(want)) == 0);
  CHECK(strstr(out, "\n\ngoroutine ") != NULL && strstr(out, "[chan receive (nil chan)]:\n"));
  CHECK(strstr(out, "[chan receive]:\n") != NULL);
  CHECK(test_child(die_main_exits, out, sizeof out) == 2);
  want = "fatal error: all goroutines are asleep - deadlock!\n\ngoroutine ";
  CHECK(strncmp(out, want, strlen(want)) == 0 && strstr(out, "goroutine 1 ") == NULL);
  CHECK(test_child(die_all_exit, out, sizeof out) == 2);
  CHECK(strncmp(out, "fatal error: no goroutines (main called runtime.Goexit) - deadlock!\n", 68) ==
        0);
  CHECK(test_child(die_panic, out, sizeof out) == 2);
  CHECK(strncmp(out, "panic: other\n\ngoroutine ", 24) == 0 && strstr(out, " [running]:\n"));
  CHECK(test_child(die_overflow, out, sizeof out) == 2);
  CHECK(strstr(out, "runtime: goroutine stack exceeds 1000000000-byte limit\n") != NULL);
  CHECK(strstr(out, "\nfatal error: stack overflow\n\ngoroutine ") != NULL);
  CHECK(test_child(die_nil, out, sizeof out) == 2);
  CHECK(strncmp(out, "fatal error: go of nil func value\n", 34) == 0);
  if (!IS_ASAN && !IS_TSAN) // whose own tables are larger
    CHECK(test_child(little_memory, out, sizeof out) == 7);
}

void test_main(void) {
  test_deaths();
  test_many();
  test_yield();
  test_deep();
  test_recover();
  test_goexit();
  test_collect();
  test_trim();
  test_many();
}
