/// \file
/// for … range over integers, arrays, slices, strings, channels and maps. The range expression is
/// evaluated once; a hidden counter runs, the user's variables get its value at the start of each
/// round. Source: Go spec "For statements with range clause".

#include "lower_internal.h"

typedef struct Range {
  SynNode *s;
  GlLoc loc;
  GirLocalId i;   // counter
  bool is_define; // the variables are declared anew in each round
  GirBlock *body, *cont, *end;
  LowerTarget target;
} Range;

static bool is_wanted(SynNode *e) { return e && !lower_is_blank(syn_unparen(e)); }

/// Before go1.22 the variables are declared once, before the first round.
static void declare_shared(LowerFn *f, Range *r) {
  SynNode *lhs[2] = {r->s->range_stmt.key, r->s->range_stmt.value};
  r->is_define = r->s->range_stmt.is_define && !f->lit->facts->shares_loop_variables;
  for (int i = 0; i < 2 && r->s->range_stmt.is_define && !r->is_define; i++)
    if (is_wanted(lhs[i]))
      lower_define_zero(f, lower_declared(f, lhs[i]), lhs[i]->loc);
}

/// i = 0; head: if i < n
static void begin(LowerFn *f, Range *r, const TyType *t, GirOperand n, GirBlock *head) {
  declare_shared(f, r);
  r->i = lower_scratch(f, t, r->loc);
  r->body = lower_block(f);
  r->cont = lower_block(f);
  r->end = lower_block(f);
  lower_copy_to(f, r->i, gir_const_int(f->p, t, 0), r->loc);
  lower_start(f, head, r->loc);
  GirOperand more = lower_binary(f, GIR_LT, f->c->t_bool, lower_use(f, r->i), n, r->loc);
  lower_branch(f, more, r->body, r->end, r->loc);
  lower_start(f, r->body, r->loc);
}

/// Key and value of this round (kind NONE: not there) to the user's variables, then the body.
static void body(LowerFn *f, Range *r, GirOperand key, GirOperand value) {
  SynNode *s = r->s;
  SynNode *lhs[2] = {is_wanted(s->range_stmt.key) ? s->range_stmt.key : NULL,
                     is_wanted(s->range_stmt.value) ? s->range_stmt.value : NULL};
  GirOperand v[2] = {key, value};
  lower_assign_values(f, lhs, 2, r->is_define, v, r->loc);
  lower_push_target(f, &r->target, s, r->end, r->cont);
  lower_block_stmt(f, s->range_stmt.body);
  f->targets = r->target.outer;
  lower_start(f, r->cont, r->loc);
}

static void finish(LowerFn *f, Range *r, GirOperand next, GirBlock *head) {
  lower_copy_to(f, r->i, next, r->loc);
  lower_jump(f, head, r->loc);
  f->cur = r->end;
}

static void count_up(LowerFn *f, Range *r, GirBlock *head) {
  GirOperand i = lower_use(f, r->i);
  finish(f, r, lower_binary(f, GIR_ADD, i.type, i, gir_const_int(f->p, i.type, 1), r->loc), head);
}

static void range_int(LowerFn *f, Range *r) {
  SynNode *x = r->s->range_stmt.x;
  GirOperand n = lower_snapshot(f, lower_expr(f, x), r->loc);
  GirBlock *head = lower_block(f);
  begin(f, r, n.type, n, head);
  body(f, r, lower_use(f, r->i), gir_none());
  count_up(f, r, head);
}

/// An array that is ranged over by value: a copy, unless it can never be changed.
static GirPlace *array_copy(LowerFn *f, SynNode *x) {
  x = syn_unparen(x);
  if (x->kind == SYN_IDENT) {
    TyObject *v = lower_object(f->c, x);
    const LowerVarFacts *facts = gl_ptrmap_get(f->lit->facts->vars, v);
    if (facts && !facts->is_assigned && !facts->is_address_taken)
      return lower_var_place(f, v);
  }
  GirOperand v = lower_expr(f, x);
  if (v.kind == GIR_OPERAND_LOCAL && gir_local(f->f, v.local)->kind == GIR_LOCAL_TEMP)
    return lower_value_place(f, v, x->loc);
  GirLocalId t = lower_scratch(f, v.type, x->loc);
  lower_copy_to(f, t, v, x->loc);
  return gir_place_local(f->p, f->f, t);
}

static void range_array(LowerFn *f, Range *r, const TyType *array, bool is_pointer) {
  SynNode *x = r->s->range_stmt.x;
  bool wants_value = is_wanted(r->s->range_stmt.value);
  bool has_call = lower_node_flags(f->c, syn_unparen(x)) & LOWER_HAS_CALL;
  GirOperand ptr = gir_none();
  GirPlace *base = NULL;
  if (is_pointer && (wants_value || has_call))
    ptr = lower_snapshot(f, lower_expr(f, x), r->loc);
  else if (wants_value)
    base = array_copy(f, x);
  else if (has_call)
    lower_discard(f, x);
  GirBlock *head = lower_block(f);
  begin(f, r, f->c->t_int, lower_int(f, array->array.len), head);
  GirOperand value = gir_none();
  if (wants_value) {
    if (is_pointer) {
      LowerPlace p = {0};
      lower_place_deref(f, ptr, r->loc, &p);
      base = lower_place_check(f, &p);
    }
    value = lower_load(f, lower_index(f, base, lower_use(f, r->i)), r->loc);
  }
  body(f, r, lower_use(f, r->i), value);
  count_up(f, r, head);
}

static void range_slice(LowerFn *f, Range *r) {
  GirOperand s = lower_snapshot(f, lower_expr(f, r->s->range_stmt.x), r->loc);
  lower_borrow_bytes(f, s); // of []byte(string), which nobody else can change
  GirOperand n = lower_op1(f, GIR_OP_LEN, f->c->t_int, s, r->loc);
  GirBlock *head = lower_block(f);
  begin(f, r, f->c->t_int, n, head);
  GirOperand value = gir_none();
  if (is_wanted(r->s->range_stmt.value))
    value = lower_load(f, lower_slice_elem(f, s, lower_use(f, r->i)), r->loc);
  body(f, r, lower_use(f, r->i), value);
  count_up(f, r, head);
}

static void range_string(LowerFn *f, Range *r) {
  GirOperand s = lower_snapshot(f, lower_expr(f, r->s->range_stmt.x), r->loc);
  GirOperand n = lower_op1(f, GIR_OP_LEN, f->c->t_int, s, r->loc);
  GirBlock *head = lower_block(f);
  begin(f, r, f->c->t_int, n, head);
  GirInstr *in = lower_emit(f, GIR_OP_DECODE_RUNE, r->loc, 2);
  in->args[0] = s;
  in->args[1] = lower_use(f, r->i);
  in->dst = lower_temp(f, f->c->t_int32, r->loc);
  in->dst2 = lower_temp(f, f->c->t_int, r->loc);
  GirOperand value = lower_use(f, in->dst), next = lower_use(f, in->dst2);
  body(f, r, lower_use(f, r->i), value);
  finish(f, r, next, head);
}

/// The loop ends when the channel is closed and empty.
static void range_chan(LowerFn *f, Range *r) {
  GirOperand chan = lower_snapshot(f, lower_expr(f, r->s->range_stmt.x), r->loc);
  declare_shared(f, r);
  GirBlock *head = lower_block(f);
  r->body = lower_block(f);
  r->cont = lower_block(f);
  r->end = lower_block(f);
  lower_start(f, head, r->loc);
  GirOperand ok, value = lower_receive_value(f, chan, &ok, r->loc);
  lower_branch(f, ok, r->body, r->end, r->loc);
  lower_start(f, r->body, r->loc);
  body(f, r, value, gir_none());
  lower_jump(f, head, r->loc);
  f->cur = r->end;
}

/// Whether k == k for every key of type `t`, so that delete finds what range gives.
static bool is_reflexive(const TyType *t) {
  const TyType *u = ty_under(t);
  if (u->kind == TY_ARRAY)
    return is_reflexive(u->array.elem);
  for (uint32_t i = 0; u->kind == TY_STRUCT && i < u->strct.n_fields; i++)
    if (!is_reflexive(u->strct.fields[i].type))
      return false;
  return !(ty_flags(u) & (TY_F_FLOAT | TY_F_COMPLEX)) && u->kind != TY_INTERFACE;
}

/// for k := range m { delete(m, k) }
static bool clears_map(const LowerFn *f, SynNode *s, const TyType *map) {
  SynNode *key = s->range_stmt.key, *x = syn_unparen(s->range_stmt.x);
  SynList body = s->range_stmt.body->block.stmts;
  if (!is_wanted(key) || is_wanted(s->range_stmt.value) || !s->range_stmt.is_define ||
      x->kind != SYN_IDENT || body.len != 1 || body.data[0]->kind != SYN_EXPR_STMT ||
      !is_reflexive(map->map.key))
    return false;
  SynNode *call = syn_unparen(body.data[0]->unary.x);
  TyBuiltin b;
  if (call->kind != SYN_CALL || !lower_is_builtin(f, call, &b) || b != TY_BUILTIN_DELETE ||
      call->call.args.len != 2)
    return false;
  SynNode *m = syn_unparen(call->call.args.data[0]), *k = syn_unparen(call->call.args.data[1]);
  return m->kind == SYN_IDENT && k->kind == SYN_IDENT &&
         lower_object(f->c, m) == lower_object(f->c, x) &&
         lower_object(f->c, k) == lower_declared(f, key);
}

/// Key and element are read at the start of each round; the iterator goes on at its end.
static void range_map(LowerFn *f, Range *r) {
  GirOperand map = lower_snapshot(f, lower_expr(f, r->s->range_stmt.x), r->loc);
  declare_shared(f, r);
  LowerMapRange walk = lower_map_range(f, map, r->loc);
  GirBlock *head = lower_block(f);
  r->body = lower_block(f);
  r->cont = lower_block(f);
  r->end = lower_block(f);
  lower_start(f, head, r->loc);
  GirOperand at[2], v[2] = {gir_none(), gir_none()};
  lower_map_entry(f, &walk, at, r->loc);
  GirOperand nil = lower_zero_value(f, at[0].type);
  lower_branch(f, lower_binary(f, GIR_NE, f->c->t_bool, at[0], nil, r->loc), r->body, r->end,
               r->loc);
  lower_start(f, r->body, r->loc);
  SynNode *wanted[2] = {r->s->range_stmt.key, r->s->range_stmt.value};
  for (int i = 0; i < 2; i++)
    if (is_wanted(wanted[i]))
      v[i] = lower_load(f, gir_place_deref(f->p, at[i], ty_canonical(at[i].type->pointer.elem)),
                        r->loc);
  body(f, r, v[0], v[1]);
  lower_map_next(f, &walk, r->loc);
  lower_jump(f, head, r->loc);
  f->cur = r->end;
}

void lower_range(LowerFn *f, SynNode *s) {
  Range r = {.s = s, .loc = s->loc};
  const TyType *t = ty_under(lower_type(f, s->range_stmt.x));
  if (t->kind == TY_MAP && clears_map(f, s, t))
    lower_map_clear(f, lower_expr(f, s->range_stmt.x), s->loc);
  else if (t->kind == TY_MAP)
    range_map(f, &r);
  else if (t->kind == TY_CHAN)
    range_chan(f, &r);
  else if (t->kind == TY_FUNC)
    lower_range_func(f, s);
  else if (t->kind == TY_SLICE)
    range_slice(f, &r);
  else if (t->kind == TY_ARRAY)
    range_array(f, &r, t, false);
  else if (t->kind == TY_POINTER)
    range_array(f, &r, ty_under(t->pointer.elem), true);
  else if (ty_flags(t) & TY_F_STRING)
    range_string(f, &r);
  else
    range_int(f, &r);
}
