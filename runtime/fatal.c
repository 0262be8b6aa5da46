/// \file
/// Ends of the process that no program can stop.

#include "rt.h"
#include "sched/sched.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// ---- GOTRACEBACK ----

/// What is shown of the goroutines at the end. Levels: 0 nothing, 1 calls, 2 those of the runtime,
/// too.
enum { IS_CRASH = 1, IS_ALL = 2, LEVEL_SHIFT = 2 };

typedef struct Detail {
  uint32_t from_environment; ///< the program cannot ask for less
  _Atomic uint32_t now;
} Detail;

static Detail detail = {0, 1 << LEVEL_SHIFT};

static bool is_word(AbiString s, const char *word) {
  return (size_t)s.len == strlen(word) && memcmp(s.ptr, word, (size_t)s.len) == 0;
}

static uint32_t parse_detail(AbiString s) {
  if (is_word(s, "none"))
    return 0;
  if (s.len == 0 || is_word(s, "single"))
    return 1 << LEVEL_SHIFT;
  if (is_word(s, "all"))
    return 1 << LEVEL_SHIFT | IS_ALL;
  if (is_word(s, "system"))
    return 2 << LEVEL_SHIFT | IS_ALL;
  if (is_word(s, "crash") || is_word(s, "wer"))
    return 2 << LEVEL_SHIFT | IS_ALL | IS_CRASH;
  if (s.len == 1 && s.ptr[0] >= '0' && s.ptr[0] <= '9')
    return (uint32_t)(s.ptr[0] - '0') << LEVEL_SHIFT | IS_ALL;
  return IS_ALL;
}

void go_set_traceback(AbiString level) GRT_GO_SYMBOL("runtime/debug.SetTraceback");
void go_set_traceback(AbiString level) {
  atomic_store(&detail.now, parse_detail(level) | detail.from_environment);
}

void grt_fatal_init(void) {
  const char *s = getenv("GOTRACEBACK");
  if (s == NULL)
    s = "";
  detail.from_environment = parse_detail((AbiString){(const uint8_t *)s, (int64_t)strlen(s)});
  detail.now = detail.from_environment;
}

void grt_die(bool has_running) {
  uint32_t d = atomic_load(&detail.now);
  if (d >> LEVEL_SHIFT != 0) {
    if (d >> LEVEL_SHIFT > 1)
      grt_traceback_show_system();
    grt_print_cstring("\n");
    if (!has_running)
      grt_traceback_all();
    else
      grt_traceback();
    if (has_running && (d & IS_ALL) != 0)
      grt_traceback_others();
  }
  if ((d & IS_CRASH) != 0)
    abort();
  _exit(2);
}

// ---- errors ----

void grt_fatal_text(AbiString text) {
  grt_world_freeze();
  grt_print_cstring("fatal error: ");
  grt_print_string(text.ptr, text.len);
  grt_print_cstring("\n");
  if (grt_g() != NULL)
    grt_print_signal(grt_g());
  grt_die(true);
}

void grt_fatal(const char *msg) {
  grt_fatal_text((AbiString){(const uint8_t *)msg, (int64_t)strlen(msg)});
}

void grt_exit(int status) { _exit(status); }

void grt_fatal_out_of_memory(const char *msg) {
  grt_print_cstring(msg);
  grt_print_cstring("\n");
  grt_fatal("out of memory");
}

void grt_fatal_stack_overflow(uintptr_t sp, int64_t limit) {
  const GrtG *g = grt_g();
  grt_print_cstring("runtime: goroutine stack exceeds ");
  grt_print_int(limit);
  grt_print_cstring("-byte limit\nruntime: sp=");
  grt_print_hex(sp);
  grt_print_cstring(" stack=[");
  grt_print_hex((uintptr_t)g->stack_lo);
  grt_print_cstring(", ");
  grt_print_hex((uintptr_t)g->stack_hi);
  grt_print_cstring("]\n");
  grt_fatal("stack overflow");
}

void grt_throw(const char *msg) {
  grt_print_cstring("golite runtime: internal error: ");
  grt_print_cstring(msg);
  grt_print_cstring("\n");
  abort();
}
