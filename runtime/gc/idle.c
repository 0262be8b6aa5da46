/// \file
/// Collections for their own sake: a program that has collected once and then allocates little
/// would keep garbage, finalizers and free memory for ever. The thread that watches asks for one
/// when the last was long ago; the next thread that looks for work starts a goroutine for it.
/// Source: the same period as gc's.

#include "gc/gc.h"
#include "gc/heap.h"
#include "sched/sched.h"

#define PERIOD_MS 120000
#define ASK_AGAIN_MS 20

enum { NONE, WANTED, RUNS };

static _Atomic uint32_t state;
static _Atomic uint64_t asked_at;

uint64_t grt_gc_idle_at(void) {
  const GrtOptions *o = &grt_process.options;
  uint64_t last = atomic_load_explicit(&grt_heap.last_end, memory_order_relaxed);
  uint32_t now = atomic_load(&state);
  if (now == WANTED) // who was woken may have found other work
    return asked_at + 1000000 * ASK_AGAIN_MS;
  if (last == 0 || o->gogc < 0 || o->gc_off || now == RUNS)
    return UINT64_MAX;
  return last + 1000000 * (o->gc_idle_ms != 0 ? o->gc_idle_ms : PERIOD_MS);
}

bool grt_gc_idle_wanted(void) {
  return GRT_UNLIKELY(atomic_load_explicit(&state, memory_order_relaxed) == WANTED);
}

void grt_gc_idle_ask(void) {
  uint32_t none = NONE;
  asked_at = grt_now();
  atomic_compare_exchange_strong(&state, &none, WANTED);
}

/// A goroutine of its own.
static void collect(void) {
  grt_collect(&grt_heap, false);
  atomic_store(&state, NONE);
}

void grt_gc_idle_start(void) {
  static const AbiFuncVal collect_f = {collect};
  uint32_t wanted = WANTED;
  if (atomic_compare_exchange_strong(&state, &wanted, RUNS))
    grt_go(&collect_f, 0, true);
}
