/// \file
/// Semaphores for package sync: a counter anywhere in memory, and goroutines that wait until it is
/// above zero; and lists of goroutines that wait for a condition. A goroutine waits in one of the
/// buckets of a table, chosen by the counter's address, through a record in its frame.
/// Source: what packages sync, internal/sync and internal/poll expect of package runtime.

#include "gc/gc.h"
#include "sched/sched.h"

#define N_BUCKETS 1024

typedef struct SemaWaiter SemaWaiter;
struct SemaWaiter {
  SemaWaiter *next;
  GrtG *g;
  const void *address;
  uint32_t ticket;   ///< of a list
  bool is_handed_on; ///< the counter was taken down for it already
};

typedef struct Bucket {
  GrtLock lock;
  _Atomic uint32_t n_waiting;
  SemaWaiter *first; ///< of all addresses, in the order in which they are to be served
  SemaWaiter *last;
} Bucket;

static Bucket buckets[N_BUCKETS];

static Bucket *bucket_of(const void *address) {
  return &buckets[((uint64_t)(uintptr_t)address >> 3) * 0x9e3779b97f4a7c15u >> 54];
}

static bool take_one(_Atomic uint32_t *counter) {
  uint32_t v = atomic_load(counter);
  while (v != 0)
    if (atomic_compare_exchange_weak(counter, &v, v - 1))
      return true;
  return false;
}

static void push(Bucket *b, SemaWaiter *w, bool is_first) {
  if (b->first == NULL)
    b->last = w;
  if (is_first || b->first == NULL) {
    w->next = b->first;
    b->first = w;
    return;
  }
  w->next = NULL;
  b->last->next = w;
  b->last = w;
}

/// Takes the first that waits for the address out of the list, or NULL.
static SemaWaiter *pop(Bucket *b, const void *address) {
  SemaWaiter *previous = NULL;
  for (SemaWaiter *w = b->first; w != NULL; previous = w, w = w->next) {
    if (w->address != address)
      continue;
    if (previous == NULL)
      b->first = w->next;
    else
      previous->next = w->next;
    if (b->last == w)
      b->last = previous;
    return w;
  }
  return NULL;
}

static void acquire(_Atomic uint32_t *counter, bool is_first, GrtWaitReason why) {
  if (take_one(counter))
    return;
  Bucket *b = bucket_of(counter);
  SemaWaiter w = {.g = grt_g(), .address = counter};
  do {
    grt_lock(&b->lock);
    // Who adds to the counter looks at n_waiting after that: one sees the other.
    atomic_fetch_add(&b->n_waiting, 1);
    if (take_one(counter)) {
      atomic_fetch_sub(&b->n_waiting, 1);
      grt_unlock(&b->lock);
      return;
    }
    push(b, &w, is_first);
    grt_park(&b->lock, why);
  } while (!w.is_handed_on && !take_one(counter));
}

/// With `hands_on`, a goroutine that waits gets what is added, and runs at once.
static void release(_Atomic uint32_t *counter, bool hands_on) {
  atomic_fetch_add(counter, 1);
  Bucket *b = bucket_of(counter);
  if (atomic_load(&b->n_waiting) == 0)
    return;
  grt_lock(&b->lock);
  SemaWaiter *w = pop(b, counter);
  if (w == NULL) {
    grt_unlock(&b->lock);
    return;
  }
  atomic_fetch_sub(&b->n_waiting, 1);
  w->is_handed_on = hands_on && take_one(counter);
  bool runs_now = w->is_handed_on;
  GrtG *g = w->g;
  grt_unlock(&b->lock);
  grt_ready(g);
  if (runs_now && grt_m()->n_pins == 0)
    grt_yield();
}

#define SEMA(name, symbol, params, body)                                                           \
  void name params GRT_GO_SYMBOL(symbol);                                                          \
  void name params { body; }

SEMA(go_sync_acquire, "sync.runtime_Semacquire", (_Atomic uint32_t *s),
     acquire(s, false, GRT_WAIT_SEMAPHORE))
SEMA(go_poll_acquire, "internal/poll.runtime_Semacquire", (_Atomic uint32_t *s),
     acquire(s, false, GRT_WAIT_SEMAPHORE))
SEMA(go_sync_acquire_group, "sync.runtime_SemacquireWaitGroup",
     (_Atomic uint32_t *s, bool is_durable),
     ((void)is_durable, acquire(s, false, GRT_WAIT_WAIT_GROUP)))
SEMA(go_sync_acquire_mutex, "internal/sync.runtime_SemacquireMutex",
     (_Atomic uint32_t *s, bool lifo, int64_t skip), ((void)skip, acquire(s, lifo, GRT_WAIT_MUTEX)))
SEMA(go_sync_acquire_r, "sync.runtime_SemacquireRWMutexR",
     (_Atomic uint32_t *s, bool lifo, int64_t skip),
     ((void)skip, acquire(s, lifo, GRT_WAIT_READ_LOCK)))
SEMA(go_sync_acquire_w, "sync.runtime_SemacquireRWMutex",
     (_Atomic uint32_t *s, bool lifo, int64_t skip),
     ((void)skip, acquire(s, lifo, GRT_WAIT_WRITE_LOCK)))
SEMA(go_sync_release, "sync.runtime_Semrelease", (_Atomic uint32_t *s, bool handoff, int64_t skip),
     ((void)skip, release(s, handoff)))
SEMA(go_isync_release, "internal/sync.runtime_Semrelease",
     (_Atomic uint32_t *s, bool handoff, int64_t skip), ((void)skip, release(s, handoff)))
SEMA(go_poll_release, "internal/poll.runtime_Semrelease", (_Atomic uint32_t *s), release(s, false))

// ---- spinning before waiting (sync.Mutex) ----

#define MAX_SPINS 4

bool go_can_spin(int64_t i) GRT_GO_SYMBOL("internal/sync.runtime_canSpin");
bool go_can_spin(int64_t i) {
  GrtSched *s = &grt_sched;
  return i < MAX_SPINS && s->n_procs > 1 &&
         s->n_procs > atomic_load(&s->n_idle_ps) + atomic_load(&s->n_spinning) + 1 &&
         grt_queue_is_empty(grt_m()->p);
}

void go_do_spin(void) GRT_GO_SYMBOL("internal/sync.runtime_doSpin");
void go_do_spin(void) {
  for (int i = 0; i < 30; i++)
    grt_pause();
}

// ---- waiting for a condition (sync.Cond) ----

/// sync.notifyList. Tickets are given in order; those below `notify` are woken.
typedef struct NotifyList {
  _Atomic uint32_t wait;
  _Atomic uint32_t notify;
  union {
    GrtLock lock;
    uint64_t lock_word;
  };
  SemaWaiter *head;
  SemaWaiter *tail;
} NotifyList;

_Static_assert(sizeof(NotifyList) == 32, "sync.notifyList");

/// Tickets wrap around.
static bool is_before(uint32_t a, uint32_t b) { return (int32_t)(a - b) < 0; }

uint32_t go_notify_add(NotifyList *l) GRT_GO_SYMBOL("sync.runtime_notifyListAdd");
uint32_t go_notify_add(NotifyList *l) { return atomic_fetch_add(&l->wait, 1); }

void go_notify_wait(NotifyList *l, uint32_t ticket) GRT_GO_SYMBOL("sync.runtime_notifyListWait");
void go_notify_wait(NotifyList *l, uint32_t ticket) {
  grt_lock(&l->lock);
  if (is_before(ticket, atomic_load(&l->notify))) {
    grt_unlock(&l->lock);
    return;
  }
  SemaWaiter w = {.g = grt_g(), .ticket = ticket};
  if (l->tail == NULL)
    l->head = &w;
  else
    l->tail->next = &w;
  l->tail = &w;
  grt_park(&l->lock, GRT_WAIT_CONDITION);
}

void go_notify_all(NotifyList *l) GRT_GO_SYMBOL("sync.runtime_notifyListNotifyAll");
void go_notify_all(NotifyList *l) {
  if (atomic_load(&l->wait) == atomic_load(&l->notify))
    return;
  grt_lock(&l->lock);
  SemaWaiter *w = l->head;
  l->head = l->tail = NULL;
  atomic_store(&l->notify, atomic_load(&l->wait));
  grt_unlock(&l->lock);
  while (w != NULL) {
    SemaWaiter *next = w->next; // the record is gone when its goroutine runs
    grt_ready(w->g);
    w = next;
  }
}

void go_notify_one(NotifyList *l) GRT_GO_SYMBOL("sync.runtime_notifyListNotifyOne");
void go_notify_one(NotifyList *l) {
  if (atomic_load(&l->wait) == atomic_load(&l->notify))
    return;
  grt_lock(&l->lock);
  uint32_t ticket = atomic_load(&l->notify);
  if (ticket == atomic_load(&l->wait)) {
    grt_unlock(&l->lock);
    return;
  }
  atomic_store(&l->notify, ticket + 1);
  // Its waiter may not be in the list yet: then it will not wait.
  SemaWaiter *previous = NULL;
  SemaWaiter *w = l->head;
  for (; w != NULL && w->ticket != ticket; previous = w, w = w->next)
    ;
  if (w != NULL) {
    if (previous == NULL)
      l->head = w->next;
    else
      previous->next = w->next;
    if (l->tail == w)
      l->tail = previous;
  }
  GrtG *g = w == NULL ? NULL : w->g;
  grt_unlock(&l->lock);
  if (g != NULL)
    grt_ready(g);
}

void go_notify_check(uint64_t size) GRT_GO_SYMBOL("sync.runtime_notifyListCheck");
void go_notify_check(uint64_t size) {
  if (size != sizeof(NotifyList))
    grt_fatal("bad notifyList size");
}

// ---- pinning (sync.Pool) ----

static int64_t pin(void) {
  GrtM *m = grt_m();
  m->n_pins++;
  return m->p->id;
}

static void unpin(void) { grt_m()->n_pins--; }

int64_t go_sync_pin(void) GRT_GO_SYMBOL("sync.runtime_procPin");
int64_t go_sync_pin(void) { return pin(); }
void go_sync_unpin(void) GRT_GO_SYMBOL("sync.runtime_procUnpin");
void go_sync_unpin(void) { unpin(); }
int64_t go_atomic_pin(void) GRT_GO_SYMBOL("sync/atomic.runtime_procPin");
int64_t go_atomic_pin(void) { return pin(); }
void go_atomic_unpin(void) GRT_GO_SYMBOL("sync/atomic.runtime_procUnpin");
void go_atomic_unpin(void) { unpin(); }

void go_pool_cleanup(const AbiFuncVal *fn) GRT_GO_SYMBOL("sync.runtime_registerPoolCleanup");
void go_pool_cleanup(const AbiFuncVal *fn) { grt_gc_set_pool_cleanup(fn); }
