/// \file
/// What stands before the first declaration: package name, build constraint, imports. For choosing
/// files before they are parsed; reports nothing, makes no nodes.
/// Source: go help buildconstraint; Go spec, "Source file organization".

#include "syntax_internal.h"

#include <string.h>

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

/// Takes the //go:build line out of the comments and blank lines that open the file.
static void find_build(SynContext *ctx, const GlFile *file, SynHeader *out) {
  static const char mark[] = "//go:build";
  const char *s = file->text, *end = s + file->size;
  if (strncmp(s, "\xEF\xBB\xBF", 3) == 0)
    s += 3;
  while (s < end) {
    while (s < end && (is_space(*s) || *s == '\n'))
      s++;
    if (strncmp(s, "/*", 2) == 0) {
      const char *close = strstr(s + 2, "*/");
      if (!close)
        return;
      s = close + 2;
      continue;
    }
    if (strncmp(s, "//", 2) != 0)
      return;
    const char *nl = memchr(s, '\n', (size_t)(end - s));
    const char *next = nl ? nl : end, *stop = next;
    const char *text = s + sizeof mark - 1;
    if (strncmp(s, mark, sizeof mark - 1) == 0 && (text == stop || is_space(*text))) {
      while (text < stop && is_space(*text))
        text++;
      while (stop > text && is_space(stop[-1]))
        stop--;
      out->build = gl_arena_strndup(ctx->arena, text, (size_t)(stop - text));
      out->build_loc = file->base + (GlLoc)(s - file->text);
      return;
    }
    s = next;
  }
}

/// One import behind its keyword or in a group; notes package "C".
static void import_spec(SynParser *p, SynHeader *out) {
  if (p->tok == SYN_TOK_NAME || p->tok == SYN_TOK_DOT)
    syn_next(p);
  if (p->tok == SYN_TOK_LITERAL && strcmp(p->lit->text, "\"C\"") == 0)
    out->is_cgo = true;
  syn_advance(p, SYN_TOK_BIT(SEMI) | SYN_TOK_BIT(RPAREN));
}

static void imports(SynParser *p, SynHeader *out) {
  while (syn_got(p, SYN_TOK_IMPORT)) {
    if (syn_got(p, SYN_TOK_LPAREN)) {
      while (p->tok != SYN_TOK_RPAREN && p->tok != SYN_TOK_EOF) {
        import_spec(p, out);
        syn_got(p, SYN_TOK_SEMI);
      }
      syn_got(p, SYN_TOK_RPAREN);
    } else {
      import_spec(p, out);
    }
    syn_got(p, SYN_TOK_SEMI);
  }
}

void syn_scan_header(SynContext *ctx, const GlFile *file, SynHeader *out) {
  *out = (SynHeader){0};
  find_build(ctx, file, out);
  SynParser p = {.ctx = ctx,
                 .file = file,
                 .at = file->text,
                 .end = file->text + file->size,
                 .is_silent = true};
  syn_next(&p);
  if (!syn_got(&p, SYN_TOK_PACKAGE) || p.tok != SYN_TOK_NAME)
    return;
  out->package_name = p.lit;
  syn_next(&p);
  if (syn_got(&p, SYN_TOK_SEMI))
    imports(&p, out);
}

bool syn_file_imports(GlArena *a, const SynFile *f, const char *path) {
  for (uint32_t i = 0; i < f->decls.len; i++) {
    const SynNode *d = f->decls.data[i];
    const char *bytes;
    size_t len;
    if (d->kind == SYN_IMPORT_DECL && d->import_decl.path->kind == SYN_BASIC_LIT &&
        syn_string_value(a, d->import_decl.path->basic_lit.text, &bytes, &len) &&
        len == strlen(path) && memcmp(bytes, path, len) == 0)
      return true;
  }
  return false;
}
