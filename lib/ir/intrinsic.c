/// \file
/// Which functions of the standard library the compiler makes itself.
/// Source: golite/ir/intrinsics.def.

#include "golite/ir/gir.h"

#include <string.h>

typedef struct Entry {
  const char *symbol, *leaks;
  GirIntrinsic kind;
} Entry;

static const Entry entries[] = {
#define GIR_INTRINSIC(symbol, kind, leaks) {symbol, leaks, GIR_INTRINSIC_##kind},
#include "golite/ir/intrinsics.def"
};

GirIntrinsic gir_intrinsic_find(const char *symbol, const char **leaks) {
  const char first = symbol[0]; // internal/runtime, math, reflect, sync/atomic
  if (first != 'i' && first != 'm' && first != 'r' && first != 's')
    return GIR_INTRINSIC_NONE;
  for (size_t i = 0; i < GL_COUNT_OF(entries); i++)
    if (strcmp(entries[i].symbol, symbol) == 0) {
      *leaks = entries[i].leaks;
      return entries[i].kind;
    }
  return GIR_INTRINSIC_NONE;
}
