/// \file
/// Maps: make, literals, index expressions, assignment to elements, delete, clear, range. Each
/// operation is one instruction that names the function of Go's own package maps which does it;
/// there are faster ones for keys of four and eight bytes and for strings.
/// Source: Go spec "Map types", "Index expressions", "For statements"; gc's order of evaluation.

#include "lower_internal.h"

#include <string.h>

enum {
  MAX_FAST_ELEM = 128, // bytes; elements beyond are behind a pointer
  MAX_SEPARATE = 25,   // entries of a literal that are known are stored one by one up to here
};

static const TyType *key_type(const TyType *map) { return ty_canonical(ty_under(map)->map.key); }

static const TyType *elem_type(const TyType *map) { return ty_canonical(ty_under(map)->map.elem); }

bool lower_is_map_index(const LowerFn *f, const SynNode *e) {
  return e->kind == SYN_INDEX && lower_unindex(f->c, (SynNode *)(uintptr_t)e) == e &&
         ty_under_kind(lower_type(f, e->index.x)) == TY_MAP;
}

// --- which function
// ------------------------------------------------------------------------------

/// Whether == compares all bytes of a value and nothing else.
static bool is_plain(const TyType *t) {
  const TyType *u = ty_under(t);
  if (u->kind == TY_ARRAY)
    return is_plain(u->array.elem);
  if (u->kind != TY_STRUCT)
    return (ty_flags(u) & (TY_F_INTEGER | TY_F_BOOLEAN)) || u->kind == TY_POINTER ||
           u->kind == TY_UNSAFE_POINTER || u->kind == TY_CHAN;
  int64_t end = 0;
  for (uint32_t i = 0; i < u->strct.n_fields; i++) {
    const TyField *x = &u->strct.fields[i];
    if (ty_field_offset(u, i) != end || strcmp(x->name->text, "_") == 0 || !is_plain(x->type))
      return false;
    end += ty_size(x->type);
  }
  return end == ty_size(u);
}

/// Ending of the functions that take the key by value; NULL: it goes by address.
static const char *fast_suffix(const TyType *map, bool assigns) {
  const TyType *k = key_type(map);
  if (ty_size(elem_type(map)) > MAX_FAST_ELEM)
    return NULL;
  if (ty_under_kind(k) == TY_STRING)
    return "_faststr";
  if (!is_plain(k))
    return NULL;
  if (ty_size(k) == 8)
    return assigns && ty_has_pointers(k) ? "_fast64ptr" : "_fast64";
  return ty_size(k) == 4 ? "_fast32" : NULL;
}

bool lower_map_takes_address(const TyType *t) { return !fast_suffix(t, false); }

static GirFunc *function(LowerFn *f, const char *name, const char *suffix, GlLoc loc) {
  const char *symbol = gl_arena_printf(f->c->arena, "runtime.%s%s", name, suffix ? suffix : "");
  TyObject *o = gl_strmap_get(f->c->bodies, symbol, strlen(symbol));
  if (o)
    return lower_func_of(f->c, o);
  lower_unsupported(f->c, loc, "maps without a Go tree are");
  return lower_external(f->c, symbol, f->c->t_func);
}

static GirInstr *emit(LowerFn *f, GirOp op, GirFunc *g, GlLoc loc, uint32_t n_args) {
  GirInstr *in = lower_emit(f, op, loc, n_args);
  in->callee = GL_NEW(f->c->arena, GirCallee);
  in->callee->kind = GIR_CALL_STATIC;
  in->callee->func = g;
  return in;
}

/// An instruction on one key.
static GirInstr *on_key(LowerFn *f, GirOp op, const char *name, GirOperand map, GirOperand key,
                        GlLoc loc) {
  const char *suffix = fast_suffix(map.type, op == GIR_OP_MAP_SLOT);
  GirInstr *in = emit(f, op, function(f, name, suffix, loc), loc, 2);
  in->sub = suffix ? GIR_MAP_KEY_BY_VALUE : GIR_MAP_KEY_BY_ADDRESS;
  in->type = ty_canonical(map.type);
  in->args[0] = map;
  in->args[1] = key;
  return in;
}

static GirOperand element_address(LowerFn *f, GirInstr *in, GlLoc loc) {
  in->dst = lower_temp(f, lower_pointer_to(f->c, elem_type(in->type)), loc);
  GirOperand p = lower_use(f, in->dst);
  lower_mark_not_nil(f, p);
  return p;
}

static GirPlace *behind(LowerFn *f, GirOperand p, const TyType *map) {
  return gir_place_deref(f->p, p, elem_type(map));
}

GirPlace *lower_map_find(LowerFn *f, GirOperand map, GirOperand key, GirOperand *ok, GlLoc loc) {
  GirInstr *in = on_key(f, GIR_OP_MAP_FIND, "mapaccess2", map, key, loc);
  if (ok) {
    in->dst2 = lower_temp(f, f->c->t_bool, loc);
    *ok = lower_use(f, in->dst2);
  }
  return behind(f, element_address(f, in, loc), map.type);
}

GirPlace *lower_map_slot(LowerFn *f, GirOperand map, GirOperand key, GlLoc loc) {
  GirInstr *in = on_key(f, GIR_OP_MAP_SLOT, "mapassign", map, key, loc);
  return behind(f, element_address(f, in, loc), map.type);
}

void lower_map_delete(LowerFn *f, GirOperand map, GirOperand key, GlLoc loc) {
  on_key(f, GIR_OP_MAP_DELETE, "mapdelete", map, key, loc);
}

void lower_map_clear(LowerFn *f, GirOperand map, GlLoc loc) {
  GirInstr *in = emit(f, GIR_OP_MAP_CLEAR, function(f, "mapclear", NULL, loc), loc, 1);
  in->type = ty_canonical(map.type);
  in->args[0] = map;
}

// --- expressions
// ---------------------------------------------------------------------------------

void lower_map_operands(LowerFn *f, SynNode *e, GirOperand *map, GirOperand *key) {
  SynNode *x = e->index.x, *index = e->index.indices.data[0];
  lower_prepare(f, (SynNode *[]){x, index}, 2);
  *map = lower_expr(f, x);
  *key = lower_expr_to(f, index, key_type(map->type));
}

GirPlace *lower_map_index(LowerFn *f, SynNode *e, GirOperand *ok) {
  GirOperand map, key;
  lower_map_operands(f, e, &map, &key);
  lower_borrow_bytes(f, key);
  return lower_map_find(f, map, key, ok, e->loc);
}

static GirOperand make_map(LowerFn *f, const TyType *t, GirOperand hint, const char *text,
                           GlLoc loc) {
  GirInstr *in = emit(f, GIR_OP_MAKE_MAP, function(f, "makemap", NULL, loc), loc, 1);
  in->args[0] = hint;
  in->type = ty_canonical(t);
  in->site = gir_site_new(f->p, f->f, GIR_SITE_MAKE_MAP, NULL, text, loc);
  in->dst = lower_temp(f, t, loc);
  GirOperand m = lower_use(f, in->dst);
  lower_mark_not_nil(f, m);
  return m;
}

GirOperand lower_make_map(LowerFn *f, SynNode *call) {
  GirOperand hint = lower_int(f, 0);
  if (call->call.args.len > 1)
    hint = lower_to_int(f, lower_expr(f, call->call.args.data[1]), call->loc);
  return make_map(f, lower_type(f, call), hint, lower_text(f, call), call->loc);
}

// --- literals
// ------------------------------------------------------------------------------------

static bool is_known(LowerFn *f, const SynNode *entry, const TyType *map) {
  return lower_static_can(f->c, entry->key_value.key, key_type(map), true) &&
         lower_static_can(f->c, entry->key_value.value, elem_type(map), true);
}

static void store_entry(LowerFn *f, GirOperand map, SynNode *entry) {
  SynNode *parts[2] = {entry->key_value.key, entry->key_value.value};
  lower_prepare(f, parts, 2);
  GirOperand key = lower_expr_to(f, parts[0], key_type(map.type));
  GirOperand value = lower_expr_to(f, parts[1], elem_type(map.type));
  lower_store(f, lower_map_slot(f, map, key, entry->loc), value, entry->loc);
}

/// A read-only array of keys or elements.
static GirPlace *table(LowerFn *f, SynNode **entries, uint32_t n, const TyType *t, bool of_keys) {
  const TyType *array = ty_canonical(ty_make_array(f->c->world, t, n));
  GlLoc loc = entries[0]->loc;
  GirGlobal *g =
      gir_global_new(f->p, lower_static_symbol(f->c, f->f->pkg, "stmp_"), f->f->pkg, array, loc);
  g->is_readonly = true;
  g->init = GL_NEW(f->c->arena, GirInit);
  g->init->kind = GIR_INIT_AGGREGATE;
  g->init->type = array;
  g->init->n_elems = n;
  g->init->elems = GL_NEW_ARRAY(f->c->arena, GirInit *, n);
  for (uint32_t i = 0; i < n; i++) {
    SynNode *e = of_keys ? entries[i]->key_value.key : entries[i]->key_value.value;
    g->init->elems[i] = lower_static_make(f->c, f->pkg, e, t);
  }
  return gir_place_global(f->p, g);
}

/// for i := range keys { m[keys[i]] = elems[i] }
static void store_table(LowerFn *f, GirOperand map, SynNode **entries, uint32_t n, GlLoc loc) {
  GirPlace *keys = table(f, entries, n, key_type(map.type), true);
  GirPlace *elems = table(f, entries, n, elem_type(map.type), false);
  GirLocalId i = lower_scratch(f, f->c->t_int, loc);
  GirBlock *head = lower_block(f), *body = lower_block(f), *end = lower_block(f);
  lower_copy_to(f, i, lower_int(f, 0), loc);
  lower_start(f, head, loc);
  GirOperand at = lower_use(f, i);
  lower_branch(f, lower_binary(f, GIR_LT, f->c->t_bool, at, lower_int(f, n), loc), body, end, loc);
  lower_start(f, body, loc);
  GirOperand key = lower_load(f, lower_index(f, keys, at), loc);
  GirOperand value = lower_load(f, lower_index(f, elems, at), loc);
  lower_store(f, lower_map_slot(f, map, key, loc), value, loc);
  lower_copy_to(f, i, lower_binary(f, GIR_ADD, f->c->t_int, at, lower_int(f, 1), loc), loc);
  lower_jump(f, head, loc);
  f->cur = end;
}

/// Entries that need no code to make are stored first, then the others, each when it is evaluated.
GirOperand lower_map_literal(LowerFn *f, SynNode *lit, const TyType *t) {
  SynList list = lit->composite_lit.elems;
  GirOperand m = make_map(f, t, lower_int(f, list.len), lower_text(f, lit), lit->loc);
  SynNode **known = GL_NEW_ARRAY(f->c->arena, SynNode *, list.len + 1);
  uint32_t n = 0;
  for (uint32_t i = 0; i < list.len; i++)
    if (is_known(f, list.data[i], t))
      known[n++] = list.data[i];
  if (n > MAX_SEPARATE && ty_size(key_type(t)) > 0 && ty_size(elem_type(t)) > 0)
    store_table(f, m, known, n, lit->loc);
  else
    for (uint32_t i = 0; i < n; i++)
      store_entry(f, m, known[i]);
  for (uint32_t i = 0, k = 0; i < list.len; i++)
    if (k < n && known[k] == list.data[i])
      k++;
    else
      store_entry(f, m, list.data[i]);
  return m;
}

// --- range
// ---------------------------------------------------------------------------------------

/// Type Iter of package maps.
static const TyType *iterator_type(const GirFunc *start) {
  const TyType *t = ty_under(start->type);
  return t->func.n_params == 3 ? ty_canonical(ty_under(t->func.params[2].type)->pointer.elem)
                               : NULL;
}

LowerMapRange lower_map_range(LowerFn *f, GirOperand map, GlLoc loc) {
  LowerMapRange r = {.map = map};
  GirFunc *start = function(f, "mapIterStart", NULL, loc);
  const TyType *t = iterator_type(start);
  if (!t) {
    r.iter = lower_zero_value(f, f->c->t_unsafe);
    return r;
  }
  GirLocalId it = gir_local_new(f->p, f->f, GIR_LOCAL_VAR, NULL, t, loc);
  gir_local(f->f, it)->is_memory = true;
  gir_local(f->f, it)->site = gir_site_new(f->p, f->f, GIR_SITE_TEMP, t, "iterator", loc);
  lower_renew(f, it, loc);
  r.iter = lower_addr(f, gir_place_local(f->p, f->f, it), loc);
  GirInstr *in = emit(f, GIR_OP_MAP_START, start, loc, 2);
  in->type = ty_canonical(map.type);
  in->args[0] = r.iter;
  in->args[1] = map;
  return r;
}

void lower_map_next(LowerFn *f, const LowerMapRange *r, GlLoc loc) {
  GirInstr *in = emit(f, GIR_OP_MAP_NEXT, function(f, "mapIterNext", NULL, loc), loc, 2);
  in->type = ty_canonical(r->map.type);
  in->args[0] = r->iter;
  in->args[1] = r->map;
}

void lower_map_entry(LowerFn *f, const LowerMapRange *r, GirOperand out[2], GlLoc loc) {
  GirInstr *in = lower_emit(f, GIR_OP_MAP_ENTRY, loc, 2);
  in->type = ty_canonical(r->map.type);
  in->args[0] = r->iter;
  in->args[1] = r->map;
  in->dst = lower_temp(f, lower_pointer_to(f->c, key_type(r->map.type)), loc);
  in->dst2 = lower_temp(f, lower_pointer_to(f->c, elem_type(r->map.type)), loc);
  out[0] = lower_use(f, in->dst);
  out[1] = lower_use(f, in->dst2);
}
