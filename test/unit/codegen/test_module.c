/// \file
/// What the module contains and what not.

#include "fixture.h"

static void expect(const char *text, const char *part) {
  cr_expect(strstr(text, part) != NULL, "missing: %s\nin:\n%s", part, text);
}

static void expect_not(const char *text, const char *part) {
  cr_expect(strstr(text, part) == NULL, "found: %s\nin:\n%s", part, text);
}

Test(codegen_module, println_needs_no_type_information) {
  Fixture x = fixture_new();
  func_begin(&x, "main.main", NULL, 0, NULL);
  x.p->main = x.f;
  GirOperand hi = gir_const_string(x.p, basic(&x, TY_STRING), "hi", 2);
  instr(&x, GIR_OP_PRINT, NULL, hi, gir_none())->sub = 1;
  instr(&x, GIR_OP_RETURN, NULL, gir_none(), gir_none());
  emit(&x, 0);
  const char *text = module_text(&x);
  expect(text, "c\"hi\"");
  expect(text, "call void @grt_print_string(ptr @str, i64 2)");
  expect_not(text, "type:");
  uint32_t lines = 0;
  for (const char *s = text; *s; s++)
    lines += *s == '\n';
  cr_expect_leq(lines, 48u, "%s", text);
  fixture_free(&x);
}

/// func(string, bool, [5]int) (string, error): registers for the small, addresses for the big.
Test(codegen_module, signatures_are_flattened) {
  Fixture x = fixture_new();
  const TyType *string = basic(&x, TY_STRING);
  const TyType *array = ty_make_array(x.world, basic(&x, TY_INT), 5);
  const TyType *params[3] = {string, basic(&x, TY_BOOL), array};
  func_begin(&x, "f", params, 3, string);
  return_value(&x, param(&x, 0));
  func_begin(&x, "g", &array, 1, array);
  return_value(&x, param(&x, 0));
  emit(&x, 0);
  const char *text = module_text(&x);
  expect(text, "swiftcc { ptr, i64 } @f(ptr %0, i64 %1, i1 zeroext %2, ptr noalias nonnull ");
  expect(text, "swiftcc void @g(ptr noalias nonnull writable ");
  expect_not(text, "sret");
  fixture_free(&x);
}

Test(codegen_module, placement_decides_between_frame_and_heap) {
  Fixture x = fixture_new();
  const TyType *i = basic(&x, TY_INT), *p = ty_make_pointer(x.world, i);
  static const GirPlacement places[2] = {GIR_PLACE_STACK, GIR_PLACE_HEAP};
  static const char *const names[2] = {"on_stack", "on_heap"};
  for (int k = 0; k < 2; k++) {
    func_begin(&x, names[k], NULL, 0, i);
    GirInstr *make = instr(&x, GIR_OP_NEW, p, gir_none(), gir_none());
    make->type = i;
    make->site = gir_site_new(x.p, x.f, GIR_SITE_NEW, i, "new(int)", GL_LOC_NONE);
    make->site->placement = places[k];
    GirInstr *load = instr(&x, GIR_OP_LOAD, i, gir_none(), gir_none());
    load->place = gir_place_deref(x.p, gir_use(x.f, make->dst), i);
    return_value(&x, gir_use(x.f, load->dst));
  }
  emit(&x, 0);
  const char *text = module_text(&x);
  expect(text, "alloca i64, align 8, !golite.site");
  expect(text, "call dereferenceable(8) ptr @grt_new(i64 8, ptr null)");
  expect(text, "allockind(\"alloc,zeroed\") allocsize(0)");
  cg_finish(x.m, x.target);
  cr_expect_eq(cg_site_fate(x.m, 1), CG_FATE_ABSENT);
  cr_expect_eq(cg_site_fate(x.m, 2), CG_FATE_KEPT);
  fixture_free(&x);
}

/// A check's panic has its own block, and two of them are not merged.
Test(codegen_module, each_check_has_its_own_panic) {
  Fixture x = fixture_new();
  const TyType *i = basic(&x, TY_INT), *params[2] = {i, i};
  func_begin(&x, "f", params, 2, NULL);
  instr(&x, GIR_OP_CHECK_DIVIDE, NULL, param(&x, 0), gir_none());
  instr(&x, GIR_OP_CHECK_DIVIDE, NULL, param(&x, 1), gir_none());
  instr(&x, GIR_OP_RETURN, NULL, gir_none(), gir_none());
  emit(&x, 0);
  const char *first = strstr(module_text(&x), "call void @grt_panic_divide()");
  cr_assert(first);
  cr_expect(strstr(first + 1, "call void @grt_panic_divide()") != NULL);
  expect(module_text(&x), "nomerge");
  fixture_free(&x);
}
