/// \file
/// Insertion-ordered hash tables: entries in arrays, an index of 32-bit numbers beside them.

#include "golite/support/map.h"

#include "golite/support/vec.h"

#include <string.h>

/// Open-addressing index: slot → entry number + 1; 0 is free. At most half full.
typedef struct Index {
  uint32_t *slots;
  uint32_t mask; // number of slots - 1; meaningless while slots is NULL
} Index;

typedef struct PtrEntry {
  const void *key;
  void *value;
} PtrEntry;

struct GlPtrMap {
  GlArena *arena;
  Index index;
  GL_VEC(PtrEntry) entries;
};

typedef struct StrEntry {
  const char *key;
  size_t len;
  uint64_t hash;
  void *value;
} StrEntry;

struct GlStrMap {
  GlArena *arena;
  Index index;
  GL_VEC(StrEntry) entries;
};

static uint64_t mix(uint64_t a, uint64_t b) {
  unsigned __int128 p = (unsigned __int128)a * b;
  return (uint64_t)p ^ (uint64_t)(p >> 64);
}

static uint64_t load(const char *p, size_t n) {
  uint64_t v = 0;
  memcpy(&v, p, n);
  return v;
}

uint64_t gl_hash_bytes(const void *data, size_t len, uint64_t seed) {
  static const uint64_t k0 = 0x9E3779B97F4A7C15u, k1 = 0xC2B2AE3D27D4EB4Fu;
  const char *p = data;
  uint64_t h = seed ^ mix(len ^ k0, k1);
  size_t n = len;
  for (; n > 16; n -= 16, p += 16)
    h = mix(load(p, 8) ^ k0 ^ h, load(p + 8, 8) ^ k1);
  uint64_t a = 0, b = 0;
  if (n >= 8) {
    a = load(p, 8);
    b = load(p + n - 8, 8);
  } else if (n >= 4) {
    a = load(p, 4);
    b = load(p + n - 4, 4);
  } else if (n > 0) {
    a = (uint64_t)(unsigned char)p[0] << 16 | (uint64_t)(unsigned char)p[n / 2] << 8 |
        (unsigned char)p[n - 1];
  }
  return mix(mix(a ^ k1 ^ h, b ^ k0), k1);
}

static uint64_t hash_pointer(const void *p) {
  return mix((uint64_t)(uintptr_t)p ^ 0x9E3779B97F4A7C15u, 0xC2B2AE3D27D4EB4Fu);
}

/// Doubles the index; the caller fills it again.
static void index_grow(GlArena *a, Index *x) {
  uint32_t n = x->slots ? (x->mask + 1) * 2 : 8;
  GL_ASSERT(n, "map of more than 2 G entries");
  x->slots = GL_NEW_ARRAY(a, uint32_t, n);
  x->mask = n - 1;
}

static void index_put(Index *x, uint64_t hash, uint32_t entry) {
  uint32_t at = (uint32_t)hash & x->mask;
  while (x->slots[at])
    at = (at + 1) & x->mask;
  x->slots[at] = entry + 1;
}

static bool index_is_full(const Index *x, uint32_t n_entries) {
  return !x->slots || n_entries > x->mask / 2;
}

GlPtrMap *gl_ptrmap_new(GlArena *a) {
  GlPtrMap *m = GL_NEW(a, GlPtrMap);
  m->arena = a;
  return m;
}

static PtrEntry *ptr_find(const GlPtrMap *m, const void *key) {
  if (!m->index.slots)
    return NULL;
  uint32_t at = (uint32_t)hash_pointer(key) & m->index.mask;
  for (; m->index.slots[at]; at = (at + 1) & m->index.mask) {
    PtrEntry *e = &m->entries.data[m->index.slots[at] - 1];
    if (e->key == key)
      return e;
  }
  return NULL;
}

void *gl_ptrmap_get(const GlPtrMap *m, const void *key) {
  PtrEntry *e = ptr_find(m, key);
  return e ? e->value : NULL;
}

void gl_ptrmap_set(GlPtrMap *m, const void *key, void *value) {
  PtrEntry *e = ptr_find(m, key);
  if (e) {
    e->value = value;
    return;
  }
  if (index_is_full(&m->index, m->entries.len)) {
    index_grow(m->arena, &m->index);
    for (uint32_t i = 0; i < m->entries.len; i++)
      index_put(&m->index, hash_pointer(m->entries.data[i].key), i);
  }
  index_put(&m->index, hash_pointer(key), m->entries.len);
  GL_VEC_PUSH(m->arena, &m->entries, (PtrEntry){key, value});
}

uint32_t gl_ptrmap_len(const GlPtrMap *m) { return m->entries.len; }

const void *gl_ptrmap_key(const GlPtrMap *m, uint32_t i) {
  GL_ASSERT(i < m->entries.len, "map index out of range");
  return m->entries.data[i].key;
}

void *gl_ptrmap_value(const GlPtrMap *m, uint32_t i) {
  GL_ASSERT(i < m->entries.len, "map index out of range");
  return m->entries.data[i].value;
}

GlStrMap *gl_strmap_new(GlArena *a) {
  GlStrMap *m = GL_NEW(a, GlStrMap);
  m->arena = a;
  return m;
}

static StrEntry *str_find(const GlStrMap *m, const char *key, size_t len, uint64_t hash) {
  if (!m->index.slots)
    return NULL;
  uint32_t at = (uint32_t)hash & m->index.mask;
  for (; m->index.slots[at]; at = (at + 1) & m->index.mask) {
    StrEntry *e = &m->entries.data[m->index.slots[at] - 1];
    if (e->hash == hash && e->len == len && memcmp(e->key, key, len) == 0)
      return e;
  }
  return NULL;
}

void *gl_strmap_get(const GlStrMap *m, const char *key, size_t len) {
  StrEntry *e = str_find(m, key, len, gl_hash_bytes(key, len, 0));
  return e ? e->value : NULL;
}

void gl_strmap_set(GlStrMap *m, const char *key, size_t len, void *value) {
  uint64_t hash = gl_hash_bytes(key, len, 0);
  StrEntry *e = str_find(m, key, len, hash);
  if (e) {
    e->value = value;
    return;
  }
  if (index_is_full(&m->index, m->entries.len)) {
    index_grow(m->arena, &m->index);
    for (uint32_t i = 0; i < m->entries.len; i++)
      index_put(&m->index, m->entries.data[i].hash, i);
  }
  index_put(&m->index, hash, m->entries.len);
  const char *copy = gl_arena_strndup(m->arena, key, len);
  GL_VEC_PUSH(m->arena, &m->entries, (StrEntry){copy, len, hash, value});
}

uint32_t gl_strmap_len(const GlStrMap *m) { return m->entries.len; }

const char *gl_strmap_key(const GlStrMap *m, uint32_t i, size_t *len) {
  GL_ASSERT(i < m->entries.len, "map index out of range");
  if (len)
    *len = m->entries.data[i].len;
  return m->entries.data[i].key;
}

void *gl_strmap_value(const GlStrMap *m, uint32_t i) {
  GL_ASSERT(i < m->entries.len, "map index out of range");
  return m->entries.data[i].value;
}
