/// \file
/// Preemption: a goroutine that runs for long while others wait lets them run.
///
/// A signal comes every 10 ms of the thread's CPU time. The second one in the same goroutine makes
/// the next function call yield (through the stack limit) and inline allocation fail (so it
/// calls the runtime). If two more find the goroutine still running, it is in a loop without calls:
/// then it is stopped where it is, all registers on its stack. An allocation sequence is not torn
/// by that: it loads a slot, compares, stores. Stopped before the compare, the compare fails when
/// it goes on, because inline allocation stays off until the goroutine has run for a while. Between
/// compare and store nothing stops it: that compare would have been done while inline allocation
/// was off already.
///
/// Signals change nothing while C code runs. Not with ASan, whose own sequences are not known.

#include "gc/gc.h"
#include "sched/sched.h"
#include "sched/timer.h"
#include "sys/shadow.h"

#include <cpuid.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

#define TICK_NS 10000000
/// Ticks from the request to let others run to the stop.
#define PATIENCE 2
/// The same if nothing shows that it is running: `for {}`.
#define LONG_PATIENCE 8

void grt_preempt(void); // sys/asm.S; has its own way to be called

static bool can_stop_anywhere(void) {
  unsigned a, b, c, d;
  return !GRT_HAS_SHADOW && __get_cpuid(1, &a, &b, &c, &d) != 0 && (c & bit_OSXSAVE) != 0;
}

/// A number that is the same as long as the thread stands before the same instruction with the
/// same registers: perhaps it has not come further, only the kernel has been at work for it.
static uint64_t state_of(const greg_t *r) {
  uint64_t x = 0;
  for (int i = REG_R8; i <= REG_RIP; i++)
    x = (x ^ (uint64_t)r[i]) * 0x9e3779b97f4a7c15u;
  return x;
}

/// Arranges that the interrupted code goes on in grt_preempt.
static void stop(greg_t *r) {
  uintptr_t *sp = (uintptr_t *)(((uintptr_t)r[REG_RSP] - 128) & ~(uintptr_t)15);
  *--sp = (uintptr_t)r[REG_RSP];
  *--sp = (uintptr_t)r[REG_RIP];
  r[REG_RSP] = (greg_t)(uintptr_t)sp;
  r[REG_RIP] = (greg_t)(uintptr_t)grt_preempt;
}

static void on_tick(int sig, siginfo_t *info, void *context) {
  (void)sig;
  (void)info;
  greg_t *r = ((ucontext_t *)context)->uc_mcontext.gregs;
  GrtP *p = &grt_p;
  uintptr_t pc = (uintptr_t)r[REG_RIP];
  if (p->tick_pick != p->n_picks) {
    p->tick_pick = p->n_picks;
    return;
  }
  if (p->n_pins != 0 || !grt_signal_is_on_g(grt_g(), (uintptr_t)r[REG_RSP]) ||
      !grt_symbol_is_go_code(pc))
    return;
  grt_timers_poll();
  if (!grt_have_others(p)) {
    if (p->n_ticks == 0)
      grt_cache_release(); // it was stopped once, and has gone on long ago
    return;
  }
  grt_cache_hold();
  grt_set_stack_limit(GRT_LIMIT_PREEMPT);
  uint64_t state = state_of(r);
  bool has_moved = state != p->tick_state;
  p->tick_state = state;
  p->n_ticks++;
  if (p->n_ticks > (has_moved ? PATIENCE : LONG_PATIENCE) && !grt_print_is_locked() &&
      can_stop_anywhere())
    stop(r);
}

void grt_preempt_start(void) {
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_sigaction = on_tick;
  sa.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART;
  sigemptyset(&sa.sa_mask);
  struct sigevent event;
  memset(&event, 0, sizeof event);
  event.sigev_notify = SIGEV_THREAD_ID;
  event.sigev_signo = SIGURG;
  event._sigev_un._tid = gettid();
  timer_t timer;
  clockid_t clock = CLOCK_THREAD_CPUTIME_ID;
  struct timespec tick = {0, TICK_NS};
  if (grt_process.options.tick_us != 0) { // for tests: the other clock is not that fine
    clock = CLOCK_MONOTONIC;
    tick.tv_nsec = (long)grt_process.options.tick_us * 1000;
  }
  struct itimerspec interval = {tick, tick};
  // Without a timer, goroutines take turns where they park.
  if (sigaction(SIGURG, &sa, NULL) == 0 && timer_create(clock, &event, &timer) == 0)
    timer_settime(timer, 0, &interval, NULL);
}
