/// \file
/// The tree as indented text, one node a line: [label] KIND line:column [text]. For `--emit=ast`
/// and tests. Chains of binary operators and of else-if stay at one depth, so that the output is
/// linear in the tree.

#include "syntax_internal.h"

#include "golite/support/file.h"

typedef struct Dump {
  GlBuf *b;
  const GlSources *sources;
  uint32_t indent;
} Dump;

static void node(Dump *d, const char *label, const SynNode *n);

static const char *kind_name(SynKind k) {
  static const char *const names[] = {
#define SYN_NODE(KIND, member) #KIND,
#include "golite/syntax/nodes.def"
#undef SYN_NODE
  };
  return names[k];
}

static void begin_line(Dump *d, const char *label) {
  for (uint32_t i = 0; i < d->indent; i++)
    gl_buf_str(d->b, "  ");
  if (label)
    gl_buf_printf(d->b, "%s: ", label);
}

static void position(Dump *d, GlLoc loc) {
  GlPos pos = gl_sources_raw(d->sources, loc);
  gl_buf_printf(d->b, " %u:%u", pos.line, pos.column);
}

static void text(Dump *d, GlName s) {
  gl_buf_char(d->b, ' ');
  gl_buf_bytes(d->b, s->text, s->len);
}

static void word(Dump *d, bool is_there, const char *s) {
  if (is_there)
    gl_buf_printf(d->b, " %s", s);
}

static void maybe(Dump *d, const char *label, const SynNode *n) {
  if (n)
    node(d, label, n);
}

/// What stands on the node's own line behind its position.
static void attributes(Dump *d, const SynNode *n) {
  static const char *const branches[] = {"break", "continue", "goto", "fallthrough"};
  static const char *const dirs[] = {"both", "send", "recv"};
  const char *op = syn_op_spelling((SynOp)n->op);
  switch ((SynKind)n->kind) {
  case SYN_IDENT: text(d, n->ident.name); return;
  case SYN_BASIC_LIT: text(d, n->basic_lit.text); return;
  case SYN_UNARY:
  case SYN_INC_DEC_STMT: word(d, true, op); return;
  case SYN_ASSIGN_STMT: gl_buf_printf(d->b, " %s=", n->assign.is_define ? ":" : op); return;
  case SYN_SLICE: word(d, n->slice.is_full, "full"); return;
  case SYN_CALL: word(d, n->call.has_dots, "..."); return;
  case SYN_CHAN_TYPE: word(d, true, dirs[n->chan_type.dir]); return;
  case SYN_FIELD: word(d, n->field.is_embedded, "embedded"); return;
  case SYN_BRANCH_STMT: word(d, true, branches[n->branch.tok]); return;
  case SYN_RANGE_STMT: word(d, n->range_stmt.is_define, "define"); return;
  case SYN_CASE_CLAUSE: word(d, n->case_clause.is_default, "default"); return;
  case SYN_COMM_CLAUSE: word(d, !n->comm_clause.comm, "default"); return;
  case SYN_CONST_DECL:
    gl_buf_printf(d->b, " iota=%u", n->value_decl.iota);
    if (n->value_decl.inherited) {
      gl_buf_str(d->b, " like");
      position(d, n->value_decl.inherited->loc);
    }
    return;
  case SYN_TYPE_DECL: word(d, n->type_decl.is_alias, "alias"); return;
  case SYN_FUNC_DECL:
    if (n->func_decl.pragma)
      gl_buf_printf(d->b, " pragma=%#x", n->func_decl.pragma);
    word(d, n->func_decl.body_skipped, "skipped");
    return;
  case SYN_BAD_EXPR:
  case SYN_COMPOSITE_LIT:
  case SYN_KEY_VALUE:
  case SYN_FUNC_LIT:
  case SYN_PAREN:
  case SYN_SELECTOR:
  case SYN_INDEX:
  case SYN_TYPE_ASSERT:
  case SYN_STAR:
  case SYN_BINARY:
  case SYN_ARRAY_TYPE:
  case SYN_SLICE_TYPE:
  case SYN_ELLIPSIS:
  case SYN_STRUCT_TYPE:
  case SYN_FUNC_TYPE:
  case SYN_INTERFACE_TYPE:
  case SYN_MAP_TYPE:
  case SYN_BAD_STMT:
  case SYN_EMPTY_STMT:
  case SYN_EXPR_STMT:
  case SYN_SEND_STMT:
  case SYN_GO_STMT:
  case SYN_DEFER_STMT:
  case SYN_RETURN_STMT:
  case SYN_BLOCK_STMT:
  case SYN_IF_STMT:
  case SYN_SWITCH_STMT:
  case SYN_TYPE_SWITCH_STMT:
  case SYN_SELECT_STMT:
  case SYN_FOR_STMT:
  case SYN_LABELED_STMT:
  case SYN_DECL_STMT:
  case SYN_IMPORT_DECL:
  case SYN_VAR_DECL:
  case SYN_KIND_COUNT: return;
  }
  GL_UNREACHABLE();
}

/// First operand, then each operator with its right operand.
static void binary(Dump *d, const SynNode *n) {
  uint32_t n_ops = 0;
  for (const SynNode *m = n; m->kind == SYN_BINARY; m = m->binary.x)
    n_ops++;
  const SynNode **chain = GL_NEW_ARRAY(d->b->arena, const SynNode *, n_ops);
  for (uint32_t i = n_ops; i-- > 0; n = n->binary.x)
    chain[i] = n;
  node(d, NULL, n);
  for (uint32_t i = 0; i < n_ops; i++) {
    begin_line(d, NULL);
    gl_buf_str(d->b, syn_op_spelling((SynOp)chain[i]->op));
    position(d, chain[i]->loc);
    gl_buf_char(d->b, '\n');
    node(d, NULL, chain[i]->binary.y);
  }
}

static void if_chain(Dump *d, const SynNode *n) {
  for (;;) {
    maybe(d, "init", n->if_stmt.init);
    maybe(d, "cond", n->if_stmt.cond);
    node(d, "then", n->if_stmt.then);
    if (!n->if_stmt.els || n->if_stmt.els->kind != SYN_IF_STMT)
      break;
    n = n->if_stmt.els;
    begin_line(d, NULL);
    gl_buf_str(d->b, "else if");
    position(d, n->loc);
    gl_buf_char(d->b, '\n');
  }
  maybe(d, "else", n->if_stmt.els);
}

/// A child of a node: where it stands in the payload.
typedef struct Child {
  const char *label;
  uint16_t offset; // bytes from the node; 0 ends the list
  bool is_list;
} Child;

#define ONE(label, member) {label, offsetof(SynNode, member), false}
#define MANY(label, member) {label, offsetof(SynNode, member), true}
#define UNARY ONE(NULL, unary.x)

/// By kind, in source order. BINARY and IF_STMT are printed by functions of their own.
static const Child children[SYN_KIND_COUNT][6] = {
    [SYN_COMPOSITE_LIT] = {ONE("type", composite_lit.type), MANY(NULL, composite_lit.elems)},
    [SYN_KEY_VALUE] = {ONE("key", key_value.key), ONE("value", key_value.value)},
    [SYN_FUNC_LIT] = {ONE("type", func_lit.type), ONE("body", func_lit.body)},
    [SYN_PAREN] = {UNARY},
    [SYN_SELECTOR] = {ONE(NULL, selector.x), ONE("sel", selector.sel)},
    [SYN_INDEX] = {ONE(NULL, index.x), MANY("index", index.indices)},
    [SYN_SLICE] = {ONE(NULL, slice.x), ONE("lo", slice.lo), ONE("hi", slice.hi),
                   ONE("max", slice.max)},
    [SYN_TYPE_ASSERT] = {ONE(NULL, type_assert.x), ONE("type", type_assert.type)},
    [SYN_CALL] = {ONE("fun", call.fun), MANY("arg", call.args)},
    [SYN_STAR] = {UNARY},
    [SYN_UNARY] = {UNARY},
    [SYN_ARRAY_TYPE] = {ONE("len", array_type.len), ONE("elem", array_type.elem)},
    [SYN_SLICE_TYPE] = {ONE("elem", unary.x)},
    [SYN_ELLIPSIS] = {UNARY},
    [SYN_STRUCT_TYPE] = {MANY(NULL, struct_type.fields)},
    [SYN_FUNC_TYPE] = {MANY("type-param", func_type.type_params), MANY("param", func_type.params),
                       MANY("result", func_type.results)},
    [SYN_INTERFACE_TYPE] = {MANY(NULL, interface_type.elems)},
    [SYN_MAP_TYPE] = {ONE("key", map_type.key), ONE("value", map_type.value)},
    [SYN_CHAN_TYPE] = {ONE("elem", chan_type.elem)},
    [SYN_FIELD] = {ONE("name", field.name), ONE("type", field.type), ONE("tag", field.tag)},
    [SYN_EXPR_STMT] = {UNARY},
    [SYN_SEND_STMT] = {ONE("chan", binary.x), ONE("value", binary.y)},
    [SYN_INC_DEC_STMT] = {UNARY},
    [SYN_ASSIGN_STMT] = {MANY("lhs", assign.lhs), MANY("rhs", assign.rhs)},
    [SYN_GO_STMT] = {UNARY},
    [SYN_DEFER_STMT] = {UNARY},
    [SYN_RETURN_STMT] = {MANY(NULL, return_stmt.results)},
    [SYN_BRANCH_STMT] = {ONE("label", branch.label)},
    [SYN_BLOCK_STMT] = {MANY(NULL, block.stmts)},
    [SYN_SWITCH_STMT] = {ONE("init", switch_stmt.init), ONE("tag", switch_stmt.tag),
                         MANY(NULL, switch_stmt.clauses)},
    [SYN_TYPE_SWITCH_STMT] = {ONE("init", type_switch.init), ONE("name", type_switch.name),
                              ONE("x", type_switch.x), MANY(NULL, type_switch.clauses)},
    [SYN_SELECT_STMT] = {MANY(NULL, select_stmt.clauses)},
    [SYN_FOR_STMT] = {ONE("init", for_stmt.init), ONE("cond", for_stmt.cond),
                      ONE("post", for_stmt.post), ONE("body", for_stmt.body)},
    [SYN_RANGE_STMT] = {ONE("key", range_stmt.key), ONE("value", range_stmt.value),
                        ONE("extra", range_stmt.extra), ONE("x", range_stmt.x),
                        ONE("body", range_stmt.body)},
    [SYN_LABELED_STMT] = {ONE("label", labeled.label), ONE(NULL, labeled.stmt)},
    [SYN_DECL_STMT] = {MANY(NULL, decl_stmt.decls)},
    [SYN_CASE_CLAUSE] = {MANY("case", case_clause.exprs), MANY(NULL, case_clause.body)},
    [SYN_COMM_CLAUSE] = {ONE("comm", comm_clause.comm), MANY(NULL, comm_clause.body)},
    [SYN_IMPORT_DECL] = {ONE("name", import_decl.name), ONE("path", import_decl.path)},
    [SYN_CONST_DECL] = {MANY("name", value_decl.names), ONE("type", value_decl.type),
                        MANY("value", value_decl.values)},
    [SYN_VAR_DECL] = {MANY("name", value_decl.names), ONE("type", value_decl.type),
                      MANY("value", value_decl.values)},
    [SYN_TYPE_DECL] = {ONE("name", type_decl.name), MANY("type-param", type_decl.type_params),
                       ONE("type", type_decl.type)},
    [SYN_FUNC_DECL] = {ONE("recv", func_decl.recv), ONE("name", func_decl.name),
                       ONE("type", func_decl.type), ONE("body", func_decl.body)},
};

static void child(Dump *d, const SynNode *n, const Child *c) {
  const void *at = (const char *)n + c->offset;
  if (!c->is_list) {
    maybe(d, c->label, *(SynNode *const *)at);
    return;
  }
  const SynList *l = at;
  for (uint32_t i = 0; i < l->len; i++)
    node(d, c->label, l->data[i]);
}

static void node(Dump *d, const char *label, const SynNode *n) {
  begin_line(d, label);
  gl_buf_str(d->b, kind_name((SynKind)n->kind));
  position(d, n->loc);
  attributes(d, n);
  gl_buf_char(d->b, '\n');
  d->indent++;
  if (n->kind == SYN_BINARY)
    binary(d, n);
  else if (n->kind == SYN_IF_STMT)
    if_chain(d, n);
  for (const Child *c = children[n->kind]; c->offset; c++)
    child(d, n, c);
  d->indent--;
}

void syn_file_dump(GlBuf *out, const SynFile *f, const GlSources *sources) {
  Dump d = {out, sources, 0};
  if (f->package_name)
    gl_buf_printf(out, "package %s\n", f->package_name->ident.name->text);
  if (f->go_version)
    gl_buf_printf(out, "version %s\n", f->go_version);
  for (uint32_t i = 0; i < f->n_linknames; i++) {
    const SynLinkname *l = &f->linknames[i];
    gl_buf_str(out, "linkname");
    position(&d, l->loc);
    text(&d, l->local);
    if (l->remote)
      text(&d, l->remote);
    gl_buf_char(out, '\n');
  }
  for (uint32_t i = 0; i < f->decls.len; i++)
    node(&d, NULL, f->decls.data[i]);
}
