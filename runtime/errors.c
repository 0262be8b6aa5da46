/// \file
/// The run-time errors of compiled code: each entry hands its facts to package runtime, which
/// panics with the value. Source: texts as gc 1.27's.

#include "rt.h"

#include <signal.h>
#include <string.h>

/// What an index was checked against; numbers are Go's internal/abi.BoundsErrorCode.
typedef enum BoundsCode {
  BOUNDS_INDEX,
  BOUNDS_SLICE_ALEN,
  BOUNDS_SLICE_ACAP,
  BOUNDS_SLICE_B,
  BOUNDS_SLICE3_ALEN,
  BOUNDS_SLICE3_ACAP,
  BOUNDS_SLICE3_B,
  BOUNDS_SLICE3_C,
  BOUNDS_CONVERT
} BoundsCode;

// Functions of package runtime, written in Go.
GRT_NORETURN void go_panic_bounds(int64_t x, int64_t y, int64_t is_signed, int64_t code)
    GRT_GO_SYMBOL("runtime.goPanicBounds");
GRT_NORETURN void go_panic_error(AbiString text) GRT_GO_SYMBOL("runtime.goPanicError");
GRT_NORETURN void go_panic_plain(AbiString text) GRT_GO_SYMBOL("runtime.goPanicPlain");
GRT_NORETURN void go_panic_error_type(AbiString text, AbiString type_name)
    GRT_GO_SYMBOL("runtime.goPanicErrorType");
GRT_NORETURN void go_panic_assertion(const AbiType *iface, const AbiType *concrete,
                                     const AbiType *asserted, AbiString missing)
    GRT_GO_SYMBOL("runtime.goPanicAssertion");
GRT_NORETURN void go_panic_wrap(AbiString pkg, AbiString typ, AbiString meth)
    GRT_GO_SYMBOL("runtime.goPanicWrap");
GRT_NORETURN void go_unsupported(const uint8_t *name, int64_t len)
    GRT_GO_SYMBOL("runtime.goUnsupported");

static AbiString text_of(const char *s) {
  return (AbiString){(const uint8_t *)s, (int64_t)strlen(s)};
}

GRT_NORETURN void grt_unsupported(const uint8_t *name, int64_t len);
void grt_unsupported(const uint8_t *name, int64_t len) { go_unsupported(name, len); }

void grt_panic_error(const char *text) { go_panic_error(text_of(text)); }

void grt_panic_plain(const char *text) { go_panic_plain(text_of(text)); }

void grt_panic_error_type(const char *text, const AbiType *t) {
  go_panic_error_type(text_of(text), grt_type_string(t));
}

void grt_panic_assertion(const AbiType *iface, const AbiType *concrete, const AbiType *asserted,
                         AbiString missing_method) {
  go_panic_assertion(iface, concrete, asserted, missing_method);
}

/// Defines grt_panic_NAME(x, y), and grt_panic_NAME_u whose x is unsigned.
#define BOUNDS(name, code)                                                                         \
  GRT_NORETURN void grt_panic_##name(int64_t x, int64_t y);                                        \
  void grt_panic_##name(int64_t x, int64_t y) { go_panic_bounds(x, y, 1, code); }                  \
  GRT_NORETURN void grt_panic_##name##_u(int64_t x, int64_t y);                                    \
  void grt_panic_##name##_u(int64_t x, int64_t y) { go_panic_bounds(x, y, 0, code); }

BOUNDS(index, BOUNDS_INDEX)
BOUNDS(slice_alen, BOUNDS_SLICE_ALEN)
BOUNDS(slice_acap, BOUNDS_SLICE_ACAP)
BOUNDS(slice_b, BOUNDS_SLICE_B)
BOUNDS(slice3_alen, BOUNDS_SLICE3_ALEN)
BOUNDS(slice3_acap, BOUNDS_SLICE3_ACAP)
BOUNDS(slice3_b, BOUNDS_SLICE3_B)
BOUNDS(slice3_c, BOUNDS_SLICE3_C)

GRT_NORETURN void grt_panic_slice_convert(int64_t slice_len, int64_t array_len);
void grt_panic_slice_convert(int64_t slice_len, int64_t array_len) {
  go_panic_bounds(array_len, slice_len, 1, BOUNDS_CONVERT);
}

GRT_NORETURN void grt_panic_range_state(int64_t state);
void grt_panic_range_state(int64_t state) {
  static const char *const texts[] = {
      "range function continued iteration after function for loop body returned false", NULL,
      "range function continued iteration after loop body panic",
      "range function continued iteration after whole loop exit",
      "range function recovered a loop body panic and did not resume panicking"};
  grt_panic_error(texts[state]);
}

/// Defines grt_panic_NAME(), an error with a fixed text.
#define FIXED(name, text)                                                                          \
  GRT_NORETURN void grt_panic_##name(void);                                                        \
  void grt_panic_##name(void) { grt_panic_error(text); }

FIXED(divide, "integer divide by zero")
FIXED(shift, "negative shift amount")
FIXED(makeslice_len, "makeslice: len out of range")
FIXED(makeslice_cap, "makeslice: cap out of range")
FIXED(unsafe_slice_len, "unsafe.Slice: len out of range")
FIXED(unsafe_slice_nilptr, "unsafe.Slice: ptr is nil and len is not zero")
FIXED(unsafe_string_len, "unsafe.String: len out of range")
FIXED(unsafe_string_nilptr, "unsafe.String: ptr is nil and len is not zero")

void grt_panic_nil_at(int sig, int code, uintptr_t addr, uintptr_t pc) {
  GrtG *g = grt_g();
  g->sig = sig;
  g->sig_code = code;
  g->sig_addr = addr;
  g->sig_pc = pc;
  grt_panic_error("invalid memory address or nil pointer dereference");
}

/// An explicit check found nil. An uncaught one reads as the fault that gc's code would have run
/// into.
void grt_panic_nil(void) {
  grt_panic_nil_at(SIGSEGV, SEGV_MAPERR, 0, (uintptr_t)__builtin_return_address(0));
}

GRT_NORETURN void grt_panic_wrap(const uint8_t *pkg, int64_t pkg_len, const uint8_t *typ,
                                 int64_t typ_len, const uint8_t *meth, int64_t meth_len);
void grt_panic_wrap(const uint8_t *pkg, int64_t pkg_len, const uint8_t *typ, int64_t typ_len,
                    const uint8_t *meth, int64_t meth_len) {
  go_panic_wrap((AbiString){pkg, pkg_len}, (AbiString){typ, typ_len}, (AbiString){meth, meth_len});
}
