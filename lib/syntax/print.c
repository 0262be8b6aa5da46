/// \file
/// Text of expressions (and simple statements) for messages, on one line and without bodies.
/// Source: the short form in which cmd/compile prints expressions in its messages.

#include "syntax_internal.h"

#include "golite/support/file.h"

#include <string.h>

static void print(GlBuf *b, const SynNode *n);

static void print_list(GlBuf *b, SynList l) {
  for (uint32_t i = 0; i < l.len; i++) {
    if (i)
      gl_buf_str(b, ", ");
    print(b, l.data[i]);
  }
}

static void print_name(GlBuf *b, GlName name) { gl_buf_bytes(b, name->text, name->len); }

/// A literal may hold a NUL, which was reported; messages end there, so it shows as an escape.
static void print_basic_lit(GlBuf *b, GlName text) {
  for (uint32_t i = 0; i < text->len;) {
    size_t n = strlen(text->text + i);
    gl_buf_bytes(b, text->text + i, n);
    i += (uint32_t)n;
    if (i++ < text->len)
      gl_buf_str(b, "\\x00");
  }
}

/// Parameters or fields from `i` on that share one type; returns the index behind them.
static uint32_t print_group(GlBuf *b, SynList fields, uint32_t i) {
  const SynNode *f = fields.data[i];
  for (; i + 1 < fields.len; i++) {
    const SynNode *next = fields.data[i + 1];
    if (!f->field.name || !next->field.name || next->field.type != f->field.type)
      break;
    print(b, fields.data[i]->field.name);
    gl_buf_str(b, ", ");
  }
  if (f->field.name) {
    print(b, fields.data[i]->field.name);
    gl_buf_char(b, ' ');
  }
  print(b, f->field.type);
  return i + 1;
}

static void print_params(GlBuf *b, SynList fields) {
  gl_buf_char(b, '(');
  for (uint32_t i = 0; i < fields.len;) {
    if (i)
      gl_buf_str(b, ", ");
    i = print_group(b, fields, i);
  }
  gl_buf_char(b, ')');
}

static void print_signature(GlBuf *b, const SynNode *f) {
  SynList results = f->func_type.results;
  print_params(b, f->func_type.params);
  if (!results.len)
    return;
  gl_buf_char(b, ' ');
  if (results.len == 1 && !results.data[0]->field.name)
    print(b, results.data[0]->field.type);
  else
    print_params(b, results);
}

static void print_struct(GlBuf *b, SynList fields) {
  gl_buf_str(b, "struct{");
  for (uint32_t i = 0; i < fields.len;) {
    if (i)
      gl_buf_str(b, "; ");
    const SynNode *tag = fields.data[i]->field.tag;
    i = print_group(b, fields, i);
    if (tag) {
      gl_buf_char(b, ' ');
      print(b, tag);
    }
  }
  gl_buf_char(b, '}');
}

static void print_interface(GlBuf *b, SynList elems) {
  gl_buf_str(b, "interface{");
  for (uint32_t i = 0; i < elems.len; i++) {
    const SynNode *f = elems.data[i];
    if (i)
      gl_buf_str(b, "; ");
    if (f->field.name) {
      print(b, f->field.name);
      print_signature(b, f->field.type);
    } else {
      print(b, f->field.type);
    }
  }
  gl_buf_char(b, '}');
}

static void print_chan(GlBuf *b, const SynNode *n) {
  const SynNode *elem = n->chan_type.elem;
  SynChanDir dir = n->chan_type.dir;
  bool needs_paren =
      dir == SYN_CHAN_BOTH && elem->kind == SYN_CHAN_TYPE && elem->chan_type.dir == SYN_CHAN_RECV;
  gl_buf_str(b, dir == SYN_CHAN_RECV ? "<-chan " : dir == SYN_CHAN_SEND ? "chan<- " : "chan ");
  gl_buf_str(b, needs_paren ? "(" : "");
  print(b, elem);
  gl_buf_str(b, needs_paren ? ")" : "");
}

static void print_slice(GlBuf *b, const SynNode *n) {
  print(b, n->slice.x);
  gl_buf_char(b, '[');
  if (n->slice.lo)
    print(b, n->slice.lo);
  gl_buf_char(b, ':');
  if (n->slice.hi)
    print(b, n->slice.hi);
  if (n->slice.max) {
    gl_buf_char(b, ':');
    print(b, n->slice.max);
  }
  gl_buf_char(b, ']');
}

/// A chain of binary operators, left to right without recursion.
static void print_binary(GlBuf *b, const SynNode *n) {
  uint32_t n_ops = 0;
  for (const SynNode *m = n; m->kind == SYN_BINARY; m = m->binary.x)
    n_ops++;
  const SynNode **chain = GL_NEW_ARRAY(b->arena, const SynNode *, n_ops);
  for (uint32_t i = n_ops; i-- > 0; n = n->binary.x)
    chain[i] = n;
  print(b, n);
  for (uint32_t i = 0; i < n_ops; i++) {
    gl_buf_char(b, ' ');
    gl_buf_str(b, syn_op_spelling((SynOp)chain[i]->op));
    gl_buf_char(b, ' ');
    print(b, chain[i]->binary.y);
  }
}

static void print_assign(GlBuf *b, const SynNode *n) {
  print_list(b, n->assign.lhs);
  gl_buf_char(b, ' ');
  gl_buf_str(b, n->assign.is_define ? ":" : syn_op_spelling((SynOp)n->op));
  gl_buf_str(b, "= ");
  print_list(b, n->assign.rhs);
}

/// `before` x `between` y `after`; y may be NULL.
static void print_parts(GlBuf *b, const char *before, const SynNode *x, const char *between,
                        const SynNode *y, const char *after) {
  gl_buf_str(b, before);
  print(b, x);
  gl_buf_str(b, between);
  if (y)
    print(b, y);
  gl_buf_str(b, after);
}

static void print_with_list(GlBuf *b, const SynNode *x, const char *open, SynList l,
                            const char *close) {
  print(b, x);
  gl_buf_str(b, open);
  print_list(b, l);
  gl_buf_str(b, close);
}

static void print_literal(GlBuf *b, const SynNode *type, bool is_empty) {
  if (type)
    print(b, type);
  gl_buf_str(b, is_empty ? "{}" : "{…}");
}

static void print_func(GlBuf *b, const SynNode *type) {
  gl_buf_str(b, "func");
  print_signature(b, type);
}

static void print(GlBuf *b, const SynNode *n) {
  const char *op = syn_op_spelling((SynOp)n->op);
  switch ((SynKind)n->kind) {
  case SYN_BAD_EXPR: gl_buf_str(b, "<bad expr>"); return;
  case SYN_IDENT: print_name(b, n->ident.name); return;
  case SYN_BASIC_LIT: print_basic_lit(b, n->basic_lit.text); return;
  case SYN_COMPOSITE_LIT:
    print_literal(b, n->composite_lit.type, !n->composite_lit.elems.len);
    return;
  case SYN_KEY_VALUE: print_parts(b, "", n->key_value.key, ": ", n->key_value.value, ""); return;
  case SYN_FUNC_LIT:
    print_func(b, n->func_lit.type);
    gl_buf_char(b, ' ');
    print_literal(b, NULL, !n->func_lit.body->block.stmts.len);
    return;
  case SYN_PAREN: print_parts(b, "(", n->unary.x, "", NULL, ")"); return;
  case SYN_SELECTOR: print_parts(b, "", n->selector.x, ".", n->selector.sel, ""); return;
  case SYN_INDEX: print_with_list(b, n->index.x, "[", n->index.indices, "]"); return;
  case SYN_SLICE: print_slice(b, n); return;
  case SYN_TYPE_ASSERT:
    print_parts(b, "", n->type_assert.x, n->type_assert.type ? ".(" : ".(type", n->type_assert.type,
                ")");
    return;
  case SYN_CALL:
    print_with_list(b, n->call.fun, "(", n->call.args, n->call.has_dots ? "...)" : ")");
    return;
  case SYN_STAR: print_parts(b, "*", n->unary.x, "", NULL, ""); return;
  case SYN_UNARY: print_parts(b, op, n->unary.x, "", NULL, ""); return;
  case SYN_BINARY: print_binary(b, n); return;
  case SYN_ARRAY_TYPE: print_parts(b, "[", n->array_type.len, "]", n->array_type.elem, ""); return;
  case SYN_SLICE_TYPE: print_parts(b, "[]", n->unary.x, "", NULL, ""); return;
  case SYN_ELLIPSIS:
    gl_buf_str(b, "...");
    if (n->unary.x)
      print(b, n->unary.x);
    return;
  case SYN_STRUCT_TYPE: print_struct(b, n->struct_type.fields); return;
  case SYN_FUNC_TYPE: print_func(b, n); return;
  case SYN_INTERFACE_TYPE: print_interface(b, n->interface_type.elems); return;
  case SYN_MAP_TYPE: print_parts(b, "map[", n->map_type.key, "]", n->map_type.value, ""); return;
  case SYN_CHAN_TYPE: print_chan(b, n); return;
  case SYN_EXPR_STMT: print(b, n->unary.x); return;
  case SYN_SEND_STMT: print_parts(b, "", n->binary.x, " <- ", n->binary.y, ""); return;
  case SYN_INC_DEC_STMT: print_parts(b, "", n->unary.x, op, NULL, op); return;
  case SYN_ASSIGN_STMT: print_assign(b, n); return;
  case SYN_FIELD:
  case SYN_BAD_STMT:
  case SYN_EMPTY_STMT:
  case SYN_GO_STMT:
  case SYN_DEFER_STMT:
  case SYN_RETURN_STMT:
  case SYN_BRANCH_STMT:
  case SYN_BLOCK_STMT:
  case SYN_IF_STMT:
  case SYN_SWITCH_STMT:
  case SYN_TYPE_SWITCH_STMT:
  case SYN_SELECT_STMT:
  case SYN_FOR_STMT:
  case SYN_RANGE_STMT:
  case SYN_LABELED_STMT:
  case SYN_DECL_STMT:
  case SYN_CASE_CLAUSE:
  case SYN_COMM_CLAUSE:
  case SYN_IMPORT_DECL:
  case SYN_CONST_DECL:
  case SYN_VAR_DECL:
  case SYN_TYPE_DECL:
  case SYN_FUNC_DECL:
  case SYN_KIND_COUNT: break;
  }
  GL_UNREACHABLE();
}

char *syn_expr_string(GlArena *a, const SynNode *n) {
  GlBuf b;
  gl_buf_init(&b, a);
  gl_buf_str(&b, "");
  if (n)
    print(&b, n);
  return b.data;
}

char *syn_list_string(GlArena *a, SynList l) {
  GlBuf b;
  gl_buf_init(&b, a);
  gl_buf_str(&b, "");
  print_list(&b, l);
  return b.data;
}
