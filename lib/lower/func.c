/// \file
/// Function bodies: parameters, results, captures, return, what happens at the end.
/// Source: Go spec "Function types", "Return statements", "Handling panics".

#include "lower_internal.h"

void lower_begin(LowerFn *f, LowerCtx *c, GirFunc *g, LowerPkg *pkg) {
  *f = (LowerFn){.c = c, .p = c->prog, .f = g, .pkg = pkg};
  f->vars = gl_ptrmap_new(c->arena);
  f->memo = gl_ptrmap_new(c->arena);
  f->labels = gl_ptrmap_new(c->arena);
  f->cur = gir_block_new(f->p, g);
}

void lower_end(LowerFn *f) {
  GirBlockList order = gir_reverse_post_order(f->c->arena, f->f);
  f->f->blocks.len = 0;
  for (uint32_t i = 0; i < order.len; i++) {
    order.data[i]->id = i;
    GL_VEC_PUSH(f->c->arena, &f->f->blocks, order.data[i]);
  }
}

// --- signatures
// ------------------------------------------------------------------------------------

void lower_bare_params(LowerCtx *c, GirFunc *g, const TyType *recv) {
  const TyType *t = g->type;
  uint32_t n = t->func.n_params + (recv != NULL);
  g->params = GL_NEW_ARRAY(c->arena, GirLocalId, n + 1);
  if (recv)
    g->params[g->n_params++] =
        gir_local_new(c->prog, g, GIR_LOCAL_PARAM, NULL, ty_canonical(recv), g->loc);
  for (uint32_t i = 0; i < t->func.n_params; i++)
    g->params[g->n_params++] = gir_local_new(c->prog, g, GIR_LOCAL_PARAM, NULL,
                                             ty_canonical(t->func.params[i].type), g->loc);
}

void lower_bare_results(LowerCtx *c, GirFunc *g) {
  const TyType *t = g->type;
  g->results = GL_NEW_ARRAY(c->arena, GirLocalId, t->func.n_results + 1);
  for (uint32_t i = 0; i < t->func.n_results; i++)
    g->results[g->n_results++] = gir_local_new(c->prog, g, GIR_LOCAL_RESULT, NULL,
                                               ty_canonical(t->func.results[i].type), g->loc);
}

/// The variable that a field of a signature declares, or NULL.
static TyObject *field_variable(const LowerFn *f, const SynNode *field) {
  SynNode *name = field->field.name;
  return name && !lower_is_blank(name) ? lower_object(f->c, name) : NULL;
}

static GirLocalId parameter(LowerFn *f, const SynNode *field, const TyType *t) {
  TyObject *v = field_variable(f, field);
  if (v)
    return lower_declare(f, v, GIR_LOCAL_PARAM);
  GlName name = field->field.name ? field->field.name->ident.name : NULL;
  return gir_local_new(f->p, f->f, GIR_LOCAL_PARAM, name, ty_canonical(t), field->loc);
}

static void parameters(LowerFn *f, const SynNode *recv, const TyType *recv_type, SynNode *type) {
  SynList params = type->func_type.params;
  GirFunc *g = f->f;
  g->params = GL_NEW_ARRAY(f->c->arena, GirLocalId, params.len + 2);
  if (recv)
    g->params[g->n_params++] = parameter(f, recv, recv_type);
  for (uint32_t i = 0; i < params.len; i++)
    g->params[g->n_params++] = parameter(f, params.data[i], g->type->func.params[i].type);
}

static void results(LowerFn *f, SynNode *type, bool has_defer) {
  SynList list = type->func_type.results;
  GirFunc *g = f->f;
  g->results = GL_NEW_ARRAY(f->c->arena, GirLocalId, list.len + 1);
  for (uint32_t i = 0; i < list.len; i++) {
    TyObject *v = field_variable(f, list.data[i]);
    const TyType *t = ty_canonical(g->type->func.results[i].type);
    if (!v && f->lit->results && f->lit->results[i]) { // a range body sets it
      v = f->lit->results[i];
      v->type = t;
    }
    GirLocalId id = v ? lower_declare(f, v, GIR_LOCAL_RESULT)
                      : gir_local_new(f->p, g, GIR_LOCAL_RESULT, NULL, t, list.data[i]->loc);
    g->results[g->n_results++] = id;
    gir_local(g, id)->is_volatile = has_defer;
    bool has_name = v || list.data[i]->field.name;
    if (!gir_local(g, id)->is_memory && (has_name || has_defer))
      lower_copy_to(f, id, lower_zero_value(f, t), list.data[i]->loc);
  }
}

void lower_capture_locals(LowerFn *f) {
  LowerLit *l = f->lit;
  f->f->captures = GL_NEW_ARRAY(f->c->arena, GirLocalId, l->captures.len + 1);
  for (uint32_t i = 0; i < l->captures.len; i++) {
    TyObject *v = l->captures.data[i];
    bool by_ref = lower_is_by_ref(l->facts, v);
    const TyType *t = lower_var_type(f->c, v);
    GirLocalId id = gir_local_new(f->p, f->f, GIR_LOCAL_CAPTURE, v->name,
                                  by_ref ? lower_pointer_to(f->c, t) : t, v->loc);
    if (by_ref)
      gir_local(f->f, id)->ref_name = v->name;
    gl_ptrmap_set(f->vars, v, (void *)(uintptr_t)id);
    f->f->captures[f->f->n_captures++] = id;
  }
}

// --- return
// ----------------------------------------------------------------------------------------

static GirOperand result_value(LowerFn *f, uint32_t i, GlLoc loc) {
  GirLocalId id = f->f->results[i];
  if (gir_local(f->f, id)->is_memory)
    return lower_load(f, gir_place_local(f->p, f->f, id), loc);
  return lower_use(f, id);
}

static void return_results(LowerFn *f, GlLoc loc) {
  uint32_t n = f->f->n_results;
  GirOperand *v = GL_NEW_ARRAY(f->c->arena, GirOperand, n + 1);
  for (uint32_t i = 0; i < n; i++)
    v[i] = result_value(f, i, loc);
  lower_return(f, v, loc);
}

void lower_return_results(LowerFn *f, GlLoc loc) {
  if (f->exit)
    lower_jump(f, f->exit, loc);
  else
    return_results(f, loc);
}

static void set_result(LowerFn *f, uint32_t i, GirOperand v, GlLoc loc) {
  GirLocalId id = f->f->results[i];
  if (gir_local(f->f, id)->is_memory)
    lower_store(f, gir_place_local(f->p, f->f, id), v, loc);
  else
    lower_copy_to(f, id, v, loc);
}

GirOperand *lower_return_values(LowerFn *f, SynList e, const TyType *const *types, uint32_t n,
                                GlLoc loc) {
  GirOperand *v = GL_NEW_ARRAY(f->c->arena, GirOperand, n + 1);
  if (e.len == n) {
    lower_exprs_to(f, e.data, types, n, v);
    return v;
  }
  uint32_t n_values;
  v = lower_call_results(f, syn_unparen(e.data[0]), &n_values);
  for (uint32_t i = 0; i < n; i++)
    v[i] = lower_assign_convert(f, v[i], types[i], e.data[0], loc);
  return v;
}

static GirOperand *return_values(LowerFn *f, SynList e, GlLoc loc) {
  uint32_t n = f->f->n_results;
  const TyType **types = GL_NEW_ARRAY(f->c->arena, const TyType *, n + 1);
  for (uint32_t i = 0; i < n; i++)
    types[i] = gir_local(f->f, f->f->results[i])->type;
  return lower_return_values(f, e, types, n, loc);
}

/// Deferred calls see the results, and so does a literal that captured one: it may outlive the
/// call.
static void set_results(LowerFn *f, GirOperand *v, GlLoc loc) {
  uint32_t n = f->f->n_results;
  bool stores = f->exit;
  for (uint32_t i = 0; i < n; i++)
    stores |= gir_local(f->f, f->f->results[i])->is_memory;
  for (uint32_t i = 0; i < n && n > 1 && stores; i++)
    v[i] = lower_snapshot(f, v[i], loc);
  for (uint32_t i = 0; i < n; i++)
    if (f->exit || gir_local(f->f, f->f->results[i])->is_memory)
      set_result(f, i, v[i], loc);
}

void lower_return_stmt(LowerFn *f, SynNode *s) {
  SynList e = s->return_stmt.results;
  if (f->range) {
    lower_range_return(f, s);
    return;
  }
  if (e.len == 0) {
    lower_return_results(f, s->loc);
    return;
  }
  GirOperand *v = return_values(f, e, s->loc);
  set_results(f, v, s->loc);
  if (f->exit)
    lower_jump(f, f->exit, s->loc);
  else
    lower_return(f, v, s->loc);
}

/// Runs the deferred calls and returns: once for ordinary returns, once after a recovered panic.
static void leave(LowerFn *f, GirBlock *b, GlLoc loc) {
  f->cur = b;
  lower_emit(f, GIR_OP_RUN_DEFERS, loc, 0);
  return_results(f, loc);
}

// --- bodies
// ----------------------------------------------------------------------------------------

static void finish(LowerFn *f, GlLoc loc) {
  if (f->cur) {
    if (f->f->n_results)
      lower_unreachable(f, loc);
    else if (f->exit)
      lower_jump(f, f->exit, loc);
    else
      lower_return(f, NULL, loc);
  }
  if (f->exit) {
    leave(f, f->exit, loc);
    leave(f, f->f->recover_block, loc);
  }
  lower_end(f);
}

void lower_func_body(LowerCtx *c, const LowerWork *w) {
  c->inst = w->inst;
  SynNode *recv = NULL;
  LowerLit *lit = w->lit;
  if (!lit) {
    recv = w->object->decl->func_decl.recv;
    lit = lower_find_facts(c, recv, w->type, w->body)->root;
  }
  LowerFn f;
  lower_begin(&f, c, w->func, w->pkg);
  f.lit = lit;
  GirFunc *g = w->func;
  g->has_recover |= lit->has_recover;
  g->has_defer = lit->has_defer;
  g->end_loc = w->body->block.rbrace;
  if (w->lit)
    lower_capture_locals(&f);
  parameters(&f, recv, recv ? w->object->recv : NULL, w->type);
  results(&f, w->type, lit->has_defer);
  if (lit->has_defer) {
    f.exit = lower_block(&f);
    g->recover_block = lower_block(&f);
  }
  lower_range_hidden(&f, w->body->loc);
  lower_block_stmt(&f, w->body);
  finish(&f, g->end_loc);
  c->inst = NULL;
}
