/// \file
/// The arena: reservation, opening it in steps, free runs of blocks.
/// Knows nothing of marking; contents of blocks are zeroed here only for large objects.

#include "gc/heap.h"
#include "sys/shadow.h"

#include <string.h>

#define MAX_ARENA ((size_t)512 << 30)
#define MIN_ARENA ((size_t)64 << 20)
#define OPEN_STEP_BLOCKS (((size_t)64 << 20) >> GRT_BLOCK_SHIFT)

static size_t page_up(size_t n) { return (n + 4095) & ~(size_t)4095; }

/// Reserves arena and side tables for `size` bytes of heap.
static bool reserve(GrtHeap *h, size_t size) {
  size_t n = size >> GRT_BLOCK_SHIFT;
  size_t bits_size = page_up(n * GRT_BLOCK_BIT_WORDS * sizeof(GrtBits));
  size_t blocks_size = page_up(n * sizeof(GrtBlock));
  char *p = grt_mem_reserve(size + bits_size + blocks_size, GRT_BLOCK_SIZE);
  if (p == NULL)
    return false;
  h->base = p;
  h->bits = (GrtBits *)(void *)(p + size);
  h->blocks = (GrtBlock *)(void *)(p + size + bits_size);
  h->max_blocks = (uint32_t)n;
  return true;
}

void grt_block_init(GrtHeap *h) {
  size_t size = MAX_ARENA;
  while (!reserve(h, size)) {
    size /= 2;
    if (size < MIN_ARENA)
      grt_fatal("runtime: cannot reserve memory for the heap");
  }
  h->n_blocks = 1;
  h->limit = GRT_BLOCK_SIZE;
}

/// Makes the table entries first..first+n-1 (of `size` bytes each) writable, in whole pages.
static bool open_table(void *table, size_t size, size_t first, size_t n) {
  uintptr_t lo = ((uintptr_t)table + first * size) & ~(uintptr_t)4095;
  uintptr_t hi = page_up((uintptr_t)table + (first + n) * size);
  return grt_mem_commit((void *)lo, hi - lo);
}

/// Opens the arena for at least `n` more blocks behind open_blocks; false if the system has no
/// more.
static bool open_blocks(GrtHeap *h, size_t n) {
  size_t room = h->max_blocks - h->open_blocks;
  if (n > room)
    return false;
  size_t step = n > OPEN_STEP_BLOCKS ? n : OPEN_STEP_BLOCKS;
  if (step > room)
    step = room;
  for (;;) {
    size_t first = h->open_blocks;
    if (grt_mem_commit(grt_block_start(h, (uint32_t)first), step << GRT_BLOCK_SHIFT)) {
      if (!open_table(h->bits, GRT_BLOCK_BIT_WORDS * sizeof(GrtBits), first, step) ||
          !open_table(h->blocks, sizeof(GrtBlock), first, step))
        return false;
      h->table_bytes += step * (GRT_BLOCK_BIT_WORDS * sizeof(GrtBits) + sizeof(GrtBlock));
      h->open_blocks += (uint32_t)step;
      return true;
    }
    if (step == n)
      return false;
    step = step / 2 > n ? step / 2 : n;
  }
}

static uint32_t bin_of(uint32_t n) {
  if (n < 16)
    return n;
  return 16 + (27 - (uint32_t)__builtin_clz(n)); // 16..31 -> 16, 32..63 -> 17, ...
}

static void free_run_add(GrtHeap *h, uint32_t b, uint32_t n) {
  uint32_t bin = bin_of(n);
  h->blocks[b].n_blocks = n;
  h->blocks[b].next = h->bins[bin];
  h->bins[bin] = b;
}

/// Takes n blocks out of a free run, of the shortest that fits within one bin; 0 if there is none.
static uint32_t free_run_take(GrtHeap *h, uint32_t n) {
  for (uint32_t bin = bin_of(n); bin < GRT_N_BINS; bin++) {
    uint32_t *link = &h->bins[bin];
    while (*link != 0) {
      uint32_t b = *link;
      uint32_t length = h->blocks[b].n_blocks;
      if (length >= n) {
        *link = h->blocks[b].next;
        if (length > n)
          free_run_add(h, b + n, length - n);
        return b;
      }
      link = &h->blocks[b].next;
    }
  }
  return 0;
}

/// Returns the first of n blocks, from a free run or from the fresh end of the arena.
static uint32_t take_blocks(GrtHeap *h, uint32_t n) {
  uint32_t b = free_run_take(h, n);
  if (b != 0)
    return b;
  if (h->n_blocks + (size_t)n > h->open_blocks &&
      !open_blocks(h, h->n_blocks + (size_t)n - h->open_blocks))
    return 0;
  b = h->n_blocks;
  h->n_blocks += n;
  h->limit = (size_t)h->n_blocks << GRT_BLOCK_SHIFT;
  for (uint32_t i = 0; i < n; i++)
    h->blocks[b + i].zeroed = true;
  return b;
}

uint32_t grt_block_new_cells(GrtHeap *h, uint32_t k) {
  uint32_t b = take_blocks(h, 1);
  if (b == 0)
    return 0;
  GrtBlock *m = &h->blocks[b];
  const GrtKind *kind = &h->kinds[k];
  m->cell = kind->cell;
  m->magic = (uint32_t)(((uint64_t)1 << 32) / m->cell + 1);
  m->n_cells = (uint32_t)GRT_BLOCK_SIZE / m->cell;
  m->kind = k;
  m->next = 0;
  m->state = GRT_BLOCK_CELLS;
  m->noscan = kind->mode == GRT_SCAN_NONE;
  grt_shadow_poison(grt_block_start(h, b), GRT_BLOCK_SIZE);
  memset(grt_block_bits(h, b), 0, (m->n_cells + 63) / 64 * sizeof(GrtBits));
  return b;
}

uint32_t grt_block_new_large(GrtHeap *h, uint32_t k, uint32_t n) {
  uint32_t b = take_blocks(h, n);
  if (b == 0)
    return 0;
  for (uint32_t i = 0; i < n; i++) {
    GrtBlock *m = &h->blocks[b + i];
    m->state = i == 0 ? GRT_BLOCK_LARGE : GRT_BLOCK_LARGE_TAIL;
    m->head = b;
  }
  GrtBlock *m = &h->blocks[b];
  m->n_blocks = n;
  m->kind = k;
  m->noscan = h->kinds[k].mode == GRT_SCAN_NONE;
  m->is_marked = false;
  return b;
}

void grt_block_clear_large(GrtHeap *h, uint32_t b, bool zero) {
  uint32_t n = h->blocks[b].n_blocks;
  grt_shadow_unpoison(grt_block_start(h, b), (size_t)n << GRT_BLOCK_SHIFT);
  for (uint32_t i = 0; i < n; i++) {
    GrtBlock *m = &h->blocks[b + i];
    if (zero && !m->zeroed)
      memset(grt_block_start(h, b + i), 0, GRT_BLOCK_SIZE);
    m->zeroed = false;
  }
}

/// Gives back what has been free for long: `head` counts the collections survived as free, with
/// this one.
static void discard_idle(GrtHeap *h, uint32_t b, uint32_t n, uint32_t patience) {
  uint32_t i = 0;
  while (i < n) {
    uint32_t start = i;
    while (i < n && !h->blocks[b + i].zeroed && h->blocks[b + i].head > patience)
      i++;
    if (i > start) {
      grt_mem_discard(grt_block_start(h, b + start), (size_t)(i - start) << GRT_BLOCK_SHIFT);
      for (uint32_t j = start; j < i; j++)
        h->blocks[b + j].zeroed = true;
    } else {
      i++;
    }
  }
}

void grt_block_rebuild_free(GrtHeap *h, uint32_t patience) {
  memset(h->bins, 0, sizeof h->bins);
  for (uint32_t b = 1; b < h->n_blocks;) {
    if (h->blocks[b].state != GRT_BLOCK_FREE) {
      b++;
      continue;
    }
    uint32_t start = b;
    while (b < h->n_blocks && h->blocks[b].state == GRT_BLOCK_FREE)
      h->blocks[b++].head++;
    discard_idle(h, start, b - start, patience);
    free_run_add(h, start, b - start);
  }
}
