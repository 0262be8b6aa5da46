/// \file
/// Addresses of places, and the four instructions that use them.

#include "codegen_internal.h"

/// An address under construction: constant bytes are added up and applied once.
typedef struct Cursor {
  LLVMValueRef base;
  int64_t offset;
} Cursor;

static void add_index(CgFunc *f, Cursor *c, const GirOperand *index, const TyType *elem) {
  const CgLayout *l = cg_layout(f->m, elem);
  if (l->size == 0)
    return;
  LLVMValueRef i = cg_operand_i64(f, index);
  if (LLVMIsAConstantInt(i)) {
    c->offset += LLVMConstIntGetSExtValue(i) * l->size;
    return;
  }
  c->base = cg_offset(f, c->base, c->offset);
  c->offset = 0;
  c->base = LLVMBuildGEPWithNoWrapFlags(f->b, l->mem, c->base, &i, 1, "",
                                        LLVMGEPFlagInBounds | LLVMGEPFlagNUW);
}

static LLVMValueRef base_address(CgFunc *f, const GirPlace *p) {
  switch (p->base) {
  case GIR_BASE_LOCAL: return cg_local_address(f, p->local);
  case GIR_BASE_GLOBAL: return cg_global(f->m, p->global);
  case GIR_BASE_DEREF: return cg_operand_scalar(f, &p->ptr);
  case GIR_BASE_SLICE: return cg_operand_leaf(f, &p->ptr, 0);
  }
  GL_UNREACHABLE();
}

LLVMValueRef cg_place_address(CgFunc *f, const GirPlace *p) {
  Cursor c = {.base = base_address(f, p)};
  const TyType *t = p->base_type;
  for (uint32_t i = 0; i < p->n_path; i++) {
    const GirPathElem *e = &p->path[i];
    const TyType *u = ty_under(t);
    if (!e->is_index) {
      c.offset += ty_field_offset(u, e->field);
      t = u->strct.fields[e->field].type;
    } else {
      if (i > 0 || p->base != GIR_BASE_SLICE) // the first index of a slice gives the element itself
        t = u->array.elem;
      add_index(f, &c, &e->index, t);
    }
  }
  return cg_offset(f, c.base, c.offset);
}

/// A whole local that needs no memory of its own.
static bool is_plain_local(const CgFunc *f, const GirPlace *p) {
  return p->base == GIR_BASE_LOCAL && p->n_path == 0 && f->locals[p->local].kind == CG_LOCAL_SSA;
}

void cg_emit_load(CgFunc *f, const GirInstr *in) {
  const CgLayout *l = cg_layout(f->m, in->place->type);
  if (!in->dst || l->size == 0)
    return;
  if (is_plain_local(f, in->place)) {
    cg_local_set(f, in->dst, cg_local_get(f, in->place->local));
    return;
  }
  LLVMValueRef from = cg_place_address(f, in->place);
  if (l->is_memory)
    cg_copy_memory(f, l, cg_local_storage(f, in->dst), from);
  else
    cg_local_set(f, in->dst, cg_load(f, l, from));
}

void cg_emit_store(CgFunc *f, const GirInstr *in) {
  CgValue v = cg_operand(f, &in->args[0]);
  if (v.layout->size)
    cg_store(f, v, cg_place_address(f, in->place));
}

void cg_emit_zero(CgFunc *f, const GirInstr *in) {
  const CgLayout *l = cg_layout(f->m, in->place->type);
  if (l->size)
    cg_zero_memory(f, l, cg_place_address(f, in->place));
}

void cg_emit_addr(CgFunc *f, const GirInstr *in) {
  const TyType *pointer = gir_local(f->gir, in->dst)->type;
  cg_local_set(f, in->dst, cg_scalar(f->m, pointer, cg_place_address(f, in->place)));
}
