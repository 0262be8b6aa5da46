/// \file
/// Variables of functions: where each lives (register-like local, memory local, captured value,
/// captured pointer), how it is declared, read and addressed.

#include "lower_internal.h"

static void set_local(LowerFn *f, const TyObject *v, GirLocalId id) {
  gl_ptrmap_set(f->vars, v, (void *)(uintptr_t)id);
}

static GirLocalId local_of(const LowerFn *f, const TyObject *v) {
  GirLocalId id = (GirLocalId)(uintptr_t)gl_ptrmap_get(f->vars, v);
  GL_ASSERT(id, "variable %s is not known in %s", v->name->text, f->f->symbol);
  return id;
}

static GirSiteKind site_kind(GirLocalKind kind) {
  switch (kind) {
  case GIR_LOCAL_PARAM: return GIR_SITE_PARAM;
  case GIR_LOCAL_RESULT: return GIR_SITE_RESULT;
  case GIR_LOCAL_VAR:
  case GIR_LOCAL_TEMP:
  case GIR_LOCAL_CAPTURE: return GIR_SITE_VAR;
  }
  GL_UNREACHABLE();
}

void lower_renew(LowerFn *f, GirLocalId id, GlLoc loc) {
  GirInstr *in = lower_emit(f, GIR_OP_VAR, loc, 0);
  in->dst = id;
  in->type = gir_local(f->f, id)->type;
  in->site = gir_local(f->f, id)->site;
}

static void make_memory(LowerFn *f, GirLocalId id, GirSiteKind kind, const TyObject *v) {
  if (v->name->text[0] == '.') // hidden
    kind = GIR_SITE_TEMP;
  GirSite *s = gir_site_new(f->p, f->f, kind, lower_var_type(f->c, v), v->name->text, v->loc);
  GirLocal *l = gir_local(f->f, id);
  l->is_memory = true;
  l->site = s;
  lower_renew(f, id, v->loc);
}

GirLocalId lower_declare(LowerFn *f, TyObject *v, GirLocalKind kind) {
  const TyType *t = lower_var_type(f->c, v);
  bool is_memory = lower_is_memory(f->lit->facts, v);
  GirLocalId id = gir_local_new(f->p, f->f, kind, v->name, t, v->loc);
  if (kind == GIR_LOCAL_PARAM && is_memory) { // the parameter itself stays a plain value
    GirLocalId copy = gir_local_new(f->p, f->f, GIR_LOCAL_VAR, v->name, t, v->loc);
    set_local(f, v, copy);
    make_memory(f, copy, GIR_SITE_PARAM, v);
    lower_store(f, gir_place_local(f->p, f->f, copy), lower_use(f, id), v->loc);
    return id;
  }
  set_local(f, v, id);
  if (is_memory)
    make_memory(f, id, site_kind(kind), v);
  return id;
}

static void set_value(LowerFn *f, GirLocalId id, GirOperand value, GlLoc loc) {
  if (gir_local(f->f, id)->is_memory)
    lower_store(f, gir_place_local(f->p, f->f, id), value, loc);
  else
    lower_copy_to(f, id, value, loc);
}

static void note_constant(LowerFn *f, TyObject *v, GirLocalId id, GirOperand value) {
  const LowerVarFacts *facts = gl_ptrmap_get(f->lit->facts->vars, v);
  if (value.kind != GIR_OPERAND_CONST || !facts || facts->is_assigned || facts->is_address_taken ||
      value.type != gir_local(f->f, id)->type)
    return;
  while (f->constants.len <= id)
    GL_VEC_PUSH(f->c->arena, &f->constants, NULL);
  f->constants.data[id] = value.konst;
}

GirOperand lower_known_value(const LowerFn *f, GirOperand v) {
  if (v.kind != GIR_OPERAND_LOCAL || v.local >= f->constants.len || !f->constants.data[v.local])
    return v;
  return (GirOperand){
      .kind = GIR_OPERAND_CONST, .konst = f->constants.data[v.local], .type = v.type};
}

void lower_define(LowerFn *f, TyObject *v, GirOperand value, GlLoc loc) {
  GirLocalId id = lower_declare(f, v, GIR_LOCAL_VAR);
  note_constant(f, v, id, value);
  set_value(f, id, value, loc);
}

void lower_define_zero(LowerFn *f, TyObject *v, GlLoc loc) {
  GirLocalId id = lower_declare(f, v, GIR_LOCAL_VAR);
  if (!gir_local(f->f, id)->is_memory)
    lower_copy_to(f, id, lower_zero_value(f, lower_var_type(f->c, v)), loc);
}

static bool is_ref(const LowerFn *f, GirLocalId id) {
  const GirLocal *l = gir_local(f->f, id);
  return l->kind == GIR_LOCAL_CAPTURE && l->ref_name;
}

GirPlace *lower_var_place(LowerFn *f, TyObject *v) {
  if (v->is_package_level)
    return gir_place_global(f->p, lower_global_of(f->c, v));
  GirLocalId id = local_of(f, v);
  if (is_ref(f, id))
    return gir_place_deref(f->p, lower_use(f, id), lower_var_type(f->c, v));
  return gir_place_local(f->p, f->f, id);
}

GirLocalId lower_plain_local(LowerFn *f, const TyObject *v) {
  if (v->is_package_level)
    return 0;
  GirLocalId id = local_of(f, v);
  return is_ref(f, id) || gir_local(f->f, id)->is_memory ? 0 : id;
}

GirOperand lower_var_value(LowerFn *f, TyObject *v, GlLoc loc) {
  GirLocalId id = lower_plain_local(f, v);
  return id ? lower_use(f, id) : lower_load(f, lower_var_place(f, v), loc);
}

GirOperand lower_var_ref(LowerFn *f, TyObject *v, GlLoc loc) {
  return lower_addr(f, lower_var_place(f, v), loc);
}
