/// \file
/// Channels and the goroutines that wait on them.

#ifndef GRT_SCHED_CHAN_H
#define GRT_SCHED_CHAN_H
#include "sched/sched.h"
#include "sched/timer.h"

typedef struct GrtChan GrtChan;
typedef struct GrtWaiter GrtWaiter;

/// A goroutine in the queue of a channel; lives in its frame (or, many cases of a select, on the
/// heap). Several of one goroutine belong to one select, of which only one is served.
struct GrtWaiter {
  GrtWaiter *next;
  GrtWaiter *previous;
  GrtG *g;
  void *elem; ///< where to read or write the element; may be NULL for a receiver
  bool is_select;
  bool is_queued;
  bool is_served; ///< an element was passed; else the channel was closed
};

typedef struct GrtWaitQueue {
  GrtWaiter *first;
  GrtWaiter *last;
} GrtWaitQueue;

/// Behind the record, or at `buffer` if elements have pointers, are n_slots elements.
/// Receivers wait only while the buffer is empty, senders only while it is full.
struct GrtChan {
  AbiChan abi; ///< n_queued is read by len without the lock
  char *buffer;
  GrtTimer *timer;   ///< it belongs to: len and cap are 0. Never changes once others see it
  uint64_t n_queued; ///< what abi has, too, unless it is a timer's
  uint64_t n_slots;
  uint32_t elem_size;
  bool is_closed;
  uint64_t send_at; ///< index of the next element to write
  uint64_t receive_at;
  GrtWaitQueue receivers;
  GrtWaitQueue senders;
  GrtLock lock; ///< of all above but what never changes
};

static inline GrtChan *grt_chan(AbiChan *c) { return (GrtChan *)(void *)c; }

/// Before a receiver looks into the channel.
static inline void grt_chan_look(GrtChan *c) {
  if (GRT_UNLIKELY(c->timer != NULL))
    grt_timer_look(c->timer);
}

/// Around a receiver's wait.
static inline void grt_chan_begin_wait(GrtChan *c) {
  if (GRT_UNLIKELY(c->timer != NULL))
    grt_timer_begin_wait(c->timer);
}
static inline void grt_chan_end_wait(GrtChan *c) {
  if (GRT_UNLIKELY(c->timer != NULL))
    grt_timer_end_wait(c->timer);
}

// All under the channel's lock.
void grt_waiter_push(GrtWaitQueue *q, GrtWaiter *w);
void grt_waiter_remove(GrtWaitQueue *q, GrtWaiter *w);
/// Sends or receives if that is possible without waiting, to or from an open channel or (receive) a
/// closed one. `*is_served` is false if a receive found the channel closed.
bool grt_chan_try_send(GrtChan *c, const void *elem);
bool grt_chan_try_receive(GrtChan *c, void *elem, bool *is_served);
/// Whether a case that is ready may be found without the lock; may be out of date.
bool grt_chan_seems_idle(GrtChan *c, bool is_send);
GRT_NORETURN void grt_panic_send_closed(void);
/// A new channel, of elements with pointers, belongs to the timer.
void grt_chan_set_timer(GrtChan *c, GrtTimer *t);
/// Drops what is in the buffer; whether there was something.
bool grt_chan_drain(GrtChan *c);

#endif
