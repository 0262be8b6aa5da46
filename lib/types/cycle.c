/// \file
/// Resolving package-level objects on first use, and the cycles that this meets.
/// A type that is mentioned in the right side of a type declaration is only named at first; its own
/// right side waits until the present one is done, so chains of types need no deep recursion.
/// Source: Go spec "Type declarations", "Package initialization"; cmd/compile's messages.

#include "generic_internal.h"

#include <string.h>

/// Declarations that may be open at the same time: it bounds the stack.
enum { MAX_PATH = 1000 };

// --- the path of objects being resolved ----------------------------------------------------------

void ty_path_push(TyChecker *c, TyObject *o) {
  GL_VEC_PUSH(c->arena, &c->path, o);
  TyObjectState *s = ty_state(c, o);
  if (s)
    s->path_index = c->path.len;
}

void ty_path_pop(TyChecker *c) {
  TyObject *o = c->path.data[--c->path.len];
  TyObjectState *s = ty_state(c, o);
  if (s)
    s->path_index = 0;
}

/// 1 + the place of `o` on the path, 0 when it is not there. Local types have no state: they are
/// searched from the top.
uint32_t ty_path_index(TyChecker *c, const TyObject *o) {
  const TyObjectState *s = ty_state(c, o);
  if (s)
    return s->path_index;
  for (uint32_t i = c->path.len; i > 0; i--)
    if (c->path.data[i - 1] == o)
      return i;
  return 0;
}

static uint32_t first_in_source(TyObject *const *cycle, uint32_t n) {
  uint32_t first = 0;
  for (uint32_t i = 1; i < n; i++)
    if (cycle[i]->loc < cycle[first]->loc)
      first = i;
  return first;
}

void ty_report_cycle(TyChecker *c, TyObject *const *cycle, uint32_t n, uint32_t start) {
  const TyObject *o = cycle[start];
  bool is_type = o->kind == TY_OBJ_TYPE;
  if (n == 1) {
    ty_error(c, o->loc, GL_DIAG_TY_CYCLE,
             is_type ? "invalid recursive type: %s refers to itself"
                     : "invalid cycle in declaration: %s refers to itself",
             o->name->text);
    return;
  }
  GlDiag *d = ty_error(c, o->loc, GL_DIAG_TY_CYCLE,
                       is_type ? "invalid recursive type %s" : "invalid cycle in declaration of %s",
                       o->name->text);
  TyReferences r = ty_references_new(c);
  for (uint32_t i = 0; i < n; i++) {
    const TyObject *next = cycle[(start + i + 1) % n];
    ty_references_add(c, &r, o, next);
    o = next;
  }
  ty_references_end(c, &r, d);
}

static void report_path_cycle(TyChecker *c, uint32_t index) {
  TyObject *const *cycle = &c->path.data[index - 1];
  uint32_t n = c->path.len - (index - 1);
  ty_report_cycle(c, cycle, n, first_in_source(cycle, n));
}

bool ty_cycle_is_valid(TyChecker *c, TyObject *o) {
  uint32_t start = ty_path_index(c, o) - 1, n_values = 0, n_types = 0;
  for (uint32_t i = start; i < c->path.len; i++) {
    const TyObject *p = c->path.data[i];
    if (p->kind == TY_OBJ_CONST || p->kind == TY_OBJ_VAR)
      n_values++;
    else if (p->kind == TY_OBJ_TYPE && c->env.in_type_params && p->type &&
             ty_is_generic_type(p->type))
      return true; // a cycle through a type parameter list
    else if (p->kind == TY_OBJ_TYPE && !p->is_alias)
      n_types++;
  }
  if (n_values == c->path.len - start) // found as initialization cycle
    return true;
  if (n_values == 0 && n_types > 0)
    return true;
  report_path_cycle(c, start + 1);
  return false;
}

// --- resolving -----------------------------------------------------------------------------------

static void resolve_deferred(TyChecker *c, uint32_t from);

static void check_var_decl(TyChecker *c, TyObject *o, TyDecl *d) {
  if (d->type)
    o->type = ty_check_var_type(c, d->type);
  if (!d->init) {
    if (!d->type)
      o->type = c->invalid; // reported by the arity check
    return;
  }
  if (!d->lhs || d->n_lhs == 1) {
    TyOperand x = {0};
    ty_check_expr_target(c, &x, d->init, ty_target(c, o->type, o->name->text));
    ty_init_var(c, o, &x, "variable declaration");
    return;
  }
  if (d->type)
    for (uint32_t i = 0; i < d->n_lhs; i++)
      d->lhs[i]->type = o->type;
  ty_init_vars(c, d->lhs, d->n_lhs, (SynList){.data = &d->init, .len = 1}, NULL);
}

static void check_func_decl(TyChecker *c, TyObject *o, TyDecl *d) {
  SynNode *node = d->node;
  // Met again meanwhile, the function has a type, but nothing is known of it yet.
  TyType *f = ty_new_func(c->types, NULL, 0, NULL, 0, false);
  f->is_complete = false;
  o->type = f;
  TySignature *sig = ty_check_signature(c, node->func_decl.recv, node->func_decl.type, f);
  if (sig->recv)
    o->recv = sig->recv->type;
  if (node->func_decl.type->func_type.type_params.len > 0 && !node->func_decl.body &&
      !node->func_decl.body_skipped)
    ty_error(c, node->loc, GL_DIAG_TY_ERROR, "generic function is missing function body");
  if (c->in->ignore_bodies || !(node->func_decl.body || node->func_decl.body_skipped))
    return;
  if (node->func_decl.body_skipped) {
    TyLateBody *late = GL_NEW(c->arena, TyLateBody);
    late->checker = c;
    late->action = GL_NEW(c->arena, TyAction);
    *late->action =
        (TyAction){.kind = TY_ACTION_FUNC_BODY, .version = c->env.version, .sig = sig, .decl = d};
    gl_ptrmap_set(c->world->late_bodies, o, late);
    return;
  }
  TyAction *a = ty_later(c, TY_ACTION_FUNC_BODY);
  a->sig = sig;
  a->decl = d;
  a->node = node->func_decl.body;
}

/// Values are evaluated now: types that they mention are looked into at once.
static void resolve_value(TyChecker *c, TyObject *o, TyDecl *d) {
  uint32_t depth = c->type_depth, base = c->deferred_types.len;
  c->type_depth = 0;
  c->env.decl = d;
  if (o->kind == TY_OBJ_CONST)
    ty_check_const_decl(c, o, d->type, d->init, d->is_inherited);
  else
    check_var_decl(c, o, d);
  resolve_deferred(c, base);
  c->type_depth = depth;
}

static void resolve_now(TyChecker *c, TyObject *o, TyObjectState *s) {
  TyDecl *d = s->decl;
  if (c->path.len >= MAX_PATH) {
    ty_error(c, o->loc, GL_DIAG_TY_LIMIT,
             "chain of more than %d declarations that depend on each other not supported",
             MAX_PATH);
    o->type = c->invalid;
    return;
  }
  ty_path_push(c, o);
  TyEnv saved = c->env;
  c->env = (TyEnv){.scope = d->file, .version = c->file_versions[d->file_index]};
  switch (o->kind) {
  case TY_OBJ_CONST:
  case TY_OBJ_VAR: resolve_value(c, o, d); break;
  case TY_OBJ_TYPE: {
    uint32_t base = c->deferred_types.len;
    c->type_depth++;
    ty_check_type_decl(c, o, d->node);
    c->type_depth--;
    ty_path_pop(c);
    c->env = saved;
    if (c->type_depth == 0)
      resolve_deferred(c, base);
    return;
  }
  case TY_OBJ_FUNC: check_func_decl(c, o, d); break;
  case TY_OBJ_PACKAGE_NAME:
  case TY_OBJ_LABEL:
  case TY_OBJ_BUILTIN:
  case TY_OBJ_NIL: GL_UNREACHABLE();
  }
  ty_path_pop(c);
  c->env = saved;
}

static void resolve_type(TyChecker *c, TyObject *o, TyObjectState *s) {
  if (!s->is_deferred)
    return;
  s->is_deferred = false;
  resolve_now(c, o, s);
}

/// Looks into the types that were only named since the list was `from` long.
static void resolve_deferred(TyChecker *c, uint32_t from) {
  for (uint32_t i = from; i < c->deferred_types.len; i++) {
    TyObject *o = c->deferred_types.data[i];
    resolve_type(c, o, ty_state(c, o));
  }
  c->deferred_types.len = from;
  if (c->n_flushed > from)
    c->n_flushed = from;
}

void ty_resolve_mentioned_types(TyChecker *c) {
  while (c->n_flushed < c->deferred_types.len) {
    TyObject *o = c->deferred_types.data[c->n_flushed++];
    resolve_type(c, o, ty_state(c, o));
  }
}

/// Names a type without looking at its right side.
static void defer_type(TyChecker *c, TyObject *o, TyObjectState *s) {
  o->type = ty_new_named(c->types, o);
  s->is_deferred = true;
  if (c->type_depth == 0)
    resolve_type(c, o, s);
  else
    GL_VEC_PUSH(c->arena, &c->deferred_types, o);
}

void ty_object_resolve(TyChecker *c, TyObject *o) {
  if (o->origin) { // a method of an instance
    if (!o->origin->type && o->origin->pkg == c->pkg)
      ty_object_resolve(c, o->origin);
    ty_method_fill(o);
    return;
  }
  TyObjectState *s = ty_state(c, o);
  if (ty_path_index(c, o) != 0) {
    bool is_valid = ty_cycle_is_valid(c, o);
    if (o->kind == TY_OBJ_TYPE ? !is_valid : (o->kind != TY_OBJ_FUNC && !is_valid))
      o->type = c->invalid;
    if (!o->type)
      o->type = c->invalid;
    return;
  }
  if (!s)
    return;
  if (o->type) {
    if (c->type_depth == 0)
      resolve_type(c, o, s);
    return;
  }
  if (o->kind == TY_OBJ_TYPE && !o->is_alias)
    defer_type(c, o, s);
  else
    resolve_now(c, o, s);
}

/// Looks into a type of this package that was only named so far, whatever is in progress.
static void force_type(TyChecker *c, TyObject *o) {
  TyObjectState *s = ty_state(c, o);
  if (!s || !s->is_deferred)
    return;
  uint32_t depth = c->type_depth;
  c->type_depth = 0;
  resolve_type(c, o, s);
  c->type_depth = depth;
}

void ty_require_type_params(TyChecker *c, const TyType *generic) {
  if (generic->named.n_type_params == 0)
    force_type(c, generic->named.object);
}

bool ty_require_complete(TyChecker *c, const TyType *t) {
  while (t->kind == TY_NAMED && !ty_under_or_null(t)) {
    TyObject *o = t->named.object;
    uint32_t index = ty_path_index(c, o);
    if (index != 0) {
      report_path_cycle(c, index);
      return false;
    }
    force_type(c, o);
    if (ty_under_or_null(t))
      return true;
    const TyType *next = gl_ptrmap_get(c->right_sides, t->named.origin ? t->named.origin : t);
    if (!next)
      return false;
    t = next;
  }
  return true;
}

// --- type names that lead to each other only -----------------------------------------------------

/// The type name of this package that is the whole right side of `o`, or NULL.
static TyObject *direct_target(TyChecker *c, const TyObject *o) {
  const SynNode *t = o->decl->type_decl.type;
  if (!t || t->kind != SYN_IDENT)
    return NULL;
  TyObject *next = ty_scope_get(c->pkg->scope, t->ident.name);
  return next && next->kind == TY_OBJ_TYPE && ty_state(c, next) ? next : NULL;
}

void ty_check_direct_cycles(TyChecker *c) {
  enum { WHITE, GREY, BLACK };
  uint8_t *color = GL_NEW_ARRAY(c->arena, uint8_t, c->states.len + 1);
  GL_VEC(TyObject *) path = {0};
  GL_VEC_RESERVE(c->arena, &path, 1);
  for (uint32_t i = 0; i < c->states.len; i++) {
    path.len = 0;
    TyObject *o = c->states.data[i].object;
    if (o->kind != TY_OBJ_TYPE)
      continue;
    while (o && color[o->id - c->first_id] == WHITE) {
      color[o->id - c->first_id] = GREY;
      GL_VEC_PUSH(c->arena, &path, o);
      o = direct_target(c, o);
    }
    if (o && color[o->id - c->first_id] == GREY) {
      o->type = c->invalid;
      uint32_t start = 0;
      while (path.data[start] != o)
        start++;
      uint32_t n = path.len - start;
      ty_report_cycle(c, &path.data[start], n, first_in_source(&path.data[start], n));
    }
    for (uint32_t k = 0; k < path.len; k++)
      color[path.data[k]->id - c->first_id] = BLACK;
  }
}
