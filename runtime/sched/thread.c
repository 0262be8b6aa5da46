/// \file
/// Threads: looking for goroutines to run, sleeping when there are none, waking others.
///
/// A thread is started or woken when there is a goroutine in a queue, a P is idle, and no thread is
/// looking already (it is `spinning`). Who puts a goroutine into a queue looks for idle Ps after
/// that; who gives a P up looks at the queues after that: so one of them sees the other.

#include "gc/gc.h"
#include "sched/sched.h"
#include "sched/timer.h"
#include "sys/shadow.h"

#include <sched.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define STACK_SIZE ((size_t)256 << 10)
/// Looks at all queues before a thread sleeps.
#define SPINS 6
#define PAUSES 16

GrtSched grt_sched;
GrtM grt_main_m;

// ---- Ps; under the scheduler's lock ----

void grt_p_put_idle(GrtP *p) {
  GrtSched *s = &grt_sched;
  if (grt_is_stopping() && atomic_load(&p->status) == GRT_P_RUNNING &&
      atomic_fetch_sub(&s->n_unstopped, 1) == 1)
    grt_futex_wake(&s->n_unstopped, 1);
  if (p->id >= s->n_procs) {
    atomic_store(&p->status, GRT_P_DEAD);
    return;
  }
  atomic_store(&p->status, GRT_P_IDLE);
  p->next_idle = s->idle_ps;
  s->idle_ps = p;
  atomic_fetch_add(&s->n_idle_ps, 1);
}

static GrtP *pop_idle_p(void) {
  GrtSched *s = &grt_sched;
  GrtP *p = s->idle_ps;
  if (p == NULL || grt_is_stopping())
    return NULL;
  s->idle_ps = p->next_idle;
  atomic_fetch_sub(&s->n_idle_ps, 1);
  atomic_store(&p->status, GRT_P_RUNNING);
  grt_watch_wake();
  return p;
}

static void give_p(GrtM *m, GrtP *p) {
  m->p = p;
  atomic_store_explicit(&p->m, m, memory_order_release);
}

bool grt_p_take_idle(GrtM *m) {
  GrtP *p = pop_idle_p();
  if (p != NULL)
    give_p(m, p);
  return p != NULL;
}

/// Nobody but p's owner could take its next goroutine.
static void release_next(GrtP *p) {
  GrtG *g = grt_p_next(p);
  if (g == NULL)
    return;
  grt_p_set_next(p, NULL);
  grt_queue_push(p, g);
}

bool grt_p_retake(GrtP *p) {
  uint32_t status = GRT_P_SYSCALL;
  if (grt_is_stopping() || !atomic_compare_exchange_strong(&p->status, &status, GRT_P_IDLE))
    return false;
  atomic_load_explicit(&p->m, memory_order_acquire)->syscall_p = NULL;
  grt_sched.n_blocked++;
  GrtG *g = grt_p_next(p);
  if (g != NULL && grt_queue_has_room(p)) {
    grt_p_set_next(p, NULL);
    grt_queue_push(p, g);
  }
  grt_p_put_idle(p);
  return true;
}

bool grt_have_work(void) {
  GrtSched *s = &grt_sched;
  if (atomic_load_explicit(&s->n_queued, memory_order_relaxed) != 0)
    return true;
  for (uint32_t i = 0; i < s->n_procs; i++)
    if (!grt_queue_is_empty(s->ps[i]))
      return true;
  return false;
}

// ---- deadlock ----

GRT_COLD GRT_NORETURN static void deadlock(void) {
  if (grt_n_goroutines() == 0) {
    grt_print_cstring("fatal error: no goroutines (main called runtime.Goexit) - deadlock!\n");
    _exit(2);
  }
  grt_print_cstring("fatal error: all goroutines are asleep - deadlock!\n");
  grt_die(false);
}

/// Whether some P, perhaps one that is one too many, is in use.
static bool runs_some(void) {
  GrtSched *s = &grt_sched;
  for (uint32_t i = 0; i < GRT_MAX_PROCS && s->ps[i] != NULL; i++) {
    uint32_t status = atomic_load(&s->ps[i]->status);
    if (status != GRT_P_IDLE && status != GRT_P_DEAD)
      return true;
  }
  return false;
}

/// Nothing runs, and nothing will. Timers first: whoever one wakes is in a queue before it counts
/// as done.
static bool is_deadlock(void) {
  GrtSched *s = &grt_sched;
  return !grt_timers_pending() && !grt_is_stopping() && s->n_blocked == 0 && !grt_have_work() &&
         atomic_load(&s->n_spinning) == 0 && !runs_some();
}

// ---- waking ----

static void wake_m(GrtM *m) {
  atomic_store_explicit(&m->wake, 1, memory_order_release);
  grt_futex_wake(&m->wake, 1);
}

/// Waits until wake_m.
static void sleep_m(GrtM *m) {
  while (atomic_load_explicit(&m->wake, memory_order_acquire) == 0)
    grt_futex_wait(&m->wake, 0, 0);
  atomic_store_explicit(&m->wake, 0, memory_order_relaxed);
}

static void add_m(GrtM *m) {
  GrtSched *s = &grt_sched;
  m->tid = gettid();
  m->id = atomic_fetch_add(&s->n_ms, 1);
  m->random = 0x9e3779b97f4a7c15u * (m->id + 1);
  grt_lock(&s->lock);
  m->next = s->all_ms;
  s->all_ms = m;
  grt_unlock(&s->lock);
}

GRT_NO_SANITIZE static void *thread_main(void *arg) {
  GrtM *m = arg;
  m->sys_sp = (char *)__builtin_frame_address(0) - 512;
  grt_cache_init(&m->cache);
  grt_set_m(m);
  grt_signal_init_thread();
  add_m(m);
  grt_shadow_begin_thread(&m->sys_lo, &m->sys_size, &m->sys_fake_stack);
  grt_schedule();
}

static _Atomic int64_t max_threads = 10000;

/// Ends the process if `more` threads would be too many.
static void check_threads(uint32_t more) {
  const GrtSched *s = &grt_sched;
  int64_t max = atomic_load(&max_threads);
  if ((int64_t)s->n_ms + s->has_watcher + more <= max)
    return;
  grt_print_cstring("runtime: program exceeds ");
  grt_print_int(max);
  grt_print_cstring("-thread limit\n");
  grt_fatal("thread exhaustion");
}

int64_t grt_set_max_threads(int64_t n) {
  int64_t old = atomic_exchange(&max_threads, n);
  check_threads(0);
  return old;
}

/// Starts a thread for P p; on the system stack.
static void start_thread(void *arg) {
  check_threads(1);
  GrtP *p = arg;
  GrtM *m = grt_mem_table((sizeof *m + 4095) & ~(size_t)4095);
  m->is_spinning = true;
  give_p(m, p);
  pthread_attr_t attr;
  pthread_attr_init(&attr);
  pthread_attr_setstacksize(&attr, STACK_SIZE);
  pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
  if (pthread_create(&m->thread, &attr, thread_main, m) != 0) {
    GrtSched *s = &grt_sched;
    grt_lock(&s->lock);
    grt_p_put_idle(p);
    atomic_fetch_sub(&s->n_spinning, 1);
    grt_unlock(&s->lock);
  }
  pthread_attr_destroy(&attr);
}

/// Gives an idle P to an idle thread, or to a new one. The caller has counted it as spinning.
static void start_spinning(void) {
  GrtSched *s = &grt_sched;
  grt_lock(&s->lock);
  GrtP *p = pop_idle_p();
  if (p == NULL) {
    atomic_fetch_sub(&s->n_spinning, 1);
    grt_unlock(&s->lock);
    return;
  }
  GrtM *m = s->idle_ms;
  if (m != NULL) {
    s->idle_ms = m->next_idle;
    m->is_spinning = true;
    give_p(m, p);
  }
  grt_unlock(&s->lock);
  if (m != NULL)
    wake_m(m);
  else
    grt_systemstack(start_thread, p);
}

void grt_wake_thread(void) {
  GrtSched *s = &grt_sched;
  uint32_t none = 0;
  if (atomic_load_explicit(&s->n_idle_ps, memory_order_relaxed) != 0 &&
      atomic_compare_exchange_strong(&s->n_spinning, &none, 1))
    start_spinning();
}

void grt_p_empty(GrtP *p) {
  for (GrtG *g; (g = grt_queue_pop(p)) != NULL;)
    grt_global_push(g, g, 1);
}

void grt_hand_off(GrtP *p) {
  GrtSched *s = &grt_sched;
  release_next(p);
  if (p->id >= s->n_procs)
    grt_p_empty(p);
  grt_lock(&s->lock);
  grt_p_put_idle(p);
  grt_unlock(&s->lock);
  atomic_thread_fence(memory_order_seq_cst);
  if (grt_have_work()) {
    grt_wake_thread();
    return;
  }
  grt_lock(&s->lock);
  if (is_deadlock())
    deadlock();
  grt_unlock(&s->lock);
}

// ---- looking for work ----

static void begin_spinning(GrtM *m) {
  m->is_spinning = true;
  atomic_fetch_add(&grt_sched.n_spinning, 1);
}

/// It has found something, or gives up. The last one that finds something looks for a successor.
static void end_spinning(GrtM *m, bool has_found) {
  m->is_spinning = false;
  if (atomic_fetch_sub(&grt_sched.n_spinning, 1) == 1 && has_found && grt_have_work())
    grt_wake_thread();
}

static GrtG *steal(GrtM *m) {
  GrtSched *s = &grt_sched;
  uint32_t n = s->n_procs;
  uint32_t start = (uint32_t)grt_random_below(n);
  for (uint32_t i = 0; i < n; i++) {
    GrtP *from = s->ps[(start + i) % n];
    if (from == m->p)
      continue;
    GrtG *g = grt_queue_steal(m->p, from);
    if (g != NULL)
      return g;
  }
  return NULL;
}

static GrtG *look_around(GrtM *m) {
  GrtSched *s = &grt_sched;
  if (s->n_procs == 1)
    return NULL;
  if (!m->is_spinning && 2 * atomic_load(&s->n_spinning) >= s->n_procs - atomic_load(&s->n_idle_ps))
    return steal(m);
  if (!m->is_spinning)
    begin_spinning(m);
  for (int i = 0; i < SPINS && !grt_is_stopping(); i++) {
    GrtG *g = steal(m);
    if (g == NULL)
      g = grt_global_pop(m->p);
    if (g != NULL)
      return g;
    for (int k = 0; k < PAUSES; k++)
      grt_pause();
  }
  return NULL;
}

/// Gives m's P up and sleeps, unless there is something to do.
static void rest(GrtM *m) {
  GrtSched *s = &grt_sched;
  grt_lock(&s->lock);
  if (grt_is_stopping() || atomic_load(&s->n_queued) != 0) {
    grt_unlock(&s->lock);
    return;
  }
  GrtP *p = m->p;
  m->p = NULL;
  grt_p_put_idle(p);
  grt_unlock(&s->lock);
  if (m->is_spinning)
    end_spinning(m, false);
  atomic_thread_fence(memory_order_seq_cst);
  grt_lock(&s->lock);
  if (grt_have_work() && grt_p_take_idle(m)) {
    grt_unlock(&s->lock);
    begin_spinning(m);
    return;
  }
  if (is_deadlock())
    deadlock();
  m->next_idle = s->idle_ms;
  s->idle_ms = m;
  grt_unlock(&s->lock);
  sleep_m(m);
}

/// A P that is one too many.
static void retire(GrtM *m) {
  GrtP *p = m->p;
  m->p = NULL;
  if (m->is_spinning)
    end_spinning(m, false);
  grt_hand_off(p);
}

static void rest_without_p(GrtM *m) {
  GrtSched *s = &grt_sched;
  grt_lock(&s->lock);
  if (!grt_p_take_idle(m)) {
    m->next_idle = s->idle_ms;
    s->idle_ms = m;
    grt_unlock(&s->lock);
    sleep_m(m);
    return;
  }
  grt_unlock(&s->lock);
}

/// Returns a goroutine for m, which then has a P.
static GrtG *find(GrtM *m) {
  for (;;) {
    if (m->p == NULL)
      rest_without_p(m);
    if (grt_is_stopping())
      grt_wait_for_world(m);
    if (m->p == NULL)
      continue;
    if (m->p->id >= grt_sched.n_procs) {
      retire(m);
      continue;
    }
    grt_timers_run();
    if (grt_gc_idle_wanted())
      grt_gc_idle_start();
    GrtG *g = grt_pick(m->p);
    if (g == NULL)
      g = grt_global_pop(m->p);
    if (g == NULL)
      g = look_around(m);
    if (g != NULL) {
      if (m->is_spinning)
        end_spinning(m, true);
      return g;
    }
    rest(m);
  }
}

/// The thread runs nothing but its own goroutine: waits until somebody has found that.
static GrtG *wait_for_own(GrtM *m) {
  GrtP *p = m->p;
  if (p != NULL && grt_p_next(p) == m->locked_g && !grt_is_stopping()) {
    grt_p_set_next(p, NULL);
    return m->locked_g;
  }
  m->p = NULL;
  if (p != NULL)
    grt_hand_off(p);
  sleep_m(m);
  m->p = m->given;
  m->given = NULL;
  return m->locked_g;
}

/// g belongs to another thread, which gets m's P.
static void pass_on(GrtM *m, GrtG *g) {
  GrtP *p = m->p;
  m->p = NULL;
  g->locked_m->given = p;
  atomic_store_explicit(&p->m, g->locked_m, memory_order_release);
  wake_m(g->locked_m);
}

GRT_NO_ENTRY static GRT_NORETURN __attribute__((noinline)) void schedule(GrtM *m) {
  grt_set_g(NULL);
  grt_finish_switch();
  GrtG *g;
  for (;;) {
    if (m->locked_g != NULL) {
      g = wait_for_own(m);
      if (grt_is_stopping())
        grt_wait_for_world(m);
      break;
    }
    g = find(m);
    if (g->locked_m == NULL || g->locked_m == m)
      break;
    pass_on(m, g);
  }
  g->status = GRT_STATUS_RUNNING;
  grt_resume_g(g);
}

GRT_NO_SANITIZE void grt_schedule(void) {
  GrtM *m = grt_m();
  grt_shadow_on_system(m->sys_fake_stack);
  schedule(m);
}

// ---- start ----

int64_t grt_count_processors(void) {
  cpu_set_t set;
  return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
}

GrtP *grt_p_new(uint32_t id) {
  GrtP *p = grt_mem_table((sizeof *p + 4095) & ~(size_t)4095);
  p->id = id;
  grt_sched.ps[id] = p;
  return p;
}

void grt_sched_init(void) {
  GrtSched *s = &grt_sched;
  int64_t n = grt_process.options.n_procs;
  if (n == 0)
    n = grt_count_processors();
  s->n_procs = (uint32_t)(n < 1 ? 1 : n > GRT_MAX_PROCS ? GRT_MAX_PROCS : n);
  static GrtP first;
  s->ps[0] = &first;
  for (uint32_t i = s->n_procs - 1; i > 0; i--)
    grt_p_put_idle(grt_p_new(i));
  GrtM *m = &grt_main_m;
  grt_set_m(m);
  grt_cache_init(&m->cache);
  add_m(m);
  atomic_store(&first.status, GRT_P_RUNNING);
  give_p(m, &first);
}
