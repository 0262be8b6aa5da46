/// \file
/// Ends of the process that no program can stop, and the traceback that goes with them.
/// Frames are found by the chain of frame pointers, which the runtime and compiled code keep.

#include "rt.h"
#include "sched/sched.h"
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
  int32_t segment = grt_stack_segment_of(g, (const void *)f->fp);
  if (segment < 0 || f->fp == 0 || f->fp % 8 != 0)
    return false;
  const uintptr_t *slots = (const uintptr_t *)f->fp;
  if (slots[1] == 0)
    return false;
  // Callers are above, or in an earlier segment.
  int32_t next = grt_stack_segment_of(g, (const void *)slots[0]);
  if (next < 0 || next > segment || (next == segment && slots[0] <= f->fp))
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

/// The function that calls the operand of a go or defer statement with arguments.
static bool is_wrapper(AbiString name) {
  static const char *const parts[] = {".gowrap", ".deferwrap"};
  for (size_t i = 0; i < 2; i++)
    if (memmem(name.ptr, (size_t)name.len, parts[i], strlen(parts[i])) != NULL)
      return true;
  return false;
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
    if (is_shown(s.name) && !(seen_go && is_wrapper(s.name))) {
      print_frame(f.pc, &s);
      seen_go = true;
    } else if (seen_go && s.name.len == 9 && has_prefix(s.name, "grt_panic")) {
      grt_print_cstring("panic(...)\n");
    }
  }
}

/// Prints the go statement that g began with.
static void print_creator(const GrtG *g) {
  if (g->creator_pc == 0)
    return;
  GrtSymbol s = grt_symbol_find(g->creator_pc - 1);
  if (!is_go_symbol(s.name))
    return;
  grt_print_cstring("created by ");
  grt_print_string(s.name.ptr, s.name.len);
  grt_print_cstring(" in goroutine ");
  grt_print_uint(g->creator_id);
  grt_print_cstring("\n\t+");
  grt_print_hex(g->creator_pc - s.start);
  grt_print_cstring("\n");
}

static void print_goroutine(const GrtG *g, Frame f) {
  grt_print_lock();
  grt_print_cstring("goroutine ");
  grt_print_uint(g->id);
  grt_print_cstring(" [");
  grt_print_cstring(grt_status_text(g));
  grt_print_cstring("]:\n");
  if (f.pc == 0)
    grt_print_cstring("\tgoroutine running on other thread; stack unavailable\n");
  else
    print_frames(g, f);
  print_creator(g);
  grt_print_unlock();
}

static void traceback(void *arg) { print_goroutine(grt_g(), *(const Frame *)arg); }

/// Where a goroutine that does not run was left; pc 0: another thread runs it.
static Frame frame_of(const GrtG *g) {
  // A new one has not begun; the others have saved address, rbx, rbp.
  const uintptr_t *sp = g->sched_sp;
  if (sp != NULL)
    return (Frame){sp[0], g->fn == NULL ? sp[2] : 0};
  if (g->status == GRT_STATUS_SYSCALL && g->syscall_sp != NULL)
    return (Frame){((const uintptr_t *)g->syscall_sp)[-1], (uintptr_t)g->syscall_regs[0]};
  return (Frame){0, 0};
}

/// A traceback of all goroutines, by number.
typedef struct All {
  const GrtG *self;
  Frame self_frame; ///< pc 0: not to be shown
  const GrtG *next; ///< the lowest number above `id`
  uint64_t id;
} All;

static void find_next(GrtG *g, void *arg) {
  All *all = arg;
  if (g->status == GRT_STATUS_DEAD || g->is_system || g->id <= all->id)
    return;
  if (all->next == NULL || g->id < all->next->id)
    all->next = g;
}

/// Of more goroutines, the others are not shown.
#define MAX_GOROUTINES 100

static void traceback_all(void *arg) {
  All *all = arg;
  for (int i = 0; i < MAX_GOROUTINES; i++) {
    all->next = NULL;
    grt_stack_each(find_next, all);
    if (all->next == NULL)
      return;
    const GrtG *g = all->next;
    all->id = g->id;
    if (g == all->self && all->self_frame.pc == 0)
      continue;
    Frame f = all->self_frame;
    if (g != all->self)
      f = frame_of(g);
    if (i > 0 || all->self_frame.pc == 0)
      grt_print_cstring("\n");
    print_goroutine(g, f);
  }
}

void grt_traceback(void) {
  if (grt_g() == NULL)
    return;
  Frame f = {(uintptr_t)__builtin_return_address(0), *(uintptr_t *)__builtin_frame_address(0)};
  grt_systemstack(traceback, &f);
}

void grt_traceback_all(void) {
  All all = {.self = grt_g()};
  all.self_frame =
      (Frame){(uintptr_t)__builtin_return_address(0), *(uintptr_t *)__builtin_frame_address(0)};
  grt_systemstack(traceback_all, &all);
}

void grt_traceback_others(void) {
  All all = {.self = grt_g()};
  grt_systemstack(traceback_all, &all);
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
