/// \file
/// Interface tables of static conversions (AbiItab): one variable a pair of types.

#include "descriptor.h"

#include "golite/abi/layout.h"

#include <stddef.h>

/// Code that takes the data word as receiver, for one method of the interface.
static LLVMValueRef find_method(CgModule *m, const GirLiveType *l, const TyMethod *wanted) {
  for (uint32_t i = 0; i < l->methods->n; i++) {
    const TyPackage *pkg;
    if (cg_method_name(l->type, &l->methods->methods[i], &pkg) != wanted->name)
      continue;
    if (!ty_name_is_exported(wanted->name) && pkg != wanted->pkg)
      continue;
    GL_ASSERT(l->ifn && l->ifn[i], "no code for method %s of %s", wanted->name->text,
              ty_string(m->arena, l->type, TY_STRING_LINK, NULL));
    return cg_function(m, l->ifn[i]);
  }
  gl_ice(__FILE__, __LINE__, "%s has no method %s",
         ty_string(m->arena, l->type, TY_STRING_LINK, NULL), wanted->name->text);
}

LLVMValueRef cg_itab(CgModule *m, const TyType *concrete, const TyType *iface) {
  char *symbol = gl_arena_printf(m->arena, "go:itab.%s,%s",
                                 ty_string(m->arena, concrete, TY_STRING_LINK, NULL),
                                 ty_string(m->arena, iface, TY_STRING_LINK, NULL));
  LLVMValueRef itab = LLVMGetNamedGlobal(m->module, symbol);
  if (itab)
    return itab;
  const TyType *u = ty_under(iface);
  const GirLiveType *l = gir_live_type_find(m->p, concrete);
  GL_ASSERT(l, "type %s is not live", symbol);
  LLVMValueRef hash = LLVMConstInt(m->i32, cg_type_hash(m, concrete), false);
  LLVMValueRef *fun = GL_NEW_ARRAY(m->arena, LLVMValueRef, u->iface.n_methods);
  for (uint32_t i = 0; i < u->iface.n_methods; i++)
    fun[i] = find_method(m, l, &ty_iface_methods(u)[i]);
  LLVMValueRef parts[5] = {cg_descriptor(m, iface), cg_descriptor(m, concrete), hash,
                           LLVMConstInt(m->i32, 0, false),
                           LLVMConstArray2(m->ptr, fun, u->iface.n_methods)};
  itab = cg_data(m, symbol, LLVMConstStructInContext(m->context, parts, 5, false),
                 LLVMLinkOnceODRLinkage, true);
  LLVMSetAlignment(itab, 8);
  cg_list_entry(m, "golite_itabs", itab);
  cg_note_interface_slots(m, itab, offsetof(AbiItab, fun), CG_WORD, u);
  return itab;
}
