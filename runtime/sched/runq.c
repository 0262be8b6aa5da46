/// \file
/// Queues of runnable goroutines: a ring for each P, of which others may steal, and a global list.

#include "sched/sched.h"

static uint32_t head_of(const GrtP *p) {
  return atomic_load_explicit(&p->head, memory_order_acquire);
}

static GrtG *ring_get(GrtP *p, uint32_t i) {
  return atomic_load_explicit(&p->ring[i % GRT_QUEUE_SIZE], memory_order_relaxed);
}

static void ring_set(GrtP *p, uint32_t i, GrtG *g) {
  atomic_store_explicit(&p->ring[i % GRT_QUEUE_SIZE], g, memory_order_relaxed);
}

/// Takes n elements from the head on, which have been read already; false if somebody else was
/// faster.
static bool advance(GrtP *p, uint32_t head, uint32_t n) {
  return atomic_compare_exchange_strong_explicit(&p->head, &head, head + n, memory_order_acq_rel,
                                                 memory_order_relaxed);
}

/// Half of a full queue goes to the global one, with g behind it.
GRT_COLD static bool spill(GrtP *p, uint32_t head, GrtG *g) {
  enum { N = GRT_QUEUE_SIZE / 2 };
  GrtG *batch[N];
  for (uint32_t i = 0; i < N; i++)
    batch[i] = ring_get(p, head + i);
  if (!advance(p, head, N))
    return false;
  for (uint32_t i = 0; i + 1 < N; i++)
    batch[i]->next = batch[i + 1];
  batch[N - 1]->next = g;
  grt_global_push(batch[0], g, N + 1);
  return true;
}

void grt_queue_push(GrtP *p, GrtG *g) {
  for (;;) {
    uint32_t head = head_of(p);
    uint32_t tail = atomic_load_explicit(&p->tail, memory_order_relaxed);
    if (GRT_LIKELY(tail - head < GRT_QUEUE_SIZE)) {
      ring_set(p, tail, g);
      atomic_store_explicit(&p->tail, tail + 1, memory_order_release);
      return;
    }
    if (spill(p, head, g))
      return;
  }
}

GrtG *grt_queue_pop(GrtP *p) {
  for (;;) {
    uint32_t head = head_of(p);
    if (head == atomic_load_explicit(&p->tail, memory_order_relaxed))
      return NULL;
    GrtG *g = ring_get(p, head);
    if (advance(p, head, 1))
      return g;
  }
}

GrtG *grt_queue_steal(GrtP *p, GrtP *from) {
  for (;;) {
    uint32_t head = head_of(from);
    uint32_t n = atomic_load_explicit(&from->tail, memory_order_acquire) - head;
    if (n == 0)
      return NULL;
    if (n > GRT_QUEUE_SIZE) // head and tail were not read at the same time
      continue;
    n -= n / 2;
    uint32_t tail = atomic_load_explicit(&p->tail, memory_order_relaxed);
    for (uint32_t i = 0; i < n; i++)
      ring_set(p, tail + i, ring_get(from, head + i));
    if (!advance(from, head, n))
      continue;
    GrtG *g = ring_get(p, tail + n - 1);
    if (n > 1)
      atomic_store_explicit(&p->tail, tail + n - 1, memory_order_release);
    return g;
  }
}

void grt_global_push(GrtG *first, GrtG *last, uint32_t n) {
  GrtSched *s = &grt_sched;
  grt_lock(&s->lock);
  last->next = NULL;
  if (s->queue_head == NULL)
    s->queue_head = first;
  else
    s->queue_tail->next = first;
  s->queue_tail = last;
  atomic_fetch_add_explicit(&s->n_queued, n, memory_order_relaxed);
  grt_unlock(&s->lock);
}

GrtG *grt_global_pop(GrtP *p) {
  GrtSched *s = &grt_sched;
  if (atomic_load_explicit(&s->n_queued, memory_order_relaxed) == 0)
    return NULL;
  grt_lock(&s->lock);
  uint32_t queued = atomic_load_explicit(&s->n_queued, memory_order_relaxed);
  uint32_t n = queued / s->n_procs + 1;
  if (n > queued)
    n = queued;
  if (n > GRT_QUEUE_SIZE / 2)
    n = GRT_QUEUE_SIZE / 2;
  GrtG *first = s->queue_head;
  GrtG *rest = first;
  for (uint32_t i = 0; i < n; i++)
    rest = rest->next;
  if (n > 0)
    s->queue_head = rest;
  atomic_fetch_sub_explicit(&s->n_queued, n, memory_order_relaxed);
  grt_unlock(&s->lock);
  if (n == 0)
    return NULL;
  for (GrtG *g = first->next; g != rest;) {
    GrtG *next = g->next;
    grt_queue_push(p, g);
    g = next;
  }
  return first;
}
