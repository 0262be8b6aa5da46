/// \file
/// The type table and the constructors; the small questions about a type.
/// Constructors check nothing: whether a type is legal is the checker's matter.
/// Source: Go spec "Types", "Underlying types".

#include "golite/types/type.h"

#include "type_table.h"

#include "golite/syntax/rune.h"

#include <stdlib.h>
#include <string.h>

TyType *ty_type_new(TyTable *t, TyKind kind) {
  TyType *n = GL_NEW(t->arena, TyType);
  n->kind = (uint8_t)kind;
  n->id = ++t->n_types;
  n->table = t;
  n->is_complete = true;
  return n;
}

static TyType *new_basic(TyTable *t, TyKind kind) {
  TyType *n = ty_type_new(t, kind);
  n->canonical = n;
  return n;
}

TyTable *ty_table_new(GlArena *arena, GlIntern *names) {
  TyTable *t = GL_NEW(arena, TyTable);
  t->arena = arena;
  t->names = names;
  for (TyKind k = TY_INVALID; k < TY_ARRAY; k++)
    t->basic[k] = new_basic(t, k);
  TyType *byte_type = new_basic(t, TY_UINT8), *rune_type = new_basic(t, TY_INT32);
  byte_type->canonical = t->basic[TY_UINT8];
  rune_type->canonical = t->basic[TY_INT32];
  t->byte_type = byte_type;
  t->rune_type = rune_type;
  ty_universe_init(t);
  return t;
}

GlArena *ty_table_arena(const TyTable *t) { return t->arena; }
GlIntern *ty_table_names(const TyTable *t) { return t->names; }

const TyType *ty_table_basic(const TyTable *t, TyKind kind) {
  GL_ASSERT(kind < TY_ARRAY, "kind %d is not basic", (int)kind);
  return t->basic[kind];
}

const TyType *ty_table_byte(const TyTable *t) { return t->byte_type; }
const TyType *ty_table_rune(const TyTable *t) { return t->rune_type; }
const TyType *ty_table_error(const TyTable *t) { return t->error_type; }
const TyType *ty_table_any(const TyTable *t) { return t->any_type; }
const TyType *ty_table_comparable(const TyTable *t) { return t->comparable_type; }

TyObject *const *ty_table_universe(const TyTable *t, uint32_t *n) {
  *n = t->universe.len;
  return t->universe.data;
}

// --- Constructors ---

static TyType *new_with_elem(TyTable *t, TyKind kind, const TyType *elem) {
  TyType *n = ty_type_new(t, kind);
  n->has_type_param = elem->has_type_param;
  return n;
}

TyType *ty_new_array(TyTable *t, const TyType *elem, int64_t len) {
  TyType *n = new_with_elem(t, TY_ARRAY, elem);
  n->array.elem = elem;
  n->array.len = len;
  return n;
}

TyType *ty_new_slice(TyTable *t, const TyType *elem) {
  TyType *n = new_with_elem(t, TY_SLICE, elem);
  n->slice.elem = elem;
  return n;
}

TyType *ty_new_pointer(TyTable *t, const TyType *elem) {
  TyType *n = new_with_elem(t, TY_POINTER, elem);
  n->pointer.elem = elem;
  return n;
}

TyType *ty_new_chan(TyTable *t, const TyType *elem, TyChanDir dir) {
  TyType *n = new_with_elem(t, TY_CHAN, elem);
  n->chan.elem = elem;
  n->chan.dir = dir;
  return n;
}

TyType *ty_new_map(TyTable *t, const TyType *key, const TyType *elem) {
  TyType *n = new_with_elem(t, TY_MAP, elem);
  n->map.key = key;
  n->map.elem = elem;
  n->has_type_param |= key->has_type_param;
  return n;
}

static void *copy_array(GlArena *a, const void *from, size_t n, size_t size) {
  void *to = gl_arena_alloc(a, n * size, _Alignof(max_align_t));
  if (n > 0)
    memcpy(to, from, n * size);
  return to;
}

TyType *ty_new_struct(TyTable *t, const TyField *fields, uint32_t n_fields) {
  TyType *n = ty_type_new(t, TY_STRUCT);
  n->strct.fields = copy_array(t->arena, fields, n_fields, sizeof *fields);
  n->strct.n_fields = n_fields;
  for (uint32_t i = 0; i < n_fields; i++)
    n->has_type_param |= fields[i].type->has_type_param;
  return n;
}

TyType *ty_new_func(TyTable *t, const TyParam *params, uint32_t n_params, const TyParam *results,
                    uint32_t n_results, bool is_variadic) {
  TyType *n = ty_type_new(t, TY_FUNC);
  n->func.params = copy_array(t->arena, params, n_params, sizeof *params);
  n->func.results = copy_array(t->arena, results, n_results, sizeof *results);
  n->func.n_params = n_params;
  n->func.n_results = n_results;
  n->func.is_variadic = is_variadic;
  for (uint32_t i = 0; i < n_params; i++)
    n->has_type_param |= params[i].type->has_type_param;
  for (uint32_t i = 0; i < n_results; i++)
    n->has_type_param |= results[i].type->has_type_param;
  return n;
}

static bool any_has_type_param(const TyType *const *types, uint32_t n) {
  bool has = false;
  for (uint32_t i = 0; i < n; i++)
    has |= types[i]->has_type_param;
  return has;
}

TyType *ty_new_tuple(TyTable *t, const TyType *const *types, uint32_t n) {
  TyType *r = ty_type_new(t, TY_TUPLE);
  r->tuple.types = copy_array(t->arena, types, n, sizeof(TyType *));
  r->tuple.n = n;
  r->has_type_param = any_has_type_param(types, n);
  return r;
}

TyType *ty_new_union(TyTable *t, const TyType *const *types, const bool *tilde, uint32_t n) {
  TyType *r = ty_type_new(t, TY_UNION);
  r->unio.types = copy_array(t->arena, types, n, sizeof(TyType *));
  r->unio.tilde = copy_array(t->arena, tilde, n, sizeof *tilde);
  r->unio.n = n;
  r->has_type_param = any_has_type_param(types, n);
  return r;
}

TyType *ty_new_named(TyTable *t, TyObject *object) {
  TyType *n = ty_type_new(t, TY_NAMED);
  n->named.object = object;
  n->is_complete = false;
  n->canonical = n;
  return n;
}

TyType *ty_new_instance(TyTable *t, const TyType *origin, TyObject *object,
                        const TyType *const *args, uint32_t n_args) {
  TyType *n = ty_type_new(t, TY_NAMED);
  n->named.object = object;
  n->named.origin = origin;
  n->named.type_args = copy_array(t->arena, args, n_args, sizeof(TyType *));
  n->named.n_type_args = n_args;
  n->is_complete = false;
  bool is_open = n_args < origin->named.n_outer_params + origin->named.n_type_params;
  n->has_type_param =
      any_has_type_param(args, n_args) || (is_open && origin->named.n_outer_params > 0);
  return n;
}

TyType *ty_new_type_param(TyTable *t, TyObject *object, const TyType *constraint, uint32_t index) {
  TyType *n = ty_type_new(t, TY_TYPE_PARAM);
  n->type_param.object = object;
  n->type_param.constraint = constraint;
  n->type_param.index = index;
  n->has_type_param = true;
  n->canonical = n;
  return n;
}

TyType *ty_new_interface(TyTable *t) {
  TyType *n = ty_type_new(t, TY_INTERFACE);
  n->is_complete = false;
  return n;
}

void ty_named_complete(TyType *named, const TyType *underlying) {
  GL_ASSERT(named->kind == TY_NAMED && underlying->kind != TY_NAMED,
            "completing a named type with a named type");
  named->named.underlying = underlying;
  named->is_complete = true;
  GL_VEC_PUSH(named->table->arena, &named->table->named, named);
}

void ty_interface_complete_tree(TyType *iface, const TyMethodNode *methods) {
  GL_ASSERT(iface->kind == TY_INTERFACE, "completing a type that is not an interface");
  iface->iface.methods = methods;
  iface->iface.n_methods = methods ? methods->n : 0;
  iface->has_type_param |= methods && methods->has_type_param;
  iface->is_complete = true;
}

void ty_interface_complete(TyType *iface, const TyMethod *methods, uint32_t n_methods) {
  ty_interface_complete_tree(iface, ty_methods_build(iface->table->arena, methods, n_methods));
}

const TyType *ty_new_alias(TyTable *t, const TyType *target, const TyObject *object) {
  bool is_constraint = target->kind == TY_INTERFACE && target->iface.is_constraint;
  bool is_instance = target->kind == TY_NAMED && target->named.origin;
  if (target->kind == TY_INVALID || target->kind == TY_TYPE_PARAM ||
      (!target->is_complete && !is_instance))
    return target;
  TyType *n = GL_NEW(t->arena, TyType);
  *n = *target;
  n->id = ++t->n_types;
  n->alias = object;
  n->alias_args = NULL;
  n->n_alias_args = 0;
  n->facts = NULL;
  n->backend = NULL;
  n->canonical = NULL;
  if (target->kind < TY_ARRAY || target->kind == TY_NAMED || is_constraint)
    n->canonical = ty_canonical(target);
  return n;
}

const TyType *ty_new_alias_instance(TyTable *t, const TyType *target, const TyObject *object,
                                    const TyType *const *args, uint32_t n_args) {
  TyType *n = (TyType *)ty_new_alias(t, target, object);
  if (n == target)
    return target;
  n->alias_args = copy_array(t->arena, args, n_args, sizeof *args);
  n->n_alias_args = n_args;
  n->has_type_param |= any_has_type_param(args, n_args);
  return n;
}

void ty_table_set_sources(TyTable *t, const GlSources *sources) { t->sources = sources; }

uint32_t *ty_table_open_interfaces(TyTable *t) { return &t->n_open_interfaces; }

bool ty_table_was_cut(TyTable *t, const TyObject **generic) {
  bool was_cut = t->is_subst_cut || t->too_large;
  *generic = t->too_large;
  t->too_large = NULL;
  t->is_subst_cut = false;
  return was_cut;
}

void ty_table_unsettle(TyTable *t) { t->is_settled = t->is_resolved = false; }

void ty_table_resolved(TyTable *t) { t->is_resolved = true; }

void ty_table_settle(TyTable *t) {
  for (uint32_t i = 0; i < t->named.len; i++) {
    TyType *n = t->named.data[i];
    n->named.underlying = ty_canonical(n->named.underlying);
    for (uint32_t k = 0; k < n->named.n_type_args; k++)
      n->named.type_args[k] = ty_canonical(n->named.type_args[k]);
  }
  t->named.len = 0;
  t->is_settled = true;
}

TyObject *ty_new_object(TyTable *t, TyObjectKind kind, GlName name, GlLoc loc, TyPackage *pkg) {
  TyObject *o = GL_NEW(t->arena, TyObject);
  o->kind = kind;
  o->name = name;
  o->loc = loc;
  o->pkg = pkg;
  o->id = ++t->n_objects;
  return o;
}

// --- Names ---

bool ty_name_is_exported(GlName name) {
  if (name->len == 0)
    return false;
  uint32_t len;
  return syn_rune_is_upper(syn_decode_rune(name->text, name->text + name->len, &len));
}

bool ty_name_same(GlName name, const TyPackage *pkg, GlName other, const TyPackage *other_pkg) {
  return name == other && (pkg == other_pkg || ty_name_is_exported(name));
}

static int text_compare(GlName a, GlName b) {
  if (a == b)
    return 0;
  int c = memcmp(a->text, b->text, a->len < b->len ? a->len : b->len);
  return c ? c : (a->len > b->len) - (a->len < b->len);
}

int ty_name_compare(GlName a, const TyPackage *a_pkg, GlName b, const TyPackage *b_pkg) {
  bool a_exported = ty_name_is_exported(a), b_exported = ty_name_is_exported(b);
  if (a_exported != b_exported)
    return a_exported ? -1 : 1;
  int c = text_compare(a, b);
  if (c || a_exported || !a_pkg || !b_pkg)
    return c;
  return text_compare(a_pkg->path, b_pkg->path);
}

// --- Questions ---

const TyType *ty_under_or_null(const TyType *t) {
  if (t->kind == TY_NAMED)
    return t->named.underlying || !t->named.origin ? t->named.underlying : ty_expand(t);
  return t->kind == TY_TYPE_PARAM ? ty_param_interface(t) : t;
}

const TyType *ty_under(const TyType *t) {
  t = ty_under_or_null(t);
  GL_ASSERT(t, "underlying type of an incomplete type");
  return t;
}

uint32_t ty_flags(const TyType *t) {
  static const uint32_t flags[TY_KIND_COUNT] = {
#define TY_KIND(NAME, name, f) [TY_##NAME] = (f),
#include "golite/types/kinds.def"
#undef TY_KIND
  };
  return flags[ty_under_kind(t)];
}

bool ty_is_outside(const TyType *t) {
  const TyType *base = t->kind == TY_POINTER ? ty_canonical(t->pointer.elem) : t;
  if (base->kind != TY_NAMED || base->named.origin)
    return false;
  const TyObject *o = base->named.object;
  return o->pkg && o->pkg->is_outside && o->is_package_level;
}

const TyType *ty_deref(const TyType *t) {
  const TyType *u = ty_under(t);
  return u->kind == TY_POINTER ? u->pointer.elem : NULL;
}
