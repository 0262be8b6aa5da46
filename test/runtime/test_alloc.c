/// \file
/// Allocation and collection: classes, zeroing, exact counts, precise and conservative marking,
/// large objects.

#include "support.h"

#include <stdlib.h>
#include <string.h>

static const uint64_t mask_first = 1, mask_second = 2, mask_both = 3;
static const AbiType node_type = TEST_TYPE(2, 1, mask_first);    // {next, value}
static const AbiType hidden_type = TEST_TYPE(2, 2, mask_second); // {number, pointer}
static const AbiType pair_type = TEST_TYPE(2, 2, mask_both);
static const AbiType pointer_type = TEST_TYPE(1, 1, mask_first);

typedef struct Node {
  struct Node *next;
  uintptr_t value;
} Node;

static Node *roots[4]; // in .bss: scanned

static GrtMemStats stats(void) {
  GrtMemStats s;
  grt_gc_stats(&s);
  return s;
}

static uint64_t live(void) {
  GrtMemStats s = stats();
  return s.n_mallocs - s.n_frees;
}

/// Overwrites what calls have left below this frame.
__attribute__((noinline)) static void clean_stack(void) {
  volatile char waste[16384];
  memset((void *)(uintptr_t)waste, 0, sizeof waste);
}

static void test_classes(void) {
  for (uint64_t size = 1; size <= ABI_MAX_SMALL_SIZE; size++) {
    uint32_t c = abi_size_class(size);
    CHECK(abi_class_size(c) >= size && abi_class_size(c - 1) < size);
  }
  CHECK(abi_size_class(0) == 0 && abi_size_class(ABI_MAX_SMALL_SIZE + 1) == 0);
  bool used[ABI_N_ALLOC_SLOTS] = {false};
  static const uint32_t scan_sizes[] = {8, 16, 24, 32, 48, 64};
  for (uint32_t i = 0; i < 6; i++) {
    for (uint64_t mask = 1; mask >> (scan_sizes[i] / 8) == 0; mask++) {
      int32_t slot = abi_alloc_slot(scan_sizes[i], mask);
      CHECK(slot >= ABI_N_CLASSES && slot < ABI_N_ALLOC_SLOTS && !used[slot]);
      used[slot] = true;
    }
  }
  CHECK(used[ABI_N_ALLOC_SLOTS - 1] && abi_alloc_slot(80, 1) == -1 && abi_alloc_slot(80, 0) == 7);
}

static void test_zeroed_and_aligned(void) {
  for (uint64_t size = 1; size < 100000; size += size / 8 + 1) {
    char *p = grt_new((int64_t)size, NULL);
    CHECK((uintptr_t)p % (size >= 16 && abi_class_size(abi_size_class(size)) % 16 == 0 ? 16 : 8) ==
          0);
    for (uint64_t i = 0; i < size; i++)
      CHECK(p[i] == 0);
    memset(p, 0xff, size);
  }
}

/// Cells come back zeroed after they were used, and the numbers add up.
static void test_counts(void) {
  grt_gc_collect();
  GrtMemStats before = stats();
  const int n = 300000;
  for (int i = 0; i < n; i++) {
    Node *p = grt_new(sizeof *p, &node_type);
    CHECK(p->next == NULL && p->value == 0);
    p->next = p;
    p->value = ~(uintptr_t)0;
    if (i % 1000 == 0) {
      GrtMemStats now = stats();
      CHECK(now.n_mallocs == before.n_mallocs + (uint64_t)i + 1);
      CHECK(now.total_bytes == before.total_bytes + 16 * ((uint64_t)i + 1));
    }
  }
  GrtMemStats after = stats();
  CHECK(after.n_gc > before.n_gc || grt_process.options.gc_off);
  CHECK(after.class_mallocs[2] == before.class_mallocs[2] + (uint64_t)n);
}

__attribute__((noinline)) static void make_list(int n) {
  for (int i = 0; i < n; i++) {
    Node *p = grt_new(sizeof *p, &node_type);
    p->next = roots[0];
    p->value = (uintptr_t)i;
    roots[0] = p;
  }
}

static void test_reachable(void) {
  const int n = 100000;
  make_list(n);
  clean_stack();
  grt_gc_collect();
  uint64_t with_list = live();
  int found = 0;
  for (Node *p = roots[0]; p != NULL; p = p->next)
    CHECK(p->value == (uintptr_t)(n - 1 - found++));
  CHECK(found == n);
  roots[0] = NULL;
  clean_stack();
  grt_gc_collect();
  CHECK(with_list - live() > (uint64_t)n - 10);
}

/// Hides a pointer where the mask says number, another where it says pointer.
__attribute__((noinline)) static void make_hidden(void) {
  uintptr_t *h = grt_new(16, &hidden_type);
  h[0] = (uintptr_t)grt_new(3000, NULL);
  h[1] = (uintptr_t)grt_new(2500, NULL);
  roots[1] = (Node *)(void *)h;
}

static void test_precise(void) {
  clean_stack();
  grt_gc_collect();
  uint64_t c2500 = abi_size_class(2500), c3000 = abi_size_class(3000);
  GrtMemStats before = stats();
  make_hidden();
  clean_stack();
  grt_gc_collect();
  GrtMemStats after = stats();
  CHECK(after.class_frees[c3000] - before.class_frees[c3000] == 1);
  CHECK(after.class_frees[c2500] == before.class_frees[c2500]);
  roots[1] = NULL;
}

/// Arrays of elements with a pattern, in small cells, in cells of many words, and large ones.
static void test_arrays(void) {
  static const uint64_t lens[] = {1, 3, 4, 31, 32, 40, 100, 1000, 2047, 5000, 100000};
  static const AbiType *const types[] = {&node_type, &pair_type, &pointer_type};
  for (uint32_t t = 0; t < 3; t++) {
    for (uint32_t i = 0; i < sizeof lens / sizeof lens[0]; i++) {
      uint64_t words = types[t]->size / 8;
      uintptr_t **a = grt_gc_alloc_array(lens[i] * types[t]->size, types[t]);
      for (uint64_t j = 0; j < lens[i]; j++) {
        a[j * words] = grt_new(24, NULL);
        *a[j * words] = j;
      }
      grt_gc_collect();
      for (int j = 0; j < 2000; j++)
        memset(grt_new(24, NULL), 0xee, 24);
      for (uint64_t j = 0; j < lens[i]; j++)
        CHECK(*a[j * words] == j);
    }
  }
}

/// A type of 100 words whose only pointer is the last; masks of two words.
static void test_long_mask(void) {
  static const uint64_t mask[2] = {0, (uint64_t)1 << 35};
  AbiType type = TEST_TYPE(100, 100, mask);
  uintptr_t **one = grt_new(800, &type);
  one[99] = grt_new(24, NULL);
  *one[99] = 77;
  uintptr_t **many = grt_gc_alloc_array(800 * 200, &type);
  many[100 * 150 + 99] = grt_new(24, NULL);
  *many[100 * 150 + 99] = 78;
  grt_gc_collect();
  for (int j = 0; j < 2000; j++)
    memset(grt_new(24, NULL), 0xee, 24);
  CHECK(*one[99] == 77 && *many[100 * 150 + 99] == 78);
}

/// A mask built on demand: an array of 3000 structs {int; pointer} inside a struct.
static void test_mask_on_demand(void) {
  static const uint8_t *slots[2];
  AbiArrayType array = {
      .type = {.size = 16 * 3000,
               .ptr_bytes = 16 * 3000,
               .tflag = ABI_TFLAG_GC_MASK_ON_DEMAND,
               .kind = ABI_KIND_ARRAY,
               .gcdata = (const uint8_t *)&slots[0]},
      .elem = &hidden_type,
      .len = 3000,
  };
  AbiStructField field = {.typ = &array.type, .offset = 8};
  AbiStructType type = {
      .type = {.size = 16 * 3000 + 8,
               .ptr_bytes = 16 * 3000 + 8,
               .tflag = ABI_TFLAG_GC_MASK_ON_DEMAND,
               .kind = ABI_KIND_STRUCT,
               .gcdata = (const uint8_t *)&slots[1]},
      .fields = &field,
      .n_fields = 1,
  };
  const uint64_t *mask = grt_type_mask(&type.type);
  for (uint64_t i = 0; i < 6001; i++)
    CHECK((mask[i / 64] >> (i % 64) & 1) == (i > 0 && i % 2 == 0));
  CHECK(grt_type_mask(&type.type) == mask);
}

/// Pointers into the middle and to the end of objects, from the stack and from the heap.
static void test_interior(void) {
  char **holder = grt_new(8, &pointer_type);
  char *volatile middle = (char *)grt_new(200000, NULL) + 123456;
  *holder = (char *)grt_new(1000, NULL) + 999;
  char *volatile end = (char *)grt_new(64, NULL) + 64;
  *middle = 1;
  **holder = 2;
  end[-1] = 3;
  grt_gc_collect();
  for (int j = 0; j < 2000; j++) {
    memset(grt_new(64, NULL), 0xee, 64);
    memset(grt_new(1000, NULL), 0xee, 1000);
  }
  memset(grt_new(200000, NULL), 0xee, 200000);
  CHECK(*middle == 1 && **holder == 2 && end[-1] == 3);
}

/// Large objects are found dead and their memory is used again, zeroed.
static void test_large(void) {
  GrtMemStats before = stats();
  for (int i = 0; i < 2000; i++) {
    size_t size = (size_t)(i % 40 + 1) * 50000;
    char *p = grt_new((int64_t)size, i % 2 == 0 ? NULL : &pointer_type);
    for (size_t j = 0; j < size; j += 1000)
      CHECK(p[j] == 0);
    CHECK(p[size - 1] == 0);
    memset(p, 0xdd, size);
    memset(p, 0, 8); // no pointer
  }
  GrtMemStats after = stats();
  CHECK(after.n_mallocs - before.n_mallocs == 2000);
  if (!grt_process.options.gc_off)
    CHECK(after.heap_sys < (uint64_t)1 << 30);
}

// ---- finalizers ----

static int n_finalized;
static void *last_finalized;

static void finalize(void *object) {
  n_finalized++;
  last_finalized = object;
}

static const AbiPtrType node_ptr_type = {
    .type = {.size = 8, .ptr_bytes = 8, .tflag = ABI_TFLAG_DIRECT_IFACE, .kind = ABI_KIND_POINTER},
    .elem = &node_type};

/// The type func(*Node).
static const struct {
  AbiFuncType fn;
  const AbiType *params[1];
} finalizer_type = {{.type = {.size = 8, .kind = ABI_KIND_FUNC}, .in_count = 1},
                    {&node_ptr_type.type}};

static void set_finalizer(Node *p) {
  static const AbiFuncVal fn = {(void (*)(void))finalize};
  grt_set_finalizer((AbiEface){&node_ptr_type.type, p},
                    (AbiEface){&finalizer_type.fn.type, (void *)(uintptr_t)&fn});
}

__attribute__((noinline)) static void make_finalized_chain(void) {
  Node *a = grt_new(sizeof *a, &node_type);
  a->next = grt_new(sizeof *a, &node_type);
  set_finalizer(a);
  set_finalizer(a->next);
  roots[2] = a;
}

__attribute__((noinline)) static void make_many_finalized(void) {
  for (int i = 0; i < 50000; i++) {
    Node *p = grt_new(sizeof *p, &node_type);
    set_finalizer(p);
    if (i % 2 == 0)
      grt_set_finalizer((AbiEface){&node_ptr_type.type, p}, (AbiEface){NULL, NULL});
  }
}

static void test_finalizers(void) {
  make_finalized_chain();
  clean_stack();
  grt_gc_collect();
  CHECK(n_finalized == 0);
  volatile uintptr_t hidden = ~(uintptr_t)roots[2]; // from the collector
  roots[2] = NULL;
  clean_stack();
  grt_gc_collect(); // the first points to the second, which must wait
  CHECK(n_finalized == 1 && (uintptr_t)last_finalized == ~hidden);
  last_finalized = NULL;
  clean_stack();
  grt_gc_collect();
  CHECK(n_finalized == 2);
  last_finalized = NULL;
  make_many_finalized();
  clean_stack();
  for (int i = 0; i < 3; i++)
    grt_gc_collect();
  CHECK(n_finalized > 2 + 24990 && n_finalized <= 2 + 25000);
}

void test_main(void) {
  test_classes();
  test_zeroed_and_aligned();
  test_counts();
  test_reachable();
  test_precise();
  test_arrays();
  test_long_mask();
  test_mask_on_demand();
  test_interior();
  test_large();
  test_finalizers();
}
