/// \file
/// Errors: order, followers, styles.

#include "golite/support/diag.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

typedef struct World {
  GlArena *arena;
  GlSources *sources;
  GlDiags *diags;
  const GlFile *file;
} World;

static World make(const char *text) {
  World w = {.arena = gl_arena_new()};
  w.sources = gl_sources_new(w.arena);
  w.diags = gl_diags_new(w.arena, w.sources);
  w.file = gl_sources_add(w.sources, "f.go", text, (uint32_t)strlen(text));
  return w;
}

static void error(World *w, uint32_t offset, const char *text) {
  gl_diag_error(w->diags, w->file->base + offset, GL_DIAG_TY_ERROR, "%s", text);
}

static void expect(World *w, GlDiagStyle style, const char *want) {
  char *text = NULL;
  size_t len = 0;
  FILE *out = open_memstream(&text, &len);
  gl_diags_print(w->diags, out, style);
  fclose(out);
  cr_expect_str_eq(text, want);
  free(text);
  gl_arena_free(w->arena);
}

Test(support_diag, sorts_by_position) {
  World w = make("abc\ndef\n");
  error(&w, 4, "second");
  error(&w, 0, "first");
  error(&w, 4, "third");
  gl_diag_error(w.diags, GL_LOC_NONE, GL_DIAG_DRV_IO, "no position");
  cr_expect_eq(gl_diags_error_count(w.diags), 4);
  expect(&w, (GlDiagStyle){0}, "no position\nf.go:1:1: first\nf.go:2:1: second\nf.go:2:1: third\n");
}

Test(support_diag, drops_followers) {
  World w = make("abc\ndef\n");
  error(&w, 1, "syntax error: one");
  error(&w, 0, "syntax error: two on the line");
  error(&w, 5, "syntax error: three");
  error(&w, 4, "same");
  error(&w, 6, "other");
  error(&w, 6, "same");
  error(&w, 0, "same");
  expect(&w, (GlDiagStyle){0},
         "f.go:1:1: same\nf.go:1:2: syntax error: one\nf.go:2:1: same\nf.go:2:2: syntax error: "
         "three\nf.go:2:3: other\n");
}

Test(support_diag, says_when_there_are_more) {
  World w = make("a\nb\nc\nd\n");
  for (uint32_t i = 0; i < 4; i++)
    error(&w, i * 2, "bad");
  expect(&w, (GlDiagStyle){.max_errors = 3},
         "f.go:1:1: bad\nf.go:2:1: bad\nf.go:3:1: bad\nf.go:3:1: too many errors\n");
  World v = make("a\nb\n");
  error(&v, 0, "bad");
  error(&v, 2, "bad");
  expect(&v, (GlDiagStyle){.max_errors = 2}, "f.go:1:1: bad\nf.go:2:1: bad\n");
}

Test(support_diag, keeps_a_bounded_number) {
  const uint32_t n = 100000;
  char *text = malloc((size_t)n * 2 + 1);
  for (size_t i = 0; i < n; i++)
    memcpy(text + i * 2, "x\n", 2);
  text[(size_t)n * 2] = 0;
  World w = make(text);
  for (uint32_t i = 0; i < n; i++)
    error(&w, i * 2, "bad");
  cr_expect(gl_diags_is_full(w.diags));
  cr_expect_eq(gl_diags_error_count(w.diags), n);
  cr_expect_lt(gl_arena_bytes(w.arena), 8u << 20);
  expect(&w, (GlDiagStyle){.max_errors = 1}, "f.go:1:1: bad\nf.go:1:1: too many errors\n");
  free(text);
}

Test(support_diag, full_style_shows_line_and_notes) {
  World w = make("x\n\ty := \033é z\n");
  GlDiag *e = gl_diag_error(w.diags, w.file->base + 12, GL_DIAG_TY_ERROR, "bad");
  gl_diag_more(w.diags, e, "have %d", 1);
  gl_diag_note(w.diags, e, w.file->base, "declared here");
  expect(&w, (GlDiagStyle){.is_full = true},
         "f.go:2:11: bad\n\thave 1\n    2 | \ty := ?é z\n      | \t        ^\nf.go:1:1: note: "
         "declared here\n    1 | x\n      | ^\n");
}

Test(support_diag, full_style_cuts_long_lines) {
  char text[2001];
  memset(text, 'x', 2000);
  text[2000] = 0;
  World w = make(text);
  error(&w, 1000, "bad");
  char want[600];
  snprintf(want, sizeof want, "f.go:1:1001: bad\n    1 | %.120s\n      | %60s^\n", text, "");
  expect(&w, (GlDiagStyle){.is_full = true}, want);
}
