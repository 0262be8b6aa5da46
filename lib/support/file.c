/// \file
/// Files, folders and paths of the machine; the text buffer.

#include "golite/support/file.h"

#include "golite/support/vec.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_FILE = 1 << 30 }; // bytes

static ssize_t read_some(int fd, char *to, size_t n) {
  ssize_t got;
  do
    got = read(fd, to, n);
  while (got < 0 && errno == EINTR);
  return got;
}

static char *read_all(GlArena *a, int fd, size_t guess, size_t *size) {
  size_t cap = guess + 1, len = 0;
  char *data = gl_arena_alloc(a, cap + 1, 16);
  for (;;) {
    if (len == cap) {
      char *bigger = gl_arena_alloc(a, cap * 2 + 1, 16);
      memcpy(bigger, data, len);
      data = bigger;
      cap *= 2;
    }
    ssize_t got = read_some(fd, data + len, cap - len);
    if (got < 0)
      return NULL;
    if (got == 0)
      break;
    len += (size_t)got;
    if (len > MAX_FILE) {
      errno = EFBIG;
      return NULL;
    }
  }
  data[len] = 0;
  *size = len;
  return data;
}

char *gl_file_read(GlArena *a, const char *path, size_t *size) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return NULL;
  struct stat st;
  char *data = NULL;
  if (fstat(fd, &st) == 0) {
    if (S_ISDIR(st.st_mode))
      errno = EISDIR;
    else if (S_ISREG(st.st_mode) && st.st_size > MAX_FILE)
      errno = EFBIG;
    else
      data = read_all(a, fd, S_ISREG(st.st_mode) ? (size_t)st.st_size : 4096, size);
  }
  int saved = errno;
  close(fd);
  errno = saved;
  return data;
}

bool gl_file_write_all(int fd, const void *from, size_t size) {
  for (const char *data = from; size;) {
    ssize_t n = write(fd, data, size);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return false;
    data += n;
    size -= (size_t)n;
  }
  return true;
}

char *gl_file_map(const char *path, size_t *size) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return NULL;
  struct stat st;
  void *data = MAP_FAILED;
  if (fstat(fd, &st) == 0) {
    *size = (size_t)st.st_size;
    data = mmap(NULL, *size, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    if (data != MAP_FAILED) // pages are there already, mostly: no fault for each when they are read
      madvise(data, *size, MADV_POPULATE_READ);
  }
  int saved = errno;
  close(fd);
  errno = saved;
  return data == MAP_FAILED ? NULL : data;
}

void gl_file_unmap(char *data, size_t size) { munmap(data, size); }

bool gl_file_exists(const char *path) {
  struct stat st;
  return stat(path, &st) == 0;
}

bool gl_file_is_dir(const char *path) {
  struct stat st;
  return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static int compare_names(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

char **gl_dir_list(GlArena *a, const char *path, uint32_t *n) {
  DIR *dir = opendir(path);
  if (!dir)
    return NULL;
  GL_VEC(char *) names = {0};
  GL_VEC_RESERVE(a, &names, 1); // so that an empty folder is not NULL
  struct dirent *e;
  while (errno = 0, (e = readdir(dir))) {
    if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
      GL_VEC_PUSH(a, &names, gl_arena_strndup(a, e->d_name, strlen(e->d_name)));
  }
  int saved = errno;
  closedir(dir);
  if (saved) {
    errno = saved;
    return NULL;
  }
  qsort(names.data, names.len, sizeof *names.data, compare_names);
  *n = names.len;
  return names.data;
}

char *gl_path_join(GlArena *a, const char *dir, const char *name) {
  size_t n = strlen(dir);
  return gl_arena_printf(a, "%s%s%s", dir, n == 0 || dir[n - 1] == '/' ? "" : "/", name);
}

const char *gl_path_base(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

char *gl_path_dir(GlArena *a, const char *path) {
  const char *slash = strrchr(path, '/');
  if (!slash)
    return gl_arena_strndup(a, ".", 1);
  return gl_arena_strndup(a, path, slash == path ? 1 : (size_t)(slash - path));
}

void gl_buf_init(GlBuf *b, GlArena *a) { *b = (GlBuf){.arena = a}; }

/// Makes room for `n` more bytes and the NUL.
static void buf_reserve(GlBuf *b, size_t n) {
  if (b->cap - b->len > n)
    return;
  size_t cap = b->cap * 2 > b->len + n + 1 ? b->cap * 2 : b->len + n + 1;
  if (cap < 64)
    cap = 64;
  if (!gl_arena_extend(b->arena, b->data, b->cap, cap)) {
    char *data = gl_arena_alloc(b->arena, cap, 1);
    if (b->len)
      memcpy(data, b->data, b->len);
    b->data = data;
  }
  b->cap = cap;
}

void gl_buf_bytes(GlBuf *b, const char *s, size_t n) {
  buf_reserve(b, n);
  if (n)
    memcpy(b->data + b->len, s, n);
  b->len += n;
  b->data[b->len] = 0;
}

void gl_buf_str(GlBuf *b, const char *s) { gl_buf_bytes(b, s, strlen(s)); }

void gl_buf_char(GlBuf *b, char c) { gl_buf_bytes(b, &c, 1); }

void gl_buf_printf(GlBuf *b, const char *fmt, ...) {
  va_list args, again;
  va_start(args, fmt);
  va_copy(again, args);
  int n = vsnprintf(NULL, 0, fmt, args);
  va_end(args);
  GL_ASSERT(n >= 0, "bad format: %s", fmt);
  buf_reserve(b, (size_t)n);
  vsnprintf(b->data + b->len, (size_t)n + 1, fmt, again);
  va_end(again);
  b->len += (size_t)n;
}
