/// \file
/// Identity, layout and text of types.

#include "fixture.h"

static const TyType *func_of(Fixture *f, const char *param, const TyType *t, bool is_variadic) {
  TyParam p = {param ? name_of(f, param) : NULL, t};
  return ty_new_func(f->types, &p, 1, NULL, 0, is_variadic);
}

Test(types_canonical, identical_shapes_are_one) {
  Fixture f = fixture_new();
  const TyType *i = basic(&f, TY_INT);
  cr_expect(ty_identical(ty_new_slice(f.types, i), ty_new_slice(f.types, i)));
  cr_expect_not(ty_identical(ty_new_slice(f.types, i), ty_new_pointer(f.types, i)));
  cr_expect(ty_identical(ty_new_array(f.types, i, 3), ty_new_array(f.types, i, 3)));
  cr_expect_not(ty_identical(ty_new_array(f.types, i, 3), ty_new_array(f.types, i, 4)));
  cr_expect_not(
      ty_identical(ty_new_chan(f.types, i, TY_CHAN_BOTH), ty_new_chan(f.types, i, TY_CHAN_SEND)));
  cr_expect(ty_identical(func_of(&f, "x", i, false), func_of(&f, "y", i, false)));
  const TyType *s = ty_new_slice(f.types, i);
  cr_expect_not(ty_identical(func_of(&f, NULL, s, false), func_of(&f, NULL, s, true)));
  cr_expect(ty_identical(ty_table_byte(f.types), basic(&f, TY_UINT8)));
  const TyType *bytes = ty_new_slice(f.types, ty_table_byte(f.types));
  cr_expect_eq(ty_canonical(bytes)->slice.elem, basic(&f, TY_UINT8), "parts are canonical too");
  cr_expect_eq(ty_canonical(ty_canonical(bytes)), ty_canonical(bytes));
  gl_arena_free(f.arena);
}

Test(types_canonical, params_and_results_do_not_mix) {
  Fixture f = fixture_new();
  TyParam p = {NULL, basic(&f, TY_INT)};
  cr_expect_not(ty_identical(ty_new_func(f.types, &p, 1, NULL, 0, false),
                             ty_new_func(f.types, NULL, 0, &p, 1, false)));
  gl_arena_free(f.arena);
}

Test(types_canonical, structs_count_names_tags_packages_and_embedding) {
  Fixture f = fixture_new();
  TyPackage *p = package_new(&f, "a/p", "p"), *q = package_new(&f, "b/p", "p");
  const TyType *i = basic(&f, TY_INT);
  TyField x = field(&f, p, "x", i), x_again = x, x_q = field(&f, q, "x", i);
  TyField X = field(&f, p, "X", i), X_q = field(&f, q, "X", i);
  x_again.object = NULL;
  const TyType *s = ty_new_struct(f.types, &x, 1);
  cr_expect(ty_identical(s, ty_new_struct(f.types, &x_again, 1)));
  cr_expect_not(ty_identical(s, ty_new_struct(f.types, &x_q, 1)));
  cr_expect(ty_identical(ty_new_struct(f.types, &X, 1), ty_new_struct(f.types, &X_q, 1)));
  x_again.tag = name_of(&f, "");
  cr_expect(ty_identical(s, ty_new_struct(f.types, &x_again, 1)));
  x_again.tag = name_of(&f, "t");
  cr_expect_not(ty_identical(s, ty_new_struct(f.types, &x_again, 1)));
  x_again = x;
  x_again.is_embedded = true;
  cr_expect_not(ty_identical(s, ty_new_struct(f.types, &x_again, 1)));
  gl_arena_free(f.arena);
}

Test(types_canonical, named_types_and_instances) {
  Fixture f = fixture_new();
  TyPackage *p = package_new(&f, "p", "p");
  TyType *a = named_new(&f, p, "T"), *b = named_new(&f, p, "T");
  cr_expect_not(ty_identical(a, b));
  const TyType *arg = basic(&f, TY_UINT8), *same = ty_table_byte(f.types);
  const TyType *other = basic(&f, TY_INT);
  TyType *x = ty_new_instance(f.types, a, a->named.object, &arg, 1);
  TyType *y = ty_new_instance(f.types, a, a->named.object, &same, 1);
  TyType *z = ty_new_instance(f.types, a, a->named.object, &other, 1);
  cr_expect(ty_identical(x, y));
  cr_expect_not(ty_identical(x, z));
  gl_arena_free(f.arena);
}

Test(types_canonical, interfaces_count_methods_not_order) {
  Fixture f = fixture_new();
  TyPackage *p = package_new(&f, "a/p", "p"), *q = package_new(&f, "b/p", "p");
  static const char *const ab[] = {"A", "b"}, *const ba[] = {"b", "A"};
  const TyType *i = interface_new(&f, p, ab, 2);
  cr_expect(ty_identical(i, interface_new(&f, p, ba, 2)));
  cr_expect_not(ty_identical(i, interface_new(&f, q, ab, 2)));
  cr_expect(ty_identical(interface_new(&f, p, ab, 1), interface_new(&f, q, ab, 1)));
  cr_expect(ty_identical(ty_table_any(f.types), interface_new(&f, p, NULL, 0)));
  gl_arena_free(f.arena);
}

Test(types_canonical, open_interfaces_are_not_remembered) {
  Fixture f = fixture_new();
  TyType *open = ty_new_interface(f.types);
  const TyType *s = ty_new_slice(f.types, open);
  const TyType *t = ty_new_slice(f.types, ty_table_any(f.types));
  cr_expect_not(ty_identical(s, t));
  ty_interface_complete(open, NULL, 0);
  cr_expect(ty_identical(s, t));
  gl_arena_free(f.arena);
}

Test(types_canonical, depth_costs_no_stack) {
  enum { DEPTH = 1000000 };
  Fixture f = fixture_new();
  const TyType *a = basic(&f, TY_INT), *b = a, *c = basic(&f, TY_UINT);
  for (int i = 0; i < DEPTH; i++) {
    a = ty_new_pointer(f.types, a);
    b = ty_new_pointer(f.types, b);
    c = ty_new_array(f.types, c, 1);
  }
  cr_expect(ty_identical(a, b));
  cr_expect_eq(ty_size(c), 8);
  char *text = ty_string(f.arena, a, TY_STRING_MESSAGE, NULL);
  cr_expect(strncmp(text, "***", 3) == 0);
  cr_expect_lt(strlen(ty_string(f.arena, a, TY_STRING_LINK, NULL)), 1000);
  gl_arena_free(f.arena);
}

Test(types_sizes, basic_types) {
  Fixture f = fixture_new();
  cr_expect_eq(ty_size(basic(&f, TY_BOOL)), 1);
  cr_expect_eq(ty_size(basic(&f, TY_INT)), 8);
  cr_expect_eq(ty_align(basic(&f, TY_COMPLEX64)), 4);
  cr_expect_eq(ty_size(basic(&f, TY_COMPLEX128)), 16);
  cr_expect_eq(ty_ptr_bytes(basic(&f, TY_STRING)), 8);
  cr_expect_eq(ty_size(ty_table_error(f.types)), 16);
  cr_expect_eq(ty_ptr_bytes(ty_table_error(f.types)), 16);
  cr_expect(ty_is_direct_iface(ty_new_pointer(f.types, basic(&f, TY_INT))));
  cr_expect_not(ty_is_direct_iface(basic(&f, TY_UINTPTR)));
  gl_arena_free(f.arena);
}

Test(types_sizes, structs_align_and_pad) {
  Fixture f = fixture_new();
  const TyType *empty = ty_new_struct(f.types, NULL, 0);
  TyField fields[] = {field(&f, NULL, "A", basic(&f, TY_BOOL)),
                      field(&f, NULL, "B", basic(&f, TY_STRING)),
                      field(&f, NULL, "C", basic(&f, TY_INT16)), field(&f, NULL, "D", empty)};
  const TyType *s = ty_new_struct(f.types, fields, 3);
  cr_expect_eq(ty_size(s), 32);
  cr_expect_eq(ty_field_offset(s, 1), 8);
  cr_expect_eq(ty_field_offset(s, 2), 24);
  cr_expect_eq(ty_ptr_bytes(s), 16);
  cr_expect_eq(ty_ptr_bytes(ty_new_array(f.types, s, 3)), 80);
  cr_expect_not(ty_has_pointers(ty_new_array(f.types, s, 0)));
  cr_expect_eq(ty_size(empty), 0);
  // A last field of size 0 is followed by a byte.
  TyField last[] = {fields[2], fields[3]};
  cr_expect_eq(ty_size(ty_new_struct(f.types, last, 2)), 4);
  TyField first[] = {fields[3], fields[2]};
  cr_expect_eq(ty_size(ty_new_struct(f.types, first, 2)), 2);
  TyField one_pointer = field(&f, NULL, "P", ty_new_pointer(f.types, s));
  cr_expect(ty_is_direct_iface(ty_new_struct(f.types, &one_pointer, 1)));
  gl_arena_free(f.arena);
}

Test(types_sizes, comparability) {
  Fixture f = fixture_new();
  const TyType *slice = ty_new_slice(f.types, basic(&f, TY_INT));
  TyField x = field(&f, NULL, "X", slice);
  cr_expect(ty_is_comparable(ty_table_any(f.types)));
  cr_expect_not(ty_is_comparable(slice));
  cr_expect_not(ty_is_comparable(ty_new_struct(f.types, &x, 1)));
  cr_expect_not(ty_is_comparable(ty_new_array(f.types, slice, 0)));
  cr_expect(ty_is_comparable(ty_new_pointer(f.types, slice)));
  gl_arena_free(f.arena);
}

Test(types_sizes, too_large_is_noticed) {
  Fixture f = fixture_new();
  int64_t size;
  const TyType *huge = ty_new_array(f.types, basic(&f, TY_INT), INT64_C(1) << 62);
  cr_expect_not(ty_size_checked(huge, &size));
  cr_expect(
      ty_size_checked(ty_new_array(f.types, basic(&f, TY_INT8), (INT64_C(1) << 50) - 1), &size));
  cr_expect_eq(size, (INT64_C(1) << 50) - 1);
  const TyType *nearly = ty_new_array(f.types, basic(&f, TY_INT8), (INT64_C(1) << 50) - 1);
  TyField two[] = {field(&f, NULL, "A", nearly), field(&f, NULL, "B", nearly)};
  cr_expect_not(ty_size_checked(ty_new_struct(f.types, two, 2), &size));
  const TyType *empty = ty_new_struct(f.types, NULL, 0);
  cr_expect(ty_size_checked(ty_new_array(f.types, empty, INT64_MAX), &size));
  cr_expect_eq(size, 0);
  // Doubling for ever.
  const TyType *t = basic(&f, TY_INT);
  for (int i = 0; i < 200; i++) {
    TyField pair[] = {field(&f, NULL, "A", t), field(&f, NULL, "B", t)};
    t = ty_new_struct(f.types, pair, 2);
  }
  cr_expect_not(ty_size_checked(t, &size));
  cr_expect_leq(strlen(ty_string(f.arena, t, TY_STRING_LINK, NULL)), 600);
  cr_expect_lt(strlen(ty_string(f.arena, t, TY_STRING_REFLECT, NULL)), (size_t)2 << 20);
  gl_arena_free(f.arena);
}

Test(types_sizes, incomplete_and_recursive_types_end) {
  Fixture f = fixture_new();
  TyPackage *p = package_new(&f, "p", "p");
  TyType *t = named_new(&f, p, "T");
  const TyType *pair = ty_new_array(f.types, t, 2);
  cr_expect_eq(ty_size(pair), 0);
  ty_named_complete(t, basic(&f, TY_INT32));
  cr_expect_eq(ty_size(pair), 8, "not remembered");
  TyType *r = named_new(&f, p, "R"); // type R [2]R, an error reported elsewhere
  ty_named_complete(r, ty_new_array(f.types, r, 2));
  cr_expect_eq(ty_size(r), 0);
  gl_arena_free(f.arena);
}

#define EXPECT_STRINGS(t, message, reflect, link)                                                  \
  do {                                                                                             \
    cr_expect_str_eq(ty_string(f.arena, (t), TY_STRING_MESSAGE, p), message);                      \
    cr_expect_str_eq(ty_string(f.arena, (t), TY_STRING_REFLECT, NULL), reflect);                   \
    cr_expect_str_eq(ty_string(f.arena, (t), TY_STRING_LINK, NULL), link);                         \
  } while (0)

Test(types_string, three_styles) {
  Fixture f = fixture_new();
  TyPackage *p = package_new(&f, "x/p", "p"), *q = package_new(&f, "x/q", "q");
  TyType *t = named_new(&f, p, "T"), *u = named_new(&f, q, "U");
  u->named.object->local_index = 2;
  EXPECT_STRINGS(t, "T", "p.T", "x/p.T");
  EXPECT_STRINGS(u, "q.U", "q.U", "x/q.U·2");
  EXPECT_STRINGS(ty_new_slice(f.types, ty_table_byte(f.types)), "[]byte", "[]uint8", "[]uint8");
  EXPECT_STRINGS(ty_table_any(f.types), "any", "interface {}", "interface {}");
  EXPECT_STRINGS(ty_new_map(f.types, basic(&f, TY_STRING), ty_new_pointer(f.types, t)),
                 "map[string]*T", "map[string]*p.T", "map[string]*x/p.T");
  const TyType *recv = ty_new_chan(f.types, basic(&f, TY_INT), TY_CHAN_RECV);
  EXPECT_STRINGS(ty_new_chan(f.types, recv, TY_CHAN_BOTH), "chan (<-chan int)", "chan (<-chan int)",
                 "chan (<-chan int)");
  EXPECT_STRINGS(ty_new_chan(f.types, recv, TY_CHAN_SEND), "chan<- <-chan int", "chan<- <-chan int",
                 "chan<- <-chan int");
  TyField fields[] = {field(&f, p, "x", basic(&f, TY_INT)), embedded(&f, q, u)};
  fields[0].tag = name_of(&f, "a\"b");
  EXPECT_STRINGS(ty_new_struct(f.types, fields, 2), "struct{x int \"a\\\"b\"; q.U}",
                 "struct { x int \"a\\\"b\"; q.U }", "struct { x/p.x int \"a\\\"b\"; x/q.U·2 }");
  EXPECT_STRINGS(ty_new_struct(f.types, NULL, 0), "struct{}", "struct {}", "struct {}");
  const TyType *arg = t;
  TyType *inst = ty_new_instance(f.types, u, u->named.object, &arg, 1);
  EXPECT_STRINGS(inst, "q.U[T]", "q.U[x/p.T]", "x/q.U[x/p.T]·2");
  gl_arena_free(f.arena);
}

Test(types_string, functions_and_interfaces) {
  Fixture f = fixture_new();
  TyPackage *p = package_new(&f, "x/p", "p");
  TyParam params[] = {{name_of(&f, "a"), basic(&f, TY_INT)},
                      {name_of(&f, "b"), ty_new_slice(f.types, basic(&f, TY_STRING))}};
  TyParam results[] = {{NULL, basic(&f, TY_INT)}, {NULL, ty_table_error(f.types)}};
  const TyType *t = ty_new_func(f.types, params, 2, results, 2, true);
  EXPECT_STRINGS(t, "func(a int, b ...string) (int, error)", "func(int, ...string) (int, error)",
                 "func(int, ...string) (int, error)");
  const TyType *one = ty_new_func(f.types, NULL, 0, results, 1, false);
  EXPECT_STRINGS(one, "func() int", "func() int", "func() int");
  static const char *const names[] = {"M", "n"};
  EXPECT_STRINGS(interface_new(&f, p, names, 2), "interface{M(); n()}", "interface { M(); p.n() }",
                 "interface { M(); x/p.n() }");
  gl_arena_free(f.arena);
}

Test(types_string, messages_keep_alias_names) {
  Fixture f = fixture_new();
  TyPackage *p = package_new(&f, "x/p", "p");
  TyObject *o = ty_new_object(f.types, TY_OBJ_TYPE, name_of(&f, "A"), GL_LOC_NONE, p);
  const TyType *s = ty_new_slice(f.types, basic(&f, TY_INT));
  const TyType *a = ty_new_alias(f.types, s, o);
  cr_expect(ty_identical(a, s));
  EXPECT_STRINGS(ty_new_pointer(f.types, a), "*A", "*[]int", "*[]int");
  const TyType *i = ty_new_alias(f.types, basic(&f, TY_INT), o);
  cr_expect(ty_identical(i, basic(&f, TY_INT)));
  EXPECT_STRINGS(ty_new_slice(f.types, i), "[]A", "[]int", "[]int");
  gl_arena_free(f.arena);
}

Test(types_universe, has_gos_names) {
  Fixture f = fixture_new();
  uint32_t n, n_found = 0;
  TyObject *const *all = ty_table_universe(f.types, &n);
  static const char *const names[] = {"int", "byte", "any",    "error",
                                      "nil", "iota", "append", "max"};
  for (uint32_t i = 0; i < n; i++)
    for (size_t k = 0; k < GL_COUNT_OF(names); k++)
      n_found += strcmp(all[i]->name->text, names[k]) == 0;
  cr_expect_eq(n_found, GL_COUNT_OF(names));
  cr_expect_eq(n, 22 + 4 + 18 + 2);
  ty_table_unsafe(f.types, package_new(&f, "unsafe", "unsafe"), &n);
  cr_expect_eq(n, 9);
  cr_expect(ty_name_is_exported(name_of(&f, "\xc3\x84x")));
  cr_expect_not(ty_name_is_exported(name_of(&f, "_X")));
  gl_arena_free(f.arena);
}
