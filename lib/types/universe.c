/// \file
/// The predeclared objects, and those of package unsafe.
/// Source: Go spec "Predeclared identifiers", "Package unsafe".

#include "constant_internal.h"
#include "type_table.h"

#include <string.h>

static GlName name_of(TyTable *t, const char *s) { return gl_intern(t->names, s, strlen(s)); }

static TyObject *declare(TyTable *t, TyObjectKind kind, const char *name, const TyType *type) {
  TyObject *o = ty_new_object(t, kind, name_of(t, name), GL_LOC_NONE, NULL);
  o->type = type;
  o->is_package_level = true;
  GL_VEC_PUSH(t->arena, &t->universe, o);
  return o;
}

static void declare_const(TyTable *t, const char *name, TyKind kind, const TyConst *value) {
  declare(t, TY_OBJ_CONST, name, t->basic[kind])->value = value;
}

/// type error interface { Error() string }
static void declare_error(TyTable *t) {
  TyParam result = {NULL, t->basic[TY_STRING]};
  TyMethod method = {.name = name_of(t, "Error"),
                     .type = ty_new_func(t, NULL, 0, &result, 1, false)};
  TyType *iface = ty_new_interface(t);
  ty_interface_complete(iface, &method, 1);
  TyObject *o = declare(t, TY_OBJ_TYPE, "error", NULL);
  TyType *named = ty_new_named(t, o);
  ty_named_complete(named, iface);
  o->type = t->error_type = named;
}

/// type any = interface {}
static void declare_any(TyTable *t) {
  TyType *iface = ty_new_interface(t);
  ty_interface_complete(iface, NULL, 0);
  TyObject *o = declare(t, TY_OBJ_TYPE, "any", NULL);
  o->is_alias = true;
  iface->alias = o;
  o->type = t->any_type = iface;
}

static void declare_comparable(TyTable *t) {
  TyType *iface = ty_new_interface(t);
  iface->iface.is_comparable = true;
  iface->iface.is_constraint = true;
  ty_interface_complete(iface, NULL, 0);
  TyObject *o = declare(t, TY_OBJ_TYPE, "comparable", NULL);
  TyType *named = ty_new_named(t, o);
  ty_named_complete(named, iface);
  o->type = t->comparable_type = named;
}

static const struct {
  TyBuiltin id;
  const char *name;
} builtins[] = {
#define TY_BUILTIN(NAME, name, n_args, is_variadic, kind) {TY_BUILTIN_##NAME, (name)},
#include "golite/types/builtins.def"
#undef TY_BUILTIN
};

static bool is_unsafe(TyBuiltin b) { return b >= TY_BUILTIN_UNSAFE_ADD; }

void ty_universe_init(TyTable *t) {
  static const TyKind kinds[] = {TY_BOOL,       TY_INT,     TY_INT8,    TY_INT16,   TY_INT32,
                                 TY_INT64,      TY_UINT,    TY_UINT8,   TY_UINT16,  TY_UINT32,
                                 TY_UINT64,     TY_UINTPTR, TY_FLOAT32, TY_FLOAT64, TY_COMPLEX64,
                                 TY_COMPLEX128, TY_STRING};
  static const char *const kind_names[] = {
#define TY_KIND(NAME, name, flags) [TY_##NAME] = (name),
#include "golite/types/kinds.def"
#undef TY_KIND
  };
  for (size_t i = 0; i < GL_COUNT_OF(kinds); i++)
    declare(t, TY_OBJ_TYPE, kind_names[kinds[i]], t->basic[kinds[i]]);
  declare(t, TY_OBJ_TYPE, "byte", t->byte_type)->is_alias = true;
  declare(t, TY_OBJ_TYPE, "rune", t->rune_type)->is_alias = true;
  declare_error(t);
  declare_any(t);
  declare_comparable(t);
  declare_const(t, "true", TY_UNTYPED_BOOL, ty_const_from_bool(true));
  declare_const(t, "false", TY_UNTYPED_BOOL, ty_const_from_bool(false));
  declare_const(t, "iota", TY_UNTYPED_INT, ty_const_from_int64(t->arena, 0));
  declare(t, TY_OBJ_NIL, "nil", t->basic[TY_UNTYPED_NIL]);
  for (size_t i = 0; i < GL_COUNT_OF(builtins); i++)
    if (!is_unsafe(builtins[i].id))
      declare(t, TY_OBJ_BUILTIN, builtins[i].name, t->basic[TY_INVALID])->builtin = builtins[i].id;
}

TyObject *const *ty_table_unsafe(TyTable *t, TyPackage *unsafe_pkg, uint32_t *n) {
  GL_VEC(TyObject *) objects = {0};
  TyObject *pointer = ty_new_object(t, TY_OBJ_TYPE, name_of(t, "Pointer"), GL_LOC_NONE, unsafe_pkg);
  pointer->type = t->basic[TY_UNSAFE_POINTER];
  pointer->is_package_level = true;
  GL_VEC_PUSH(t->arena, &objects, pointer);
  for (size_t i = 0; i < GL_COUNT_OF(builtins); i++) {
    if (!is_unsafe(builtins[i].id))
      continue;
    TyObject *o =
        ty_new_object(t, TY_OBJ_BUILTIN, name_of(t, builtins[i].name), GL_LOC_NONE, unsafe_pkg);
    o->builtin = builtins[i].id;
    o->type = t->basic[TY_INVALID];
    o->is_package_level = true;
    GL_VEC_PUSH(t->arena, &objects, o);
  }
  *n = objects.len;
  return objects.data;
}
