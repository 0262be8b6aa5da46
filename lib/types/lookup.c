/// \file
/// Fields and methods of a type, found through embedding: the shallowest wins, two at the same
/// depth are ambiguous. Also: whether a type has the methods of an interface.
/// Source: Go spec "Selectors", "Method sets", "Implementing an interface".

#include "type_table.h"

#include "golite/support/map.h"

#include <string.h>

enum {
  MANY = 32,  // types among which hashes find one sooner
  WIDE = 128, // embedded types that one search looked at: for the next one there is an index
};

/// A type that is embedded at the present depth.
typedef struct Entry {
  const TyType *type; // no pointer
  uint32_t parent;    // entry that embeds it, counted over all depths; itself at depth 0
  uint32_t field;     // index of the embedded field there
  uint32_t depth;     // embedded fields on the way
  bool is_indirect;   // a pointer is followed on the way
  bool is_multiple;   // its type is embedded several times at this depth
} Entry;

/// An entry whose type has a certain name.
typedef struct Place {
  uint32_t entry;
  struct Place *next, *last; // of the same name, not nearer; `last` of the first one only
} Place;

/// All that a type with many embedded types leads to.
typedef struct Index {
  Entry *entries;
  uint32_t n;
  GlPtrMap *first; // name → Place
} Index;

/// One search at a time; the table keeps it for its storage.
typedef struct TySearch {
  GlArena *arena;
  const TyPackage *pkg;
  GlName name;
  bool fold_case;
  GL_VEC(Entry) entries;       // all depths, in order
  GL_VEC(const TyType *) seen; // canonical
  GlPtrMap *many_seen;         // the same, once there are many
  // The match.
  bool is_found, is_ambiguous;
  uint32_t found_in; // entry
  TySelection *out;
} TySearch;

/// Lower case of ASCII; other letters must be equal.
static bool same_folded(GlName a, GlName b) {
  if (a->len != b->len)
    return false;
  for (uint32_t i = 0; i < a->len; i++) {
    unsigned char x = (unsigned char)a->text[i], y = (unsigned char)b->text[i];
    x = x >= 'A' && x <= 'Z' ? x | 0x20 : x;
    y = y >= 'A' && y <= 'Z' ? y | 0x20 : y;
    if (x != y)
      return false;
  }
  return true;
}

static bool name_matches(const TySearch *s, GlName name, const TyPackage *pkg) {
  if (s->fold_case && same_folded(s->name, name))
    return true;
  return ty_name_same(name, pkg, s->name, s->pkg);
}

static const TyType *strip_pointer(const TyType *t, bool *is_pointer) {
  *is_pointer = t->kind == TY_POINTER;
  return *is_pointer ? t->pointer.elem : t;
}

/// Records a match in entry `e`; a second one is a collision.
static void found(TySearch *s, uint32_t e, const TySelection *what) {
  if (s->is_found || s->entries.data[e].is_multiple)
    s->is_ambiguous = true;
  s->is_found = true;
  s->found_in = e;
  *s->out = *what;
}

/// Where to begin to look for the name.
static uint32_t first_place(const TySearch *s, const TyType *t) {
  return s->fold_case ? 0 : ty_first_named(t, s->name);
}

static bool match_method(TySearch *s, uint32_t e) {
  const TyType *t = s->entries.data[e].type;
  for (uint32_t i = first_place(s, t), n = ty_n_methods(t); i < n; i++) {
    TyObject *m = ty_method_declared(t, i);
    if (!name_matches(s, m->name, m->pkg))
      continue;
    m = ty_method_at(t, i);
    found(s, e, &(TySelection){.object = m, .type = m->type, .iface_method = -1});
    return true;
  }
  return false;
}

static void match_field(TySearch *s, uint32_t e, const TyType *u) {
  for (uint32_t i = first_place(s, u); i < u->strct.n_fields; i++) {
    const TyField *f = &u->strct.fields[i];
    if (!name_matches(s, f->name, f->pkg))
      continue;
    // The path is built at the end; until then n_path holds the field's index.
    found(s, e,
          &(TySelection){.object = f->object,
                         .type = f->type,
                         .n_path = i,
                         .iface_method = -1,
                         .is_field = true});
    return;
  }
}

static void push_embedded(TySearch *s, uint32_t e, const TyType *u) {
  uint32_t cursor = 0, i;
  while ((i = ty_next_embedded(u, &cursor)) < u->strct.n_fields) {
    const TyField *f = &u->strct.fields[i];
    const Entry *from = &s->entries.data[e];
    Entry next = {
        .parent = e, .field = i, .depth = from->depth + 1, .is_multiple = from->is_multiple};
    bool is_pointer;
    next.type = strip_pointer(f->type, &is_pointer);
    next.is_indirect = from->is_indirect || is_pointer;
    GL_VEC_PUSH(s->arena, &s->entries, next);
  }
}

static void match_interface(TySearch *s, uint32_t e, const TyType *u) {
  uint32_t i = 0;
  const TyMethod *m = NULL;
  if (!s->fold_case)
    m = ty_methods_find(u->iface.methods, s->name, s->pkg, &i);
  for (; s->fold_case && !m && i < u->iface.n_methods; i += !m) {
    const TyMethod *x = &ty_iface_methods(u)[i];
    m = name_matches(s, x->name, x->pkg) ? x : NULL;
  }
  if (m)
    found(s, e, &(TySelection){.type = m->type, .iface_method = (int32_t)i});
}

static bool was_seen(TySearch *s, const TyType *named) {
  const TyType *c = ty_canonical(named);
  if (s->many_seen) {
    bool seen = gl_ptrmap_get(s->many_seen, c);
    gl_ptrmap_set(s->many_seen, c, s);
    return seen;
  }
  for (uint32_t i = 0; i < s->seen.len; i++)
    if (s->seen.data[i] == c)
      return true;
  GL_VEC_PUSH(s->arena, &s->seen, c);
  if (s->seen.len < MANY)
    return false;
  s->many_seen = gl_ptrmap_new(s->arena);
  for (uint32_t i = 0; i < s->seen.len; i++)
    gl_ptrmap_set(s->many_seen, s->seen.data[i], s);
  return false;
}

static void search_entry(TySearch *s, uint32_t e) {
  const TyType *t = s->entries.data[e].type;
  if (t->kind == TY_NAMED) {
    if (was_seen(s, t))
      return; // shadowed by itself at a lesser depth
    if (match_method(s, e))
      return;
  }
  const TyType *u = ty_under_or_null(t);
  if (!u)
    return;
  if (u->kind == TY_STRUCT) {
    match_field(s, e, u);
    if (!s->is_found)
      push_embedded(s, e, u);
  } else if (u->kind == TY_INTERFACE && u->is_complete)
    match_interface(s, e, u);
}

/// The first of the entries from `start` to `end` that has the type; `end` when there is none.
/// `many`: canonical type → 1 + entry; NULL while there are few.
static uint32_t find_entry(const TySearch *s, uint32_t start, uint32_t end, const TyType *t,
                           const GlPtrMap *many) {
  if (many) {
    uintptr_t k = (uintptr_t)gl_ptrmap_get(many, ty_canonical(t));
    return k ? (uint32_t)k - 1 : end;
  }
  while (start < end && !ty_identical(s->entries.data[start].type, t))
    start++;
  return start;
}

/// Merges entries of one type among those from `start` on.
static void merge_multiples(TySearch *s, uint32_t start) {
  uint32_t n = start;
  GlArena *scratch = s->entries.len - start > MANY ? gl_arena_new() : NULL;
  GlPtrMap *many = scratch ? gl_ptrmap_new(scratch) : NULL;
  for (uint32_t i = start; i < s->entries.len; i++) {
    const TyType *t = s->entries.data[i].type;
    uint32_t k = find_entry(s, start, n, t, many);
    if (k < n) {
      s->entries.data[k].is_multiple = true;
      continue;
    }
    s->entries.data[n++] = s->entries.data[i];
    if (many)
      gl_ptrmap_set(many, ty_canonical(t), (void *)(uintptr_t)n);
  }
  s->entries.len = n;
  if (scratch)
    gl_arena_free(scratch);
}

/// Embedded fields from the outside in, and the field itself.
static void build_path(TySearch *s) {
  uint32_t depth = s->out->is_field, field = s->out->n_path;
  for (uint32_t e = s->found_in; s->entries.data[e].parent != e; e = s->entries.data[e].parent)
    depth++;
  s->out->n_path = depth;
  s->out->path = depth ? GL_NEW_ARRAY(s->arena, uint32_t, depth) : NULL;
  if (s->out->is_field)
    s->out->path[--depth] = field;
  for (uint32_t e = s->found_in; s->entries.data[e].parent != e; e = s->entries.data[e].parent)
    s->out->path[--depth] = s->entries.data[e].field;
}

static void run_search(TySearch *s, const TyType *start, bool is_indirect) {
  GL_VEC_PUSH(s->arena, &s->entries, (Entry){.type = start, .is_indirect = is_indirect});
  for (uint32_t at = 0; at < s->entries.len && !s->is_found;) {
    uint32_t end = s->entries.len;
    for (; at < end && !s->is_ambiguous; at++)
      search_entry(s, at);
    merge_multiples(s, end);
  }
}

// --- indexes of wide types -----------------------------------------------------------------------

static void add_place(TyTable *table, Index *x, GlName name, uint32_t entry) {
  Place *first = gl_ptrmap_get(x->first, name);
  if (first && first->last->entry == entry)
    return;
  Place *p = GL_NEW(table->arena, Place);
  p->entry = entry;
  if (first)
    first->last = first->last->next = p;
  else
    gl_ptrmap_set(x->first, name, p->last = p);
}

/// False when something is not known, or only would be known by making it.
static bool index_entry(TySearch *s, Index *x, uint32_t e) {
  const TyType *t = s->entries.data[e].type, *u = t;
  if (t->kind == TY_NAMED) {
    if (t->named.origin || !t->named.underlying)
      return false;
    if (was_seen(s, t))
      return true;
    for (uint32_t i = 0; i < ty_n_methods(t); i++)
      add_place(t->table, x, ty_method_declared(t, i)->name, e);
    u = t->named.underlying;
  }
  for (uint32_t i = 0; u->kind == TY_STRUCT && i < u->strct.n_fields; i++)
    add_place(t->table, x, u->strct.fields[i].name, e);
  if (u->kind == TY_STRUCT)
    push_embedded(s, e, u);
  for (uint32_t i = 0; u->kind == TY_INTERFACE && i < u->iface.n_methods; i++)
    add_place(t->table, x, ty_iface_methods(u)[i].name, e);
  return u->kind != TY_TYPE_PARAM && (u->kind != TY_INTERFACE || u->is_complete);
}

/// An empty search.
static TySearch *search_of(TyTable *t) {
  if (!t->search)
    t->search = GL_NEW(t->arena, TySearch);
  TySearch *s = t->search;
  s->arena = t->arena;
  s->entries.len = s->seen.len = 0;
  s->many_seen = NULL;
  s->is_found = s->is_ambiguous = false;
  return s;
}

static void make_index(const TyType *start) {
  TyTable *table = start->table;
  TySearch *s = search_of(table);
  Index *x = GL_NEW(table->arena, Index);
  x->first = gl_ptrmap_new(table->arena);
  GL_VEC_PUSH(s->arena, &s->entries, (Entry){.type = start});
  for (uint32_t at = 0; at < s->entries.len;) {
    uint32_t end = s->entries.len;
    for (; at < end; at++)
      if (!index_entry(s, x, at))
        return;
    merge_multiples(s, end);
  }
  x->n = s->entries.len;
  x->entries = GL_NEW_ARRAY(table->arena, Entry, x->n);
  memcpy(x->entries, s->entries.data, x->n * sizeof *x->entries);
  if (!table->wide_indexes)
    table->wide_indexes = gl_ptrmap_new(table->arena);
  gl_ptrmap_set(table->wide_indexes, start, x);
}

static void match_name(TySearch *s, uint32_t e) {
  const TyType *t = s->entries.data[e].type;
  if (t->kind == TY_NAMED && match_method(s, e))
    return;
  const TyType *u = ty_under(t);
  if (u->kind == TY_STRUCT)
    match_field(s, e, u);
  else if (u->kind == TY_INTERFACE)
    match_interface(s, e, u);
}

/// As run_search. The index was made for a value of the type.
static void search_index(TySearch *s, const Index *x, bool is_indirect) {
  GL_VEC_RESERVE(s->arena, &s->entries, 1);
  uint32_t cap = s->entries.cap;
  Entry *own = s->entries.data;
  s->entries.data = x->entries;
  for (const Place *p = gl_ptrmap_get(x->first, s->name); p && !s->is_ambiguous; p = p->next) {
    if (s->is_found && x->entries[p->entry].depth > x->entries[s->found_in].depth)
      break;
    match_name(s, p->entry);
  }
  if (s->is_found && !s->is_ambiguous) {
    s->out->is_indirect = is_indirect || x->entries[s->found_in].is_indirect;
    build_path(s);
  }
  s->entries.data = own;
  s->entries.cap = cap;
}

static const Index *index_of(const TyType *start) {
  return start->table->wide_indexes ? gl_ptrmap_get(start->table->wide_indexes, start) : NULL;
}

// --- look-up -------------------------------------------------------------------------------------

static TyLookupResult search(TySearch *s, const TyType *start, bool is_indirect) {
  const Index *x = s->fold_case ? NULL : index_of(start);
  if (x) {
    search_index(s, x, is_indirect);
  } else {
    run_search(s, start, is_indirect);
    if (s->is_found && !s->is_ambiguous) {
      s->out->is_indirect = s->entries.data[s->found_in].is_indirect;
      build_path(s);
    }
  }
  if (!s->is_found)
    return TY_LOOKUP_ABSENT;
  if (s->is_ambiguous)
    return TY_LOOKUP_AMBIGUOUS;
  const TyObject *o = s->out->object;
  if (!s->out->is_field && o && o->has_ptr_recv && !s->out->is_indirect)
    return TY_LOOKUP_POINTER_RECV;
  return TY_LOOKUP_FOUND;
}

TyLookupResult ty_lookup_full(const TyType *t, const TyPackage *pkg, GlName name, bool fold_case,
                              TySelection *out) {
  memset(out, 0, sizeof *out);
  out->iface_method = -1;
  if (name->len == 1 && name->text[0] == '_')
    return TY_LOOKUP_ABSENT;
  // A named pointer type has the fields of what it points to, but no methods.
  const TyType *u = ty_under_or_null(t);
  bool is_named_pointer = t->kind == TY_NAMED && u && u->kind == TY_POINTER;
  bool is_pointer;
  const TyType *start = strip_pointer(is_named_pointer ? u : t, &is_pointer);
  const TyType *start_under = ty_under_or_null(start);
  if (is_pointer && start_under && start_under->kind == TY_INTERFACE)
    return TY_LOOKUP_POINTER_TO_IFACE;
  TySearch *s = search_of(t->table);
  s->pkg = pkg;
  s->name = name;
  s->fold_case = fold_case;
  s->out = out;
  TyLookupResult r = search(s, start, is_pointer);
  if (!fold_case && s->entries.len > WIDE && start->table->is_resolved)
    make_index(start);
  if (is_named_pointer && r != TY_LOOKUP_AMBIGUOUS && !out->is_field)
    return TY_LOOKUP_ABSENT;
  return r;
}

bool ty_lookup(const TyType *t, const TyPackage *pkg, GlName name, TySelection *out) {
  TyLookupResult r = ty_lookup_full(t, pkg, name, false, out);
  return r == TY_LOOKUP_FOUND || r == TY_LOOKUP_POINTER_RECV;
}

// --- Interfaces ---

const TyMethod *ty_interface_method(const TyType *iface, GlName name, const TyPackage *pkg) {
  return ty_methods_find(iface->iface.methods, name, pkg, NULL);
}

/// A method that is found only when case or package do not count.
static void look_for_near_miss(const TyType *t, TyMissing *why) {
  TySelection s;
  TyLookupResult r = ty_lookup_full(t, why->method->pkg, why->method->name, true, &s);
  if ((r != TY_LOOKUP_FOUND && r != TY_LOOKUP_POINTER_RECV) || s.is_field || !s.object)
    return;
  why->have = s.type;
  why->have_name = s.object->name;
}

/// Whether a type that is no interface has method `m` with m's type.
static bool has_method(const TyType *t, const TyMethod *m, TyMissing *why) {
  TySelection s;
  *why = (TyMissing){.method = m};
  TyLookupResult r = TY_LOOKUP_ABSENT;
  if (t->kind != TY_NAMED || ty_under(t)->kind != TY_POINTER)
    r = ty_lookup_full(t, m->pkg, m->name, false, &s);
  switch (r) {
  case TY_LOOKUP_FOUND: break;
  case TY_LOOKUP_ABSENT: look_for_near_miss(t, why); return false;
  case TY_LOOKUP_AMBIGUOUS: why->is_ambiguous = true; return false;
  case TY_LOOKUP_POINTER_RECV: why->is_pointer_recv = true; return false;
  case TY_LOOKUP_POINTER_TO_IFACE: return false;
  }
  if (s.is_field) {
    why->is_field = true;
    return false;
  }
  GL_ASSERT(s.type, "method %s has no type yet", m->name->text);
  why->have = s.type;
  return ty_identical(s.type, m->type);
}

/// Whether an interface has a method as it is wanted.
static bool is_wanted_method(void *ctx, const TyMethod *want, const TyMethod *have) {
  TyMissing *why = ctx;
  *why = (TyMissing){.method = want, .have = have ? have->type : NULL};
  return have && ty_identical(have->type, want->type);
}

bool ty_implements_full(const TyType *t, const TyType *iface, TyMissing *why) {
  const TyType *want = ty_under(iface), *have = ty_under(t);
  GL_ASSERT(want->kind == TY_INTERFACE, "implementing a type that is not an interface");
  TyMissing ignored;
  why = why ? why : &ignored;
  if (have->kind == TY_INTERFACE)
    return ty_methods_pair(want, have, is_wanted_method, why);
  for (uint32_t i = 0; i < want->iface.n_methods; i++)
    if (!has_method(t, &ty_iface_methods(want)[i], why))
      return false;
  return true;
}

bool ty_implements(const TyType *t, const TyType *iface, const TyMethod **missing) {
  TyMissing why;
  if (ty_implements_full(t, iface, &why))
    return true;
  if (missing)
    *missing = why.method;
  return false;
}
