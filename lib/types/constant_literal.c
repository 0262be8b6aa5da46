/// \file
/// Values of literals.
/// Source: Go spec "Integer literals", "Floating-point literals", "Imaginary literals".

#include "constant_rep.h"

#include "golite/support/file.h"
#include "golite/syntax/parse.h"

#include <stdlib.h>
#include <string.h>

/// The literal without `_` and (for imaginary ones) `i`, NUL-terminated.
static char *digits_of(GlArena *a, GlName text, size_t len) {
  char *s = gl_arena_alloc(a, len + 1, 1);
  size_t n = 0;
  for (size_t i = 0; i < len; i++)
    if (text->text[i] != '_')
      s[n++] = text->text[i];
  return s;
}

/// Base by prefix; `*s` is moved behind it. Decimal, or octal with a bare 0 where `old_octal`.
static int literal_base(const char **s, bool old_octal) {
  const char *p = *s;
  if (p[0] != '0' || p[1] == 0)
    return 10;
  char c = (char)(p[1] | 0x20);
  if (c == 'x' || c == 'o' || c == 'b') {
    *s += 2;
    return c == 'x' ? 16 : c == 'o' ? 8 : 2;
  }
  return old_octal ? 8 : 10;
}

static const TyConst *int_literal(GlArena *a, const char *s) {
  int base = literal_base(&s, true);
  mpz_t z;
  mpz_init(z);
  bool ok = mpz_set_str(z, s, base) == 0;
  const TyConst *c = ok ? ty_cint_from_mpz(a, z) : ty_const_unknown();
  mpz_clear(z);
  return c;
}

/// Sets q to mantissa · exp_base^exponent. The digits number at most TY_CONST_MAX_LITERAL, and the
/// caller knows that the value is neither huge nor tiny, so the exponent is small too.
static bool parse_fraction(GlArena *a, mpq_t q, const char *s, int base) {
  size_t len = strlen(s), n = 0;
  char *digits = gl_arena_alloc(a, len + 1, 1);
  char marker = base == 16 ? 'p' : 'e';
  long scale = 0; // digits after the point
  bool after_point = false;
  for (; *s && (*s | 0x20) != marker; s++) {
    if (*s == '.') {
      after_point = true;
      continue;
    }
    digits[n++] = *s;
    scale += after_point;
  }
  long exponent = *s ? strtol(s + 1, NULL, 10) : 0;
  if (mpz_set_str(mpq_numref(q), n ? digits : "0", base) != 0)
    return false;
  if (mpz_sgn(mpq_numref(q)) == 0)
    return true;
  if (base == 16) {
    exponent -= 4 * scale;
    if (exponent >= 0)
      mpq_mul_2exp(q, q, (mp_bitcnt_t)exponent);
    else
      mpq_div_2exp(q, q, (mp_bitcnt_t)-exponent);
    return true;
  }
  exponent -= scale;
  mpz_t power;
  mpz_init(power);
  mpz_ui_pow_ui(power, 10, (unsigned long)labs(exponent));
  if (exponent >= 0)
    mpz_mul(mpq_numref(q), mpq_numref(q), power);
  else
    mpz_set(mpq_denref(q), power);
  mpz_clear(power);
  mpq_canonicalize(q);
  return true;
}

static const TyConst *fraction_literal(GlArena *a, const char *s, int base) {
  mpq_t q;
  mpq_init(q);
  const TyConst *c =
      parse_fraction(a, q, s, base) ? ty_cflt_from_literal_mpq(a, q) : ty_const_unknown();
  mpq_clear(q);
  return c;
}

static bool is_float_text(const char *s, int base) {
  return strpbrk(s, base == 16 ? ".pP" : ".eE") != NULL;
}

static const TyConst *float_literal(GlArena *a, const char *s) {
  int base = literal_base(&s, false);
  if (base == 8 || base == 2 || !is_float_text(s, base)) {
    // The integer part of an imaginary literal.
    mpq_t q;
    mpq_init(q);
    bool ok = mpz_set_str(mpq_numref(q), s, base) == 0;
    const TyConst *c = ok ? ty_cflt_from_literal_mpq(a, q) : ty_const_unknown();
    mpq_clear(q);
    return c;
  }
  // First the float, which any exponent leaves small; then the fraction if it is of reasonable
  // size.
  mp_limb_t limbs[TY_CONST_LIMBS];
  mpfr_t f;
  mpfr_custom_init(limbs, TY_CONST_PRECISION);
  mpfr_custom_init_set(f, MPFR_ZERO_KIND, 0, TY_CONST_PRECISION, limbs);
  TyConstRange saved = ty_cflt_enter_range(TY_CONST_EMIN, TY_CONST_EMAX);
  char *end;
  mpfr_strtofr(f, s, &end, base, MPFR_RNDN);
  ty_cflt_leave_range(saved);
  if (*end)
    return ty_const_unknown();
  if (mpfr_zero_p(f))
    return fraction_literal(a, "0", 10);
  if (mpfr_regular_p(f) && mpfr_get_exp(f) > -TY_CONST_RAT_BITS &&
      mpfr_get_exp(f) < TY_CONST_RAT_BITS)
    return fraction_literal(a, s, base);
  return ty_cflt_from_mpfr(a, f);
}

static const TyConst *number_literal(GlArena *a, SynLitKind kind, GlName text) {
  if (text->len > TY_CONST_MAX_LITERAL)
    return ty_const_unknown();
  bool is_imag = kind == SYN_LIT_IMAG;
  const char *s = digits_of(a, text, text->len - is_imag);
  if (kind == SYN_LIT_INT)
    return int_literal(a, s);
  const TyConst *c = float_literal(a, s);
  return is_imag ? ty_const_from_parts(a, ty_const_from_int64(a, 0), c) : c;
}

const TyConst *ty_const_from_literal(GlArena *a, SynLitKind kind, GlName text) {
  switch (kind) {
  case SYN_LIT_INT:
  case SYN_LIT_FLOAT:
  case SYN_LIT_IMAG: return number_literal(a, kind, text);
  case SYN_LIT_RUNE: {
    int32_t rune;
    return syn_rune_value(text, &rune) ? ty_const_from_int64(a, rune) : ty_const_unknown();
  }
  case SYN_LIT_STRING: {
    const char *bytes;
    size_t len;
    if (!syn_string_value(a, text, &bytes, &len))
      return ty_const_unknown();
    return ty_const_from_bytes(a, bytes, len);
  }
  }
  GL_UNREACHABLE();
}
