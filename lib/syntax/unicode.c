/// \file
/// UTF-8 and the properties of code points that the language and its messages need.
/// Source: Go spec, "Characters", "Letters and digits"; package fmt, verbs %q and %#U.

#include "syntax_internal.h"

#include "golite/support/utf8.h"
#include "golite/syntax/rune.h"

#include <stdio.h>
#include <string.h>

typedef struct Range {
  int32_t first, last;
} Range;

#define R(a, b) {a, b},
static const Range letters[] = {
#define SYN_RANGES_LETTER
#include "unicode_ranges.def"
#undef SYN_RANGES_LETTER
};
static const Range digits[] = {
#define SYN_RANGES_DIGIT
#include "unicode_ranges.def"
#undef SYN_RANGES_DIGIT
};
static const Range uppers[] = {
#define SYN_RANGES_UPPER
#include "unicode_ranges.def"
#undef SYN_RANGES_UPPER
};
static const Range printables[] = {
#define SYN_RANGES_PRINT
#include "unicode_ranges.def"
#undef SYN_RANGES_PRINT
};
#undef R

static bool is_in(const Range *r, size_t n, int32_t c) {
  size_t lo = 0, hi = n; // first range with last >= c
  while (lo < hi) {
    size_t mid = lo + (hi - lo) / 2;
    if (r[mid].last < c)
      lo = mid + 1;
    else
      hi = mid;
  }
  return lo < n && r[lo].first <= c;
}

bool syn_rune_is_letter(int32_t r) { return is_in(letters, GL_COUNT_OF(letters), r); }
bool syn_rune_is_digit(int32_t r) { return is_in(digits, GL_COUNT_OF(digits), r); }
bool syn_rune_is_upper(int32_t r) {
  return r < 0x80 ? r >= 'A' && r <= 'Z' : is_in(uppers, GL_COUNT_OF(uppers), r);
}

bool syn_rune_is_printable(int32_t r) {
  return r < 0x80 ? r >= ' ' && r < 0x7f : is_in(printables, GL_COUNT_OF(printables), r);
}

int32_t syn_decode_rune(const char *s, const char *end, uint32_t *len) {
  uint32_t rune;
  *len = gl_utf8_decode(s, (size_t)(end - s), &rune);
  return rune == GL_RUNE_BAD ? -1 : (int32_t)rune;
}

bool syn_is_identifier(const char *s, size_t len) {
  for (size_t i = 0; i < len;) {
    uint32_t n;
    int32_t r = syn_decode_rune(s + i, s + len, &n);
    bool is_ascii = r >= 0 && r < 0x80;
    bool is_letter = is_ascii ? syn_char_class[r] & SYN_CH_LETTER : syn_rune_is_letter(r);
    bool is_digit = is_ascii ? r >= '0' && r <= '9' : syn_rune_is_digit(r);
    if (!is_letter && (i == 0 || !is_digit))
      return false;
    i += n;
  }
  return len > 0;
}

uint32_t syn_encode_rune(char *to, int32_t r) {
  if (r < 0x80) {
    to[0] = (char)r;
    return 1;
  }
  uint32_t n = r < 0x800 ? 2 : r < 0x10000 ? 3 : 4;
  for (uint32_t i = n - 1; i > 0; i--, r >>= 6)
    to[i] = (char)(0x80 | (r & 0x3F));
  to[0] = (char)((0xF00 >> n) | r);
  return n;
}

const char *syn_format_code_point(char *to, uint32_t r) {
  int n = snprintf(to, 12, "U+%04X", r);
  if (r <= 0x10FFFF && syn_rune_is_printable((int32_t)r)) {
    to[n++] = ' ';
    to[n++] = '\'';
    n += (int)syn_encode_rune(to + n, (int32_t)r);
    to[n++] = '\'';
    to[n] = 0;
  }
  return to;
}

const char *syn_format_quoted(char *to, int32_t r) {
  static const char plain[] = "\a\b\f\n\r\t\v\\'", escaped[] = "abfnrtv\\'";
  const char *special = r > 0 && r < 0x80 ? strchr(plain, r) : NULL;
  char *q = to;
  *q++ = '\'';
  if (special) {
    *q++ = '\\';
    *q++ = escaped[special - plain];
  } else if (syn_rune_is_printable(r)) {
    q += syn_encode_rune(q, r);
  } else {
    q += snprintf(q, 12,
                  r < ' ' || r == 0x7f ? "\\x%02x"
                  : r < 0x10000        ? "\\u%04x"
                                       : "\\U%08x",
                  (unsigned)r);
  }
  *q++ = '\'';
  *q = 0;
  return to;
}
