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
         "three\nf.go:2:3: other\nf.go:2:3: same\n");
  World v = make("abc\n");
  error(&v, 0, "same");
  error(&v, 2, "same");
  error(&v, 1, "other");
  error(&v, 0, "same");
  expect(&v, (GlDiagStyle){0}, "f.go:1:1: same\nf.go:1:2: other\n");
}

Test(support_diag, files_stand_in_order_of_their_first_error) {
  World w = make("a\nb\n");
  const GlFile *g = gl_sources_add(w.sources, "g.go", "c\n", 2);
  gl_diag_error(w.diags, g->base, GL_DIAG_TY_ERROR, "first");
  error(&w, 2, "second");
  error(&w, 0, "third");
  expect(&w, (GlDiagStyle){0}, "g.go:1:1: first\nf.go:1:1: third\nf.go:2:1: second\n");
}

Test(support_diag, late_errors_give_way) {
  World w = make("a\nb\n");
  gl_diag_set_late(w.diags, gl_diag_error(w.diags, w.file->base, GL_DIAG_SYN_ERROR, "late"));
  cr_expect_eq(gl_diags_error_count(w.diags), 1);
  error(&w, 2, "other");
  expect(&w, (GlDiagStyle){0}, "f.go:2:1: other\n");
  World v = make("a\n");
  gl_diag_set_late(v.diags, gl_diag_error(v.diags, v.file->base, GL_DIAG_SYN_ERROR, "late"));
  expect(&v, (GlDiagStyle){0}, "f.go:1:1: late\n");
}

Test(support_diag, remarks_are_no_errors) {
  World w = make("a\nb\n");
  gl_diag_remark(w.diags, GL_SEVERITY_WARNING, w.file->base + 2, GL_DIAG_TY_ERROR, "odd %d", 1);
  gl_diag_remark(w.diags, GL_SEVERITY_NOTE, GL_LOC_NONE, GL_DIAG_DRV_FACT, "done");
  cr_expect_eq(gl_diags_error_count(w.diags), 0);
  gl_diag_set_late(w.diags, gl_diag_error(w.diags, w.file->base, GL_DIAG_SYN_ERROR, "late"));
  expect(&w, (GlDiagStyle){.max_errors = 1},
         "note: done\nf.go:1:1: late\nf.go:2:1: warning: odd 1\nf.go:1:1: too many errors\n");
}

Test(support_diag, notes_are_wanted_for_what_is_shown) {
  World w = make("a\nb\n");
  gl_diags_expect(w.diags, 1, true);
  cr_expect_not(gl_diags_is_full(w.diags));
  GlDiag *e = gl_diag_error(w.diags, w.file->base, GL_DIAG_TY_ERROR, "one");
  cr_expect(gl_diags_is_full(w.diags));
  cr_expect(gl_diag_wants_note(w.diags, e));
  e = gl_diag_error(w.diags, w.file->base + 2, GL_DIAG_TY_ERROR, "two");
  cr_expect_not(gl_diag_wants_note(w.diags, e));
  cr_expect_eq(gl_diags_error_count(w.diags), 2);
  gl_diags_expect(w.diags, 0, false);
  e = gl_diag_error(w.diags, w.file->base + 2, GL_DIAG_TY_ERROR, "three");
  cr_expect_not(gl_diag_wants_note(w.diags, e));
  gl_arena_free(w.arena);
}

Test(support_diag, codes_have_ids_and_descriptions) {
  cr_expect_str_eq(gl_diag_code_id(GL_DIAG_TY_UNDEFINED), "GL4002");
  for (uint32_t i = 0; i < GL_DIAG_COUNT; i++) {
    cr_expect_eq(strlen(gl_diag_code_id((GlDiagCode)i)), 6);
    cr_expect_neq(gl_diag_code_description((GlDiagCode)i)[0], 0, "code %u", i);
    for (uint32_t k = 0; k < i; k++)
      cr_expect_str_neq(gl_diag_code_id((GlDiagCode)i), gl_diag_code_id((GlDiagCode)k));
  }
}

Test(support_diag, says_when_the_limit_is_reached) {
  World w = make("a\nb\nc\nd\n");
  error(&w, 6, "bad");
  for (uint32_t i = 0; i < 3; i++)
    error(&w, i * 2, "bad");
  // The first three that were reported; the last line stands where the third is.
  expect(&w, (GlDiagStyle){.max_errors = 3},
         "f.go:1:1: bad\nf.go:2:1: bad\nf.go:4:1: bad\nf.go:2:1: too many errors\n");
  World v = make("a\nb\n");
  error(&v, 0, "bad");
  error(&v, 2, "bad");
  expect(&v, (GlDiagStyle){.max_errors = 2},
         "f.go:1:1: bad\nf.go:2:1: bad\nf.go:2:1: too many errors\n");
  World u = make("a\nb\n");
  error(&u, 0, "bad");
  expect(&u, (GlDiagStyle){.max_errors = 2}, "f.go:1:1: bad\n");
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
  World w = make("x\n\ty := \033é z1\n");
  GlDiag *e = gl_diag_error(w.diags, w.file->base + 12, GL_DIAG_TY_ERROR, "bad");
  gl_diag_more(w.diags, e, "have %d", 1);
  gl_diag_more_at(w.diags, e, w.file->base, "other declaration");
  gl_diag_note(w.diags, e, GL_LOC_NONE, "nowhere");
  expect(&w, (GlDiagStyle){.is_full = true},
         "f.go:2:11: bad\n\thave 1\n    2 | \ty := \\x1bé z1\n      | \t           ^~\nf.go:1:1: "
         "note: other declaration\n    1 | x\n      | ^\nnote: nowhere\n");
}

Test(support_diag, brief_style_is_gcs) {
  World w = make("x\ny\n");
  GlDiag *e = gl_diag_error(w.diags, w.file->base + 2, GL_DIAG_TY_ERROR, "bad \033");
  gl_diag_more_at(w.diags, e, w.file->base, "other declaration");
  gl_diag_more(w.diags, e, "have");
  gl_diag_note(w.diags, e, w.file->base, "unseen");
  expect(&w, (GlDiagStyle){0}, "f.go:2:1: bad \033\n\tf.go:1:1: other declaration\n\thave\n");
}

/// The two lines below the message for an error at `offset` of `text`.
static void expect_source(const char *text, uint32_t offset, const char *want) {
  World w = make(text);
  error(&w, offset, "bad");
  GlPos pos = gl_sources_pos(w.sources, w.file->base + offset);
  char all[2000];
  snprintf(all, sizeof all, "f.go:%u:%u: bad\n%s", pos.line, pos.column, want);
  expect(&w, (GlDiagStyle){.is_full = true}, all);
}

Test(support_diag, caret_stands_below_its_column) {
  expect_source("\ta\tb\n", 3, "    1 | \ta\tb\n      | \t \t^\n");
  expect_source("日本 x\n", 7, "    1 | 日本 x\n      |      ^\n");               // wide
  expect_source("e\xCC\x81 x\n", 4, "    1 | e\xCC\x81 x\n      |   ^\n");        // combining
  expect_source("\xFF\xC3 x\n", 3, "    1 | \\xff\\xc3 x\n      |          ^\n"); // not UTF-8
  expect_source("\xE2\x80\xAEx\n", 3, "    1 | \\u202ex\n      |       ^\n");     // right to left
  expect_source("ab\r\n", 1, "    1 | ab\n      |  ^\n");
  expect_source("ab\n", 2, "    1 | ab\n      |   ^\n"); // the newline
  expect_source("", 0, "    1 | \n      | ^\n");
  expect_source("本x y\n", 0, "    1 | 本x y\n      | ^~~\n");
}

Test(support_diag, full_style_cuts_long_lines) {
  char text[2001];
  for (size_t i = 0; i < 2000; i++)
    text[i] = i % 10 ? 'x' : '+';
  text[2000] = 0;
  char want[600];
  snprintf(want, sizeof want, "    1 | ...%.120s...\n      |    %60s^~~~~~~~~\n", text + 941, "");
  expect_source(text, 1001, want);
  // Near the ends, one side is whole.
  snprintf(want, sizeof want, "    1 | %.120s...\n      |  ^~~~~~~~~\n", text);
  expect_source(text, 1, want);
  snprintf(want, sizeof want, "    1 | ...%s\n      |    %60s^~~~~~~~\n", text + 1932, "");
  expect_source(text, 1992, want);
}

static void expect_json(World *w, uint32_t max_errors, const char *want) {
  GlBuf out;
  gl_buf_init(&out, w->arena);
  gl_diags_json(w->diags, &out, max_errors);
  cr_expect_str_eq(out.data, want);
  gl_arena_free(w->arena);
}

Test(support_diag, json_has_an_object_a_line) {
  World w = make("a\nbc \"\n");
  GlDiag *e = gl_diag_error(w.diags, w.file->base + 2, GL_DIAG_TY_ERROR, "bad \"\xFF\"");
  gl_diag_more(w.diags, e, "have");
  gl_diag_more_at(w.diags, e, w.file->base, "other");
  gl_diag_note(w.diags, e, GL_LOC_NONE, "note");
  gl_diag_error(w.diags, GL_LOC_NONE, GL_DIAG_DRV_IO, "none");
  error(&w, 5, "cut");
  expect_json(&w, 2,
              "{\"severity\":\"error\",\"code\":\"GL1002\",\"message\":\"none\"}\n"
              "{\"file\":\"f.go\",\"line\":2,\"column\":1,\"end_line\":2,\"end_column\":3,"
              "\"severity\":\"error\",\"code\":\"GL4001\","
              "\"message\":\"bad \\\"\xEF\xBF\xBD\\\"\\n\\thave\",\"notes\":"
              "[{\"file\":\"f.go\",\"line\":1,\"column\":1,\"message\":\"other\"},"
              "{\"message\":\"note\"}]}\n"
              "{\"severity\":\"note\",\"message\":\"too many errors\"}\n");
}

Test(support_diag, json_obeys_line_directives) {
  World w = make("a\nb\nc\n");
  gl_sources_line_directive(w.sources, w.file->base + 2, "x.y", 7, 0);
  error(&w, 4, "bad");
  expect_json(&w, 0,
              "{\"file\":\"x.y\",\"line\":8,\"severity\":\"error\",\"code\":\"GL4001\","
              "\"message\":\"bad\"}\n");
}

Test(support_diag, sarif_counts_utf16_units) {
  World w = make("a\n\xF0\x9F\x98\x80é xy\n");
  error(&w, 9, "bad");
  GlBuf out;
  gl_buf_init(&out, w.arena);
  gl_diags_sarif(w.diags, &out, 0,
                 &(GlSarifTool){.name = "t", .version = "1", .folder = "/a b", .exit_status = 1});
  const char *region = strstr(out.data, "\"region\"");
  cr_assert_not_null(region);
  cr_expect_not_null(strstr(region, "\"startLine\": 2"));
  cr_expect_not_null(strstr(region, "\"startColumn\": 5"));
  cr_expect_not_null(strstr(region, "\"endColumn\": 7"));
  cr_expect_not_null(strstr(out.data, "\"uri\": \"file:///a%20b/\""));
  gl_arena_free(w.arena);
}
