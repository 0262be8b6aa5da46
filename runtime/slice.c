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
void grt_growslice_in_frame(AbiSlice *out, void *old, int64_t new_len, int64_t old_cap, int64_t num,
                            const AbiType *elem, AbiFrameBuffer *buffer, int64_t room);

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

/// The capacity that gc chooses, or a panic.
static int64_t grown_cap(int64_t new_len, int64_t old_cap, const AbiType *elem) {
  if (new_len < 0)
    grt_panic_error("growslice: len out of range");
  if (elem->size == 0)
    return new_len;
  uint64_t size;
  int64_t cap = next_cap(new_len, old_cap);
  if (__builtin_mul_overflow(elem->size, (uint64_t)cap, &size) || size > GRT_MAX_ALLOC)
    grt_panic_error("growslice: len out of range");
  return (int64_t)(grt_gc_round_size(size, elem->ptr_bytes != 0) / elem->size);
}

/// Fills a grown array but for the new elements, which the caller stores.
static void move_elems(AbiSlice *to, const void *old, int64_t num, const AbiType *elem,
                       bool is_zeroed) {
  char *p = to->ptr;
  uint64_t written = (uint64_t)to->len * elem->size;
  if (!is_zeroed)
    memset(p + written, 0, (uint64_t)to->cap * elem->size - written);
  uint64_t kept = (uint64_t)(to->len - num) * elem->size;
  if (kept > 0)
    memcpy(p, old, kept);
}

static void grow_on_heap(AbiSlice *out, const void *old, int64_t new_len, int64_t cap, int64_t num,
                         const AbiType *elem) {
  uint64_t size = (uint64_t)cap * elem->size;
  bool has_pointers = elem->ptr_bytes != 0;
  void *p = has_pointers ? grt_gc_alloc_array(size, elem) : grt_gc_alloc_bytes(size);
  *out = (AbiSlice){p, new_len, cap};
  move_elems(out, old, num, elem, has_pointers);
}

void grt_growslice(AbiSlice *out, void *old, int64_t new_len, int64_t old_cap, int64_t num,
                   const AbiType *elem) {
  int64_t cap = grown_cap(new_len, old_cap, elem);
  if (elem->size == 0)
    *out = (AbiSlice){zero_size(), new_len, cap};
  else
    grow_on_heap(out, old, new_len, cap, num, elem);
}

void grt_growslice_in_frame(AbiSlice *out, void *old, int64_t new_len, int64_t old_cap, int64_t num,
                            const AbiType *elem, AbiFrameBuffer *buffer, int64_t room) {
  int64_t cap = grown_cap(new_len, old_cap, elem);
  uint64_t size = (uint64_t)cap * elem->size;
  if (size > (uint64_t)room - buffer->used) {
    grow_on_heap(out, old, new_len, cap, num, elem);
    return;
  }
  *out = (AbiSlice){buffer->bytes + buffer->used, new_len, cap};
  buffer->used += (size + 7) & ~UINT64_C(7); // room is a multiple of a word
  move_elems(out, old, num, elem, false);
}
