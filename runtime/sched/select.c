/// \file
/// select: one of the cases that are ready, each with the same chance; or waiting on all channels
/// at once. Source: Go spec "Select statements".

#include "gc/gc.h"
#include "sched/chan.h"

/// Cases whose waiters fit into the frame.
#define N_LOCAL 8

/// What select returns, in rax and rdx.
typedef struct Selected {
  int64_t index;
  int64_t is_served;
} Selected;

Selected grt_select(AbiSelectCase *cases, int64_t n, int64_t n_sends, bool block);
bool grt_selectnbsend(AbiChan *c, const void *elem);
Selected grt_selectnbrecv(AbiChan *c, void *elem);

static GrtWaitQueue *queue_of(const AbiSelectCase *k, bool is_send) {
  GrtChan *c = grt_chan(k->chan);
  return is_send ? &c->senders : &c->receivers;
}

// ---- all locks ----

/// Cases whose channels are sorted in the frame.
typedef struct Order {
  int64_t n; ///< cases with a channel
  uint16_t local[N_LOCAL];
  uint16_t *cases; ///< their numbers by the channels' addresses
} Order;

/// The next channel that is to be locked after number i; one channel may have several cases.
static bool is_again(const Order *o, const AbiSelectCase *cases, int64_t i) {
  return i > 0 && cases[o->cases[i]].chan == cases[o->cases[i - 1]].chan;
}

/// Sorts by heaps: there may be 65536 of them.
static void sift(Order *o, const AbiSelectCase *cases, int64_t i, int64_t n) {
  for (int64_t child; (child = 2 * i + 1) < n; i = child) {
    if (child + 1 < n && cases[o->cases[child]].chan < cases[o->cases[child + 1]].chan)
      child++;
    uint16_t a = o->cases[i], b = o->cases[child];
    if (cases[a].chan >= cases[b].chan)
      return;
    o->cases[i] = b;
    o->cases[child] = a;
  }
}

static void sort(Order *o, const AbiSelectCase *cases, int64_t n) {
  o->cases = n <= N_LOCAL ? o->local : grt_gc_alloc_bytes((uint64_t)n * sizeof(uint16_t));
  o->n = 0;
  for (int64_t i = 0; i < n; i++)
    if (cases[i].chan != NULL)
      o->cases[o->n++] = (uint16_t)i;
  for (int64_t i = o->n / 2; i-- > 0;)
    sift(o, cases, i, o->n);
  for (int64_t end = o->n; end-- > 1;) {
    uint16_t first = o->cases[0];
    o->cases[0] = o->cases[end];
    o->cases[end] = first;
    sift(o, cases, 0, end);
  }
}

static void lock_all(const Order *o, const AbiSelectCase *cases) {
  for (int64_t i = 0; i < o->n; i++)
    if (!is_again(o, cases, i))
      grt_lock(&grt_chan(cases[o->cases[i]].chan)->lock);
}

static void unlock_all(const Order *o, const AbiSelectCase *cases) {
  for (int64_t i = 0; i < o->n; i++)
    if (!is_again(o, cases, i))
      grt_unlock(&grt_chan(cases[o->cases[i]].chan)->lock);
}

// ---- the cases ----

/// A case that is ready, each with the same chance; -1 if none is. One that waits in a queue may
/// turn out to have been served elsewhere.
static int64_t choose(const AbiSelectCase *cases, const Order *o, int64_t n_sends) {
  int64_t chosen = -1;
  uint64_t n_ready = 0;
  for (int64_t k = 0; k < o->n; k++) {
    int64_t i = o->cases[k];
    if (grt_chan_seems_idle(grt_chan(cases[i].chan), i < n_sends))
      continue;
    // The k-th that is ready replaces the others with probability 1/k.
    n_ready++;
    if (n_ready == 1 || grt_random_below(n_ready) == 0)
      chosen = i;
  }
  return chosen;
}

/// Takes one of the cases that are ready. Its number is -1 if none is. The case of a send on a
/// closed channel sets *is_panic.
static Selected try_all(const AbiSelectCase *cases, const Order *o, int64_t n_sends,
                        bool *is_panic) {
  // A waiter that somebody else has served leaves its queue when it is tried: so this ends.
  for (int64_t i; (i = choose(cases, o, n_sends)) >= 0;) {
    GrtChan *c = grt_chan(cases[i].chan);
    bool is_served = false;
    if (i >= n_sends) {
      if (grt_chan_try_receive(c, cases[i].elem, &is_served))
        return (Selected){i, is_served};
    } else if (c->is_closed) {
      *is_panic = true;
      return (Selected){i, 0};
    } else if (grt_chan_try_send(c, cases[i].elem)) {
      return (Selected){i, 0};
    }
  }
  return (Selected){-1, 0};
}

/// Waits on all channels, which are locked and will not be at the end; returns the case that was
/// served, or whose channel was closed.
static Selected wait_for_any(const AbiSelectCase *cases, const Order *o, int64_t n_sends,
                             GrtWaiter *waiters) {
  GrtG *g = grt_g();
  atomic_store_explicit(&g->select_state, GRT_SELECT_OPEN, memory_order_relaxed);
  for (int64_t k = 0; k < o->n; k++) {
    uint16_t i = o->cases[k];
    waiters[i] = (GrtWaiter){.g = g, .elem = cases[i].elem, .is_select = true};
    grt_waiter_push(queue_of(&cases[i], i < n_sends), &waiters[i]);
    grt_chan_begin_wait(grt_chan(cases[i].chan));
  }
  unlock_all(o, cases);
  grt_park_select();
  lock_all(o, cases); // waits for who serves it, too
  int64_t index = ((char *)g->woken_by - (char *)waiters) / (int64_t)sizeof(GrtWaiter);
  for (int64_t k = 0; k < o->n; k++) {
    uint16_t i = o->cases[k];
    grt_waiter_remove(queue_of(&cases[i], i < n_sends), &waiters[i]);
    grt_chan_end_wait(grt_chan(cases[i].chan));
  }
  atomic_store_explicit(&g->select_state, GRT_SELECT_NONE, memory_order_relaxed);
  unlock_all(o, cases);
  if (index < n_sends && !waiters[index].is_served)
    grt_panic_send_closed();
  return (Selected){index, index >= n_sends && waiters[index].is_served};
}

/// Whether no case is ready, as far as that can be seen without the locks.
static bool all_seem_idle(const AbiSelectCase *cases, int64_t n, int64_t n_sends) {
  for (int64_t i = 0; i < n; i++)
    if (cases[i].chan != NULL && !grt_chan_seems_idle(grt_chan(cases[i].chan), i < n_sends))
      return false;
  return true;
}

Selected grt_select(AbiSelectCase *cases, int64_t n, int64_t n_sends, bool block) {
  grt_stop_at_call();
  for (int64_t i = n_sends; i < n; i++)
    if (cases[i].chan != NULL)
      grt_chan_look(grt_chan(cases[i].chan));
  if (!block && all_seem_idle(cases, n, n_sends))
    return (Selected){-1, 0};
  Order o;
  GrtWaiter local[N_LOCAL];
  GrtWaiter *waiters = local;
  sort(&o, cases, n);
  if (n > N_LOCAL) // never under the locks: memory may make it stop
    waiters = grt_gc_alloc_bytes((uint64_t)n * sizeof(GrtWaiter));
  lock_all(&o, cases);
  bool is_panic = false;
  Selected s = try_all(cases, &o, n_sends, &is_panic);
  if (s.index < 0 && block && o.n > 0)
    return wait_for_any(cases, &o, n_sends, waiters);
  unlock_all(&o, cases);
  if (is_panic)
    grt_panic_send_closed();
  if (s.index < 0 && block)
    for (;;)
      grt_park(NULL, GRT_WAIT_SELECT);
  return s;
}

bool grt_selectnbsend(AbiChan *chan, const void *elem) {
  grt_stop_at_call();
  if (chan == NULL || grt_chan_seems_idle(grt_chan(chan), true))
    return false;
  GrtChan *c = grt_chan(chan);
  grt_lock(&c->lock);
  bool is_closed = c->is_closed;
  bool is_sent = !is_closed && grt_chan_try_send(c, elem);
  grt_unlock(&c->lock);
  if (is_closed)
    grt_panic_send_closed();
  return is_sent;
}

Selected grt_selectnbrecv(AbiChan *chan, void *elem) {
  grt_stop_at_call();
  if (chan == NULL)
    return (Selected){0, 0};
  GrtChan *c = grt_chan(chan);
  grt_chan_look(c);
  if (grt_chan_seems_idle(c, false))
    return (Selected){0, 0};
  bool is_served = false;
  grt_lock(&c->lock);
  bool is_selected = grt_chan_try_receive(c, elem, &is_served);
  grt_unlock(&c->lock);
  return is_selected ? (Selected){1, is_served} : (Selected){0, 0};
}
