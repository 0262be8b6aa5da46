/// \file
/// `golite-cc test`: each package's tests are built in a child process and run in the package's
/// folder; the lines that sum up are those of go test.
/// Source: `go help test`, `go help testflag`.

#include "units.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { MAX_TEXT = 4096 };

/// What the child that builds tells its parent.
typedef struct Built {
  char path[MAX_TEXT], dir[MAX_TEXT]; // of the package under test; "": not found
  bool is_loaded;                     // its files and imports were found
  uint32_t n_test_files;
} Built;

typedef struct Tests {
  GlArena *arena;
  const DrvOptions *o;
  const char *folder; // of the executables
  Built *built;
  bool streams; // output is shown as it comes, also when all is well
  bool has_failed;
} Tests;

// --- Building ---

static void tell(Built *b, const LoadProgram *p) {
  b->is_loaded = p && p->n_errors == 0;
  if (!p || !p->tested_path)
    return;
  snprintf(b->path, sizeof b->path, "%s", p->tested_path);
  snprintf(b->dir, sizeof b->dir, "%s", p->tested_dir ? p->tested_dir : ".");
  b->n_test_files = p->n_test_files;
}

/// Builds the tests of one package to `exe`. LLVM and the arenas of a package end with the child.
static bool build(Tests *t, const char *const *args, uint32_t n, const char *exe) {
  fflush(NULL);
  pid_t pid = fork();
  if (pid == 0) {
    drv_forget_temps();
    DrvOptions o = *t->o;
    o.inputs = (const char **)args;
    o.n_inputs = n;
    Drv d;
    drv_begin(&d, t->arena, &o);
    int status = drv_compile(&d, exe);
    tell(t->built, d.program);
    drv_remove_temps();
    drv_units_close(&d);
    fflush(NULL);
    _exit(status);
  }
  int status = -1;
  if (pid < 0)
    perror("golite-cc: cannot start a process");
  else
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
      ;
  return status == 0;
}

// --- Running ---

typedef struct Run {
  GlBuf output;
  int status; // of waitpid
  double seconds;
  bool is_killed; // it ran too long
} Run;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/// Reads what the test prints until it ends or has run for `limit` seconds (0: no limit).
static void collect(const Tests *t, int fd, pid_t pid, double limit, Run *r) {
  double start = now();
  char text[4096];
  for (;;) {
    double left = limit > 0 && !r->is_killed ? limit - (now() - start) : 3600;
    struct pollfd p = {.fd = fd, .events = POLLIN};
    if (left <= 0) {
      r->is_killed = true;
      kill(pid, SIGKILL);
      continue;
    }
    if (poll(&p, 1, (int)(left > 3600 ? 3600000 : left * 1000) + 1) <= 0)
      continue;
    ssize_t n = read(fd, text, sizeof text);
    if (n <= 0 && errno != EINTR)
      return;
    if (n > 0 && t->streams)
      fwrite(text, 1, (size_t)n, stdout), fflush(stdout);
    if (n > 0)
      gl_buf_bytes(&r->output, text, (size_t)n);
  }
}

/// Starts the executable in the package's folder with stdout and stderr in one pipe.
static bool start(const Tests *t, const char *exe, pid_t *pid, int *fd) {
  int ends[2];
  char real[PATH_MAX]; // a relative path would be looked up in the package's folder
  if (pipe(ends) != 0)
    return false;
  if (realpath(exe, real))
    exe = real;
  const DrvOptions *o = t->o;
  char **argv = GL_NEW_ARRAY(t->arena, char *, o->n_program_args + 4);
  uint32_t n = 0;
  argv[n++] = gl_arena_strndup(t->arena, exe, strlen(exe));
  argv[n++] = gl_arena_strndup(t->arena, "-test.paniconexit0", 18);
  argv[n++] = gl_arena_printf(t->arena, "-test.timeout=%s", o->test_timeout);
  for (uint32_t i = 0; i < o->n_program_args; i++)
    argv[n++] = o->program_args[i];
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addchdir_np(&actions, t->built->dir);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 2);
  posix_spawn_file_actions_addclose(&actions, ends[0]);
  posix_spawn_file_actions_addclose(&actions, ends[1]);
  int err = posix_spawn(pid, exe, &actions, NULL, argv, environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  *fd = ends[0];
  if (!err)
    return true;
  fprintf(stderr, "golite-cc: cannot run %s: %s\n", exe, strerror(err));
  close(ends[0]);
  return false;
}

static bool has_line(const GlBuf *b, const char *line) {
  const char *at = b->len ? strstr(b->data, line) : NULL;
  return at && (at == b->data || at[-1] == '\n');
}

static bool ends_line(const GlBuf *b) { return b->len == 0 || b->data[b->len - 1] == '\n'; }

static void report_success(const Tests *t, const Run *r) {
  if (t->o->test_shows_all && !t->streams)
    fwrite(r->output.data, 1, r->output.len, stdout);
  bool is_shown = t->o->test_shows_all || t->streams;
  if (is_shown && !ends_line(&r->output))
    putchar('\n');
  printf("ok  \t%s\t%.3fs%s\n", t->built->path, r->seconds,
         has_line(&r->output, "testing: warning: no tests to run\n") ? " [no tests to run]" : "");
}

static void report_failure(Tests *t, const Run *r) {
  t->has_failed = true;
  if (!t->streams)
    fwrite(r->output.data, 1, r->output.len, stdout);
  if (!ends_line(&r->output))
    putchar('\n');
  if (r->is_killed)
    printf("*** Test killed: ran too long (%s and a minute).\n", t->o->test_timeout);
  // Without output of its own the reason would not be clear; in the implicit package go test does
  // not look at the output.
  if (WIFSIGNALED(r->status))
    printf("signal: %s\n", strsignal(WTERMSIG(r->status)));
  else if (r->output.len == 0 || t->o->n_inputs == 0)
    printf("exit status %d\n", WEXITSTATUS(r->status));
  printf("FAIL\t%s\t%.3fs\n", t->built->path, r->seconds);
}

static void run_tests(Tests *t, const char *exe) {
  pid_t pid;
  int fd;
  double begin = now();
  if (!start(t, exe, &pid, &fd)) {
    t->has_failed = true;
    return;
  }
  Run r = {0};
  gl_buf_init(&r.output, t->arena);
  double limit = t->o->test_timeout_seconds;
  collect(t, fd, pid, limit > 0 ? limit + 60 : 0, &r);
  close(fd);
  while (waitpid(pid, &r.status, 0) < 0 && errno == EINTR)
    ;
  gl_buf_char(&r.output, '\0');
  r.output.len--;
  r.seconds = now() - begin;
  if (r.status == 0)
    report_success(t, &r);
  else
    report_failure(t, &r);
}

// --- Packages ---

/// Gives the executable of `-c` without `-o` its name: the last element of the path, in this
/// folder; outside modules that of the folder or the first file.
static void name_executable(Tests *t, const char *exe) {
  bool has_path = strcmp(t->built->path, load_command_line_path) != 0;
  const char *name = has_path ? gl_path_base(t->built->path) : drv_stem(t->arena, t->o);
  name = gl_arena_printf(t->arena, "%s.test", name);
  if (rename(exe, name) == 0)
    return;
  fprintf(stderr, "golite-cc: cannot write %s: %s\n", name, strerror(errno));
  t->has_failed = true;
}

/// Tests the package that the arguments name: one, or several files.
static void test_package(Tests *t, const char *const *args, uint32_t n, uint32_t index) {
  const char *exe =
      t->o->out_path ? t->o->out_path : gl_arena_printf(t->arena, "%s/%u.test", t->folder, index);
  memset(t->built, 0, sizeof *t->built);
  bool is_built = build(t, args, n, exe);
  if (!is_built) {
    printf("FAIL\t%s [%s failed]\n", t->built->path[0] ? t->built->path : args[0],
           t->built->is_loaded ? "build" : "setup");
    t->has_failed = true;
  } else if (t->o->stops || t->o->dry_run) {
    return;
  } else if (t->built->n_test_files == 0) {
    printf("?   \t%s\t[no test files]\n", t->built->path);
  } else if (!t->o->test_only_builds) {
    run_tests(t, exe);
  } else if (!t->o->out_path) {
    name_executable(t, exe);
  }
  fflush(stdout);
  if (!t->o->out_path)
    unlink(exe);
}

static const char *const *packages(GlArena *a, const DrvOptions *o, uint32_t *n, bool *ok) {
  Drv d;
  drv_begin(&d, a, o);
  const char *const *names = drv_expand_packages(&d, n);
  *ok = drv_diagnostics_end(&d, DRV_OK) == DRV_OK;
  const char **list = GL_NEW_ARRAY(a, const char *, *n + 1);
  for (uint32_t i = 0; i < *n; i++)
    list[i] = gl_arena_strndup(a, names[i], strlen(names[i]));
  gl_arena_free(d.trees);
  return list;
}

int drv_test(GlArena *a, const DrvOptions *o) {
  Tests t = {.arena = a, .o = o};
  uint32_t n;
  bool ok;
  const char *const *list = packages(a, o, &n, &ok);
  if (!ok)
    return DRV_ERRORS;
  t.built = mmap(NULL, sizeof *t.built, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (n > 1 && o->out_path && !drv_names_files(o)) {
    fputs("golite-cc: -o names one executable, but there are several packages\n", stderr);
    return DRV_USAGE;
  }
  bool is_moved = o->test_only_builds && !o->out_path; // to a name in this folder
  t.folder = drv_temp_folder(a, is_moved ? "." : NULL, "test");
  if (t.built == MAP_FAILED || !t.folder) {
    perror("golite-cc: cannot make a temporary folder");
    return DRV_ERRORS;
  }
  t.streams = o->n_inputs == 0 || (o->test_shows_all && n == 1);
  if (n > 0 && drv_names_files(o))
    test_package(&t, list, n, 0);
  else
    for (uint32_t i = 0; i < n; i++)
      test_package(&t, &list[i], 1, i);
  if (t.has_failed && o->n_inputs > 0)
    puts("FAIL");
  drv_remove_temps();
  return t.has_failed ? DRV_ERRORS : DRV_OK;
}
