/// \file
/// Type descriptors, byte for byte Go's internal/abi.Type and friends. One variable a type, merged
/// by the linker under the type's unique name; offsets inside are relative to the descriptor, so
/// that the executable can be moved. Source: golite/abi/layout.h.

#include "codegen_internal.h"
#include "descriptor.h"

#include "golite/abi/layout.h"
#include "golite/types/check.h"

#include <stddef.h>
#include <string.h>

// --- building ---------------------------------------------------------------------

static void add(CgDescriptor *d, LLVMValueRef v, int64_t size) {
  GL_ASSERT(d->size % size == 0, "descriptor of %s: unaligned part", d->name);
  GL_VEC_PUSH(d->m->arena, &d->parts, v);
  d->size += size;
}

void cg_desc_int(CgDescriptor *d, LLVMTypeRef t, uint64_t v) {
  add(d, LLVMConstInt(t, v, false), LLVMGetIntTypeWidth(t) / 8);
}

void cg_desc_pointer(CgDescriptor *d, LLVMValueRef v) {
  add(d, v ? v : LLVMConstNull(d->m->ptr), CG_WORD);
}

void cg_desc_offset(CgDescriptor *d, LLVMValueRef target) {
  CgModule *m = d->m;
  if (!target) {
    cg_desc_int(d, m->i32, 0);
    return;
  }
  LLVMValueRef distance =
      LLVMConstSub(LLVMConstPtrToInt(target, m->i64), LLVMConstPtrToInt(d->self, m->i64));
  add(d, LLVMConstTrunc(distance, m->i32), 4);
}

/// A pointer to a later part of the descriptor itself.
static void add_self(CgDescriptor *d, int64_t offset) {
  LLVMValueRef index = cg_int(d->m, offset);
  cg_desc_pointer(d, LLVMConstInBoundsGEP2(d->m->i8, d->self, &index, 1));
}

static void add_type(CgDescriptor *d, const TyType *t) {
  cg_desc_pointer(d, cg_descriptor(d->m, t));
}

static uint32_t type_hash(const char *name) {
  return (uint32_t)gl_hash_bytes(name, strlen(name), 0);
}

uint32_t cg_type_hash(CgModule *m, const TyType *t) {
  return type_hash(ty_string(m->arena, ty_canonical(t), TY_STRING_LINK, NULL));
}

static AbiKind abi_kind(const TyType *u) {
  switch ((TyKind)u->kind) {
  case TY_BOOL: return ABI_KIND_BOOL;
  case TY_INT: return ABI_KIND_INT;
  case TY_INT8: return ABI_KIND_INT8;
  case TY_INT16: return ABI_KIND_INT16;
  case TY_INT32: return ABI_KIND_INT32;
  case TY_INT64: return ABI_KIND_INT64;
  case TY_UINT: return ABI_KIND_UINT;
  case TY_UINT8: return ABI_KIND_UINT8;
  case TY_UINT16: return ABI_KIND_UINT16;
  case TY_UINT32: return ABI_KIND_UINT32;
  case TY_UINT64: return ABI_KIND_UINT64;
  case TY_UINTPTR: return ABI_KIND_UINTPTR;
  case TY_FLOAT32: return ABI_KIND_FLOAT32;
  case TY_FLOAT64: return ABI_KIND_FLOAT64;
  case TY_COMPLEX64: return ABI_KIND_COMPLEX64;
  case TY_COMPLEX128: return ABI_KIND_COMPLEX128;
  case TY_STRING: return ABI_KIND_STRING;
  case TY_UNSAFE_POINTER: return ABI_KIND_UNSAFE_POINTER;
  case TY_ARRAY: return ABI_KIND_ARRAY;
  case TY_SLICE: return ABI_KIND_SLICE;
  case TY_STRUCT: return ABI_KIND_STRUCT;
  case TY_POINTER: return ABI_KIND_POINTER;
  case TY_FUNC: return ABI_KIND_FUNC;
  case TY_INTERFACE: return ABI_KIND_INTERFACE;
  case TY_MAP: return ABI_KIND_MAP;
  case TY_CHAN: return ABI_KIND_CHAN;
  case TY_INVALID:
  case TY_UNTYPED_BOOL:
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
  GL_UNREACHABLE();
}

static bool is_basic(const TyType *t) { return t->kind < TY_ARRAY; }

static uint8_t type_flags(const CgDescriptor *d) {
  const TyType *t = d->type;
  uint32_t flags = d->has_uncommon ? ABI_TFLAG_UNCOMMON : 0;
  if (t->kind == TY_NAMED || is_basic(t))
    flags |= ABI_TFLAG_NAMED;
  if (cg_is_plain_memory(t))
    flags |= ABI_TFLAG_REGULAR_MEMORY;
  if (ty_is_direct_iface(t))
    flags |= ABI_TFLAG_DIRECT_IFACE;
  if (d->has_lazy_mask)
    flags |= ABI_TFLAG_GC_MASK_ON_DEMAND;
  return (uint8_t)flags;
}

/// The mask, or for a very long one the address of a word for the mask that the runtime makes.
static LLVMValueRef gc_data(CgDescriptor *d) {
  CgModule *m = d->m;
  if (d->has_lazy_mask) {
    return cg_data(m, "lazymask", LLVMConstNull(m->ptr), LLVMPrivateLinkage, false);
  }
  int64_t n_words = ty_ptr_bytes(d->type) / CG_WORD;
  uint8_t *mask = GL_NEW_ARRAY(m->arena, uint8_t, n_words / 8 + 1);
  cg_pointer_mask(d->type, 0, mask);
  return cg_mask_data(m, mask, n_words);
}

static LLVMValueRef type_name(CgModule *m, const TyType *t) {
  const char *text = ty_string(m->arena, t, TY_STRING_REFLECT, NULL);
  GlName name = gl_intern_cstr(m->p->names, text);
  const TyType *base = t->kind == TY_POINTER ? t->pointer.elem : t;
  bool is_exported = base->kind == TY_NAMED && ty_name_is_exported(base->named.object->name);
  return cg_encoded_name(m, name, NULL, is_exported, false);
}

/// The descriptor of *T where its methods matter; else it is found through the list of types.
static LLVMValueRef pointer_to_this(CgModule *m, const TyType *t) {
  bool may_have_methods = t->kind == TY_NAMED || t->kind == TY_STRUCT; // a struct: promoted ones
  if (!may_have_methods || ty_is_interface(t))
    return NULL;
  const TyType *p = ty_canonical(ty_make_pointer(m->p->world, t));
  return gir_live_type_find(m->p, p) ? cg_descriptor(m, p) : NULL;
}

/// What every descriptor begins with (AbiType).
static void add_head(CgDescriptor *d) {
  CgModule *m = d->m;
  const TyType *t = d->type;
  uint64_t align = (uint64_t)ty_align(t);
  cg_desc_int(d, m->i64, (uint64_t)ty_size(t));
  cg_desc_int(d, m->i64, (uint64_t)ty_ptr_bytes(t));
  cg_desc_int(d, m->i32, type_hash(d->name));
  cg_desc_int(d, m->i8, type_flags(d));
  cg_desc_int(d, m->i8, align);
  cg_desc_int(d, m->i8, align);
  cg_desc_int(d, m->i8, abi_kind(ty_under(t)));
  cg_desc_pointer(d, cg_equal_record(m, t));
  cg_desc_pointer(d, gc_data(d));
  cg_desc_offset(d, type_name(m, t));
  cg_desc_offset(d, pointer_to_this(m, t));
  GL_ASSERT(d->size == sizeof(AbiType), "descriptor head");
}

static void uncommon_here(CgDescriptor *d, int64_t bytes_behind) {
  if (d->has_uncommon)
    cg_uncommon_add(d, bytes_behind);
}

// --- kinds ------------------------------------------------------------------------

static void add_array(CgDescriptor *d, const TyType *u) {
  add_type(d, u->array.elem);
  add_type(d, ty_make_slice(d->m->p->world, u->array.elem));
  cg_desc_int(d, d->m->i64, (uint64_t)u->array.len);
  uncommon_here(d, 0);
}

static void add_chan(CgDescriptor *d, const TyType *u) {
  static const uint8_t dirs[] = {[TY_CHAN_BOTH] = ABI_CHAN_BOTH,
                                 [TY_CHAN_SEND] = ABI_CHAN_SEND,
                                 [TY_CHAN_RECV] = ABI_CHAN_RECV};
  add_type(d, u->chan.elem);
  cg_desc_int(d, d->m->i64, dirs[u->chan.dir]);
  uncommon_here(d, 0);
}

static void add_func(CgDescriptor *d, const TyType *u) {
  CgModule *m = d->m;
  uint32_t n_out = u->func.n_results;
  cg_desc_int(d, m->i16, u->func.n_params);
  cg_desc_int(d, m->i16, n_out | (u->func.is_variadic ? ABI_FUNC_VARIADIC : 0));
  cg_desc_int(d, m->i32, 0);
  uncommon_here(d, CG_WORD * (int64_t)(u->func.n_params + n_out));
  for (uint32_t i = 0; i < u->func.n_params; i++)
    add_type(d, u->func.params[i].type);
  for (uint32_t i = 0; i < n_out; i++)
    add_type(d, u->func.results[i].type);
}

/// Name of the package that unexported names in the type belong to, or NULL.
static LLVMValueRef package_of(CgModule *m, const TyPackage *pkg) {
  return pkg ? cg_encoded_string(m, cg_package_path(pkg)) : NULL;
}

static const TyPackage *interface_package(const TyType *t, const TyType *u) {
  if (t->kind == TY_NAMED)
    return t->named.object->pkg;
  for (uint32_t i = 0; i < u->iface.n_methods; i++)
    if (!ty_name_is_exported(ty_iface_methods(u)[i].name))
      return ty_iface_methods(u)[i].pkg;
  return NULL;
}

static void add_interface(CgDescriptor *d, const TyType *u) {
  CgModule *m = d->m;
  uint32_t n = u->iface.n_methods;
  int64_t behind = d->has_uncommon ? (int64_t)sizeof(AbiUncommon) : 0;
  const TyPackage *pkg = interface_package(d->type, u);
  cg_desc_pointer(d, package_of(m, pkg));
  add_self(d, (int64_t)sizeof(AbiInterfaceType) + behind);
  cg_desc_int(d, m->i64, n);
  cg_desc_int(d, m->i64, n);
  uncommon_here(d, (int64_t)sizeof(AbiImethod) * n);
  for (uint32_t i = 0; i < n; i++) {
    const TyMethod *method = &ty_iface_methods(u)[i];
    cg_desc_offset(d, cg_encoded_method_name(m, method->name, method->pkg, pkg));
    cg_desc_offset(d, cg_descriptor(m, method->type));
  }
}

static const TyPackage *struct_package(const TyType *u) {
  for (uint32_t i = 0; i < u->strct.n_fields; i++)
    if (!ty_name_is_exported(u->strct.fields[i].name))
      return u->strct.fields[i].pkg;
  return NULL;
}

static void add_struct(CgDescriptor *d, const TyType *u) {
  CgModule *m = d->m;
  uint32_t n = u->strct.n_fields;
  int64_t behind = d->has_uncommon ? (int64_t)sizeof(AbiUncommon) : 0;
  cg_desc_pointer(d, package_of(m, struct_package(u)));
  add_self(d, (int64_t)sizeof(AbiStructType) + behind);
  cg_desc_int(d, m->i64, n);
  cg_desc_int(d, m->i64, n);
  uncommon_here(d, (int64_t)sizeof(AbiStructField) * n);
  for (uint32_t i = 0; i < n; i++) {
    const TyField *field = &u->strct.fields[i];
    bool is_exported = ty_name_is_exported(field->name);
    cg_desc_pointer(d,
                    cg_encoded_name(m, field->name, field->tag, is_exported, field->is_embedded));
    add_type(d, field->type);
    cg_desc_int(d, m->i64, (uint64_t)ty_field_offset(u, i));
  }
}

/// Pointers, slices and basic types.
static void add_simple(CgDescriptor *d, const TyType *u) {
  if (u->kind == TY_POINTER)
    add_type(d, u->pointer.elem);
  if (u->kind == TY_SLICE)
    add_type(d, u->slice.elem);
  uncommon_here(d, 0);
}

static void add_kind(CgDescriptor *d, const TyType *u) {
  if (u->kind == TY_ARRAY)
    add_array(d, u);
  else if (u->kind == TY_CHAN)
    add_chan(d, u);
  else if (u->kind == TY_FUNC)
    add_func(d, u);
  else if (u->kind == TY_INTERFACE)
    add_interface(d, u);
  else if (u->kind == TY_STRUCT)
    add_struct(d, u);
  else if (u->kind == TY_MAP)
    cg_desc_map(d, u);
  else
    add_simple(d, u);
}

// --- one descriptor ------------------------------------------------------------------

/// Composite types without a name are looked up at run time by their parts.
static bool is_listed(const TyType *t) {
  return !is_basic(t) && t->kind != TY_NAMED && t->kind != TY_INTERFACE;
}

static LLVMValueRef outside_descriptor(CgModule *m, const TyType *t, const char *symbol) {
  LLVMValueRef v = LLVMAddGlobal(m->module, m->i8, symbol);
  LLVMSetVisibility(v, LLVMHiddenVisibility);
  LLVMSetGlobalConstant(v, true);
  LLVMSetAlignment(v, 8);
  gl_ptrmap_set(m->descriptors, t, v);
  return v;
}

LLVMValueRef cg_descriptor(CgModule *m, const TyType *type) {
  const TyType *t = ty_canonical(type);
  LLVMValueRef known = gl_ptrmap_get(m->descriptors, t);
  if (known)
    return known;
  CgDescriptor d = {.m = m, .type = t, .name = ty_string(m->arena, t, TY_STRING_LINK, NULL)};
  char *symbol = gl_arena_printf(m->arena, "type:%s", d.name);
  if (ty_is_outside(t))
    return outside_descriptor(m, t, symbol);
  d.methods = cg_uncommon_methods(m, t);
  GL_ASSERT(d.methods || ty_is_interface(t) || ty_method_set(t)->n == 0,
            "the methods of %s are not known where it is described", d.name);
  d.has_uncommon = t->kind == TY_NAMED || t->kind == TY_UNSAFE_POINTER || d.methods;
  d.has_lazy_mask = ty_ptr_bytes(t) / CG_WORD > ABI_MAX_PTRMASK_BYTES * 8;
  d.self = LLVMAddGlobal(m->module, m->i8, ""); // stands in until all parts are known
  gl_ptrmap_set(m->descriptors, t, d.self);
  add_head(&d);
  add_kind(&d, ty_under(t));
  if (d.methods)
    cg_uncommon_add_methods(&d);
  LLVMValueRef init =
      LLVMConstStructInContext(m->context, d.parts.data, (unsigned)d.parts.len, false);
  const GirLiveType *live = gir_live_type_find(m->p, t);
  bool is_exported = live && live->is_exported;
  LLVMValueRef v =
      cg_data(m, symbol, init, is_exported ? LLVMExternalLinkage : LLVMLinkOnceODRLinkage, true);
  LLVMSetAlignment(v, 8);
  LLVMReplaceAllUsesWith(d.self, v);
  LLVMDeleteGlobal(d.self);
  gl_ptrmap_set(m->descriptors, t, v);
  if (d.methods)
    cg_uncommon_note_slots(&d, v);
  if (ty_is_interface(t) && ty_under(t)->iface.n_methods)
    cg_note_interface(m, v, ty_under(t));
  if (is_listed(t))
    cg_list_entry(m, "golite_types", v);
  return v;
}

void cg_emit_descriptors(CgModule *m) {
  for (uint32_t i = 0; i < m->p->live_types.len; i++)
    if (m->p->live_types.data[i]->is_exported)
      cg_descriptor(m, m->p->live_types.data[i]->type);
}
