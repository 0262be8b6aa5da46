/// \file
/// Slices: slicing with its checks, headers, copy, clear, length and capacity.
/// Source: Go spec "Slice expressions", "Full slice expressions"; gc's order of the checks.

#include "codegen_internal.h"

/// What is sliced: a slice, a string, or an array behind a pointer.
typedef struct Sliced {
  LLVMValueRef data, len, cap;
  const TyType *elem; // NULL: string
  bool is_slice;      // panics speak of the capacity
} Sliced;

static Sliced sliced_operand(CgFunc *f, const GirOperand *o) {
  CgValue v = cg_operand(f, o);
  const TyType *t = ty_under(o->type);
  if (t->kind == TY_STRING)
    return (Sliced){.data = v.v[0], .len = v.v[1], .cap = v.v[1]};
  if (t->kind == TY_SLICE)
    return (Sliced){v.v[0], v.v[1], v.v[2], t->slice.elem, true};
  GL_ASSERT(t->kind == TY_POINTER, "slice of another type");
  const TyType *array = ty_under(t->pointer.elem);
  LLVMValueRef n = cg_int(f->m, array->array.len);
  return (Sliced){v.v[0], n, n, array->array.elem, false};
}

static bool is_const_zero(LLVMValueRef v) {
  return LLVMIsAConstantInt(v) && LLVMConstIntGetZExtValue(v) == 0;
}

/// index <= bound, else the panic; `o` is where the index comes from (its sign matters).
static void check_bound(CgFunc *f, const GirOperand *o, LLVMValueRef index, LLVMValueRef bound,
                        CgRuntime if_signed, CgRuntime if_unsigned) {
  bool is_signed = o->kind == GIR_OPERAND_NONE || cg_is_signed(o->type);
  if (index == bound || is_const_zero(index))
    return;
  LLVMValueRef args[2] = {index, bound};
  LLVMValueRef ok = LLVMBuildICmp(f->b, LLVMIntULE, index, bound, "");
  cg_check(f, ok, is_signed ? if_signed : if_unsigned, args, 2);
}

static void check_slice3(CgFunc *f, const Sliced *s, const GirOperand *args,
                         const LLVMValueRef *v) {
  if (s->is_slice)
    check_bound(f, &args[3], v[2], s->cap, CG_RT_panic_slice3_acap, CG_RT_panic_slice3_acap_u);
  else
    check_bound(f, &args[3], v[2], s->cap, CG_RT_panic_slice3_alen, CG_RT_panic_slice3_alen_u);
  check_bound(f, &args[2], v[1], v[2], CG_RT_panic_slice3_b, CG_RT_panic_slice3_b_u);
  check_bound(f, &args[1], v[0], v[1], CG_RT_panic_slice3_c, CG_RT_panic_slice3_c_u);
}

static void check_slice(CgFunc *f, const Sliced *s, const GirOperand *args, const LLVMValueRef *v) {
  // The missing high bound is the length, which is at most the capacity.
  if (args[2].kind != GIR_OPERAND_NONE && s->is_slice)
    check_bound(f, &args[2], v[1], s->cap, CG_RT_panic_slice_acap, CG_RT_panic_slice_acap_u);
  else if (args[2].kind != GIR_OPERAND_NONE)
    check_bound(f, &args[2], v[1], s->cap, CG_RT_panic_slice_alen, CG_RT_panic_slice_alen_u);
  check_bound(f, &args[1], v[0], v[1], CG_RT_panic_slice_b, CG_RT_panic_slice_b_u);
}

/// data + low elements; with nothing behind it the pointer stays, so that it never leaves its
/// object.
static LLVMValueRef move_data(CgFunc *f, const Sliced *s, LLVMValueRef low, LLVMValueRef room) {
  int64_t size = s->elem ? ty_size(s->elem) : 1;
  if (is_const_zero(low) || size == 0)
    return s->data;
  LLVMValueRef is_empty = LLVMBuildICmp(f->b, LLVMIntEQ, room, cg_int(f->m, 0), "");
  LLVMValueRef delta = LLVMBuildSelect(f->b, is_empty, cg_int(f->m, 0), low, "");
  LLVMTypeRef type = s->elem ? cg_layout(f->m, s->elem)->mem : f->m->i8;
  return LLVMBuildGEPWithNoWrapFlags(f->b, type, s->data, &delta, 1, "",
                                     LLVMGEPFlagInBounds | LLVMGEPFlagNUW);
}

void cg_emit_slice(CgFunc *f, const GirInstr *in) {
  const GirOperand *args = in->args;
  Sliced s = sliced_operand(f, &args[0]);
  LLVMValueRef v[3] = {cg_int(f->m, 0), s.len, s.cap};
  for (int i = 0; i < 3; i++)
    if (args[i + 1].kind != GIR_OPERAND_NONE)
      v[i] = cg_operand_i64(f, &args[i + 1]);
  if (args[3].kind != GIR_OPERAND_NONE)
    check_slice3(f, &s, args, v);
  else
    check_slice(f, &s, args, v);
  LLVMValueRef len = is_const_zero(v[0]) ? v[1] : LLVMBuildNUWSub(f->b, v[1], v[0], "");
  LLVMValueRef cap = s.elem == NULL        ? len
                     : is_const_zero(v[0]) ? v[2]
                                           : LLVMBuildNUWSub(f->b, v[2], v[0], "");
  if (!in->dst)
    return;
  LLVMValueRef data = move_data(f, &s, v[0], cap);
  const TyType *type = gir_local(f->gir, in->dst)->type;
  cg_local_set(f, in->dst, cg_scalars(f->m, type, data, len, s.elem ? cap : NULL));
}

void cg_emit_header(CgFunc *f, const GirInstr *in) {
  if (!in->dst)
    return;
  const TyType *type = gir_local(f->gir, in->dst)->type;
  LLVMValueRef cap = in->n_args > 2 ? cg_operand_i64(f, &in->args[2]) : NULL;
  cg_local_set(f, in->dst,
               cg_scalars(f->m, type, cg_operand_scalar(f, &in->args[0]),
                          cg_operand_i64(f, &in->args[1]), cap));
}

void cg_emit_len_cap_data(CgFunc *f, const GirInstr *in) {
  const TyType *t = ty_under(in->args[0].type);
  if (t->kind == TY_CHAN) {
    cg_emit_chan_length(f, in);
    return;
  }
  if (t->kind == TY_MAP) {
    cg_emit_map_length(f, in);
    return;
  }
  GL_ASSERT(t->kind == TY_STRING || t->kind == TY_SLICE, "len of another type");
  uint32_t word = in->op == GIR_OP_DATA ? 0 : in->op == GIR_OP_LEN ? 1 : 2;
  if (!in->dst)
    return;
  LLVMValueRef v = cg_operand_leaf(f, &in->args[0], word);
  cg_local_set(f, in->dst, cg_scalar(f->m, gir_local(f->gir, in->dst)->type, v));
}

static LLVMValueRef byte_count(CgFunc *f, LLVMValueRef n, int64_t size) {
  if (size == 1)
    return n;
  return LLVMBuildNUWMul(f->b, n, cg_int(f->m, size), "");
}

void cg_emit_copy_elems(CgFunc *f, const GirInstr *in) {
  CgModule *m = f->m;
  CgValue to = cg_operand(f, &in->args[0]), from = cg_operand(f, &in->args[1]);
  const CgLayout *elem = cg_layout(m, ty_under(to.layout->type)->slice.elem);
  LLVMValueRef lengths[2] = {to.v[1], from.v[1]};
  LLVMValueRef n = cg_intrinsic_call(f, "llvm.smin", &m->i64, 1, lengths, 2);
  if (elem->size)
    LLVMBuildMemMove(f->b, to.v[0], elem->align, from.v[0], elem->align,
                     byte_count(f, n, elem->size));
  if (in->dst)
    cg_local_set(f, in->dst, cg_scalar(m, gir_local(f->gir, in->dst)->type, n));
}

void cg_emit_clear(CgFunc *f, const GirInstr *in) {
  CgValue v = cg_operand(f, &in->args[0]);
  const TyType *t = ty_under(in->args[0].type);
  GL_ASSERT(t->kind == TY_SLICE, "clear of another type");
  const CgLayout *elem = cg_layout(f->m, t->slice.elem);
  if (elem->size)
    LLVMBuildMemSet(f->b, v.v[0], LLVMConstNull(f->m->i8), byte_count(f, v.v[1], elem->size),
                    elem->align);
}
