/// \file
/// The abstract syntax tree. Open data; written by the parser, frozen afterwards.
/// Every node has a number (`id`, from 1, unique in a run) by which later stages keep their facts
/// beside the tree. A node is allocated only as large as its payload: never copy a SynNode by
/// value, never read another payload. Source: Go spec 1.27, "Lexical elements" to "Statements",
/// "Packages".

#ifndef GOLITE_SYNTAX_AST_H
#define GOLITE_SYNTAX_AST_H
#include "golite/support/intern.h"
#include "golite/support/sources.h"

typedef enum SynKind {
#define SYN_NODE(KIND, member) SYN_##KIND,
#include "golite/syntax/nodes.def"
#undef SYN_NODE
  SYN_KIND_COUNT
} SynKind;

typedef enum SynOp {
#define SYN_OP(NAME, spelling, prec) SYN_OP_##NAME,
#include "golite/syntax/operators.def"
#undef SYN_OP
  SYN_OP_COUNT
} SynOp;

typedef enum SynLitKind {
  SYN_LIT_INT,
  SYN_LIT_FLOAT,
  SYN_LIT_IMAG,
  SYN_LIT_RUNE,
  SYN_LIT_STRING
} SynLitKind;
typedef enum SynBranch { SYN_BREAK, SYN_CONTINUE, SYN_GOTO, SYN_FALLTHROUGH } SynBranch;
typedef enum SynChanDir { SYN_CHAN_BOTH, SYN_CHAN_SEND, SYN_CHAN_RECV } SynChanDir;

/// Directives that precede a function or type declaration.
enum {
  SYN_PRAGMA_NOINLINE = 1 << 0,
  SYN_PRAGMA_NOESCAPE = 1 << 1,
  SYN_PRAGMA_NOSPLIT = 1 << 2,
  SYN_PRAGMA_NORACE = 1 << 3,
  SYN_PRAGMA_UINTPTRESCAPES = 1 << 4,
  SYN_PRAGMA_UINTPTRKEEPALIVE = 1 << 5,
  SYN_PRAGMA_NOCHECKPTR = 1 << 6,
};

/// SynNode.flag of a VAR_DECL: a //go:embed directive stands before it.
enum { SYN_VAR_EMBED = 1 };

typedef struct SynNode SynNode;

/// A list of nodes, in source order.
typedef struct SynList {
  SynNode **data;
  uint32_t len;
} SynList;

struct SynNode {
  uint8_t kind; // SynKind
  uint8_t op;   // SynOp of UNARY, BINARY, INC_DEC_STMT (ADD, SUB), ASSIGN_STMT (the op of x op= y,
                // else NONE)
  uint8_t flag; // meaning by kind, named below
  GlLoc loc;    // where gc reports the node; see below
  uint32_t id;  // from 1
  union {
    struct {
      char unused;
    } none;
    struct {
      GlName name;
    } ident;
    struct {
      GlName text; // as written, quotes included
      SynLitKind lit_kind;
      bool is_bad; // already reported
    } basic_lit;
    struct {
      SynNode *type; // NULL when elided
      SynList elems; // values or KEY_VALUE
      GlLoc rbrace;
    } composite_lit;
    struct {
      SynNode *key, *value;
    } key_value;
    struct {
      SynNode *type; // FUNC_TYPE
      SynNode *body; // BLOCK_STMT
    } func_lit;
    struct {
      SynNode *x;
    } unary; // PAREN, STAR, UNARY(op), SLICE_TYPE, ELLIPSIS (x may be NULL: [...]T), EXPR_STMT,
             // INC_DEC_STMT, GO, DEFER
    struct {
      SynNode *x, *y;
    } binary; // BINARY: x op y (left-deep chains can be 200,000 long: walk x in a loop); SEND_STMT:
              // x <- y
    struct {
      SynNode *x;
      SynNode *sel; // IDENT
    } selector;
    struct {
      SynNode *x;
      SynList indices; // one for an index, several only for instantiation
    } index;
    struct {
      SynNode *x;
      SynNode *lo, *hi, *max; // each may be NULL
      bool is_full;           // written with two colons
    } slice;
    struct {
      SynNode *x;
      SynNode *type; // NULL for x.(type)
    } type_assert;
    struct {
      SynNode *fun;
      SynList args;
      bool has_dots;
      GlLoc rparen, dots;
    } call;
    struct {
      SynNode *len; // ELLIPSIS for [...]T
      SynNode *elem;
    } array_type;
    struct {
      SynList fields; // FIELD: one node per name; an embedded field has no name
    } struct_type;
    struct {
      SynList type_params; // FIELD (name, constraint); empty when none (also on methods, Go 1.27)
      SynList params;      // FIELD; the name may be NULL; the last one's type may be ELLIPSIS
      SynList results;     // FIELD
      GlLoc rparen;
    } func_type;
    struct {
      SynList elems; // FIELD: with name: a method (type is FUNC_TYPE); without: an embedded type or
                     // union (BINARY OR, UNARY TILDE)
    } interface_type;
    struct {
      SynNode *key, *value;
    } map_type;
    struct {
      SynNode *elem;
      SynChanDir dir;
    } chan_type;
    struct {
      SynNode *name; // IDENT or NULL
      SynNode *type; // shared by the names of one group: `a, b int` is two FIELDs with one type
      SynNode *tag;  // BASIC_LIT or NULL
      bool is_embedded;
    } field;
    struct {
      SynList lhs, rhs;
      bool is_define; // :=
    } assign;
    struct {
      SynList results;
    } return_stmt;
    struct {
      SynBranch tok;
      SynNode *label; // IDENT or NULL
    } branch;
    struct {
      SynList stmts;
      GlLoc rbrace;
    } block;
    struct {
      SynNode *init; // may be NULL
      SynNode *cond; // NULL only after a syntax error
      SynNode *then; // BLOCK_STMT
      SynNode *els;  // IF_STMT (chains can be 50,000 long: walk in a loop), BLOCK_STMT or NULL
    } if_stmt;
    struct {
      SynNode *init, *tag; // may be NULL
      SynList clauses;     // CASE_CLAUSE
      GlLoc rbrace;
    } switch_stmt;
    struct {
      SynNode *init; // may be NULL
      SynNode *name; // IDENT of `name := x.(type)`, or NULL
      SynNode *x;
      SynList clauses; // CASE_CLAUSE
      GlLoc rbrace;
    } type_switch;
    struct {
      SynList clauses; // COMM_CLAUSE
      GlLoc rbrace;
    } select_stmt;
    struct {
      SynNode *init, *cond, *post; // may be NULL
      SynNode *body;
    } for_stmt;
    struct {
      SynNode *key, *value; // may be NULL
      SynNode *extra;       // a third variable (an error that types reports), else NULL
      bool is_define;
      SynNode *x;
      SynNode *body;
    } range_stmt;
    struct {
      SynNode *label; // IDENT
      SynNode *stmt;
    } labeled;
    struct {
      SynList decls; // of one const, var or type declaration, in order
    } decl_stmt;
    struct {
      SynList exprs; // values or types; empty with is_default
      bool is_default;
      SynList body;
      GlLoc colon;
    } case_clause;
    struct {
      SynNode *comm; // SEND_STMT, EXPR_STMT, ASSIGN_STMT, or NULL for default
      SynList body;
      GlLoc colon;
    } comm_clause;
    struct {
      SynNode *name; // IDENT (`.` and `_` too) or NULL
      SynNode *path; // BASIC_LIT
    } import_decl;
    struct {
      SynList names;      // IDENT
      SynNode *type;      // may be NULL
      SynList values;     // may be empty
      SynNode *group;     // first declaration of the parenthesised group, or NULL when not grouped
      SynNode *inherited; // CONST_DECL: where type and values stand when both are omitted here;
                          // else NULL
      uint32_t iota;      // CONST_DECL
    } value_decl;
    struct {
      SynNode *name;       // IDENT
      SynList type_params; // FIELD
      SynNode *type;
      SynNode *group;
      bool is_alias;
      uint32_t pragma;
    } type_decl;
    struct {
      SynNode *recv; // FIELD or NULL
      SynNode *name; // IDENT
      SynNode *type; // FUNC_TYPE (with type_params)
      SynNode *body; // BLOCK_STMT or NULL
      uint32_t pragma;
      bool body_skipped; // the parser was asked to skip bodies
      GlLoc body_loc;    // of a skipped body
    } func_decl;
  };
};

// What `loc` is, by kind: what cmd/compile's parser records, so that messages fall on gc's columns
// (for example the operator of BINARY and ASSIGN_STMT, the opening parenthesis' operand rules of
// CALL as measured with gc). `syn_node_start` gives the first byte of a node.

/// `//go:linkname local [remote]` and `//go:linknamestd`.
typedef struct SynLinkname {
  GlLoc loc;
  GlName local;
  GlName remote; // NULL in the one-name form
  bool is_std;   // go:linknamestd
} SynLinkname;

typedef struct SynEmbedPattern {
  GlLoc loc;
  const char *text; // without quotes; NUL-terminated
} SynEmbedPattern;

/// A file that a pattern matched.
typedef struct SynEmbedFile {
  const char *name; // relative to the package's folder
  const char *data;
  size_t size;
} SynEmbedFile;

/// The `//go:embed` directives before a variable declaration (SYN_VAR_EMBED).
typedef struct SynEmbed {
  GlLoc loc; // of the first
  SynNode *decl;
  SynEmbedPattern *patterns;
  uint32_t n_patterns;
  const SynEmbedFile **files; // filled by load: each once, in byte order of their names
  uint32_t n_files;
} SynEmbed;

typedef struct SynFile {
  const GlFile *source;
  SynNode *package_name; // IDENT; NULL when the file has no package clause (reported)
  SynList decls;         // all top-level declarations in order, imports first
  SynLinkname *linknames;
  uint32_t n_linknames;
  SynEmbed *embeds;
  uint32_t n_embeds;
  const char *go_version; // from `//go:build go1.N` constraints ("go1.21"), or NULL
  GlLoc eof;
  uint32_t n_lines;
  bool has_map_type; // a map type is written in it
} SynFile;

/// Where gc reports a node: its first byte (for SLICE its bracket, as in gc).
GlLoc syn_node_start(const SynNode *n);
/// The node without enclosing parentheses.
SynNode *syn_unparen(SynNode *n);
/// Spelling of an operator, never NULL.
const char *syn_op_spelling(SynOp op);
int syn_op_precedence(SynOp op);
/// Whether a name is exported: begins with an upper-case letter.
bool syn_name_is_exported(GlName name);
/// Go source text of an expression as gc prints it in messages (func bodies and long literals as
/// "…": `func() {…}`, `[]int{…}`).
char *syn_expr_string(GlArena *a, const SynNode *n);
/// Dump of a whole file for `--emit=ast`.
struct GlBuf;
void syn_file_dump(struct GlBuf *out, const SynFile *f, const GlSources *sources);

#endif
