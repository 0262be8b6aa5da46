/// \file
/// Records of the methods that are called through interfaces, and of the slots that the calls go
/// through (golite/abi/prune.h). A call carries its method's key as an attribute, so that what the
/// optimiser inlines or drops is counted where it ends up.

#include "codegen_internal.h"

#include "golite/abi/prune.h"

#include <llvm-c/Comdat.h>

#include <stdlib.h>
#include <string.h>

static const char key_attribute[] = "golite-method";

uint64_t cg_method_key(CgModule *m, GlName name, const TyPackage *pkg, const TyType *signature) {
  bool is_exported = ty_name_is_exported(name);
  const char *text =
      gl_arena_printf(m->arena, "%s %s %s", name->text, is_exported || !pkg ? "" : pkg->path->text,
                      ty_string(m->arena, ty_canonical(signature), TY_STRING_LINK, NULL));
  uint64_t hash = gl_hash_bytes(text, strlen(text), 0) & ~UINT64_C(3);
  return hash | (is_exported ? ABI_PRUNE_EXPORTED : 0);
}

/// Methods of reflect.Type by which a program can get any method. Others of these names are few.
static bool asks_for_methods(GlName name) {
  return strcmp(name->text, "Method") == 0 || strcmp(name->text, "MethodByName") == 0;
}

void cg_note_method_call(CgModule *m, LLVMValueRef call, const TyType *iface, uint32_t method) {
  const TyMethod *called = ty_iface_method(ty_under(iface), method);
  uint64_t key = cg_method_key(m, called->name, called->pkg, called->type);
  const char *text = gl_arena_printf(m->arena, "%llx%s", (unsigned long long)key,
                                     asks_for_methods(called->name) ? "!" : "");
  LLVMAddCallSiteAttribute(call, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
                           LLVMCreateStringAttribute(m->context, key_attribute,
                                                     sizeof key_attribute - 1, text,
                                                     (unsigned)strlen(text)));
}

/// A record that stays with `of`.
static LLVMValueRef add_record_of(CgModule *m, LLVMValueRef of, uint32_t offset, uint32_t stride,
                                  LLVMValueRef *v, uint32_t n) {
  GL_ASSERT(n <= UINT16_MAX, "a function or table with %u methods", n);
  LLVMValueRef parts[] = {LLVMConstInt(m->i32, offset, false), LLVMConstInt(m->i16, stride, false),
                          LLVMConstInt(m->i16, n, false), LLVMConstArray2(m->i64, v, n)};
  LLVMValueRef init = LLVMConstStructInContext(m->context, parts, GL_COUNT_OF(parts), false);
  LLVMValueRef record = cg_data(m, "golite.prune", init, LLVMInternalLinkage, true);
  cg_keep_with(m, record, ABI_PRUNE_SECTION, of);
  return record;
}

static LLVMValueRef add_record(CgModule *m, LLVMValueRef of, uint32_t offset, uint32_t stride,
                               const uint64_t *keys, uint32_t n) {
  LLVMValueRef *v = GL_NEW_ARRAY(m->arena, LLVMValueRef, n + 1);
  for (uint32_t i = 0; i < n; i++)
    v[i] = LLVMConstInt(m->i64, keys[i], false);
  return add_record_of(m, of, offset, stride, v, n);
}

void cg_note_slots(CgModule *m, LLVMValueRef table, int64_t offset, uint32_t stride,
                   const uint64_t *keys, uint32_t n) {
  cg_note_kept(m, add_record(m, table, (uint32_t)offset, stride, keys, n), table);
}

void cg_note_filler(CgModule *m, const GirFunc *g) {
  LLVMValueRef fn = cg_function(m, g);
  LLVMValueRef variable = LLVMConstPtrToInt(cg_global(m, g->fills), m->i64);
  cg_note_kept(m, add_record_of(m, fn, 0, ABI_PRUNE_FILLS, &variable, 1), fn);
}

void cg_note_interface_slots(CgModule *m, LLVMValueRef table, int64_t offset, uint32_t stride,
                             const TyType *iface) {
  uint32_t n = iface->iface.n_methods;
  uint64_t *keys = GL_NEW_ARRAY(m->arena, uint64_t, n + 1);
  for (uint32_t i = 0; i < n; i++) {
    const TyMethod *method = &ty_iface_methods(iface)[i];
    keys[i] = cg_method_key(m, method->name, method->pkg, method->type);
  }
  cg_note_slots(m, table, offset, stride, keys, n);
}

void cg_note_interface(CgModule *m, LLVMValueRef descriptor, const TyType *iface) {
  cg_note_interface_slots(m, descriptor, 0, ABI_PRUNE_NAMES, iface);
}

typedef GL_VEC(uint64_t) Keys;

static void add_key(CgModule *m, Keys *keys, uint64_t key) {
  for (uint32_t i = 0; i < keys->len; i++)
    if (keys->data[i] == key)
      return;
  GL_VEC_PUSH(m->arena, keys, key);
}

static void read_call(CgModule *m, LLVMValueRef call, Keys *keys) {
  LLVMAttributeRef a =
      LLVMGetCallSiteStringAttribute(call, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
                                     key_attribute, sizeof key_attribute - 1);
  if (!a)
    return;
  unsigned n;
  const char *value = LLVMGetStringAttributeValue(a, &n);
  char *text = gl_arena_printf(m->arena, "%.*s", (int)n, value), *end;
  add_key(m, keys, strtoull(text, &end, 16));
  if (*end == '!')
    add_key(m, keys, ABI_PRUNE_REFLECT);
}

void cg_emit_uses(CgModule *m) {
  for (LLVMValueRef f = LLVMGetFirstFunction(m->module); f; f = LLVMGetNextFunction(f)) {
    Keys keys = {0};
    for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(f); b; b = LLVMGetNextBasicBlock(b))
      for (LLVMValueRef i = LLVMGetFirstInstruction(b); i; i = LLVMGetNextInstruction(i))
        if (LLVMIsACallInst(i))
          read_call(m, i, &keys);
    LLVMComdatRef group = LLVMGetComdat(f);
    LLVMValueRef record =
        keys.len ? add_record(m, f, 0, ABI_PRUNE_CALLS, keys.data, keys.len) : NULL;
    if (record && group)
      LLVMSetComdat(record, group);
  }
}
