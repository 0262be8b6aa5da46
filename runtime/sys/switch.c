/// \file
/// Switches between a goroutine's stack and the system stack, and between goroutines; with ASan,
/// announced to it.

#include "sched/sched.h"
#include "sys/shadow.h"

// sys/asm.S
void grt_switch_to_system(void (*fn)(void *), void *arg);
void grt_switch_to_g(GrtG *g, void (*fn)(void));

void grt_goroutine_entry(void);

void grt_prepare_g(GrtG *g) {
  uintptr_t *sp = (uintptr_t *)(void *)g->stack_hi;
  *--sp = (uintptr_t)grt_goroutine_entry;
  g->sched_sp = sp;
  g->fake_stack = NULL;
  g->fiber = NULL;
}

/// Pushes what must survive and the address to go on at; everything else counts as overwritten. The
/// jump (not `ret`) keeps the processor's stack of return addresses right for the callers.
static inline __attribute__((always_inline)) void switch_stack(GrtG *from, GrtG *to) {
  grt_set_g(to);
  grt_set_stack_limit(to->limit);
  __asm__ volatile("pushq %%rbp\n\t"
                   "pushq %%rbx\n\t"
                   "leaq 1f(%%rip), %%rax\n\t"
                   "pushq %%rax\n\t"
                   "movq %%rsp, (%%rdi)\n\t"
                   "movq (%%rsi), %%rsp\n\t"
                   "movq $0, (%%rsi)\n\t"
                   "popq %%rax\n\t"
                   "jmpq *%%rax\n"
                   "1:\n\t"
                   "popq %%rbx\n\t"
                   "popq %%rbp"
                   :
                   : "D"(&from->sched_sp), "S"(&to->sched_sp)
                   : "memory", "cc", "rax", "rcx", "rdx", "r8", "r9", "r10", "r11", "r12", "r13",
                     "r14", "r15", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7",
                     "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15");
}

/// Saves the same of `from` and calls grt_schedule on the system stack.
static inline __attribute__((always_inline)) void leave_stack(GrtG *from, GrtM *m) {
  __asm__ volatile("pushq %%rbp\n\t"
                   "pushq %%rbx\n\t"
                   "leaq 1f(%%rip), %%rax\n\t"
                   "pushq %%rax\n\t"
                   "movq %%rsp, (%%rdi)\n\t"
                   "movq (%%rsi), %%rsp\n\t"
                   "andq $-16, %%rsp\n\t"
                   "xorl %%ebp, %%ebp\n\t"
                   "call grt_schedule\n"
                   "1:\n\t"
                   "popq %%rbx\n\t"
                   "popq %%rbp"
                   :
                   : "D"(&from->sched_sp), "S"(&m->sys_sp)
                   : "memory", "cc", "rax", "rcx", "rdx", "r8", "r9", "r10", "r11", "r12", "r13",
                     "r14", "r15", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7",
                     "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15");
}

static inline __attribute__((always_inline, noreturn)) void enter_stack(GrtG *to) {
  grt_set_g(to);
  grt_set_stack_limit(to->limit);
  __asm__ volatile("movq (%0), %%rsp\n\t"
                   "movq $0, (%0)\n\t"
                   "popq %%rax\n\t"
                   "jmpq *%%rax"
                   :
                   : "r"(&to->sched_sp)
                   : "memory", "rax");
  __builtin_unreachable();
}

#if GRT_HAS_SHADOW

typedef struct Call {
  void (*fn)(void *);
  void *arg;
  const GrtG *g;
} Call;

GRT_NO_SANITIZE static void on_system(void *arg) {
  const Call *c = arg;
  GrtM *m = grt_m();
  __sanitizer_finish_switch_fiber(m->sys_fake_stack, NULL, NULL);
  c->fn(c->arg);
  __sanitizer_start_switch_fiber(&m->sys_fake_stack, c->g->stack_lo,
                                 (size_t)(c->g->stack_hi - c->g->stack_lo));
}

GRT_NO_SANITIZE void grt_systemstack(void (*fn)(void *), void *arg) {
  GrtG *g = grt_g();
  GrtM *m = grt_m();
  if (g == NULL || g->sched_sp != NULL) {
    fn(arg);
    return;
  }
  Call c = {fn, arg, g};
  g->fake_stack = __asan_get_current_fake_stack();
  void *own_fake_stack;
  __sanitizer_start_switch_fiber(&own_fake_stack, m->sys_lo, m->sys_size);
  grt_switch_to_system(on_system, &c);
  __sanitizer_finish_switch_fiber(own_fake_stack, NULL, NULL);
}

static void (*first_fn)(void);

GRT_NO_SANITIZE static void on_g(void) {
  GrtM *m = &grt_main_m;
  __sanitizer_finish_switch_fiber(NULL, &m->sys_lo, &m->sys_size);
  first_fn();
}

GRT_NO_SANITIZE void grt_run_on_g(GrtG *g, void (*fn)(void)) {
  first_fn = fn;
  __sanitizer_start_switch_fiber(&grt_main_m.sys_fake_stack, g->stack_lo,
                                 (size_t)(g->stack_hi - g->stack_lo));
  grt_switch_to_g(g, on_g);
}

GRT_NO_SANITIZE __attribute__((noinline)) void grt_switch_g(GrtG *from, GrtG *to, bool dies) {
  __sanitizer_start_switch_fiber(dies ? NULL : &from->fake_stack, to->stack_lo,
                                 (size_t)(to->stack_hi - to->stack_lo));
  switch_stack(from, to);
  __sanitizer_finish_switch_fiber(from->fake_stack, NULL, NULL);
  grt_finish_switch();
}

GRT_NO_SANITIZE __attribute__((noinline)) void grt_switch_to_scheduler(GrtG *from, bool dies) {
  GrtM *m = grt_m();
  __sanitizer_start_switch_fiber(dies ? NULL : &from->fake_stack, m->sys_lo, m->sys_size);
  leave_stack(from, m);
  __sanitizer_finish_switch_fiber(from->fake_stack, NULL, NULL);
  grt_finish_switch();
}

GRT_NO_SANITIZE void grt_resume_g(GrtG *g) {
  GrtM *m = grt_m();
  __sanitizer_start_switch_fiber(&m->sys_fake_stack, g->stack_lo,
                                 (size_t)(g->stack_hi - g->stack_lo));
  enter_stack(g);
}

#elif defined(GRT_HAS_FIBERS)

#include <sanitizer/tsan_interface.h>

// ThreadSanitizer's view of a goroutine is a fiber, made when it begins.

static void *fiber_of(GrtG *g) {
  if (g->fiber == NULL)
    g->fiber = __tsan_create_fiber(0);
  return g->fiber;
}

GRT_NO_SANITIZE __attribute__((noinline)) void grt_switch_g(GrtG *from, GrtG *to, bool dies) {
  (void)dies;
  __tsan_switch_to_fiber(fiber_of(to), 0);
  switch_stack(from, to);
  grt_finish_switch();
}

GRT_NO_SANITIZE __attribute__((noinline)) void grt_switch_to_scheduler(GrtG *from, bool dies) {
  (void)dies;
  GrtM *m = grt_m();
  __tsan_switch_to_fiber(m->sys_fiber, 0);
  leave_stack(from, m);
  grt_finish_switch();
}

GRT_NO_SANITIZE void grt_resume_g(GrtG *g) {
  GrtM *m = grt_m();
  m->sys_fiber = __tsan_get_current_fiber();
  __tsan_switch_to_fiber(fiber_of(g), 0);
  enter_stack(g);
}

GRT_NO_SANITIZE void grt_systemstack(void (*fn)(void *), void *arg) {
  GrtG *g = grt_g();
  if (g == NULL || g->sched_sp != NULL) {
    fn(arg);
    return;
  }
  __tsan_switch_to_fiber(grt_m()->sys_fiber, 0);
  grt_switch_to_system(fn, arg);
  __tsan_switch_to_fiber(g->fiber, 0);
}

GRT_NO_SANITIZE void grt_run_on_g(GrtG *g, void (*fn)(void)) {
  grt_main_m.sys_fiber = __tsan_get_current_fiber();
  __tsan_switch_to_fiber(fiber_of(g), 0);
  grt_switch_to_g(g, fn);
}

#else

__attribute__((noinline)) void grt_switch_g(GrtG *from, GrtG *to, bool dies) {
  (void)dies;
  switch_stack(from, to);
  grt_finish_switch();
}

__attribute__((noinline)) void grt_switch_to_scheduler(GrtG *from, bool dies) {
  (void)dies;
  leave_stack(from, grt_m());
  grt_finish_switch();
}

void grt_resume_g(GrtG *g) { enter_stack(g); }

void grt_systemstack(void (*fn)(void *), void *arg) { grt_switch_to_system(fn, arg); }

void grt_run_on_g(GrtG *g, void (*fn)(void)) { grt_switch_to_g(g, fn); }

#endif
