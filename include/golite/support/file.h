/// \file
/// Files and paths of the machine. Paths are NUL-terminated bytes; results live in the arena given.

#ifndef GOLITE_SUPPORT_FILE_H
#define GOLITE_SUPPORT_FILE_H
#include "golite/support/arena.h"

/// Reads a whole file, NUL-terminated at [*size]. NULL on failure, errno set.
char *gl_file_read(GlArena *a, const char *path, size_t *size);
/// Writes all of it to an open file. False, errno set: something is missing.
bool gl_file_write_all(int fd, const void *from, size_t size);
/// Reads a whole file as a private mapping, without the NUL, aligned to a page: what is written
/// there does not reach the file, which must not shrink. It is the process's until it ends, or
/// gl_file_unmap. An empty file is a failure.
char *gl_file_map(const char *path, size_t *size);
void gl_file_unmap(char *data, size_t size);
bool gl_file_exists(const char *path);
bool gl_file_is_dir(const char *path);
/// Names in a folder (no "." and ".."), in byte order; NULL on failure, errno set.
char **gl_dir_list(GlArena *a, const char *path, uint32_t *n);
char *gl_path_join(GlArena *a, const char *dir, const char *name);
/// Last element, and everything before it ("." when none).
const char *gl_path_base(const char *path);
char *gl_path_dir(GlArena *a, const char *path);

/// A growing byte buffer for text output.
typedef struct GlBuf {
  GlArena *arena;
  char *data; // NUL-terminated when len > 0
  size_t len, cap;
} GlBuf;
void gl_buf_init(GlBuf *b, GlArena *a);
void gl_buf_bytes(GlBuf *b, const char *s, size_t n);
void gl_buf_str(GlBuf *b, const char *s);
void gl_buf_char(GlBuf *b, char c);
void gl_buf_printf(GlBuf *b, const char *fmt, ...) GL_PRINTF(2, 3);

#endif
