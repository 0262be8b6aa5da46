/// \file
/// Positions in source text.

#include "golite/support/sources.h"

#include <criterion/criterion.h>
#include <string.h>

typedef struct World {
  GlArena *arena;
  GlSources *sources;
} World;

static World make(void) {
  World w = {.arena = gl_arena_new()};
  w.sources = gl_sources_new(w.arena);
  return w;
}

static const GlFile *add(World *w, const char *path, const char *text) {
  return gl_sources_add(w->sources, path, text, (uint32_t)strlen(text));
}

static void expect_pos(GlPos pos, const char *path, uint32_t line, uint32_t column) {
  cr_expect_str_eq(pos.path, path);
  cr_expect_eq(pos.line, line, "line %u, not %u", pos.line, line);
  cr_expect_eq(pos.column, column, "column %u, not %u", pos.column, column);
}

Test(support_sources, lines_and_columns_count_from_one) {
  World w = make();
  const GlFile *a = add(&w, "a.go", "x\n\nyz"), *b = add(&w, "b.go", ""),
               *c = add(&w, "c.go", "\n");
  expect_pos(gl_sources_raw(w.sources, a->base), "a.go", 1, 1);
  expect_pos(gl_sources_raw(w.sources, a->base + 1), "a.go", 1, 2);
  expect_pos(gl_sources_raw(w.sources, a->base + 2), "a.go", 2, 1);
  expect_pos(gl_sources_raw(w.sources, a->base + 4), "a.go", 3, 2);
  expect_pos(gl_sources_raw(w.sources, a->base + 5), "a.go", 3, 3);
  expect_pos(gl_sources_raw(w.sources, b->base), "b.go", 1, 1);
  expect_pos(gl_sources_raw(w.sources, c->base + 1), "c.go", 2, 1);
  cr_expect_eq(gl_sources_raw(w.sources, GL_LOC_NONE).line, 0);
  cr_expect_null(gl_sources_file_of(w.sources, GL_LOC_NONE));
  cr_expect_eq(gl_sources_file_of(w.sources, b->base), b);
  cr_expect_eq(gl_sources_count(w.sources), 3);
  cr_expect_eq(gl_sources_file(w.sources, 2), c);
  gl_arena_free(w.arena);
}

/// Each position of a text with short, long and empty lines, against counting.
Test(support_sources, agrees_with_counting) {
  World w = make();
  enum { N = 5000 };
  char text[N + 1];
  for (int i = 0; i < N; i++)
    text[i] = i % 37 == 0 || (i > 3000 && i < 3100) ? '\n' : 'x';
  memset(text + 1000, 'y', 1500); // a line over several blocks of the table
  text[N] = 0;
  const GlFile *f = add(&w, "f.go", text);
  uint32_t line = 1, column = 1;
  for (uint32_t i = 0; i <= N; i++) {
    GlPos pos = gl_sources_raw(w.sources, f->base + i);
    cr_assert(pos.line == line && pos.column == column, "offset %u", i);
    column++;
    if (text[i] == '\n') {
      line++;
      column = 1;
    }
  }
  gl_arena_free(w.arena);
}

Test(support_sources, line_directives_change_the_shown_position) {
  World w = make();
  const GlFile *f = add(&w, "f.go", "aaaa\nbbbb\ncccc\ndddd\n");
  gl_sources_line_directive(w.sources, f->base + 5, "g.go", 100, 0);
  gl_sources_line_directive(w.sources, f->base + 12, "h.go", 7, 3);
  expect_pos(gl_sources_pos(w.sources, f->base + 2), "f.go", 1, 3);
  expect_pos(gl_sources_pos(w.sources, f->base + 5), "g.go", 100, 0);
  expect_pos(gl_sources_pos(w.sources, f->base + 11), "g.go", 101, 0);
  expect_pos(gl_sources_pos(w.sources, f->base + 12), "h.go", 7, 3);
  expect_pos(gl_sources_pos(w.sources, f->base + 14), "h.go", 7, 5);
  expect_pos(gl_sources_pos(w.sources, f->base + 16), "h.go", 8, 2);
  expect_pos(gl_sources_raw(w.sources, f->base + 16), "f.go", 4, 2);
  gl_arena_free(w.arena);
}

Test(support_sources, shows_the_line_without_its_newline) {
  World w = make();
  const GlFile *f = add(&w, "f.go", "ab\ncd");
  size_t len;
  const char *line = gl_sources_line(w.sources, f->base + 2, &len);
  cr_expect_eq(line, f->text);
  cr_expect_eq(len, 2);
  line = gl_sources_line(w.sources, f->base + 5, &len);
  cr_expect_eq(line, f->text + 3);
  cr_expect_eq(len, 2);
  gl_arena_free(w.arena);
}

Test(support_sources, says_why_a_file_cannot_be_read) {
  World w = make();
  const char *err = NULL;
  cr_expect_null(gl_sources_read(w.sources, "/nonexistent/x.go", &err));
  cr_expect_str_eq(err, "open /nonexistent/x.go: no such file or directory");
  cr_expect_null(gl_sources_read(w.sources, "/", &err));
  cr_expect_str_eq(err, "read /: is a directory");
  gl_arena_free(w.arena);
}
