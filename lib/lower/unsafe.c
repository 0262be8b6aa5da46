/// \file
/// Package unsafe. Sizeof, Alignof and Offsetof are constants, unless type parameters decide.
/// Source: Go spec "Package unsafe".

#include "lower_internal.h"

/// A pointer and a length of any integer type become a slice or string header.
static GirOperand header(LowerFn *f, SynNode *call, GirOp check) {
  GlLoc loc = call->loc;
  const TyType *t = lower_type(f, call);
  const TyType *types[2] = {NULL, NULL};
  GirOperand *v = lower_operands(f, call, types), p = v[0], n = v[1];
  GirInstr *in = lower_emit(f, check, loc, 2);
  in->args[0] = p;
  in->args[1] = n;
  bool is_slice = ty_under_kind(t) == TY_SLICE;
  in->type = is_slice ? ty_canonical(ty_under(t)->slice.elem) : f->c->t_uint8;
  GirOperand len = lower_to_int(f, n, loc);
  GirInstr *h = lower_emit(f, GIR_OP_MAKE_HEADER, loc, is_slice ? 3 : 2);
  h->args[0] = p;
  h->args[1] = len;
  if (is_slice)
    h->args[2] = len;
  h->type = t;
  h->dst = lower_temp(f, t, loc);
  return lower_use(f, h->dst);
}

static GirOperand add(LowerFn *f, SynNode *call) {
  const TyType *types[2] = {NULL, NULL};
  GirOperand *v = lower_operands(f, call, types);
  GirOperand n = lower_to_int(f, v[1], call->loc);
  return lower_binary(f, GIR_PTR_ADD, lower_type(f, call), v[0], n, call->loc);
}

/// Offset of the field `x.f` in x, in which it is embedded without pointers.
static int64_t field_offset(LowerFn *f, SynNode *e) {
  TySelection sel;
  lower_selector(f->c, e, &sel);
  const TyType *t = ty_under(lower_type(f, e->selector.x));
  if (t->kind == TY_POINTER)
    t = ty_under(t->pointer.elem);
  int64_t offset = 0;
  for (uint32_t i = 0; i < sel.n_path; i++) {
    offset += ty_field_offset(t, sel.path[i]);
    t = ty_under(t->strct.fields[sel.path[i]].type);
  }
  return offset;
}

/// Sizeof, Alignof, Offsetof in an instance; the operand is not evaluated.
static GirOperand measure(LowerFn *f, SynNode *call, TyBuiltin b) {
  SynNode *x = syn_unparen(call->call.args.data[0]);
  int64_t n = b == TY_BUILTIN_UNSAFE_SIZEOF    ? ty_size(lower_type(f, x))
              : b == TY_BUILTIN_UNSAFE_ALIGNOF ? ty_align(lower_type(f, x))
                                               : field_offset(f, x);
  return gir_const_int(f->p, lower_type(f, call), (uint64_t)n);
}

GirOperand lower_unsafe(LowerFn *f, SynNode *call, TyBuiltin b) {
  if (b == TY_BUILTIN_UNSAFE_ADD)
    return add(f, call);
  if (b == TY_BUILTIN_UNSAFE_SLICE)
    return header(f, call, GIR_OP_CHECK_UNSAFE_SLICE);
  if (b == TY_BUILTIN_UNSAFE_STRING)
    return header(f, call, GIR_OP_CHECK_UNSAFE_STRING);
  if (b == TY_BUILTIN_UNSAFE_SLICE_DATA || b == TY_BUILTIN_UNSAFE_STRING_DATA)
    return lower_op1(f, GIR_OP_DATA, lower_type(f, call), lower_expr(f, call->call.args.data[0]),
                     call->loc);
  return measure(f, call, b);
}
