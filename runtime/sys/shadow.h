/// \file
/// What the runtime tells AddressSanitizer when it is built with it, and nothing otherwise: which
/// heap cells are free, where the stack is, where the frames are that ASan keeps away from the
/// stack.

#ifndef GRT_SYS_SHADOW_H
#define GRT_SYS_SHADOW_H
#include "rt.h"

#if __has_feature(thread_sanitizer)
#include <sanitizer/tsan_interface.h>
#endif

/// ThreadSanitizer counts entries of functions, so those that never return must not be counted.
#if __has_feature(thread_sanitizer)
#define GRT_NO_ENTRY __attribute__((disable_sanitizer_instrumentation))
#else
#define GRT_NO_ENTRY
#endif

/// The goroutine with this fiber of ThreadSanitizer's (or NULL) has ended.
static inline void grt_shadow_end(void *fiber) {
#if __has_feature(thread_sanitizer)
  if (fiber != NULL)
    __tsan_destroy_fiber(fiber);
#else
  (void)fiber;
#endif
}

#if __has_feature(address_sanitizer)
#include <pthread.h>
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>

#define GRT_HAS_SHADOW 1
#define GRT_NO_SANITIZE __attribute__((no_sanitize("address")))

/// Makes every access to [p, p+n) an error.
static inline void grt_shadow_poison(const void *p, size_t n) { __asan_poison_memory_region(p, n); }

static inline void grt_shadow_unpoison(const void *p, size_t n) {
  __asan_unpoison_memory_region(p, n);
}

/// Finds the frame that ASan keeps away from the stack and that holds p; its bounds in *lo, *hi.
static inline bool grt_shadow_frame(void *fake_stack, uintptr_t p, char **lo, char **hi) {
  void *begin, *end;
  if (fake_stack == NULL ||
      __asan_addr_is_in_fake_stack(fake_stack, (void *)p, &begin, &end) == NULL)
    return false;
  *lo = begin;
  *hi = end;
  return true;
}

static inline void *grt_shadow_fake_stack(void) { return __asan_get_current_fake_stack(); }

/// The frames below are left by a jump.
static inline void grt_shadow_jump(void) { __asan_handle_no_return(); }

/// The first thing on a new goroutine's stack.
static inline void grt_shadow_begin(void) { __sanitizer_finish_switch_fiber(NULL, NULL, NULL); }

/// The stack of a new thread, which is to be a system stack: then grt_shadow_on_system.
static inline void grt_shadow_begin_thread(const void **lo, size_t *size, void **fake_stack) {
  pthread_attr_t attr;
  void *stack;
  if (pthread_getattr_np(pthread_self(), &attr) != 0)
    return;
  if (pthread_attr_getstack(&attr, &stack, size) == 0)
    *lo = stack;
  pthread_attr_destroy(&attr);
  __sanitizer_start_switch_fiber(fake_stack, *lo, *size);
}

/// The first thing on the system stack after a switch to it.
static inline void grt_shadow_on_system(void *fake_stack) {
  __sanitizer_finish_switch_fiber(fake_stack, NULL, NULL);
}

/// The goroutine goes on in another segment of its stack, with the same frames of ASan's own.
static inline void grt_shadow_switch_segment(const void *lo, size_t n) {
  void *fake_stack;
  __sanitizer_start_switch_fiber(&fake_stack, lo, n);
  __sanitizer_finish_switch_fiber(fake_stack, NULL, NULL);
}

#else

#define GRT_HAS_SHADOW 0
#if __has_feature(thread_sanitizer)
#define GRT_HAS_FIBERS 1
#define GRT_NO_SANITIZE __attribute__((disable_sanitizer_instrumentation))
#else
#define GRT_NO_SANITIZE
#endif

static inline void grt_shadow_poison(const void *p, size_t n) {
  (void)p;
  (void)n;
}

static inline void grt_shadow_unpoison(const void *p, size_t n) {
  (void)p;
  (void)n;
}

static inline bool grt_shadow_frame(void *fake_stack, uintptr_t p, char **lo, char **hi) {
  (void)fake_stack;
  (void)p;
  (void)lo;
  (void)hi;
  return false;
}

static inline void *grt_shadow_fake_stack(void) { return NULL; }

static inline void grt_shadow_jump(void) {}

static inline void grt_shadow_begin(void) {}

static inline void grt_shadow_begin_thread(const void **lo, size_t *size, void **fake_stack) {
  (void)lo;
  (void)size;
  (void)fake_stack;
}

static inline void grt_shadow_on_system(void *fake_stack) { (void)fake_stack; }

static inline void grt_shadow_switch_segment(const void *lo, size_t n) {
  (void)lo;
  (void)n;
}

#endif
#endif
