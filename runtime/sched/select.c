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

/// Returns the number of a case that is ready, -1 if none is.
static int64_t choose(const AbiSelectCase *cases, int64_t n, int64_t n_sends) {
  int64_t chosen = -1;
  uint64_t n_ready = 0;
  for (int64_t i = 0; i < n; i++) {
    if (cases[i].chan == NULL)
      continue;
    GrtChan *c = grt_chan(cases[i].chan);
    if (!(i < n_sends ? grt_chan_can_send(c) : grt_chan_can_receive(c)))
      continue;
    // The k-th that is ready replaces the others with probability 1/k.
    n_ready++;
    if (n_ready == 1 || grt_random_below(n_ready) == 0)
      chosen = i;
  }
  return chosen;
}

/// Waits on all channels; returns the case that was served, or whose channel was closed.
static Selected wait_for_any(const AbiSelectCase *cases, int64_t n, int64_t n_sends,
                             GrtWaiter *waiters) {
  GrtG *g = grt_g();
  g->is_selected = false;
  for (int64_t i = 0; i < n; i++) {
    if (cases[i].chan == NULL)
      continue;
    waiters[i] = (GrtWaiter){.g = g, .elem = cases[i].elem, .is_select = true};
    grt_waiter_push(queue_of(&cases[i], i < n_sends), &waiters[i]);
  }
  grt_park(GRT_WAIT_SELECT);
  int64_t index = ((char *)g->woken_by - (char *)waiters) / (int64_t)sizeof(GrtWaiter);
  for (int64_t i = 0; i < n; i++)
    if (cases[i].chan != NULL)
      grt_waiter_remove(queue_of(&cases[i], i < n_sends), &waiters[i]);
  if (index < n_sends && !waiters[index].is_served)
    grt_panic_send_closed();
  return (Selected){index, waiters[index].is_served};
}

Selected grt_select(AbiSelectCase *cases, int64_t n, int64_t n_sends, bool block) {
  int64_t i = choose(cases, n, n_sends);
  if (i >= 0) {
    bool is_served = false;
    if (i < n_sends)
      grt_chan_try_send(grt_chan(cases[i].chan), cases[i].elem);
    else
      grt_chan_try_receive(grt_chan(cases[i].chan), cases[i].elem, &is_served);
    return (Selected){i, is_served};
  }
  if (!block)
    return (Selected){-1, 0};
  if (n <= N_LOCAL) {
    GrtWaiter waiters[N_LOCAL];
    return wait_for_any(cases, n, n_sends, waiters);
  }
  return wait_for_any(cases, n, n_sends, grt_gc_alloc_bytes((uint64_t)n * sizeof(GrtWaiter)));
}

bool grt_selectnbsend(AbiChan *c, const void *elem) {
  return c != NULL && grt_chan_try_send(grt_chan(c), elem);
}

Selected grt_selectnbrecv(AbiChan *c, void *elem) {
  bool is_served = false;
  if (c == NULL || !grt_chan_try_receive(grt_chan(c), elem, &is_served))
    return (Selected){0, 0};
  return (Selected){1, is_served};
}
