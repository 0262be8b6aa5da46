/// \file
/// Checks the invariants of lib/ir/README.md after a pass; a broken one is an internal compiler
/// error. Checks shape (ids, terminators, operand counts) and the types that later stages rely on;
/// does not repeat the type checker.

#include "ir_internal.h"

typedef struct Verifier {
  const GirProgram *p;
  const GirFunc *f;
  const GirBlock *b;
  const GirInstr *in;
  const char *after;
} Verifier;

static GL_NORETURN void fail(const Verifier *v, const char *what) {
  GlArena *a = gl_arena_new();
  GlBuf text;
  gl_buf_init(&text, a);
  if (v->in)
    gir_print_instr(&text, v->p, v->f, v->in);
  GlPos pos = gl_sources_pos(v->p->sources, v->in && v->in->loc ? v->in->loc
                                            : v->f              ? v->f->loc
                                                                : GL_LOC_NONE);
  gl_ice(__FILE__, __LINE__, "invalid GIR after %s: %s, in %s b%u: %s (%s:%u)", v->after, what,
         v->f ? v->f->symbol : "?", v->b ? v->b->id : 0, text.len ? text.data : "",
         pos.path ? pos.path : "?", pos.line);
}

static void need(const Verifier *v, bool ok, const char *what) {
  if (!ok)
    fail(v, what);
}

static void check_local(const Verifier *v, GirLocalId id) {
  need(v, id && id < v->f->locals.len, "unknown local");
}

static void check_operand(void *ctx, GirOperand *o) {
  const Verifier *v = ctx;
  need(v, o->type != NULL, "operand without type");
  switch (o->kind) {
  case GIR_OPERAND_NONE: return;
  case GIR_OPERAND_LOCAL:
    check_local(v, o->local);
    need(v, !gir_local(v->f, o->local)->is_memory, "memory local used as a value");
    need(v, ty_identical(o->type, gir_local(v->f, o->local)->type),
         "operand's type is not its local's");
    return;
  case GIR_OPERAND_CONST: need(v, o->konst != NULL, "constant is missing"); return;
  case GIR_OPERAND_FUNC:
    need(v, o->func && o->func->n_captures == 0, "func value of a function with captures");
    return;
  case GIR_OPERAND_GLOBAL: need(v, o->global != NULL, "variable is missing"); return;
  }
}

static void check_place(const Verifier *v, const GirPlace *pl) {
  if (pl->base == GIR_BASE_LOCAL)
    check_local(v, pl->local);
  need(v, pl->base != GIR_BASE_GLOBAL || pl->global, "place without variable");
  need(v, pl->base != GIR_BASE_SLICE || (pl->n_path && pl->path[0].is_index),
       "slice place without index");
  const TyType *t = pl->base_type;
  for (uint32_t i = pl->base == GIR_BASE_SLICE; i < pl->n_path; i++) {
    const TyType *u = ty_under(t);
    if (pl->path[i].is_index) {
      need(v, u->kind == TY_ARRAY, "index into no array");
      t = u->array.elem;
    } else {
      need(v, u->kind == TY_STRUCT && pl->path[i].field < u->strct.n_fields, "no such field");
      t = u->strct.fields[pl->path[i].field].type;
    }
  }
  need(v, ty_identical(t, pl->type), "place has another type than its path");
}

/// Fixed operand counts; -1: any.
static int arg_count(GirOp op) {
  switch (op) {
  case GIR_OP_LOAD:
  case GIR_OP_ADDR:
  case GIR_OP_ZERO:
  case GIR_OP_VAR:
  case GIR_OP_RENEW:
  case GIR_OP_RUN_DEFERS:
  case GIR_OP_JUMP:
  case GIR_OP_UNREACHABLE: return 0;
  case GIR_OP_COPY:
  case GIR_OP_STORE:
  case GIR_OP_UNARY:
  case GIR_OP_CONVERT:
  case GIR_OP_LEN:
  case GIR_OP_CAP:
  case GIR_OP_DATA:
  case GIR_OP_CLEAR:
  case GIR_OP_CHECK_NIL:
  case GIR_OP_CHECK_DIVIDE:
  case GIR_OP_CHECK_SHIFT:
  case GIR_OP_MAKE_IFACE:
  case GIR_OP_CONVERT_IFACE:
  case GIR_OP_TYPE_ASSERT:
  case GIR_OP_TYPE_TEST:
  case GIR_OP_STRING_CONVERT:
  case GIR_OP_PANIC:
  case GIR_OP_MAKE_CHAN:
  case GIR_OP_MAKE_MAP:
  case GIR_OP_MAP_CLEAR:
  case GIR_OP_RECEIVE:
  case GIR_OP_CLOSE:
  case GIR_OP_GO:
  case GIR_OP_KEEP_ALIVE:
  case GIR_OP_BRANCH: return 1;
  case GIR_OP_BINARY:
  case GIR_OP_COMPLEX:
  case GIR_OP_STRING_INDEX:
  case GIR_OP_COPY_ELEMS:
  case GIR_OP_DECODE_RUNE:
  case GIR_OP_CHECK_INDEX:
  case GIR_OP_CHECK_TO_ARRAY:
  case GIR_OP_CHECK_UNSAFE_SLICE:
  case GIR_OP_CHECK_UNSAFE_STRING:
  case GIR_OP_MAKE_SLICE:
  case GIR_OP_SEND:
  case GIR_OP_MAP_FIND:
  case GIR_OP_MAP_SLOT:
  case GIR_OP_MAP_DELETE:
  case GIR_OP_MAP_START:
  case GIR_OP_MAP_NEXT:
  case GIR_OP_MAP_ENTRY:
  case GIR_OP_GROW: return 2;
  case GIR_OP_SLICE: return 4;
  case GIR_OP_MAKE_HEADER:
  case GIR_OP_CLOSURE:
  case GIR_OP_CONCAT:
  case GIR_OP_CALL:
  case GIR_OP_SELECT:
  case GIR_OP_PRINT:
  case GIR_OP_RECOVER:
  case GIR_OP_DEFER:
  case GIR_OP_SWITCH:
  case GIR_OP_RETURN:
  case GIR_OP_NEW:
  case GIR_OP_COUNT: return -1;
  }
  GL_UNREACHABLE();
}

static void check_call(const Verifier *v) {
  const GirCallee *c = v->in->callee;
  need(v, c != NULL, "call without callee");
  need(v, c->kind != GIR_CALL_STATIC || c->func, "static call without function");
  need(v, c->kind == GIR_CALL_STATIC || c->closure.kind != GIR_OPERAND_NONE,
       "indirect call without value");
  if (c->kind == GIR_CALL_STATIC) {
    need(v, v->in->n_args == c->func->n_params, "wrong number of arguments");
    need(v, v->in->n_dsts == c->func->n_results || v->in->n_dsts == 0, "wrong number of results");
    need(v, c->func->n_captures == 0 || c->closure.kind != GIR_OPERAND_NONE,
         "closure call without record");
  }
  for (uint32_t i = 0; i < v->in->n_dsts; i++)
    if (v->in->dsts[i])
      check_local(v, v->in->dsts[i]);
}

/// Pairs of channel and value; those that send come first.
static void check_select(const Verifier *v) {
  const GirInstr *in = v->in;
  need(v, in->n_args % 2 == 0 && in->n_dsts == in->n_args / 2, "select without pairs");
  for (uint32_t i = 0; i < in->n_dsts; i++) {
    bool sends = gir_select_case(in, i)[1].kind != GIR_OPERAND_NONE;
    need(v, gir_select_case(in, i)[0].kind != GIR_OPERAND_NONE, "select without channel");
    need(v, !sends || (in->dsts[i] == 0 && (i == 0 || gir_select_case(in, i - 1)[1].kind)),
         "select's senders do not come first");
    if (in->dsts[i])
      check_local(v, in->dsts[i]);
  }
}

static void check_terminator(const Verifier *v, bool is_last) {
  bool is_term = gir_op_flags(v->in->op) & GIR_F_TERM;
  need(v, is_term == is_last,
       is_term ? "terminator in the middle of a block" : "block without terminator");
  if (!is_term)
    return;
  uint32_t n = v->in->n_to;
  need(v, v->in->op != GIR_OP_JUMP || n == 1, "jump needs one target");
  need(v, v->in->op != GIR_OP_BRANCH || n == 2, "branch needs two targets");
  need(v, v->in->op != GIR_OP_SWITCH || n == v->in->n_args,
       "switch needs a target per case and a default");
  need(v, v->in->op != GIR_OP_RETURN || v->in->n_args == v->f->n_results,
       "return needs all results");
  for (uint32_t i = 0; i < n; i++)
    need(v,
         v->in->to[i] && v->in->to[i]->id < v->f->blocks.len &&
             v->f->blocks.data[v->in->to[i]->id] == v->in->to[i],
         "jump out of the function");
}

static void check_instr(Verifier *v, bool is_last) {
  const GirInstr *in = v->in;
  need(v, in->op < GIR_OP_COUNT, "unknown instruction");
  check_terminator(v, is_last);
  int n = arg_count(in->op);
  need(v, n < 0 || (uint32_t)n == in->n_args, "wrong number of operands");
  gir_instr_operands((GirInstr *)(uintptr_t)in, check_operand, v);
  if (in->dst)
    check_local(v, in->dst);
  if (in->dst2)
    check_local(v, in->dst2);
  if (in->place)
    check_place(v, in->place);
  bool wants_place = in->op == GIR_OP_LOAD || in->op == GIR_OP_STORE || in->op == GIR_OP_ADDR ||
                     in->op == GIR_OP_ZERO;
  need(v, wants_place == (in->place != NULL), "place missing or not allowed");
  bool wants_site = gir_op_flags(in->op) & GIR_F_SITE;
  need(v, wants_site == (in->site != NULL), "site missing or not allowed");
  if (in->op == GIR_OP_CALL)
    check_call(v);
  if (in->op == GIR_OP_NEW && in->n_args != 0)
    need(v, in->n_args == 1 && in->args[0].type == in->type, "a box of another type");
  if (in->op == GIR_OP_DEFER)
    need(v, in->n_args == (in->sub == GIR_DEFER_FOR ? 3 : 1), "wrong number of operands");
  if (in->op == GIR_OP_SELECT)
    check_select(v);
  if (in->op == GIR_OP_VAR)
    need(v, gir_local(v->f, in->dst)->is_memory && gir_local(v->f, in->dst)->site == in->site,
         "var of a plain local");
  else if (in->dst)
    need(v, !gir_local(v->f, in->dst)->is_memory, "result goes to a memory local");
  if (in->op == GIR_OP_ADDR && in->place->base == GIR_BASE_LOCAL)
    need(v, gir_local(v->f, in->place->local)->is_memory, "address of a plain local");
  if (in->op >= GIR_OP_MAKE_MAP && in->op <= GIR_OP_MAP_NEXT)
    need(v, in->callee && in->callee->func, "map instruction without function");
  if (in->op == GIR_OP_CLOSURE)
    need(v, in->callee && in->callee->func && in->n_args == in->callee->func->n_captures,
         "captures do not match");
}

static void check_func(Verifier *v, const GirFunc *f) {
  v->f = f;
  v->b = NULL;
  v->in = NULL;
  need(v, f->symbol != NULL && f->type != NULL, "function without symbol or type");
  need(v, (f->is_external || f->is_imported) == (f->blocks.len == 0),
       "a body is missing or not allowed");
  need(v, !f->has_defer || !f->blocks.len || f->recover_block, "defer without recover block");
  for (uint32_t i = 0; i < f->blocks.len; i++) {
    v->b = f->blocks.data[i];
    v->in = NULL;
    need(v, v->b->id == i, "block has a wrong number");
    need(v, v->b->instrs.len > 0, "empty block");
    for (uint32_t k = 0; k < v->b->instrs.len; k++) {
      v->in = v->b->instrs.data[k];
      check_instr(v, k + 1 == v->b->instrs.len);
    }
  }
}

void gir_verify(const GirProgram *p, const char *after) {
  Verifier v = {.p = p, .after = after};
  for (uint32_t i = 1; i < p->funcs.len; i++)
    if (p->funcs.data[i])
      check_func(&v, p->funcs.data[i]);
}
