/// \file
/// What the functions of the standard library share with the rest of the runtime.

#ifndef GRT_STD_H
#define GRT_STD_H
#include "rt.h"

/// Nanoseconds of the monotonic clock.
int64_t grt_nanotime(void);

#endif
