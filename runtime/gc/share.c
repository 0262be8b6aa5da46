/// \file
/// Marking by several threads. Each has a marker of its own, and sets mark bits with atomic
/// instructions. Who has nothing left is hungry, and waits; a marker that sees somebody hungry puts
/// the older half of its stack into the pool, from which the hungry ones take. A phase ends when
/// all who have joined it are hungry.
///
/// The threads sleep between phases. Nobody waits for one that has not woken yet: it joins if the
/// phase still lasts. What a phase counts belongs to this phase alone, so one that sees its end
/// late does no harm.

#include "gc/marker.h"
#include "sched/sched.h"

#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>

/// Below that many live bytes one thread marks: waking others takes longer than it saves.
#define MIN_LIVE ((uint64_t)8 << 20)
/// The same for bytes allocated since the last collection, most of which will be dead.
#define MIN_FRESH ((uint64_t)64 << 20)
#define STACK_SIZE ((size_t)256 << 10)
/// Objects scanned between two looks at whether somebody is hungry.
#define SLICE 128
/// A marker with fewer entries keeps them: a list would be passed to and fro.
#define MIN_OFFER 8
#define MAX_OFFER ((size_t)2048)
/// Looks for new work before a hungry thread sleeps.
#define SPINS 300
/// Entries of a stack that stay in memory between collections.
#define KEPT_ENTRIES ((size_t)1 << 16)

typedef struct Share {
  GrtLock lock;
  _Atomic uint32_t phase; ///< number of phases so far; a futex for the threads
  bool is_open;           ///< the phase lasts
  uint32_t n_workers;     ///< who may join
  uint32_t n_joined;
  _Atomic uint32_t n_hungry;
  _Atomic uint32_t news; ///< changes when the pool gets work or the phase ends; a futex
  _Atomic uint32_t n_asleep;
  _Atomic uint32_t next_part; ///< of the roots
  uint32_t n_parts;
  _Atomic size_t n_pool;
  uintptr_t *pool;    ///< pool[MAX_OFFER]
  uint32_t n_threads; ///< started, with the first collecting one
} Share;

static Share share = {.n_threads = 1};
Marker grt_markers[GRT_MAX_WORKERS];

// ---- handing on ----

/// Lets the hungry ones look.
static void tell(void) {
  atomic_fetch_add(&share.news, 1);
  if (atomic_load(&share.n_asleep) != 0)
    grt_futex_wake(&share.news, INT_MAX);
}

static void wait_for_news(uint32_t old) {
  for (int i = 0; i < SPINS; i++) {
    if (atomic_load_explicit(&share.news, memory_order_relaxed) != old)
      return;
    grt_pause();
  }
  atomic_fetch_add(&share.n_asleep, 1);
  grt_futex_wait(&share.news, old, 0);
  atomic_fetch_sub(&share.n_asleep, 1);
}

void grt_share_offer(Marker *m) {
  size_t n = (m->n_stack - m->first) / 2;
  if (!m->is_shared || n < MIN_OFFER / 2 ||
      atomic_load_explicit(&share.n_hungry, memory_order_relaxed) == 0 ||
      atomic_load_explicit(&share.n_pool, memory_order_relaxed) != 0)
    return;
  if (n > MAX_OFFER)
    n = MAX_OFFER;
  grt_lock(&share.lock);
  bool is_taken = share.n_pool == 0;
  if (is_taken) {
    memcpy(share.pool, m->stack + m->first, n * sizeof share.pool[0]);
    m->first += n;
    share.n_pool = n;
  }
  grt_unlock(&share.lock);
  if (is_taken)
    tell();
}

/// Moves a share of the pool to m, whose stack is empty.
static void take(Marker *m) {
  size_t n = share.n_pool;
  if (share.n_hungry > 1)
    n = (n + share.n_hungry - 1) / share.n_hungry;
  share.n_pool -= n;
  grt_marker_push(m, share.pool + share.n_pool, n);
}

/// m has nothing left: waits for more. False: the phase has ended.
static bool find_work(Marker *m) {
  for (bool is_hungry = false;; is_hungry = true) {
    grt_lock(&share.lock);
    if (!share.is_open || share.phase != m->phase) {
      grt_unlock(&share.lock);
      return false;
    }
    if (!is_hungry)
      share.n_hungry++;
    if (share.n_pool > 0) {
      take(m);
      share.n_hungry--;
      grt_unlock(&share.lock);
      return true;
    }
    share.is_open = share.n_hungry < share.n_joined;
    bool is_open = share.is_open;
    uint32_t news = share.news;
    grt_unlock(&share.lock);
    if (!is_open) {
      tell();
      return false;
    }
    wait_for_news(news);
  }
}

static void work(Marker *m) {
  for (uint32_t i; (i = atomic_fetch_add(&share.next_part, 1)) < share.n_parts;) {
    grt_marker_roots(m, i);
    grt_share_offer(m);
  }
  do {
    while (!grt_marker_drain(m, SLICE))
      grt_share_offer(m);
  } while (find_work(m));
}

// ---- threads ----

/// Takes part in the phase that lasts, if there is one.
static bool join(Marker *m) {
  grt_lock(&share.lock);
  bool is_in = share.is_open && share.n_joined < share.n_workers;
  if (is_in) {
    share.n_joined++;
    m->phase = share.phase;
    m->h = grt_markers[0].h;
    m->base = grt_markers[0].base;
    m->size = grt_markers[0].size;
    m->is_shared = true;
  }
  grt_unlock(&share.lock);
  return is_in;
}

static void *thread_main(void *arg) {
  Marker *m = arg;
  for (uint32_t seen = 0, now;; seen = now) {
    while ((now = atomic_load(&share.phase)) == seen)
      grt_futex_wait(&share.phase, seen, 0);
    if (join(m))
      work(m);
  }
  return NULL;
}

static bool start_thread(Marker *m) {
  pthread_t thread;
  pthread_attr_t attr;
  pthread_attr_init(&attr);
  pthread_attr_setstacksize(&attr, STACK_SIZE);
  pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
  sigset_t all, old;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &old);
  bool is_started = pthread_create(&thread, &attr, thread_main, m) == 0;
  pthread_sigmask(SIG_SETMASK, &old, NULL);
  pthread_attr_destroy(&attr);
  return is_started;
}

/// As many as may run Go code, if the heap is worth it.
static uint32_t wanted(const GrtHeap *h) {
  uint64_t n = grt_process.options.gc_workers;
  if (n == 0) {
    if (h->live_bytes < MIN_LIVE && h->since_gc < MIN_FRESH)
      return 1;
    n = (uint64_t)grt_count_processors();
    if (n > grt_sched.n_procs)
      n = grt_sched.n_procs;
  }
  return n < GRT_MAX_WORKERS ? (uint32_t)n : GRT_MAX_WORKERS;
}

uint32_t grt_share_begin(const GrtHeap *h) {
  uint32_t n = wanted(h);
  if (n > 1 && share.pool == NULL)
    share.pool = grt_mem_table(MAX_OFFER * sizeof share.pool[0]);
  while (share.n_threads < n && start_thread(&grt_markers[share.n_threads]))
    share.n_threads++;
  return n < share.n_threads ? n : share.n_threads;
}

void grt_share_run(uint32_t n_workers, uint32_t n_parts) {
  Marker *m = &grt_markers[0];
  grt_lock(&share.lock);
  share.next_part = 0;
  share.n_parts = n_parts;
  share.n_hungry = 0;
  share.n_joined = 1;
  share.n_workers = n_workers;
  share.is_open = true;
  m->phase = ++share.phase;
  grt_unlock(&share.lock);
  m->is_shared = true;
  grt_futex_wake(&share.phase, (int)n_workers - 1);
  work(m);
  m->is_shared = false;
}

void grt_share_end(void) {
  for (uint32_t i = 0; i < share.n_threads; i++) {
    Marker *m = &grt_markers[i];
    if (m->cap_stack > 16 * KEPT_ENTRIES)
      grt_mem_discard(m->stack + KEPT_ENTRIES, (m->cap_stack - KEPT_ENTRIES) * sizeof m->stack[0]);
  }
}
