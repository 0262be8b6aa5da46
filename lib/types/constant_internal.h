/// \file
/// Making and computing with constants: for the checker only. Values are immutable and live in the
/// arena given; no call leaves memory behind elsewhere. The result is never NULL: where gc has no
/// value (overflow of the exponent range, impossible conversion) it is of kind TY_CONST_UNKNOWN,
/// and any operation on UNKNOWN is UNKNOWN. Every limit is checked before the computation.
/// Source: Go spec "Constant expressions"; which values are kept exactly as go/constant keeps them.

#ifndef GOLITE_TYPES_CONSTANT_INTERNAL_H
#define GOLITE_TYPES_CONSTANT_INTERNAL_H
#include "golite/syntax/ast.h"
#include "golite/types/constant.h"
#include "golite/types/type.h"

enum {
  /// Untyped integers longer than this many bits are gc's error "constant … overflow" (the checker
  /// asks
  /// ty_const_bit_len after each operation).
  TY_CONST_MAX_INT_BITS = 512,
  /// Numeric literals with more bytes are gc's error "excessively long constant: 1234567890...
  /// (10001 chars)".
  TY_CONST_MAX_LITERAL = 10000,
  /// Larger shift counts of constant shifts are gc's error "invalid shift count".
  TY_CONST_MAX_SHIFT = 1023 - 1 + 52,
};
/// Longer strings (bytes) are gc's error "constant string too long (%d bytes > %d bytes)".
#define TY_CONST_MAX_STRING INT64_C(2000000000)

const TyConst *ty_const_unknown(void);
const TyConst *ty_const_from_bool(bool b);
const TyConst *ty_const_from_int64(GlArena *a, int64_t v);
const TyConst *ty_const_from_uint64(GlArena *a, uint64_t v);
/// A FLOAT; −0 becomes 0, NaN and infinities UNKNOWN.
const TyConst *ty_const_from_double(GlArena *a, double v);
/// A STRING; the `n` bytes are borrowed and must live as long as the arena.
const TyConst *ty_const_from_bytes(GlArena *a, const char *s, size_t n);
/// The value of a literal as written: INT (decimal, 0x, 0o, 0b, old octal, with _), FLOAT (decimal
/// and hexadecimal), IMAG, RUNE, STRING. UNKNOWN when it is malformed, beyond the exponent range
/// ("malformed constant: …"), or a number longer than TY_CONST_MAX_LITERAL.
const TyConst *ty_const_from_literal(GlArena *a, SynLitKind kind, GlName text);
/// re + im·i; UNKNOWN if one of them is. Both INT or FLOAT.
const TyConst *ty_const_from_parts(GlArena *a, const TyConst *re, const TyConst *im);

/// ADD, SUB (minus), XOR (^x; with `unsigned_bits` > 0 the result is cut to that many bits, for
/// unsigned types), NOT.
const TyConst *ty_const_unary(GlArena *a, SynOp op, const TyConst *x, uint32_t unsigned_bits);
/// ADD SUB MUL DIV REM AND OR XOR AND_NOT LAND LOR; not shifts and comparisons. `is_int_div` makes
/// DIV of two INTs the truncated quotient, else it is exact (a FLOAT). Division by zero is UNKNOWN:
/// the checker reports it before. Operands of different numeric kinds are matched. ADD of strings
/// costs constant time.
const TyConst *ty_const_binary(GlArena *a, SynOp op, const TyConst *x, const TyConst *y,
                               bool is_int_div);
/// SHL or SHR of an INT. A left shift whose result would be longer than 64 Kibit is UNKNOWN.
const TyConst *ty_const_shift(GlArena *a, SynOp op, const TyConst *x, uint64_t count);
/// EQ NE LT LE GT GE of values of matching kinds; false when one is UNKNOWN.
bool ty_const_compare(GlArena *a, SynOp op, const TyConst *x, const TyConst *y);

/// The value as FLOAT, COMPLEX if it is representable so, else UNKNOWN.
const TyConst *ty_const_to_float(GlArena *a, const TyConst *x);
const TyConst *ty_const_to_complex(GlArena *a, const TyConst *x);
/// INT or FLOAT rounded to float32, float64; a FLOAT. UNKNOWN when it overflows; tiny values become
/// 0.
const TyConst *ty_const_round_float32(GlArena *a, const TyConst *x);
const TyConst *ty_const_round_float64(GlArena *a, const TyConst *x);
/// Whether x can be represented in basic type `kind` (typed or untyped; UNTYPED_RUNE as
/// UNTYPED_INT), and, when it can and `rounded` is not NULL, the value that it has there (an INT
/// for integers, rounded for float and complex types). UNKNOWN is representable everywhere (its
/// error was reported). False for kinds without constants.
bool ty_const_representable(GlArena *a, const TyConst *x, TyKind kind, const TyConst **rounded);

/// −1, 0, 1; of a COMPLEX 0 only if it is zero; of UNKNOWN 1.
int ty_const_sign(const TyConst *x);
/// Bits of |x|, x an INT (0 for UNKNOWN).
uint32_t ty_const_bit_len(const TyConst *x);
/// Length of a string constant in bytes, without flattening it.
int64_t ty_const_string_len(const TyConst *x);
/// The first bytes of a string constant, at most `max`, without flattening a longer one.
const char *ty_const_string_head(const TyConst *c, size_t max, size_t *len);
/// A byte string that is equal for two constants of one type exactly when they are equal: to find
/// duplicate cases and keys with a GlStrMap. NULL where gc does not look for duplicates: bool,
/// complex.
const char *ty_const_key(GlArena *a, const TyConst *x, size_t *len);

/// Appends `len` bytes as a quoted Go string (as strconv.Quote).
struct GlBuf;
void ty_quote(struct GlBuf *b, const char *s, size_t len);

#endif
