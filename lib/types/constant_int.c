/// \file
/// Integer constants: 64-bit ones directly, longer ones with GMP.
/// Lengths are checked before GMP is called: no result has more than TY_CONST_HARD_INT_BITS bits.
/// Source: Go spec "Integer operators", "Constant expressions".

#include "constant_rep.h"

#include <string.h>

const TyConst *ty_const_from_int64(GlArena *a, int64_t v) {
  TyConst *c = ty_const_new(a, TY_REP_INT64);
  c->i = v;
  return c;
}

const TyConst *ty_const_from_uint64(GlArena *a, uint64_t v) {
  if (v <= INT64_MAX)
    return ty_const_from_int64(a, (int64_t)v);
  mp_limb_t limb = v;
  mpz_t z;
  return ty_cint_from_mpz(a, mpz_roinit_n(z, &limb, 1));
}

mpz_srcptr ty_cint_big_view(mpz_t z, const TyConstBig *b) {
  return mpz_roinit_n(z, b->limbs, b->size);
}

mpz_srcptr ty_cint_view(TyConstIntView *v, const TyConst *x) {
  if (x->rep == TY_REP_BIG)
    return ty_cint_big_view(v->z, &x->big);
  GL_ASSERT(x->rep == TY_REP_INT64, "not an integer constant");
  v->limb = x->i < 0 ? -(mp_limb_t)x->i : (mp_limb_t)x->i;
  return mpz_roinit_n(v->z, &v->limb, x->i < 0 ? -1 : 1);
}

TyConstBig ty_cint_store(GlArena *a, mpz_srcptr z) {
  size_t n = mpz_size(z);
  mp_limb_t *limbs = GL_NEW_ARRAY(a, mp_limb_t, n);
  if (n > 0)
    memcpy(limbs, mpz_limbs_read(z), n * sizeof *limbs);
  return (TyConstBig){limbs, mpz_sgn(z) < 0 ? -(int32_t)n : (int32_t)n};
}

const TyConst *ty_cint_from_mpz(GlArena *a, mpz_srcptr z) {
  if (mpz_fits_slong_p(z))
    return ty_const_from_int64(a, mpz_get_si(z));
  TyConst *c = ty_const_new(a, TY_REP_BIG);
  c->big = ty_cint_store(a, z);
  return c;
}

bool ty_const_int64(const TyConst *c, int64_t *v) {
  if (c->rep != TY_REP_INT64)
    return false;
  *v = c->i;
  return true;
}

bool ty_const_uint64(const TyConst *c, uint64_t *v) {
  if (c->rep == TY_REP_INT64) {
    *v = (uint64_t)c->i;
    return c->i >= 0;
  }
  if (c->rep != TY_REP_BIG || c->big.size != 1)
    return false;
  *v = c->big.limbs[0];
  return true;
}

uint32_t ty_const_bit_len(const TyConst *x) {
  if (x->rep == TY_REP_INT64) {
    uint64_t u = x->i < 0 ? -(uint64_t)x->i : (uint64_t)x->i;
    return u ? 64 - (uint32_t)__builtin_clzll(u) : 0;
  }
  if (x->rep != TY_REP_BIG)
    return 0;
  uint32_t n = (uint32_t)(x->big.size < 0 ? -x->big.size : x->big.size);
  return n * 64 - (uint32_t)__builtin_clzll(x->big.limbs[n - 1]);
}

const TyConst *ty_cint_negate(GlArena *a, const TyConst *x) {
  if (x->rep == TY_REP_INT64 && x->i != INT64_MIN)
    return ty_const_from_int64(a, -x->i);
  TyConstIntView v;
  mpz_t r;
  mpz_init(r);
  mpz_neg(r, ty_cint_view(&v, x));
  const TyConst *c = ty_cint_from_mpz(a, r);
  mpz_clear(r);
  return c;
}

int ty_cint_compare(const TyConst *x, const TyConst *y) {
  if (x->rep == TY_REP_INT64 && y->rep == TY_REP_INT64)
    return (x->i > y->i) - (x->i < y->i);
  TyConstIntView vx, vy;
  return mpz_cmp(ty_cint_view(&vx, x), ty_cint_view(&vy, y));
}

/// Computes in 64 bits; false when the result does not fit.
static bool small_binary(SynOp op, int64_t x, int64_t y, int64_t *r) {
  switch ((int)op) {
  case SYN_OP_ADD: return !__builtin_add_overflow(x, y, r);
  case SYN_OP_SUB: return !__builtin_sub_overflow(x, y, r);
  case SYN_OP_MUL: return !__builtin_mul_overflow(x, y, r);
  case SYN_OP_DIV:
    if (y == -1)
      return !__builtin_sub_overflow(INT64_C(0), x, r);
    *r = x / y;
    return true;
  case SYN_OP_REM: *r = y == -1 ? 0 : x % y; return true;
  case SYN_OP_AND: *r = x & y; return true;
  case SYN_OP_OR: *r = x | y; return true;
  case SYN_OP_XOR: *r = x ^ y; return true;
  case SYN_OP_AND_NOT: *r = x & ~y; return true;
  default: return false; // reported by the long form
  }
}

static void big_and_not(mpz_t r, mpz_srcptr x, mpz_srcptr y) {
  mpz_com(r, y);
  mpz_and(r, x, r);
}

static void big_binary(mpz_t r, SynOp op, mpz_srcptr x, mpz_srcptr y) {
  switch ((int)op) {
  case SYN_OP_ADD: mpz_add(r, x, y); return;
  case SYN_OP_SUB: mpz_sub(r, x, y); return;
  case SYN_OP_MUL: mpz_mul(r, x, y); return;
  case SYN_OP_DIV: mpz_tdiv_q(r, x, y); return;
  case SYN_OP_REM: mpz_tdiv_r(r, x, y); return;
  case SYN_OP_AND: mpz_and(r, x, y); return;
  case SYN_OP_OR: mpz_ior(r, x, y); return;
  case SYN_OP_XOR: mpz_xor(r, x, y); return;
  case SYN_OP_AND_NOT: big_and_not(r, x, y); return;
  default: GL_ASSERT(false, "operator %s of integer constants", syn_op_spelling(op));
  }
}

const TyConst *ty_cint_binary(GlArena *a, SynOp op, const TyConst *x, const TyConst *y) {
  int64_t small;
  if (x->rep == TY_REP_INT64 && y->rep == TY_REP_INT64 && small_binary(op, x->i, y->i, &small))
    return ty_const_from_int64(a, small);
  if (ty_const_bit_len(x) + ty_const_bit_len(y) >= TY_CONST_HARD_INT_BITS)
    return ty_const_unknown();
  TyConstIntView vx, vy;
  mpz_t r;
  mpz_init(r);
  big_binary(r, op, ty_cint_view(&vx, x), ty_cint_view(&vy, y));
  const TyConst *c = ty_cint_from_mpz(a, r);
  mpz_clear(r);
  return c;
}

static const TyConst *shift_left(GlArena *a, const TyConst *x, uint64_t count) {
  if (ty_const_sign(x) == 0 || count == 0)
    return x;
  if (count >= TY_CONST_HARD_INT_BITS || ty_const_bit_len(x) + count >= TY_CONST_HARD_INT_BITS)
    return ty_const_unknown();
  if (ty_const_bit_len(x) + count < 63)
    return ty_const_from_int64(a, x->i * (INT64_C(1) << count));
  TyConstIntView v;
  mpz_t r;
  mpz_init(r);
  mpz_mul_2exp(r, ty_cint_view(&v, x), count);
  const TyConst *c = ty_cint_from_mpz(a, r);
  mpz_clear(r);
  return c;
}

static const TyConst *shift_right(GlArena *a, const TyConst *x, uint64_t count) {
  if (x->rep == TY_REP_INT64)
    return ty_const_from_int64(a, x->i >> (count > 63 ? 63 : count));
  if (count > TY_CONST_HARD_INT_BITS)
    count = TY_CONST_HARD_INT_BITS;
  TyConstIntView v;
  mpz_t r;
  mpz_init(r);
  mpz_fdiv_q_2exp(r, ty_cint_view(&v, x), count);
  const TyConst *c = ty_cint_from_mpz(a, r);
  mpz_clear(r);
  return c;
}

const TyConst *ty_const_shift(GlArena *a, SynOp op, const TyConst *x, uint64_t count) {
  if (x->rep == TY_REP_UNKNOWN)
    return x;
  GL_ASSERT(ty_const_kind(x) == TY_CONST_INT, "shift of a constant that is not an integer");
  GL_ASSERT(op == SYN_OP_SHL || op == SYN_OP_SHR, "operator %s is not a shift",
            syn_op_spelling(op));
  return op == SYN_OP_SHL ? shift_left(a, x, count) : shift_right(a, x, count);
}
