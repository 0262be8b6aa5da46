/// \file
/// Keeps the folder small: least recently used entries go first. The time of an entry's last use is
/// the modification time of its file.

#include "cache_internal.h"

#include "golite/support/vec.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { RECENT = 10 * 60, LEFTOVER = 60 * 60 }; // seconds

typedef struct File {
  const char *path;
  int64_t used; // nanoseconds
  uint64_t size;
} File;

static int by_use(const void *a, const void *b) {
  const File *x = a, *y = b;
  if (x->used != y->used)
    return x->used < y->used ? -1 : 1;
  return strcmp(x->path, y->path);
}

static bool ends_in(const char *s, const char *end) {
  size_t n = strlen(s), k = strlen(end);
  return n >= k && strcmp(s + n - k, end) == 0;
}

void cache_trim(Cache *c, uint64_t max_bytes) {
  GL_VEC(File) files = {0};
  uint64_t sum = 0;
  uint32_t n;
  char **names = gl_dir_list(c->arena, c->dir, &n);
  time_t now = time(NULL);
  for (uint32_t i = 0; names && i < n; i++) {
    const char *path = gl_path_join(c->arena, c->dir, names[i]);
    struct stat st;
    if (lstat(path, &st) != 0 || !S_ISREG(st.st_mode))
      continue;
    if (!ends_in(path, CACHE_SUFFIX)) {
      if (st.st_mtime + LEFTOVER < now)
        unlink(path);
      continue;
    }
    sum += (uint64_t)st.st_size;
    GL_VEC_PUSH(c->arena, &files,
                (File){.path = path,
                       .used = (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec,
                       .size = (uint64_t)st.st_size});
  }
  if (sum <= max_bytes)
    return;
  qsort(files.data, files.len, sizeof *files.data, by_use);
  int64_t recent = ((int64_t)now - RECENT) * 1000000000;
  for (uint32_t i = 0; i < files.len && sum > max_bytes && files.data[i].used < recent; i++)
    if (unlink(files.data[i].path) == 0)
      sum -= files.data[i].size;
}
