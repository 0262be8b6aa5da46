/// \file
/// Lists of parameters, of results and of type parameters: names and types are told apart when the
/// whole list is there.
/// Source: Go spec, "Function types", "Type parameter declarations"; positions, recovery and
/// messages as in cmd/compile.

#include "syntax_internal.h"

/// The part of a parameter behind its (possible) name `f->field.name`; returns false when there is
/// nothing.
static bool param_type(SynParser *p, SynNode *f, bool is_type_param) {
  if (p->tok == SYN_TOK_DOTS) {
    SynNode *dots = syn_new(p, SYN_ELLIPSIS, p->loc);
    syn_next(p);
    dots->unary.x = syn_type_or_null(p);
    f->field.type = dots;
    if (!dots->unary.x) {
      f->field.type = syn_bad_expr(p);
      syn_syntax_error(p, "... is missing type");
    }
    return true;
  }
  if (is_type_param && syn_is_op(p, SYN_OP_TILDE)) {
    f->field.type = syn_union_of(p, syn_embedded_term(p));
    return true;
  }
  f->field.type = syn_type_or_null(p);
  if (is_type_param && f->field.type)
    f->field.type = syn_union_of(p, f->field.type);
  return f->field.name || f->field.type;
}

/// A parameter that begins with the name `name`; the name may turn out to be (part of) a type.
static bool param_from_name(SynParser *p, SynNode *f, SynNode *name, bool is_type_param) {
  if (p->tok == SYN_TOK_LBRACK) {
    SynNode *t = syn_array_or_args(p);
    if (t->kind == SYN_INDEX)
      t->index.x = name;
    else
      f->field.name = name;
    f->field.type = t;
  } else if (p->tok == SYN_TOK_DOT) {
    f->field.type = syn_qualified_name(p, name);
  } else if (is_type_param && syn_is_op(p, SYN_OP_OR)) {
    f->field.type = name;
  } else {
    f->field.name = name;
    return param_type(p, f, is_type_param);
  }
  if (is_type_param)
    f->field.type = syn_union_of(p, f->field.type);
  return true;
}

/// One parameter (FIELD with name, type or both), or NULL after an error. `name` may be parsed.
static SynNode *param(SynParser *p, SynNode *name, SynTok close) {
  bool is_type_param = close == SYN_TOK_RBRACK;
  SynNode *f = syn_new(p, SYN_FIELD, name ? name->loc : p->loc);
  if (!name && is_type_param && syn_is_op(p, SYN_OP_TILDE)) {
    f->field.type = syn_union_of(p, syn_embedded_term(p));
    return f;
  }
  if (!name && p->tok == SYN_TOK_NAME)
    name = syn_name(p);
  if (name ? param_from_name(p, f, name, is_type_param) : param_type(p, f, is_type_param))
    return f;
  syn_syntax_error(p, "expected %s", syn_tok_spelling(close));
  syn_advance(p, SYN_TOK_BIT(COMMA) | (uint64_t)1 << close);
  return NULL;
}

/// What is wrong with a list in which some have a name and a type and others do not.
static const char *mixed_params_error(uint32_t n, bool is_type_params, bool type_is_missing) {
  if (type_is_missing)
    return is_type_params ? "missing type constraint" : "missing parameter type";
  if (!is_type_params)
    return "missing parameter name";
  return n == 1 ? "missing type parameter name or invalid array length"
                : "missing type parameter name";
}

/// Gives names without type the type to their right; reports those that find none, or types without
/// name.
static void distribute_types(SynParser *p, SynNode **fields, uint32_t n, bool is_type_params,
                             bool all_types_named, GlLoc close) {
  GlLoc error = GL_LOC_NONE;
  SynNode *type = NULL;
  for (uint32_t i = n; i-- > 0;) {
    SynNode *f = fields[i];
    if (f->field.type) {
      type = f->field.type;
      if (!f->field.name) {
        error = syn_node_start(type);
        f->field.name = syn_new(p, SYN_IDENT, error);
        f->field.name->ident.name = gl_intern_cstr(p->ctx->names, "_");
      }
    } else if (type) {
      f->field.type = type;
    } else {
      error = f->field.name->loc;
      f->field.type = syn_new(p, SYN_BAD_EXPR, error);
    }
  }
  if (error != GL_LOC_NONE)
    syn_syntax_error_at(p, all_types_named ? close : error, "%s",
                        mixed_params_error(n, is_type_params, all_types_named));
}

/// "..." is for the last parameter of a function only.
static void check_dots(SynParser *p, SynNode **fields, uint32_t n, bool dots_ok) {
  bool is_first = true;
  for (uint32_t i = 0; i < n; i++) {
    SynNode *t = fields[i]->field.type;
    if (!t || t->kind != SYN_ELLIPSIS || (dots_ok && i + 1 == n))
      continue;
    if (is_first)
      syn_error_at(p, t->loc,
                   dots_ok ? "can only use ... with final parameter" : "invalid use of ...");
    is_first = false;
    fields[i]->field.type = t->unary.x;
  }
}

SynList syn_param_list(SynParser *p, SynNode *name, SynNode *type, SynTok close, bool needs_names,
                       bool dots_ok) {
  SynLoop l = {.context = "parameter list", .sep = SYN_TOK_COMMA, .close = close};
  uint32_t mark = syn_list_begin(p), n_named = 0, n_typed = 0;
  bool has_first = name && type; // complete already: the loop begins behind it
  if (has_first) {
    SynNode *f = syn_new(p, SYN_FIELD, name->loc);
    f->field.name = name;
    f->field.type = type;
    syn_push(p, f);
    n_named = n_typed = 1;
    l.has_begun = true;
    name = NULL;
  }
  while (syn_loop(p, &l)) {
    SynNode *f = param(p, name, close);
    name = NULL;
    if (!f)
      continue;
    n_named += f->field.name && f->field.type;
    n_typed += f->field.type != NULL;
    syn_push(p, f);
  }
  SynNode **fields = p->stack.data + mark;
  uint32_t n = p->stack.len - mark;
  if (n_named == 0 && !needs_names) {
    for (uint32_t i = 0; i < n; i++) {
      if (!fields[i]->field.type) {
        fields[i]->field.type = fields[i]->field.name;
        fields[i]->field.name = NULL;
      }
    }
  } else if (n_named != n) {
    distribute_types(p, fields, n, needs_names, n_named == n_typed, l.end);
  }
  check_dots(p, fields, n, dots_ok);
  p->list_end = l.end;
  return syn_list_end(p, mark);
}
