/// \file
/// Paths, folders and text buffers.

#include "golite/support/file.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

Test(support_file, paths_split_and_join) {
  GlArena *a = gl_arena_new();
  cr_expect_str_eq(gl_path_join(a, "a", "b"), "a/b");
  cr_expect_str_eq(gl_path_join(a, "a/", "b"), "a/b");
  cr_expect_str_eq(gl_path_join(a, "/", "b"), "/b");
  cr_expect_str_eq(gl_path_join(a, "", "b"), "b");
  cr_expect_str_eq(gl_path_base("/a/b.go"), "b.go");
  cr_expect_str_eq(gl_path_base("b.go"), "b.go");
  cr_expect_str_eq(gl_path_dir(a, "/a/b.go"), "/a");
  cr_expect_str_eq(gl_path_dir(a, "/b.go"), "/");
  cr_expect_str_eq(gl_path_dir(a, "b.go"), ".");
  gl_arena_free(a);
}

Test(support_file, reads_files_and_pipes_whole) {
  GlArena *a = gl_arena_new();
  size_t size = 0;
  char *text = gl_file_read(a, "/proc/self/cmdline", &size); // says that its size is 0
  cr_assert_not_null(text);
  cr_expect_gt(size, 0);
  cr_expect_eq(text[size], 0);
  cr_expect_null(gl_file_read(a, "/nonexistent", &size));
  cr_expect_eq(errno, ENOENT);
  cr_expect_null(gl_file_read(a, "/", &size));
  cr_expect_eq(errno, EISDIR);
  cr_expect(gl_file_exists("/proc/self") && gl_file_is_dir("/proc/self"));
  cr_expect(gl_file_exists("/dev/null") && !gl_file_is_dir("/dev/null"));
  gl_arena_free(a);
}

Test(support_file, maps_files_privately) {
  char path[] = "/tmp/golite-test-fileXXXXXX";
  int fd = mkstemp(path);
  cr_assert_geq(fd, 0);
  size_t size = 1;
  cr_expect_null(gl_file_map(path, &size)); // empty
  cr_assert_eq(write(fd, "entry", 5), 5);
  char *data = gl_file_map(path, &size), now[5];
  cr_assert_not_null(data);
  cr_expect_eq(size, 5);
  cr_expect_eq(memcmp(data, "entry", 5), 0);
  data[0] = 'E';
  cr_assert_eq(pread(fd, now, sizeof now, 0), 5);
  cr_expect_eq(memcmp(now, "entry", 5), 0);
  gl_file_unmap(data, size);
  close(fd);
  unlink(path);
  cr_expect_null(gl_file_map(path, &size));
  cr_expect_eq(errno, ENOENT);
}

Test(support_file, lists_folders_in_order) {
  GlArena *a = gl_arena_new();
  uint32_t n = 0;
  char **names = gl_dir_list(a, "/proc/self", &n);
  cr_assert_not_null(names);
  cr_assert_gt(n, 10);
  for (uint32_t i = 1; i < n; i++)
    cr_expect_lt(strcmp(names[i - 1], names[i]), 0);
  cr_expect_null(gl_dir_list(a, "/nonexistent", &n));
  gl_arena_free(a);
}

Test(support_file, buffer_grows) {
  GlArena *a = gl_arena_new();
  GlBuf b;
  gl_buf_init(&b, a);
  for (int i = 0; i < 1000; i++) {
    gl_buf_str(&b, "ab");
    gl_buf_char(&b, 'c');
    gl_buf_printf(&b, "%03d", i);
  }
  cr_expect_eq(b.len, 6000);
  cr_expect_eq(strlen(b.data), 6000);
  cr_expect_str_eq(b.data + 5994, "abc999");
  gl_arena_free(a);
}
