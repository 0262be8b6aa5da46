/// \file
/// Faults. SIGSEGV, SIGBUS and SIGFPE in Go code (or in C called by it) become panics that start at
/// the faulting instruction; a fault elsewhere ends the process.

#include "sched/sched.h"

#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

#define ALT_STACK_SIZE (64 * 1024)

/// What the process blocked at its start.
static sigset_t first_mask;

bool grt_signal_is_on_g(const GrtG *g, uintptr_t sp) {
  return g != NULL && g->sched_sp == NULL && sp >= (uintptr_t)g->stack_lo &&
         sp <= (uintptr_t)g->stack_hi;
}

/// Arranges that the interrupted code seems to have called `target`.
static void inject_call(ucontext_t *uc, void (*target)(void)) {
  greg_t *r = uc->uc_mcontext.gregs;
  uintptr_t sp = ((uintptr_t)r[REG_RSP] - 128) & ~(uintptr_t)15;
  sp -= sizeof(uintptr_t);
  *(uintptr_t *)sp = (uintptr_t)r[REG_RIP];
  r[REG_RSP] = (greg_t)sp;
  r[REG_RIP] = (greg_t)(uintptr_t)target;
}

static void on_fault(int sig, siginfo_t *info, void *context) {
  ucontext_t *uc = context;
  greg_t *r = uc->uc_mcontext.gregs;
  GrtG *g = grt_g();
  uintptr_t addr = (uintptr_t)info->si_addr;
  bool raised_by_kill = info->si_code <= 0;
  if (raised_by_kill || !grt_signal_is_on_g(g, (uintptr_t)r[REG_RSP])) {
    // Not ours: let the default action (a core dump) happen at the same place.
    signal(sig, SIG_DFL);
    if (raised_by_kill)
      raise(sig);
    return;
  }
  if (sig == SIGSEGV && addr >= (uintptr_t)g->stack_lo && addr < (uintptr_t)g->stack_open)
    grt_fatal_stack_overflow((uintptr_t)r[REG_RSP], 1000000000);
  g->sig = sig;
  g->sig_code = info->si_code;
  g->sig_addr = addr;
  g->sig_pc = (uintptr_t)r[REG_RIP];
  if (sig == SIGFPE)
    inject_call(uc, grt_sigpanic_divide);
  else
    inject_call(uc, grt_sigpanic_mem);
}

void grt_signal_init_thread(void) {
  stack_t alt = {.ss_size = ALT_STACK_SIZE};
  alt.ss_sp =
      mmap(NULL, ALT_STACK_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (alt.ss_sp != MAP_FAILED)
    sigaltstack(&alt, NULL);
  // It may have been started by one that blocks all.
  pthread_sigmask(SIG_SETMASK, &first_mask, NULL);
}

void grt_signal_init(void) {
  pthread_sigmask(SIG_SETMASK, NULL, &first_mask);
  grt_signal_init_thread();
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_sigaction = on_fault;
  sa.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  sigemptyset(&sa.sa_mask);
  sigaction(SIGSEGV, &sa, NULL);
  sigaction(SIGBUS, &sa, NULL);
  sigaction(SIGFPE, &sa, NULL);
  grt_catch_sigpipe();
}
