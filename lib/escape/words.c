/// \file
/// What the user wrote, as far as GIR still tells: texts of operands, places, callees and sizes.
/// A temporary is shown by the instruction that computes it. No name made by the compiler is ever
/// shown: then the answer is NULL.

#include "escape_internal.h"

#include <inttypes.h>
#include <string.h>

enum { MAX_TEXT_DEPTH = 6 };

static const char *operand_text(EscGraph *g, const GirOperand *o, int depth);

void esc_find_defs(EscGraph *g) {
  const GirFunc *f = g->f;
  if (g->defs)
    return;
  g->defs = GL_NEW_ARRAY(g->a, const GirInstr *, f->locals.len);
  uint32_t *n = GL_NEW_ARRAY(g->a, uint32_t, f->locals.len);
  for (uint32_t i = 0; i < f->n_params; i++)
    n[f->params[i]] = 2;
  for (uint32_t i = 0; i < f->n_captures; i++)
    n[f->captures[i]] = 2;
  for (uint32_t b = 0; b < f->blocks.len; b++)
    for (uint32_t i = 0; i < f->blocks.data[b]->instrs.len; i++) {
      const GirInstr *in = f->blocks.data[b]->instrs.data[i];
      if ((in->op == GIR_OP_STORE || in->op == GIR_OP_ZERO) && in->place->base == GIR_BASE_LOCAL)
        n[in->place->local] += 2;
      for (uint32_t k = 0; k < in->n_dsts; k++) {
        n[in->dsts[k]]++;
        g->defs[in->dsts[k]] = in;
      }
      n[in->dst]++;
      g->defs[in->dst] = in;
      n[in->dst2]++;
      g->defs[in->dst2] = in;
    }
  for (uint32_t i = 0; i < f->locals.len; i++)
    if (i == 0 || n[i] > 1)
      g->defs[i] = NULL;
}

static const char *path_text(EscGraph *g, const char *base, const GirPlace *p, uint32_t from,
                             int depth) {
  const TyType *t = ty_under(p->base_type);
  for (uint32_t i = 0; base && i < p->n_path; i++) {
    const GirPathElem *e = &p->path[i];
    if (e->is_index) {
      bool is_slice = i == 0 && p->base == GIR_BASE_SLICE;
      if (!is_slice)
        t = ty_under(t->array.elem);
      if (i < from)
        continue;
      const char *index = operand_text(g, &e->index, depth + 1);
      base = gl_arena_printf(g->b->arena, "%s[%s]", base, index ? index : "…");
      continue;
    }
    base = gl_arena_printf(g->b->arena, "%s.%s", base, t->strct.fields[e->field].name->text);
    t = ty_under(t->strct.fields[e->field].type);
  }
  return base;
}

static const char *local_text(EscGraph *g, GirLocalId id) {
  const GirLocal *l = gir_local(g->f, id);
  GlName n = l->ref_name ? l->ref_name : l->name;
  return n && n->text[0] != '.' ? n->text : NULL; // a dot: lower's own
}

static const char *place_text(EscGraph *g, const GirPlace *p, int depth) {
  if (depth > MAX_TEXT_DEPTH)
    return NULL;
  switch (p->base) {
  case GIR_BASE_LOCAL: return path_text(g, local_text(g, p->local), p, 0, depth);
  case GIR_BASE_GLOBAL:
    return path_text(g, p->global->name ? p->global->name->text : NULL, p, 0, depth);
  case GIR_BASE_SLICE: return path_text(g, operand_text(g, &p->ptr, depth + 1), p, 0, depth);
  case GIR_BASE_DEREF: break;
  }
  const char *ptr = operand_text(g, &p->ptr, depth + 1);
  if (!ptr)
    return NULL;
  // A variable captured by reference is written without a star; so is the pointer before a field.
  bool is_ref = p->ptr.kind == GIR_OPERAND_LOCAL && gir_local(g->f, p->ptr.local)->ref_name;
  if (ptr[0] == '&' && p->n_path)
    ptr++;
  else if (!is_ref && p->n_path == 0)
    ptr = ptr[0] == '&' ? ptr + 1 : gl_arena_printf(g->b->arena, "*%s", ptr);
  return path_text(g, ptr, p, 0, depth);
}

static const char *slice_text(EscGraph *g, const GirInstr *in, int depth) {
  const char *t = operand_text(g, &in->args[0], depth + 1);
  if (!t || ty_under_kind(in->args[0].type) != TY_POINTER)
    return t;
  if (t[0] != '&' && strchr(t, '{')) // a slice literal's own array
    return t;
  t += t[0] == '&';
  bool is_whole = in->args[1].kind == GIR_OPERAND_NONE && in->args[2].kind == GIR_OPERAND_NONE;
  return gl_arena_printf(g->b->arena, is_whole ? "%s[:]" : "%s[…]", t);
}

static const char *assert_text(EscGraph *g, const GirInstr *in, int depth) {
  const char *t = operand_text(g, &in->args[0], depth + 1);
  if (!t)
    return NULL;
  return gl_arena_printf(g->b->arena, "%s.(%s)", t,
                         ty_string(g->b->arena, in->type, TY_STRING_MESSAGE, g->f->pkg));
}

static bool passes_through(GirOp op) {
  return op == GIR_OP_COPY || op == GIR_OP_CONVERT || op == GIR_OP_CONVERT_IFACE ||
         op == GIR_OP_MAKE_IFACE || op == GIR_OP_DATA || op == GIR_OP_MAKE_HEADER;
}

static const char *instr_text(EscGraph *g, const GirInstr *in, int depth) {
  if (passes_through(in->op))
    return operand_text(g, &in->args[0], depth + 1);
  if (in->op == GIR_OP_LOAD)
    return place_text(g, in->place, depth + 1);
  if (in->op == GIR_OP_SLICE)
    return slice_text(g, in, depth);
  if (in->op == GIR_OP_TYPE_ASSERT)
    return assert_text(g, in, depth);
  if (in->op == GIR_OP_ADDR) {
    const char *t = place_text(g, in->place, depth + 1);
    return t ? gl_arena_printf(g->b->arena, "&%s", t) : NULL;
  }
  if (in->op == GIR_OP_CALL) {
    const char *t = esc_callee_text(g, in);
    return t ? gl_arena_printf(g->b->arena, "%s(%s)", t, in->n_args ? "…" : "") : NULL;
  }
  return in->site ? in->site->text : NULL;
}

static const char *operand_text(EscGraph *g, const GirOperand *o, int depth) {
  if (depth > MAX_TEXT_DEPTH)
    return NULL;
  switch (o->kind) {
  case GIR_OPERAND_NONE: return NULL;
  case GIR_OPERAND_CONST:
    if (o->konst->kind != GIR_CONST_INT)
      return NULL;
    return gl_arena_printf(g->b->arena, "%" PRId64, (int64_t)o->konst->bits);
  case GIR_OPERAND_FUNC: {
    const char *dot = strrchr(o->func->symbol, '.');
    return o->func->outer || !dot ? "func literal" : dot + 1;
  }
  case GIR_OPERAND_GLOBAL:
    return o->global->name ? gl_arena_printf(g->b->arena, "&%s", o->global->name->text) : NULL;
  case GIR_OPERAND_LOCAL: break;
  }
  const char *name = local_text(g, o->local);
  if (name)
    return name;
  esc_find_defs(g);
  const GirInstr *def = g->defs[o->local];
  return def ? instr_text(g, def, depth) : NULL;
}

const char *esc_operand_text(EscGraph *g, const GirOperand *o) { return operand_text(g, o, 0); }

const char *esc_place_text(EscGraph *g, const GirPlace *p) { return place_text(g, p, 0); }

/// Name of a function in messages: without package; a literal has none.
static const char *func_text(const GirFunc *f) {
  if (f->outer || f->is_wrapper)
    return NULL;
  const char *slash = strrchr(f->symbol, '/');
  const char *dot = strchr(slash ? slash : f->symbol, '.');
  return dot ? dot + 1 : f->symbol;
}

const char *esc_callee_text(EscGraph *g, const GirInstr *call) {
  const GirCallee *c = call->callee;
  if (!c)
    return NULL;
  switch (c->kind) {
  case GIR_CALL_STATIC: return func_text(c->func);
  case GIR_CALL_CLOSURE: return esc_operand_text(g, &c->closure);
  case GIR_CALL_METHOD: break;
  }
  const char *recv = esc_operand_text(g, &c->closure);
  const TyMethod *m = ty_iface_method(ty_under(c->closure.type), c->method);
  return recv ? gl_arena_printf(g->b->arena, "%s.%s", recv, m->name->text) : m->name->text;
}

const char *esc_size_text(GlArena *a, int64_t size) {
  if (size == 1)
    return "1 byte";
  if (size < 1024)
    return gl_arena_printf(a, "%" PRId64 " bytes", size);
  const char *unit = size < 1 << 20 ? "KiB" : size < 1 << 30 ? "MiB" : "GiB";
  int shift = size < 1 << 20 ? 10 : size < 1 << 30 ? 20 : 30;
  int64_t whole = size >> shift, tenth = (size - (whole << shift)) * 10 >> shift;
  if (tenth == 0 || whole >= 100)
    return gl_arena_printf(a, "%" PRId64 " %s", whole, unit);
  return gl_arena_printf(a, "%" PRId64 ".%" PRId64 " %s", whole, tenth, unit);
}
