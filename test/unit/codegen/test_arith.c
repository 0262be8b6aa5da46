/// \file
/// Arithmetic at the edges: what LLVM leaves undefined must be what Go defines.

#include "fixture.h"

#include <math.h>

typedef int64_t (*Int2)(int64_t, int64_t);
typedef int8_t (*Byte2)(int8_t, uint8_t);
typedef int64_t (*IntOfFloat)(double);
typedef double (*Float2)(double, double);

CALLS_COMPILED static int64_t int2(Int2 f, int64_t a, int64_t b) { return f(a, b); }
CALLS_COMPILED static int8_t byte2(Byte2 f, int8_t a, uint8_t b) { return f(a, b); }
CALLS_COMPILED static int64_t int_of(IntOfFloat f, double v) { return f(v); }
CALLS_COMPILED static double float2(Float2 f, double a, double b) { return f(a, b); }

/// Function `symbol`(a, b) of one integer type that returns a op b.
static void add_binary(Fixture *x, const char *symbol, const TyType *t, const TyType *t2,
                       GirBinary op) {
  const TyType *params[2] = {t, t2};
  func_begin(x, symbol, params, 2, t);
  GirInstr *in = instr(x, GIR_OP_BINARY, t, param(x, 0), param(x, 1));
  in->sub = op;
  return_value(x, gir_use(x->f, in->dst));
}

static void add_conversion(Fixture *x, const char *symbol, const TyType *from, const TyType *to) {
  func_begin(x, symbol, &from, 1, to);
  GirInstr *in = instr(x, GIR_OP_CONVERT, to, param(x, 0), gir_none());
  return_value(x, gir_use(x->f, in->dst));
}

Test(codegen_arith, division_of_the_smallest_integer_by_minus_one_wraps) {
  Fixture x = fixture_new();
  const TyType *t = basic(&x, TY_INT);
  add_binary(&x, "div", t, t, GIR_DIV);
  add_binary(&x, "rem", t, t, GIR_REM);
  emit(&x, 0);
  Int2 div = (Int2)code_of(&x, "div"), rem = (Int2)code_of(&x, "rem");
  cr_expect_eq(int2(div, INT64_MIN, -1), INT64_MIN);
  cr_expect_eq(int2(rem, INT64_MIN, -1), 0);
  cr_expect_eq(int2(div, -7, 2), -3);
  cr_expect_eq(int2(rem, -7, 2), -1);
  cr_expect_eq(int2(div, 9, -1), -9);
  fixture_free(&x);
}

Test(codegen_arith, shifts_by_the_width_and_more_are_defined) {
  Fixture x = fixture_new();
  const TyType *i = basic(&x, TY_INT), *u = basic(&x, TY_UINT64);
  const TyType *i8 = basic(&x, TY_INT8), *u8 = basic(&x, TY_UINT8);
  add_binary(&x, "shl", i, u, GIR_SHL);
  add_binary(&x, "shr", i, u, GIR_SHR);
  add_binary(&x, "shru", u, u, GIR_SHR);
  add_binary(&x, "shr8", i8, u8, GIR_SHR);
  emit(&x, 0);
  Int2 shl = (Int2)code_of(&x, "shl"), shr = (Int2)code_of(&x, "shr");
  Int2 shru = (Int2)code_of(&x, "shru");
  Byte2 shr8 = (Byte2)code_of(&x, "shr8");
  cr_expect_eq(int2(shl, 1, 63), INT64_MIN);
  cr_expect_eq(int2(shl, 1, 64), 0);
  cr_expect_eq(int2(shl, 1, -1), 0);
  cr_expect_eq(int2(shr, -8, 1), -4);
  cr_expect_eq(int2(shr, -8, 64), -1);
  cr_expect_eq(int2(shr, 8, 1 << 20), 0);
  cr_expect_eq(int2(shru, -1, 64), 0);
  cr_expect_eq(int2(shru, -1, 60), 15);
  cr_expect_eq(byte2(shr8, -128, 200), -1);
  cr_expect_eq(byte2(shr8, 64, 3), 8);
  fixture_free(&x);
}

/// Values that gc's code gives on amd64.
Test(codegen_arith, floats_out_of_range_convert_as_gc_does) {
  Fixture x = fixture_new();
  const TyType *f = basic(&x, TY_FLOAT64);
  add_conversion(&x, "i64", f, basic(&x, TY_INT64));
  add_conversion(&x, "u64", f, basic(&x, TY_UINT64));
  add_conversion(&x, "i32", f, basic(&x, TY_INT32));
  add_conversion(&x, "u32", f, basic(&x, TY_UINT32));
  add_conversion(&x, "u8", f, basic(&x, TY_UINT8));
  emit(&x, 0);
  IntOfFloat i64 = (IntOfFloat)code_of(&x, "i64"), u64 = (IntOfFloat)code_of(&x, "u64");
  IntOfFloat i32 = (IntOfFloat)code_of(&x, "i32"), u32 = (IntOfFloat)code_of(&x, "u32");
  IntOfFloat u8 = (IntOfFloat)code_of(&x, "u8");
  cr_expect_eq(int_of(i64, -1.5e10), -15000000000);
  cr_expect_eq(int_of(i64, 1e19), INT64_MIN);
  cr_expect_eq(int_of(i64, NAN), INT64_MIN);
  cr_expect_eq((uint64_t)int_of(u64, 1e19), UINT64_C(10000000000000000000));
  cr_expect_eq((uint64_t)int_of(u64, 1e20), UINT64_C(9223372036854775808));
  cr_expect_eq((uint64_t)int_of(u64, -1), UINT64_MAX);
  cr_expect_eq((uint64_t)int_of(u64, NAN), UINT64_C(9223372036854775808));
  cr_expect_eq((int32_t)int_of(i32, 1e10), INT32_MIN);
  cr_expect_eq((uint32_t)int_of(u32, -1.5e10), 2179869184u);
  cr_expect_eq((uint32_t)int_of(u32, 3e9), 3000000000u);
  cr_expect_eq((uint8_t)int_of(u8, 300), 44);
  fixture_free(&x);
}

Test(codegen_arith, min_and_max_of_floats_know_nan_and_signed_zero) {
  Fixture x = fixture_new();
  const TyType *f = basic(&x, TY_FLOAT64);
  add_binary(&x, "min", f, f, GIR_MIN);
  add_binary(&x, "max", f, f, GIR_MAX);
  emit(&x, 0);
  Float2 min = (Float2)code_of(&x, "min");
  Float2 max = (Float2)code_of(&x, "max");
  cr_expect(isnan(float2(min, NAN, 1)) && isnan(float2(min, 1, NAN)) &&
            isnan(float2(max, NAN, 1)) && isnan(float2(max, 1, NAN)));
  cr_expect(signbit(float2(min, 0.0, -0.0)) && signbit(float2(min, -0.0, 0.0)));
  cr_expect(!signbit(float2(max, 0.0, -0.0)) && !signbit(float2(max, -0.0, 0.0)));
  cr_expect_eq(float2(min, 2, 3), 2);
  cr_expect_eq(float2(max, 2, 3), 3);
  fixture_free(&x);
}
