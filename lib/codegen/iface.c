/// \file
/// Interface values: making, converting, asserting, testing.
/// Dynamic types are compared by descriptor address. The table of a value is the one of its own
/// static type, also after a conversion between interfaces of the same methods: == compares tables.
/// Source: Go spec "Type assertions", "Type switches".

#include "codegen_internal.h"

#include "golite/abi/layout.h"

#include <stddef.h>

static bool is_empty_interface(const TyType *t) { return ty_under(t)->iface.n_methods == 0; }

void cg_emit_make_iface(CgFunc *f, const GirInstr *in) {
  CgModule *m = f->m;
  if (!in->dst)
    return;
  const TyType *iface = gir_local(f->gir, in->dst)->type;
  CgValue v = cg_operand(f, &in->args[0]);
  LLVMValueRef word =
      is_empty_interface(iface) ? cg_descriptor(m, in->type) : cg_itab(m, in->type, iface);
  GL_ASSERT(v.layout->n_leaves == 1 && v.layout->leaves[0].type == m->ptr,
            "data word of an interface is no pointer");
  cg_local_set(f, in->dst, cg_scalars(m, iface, word, v.v[0], NULL));
}

static LLVMValueRef type_of_itab(CgFunc *f, LLVMValueRef itab) {
  LLVMValueRef at = cg_offset(f, itab, offsetof(AbiItab, type));
  return LLVMBuildLoad2(f->b, f->m->ptr, at, "");
}

LLVMValueRef cg_iface_type(CgFunc *f, CgValue v) {
  if (is_empty_interface(v.layout->type))
    return v.v[0];
  CgIf g = cg_if_begin(f, LLVMBuildIsNotNull(f->b, v.v[0], ""));
  LLVMValueRef type = type_of_itab(f, v.v[0]);
  return cg_if_end(f, g, type, LLVMConstNull(f->m->ptr));
}

void cg_emit_convert_iface(CgFunc *f, const GirInstr *in) {
  CgModule *m = f->m;
  if (!in->dst)
    return;
  const TyType *to = gir_local(f->gir, in->dst)->type;
  CgValue v = cg_operand(f, &in->args[0]), r = {.layout = cg_layout(m, to)};
  bool from_empty = is_empty_interface(in->args[0].type);
  r.v[1] = v.v[1];
  if (is_empty_interface(to)) {
    r.v[0] = cg_iface_type(f, v);
  } else if (ty_canonical(to) == ty_canonical(in->args[0].type)) {
    r.v[0] = v.v[0];
  } else {
    GL_ASSERT(!from_empty, "conversion of an empty interface to a bigger one");
    CgIf g = cg_if_begin(f, LLVMBuildIsNotNull(f->b, v.v[0], ""));
    LLVMValueRef args[3] = {cg_descriptor(m, to), type_of_itab(f, v.v[0]), LLVMConstNull(m->i1)};
    LLVMValueRef itab = cg_runtime_call(f, CG_RT_get_itab, args, 3);
    r.v[0] = cg_if_end(f, g, itab, LLVMConstNull(m->ptr));
  }
  cg_local_set(f, in->dst, r);
}

// --- assertions --------------------------------------------------------------------

/// The value of concrete type `t` behind a data word.
static CgValue unpack(CgFunc *f, const TyType *t, LLVMValueRef word) {
  const CgLayout *l = cg_layout(f->m, t);
  if (ty_is_direct_iface(t))
    return cg_scalar(f->m, t, word);
  if (l->is_memory)
    return (CgValue){.layout = l, .address = word};
  return cg_load(f, l, word);
}

static void set_ok(CgFunc *f, const GirInstr *in, LLVMValueRef ok) {
  if (in->dst2)
    cg_local_set(f, in->dst2, cg_scalar(f->m, gir_local(f->gir, in->dst2)->type, ok));
}

/// v, ok = a.(T): the zero value where it does not hold.
static void assert_concrete_ok(CgFunc *f, const GirInstr *in, LLVMValueRef holds,
                               LLVMValueRef word) {
  CgModule *m = f->m;
  const CgLayout *l = cg_layout(m, in->type);
  set_ok(f, in, holds);
  if (!in->dst || l->size == 0)
    return;
  if (ty_is_direct_iface(in->type)) {
    LLVMValueRef v = LLVMBuildSelect(f->b, holds, word, LLVMConstNull(m->ptr), "");
    cg_local_set(f, in->dst, cg_scalar(m, in->type, v));
    return;
  }
  LLVMBasicBlockRef from = LLVMGetInsertBlock(f->b);
  LLVMBasicBlockRef then = cg_block_after(f, ""), join = cg_block_cold(f, "");
  if (l->is_memory)
    cg_zero_memory(f, l, cg_local_storage(f, in->dst));
  LLVMBuildCondBr(f->b, holds, then, join);
  cg_go_to(f, then);
  CgValue v = unpack(f, in->type, word), zero = cg_zero(m, in->type);
  if (l->is_memory)
    cg_local_set(f, in->dst, v);
  LLVMBasicBlockRef last = LLVMGetInsertBlock(f->b);
  LLVMMoveBasicBlockAfter(join, last);
  LLVMBuildBr(f->b, join);
  cg_go_to(f, join);
  if (l->is_memory)
    return;
  for (uint32_t i = 0; i < l->n_leaves; i++)
    v.v[i] = cg_phi(f, zero.v[i], from, v.v[i], last);
  cg_local_set(f, in->dst, v);
}

static void assert_concrete(CgFunc *f, const GirInstr *in, CgValue a) {
  CgModule *m = f->m;
  if (in->flags & GIR_I_UNCHECKED) {
    set_ok(f, in, LLVMConstInt(m->i1, 1, false));
    if (in->dst)
      cg_local_set(f, in->dst, unpack(f, in->type, a.v[1]));
    return;
  }
  LLVMValueRef have = cg_iface_type(f, a), want = cg_descriptor(m, in->type);
  LLVMValueRef holds = LLVMBuildICmp(f->b, LLVMIntEQ, have, want, "");
  if (in->dst2) {
    assert_concrete_ok(f, in, holds, a.v[1]);
    return;
  }
  LLVMValueRef args[3] = {have, want, cg_descriptor(m, in->args[0].type)};
  cg_check(f, holds, CG_RT_panic_dottype, args, 3);
  if (in->dst)
    cg_local_set(f, in->dst, unpack(f, in->type, a.v[1]));
}

static void assert_interface(CgFunc *f, const GirInstr *in, CgValue a) {
  CgModule *m = f->m;
  LLVMValueRef have = cg_iface_type(f, a), null = LLVMConstNull(m->ptr), word;
  LLVMValueRef args[3] = {cg_descriptor(m, in->type), have, NULL};
  bool to_empty = is_empty_interface(in->type), comma_ok = in->dst2 != 0;
  if (!to_empty) {
    word = cg_runtime_call(f, comma_ok ? CG_RT_assert_e2i2 : CG_RT_assert_e2i, args, 2);
  } else {
    word = have;
    args[0] = have;
    args[1] = cg_descriptor(m, in->type);
    args[2] = null; // as gc: the text does not name the interface type before
    if (!comma_ok)
      cg_check(f, LLVMBuildIsNotNull(f->b, have, ""), CG_RT_panic_dottype, args, 3);
  }
  LLVMValueRef data = a.v[1];
  if (comma_ok) {
    LLVMValueRef ok = LLVMBuildIsNotNull(f->b, word, "");
    set_ok(f, in, ok);
    data = LLVMBuildSelect(f->b, ok, data, null, "");
  }
  if (in->dst)
    cg_local_set(f, in->dst, cg_scalars(m, in->type, word, data, NULL));
}

void cg_emit_type_assert(CgFunc *f, const GirInstr *in) {
  CgValue a = cg_operand(f, &in->args[0]);
  if (ty_is_interface(in->type))
    assert_interface(f, in, a);
  else
    assert_concrete(f, in, a);
}

void cg_emit_type_test(CgFunc *f, const GirInstr *in) {
  CgModule *m = f->m;
  CgValue a = cg_operand(f, &in->args[0]);
  LLVMValueRef r;
  if (!in->dst)
    return;
  if (!in->type) {
    r = LLVMBuildIsNull(f->b, a.v[0], "");
  } else if (!ty_is_interface(in->type)) {
    r = LLVMBuildICmp(f->b, LLVMIntEQ, cg_iface_type(f, a), cg_descriptor(m, in->type), "");
  } else if (is_empty_interface(in->type)) {
    r = LLVMBuildIsNotNull(f->b, a.v[0], "");
  } else {
    LLVMValueRef args[2] = {cg_descriptor(m, in->type), cg_iface_type(f, a)};
    r = LLVMBuildIsNotNull(f->b, cg_runtime_call(f, CG_RT_assert_e2i2, args, 2), "");
  }
  cg_local_set(f, in->dst, cg_scalar(m, gir_local(f->gir, in->dst)->type, r));
}
