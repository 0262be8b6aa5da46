/// \file
/// Goroutines and channels: the entries of compiled code.

#include "rt.h"

void grt_newproc(const AbiFuncVal *fn);
AbiChan *grt_makechan(const AbiChanType *type, int64_t size);
void grt_chansend(AbiChan *c, const void *elem);
bool grt_chanrecv(AbiChan *c, void *elem);
void grt_closechan(AbiChan *c);
typedef struct TwoWords {
  int64_t a, b;
} TwoWords;
TwoWords grt_select(AbiSelectCase *cases, int64_t n, int64_t n_sends, bool block);
bool grt_selectnbsend(AbiChan *c, const void *elem);
TwoWords grt_selectnbrecv(AbiChan *c, void *elem);
GRT_NORETURN void grt_block_forever(void);

void grt_newproc(const AbiFuncVal *fn) {
  (void)fn;
  grt_fatal("golite: go is not supported yet");
}

AbiChan *grt_makechan(const AbiChanType *type, int64_t size) {
  (void)type;
  (void)size;
  grt_fatal("golite: make(chan) is not supported yet");
}

void grt_chansend(AbiChan *c, const void *elem) {
  (void)c;
  (void)elem;
  grt_fatal("golite: channel send is not supported yet");
}

bool grt_chanrecv(AbiChan *c, void *elem) {
  (void)c;
  (void)elem;
  grt_fatal("golite: channel receive is not supported yet");
}

void grt_closechan(AbiChan *c) {
  (void)c;
  grt_fatal("golite: close is not supported yet");
}

TwoWords grt_select(AbiSelectCase *cases, int64_t n, int64_t n_sends, bool block) {
  (void)cases;
  (void)n;
  (void)n_sends;
  (void)block;
  grt_fatal("golite: select is not supported yet");
}

bool grt_selectnbsend(AbiChan *c, const void *elem) {
  (void)c;
  (void)elem;
  grt_fatal("golite: select is not supported yet");
}

TwoWords grt_selectnbrecv(AbiChan *c, void *elem) {
  (void)c;
  (void)elem;
  grt_fatal("golite: select is not supported yet");
}

void grt_block_forever(void) { grt_fatal("golite: select is not supported yet"); }
