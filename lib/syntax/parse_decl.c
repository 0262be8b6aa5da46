/// \file
/// Declarations, and the file as a list of them.
/// Source: Go spec, "Declarations and scope", "Source file organization"; positions, recovery and
/// messages as in cmd/compile.

#include "syntax_internal.h"

#include <string.h>

/// A declaration group in progress.
typedef struct Group {
  SynNode *first;     // first declaration of a parenthesised group, or NULL
  SynNode *inherited; // last CONST_DECL with type or values
  uint32_t iota;
  bool is_group;
} Group;

static SynNode *import_decl(SynParser *p) {
  SynNode *d = syn_new(p, SYN_IMPORT_DECL, p->loc);
  syn_take_pragmas(p, 0);
  if (p->tok == SYN_TOK_NAME) {
    d->import_decl.name = syn_name(p);
  } else if (p->tok == SYN_TOK_DOT) {
    d->import_decl.name = syn_new(p, SYN_IDENT, p->loc);
    d->import_decl.name->ident.name = gl_intern_cstr(p->ctx->names, ".");
    syn_next(p);
  }
  SynNode *path = syn_literal(p);
  d->import_decl.path = path;
  if (!path) {
    syn_syntax_error(p, "missing import path");
    syn_advance(p, SYN_TOK_BIT(SEMI) | SYN_TOK_BIT(RPAREN));
    return NULL;
  }
  if (!path->basic_lit.is_bad && path->basic_lit.lit_kind != SYN_LIT_STRING) {
    syn_syntax_error_at(p, path->loc, "import path must be a string");
    path->basic_lit.is_bad = true;
  }
  return d;
}

static SynList name_list(SynParser *p) {
  uint32_t mark = syn_list_begin(p);
  do
    syn_push(p, syn_name(p));
  while (syn_got(p, SYN_TOK_COMMA));
  return syn_list_end(p, mark);
}

static SynNode *const_decl(SynParser *p, Group *g) {
  SynNode *d = syn_new(p, SYN_CONST_DECL, p->loc);
  syn_take_pragmas(p, 0);
  d->value_decl.names = name_list(p);
  d->value_decl.iota = g->iota++;
  if (p->tok != SYN_TOK_EOF && p->tok != SYN_TOK_SEMI && p->tok != SYN_TOK_RPAREN) {
    d->value_decl.type = syn_type_or_null(p);
    if (syn_got_assign(p))
      d->value_decl.values = syn_expr_list(p);
  }
  if (d->value_decl.type || d->value_decl.values.len)
    g->inherited = d;
  else
    d->value_decl.inherited = g->inherited;
  return d;
}

static SynNode *var_decl(SynParser *p) {
  SynNode *d = syn_new(p, SYN_VAR_DECL, p->loc);
  if (syn_take_embeds(p, d))
    d->flag = SYN_VAR_EMBED;
  syn_take_pragmas(p, SYN_PRAGMA_EMBED);
  d->value_decl.names = name_list(p);
  if (!syn_got_assign(p)) {
    d->value_decl.type = syn_type(p);
    if (!syn_got_assign(p))
      return d;
  }
  d->value_decl.values = syn_expr_list(p);
  return d;
}

// Type declarations.

/// Splits an expression that reads "P *C", "P (C)" or a union of those into the name of a type
/// parameter and its constraint, if that is how it must be meant: when the constraint can only be a
/// type, or when `force` is set. Returns the name, else NULL (and changes nothing); *type is NULL
/// when the expression is just a name.
static SynNode *extract_name(SynNode *x, bool force, SynNode **type) {
  *type = NULL;
  if (x->kind == SYN_IDENT)
    return x;
  SynNode *term = x, *above = NULL; // the leftmost term of a union, and the | above it
  for (; term->kind == SYN_BINARY && term->op == SYN_OP_OR; term = term->binary.x) {
    force = force || syn_is_type_elem(term->binary.y);
    above = term;
  }
  SynNode *name, *bound;
  if (term->kind == SYN_BINARY && term->op == SYN_OP_MUL) {
    name = term->binary.x;
    bound = term;
    if (name->kind != SYN_IDENT || !(force || syn_is_type_elem(term->binary.y)))
      return NULL;
    term->kind = SYN_STAR;
    term->op = SYN_OP_NONE;
    term->unary.x = term->binary.y;
  } else if (term->kind == SYN_CALL && term->call.args.len == 1 && !term->call.has_dots) {
    name = term->call.fun;
    bound = syn_unparen(term->call.args.data[0]);
    if (name->kind != SYN_IDENT || !(force || syn_is_type_elem(term->call.args.data[0])))
      return NULL;
  } else {
    return NULL;
  }
  if (above)
    above->binary.x = bound;
  *type = above ? x : bound;
  return name;
}

/// Behind "T [" with a name next: an array type or a type parameter list.
static void type_params_or_array(SynParser *p, SynNode *d, GlLoc loc) {
  SynNode *x = syn_name(p), *type;
  if (p->tok != SYN_TOK_LBRACK) { // P []E can only be a constraint
    p->expr_depth++;
    x = syn_binary_expr(p, syn_primary_expr(p, x, false), 0);
    p->expr_depth--;
  }
  SynNode *name = extract_name(x, p->tok == SYN_TOK_COMMA, &type);
  if (!name || (!type && p->tok == SYN_TOK_RBRACK)) {
    d->type_decl.type = syn_array_type(p, loc, x);
    return;
  }
  d->type_decl.type_params = syn_param_list(p, name, type, SYN_TOK_RBRACK, true, false);
  d->type_decl.is_alias = syn_got_assign(p);
  d->type_decl.type = syn_type_or_null(p);
}

static SynNode *type_decl(SynParser *p) {
  SynNode *d = syn_new(p, SYN_TYPE_DECL, p->loc);
  syn_take_pragmas(p, 0);
  d->type_decl.name = syn_name(p);
  GlLoc loc = p->loc;
  if (!syn_got(p, SYN_TOK_LBRACK)) {
    d->type_decl.is_alias = syn_got_assign(p);
    d->type_decl.type = syn_type_or_null(p);
  } else if (p->tok == SYN_TOK_NAME) {
    type_params_or_array(p, d, loc);
  } else if (syn_got(p, SYN_TOK_RBRACK)) {
    d->type_decl.type = syn_slice_type(p, loc);
  } else {
    d->type_decl.type = syn_array_type(p, loc, NULL);
  }
  if (!d->type_decl.type) {
    d->type_decl.type = syn_bad_expr(p);
    syn_syntax_error(p, "in type declaration");
    syn_advance(p, SYN_TOK_BIT(SEMI) | SYN_TOK_BIT(RPAREN));
  }
  return d;
}

static SynNode *declaration(SynParser *p, SynTok keyword, Group *g) {
  SynNode *d;
  switch (keyword) {
  case SYN_TOK_IMPORT: return import_decl(p);
  case SYN_TOK_CONST: d = const_decl(p, g); break;
  case SYN_TOK_VAR: d = var_decl(p); break;
  default: d = type_decl(p); break; // the last keyword that can be here
  }
  if (g->is_group && !g->first)
    g->first = d;
  if (keyword == SYN_TOK_TYPE)
    d->type_decl.group = g->first;
  else
    d->value_decl.group = g->first;
  return d;
}

static void push_declaration(SynParser *p, SynTok keyword, Group *g) {
  uint32_t saved;
  syn_enter(p, &saved);
  SynNode *d = declaration(p, keyword, g);
  syn_leave(p, saved);
  if (d)
    syn_push(p, d);
}

void syn_parse_group(SynParser *p, SynTok keyword) {
  Group g = {0};
  if (p->tok != SYN_TOK_LPAREN) {
    push_declaration(p, keyword, &g);
    return;
  }
  SynLoop l = {.context = "grouped declaration", .sep = SYN_TOK_SEMI, .close = SYN_TOK_RPAREN};
  g.is_group = true;
  syn_clear_pragmas(p);
  syn_next(p);
  while (syn_loop(p, &l))
    push_declaration(p, keyword, &g);
}

// Functions.

/// The byte behind what begins with `c` at s[-1] in a body: a literal, a comment or that one byte.
/// NULL when it has no end, or is a line directive, which must be seen.
static const char *skip_element(const char *s, const char *end, char c) {
  const char *next;
  if (c == '"' || c == '\'') {
    for (; s < end && *s != c && *s != '\n'; s++)
      s += *s == '\\' && s + 1 < end;
    return s < end ? s + 1 : NULL;
  }
  if (c == '`') {
    next = memchr(s, '`', (size_t)(end - s));
    return next ? next + 1 : NULL;
  }
  if (c != '/' || (*s != '/' && *s != '*'))
    return s;
  if (strncmp(s + 1, "line ", 5) == 0)
    return NULL;
  if (*s == '/')
    return memchr(s, '\n', (size_t)(end - s));
  next = strstr(s + 1, "*/");
  return next ? next + 2 : NULL;
}

/// Skips a body by matching braces, without tokens. False, and nothing is skipped, when that fails.
static bool skip_body(SynParser *p) {
  uint32_t depth = 1;
  for (const char *s = p->at; s && s < p->end;) {
    char c = *s++;
    depth += c == '{';
    depth -= c == '}';
    if (depth == 0) {
      p->has_map_type |= memmem(p->at, (size_t)(s - p->at), "map[", 4) != NULL;
      p->at = s;
      p->needs_semi = true;
      syn_next(p);
      return true;
    }
    s = skip_element(s, p->end, c);
  }
  return false;
}

static SynNode *receiver(SynParser *p) {
  SynList l = syn_param_list(p, NULL, NULL, SYN_TOK_RPAREN, false, false);
  if (l.len != 1)
    syn_error_at(p, p->loc, l.len ? "method has multiple receivers" : "method has no receiver");
  return l.len ? l.data[0] : NULL;
}

static void func_name_and_type(SynParser *p, SynNode *d, bool is_method) {
  if (p->tok == SYN_TOK_NAME) {
    d->func_decl.name = syn_name(p);
    d->func_decl.type = syn_func_type(p, NULL);
    return;
  }
  d->func_decl.name = syn_new(p, SYN_IDENT, p->loc);
  d->func_decl.name->ident.name = gl_intern_cstr(p->ctx->names, "_");
  d->func_decl.type = syn_new(p, SYN_FUNC_TYPE, p->loc);
  syn_syntax_error(p, is_method ? "expected name" : "expected name or (");
  syn_advance(p, SYN_TOK_BIT(LBRACE) | SYN_TOK_BIT(SEMI));
}

/// Instances of a generic function are made where they are used: its body is needed everywhere.
static bool is_generic(const SynNode *d) {
  if (d->func_decl.type->func_type.type_params.len > 0)
    return true;
  const SynNode *t = d->func_decl.recv ? d->func_decl.recv->field.type : NULL;
  while (t && (t->kind == SYN_PAREN || t->kind == SYN_STAR))
    t = t->unary.x;
  return t && t->kind == SYN_INDEX;
}

static SynNode *func_decl(SynParser *p) {
  SynNode *d = syn_new(p, SYN_FUNC_DECL, p->loc);
  d->func_decl.pragma = syn_take_pragmas(p, SYN_PRAGMA_ALL_FUNC) & ~(uint32_t)SYN_PRAGMA_OTHER_FUNC;
  bool is_method = syn_got(p, SYN_TOK_LPAREN);
  if (is_method)
    d->func_decl.recv = receiver(p);
  func_name_and_type(p, d, is_method);
  if (p->tok != SYN_TOK_LBRACE)
    return d;
  d->func_decl.body_loc = p->loc;
  if (p->ctx->skip_bodies && !is_generic(d) && skip_body(p))
    d->func_decl.body_skipped = true;
  else
    d->func_decl.body = syn_func_body(p);
  return d;
}

// Files.

static const uint64_t decl_keywords = SYN_TOK_BIT(IMPORT) | SYN_TOK_BIT(CONST) | SYN_TOK_BIT(TYPE) |
                                      SYN_TOK_BIT(VAR) | SYN_TOK_BIT(FUNC);

static void not_a_decl(SynParser *p, const SynNode *last) {
  if (p->tok == SYN_TOK_LBRACE && last && last->kind == SYN_FUNC_DECL && !last->func_decl.body &&
      !last->func_decl.body_skipped)
    syn_syntax_error(p, "unexpected semicolon or newline before {");
  else
    syn_syntax_error(p, "non-declaration statement outside function body");
  syn_advance(p, decl_keywords);
}

void syn_parse_decls(SynParser *p, SynFile *f) {
  uint32_t mark = syn_list_begin(p);
  uint8_t last = SYN_TOK_IMPORT;
  while (p->tok != SYN_TOK_EOF) {
    SynTok keyword = (SynTok)p->tok;
    if (keyword == SYN_TOK_IMPORT && last != SYN_TOK_IMPORT)
      syn_syntax_error(p, "imports must appear before other declarations");
    last = p->tok;
    if (!(decl_keywords >> keyword & 1)) {
      not_a_decl(p, p->stack.len > mark ? p->stack.data[p->stack.len - 1] : NULL);
      continue;
    }
    syn_next(p);
    if (keyword == SYN_TOK_FUNC)
      syn_push(p, func_decl(p));
    else
      syn_parse_group(p, keyword);
    // Before the semicolon is passed: comments behind it belong to what follows.
    syn_clear_pragmas(p);
    if (p->tok != SYN_TOK_EOF && !syn_got(p, SYN_TOK_SEMI)) {
      syn_syntax_error(p, "after top level declaration");
      syn_advance(p, decl_keywords);
    }
  }
  syn_clear_pragmas(p);
  f->decls = syn_list_end(p, mark);
}
