/// \file
/// Channels: make, send, receive, close. A value goes straight from the sender's memory to that of
/// a waiting receiver, and back the other way round. Source: Go spec "Channel types", "Send
/// statements", "Receive operator", "Close".

#include "sched/chan.h"

#include "gc/gc.h"

#include <string.h>

AbiChan *grt_makechan(const AbiChanType *type, int64_t size);
void grt_chansend(AbiChan *c, const void *elem);
bool grt_chanrecv(AbiChan *c, void *elem);
void grt_closechan(AbiChan *c);

static const uint64_t chan_mask =
    1u << (offsetof(GrtChan, buffer) / 8) | 1u << (offsetof(GrtChan, timer) / 8);
static const AbiType type_chan = {
    .size = sizeof(GrtChan),
    .ptr_bytes = offsetof(GrtChan, timer) + 8,
    .align = 8,
    .field_align = 8,
    .kind = ABI_KIND_STRUCT,
    .gcdata = (const uint8_t *)&chan_mask,
};

/// Where a buffer without pointers begins in the same object.
#define BUFFER_OFFSET ((sizeof(GrtChan) + 15) & ~(size_t)15)

AbiChan *grt_makechan(const AbiChanType *type, int64_t size) {
  const AbiType *elem = type->elem;
  uint64_t bytes;
  if (size < 0 || __builtin_mul_overflow(elem->size, (uint64_t)size, &bytes) ||
      bytes > GRT_MAX_ALLOC - BUFFER_OFFSET)
    grt_panic_plain("makechan: size out of range");
  GrtChan *c;
  if (bytes == 0) {
    c = grt_new(sizeof *c, NULL);
  } else if (elem->ptr_bytes == 0) {
    c = grt_new((int64_t)(BUFFER_OFFSET + bytes), NULL);
    c->buffer = (char *)c + BUFFER_OFFSET;
  } else {
    c = grt_new(sizeof *c, &type_chan);
    c->buffer = grt_gc_alloc_array(bytes, elem);
  }
  c->n_slots = c->abi.n_slots = (uint64_t)size;
  c->elem_size = (uint32_t)elem->size;
  return &c->abi;
}

// ---- queues of waiting goroutines ----

void grt_waiter_push(GrtWaitQueue *q, GrtWaiter *w) {
  w->next = NULL;
  w->previous = q->last;
  w->is_queued = true;
  if (q->last == NULL)
    q->first = w;
  else
    q->last->next = w;
  q->last = w;
}

void grt_waiter_remove(GrtWaitQueue *q, GrtWaiter *w) {
  if (!w->is_queued)
    return;
  w->is_queued = false;
  if (w->previous == NULL)
    q->first = w->next;
  else
    w->previous->next = w->next;
  if (w->next == NULL)
    q->last = w->previous;
  else
    w->next->previous = w->previous;
}

/// Takes the first waiter that still waits out of its queue, or NULL: others of a select that was
/// served are dropped. Nobody else serves it then.
static inline GrtWaiter *claim_waiter(GrtWaitQueue *q) {
  for (GrtWaiter *w; (w = q->first) != NULL;) {
    grt_waiter_remove(q, w);
    if (GRT_LIKELY(!w->is_select) || grt_claim_select(w->g))
      return w;
  }
  return NULL;
}

/// Lets the goroutine of a claimed waiter go on, which sees what was written before.
static inline void wake(GrtWaiter *w, bool is_served) {
  GrtG *g = w->g;
  w->is_served = is_served;
  if (GRT_LIKELY(!w->is_select)) {
    grt_ready(g);
    return;
  }
  g->woken_by = w;
  grt_wake_select(g);
}

// ---- elements ----

static inline void copy(const GrtChan *c, void *to, const void *from) {
  if (c->elem_size == 8)
    memcpy(to, from, 8);
  else if (c->elem_size != 0)
    memcpy(to, from, c->elem_size);
}

static inline void clear(const GrtChan *c, void *p) {
  if (p != NULL && c->elem_size != 0)
    memset(p, 0, c->elem_size);
}

static inline void *slot(const GrtChan *c, uint64_t i) {
  return c->elem_size == 0 ? NULL : c->buffer + i * c->elem_size;
}

static inline uint64_t after(const GrtChan *c, uint64_t i) {
  return i + 1 == c->n_slots ? 0 : i + 1;
}

static inline void show_count(GrtChan *c) {
  if (c->timer == NULL)
    __atomic_store_n(&c->abi.n_queued, c->n_queued, __ATOMIC_RELAXED);
}

static void put(GrtChan *c, const void *elem) {
  copy(c, slot(c, c->send_at), elem);
  c->send_at = after(c, c->send_at);
  c->n_queued++;
  show_count(c);
}

/// Takes the oldest element; its slot keeps nothing alive.
static void take(GrtChan *c, void *elem) {
  void *from = slot(c, c->receive_at);
  if (elem != NULL)
    copy(c, elem, from);
  clear(c, from);
  c->receive_at = after(c, c->receive_at);
  c->n_queued--;
  show_count(c);
}

void grt_panic_send_closed(void) { grt_panic_plain("send on closed channel"); }

// ---- without waiting ----

bool grt_chan_try_send(GrtChan *c, const void *elem) {
  GrtWaiter *w = claim_waiter(&c->receivers);
  if (w != NULL) {
    if (w->elem != NULL)
      copy(c, w->elem, elem);
    wake(w, true);
    return true;
  }
  if (c->n_queued == c->n_slots)
    return false;
  put(c, elem);
  return true;
}

bool grt_chan_try_receive(GrtChan *c, void *elem, bool *is_served) {
  *is_served = true;
  if (c->n_queued > 0) {
    take(c, elem);
    GrtWaiter *w = claim_waiter(&c->senders);
    if (w != NULL) { // the buffer was full
      put(c, w->elem);
      wake(w, true);
    }
    return true;
  }
  GrtWaiter *w = claim_waiter(&c->senders);
  if (w != NULL) {
    if (elem != NULL)
      copy(c, elem, w->elem);
    wake(w, true);
    return true;
  }
  if (!c->is_closed)
    return false;
  clear(c, elem);
  *is_served = false;
  return true;
}

bool grt_chan_seems_idle(GrtChan *c, bool is_send) {
  if (__atomic_load_n(&c->is_closed, __ATOMIC_RELAXED))
    return false;
  uint64_t n = __atomic_load_n(&c->n_queued, __ATOMIC_RELAXED);
  if (is_send)
    return n == c->n_slots && __atomic_load_n(&c->receivers.first, __ATOMIC_RELAXED) == NULL;
  return n == 0 && __atomic_load_n(&c->senders.first, __ATOMIC_RELAXED) == NULL;
}

// ---- entries ----

void grt_chansend(AbiChan *chan, const void *elem) {
  grt_stop_at_call();
  if (chan == NULL) {
    for (;;)
      grt_park(NULL, GRT_WAIT_SEND_NIL);
  }
  GrtChan *c = grt_chan(chan);
  grt_lock(&c->lock);
  if (GRT_UNLIKELY(c->is_closed)) {
    grt_unlock(&c->lock);
    grt_panic_send_closed();
  }
  if (grt_chan_try_send(c, elem)) {
    grt_unlock(&c->lock);
    return;
  }
  GrtWaiter w = {.g = grt_g(), .elem = (void *)(uintptr_t)elem};
  grt_waiter_push(&c->senders, &w);
  grt_park(&c->lock, GRT_WAIT_SEND);
  if (!w.is_served)
    grt_panic_send_closed();
}

bool grt_chanrecv(AbiChan *chan, void *elem) {
  grt_stop_at_call();
  if (chan == NULL) {
    for (;;)
      grt_park(NULL, GRT_WAIT_RECEIVE_NIL);
  }
  GrtChan *c = grt_chan(chan);
  bool is_served;
  grt_chan_look(c);
  grt_lock(&c->lock);
  if (grt_chan_try_receive(c, elem, &is_served)) {
    grt_unlock(&c->lock);
    return is_served;
  }
  GrtWaiter w = {.g = grt_g(), .elem = elem};
  grt_waiter_push(&c->receivers, &w);
  grt_chan_begin_wait(c);
  grt_park(&c->lock, GRT_WAIT_RECEIVE);
  grt_chan_end_wait(c);
  return w.is_served;
}

void grt_closechan(AbiChan *chan) {
  if (chan == NULL)
    grt_panic_plain("close of nil channel");
  GrtChan *c = grt_chan(chan);
  grt_lock(&c->lock);
  if (c->is_closed) {
    grt_unlock(&c->lock);
    grt_panic_plain("close of closed channel");
  }
  c->is_closed = true;
  for (GrtWaiter *w; (w = claim_waiter(&c->receivers)) != NULL;) {
    clear(c, w->elem);
    wake(w, false);
  }
  for (GrtWaiter *w; (w = claim_waiter(&c->senders)) != NULL;)
    wake(w, false);
  grt_unlock(&c->lock);
}

void grt_chan_set_timer(GrtChan *c, GrtTimer *t) {
  grt_lock(&c->lock);
  c->timer = t;
  c->abi.n_queued = c->abi.n_slots = 0;
  grt_unlock(&c->lock);
}

bool grt_chan_drain(GrtChan *c) {
  grt_lock(&c->lock);
  bool is_there = c->n_queued > 0;
  while (c->n_queued > 0)
    take(c, NULL);
  grt_unlock(&c->lock);
  return is_there;
}
