/// \file
/// Equality and hashing of values by their type.
/// Source: Go spec "Comparison operators"; NaN differs from itself and hashes at random, +0 and -0
/// are equal.

#include "rt.h"

#include <string.h>

/// Read-only func values, which type descriptors point to.
#define EQUAL_FUNC(name)                                                                           \
  bool grt_##name(const void *p, const void *q);                                                   \
  extern const AbiFuncVal grt_##name##_f;                                                          \
  const AbiFuncVal grt_##name##_f = {(void (*)(void))grt_##name};                                  \
  bool grt_##name(const void *p, const void *q)

EQUAL_FUNC(memequal0) {
  (void)p;
  (void)q;
  return true;
}

EQUAL_FUNC(memequal8) { return *(const uint8_t *)p == *(const uint8_t *)q; }

EQUAL_FUNC(memequal16) { return memcmp(p, q, 2) == 0; }

EQUAL_FUNC(memequal32) { return memcmp(p, q, 4) == 0; }

EQUAL_FUNC(memequal64) { return memcmp(p, q, 8) == 0; }

EQUAL_FUNC(memequal128) { return memcmp(p, q, 16) == 0; }

/// Behind grt_memequal_varlen, which takes the size from its closure record.
bool grt_memequal(const void *p, const void *q, uint64_t size);
bool grt_memequal(const void *p, const void *q, uint64_t size) { return memcmp(p, q, size) == 0; }

EQUAL_FUNC(strequal) { return grt_string_equal(*(const AbiString *)p, *(const AbiString *)q); }

EQUAL_FUNC(f32equal) { return *(const float *)p == *(const float *)q; }

EQUAL_FUNC(f64equal) { return *(const double *)p == *(const double *)q; }

EQUAL_FUNC(c64equal) {
  const float *a = p, *b = q;
  return a[0] == b[0] && a[1] == b[1];
}

EQUAL_FUNC(c128equal) {
  const double *a = p, *b = q;
  return a[0] == b[0] && a[1] == b[1];
}

bool grt_efaceeq(const AbiType *type, void *x, void *y);
bool grt_efaceeq(const AbiType *type, void *x, void *y) {
  if (type == NULL)
    return true;
  if (type->equal == NULL)
    grt_panic_error_type("comparing uncomparable type ", type);
  if (grt_type_is_direct(type))
    return x == y;
  return grt_call_equal(type->equal, x, y);
}

bool grt_ifaceeq(const AbiItab *itab, void *x, void *y);
bool grt_ifaceeq(const AbiItab *itab, void *x, void *y) {
  return grt_efaceeq(itab == NULL ? NULL : itab->type, x, y);
}

EQUAL_FUNC(nilinterequal) {
  const AbiEface *a = p, *b = q;
  return a->type == b->type && grt_efaceeq(a->type, a->data, b->data);
}

EQUAL_FUNC(interequal) {
  const AbiIface *a = p, *b = q;
  return a->itab == b->itab && grt_ifaceeq(a->itab, a->data, b->data);
}

// ---- hashes ----

#define HASH_LENGTH 0x1d8e4e27c47d124fu // mixed with the number of bytes

static uint64_t mix(uint64_t a, uint64_t b) {
  __uint128_t product = (__uint128_t)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t load64(const uint8_t *p) {
  uint64_t v;
  memcpy(&v, p, sizeof v);
  return v;
}

static uint64_t load32(const uint8_t *p) {
  uint32_t v;
  memcpy(&v, p, sizeof v);
  return v;
}

/// Up to 16 bytes as two words.
static void load_short(const uint8_t *p, uint64_t n, uint64_t *a, uint64_t *b) {
  if (n >= 8) {
    *a = load64(p);
    *b = load64(p + n - 8);
  } else if (n >= 4) {
    *a = load32(p);
    *b = load32(p + n - 4);
  } else {
    *a = p[0] | (uint64_t)p[n >> 1] << 8 | (uint64_t)p[n - 1] << 16;
    *b = 0;
  }
}

/// What package internal/runtime/maps computes inline for keys of 4 and 8 bytes and for strings
/// (memHashFallback): all parts of a map type must agree on it.
uint64_t grt_memhash(const void *p, uint64_t seed, uint64_t size);
uint64_t grt_memhash(const void *p, uint64_t seed, uint64_t size) {
  const uint64_t *key = grt_hash_key;
  const uint8_t *s = p;
  uint64_t left = size, a, b;
  seed ^= key[0];
  if (size == 0)
    return seed;
  if (size <= 16) {
    load_short(s, size, &a, &b);
    return mix(HASH_LENGTH ^ size, mix(a ^ key[1], b ^ seed));
  }
  if (left > 48) {
    uint64_t seed1 = seed, seed2 = seed;
    for (; left > 48; left -= 48, s += 48) {
      seed = mix(load64(s) ^ key[1], load64(s + 8) ^ seed);
      seed1 = mix(load64(s + 16) ^ key[2], load64(s + 24) ^ seed1);
      seed2 = mix(load64(s + 32) ^ key[3], load64(s + 40) ^ seed2);
    }
    seed ^= seed1 ^ seed2;
  }
  for (; left > 16; left -= 16, s += 16)
    seed = mix(load64(s) ^ key[1], load64(s + 8) ^ seed);
  a = load64(s + left - 16);
  b = load64(s + left - 8);
  return mix(HASH_LENGTH ^ size, mix(a ^ key[1], b ^ seed));
}

uint64_t go_memhash(const void *p, uint64_t seed, uint64_t size) GRT_GO_SYMBOL("runtime.memhash");
uint64_t go_memhash(const void *p, uint64_t seed, uint64_t size) {
  return grt_memhash(p, seed, size);
}

uint64_t grt_memhash32(const void *p, uint64_t seed);
uint64_t grt_memhash32(const void *p, uint64_t seed) { return grt_memhash(p, seed, 4); }

uint64_t grt_memhash64(const void *p, uint64_t seed);
uint64_t grt_memhash64(const void *p, uint64_t seed) { return grt_memhash(p, seed, 8); }

uint64_t grt_strhash(const AbiString *s, uint64_t seed);
uint64_t grt_strhash(const AbiString *s, uint64_t seed) {
  return grt_memhash(s->ptr, seed, (uint64_t)s->len);
}

/// A hash that no other call returns: NaN equals nothing.
static uint64_t nan_hash(uint64_t seed) { return mix(seed ^ grt_random(), 0xe7037ed1a0b428dbu); }

uint64_t grt_f64hash(const double *p, uint64_t seed);
uint64_t grt_f64hash(const double *p, uint64_t seed) {
  if (*p == 0)
    return mix(seed ^ 0xa0761d6478bd642fu, 0xe7037ed1a0b428dbu);
  return *p != *p ? nan_hash(seed) : grt_memhash(p, seed, sizeof *p);
}

uint64_t grt_f32hash(const float *p, uint64_t seed);
uint64_t grt_f32hash(const float *p, uint64_t seed) {
  if (*p == 0)
    return mix(seed ^ 0xa0761d6478bd642fu, 0xe7037ed1a0b428dbu);
  return *p != *p ? nan_hash(seed) : grt_memhash(p, seed, sizeof *p);
}

uint64_t grt_c64hash(const float *p, uint64_t seed);
uint64_t grt_c64hash(const float *p, uint64_t seed) {
  return grt_f32hash(p + 1, grt_f32hash(p, seed));
}

uint64_t grt_c128hash(const double *p, uint64_t seed);
uint64_t grt_c128hash(const double *p, uint64_t seed) {
  return grt_f64hash(p + 1, grt_f64hash(p, seed));
}

uint64_t grt_typehash(const AbiType *t, const void *p, uint64_t seed);

static uint64_t data_hash(const AbiType *t, void *const *data, uint64_t seed) {
  if (t == NULL)
    return seed;
  if (t->equal == NULL)
    grt_panic_error_type("hash of unhashable type ", t);
  if (grt_type_is_direct(t))
    return grt_memhash(data, seed ^ t->hash, sizeof *data);
  return grt_typehash(t, *data, seed ^ t->hash);
}

uint64_t grt_nilinterhash(const AbiEface *p, uint64_t seed);
uint64_t grt_nilinterhash(const AbiEface *p, uint64_t seed) {
  return data_hash(p->type, &p->data, seed);
}

uint64_t grt_interhash(const AbiIface *p, uint64_t seed);
uint64_t grt_interhash(const AbiIface *p, uint64_t seed) {
  return data_hash(p->itab == NULL ? NULL : p->itab->type, &p->data, seed);
}

static uint64_t array_hash(const AbiArrayType *t, const char *p, uint64_t seed) {
  for (uint64_t i = 0; i < t->len; i++)
    seed = grt_typehash(t->elem, p + i * t->elem->size, seed);
  return seed;
}

static uint64_t struct_hash(const AbiStructType *t, const char *p, uint64_t seed) {
  for (int64_t i = 0; i < t->n_fields; i++) {
    AbiString name = grt_name_string(t->fields[i].name);
    if (name.len == 1 && name.ptr[0] == '_')
      continue; // not compared, so not hashed
    seed = grt_typehash(t->fields[i].typ, p + t->fields[i].offset, seed);
  }
  return seed;
}

uint64_t grt_typehash(const AbiType *t, const void *p, uint64_t seed) {
  if ((t->tflag & ABI_TFLAG_REGULAR_MEMORY) != 0)
    return grt_memhash(p, seed, t->size);
  switch ((AbiKind)t->kind) {
  case ABI_KIND_FLOAT32: return grt_f32hash(p, seed);
  case ABI_KIND_FLOAT64: return grt_f64hash(p, seed);
  case ABI_KIND_COMPLEX64: return grt_c64hash(p, seed);
  case ABI_KIND_COMPLEX128: return grt_c128hash(p, seed);
  case ABI_KIND_STRING: return grt_strhash(p, seed);
  case ABI_KIND_INTERFACE:
    return ((const AbiInterfaceType *)(const void *)t)->n_methods == 0 ? grt_nilinterhash(p, seed)
                                                                       : grt_interhash(p, seed);
  case ABI_KIND_ARRAY: return array_hash((const AbiArrayType *)(const void *)t, p, seed);
  case ABI_KIND_STRUCT: return struct_hash((const AbiStructType *)(const void *)t, p, seed);
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
  case ABI_KIND_POINTER:
  case ABI_KIND_CHAN:
  case ABI_KIND_UNSAFE_POINTER: return grt_memhash(p, seed, t->size);
  case ABI_KIND_INVALID:
  case ABI_KIND_FUNC:
  case ABI_KIND_MAP:
  case ABI_KIND_SLICE:
  case ABI_KIND_COUNT: break;
  }
  grt_panic_error_type("hash of unhashable type ", t);
}

/// Func values for AbiMapType.hasher.
#define HASH_FUNC(name)                                                                            \
  extern const AbiFuncVal grt_##name##_f;                                                          \
  const AbiFuncVal grt_##name##_f = {(void (*)(void))grt_##name};

HASH_FUNC(memhash32)
HASH_FUNC(memhash64)
HASH_FUNC(strhash)
HASH_FUNC(f32hash)
HASH_FUNC(f64hash)
HASH_FUNC(c64hash)
HASH_FUNC(c128hash)
HASH_FUNC(interhash)
HASH_FUNC(nilinterhash)

// ---- shared read-only data ----

/// Where all zero-size objects are. Writable, so that it has an address of its own that no constant
/// shares.
extern uint64_t grt_zerobase;
uint64_t grt_zerobase;

extern const uint8_t grt_zero_val[1024];
_Alignas(64) const uint8_t grt_zero_val[1024] = {0};

#define FOUR(n) (n), (n) + 1, (n) + 2, (n) + 3
#define SIXTEEN(n) FOUR(n), FOUR((n) + 4), FOUR((n) + 8), FOUR((n) + 12)
#define SIXTY_FOUR(n) SIXTEEN(n), SIXTEEN((n) + 16), SIXTEEN((n) + 32), SIXTEEN((n) + 48)
extern const uint64_t grt_static_uint64s[256];
const uint64_t grt_static_uint64s[256] = {SIXTY_FOUR(0), SIXTY_FOUR(64), SIXTY_FOUR(128),
                                          SIXTY_FOUR(192)};
