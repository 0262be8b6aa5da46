/// \file
/// Where names stand in large types: fields of a struct, methods declared for a type. Looking all n
/// of them up one after the other must not cost n². (Interfaces: methodtree.c.)

#include "type_table.h"

#include "golite/support/map.h"

enum { FEW = 24 }; // below this a plain search is as fast

typedef struct TyNameIndex {
  GlPtrMap *first;           // name → 1 + the first place that has it
  uint32_t n;                // names when it was made
  GL_VEC(uint32_t) embedded; // fields, in order
} TyNameIndex;

static uint32_t n_names(const TyType *t) {
  if (t->kind == TY_NAMED)
    return ty_n_methods(t);
  return t->strct.n_fields;
}

static GlName name_at(const TyType *t, uint32_t i) {
  if (t->kind == TY_NAMED)
    return ty_method_declared(t, i)->name;
  return t->strct.fields[i].name;
}

static TyNameIndex *make_index(const TyType *t, uint32_t n) {
  TyTable *table = t->table;
  TyNameIndex *x = GL_NEW(table->arena, TyNameIndex);
  x->first = gl_ptrmap_new(table->arena);
  x->n = n;
  for (uint32_t i = 0; i < n; i++) {
    GlName name = name_at(t, i);
    if (!gl_ptrmap_get(x->first, name))
      gl_ptrmap_set(x->first, name, (void *)(uintptr_t)(i + 1));
    if (t->kind == TY_STRUCT && t->strct.fields[i].is_embedded)
      GL_VEC_PUSH(table->arena, &x->embedded, i);
  }
  return x;
}

/// NULL: the type is small. Methods are declared one after the other, so an index may be outdated.
static const TyNameIndex *index_of(const TyType *t) {
  if (t->kind == TY_NAMED && t->named.origin)
    t = t->named.origin;
  uint32_t n = n_names(t);
  if (n < FEW)
    return NULL;
  TyTable *table = t->table;
  if (!table->name_indexes)
    table->name_indexes = gl_ptrmap_new(table->arena);
  TyNameIndex *x = gl_ptrmap_get(table->name_indexes, t);
  if (!x || x->n != n) {
    x = make_index(t, n);
    gl_ptrmap_set(table->name_indexes, t, x);
  }
  return x;
}

uint32_t ty_first_named(const TyType *t, GlName name) {
  const TyNameIndex *x = index_of(t);
  if (!x)
    return 0;
  uintptr_t place = (uintptr_t)gl_ptrmap_get(x->first, name);
  return place ? (uint32_t)place - 1 : x->n;
}

uint32_t ty_next_embedded(const TyType *t, uint32_t *cursor) {
  const TyNameIndex *x = index_of(t);
  if (x)
    return *cursor < x->embedded.len ? x->embedded.data[(*cursor)++] : x->n;
  while (*cursor < t->strct.n_fields && !t->strct.fields[*cursor].is_embedded)
    (*cursor)++;
  return (*cursor)++;
}
