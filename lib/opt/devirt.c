/// \file
/// Devirtualisation: calls of interface methods and func values whose target is known become static
/// calls. Needs: verified GIR. Changes: callees and arguments of calls. Keeps: everything else.

#include "opt_internal.h"

/// A func value that is one known function: seen through copies.
static const GirOperand *known_func(const OptDefs *d, const GirOperand *o) {
  while (o->kind == GIR_OPERAND_LOCAL) {
    GirInstr *in = d->only[o->local];
    if (!in || in->op != GIR_OP_COPY)
      return NULL;
    o = &in->args[0];
  }
  return o->kind == GIR_OPERAND_FUNC ? o : NULL;
}

static bool devirt_func_value(const OptDefs *d, GirInstr *call) {
  GirCallee *c = call->callee;
  const GirOperand *func = known_func(d, &c->closure);
  if (func) {
    c->kind = GIR_CALL_STATIC;
    c->func = func->func;
    c->closure = gir_none();
    return true;
  }
  GirInstr *def = opt_def_of(d, &c->closure);
  if (!def || def->op != GIR_OP_CLOSURE)
    return false;
  c->kind = GIR_CALL_STATIC;
  c->func = def->callee->func;
  if (c->func->n_captures == 0)
    c->closure = gir_none();
  return true;
}

static GirFunc *method_target(const GirProgram *p, const TyType *dynamic, const GirCallee *c) {
  const GirLiveType *l = gir_live_type_find(p, dynamic);
  if (!l || !l->ifn)
    return NULL;
  const TyMethod *m = ty_iface_method(ty_under(c->closure.type), c->method);
  for (uint32_t i = 0; i < l->methods->n; i++) {
    const TyObject *o = l->methods->methods[i].object;
    bool same = o && o->name == m->name &&
                (m->pkg == NULL || o->pkg == m->pkg || ((m->name->text[0] & 0xe0) == 0x40));
    if (same)
      return l->ifn[i];
  }
  return NULL;
}

static bool devirt_method(GirProgram *p, const OptDefs *d, GirInstr *call) {
  GirCallee *c = call->callee;
  GirInstr *def = opt_def_of(d, &c->closure);
  while (def && def->op == GIR_OP_CONVERT_IFACE)
    def = opt_def_of(d, &def->args[0]);
  if (!def || def->op != GIR_OP_MAKE_IFACE || !opt_is_stable(d, &def->args[0]))
    return false;
  GirFunc *target = method_target(p, def->type, c);
  if (!target || target->n_params != call->n_args + 1)
    return false;
  GirOperand *args = GL_NEW_ARRAY(p->arena, GirOperand, call->n_args + 1);
  args[0] = def->args[0];
  for (uint32_t i = 0; i < call->n_args; i++)
    args[i + 1] = call->args[i];
  call->args = args;
  call->n_args++;
  c->kind = GIR_CALL_STATIC;
  c->func = target;
  c->closure = gir_none();
  return true;
}

static bool devirt_instr(GirProgram *p, const OptDefs *d, GirInstr *in) {
  if (in->op != GIR_OP_CALL)
    return false;
  switch (in->callee->kind) {
  case GIR_CALL_STATIC: return false;
  case GIR_CALL_CLOSURE: return devirt_func_value(d, in);
  case GIR_CALL_METHOD: return devirt_method(p, d, in);
  }
  GL_UNREACHABLE();
}

bool opt_devirt_func(GirProgram *p, GirFunc *f) {
  GlArena *scratch = gl_arena_new();
  OptDefs d = opt_defs(scratch, f);
  bool changed = false;
  for (uint32_t b = 0; b < f->blocks.len; b++)
    for (uint32_t i = 0; i < f->blocks.data[b]->instrs.len; i++)
      changed |= devirt_instr(p, &d, f->blocks.data[b]->instrs.data[i]);
  gl_arena_free(scratch);
  return changed;
}

void opt_devirt_run(GirProgram *p) {
  for (uint32_t i = 1; i < p->funcs.len; i++)
    opt_devirt_func(p, p->funcs.data[i]);
}
