/// \file
/// What callers learn from callees: stores between parameters, results, leaks, recursion.

#include "fixture.h"

/// set(n *node, p *int) { n.a = p }
static GirFunc *make_set(Fixture *x) {
  GirFunc *f = func(x, "set", (const TyType *const[]){x->t_node_ptr, x->t_ptr}, 2, NULL);
  store(x, ptr_field(x, use(x, f->params[0]), 0), use(x, f->params[1]));
  ret(x, NULL);
  return f;
}

/// id(p *int) *int
static GirFunc *make_id(Fixture *x) {
  GirFunc *f = func(x, "id", (const TyType *const[]){x->t_ptr}, 1, x->t_ptr);
  GirOperand p = use(x, f->params[0]);
  ret(x, &p);
  return f;
}

Test(escape_summary, one_parameter_stored_into_another) {
  Fixture x = fixture_new();
  GirFunc *set = make_set(&x);
  GirFunc *f = func(&x, "f", NULL, 0, x.t_node);
  GirLocalId v = variable(&x, x.t_int), w = variable(&x, x.t_int);
  GirLocalId n = variable(&x, x.t_node), m = variable(&x, x.t_node);
  GirOperand n_addr = addr_of(&x, n), v_addr = addr_of(&x, v);
  GirInstr *first = call(&x, set, 2);
  first->args[0] = n_addr;
  first->args[1] = v_addr;
  GirOperand m_addr = addr_of(&x, m), w_addr = addr_of(&x, w);
  GirInstr *second = call(&x, set, 2);
  second->args[0] = m_addr;
  second->args[1] = w_addr;
  GirOperand all = load(&x, gir_place_local(x.p, f, m));
  ret(&x, &all);
  run(&x);
  cr_expect_not(on_heap(&x, f, v), "n keeps it, and n stays");
  cr_expect(on_heap(&x, f, w), "m is returned");
  cr_expect(x.r->params[set->id][1].leaks);
  cr_expect_not(x.r->params[set->id][0].leaks);
  cr_expect(x.r->params[set->id][0].is_written);
  fixture_free(&x);
}

Test(escape_summary, each_call_has_its_own_result) {
  Fixture x = fixture_new();
  GirFunc *id = make_id(&x);
  GirFunc *f = func(&x, "f", NULL, 0, x.t_ptr);
  GirLocalId v = variable(&x, x.t_int), w = variable(&x, x.t_int);
  GirOperand a = addr_of(&x, v), b = addr_of(&x, w);
  call(&x, id, 1)->args[0] = a;
  GirInstr *second = call(&x, id, 1);
  second->args[0] = b;
  GirOperand r = use(&x, second->dsts[0]);
  ret(&x, &r);
  run(&x);
  cr_expect_not(on_heap(&x, f, v));
  cr_expect(on_heap(&x, f, w));
  const EscParam *p = &x.r->params[id->id][0];
  cr_expect_not(p->leaks);
  cr_expect_eq(p->to_result, 0);
  cr_expect_eq(p->level, 0);
  fixture_free(&x);
}

Test(escape_summary, a_field_that_leaks_is_not_the_whole) {
  Fixture x = fixture_new();
  GirGlobal *g = global(&x, x.t_ptr);
  GirFunc *leak = func(&x, "leak", (const TyType *const[]){x.t_node_ptr}, 1, NULL);
  store(&x, gir_place_global(x.p, g), load(&x, ptr_field(&x, use(&x, leak->params[0]), 1)));
  ret(&x, NULL);
  GirFunc *f = func(&x, "f", NULL, 0, NULL);
  GirLocalId v = variable(&x, x.t_int), w = variable(&x, x.t_int), n = variable(&x, x.t_node);
  store(&x, var_field(&x, n, 0), addr_of(&x, v));
  store(&x, var_field(&x, n, 1), addr_of(&x, w));
  GirOperand p = addr_of(&x, n);
  call(&x, leak, 1)->args[0] = p;
  ret(&x, NULL);
  run(&x);
  cr_expect_not(on_heap(&x, f, v));
  cr_expect(on_heap(&x, f, w));
  cr_expect_not(on_heap(&x, f, n));
  cr_expect(x.r->params[leak->id][0].content_leaks);
  cr_expect_not(x.r->params[leak->id][0].leaks);
  fixture_free(&x);
}

Test(escape_summary, aliased_parameters_are_seen_at_the_call) {
  // take(n, m *node, p *int) *int { n.a = p; return m.a }, called with the same node twice
  Fixture x = fixture_new();
  const TyType *params[] = {x.t_node_ptr, x.t_node_ptr, x.t_ptr};
  GirFunc *take = func(&x, "take", params, 3, x.t_ptr);
  store(&x, ptr_field(&x, use(&x, take->params[0]), 0), use(&x, take->params[2]));
  GirOperand r = load(&x, ptr_field(&x, use(&x, take->params[1]), 0));
  ret(&x, &r);
  GirFunc *f = func(&x, "f", NULL, 0, x.t_ptr);
  GirLocalId v = variable(&x, x.t_int), n = variable(&x, x.t_node);
  GirOperand n_addr = addr_of(&x, n), v_addr = addr_of(&x, v);
  GirInstr *c = call(&x, take, 3);
  c->args[0] = c->args[1] = n_addr;
  c->args[2] = v_addr;
  GirOperand out = use(&x, c->dsts[0]);
  ret(&x, &out);
  run(&x);
  cr_expect(on_heap(&x, f, v));
  cr_expect_not(on_heap(&x, f, n));
  fixture_free(&x);
}

Test(escape_summary, recursion_that_returns_its_parameter) {
  // f(p *int) *int { var v int; if … { f(&v) }; return p }
  Fixture x = fixture_new();
  GirFunc *f = func(&x, "f", (const TyType *const[]){x.t_ptr}, 1, x.t_ptr);
  GirLocalId v = variable(&x, x.t_int);
  GirBlock *again = gir_block_new(x.p, f), *end = gir_block_new(x.p, f);
  branch(&x, again, end);
  x.b = again;
  GirOperand a = addr_of(&x, v);
  call(&x, f, 1)->args[0] = a;
  jump(&x, end);
  x.b = end;
  GirOperand p = use(&x, f->params[0]);
  ret(&x, &p);
  run(&x);
  cr_expect_not(on_heap(&x, f, v));
  cr_expect_eq(x.r->params[f->id][0].to_result, 0);
  fixture_free(&x);
}

Test(escape_summary, recursion_that_leaks_at_the_bottom) {
  Fixture x = fixture_new();
  GirGlobal *g = global(&x, x.t_ptr);
  GirFunc *f = func(&x, "f", (const TyType *const[]){x.t_ptr}, 1, NULL);
  GirLocalId v = variable(&x, x.t_int);
  GirBlock *again = gir_block_new(x.p, f), *end = gir_block_new(x.p, f);
  branch(&x, again, end);
  x.b = again;
  GirOperand a = addr_of(&x, v);
  call(&x, f, 1)->args[0] = a;
  ret(&x, NULL);
  x.b = end;
  store(&x, gir_place_global(x.p, g), use(&x, f->params[0]));
  ret(&x, NULL);
  run(&x);
  cr_expect(on_heap(&x, f, v));
  cr_expect(x.r->params[f->id][0].leaks);
  fixture_free(&x);
}

Test(escape_summary, unknown_code_keeps_everything) {
  Fixture x = fixture_new();
  GirFunc *outside = func(&x, "outside", (const TyType *const[]){x.t_node_ptr}, 1, NULL);
  outside->blocks.len = 0;
  outside->is_external = true;
  GirFunc *quiet = func(&x, "quiet", (const TyType *const[]){x.t_node_ptr}, 1, NULL);
  quiet->blocks.len = 0;
  quiet->is_external = quiet->is_noescape = true;
  GirFunc *f = func(&x, "f", NULL, 0, NULL);
  GirLocalId v = variable(&x, x.t_int), n = variable(&x, x.t_node), m = variable(&x, x.t_node);
  store(&x, var_field(&x, n, 0), addr_of(&x, v));
  GirOperand n_addr = addr_of(&x, n), m_addr = addr_of(&x, m);
  call(&x, outside, 1)->args[0] = n_addr;
  call(&x, quiet, 1)->args[0] = m_addr;
  ret(&x, NULL);
  run(&x);
  cr_expect(on_heap(&x, f, n));
  cr_expect(on_heap(&x, f, v));
  cr_expect_not(on_heap(&x, f, m));
  cr_expect_eq(x.r->verdicts[gir_local(f, n)->site->id].reason, ESC_REASON_UNKNOWN_CALL);
  fixture_free(&x);
}
