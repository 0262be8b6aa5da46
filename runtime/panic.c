/// \file
/// defer, panic, recover, Goexit; and the run-time errors, whose values package runtime
/// (runtime/go/runtime) makes.
///
/// A panic runs the goroutine's deferred calls on top of the panicking stack. recover() is legal
/// only in the function that is called directly from here: a function that recovers carries a flag
/// in its prefix word, and only then a token is left in the goroutine's record, which the function
/// takes at its entry. A recovered panic jumps to the grt_setjmp of the frame whose deferred call
/// recovered. Source: Go spec "Handling panics"; runtime/README.md, "defer, panic, recover".

#include "gc/gc.h"
#include "pcln.h"
#include "rt.h"
#include "sched/sched.h"
#include "sys/shadow.h"

#include <signal.h>
#include <string.h>

// What compiled code calls (abi/runtime.def).
AbiDefer *grt_defer_new(void);
void grt_defer_push(AbiDefer *d, const AbiFuncVal *fn, AbiDeferFrame *frame);
void grt_defer_run(AbiDeferFrame *frame);
void *grt_recover_enter(void);
void grt_recover(AbiEface *out, void *token);
void grt_recover_forward(const void *code);
GRT_NORETURN void grt_unreachable(void);

// Functions of package runtime, written in Go.
AbiEface go_panic_nil_arg(void) GRT_GO_SYMBOL("runtime.goPanicNilArg");
AbiEface go_preprint_panic(AbiEface v) GRT_GO_SYMBOL("runtime.goPreprintPanic");
void go_print_panic(AbiEface v) GRT_GO_SYMBOL("runtime.goPrintPanicValue");

// ---- defer ----

static const uint64_t defer_mask = 7;
static const AbiType type_defer = {
    .size = sizeof(AbiDefer),
    .ptr_bytes = sizeof(AbiDefer),
    .align = 8,
    .field_align = 8,
    .kind = ABI_KIND_STRUCT,
    .gcdata = (const uint8_t *)&defer_mask,
};

AbiDefer *grt_defer_new(void) {
  GrtCache *c = &grt_m()->cache;
  AbiDefer *d = c->free_defers;
  if (d == NULL)
    return grt_new(sizeof *d, &type_defer);
  c->free_defers = d->link;
  return d;
}

/// Keeps a heap record that has left the chain for the next deferred call. (A panic leaves its
/// records to the collector.)
static void recycle(AbiDefer *d) {
  if (!grt_is_heap(d))
    return;
  GrtCache *c = &grt_m()->cache;
  *d = (AbiDefer){.link = c->free_defers};
  c->free_defers = d;
}

void grt_defer_push(AbiDefer *d, const AbiFuncVal *fn, AbiDeferFrame *frame) {
  GrtG *g = grt_g();
  d->link = g->abi.defers;
  d->fn = fn;
  d->frame = frame;
  g->abi.defers = d;
}

void grt_defer_run(AbiDeferFrame *frame) {
  GrtG *g = grt_g();
  for (AbiDefer *d = g->abi.defers; d != NULL && d->frame == frame; d = g->abi.defers) {
    const AbiFuncVal *fn = d->fn;
    g->abi.defers = d->link;
    recycle(d);
    if (fn == NULL)
      grt_panic_nil();
    grt_call_go(fn);
  }
}

// ---- recover ----

static bool code_recovers(const void *code) {
  uint32_t prefix;
  memcpy(&prefix, (const char *)code - sizeof prefix, sizeof prefix);
  return (prefix & ABI_PREFIX_RECOVERS) != 0;
}

void *grt_recover_enter(void) {
  GrtG *g = grt_g();
  void *token = g->abi.recover_token;
  g->abi.recover_token = NULL;
  return token;
}

void grt_recover_forward(const void *code) {
  if (!code_recovers(code))
    grt_g()->abi.recover_token = NULL;
}

void grt_recover(AbiEface *out, void *token) {
  GrtPanic *p = token;
  if (p == NULL || p != grt_g()->abi.panics || p->goexit || p->recovered) {
    *out = (AbiEface){NULL, NULL};
    return;
  }
  p->recovered = true;
  *out = p->value;
}

/// The deferred call of `frame` recovered panic p. Ends all panics that began after the frame did,
/// unless a Goexit is among them: that one goes on, and is returned.
GRT_NO_SANITIZE static GrtPanic *recovered(GrtG *g, GrtPanic *p, AbiDeferFrame *frame) {
  for (GrtPanic *q = p; q != NULL && q != frame->panics; q = q->link) {
    if (q->goexit) {
      g->abi.panics = q;
      return q;
    }
  }
  g->abi.panics = frame->panics;
  if (g->abi.panics == NULL)
    g->sig = 0;
  grt_shadow_jump();
  grt_stack_rewind(g, frame->jb[1]);
  grt_longjmp(frame);
}

/// Runs deferred calls for p until none is left. Returns the panic that is then in progress: p, or
/// a Goexit.
static GrtPanic *run_deferred(GrtG *g, GrtPanic *p) {
  g->abi.panics = p;
  for (AbiDefer *d = g->abi.defers; d != NULL; d = g->abi.defers) {
    AbiDeferFrame *frame = d->frame;
    const AbiFuncVal *fn = d->fn;
    g->abi.defers = d->link;
    g->abi.recover_token = NULL;
    if (fn == NULL)
      grt_panic_nil();
    if (!p->goexit && code_recovers((const void *)fn->code))
      g->abi.recover_token = p;
    grt_call_go(fn);
    g->abi.recover_token = NULL;
    if (p->recovered)
      p = recovered(g, p, frame);
  }
  return p;
}

// ---- the end of an uncaught panic ----

/// Turns errors and Stringers into their texts, which may run the program's code.
static void preprint(GrtPanic *p) {
  for (; p != NULL; p = p->link) {
    GrtPanic *q = p->link;
    if (q != NULL && q->value.type == p->value.type && q->value.data == p->value.data)
      q->repanicked = true;
    else if (!p->goexit)
      p->value = go_preprint_panic(p->value);
  }
}

static void print_panics(const GrtPanic *p) {
  if (p->link != NULL) {
    print_panics(p->link);
    if (p->link->repanicked)
      return;
    if (!p->link->goexit)
      grt_print_cstring("\t");
  }
  if (p->goexit)
    return;
  grt_print_cstring("panic: ");
  go_print_panic(p->value);
  if (p->recovered)
    grt_print_cstring(p->repanicked ? " [recovered, repanicked]" : " [recovered]");
  grt_print_cstring("\n");
}

static const char *signal_text(int sig) {
  switch (sig) {
  case SIGSEGV: return "SIGSEGV: segmentation violation";
  case SIGBUS: return "SIGBUS: bus error";
  default: return "SIGFPE: floating-point exception";
  }
}

void grt_print_signal(const GrtG *g) {
  if (g->sig == 0)
    return;
  grt_print_cstring("[signal ");
  grt_print_cstring(signal_text(g->sig));
  grt_print_cstring(" code=");
  grt_print_hex((uint64_t)g->sig_code);
  grt_print_cstring(" addr=");
  grt_print_hex(g->sig_addr);
  grt_print_cstring(" pc=");
  grt_print_hex(g->sig_pc);
  grt_print_cstring("]\n");
}

GRT_COLD GRT_NORETURN static void uncaught(GrtG *g, GrtPanic *p) {
  preprint(p);
  grt_world_freeze();
  print_panics(p);
  grt_print_signal(g);
  grt_die(true);
}

// What tracebacks and runtime.Callers call these, and count as one call, as with gc.
#define FILE_NAME "golite/runtime/panic.c"
GRT_SHOWN_AS(gopanic, "runtime.gopanic", FILE_NAME, ABI_PCLN_ARGS);
GRT_SHOWN_AS(goexit, "runtime.Goexit", FILE_NAME, 0);
GRT_SHOWN_AS(sigpanic, "runtime.sigpanic", FILE_NAME, GRT_PCLN_TRAP);

GRT_SHOWN(gopanic) void grt_panic(const AbiType *type, void *data) {
  GrtG *g = grt_g();
  GrtPanic p = {.link = g->abi.panics, .value = {type, data}};
  if (type == NULL && !grt_process.options.panicnil)
    p.value = go_panic_nil_arg();
  GrtPanic *last = run_deferred(g, &p);
  if (last->goexit)
    grt_goroutine_exit();
  uncaught(g, last);
}

GRT_SHOWN(goexit) void grt_goexit(void) {
  GrtG *g = grt_g();
  GrtPanic p = {.link = g->abi.panics, .goexit = true};
  run_deferred(g, &p);
  grt_goroutine_exit();
}

// ---- faults ----

GRT_SHOWN(sigpanic) void grt_sigpanic_mem(void) {
  GrtG *g = grt_g();
  if ((g->sig_addr >= 4096 || g->sig == SIGBUS) && !g->panics_on_fault) {
    grt_print_cstring("unexpected fault address ");
    grt_print_hex(g->sig_addr);
    grt_print_cstring("\nfatal error: fault\n");
    grt_print_signal(g);
    grt_die(true);
  }
  int sig = g->sig, code = g->sig_code;
  uintptr_t addr = g->sig_addr, pc = g->sig_pc;
  grt_panic_nil_at(sig, code, addr, pc);
}

GRT_SHOWN(sigpanic) void grt_sigpanic_divide(void) { grt_panic_error("integer divide by zero"); }

void grt_unreachable(void) { grt_throw("unreachable code reached"); }
