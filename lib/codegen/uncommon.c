/// \file
/// The part of descriptors that says package and methods (AbiUncommon, AbiMethod).

#include "descriptor.h"

#include "golite/abi/layout.h"

#include <stddef.h>
#include <string.h>

const char *cg_package_path(const TyPackage *pkg) {
  return strcmp(pkg->name->text, "main") == 0 ? "main" : pkg->path->text;
}

const GirLiveType *cg_uncommon_methods(CgModule *m, const TyType *t) {
  if (ty_is_interface(t))
    return NULL;
  const GirLiveType *l = gir_live_type_find(m->p, t);
  return l && !l->is_imported && l->methods && l->methods->n && l->ifn ? l : NULL;
}

/// A method of an embedded interface has no object: it is found by walking to that interface.
GlName cg_method_name(const TyType *t, const TySelection *method, const TyPackage **pkg) {
  if (method->object) {
    *pkg = method->object->pkg;
    return method->object->name;
  }
  for (uint32_t i = 0; i < method->n_path; i++) {
    const TyType *pointee = ty_deref(ty_under(t));
    t = ty_under(pointee ? pointee : t)->strct.fields[method->path[i]].type;
  }
  const TyMethod *found = ty_iface_method(ty_under(t), (uint32_t)method->iface_method);
  *pkg = found->pkg;
  return found->name;
}

static const TyPackage *type_package(const TyType *t) {
  const TyType *base = t->kind == TY_POINTER ? t->pointer.elem : t;
  return base->kind == TY_NAMED ? base->named.object->pkg : NULL;
}

static uint32_t count_exported(const CgDescriptor *d) {
  const TyMethodSet *set = d->methods->methods;
  uint32_t n = 0;
  for (uint32_t i = 0; i < set->n; i++) {
    const TyPackage *pkg;
    n += ty_name_is_exported(cg_method_name(d->type, &set->methods[i], &pkg));
  }
  return n;
}

void cg_uncommon_add(CgDescriptor *d, int64_t bytes_behind) {
  CgModule *m = d->m;
  const TyPackage *pkg = type_package(d->type);
  const char *path = pkg                                  ? cg_package_path(pkg)
                     : d->type->kind == TY_UNSAFE_POINTER ? "unsafe"
                                                          : NULL;
  cg_desc_offset(d, path ? cg_encoded_string(m, path) : NULL);
  cg_desc_int(d, m->i16, d->methods ? d->methods->methods->n : 0);
  cg_desc_int(d, m->i16, d->methods ? count_exported(d) : 0);
  cg_desc_int(d, m->i32, sizeof(AbiUncommon) + (uint64_t)bytes_behind);
  cg_desc_int(d, m->i32, 0);
}

static LLVMValueRef code(CgModule *m, GirFunc *const *table, uint32_t i) {
  return table && table[i] ? cg_function(m, table[i]) : NULL;
}

void cg_uncommon_add_methods(CgDescriptor *d) {
  CgModule *m = d->m;
  const GirLiveType *l = d->methods;
  d->method_offset = d->size;
  for (uint32_t i = 0; i < l->methods->n; i++) {
    const TySelection *method = &l->methods->methods[i];
    const TyPackage *pkg;
    GlName name = cg_method_name(d->type, method, &pkg);
    cg_desc_offset(d, cg_encoded_method_name(m, name, pkg, type_package(d->type)));
    cg_desc_offset(d, cg_descriptor(m, method->type));
    cg_desc_offset(d, code(m, l->ifn, i));
    cg_desc_offset(d, code(m, l->tfn, i));
  }
}

void cg_uncommon_note_slots(const CgDescriptor *d, LLVMValueRef descriptor) {
  CgModule *m = d->m;
  const TyMethodSet *set = d->methods->methods;
  uint64_t *keys = GL_NEW_ARRAY(m->arena, uint64_t, set->n);
  for (uint32_t i = 0; i < set->n; i++) {
    const TyPackage *pkg;
    GlName name = cg_method_name(d->type, &set->methods[i], &pkg);
    keys[i] = cg_method_key(m, name, pkg, set->methods[i].type);
  }
  int64_t first = d->method_offset + (int64_t)offsetof(AbiMethod, mtyp);
  cg_note_slots(m, descriptor, first, sizeof(AbiMethod), keys, set->n);
}
