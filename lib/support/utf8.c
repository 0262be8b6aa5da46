/// \file
/// Decoding of UTF-8 and widths of code points.
/// Source: The Unicode Standard, table 3-7 (well-formed UTF-8) and annex 11 (East Asian width).

#include "golite/support/utf8.h"

typedef struct Range {
  uint32_t first, last;
} Range;

// clang-format off
#define R(a, b) {a, b},
static const Range zero[] = {
#define GL_RANGES_ZERO
#include "rune_ranges.def"
#undef GL_RANGES_ZERO
};
static const Range wide[] = {
#define GL_RANGES_WIDE
#include "rune_ranges.def"
#undef GL_RANGES_WIDE
};
static const Range hidden[] = {
#define GL_RANGES_HIDDEN
#include "rune_ranges.def"
#undef GL_RANGES_HIDDEN
};
#undef R
// clang-format on

uint32_t gl_utf8_decode(const char *s, size_t n, uint32_t *rune) {
  const unsigned char *p = (const unsigned char *)s;
  *rune = GL_RUNE_BAD;
  if (p[0] < 0x80) {
    *rune = p[0];
    return 1;
  }
  uint32_t len = p[0] < 0xC2 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : p[0] < 0xF5 ? 4 : 1;
  if (len == 1 || len > n)
    return 1;
  uint32_t r = p[0] & (0x7Fu >> len);
  for (uint32_t i = 1; i < len; i++) {
    if ((p[i] & 0xC0) != 0x80)
      return 1;
    r = r << 6 | (p[i] & 0x3Fu);
  }
  static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  if (r < least[len] || r > 0x10FFFF || (r >= 0xD800 && r < 0xE000))
    return 1;
  *rune = r;
  return len;
}

static bool is_in(const Range *ranges, size_t n, uint32_t rune) {
  size_t lo = 0, hi = n; // the first range with last >= rune
  while (lo < hi) {
    size_t mid = lo + (hi - lo) / 2;
    if (ranges[mid].last < rune)
      lo = mid + 1;
    else
      hi = mid;
  }
  return lo < n && ranges[lo].first <= rune;
}

int gl_rune_width(uint32_t rune) {
  if (rune >= ' ' && rune < 0x7F)
    return 1;
  if (rune > 0x10FFFF || is_in(hidden, GL_COUNT_OF(hidden), rune))
    return -1;
  if (is_in(zero, GL_COUNT_OF(zero), rune))
    return 0;
  return is_in(wide, GL_COUNT_OF(wide), rune) ? 2 : 1;
}
