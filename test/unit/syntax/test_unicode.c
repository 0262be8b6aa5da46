/// \file
/// UTF-8 and properties of code points.

#include "syntax_internal.h"

#include <criterion/criterion.h>
#include <string.h>

Test(syntax_unicode, encodes_and_decodes_all) {
  char text[4];
  uint32_t len;
  for (int32_t r = 1; r <= 0x10FFFF; r++) {
    if (r >= 0xD800 && r < 0xE000)
      continue;
    uint32_t n = syn_encode_rune(text, r);
    cr_assert_eq(syn_decode_rune(text, text + n, &len), r);
    cr_assert_eq(len, n);
    if (n > 1)
      cr_assert_eq(syn_decode_rune(text, text + n - 1, &len), -1);
  }
}

Test(syntax_unicode, refuses_what_is_not_utf8) {
  static const char *const bad[] = {"\x80",
                                    "\xC0\x80",
                                    "\xC1\xBF",
                                    "\xE0\x80\x80",
                                    "\xED\xA0\x80",
                                    "\xF0\x80\x80\x80",
                                    "\xF4\x90\x80\x80",
                                    "\xF5\x80\x80\x80",
                                    "\xC3(",
                                    "\xFF"};
  uint32_t len;
  for (size_t i = 0; i < GL_COUNT_OF(bad); i++) {
    cr_expect_eq(syn_decode_rune(bad[i], bad[i] + strlen(bad[i]), &len), -1, "%zu", i);
    cr_expect_eq(len, 1);
  }
}

Test(syntax_unicode, knows_letters_digits_capitals) {
  cr_expect(syn_rune_is_letter(0xE9) && syn_rune_is_letter(0x65E5) && syn_rune_is_letter(0xAA));
  cr_expect(!syn_rune_is_letter(0x0663) && !syn_rune_is_letter(0x201C) &&
            !syn_rune_is_letter(0xD7));
  cr_expect(syn_rune_is_digit(0x0663) && !syn_rune_is_digit(0xB2));
  cr_expect(syn_rune_is_upper('A') && syn_rune_is_upper(0xC9) && syn_rune_is_upper(0x3A9));
  cr_expect(!syn_rune_is_upper('a') && !syn_rune_is_upper(0xE9) && !syn_rune_is_upper('_'));
}

Test(syntax_unicode, formats_for_messages) {
  char b[24];
  cr_expect_str_eq(syn_format_code_point(b, '@'), "U+0040 '@'");
  cr_expect_str_eq(syn_format_code_point(b, 7), "U+0007");
  cr_expect_str_eq(syn_format_code_point(b, 0x1F600), "U+1F600 '😀'");
  cr_expect_str_eq(syn_format_code_point(b, 0xFFFFFFFF), "U+FFFFFFFF");
  cr_expect_str_eq(syn_format_quoted(b, 'x'), "'x'");
  cr_expect_str_eq(syn_format_quoted(b, '\n'), "'\\n'");
  cr_expect_str_eq(syn_format_quoted(b, '\''), "'\\''");
  cr_expect_str_eq(syn_format_quoted(b, '"'), "'\"'");
  cr_expect_str_eq(syn_format_quoted(b, 1), "'\\x01'");
  cr_expect_str_eq(syn_format_quoted(b, 0x200B), "'\\u200b'");
}
