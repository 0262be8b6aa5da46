/// \file
/// One collection: stop handing out cells, mark, count, sort the blocks into free, partial and
/// full. Free cells are not touched here (they are zeroed when they are taken again), except under
/// GOLITE_GC=stress, which poisons them.

#include "gc/heap.h"
#include "sched/sched.h"
#include "sched/timer.h"
#include "sys/shadow.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/// How often runtime.GC lets others run while finalizers do.
#define FINAL_PATIENCE 200
/// What freed memory is filled with under stress: no valid address, odd, negative.
#define POISON 0xdb
#define MIN_HEAP ((uint64_t)4 << 20)
/// Allocated at least between two collections, whatever the memory limit is.
#define MIN_ROOM ((uint64_t)256 << 10)

static uint64_t now_ns(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/// Cells of a kind that are in a cache's bump range: counted as taken, but not handed out.
static uint64_t n_waiting(const GrtKindCache *k, uint32_t cell) {
  return cell == 0 ? 0 : (uint64_t)(k->bump->end - k->bump->cur) / cell;
}

static void clear_alloc_bits(GrtHeap *h, const GrtKindCache *k, uint32_t cell) {
  uint32_t b = (uint32_t)((uintptr_t)(k->bump->cur - h->base) >> GRT_BLOCK_SHIFT);
  uint32_t start = (uint32_t)((size_t)(k->bump->cur - grt_block_start(h, b)) / cell);
  GrtBits *bits = grt_block_bits(h, b);
  for (uint64_t i = 0; i < n_waiting(k, cell); i++)
    bits[(start + i) / 64].alloc &= ~((uint64_t)1 << ((start + i) % 64));
}

/// Takes back the cells of one thread that no object got.
static void flush_cache(GrtHeap *h, GrtCache *c) {
  c->since_gc = 0;
  c->free_defers = NULL; // only kept between collections
  for (uint32_t i = 0; i < h->n_kinds; i++) {
    GrtKindCache *k = grt_cache_kind(c, i);
    if (k == NULL) {
      i |= GRT_KIND_CHUNK - 1;
      continue;
    }
    uint32_t cell = h->kinds[i].cell;
    uint64_t waiting = n_waiting(k, cell);
    if (waiting > 0) {
      clear_alloc_bits(h, k, cell);
      k->n_taken -= waiting;
    }
    k->bump->cur = k->bump->end = NULL;
    k->block = 0;
  }
}

static void flush_caches(GrtHeap *h) {
  for (GrtM *m = grt_sched.all_ms; m != NULL; m = m->next)
    flush_cache(h, &m->cache);
  for (uint32_t i = 0; i < h->n_kinds; i++)
    h->kinds[i].partial = 0;
}

static void clear_marks(GrtHeap *h) {
  for (uint32_t b = 1; b < h->n_blocks; b++) {
    GrtBlock *m = &h->blocks[b];
    m->is_marked = false;
    if (m->state == GRT_BLOCK_CELLS) {
      GrtBits *bits = grt_block_bits(h, b);
      for (uint32_t i = 0; i < (m->n_cells + 63) / 64; i++)
        bits[i].mark = 0;
    }
  }
}

/// Makes dead cells look dead: for programs that still read them, and for ASan.
static void poison(GrtHeap *h, uint32_t b) {
  const GrtBlock *m = &h->blocks[b];
  const GrtBits *bits = grt_block_bits(h, b);
  for (uint32_t c = 0; c < m->n_cells; c++) {
    if (((bits[c / 64].alloc & ~bits[c / 64].mark) >> (c % 64) & 1) == 0)
      continue;
    char *p = grt_block_start(h, b) + (size_t)c * m->cell;
    grt_shadow_unpoison(p, m->cell);
    memset(p, POISON, m->cell);
    grt_shadow_poison(p, m->cell);
  }
}

/// Makes a block of cells free or partial by its marks; returns the number of live cells.
static uint32_t sort_cells(GrtHeap *h, uint32_t b) {
  GrtBlock *m = &h->blocks[b];
  GrtBits *bits = grt_block_bits(h, b);
  if (grt_process.options.gc_stress != 0 || GRT_HAS_SHADOW)
    poison(h, b);
  uint32_t live = 0;
  for (uint32_t i = 0; i < (m->n_cells + 63) / 64; i++) {
    live += (uint32_t)__builtin_popcountll(bits[i].mark);
    bits[i].alloc = bits[i].mark;
  }
  m->zeroed = false;
  if (live == 0) {
    m->state = GRT_BLOCK_FREE;
    m->head = 0;
  } else if (live < m->n_cells) {
    GrtKind *k = &h->kinds[m->kind];
    m->next = k->partial;
    k->partial = b;
  }
  return live;
}

static void free_large(GrtHeap *h, uint32_t b) {
  uint32_t n = h->blocks[b].n_blocks;
  size_t bytes = (size_t)n << GRT_BLOCK_SHIFT;
  char *p = grt_block_start(h, b);
  if (grt_process.options.gc_stress != 0) {
    grt_shadow_unpoison(p, bytes);
    memset(p, POISON, bytes);
  }
  grt_shadow_poison(p, bytes);
  for (uint32_t i = 0; i < n; i++) {
    h->blocks[b + i].state = GRT_BLOCK_FREE;
    h->blocks[b + i].head = 0;
  }
}

/// Collections that free memory is kept over: none close to the memory limit, which counts it.
static uint32_t patience(const GrtHeap *h) {
  if (grt_process.options.mem_limit == INT64_MAX)
    return 1;
  uint64_t limit = (uint64_t)grt_process.options.mem_limit;
  uint64_t used = h->table_bytes + grt_stack_bytes();
  for (uint32_t b = 1; b < h->n_blocks; b++)
    if (h->blocks[b].state != GRT_BLOCK_FREE || !h->blocks[b].zeroed)
      used += GRT_BLOCK_SIZE;
  return used > limit / 10 * 9 ? 0 : 1;
}

static void sort_blocks(GrtHeap *h) {
  memset(h->live_objects, 0, sizeof h->live_objects);
  h->live_bytes = 0;
  for (uint32_t b = h->n_blocks - 1; b > 0; b--) {
    GrtBlock *m = &h->blocks[b];
    if (m->state == GRT_BLOCK_CELLS) {
      uint32_t live = sort_cells(h, b);
      h->live_objects[h->kinds[m->kind].size_class] += live;
      h->live_bytes += (uint64_t)live * m->cell;
    } else if (m->state == GRT_BLOCK_LARGE) {
      if (m->is_marked) {
        h->live_objects[0]++;
        h->live_bytes += (uint64_t)m->cell << 13;
      } else {
        free_large(h, b);
      }
    }
  }
  grt_block_rebuild_free(h, patience(h));
}

/// Objects of each class since the start; returns their bytes.
static uint64_t count_taken(const GrtHeap *h, uint64_t taken[ABI_N_CLASSES]) {
  memset(taken, 0, ABI_N_CLASSES * sizeof taken[0]);
  uint64_t bytes = h->large_bytes;
  taken[0] = h->large_taken;
  for (const GrtM *m = grt_sched.all_ms; m != NULL; m = m->next) {
    for (uint32_t i = 1; i < h->n_kinds; i++) {
      const GrtKindCache *k = grt_cache_kind(&m->cache, i);
      const GrtKind *kind = &h->kinds[i];
      if (k == NULL || kind->cell == 0)
        continue;
      uint64_t n = k->n_taken - n_waiting(k, kind->cell);
      taken[kind->size_class] += n;
      bytes += n * kind->cell;
    }
  }
  return bytes;
}

/// Bytes that may be allocated before the memory limit is reached; at least a sixteenth of what
/// lives, so that a program above its limit still does more than collect.
static uint64_t room_to_limit(const GrtHeap *h) {
  uint64_t limit = (uint64_t)grt_process.options.mem_limit;
  uint64_t used = h->live_bytes + h->table_bytes + grt_stack_bytes();
  uint64_t room = limit > used ? limit - used : 0;
  uint64_t least = h->live_bytes / 16 + MIN_ROOM;
  return room > least ? room : least;
}

void grt_gc_set_trigger(GrtHeap *h) {
  int64_t gogc = grt_process.options.gogc;
  uint64_t growth = UINT64_MAX;
  if (gogc >= 0) {
    growth = (h->live_bytes + h->stack_bytes) / 100 * (uint64_t)gogc;
    uint64_t least = MIN_HEAP * (uint64_t)gogc / 100;
    if (h->live_bytes + growth < least)
      growth = least - h->live_bytes;
  }
  if (grt_process.options.mem_limit != INT64_MAX) {
    uint64_t room = room_to_limit(h);
    if (growth > room)
      growth = room;
  }
  h->trigger = growth;
}

int64_t grt_gc_set_percent(int64_t percent) {
  int64_t old = grt_process.options.gogc;
  grt_process.options.gogc = percent < 0 ? -1 : percent;
  grt_gc_set_trigger(&grt_heap);
  return old;
}

int64_t grt_gc_set_limit(int64_t bytes) {
  int64_t old = grt_process.options.mem_limit;
  if (bytes >= 0)
    grt_process.options.mem_limit = bytes;
  grt_gc_set_trigger(&grt_heap);
  return old;
}

static void trace_line(const GrtHeap *h, uint64_t before, uint64_t ns) {
  char line[160];
  int n = snprintf(line, sizeof line, "gc %llu: %.3f ms, %llu->%llu KB, %llu KB goal\n",
                   (unsigned long long)h->n_gc, (double)ns / 1e6, (unsigned long long)before / 1024,
                   (unsigned long long)h->live_bytes / 1024,
                   (unsigned long long)(h->live_bytes + h->trigger) / 1024);
  if (n > 0 && write(2, line, (size_t)n) < 0)
    return;
}

/// On the system stack, while the world is stopped; the mutators' registers are on their own
/// stacks. Only grt_mark_all uses more threads than this one.
static void collect(void *arg) {
  GrtHeap *h = arg;
  uint64_t start = now_ns(CLOCK_MONOTONIC);
  uint64_t before = h->live_bytes;
  grt_timers_hold();
  flush_caches(h);
  uint64_t taken[ABI_N_CLASSES];
  uint64_t total = count_taken(h, taken);
  before += total - h->total_at_gc;
  h->total_at_gc = total;
  clear_marks(h);
  grt_mark_all(h);
  sort_blocks(h);
  grt_stack_trim();
  grt_timers_release();
  for (uint32_t c = 0; c < ABI_N_CLASSES; c++)
    h->dead_objects[c] = taken[c] - h->live_objects[c];
  h->since_gc = 0;
  grt_gc_set_trigger(h);
  uint64_t ns = now_ns(CLOCK_MONOTONIC) - start;
  h->last_gc_ns = now_ns(CLOCK_REALTIME);
  atomic_store_explicit(&h->last_end, start + ns, memory_order_relaxed);
  h->pause_ns[h->n_gc % 256] = ns;
  h->pause_end_ns[h->n_gc % 256] = h->last_gc_ns;
  h->pause_total_ns += ns;
  h->n_gc++;
  if (grt_process.options.gctrace)
    trace_line(h, before, ns);
}

static const AbiFuncVal *pool_cleanup;

void grt_gc_set_pool_cleanup(const AbiFuncVal *fn) { pool_cleanup = fn; }

/// Go code, which allocates nothing. The world is stopped.
static void clean_pools(void) {
  GrtM *m = grt_m();
  if (pool_cleanup == NULL)
    return;
  m->n_pins++;
  grt_call_go(pool_cleanup);
  m->n_pins--;
}

/// Whether a collection that was due, or asked for, when `n_gc` had been made has been made by
/// another thread meanwhile.
static bool is_done(const GrtHeap *h, uint64_t n_gc, bool is_forced) {
  return !is_forced && h->n_gc != n_gc && grt_process.options.gc_stress == 0;
}

void grt_collect(GrtHeap *h, bool is_forced) {
  if (grt_process.options.gc_off || grt_m()->n_pins != 0)
    return;
  uint64_t n_gc = h->n_gc;
  grt_world_stop();
  if (!is_done(h, n_gc, is_forced)) {
    clean_pools();
    grt_systemstack(collect, h);
    if (is_forced)
      h->n_forced++;
  }
  grt_world_start();
  grt_final_start();
}

void grt_gc_collect(void) {
  grt_collect(&grt_heap, true);
  grt_yield(); // to the finalizers, which may also run in another thread
  for (int i = 0; i < FINAL_PATIENCE && grt_final_is_running() && !grt_g()->is_system; i++) {
    grt_yield();
    if (i > FINAL_PATIENCE / 2)
      usleep(20);
  }
}

void grt_gc_free_memory(void) {
  grt_gc_collect();
  grt_world_stop();
  grt_block_rebuild_free(&grt_heap, 0);
  grt_world_start();
}

static void count_blocks(const GrtHeap *h, GrtMemStats *out) {
  for (uint32_t b = 1; b < h->n_blocks; b++) {
    if (h->blocks[b].state != GRT_BLOCK_FREE)
      out->heap_inuse += GRT_BLOCK_SIZE;
    else if (h->blocks[b].zeroed)
      out->heap_released += GRT_BLOCK_SIZE;
  }
  out->heap_sys = (uint64_t)h->open_blocks << GRT_BLOCK_SHIFT;
  out->heap_released += (uint64_t)(h->open_blocks - h->n_blocks) << GRT_BLOCK_SHIFT;
  out->heap_idle = out->heap_sys - out->heap_inuse;
}

void grt_gc_stats(GrtMemStats *out) {
  const GrtHeap *h = &grt_heap;
  memset(out, 0, sizeof *out);
  grt_world_stop();
  out->total_bytes = count_taken(h, out->class_mallocs);
  for (uint32_t c = 0; c < ABI_N_CLASSES; c++) {
    out->n_mallocs += out->class_mallocs[c];
    out->class_frees[c] = h->dead_objects[c];
    out->n_frees += h->dead_objects[c];
  }
  out->heap_bytes = h->live_bytes + (out->total_bytes - h->total_at_gc);
  count_blocks(h, out);
  out->table_sys = h->table_bytes + h->n_kinds * sizeof(GrtKind);
  out->next_gc = h->trigger == UINT64_MAX ? UINT64_MAX : h->live_bytes + h->trigger;
  out->pause_total_ns = h->pause_total_ns;
  out->last_gc_ns = h->last_gc_ns;
  out->n_gc = h->n_gc;
  out->n_forced_gc = h->n_forced;
  grt_world_start();
}

void grt_gc_pauses(uint64_t ns[256], uint64_t end_ns[256]) {
  memcpy(ns, grt_heap.pause_ns, sizeof grt_heap.pause_ns);
  memcpy(end_ns, grt_heap.pause_end_ns, sizeof grt_heap.pause_end_ns);
}
