/// \file
/// The scheduler: who runs next, parking and waking, the ends of goroutines. One thread runs all
/// goroutines in turn; a switch happens only where a goroutine parks, yields or ends.
/// Source: runtime/README.md, "Goroutines".

#ifndef GRT_SCHED_H
#define GRT_SCHED_H
#include "rt.h"

/// What a thread needs to run goroutines.
typedef struct GrtP {
  GrtG *next;       ///< runs before all others: just woken or started
  GrtG *queue_head; ///< runnable ones, first come first served
  GrtG *queue_tail;
  uint64_t n_picks;   ///< choices made so far
  uint32_t n_started; ///< goroutines started since the last switch
  uint64_t random;    ///< state of the generator for select
  AbiDefer
      *free_defers; ///< heap records of deferred calls that have run, until the next collection
} GrtP;

extern GrtP grt_p;

/// Starts a goroutine that calls fn. `creator_pc` lies in the function with the go statement.
GrtG *grt_go(const AbiFuncVal *fn, uintptr_t creator_pc, bool is_system);
/// The running goroutine waits until grt_ready(g).
void grt_park(GrtWaitReason why);
/// Makes a waiting goroutine runnable; it comes next.
void grt_ready(GrtG *g);
/// Lets others run.
void grt_yield(void);
/// Ends the running goroutine, whose deferred calls have run.
GRT_NORETURN void grt_goroutine_exit(void);
/// Goroutines of the program that have not ended.
int64_t grt_n_goroutines(void);
/// What stands in brackets in a traceback: "running", "chan receive", ...
const char *grt_status_text(const GrtG *g);
/// A pseudo-random number below n > 0.
uint64_t grt_random_below(uint64_t n);

#endif
