/// \file
/// Cleanups (runtime.AddCleanup): functions that are called once an object is gone. Unlike a
/// finalizer, a cleanup does not see the object and does not bring it back; one object can have
/// many. They run in the goroutine of the finalizers, after those.
/// Source: documentation of runtime.AddCleanup.

#include "gc/heap.h"

#include <string.h>

typedef struct Cleanup {
  uint64_t id;
  void *object; ///< its first byte; not a root; NULL: stopped
  const AbiFuncVal *fn;
} Cleanup;

/// Sorted by id. `waiting` are functions whose object is gone, the first to run first.
typedef struct CleanupTable {
  Cleanup *entries;
  size_t n, cap;
  const AbiFuncVal **waiting;
  size_t n_waiting, cap_waiting;
  uint64_t last_id;
} CleanupTable;

static CleanupTable table;
/// Of the table, while the world runs.
static GrtLock lock;

uint64_t grt_cleanup_add(void *p, const AbiFuncVal *fn) {
  void *object = grt_find_object(&grt_heap, p);
  if (object == NULL)
    return 0;
  grt_lock(&lock);
  if (table.n == table.cap) {
    size_t more = table.cap == 0 ? 256 : 2 * table.cap;
    table.entries = grt_mem_table_grow(table.entries, table.cap * sizeof table.entries[0],
                                       more * sizeof table.entries[0]);
    table.cap = more;
  }
  uint64_t id = ++table.last_id;
  table.entries[table.n++] = (Cleanup){id, object, fn};
  grt_unlock(&lock);
  return id;
}

void grt_cleanup_stop(uint64_t id) {
  grt_lock(&lock);
  size_t lo = 0, hi = table.n;
  while (lo < hi) {
    size_t mid = (lo + hi) / 2;
    if (table.entries[mid].id < id)
      lo = mid + 1;
    else
      hi = mid;
  }
  if (lo < table.n && table.entries[lo].id == id)
    table.entries[lo] = (Cleanup){.id = id};
  grt_unlock(&lock);
}

void grt_cleanup_mark(GrtHeap *h) {
  for (size_t i = 0; i < table.n; i++)
    if (table.entries[i].object != NULL)
      grt_mark_pointer(h, table.entries[i].fn);
  for (size_t i = 0; i < table.n_waiting; i++)
    grt_mark_pointer(h, table.waiting[i]);
  grt_mark_drain(h);
}

static void wait(const AbiFuncVal *fn) {
  if (table.n_waiting == table.cap_waiting) {
    size_t more = table.cap_waiting == 0 ? 512 : 2 * table.cap_waiting;
    table.waiting = grt_mem_table_grow((void *)table.waiting, table.cap_waiting * sizeof(void *),
                                       more * sizeof(void *));
    table.cap_waiting = more;
  }
  table.waiting[table.n_waiting++] = fn;
}

void grt_cleanup_find(GrtHeap *h) {
  size_t kept = 0;
  for (size_t i = 0; i < table.n; i++) {
    Cleanup c = table.entries[i];
    if (c.object == NULL)
      continue;
    if (grt_is_marked(h, c.object))
      table.entries[kept++] = c;
    else
      wait(c.fn);
  }
  table.n = kept;
}

bool grt_cleanup_is_due(void) { return table.n_waiting > 0; }

const AbiFuncVal *grt_cleanup_take(void) {
  const AbiFuncVal *fn = NULL;
  grt_lock(&lock);
  if (table.n_waiting > 0) {
    fn = table.waiting[0];
    table.n_waiting--;
    memmove((void *)table.waiting, (void *)(table.waiting + 1), table.n_waiting * sizeof(void *));
  }
  grt_unlock(&lock);
  return fn;
}
