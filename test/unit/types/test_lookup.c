/// \file
/// Selectors through embedding, method sets, implementing interfaces.

#include "fixture.h"
#include "type_table.h"

#include <stdio.h>

static TyType *struct_type(Fixture *f, TyPackage *p, const char *name, const TyField *fields,
                           uint32_t n) {
  TyType *t = named_new(f, p, name);
  ty_named_complete(t, ty_new_struct(f->types, fields, n));
  return t;
}

static TyLookupResult look(Fixture *f, const TyType *t, TyPackage *p, const char *name,
                           TySelection *s) {
  return ty_lookup_full(t, p, name_of(f, name), false, s);
}

Test(types_lookup, the_shallowest_field_wins) {
  Fixture f = fixture_new();
  TyPackage *p = package_new(&f, "p", "p");
  TyField x = field(&f, p, "x", basic(&f, TY_INT)), y = field(&f, p, "y", basic(&f, TY_INT));
  TyField inner_fields[] = {x, y};
  TyType *inner = struct_type(&f, p, "Inner", inner_fields, 2);
  TyField outer_fields[] = {field(&f, p, "x", basic(&f, TY_STRING)),
                            embedded(&f, p, ty_new_pointer(f.types, inner))};
  TyType *outer = struct_type(&f, p, "Outer", outer_fields, 2);
  TySelection s;
  cr_expect_eq(look(&f, outer, p, "x", &s), TY_LOOKUP_FOUND);
  cr_expect(s.is_field && s.n_path == 1 && s.path[0] == 0 && !s.is_indirect);
  cr_expect_eq(look(&f, ty_new_pointer(f.types, outer), p, "y", &s), TY_LOOKUP_FOUND);
  cr_expect(s.is_field && s.n_path == 2 && s.path[0] == 1 && s.path[1] == 1 && s.is_indirect);
  cr_expect_eq(look(&f, outer, package_new(&f, "q", "q"), "y", &s), TY_LOOKUP_ABSENT);
  cr_expect_eq(look(&f, outer, p, "_", &s), TY_LOOKUP_ABSENT);
  cr_expect(ty_lookup_full(outer, p, name_of(&f, "Y"), true, &s) == TY_LOOKUP_FOUND);
  gl_arena_free(f.arena);
}

Test(types_lookup, two_at_one_depth_are_ambiguous) {
  Fixture f = fixture_new();
  TyPackage *p = package_new(&f, "p", "p");
  TyField x = field(&f, p, "x", basic(&f, TY_INT));
  TyType *a = struct_type(&f, p, "A", &x, 1), *b = struct_type(&f, p, "B", &x, 1);
  TyField both[] = {embedded(&f, p, a), embedded(&f, p, b)};
  TyType *t = struct_type(&f, p, "T", both, 2);
  TySelection s;
  cr_expect_eq(look(&f, t, p, "x", &s), TY_LOOKUP_AMBIGUOUS);
  cr_expect_not(ty_lookup(t, p, name_of(&f, "x"), &s));
  // The same type twice at one depth, through different ones.
  TyField in_c = embedded(&f, p, a);
  TyType *c = struct_type(&f, p, "C", &in_c, 1), *d = struct_type(&f, p, "D", &in_c, 1);
  TyField cd[] = {embedded(&f, p, c), embedded(&f, p, d)};
  TyType *u = struct_type(&f, p, "U", cd, 2);
  cr_expect_eq(look(&f, u, p, "x", &s), TY_LOOKUP_AMBIGUOUS);
  cr_expect_eq(look(&f, u, p, "A", &s), TY_LOOKUP_AMBIGUOUS);
  // A shallower one hides the conflict.
  TyField hides[] = {x, cd[0], cd[1]};
  cr_expect_eq(look(&f, struct_type(&f, p, "V", hides, 3), p, "x", &s), TY_LOOKUP_FOUND);
  gl_arena_free(f.arena);
}

Test(types_lookup, self_embedding_ends) {
  Fixture f = fixture_new();
  TyPackage *p = package_new(&f, "p", "p");
  TyType *t = named_new(&f, p, "T");
  TyField self = embedded(&f, p, ty_new_pointer(f.types, t));
  ty_named_complete(t, ty_new_struct(f.types, &self, 1));
  method_add(&f, t, "M", true);
  TySelection s;
  cr_expect_eq(look(&f, t, p, "none", &s), TY_LOOKUP_ABSENT);
  cr_expect_eq(look(&f, t, p, "M", &s), TY_LOOKUP_POINTER_RECV);
  cr_expect_eq(look(&f, t, p, "T", &s), TY_LOOKUP_FOUND);
  // T embeds *T, but the T at depth 0 hides the promoted M.
  cr_expect_eq(ty_method_set(t)->n, 0);
  cr_expect_eq(ty_method_set(ty_new_pointer(f.types, t))->n, 1);
  gl_arena_free(f.arena);
}

Test(types_lookup, pointers_to_interfaces_and_named_pointers_have_no_methods) {
  Fixture f = fixture_new();
  TyPackage *p = package_new(&f, "p", "p");
  TySelection s;
  const TyType *pe = ty_new_pointer(f.types, ty_table_error(f.types));
  cr_expect_eq(look(&f, pe, p, "Error", &s), TY_LOOKUP_POINTER_TO_IFACE);
  cr_expect_eq(look(&f, ty_table_error(f.types), p, "Error", &s), TY_LOOKUP_FOUND);
  cr_expect(s.iface_method == 0 && !s.object && s.n_path == 0);
  TyField x = field(&f, p, "x", basic(&f, TY_INT));
  TyType *t = struct_type(&f, p, "T", &x, 1);
  method_add(&f, t, "M", false);
  TyType *ptr = named_new(&f, p, "P");
  ty_named_complete(ptr, ty_new_pointer(f.types, t));
  cr_expect_eq(look(&f, ptr, p, "M", &s), TY_LOOKUP_ABSENT);
  cr_expect_eq(look(&f, ptr, p, "x", &s), TY_LOOKUP_FOUND);
  cr_expect_eq(ty_method_set(ptr)->n, 0);
  gl_arena_free(f.arena);
}

Test(types_methodset, promotes_by_receiver_kind) {
  Fixture f = fixture_new();
  TyPackage *p = package_new(&f, "p", "p");
  TyType *inner = struct_type(&f, p, "Inner", NULL, 0);
  method_add(&f, inner, "value", false);
  method_add(&f, inner, "Pointer", true);
  TyField by_value = embedded(&f, p, inner);
  TyField by_pointer = embedded(&f, p, ty_new_pointer(f.types, inner));
  TyType *v = struct_type(&f, p, "V", &by_value, 1), *q = struct_type(&f, p, "Q", &by_pointer, 1);
  cr_expect_eq(ty_method_set(v)->n, 1);
  cr_expect_eq(ty_method_set(ty_new_pointer(f.types, v))->n, 2);
  const TyMethodSet *set = ty_method_set(q);
  cr_assert_eq(set->n, 2);
  cr_expect_str_eq(set->methods[0].object->name->text, "Pointer", "exported names first");
  cr_expect(set->methods[0].n_path == 1 && set->methods[0].path[0] == 0);
  cr_expect(set->methods[0].is_indirect && !set->methods[0].is_field);
  cr_expect_eq(ty_method_set(q), set, "computed once");
  gl_arena_free(f.arena);
}

Test(types_methodset, conflicts_and_fields_hide) {
  Fixture f = fixture_new();
  TyPackage *p = package_new(&f, "p", "p");
  TyType *a = struct_type(&f, p, "A", NULL, 0), *b = struct_type(&f, p, "B", NULL, 0);
  method_add(&f, a, "M", false);
  method_add(&f, a, "N", false);
  method_add(&f, b, "M", false);
  TyField fields[] = {embedded(&f, p, a), embedded(&f, p, b), field(&f, p, "N", basic(&f, TY_INT)),
                      embedded(&f, p, ty_table_error(f.types))};
  TyType *t = struct_type(&f, p, "T", fields, 4);
  const TyMethodSet *set = ty_method_set(t);
  cr_assert_eq(set->n, 1);
  cr_expect(set->methods[0].iface_method == 0 && !set->methods[0].object);
  cr_expect(set->methods[0].n_path == 1 && set->methods[0].path[0] == 3);
  gl_arena_free(f.arena);
}

Test(types_implements, says_why_not) {
  Fixture f = fixture_new();
  TyPackage *p = package_new(&f, "p", "p");
  static const char *const names[] = {"M"};
  const TyType *want = interface_new(&f, p, names, 1);
  TyType *t = struct_type(&f, p, "T", NULL, 0);
  TyMissing why;
  cr_expect_not(ty_implements_full(t, want, &why));
  cr_expect(!why.have && !why.is_pointer_recv && why.method == ty_iface_method(want, 0));
  method_add(&f, t, "m", false);
  cr_expect_not(ty_implements_full(t, want, &why));
  cr_expect_str_eq(why.have_name->text, "m");
  method_add(&f, t, "M", true);
  cr_expect_not(ty_implements_full(t, want, &why));
  cr_expect(why.is_pointer_recv);
  cr_expect(ty_implements(ty_new_pointer(f.types, t), want, NULL));
  TyType *u = struct_type(&f, p, "U", NULL, 0);
  method_add(&f, u, "M", false)->type =
      ty_iface_method(ty_table_error(f.types)->named.underlying, 0)->type;
  cr_expect_not(ty_implements_full(u, want, &why));
  cr_expect(why.have && !why.have_name);
  TyField m = field(&f, p, "M", basic(&f, TY_INT));
  cr_expect_not(ty_implements_full(struct_type(&f, p, "V", &m, 1), want, &why));
  cr_expect(why.is_field);
  cr_expect(ty_implements(want, ty_table_any(f.types), NULL));
  cr_expect_not(ty_implements(ty_table_any(f.types), want, NULL));
  cr_expect(ty_implements(want, want, NULL));
  gl_arena_free(f.arena);
}

Test(types_lookup, deep_embedding_costs_no_stack) {
  enum { DEPTH = 20000 };
  Fixture f = fixture_new();
  TyPackage *p = package_new(&f, "p", "p");
  TyType *t = struct_type(&f, p, "T", NULL, 0);
  method_add(&f, t, "M", false);
  for (int i = 0; i < DEPTH; i++) {
    TyField e = embedded(&f, p, t);
    t = struct_type(&f, p, "T", &e, 1);
  }
  TySelection s;
  cr_expect_eq(look(&f, t, p, "M", &s), TY_LOOKUP_FOUND);
  cr_expect_eq(s.n_path, DEPTH);
  cr_expect_eq(ty_method_set(t)->n, 1);
  gl_arena_free(f.arena);
}

/// A struct of many embedded types: names of their own, one that all have, one type in two of them,
/// methods, an interface.
static TyType *wide_type(Fixture *f, TyPackage *p) {
  enum { N = 200 };
  TyField deep_field = field(f, p, "deep", basic(f, TY_INT)), fields[N + 1];
  TyType *deep = struct_type(f, p, "Deep", &deep_field, 1),
         *once = struct_type(f, p, "Once", &deep_field, 1);
  method_add(f, deep, "twice", false);
  method_add(f, once, "byPointer", true);
  static const char *const names[] = {"fromInterface"};
  TyType *iface = named_new(f, p, "Iface");
  ty_named_complete(iface, interface_new(f, p, names, 1));
  for (uint32_t i = 0; i < N; i++) {
    char name[16];
    snprintf(name, sizeof name, "f%u", i);
    TyField inner[3] = {field(f, p, name, basic(f, TY_INT)), field(f, p, "all", basic(f, TY_INT))};
    if (i == 7 || i == 9)
      inner[2] = embedded(f, p, deep);
    if (i == 8)
      inner[2] = embedded(f, p, ty_new_pointer(f->types, once));
    snprintf(name, sizeof name, "E%u", i);
    TyType *e = struct_type(f, p, name, inner, i >= 7 && i <= 9 ? 3 : 2);
    fields[i] = embedded(f, p, i % 2 ? e : ty_new_pointer(f->types, e));
  }
  fields[N] = embedded(f, p, iface);
  return struct_type(f, p, "Wide", fields, N + 1);
}

Test(types_lookup, an_index_finds_what_a_search_finds) {
  Fixture f = fixture_new();
  TyPackage *p = package_new(&f, "p", "p"), *q = package_new(&f, "q", "q");
  q->id = 1;
  TyType *wide = wide_type(&f, p), *to_wide = ty_new_pointer(f.types, wide);
  static const char *const names[] = {"f0",   "f8",   "f199", "all",       "E3",
                                      "Deep", "deep", "Once", "byPointer", "fromInterface",
                                      "none", "twice"};
  static const TyLookupResult expected[] = {
      TY_LOOKUP_FOUND, TY_LOOKUP_FOUND,     TY_LOOKUP_FOUND,     TY_LOOKUP_AMBIGUOUS,
      TY_LOOKUP_FOUND, TY_LOOKUP_AMBIGUOUS, TY_LOOKUP_AMBIGUOUS, TY_LOOKUP_FOUND,
      TY_LOOKUP_FOUND, TY_LOOKUP_FOUND,     TY_LOOKUP_ABSENT,    TY_LOOKUP_AMBIGUOUS};
  TySelection searched[GL_COUNT_OF(names)], s;
  for (uint32_t i = 0; i < GL_COUNT_OF(names); i++)
    cr_expect_eq(look(&f, wide, p, names[i], &searched[i]), expected[i], "%s", names[i]);
  cr_expect_null(f.types->wide_indexes, "methods may come");
  ty_table_resolved(f.types);
  look(&f, wide, p, "none", &s);
  cr_expect_not_null(f.types->wide_indexes);
  for (uint32_t i = 0; i < GL_COUNT_OF(names); i++) {
    cr_expect_eq(look(&f, wide, p, names[i], &s), expected[i], "%s", names[i]);
    if (expected[i] != TY_LOOKUP_FOUND)
      continue;
    cr_expect(s.object == searched[i].object && s.type == searched[i].type, "%s", names[i]);
    cr_expect(s.is_field == searched[i].is_field && s.is_indirect == searched[i].is_indirect);
    cr_expect_eq(s.iface_method, searched[i].iface_method);
    cr_assert_eq(s.n_path, searched[i].n_path);
    for (uint32_t k = 0; k < s.n_path; k++)
      cr_expect_eq(s.path[k], searched[i].path[k]);
    cr_expect(look(&f, to_wide, p, names[i], &s) == TY_LOOKUP_FOUND && s.is_indirect);
    if (names[i][0] != 'E' && names[i][0] != 'O')
      cr_expect_eq(look(&f, wide, q, names[i], &s), TY_LOOKUP_ABSENT);
  }
  gl_arena_free(f.arena);
}
