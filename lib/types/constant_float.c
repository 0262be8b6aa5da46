/// \file
/// Floating-point constants: fractions (GMP) while they are reasonably short, else 512-bit floats
/// (MPFR); rounding to the machine's formats; conversions between the numeric kinds;
/// representability.
/// Source: Go spec "Constant expressions", "Representability"; go/constant for when fractions
/// become floats.

#include "constant_rep.h"

#include <math.h>
#include <string.h>

// --- Representations ---

TyConstRange ty_cflt_enter_range(mpfr_exp_t emin, mpfr_exp_t emax) {
  TyConstRange saved = {mpfr_get_emin(), mpfr_get_emax()};
  mpfr_set_emin(emin);
  mpfr_set_emax(emax);
  return saved;
}

void ty_cflt_leave_range(TyConstRange saved) {
  mpfr_set_emin(saved.emin);
  mpfr_set_emax(saved.emax);
}

/// A 512-bit MPFR number whose mantissa lives here.
typedef struct Float {
  mpfr_t f;
  mp_limb_t limbs[TY_CONST_LIMBS];
} Float;

static void float_init(Float *v) {
  mpfr_custom_init(v->limbs, TY_CONST_PRECISION);
  mpfr_custom_init_set(v->f, MPFR_ZERO_KIND, 0, TY_CONST_PRECISION, v->limbs);
}

/// A fraction for reading; its parts are views.
typedef struct RatView {
  mpq_t q;
  TyConstIntView num;
  mp_limb_t one;
} RatView;

static mpq_srcptr rat_view(RatView *v, const TyConst *x) {
  if (x->rep == TY_REP_RAT) {
    ty_cint_big_view(mpq_numref(v->q), &x->rat.num);
    ty_cint_big_view(mpq_denref(v->q), &x->rat.den);
    return v->q;
  }
  *mpq_numref(v->q) = *ty_cint_view(&v->num, x);
  v->one = 1;
  mpz_roinit_n(mpq_denref(v->q), &v->one, 1);
  return v->q;
}

const TyConst *ty_cflt_from_literal_mpq(GlArena *a, mpq_srcptr q) {
  TyConst *c = ty_const_new(a, TY_REP_RAT);
  c->rat.num = ty_cint_store(a, mpq_numref(q));
  c->rat.den = ty_cint_store(a, mpq_denref(q));
  return c;
}

static bool is_short(mpz_srcptr z) { return mpz_sizeinbase(z, 2) < TY_CONST_RAT_BITS; }

/// Shares the denominator's limbs with `like` (may be NULL) when they are the same: in long sums
/// they mostly are.
static const TyConst *from_mpq(GlArena *a, mpq_srcptr q, const TyConst *like) {
  if (!is_short(mpq_numref(q)) || !is_short(mpq_denref(q))) {
    Float f;
    float_init(&f);
    TyConstRange saved = ty_cflt_enter_range(TY_CONST_EMIN, TY_CONST_EMAX);
    mpfr_set_q(f.f, q, MPFR_RNDN);
    ty_cflt_leave_range(saved);
    return ty_cflt_from_mpfr(a, f.f);
  }
  mpz_t den;
  if (!like || like->rep != TY_REP_RAT ||
      mpz_cmp(ty_cint_big_view(den, &like->rat.den), mpq_denref(q)) != 0)
    return ty_cflt_from_literal_mpq(a, q);
  TyConst *c = ty_const_new(a, TY_REP_RAT);
  c->rat.num = ty_cint_store(a, mpq_numref(q));
  c->rat.den = like->rat.den;
  return c;
}

const TyConst *ty_cflt_from_mpq(GlArena *a, mpq_srcptr q) { return from_mpq(a, q, NULL); }

const TyConst *ty_cflt_from_mpfr(GlArena *a, mpfr_srcptr f) {
  GL_ASSERT(mpfr_get_prec(f) == TY_CONST_PRECISION, "float constant of another precision");
  if (!mpfr_number_p(f))
    return ty_const_unknown();
  TyConst *c = ty_const_new(a, TY_REP_FLOAT);
  c->flt.kind = MPFR_ZERO_KIND;
  if (mpfr_zero_p(f))
    return c; // −0 becomes 0
  c->flt.kind = mpfr_custom_get_kind(f);
  c->flt.exp = mpfr_custom_get_exp(f);
  mp_limb_t *limbs = GL_NEW_ARRAY(a, mp_limb_t, TY_CONST_LIMBS);
  memcpy(limbs, mpfr_custom_get_significand(f), TY_CONST_LIMBS * sizeof *limbs);
  c->flt.limbs = limbs;
  return c;
}

/// A view of a FLOAT (representation) for reading.
static mpfr_srcptr float_view(mpfr_t f, const TyConst *x) {
  // MPFR wants a mantissa that it may write to; as an operand it is only read.
  mpfr_custom_init_set(f, x->flt.kind, x->flt.exp, TY_CONST_PRECISION, (void *)x->flt.limbs);
  return f;
}

int ty_cflt_get(mpfr_ptr f, const TyConst *x) {
  if (x->rep == TY_REP_FLOAT) {
    mpfr_t v;
    if (x->flt.kind == MPFR_ZERO_KIND)
      return mpfr_set_ui(f, 0, MPFR_RNDN);
    return mpfr_set(f, float_view(v, x), MPFR_RNDN);
  }
  RatView r;
  return mpfr_set_q(f, rat_view(&r, x), MPFR_RNDN);
}

const TyConst *ty_const_from_double(GlArena *a, double v) {
  if (!isfinite(v))
    return ty_const_unknown();
  mpq_t q;
  mpq_init(q);
  mpq_set_d(q, v);
  const TyConst *c = ty_cflt_from_literal_mpq(a, q);
  mpq_clear(q);
  return c;
}

// --- Arithmetic ---

static const TyConst *rat_binary(GlArena *a, SynOp op, const TyConst *x, const TyConst *y) {
  RatView vx, vy;
  mpq_srcptr qx = rat_view(&vx, x), qy = rat_view(&vy, y);
  mpq_t r;
  mpq_init(r);
  switch ((int)op) {
  case SYN_OP_ADD: mpq_add(r, qx, qy); break;
  case SYN_OP_SUB: mpq_sub(r, qx, qy); break;
  case SYN_OP_MUL: mpq_mul(r, qx, qy); break;
  case SYN_OP_DIV: mpq_div(r, qx, qy); break;
  default: GL_ASSERT(false, "operator %s of floating-point constants", syn_op_spelling(op));
  }
  const TyConst *c = from_mpq(a, r, x);
  mpq_clear(r);
  return c;
}

static const TyConst *float_binary(GlArena *a, SynOp op, const TyConst *x, const TyConst *y) {
  Float vx, vy, r;
  float_init(&vx);
  float_init(&vy);
  float_init(&r);
  TyConstRange saved = ty_cflt_enter_range(TY_CONST_EMIN, TY_CONST_EMAX);
  ty_cflt_get(vx.f, x);
  ty_cflt_get(vy.f, y);
  switch ((int)op) {
  case SYN_OP_ADD: mpfr_add(r.f, vx.f, vy.f, MPFR_RNDN); break;
  case SYN_OP_SUB: mpfr_sub(r.f, vx.f, vy.f, MPFR_RNDN); break;
  case SYN_OP_MUL: mpfr_mul(r.f, vx.f, vy.f, MPFR_RNDN); break;
  case SYN_OP_DIV: mpfr_div(r.f, vx.f, vy.f, MPFR_RNDN); break;
  default: GL_ASSERT(false, "operator %s of floating-point constants", syn_op_spelling(op));
  }
  ty_cflt_leave_range(saved);
  return ty_cflt_from_mpfr(a, r.f);
}

const TyConst *ty_cflt_binary(GlArena *a, SynOp op, const TyConst *x, const TyConst *y) {
  if (x->rep == TY_REP_FLOAT || y->rep == TY_REP_FLOAT)
    return float_binary(a, op, x, y);
  return rat_binary(a, op, x, y);
}

int ty_cflt_compare(GlArena *a, const TyConst *x, const TyConst *y) {
  (void)a;
  if (x->rep != TY_REP_FLOAT && y->rep != TY_REP_FLOAT) {
    RatView vx, vy;
    return mpq_cmp(rat_view(&vx, x), rat_view(&vy, y));
  }
  Float vx, vy;
  float_init(&vx);
  float_init(&vy);
  TyConstRange saved = ty_cflt_enter_range(TY_CONST_EMIN, TY_CONST_EMAX);
  ty_cflt_get(vx.f, x);
  ty_cflt_get(vy.f, y);
  ty_cflt_leave_range(saved);
  return mpfr_cmp(vx.f, vy.f);
}

int ty_cflt_sign(const TyConst *x) {
  if (x->rep == TY_REP_RAT)
    return (x->rat.num.size > 0) - (x->rat.num.size < 0);
  return x->flt.kind == MPFR_ZERO_KIND ? 0 : x->flt.kind > 0 ? 1 : -1;
}

const TyConst *ty_cflt_negate(GlArena *a, const TyConst *x) {
  TyConst *c = ty_const_new(a, (TyConstRep)x->rep);
  *c = *x;
  if (x->rep == TY_REP_RAT)
    c->rat.num.size = -x->rat.num.size;
  else if (x->flt.kind != MPFR_ZERO_KIND)
    c->flt.kind = -x->flt.kind;
  return c;
}

// --- Rounding to the machine's formats ---

/// Exactly one rounding, subnormal numbers included. The exponents are MPFR's: mantissa in [1/2,
/// 1).
static double round_to(const TyConst *x, mpfr_prec_t bits, mpfr_exp_t emin, mpfr_exp_t emax) {
  if (!(ty_const_kind(x) == TY_CONST_INT || ty_const_kind(x) == TY_CONST_FLOAT))
    return 0;
  mpfr_t f;
  mpfr_init2(f, bits);
  TyConstRange saved = ty_cflt_enter_range(TY_CONST_EMIN, TY_CONST_EMAX);
  int ternary = ty_cflt_get(f, x);
  mpfr_set_emin(emin);
  mpfr_set_emax(emax);
  ternary = mpfr_check_range(f, ternary, MPFR_RNDN);
  mpfr_subnormalize(f, ternary, MPFR_RNDN);
  double d = mpfr_get_d(f, MPFR_RNDN);
  ty_cflt_leave_range(saved);
  mpfr_clear(f);
  return d;
}

double ty_const_float64(const TyConst *c) {
  if (c->rep == TY_REP_INT64)
    return (double)c->i;
  return round_to(c, 53, -1073, 1024);
}

float ty_const_float32(const TyConst *c) {
  if (c->rep == TY_REP_INT64)
    return (float)c->i;
  return (float)round_to(c, 24, -148, 128);
}

const TyConst *ty_const_round_float32(GlArena *a, const TyConst *x) {
  return x->rep == TY_REP_UNKNOWN ? x : ty_const_from_double(a, ty_const_float32(x));
}

const TyConst *ty_const_round_float64(GlArena *a, const TyConst *x) {
  return x->rep == TY_REP_UNKNOWN ? x : ty_const_from_double(a, ty_const_float64(x));
}

// --- Conversions ---

/// An integer, or one but for rounding errors in the last bits (`delta`), as gc has it.
static const TyConst *float_to_int(GlArena *a, const TyConst *x) {
  enum { DELTA = 4 };
  if (x->flt.kind == MPFR_ZERO_KIND)
    return ty_const_from_int64(a, 0);
  if (x->flt.exp <= -TY_CONST_RAT_BITS || x->flt.exp >= TY_CONST_RAT_BITS)
    return ty_const_unknown();
  mpfr_t v, t;
  mpfr_srcptr f = float_view(v, x);
  mpfr_init2(t, TY_CONST_PRECISION);
  mpfr_set(t, f, MPFR_RNDN);
  if (!mpfr_integer_p(t)) {
    mpfr_prec_round(t, TY_CONST_PRECISION - DELTA, MPFR_RNDZ);
    if (!mpfr_integer_p(t))
      mpfr_set(t, f, MPFR_RNDA);
  }
  const TyConst *c = ty_const_unknown();
  if (mpfr_integer_p(t)) {
    mpz_t z;
    mpz_init(z);
    mpfr_get_z(z, t, MPFR_RNDN);
    c = ty_cint_from_mpz(a, z);
    mpz_clear(z);
  }
  mpfr_clear(t);
  return c;
}

const TyConst *ty_const_to_int(GlArena *a, const TyConst *x) {
  switch ((TyConstRep)x->rep) {
  case TY_REP_INT64:
  case TY_REP_BIG: return x;
  case TY_REP_RAT: {
    mpz_t z;
    if (x->rat.den.size != 1 || x->rat.den.limbs[0] != 1)
      return ty_const_unknown();
    return ty_cint_from_mpz(a, ty_cint_big_view(z, &x->rat.num));
  }
  case TY_REP_FLOAT: return float_to_int(a, x);
  case TY_REP_COMPLEX:
    if (ty_const_sign(x->cplx.im) == 0)
      return ty_const_to_int(a, x->cplx.re);
    return ty_const_unknown();
  case TY_REP_UNKNOWN:
  case TY_REP_BOOL:
  case TY_REP_STRING: break;
  }
  return ty_const_unknown();
}

const TyConst *ty_const_to_float(GlArena *a, const TyConst *x) {
  switch ((TyConstRep)x->rep) {
  case TY_REP_INT64:
  case TY_REP_BIG: {
    RatView v;
    return ty_cflt_from_mpq(a, rat_view(&v, x));
  }
  case TY_REP_RAT:
  case TY_REP_FLOAT: return x;
  case TY_REP_COMPLEX:
    if (ty_const_sign(x->cplx.im) == 0)
      return ty_const_to_float(a, x->cplx.re);
    return ty_const_unknown();
  case TY_REP_UNKNOWN:
  case TY_REP_BOOL:
  case TY_REP_STRING: break;
  }
  return ty_const_unknown();
}

// --- Representability ---

/// Bits of an integer kind; 0 for untyped ones.
static uint32_t int_bits(TyKind kind) {
  if (kind == TY_INT8 || kind == TY_UINT8)
    return 8;
  if (kind == TY_INT16 || kind == TY_UINT16)
    return 16;
  if (kind == TY_INT32 || kind == TY_UINT32)
    return 32;
  return kind == TY_UNTYPED_INT || kind == TY_UNTYPED_RUNE ? 0 : 64;
}

static bool int_fits(const TyConst *x, TyKind kind, bool is_unsigned) {
  uint32_t bits = int_bits(kind);
  if (bits == 0)
    return true;
  if (is_unsigned)
    return ty_const_sign(x) >= 0 && ty_const_bit_len(x) <= bits;
  int64_t v;
  if (!ty_const_int64(x, &v))
    return false;
  int64_t max = INT64_MAX >> (64 - bits);
  return -max - 1 <= v && v <= max;
}

static const TyConst *float_in(GlArena *a, const TyConst *x, bool is_32) {
  return is_32 ? ty_const_round_float32(a, x) : ty_const_round_float64(a, x);
}

static const TyConst *complex_in(GlArena *a, const TyConst *x, bool is_64) {
  const TyConst *c = ty_const_to_complex(a, x);
  if (c->rep == TY_REP_UNKNOWN)
    return c;
  return ty_const_from_parts(a, float_in(a, c->cplx.re, is_64), float_in(a, c->cplx.im, is_64));
}

/// The value of x in `kind`, UNKNOWN when it has none there.
static const TyConst *value_in(GlArena *a, const TyConst *x, TyKind kind) {
  static const uint32_t flags[] = {
#define TY_KIND(NAME, name, f) [TY_##NAME] = (f),
#include "golite/types/kinds.def"
#undef TY_KIND
  };
  uint32_t f = flags[kind];
  TyConstKind have = ty_const_kind(x);
  bool is_number = have != TY_CONST_BOOL && have != TY_CONST_STRING;
  if (f & TY_F_BOOLEAN)
    return have == TY_CONST_BOOL ? x : ty_const_unknown();
  if (f & TY_F_STRING)
    return have == TY_CONST_STRING ? x : ty_const_unknown();
  if (f & TY_F_INTEGER) {
    const TyConst *c = ty_const_to_int(a, x);
    return c->rep != TY_REP_UNKNOWN && int_fits(c, kind, f & TY_F_UNSIGNED) ? c
                                                                            : ty_const_unknown();
  }
  if (f & TY_F_FLOAT) {
    const TyConst *c = ty_const_to_float(a, x);
    if (f & TY_F_UNTYPED) // keeps its form: an INT stays one, and prints as one
      return c->rep == TY_REP_UNKNOWN ? c : x;
    return float_in(a, c, kind == TY_FLOAT32);
  }
  if ((f & TY_F_COMPLEX) && (f & TY_F_UNTYPED))
    return is_number ? x : ty_const_unknown();
  if (f & TY_F_COMPLEX)
    return complex_in(a, x, kind == TY_COMPLEX64);
  return ty_const_unknown();
}

bool ty_const_representable(GlArena *a, const TyConst *x, TyKind kind, const TyConst **rounded) {
  const TyConst *c = x->rep == TY_REP_UNKNOWN ? x : value_in(a, x, kind);
  if (c->rep == TY_REP_UNKNOWN && c != x)
    return false;
  if (rounded)
    *rounded = c;
  return true;
}
