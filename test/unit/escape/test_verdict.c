/// \file
/// Sizes and options.

#include "fixture.h"

/// The verdict of make([]int, n), n constant, that stays in its function.
static EscVerdict make_of(uint64_t n) {
  Fixture x = fixture_new();
  const TyType *slice = ty_canonical(ty_make_slice(x.world, x.t_int));
  func(&x, "f", NULL, 0, NULL);
  GirInstr *in = emit(&x, GIR_OP_MAKE_SLICE, 2);
  in->args[0] = in->args[1] = gir_const_int(x.p, x.t_int, n);
  in->type = slice;
  in->site = gir_site_new(x.p, x.f, GIR_SITE_MAKE_SLICE, x.t_int, "make", GL_LOC_NONE);
  in->dst = temp(&x, slice);
  ret(&x, NULL);
  run(&x);
  EscVerdict v = x.r->verdicts[in->site->id];
  fixture_free(&x);
  return v;
}

Test(escape_verdict, limit_of_make_is_64_kib) {
  cr_expect_not(make_of(8192).on_heap);
  EscVerdict v = make_of(8193);
  cr_expect(v.on_heap);
  cr_expect_eq(v.reason, ESC_REASON_TOO_LARGE);
}

static bool variable_on_heap(int64_t bytes) {
  Fixture x = fixture_new();
  const TyType *t = ty_make_array(x.world, ty_world_basic(x.world, TY_UINT8), bytes);
  GirFunc *f = func(&x, "f", NULL, 0, NULL);
  GirLocalId v = variable(&x, ty_canonical(t));
  addr_of(&x, v);
  ret(&x, NULL);
  run(&x);
  bool heap = on_heap(&x, f, v);
  fixture_free(&x);
  return heap;
}

Test(escape_verdict, limit_of_variables_is_128_kib) {
  cr_expect_not(variable_on_heap(128 << 10));
  cr_expect(variable_on_heap((128 << 10) + 1));
}

Test(escape_verdict, off_puts_everything_on_the_heap) {
  Fixture x = fixture_new();
  GirFunc *f = func(&x, "f", NULL, 0, NULL);
  GirLocalId v = variable(&x, x.t_int);
  ret(&x, NULL);
  x.options.is_off = true;
  run(&x);
  cr_expect(on_heap(&x, f, v));
  fixture_free(&x);
}

Test(escape_verdict, shuffle_demotes_some_and_always_the_same) {
  Fixture x = fixture_new();
  GirFunc *f = func(&x, "f", NULL, 0, NULL);
  GirLocalId v[64];
  for (int i = 0; i < 64; i++)
    v[i] = variable(&x, x.t_int);
  ret(&x, NULL);
  x.options.is_shuffled = true;
  x.options.seed = 3;
  run(&x);
  EscResult *first = x.r;
  run(&x);
  int n = 0;
  for (int i = 0; i < 64; i++) {
    n += on_heap(&x, f, v[i]);
    cr_expect_eq(first->verdicts[gir_local(f, v[i])->site->id].on_heap, on_heap(&x, f, v[i]));
  }
  cr_expect(n > 8 && n < 56);
  fixture_free(&x);
}

Test(escape_verdict, reasons_have_codes_and_texts) {
  for (int r = 0; r < ESC_REASON_COUNT; r++) {
    cr_expect_not_null(esc_reason_text((EscReason)r));
    cr_expect_eq(esc_reason_code((EscReason)r), r);
  }
}
