/// \file
/// One thread's part of marking: what it still has to look at.

#ifndef GRT_GC_MARKER_H
#define GRT_GC_MARKER_H
#include "gc/heap.h"

#include <stdalign.h>

/// Pointers wait here between prefetch and visit. A power of two.
#define GRT_MARK_QUEUE 16
/// Threads that mark at once, at most.
#define GRT_MAX_WORKERS 16

typedef struct Marker {
  alignas(128) GrtHeap *h;
  uintptr_t base;
  uintptr_t size; ///< bytes from base that hold objects
  uintptr_t queue[GRT_MARK_QUEUE];
  uint32_t queue_pos;
  uint32_t phase; ///< the phase of share.c that it has joined
  bool is_shared; ///< others mark at the same time
  /// Objects to scan: stack[first..n_stack). An odd entry lies in a block of a large object, and
  /// stands for the elements that begin in this block.
  uintptr_t *stack;
  size_t first;
  size_t n_stack;
  size_t cap_stack;
} Marker;

// ---- mark.c ----

/// Scans what the marker has to, and what follows from it, at most `budget` objects. Returns
/// whether there is nothing left.
bool grt_marker_drain(Marker *m, size_t budget);
/// Adds n objects to those that m has to scan.
void grt_marker_push(Marker *m, const uintptr_t *objects, size_t n);
/// Scans one of the parts that the roots are divided into.
void grt_marker_roots(Marker *m, uint32_t part);

// ---- share.c: several threads ----

/// How many threads are to mark in this collection; starts those that are missing.
uint32_t grt_share_begin(const GrtHeap *h);
/// Scans n_parts of the roots and drains all markers, with up to n_workers threads, of which the
/// caller is the first.
void grt_share_run(uint32_t n_workers, uint32_t n_parts);
/// If others wait for work, lets them have a part of m's.
void grt_share_offer(Marker *m);
/// Gives back what the markers' stacks took, after a collection.
void grt_share_end(void);

/// The first is the collecting thread's own. Kept between collections, so that its memory is.
extern Marker grt_markers[GRT_MAX_WORKERS];

#endif
