/// \file
/// The life of goroutines from the go statement to their end: parking, waking, yielding.
/// A goroutine that was just woken or started runs next, so that a value is handed on while it is
/// in the cache; every 64th choice is the queue's, so that two that wake each other do not keep
/// the rest from running. After START_BURST go statements in a row the starter lets the new ones
/// run: short ones then use the same few stacks again and again.
///
/// A goroutine that leaves its stack is not to be run by another thread before its registers are
/// saved. So a lock under which it was queued is released, and it itself is queued or freed, only
/// after the switch, on the next stack (grt_finish_switch).

#include "gc/gc.h"
#include "pcln.h"
#include "sched/sched.h"
#include "sys/shadow.h"

#define START_BURST 64
#define QUEUE_TURN 64

typedef struct Census {
  _Atomic uint64_t last_id;
  _Atomic int64_t n_alive; ///< of the program, with main
} Census;

static Census census = {1, 1};

void grt_newproc(const AbiFuncVal *fn);
void grt_goroutine_main(void);
GRT_NORETURN void grt_block_forever(void);

GrtG *grt_pick(GrtP *p) {
  p->n_started = 0;
  uint32_t n = atomic_load_explicit(&p->n_picks, memory_order_relaxed) + 1;
  atomic_store_explicit(&p->n_picks, n, memory_order_relaxed);
  if (GRT_UNLIKELY(grt_is_stopping()))
    return NULL;
  if (GRT_UNLIKELY(atomic_load_explicit(&p->must_yield, memory_order_relaxed))) {
    atomic_store_explicit(&p->must_yield, false, memory_order_relaxed);
    if (p->id >= grt_sched.n_procs || grt_gc_idle_wanted())
      return NULL;
  }
  if (GRT_UNLIKELY(n % QUEUE_TURN == 0)) {
    GrtG *first = n % (2 * QUEUE_TURN) == 0 ? grt_global_pop(p) : NULL;
    if (first == NULL)
      first = grt_queue_pop(p);
    if (first != NULL)
      return first;
  }
  GrtG *g = grt_p_next(p);
  if (g == NULL)
    return grt_queue_pop(p);
  grt_p_set_next(p, NULL);
  return g;
}

/// There is more to run than this P's thread does at once.
static inline void call_for_help(void) {
  GrtSched *s = &grt_sched;
  if (s->n_procs == 1)
    return;
  atomic_thread_fence(memory_order_seq_cst);
  if (GRT_UNLIKELY(atomic_load_explicit(&s->n_idle_ps, memory_order_relaxed) != 0 &&
                   atomic_load_explicit(&s->n_spinning, memory_order_relaxed) == 0))
    grt_wake_thread();
}

static inline void make_next(GrtP *p, GrtG *g) {
  GrtG *old = grt_p_next(p);
  grt_p_set_next(p, g);
  if (old != NULL) {
    grt_queue_push(p, old);
    call_for_help();
  }
}

/// Leaves g, whose status says why.
static inline void leave(GrtM *m, GrtG *g, bool dies) {
  GrtP *p = m->p;
  GrtG *next = grt_pick(p);
  if (GRT_UNLIKELY(next == NULL || next->locked_m != NULL || m->locked_g != NULL)) {
    if (next != NULL) {
      GrtG *old = grt_p_next(p);
      grt_p_set_next(p, next);
      if (old != NULL)
        grt_queue_push(p, old);
    }
    grt_switch_to_scheduler(g, dies);
    return;
  }
  next->status = GRT_STATUS_RUNNING;
  grt_switch_g(g, next, dies);
}

void grt_park(GrtLock *lock, GrtWaitReason why) {
  GrtG *g = grt_g();
  GrtM *m = grt_m();
  g->status = GRT_STATUS_WAITING;
  g->wait_reason = (uint8_t)why;
  m->unlock = lock;
  leave(m, g, false);
}

void grt_ready(GrtG *g) {
  GrtM *m = grt_m();
  g->status = GRT_STATUS_RUNNABLE;
  if (GRT_UNLIKELY(m == NULL || m->p == NULL)) {
    grt_global_push(g, g, 1);
    grt_wake_thread();
    return;
  }
  make_next(m->p, g);
}

void grt_yield(void) {
  GrtG *g = grt_g();
  GrtM *m = grt_m();
  GrtP *p = m->p;
  if (!grt_is_stopping() && grt_p_next(p) == NULL && grt_queue_is_empty(p) &&
      atomic_load_explicit(&grt_sched.n_queued, memory_order_relaxed) == 0 &&
      p->id < grt_sched.n_procs && !grt_gc_idle_wanted()) {
    atomic_store_explicit(&p->must_yield, false, memory_order_relaxed);
    return;
  }
  g->status = GRT_STATUS_RUNNABLE;
  m->left = g;
  leave(m, g, false);
}

// ---- waiting for one of several ----

bool grt_claim_select(GrtG *g) {
  uint32_t state = atomic_load_explicit(&g->select_state, memory_order_acquire);
  for (;;) {
    uint32_t claimed;
    if (state == GRT_SELECT_OPEN)
      claimed = GRT_SELECT_CLAIMED;
    else if (state == GRT_SELECT_PARKED)
      claimed = GRT_SELECT_WOKEN;
    else
      return false;
    if (atomic_compare_exchange_weak_explicit(&g->select_state, &state, claimed,
                                              memory_order_acq_rel, memory_order_acquire))
      return true;
  }
}

void grt_wake_select(GrtG *g) {
  if (atomic_load_explicit(&g->select_state, memory_order_relaxed) == GRT_SELECT_WOKEN)
    grt_ready(g);
}

void grt_park_select(void) {
  GrtG *g = grt_g();
  GrtM *m = grt_m();
  g->status = GRT_STATUS_WAITING;
  g->wait_reason = GRT_WAIT_SELECT;
  m->left = g;
  leave(m, g, false);
}

// ---- after a switch ----

void grt_finish_left(GrtM *m) {
  GrtG *g = m->left;
  m->left = NULL;
  switch ((GrtStatus)g->status) {
  case GRT_STATUS_DEAD:
    grt_shadow_end(g->fiber);
    if (g != &grt_main_g)
      grt_stack_free(g);
    return;
  case GRT_STATUS_RUNNABLE:
    if (atomic_load_explicit(&grt_sched.n_queued, memory_order_relaxed) != 0)
      grt_global_push(g, g, 1); // those in the global queue have waited for longer
    else
      grt_queue_push(m->p, g);
    call_for_help();
    return;
  case GRT_STATUS_WAITING: {
    uint32_t state = GRT_SELECT_OPEN;
    if (!atomic_compare_exchange_strong_explicit(&g->select_state, &state, GRT_SELECT_PARKED,
                                                 memory_order_acq_rel, memory_order_acquire))
      grt_ready(g);
    return;
  }
  case GRT_STATUS_SYSCALL: // come back, and found no P: a collection may be looking at it just now
    __atomic_store_n(&g->status, GRT_STATUS_RUNNABLE, __ATOMIC_RELEASE);
    grt_global_push(g, g, 1);
    grt_wake_thread();
    return;
  case GRT_STATUS_RUNNING: break;
  }
  grt_throw("a running goroutine was left");
}

// ---- beginning and end ----

GrtG *grt_go(const AbiFuncVal *fn, uintptr_t creator_pc, bool is_system) {
  const GrtG *self = grt_g(); // NULL: the scheduler starts it
  GrtM *m = grt_m();
  GrtG *g = grt_stack_new();
  g->id = atomic_fetch_add_explicit(&census.last_id, 1, memory_order_relaxed) + 1;
  g->fn = fn;
  g->creator_pc = creator_pc;
  g->creator_id = self == NULL ? 0 : self->id;
  g->is_system = is_system;
  if (!is_system)
    atomic_fetch_add_explicit(&census.n_alive, 1, memory_order_relaxed);
  grt_prepare_g(g);
  g->status = GRT_STATUS_RUNNABLE;
  make_next(m->p, g);
  return g;
}

void grt_newproc(const AbiFuncVal *fn) {
  if (fn == NULL)
    grt_fatal("go of nil func value");
  grt_go(fn, (uintptr_t)__builtin_return_address(0), false);
  if (GRT_UNLIKELY(!atomic_load_explicit(&grt_sched.has_watcher, memory_order_relaxed)))
    grt_watch_start();
  if (++grt_m()->p->n_started >= START_BURST)
    grt_yield();
}

/// The first function on a new goroutine's stack.
GRT_SHOWN_AS(goexit0, "runtime.goexit", "golite/runtime/sched/proc.c", 0);
GRT_NO_SANITIZE GRT_SHOWN(goexit0) void grt_goroutine_main(void) {
  grt_shadow_begin();
  grt_finish_switch();
  GrtG *g = grt_g();
  const AbiFuncVal *fn = g->fn;
  g->fn = NULL;
  grt_call_go(fn);
  grt_goroutine_exit();
}

void go_leave_census(void) GRT_GO_SYMBOL("runtime.leaveCensus");
void go_leave_census(void) {
  GrtG *g = grt_g();
  if (!g->is_system)
    atomic_fetch_sub_explicit(&census.n_alive, 1, memory_order_relaxed);
  g->is_system = true;
}

void grt_goroutine_exit(void) {
  GrtG *g = grt_g();
  GrtM *m = grt_m();
  go_leave_census();
  if (m->locked_g == g) {
    m->locked_g = NULL;
    g->locked_m = NULL;
    g->n_locks = 0;
  }
  g->status = GRT_STATUS_DEAD;
  m->left = g;
  leave(m, g, true);
  __builtin_unreachable();
}

void grt_block_forever(void) {
  for (;;)
    grt_park(NULL, GRT_WAIT_SELECT_NONE);
}

int64_t grt_n_goroutines(void) {
  return atomic_load_explicit(&census.n_alive, memory_order_relaxed);
}

const char *grt_status_text(const GrtG *g) {
  if (g->status == GRT_STATUS_RUNNABLE)
    return "runnable";
  if (g->status == GRT_STATUS_SYSCALL)
    return "syscall";
  if (g->status != GRT_STATUS_WAITING)
    return "running";
  switch ((GrtWaitReason)g->wait_reason) {
  case GRT_WAIT_RECEIVE: return "chan receive";
  case GRT_WAIT_RECEIVE_NIL: return "chan receive (nil chan)";
  case GRT_WAIT_SEND: return "chan send";
  case GRT_WAIT_SEND_NIL: return "chan send (nil chan)";
  case GRT_WAIT_SELECT: return "select";
  case GRT_WAIT_SELECT_NONE: return "select (no cases)";
  case GRT_WAIT_SLEEP: return "sleep";
  case GRT_WAIT_SEMAPHORE: return "semacquire";
  case GRT_WAIT_MUTEX: return "sync.Mutex.Lock";
  case GRT_WAIT_READ_LOCK: return "sync.RWMutex.RLock";
  case GRT_WAIT_WRITE_LOCK: return "sync.RWMutex.Lock";
  case GRT_WAIT_WAIT_GROUP: return "sync.WaitGroup.Wait";
  case GRT_WAIT_CONDITION: return "sync.Cond.Wait";
  case GRT_WAIT_TIMERS: return "timers";
  case GRT_WAIT_IO: return "IO wait";
  case GRT_WAIT_NONE:
  case GRT_WAIT_COUNT: break;
  }
  return "waiting";
}

uint64_t grt_random_below(uint64_t n) {
  GrtM *m = grt_m();
  uint64_t x = m->random; // xorshift
  x ^= x << 13;
  x ^= x >> 7;
  x ^= x << 17;
  m->random = x;
  return (uint64_t)((unsigned __int128)x * n >> 64);
}
