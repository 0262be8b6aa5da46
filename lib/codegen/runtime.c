/// \file
/// Declarations of the runtime's functions and data, made on first use from golite/abi/runtime.def,
/// and attributes in general.

#include "codegen_internal.h"

#include <string.h>

typedef struct RuntimeEntry {
  const char *symbol, *sig, *attrs, *leaks;
} RuntimeEntry;

static const RuntimeEntry runtime_table[CG_RT_COUNT] = {
#define GRT_FN(name, sig, attrs, leaks) {"grt_" #name, sig, attrs, leaks},
#define GRT_DATA(name, size, align, what)
#include "golite/abi/runtime.def"
};

static const char *const attribute_names[CG_ATTR_COUNT] = {
    [CG_ATTR_NOALIAS] = "noalias",
    [CG_ATTR_NONNULL] = "nonnull",
    [CG_ATTR_WRITABLE] = "writable",
    [CG_ATTR_DEREFERENCEABLE] = "dereferenceable",
    [CG_ATTR_CAPTURES] = "captures",
    [CG_ATTR_READONLY] = "readonly",
    [CG_ATTR_NEST] = "nest",
    [CG_ATTR_ZEROEXT] = "zeroext",
    [CG_ATTR_SIGNEXT] = "signext",
    [CG_ATTR_ALIGN] = "align",
    [CG_ATTR_ALLOCKIND] = "allockind",
    [CG_ATTR_ALLOCSIZE] = "allocsize",
    [CG_ATTR_NOUNWIND] = "nounwind",
    [CG_ATTR_NORETURN] = "noreturn",
    [CG_ATTR_NOINLINE] = "noinline",
    [CG_ATTR_NOMERGE] = "nomerge",
    [CG_ATTR_COLD] = "cold",
    [CG_ATTR_MEMORY] = "memory",
    [CG_ATTR_RETURNS_TWICE] = "returns_twice",
    [CG_ATTR_UWTABLE] = "uwtable",
    [CG_ATTR_NOREDZONE] = "noredzone",
    [CG_ATTR_WILLRETURN] = "willreturn",
    [CG_ATTR_NOCALLBACK] = "nocallback",
    [CG_ATTR_SANITIZE_ADDRESS] = "sanitize_address",
};

enum { MEMORY_NONE = 0, MEMORY_ARG_READ = 1, MEMORY_INACCESSIBLE = 3 << 2 };

void cg_runtime_init(CgModule *m) {
  for (int i = 0; i < CG_ATTR_COUNT; i++) {
    const char *name = attribute_names[i];
    m->attribute_kinds[i] = LLVMGetEnumAttributeKindForName(name, strlen(name));
    GL_ASSERT(m->attribute_kinds[i], "LLVM knows no attribute %s", name);
  }
}

LLVMAttributeRef cg_attribute(CgModule *m, CgAttribute a, uint64_t value) {
  return LLVMCreateEnumAttribute(m->context, m->attribute_kinds[a], value);
}

LLVMAttributeRef cg_string_attribute(CgModule *m, const char *key, const char *value) {
  return LLVMCreateStringAttribute(m->context, key, (unsigned)strlen(key), value,
                                   (unsigned)strlen(value));
}

static LLVMTypeRef letter_type(CgModule *m, char letter) {
  LLVMTypeRef words[2] = {m->ptr, m->ptr};
  switch (letter) {
  case 'v': return m->t_void;
  case 'p': return m->ptr;
  case 'l': return m->i64;
  case 'i': return m->i32;
  case 'b': return m->i1;
  case 'd': return m->f64;
  case 'f': return m->f32;
  case 'Q': break;
  case 'P': words[1] = m->i64; break;
  case 'L': words[0] = words[1] = m->i64; break;
  default: GL_UNREACHABLE();
  }
  return LLVMStructTypeInContext(m->context, words, 2, false);
}

static void add_attribute(CgModule *m, LLVMValueRef fn, LLVMAttributeIndex at, CgAttribute a,
                          uint64_t value) {
  LLVMAddAttributeAtIndex(fn, at, cg_attribute(m, a, value));
}

/// LLVM may remove a call that only allocates; one that may panic does more.
static void add_alloc_attributes(CgModule *m, LLVMValueRef fn, bool has_size, bool may_panic) {
  const LLVMAttributeIndex self = (LLVMAttributeIndex)LLVMAttributeFunctionIndex;
  add_attribute(m, fn, LLVMAttributeReturnIndex, CG_ATTR_NOALIAS, 0);
  add_attribute(m, fn, LLVMAttributeReturnIndex, CG_ATTR_NONNULL, 0);
  add_attribute(m, fn, LLVMAttributeReturnIndex, CG_ATTR_ALIGN, 8);
  if (may_panic)
    return;
  add_attribute(m, fn, self, CG_ATTR_ALLOCKIND, CG_ALLOCKIND_ALLOC_ZEROED);
  add_attribute(m, fn, self, CG_ATTR_MEMORY, MEMORY_INACCESSIBLE);
  LLVMAddAttributeAtIndex(fn, self, cg_string_attribute(m, "alloc-family", "golite"));
  if (has_size) // operand 0 is the size; the low half says that there is no count
    add_attribute(m, fn, self, CG_ATTR_ALLOCSIZE, UINT32_MAX);
}

static void add_function_attributes(CgModule *m, LLVMValueRef fn, const char *attrs) {
  const LLVMAttributeIndex self = (LLVMAttributeIndex)LLVMAttributeFunctionIndex;
  for (; *attrs; attrs++) {
    switch (*attrs) {
    case 'N':
      add_attribute(m, fn, self, CG_ATTR_NORETURN, 0);
      add_attribute(m, fn, self, CG_ATTR_COLD, 0);
      break;
    case 'U': add_attribute(m, fn, self, CG_ATTR_NOUNWIND, 0); break;
    case 'A':
      add_alloc_attributes(m, fn, strchr(attrs, 'S') != NULL, strchr(attrs, 'U') == NULL);
      break;
    case 'S': break;
    case 'R': add_attribute(m, fn, self, CG_ATTR_RETURNS_TWICE, 0); break;
    case 'M': add_attribute(m, fn, self, CG_ATTR_MEMORY, MEMORY_NONE); break;
    case 'r': add_attribute(m, fn, self, CG_ATTR_MEMORY, MEMORY_ARG_READ); break;
    case 'C': add_attribute(m, fn, self, CG_ATTR_COLD, 0); break;
    default: GL_UNREACHABLE();
    }
  }
}

static void add_extension(CgModule *m, LLVMValueRef fn, const RuntimeEntry *e) {
  if (e->sig[0] == 'b')
    add_attribute(m, fn, LLVMAttributeReturnIndex, CG_ATTR_ZEROEXT, 0);
  for (unsigned i = 0; e->sig[i + 1]; i++) {
    if (e->sig[i + 1] == 'b')
      add_attribute(m, fn, i + 1, CG_ATTR_ZEROEXT, 0);
    if (e->sig[i + 1] == 'p' && e->leaks[i] == '-')
      add_attribute(m, fn, i + 1, CG_ATTR_CAPTURES, CG_CAPTURES_NONE);
  }
}

LLVMValueRef cg_runtime_function(CgModule *m, CgRuntime r) {
  if (m->runtime[r])
    return m->runtime[r];
  const RuntimeEntry *e = &runtime_table[r];
  LLVMTypeRef params[16];
  unsigned n = (unsigned)strlen(e->sig) - 1;
  GL_ASSERT(n <= GL_COUNT_OF(params) && strlen(e->leaks) == n, "runtime.def: %s", e->symbol);
  for (unsigned i = 0; i < n; i++)
    params[i] = letter_type(m, e->sig[i + 1]);
  m->runtime_types[r] = LLVMFunctionType(letter_type(m, e->sig[0]), params, n, false);
  LLVMValueRef fn = LLVMAddFunction(m->module, e->symbol, m->runtime_types[r]);
  LLVMSetVisibility(fn, LLVMHiddenVisibility);
  add_function_attributes(m, fn, e->attrs);
  add_extension(m, fn, e);
  m->runtime[r] = fn;
  return fn;
}

LLVMValueRef cg_runtime_data(CgModule *m, const char *name) {
  const char *symbol = gl_arena_printf(m->arena, "grt_%s", name);
  LLVMValueRef g = LLVMGetNamedGlobal(m->module, symbol);
  if (g)
    return g;
  g = LLVMAddGlobal(m->module, m->i8, symbol);
  LLVMSetVisibility(g, LLVMHiddenVisibility);
  LLVMSetGlobalConstant(g, true);
  LLVMSetAlignment(g, 8);
  return g;
}

static void add_call_attributes(CgModule *m, LLVMValueRef call, const RuntimeEntry *e) {
  const LLVMAttributeIndex self = (LLVMAttributeIndex)LLVMAttributeFunctionIndex;
  // Two panics on two lines stay two calls; two sites stay two allocations.
  if (strpbrk(e->attrs, "NA"))
    LLVMAddCallSiteAttribute(call, self, cg_attribute(m, CG_ATTR_NOMERGE, 0));
  if (strchr(e->attrs, 'R'))
    LLVMAddCallSiteAttribute(call, self, cg_attribute(m, CG_ATTR_RETURNS_TWICE, 0));
  if (e->sig[0] == 'b')
    LLVMAddCallSiteAttribute(call, LLVMAttributeReturnIndex, cg_attribute(m, CG_ATTR_ZEROEXT, 0));
  for (unsigned i = 0; e->sig[i + 1]; i++)
    if (e->sig[i + 1] == 'b')
      LLVMAddCallSiteAttribute(call, i + 1, cg_attribute(m, CG_ATTR_ZEROEXT, 0));
}

LLVMValueRef cg_runtime_call(CgFunc *f, CgRuntime r, LLVMValueRef *args, unsigned n) {
  CgModule *m = f->m;
  const RuntimeEntry *e = &runtime_table[r];
  LLVMValueRef fn = cg_runtime_function(m, r);
  GL_ASSERT(n == strlen(e->sig) - 1, "call of %s", e->symbol);
  LLVMValueRef call = LLVMBuildCall2(f->b, m->runtime_types[r], fn, args, n, "");
  add_call_attributes(m, call, e);
  if (strchr(e->attrs, 'N'))
    LLVMBuildUnreachable(f->b);
  return e->sig[0] == 'v' ? NULL : call;
}

LLVMValueRef cg_memcmp(CgFunc *f, LLVMValueRef p, LLVMValueRef q, LLVMValueRef n) {
  CgModule *m = f->m;
  LLVMTypeRef params[3] = {m->ptr, m->ptr, m->i64};
  LLVMTypeRef type = LLVMFunctionType(m->i32, params, 3, false);
  LLVMValueRef fn = LLVMGetNamedFunction(m->module, "memcmp");
  if (!fn) {
    fn = LLVMAddFunction(m->module, "memcmp", type);
    add_function_attributes(m, fn, "Ur");
    add_attribute(m, fn, 1, CG_ATTR_CAPTURES, CG_CAPTURES_NONE);
    add_attribute(m, fn, 2, CG_ATTR_CAPTURES, CG_CAPTURES_NONE);
  }
  LLVMValueRef args[3] = {p, q, n};
  return LLVMBuildCall2(f->b, type, fn, args, 3, "");
}
