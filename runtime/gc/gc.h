/// \file
/// The collector as the rest of the runtime sees it. Stop-the-world, mark and lazy sweep, never
/// moves. Source: runtime/README.md, "Memory".

#ifndef GRT_GC_H
#define GRT_GC_H
#include "gc/cache.h"
#include "rt.h"

/// Sets the heap up; before anything else of the runtime.
void grt_gc_init(void);

/// Returns one zeroed object: `size` > 0 bytes laid out as `type` (NULL: no pointers).
void *grt_new(int64_t size, const AbiType *type);

/// Returns zeroed memory of `size` > 0 bytes for elements of type `elem` in a row.
void *grt_gc_alloc_array(uint64_t size, const AbiType *elem);

/// Returns memory of `size` > 0 bytes that holds no pointers and that the caller overwrites wholly:
/// not zeroed.
void *grt_gc_alloc_bytes(uint64_t size);

/// Returns zeroed memory of which every word may be a pointer.
void *grt_gc_alloc_conservative(uint64_t size);

/// Sets up the calling thread's share.
void grt_cache_init(GrtCache *c);

/// Whether p points into the heap's arena.
bool grt_is_heap(const void *p);

/// Returns how many words lie between p and the end of the heap object that p points into, or 0.
/// Tells in `is_pointer` of the first n of them which the collector takes for pointers.
size_t grt_gc_pointer_words(const void *p, uint8_t *is_pointer, size_t n);

/// Collects now (runtime.GC).
void grt_gc_collect(void);
/// Collects, and gives all free memory back to the system (debug.FreeOSMemory).
void grt_gc_free_memory(void);
/// Calls fn, of type func(), at the start of each collection (sync.Pool).
void grt_gc_set_pool_cleanup(const AbiFuncVal *fn);
/// Sets GOGC (negative: off), GOMEMLIMIT (bytes); each returns what it was.
int64_t grt_gc_set_percent(int64_t percent);
int64_t grt_gc_set_limit(int64_t bytes);

/// runtime.SetFinalizer(object, fn).
void grt_set_finalizer(AbiEface object, AbiEface fn);
/// runtime.AddCleanup: fn, of type func(), is called once the object that p points into is gone.
/// Returns a number for grt_cleanup_stop, 0 if the object lives for ever.
uint64_t grt_cleanup_add(void *p, const AbiFuncVal *fn);
void grt_cleanup_stop(uint64_t id);
/// The next function to call, or NULL; whether there is one.
const AbiFuncVal *grt_cleanup_take(void);
bool grt_cleanup_is_due(void);
/// Lets a goroutine run the finalizers and cleanups that are due.
void grt_final_start(void);
bool grt_final_is_running(void);

/// When (nanoseconds of grt_now) the program will have gone without a collection for too long;
/// UINT64_MAX: not at all, or one has been asked for.
uint64_t grt_gc_idle_at(void);
void grt_gc_idle_ask(void);
bool grt_gc_idle_wanted(void);
/// Of a thread with a P: starts the goroutine that was asked for.
void grt_gc_idle_start(void);

/// Returns the size that gc would really allocate for a slice of `size` bytes: what append makes of
/// the capacity.
uint64_t grt_gc_round_size(uint64_t size, bool has_pointers);

/// True to the run: every object counts, also those that inline code carved.
typedef struct GrtMemStats {
  uint64_t n_mallocs;
  uint64_t n_frees;
  uint64_t total_bytes; ///< allocated since the start
  uint64_t heap_bytes;  ///< allocated and not yet found dead
  uint64_t heap_inuse;  ///< bytes of blocks that hold objects
  uint64_t heap_idle;   ///< bytes of free blocks
  uint64_t heap_released;
  uint64_t heap_sys;  ///< writable bytes of the arena
  uint64_t table_sys; ///< bytes of the collector's own tables
  uint64_t next_gc;   ///< heap size that starts the next collection
  uint64_t pause_total_ns;
  uint64_t last_gc_ns; ///< end of the last collection, nanoseconds since 1970
  uint64_t n_gc;
  uint64_t n_forced_gc;
  uint64_t class_mallocs[ABI_N_CLASSES];
  uint64_t class_frees[ABI_N_CLASSES];
} GrtMemStats;

void grt_gc_stats(GrtMemStats *out);

/// Pauses of the last 256 collections, as runtime.MemStats has them: number n (from 1) is at
/// (n+255)%256.
void grt_gc_pauses(uint64_t ns[256], uint64_t end_ns[256]);

/// Largest size of one object (bytes) that Go's own runtime would try to allocate.
#define GRT_MAX_ALLOC ((uint64_t)1 << 48)

#endif
