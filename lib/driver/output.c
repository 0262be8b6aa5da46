/// \file
/// Output files. A regular file is replaced by temp-and-rename, so a failed build leaves the old
/// one; a device is opened and never unlinked or renamed over. Temporaries are removed on failure
/// and on fatal signals.

#include "driver_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_TEMPS = 16 };

/// Read by the handlers of fatal signals, hence not in a context.
static char temps[MAX_TEMPS][4096];

void drv_remove_temps(void) {
  for (int i = 0; i < MAX_TEMPS; i++)
    if (temps[i][0] && unlink(temps[i]) == 0)
      temps[i][0] = '\0';
  for (int i = 0; i < MAX_TEMPS; i++) // folders, empty by now
    if (temps[i][0]) {
      rmdir(temps[i]);
      temps[i][0] = '\0';
    }
}

void drv_forget_temps(void) {
  for (int i = 0; i < MAX_TEMPS; i++)
    temps[i][0] = '\0';
}

static void remember(const char *path) {
  size_t n = strlen(path);
  for (int i = 0; i < MAX_TEMPS; i++)
    if (!temps[i][0] && n < sizeof temps[i]) {
      memcpy(temps[i], path, n + 1);
      return;
    }
}

static void forget(const char *path) {
  for (int i = 0; i < MAX_TEMPS; i++)
    if (strcmp(temps[i], path) == 0)
      temps[i][0] = '\0';
}

bool drv_is_device(const char *path) {
  struct stat st;
  return stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

static void report(Drv *d, const char *path) {
  gl_diag_error(d->diags, GL_LOC_NONE, GL_DIAG_DRV_IO, "cannot write %s: %s", path,
                strerror(errno));
}

char *drv_temp_beside(Drv *d, const char *path) {
  char *name = gl_arena_printf(d->arena, "%s.tmpXXXXXX", path);
  int fd = mkstemp(name);
  if (fd < 0) {
    report(d, path);
    return NULL;
  }
  close(fd);
  remember(name);
  return name;
}

const char *drv_temp_folder(GlArena *a, const char *in, const char *purpose) {
  const char *usual = getenv("TMPDIR");
  if (!in)
    in = usual && *usual ? usual : "/tmp";
  char *name = gl_path_join(a, in, gl_arena_printf(a, "golite-%sXXXXXX", purpose));
  if (!mkdtemp(name))
    return NULL;
  remember(name);
  return name;
}

/// The mode that a new file has by the umask; mkstemp made it private.
static void give_mode(const char *temp, const char *path, mode_t base) {
  struct stat st;
  mode_t mask = umask(0);
  umask(mask);
  mode_t mode = base & ~mask;
  if (stat(path, &st) == 0)
    mode |= st.st_mode & 0777;
  chmod(temp, mode);
}

bool drv_commit_temp(Drv *d, const char *temp, const char *path) {
  struct stat st;
  bool is_exe = stat(temp, &st) == 0 && (st.st_mode & 0111);
  give_mode(temp, path, is_exe ? 0777 : 0666);
  if (rename(temp, path) != 0) {
    report(d, path);
    return false;
  }
  forget(temp);
  return true;
}

static bool write_opened(Drv *d, const char *path, int fd, const char *data, size_t size) {
  bool ok = fd >= 0 && gl_file_write_all(fd, data, size);
  if (fd > 2 && close(fd) != 0)
    ok = false;
  if (!ok)
    report(d, path);
  return ok;
}

bool drv_write_file(Drv *d, const char *path, const char *data, size_t size) {
  if (strcmp(path, "-") == 0)
    return write_opened(d, "standard output", STDOUT_FILENO, data, size);
  if (drv_is_device(path))
    return write_opened(d, path, open(path, O_WRONLY), data, size);
  char *temp = drv_temp_beside(d, path);
  if (!temp || !write_opened(d, path, open(temp, O_WRONLY | O_TRUNC), data, size))
    return false;
  return drv_commit_temp(d, temp, path);
}
