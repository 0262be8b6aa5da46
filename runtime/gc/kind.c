/// \file
/// Kinds of cells: which size class, and where the pointers are.
/// The first ABI_N_ALLOC_SLOTS kinds are fixed, one for each slot of the inline cache; the others
/// are made when a type needs them. Only (class, pointer pattern) matters, not the type, so there
/// are few.

#include "gc/heap.h"

#include <string.h>

/// Lookup table for the other kinds: by pattern, open addressing. In front of it each thread has
/// one by type.
#define TABLE_SIZE (2 * GRT_MAX_KINDS)

typedef struct KindIndex {
  GrtLock lock;
  uint32_t *table; ///< kind numbers, 0: empty
} KindIndex;

static KindIndex index_of_kinds;

static void fixed_kind(GrtHeap *h, int32_t slot, uint32_t size_class, uint64_t mask) {
  GrtKind *k = &h->kinds[slot];
  k->cell = abi_class_size(size_class);
  k->size_class = (uint8_t)size_class;
  k->mask = mask;
  k->mode = mask == 0 ? GRT_SCAN_NONE : GRT_SCAN_MASK;
}

void grt_kind_init(GrtHeap *h) {
  h->kinds = grt_mem_table(GRT_MAX_KINDS * sizeof(GrtKind));
  index_of_kinds.table = grt_mem_table(TABLE_SIZE * sizeof(uint32_t));
  h->kinds[0].mode = GRT_SCAN_NONE; // large objects without pointers
  for (uint32_t c = 1; c < ABI_N_CLASSES; c++)
    fixed_kind(h, (int32_t)c, c, 0);
  for (uint32_t c = 1; abi_class_size(c) <= 64; c++) {
    uint64_t n_masks = (uint64_t)1 << (abi_class_size(c) / 8);
    for (uint64_t mask = 1; mask < n_masks; mask++)
      fixed_kind(h, abi_alloc_slot(abi_class_size(c), mask), c, mask);
  }
  h->n_kinds = GRT_N_FIXED_KINDS;
}

static uint64_t low_bits(uint64_t n) { return n >= 64 ? ~(uint64_t)0 : ((uint64_t)1 << n) - 1; }

/// Repeats the low `period` bits of `mask` over `n` bits (n <= 64).
static uint64_t repeat_mask(uint64_t mask, uint64_t period, uint64_t n) {
  uint64_t all = 0;
  for (uint64_t i = 0; i < n && i < 64; i += period)
    all |= mask << i;
  return all & low_bits(n);
}

/// Describes where the pointers of such an object are, in `k` (whose size fields are set).
static void describe(GrtKind *k, const AbiType *type, bool is_array) {
  uint64_t cell_words = k->cell / 8;
  if (type == NULL) {
    k->mode = GRT_SCAN_ALL;
    return;
  }
  uint64_t elem_words = type->size / 8;
  uint64_t ptr_words = type->ptr_bytes / 8;
  const uint64_t *long_mask = grt_type_mask(type);
  uint64_t mask = long_mask[0] & low_bits(ptr_words);
  bool is_small_cell = cell_words != 0 && cell_words <= 64;
  if (is_array && elem_words <= 64 && mask == low_bits(elem_words)) {
    k->mode = GRT_SCAN_ALL;
  } else if (is_small_cell) {
    k->mode = GRT_SCAN_MASK;
    k->mask = is_array ? repeat_mask(mask, elem_words, cell_words) : mask;
  } else if (is_array && elem_words <= 64) {
    k->mode = GRT_SCAN_REPEAT;
    k->mask = mask;
    k->elem_words = (uint32_t)elem_words;
  } else {
    k->mode = GRT_SCAN_TYPE;
    k->long_mask = long_mask;
    k->elem_words = (uint32_t)elem_words;
    k->ptr_words = (uint32_t)ptr_words;
  }
  if (k->mode == GRT_SCAN_ALL && is_small_cell) {
    k->mode = GRT_SCAN_MASK;
    k->mask = low_bits(cell_words);
  }
}

static uint64_t hash_kind(const GrtKind *k) {
  uint64_t x = k->mask * 0x9e3779b97f4a7c15u;
  x ^= (uint64_t)(uintptr_t)k->long_mask * 0xc2b2ae3d27d4eb4fu;
  x ^= ((uint64_t)k->elem_words << 16 | (uint64_t)k->size_class << 8 | k->mode) *
       0x165667b19e3779f9u;
  x ^= x >> 29;
  return x * 0xbf58476d1ce4e5b9u >> 20;
}

static bool same_kind(const GrtKind *a, const GrtKind *b) {
  return a->size_class == b->size_class && a->mode == b->mode && a->mask == b->mask &&
         a->long_mask == b->long_mask && a->elem_words == b->elem_words &&
         a->ptr_words == b->ptr_words;
}

/// Returns the kind described by `want`, made now if it is new.
static uint32_t intern(GrtHeap *h, const GrtKind *want) {
  uint32_t *table = index_of_kinds.table;
  uint64_t i = hash_kind(want) % TABLE_SIZE;
  for (; table[i] != 0; i = (i + 1) % TABLE_SIZE)
    if (same_kind(&h->kinds[table[i]], want))
      return table[i];
  // The last places are kept for "every word", of which there is one a class: always right, if less
  // precise.
  if (h->n_kinds + ABI_N_CLASSES >= GRT_MAX_KINDS && want->mode != GRT_SCAN_ALL &&
      want->mask != low_bits(want->cell / 8)) {
    GrtKind all = {.cell = want->cell, .size_class = want->size_class};
    describe(&all, NULL, true);
    return intern(h, &all);
  }
  uint32_t n = h->n_kinds++;
  GrtKind *k = &h->kinds[n];
  *k = *want;
  table[i] = n;
  return n;
}

static uint32_t intern_locked(GrtHeap *h, const GrtKind *want) {
  grt_lock(&index_of_kinds.lock);
  uint32_t n = intern(h, want);
  grt_unlock(&index_of_kinds.lock);
  return n;
}

uint32_t grt_kind_find(GrtHeap *h, GrtCache *c, uint64_t size, const AbiType *type, bool is_array) {
  uint32_t size_class = size <= ABI_MAX_SMALL_SIZE ? grt_heap_class(h, size) : 0;
  uint32_t key = size_class << 1 | is_array;
  uint64_t slot = ((uint64_t)(uintptr_t)type >> 3 ^ (uint64_t)key * 0x9e3779b1u) % GRT_KIND_FRONT;
  GrtKindFront *front = &c->front[slot];
  if (front->type == type && front->key == key && front->kind != 0)
    return front->kind;
  GrtKind want = {.cell = abi_class_size(size_class), .size_class = (uint8_t)size_class};
  describe(&want, type, is_array);
  uint32_t n;
  if (want.mode == GRT_SCAN_MASK && abi_alloc_slot(want.cell, want.mask) >= 0)
    n = (uint32_t)abi_alloc_slot(want.cell, want.mask);
  else
    n = intern_locked(h, &want);
  *front = (GrtKindFront){.type = type, .key = key, .kind = n};
  return n;
}

/// Whether the collector takes word i of an object of this kind for a pointer.
static bool has_pointer_at(const GrtKind *k, size_t i) {
  switch ((GrtScanMode)k->mode) {
  case GRT_SCAN_NONE: return false;
  case GRT_SCAN_MASK: return i < 64 && (k->mask >> i & 1) != 0;
  case GRT_SCAN_ALL: return true;
  case GRT_SCAN_REPEAT: return (k->mask >> i % k->elem_words & 1) != 0;
  case GRT_SCAN_TYPE:
    i %= k->elem_words;
    return i < k->ptr_words && (k->long_mask[i / 64] >> (i % 64) & 1) != 0;
  }
  return false;
}

size_t grt_gc_pointer_words(const void *p, uint8_t *is_pointer, size_t n) {
  GrtHeap *h = &grt_heap;
  const char *object = grt_find_object(h, p);
  if (object == NULL)
    return 0;
  const GrtBlock *block = &h->blocks[(size_t)(object - h->base) >> GRT_BLOCK_SHIFT];
  bool is_large = block->state != GRT_BLOCK_CELLS;
  size_t n_words = is_large ? (size_t)block->cell << 10 : block->cell / 8;
  size_t first = (size_t)((const char *)p - object) / 8;
  const GrtKind *k = &h->kinds[block->kind];
  for (size_t i = 0; i < n && first + i < n_words; i++)
    is_pointer[i] = has_pointer_at(k, first + i);
  return n_words - first;
}
