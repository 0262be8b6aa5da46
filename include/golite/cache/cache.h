/// \file
/// Compiled units kept between runs: an object and what other units must know of it, found by a
/// key of everything that went into them. Knows nothing of Go. Several processes may use one folder
/// at a time; a damaged entry is as good as none.

#ifndef GOLITE_CACHE_CACHE_H
#define GOLITE_CACHE_CACHE_H
#include "golite/support/arena.h"

enum { CACHE_KEY_BYTES = 32 };

typedef struct CacheKey {
  uint8_t bytes[CACHE_KEY_BYTES];
} CacheKey;

/// A BLAKE3 sum under way. What is added is kept apart: ("ab", "c") is not ("a", "bc").
typedef struct CacheHash CacheHash;
CacheHash *cache_hash_new(GlArena *a);
void cache_hash_bytes(CacheHash *h, const void *data, size_t size);
void cache_hash_text(CacheHash *h, const char *text); // NULL is not ""
void cache_hash_int(CacheHash *h, int64_t v);
void cache_hash_key(CacheHash *h, const CacheKey *k);
/// Identity of the running compiler: the build ids of its executable and of LLVM.
void cache_hash_build(GlArena *a, CacheHash *h);
CacheKey cache_hash_end(const CacheHash *h);

/// One entry, read and verified. `path` is the file; it begins with the object, so a linker takes
/// it as it is.
typedef struct CacheEntry {
  const char *path;
  char *object;      // a private mapping, until the process ends: changes do not reach the entry
  const char *facts; // in it, too
  size_t object_size, facts_size;
} CacheEntry;

typedef struct Cache Cache;

/// The folder that is used when nobody names one: $GOLITE_CACHE, $XDG_CACHE_HOME/golite,
/// ~/.cache/golite; NULL when there is no home.
const char *cache_default_dir(GlArena *a);
/// Opens the folder, making it when needed. NULL with errno when that fails.
Cache *cache_open(GlArena *a, const char *dir);
/// Reads an entry and marks it as used now. False when there is none or it is damaged.
bool cache_get(Cache *c, const CacheKey *k, CacheEntry *out);
/// Writes an entry: a file beside it is renamed to it when it is whole. False with errno on
/// failure; nothing is left behind.
bool cache_put(Cache *c, const CacheKey *k, const char *object, size_t object_size,
               const char *facts, size_t facts_size);
/// Removes entries that were not used for the longest time until all are at most `max_bytes`.
/// Those used in the last minutes stay: another process may be about to link them. Leftovers of
/// processes that were killed go, too.
void cache_trim(Cache *c, uint64_t max_bytes);

#endif
