/// \file
/// A type descriptor while it is put together: shared by typedesc.c, uncommon.c and mapdesc.c.

#ifndef GOLITE_CODEGEN_DESCRIPTOR_H
#define GOLITE_CODEGEN_DESCRIPTOR_H
#include "codegen_internal.h"

typedef struct CgDescriptor {
  CgModule *m;
  const TyType *type;
  const char *name;           // unique in the program
  LLVMValueRef self;          // stands for the finished variable
  GL_VEC(LLVMValueRef) parts; // in order; naturally aligned, so that none needs padding
  int64_t size;               // bytes so far
  const GirLiveType *methods; // NULL: none
  int64_t method_offset;      // of the table of methods
  bool has_uncommon, has_lazy_mask;
} CgDescriptor;

void cg_desc_int(CgDescriptor *d, LLVMTypeRef t, uint64_t v);
/// NULL: null.
void cg_desc_pointer(CgDescriptor *d, LLVMValueRef v);
/// 32-bit distance of `target` from the descriptor; NULL: 0.
void cg_desc_offset(CgDescriptor *d, LLVMValueRef target);

/// Map types (mapdesc.c).
void cg_desc_map(CgDescriptor *d, const TyType *map);

/// The type's methods if values of it are converted to interfaces, else NULL.
const GirLiveType *cg_uncommon_methods(CgModule *m, const TyType *t);
/// Adds AbiUncommon; the methods come `bytes_behind` bytes after it.
void cg_uncommon_add(CgDescriptor *d, int64_t bytes_behind);
void cg_uncommon_add_methods(CgDescriptor *d);
/// Says of the finished variable what methods its slots are for.
void cg_uncommon_note_slots(const CgDescriptor *d, LLVMValueRef descriptor);
const char *cg_package_path(const TyPackage *pkg);
/// Name of method `i` of a method set of type `t`, and the package of an unexported one.
GlName cg_method_name(const TyType *t, const TySelection *method, const TyPackage **pkg);

#endif
