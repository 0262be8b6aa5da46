/// \file
/// Timers, as the scheduler and the collector see them.

#ifndef GRT_SCHED_TIMER_H
#define GRT_SCHED_TIMER_H
#include <stdbool.h>
#include <stdint.h>

typedef struct GrtTimer GrtTimer;

/// Before a channel that belongs to the timer is looked into: sends, if it is time and nobody has.
/// Without the channel's lock; may stop and park.
void grt_timer_look(GrtTimer *t);
/// Around a wait on its channel.
void grt_timer_begin_wait(GrtTimer *t);
void grt_timer_end_wait(GrtTimer *t);
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
/// While marking: timers that wait for their time here, and what they point to, are reachable. One
/// with a channel is among them only while somebody waits on that.
void grt_timers_mark(void);

#endif
