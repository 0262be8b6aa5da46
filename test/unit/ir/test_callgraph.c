/// \file
/// Components of the call graph: callees first, recursion together.

#include "golite/ir/gir.h"

#include <criterion/criterion.h>

static GirFunc *func(GirProgram *p, const char *name) {
  GirFunc *f = gir_func_new(p, name, NULL, NULL, GL_LOC_NONE);
  gir_block_new(p, f);
  return f;
}

static void call(GirProgram *p, GirFunc *from, GirFunc *to) {
  GirInstr *in = gir_instr_new(p, from->blocks.data[0], GIR_OP_CALL, GL_LOC_NONE, 0);
  in->callee = GL_NEW(p->arena, GirCallee);
  in->callee->func = to;
}

static uint32_t position(const GirCallGraph *g, const GirFunc *f) {
  for (uint32_t i = 0; i < g->component_end[g->n_components - 1]; i++)
    if (g->order[i] == f)
      return i;
  cr_assert_fail("%s is in no component", f->symbol);
  return 0;
}

Test(ir_callgraph, callees_come_first) {
  GlArena *a = gl_arena_new();
  GirProgram *p = gir_program_new(a, NULL, NULL, NULL);
  GirFunc *f = func(p, "f"), *g = func(p, "g"), *h = func(p, "h");
  call(p, f, g);
  call(p, g, h);
  call(p, f, h);
  GirCallGraph graph = gir_call_graph(a, p, NULL, NULL);
  cr_assert_eq(graph.n_components, 3u);
  cr_expect_lt(position(&graph, h), position(&graph, g));
  cr_expect_lt(position(&graph, g), position(&graph, f));
  gl_arena_free(a);
}

Test(ir_callgraph, functions_that_call_each_other_are_one_component) {
  GlArena *a = gl_arena_new();
  GirProgram *p = gir_program_new(a, NULL, NULL, NULL);
  GirFunc *f = func(p, "f"), *g = func(p, "g"), *h = func(p, "h");
  call(p, f, g);
  call(p, g, f);
  call(p, g, h);
  GirCallGraph graph = gir_call_graph(a, p, NULL, NULL);
  cr_assert_eq(graph.n_components, 2u);
  cr_expect_eq(position(&graph, h), 0u);
  gl_arena_free(a);
}

Test(ir_callgraph, long_chains_need_no_deep_stack) {
  GlArena *a = gl_arena_new();
  GirProgram *p = gir_program_new(a, NULL, NULL, NULL);
  enum { N = 200000 };
  GirFunc *last = func(p, "f");
  for (int i = 1; i < N; i++) {
    GirFunc *f = func(p, "f");
    call(p, last, f);
    last = f;
  }
  GirCallGraph graph = gir_call_graph(a, p, NULL, NULL);
  cr_expect_eq(graph.n_components, (uint32_t)N);
  cr_expect_eq(graph.order[0], last);
  gl_arena_free(a);
}
