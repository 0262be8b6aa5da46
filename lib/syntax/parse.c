/// \file
/// The parser's entry, its errors, and the helpers that all productions use.
/// Source: Go spec; recovery and messages as cmd/compile's parser has them, so that its test files
/// report the same errors in the same places.

#include "syntax_internal.h"

#include <stdio.h>
#include <string.h>

/// Bytes of a node by kind: the head and its own payload only.
static const uint16_t node_sizes[] = {
#define SYN_NODE(KIND, member) offsetof(SynNode, member) + sizeof(((SynNode *)0)->member),
#include "golite/syntax/nodes.def"
#undef SYN_NODE
};

SynNode *syn_new(SynParser *p, SynKind kind, GlLoc loc) {
  SynNode *n = gl_arena_alloc(p->ctx->arena, node_sizes[kind], _Alignof(SynNode));
  n->kind = (uint8_t)kind;
  n->loc = loc;
  n->id = ++p->ctx->n_nodes;
  return n;
}

SynNode *syn_bad_expr(SynParser *p) { return syn_new(p, SYN_BAD_EXPR, p->loc); }

static void report(SynParser *p, GlLoc loc, const char *fmt, va_list args) {
  p->n_errors++;
  if (p->is_silent)
    return;
  gl_diag_verror(p->ctx->diags, loc, GL_DIAG_SYN_ERROR, fmt, args);
  p->is_full = gl_diags_is_full(p->ctx->diags);
}

void syn_error_at(SynParser *p, GlLoc loc, const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  report(p, loc, fmt, args);
  va_end(args);
}

/// "name x", "literal 1", "newline", "keyword for", …: the current token in words.
static const char *token_words(SynParser *p) {
  const char *op = syn_op_spelling((SynOp)p->op);
  switch (p->tok) {
  case SYN_TOK_NAME: return gl_arena_printf(p->scratch, "name %s", p->lit->text);
  case SYN_TOK_LITERAL: return gl_arena_printf(p->scratch, "literal %s", p->lit->text);
  case SYN_TOK_SEMI: return p->semi;
  case SYN_TOK_OPERATOR: return op;
  case SYN_TOK_ASSIGN_OP: return gl_arena_printf(p->scratch, "%s=", op);
  case SYN_TOK_INC_OP: return gl_arena_printf(p->scratch, "%s%s", op, op);
  default: break; // spelling alone decides
  }
  const char *s = syn_tok_spelling((SynTok)p->tok);
  return p->tok >= SYN_TOK_BREAK ? gl_arena_printf(p->scratch, "keyword %s", s) : s;
}

static bool has_prefix(const char *s, const char *prefix) {
  return strncmp(s, prefix, strlen(prefix)) == 0;
}

static void syntax_error(SynParser *p, GlLoc loc, const char *fmt, va_list args) {
  if (p->tok == SYN_TOK_EOF && p->n_errors)
    return; // no followers of what has been said
  p->n_errors += p->is_silent;
  if (p->is_silent)
    return;
  p->ctx->n_syntax_errors++;
  GlArenaMark mark = gl_arena_mark(p->scratch);
  const char *msg = gl_arena_vprintf(p->scratch, fmt, args);
  if (has_prefix(msg, "in ") || has_prefix(msg, "at ") || has_prefix(msg, "after "))
    syn_error_at(p, loc, "syntax error: unexpected %s %s", token_words(p), msg);
  else if (has_prefix(msg, "expected "))
    syn_error_at(p, loc, "syntax error: unexpected %s, %s", token_words(p), msg);
  else
    syn_error_at(p, loc, "syntax error: %s", msg);
  gl_arena_release(p->scratch, mark);
}

void syn_syntax_error_at(SynParser *p, GlLoc loc, const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  syntax_error(p, loc, fmt, args);
  va_end(args);
}

void syn_syntax_error(SynParser *p, const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  syntax_error(p, p->loc, fmt, args);
  va_end(args);
}

bool syn_got(SynParser *p, SynTok t) {
  if (p->tok != t)
    return false;
  syn_next(p);
  return true;
}

void syn_want(SynParser *p, SynTok t) {
  if (syn_got(p, t))
    return;
  syn_syntax_error(p, "expected %s%s", t >= SYN_TOK_BREAK ? "keyword " : "", syn_tok_spelling(t));
  syn_advance(p, 0);
}

bool syn_got_assign(SynParser *p) {
  if (p->tok == SYN_TOK_DEFINE)
    syn_syntax_error(p, "expected =");
  else if (p->tok != SYN_TOK_ASSIGN)
    return false;
  syn_next(p);
  return true;
}

void syn_advance(SynParser *p, uint64_t follow) {
  static const uint64_t statement_keywords =
      SYN_TOK_BIT(BREAK) | SYN_TOK_BIT(CONST) | SYN_TOK_BIT(CONTINUE) | SYN_TOK_BIT(DEFER) |
      SYN_TOK_BIT(FALLTHROUGH) | SYN_TOK_BIT(FOR) | SYN_TOK_BIT(GO) | SYN_TOK_BIT(GOTO) |
      SYN_TOK_BIT(IF) | SYN_TOK_BIT(RETURN) | SYN_TOK_BIT(SELECT) | SYN_TOK_BIT(SWITCH) |
      SYN_TOK_BIT(TYPE) | SYN_TOK_BIT(VAR);
  if (!follow) {
    if (p->tok != SYN_TOK_EOF)
      syn_next(p);
    return;
  }
  follow |= SYN_TOK_BIT(EOF) | (p->fn_depth ? statement_keywords : 0);
  while (!(follow >> p->tok & 1))
    syn_next(p);
}

static void limit_check(SynParser *p) {
  if (p->depth <= SYN_MAX_NESTING && p->height <= SYN_MAX_NESTING)
    return;
  if (p->tok != SYN_TOK_EOF || !p->n_errors) {
    p->n_errors++;
    p->ctx->n_syntax_errors++;
    if (!p->is_silent)
      gl_diag_error(p->ctx->diags, p->loc, GL_DIAG_SYN_LIMIT,
                    "nesting of more than %d levels not supported", SYN_MAX_NESTING);
  }
  syn_stop(p);
  p->height = 0;
}

void syn_enter(SynParser *p, uint32_t *saved) {
  *saved = p->height;
  p->height = 0;
  p->depth++;
  limit_check(p);
}

void syn_leave(SynParser *p, uint32_t saved) {
  p->depth--;
  syn_grow(p);
  if (p->height < saved)
    p->height = saved;
}

void syn_grow(SynParser *p) {
  p->height++;
  limit_check(p);
}

uint32_t syn_list_begin(const SynParser *p) { return p->stack.len; }

void syn_push(SynParser *p, SynNode *n) { GL_VEC_PUSH(p->scratch, &p->stack, n); }

SynList syn_list_end(SynParser *p, uint32_t mark) {
  SynList l = {.len = p->stack.len - mark};
  if (l.len) {
    l.data = GL_NEW_ARRAY(p->ctx->arena, SynNode *, l.len);
    memcpy(l.data, p->stack.data + mark, l.len * sizeof *l.data);
  }
  p->stack.len = mark;
  return l;
}

SynList syn_list_of(SynParser *p, SynNode *n) {
  SynList l = {GL_NEW(p->ctx->arena, SynNode *), 1};
  l.data[0] = n;
  return l;
}

bool syn_loop(SynParser *p, SynLoop *l) {
  if (l->has_begun && !syn_got(p, l->sep) && p->tok != l->close) {
    syn_syntax_error(p, "in %s; possibly missing %s or %s", l->context, syn_tok_spelling(l->sep),
                     syn_tok_spelling(l->close));
    syn_advance(p, SYN_TOK_BIT(RPAREN) | SYN_TOK_BIT(RBRACK) | SYN_TOK_BIT(RBRACE));
    if (p->tok != l->close) {
      l->end = p->loc;
      return false;
    }
  }
  l->has_begun = true;
  if (p->tok != SYN_TOK_EOF && p->tok != l->close && !l->is_last)
    return true;
  l->end = p->loc;
  syn_want(p, l->close);
  return false;
}

static uint32_t count_lines(const GlFile *f) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < f->size; i++)
    n += f->text[i] == '\n';
  return n + (f->size > 0 && f->text[f->size - 1] != '\n');
}

/// PackageClause ";". Returns whether the rest is worth reading.
static bool package_clause(SynParser *p, SynFile *f) {
  p->is_top = false;
  f->go_version = p->go_version;
  if (!syn_got(p, SYN_TOK_PACKAGE)) {
    syn_syntax_error(p, "package statement must be first");
    return false;
  }
  syn_take_pragmas(p, SYN_PRAGMA_BUILD);
  f->package_name = syn_name(p);
  syn_want(p, SYN_TOK_SEMI);
  return p->n_errors == 0;
}

SynFile *syn_parse_file(SynContext *ctx, const GlFile *file) {
  SynFile *f = GL_NEW(ctx->arena, SynFile);
  SynParser p = {.ctx = ctx,
                 .file = file,
                 .scratch = gl_arena_new(),
                 .at = file->text,
                 .end = file->text + file->size,
                 .is_top = true};
  f->source = file;
  f->n_lines = count_lines(file);
  syn_next(&p);
  if (package_clause(&p, f))
    syn_parse_decls(&p, f);
  f->eof = file->base + file->size;
  f->linknames = p.linknames.data;
  f->n_linknames = p.linknames.len;
  f->embeds = p.embeds.data;
  f->n_embeds = p.embeds.len;
  f->has_map_type = p.has_map_type;
  gl_arena_free(p.scratch);
  return f;
}

void syn_parse_body(SynContext *ctx, const GlFile *file, SynNode *func_decl) {
  SynParser p = {.ctx = ctx,
                 .file = file,
                 .scratch = gl_arena_new(),
                 .at = file->text + (func_decl->func_decl.body_loc - file->base),
                 .end = file->text + file->size};
  syn_next(&p);
  func_decl->func_decl.body = syn_func_body(&p);
  gl_arena_free(p.scratch);
}
