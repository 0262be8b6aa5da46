/// \file
/// Types to bytes and back. A type's parts come before it in the table; recursion goes through
/// names only, so the table has no cycles.

#include "golite/types/stored.h"

#include "generic_internal.h"
#include "type_internal.h"
#include "types_internal.h"

#include "golite/support/map.h"

#include <string.h>

// --- writing --------------------------------------------------------------------

struct TyWriter {
  GlArena *arena;
  GlPtrMap *numbers; // canonical type → number + 1; 1: cannot be stored
  GlBuf table;
  uint32_t n;
};

TyWriter *ty_writer_new(GlArena *a) {
  TyWriter *w = GL_NEW(a, TyWriter);
  w->arena = a;
  w->numbers = gl_ptrmap_new(a);
  gl_buf_init(&w->table, a);
  return w;
}

static void put_package(GlBuf *out, const TyPackage *p) {
  gl_bytes_put_text(out, p ? p->path->text : "");
}

/// The package is part of names that are not exported only. Of others it is one of those that have
/// the same type, and perhaps no package that the reader knows.
static void put_member(GlBuf *out, GlName name, const TyPackage *pkg) {
  gl_bytes_put_text(out, name->text);
  put_package(out, ty_name_is_exported(name) ? NULL : pkg);
}

static bool put_type(TyWriter *w, GlBuf *out, const TyType *t) {
  uint32_t n = ty_writer_add(w, t);
  gl_bytes_put_number(out, n);
  return n != 0;
}

static bool put_named(TyWriter *w, GlBuf *out, const TyType *t) {
  const TyObject *o = t->named.object;
  if ((o->pkg && !o->is_package_level) || t->named.n_outer_params)
    return false;
  put_package(out, o->pkg);
  gl_bytes_put_text(out, o->name->text);
  gl_bytes_put_number(out, t->named.n_type_args);
  bool ok = true;
  for (uint32_t i = 0; i < t->named.n_type_args; i++)
    ok &= put_type(w, out, t->named.type_args[i]);
  return ok;
}

static bool put_struct(TyWriter *w, GlBuf *out, const TyType *t) {
  bool ok = true;
  gl_bytes_put_number(out, t->strct.n_fields);
  for (uint32_t i = 0; i < t->strct.n_fields; i++) {
    const TyField *f = &t->strct.fields[i];
    put_member(out, f->name, f->pkg);
    gl_bytes_put_text(out, f->tag ? f->tag->text : NULL);
    gl_bytes_put_number(out, f->is_embedded);
    ok &= put_type(w, out, f->type) && !(f->tag && strlen(f->tag->text) != f->tag->len);
  }
  return ok;
}

static bool put_func(TyWriter *w, GlBuf *out, const TyType *t) {
  bool ok = t->func.n_type_params == 0;
  gl_bytes_put_number(out, t->func.n_params);
  gl_bytes_put_number(out, t->func.n_results);
  gl_bytes_put_number(out, t->func.is_variadic);
  for (uint32_t i = 0; i < t->func.n_params; i++)
    ok &= put_type(w, out, t->func.params[i].type);
  for (uint32_t i = 0; i < t->func.n_results; i++)
    ok &= put_type(w, out, t->func.results[i].type);
  return ok;
}

static bool put_interface(TyWriter *w, GlBuf *out, const TyType *t) {
  bool ok = !t->iface.is_comparable && !t->iface.is_constraint;
  gl_bytes_put_number(out, t->iface.n_methods);
  for (uint32_t i = 0; i < t->iface.n_methods; i++) {
    const TyMethod *m = &ty_iface_methods(t)[i];
    put_member(out, m->name, m->pkg);
    ok &= put_type(w, out, m->type);
  }
  return ok;
}

/// What follows the kind. False: the type has a part that cannot be stored.
static bool put_parts(TyWriter *w, GlBuf *out, const TyType *t) {
  if (t->kind < TY_ARRAY) // a basic type is its kind
    return t->kind != TY_INVALID;
  if (t->kind == TY_NAMED)
    return put_named(w, out, t);
  if (t->kind == TY_POINTER)
    return put_type(w, out, t->pointer.elem);
  if (t->kind == TY_SLICE)
    return put_type(w, out, t->slice.elem);
  if (t->kind == TY_MAP)
    return put_type(w, out, t->map.key) && put_type(w, out, t->map.elem);
  if (t->kind == TY_STRUCT)
    return put_struct(w, out, t);
  if (t->kind == TY_FUNC)
    return put_func(w, out, t);
  if (t->kind == TY_INTERFACE)
    return put_interface(w, out, t);
  if (t->kind == TY_ARRAY) {
    gl_bytes_put_number(out, (uint64_t)t->array.len);
    return put_type(w, out, t->array.elem);
  }
  if (t->kind != TY_CHAN)
    return false;
  gl_bytes_put_number(out, t->chan.dir);
  return put_type(w, out, t->chan.elem);
}

uint32_t ty_writer_add(TyWriter *w, const TyType *type) {
  const TyType *t = ty_canonical(type);
  uintptr_t known = (uintptr_t)gl_ptrmap_get(w->numbers, t);
  if (known)
    return (uint32_t)known - 1;
  GlBuf parts;
  gl_buf_init(&parts, w->arena);
  bool ok = put_parts(w, &parts, t);
  uint32_t n = 0;
  if (ok) {
    n = ++w->n;
    gl_buf_char(&w->table, (char)t->kind);
    gl_bytes_put_number(&w->table, parts.len);
    gl_buf_bytes(&w->table, parts.data, parts.len);
  }
  gl_ptrmap_set(w->numbers, t, (void *)(uintptr_t)(n + 1));
  return n;
}

void ty_writer_end(TyWriter *w, GlBuf *out) {
  gl_bytes_put_number(out, w->n);
  gl_bytes_put_number(out, w->table.len);
  gl_buf_bytes(out, w->table.data, w->table.len);
}

// --- reading --------------------------------------------------------------------

struct TyReader {
  GlArena *arena;
  TyWorld *world;
  GlIntern *names;
  TyPackage *const *packages;
  uint32_t n_packages;
  const TyType **types; // by number; NULL: not read yet
  GlBytes *records;
  uint32_t n;
};

TyReader *ty_reader_new(GlArena *a, TyWorld *w, GlIntern *names, TyPackage *const *packages,
                        uint32_t n_packages, GlBytes *b) {
  TyReader *r = GL_NEW(a, TyReader);
  *r = (TyReader){.arena = a, .world = w, .names = names, .packages = packages};
  r->n_packages = n_packages;
  r->n = (uint32_t)gl_bytes_number(b);
  uint64_t size = gl_bytes_number(b);
  const char *end = b->at + size;
  r->types = GL_NEW_ARRAY(a, const TyType *, r->n + 1);
  r->records = GL_NEW_ARRAY(a, GlBytes, r->n + 1);
  for (uint32_t i = 1; i <= r->n; i++) {
    const char *kind = b->at++;
    uint64_t len = gl_bytes_number(b);
    r->records[i] = (GlBytes){.at = kind, .end = b->at + len};
    b->at += len;
  }
  GL_ASSERT(b->at == end, "stored types end early");
  return r;
}

static GlName get_name(TyReader *r, GlBytes *b) {
  size_t n;
  const char *s = gl_bytes_text(b, &n);
  return n ? gl_intern(r->names, s, n) : NULL;
}

static const TyPackage *get_package(TyReader *r, GlBytes *b) {
  GlName path = get_name(r, b);
  for (uint32_t i = 0; path && i < r->n_packages; i++)
    if (r->packages[i]->path == path)
      return r->packages[i];
  GL_ASSERT(!path, "a stored type names package %s", path->text);
  return NULL;
}

static const TyType *get_type(TyReader *r, GlBytes *b) {
  return ty_reader_type(r, gl_bytes_number(b));
}

static const TyType **get_types(TyReader *r, GlBytes *b, uint32_t n) {
  const TyType **types = GL_NEW_ARRAY(r->arena, const TyType *, n + 1);
  for (uint32_t i = 0; i < n; i++)
    types[i] = get_type(r, b);
  return types;
}

static const TyType *get_named(TyReader *r, GlBytes *b) {
  const TyPackage *pkg = get_package(r, b);
  GlName name = get_name(r, b);
  const TyObject *o = ty_scope_get(pkg ? pkg->scope : r->world->universe, name);
  GL_ASSERT(o && o->kind == TY_OBJ_TYPE, "a stored type is called %s", name->text);
  uint32_t n = (uint32_t)gl_bytes_number(b);
  if (n == 0)
    return ty_canonical(o->type);
  return ty_canonical(ty_instantiate(r->world->types, o->type, get_types(r, b, n), n));
}

static const TyType *get_struct(TyReader *r, GlBytes *b) {
  uint32_t n = (uint32_t)gl_bytes_number(b);
  TyField *fields = GL_NEW_ARRAY(r->world->arena, TyField, n + 1);
  for (uint32_t i = 0; i < n; i++) {
    fields[i].name = get_name(r, b);
    fields[i].pkg = get_package(r, b);
    fields[i].tag = get_name(r, b);
    fields[i].is_embedded = gl_bytes_number(b);
    fields[i].type = get_type(r, b);
  }
  return ty_make_struct(r->world, fields, n);
}

static const TyType *get_func(TyReader *r, GlBytes *b) {
  uint32_t n_params = (uint32_t)gl_bytes_number(b), n_results = (uint32_t)gl_bytes_number(b);
  bool is_variadic = gl_bytes_number(b);
  const TyType **types = get_types(r, b, n_params + n_results);
  return ty_make_func(r->world, types, n_params, types + n_params, n_results, is_variadic);
}

static const TyType *get_interface(TyReader *r, GlBytes *b) {
  uint32_t n = (uint32_t)gl_bytes_number(b);
  TyMethod *methods = GL_NEW_ARRAY(r->world->arena, TyMethod, n + 1);
  for (uint32_t i = 0; i < n; i++) {
    methods[i].name = get_name(r, b);
    methods[i].pkg = get_package(r, b);
    methods[i].type = get_type(r, b);
  }
  TyType *t = ty_new_interface(r->world->types);
  ty_interface_complete(t, methods, n); // they were stored in their order
  return ty_canonical(t);
}

static const TyType *read_type(TyReader *r, TyKind kind, GlBytes *b) {
  TyTable *table = r->world->types;
  if (kind < TY_ARRAY)
    return ty_table_basic(table, kind);
  if (kind == TY_NAMED)
    return get_named(r, b);
  if (kind == TY_POINTER)
    return ty_make_pointer(r->world, get_type(r, b));
  if (kind == TY_SLICE)
    return ty_make_slice(r->world, get_type(r, b));
  if (kind == TY_STRUCT)
    return get_struct(r, b);
  if (kind == TY_FUNC)
    return get_func(r, b);
  if (kind == TY_INTERFACE)
    return get_interface(r, b);
  if (kind == TY_MAP) {
    const TyType *key = get_type(r, b);
    return ty_canonical(ty_new_map(table, key, get_type(r, b)));
  }
  uint64_t n = gl_bytes_number(b);
  const TyType *elem = get_type(r, b);
  if (kind == TY_ARRAY)
    return ty_make_array(r->world, elem, (int64_t)n);
  GL_ASSERT(kind == TY_CHAN, "stored type of kind %d", (int)kind);
  return ty_canonical(ty_new_chan(table, elem, (TyChanDir)n));
}

const TyType *ty_reader_type(TyReader *r, uint64_t number) {
  GL_ASSERT(number <= r->n, "type %llu is not stored", (unsigned long long)number);
  if (number == 0 || r->types[number])
    return r->types[number];
  GlBytes b = r->records[number];
  TyKind kind = (TyKind)(unsigned char)*b.at++;
  gl_bytes_number(&b);
  return r->types[number] = read_type(r, kind, &b);
}
