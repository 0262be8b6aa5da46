/// \file
/// Types that contain themselves, which would be infinitely large: through fields, array elements
/// and embedded interfaces. A walk with a stack of its own; each type is looked at once.
/// Source: Go spec "Type declarations"; cmd/compile's messages.

#include "check_internal.h"

typedef enum State { UNSEEN, OPEN, DONE } State;

typedef struct Frame {
  const TyType *type;
  uint32_t next; // part to look at next
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

/// The i-th type that is stored in a value of type t; NULL when there are no more.
static const TyType *part(const TyChecker *c, const TyType *t, uint32_t i) {
  switch ((TyKind)t->kind) {
  case TY_NAMED: return i == 0 ? gl_ptrmap_get(c->right_sides, t) : NULL;
  case TY_ARRAY: return i == 0 ? t->array.elem : NULL;
  case TY_STRUCT: return i < t->strct.n_fields ? t->strct.fields[i].type : NULL;
  case TY_INTERFACE: {
    uint32_t n = 0;
    const TyType *const *embedded = ty_interface_embedded(t, &n);
    return i < n ? embedded[i] : NULL;
  }
  TY_CASE_BASIC:
  case TY_SLICE:
  case TY_POINTER:
  case TY_FUNC:
  case TY_MAP:
  case TY_CHAN:
  case TY_TUPLE:
  case TY_TYPE_PARAM:
  case TY_UNION: return NULL;
  case TY_KIND_COUNT: break;
  }
  GL_UNREACHABLE();
}

/// Of a NAMED under an alias' name the type itself.
static const TyType *itself(const TyType *t) { return t->kind == TY_NAMED ? ty_canonical(t) : t; }

static void enter_type(Walk *w, const TyType *t) {
  set_state(w->c, t, OPEN);
  GL_VEC_PUSH(w->c->arena, &w->frames, (Frame){.type = t});
}

/// Reports the cycle that `t`, which is open, closes; everything open is unseen again.
static void report(Walk *w, const TyType *t) {
  TyChecker *c = w->c;
  GL_VEC(TyObject *) cycle = {0};
  bool is_inside = false;
  for (uint32_t i = 0; i < w->frames.len; i++) {
    const TyType *f = w->frames.data[i].type;
    is_inside |= f == t;
    if (is_inside && f->kind == TY_NAMED)
      GL_VEC_PUSH(c->arena, &cycle, f->named.object);
    set_state(c, f, UNSEEN);
  }
  ((TyType *)t)->named.underlying = c->invalid;
  gl_ptrmap_set(c->right_sides, t, (void *)c->invalid);
  ty_report_cycle(c, cycle.data, cycle.len, 0);
}

static bool has_parts(const TyChecker *c, const TyType *t) {
  return t->kind == TY_ARRAY || t->kind == TY_STRUCT || t->kind == TY_INTERFACE ||
         (t->kind == TY_NAMED && t->named.object->pkg == c->pkg);
}

void ty_check_valid_type(TyChecker *c, const TyType *named) {
  Walk w = {.c = c};
  named = itself(named);
  if (named->kind == TY_NAMED && has_parts(c, named) && state_of(c, named) == UNSEEN)
    enter_type(&w, named);
  while (w.frames.len > 0) {
    Frame *f = &w.frames.data[w.frames.len - 1];
    const TyType *t = part(c, f->type, f->next++);
    t = t ? itself(t) : NULL;
    if (!t) {
      set_state(c, f->type, DONE);
      w.frames.len--;
    } else if (has_parts(c, t)) {
      State s = state_of(c, t);
      if (s == UNSEEN) {
        enter_type(&w, t);
      } else if (s == OPEN && t->kind == TY_NAMED) {
        report(&w, t);
        return;
      }
    }
  }
}
