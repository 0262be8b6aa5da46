/// \file
/// Statements.
/// Source: Go spec, "Statements"; positions, recovery and messages as in cmd/compile.

#include "syntax_internal.h"

#include <string.h>

static SynNode *statement(SynParser *p);

/// Statements up to a closing brace or the next clause.
static SynList statement_list(SynParser *p) {
  uint32_t mark = syn_list_begin(p);
  while (p->tok != SYN_TOK_EOF && p->tok != SYN_TOK_RBRACE && p->tok != SYN_TOK_CASE &&
         p->tok != SYN_TOK_DEFAULT) {
    SynNode *s = statement(p);
    syn_clear_pragmas(p);
    if (!s)
      break;
    syn_push(p, s);
    if (!syn_got(p, SYN_TOK_SEMI) && p->tok != SYN_TOK_RBRACE) {
      syn_syntax_error(p, "at end of statement");
      syn_advance(p, SYN_TOK_BIT(SEMI) | SYN_TOK_BIT(RBRACE) | SYN_TOK_BIT(CASE) |
                         SYN_TOK_BIT(DEFAULT));
      syn_got(p, SYN_TOK_SEMI); // no empty statement from it
    }
  }
  return syn_list_end(p, mark);
}

SynNode *syn_block(SynParser *p, const char *context) {
  SynNode *n = syn_new(p, SYN_BLOCK_STMT, p->loc);
  if (!syn_got(p, SYN_TOK_LBRACE)) {
    syn_syntax_error(p, "expected { after %s", context);
    syn_advance(p, SYN_TOK_BIT(NAME) | SYN_TOK_BIT(RBRACE));
    n->block.rbrace = p->loc;
    if (syn_got(p, SYN_TOK_RBRACE))
      return n;
  }
  n->block.stmts = statement_list(p);
  n->block.rbrace = p->loc;
  syn_want(p, SYN_TOK_RBRACE);
  return n;
}

SynNode *syn_func_body(SynParser *p) {
  p->fn_depth++;
  SynNode *body = syn_block(p, "");
  p->fn_depth--;
  return body;
}

// Simple statements.

static SynNode *expr_stmt(SynParser *p, SynNode *x) {
  SynNode *n = syn_new(p, SYN_EXPR_STMT, x->loc);
  n->unary.x = x;
  return n;
}

/// `range x`, with the variables before it; the loop around it completes the node.
static SynNode *range_clause(SynParser *p, SynList lhs, bool is_define) {
  SynNode *n = syn_new(p, SYN_RANGE_STMT, p->loc);
  syn_next(p);
  n->range_stmt.key = lhs.len > 0 ? lhs.data[0] : NULL;
  n->range_stmt.value = lhs.len > 1 ? lhs.data[1] : NULL;
  n->range_stmt.extra = lhs.len > 2 ? lhs.data[2] : NULL;
  n->range_stmt.is_define = is_define;
  n->range_stmt.x = syn_expr(p);
  return n;
}

static SynNode *assign_stmt(SynParser *p, GlLoc loc, SynOp op, SynList lhs, SynList rhs) {
  SynNode *n = syn_new(p, SYN_ASSIGN_STMT, loc);
  n->op = (uint8_t)op;
  n->assign.lhs = lhs;
  n->assign.rhs = rhs;
  return n;
}

/// One expression and what may follow it, = and := aside.
static SynNode *after_expr(SynParser *p, SynList lhs) {
  GlLoc loc = p->loc;
  SynOp op = (SynOp)p->op;
  SynNode *x = lhs.data[0];
  if (syn_got(p, SYN_TOK_ASSIGN_OP))
    return assign_stmt(p, loc, op, lhs, syn_list_of(p, syn_expr(p)));
  if (syn_got(p, SYN_TOK_INC_OP)) {
    SynNode *n = syn_new(p, SYN_INC_DEC_STMT, loc);
    n->op = (uint8_t)op;
    n->unary.x = x;
    return n;
  }
  if (syn_got(p, SYN_TOK_ARROW)) {
    SynNode *n = syn_new(p, SYN_SEND_STMT, loc);
    n->binary.x = x;
    n->binary.y = syn_expr(p);
    return n;
  }
  return expr_stmt(p, x);
}

/// A simple statement whose left side is parsed. In a `for` header it may be a range clause
/// (RANGE_STMT without body).
static SynNode *simple_stmt_from(SynParser *p, SynList lhs, SynTok keyword) {
  bool is_assign = p->tok == SYN_TOK_ASSIGN || p->tok == SYN_TOK_DEFINE;
  if (lhs.len == 1 && !is_assign)
    return after_expr(p, lhs);
  if (!is_assign) {
    syn_syntax_error(p, "expected := or = or comma");
    syn_advance(p, SYN_TOK_BIT(SEMI) | SYN_TOK_BIT(RBRACE));
    return expr_stmt(p, lhs.data[0]);
  }
  GlLoc loc = p->loc;
  bool is_define = p->tok == SYN_TOK_DEFINE;
  syn_next(p);
  if (keyword == SYN_TOK_FOR && p->tok == SYN_TOK_RANGE)
    return range_clause(p, lhs, is_define);
  SynNode *n = assign_stmt(p, loc, SYN_OP_NONE, lhs, syn_expr_list(p));
  n->assign.is_define = is_define;
  return n;
}

/// `keyword` is FOR, IF or SWITCH in the header of one, else EOF.
static SynNode *simple_stmt(SynParser *p, SynTok keyword) {
  if (keyword == SYN_TOK_FOR && p->tok == SYN_TOK_RANGE)
    return range_clause(p, (SynList){0}, false);
  return simple_stmt_from(p, syn_expr_list(p), keyword);
}

// Headers of if, for and switch.

typedef struct Header {
  SynNode *init, *cond, *post;
  SynNode *guard; // name of `name := x.(type)`; cond is the TYPE_ASSERT then
} Header;

/// The semicolon that ended the init statement.
typedef struct Semi {
  GlLoc loc; // GL_LOC_NONE: there was none
  const char *text;
} Semi;

static bool is_type_guard(const SynNode *n) {
  return n->kind == SYN_TYPE_ASSERT && !n->type_assert.type;
}

/// Text of one side of an assignment; a binary expression in parentheses, to set off the = beside
/// it.
static const char *emphasized(SynParser *p, SynList l) {
  const char *s = syn_list_string(p->scratch, l);
  bool is_binary = l.len == 1 && l.data[0]->kind == SYN_BINARY;
  return is_binary ? gl_arena_printf(p->scratch, "(%s)", s) : s;
}

static void not_a_value(SynParser *p, const SynNode *s) {
  if (s->kind == SYN_ASSIGN_STMT && s->op == SYN_OP_NONE && !s->assign.is_define)
    syn_syntax_error_at(p, s->loc, "cannot use assignment %s = %s as value",
                        emphasized(p, s->assign.lhs), emphasized(p, s->assign.rhs));
  else
    syn_syntax_error_at(p, s->loc, "cannot use %s as value", syn_expr_string(p->scratch, s));
}

/// Makes the condition (or tag, or guard) out of the statement in its place.
static void set_condition(SynParser *p, Header *h, SynNode *s, SynTok keyword, Semi semi) {
  if (!s) {
    if (keyword != SYN_TOK_IF || semi.loc == GL_LOC_NONE)
      return;
    if (strcmp(semi.text, "semicolon") != 0)
      syn_syntax_error_at(p, semi.loc, "unexpected %s, expected { after if clause", semi.text);
    else
      syn_syntax_error_at(p, semi.loc, "missing condition in if statement");
    h->cond = syn_new(p, SYN_BAD_EXPR, semi.loc);
    return;
  }
  if (s->kind == SYN_EXPR_STMT) {
    h->cond = s->unary.x;
    return;
  }
  if (keyword == SYN_TOK_SWITCH && s->kind == SYN_ASSIGN_STMT && s->assign.is_define &&
      s->assign.lhs.len == 1 && s->assign.rhs.len == 1 && is_type_guard(s->assign.rhs.data[0]) &&
      s->assign.lhs.data[0]->kind == SYN_IDENT) {
    h->guard = s->assign.lhs.data[0];
    h->cond = s->assign.rhs.data[0];
    return;
  }
  not_a_value(p, s);
}

/// The middle and the end of `for init; cond; post`, behind the first semicolon.
static SynNode *for_clause(SynParser *p, Header *h) {
  SynNode *cond = NULL;
  if (p->tok == SYN_TOK_LBRACE) {
    syn_syntax_error(p, "expected for loop condition");
    return NULL;
  }
  if (p->tok != SYN_TOK_SEMI)
    cond = simple_stmt(p, SYN_TOK_EOF);
  syn_want(p, SYN_TOK_SEMI);
  if (p->tok != SYN_TOK_LBRACE) {
    h->post = simple_stmt(p, SYN_TOK_EOF);
    if (h->post->kind == SYN_ASSIGN_STMT && h->post->assign.is_define)
      syn_syntax_error_at(p, h->post->loc, "cannot declare in post statement of for loop");
  }
  return cond;
}

/// Behind the init statement: finds the semicolon, then the condition.
static SynNode *after_init(SynParser *p, Header *h, SynTok keyword, Semi *semi) {
  if (p->tok == SYN_TOK_SEMI) {
    *semi = (Semi){p->loc, p->semi};
    syn_next(p);
  } else {
    syn_want(p, SYN_TOK_LBRACE); // a { is what is missing more often than a semicolon
    if (p->tok != SYN_TOK_LBRACE)
      syn_advance(p, SYN_TOK_BIT(LBRACE) | SYN_TOK_BIT(RBRACE));
  }
  if (keyword == SYN_TOK_FOR)
    return for_clause(p, h);
  return p->tok != SYN_TOK_LBRACE ? simple_stmt(p, keyword) : NULL;
}

static void header_parts(SynParser *p, Header *h, SynTok keyword) {
  Semi semi = {0};
  if (p->tok != SYN_TOK_SEMI) {
    if (syn_got(p, SYN_TOK_VAR))
      syn_syntax_error(p, "var declaration not allowed in %s initializer",
                       syn_tok_spelling(keyword));
    h->init = simple_stmt(p, keyword);
    if (h->init->kind == SYN_RANGE_STMT)
      return;
  }
  SynNode *cond;
  if (p->tok != SYN_TOK_LBRACE) {
    cond = after_init(p, h, keyword, &semi);
  } else {
    cond = h->init;
    h->init = NULL;
  }
  set_condition(p, h, cond, keyword, semi);
}

static Header header(SynParser *p, SynTok keyword) {
  Header h = {0};
  syn_want(p, keyword);
  if (p->tok == SYN_TOK_LBRACE) {
    if (keyword == SYN_TOK_IF) {
      syn_syntax_error(p, "missing condition in if statement");
      h.cond = syn_bad_expr(p);
    }
    return h;
  }
  int outer = p->expr_depth;
  p->expr_depth = -1;
  header_parts(p, &h, keyword);
  p->expr_depth = outer;
  return h;
}

// Compound statements.

static SynNode *for_stmt(SynParser *p) {
  GlLoc loc = p->loc;
  Header h = header(p, SYN_TOK_FOR);
  if (h.init && h.init->kind == SYN_RANGE_STMT) {
    h.init->loc = loc;
    h.init->range_stmt.body = syn_block(p, "for clause");
    return h.init;
  }
  SynNode *n = syn_new(p, SYN_FOR_STMT, loc);
  n->for_stmt.init = h.init;
  n->for_stmt.cond = h.cond;
  n->for_stmt.post = h.post;
  n->for_stmt.body = syn_block(p, "for clause");
  return n;
}

/// One arm, without its else.
static SynNode *if_arm(SynParser *p) {
  SynNode *n = syn_new(p, SYN_IF_STMT, p->loc);
  Header h = header(p, SYN_TOK_IF);
  n->if_stmt.init = h.init;
  n->if_stmt.cond = h.cond;
  n->if_stmt.then = syn_block(p, "if clause");
  return n;
}

static SynNode *if_stmt(SynParser *p) {
  SynNode *first = if_arm(p), *last = first;
  while (syn_got(p, SYN_TOK_ELSE)) {
    if (p->tok == SYN_TOK_IF) {
      last->if_stmt.els = if_arm(p);
      last = last->if_stmt.els;
      continue;
    }
    if (p->tok == SYN_TOK_LBRACE) {
      last->if_stmt.els = syn_block(p, "");
    } else {
      syn_syntax_error(p, "else must be followed by if or statement block");
      syn_advance(p, SYN_TOK_BIT(NAME) | SYN_TOK_BIT(RBRACE));
    }
    break;
  }
  return first;
}

/// "case" or "default" or an error; returns whether there is something to read up to the colon.
static bool begin_clause(SynParser *p) {
  if (syn_got(p, SYN_TOK_CASE))
    return true;
  if (!syn_got(p, SYN_TOK_DEFAULT)) {
    syn_syntax_error(p, "expected case or default or }");
    syn_advance(p, SYN_TOK_BIT(COLON) | SYN_TOK_BIT(CASE) | SYN_TOK_BIT(DEFAULT) |
                       SYN_TOK_BIT(RBRACE));
  }
  return false;
}

static SynNode *case_clause(SynParser *p) {
  SynNode *n = syn_new(p, SYN_CASE_CLAUSE, p->loc);
  if (begin_clause(p))
    n->case_clause.exprs = syn_expr_list(p);
  else
    n->case_clause.is_default = true;
  n->case_clause.colon = p->loc;
  syn_want(p, SYN_TOK_COLON);
  n->case_clause.body = statement_list(p);
  return n;
}

static SynNode *comm_clause(SynParser *p) {
  SynNode *n = syn_new(p, SYN_COMM_CLAUSE, p->loc);
  if (begin_clause(p))
    n->comm_clause.comm = simple_stmt(p, SYN_TOK_EOF);
  n->comm_clause.colon = p->loc;
  syn_want(p, SYN_TOK_COLON);
  n->comm_clause.body = statement_list(p);
  return n;
}

/// "{" clauses "}" of a switch or select.
static SynList clauses(SynParser *p, bool is_select, GlLoc *rbrace) {
  uint32_t mark = syn_list_begin(p);
  if (!syn_got(p, SYN_TOK_LBRACE)) {
    syn_syntax_error(p, "missing { after %s clause", is_select ? "select" : "switch");
    syn_advance(p, SYN_TOK_BIT(CASE) | SYN_TOK_BIT(DEFAULT) | SYN_TOK_BIT(RBRACE));
  }
  while (p->tok != SYN_TOK_EOF && p->tok != SYN_TOK_RBRACE)
    syn_push(p, is_select ? comm_clause(p) : case_clause(p));
  *rbrace = p->loc;
  syn_want(p, SYN_TOK_RBRACE);
  return syn_list_end(p, mark);
}

static SynNode *switch_stmt(SynParser *p) {
  GlLoc loc = p->loc, rbrace;
  Header h = header(p, SYN_TOK_SWITCH);
  SynList list = clauses(p, false, &rbrace);
  if (h.cond && is_type_guard(h.cond)) {
    SynNode *n = syn_new(p, SYN_TYPE_SWITCH_STMT, loc);
    n->type_switch.init = h.init;
    n->type_switch.name = h.guard;
    n->type_switch.x = h.cond->type_assert.x;
    n->type_switch.clauses = list;
    n->type_switch.rbrace = rbrace;
    return n;
  }
  SynNode *n = syn_new(p, SYN_SWITCH_STMT, loc);
  n->switch_stmt.init = h.init;
  n->switch_stmt.tag = h.cond;
  n->switch_stmt.clauses = list;
  n->switch_stmt.rbrace = rbrace;
  return n;
}

static SynNode *select_stmt(SynParser *p) {
  SynNode *n = syn_new(p, SYN_SELECT_STMT, p->loc);
  syn_next(p);
  n->select_stmt.clauses = clauses(p, true, &n->select_stmt.rbrace);
  return n;
}

// Other statements.

static SynNode *go_or_defer(SynParser *p) {
  bool is_go = p->tok == SYN_TOK_GO;
  SynNode *n = syn_new(p, is_go ? SYN_GO_STMT : SYN_DEFER_STMT, p->loc);
  syn_next(p);
  SynNode *x = syn_primary_expr(p, NULL, p->tok == SYN_TOK_LPAREN);
  n->unary.x = syn_unparen(x);
  if (n->unary.x != x)
    syn_error_at(p, x->loc, "expression in %s must not be parenthesized", is_go ? "go" : "defer");
  return n;
}

static SynNode *branch_stmt(SynParser *p, SynBranch what) {
  SynNode *n = syn_new(p, SYN_BRANCH_STMT, p->loc);
  syn_next(p);
  n->branch.tok = what;
  if (what == SYN_GOTO || (what != SYN_FALLTHROUGH && p->tok == SYN_TOK_NAME))
    n->branch.label = syn_name(p);
  return n;
}

static SynNode *return_stmt(SynParser *p) {
  SynNode *n = syn_new(p, SYN_RETURN_STMT, p->loc);
  syn_next(p);
  if (p->tok != SYN_TOK_SEMI && p->tok != SYN_TOK_RBRACE)
    n->return_stmt.results = syn_expr_list(p);
  return n;
}

static SynNode *decl_stmt(SynParser *p) {
  SynNode *n = syn_new(p, SYN_DECL_STMT, p->loc);
  SynTok keyword = (SynTok)p->tok;
  uint32_t mark = syn_list_begin(p);
  syn_next(p);
  syn_parse_group(p, keyword);
  n->decl_stmt.decls = syn_list_end(p, mark);
  return n;
}

static SynNode *labeled_stmt(SynParser *p, SynNode *label) {
  SynNode *n = syn_new(p, SYN_LABELED_STMT, p->loc);
  n->labeled.label = label;
  syn_want(p, SYN_TOK_COLON);
  if (p->tok == SYN_TOK_RBRACE) {
    n->labeled.stmt = syn_new(p, SYN_EMPTY_STMT, p->loc);
    return n;
  }
  n->labeled.stmt = statement(p);
  if (n->labeled.stmt)
    return n;
  syn_syntax_error_at(p, n->loc, "missing statement after label");
  return NULL;
}

static SynNode *name_stmt(SynParser *p) {
  SynList lhs = syn_expr_list(p);
  if (lhs.len == 1 && lhs.data[0]->kind == SYN_IDENT && p->tok == SYN_TOK_COLON)
    return labeled_stmt(p, lhs.data[0]);
  return simple_stmt_from(p, lhs, SYN_TOK_EOF);
}

static bool begins_operator_stmt(const SynParser *p) {
  SynOp op = (SynOp)p->op;
  return op == SYN_OP_ADD || op == SYN_OP_SUB || op == SYN_OP_MUL || op == SYN_OP_AND ||
         op == SYN_OP_XOR || op == SYN_OP_NOT;
}

static SynNode *statement_from(SynParser *p) {
  switch (p->tok) {
  case SYN_TOK_NAME: return name_stmt(p);
  case SYN_TOK_VAR:
  case SYN_TOK_CONST:
  case SYN_TOK_TYPE: return decl_stmt(p);
  case SYN_TOK_LBRACE: return syn_block(p, "");
  case SYN_TOK_OPERATOR:
  case SYN_TOK_STAR: return begins_operator_stmt(p) ? simple_stmt(p, SYN_TOK_EOF) : NULL;
  case SYN_TOK_LITERAL:
  case SYN_TOK_FUNC:
  case SYN_TOK_LPAREN:
  case SYN_TOK_LBRACK:
  case SYN_TOK_STRUCT:
  case SYN_TOK_MAP:
  case SYN_TOK_CHAN:
  case SYN_TOK_INTERFACE:
  case SYN_TOK_ARROW: return simple_stmt(p, SYN_TOK_EOF);
  case SYN_TOK_FOR: return for_stmt(p);
  case SYN_TOK_SWITCH: return switch_stmt(p);
  case SYN_TOK_SELECT: return select_stmt(p);
  case SYN_TOK_IF: return if_stmt(p);
  case SYN_TOK_FALLTHROUGH: return branch_stmt(p, SYN_FALLTHROUGH);
  case SYN_TOK_BREAK: return branch_stmt(p, SYN_BREAK);
  case SYN_TOK_CONTINUE: return branch_stmt(p, SYN_CONTINUE);
  case SYN_TOK_GOTO: return branch_stmt(p, SYN_GOTO);
  case SYN_TOK_GO:
  case SYN_TOK_DEFER: return go_or_defer(p);
  case SYN_TOK_RETURN: return return_stmt(p);
  case SYN_TOK_SEMI: return syn_new(p, SYN_EMPTY_STMT, p->loc);
  default: return NULL; // no statement begins with it
  }
}

/// A statement, or NULL when none begins here.
static SynNode *statement(SynParser *p) {
  uint32_t saved;
  if (p->tok != SYN_TOK_VAR && p->tok != SYN_TOK_CONST && p->tok != SYN_TOK_TYPE)
    syn_clear_pragmas(p);
  syn_enter(p, &saved);
  SynNode *s = statement_from(p);
  syn_leave(p, saved);
  return s;
}
