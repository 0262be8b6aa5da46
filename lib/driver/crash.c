/// \file
/// The last net: a fault of the compiler itself, a stack overflow or an interrupt. Names stage and
/// position, removes temporaries.

#include "crash.h"

#include "driver_internal.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

static char alternate_stack[64 << 10];

static void on_fault(int sig) {
  gl_ice("signal", sig,
         sig == SIGSEGV ? "invalid memory access or stack overflow" : "fatal signal");
}

static void on_interrupt(int sig) {
  drv_remove_temps();
  signal(sig, SIG_DFL);
  raise(sig);
}

void drv_install_handlers(void) {
  gl_ice_cleanup(drv_remove_temps);
  stack_t st = {.ss_sp = alternate_stack, .ss_size = sizeof alternate_stack};
  sigaltstack(&st, NULL);
  static const int faults[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};
  static const int interrupts[] = {SIGINT, SIGTERM, SIGHUP};
  struct sigaction sa = {.sa_handler = on_fault, .sa_flags = SA_ONSTACK | SA_RESETHAND};
#if defined(__has_feature)
#if !__has_feature(address_sanitizer)
  for (uint32_t i = 0; i < GL_COUNT_OF(faults); i++)
    sigaction(faults[i], &sa, NULL);
#else
  (void)faults;
  (void)sa;
#endif
#endif
  struct sigaction si = {.sa_handler = on_interrupt};
  for (uint32_t i = 0; i < GL_COUNT_OF(interrupts); i++)
    sigaction(interrupts[i], &si, NULL);
}
