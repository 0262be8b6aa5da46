/// \file
/// Constants of the checker → constants of GIR.

#include "lower_internal.h"

static GirOperand int_const(LowerCtx *c, const TyConst *v, const TyType *t) {
  uint64_t bits = 0;
  int64_t i;
  v = ty_const_to_int(c->arena, v);
  if (ty_const_int64(v, &i))
    bits = (uint64_t)i;
  else
    GL_ASSERT(ty_const_uint64(v, &bits), "integer constant out of range");
  return gir_const_int(c->prog, t, bits);
}

static double rounded(const TyConst *v, bool is_single) {
  return is_single ? (double)ty_const_float32(v) : ty_const_float64(v);
}

static GirOperand complex_const(LowerCtx *c, const TyConst *v, const TyType *t) {
  bool is_single = ty_under_kind(t) == TY_COMPLEX64;
  double re = rounded(ty_const_real(c->arena, v), is_single);
  double im = rounded(ty_const_imag(c->arena, v), is_single);
  return gir_const_complex(c->prog, t, re, im);
}

GirOperand lower_const(LowerCtx *c, const TyConst *v, const TyType *t) {
  uint32_t flags = ty_flags(t);
  if (!(flags & TY_F_COMPLEX) && ty_const_kind(v) == TY_CONST_COMPLEX) // became a type parameter's
    v = ty_const_real(c->arena, v);
  if (flags & TY_F_BOOLEAN)
    return gir_const_int(c->prog, t, ty_const_bool(v));
  if (flags & TY_F_STRING) {
    size_t len;
    const char *s = ty_const_string(v, &len);
    return gir_const_string(c->prog, t, s, len);
  }
  if (flags & TY_F_INTEGER)
    return int_const(c, v, t);
  if (flags & TY_F_FLOAT)
    return gir_const_float(c->prog, t, rounded(v, ty_under_kind(t) == TY_FLOAT32));
  if (flags & TY_F_COMPLEX)
    return complex_const(c, v, t);
  GL_ASSERT(ty_under_kind(t) == TY_UNSAFE_POINTER, "constant of a type that has none");
  return int_const(c, v, t);
}
