/// \file
/// Go values in LLVM: making, loading, storing, spilling. Multi-word values are loaded once, word
/// by word; big ones are moved by memcpy and never as first-class aggregates.

#include "codegen_internal.h"

#include <string.h>

CgValue cg_zero(CgModule *m, const TyType *t) {
  CgValue v = {.layout = cg_layout(m, t)};
  for (uint32_t i = 0; i < v.layout->n_leaves; i++)
    v.v[i] = LLVMConstNull(v.layout->leaves[i].type);
  return v;
}

CgValue cg_scalars(CgModule *m, const TyType *t, LLVMValueRef v0, LLVMValueRef v1,
                   LLVMValueRef v2) {
  CgValue v = {.layout = cg_layout(m, t), .v = {v0, v1, v2}};
  uint32_t n = v2 ? 3 : v1 ? 2 : v0 ? 1 : 0;
  GL_ASSERT(v.layout->n_leaves == n && !v.layout->is_memory, "%u scalars for %s", n,
            ty_string(m->arena, t, TY_STRING_LINK, NULL));
  return v;
}

CgValue cg_scalar(CgModule *m, const TyType *t, LLVMValueRef v) {
  return cg_scalars(m, t, v, NULL, NULL);
}

CgValue cg_operand(CgFunc *f, const GirOperand *o) {
  CgModule *m = f->m;
  switch (o->kind) {
  case GIR_OPERAND_LOCAL: return cg_local_get(f, o->local);
  case GIR_OPERAND_CONST: return cg_const_value(m, o->konst);
  case GIR_OPERAND_FUNC: return cg_scalar(m, o->type, cg_func_record(m, o->func));
  case GIR_OPERAND_GLOBAL: return cg_scalar(m, o->type, cg_global(m, o->global));
  case GIR_OPERAND_NONE: break;
  }
  GL_UNREACHABLE();
}

LLVMValueRef cg_operand_scalar(CgFunc *f, const GirOperand *o) {
  CgValue v = cg_operand(f, o);
  GL_ASSERT(v.layout->n_leaves == 1, "operand is no scalar");
  return v.v[0];
}

LLVMValueRef cg_operand_i64(CgFunc *f, const GirOperand *o) {
  LLVMValueRef v = cg_operand_scalar(f, o);
  if (LLVMTypeOf(v) == f->m->i64)
    return v;
  return cg_is_signed(o->type) ? LLVMBuildSExt(f->b, v, f->m->i64, "")
                               : LLVMBuildZExt(f->b, v, f->m->i64, "");
}

LLVMValueRef cg_offset(CgFunc *f, LLVMValueRef p, int64_t bytes) {
  if (bytes == 0)
    return p;
  LLVMValueRef index = cg_int(f->m, bytes);
  return LLVMBuildGEPWithNoWrapFlags(f->b, f->m->i8, p, &index, 1, "",
                                     LLVMGEPFlagInBounds | LLVMGEPFlagNUW);
}

static LLVMValueRef load_leaf(CgFunc *f, const CgLeaf *leaf, LLVMValueRef address) {
  CgModule *m = f->m;
  LLVMValueRef at = cg_offset(f, address, leaf->offset);
  LLVMValueRef v = LLVMBuildLoad2(f->b, cg_leaf_memory_type(m, leaf), at, "");
  if (leaf->is_bool) {
    LLVMSetMetadata(v, m->md_range, m->bool_range);
    return LLVMBuildTrunc(f->b, v, m->i1, "");
  }
  if (leaf->is_length && m->options.opt_level > 0)
    LLVMSetMetadata(v, m->md_range, m->length_range);
  return v;
}

CgValue cg_load(CgFunc *f, const CgLayout *l, LLVMValueRef address) {
  GL_ASSERT(!l->is_memory, "load of a memory value");
  CgValue value = {.layout = l};
  for (uint32_t i = 0; i < l->n_leaves; i++)
    value.v[i] = load_leaf(f, &l->leaves[i], address);
  return value;
}

LLVMValueRef cg_operand_leaf(CgFunc *f, const GirOperand *o, uint32_t i) {
  const CgLocal *c = o->kind == GIR_OPERAND_LOCAL ? &f->locals[o->local] : NULL;
  if (c && c->kind == CG_LOCAL_STACK && !c->layout->is_memory)
    return load_leaf(f, &c->layout->leaves[i], c->address);
  return cg_operand(f, o).v[i];
}

void cg_copy_memory(CgFunc *f, const CgLayout *l, LLVMValueRef to, LLVMValueRef from) {
  if (l->size && to != from)
    LLVMBuildMemCpy(f->b, to, l->align, from, l->align, cg_int(f->m, l->size));
}

void cg_zero_memory(CgFunc *f, const CgLayout *l, LLVMValueRef at) {
  if (l->is_memory)
    LLVMBuildMemSet(f->b, at, LLVMConstNull(f->m->i8), cg_int(f->m, l->size), l->align);
  else
    cg_store(f, cg_zero(f->m, l->type), at);
}

void cg_store(CgFunc *f, CgValue v, LLVMValueRef address) {
  const CgLayout *l = v.layout;
  if (l->is_memory) {
    if (v.address)
      cg_copy_memory(f, l, address, v.address);
    else
      cg_zero_memory(f, l, address);
    return;
  }
  for (uint32_t i = 0; i < l->n_leaves; i++) {
    LLVMValueRef scalar = v.v[i];
    if (l->leaves[i].is_bool)
      scalar = LLVMBuildZExt(f->b, scalar, f->m->i8, "");
    LLVMBuildStore(f->b, scalar, cg_offset(f, address, l->leaves[i].offset));
  }
}

LLVMValueRef cg_alloca(CgFunc *f, LLVMTypeRef t, uint32_t align, const char *name) {
  LLVMValueRef next =
      f->last_alloca ? LLVMGetNextInstruction(f->last_alloca) : LLVMGetFirstInstruction(f->entry);
  if (next)
    LLVMPositionBuilderBefore(f->allocas, next);
  else
    LLVMPositionBuilderAtEnd(f->allocas, f->entry);
  LLVMSetCurrentDebugLocation2(f->allocas, NULL);
  f->last_alloca = LLVMBuildAlloca(f->allocas, t, name ? name : "");
  if (align)
    LLVMSetAlignment(f->last_alloca, align);
  return f->last_alloca;
}

LLVMValueRef cg_spill(CgFunc *f, CgValue v) {
  if (v.layout->size == 0)
    return cg_runtime_data(f->m, "zerobase");
  if (v.address)
    return v.address;
  LLVMValueRef slot = cg_alloca(f, v.layout->mem, v.layout->align, NULL);
  cg_store(f, v, slot);
  return slot;
}

LLVMValueRef cg_intrinsic_call(CgFunc *f, const char *name, LLVMTypeRef *overload, unsigned n_types,
                               LLVMValueRef *args, unsigned n_args) {
  unsigned id = LLVMLookupIntrinsicID(name, strlen(name));
  GL_ASSERT(id, "LLVM knows no intrinsic %s", name);
  LLVMValueRef fn = LLVMGetIntrinsicDeclaration(f->m->module, id, overload, n_types);
  LLVMTypeRef type = LLVMIntrinsicGetType(f->m->context, id, overload, n_types);
  return LLVMBuildCall2(f->b, type, fn, args, n_args, "");
}

void cg_lifetime(CgFunc *f, LLVMValueRef slot, bool is_start) {
  if (f->m->options.opt_level == 0)
    return;
  cg_intrinsic_call(f, is_start ? "llvm.lifetime.start" : "llvm.lifetime.end", &f->m->ptr, 1, &slot,
                    1);
}
