/// \file
/// Every primitive at once on four threads, for a bounded time: channels, select, closing,
/// semaphores, timers, deep stacks, finalizers and collections. Also built with ThreadSanitizer.

#include "goroutine.h"

void go_acquire(uint32_t *s) GRT_GO_SYMBOL("sync.runtime_Semacquire");
void go_release(uint32_t *s, bool handoff, int64_t skip) GRT_GO_SYMBOL("sync.runtime_Semrelease");
void go_sleep(int64_t ns) GRT_GO_SYMBOL("time.Sleep");

enum { N = 12, ROUNDS = 150 };

typedef struct Node {
  struct Node *next;
  int64_t value;
} Node;

static const uint64_t node_mask = 1;
static const AbiType node_type = TEST_TYPE(2, 1, node_mask);
static const AbiPtrType node_ptr_type = {
    .type = {.size = 8, .ptr_bytes = 8, .tflag = ABI_TFLAG_DIRECT_IFACE, .kind = ABI_KIND_POINTER},
    .elem = &node_type};
static const struct {
  AbiFuncType fn;
  const AbiType *params[1];
} finalizer_type = {{.type = {.size = 8, .kind = ABI_KIND_FUNC}, .in_count = 1},
                    {&node_ptr_type.type}};

static _Atomic int64_t n_finalized;

static void finalize(Node *n) {
  CHECK(n->value == 42);
  n_finalized++;
}

typedef struct Shared {
  AbiChan *c[3];
  AbiChan *done;
  uint32_t sema;
  int64_t counter;
} Shared;

static Shared *shared;

static void check_list(int64_t id) {
  Node *list = NULL;
  for (int64_t i = 0; i < 100; i++) {
    Node *n = grt_new(sizeof *n, &node_type);
    CHECK(n->next == NULL && n->value == 0);
    *n = (Node){list, id + i};
    list = n;
  }
  grt_yield();
  for (int64_t i = 100; i-- > 0; list = list->next)
    CHECK(list->value == id + i);
}

static void make_finalized(void) {
  static const AbiFuncVal fn = {(void (*)(void))finalize};
  Node *n = grt_new(sizeof *n, &node_type);
  n->value = 42;
  grt_set_finalizer((AbiEface){&node_ptr_type.type, n},
                    (AbiEface){&finalizer_type.fn.type, (void *)(uintptr_t)&fn});
}

static void take_part(void *arg) {
  int64_t id = (intptr_t)arg;
  int64_t sent = 0, received = 0;
  for (int i = 0; i < ROUNDS; i++) {
    int64_t out = id * ROUNDS + i, in = 0;
    AbiSelectCase cases[] = {{shared->c[i % 3], &out}, {shared->c[(i + 1) % 3], &in}};
    Selected s = grt_select(cases, 2, 1, true);
    if (s.index == 0)
      sent += out;
    else
      received += in;
    go_acquire(&shared->sema);
    shared->counter++;
    go_release(&shared->sema, i % 2 == 0, 0);
    if (i % 10 == 0) {
      check_list(id << 32);
      make_finalized();
    }
    if (i % 50 == 0)
      go_sleep(100000);
    if (i % 40 == 0 && id == 3)
      grt_gc_collect();
  }
  test_send(shared->done, sent - received);
}

/// Lets those go on that find no partner any more.
static void balance(void *arg) {
  int64_t *sum = arg;
  for (int64_t v;;) {
    AbiSelectCase cases[] = {{shared->c[0], &v}, {shared->c[1], &v}, {shared->c[2], &v}};
    Selected s = grt_select(cases, 3, 0, true);
    if (s.is_served == 0)
      break;
    *sum -= v;
  }
  test_send(shared->done, 0);
}

static void test_all(void) {
  shared = grt_gc_alloc_conservative(sizeof *shared);
  int64_t *balanced = grt_gc_alloc_conservative(8);
  shared->sema = 1;
  shared->done = test_chan(&test_int_type, 0);
  for (int i = 0; i < 3; i++)
    shared->c[i] = test_chan(&test_int_type, i);
  for (intptr_t i = 0; i < N; i++)
    test_go(take_part, (void *)i);
  test_go(balance, balanced);
  int64_t sum = 0;
  for (int i = 0; i < N; i++)
    sum += test_receive(shared->done);
  for (int i = 0; i < 3; i++)
    grt_closechan(shared->c[i]);
  test_receive(shared->done);
  for (int i = 0; i < 3; i++)
    for (int64_t v; grt_chanrecv(shared->c[i], &v);)
      sum -= v;
  CHECK(sum + *balanced == 0);
  CHECK(shared->counter == (int64_t)N * ROUNDS);
}

enum { TIMES = 3 };

void test_main(void) {
  grt_set_procs(4);
  for (int i = 0; i < TIMES; i++)
    test_all();
  for (int i = 0; i < 20 && n_finalized < N * TIMES; i++)
    grt_gc_collect();
  CHECK(n_finalized >= N * TIMES);
}
