/// \file
/// Whether the size of a type is a constant by now: it is none when type parameters are stored in
/// the type, or when the type is in the middle of being declared.
/// Source: Go spec "Package unsafe"; cmd/compile's messages.

#include "generic_internal.h"

enum { MAX_NESTING = 1000 }; // it bounds the stack

typedef struct Walk {
  TyChecker *c;
  GlPtrMap *done;
  GL_VEC(TyObject *) open; // objects of the NAMED that are being looked at
  GL_VEC(const TyType *) types;
  uint32_t depth;
} Walk;

static bool has_var_size(Walk *w, const TyType *t);

/// Reports the declarations from path index `from` on (1 + place, 0: none) and the open types from
/// `first` on.
static void report(Walk *w, uint32_t from, uint32_t first) {
  TyChecker *c = w->c;
  GL_VEC(TyObject *) cycle = {0};
  for (uint32_t i = from; from > 0 && i <= c->path.len; i++)
    GL_VEC_PUSH(c->arena, &cycle, c->path.data[i - 1]);
  for (uint32_t i = first; i < w->open.len; i++)
    GL_VEC_PUSH(c->arena, &cycle, w->open.data[i]);
  uint32_t start = 0;
  for (uint32_t i = 1; i < cycle.len; i++)
    if (cycle.data[i]->loc < cycle.data[start]->loc)
      start = i;
  ty_report_cycle(c, cycle.data, cycle.len, start);
}

static bool named_has_var_size(Walk *w, const TyType *t) {
  TyChecker *c = w->c;
  for (uint32_t i = 0; i < w->types.len; i++)
    if (w->types.data[i] == t) {
      report(w, 0, i);
      return true;
    }
  uint32_t index = t->named.origin ? 0 : ty_path_index(c, t->named.object);
  if (index > 0) {
    report(w, index, 0);
    return true;
  }
  if (!ty_require_complete(c, t))
    return true;
  GL_VEC_PUSH(c->arena, &w->types, t);
  GL_VEC_PUSH(c->arena, &w->open, ty_shown_object(c, t));
  bool r = has_var_size(w, ty_checked_under(c, t));
  w->types.len--;
  w->open.len--;
  return r;
}

static bool has_var_size(Walk *w, const TyType *t) {
  if (t->kind == TY_NAMED)
    t = ty_canonical(t);
  if (t->kind == TY_TYPE_PARAM)
    return true;
  if ((t->kind != TY_NAMED && t->kind != TY_ARRAY && t->kind != TY_STRUCT) ||
      gl_ptrmap_get(w->done, t) || w->depth >= MAX_NESTING)
    return false;
  w->depth++;
  bool r = false;
  if (t->kind == TY_NAMED)
    r = named_has_var_size(w, t);
  else if (t->kind == TY_ARRAY)
    r = has_var_size(w, t->array.elem);
  for (uint32_t i = 0; t->kind == TY_STRUCT && i < t->strct.n_fields && !r; i++)
    r = has_var_size(w, t->strct.fields[i].type);
  w->depth--;
  if (!r)
    gl_ptrmap_set(w->done, t, w);
  return r;
}

bool ty_has_open_size(TyChecker *c, const TyType *t) {
  if (c->has_all_types && c->path.len == 0 && c->n_errors == 0) // then nothing can be wrong with it
    return ty_has_var_size(t);
  Walk w = {.c = c, .done = gl_ptrmap_new(c->arena)};
  return has_var_size(&w, t);
}
