/// \file
/// The scheduler: GrtM is a thread, GrtP the right to run goroutines (there are GOMAXPROCS), GrtG a
/// goroutine. A thread with a P takes goroutines from the P's queue, from the global one, or from
/// other Ps; one that finds none gives the P away and sleeps.
/// Source: runtime/README.md, "Goroutines".

#ifndef GRT_SCHED_H
#define GRT_SCHED_H
#include "gc/cache.h"
#include "rt.h"
#include "sys/lock.h"
#include "sys/printer.h"
#include "sys/shadow.h"

#include <pthread.h>

typedef struct GrtP GrtP;

#define GRT_QUEUE_SIZE 256
#define GRT_MAX_PROCS 1024
/// Slots of ended goroutines that a thread keeps for itself.
#define GRT_M_SLOTS 128

typedef enum GrtPStatus {
  GRT_P_IDLE,    ///< in the list of idle ones
  GRT_P_RUNNING, ///< a thread has it
  GRT_P_SYSCALL, ///< its thread is in a system call; whoever changes the status has it
  GRT_P_STOPPED, ///< its thread waits until the world goes on
  GRT_P_DEAD     ///< above GOMAXPROCS
} GrtPStatus;

struct GrtP {
  uint32_t id;
  _Atomic uint32_t status; ///< GrtPStatus
  _Atomic(GrtM *) m;       ///< who has it, or had it when the system call began
  GrtP *next_idle;
  _Atomic(GrtG *) next;     ///< runs before all others: just woken or started; only the P's thread
                            ///< takes it
  _Atomic uint32_t n_picks; ///< choices made so far
  _Atomic uint32_t n_syscalls;
  uint32_t n_started; ///< goroutines started since the last switch
  // Runnable ones, first come first served. The owner adds at the tail; all take at the head.
  _Atomic uint32_t head;
  _Atomic uint32_t tail;
  _Atomic(GrtG *) ring[GRT_QUEUE_SIZE];
  // Of the thread that watches (sys/preempt.c).
  uint32_t seen_pick;
  uint64_t seen_at;
  _Atomic bool must_yield; ///< its goroutine has run for long, or the P is one too many
  bool was_syscall;
};

/// A thread that runs goroutines.
struct GrtM {
  void *sys_sp; ///< first: asm.S; stack pointer where the system stack is free
  GrtP *p;
  // What the goroutine that was left wants done once its registers are saved: grt_finish_switch.
  GrtLock *unlock;
  GrtG *left; ///< to be treated by its status
  GrtG *locked_g;
  GrtP *given; ///< by who found locked_g; taken when the thread has given its own P away
  GrtM *next_idle;
  GrtM *next; ///< in the list of all
  bool is_spinning;
  uint32_t n_pins;       ///< procPin: the goroutine is not stopped
  _Atomic uint32_t wake; ///< futex: 1: go on
  _Atomic int tid;
  uint32_t id;
  pthread_t thread;
  _Atomic(GrtP *) syscall_p;
  uint64_t random;
  GrtPrinter printer;
  GrtCache cache;
  uint32_t n_slots;
  uint32_t slots[GRT_M_SLOTS];
  const void *sys_lo; ///< ASan's bounds of the system stack
  size_t sys_size;
  void *sys_fake_stack;
  void *sys_fiber;
};

typedef struct GrtSched {
  GrtLock lock;
  /// Odd: the world stops or is stopped. A futex for those who wait.
  _Atomic uint32_t epoch;
  /// Ps that have not stopped yet. A futex for who stops the world.
  _Atomic uint32_t n_unstopped;
  _Atomic(GrtM *) stopper;
  GrtG *queue_head; ///< the global queue
  GrtG *queue_tail;
  _Atomic uint32_t n_queued;
  GrtP *idle_ps;
  _Atomic uint32_t n_idle_ps;
  GrtM *idle_ms;
  _Atomic uint32_t n_spinning;
  uint32_t n_blocked; ///< threads in system calls whose P was taken
  _Atomic uint32_t n_procs;
  _Atomic(GrtP *) ps[GRT_MAX_PROCS];
  GrtM *all_ms;
  _Atomic uint32_t n_ms;
  _Atomic bool has_watcher;
  _Atomic uint32_t watcher; ///< futex: 1: sleeps until somebody runs, 2: until the next tick
} GrtSched;

extern GrtSched grt_sched;
extern GrtM grt_main_m;

// ---- proc.c ----

/// Starts a goroutine that calls fn. `creator_pc` lies in the function with the go statement.
GrtG *grt_go(const AbiFuncVal *fn, uintptr_t creator_pc, bool is_system);
/// The running goroutine waits until grt_ready(g). `lock` (NULL: none), held by the caller, is
/// released when it can be woken. Parked without lock, it can be woken by nobody.
void grt_park(GrtLock *lock, GrtWaitReason why);
/// Makes a parked goroutine runnable; it comes next.
void grt_ready(GrtG *g);
/// The running goroutine waits, unless grt_wake_select(g) came first: see GrtSelectState.
void grt_park_select(void);
/// Lets others run.
void grt_yield(void);
/// Ends the running goroutine, whose deferred calls have run.
GRT_NORETURN void grt_goroutine_exit(void);
/// Goroutines of the program that have not ended.
int64_t grt_n_goroutines(void);
/// What stands in brackets in a traceback: "running", "chan receive", ...
const char *grt_status_text(const GrtG *g);
/// A pseudo-random number below n > 0.
uint64_t grt_random_below(uint64_t n);
/// Right after a switch, on the new stack: does what the goroutine that was left wants done.
void grt_finish_left(GrtM *m);

static inline void grt_finish_switch(void) {
  GrtM *m = grt_m();
  GrtLock *lock = m->unlock;
  if (lock != NULL) {
    m->unlock = NULL;
    grt_unlock(lock);
  }
  if (GRT_UNLIKELY(m->left != NULL))
    grt_finish_left(m);
}

/// States of a goroutine that waits with several others' eyes on it. Who takes it from OPEN to
/// CLAIMED may serve it, and wakes it; `is_parked` says whether its registers are saved already.
enum {
  GRT_SELECT_NONE,
  GRT_SELECT_OPEN,    ///< waiters are being queued, or all are and it is not parked yet
  GRT_SELECT_PARKED,  ///< parked, nobody has claimed it
  GRT_SELECT_CLAIMED, ///< claimed while OPEN: goes on by itself
  GRT_SELECT_WOKEN,   ///< claimed while PARKED
};

/// Claims g for serving it; false if somebody else has. After that, grt_wake_select.
bool grt_claim_select(GrtG *g);
void grt_wake_select(GrtG *g);

static inline GrtG *grt_p_next(GrtP *p) {
  return atomic_load_explicit(&p->next, memory_order_relaxed);
}
static inline void grt_p_set_next(GrtP *p, GrtG *g) {
  atomic_store_explicit(&p->next, g, memory_order_relaxed);
}
/// The goroutine to run next, if that can be told from p's own queue; NULL: ask the scheduler.
GrtG *grt_pick(GrtP *p);

// ---- runq.c ----

/// Puts g at the end of p's queue; p is the caller's. What does not fit goes to the global one.
void grt_queue_push(GrtP *p, GrtG *g);
/// Takes the first of p's queue, or NULL.
GrtG *grt_queue_pop(GrtP *p);
/// Moves about half of another's queue into p's, returns one of them; NULL if there is none.
GrtG *grt_queue_steal(GrtP *p, GrtP *from);
static inline bool grt_queue_is_empty(const GrtP *p) {
  return atomic_load_explicit(&p->head, memory_order_relaxed) ==
         atomic_load_explicit(&p->tail, memory_order_relaxed);
}
static inline bool grt_queue_has_room(const GrtP *p) {
  return atomic_load_explicit(&p->tail, memory_order_relaxed) -
             atomic_load_explicit(&p->head, memory_order_relaxed) <
         GRT_QUEUE_SIZE;
}
/// The global queue.
void grt_global_push(GrtG *first, GrtG *last, uint32_t n);
/// Takes one, and a fair share of the rest into p's queue.
GrtG *grt_global_pop(GrtP *p);

// ---- thread.c ----

/// Sets up the main thread and GOMAXPROCS Ps.
void grt_sched_init(void);
/// debug.SetMaxThreads: the process ends if it has more; returns what held until now.
int64_t grt_set_max_threads(int64_t n);
/// Processors that the process may use.
int64_t grt_count_processors(void);
/// Makes P number `id`.
GrtP *grt_p_new(uint32_t id);
/// The scheduler of a thread, on its system stack: runs goroutines for ever.
GRT_NORETURN void grt_schedule(void);
/// There is more to run than the caller will at once: lets another thread help, if a P is free.
void grt_wake_thread(void);
/// A P whose thread does not run goroutines now: gives it to another thread, or to the idle ones.
void grt_hand_off(GrtP *p);
/// Takes an idle P for the calling thread, if there is one. Under the scheduler's lock.
bool grt_p_take_idle(GrtM *m);
void grt_p_put_idle(GrtP *p);
/// Gives the P of a long system call to others. Under the scheduler's lock.
bool grt_p_retake(GrtP *p);
/// What is in the queue of a P that is one too many goes to the global one.
void grt_p_empty(GrtP *p);
/// Whether there is a goroutine in some queue.
bool grt_have_work(void);
/// Whether the world stops or is stopped.
static inline bool grt_is_stopping(void) {
  return (atomic_load_explicit(&grt_sched.epoch, memory_order_relaxed) & 1) != 0;
}

// ---- world.c ----

/// Stops all other threads that run goroutines, at a place where registers are saved. The caller
/// runs on a goroutine's stack. May first be stopped itself by another.
void grt_world_stop(void);
void grt_world_start(void);
/// The process ends: stops the others as far as they let themselves; the second caller never comes
/// back.
void grt_world_freeze(void);
/// Stops here, if the world is to stop.
void grt_safepoint(void);
/// Stops the goroutine, if the world is to stop or others are to run, where loops of compiled code
/// come by that nothing else stops: under ASan, signals do not.
static inline void grt_stop_at_call(void) {
  if (GRT_HAS_SHADOW)
    grt_stopped();
}
/// The same for a thread without goroutine.
void grt_wait_for_world(GrtM *m);
/// Before and after a system call that may block. Between them the goroutine does not touch the
/// heap's structure.
void grt_entersyscall(void);
void grt_exitsyscall(void);
/// Between the two, before a call that will last: the P goes to others at once.
void grt_give_p(void);
/// GOMAXPROCS(n): returns what it was; n < 1 changes nothing.
int64_t grt_set_procs(int64_t n);
void grt_lock_os_thread(void);
void grt_unlock_os_thread(void);

// ---- sys/preempt.c ----

/// Starts the thread that watches (once).
void grt_watch_start(void);
/// There is a new first timer: it may have to wake earlier.
void grt_watch_for_timer(void);
/// Wakes it if it sleeps because nobody ran.
static inline void grt_watch_wake(void) {
  if (GRT_UNLIKELY(atomic_load_explicit(&grt_sched.watcher, memory_order_relaxed) == 1)) {
    atomic_store_explicit(&grt_sched.watcher, 0, memory_order_relaxed);
    grt_futex_wake(&grt_sched.watcher, 1);
  }
}
/// Asks a thread that runs Go code to stop. NULL, or one that has not begun: it will see by itself.
void grt_interrupt(GrtM *m);

#endif
