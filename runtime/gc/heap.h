/// \file
/// Inside of the collector: blocks, kinds of cells, the heap.
///
/// The arena is one reservation, cut into blocks of 64 KiB. A block holds cells of one kind, or it
/// is part of one large object, or it is free. For each cell there is an `alloc` bit (handed to the
/// mutator) and a `mark` bit (reached in this collection). Invariants between collections:
///  - a cell without alloc bit is free; its contents are garbage unless the block is `zeroed`;
///  - cells in [bump.cur, bump.end) of a kind in a thread's cache have alloc bits and are zero; the
///  mutator takes them from there. The block belongs to the cache: no other thread changes its
///  bits;
///  - a collection first takes the alloc bits of those away, marks only cells with alloc bit, and
///  ends with
///    alloc = mark. So a stale pointer never brings a free cell back.

#ifndef GRT_GC_HEAP_H
#define GRT_GC_HEAP_H
#include "gc/gc.h"
#include "sys/lock.h"

#define GRT_BLOCK_SHIFT 16
#define GRT_BLOCK_SIZE ((size_t)1 << GRT_BLOCK_SHIFT)
/// Cells are at least 8 bytes: 64 of them for each pair of bitmap words.
#define GRT_BLOCK_BIT_WORDS (GRT_BLOCK_SIZE / 8 / 64)

typedef enum GrtBlockState {
  GRT_BLOCK_FREE,
  GRT_BLOCK_CELLS,
  GRT_BLOCK_LARGE,      ///< first block of a large object
  GRT_BLOCK_LARGE_TAIL, ///< its other blocks
} GrtBlockState;

/// Facts about one block. Block 0 is never used, so that 0 can mean none.
typedef struct GrtBlock {
  uint32_t magic; ///< index of the cell at byte `off`: off * magic >> 32
  uint32_t cell;  ///< bytes of a cell
  uint32_t n_cells;
  uint32_t kind;     ///< number of its GrtKind
  uint32_t next;     ///< next block of the list that this one is in
  uint32_t head;     ///< LARGE_TAIL: the first block
  uint32_t n_blocks; ///< LARGE, first block of a FREE run: length of the run
  uint8_t state;     ///< GrtBlockState
  uint8_t zeroed;    ///< FREE: reads as zero
  uint8_t is_marked; ///< LARGE; while threads mark, only accessed with atomic instructions
  uint8_t noscan;
} GrtBlock;

/// 64 cells.
typedef struct GrtBits {
  uint64_t alloc;
  uint64_t mark; ///< while threads mark, only accessed with atomic instructions
} GrtBits;

typedef enum GrtScanMode {
  GRT_SCAN_NONE,   ///< no pointers
  GRT_SCAN_MASK,   ///< `mask` describes the cell (at most 64 words)
  GRT_SCAN_ALL,    ///< every word is a pointer
  GRT_SCAN_REPEAT, ///< elements of elem_words (at most 64) words, each described by `mask`
  GRT_SCAN_TYPE    ///< elements of elem_words words, whose first ptr_words are described by
                   ///< `long_mask`
} GrtScanMode;

/// Cells of one size that are scanned alike.
typedef struct GrtKind {
  uint64_t mask;
  const uint64_t *long_mask;
  uint32_t elem_words;
  uint32_t ptr_words;
  uint32_t cell;      ///< bytes; 0: large objects
  uint8_t size_class; ///< 0: large objects
  uint8_t mode;       ///< GrtScanMode
  uint32_t partial;   ///< list of blocks with free cells that no thread has
} GrtKind;

#define GRT_N_FIXED_KINDS ABI_N_ALLOC_SLOTS
/// Free runs are listed by length: 1..15 blocks, then by powers of two.
#define GRT_N_BINS 40

typedef struct GrtHeap {
  GrtLock lock; ///< blocks, and what else threads share while the world runs
  char *base;
  /// Bytes from base that hold (or held) objects: n_blocks blocks. No address: the heap's own data
  /// are among the roots, and an end pointer would keep the last object.
  _Atomic size_t limit;
  uint32_t n_blocks;    ///< blocks ever used, with block 0
  uint32_t open_blocks; ///< blocks that are writable
  uint32_t max_blocks;  ///< blocks of the reservation
  GrtBlock *blocks;
  GrtBits *bits; ///< GRT_BLOCK_BIT_WORDS for each block
  GrtKind *kinds;
  uint32_t n_kinds;
  uint32_t bins[GRT_N_BINS];
  uint8_t class_by_8[1024 / 8 + 1];
  uint8_t class_by_128[(ABI_MAX_SMALL_SIZE - 1024) / 128 + 1];

  /// Bytes given to the mutator since the last collection, but for what caches have not added yet.
  _Atomic uint64_t since_gc;
  _Atomic uint64_t trigger;     ///< collect when since_gc reaches this
  _Atomic uint64_t stack_bytes; ///< of stacks that the last collection scanned: the more, the later
                                ///< the next
  _Atomic uint64_t stress_count;

  // Statistics; class 0 is large objects.
  uint64_t large_taken;
  uint64_t large_bytes;                 ///< of all large objects since the start
  uint64_t live_objects[ABI_N_CLASSES]; ///< at the end of the last collection
  uint64_t
      dead_objects[ABI_N_CLASSES]; ///< since the start, known at the end of the last collection
  uint64_t live_bytes;             ///< at the end of the last collection
  uint64_t total_at_gc;            ///< total bytes allocated until then
  uint64_t table_bytes;
  uint64_t n_gc;
  uint64_t n_forced;
  uint64_t pause_total_ns;
  uint64_t last_gc_ns;
  _Atomic uint64_t last_end; ///< of a collection, by grt_now; 0: there was none
  uint64_t pause_ns[256];
  uint64_t pause_end_ns[256];
} GrtHeap;

extern GrtHeap grt_heap;
extern _Thread_local AbiBump grt_tls_cache[ABI_N_ALLOC_SLOTS];

static inline char *grt_block_start(const GrtHeap *h, uint32_t b) {
  return h->base + ((size_t)b << GRT_BLOCK_SHIFT);
}

static inline GrtBits *grt_block_bits(const GrtHeap *h, uint32_t b) {
  return h->bits + (size_t)b * GRT_BLOCK_BIT_WORDS;
}

/// Returns the class of `size` (1..ABI_MAX_SMALL_SIZE).
static inline uint32_t grt_heap_class(const GrtHeap *h, uint64_t size) {
  if (size <= 1024)
    return h->class_by_8[(size + 7) / 8];
  return h->class_by_128[(size - 1024 + 127) / 128];
}

// ---- block.c: under the heap's lock, or while the world is stopped ----
void grt_block_init(GrtHeap *h);
/// Returns a block of cells of kind `k`, all free; 0 if there is no memory.
uint32_t grt_block_new_cells(GrtHeap *h, uint32_t k);
/// Returns the first of n blocks in a row, state LARGE, of kind `k`; 0 if there is no memory.
uint32_t grt_block_new_large(GrtHeap *h, uint32_t k, uint32_t n);
/// Makes those blocks ready for use; with `zero`, they read as zero. Without the heap's lock.
void grt_block_clear_large(GrtHeap *h, uint32_t b, bool zero);
/// Finds the free runs anew, after block states have changed; gives memory back to the system that
/// has been free in `patience` such calls before.
void grt_block_rebuild_free(GrtHeap *h, uint32_t patience);

static inline char *grt_heap_limit(const GrtHeap *h) {
  return h->base + atomic_load_explicit(&h->limit, memory_order_relaxed);
}

/// The thread's share of kind k, NULL if it never had any.
static inline GrtKindCache *grt_cache_kind(const GrtCache *c, uint32_t k) {
  GrtKindCache *chunk = c->chunks[k / GRT_KIND_CHUNK];
  return chunk == NULL ? NULL : &chunk[k % GRT_KIND_CHUNK];
}

// ---- kind.c ----
void grt_kind_init(GrtHeap *h);
/// Returns the kind of an object of `size` bytes that is one value of `type` or (is_array) many;
/// type NULL: every word may be a pointer. `type` has pointers.
uint32_t grt_kind_find(GrtHeap *h, GrtCache *c, uint64_t size, const AbiType *type, bool is_array);

// ---- mark.c ----
/// Marks all that is reachable from the roots. Runs on the system stack.
void grt_mark_all(GrtHeap *h);
/// For the finalizers, while marking: an object is reachable; its contents are, whether it is or
/// not; all that follows from what was said.
void grt_mark_pointer(GrtHeap *h, const void *object);
void grt_mark_contents(GrtHeap *h, const void *object);
void grt_mark_drain(GrtHeap *h);
bool grt_is_marked(const GrtHeap *h, const void *object);
/// Returns the start of the object that holds p, or NULL if there is none on the heap.
void *grt_find_object(const GrtHeap *h, const void *p);

// ---- final.c ----
/// Decides which finalizers are to run, after everything else was marked; marks what they need.
void grt_final_mark(GrtHeap *h);

// ---- cleanup.c ----
/// While marking: the functions are reachable. Then: finds objects that are gone.
void grt_cleanup_mark(GrtHeap *h);
void grt_cleanup_find(GrtHeap *h);

// ---- weak.c ----
/// While marking, before finalizers bring objects back: makes handles of dead objects forget them.
void grt_weak_find(GrtHeap *h);

// ---- collect.c ----
/// Decides how much may be allocated until the next collection.
void grt_gc_set_trigger(GrtHeap *h);
/// One collection, from the mutator's stack.
void grt_collect(GrtHeap *h, bool is_forced);

#endif
