/// \file
/// string(bytes) and []byte(text) that are only looked at, before the bytes can change, need no
/// copy: comparisons, look-ups, concatenations, ranges, switches.
/// Source: Go spec "Conversions to and from a string type"; gc avoids the same copies.

#include "opt_internal.h"

enum { MAX_USES = 32, MAX_STEPS = 2000 };

/// A conversion that may borrow.
typedef struct Loan {
  GirInstr *conversion;
  GirInstr *uses[MAX_USES]; // but for copies
  uint32_t n_uses;
  bool is_refused;
  bool to_string;
} Loan;

typedef struct Borrow {
  const GirFunc *f;
  OptDefs defs;
  GlPtrMap *loans; // conversion → Loan
  GlArena *arena;
  GirInstr *user; // whose operands are looked at
} Borrow;

static bool is_byte_slice(const TyType *t) {
  const TyType *u = ty_under(t);
  return u->kind == TY_SLICE && ty_size(u->slice.elem) == 1;
}

static bool may_borrow(const OptDefs *d, const GirInstr *in) {
  if (in->op != GIR_OP_STRING_CONVERT || !in->dst || d->only[in->dst] != in)
    return false;
  bool is_text = ty_under_kind(in->args[0].type) == TY_STRING;
  return is_text ? is_byte_slice(in->type) : is_byte_slice(in->args[0].type);
}

/// A result that is one of the operands, because the others are empty, would keep the bytes.
static bool makes_new_string(const GirInstr *concat) {
  for (uint32_t i = 0; i < concat->n_args; i++)
    if (concat->args[i].kind == GIR_OPERAND_CONST && concat->args[i].konst->len > 0)
      return true;
  return false;
}

/// Whether an instruction only looks at operand `o`, a value that `l` lends.
static bool only_looks(const Borrow *b, const Loan *l, const GirInstr *in, const GirOperand *o) {
  if (in->op == GIR_OP_COPY)
    return b->defs.only[in->dst] == in;
  if (in->op == GIR_OP_LEN)
    return true;
  if (in->op == GIR_OP_COPY_ELEMS)
    return o == &in->args[1];
  if (!l->to_string)
    return in->op == GIR_OP_LOAD && in->place->base == GIR_BASE_SLICE && o == &in->place->ptr;
  if (in->op == GIR_OP_BINARY)
    return in->sub >= GIR_EQ && in->sub <= GIR_GE;
  if (in->op == GIR_OP_CONCAT)
    return makes_new_string(in);
  if (in->op == GIR_OP_MAP_FIND)
    return o == &in->args[1];
  return in->op == GIR_OP_STRING_INDEX || in->op == GIR_OP_DECODE_RUNE;
}

/// Whose value an operand is, seen through copies; NULL: nobody's.
static Loan *loan_of(const Borrow *b, const GirOperand *o) {
  const GirInstr *made = opt_def_of(&b->defs, o);
  return made ? gl_ptrmap_get(b->loans, made) : NULL;
}

static void note_use(void *ctx, GirOperand *o) {
  Borrow *b = ctx;
  Loan *l = loan_of(b, o);
  if (!l)
    return;
  l->is_refused |= l->n_uses == MAX_USES || !only_looks(b, l, b->user, o);
  if (!l->is_refused && b->user->op != GIR_OP_COPY)
    l->uses[l->n_uses++] = b->user;
}

/// Whether an allocation may take memory of the frame in which the bytes lie.
static bool may_reuse(const GirInstr *in, bool to_string) {
  bool makes_string = in->op == GIR_OP_CONCAT ||
                      (in->op == GIR_OP_STRING_CONVERT && ty_under_kind(in->type) == TY_STRING);
  return !to_string || !(makes_string || in->op == GIR_OP_CLOSURE || in->op == GIR_OP_DEFER);
}

/// Whether an instruction may change the bytes, let another goroutine change them (which may wait
/// for a channel to be closed), or give their memory to another object.
static bool may_change(const GirInstr *in, bool to_string) {
  uint32_t flags = gir_op_flags(in->op);
  if (flags & GIR_F_SITE)
    return may_reuse(in, to_string);
  bool writes = in->op == GIR_OP_STORE || in->op == GIR_OP_ZERO || in->op == GIR_OP_COPY_ELEMS ||
                in->op == GIR_OP_CLEAR || in->op == GIR_OP_RECOVER || in->op == GIR_OP_CLOSE;
  bool is_map =
      in->op >= GIR_OP_MAKE_MAP && in->op <= GIR_OP_MAP_ENTRY && in->op != GIR_OP_MAP_FIND;
  return to_string && (writes || is_map || (flags & GIR_F_CALL));
}

static bool is_use(const Loan *l, const GirInstr *in) {
  for (uint32_t i = 0; i < l->n_uses; i++)
    if (l->uses[i] == in)
      return true;
  return false;
}

// --- ways from the conversion to its uses --------------------------------------------------------

typedef struct Walk {
  const Loan *l;
  uint8_t *seen; // by block: 1: entered with the bytes as they were, 2: with changed ones
  GL_VEC(uint32_t) work;
  uint32_t steps;
  GlArena *arena;
} Walk;

static void enter(Walk *w, const GirBlock *b, bool is_changed) {
  uint8_t bit = is_changed ? 2 : 1;
  if (w->seen[b->id] & bit)
    return;
  w->seen[b->id] |= bit;
  GL_VEC_PUSH(w->arena, &w->work, b->id << 1 | is_changed);
}

/// Follows `b` from instruction `from` on. False: a use may see changed bytes.
static bool walk_block(Walk *w, const GirBlock *b, uint32_t from, bool is_changed) {
  for (uint32_t i = from; i < b->instrs.len; i++) {
    const GirInstr *in = b->instrs.data[i];
    if (in == w->l->conversion)
      return true; // a new value
    if (++w->steps > MAX_STEPS || (is_changed && is_use(w->l, in)))
      return false;
    is_changed |= may_change(in, w->l->to_string);
  }
  const GirInstr *t = gir_block_terminator(b);
  for (uint32_t i = 0; t && i < t->n_to; i++)
    enter(w, t->to[i], is_changed);
  return true;
}

static bool sees_no_change(const Borrow *b, const Loan *l, const GirBlock *block, uint32_t index) {
  Walk w = {.l = l, .seen = GL_NEW_ARRAY(b->arena, uint8_t, b->f->blocks.len), .arena = b->arena};
  bool is_good = walk_block(&w, block, index + 1, false);
  while (is_good && w.work.len) {
    uint32_t next = w.work.data[--w.work.len];
    is_good = walk_block(&w, b->f->blocks.data[next >> 1], 0, next & 1);
  }
  return is_good;
}

// --- the whole program ---------------------------------------------------------------------------

static bool has_candidate(const GirFunc *f) {
  for (uint32_t b = 0; b < f->blocks.len; b++)
    for (uint32_t i = 0; i < f->blocks.data[b]->instrs.len; i++)
      if (f->blocks.data[b]->instrs.data[i]->op == GIR_OP_STRING_CONVERT)
        return true;
  return false;
}

/// Calls `visit` for every instruction.
static void each(Borrow *b, void (*visit)(Borrow *b, GirBlock *block, uint32_t index)) {
  for (uint32_t i = 0; i < b->f->blocks.len; i++)
    for (uint32_t k = 0; k < b->f->blocks.data[i]->instrs.len; k++)
      visit(b, b->f->blocks.data[i], k);
}

static void open_loan(Borrow *b, GirBlock *block, uint32_t index) {
  GirInstr *in = block->instrs.data[index];
  if (!may_borrow(&b->defs, in))
    return;
  Loan *l = GL_NEW(b->arena, Loan);
  l->conversion = in;
  l->to_string = ty_under_kind(in->type) == TY_STRING;
  gl_ptrmap_set(b->loans, in, l);
}

static void note_uses(Borrow *b, GirBlock *block, uint32_t index) {
  b->user = block->instrs.data[index];
  gir_instr_operands(b->user, note_use, b);
  const GirPlace *p = b->user->place;
  if (!p || p->base != GIR_BASE_LOCAL)
    return;
  GirOperand whole = {.kind = GIR_OPERAND_LOCAL, .local = p->local};
  Loan *l = loan_of(b, &whole);
  if (l)
    l->is_refused = true;
}

static void grant_loan(Borrow *b, GirBlock *block, uint32_t index) {
  GirInstr *in = block->instrs.data[index];
  const Loan *l = in->op == GIR_OP_STRING_CONVERT ? gl_ptrmap_get(b->loans, in) : NULL;
  if (l && !l->is_refused && sees_no_change(b, l, block, index))
    in->flags |= GIR_I_BORROWED;
}

void opt_borrow_run(GirProgram *p) {
  for (uint32_t i = 1; i < p->funcs.len; i++) {
    const GirFunc *f = p->funcs.data[i];
    if (!f || f->recover_block || !has_candidate(f)) // a panic may lead from anywhere to that block
      continue;
    GlArena *scratch = gl_arena_new();
    Borrow b = {.f = f, .defs = opt_defs(scratch, f), .arena = scratch};
    b.loans = gl_ptrmap_new(scratch);
    each(&b, open_loan);
    each(&b, note_uses);
    each(&b, grant_loan);
    gl_arena_free(scratch);
  }
}
