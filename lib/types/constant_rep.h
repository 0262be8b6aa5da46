/// \file
/// How constants are represented; shared by the constant*.c files only.
/// GMP and MPFR temporaries live within one call; results are limbs in the arena, so nothing has to
/// be freed.

#ifndef GOLITE_TYPES_CONSTANT_REP_H
#define GOLITE_TYPES_CONSTANT_REP_H
#include "constant_internal.h"

#include <gmp.h>
#include <mpfr.h>

/// In order of match: the operand of lower rank is converted to the higher one's.
typedef enum TyConstRep {
  TY_REP_UNKNOWN,
  TY_REP_BOOL,
  TY_REP_STRING,
  TY_REP_INT64, // every INT that fits
  TY_REP_BIG,   // every other INT
  TY_REP_RAT,   // a FLOAT that is a fraction of two reasonably short integers
  TY_REP_FLOAT, // a FLOAT of TY_CONST_PRECISION bits; once here, results stay here
  TY_REP_COMPLEX,
} TyConstRep;

enum {
  TY_CONST_PRECISION = 512, // bits of a FLOAT's mantissa
  TY_CONST_RAT_BITS = 4096, // numerator and denominator of a RAT are shorter (but for literals)
  TY_CONST_HARD_INT_BITS = 1 << 16, // no integer grows beyond this; the checker's limit is lower
  TY_CONST_LIMBS = TY_CONST_PRECISION / GMP_NUMB_BITS,
};

/// An integer as GMP stores it: |size| limbs, least significant first; the sign of `size` is the
/// number's.
typedef struct TyConstBig {
  const mp_limb_t *limbs;
  int32_t size;
} TyConstBig;

struct TyConst {
  uint8_t rep; // TyConstRep
  union {
    bool b;
    struct {
      const void *text;     // bytes; of a concatenation its left operand, a TyConst
      const TyConst *right; // NULL: not a concatenation
      int64_t len;          // bytes
      GlArena *arena;       // where it is flattened on first use
    } str;
    int64_t i;
    TyConstBig big;
    struct {
      TyConstBig num, den; // lowest terms, den > 0
    } rat;
    struct {
      const mp_limb_t *limbs; // TY_CONST_LIMBS
      mpfr_exp_t exp;
      int kind; // of mpfr_custom_get_kind: regular or zero, with sign
    } flt;
    struct {
      const TyConst *re, *im; // INT or FLOAT
    } cplx;
  };
};

/// A read-only GMP view of an INT; valid while the view and the constant are.
typedef struct TyConstIntView {
  mpz_t z;
  mp_limb_t limb;
} TyConstIntView;
mpz_srcptr ty_cint_view(TyConstIntView *v, const TyConst *x);
const TyConst *ty_cint_from_mpz(GlArena *a, mpz_srcptr z);
TyConstBig ty_cint_store(GlArena *a, mpz_srcptr z);
mpz_srcptr ty_cint_big_view(mpz_t z, const TyConstBig *b);
/// x and y are INT64 or BIG.
const TyConst *ty_cint_binary(GlArena *a, SynOp op, const TyConst *x, const TyConst *y);
int ty_cint_compare(const TyConst *x, const TyConst *y);
const TyConst *ty_cint_negate(GlArena *a, const TyConst *x);

/// Two numbers, INT or FLOAT; the result is a FLOAT. DIV is exact where fractions are.
const TyConst *ty_cflt_binary(GlArena *a, SynOp op, const TyConst *x, const TyConst *y);
int ty_cflt_compare(GlArena *a, const TyConst *x, const TyConst *y);
const TyConst *ty_cflt_negate(GlArena *a, const TyConst *x);
int ty_cflt_sign(const TyConst *x);
/// A RAT, or a FLOAT when its parts are too long.
const TyConst *ty_cflt_from_mpq(GlArena *a, mpq_srcptr q);
/// A RAT whatever the length of its parts (literals).
const TyConst *ty_cflt_from_literal_mpq(GlArena *a, mpq_srcptr q);
const TyConst *ty_cflt_from_mpfr(GlArena *a, mpfr_srcptr f);
/// Sets `f` (any precision) to the value of an INT or FLOAT, rounded to nearest even. Returns
/// MPFR's ternary value.
int ty_cflt_get(mpfr_ptr f, const TyConst *x);

/// MPFR's exponent range is a setting of the thread: ours while a computation lasts.
typedef struct TyConstRange {
  mpfr_exp_t emin, emax;
} TyConstRange;
TyConstRange ty_cflt_enter_range(mpfr_exp_t emin, mpfr_exp_t emax);
void ty_cflt_leave_range(TyConstRange saved);
/// The range of gc's big floats: a mantissa in [1/2, 1) and a 32-bit exponent.
#define TY_CONST_EMIN INT64_C(-2147483648)
#define TY_CONST_EMAX INT64_C(2147483647)

/// A zeroed constant of representation `rep`.
TyConst *ty_const_new(GlArena *a, TyConstRep rep);

#endif
