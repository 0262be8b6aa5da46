/// \file
/// Sparse sets.

#include "set.h"

#include <criterion/criterion.h>

Test(escape_set, adds_each_member_once) {
  GlArena *a = gl_arena_new();
  EscSet s = {0};
  cr_expect(esc_set_add(a, &s, 70));
  cr_expect(esc_set_add(a, &s, 3));
  cr_expect_not(esc_set_add(a, &s, 70));
  cr_expect(esc_set_has(&s, 3) && esc_set_has(&s, 70));
  cr_expect_not(esc_set_has(&s, 4));
  cr_expect_eq(esc_set_count(&s), 2u);
  gl_arena_free(a);
}

Test(escape_set, union_tells_what_is_new) {
  GlArena *a = gl_arena_new();
  EscSet s = {0}, more = {0}, news = {0};
  for (uint32_t i = 0; i < 1000; i += 7)
    esc_set_add(a, &s, i);
  for (uint32_t i = 0; i < 2000; i += 5)
    esc_set_add(a, &more, i);
  cr_expect(esc_set_union(a, &s, &more, &news));
  cr_expect_not(esc_set_union(a, &s, &more, &news));
  for (uint32_t i = 0; i < 2000; i++) {
    bool was = i < 1000 && i % 7 == 0, comes = i % 5 == 0;
    cr_expect_eq(esc_set_has(&s, i), was || comes);
    cr_expect_eq(esc_set_has(&news, i), comes && !was);
  }
  gl_arena_free(a);
}

Test(escape_set, iterates_in_order) {
  GlArena *a = gl_arena_new();
  EscSet s = {0};
  for (uint32_t i = 500; i > 0; i--)
    esc_set_add(a, &s, i * 33);
  uint32_t id, last = 0, n = 0;
  for (EscIter it = esc_iter(&s); esc_next(&it, &id); n++) {
    cr_expect_gt(id, last);
    last = id;
  }
  cr_expect_eq(n, 500u);
  EscSet empty = {0};
  EscIter none = esc_iter(&empty);
  cr_expect_not(esc_next(&none, &id));
  gl_arena_free(a);
}

Test(escape_set, meets_and_equal) {
  GlArena *a = gl_arena_new();
  EscSet s = {0}, t = {0};
  esc_set_add(a, &s, 100);
  esc_set_add(a, &t, 101);
  cr_expect_not(esc_set_meets(&s, &t));
  cr_expect_not(esc_set_equal(&s, &t));
  esc_set_add(a, &s, 101);
  esc_set_add(a, &t, 100);
  cr_expect(esc_set_meets(&s, &t));
  cr_expect(esc_set_equal(&s, &t));
  gl_arena_free(a);
}
