/// \file
/// Growth of GL_VEC.

#include "golite/support/vec.h"

#include <string.h>

void gl_vec_grow(GlArena *a, void **data, uint32_t *cap, uint32_t len, uint32_t need, size_t size) {
  GL_ASSERT(need >= len, "vector of more than 4 G elements");
  uint32_t new_cap = *cap < 4 ? 4 : *cap > UINT32_MAX / 2 ? UINT32_MAX : *cap * 2;
  if (new_cap < need)
    new_cap = need;
  if (!gl_arena_extend(a, *data, *cap * size, new_cap * size)) {
    void *p = gl_arena_alloc(a, new_cap * size, _Alignof(max_align_t));
    if (len)
      memcpy(p, *data, len * size);
    *data = p;
  }
  *cap = new_cap;
}
