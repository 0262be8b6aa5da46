/// \file
/// The C side of package runtime's functions (runtime/go/runtime): C calling convention, Go names.

#include "gc/gc.h"
#include "pcln.h"
#include "rt.h"
#include "sched/sched.h"

#include <sched.h>
#include <stdlib.h>
#include <string.h>

// ---- type descriptors ----

AbiString go_type_string(const AbiType *t) GRT_GO_SYMBOL("runtime.typeString");
AbiString go_type_string(const AbiType *t) { return grt_type_string(t); }

AbiString go_type_pkg_path(const AbiType *t) GRT_GO_SYMBOL("runtime.typePkgPath");
AbiString go_type_pkg_path(const AbiType *t) {
  const AbiUncommon *u = grt_type_uncommon(t);
  if (u != NULL)
    return grt_name_string(grt_resolve_name(t, u->pkg_path));
  AbiName path = t->kind == ABI_KIND_STRUCT ? ((const AbiStructType *)(const void *)t)->pkg_path
                 : t->kind == ABI_KIND_INTERFACE
                     ? ((const AbiInterfaceType *)(const void *)t)->pkg_path
                     : NULL;
  return path == NULL ? (AbiString){NULL, 0} : grt_name_string(path);
}

int64_t go_type_kind(const AbiType *t) GRT_GO_SYMBOL("runtime.typeKind");
int64_t go_type_kind(const AbiType *t) { return t->kind; }

GRT_NORETURN void go_throw(const uint8_t *text, int64_t len) GRT_GO_SYMBOL("runtime.throw");
void go_throw(const uint8_t *text, int64_t len) { grt_fatal_text((AbiString){text, len}); }

// ---- memory ----

void go_gc(void) GRT_GO_SYMBOL("runtime.GC");
void go_gc(void) { grt_gc_collect(); }

int32_t go_set_gc_percent(int32_t percent) GRT_GO_SYMBOL("runtime/debug.setGCPercent");
int32_t go_set_gc_percent(int32_t percent) { return (int32_t)grt_gc_set_percent(percent); }

int64_t go_set_memory_limit(int64_t bytes) GRT_GO_SYMBOL("runtime/debug.setMemoryLimit");
int64_t go_set_memory_limit(int64_t bytes) { return grt_gc_set_limit(bytes); }

void go_free_os_memory(void) GRT_GO_SYMBOL("runtime/debug.freeOSMemory");
void go_free_os_memory(void) { grt_gc_free_memory(); }

/// *out has room for two words a pause and three more. Gets the pauses, the latest first, the times
/// when they ended, the time of the last collection, the number of collections, the sum of pauses.
void go_read_gc_stats(AbiSlice *out) GRT_GO_SYMBOL("runtime/debug.readGCStats");
void go_read_gc_stats(AbiSlice *out) {
  GrtMemStats s;
  uint64_t ns[256], end_ns[256];
  grt_gc_stats(&s);
  grt_gc_pauses(ns, end_ns);
  uint64_t n = s.n_gc < 256 ? s.n_gc : 256;
  uint64_t *p = (uint64_t *)(void *)out->ptr;
  for (uint64_t i = 0; i < n; i++) {
    p[i] = ns[(s.n_gc - 1 - i) % 256];
    p[n + i] = end_ns[(s.n_gc - 1 - i) % 256];
  }
  p[2 * n] = s.last_gc_ns;
  p[2 * n + 1] = s.n_gc;
  p[2 * n + 2] = s.pause_total_ns;
  out->len = (int64_t)(2 * n + 3);
}

void go_set_finalizer(AbiEface object, AbiEface fn) GRT_GO_SYMBOL("runtime.SetFinalizer");
void go_set_finalizer(AbiEface object, AbiEface fn) { grt_set_finalizer(object, fn); }

uint64_t go_add_cleanup(void *p, const AbiFuncVal *fn) GRT_GO_SYMBOL("runtime.addCleanup");
uint64_t go_add_cleanup(void *p, const AbiFuncVal *fn) { return grt_cleanup_add(p, fn); }

void go_stop_cleanup(uint64_t id) GRT_GO_SYMBOL("runtime.stopCleanup");
void go_stop_cleanup(uint64_t id) { grt_cleanup_stop(id); }

void go_gosched(void) GRT_GO_SYMBOL("runtime.Gosched");
void go_gosched(void) { grt_yield(); }

int64_t go_gomaxprocs(int64_t n) GRT_GO_SYMBOL("runtime.GOMAXPROCS");
int64_t go_gomaxprocs(int64_t n) { return grt_set_procs(n); }

void go_lock_os_thread(void) GRT_GO_SYMBOL("runtime.LockOSThread");
void go_lock_os_thread(void) { grt_lock_os_thread(); }

void go_unlock_os_thread(void) GRT_GO_SYMBOL("runtime.UnlockOSThread");
void go_unlock_os_thread(void) { grt_unlock_os_thread(); }

void go_entersyscall(void) GRT_GO_SYMBOL("runtime.entersyscall");
__attribute__((naked)) void go_entersyscall(void) { __asm__("jmp grt_entersyscall"); }

void go_exitsyscall(void) GRT_GO_SYMBOL("runtime.exitsyscall");
void go_exitsyscall(void) { grt_exitsyscall(); }

int64_t go_num_goroutine(void) GRT_GO_SYMBOL("runtime.NumGoroutine");
int64_t go_num_goroutine(void) { return grt_n_goroutines(); }

/// Classes that MemStats.BySize shows, with class 0.
#define BY_SIZE_COUNT 61

/// runtime.MemStats.
typedef struct GoMemStats {
  uint64_t alloc, total_alloc, sys, lookups, mallocs, frees;
  uint64_t heap_alloc, heap_sys, heap_idle, heap_inuse, heap_released, heap_objects;
  uint64_t stack_inuse, stack_sys, mspan_inuse, mspan_sys, mcache_inuse, mcache_sys;
  uint64_t buck_hash_sys, gc_sys, other_sys;
  uint64_t next_gc, last_gc, pause_total_ns;
  uint64_t pause_ns[256], pause_end[256];
  uint32_t num_gc, num_forced_gc;
  double gc_cpu_fraction;
  bool enable_gc, debug_gc;
  struct {
    uint32_t size;
    uint64_t mallocs, frees;
  } by_size[BY_SIZE_COUNT];
} GoMemStats;

_Static_assert(sizeof(GoMemStats) == 24 * 8 + 2 * 256 * 8 + 8 + 8 + 8 + 61 * 24,
               "runtime.MemStats");

void go_read_mem_stats(GoMemStats *m) GRT_GO_SYMBOL("runtime.ReadMemStats");
void go_read_mem_stats(GoMemStats *m) {
  GrtMemStats s;
  grt_gc_stats(&s);
  memset(m, 0, sizeof *m);
  m->alloc = m->heap_alloc = s.heap_bytes;
  m->total_alloc = s.total_bytes;
  m->mallocs = s.n_mallocs;
  m->frees = s.n_frees;
  m->heap_objects = s.n_mallocs - s.n_frees;
  m->heap_inuse = s.heap_inuse;
  m->heap_idle = s.heap_idle;
  m->heap_released = s.heap_released;
  m->heap_sys = s.heap_sys;
  m->stack_inuse = m->stack_sys = grt_stack_bytes();
  m->gc_sys = s.table_sys;
  m->sys = m->heap_sys + m->stack_sys + m->gc_sys;
  m->next_gc = s.next_gc;
  m->last_gc = s.last_gc_ns;
  m->pause_total_ns = s.pause_total_ns;
  grt_gc_pauses(m->pause_ns, m->pause_end);
  m->num_gc = (uint32_t)s.n_gc;
  m->num_forced_gc = (uint32_t)s.n_forced_gc;
  m->enable_gc = true;
  for (uint32_t c = 0; c < BY_SIZE_COUNT; c++) {
    m->by_size[c].size = abi_class_size(c);
    m->by_size[c].mallocs = c == 0 ? 0 : s.class_mallocs[c];
    m->by_size[c].frees = c == 0 ? 0 : s.class_frees[c];
  }
}

void go_keep_alive(const void *type, const void *data) GRT_GO_SYMBOL("runtime.keepAlive");
void go_keep_alive(const void *type, const void *data) {
  __asm__ volatile("" : : "r"(type), "r"(data) : "memory");
}

// ---- process ----

AbiString go_env_goroot(void) GRT_GO_SYMBOL("runtime.envGOROOT");
AbiString go_env_goroot(void) {
  const char *s = getenv("GOROOT");
  return (AbiString){(const uint8_t *)s, s == NULL ? 0 : (int64_t)strlen(s)};
}

int64_t go_num_cpu(void) GRT_GO_SYMBOL("runtime.NumCPU");
int64_t go_num_cpu(void) {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) != 0)
    return 1;
  return CPU_COUNT(&set);
}

/// Defined by the main package that `golite-cc test` makes.
extern const char is_test_binary GRT_GO_SYMBOL("golite.is_test_binary") __attribute__((weak));

bool go_is_test_binary(void) GRT_GO_SYMBOL("testing.isTestBinary");
bool go_is_test_binary(void) { return &is_test_binary != NULL; }

GRT_NORETURN void go_goexit(void) GRT_GO_SYMBOL("runtime.Goexit");
void go_goexit(void) { grt_goexit(); }

void go_breakpoint(void) GRT_GO_SYMBOL("runtime.Breakpoint");
void go_breakpoint(void) { __asm__ volatile("int3"); }

// ---- frames ----

int64_t go_traceback(char *buf, int64_t n, int64_t others) GRT_GO_SYMBOL("runtime.traceback");
int64_t go_traceback(char *buf, int64_t n, int64_t others) {
  grt_print_capture(buf, (size_t)n);
  grt_traceback();
  if (others)
    grt_traceback_others();
  return (int64_t)grt_print_end_capture();
}

int64_t go_callers(int64_t skip, uintptr_t *pc, int64_t n) GRT_GO_SYMBOL("runtime.callers");
int64_t go_callers(int64_t skip, uintptr_t *pc, int64_t n) { return grt_callers(skip, pc, n); }

static AbiString go_string(const char *s) {
  return (AbiString){(const uint8_t *)s, (int64_t)strlen(s)};
}

/// The call that a value of grt_callers, or one less, stands for.
static GrtCall call_of(uintptr_t pc) {
  GrtCall c = grt_call_find(pc & (((uintptr_t)1 << GRT_PC_DEPTH_SHIFT) - 1));
  for (uintptr_t depth = pc >> GRT_PC_DEPTH_SHIFT; depth > 0; depth--)
    grt_call_outer(&c);
  return c;
}

const void *go_func_find(uintptr_t pc) GRT_GO_SYMBOL("runtime.funcFind");
const void *go_func_find(uintptr_t pc) { return call_of(pc).func; }

bool go_func_is_entry(const void *f) GRT_GO_SYMBOL("runtime.funcIsEntry");
bool go_func_is_entry(const void *f) { return grt_func_is_entry(f); }

uintptr_t go_func_start(const AbiFuncEntry *f) GRT_GO_SYMBOL("runtime.funcStart");
uintptr_t go_func_start(const AbiFuncEntry *f) { return grt_func_start(f); }

AbiString go_func_name(const AbiFuncEntry *f) GRT_GO_SYMBOL("runtime.funcName");
AbiString go_func_name(const AbiFuncEntry *f) {
  GrtCall c = {.func = f};
  return go_string(grt_call_name(&c));
}

AbiString go_pc_name(uintptr_t pc) GRT_GO_SYMBOL("runtime.pcName");
AbiString go_pc_name(uintptr_t pc) {
  GrtCall c = call_of(pc);
  return go_string(grt_call_name(&c));
}

AbiString go_pc_file(uintptr_t pc) GRT_GO_SYMBOL("runtime.pcFile");
AbiString go_pc_file(uintptr_t pc) {
  GrtCall c = call_of(pc);
  return go_string(grt_call_file(&c));
}

int64_t go_pc_line(uintptr_t pc) GRT_GO_SYMBOL("runtime.pcLine");
int64_t go_pc_line(uintptr_t pc) { return call_of(pc).line; }

bool go_pc_is_inlined(uintptr_t pc) GRT_GO_SYMBOL("runtime.pcIsInlined");
bool go_pc_is_inlined(uintptr_t pc) {
  GrtCall c = call_of(pc);
  return grt_call_is_inlined(&c);
}
