/// \file
/// Package os/signal: the handler notes a signal and writes to an eventfd, on which the goroutine
/// that passes signals on waits as on any descriptor.
/// Source: Go 1.27 os/signal/sig.s and signal_unix.go; os/file_unix.go (sigpipe).

#include "sched/sched.h"
#include "std/poll.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

typedef struct Signals {
  _Atomic uint64_t pending; ///< bit n: signal n
  _Atomic uint64_t wanted;
  _Atomic int event; ///< eventfd + 1; 0: none yet
  GrtPoll *poll;
  _Atomic bool is_waiting; ///< the goroutine has passed on all it knew
} Signals;

static Signals signals;

static uint64_t bit_of(uint32_t sig) { return (uint64_t)1 << sig; }

/// Those that the runtime needs for itself, or that the kernel does not let anybody catch.
static bool can_catch(uint32_t sig) {
  return sig > 0 && sig < 64 && sig != SIGKILL && sig != SIGSTOP && sig != SIGSEGV &&
         sig != SIGBUS && sig != SIGFPE && sig != SIGURG && (sig < 32 || sig >= (uint32_t)SIGRTMIN);
}

static void on_signal(int sig) {
  int saved = errno;
  uint64_t one = 1;
  if ((atomic_load(&signals.wanted) & bit_of((uint32_t)sig)) != 0) {
    atomic_fetch_or(&signals.pending, bit_of((uint32_t)sig));
    ssize_t n = write(atomic_load(&signals.event) - 1, &one, sizeof one);
    (void)n; // full: it is being read anyhow
  }
  errno = saved;
}

static void set_action(uint32_t sig, void (*handler)(int)) {
  struct sigaction sa;
  memset(&sa, 0, sizeof sa);
  sa.sa_handler = handler;
  sa.sa_flags = SA_ONSTACK | SA_RESTART;
  sigemptyset(&sa.sa_mask);
  sigaction((int)sig, &sa, NULL);
}

/// Once; os/signal calls the functions below under its lock.
static void init(void) {
  if (atomic_load(&signals.event) != 0)
    return;
  int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  GrtPollOpened opened = grt_poll_open(fd);
  if (fd < 0 || opened.poll == NULL)
    grt_fatal("os/signal: cannot set up an eventfd");
  signals.poll = opened.poll;
  atomic_store(&signals.event, fd + 1);
}

void go_signal_enable(uint32_t sig) GRT_GO_SYMBOL("os/signal.signal_enable");
void go_signal_enable(uint32_t sig) {
  init();
  if (!can_catch(sig))
    return;
  atomic_fetch_or(&signals.wanted, bit_of(sig));
  set_action(sig, on_signal);
}

void go_signal_disable(uint32_t sig) GRT_GO_SYMBOL("os/signal.signal_disable");
void go_signal_disable(uint32_t sig) {
  if (!can_catch(sig))
    return;
  set_action(sig, sig == SIGPIPE ? on_signal : SIG_DFL);
  atomic_fetch_and(&signals.wanted, ~bit_of(sig));
}

void go_signal_ignore(uint32_t sig) GRT_GO_SYMBOL("os/signal.signal_ignore");
void go_signal_ignore(uint32_t sig) {
  if (!can_catch(sig))
    return;
  set_action(sig, SIG_IGN);
  atomic_fetch_and(&signals.wanted, ~bit_of(sig));
}

bool go_signal_ignored(uint32_t sig) GRT_GO_SYMBOL("os/signal.signal_ignored");
bool go_signal_ignored(uint32_t sig) {
  struct sigaction sa;
  return sigaction((int)sig, NULL, &sa) == 0 && sa.sa_handler == SIG_IGN;
}

/// Takes the lowest one that is pending; 0: none.
static uint32_t take_pending(void) {
  uint64_t pending = atomic_load(&signals.pending);
  if (pending == 0)
    return 0;
  uint32_t sig = (uint32_t)__builtin_ctzll(pending);
  atomic_fetch_and(&signals.pending, ~bit_of(sig));
  return sig;
}

uint32_t go_signal_recv(void) GRT_GO_SYMBOL("os/signal.signal_recv");
uint32_t go_signal_recv(void) {
  uint64_t count;
  for (;;) {
    uint32_t sig = take_pending();
    if (sig != 0)
      return sig;
    if (read(atomic_load(&signals.event) - 1, &count, sizeof count) > 0)
      continue;
    atomic_store(&signals.is_waiting, true);
    grt_poll_wait(signals.poll, 'r');
    atomic_store(&signals.is_waiting, false);
  }
}

void go_signal_idle(void) GRT_GO_SYMBOL("os/signal.signalWaitUntilIdle");
void go_signal_idle(void) {
  while (atomic_load(&signals.pending) != 0 || !atomic_load(&signals.is_waiting))
    grt_yield();
}

/// A write to a broken pipe fails with EPIPE, except that os calls go_sigpipe for standard output
/// and error. With a handler, started programs have the default action again.
void grt_catch_sigpipe(void) {
  if (!go_signal_ignored(SIGPIPE))
    set_action(SIGPIPE, on_signal);
}

void go_sigpipe(void) GRT_GO_SYMBOL("os.sigpipe");
void go_sigpipe(void) {
  if (go_signal_ignored(SIGPIPE) || (atomic_load(&signals.wanted) & bit_of(SIGPIPE)) != 0)
    return;
  set_action(SIGPIPE, SIG_DFL);
  raise(SIGPIPE);
}
