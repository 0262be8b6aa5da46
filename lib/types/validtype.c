/// \file
/// Types that contain themselves, which would be infinitely large: through fields, array elements,
/// embedded interfaces and terms of constraints. A walk with a stack of its own; each declared type
/// is looked at once. An instance contains what its generic type contains, and those type arguments
/// that the generic type stores; a generic type that contains any instance of itself is infinite.
/// Source: Go spec "Type declarations"; cmd/compile's messages.

#include "generic_internal.h"

typedef enum State { UNSEEN, OPEN, DONE } State;

/// A type that is being looked at. First come the parts of its declaration, then, of an instance,
/// the stored arguments.
typedef struct Frame {
  const TyType *type;
  const TyType *declared; // of a NAMED: the type that was declared, else `type`
  uint32_t next;          // part to look at next
  bool is_in_args;
} Frame;

typedef struct Walk {
  TyChecker *c;
  GL_VEC(Frame) frames;
} Walk;

static State state_of(const TyChecker *c, const TyType *t) {
  return (State)(uintptr_t)gl_ptrmap_get(c->valid_types, t);
}

static void set_state(TyChecker *c, const TyType *t, State s) {
  gl_ptrmap_set(c->valid_types, t, (void *)(uintptr_t)s);
}

/// What a NAMED was declared as; types of other packages are known to be valid.
static const TyType *right_side(const TyChecker *c, const TyType *declared) {
  const TyType *t = gl_ptrmap_get(c->right_sides, declared);
  return t || declared->named.object->pkg == c->pkg ? t : declared->named.underlying;
}

/// The i-th type that is stored in a value of type t; NULL when there are no more.
static const TyType *part(const TyChecker *c, const TyType *t, uint32_t i) {
  switch ((TyKind)t->kind) {
  case TY_NAMED: return i == 0 ? right_side(c, t) : NULL;
  case TY_ARRAY: return i == 0 ? t->array.elem : NULL;
  case TY_STRUCT: return i < t->strct.n_fields ? t->strct.fields[i].type : NULL;
  case TY_INTERFACE: {
    uint32_t n = 0;
    const TyType *const *embedded = ty_interface_embedded(t, &n);
    return i < n ? embedded[i] : NULL;
  }
  case TY_UNION: return i < t->unio.n ? t->unio.types[i] : NULL;
      TY_CASE_BASIC:
  case TY_SLICE:
  case TY_POINTER:
  case TY_FUNC:
  case TY_MAP:
  case TY_CHAN:
  case TY_TUPLE:
  case TY_TYPE_PARAM: return NULL;
  case TY_KIND_COUNT: break;
  }
  GL_UNREACHABLE();
}

/// Of a NAMED under an alias' name the type itself.
static const TyType *itself(const TyType *t) { return t->kind == TY_NAMED ? ty_canonical(t) : t; }

static const TyType *declared_type(const TyType *t) {
  return t->kind == TY_NAMED && t->named.origin ? t->named.origin : t;
}

// --- type parameters that are stored -------------------------------------------------------------

static bool *stored_flags(TyChecker *c, const TyType *generic) {
  bool *flags = gl_ptrmap_get(c->stored_params, generic);
  if (!flags) {
    flags = GL_NEW_ARRAY(c->arena, bool, generic->named.n_type_params + 1);
    gl_ptrmap_set(c->stored_params, generic, flags);
  }
  return flags;
}

/// Notes that the generic type at hand stores its type parameter t.
static void note_stored(Walk *w, const TyType *t) {
  for (uint32_t i = w->frames.len; i > 0; i--) {
    const Frame *f = &w->frames.data[i - 1];
    if (f->type->kind != TY_NAMED || f->is_in_args)
      continue;
    const TyType *g = f->declared;
    uint32_t k = t->type_param.index;
    if (k < g->named.n_type_params && g->named.type_params[k] == t)
      stored_flags(w->c, g)[k] = true;
    return;
  }
}

/// The next stored argument of an instance; NULL when there are no more.
static const TyType *next_argument(TyChecker *c, Frame *f) {
  const TyType *t = f->type, *g = f->declared;
  if (g == t || t->named.n_type_args != g->named.n_type_params)
    return NULL;
  const bool *stored = stored_flags(c, g);
  while (f->next < t->named.n_type_args)
    if (stored[f->next++])
      return t->named.type_args[f->next - 1];
  return NULL;
}

// --- the walk ------------------------------------------------------------------------------------

/// Looks at t; its declaration may have been looked at before.
static void enter_type(Walk *w, const TyType *t) {
  Frame f = {.type = t, .declared = declared_type(t)};
  f.is_in_args = state_of(w->c, f.declared) == DONE;
  if (!f.is_in_args)
    set_state(w->c, f.declared, OPEN);
  GL_VEC_PUSH(w->c->arena, &w->frames, f);
}

TyObject *ty_shown_object(TyChecker *c, const TyType *t) {
  TyObject *o = t->named.object;
  GlLoc loc = (GlLoc)(uintptr_t)gl_ptrmap_get(c->instance_locs, t);
  if (!t->named.origin)
    return o;
  TyObject *shown = GL_NEW(c->arena, TyObject);
  *shown = *o;
  if (loc != GL_LOC_NONE)
    shown->loc = loc;
  shown->name = gl_intern_cstr(c->world->names, ty_str_type(c, t));
  return shown;
}

/// Reports the cycle that `t`, which is open, closes; everything open is unseen again.
static void report(Walk *w, const TyType *t) {
  TyChecker *c = w->c;
  const TyType *declared = declared_type(t);
  GL_VEC(TyObject *) cycle = {0};
  uint32_t start = 0;
  bool is_inside = false, is_same = false;
  for (uint32_t i = 0; i < w->frames.len; i++) {
    const Frame *f = &w->frames.data[i];
    if (f->declared == declared && !f->is_in_args) {
      is_inside = true;
      is_same = f->type == t;
      GL_VEC_PUSH(c->arena, &cycle, ty_shown_object(c, t));
    } else if (is_inside && f->type->kind == TY_NAMED) {
      GL_VEC_PUSH(c->arena, &cycle, ty_shown_object(c, f->type));
      // Met as another instance, the cycle shows itself at the next type that contains it.
      if (!is_same && start == 0 && !f->is_in_args)
        start = cycle.len - 1;
    }
    if (!f->is_in_args)
      set_state(c, f->declared, UNSEEN);
  }
  ((TyType *)declared)->named.underlying = c->invalid;
  gl_ptrmap_set(c->right_sides, declared, (void *)c->invalid);
  ty_report_cycle(c, cycle.data, cycle.len, start);
}

static bool has_parts(const TyChecker *c, const TyType *t) {
  return t->kind == TY_ARRAY || t->kind == TY_STRUCT || t->kind == TY_INTERFACE ||
         t->kind == TY_UNION ||
         (t->kind == TY_NAMED && (t->named.object->pkg == c->pkg || t->named.origin));
}

/// Looks at a part; false when a cycle was reported.
static bool visit(Walk *w, const TyType *t) {
  TyChecker *c = w->c;
  if (t->kind == TY_TYPE_PARAM)
    note_stored(w, t);
  if (!has_parts(c, t))
    return true;
  State s = state_of(c, declared_type(t));
  if (s == OPEN && t->kind == TY_NAMED) {
    report(w, t);
    return false;
  }
  // What was reached from an instance's arguments is done: it cannot be open some other time.
  bool has_args = t->kind == TY_NAMED && t->named.origin && state_of(c, t) != DONE;
  if (s == UNSEEN || (s == DONE && has_args))
    enter_type(w, t);
  return true;
}

void ty_check_valid_type(TyChecker *c, const TyType *named) {
  Walk w = {.c = c};
  named = itself(named);
  if (named->kind != TY_NAMED || !visit(&w, named))
    return;
  while (w.frames.len > 0) {
    Frame *f = &w.frames.data[w.frames.len - 1];
    const TyType *t = f->is_in_args ? next_argument(c, f) : part(c, f->declared, f->next++);
    if (t) {
      if (!visit(&w, itself(t)))
        return;
    } else if (f->is_in_args || f->declared == f->type) {
      set_state(c, f->declared, DONE);
      set_state(c, f->type, DONE);
      w.frames.len--;
    } else {
      set_state(c, f->declared, DONE);
      f->is_in_args = true;
      f->next = 0;
    }
  }
}
