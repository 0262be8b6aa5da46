/// \file
/// Constants: booleans, strings, and the choice of arithmetic for numbers. Reports nothing.
/// Source: Go spec "Constants", "Constant expressions"; go/constant for the order in which
/// representations match.

#include "golite/types/constant.h"

#include "constant_rep.h"

#include "golite/support/vec.h"

#include <string.h>

static const TyConst unknown_const = {.rep = TY_REP_UNKNOWN};
static const TyConst true_const = {.rep = TY_REP_BOOL, .b = true};
static const TyConst false_const = {.rep = TY_REP_BOOL, .b = false};

TyConst *ty_const_new(GlArena *a, TyConstRep rep) {
  TyConst *c = GL_NEW(a, TyConst);
  c->rep = (uint8_t)rep;
  return c;
}

TyConstKind ty_const_kind(const TyConst *c) {
  switch ((TyConstRep)c->rep) {
  case TY_REP_UNKNOWN: return TY_CONST_UNKNOWN;
  case TY_REP_BOOL: return TY_CONST_BOOL;
  case TY_REP_STRING: return TY_CONST_STRING;
  case TY_REP_INT64:
  case TY_REP_BIG: return TY_CONST_INT;
  case TY_REP_RAT:
  case TY_REP_FLOAT: return TY_CONST_FLOAT;
  case TY_REP_COMPLEX: return TY_CONST_COMPLEX;
  }
  GL_UNREACHABLE();
}

const TyConst *ty_const_unknown(void) { return &unknown_const; }

const TyConst *ty_const_from_bool(bool b) { return b ? &true_const : &false_const; }

bool ty_const_bool(const TyConst *c) { return c->rep == TY_REP_BOOL && c->b; }

const TyConst *ty_const_from_bytes(GlArena *a, const char *s, size_t n) {
  TyConst *c = ty_const_new(a, TY_REP_STRING);
  c->str.text = s;
  c->str.len = (int64_t)n;
  c->str.arena = a;
  return c;
}

// --- Strings ---

static const TyConst *string_concat(GlArena *a, const TyConst *x, const TyConst *y) {
  if (x->str.len == 0)
    return y;
  if (y->str.len == 0)
    return x;
  TyConst *c = ty_const_new(a, TY_REP_STRING);
  c->str.text = x;
  c->str.right = y;
  c->str.len = x->str.len + y->str.len;
  c->str.arena = a;
  return c;
}

/// Writes the pieces of `x` from the end of `out` to its start. The common left-deep chain needs a
/// stack of two.
static void string_gather(const TyConst *x, char *out) {
  GlArena *a = x->str.arena;
  GlArenaMark mark = gl_arena_mark(a);
  GL_VEC(const TyConst *) todo = {0};
  char *end = out + x->str.len;
  GL_VEC_PUSH(a, &todo, x);
  while (todo.len > 0) {
    const TyConst *c = todo.data[--todo.len];
    if (c->str.right) {
      GL_VEC_PUSH(a, &todo, (const TyConst *)c->str.text);
      GL_VEC_PUSH(a, &todo, c->str.right);
      continue;
    }
    end -= c->str.len;
    memcpy(end, c->str.text, (size_t)c->str.len);
  }
  GL_ASSERT(end == out, "string constant of %lld bytes is short", (long long)x->str.len);
  gl_arena_release(a, mark);
}

const char *ty_const_string(const TyConst *c, size_t *len) {
  if (c->rep != TY_REP_STRING) {
    *len = 0;
    return "";
  }
  if (c->str.right) {
    char *out = gl_arena_alloc(c->str.arena, (size_t)c->str.len, 1);
    string_gather(c, out);
    TyConst *flat = (TyConst *)c; // the same value in another form
    flat->str.right = NULL;
    flat->str.text = out;
  }
  *len = (size_t)c->str.len;
  return c->str.text;
}

const char *ty_const_string_head(const TyConst *c, size_t max, size_t *len) {
  if (c->rep != TY_REP_STRING || !c->str.right || (size_t)c->str.len <= max) {
    const char *all = ty_const_string(c, len);
    *len = *len < max ? *len : max;
    return all;
  }
  char *out = gl_arena_alloc(c->str.arena, max, 1);
  GlArenaMark mark = gl_arena_mark(c->str.arena);
  GL_VEC(const TyConst *) todo = {0};
  size_t n = 0;
  GL_VEC_PUSH(c->str.arena, &todo, c);
  while (n < max) {
    const TyConst *x = todo.data[--todo.len];
    if (x->str.right) {
      GL_VEC_PUSH(c->str.arena, &todo, x->str.right);
      GL_VEC_PUSH(c->str.arena, &todo, (const TyConst *)x->str.text);
      continue;
    }
    size_t part = (size_t)x->str.len < max - n ? (size_t)x->str.len : max - n;
    memcpy(out + n, x->str.text, part);
    n += part;
  }
  gl_arena_release(c->str.arena, mark);
  *len = max;
  return out;
}

int64_t ty_const_string_len(const TyConst *x) { return x->rep == TY_REP_STRING ? x->str.len : 0; }

static int string_compare(const TyConst *x, const TyConst *y) {
  size_t nx, ny;
  const char *sx = ty_const_string(x, &nx), *sy = ty_const_string(y, &ny);
  int c = memcmp(sx, sy, nx < ny ? nx : ny);
  return c ? c : (nx > ny) - (nx < ny);
}

// --- Complex numbers ---

static bool is_number(const TyConst *x) { return x->rep >= TY_REP_INT64; }

const TyConst *ty_const_from_parts(GlArena *a, const TyConst *re, const TyConst *im) {
  if (re->rep == TY_REP_UNKNOWN || im->rep == TY_REP_UNKNOWN)
    return &unknown_const;
  GL_ASSERT(is_number(re) && is_number(im) && re->rep != TY_REP_COMPLEX &&
                im->rep != TY_REP_COMPLEX,
            "parts of a complex constant must be real numbers");
  TyConst *c = ty_const_new(a, TY_REP_COMPLEX);
  c->cplx.re = re;
  c->cplx.im = im;
  return c;
}

const TyConst *ty_const_real(GlArena *a, const TyConst *c) {
  (void)a;
  return c->rep == TY_REP_COMPLEX ? c->cplx.re : is_number(c) ? c : &unknown_const;
}

const TyConst *ty_const_imag(GlArena *a, const TyConst *c) {
  if (c->rep == TY_REP_COMPLEX)
    return c->cplx.im;
  return is_number(c) ? ty_const_from_int64(a, 0) : &unknown_const;
}

const TyConst *ty_const_to_complex(GlArena *a, const TyConst *x) {
  if (x->rep == TY_REP_COMPLEX || !is_number(x))
    return is_number(x) ? x : &unknown_const;
  return ty_const_from_parts(a, x, ty_const_from_int64(a, 0));
}

static const TyConst *complex_mul(GlArena *a, const TyConst *x, const TyConst *y, bool conjugate) {
  const TyConst *ac = ty_const_binary(a, SYN_OP_MUL, x->cplx.re, y->cplx.re, false);
  const TyConst *bd = ty_const_binary(a, SYN_OP_MUL, x->cplx.im, y->cplx.im, false);
  const TyConst *bc = ty_const_binary(a, SYN_OP_MUL, x->cplx.im, y->cplx.re, false);
  const TyConst *ad = ty_const_binary(a, SYN_OP_MUL, x->cplx.re, y->cplx.im, false);
  const TyConst *re = ty_const_binary(a, conjugate ? SYN_OP_ADD : SYN_OP_SUB, ac, bd, false);
  const TyConst *im = ty_const_binary(a, conjugate ? SYN_OP_SUB : SYN_OP_ADD, bc, ad, false);
  return ty_const_from_parts(a, re, im);
}

/// x / y = x · conj(y) / |y|²
static const TyConst *complex_div(GlArena *a, const TyConst *x, const TyConst *y) {
  const TyConst *cc = ty_const_binary(a, SYN_OP_MUL, y->cplx.re, y->cplx.re, false);
  const TyConst *dd = ty_const_binary(a, SYN_OP_MUL, y->cplx.im, y->cplx.im, false);
  const TyConst *s = ty_const_binary(a, SYN_OP_ADD, cc, dd, false);
  const TyConst *n = complex_mul(a, x, y, true);
  if (n->rep == TY_REP_UNKNOWN)
    return n;
  return ty_const_from_parts(a, ty_const_binary(a, SYN_OP_DIV, n->cplx.re, s, false),
                             ty_const_binary(a, SYN_OP_DIV, n->cplx.im, s, false));
}

static const TyConst *complex_binary(GlArena *a, SynOp op, const TyConst *x, const TyConst *y) {
  if (op == SYN_OP_MUL)
    return complex_mul(a, x, y, false);
  if (op == SYN_OP_DIV)
    return complex_div(a, x, y);
  GL_ASSERT(op == SYN_OP_ADD || op == SYN_OP_SUB, "operator %s of complex constants",
            syn_op_spelling(op));
  return ty_const_from_parts(a, ty_const_binary(a, op, x->cplx.re, y->cplx.re, false),
                             ty_const_binary(a, op, x->cplx.im, y->cplx.im, false));
}

// --- All kinds ---

static const TyConst *int_not(GlArena *a, const TyConst *x, uint32_t unsigned_bits) {
  const TyConst *one = ty_const_from_int64(a, 1);
  // ^x is -x - 1; cut to n bits it is x ^ (2^n - 1) for an x that fits.
  if (unsigned_bits == 0)
    return ty_cint_binary(a, SYN_OP_SUB, ty_cint_negate(a, x), one);
  const TyConst *mask =
      ty_cint_binary(a, SYN_OP_SUB, ty_const_shift(a, SYN_OP_SHL, one, unsigned_bits), one);
  return ty_cint_binary(a, SYN_OP_AND, ty_cint_binary(a, SYN_OP_XOR, x, mask), mask);
}

static const TyConst *negate(GlArena *a, const TyConst *x) {
  switch (ty_const_kind(x)) {
  case TY_CONST_INT: return ty_cint_negate(a, x);
  case TY_CONST_FLOAT: return ty_cflt_negate(a, x);
  case TY_CONST_COMPLEX:
    return ty_const_from_parts(a, negate(a, x->cplx.re), negate(a, x->cplx.im));
  case TY_CONST_UNKNOWN:
  case TY_CONST_BOOL:
  case TY_CONST_STRING: break;
  }
  GL_UNREACHABLE();
}

const TyConst *ty_const_unary(GlArena *a, SynOp op, const TyConst *x, uint32_t unsigned_bits) {
  TyConstKind kind = ty_const_kind(x);
  if (kind == TY_CONST_UNKNOWN)
    return x;
  if (op == SYN_OP_NOT && kind == TY_CONST_BOOL)
    return ty_const_from_bool(!x->b);
  GL_ASSERT(is_number(x), "operator %s of a constant that is not a number", syn_op_spelling(op));
  if (op == SYN_OP_ADD)
    return x;
  if (op == SYN_OP_SUB)
    return negate(a, x);
  GL_ASSERT(op == SYN_OP_XOR && kind == TY_CONST_INT, "operator %s of this constant",
            syn_op_spelling(op));
  return int_not(a, x, unsigned_bits);
}

const TyConst *ty_const_binary(GlArena *a, SynOp op, const TyConst *x, const TyConst *y,
                               bool is_int_div) {
  if (x->rep == TY_REP_UNKNOWN || y->rep == TY_REP_UNKNOWN)
    return &unknown_const;
  uint8_t rep = x->rep > y->rep ? x->rep : y->rep;
  if (rep <= TY_REP_STRING || !is_number(x) || !is_number(y)) {
    GL_ASSERT(x->rep == y->rep, "binary operation of constants of different kinds");
    if (rep == TY_REP_STRING && op == SYN_OP_ADD)
      return string_concat(a, x, y);
    GL_ASSERT(rep == TY_REP_BOOL && (op == SYN_OP_LAND || op == SYN_OP_LOR),
              "operator %s of these constants", syn_op_spelling(op));
    return ty_const_from_bool(op == SYN_OP_LAND ? x->b && y->b : x->b || y->b);
  }
  if ((op == SYN_OP_DIV || op == SYN_OP_REM) && ty_const_sign(y) == 0)
    return &unknown_const;
  if (rep == TY_REP_COMPLEX)
    return complex_binary(a, op, ty_const_to_complex(a, x), ty_const_to_complex(a, y));
  if (rep <= TY_REP_BIG && (op != SYN_OP_DIV || is_int_div))
    return ty_cint_binary(a, op, x, y);
  return ty_cflt_binary(a, op, x, y);
}

static bool order_holds(SynOp op, int order) {
  if (op == SYN_OP_EQ)
    return order == 0;
  if (op == SYN_OP_NE)
    return order != 0;
  if (op == SYN_OP_LT)
    return order < 0;
  if (op == SYN_OP_LE)
    return order <= 0;
  if (op == SYN_OP_GT)
    return order > 0;
  GL_ASSERT(op == SYN_OP_GE, "operator %s is not a comparison", syn_op_spelling(op));
  return order >= 0;
}

static bool complex_equal(GlArena *a, const TyConst *x, const TyConst *y) {
  return ty_const_compare(a, SYN_OP_EQ, x->cplx.re, y->cplx.re) &&
         ty_const_compare(a, SYN_OP_EQ, x->cplx.im, y->cplx.im);
}

bool ty_const_compare(GlArena *a, SynOp op, const TyConst *x, const TyConst *y) {
  if (x->rep == TY_REP_UNKNOWN || y->rep == TY_REP_UNKNOWN)
    return false;
  uint8_t rep = x->rep > y->rep ? x->rep : y->rep;
  GL_ASSERT(x->rep == y->rep || (is_number(x) && is_number(y)),
            "comparison of constants of different kinds");
  if (rep == TY_REP_BOOL)
    return order_holds(op, x->b != y->b);
  if (rep == TY_REP_STRING)
    return order_holds(op, string_compare(x, y));
  if (rep == TY_REP_COMPLEX)
    return order_holds(op, !complex_equal(a, ty_const_to_complex(a, x), ty_const_to_complex(a, y)));
  if (rep <= TY_REP_BIG)
    return order_holds(op, ty_cint_compare(x, y));
  return order_holds(op, ty_cflt_compare(a, x, y));
}

int ty_const_sign(const TyConst *x) {
  switch (ty_const_kind(x)) {
  case TY_CONST_INT:
    return x->rep == TY_REP_INT64 ? (x->i > 0) - (x->i < 0) : x->big.size > 0 ? 1 : -1;
  case TY_CONST_FLOAT: return ty_cflt_sign(x);
  case TY_CONST_COMPLEX: return ty_const_sign(x->cplx.re) | ty_const_sign(x->cplx.im);
  case TY_CONST_UNKNOWN:
  case TY_CONST_BOOL:
  case TY_CONST_STRING: break;
  }
  return 1;
}

const char *ty_const_key(GlArena *a, const TyConst *x, size_t *len) {
  *len = 0;
  switch (ty_const_kind(x)) {
  case TY_CONST_STRING: return ty_const_string(x, len);
  case TY_CONST_INT: {
    uint64_t *u = GL_NEW(a, uint64_t);
    if (!ty_const_int64(x, (int64_t *)u) && !ty_const_uint64(x, u))
      return NULL;
    *len = sizeof *u;
    return (const char *)u;
  }
  case TY_CONST_FLOAT: {
    double *d = GL_NEW(a, double);
    *d = ty_const_float64(x);
    *len = sizeof *d;
    return (const char *)d;
  }
  case TY_CONST_UNKNOWN:
  case TY_CONST_BOOL:
  case TY_CONST_COMPLEX: break;
  }
  return NULL;
}
