/// \file
/// What all parts of the runtime share: the goroutine and machine records, thread-control slots,
/// fatal errors. Includes nothing but the ABI headers and libc. See runtime/README.md for the
/// calling conventions.

#ifndef GRT_RT_H
#define GRT_RT_H
#include "golite/abi/alloc.h"
#include "golite/abi/defer.h"
#include "golite/abi/layout.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GRT_NORETURN __attribute__((noreturn, cold))
#define GRT_COLD __attribute__((cold, noinline))
#define GRT_LIKELY(x) __builtin_expect(!!(x), 1)
#define GRT_UNLIKELY(x) __builtin_expect(!!(x), 0)
/// Gives a C function or object the symbol of a Go name (dots and slashes are legal in ELF).
#define GRT_GO_SYMBOL(name) __asm__(name)

/// Bytes below the stack limit that C functions, called from Go code on the goroutine's stack, may
/// use.
#define GRT_C_ZONE ((ptrdiff_t)32 * 1024)

typedef struct GrtG GrtG;
typedef struct GrtM GrtM;
typedef struct GrtPanic GrtPanic;

/// One part of a goroutine's stack. It never moves; when it is full, the goroutine goes on in
/// another one.
typedef struct GrtSegment {
  char *lo;          ///< lowest address of the reservation; NULL: the goroutine has no such segment
  char *hi;          ///< one past its highest
  char *open;        ///< lowest writable address
  char *sp;          ///< stack pointer where it was left for another segment
  uint32_t previous; ///< the segment that was left for this one
} GrtSegment;

/// A goroutine starts on a slot of 64 KiB (main: on 1 GiB); then there are 1 MiB and 1 GiB.
typedef enum GrtSegmentSize {
  GRT_SEGMENT_FIRST,
  GRT_SEGMENT_MIDDLE,
  GRT_SEGMENT_LARGE, ///< opened in steps, as main's first
  GRT_SEGMENT_COUNT
} GrtSegmentSize;

typedef enum GrtStatus {
  GRT_STATUS_DEAD, ///< its record and first segment can be used again
  GRT_STATUS_RUNNABLE,
  GRT_STATUS_RUNNING,
  GRT_STATUS_WAITING,
  GRT_STATUS_SYSCALL
} GrtStatus;

/// Why a goroutine waits; texts in sched/proc.c.
typedef enum GrtWaitReason {
  GRT_WAIT_NONE,
  GRT_WAIT_RECEIVE,
  GRT_WAIT_RECEIVE_NIL,
  GRT_WAIT_SEND,
  GRT_WAIT_SEND_NIL,
  GRT_WAIT_SELECT,
  GRT_WAIT_SELECT_NONE,
  GRT_WAIT_SLEEP,
  GRT_WAIT_SEMAPHORE,
  GRT_WAIT_MUTEX,
  GRT_WAIT_READ_LOCK,
  GRT_WAIT_WRITE_LOCK,
  GRT_WAIT_WAIT_GROUP,
  GRT_WAIT_CONDITION,
  GRT_WAIT_TIMERS,
  GRT_WAIT_IO,
  GRT_WAIT_COUNT
} GrtWaitReason;

/// A goroutine. Its record lies on top of its first segment; main's is grt_main_g.
struct GrtG {
  AbiG abi;         ///< first: compiled code finds it through %fs:0x50
  void *sched_sp;   ///< stack pointer while it does not run, or C runs on the system stack: there
                    ///< are the address to go on at, rbx, rbp; NULL while it runs
  char *stack_lo;   ///< lowest address of the current segment's reservation
  char *stack_hi;   ///< one past its highest
  char *stack_open; ///< lowest writable address
  char *limit;      ///< what %fs:0x70 holds while it runs
  uint32_t segment; ///< the current one: GrtSegmentSize
  uint8_t status;   ///< GrtStatus
  uint8_t wait_reason;           ///< GrtWaitReason
  bool is_system;                ///< of the runtime: does not count, is not shown
  _Atomic uint32_t select_state; ///< GrtSelectState
  uint64_t id;
  GrtG *next;                 ///< in the list that it is in
  GrtM *locked_m;             ///< the only thread that runs it (LockOSThread), or NULL
  uint32_t n_locks;           ///< calls of LockOSThread
  void *syscall_sp;           ///< stack pointer of the caller of grt_entersyscall, or NULL
  void *syscall_regs[6];      ///< callee-saved registers then
  struct GrtWaiter *woken_by; ///< the waiter through which it was woken
  const AbiFuncVal *fn;       ///< what it will call, until it has begun
  uintptr_t creator_pc;       ///< in the function that started it
  uint64_t creator_id;
  GrtSegment segments[GRT_SEGMENT_COUNT];
  /// The signal behind the panic in progress (0: none), for the message of an uncaught one.
  int sig;
  int sig_code;
  uintptr_t sig_addr;
  bool panics_on_fault;   ///< debug.SetPanicOnFault
  uint8_t fips_indicator; ///< crypto/internal/fips140: whether its services so far were approved
  uintptr_t sig_pc;
  void *fake_stack; ///< ASan's, while it does not run
  void *fiber;      ///< TSan's
};

/// A panic (or Goexit) in progress; lives in the C frame that runs the deferred calls.
struct GrtPanic {
  GrtPanic *link; ///< the panic that this one interrupted
  AbiEface value;
  bool recovered;  ///< recover() has returned its value
  bool goexit;     ///< not a panic: runtime.Goexit
  bool repanicked; ///< the panic after it has the same value: printed once
};

/// Returns the running goroutine; NULL before start-up.
static inline GrtG *grt_g(void) {
  GrtG *g;
  __asm__ volatile("movq %%fs:0x50, %0" : "=r"(g));
  return g;
}

static inline void grt_set_g(GrtG *g) { __asm__ volatile("movq %0, %%fs:0x50" : : "r"(g)); }

/// Returns the record of this thread; NULL before start-up and in threads that run no goroutines.
/// Volatile: a function that parks may go on in another thread.
static inline GrtM *grt_m(void) {
  GrtM *m;
  __asm__ volatile("movq %%fs:0x58, %0" : "=r"(m));
  return m;
}

static inline void grt_set_m(GrtM *m) { __asm__ volatile("movq %0, %%fs:0x58" : : "r"(m)); }

static inline char *grt_stack_limit(void) {
  char *limit;
  __asm__ volatile("movq %%fs:0x70, %0" : "=r"(limit));
  return limit;
}

static inline void grt_set_stack_limit(char *limit) {
  __asm__ volatile("movq %0, %%fs:0x70" : : "r"(limit));
}

// ---- sys/asm.S ----

/// Calls a Go func value of type func(): the record goes into r10.
void grt_call_go(const AbiFuncVal *fn);
int grt_setjmp(AbiDeferFrame *frame) __attribute__((returns_twice));
/// Goes back to grt_setjmp(frame), which returns 1.
GRT_NORETURN void grt_longjmp(AbiDeferFrame *frame);

// ---- sys/switch.c ----

/// Runs fn(arg) on the system stack (directly, if that is where we are) with all callee-saved
/// registers of the caller pushed on the goroutine's stack first, so that a collector called by fn
/// sees them there.
void grt_systemstack(void (*fn)(void *), void *arg);
/// Switches from the system stack to the top of `g`'s stack and calls fn there; returns when fn
/// does.
void grt_run_on_g(GrtG *g, void (*fn)(void));
/// Leaves the running goroutine for `to`, which does not run; returns when somebody switches back,
/// perhaps in another thread. With `dies`, nobody will.
void grt_switch_g(GrtG *from, GrtG *to, bool dies);
/// Leaves the running goroutine for grt_schedule on the thread's system stack.
void grt_switch_to_scheduler(GrtG *from, bool dies);
/// Leaves the system stack for good: g goes on.
GRT_NORETURN void grt_resume_g(GrtG *g);
/// Prepares `g`, whose first segment is its current one, so that the first switch to it calls
/// grt_goroutine_main.
void grt_prepare_g(GrtG *g);

// ---- sys/start.c ----

/// Settings from the environment: GOGC, GOMEMLIMIT, GODEBUG, GOLITE_GC, GOLITE_TICK.
typedef struct GrtOptions {
  int64_t gogc;          ///< per cent; negative: off
  int64_t mem_limit;     ///< GOMEMLIMIT in bytes; INT64_MAX: none
  bool gctrace;          ///< GODEBUG=gctrace=1: one line to fd 2 for each collection
  _Atomic bool panicnil; ///< GODEBUG=panicnil=1: panic(nil) panics with nil itself
  bool gc_off;           ///< GOLITE_GC=off: never collect
  uint64_t tick_us;    ///< GOLITE_TICK=n: ticks of the scheduler every n microseconds; 0: as usual
  int64_t n_procs;     ///< GOMAXPROCS; 0: as many as there are processors
  uint64_t gc_workers; ///< GOLITE_GC=workers:n: so many threads mark; 0: by the heap's size
  uint64_t gc_idle_ms; ///< GOLITE_GC=idle:n: collect after n milliseconds without; 0: as usual
  uint64_t gc_stress;  ///< GOLITE_GC=stress[:n]: collect at every n-th allocation; 0: no
} GrtOptions;

typedef struct GrtProcess {
  GrtOptions options;
  int argc;
  char **argv;
  char **envp;
} GrtProcess;

extern GrtProcess grt_process;
extern GrtG grt_main_g;

// ---- sys/godebug.c ----

/// Parses a whole decimal number, perhaps negative; returns false if there is anything else.
bool grt_parse_int(const char *s, size_t len, int64_t *out);
/// Reads GODEBUG, the program's own defaults first.
void grt_godebug_init(void);

// ---- sys/mem.c: address space ----

/// Reserves `size` bytes (a multiple of `align`, a power of two) of address space without access
/// rights. Returns NULL if the system refuses.
void *grt_mem_reserve(size_t size, size_t align);
/// Makes [p, p+size) of a reservation readable and writable (zero when first touched); false if
/// refused.
bool grt_mem_commit(void *p, size_t size);
/// Tells the system that the contents of [p, p+size) are not needed; they read as zero afterwards.
void grt_mem_discard(void *p, size_t size);
/// Makes accesses to a page fault, where the kernel can do that without a mapping of its own.
void grt_mem_guard(void *page);
/// Returns `size` zeroed bytes for the runtime's own tables; ends the process if there are none.
/// Never freed.
void *grt_mem_table(size_t size);
/// Returns a block of at least `new_size` bytes with the contents of the old one (from
/// grt_mem_table).
void *grt_mem_table_grow(void *p, size_t old_size, size_t new_size);

// ---- sys/stack.c ----

/// Gives g (the main goroutine) its reservation and opens the first part.
void grt_stack_init(GrtG *g);
/// Returns the record of a dead goroutine with an empty first segment.
GrtG *grt_stack_new(void);
/// Keeps the record and segments of a goroutine that has ended for others; nobody runs on them.
void grt_stack_free(GrtG *g);
/// Calls fn(g, arg) for the record of each goroutine that there is or was.
void grt_stack_each(void (*fn)(GrtG *g, void *arg), void *arg);
/// The same for `n` of them, from number `first` on; there are grt_stack_count, some of which have
/// no record. The world is stopped.
void grt_stack_some(size_t first, size_t n, void (*fn)(GrtG *g, void *arg), void *arg);
size_t grt_stack_count(void);
/// Goes back to the segment, in use, that holds sp; later ones are left.
void grt_stack_rewind(GrtG *g, const char *sp);
/// Returns which of the segments that `g` now uses holds p, -1 if none does.
int32_t grt_stack_segment_of(const GrtG *g, const void *p);
/// Gives memory of segments that no goroutine uses back to the system.
void grt_stack_trim(void);
/// debug.SetMaxStack: bytes that one goroutine's stack may have; returns what held until now.
int64_t grt_stack_set_max(int64_t bytes);
/// Bytes that the goroutines' stacks may use.
uint64_t grt_stack_bytes(void);

// ---- sys/signal.c ----

/// Handlers of faults, for the process; a stack for handlers, for this thread.
void grt_signal_init(void);
void grt_signal_init_thread(void);
/// True if the goroutine's stack is in use at sp: not the system stack, not a signal's.
bool grt_signal_is_on_g(const GrtG *g, uintptr_t sp);

// ---- sys/preempt.c ----

/// In %fs:0x70 instead of the limit: the next function that is called stops for others.
#define GRT_LIMIT_PREEMPT ((char *)-1)

/// Where the running goroutine stops, its registers saved: for whom the world stops, or for others.
void grt_stopped(void);

// ---- fatal.c ----

/// Random words of this process that hash functions use (map.c); set once at start.
extern uint64_t grt_hash_key[4];
void grt_hash_init(void);
/// A pseudo-random number of this thread's generator.
uint64_t grt_random(void);

/// Reads GOTRACEBACK.
void grt_fatal_init(void);
/// The message has been printed: shows, as far as GOTRACEBACK asks for it, the running goroutine
/// and the others (all of them, if none is to be first), and ends the process with status 2.
GRT_NORETURN void grt_die(bool has_running);
/// Prints "fatal error: MSG", a traceback of the running goroutine if there is one, and exits with
/// status 2.
GRT_NORETURN void grt_fatal(const char *msg);
/// The same for a Go string.
GRT_NORETURN void grt_fatal_text(AbiString text);
/// Ends the process at once.
GRT_NORETURN void grt_exit(int status);
/// The same with the line MSG before "fatal error: out of memory".
GRT_NORETURN void grt_fatal_out_of_memory(const char *msg);
/// The same for a stack overflow, whose deep traceback is cut in the middle.
GRT_NORETURN void grt_fatal_stack_overflow(uintptr_t sp, int64_t limit);
/// An invariant of the runtime itself is broken: says so and aborts.
GRT_NORETURN void grt_throw(const char *msg);
/// `[signal ...]`, if a fault is being handled; nothing otherwise.
void grt_print_signal(const GrtG *g);
/// std/signal.c: writing to a broken pipe fails, and does not end the program.
void grt_catch_sigpipe(void);

// ---- traceback.c ----

/// Prints "goroutine N [running]:" and the frames to fd 2: from the caller of this function
/// outwards, without the runtime's own functions.
void grt_traceback(void);
/// The same for all goroutines of the program, by number.
void grt_traceback_all(void);
/// The same for all but the running one, with an empty line before each.
void grt_traceback_others(void);
/// From now on tracebacks show the runtime's functions and goroutines, too.
void grt_traceback_show_system(void);
/// A program counter that stands for a call that another one is inlined into: how far out from the
/// innermost, in its upper bits.
#define GRT_PC_DEPTH_SHIFT 48
/// Fills pc[n] with one program counter for each call of a Go function; skip 0 begins at the Go
/// function that called C (which is runtime.Callers). Returns their number. Both the program
/// counter and what is one byte before it lie in the instruction of the call, because programs look
/// up either.
int64_t grt_callers(int64_t skip, uintptr_t *pc, int64_t n);

// ---- print.c: text to fd 2, buffered between lock and unlock ----

void grt_print_lock(void);
void grt_print_unlock(void);
void grt_print_string(const uint8_t *p, int64_t len);
void grt_print_int(int64_t v);
void grt_print_uint(uint64_t v);
void grt_print_hex(uint64_t v);
/// Sends what is printed into buf[size] instead, until grt_print_end_capture, which returns the
/// bytes written.
void grt_print_capture(char *buf, size_t size);
size_t grt_print_end_capture(void);
/// Prints a NUL-terminated string.
void grt_print_cstring(const char *s);

// ---- float.c ----

/// Enough for any result of grt_format_float.
#define GRT_FLOAT_BYTES 32
/// Writes the shortest decimal that reads back as `v` (as float32 if is_float32), formatted like
/// Go's 'g' with precision -1. Returns its length; not NUL-terminated.
int grt_format_float(char out[GRT_FLOAT_BYTES], double v, bool is_float32);

// ---- string.c ----

/// True if p points into the stack of the running goroutine.
bool grt_is_on_stack(const void *p);

// ---- iface.c, equal.c ----

/// Returns the table of `type` for the interface; NULL, or a panic, if it does not implement it.
const AbiItab *grt_get_itab(const AbiInterfaceType *inter, const AbiType *type, bool can_fail);

/// Calls a func value of type func(p, q unsafe.Pointer) bool.
static inline bool grt_call_equal(const AbiFuncVal *fn, const void *p, const void *q) {
  bool (*code)(const void *, const void *) = (bool (*)(const void *, const void *))(void *)fn->code;
  return __builtin_call_with_static_chain(code(p, q), (void *)(uintptr_t)fn);
}

// ---- type.c ----

/// Returns the type's name as %T shows it; not NUL-terminated, lives as long as the descriptor.
AbiString grt_type_string(const AbiType *t);
/// Returns the bytes of an encoded name (empty for NULL).
AbiString grt_name_string(AbiName n);
/// Returns what lies at `off` from descriptor `t`, NULL for 0; offsets that grt_add_reflect_off
/// made mean the same everywhere.
const void *grt_resolve_off(const AbiType *t, int32_t off);
/// Returns an offset that means p in any descriptor.
int32_t grt_add_reflect_off(const void *p);
/// Returns the name at `off` from descriptor `t`.
AbiName grt_resolve_name(const AbiType *t, AbiNameOff off);
/// Returns the package path that the name of an unexported method carries, or the empty string.
AbiString grt_name_pkg_path(AbiName n);
/// Returns the type's AbiUncommon, or NULL.
const AbiUncommon *grt_type_uncommon(const AbiType *t);
/// Returns the pointer mask (bit per word, ptr_bytes/8 of them, padded to 8 bytes); builds it if
/// need be.
const uint64_t *grt_type_mask(const AbiType *t);

static inline bool grt_type_is_direct(const AbiType *t) {
  return (t->tflag & ABI_TFLAG_DIRECT_IFACE) != 0;
}

static inline bool grt_string_equal(AbiString a, AbiString b) {
  return a.len == b.len && __builtin_memcmp(a.ptr, b.ptr, (size_t)a.len) == 0;
}

// ---- pcln.c (lookups are in pcln.h) ----

/// Whether `pc` lies in compiled Go code outside package runtime. Safe in a signal handler.
bool grt_symbol_is_go_code(uintptr_t pc);

// ---- panic.c, errors.c ----

/// panic(any{type, data}).
GRT_NORETURN void grt_panic(const AbiType *type, void *data);
/// Panics with a run-time error whose Error() is "runtime error: " and the text.
GRT_NORETURN void grt_panic_error(const char *text);
/// The same without "runtime error: ".
GRT_NORETURN void grt_panic_plain(const char *text);
/// The same, with a type's name behind the text.
GRT_NORETURN void grt_panic_error_type(const char *text, const AbiType *t);
/// Nil pointer dereference.
GRT_NORETURN void grt_panic_nil(void);
/// The same, with what an uncaught panic shows of the fault.
GRT_NORETURN void grt_panic_nil_at(int sig, int code, uintptr_t addr, uintptr_t pc);
GRT_NORETURN void grt_panic_makeslice_len(void);
GRT_NORETURN void grt_panic_makeslice_cap(void);
/// A failed type assertion: *runtime.TypeAssertionError of these parts (types may be NULL).
GRT_NORETURN void grt_panic_assertion(const AbiType *iface, const AbiType *concrete,
                                      const AbiType *asserted, AbiString missing_method);

/// Signal-raised panics: entered as if the faulting instruction had called them.
GRT_NORETURN void grt_sigpanic_mem(void);
GRT_NORETURN void grt_sigpanic_divide(void);
/// Runs all deferred calls of the goroutine, then ends it.
GRT_NORETURN void grt_goexit(void);

#endif
