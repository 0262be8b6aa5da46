/// \file
/// Shortest decimal digits of a float that read back as the same float, in Go's 'g' form with
/// precision -1. Exact integer arithmetic: value and half-gaps to the neighbours as big integers
/// over one denominator, then one digit at a time until the rest is inside the gap. Source: Steele
/// and White, "How to print floating-point numbers accurately" (1990); Go's strconv for the form.

#include "rt.h"

#include <string.h>

/// Up to 36 * 32 = 1152 bits: 2^1074 times 10 fits.
#define BIG_WORDS 38
#define MAX_DIGITS 17
/// Go's 'g' with precision -1 writes an exponent if it is below -4 or not below this.
#define G_EXPONENT 6

typedef struct Big {
  uint32_t n; ///< words used
  uint32_t w[BIG_WORDS];
} Big;

static void big_set(Big *b, uint64_t v) {
  b->w[0] = (uint32_t)v;
  b->w[1] = (uint32_t)(v >> 32);
  b->n = b->w[1] != 0 ? 2 : b->w[0] != 0;
}

static void big_shift(Big *b, uint32_t bits) {
  uint32_t words = bits / 32, rest = bits % 32;
  if (b->n == 0)
    return;
  uint32_t carry = 0;
  for (uint32_t i = 0; rest != 0 && i < b->n; i++) {
    uint32_t w = b->w[i];
    b->w[i] = w << rest | carry;
    carry = w >> (32 - rest);
  }
  if (carry != 0)
    b->w[b->n++] = carry;
  memmove(b->w + words, b->w, b->n * sizeof b->w[0]);
  memset(b->w, 0, words * sizeof b->w[0]);
  b->n += words;
}

static void big_mul(Big *b, uint32_t by) {
  uint64_t carry = 0;
  for (uint32_t i = 0; i < b->n; i++) {
    carry += (uint64_t)b->w[i] * by;
    b->w[i] = (uint32_t)carry;
    carry >>= 32;
  }
  if (carry != 0)
    b->w[b->n++] = (uint32_t)carry;
}

static void big_mul_pow10(Big *b, uint32_t exp) {
  for (; exp >= 9; exp -= 9)
    big_mul(b, 1000000000);
  while (exp-- > 0)
    big_mul(b, 10);
}

static int big_cmp(const Big *a, const Big *b) {
  if (a->n != b->n)
    return a->n < b->n ? -1 : 1;
  for (uint32_t i = a->n; i-- > 0;)
    if (a->w[i] != b->w[i])
      return a->w[i] < b->w[i] ? -1 : 1;
  return 0;
}

/// Compares a + b with c.
static int big_cmp_sum(const Big *a, const Big *b, const Big *c) {
  Big sum = {0};
  uint64_t carry = 0;
  uint32_t n = a->n > b->n ? a->n : b->n;
  for (uint32_t i = 0; i < n; i++) {
    carry += (i < a->n ? a->w[i] : 0);
    carry += (i < b->n ? b->w[i] : 0);
    sum.w[sum.n++] = (uint32_t)carry;
    carry >>= 32;
  }
  if (carry != 0)
    sum.w[sum.n++] = (uint32_t)carry;
  return big_cmp(&sum, c);
}

/// a -= b, where a >= b.
static void big_sub(Big *a, const Big *b) {
  int64_t borrow = 0;
  for (uint32_t i = 0; i < a->n; i++) {
    int64_t d = (int64_t)a->w[i] - (i < b->n ? b->w[i] : 0) + borrow;
    a->w[i] = (uint32_t)d;
    borrow = d >> 32;
  }
  while (a->n > 0 && a->w[a->n - 1] == 0)
    a->n--;
}

/// The value is 0.d1 d2 ... times 10^point.
typedef struct Digits {
  int n;
  int point;
  char d[MAX_DIGITS + 1];
} Digits;

/// The float m * 2^e as num/den, with low/den and high/den the half-gaps to its neighbours, and
/// 10^(point-1) <= value.
typedef struct Ratio {
  Big num, den, low, high;
  bool is_even; ///< the ends of the gap read back as the value too
} Ratio;

static void ratio_init(Ratio *r, uint64_t m, int e, bool is_lowest) {
  // is_lowest: the smallest mantissa of its exponent, whose lower neighbour is half as far away.
  uint32_t extra = is_lowest ? 2 : 1;
  r->is_even = (m & 1) == 0;
  big_set(&r->num, m);
  big_set(&r->den, 1);
  big_set(&r->low, 1);
  big_set(&r->high, 1);
  uint32_t up = e > 0 ? (uint32_t)e : 0, down = e < 0 ? (uint32_t)-e : 0;
  big_shift(&r->num, up + extra);
  big_shift(&r->den, down + extra);
  big_shift(&r->low, up);
  big_shift(&r->high, up + (is_lowest ? 1 : 0));
}

/// Scales by a power of ten so that num/den is in [1/10, 1) in the sense of the digit loop; returns
/// the point.
static int ratio_scale(Ratio *r, uint64_t m, int e) {
  // log10 of the value, never too large by rounding; corrected below.
  double log = ((63 - __builtin_clzll(m)) + e) * 0.30102999566398114;
  int point = (int)log;
  if (log < point)
    point--;
  if (point >= 0) {
    big_mul_pow10(&r->den, (uint32_t)point);
  } else {
    big_mul_pow10(&r->num, (uint32_t)-point);
    big_mul_pow10(&r->low, (uint32_t)-point);
    big_mul_pow10(&r->high, (uint32_t)-point);
  }
  // While value + gap reaches 1, one more digit stands before the point.
  for (;;) {
    int order = big_cmp_sum(&r->num, &r->high, &r->den);
    if (order < 0 || (order == 0 && !r->is_even))
      return point;
    big_mul(&r->den, 10);
    point++;
  }
}

static void generate(Ratio *r, Digits *out) {
  for (;;) {
    big_mul(&r->num, 10);
    big_mul(&r->low, 10);
    big_mul(&r->high, 10);
    char digit = '0';
    while (big_cmp(&r->num, &r->den) >= 0) {
      big_sub(&r->num, &r->den);
      digit++;
    }
    int low_order = big_cmp(&r->num, &r->low);
    int high_order = big_cmp_sum(&r->num, &r->high, &r->den);
    bool low_ok = low_order < 0 || (low_order == 0 && r->is_even);
    bool high_ok = high_order > 0 || (high_order == 0 && r->is_even);
    if (!low_ok && !high_ok) {
      out->d[out->n++] = digit;
      continue;
    }
    if (low_ok && high_ok) {
      int half = big_cmp_sum(&r->num, &r->num, &r->den);
      if (half > 0 || (half == 0 && (digit & 1) != 0))
        digit++;
    } else if (high_ok) {
      digit++;
    }
    out->d[out->n++] = digit;
    return;
  }
}

/// Rounding the last digit up may have made it "10": carries to the left.
static void carry_tens(Digits *d) {
  int i = d->n - 1;
  while (i >= 0 && d->d[i] > '9') {
    d->n = i;
    if (i == 0) {
      d->d[0] = '1';
      d->n = 1;
      d->point++;
      return;
    }
    d->d[--i]++;
  }
}

static void shortest(Digits *out, double v, bool is_float32) {
  uint64_t bits;
  int mantissa_bits = is_float32 ? 23 : 52, bias = is_float32 ? 127 : 1023;
  if (is_float32) {
    float f = (float)v;
    uint32_t bits32;
    memcpy(&bits32, &f, sizeof bits32);
    bits = bits32;
  } else {
    memcpy(&bits, &v, sizeof bits);
  }
  uint64_t m = bits & (((uint64_t)1 << mantissa_bits) - 1);
  int biased = (int)(bits >> mantissa_bits) & (is_float32 ? 0xff : 0x7ff);
  bool is_lowest = m == 0 && biased > 1;
  if (biased == 0)
    biased = 1;
  else
    m |= (uint64_t)1 << mantissa_bits;
  int e = biased - bias - mantissa_bits;
  Ratio r;
  ratio_init(&r, m, e, is_lowest);
  out->n = 0;
  out->point = ratio_scale(&r, m, e);
  generate(&r, out);
  carry_tens(out);
}

static int format_exponent(char *out, const Digits *d) {
  int n = 0;
  out[n++] = d->d[0];
  if (d->n > 1) {
    out[n++] = '.';
    memcpy(out + n, d->d + 1, (size_t)d->n - 1);
    n += d->n - 1;
  }
  int exp = d->point - 1;
  out[n++] = 'e';
  out[n++] = exp < 0 ? '-' : '+';
  if (exp < 0)
    exp = -exp;
  if (exp >= 100)
    out[n++] = (char)('0' + exp / 100);
  out[n++] = (char)('0' + exp / 10 % 10);
  out[n++] = (char)('0' + exp % 10);
  return n;
}

static int format_plain(char *out, const Digits *d) {
  int n = 0;
  if (d->point <= 0) {
    out[n++] = '0';
    out[n++] = '.';
    for (int i = d->point; i < 0; i++)
      out[n++] = '0';
    memcpy(out + n, d->d, (size_t)d->n);
    return n + d->n;
  }
  for (int i = 0; i < d->point || i < d->n; i++) {
    if (i == d->point)
      out[n++] = '.';
    out[n++] = i < d->n ? d->d[i] : '0';
  }
  return n;
}

static int put_text(char *out, const char *s) {
  size_t n = strlen(s);
  memcpy(out, s, n);
  return (int)n;
}

int grt_format_float(char out[GRT_FLOAT_BYTES], double v, bool is_float32) {
  if (v != v)
    return put_text(out, "NaN");
  if (v - v != 0)
    return put_text(out, v > 0 ? "+Inf" : "-Inf");
  int n = 0;
  if (__builtin_signbit(v)) {
    out[n++] = '-';
    v = -v;
  }
  if (v == 0) {
    out[n++] = '0';
    return n;
  }
  Digits d;
  shortest(&d, v, is_float32);
  int exp = d.point - 1;
  if (exp < -4 || exp >= G_EXPONENT)
    return n + format_exponent(out + n, &d);
  return n + format_plain(out + n, &d);
}
