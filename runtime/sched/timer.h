/// \file
/// Timers, as the scheduler sees them.

#ifndef GRT_SCHED_TIMER_H
#define GRT_SCHED_TIMER_H
#include "sched/sched.h"

/// Makes the goroutine that runs timers runnable if one is due. Cheap when there are none.
void grt_timers_poll(void);
/// The same after waiting for the first one; false: there is none.
bool grt_timers_wait(void);

#endif
