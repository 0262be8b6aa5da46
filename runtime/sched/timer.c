/// \file
/// Timers: sleeping goroutines, and functions of package time that are called at some time. One
/// heap for all, by time. The thread that watches (sys/preempt.c) waits for the first of them;
/// threads that look for work see to it as well. Functions are called by a goroutine of the
/// runtime's own.
///
/// The channel of a timer has one slot, but shows none: Stop and Reset take back a value that
/// nobody has received, so none can be seen after them. A timer with a channel is in the heap only
/// while goroutines wait on the channel; else who looks into the channel finds out that its time
/// has come. So one that nobody knows is garbage, and wakes nobody.
/// Source: documentation of time.NewTimer.

#include "sched/timer.h"

#include "gc/heap.h"
#include "pcln.h"
#include "sched/chan.h"
#include "sched/sched.h"

typedef enum TimerState {
  TIMER_IDLE,
  TIMER_ARMED,  ///< in the heap
  TIMER_ASIDE,  ///< armed, but not in the heap: nobody waits on its channel
  TIMER_DUE,    ///< in the list of those to be called
  TIMER_CALLED, ///< its function runs
} TimerState;

/// What time.Timer and time.Ticker point to: begins as they do.
typedef struct GrtTimer Timer;
struct GrtTimer {
  AbiChan *c;
  bool is_init;
  AbiChan *chan; ///< of a timer with a channel
  const AbiFuncVal *fn;
  AbiEface arg;
  Timer *next_due;
  GrtG *g; ///< it wakes a goroutine, whose frame it is in
  // Under timers.lock:
  _Atomic uint64_t when;
  uint64_t period; ///< 0: once
  _Atomic uint32_t state;
  uint32_t index;     ///< in the heap
  uint64_t n_waiting; ///< goroutines on its channel
};

static const uint64_t timer_mask = 0x7d;
static const AbiType type_timer = {
    .size = sizeof(Timer),
    .ptr_bytes = offsetof(Timer, g),
    .align = 8,
    .field_align = 8,
    .kind = ABI_KIND_STRUCT,
    .gcdata = (const uint8_t *)&timer_mask,
};

typedef struct Timers {
  GrtLock lock;
  Timer **heap;
  uint32_t n, cap;
  _Atomic uint32_t n_running; ///< threads in grt_timers_run
  _Atomic uint64_t next;      ///< heap[0]->when, UINT64_MAX if there is none
  Timer *first_due;
  Timer *last_due;
  GrtG *caller; ///< the goroutine that calls functions, if it waits
  bool has_caller;
  Timer poll; ///< the first deadline of a descriptor
} Timers;

static Timers timers = {.next = UINT64_MAX};

// ---- the heap; under the lock ----

static void place(uint32_t i, Timer *t) {
  timers.heap[i] = t;
  t->index = i;
}

static void sift_up(uint32_t i, Timer *t) {
  while (i > 0 && timers.heap[(i - 1) / 4]->when > t->when) {
    place(i, timers.heap[(i - 1) / 4]);
    i = (i - 1) / 4;
  }
  place(i, t);
}

static void sift_down(uint32_t i, Timer *t) {
  for (;;) {
    uint32_t least = 4 * i + 1;
    if (least >= timers.n)
      break;
    for (uint32_t k = least + 1; k < timers.n && k <= 4 * i + 4; k++)
      if (timers.heap[k]->when < timers.heap[least]->when)
        least = k;
    if (timers.heap[least]->when >= t->when)
      break;
    place(i, timers.heap[least]);
    i = least;
  }
  place(i, t);
}

static void update_next(void) {
  atomic_store(&timers.next, timers.n == 0 ? UINT64_MAX : timers.heap[0]->when);
}

static void insert(Timer *t) {
  if (timers.n == timers.cap) {
    uint32_t more = timers.cap == 0 ? 512 : 2 * timers.cap;
    timers.heap = grt_mem_table_grow(timers.heap, timers.cap * sizeof timers.heap[0],
                                     more * sizeof timers.heap[0]);
    timers.cap = more;
  }
  t->state = TIMER_ARMED;
  sift_up(timers.n++, t);
  update_next();
}

static void take_out(Timer *t) {
  uint32_t i = t->index;
  Timer *last = timers.heap[--timers.n];
  t->state = TIMER_IDLE;
  if (last != t) {
    if (last->when < t->when)
      sift_up(i, last);
    else
      sift_down(i, last);
  }
  update_next();
}

/// Arms t again: in the heap, or aside.
static void place_armed(Timer *t) {
  if (t->chan != NULL && t->n_waiting == 0)
    t->state = TIMER_ASIDE;
  else
    insert(t);
}

static bool is_first(const Timer *t) { return t->state == TIMER_ARMED && t->index == 0; }

static void drop_due(Timer *t) {
  Timer *previous = NULL;
  for (Timer *d = timers.first_due; d != t; d = d->next_due)
    previous = d;
  if (previous == NULL)
    timers.first_due = t->next_due;
  else
    previous->next_due = t->next_due;
  if (timers.last_due == t)
    timers.last_due = previous;
  t->next_due = NULL;
}

// ---- calling functions ----

__attribute__((no_sanitize("function"))) static void call(const Timer *t, uint64_t late) {
  void (*code)(const AbiType *, void *, uint64_t, int64_t) =
      (void (*)(const AbiType *, void *, uint64_t, int64_t))(void *)t->fn->code;
  __builtin_call_with_static_chain(code(t->arg.type, t->arg.data, 0, (int64_t)late),
                                   (void *)(uintptr_t)t->fn);
}

/// Calls the function of a timer in state CALLED that was due at `when`, without the lock.
static void call_and_rearm(Timer *t, uint64_t when) {
  uint64_t late = grt_now() - when; // what is sent is now, less that
  call(t, late);
  grt_lock(&timers.lock);
  if (t->state == TIMER_CALLED) {
    t->state = TIMER_IDLE;
    if (t->period != 0) {
      t->when += t->period * (1 + late / t->period);
      place_armed(t);
    }
  }
  bool must_tell = is_first(t);
  grt_unlock(&timers.lock);
  if (must_tell)
    grt_watch_for_timer();
}

/// A goroutine for ever.
static void call_due(void) {
  for (;;) {
    grt_lock(&timers.lock);
    Timer *t = timers.first_due;
    if (t == NULL) {
      timers.caller = grt_g();
      grt_park(&timers.lock, GRT_WAIT_TIMERS);
      continue;
    }
    drop_due(t);
    t->state = TIMER_CALLED;
    uint64_t when = t->when;
    grt_unlock(&timers.lock);
    call_and_rearm(t, when);
  }
}

/// Moves what is due out of the heap; returns the sleepers, linked by `next`.
static GrtG *collect_due(uint64_t now, bool *is_poll_due) {
  GrtG *sleepers = NULL;
  while (timers.n > 0 && timers.heap[0]->when <= now) {
    Timer *t = timers.heap[0];
    take_out(t);
    if (t == &timers.poll) {
      *is_poll_due = true;
      continue;
    }
    if (t->g != NULL) {
      t->g->next = sleepers;
      sleepers = t->g;
      continue;
    }
    t->state = TIMER_DUE;
    if (timers.first_due == NULL)
      timers.first_due = t;
    else
      timers.last_due->next_due = t;
    timers.last_due = t;
  }
  return sleepers;
}

void grt_timers_run(void) {
  uint64_t next = atomic_load_explicit(&timers.next, memory_order_relaxed);
  if (next == UINT64_MAX || next > grt_now() || !grt_try_lock(&timers.lock))
    return;
  atomic_fetch_add(&timers.n_running, 1);
  bool is_poll_due = false;
  GrtG *sleepers = collect_due(grt_now(), &is_poll_due);
  GrtG *caller = NULL;
  if (timers.first_due != NULL) {
    caller = timers.caller;
    timers.caller = NULL;
  }
  grt_unlock(&timers.lock);
  while (sleepers != NULL) {
    GrtG *g = sleepers;
    sleepers = g->next;
    grt_ready(g);
  }
  if (caller != NULL)
    grt_ready(caller);
  if (is_poll_due)
    grt_poll_expire();
  // Who came to rest meanwhile could not tell whether all goroutines are asleep: somebody looks.
  if (atomic_fetch_sub(&timers.n_running, 1) == 1 && atomic_load(&timers.next) == UINT64_MAX &&
      atomic_load(&grt_sched.n_idle_ps) == grt_sched.n_procs)
    grt_wake_thread();
}

void grt_timers_poll_at(uint64_t when) {
  Timer *t = &timers.poll;
  grt_lock(&timers.lock);
  bool is_sooner = t->state != TIMER_ARMED || when < t->when;
  if (is_sooner) {
    if (t->state == TIMER_ARMED)
      take_out(t);
    t->when = when;
    insert(t);
    if (t->index == 0)
      grt_watch_for_timer();
  }
  grt_unlock(&timers.lock);
}

bool grt_timers_pending(void) {
  return atomic_load(&timers.next) != UINT64_MAX || atomic_load(&timers.n_running) != 0;
}

uint64_t grt_timers_next(void) { return atomic_load(&timers.next); }

void grt_timers_hold(void) {
  grt_lock(&timers.lock);
  while (atomic_load(&timers.n_running) != 0) { // it wakes what it has taken out, and may arm again
    grt_unlock(&timers.lock);
    grt_pause();
    grt_lock(&timers.lock);
  }
}

void grt_timers_release(void) { grt_unlock(&timers.lock); }

void grt_timers_mark(void) {
  GrtHeap *h = &grt_heap;
  for (uint32_t i = 0; i < timers.n; i++)
    if (timers.heap[i]->g == NULL && timers.heap[i] != &timers.poll)
      grt_mark_pointer(h, timers.heap[i]);
  for (Timer *t = timers.first_due; t != NULL; t = t->next_due)
    grt_mark_pointer(h, t);
  grt_mark_drain(h);
}

// ---- channels ----

void grt_timer_look(Timer *t) {
  if (atomic_load_explicit(&t->state, memory_order_relaxed) != TIMER_ASIDE)
    return;
  uint64_t now = grt_now();
  if (atomic_load_explicit(&t->when, memory_order_relaxed) > now)
    return;
  grt_lock(&timers.lock);
  bool is_due = t->state == TIMER_ASIDE && t->when <= now;
  if (is_due)
    t->state = TIMER_CALLED;
  uint64_t when = t->when;
  grt_unlock(&timers.lock);
  if (is_due)
    call_and_rearm(t, when);
}

void grt_timer_begin_wait(Timer *t) {
  grt_lock(&timers.lock);
  t->n_waiting++;
  if (t->state == TIMER_ASIDE) {
    insert(t);
    if (t->index == 0)
      grt_watch_for_timer();
  }
  grt_unlock(&timers.lock);
}

void grt_timer_end_wait(Timer *t) {
  grt_lock(&timers.lock);
  if (--t->n_waiting == 0 && t->state == TIMER_ARMED) {
    take_out(t);
    t->state = TIMER_ASIDE;
  }
  grt_unlock(&timers.lock);
}

// ---- package time ----

void go_sleep(int64_t ns) GRT_GO_SYMBOL("time.Sleep");
GRT_SHOWN_AS(sleep, "time.Sleep", "golite/runtime/sched/timer.c", ABI_PCLN_ARGS);
GRT_SHOWN(sleep) void go_sleep(int64_t ns) {
  if (ns <= 0)
    return;
  uint64_t now = grt_now();
  Timer t = {.g = grt_g(), .when = now + (uint64_t)ns};
  grt_watch_start();
  grt_lock(&timers.lock);
  insert(&t);
  if (t.index == 0)
    grt_watch_for_timer();
  grt_park(&timers.lock, GRT_WAIT_SLEEP);
}

/// Starts the goroutine that calls functions.
static void start_caller(void) {
  static const AbiFuncVal call_due_f = {call_due};
  grt_lock(&timers.lock);
  bool starts = !timers.has_caller;
  timers.has_caller = true;
  grt_unlock(&timers.lock);
  if (starts)
    grt_go(&call_due_f, 0, true);
}

/// Takes the timer from wherever it is; returns whether it would still have done something.
static bool disarm(Timer *t) {
  bool is_pending = false;
  for (;;) {
    grt_lock(&timers.lock);
    if (t->state != TIMER_CALLED || (t->chan == NULL && t->period == 0))
      break;
    grt_unlock(&timers.lock); // it sends, which does not take long
    grt_yield();
  }
  if (t->state == TIMER_ARMED) {
    take_out(t);
    is_pending = true;
  } else if (t->state == TIMER_DUE) {
    drop_due(t);
    is_pending = true;
  } else if (t->state == TIMER_ASIDE) {
    is_pending = true; // whatever the time is: nobody has looked
  }
  t->state = TIMER_IDLE;
  grt_unlock(&timers.lock);
  if (t->chan != NULL && grt_chan_drain(grt_chan(t->chan)))
    is_pending = true;
  return is_pending;
}

static void arm(Timer *t, int64_t when, int64_t period) {
  grt_lock(&timers.lock);
  t->when = when > 0 ? (uint64_t)when : 1;
  t->period = (uint64_t)period;
  place_armed(t);
  bool must_tell = is_first(t);
  grt_unlock(&timers.lock);
  if (must_tell)
    grt_watch_for_timer();
}

Timer *go_new_timer(int64_t when, int64_t period, const AbiFuncVal *fn, const AbiType *type,
                    void *data, AbiChan *c) GRT_GO_SYMBOL("time.newTimer");
Timer *go_new_timer(int64_t when, int64_t period, const AbiFuncVal *fn, const AbiType *type,
                    void *data, AbiChan *c) {
  grt_watch_start();
  start_caller();
  Timer *t = grt_new(sizeof *t, &type_timer);
  t->chan = c;
  t->fn = fn;
  t->arg = (AbiEface){type, data};
  t->is_init = true;
  if (c != NULL)
    grt_chan_set_timer(grt_chan(c), t);
  arm(t, when, period);
  return t;
}

bool go_stop_timer(Timer *t) GRT_GO_SYMBOL("time.stopTimer");
bool go_stop_timer(Timer *t) { return disarm(t); }

bool go_reset_timer(Timer *t, int64_t when, int64_t period) GRT_GO_SYMBOL("time.resetTimer");
bool go_reset_timer(Timer *t, int64_t when, int64_t period) {
  bool was_pending = disarm(t);
  arm(t, when, period);
  return was_pending;
}
