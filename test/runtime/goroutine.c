/// \file
/// go statements and channels as compiled code has them.

#include "goroutine.h"

static const uint64_t pointer_mask = 1;
const AbiType test_int_type = {.size = 8, .align = 8, .field_align = 8, .kind = ABI_KIND_INT};
const AbiType test_pointer_type = {.size = 8,
                                   .ptr_bytes = 8,
                                   .align = 8,
                                   .field_align = 8,
                                   .kind = ABI_KIND_POINTER,
                                   .gcdata = (const uint8_t *)&pointer_mask};
const AbiType test_empty_type = {.align = 1, .field_align = 1, .kind = ABI_KIND_STRUCT};

/// The code of all test closures.
void test_closure_code(void);
void test_call_body(const TestGo *record);

__asm__(".text\n"
        ".p2align 4\n"
        ".long 0\n"
        "test_closure_code:\n"
        "  movq %r10, %rdi\n"
        "  jmp test_call_body\n");

void test_call_body(const TestGo *record) { record->body(record->arg); }

void test_go(void (*body)(void *arg), void *arg) {
  TestGo *record = grt_gc_alloc_conservative(sizeof *record);
  *record = (TestGo){{test_closure_code}, body, arg};
  grt_newproc(&record->fn);
}

AbiChan *test_chan(const AbiType *elem, int64_t size) {
  AbiChanType type = {.elem = elem, .dir = ABI_CHAN_BOTH};
  return grt_makechan(&type, size);
}

void test_send(AbiChan *c, int64_t v) { grt_chansend(c, &v); }

int64_t test_receive(AbiChan *c) {
  int64_t v = -1;
  CHECK(grt_chanrecv(c, &v));
  return v;
}
