/// \file
/// Reading type descriptors: names, methods, pointer masks.
/// Source: Go 1.27 internal/abi; runtime/README.md, "Type descriptors".

#include "gc/gc.h"
#include "rt.h"

#include "golite/abi/prune.h"

#include <stdatomic.h>
#include <string.h>

/// Reads a varint at p; returns the number of its bytes.
static int read_varint(const uint8_t *p, int64_t *value) {
  int64_t v = 0;
  for (int i = 0;; i++) {
    v |= (int64_t)(p[i] & 0x7f) << (7 * i);
    if ((p[i] & 0x80) == 0) {
      *value = v;
      return i + 1;
    }
  }
}

AbiString grt_name_string(AbiName n) {
  if (n == NULL)
    return (AbiString){NULL, 0};
  int64_t len;
  int bytes = read_varint(n + 1, &len);
  return (AbiString){n + 1 + bytes, len};
}

/// Below this, an offset in a descriptor that reflect made is a place in `made`, counted downwards.
#define FIRST_MADE_OFF (-(INT32_C(1) << 30))

/// Names, types and code that reflect's own descriptors refer to.
static struct {
  const void **at;
  int32_t n, cap;
} made;

const void *grt_resolve_off(const AbiType *t, int32_t off) {
  if (GRT_UNLIKELY(off <= FIRST_MADE_OFF))
    return made.at[FIRST_MADE_OFF - off];
  return off == 0 || off == ABI_UNREACHABLE_METHOD ? NULL : (const char *)t + off;
}

int32_t grt_add_reflect_off(const void *p) {
  for (int32_t i = made.n; i-- > 0;)
    if (made.at[i] == p)
      return FIRST_MADE_OFF - i;
  if (made.n == made.cap) {
    int32_t cap = made.cap == 0 ? 64 : 2 * made.cap;
    const void **bigger = grt_gc_alloc_conservative((uint64_t)cap * sizeof bigger[0]);
    if (made.n > 0)
      memcpy(bigger, made.at, (size_t)made.n * sizeof bigger[0]);
    made.at = bigger; // in the heap, since it keeps its objects
    made.cap = cap;
  }
  made.at[made.n] = p;
  return FIRST_MADE_OFF - made.n++;
}

AbiName grt_resolve_name(const AbiType *t, AbiNameOff off) { return grt_resolve_off(t, off); }

AbiString grt_name_pkg_path(AbiName n) {
  if (n == NULL || (n[0] & ABI_NAME_PKG_PATH) == 0)
    return (AbiString){NULL, 0};
  AbiString s = grt_name_string(n);
  const uint8_t *p = s.ptr + s.len;
  if ((n[0] & ABI_NAME_TAG) != 0) {
    int64_t tag_len;
    int bytes = read_varint(p, &tag_len);
    p += bytes + tag_len;
  }
  AbiNameOff off;
  memcpy(&off, p, sizeof off);
  return grt_name_string(n + off);
}

AbiString grt_type_string(const AbiType *t) {
  AbiString s = grt_name_string(grt_resolve_name(t, t->str));
  if ((t->tflag & ABI_TFLAG_EXTRA_STAR) != 0 && s.len > 0) {
    s.ptr++;
    s.len--;
  }
  return s;
}

static size_t kind_struct_size(const AbiType *t) {
  switch ((AbiKind)t->kind) {
  case ABI_KIND_ARRAY: return sizeof(AbiArrayType);
  case ABI_KIND_CHAN: return sizeof(AbiChanType);
  case ABI_KIND_FUNC: return sizeof(AbiFuncType);
  case ABI_KIND_INTERFACE: return sizeof(AbiInterfaceType);
  case ABI_KIND_MAP: return sizeof(AbiMapType);
  case ABI_KIND_POINTER: return sizeof(AbiPtrType);
  case ABI_KIND_SLICE: return sizeof(AbiSliceType);
  case ABI_KIND_STRUCT: return sizeof(AbiStructType);
  case ABI_KIND_INVALID:
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
  case ABI_KIND_FLOAT32:
  case ABI_KIND_FLOAT64:
  case ABI_KIND_COMPLEX64:
  case ABI_KIND_COMPLEX128:
  case ABI_KIND_STRING:
  case ABI_KIND_UNSAFE_POINTER:
  case ABI_KIND_COUNT: break;
  }
  return sizeof(AbiType);
}

const AbiUncommon *grt_type_uncommon(const AbiType *t) {
  if ((t->tflag & ABI_TFLAG_UNCOMMON) == 0)
    return NULL;
  return (const AbiUncommon *)(const void *)((const char *)t + kind_struct_size(t));
}

static void set_bit(uint64_t *mask, uint64_t word) {
  mask[word / 64] |= (uint64_t)1 << (word % 64);
}

/// Sets the bits of the pointers in a value of type t that begins at `word`.
static void build_mask(uint64_t *mask, const AbiType *t, uint64_t word) {
  if (t->ptr_bytes == 0)
    return;
  if ((t->tflag & ABI_TFLAG_GC_MASK_ON_DEMAND) == 0) {
    for (uint64_t i = 0; i < t->ptr_bytes / 8; i++)
      if (t->gcdata[i / 8] >> (i % 8) & 1)
        set_bit(mask, word + i);
    return;
  }
  // Only arrays and structs are long enough.
  if (t->kind == ABI_KIND_ARRAY) {
    const AbiArrayType *a = (const AbiArrayType *)(const void *)t;
    for (uint64_t i = 0; i < a->len; i++)
      build_mask(mask, a->elem, word + i * a->elem->size / 8);
  } else if (t->kind == ABI_KIND_STRUCT) {
    const AbiStructType *s = (const AbiStructType *)(const void *)t;
    for (int64_t i = 0; i < s->n_fields; i++)
      build_mask(mask, s->fields[i].typ, word + s->fields[i].offset / 8);
  } else {
    grt_throw("type descriptor without pointer mask");
  }
}

const uint64_t *grt_type_mask(const AbiType *t) {
  if ((t->tflag & ABI_TFLAG_GC_MASK_ON_DEMAND) == 0)
    return (const uint64_t *)(const void *)t->gcdata;
  // Two threads may build it at the same time: then both are right.
  _Atomic(uint64_t *) *slot = (_Atomic(uint64_t *) *)(uintptr_t)t->gcdata;
  uint64_t *mask = atomic_load_explicit(slot, memory_order_acquire);
  if (mask == NULL) {
    uint64_t n_words = (t->ptr_bytes / 8 + 63) / 64;
    mask = grt_mem_table(n_words * sizeof(uint64_t));
    build_mask(mask, t, 0);
    atomic_store_explicit(slot, mask, memory_order_release);
  }
  return mask;
}
