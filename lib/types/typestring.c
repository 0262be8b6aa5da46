/// \file
/// Text of types in three styles: as gc's messages print them, as reflect's String does, and a
/// unique one for link names. Link strings of composite types are kept with the type and made of
/// their parts' strings, without recursion; one longer than LINK_MAX becomes a digest, so a type
/// that doubles at each level does not double its name.
/// Source: measured with gc 1.27: error messages, reflect, symbol names.

#include "constant_internal.h"
#include "type_table.h"

#include "golite/support/file.h"
#include "golite/support/map.h"

#include <string.h>

enum {
  LINK_MAX = 512,     // bytes
  TEXT_MAX = 1 << 20, // bytes of a message or reflect string; the rest is cut
  DEPTH_MAX = 2000,   // nesting of the writer; deeper parts print as …
};

typedef struct Writer {
  GlBuf buf;
  TyStringStyle style;
  bool hides_params; // names of parameters
  const TyPackage *from;
  TyTable *table;
  uint32_t depth;
} Writer;

static void write_type(Writer *w, const TyType *t);

static void put(Writer *w, const char *s) { gl_buf_str(&w->buf, s); }
static void put_name(Writer *w, GlName n) { gl_buf_bytes(&w->buf, n->text, n->len); }

/// Notes the names of a package and of all that it imports: name → package, or → the map itself
/// when there are several.
static void collect_package_names(TyTable *t, const TyPackage *from) {
  GlArena *scratch = gl_arena_new();
  GlPtrMap *seen = gl_ptrmap_new(scratch), *names = gl_ptrmap_new(t->arena);
  GL_VEC(const TyPackage *) work = {0};
  GL_VEC_PUSH(scratch, &work, from);
  while (work.len > 0) {
    const TyPackage *p = work.data[--work.len];
    if (gl_ptrmap_get(seen, p))
      continue;
    gl_ptrmap_set(seen, p, t);
    gl_ptrmap_set(names, p->name, gl_ptrmap_get(names, p->name) ? (void *)names : (void *)p);
    for (uint32_t i = 0; i < p->n_imports; i++)
      GL_VEC_PUSH(scratch, &work, p->imports[i]);
  }
  gl_arena_free(scratch);
  t->names_from = from;
  t->n_names_imports = from->n_imports;
  t->package_names = names;
}

/// Whether several packages that `from` can see are called like this one.
static bool is_ambiguous(TyTable *t, const TyPackage *from, const TyPackage *pkg) {
  if (!t || !from)
    return false;
  if (t->names_from != from || t->n_names_imports != from->n_imports)
    collect_package_names(t, from);
  return gl_ptrmap_get(t->package_names, pkg->name) == t->package_names;
}

static void put_package(Writer *w, const TyPackage *pkg) {
  if (!pkg || (w->style == TY_STRING_MESSAGE && pkg == w->from))
    return;
  if (w->style == TY_STRING_MESSAGE && is_ambiguous(w->table, w->from, pkg)) {
    gl_buf_printf(&w->buf, "\"%s\".", pkg->path->text);
    return;
  }
  put_name(w, w->style == TY_STRING_LINK ? pkg->path : pkg->name);
  put(w, ".");
}

static const char *kind_name(const TyType *t) {
  static const char *const names[] = {
#define TY_KIND(NAME, name, flags) name,
#include "golite/types/kinds.def"
#undef TY_KIND
  };
  if (t == t->table->byte_type)
    return "byte";
  if (t == t->table->rune_type)
    return "rune";
  return names[t->kind];
}

static void write_list(Writer *w, const TyType *const *types, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) {
    if (i > 0)
      put(w, w->style == TY_STRING_MESSAGE ? ", " : ",");
    write_type(w, types[i]);
  }
}

// --- Named types and type parameters ---

/// `[P, Q any, R comparable]`, of generic types and functions in messages.
static void write_type_params(Writer *w, const TyType *const *params, uint32_t n) {
  const TyType *constraint = NULL;
  put(w, "[");
  for (uint32_t i = 0; i < n; i++) {
    if (i > 0 && params[i]->type_param.constraint != constraint) {
      put(w, " ");
      write_type(w, constraint);
    }
    if (i > 0)
      put(w, ", ");
    constraint = params[i]->type_param.constraint;
    write_type(w, params[i]);
  }
  if (constraint) {
    put(w, " ");
    write_type(w, constraint);
  }
  put(w, "]");
}

/// How many arguments of an instance are those of the function that declares its generic type.
static uint32_t n_outer_args(const TyType *t) {
  const TyType *origin = t->named.origin;
  return t->named.n_type_args > origin->named.n_type_params ? origin->named.n_outer_params : 0;
}

static void write_named(Writer *w, const TyType *t) {
  const TyObject *o = t->named.object;
  put_package(w, o->pkg);
  put_name(w, o->name);
  if (t->named.n_type_args > 0) {
    put(w, "[");
    TyStringStyle style = w->style;
    if (style == TY_STRING_REFLECT)
      w->style = TY_STRING_LINK; // arguments are part of the name as gc makes it
    uint32_t n = t->named.n_type_args, n_outer = n_outer_args(t);
    write_list(w, t->named.type_args, n_outer);
    if (n_outer > 0 && n > n_outer)
      put(w, ";");
    write_list(w, t->named.type_args + n_outer, n - n_outer);
    w->style = style;
    put(w, "]");
  } else if (t->named.n_type_params > 0 && w->style == TY_STRING_MESSAGE) {
    write_type_params(w, t->named.type_params, t->named.n_type_params);
  }
  if (w->style == TY_STRING_LINK && o->local_index)
    gl_buf_printf(&w->buf, "·%u", o->local_index);
}

// --- Functions ---

static void write_params(Writer *w, const TyParam *p, uint32_t n, bool is_variadic) {
  put(w, "(");
  for (uint32_t i = 0; i < n; i++) {
    if (i > 0)
      put(w, ", ");
    if (w->style == TY_STRING_MESSAGE && !w->hides_params && p[i].name && p[i].name->len > 0) {
      put_name(w, p[i].name);
      put(w, " ");
    }
    bool has_dots = is_variadic && i + 1 == n;
    bool is_slice = p[i].type->kind == TY_SLICE;
    if (has_dots && is_slice)
      put(w, "...");
    write_type(w, has_dots && is_slice ? p[i].type->slice.elem : p[i].type);
    if (has_dots && !is_slice)
      put(w, "..."); // append([]byte, string...)
  }
  put(w, ")");
}

static void write_signature(Writer *w, const TyType *t) {
  if (t->func.n_type_params > 0)
    write_type_params(w, t->func.type_params, t->func.n_type_params);
  write_params(w, t->func.params, t->func.n_params, t->func.is_variadic);
  if (t->func.n_results == 0)
    return;
  put(w, " ");
  const TyParam *r = t->func.results;
  bool is_named = w->style == TY_STRING_MESSAGE && r[0].name && r[0].name->len > 0;
  if (t->func.n_results == 1 && !is_named)
    write_type(w, r[0].type);
  else
    write_params(w, r, t->func.n_results, false);
}

// --- Structs and interfaces ---

/// Whether the field is called as the type that it embeds (through an alias it may not be).
static bool has_type_name(const TyField *f) {
  const TyType *t = f->type->kind == TY_POINTER ? f->type->pointer.elem : f->type;
  if (t->kind == TY_NAMED)
    return t->named.object->name == f->name;
  return t->kind < TY_ARRAY && strcmp(kind_name(t), f->name->text) == 0;
}

static void write_field(Writer *w, const TyField *f) {
  bool is_link = w->style == TY_STRING_LINK;
  if (!f->is_embedded || (is_link && !has_type_name(f))) {
    if (is_link && !ty_name_is_exported(f->name))
      put_package(w, f->pkg);
    put_name(w, f->name);
    put(w, f->is_embedded ? " = " : " ");
  }
  write_type(w, f->type);
  if (f->tag && f->tag->len > 0) {
    put(w, " ");
    ty_quote(&w->buf, f->tag->text, f->tag->len);
  }
}

static void write_struct(Writer *w, const TyType *t) {
  bool is_message = w->style == TY_STRING_MESSAGE;
  put(w, is_message ? "struct{" : "struct {");
  for (uint32_t i = 0; i < t->strct.n_fields; i++) {
    put(w, i == 0 ? (is_message ? "" : " ") : "; ");
    write_field(w, &t->strct.fields[i]);
  }
  put(w, is_message || t->strct.n_fields == 0 ? "}" : " }");
}

/// The element of an interface that stands for a constraint like `~T | U`, else NULL.
static const TyType *implicit_element(const TyType *t) {
  const TyInterfaceDef *d = ty_iface_def(t);
  return d && d->is_implicit && d->n_methods == 0 && d->n_embedded == 1 ? d->embedded[0] : NULL;
}

static void write_methods(Writer *w, const TyMethod *methods, uint32_t n, bool *is_first) {
  bool is_message = w->style == TY_STRING_MESSAGE;
  for (uint32_t i = 0; i < n; i++) {
    put(w, *is_first ? (is_message ? "" : " ") : "; ");
    *is_first = false;
    if (!is_message && !ty_name_is_exported(methods[i].name))
      put_package(w, methods[i].pkg);
    put_name(w, methods[i].name);
    write_signature(w, methods[i].type);
  }
}

/// As it was written: explicit methods, then embedded elements.
static void write_definition(Writer *w, const TyInterfaceDef *d) {
  bool is_first = true;
  put(w, "interface{");
  write_methods(w, d->methods, d->n_methods, &is_first);
  for (uint32_t i = 0; i < d->n_embedded; i++) {
    put(w, is_first ? "" : "; ");
    is_first = false;
    write_type(w, d->embedded[i]);
  }
  put(w, "}");
}

static void write_interface(Writer *w, const TyType *t) {
  bool is_message = w->style == TY_STRING_MESSAGE, is_first = true;
  const TyInterfaceDef *d = ty_iface_def(t);
  if (is_message && implicit_element(t)) {
    write_type(w, implicit_element(t));
    return;
  }
  if (is_message && d && (d->n_embedded > 0 || !t->is_complete)) {
    write_definition(w, d);
    return;
  }
  put(w, is_message ? "interface{" : "interface {");
  if (t->iface.is_comparable && is_message) {
    put(w, "comparable");
    is_first = false;
  }
  write_methods(w, ty_iface_methods(t), t->iface.n_methods, &is_first);
  put(w, is_message || is_first ? "}" : " }");
}

static void write_union(Writer *w, const TyType *t) {
  for (uint32_t i = 0; i < t->unio.n; i++) {
    if (i > 0)
      put(w, " | ");
    if (t->unio.tilde[i])
      put(w, "~");
    write_type(w, t->unio.types[i]);
  }
}

static void write_tuple(Writer *w, const TyType *t) {
  put(w, "(");
  for (uint32_t i = 0; i < t->tuple.n; i++) {
    put(w, i > 0 ? ", " : "");
    write_type(w, t->tuple.types[i]);
  }
  put(w, ")");
}

// --- All kinds ---

/// Writes what stands before the element of a type that ends in one, and returns the element; NULL
/// for other types. Counts the parentheses that are still to be closed.
static const TyType *write_prefix(Writer *w, const TyType *t, uint32_t *n_parens) {
  if (t->kind == TY_POINTER) {
    put(w, "*");
    return t->pointer.elem;
  }
  if (t->kind == TY_SLICE) {
    put(w, "[]");
    return t->slice.elem;
  }
  if (t->kind == TY_ARRAY) {
    gl_buf_printf(&w->buf, "[%lld]", (long long)t->array.len);
    return t->array.elem;
  }
  if (t->kind == TY_MAP) {
    put(w, "map[");
    write_type(w, t->map.key);
    put(w, "]");
    return t->map.elem;
  }
  if (t->kind != TY_CHAN)
    return NULL;
  const TyType *e = t->chan.elem;
  put(w, t->chan.dir == TY_CHAN_RECV   ? "<-chan "
         : t->chan.dir == TY_CHAN_SEND ? "chan<- "
                                       : "chan ");
  if (t->chan.dir == TY_CHAN_BOTH && e->kind == TY_CHAN && e->chan.dir == TY_CHAN_RECV &&
      !(e->alias && w->style == TY_STRING_MESSAGE)) {
    put(w, "(");
    ++*n_parens;
  }
  return e;
}

/// A type parameter that hides a predeclared name says where it comes from.
static void write_type_param(Writer *w, const TyType *t) {
  const TyObject *o = t->type_param.object;
  const TyTable *table = t->table;
  put_name(w, o->name);
  if (w->style != TY_STRING_MESSAGE || !table->sources || o->loc == GL_LOC_NONE)
    return;
  for (uint32_t i = 0; i < table->universe.len; i++)
    if (table->universe.data[i]->name == o->name) {
      GlPos p = gl_sources_pos(table->sources, o->loc);
      gl_buf_printf(&w->buf, " /* with %s declared at %s:%u:%u */", o->name->text, p.path, p.line,
                    p.column);
      return;
    }
}

static void write_other(Writer *w, const TyType *t) {
  switch ((TyKind)t->kind) {
  case TY_STRUCT: write_struct(w, t); return;
  case TY_FUNC:
    put(w, "func");
    write_signature(w, t);
    return;
  case TY_INTERFACE: write_interface(w, t); return;
  case TY_TUPLE: write_tuple(w, t); return;
  case TY_NAMED: write_named(w, t); return;
  case TY_TYPE_PARAM: write_type_param(w, t); return;
  case TY_UNION: write_union(w, t); return;
  case TY_INVALID:
  case TY_BOOL:
  case TY_INT:
  case TY_INT8:
  case TY_INT16:
  case TY_INT32:
  case TY_INT64:
  case TY_UINT:
  case TY_UINT8:
  case TY_UINT16:
  case TY_UINT32:
  case TY_UINT64:
  case TY_UINTPTR:
  case TY_FLOAT32:
  case TY_FLOAT64:
  case TY_COMPLEX64:
  case TY_COMPLEX128:
  case TY_STRING:
  case TY_UNSAFE_POINTER:
  case TY_UNTYPED_BOOL:
  case TY_UNTYPED_INT:
  case TY_UNTYPED_RUNE:
  case TY_UNTYPED_FLOAT:
  case TY_UNTYPED_COMPLEX:
  case TY_UNTYPED_STRING:
  case TY_UNTYPED_NIL: put(w, kind_name(t)); return;
  case TY_ARRAY:
  case TY_SLICE:
  case TY_POINTER:
  case TY_MAP:
  case TY_CHAN:
  case TY_KIND_COUNT: break;
  }
  GL_UNREACHABLE();
}

static void write_message_type(Writer *w, const TyType *t) {
  uint32_t n_parens = 0;
  const TyType *elem;
  while (!t->alias && w->buf.len < TEXT_MAX && (elem = write_prefix(w, t, &n_parens)))
    t = elem;
  if (t->alias) {
    put_package(w, t->alias->pkg);
    put_name(w, t->alias->name);
    if (t->n_alias_args > 0) {
      put(w, "[");
      write_list(w, t->alias_args, t->n_alias_args);
      put(w, "]");
    }
  } else if (w->buf.len >= TEXT_MAX) {
    put(w, "…");
  } else {
    write_other(w, t);
  }
  while (n_parens-- > 0)
    put(w, ")");
}

static void write_type(Writer *w, const TyType *t) {
  if (w->style == TY_STRING_LINK) {
    put(w, ty_link_string(ty_canonical(t)));
    return;
  }
  if (w->buf.len >= TEXT_MAX || w->depth >= DEPTH_MAX) {
    put(w, "…");
    return;
  }
  w->depth++;
  write_message_type(w, t);
  w->depth--;
}

// --- Link strings ---

/// One level: all parts have their strings. (write_type asks for those.)
static const char *make_link(const TyType *t) {
  Writer w = {.style = TY_STRING_LINK};
  gl_buf_init(&w.buf, t->table->arena);
  uint32_t n_parens = 0;
  const TyType *elem = write_prefix(&w, t, &n_parens);
  if (elem)
    write_type(&w, elem);
  else
    write_other(&w, t);
  while (n_parens-- > 0)
    put(&w, ")");
  if (w.buf.len <= LINK_MAX)
    return w.buf.data;
  uint64_t h1 = gl_hash_bytes(w.buf.data, w.buf.len, 1),
           h2 = gl_hash_bytes(w.buf.data, w.buf.len, 2);
  return gl_arena_printf(t->table->arena, "type#%016llx%016llx", (unsigned long long)h1,
                         (unsigned long long)h2);
}

const char *ty_link_string(const TyType *t) {
  TyTable *table = t->table;
  if (t->facts && t->facts->link)
    return t->facts->link;
  uint32_t base = table->work.len;
  GL_VEC_PUSH(table->arena, &table->work, t);
  while (table->work.len > base) {
    const TyType *top = table->work.data[table->work.len - 1];
    uint32_t before = table->work.len;
    const TyType *child;
    for (uint32_t i = 0; !ty_facts(top)->link && (child = ty_child(top, i)); i++) {
      child = ty_canonical(child);
      if (!ty_facts(child)->link)
        GL_VEC_PUSH(table->arena, &table->work, child);
    }
    if (table->work.len > before)
      continue;
    table->work.len--;
    if (!ty_facts(top)->link)
      ty_facts(top)->link = make_link(top);
  }
  return ty_facts(t)->link;
}

char *ty_string_signature(GlArena *a, const TyType *func, const TyPackage *from) {
  Writer w = {.style = TY_STRING_MESSAGE, .from = from, .table = func->table, .hides_params = true};
  gl_buf_init(&w.buf, a);
  write_signature(&w, func);
  return w.buf.data;
}

char *ty_string(GlArena *a, const TyType *t, TyStringStyle style, const TyPackage *from) {
  if (style != TY_STRING_MESSAGE)
    t = ty_canonical(t);
  if (style == TY_STRING_LINK) {
    const char *s = ty_link_string(t);
    return gl_arena_strndup(a, s, strlen(s));
  }
  Writer w = {.style = style, .from = from, .table = t->table};
  gl_buf_init(&w.buf, a);
  write_type(&w, t);
  return w.buf.data;
}
