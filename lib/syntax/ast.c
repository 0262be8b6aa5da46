/// \file
/// Questions about finished nodes.
/// Source: operators' precedences: Go spec, "Operator precedence"; starts as cmd/compile computes
/// the places of its messages.

#include "syntax_internal.h"

const char *syn_op_spelling(SynOp op) {
  static const char *const spellings[] = {
#define SYN_OP(NAME, spelling, prec) spelling,
#include "golite/syntax/operators.def"
#undef SYN_OP
  };
  return spellings[op];
}

int syn_op_precedence(SynOp op) {
  static const uint8_t precedences[] = {
#define SYN_OP(NAME, spelling, prec) prec,
#include "golite/syntax/operators.def"
#undef SYN_OP
  };
  return precedences[op];
}

SynNode *syn_unparen(SynNode *n) {
  while (n && n->kind == SYN_PAREN)
    n = n->unary.x;
  return n;
}

bool syn_name_is_exported(GlName name) {
  uint32_t len;
  return name->len && syn_rune_is_upper(syn_decode_rune(name->text, name->text + name->len, &len));
}

/// The part that stands before the node's own `loc`, or NULL.
static const SynNode *first_part(const SynNode *n) {
  switch ((SynKind)n->kind) {
  case SYN_COMPOSITE_LIT: return n->composite_lit.type;
  case SYN_KEY_VALUE: return n->key_value.key;
  case SYN_SELECTOR: return n->selector.x;
  case SYN_INDEX: return n->index.x;
  case SYN_TYPE_ASSERT: return n->type_assert.x;
  case SYN_BINARY: return n->binary.x;
  case SYN_CALL: return n->call.fun;
  case SYN_SEND_STMT: return n->binary.x;
  case SYN_INC_DEC_STMT: return n->unary.x;
  case SYN_ASSIGN_STMT: return n->assign.lhs.len ? n->assign.lhs.data[0] : NULL;
  case SYN_BAD_EXPR:
  case SYN_IDENT:
  case SYN_BASIC_LIT:
  case SYN_FUNC_LIT:
  case SYN_PAREN:
  case SYN_SLICE:
  case SYN_STAR:
  case SYN_UNARY:
  case SYN_ARRAY_TYPE:
  case SYN_SLICE_TYPE:
  case SYN_ELLIPSIS:
  case SYN_STRUCT_TYPE:
  case SYN_FUNC_TYPE:
  case SYN_INTERFACE_TYPE:
  case SYN_MAP_TYPE:
  case SYN_CHAN_TYPE:
  case SYN_FIELD:
  case SYN_BAD_STMT:
  case SYN_EMPTY_STMT:
  case SYN_EXPR_STMT:
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
  case SYN_KIND_COUNT: return NULL;
  }
  GL_UNREACHABLE();
}

GlLoc syn_node_start(const SynNode *n) {
  for (const SynNode *first; (first = first_part(n));)
    n = first;
  return n->loc;
}
