/// \file
/// Method sets as trees: order, sharing, one shape, walks over two sets.

#include "fixture.h"
#include "type_table.h"

#include <stdio.h>

/// Methods `m<first>`, `m<first + step>`, … of type func().
static const TyMethodNode *methods_new(Fixture *f, uint32_t first, uint32_t step, uint32_t n) {
  TyMethod *m = GL_NEW_ARRAY(f->arena, TyMethod, n);
  char name[16];
  for (uint32_t i = 0; i < n; i++) {
    snprintf(name, sizeof name, "m%05u", first + i * step);
    m[i] = (TyMethod){.name = name_of(f, name), .type = plain_func(f)};
  }
  return ty_methods_build(f->arena, m, n);
}

static const TyType *iface_of(Fixture *f, const TyMethodNode *methods) {
  TyType *t = ty_new_interface(f->types);
  ty_interface_complete_tree(t, methods);
  return t;
}

static void count_twice(void *ctx, const TyMethod *first, const TyMethod *second) {
  cr_expect_eq(first->name, second->name);
  ++*(uint32_t *)ctx;
}

static bool find_missing(void *ctx, const TyMethod *want, const TyMethod *have) {
  if (!have)
    *(const TyMethod **)ctx = want;
  return have;
}

static uint32_t depth_of(const TyMethodNode *t) {
  uint32_t l = t ? depth_of(t->left) : 0, r = t ? depth_of(t->right) : 0;
  return t ? 1 + (l > r ? l : r) : 0;
}

Test(types_methodtree, lists_in_order_and_finds) {
  Fixture f = fixture_new();
  const TyType *t = iface_of(&f, methods_new(&f, 0, 1, 1000));
  cr_expect_eq(t->iface.n_methods, 1000);
  cr_expect_lt(depth_of(t->iface.methods), 60);
  for (uint32_t i = 0; i < 1000; i++) {
    const TyMethod *m = ty_iface_method(t, i);
    uint32_t place = UINT32_MAX;
    cr_expect_eq(ty_methods_find(t->iface.methods, m->name, NULL, &place), m);
    cr_expect_eq(place, i);
  }
  const TyMethod *list = ty_iface_methods(t);
  for (uint32_t i = 1; i < 1000; i++)
    cr_expect_lt(strcmp(list[i - 1].name->text, list[i].name->text), 0);
  cr_expect_null(ty_methods_find(t->iface.methods, name_of(&f, "x"), NULL, NULL));
  gl_arena_free(f.arena);
}

Test(types_methodtree, merging_shares_nodes_and_tells_what_is_twice) {
  Fixture f = fixture_new();
  const TyMethodNode *large = methods_new(&f, 0, 1, 1000), *one = methods_new(&f, 5000, 1, 1);
  uint32_t n = 0;
  const TyMethodNode *both = ty_methods_merge(f.arena, large, one, false, count_twice, &n);
  cr_expect_eq(both->n, 1001);
  cr_expect_eq(n, 0);
  cr_expect_eq(ty_methods_merge(f.arena, both, large, false, count_twice, &n), both);
  cr_expect_lt(n, 60, "shared nodes are skipped");
  n = 0;
  ty_methods_merge(f.arena, both, large, true, count_twice, &n);
  cr_expect_eq(n, 1000, "unless they are asked for");
  n = 0;
  const TyMethodNode *even = methods_new(&f, 0, 2, 1000);
  cr_expect_eq(ty_methods_merge(f.arena, large, even, false, count_twice, &n)->n, 1500);
  cr_expect_eq(n, 500);
  gl_arena_free(f.arena);
}

Test(types_methodtree, equal_sets_have_one_canonical_type) {
  Fixture f = fixture_new();
  uint32_t n = 0;
  const TyMethodNode *a = methods_new(&f, 0, 2, 300), *b = methods_new(&f, 1, 2, 300);
  const TyType *ab = iface_of(&f, ty_methods_merge(f.arena, a, b, false, count_twice, &n));
  const TyType *ba = iface_of(&f, ty_methods_merge(f.arena, b, a, false, count_twice, &n));
  const TyType *all = iface_of(&f, methods_new(&f, 0, 1, 600));
  cr_expect(ty_identical(ab, ba) && ty_identical(ab, all));
  cr_expect_not(ty_identical(ab, iface_of(&f, methods_new(&f, 0, 1, 599))));
  cr_expect_not(ty_identical(ab, iface_of(&f, methods_new(&f, 1, 1, 600))));
  cr_expect_not(ty_identical(iface_of(&f, NULL), iface_of(&f, methods_new(&f, 0, 1, 1))));
  gl_arena_free(f.arena);
}

Test(types_methodtree, pairs_tell_the_first_method_that_is_missing) {
  Fixture f = fixture_new();
  const TyType *all = iface_of(&f, methods_new(&f, 0, 1, 600));
  for (uint32_t gap = 0; gap < 600; gap += 37) {
    uint32_t n = 0;
    const TyMethodNode *low = methods_new(&f, 0, 1, gap);
    const TyMethodNode *high = methods_new(&f, gap + 1, 2, 400);
    const TyType *some = iface_of(&f, ty_methods_merge(f.arena, low, high, false, count_twice, &n));
    const TyMethod *missing = NULL;
    cr_expect_not(ty_methods_pair(all, some, find_missing, &missing));
    cr_assert_not_null(missing);
    cr_expect_eq(missing, ty_iface_method(all, gap), "%u", gap);
    cr_expect(ty_methods_pair(iface_of(&f, low), all, find_missing, &missing));
  }
  gl_arena_free(f.arena);
}
