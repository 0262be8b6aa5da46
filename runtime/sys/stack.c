/// \file
/// Stacks. Main's is a reservation of 1 GiB that is opened from its top downwards as it is needed.
/// Another goroutine begins on a slot of 64 KiB out of one big reservation; what does not fit goes
/// on in a segment of 1 MiB, then in one of 1 GiB like main's. Nothing ever moves. The limit in
/// %fs:0x70 stays a zone above the lowest open byte, so that C functions called from Go code have
/// that much room without any check. Source: LLVM's "split-stack" prologues; runtime/README.md,
/// "Stacks".

#include "gc/gc.h"
#include "sched/sched.h"
#include "sys/shadow.h"

#include <string.h>
#include <sys/mman.h>

/// Go's limit is 1,000,000,000 bytes, unless debug.SetMaxStack says less; the reservation is a
/// little more.
#define LARGE_SIZE ((size_t)1 << 30)
#define MIN_LARGE_SIZE ((size_t)1 << 20)
#define FIRST_OPEN ((size_t)8 << 20)
/// Never opened: whatever runs over the end faults here.
#define GUARD ((size_t)64 << 10)

#define SLOT_SIZE ((size_t)64 << 10)
#define MIDDLE_SIZE ((size_t)1 << 20)
/// Slots and middle segments become writable in steps.
#define SLOT_STEP ((size_t)4 << 20)
#define MIDDLE_STEP ((size_t)8 << 20)
#define MAX_SLOTS ((size_t)4 << 20)
#define MAX_MIDDLES ((size_t)1 << 20)
/// Slots given back in one collection, which takes time.
#define MAX_TRIM ((size_t)16384)
/// What C functions may use of a slot; larger segments have GRT_C_ZONE.
#define SLOT_ZONE ((ptrdiff_t)24 << 10)

/// A reservation that is cut into equal pieces.
typedef struct Arena {
  char *base;
  size_t piece;
  size_t step;
  size_t n_used; ///< pieces ever handed out
  size_t n_open; ///< pieces that are writable
  size_t n_max;
} Arena;

/// Segments that no goroutine uses, the latest last.
typedef struct FreeSegments {
  GrtSegment *items;
  size_t n, cap;
} FreeSegments;

/// Numbers of slots, the latest last.
typedef struct SlotList {
  uint32_t *items;
  size_t n, cap;
} SlotList;

typedef struct Stacks {
  GrtLock lock; ///< of all below
  Arena slots;
  Arena middles;
  SlotList dead;     ///< of goroutines that have ended
  size_t n_idle;     ///< the first of them that have not been used since the last collection
  SlotList empty;    ///< the same, given back to the system: they read as zero
  uint8_t *is_empty; ///< for each slot
  FreeSegments free_middles;
  FreeSegments free_larges;
} Stacks;

static Stacks stacks;

/// debug.SetMaxStack; heeded when a stack grows.
static _Atomic int64_t max_stack = 1000000000;

void *grt_morestack(uintptr_t sp, uintptr_t frame, uintptr_t arg_bytes);
void grt_lessstack(void);
void *grt_alloc_stack_space(uint64_t size);

// ---- reservations ----

/// Reserves n_max pieces, or fewer if the system refuses.
static bool arena_init(Arena *a, size_t piece, size_t step, size_t n_max) {
  a->piece = piece;
  a->step = step / piece;
  for (a->n_max = n_max; a->n_max >= a->step; a->n_max /= 2) {
    a->base = grt_mem_reserve(a->n_max * piece, piece);
    if (a->base != NULL) {
      // A touched page must not become 2 MiB.
      madvise(a->base, a->n_max * piece, MADV_NOHUGEPAGE);
      return true;
    }
  }
  return false;
}

/// Returns a piece that was never used, NULL if there is no memory.
static char *arena_take(Arena *a) {
  if (a->n_used == a->n_open) {
    size_t n = a->n_max - a->n_open < a->step ? a->n_max - a->n_open : a->step;
    if (n == 0 || !grt_mem_commit(a->base + a->n_open * a->piece, n * a->piece))
      return NULL;
    a->n_open += n;
  }
  return a->base + a->n_used++ * a->piece;
}

static bool open_down_to(GrtSegment *s, char *lowest) {
  if (!grt_mem_commit(lowest, (size_t)(s->open - lowest)))
    return false;
  s->open = lowest;
  return true;
}

/// Reserves a segment of 1 GiB, or less if the system refuses, and opens its top.
static bool new_large(GrtSegment *s) {
  size_t size = LARGE_SIZE;
  char *lo = NULL;
  while (size >= MIN_LARGE_SIZE && (lo = grt_mem_reserve(size, 1 << 16)) == NULL)
    size /= 2;
  if (lo == NULL)
    return false;
  *s = (GrtSegment){.lo = lo, .hi = lo + size, .open = lo + size};
  size_t first = FIRST_OPEN;
  while (first > size / 2)
    first /= 2;
  while (!open_down_to(s, s->hi - first)) {
    first /= 2;
    if (first < 4 * (size_t)GRT_C_ZONE)
      return false;
  }
  return true;
}

static bool new_middle(GrtSegment *s) {
  Arena *a = &stacks.middles;
  if (a->base == NULL && !arena_init(a, MIDDLE_SIZE, MIDDLE_STEP, MAX_MIDDLES))
    return false;
  char *lo = arena_take(a);
  if (lo == NULL)
    return false;
  *s = (GrtSegment){.lo = lo, .hi = lo + MIDDLE_SIZE, .open = lo};
  return true;
}

static void keep_free(FreeSegments *f, const GrtSegment *s) {
  if (f->items == NULL || f->n == f->cap) {
    size_t more = f->cap == 0 ? 128 : f->cap * 2;
    f->items = grt_mem_table_grow(f->items, f->cap * sizeof *s, more * sizeof *s);
    f->cap = more;
  }
  f->items[f->n++] = *s;
}

/// Makes sure that g has the segment.
static bool provide(GrtG *g, GrtSegmentSize which) {
  GrtSegment *s = &g->segments[which];
  if (s->lo != NULL)
    return true;
  FreeSegments *f = which == GRT_SEGMENT_MIDDLE ? &stacks.free_middles : &stacks.free_larges;
  grt_lock(&stacks.lock);
  bool is_there = f->n > 0;
  if (is_there)
    *s = f->items[--f->n];
  else if (which == GRT_SEGMENT_MIDDLE)
    is_there = new_middle(s);
  grt_unlock(&stacks.lock);
  return is_there || (which == GRT_SEGMENT_LARGE && new_large(s));
}

// ---- goroutines ----

/// The lowest address that the limit of stacks leaves of a segment.
static char *lowest_allowed(const GrtSegment *s, char *lo) {
  int64_t max = atomic_load_explicit(&max_stack, memory_order_relaxed);
  int64_t most = s->hi - lo;
  return max + GRT_C_ZONE < most ? s->hi - max - GRT_C_ZONE : lo;
}

/// Makes a segment of g the current one.
static void use_segment(GrtG *g, uint32_t which) {
  const GrtSegment *s = &g->segments[which];
  bool is_slot = which == GRT_SEGMENT_FIRST && g != &grt_main_g;
  g->segment = which;
  g->stack_lo = s->lo;
  g->stack_hi = s->hi;
  g->stack_open = s->open;
  g->limit = lowest_allowed(s, s->open) + (is_slot ? SLOT_ZONE : GRT_C_ZONE);
}

int64_t grt_stack_set_max(int64_t bytes) {
  GrtG *g = grt_g();
  int64_t old = atomic_exchange(&max_stack, bytes < 0 ? 0 : bytes);
  use_segment(g, g->segment);
  grt_set_stack_limit(g->limit);
  return old;
}

GRT_NORETURN static void overflow(uintptr_t sp) {
  int64_t max = max_stack;
  grt_fatal_stack_overflow(sp, max < (int64_t)LARGE_SIZE ? max : (int64_t)LARGE_SIZE);
}

void grt_stack_init(GrtG *g) {
  if (!new_large(&g->segments[GRT_SEGMENT_FIRST]))
    grt_fatal("runtime: cannot allocate memory for the stack");
  use_segment(g, GRT_SEGMENT_FIRST);
  grt_set_stack_limit(g->limit);
}

/// The record in slot i. Records and frames of different slots should not all fall on the same
/// lines of the cache.
static GrtG *record_of(size_t i) {
  char *hi = stacks.slots.base + (i + 1) * SLOT_SIZE;
  size_t record = (sizeof(GrtG) + 63) & ~(size_t)63;
  return (GrtG *)(void *)(hi - record - (i % 16) * 64);
}

static void push_slot(SlotList *list, uint32_t i) {
  if (list->n == list->cap) {
    size_t more = list->cap == 0 ? 1024 : list->cap * 2;
    list->items =
        grt_mem_table_grow(list->items, list->cap * sizeof(uint32_t), more * sizeof(uint32_t));
    list->cap = more;
  }
  list->items[list->n++] = i;
}

/// Returns the number of a slot that reads as zero.
static uint32_t take_slot(void) {
  if (stacks.empty.n > 0) {
    uint32_t i = stacks.empty.items[--stacks.empty.n];
    stacks.is_empty[i] = false;
    return i;
  }
  Arena *a = &stacks.slots;
  if (a->base == NULL && arena_init(a, SLOT_SIZE, SLOT_STEP, MAX_SLOTS))
    stacks.is_empty = grt_mem_table(a->n_max);
  if (a->base == NULL || arena_take(a) == NULL)
    grt_fatal_out_of_memory("runtime: cannot allocate memory for a goroutine");
  // The zone below the limit keeps C functions in the slot. Where time does not count, that is
  // checked.
  if (grt_process.options.gc_stress != 0 || GRT_HAS_SHADOW)
    grt_mem_guard(a->base + (a->n_used - 1) * SLOT_SIZE);
  return (uint32_t)a->n_used - 1;
}

/// Takes a slot that was never used, or given back; the record in it is that of a dead goroutine.
static uint32_t fresh_slot(void) {
  uint32_t i = take_slot();
  char *lo = stacks.slots.base + (size_t)i * SLOT_SIZE;
  GrtG *g = record_of(i);
  g->segments[GRT_SEGMENT_FIRST] = (GrtSegment){.lo = lo, .hi = (char *)g, .open = lo};
  return i;
}

/// Fills half of the thread's list, with slots of dead goroutines while there are some.
GRT_COLD static void get_slots(GrtM *m) {
  grt_lock(&stacks.lock);
  SlotList *dead = &stacks.dead;
  uint32_t n = dead->n < GRT_M_SLOTS / 2 ? (uint32_t)dead->n : GRT_M_SLOTS / 2;
  for (uint32_t i = 0; i < n; i++)
    m->slots[i] = dead->items[dead->n - n + i];
  dead->n -= n;
  m->n_slots = n;
  if (dead->n < stacks.n_idle)
    stacks.n_idle = dead->n;
  if (n == 0)
    m->slots[m->n_slots++] = fresh_slot();
  grt_unlock(&stacks.lock);
}

/// Gives the older half of the thread's list to all.
GRT_COLD static void put_slots(GrtM *m) {
  grt_lock(&stacks.lock);
  for (uint32_t i = 0; i < GRT_M_SLOTS / 2; i++)
    push_slot(&stacks.dead, m->slots[i]);
  grt_unlock(&stacks.lock);
  m->n_slots = GRT_M_SLOTS - GRT_M_SLOTS / 2;
  memmove(m->slots, m->slots + GRT_M_SLOTS / 2, m->n_slots * sizeof m->slots[0]);
}

GrtG *grt_stack_new(void) {
  GrtM *m = grt_m();
  if (GRT_UNLIKELY(m->n_slots == 0))
    get_slots(m);
  GrtG *g = record_of(m->slots[--m->n_slots]);
  use_segment(g, GRT_SEGMENT_FIRST);
  grt_shadow_unpoison(g->stack_lo, (size_t)(g->stack_hi - g->stack_lo));
  return g;
}

static void release(GrtG *g, GrtSegmentSize which, FreeSegments *f) {
  GrtSegment *s = &g->segments[which];
  if (s->lo == NULL)
    return;
  grt_lock(&stacks.lock);
  keep_free(f, s);
  grt_unlock(&stacks.lock);
  s->lo = NULL;
}

void grt_stack_free(GrtG *g) {
  release(g, GRT_SEGMENT_MIDDLE, &stacks.free_middles);
  release(g, GRT_SEGMENT_LARGE, &stacks.free_larges);
  GrtG clean = {.segments = {g->segments[GRT_SEGMENT_FIRST]},
                .fake_stack = g->fake_stack,
                .stack_lo = g->stack_lo,
                .stack_hi = g->stack_hi,
                .stack_open = g->stack_open,
                .limit = g->limit,
                .id = g->id};
  *g = clean;
  GrtM *m = grt_m();
  if (GRT_UNLIKELY(m->n_slots == GRT_M_SLOTS))
    put_slots(m);
  m->slots[m->n_slots++] = (uint32_t)((size_t)((char *)g - stacks.slots.base) / SLOT_SIZE);
}

size_t grt_stack_count(void) { return 1 + stacks.slots.n_used; }

void grt_stack_some(size_t first, size_t n, void (*fn)(GrtG *g, void *arg), void *arg) {
  for (size_t i = first; i < first + n && i < grt_stack_count(); i++) {
    if (i == 0)
      fn(&grt_main_g, arg);
    else if (!stacks.is_empty[i - 1])
      fn(record_of(i - 1), arg);
  }
}

void grt_stack_each(void (*fn)(GrtG *g, void *arg), void *arg) {
  grt_stack_some(0, grt_stack_count(), fn, arg);
}

uint64_t grt_stack_bytes(void) {
  return (uint64_t)(grt_main_g.segments[0].hi - grt_main_g.segments[0].open) +
         stacks.slots.n_used * SLOT_SIZE + stacks.middles.n_used * MIDDLE_SIZE;
}

/// Gives up to MAX_TRIM slots back that were not used since the last collection.
static void trim_slots(void) {
  size_t n = stacks.n_idle < MAX_TRIM ? stacks.n_idle : MAX_TRIM;
  uint32_t *items = stacks.dead.items;
  for (size_t i = 0; i < n;) {
    size_t run = 1; // neighbours at once
    while (i + run < n && items[i + run] == items[i] + run)
      run++;
    for (size_t k = 0; k < run; k++) {
      stacks.is_empty[items[i + k]] = true;
      push_slot(&stacks.empty, items[i + k]);
    }
    char *lo = stacks.slots.base + (size_t)items[i] * SLOT_SIZE;
    grt_shadow_unpoison(lo, run * SLOT_SIZE);
    grt_mem_discard(lo, run * SLOT_SIZE);
    i += run;
  }
  if (n > 0)
    memmove(items, items + n, (stacks.dead.n - n) * sizeof items[0]);
  stacks.dead.n -= n;
  stacks.n_idle = stacks.dead.n;
}

void grt_stack_trim(void) {
  trim_slots();
  for (size_t i = 0; i < stacks.free_larges.n; i++) {
    GrtSegment *s = &stacks.free_larges.items[i];
    char *keep = s->hi - MIDDLE_SIZE;
    if (s->open < keep)
      grt_mem_discard(s->open, (size_t)(keep - s->open));
  }
}

// ---- which part is in use ----

int32_t grt_stack_segment_of(const GrtG *g, const void *p) {
  const char *c = p;
  for (uint32_t i = g->segment;; i = g->segments[i].previous) {
    if (c >= g->segments[i].open && c < g->segments[i].hi)
      return (int32_t)i;
    if (i == GRT_SEGMENT_FIRST)
      return -1;
  }
}

void grt_stack_rewind(GrtG *g, const char *sp) {
  int32_t i = grt_stack_segment_of(g, sp);
  if (i < 0 || (uint32_t)i == g->segment)
    return;
  use_segment(g, (uint32_t)i);
  grt_shadow_unpoison(g->stack_open, (size_t)(sp - g->stack_open));
  grt_shadow_switch_segment(g->stack_lo, (size_t)(g->stack_hi - g->stack_lo));
  grt_set_stack_limit(g->limit);
}

// ---- growing ----

/// Opens more of the current segment, a large one.
static void grow(GrtG *g, uintptr_t sp, uintptr_t frame) {
  GrtSegment *s = &g->segments[g->segment];
  uintptr_t need = frame + 2 * (uintptr_t)GRT_C_ZONE;
  uintptr_t floor = (uintptr_t)lowest_allowed(s, s->lo + GUARD);
  if (need > sp || sp - need < floor)
    overflow(sp);
  floor &= ~(uintptr_t)0xffff;
  size_t open = (size_t)(s->hi - s->open);
  uintptr_t lowest = (uintptr_t)s->hi - 2 * open;
  if (2 * open > (size_t)(s->hi - s->lo) || lowest < floor)
    lowest = floor;
  if (lowest > sp - need)
    lowest = (sp - need) & ~(uintptr_t)0xffff;
  if (lowest < floor)
    lowest = floor;
  if (!open_down_to(s, (char *)lowest)) {
    // Less than double may still be allowed.
    lowest = (sp - need) & ~(uintptr_t)0xffff;
    if (lowest < floor || !open_down_to(s, (char *)lowest))
      grt_fatal("runtime: cannot allocate memory for the stack");
  }
  use_segment(g, g->segment);
  grt_set_stack_limit(g->limit);
}

/// Goes on in a larger segment; returns the stack pointer there, at the copied arguments.
static void *next_segment(GrtG *g, uintptr_t sp, uintptr_t frame, uintptr_t arg_bytes) {
  if (g->stack_hi - g->stack_lo >= max_stack)
    overflow(sp);
  uintptr_t need = frame + arg_bytes + 2 * (uintptr_t)GRT_C_ZONE;
  GrtSegmentSize which = g->segment == GRT_SEGMENT_FIRST && need <= MIDDLE_SIZE / 2
                             ? GRT_SEGMENT_MIDDLE
                             : GRT_SEGMENT_LARGE;
  if (!provide(g, which))
    grt_fatal("runtime: cannot allocate memory for the stack");
  g->segments[g->segment].sp = (char *)sp;
  g->segments[which].previous = g->segment;
  use_segment(g, which);
  uintptr_t top = ((uintptr_t)g->stack_hi - arg_bytes) & ~(uintptr_t)15;
  if (top - need < (uintptr_t)g->limit)
    grow(g, top, frame + arg_bytes);
  grt_shadow_switch_segment(g->stack_lo, (size_t)(g->stack_hi - g->stack_lo));
  grt_shadow_unpoison(g->stack_open, (size_t)(g->stack_hi - g->stack_open));
  memcpy((void *)top, (const void *)(sp + sizeof(uintptr_t)), arg_bytes);
  grt_set_stack_limit(g->limit);
  return (void *)top;
}

/// Called by __morestack: a function was entered with stack pointer `sp` (at its return address,
/// then `arg_bytes` of arguments) and wants `frame` bytes below it. Returns the stack pointer in
/// another segment on which it is to run, or NULL: it can go on where it is.
GRT_NO_SANITIZE void *grt_morestack(uintptr_t sp, uintptr_t frame, uintptr_t arg_bytes) {
  GrtG *g = grt_g();
  if (grt_stack_limit() == GRT_LIMIT_PREEMPT) {
    grt_set_stack_limit(g->limit);
    grt_stopped();
    if (sp > (uintptr_t)g->limit + frame)
      return NULL;
  }
  if (g->segment != GRT_SEGMENT_LARGE && g != &grt_main_g)
    return next_segment(g, sp, frame, arg_bytes);
  grow(g, sp, frame);
  return NULL;
}

/// Called by __morestack: the function that ran in another segment has returned.
GRT_NO_SANITIZE void grt_lessstack(void) {
  GrtG *g = grt_g();
  use_segment(g, g->segments[g->segment].previous);
  grt_shadow_switch_segment(g->stack_lo, (size_t)(g->stack_hi - g->stack_lo));
  grt_set_stack_limit(g->limit);
}

/// Called by __morestack_allocate_stack_space: an alloca of run-time size that does not fit into
/// the stack gets a heap cell, scanned conservatively because nobody knows what goes into it.
void *grt_alloc_stack_space(uint64_t size) { return grt_gc_alloc_conservative(size); }
