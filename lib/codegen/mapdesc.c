/// \file
/// Map type descriptors (AbiMapType) with the group layout of Go's maps: eight slots of key and
/// element side by side behind a control word. Source: Go 1.27 internal/runtime/maps, internal/abi.

#include "descriptor.h"

#include "golite/abi/layout.h"
#include "golite/types/check.h"

#include <string.h>

enum { MAX_INLINE_BYTES = 128 };

/// Big keys and elements are kept behind a pointer.
static const TyType *slot_type(CgModule *m, const TyType *t) {
  return ty_size(t) > MAX_INLINE_BYTES ? ty_make_pointer(m->p->world, t) : t;
}

static TyField field(CgModule *m, const char *name, const TyType *t) {
  return (TyField){.name = gl_intern_cstr(m->p->names, name), .type = t};
}

/// Whether x == x may be false or an equal key may look different: floats, interfaces, strings.
static bool needs_key_update(const TyType *t) {
  const TyType *u = ty_under(t);
  if (u->kind == TY_ARRAY)
    return needs_key_update(u->array.elem);
  if (u->kind == TY_STRUCT) {
    for (uint32_t i = 0; i < u->strct.n_fields; i++)
      if (needs_key_update(u->strct.fields[i].type))
        return true;
    return false;
  }
  return (ty_flags(u) & (TY_F_FLOAT | TY_F_COMPLEX | TY_F_STRING)) || u->kind == TY_INTERFACE;
}

static bool hash_may_panic(const TyType *t) {
  const TyType *u = ty_under(t);
  if (u->kind == TY_ARRAY)
    return hash_may_panic(u->array.elem);
  if (u->kind != TY_STRUCT)
    return u->kind == TY_INTERFACE;
  for (uint32_t i = 0; i < u->strct.n_fields; i++)
    if (hash_may_panic(u->strct.fields[i].type))
      return true;
  return false;
}

/// The runtime's func value that hashes keys of type `t`, or NULL.
static const char *runtime_hasher(const TyType *t) {
  const TyType *u = ty_under(t);
  if (u->kind == TY_STRING)
    return "strhash_f";
  if (u->kind == TY_INTERFACE)
    return u->iface.n_methods ? "interhash_f" : "nilinterhash_f";
  bool is_narrow = u->kind == TY_FLOAT32 || u->kind == TY_COMPLEX64;
  if (ty_flags(u) & TY_F_FLOAT)
    return is_narrow ? "f32hash_f" : "f64hash_f";
  if (ty_flags(u) & TY_F_COMPLEX)
    return is_narrow ? "c64hash_f" : "c128hash_f";
  if (!cg_is_plain_memory(t))
    return NULL;
  return ty_size(t) == 4 ? "memhash32_f" : ty_size(t) == 8 ? "memhash64_f" : NULL;
}

static LLVMValueRef hash_value(CgFunc *f, const TyType *t, LLVMValueRef p, LLVMValueRef seed);

/// As the runtime's own typehash: blank fields are not compared, so not hashed.
static LLVMValueRef hash_fields(CgFunc *f, const TyType *u, LLVMValueRef p, LLVMValueRef seed) {
  for (uint32_t i = 0; i < u->strct.n_fields; i++)
    if (strcmp(u->strct.fields[i].name->text, "_") != 0)
      seed = hash_value(f, u->strct.fields[i].type, cg_offset(f, p, ty_field_offset(u, i)), seed);
  return seed;
}

static LLVMValueRef hash_value(CgFunc *f, const TyType *t, LLVMValueRef p, LLVMValueRef seed) {
  CgModule *m = f->m;
  const TyType *u = ty_under(t);
  LLVMValueRef args[3] = {p, seed, cg_int(m, ty_size(t))};
  if (cg_is_plain_memory(t))
    return cg_runtime_call(f, CG_RT_memhash, args, 3);
  if (u->kind == TY_STRUCT)
    return hash_fields(f, u, p, seed);
  if (u->kind == TY_STRING)
    return cg_runtime_call(f, CG_RT_strhash, args, 2);
  if (u->kind == TY_INTERFACE)
    return cg_runtime_call(f, u->iface.n_methods ? CG_RT_interhash : CG_RT_nilinterhash, args, 2);
  LLVMValueRef by_type[3] = {cg_descriptor(m, t), p, seed};
  return cg_runtime_call(f, CG_RT_typehash, by_type, 3);
}

/// Func value func(p unsafe.Pointer, seed uintptr) uintptr that hashes a key.
static LLVMValueRef hasher(CgModule *m, const TyType *key) {
  const char *known = runtime_hasher(key);
  if (known)
    return cg_runtime_data(m, known);
  const char *name = ty_string(m->arena, key, TY_STRING_LINK, NULL);
  LLVMTypeRef params[2] = {m->ptr, m->i64};
  LLVMTypeRef type = LLVMFunctionType(m->i64, params, 2, false);
  char *symbol = gl_arena_printf(m->arena, "type:.hash.%s", name);
  LLVMValueRef fn = LLVMGetNamedFunction(m->module, symbol);
  if (!fn) {
    fn = cg_helper_function(m, symbol, type, LLVMLinkOnceODRLinkage);
    CgFunc *f = cg_helper_begin(m, fn);
    LLVMBuildRet(f->b, hash_value(f, key, LLVMGetParam(fn, 0), LLVMGetParam(fn, 1)));
    cg_helper_end(f);
  }
  return cg_data(m, gl_arena_printf(m->arena, "type:.hashfunc.%s", name), fn, LLVMPrivateLinkage,
                 true);
}

const TyType *cg_map_group(CgModule *m, const TyType *map) {
  struct TyWorld *w = m->p->world;
  const TyType *u = ty_under(map);
  TyField slot_fields[2] = {field(m, "key", slot_type(m, u->map.key)),
                            field(m, "elem", slot_type(m, u->map.elem))};
  const TyType *slot = ty_make_struct(w, slot_fields, 2);
  TyField group_fields[2] = {field(m, "ctrl", ty_world_basic(w, TY_UINT64)),
                             field(m, "slots", ty_make_array(w, slot, CG_MAP_GROUP_SLOTS))};
  return ty_canonical(ty_make_struct(w, group_fields, 2));
}

void cg_desc_map(CgDescriptor *d, const TyType *map) {
  CgModule *m = d->m;
  const TyType *key = slot_type(m, map->map.key), *elem = slot_type(m, map->map.elem);
  const TyType *group = cg_map_group(m, map);
  const TyType *slot = ty_under(group)->strct.fields[1].type->array.elem;
  uint64_t flags = 0;
  flags |= needs_key_update(map->map.key) ? ABI_MAP_NEED_KEY_UPDATE : 0;
  flags |= hash_may_panic(map->map.key) ? ABI_MAP_HASH_MIGHT_PANIC : 0;
  flags |= key != map->map.key ? ABI_MAP_INDIRECT_KEY : 0;
  flags |= elem != map->map.elem ? ABI_MAP_INDIRECT_ELEM : 0;
  uint64_t slots = (uint64_t)ty_field_offset(group, 1);
  uint64_t elem_off = (uint64_t)ty_field_offset(slot, 1), stride = (uint64_t)ty_size(slot);
  cg_desc_pointer(d, cg_descriptor(m, map->map.key));
  cg_desc_pointer(d, cg_descriptor(m, map->map.elem));
  cg_desc_pointer(d, cg_descriptor(m, group));
  cg_desc_pointer(d, hasher(m, map->map.key));
  uint64_t words[6] = {(uint64_t)ty_size(group), slots, stride, slots + elem_off, stride, elem_off};
  for (int i = 0; i < 6; i++)
    cg_desc_int(d, m->i64, words[i]);
  cg_desc_int(d, m->i32, flags);
  cg_desc_int(d, m->i32, 0);
  if (d->has_uncommon)
    cg_uncommon_add(d, 0);
}
