/// \file
/// Sites in loops: one slot for all rounds, or the heap.

#include "fixture.h"

typedef struct Loop {
  GirBlock *body, *end;
} Loop;

static Loop loop_begin(Fixture *x) {
  Loop l = {.body = gir_block_new(x->p, x->f), .end = gir_block_new(x->p, x->f)};
  jump(x, l.body);
  x->b = l.body;
  return l;
}

static void loop_end(Fixture *x, Loop l) {
  branch(x, l.body, l.end);
  x->b = l.end;
}

static void copy(Fixture *x, GirLocalId dst, GirOperand v) {
  GirInstr *in = emit(x, GIR_OP_COPY, 1);
  in->args[0] = v;
  in->dst = dst;
}

static GirOperand zero(Fixture *x, const TyType *t) { return gir_const_zero(x->p, t); }

static void print(Fixture *x, GirOperand v) { emit(x, GIR_OP_PRINT, 1)->args[0] = v; }

Test(escape_lifetime, a_pointer_of_the_round_only) {
  Fixture x = fixture_new();
  GirFunc *f = func(&x, "f", NULL, 0, NULL);
  Loop l = loop_begin(&x);
  GirLocalId v = variable(&x, x.t_int);
  print(&x, addr_of(&x, v));
  loop_end(&x, l);
  ret(&x, NULL);
  run(&x);
  cr_expect_not(on_heap(&x, f, v));
  fixture_free(&x);
}

Test(escape_lifetime, a_pointer_that_is_still_used_in_the_next_round) {
  Fixture x = fixture_new();
  GirFunc *f = func(&x, "f", NULL, 0, NULL);
  GirLocalId last = temp(&x, x.t_ptr);
  copy(&x, last, zero(&x, x.t_ptr));
  Loop l = loop_begin(&x);
  GirLocalId v = variable(&x, x.t_int);
  print(&x, use(&x, last));
  copy(&x, last, addr_of(&x, v));
  loop_end(&x, l);
  ret(&x, NULL);
  run(&x);
  cr_expect(on_heap(&x, f, v));
  cr_expect_eq(x.r->verdicts[gir_local(f, v)->site->id].reason, ESC_REASON_LOOP);
  fixture_free(&x);
}

Test(escape_lifetime, a_pointer_declared_outside_but_overwritten_before_use) {
  Fixture x = fixture_new();
  GirFunc *f = func(&x, "f", NULL, 0, NULL);
  GirLocalId last = temp(&x, x.t_ptr);
  copy(&x, last, zero(&x, x.t_ptr));
  Loop l = loop_begin(&x);
  GirLocalId v = variable(&x, x.t_int);
  copy(&x, last, addr_of(&x, v));
  print(&x, use(&x, last));
  loop_end(&x, l);
  print(&x, use(&x, last)); // the last one: still its own slot
  ret(&x, NULL);
  run(&x);
  cr_expect_not(on_heap(&x, f, v));
  fixture_free(&x);
}

Test(escape_lifetime, an_object_of_all_rounds_keeps_them) {
  Fixture x = fixture_new();
  GirFunc *f = func(&x, "f", NULL, 0, NULL);
  GirLocalId n = variable(&x, x.t_node);
  Loop l = loop_begin(&x);
  GirLocalId v = variable(&x, x.t_int);
  store(&x, var_field(&x, n, 0), addr_of(&x, v));
  loop_end(&x, l);
  print(&x, load(&x, var_field(&x, n, 0)));
  ret(&x, NULL);
  run(&x);
  cr_expect(on_heap(&x, f, v));
  cr_expect_not(on_heap(&x, f, n));
  fixture_free(&x);
}

Test(escape_lifetime, an_object_of_the_round_dies_with_it) {
  Fixture x = fixture_new();
  GirFunc *f = func(&x, "f", NULL, 0, NULL);
  Loop l = loop_begin(&x);
  GirLocalId v = variable(&x, x.t_int), n = variable(&x, x.t_node);
  store(&x, var_field(&x, n, 0), addr_of(&x, v));
  print(&x, load(&x, var_field(&x, n, 0)));
  loop_end(&x, l);
  ret(&x, NULL);
  run(&x);
  cr_expect_not(on_heap(&x, f, v));
  cr_expect_not(on_heap(&x, f, n));
  fixture_free(&x);
}

Test(escape_lifetime, deferred_calls_hold_to_the_end) {
  Fixture x = fixture_new();
  const TyType *t_func = ty_canonical(ty_make_func(x.world, NULL, 0, NULL, 0, false));
  GirFunc *g = func(&x, "f.func1", NULL, 0, NULL);
  g->captures = GL_NEW(x.arena, GirLocalId);
  g->captures[g->n_captures++] =
      gir_local_new(x.p, g, GIR_LOCAL_CAPTURE, NULL, x.t_ptr, GL_LOC_NONE);
  ret(&x, NULL);
  GirFunc *f = func(&x, "f", NULL, 0, NULL);
  f->has_defer = true;
  Loop l = loop_begin(&x);
  GirLocalId v = variable(&x, x.t_int);
  GirOperand p = addr_of(&x, v);
  GirInstr *c = emit(&x, GIR_OP_CLOSURE, 1);
  c->callee = GL_NEW(x.arena, GirCallee);
  c->callee->func = g;
  c->callee->type = t_func;
  c->args[0] = p;
  c->site = gir_site_new(x.p, f, GIR_SITE_CLOSURE, NULL, "func literal", GL_LOC_NONE);
  c->dst = temp(&x, t_func);
  GirInstr *d = emit(&x, GIR_OP_DEFER, 1);
  d->args[0] = use(&x, c->dst);
  d->site = gir_site_new(x.p, f, GIR_SITE_DEFER, NULL, "defer", GL_LOC_NONE);
  loop_end(&x, l);
  ret(&x, NULL);
  f->recover_block = gir_block_new(x.p, f);
  x.b = f->recover_block;
  ret(&x, NULL);
  run(&x);
  cr_expect(on_heap(&x, f, v));
  cr_expect(x.r->verdicts[c->site->id].on_heap);
  cr_expect(x.r->verdicts[d->site->id].on_heap);
  fixture_free(&x);
}
