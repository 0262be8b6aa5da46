/// \file
/// Exact constant values: booleans, strings, integers and rationals of any size (GMP), floats of
/// 512 bits (MPFR) where a rational would be too large. Immutable. Limits are checked before the
/// computation, so no operation takes long. Source: Go spec "Constants", "Constant expressions";
/// go/constant for what gc's representation can hold.

#ifndef GOLITE_TYPES_CONSTANT_H
#define GOLITE_TYPES_CONSTANT_H
#include "golite/support/arena.h"

typedef enum TyConstKind {
  TY_CONST_UNKNOWN, // an error was reported
  TY_CONST_BOOL,
  TY_CONST_STRING,
  TY_CONST_INT,
  TY_CONST_FLOAT,
  TY_CONST_COMPLEX,
} TyConstKind;

typedef struct TyConst TyConst;

TyConstKind ty_const_kind(const TyConst *c);
bool ty_const_bool(const TyConst *c);
/// Bytes of a string constant; a chain of concatenations is flattened on first use. Not
/// NUL-terminated.
const char *ty_const_string(const TyConst *c, size_t *len);
/// The value as 64-bit integer; false when it is not an integer or does not fit.
bool ty_const_int64(const TyConst *c, int64_t *v);
bool ty_const_uint64(const TyConst *c, uint64_t *v);
/// Rounded to nearest even once, directly from the exact value; the float32 form is rounded to
/// float32.
double ty_const_float64(const TyConst *c);
float ty_const_float32(const TyConst *c);
/// The value as INT if it is an integer, else UNKNOWN. Also a 512-bit float that is an integer but
/// for its last 4 bits, as gc does.
const TyConst *ty_const_to_int(GlArena *a, const TyConst *x);
/// Parts of a complex (or real) constant.
const TyConst *ty_const_real(GlArena *a, const TyConst *c);
const TyConst *ty_const_imag(GlArena *a, const TyConst *c);
/// Text as gc's messages show it.
char *ty_const_text(GlArena *a, const TyConst *c);

#endif
