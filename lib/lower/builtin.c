/// \file
/// Calls of builtin functions, but append and package unsafe.
/// Source: Go spec "Built-in functions".

#include "lower_internal.h"

static SynNode *arg(SynNode *call, uint32_t i) { return call->call.args.data[i]; }

static GirOperand none(void) { return gir_none(); }

static bool is_tuple_call(const LowerFn *f, const SynNode *call) {
  if (call->call.args.len != 1)
    return false;
  const TyType *t = lower_type_of(f->c, syn_unparen(call->call.args.data[0]));
  return t && t->kind == TY_TUPLE;
}

uint32_t lower_operand_count(const LowerFn *f, const SynNode *call) {
  if (is_tuple_call(f, call))
    return lower_type_of(f->c, syn_unparen(call->call.args.data[0]))->tuple.n;
  return call->call.args.len;
}

GirOperand *lower_operands(LowerFn *f, SynNode *call, const TyType **types) {
  uint32_t n = lower_operand_count(f, call);
  if (is_tuple_call(f, call)) {
    GirOperand *v = lower_call_results(f, syn_unparen(call->call.args.data[0]), &n);
    for (uint32_t i = 0; i < n; i++)
      if (types[i])
        v[i] = lower_assign_convert(f, v[i], types[i], call->call.args.data[0], call->loc);
    return v;
  }
  GirOperand *v = GL_NEW_ARRAY(f->c->arena, GirOperand, n + 1);
  for (uint32_t i = 0; i < n; i++)
    if (!types[i])
      types[i] = lower_type(f, call->call.args.data[i]);
  lower_exprs_to(f, call->call.args.data, types, n, v);
  return v;
}

void lower_delete_types(LowerFn *f, SynNode *call, const TyType *types[2]) {
  types[0] = NULL;
  const TyType *map = lower_type(f, arg(call, 0));
  if (is_tuple_call(f, call))
    map = lower_type_of(f->c, syn_unparen(arg(call, 0)))->tuple.types[0];
  types[1] = ty_canonical(ty_under(map)->map.key);
}

/// Two operands as they are.
static GirOperand *two_operands(LowerFn *f, SynNode *call) {
  const TyType *types[2] = {NULL, NULL};
  return lower_operands(f, call, types);
}

/// len and cap of what is not constant.
static GirOperand length(LowerFn *f, SynNode *call, GirOp op) {
  SynNode *x = arg(call, 0);
  const TyType *u = ty_under(lower_type(f, x));
  if (u->kind == TY_POINTER)
    u = ty_under(u->pointer.elem);
  if (u->kind == TY_ARRAY) { // the operand contains a call
    lower_discard(f, x);
    return lower_int(f, u->array.len);
  }
  return lower_op1(f, op, f->c->t_int, lower_expr(f, x), call->loc);
}

static GirOperand make(LowerFn *f, SynNode *call) {
  const TyType *t = lower_type(f, call);
  TyKind k = ty_under_kind(t);
  if (k == TY_CHAN)
    return lower_make_chan(f, call);
  if (k == TY_MAP)
    return lower_make_map(f, call);
  uint32_t n = call->call.args.len;
  lower_prepare(f, call->call.args.data + 1, n - 1);
  GirOperand len = lower_expr(f, arg(call, 1));
  GirOperand cap = n > 2 ? lower_expr(f, arg(call, 2)) : len;
  len = lower_to_int(f, len, call->loc);
  cap = n > 2 ? lower_to_int(f, cap, call->loc) : len;
  GirInstr *in = lower_emit(f, GIR_OP_MAKE_SLICE, call->loc, 2);
  in->args[0] = len;
  in->args[1] = cap;
  in->type = t;
  in->site = gir_site_new(f->p, f->f, GIR_SITE_MAKE_SLICE, ty_canonical(ty_under(t)->slice.elem),
                          lower_text(f, call), call->loc);
  in->dst = lower_temp(f, t, call->loc);
  return lower_use(f, in->dst);
}

static GirOperand new_object(LowerFn *f, SynNode *call) {
  SynNode *x = arg(call, 0);
  const TyType *elem = ty_canonical(ty_under(lower_type(f, call))->pointer.elem);
  bool has_value = lower_mode(f, x) != TY_MODE_TYPE;
  GirOperand v = has_value ? lower_expr_to(f, x, elem) : gir_none();
  GirOperand p = lower_new(f, elem, GIR_SITE_NEW, lower_text(f, call), call->loc);
  if (has_value)
    lower_store(f, gir_place_deref(f->p, p, elem), v, call->loc);
  return lower_retype(f, p, lower_type(f, call), call->loc);
}

/// Strings have no instruction for min and max: of equal ones the first is taken.
static GirOperand min_max_string(LowerFn *f, SynOp op, GirOperand a, GirOperand b, GlLoc loc) {
  GirLocalId r = lower_scratch(f, a.type, loc);
  GirBlock *take = lower_block(f), *keep = lower_block(f), *end = lower_block(f);
  lower_branch(f, lower_compare(f, op, f->c->t_bool, b, a, loc), take, keep, loc);
  lower_start(f, take, loc);
  lower_copy_to(f, r, b, loc);
  lower_jump(f, end, loc);
  lower_start(f, keep, loc);
  lower_copy_to(f, r, a, loc);
  lower_start(f, end, loc);
  return lower_use(f, r);
}

static GirOperand min_max(LowerFn *f, SynNode *call, bool is_min) {
  const TyType *t = lower_type(f, call);
  uint32_t n = lower_operand_count(f, call);
  const TyType **types = GL_NEW_ARRAY(f->c->arena, const TyType *, n);
  for (uint32_t i = 0; i < n; i++)
    types[i] = t;
  GirOperand *v = lower_operands(f, call, types);
  GirOperand r = v[0];
  for (uint32_t i = 1; i < n; i++)
    r = ty_flags(t) & TY_F_STRING
            ? min_max_string(f, is_min ? SYN_OP_LT : SYN_OP_GT, r, v[i], call->loc)
            : lower_binary(f, is_min ? GIR_MIN : GIR_MAX, t, r, v[i], call->loc);
  return r;
}

static GirOperand copy(LowerFn *f, SynNode *call) {
  GirOperand *v = two_operands(f, call);
  return lower_op2(f, GIR_OP_COPY_ELEMS, f->c->t_int, v[0], v[1], call->loc);
}

static void clear(LowerFn *f, SynNode *call) {
  GirOperand x = lower_expr(f, arg(call, 0));
  if (ty_under_kind(x.type) == TY_SLICE)
    lower_emit(f, GIR_OP_CLEAR, call->loc, 1)->args[0] = x;
  else
    lower_map_clear(f, x, call->loc);
}

static void delete_key(LowerFn *f, SynNode *call) {
  const TyType *types[2];
  lower_delete_types(f, call, types);
  GirOperand *v = lower_operands(f, call, types);
  lower_map_delete(f, v[0], v[1], call->loc);
}

void lower_builtin_print(LowerFn *f, const GirOperand *args, uint32_t n, bool newline, GlLoc loc) {
  GirInstr *in = lower_emit(f, GIR_OP_PRINT, loc, n);
  in->sub = newline;
  for (uint32_t i = 0; i < n; i++)
    in->args[i] = args[i];
}

/// Values are printed with the types they have.
static void print(LowerFn *f, SynNode *call, bool newline) {
  uint32_t n = lower_operand_count(f, call);
  const TyType **types = GL_NEW_ARRAY(f->c->arena, const TyType *, n + 1);
  lower_builtin_print(f, lower_operands(f, call, types), n, newline, call->loc);
}

void lower_panic(LowerFn *f, GirOperand any, GlLoc loc) {
  lower_emit(f, GIR_OP_PANIC, loc, 1)->args[0] = any;
  lower_unreachable(f, loc);
}

static GirOperand recover_value(LowerFn *f, SynNode *call) {
  GirOperand token = gir_none();
  if (f->range) // it acts for the function around it
    token = lower_var_value(f, lower_lit_func_of(f->lit)->token, call->loc);
  GirInstr *in = lower_emit(f, GIR_OP_RECOVER, call->loc, f->range != NULL);
  in->dst = lower_temp(f, f->c->t_any, call->loc);
  if (f->range) {
    in->sub = GIR_RECOVER_BY;
    in->args[0] = token;
  } else {
    f->f->has_recover = true;
  }
  return lower_use(f, in->dst);
}

static GirOperand complex_value(LowerFn *f, SynNode *call) {
  GirOperand *v = two_operands(f, call);
  return lower_op2(f, GIR_OP_COMPLEX, lower_type(f, call), v[0], v[1], call->loc);
}

static GirOperand part(LowerFn *f, SynNode *call, GirUnary sub) {
  return lower_unary(f, sub, lower_type(f, call), lower_expr(f, arg(call, 0)), call->loc);
}

GirOperand lower_builtin(LowerFn *f, SynNode *call, TyBuiltin b) {
  switch (b) {
  case TY_BUILTIN_APPEND: return lower_append(f, call);
  case TY_BUILTIN_LEN: return length(f, call, GIR_OP_LEN);
  case TY_BUILTIN_CAP: return length(f, call, GIR_OP_CAP);
  case TY_BUILTIN_CLEAR: clear(f, call); return none();
  case TY_BUILTIN_CLOSE: lower_close(f, lower_expr(f, arg(call, 0)), call->loc); return none();
  case TY_BUILTIN_DELETE: delete_key(f, call); return none();
  case TY_BUILTIN_COMPLEX: return complex_value(f, call);
  case TY_BUILTIN_COPY: return copy(f, call);
  case TY_BUILTIN_IMAG: return part(f, call, GIR_IMAG);
  case TY_BUILTIN_REAL: return part(f, call, GIR_REAL);
  case TY_BUILTIN_MAKE: return make(f, call);
  case TY_BUILTIN_MAX: return min_max(f, call, false);
  case TY_BUILTIN_MIN: return min_max(f, call, true);
  case TY_BUILTIN_NEW: return new_object(f, call);
  case TY_BUILTIN_PANIC:
    lower_panic(f, lower_expr_to(f, arg(call, 0), f->c->t_any), call->loc);
    return none();
  case TY_BUILTIN_PRINT:
  case TY_BUILTIN_PRINTLN: print(f, call, b == TY_BUILTIN_PRINTLN); return none();
  case TY_BUILTIN_RECOVER: return recover_value(f, call);
  case TY_BUILTIN_UNSAFE_ADD:
  case TY_BUILTIN_UNSAFE_ALIGNOF:
  case TY_BUILTIN_UNSAFE_OFFSETOF:
  case TY_BUILTIN_UNSAFE_SIZEOF:
  case TY_BUILTIN_UNSAFE_SLICE:
  case TY_BUILTIN_UNSAFE_SLICE_DATA:
  case TY_BUILTIN_UNSAFE_STRING:
  case TY_BUILTIN_UNSAFE_STRING_DATA: return lower_unsafe(f, call, b);
  case TY_BUILTIN_ASSERT:
  case TY_BUILTIN_TRACE:
  case TY_BUILTIN_COUNT: break;
  }
  GL_UNREACHABLE();
}
