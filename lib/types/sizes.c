/// \file
/// Memory layout on amd64: sizes, alignment, field offsets, where pointers end, comparability
/// (which follows the same parts). Computed once per canonical type, without recursion.
/// Source: Go spec "Size and alignment guarantees"; gc's layout: a struct's last field of size 0 is
/// padded, so that its address is inside; a type has less than 2^50 bytes.

#include "type_table.h"

enum { WORD = 8 };
#define MAX_SIZE ((INT64_C(1) << 50) - 1)

TyFacts *ty_facts(const TyType *canonical) {
  TyType *t = (TyType *)canonical; // the facts are a cache
  if (!t->facts)
    t->facts = GL_NEW(t->table->arena, TyFacts);
  return t->facts;
}

static int64_t round_up(int64_t n, int64_t align) { return (n + align - 1) & -align; }

static void set_scalar(TyLayout *l, int64_t size, int64_t align, int64_t ptr_bytes) {
  l->size = size;
  l->align = align;
  l->ptr_bytes = ptr_bytes;
  l->is_comparable = true;
}

/// The type whose layout a part of type `t` follows: underlying types all the way, but for type
/// parameters. NULL for an incomplete NAMED.
static const TyType *part_of(const TyType *t) {
  const TyType *u = t->kind == TY_TYPE_PARAM ? t : ty_under_or_null(t);
  return u ? ty_canonical(u) : NULL;
}

static const TyType *part(const TyType *t, uint32_t i) {
  if (t->kind == TY_ARRAY)
    return i == 0 ? t->array.elem : NULL;
  if (t->kind == TY_STRUCT)
    return i < t->strct.n_fields ? t->strct.fields[i].type : NULL;
  return NULL;
}

/// Layout of a part, whose own has been computed; one that is visiting (an invalid recursive type)
/// is empty.
static const TyLayout *part_layout(const TyType *t, TyLayout *whole) {
  static const TyLayout empty = {.align = 1, .is_comparable = true, .is_partial = true};
  const TyType *p = part_of(t);
  const TyLayout *l = p ? &ty_facts(p)->layout : &empty;
  if (!l->is_done)
    l = &empty;
  whole->is_partial |= l->is_partial;
  whole->is_too_large |= l->is_too_large;
  whole->has_var_size |= l->has_var_size;
  whole->is_comparable &= l->is_comparable;
  if (whole->align < l->align)
    whole->align = l->align;
  return l;
}

static void set_array(TyLayout *l, const TyType *t) {
  l->align = 1;
  l->is_comparable = true;
  const TyLayout *e = part_layout(t->array.elem, l);
  int64_t len = t->array.len < 0 ? 0 : t->array.len;
  if (len == 0)
    l->is_too_large = false;
  if (l->is_too_large || __builtin_mul_overflow(e->size, len, &l->size) || l->size > MAX_SIZE) {
    l->is_too_large = true;
    l->size = 0;
    return;
  }
  if (len > 0 && e->ptr_bytes > 0)
    l->ptr_bytes = (len - 1) * e->size + e->ptr_bytes;
}

static void set_struct(TyLayout *l, const TyType *t) {
  uint32_t n = t->strct.n_fields;
  l->align = 1;
  l->is_comparable = true;
  if (!l->offsets)
    l->offsets = GL_NEW_ARRAY(t->table->arena, int64_t, n);
  int64_t at = 0;
  bool ends_empty = false;
  for (uint32_t i = 0; i < n; i++) {
    const TyLayout *f = part_layout(t->strct.fields[i].type, l);
    at = round_up(at, f->align);
    l->offsets[i] = at;
    if (f->ptr_bytes > 0)
      l->ptr_bytes = at + f->ptr_bytes;
    at += f->size;
    ends_empty = f->size == 0;
    l->is_too_large |= at > MAX_SIZE;
    if (l->is_too_large)
      at = 0;
  }
  if (ends_empty && at > 0)
    at++;
  l->size = round_up(at, l->align);
  l->is_too_large |= l->size > MAX_SIZE;
}

static void set_layout(TyLayout *l, const TyType *t) {
  l->is_partial = l->is_too_large = l->has_var_size = false;
  l->ptr_bytes = 0;
  switch ((TyKind)t->kind) {
  case TY_BOOL:
  case TY_INT8:
  case TY_UINT8: set_scalar(l, 1, 1, 0); return;
  case TY_INT16:
  case TY_UINT16: set_scalar(l, 2, 2, 0); return;
  case TY_INT32:
  case TY_UINT32:
  case TY_FLOAT32: set_scalar(l, 4, 4, 0); return;
  case TY_COMPLEX64: set_scalar(l, 8, 4, 0); return;
  case TY_INT:
  case TY_INT64:
  case TY_UINT:
  case TY_UINT64:
  case TY_UINTPTR:
  case TY_FLOAT64: set_scalar(l, 8, 8, 0); return;
  case TY_COMPLEX128: set_scalar(l, 16, 8, 0); return;
  case TY_STRING: set_scalar(l, 2 * WORD, WORD, WORD); return;
  case TY_UNSAFE_POINTER:
  case TY_POINTER:
  case TY_CHAN: set_scalar(l, WORD, WORD, WORD); return;
  case TY_INTERFACE: set_scalar(l, 2 * WORD, WORD, 2 * WORD); return;
  case TY_MAP:
  case TY_FUNC:
    set_scalar(l, WORD, WORD, WORD);
    l->is_comparable = false;
    return;
  case TY_SLICE:
    set_scalar(l, 3 * WORD, WORD, WORD);
    l->is_comparable = false;
    return;
  case TY_ARRAY: set_array(l, t); return;
  case TY_STRUCT: set_struct(l, t); return;
  case TY_INVALID: // an error was reported: silent
  case TY_UNTYPED_BOOL:
  case TY_UNTYPED_INT:
  case TY_UNTYPED_RUNE:
  case TY_UNTYPED_FLOAT:
  case TY_UNTYPED_COMPLEX:
  case TY_UNTYPED_STRING: set_scalar(l, 0, 1, 0); return;
  case TY_TYPE_PARAM:
    set_scalar(l, 0, 1, 0);
    l->has_var_size = true;
    l->is_comparable = ty_is_comparable_deep(t, false);
    return;
  case TY_UNTYPED_NIL:
  case TY_TUPLE:
  case TY_NAMED:
  case TY_UNION:
  case TY_KIND_COUNT:
    set_scalar(l, 0, 1, 0);
    l->is_comparable = false;
    return;
  }
  GL_UNREACHABLE();
}

/// Pushes the parts whose layouts are missing.
static bool push_parts(TyTable *table, const TyType *t) {
  bool ready = true;
  const TyType *child;
  for (uint32_t i = 0; (child = part(t, i)); i++) {
    const TyType *p = part_of(child);
    if (!p || ty_facts(p)->layout.is_done || ty_facts(p)->layout.is_visiting)
      continue;
    GL_VEC_PUSH(table->arena, &table->work, p);
    ready = false;
  }
  return ready;
}

static TyLayout layout_of(const TyType *type) {
  const TyType *t = part_of(type);
  if (!t)
    return (TyLayout){.align = 1, .is_comparable = true};
  if (ty_facts(t)->layout.is_done)
    return ty_facts(t)->layout;
  TyTable *table = t->table;
  uint32_t base = table->work.len;
  GL_VEC(const TyType *) partial = {0};
  GL_VEC_PUSH(table->arena, &table->work, t);
  while (table->work.len > base) {
    const TyType *top = table->work.data[table->work.len - 1];
    TyLayout *l = &ty_facts(top)->layout;
    if (!l->is_done && !l->is_visiting) {
      l->is_visiting = true;
      if (!push_parts(table, top))
        continue;
    }
    table->work.len--;
    if (l->is_done)
      continue;
    set_layout(l, top);
    l->is_visiting = false;
    l->is_done = true;
    if (l->is_partial)
      GL_VEC_PUSH(table->arena, &partial, top);
  }
  TyLayout result = ty_facts(t)->layout;
  for (uint32_t i = 0; i < partial.len; i++)
    ty_facts(partial.data[i])->layout.is_done = false;
  return result;
}

bool ty_size_checked(const TyType *t, int64_t *size) {
  TyLayout l = layout_of(t);
  *size = l.size;
  return !l.is_too_large;
}

int64_t ty_size(const TyType *t) { return layout_of(t).size; }
int64_t ty_align(const TyType *t) { return layout_of(t).align; }
int64_t ty_ptr_bytes(const TyType *t) { return layout_of(t).ptr_bytes; }
bool ty_has_pointers(const TyType *t) { return layout_of(t).ptr_bytes > 0; }
bool ty_is_comparable(const TyType *t) { return layout_of(t).is_comparable; }
bool ty_has_var_size(const TyType *t) { return layout_of(t).has_var_size; }

int64_t ty_field_offset(const TyType *t, uint32_t i) {
  GL_ASSERT(ty_under_kind(t) == TY_STRUCT && i < ty_under(t)->strct.n_fields,
            "offset of field %u of a type that has none", i);
  return layout_of(t).offsets[i];
}

bool ty_is_direct_iface(const TyType *t) {
  TyLayout l = layout_of(t);
  return l.size == WORD && l.ptr_bytes == WORD;
}
