/// \file
/// Types and fields.
/// Source: Go spec, "Types", "Type parameter declarations"; positions, recovery and messages as in
/// cmd/compile.

#include "syntax_internal.h"

SynNode *syn_name(SynParser *p) {
  SynNode *n = syn_new(p, SYN_IDENT, p->loc);
  if (p->tok == SYN_TOK_NAME) {
    n->ident.name = p->lit;
    syn_next(p);
    return n;
  }
  n->ident.name = gl_intern_cstr(p->ctx->names, "_");
  syn_syntax_error(p, "expected name");
  syn_advance(p, 0);
  return n;
}

bool syn_is_op(const SynParser *p, SynOp op) { return p->tok == SYN_TOK_OPERATOR && p->op == op; }

SynNode *syn_type(SynParser *p) {
  SynNode *t = syn_type_or_null(p);
  if (!t) {
    t = syn_bad_expr(p);
    syn_syntax_error(p, "expected type");
    syn_advance(p, SYN_TOK_BIT(COMMA) | SYN_TOK_BIT(COLON) | SYN_TOK_BIT(SEMI) |
                       SYN_TOK_BIT(RPAREN) | SYN_TOK_BIT(RBRACK) | SYN_TOK_BIT(RBRACE));
  }
  return t;
}

static SynNode *unary_node(SynParser *p, SynKind kind, GlLoc loc, SynNode *x) {
  SynNode *n = syn_new(p, kind, loc);
  n->unary.x = x;
  return n;
}

/// Pushed type arguments from `mark` on make an INDEX of `x` (which may be filled in later).
static SynNode *instance(SynParser *p, GlLoc loc, SynNode *x, uint32_t mark) {
  SynNode *n = syn_new(p, SYN_INDEX, loc);
  n->index.x = x;
  n->index.indices = syn_list_end(p, mark);
  return n;
}

static SynNode *type_instance(SynParser *p, SynNode *x) {
  GlLoc loc = p->loc;
  syn_want(p, SYN_TOK_LBRACK);
  uint32_t mark = syn_list_begin(p);
  if (p->tok == SYN_TOK_RBRACK) {
    syn_syntax_error(p, "expected type argument list");
    syn_push(p, syn_bad_expr(p));
  } else {
    syn_type_list(p, true);
  }
  syn_want(p, SYN_TOK_RBRACK);
  return instance(p, loc, x, mark);
}

SynNode *syn_qualified_name(SynParser *p, SynNode *name) {
  SynNode *x = name;
  if (!x && p->tok == SYN_TOK_NAME) {
    x = syn_name(p);
  } else if (!x) {
    x = syn_new(p, SYN_IDENT, p->loc);
    x->ident.name = gl_intern_cstr(p->ctx->names, "_");
    syn_syntax_error(p, "expected name");
    syn_advance(p, SYN_TOK_BIT(DOT) | SYN_TOK_BIT(SEMI) | SYN_TOK_BIT(RBRACE));
  }
  if (p->tok == SYN_TOK_DOT) {
    SynNode *s = syn_new(p, SYN_SELECTOR, p->loc);
    syn_next(p);
    s->selector.x = x;
    s->selector.sel = syn_name(p);
    x = s;
  }
  return p->tok == SYN_TOK_LBRACK ? type_instance(p, x) : x;
}

SynNode *syn_slice_type(SynParser *p, GlLoc loc) {
  return unary_node(p, SYN_SLICE_TYPE, loc, syn_type(p));
}

SynNode *syn_array_type(SynParser *p, GlLoc loc, SynNode *len) {
  GlLoc dots = p->loc;
  if (!len && syn_got(p, SYN_TOK_DOTS)) {
    len = syn_new(p, SYN_ELLIPSIS, dots);
  } else if (!len) {
    p->expr_depth++;
    len = syn_expr(p);
    p->expr_depth--;
  }
  if (p->tok == SYN_TOK_COMMA) {
    syn_syntax_error(p, "unexpected comma; expected ]");
    syn_next(p);
  }
  syn_want(p, SYN_TOK_RBRACK);
  SynNode *t = syn_new(p, SYN_ARRAY_TYPE, loc);
  t->array_type.len = len;
  t->array_type.elem = syn_type(p);
  return t;
}

static SynNode *chan_type(SynParser *p, GlLoc loc, SynChanDir dir) {
  SynNode *t = syn_new(p, SYN_CHAN_TYPE, loc);
  t->chan_type.dir = dir;
  t->chan_type.elem = syn_type_or_null(p);
  if (!t->chan_type.elem) {
    t->chan_type.elem = syn_bad_expr(p);
    syn_syntax_error(p, "missing channel element type");
  }
  return t;
}

static SynNode *map_type(SynParser *p, GlLoc loc) {
  SynNode *t = syn_new(p, SYN_MAP_TYPE, loc);
  p->has_map_type = true;
  syn_want(p, SYN_TOK_LBRACK);
  t->map_type.key = syn_type(p);
  syn_want(p, SYN_TOK_RBRACK);
  t->map_type.value = syn_type(p);
  return t;
}

// Structs.

static void push_field(SynParser *p, GlLoc loc, SynNode *name, SynNode *type, SynNode *tag) {
  SynNode *f = syn_new(p, SYN_FIELD, loc);
  f->field.name = name;
  f->field.type = type;
  f->field.tag = tag;
  f->field.is_embedded = !name;
  syn_push(p, f);
}

SynNode *syn_array_or_args(SynParser *p) {
  GlLoc loc = p->loc;
  syn_want(p, SYN_TOK_LBRACK);
  if (syn_got(p, SYN_TOK_RBRACK))
    return syn_slice_type(p, loc);
  uint32_t mark = syn_list_begin(p);
  bool has_comma = syn_type_list(p, false);
  syn_want(p, SYN_TOK_RBRACK);
  SynNode *elem = has_comma ? NULL : syn_type_or_null(p);
  if (!elem)
    return instance(p, loc, NULL, mark);
  SynNode *t = syn_new(p, SYN_ARRAY_TYPE, loc);
  t->array_type.len = p->stack.data[mark];
  t->array_type.elem = elem;
  p->stack.len = mark;
  return t;
}

/// A field declaration that begins with a name.
static void named_field(SynParser *p, GlLoc loc) {
  SynNode *name = syn_name(p);
  if (p->tok == SYN_TOK_DOT || p->tok == SYN_TOK_LITERAL || p->tok == SYN_TOK_SEMI ||
      p->tok == SYN_TOK_RBRACE) {
    SynNode *type = syn_qualified_name(p, name);
    push_field(p, loc, NULL, type, syn_literal(p));
    return;
  }
  uint32_t mark = syn_list_begin(p);
  push_field(p, name->loc, name, NULL, NULL);
  while (syn_got(p, SYN_TOK_COMMA)) {
    name = syn_name(p);
    push_field(p, name->loc, name, NULL, NULL);
  }
  SynNode *type;
  if (p->stack.len == mark + 1 && p->tok == SYN_TOK_LBRACK) {
    type = syn_array_or_args(p);
    if (type->kind == SYN_INDEX) {
      type->index.x = name;
      SynNode *f = p->stack.data[mark];
      f->field.name = NULL;
      f->field.is_embedded = true;
    }
  } else {
    type = syn_type(p);
  }
  SynNode *tag = syn_literal(p);
  for (uint32_t i = mark; i < p->stack.len; i++) {
    p->stack.data[i]->field.type = type;
    p->stack.data[i]->field.tag = tag;
  }
}

/// An embedded field that begins with * or (.
static void embedded_field(SynParser *p, GlLoc loc) {
  bool is_pointer = syn_got(p, SYN_TOK_STAR), has_paren = p->tok == SYN_TOK_LPAREN;
  GlLoc star = loc;
  if (has_paren) {
    syn_syntax_error(p, "cannot parenthesize embedded type");
    syn_next(p);
    if (!is_pointer && p->tok == SYN_TOK_STAR) {
      star = p->loc;
      is_pointer = true;
      syn_next(p);
    }
  }
  SynNode *type = syn_qualified_name(p, NULL);
  if (has_paren)
    syn_got(p, SYN_TOK_RPAREN); // no need to complain when it is missing
  SynNode *tag = syn_literal(p);
  push_field(p, loc, NULL, is_pointer ? unary_node(p, SYN_STAR, star, type) : type, tag);
}

static SynNode *struct_type(SynParser *p) {
  SynNode *t = syn_new(p, SYN_STRUCT_TYPE, p->loc);
  SynLoop l = {.context = "struct type", .sep = SYN_TOK_SEMI, .close = SYN_TOK_RBRACE};
  syn_want(p, SYN_TOK_STRUCT);
  syn_want(p, SYN_TOK_LBRACE);
  uint32_t mark = syn_list_begin(p);
  while (syn_loop(p, &l)) {
    if (p->tok == SYN_TOK_NAME) {
      named_field(p, p->loc);
    } else if (p->tok == SYN_TOK_STAR || p->tok == SYN_TOK_LPAREN) {
      embedded_field(p, p->loc);
    } else {
      syn_syntax_error(p, "expected field name or embedded type");
      syn_advance(p, SYN_TOK_BIT(SEMI) | SYN_TOK_BIT(RBRACE));
    }
  }
  t->struct_type.fields = syn_list_end(p, mark);
  return t;
}

// Interfaces.

/// [ "~" ] Type.
SynNode *syn_embedded_term(SynParser *p) {
  if (syn_is_op(p, SYN_OP_TILDE)) {
    SynNode *n = syn_new(p, SYN_UNARY, p->loc);
    n->op = SYN_OP_TILDE;
    syn_next(p);
    n->unary.x = syn_type(p);
    return n;
  }
  SynNode *t = syn_type_or_null(p);
  if (!t) {
    t = syn_bad_expr(p);
    syn_syntax_error(p, "expected ~ term or type");
    syn_advance(p, SYN_TOK_BIT(OPERATOR) | SYN_TOK_BIT(SEMI) | SYN_TOK_BIT(RPAREN) |
                       SYN_TOK_BIT(RBRACK) | SYN_TOK_BIT(RBRACE));
  }
  return t;
}

/// Type { "|" Term }; `x` is the first term.
SynNode *syn_union_of(SynParser *p, SynNode *x) {
  while (syn_is_op(p, SYN_OP_OR)) {
    SynNode *n = syn_new(p, SYN_BINARY, p->loc);
    n->op = SYN_OP_OR;
    syn_next(p);
    n->binary.x = x;
    n->binary.y = syn_embedded_term(p);
    x = n;
  }
  return x;
}

static const char method_context[] = "interface method";

/// name "[" … in an interface: a method with type parameters (an error) or an embedded instance.
static void method_or_instance(SynParser *p, SynNode *f, SynNode *name) {
  GlLoc loc = p->loc;
  syn_next(p);
  if (p->tok == SYN_TOK_RBRACK) {
    GlLoc close = p->loc;
    syn_next(p);
    bool is_method = p->tok == SYN_TOK_LPAREN;
    syn_error_at(p, close, "empty type %s list", is_method ? "parameter" : "argument");
    f->field.name = is_method ? name : NULL;
    f->field.type = is_method ? syn_func_type(p, method_context) : name;
    return;
  }
  SynList list = syn_param_list(p, NULL, NULL, SYN_TOK_RBRACK, false, false);
  if (list.len == 0 && p->tok != SYN_TOK_LPAREN) {
    f->field.type = name;
  } else if (list.len == 0 || list.data[0]->field.name) {
    f->field.name = name;
    f->field.type = syn_func_type(p, method_context);
    if (list.len)
      syn_error_at(p, loc, "interface method must have no type parameters");
  } else {
    uint32_t mark = syn_list_begin(p);
    for (uint32_t i = 0; i < list.len; i++)
      syn_push(p, list.data[i]->field.type);
    f->field.type = instance(p, loc, name, mark);
  }
}

/// A method, or an embedded element that begins with a name; a union may follow the latter.
static void interface_elem(SynParser *p) {
  SynNode *f = syn_new(p, SYN_FIELD, p->loc);
  if (p->tok != SYN_TOK_NAME) {
    f->field.type = syn_embedded_term(p);
  } else {
    SynNode *name = syn_name(p);
    if (p->tok == SYN_TOK_LPAREN) {
      f->field.name = name;
      f->field.type = syn_func_type(p, method_context);
    } else if (p->tok == SYN_TOK_LBRACK) {
      method_or_instance(p, f, name);
    } else {
      f->field.type = syn_qualified_name(p, name);
    }
  }
  if (!f->field.name) {
    f->field.is_embedded = true;
    f->field.type = syn_union_of(p, f->field.type);
  }
  syn_push(p, f);
}

static SynNode *interface_type(SynParser *p) {
  SynNode *t = syn_new(p, SYN_INTERFACE_TYPE, p->loc);
  SynLoop l = {.context = "interface type", .sep = SYN_TOK_SEMI, .close = SYN_TOK_RBRACE};
  syn_want(p, SYN_TOK_INTERFACE);
  syn_want(p, SYN_TOK_LBRACE);
  uint32_t mark = syn_list_begin(p);
  while (syn_loop(p, &l))
    interface_elem(p);
  t->interface_type.elems = syn_list_end(p, mark);
  return t;
}

// Functions.

static SynList func_results(SynParser *p) {
  if (syn_got(p, SYN_TOK_LPAREN))
    return syn_param_list(p, NULL, NULL, SYN_TOK_RPAREN, false, false);
  GlLoc loc = p->loc;
  SynNode *type = syn_type_or_null(p);
  if (!type)
    return (SynList){0};
  SynNode *f = syn_new(p, SYN_FIELD, loc);
  f->field.type = type;
  return syn_list_of(p, f);
}

SynNode *syn_func_type(SynParser *p, const char *context) {
  SynNode *t = syn_new(p, SYN_FUNC_TYPE, p->loc);
  if (syn_got(p, SYN_TOK_LBRACK)) {
    if (context)
      syn_syntax_error_at(p, t->loc, "%s must have no type parameters", context);
    if (p->tok == SYN_TOK_RBRACK) {
      syn_syntax_error(p, "empty type parameter list");
      syn_next(p);
    } else {
      t->func_type.type_params = syn_param_list(p, NULL, NULL, SYN_TOK_RBRACK, true, false);
    }
  }
  syn_want(p, SYN_TOK_LPAREN);
  t->func_type.params = syn_param_list(p, NULL, NULL, SYN_TOK_RPAREN, false, true);
  t->func_type.rparen = p->list_end;
  t->func_type.results = func_results(p);
  return t;
}

// Types.

static SynNode *paren_type(SynParser *p) {
  syn_next(p);
  SynNode *t = syn_type(p);
  syn_want(p, SYN_TOK_RPAREN);
  return t;
}

static SynNode *type_from(SynParser *p) {
  GlLoc loc = p->loc;
  switch (p->tok) {
  case SYN_TOK_STAR: syn_next(p); return unary_node(p, SYN_STAR, loc, syn_type(p));
  case SYN_TOK_ARROW:
    syn_next(p);
    syn_want(p, SYN_TOK_CHAN);
    return chan_type(p, loc, SYN_CHAN_RECV);
  case SYN_TOK_FUNC: syn_next(p); return syn_func_type(p, "function type");
  case SYN_TOK_LBRACK:
    syn_next(p);
    return syn_got(p, SYN_TOK_RBRACK) ? syn_slice_type(p, loc) : syn_array_type(p, loc, NULL);
  case SYN_TOK_CHAN:
    syn_next(p);
    return chan_type(p, loc, syn_got(p, SYN_TOK_ARROW) ? SYN_CHAN_SEND : SYN_CHAN_BOTH);
  case SYN_TOK_MAP: syn_next(p); return map_type(p, loc);
  case SYN_TOK_STRUCT: return struct_type(p);
  case SYN_TOK_INTERFACE: return interface_type(p);
  case SYN_TOK_NAME: return syn_qualified_name(p, NULL);
  case SYN_TOK_LPAREN: return paren_type(p);
  default: return NULL; // no type begins with it
  }
}

SynNode *syn_type_or_null(SynParser *p) {
  uint32_t saved;
  syn_enter(p, &saved);
  SynNode *t = type_from(p);
  syn_leave(p, saved);
  return t;
}

bool syn_is_type_elem(const SynNode *n) {
  static const uint64_t type_literals = SYN_KIND_BIT(ARRAY_TYPE) | SYN_KIND_BIT(SLICE_TYPE) |
                                        SYN_KIND_BIT(STRUCT_TYPE) | SYN_KIND_BIT(FUNC_TYPE) |
                                        SYN_KIND_BIT(INTERFACE_TYPE) | SYN_KIND_BIT(MAP_TYPE) |
                                        SYN_KIND_BIT(CHAN_TYPE);
  static const uint64_t unary = SYN_KIND_BIT(UNARY) | SYN_KIND_BIT(STAR) | SYN_KIND_BIT(PAREN);
  for (;;) {
    if (type_literals >> n->kind & 1)
      return true;
    if (n->kind == SYN_BINARY) {
      if (syn_is_type_elem(n->binary.y))
        return true;
      n = n->binary.x;
    } else if (unary >> n->kind & 1) {
      if (n->kind == SYN_UNARY && n->op == SYN_OP_TILDE)
        return true;
      n = n->unary.x;
    } else {
      return false;
    }
  }
}
