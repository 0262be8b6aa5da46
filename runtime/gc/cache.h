/// \file
/// A thread's share of the heap: of each kind the block that it takes cells from, and the cells
/// that it has taken but not handed out. Nobody else touches it but a collection, when the thread
/// is stopped.

#ifndef GRT_GC_CACHE_H
#define GRT_GC_CACHE_H
#include "golite/abi/alloc.h"
#include "golite/abi/defer.h"
#include "golite/abi/layout.h"

#include <stdint.h>

#define GRT_MAX_KINDS 65536
#define GRT_KIND_CHUNK 256
#define GRT_KIND_FRONT 1024

typedef struct GrtKindCache {
  AbiBump *bump; ///< where the mutator takes cells: a slot of grt_tls_cache, or `own`
  AbiBump own;
  uint32_t block;   ///< block that runs are taken from, or 0
  uint32_t pos;     ///< its first cell that has not been looked at
  uint64_t n_taken; ///< cells given to the mutator since the start, with those still in `bump`
} GrtKindCache;

/// Which kind an object of some type has: an entry of a table in front of the complete one.
typedef struct GrtKindFront {
  const AbiType *type;
  uint32_t key; ///< class, is_array
  uint32_t kind;
} GrtKindFront;

typedef struct GrtCache {
  GrtKindCache *chunks[GRT_MAX_KINDS / GRT_KIND_CHUNK];
  AbiBump *bumps;        ///< the thread's grt_tls_cache
  uint64_t since_gc;     ///< bytes that are not in the heap's `since_gc` yet
  AbiDefer *free_defers; ///< heap records of deferred calls that have run, until the next
                         ///< collection
  GrtKindFront front[GRT_KIND_FRONT];
} GrtCache;

#endif
