/// \file
/// Points-to facts inside one function: fields, elements, stores through pointers.

#include "fixture.h"

Test(escape_solve, keeps_a_local_that_stays) {
  Fixture x = fixture_new();
  GirFunc *f = func(&x, "f", NULL, 0, NULL);
  GirLocalId v = variable(&x, x.t_int);
  addr_of(&x, v);
  ret(&x, NULL);
  run(&x);
  cr_expect_not(on_heap(&x, f, v));
  fixture_free(&x);
}

Test(escape_solve, moves_what_is_returned) {
  Fixture x = fixture_new();
  GirFunc *f = func(&x, "f", NULL, 0, x.t_ptr);
  GirLocalId v = variable(&x, x.t_int);
  GirOperand p = addr_of(&x, v);
  ret(&x, &p);
  run(&x);
  cr_expect(on_heap(&x, f, v));
  cr_expect_eq(x.r->verdicts[gir_local(f, v)->site->id].reason, ESC_REASON_RETURNED);
  fixture_free(&x);
}

Test(escape_solve, keeps_field_path) {
  Fixture x = fixture_new();
  GirFunc *f = func(&x, "f", NULL, 0, x.t_ptr);
  GirLocalId v = variable(&x, x.t_int), w = variable(&x, x.t_int), n = variable(&x, x.t_node);
  store(&x, var_field(&x, n, 0), addr_of(&x, v));
  store(&x, var_field(&x, n, 1), addr_of(&x, w));
  GirOperand b = load(&x, ptr_field(&x, addr_of(&x, n), 1));
  ret(&x, &b);
  run(&x);
  cr_expect_not(on_heap(&x, f, v), "only field b is returned");
  cr_expect(on_heap(&x, f, w));
  cr_expect_not(on_heap(&x, f, n));
  fixture_free(&x);
}

Test(escape_solve, whole_copies_carry_all_fields) {
  Fixture x = fixture_new();
  GirFunc *f = func(&x, "f", NULL, 0, x.t_node);
  GirLocalId v = variable(&x, x.t_int), n = variable(&x, x.t_node);
  store(&x, var_field(&x, n, 0), addr_of(&x, v));
  GirOperand all = load(&x, gir_place_local(x.p, f, n));
  ret(&x, &all);
  run(&x);
  cr_expect(on_heap(&x, f, v));
  cr_expect_not(on_heap(&x, f, n));
  fixture_free(&x);
}

typedef struct ArrayCase {
  int64_t len;
  int v, w, out; // indices; -1: not constant
  bool expect_v, expect_w;
} ArrayCase;

/// Element `index` of a local array of pointers.
static GirPlace *elem(Fixture *x, GirLocalId array, int index) {
  GirOperand i =
      index < 0 ? use(x, x->f->params[0]) : gir_const_int(x->p, x->t_int, (uint64_t)index);
  return gir_place_index(x->p, gir_place_local(x->p, x->f, array), i);
}

/// The variables' addresses go to elements of a local array; an element is returned.
static bool array_case_holds(ArrayCase c) {
  Fixture x = fixture_new();
  const TyType *array = ty_canonical(ty_make_array(x.world, x.t_ptr, c.len));
  GirFunc *f = func(&x, "f", (const TyType *const[]){x.t_int}, 1, x.t_ptr);
  GirLocalId v = variable(&x, x.t_int), w = variable(&x, x.t_int), a = variable(&x, array);
  GirOperand v_addr = addr_of(&x, v), w_addr = addr_of(&x, w);
  store(&x, elem(&x, a, c.v), v_addr);
  store(&x, elem(&x, a, c.w), w_addr);
  GirOperand p = load(&x, elem(&x, a, c.out));
  ret(&x, &p);
  run(&x);
  bool holds = on_heap(&x, f, v) == c.expect_v && on_heap(&x, f, w) == c.expect_w;
  fixture_free(&x);
  return holds;
}

Test(escape_solve, keeps_constant_indices_apart) {
  cr_expect(array_case_holds((ArrayCase){4, 0, 1, 1, false, true}));
  cr_expect(array_case_holds((ArrayCase){16, 15, 3, 15, true, false}));
}

Test(escape_solve, other_indices_may_be_any_element) {
  cr_expect(array_case_holds((ArrayCase){4, 0, 1, -1, true, true}));
  cr_expect(array_case_holds((ArrayCase){4, -1, 1, 0, true, false}));
  cr_expect(array_case_holds((ArrayCase){1000, 0, 1, 2, true, true}));
}

Test(escape_solve, stores_through_pointers_reach_their_targets) {
  Fixture x = fixture_new();
  GirFunc *f = func(&x, "f", NULL, 0, x.t_ptr);
  GirLocalId v = variable(&x, x.t_int), p = variable(&x, x.t_ptr), q = variable(&x, x.t_ptr);
  GirOperand pp = addr_of(&x, p);
  store(&x, gir_place_deref(x.p, pp, x.t_ptr), addr_of(&x, v));
  GirOperand r = load(&x, gir_place_local(x.p, f, q));
  ret(&x, &r);
  run(&x);
  cr_expect_not(on_heap(&x, f, v), "p is not returned, q is");
  fixture_free(&x);
}

Test(escape_solve, memory_of_a_package_variable_outlives_all) {
  Fixture x = fixture_new();
  GirGlobal *g = global(&x, x.t_node_ptr);
  GirFunc *f = func(&x, "f", NULL, 0, NULL);
  GirLocalId v = variable(&x, x.t_int);
  GirOperand n = load(&x, gir_place_global(x.p, g));
  store(&x, ptr_field(&x, n, 0), addr_of(&x, v));
  ret(&x, NULL);
  run(&x);
  cr_expect(on_heap(&x, f, v));
  fixture_free(&x);
}

Test(escape_solve, what_leaked_takes_its_contents_along) {
  Fixture x = fixture_new();
  GirGlobal *g = global(&x, x.t_node_ptr);
  GirFunc *f = func(&x, "f", NULL, 0, NULL);
  GirLocalId v = variable(&x, x.t_int), n = variable(&x, x.t_node);
  GirOperand p = addr_of(&x, n);
  store(&x, gir_place_global(x.p, g), p);
  store(&x, ptr_field(&x, p, 1), addr_of(&x, v)); // after it was published
  ret(&x, NULL);
  run(&x);
  cr_expect(on_heap(&x, f, n));
  cr_expect(on_heap(&x, f, v));
  fixture_free(&x);
}

Test(escape_solve, panic_values_leak) {
  Fixture x = fixture_new();
  GirFunc *f = func(&x, "f", NULL, 0, NULL);
  GirLocalId v = variable(&x, x.t_int);
  GirInstr *box = emit(&x, GIR_OP_MAKE_IFACE, 1);
  box->args[0] = addr_of(&x, v);
  box->type = x.t_ptr;
  box->dst = temp(&x, ty_canonical(ty_world_any(x.world)));
  GirInstr *panic = emit(&x, GIR_OP_PANIC, 1);
  panic->args[0] = use(&x, box->dst);
  emit(&x, GIR_OP_UNREACHABLE, 0);
  run(&x);
  cr_expect(on_heap(&x, f, v));
  fixture_free(&x);
}
