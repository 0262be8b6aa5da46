/// \file
/// Type inference: the type arguments that a call or an assignment leaves open.
/// First typed arguments, then constraints as long as they add something, then default types of
/// untyped constants; what was found may mention other type parameters, which are replaced last.
/// Source: Go spec "Type inference"; messages as cmd/compile's.

#include "generic_internal.h"

#include <stddef.h>

enum { MANY_TYPES = 32 };

// --- whether a type mentions type parameters -----------------------------------------------------

typedef struct Walk {
  GlArena *arena;
  const TyType *const *params;
  uint32_t n_params;
  GL_VEC(const TyType *) todo;
  GlPtrMap *seen;
  uint32_t n_seen;
} Walk;

static void push(Walk *w, const TyType *t) {
  if (!t->has_type_param)
    return;
  if (++w->n_seen > MANY_TYPES) {
    if (!w->seen)
      w->seen = gl_ptrmap_new(w->arena);
    if (gl_ptrmap_get(w->seen, t))
      return;
    gl_ptrmap_set(w->seen, t, w);
  }
  GL_VEC_PUSH(w->arena, &w->todo, t);
}

static void push_interface(TyChecker *c, Walk *w, const TyType *t) {
  ty_interface_finish(c, t);
  for (uint32_t i = 0; i < t->iface.n_methods; i++)
    push(w, ty_iface_methods(t)[i].type);
  if (!t->iface.is_constraint)
    return;
  const TyTypeSet *s = ty_type_set(c, t);
  for (uint32_t i = 0; i < s->n_terms; i++)
    push(w, s->terms[i].type);
}

/// Of a function type the parameters and results count, not what it declares itself.
static void push_parts(TyChecker *c, Walk *w, const TyType *t) {
  switch ((TyKind)t->kind) {
  case TY_ARRAY: push(w, t->array.elem); return;
  case TY_SLICE: push(w, t->slice.elem); return;
  case TY_POINTER: push(w, t->pointer.elem); return;
  case TY_CHAN: push(w, t->chan.elem); return;
  case TY_MAP:
    push(w, t->map.key);
    push(w, t->map.elem);
    return;
  case TY_STRUCT:
    for (uint32_t i = 0; i < t->strct.n_fields; i++)
      push(w, t->strct.fields[i].type);
    return;
  case TY_FUNC:
    for (uint32_t i = 0; i < t->func.n_params; i++)
      push(w, t->func.params[i].type);
    for (uint32_t i = 0; i < t->func.n_results; i++)
      push(w, t->func.results[i].type);
    return;
  case TY_INTERFACE: push_interface(c, w, t); return;
  case TY_NAMED:
    for (uint32_t i = 0; i < t->named.n_type_args; i++)
      push(w, t->named.type_args[i]);
    return;
  case TY_TUPLE:
    for (uint32_t i = 0; i < t->tuple.n; i++)
      push(w, t->tuple.types[i]);
    return;
  case TY_UNION:
    for (uint32_t i = 0; i < t->unio.n; i++)
      push(w, t->unio.types[i]);
    return;
  TY_CASE_BASIC:
  case TY_TYPE_PARAM: return;
  case TY_KIND_COUNT: break;
  }
  GL_UNREACHABLE();
}

static int64_t index_of(const TyType *const *params, uint32_t n, const TyType *t) {
  for (uint32_t i = 0; i < n; i++)
    if (params[i] == t)
      return i;
  return -1;
}

/// The next type parameter of the list that is met; NULL at the end.
static const TyType *next_mention(TyChecker *c, Walk *w) {
  while (w->todo.len > 0) {
    const TyType *t = w->todo.data[--w->todo.len];
    if (t->kind == TY_TYPE_PARAM && index_of(w->params, w->n_params, t) >= 0)
      return t;
    push_parts(c, w, t);
  }
  return NULL;
}

bool ty_mentions(TyChecker *c, const TyType *t, const TyType *const *params, uint32_t n_params) {
  Walk w = {.arena = c->arena, .params = params, .n_params = n_params};
  if (!t)
    return false;
  push(&w, t);
  return next_mention(c, &w) != NULL;
}

// --- substitution of what is known ---------------------------------------------------------------

TyBinding ty_known_binding(TyChecker *c, const TyType *const *params, const TyType *const *args,
                           uint32_t n) {
  const TyType **p = GL_NEW_ARRAY(c->arena, const TyType *, n + 1);
  const TyType **a = GL_NEW_ARRAY(c->arena, const TyType *, n + 1);
  TyBinding b = {.params = p, .args = a};
  for (uint32_t i = 0; i < n; i++) {
    if (!args[i])
      continue;
    p[b.n] = params[i];
    a[b.n++] = args[i];
  }
  return b;
}

const TyType **ty_rename_params(TyChecker *c, const TyType *const *params, uint32_t n) {
  const TyType **fresh = GL_NEW_ARRAY(c->arena, const TyType *, n + 1);
  for (uint32_t i = 0; i < n; i++)
    fresh[i] = ty_new_type_param(c->types, params[i]->type_param.object, NULL,
                                 params[i]->type_param.index);
  TyBinding b = {.params = params, .args = fresh, .n = n};
  for (uint32_t i = 0; i < n; i++)
    ((TyType *)fresh[i])->type_param.constraint =
        ty_subst(c->types, params[i]->type_param.constraint, b);
  return fresh;
}

// --- one inference -------------------------------------------------------------------------------

typedef struct Inference {
  TyChecker *c;
  TyInferPlace place;
  TyUnifier *u;
  const TyType *const *tparams;
  uint32_t n;
  const TyType **targs;  // [n] given, NULL where open
  const TyType **params; // [n_args]
  TyOperand *const *args;
  uint32_t n_args;
  bool *is_untyped; // [n_args]: a type parameter stands against an untyped argument
} Inference;

static void fail(Inference *f, GlLoc loc, const char *fmt, ...) GL_PRINTF(3, 4);
static void fail(Inference *f, GlLoc loc, const char *fmt, ...) {
  va_list list;
  va_start(list, fmt);
  char *msg = gl_arena_vprintf(f->c->arena, fmt, list);
  va_end(list);
  if (f->place.callee)
    ty_error(f->c, loc, GL_DIAG_TY_INFER, "in call to %s, %s", ty_str_expr(f->c, f->place.callee),
             msg);
  else
    ty_error(f->c, loc, GL_DIAG_TY_INFER, "%s", msg);
}

/// "P", "P and Q", "P, Q, and R".
static const char *params_text(Inference *f) {
  GlBuf b;
  gl_buf_init(&b, f->c->arena);
  for (uint32_t i = 0; i < f->n; i++) {
    if (i > 0)
      gl_buf_str(&b, f->n == 2 ? " and " : i + 1 == f->n ? ", and " : ", ");
    gl_buf_str(&b, f->tparams[i]->type_param.object->name->text);
  }
  return b.data;
}

static const TyType **inferred(Inference *f) {
  const TyType **list = GL_NEW_ARRAY(f->c->arena, const TyType *, f->n + 1);
  for (uint32_t i = 0; i < f->n; i++)
    list[i] = ty_unifier_at(f->u, i);
  return list;
}

static void report_argument(Inference *f, const TyType *param, const TyOperand *arg) {
  TyChecker *c = f->c;
  const TyType *t = arg->generic ? arg->generic : arg->type;
  const char *type = ty_str_type(c, t), *expr = arg->label ? arg->label : ty_str_expr(c, arg->expr);
  const TyType **known = inferred(f);
  bool has_any = false;
  for (uint32_t i = 0; i < f->n; i++)
    has_any |= known[i] != NULL;
  GlLoc loc = f->place.is_reverse ? f->place.loc : ty_loc_operand(arg);
  if (!has_any) {
    fail(f, loc, "type %s of %s does not match %s (cannot infer %s)", type, expr,
         ty_str_type(c, param), params_text(f));
    return;
  }
  const TyType *shown = ty_subst(c->types, param, ty_known_binding(c, f->tparams, known, f->n));
  if (shown == param)
    fail(f, loc, "type %s of %s does not match %s", type, expr, ty_str_type(c, param));
  else if (f->place.is_reverse)
    fail(f, loc, "inferred type %s for %s does not match type %s of %s", ty_str_type(c, shown),
         ty_str_type(c, param), type, expr);
  else
    fail(f, loc, "type %s of %s does not match inferred type %s for %s", type, expr,
         ty_str_type(c, shown), ty_str_type(c, param));
}

/// Step 1: typed arguments.
static bool use_arguments(Inference *f) {
  for (uint32_t i = 0; i < f->n_args; i++) {
    const TyOperand *arg = f->args[i];
    const TyType *param = f->params[i];
    if (!ty_mentions(f->c, param, f->tparams, f->n) &&
        !ty_mentions(f->c, arg->type, f->tparams, f->n))
      continue;
    if (ty_is_untyped(arg->type)) {
      f->is_untyped[i] = param->kind == TY_TYPE_PARAM && arg->mode != TY_MODE_NIL;
    } else if (!ty_unify(f->u, param, arg->type, TY_UNIFY_ASSIGN)) {
      report_argument(f, param, arg);
      return false;
    }
  }
  return true;
}

typedef struct CoreTerm {
  const TyType *type; // NULL: there is none
  bool is_tilde, is_single;
} CoreTerm;

/// What all types of a constraint look like.
static CoreTerm core_term(TyChecker *c, const TyType *tparam) {
  const TyTypeSet *s = ty_param_type_set(c, tparam);
  if (s->is_all || s->n_terms == 0)
    return (CoreTerm){0};
  if (s->n_terms == 1)
    return (CoreTerm){s->terms[0].type, s->terms[0].is_tilde, true};
  CoreTerm core = {.type = ty_common_under(c, tparam, NULL)};
  for (uint32_t i = 0; i < s->n_terms; i++)
    core.is_tilde |= s->terms[i].is_tilde;
  return core;
}

static bool use_constraint(Inference *f, uint32_t i) {
  TyChecker *c = f->c;
  const TyType *tparam = f->tparams[i], *t = ty_unifier_at(f->u, i);
  const TyType *iface = ty_checked_iface(c, tparam);
  if (iface->kind != TY_INTERFACE)
    return true; // reported
  const char *name = tparam->type_param.object->name->text;
  CoreTerm core = core_term(c, tparam);
  if (core.type && t) {
    if (!ty_unify(f->u, t, core.type, 0)) {
      fail(f, f->place.loc, "%s (type %s) does not satisfy %s", name, ty_str_type(c, t),
           ty_str_type(c, tparam->type_param.constraint));
      return false;
    }
  } else if (core.type && core.is_single && !core.is_tilde) {
    ty_unifier_set(f->u, i, core.type);
  }
  if (!t || ty_mentions(c, t, f->tparams, f->n))
    return true;
  const char *cause = "";
  if (ty_unify_methods(c, f->u, t, iface, &cause))
    return true;
  fail(f, f->place.loc, "%s (type %s) does not satisfy %s %s", name, ty_str_type(c, t),
       ty_str_type(c, tparam->type_param.constraint), cause);
  return false;
}

/// Step 2: constraints, as long as they say something new.
static bool use_constraints(Inference *f) {
  for (;;) {
    uint32_t before = ty_unifier_unknowns(f->u);
    for (uint32_t i = 0; i < f->n; i++)
      if (!use_constraint(f, i))
        return false;
    if (ty_unifier_unknowns(f->u) == before)
      return true;
  }
}

/// The larger of two untyped kinds, NULL when they do not mix.
static const TyType *larger_kind(const TyType *x, const TyType *y) {
  uint32_t numeric = TY_F_INTEGER | TY_F_FLOAT | TY_F_COMPLEX;
  if (x->kind == y->kind)
    return x;
  if (!(ty_flags(x) & numeric) || !(ty_flags(y) & numeric))
    return NULL;
  return x->kind > y->kind ? x : y;
}

/// Step 3: untyped arguments of parameters that are still open.
static bool use_untyped(Inference *f) {
  const TyType **largest = GL_NEW_ARRAY(f->c->arena, const TyType *, f->n + 1);
  for (uint32_t i = 0; i < f->n_args; i++) {
    if (!f->is_untyped[i])
      continue;
    int64_t p = index_of(f->tparams, f->n, f->params[i]);
    const TyType *t = f->args[i]->type;
    if (p < 0 || ty_unifier_at(f->u, (uint32_t)p))
      continue;
    const TyType *before = largest[p];
    largest[p] = before ? larger_kind(before, t) : t;
    if (!largest[p]) {
      fail(f, ty_loc_operand(f->args[i]), "mismatched types %s and %s (cannot infer %s)",
           ty_str_type(f->c, before), ty_str_type(f->c, t), ty_str_type(f->c, f->params[i]));
      return false;
    }
  }
  for (uint32_t i = 0; i < f->n; i++)
    if (largest[i])
      ty_unifier_set(f->u, i, ty_default(f->c, largest[i]));
  return true;
}

// --- what was found mentions type parameters -----------------------------------------------------

enum { MAX_CHAIN = 1000 };

/// Replacing type parameters in the inferred types by what was inferred for them, depth first.
typedef struct Simplifier {
  Inference *f;
  const TyType **list;
  enum { OPEN, RUNNING, DONE } * state;
  uint32_t depth;
} Simplifier;

/// Type i gets its final form. One that is reached from itself has none: it is dropped.
static void simplify_one(Simplifier *s, uint32_t i) {
  Inference *f = s->f;
  TyChecker *c = f->c;
  if (s->state[i] == RUNNING || s->depth > MAX_CHAIN)
    s->list[i] = NULL;
  if (s->state[i] != OPEN || !s->list[i])
    return;
  s->state[i] = RUNNING;
  s->depth++;
  Walk w = {.arena = c->arena, .params = f->tparams, .n_params = f->n};
  push(&w, s->list[i]);
  GL_VEC(const TyType *) params = {0};
  GL_VEC(const TyType *) args = {0};
  for (const TyType *p; (p = next_mention(c, &w));) {
    int64_t k = index_of(f->tparams, f->n, p);
    simplify_one(s, (uint32_t)k);
    if (!s->list[k])
      continue;
    GL_VEC_PUSH(c->arena, &params, p);
    GL_VEC_PUSH(c->arena, &args, s->list[k]);
  }
  TyBinding b = {.params = params.data, .args = args.data, .n = params.len};
  if (s->list[i] && b.n > 0)
    s->list[i] = ty_subst(c->types, s->list[i], b);
  s->depth--;
  s->state[i] = DONE;
}

static void simplify(Inference *f, const TyType **list) {
  Simplifier s = {.f = f, .list = list};
  s.state = gl_arena_alloc(f->c->arena, f->n * sizeof *s.state, _Alignof(max_align_t));
  for (uint32_t i = 0; i < f->n; i++)
    if (list[i] && !f->targs[i] && list[i]->has_type_param)
      simplify_one(&s, i);
}

static const TyType **finish(Inference *f) {
  const TyType **list = inferred(f);
  simplify(f, list);
  for (uint32_t i = 0; i < f->n; i++) {
    if (list[i] && (f->targs[i] || !ty_mentions(f->c, list[i], f->tparams, f->n)))
      continue;
    const TyObject *o = f->tparams[i]->type_param.object;
    fail(f, f->place.loc, "cannot infer %s (declared at %s)", o->name->text,
         ty_str_pos(f->c, o->loc));
    return NULL;
  }
  return list;
}

const TyType **ty_infer(TyChecker *c, TyInferPlace place, const TyType *const *type_params,
                        uint32_t n_params, const TyType *const *targs, uint32_t n_targs,
                        const TyType *const *params, TyOperand *const *args, uint32_t n_args) {
  Inference f = {.c = c, .place = place, .tparams = type_params, .n = n_params};
  f.targs = GL_NEW_ARRAY(c->arena, const TyType *, n_params + 1);
  uint32_t n_known = 0;
  for (uint32_t i = 0; i < n_targs; i++) {
    f.targs[i] = targs[i];
    n_known += targs[i] != NULL;
  }
  if (n_known == n_params)
    return f.targs;
  for (uint32_t i = 0; i < n_args; i++)
    if (args[i]->mode == TY_MODE_NONE)
      return NULL; // reported
  f.args = args;
  f.n_args = n_args;
  f.params = GL_NEW_ARRAY(c->arena, const TyType *, n_args + 1);
  f.is_untyped = GL_NEW_ARRAY(c->arena, bool, n_args + 1);
  TyBinding given = ty_known_binding(c, type_params, f.targs, n_params);
  for (uint32_t i = 0; i < n_args; i++)
    f.params[i] = n_known > 0 ? ty_subst(c->types, params[i], given) : params[i];
  f.u = ty_unifier_new(c, type_params, n_params, f.targs, n_params);
  if (!use_arguments(&f) || !use_constraints(&f) || !use_untyped(&f))
    return NULL;
  return finish(&f);
}
