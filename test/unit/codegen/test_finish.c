/// \file
/// What is done after the optimiser: fates of sites, the inline allocation path, stack checks.

#include "fixture.h"

#include <llvm-c/Transforms/PassBuilder.h>

static void optimise(Fixture *x) {
  LLVMPassBuilderOptionsRef o = LLVMCreatePassBuilderOptions();
  cr_assert_eq(LLVMRunPasses(cg_module(x->m), "default<O2>", x->target, o), NULL);
  LLVMDisposePassBuilderOptions(o);
}

/// Function `symbol`() *int with one new(int) on the heap; `returns_it`, else it returns its value.
static void add_new(Fixture *x, const char *symbol, bool returns_it) {
  const TyType *i = basic(x, TY_INT), *p = ty_make_pointer(x->world, i);
  func_begin(x, symbol, NULL, 0, returns_it ? p : i);
  GirInstr *make = instr(x, GIR_OP_NEW, p, gir_none(), gir_none());
  make->type = i;
  make->site = gir_site_new(x->p, x->f, GIR_SITE_NEW, i, "new(int)", GL_LOC_NONE);
  make->site->placement = GIR_PLACE_HEAP;
  GirInstr *load = instr(x, GIR_OP_LOAD, i, gir_none(), gir_none());
  load->place = gir_place_deref(x->p, gir_use(x->f, make->dst), i);
  return_value(x, gir_use(x->f, returns_it ? make->dst : load->dst));
}

Test(codegen_finish, purely_local_allocations_are_elided) {
  Fixture x = fixture_new();
  add_new(&x, "local", false);
  add_new(&x, "leaks", true);
  emit(&x, 2);
  optimise(&x);
  cg_finish(x.m, x.target);
  cr_expect_eq(cg_site_fate(x.m, 1), CG_FATE_ELIDED);
  cr_expect_eq(cg_site_fate(x.m, 2), CG_FATE_KEPT);
  fixture_free(&x);
}

Test(codegen_finish, allocations_of_known_size_take_cells_inline) {
  Fixture x = fixture_new();
  add_new(&x, "leaks", true);
  emit(&x, 2);
  optimise(&x);
  cg_finish(x.m, x.target);
  const char *text = module_text(&x);
  cr_expect(strstr(text, "@grt_tls_cache = external hidden thread_local(localexec) global"));
  cr_expect(strstr(text, "callbr"), "%s", text);
  cr_expect(!strstr(text, "split-stack"), "%s", text); // calls nothing but C
  // A caller must not think that a cell taken in here leaves the thread's cache as it was.
  cr_expect(!strstr(text, "inaccessiblemem"), "%s", text);
  char *message = NULL;
  cr_expect_not(LLVMVerifyModule(cg_module(x.m), LLVMReturnStatusAction, &message), "%s", message);
  LLVMDisposeMessage(message);
  fixture_free(&x);
}

Test(codegen_finish, callers_of_go_functions_check_the_stack) {
  Fixture x = fixture_new();
  GirFunc *callee = func_begin(&x, "callee", NULL, 0, NULL);
  callee->is_noinline = true;
  instr(&x, GIR_OP_PRINT, NULL, gir_const_int(x.p, basic(&x, TY_INT), 1), gir_none());
  instr(&x, GIR_OP_RETURN, NULL, gir_none(), gir_none());
  GirFunc *caller = func_begin(&x, "caller", NULL, 0, NULL);
  GirInstr *call = instr(&x, GIR_OP_CALL, NULL, gir_none(), gir_none());
  call->callee = GL_NEW(x.arena, GirCallee);
  call->callee->func = callee;
  call->callee->type = callee->type;
  instr(&x, GIR_OP_RETURN, NULL, gir_none(), gir_none());
  emit(&x, 2);
  optimise(&x);
  cg_finish(x.m, x.target);
  LLVMValueRef with = LLVMGetNamedFunction(cg_module(x.m), caller->symbol);
  LLVMValueRef without = LLVMGetNamedFunction(cg_module(x.m), callee->symbol);
  const LLVMAttributeIndex self = (LLVMAttributeIndex)LLVMAttributeFunctionIndex;
  cr_expect(LLVMGetStringAttributeAtIndex(with, self, "split-stack", 11));
  cr_expect_not(LLVMGetStringAttributeAtIndex(without, self, "split-stack", 11));
  fixture_free(&x);
}
