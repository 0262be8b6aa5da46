/// \file
/// For tests of the runtime's C part: checks, hand-made type descriptors, stand-ins for package
/// runtime. A test defines test_main, which runs on the main goroutine as main.main would.

#ifndef GRT_TEST_SUPPORT_H
#define GRT_TEST_SUPPORT_H
#include "gc/gc.h"
#include "rt.h"

#include <stdio.h>
#include <unistd.h>

/// Built with these sanitizers.
#define IS_ASAN __has_feature(address_sanitizer)
#define IS_TSAN __has_feature(thread_sanitizer)

void test_main(void);

_Noreturn void test_fail(const char *file, int line, const char *what);
/// Fails unless s has the bytes of the C string.
void test_check_string(const char *file, int line, AbiString s, const char *want);

/// Ends the process with status 1 unless the condition holds.
#define CHECK(cond) ((cond) ? (void)0 : test_fail(__FILE__, __LINE__, #cond))

/// Checks that a Go string has these bytes.
#define CHECK_STR(s, text) test_check_string(__FILE__, __LINE__, s, text)

#define GO_STR(text) ((AbiString){(const uint8_t *)(text), (int64_t)sizeof(text) - 1})

/// A type of `words` words with pointers where `mask` (a uint64_t lvalue) has bits; ptr_words: up
/// to the last one.
#define TEST_TYPE(words, ptr_words, mask)                                                          \
  {.size = 8 * (words),                                                                            \
   .ptr_bytes = 8 * (ptr_words),                                                                   \
   .align = 8,                                                                                     \
   .field_align = 8,                                                                               \
   .kind = ABI_KIND_STRUCT,                                                                        \
   .gcdata = (const uint8_t *)&(mask)}

extern const AbiType test_string_type; ///< type of the panics that the stand-ins raise: a string

/// What `recovering` (recovering.ll) saw: calls, those that recovered something.
typedef struct TestNotes {
  _Atomic int n;
  _Atomic int n_recovered;
} TestNotes;

extern TestNotes test_notes;

/// The last string that it recovered.
AbiString test_last_note(void);

/// Runs fn in a child process; returns its exit status (or 128 + signal) and what it wrote to fd 2.
int test_child(void (*fn)(void), char *out, size_t size);

#endif
