/// \file
/// Tokens from text. No allocation but for the interned text of names and literals.
/// Bytes that no Go text may contain (NUL, invalid UTF-8, a byte order mark not at the start) are
/// reported where they stand and otherwise ignored.
/// Source: Go spec, "Lexical elements"; messages as cmd/compile's scanner words them.

#include "syntax_internal.h"

#include <string.h>

#define IS_LETTER(c) (((c) >= 'a' && (c) <= 'z') || ((c) >= 'A' && (c) <= 'Z') || (c) == '_')
#define IS_DIGIT(c) ((c) >= '0' && (c) <= '9')
#define IS_HEX(c) (IS_DIGIT(c) || ((c) >= 'a' && (c) <= 'f') || ((c) >= 'A' && (c) <= 'F'))
#define IS_PLAIN(c) ((c) != 0 && (c) < 0x80)
#define CLASS(c)                                                                                   \
  (uint8_t)((IS_LETTER(c) ? SYN_CH_LETTER : 0) | (IS_DIGIT(c) ? SYN_CH_DIGIT : 0) |                \
            (IS_HEX(c) ? SYN_CH_HEX : 0) |                                                         \
            ((c) == ' ' || (c) == '\t' || (c) == '\r' ? SYN_CH_BLANK : 0) |                        \
            (IS_PLAIN(c) && (c) != '"' && (c) != '\\' && (c) != '\n' ? SYN_CH_STRING : 0) |        \
            (IS_PLAIN(c) && (c) != '`' ? SYN_CH_RAW : 0) |                                         \
            (IS_PLAIN(c) && (c) != '\n' && (c) != '*' ? SYN_CH_COMMENT : 0))
#define CLASS4(c) CLASS(c), CLASS((c) + 1), CLASS((c) + 2), CLASS((c) + 3)
#define CLASS16(c) CLASS4(c), CLASS4((c) + 4), CLASS4((c) + 8), CLASS4((c) + 12)
#define CLASS64(c) CLASS16(c), CLASS16((c) + 16), CLASS16((c) + 32), CLASS16((c) + 48)

const uint8_t syn_char_class[256] = {CLASS64(0), CLASS64(64), CLASS64(128), CLASS64(192)};

typedef struct Keyword {
  char text[12];
  uint8_t len;
  uint8_t tok;
} Keyword;

// A perfect hash; two keywords in one place would be a compile-time warning.
#define HASH(c0, c1, len) (((unsigned)(c0) * 4 + (unsigned)(c1) * 48 + (unsigned)(len)) & 63)
#define KEYWORD(c0, c1, text, TOK)                                                                 \
  [HASH(c0, c1, sizeof(text) - 1)] = {text, sizeof(text) - 1, SYN_TOK_##TOK}

static const Keyword keywords[64] = {
    KEYWORD('b', 'r', "break", BREAK),
    KEYWORD('c', 'a', "case", CASE),
    KEYWORD('c', 'h', "chan", CHAN),
    KEYWORD('c', 'o', "const", CONST),
    KEYWORD('c', 'o', "continue", CONTINUE),
    KEYWORD('d', 'e', "default", DEFAULT),
    KEYWORD('d', 'e', "defer", DEFER),
    KEYWORD('e', 'l', "else", ELSE),
    KEYWORD('f', 'a', "fallthrough", FALLTHROUGH),
    KEYWORD('f', 'o', "for", FOR),
    KEYWORD('f', 'u', "func", FUNC),
    KEYWORD('g', 'o', "go", GO),
    KEYWORD('g', 'o', "goto", GOTO),
    KEYWORD('i', 'f', "if", IF),
    KEYWORD('i', 'm', "import", IMPORT),
    KEYWORD('i', 'n', "interface", INTERFACE),
    KEYWORD('m', 'a', "map", MAP),
    KEYWORD('p', 'a', "package", PACKAGE),
    KEYWORD('r', 'a', "range", RANGE),
    KEYWORD('r', 'e', "return", RETURN),
    KEYWORD('s', 'e', "select", SELECT),
    KEYWORD('s', 't', "struct", STRUCT),
    KEYWORD('s', 'w', "switch", SWITCH),
    KEYWORD('t', 'y', "type", TYPE),
    KEYWORD('v', 'a', "var", VAR),
};

const char *syn_tok_spelling(SynTok t) {
  static const char *const spellings[] = {
#define SYN_TOK(NAME, spelling) spelling,
#include "tokens.def"
#undef SYN_TOK
  };
  return spellings[t];
}

GlLoc syn_loc_of(const SynParser *p, const char *at) {
  return p->file->base + (GlLoc)(at - p->file->text);
}

void syn_stop(SynParser *p) {
  p->at = p->end;
  p->needs_semi = false;
  p->tok = SYN_TOK_EOF;
  p->loc = syn_loc_of(p, p->end);
}

/// Length of the thing at `s` that no Go text may contain (reported here); 0 when it is in order.
static uint32_t skip_bad(SynParser *p, const char *s) {
  unsigned char c = (unsigned char)*s;
  uint32_t len;
  if (c == 0 && s != p->end) {
    syn_error_at(p, syn_loc_of(p, s), "invalid NUL character");
    return 1;
  }
  if (c < 0x80)
    return 0;
  int32_t r = syn_decode_rune(s, p->end, &len);
  if (r < 0) {
    syn_error_at(p, syn_loc_of(p, s), "invalid UTF-8 encoding");
    return 1;
  }
  if (r != 0xFEFF)
    return 0;
  if (s != p->file->text)
    syn_error_at(p, syn_loc_of(p, s), "invalid BOM in the middle of the file");
  return len;
}

int syn_peek(SynParser *p) {
  for (;;) {
    unsigned char c = (unsigned char)*p->at;
    if (c > 0 && c < 0x80)
      return c;
    uint32_t bad = skip_bad(p, p->at);
    if (!bad)
      return c == 0 ? -1 : c;
    p->at += bad;
  }
}

bool syn_skip_comment(SynParser *p, const char *start) {
  bool is_line = start[1] == '/', has_newline = false;
  for (;;) {
    while (syn_char_class[(unsigned char)*p->at] & SYN_CH_COMMENT)
      p->at++;
    int c = syn_peek(p);
    if (c < 0) {
      if (!is_line)
        syn_error_at(p, syn_loc_of(p, start), "comment not terminated");
      return has_newline;
    }
    if (c == '\n') {
      if (is_line)
        return false;
      has_newline = true;
    }
    p->at++;
    if (c == '*' && !is_line && syn_peek(p) == '/') {
      p->at++;
      return has_newline;
    }
    while (c >= 0x80 && ((unsigned char)*p->at & 0xC0) == 0x80)
      p->at++;
  }
}

/// Skips the comment at `start`. Returns whether it acts like a newline.
static bool comment(SynParser *p, const char *start) {
  p->at = start + 2;
  bool is_directive =
      strncmp(p->at, "line ", 5) == 0 || (start[1] == '/' && strncmp(p->at, "go:", 3) == 0);
  bool has_newline = syn_skip_comment(p, start);
  bool is_terminated = start[1] == '/' || (p->at[-2] == '*' && p->at[-1] == '/');
  if (is_directive && is_terminated && !has_newline)
    syn_directive(p, start, p->at);
  return has_newline;
}

/// The part of a name from p->at on; names with other than ASCII characters pass here.
static void long_name(SynParser *p, const char *start) {
  char buf[24];
  for (;;) {
    int c = syn_peek(p);
    if (c < 0)
      return;
    if (c < 0x80) {
      if (!(syn_char_class[c] & (SYN_CH_LETTER | SYN_CH_DIGIT)))
        return;
      p->at++;
      continue;
    }
    uint32_t len;
    int32_t r = syn_decode_rune(p->at, p->end, &len);
    if (!syn_rune_is_letter(r)) {
      if (!syn_rune_is_digit(r))
        syn_error_at(p, syn_loc_of(p, p->at), "invalid character %s in identifier",
                     syn_format_code_point(buf, (uint32_t)r));
      else if (p->at == start)
        syn_error_at(p, syn_loc_of(p, p->at), "identifier cannot begin with digit %s",
                     syn_format_code_point(buf, (uint32_t)r));
    }
    p->at += len;
  }
}

static void name(SynParser *p, const char *start) {
  const char *s = start;
  while (syn_char_class[(unsigned char)*s] & (SYN_CH_LETTER | SYN_CH_DIGIT))
    s++;
  p->at = s;
  if ((unsigned char)*s >= 0x80 || *s == 0)
    long_name(p, start);
  size_t len = (size_t)(p->at - start);
  if (len >= 2) {
    const Keyword *k = &keywords[HASH((unsigned char)start[0], (unsigned char)start[1], len)];
    if (k->len == len && memcmp(k->text, start, len) == 0) {
      p->tok = k->tok;
      p->needs_semi = (SYN_TOK_BIT(BREAK) | SYN_TOK_BIT(CONTINUE) | SYN_TOK_BIT(FALLTHROUGH) |
                       SYN_TOK_BIT(RETURN)) >>
                          k->tok &
                      1;
      return;
    }
  }
  p->tok = SYN_TOK_NAME;
  p->needs_semi = true;
  p->lit = gl_intern(p->ctx->names, start, len);
}

/// The token `t` of `len` bytes at `start`.
static void punct(SynParser *p, const char *start, uint32_t len, SynTok t) {
  p->at = start + len;
  p->tok = t;
}

/// A token after which a newline is a semicolon.
static void closing(SynParser *p, const char *start, SynTok t) {
  punct(p, start, 1, t);
  p->needs_semi = true;
}

/// An operator of `len` bytes, or with = behind it the assignment.
static void operation(SynParser *p, const char *start, uint32_t len, SynOp op, bool may_assign) {
  bool is_assign = may_assign && start[len] == '=';
  p->op = (uint8_t)op;
  p->prec = (uint8_t)syn_op_precedence(op);
  punct(p, start, len + is_assign, is_assign ? SYN_TOK_ASSIGN_OP : SYN_TOK_OPERATOR);
}

/// + or -, doubled, alone, or with =.
static void add_or_sub(SynParser *p, const char *start, SynOp op) {
  operation(p, start, 1, op, true);
  if (start[1] == start[0]) {
    punct(p, start, 2, SYN_TOK_INC_OP);
    p->needs_semi = true;
  }
}

static void semicolon(SynParser *p, const char *next, const char *why) {
  p->at = next;
  p->tok = SYN_TOK_SEMI;
  p->semi = why;
}

static void less(SynParser *p, const char *s) {
  switch (s[1]) {
  case '=': operation(p, s, 2, SYN_OP_LE, false); return;
  case '<': operation(p, s, 2, SYN_OP_SHL, true); return;
  case '-': punct(p, s, 2, SYN_TOK_ARROW); return;
  default: operation(p, s, 1, SYN_OP_LT, false); return;
  }
}

static void greater(SynParser *p, const char *s) {
  switch (s[1]) {
  case '=': operation(p, s, 2, SYN_OP_GE, false); return;
  case '>': operation(p, s, 2, SYN_OP_SHR, true); return;
  default: operation(p, s, 1, SYN_OP_GT, false); return;
  }
}

static void ampersand(SynParser *p, const char *s) {
  switch (s[1]) {
  case '&': operation(p, s, 2, SYN_OP_LAND, false); return;
  case '^': operation(p, s, 2, SYN_OP_AND_NOT, true); return;
  default: operation(p, s, 1, SYN_OP_AND, true); return;
  }
}

static void star(SynParser *p, const char *s) {
  operation(p, s, 1, SYN_OP_MUL, true);
  if (p->tok == SYN_TOK_OPERATOR)
    p->tok = SYN_TOK_STAR;
}

static void dot(SynParser *p, const char *s) {
  if (syn_char_class[(unsigned char)s[1]] & SYN_CH_DIGIT)
    syn_scan_number(p, s, true);
  else if (s[1] == '.' && s[2] == '.')
    punct(p, s, 3, SYN_TOK_DOTS);
  else
    punct(p, s, 1, SYN_TOK_DOT);
}

/// The token that starts with the byte *s, which is none of a blank, newline, letter or comment.
/// Returns false when there is none (reported).
static bool token(SynParser *p, const char *s) {
  char buf[24];
  switch (*s) {
  case '0':
  case '1':
  case '2':
  case '3':
  case '4':
  case '5':
  case '6':
  case '7':
  case '8':
  case '9': syn_scan_number(p, s, false); return true;
  case '"': syn_scan_string(p, s); return true;
  case '`': syn_scan_raw_string(p, s); return true;
  case '\'': syn_scan_rune(p, s); return true;
  case '(': punct(p, s, 1, SYN_TOK_LPAREN); return true;
  case '[': punct(p, s, 1, SYN_TOK_LBRACK); return true;
  case '{': punct(p, s, 1, SYN_TOK_LBRACE); return true;
  case ',': punct(p, s, 1, SYN_TOK_COMMA); return true;
  case ';': semicolon(p, s + 1, "semicolon"); return true;
  case ')': closing(p, s, SYN_TOK_RPAREN); return true;
  case ']': closing(p, s, SYN_TOK_RBRACK); return true;
  case '}': closing(p, s, SYN_TOK_RBRACE); return true;
  case '.': dot(p, s); return true;
  case '+': add_or_sub(p, s, SYN_OP_ADD); return true;
  case '-': add_or_sub(p, s, SYN_OP_SUB); return true;
  case '*': star(p, s); return true;
  case '/': operation(p, s, 1, SYN_OP_DIV, true); return true;
  case '%': operation(p, s, 1, SYN_OP_REM, true); return true;
  case '^': operation(p, s, 1, SYN_OP_XOR, true); return true;
  case '~': operation(p, s, 1, SYN_OP_TILDE, false); return true;
  case '<': less(p, s); return true;
  case '>': greater(p, s); return true;
  case '&': ampersand(p, s); return true;
  case ':':
    punct(p, s, s[1] == '=' ? 2 : 1, s[1] == '=' ? SYN_TOK_DEFINE : SYN_TOK_COLON);
    return true;
  case '|':
    if (s[1] == '|')
      operation(p, s, 2, SYN_OP_LOR, false);
    else
      operation(p, s, 1, SYN_OP_OR, true);
    return true;
  case '=':
    if (s[1] == '=')
      operation(p, s, 2, SYN_OP_EQ, false);
    else
      punct(p, s, 1, SYN_TOK_ASSIGN);
    return true;
  case '!':
    operation(p, s, s[1] == '=' ? 2 : 1, s[1] == '=' ? SYN_OP_NE : SYN_OP_NOT, false);
    return true;
  default:
    syn_error_at(p, syn_loc_of(p, s), "invalid character %s",
                 syn_format_code_point(buf, (unsigned char)*s));
    p->at = s + 1;
    return false;
  }
}

/// The end of the text, or something that is reported and skipped: returns false then.
static bool at_end(SynParser *p, bool needs_semi) {
  if (syn_peek(p) >= 0)
    return false;
  p->loc = syn_loc_of(p, p->end);
  if (needs_semi)
    semicolon(p, p->end, "EOF");
  else
    p->tok = SYN_TOK_EOF;
  return true;
}

void syn_next(SynParser *p) {
  bool needs_semi = p->needs_semi;
  p->needs_semi = false;
  if (p->is_full) {
    syn_stop(p);
    return;
  }
  for (;;) {
    const char *s = p->at;
    while ((syn_char_class[(unsigned char)*s] & SYN_CH_BLANK) || (*s == '\n' && !needs_semi))
      s++;
    p->at = s;
    p->loc = syn_loc_of(p, s);
    if (syn_char_class[(unsigned char)*s] & SYN_CH_LETTER) {
      name(p, s);
      return;
    }
    if (*s == 0) {
      if (at_end(p, needs_semi))
        return;
    } else if ((unsigned char)*s >= 0x80) {
      int c = syn_peek(p); // may step over bad bytes
      if (c >= 0x80) {
        p->loc = syn_loc_of(p, p->at);
        name(p, p->at);
        return;
      }
    } else if (*s == '\n') {
      semicolon(p, s + 1, "newline");
      return;
    } else if (*s == '/' && (s[1] == '/' || s[1] == '*')) {
      if (comment(p, s) && needs_semi) {
        semicolon(p, p->at, "newline");
        return;
      }
    } else if (token(p, s)) {
      return;
    }
  }
}
