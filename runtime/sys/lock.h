/// \file
/// Locks of the runtime's C code, and waiting in the kernel. A lock is held for a few dozen
/// instructions, never across a safepoint (an allocation, a park), by code that no signal stops.
/// Order, outermost first: a channel's or semaphore's, timers, scheduler, finalizers, cleanups,
/// heap, kinds, stacks, itabs.

#ifndef GRT_SYS_LOCK_H
#define GRT_SYS_LOCK_H
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct GrtLock {
  _Atomic uint32_t is_held;
} GrtLock;

void grt_lock_wait(GrtLock *l);

static inline bool grt_try_lock(GrtLock *l) {
  uint32_t expected = 0;
  return atomic_compare_exchange_strong_explicit(&l->is_held, &expected, 1, memory_order_acquire,
                                                 memory_order_relaxed);
}

static inline void grt_lock(GrtLock *l) {
  if (!grt_try_lock(l))
    grt_lock_wait(l);
}

static inline void grt_unlock(GrtLock *l) {
  atomic_store_explicit(&l->is_held, 0, memory_order_release);
}

static inline void grt_pause(void) { __builtin_ia32_pause(); }

/// Waits while *word == value, at most `ns` nanoseconds (0: for ever); may return early.
void grt_futex_wait(_Atomic uint32_t *word, uint32_t value, uint64_t ns);
void grt_futex_wake(_Atomic uint32_t *word, int n);
/// Nanoseconds of the monotonic clock.
uint64_t grt_now(void);

#endif
