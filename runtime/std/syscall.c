/// \file
/// System calls for packages syscall and internal/runtime/syscall/linux.
/// Source: the kernel's x86-64 calling convention; Go 1.27 syscall/syscall_linux.go.

#include "rt.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
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
