/// \file
/// The pre-pass over bodies of range-over-func loops: which hidden variables of the function around
/// them they use.
/// Source: Go spec "For statements with range clause".

#include "capture_internal.h"

/// A variable that lower itself needs. Its name is never shown.
static TyObject *hidden(LowerWalker *w, LowerLit *owner, const char *name, const TyType *type,
                        GlLoc loc) {
  TyObject *o = GL_NEW(w->c->arena, TyObject);
  o->kind = TY_OBJ_VAR;
  o->name = gl_intern_cstr(w->c->names, name);
  o->type = type;
  o->loc = loc;
  LowerVarFacts *x = GL_NEW(w->c->arena, LowerVarFacts);
  x->owner = owner;
  x->loop = owner == w->lit ? w->loop : NULL;
  gl_ptrmap_set(w->facts->vars, o, x);
  return o;
}

/// The function at hand, a range body, uses variable `o` of an outer one.
static void use_outer(LowerWalker *w, TyObject *o, bool assigns) {
  LowerVarFacts *x = lower_facts_of(w, o);
  if (x->owner != w->lit)
    lower_capture(w, o, x);
  x->is_assigned |= assigns;
  x->is_shared |= assigns;
}

LowerLit *lower_lit_func_of(LowerLit *l) {
  while (l->is_range_body)
    l = l->outer;
  return l;
}

void lower_walk_range_exit(LowerWalker *w, GlLoc loc) {
  LowerLit *f = lower_lit_func_of(w->lit);
  if (!f->next)
    f->next = hidden(w, f, ".next", w->c->t_int, loc);
  use_outer(w, f->next, true);
}

void lower_walk_range_return(LowerWalker *w, SynNode *s) {
  LowerLit *f = lower_lit_func_of(w->lit);
  SynList results = f->type->func_type.results;
  lower_walk_range_exit(w, s->loc);
  if (!f->results)
    f->results = GL_NEW_ARRAY(w->c->arena, TyObject *, results.len + 1);
  for (uint32_t i = 0; i < results.len && s->return_stmt.results.len; i++) {
    SynNode *name = results.data[i]->field.name;
    if (!f->results[i] && name && !lower_is_blank(name))
      f->results[i] = ty_info_object(w->c->info, name);
    if (!f->results[i]) {
      f->results[i] = hidden(w, f, ".result", NULL, results.data[i]->loc);
      f->results[i]->is_result = true;
    }
    use_outer(w, f->results[i], true);
  }
}

void lower_walk_range_defer(LowerWalker *w, GlLoc loc) {
  LowerLit *f = lower_lit_func_of(w->lit);
  if (!f->frame) {
    f->frame = hidden(w, f, ".frame", w->c->t_unsafe, loc);
    f->chain = hidden(w, f, ".chain", w->c->t_unsafe, loc);
  }
  use_outer(w, f->frame, false);
  use_outer(w, f->chain, false);
}

void lower_walk_range_recover(LowerWalker *w, GlLoc loc) {
  LowerLit *f = lower_lit_func_of(w->lit);
  f->has_recover = true;
  if (f == w->lit)
    return;
  if (!f->token)
    f->token = hidden(w, f, ".token", w->c->t_unsafe, loc);
  use_outer(w, f->token, false);
}

LowerLit *lower_walk_range_begin(LowerWalker *w, SynNode *s) {
  LowerLit *l = GL_NEW(w->c->arena, LowerLit);
  l->node = s;
  l->outer = w->lit;
  l->loop = w->loop;
  l->facts = w->facts;
  l->is_range_body = true;
  l->state = hidden(w, w->lit, ".state", w->c->t_int, s->loc);
  gl_ptrmap_set(w->facts->lits, s, l);
  w->lit = l;
  use_outer(w, l->state, true);
  return l;
}
