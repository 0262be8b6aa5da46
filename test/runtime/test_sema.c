/// \file
/// Semaphores and lists of goroutines that wait for a condition, on four threads: none is lost,
/// none enters twice, and the order is kept where it was asked for.

#include "goroutine.h"

typedef struct NotifyList {
  uint32_t wait, notify;
  uint64_t lock;
  void *head, *tail;
} NotifyList;

void go_acquire(uint32_t *s) GRT_GO_SYMBOL("sync.runtime_Semacquire");
void go_acquire_mutex(uint32_t *s, bool lifo, int64_t skip)
    GRT_GO_SYMBOL("internal/sync.runtime_SemacquireMutex");
void go_release(uint32_t *s, bool handoff, int64_t skip) GRT_GO_SYMBOL("sync.runtime_Semrelease");
uint32_t go_add(NotifyList *l) GRT_GO_SYMBOL("sync.runtime_notifyListAdd");
void go_wait(NotifyList *l, uint32_t ticket) GRT_GO_SYMBOL("sync.runtime_notifyListWait");
void go_notify_all(NotifyList *l) GRT_GO_SYMBOL("sync.runtime_notifyListNotifyAll");
void go_notify_one(NotifyList *l) GRT_GO_SYMBOL("sync.runtime_notifyListNotifyOne");

enum { N = 16, ROUNDS = 2000 };

typedef struct Shared {
  uint32_t sema[4];
  int64_t inside[4];
  int64_t sum[4];
  NotifyList list;
  AbiChan *done;
  int64_t order[N];
  int64_t n_order;
} Shared;

static void lock_and_count(void *arg) {
  Shared *s = arg;
  for (int i = 0; i < ROUNDS; i++) {
    int k = i % 4;
    if (i % 3 == 0)
      go_acquire_mutex(&s->sema[k], i % 2 == 0, 0);
    else
      go_acquire(&s->sema[k]);
    CHECK(++s->inside[k] == 1);
    s->sum[k]++;
    if (i % 64 == 0)
      grt_yield();
    s->inside[k]--;
    go_release(&s->sema[k], i % 5 == 0, 0);
  }
  test_send(s->done, 1);
}

static void test_exclusion(void) {
  Shared *s = grt_gc_alloc_conservative(sizeof *s);
  s->done = test_chan(&test_int_type, 0);
  for (int k = 0; k < 4; k++)
    s->sema[k] = 1;
  for (int i = 0; i < N; i++)
    test_go(lock_and_count, s);
  for (int i = 0; i < N; i++)
    test_receive(s->done);
  for (int k = 0; k < 4; k++)
    CHECK(s->sum[k] == (int64_t)N * ROUNDS / 4 && s->sema[k] == 1);
}

static Shared *queue;

static void wait_in_line(void *arg) {
  go_acquire_mutex(&queue->sema[0], (intptr_t)arg >= 100, 0);
  queue->order[queue->n_order++] = (intptr_t)arg;
  test_send(queue->done, 1);
}

/// The first comes first, but for those that asked to be first.
static void test_order(void) {
  grt_set_procs(1);
  queue = grt_gc_alloc_conservative(sizeof *queue);
  queue->done = test_chan(&test_int_type, 0);
  for (intptr_t i = 0; i < 6; i++) {
    test_go(wait_in_line, (void *)(i < 4 ? i : 100 + i));
    grt_yield();
    grt_yield();
  }
  for (int i = 0; i < 6; i++) {
    go_release(&queue->sema[0], i % 2 == 0, 0);
    test_receive(queue->done);
  }
  static const int64_t want[6] = {105, 104, 0, 1, 2, 3};
  for (int i = 0; i < 6; i++)
    CHECK(queue->order[i] == want[i]);
  grt_set_procs(4);
}

static void wait_for_notice(void *arg) {
  Shared *s = arg;
  uint32_t ticket = go_add(&s->list);
  test_send(s->done, 1);
  go_wait(&s->list, ticket);
  test_send(s->done, 2);
}

static void test_notices(void) {
  Shared *s = grt_gc_alloc_conservative(sizeof *s);
  s->done = test_chan(&test_int_type, 0);
  for (int round = 0; round < 200; round++) {
    for (int i = 0; i < N; i++)
      test_go(wait_for_notice, s);
    for (int i = 0; i < N; i++)
      CHECK(test_receive(s->done) == 1);
    for (int i = 0; i < 3; i++) {
      go_notify_one(&s->list);
      CHECK(test_receive(s->done) == 2);
    }
    go_notify_all(&s->list);
    for (int i = 3; i < N; i++)
      CHECK(test_receive(s->done) == 2);
    go_notify_all(&s->list);
    go_notify_one(&s->list);
    CHECK(s->list.head == NULL && s->list.tail == NULL);
  }
}

void test_main(void) {
  grt_set_procs(4);
  test_exclusion();
  test_order();
  test_notices();
}
