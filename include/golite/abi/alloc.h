/// \file
/// Size classes, and the thread-local bump cache behind the inline allocation path.
///
/// The inline form of grt_new(size, type), expanded after LLVM's optimiser, takes `step` bytes (the
/// size of its class) from slot = abi_alloc_slot(size, mask), known at compile time (-1: call
/// grt_new), by exactly these instructions, so that the runtime can tell a thread that was stopped
/// among them:
///     movq %fs:grt_tls_cache[slot].cur, %a
///     leaq step(%a), %b
///     cmpq %fs:grt_tls_cache[slot].end, %b
///     ja   grt_new(size, type)
///     movq %b, %fs:grt_tls_cache[slot].cur
/// The result, %a, is zeroed. grt_tls_cache is a thread-local (local-exec) array of AbiBump.
/// Source: Go 1.27 internal/runtime/gc/sizeclasses.go for the class sizes (cap() after append shows
/// them).

#ifndef GOLITE_ABI_ALLOC_H
#define GOLITE_ABI_ALLOC_H
#include <stdint.h>

/// Objects above this size (bytes) are large: no class, never a cache slot.
#define ABI_MAX_SMALL_SIZE 32768

/// Number of size classes; class 0 is not used, classes are 1..ABI_N_CLASSES-1.
#define ABI_N_CLASSES 68

/// Cells of one cache slot are handed out from [cur, end); both NULL when empty.
typedef struct AbiBump AbiBump;
struct AbiBump {
  char *cur;
  char *end;
};

/// Slots 0..ABI_N_CLASSES-1 are pointer-free cells by class; then cells with pointers, one slot for
/// each pair of class (8, 16, 24, 32, 48, 64 bytes) and pointer mask.
#define ABI_N_SCAN_SLOTS (1 + 3 + 7 + 15 + 63 + 255)
#define ABI_N_ALLOC_SLOTS (ABI_N_CLASSES + ABI_N_SCAN_SLOTS)

/// Returns the size in bytes of cells of class `c` (1..ABI_N_CLASSES-1); 0 for class 0.
static inline uint32_t abi_class_size(uint32_t c) {
  static const uint16_t sizes[ABI_N_CLASSES] = {
      0,     8,     16,    24,    32,    48,    64,    80,    96,    112,   128,   144,
      160,   176,   192,   208,   224,   240,   256,   288,   320,   352,   384,   416,
      448,   480,   512,   576,   640,   704,   768,   896,   1024,  1152,  1280,  1408,
      1536,  1792,  2048,  2304,  2688,  3072,  3200,  3456,  4096,  4864,  5376,  6144,
      6528,  6784,  6912,  8192,  9472,  9728,  10240, 10880, 12288, 13568, 14336, 16384,
      18432, 19072, 20480, 21760, 24576, 27264, 28672, 32768};
  return sizes[c];
}

/// Returns the smallest class whose cells hold `size` bytes (0 < size <= ABI_MAX_SMALL_SIZE); 0 if
/// there is none.
static inline uint32_t abi_size_class(uint64_t size) {
  if (size == 0 || size > ABI_MAX_SMALL_SIZE)
    return 0;
  uint32_t lo = 1, hi = ABI_N_CLASSES - 1;
  while (lo < hi) {
    uint32_t mid = (lo + hi) / 2;
    if (abi_class_size(mid) >= size)
      hi = mid;
    else
      lo = mid + 1;
  }
  return lo;
}

/// Returns the cache slot of an object of `size` bytes (> 0) whose pointers are described by `mask`
/// (bit i: word i is a pointer; 0: none; only meaningful up to 64 words), or -1 if such objects
/// have no slot of their own.
static inline int32_t abi_alloc_slot(uint64_t size, uint64_t mask) {
  uint32_t c = abi_size_class(size);
  if (c == 0)
    return -1;
  if (mask == 0)
    return (int32_t)c;
  uint32_t words = abi_class_size(c) / 8;
  if (words > 8)
    return -1;
  // Masks of 1, 2, 3, 4, 6, 8 words start behind those of the shorter classes.
  static const uint16_t starts[9] = {0, 0, 1, 4, 11, 0, 26, 0, 89};
  return (int32_t)(ABI_N_CLASSES + starts[words] + (uint32_t)mask - 1);
}

_Static_assert(ABI_N_SCAN_SLOTS == 344, "1 + 3 + 7 + 15 + 63 + 255 masks");

#endif
