/// \file
/// What the unit tests of escape share: a program built by hand and its verdicts.
/// Types: *int, and a struct node { a, b *int; next *node }.

#ifndef GOLITE_TEST_ESCAPE_FIXTURE_H
#define GOLITE_TEST_ESCAPE_FIXTURE_H
#include "golite/escape/escape.h"
#include "golite/types/check.h"

#include <criterion/criterion.h>

typedef struct Fixture {
  GlArena *arena;
  GlIntern *names;
  TyWorld *world;
  GirProgram *p;
  GirFunc *f;  // being built
  GirBlock *b; // its current block
  const TyType *t_int, *t_ptr, *t_node, *t_node_ptr;
  EscOptions options;
  EscResult *r;
} Fixture;

static inline Fixture fixture_new(void) {
  Fixture x = {.arena = gl_arena_new()};
  x.names = gl_intern_new(x.arena);
  GlSources *s = gl_sources_new(x.arena);
  x.world = ty_world_new(x.arena, x.names, s, gl_diags_new(x.arena, s), (TyOptions){0});
  x.p = gir_program_new(x.arena, x.names, s, x.world);
  x.t_int = ty_world_basic(x.world, TY_INT);
  x.t_ptr = ty_canonical(ty_make_pointer(x.world, x.t_int));
  TyField *fields = GL_NEW_ARRAY(x.arena, TyField, 3);
  static const char *const names[] = {"a", "b", "n"};
  const TyType *types[] = {x.t_ptr, x.t_ptr, x.t_int};
  for (int i = 0; i < 3; i++)
    fields[i] = (TyField){.name = gl_intern_cstr(x.names, names[i]), .type = types[i]};
  x.t_node = ty_canonical(ty_make_struct(x.world, fields, 3));
  x.t_node_ptr = ty_canonical(ty_make_pointer(x.world, x.t_node));
  x.options =
      (EscOptions){.max_variable = 128 << 10, .max_implicit = 64 << 10, .closed_world = true};
  return x;
}

static inline void fixture_free(Fixture *x) { gl_arena_free(x->arena); }

/// Starts a function with the given parameter types and at most one result type.
static inline GirFunc *func(Fixture *x, const char *symbol, const TyType *const *params, uint32_t n,
                            const TyType *result) {
  const TyType *results[] = {result};
  const TyType *type = ty_make_func(x->world, params, n, results, result != NULL, false);
  x->f = gir_func_new(x->p, symbol, NULL, ty_canonical(type), GL_LOC_NONE);
  x->f->params = GL_NEW_ARRAY(x->arena, GirLocalId, n + 1);
  for (uint32_t i = 0; i < n; i++)
    x->f->params[x->f->n_params++] =
        gir_local_new(x->p, x->f, GIR_LOCAL_PARAM, NULL, params[i], GL_LOC_NONE);
  x->f->results = GL_NEW_ARRAY(x->arena, GirLocalId, 1);
  if (result)
    x->f->results[x->f->n_results++] =
        gir_local_new(x->p, x->f, GIR_LOCAL_RESULT, NULL, result, GL_LOC_NONE);
  x->b = gir_block_new(x->p, x->f);
  return x->f;
}

static inline GirLocalId temp(Fixture *x, const TyType *t) {
  return gir_local_new(x->p, x->f, GIR_LOCAL_TEMP, NULL, t, GL_LOC_NONE);
}

static inline GirOperand use(Fixture *x, GirLocalId id) { return gir_use(x->f, id); }

static inline GirInstr *emit(Fixture *x, GirOp op, uint32_t n_args) {
  return gir_instr_new(x->p, x->b, op, GL_LOC_NONE, n_args);
}

/// A variable with memory of its own, declared here.
static inline GirLocalId variable(Fixture *x, const TyType *t) {
  GirLocalId id =
      gir_local_new(x->p, x->f, GIR_LOCAL_VAR, gl_intern_cstr(x->names, "v"), t, GL_LOC_NONE);
  GirSite *s = gir_site_new(x->p, x->f, GIR_SITE_VAR, t, "v", GL_LOC_NONE);
  gir_local(x->f, id)->is_memory = true;
  gir_local(x->f, id)->site = s;
  GirInstr *in = emit(x, GIR_OP_VAR, 0);
  in->dst = id;
  in->site = s;
  in->type = t;
  return id;
}

static inline GirOperand addr(Fixture *x, GirPlace *p) {
  GirInstr *in = emit(x, GIR_OP_ADDR, 0);
  in->place = p;
  in->dst = temp(x, ty_canonical(ty_make_pointer(x->world, p->type)));
  return use(x, in->dst);
}

static inline GirOperand addr_of(Fixture *x, GirLocalId id) {
  return addr(x, gir_place_local(x->p, x->f, id));
}

static inline void store(Fixture *x, GirPlace *p, GirOperand v) {
  GirInstr *in = emit(x, GIR_OP_STORE, 1);
  in->place = p;
  in->args[0] = v;
}

static inline GirOperand load(Fixture *x, GirPlace *p) {
  GirInstr *in = emit(x, GIR_OP_LOAD, 0);
  in->place = p;
  in->dst = temp(x, p->type);
  return use(x, in->dst);
}

/// Field of a node: of a variable, or behind a pointer.
static inline GirPlace *var_field(Fixture *x, GirLocalId id, uint32_t i) {
  return gir_place_field(x->p, gir_place_local(x->p, x->f, id), i);
}

static inline GirPlace *ptr_field(Fixture *x, GirOperand ptr, uint32_t i) {
  return gir_place_field(x->p, gir_place_deref(x->p, ptr, ty_deref(ptr.type)), i);
}

static inline void ret(Fixture *x, const GirOperand *v) {
  GirInstr *in = emit(x, GIR_OP_RETURN, v != NULL);
  if (v)
    in->args[0] = *v;
}

static inline void jump(Fixture *x, GirBlock *to) {
  GirInstr *in = emit(x, GIR_OP_JUMP, 0);
  in->to = GL_NEW(x->arena, GirBlock *);
  in->to[0] = to;
  in->n_to = 1;
}

static inline void branch(Fixture *x, GirBlock *yes, GirBlock *no) {
  GirInstr *in = emit(x, GIR_OP_BRANCH, 1);
  in->args[0] = gir_const_int(x->p, ty_world_basic(x->world, TY_BOOL), 1);
  in->to = GL_NEW_ARRAY(x->arena, GirBlock *, 2);
  in->to[0] = yes;
  in->to[1] = no;
  in->n_to = 2;
}

static inline GirInstr *call(Fixture *x, GirFunc *f, uint32_t n) {
  GirInstr *in = emit(x, GIR_OP_CALL, n);
  in->callee = GL_NEW(x->arena, GirCallee);
  in->callee->func = f;
  in->callee->type = f->type;
  in->dsts = GL_NEW_ARRAY(x->arena, GirLocalId, 1);
  if (f->n_results) {
    in->n_dsts = 1;
    in->dsts[0] = temp(x, gir_local(f, f->results[0])->type);
  }
  return in;
}

static inline GirGlobal *global(Fixture *x, const TyType *t) {
  return gir_global_new(x->p, "main.g", NULL, t, GL_LOC_NONE);
}

static inline void run(Fixture *x) {
  gir_verify(x->p, "the fixture");
  x->r = esc_run(x->arena, x->p, &x->options);
}

static inline bool on_heap(const Fixture *x, const GirFunc *f, GirLocalId var) {
  return x->r->verdicts[gir_local(f, var)->site->id].on_heap;
}

#endif
