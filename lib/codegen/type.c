/// \file
/// Go types → LLVM types and scalars. Sizes come from types (`ty_size`); LLVM's layout must agree.
/// Source: Go spec "Size and alignment guarantees"; golite/abi/layout.h.

#include "codegen_internal.h"

int64_t cg_align_up(int64_t n, int64_t align) { return (n + align - 1) & -align; }

LLVMValueRef cg_int(CgModule *m, int64_t v) { return LLVMConstInt(m->i64, (uint64_t)v, true); }

bool cg_is_signed(const TyType *t) {
  uint32_t flags = ty_flags(t);
  return (flags & TY_F_INTEGER) && !(flags & TY_F_UNSIGNED);
}

static LLVMTypeRef literal(CgModule *m, LLVMTypeRef a, LLVMTypeRef b, LLVMTypeRef c) {
  LLVMTypeRef parts[3] = {a, b, c};
  return LLVMStructTypeInContext(m->context, parts, c ? 3 : 2, false);
}

/// Fields, and the padding that Go puts behind a last field of size zero.
static LLVMTypeRef struct_type(CgModule *m, const TyType *t) {
  const TyType *u = ty_under(t);
  uint32_t n = u->strct.n_fields;
  LLVMTypeRef *parts = GL_NEW_ARRAY(m->arena, LLVMTypeRef, n + 1);
  int64_t end = 0;
  for (uint32_t i = 0; i < n; i++) {
    const CgLayout *l = cg_layout(m, u->strct.fields[i].type);
    parts[i] = l->mem;
    end = ty_field_offset(u, i) + l->size;
  }
  if (cg_align_up(end, ty_align(t)) < ty_size(t))
    parts[n++] = LLVMArrayType2(m->i8, (uint64_t)(ty_size(t) - end));
  if (t->kind != TY_NAMED || n == 0)
    return LLVMStructTypeInContext(m->context, parts, n, false);
  LLVMTypeRef named =
      LLVMStructCreateNamed(m->context, ty_string(m->arena, t, TY_STRING_LINK, NULL));
  LLVMStructSetBody(named, parts, n, false);
  return named;
}

static LLVMTypeRef memory_type(CgModule *m, const TyType *t) {
  const TyType *u = ty_under(t);
  switch ((TyKind)u->kind) {
  case TY_BOOL:
  case TY_UNTYPED_BOOL: // a comparison that is only branched on
  case TY_INT8:
  case TY_UINT8: return m->i8;
  case TY_INT16:
  case TY_UINT16: return m->i16;
  case TY_INT32:
  case TY_UINT32: return m->i32;
  case TY_INT:
  case TY_UINT:
  case TY_INT64:
  case TY_UINT64:
  case TY_UINTPTR: return m->i64;
  case TY_FLOAT32: return m->f32;
  case TY_FLOAT64: return m->f64;
  case TY_COMPLEX64: return literal(m, m->f32, m->f32, NULL);
  case TY_COMPLEX128: return literal(m, m->f64, m->f64, NULL);
  case TY_STRING: return literal(m, m->ptr, m->i64, NULL);
  case TY_SLICE: return literal(m, m->ptr, m->i64, m->i64);
  case TY_INTERFACE: return literal(m, m->ptr, m->ptr, NULL);
  case TY_POINTER:
  case TY_FUNC:
  case TY_MAP:
  case TY_CHAN:
  case TY_UNSAFE_POINTER: return m->ptr;
  case TY_ARRAY: return LLVMArrayType2(cg_layout(m, u->array.elem)->mem, (uint64_t)u->array.len);
  case TY_STRUCT: return struct_type(m, t);
  case TY_INVALID:
  case TY_UNTYPED_INT:
  case TY_UNTYPED_RUNE:
  case TY_UNTYPED_FLOAT:
  case TY_UNTYPED_COMPLEX:
  case TY_UNTYPED_STRING:
  case TY_UNTYPED_NIL:
  case TY_TUPLE:
  case TY_NAMED:
  case TY_TYPE_PARAM:
  case TY_UNION:
  case TY_KIND_COUNT: break;
  }
  gl_ice(__FILE__, __LINE__, "no run-time type: %s", ty_string(m->arena, t, TY_STRING_LINK, NULL));
}

/// Appends a scalar; a value with too many of them is a memory value.
static void add_leaf(CgLayout *l, CgLeaf leaf) {
  if (l->n_leaves == CG_MAX_LEAVES)
    l->is_memory = true;
  if (!l->is_memory)
    l->leaves[l->n_leaves++] = leaf;
}

static void add_leaves_of(CgLayout *l, const CgLayout *part, int64_t offset) {
  if (part->is_memory)
    l->is_memory = true;
  for (uint32_t i = 0; i < part->n_leaves && !l->is_memory; i++) {
    CgLeaf leaf = part->leaves[i];
    leaf.offset += offset;
    add_leaf(l, leaf);
  }
}

static CgLeaf word_leaf(LLVMTypeRef t, int64_t offset, bool is_length) {
  return (CgLeaf){.type = t, .offset = offset, .is_length = is_length};
}

static CgExtend extension(const TyType *u) {
  if (ty_size(u) > 2 || !(ty_flags(u) & (TY_F_INTEGER | TY_F_BOOLEAN)))
    return CG_EXTEND_NONE;
  return cg_is_signed(u) ? CG_EXTEND_SIGN : CG_EXTEND_ZERO;
}

static void add_scalar_leaves(CgModule *m, CgLayout *l, const TyType *u) {
  uint32_t flags = ty_flags(u);
  if (u->kind == TY_STRING || u->kind == TY_SLICE) {
    add_leaf(l, word_leaf(m->ptr, 0, false));
    add_leaf(l, word_leaf(m->i64, 8, true));
    if (u->kind == TY_SLICE)
      add_leaf(l, word_leaf(m->i64, 16, true));
  } else if (u->kind == TY_INTERFACE) {
    add_leaf(l, word_leaf(m->ptr, 0, false));
    add_leaf(l, word_leaf(m->ptr, 8, false));
  } else if (flags & TY_F_COMPLEX) {
    CgLeaf part = {.type = u->kind == TY_COMPLEX64 ? m->f32 : m->f64, .is_float = true};
    add_leaf(l, part);
    part.offset = l->size / 2;
    add_leaf(l, part);
  } else {
    bool is_bool = ty_flags(u) & TY_F_BOOLEAN;
    add_leaf(l, (CgLeaf){.type = is_bool ? m->i1 : l->mem,
                         .extend = extension(u),
                         .is_bool = is_bool,
                         .is_float = flags & TY_F_FLOAT});
  }
}

static void add_leaves(CgModule *m, CgLayout *l) {
  const TyType *u = ty_under(l->type);
  if (l->size == 0)
    return;
  if (u->kind == TY_STRUCT) {
    for (uint32_t i = 0; i < u->strct.n_fields; i++)
      add_leaves_of(l, cg_layout(m, u->strct.fields[i].type), ty_field_offset(u, i));
  } else if (u->kind == TY_ARRAY) {
    const CgLayout *elem = cg_layout(m, u->array.elem);
    for (int64_t i = 0; i < u->array.len && !l->is_memory; i++)
      add_leaves_of(l, elem, i * elem->size);
  } else {
    add_scalar_leaves(m, l, u);
  }
  if (l->is_memory)
    l->n_leaves = 0;
}

const CgLayout *cg_layout(CgModule *m, const TyType *type) {
  const TyType *t = ty_canonical(type);
  CgLayout *l = gl_ptrmap_get(m->layouts, t);
  if (l)
    return l;
  l = GL_NEW(m->arena, CgLayout);
  l->type = t;
  bool is_bool = t->kind == TY_UNTYPED_BOOL; // has no size of its own
  l->size = is_bool ? 1 : ty_size(t);
  l->align = is_bool ? 1 : (uint32_t)ty_align(t);
  l->mem = memory_type(m, t);
  GL_ASSERT(LLVMABISizeOfType(m->layout, l->mem) == (uint64_t)l->size,
            "size of %s: %lld, LLVM says %llu", ty_string(m->arena, t, TY_STRING_LINK, NULL),
            (long long)l->size, LLVMABISizeOfType(m->layout, l->mem));
  GL_ASSERT(l->size == 0 || LLVMABIAlignmentOfType(m->layout, l->mem) == l->align,
            "alignment of %s", ty_string(m->arena, t, TY_STRING_LINK, NULL));
  add_leaves(m, l);
  gl_ptrmap_set(m->layouts, t, l);
  return l;
}

LLVMTypeRef cg_leaf_memory_type(CgModule *m, const CgLeaf *leaf) {
  return leaf->is_bool ? m->i8 : leaf->type;
}
