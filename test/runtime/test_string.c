/// \file
/// Strings: concatenation, comparison, conversions, bad UTF-8, callers' buffers.

#include "support.h"

#include <string.h>

typedef struct Rune {
  int64_t rune, next;
} Rune;

void grt_concat(AbiString *out, uint8_t *buf, const AbiString *strs, int64_t n);
int64_t grt_cmpstring(const uint8_t *p, int64_t p_len, const uint8_t *q, int64_t q_len);
void grt_intstring(AbiString *out, uint8_t *buf, int64_t v);
void grt_bytes_to_string(AbiString *out, uint8_t *buf, const uint8_t *p, int64_t len);
void grt_string_to_bytes(AbiSlice *out, uint8_t *buf, const uint8_t *p, int64_t len);
void grt_string_to_runes(AbiSlice *out, int32_t *buf, const uint8_t *p, int64_t len);
void grt_runes_to_string(AbiString *out, uint8_t *buf, const int32_t *p, int64_t n);
Rune grt_decode_rune(const uint8_t *p, int64_t len, int64_t i);

static uint64_t n_mallocs(void) {
  GrtMemStats s;
  grt_gc_stats(&s);
  return s.n_mallocs;
}

static void test_concat(void) {
  uint8_t buf[32];
  AbiString out;
  uint64_t before = n_mallocs();
  AbiString parts[] = {GO_STR("ab"), GO_STR(""), GO_STR("cde")};
  grt_concat(&out, buf, parts, 3);
  CHECK_STR(out, "abcde");
  CHECK(out.ptr == buf);
  AbiString one[] = {GO_STR(""), GO_STR("only")};
  grt_concat(&out, NULL, one, 2);
  CHECK(out.ptr == one[1].ptr && out.len == 4);
  AbiString none[] = {GO_STR(""), GO_STR("")};
  grt_concat(&out, NULL, none, 2);
  CHECK(out.len == 0);
  CHECK(n_mallocs() == before);
  // What is in a frame is copied, even alone.
  memcpy(buf, "frame", 5);
  AbiString framed[] = {{buf, 5}, GO_STR("")};
  grt_concat(&out, NULL, framed, 2);
  CHECK(out.ptr != buf);
  CHECK_STR(out, "frame");
  AbiString longer[] = {GO_STR("0123456789abcdef"), GO_STR("0123456789abcdef"), GO_STR("!")};
  grt_concat(&out, buf, longer, 3);
  CHECK(out.ptr != buf);
  CHECK_STR(out, "0123456789abcdef0123456789abcdef!");
  CHECK(n_mallocs() == before + 2);
}

static int64_t compare(AbiString a, AbiString b) {
  return grt_cmpstring(a.ptr, a.len, b.ptr, b.len);
}

static void test_compare(void) {
  CHECK(compare(GO_STR(""), GO_STR("")) == 0);
  CHECK(compare(GO_STR("a"), GO_STR("")) == 1);
  CHECK(compare(GO_STR("a"), GO_STR("ab")) == -1);
  CHECK(compare(GO_STR("b"), GO_STR("ab")) == 1);
  CHECK(compare(GO_STR("\xff"), GO_STR("\x01")) == 1);
}

static void check_decode(AbiString s, int64_t rune, int64_t next) {
  Rune r = grt_decode_rune(s.ptr, s.len, 0);
  CHECK(r.rune == rune && r.next == next);
}

static void test_decode(void) {
  check_decode(GO_STR("a"), 'a', 1);
  check_decode(GO_STR("\xc3\xa4"), 0xe4, 2);
  check_decode(GO_STR("\xe2\x82\xac"), 0x20ac, 3);
  check_decode(GO_STR("\xf0\x9f\x98\x80"), 0x1f600, 4);
  check_decode(GO_STR("\xf4\x8f\xbf\xbf"), 0x10ffff, 4);
  static const AbiString bad[] = {GO_STR("\x80"),
                                  GO_STR("\xff"),
                                  GO_STR("\xc3"),
                                  GO_STR("\xc0\x80"),
                                  GO_STR("\xe0\x80\x80"),
                                  GO_STR("\xed\xa0\x80"),
                                  GO_STR("\xf4\x90\x80\x80"),
                                  GO_STR("\xf0\x80\x80\x80"),
                                  GO_STR("\xe2\x82"),
                                  GO_STR("\xe2\x82z"),
                                  GO_STR("\xf0\x9f\x98")};
  for (uint32_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
    check_decode(bad[i], 0xfffd, 1);
}

static void test_conversions(void) {
  AbiString s;
  AbiSlice b;
  uint8_t buf[32];
  int32_t runes[32];
  grt_intstring(&s, NULL, 0x20ac);
  CHECK_STR(s, "\xe2\x82\xac");
  grt_intstring(&s, buf, -1);
  CHECK_STR(s, "\xef\xbf\xbd");
  grt_intstring(&s, NULL, (int64_t)1 << 40);
  CHECK_STR(s, "\xef\xbf\xbd");
  grt_intstring(&s, NULL, 0xd800);
  CHECK_STR(s, "\xef\xbf\xbd");
  uint64_t before = n_mallocs();
  grt_bytes_to_string(&s, NULL, (const uint8_t *)"x", 1);
  CHECK_STR(s, "x");
  CHECK(n_mallocs() == before);
  grt_bytes_to_string(&s, buf, (const uint8_t *)"hello", 5);
  CHECK(s.ptr == buf);
  grt_string_to_bytes(&b, NULL, (const uint8_t *)"hello world, hello world, hello", 31);
  CHECK(b.len == 31 && b.cap == 32 && ((uint8_t *)b.ptr)[31] == 0);
  grt_string_to_bytes(&b, buf, (const uint8_t *)"hello", 5);
  CHECK(b.ptr == buf && b.len == 5 && b.cap == 32 && buf[5] == 0);
  grt_string_to_bytes(&b, NULL, NULL, 0);
  CHECK(b.ptr != NULL && b.len == 0 && b.cap == 0);
  grt_string_to_runes(&b, NULL, (const uint8_t *)"a\xc3\xa4\xff", 4);
  CHECK(b.len == 3 && b.cap == 4);
  CHECK(((int32_t *)b.ptr)[1] == 0xe4 && ((int32_t *)b.ptr)[2] == 0xfffd);
  grt_string_to_runes(&b, runes, (const uint8_t *)"ab", 2);
  CHECK(b.ptr == runes && b.len == 2 && b.cap == 32);
  int32_t some[] = {'a', 0xe4, 0x110000, 0x1f600};
  grt_runes_to_string(&s, NULL, some, 4);
  CHECK_STR(s, "a\xc3\xa4\xef\xbf\xbd\xf0\x9f\x98\x80");
  grt_runes_to_string(&s, NULL, some, 0);
  CHECK(s.len == 0);
}

void test_main(void) {
  test_concat();
  test_compare();
  test_decode();
  test_conversions();
}
