/// \file
/// Semaphores and notify lists, on which package sync stands. One thread: nothing is atomic here.
/// Source: Go 1.27 sync/runtime.go, internal/sync/runtime.go.

#include "gc/gc.h"
#include "sched/sched.h"

/// A goroutine that waits; lives in its frame.
typedef struct SemaWaiter {
  struct SemaWaiter *next;
  GrtG *g;
  const uint32_t *address; ///< of the semaphore
  uint32_t ticket;         ///< of a notify list
} SemaWaiter;

typedef struct SemaQueue {
  SemaWaiter *first, *last;
} SemaQueue;

#define N_QUEUES 251

/// Waiters for semaphores, by address.
static SemaQueue queues[N_QUEUES];

static SemaQueue *queue_of(const uint32_t *address) {
  return &queues[((uintptr_t)address >> 3) % N_QUEUES];
}

static void push(SemaQueue *q, SemaWaiter *w, bool in_front) {
  w->next = NULL;
  if (q->first == NULL) {
    q->first = q->last = w;
  } else if (in_front) {
    w->next = q->first;
    q->first = w;
  } else {
    q->last->next = w;
    q->last = w;
  }
}

static void unlink(SemaQueue *q, SemaWaiter *previous, SemaWaiter *w) {
  if (previous == NULL)
    q->first = w->next;
  else
    previous->next = w->next;
  if (q->last == w)
    q->last = previous;
}

static void acquire(uint32_t *s, bool in_front, GrtWaitReason why) {
  if (*s > 0) {
    --*s;
    return;
  }
  SemaWaiter w = {.g = grt_g(), .address = s};
  push(queue_of(s), &w, in_front);
  grt_park(why); // whoever wakes us has taken one for us
}

static void release(uint32_t *s, bool hands_off) {
  SemaQueue *q = queue_of(s);
  SemaWaiter *previous = NULL, *w = q->first;
  while (w != NULL && w->address != s) {
    previous = w;
    w = w->next;
  }
  if (w == NULL) {
    ++*s;
    return;
  }
  unlink(q, previous, w);
  grt_ready(w->g);
  if (hands_off)
    grt_yield();
}

void go_acquire(uint32_t *s) GRT_GO_SYMBOL("sync.runtime_Semacquire");
void go_acquire(uint32_t *s) { acquire(s, false, GRT_WAIT_SEMAPHORE); }
void go_poll_acquire(uint32_t *s) __attribute__((alias("sync.runtime_Semacquire")))
GRT_GO_SYMBOL("internal/poll.runtime_Semacquire");

void go_acquire_wait_group(uint32_t *s, bool durable)
    GRT_GO_SYMBOL("sync.runtime_SemacquireWaitGroup");
void go_acquire_wait_group(uint32_t *s, bool durable) {
  (void)durable;
  acquire(s, false, GRT_WAIT_WAIT_GROUP);
}

void go_acquire_mutex(uint32_t *s, bool lifo, int64_t skip)
    GRT_GO_SYMBOL("internal/sync.runtime_SemacquireMutex");
void go_acquire_mutex(uint32_t *s, bool lifo, int64_t skip) {
  (void)skip;
  acquire(s, lifo, GRT_WAIT_MUTEX);
}

void go_acquire_read(uint32_t *s, bool lifo, int64_t skip)
    GRT_GO_SYMBOL("sync.runtime_SemacquireRWMutexR");
void go_acquire_read(uint32_t *s, bool lifo, int64_t skip) {
  (void)skip;
  acquire(s, lifo, GRT_WAIT_READ_LOCK);
}

void go_acquire_write(uint32_t *s, bool lifo, int64_t skip)
    GRT_GO_SYMBOL("sync.runtime_SemacquireRWMutex");
void go_acquire_write(uint32_t *s, bool lifo, int64_t skip) {
  (void)skip;
  acquire(s, lifo, GRT_WAIT_WRITE_LOCK);
}

void go_release(uint32_t *s, bool hands_off, int64_t skip) GRT_GO_SYMBOL("sync.runtime_Semrelease");
void go_release(uint32_t *s, bool hands_off, int64_t skip) {
  (void)skip;
  release(s, hands_off);
}
void go_internal_release(uint32_t *s, bool hands_off, int64_t skip)
    __attribute__((alias("sync.runtime_Semrelease")))
    GRT_GO_SYMBOL("internal/sync.runtime_Semrelease");

void go_poll_release(uint32_t *s) GRT_GO_SYMBOL("internal/poll.runtime_Semrelease");
void go_poll_release(uint32_t *s) { release(s, false); }

/// Spinning is for several threads.
bool go_can_spin(int64_t i) GRT_GO_SYMBOL("internal/sync.runtime_canSpin");
bool go_can_spin(int64_t i) {
  (void)i;
  return false;
}
void go_do_spin(void) GRT_GO_SYMBOL("internal/sync.runtime_doSpin");
void go_do_spin(void) {}

// ---- notify lists ----

/// sync.notifyList.
typedef struct NotifyList {
  uint32_t wait;   ///< ticket of the next waiter
  uint32_t notify; ///< ticket of the next one to be notified
  uint64_t lock;
  SemaQueue queue;
} NotifyList;

uint32_t go_notify_add(NotifyList *l) GRT_GO_SYMBOL("sync.runtime_notifyListAdd");
uint32_t go_notify_add(NotifyList *l) { return l->wait++; }

void go_notify_wait(NotifyList *l, uint32_t ticket) GRT_GO_SYMBOL("sync.runtime_notifyListWait");
void go_notify_wait(NotifyList *l, uint32_t ticket) {
  if ((int32_t)(ticket - l->notify) < 0)
    return;
  SemaWaiter w = {.g = grt_g(), .ticket = ticket};
  push(&l->queue, &w, false);
  grt_park(GRT_WAIT_CONDITION);
}

void go_notify_all(NotifyList *l) GRT_GO_SYMBOL("sync.runtime_notifyListNotifyAll");
void go_notify_all(NotifyList *l) {
  SemaWaiter *w = l->queue.first;
  l->queue = (SemaQueue){NULL, NULL};
  l->notify = l->wait;
  while (w != NULL) {
    SemaWaiter *next = w->next; // its frame goes on once it is ready
    grt_ready(w->g);
    w = next;
  }
}

void go_notify_one(NotifyList *l) GRT_GO_SYMBOL("sync.runtime_notifyListNotifyOne");
void go_notify_one(NotifyList *l) {
  if (l->wait == l->notify)
    return;
  uint32_t ticket = l->notify++;
  SemaWaiter *previous = NULL, *w = l->queue.first;
  while (w != NULL && w->ticket != ticket) {
    previous = w;
    w = w->next;
  }
  if (w == NULL)
    return; // it has a ticket, but does not wait yet: it will not
  unlink(&l->queue, previous, w);
  grt_ready(w->g);
}

void go_notify_check(uint64_t size) GRT_GO_SYMBOL("sync.runtime_notifyListCheck");
void go_notify_check(uint64_t size) {
  if (size != sizeof(NotifyList))
    grt_fatal("bad notifyList size");
}

// ---- pools ----

int64_t go_proc_pin(void) GRT_GO_SYMBOL("sync.runtime_procPin");
int64_t go_proc_pin(void) {
  grt_p.n_pins++;
  if (grt_stack_limit() == GRT_LIMIT_PREEMPT)
    grt_set_stack_limit(grt_g()->limit);
  return 0;
}

int64_t go_atomic_pin(void) __attribute__((alias("sync.runtime_procPin")))
GRT_GO_SYMBOL("sync/atomic.runtime_procPin");

void go_proc_unpin(void) GRT_GO_SYMBOL("sync.runtime_procUnpin");
void go_proc_unpin(void) { grt_p.n_pins--; }

void go_atomic_unpin(void) __attribute__((alias("sync.runtime_procUnpin")))
GRT_GO_SYMBOL("sync/atomic.runtime_procUnpin");

void go_register_pool_cleanup(const AbiFuncVal *fn)
    GRT_GO_SYMBOL("sync.runtime_registerPoolCleanup");
void go_register_pool_cleanup(const AbiFuncVal *fn) { grt_gc_set_pool_cleanup(fn); }
