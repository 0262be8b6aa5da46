/// \file
/// A growable array in an arena: `GL_VEC(T)` is a struct { T *data; uint32_t len, cap; }.
/// Old storage stays in the arena until it is released; doubling keeps the sum linear.

#ifndef GOLITE_SUPPORT_VEC_H
#define GOLITE_SUPPORT_VEC_H
#include "golite/support/arena.h"

#define GL_VEC(T)                                                                                  \
  struct {                                                                                         \
    T *data;                                                                                       \
    uint32_t len, cap;                                                                             \
  }

/// Grows `*data` (elements of `size` bytes) to hold at least `need` elements. For GL_VEC_PUSH only.
void gl_vec_grow(GlArena *a, void **data, uint32_t *cap, uint32_t len, uint32_t need, size_t size);

/// Appends one element.
#define GL_VEC_PUSH(arena, v, ...)                                                                 \
  do {                                                                                             \
    if ((v)->len == (v)->cap)                                                                      \
      gl_vec_grow((arena), (void **)&(v)->data, &(v)->cap, (v)->len, (v)->len + 1,                 \
                  sizeof(*(v)->data));                                                             \
    (v)->data[(v)->len++] = (__VA_ARGS__);                                                         \
  } while (0)

/// Makes room for `n` elements in all.
#define GL_VEC_RESERVE(arena, v, n)                                                                \
  do {                                                                                             \
    if ((v)->cap < (uint32_t)(n))                                                                  \
      gl_vec_grow((arena), (void **)&(v)->data, &(v)->cap, (v)->len, (uint32_t)(n),                \
                  sizeof(*(v)->data));                                                             \
  } while (0)

#endif
