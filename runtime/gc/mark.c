/// \file
/// Marking: from the roots through the heap, depth first with a short queue of prefetched
/// addresses. Roots: the writable part of the executable's data, the goroutines' stacks with the
/// registers that the switch away from each saved there (both conservatively), the goroutines'
/// records. Heap objects are scanned by the pointer mask of their kind; pointers into the middle of
/// an object count.

#include "gc/heap.h"
#include "sched/sched.h"
#include "sys/shadow.h"

#include <elf.h>
#include <link.h>
#include <string.h>

/// Pointers wait here between prefetch and visit. A power of two.
#define QUEUE_SIZE 16

typedef struct Marker {
  GrtHeap *h;
  uintptr_t base;
  uintptr_t size; ///< bytes from base that hold objects
  uintptr_t queue[QUEUE_SIZE];
  uint32_t queue_pos;
  uintptr_t *stack; ///< objects to scan
  size_t n_stack;
  size_t cap_stack;
} Marker;

/// Kept between collections, so that its memory is.
static Marker marker;

static void push(Marker *m, uintptr_t object) {
  if (GRT_UNLIKELY(m->n_stack == m->cap_stack)) {
    size_t cap = m->cap_stack == 0 ? 65536 : m->cap_stack * 2;
    m->stack =
        grt_mem_table_grow(m->stack, m->cap_stack * sizeof(uintptr_t), cap * sizeof(uintptr_t));
    m->cap_stack = cap;
  }
  m->stack[m->n_stack++] = object;
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
    uint64_t bit = (uint64_t)1 << (cell % 64);
    if ((bits->mark & bit) != 0 || (bits->alloc & bit) == 0)
      return;
    bits->mark |= bit;
    if (!block->noscan)
      push(m, m->base + ((uintptr_t)b << GRT_BLOCK_SHIFT) + (uintptr_t)cell * block->cell);
    return;
  }
  if (block->state == GRT_BLOCK_FREE)
    return;
  if (block->state == GRT_BLOCK_LARGE_TAIL) {
    b = block->head;
    block = &h->blocks[b];
  }
  if (block->is_marked)
    return;
  block->is_marked = true;
  if (!block->noscan)
    push(m, m->base + ((uintptr_t)b << GRT_BLOCK_SHIFT));
}

static inline void mark_word(Marker *m, uintptr_t v) {
  if (v - m->base >= m->size)
    return;
  __builtin_prefetch(&m->h->blocks[(v - m->base) >> GRT_BLOCK_SHIFT]);
  __builtin_prefetch((const void *)v);
  uint32_t i = m->queue_pos++ % QUEUE_SIZE;
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

static void drain(Marker *m) {
  GrtHeap *h = m->h;
  for (;;) {
    while (m->n_stack > 0) {
      uintptr_t object = m->stack[--m->n_stack];
      GrtBlock *block = &h->blocks[(object - m->base) >> GRT_BLOCK_SHIFT];
      // A large object is scanned over all its blocks: what is behind its end is zero.
      size_t bytes = block->state == GRT_BLOCK_CELLS ? block->cell : (size_t)block->cell << 13;
      scan_object(m, &h->kinds[block->kind], (const uintptr_t *)object, bytes / 8);
    }
    for (uint32_t i = 0; i < QUEUE_SIZE; i++) {
      uintptr_t v = m->queue[i];
      m->queue[i] = 0;
      if (v != 0)
        visit(m, v);
    }
    if (m->n_stack == 0)
      return;
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

/// Scans the writable segments of the executable, without the part that is read-only after
/// relocation.
static void scan_data(Marker *m) {
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
      scan_range(m, (const char *)(load_bias + lo), (const char *)(load_bias + hi));
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
  m->h->stack_bytes += (uint64_t)(hi - sp);
  scan_range(m, sp, hi);
  if (GRT_HAS_SHADOW)
    scan_fake_frames(m, g, sp, hi);
}

static void scan_goroutine(GrtG *g, void *arg) {
  Marker *m = arg;
  if (g->status == GRT_STATUS_DEAD)
    return;
  mark_root_word(m, (uintptr_t)g->abi.defers);
  mark_root_word(m, (uintptr_t)g->fn);
  if (g->sched_sp == NULL)
    return;
  scan_segment(m, g, g->sched_sp, g->stack_hi);
  for (uint32_t i = g->segment; i != GRT_SEGMENT_FIRST;) {
    i = g->segments[i].previous;
    scan_segment(m, g, g->segments[i].sp, g->segments[i].hi);
  }
}

void grt_mark_all(GrtHeap *h) {
  Marker *m = &marker;
  m->h = h;
  m->base = (uintptr_t)h->base;
  // Before the first allocation no table entry is open, not even the one of the unused block 0.
  m->size = h->open_blocks ? (uintptr_t)(h->limit - h->base) : 0;
  m->h->stack_bytes = 0;
  grt_p.free_defers = NULL; // only kept between collections
  scan_data(m);
  grt_stack_each(scan_goroutine, m);
  drain(m);
  grt_cleanup_mark(h);
  grt_weak_find(h);
  grt_final_mark(h);
  grt_cleanup_find(h);
}

void grt_mark_pointer(GrtHeap *h, const void *object) {
  (void)h;
  mark_word(&marker, (uintptr_t)object);
}

void grt_mark_contents(GrtHeap *h, const void *object) {
  const GrtBlock *block = &h->blocks[((uintptr_t)object - marker.base) >> GRT_BLOCK_SHIFT];
  size_t bytes = block->state == GRT_BLOCK_CELLS ? block->cell : (size_t)block->cell << 13;
  scan_object(&marker, &h->kinds[block->kind], object, bytes / 8);
}

void grt_mark_drain(GrtHeap *h) {
  (void)h;
  drain(&marker);
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
  return (uintptr_t)p - (uintptr_t)grt_heap.base < (uintptr_t)(grt_heap.limit - grt_heap.base);
}

void *grt_find_object(const GrtHeap *h, const void *p) {
  if ((uintptr_t)p < (uintptr_t)h->base || (uintptr_t)p >= (uintptr_t)h->limit)
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
