/// \file
/// Entries as files. One entry is one file: the object, the facts, and a trailer with their sizes
/// and a sum over all of it. A linker reads the object from the file's beginning and ignores what
/// follows.

#include "cache_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct Trailer {
  uint64_t object_size, facts_size;
  uint8_t sum[CACHE_KEY_BYTES]; // of the object, the facts and the two sizes
  char magic[8];
} Trailer;

static const char magic[8] = "golite1";

const char *cache_default_dir(GlArena *a) {
  const char *own = getenv("GOLITE_CACHE"), *xdg = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
  if (own && *own)
    return gl_arena_strndup(a, own, strlen(own));
  if (xdg && *xdg == '/')
    return gl_path_join(a, xdg, "golite");
  return home && *home == '/' ? gl_path_join(a, home, ".cache/golite") : NULL;
}

static bool make_dirs(GlArena *a, const char *dir) {
  if (mkdir(dir, 0777) == 0 || errno == EEXIST)
    return gl_file_is_dir(dir);
  if (errno != ENOENT || strcmp(dir, "/") == 0 || strcmp(dir, ".") == 0)
    return false;
  return make_dirs(a, gl_path_dir(a, dir)) && (mkdir(dir, 0777) == 0 || errno == EEXIST);
}

Cache *cache_open(GlArena *a, const char *dir) {
  Cache *c = GL_NEW(a, Cache);
  c->arena = a;
  c->dir = gl_path_join(a, dir, "units");
  return make_dirs(a, c->dir) ? c : NULL;
}

static const char *path_of(Cache *c, const CacheKey *k) {
  char hex[2 * CACHE_KEY_BYTES + 1];
  for (size_t i = 0; i < CACHE_KEY_BYTES; i++) {
    hex[2 * i] = "0123456789abcdef"[k->bytes[i] >> 4];
    hex[2 * i + 1] = "0123456789abcdef"[k->bytes[i] & 15];
  }
  hex[sizeof hex - 1] = '\0';
  return gl_path_join(c->arena, c->dir, gl_arena_printf(c->arena, "%s%s", hex, CACHE_SUFFIX));
}

static Trailer trailer_of(GlArena *a, const char *data, uint64_t object_size, uint64_t facts_size,
                          const char *facts) {
  Trailer t = {.object_size = object_size, .facts_size = facts_size};
  CacheHash *h = cache_hash_new(a);
  cache_hash_bytes(h, data, object_size);
  cache_hash_bytes(h, facts, facts_size);
  CacheKey sum = cache_hash_end(h);
  memcpy(t.sum, sum.bytes, sizeof t.sum);
  memcpy(t.magic, magic, sizeof magic);
  return t;
}

/// Whether `size` bytes of a file are one whole entry.
static bool is_whole(Cache *c, const char *data, size_t size, Trailer *t) {
  if (size < sizeof *t)
    return false;
  memcpy(t, data + size - sizeof *t, sizeof *t);
  size_t rest = size - sizeof *t;
  if (memcmp(t->magic, magic, sizeof magic) != 0 || t->object_size > rest ||
      t->facts_size != rest - t->object_size)
    return false;
  Trailer want = trailer_of(c->arena, data, t->object_size, t->facts_size, data + t->object_size);
  return memcmp(want.sum, t->sum, sizeof t->sum) == 0;
}

bool cache_get(Cache *c, const CacheKey *k, CacheEntry *out) {
  const char *path = path_of(c, k);
  size_t size;
  char *data = gl_file_map(path, &size);
  if (!data)
    return false;
  Trailer t;
  if (!is_whole(c, data, size, &t)) { // it stays until it is replaced: another process may be at it
    gl_file_unmap(data, size);
    return false;
  }
  utimensat(AT_FDCWD, path, NULL, 0);
  *out = (CacheEntry){.path = path,
                      .object = data,
                      .object_size = t.object_size,
                      .facts = data + t.object_size,
                      .facts_size = t.facts_size};
  return true;
}

bool cache_put(Cache *c, const CacheKey *k, const char *object, size_t object_size,
               const char *facts, size_t facts_size) {
  const char *path = path_of(c, k);
  char *temp = gl_arena_printf(c->arena, "%s%s", path, CACHE_TEMP_PATTERN);
  int fd = mkstemp(temp);
  if (fd < 0)
    return false;
  Trailer t = trailer_of(c->arena, object, object_size, facts_size, facts);
  bool ok = gl_file_write_all(fd, object, object_size) &&
            gl_file_write_all(fd, facts, facts_size) && gl_file_write_all(fd, &t, sizeof t);
  ok = close(fd) == 0 && ok;
  if (ok && rename(temp, path) == 0)
    return true;
  int error = errno;
  unlink(temp);
  errno = error;
  return false;
}
