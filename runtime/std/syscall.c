/// \file
/// System calls for packages syscall and internal/runtime/syscall/linux.
/// Source: the kernel's x86-64 calling convention; Go 1.27 syscall/syscall_linux.go.

#include "rt.h"
#include "sched/sched.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>

/// Results of Syscall6.
typedef struct Result {
  uint64_t r1, r2, error;
} Result;

#define MAX_ERRNO 4095

static inline uint64_t raw(uint64_t n, uint64_t a1, uint64_t a2, uint64_t a3, uint64_t a4,
                           uint64_t a5, uint64_t a6, uint64_t *second) {
  register uint64_t r10 __asm__("r10") = a4;
  register uint64_t r8 __asm__("r8") = a5;
  register uint64_t r9 __asm__("r9") = a6;
  uint64_t result, rdx = a3;
  __asm__ volatile("syscall"
                   : "=a"(result), "+d"(rdx)
                   : "a"(n), "D"(a1), "S"(a2), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  *second = rdx;
  return result;
}

__attribute__((swiftcall)) Result go_syscall6(uint64_t n, uint64_t a1, uint64_t a2, uint64_t a3,
                                              uint64_t a4, uint64_t a5, uint64_t a6)
    GRT_GO_SYMBOL("internal/runtime/syscall/linux.Syscall6");
__attribute__((swiftcall)) Result go_syscall6(uint64_t n, uint64_t a1, uint64_t a2, uint64_t a3,
                                              uint64_t a4, uint64_t a5, uint64_t a6) {
  uint64_t second, r = raw(n, a1, a2, a3, a4, a5, a6, &second);
  if (r >= -(uint64_t)MAX_ERRNO)
    return (Result){UINT64_MAX, 0, -r};
  return (Result){r, second, 0};
}

/// Two results.
typedef struct Pair {
  uint64_t a, b;
} Pair;

Pair go_raw_no_error(uint64_t n, uint64_t a1, uint64_t a2, uint64_t a3)
    GRT_GO_SYMBOL("syscall.rawSyscallNoError");
Pair go_raw_no_error(uint64_t n, uint64_t a1, uint64_t a2, uint64_t a3) {
  uint64_t second, r = raw(n, a1, a2, a3, 0, 0, 0, &second);
  return (Pair){r, second};
}

/// {result or -1, errno}, both int32.
Pair go_fcntl(int32_t fd, int32_t cmd, int32_t arg) GRT_GO_SYMBOL("runtime.fcntl");
Pair go_fcntl(int32_t fd, int32_t cmd, int32_t arg) {
  uint64_t second;
  int64_t r = (int64_t)raw(SYS_fcntl, (uint64_t)(int64_t)fd, (uint64_t)(int64_t)cmd,
                           (uint64_t)(int64_t)arg, 0, 0, 0, &second);
  return r < 0 ? (Pair){UINT32_MAX, (uint64_t)-r} : (Pair){(uint64_t)r, 0};
}

/// {-1, false}: random bytes come by the system call.
Pair go_vgetrandom(void *p, int64_t len, int64_t cap, uint32_t flags)
    GRT_GO_SYMBOL("runtime.vgetrandom");
Pair go_vgetrandom(void *p, int64_t len, int64_t cap, uint32_t flags) {
  (void)p, (void)len, (void)cap, (void)flags;
  return (Pair){UINT64_MAX, 0};
}

// ---- fork ----
//
// The child of a vfork runs on its parent's stack, while the thread of the parent waits in the
// kernel. It must not park, and no signal may reach it: handlers would run with the parent's
// memory.

/// {result or -1, errno}. The child comes back first and overwrites what is below: the return
/// address is in a register meanwhile. Callers know that it returns twice (lib/codegen).
Pair go_raw_vfork(uint64_t n, uint64_t a1, uint64_t a2, uint64_t a3)
    GRT_GO_SYMBOL("syscall.rawVforkSyscall");
__attribute__((naked)) Pair go_raw_vfork(uint64_t n, uint64_t a1, uint64_t a2, uint64_t a3) {
  __asm__("movq %rdi, %rax\n\t"
          "movq %rsi, %rdi\n\t"
          "movq %rdx, %rsi\n\t"
          "movq %rcx, %rdx\n\t"
          "xorl %r10d, %r10d\n\t"
          "xorl %r8d, %r8d\n\t"
          "popq %r9\n\t"
          "syscall\n\t"
          "pushq %r9\n\t"
          "xorl %edx, %edx\n\t"
          "cmpq $-4095, %rax\n\t"
          "jb 1f\n\t"
          "movq %rax, %rdx\n\t"
          "negq %rdx\n\t"
          "movq $-1, %rax\n\t"
          "1: ret");
}

#define KERNEL_NSIG 64
static uint64_t mask_before_fork; ///< of the one that forks: package syscall lets one at a time

static void set_mask(const uint64_t *mask, uint64_t *old) {
  uint64_t second;
  raw(SYS_rt_sigprocmask, SIG_SETMASK, (uint64_t)(uintptr_t)mask, (uint64_t)(uintptr_t)old,
      KERNEL_NSIG / 8, 0, 0, &second);
}

void go_before_fork(void) GRT_GO_SYMBOL("syscall.runtime_BeforeFork");
void go_before_fork(void) {
  const uint64_t all = UINT64_MAX;
  grt_m()->n_pins++;
  set_mask(&all, &mask_before_fork);
}

void go_after_fork(void) GRT_GO_SYMBOL("syscall.runtime_AfterFork");
void go_after_fork(void) {
  set_mask(&mask_before_fork, NULL);
  grt_m()->n_pins--;
}

/// In the child: signals have their default actions before any can come.
void go_after_fork_in_child(void) GRT_GO_SYMBOL("syscall.runtime_AfterForkInChild");
void go_after_fork_in_child(void) {
  struct { // the kernel's
    void (*handler)(int);
    uint64_t flags;
    void (*restorer)(void);
    uint64_t mask;
  } sa;
  uint64_t second;
  for (uint64_t i = 1; i <= KERNEL_NSIG; i++) {
    if (raw(SYS_rt_sigaction, i, 0, (uint64_t)(uintptr_t)&sa, sizeof sa.mask, 0, 0, &second) != 0 ||
        sa.handler == SIG_DFL || sa.handler == SIG_IGN)
      continue;
    memset(&sa, 0, sizeof sa);
    raw(SYS_rt_sigaction, i, (uint64_t)(uintptr_t)&sa, 0, sizeof sa.mask, 0, 0, &second);
  }
  set_mask(&mask_before_fork, NULL);
}

/// Execve ends all other threads; the new program gets the mask of this one.
void go_before_exec(void) GRT_GO_SYMBOL("syscall.runtime_BeforeExec");
void go_before_exec(void) {}
void go_after_exec(void) GRT_GO_SYMBOL("syscall.runtime_AfterExec");
void go_after_exec(void) {}

// ---- around a system call that the kernel, or a filter of it, may answer with SIGSYS ----

static struct sigaction sigsys_before;

void go_ignore_sigsys(void) GRT_GO_SYMBOL("os.ignoreSIGSYS");
void go_ignore_sigsys(void) {
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_handler = SIG_IGN;
  sigaction(SIGSYS, &sa, &sigsys_before);
}

void go_restore_sigsys(void) GRT_GO_SYMBOL("os.restoreSIGSYS");
void go_restore_sigsys(void) { sigaction(SIGSYS, &sigsys_before, NULL); }
