/// \file
/// Types → slots, memoised by canonical type.

#include "layout.h"

#include "golite/types/check.h"

struct EscLayouts {
  GlArena *arena;
  GlPtrMap *map;
  GlPtrMap *entries; // MAP type → struct of key and element
  struct TyWorld *world;
  GlIntern *names;
};

EscLayouts *esc_layouts_new(GlArena *a, struct TyWorld *world, GlIntern *names) {
  EscLayouts *ls = GL_NEW(a, EscLayouts);
  ls->arena = a;
  ls->map = gl_ptrmap_new(a);
  ls->entries = gl_ptrmap_new(a);
  ls->world = world;
  ls->names = names;
  return ls;
}

static void set_slots(EscLayouts *ls, EscLayout *l, uint32_t n) {
  l->n = n;
  l->slots = GL_NEW_ARRAY(ls->arena, const TyType *, n);
}

static void set_opaque(EscLayouts *ls, EscLayout *l) {
  l->is_opaque = true;
  set_slots(ls, l, 1);
}

static void lay_out_struct(EscLayouts *ls, EscLayout *l, const TyType *u) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < u->strct.n_fields; i++) {
    const EscLayout *e = esc_layout(ls, u->strct.fields[i].type);
    n += e->n;
    if (e->is_opaque || n > ESC_MAX_SLOTS) {
      set_opaque(ls, l);
      return;
    }
  }
  set_slots(ls, l, n);
  n = 0;
  for (uint32_t i = 0; i < u->strct.n_fields; i++) {
    const EscLayout *e = esc_layout(ls, u->strct.fields[i].type);
    for (uint32_t k = 0; k < e->n; k++)
      l->slots[n++] = e->slots[k];
  }
}

static void lay_out_array(EscLayouts *ls, EscLayout *l, const TyType *u) {
  const EscLayout *e = esc_layout(ls, u->array.elem);
  if (e->is_opaque) {
    set_opaque(ls, l);
    return;
  }
  uint32_t copies = esc_array_is_apart(ls, u) ? (uint32_t)u->array.len : 1;
  set_slots(ls, l, copies * e->n);
  for (uint32_t i = 0; i < l->n; i++)
    l->slots[i] = e->slots[i % e->n];
}

bool esc_array_is_apart(EscLayouts *ls, const TyType *t) {
  const TyType *u = ty_under(t);
  const EscLayout *e = esc_layout(ls, u->array.elem);
  return e->has_pointers && !e->is_opaque && u->array.len > 0 &&
         u->array.len <= ESC_MAX_ARRAY_SLOTS && (uint32_t)u->array.len * e->n <= ESC_MAX_SLOTS;
}

static void lay_out(EscLayouts *ls, EscLayout *l) {
  const TyType *u = ty_under(l->type);
  l->has_pointers = ty_has_pointers(l->type);
  if (!l->has_pointers) {
    set_slots(ls, l, 1);
  } else if (u->kind == TY_STRUCT) {
    lay_out_struct(ls, l, u);
  } else if (u->kind == TY_ARRAY) {
    lay_out_array(ls, l, u);
  } else {
    set_slots(ls, l, 1);
    l->slots[0] = l->type;
  }
}

const EscLayout *esc_layout(EscLayouts *ls, const TyType *t) {
  t = ty_canonical(t);
  EscLayout *l = gl_ptrmap_get(ls->map, t);
  if (l)
    return l;
  l = GL_NEW(ls->arena, EscLayout);
  l->type = t;
  lay_out(ls, l);
  gl_ptrmap_set(ls->map, t, l);
  return l;
}

uint32_t esc_field_slot(EscLayouts *ls, const TyType *t, uint32_t i) {
  const TyType *u = ty_under(t);
  uint32_t n = 0;
  for (uint32_t k = 0; k < i; k++)
    n += esc_layout(ls, u->strct.fields[k].type)->n;
  return n;
}

const TyType *esc_map_entry(EscLayouts *ls, const TyType *map) {
  const TyType *u = ty_under(ty_canonical(map));
  const TyType *entry = gl_ptrmap_get(ls->entries, u);
  if (entry)
    return entry;
  TyField fields[2] = {{.name = gl_intern_cstr(ls->names, "key"), .type = u->map.key},
                       {.name = gl_intern_cstr(ls->names, "elem"), .type = u->map.elem}};
  entry = ty_canonical(ty_make_struct(ls->world, fields, 2));
  gl_ptrmap_set(ls->entries, u, (void *)(uintptr_t)entry);
  return entry;
}

const TyType *esc_pointee(EscLayouts *ls, const TyType *t) {
  if (!t)
    return NULL;
  const TyType *u = ty_under(t);
  if (u->kind == TY_POINTER)
    return u->pointer.elem;
  if (u->kind == TY_SLICE)
    return u->slice.elem;
  if (u->kind == TY_MAP)
    return esc_map_entry(ls, u);
  return u->kind == TY_UNSAFE_POINTER ? NULL : t;
}
