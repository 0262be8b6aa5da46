/// \file
/// Hash tables in an arena: pointer keys, and byte-string keys. Iteration is in order of insertion,
/// so output never depends on hashes. Entries are not removed.

#ifndef GOLITE_SUPPORT_MAP_H
#define GOLITE_SUPPORT_MAP_H
#include "golite/support/arena.h"

/// Pointer (or integer cast to pointer) → pointer.
typedef struct GlPtrMap GlPtrMap;
GlPtrMap *gl_ptrmap_new(GlArena *a);
/// The value, or NULL when the key is absent.
void *gl_ptrmap_get(const GlPtrMap *m, const void *key);
void gl_ptrmap_set(GlPtrMap *m, const void *key, void *value);
uint32_t gl_ptrmap_len(const GlPtrMap *m);
/// The i-th entry in order of insertion.
const void *gl_ptrmap_key(const GlPtrMap *m, uint32_t i);
void *gl_ptrmap_value(const GlPtrMap *m, uint32_t i);

/// Byte string → pointer. Keys are copied into the arena.
typedef struct GlStrMap GlStrMap;
GlStrMap *gl_strmap_new(GlArena *a);
void *gl_strmap_get(const GlStrMap *m, const char *key, size_t len);
void gl_strmap_set(GlStrMap *m, const char *key, size_t len, void *value);
uint32_t gl_strmap_len(const GlStrMap *m);
const char *gl_strmap_key(const GlStrMap *m, uint32_t i, size_t *len);
void *gl_strmap_value(const GlStrMap *m, uint32_t i);

/// A good 64-bit hash of `len` bytes, the same in every run.
uint64_t gl_hash_bytes(const void *p, size_t len, uint64_t seed);

#endif
