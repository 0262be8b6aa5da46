/// \file
/// Elements of constraint interfaces: `T`, `~T`, `A | ~B | C`.
/// Source: Go spec "General interfaces".

#include "generic_internal.h"

/// One operand of a union; *is_tilde: it is ~T and T is returned.
static const TyType *check_term(TyChecker *c, SynNode *e, bool *is_tilde) {
  SynNode *x = e;
  *is_tilde = e->kind == SYN_UNARY && e->op == SYN_OP_TILDE;
  if (*is_tilde)
    x = e->unary.x;
  const TyType *t = ty_check_type(c, x);
  if (t->kind != TY_TYPE_PARAM)
    return t;
  if (*is_tilde)
    ty_error(c, syn_node_start(x), GL_DIAG_TY_ERROR, "type in term %s cannot be a type parameter",
             ty_str_expr(c, e));
  else
    ty_error(c, syn_node_start(x), GL_DIAG_TY_ERROR, "term cannot be a type parameter");
  return c->invalid;
}

/// The operands of a left-deep chain of |, in source order.
static SynNode **flatten(TyChecker *c, SynNode *e, uint32_t *n) {
  *n = 1;
  for (const SynNode *x = e; x->kind == SYN_BINARY && x->op == SYN_OP_OR; x = x->binary.x)
    ++*n;
  SynNode **list = GL_NEW_ARRAY(c->arena, SynNode *, *n);
  uint32_t i = *n;
  for (; e->kind == SYN_BINARY && e->op == SYN_OP_OR; e = e->binary.x)
    list[--i] = e->binary.y;
  list[--i] = e;
  return list;
}

static void report_too_many(TyChecker *c, GlLoc loc) {
  ty_error(c, loc, GL_DIAG_TY_LIMIT,
           "cannot handle more than %d union terms (implementation limitation)", TY_MAX_TERMS);
}

const TyType *ty_check_union(TyChecker *c, SynNode *e) {
  uint32_t n, n_kept;
  SynNode **nodes = flatten(c, e, &n);
  bool is_too_long = n > TY_MAX_TERMS;
  const TyType **types = GL_NEW_ARRAY(c->arena, const TyType *, n);
  bool *tilde = GL_NEW_ARRAY(c->arena, bool, n);
  for (uint32_t i = 0; i < n; i++) {
    types[i] = check_term(c, nodes[i], &tilde[i]);
    if (n == 1 && !tilde[0])
      return types[0];
    if (i == TY_MAX_TERMS)
      report_too_many(c, syn_node_start(nodes[i]));
  }
  n_kept = is_too_long ? 0 : n;
  const TyType *u = is_too_long ? c->invalid : ty_new_union(c->types, types, tilde, n_kept);
  ty_info_set_type(c->info, e, TY_MODE_TYPE, u, NULL);
  if (is_too_long)
    return u;
  TyAction *a = ty_later(c, TY_ACTION_UNION);
  a->node = e;
  a->type = u;
  return u;
}

/// A term as messages about unions show it: with the package also when that is this one.
static const char *term_text(TyChecker *c, const TyType *u, uint32_t i) {
  return ty_text(c, "%s%s", u->unio.tilde[i] ? "~" : "",
                 ty_string(c->arena, u->unio.types[i], TY_STRING_MESSAGE, NULL));
}

/// Rules of a term that is an interface; it does not count as overlapping.
static void check_interface_term(TyChecker *c, const TyType *u, uint32_t i, const TyType *iface,
                                 GlLoc loc) {
  const TyTypeSet *set = ty_type_set(c, iface);
  const char *t = term_text(c, u, i);
  if (iface->iface.n_methods > 0)
    ty_error(c, loc, GL_DIAG_TY_ERROR, "cannot use %s in union (%s contains methods)", t, t);
  else if (u->unio.types[i] == ty_table_comparable(c->types))
    ty_error(c, loc, GL_DIAG_TY_ERROR, "cannot use comparable in union");
  else if (set->is_comparable)
    ty_error(c, loc, GL_DIAG_TY_ERROR, "cannot use %s in union (%s embeds comparable)", t, t);
}

/// False after an error.
static bool check_tilde(TyChecker *c, const TyType *t, const TyType *under, GlLoc loc) {
  if (under->kind == TY_INTERFACE)
    ty_error(c, loc, GL_DIAG_TY_ERROR, "invalid use of ~ (%s is an interface)", ty_str_type(c, t));
  else if (!ty_same(c, t, under))
    ty_error(c, loc, GL_DIAG_TY_ERROR, "invalid use of ~ (underlying type of %s is %s)",
             ty_str_type(c, t), ty_str_type(c, under));
  else
    return true;
  return false;
}

/// Reports that term i has types in common with an earlier one.
static void check_overlap(TyChecker *c, const TyType *u, uint32_t i, GlLoc loc) {
  TyTerm x = {u->unio.types[i], u->unio.tilde[i]};
  for (uint32_t k = 0; k < i; k++) {
    TyTerm y = {u->unio.types[k], u->unio.tilde[k]};
    if (ty_is_iface(c, y.type) || !ty_is_valid(y.type) || ty_terms_disjoint(&x, &y))
      continue;
    ty_error(c, loc, GL_DIAG_TY_ERROR, "overlapping terms %s and %s", term_text(c, u, i),
             term_text(c, u, k));
    return;
  }
}

void ty_check_union_terms(TyChecker *c, const TyAction *a) {
  const TyType *u = a->type;
  uint32_t n;
  if (ty_union_is_too_large(u))
    report_too_many(c, syn_node_start(a->node));
  SynNode **nodes = flatten(c, a->node, &n);
  for (uint32_t i = 0; i < n; i++) {
    const TyType *t = u->unio.types[i], *under = ty_checked_under(c, t);
    GlLoc loc = syn_node_start(nodes[i]);
    if (!ty_is_valid(under))
      continue;
    if (u->unio.tilde[i] && !check_tilde(c, t, under, loc))
      continue;
    if (under->kind == TY_INTERFACE)
      check_interface_term(c, u, i, under, loc);
    else
      check_overlap(c, u, i, loc);
  }
}
