/// \file
/// UTF-8 and widths of code points.

#include "golite/support/utf8.h"

#include <criterion/criterion.h>
#include <string.h>

static void expect(const char *s, size_t n, uint32_t rune, uint32_t len) {
  uint32_t got;
  cr_expect_eq(gl_utf8_decode(s, n, &got), len);
  cr_expect_eq(got, rune);
}

Test(support_utf8, decodes) {
  expect("a", 1, 'a', 1);
  expect("\0", 1, 0, 1);
  expect("é", 2, 0xE9, 2);
  expect("日", 3, 0x65E5, 3);
  expect("\xF4\x8F\xBF\xBF", 4, 0x10FFFF, 4);
}

Test(support_utf8, refuses_what_is_malformed) {
  expect("\x80", 1, GL_RUNE_BAD, 1);
  expect("\xC3", 1, GL_RUNE_BAD, 1);
  expect("\xC3x", 2, GL_RUNE_BAD, 1);
  expect("\xC1\x81", 2, GL_RUNE_BAD, 1);
  expect("\xE0\x80\x80", 3, GL_RUNE_BAD, 1);
  expect("\xED\xA0\x80", 3, GL_RUNE_BAD, 1);
  expect("\xF4\x90\x80\x80", 4, GL_RUNE_BAD, 1);
  expect("\xF5\x80\x80\x80", 4, GL_RUNE_BAD, 1);
  expect("日", 2, GL_RUNE_BAD, 1);
}

Test(support_utf8, knows_widths) {
  cr_expect_eq(gl_rune_width('a'), 1);
  cr_expect_eq(gl_rune_width(0xE9), 1);
  cr_expect_eq(gl_rune_width(0x301), 0);
  cr_expect_eq(gl_rune_width(0x65E5), 2);
  cr_expect_eq(gl_rune_width(0x1F600), 2);
  cr_expect_eq(gl_rune_width(0xFF21), 2);
  cr_expect_eq(gl_rune_width(0x1B), -1);
  cr_expect_eq(gl_rune_width(0x7F), -1);
  cr_expect_eq(gl_rune_width(0x9B), -1);
  cr_expect_eq(gl_rune_width(0x202E), -1);
  cr_expect_eq(gl_rune_width(GL_RUNE_BAD), -1);
}
