/// \file
/// The poller of internal/poll: goroutines wait until a descriptor is ready, a deadline is over, or
/// it is closed. One goroutine of the runtime's own asks the kernel (epoll, edge-triggered), and
/// only while somebody waits: a program whose goroutines wait for each other alone is a deadlock.
/// Source: Go 1.27 internal/poll/fd_poll_runtime.go; epoll(7).

#include "std/poll.h"

#include "sched/sched.h"
#include "sched/timer.h"

#include <errno.h>
#include <stddef.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

/// What package poll knows about a wait that ended. Source: internal/poll/fd_poll_runtime.go.
enum { POLL_OK, POLL_CLOSING, POLL_TIMEOUT, POLL_NOT_POLLABLE };

enum { READ, WRITE, N_MODES };

#define N_EVENTS 128
#define N_IN_CHUNK 128
/// The descriptor that makes the poller look whether somebody still waits.
#define TAG_WAKE UINT64_MAX

/// One direction.
typedef struct Side {
  bool is_ready;
  bool is_expired;
  GrtG *waiter;
  uint64_t deadline; ///< 0: none
} Side;

/// A descriptor that is watched. Records stay for ever and are used again.
struct GrtPoll {
  Side sides[N_MODES];
  uint32_t index, seq; ///< events of an earlier use have another seq
  int fd;
  bool is_open, is_closing, has_error;
  GrtPoll *next_free;
};

typedef struct Poller {
  GrtLock lock;
  int epoll, wake;
  GrtPoll **records;
  uint32_t n, cap;
  GrtPoll *first_free;
  uint32_t n_waiters;
  bool is_polling; ///< in the kernel, for as long as it takes
  bool has_goroutine;
  GrtG *goroutine; ///< if it waits for waiters
} Poller;

static Poller poller = {.epoll = -1, .wake = -1};

// ---- under the lock ----

static int state(const GrtPoll *p, int mode) {
  if (p->is_closing)
    return POLL_CLOSING;
  if (p->sides[mode].is_expired)
    return POLL_TIMEOUT;
  return mode == READ && p->has_error ? POLL_NOT_POLLABLE : POLL_OK;
}

/// Takes out who waits, into a list linked by `next`.
static void take_waiter(Side *s, GrtG **list) {
  if (s->waiter == NULL)
    return;
  s->waiter->next = *list;
  *list = s->waiter;
  s->waiter = NULL;
  poller.n_waiters--;
}

/// Lets the poller come back from the kernel if nobody waits any more.
static void release_poller(void) {
  if (poller.n_waiters != 0 || !poller.is_polling)
    return;
  uint64_t one = 1;
  poller.is_polling = false;
  if (write(poller.wake, &one, sizeof one) < 0)
    grt_fatal("poller: cannot write to its eventfd");
}

static void wake_all(GrtG *list) {
  while (list != NULL) {
    GrtG *g = list;
    list = g->next;
    grt_ready(g);
  }
}

// ---- the goroutine that polls ----

static void note(const struct epoll_event *e, GrtG **list) {
  uint64_t count;
  if (e->data.u64 == TAG_WAKE) {
    if (read(poller.wake, &count, sizeof count) < 0 && errno != EAGAIN)
      grt_fatal("poller: cannot read its eventfd");
    return;
  }
  GrtPoll *p = poller.records[e->data.u64 >> 32];
  if (p->seq != (uint32_t)e->data.u64 || !p->is_open)
    return;
  p->has_error = e->events == EPOLLERR;
  if ((e->events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0) {
    p->sides[READ].is_ready = true;
    take_waiter(&p->sides[READ], list);
  }
  if ((e->events & (EPOLLOUT | EPOLLHUP | EPOLLERR)) != 0) {
    p->sides[WRITE].is_ready = true;
    take_waiter(&p->sides[WRITE], list);
  }
}

/// Waits in the kernel; the P goes to others at once.
static int wait_events(struct epoll_event *events) {
  int n = epoll_wait(poller.epoll, events, N_EVENTS, 0);
  if (n != 0)
    return n;
  grt_entersyscall();
  grt_give_p();
  n = epoll_wait(poller.epoll, events, N_EVENTS, -1);
  grt_exitsyscall();
  return n;
}

static void poll_for_ever(void) {
  static struct epoll_event events[N_EVENTS];
  for (;;) {
    grt_lock(&poller.lock);
    if (poller.n_waiters == 0) {
      poller.goroutine = grt_g();
      grt_park(&poller.lock, GRT_WAIT_IO);
      continue;
    }
    poller.is_polling = true;
    grt_unlock(&poller.lock);
    int n = wait_events(events);
    GrtG *list = NULL;
    grt_lock(&poller.lock);
    poller.is_polling = false;
    for (int i = 0; i < n; i++)
      note(&events[i], &list);
    grt_unlock(&poller.lock);
    wake_all(list);
  }
}

// ---- deadlines ----

void grt_poll_expire(void) {
  uint64_t now = grt_now(), next = UINT64_MAX;
  GrtG *list = NULL;
  grt_lock(&poller.lock);
  for (uint32_t i = 0; i < poller.n; i++)
    for (int mode = READ; poller.records[i]->is_open && mode < N_MODES; mode++) {
      Side *s = &poller.records[i]->sides[mode];
      if (s->deadline == 0)
        continue;
      if (s->deadline > now) {
        next = s->deadline < next ? s->deadline : next;
        continue;
      }
      s->deadline = 0;
      s->is_expired = true;
      take_waiter(s, &list);
    }
  release_poller();
  if (next != UINT64_MAX)
    grt_timers_poll_at(next);
  grt_unlock(&poller.lock);
  wake_all(list);
}

// ---- what package poll calls ----

static int mode_of(int64_t letter) { return letter == 'r' ? READ : WRITE; }

static void init(void) {
  static const AbiFuncVal poll_f = {poll_for_ever};
  grt_lock(&poller.lock);
  bool starts = !poller.has_goroutine;
  poller.has_goroutine = true;
  if (starts) {
    poller.epoll = epoll_create1(EPOLL_CLOEXEC);
    poller.wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    struct epoll_event e = {.events = EPOLLIN, .data.u64 = TAG_WAKE};
    if (poller.epoll < 0 || poller.wake < 0 ||
        epoll_ctl(poller.epoll, EPOLL_CTL_ADD, poller.wake, &e) != 0)
      grt_fatal("poller: cannot set up epoll");
  }
  grt_unlock(&poller.lock);
  if (!starts)
    return;
  grt_go(&poll_f, 0, true);
  grt_watch_start();
}

void go_poll_init(void) GRT_GO_SYMBOL("internal/poll.runtime_pollServerInit");
void go_poll_init(void) { init(); }

/// A free record, under the lock.
static GrtPoll *new_record(void) {
  if (poller.first_free == NULL) {
    if (poller.n == poller.cap) {
      uint32_t more = poller.cap == 0 ? 512 : 2 * poller.cap;
      poller.records = grt_mem_table_grow(poller.records, poller.cap * sizeof(GrtPoll *),
                                          more * sizeof(GrtPoll *));
      poller.cap = more;
    }
    GrtPoll *chunk = grt_mem_table_grow(NULL, 0, N_IN_CHUNK * sizeof(GrtPoll));
    for (uint32_t i = 0; i < N_IN_CHUNK; i++) {
      chunk[i].index = poller.n;
      chunk[i].next_free = poller.first_free;
      poller.first_free = &chunk[i];
      poller.records[poller.n++] = &chunk[i];
    }
  }
  GrtPoll *p = poller.first_free;
  poller.first_free = p->next_free;
  return p;
}

GrtPollOpened grt_poll_open(int fd) {
  init();
  grt_lock(&poller.lock);
  GrtPoll *p = new_record();
  uint32_t index = p->index, seq = p->seq + 1;
  *p = (GrtPoll){.index = index, .seq = seq, .fd = fd, .is_open = true};
  struct epoll_event e = {.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET,
                          .data.u64 = (uint64_t)index << 32 | seq};
  int error = epoll_ctl(poller.epoll, EPOLL_CTL_ADD, fd, &e) != 0 ? errno : 0;
  if (error != 0) {
    p->is_open = false;
    p->next_free = poller.first_free;
    poller.first_free = p;
  }
  grt_unlock(&poller.lock);
  return (GrtPollOpened){error != 0 ? NULL : p, error};
}

GrtPollOpened go_poll_open(uint64_t fd) GRT_GO_SYMBOL("internal/poll.runtime_pollOpen");
GrtPollOpened go_poll_open(uint64_t fd) { return grt_poll_open((int)fd); }

void go_poll_close(GrtPoll *p) GRT_GO_SYMBOL("internal/poll.runtime_pollClose");
void go_poll_close(GrtPoll *p) {
  grt_lock(&poller.lock);
  struct epoll_event e = {0};
  epoll_ctl(poller.epoll, EPOLL_CTL_DEL, p->fd, &e);
  p->is_open = false;
  p->next_free = poller.first_free;
  poller.first_free = p;
  grt_unlock(&poller.lock);
}

int64_t go_poll_reset(GrtPoll *p, int64_t letter) GRT_GO_SYMBOL("internal/poll.runtime_pollReset");
int64_t go_poll_reset(GrtPoll *p, int64_t letter) {
  int mode = mode_of(letter);
  grt_lock(&poller.lock);
  int result = state(p, mode);
  if (result == POLL_OK)
    p->sides[mode].is_ready = false;
  grt_unlock(&poller.lock);
  return result;
}

int64_t grt_poll_wait(GrtPoll *p, int64_t letter) {
  Side *s = &p->sides[mode_of(letter)];
  for (;;) {
    grt_lock(&poller.lock);
    int result = state(p, mode_of(letter));
    if (result != POLL_OK || s->is_ready) {
      s->is_ready = false;
      grt_unlock(&poller.lock);
      return result;
    }
    s->waiter = grt_g();
    poller.n_waiters++;
    GrtG *polling = poller.goroutine;
    poller.goroutine = NULL;
    if (polling != NULL)
      grt_ready(polling);
    grt_park(&poller.lock, GRT_WAIT_IO);
  }
}

int64_t go_poll_wait(GrtPoll *p, int64_t letter) GRT_GO_SYMBOL("internal/poll.runtime_pollWait");
int64_t go_poll_wait(GrtPoll *p, int64_t letter) { return grt_poll_wait(p, letter); }

/// `ns` from now; below 0: over; 0: none.
static void set_deadline(GrtPoll *p, int mode, int64_t ns, GrtG **list) {
  Side *s = &p->sides[mode];
  uint64_t now = grt_now();
  s->deadline = 0;
  s->is_expired = ns < 0;
  if (ns < 0) {
    take_waiter(s, list);
  } else if (ns > 0) {
    s->deadline = now + (uint64_t)ns;
    grt_timers_poll_at(s->deadline);
  }
}

void go_poll_deadline(GrtPoll *p, int64_t ns, int64_t letters)
    GRT_GO_SYMBOL("internal/poll.runtime_pollSetDeadline");
void go_poll_deadline(GrtPoll *p, int64_t ns, int64_t letters) {
  GrtG *list = NULL;
  grt_lock(&poller.lock);
  if (!p->is_closing) {
    if (letters != 'w')
      set_deadline(p, READ, ns, &list);
    if (letters != 'r')
      set_deadline(p, WRITE, ns, &list);
  }
  release_poller();
  grt_unlock(&poller.lock);
  wake_all(list);
}

void go_poll_unblock(GrtPoll *p) GRT_GO_SYMBOL("internal/poll.runtime_pollUnblock");
void go_poll_unblock(GrtPoll *p) {
  GrtG *list = NULL;
  grt_lock(&poller.lock);
  p->is_closing = true;
  for (int mode = READ; mode < N_MODES; mode++) {
    p->sides[mode].deadline = 0;
    take_waiter(&p->sides[mode], &list);
  }
  release_poller();
  grt_unlock(&poller.lock);
  wake_all(list);
}

bool go_is_poll_descriptor(uint64_t fd)
    GRT_GO_SYMBOL("internal/poll.runtime_isPollServerDescriptor");
bool go_is_poll_descriptor(uint64_t fd) {
  grt_lock(&poller.lock);
  bool is_ours = poller.has_goroutine && ((int)fd == poller.epoll || (int)fd == poller.wake);
  grt_unlock(&poller.lock);
  return is_ours;
}
