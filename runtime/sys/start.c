/// \file
/// From the C library's main to Go's: settings, heap, stack, package initialisers, main.main.

#include "gc/gc.h"
#include "pcln.h"
#include "rt.h"
#include "sched/sched.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

GrtProcess grt_process;
GrtG grt_main_g = {.id = 1, .status = GRT_STATUS_RUNNING};

/// All package-level initialisation, in order; emitted with the main package.
void grt_go_init(void) GRT_GO_SYMBOL("golite.init");
void grt_go_main(void) GRT_GO_SYMBOL("main.main");

static void parse_gogc(GrtOptions *o) {
  o->gogc = 100;
  const char *s = getenv("GOGC");
  if (s == NULL)
    return;
  int64_t v;
  if (strcmp(s, "off") == 0)
    o->gogc = -1;
  else if (grt_parse_int(s, strlen(s), &v))
    o->gogc = v;
}

/// A number of bytes, perhaps with a unit: 1000, 1000B, 10MiB.
static void parse_memlimit(GrtOptions *o) {
  static const char *const units[] = {"B", "KiB", "MiB", "GiB", "TiB"};
  o->mem_limit = INT64_MAX;
  const char *s = getenv("GOMEMLIMIT");
  if (s == NULL || *s == '\0' || strcmp(s, "off") == 0)
    return;
  size_t digits = strspn(s, "0123456789");
  int64_t n;
  bool is_number = grt_parse_int(s, digits, &n);
  for (int i = 0; is_number && i < 5; i++) {
    if (strcmp(s + digits, units[i]) != 0 && (i > 0 || s[digits] != '\0'))
      continue;
    if (n <= INT64_MAX >> (10 * i))
      o->mem_limit = n << (10 * i);
    return;
  }
  grt_fatal("malformed GOMEMLIMIT; see `go doc runtime/debug.SetMemoryLimit`");
}

/// One of the settings in GOLITE_GC: NAME or NAME:NUMBER.
static void parse_gc_setting(GrtOptions *o, const char *s, size_t len) {
  const char *colon = memchr(s, ':', len);
  size_t name = colon == NULL ? len : (size_t)(colon - s);
  int64_t n = 1;
  if (colon != NULL && (!grt_parse_int(colon + 1, len - name - 1, &n) || n <= 0))
    return;
  if (name == 3 && memcmp(s, "off", 3) == 0)
    o->gc_off = true;
  else if (name == 6 && memcmp(s, "stress", 6) == 0)
    o->gc_stress = (uint64_t)n;
  else if (name == 7 && memcmp(s, "workers", 7) == 0)
    o->gc_workers = (uint64_t)n;
  else if (name == 4 && memcmp(s, "idle", 4) == 0)
    o->gc_idle_ms = (uint64_t)n;
}

static void parse_golite_gc(GrtOptions *o) {
  const char *s = getenv("GOLITE_GC");
  for (size_t len; s != NULL && *s != '\0'; s += len + (s[len] == ',')) {
    len = strcspn(s, ",");
    parse_gc_setting(o, s, len);
  }
}

static void parse_golite_tick(GrtOptions *o) {
  const char *s = getenv("GOLITE_TICK");
  int64_t n;
  if (s != NULL && grt_parse_int(s, strlen(s), &n) && n > 0 && n < 1000000)
    o->tick_us = (uint64_t)n;
}

static void parse_gomaxprocs(GrtOptions *o) {
  const char *s = getenv("GOMAXPROCS");
  int64_t n;
  if (s != NULL && grt_parse_int(s, strlen(s), &n) && n > 0)
    o->n_procs = n;
}

GRT_SHOWN_AS(main, "runtime.main", "golite/runtime/sys/start.c", 0);
GRT_SHOWN(main) static void run_main(void) {
  grt_go_init();
  grt_go_main();
  __asm__ volatile(""); // no tail call: the frame is shown
}

/// The bottom of main's stack, as it looks with gc.
GRT_SHOWN_AS(goexit1, "runtime.goexit", "golite/runtime/sys/start.c", 0);
GRT_SHOWN(goexit1) static void run_program(void) {
  run_main();
  _exit(0); // perhaps in another thread
}

int main(int argc, char **argv, char **envp) {
  grt_process.argc = argc;
  grt_process.argv = argv;
  grt_process.envp = envp;
  parse_gogc(&grt_process.options);
  parse_memlimit(&grt_process.options);
  grt_godebug_init();
  parse_golite_gc(&grt_process.options);
  parse_golite_tick(&grt_process.options);
  grt_fatal_init();
  grt_hash_init();
  parse_gomaxprocs(&grt_process.options);
  grt_gc_init();
  grt_sched_init();
  grt_stack_init(&grt_main_g);
  grt_set_g(&grt_main_g);
  grt_signal_init();
  grt_run_on_g(&grt_main_g, run_program);
}
