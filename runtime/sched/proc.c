/// \file
/// The run queue, and the life of goroutines from the go statement to their end.
/// A goroutine that was just woken or started runs next, so that a value is handed on while it is
/// in the cache; every 64th choice is the queue's, so that two that wake each other do not keep
/// the rest from running. After START_BURST go statements in a row the starter lets the new ones
/// run: short ones then use the same few stacks again and again.

#include "gc/gc.h"
#include "sched/sched.h"
#include "sched/timer.h"
#include "sys/shadow.h"

#include <unistd.h>

#define START_BURST 64
#define QUEUE_TURN 64
#define TIMERS_TURN 16

GrtP grt_p = {.random = 0x9e3779b97f4a7c15u};

typedef struct Census {
  uint64_t last_id;
  int64_t n_alive; ///< of the program, with main
} Census;

static Census census = {1, 1};

void grt_newproc(const AbiFuncVal *fn);
void grt_goroutine_main(void);
GRT_NORETURN void grt_block_forever(void);

static void queue_push(GrtP *p, GrtG *g) {
  g->next = NULL;
  if (p->queue_head == NULL)
    p->queue_head = g;
  else
    p->queue_tail->next = g;
  p->queue_tail = g;
}

static GrtG *queue_pop(GrtP *p) {
  GrtG *g = p->queue_head;
  if (g != NULL)
    p->queue_head = g->next;
  return g;
}

/// Takes back what made the running goroutine let others run.
GRT_COLD static void end_preemption(GrtP *p) {
  p->n_ticks = 0;
  grt_cache_release();
  grt_set_stack_limit(grt_g()->limit);
}

/// Returns the goroutine to run next, or NULL.
static GrtG *pick(GrtP *p) {
  p->n_started = 0;
  if (p->n_picks % TIMERS_TURN == 0)
    grt_timers_poll();
  p->n_picks++;
  if (GRT_UNLIKELY(p->n_ticks != 0 || grt_cache_is_held()))
    end_preemption(p);
  GrtG *g = p->next;
  if (g == NULL || (p->n_picks % QUEUE_TURN == 0 && p->queue_head != NULL))
    return queue_pop(p);
  p->next = NULL;
  return g;
}

/// The same, after waiting for timers if need be.
static GrtG *pick_or_wait(GrtP *p) {
  GrtG *g = pick(p);
  while (g == NULL && grt_timers_wait())
    g = pick(p);
  return g;
}

static void make_next(GrtP *p, GrtG *g) {
  g->status = GRT_STATUS_RUNNABLE;
  if (p->next != NULL)
    queue_push(p, p->next);
  p->next = g;
}

GRT_COLD GRT_NORETURN static void deadlock(void) {
  if (census.n_alive == 0) {
    grt_print_cstring("fatal error: no goroutines (main called runtime.Goexit) - deadlock!\n");
    _exit(2);
  }
  grt_print_cstring("fatal error: all goroutines are asleep - deadlock!\n\n");
  grt_traceback_all();
  _exit(2);
}

void grt_park(GrtWaitReason why) {
  GrtG *g = grt_g();
  g->status = GRT_STATUS_WAITING;
  g->wait_reason = (uint8_t)why;
  GrtG *next = pick_or_wait(&grt_p);
  if (next == NULL)
    deadlock();
  next->status = GRT_STATUS_RUNNING;
  if (next != g)
    grt_switch_g(g, next, false);
}

void grt_ready(GrtG *g) { make_next(&grt_p, g); }

void grt_yield(void) {
  GrtG *g = grt_g();
  GrtP *p = &grt_p;
  g->status = GRT_STATUS_RUNNABLE;
  queue_push(p, g);
  GrtG *next = pick(p);
  next->status = GRT_STATUS_RUNNING;
  if (next != g)
    grt_switch_g(g, next, false);
}

void grt_yield_anywhere(void) {
  grt_yield();
  grt_cache_hold();
}

GrtG *grt_go(const AbiFuncVal *fn, uintptr_t creator_pc, bool is_system) {
  const GrtG *self = grt_g();
  GrtG *g = grt_stack_new();
  g->id = ++census.last_id;
  g->fn = fn;
  g->creator_pc = creator_pc;
  g->creator_id = self->id;
  g->is_system = is_system;
  g->sys_sp = self->sys_sp;
  if (!is_system)
    census.n_alive++;
  grt_prepare_g(g);
  make_next(&grt_p, g);
  return g;
}

void grt_ticks_start(void) {
  if (GRT_LIKELY(grt_p.has_ticks))
    return;
  grt_p.has_ticks = true;
  grt_preempt_start();
}

void grt_newproc(const AbiFuncVal *fn) {
  if (fn == NULL)
    grt_fatal("go of nil func value");
  grt_go(fn, (uintptr_t)__builtin_return_address(0), false);
  grt_ticks_start();
  if (++grt_p.n_started >= START_BURST)
    grt_yield();
}

/// The first function on a new goroutine's stack.
GRT_NO_SANITIZE void grt_goroutine_main(void) {
  grt_shadow_begin();
  GrtG *g = grt_g();
  const AbiFuncVal *fn = g->fn;
  g->fn = NULL;
  grt_call_go(fn);
  grt_goroutine_exit();
}

void grt_goroutine_exit(void) {
  GrtG *g = grt_g();
  if (!g->is_system)
    census.n_alive--;
  GrtG *next = pick_or_wait(&grt_p);
  if (g != &grt_main_g)
    grt_stack_free(g);
  g->status = GRT_STATUS_DEAD;
  if (next == NULL)
    deadlock();
  next->status = GRT_STATUS_RUNNING;
  grt_switch_g(g, next, true);
  __builtin_unreachable();
}

void grt_block_forever(void) {
  for (;;)
    grt_park(GRT_WAIT_SELECT_NONE);
}

int64_t grt_n_goroutines(void) { return census.n_alive; }

const char *grt_status_text(const GrtG *g) {
  if (g->status == GRT_STATUS_RUNNABLE)
    return "runnable";
  if (g->status != GRT_STATUS_WAITING)
    return "running";
  switch ((GrtWaitReason)g->wait_reason) {
  case GRT_WAIT_RECEIVE: return "chan receive";
  case GRT_WAIT_RECEIVE_NIL: return "chan receive (nil chan)";
  case GRT_WAIT_SEND: return "chan send";
  case GRT_WAIT_SEND_NIL: return "chan send (nil chan)";
  case GRT_WAIT_SELECT: return "select";
  case GRT_WAIT_SELECT_NONE: return "select (no cases)";
  case GRT_WAIT_SEMAPHORE: return "semacquire";
  case GRT_WAIT_WAIT_GROUP: return "sync.WaitGroup.Wait";
  case GRT_WAIT_MUTEX: return "sync.Mutex.Lock";
  case GRT_WAIT_READ_LOCK: return "sync.RWMutex.RLock";
  case GRT_WAIT_WRITE_LOCK: return "sync.RWMutex.Lock";
  case GRT_WAIT_CONDITION: return "sync.Cond.Wait";
  case GRT_WAIT_SLEEP: return "sleep";
  case GRT_WAIT_TIMERS: return "timers";
  case GRT_WAIT_NONE:
  case GRT_WAIT_COUNT: break;
  }
  return "waiting";
}

uint64_t grt_random_below(uint64_t n) {
  uint64_t x = grt_p.random;
  x ^= x << 13;
  x ^= x >> 7;
  x ^= x << 17;
  grt_p.random = x;
  return (uint64_t)((unsigned __int128)x * n >> 64);
}
