/// \file
/// The main goroutine's stack: a large reservation that is opened from its top downwards, as it is
/// needed. It never moves. The limit in %fs:0x70 stays GRT_C_ZONE above the lowest open byte, so
/// that C functions called from Go code have that much room without any check. Source: LLVM's
/// "split-stack" prologues; runtime/README.md, "Stacks".

#include "gc/gc.h"
#include "rt.h"

/// Go's limit is 1,000,000,000 bytes; the reservation is a little more.
#define MAIN_RESERVE ((size_t)1 << 30)
#define MIN_RESERVE ((size_t)1 << 20)
#define FIRST_OPEN ((size_t)8 << 20)
/// Never opened: whatever runs over the end faults here.
#define GUARD ((size_t)64 << 10)

static bool open_down_to(GrtG *g, char *lowest) {
  if (!grt_mem_commit(lowest, (size_t)(g->stack_open - lowest)))
    return false;
  g->stack_open = lowest;
  grt_set_stack_limit(lowest + GRT_C_ZONE);
  return true;
}

void grt_stack_init(GrtG *g) {
  size_t size = MAIN_RESERVE;
  char *lo = NULL;
  while (size >= MIN_RESERVE && (lo = grt_mem_reserve(size, 1 << 16)) == NULL)
    size /= 2;
  if (lo == NULL)
    grt_fatal("runtime: cannot reserve memory for the stack");
  g->stack_lo = lo;
  g->stack_hi = lo + size;
  g->stack_open = g->stack_hi;
  size_t first = FIRST_OPEN;
  while (first > size / 2)
    first /= 2;
  while (!open_down_to(g, g->stack_hi - first)) {
    first /= 2;
    if (first < 4 * (size_t)GRT_C_ZONE)
      grt_fatal("runtime: cannot allocate memory for the stack");
  }
}

/// Called by __morestack: a function was entered with stack pointer `sp` and wants `frame` bytes
/// below it.
void grt_morestack(uintptr_t sp, uintptr_t frame);
void grt_morestack(uintptr_t sp, uintptr_t frame) {
  GrtG *g = grt_g();
  uintptr_t need = frame + 2 * (uintptr_t)GRT_C_ZONE;
  uintptr_t floor = (uintptr_t)g->stack_lo + GUARD;
  if (need > sp || sp - need < floor)
    grt_fatal_stack_overflow(sp);
  size_t open = (size_t)(g->stack_hi - g->stack_open);
  uintptr_t lowest = (uintptr_t)g->stack_hi - 2 * open;
  if (2 * open > (size_t)(g->stack_hi - g->stack_lo) || lowest < floor)
    lowest = floor;
  if (lowest > sp - need)
    lowest = (sp - need) & ~(uintptr_t)0xffff;
  if (lowest < floor)
    lowest = floor;
  if (!open_down_to(g, (char *)lowest)) {
    // Less than double may still be allowed.
    lowest = (sp - need) & ~(uintptr_t)0xffff;
    if (lowest < floor || !open_down_to(g, (char *)lowest))
      grt_fatal("runtime: cannot allocate memory for the stack");
  }
}

/// Called by __morestack_allocate_stack_space: an alloca of run-time size that does not fit into
/// the stack gets a heap cell, scanned conservatively because nobody knows what goes into it.
void *grt_alloc_stack_space(uint64_t size);
void *grt_alloc_stack_space(uint64_t size) { return grt_gc_alloc_conservative(size); }
