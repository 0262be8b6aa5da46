/// \file
/// Hash tables and interned strings.

#include "golite/support/intern.h"
#include "golite/support/map.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

Test(support_map, pointers_keep_order_and_last_value) {
  GlArena *a = gl_arena_new();
  GlPtrMap *m = gl_ptrmap_new(a);
  cr_assert_null(gl_ptrmap_get(m, m));
  for (uintptr_t i = 0; i < 5000; i++)
    gl_ptrmap_set(m, (void *)(i * 16), (void *)(i + 1));
  gl_ptrmap_set(m, (void *)16, (void *)77);
  cr_assert_eq(gl_ptrmap_len(m), 5000);
  for (uintptr_t i = 0; i < 5000; i++) {
    cr_assert_eq(gl_ptrmap_key(m, (uint32_t)i), (void *)(i * 16));
    cr_assert_eq(gl_ptrmap_value(m, (uint32_t)i), (void *)(i == 1 ? 77 : i + 1));
    cr_assert_eq(gl_ptrmap_get(m, (void *)(i * 16)), gl_ptrmap_value(m, (uint32_t)i));
  }
  cr_assert_null(gl_ptrmap_get(m, (void *)8));
  gl_arena_free(a);
}

Test(support_map, strings_may_hold_any_bytes) {
  GlArena *a = gl_arena_new();
  GlStrMap *m = gl_strmap_new(a);
  char key[16];
  for (uintptr_t i = 0; i < 3000; i++) {
    int n = snprintf(key, sizeof key, "k%c%u", 0, (unsigned)i);
    gl_strmap_set(m, key, (size_t)n, (void *)(i + 1));
  }
  cr_assert_eq(gl_strmap_len(m), 3000);
  cr_assert_null(gl_strmap_get(m, "k", 1));
  cr_assert_eq(gl_strmap_get(m, "k\0002999", 6), (void *)3000);
  size_t len;
  cr_assert_arr_eq(gl_strmap_key(m, 0, &len), "k\0000", 4);
  cr_assert_eq(len, 3);
  gl_strmap_set(m, "", 0, a);
  cr_assert_eq(gl_strmap_get(m, "", 0), a);
  gl_arena_free(a);
}

Test(support_map, hash_sees_each_byte) {
  char text[40] = {0};
  for (size_t len = 1; len <= sizeof text; len++) {
    uint64_t h = gl_hash_bytes(text, len, 0);
    cr_assert_neq(h, gl_hash_bytes(text, len - 1, 0));
    cr_assert_neq(h, gl_hash_bytes(text, len, 1));
    for (size_t i = 0; i < len; i++) {
      text[i] = 1;
      cr_assert_neq(h, gl_hash_bytes(text, len, 0), "byte %zu of %zu", i, len);
      text[i] = 0;
    }
  }
}

Test(support_intern, equal_text_is_one_pointer) {
  GlArena *a = gl_arena_new();
  GlIntern *in = gl_intern_new(a);
  GlName x = gl_intern(in, "abc", 3);
  cr_assert_eq(x, gl_intern_cstr(in, "abc"));
  cr_assert_neq(x, gl_intern(in, "abc", 2));
  cr_assert_neq(x, gl_intern(in, "abc\0", 4));
  cr_assert_str_eq(x->text, "abc");
  cr_assert_eq(x->len, 3);
  cr_assert_eq(x->id, 1);
  char text[16];
  for (int i = 0; i < 20000; i++)
    gl_intern(in, text, (size_t)snprintf(text, sizeof text, "n%d", i));
  cr_assert_eq(x, gl_intern_cstr(in, "abc"));
  cr_assert_eq(gl_intern_cstr(in, "n0")->id, 4);
  cr_assert_eq(gl_intern_cstr(in, "n19999")->id, 20003);
  gl_arena_free(a);
}
