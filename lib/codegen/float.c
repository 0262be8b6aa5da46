/// \file
/// Floating point beyond one instruction: min, max, complex arithmetic. No fast-math flag and no
/// contraction anywhere. Source: Go spec "Min and max", "Arithmetic operators"; what gc computes
/// for complex64 (products in float64) and complex division (special cases of C99 annex G).

#include "codegen_internal.h"

/// NaN if either is, and -0 below +0: IEEE 754-2019 minimum and maximum.
LLVMValueRef cg_float_min_max(CgFunc *f, GirBinary op, LLVMValueRef a, LLVMValueRef b) {
  LLVMTypeRef t = LLVMTypeOf(a);
  LLVMValueRef args[2] = {a, b};
  return cg_intrinsic_call(f, op == GIR_MIN ? "llvm.minimum" : "llvm.maximum", &t, 1, args, 2);
}

static LLVMValueRef is_nan(CgFunc *f, LLVMValueRef v) {
  return LLVMBuildFCmp(f->b, LLVMRealUNO, v, v, "");
}

static LLVMValueRef absolute(CgFunc *f, LLVMValueRef v) {
  return cg_intrinsic_call(f, "llvm.fabs", &f->m->f64, 1, &v, 1);
}

static LLVMValueRef is_inf(CgFunc *f, LLVMValueRef v) {
  LLVMValueRef inf = LLVMConstReal(f->m->f64, __builtin_inf());
  return LLVMBuildFCmp(f->b, LLVMRealOEQ, absolute(f, v), inf, "");
}

static LLVMValueRef copy_sign(CgFunc *f, LLVMValueRef magnitude, LLVMValueRef sign) {
  LLVMValueRef args[2] = {magnitude, sign};
  return cg_intrinsic_call(f, "llvm.copysign", &f->m->f64, 1, args, 2);
}

/// copysign(1 or 0, v): infinities become ±1, all else ±0.
static LLVMValueRef inf_to_one(CgFunc *f, LLVMValueRef v) {
  LLVMValueRef one = LLVMConstReal(f->m->f64, 1), zero = LLVMConstReal(f->m->f64, 0);
  return copy_sign(f, LLVMBuildSelect(f->b, is_inf(f, v), one, zero, ""), v);
}

typedef struct Complex {
  LLVMValueRef re, im;
} Complex;

/// Smith's method: scales by the larger part of the divisor, so that nothing overflows on the way.
static Complex smith(CgFunc *f, Complex n, Complex d) {
  LLVMBuilderRef b = f->b;
  LLVMValueRef real_is_larger =
      LLVMBuildFCmp(b, LLVMRealOGE, absolute(f, d.re), absolute(f, d.im), "");
  LLVMValueRef large = LLVMBuildSelect(b, real_is_larger, d.re, d.im, "");
  LLVMValueRef small = LLVMBuildSelect(b, real_is_larger, d.im, d.re, "");
  LLVMValueRef ratio = LLVMBuildFDiv(b, small, large, "");
  LLVMValueRef scale = LLVMBuildFAdd(b, large, LLVMBuildFMul(b, ratio, small, ""), "");
  // |re| >= |im|: e = (n.re + n.im*ratio), f = (n.im - n.re*ratio); else the mirrored terms.
  LLVMValueRef re_ratio = LLVMBuildFMul(b, n.re, ratio, "");
  LLVMValueRef im_ratio = LLVMBuildFMul(b, n.im, ratio, "");
  LLVMValueRef e = LLVMBuildSelect(b, real_is_larger, LLVMBuildFAdd(b, n.re, im_ratio, ""),
                                   LLVMBuildFAdd(b, re_ratio, n.im, ""), "");
  LLVMValueRef g = LLVMBuildSelect(b, real_is_larger, LLVMBuildFSub(b, n.im, re_ratio, ""),
                                   LLVMBuildFSub(b, im_ratio, n.re, ""), "");
  return (Complex){LLVMBuildFDiv(b, e, scale, ""), LLVMBuildFDiv(b, g, scale, "")};
}

static LLVMValueRef both(CgFunc *f, LLVMValueRef a, LLVMValueRef b) {
  return LLVMBuildAnd(f->b, a, b, "");
}

static LLVMValueRef is_zero(CgFunc *f, LLVMValueRef v) {
  return LLVMBuildFCmp(f->b, LLVMRealOEQ, v, LLVMConstReal(f->m->f64, 0), "");
}

static LLVMValueRef is_finite(CgFunc *f, LLVMValueRef v) {
  LLVMValueRef inf = LLVMConstReal(f->m->f64, __builtin_inf());
  return LLVMBuildFCmp(f->b, LLVMRealOLT, absolute(f, v), inf, "");
}

/// Replaces a quotient of two NaNs where infinities or a zero divisor are the reason.
static Complex repair(CgFunc *f, Complex q, Complex n, Complex d) {
  LLVMBuilderRef b = f->b;
  LLVMValueRef inf = LLVMConstReal(f->m->f64, __builtin_inf());
  LLVMValueRef zero = LLVMConstReal(f->m->f64, 0);
  LLVMValueRef n_has_number = LLVMBuildNot(b, both(f, is_nan(f, n.re), is_nan(f, n.im)), "");
  LLVMValueRef by_zero = both(f, both(f, is_zero(f, d.re), is_zero(f, d.im)), n_has_number);
  LLVMValueRef n_inf = LLVMBuildOr(b, is_inf(f, n.re), is_inf(f, n.im), "");
  LLVMValueRef d_inf = LLVMBuildOr(b, is_inf(f, d.re), is_inf(f, d.im), "");
  LLVMValueRef n_finite = both(f, is_finite(f, n.re), is_finite(f, n.im));
  LLVMValueRef d_finite = both(f, is_finite(f, d.re), is_finite(f, d.im));
  LLVMValueRef n_only = both(f, n_inf, d_finite), d_only = both(f, d_inf, n_finite);
  LLVMValueRef signed_inf = copy_sign(f, inf, d.re);
  // (a, b) of the numerator, (c, d) of the divisor, infinities turned to ±1 and the rest to ±0.
  Complex n1 = {LLVMBuildSelect(b, n_only, inf_to_one(f, n.re), n.re, ""),
                LLVMBuildSelect(b, n_only, inf_to_one(f, n.im), n.im, "")};
  Complex d1 = {LLVMBuildSelect(b, d_only, inf_to_one(f, d.re), d.re, ""),
                LLVMBuildSelect(b, d_only, inf_to_one(f, d.im), d.im, "")};
  LLVMValueRef re =
      LLVMBuildFAdd(b, LLVMBuildFMul(b, n1.re, d1.re, ""), LLVMBuildFMul(b, n1.im, d1.im, ""), "");
  LLVMValueRef im =
      LLVMBuildFSub(b, LLVMBuildFMul(b, n1.im, d1.re, ""), LLVMBuildFMul(b, n1.re, d1.im, ""), "");
  LLVMValueRef factor = LLVMBuildSelect(b, n_only, inf, zero, "");
  LLVMValueRef inf_case = LLVMBuildOr(b, n_only, d_only, "");
  Complex r = {LLVMBuildSelect(b, inf_case, LLVMBuildFMul(b, factor, re, ""), q.re, ""),
               LLVMBuildSelect(b, inf_case, LLVMBuildFMul(b, factor, im, ""), q.im, "")};
  r.re = LLVMBuildSelect(b, by_zero, LLVMBuildFMul(b, signed_inf, n.re, ""), r.re, "");
  r.im = LLVMBuildSelect(b, by_zero, LLVMBuildFMul(b, signed_inf, n.im, ""), r.im, "");
  LLVMValueRef is_lost = both(f, is_nan(f, q.re), is_nan(f, q.im));
  return (Complex){LLVMBuildSelect(b, is_lost, r.re, q.re, ""),
                   LLVMBuildSelect(b, is_lost, r.im, q.im, "")};
}

/// Function ({double, double}) of four doubles: complex division, made once a module.
static LLVMValueRef divide_function(CgModule *m, LLVMTypeRef *type) {
  LLVMTypeRef params[4] = {m->f64, m->f64, m->f64, m->f64};
  LLVMTypeRef result = LLVMStructTypeInContext(m->context, params, 2, false);
  *type = LLVMFunctionType(result, params, 4, false);
  LLVMValueRef fn = LLVMGetNamedFunction(m->module, "golite.complex128div");
  if (fn)
    return fn;
  fn = cg_helper_function(m, "golite.complex128div", *type, LLVMInternalLinkage);
  CgFunc *f = cg_helper_begin(m, fn);
  Complex n = {LLVMGetParam(fn, 0), LLVMGetParam(fn, 1)};
  Complex d = {LLVMGetParam(fn, 2), LLVMGetParam(fn, 3)};
  Complex q = repair(f, smith(f, n, d), n, d);
  LLVMValueRef whole = LLVMBuildInsertValue(f->b, LLVMGetUndef(result), q.re, 0, "");
  LLVMBuildRet(f->b, LLVMBuildInsertValue(f->b, whole, q.im, 1, ""));
  cg_helper_end(f);
  return fn;
}

static Complex divide(CgFunc *f, Complex n, Complex d) {
  LLVMTypeRef type;
  LLVMValueRef fn = divide_function(f->m, &type);
  LLVMValueRef args[4] = {n.re, n.im, d.re, d.im};
  LLVMValueRef q = LLVMBuildCall2(f->b, type, fn, args, 4, "");
  LLVMSetInstructionCallConv(q, LLVMGetFunctionCallConv(fn));
  return (Complex){LLVMBuildExtractValue(f->b, q, 0, ""), LLVMBuildExtractValue(f->b, q, 1, "")};
}

static Complex multiply(CgFunc *f, Complex x, Complex y) {
  LLVMBuilderRef b = f->b;
  return (Complex){
      LLVMBuildFSub(b, LLVMBuildFMul(b, x.re, y.re, ""), LLVMBuildFMul(b, x.im, y.im, ""), ""),
      LLVMBuildFAdd(b, LLVMBuildFMul(b, x.re, y.im, ""), LLVMBuildFMul(b, x.im, y.re, ""), "")};
}

static Complex widen(CgFunc *f, CgValue v) {
  LLVMTypeRef t = f->m->f64;
  return (Complex){LLVMBuildFPCast(f->b, v.v[0], t, ""), LLVMBuildFPCast(f->b, v.v[1], t, "")};
}

CgValue cg_complex_binary(CgFunc *f, GirBinary op, CgValue a, CgValue b) {
  CgValue r = a;
  if (op == GIR_ADD || op == GIR_SUB) {
    for (int i = 0; i < 2; i++)
      r.v[i] = op == GIR_ADD ? LLVMBuildFAdd(f->b, a.v[i], b.v[i], "")
                             : LLVMBuildFSub(f->b, a.v[i], b.v[i], "");
    return r;
  }
  GL_ASSERT(op == GIR_MUL || op == GIR_DIV, "complex operation %d", op);
  Complex x = widen(f, a), y = widen(f, b);
  Complex z = op == GIR_MUL ? multiply(f, x, y) : divide(f, x, y);
  LLVMTypeRef t = a.layout->leaves[0].type;
  r.v[0] = LLVMBuildFPCast(f->b, z.re, t, "");
  r.v[1] = LLVMBuildFPCast(f->b, z.im, t, "");
  return r;
}
