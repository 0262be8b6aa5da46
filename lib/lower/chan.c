/// \file
/// Channels: make, send, receive, close, and range over a channel (range.c calls in here).
/// Source: Go spec "Send statements", "Receive operator", "Close"; gc's order of evaluation.

#include "lower_internal.h"

const TyType *lower_chan_elem(const TyType *chan) {
  return ty_canonical(ty_under(chan)->chan.elem);
}

GirOperand lower_make_chan(LowerFn *f, SynNode *call) {
  const TyType *t = lower_type(f, call);
  GirOperand size = lower_int(f, 0);
  if (call->call.args.len > 1)
    size = lower_to_int(f, lower_expr(f, call->call.args.data[1]), call->loc);
  GirInstr *in = lower_emit(f, GIR_OP_MAKE_CHAN, call->loc, 1);
  in->args[0] = size;
  in->type = t;
  in->site = gir_site_new(f->p, f->f, GIR_SITE_MAKE_CHAN, NULL, lower_text(f, call), call->loc);
  in->dst = lower_temp(f, t, call->loc);
  return lower_use(f, in->dst);
}

void lower_close(LowerFn *f, GirOperand chan, GlLoc loc) {
  lower_emit(f, GIR_OP_CLOSE, loc, 1)->args[0] = chan;
}

void lower_send_value(LowerFn *f, GirOperand chan, GirOperand value, GlLoc loc) {
  GirInstr *in = lower_emit(f, GIR_OP_SEND, loc, 2);
  in->args[0] = chan;
  in->args[1] = value;
}

void lower_send(LowerFn *f, SynNode *s) {
  SynNode *operands[2] = {s->binary.x, s->binary.y};
  lower_prepare(f, operands, 2);
  GirOperand chan = lower_expr(f, operands[0]);
  GirOperand value = lower_expr_to(f, operands[1], lower_chan_elem(chan.type));
  lower_send_value(f, chan, value, s->loc);
}

GirOperand lower_receive_value(LowerFn *f, GirOperand chan, GirOperand *ok, GlLoc loc) {
  GirInstr *in = lower_emit(f, GIR_OP_RECEIVE, loc, 1);
  in->args[0] = chan;
  in->dst = lower_temp(f, lower_chan_elem(chan.type), loc);
  if (ok) {
    in->dst2 = lower_temp(f, f->c->t_bool, loc);
    *ok = lower_use(f, in->dst2);
  }
  return lower_use(f, in->dst);
}

GirOperand lower_receive(LowerFn *f, SynNode *e, GirOperand *ok) {
  return lower_receive_value(f, lower_expr(f, e->unary.x), ok, e->loc);
}
