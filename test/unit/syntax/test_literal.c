/// \file
/// Literals: what is wrong in them, and the values of strings and runes.

#include "fixture.h"

#include <criterion/criterion.h>
#include <string.h>

static void expect_error(const char *literal, const char *want) {
  GlArena *a = gl_arena_new();
  expect_errors(gl_arena_printf(a, "var x = %s\n", literal),
                *want ? gl_arena_printf(a, ":2:%s\n", want) : "");
  gl_arena_free(a);
}

Test(syntax_literal, accepts_numbers) {
  static const char *const good[] = {
      "0",      "42",      "1_000",       "0b1_0", "0B1",       "0o17",   "0O7",
      "017",    "0x_Ff",   "0XaB",        "1.",    ".5",        "1.5e3",  "1E-3",
      "0x1p-2", "0x1.8P1", "0x.8p0",      "08.5",  "09e1",      "0i",     "08i",
      "1.5i",   "0x1i",    "1_0.2_5e1_0", "0_7",   "0x1_2p1_0", "0b101i", "0128.5e+3i"};
  for (size_t i = 0; i < GL_COUNT_OF(good); i++)
    expect_error(good[i], "");
}

Test(syntax_literal, reports_bad_numbers) {
  expect_error("0b12", "12: invalid digit '2' in binary literal");
  expect_error("0o78", "12: invalid digit '8' in octal literal");
  expect_error("0189", "11: invalid digit '8' in octal literal");
  expect_error("0x", "11: hexadecimal literal has no digits");
  expect_error("0b", "11: binary literal has no digits");
  expect_error("0x.p1", "12: hexadecimal literal has no digits");
  expect_error("1e", "11: exponent has no digits");
  expect_error("1e+", "12: exponent has no digits");
  expect_error("0x1.5", "14: hexadecimal mantissa requires a 'p' exponent");
  expect_error("1p3", "10: 'p' exponent requires hexadecimal mantissa");
  expect_error("0b1e3", "12: 'e' exponent requires decimal mantissa");
  expect_error("0o1.5", "12: invalid radix point in octal literal");
  expect_error("1__0", "11: '_' must separate successive digits");
  expect_error("1_", "10: '_' must separate successive digits");
  expect_error("0x_", "12: hexadecimal literal has no digits");
  expect_error("1_.5", "10: '_' must separate successive digits");
  expect_error("1._5", "11: '_' must separate successive digits");
  expect_error("1e_5", "11: '_' must separate successive digits");
}

Test(syntax_literal, reports_bad_strings) {
  expect_error("\"a", "11: newline in string");
  expect_error("\"\\q\"", "11: unknown escape");
  expect_error("\"\\'\"", "11: unknown escape");
  expect_error("\"\\x4g\"", "13: invalid character 'g' in hexadecimal escape");
  expect_error("\"\\08\"", "12: invalid character '8' in octal escape");
  expect_error("\"\\400\"", "14: octal escape value 256 > 255");
  expect_error("\"\\ud800\"", "16: escape is invalid Unicode code point U+D800");
  expect_error("\"\\U00110000\"", "20: escape is invalid Unicode code point U+110000");
  expect_error("\"\\u12é\"", "14: invalid character 'é' in hexadecimal escape");
  expect_error("`a", "9: string not terminated");
}

Test(syntax_literal, reports_bad_runes) {
  expect_error("''", "10: empty rune literal or unescaped '");
  expect_error("'ab'", "9: more than one character in rune literal");
  expect_error("'a", "11: newline in rune literal");
  expect_error("'\\\"'", "11: unknown escape");
  expect_errors("var x = 'a", ":2:9: rune literal not terminated\n");
}

static void expect_string(World *w, const char *literal, const char *want, size_t want_len) {
  const char *bytes;
  size_t len;
  GlName name = gl_intern_cstr(w->ctx.names, literal);
  cr_assert(syn_string_value(w->ctx.arena, name, &bytes, &len), "%s", literal);
  cr_expect_eq(len, want_len);
  cr_expect_arr_eq(bytes, want, want_len);
}

Test(syntax_literal, values_of_strings) {
  World w = world_new("", 0);
  expect_string(&w, "\"\"", "", 0);
  expect_string(&w, "\"a\\n\\t\\\\\\\"é\"", "a\n\t\\\"é", 7);
  expect_string(&w, "\"\\x00\\377\\u00e9\\U0001F600\"", "\0\xff\xc3\xa9\xf0\x9f\x98\x80", 8);
  expect_string(&w, "`a\\n\r\n`", "a\\n\n", 4);
  const char *bytes;
  size_t len;
  static const char *const bad[] = {"\"",          "\"a", "\"\\q\"", "\"\\x1\"",
                                    "\"\\ud800\"", "12",  "\"\\\""};
  for (size_t i = 0; i < GL_COUNT_OF(bad); i++)
    cr_expect_not(syn_string_value(w.ctx.arena, gl_intern_cstr(w.ctx.names, bad[i]), &bytes, &len),
                  "%s", bad[i]);
  world_free(&w);
}

Test(syntax_literal, values_of_runes) {
  World w = world_new("", 0);
  static const struct {
    const char *text;
    int32_t want;
  } good[] = {{"'a'", 'a'},
              {"'\\''", '\''},
              {"'\\n'", '\n'},
              {"'é'", 0xe9},
              {"'\\xff'", 0xff},
              {"'\\000'", 0},
              {"'\\U0010FFFF'", 0x10FFFF}};
  int32_t r;
  for (size_t i = 0; i < GL_COUNT_OF(good); i++) {
    cr_assert(syn_rune_value(gl_intern_cstr(w.ctx.names, good[i].text), &r), "%s", good[i].text);
    cr_expect_eq(r, good[i].want);
  }
  cr_expect_not(syn_rune_value(gl_intern_cstr(w.ctx.names, "'ab'"), &r));
  cr_expect_not(syn_rune_value(gl_intern_cstr(w.ctx.names, "''"), &r));
  world_free(&w);
}
