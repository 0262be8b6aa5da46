/// \file
/// Which addresses are compiled Go code, where a signal may stop a goroutine: sorted ranges, made
/// once out of the executable's symbol table.

#include "rt.h"

#include <stdlib.h>
#include <string.h>

typedef struct Range {
  uintptr_t start, end;
} Range;

typedef struct Ranges {
  Range *items;
  size_t n, cap;
} Ranges;

static Ranges ranges;

/// Functions in C have no dot in their name, or stand in for one of package runtime or below; all
/// others have a prefix word.
static bool is_go_function(AbiString name, uintptr_t start) {
  if (name.len == 0 || memchr(name.ptr, '.', (size_t)name.len) == NULL ||
      (name.len > 8 && memcmp(name.ptr, "runtime", 7) == 0 &&
       (name.ptr[7] == '.' || name.ptr[7] == '/')))
    return false;
  uint32_t prefix;
  memcpy(&prefix, (const char *)start - sizeof prefix, sizeof prefix);
  return (prefix & ~ABI_PREFIX_RECOVERS) == 0;
}

static void add(AbiString name, uintptr_t start, uintptr_t size, void *arg) {
  Ranges *r = arg;
  if (size == 0 || !is_go_function(name, start))
    return;
  if (r->n == r->cap) {
    size_t more = r->cap == 0 ? 4096 : 2 * r->cap;
    r->items = grt_mem_table_grow(r->items, r->cap * sizeof r->items[0], more * sizeof r->items[0]);
    r->cap = more;
  }
  r->items[r->n++] = (Range){start, start + size};
}

static int compare(const void *a, const void *b) {
  uintptr_t x = ((const Range *)a)->start, y = ((const Range *)b)->start;
  return x < y ? -1 : x > y;
}

void grt_gocode_prepare(void) {
  Ranges r = {NULL, 0, 0};
  grt_symbol_each(add, &r);
  if (r.n > 0)
    qsort(r.items, r.n, sizeof r.items[0], compare);
  ranges = r;
}

bool grt_gocode_has(uintptr_t pc) {
  size_t lo = 0, hi = ranges.n;
  while (lo < hi) {
    size_t mid = (lo + hi) / 2;
    if (ranges.items[mid].end <= pc)
      lo = mid + 1;
    else
      hi = mid;
  }
  return lo < ranges.n && pc >= ranges.items[lo].start;
}
