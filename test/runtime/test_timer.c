/// \file
/// Timers: sleeping, functions that are called, channels that never show a stale value.

#include "goroutine.h"
#include "sched/chan.h"

typedef struct Timer {
  AbiChan *c;
  bool is_init;
} Timer;

void go_sleep(int64_t ns) GRT_GO_SYMBOL("time.Sleep");
Timer *go_new_timer(int64_t when, int64_t period, const AbiFuncVal *fn, const AbiType *type,
                    void *data, AbiChan *c) GRT_GO_SYMBOL("time.newTimer");
bool go_stop_timer(Timer *t) GRT_GO_SYMBOL("time.stopTimer");
bool go_reset_timer(Timer *t, int64_t when, int64_t period) GRT_GO_SYMBOL("time.resetTimer");

enum { MS = 1000000 };

static int64_t now(void) { return (int64_t)grt_now(); }

static void sleep_and_send(void *arg) {
  for (int i = 0; i < 5; i++)
    go_sleep(2 * MS);
  test_send(arg, 1);
}

static void test_sleep(void) {
  int64_t start = now();
  go_sleep(3 * MS);
  CHECK(now() - start >= 3 * MS);
  AbiChan *c = test_chan(&test_int_type, 0);
  start = now();
  for (int i = 0; i < 1000; i++)
    test_go(sleep_and_send, c);
  for (int i = 0; i < 1000; i++)
    test_receive(c);
  CHECK(now() - start >= 10 * MS && now() - start < (int64_t)10000 * MS);
}

/// As time.sendTime.
static void send_time(const AbiType *type, void *chan, uint64_t seq, int64_t delta) {
  (void)type;
  (void)seq;
  CHECK(delta >= 0);
  int64_t v = now();
  grt_selectnbsend(chan, &v);
}

static const AbiFuncVal send_time_f = {(void (*)(void))send_time};

static Timer *chan_timer(AbiChan *c, int64_t after, int64_t period) {
  return go_new_timer(now() + after, period, &send_time_f, &test_pointer_type, c, c);
}

/// As of time.Time, whose channels are looked into by the collector.
static AbiChan *timer_chan(void) { return test_chan(&test_pointer_type, 1); }

static void test_channel(void) {
  AbiChan *c = timer_chan();
  int64_t start = now();
  Timer *t = chan_timer(c, 5 * MS, 0);
  CHECK(c->n_slots == 0 && c->n_queued == 0);
  CHECK(test_receive(c) >= start + 5 * MS);
  CHECK(!go_stop_timer(t));
  // Not received: taken back, and never seen.
  for (int i = 0; i < 20; i++) {
    go_reset_timer(t, now() + MS / 2, 0);
    go_sleep(i % 2 == 0 ? MS / 4 : 2 * MS);
    CHECK(c->n_queued == 0);
    CHECK(go_stop_timer(t));
    int64_t v;
    Selected s = grt_selectnbrecv(c, &v);
    CHECK(s.index == 0);
  }
  start = now();
  CHECK(!go_reset_timer(t, start + 3 * MS, 0));
  CHECK(go_reset_timer(t, start + 6 * MS, 0));
  CHECK(test_receive(c) >= start + 6 * MS);
}

static void test_ticker(void) {
  AbiChan *c = timer_chan();
  Timer *t = chan_timer(c, MS, MS);
  int64_t start = now();
  for (int i = 0; i < 10; i++)
    test_receive(c);
  CHECK(now() - start >= 8 * MS);
  CHECK(go_stop_timer(t));
  go_sleep(3 * MS);
  CHECK(c->n_queued == 0);
}

static void receive_and_send(void *arg) {
  AbiChan **c = arg;
  test_send(c[1], test_receive(c[0]));
}

/// Not in the heap while nobody waits; who looks sees what is over.
static void test_aside(void) {
  AbiChan *c = timer_chan();
  chan_timer(c, 2 * MS, 5 * MS);
  CHECK(grt_timers_next() == UINT64_MAX);
  int64_t v;
  CHECK(grt_selectnbrecv(c, &v).index == 0);
  grt_gc_collect();
  go_sleep(4 * MS);
  CHECK(grt_timers_next() == UINT64_MAX);
  CHECK(grt_selectnbrecv(c, &v).index == 1);
  CHECK(grt_selectnbrecv(c, &v).index == 0);
  go_sleep(20 * MS); // misses several
  int64_t before = now();
  CHECK(test_receive(c) - before < (int64_t)2000 * MS);
  test_receive(c); // waits
  CHECK(grt_timers_next() == UINT64_MAX);
  AbiChan *both[2] = {c, test_chan(&test_int_type, 0)};
  for (int i = 0; i < 20; i++)
    test_go(receive_and_send, both);
  for (int i = 0; i < 20; i++)
    test_receive(both[1]);
  CHECK(grt_timers_next() == UINT64_MAX);
}

static _Atomic int n_called;

static void count(const AbiType *type, void *data, uint64_t seq, int64_t delta) {
  (void)type;
  (void)data;
  (void)seq;
  (void)delta;
  n_called++;
}

static void test_functions(void) {
  static const AbiFuncVal fn = {(void (*)(void))count};
  enum { N = 300 };
  Timer *timers[N];
  for (int i = 0; i < N; i++)
    timers[i] = go_new_timer(now() + (int64_t)(i % 7) * MS, 0, &fn, NULL, NULL, NULL);
  int n_stopped = 0;
  for (int i = 0; i < N; i += 3)
    n_stopped += go_stop_timer(timers[i]);
  grt_gc_collect();
  for (int i = 0; i < 5000 && n_called + n_stopped < N; i++)
    go_sleep(MS);
  CHECK(n_called + n_stopped == N);
  for (int i = 0; i < N; i++)
    CHECK(!go_stop_timer(timers[i]));
}

static void test_busy(void) {
  // Somebody who never parks does not keep a sleeper asleep.
  grt_set_procs(1);
  AbiChan *c = test_chan(&test_int_type, 1);
  test_go(sleep_and_send, c);
  int64_t v;
  int64_t start = now();
  while (grt_selectnbrecv(c, &v).index == 0) {
    CHECK(now() - start < (int64_t)10000 * MS);
    if (now() - start > 20 * MS)
      grt_stopped();
  }
  grt_set_procs(4);
}

void test_main(void) {
  grt_set_procs(4);
  test_sleep();
  test_channel();
  test_ticker();
  test_aside();
  test_functions();
  test_busy();
}
