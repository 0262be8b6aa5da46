/// \file
/// Appends instructions to the current block of a function. Thin covers over ir's builder: they
/// keep track of where control is and of temporaries that cannot be nil.

#include "lower_internal.h"

GirInstr *lower_emit(LowerFn *f, GirOp op, GlLoc loc, uint32_t n_args) {
  if (!f->cur) // code that nothing reaches still has to be well-formed; lower_end drops it
    f->cur = gir_block_new(f->p, f->f);
  return gir_instr_new(f->p, f->cur, op, loc, n_args);
}

GirLocalId lower_temp(LowerFn *f, const TyType *t, GlLoc loc) {
  return gir_local_new(f->p, f->f, GIR_LOCAL_TEMP, NULL, ty_canonical(t), loc);
}

GirLocalId lower_scratch(LowerFn *f, const TyType *t, GlLoc loc) {
  return gir_local_new(f->p, f->f, GIR_LOCAL_VAR, NULL, ty_canonical(t), loc);
}

GirOperand lower_use(const LowerFn *f, GirLocalId id) { return gir_use(f->f, id); }

static GirOperand result(LowerFn *f, GirInstr *in, const TyType *t) {
  in->dst = lower_temp(f, t, in->loc);
  return lower_use(f, in->dst);
}

GirOperand lower_op1(LowerFn *f, GirOp op, const TyType *t, GirOperand a, GlLoc loc) {
  GirInstr *in = lower_emit(f, op, loc, 1);
  in->args[0] = a;
  in->type = ty_canonical(t);
  return result(f, in, t);
}

GirOperand lower_op2(LowerFn *f, GirOp op, const TyType *t, GirOperand a, GirOperand b, GlLoc loc) {
  GirInstr *in = lower_emit(f, op, loc, 2);
  in->args[0] = a;
  in->args[1] = b;
  in->type = ty_canonical(t);
  return result(f, in, t);
}

GirOperand lower_binary(LowerFn *f, GirBinary sub, const TyType *t, GirOperand a, GirOperand b,
                        GlLoc loc) {
  GirInstr *in = lower_emit(f, GIR_OP_BINARY, loc, 2);
  in->sub = (uint8_t)sub;
  in->args[0] = a;
  in->args[1] = b;
  return result(f, in, t);
}

GirOperand lower_unary(LowerFn *f, GirUnary sub, const TyType *t, GirOperand a, GlLoc loc) {
  GirInstr *in = lower_emit(f, GIR_OP_UNARY, loc, 1);
  in->sub = (uint8_t)sub;
  in->args[0] = a;
  return result(f, in, t);
}

GirOperand lower_int(LowerFn *f, int64_t v) {
  return gir_const_int(f->p, f->c->t_int, (uint64_t)v);
}

GirOperand lower_bool(LowerFn *f, bool v) { return gir_const_int(f->p, f->c->t_bool, v); }

GirOperand lower_zero_value(LowerFn *f, const TyType *t) {
  return gir_const_zero(f->p, ty_canonical(t));
}

GirOperand lower_load(LowerFn *f, GirPlace *p, GlLoc loc) {
  GirInstr *in = lower_emit(f, GIR_OP_LOAD, loc, 0);
  in->place = p;
  return result(f, in, p->type);
}

void lower_store(LowerFn *f, GirPlace *p, GirOperand v, GlLoc loc) {
  if (v.kind == GIR_OPERAND_CONST && v.konst->kind == GIR_CONST_ZERO) {
    lower_zero(f, p, loc);
    return;
  }
  GirInstr *in = lower_emit(f, GIR_OP_STORE, loc, 1);
  in->place = p;
  in->args[0] = v;
}

void lower_zero(LowerFn *f, GirPlace *p, GlLoc loc) {
  lower_emit(f, GIR_OP_ZERO, loc, 0)->place = p;
}

GirOperand lower_addr(LowerFn *f, GirPlace *p, GlLoc loc) {
  const TyType *t = lower_pointer_to(f->c, p->type);
  if (p->base == GIR_BASE_DEREF && p->n_path == 0)
    return lower_retype(f, p->ptr, t, loc);
  if (p->base == GIR_BASE_GLOBAL && p->n_path == 0)
    return gir_global_addr(p->global, t);
  GirInstr *in = lower_emit(f, GIR_OP_ADDR, loc, 0);
  in->place = p;
  GirOperand a = result(f, in, t);
  lower_mark_not_nil(f, a);
  return a;
}

void lower_copy_to(LowerFn *f, GirLocalId dst, GirOperand v, GlLoc loc) {
  GirInstr *in = lower_emit(f, GIR_OP_COPY, loc, 1);
  in->dst = dst;
  in->args[0] = v;
}

GirOperand lower_snapshot(LowerFn *f, GirOperand v, GlLoc loc) {
  if (v.kind != GIR_OPERAND_LOCAL || gir_local(f->f, v.local)->kind == GIR_LOCAL_TEMP)
    return v;
  GirLocalId t = lower_temp(f, v.type, loc);
  lower_copy_to(f, t, v, loc);
  return lower_use(f, t);
}

static GirOperand new_object(LowerFn *f, GirInstr *in, const TyType *t, GirSiteKind kind,
                             const char *text, GlLoc loc) {
  in->type = ty_canonical(t);
  in->site = gir_site_new(f->p, f->f, kind, in->type, text, loc);
  GirOperand v = result(f, in, lower_pointer_to(f->c, t));
  lower_mark_not_nil(f, v);
  return v;
}

GirOperand lower_new(LowerFn *f, const TyType *t, GirSiteKind kind, const char *text, GlLoc loc) {
  return new_object(f, lower_emit(f, GIR_OP_NEW, loc, 0), t, kind, text, loc);
}

GirOperand lower_new_integer(LowerFn *f, GirOperand v, const char *text, GlLoc loc) {
  GirInstr *in = lower_emit(f, GIR_OP_NEW, loc, 1);
  in->args[0] = v;
  return new_object(f, in, v.type, GIR_SITE_BOX, text, loc);
}

void lower_check1(LowerFn *f, GirOp op, GirOperand a, GlLoc loc) {
  lower_emit(f, op, loc, 1)->args[0] = a;
}

void lower_check2(LowerFn *f, GirOp op, GirOperand a, GirOperand b, GlLoc loc) {
  GirInstr *in = lower_emit(f, op, loc, 2);
  in->args[0] = a;
  in->args[1] = b;
}

void lower_mark_not_nil(LowerFn *f, GirOperand ptr) {
  if (ptr.kind != GIR_OPERAND_LOCAL)
    return;
  while (f->is_not_nil.len <= ptr.local)
    GL_VEC_PUSH(f->c->arena, &f->is_not_nil, 0);
  f->is_not_nil.data[ptr.local] = 1;
}

bool lower_is_not_nil(const LowerFn *f, GirOperand ptr) {
  if (ptr.kind == GIR_OPERAND_GLOBAL || ptr.kind == GIR_OPERAND_FUNC)
    return true;
  return ptr.kind == GIR_OPERAND_LOCAL && ptr.local < f->is_not_nil.len &&
         f->is_not_nil.data[ptr.local];
}

void lower_check_nil(LowerFn *f, GirOperand ptr, GlLoc loc) {
  if (!lower_is_not_nil(f, ptr))
    lower_check1(f, GIR_OP_CHECK_NIL, ptr, loc);
}

GirBlock *lower_block(LowerFn *f) { return gir_block_new(f->p, f->f); }

void lower_jump(LowerFn *f, GirBlock *to, GlLoc loc) {
  if (!f->cur)
    return;
  GirInstr *in = lower_emit(f, GIR_OP_JUMP, loc, 0);
  in->to = GL_NEW_ARRAY(f->c->arena, GirBlock *, 1);
  in->to[0] = to;
  in->n_to = 1;
  f->cur = NULL;
}

void lower_start(LowerFn *f, GirBlock *b, GlLoc loc) {
  lower_jump(f, b, loc);
  f->cur = b;
}

void lower_branch(LowerFn *f, GirOperand cond, GirBlock *yes, GirBlock *no, GlLoc loc) {
  if (cond.kind == GIR_OPERAND_CONST) {
    bool v = cond.konst->kind == GIR_CONST_INT && cond.konst->bits != 0;
    lower_jump(f, v ? yes : no, loc);
    return;
  }
  GirInstr *in = lower_emit(f, GIR_OP_BRANCH, loc, 1);
  in->args[0] = cond;
  in->to = GL_NEW_ARRAY(f->c->arena, GirBlock *, 2);
  in->to[0] = yes;
  in->to[1] = no;
  in->n_to = 2;
  f->cur = NULL;
}

void lower_return(LowerFn *f, const GirOperand *values, GlLoc loc) {
  GirInstr *in = lower_emit(f, GIR_OP_RETURN, loc, f->f->n_results);
  for (uint32_t i = 0; i < f->f->n_results; i++)
    in->args[i] = values[i];
  f->cur = NULL;
}

void lower_unreachable(LowerFn *f, GlLoc loc) {
  lower_emit(f, GIR_OP_UNREACHABLE, loc, 0);
  f->cur = NULL;
}

static GirPlace *canonical_place(GirPlace *p) {
  p->type = ty_canonical(p->type);
  p->base_type = ty_canonical(p->base_type);
  return p;
}

GirPlace *lower_field(LowerFn *f, const GirPlace *base, uint32_t field) {
  return canonical_place(gir_place_field(f->p, base, field));
}

GirPlace *lower_fields(LowerFn *f, const GirPlace *base, const uint32_t *fields, uint32_t n) {
  return canonical_place(gir_place_fields(f->p, base, fields, n));
}

GirPlace *lower_index(LowerFn *f, const GirPlace *base, GirOperand index) {
  return canonical_place(gir_place_index(f->p, base, index));
}

GirPlace *lower_slice_elem(LowerFn *f, GirOperand slice, GirOperand index) {
  return canonical_place(gir_place_slice_elem(f->p, slice, index));
}

GirPlace *lower_value_place(LowerFn *f, GirOperand v, GlLoc loc) {
  if (v.kind == GIR_OPERAND_LOCAL)
    return gir_place_local(f->p, f->f, v.local);
  GirLocalId t = lower_scratch(f, v.type, loc);
  lower_copy_to(f, t, v, loc);
  return gir_place_local(f->p, f->f, t);
}
