/// \file
/// Arguments, environment, ends of the process and random numbers for packages os, syscall and
/// others. Source: Go 1.27 os/proc.go, syscall/env_unix.go, syscall/syscall.go.

#include "gc/gc.h"
#include "rt.h"

#include <string.h>
#include <unistd.h>

typedef __attribute__((swiftcall)) AbiSlice StringsFn(void);

static AbiSlice strings(char *const *list, int64_t n) {
  if (n == 0)
    return (AbiSlice){NULL, 0, 0};
  AbiString *s =
      grt_gc_alloc_bytes((uint64_t)n * sizeof *s); // what they point to is not in the heap
  for (int64_t i = 0; i < n; i++)
    s[i] = (AbiString){(const uint8_t *)list[i], (int64_t)strlen(list[i])};
  return (AbiSlice){s, n, n};
}

StringsFn go_args GRT_GO_SYMBOL("os.runtime_args");
__attribute__((swiftcall)) AbiSlice go_args(void) {
  return strings(grt_process.argv, grt_process.argc);
}

StringsFn go_envs GRT_GO_SYMBOL("syscall.runtime_envs");
__attribute__((swiftcall)) AbiSlice go_envs(void) {
  int64_t n = 0;
  while (grt_process.envp[n] != NULL)
    n++;
  return strings(grt_process.envp, n);
}

void go_before_exit(int64_t code) GRT_GO_SYMBOL("os.runtime_beforeExit");
void go_before_exit(int64_t code) { (void)code; }

GRT_NORETURN void go_exit(int64_t code) GRT_GO_SYMBOL("syscall.Exit");
void go_exit(int64_t code) { grt_exit((int)code); }

int64_t go_getpagesize(void) GRT_GO_SYMBOL("syscall.Getpagesize");
int64_t go_getpagesize(void) { return sysconf(_SC_PAGESIZE); }

// ---- the ends that sync and others call ----

GRT_NORETURN void go_sync_fatal(const uint8_t *text, int64_t len) GRT_GO_SYMBOL("sync.fatal");
void go_sync_fatal(const uint8_t *text, int64_t len) { grt_fatal_text((AbiString){text, len}); }

#define FATAL(id, name)                                                                            \
  GRT_NORETURN void id(const uint8_t *text, int64_t len)                                           \
      __attribute__((alias("sync.fatal"))) GRT_GO_SYMBOL(name)

FATAL(go_sync_throw, "sync.throw");
FATAL(go_internal_sync_fatal, "internal/sync.fatal");
FATAL(go_internal_sync_throw, "internal/sync.throw");
FATAL(go_cgroup_throw, "internal/runtime/cgroup.throw");

// ---- random numbers ----

uint64_t go_rand(void) GRT_GO_SYMBOL("runtime.rand");
uint64_t go_rand(void) { return grt_random(); }
uint64_t go_os_rand(void) __attribute__((alias("runtime.rand"))) GRT_GO_SYMBOL("os.runtime_rand");

uint32_t go_randn(uint32_t n) GRT_GO_SYMBOL("runtime.randn");
uint32_t go_randn(uint32_t n) { return (uint32_t)((uint64_t)(uint32_t)go_rand() * n >> 32); }
