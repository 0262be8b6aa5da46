/// \file
/// Composite literals. All elements are evaluated before the first one is stored, so a literal may
/// be built directly in the variable it is assigned to.
/// Source: Go spec "Composite literals".

#include "lower_internal.h"

#include <string.h>

enum { TEMPLATE_MIN = 9 }; // elements from which a constant literal is copied from read-only data

// --- walking
// ---------------------------------------------------------------------------------------

const TyType *lower_lit_type(LowerCtx *c, const SynNode *lit, bool *is_addr) {
  const TyType *t = ty_canonical(lower_type_of(c, lit));
  *is_addr = ty_under_kind(t) == TY_POINTER;
  return *is_addr ? ty_canonical(ty_under(t)->pointer.elem) : t;
}

LowerLitIter lower_lit_iter(LowerCtx *c, SynNode *lit, const TyType *type) {
  return (LowerLitIter){.c = c, .lit = lit, .type = ty_under(type)};
}

static void field_of(LowerLitIter *it, SynNode *e) {
  if (e->kind == SYN_KEY_VALUE) {
    bool found = ty_info_literal_field(it->c->info, e, &it->path, &it->n_path);
    GL_ASSERT(found, "field of a literal is not known");
    it->value = e->key_value.value;
  } else {
    it->one_field = (uint32_t)it->next++;
    it->path = &it->one_field;
    it->n_path = 1;
    it->value = e;
  }
  const TyType *t = it->type;
  for (uint32_t i = 0; i < it->n_path; i++) {
    const TyType *u = ty_under(t);
    const TyField *field =
        &(u->kind == TY_POINTER ? ty_under(u->pointer.elem) : u)->strct.fields[it->path[i]];
    it->is_blank = strcmp(field->name->text, "_") == 0;
    t = field->type;
  }
  it->elem_type = ty_canonical(t);
}

static void index_of(LowerLitIter *it, SynNode *e) {
  it->value = e;
  if (e->kind == SYN_KEY_VALUE) {
    const TyConst *k = ty_info_const(it->c->info, e->key_value.key);
    bool ok = k && ty_const_int64(k, &it->next);
    GL_ASSERT(ok, "index of a literal is not constant");
    it->value = e->key_value.value;
  }
  it->index = it->next++;
  it->elem_type =
      ty_canonical(it->type->kind == TY_ARRAY ? it->type->array.elem : it->type->slice.elem);
}

bool lower_lit_next(LowerLitIter *it) {
  SynList elems = it->lit->composite_lit.elems;
  if (it->i >= elems.len)
    return false;
  SynNode *e = elems.data[it->i++];
  if (it->type->kind == TY_STRUCT)
    field_of(it, e);
  else
    index_of(it, e);
  return true;
}

int64_t lower_lit_len(LowerCtx *c, SynNode *lit, const TyType *type) {
  if (ty_under_kind(type) == TY_ARRAY)
    return ty_under(type)->array.len;
  LowerLitIter it = lower_lit_iter(c, lit, type);
  int64_t max = 0;
  while (lower_lit_next(&it))
    if (it.next > max)
      max = it.next;
  return max;
}

// --- evaluating
// ------------------------------------------------------------------------------------

/// The way to the element at hand, below `prefix`.
static LowerElem element(LowerFn *f, const LowerLitIter *it, const GirPathElem *prefix,
                         uint32_t n_prefix) {
  bool is_struct = it->type->kind == TY_STRUCT;
  uint32_t n = is_struct ? it->n_path : 1;
  LowerElem e = {.n_path = n_prefix + n, .loc = it->value->loc};
  e.path = GL_NEW_ARRAY(f->c->arena, GirPathElem, e.n_path + 1);
  for (uint32_t i = 0; i < n_prefix; i++)
    e.path[i] = prefix[i];
  for (uint32_t i = 0; i < n; i++) {
    if (is_struct)
      e.path[n_prefix + i].field = it->path[i];
    else
      e.path[n_prefix + i] = (GirPathElem){.is_index = true, .index = lower_int(f, it->index)};
  }
  return e;
}

SynNode *lower_plain_literal(const LowerFn *f, SynNode *e, const TyType *to) {
  e = syn_unparen(e);
  if (e->kind != SYN_COMPOSITE_LIT)
    return NULL;
  bool is_addr;
  const TyType *t = lower_lit_type(f->c, e, &is_addr);
  TyKind k = ty_under_kind(t);
  return !is_addr && t == to && (k == TY_STRUCT || k == TY_ARRAY) ? e : NULL;
}

/// A literal of many constants: one copy of a read-only variable.
static bool from_template(LowerFn *f, SynNode *lit, const TyType *t, GirOperand *out) {
  if (lit->composite_lit.elems.len < TEMPLATE_MIN || !lower_static_can(f->c, lit, t, true))
    return false;
  GirGlobal *g =
      gir_global_new(f->p, lower_static_symbol(f->c, f->f->pkg, "stmp_"), f->f->pkg, t, lit->loc);
  g->is_readonly = true;
  g->init = lower_static_make(f->c, f->pkg, lit, t);
  *out = lower_load(f, gir_place_global(f->p, g), lit->loc);
  return true;
}

static void eval(LowerFn *f, SynNode *lit, const TyType *t, const GirPathElem *prefix,
                 uint32_t n_prefix, LowerElems *out) {
  LowerLitIter it = lower_lit_iter(f->c, lit, t);
  while (lower_lit_next(&it)) {
    if (it.is_blank) {
      lower_expr_to(f, it.value, it.elem_type);
      continue;
    }
    LowerElem e = element(f, &it, prefix, n_prefix);
    SynNode *inner = lower_plain_literal(f, it.value, it.elem_type);
    if (inner && !from_template(f, inner, it.elem_type, &e.value)) {
      eval(f, inner, it.elem_type, e.path, e.n_path, out);
      continue;
    }
    if (!inner)
      e.value = lower_expr_to(f, it.value, it.elem_type);
    GL_VEC_PUSH(f->c->arena, &out->list, e);
  }
}

static void eval_elements(LowerFn *f, SynNode *lit, const TyType *t, LowerElems *out) {
  SynList elems = lit->composite_lit.elems;
  lower_prepare(f, elems.data, elems.len);
  *out = (LowerElems){.type = t};
  LowerElem whole = {.loc = lit->loc};
  if (from_template(f, lit, t, &whole.value))
    GL_VEC_PUSH(f->c->arena, &out->list, whole);
  else
    eval(f, lit, t, NULL, 0, out);
}

void lower_composite_eval(LowerFn *f, SynNode *lit, LowerElems *out) {
  bool is_addr;
  eval_elements(f, lit, lower_lit_type(f->c, lit, &is_addr), out);
}

// --- storing
// ---------------------------------------------------------------------------------------

static bool is_zero(GirOperand v) {
  return v.kind == GIR_OPERAND_CONST && v.konst->kind == GIR_CONST_ZERO;
}

void lower_composite_store(LowerFn *f, const LowerElems *elems, GirPlace *dst, bool is_zeroed,
                           GlLoc loc) {
  bool is_whole = elems->list.len && elems->list.data[0].n_path == 0;
  if (!is_zeroed && !is_whole)
    lower_zero(f, dst, loc);
  for (uint32_t i = 0; i < elems->list.len; i++) {
    const LowerElem *e = &elems->list.data[i];
    if (is_zero(e->value) && !is_whole)
      continue;
    GirPlace *p = dst;
    for (uint32_t k = 0; k < e->n_path; k++)
      p = e->path[k].is_index ? lower_index(f, p, e->path[k].index)
                              : lower_field(f, p, e->path[k].field);
    lower_store(f, p, e->value, e->loc);
  }
}

static GirOperand slice_literal(LowerFn *f, SynNode *lit, const TyType *t) {
  const TyType *elem = ty_canonical(ty_under(t)->slice.elem);
  int64_t n = lower_lit_len(f->c, lit, t);
  const TyType *array = ty_canonical(ty_make_array(f->c->world, elem, n));
  LowerElems elems = {.type = array};
  SynList list = lit->composite_lit.elems;
  lower_prepare(f, list.data, list.len);
  LowerElem whole = {.loc = lit->loc};
  if (from_template(f, lit, array, &whole.value))
    GL_VEC_PUSH(f->c->arena, &elems.list, whole);
  else
    eval(f, lit, array, NULL, 0, &elems);
  GirOperand p = lower_new(f, array, GIR_SITE_SLICE_LITERAL, lower_text(f, lit), lit->loc);
  lower_composite_store(f, &elems, gir_place_deref(f->p, p, array), true, lit->loc);
  return lower_slice_of_array(f, p, t, lit->loc);
}

GirOperand lower_composite_addr(LowerFn *f, SynNode *lit, GlLoc loc, const char *text) {
  bool is_addr;
  const TyType *t = lower_lit_type(f->c, lit, &is_addr);
  TyKind k = ty_under_kind(t);
  if (k != TY_STRUCT && k != TY_ARRAY) { // &[]int{…}
    GirOperand v = k == TY_SLICE ? slice_literal(f, lit, t) : lower_map_literal(f, lit, t);
    GirOperand p = lower_new(f, t, GIR_SITE_COMPOSITE, text, loc);
    lower_store(f, gir_place_deref(f->p, p, t), v, loc);
    return p;
  }
  LowerElems elems;
  eval_elements(f, lit, t, &elems);
  GirOperand p = lower_new(f, t, GIR_SITE_COMPOSITE, text, loc);
  lower_composite_store(f, &elems, gir_place_deref(f->p, p, t), true, loc);
  return p;
}

GirOperand lower_composite(LowerFn *f, SynNode *lit) {
  bool is_addr;
  const TyType *t = lower_lit_type(f->c, lit, &is_addr);
  if (is_addr) {
    const char *text = gl_arena_printf(f->c->arena, "&%s", lower_text(f, lit));
    return lower_retype(f, lower_composite_addr(f, lit, lit->loc, text), lower_type(f, lit),
                        lit->loc);
  }
  TyKind k = ty_under_kind(t);
  if (k == TY_SLICE)
    return slice_literal(f, lit, t);
  if (k == TY_MAP)
    return lower_map_literal(f, lit, t);
  LowerElems elems;
  eval_elements(f, lit, t, &elems);
  if (elems.list.len == 0)
    return lower_zero_value(f, t);
  if (elems.list.data[0].n_path == 0)
    return elems.list.data[0].value;
  GirLocalId id = lower_scratch(f, t, lit->loc);
  lower_composite_store(f, &elems, gir_place_local(f->p, f->f, id), false, lit->loc);
  return lower_use(f, id);
}
