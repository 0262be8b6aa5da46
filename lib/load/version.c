/// \file
/// The version of the Go tree as a file of package runtime, for runtime.Version and whatever
/// compares with it.
/// Source: the Go tree's file VERSION, whose first line is the version.

#include "load_internal.h"

#include "golite/support/file.h"

#include <string.h>

/// Length of the version that `text` begins with; 0 when it is none that fits into a Go string as
/// it is.
static size_t version_len(const char *text) {
  size_t n = strcspn(text, "\r\n");
  for (size_t i = 0; i < n; i++)
    if (text[i] < ' ' || text[i] > '~' || text[i] == '"' || text[i] == '\\')
      return 0;
  return strncmp(text, "go", 2) == 0 ? n : 0;
}

const GlFile *load_version_file(Loader *l, const char *dir) {
  const char *goroot = l->options->goroot;
  size_t size;
  const char *text =
      goroot ? gl_file_read(l->arena, gl_path_join(l->arena, goroot, "VERSION"), &size) : NULL;
  size_t n = text ? version_len(text) : 0;
  // Packages of the sources alone lack that file.
  const char *version =
      n ? gl_arena_strndup(l->arena, text, n) : gl_arena_printf(l->arena, "go1.%d", LOAD_GO_MINOR);
  GlBuf b;
  gl_buf_init(&b, l->arena);
  gl_buf_printf(&b, "package runtime\n\nconst treeVersion = \"%s\"\n", version);
  return gl_sources_add(l->ctx->sources, gl_path_join(l->arena, dir, "zversion.go"), b.data,
                        (uint32_t)b.len);
}
