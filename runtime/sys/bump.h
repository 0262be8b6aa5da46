/// \file
/// Restarting the inline allocation of compiled code.

#ifndef GRT_SYS_BUMP_H
#define GRT_SYS_BUMP_H
#include <stdint.h>

/// Where a goroutine that was stopped in compiled code at pc is to go on: at pc, or at the first
/// instruction of the allocation that pc is inside of. Safe in a signal handler.
uintptr_t grt_bump_restart(uintptr_t pc);

#endif
