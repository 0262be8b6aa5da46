/// \file
/// Entries of the cache: what is read is what was written, or nothing; eviction by last use.

#include "golite/cache/cache.h"
#include "golite/support/file.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

typedef struct Fixture {
  GlArena *a;
  char dir[64];
  Cache *c;
} Fixture;

static Fixture begin(void) {
  Fixture f = {.a = gl_arena_new(), .dir = "/tmp/golite-test-cacheXXXXXX"};
  cr_assert_not_null(mkdtemp(f.dir));
  f.c = cache_open(f.a, gl_path_join(f.a, f.dir, "new/sub"));
  cr_assert_not_null(f.c);
  return f;
}

static void end(Fixture *f) {
  char *command = gl_arena_printf(f->a, "rm -rf %s", f->dir);
  cr_assert_eq(system(command), 0); // NOLINT(bugprone-command-processor): our own folder
  gl_arena_free(f->a);
}

static CacheKey key_of(Fixture *f, const char *text) {
  CacheHash *h = cache_hash_new(f->a);
  cache_hash_text(h, text);
  return cache_hash_end(h);
}

Test(cache_store, gives_back_what_was_put) {
  Fixture f = begin();
  CacheKey k = key_of(&f, "k");
  CacheEntry e;
  cr_assert_not(cache_get(f.c, &k, &e));
  cr_assert(cache_put(f.c, &k, "object", 6, "fa\0cts", 6));
  cr_assert(cache_get(f.c, &k, &e));
  cr_assert_eq(e.object_size, 6);
  cr_assert_eq(e.facts_size, 6);
  cr_assert_eq(memcmp(e.object, "object", 6), 0);
  cr_assert_eq(memcmp(e.facts, "fa\0cts", 6), 0);
  CacheKey other = key_of(&f, "other");
  cr_assert_not(cache_get(f.c, &other, &e));
  end(&f);
}

Test(cache_store, parts_of_a_key_are_kept_apart) {
  Fixture f = begin();
  CacheHash *h = cache_hash_new(f.a), *g = cache_hash_new(f.a);
  cache_hash_text(h, "ab");
  cache_hash_text(h, "c");
  cache_hash_text(g, "a");
  cache_hash_text(g, "bc");
  CacheKey x = cache_hash_end(h), y = cache_hash_end(g);
  cr_assert_neq(memcmp(&x, &y, sizeof x), 0);
  end(&f);
}

/// Changes one byte, or cuts the file.
static void damage(const char *path, off_t at, bool cuts) {
  int fd = open(path, O_RDWR);
  cr_assert(fd >= 0);
  char c;
  if (cuts) {
    cr_assert_eq(ftruncate(fd, at), 0);
  } else {
    cr_assert_eq(pread(fd, &c, 1, at), 1);
    c ^= 1;
    cr_assert_eq(pwrite(fd, &c, 1, at), 1);
  }
  close(fd);
}

Test(cache_store, a_damaged_entry_is_none_until_it_is_replaced) {
  Fixture f = begin();
  CacheKey k = key_of(&f, "k");
  CacheEntry e;
  cr_assert(cache_put(f.c, &k, "object", 6, "facts", 5));
  cr_assert(cache_get(f.c, &k, &e));
  struct stat st;
  cr_assert_eq(stat(e.path, &st), 0);
  for (off_t i = 0; i < st.st_size; i++)
    for (int cuts = 0; cuts < 2; cuts++) {
      cr_assert(cache_put(f.c, &k, "object", 6, "facts", 5));
      damage(e.path, i, cuts);
      CacheEntry bad;
      cr_assert_not(cache_get(f.c, &k, &bad), "byte %d", (int)i);
    }
  cr_assert(cache_put(f.c, &k, "object", 6, "facts", 5));
  cr_assert(cache_get(f.c, &k, &e));
  end(&f);
}

static void set_age(const char *path, time_t seconds) {
  struct timespec t[2] = {{.tv_sec = time(NULL) - seconds}, {.tv_sec = time(NULL) - seconds}};
  cr_assert_eq(utimensat(AT_FDCWD, path, t, 0), 0);
}

Test(cache_trim, drops_what_was_not_used_for_the_longest_time) {
  Fixture f = begin();
  CacheKey keys[4];
  CacheEntry e[4];
  static const char *const names[] = {"a", "b", "c", "d"};
  for (int i = 0; i < 4; i++) {
    keys[i] = key_of(&f, names[i]);
    cr_assert(cache_put(f.c, &keys[i], "0123456789", 10, "", 0));
    cr_assert(cache_get(f.c, &keys[i], &e[i]));
  }
  struct stat st;
  cr_assert_eq(stat(e[0].path, &st), 0);
  static const time_t ages[] = {5000, 9000, 7000, 10};
  for (int i = 0; i < 4; i++)
    set_age(e[i].path, ages[i]);
  cache_trim(f.c, 4 * (uint64_t)st.st_size);
  cr_assert(gl_file_exists(e[1].path));
  cache_trim(f.c, 2 * (uint64_t)st.st_size);
  cr_assert_not(gl_file_exists(e[1].path));
  cr_assert_not(gl_file_exists(e[2].path));
  cr_assert(gl_file_exists(e[0].path));
  cache_trim(f.c, 0); // what was used just now stays
  cr_assert_not(gl_file_exists(e[0].path));
  cr_assert(gl_file_exists(e[3].path));
  end(&f);
}

Test(cache_trim, drops_leftovers_of_killed_processes) {
  Fixture f = begin();
  CacheKey k = key_of(&f, "k");
  CacheEntry e;
  cr_assert(cache_put(f.c, &k, "o", 1, "", 0));
  cr_assert(cache_get(f.c, &k, &e));
  char *left = gl_arena_printf(f.a, "%s.tmpabcdef", e.path);
  close(open(left, O_CREAT | O_WRONLY, 0600));
  cache_trim(f.c, UINT64_MAX);
  cr_assert(gl_file_exists(left)); // perhaps still being written
  set_age(left, 90000);
  cache_trim(f.c, UINT64_MAX);
  cr_assert_not(gl_file_exists(left));
  cr_assert(gl_file_exists(e.path));
  end(&f);
}
