/// \file
/// Shared inside lib/cache only.

#ifndef GOLITE_CACHE_INTERNAL_H
#define GOLITE_CACHE_INTERNAL_H
#include "golite/cache/cache.h"
#include "golite/support/file.h"

#define CACHE_SUFFIX ".o"
#define CACHE_TEMP_PATTERN ".tmpXXXXXX"

struct Cache {
  GlArena *arena;
  const char *dir; // of the entries
};

#endif
