/// \file
/// Tokens, automatic semicolons, bytes that no text may contain.

#include "fixture.h"
#include "syntax_internal.h"

#include <criterion/criterion.h>
#include <string.h>

/// Scans `text[size]`; the tokens as words, a blank between.
static const char *tokens(World *w, const char *text, size_t size) {
  *w = world_new(text, size);
  SynParser p = {.ctx = &w->ctx,
                 .file = w->file,
                 .scratch = w->ctx.arena,
                 .at = w->file->text,
                 .end = w->file->text + w->file->size};
  const char *s = "";
  for (syn_next(&p); p.tok != SYN_TOK_EOF; syn_next(&p)) {
    const char *word = p.tok == SYN_TOK_NAME || p.tok == SYN_TOK_LITERAL ? p.lit->text
                       : p.tok == SYN_TOK_SEMI                           ? p.semi
                       : p.tok == SYN_TOK_OPERATOR ? syn_op_spelling((SynOp)p.op)
                                                   : syn_tok_spelling((SynTok)p.tok);
    s = gl_arena_printf(w->ctx.arena, "%s%s%s", s, *s ? " " : "", word);
  }
  return s;
}

static void expect_tokens(const char *text, const char *want) {
  World w;
  cr_expect_str_eq(tokens(&w, text, strlen(text)), want);
  cr_expect_str_eq(world_errors(&w), "");
  world_free(&w);
}

Test(syntax_scan, finds_all_operators) {
  expect_tokens("+ - * / % & | ^ &^ << >> && || == != < <= > >= ! ~ <-",
                "+ - * / % & | ^ &^ << >> && || == != < <= > >= ! ~ <-");
  expect_tokens("+= -= *= /= %= &= |= ^= &^= <<= >>=",
                "op= op= op= op= op= op= op= op= op= op= op=");
  expect_tokens("a++ b--", "a opop b opop EOF");
  expect_tokens("= := ... . .. , ; : ( [ {", "= := ... . . . comma semicolon : ( [ {");
  expect_tokens("a<-b <<- x&^=y", "a <- b << - x op= y EOF");
}

Test(syntax_scan, finds_each_keyword) {
  for (SynTok t = SYN_TOK_BREAK; t < SYN_TOK_COUNT; t++) {
    World w;
    const char *word = syn_tok_spelling(t);
    w = world_new(word, strlen(word));
    SynParser p = {
        .ctx = &w.ctx, .file = w.file, .at = w.file->text, .end = w.file->text + w.file->size};
    syn_next(&p);
    cr_expect_eq(p.tok, t, "%s", word);
    world_free(&w);
  }
  expect_tokens("breakx Break _if iff i1f", "breakx Break _if iff i1f EOF");
}

Test(syntax_scan, inserts_semicolons) {
  expect_tokens("a\nb", "a newline b EOF");
  expect_tokens("a +\nb\n", "a + b newline");
  expect_tokens("1\n\"s\"\n'r'\n`q`\n", "1 newline \"s\" newline 'r' newline `q` newline");
  expect_tokens(")\n]\n}\n(\n", ") newline ] newline } newline (");
  expect_tokens("break\ncontinue\nfallthrough\nreturn\nif\n",
                "break newline continue newline fallthrough newline return newline if");
  expect_tokens("a++\nb--\n", "a opop newline b opop newline");
  expect_tokens("a // x\n/* y */ b /* \n */ c /* z */\n", "a newline b newline c newline");
  expect_tokens("a /* only\n a comment */", "a newline");
}

Test(syntax_scan, places_tokens) {
  World w = world_new("\xEF\xBB\xBF  ab\n\tc", 9);
  SynParser p = {
      .ctx = &w.ctx, .file = w.file, .at = w.file->text, .end = w.file->text + w.file->size};
  syn_next(&p);
  cr_expect_eq(p.loc, w.file->base + 5);
  syn_next(&p);
  cr_expect_eq(p.loc, w.file->base + 7);
  syn_next(&p);
  cr_expect_eq(p.loc, w.file->base + 9);
  world_free(&w);
}

static void expect_bad(const char *text, size_t size, const char *want_tokens,
                       const char *want_errors) {
  World w;
  cr_expect_str_eq(tokens(&w, text, size), want_tokens);
  cr_expect_str_eq(world_errors(&w), want_errors);
  world_free(&w);
}

#define EXPECT_BAD(text, ...) expect_bad(text, sizeof(text) - 1, __VA_ARGS__)

Test(syntax_scan, reports_and_skips_bad_bytes) {
  EXPECT_BAD("a\0 b", "a b EOF", ":1:2: invalid NUL character\n");
  EXPECT_BAD("+\0 b", "+ b EOF", ":1:2: invalid NUL character\n");
  EXPECT_BAD("+ \xff b\n// \xC0\n", "+ b newline",
             ":1:3: invalid UTF-8 encoding\n:2:4: invalid UTF-8 encoding\n");
  EXPECT_BAD("+ \xEF\xBB\xBF b", "+ b EOF", ":1:3: invalid BOM in the middle of the file\n");
  EXPECT_BAD("\"\xED\xA0\" /*\0*/", "\"\xED\xA0\" EOF",
             ":1:2: invalid UTF-8 encoding\n:1:8: invalid NUL character\n");
  EXPECT_BAD("a @ b # \x01", "a b EOF",
             ":1:3: invalid character U+0040 '@'\n:1:7: invalid character U+0023 '#'\n:1:9: "
             "invalid character U+0001\n");
  EXPECT_BAD("a /* b", "a EOF", ":1:3: comment not terminated\n");
}

Test(syntax_scan, checks_letters_of_names) {
  expect_tokens("été 日本 x٣", "été 日本 x٣ EOF");
  EXPECT_BAD("٣x", "٣x EOF", ":1:1: identifier cannot begin with digit U+0663 '٣'\n");
  EXPECT_BAD("a“b", "a“b EOF", ":1:2: invalid character U+201C '“' in identifier\n");
  EXPECT_BAD("\u00a0", "\u00a0 EOF", ":1:1: invalid character U+00A0 in identifier\n");
}
