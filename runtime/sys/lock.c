/// \file
/// Locks and waiting. A lock's holder is running, or the kernel has taken the processor from it: so
/// who waits tries for a short time, then lets other threads run.

#include "sys/lock.h"

#include <linux/futex.h>
#include <sched.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define TRIES 40
#define YIELDS 20

void grt_lock_wait(GrtLock *l) {
  for (int round = 0;; round++) {
    for (int i = 0; i < TRIES; i++) {
      if (atomic_load_explicit(&l->is_held, memory_order_relaxed) == 0 && grt_try_lock(l))
        return;
      grt_pause();
    }
    if (round < YIELDS) {
      sched_yield();
    } else {
      struct timespec t = {0, 50000};
      nanosleep(&t, NULL);
    }
  }
}

void grt_futex_wait(_Atomic uint32_t *word, uint32_t value, uint64_t ns) {
  struct timespec t = {(time_t)(ns / 1000000000u), (long)(ns % 1000000000u)};
  syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, value, ns == 0 ? NULL : &t, NULL, 0);
}

void grt_futex_wake(_Atomic uint32_t *word, int n) {
  syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, n, NULL, NULL, 0);
}

uint64_t grt_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}
