/// \file
/// Weak pointers (package weak): a handle in the heap that knows a pointer in a form which marking
/// does not see. The same pointer has the same handle while both live. When its object is found
/// dead, before finalizers, the handle forgets it.
/// Source: Go 1.27 weak/pointer.go.

#include "gc/heap.h"
#include "sys/lock.h"

/// What a weak.Pointer points to.
typedef struct WeakHandle {
  uintptr_t hidden; ///< complement of the pointer; 0: the object is gone
} WeakHandle;

typedef struct WeakEntry {
  uintptr_t hidden; ///< the handle's key; 0: free
  WeakHandle *handle;
} WeakEntry;

/// By pointer; open addressing, at most half full. Not a root.
static struct {
  WeakEntry *slots;
  size_t cap; ///< a power of two
  size_t n;
} table;

static GrtLock lock; ///< of the table; while the world is stopped nobody holds it

static WeakEntry *slot_of(WeakEntry *slots, size_t cap, uintptr_t hidden) {
  size_t i = (size_t)((hidden >> 3) * 0x9e3779b97f4a7c15u >> 32) & (cap - 1);
  while (slots[i].hidden != 0 && slots[i].hidden != hidden)
    i = (i + 1) & (cap - 1);
  return &slots[i];
}

/// A table of `cap` slots with the entries of the old one; the old one's memory is not used again.
static void rebuild(size_t cap) {
  WeakEntry *slots = grt_mem_table(cap * sizeof slots[0]);
  for (size_t i = 0; i < table.cap; i++)
    if (table.slots[i].hidden != 0)
      *slot_of(slots, cap, table.slots[i].hidden) = table.slots[i];
  table.slots = slots;
  table.cap = cap;
}

void *go_weak_register(void *p) GRT_GO_SYMBOL("weak.runtime_registerWeakPointer");
void *go_weak_register(void *p) {
  WeakHandle *fresh = grt_gc_alloc_bytes(sizeof *fresh); // may collect: before we look
  grt_lock(&lock);
  if (2 * (table.n + 1) > table.cap)
    rebuild(table.cap == 0 ? 256 : 2 * table.cap);
  uintptr_t hidden = ~(uintptr_t)p;
  WeakEntry *e = slot_of(table.slots, table.cap, hidden);
  if (e->hidden == 0) {
    fresh->hidden = hidden;
    *e = (WeakEntry){hidden, fresh};
    table.n++;
  }
  WeakHandle *handle = e->handle;
  grt_unlock(&lock);
  return handle;
}

void *go_weak_strong(const WeakHandle *h) GRT_GO_SYMBOL("weak.runtime_makeStrongFromWeak");
void *go_weak_strong(const WeakHandle *h) {
  return h == NULL || h->hidden == 0 ? NULL : (void *)~h->hidden;
}

/// Puts the entries that have a handle where they belong now that others are gone: every run of
/// used slots anew, as slot_of finds the first free one.
static void drop_gone(void) {
  size_t start = 0; // behind a slot that was free before
  while (start < table.cap && table.slots[start].hidden != 0)
    start++;
  for (size_t i = 1; i <= table.cap; i++) {
    WeakEntry *at = &table.slots[(start + i) & (table.cap - 1)], e = *at;
    *at = (WeakEntry){0, NULL};
    if (e.handle != NULL)
      *slot_of(table.slots, table.cap, e.hidden) = e;
  }
}

void grt_weak_find(GrtHeap *h) {
  size_t n_gone = 0;
  for (size_t i = 0; i < table.cap; i++) {
    WeakEntry *e = &table.slots[i];
    if (e->hidden == 0)
      continue;
    const void *object = grt_find_object(h, (void *)~e->hidden);
    bool is_alive = object == NULL || grt_is_marked(h, object);
    bool has_handle = grt_is_marked(h, e->handle);
    if (is_alive && has_handle)
      continue;
    if (has_handle)
      e->handle->hidden = 0;
    e->handle = NULL;
    n_gone++;
  }
  table.n -= n_gone;
  if (n_gone > 0)
    drop_gone();
}
