/// \file
/// Exact arithmetic, rounding, text and limits of constants.

#include "fixture.h"

#include <math.h>
#include <time.h>

static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

Test(types_constant, reads_integer_literals) {
  Fixture f = fixture_new();
  EXPECT_TEXT(&f, literal(&f, SYN_LIT_INT, "1_000"), "1000");
  EXPECT_TEXT(&f, literal(&f, SYN_LIT_INT, "0x_ff"), "255");
  EXPECT_TEXT(&f, literal(&f, SYN_LIT_INT, "0b101"), "5");
  EXPECT_TEXT(&f, literal(&f, SYN_LIT_INT, "0o17"), "15");
  EXPECT_TEXT(&f, literal(&f, SYN_LIT_INT, "0_17"), "15");
  EXPECT_TEXT(&f, literal(&f, SYN_LIT_INT, "0"), "0");
  EXPECT_TEXT(&f, literal(&f, SYN_LIT_INT, "340282366920938463463374607431768211456"),
              "340282366920938463463374607431768211456");
  EXPECT_TEXT(&f, literal(&f, SYN_LIT_RUNE, "'a'"), "97");
  EXPECT_TEXT(&f, literal(&f, SYN_LIT_STRING, "\"a\\n\""), "\"a\\n\"");
  gl_arena_free(f.arena);
}

Test(types_constant, reads_float_literals_exactly) {
  Fixture f = fixture_new();
  EXPECT_TEXT(&f, float_of(&f, "0.1"), "0.1");
  EXPECT_TEXT(&f, float_of(&f, "1e6"), "1e+06");
  EXPECT_TEXT(&f, float_of(&f, ".5e-3"), "0.0005");
  EXPECT_TEXT(&f, float_of(&f, "0x1p-2"), "0.25");
  EXPECT_TEXT(&f, float_of(&f, "0x_1F.8p1"), "63");
  EXPECT_TEXT(&f, float_of(&f, "1e400"), "1e+400");
  EXPECT_TEXT(&f, float_of(&f, "1e500000000"), "1e+500000000");
  EXPECT_TEXT(&f, literal(&f, SYN_LIT_IMAG, "0123i"), "(0 + 123i)");
  EXPECT_TEXT(&f, literal(&f, SYN_LIT_IMAG, "0x10i"), "(0 + 16i)");
  EXPECT_TEXT(&f, literal(&f, SYN_LIT_IMAG, "1.5e1i"), "(0 + 15i)");
  // 0.1 + 0.2 is 0.3.
  const TyConst *sum = binary(&f, SYN_OP_ADD, float_of(&f, "0.1"), float_of(&f, "0.2"));
  cr_expect(ty_const_compare(f.arena, SYN_OP_EQ, sum, float_of(&f, "0.3")));
  gl_arena_free(f.arena);
}

Test(types_constant, computes_integers_of_any_length) {
  Fixture f = fixture_new();
  const TyConst *max = int_of(&f, INT64_MAX), *min = int_of(&f, INT64_MIN);
  EXPECT_TEXT(&f, binary(&f, SYN_OP_ADD, max, int_of(&f, 1)), "9223372036854775808");
  EXPECT_TEXT(&f, binary(&f, SYN_OP_SUB, min, int_of(&f, 1)), "-9223372036854775809");
  EXPECT_TEXT(&f, binary(&f, SYN_OP_MUL, min, min), "85070591730234615865843651857942052864");
  EXPECT_TEXT(&f, ty_const_binary(f.arena, SYN_OP_DIV, min, int_of(&f, -1), true),
              "9223372036854775808");
  EXPECT_TEXT(&f, ty_const_binary(f.arena, SYN_OP_DIV, int_of(&f, -7), int_of(&f, 2), true), "-3");
  EXPECT_TEXT(&f, binary(&f, SYN_OP_REM, int_of(&f, -7), int_of(&f, 2)), "-1");
  EXPECT_TEXT(&f, binary(&f, SYN_OP_REM, min, int_of(&f, -1)), "0");
  EXPECT_TEXT(&f, binary(&f, SYN_OP_AND_NOT, int_of(&f, -1), int_of(&f, 5)), "-6");
  EXPECT_TEXT(&f, ty_const_unary(f.arena, SYN_OP_XOR, int_of(&f, 0), 0), "-1");
  EXPECT_TEXT(&f, ty_const_unary(f.arena, SYN_OP_XOR, int_of(&f, 0), 64), "18446744073709551615");
  EXPECT_TEXT(&f, ty_const_unary(f.arena, SYN_OP_XOR, int_of(&f, 200), 8), "55");
  EXPECT_TEXT(&f, ty_const_unary(f.arena, SYN_OP_SUB, min, 0), "9223372036854775808");
  EXPECT_TEXT(&f, binary(&f, SYN_OP_DIV, int_of(&f, 1), int_of(&f, 4)), "0.25");
  EXPECT_UNKNOWN(binary(&f, SYN_OP_DIV, int_of(&f, 1), int_of(&f, 0)));
  gl_arena_free(f.arena);
}

Test(types_constant, shifts) {
  Fixture f = fixture_new();
  const TyConst *one = int_of(&f, 1);
  const TyConst *big = ty_const_shift(f.arena, SYN_OP_SHL, one, 100);
  EXPECT_TEXT(&f, big, "1267650600228229401496703205376");
  EXPECT_TEXT(&f, ty_const_shift(f.arena, SYN_OP_SHR, big, 99), "2");
  EXPECT_TEXT(&f, ty_const_shift(f.arena, SYN_OP_SHR, int_of(&f, -1), 1000), "-1");
  EXPECT_TEXT(&f, ty_const_shift(f.arena, SYN_OP_SHL, int_of(&f, -1), 63), "-9223372036854775808");
  cr_expect_eq(ty_const_bit_len(big), 101);
  EXPECT_UNKNOWN(ty_const_shift(f.arena, SYN_OP_SHL, one, 1000000000));
  EXPECT_UNKNOWN(ty_const_shift(f.arena, SYN_OP_SHL, one, UINT64_MAX));
  EXPECT_TEXT(&f, ty_const_shift(f.arena, SYN_OP_SHL, int_of(&f, 0), UINT64_MAX), "0");
  gl_arena_free(f.arena);
}

Test(types_constant, rounds_once_to_the_machine_formats) {
  Fixture f = fixture_new();
  static const char *const texts[] = {"0.1",
                                      "1e23",
                                      "5e-324",
                                      "2.4703282292062327e-324",
                                      "2.4703282292062328e-324",
                                      "1.7976931348623157e308",
                                      "2.2250738585072011e-308",
                                      "9007199254740993.0"};
  for (size_t i = 0; i < GL_COUNT_OF(texts); i++) {
    cr_expect_eq(ty_const_float64(float_of(&f, texts[i])), strtod(texts[i], NULL), "%s", texts[i]);
    cr_expect_eq(ty_const_float32(float_of(&f, texts[i])), strtof(texts[i], NULL), "%s", texts[i]);
  }
  EXPECT_UNKNOWN(ty_const_round_float64(f.arena, float_of(&f, "1.797693134862315809e308")));
  EXPECT_UNKNOWN(ty_const_round_float32(f.arena, float_of(&f, "3.5e38")));
  EXPECT_TEXT(&f, ty_const_round_float32(f.arena, float_of(&f, "3.4028235e38")), "3.40282e+38");
  EXPECT_TEXT(&f, ty_const_round_float64(f.arena, float_of(&f, "1e-400")), "0");
  // Halfway between two float32, but not between two float64: rounding twice would err.
  const TyConst *x = float_of(&f, "1.000000059604644775390625000000000000000000000000001");
  cr_expect_eq(ty_const_float32(x), nextafterf(1, 2));
  gl_arena_free(f.arena);
}

Test(types_constant, converts_between_kinds_when_exact) {
  Fixture f = fixture_new();
  EXPECT_TEXT(&f, ty_const_to_int(f.arena, float_of(&f, "2.0")), "2");
  EXPECT_UNKNOWN(ty_const_to_int(f.arena, float_of(&f, "2.5")));
  EXPECT_TEXT(&f, ty_const_to_int(f.arena, literal(&f, SYN_LIT_IMAG, "0i")), "0");
  EXPECT_UNKNOWN(ty_const_to_int(f.arena, literal(&f, SYN_LIT_IMAG, "1i")));
  const TyConst *huge = float_of(&f, "1e1300"); // beyond fractions
  cr_expect_eq(ty_const_kind(huge), TY_CONST_FLOAT);
  EXPECT_UNKNOWN(ty_const_to_int(f.arena, huge));
  const TyConst *one = binary(&f, SYN_OP_DIV, huge, huge);
  EXPECT_TEXT(&f, ty_const_to_int(f.arena, one), "1");
  gl_arena_free(f.arena);
}

Test(types_constant, knows_what_is_representable) {
  Fixture f = fixture_new();
  const TyConst *r;
  cr_expect(ty_const_representable(f.arena, int_of(&f, 255), TY_UINT8, NULL));
  cr_expect_not(ty_const_representable(f.arena, int_of(&f, 256), TY_UINT8, NULL));
  cr_expect_not(ty_const_representable(f.arena, int_of(&f, -1), TY_UINT64, NULL));
  cr_expect(ty_const_representable(f.arena, int_of(&f, -128), TY_INT8, NULL));
  cr_expect_not(ty_const_representable(f.arena, int_of(&f, 128), TY_INT8, NULL));
  cr_expect(
      ty_const_representable(f.arena, ty_const_from_uint64(f.arena, UINT64_MAX), TY_UINT64, NULL));
  cr_expect_not(
      ty_const_representable(f.arena, ty_const_from_uint64(f.arena, UINT64_MAX), TY_INT64, NULL));
  cr_expect(ty_const_representable(f.arena, float_of(&f, "3.0"), TY_INT, &r));
  cr_expect_eq(ty_const_kind(r), TY_CONST_INT);
  cr_expect_not(ty_const_representable(f.arena, float_of(&f, "3.5"), TY_INT, NULL));
  cr_expect(ty_const_representable(f.arena, float_of(&f, "0.1"), TY_FLOAT32, &r));
  cr_expect_eq(ty_const_float64(r), (double)0.1f);
  cr_expect_not(ty_const_representable(f.arena, float_of(&f, "1e39"), TY_FLOAT32, NULL));
  cr_expect(ty_const_representable(f.arena, int_of(&f, 1), TY_COMPLEX64, &r));
  cr_expect_eq(ty_const_kind(r), TY_CONST_COMPLEX);
  cr_expect(ty_const_representable(f.arena, int_of(&f, 1000000), TY_UNTYPED_FLOAT, &r));
  EXPECT_TEXT(&f, r, "1000000");
  cr_expect_not(ty_const_representable(f.arena, ty_const_from_bool(true), TY_INT, NULL));
  cr_expect_not(ty_const_representable(f.arena, int_of(&f, 1), TY_STRING, NULL));
  cr_expect_not(ty_const_representable(f.arena, int_of(&f, 0), TY_UNTYPED_NIL, NULL));
  cr_expect(ty_const_representable(f.arena, ty_const_unknown(), TY_INT, NULL));
  gl_arena_free(f.arena);
}

Test(types_constant, computes_complex_numbers) {
  Fixture f = fixture_new();
  const TyConst *i = literal(&f, SYN_LIT_IMAG, "1i");
  EXPECT_TEXT(&f, binary(&f, SYN_OP_MUL, i, i), "(-1 + 0i)");
  const TyConst *z = binary(&f, SYN_OP_ADD, int_of(&f, 3), literal(&f, SYN_LIT_IMAG, "4i"));
  EXPECT_TEXT(&f, z, "(3 + 4i)");
  EXPECT_TEXT(&f, binary(&f, SYN_OP_DIV, z, z), "(1 + 0i)");
  EXPECT_TEXT(&f, binary(&f, SYN_OP_DIV, int_of(&f, 25), z), "(3 + -4i)");
  cr_expect(ty_const_compare(f.arena, SYN_OP_EQ, binary(&f, SYN_OP_DIV, z, z), int_of(&f, 1)));
  cr_expect_not(ty_const_compare(f.arena, SYN_OP_EQ, z, int_of(&f, 3)));
  EXPECT_UNKNOWN(binary(&f, SYN_OP_DIV, z, literal(&f, SYN_LIT_IMAG, "0i")));
  gl_arena_free(f.arena);
}

Test(types_constant, compares_across_representations) {
  Fixture f = fixture_new();
  const TyConst *huge = float_of(&f, "1e1300");
  cr_expect(ty_const_compare(f.arena, SYN_OP_LT, int_of(&f, 5), huge));
  cr_expect(ty_const_compare(f.arena, SYN_OP_GT, float_of(&f, "5.5"), int_of(&f, 5)));
  cr_expect(ty_const_compare(f.arena, SYN_OP_NE, huge, float_of(&f, "0.1")));
  cr_expect(ty_const_compare(f.arena, SYN_OP_LE, ty_const_from_bytes(f.arena, "ab", 2),
                             ty_const_from_bytes(f.arena, "b", 1)));
  cr_expect_not(ty_const_compare(f.arena, SYN_OP_EQ, ty_const_unknown(), ty_const_unknown()));
  gl_arena_free(f.arena);
}

Test(types_constant, prints_as_gc_does) {
  Fixture f = fixture_new();
  EXPECT_TEXT(&f, float_of(&f, "100000.25"), "100000.25");
  EXPECT_TEXT(&f, float_of(&f, "3.14159265358979"), "3.14159");
  EXPECT_TEXT(&f, ty_const_unary(f.arena, SYN_OP_SUB, float_of(&f, "1e-400"), 0), "-1e-400");
  char s[100];
  memset(s, 'x', sizeof s);
  s[0] = 0;
  char *text = ty_const_text(f.arena, ty_const_from_bytes(f.arena, s, sizeof s));
  cr_expect_eq(strlen(text), 72);
  cr_expect(strncmp(text, "\"\\x00xxx", 8) == 0 && strcmp(text + 68, "x...") == 0, "%s", text);
  EXPECT_TEXT(&f, ty_const_from_bytes(f.arena, "\xff\"\xc3\xa9", 4), "\"\\xff\\\"\xc3\xa9\"");
  gl_arena_free(f.arena);
}

Test(types_constant, refuses_what_would_take_long) {
  Fixture f = fixture_new();
  double t = seconds();
  EXPECT_UNKNOWN(float_of(&f, "1e1000000000"));
  EXPECT_UNKNOWN(float_of(&f, "0x1p2147483647"));
  EXPECT_TEXT(&f, float_of(&f, "1e-1000000000"), "0");
  EXPECT_TEXT(&f, float_of(&f, "1e-9999999999999999999999"), "0");
  EXPECT_UNKNOWN(float_of(&f, "1e9999999999999999999999"));
  const TyConst *x = float_of(&f, "1e600000000");
  EXPECT_UNKNOWN(binary(&f, SYN_OP_MUL, x, x));
  char *digits = gl_arena_alloc(f.arena, 5000001, 1);
  memset(digits, '9', 5000000);
  EXPECT_UNKNOWN(literal(&f, SYN_LIT_INT, digits));
  digits[10000] = 0;
  cr_expect_eq(ty_const_bit_len(literal(&f, SYN_LIT_INT, digits)), 33220);
  // Squaring for ever stops at the limit.
  const TyConst *n = int_of(&f, 3);
  for (int i = 0; i < 64; i++)
    n = binary(&f, SYN_OP_MUL, n, n);
  EXPECT_UNKNOWN(n);
  cr_expect_lt(seconds() - t, 1.0);
  gl_arena_free(f.arena);
}

Test(types_constant, long_chains_cost_linear_time_and_space) {
  Fixture f = fixture_new();
  double t = seconds();
  const TyConst *sum = int_of(&f, 0), *text = ty_const_from_bytes(f.arena, "", 0);
  const TyConst *right = text, *fraction = float_of(&f, "0.5");
  for (int i = 0; i < 200000; i++) {
    sum = binary(&f, SYN_OP_ADD, sum, int_of(&f, i));
    text = binary(&f, SYN_OP_ADD, text, ty_const_from_bytes(f.arena, "ab", 2));
    right = binary(&f, SYN_OP_ADD, ty_const_from_bytes(f.arena, "xy", 2), right);
    fraction = binary(&f, SYN_OP_ADD, fraction, float_of(&f, "1e-1200"));
  }
  EXPECT_TEXT(&f, sum, "19999900000");
  cr_expect_eq(ty_const_string_len(text), 400000);
  size_t n;
  const char *s = ty_const_string(text, &n);
  cr_expect(n == 400000 && memcmp(s + n - 4, "abab", 4) == 0);
  s = ty_const_string(right, &n);
  cr_expect(n == 400000 && memcmp(s, "xyxy", 4) == 0);
  cr_expect_eq(ty_const_string(right, &n), s, "flattened once");
  cr_expect_eq(ty_const_float64(fraction), 0.5);
  cr_expect_lt(seconds() - t, 20.0);
  cr_expect_lt(gl_arena_bytes(f.arena), (size_t)400 << 20);
  gl_arena_free(f.arena);
}

Test(types_constant, keys_tell_values_apart) {
  Fixture f = fixture_new();
  size_t n, m;
  const char *a = ty_const_key(f.arena, int_of(&f, 1), &n);
  const char *b = ty_const_key(f.arena, ty_const_to_int(f.arena, float_of(&f, "1.0")), &m);
  cr_expect(n == m && memcmp(a, b, n) == 0);
  b = ty_const_key(f.arena, int_of(&f, 2), &m);
  cr_expect(n == m && memcmp(a, b, n) != 0);
  cr_expect_null(ty_const_key(f.arena, ty_const_from_bool(true), &n));
  gl_arena_free(f.arena);
}
