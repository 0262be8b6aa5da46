/// \file
/// Instances, substitution and type sets without the checker.

#include "fixture.h"
#include "generic_internal.h"

static const TyType *param_new(Fixture *f, const char *name, uint32_t index) {
  TyObject *o = ty_new_object(f->types, TY_OBJ_TYPE, name_of(f, name), GL_LOC_NONE, NULL);
  return ty_new_type_param(f->types, o, ty_table_any(f->types), index);
}

/// type NAME[T any]; complete it with ty_named_complete.
static TyType *generic_new(Fixture *f, TyPackage *pkg, const char *name, const TyType **param) {
  TyType *g = named_new(f, pkg, name);
  *param = param_new(f, "T", 0);
  g->named.type_params = GL_NEW_ARRAY(f->arena, const TyType *, 1);
  g->named.type_params[0] = *param;
  g->named.n_type_params = 1;
  return g;
}

static const TyType *instance(Fixture *f, const TyType *generic, const TyType *arg) {
  return ty_instantiate(f->types, generic, &arg, 1);
}

Test(types_generic, identical_arguments_give_one_instance) {
  Fixture f = fixture_new();
  const TyType *t, *i = basic(&f, TY_INT);
  TyType *box = generic_new(&f, package_new(&f, "x/p", "p"), "Box", &t);
  const TyType *a = instance(&f, box, ty_new_slice(f.types, i));
  cr_expect_eq(a, instance(&f, box, ty_new_slice(f.types, i)));
  cr_expect_neq(a, instance(&f, box, i));
  cr_expect_null(ty_under_or_null(a), "its generic type is not complete");
  ty_named_complete(box, ty_new_slice(f.types, t));
  cr_expect(ty_identical(ty_under(a), ty_new_slice(f.types, ty_new_slice(f.types, i))));
  cr_expect_str_eq(ty_string(f.arena, a, TY_STRING_MESSAGE, NULL), "p.Box[[]int]");
  cr_expect_str_eq(ty_string(f.arena, a, TY_STRING_REFLECT, NULL), "p.Box[[]int]");
  const TyType *nested = instance(&f, box, a);
  cr_expect_str_eq(ty_string(f.arena, nested, TY_STRING_REFLECT, NULL), "p.Box[x/p.Box[[]int]]");
  cr_expect_str_eq(ty_string(f.arena, nested, TY_STRING_LINK, NULL), "x/p.Box[x/p.Box[[]int]]");
  gl_arena_free(f.arena);
}

Test(types_generic, expansion_is_lazy_and_bounded) {
  Fixture f = fixture_new();
  TyPackage *p = package_new(&f, "p", "p");
  const TyType *t;
  TyType *grow = generic_new(&f, p, "Grow", &t);
  const TyType *next = instance(&f, grow, ty_new_pointer(f.types, t));
  TyField fields[] = {field(&f, p, "next", ty_new_pointer(f.types, next))};
  ty_named_complete(grow, ty_new_struct(f.types, fields, 1));
  const TyType *x = instance(&f, grow, basic(&f, TY_INT));
  cr_expect_eq(ty_size(x), 8);
  uint32_t steps = 0;
  while (ty_under(x)->kind == TY_STRUCT) {
    x = ty_under(x)->strct.fields[0].type->pointer.elem;
    steps++;
  }
  cr_expect_gt(steps, 100);
  const TyObject *o;
  cr_expect(ty_table_was_cut(f.types, &o));
  cr_expect_eq(o, grow->named.object);
  cr_expect_not(ty_table_was_cut(f.types, &o), "it was forgotten");
  gl_arena_free(f.arena);
}

Test(types_generic, methods_have_the_arguments_put_in) {
  Fixture f = fixture_new();
  TyPackage *p = package_new(&f, "p", "p");
  const TyType *t, *q = param_new(&f, "Q", 0);
  TyType *box = generic_new(&f, p, "Box", &t);
  ty_named_complete(box, ty_new_struct(f.types, NULL, 0));
  TyParam param = {NULL, q};
  TyObject *m = ty_new_object(f.types, TY_OBJ_FUNC, name_of(&f, "M"), GL_LOC_NONE, p);
  m->recv = ty_new_pointer(f.types, instance(&f, box, q)); // func (b *Box[Q]) M(Q)
  m->has_ptr_recv = true;
  box->named.methods = &m;
  box->named.n_methods = 1;
  const TyType *b = instance(&f, box, basic(&f, TY_STRING));
  TySelection s;
  cr_expect(ty_lookup(b, p, m->name, &s));
  cr_expect_null(s.object->type, "the method has no type yet");
  m->type = ty_new_func(f.types, &param, 1, NULL, 0, false);
  cr_expect(ty_lookup(ty_new_pointer(f.types, b), p, m->name, &s));
  cr_expect_eq(s.object->origin, m);
  cr_expect_eq(s.type->func.params[0].type, basic(&f, TY_STRING));
  cr_expect_eq(s.object->recv->pointer.elem, b);
  cr_expect_eq(ty_method_set(ty_new_pointer(f.types, b))->n, 1);
  cr_expect_eq(ty_method_set(b)->n, 0);
  gl_arena_free(f.arena);
}

Test(types_generic, a_graph_costs_its_nodes_not_its_paths) {
  Fixture f = fixture_new();
  TyPackage *p = package_new(&f, "p", "p");
  const TyType *t = param_new(&f, "T", 0), *x = t, *i = basic(&f, TY_INT);
  for (int k = 0; k < 60; k++) {
    TyField two[] = {field(&f, p, "a", x), field(&f, p, "b", x)};
    x = ty_new_struct(f.types, two, 2);
  }
  const TyType *r = ty_subst(f.types, x, (TyBinding){&t, &i, 1});
  cr_expect_not(r->has_type_param);
  cr_expect_eq(r->strct.fields[0].type, r->strct.fields[1].type);
  cr_expect_eq(ty_subst(f.types, r, (TyBinding){&t, &i, 1}), r);
  gl_arena_free(f.arena);
}

Test(types_generic, depth_costs_no_stack) {
  enum { DEPTH = 50000 };
  Fixture f = fixture_new();
  const TyType *t = param_new(&f, "T", 0), *x = t, *i = basic(&f, TY_INT);
  for (int k = 0; k < DEPTH; k++)
    x = ty_new_pointer(f.types, x);
  const TyType *r = ty_subst(f.types, x, (TyBinding){&t, &i, 1});
  for (int k = 0; k < DEPTH; k++)
    r = r->pointer.elem;
  cr_expect_eq(r, i);
  gl_arena_free(f.arena);
}

/// func[NAME any](NAME, int) or, with is_other, func[NAME any](int, NAME).
static const TyType *generic_func(Fixture *f, const char *name, bool is_other) {
  const TyType *t = param_new(f, name, 0);
  TyParam params[] = {{NULL, is_other ? basic(f, TY_INT) : t},
                      {NULL, is_other ? t : basic(f, TY_INT)}};
  TyType *r = ty_new_func(f->types, params, 2, NULL, 0, false);
  r->func.type_params = GL_NEW_ARRAY(f->arena, const TyType *, 1);
  r->func.type_params[0] = t;
  r->func.n_type_params = 1;
  return r;
}

Test(types_generic, names_of_type_parameters_do_not_count) {
  Fixture f = fixture_new();
  const TyType *a = generic_func(&f, "A", false), *b = generic_func(&f, "B", false);
  cr_expect(ty_identical(a, b));
  cr_expect_not(ty_identical(a, generic_func(&f, "A", true)));
  cr_expect_not(ty_identical(a, instance(&f, b, basic(&f, TY_INT))));
  const TyType *plain = instance(&f, b, basic(&f, TY_STRING));
  cr_expect_eq(plain->func.n_type_params, 0);
  cr_expect_str_eq(ty_string(f.arena, plain, TY_STRING_REFLECT, NULL), "func(string, int)");
  gl_arena_free(f.arena);
}

static const TyType *constraint_new(Fixture *f, const TyType *element) {
  TyType *iface = ty_new_interface(f->types);
  TyInterfaceDef *d = GL_NEW(f->arena, TyInterfaceDef);
  d->embedded = GL_NEW_ARRAY(f->arena, const TyType *, 1);
  d->embedded[0] = element;
  d->n_embedded = 1;
  iface->iface.definition = d;
  iface->iface.is_constraint = true;
  ty_interface_complete(iface, NULL, 0);
  return iface;
}

Test(types_generic, type_sets_are_normalised) {
  Fixture f = fixture_new();
  TyType *my = named_new(&f, package_new(&f, "p", "p"), "My");
  const TyType *i = basic(&f, TY_INT), *s = basic(&f, TY_STRING);
  ty_named_complete(my, i);
  const TyType *types[] = {my, i, s};
  const TyType *c =
      constraint_new(&f, ty_new_union(f.types, types, (bool[]){false, true, false}, 3));
  const TyTypeSet *set = ty_type_set_of(c);
  cr_expect_eq(set->n_terms, 2, "My is part of ~int");
  cr_expect(ty_term_includes(&set->terms[0], my));
  cr_expect_not(ty_term_includes(&set->terms[1], my));
  cr_expect_eq(ty_type_set_of(constraint_new(&f, c))->n_terms, 2);
  cr_expect(ty_identical(c, constraint_new(&f, c)));
  cr_expect_not(ty_identical(c, constraint_new(&f, i)));
  const TyType *slice = ty_new_slice(f.types, i);
  cr_expect_not(ty_is_comparable_deep(slice, true));
  cr_expect(ty_is_comparable_deep(ty_table_error(f.types), false));
  cr_expect_not(ty_is_comparable_deep(ty_table_error(f.types), true));
  gl_arena_free(f.arena);
}
