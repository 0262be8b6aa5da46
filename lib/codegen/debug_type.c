/// \file
/// Go types for debuggers. A string is a struct named "string" with members `str` and `len`: gdb
/// prints that shape as text when the language is Go.

#include "debug_internal.h"

#include <string.h>

enum { ATE_BOOLEAN = 2, ATE_COMPLEX = 3, ATE_FLOAT = 4, ATE_SIGNED = 5, ATE_UNSIGNED = 7 };

static uint64_t bits(const TyType *t) { return (uint64_t)ty_size(t) * 8; }

static LLVMMetadataRef member(CgModule *m, const char *name, LLVMMetadataRef type, uint64_t size,
                              uint64_t offset) {
  LLVMMetadataRef file = cg_debug_file(m, GL_LOC_NONE);
  return LLVMDIBuilderCreateMemberType(m->debug->b, file, name, strlen(name), file, 0, size, 0,
                                       offset, LLVMDIFlagZero, type);
}

static LLVMMetadataRef record(CgModule *m, const char *name, const TyType *t, GlLoc loc,
                              LLVMMetadataRef *members, unsigned n) {
  LLVMMetadataRef file = cg_debug_file(m, loc);
  return LLVMDIBuilderCreateStructType(
      m->debug->b, file, name, strlen(name), file, cg_debug_line(m, loc), bits(t),
      (uint32_t)ty_align(t) * 8, LLVMDIFlagZero, NULL, members, n, 0, NULL, name, strlen(name));
}

static LLVMMetadataRef basic(CgModule *m, const char *name, uint64_t size, unsigned encoding) {
  return LLVMDIBuilderCreateBasicType(m->debug->b, name, strlen(name), size, encoding,
                                      LLVMDIFlagZero);
}

static LLVMMetadataRef integer(CgModule *m) { return basic(m, "int", 64, ATE_SIGNED); }

static LLVMMetadataRef pointer_to(CgModule *m, LLVMMetadataRef pointee, const char *name) {
  return LLVMDIBuilderCreatePointerType(m->debug->b, pointee, 64, 0, 0, name, strlen(name));
}

static LLVMMetadataRef headers(CgModule *m, const TyType *u, const char *name) {
  LLVMMetadataRef parts[3];
  if (u->kind == TY_INTERFACE) {
    LLVMMetadataRef any = pointer_to(m, NULL, "");
    parts[0] = member(m, u->iface.n_methods ? "tab" : "_type", any, 64, 0);
    parts[1] = member(m, "data", any, 64, 64);
    return record(m, name, u, GL_LOC_NONE, parts, 2);
  }
  bool is_string = u->kind == TY_STRING;
  LLVMMetadataRef elem =
      is_string ? basic(m, "uint8", 8, ATE_UNSIGNED) : cg_debug_type(m, u->slice.elem);
  parts[0] = member(m, is_string ? "str" : "array", pointer_to(m, elem, ""), 64, 0);
  parts[1] = member(m, "len", integer(m), 64, 64);
  parts[2] = member(m, "cap", integer(m), 64, 128);
  return record(m, name, u, GL_LOC_NONE, parts, is_string ? 2 : 3);
}

static LLVMMetadataRef structure(CgModule *m, const TyType *u, const char *name, GlLoc loc) {
  uint32_t n = u->strct.n_fields;
  LLVMMetadataRef *parts = GL_NEW_ARRAY(m->arena, LLVMMetadataRef, n + 1);
  for (uint32_t i = 0; i < n; i++) {
    const TyField *field = &u->strct.fields[i];
    parts[i] = member(m, field->name->text, cg_debug_type(m, field->type), bits(field->type),
                      (uint64_t)ty_field_offset(u, i) * 8);
  }
  return record(m, name, u, loc, parts, n);
}

static LLVMMetadataRef array(CgModule *m, const TyType *u) {
  LLVMMetadataRef range = LLVMDIBuilderGetOrCreateSubrange(m->debug->b, 0, u->array.len);
  return LLVMDIBuilderCreateArrayType(m->debug->b, bits(u), (uint32_t)ty_align(u) * 8,
                                      cg_debug_type(m, u->array.elem), &range, 1);
}

/// The type under its name; `name` is its Go text.
static LLVMMetadataRef make(CgModule *m, const TyType *u, const char *name, GlLoc loc) {
  uint32_t flags = ty_flags(u);
  if (flags & TY_F_INTEGER)
    return basic(m, name, bits(u), flags & TY_F_UNSIGNED ? ATE_UNSIGNED : ATE_SIGNED);
  if (flags & TY_F_BOOLEAN)
    return basic(m, name, 8, ATE_BOOLEAN);
  if (flags & TY_F_FLOAT)
    return basic(m, name, bits(u), ATE_FLOAT);
  if (flags & TY_F_COMPLEX)
    return basic(m, name, bits(u), ATE_COMPLEX);
  if (u->kind == TY_STRING || u->kind == TY_SLICE || u->kind == TY_INTERFACE)
    return headers(m, u, name);
  if (u->kind == TY_STRUCT)
    return structure(m, u, name, loc);
  if (u->kind == TY_ARRAY)
    return array(m, u);
  if (u->kind == TY_POINTER)
    return pointer_to(m, cg_debug_type(m, u->pointer.elem), name);
  return pointer_to(m, NULL, name); // func, map, chan, unsafe.Pointer
}

static LLVMMetadataRef make_named(CgModule *m, const TyType *t, const char *name) {
  const TyType *u = ty_under(t);
  GlLoc loc = t->named.object->loc;
  LLVMMetadataRef file = cg_debug_file(m, loc);
  // Stands in for the type inside itself.
  LLVMMetadataRef self = LLVMDIBuilderCreateReplaceableCompositeType(
      m->debug->b, 0x13, name, strlen(name), file, file, 0, 0, bits(t), 0, LLVMDIFlagZero, name,
      strlen(name));
  gl_ptrmap_set(m->debug->types, t, self);
  LLVMMetadataRef real;
  if (u->kind == TY_STRUCT || (u->kind < TY_ARRAY && u->kind != TY_STRING))
    real = make(m, u, name, loc);
  else
    real = LLVMDIBuilderCreateTypedef(m->debug->b, cg_debug_type(m, u), name, strlen(name), file,
                                      cg_debug_line(m, loc), file, 0);
  LLVMMetadataReplaceAllUsesWith(self, real);
  return real;
}

LLVMMetadataRef cg_debug_type(CgModule *m, const TyType *type) {
  const TyType *t = ty_canonical(type);
  LLVMMetadataRef known = gl_ptrmap_get(m->debug->types, t);
  if (known)
    return known;
  const char *name = ty_string(m->arena, t, TY_STRING_LINK, NULL);
  LLVMMetadataRef made =
      t->kind == TY_NAMED ? make_named(m, t, name) : make(m, t, name, GL_LOC_NONE);
  gl_ptrmap_set(m->debug->types, t, made);
  return made;
}
