/// \file
/// Stand-ins for what compiled code and package runtime define; running tests in child processes.

#include "support.h"

#include "sched/sched.h"

#include <string.h>
#include <sys/wait.h>

void test_fail(const char *file, int line, const char *what) {
  fprintf(stderr, "%s:%d: failed: %s\n", file, line, what);
  _exit(1);
}

void test_check_string(const char *file, int line, AbiString s, const char *want) {
  if (s.len == (int64_t)strlen(want) && memcmp(s.ptr, want, (size_t)s.len) == 0)
    return;
  fprintf(stderr, "%s:%d: got \"%.*s\", want \"%s\"\n", file, line, (int)s.len, (const char *)s.ptr,
          want);
  _exit(1);
}

static const uint64_t string_mask = 1;
extern const AbiFuncVal grt_strequal_f;
const AbiType test_string_type = {
    .size = 16,
    .ptr_bytes = 8,
    .align = 8,
    .field_align = 8,
    .kind = ABI_KIND_STRING,
    .equal = &grt_strequal_f,
    .gcdata = (const uint8_t *)&string_mask,
};

void go_init(void) GRT_GO_SYMBOL("golite.init");
void go_init(void) {}

void go_main(void) GRT_GO_SYMBOL("main.main");
void go_main(void) { test_main(); }

static AbiString *new_text(const char *text) {
  size_t n = strlen(text);
  char *bytes = grt_gc_alloc_bytes(n + 1);
  memcpy(bytes, text, n);
  AbiString *s = grt_new(sizeof *s, &test_string_type);
  *s = (AbiString){(const uint8_t *)bytes, (int64_t)n};
  return s;
}

GRT_NORETURN static void panic_text(const char *text) {
  grt_panic(&test_string_type, new_text(text));
}

#define ENTRY(name, params)                                                                        \
  GRT_NORETURN void go_##name params GRT_GO_SYMBOL("runtime." #name);                              \
  void go_##name params

ENTRY(goPanicBounds, (int64_t x, int64_t y, int64_t is_signed, int64_t code)) {
  char text[100];
  snprintf(text, sizeof text, is_signed ? "bounds %lld %lld code %d" : "bounds %llu %lld code %d",
           (long long)x, (long long)y, (int)code);
  panic_text(text);
}

ENTRY(goPanicError, (AbiString text)) {
  char line[200];
  snprintf(line, sizeof line, "error %.*s", (int)text.len, (const char *)text.ptr);
  panic_text(line);
}

ENTRY(goPanicPlain, (AbiString text)) {
  char line[200];
  snprintf(line, sizeof line, "plain %.*s", (int)text.len, (const char *)text.ptr);
  panic_text(line);
}

ENTRY(goUnsupported, (const uint8_t *name, int64_t len)) {
  char line[200];
  snprintf(line, sizeof line, "unsupported %.*s", (int)len, (const char *)name);
  panic_text(line);
}

ENTRY(goPanicErrorType, (AbiString text, AbiString type)) {
  char line[200];
  snprintf(line, sizeof line, "error %.*s%.*s", (int)text.len, (const char *)text.ptr,
           (int)type.len, (const char *)type.ptr);
  panic_text(line);
}

static AbiString name_or_nil(const AbiType *t) { return t ? grt_type_string(t) : GO_STR("nil"); }

ENTRY(goPanicAssertion,
      (const AbiType *from, const AbiType *have, const AbiType *want, AbiString m)) {
  char line[200];
  AbiString f = name_or_nil(from), h = name_or_nil(have), w = name_or_nil(want);
  snprintf(line, sizeof line, "assertion %.*s %.*s %.*s [%.*s]", (int)f.len, (const char *)f.ptr,
           (int)h.len, (const char *)h.ptr, (int)w.len, (const char *)w.ptr, (int)m.len,
           (const char *)m.ptr);
  panic_text(line);
}

ENTRY(goPanicWrap, (AbiString pkg, AbiString type, AbiString method)) {
  char line[200];
  snprintf(line, sizeof line, "wrap %.*s.%.*s.%.*s", (int)pkg.len, (const char *)pkg.ptr,
           (int)type.len, (const char *)type.ptr, (int)method.len, (const char *)method.ptr);
  panic_text(line);
}

AbiEface go_panic_nil_arg(void) GRT_GO_SYMBOL("runtime.goPanicNilArg");
AbiEface go_panic_nil_arg(void) { return (AbiEface){&test_string_type, new_text("nil argument")}; }

AbiEface go_preprint(AbiEface v) GRT_GO_SYMBOL("runtime.goPreprintPanic");
AbiEface go_preprint(AbiEface v) { return v; }

void go_print_value(AbiEface v) GRT_GO_SYMBOL("runtime.goPrintPanicValue");
void go_print_value(AbiEface v) {
  const AbiString *s = v.data;
  grt_print_string(s->ptr, s->len);
}

TestNotes test_notes;

static GrtLock last_note_lock;
static AbiString last_note;

AbiString test_last_note(void) {
  grt_lock(&last_note_lock);
  AbiString s = last_note;
  grt_unlock(&last_note_lock);
  return s;
}

void test_note(const AbiString *s, int64_t is_set);
void test_note(const AbiString *s, int64_t is_set) {
  test_notes.n++;
  test_notes.n_recovered += (int)is_set;
  if (!is_set)
    return;
  grt_lock(&last_note_lock);
  last_note = *s;
  grt_unlock(&last_note_lock);
}

/// The child of a fork has but this thread.
static void forget_threads(void) {
  GrtSched *s = &grt_sched;
  GrtM *m = grt_m();
  s->all_ms = m;
  m->next = NULL;
  s->idle_ms = NULL;
  s->idle_ps = NULL;
  s->n_ms = 1;
  s->n_idle_ps = s->n_spinning = s->n_blocked = 0;
  s->has_watcher = false;
  s->lock = (GrtLock){0};
  m->tid = gettid();
  for (uint32_t i = 0; i < s->n_procs; i++)
    if (s->ps[i] != m->p)
      grt_p_put_idle(s->ps[i]);
}

int test_child(void (*fn)(void), char *out, size_t size) {
  int fds[2];
  CHECK(pipe(fds) == 0);
  pid_t pid = fork();
  CHECK(pid >= 0);
  if (pid == 0) {
    dup2(fds[1], 2);
    close(fds[0]);
    close(fds[1]);
    forget_threads();
    fn();
    _exit(0);
  }
  close(fds[1]);
  size_t used = 0;
  for (ssize_t n; (n = read(fds[0], out + used, size - 1 - used)) > 0;)
    used += (size_t)n;
  out[used] = '\0';
  close(fds[0]);
  int status;
  CHECK(waitpid(pid, &status, 0) == pid);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
