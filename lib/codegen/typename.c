/// \file
/// The parts of type descriptors that are bytes: encoded names, pointer masks; and descriptors that
/// only say size and pointers, for the allocator. Source: golite/abi/layout.h.

#include "descriptor.h"

#include "golite/abi/layout.h"
#include "golite/support/file.h"

#include <string.h>

// --- names ----------------------------------------------------------------------

static void add_counted(GlBuf *b, const char *s, size_t len) {
  size_t n = len;
  for (; n >= 0x80; n >>= 7)
    gl_buf_char(b, (char)(n | 0x80));
  gl_buf_char(b, (char)n);
  gl_buf_bytes(b, s, len);
}

/// Constant bytes, one variable for equal contents. The first byte of `b` is the kind of the table
/// entry and no part of the data.
static LLVMValueRef shared_bytes(CgModule *m, const GlBuf *b, const char *symbol, uint32_t align) {
  LLVMValueRef v = gl_strmap_get(m->names, b->data, b->len);
  if (v)
    return v;
  LLVMValueRef bytes = LLVMConstStringInContext2(m->context, b->data + 1, b->len - 1, true);
  v = cg_data(m, symbol, bytes, LLVMPrivateLinkage, true);
  LLVMSetAlignment(v, align);
  gl_strmap_set(m->names, b->data, b->len, v);
  return v;
}

static LLVMValueRef encode(CgModule *m, const char *text, size_t len, GlName tag, uint8_t flags) {
  GlBuf b;
  gl_buf_init(&b, m->arena);
  gl_buf_char(&b, 'n');
  bool has_tag = tag && tag->len;
  gl_buf_char(&b, (char)(flags | (has_tag ? ABI_NAME_TAG : 0)));
  add_counted(&b, text, len);
  if (has_tag)
    add_counted(&b, tag->text, tag->len);
  return shared_bytes(m, &b, "name", 1);
}

LLVMValueRef cg_encoded_name(CgModule *m, GlName name, GlName tag, bool is_exported,
                             bool is_embedded) {
  uint8_t flags =
      (uint8_t)((is_exported ? ABI_NAME_EXPORTED : 0) | (is_embedded ? ABI_NAME_EMBEDDED : 0));
  return encode(m, name->text, name->len, tag, flags);
}

/// The name's bytes, then the distance from them to the path: what resolves offsets starts at the
/// name itself, so equal names with equal paths share one.
static LLVMValueRef name_with_path(CgModule *m, GlName name, const char *path) {
  GlBuf b;
  gl_buf_init(&b, m->arena);
  gl_buf_char(&b, 'p');
  gl_buf_char(&b, ABI_NAME_PKG_PATH);
  add_counted(&b, name->text, name->len);
  size_t n_bytes = b.len;
  gl_buf_printf(&b, "%s", path); // the rest of the key
  LLVMValueRef v = gl_strmap_get(m->names, b.data, b.len);
  if (v)
    return v;
  LLVMValueRef parts[] = {
      LLVMConstStringInContext2(m->context, b.data + 1, n_bytes - 1, true),
      LLVMGetUndef(m->i32),
  };
  LLVMValueRef target = cg_encoded_string(m, path);
  v = cg_data(m, "name", LLVMConstStructInContext(m->context, parts, 2, true), LLVMPrivateLinkage,
              true);
  LLVMSetAlignment(v, 1);
  parts[1] = LLVMConstTrunc(
      LLVMConstSub(LLVMConstPtrToInt(target, m->i64), LLVMConstPtrToInt(v, m->i64)), m->i32);
  LLVMSetInitializer(v, LLVMConstStructInContext(m->context, parts, 2, true));
  gl_strmap_set(m->names, b.data, b.len, v);
  return v;
}

LLVMValueRef cg_encoded_method_name(CgModule *m, GlName name, const TyPackage *pkg,
                                    const TyPackage *type_pkg) {
  bool is_exported = ty_name_is_exported(name);
  if (is_exported || !pkg || pkg == type_pkg)
    return cg_encoded_name(m, name, NULL, is_exported, false);
  return name_with_path(m, name, cg_package_path(pkg));
}

LLVMValueRef cg_encoded_string(CgModule *m, const char *text) {
  return encode(m, text, strlen(text), NULL, 0);
}

// --- masks ----------------------------------------------------------------------

static void set_bit(uint8_t *mask, int64_t offset) {
  mask[offset / CG_WORD / 8] |= (uint8_t)(1 << (offset / CG_WORD % 8));
}

void cg_pointer_mask(const TyType *t, int64_t offset, uint8_t *mask) {
  const TyType *u = ty_under(t);
  if (!ty_has_pointers(u))
    return;
  if (u->kind == TY_STRUCT) {
    for (uint32_t i = 0; i < u->strct.n_fields; i++)
      cg_pointer_mask(u->strct.fields[i].type, offset + ty_field_offset(u, i), mask);
  } else if (u->kind == TY_ARRAY) {
    for (int64_t i = 0; i < u->array.len; i++)
      cg_pointer_mask(u->array.elem, offset + i * ty_size(u->array.elem), mask);
  } else {
    set_bit(mask, offset);
    if (u->kind == TY_INTERFACE) // the type word points to no heap object, but gc's masks have it
      set_bit(mask, offset + CG_WORD);
  }
}

/// Words up to the last pointer.
static int64_t used_words(const uint8_t *mask, int64_t n_words) {
  while (n_words > 0 && !(mask[(n_words - 1) / 8] >> ((n_words - 1) % 8) & 1))
    n_words--;
  return n_words;
}

LLVMValueRef cg_mask_data(CgModule *m, const uint8_t *mask, int64_t n_words) {
  n_words = used_words(mask, n_words);
  if (n_words == 0)
    return LLVMConstNull(m->ptr);
  GlBuf b;
  gl_buf_init(&b, m->arena);
  gl_buf_char(&b, 'm');
  gl_buf_bytes(&b, (const char *)mask, (size_t)(n_words + 7) / 8);
  while ((b.len - 1) % CG_WORD)
    gl_buf_char(&b, 0);
  return shared_bytes(m, &b, "mask", CG_WORD);
}

// --- descriptors for the allocator -------------------------------------------------

static LLVMValueRef small_int(LLVMTypeRef t, uint64_t v) { return LLVMConstInt(t, v, false); }

static LLVMValueRef shape(CgModule *m, int64_t size, const uint8_t *mask, int64_t n_words) {
  int64_t used = used_words(mask, n_words);
  GlBuf key;
  gl_buf_init(&key, m->arena);
  gl_buf_printf(&key, "d%lld:", (long long)size);
  gl_buf_bytes(&key, (const char *)mask, (size_t)(used + 7) / 8);
  LLVMValueRef v = gl_strmap_get(m->names, key.data, key.len);
  if (v)
    return v;
  LLVMValueRef parts[] = {
      cg_int(m, size),      cg_int(m, used * CG_WORD), small_int(m->i32, 0),
      small_int(m->i8, 0),  small_int(m->i8, CG_WORD), small_int(m->i8, CG_WORD),
      small_int(m->i8, 0),  LLVMConstNull(m->ptr),     cg_mask_data(m, mask, n_words),
      small_int(m->i32, 0), small_int(m->i32, 0),
  };
  LLVMValueRef d = LLVMConstStructInContext(m->context, parts, GL_COUNT_OF(parts), false);
  v = cg_data(m, "shape", d, LLVMPrivateLinkage, true);
  gl_strmap_set(m->names, key.data, key.len, v);
  return v;
}

LLVMValueRef cg_mask_descriptor(CgModule *m, int64_t size, const uint8_t *mask, int64_t n_words) {
  return used_words(mask, n_words) ? shape(m, size, mask, n_words) : LLVMConstNull(m->ptr);
}

LLVMValueRef cg_alloc_descriptor(CgModule *m, const TyType *t, bool may_be_null) {
  int64_t size = ty_size(t), n_words = ty_ptr_bytes(t) / CG_WORD;
  if (n_words == 0 && may_be_null)
    return LLVMConstNull(m->ptr);
  if ((n_words + 7) / 8 > ABI_MAX_PTRMASK_BYTES)
    return cg_descriptor(m, t);
  uint8_t *mask = GL_NEW_ARRAY(m->arena, uint8_t, n_words / 8 + 1);
  cg_pointer_mask(t, 0, mask);
  return shape(m, size, mask, n_words);
}
