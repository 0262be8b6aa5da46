/// \file
/// Timers: time.Sleep, and what time.Timer and time.Ticker stand on. A heap by time; a goroutine of
/// the runtime's own calls the functions of those that are due. One thread: nothing is locked.
/// Source: Go 1.27 time/sleep.go, time/tick.go; the channels are synchronous, as Go has them since
/// 1.23: no value of before Stop or Reset is received after it.

#include "sched/timer.h"

#include "gc/gc.h"
#include "sched/chan.h"
#include "std/std.h"

#include <errno.h>
#include <time.h>

/// time.Timer, with what package time does not see behind it.
typedef struct Timer {
  void *channel;
  bool is_init;
  int64_t when;         ///< nanoseconds
  int64_t period;       ///< 0: once
  const AbiFuncVal *fn; ///< func(arg any, seq uintptr, delta int64); NULL: wakes `sleeper`
  AbiEface arg;
  uint64_t seq;
  GrtChan *chan; ///< whose values are its; NULL: it runs a function
  GrtG *sleeper;
  int64_t at; ///< place in the heap plus one; 0: not in it
} Timer;

static struct {
  Timer **heap; ///< in the collector's heap, since it keeps timers
  int64_t n, cap;
  GrtG *runner; ///< NULL: not started
  bool is_parked;
} timers;

// ---- the heap ----

static void place(Timer *t, int64_t i) {
  timers.heap[i] = t;
  t->at = i + 1;
}

static void sift_up(int64_t i) {
  Timer *t = timers.heap[i];
  for (; i > 0 && timers.heap[(i - 1) / 2]->when > t->when; i = (i - 1) / 2)
    place(timers.heap[(i - 1) / 2], i);
  place(t, i);
}

static void sift_down(int64_t i) {
  Timer *t = timers.heap[i];
  for (int64_t child; (child = 2 * i + 1) < timers.n; i = child) {
    if (child + 1 < timers.n && timers.heap[child + 1]->when < timers.heap[child]->when)
      child++;
    if (timers.heap[child]->when >= t->when)
      break;
    place(timers.heap[child], i);
  }
  place(t, i);
}

static void insert(Timer *t) {
  if (timers.n == timers.cap) {
    int64_t cap = timers.cap == 0 ? 16 : 2 * timers.cap;
    Timer **bigger = grt_gc_alloc_conservative((uint64_t)cap * sizeof(Timer *));
    for (int64_t i = 0; i < timers.n; i++)
      bigger[i] = timers.heap[i];
    timers.heap = bigger;
    timers.cap = cap;
  }
  timers.heap[timers.n++] = t;
  sift_up(timers.n - 1);
}

/// Whether it was there.
static bool take_out(Timer *t) {
  if (t->at == 0)
    return false;
  int64_t i = t->at - 1;
  t->at = 0;
  Timer *last = timers.heap[--timers.n];
  timers.heap[timers.n] = NULL;
  if (last == t)
    return true;
  place(last, i);
  sift_down(i);
  sift_up(last->at - 1);
  return true;
}

// ---- running ----

static void fire(Timer *t, int64_t now) {
  int64_t delta = now - t->when;
  take_out(t);
  if (t->period > 0) {
    t->when += t->period * (1 + delta / t->period);
    insert(t);
  }
  if (t->fn == NULL) {
    grt_ready(t->sleeper);
    return;
  }
  void (*code)(const AbiType *, void *, uint64_t, int64_t) =
      (void (*)(const AbiType *, void *, uint64_t, int64_t))(void *)t->fn->code;
  __builtin_call_with_static_chain(code(t->arg.type, t->arg.data, t->seq, delta),
                                   (void *)(uintptr_t)t->fn);
}

static void run_timers(void) {
  for (;;) {
    int64_t now = grt_nanotime();
    while (timers.n > 0 && timers.heap[0]->when <= now)
      fire(timers.heap[0], now);
    timers.is_parked = true;
    grt_park(GRT_WAIT_TIMERS);
  }
}

static void wake_runner(void) {
  if (!timers.is_parked)
    return;
  timers.is_parked = false;
  grt_ready(timers.runner);
}

void grt_timers_poll(void) {
  if (timers.n > 0 && timers.is_parked && timers.heap[0]->when <= grt_nanotime())
    wake_runner();
}

bool grt_timers_wait(void) {
  if (timers.n == 0)
    return false;
  int64_t when = timers.heap[0]->when;
  struct timespec until = {when / 1000000000, when % 1000000000};
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL) == EINTR)
    continue;
  wake_runner();
  return true;
}

static void start(Timer *t) {
  if (t->when < 0)
    t->when = INT64_MAX;
  insert(t);
  if (timers.runner == NULL) {
    static const AbiFuncVal run_timers_f = {run_timers};
    timers.runner = grt_go(&run_timers_f, 0, true);
    grt_ticks_start();
  }
}

// ---- entries ----

void go_sleep(int64_t ns) GRT_GO_SYMBOL("time.Sleep");
void go_sleep(int64_t ns) {
  if (ns <= 0) {
    grt_yield();
    return;
  }
  int64_t now = grt_nanotime();
  Timer t = {.when = ns > INT64_MAX - now ? INT64_MAX : now + ns, .sleeper = grt_g()};
  start(&t);
  grt_park(GRT_WAIT_SLEEP);
}

Timer *go_new_timer(int64_t when, int64_t period, const AbiFuncVal *fn, const AbiType *type,
                    void *data, GrtChan *chan) GRT_GO_SYMBOL("time.newTimer");
Timer *go_new_timer(int64_t when, int64_t period, const AbiFuncVal *fn, const AbiType *type,
                    void *data, GrtChan *chan) {
  Timer *t = grt_gc_alloc_conservative(sizeof *t);
  *t = (Timer){.when = when, .period = period, .fn = fn, .arg = {type, data}, .chan = chan};
  t->is_init = true;
  start(t);
  return t;
}

/// Drops a value that nobody has received; whether there was one.
static bool drain(GrtChan *c) {
  bool is_served, drained = false;
  while (c != NULL && c->abi.n_queued > 0)
    drained = grt_chan_try_receive(c, NULL, &is_served);
  return drained;
}

static bool stop(Timer *t) {
  bool was_pending = take_out(t);
  t->seq++;
  return drain(t->chan) || was_pending;
}

bool go_stop_timer(Timer *t) GRT_GO_SYMBOL("time.stopTimer");
bool go_stop_timer(Timer *t) { return stop(t); }

bool go_reset_timer(Timer *t, int64_t when, int64_t period) GRT_GO_SYMBOL("time.resetTimer");
bool go_reset_timer(Timer *t, int64_t when, int64_t period) {
  bool was_pending = stop(t);
  t->when = when;
  t->period = period;
  start(t);
  return was_pending;
}
