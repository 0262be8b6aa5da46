/// \file
/// Whole method sets, embedding included: level by level, names that a shallower level has are
/// hidden.
/// Source: Go spec "Method sets", "Struct types", "Selectors".

#include "type_table.h"

#include "golite/support/map.h"

#include <stdlib.h>

/// A name of the level at hand or of a shallower one.
typedef struct Name {
  struct Name *next; // same text, another package
  const TyPackage *pkg;
  GlName name;
  uint32_t depth;
  bool is_blocked; // a field, or several at its depth
  TySelection sel;
} Name;

/// An embedded type.
typedef struct Part {
  const TyType *type; // no pointer
  const struct Part *parent;
  uint32_t field;
  uint32_t depth; // embedded fields on the way
  bool is_indirect, is_multiple;
} Part;

typedef struct Collect {
  GlArena *arena; // of the result
  GlArena *scratch;
  GlPtrMap *names; // GlName → Name
  GlPtrMap *seen;  // canonical NAMED types of shallower levels
  GL_VEC(Name *) list;
  GL_VEC(Part *) level, next;
} Collect;

static Name *name_at(Collect *c, GlName name, const TyPackage *pkg) {
  Name *first = gl_ptrmap_get(c->names, name);
  for (Name *n = first; n; n = n->next)
    if (ty_name_same(n->name, n->pkg, name, pkg))
      return n;
  return NULL;
}

/// One more meaning of a name; `sel` NULL for a field.
static void add_name(Collect *c, const Part *p, GlName name, const TyPackage *pkg,
                     const TySelection *sel) {
  if (name->len == 1 && name->text[0] == '_')
    return;
  Name *n = name_at(c, name, pkg);
  if (n) {
    n->is_blocked |= n->depth == p->depth;
    return;
  }
  n = GL_NEW(c->scratch, Name);
  n->name = name;
  n->pkg = pkg;
  n->depth = p->depth;
  n->is_blocked = !sel || p->is_multiple;
  n->next = gl_ptrmap_get(c->names, name);
  gl_ptrmap_set(c->names, name, n);
  if (n->is_blocked || !sel)
    return;
  n->sel = *sel;
  n->sel.is_indirect = p->is_indirect;
  n->sel.n_path = p->depth;
  n->sel.path = GL_NEW_ARRAY(c->arena, uint32_t, p->depth);
  for (const Part *q = p; q->parent; q = q->parent)
    n->sel.path[q->depth - 1] = q->field;
  GL_VEC_PUSH(c->scratch, &c->list, n);
}

static Part *new_part(Collect *c, const TyType *t, const Part *parent, uint32_t field) {
  Part *p = GL_NEW(c->scratch, Part);
  bool is_pointer = t->kind == TY_POINTER;
  p->type = ty_canonical(is_pointer ? t->pointer.elem : t);
  p->parent = parent;
  p->field = field;
  p->depth = parent ? parent->depth + 1 : 0;
  p->is_indirect = is_pointer || (parent && parent->is_indirect);
  p->is_multiple = parent && parent->is_multiple;
  return p;
}

static void add_fields(Collect *c, const Part *p, const TyType *u) {
  for (uint32_t i = 0; i < u->strct.n_fields; i++) {
    const TyField *f = &u->strct.fields[i];
    add_name(c, p, f->name, f->pkg, NULL);
    if (f->is_embedded)
      GL_VEC_PUSH(c->scratch, &c->next, new_part(c, f->type, p, i));
  }
}

static void add_part(Collect *c, const Part *p) {
  if (p->type->kind == TY_NAMED) {
    if (gl_ptrmap_get(c->seen, p->type))
      return;
    gl_ptrmap_set(c->seen, p->type, c);
    for (uint32_t i = 0, n = ty_n_methods(p->type); i < n; i++) {
      TyObject *m = ty_method_at(p->type, i);
      TySelection sel = {
          .object = m, .type = m->type ? ty_canonical(m->type) : NULL, .iface_method = -1};
      add_name(c, p, m->name, m->pkg, &sel);
    }
  }
  const TyType *u = ty_under(p->type);
  if (u->kind == TY_STRUCT)
    add_fields(c, p, u);
  for (uint32_t i = 0; u->kind == TY_INTERFACE && i < u->iface.n_methods; i++) {
    const TyMethod *m = &ty_iface_methods(u)[i];
    TySelection sel = {.type = ty_canonical(m->type), .iface_method = (int32_t)i};
    add_name(c, p, m->name, m->pkg, &sel);
  }
}

/// Makes the next level the present one, one part a type.
static void descend(Collect *c) {
  GlPtrMap *parts = gl_ptrmap_new(c->scratch);
  c->level.len = 0;
  for (uint32_t i = 0; i < c->next.len; i++) {
    Part *p = c->next.data[i], *same = gl_ptrmap_get(parts, p->type);
    if (same) {
      same->is_multiple = true;
      continue;
    }
    gl_ptrmap_set(parts, p->type, p);
    GL_VEC_PUSH(c->scratch, &c->level, p);
  }
  c->next.len = 0;
}

static int name_order(const void *a, const void *b) {
  const Name *x = *(Name *const *)a, *y = *(Name *const *)b;
  return ty_name_compare(x->name, x->pkg, y->name, y->pkg);
}

/// The methods that stay: not hidden by a twin, and callable on a value of the type.
static TyMethodSet *finish(Collect *c) {
  TyMethodSet *set = GL_NEW(c->arena, TyMethodSet);
  set->methods = GL_NEW_ARRAY(c->arena, TySelection, c->list.len);
  if (c->list.len > 1)
    qsort(c->list.data, c->list.len, sizeof(Name *), name_order);
  for (uint32_t i = 0; i < c->list.len; i++) {
    const Name *n = c->list.data[i];
    bool needs_pointer = n->sel.object && n->sel.object->has_ptr_recv;
    bool is_generic = n->sel.type && n->sel.type->func.n_type_params > 0; // in no interface
    if (!n->is_blocked && !is_generic && (!needs_pointer || n->sel.is_indirect))
      set->methods[set->n++] = n->sel;
  }
  return set;
}

static bool has_no_methods(const TyType *t) {
  if (t->kind == TY_NAMED)
    return ty_under(t)->kind == TY_POINTER;
  return t->kind == TY_POINTER && ty_is_interface(t->pointer.elem);
}

const TyMethodSet *ty_method_set(const TyType *type) {
  const TyType *t = ty_canonical(type);
  TyFacts *facts = ty_facts(t);
  if (facts->method_set)
    return facts->method_set;
  GlArena *scratch = gl_arena_new();
  Collect c = {.arena = t->table->arena, .scratch = scratch};
  c.names = gl_ptrmap_new(scratch);
  c.seen = gl_ptrmap_new(scratch);
  if (!has_no_methods(t))
    GL_VEC_PUSH(scratch, &c.next, new_part(&c, t, NULL, 0));
  for (descend(&c); c.level.len > 0; descend(&c))
    for (uint32_t i = 0; i < c.level.len; i++)
      add_part(&c, c.level.data[i]);
  facts->method_set = finish(&c);
  gl_arena_free(scratch);
  return facts->method_set;
}
