/// \file
/// What the unit tests of types share: an arena with a type table, and short ways to make things.

#ifndef GOLITE_TEST_TYPES_FIXTURE_H
#define GOLITE_TEST_TYPES_FIXTURE_H
#include "constant_internal.h"
#include "type_internal.h"

#include <criterion/criterion.h>
#include <string.h>

typedef struct Fixture {
  GlArena *arena;
  GlIntern *names;
  TyTable *types;
} Fixture;

static inline Fixture fixture_new(void) {
  Fixture f = {.arena = gl_arena_new()};
  f.names = gl_intern_new(f.arena);
  f.types = ty_table_new(f.arena, f.names);
  return f;
}

static inline GlName name_of(Fixture *f, const char *s) { return gl_intern_cstr(f->names, s); }

static inline const TyType *basic(Fixture *f, TyKind kind) {
  return ty_table_basic(f->types, kind);
}

static inline TyPackage *package_new(Fixture *f, const char *path, const char *name) {
  TyPackage *p = GL_NEW(f->arena, TyPackage);
  p->path = name_of(f, path);
  p->name = name_of(f, name);
  return p;
}

/// A defined type; complete it with ty_named_complete.
static inline TyType *named_new(Fixture *f, TyPackage *pkg, const char *name) {
  TyObject *o = ty_new_object(f->types, TY_OBJ_TYPE, name_of(f, name), GL_LOC_NONE, pkg);
  TyType *t = ty_new_named(f->types, o);
  o->type = t;
  return t;
}

static inline TyField field(Fixture *f, TyPackage *pkg, const char *name, const TyType *t) {
  TyField r = {.name = name_of(f, name), .type = t, .pkg = pkg};
  r.object = ty_new_object(f->types, TY_OBJ_VAR, r.name, GL_LOC_NONE, pkg);
  r.object->is_field = true;
  r.object->type = t;
  return r;
}

static inline TyField embedded(Fixture *f, TyPackage *pkg, const TyType *t) {
  const TyType *base = t->kind == TY_POINTER ? t->pointer.elem : t;
  TyField r = field(f, pkg, base->named.object->name->text, t);
  r.is_embedded = true;
  return r;
}

/// func()
static inline const TyType *plain_func(Fixture *f) {
  return ty_new_func(f->types, NULL, 0, NULL, 0, false);
}

/// Declares method `name` of type func() for `t`.
static inline TyObject *method_add(Fixture *f, TyType *t, const char *name, bool has_ptr_recv) {
  TyObject *m =
      ty_new_object(f->types, TY_OBJ_FUNC, name_of(f, name), GL_LOC_NONE, t->named.object->pkg);
  m->type = plain_func(f);
  m->recv = has_ptr_recv ? ty_new_pointer(f->types, t) : t;
  m->has_ptr_recv = has_ptr_recv;
  TyObject **methods = GL_NEW_ARRAY(f->arena, TyObject *, t->named.n_methods + 1);
  if (t->named.n_methods > 0)
    memcpy(methods, t->named.methods, t->named.n_methods * sizeof *methods);
  methods[t->named.n_methods++] = m;
  t->named.methods = methods;
  return m;
}

static inline const TyType *interface_new(Fixture *f, TyPackage *pkg, const char *const *names,
                                          uint32_t n) {
  TyType *t = ty_new_interface(f->types);
  TyMethod *m = GL_NEW_ARRAY(f->arena, TyMethod, n);
  for (uint32_t i = 0; i < n; i++)
    m[i] = (TyMethod){.name = name_of(f, names[i]), .pkg = pkg, .type = plain_func(f)};
  ty_interface_complete(t, m, n);
  return t;
}

static inline const TyConst *int_of(Fixture *f, int64_t v) {
  return ty_const_from_int64(f->arena, v);
}

static inline const TyConst *literal(Fixture *f, SynLitKind kind, const char *text) {
  return ty_const_from_literal(f->arena, kind, name_of(f, text));
}

static inline const TyConst *float_of(Fixture *f, const char *text) {
  return literal(f, SYN_LIT_FLOAT, text);
}

static inline const TyConst *binary(Fixture *f, SynOp op, const TyConst *x, const TyConst *y) {
  return ty_const_binary(f->arena, op, x, y, false);
}

#define EXPECT_TEXT(f, c, expected) cr_expect_str_eq(ty_const_text((f)->arena, (c)), (expected))
#define EXPECT_UNKNOWN(c) cr_expect_eq(ty_const_kind(c), TY_CONST_UNKNOWN)

#endif
