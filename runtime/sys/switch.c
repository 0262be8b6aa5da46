/// \file
/// Switches between the goroutine's stack and the system stack; with ASan, announced to it.

#include "rt.h"
#include "sys/shadow.h"

// sys/asm.S
void grt_switch_to_system(void (*fn)(void *), void *arg);
void grt_switch_to_g(GrtG *g, void (*fn)(void));

#if GRT_HAS_SHADOW

/// The system stack, as ASan described it when the first switch left it.
static const void *system_lo;
static size_t system_size;
static void *system_fake_stack;

typedef struct Call {
  void (*fn)(void *);
  void *arg;
  const GrtG *g;
} Call;

GRT_NO_SANITIZE static void on_system(void *arg) {
  const Call *c = arg;
  __sanitizer_finish_switch_fiber(system_fake_stack, NULL, NULL);
  c->fn(c->arg);
  __sanitizer_start_switch_fiber(&system_fake_stack, c->g->stack_lo,
                                 (size_t)(c->g->stack_hi - c->g->stack_lo));
}

GRT_NO_SANITIZE void grt_systemstack(void (*fn)(void *), void *arg) {
  GrtG *g = grt_g();
  if (g == NULL || g->sched_sp != NULL) {
    fn(arg);
    return;
  }
  Call c = {fn, arg, g};
  g->fake_stack = __asan_get_current_fake_stack();
  void *own_fake_stack;
  __sanitizer_start_switch_fiber(&own_fake_stack, system_lo, system_size);
  grt_switch_to_system(on_system, &c);
  __sanitizer_finish_switch_fiber(own_fake_stack, NULL, NULL);
}

static void (*first_fn)(void);

GRT_NO_SANITIZE static void on_g(void) {
  __sanitizer_finish_switch_fiber(NULL, &system_lo, &system_size);
  first_fn();
  __sanitizer_start_switch_fiber(NULL, system_lo, system_size);
}

GRT_NO_SANITIZE void grt_run_on_g(GrtG *g, void (*fn)(void)) {
  first_fn = fn;
  __sanitizer_start_switch_fiber(&system_fake_stack, g->stack_lo,
                                 (size_t)(g->stack_hi - g->stack_lo));
  grt_switch_to_g(g, on_g);
  __sanitizer_finish_switch_fiber(system_fake_stack, NULL, NULL);
}

#else

void grt_systemstack(void (*fn)(void *), void *arg) { grt_switch_to_system(fn, arg); }

void grt_run_on_g(GrtG *g, void (*fn)(void)) { grt_switch_to_g(g, fn); }

#endif
