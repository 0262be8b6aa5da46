/// \file
/// Identity: one representative for each class of identical types. Representatives are hashed by
/// kind, canonical parts and whatever else the spec counts (length, direction, field names, tags,
/// packages of unexported names). Only NAMED types are recursive, and they are their own
/// representatives (instances of generic types: by origin and arguments), so the walk ends. No
/// recursion: a type may be 100,000 levels deep.
/// Source: Go spec "Type identity".

#include "type_table.h"

static TyType *mutable_type(const TyType *t) {
  return (TyType *)t; // the canonical field is a cache
}

const TyType *ty_child(const TyType *t, uint32_t i) {
  switch ((TyKind)t->kind) {
  case TY_ARRAY: return i == 0 ? t->array.elem : NULL;
  case TY_SLICE: return i == 0 ? t->slice.elem : NULL;
  case TY_POINTER: return i == 0 ? t->pointer.elem : NULL;
  case TY_CHAN: return i == 0 ? t->chan.elem : NULL;
  case TY_MAP: return i == 0 ? t->map.key : i == 1 ? t->map.elem : NULL;
  case TY_STRUCT: return i < t->strct.n_fields ? t->strct.fields[i].type : NULL;
  case TY_FUNC:
    if (i < t->func.n_params)
      return t->func.params[i].type;
    i -= t->func.n_params;
    return i < t->func.n_results ? t->func.results[i].type : NULL;
  case TY_INTERFACE: return i < t->iface.n_methods ? ty_iface_methods(t)[i].type : NULL;
  case TY_NAMED: return i < t->named.n_type_args ? t->named.type_args[i] : NULL;
  case TY_TUPLE: return i < t->tuple.n ? t->tuple.types[i] : NULL;
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
  case TY_UNTYPED_NIL:
  case TY_TYPE_PARAM:
  case TY_UNION:
  case TY_KIND_COUNT: return NULL;
  }
  GL_UNREACHABLE();
}

/// Types that are identical to nothing but themselves: generic functions and constraints too, which
/// are no types of values. An interface that is not complete counts as one for the time being.
static bool is_own_class(const TyType *t) {
  if (t->kind == TY_FUNC)
    return t->func.n_type_params > 0 || !t->is_complete;
  if (t->kind == TY_INTERFACE)
    return !t->is_complete || t->iface.is_constraint;
  return t->kind == TY_UNION;
}

// --- Hashing by shape, with canonical parts ---

static uint64_t mix(uint64_t h, uint64_t x) {
  h = (h ^ x) * UINT64_C(0x9E3779B97F4A7C15);
  return h ^ h >> 29;
}

static uint64_t name_hash(GlName name, const TyPackage *pkg) {
  return ty_name_is_exported(name) || !pkg ? name->id : mix(name->id, pkg->path->id);
}

/// The tag that counts: an empty one is none.
static GlName tag_of(const TyField *f) { return f->tag && f->tag->len > 0 ? f->tag : NULL; }

/// The canonical tree of an interface whose methods' types have representatives.
static const TyMethodNode *methods_of(const TyType *t) {
  return t->iface.methods ? t->iface.methods->canonical : NULL;
}

static uint64_t shape_hash(const TyType *t) {
  uint64_t h = t->kind;
  if (t->kind == TY_INTERFACE)
    return mix(h, methods_of(t) ? methods_of(t)->id : 0);
  const TyType *child;
  for (uint32_t i = 0; (child = ty_child(t, i)); i++)
    h = mix(h, child->canonical->id);
  if (t->kind == TY_ARRAY)
    h = mix(h, (uint64_t)t->array.len);
  if (t->kind == TY_CHAN)
    h = mix(h, t->chan.dir);
  if (t->kind == TY_FUNC)
    h = mix(h, t->func.n_params * 2 + t->func.is_variadic);
  if (t->kind == TY_NAMED)
    h = mix(h, t->named.origin->id);
  for (uint32_t i = 0; t->kind == TY_STRUCT && i < t->strct.n_fields; i++) {
    const TyField *f = &t->strct.fields[i];
    h = mix(mix(h, name_hash(f->name, f->pkg)),
            f->is_embedded + (tag_of(f) ? 2 * tag_of(f)->id : 0));
  }
  return h;
}

static bool same_fields(const TyType *a, const TyType *b) {
  for (uint32_t i = 0; i < a->strct.n_fields; i++) {
    const TyField *f = &a->strct.fields[i], *g = &b->strct.fields[i];
    if (!ty_name_same(f->name, f->pkg, g->name, g->pkg) || f->is_embedded != g->is_embedded ||
        tag_of(f) != tag_of(g))
      return false;
  }
  return true;
}

static bool same_shape(const TyType *a, const TyType *b) {
  if (a->kind != b->kind)
    return false;
  if (a->kind == TY_INTERFACE)
    return methods_of(a) == methods_of(b);
  const TyType *x, *y;
  uint32_t i = 0;
  do {
    x = ty_child(a, i);
    y = ty_child(b, i++);
    if (!x != !y || (x && x->canonical != y->canonical))
      return false;
  } while (x);
  if (a->kind == TY_ARRAY)
    return a->array.len == b->array.len;
  if (a->kind == TY_CHAN)
    return a->chan.dir == b->chan.dir;
  if (a->kind == TY_FUNC)
    return a->func.n_params == b->func.n_params && a->func.is_variadic == b->func.is_variadic;
  if (a->kind == TY_NAMED)
    return a->named.origin == b->named.origin;
  return a->kind != TY_STRUCT || same_fields(a, b);
}

// --- The table ---

/// The slot of a type of t's shape, or the free one where it belongs.
static TyTypeSlot *find_slot(const TyTable *table, const TyType *t, uint64_t hash) {
  uint32_t mask = table->n_slots - 1;
  for (uint32_t i = (uint32_t)hash & mask;; i = (i + 1) & mask) {
    TyTypeSlot *s = &table->slots[i];
    if (!s->type || (s->hash == hash && same_shape(s->type, t)))
      return s;
  }
}

static void grow(TyTable *table) {
  uint32_t n_old = table->n_slots;
  TyTypeSlot *old = table->slots;
  table->n_slots = n_old ? 2 * n_old : 1024;
  table->slots = GL_NEW_ARRAY(table->arena, TyTypeSlot, table->n_slots);
  uint32_t mask = table->n_slots - 1;
  for (uint32_t i = 0; i < n_old; i++) {
    uint32_t j = (uint32_t)old[i].hash & mask;
    while (old[i].type && table->slots[j].type)
      j = (j + 1) & mask;
    if (old[i].type)
      table->slots[j] = old[i];
  }
}

/// Whether t itself may stand for its class: canonical parts, and no names that others of the class
/// do not share.
static bool can_represent(const TyType *t) {
  const TyType *child;
  if (t->alias)
    return false;
  if (t->kind == TY_INTERFACE)
    return methods_of(t) == t->iface.methods;
  for (uint32_t i = 0; (child = ty_child(t, i)); i++)
    if (child->canonical != child)
      return false;
  for (uint32_t i = 0; t->kind == TY_FUNC && i < t->func.n_params; i++)
    if (t->func.params[i].name)
      return false;
  for (uint32_t i = 0; t->kind == TY_FUNC && i < t->func.n_results; i++)
    if (t->func.results[i].name)
      return false;
  return true;
}

static TyParam *canonical_params(GlArena *a, const TyParam *p, uint32_t n) {
  TyParam *r = GL_NEW_ARRAY(a, TyParam, n);
  for (uint32_t i = 0; i < n; i++)
    r[i].type = p[i].type->canonical;
  return r;
}

static TyType *representative_of(TyTable *table, const TyType *t) {
  TyType *r;
  switch ((int)t->kind) {
  case TY_ARRAY: return ty_new_array(table, t->array.elem->canonical, t->array.len);
  case TY_SLICE: return ty_new_slice(table, t->slice.elem->canonical);
  case TY_POINTER: return ty_new_pointer(table, t->pointer.elem->canonical);
  case TY_CHAN: return ty_new_chan(table, t->chan.elem->canonical, t->chan.dir);
  case TY_MAP: return ty_new_map(table, t->map.key->canonical, t->map.elem->canonical);
  case TY_STRUCT:
    r = ty_new_struct(table, t->strct.fields, t->strct.n_fields);
    for (uint32_t i = 0; i < r->strct.n_fields; i++)
      r->strct.fields[i].type = r->strct.fields[i].type->canonical;
    return r;
  case TY_FUNC: {
    TyParam *params = canonical_params(table->arena, t->func.params, t->func.n_params);
    TyParam *results = canonical_params(table->arena, t->func.results, t->func.n_results);
    return ty_new_func(table, params, t->func.n_params, results, t->func.n_results,
                       t->func.is_variadic);
  }
  case TY_INTERFACE:
    r = ty_new_interface(table);
    ty_interface_complete_tree(r, methods_of(t));
    return r;
  case TY_TUPLE:
    r = ty_new_tuple(table, t->tuple.types, t->tuple.n);
    for (uint32_t i = 0; i < r->tuple.n; i++)
      r->tuple.types[i] = r->tuple.types[i]->canonical;
    return r;
  default: break; // NAMED: its own fields are still being filled, so it must represent itself
  }
  GL_UNREACHABLE();
}

/// Finds or makes the representative of t, whose parts are done.
static void intern(const TyType *t, bool is_open) {
  TyTable *table = t->table;
  if (t->kind == TY_INTERFACE)
    ty_methods_canonical(table, t->iface.methods, is_open);
  if (2 * table->n_interned >= table->n_slots)
    grow(table);
  uint64_t hash = shape_hash(t);
  TyTypeSlot *slot = find_slot(table, t, hash);
  if (!slot->type) {
    bool itself = t->kind == TY_NAMED || can_represent(t);
    const TyType *r = itself ? t : representative_of(table, t);
    mutable_type(r)->canonical = r;
    *slot = (TyTypeSlot){hash, r};
    table->n_interned++;
  }
  mutable_type(t)->canonical = slot->type;
}

/// Pushes the parts of t that have no representative yet.
static bool push_parts(TyTable *table, const TyType *t) {
  if (t->kind == TY_INTERFACE)
    return ty_methods_push_types(table, t->iface.methods);
  bool ready = true;
  const TyType *child;
  for (uint32_t i = 0; (child = ty_child(t, i)); i++)
    if (!child->canonical) {
      GL_VEC_PUSH(table->arena, &table->work, child);
      ready = false;
    }
  return ready;
}

const TyType *ty_canonical(const TyType *t) {
  if (t->canonical)
    return t->canonical;
  TyTable *table = t->table;
  uint32_t base = table->work.len;
  // What depends on an interface that is still open is forgotten at the end.
  GL_VEC(const TyType *) open = {0};
  bool is_open = false;
  GL_VEC_PUSH(table->arena, &table->work, t);
  while (table->work.len > base) {
    const TyType *top = table->work.data[table->work.len - 1];
    if (!top->canonical && !is_own_class(top) && !push_parts(table, top))
      continue;
    table->work.len--;
    if (top->canonical)
      continue;
    if (is_own_class(top))
      mutable_type(top)->canonical = top;
    else
      intern(top, is_open);
    is_open |= !top->is_complete && (top->kind == TY_INTERFACE || top->kind == TY_FUNC);
    if (is_open)
      GL_VEC_PUSH(table->arena, &open, top);
  }
  const TyType *result = t->canonical;
  for (uint32_t i = 0; i < open.len; i++)
    mutable_type(open.data[i])->canonical = NULL;
  ty_methods_forget_open(table);
  return result;
}

bool ty_identical(const TyType *a, const TyType *b) {
  if (a == b || ty_canonical(a) == ty_canonical(b))
    return true;
  // Types that are no types of values are in a class of their own each.
  return a->kind == b->kind && is_own_class(a) && is_own_class(b) && ty_same_unvalued(a, b);
}
