/// \file
/// Finds the Go 1.27 tree, and the folder of this installation.

#include "driver_internal.h"

#include "golite/driver/config.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/// A tree is Go 1.27's if VERSION says so, else (source packages lack that file) if
/// internal/goversion does.
static bool is_go_127(GlArena *a, const char *dir) {
  if (!dir || !*dir)
    return false;
  size_t size;
  char *text = gl_file_read(a, gl_path_join(a, dir, "VERSION"), &size);
  if (text && gl_file_is_dir(gl_path_join(a, dir, "src")))
    return strncmp(text, "go1.27", 6) == 0 && (text[6] < '0' || text[6] > '9');
  text = gl_file_read(a, gl_path_join(a, dir, "src/internal/goversion/goversion.go"), &size);
  return text && strstr(text, "const Version = 27\n");
}

/// First line that `go env GOROOT` prints, or NULL.
static const char *from_go_command(GlArena *a) {
  int ends[2];
  if (pipe(ends) != 0)
    return NULL;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addclose(&actions, ends[0]);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  char go[] = "go", env[] = "env", name[] = "GOROOT";
  char *argv[] = {go, env, name, NULL};
  pid_t pid;
  bool started = posix_spawnp(&pid, "go", &actions, NULL, argv, environ) == 0;
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  char line[4096];
  ssize_t n = started ? read(ends[0], line, sizeof line) : 0;
  close(ends[0]);
  if (started)
    waitpid(pid, NULL, 0);
  size_t len = 0;
  while ((ssize_t)len < n && line[len] != '\n')
    len++;
  return len ? gl_arena_strndup(a, line, len) : NULL;
}

static const char *cache_tree(GlArena *a) {
  const char *cache = getenv("XDG_CACHE_HOME");
  const char *home = getenv("HOME");
  if (cache && *cache == '/')
    return gl_path_join(a, cache, "golite/go-1.27/usr/lib/go-1.27");
  return home ? gl_path_join(a, home, ".cache/golite/go-1.27/usr/lib/go-1.27") : NULL;
}

const char *drv_find_goroot(GlArena *a, const DrvOptions *o) {
  if (o->goroot)
    return is_go_127(a, o->goroot) ? o->goroot : NULL;
  const char *candidates[] = {getenv("GOLITE_GOROOT"),  getenv("GOROOT"),
                              GOLITE_CONFIGURED_GOROOT, "/usr/lib/go-1.27",
                              "/usr/share/go-1.27",     cache_tree(a)};
  for (uint32_t i = 0; i < GL_COUNT_OF(candidates); i++)
    if (candidates[i] && is_go_127(a, candidates[i]))
      return gl_arena_strndup(a, candidates[i], strlen(candidates[i]));
  const char *dir = from_go_command(a);
  return is_go_127(a, dir) ? dir : NULL;
}

const char *drv_runtime_dir(GlArena *a) {
  char exe[4096];
  ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
  if (n <= 0)
    return NULL;
  exe[n] = '\0';
  char *prefix = gl_path_dir(a, gl_path_dir(a, exe));
  return gl_path_join(a, prefix, "lib/golite");
}
