/// \file
/// append: growth is one instruction, the new elements are stored one by one or copied.

#include "lower_internal.h"

static GirOperand grow(LowerFn *f, SynNode *call, GirOperand s, GirOperand n) {
  GirInstr *in = lower_emit(f, GIR_OP_GROW, call->loc, 2);
  in->args[0] = s;
  in->args[1] = n;
  in->type = s.type;
  in->site = gir_site_new(f->p, f->f, GIR_SITE_APPEND, ty_canonical(ty_under(s.type)->slice.elem),
                          "append", call->loc);
  in->dst = lower_temp(f, s.type, call->loc);
  return lower_use(f, in->dst);
}

static GirOperand append_elems(LowerFn *f, SynNode *call, GirOperand s, const GirOperand *v,
                               uint32_t n) {
  GlLoc loc = call->loc;
  GirOperand len = lower_op1(f, GIR_OP_LEN, f->c->t_int, s, loc);
  GirOperand r = grow(f, call, s, lower_int(f, n));
  for (uint32_t i = 0; i < n; i++) {
    GirOperand at = i ? lower_binary(f, GIR_ADD, f->c->t_int, len, lower_int(f, i), loc) : len;
    lower_store(f, lower_slice_elem(f, r, at), v[i], loc);
  }
  return r;
}

/// append(s, t...)
static GirOperand append_slice(LowerFn *f, SynNode *call, GirOperand s, GirOperand t) {
  GlLoc loc = call->loc;
  GirOperand old_len = lower_op1(f, GIR_OP_LEN, f->c->t_int, s, loc);
  GirOperand n = lower_op1(f, GIR_OP_LEN, f->c->t_int, t, loc);
  GirOperand r = grow(f, call, s, n);
  GirInstr *in = lower_emit(f, GIR_OP_SLICE, loc, 4);
  in->args[0] = r;
  in->args[1] = old_len;
  in->type = s.type;
  in->dst = lower_temp(f, s.type, loc);
  GirInstr *cp = lower_emit(f, GIR_OP_COPY_ELEMS, loc, 2);
  cp->args[0] = lower_use(f, in->dst);
  cp->args[1] = t;
  cp->type = f->c->t_int;
  return r;
}

GirOperand lower_append(LowerFn *f, SynNode *call) {
  const TyType *t = lower_type(f, call);
  SynNode **args = call->call.args.data;
  uint32_t n = lower_operand_count(f, call);
  const TyType *elem = ty_canonical(ty_under(t)->slice.elem);
  const TyType **types = GL_NEW_ARRAY(f->c->arena, const TyType *, n + 1);
  types[0] = t;
  for (uint32_t i = 1; i < n; i++)
    types[i] = call->call.has_dots ? NULL : elem;
  if (call->call.has_dots && lower_mode(f, syn_unparen(args[1])) == TY_MODE_NIL)
    types[1] = t;
  GirOperand *v = lower_operands(f, call, types);
  if (n == 1)
    return v[0];
  if (call->call.has_dots)
    return append_slice(f, call, v[0], v[1]);
  return append_elems(f, call, v[0], v + 1, n - 1);
}
