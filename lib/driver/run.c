/// \file
/// `golite-cc run`: the built program as a child; signals and its exit status are passed on.

#include "driver_internal.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/// The running child, for the signal handler.
static volatile sig_atomic_t child;

static void forward(int sig) {
  if (child > 0)
    kill((pid_t)child, sig);
}

static void forward_signals(void) {
  static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2};
  struct sigaction sa = {.sa_handler = forward};
  for (uint32_t i = 0; i < GL_COUNT_OF(signals); i++)
    sigaction(signals[i], &sa, NULL);
}

int drv_run_program(const char *exe, const DrvOptions *o) {
  GlArena *a = gl_arena_new();
  char **argv = GL_NEW_ARRAY(a, char *, o->n_program_args + 2);
  argv[0] = gl_arena_strndup(a, exe, strlen(exe));
  uint32_t skip = o->n_program_args && strcmp(o->program_args[0], "--") == 0;
  for (uint32_t i = skip; i < o->n_program_args; i++)
    argv[1 + i - skip] = o->program_args[i];
  pid_t pid;
  int err = posix_spawn(&pid, exe, NULL, NULL, argv, environ);
  gl_arena_free(a);
  if (err) {
    fprintf(stderr, "golite-cc: cannot run %s: %s\n", exe, strerror(err));
    return DRV_ERRORS;
  }
  child = (sig_atomic_t)pid;
  forward_signals();
  int status;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
    ;
  if (WIFSIGNALED(status))
    return 128 + WTERMSIG(status);
  return WEXITSTATUS(status);
}
