/// \file
/// Expressions. Chains of binary operators and of operands are loops, not recursion.
/// Source: Go spec, "Expressions"; positions, recovery and messages as in cmd/compile.

#include "syntax_internal.h"

SynNode *syn_literal(SynParser *p) {
  if (p->tok != SYN_TOK_LITERAL)
    return NULL;
  SynNode *n = syn_new(p, SYN_BASIC_LIT, p->loc);
  n->basic_lit.text = p->lit;
  n->basic_lit.lit_kind = (SynLitKind)p->lit_kind;
  n->basic_lit.is_bad = p->lit_is_bad;
  syn_next(p);
  return n;
}

bool syn_type_list(SynParser *p, bool is_strict) {
  p->expr_depth++;
  syn_push(p, is_strict ? syn_type(p) : syn_expr(p));
  bool has_comma = false;
  while (syn_got(p, SYN_TOK_COMMA)) {
    has_comma = true;
    SynNode *t = syn_type_or_null(p);
    if (!t)
      break;
    syn_push(p, t);
  }
  p->expr_depth--;
  return has_comma;
}

SynList syn_expr_list(SynParser *p) {
  uint32_t mark = syn_list_begin(p);
  do
    syn_push(p, syn_expr(p));
  while (syn_got(p, SYN_TOK_COMMA));
  return syn_list_end(p, mark);
}

// Operands.

static SynNode *composite_lit(SynParser *p, SynNode *type);

/// An element or key: an expression or a literal value without its type.
static SynNode *element(SynParser *p) {
  return p->tok == SYN_TOK_LBRACE ? composite_lit(p, NULL) : syn_expr(p);
}

static SynNode *composite_lit(SynParser *p, SynNode *type) {
  uint32_t saved, mark = syn_list_begin(p);
  SynNode *n = syn_new(p, SYN_COMPOSITE_LIT, p->loc);
  SynLoop l = {.context = "composite literal", .sep = SYN_TOK_COMMA, .close = SYN_TOK_RBRACE};
  n->composite_lit.type = type;
  syn_enter(p, &saved);
  p->expr_depth++;
  syn_want(p, SYN_TOK_LBRACE);
  while (syn_loop(p, &l)) {
    SynNode *e = element(p);
    if (p->tok == SYN_TOK_COLON) {
      SynNode *kv = syn_new(p, SYN_KEY_VALUE, p->loc);
      syn_next(p);
      kv->key_value.key = e;
      kv->key_value.value = element(p);
      e = kv;
    }
    syn_push(p, e);
  }
  p->expr_depth--;
  syn_leave(p, saved);
  n->composite_lit.rbrace = l.end;
  n->composite_lit.elems = syn_list_end(p, mark);
  return n;
}

static SynNode *func_type_or_lit(SynParser *p) {
  GlLoc loc = p->loc;
  syn_next(p);
  SynNode *type = syn_func_type(p, "function type");
  if (p->tok != SYN_TOK_LBRACE)
    return type;
  SynNode *n = syn_new(p, SYN_FUNC_LIT, loc);
  p->expr_depth++;
  n->func_lit.type = type;
  n->func_lit.body = syn_func_body(p);
  p->expr_depth--;
  return n;
}

/// Parentheses are kept where a message or rule needs them.
static SynNode *paren_expr(SynParser *p, bool keep_parens) {
  GlLoc loc = p->loc;
  syn_next(p);
  p->expr_depth++;
  SynNode *x = syn_expr(p);
  p->expr_depth--;
  syn_want(p, SYN_TOK_RPAREN);
  if (!keep_parens && p->tok != SYN_TOK_LBRACE)
    return x;
  SynNode *n = syn_new(p, SYN_PAREN, loc);
  n->unary.x = x;
  return n;
}

static SynNode *operand(SynParser *p, bool keep_parens) {
  switch (p->tok) {
  case SYN_TOK_NAME: return syn_name(p);
  case SYN_TOK_LITERAL: return syn_literal(p);
  case SYN_TOK_LPAREN: return paren_expr(p, keep_parens);
  case SYN_TOK_FUNC: return func_type_or_lit(p);
  case SYN_TOK_LBRACK:
  case SYN_TOK_CHAN:
  case SYN_TOK_MAP:
  case SYN_TOK_STRUCT:
  case SYN_TOK_INTERFACE: return syn_type(p);
  default: break; // no operand begins with it
  }
  SynNode *x = syn_bad_expr(p);
  syn_syntax_error(p, "expected expression");
  syn_advance(p, SYN_TOK_BIT(RPAREN) | SYN_TOK_BIT(RBRACK) | SYN_TOK_BIT(RBRACE));
  return x;
}

// What follows an operand.

static SynNode *selector_or_assert(SynParser *p, SynNode *x, GlLoc loc) {
  syn_next(p);
  if (p->tok == SYN_TOK_NAME) {
    SynNode *n = syn_new(p, SYN_SELECTOR, loc);
    n->selector.x = x;
    n->selector.sel = syn_name(p);
    return n;
  }
  if (!syn_got(p, SYN_TOK_LPAREN)) {
    syn_syntax_error(p, "expected name or (");
    syn_advance(p, SYN_TOK_BIT(SEMI) | SYN_TOK_BIT(RPAREN));
    return x;
  }
  SynNode *n = syn_new(p, SYN_TYPE_ASSERT, loc);
  n->type_assert.x = x;
  if (!syn_got(p, SYN_TOK_TYPE))
    n->type_assert.type = syn_type(p);
  syn_want(p, SYN_TOK_RPAREN);
  return n;
}

/// x[lo:hi:max]; `p` is behind lo (may be NULL), at the colon.
static SynNode *slice_expr(SynParser *p, SynNode *x, GlLoc loc, SynNode *lo) {
  if (!syn_got(p, SYN_TOK_COLON)) {
    syn_syntax_error(p, "expected comma, : or ]");
    syn_advance(p, SYN_TOK_BIT(COMMA) | SYN_TOK_BIT(COLON) | SYN_TOK_BIT(RBRACK));
  }
  p->expr_depth++;
  SynNode *n = syn_new(p, SYN_SLICE, loc);
  n->slice.x = x;
  n->slice.lo = lo;
  if (p->tok != SYN_TOK_COLON && p->tok != SYN_TOK_RBRACK)
    n->slice.hi = syn_expr(p);
  if (p->tok == SYN_TOK_COLON) {
    n->slice.is_full = true;
    if (!n->slice.hi) {
      syn_error_at(p, p->loc, "middle index required in 3-index slice");
      n->slice.hi = syn_bad_expr(p);
    }
    syn_next(p);
    if (p->tok != SYN_TOK_RBRACK) {
      n->slice.max = syn_expr(p);
    } else {
      syn_error_at(p, p->loc, "final index required in 3-index slice");
      n->slice.max = syn_bad_expr(p);
    }
  }
  p->expr_depth--;
  syn_want(p, SYN_TOK_RBRACK);
  return n;
}

static SynNode *index_or_slice(SynParser *p, SynNode *x, GlLoc loc) {
  syn_next(p);
  if (p->tok == SYN_TOK_COLON)
    return slice_expr(p, x, loc, NULL);
  uint32_t mark = syn_list_begin(p);
  bool has_comma = false;
  if (p->tok == SYN_TOK_RBRACK) {
    syn_syntax_error(p, "expected operand");
    syn_push(p, syn_bad_expr(p));
  } else {
    has_comma = syn_type_list(p, false);
  }
  if (!has_comma && p->tok != SYN_TOK_RBRACK) {
    SynNode *lo = p->stack.data[mark];
    p->stack.len = mark;
    return slice_expr(p, x, loc, lo);
  }
  syn_want(p, SYN_TOK_RBRACK);
  SynNode *n = syn_new(p, SYN_INDEX, loc);
  n->index.x = x;
  n->index.indices = syn_list_end(p, mark);
  return n;
}

static SynNode *call(SynParser *p, SynNode *fun, GlLoc loc) {
  SynNode *n = syn_new(p, SYN_CALL, loc);
  SynLoop l = {.context = "argument list", .sep = SYN_TOK_COMMA, .close = SYN_TOK_RPAREN};
  uint32_t mark = syn_list_begin(p);
  syn_next(p);
  p->expr_depth++;
  while (syn_loop(p, &l)) {
    syn_push(p, syn_expr(p));
    GlLoc dots = p->loc;
    if (syn_got(p, SYN_TOK_DOTS)) {
      n->call.has_dots = l.is_last = true;
      n->call.dots = dots;
    }
  }
  p->expr_depth--;
  n->call.fun = fun;
  n->call.args = syn_list_end(p, mark);
  n->call.rparen = l.end;
  return n;
}

/// Whether `n` can only be a value, not a type, by its form.
static bool is_value(const SynNode *n) {
  static const uint64_t values = SYN_KIND_BIT(BASIC_LIT) | SYN_KIND_BIT(COMPOSITE_LIT) |
                                 SYN_KIND_BIT(FUNC_LIT) | SYN_KIND_BIT(SLICE) |
                                 SYN_KIND_BIT(TYPE_ASSERT) | SYN_KIND_BIT(CALL) |
                                 SYN_KIND_BIT(UNARY) | SYN_KIND_BIT(BINARY);
  for (;;) {
    if (values >> n->kind & 1)
      return true;
    if (n->kind == SYN_PAREN) {
      n = n->unary.x;
    } else if (n->kind == SYN_INDEX) {
      if (n->index.indices.len == 1 && is_value(n->index.indices.data[0]))
        return true;
      n = n->index.x;
    } else {
      return false;
    }
  }
}

/// Whether a { behind `x` opens a composite literal and not a block.
static bool takes_composite(const SynParser *p, const SynNode *x) {
  static const uint64_t type_literals = SYN_KIND_BIT(ARRAY_TYPE) | SYN_KIND_BIT(SLICE_TYPE) |
                                        SYN_KIND_BIT(STRUCT_TYPE) | SYN_KIND_BIT(MAP_TYPE);
  if (type_literals >> x->kind & 1)
    return true;
  if (p->expr_depth < 0)
    return false;
  return x->kind == SYN_IDENT || x->kind == SYN_SELECTOR || (x->kind == SYN_INDEX && !is_value(x));
}

static SynNode *composite_of(SynParser *p, SynNode *x, const SynNode *bare) {
  if (x != bare)
    syn_syntax_error(p, "cannot parenthesize type in composite literal");
  return composite_lit(p, x);
}

SynNode *syn_primary_expr(SynParser *p, SynNode *x, bool keep_parens) {
  if (!x)
    x = operand(p, keep_parens);
  for (;; syn_grow(p)) {
    GlLoc loc = p->loc;
    if (p->tok == SYN_TOK_DOT) {
      x = selector_or_assert(p, x, loc);
    } else if (p->tok == SYN_TOK_LBRACK) {
      x = index_or_slice(p, x, loc);
    } else if (p->tok == SYN_TOK_LPAREN) {
      x = call(p, x, loc);
    } else if (p->tok == SYN_TOK_LBRACE) {
      const SynNode *bare = syn_unparen(x);
      if (!takes_composite(p, bare))
        return x;
      x = composite_of(p, x, bare);
    } else {
      return x;
    }
  }
}

// Operators.

/// `<-` before a type `chan …`: makes the type (of its innermost send channels) receive-only, as in
/// <-chan<- T, which is <-chan (<-T).
static void redirect_channel(SynParser *p, SynNode *x) {
  SynChanDir dir = SYN_CHAN_SEND;
  SynNode *t = x;
  while (dir == SYN_CHAN_SEND && t->kind == SYN_CHAN_TYPE) {
    dir = t->chan_type.dir;
    if (dir == SYN_CHAN_RECV)
      syn_syntax_error(p, "unexpected <-, expected chan");
    t->chan_type.dir = SYN_CHAN_RECV;
    t = t->chan_type.elem;
  }
  if (dir == SYN_CHAN_SEND)
    syn_syntax_error(p, "unexpected %s, expected chan", syn_expr_string(p->scratch, t));
}

static SynNode *unary_expr(SynParser *p);

static SynNode *receive(SynParser *p) {
  GlLoc loc = p->loc;
  syn_next(p);
  SynNode *x = unary_expr(p);
  if (x->kind == SYN_CHAN_TYPE) {
    redirect_channel(p, x);
    return x;
  }
  SynNode *n = syn_new(p, SYN_UNARY, loc);
  n->op = SYN_OP_RECV;
  n->unary.x = x;
  return n;
}

static bool is_unary_op(SynOp op) {
  return op == SYN_OP_ADD || op == SYN_OP_SUB || op == SYN_OP_NOT || op == SYN_OP_XOR ||
         op == SYN_OP_TILDE || op == SYN_OP_AND;
}

static SynNode *operator_expr(SynParser *p) {
  SynOp op = (SynOp)p->op;
  bool is_star = p->tok == SYN_TOK_STAR;
  SynNode *n = syn_new(p, is_star ? SYN_STAR : SYN_UNARY, p->loc);
  n->op = is_star ? SYN_OP_NONE : (uint8_t)op;
  syn_next(p);
  SynNode *x = unary_expr(p);
  n->unary.x = op == SYN_OP_AND ? syn_unparen(x) : x;
  return n;
}

static SynNode *unary_expr(SynParser *p) {
  uint32_t saved;
  SynNode *x;
  syn_enter(p, &saved);
  if (p->tok == SYN_TOK_STAR || (p->tok == SYN_TOK_OPERATOR && is_unary_op((SynOp)p->op)))
    x = operator_expr(p);
  else if (p->tok == SYN_TOK_ARROW)
    x = receive(p);
  else
    x = syn_primary_expr(p, NULL, true);
  syn_leave(p, saved);
  return x;
}

SynNode *syn_binary_expr(SynParser *p, SynNode *x, int prec) {
  if (!x)
    x = unary_expr(p);
  while ((p->tok == SYN_TOK_OPERATOR || p->tok == SYN_TOK_STAR) && p->prec > prec) {
    SynNode *n = syn_new(p, SYN_BINARY, p->loc);
    int op_prec = p->prec;
    n->op = p->op;
    syn_next(p);
    n->binary.x = x;
    n->binary.y = syn_binary_expr(p, NULL, op_prec);
    x = n;
  }
  return x;
}

SynNode *syn_expr(SynParser *p) { return syn_binary_expr(p, NULL, 0); }
