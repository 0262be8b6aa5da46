/// \file
/// Making threads stop: for those that stop the world, and for other goroutines' sake.
///
/// A thread of its own looks at all Ps every 10 ms, from the first go statement on, and at timers.
/// A goroutine that it finds twice while others wait is asked to let them run, by SIGURG. The
/// handler stops it where it is, all registers on its stack, if that is in compiled code
/// (grt_preempt in asm.S); elsewhere it makes the next function call stop, through the stack limit.
/// A P whose thread is in a system call for that long is given to another thread. When goroutines
/// had to wait for that, it looks much more often for a while.
///
/// Not with ASan, whose own sequences are not known: there only calls stop.

#include "gc/gc.h"
#include "sched/sched.h"
#include "sched/timer.h"
#include "sys/bump.h"
#include "sys/shadow.h"

#include <cpuid.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

#define TICK_US 10000
/// While a P is idle and a goroutine waits to be the next of another.
#define SHORT_TICK_US 2000
/// After a P was taken from a system call for others, and how many looks later it doubles.
#define FAST_TICK_NS 30000
#define FAST_LOOKS 50
#define WATCHER_STACK ((size_t)64 << 10)

void grt_preempt(void); // sys/asm.S; has its own way to be called

static bool can_stop_anywhere(void) {
  unsigned a, b, c, d;
#ifdef GRT_HAS_FIBERS
  return false; // it calls handlers later, with a copy of the registers
#endif
  return !GRT_HAS_SHADOW && __get_cpuid(1, &a, &b, &c, &d) != 0 && (c & bit_OSXSAVE) != 0;
}

/// Arranges that the interrupted code goes on in grt_preempt.
static void stop(greg_t *r) {
  uintptr_t *sp = (uintptr_t *)(((uintptr_t)r[REG_RSP] - 128) & ~(uintptr_t)15);
  *--sp = (uintptr_t)r[REG_RSP];
  *--sp = grt_bump_restart((uintptr_t)r[REG_RIP]);
  r[REG_RSP] = (greg_t)(uintptr_t)sp;
  r[REG_RIP] = (greg_t)(uintptr_t)grt_preempt;
}

void grt_stopped(void) {
  GrtM *m = grt_m();
  if (m->n_pins != 0 || m->printer.depth != 0)
    return;
  if (grt_is_stopping())
    grt_safepoint();
  if (atomic_load_explicit(&m->p->must_yield, memory_order_relaxed))
    grt_yield();
}

/// Others could run what is next here: lets them take it. Returns whether that is enough.
static bool share_next(GrtP *p) {
  GrtG *g = grt_p_next(p);
  if (atomic_load_explicit(&grt_sched.n_idle_ps, memory_order_relaxed) == 0)
    return false;
  if (g != NULL && grt_queue_has_room(p)) {
    grt_p_set_next(p, NULL);
    grt_queue_push(p, g);
  }
  return p->id < grt_sched.n_procs;
}

GRT_NO_SANITIZE static void on_signal(int sig, siginfo_t *info, void *context) {
  (void)sig;
  (void)info;
  greg_t *r = ((ucontext_t *)context)->uc_mcontext.gregs;
  GrtM *m = grt_m();
  if (m == NULL || m->p == NULL || m->n_pins != 0 || m->printer.depth != 0)
    return;
  GrtP *p = m->p;
  bool is_stop = grt_is_stopping() && grt_sched.stopper != m;
  if (!is_stop && !atomic_load_explicit(&p->must_yield, memory_order_relaxed))
    return;
  uintptr_t pc = (uintptr_t)r[REG_RIP];
  if (!grt_signal_is_on_g(grt_g(), (uintptr_t)r[REG_RSP]))
    return;
  if (!grt_symbol_is_go_code(pc)) {
    grt_set_stack_limit(GRT_LIMIT_PREEMPT);
    return;
  }
  if (!is_stop && share_next(p)) {
    atomic_store_explicit(&p->must_yield, false, memory_order_relaxed);
    return;
  }
  if (can_stop_anywhere())
    stop(r);
  else
    grt_set_stack_limit(GRT_LIMIT_PREEMPT);
}

/// Once, before any thread may be asked.
static void install(void) {
  static GrtLock lock;
  static _Atomic bool is_done;
  if (atomic_load_explicit(&is_done, memory_order_acquire))
    return;
  grt_lock(&lock);
  if (!atomic_load_explicit(&is_done, memory_order_relaxed)) {
    struct sigaction sa;
    memset(&sa, 0, sizeof sa);
    sa.sa_sigaction = on_signal;
    sa.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART;
    sigemptyset(&sa.sa_mask);
    sigaction(SIGURG, &sa, NULL);
    atomic_store_explicit(&is_done, true, memory_order_release);
  }
  grt_unlock(&lock);
}

void grt_interrupt(GrtM *m) {
  install();
  int tid = m == NULL ? 0 : atomic_load_explicit(&m->tid, memory_order_relaxed);
  if (tid != 0)
    syscall(SYS_tgkill, getpid(), tid, SIGURG);
}

// ---- the thread that watches ----

static bool have_others(GrtP *p) {
  return grt_p_next(p) != NULL || !grt_queue_is_empty(p) || grt_gc_idle_wanted() ||
         atomic_load_explicit(&grt_sched.n_queued, memory_order_relaxed) != 0;
}

/// Nanoseconds between two looks, and how long a goroutine may run while others wait.
static uint64_t slow_tick(void) {
  uint64_t us = grt_process.options.tick_us;
  bool is_short = atomic_load_explicit(&grt_sched.n_idle_ps, memory_order_relaxed) != 0;
  return 1000 * (us != 0 ? us : is_short ? SHORT_TICK_US : TICK_US);
}

/// Gives the P of a long system call to others. Returns whether some waited for it.
static bool take_from_syscall(GrtP *p) {
  GrtSched *s = &grt_sched;
  grt_lock(&s->lock);
  bool is_taken = grt_p_retake(p);
  grt_unlock(&s->lock);
  if (is_taken && p->id >= s->n_procs)
    grt_p_empty(p);
  bool have_work = is_taken && grt_have_work();
  if (have_work)
    grt_wake_thread();
  return have_work;
}

/// Returns whether others waited for a P in a system call.
static bool look_at(GrtP *p, uint64_t now) {
  uint32_t status = atomic_load(&p->status);
  uint32_t n = atomic_load_explicit(&p->n_picks, memory_order_relaxed) +
               atomic_load_explicit(&p->n_syscalls, memory_order_relaxed);
  bool is_syscall = status == GRT_P_SYSCALL;
  if (n != p->seen_pick || is_syscall != p->was_syscall) {
    p->seen_pick = n;
    p->was_syscall = is_syscall;
    p->seen_at = now;
    return false;
  }
  bool is_long = now - p->seen_at >= slow_tick() / 2;
  if (is_syscall && (is_long || have_others(p)))
    return take_from_syscall(p);
  if (status == GRT_P_RUNNING && is_long && (have_others(p) || p->id >= grt_sched.n_procs)) {
    atomic_store_explicit(&p->must_yield, true, memory_order_relaxed);
    grt_interrupt(atomic_load_explicit(&p->m, memory_order_acquire));
  }
  return false;
}

/// Nanoseconds to sleep: until the next tick, unless nobody runs (`is_idle`), or until the next
/// timer or collection; 0: for ever.
static uint64_t time_to_sleep(bool is_idle, uint64_t tick) {
  uint64_t ns = is_idle ? 0 : tick;
  uint64_t next = grt_timers_next(), gc = grt_gc_idle_at();
  if (gc < next)
    next = gc;
  if (next == UINT64_MAX)
    return ns;
  uint64_t now = grt_now();
  uint64_t to_next = next > now ? next - now : 1;
  return ns == 0 || to_next < ns ? to_next : ns;
}

static void sleep_until_tick(uint64_t tick) {
  GrtSched *s = &grt_sched;
  atomic_store(&s->watcher, 1);
  bool is_idle = atomic_load(&s->n_idle_ps) == s->n_procs;
  uint32_t state = is_idle ? 1 : 2;
  atomic_store(&s->watcher, state);
  uint64_t ns = time_to_sleep(is_idle, tick);
  if (!is_idle || atomic_load(&s->n_idle_ps) == s->n_procs)
    grt_futex_wait(&s->watcher, state, ns);
  atomic_store(&s->watcher, 0);
}

void grt_watch_for_timer(void) {
  if (atomic_exchange(&grt_sched.watcher, 0) != 0)
    grt_futex_wake(&grt_sched.watcher, 1);
}

/// How often the thread looks.
typedef struct Pace {
  uint64_t fast; ///< nanoseconds between two looks for now; 0: slow_tick()
  uint32_t n_looks;
} Pace;

static uint64_t tick_of(const Pace *pace) {
  uint64_t slow = slow_tick();
  return pace->fast == 0 || pace->fast > slow ? slow : pace->fast;
}

static void look_at_all(Pace *pace, uint64_t now) {
  GrtSched *s = &grt_sched;
  bool have_waited = false;
  for (uint32_t i = 0; i < GRT_MAX_PROCS && s->ps[i] != NULL; i++)
    have_waited |= look_at(s->ps[i], now);
  if (have_waited)
    *pace = (Pace){.fast = FAST_TICK_NS};
  else if (++pace->n_looks > FAST_LOOKS)
    pace->fast = pace->fast < 1000 * SHORT_TICK_US ? 2 * pace->fast : 0;
  if (grt_have_work())
    grt_wake_thread();
}

static void *watch(void *arg) {
  (void)arg;
  Pace pace = {.fast = 0};
  uint64_t last_look = 0;
  for (;;) {
    uint64_t tick = tick_of(&pace);
    sleep_until_tick(tick);
    grt_timers_run();
    uint64_t now = grt_now();
    if (grt_gc_idle_at() <= now) {
      grt_gc_idle_ask();
      grt_wake_thread();
    }
    if (grt_is_stopping() || now - last_look < tick / 2)
      continue;
    last_look = now;
    look_at_all(&pace, now);
  }
  return NULL;
}

static void start_watcher(void *arg) {
  (void)arg;
  pthread_t thread;
  pthread_attr_t attr;
  pthread_attr_init(&attr);
  pthread_attr_setstacksize(&attr, WATCHER_STACK);
  pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
  sigset_t all, old;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &old);
  // Without it, goroutines take turns where they park.
  if (pthread_create(&thread, &attr, watch, NULL) != 0)
    atomic_store(&grt_sched.has_watcher, true);
  pthread_sigmask(SIG_SETMASK, &old, NULL);
  pthread_attr_destroy(&attr);
}

void grt_watch_start(void) {
  bool has = false;
  if (atomic_compare_exchange_strong(&grt_sched.has_watcher, &has, true))
    grt_systemstack(start_watcher, NULL);
}
