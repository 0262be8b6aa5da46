/// \file
/// Order of evaluation as gc has it: within a statement, calls (and what may run code like them)
/// are computed first, in source order, into temporaries; plain reads of variables, fields and
/// elements follow. The spec leaves the order between the two open; programs rely on gc's.
/// Source: Go spec "Order of evaluation"; measured with gc.

#include "lower_internal.h"

const GirOperand *lower_memo(const LowerFn *f, const SynNode *e) {
  return gl_ptrmap_get(f->memo, e);
}

void lower_set_memo(LowerFn *f, SynNode *e, GirOperand v) {
  GirOperand *kept = GL_NEW(f->c->arena, GirOperand);
  *kept = v;
  gl_ptrmap_set(f->memo, syn_unparen(e), kept);
}

static void remember(LowerFn *f, SynNode *e) { lower_set_memo(f, e, lower_expr(f, e)); }

void lower_remember(LowerFn *f, SynNode *e) {
  if (lower_mode(f, syn_unparen(e)) != TY_MODE_NIL)
    lower_set_memo(f, e, lower_snapshot(f, lower_expr(f, e), e->loc));
}

static void prepare_list(LowerFn *f, SynList l) {
  for (uint32_t i = 0; i < l.len; i++)
    lower_prepare_one(f, l.data[i]);
}

bool lower_is_tuple(const LowerFn *f, const SynNode *e) {
  const TyType *t = lower_type_of(f->c, e);
  return !t || t->kind == TY_TUPLE;
}

bool lower_builtin_reads(TyBuiltin b) {
  return b == TY_BUILTIN_LEN || b == TY_BUILTIN_CAP || b == TY_BUILTIN_REAL ||
         b == TY_BUILTIN_IMAG || b == TY_BUILTIN_COMPLEX;
}

static void prepare_call(LowerFn *f, SynNode *e) {
  if (lower_is_conversion(f, e))
    prepare_list(f, e->call.args);
  else if (!lower_is_tuple(f, e) && lower_mode(f, e) != TY_MODE_NO_VALUE)
    remember(f, e);
}

/// The operands of a chain like a+b+c, from the left; chains may be very long.
static void prepare_binary(LowerFn *f, SynNode *e) {
  if (e->op == SYN_OP_LAND || e->op == SYN_OP_LOR) {
    if (lower_node_flags(f->c, e) & LOWER_HAS_CALL)
      remember(f, e);
    return;
  }
  GL_VEC(SynNode *) spine = {0};
  while (e->kind == SYN_BINARY && e->op != SYN_OP_LAND && e->op != SYN_OP_LOR &&
         (lower_node_flags(f->c, e) & LOWER_HAS_HOIST)) {
    GL_VEC_PUSH(f->c->arena, &spine, e);
    e = e->binary.x;
  }
  lower_prepare_one(f, e);
  while (spine.len)
    lower_prepare_one(f, spine.data[--spine.len]->binary.y);
}

/// Whether the whole expression is evaluated before what comes later in the statement.
static bool is_hoisted(LowerFn *f, SynNode *e) {
  SynKind k = (SynKind)e->kind;
  if (k == SYN_TYPE_ASSERT || (k == SYN_UNARY && e->op == SYN_OP_RECV))
    return !lower_is_tuple(f, e);
  if (k == SYN_COMPOSITE_LIT)
    return ty_under_kind(lower_type(f, e)) == TY_MAP;
  return k == SYN_SLICE;
}

void lower_prepare_one(LowerFn *f, SynNode *e) {
  e = syn_unparen(e);
  if (!(lower_node_flags(f->c, e) & LOWER_HAS_HOIST) || lower_memo(f, e))
    return;
  SynKind k = (SynKind)e->kind;
  if (k == SYN_CALL)
    prepare_call(f, e);
  else if (is_hoisted(f, e))
    remember(f, e);
  else if (k == SYN_BINARY)
    prepare_binary(f, e);
  else if (k == SYN_STAR || (k == SYN_UNARY && e->op != SYN_OP_RECV))
    lower_prepare_one(f, e->unary.x);
  else if (k == SYN_SELECTOR)
    lower_prepare_one(f, e->selector.x);
  else if (k == SYN_KEY_VALUE) {
    lower_prepare_one(f, e->key_value.key); // only a map's has flags
    lower_prepare_one(f, e->key_value.value);
  } else if (k == SYN_COMPOSITE_LIT)
    prepare_list(f, e->composite_lit.elems);
  if (k == SYN_INDEX) {
    lower_prepare_one(f, e->index.x);
    prepare_list(f, e->index.indices);
    SynNode *key = syn_unparen(e->index.indices.data[0]);
    if (lower_is_map_index(f, e) && lower_reads_by_bytes(f->c, e) && !lower_is_tuple(f, e))
      remember(f, e); // the bytes are not copied, so they must not change before the look-up
    else if (lower_is_map_index(f, e) && lower_map_takes_address(lower_type(f, e->index.x)) &&
             !lower_memo(f, key))
      lower_remember(f, key); // gc copies keys that it hands over by address
  }
}

/// One past the last of `e[n]` that contains a call.
static uint32_t calls_end(const LowerFn *f, SynNode *const *e, uint32_t n) {
  while (n && !(e[n - 1] && (lower_node_flags(f->c, syn_unparen(e[n - 1])) & LOWER_HAS_CALL)))
    n--;
  return n;
}

void lower_prepare(LowerFn *f, SynNode *const *e, uint32_t n) {
  if (n < 2)
    return;
  n = calls_end(f, e, n);
  for (uint32_t i = 0; i < n; i++)
    if (e[i])
      lower_prepare_one(f, e[i]);
}

/// What a type with nothing but one component comes down to.
static const TyType *sole_component(const TyType *t) {
  for (;;) {
    const TyType *u = ty_under(t);
    if (u->kind == TY_STRUCT && u->strct.n_fields == 1)
      t = u->strct.fields[0].type;
    else if (u->kind == TY_ARRAY && u->array.len == 1)
      t = u->array.elem;
    else
      return u;
  }
}

/// Whether gc fills a box with such a value from a register, not from an address.
static bool is_boxed_from_register(const TyType *t) {
  int64_t size = ty_size(t);
  if (size == 2 || size == 4 || size == 8)
    return ty_align(t) == size && !ty_has_pointers(t);
  const TyType *sole = sole_component(t);
  return sole->kind == TY_SLICE || (ty_flags(sole) & TY_F_STRING);
}

/// Whether gc copies the operand in the first round: its box is filled from an address, and it has
/// none.
static bool is_copied_for_box(const LowerFn *f, const SynNode *e, const TyType *to) {
  const TyType *from = lower_type(f, e);
  TyMode mode = lower_mode(f, syn_unparen((SynNode *)e));
  return lower_needs_box(from, to) && mode != TY_MODE_CONST && mode != TY_MODE_VARIABLE &&
         !is_boxed_from_register(from);
}

void lower_exprs_to(LowerFn *f, SynNode *const *e, const TyType *const *types, uint32_t n,
                    GirOperand *out) {
  uint32_t end = n < 2 ? 0 : calls_end(f, e, n);
  bool *is_done = GL_NEW_ARRAY(f->c->arena, bool, n + 1);
  for (uint32_t i = 0; i < end; i++) {
    if (i + 1 < end && is_copied_for_box(f, e[i], types[i])) {
      out[i] = lower_expr_to(f, e[i], types[i]);
      is_done[i] = true;
    } else {
      lower_prepare_one(f, e[i]);
    }
  }
  for (uint32_t i = 0; i < n; i++)
    if (!is_done[i])
      out[i] = lower_expr_to(f, e[i], types[i]);
}
