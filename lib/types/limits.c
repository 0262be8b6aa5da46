/// \file
/// Limits that cmd/compile's back end sets: the size of types, and what print can show.
/// Looked at only when a package has no other error.

#include "check_internal.h"

enum { MAX_CHANNEL_ELEM = 1 << 16 };
/// Map keys and elements must be smaller than this; bytes.
#define MAX_MAP_PART (INT64_C(1) << 31)

void ty_check_size_later(TyChecker *c, SynNode *node, const TyType *t) {
  // A type literal in a declaration is reported at the name that is declared.
  GlLoc loc = node->kind == SYN_CALL ? node->loc : syn_node_start(node);
  if (node->kind != SYN_CALL && c->path.len > 0)
    loc = c->path.data[c->path.len - 1]->loc;
  GL_VEC_PUSH(c->arena, &c->size_checks, (TySizeCheck){.node = node, .type = t, .loc = loc});
}

static void too_large(TyChecker *c, GlLoc loc, const char *what) {
  ty_error(c, loc, GL_DIAG_TY_LIMIT, "%s", what);
}

static void check_map(TyChecker *c, GlLoc loc, const TyType *t) {
  int64_t key, elem;
  if (!ty_size_checked(t->map.key, &key) || key >= MAX_MAP_PART)
    too_large(c, loc, "map key type too large");
  if (!ty_size_checked(t->map.elem, &elem) || elem >= MAX_MAP_PART)
    too_large(c, loc, "map element type too large");
}

static void check_print_arg(TyChecker *c, const SynNode *call, const TyType *t) {
  TyKind kind = ty_checked_under(c, t)->kind;
  if (kind != TY_ARRAY && kind != TY_STRUCT)
    return;
  GlDiag *d = ty_error(c, call->loc, GL_DIAG_TY_MISMATCH, "illegal types for operand: %s",
                       ty_str_expr(c, call->call.fun));
  ty_error_more(c, d, GL_LOC_NONE, "%s",
                t->kind == TY_STRUCT ? ty_string(c->arena, t, TY_STRING_REFLECT, c->pkg)
                                     : ty_str_type(c, t));
}

void ty_check_limits(TyChecker *c) {
  for (uint32_t i = 0; i < c->size_checks.len; i++) {
    const SynNode *node = c->size_checks.data[i].node;
    const TyType *t = c->size_checks.data[i].type;
    GlLoc loc = c->size_checks.data[i].loc;
    int64_t size;
    if (node->kind == SYN_CALL)
      check_print_arg(c, node, t);
    else if (t->kind == TY_CHAN &&
             (!ty_size_checked(t->chan.elem, &size) || size >= MAX_CHANNEL_ELEM))
      too_large(c, loc, "channel element type too large (>64kB)");
    else if (t->kind == TY_MAP)
      check_map(c, loc, t);
    else if ((t->kind == TY_ARRAY || t->kind == TY_STRUCT) && !ty_size_checked(t, &size))
      too_large(c, loc, ty_text(c, "type %s larger than address space", ty_str_type(c, t)));
  }
}
