/// \file
/// Assignments and variable declarations of all forms.
/// Source: Go spec "Assignment statements", "Short variable declarations", "Variable declarations".

#include "lower_internal.h"

#include <string.h>

bool lower_is_blank(const SynNode *e) {
  return e->kind == SYN_IDENT && strcmp(e->ident.name->text, "_") == 0;
}

TyObject *lower_declared(const LowerFn *f, const SynNode *ident) {
  if (ident->kind != SYN_IDENT || lower_is_blank(ident))
    return NULL;
  TyObject *o = lower_object(f->c, ident);
  return o && o->kind == TY_OBJ_VAR && o->loc == ident->loc ? o : NULL;
}

/// A target of an assignment: a variable declared here, a place, an element of a map, or (none of
/// these) the blank identifier.
typedef struct Target {
  TyObject *declared;
  LowerPlace place;
  GirOperand map, key; // kind NONE: no map
} Target;

static bool is_map(const Target *t) { return t->map.kind != GIR_OPERAND_NONE; }

static bool is_blank(const Target *t) { return !t->declared && !t->place.place && !is_map(t); }

static Target target(LowerFn *f, SynNode *lhs, bool is_define) {
  Target t = {0};
  lhs = syn_unparen(lhs);
  if (lower_is_blank(lhs))
    return t;
  t.declared = is_define ? lower_declared(f, lhs) : NULL;
  if (t.declared)
    return t;
  if (lower_is_map_index(f, lhs))
    lower_map_operands(f, lhs, &t.map, &t.key);
  else
    lower_place(f, lhs, &t.place);
  return t;
}

static void snapshot(LowerFn *f, Target *t, GlLoc loc) {
  lower_place_snapshot(f, &t->place, loc);
  if (is_map(t)) {
    t->map = lower_snapshot(f, t->map, loc);
    t->key = lower_snapshot(f, t->key, loc);
  }
}

static const TyType *target_type(const LowerFn *f, const Target *t) {
  if (is_map(t))
    return ty_canonical(ty_under(t->map.type)->map.elem);
  return t->declared ? lower_var_type(f->c, t->declared) : t->place.type;
}

static void set(LowerFn *f, Target *t, GirOperand v, GlLoc loc) {
  if (is_blank(t))
    return;
  v = lower_assign_convert(f, v, target_type(f, t), NULL, loc);
  if (t->declared) {
    lower_define(f, t->declared, v, loc);
    return;
  }
  if (is_map(t)) {
    lower_store(f, lower_map_slot(f, t->map, t->key, loc), v, loc);
    return;
  }
  GirPlace *p = lower_place_check(f, &t->place);
  if (p->base == GIR_BASE_LOCAL && p->n_path == 0 && !gir_local(f->f, p->local)->is_memory)
    lower_copy_to(f, p->local, v, loc);
  else
    lower_store(f, p, v, loc);
}

void lower_assign_to(LowerFn *f, SynNode *lhs, bool is_define, GirOperand v, GlLoc loc) {
  Target t = target(f, lhs, is_define);
  set(f, &t, v, loc);
}

/// Several values that are known to several targets.
void lower_assign_values(LowerFn *f, SynNode *const *lhs, uint32_t n, bool is_define,
                         const GirOperand *v, GlLoc loc) {
  Target *t = GL_NEW_ARRAY(f->c->arena, Target, n + 1);
  for (uint32_t i = 0; i < n; i++) {
    if (!lhs[i])
      continue;
    t[i] = target(f, lhs[i], is_define);
    if (n > 1)
      snapshot(f, &t[i], loc);
  }
  for (uint32_t i = 0; i < n; i++)
    if (lhs[i])
      set(f, &t[i], v[i], loc);
}

// --- one value
// -------------------------------------------------------------------------------------

/// x = T{…}: the literal is built in its place.
static void assign_literal(LowerFn *f, Target *t, SynNode *lit, GlLoc loc) {
  LowerElems elems;
  lower_composite_eval(f, lit, &elems);
  bool is_zero = false;
  GirPlace *p;
  if (t->declared) {
    GirLocalId id = lower_declare(f, t->declared, GIR_LOCAL_VAR);
    is_zero = gir_local(f->f, id)->is_memory;
    p = gir_place_local(f->p, f->f, id);
  } else {
    p = lower_place_check(f, &t->place);
  }
  lower_composite_store(f, &elems, p, is_zero, loc);
}

static void assign_blank(LowerFn *f, SynNode *rhs) { lower_discard(f, rhs); }

/// `type`: of a declared variable or NULL.
static void assign_one(LowerFn *f, SynNode *lhs, SynNode *rhs, bool is_define, GlLoc loc) {
  if (lower_is_blank(syn_unparen(lhs))) {
    assign_blank(f, rhs);
    return;
  }
  TyObject *declared = is_define ? lower_declared(f, lhs) : NULL;
  if (!declared)
    lower_prepare(f, (SynNode *[]){lhs, rhs}, 2);
  const TyType *type = declared ? lower_var_type(f->c, declared) : lower_type(f, lhs);
  SynNode *lit = lower_plain_literal(f, rhs, type);
  if (lit && !lower_is_map_index(f, syn_unparen(lhs))) {
    Target t = target(f, lhs, is_define);
    assign_literal(f, &t, lit, loc);
    return;
  }
  GirOperand v = lower_expr_to(f, rhs, type);
  Target t = target(f, lhs, is_define);
  set(f, &t, v, loc);
}

// --- several values
// --------------------------------------------------------------------------------

static void assign_results(LowerFn *f, SynList lhs, SynNode *rhs, bool is_define, GlLoc loc) {
  for (uint32_t i = 0; i < lhs.len; i++)
    if (!is_define)
      lower_prepare_one(f, lhs.data[i]);
  rhs = syn_unparen(rhs);
  GirOperand pair[2], *v = pair;
  uint32_t n = 2;
  if (rhs->kind == SYN_CALL)
    v = lower_call_results(f, rhs, &n);
  else
    lower_comma_ok(f, rhs, pair);
  lower_assign_values(f, lhs.data, n, is_define, v, loc);
}

static void assign_parallel(LowerFn *f, SynList lhs, SynList rhs, bool is_define, GlLoc loc) {
  uint32_t n = lhs.len;
  SynNode **all = GL_NEW_ARRAY(f->c->arena, SynNode *, 2 * n);
  for (uint32_t i = 0; i < n; i++) {
    all[i] = is_define ? NULL : lhs.data[i];
    all[n + i] = rhs.data[i];
  }
  lower_prepare(f, all, 2 * n);
  Target *t = GL_NEW_ARRAY(f->c->arena, Target, n);
  GirOperand *v = GL_NEW_ARRAY(f->c->arena, GirOperand, n);
  for (uint32_t i = 0; i < n; i++) {
    t[i] = target(f, lhs.data[i], is_define);
    snapshot(f, &t[i], loc);
    if (!is_blank(&t[i]))
      v[i] = lower_snapshot(f, lower_expr_to(f, rhs.data[i], target_type(f, &t[i])), loc);
    else
      lower_discard(f, rhs.data[i]);
  }
  for (uint32_t i = 0; i < n; i++)
    set(f, &t[i], v[i], loc);
}

static void assign(LowerFn *f, SynList lhs, SynList rhs, bool is_define, GlLoc loc) {
  if (lhs.len != rhs.len)
    assign_results(f, lhs, rhs.data[0], is_define, loc);
  else if (lhs.len == 1)
    assign_one(f, lhs.data[0], rhs.data[0], is_define, loc);
  else
    assign_parallel(f, lhs, rhs, is_define, loc);
}

// --- statements
// ------------------------------------------------------------------------------------

/// m[k] op= y: the element is made first, but by a division that may panic.
static void map_op_assign(LowerFn *f, SynNode *s, const Target *t, SynNode *y) {
  bool divides = s->op == SYN_OP_DIV || s->op == SYN_OP_REM;
  GirPlace *p = divides ? lower_map_find(f, t->map, t->key, NULL, s->loc)
                        : lower_map_slot(f, t->map, t->key, s->loc);
  GirOperand v = lower_op_assign_value(f, s, lower_load(f, p, s->loc), y);
  if (divides)
    p = lower_map_slot(f, t->map, t->key, s->loc);
  lower_store(f, p, v, s->loc);
}

/// x op= y; y NULL: x++, x--.
static void op_assign(LowerFn *f, SynNode *s, SynNode *x, SynNode *y) {
  lower_prepare(f, (SynNode *[]){x, y}, 2);
  Target t = target(f, x, false);
  if (is_map(&t)) {
    map_op_assign(f, s, &t, y);
    return;
  }
  GirOperand old = lower_place_load(f, &t.place, s->loc);
  set(f, &t, lower_op_assign_value(f, s, old, y), s->loc);
}

void lower_inc_dec(LowerFn *f, SynNode *s) { op_assign(f, s, s->unary.x, NULL); }

void lower_assign_stmt(LowerFn *f, SynNode *s) {
  if (s->op != SYN_OP_NONE)
    op_assign(f, s, s->assign.lhs.data[0], s->assign.rhs.data[0]);
  else
    assign(f, s->assign.lhs, s->assign.rhs, s->assign.is_define, s->loc);
}

void lower_var_decl(LowerFn *f, SynNode *d) {
  SynList names = d->value_decl.names;
  if (d->value_decl.values.len) {
    assign(f, names, d->value_decl.values, true, d->loc);
    return;
  }
  for (uint32_t i = 0; i < names.len; i++) {
    TyObject *v = lower_declared(f, names.data[i]);
    if (v)
      lower_define_zero(f, v, names.data[i]->loc);
  }
}
