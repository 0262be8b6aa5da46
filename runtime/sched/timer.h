/// \file
/// Timers, as the scheduler and the collector see them.

#ifndef GRT_SCHED_TIMER_H
#define GRT_SCHED_TIMER_H
#include <stdbool.h>
#include <stdint.h>

/// Wakes all goroutines whose time has come, starts what is due. Any thread may call it.
void grt_timers_run(void);
/// Nanoseconds of grt_now when the next timer is due; UINT64_MAX: there is none.
uint64_t grt_timers_next(void);
/// Whether a timer will do something, or is doing it.
bool grt_timers_pending(void);
/// During a collection, the thread that watches keeps off.
void grt_timers_hold(void);
void grt_timers_release(void);
/// Has grt_poll_expire called at `when`, or sooner.
void grt_timers_poll_at(uint64_t when);
/// std/poll.c: wakes who waits beyond a deadline, and arms for the next one.
void grt_poll_expire(void);
/// While marking: armed timers and what they point to are reachable.
void grt_timers_mark(void);

#endif
