/// \file
/// Text to AST. Any bytes are allowed; errors are reported in gc's words, several per file, and the
/// tree stays usable. Nesting deeper than a fixed limit is an error; the parser never overflows its
/// stack.

#ifndef GOLITE_SYNTAX_PARSE_H
#define GOLITE_SYNTAX_PARSE_H
#include "golite/support/diag.h"
#include "golite/syntax/ast.h"

/// Levels of nesting that a file may have, counted in expressions, types, statements and links of
/// operand chains (`a.b().c[d]`); more is an error. It bounds the stack of the parser (0.4 KB a
/// level, 1.1 KB under ASan, so 8 MiB always suffice) and of all who walk the tree by recursion, if
/// they follow the left operand of BINARY and the else of IF_STMT in a loop: no path from the root
/// passes more than about three nodes a level.
enum { SYN_MAX_NESTING = 4000 };

typedef struct SynContext {
  GlArena *arena; // owns the trees
  GlIntern *names;
  GlSources *sources;
  GlDiags *diags;
  uint32_t n_nodes; // nodes numbered so far; ids are 1…n_nodes
  uint32_t
      n_syntax_errors; // "syntax error: …" and nesting: trees with holes. Other errors (literals,
                       // directives) leave the tree whole, and gc goes on to check types then
  bool skip_bodies;    // do not parse bodies of functions (brace matching only), but of generic
                       // ones
} SynContext;

/// Parses one file. Never NULL; syntax errors are in `ctx->diags`.
SynFile *syn_parse_file(SynContext *ctx, const GlFile *file);
/// Parses the body of a function in `file` that was skipped.
void syn_parse_body(SynContext *ctx, const GlFile *file, SynNode *func_decl);

/// What stands before the package clause: used to choose files before parsing them whole.
typedef struct SynHeader {
  GlName package_name; // NULL: none found
  const char *build;   // text of the `//go:build` line after the colon-word, or NULL
  GlLoc build_loc;
  bool is_cgo; // imports "C"
} SynHeader;
/// Scans package clause, build constraint and imports only; reports nothing.
void syn_scan_header(SynContext *ctx, const GlFile *file, SynHeader *out);

/// The value of a string or rune literal (quotes and escapes resolved). Returns false when the
/// literal is malformed. String: bytes in the arena, *len bytes. Rune: *rune.
bool syn_string_value(GlArena *a, GlName literal, const char **bytes, size_t *len);
/// Whether identifiers may begin with it.
bool syn_rune_is_letter(int32_t r);
/// Whether the file has an import declaration of `path`.
bool syn_file_imports(GlArena *a, const SynFile *f, const char *path);
bool syn_rune_value(GlName literal, int32_t *rune);

#endif
