/// \file
/// Shortest float texts: known forms, and every result reads back as the same float.

#include "support.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static AbiString format(double v, bool is_float32) {
  static char buf[GRT_FLOAT_BYTES + 1];
  int n = grt_format_float(buf, v, is_float32);
  CHECK(n > 0 && n < GRT_FLOAT_BYTES);
  buf[n] = '\0';
  return (AbiString){(const uint8_t *)buf, n};
}

static uint64_t next_random(uint64_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

static void check_double(double v) {
  if (!isfinite(v))
    return;
  AbiString s = format(v, false);
  CHECK(strtod((const char *)s.ptr, NULL) == v);
  // No shorter text reads back: the number of digits is that of the shortest %e that does, or less.
  char text[64];
  int digits = 1;
  for (; digits < 17; digits++) {
    snprintf(text, sizeof text, "%.*e", digits - 1, v);
    if (strtod(text, NULL) == v)
      break;
  }
  int got = 0, zeros = 0;
  for (const uint8_t *p = s.ptr; *p != '\0' && *p != 'e'; p++) {
    if (*p == '0') {
      zeros += got > 0;
    } else if (*p >= '1' && *p <= '9') {
      got += 1 + zeros;
      zeros = 0;
    }
  }
  CHECK(got <= digits);
}

static void check_float(float v) {
  if (isfinite(v))
    CHECK(strtof((const char *)format((double)v, true).ptr, NULL) == v);
}

static void test_known(void) {
  CHECK_STR(format(0, false), "0");
  CHECK_STR(format(-0.0, false), "-0");
  CHECK_STR(format((double)NAN, false), "NaN");
  CHECK_STR(format(-(double)NAN, false), "NaN");
  CHECK_STR(format((double)INFINITY, false), "+Inf");
  CHECK_STR(format(-(double)INFINITY, false), "-Inf");
  CHECK_STR(format(1, false), "1");
  CHECK_STR(format(-1.5, false), "-1.5");
  CHECK_STR(format(100, false), "100");
  CHECK_STR(format(100000, false), "100000");
  CHECK_STR(format(123456, false), "123456");
  CHECK_STR(format(1e6, false), "1e+06");
  CHECK_STR(format(1234567, false), "1.234567e+06");
  CHECK_STR(format(123456.789, false), "123456.789");
  CHECK_STR(format(0.0001, false), "0.0001");
  CHECK_STR(format(0.00001234, false), "1.234e-05");
  CHECK_STR(format(1e100, false), "1e+100");
  CHECK_STR(format(1e-7, false), "1e-07");
  CHECK_STR(format(0.1, false), "0.1");
  CHECK_STR(format((double)0.1f, true), "0.1");
  CHECK_STR(format(16777216, true), "1.6777216e+07");
  CHECK_STR(format(5e-324, false), "5e-324");
  CHECK_STR(format(DBL_MAX, false), "1.7976931348623157e+308");
  CHECK_STR(format(DBL_MIN, false), "2.2250738585072014e-308");
  CHECK_STR(format(9.5367431640625e-07, false), "9.5367431640625e-07");
  CHECK_STR(format(1e23, false), "1e+23");
  CHECK_STR(format(9007199254740992, false), "9.007199254740992e+15");
  CHECK_STR(format(0.3, false), "0.3");
  CHECK_STR(format(2.0 / 3, false), "0.6666666666666666");
}

void test_main(void) {
  test_known();
  for (int e = -1074; e < 1024; e++) {
    check_double(ldexp(1, e));
    check_double(nextafter(ldexp(1, e), 0));
    check_double(nextafter(ldexp(1, e), (double)INFINITY));
  }
  for (int e = -149; e < 128; e++)
    check_float(ldexpf(1, e));
  uint64_t state = 88172645463325252u;
  for (int i = 0; i < 20000; i++) {
    uint64_t bits = next_random(&state);
    double d;
    memcpy(&d, &bits, sizeof d);
    check_double(d);
    float f;
    memcpy(&f, &bits, sizeof f);
    check_float(f);
    check_double((double)(bits % 100000000) / 1000);
  }
}
