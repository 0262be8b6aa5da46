/// \file
/// The last net: a fault of the compiler itself, a stack overflow or an interrupt. Names stage and
/// position, removes temporaries.

#include "crash.h"

#include "driver_internal.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

static void on_interrupt(int sig) {
  drv_remove_temps();
  signal(sig, SIG_DFL);
  raise(sig);
}

#if __has_feature(address_sanitizer)
/// AddressSanitizer has handlers and a signal stack of its own, which it frees at the end of the
/// thread.
static void install_fault_handlers(void) {}
#else
static void on_fault(int sig) {
  gl_ice("signal", sig,
         sig == SIGSEGV ? "invalid memory access or stack overflow" : "fatal signal");
}

static void install_fault_handlers(void) {
  static char alternate_stack[64 << 10];
  stack_t st = {.ss_sp = alternate_stack, .ss_size = sizeof alternate_stack};
  sigaltstack(&st, NULL);
  static const int faults[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};
  struct sigaction sa = {.sa_handler = on_fault, .sa_flags = SA_ONSTACK | SA_RESETHAND};
  for (uint32_t i = 0; i < GL_COUNT_OF(faults); i++)
    sigaction(faults[i], &sa, NULL);
}
#endif

void drv_install_handlers(void) {
  gl_ice_cleanup(drv_remove_temps);
  install_fault_handlers();
  static const int interrupts[] = {SIGINT, SIGTERM, SIGHUP};
  struct sigaction si = {.sa_handler = on_interrupt};
  for (uint32_t i = 0; i < GL_COUNT_OF(interrupts); i++)
    sigaction(interrupts[i], &si, NULL);
}
