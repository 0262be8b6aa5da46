/// \file
/// Package runtime/debug, beside what api.c has of it.
/// Source: Go 1.27 runtime/debug/stubs.go, mod.go, stack.go.

#include "sched/sched.h"

bool go_set_panic_on_fault(bool panics) GRT_GO_SYMBOL("runtime/debug.setPanicOnFault");
bool go_set_panic_on_fault(bool panics) {
  GrtG *g = grt_g();
  bool old = g->panics_on_fault;
  g->panics_on_fault = panics;
  return old;
}

int64_t go_set_max_stack(int64_t bytes) GRT_GO_SYMBOL("runtime/debug.setMaxStack");
int64_t go_set_max_stack(int64_t bytes) { return grt_stack_set_max(bytes); }

int64_t go_set_max_threads(int64_t n) GRT_GO_SYMBOL("runtime/debug.setMaxThreads");
int64_t go_set_max_threads(int64_t n) { return grt_set_max_threads(n); }

AbiString go_modinfo(void) GRT_GO_SYMBOL("runtime/debug.modinfo");
AbiString go_modinfo(void) { return (AbiString){NULL, 0}; } // nothing is known of modules
