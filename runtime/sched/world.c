/// \file
/// Stopping the world; system calls; GOMAXPROCS; LockOSThread.
///
/// A thread that runs goroutines stops at a safepoint: in the allocator when it needs more cells,
/// when it chooses the next goroutine, at a function call (through the stack limit), or anywhere in
/// compiled code (by a signal). In each, the goroutine's registers are on its stack. Threads in
/// system calls count as stopped: they lose their P if they come back.

#include "gc/gc.h"
#include "sched/sched.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

/// How long a thread may take to stop before it is asked again.
#define FIRST_PATIENCE 30000
#define MAX_PATIENCE 1000000
/// How long threads may take that will not go on.
#define FREEZE_PATIENCE 20000000

void grt_syscall_enter(GrtG *g, void *sp, void **regs); // from asm.S

// ---- being stopped ----

void grt_wait_for_world(GrtM *m) {
  GrtSched *s = &grt_sched;
  for (;;) {
    grt_lock(&s->lock);
    uint32_t epoch = atomic_load(&s->epoch);
    if ((epoch & 1) == 0 || s->stopper == m) {
      grt_unlock(&s->lock);
      return;
    }
    uint32_t running = GRT_P_RUNNING;
    bool is_last = m->p != NULL &&
                   atomic_compare_exchange_strong(&m->p->status, &running, GRT_P_STOPPED) &&
                   atomic_fetch_sub(&s->n_unstopped, 1) == 1;
    grt_unlock(&s->lock);
    if (is_last)
      grt_futex_wake(&s->n_unstopped, 1);
    while (atomic_load(&s->epoch) == epoch)
      grt_futex_wait(&s->epoch, epoch, 0);
  }
}

static void wait_on_system_stack(void *arg) {
  (void)arg;
  grt_wait_for_world(grt_m());
}

void grt_safepoint(void) {
  GrtM *m = grt_m();
  if (grt_is_stopping() && m->n_pins == 0 && m->printer.depth == 0 && grt_sched.stopper != m)
    grt_systemstack(wait_on_system_stack, NULL);
}

// ---- stopping ----

/// Takes the P of a thread in a system call; returns whether that was done.
static bool stop_syscall(GrtP *p) {
  uint32_t status = GRT_P_SYSCALL;
  return atomic_compare_exchange_strong(&p->status, &status, GRT_P_STOPPED);
}

/// Begins to stop the world; returns false if another thread has.
static bool begin_stop(GrtM *m) {
  GrtSched *s = &grt_sched;
  grt_lock(&s->lock);
  if (grt_is_stopping()) {
    grt_unlock(&s->lock);
    return false;
  }
  s->stopper = m;
  atomic_fetch_add(&s->epoch, 1);
  uint32_t n = 0;
  for (uint32_t i = 0; i < GRT_MAX_PROCS && s->ps[i] != NULL; i++) {
    GrtP *p = s->ps[i];
    uint32_t status = atomic_load(&p->status);
    if (p == m->p || status == GRT_P_IDLE || status == GRT_P_DEAD || stop_syscall(p))
      continue;
    n++;
  }
  atomic_store(&s->n_unstopped, n);
  grt_unlock(&s->lock);
  return true;
}

/// Asks all threads to stop until they have, or until `deadline`.
static void wait_until_stopped(GrtM *m, uint64_t deadline) {
  GrtSched *s = &grt_sched;
  uint64_t patience = FIRST_PATIENCE;
  for (uint32_t n; (n = atomic_load(&s->n_unstopped)) != 0 && grt_now() < deadline;) {
    for (uint32_t i = 0; i < GRT_MAX_PROCS && s->ps[i] != NULL; i++) {
      GrtP *p = s->ps[i];
      if (p == m->p)
        continue;
      if (stop_syscall(p))
        atomic_fetch_sub(&s->n_unstopped, 1);
      else if (atomic_load(&p->status) == GRT_P_RUNNING)
        grt_interrupt(atomic_load_explicit(&p->m, memory_order_acquire));
    }
    grt_futex_wait(&s->n_unstopped, n, patience);
    if (patience < MAX_PATIENCE)
      patience *= 2;
  }
}

void grt_world_stop(void) {
  GrtM *m = grt_m();
  while (!begin_stop(m))
    grt_safepoint();
  wait_until_stopped(m, UINT64_MAX);
}

void grt_world_start(void) {
  GrtSched *s = &grt_sched;
  grt_lock(&s->lock);
  s->stopper = NULL;
  for (uint32_t i = 0; i < GRT_MAX_PROCS && s->ps[i] != NULL; i++) {
    GrtP *p = s->ps[i];
    if (atomic_load(&p->status) != GRT_P_STOPPED)
      continue;
    GrtM *m = atomic_load_explicit(&p->m, memory_order_acquire);
    atomic_store(&p->status, m != NULL && m->syscall_p == p ? GRT_P_SYSCALL : GRT_P_RUNNING);
  }
  atomic_fetch_add(&s->epoch, 1);
  grt_unlock(&s->lock);
  if (atomic_load_explicit(&s->n_ms, memory_order_relaxed) > 1)
    grt_futex_wake(&s->epoch, INT_MAX);
  if (grt_have_work())
    grt_wake_thread();
}

void grt_world_freeze(void) {
  static _Atomic(GrtM *) freezer;
  GrtM *m = grt_m();
  GrtM *none = NULL;
  if (m == NULL || atomic_load_explicit(&grt_sched.n_ms, memory_order_relaxed) <= 1)
    return;
  if (!atomic_compare_exchange_strong(&freezer, &none, m)) {
    while (none != m)
      pause();
    return;
  }
  grt_process.options.gc_off = true;
  uint64_t deadline = grt_now() + FREEZE_PATIENCE;
  while (!begin_stop(m) && grt_sched.stopper != m && grt_now() < deadline)
    grt_safepoint();
  wait_until_stopped(m, deadline);
}

// ---- system calls ----

void grt_syscall_enter(GrtG *g, void *sp, void **regs) {
  GrtM *m = grt_m();
  GrtP *p = m->p;
  memcpy(g->syscall_regs, regs, sizeof g->syscall_regs);
  g->syscall_sp = sp;
  g->status = GRT_STATUS_SYSCALL;
  m->syscall_p = p;
  m->p = NULL;
  uint32_t n = atomic_load_explicit(&p->n_syscalls, memory_order_relaxed);
  atomic_store_explicit(&p->n_syscalls, n + 1, memory_order_relaxed);
  atomic_store_explicit(&p->status, GRT_P_SYSCALL, memory_order_release);
}

/// Takes the P that the thread had before the call; false if others have it.
static bool take_back(GrtM *m) {
  uint32_t status = GRT_P_SYSCALL;
  GrtP *p = m->syscall_p;
  if (p == NULL || !atomic_compare_exchange_strong(&p->status, &status, GRT_P_RUNNING))
    return false;
  m->p = p;
  m->syscall_p = NULL;
  // Between the two reads others may have had it, who are in a system call now.
  if (atomic_load_explicit(&p->m, memory_order_relaxed) != m)
    atomic_store_explicit(&p->m, m, memory_order_release);
  return true;
}

/// What a thread that comes back from a system call got.
typedef enum Taken { TAKEN_NONE, TAKEN_OWN, TAKEN_OTHERS } Taken;

/// Takes the P of another thread in a system call. Under the scheduler's lock, while the world
/// runs.
static bool take_others(GrtM *m) {
  GrtSched *s = &grt_sched;
  for (uint32_t i = 0; i < s->n_procs; i++) {
    GrtP *p = s->ps[i];
    uint32_t status = GRT_P_SYSCALL;
    if (!atomic_compare_exchange_strong(&p->status, &status, GRT_P_RUNNING))
      continue;
    atomic_load_explicit(&p->m, memory_order_acquire)->syscall_p = NULL;
    s->n_blocked++;
    m->p = p;
    atomic_store_explicit(&p->m, m, memory_order_release);
    return true;
  }
  return false;
}

/// When the world was stopped meanwhile, or the P was taken: any idle P will do, or one whose
/// thread is in a system call.
GRT_COLD static Taken take_some(GrtM *m) {
  GrtSched *s = &grt_sched;
  for (;;) {
    uint32_t epoch = atomic_load(&s->epoch);
    if ((epoch & 1) != 0) {
      grt_futex_wait(&s->epoch, epoch, 0);
      continue;
    }
    grt_lock(&s->lock);
    if (grt_is_stopping()) {
      grt_unlock(&s->lock);
      continue;
    }
    Taken taken = take_back(m) ? TAKEN_OWN : TAKEN_NONE;
    if (taken == TAKEN_NONE) {
      m->syscall_p = NULL;
      s->n_blocked--; // so it was taken
      taken = grt_p_take_idle(m) ? TAKEN_OWN : take_others(m) ? TAKEN_OTHERS : TAKEN_NONE;
    }
    grt_unlock(&s->lock);
    return taken;
  }
}

void grt_exitsyscall(void) {
  GrtG *g = grt_g();
  GrtM *m = grt_m();
  Taken taken = GRT_LIKELY(take_back(m)) ? TAKEN_OWN : take_some(m);
  if (GRT_UNLIKELY(taken == TAKEN_NONE)) {
    m->left = g;
    grt_switch_to_scheduler(g, false);
  }
  g->syscall_sp = NULL;
  g->status = GRT_STATUS_RUNNING;
  if (GRT_UNLIKELY(taken == TAKEN_OTHERS))
    grt_yield(); // to those in its queue, who have waited for longer
}

void grt_give_p(void) {
  GrtSched *s = &grt_sched;
  grt_lock(&s->lock);
  GrtP *p = grt_m()->syscall_p;
  bool is_given = p != NULL && grt_p_retake(p);
  grt_unlock(&s->lock);
  if (is_given && p->id >= s->n_procs)
    grt_p_empty(p);
  if (is_given && grt_have_work())
    grt_wake_thread();
}

// ---- GOMAXPROCS, LockOSThread ----

int64_t grt_set_procs(int64_t n) {
  GrtSched *s = &grt_sched;
  if (n > GRT_MAX_PROCS)
    n = GRT_MAX_PROCS;
  int64_t old = s->n_procs;
  if (n < 1 || n == old)
    return old;
  grt_world_stop();
  old = s->n_procs;
  s->n_procs = (uint32_t)n;
  grt_lock(&s->lock);
  s->idle_ps = NULL;
  atomic_store(&s->n_idle_ps, 0);
  for (uint32_t i = 0; i < GRT_MAX_PROCS && (i < n || s->ps[i] != NULL); i++) {
    GrtP *p = s->ps[i] != NULL ? s->ps[i] : grt_p_new(i);
    uint32_t status = atomic_load(&p->status);
    if (status == GRT_P_IDLE || status == GRT_P_DEAD)
      grt_p_put_idle(p);
    else // lets its thread see that it is one too many
      atomic_store_explicit(&p->must_yield, true, memory_order_relaxed);
  }
  grt_unlock(&s->lock);
  grt_world_start();
  grt_yield();
  return old;
}

void grt_lock_os_thread(void) {
  GrtG *g = grt_g();
  g->n_locks++;
  g->locked_m = grt_m();
  grt_m()->locked_g = g;
}

void grt_unlock_os_thread(void) {
  GrtG *g = grt_g();
  if (g->n_locks == 0)
    return;
  g->n_locks--;
  if (g->n_locks != 0)
    return;
  g->locked_m->locked_g = NULL;
  g->locked_m = NULL;
}
