/// \file
/// Constants: scalars of GirConst, memory forms, string bytes.

#include "codegen_internal.h"

static LLVMValueRef word_constant(CgModule *m, LLVMTypeRef t, uint64_t bits) {
  if (t != m->ptr)
    return LLVMConstInt(t, bits, false);
  LLVMValueRef n = LLVMConstInt(m->i64, bits, false);
  return bits ? LLVMConstIntToPtr(n, m->ptr) : LLVMConstNull(m->ptr);
}

CgValue cg_const_value(CgModule *m, const GirConst *c) {
  CgValue v = cg_zero(m, c->type);
  const CgLayout *l = v.layout;
  switch (c->kind) {
  case GIR_CONST_ZERO: return v;
  case GIR_CONST_INT:
    GL_ASSERT(l->n_leaves == 1, "integer constant of a composite type");
    v.v[0] = word_constant(m, l->leaves[0].type, c->bits);
    return v;
  case GIR_CONST_FLOAT: v.v[0] = LLVMConstReal(l->leaves[0].type, c->real); return v;
  case GIR_CONST_COMPLEX:
    v.v[0] = LLVMConstReal(l->leaves[0].type, c->real);
    v.v[1] = LLVMConstReal(l->leaves[1].type, c->imag);
    return v;
  case GIR_CONST_STRING:
    v.v[0] = cg_string_data(m, c->text, c->len);
    v.v[1] = cg_int(m, (int64_t)c->len);
    return v;
  }
  GL_UNREACHABLE();
}

LLVMValueRef cg_const_memory(CgModule *m, const GirConst *c) {
  CgValue v = cg_const_value(m, c);
  if (c->kind == GIR_CONST_ZERO)
    return LLVMConstNull(v.layout->mem);
  if (v.layout->n_leaves > 1)
    return LLVMConstStructInContext(m->context, v.v, v.layout->n_leaves, false);
  if (!v.layout->leaves[0].is_bool)
    return v.v[0];
  return LLVMConstInt(m->i8, c->bits & 1, false);
}

LLVMValueRef cg_string_data(CgModule *m, const char *s, size_t len) {
  if (len == 0)
    return LLVMConstNull(m->ptr);
  LLVMValueRef data = gl_strmap_get(m->strings, s, len);
  if (data)
    return data;
  LLVMValueRef bytes = LLVMConstStringInContext2(m->context, s, len, true);
  data = cg_data(m, "str", bytes, LLVMPrivateLinkage, true);
  LLVMSetAlignment(data, 1);
  gl_strmap_set(m->strings, s, len, data);
  return data;
}
