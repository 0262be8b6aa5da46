/// \file
/// Constants as gc's messages show them: integers whole, floats with six digits, long strings cut.
/// Source: go/constant, what Value.String gives.

#include "constant_rep.h"

#include "golite/support/file.h"
#include "golite/syntax/rune.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void int_text(GlBuf *b, const TyConst *c) {
  if (c->rep == TY_REP_INT64) {
    gl_buf_printf(b, "%lld", (long long)c->i);
    return;
  }
  TyConstIntView v;
  mpz_srcptr z = ty_cint_view(&v, c);
  char *s = gl_arena_alloc(b->arena, mpz_sizeinbase(z, 10) + 2, 1);
  gl_buf_str(b, mpz_get_str(s, 10, z));
}

/// The shortest digits that read back as `d`, in gc's %g: an exponent from 1e21 on is not used
/// here, but from 1e6 on.
static void shortest_text(GlBuf *b, double d) {
  char s[64];
  int n = 1;
  for (; n < DBL_DECIMAL_DIG; n++) {
    snprintf(s, sizeof s, "%.*e", n - 1, d);
    if (strtod(s, NULL) == d)
      break;
  }
  snprintf(s, sizeof s, "%.*e", n - 1, d);
  int exp = (int)strtol(strchr(s, 'e') + 1, NULL, 10);
  if (exp < -4 || exp >= 6)
    gl_buf_str(b, s);
  else
    gl_buf_printf(b, "%.*f", n - 1 - exp > 0 ? n - 1 - exp : 0, d);
}

/// Outside float64: mantissa and decimal exponent, approximately.
static void huge_text(GlBuf *b, mpfr_srcptr f) {
  long exp2;
  double m = mpfr_get_d_2exp(&exp2, f, MPFR_RNDN); // 0.5 <= |m| < 1
  double d = (double)exp2 * (M_LN2 / M_LN10);
  int64_t e = (int64_t)d;
  m *= pow(10, d - (double)e);
  if (fabs(m) < 1 - 0.5e-6) {
    m *= 10;
    e--;
  } else if (fabs(m) >= 10) {
    m /= 10;
    e++;
  }
  gl_buf_printf(b, "%.6ge%+lld", m, (long long)e);
}

static void float_text(GlBuf *b, const TyConst *c) {
  double d = ty_const_float64(c);
  if ((d == 0) == (ty_cflt_sign(c) == 0) && isfinite(d)) {
    char s[64];
    snprintf(s, sizeof s, "%.6g", d);
    bool is_int = ty_const_kind(ty_const_to_int(b->arena, c)) == TY_CONST_INT;
    if (is_int || strchr(s, '.'))
      gl_buf_str(b, s);
    else
      shortest_text(b, d);
    return;
  }
  mpfr_t f;
  mpfr_init2(f, TY_CONST_PRECISION);
  TyConstRange saved = ty_cflt_enter_range(TY_CONST_EMIN, TY_CONST_EMAX);
  ty_cflt_get(f, c);
  ty_cflt_leave_range(saved);
  huge_text(b, f);
  mpfr_clear(f);
}

static void quote_rune(GlBuf *b, const char *s, size_t n, int32_t r) {
  static const char escaped[] = "\a\b\f\n\r\t\v\"\\", letters[] = "abfnrtv\"\\";
  const char *e = r > 0 && r < 0x80 ? strchr(escaped, r) : NULL;
  if (e)
    gl_buf_printf(b, "\\%c", letters[e - escaped]);
  else if (r < 0)
    gl_buf_printf(b, "\\x%02x", (unsigned char)s[0]);
  else if (syn_rune_is_printable(r))
    gl_buf_bytes(b, s, n);
  else if (r < 0x80)
    gl_buf_printf(b, "\\x%02x", (unsigned)r);
  else
    gl_buf_printf(b, r < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)r);
}

void ty_quote(GlBuf *b, const char *s, size_t len) {
  gl_buf_char(b, '"');
  for (size_t i = 0; i < len;) {
    uint32_t n;
    int32_t r = syn_decode_rune(s + i, s + len, &n);
    quote_rune(b, s + i, n, r);
    i += n;
  }
  gl_buf_char(b, '"');
}

static void string_text(GlBuf *b, const TyConst *c) {
  enum { MAX_RUNES = 72 };
  size_t len;
  // A code point has at most 4 bytes, so this much is enough to know where to cut.
  const char *s = ty_const_string_head(c, 4 * MAX_RUNES, &len);
  GlBuf q;
  gl_buf_init(&q, b->arena);
  ty_quote(&q, s, len);
  size_t n_runes = 0, cut = 0;
  for (size_t i = 0; i < q.len; n_runes++) {
    uint32_t n;
    if (n_runes == MAX_RUNES - 3)
      cut = i;
    syn_decode_rune(q.data + i, q.data + q.len, &n);
    i += n;
  }
  gl_buf_bytes(b, q.data, n_runes > MAX_RUNES ? cut : q.len);
  if (n_runes > MAX_RUNES)
    gl_buf_str(b, "...");
}

static void const_text(GlBuf *b, const TyConst *c) {
  switch (ty_const_kind(c)) {
  case TY_CONST_UNKNOWN: gl_buf_str(b, "unknown"); return;
  case TY_CONST_BOOL: gl_buf_str(b, c->b ? "true" : "false"); return;
  case TY_CONST_STRING: string_text(b, c); return;
  case TY_CONST_INT: int_text(b, c); return;
  case TY_CONST_FLOAT: float_text(b, c); return;
  case TY_CONST_COMPLEX:
    gl_buf_char(b, '(');
    const_text(b, c->cplx.re);
    gl_buf_str(b, " + ");
    const_text(b, c->cplx.im);
    gl_buf_str(b, "i)");
    return;
  }
  GL_UNREACHABLE();
}

char *ty_const_text(GlArena *a, const TyConst *c) {
  GlBuf b;
  gl_buf_init(&b, a);
  const_text(&b, c);
  return b.data;
}
