/// \file
/// Finalizers. An object with one, once found unreachable, goes to a queue with its function and
/// stays alive until that has run; what it points to stays alive as long as it waits. They run one
/// after the other in a goroutine, which is started when there are some.
/// Source: documentation of runtime.SetFinalizer.

#include "gc/heap.h"
#include "sched/sched.h"

#include <string.h>
#include <unistd.h>

/// Result words that come back in registers, of each class; more go to a buffer that the caller
/// gives.
#define MAX_RESULT_REGS 4

typedef struct Finalizer {
  void *object; ///< not a root; NULL: removed
  const AbiFuncVal *fn;
  const AbiFuncType *fn_type;
  const AbiType *object_type; ///< the pointer type that SetFinalizer was given
} Finalizer;

/// Entries in no order, found by `slots` (numbers of entries + 1, open addressing, at most half
/// full); `waiting` are those whose object was found unreachable, in the order found.
typedef struct FinalizerTable {
  Finalizer *entries;
  size_t n, cap;
  uint32_t *slots;
  size_t n_slots; ///< a power of two
  Finalizer *waiting;
  size_t n_waiting, cap_waiting;
  bool is_running;
} FinalizerTable;

/// Of the table, while the world runs.
static GrtLock lock;

static FinalizerTable table;

static void append(Finalizer **list, size_t *n, size_t *cap, const Finalizer *f) {
  if (*list == NULL || *n == *cap) {
    size_t more = *cap == 0 ? 128 : *cap * 2;
    *list = grt_mem_table_grow(*list, *cap * sizeof **list, more * sizeof **list);
    *cap = more;
  }
  (*list)[(*n)++] = *f;
}

/// The slot of the object's entry, or the free one where it would go.
static uint32_t *slot_of(const void *object) {
  uint64_t i = ((uint64_t)(uintptr_t)object >> 3) * 0x9e3779b97f4a7c15u >> 32;
  for (;; i++) {
    uint32_t *slot = &table.slots[i & (table.n_slots - 1)];
    if (*slot == 0 || table.entries[*slot - 1].object == object)
      return slot;
  }
}

/// Makes the slots anew, with room for one more entry.
static void index_entries(void) {
  if (2 * (table.n + 1) > table.n_slots) {
    size_t more = table.n_slots == 0 ? 1024 : 2 * table.n_slots;
    table.slots = grt_mem_table_grow(table.slots, table.n_slots * sizeof table.slots[0],
                                     more * sizeof table.slots[0]);
    table.n_slots = more;
  }
  memset(table.slots, 0, table.n_slots * sizeof table.slots[0]);
  for (size_t i = 0; i < table.n; i++)
    if (table.entries[i].object != NULL)
      *slot_of(table.entries[i].object) = (uint32_t)i + 1;
}

/// The object's entry, or NULL.
static Finalizer *find(const void *object) {
  if (table.n_slots == 0)
    return NULL;
  uint32_t *slot = slot_of(object);
  return *slot == 0 ? NULL : &table.entries[*slot - 1];
}

static void add(const Finalizer *f) {
  append(&table.entries, &table.n, &table.cap, f);
  if (2 * table.n > table.n_slots)
    index_entries();
  else
    *slot_of(f->object) = (uint32_t)table.n;
}

// ---- during a collection (mark.c) ----

void grt_final_mark(GrtHeap *h) {
  for (size_t i = 0; i < table.n_waiting; i++) {
    grt_mark_pointer(h, table.waiting[i].object);
    grt_mark_pointer(h, table.waiting[i].fn);
  }
  for (size_t i = 0; i < table.n; i++) {
    if (table.entries[i].object == NULL)
      continue;
    grt_mark_contents(h, table.entries[i].object);
    grt_mark_pointer(h, table.entries[i].fn);
  }
  grt_mark_drain(h);
  size_t kept = 0;
  for (size_t i = 0; i < table.n; i++) {
    Finalizer f = table.entries[i];
    if (f.object == NULL)
      continue;
    if (grt_is_marked(h, f.object))
      table.entries[kept++] = f;
    else
      append(&table.waiting, &table.n_waiting, &table.cap_waiting, &f);
  }
  if (kept != table.n) {
    table.n = kept;
    index_entries();
  }
  for (size_t i = 0; i < table.n_waiting; i++)
    grt_mark_pointer(h, table.waiting[i].object);
  grt_mark_drain(h);
}

// ---- running ----

/// Adds the scalars of one value of type t to the counts of words by class.
static void count_scalars(const AbiType *t, uint64_t *ints, uint64_t *floats) {
  switch ((AbiKind)t->kind) {
  case ABI_KIND_FLOAT32:
  case ABI_KIND_FLOAT64: *floats += 1; return;
  case ABI_KIND_COMPLEX64:
  case ABI_KIND_COMPLEX128: *floats += 2; return;
  case ABI_KIND_STRING:
  case ABI_KIND_INTERFACE: *ints += 2; return;
  case ABI_KIND_SLICE: *ints += 3; return;
  case ABI_KIND_ARRAY: {
    const AbiArrayType *a = (const AbiArrayType *)(const void *)t;
    for (uint64_t i = 0; i < a->len && *ints + *floats <= 2 * MAX_RESULT_REGS; i++)
      count_scalars(a->elem, ints, floats);
    return;
  }
  case ABI_KIND_STRUCT: {
    const AbiStructType *s = (const AbiStructType *)(const void *)t;
    for (int64_t i = 0; i < s->n_fields && *ints + *floats <= 2 * MAX_RESULT_REGS; i++)
      count_scalars(s->fields[i].typ, ints, floats);
    return;
  }
  case ABI_KIND_BOOL:
  case ABI_KIND_INT:
  case ABI_KIND_INT8:
  case ABI_KIND_INT16:
  case ABI_KIND_INT32:
  case ABI_KIND_INT64:
  case ABI_KIND_UINT:
  case ABI_KIND_UINT8:
  case ABI_KIND_UINT16:
  case ABI_KIND_UINT32:
  case ABI_KIND_UINT64:
  case ABI_KIND_UINTPTR:
  case ABI_KIND_CHAN:
  case ABI_KIND_FUNC:
  case ABI_KIND_MAP:
  case ABI_KIND_POINTER:
  case ABI_KIND_UNSAFE_POINTER: *ints += 1; return;
  case ABI_KIND_INVALID:
  case ABI_KIND_COUNT: return;
  }
}

/// The types of the parameters, then of the results.
static const AbiType *const *func_types(const AbiFuncType *t) {
  size_t at = sizeof *t;
  if ((t->type.tflag & ABI_TFLAG_UNCOMMON) != 0)
    at += sizeof(AbiUncommon);
  return (const AbiType *const *)(const void *)((const char *)t + at);
}

/// Returns memory for results that do not fit into registers, or NULL.
static void *result_buffer(const AbiFuncType *t) {
  const AbiType *const *out = func_types(t) + t->in_count;
  uint64_t ints = 0, floats = 0, size = 0;
  for (uint32_t i = 0; i < (t->out_count & ~ABI_FUNC_VARIADIC); i++) {
    count_scalars(out[i], &ints, &floats);
    uint64_t align = out[i]->align;
    size = ((size + align - 1) & ~(align - 1)) + out[i]->size;
  }
  if (ints <= MAX_RESULT_REGS && floats <= MAX_RESULT_REGS)
    return NULL;
  return grt_gc_alloc_conservative(size + 8);
}

/// Calls it with as many words as any such function takes.
__attribute__((no_sanitize("function"))) static void run(const Finalizer *f) {
  const AbiType *param = func_types(f->fn_type)[0];
  void *args[3] = {NULL, NULL, NULL};
  uint32_t n = 0;
  void *results = result_buffer(f->fn_type);
  if (results != NULL)
    args[n++] = results;
  if (param->kind == ABI_KIND_INTERFACE) {
    const AbiInterfaceType *inter = (const AbiInterfaceType *)(const void *)param;
    const void *first = inter->n_methods == 0 ? (const void *)f->object_type
                                              : grt_get_itab(inter, f->object_type, false);
    args[n++] = (void *)(uintptr_t)first;
  }
  args[n] = f->object;
  void (*code)(void *, void *, void *) = (void (*)(void *, void *, void *))(void *)f->fn->code;
  __builtin_call_with_static_chain(code(args[0], args[1], args[2]), (void *)(uintptr_t)f->fn);
}

static bool take(Finalizer *f) {
  grt_lock(&lock);
  bool is_there = table.n_waiting > 0;
  if (is_there) {
    *f = table.waiting[0];
    table.n_waiting--;
    memmove(table.waiting, table.waiting + 1, table.n_waiting * sizeof table.waiting[0]);
  }
  grt_unlock(&lock);
  return is_there;
}

/// Whether there is nothing to run any more; then the next collection starts another goroutine.
static bool has_ended(void) {
  grt_lock(&lock);
  bool is_empty = table.n_waiting == 0 && !grt_cleanup_is_due();
  if (is_empty)
    table.is_running = false;
  grt_unlock(&lock);
  return is_empty;
}

/// A goroutine of its own, until nothing is waiting.
static void run_all(void) {
  do {
    Finalizer f;
    while (take(&f))
      run(&f);
    const AbiFuncVal *fn = grt_cleanup_take();
    if (fn != NULL)
      grt_call_go(fn);
  } while (!has_ended());
}

bool grt_final_is_running(void) {
  grt_lock(&lock);
  bool is_running = table.is_running;
  grt_unlock(&lock);
  return is_running;
}

void grt_final_start(void) {
  static const AbiFuncVal run_all_f = {run_all};
  grt_lock(&lock);
  bool starts = !table.is_running && (table.n_waiting > 0 || grt_cleanup_is_due());
  if (starts)
    table.is_running = true;
  grt_unlock(&lock);
  if (starts)
    grt_go(&run_all_f, 0, true);
}

/// Waits until the finalizers and cleanups that were due have run, `ns` nanoseconds at most.
static bool wait_until_empty(int64_t ns) {
  uint64_t start = grt_now();
  while (grt_final_is_running()) {
    if (grt_now() - start >= (uint64_t)ns)
      return false;
    grt_yield();
    usleep(20);
  }
  return true;
}

bool go_finalizers_empty(int64_t ns) GRT_GO_SYMBOL("runtime.blockUntilEmptyFinalizerQueue");
bool go_finalizers_empty(int64_t ns) { return wait_until_empty(ns); }
bool go_sync_test_empty(int64_t ns) GRT_GO_SYMBOL("sync_test.runtime_blockUntilEmptyCleanupQueue");
bool go_sync_test_empty(int64_t ns) { return wait_until_empty(ns); }
bool go_unique_empty(int64_t ns) GRT_GO_SYMBOL("unique.runtime_blockUntilEmptyCleanupQueue");
bool go_unique_empty(int64_t ns) { return wait_until_empty(ns); }

// ---- runtime.SetFinalizer ----

GRT_NORETURN static void refuse(const char *text, const AbiType *t, const char *text2,
                                const AbiType *t2, const char *text3) {
  grt_print_cstring("fatal error: runtime.SetFinalizer: ");
  grt_print_cstring(text);
  AbiString s = grt_type_string(t);
  grt_print_string(s.ptr, s.len);
  grt_print_cstring(text2);
  if (t2 != NULL) {
    s = grt_type_string(t2);
    grt_print_string(s.ptr, s.len);
  }
  grt_print_cstring(text3);
  grt_print_cstring("\n");
  grt_die(true);
}

static bool accepts(const AbiType *param, const AbiType *object) {
  if (param == object)
    return true;
  if (param->kind == ABI_KIND_POINTER)
    return (grt_type_uncommon(param) == NULL || grt_type_uncommon(object) == NULL) &&
           ((const AbiPtrType *)(const void *)param)->elem ==
               ((const AbiPtrType *)(const void *)object)->elem;
  if (param->kind != ABI_KIND_INTERFACE)
    return false;
  const AbiInterfaceType *inter = (const AbiInterfaceType *)(const void *)param;
  return inter->n_methods == 0 || grt_get_itab(inter, object, true) != NULL;
}

static void check_function(const AbiType *object, const AbiType *fn) {
  if (fn->kind != ABI_KIND_FUNC)
    refuse("second argument is ", fn, ", not a function", NULL, "");
  const AbiFuncType *t = (const AbiFuncType *)(const void *)fn;
  if ((t->out_count & ABI_FUNC_VARIADIC) != 0)
    refuse("cannot pass ", object, " to finalizer ", fn, " because dotdotdot");
  if (t->in_count != 1 || !accepts(func_types(t)[0], object))
    refuse("cannot pass ", object, " to finalizer ", fn, "");
}

void grt_set_finalizer(AbiEface object, AbiEface fn) {
  if (object.type == NULL)
    grt_fatal("runtime.SetFinalizer: first argument is nil");
  if (object.type->kind != ABI_KIND_POINTER)
    refuse("first argument is ", object.type, ", not pointer", NULL, "");
  void *base = grt_find_object(&grt_heap, object.data);
  if (base == NULL && object.data != NULL)
    return; // a package variable or zero-size: lives for ever
  if (base == NULL)
    grt_fatal("runtime.SetFinalizer: pointer not in allocated block");
  if (base != object.data)
    grt_fatal("runtime.SetFinalizer: pointer not at beginning of allocated block");
  if (fn.type != NULL)
    check_function(object.type, fn.type);
  grt_lock(&lock);
  Finalizer *old = find(object.data);
  bool is_twice = old != NULL && fn.type != NULL;
  Finalizer f = {object.data, fn.data, (const AbiFuncType *)(const void *)fn.type, object.type};
  if (old != NULL)
    old->object = NULL;
  else if (fn.type != NULL && f.fn != NULL)
    add(&f);
  grt_unlock(&lock);
  if (is_twice)
    grt_fatal("runtime.SetFinalizer: finalizer already set");
}
