/// \file
/// What reflect and internal/reflectlite ask of the runtime: memory by type, descriptors by offset,
/// channels. Source: Go 1.27 reflect/value.go, reflect/type.go; runtime/README.md, "Type
/// descriptors".

#include "gc/gc.h"
#include "rt.h"
#include "sched/chan.h"

#include <stdlib.h>
#include <string.h>

/// A second Go name for a C function.
#define ALIAS(result, id, name, params, target)                                                    \
  result id params __attribute__((alias(target))) GRT_GO_SYMBOL(name)

extern const uint64_t grt_zerobase;
extern const uint64_t grt_static_uint64s[256];

void *grt_new_array(const AbiType *elem, int64_t n);
void grt_growslice(AbiSlice *out, void *old, int64_t new_len, int64_t old_cap, int64_t num,
                   const AbiType *elem);
uint64_t grt_typehash(const AbiType *t, const void *p, uint64_t seed);
AbiChan *grt_makechan(const AbiChanType *type, int64_t size);
void grt_chansend(AbiChan *c, const void *elem);
bool grt_chanrecv(AbiChan *c, void *elem);
void grt_closechan(AbiChan *c);

/// Two results.
typedef struct Pair {
  int64_t a, b;
} Pair;

Pair grt_select(AbiSelectCase *cases, int64_t n, int64_t n_sends, bool block);
bool grt_selectnbsend(AbiChan *c, const void *elem);
Pair grt_selectnbrecv(AbiChan *c, void *elem);

// ---- memory ----

void *go_unsafe_new(const AbiType *t) GRT_GO_SYMBOL("reflect.unsafe_New");
void *go_unsafe_new(const AbiType *t) {
  return t->size == 0 ? (void *)(uintptr_t)&grt_zerobase : grt_new((int64_t)t->size, t);
}
ALIAS(void *, go_lite_unsafe_new, "internal/reflectlite.unsafe_New", (const AbiType *t),
      "reflect.unsafe_New");

void *go_unsafe_new_array(const AbiType *t, int64_t n) GRT_GO_SYMBOL("reflect.unsafe_NewArray");
void *go_unsafe_new_array(const AbiType *t, int64_t n) { return grt_new_array(t, n); }

void go_memmove(void *to, const void *from, uint64_t n) GRT_GO_SYMBOL("reflect.memmove");
void go_memmove(void *to, const void *from, uint64_t n) { memmove(to, from, n); }

void go_typedmemmove(const AbiType *t, void *to, const void *from)
    GRT_GO_SYMBOL("reflect.typedmemmove");
void go_typedmemmove(const AbiType *t, void *to, const void *from) { memmove(to, from, t->size); }
ALIAS(void, go_lite_typedmemmove, "internal/reflectlite.typedmemmove",
      (const AbiType *t, void *to, const void *from), "reflect.typedmemmove");

void go_typedmemclr(const AbiType *t, void *p) GRT_GO_SYMBOL("reflect.typedmemclr");
void go_typedmemclr(const AbiType *t, void *p) { memset(p, 0, t->size); }

void go_typedmemclrpartial(const AbiType *t, void *p, uint64_t off, uint64_t size)
    GRT_GO_SYMBOL("reflect.typedmemclrpartial");
void go_typedmemclrpartial(const AbiType *t, void *p, uint64_t off, uint64_t size) {
  (void)t;
  (void)off; // p is the place already
  memset(p, 0, size);
}

void go_typedarrayclear(const AbiType *elem, void *p, int64_t n)
    GRT_GO_SYMBOL("reflect.typedarrayclear");
void go_typedarrayclear(const AbiType *elem, void *p, int64_t n) {
  memset(p, 0, elem->size * (uint64_t)n);
}

int64_t go_typedslicecopy(const AbiType *elem, void *to, int64_t to_len, int64_t to_cap,
                          const void *from, int64_t from_len, int64_t from_cap)
    GRT_GO_SYMBOL("reflect.typedslicecopy");
int64_t go_typedslicecopy(const AbiType *elem, void *to, int64_t to_len, int64_t to_cap,
                          const void *from, int64_t from_len, int64_t from_cap) {
  (void)to_cap;
  (void)from_cap;
  int64_t n = to_len < from_len ? to_len : from_len;
  if (n > 0 && elem->size > 0)
    memmove(to, from, (uint64_t)n * elem->size);
  return n;
}

/// The slice with room for `num` more elements and its old length; the new room is zeroed.
__attribute__((swiftcall)) AbiSlice go_growslice(const AbiType *elem, char *old, int64_t len,
                                                 int64_t cap, int64_t num)
    GRT_GO_SYMBOL("reflect.growslice");
__attribute__((swiftcall)) AbiSlice go_growslice(const AbiType *elem, char *old, int64_t len,
                                                 int64_t cap, int64_t num) {
  num -= cap - len; // what lies behind the length is kept
  AbiSlice s;
  grt_growslice(&s, old, cap + num, cap, num, elem);
  if (elem->size > 0)
    memset((char *)s.ptr + (uint64_t)cap * elem->size, 0, (uint64_t)num * elem->size);
  s.len = len;
  return s;
}

/// A slice of n bytes, not zeroed; its capacity is all that the allocator gives.
__attribute__((swiftcall)) AbiSlice go_make_no_zero(int64_t n)
    GRT_GO_SYMBOL("internal/bytealg.MakeNoZero");
__attribute__((swiftcall)) AbiSlice go_make_no_zero(int64_t n) {
  if (n < 0 || (uint64_t)n > GRT_MAX_ALLOC)
    grt_panic_makeslice_len();
  if (n == 0)
    return (AbiSlice){(void *)(uintptr_t)&grt_zerobase, 0, 0};
  int64_t cap = (int64_t)grt_gc_round_size((uint64_t)n, false);
  return (AbiSlice){grt_gc_alloc_bytes((uint64_t)cap), n, cap};
}

void go_unsafeslice(const AbiType *elem, const void *p, int64_t len)
    GRT_GO_SYMBOL("reflect.unsafeslice");
void go_unsafeslice(const AbiType *elem, const void *p, int64_t len) {
  uint64_t size;
  if (len < 0)
    grt_panic_error("unsafe.Slice: len out of range");
  if (__builtin_mul_overflow(elem->size, (uint64_t)len, &size) || size > -(uintptr_t)p) {
    if (p == NULL)
      grt_panic_error("unsafe.Slice: ptr is nil and len is not zero");
    grt_panic_error("unsafe.Slice: len out of range");
  }
}

bool go_verify_not_in_heap(uintptr_t p) GRT_GO_SYMBOL("reflect.verifyNotInHeapPtr");
bool go_verify_not_in_heap(uintptr_t p) { return !grt_is_heap((const void *)p); }

uint64_t go_typehash(const AbiType *t, const void *p, uint64_t seed)
    GRT_GO_SYMBOL("reflect.typehash");
uint64_t go_typehash(const AbiType *t, const void *p, uint64_t seed) {
  return grt_typehash(t, p, seed);
}

const uint64_t *go_static_uint64s(void) GRT_GO_SYMBOL("runtime.getStaticuint64s");
const uint64_t *go_static_uint64s(void) { return grt_static_uint64s; }

void go_iface_e2i(const AbiInterfaceType *inter, const AbiType *type, void *data, AbiIface *to)
    GRT_GO_SYMBOL("reflect.ifaceE2I");
void go_iface_e2i(const AbiInterfaceType *inter, const AbiType *type, void *data, AbiIface *to) {
  if (type == NULL)
    grt_panic_assertion(NULL, NULL, &inter->type, (AbiString){NULL, 0});
  *to = (AbiIface){grt_get_itab(inter, type, false), data};
}
ALIAS(void, go_lite_iface_e2i, "internal/reflectlite.ifaceE2I",
      (const AbiInterfaceType *inter, const AbiType *type, void *data, AbiIface *to),
      "reflect.ifaceE2I");

// ---- descriptors ----

const void *go_resolve_off(const AbiType *t, int32_t off) GRT_GO_SYMBOL("reflect.resolveNameOff");
const void *go_resolve_off(const AbiType *t, int32_t off) { return grt_resolve_off(t, off); }
ALIAS(const void *, go_resolve_type, "reflect.resolveTypeOff", (const AbiType *t, int32_t off),
      "reflect.resolveNameOff");
ALIAS(const void *, go_resolve_text, "reflect.resolveTextOff", (const AbiType *t, int32_t off),
      "reflect.resolveNameOff");
ALIAS(const void *, go_lite_resolve_name, "internal/reflectlite.resolveNameOff",
      (const AbiType *t, int32_t off), "reflect.resolveNameOff");
ALIAS(const void *, go_lite_resolve_type, "internal/reflectlite.resolveTypeOff",
      (const AbiType *t, int32_t off), "reflect.resolveNameOff");

int32_t go_add_reflect_off(const void *p) GRT_GO_SYMBOL("reflect.addReflectOff");
int32_t go_add_reflect_off(const void *p) { return grt_add_reflect_off(p); }

/// Bounds of the section of pointers to compiled descriptors; absent if there are none.
extern const AbiType *const __start_golite_types[] __attribute__((weak, visibility("hidden")));
extern const AbiType *const __stop_golite_types[] __attribute__((weak, visibility("hidden")));

static int by_string(const void *a, const void *b) {
  AbiString s = grt_type_string(*(const AbiType *const *)a);
  AbiString t = grt_type_string(*(const AbiType *const *)b);
  size_t n = (size_t)(s.len < t.len ? s.len : t.len);
  int order = n == 0 ? 0 : memcmp(s.ptr, t.ptr, n);
  return order != 0 ? order : (s.len > t.len) - (s.len < t.len);
}

/// The listed types, sorted when they are first asked for.
__attribute__((swiftcall)) AbiSlice go_typelinks(void) GRT_GO_SYMBOL("runtime.typelinks");
__attribute__((swiftcall)) AbiSlice go_typelinks(void) {
  static AbiSlice types;
  int64_t n = __stop_golite_types - __start_golite_types;
  if (types.ptr == NULL && n > 0) {
    const AbiType **list = grt_mem_table((size_t)n * sizeof list[0]);
    memcpy(list, __start_golite_types, (size_t)n * sizeof list[0]);
    qsort(list, (size_t)n, sizeof list[0], by_string);
    types = (AbiSlice){list, n, n};
  }
  return types;
}

// ---- channels ----

AbiChan *go_makechan(const AbiChanType *t, int64_t size) GRT_GO_SYMBOL("reflect.makechan");
AbiChan *go_makechan(const AbiChanType *t, int64_t size) { return grt_makechan(t, size); }

int64_t go_chanlen(const AbiChan *c) GRT_GO_SYMBOL("reflect.chanlen");
int64_t go_chanlen(const AbiChan *c) { return c == NULL ? 0 : (int64_t)c->n_queued; }
ALIAS(int64_t, go_lite_chanlen, "internal/reflectlite.chanlen", (const AbiChan *c),
      "reflect.chanlen");

int64_t go_chancap(const AbiChan *c) GRT_GO_SYMBOL("reflect.chancap");
int64_t go_chancap(const AbiChan *c) { return c == NULL ? 0 : (int64_t)c->n_slots; }

void go_chanclose(AbiChan *c) GRT_GO_SYMBOL("reflect.chanclose");
void go_chanclose(AbiChan *c) { grt_closechan(c); }

bool go_chansend(AbiChan *c, const void *elem, bool nb) GRT_GO_SYMBOL("reflect.chansend0");
bool go_chansend(AbiChan *c, const void *elem, bool nb) {
  if (nb)
    return grt_selectnbsend(c, elem);
  grt_chansend(c, elem);
  return true;
}

/// {selected, received}.
Pair go_chanrecv(AbiChan *c, bool nb, void *elem) GRT_GO_SYMBOL("reflect.chanrecv");
Pair go_chanrecv(AbiChan *c, bool nb, void *elem) {
  if (nb)
    return grt_selectnbrecv(c, elem);
  return (Pair){1, grt_chanrecv(c, elem)};
}

/// reflect.runtimeSelect.
typedef struct RuntimeSelect {
  uint64_t dir;
  const AbiType *type;
  AbiChan *chan;
  void *value; ///< what is sent, or where the received value goes
} RuntimeSelect;

enum { DIR_SEND = 1, DIR_RECV, DIR_DEFAULT };

/// {index of the case that ran, whether it received what was sent}.
Pair go_rselect(const RuntimeSelect *cases, int64_t n, int64_t cap)
    GRT_GO_SYMBOL("reflect.rselect");
Pair go_rselect(const RuntimeSelect *cases, int64_t n, int64_t cap) {
  (void)cap;
  if (n == 0)
    grt_select(NULL, 0, 0, true);
  uint64_t size = (uint64_t)n * (sizeof(AbiSelectCase) + sizeof(int64_t));
  AbiSelectCase *list = grt_gc_alloc_conservative(size); // senders come first
  int64_t *index = (int64_t *)(void *)(list + n), n_sends = 0, n_used = 0, otherwise = -1;
  for (uint64_t dir = DIR_SEND; dir <= DIR_RECV; dir++) {
    for (int64_t i = 0; i < n; i++) {
      if (cases[i].dir == DIR_DEFAULT)
        otherwise = i;
      if (cases[i].dir != dir || cases[i].chan == NULL)
        continue;
      index[n_used] = i;
      list[n_used++] = (AbiSelectCase){cases[i].chan, cases[i].value};
    }
    if (dir == DIR_SEND)
      n_sends = n_used;
  }
  Pair r = grt_select(list, n_used, n_sends, otherwise < 0);
  return (Pair){r.a < 0 ? otherwise : index[r.a], r.b};
}

// ---- for the tests of package reflect ----

typedef __attribute__((swiftcall)) AbiSlice GcbitsFn(const AbiType *t, void *p);

GcbitsFn go_gcbits GRT_GO_SYMBOL("reflect.gcbits");
/// One byte for each word from p on, up to the last pointer: whether it is one, to the collector
/// where p points into an object of the heap, else by its type.
__attribute__((swiftcall)) AbiSlice go_gcbits(const AbiType *t, void *p) {
  const AbiType *elem = ((const AbiPtrType *)(const void *)t)->elem;
  size_t n = grt_gc_pointer_words(p, NULL, 0), n_type = elem->ptr_bytes / 8;
  bool is_heap = n != 0;
  n = is_heap ? n : n_type;
  if (n == 0)
    return (AbiSlice){NULL, 0, 0};
  uint8_t *bits = grt_gc_alloc_bytes(n);
  const uint8_t *mask = is_heap || n_type == 0 ? NULL : (const uint8_t *)grt_type_mask(elem);
  if (is_heap)
    grt_gc_pointer_words(p, bits, n);
  for (size_t i = 0; mask != NULL && i < n; i++)
    bits[i] = mask[i / 8] >> (i % 8) & 1;
  while (n > 0 && bits[n - 1] == 0)
    n--;
  return (AbiSlice){bits, (int64_t)n, (int64_t)n};
}
