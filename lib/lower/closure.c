/// \file
/// Function literals: their functions and the records of captured variables.

#include "lower_internal.h"

static LowerLit *lit_facts(const LowerFn *f, const SynNode *lit) {
  LowerLit *l = gl_ptrmap_get(f->lit->facts->lits, lit);
  GL_ASSERT(l, "function literal was not seen by the pre-pass");
  return l;
}

static GirFunc *new_lit_func(LowerCtx *c, LowerPkg *pkg, LowerLit *l, GirFunc *outer,
                             const char *symbol) {
  const SynNode *n = l->node;
  const TyType *type = ty_canonical(lower_type_of(c, n));
  GirFunc *g = gir_func_new(c->prog, symbol, pkg->in->package, ty_under(type), n->loc);
  g->outer = outer;
  g->is_shared = outer && outer->is_shared;
  g->has_recover = l->has_recover;
  lower_enqueue(c, (LowerWork){.func = g,
                               .lit = l,
                               .type = n->func_lit.type,
                               .body = n->func_lit.body,
                               .pkg = pkg,
                               .inst = c->inst});
  return g;
}

GirFunc *lower_lit_func(LowerFn *f, SynNode *lit) {
  LowerCtx *c = f->c;
  const char *symbol;
  if (f->lit->node)
    symbol = gl_arena_printf(c->arena, "%s.%u", f->f->symbol, ++f->n_lits);
  else if (f->f->loc == GL_LOC_NONE) // package initialiser
    symbol = gl_arena_printf(c->arena, "%s.init.func%u", f->pkg->path, ++f->pkg->n_lits);
  else
    symbol = gl_arena_printf(c->arena, "%s.func%u", f->f->symbol, ++f->n_lits);
  return new_lit_func(c, f->pkg, lit_facts(f, lit), f->f, symbol);
}

GirFunc *lower_global_lit(LowerCtx *c, LowerPkg *pkg, SynNode *lit) {
  LowerFacts *facts = lower_find_facts(c, NULL, NULL, lit);
  const char *symbol = gl_arena_printf(c->arena, "%s.init.func%u", pkg->path, ++pkg->n_lits);
  return new_lit_func(c, pkg, gl_ptrmap_get(facts->lits, lit), NULL, symbol);
}

/// Values and addresses are taken before the CLOSURE instruction, so they are computed first.
GirOperand *lower_captures(LowerFn *f, const LowerLit *l, GlLoc loc) {
  GirOperand *out = GL_NEW_ARRAY(f->c->arena, GirOperand, l->captures.len + 1);
  for (uint32_t i = 0; i < l->captures.len; i++) {
    TyObject *v = l->captures.data[i];
    out[i] = lower_is_by_ref(l->facts, v) ? lower_var_ref(f, v, loc) : lower_var_value(f, v, loc);
  }
  return out;
}

GirOperand lower_record(LowerFn *f, GirFunc *g, const GirOperand *captures, uint32_t n,
                        const TyType *type, GirSite *site, GlLoc loc) {
  GirInstr *in = lower_emit(f, GIR_OP_CLOSURE, loc, n);
  for (uint32_t i = 0; i < n; i++)
    in->args[i] = captures[i];
  in->callee = GL_NEW(f->c->arena, GirCallee);
  in->callee->func = g;
  in->callee->type = g->type;
  in->type = ty_canonical(type);
  in->site = site;
  in->dst = lower_temp(f, type, loc);
  GirOperand r = lower_use(f, in->dst);
  lower_mark_not_nil(f, r);
  return r;
}

GirOperand lower_func_lit(LowerFn *f, SynNode *lit, GirFunc **func) {
  LowerLit *l = lit_facts(f, lit);
  GirFunc *g = lower_lit_func(f, lit);
  if (func)
    *func = g;
  else
    g->is_address_taken = true;
  GirOperand *values = lower_captures(f, l, lit->loc);
  GirSite *s = gir_site_new(f->p, f->f, GIR_SITE_CLOSURE, NULL, "func literal", lit->loc);
  return lower_record(f, g, values, l->captures.len, lower_type(f, lit), s, lit->loc);
}
