/// \file
/// Edges and constraints of slices and strings: headers, elements, growth.
/// Source: Go spec "Slice expressions", "Appending to and copying slices"; README.md, rules F1–F20.

#include "escape_internal.h"

static bool const_int(const GirOperand *o, uint64_t *v) {
  if (o->kind != GIR_OPERAND_CONST || o->konst->kind != GIR_CONST_INT)
    return false;
  *v = o->konst->bits;
  return true;
}

/// A slice of all of array `array`, which `from` points to: to ∋ elements low … high-1.
static void point_at_elems(EscGraph *g, EscNode from, EscNode to, const TyType *array, uint64_t low,
                           uint64_t high) {
  if (!esc_array_is_apart(g->b->layouts, array)) {
    esc_add_edge(g, from, to);
    return;
  }
  uint32_t n = esc_layout(g->b->layouts, array->array.elem)->n;
  for (uint64_t i = low; i < high && i < (uint64_t)array->array.len; i++)
    esc_constrain(g, from,
                  (EscConstraint){.kind = ESC_C_OFFSET, .offset = (uint32_t)i * n, .other = to});
}

static const TyType *array_behind(const TyType *pointer) {
  const TyType *e = ty_deref(ty_under(pointer));
  return e && ty_under_kind(e) == TY_ARRAY ? ty_under(e) : NULL;
}

void esc_flow_slice(EscGraph *g, const GirInstr *in) {
  EscNode from = esc_value(g, &in->args[0]);
  if (!in->dst || !from)
    return;
  const TyType *array = array_behind(in->args[0].type);
  if (!array) {
    esc_copy(g, from, g->locals[in->dst], esc_local_type(g, in->dst));
    return;
  }
  uint64_t low = 0, high = UINT64_MAX;
  (void)const_int(&in->args[1], &low);
  (void)const_int(&in->args[3], &high);
  point_at_elems(g, from, g->locals[in->dst], array, low, high);
}

/// {pointer, len, cap}: the pointer comes from `data`, from a pointer to a whole array, or from
/// unsafe.Slice, where only one element is known.
void esc_flow_header(EscGraph *g, const GirInstr *in) {
  EscNode from = esc_value(g, &in->args[0]);
  if (!in->dst || !from)
    return;
  const TyType *slice = ty_under(esc_local_type(g, in->dst));
  EscNode to = g->locals[in->dst];
  const TyType *array = array_behind(in->args[0].type);
  if (slice->kind == TY_SLICE && array && ty_identical(array->array.elem, slice->slice.elem)) {
    point_at_elems(g, from, to, array, 0, UINT64_MAX);
    return;
  }
  if (slice->kind == TY_SLICE && ty_has_pointers(slice->slice.elem))
    esc_constrain(g, from, (EscConstraint){.kind = ESC_C_EXPOSE});
  esc_add_edge(g, from, to);
}

void esc_flow_data(EscGraph *g, const GirInstr *in) {
  EscNode from = esc_value(g, &in->args[0]);
  if (!in->dst || !from)
    return;
  const TyType *from_type = ty_under(in->args[0].type);
  const TyType *elem = ty_deref(ty_under(esc_local_type(g, in->dst)));
  if (from_type->kind == TY_SLICE && elem && ty_has_pointers(from_type->slice.elem) &&
      !ty_identical(elem, from_type->slice.elem))
    esc_constrain(g, from, (EscConstraint){.kind = ESC_C_EXPOSE});
  esc_add_edge(g, from, g->locals[in->dst]);
}

static const TyType *slice_elem(const TyType *t) {
  const TyType *u = ty_under(t);
  return u->kind == TY_SLICE ? u->slice.elem : NULL;
}

void esc_flow_copy_elems(EscGraph *g, const GirInstr *in) {
  EscNode to = esc_value(g, &in->args[0]), from = esc_value(g, &in->args[1]);
  const TyType *elem = slice_elem(in->args[0].type);
  esc_written(g, to);
  if (!to || !from || !elem || !slice_elem(in->args[1].type))
    return;
  EscNode temp = esc_nodes_new(g, esc_layout(g->b->layouts, elem)->n);
  esc_load_elems(g, from, temp, elem);
  esc_store_elems(g, to, temp, elem);
}

void esc_flow_grow(EscGraph *g, const GirInstr *in) {
  const TyType *elem = slice_elem(in->args[0].type);
  const EscLayout *l = esc_layout(g->b->layouts, elem);
  uint32_t obj = esc_site_obj(g, in, l);
  esc_point_at(g, in->dst, obj);
  EscNode from = esc_value(g, &in->args[0]);
  if (!from)
    return;
  esc_written(g, from);
  if (in->dst)
    esc_add_edge(g, from, g->locals[in->dst]);
  esc_load_elems(g, from, esc_obj(g, obj)->base, elem);
}

void esc_flow_make_slice(EscGraph *g, const GirInstr *in) {
  uint32_t o = esc_site_obj(g, in, esc_layout(g->b->layouts, slice_elem(in->type)));
  esc_point_at(g, in->dst, o);
}

void esc_flow_string(EscGraph *g, const GirInstr *in) {
  uint32_t o = esc_site_obj(g, in, NULL);
  esc_obj(g, o)->has_pointers = false;
  esc_point_at(g, in->dst, o);
}
