/// \file
/// print and println: one runtime call an operand, between lock and unlock.
/// Source: what gc's print shows for each kind.

#include "codegen_internal.h"

static LLVMValueRef widen(CgFunc *f, CgValue v) {
  return LLVMBuildIntCast2(f->b, v.v[0], f->m->i64, cg_is_signed(v.layout->type), "");
}

static void print_number(CgFunc *f, CgValue v, const TyType *t) {
  uint32_t flags = ty_flags(t);
  if (flags & TY_F_INTEGER) {
    LLVMValueRef n = widen(f, v);
    cg_runtime_call(f, flags & TY_F_UNSIGNED ? CG_RT_print_uint : CG_RT_print_int, &n, 1);
  } else if (flags & TY_F_FLOAT) {
    cg_runtime_call(f, t->kind == TY_FLOAT32 ? CG_RT_print_float32 : CG_RT_print_float64, v.v, 1);
  } else {
    cg_runtime_call(f, t->kind == TY_COMPLEX64 ? CG_RT_print_complex64 : CG_RT_print_complex128,
                    v.v, 2);
  }
}

static void print_value(CgFunc *f, const GirOperand *o) {
  const TyType *t = ty_under(o->type);
  CgValue v = cg_operand(f, o);
  if (ty_flags(t) & (TY_F_INTEGER | TY_F_FLOAT | TY_F_COMPLEX)) {
    print_number(f, v, t);
    return;
  }
  if (t->kind == TY_BOOL)
    cg_runtime_call(f, CG_RT_print_bool, v.v, 1);
  else if (t->kind == TY_STRING)
    cg_runtime_call(f, CG_RT_print_string, v.v, 2);
  else if (t->kind == TY_SLICE)
    cg_runtime_call(f, CG_RT_print_slice, v.v, 3);
  else if (t->kind == TY_INTERFACE)
    cg_runtime_call(f, CG_RT_print_iface, v.v, 2);
  else
    cg_runtime_call(f, CG_RT_print_pointer, v.v, 1);
}

void cg_emit_print(CgFunc *f, const GirInstr *in) {
  cg_runtime_call(f, CG_RT_print_lock, NULL, 0);
  for (uint32_t i = 0; i < in->n_args; i++) {
    if (i > 0 && in->sub)
      cg_runtime_call(f, CG_RT_print_sp, NULL, 0);
    print_value(f, &in->args[i]);
  }
  if (in->sub)
    cg_runtime_call(f, CG_RT_print_nl, NULL, 0);
  cg_runtime_call(f, CG_RT_print_unlock, NULL, 0);
}
