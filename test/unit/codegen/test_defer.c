/// \file
/// Functions that defer: what must be in memory when a panic is recovered.

#include "fixture.h"

#include <llvm-c/Transforms/PassBuilder.h>

static GirInstr *call(Fixture *x, GirFunc *callee) {
  GirInstr *in = instr(x, GIR_OP_CALL, NULL, gir_none(), gir_none());
  in->callee = GL_NEW(x->arena, GirCallee);
  in->callee->func = callee;
  in->callee->type = callee->type;
  return in;
}

static void set(Fixture *x, GirLocalId id, uint64_t v) {
  GirInstr *in = instr(x, GIR_OP_COPY, NULL, gir_const_int(x->p, basic(x, TY_INT), v), gir_none());
  in->dst = id;
}

/// func f() (r int) { defer g(); r = 7; h(); r = 8; return }
static void add_deferring(Fixture *x) {
  GirFunc *g = func_begin(x, "g", NULL, 0, NULL);
  g->blocks.len = 0;
  g->is_external = true;
  GirFunc *f = func_begin(x, "f", NULL, 0, basic(x, TY_INT));
  GirLocalId r = f->results[0];
  gir_local(f, r)->is_volatile = true;
  f->has_defer = true;
  f->recover_block = gir_block_new(x->p, f);
  set(x, r, 0);
  GirInstr *defer = instr(x, GIR_OP_DEFER, NULL, gir_func_value(g), gir_none());
  defer->site = gir_site_new(x->p, f, GIR_SITE_DEFER, NULL, "defer g()", GL_LOC_NONE);
  defer->site->placement = GIR_PLACE_STACK;
  set(x, r, 7);
  call(x, g);
  set(x, r, 8);
  instr(x, GIR_OP_RUN_DEFERS, NULL, gir_none(), gir_none());
  return_value(x, gir_use(f, r));
  x->b = f->recover_block;
  instr(x, GIR_OP_RUN_DEFERS, NULL, gir_none(), gir_none());
  return_value(x, gir_use(f, r));
}

Test(codegen_defer, results_are_in_memory_at_each_call) {
  Fixture x = fixture_new();
  add_deferring(&x);
  emit(&x, 2);
  LLVMPassBuilderOptionsRef o = LLVMCreatePassBuilderOptions();
  cr_assert_eq(LLVMRunPasses(cg_module(x.m), "default<O2>", x.target, o), NULL);
  LLVMDisposePassBuilderOptions(o);
  const char *text = module_text(&x);
  const char *body = strstr(text, "i64 @f()");
  cr_assert(body, "%s", text);
  const char *setjmp = strstr(body, "@grt_setjmp("), *push = strstr(body, "store ptr %frame");
  const char *seven = strstr(body, "store i64 7"), *called = strstr(body, "@g()");
  cr_assert(setjmp && push && seven && called, "%s", text);
  cr_expect(setjmp < push && push < seven && seven < called, "%s", text);
  cr_expect(strstr(text, "returns_twice"));
  fixture_free(&x);
}
