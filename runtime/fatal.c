/// \file
/// Ends of the process that no program can stop.

#include "rt.h"
#include "sched/sched.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void grt_fatal_text(AbiString text) {
  grt_world_freeze();
  grt_print_cstring("fatal error: ");
  grt_print_string(text.ptr, text.len);
  grt_print_cstring("\n");
  if (grt_g() != NULL)
    grt_print_signal(grt_g());
  grt_print_cstring("\n");
  grt_traceback();
  _exit(2);
}

void grt_fatal(const char *msg) {
  grt_fatal_text((AbiString){(const uint8_t *)msg, (int64_t)strlen(msg)});
}

void grt_exit(int status) { _exit(status); }

void grt_fatal_out_of_memory(const char *msg) {
  grt_print_cstring(msg);
  grt_print_cstring("\n");
  grt_fatal("out of memory");
}

void grt_fatal_stack_overflow(uintptr_t sp) {
  const GrtG *g = grt_g();
  grt_print_cstring("runtime: goroutine stack exceeds 1000000000-byte limit\nruntime: sp=");
  grt_print_hex(sp);
  grt_print_cstring(" stack=[");
  grt_print_hex((uintptr_t)g->stack_lo);
  grt_print_cstring(", ");
  grt_print_hex((uintptr_t)g->stack_hi);
  grt_print_cstring("]\n");
  grt_fatal("stack overflow");
}

void grt_throw(const char *msg) {
  grt_print_cstring("golite runtime: internal error: ");
  grt_print_cstring(msg);
  grt_print_cstring("\n");
  abort();
}
