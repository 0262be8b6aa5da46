/// \file
/// The scheduler: who runs next, parking and waking, the ends of goroutines. One thread runs all
/// goroutines in turn; a switch happens where a goroutine parks, yields or ends, or when it has run
/// for long.
/// Source: runtime/README.md, "Goroutines".

#ifndef GRT_SCHED_H
#define GRT_SCHED_H
#include "rt.h"

/// What a thread needs to run goroutines.
typedef struct GrtP {
  GrtG *next;       ///< runs before all others: just woken or started
  GrtG *queue_head; ///< runnable ones, first come first served
  GrtG *queue_tail;
  uint64_t n_picks;    ///< choices made so far
  uint64_t tick_pick;  ///< n_picks at the last tick (sys/preempt.c)
  uint64_t tick_state; ///< the registers at the last tick
  uint32_t n_ticks;    ///< ticks since it has been asked to let others run; 0: it has not been
  uint32_t n_pins;     ///< not 0: what runs must not be preempted
  uint32_t n_started;  ///< goroutines started since the last switch
  bool has_ticks;      ///< grt_preempt_start was called
  uint64_t random;     ///< state of the generator for select
  AbiDefer
      *free_defers; ///< heap records of deferred calls that have run, until the next collection
} GrtP;

extern GrtP grt_p;

/// Starts a goroutine that calls fn. `creator_pc` lies in the function with the go statement.
GrtG *grt_go(const AbiFuncVal *fn, uintptr_t creator_pc, bool is_system);
/// From now on, goroutines are preempted and timers looked at.
void grt_ticks_start(void);
/// The running goroutine waits until grt_ready(g).
void grt_park(GrtWaitReason why);
/// Makes a waiting goroutine runnable; it comes next.
void grt_ready(GrtG *g);
/// Lets others run.
void grt_yield(void);
/// The same in the middle of compiled code: what it has in registers of a cache slot is stale when
/// it goes on.
void grt_yield_anywhere(void);
/// Whether others could run.
static inline bool grt_have_others(const GrtP *p) {
  return p->next != NULL || p->queue_head != NULL;
}
/// Ends the running goroutine, whose deferred calls have run.
GRT_NORETURN void grt_goroutine_exit(void);
/// Goroutines of the program that have not ended.
int64_t grt_n_goroutines(void);
/// What stands in brackets in a traceback: "running", "chan receive", ...
const char *grt_status_text(const GrtG *g);
/// A pseudo-random number below n > 0.
uint64_t grt_random_below(uint64_t n);

#endif
