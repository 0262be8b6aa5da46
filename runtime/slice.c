/// \file
/// Slices and arrays on the heap: make, and the growth of append with gc's capacities.
/// Source: Go spec "Making slices, maps and channels", "Appending to and copying slices";
/// capacities as gc's, which programs print.

#include "gc/gc.h"
#include "rt.h"

#include <string.h>

extern const uint64_t grt_zerobase;

void *grt_new_array(const AbiType *elem, int64_t n);
void *grt_makeslice(const AbiType *elem, int64_t len, int64_t cap);
void grt_growslice(AbiSlice *out, void *old, int64_t new_len, int64_t old_cap, int64_t num,
                   const AbiType *elem);

static void *zero_size(void) { return (void *)(uintptr_t)&grt_zerobase; }

void *grt_new_array(const AbiType *elem, int64_t n) {
  uint64_t size;
  if (__builtin_mul_overflow(elem->size, (uint64_t)n, &size) || size > GRT_MAX_ALLOC || n < 0)
    grt_panic_error("allocation size out of range");
  return size == 0 ? zero_size() : grt_gc_alloc_array(size, elem);
}

void *grt_makeslice(const AbiType *elem, int64_t len, int64_t cap) {
  uint64_t size;
  bool too_big = __builtin_mul_overflow(elem->size, (uint64_t)cap, &size) || size > GRT_MAX_ALLOC;
  if (GRT_UNLIKELY(too_big || len < 0 || len > cap)) {
    // As gc: make([]T, n) with one bad size complains of len, also when cap is the culprit of both.
    uint64_t len_size;
    if (__builtin_mul_overflow(elem->size, (uint64_t)len, &len_size) || len_size > GRT_MAX_ALLOC ||
        len < 0)
      grt_panic_makeslice_len();
    grt_panic_makeslice_cap();
  }
  return size == 0 ? zero_size() : grt_gc_alloc_array(size, elem);
}

/// Capacity for new_len elements: twice the old one while small, later a quarter more at a time.
static int64_t next_cap(int64_t new_len, int64_t old_cap) {
  const int64_t threshold = 256;
  if ((uint64_t)new_len > 2 * (uint64_t)old_cap)
    return new_len;
  if (old_cap < threshold)
    return 2 * old_cap;
  uint64_t cap = (uint64_t)old_cap;
  while (cap < (uint64_t)new_len)
    cap += (cap + 3 * (uint64_t)threshold) >> 2;
  return cap > INT64_MAX ? new_len : (int64_t)cap;
}

void grt_growslice(AbiSlice *out, void *old, int64_t new_len, int64_t old_cap, int64_t num,
                   const AbiType *elem) {
  if (new_len < 0)
    grt_panic_error("growslice: len out of range");
  if (elem->size == 0) {
    *out = (AbiSlice){zero_size(), new_len, new_len};
    return;
  }
  uint64_t size;
  int64_t cap = next_cap(new_len, old_cap);
  if (__builtin_mul_overflow(elem->size, (uint64_t)cap, &size) || size > GRT_MAX_ALLOC)
    grt_panic_error("growslice: len out of range");
  cap = (int64_t)(grt_gc_round_size(size, elem->ptr_bytes != 0) / elem->size);
  size = (uint64_t)cap * elem->size;
  uint64_t used = (uint64_t)(new_len - num) * elem->size;
  char *p;
  if (elem->ptr_bytes == 0) {
    p = grt_gc_alloc_bytes(size);
    uint64_t written = (uint64_t)new_len * elem->size; // the caller stores the new elements
    memset(p + written, 0, size - written);
  } else {
    p = grt_gc_alloc_array(size, elem);
  }
  if (used > 0)
    memcpy(p, old, used);
  *out = (AbiSlice){p, new_len, cap};
}
