/// \file
/// select statements. Channels and values to send are evaluated once, in source order; targets of
/// received values only in the case that runs. Source: Go spec "Select statements".

#include "lower_internal.h"

/// One case that communicates.
typedef struct Comm {
  SynNode *clause;
  SynList lhs; // of a receive
  bool is_define;
  bool wants_value, wants_ok;
  bool sends;
  GirOperand chan, value;
  GirBlock *body;
  uint32_t index; // in the SELECT instruction
} Comm;

typedef struct Select {
  SynNode *s;
  Comm *comms;
  uint32_t n;
  SynNode *otherwise; // the default clause, or NULL
  bool wants_ok;
} Select;

static bool is_wanted(SynList lhs, uint32_t i) {
  return i < lhs.len && !lower_is_blank(syn_unparen(lhs.data[i]));
}

static void eval_send(LowerFn *f, Comm *c, SynNode *comm) {
  c->sends = true;
  c->chan = lower_snapshot(f, lower_expr(f, comm->binary.x), comm->loc);
  c->value = lower_expr_to(f, comm->binary.y, lower_chan_elem(c->chan.type));
  c->value = lower_snapshot(f, c->value, comm->loc);
}

static void eval_receive(LowerFn *f, Comm *c, SynNode *comm) {
  SynNode *e;
  if (comm->kind == SYN_ASSIGN_STMT) {
    c->lhs = comm->assign.lhs;
    c->is_define = comm->assign.is_define;
    e = comm->assign.rhs.data[0];
  } else {
    e = comm->unary.x;
  }
  e = syn_unparen(e);
  c->wants_value = is_wanted(c->lhs, 0);
  c->wants_ok = is_wanted(c->lhs, 1);
  c->chan = lower_snapshot(f, lower_expr(f, e->unary.x), e->loc);
  c->value = gir_none();
  c->value.type = c->chan.type;
}

static void eval(LowerFn *f, Select *sel) {
  SynList clauses = sel->s->select_stmt.clauses;
  sel->comms = GL_NEW_ARRAY(f->c->arena, Comm, clauses.len + 1);
  for (uint32_t i = 0; i < clauses.len; i++) {
    SynNode *comm = clauses.data[i]->comm_clause.comm;
    if (!comm) {
      sel->otherwise = clauses.data[i];
      continue;
    }
    Comm *c = &sel->comms[sel->n++];
    c->clause = clauses.data[i];
    if (comm->kind == SYN_SEND_STMT)
      eval_send(f, c, comm);
    else
      eval_receive(f, c, comm);
    sel->wants_ok |= c->wants_ok;
  }
}

/// Those that send come first.
static void number(Select *sel) {
  uint32_t next = 0;
  for (int sends = 1; sends >= 0; sends--)
    for (uint32_t i = 0; i < sel->n; i++)
      if (sel->comms[i].sends == (sends == 1))
        sel->comms[i].index = next++;
}

static GirInstr *emit_select(LowerFn *f, Select *sel) {
  GlLoc loc = sel->s->loc;
  GirInstr *in = lower_emit(f, GIR_OP_SELECT, loc, 2 * sel->n);
  in->sub = sel->otherwise != NULL;
  in->dst = lower_temp(f, f->c->t_int, loc);
  if (sel->wants_ok)
    in->dst2 = lower_temp(f, f->c->t_bool, loc);
  in->n_dsts = sel->n;
  in->dsts = GL_NEW_ARRAY(f->c->arena, GirLocalId, sel->n + 1);
  for (uint32_t i = 0; i < sel->n; i++) {
    const Comm *c = &sel->comms[i];
    gir_select_case(in, c->index)[0] = c->chan;
    gir_select_case(in, c->index)[1] = c->value;
    if (c->wants_value)
      in->dsts[c->index] = lower_temp(f, lower_chan_elem(c->chan.type), loc);
  }
  return in;
}

/// Goes to the case that ran; index -1 is the default.
static void dispatch(LowerFn *f, const Select *sel, GirOperand index, GirBlock *otherwise) {
  GirInstr *in = lower_emit(f, GIR_OP_SWITCH, sel->s->loc, sel->n + 1);
  in->args[0] = index;
  in->to = GL_NEW_ARRAY(f->c->arena, GirBlock *, sel->n + 1);
  in->n_to = sel->n + 1;
  for (uint32_t i = 0; i < sel->n; i++) {
    in->args[i + 1] = lower_int(f, sel->comms[i].index);
    in->to[i] = sel->comms[i].body;
  }
  in->to[sel->n] = otherwise;
  f->cur = NULL;
}

static void assign(LowerFn *f, const Comm *c, GirOperand value, GirOperand ok) {
  if (!c->lhs.len)
    return;
  GirOperand v[2] = {value, ok};
  SynNode *lhs[2] = {c->wants_value ? c->lhs.data[0] : NULL, c->wants_ok ? c->lhs.data[1] : NULL};
  lower_assign_values(f, lhs, 2, c->is_define, v, c->clause->comm_clause.comm->loc);
}

/// The only case, without default: it is what the statement does.
static void run_only(LowerFn *f, const Comm *c) {
  GlLoc loc = c->clause->comm_clause.comm->loc;
  if (c->sends) {
    lower_send_value(f, c->chan, c->value, loc);
    return;
  }
  GirOperand ok = gir_none();
  GirOperand value = lower_receive_value(f, c->chan, c->wants_ok ? &ok : NULL, loc);
  assign(f, c, value, ok);
}

static void run_any(LowerFn *f, Select *sel, GirBlock *end) {
  GirBlock *otherwise = sel->otherwise ? lower_block(f) : NULL;
  for (uint32_t i = 0; i < sel->n; i++)
    sel->comms[i].body = lower_block(f);
  number(sel);
  GirInstr *in = emit_select(f, sel);
  GirBlock *never = otherwise ? otherwise : lower_block(f);
  dispatch(f, sel, lower_use(f, in->dst), never);
  for (uint32_t i = 0; i < sel->n; i++) {
    const Comm *c = &sel->comms[i];
    f->cur = c->body;
    assign(f, c, c->wants_value ? lower_use(f, in->dsts[c->index]) : gir_none(),
           c->wants_ok ? lower_use(f, in->dst2) : gir_none());
    lower_stmts(f, c->clause->comm_clause.body);
    lower_jump(f, end, sel->s->loc);
  }
  f->cur = never;
  if (otherwise)
    lower_stmts(f, sel->otherwise->comm_clause.body);
  else
    lower_unreachable(f, sel->s->loc);
}

void lower_select(LowerFn *f, SynNode *s) {
  Select sel = {.s = s};
  eval(f, &sel);
  GirBlock *end = lower_block(f);
  LowerTarget t;
  lower_push_target(f, &t, s, end, NULL);
  if (sel.n == 0 && !sel.otherwise) {
    lower_emit(f, GIR_OP_SELECT, s->loc, 0);
    lower_unreachable(f, s->loc);
  } else if (sel.n == 0) {
    lower_stmts(f, sel.otherwise->comm_clause.body);
  } else if (sel.n == 1 && !sel.otherwise) {
    run_only(f, &sel.comms[0]);
    lower_stmts(f, sel.comms[0].clause->comm_clause.body);
  } else {
    run_any(f, &sel, end);
  }
  f->targets = t.outer;
  lower_jump(f, end, s->loc);
  f->cur = end;
}
