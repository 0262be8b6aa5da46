/// \file
/// Channels: unbuffered and buffered, of several element sizes, nil and closed; many senders and
/// receivers; elements that only a channel or a waiting sender keeps alive.

#include "goroutine.h"

#include <string.h>

void recovering(void);
int64_t with_deferred(const AbiFuncVal *fn, void (*body)(void *), void *arg);
static const AbiFuncVal recovering_f = {recovering};

static void expect_panic(void (*body)(void *), void *arg, const char *text) {
  CHECK(with_deferred(&recovering_f, body, arg) == 1);
  CHECK_STR(test_last_note(), text);
}

static void make_int_chan(void *size) { test_chan(&test_int_type, (int64_t)size); }
static void close_chan(void *c) { grt_closechan(c); }
static void send_five(void *c) { test_send(c, 5); }
static void try_send(void *c) {
  int64_t v = 5;
  grt_selectnbsend(c, &v);
}

static void test_buffered(void) {
  AbiChan *c = test_chan(&test_int_type, 3);
  CHECK(c->n_slots == 3 && c->n_queued == 0);
  for (int round = 0; round < 5; round++) {
    for (int i = 0; i < 3; i++)
      test_send(c, 10 * round + i);
    CHECK(c->n_queued == 3);
    int64_t v = 99;
    CHECK(!grt_selectnbsend(c, &v));
    for (int i = 0; i < 3; i++)
      CHECK(test_receive(c) == 10 * round + i);
    Selected s = grt_selectnbrecv(c, &v);
    CHECK(s.index == 0 && s.is_served == 0 && v == 99);
  }
}

static void test_closed(void) {
  AbiChan *c = test_chan(&test_int_type, 2);
  test_send(c, 1);
  grt_closechan(c);
  int64_t v = 7;
  CHECK(grt_chanrecv(c, &v) && v == 1);
  CHECK(!grt_chanrecv(c, &v) && v == 0);
  CHECK(!grt_chanrecv(c, NULL));
  v = 7;
  Selected s = grt_selectnbrecv(c, &v);
  CHECK(s.index == 1 && s.is_served == 0 && v == 0);
  expect_panic(send_five, c, "plain send on closed channel");
  expect_panic(try_send, c, "plain send on closed channel");
  expect_panic(close_chan, c, "plain close of closed channel");
  expect_panic(close_chan, NULL, "plain close of nil channel");
  expect_panic(make_int_chan, (void *)-1, "plain makechan: size out of range");
  expect_panic(make_int_chan, (void *)((int64_t)1 << 61), "plain makechan: size out of range");
  CHECK(!grt_selectnbsend(NULL, &v) && grt_selectnbrecv(NULL, &v).index == 0);
}

typedef struct Pair {
  AbiChan *c;
  AbiChan *done;
} Pair;

static void receive_closed(void *arg) {
  const Pair *p = arg;
  int64_t v = 3;
  CHECK(!grt_chanrecv(p->c, &v) && v == 0);
  test_send(p->done, 1);
}

static void send_closed(void *arg) {
  const Pair *p = arg;
  expect_panic(send_five, p->c, "plain send on closed channel");
  test_send(p->done, 1);
}

static void test_close_wakes(void) {
  Pair p = {test_chan(&test_int_type, 0), test_chan(&test_int_type, 0)};
  for (int i = 0; i < 10; i++)
    test_go(receive_closed, &p);
  grt_yield();
  grt_yield();
  grt_closechan(p.c);
  for (int i = 0; i < 10; i++)
    test_receive(p.done);
  p.c = test_chan(&test_int_type, 1);
  test_send(p.c, 1);
  for (int i = 0; i < 10; i++)
    test_go(send_closed, &p);
  grt_yield();
  grt_yield();
  grt_closechan(p.c);
  for (int i = 0; i < 10; i++)
    test_receive(p.done);
  CHECK(test_receive(p.c) == 1);
}

// ---- order and counts ----

static void produce(void *arg) {
  const Pair *p = arg;
  for (int64_t i = 0; i < 1000; i++)
    test_send(p->c, i);
  test_send(p->done, 0);
}

static void consume(void *arg) {
  const Pair *p = arg;
  int64_t sum = 0;
  for (int64_t v; grt_chanrecv(p->c, &v);)
    sum += v;
  test_send(p->done, sum);
}

static void test_order(int64_t size) {
  Pair p = {test_chan(&test_int_type, size), test_chan(&test_int_type, 0)};
  test_go(produce, &p);
  for (int64_t i = 0; i < 1000; i++)
    CHECK(test_receive(p.c) == i);
  test_receive(p.done);
}

static void test_crowd(int64_t size) {
  enum { N = 20 };
  Pair in = {test_chan(&test_int_type, size), test_chan(&test_int_type, N)};
  Pair out = {in.c, test_chan(&test_int_type, N)};
  for (int i = 0; i < N; i++) {
    test_go(produce, &in);
    test_go(consume, &out);
  }
  for (int i = 0; i < N; i++)
    test_receive(in.done);
  grt_closechan(in.c);
  int64_t sum = 0;
  for (int i = 0; i < N; i++)
    sum += test_receive(out.done);
  CHECK(sum == (int64_t)N * 999 * 1000 / 2);
}

// ---- element sizes ----

typedef struct Sized {
  AbiChan *c;
  AbiChan *back;
  int64_t size;
} Sized;

static void pass_back(void *arg) {
  const Sized *s = arg;
  char buf[512];
  for (int i = 0; i < 20; i++) {
    CHECK(grt_chanrecv(s->c, buf));
    grt_chansend(s->back, buf);
  }
}

static void test_size(int64_t size, int64_t buffered) {
  AbiType elem = {.size = (uint64_t)size, .align = 1, .field_align = 1, .kind = ABI_KIND_ARRAY};
  Sized s = {test_chan(&elem, buffered), test_chan(&elem, buffered), size};
  test_go(pass_back, &s);
  for (int i = 0; i < 20; i++) {
    char buf[512 + 8], got[512 + 8];
    memset(buf, i + 1, sizeof buf);
    memset(got, 0x55, sizeof got);
    grt_chansend(s.c, buf);
    CHECK(grt_chanrecv(s.back, got));
    CHECK(memcmp(got, buf, (size_t)size) == 0 && got[size] == 0x55);
  }
}

static void signal_empty(void *c) {
  for (int i = 0; i < 100; i++)
    grt_chansend(c, NULL);
}

static void test_empty(int64_t size) {
  AbiChan *c = test_chan(&test_empty_type, size);
  test_go(signal_empty, c);
  for (int i = 0; i < 100; i++)
    CHECK(grt_chanrecv(c, NULL));
  Selected s = grt_selectnbrecv(c, NULL);
  CHECK(s.index == 0 && c->n_queued == 0);
}

// ---- what keeps elements alive ----

static int64_t *new_int(int64_t v) {
  int64_t *p = grt_new(8, &test_int_type);
  *p = v;
  return p;
}

static void send_pointers(void *c) {
  for (int64_t i = 0; i < 40; i++) {
    int64_t *p = new_int(i);
    grt_chansend(c, &p);
  }
}

static void test_alive(int64_t size) {
  AbiChan *c = test_chan(&test_pointer_type, size);
  for (int i = 0; i < 3; i++)
    test_go(send_pointers, c);
  grt_yield();
  grt_yield();
  int64_t sum = 0;
  for (int i = 0; i < 120; i++) {
    if (i % 16 == 0)
      grt_gc_collect();
    for (int k = 0; k < 4; k++)
      new_int(-1000);
    int64_t *p = NULL;
    CHECK(grt_chanrecv(c, &p));
    sum += *p;
  }
  CHECK(sum == (int64_t)3 * 39 * 40 / 2);
}

void test_main(void) {
  test_buffered();
  test_closed();
  test_close_wakes();
  for (int64_t size = 0; size < 4; size++) {
    test_order(size);
    test_crowd(size);
    test_empty(size);
    test_alive(10 * size);
  }
  static const int64_t sizes[] = {1, 2, 7, 8, 9, 16, 24, 100, 512};
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
    test_size(sizes[i], 0);
    test_size(sizes[i], 5);
  }
}
