/// \file
/// Allocation: cells from the bump range of their kind, runs of free cells to refill it, large
/// objects. Source: runtime/README.md, "Memory".

#include "gc/heap.h"
#include "sys/shadow.h"

#include <stdio.h>
#include <string.h>

GrtHeap grt_heap;
_Thread_local AbiBump grt_tls_cache[ABI_N_ALLOC_SLOTS];

/// Runs are zeroed when they are taken; longer ones would leave the first-level cache before they
/// are used.
#define MAX_RUN_BYTES 16384

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

/// Takes the next run out of k's block into its bump range; false if the block has none left.
static bool take_run(GrtHeap *h, GrtKind *k) {
  GrtBlock *m = &h->blocks[k->block];
  GrtBits *bits = grt_block_bits(h, k->block);
  uint32_t start = k->pos;
  uint32_t n = next_free_run(bits, &start, m->n_cells);
  if (n == 0)
    return false;
  bool one_by_one = grt_process.options.gc_stress != 0 || GRT_HAS_SHADOW;
  uint32_t most = one_by_one ? 1 : MAX_RUN_BYTES / k->cell;
  if (n > most)
    n = most > 0 ? most : 1;
  k->pos = start + n;
  char *p = grt_block_start(h, k->block) + (size_t)start * k->cell;
  size_t bytes = (size_t)n * k->cell;
  grt_shadow_unpoison(p, bytes);
  if (!m->zeroed)
    memset(p, 0, bytes);
  set_alloc_bits(bits, start, n);
  k->bump->cur = p;
  k->bump->end = p + bytes;
  k->n_taken += n;
  h->since_gc += bytes;
  return true;
}

/// Whether a collection is due before the mutator gets more.
static bool collection_due(GrtHeap *h) {
  const GrtOptions *o = &grt_process.options;
  if (o->gc_off || h->collecting)
    return false;
  if (o->gc_stress != 0 && ++h->stress_count % o->gc_stress == 0)
    return true;
  return h->since_gc >= h->trigger;
}

/// Fills the empty bump range of a kind and takes its first cell.
GRT_COLD static void *refill(GrtHeap *h, uint32_t n) {
  GrtKind *k = &h->kinds[n];
  if (collection_due(h))
    grt_collect(h, false);
  bool collected = false;
  while (k->block == 0 || !take_run(h, k)) {
    if (k->partial != 0) {
      k->block = k->partial;
      k->partial = h->blocks[k->block].next;
    } else {
      k->block = grt_block_new_cells(h, n);
      if (k->block == 0) {
        if (collected)
          out_of_memory(k->cell);
        grt_collect(h, false);
        collected = true;
      }
    }
    k->pos = 0;
  }
  char *p = k->bump->cur;
  k->bump->cur = p + k->cell;
  return p;
}

static inline void *take_cell(GrtHeap *h, uint32_t n) {
  GrtKind *k = &h->kinds[n];
  AbiBump *bump = k->bump;
  char *p = bump->cur;
  if (GRT_LIKELY((size_t)(bump->end - p) >= k->cell)) {
    bump->cur = p + k->cell;
    return p;
  }
  return refill(h, n);
}

/// Bytes that statistics show for a large object: whole pages of 8 KiB, as gc counts.
static uint64_t large_bytes(uint64_t size) { return (size + 8191) & ~(uint64_t)8191; }

GRT_COLD static void *alloc_large(GrtHeap *h, uint64_t size, uint32_t kind, bool zero) {
  uint64_t n_blocks = (size + GRT_BLOCK_SIZE - 1) >> GRT_BLOCK_SHIFT;
  if (size > GRT_MAX_ALLOC || n_blocks > h->max_blocks)
    out_of_memory(size);
  if (collection_due(h))
    grt_collect(h, false);
  uint32_t b = grt_block_new_large(h, kind, (uint32_t)n_blocks, zero);
  if (b == 0) {
    grt_collect(h, false);
    b = grt_block_new_large(h, kind, (uint32_t)n_blocks, zero);
    if (b == 0)
      out_of_memory(size);
  }
  uint64_t bytes = large_bytes(size);
  h->blocks[b].cell = (uint32_t)(bytes >> 13);
  h->since_gc += bytes;
  h->large_taken++;
  h->large_bytes += bytes;
  char *p = grt_block_start(h, b);
  grt_shadow_poison(p, n_blocks << GRT_BLOCK_SHIFT);
  grt_shadow_unpoison(p, size);
  return p;
}

bool grt_cache_is_held(void) { return grt_heap.is_held; }

void grt_cache_hold(void) {
  GrtHeap *h = &grt_heap;
  if (h->is_held)
    return;
  h->is_held = true;
  for (uint32_t i = 0; i < ABI_N_ALLOC_SLOTS; i++) {
    h->held_end[i] = grt_tls_cache[i].end;
    grt_tls_cache[i].end = NULL;
  }
}

void grt_cache_release(void) {
  GrtHeap *h = &grt_heap;
  if (!h->is_held)
    return;
  for (uint32_t i = 0; i < ABI_N_ALLOC_SLOTS; i++)
    grt_tls_cache[i].end = h->held_end[i];
  h->is_held = false;
}

static void *alloc_kind(GrtHeap *h, uint64_t size, uint32_t kind, bool zero) {
  if (GRT_UNLIKELY(h->is_held)) {
    grt_cache_release();
    void *p = alloc_kind(h, size, kind, zero);
    grt_cache_hold();
    return p;
  }
  if (size > ABI_MAX_SMALL_SIZE)
    return alloc_large(h, size, kind, zero);
  char *p = take_cell(h, kind);
  grt_shadow_poison(p, h->kinds[kind].cell); // with ASan: all but the object's own bytes
  grt_shadow_unpoison(p, size);
  return p;
}

static uint32_t noscan_kind(GrtHeap *h, uint64_t size) {
  return size > ABI_MAX_SMALL_SIZE ? 0 : grt_heap_class(h, size);
}

void *grt_new(int64_t size, const AbiType *type) {
  GrtHeap *h = &grt_heap;
  uint64_t n = (uint64_t)size;
  if (type == NULL || type->ptr_bytes == 0)
    return alloc_kind(h, n, noscan_kind(h, n), true);
  return alloc_kind(h, n, grt_kind_find(h, n, type, false), true);
}

void *grt_gc_alloc_array(uint64_t size, const AbiType *elem) {
  GrtHeap *h = &grt_heap;
  if (elem == NULL || elem->ptr_bytes == 0)
    return alloc_kind(h, size, noscan_kind(h, size), true);
  return alloc_kind(h, size, grt_kind_find(h, size, elem, size != elem->size), true);
}

void *grt_gc_alloc_bytes(uint64_t size) {
  GrtHeap *h = &grt_heap;
  return alloc_kind(h, size, noscan_kind(h, size), false);
}

void *grt_gc_alloc_conservative(uint64_t size) {
  GrtHeap *h = &grt_heap;
  return alloc_kind(h, size, grt_kind_find(h, size, NULL, true), true);
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
