/// \file
/// The calls that a goroutine is in: for tracebacks, and for runtime.Callers. Frames are found by
/// the chain of frame pointers, which the runtime and compiled code keep; what was inlined into
/// each is in the tables. Nothing is allocated.
/// Source: the form of the text, and what is left out, as gc 1.27's.

#include "pcln.h"
#include "rt.h"
#include "sched/sched.h"
#include "sys/shadow.h"

#include <string.h>

/// A deep stack is printed with its middle left out, as gc does.
#define MAX_TOP 50
#define MAX_BOTTOM 50
/// Of more goroutines, the others are not shown.
#define MAX_GOROUTINES 100

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

// ---- calls, inlined ones too ----

/// A walk over the calls of Go functions, innermost first; wrappers are left out.
typedef struct Walk {
  const GrtG *g;
  Frame f;
  GrtCall call;
  uint32_t depth;     ///< how far out of the innermost call of the frame
  bool is_trap;       ///< f.pc is no return address: a fault happened there
  bool has_frame;     ///< false: at the end
  bool shows_wrapper; ///< the call inside was of the machinery of panics
} Walk;

/// Whether a wrapper that calls this function is shown.
static bool is_panic_machinery(const char *name) {
  return strcmp(name, "runtime.gopanic") == 0 || strcmp(name, "runtime.sigpanic") == 0 ||
         strcmp(name, "runtime.goPanicWrap") == 0;
}

/// The walk's frame has been set.
static void enter_frame(Walk *w) {
  // A return address may lie behind the end of a function whose last instruction is the call.
  w->call = grt_call_find(w->is_trap ? w->f.pc : w->f.pc - 1);
  w->depth = 0;
}

static bool is_counted(Walk *w) {
  uint16_t flags = grt_call_flags(&w->call);
  if (w->call.func == NULL || (flags & ABI_PCLN_HIDDEN) != 0)
    return false;
  bool is_wrapper = (flags & ABI_PCLN_WRAPPER) != 0;
  bool was_shown = w->shows_wrapper;
  w->shows_wrapper = is_panic_machinery(grt_call_name(&w->call));
  return !is_wrapper || was_shown;
}

/// Goes out by one call, of any function.
static void step(Walk *w) {
  if (grt_call_outer(&w->call)) {
    w->depth++;
    return;
  }
  w->is_trap = (grt_call_flags(&w->call) & GRT_PCLN_TRAP) != 0;
  w->has_frame = next_frame(w->g, &w->f);
  if (w->has_frame)
    enter_frame(w);
}

static void find_counted(Walk *w) {
  while (w->has_frame && !is_counted(w))
    step(w);
}

static Walk walk_begin(const GrtG *g, Frame f) {
  Walk w = {.g = g, .f = f, .has_frame = true};
  enter_frame(&w);
  find_counted(&w);
  return w;
}

static void walk_next(Walk *w) {
  step(w);
  find_counted(w);
}

int64_t grt_callers(int64_t skip, uintptr_t *pc, int64_t n) {
  Frame f = {(uintptr_t)__builtin_return_address(0), *(uintptr_t *)__builtin_frame_address(0)};
  int64_t found = 0;
  bool has_begun = false;
  for (Walk w = walk_begin(grt_g(), f); w.has_frame && found < n; walk_next(&w)) {
    // Whatever package runtime itself needs for the call.
    has_begun = has_begun || strncmp(grt_call_name(&w.call), "runtime.callers", 15) != 0;
    if (!has_begun)
      continue;
    if (skip-- > 0)
      continue;
    uintptr_t inside = w.is_trap ? w.f.pc + 1 : w.f.pc - 1;
    pc[found++] = inside | (uintptr_t)w.depth << GRT_PC_DEPTH_SHIFT;
  }
  return found;
}

// ---- text ----

/// The process ends, and the runtime's own part is to be seen.
static _Atomic bool shows_system;

void grt_traceback_show_system(void) { shows_system = true; }

static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

/// Of package runtime, what programs call is shown: NAME, or (*TYPE).METHOD with both exported.
static bool is_exported(const char *name) {
  const char *type = name[0] == '(' ? name + 1 + (name[1] == '*') : name;
  const char *method = strchr(type, '.');
  return is_upper(type[0]) && (method == NULL || is_upper(method[1]));
}

static bool is_shown(const char *name, bool is_first) {
  if (strncmp(name, "golite.", 7) == 0 || strchr(name, '.') == NULL)
    return false;
  if (strncmp(name, "runtime.", 8) != 0 || shows_system)
    return true;
  if (is_first && strcmp(name, "runtime.Stack") == 0) // who asks begins
    return false;
  return is_exported(name + 8) || (strcmp(name, "runtime.gopanic") == 0 && !is_first);
}

static void print_position(const GrtCall *c, uintptr_t pc, bool has_offset) {
  grt_print_cstring("\t");
  const char *file = grt_call_file(c);
  grt_print_cstring(file[0] == '\0' ? "?" : file);
  grt_print_cstring(":");
  grt_print_uint(c->line);
  if (has_offset && c->func != NULL && pc > grt_func_start(c->func)) {
    grt_print_cstring(" +");
    grt_print_hex(pc - grt_func_start(c->func));
  }
  grt_print_cstring("\n");
}

/// What was passed is not known any more: dots stand for it.
static void print_call(const GrtCall *c, uintptr_t pc) {
  const char *name = grt_call_name(c);
  grt_print_cstring(strcmp(name, "runtime.gopanic") == 0 ? "panic" : name);
  bool has_args = grt_call_is_inlined(c) || (grt_call_flags(c) & ABI_PCLN_ARGS) != 0;
  grt_print_cstring(has_args ? "(...)\n" : "()\n");
  print_position(c, pc, !grt_call_is_inlined(c));
}

/// How many calls are shown of frames met lately: deep recursion has few different ones.
typedef struct Counts {
  struct {
    uintptr_t pc;
    uint64_t n;
  } of[64];
} Counts;

/// Counts the shown calls of the frame w->f and goes to the next one.
static uint64_t count_frame(Walk *w, Counts *counts, bool is_first) {
  uintptr_t pc = w->f.pc;
  size_t slot = pc % 64;
  bool is_plain = !w->is_trap && !w->shows_wrapper && !is_first;
  uint64_t n = 0;
  if (is_plain && counts->of[slot].pc == pc) {
    n = counts->of[slot].n;
  } else {
    enter_frame(w);
    do
      n += is_counted(w) && is_shown(grt_call_name(&w->call), is_first && n == 0);
    while (grt_call_outer(&w->call));
    w->is_trap = (grt_call_flags(&w->call) & GRT_PCLN_TRAP) != 0;
    if (is_plain && !w->is_trap && !w->shows_wrapper) {
      counts->of[slot].pc = pc;
      counts->of[slot].n = n;
    }
  }
  w->has_frame = next_frame(w->g, &w->f);
  return n;
}

static uint64_t count_shown(const GrtG *g, Frame f, Counts *counts) {
  Walk w = {.g = g, .f = f, .has_frame = true};
  uint64_t n = 0;
  while (w.has_frame)
    n += count_frame(&w, counts, n == 0);
  return n;
}

/// Goes out over whole frames while at least `left` of the `n` calls from here on remain. Returns
/// how many shown calls were passed.
static uint64_t skip_frames(Walk *w, Counts *counts, uint64_t n, uint64_t left) {
  uint64_t skipped = 0;
  if (w->depth != 0)
    return 0;
  w->shows_wrapper = false;
  for (;;) {
    Walk before = *w;
    uint64_t k = count_frame(w, counts, false);
    if (!w->has_frame || n - skipped < left + k) {
      *w = before;
      break;
    }
    skipped += k;
  }
  enter_frame(w);
  find_counted(w);
  return skipped;
}

/// Prints the calls from f outwards that a Go programmer knows of.
static void print_calls(const GrtG *g, Frame f) {
  Counts counts = {0};
  uint64_t n = count_shown(g, f, &counts);
  uint64_t i = 0;
  for (Walk w = walk_begin(g, f); w.has_frame; walk_next(&w)) {
    if (i > MAX_TOP && n - i > MAX_BOTTOM)
      i += skip_frames(&w, &counts, n - i, MAX_BOTTOM);
    if (!is_shown(grt_call_name(&w.call), i == 0))
      continue;
    if (i < MAX_TOP || n - i <= MAX_BOTTOM) {
      print_call(&w.call, w.f.pc);
    } else if (i == MAX_TOP) {
      grt_print_cstring("...");
      grt_print_uint(n - MAX_TOP - MAX_BOTTOM);
      grt_print_cstring(" frames elided...\n");
    }
    i++;
  }
}

/// Prints the go statement that g began with.
static void print_creator(const GrtG *g) {
  GrtCall c = {.func = NULL};
  if (g->creator_pc != 0)
    c = grt_call_find(g->creator_pc - 1);
  if (!is_shown(grt_call_name(&c), false))
    return;
  grt_print_cstring("created by ");
  grt_print_cstring(grt_call_name(&c));
  grt_print_cstring(" in goroutine ");
  grt_print_uint(g->creator_id);
  grt_print_cstring("\n");
  print_position(&c, g->creator_pc, true);
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
    print_calls(g, f);
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
  if (g->status == GRT_STATUS_DEAD || (g->is_system && !shows_system) || g->id <= all->id)
    return;
  if (all->next == NULL || g->id < all->next->id)
    all->next = g;
}

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
