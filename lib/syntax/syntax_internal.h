/// \file
/// What the scanner and the parser share: tokens, the parser's state, helpers.
/// The files: scan.c (tokens), literal.c (numbers, strings, runes), unicode.c, directive.c
/// (comments that mean something), parse.c (entry, errors, lists), parse_decl.c, parse_type.c,
/// parse_param.c, parse_expr.c, parse_stmt.c, header.c; ast.c, print.c, dump.c work on the finished
/// tree.

#ifndef GOLITE_SYNTAX_INTERNAL_H
#define GOLITE_SYNTAX_INTERNAL_H
#include "golite/support/vec.h"
#include "golite/syntax/parse.h"

typedef enum SynTok {
#define SYN_TOK(NAME, spelling) SYN_TOK_##NAME,
#include "tokens.def"
#undef SYN_TOK
  SYN_TOK_COUNT
} SynTok;
_Static_assert(SYN_TOK_COUNT <= 64, "sets of tokens are 64-bit masks");

#define SYN_TOK_BIT(NAME) ((uint64_t)1 << SYN_TOK_##NAME)

_Static_assert(SYN_KIND_COUNT <= 64, "sets of kinds are 64-bit masks");
#define SYN_KIND_BIT(NAME) ((uint64_t)1 << SYN_##NAME)

/// A directive seen, waiting for the declaration that it belongs to.
typedef struct SynPragmaMark {
  GlLoc loc;
  uint32_t bits; // of one directive: public SYN_PRAGMA_ bits and those below
} SynPragmaMark;

/// Directives that only the parser distinguishes.
enum {
  SYN_PRAGMA_OTHER_FUNC = 1 << 16, // runtime's own, before functions
  SYN_PRAGMA_BUILD = 1 << 17,      // //go:build
  SYN_PRAGMA_EMBED = 1 << 18,      // //go:embed
  SYN_PRAGMA_ALL_FUNC = (1 << 17) - 1,
};

/// State of one file's parse. The scanner part describes the current token.
typedef struct SynParser {
  SynContext *ctx;
  const GlFile *file;
  GlArena *scratch; // dropped with the parser

  // Scanner.
  const char *at, *end; // next byte to read; end points at the NUL
  bool needs_semi;      // a newline here means a semicolon
  bool is_silent;       // report nothing (header scan)
  bool is_full;         // so many errors that the rest is not worth reading
  uint8_t tok;          // SynTok
  uint8_t op;           // SynOp of OPERATOR, STAR, ASSIGN_OP, INC_OP
  uint8_t prec;         // its precedence, 0 when it is not binary
  uint8_t lit_kind;     // SynLitKind of LITERAL
  bool lit_is_bad;      // LITERAL with an error in it
  GlLoc loc;            // first byte of the token
  GlName lit;           // NAME, LITERAL
  const char *semi;     // SEMI: "semicolon", "newline" or "EOF"

  // Parser.
  uint32_t n_errors;
  bool has_map_type;
  uint32_t fn_depth; // nesting of function bodies
  int expr_depth;    // < 0 in the header of if, for, switch: a { begins the block
  uint32_t depth;    // nesting of the parse, bounds its stack
  uint32_t height;   // of the tree finished in this frame, bounds the stack of those who walk it
  GL_VEC(SynNode *) stack; // lists under construction
  GlLoc list_end;          // closing token of the last parameter list

  // Directives.
  bool is_top; // before the package clause
  const char *go_version;
  GL_VEC(SynPragmaMark) pragmas;
  GL_VEC(SynLinkname) linknames;
  GL_VEC(SynEmbedPattern) patterns; // of the go:embed directives collected
  GL_VEC(SynEmbed) embeds;
  const char *line_path; // file name of the last line directive, NULL before the first
} SynParser;

/// Bits of `syn_char_class`.
enum {
  SYN_CH_LETTER = 1, // ASCII letters and _
  SYN_CH_DIGIT = 2,
  SYN_CH_HEX = 4,
  SYN_CH_BLANK = 8,    // blank, tab, carriage return
  SYN_CH_STRING = 16,  // ASCII that means itself in "…"
  SYN_CH_RAW = 32,     // … in `…`
  SYN_CH_COMMENT = 64, // … in a comment of either form
};
extern const uint8_t syn_char_class[256];

// scan.c

/// Reads the next token.
void syn_next(SynParser *p);
/// The next byte; bytes that no Go text may contain are reported and skipped. -1 at the end. A
/// value from 0x80 on is the first byte of a well-formed sequence.
int syn_peek(SynParser *p);
GlLoc syn_loc_of(const SynParser *p, const char *at);
/// Skips over a // comment (up to the newline) or a /* comment; `p->at` is after the opening.
/// Returns whether it contained a newline.
bool syn_skip_comment(SynParser *p, const char *start);
/// Makes the rest of the file invisible, so that the parser winds up.
void syn_stop(SynParser *p);
const char *syn_tok_spelling(SynTok t);

// literal.c: `p->at` is at the literal's start; fills the token.

void syn_scan_number(SynParser *p, const char *start, bool after_point);
void syn_scan_string(SynParser *p, const char *start);
void syn_scan_raw_string(SynParser *p, const char *start);
void syn_scan_rune(SynParser *p, const char *start);

// unicode.c

/// Decodes one code point; *len = 1 and result -1 when the bytes are not valid UTF-8.
int32_t syn_decode_rune(const char *s, const char *end, uint32_t *len);
/// Writes at most 4 bytes; returns their number.
uint32_t syn_encode_rune(char *to, int32_t rune);
bool syn_rune_is_digit(int32_t r);
bool syn_rune_is_upper(int32_t r);
/// Writes U+0040 '@' as fmt's %#U does (`to` has room for 24 bytes).
const char *syn_format_code_point(char *to, uint32_t r);
/// Writes '@' as fmt's %q does (`to` has room for 16 bytes).
const char *syn_format_quoted(char *to, int32_t r);

// directive.c

/// Handles a comment [start, end) that may be a directive.
void syn_directive(SynParser *p, const char *start, const char *end);
/// Notes the go:embed directives among those collected as the declaration's; false: there are none.
bool syn_take_embeds(SynParser *p, SynNode *decl);
/// Takes the directives collected for a declaration that accepts `allowed`; others are reported.
uint32_t syn_take_pragmas(SynParser *p, uint32_t allowed);
/// Reports the directives that have met nothing that accepts them.
void syn_clear_pragmas(SynParser *p);
/// The Go version that a build constraint implies ("go1.21"), or NULL.
const char *syn_constraint_version(GlArena *a, const char *text, size_t len);

// parse.c

/// Reports "MESSAGE" at `loc`.
void syn_error_at(SynParser *p, GlLoc loc, const char *fmt, ...) GL_PRINTF(3, 4);
/// Reports "syntax error: MESSAGE"; messages that begin with "in ", "at ", "after " or "expected "
/// get "unexpected TOKEN" before them.
void syn_syntax_error_at(SynParser *p, GlLoc loc, const char *fmt, ...) GL_PRINTF(3, 4);
void syn_syntax_error(SynParser *p, const char *fmt, ...) GL_PRINTF(2, 3);
bool syn_got(SynParser *p, SynTok t);
void syn_want(SynParser *p, SynTok t);
bool syn_got_assign(SynParser *p);
/// Skips to a token of `follow`; inside functions also to a keyword that begins a statement. An
/// empty set skips one token.
void syn_advance(SynParser *p, uint64_t follow);
SynNode *syn_new(SynParser *p, SynKind kind, GlLoc loc);
/// BAD_EXPR at the current token.
SynNode *syn_bad_expr(SynParser *p);
/// Opens and closes a level of nesting; see SYN_MAX_NESTING. `saved` belongs to the level.
void syn_enter(SynParser *p, uint32_t *saved);
void syn_leave(SynParser *p, uint32_t saved);
/// Counts one more node above all those finished in this level.
void syn_grow(SynParser *p);

/// Lists: `mark = syn_list_begin(p)`, pushes, `syn_list_end(p, mark)`.
uint32_t syn_list_begin(const SynParser *p);
void syn_push(SynParser *p, SynNode *n);
SynList syn_list_end(SynParser *p, uint32_t mark);
SynList syn_list_of(SynParser *p, SynNode *n);

/// A loop over elements that `sep` separates (also after the last) and `close` ends:
///   SynLoop l = {.context = "argument list", .sep = SYN_TOK_COMMA, .close = SYN_TOK_RPAREN};
///   while (syn_loop(p, &l)) parse an element, set l.is_last when none may follow
typedef struct SynLoop {
  const char *context;
  SynTok sep, close;
  bool is_last;
  bool has_begun;
  GlLoc end; // of the closing token, once the loop has ended
} SynLoop;
bool syn_loop(SynParser *p, SynLoop *l);

// parse_decl.c

void syn_parse_decls(SynParser *p, SynFile *f);
/// One declaration behind its keyword, or a parenthesised group; nodes are pushed.
void syn_parse_group(SynParser *p, SynTok keyword);

// parse_param.c

/// Behind the opening bracket. The first name, or first name and type, may be parsed already.
SynList syn_param_list(SynParser *p, SynNode *name, SynNode *type, SynTok close, bool needs_names,
                       bool dots_ok);

// parse_type.c

/// Behind a name: "[" opens an array or slice type, or the arguments of an instance (INDEX without
/// operand, which the caller fills in).
SynNode *syn_array_or_args(SynParser *p);
bool syn_is_op(const SynParser *p, SynOp op);
/// ~T or a type of a union.
SynNode *syn_embedded_term(SynParser *p);
/// The union that begins with `x`, or `x` alone.
SynNode *syn_union_of(SynParser *p, SynNode *x);
SynNode *syn_name(SynParser *p);
SynNode *syn_type(SynParser *p);
SynNode *syn_type_or_null(SynParser *p);
/// `name` may be NULL.
SynNode *syn_qualified_name(SynParser *p, SynNode *name);
/// Behind `func`; `context` (or NULL) is what must not have type parameters.
SynNode *syn_func_type(SynParser *p, const char *context);
/// Behind [ at `loc`; `len` may be parsed already.
SynNode *syn_array_type(SynParser *p, GlLoc loc, SynNode *len);
SynNode *syn_slice_type(SynParser *p, GlLoc loc);
bool syn_is_type_elem(const SynNode *n);

// parse_expr.c

SynNode *syn_expr(SynParser *p);
SynNode *syn_primary_expr(SynParser *p, SynNode *x, bool keep_parens);
SynNode *syn_binary_expr(SynParser *p, SynNode *x, int prec);
SynList syn_expr_list(SynParser *p);
/// Literal or NULL.
SynNode *syn_literal(SynParser *p);
/// Expressions or types up to a bracket; pushed. Returns whether there was a comma.
bool syn_type_list(SynParser *p, bool is_strict);

// print.c

/// Expressions with commas between, as `syn_expr_string`.
char *syn_list_string(GlArena *a, SynList l);

// parse_stmt.c

SynNode *syn_block(SynParser *p, const char *context);
SynNode *syn_func_body(SynParser *p);

#endif
