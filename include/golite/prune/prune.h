/// \file
/// Pruning of methods before the link: which slots of descriptors and interface tables no call of
/// the program can use.

#ifndef GOLITE_PRUNE_PRUNE_H
#define GOLITE_PRUNE_PRUNE_H
#include "golite/support/vec.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// `size` bytes at `offset` of the object become `value`.
typedef struct PrunePatch {
  uint64_t offset;
  uint32_t size;
  uint64_t value;
} PrunePatch;

/// One relocatable object of the link, 8-byte aligned.
typedef struct PruneObject {
  const char *data;
  size_t size;
  GL_VEC(PrunePatch) patches; // result
} PruneObject;

/// Finds what `objects` (in the order of the link) need when `archive`, all of which is linked,
/// runs them, and fills in their patches. False: something has a form that is not known; then
/// nothing may be patched.
bool prune_methods(GlArena *a, PruneObject *objects, uint32_t n, const char *archive,
                   size_t archive_size);

#endif
