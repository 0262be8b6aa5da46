/// \file
/// Marking: from the roots through the heap, depth first with a short queue of prefetched
/// addresses. Roots: the writable part of the executable's data, the goroutines' stacks with the
/// registers that the switch away from each saved there (both conservatively), the goroutines'
/// records. Heap objects are scanned by the pointer mask of their kind; pointers into the middle of
/// an object count.

#include "gc/marker.h"
#include "sched/sched.h"
#include "sched/timer.h"
#include "sys/shadow.h"

#include <elf.h>
#include <link.h>
#include <string.h>

/// A part of the roots: that many bytes of data, or goroutines.
#define PART_BYTES ((size_t)64 << 10)
#define PART_GOROUTINES 64
#define MAX_DATA_RANGES 16
/// Objects that one thread scans alone before it calls others, for finalizers and the like.
#define ALONE 4096
#define BLOCK_WORDS (GRT_BLOCK_SIZE / 8)

/// The writable data of the executable, found once.
typedef struct DataRanges {
  const char *lo[MAX_DATA_RANGES];
  const char *hi[MAX_DATA_RANGES];
  uint32_t n;
} DataRanges;

static DataRanges data_ranges;
/// Of this collection.
static uint32_t n_workers;

GRT_COLD static void grow(Marker *m) {
  size_t cap = m->cap_stack == 0 ? 65536 : m->cap_stack * 2;
  m->stack =
      grt_mem_table_grow(m->stack, m->cap_stack * sizeof(uintptr_t), cap * sizeof(uintptr_t));
  m->cap_stack = cap;
}

static inline void push(Marker *m, uintptr_t object) {
  if (GRT_UNLIKELY(m->n_stack == m->cap_stack))
    grow(m);
  m->stack[m->n_stack++] = object;
}

void grt_marker_push(Marker *m, const uintptr_t *objects, size_t n) {
  for (size_t i = 0; i < n; i++)
    push(m, objects[i]);
}

/// Sets a cell's mark; false if it has one, or is free.
static inline bool set_mark(const Marker *m, GrtBits *bits, uint64_t bit) {
  uint64_t old = __atomic_load_n(&bits->mark, __ATOMIC_RELAXED);
  if ((old & bit) != 0 || (bits->alloc & bit) == 0)
    return false;
  if (m->is_shared)
    return (__atomic_fetch_or(&bits->mark, bit, __ATOMIC_RELAXED) & bit) == 0;
  __atomic_store_n(&bits->mark, old | bit, __ATOMIC_RELAXED);
  return true;
}

/// Marks the large object that block b is a part of, if any.
GRT_COLD static void visit_large(Marker *m, uint32_t b) {
  GrtBlock *block = &m->h->blocks[b];
  if (block->state == GRT_BLOCK_FREE)
    return;
  if (block->state == GRT_BLOCK_LARGE_TAIL) {
    b = block->head;
    block = &m->h->blocks[b];
  }
  if (__atomic_load_n(&block->is_marked, __ATOMIC_RELAXED) ||
      __atomic_exchange_n(&block->is_marked, 1, __ATOMIC_RELAXED))
    return;
  if (!block->noscan)
    push(m, m->base + ((uintptr_t)b << GRT_BLOCK_SHIFT));
}

/// Marks the object that holds address `v` of the arena, if any.
static inline void visit(Marker *m, uintptr_t v) {
  GrtHeap *h = m->h;
  uint32_t b = (uint32_t)((v - m->base) >> GRT_BLOCK_SHIFT);
  GrtBlock *block = &h->blocks[b];
  if (GRT_LIKELY(block->state == GRT_BLOCK_CELLS)) {
    uint32_t cell = (uint32_t)((uint64_t)(v & (GRT_BLOCK_SIZE - 1)) * block->magic >> 32);
    if (cell >= block->n_cells)
      return;
    GrtBits *bits = &grt_block_bits(h, b)[cell / 64];
    if (set_mark(m, bits, (uint64_t)1 << (cell % 64)) && !block->noscan)
      push(m, m->base + ((uintptr_t)b << GRT_BLOCK_SHIFT) + (uintptr_t)cell * block->cell);
    return;
  }
  visit_large(m, b);
}

static inline void mark_word(Marker *m, uintptr_t v) {
  if (v - m->base >= m->size)
    return;
  __builtin_prefetch(&m->h->blocks[(v - m->base) >> GRT_BLOCK_SHIFT]);
  __builtin_prefetch((const void *)v);
  uint32_t i = m->queue_pos++ % GRT_MARK_QUEUE;
  uintptr_t old = m->queue[i];
  m->queue[i] = v;
  if (old != 0)
    visit(m, old);
}

/// A word that only may be a pointer. LLVM may keep nothing but a pointer to the end of an object,
/// which is the first byte of the next one: so the cell before counts too.
static inline void mark_root_word(Marker *m, uintptr_t v) {
  if (v - m->base >= m->size + 1)
    return;
  if (v - m->base == m->size) { // past the last block, which has no table entry
    mark_word(m, v - 1);
    return;
  }
  mark_word(m, v);
  const GrtBlock *block = &m->h->blocks[(v - m->base) >> GRT_BLOCK_SHIFT];
  uintptr_t off = v & (GRT_BLOCK_SIZE - 1);
  if (off == 0 || (block->state == GRT_BLOCK_CELLS && off % block->cell == 0))
    mark_word(m, v - 1);
}

GRT_NO_SANITIZE static void scan_masked(Marker *m, const uintptr_t *p, uint64_t mask) {
  for (; mask != 0; mask &= mask - 1)
    mark_word(m, p[__builtin_ctzll(mask)]);
}

/// Scans one element by a mask of any length.
GRT_NO_SANITIZE static void scan_long(Marker *m, const uintptr_t *p, const uint64_t *mask,
                                      size_t n_words) {
  for (size_t i = 0; i < n_words; i += 64) {
    uint64_t bits = mask[i / 64];
    if (n_words - i < 64)
      bits &= ((uint64_t)1 << (n_words - i)) - 1;
    scan_masked(m, p + i, bits);
  }
}

GRT_NO_SANITIZE static void scan_object(Marker *m, const GrtKind *k, const uintptr_t *p,
                                        size_t n_words) {
  switch ((GrtScanMode)k->mode) {
  case GRT_SCAN_NONE: return;
  case GRT_SCAN_MASK: scan_masked(m, p, k->mask); return;
  case GRT_SCAN_ALL:
    for (size_t i = 0; i < n_words; i++)
      mark_word(m, p[i]);
    return;
  case GRT_SCAN_REPEAT:
    for (size_t i = 0; i + k->elem_words <= n_words; i += k->elem_words)
      scan_masked(m, p + i, k->mask);
    return;
  case GRT_SCAN_TYPE:
    for (size_t i = 0; i + k->elem_words <= n_words; i += k->elem_words)
      scan_long(m, p + i, k->long_mask, k->ptr_words);
    return;
  }
}

/// Scans the elements of a large object that begin in its block b.
static void scan_block_of_large(Marker *m, uint32_t b) {
  GrtHeap *h = m->h;
  uint32_t head = h->blocks[b].state == GRT_BLOCK_LARGE_TAIL ? h->blocks[b].head : b;
  const GrtKind *k = &h->kinds[h->blocks[head].kind];
  size_t n_words = (size_t)h->blocks[head].cell << 10;
  size_t elem = k->elem_words != 0 ? k->elem_words : 1;
  size_t lo = ((size_t)(b - head) * BLOCK_WORDS + elem - 1) / elem * elem;
  size_t hi = ((size_t)(b - head + 1) * BLOCK_WORDS + elem - 1) / elem * elem;
  if (hi > n_words)
    hi = n_words;
  if (lo < hi)
    scan_object(m, k, (const uintptr_t *)(void *)grt_block_start(h, head) + lo, hi - lo);
}

/// A large object is scanned over all its blocks: what is behind its end is zero. Several threads
/// share the blocks.
static void scan_large(Marker *m, uintptr_t entry) {
  GrtHeap *h = m->h;
  uint32_t b = (uint32_t)((entry - m->base) >> GRT_BLOCK_SHIFT);
  const GrtBlock *block = &h->blocks[b];
  if ((entry & 1) != 0) {
    scan_block_of_large(m, b);
  } else if (m->is_shared && block->n_blocks > 1) {
    for (uint32_t i = block->n_blocks; i-- > 0;)
      push(m, entry + ((uintptr_t)i << GRT_BLOCK_SHIFT) + 1);
  } else {
    scan_object(m, &h->kinds[block->kind], (const uintptr_t *)entry, (size_t)block->cell << 10);
  }
}

bool grt_marker_drain(Marker *m, size_t budget) {
  GrtHeap *h = m->h;
  for (;;) {
    while (m->n_stack > m->first) {
      if (budget-- == 0)
        return false;
      uintptr_t object = m->stack[--m->n_stack];
      GrtBlock *block = &h->blocks[(object - m->base) >> GRT_BLOCK_SHIFT];
      if (GRT_LIKELY(block->state == GRT_BLOCK_CELLS))
        scan_object(m, &h->kinds[block->kind], (const uintptr_t *)object, block->cell / 8);
      else
        scan_large(m, object);
    }
    m->first = m->n_stack = 0;
    for (uint32_t i = 0; i < GRT_MARK_QUEUE; i++) {
      uintptr_t v = m->queue[i];
      m->queue[i] = 0;
      if (v != 0)
        visit(m, v);
    }
    if (m->n_stack == 0)
      return true;
  }
}

GRT_NO_SANITIZE static void scan_range(Marker *m, const char *lo, const char *hi) {
  const uintptr_t *p = (const uintptr_t *)(((uintptr_t)lo + 7) & ~(uintptr_t)7);
  const uintptr_t *end = (const uintptr_t *)((uintptr_t)hi & ~(uintptr_t)7);
  for (; p < end; p++)
    mark_root_word(m, *p);
}

/// The executable's own header: the linker defines it.
extern const ElfW(Ehdr) __ehdr_start __attribute__((visibility("hidden")));

static void add_data(const char *lo, const char *hi) {
  DataRanges *d = &data_ranges;
  if (d->n == MAX_DATA_RANGES)
    grt_fatal("runtime: too many segments");
  d->lo[d->n] = (const char *)(((uintptr_t)lo + 7) & ~(uintptr_t)7); // parts begin at words
  d->hi[d->n++] = hi;
}

/// Finds the writable segments of the executable, without the part that is read-only after
/// relocation.
static void find_data(void) {
  const char *image = (const char *)&__ehdr_start;
  const ElfW(Phdr) *ph = (const void *)(image + __ehdr_start.e_phoff);
  uintptr_t load_bias = 0;
  uintptr_t relro_lo = 0, relro_hi = 0;
  for (unsigned i = 0; i < __ehdr_start.e_phnum; i++) {
    if (ph[i].p_type == PT_PHDR)
      load_bias = (uintptr_t)ph - ph[i].p_vaddr;
    if (ph[i].p_type == PT_GNU_RELRO) {
      relro_lo = ph[i].p_vaddr;
      relro_hi = ph[i].p_vaddr + ph[i].p_memsz;
    }
  }
  for (unsigned i = 0; i < __ehdr_start.e_phnum; i++) {
    if (ph[i].p_type != PT_LOAD || (ph[i].p_flags & PF_W) == 0)
      continue;
    uintptr_t lo = ph[i].p_vaddr, hi = lo + ph[i].p_memsz;
    if (lo >= relro_lo && lo < relro_hi)
      lo = relro_hi;
    if (lo < hi)
      add_data((const char *)(load_bias + lo), (const char *)(load_bias + hi));
  }
}

/// With ASan, locals may be in frames of its own; the real frame holds a pointer to that one.
GRT_NO_SANITIZE static void scan_fake_frames(Marker *m, const GrtG *g, const char *from,
                                             const char *to) {
  const uintptr_t *end = (const uintptr_t *)(const void *)to;
  for (const uintptr_t *p = (const uintptr_t *)(const void *)from; p < end; p++) {
    char *lo, *hi;
    if (grt_shadow_frame(g->fake_stack, *p, &lo, &hi))
      scan_range(m, lo, hi);
  }
}

static void scan_segment(Marker *m, const GrtG *g, const char *sp, const char *hi) {
  atomic_fetch_add_explicit(&m->h->stack_bytes, (uint64_t)(hi - sp), memory_order_relaxed);
  for (const char *at = sp; at < hi; at += PART_BYTES) {
    scan_range(m, at, (size_t)(hi - at) > PART_BYTES ? at + PART_BYTES : hi);
    grt_share_offer(m);
  }
  if (GRT_HAS_SHADOW)
    scan_fake_frames(m, g, sp, hi);
}

static void scan_goroutine(GrtG *g, void *arg) {
  Marker *m = arg;
  // One in a system call may come back now, and be left for want of a P: its status changes after
  // its stack pointer was saved, and syscall_sp holds until it runs again.
  uint8_t status = __atomic_load_n(&g->status, __ATOMIC_ACQUIRE);
  if (status == GRT_STATUS_DEAD)
    return;
  mark_root_word(m, (uintptr_t)g->abi.defers);
  mark_root_word(m, (uintptr_t)g->fn);
  const char *sp = __atomic_load_n(&g->sched_sp, __ATOMIC_RELAXED);
  if (status == GRT_STATUS_SYSCALL && sp == NULL) {
    sp = g->syscall_sp;
    for (size_t i = 0; i < sizeof g->syscall_regs / sizeof g->syscall_regs[0]; i++)
      mark_root_word(m, (uintptr_t)g->syscall_regs[i]);
  }
  if (sp == NULL)
    return;
  scan_segment(m, g, sp, g->stack_hi);
  for (uint32_t i = g->segment; i != GRT_SEGMENT_FIRST;) {
    i = g->segments[i].previous;
    scan_segment(m, g, g->segments[i].sp, g->segments[i].hi);
  }
}

static uint32_t n_parts_of(size_t n, size_t part) { return (uint32_t)((n + part - 1) / part); }

static uint32_t n_data_parts(uint32_t range) {
  return n_parts_of((size_t)(data_ranges.hi[range] - data_ranges.lo[range]), PART_BYTES);
}

static uint32_t count_parts(void) {
  uint32_t n = n_parts_of(grt_stack_count(), PART_GOROUTINES);
  for (uint32_t i = 0; i < data_ranges.n; i++)
    n += n_data_parts(i);
  return n;
}

void grt_marker_roots(Marker *m, uint32_t part) {
  for (uint32_t i = 0; i < data_ranges.n; i++) {
    uint32_t n = n_data_parts(i);
    if (part >= n) {
      part -= n;
      continue;
    }
    const char *lo = data_ranges.lo[i] + part * PART_BYTES;
    scan_range(m, lo, part + 1 == n ? data_ranges.hi[i] : lo + PART_BYTES);
    return;
  }
  grt_stack_some((size_t)part * PART_GOROUTINES, PART_GOROUTINES, scan_goroutine, m);
}

void grt_mark_all(GrtHeap *h) {
  Marker *m = &grt_markers[0];
  m->h = h;
  m->base = (uintptr_t)h->base;
  // Before the first allocation no table entry is open, not even the one of the unused block 0.
  m->size = h->open_blocks ? (uintptr_t)(grt_heap_limit(h) - h->base) : 0;
  if (data_ranges.n == 0)
    find_data();
  atomic_store_explicit(&h->stack_bytes, 0, memory_order_relaxed);
  n_workers = grt_share_begin(h);
  uint32_t n_parts = count_parts();
  if (n_workers > 1) {
    grt_share_run(n_workers, n_parts);
  } else {
    for (uint32_t i = 0; i < n_parts; i++)
      grt_marker_roots(m, i);
  }
  grt_timers_mark();
  grt_mark_drain(h);
  grt_cleanup_mark(h);
  grt_weak_find(h);
  grt_final_mark(h);
  grt_cleanup_find(h);
  grt_share_end();
}

void grt_mark_pointer(GrtHeap *h, const void *object) {
  (void)h;
  mark_word(&grt_markers[0], (uintptr_t)object);
}

void grt_mark_contents(GrtHeap *h, const void *object) {
  Marker *m = &grt_markers[0];
  const GrtBlock *block = &h->blocks[((uintptr_t)object - m->base) >> GRT_BLOCK_SHIFT];
  size_t bytes = block->state == GRT_BLOCK_CELLS ? block->cell : (size_t)block->cell << 13;
  scan_object(m, &h->kinds[block->kind], object, bytes / 8);
}

void grt_mark_drain(GrtHeap *h) {
  (void)h;
  if (!grt_marker_drain(&grt_markers[0], n_workers > 1 ? ALONE : SIZE_MAX))
    grt_share_run(n_workers, 0);
}

bool grt_is_marked(const GrtHeap *h, const void *object) {
  uint32_t b = (uint32_t)(((uintptr_t)object - (uintptr_t)h->base) >> GRT_BLOCK_SHIFT);
  const GrtBlock *block = &h->blocks[b];
  if (block->state != GRT_BLOCK_CELLS)
    return block->is_marked;
  size_t cell = ((uintptr_t)object & (GRT_BLOCK_SIZE - 1)) / block->cell;
  return (grt_block_bits(h, b)[cell / 64].mark >> (cell % 64) & 1) != 0;
}

bool grt_is_heap(const void *p) {
  return (uintptr_t)p - (uintptr_t)grt_heap.base <
         (uintptr_t)(grt_heap_limit(&grt_heap) - grt_heap.base);
}

void *grt_find_object(const GrtHeap *h, const void *p) {
  if ((uintptr_t)p < (uintptr_t)h->base || (uintptr_t)p >= (uintptr_t)grt_heap_limit(h))
    return NULL;
  uint32_t b = (uint32_t)(((uintptr_t)p - (uintptr_t)h->base) >> GRT_BLOCK_SHIFT);
  const GrtBlock *block = &h->blocks[b];
  if (block->state == GRT_BLOCK_FREE)
    return NULL;
  if (block->state != GRT_BLOCK_CELLS)
    return grt_block_start(h, block->head);
  size_t cell = ((uintptr_t)p & (GRT_BLOCK_SIZE - 1)) / block->cell;
  if (cell >= block->n_cells || (grt_block_bits(h, b)[cell / 64].alloc >> (cell % 64) & 1) == 0)
    return NULL;
  return grt_block_start(h, b) + cell * block->cell;
}
