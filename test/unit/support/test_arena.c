/// \file
/// Arenas and the vectors in them.

#include "golite/support/vec.h"

#include <criterion/criterion.h>
#include <string.h>

static bool is_zero(const char *p, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (p[i])
      return false;
  return true;
}

Test(support_arena, memory_is_zero_and_aligned) {
  GlArena *a = gl_arena_new();
  for (size_t size = 0; size < 3000; size = size * 2 + 1) {
    for (size_t align = 1; align <= 64; align *= 2) {
      char *p = gl_arena_alloc(a, size, align);
      cr_assert_eq((uintptr_t)p % align, 0);
      cr_assert(is_zero(p, size));
      memset(p, 0xAA, size);
    }
  }
  gl_arena_free(a);
}

Test(support_arena, released_memory_is_zero_again) {
  GlArena *a = gl_arena_new();
  gl_arena_alloc(a, 100, 8);
  size_t bytes = gl_arena_bytes(a);
  for (int round = 0; round < 3; round++) {
    GlArenaMark mark = gl_arena_mark(a);
    char *p = gl_arena_alloc(a, 1000, 8), *big = gl_arena_alloc(a, 10 << 20, 8);
    cr_assert(is_zero(p, 1000) && is_zero(big, 10 << 20));
    memset(p, 1, 1000);
    memset(big, 1, 10 << 20);
    gl_arena_release(a, mark);
    cr_assert_eq(gl_arena_bytes(a), bytes);
  }
  gl_arena_free(a);
}

Test(support_arena, release_to_an_empty_arena) {
  GlArena *a = gl_arena_new();
  GlArenaMark mark = gl_arena_mark(a);
  gl_arena_alloc(a, 1 << 20, 1);
  gl_arena_release(a, mark);
  cr_assert_eq(gl_arena_bytes(a), 0);
  cr_assert_str_eq(gl_arena_printf(a, "%d-%s", 7, "x"), "7-x");
  gl_arena_free(a);
  gl_arena_free(NULL);
}

Test(support_arena, extends_only_the_newest) {
  GlArena *a = gl_arena_new();
  char *p = gl_arena_alloc(a, 10, 1);
  if (gl_arena_extend(a, p, 10, 20)) // never under ASan
    cr_assert(is_zero(p, 20));
  gl_arena_alloc(a, 1, 1);
  cr_assert_not(gl_arena_extend(a, p, 20, 30));
  cr_assert_not(gl_arena_extend(a, NULL, 0, 30));
  gl_arena_free(a);
}

Test(support_vec, keeps_elements_when_it_grows) {
  GlArena *a = gl_arena_new();
  GL_VEC(uint32_t) v = {0}, w = {0};
  for (uint32_t i = 0; i < 100000; i++) {
    GL_VEC_PUSH(a, &v, i);
    if (i % 3 == 0)
      GL_VEC_PUSH(a, &w, i * 2);
  }
  GL_VEC_RESERVE(a, &w, 200000);
  cr_assert_geq(w.cap, 200000);
  for (uint32_t i = 0; i < v.len; i++)
    cr_assert_eq(v.data[i], i);
  for (uint32_t i = 0; i < w.len; i++)
    cr_assert_eq(w.data[i], i * 6);
  gl_arena_free(a);
}
