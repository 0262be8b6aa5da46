/// \file
/// Allocation: cells from the bump range of their kind, runs of free cells to refill it, large
/// objects. Source: runtime/README.md, "Memory".

#include "gc/heap.h"
#include "sched/sched.h"
#include "sys/shadow.h"

#include <stdio.h>
#include <string.h>

GrtHeap grt_heap;
_Thread_local AbiBump grt_tls_cache[ABI_N_ALLOC_SLOTS];

/// Runs are zeroed when they are taken; longer ones would leave the first-level cache before they
/// are used.
#define MAX_RUN_BYTES 16384
/// A cache adds what it took to the heap's account when it is that much.
#define ACCOUNT_BYTES 16384

GRT_COLD GRT_NORETURN static void out_of_memory(uint64_t size) {
  GrtMemStats stats;
  grt_gc_stats(&stats);
  char msg[128];
  snprintf(msg, sizeof msg, "runtime: out of memory: cannot allocate %llu-byte block (%llu in use)",
           (unsigned long long)size, (unsigned long long)stats.heap_bytes);
  grt_fatal_out_of_memory(msg);
}

/// Finds the next run of free cells in bits[pos..n). Returns its length (0: none) and its start in
/// *pos.
static uint32_t next_free_run(const GrtBits *bits, uint32_t *pos, uint32_t n) {
  uint32_t i = *pos;
  while (i < n) {
    uint64_t free_bits = ~bits[i / 64].alloc >> (i % 64);
    if (free_bits != 0) {
      i += (uint32_t)__builtin_ctzll(free_bits);
      break;
    }
    i = (i | 63) + 1;
  }
  if (i >= n) {
    *pos = n;
    return 0;
  }
  uint32_t start = i;
  while (i < n) {
    uint64_t used_bits = bits[i / 64].alloc >> (i % 64);
    if (used_bits != 0) {
      i += (uint32_t)__builtin_ctzll(used_bits);
      break;
    }
    i = (i | 63) + 1;
  }
  *pos = start;
  return (i < n ? i : n) - start;
}

static void set_alloc_bits(GrtBits *bits, uint32_t start, uint32_t n) {
  while (n > 0) {
    uint32_t shift = start % 64;
    uint32_t here = 64 - shift < n ? 64 - shift : n;
    uint64_t ones = here == 64 ? ~(uint64_t)0 : ((uint64_t)1 << here) - 1;
    bits[start / 64].alloc |= ones << shift;
    start += here;
    n -= here;
  }
}

static void account(GrtHeap *h, GrtCache *c, uint64_t bytes) {
  c->since_gc += bytes;
  if (c->since_gc < ACCOUNT_BYTES)
    return;
  atomic_fetch_add_explicit(&h->since_gc, c->since_gc, memory_order_relaxed);
  c->since_gc = 0;
}

/// Takes the next run out of k's block into its bump range; false if the block has none left.
static bool take_run(GrtHeap *h, GrtCache *c, GrtKindCache *k) {
  GrtBlock *m = &h->blocks[k->block];
  GrtBits *bits = grt_block_bits(h, k->block);
  uint32_t start = k->pos;
  uint32_t n = next_free_run(bits, &start, m->n_cells);
  if (n == 0)
    return false;
  bool one_by_one = grt_process.options.gc_stress != 0 || GRT_HAS_SHADOW;
  uint32_t most = one_by_one ? 1 : MAX_RUN_BYTES / m->cell;
  if (n > most)
    n = most > 0 ? most : 1;
  k->pos = start + n;
  char *p = grt_block_start(h, k->block) + (size_t)start * m->cell;
  size_t bytes = (size_t)n * m->cell;
  grt_shadow_unpoison(p, bytes);
  if (!m->zeroed)
    memset(p, 0, bytes);
  set_alloc_bits(bits, start, n);
  k->bump->cur = p;
  k->bump->end = p + bytes;
  k->n_taken += n;
  account(h, c, bytes);
  return true;
}

/// Whether a collection is due before the mutator gets more.
static bool collection_due(GrtHeap *h) {
  const GrtOptions *o = &grt_process.options;
  if (o->gc_off)
    return false;
  if (o->gc_stress != 0 &&
      (atomic_fetch_add_explicit(&h->stress_count, 1, memory_order_relaxed) + 1) % o->gc_stress ==
          0)
    return true;
  return atomic_load_explicit(&h->since_gc, memory_order_relaxed) >=
         atomic_load_explicit(&h->trigger, memory_order_relaxed);
}

/// The next block with free cells for kind n, 0 if there is no memory.
static uint32_t next_block(GrtHeap *h, uint32_t n) {
  GrtKind *k = &h->kinds[n];
  grt_lock(&h->lock);
  uint32_t b = k->partial;
  if (b != 0)
    k->partial = h->blocks[b].next;
  else
    b = grt_block_new_cells(h, n);
  grt_unlock(&h->lock);
  return b;
}

/// Makes the calling thread's entries for kind n and its neighbours.
GRT_COLD static GrtKindCache *new_chunk(GrtCache *c, uint32_t n) {
  GrtKindCache *chunk = grt_mem_table(GRT_KIND_CHUNK * sizeof *chunk);
  uint32_t first = n / GRT_KIND_CHUNK * GRT_KIND_CHUNK;
  for (uint32_t i = 0; i < GRT_KIND_CHUNK; i++)
    chunk[i].bump = first + i < GRT_N_FIXED_KINDS ? &c->bumps[first + i] : &chunk[i].own;
  c->chunks[n / GRT_KIND_CHUNK] = chunk;
  return &chunk[n % GRT_KIND_CHUNK];
}

void grt_cache_init(GrtCache *c) { c->bumps = grt_tls_cache; }

/// What may stop the goroutine before it gets more memory: others who want that, a collection.
static void pause_for_others(GrtHeap *h) {
  if (GRT_UNLIKELY(grt_is_stopping()))
    grt_safepoint();
  if (collection_due(h))
    grt_collect(h, false);
}

/// Fills the empty bump range of a kind and takes its first cell.
GRT_COLD static void *refill(GrtHeap *h, GrtCache *c, uint32_t n) {
  GrtKindCache *k = grt_cache_kind(c, n);
  if (k == NULL)
    k = new_chunk(c, n);
  pause_for_others(h);
  bool collected = false;
  while (k->block == 0 || !take_run(h, c, k)) {
    k->block = next_block(h, n);
    k->pos = 0;
    if (k->block == 0) {
      if (collected)
        out_of_memory(h->kinds[n].cell);
      grt_collect(h, false);
      collected = true;
    }
  }
  char *p = k->bump->cur;
  k->bump->cur = p + h->kinds[n].cell;
  return p;
}

static inline void *take_cell(GrtHeap *h, GrtCache *c, uint32_t n) {
  GrtKindCache *k = grt_cache_kind(c, n);
  uint32_t cell = h->kinds[n].cell;
  if (GRT_LIKELY(k != NULL)) {
    AbiBump *bump = k->bump;
    char *p = bump->cur;
    if (GRT_LIKELY((size_t)(bump->end - p) >= cell)) {
      bump->cur = p + cell;
      return p;
    }
  }
  return refill(h, c, n);
}

/// Bytes that statistics show for a large object: whole pages of 8 KiB, as gc counts.
static uint64_t large_bytes(uint64_t size) { return (size + 8191) & ~(uint64_t)8191; }

static uint32_t new_large(GrtHeap *h, uint32_t kind, uint32_t n_blocks, bool zero, uint64_t bytes) {
  grt_lock(&h->lock);
  uint32_t b = grt_block_new_large(h, kind, n_blocks);
  if (b != 0) {
    h->blocks[b].cell = (uint32_t)(bytes >> 13);
    h->large_taken++;
    h->large_bytes += bytes;
  }
  grt_unlock(&h->lock);
  if (b == 0)
    return 0;
  atomic_fetch_add_explicit(&h->since_gc, bytes, memory_order_relaxed);
  grt_block_clear_large(h, b, zero);
  return b;
}

GRT_COLD static void *alloc_large(GrtHeap *h, uint64_t size, uint32_t kind, bool zero) {
  uint64_t n_blocks = (size + GRT_BLOCK_SIZE - 1) >> GRT_BLOCK_SHIFT;
  if (size > GRT_MAX_ALLOC || n_blocks > h->max_blocks)
    out_of_memory(size);
  pause_for_others(h);
  uint64_t bytes = large_bytes(size);
  uint32_t b = new_large(h, kind, (uint32_t)n_blocks, zero, bytes);
  if (b == 0) {
    grt_collect(h, false);
    b = new_large(h, kind, (uint32_t)n_blocks, zero, bytes);
    if (b == 0)
      out_of_memory(size);
  }
  char *p = grt_block_start(h, b);
  grt_shadow_poison(p, n_blocks << GRT_BLOCK_SHIFT);
  grt_shadow_unpoison(p, size);
  return p;
}

static inline void *alloc_kind(GrtHeap *h, GrtCache *c, uint64_t size, uint32_t kind, bool zero) {
  if (size > ABI_MAX_SMALL_SIZE)
    return alloc_large(h, size, kind, zero);
  char *p = take_cell(h, c, kind);
  grt_shadow_poison(p, h->kinds[kind].cell); // with ASan: all but the object's own bytes
  grt_shadow_unpoison(p, size);
  return p;
}

static uint32_t noscan_kind(GrtHeap *h, uint64_t size) {
  return size > ABI_MAX_SMALL_SIZE ? 0 : grt_heap_class(h, size);
}

void *grt_new(int64_t size, const AbiType *type) {
  GrtHeap *h = &grt_heap;
  GrtCache *c = &grt_m()->cache;
  uint64_t n = (uint64_t)size;
  if (type == NULL || type->ptr_bytes == 0)
    return alloc_kind(h, c, n, noscan_kind(h, n), true);
  return alloc_kind(h, c, n, grt_kind_find(h, c, n, type, false), true);
}

void *grt_gc_alloc_array(uint64_t size, const AbiType *elem) {
  GrtHeap *h = &grt_heap;
  GrtCache *c = &grt_m()->cache;
  if (elem == NULL || elem->ptr_bytes == 0)
    return alloc_kind(h, c, size, noscan_kind(h, size), true);
  return alloc_kind(h, c, size, grt_kind_find(h, c, size, elem, size != elem->size), true);
}

void *grt_gc_alloc_bytes(uint64_t size) {
  GrtHeap *h = &grt_heap;
  GrtCache *c = &grt_m()->cache;
  return alloc_kind(h, c, size, noscan_kind(h, size), false);
}

void *grt_gc_alloc_conservative(uint64_t size) {
  GrtHeap *h = &grt_heap;
  GrtCache *c = &grt_m()->cache;
  return alloc_kind(h, c, size, grt_kind_find(h, c, size, NULL, true), true);
}

uint64_t grt_gc_round_size(uint64_t size, bool has_pointers) {
  // gc puts a word in front of objects with pointers above 512 bytes; that word is not part of the
  // capacity.
  uint64_t header = has_pointers && size > 512 ? 8 : 0;
  if (size <= ABI_MAX_SMALL_SIZE - 8)
    return abi_class_size(grt_heap_class(&grt_heap, size + header)) - header;
  return size + 8191 < size ? size : large_bytes(size);
}

void grt_gc_init(void) {
  GrtHeap *h = &grt_heap;
  for (uint32_t i = 1; i < sizeof h->class_by_8; i++)
    h->class_by_8[i] = (uint8_t)abi_size_class((uint64_t)i * 8);
  for (uint32_t i = 0; i < sizeof h->class_by_128; i++)
    h->class_by_128[i] = (uint8_t)abi_size_class(1024 + (uint64_t)i * 128);
  grt_block_init(h);
  grt_kind_init(h);
  grt_gc_set_trigger(h);
}
