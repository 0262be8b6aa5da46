/// \file
/// defer, panic, recover and Goexit, with functions as codegen makes them (recovering.ll).

#include "support.h"

#include <string.h>

void recovering(void);
void thunk(void);
void too_deep(void);
int64_t with_deferred(const AbiFuncVal *fn, void (*body)(void *), void *arg);

static const AbiFuncVal recovering_f = {recovering};
static const AbiFuncVal too_deep_f = {too_deep};

/// A thunk's closure record: code, target.
typedef struct ThunkRecord {
  AbiFuncVal fn;
  const AbiFuncVal *target;
} ThunkRecord;

static void nothing(void *arg) { (void)arg; }

static const AbiString hello = {(const uint8_t *)"hello", 5};
static const AbiString other = {(const uint8_t *)"other", 5};

static void panic_hello(void *arg) {
  (void)arg;
  grt_panic(&test_string_type, (void *)(uintptr_t)&hello);
}

static void panic_other(void *arg) {
  (void)arg;
  grt_panic(&test_string_type, (void *)(uintptr_t)&other);
}

static void test_basic(void) {
  CHECK(with_deferred(&recovering_f, nothing, NULL) == 0);
  CHECK(test_notes.n == 1 && test_notes.n_recovered == 0); // a normal return: nothing to recover
  CHECK(with_deferred(&recovering_f, panic_hello, NULL) == 1);
  CHECK(test_notes.n == 2 && test_notes.n_recovered == 1);
  CHECK_STR(test_last_note(), "hello");
  CHECK(grt_g()->abi.panics == NULL && grt_g()->abi.defers == NULL);
}

static void panic_with_deferred(void *arg) {
  with_deferred(arg, panic_hello, NULL);
  CHECK(false);
}

static void test_forwarding(void) {
  test_notes.n_recovered = 0;
  ThunkRecord good = {{thunk}, &recovering_f};
  CHECK(with_deferred(&good.fn, panic_hello, NULL) == 1);
  CHECK(test_notes.n_recovered == 1);
  // A deferred function that does not recover itself, directly and behind a thunk: what it calls
  // may not.
  CHECK(with_deferred(&recovering_f, panic_with_deferred, (void *)(uintptr_t)&too_deep_f) == 1);
  CHECK(test_notes.n_recovered == 2);
  ThunkRecord bad = {{thunk}, &too_deep_f};
  CHECK(with_deferred(&recovering_f, panic_with_deferred, &bad.fn) == 1);
  CHECK(test_notes.n_recovered == 3);
}

/// A deferred function that itself has a frame with a recovered panic inside.
void inner_recovers(void);
void inner_recovers(void) {
  CHECK(with_deferred(&recovering_f, panic_other, NULL) == 1);
  CHECK_STR(test_last_note(), "other");
}

/// A deferred call of this kind panics anew.
void panics_anew(void);
void panics_anew(void) { panic_other(NULL); }

/// Functions from C have no prefix word of their own: give them one.
#define PREFIXED(name, target)                                                                     \
  __asm__(".text\n.p2align 4\n.long 0\n" #name ":\n jmp " #target "\n");                           \
  void name(void)

PREFIXED(prefixed_inner_recovers, inner_recovers);
PREFIXED(prefixed_panics_anew, panics_anew);

static void test_nested(void) {
  const AbiFuncVal inner = {prefixed_inner_recovers};
  CHECK(with_deferred(&recovering_f, panic_with_deferred, (void *)(uintptr_t)&inner) == 1);
  CHECK_STR(test_last_note(), "hello");
  const AbiFuncVal anew = {prefixed_panics_anew};
  CHECK(with_deferred(&recovering_f, panic_with_deferred, (void *)(uintptr_t)&anew) == 1);
  CHECK_STR(test_last_note(), "other");
  CHECK(grt_g()->abi.panics == NULL && grt_g()->abi.defers == NULL);
}

static void nil_deferred(void *arg) {
  (void)arg;
  with_deferred(NULL, nothing, NULL);
  CHECK(false);
}

static void store_to(void *arg) {
  volatile int *volatile p = arg;
  *p = 1; // NOLINT(clang-analyzer-core.*)
}

static void test_errors(void) {
  CHECK(with_deferred(&recovering_f, nil_deferred, NULL) == 1);
  CHECK_STR(test_last_note(), "error invalid memory address or nil pointer dereference");
  CHECK(with_deferred(&recovering_f, store_to, (void *)8) == 1);
  CHECK_STR(test_last_note(), "error invalid memory address or nil pointer dereference");
  CHECK(grt_g()->sig == 0);
}

// ---- ends of the process ----

static void die_two_panics(void) {
  const AbiFuncVal anew = {prefixed_panics_anew};
  with_deferred(&anew, panic_hello, NULL);
}

static void die_goexit(void) { with_deferred(&recovering_f, (void (*)(void *))grt_goexit, NULL); }

static void goexit_body(void *arg) {
  (void)arg;
  const AbiFuncVal anew = {prefixed_panics_anew};
  with_deferred(&anew, (void (*)(void *))grt_goexit, NULL);
}

/// The panic in a deferred call of Goexit is recovered further out: Goexit goes on.
static void die_goexit_recovered(void) {
  with_deferred(&recovering_f, goexit_body, NULL);
  CHECK(false);
}

static void die_wild(void) { store_to((void *)0x123456789000); }

static void die_nil(void) { store_to(NULL); }

static void test_deaths(void) {
  char out[4096];
  CHECK(test_child(die_two_panics, out, sizeof out) == 2);
  CHECK(strncmp(out, "panic: hello\n\tpanic: other\n\ngoroutine 1 [running]:\n", 51) == 0);
  CHECK(test_child(die_goexit, out, sizeof out) == 2);
  CHECK(strstr(out, "no goroutines (main called runtime.Goexit) - deadlock!") != NULL);
  CHECK(test_child(die_goexit_recovered, out, sizeof out) == 2);
  CHECK(strstr(out, "no goroutines (main called runtime.Goexit) - deadlock!") != NULL);
  CHECK(test_child(die_wild, out, sizeof out) == 2);
  CHECK(strstr(out, "unexpected fault address 0x123456789000\nfatal error: fault\n[signal "
                    "SIGSEGV: segmentation violation code=0x1 addr=0x123456789000 pc=0x") == out);
  CHECK(test_child(die_nil, out, sizeof out) == 2);
  CHECK(strstr(out, "dereference\n[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 "
                    "pc=0x") != NULL);
}

void test_main(void) {
  test_basic();
  test_forwarding();
  test_nested();
  test_errors();
  test_deaths();
}
