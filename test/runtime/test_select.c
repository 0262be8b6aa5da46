/// \file
/// select: ready cases have the same chance; waiting on several channels; nil channels, closed
/// ones, many cases, the same channel twice.

#include "goroutine.h"

#include <string.h>

void recovering(void);
int64_t with_deferred(const AbiFuncVal *fn, void (*body)(void *), void *arg);
static const AbiFuncVal recovering_f = {recovering};

static void test_fair(void) {
  enum { N = 5, ROUNDS = 5000 };
  AbiSelectCase cases[N + 2] = {{NULL, NULL}};
  int64_t v = 1, got;
  int counts[N + 2] = {0};
  for (int i = 1; i <= N; i++)
    cases[i] = (AbiSelectCase){test_chan(&test_int_type, ROUNDS + 1), i < 3 ? &v : &got};
  for (int i = 3; i <= N; i++)
    for (int k = 0; k < ROUNDS; k++)
      test_send(cases[i].chan, i);
  for (int k = 0; k < ROUNDS; k++) {
    Selected s = grt_select(cases, N + 2, 3, k % 2);
    CHECK(s.index >= 1 && s.index <= N && s.is_served == (s.index >= 3));
    CHECK(s.index < 3 || got == s.index);
    counts[s.index]++;
  }
  for (int i = 1; i <= N; i++)
    CHECK(counts[i] > ROUNDS / N - 200 && counts[i] < ROUNDS / N + 200);
}

static void test_default(void) {
  int64_t v = 9;
  AbiSelectCase cases[] = {{test_chan(&test_int_type, 0), &v},
                           {NULL, &v},
                           {test_chan(&test_int_type, 2), &v},
                           {NULL, &v}};
  CHECK(grt_select(cases, 4, 2, false).index == -1 && v == 9);
  CHECK(grt_select(cases, 0, 0, false).index == -1);
  grt_closechan(cases[2].chan);
  Selected s = grt_select(cases, 4, 2, true);
  CHECK(s.index == 2 && s.is_served == 0 && v == 0);
}

// ---- waiting ----

typedef struct Ends {
  AbiChan *in[12];
  AbiChan *out;
  int n;
} Ends;

static void forward(void *arg) {
  const Ends *e = arg;
  for (int i = 0; i < 500; i++) {
    AbiSelectCase cases[12];
    int64_t v[12];
    for (int k = 0; k < e->n; k++)
      cases[k] = (AbiSelectCase){e->in[k], &v[k]};
    Selected s = grt_select(cases, e->n, 0, true);
    CHECK(s.is_served && v[s.index] == s.index);
    test_send(e->out, s.index);
  }
}

static void feed(void *arg) {
  const Ends *e = arg;
  uint64_t x = 12345 + (uint64_t)grt_g()->id;
  for (int i = 0; i < 500; i++) {
    x = x * 6364136223846793005u + 1442695040888963407u;
    int64_t k = (int64_t)((x >> 33) % (uint64_t)e->n);
    test_send(e->in[k], k);
  }
}

static void test_waiting(int n) {
  Ends e = {.out = test_chan(&test_int_type, 0), .n = n};
  for (int i = 0; i < n; i++)
    e.in[i] = test_chan(&test_int_type, i % 3);
  for (int i = 0; i < 4; i++) {
    test_go(feed, &e);
    test_go(forward, &e);
  }
  for (int i = 0; i < 4 * 500; i++)
    CHECK(test_receive(e.out) < n);
}

/// Two that offer each other both directions on the same channels: each exchange has one of each.
static void exchange(void *arg) {
  const Ends *e = arg;
  int64_t sent = 0, received = 0;
  for (int i = 0; i < 1000; i++) {
    int64_t out = 1, in = 0;
    AbiSelectCase cases[] = {{e->in[0], &out}, {e->in[1], &out}, {e->in[0], &in}, {e->in[1], &in}};
    Selected s = grt_select(cases, 4, 2, true);
    if (s.index < 2)
      sent++;
    else
      received += in;
  }
  test_send(e->out, sent - received);
}

static void test_exchange(void) {
  Ends e = {.out = test_chan(&test_int_type, 2)};
  e.in[0] = test_chan(&test_int_type, 0);
  e.in[1] = test_chan(&test_int_type, 0);
  test_go(exchange, &e);
  test_go(exchange, &e);
  CHECK(test_receive(e.out) + test_receive(e.out) == 0);
}

// ---- closing ----

static void select_send_closed(void *arg) {
  const Ends *e = arg;
  int64_t v = 1;
  AbiSelectCase cases[] = {{e->in[0], &v}, {e->in[1], &v}};
  grt_select(cases, 2, 1, true);
  CHECK(false);
}

static void recover_closed(void *arg) {
  const Ends *e = arg;
  CHECK(with_deferred(&recovering_f, select_send_closed, arg) == 1);
  CHECK_STR(test_last_note(), "plain send on closed channel");
  test_send(e->out, 1);
}

static void see_closed(void *arg) {
  const Ends *e = arg;
  int64_t v = 1, w = 2;
  AbiSelectCase cases[] = {{e->in[0], &v}, {e->in[1], &w}};
  Selected s = grt_select(cases, 2, 0, true);
  CHECK(s.index == 0 && s.is_served == 0 && v == 0 && w == 2);
  test_send(e->out, 1);
}

static void test_closing(void) {
  Ends e = {.out = test_chan(&test_int_type, 2)};
  e.in[0] = test_chan(&test_int_type, 0);
  e.in[1] = test_chan(&test_int_type, 0);
  test_go(recover_closed, &e);
  while (grt_n_goroutines() == 1 || e.out->n_queued > 0)
    grt_yield();
  grt_yield();
  grt_closechan(e.in[0]);
  test_receive(e.out);
  e.in[0] = test_chan(&test_int_type, 0);
  test_go(see_closed, &e);
  grt_yield();
  grt_yield();
  grt_closechan(e.in[0]);
  test_receive(e.out);
  // Neither left a waiter behind.
  int64_t v = 1;
  CHECK(!grt_selectnbsend(e.in[1], &v));
}

// ---- ends of the process ----

static void die_select(void) {
  AbiSelectCase cases[] = {{test_chan(&test_int_type, 0), NULL}, {NULL, NULL}};
  grt_select(cases, 2, 0, true);
}

static void die_none(void) { grt_block_forever(); }

static void test_deaths(void) {
  char out[4096];
  CHECK(test_child(die_select, out, sizeof out) == 2);
  CHECK(strncmp(out,
                "fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [select]:\n",
                72) == 0);
  CHECK(test_child(die_none, out, sizeof out) == 2);
  CHECK(strstr(out, "\n\ngoroutine 1 [select (no cases)]:\n") != NULL);
}

void test_main(void) {
  test_deaths(); // while there is one thread: the child of a fork has no other
  test_fair();
  test_default();
  test_waiting(1);
  test_waiting(2);
  test_waiting(5);
  test_waiting(12);
  test_exchange();
  test_closing();
}
