/// \file
/// Functions that the compiler makes itself: small bodies that are always inlined, and those that
/// say what the runtime cannot do. Source: golite/ir/intrinsics.def; LLVM LangRef, "Intrinsic
/// Functions", "Atomic Memory Ordering Constraints".

#include "codegen_internal.h"

#include "golite/abi/layout.h"

#include <string.h>

enum { MAX_PARAMS = 4 };

/// One body while it is made: parameters, then results, as scalars.
typedef struct Body {
  CgFunc *f;
  LLVMBuilderRef b;
  LLVMValueRef p[MAX_PARAMS];
  const CgLayout *first; // of the first parameter; NULL: there is none
  LLVMTypeRef result;    // of the first result as LLVM sees it; NULL: there is none
  LLVMValueRef r[2];
} Body;

static LLVMValueRef call(Body *b, const char *name, LLVMValueRef *args, unsigned n) {
  LLVMTypeRef t = LLVMTypeOf(args[0]);
  return cg_intrinsic_call(b->f, name, &t, 1, args, n);
}

static LLVMValueRef call1(Body *b, const char *name) { return call(b, name, b->p, 1); }

/// Counts are ints.
static void count(Body *b, LLVMValueRef n) { b->r[0] = LLVMBuildZExt(b->b, n, b->f->m->i64, ""); }

static LLVMValueRef zeros(Body *b, const char *name) {
  LLVMValueRef args[2] = {b->p[0], LLVMConstInt(b->f->m->i1, 0, false)};
  return call(b, name, args, 2);
}

static void length(Body *b) {
  LLVMTypeRef t = LLVMTypeOf(b->p[0]);
  LLVMValueRef width = LLVMConstInt(t, LLVMGetIntTypeWidth(t), false);
  count(b, LLVMBuildSub(b->b, width, zeros(b, "llvm.ctlz"), ""));
}

static void rotate(Body *b) {
  LLVMTypeRef t = LLVMTypeOf(b->p[0]);
  LLVMValueRef args[3] = {b->p[0], b->p[0],
                          LLVMBuildIntCast2(b->b, b->p[1], t, false, "")}; // modulo its width
  b->r[0] = call(b, "llvm.fshl", args, 3);
}

/// x ± y ± carry by two operations that say whether they overflow.
static void carry(Body *b, const char *name) {
  LLVMValueRef one = call(b, name, b->p, 2);
  LLVMValueRef args[2] = {LLVMBuildExtractValue(b->b, one, 0, ""), b->p[2]};
  LLVMValueRef two = call(b, name, args, 2);
  LLVMValueRef out = LLVMBuildOr(b->b, LLVMBuildExtractValue(b->b, one, 1, ""),
                                 LLVMBuildExtractValue(b->b, two, 1, ""), "");
  b->r[0] = LLVMBuildExtractValue(b->b, two, 0, "");
  b->r[1] = LLVMBuildZExt(b->b, out, LLVMTypeOf(b->p[0]), "");
}

static void multiply_wide(Body *b) {
  LLVMTypeRef t = LLVMTypeOf(b->p[0]);
  unsigned width = LLVMGetIntTypeWidth(t);
  LLVMTypeRef wide = LLVMIntTypeInContext(b->f->m->context, 2 * width);
  LLVMValueRef product = LLVMBuildMul(b->b, LLVMBuildZExt(b->b, b->p[0], wide, ""),
                                      LLVMBuildZExt(b->b, b->p[1], wide, ""), "");
  LLVMValueRef high = LLVMBuildLShr(b->b, product, LLVMConstInt(wide, width, false), "");
  b->r[0] = LLVMBuildTrunc(b->b, high, t, "");
  b->r[1] = LLVMBuildTrunc(b->b, product, t, "");
}

static void multiply_overflow(Body *b) {
  LLVMValueRef pair = call(b, "llvm.umul.with.overflow", b->p, 2);
  b->r[0] = LLVMBuildExtractValue(b->b, pair, 0, "");
  b->r[1] = LLVMBuildExtractValue(b->b, pair, 1, "");
}

// --- atomic operations ------------------------------------------------------------------

static const LLVMAtomicOrdering order = LLVMAtomicOrderingSequentiallyConsistent;

static void set_atomic(LLVMValueRef access, LLVMTypeRef t) {
  LLVMSetOrdering(access, order);
  LLVMSetAlignment(access, LLVMGetTypeKind(t) == LLVMPointerTypeKind ? CG_WORD
                                                                     : LLVMGetIntTypeWidth(t) / 8);
}

static LLVMValueRef modify(Body *b, LLVMAtomicRMWBinOp op) {
  return LLVMBuildAtomicRMW(b->b, op, b->p[0], b->p[1], order, false);
}

static void atomic_load(Body *b) {
  b->r[0] = LLVMBuildLoad2(b->b, b->result, b->p[0], "");
  set_atomic(b->r[0], b->result);
}

static void atomic_store(Body *b) {
  set_atomic(LLVMBuildStore(b->b, b->p[1], b->p[0]), LLVMTypeOf(b->p[1]));
}

static void atomic_cas(Body *b) {
  LLVMValueRef pair = LLVMBuildAtomicCmpXchg(b->b, b->p[0], b->p[1], b->p[2], order, order, false);
  b->r[0] = LLVMBuildExtractValue(b->b, pair, 1, "");
}

// --- the machine --------------------------------------------------------------------------

/// `keep`: 0 (read once) … 3 (keep in all caches).
static void prefetch(Body *b, uint64_t keep) {
  CgModule *m = b->f->m;
  LLVMValueRef address = LLVMBuildIntToPtr(b->b, b->p[0], m->ptr, "");
  LLVMValueRef args[4] = {address, LLVMConstInt(m->i32, 0, false),
                          LLVMConstInt(m->i32, keep, false), LLVMConstInt(m->i32, 1, false)};
  call(b, "llvm.prefetch", args, 4);
}

static void caller_pc(Body *b) {
  LLVMValueRef zero = LLVMConstInt(b->f->m->i32, 0, false);
  LLVMValueRef pc = cg_intrinsic_call(b->f, "llvm.returnaddress", NULL, 0, &zero, 1);
  b->r[0] = LLVMBuildPtrToInt(b->b, pc, b->f->m->i64, "");
}

static void make(Body *b, GirIntrinsic kind) {
  switch (kind) {
  case GIR_INTRINSIC_ATOMIC_LOAD: atomic_load(b); return;
  case GIR_INTRINSIC_ATOMIC_STORE: atomic_store(b); return;
  case GIR_INTRINSIC_ATOMIC_SWAP: b->r[0] = modify(b, LLVMAtomicRMWBinOpXchg); return;
  case GIR_INTRINSIC_ATOMIC_CAS: atomic_cas(b); return;
  case GIR_INTRINSIC_ATOMIC_ADD:
    b->r[0] = LLVMBuildAdd(b->b, modify(b, LLVMAtomicRMWBinOpAdd), b->p[1], "");
    return;
  case GIR_INTRINSIC_ATOMIC_AND: b->r[0] = modify(b, LLVMAtomicRMWBinOpAnd); return;
  case GIR_INTRINSIC_ATOMIC_OR: b->r[0] = modify(b, LLVMAtomicRMWBinOpOr); return;
  case GIR_INTRINSIC_TRAILING_ZEROS: count(b, zeros(b, "llvm.cttz")); return;
  case GIR_INTRINSIC_LEADING_ZEROS: count(b, zeros(b, "llvm.ctlz")); return;
  case GIR_INTRINSIC_LEN: length(b); return;
  case GIR_INTRINSIC_ONES_COUNT: count(b, call1(b, "llvm.ctpop")); return;
  case GIR_INTRINSIC_SWAP_BYTES: b->r[0] = call1(b, "llvm.bswap"); return;
  case GIR_INTRINSIC_REVERSE: b->r[0] = call1(b, "llvm.bitreverse"); return;
  case GIR_INTRINSIC_ROTATE_LEFT: rotate(b); return;
  case GIR_INTRINSIC_ADD_CARRY: carry(b, "llvm.uadd.with.overflow"); return;
  case GIR_INTRINSIC_SUB_BORROW: carry(b, "llvm.usub.with.overflow"); return;
  case GIR_INTRINSIC_MUL_WIDE: multiply_wide(b); return;
  case GIR_INTRINSIC_MUL_OVERFLOW: multiply_overflow(b); return;
  case GIR_INTRINSIC_SQRT: b->r[0] = call1(b, "llvm.sqrt"); return;
  case GIR_INTRINSIC_FLOOR: b->r[0] = call1(b, "llvm.floor"); return;
  case GIR_INTRINSIC_CEIL: b->r[0] = call1(b, "llvm.ceil"); return;
  case GIR_INTRINSIC_TRUNC: b->r[0] = call1(b, "llvm.trunc"); return;
  case GIR_INTRINSIC_ROUND_TO_EVEN: b->r[0] = call1(b, "llvm.roundeven"); return;
  case GIR_INTRINSIC_ABS: b->r[0] = call1(b, "llvm.fabs"); return;
  case GIR_INTRINSIC_COPYSIGN: b->r[0] = call(b, "llvm.copysign", b->p, 2); return;
  case GIR_INTRINSIC_FMA: b->r[0] = call(b, "llvm.fma", b->p, 3); return;
  case GIR_INTRINSIC_PREFETCH: prefetch(b, 3); return;
  case GIR_INTRINSIC_PREFETCH_STREAMED: prefetch(b, 0); return;
  case GIR_INTRINSIC_CALLER_PC: caller_pc(b); return;
  case GIR_INTRINSIC_HIDE: b->r[0] = b->p[0]; return;
  case GIR_INTRINSIC_STUB:
  case GIR_INTRINSIC_NONE:
  case GIR_INTRINSIC_COUNT: break;
  }
  GL_UNREACHABLE();
}

static void return_results(const Body *b, const CgSignature *s) {
  CgModule *m = b->f->m;
  if (s->mode == CG_RESULT_VOID) {
    LLVMBuildRetVoid(b->b);
    return;
  }
  if (s->mode == CG_RESULT_SCALAR) {
    LLVMBuildRet(b->b, b->r[0]);
    return;
  }
  LLVMValueRef whole = LLVMGetPoison(s->result);
  for (unsigned i = 0; i < 2; i++) {
    LLVMValueRef v = b->r[i];
    if (LLVMTypeOf(v) == m->i1)
      v = LLVMBuildZExt(b->b, v, m->i8, "");
    whole = LLVMBuildInsertValue(b->b, whole, v, i, "");
  }
  LLVMBuildRet(b->b, whole);
}

static void add_always_inline(CgModule *m, LLVMValueRef fn) {
  unsigned kind = LLVMGetEnumAttributeKindForName("alwaysinline", 12);
  LLVMAddAttributeAtIndex(fn, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
                          LLVMCreateEnumAttribute(m->context, kind, 0));
}

LLVMValueRef cg_intrinsic_function(CgModule *m, const GirFunc *g, const CgSignature *s) {
  LLVMValueRef fn = LLVMAddFunction(m->module, g->symbol, s->type);
  LLVMSetFunctionCallConv(fn, CG_SWIFT_CC);
  if (g->intrinsic == GIR_INTRINSIC_STUB) {
    LLVMSetVisibility(fn, LLVMHiddenVisibility);
    return fn;
  }
  LLVMSetLinkage(fn, LLVMInternalLinkage);
  LLVMSetPrefixData(fn, LLVMConstInt(m->i32, 0, false));
  cg_signature_attributes(m, s, fn);
  add_always_inline(m, fn);
  GL_ASSERT(LLVMCountParams(fn) <= MAX_PARAMS, "parameters of %s", g->symbol);
  CgFunc *f = cg_helper_begin(m, fn);
  Body b = {.f = f, .b = f->b, .result = s->result};
  LLVMGetParams(fn, b.p);
  make(&b, g->intrinsic);
  return_results(&b, s);
  cg_helper_end(f);
  return fn;
}

void cg_unsupported_body(CgModule *m, const GirFunc *g, LLVMValueRef fn) {
  LLVMSetLinkage(fn, LLVMWeakAnyLinkage);
  CgFunc *f = cg_helper_begin(m, fn);
  LLVMValueRef args[2] = {cg_string_data(m, g->symbol, strlen(g->symbol)),
                          cg_int(m, (int64_t)strlen(g->symbol))};
  cg_runtime_call(f, CG_RT_unsupported, args, 2);
  cg_helper_end(f);
}
