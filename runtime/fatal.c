/// \file
/// Ends of the process that no program can stop, and the traceback that goes with them.
/// Frames are found by the chain of frame pointers, which the runtime and compiled code keep.

#include "rt.h"
#include "sys/shadow.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// A deep stack is printed with its middle left out, as gc does.
#define MAX_TOP 50
#define MAX_BOTTOM 50

typedef struct Frame {
  uintptr_t pc;
  uintptr_t fp;
} Frame;

/// Goes to the caller's frame; false at the end, or where the chain is broken.
GRT_NO_SANITIZE static bool next_frame(const GrtG *g, Frame *f) {
  if (f->fp < (uintptr_t)g->stack_open || f->fp + 16 > (uintptr_t)g->stack_hi || f->fp % 8 != 0)
    return false;
  const uintptr_t *slots = (const uintptr_t *)f->fp;
  if (slots[0] <= f->fp || slots[1] == 0)
    return false;
  f->fp = slots[0];
  f->pc = slots[1];
  return true;
}

static bool has_prefix(AbiString s, const char *prefix) {
  size_t n = strlen(prefix);
  return s.len >= (int64_t)n && memcmp(s.ptr, prefix, n) == 0;
}

/// Go functions have a package path and a dot in their symbol; C functions are the runtime's own or
/// libc's.
static bool is_go_symbol(AbiString name) {
  return name.len > 0 && memchr(name.ptr, '.', (size_t)name.len) != NULL;
}

/// Whether a traceback shows the function: of package runtime only what programs call.
static bool is_shown(AbiString name) {
  if (!is_go_symbol(name) || has_prefix(name, "golite."))
    return false;
  if (!has_prefix(name, "runtime."))
    return true;
  return name.len > 8 && name.ptr[8] >= 'A' && name.ptr[8] <= 'Z';
}

static void print_frame(uintptr_t pc, const GrtSymbol *s) {
  grt_print_string(s->name.ptr, s->name.len);
  grt_print_cstring("(...)\n\t+");
  grt_print_hex(pc - s->start);
  grt_print_cstring("\n");
}

static uint64_t count_frames(const GrtG *g, Frame f) {
  uint64_t n = 1;
  while (next_frame(g, &f))
    n++;
  return n;
}

/// Prints the frames from f outwards that a Go programmer knows of.
static void print_frames(const GrtG *g, Frame f) {
  uint64_t n = count_frames(g, f);
  bool seen_go = false;
  for (uint64_t i = 0; i < n; i++, next_frame(g, &f)) {
    if (i >= MAX_TOP && n - i > MAX_BOTTOM) {
      if (i == MAX_TOP) {
        grt_print_cstring("...");
        grt_print_uint(n - MAX_TOP - MAX_BOTTOM);
        grt_print_cstring(" frames elided...\n");
      }
      continue;
    }
    // A return address may lie behind the end of a function whose last instruction is the call.
    GrtSymbol s = grt_symbol_find(f.pc - 1);
    if (is_shown(s.name)) {
      print_frame(f.pc, &s);
      seen_go = true;
    } else if (seen_go && s.name.len == 9 && has_prefix(s.name, "grt_panic")) {
      grt_print_cstring("panic(...)\n");
    }
  }
}

static void traceback(void *arg) {
  Frame f = *(const Frame *)arg;
  const GrtG *g = grt_g();
  grt_print_lock();
  grt_print_cstring("goroutine ");
  grt_print_uint(g->id);
  grt_print_cstring(" [running]:\n");
  print_frames(g, f);
  grt_print_unlock();
}

void grt_traceback(void) {
  if (grt_g() == NULL)
    return;
  Frame f = {(uintptr_t)__builtin_return_address(0), *(uintptr_t *)__builtin_frame_address(0)};
  grt_systemstack(traceback, &f);
}

int64_t grt_callers(int64_t skip, uintptr_t *pc, int64_t n) {
  const GrtG *g = grt_g();
  Frame f = {(uintptr_t)__builtin_return_address(0), *(uintptr_t *)__builtin_frame_address(0)};
  int64_t found = 0;
  do {
    AbiString name = grt_symbol_find(f.pc - 1).name;
    if (!is_go_symbol(name) || has_prefix(name, "golite.") || has_prefix(name, "runtime.callers"))
      continue;
    if (skip > 0)
      skip--;
    else if (found < n)
      pc[found++] = f.pc;
  } while (found < n && next_frame(g, &f));
  return found;
}

void grt_fatal_text(AbiString text) {
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
