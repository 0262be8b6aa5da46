/// \file
/// For tests of goroutines and channels: go statements and channels as compiled code has them.

#ifndef GRT_TEST_GOROUTINE_H
#define GRT_TEST_GOROUTINE_H
#include "sched/sched.h"
#include "support.h"

typedef struct Selected {
  int64_t index;
  int64_t is_served;
} Selected;

void grt_newproc(const AbiFuncVal *fn);
AbiChan *grt_makechan(const AbiChanType *type, int64_t size);
void grt_chansend(AbiChan *c, const void *elem);
bool grt_chanrecv(AbiChan *c, void *elem);
void grt_closechan(AbiChan *c);
Selected grt_select(AbiSelectCase *cases, int64_t n, int64_t n_sends, bool block);
bool grt_selectnbsend(AbiChan *c, const void *elem);
Selected grt_selectnbrecv(AbiChan *c, void *elem);
GRT_NORETURN void grt_block_forever(void);

/// A closure: the code finds the record in r10, where `test_call_body` reads it.
typedef struct TestGo {
  AbiFuncVal fn;
  void (*body)(void *arg);
  void *arg;
} TestGo;

/// go body(arg)
void test_go(void (*body)(void *arg), void *arg);

extern const AbiType test_int_type;
extern const AbiType test_pointer_type;
extern const AbiType test_empty_type; ///< struct{}

/// make(chan elem, size)
AbiChan *test_chan(const AbiType *elem, int64_t size);
void test_send(AbiChan *c, int64_t v);
int64_t test_receive(AbiChan *c);

#endif
