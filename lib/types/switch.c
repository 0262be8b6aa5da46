/// \file
/// Switches, type switches, select.
/// Source: Go spec "Switch statements", "Select statements".

#include "check_internal.h"

#include <string.h>

static void check_defaults(TyChecker *c, SynList clauses, bool is_select) {
  const SynNode *first = NULL;
  for (uint32_t i = 0; i < clauses.len; i++) {
    const SynNode *clause = clauses.data[i];
    bool is_default = is_select ? !clause->comm_clause.comm : clause->case_clause.is_default;
    if (is_default && first)
      ty_error(c, clause->loc, GL_DIAG_TY_DUPLICATE, "multiple defaults (first at %s)",
               ty_str_pos(c, first->loc));
    else if (is_default)
      first = clause;
  }
}

// --- expression switches -------------------------------------------------------------------------

static void check_tag(TyChecker *c, TyOperand *x, SynNode *s) {
  if (!s->switch_stmt.tag) {
    *x = (TyOperand){.mode = TY_MODE_CONST,
                     .expr = s,
                     .label = "true",
                     .type = ty_basic(c, TY_BOOL),
                     .value = ty_const_from_bool(true)};
    return;
  }
  ty_check_expr(c, x, s->switch_stmt.tag);
  ty_check_assignment(c, x, NULL, TY_CONTEXT("switch expression"));
  if (x->mode != TY_MODE_NONE && !ty_comparable(c, x->type, NULL) && !ty_has_nil(c, x->type)) {
    ty_error(c, ty_loc_operand(x), GL_DIAG_TY_MISMATCH,
             "cannot switch on %s (%s is not comparable)", ty_str_operand(c, x),
             ty_str_type(c, x->type));
    x->mode = TY_MODE_NONE;
  }
}

/// Numbers and strings may stand in one case only.
static void check_duplicate_case(TyChecker *c, const TyOperand *v, GlStrMap *seen) {
  TyConstKind kind = ty_const_kind(v->value);
  if (kind != TY_CONST_INT && kind != TY_CONST_FLOAT && kind != TY_CONST_STRING)
    return;
  size_t len;
  const char *key = ty_const_type_key(c, ty_canonical(v->type)->id, v->value, &len);
  const SynNode *other = gl_strmap_get(seen, key, len);
  if (!other) {
    gl_strmap_set(seen, key, len, v->expr);
    return;
  }
  GlDiag *d = ty_error(c, ty_loc_operand(v), GL_DIAG_TY_DUPLICATE,
                       "duplicate case %s in expression switch", ty_str_operand(c, v));
  ty_error_more(c, d, other->loc, "previous case");
}

static void check_case_values(TyChecker *c, TyOperand *x, SynList values, GlStrMap *seen) {
  for (uint32_t i = 0; i < values.len; i++) {
    TyOperand v = {0};
    ty_check_expr(c, &v, values.data[i]);
    if (x->mode == TY_MODE_NONE || v.mode == TY_MODE_NONE)
      continue;
    ty_convert_untyped(c, &v, x->type);
    if (v.mode == TY_MODE_NONE)
      continue;
    TyOperand result = v, tag = *x;
    ty_check_comparison(c, &result, &tag, SYN_OP_EQ, true);
    if (result.mode != TY_MODE_NONE && v.mode == TY_MODE_CONST)
      check_duplicate_case(c, &v, seen);
  }
}

void ty_check_switch(TyChecker *c, SynNode *s) {
  ty_scope_open(c);
  if (s->switch_stmt.init)
    ty_check_stmt(c, s->switch_stmt.init);
  TyOperand x = {0};
  check_tag(c, &x, s);
  check_defaults(c, s->switch_stmt.clauses, false);
  GlStrMap *seen = gl_strmap_new(c->arena);
  for (uint32_t i = 0; i < s->switch_stmt.clauses.len; i++) {
    SynNode *clause = s->switch_stmt.clauses.data[i];
    check_case_values(c, &x, clause->case_clause.exprs, seen);
    ty_scope_open(c);
    ty_check_stmt_list(c, clause->case_clause.body);
    ty_scope_close(c);
  }
  ty_scope_close(c);
}

// --- type switches -------------------------------------------------------------------------------

typedef struct CaseTypes {
  GlPtrMap *seen; // canonical type → expression
  const SynNode *nil_case;
} CaseTypes;

static bool is_nil_name(TyChecker *c, SynNode *e) {
  e = syn_unparen(e);
  if (e->kind != SYN_IDENT)
    return false;
  const TyObject *o = ty_name_lookup(c, e->ident.name, NULL);
  return o && o->kind == TY_OBJ_NIL;
}

/// One type of a case; NULL for nil, INVALID after an error. Reports types seen before.
static const TyType *check_case_type(TyChecker *c, const TyOperand *x, SynNode *e, CaseTypes *k) {
  const TyType *t = NULL;
  const SynNode *other = k->nil_case;
  if (is_nil_name(c, e)) {
    TyOperand nil = {0};
    ty_check_expr(c, &nil, e);
    k->nil_case = other ? other : e;
  } else {
    t = ty_check_var_type(c, e);
    if (!ty_is_valid(t))
      return t;
    ty_finish_interfaces(c, t);
    const TyType *key = ty_canonical(t);
    other = gl_ptrmap_get(k->seen, key);
    if (!other)
      gl_ptrmap_set(k->seen, key, e);
  }
  if (other) {
    GlDiag *d = ty_error(c, syn_node_start(e), GL_DIAG_TY_DUPLICATE,
                         "duplicate case %s in type switch", t ? ty_str_type(c, t) : "nil");
    ty_error_more(c, d, syn_node_start(other), "previous case");
    return t;
  }
  if (x && t)
    ty_check_type_assertion(c, e, x, t, true);
  return t;
}

/// The type that the clause's variable has.
static const TyType *check_case_types(TyChecker *c, const TyOperand *x, SynList types,
                                      CaseTypes *k) {
  const TyType *t = NULL;
  for (uint32_t i = 0; i < types.len; i++)
    t = check_case_type(c, x, types.data[i], k);
  if (types.len == 1 && t)
    return t;
  return x ? x->type : c->invalid;
}

static bool check_subject(TyChecker *c, TyOperand *x, SynNode *e) {
  ty_check_expr(c, x, e);
  if (x->mode == TY_MODE_NONE)
    return false;
  if (ty_is_iface(c, x->type))
    return true;
  ty_error(c, ty_loc_operand(x), GL_DIAG_TY_MISMATCH,
           x->type->kind == TY_TYPE_PARAM ? "cannot use type switch on type parameter value %s"
                                          : "%s is not an interface",
           ty_str_operand(c, x));
  return false;
}

static TyObject *declare_case_var(TyChecker *c, SynNode *name, SynNode *clause, const TyType *t) {
  TyObject *o = ty_object_make(c, TY_OBJ_VAR, name->ident.name, name->loc, t, clause);
  ty_declare(c, c->env.scope, NULL, o);
  ty_info_set_object(c->info, clause, o);
  return o;
}

void ty_check_type_switch(TyChecker *c, SynNode *s) {
  ty_scope_open(c);
  if (s->type_switch.init)
    ty_check_stmt(c, s->type_switch.init);
  SynNode *name = s->type_switch.name;
  if (name && strcmp(name->ident.name->text, "_") == 0) {
    ty_error(c, name->loc, GL_DIAG_TY_UNUSED, "no new variable on left side of :=");
    name = NULL;
  }
  TyOperand x = {0};
  bool is_valid = check_subject(c, &x, s->type_switch.x);
  SynList clauses = s->type_switch.clauses;
  check_defaults(c, clauses, false);
  CaseTypes k = {.seen = gl_ptrmap_new(c->arena)};
  bool is_used = false;
  for (uint32_t i = 0; i < clauses.len; i++) {
    SynNode *clause = clauses.data[i];
    const TyType *t = check_case_types(c, is_valid ? &x : NULL, clause->case_clause.exprs, &k);
    ty_scope_open(c);
    TyObject *o = name ? declare_case_var(c, name, clause, t) : NULL;
    ty_check_stmt_list(c, clause->case_clause.body);
    ty_scope_close(c);
    is_used |= o && o->is_used;
  }
  if (name && !is_used)
    ty_error(c, name->loc, GL_DIAG_TY_UNUSED, "%s declared and not used", name->ident.name->text);
  ty_scope_close(c);
}

// --- select --------------------------------------------------------------------------------------

static bool is_communication(SynNode *comm) {
  SynNode *rhs = NULL;
  if (comm->kind == SYN_SEND_STMT)
    return true;
  if (comm->kind == SYN_EXPR_STMT)
    rhs = comm->unary.x;
  else if (comm->kind == SYN_ASSIGN_STMT && comm->assign.rhs.len == 1)
    rhs = comm->assign.rhs.data[0];
  if (!rhs)
    return false;
  rhs = syn_unparen(rhs);
  return rhs->kind == SYN_UNARY && rhs->op == SYN_OP_RECV;
}

void ty_check_select(TyChecker *c, SynNode *s) {
  SynList clauses = s->select_stmt.clauses;
  check_defaults(c, clauses, true);
  for (uint32_t i = 0; i < clauses.len; i++) {
    SynNode *clause = clauses.data[i], *comm = clause->comm_clause.comm;
    if (comm && !is_communication(comm)) {
      ty_error(c, syn_node_start(comm), GL_DIAG_TY_ERROR,
               "select case must be send or receive (possibly with assignment)");
      continue;
    }
    ty_scope_open(c);
    if (comm)
      ty_check_stmt(c, comm);
    ty_check_stmt_list(c, clause->comm_clause.body);
    ty_scope_close(c);
  }
}
