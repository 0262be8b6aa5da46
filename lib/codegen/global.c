/// \file
/// Package variables and constant data with their static initial values.

#include "codegen_internal.h"

#include <string.h>

LLVMValueRef cg_data(CgModule *m, const char *symbol, LLVMValueRef init, LLVMLinkage linkage,
                     bool is_constant) {
  LLVMValueRef g = LLVMAddGlobal(m->module, LLVMTypeOf(init), symbol);
  LLVMSetInitializer(g, init);
  LLVMSetLinkage(g, linkage);
  LLVMSetGlobalConstant(g, is_constant);
  if (linkage == LLVMPrivateLinkage && is_constant)
    LLVMSetUnnamedAddress(g, LLVMGlobalUnnamedAddr);
  if (linkage != LLVMPrivateLinkage && linkage != LLVMInternalLinkage)
    LLVMSetVisibility(g, LLVMHiddenVisibility);
  return g;
}

/// A variable that may hold pointers is visible outside the module although nobody there knows it:
/// of a local one that only ever gets the address of one allocation, LLVM's GlobalOpt makes that
/// object static memory, even if the allocation runs often and the store does not.
static void set_linkage(const CgModule *m, const GirGlobal *g, LLVMValueRef v) {
  bool is_private = !g->name;
  bool keeps_pointers = !g->is_readonly && ty_has_pointers(g->type);
  if (g->is_external || g->is_exported ||
      (!is_private && (keeps_pointers || !m->options.is_program)))
    LLVMSetVisibility(v, LLVMHiddenVisibility);
  else
    LLVMSetLinkage(v, is_private ? LLVMPrivateLinkage : LLVMInternalLinkage);
}

LLVMValueRef cg_global(CgModule *m, const GirGlobal *g) {
  LLVMValueRef v = gl_ptrmap_get(m->globals, g);
  if (v)
    return v;
  const CgLayout *l = cg_layout(m, g->type);
  if (l->size == 0 && !g->is_external)
    return cg_runtime_data(m, "zerobase");
  v = LLVMAddGlobal(m->module, l->mem, g->symbol);
  LLVMSetAlignment(v, l->align);
  LLVMSetGlobalConstant(v, g->is_readonly);
  set_linkage(m, g, v);
  gl_ptrmap_set(m->globals, g, v);
  return v;
}

// --- initial values ------------------------------------------------------------
// The LLVM type of an initial value may differ from layout->mem (an array with a long tail of zeros
// is split), but never in size or offsets.

static LLVMValueRef init_value(CgModule *m, const GirInit *i);

static LLVMValueRef address_plus(CgModule *m, LLVMValueRef base, int64_t offset) {
  if (offset == 0)
    return base;
  LLVMValueRef index = cg_int(m, offset);
  return LLVMConstInBoundsGEP2(m->i8, base, &index, 1);
}

static LLVMValueRef literal(CgModule *m, LLVMValueRef a, LLVMValueRef b, LLVMValueRef c) {
  LLVMValueRef parts[3] = {a, b, c};
  return LLVMConstStructInContext(m->context, parts, c ? 3 : 2, false);
}

/// Of the struct's own LLVM type where the parts allow it.
static LLVMValueRef struct_of(CgModule *m, LLVMTypeRef own, LLVMValueRef *parts, uint32_t n) {
  bool matches = LLVMCountStructElementTypes(own) == n;
  for (uint32_t k = 0; k < n && matches; k++)
    matches = LLVMStructGetTypeAtIndex(own, k) == LLVMTypeOf(parts[k]);
  return matches && LLVMGetStructName(own) ? LLVMConstNamedStruct(own, parts, n)
                                           : LLVMConstStructInContext(m->context, parts, n, false);
}

static LLVMValueRef struct_value(CgModule *m, const GirInit *i) {
  const TyType *u = ty_under(i->type);
  uint32_t n = u->strct.n_fields;
  LLVMValueRef *parts = GL_NEW_ARRAY(m->arena, LLVMValueRef, n + 1);
  int64_t end = 0;
  for (uint32_t k = 0; k < n; k++) {
    const CgLayout *l = cg_layout(m, u->strct.fields[k].type);
    const GirInit *elem = k < i->n_elems ? i->elems[k] : NULL;
    parts[k] = elem ? init_value(m, elem) : LLVMConstNull(l->mem);
    end = ty_field_offset(u, k) + l->size;
  }
  if (cg_align_up(end, ty_align(u)) < ty_size(u))
    parts[n++] = LLVMConstNull(LLVMArrayType2(m->i8, (uint64_t)(ty_size(u) - end)));
  return struct_of(m, cg_layout(m, i->type)->mem, parts, n);
}

static LLVMValueRef array_value(CgModule *m, const GirInit *i) {
  const TyType *u = ty_under(i->type);
  LLVMTypeRef elem = cg_layout(m, u->array.elem)->mem;
  LLVMValueRef *parts = GL_NEW_ARRAY(m->arena, LLVMValueRef, i->n_elems + 2);
  bool is_uniform = true;
  for (int64_t k = 0; k < i->n_elems; k++) {
    parts[k] = i->elems[k] ? init_value(m, i->elems[k]) : LLVMConstNull(elem);
    is_uniform = is_uniform && LLVMTypeOf(parts[k]) == elem;
  }
  int64_t rest = u->array.len - i->n_elems;
  LLVMValueRef tail = LLVMConstNull(LLVMArrayType2(elem, (uint64_t)rest));
  if (!is_uniform) {
    if (rest)
      parts[i->n_elems] = tail;
    return LLVMConstStructInContext(m->context, parts, (unsigned)(i->n_elems + (rest > 0)), false);
  }
  LLVMValueRef head = LLVMConstArray2(elem, parts, (uint64_t)i->n_elems);
  return rest ? literal(m, head, tail, NULL) : head;
}

/// The pointer in a struct or array that holds one pointer and nothing else.
static LLVMValueRef only_word(CgModule *m, LLVMValueRef v) {
  while (LLVMTypeOf(v) != m->ptr) {
    unsigned i = 0;
    while (LLVMABISizeOfType(m->layout, LLVMTypeOf(LLVMGetAggregateElement(v, i))) == 0)
      i++;
    v = LLVMGetAggregateElement(v, i);
  }
  return v;
}

static LLVMValueRef iface_value(CgModule *m, const GirInit *i) {
  if (!i->dynamic)
    return LLVMConstNull(cg_layout(m, i->type)->mem);
  LLVMValueRef word = ty_under(i->type)->iface.n_methods ? cg_itab(m, i->dynamic, i->type)
                                                         : cg_descriptor(m, i->dynamic);
  LLVMValueRef data = i->global ? address_plus(m, cg_global(m, i->global), i->offset)
                      : i->data ? only_word(m, init_value(m, i->data))
                                : cg_runtime_data(m, "zerobase");
  return literal(m, word, data, NULL);
}

static LLVMValueRef init_value(CgModule *m, const GirInit *i) {
  switch (i->kind) {
  case GIR_INIT_ZERO: return LLVMConstNull(cg_layout(m, i->type)->mem);
  case GIR_INIT_CONST: return cg_const_memory(m, i->konst);
  case GIR_INIT_ADDR: return address_plus(m, cg_global(m, i->global), i->offset);
  case GIR_INIT_FUNC: return cg_func_record(m, i->func);
  case GIR_INIT_AGGREGATE:
    return ty_under(i->type)->kind == TY_STRUCT ? struct_value(m, i) : array_value(m, i);
  case GIR_INIT_BYTES: return LLVMConstStringInContext2(m->context, i->bytes, (size_t)i->len, true);
  case GIR_INIT_SLICE:
    return literal(m,
                   i->global ? address_plus(m, cg_global(m, i->global), i->offset)
                             : cg_runtime_data(m, "zerobase"),
                   cg_int(m, i->len), cg_int(m, i->cap));
  case GIR_INIT_IFACE: return iface_value(m, i);
  }
  GL_UNREACHABLE();
}

/// Gives a variable its initial value; where the types differ, a variable of the right type takes
/// its place.
static void set_initial_value(CgModule *m, const GirGlobal *g, LLVMValueRef v) {
  const CgLayout *l = cg_layout(m, g->type);
  LLVMValueRef init = g->init ? init_value(m, g->init) : LLVMConstNull(l->mem);
  if (LLVMTypeOf(init) != LLVMGlobalGetValueType(v)) {
    LLVMValueRef other = LLVMAddGlobal(m->module, LLVMTypeOf(init), "");
    LLVMSetAlignment(other, l->align);
    LLVMSetGlobalConstant(other, g->is_readonly);
    LLVMSetLinkage(other, LLVMGetLinkage(v));
    LLVMSetVisibility(other, LLVMGetVisibility(v));
    LLVMSetInitializer(other, init); // before the uses move: it may be one of them
    LLVMReplaceAllUsesWith(v, other);
    LLVMDeleteGlobal(v);
    LLVMSetValueName2(other, g->symbol, strlen(g->symbol));
    gl_ptrmap_set(m->globals, g, other);
    v = other;
  } else {
    LLVMSetInitializer(v, init);
  }
  if (g->is_readonly && !g->name)
    LLVMSetUnnamedAddress(v, LLVMGlobalUnnamedAddr);
}

void cg_emit_globals(CgModule *m) {
  for (uint32_t i = 1; i < m->p->globals.len; i++) {
    const GirGlobal *g = m->p->globals.data[i];
    if (!g || ty_size(g->type) == 0)
      continue;
    LLVMValueRef v = cg_global(m, g);
    if (!g->is_external)
      set_initial_value(m, g, v);
  }
}
