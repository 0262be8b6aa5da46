/// \file
/// Selectors: package members, fields, method values, method expressions.
/// Source: Go spec "Selectors", "Method expressions", "Method values", "Qualified identifiers".

#include "check_internal.h"

#include "golite/syntax/rune.h"

#include <string.h>

static void invalidate(TyChecker *c, TyOperand *x) {
  x->mode = TY_MODE_NONE;
  x->type = c->invalid;
}

// --- pkg.Name ------------------------------------------------------------------------------------

/// An exported name of the package that differs in case only, or NULL.
static const TyObject *similar_name(const TyPackage *p, GlName name) {
  const TyScope *s = p->scope;
  for (uint32_t i = 0; i < s->objects.len; i++) {
    const TyObject *o = s->objects.data[i];
    if (ty_name_is_exported(o->name) && strcasecmp(o->name->text, name->text) == 0)
      return o;
  }
  return NULL;
}

static void member_operand(TyOperand *x, TyObject *o) {
  x->type = o->type;
  switch (o->kind) {
  case TY_OBJ_CONST:
    x->mode = TY_MODE_CONST;
    x->value = o->value;
    return;
  case TY_OBJ_TYPE: x->mode = TY_MODE_TYPE; return;
  case TY_OBJ_VAR: x->mode = TY_MODE_VARIABLE; return;
  case TY_OBJ_FUNC: x->mode = TY_MODE_VALUE; return;
  case TY_OBJ_BUILTIN:
    x->mode = TY_MODE_BUILTIN;
    x->builtin = o->builtin;
    return;
  case TY_OBJ_PACKAGE_NAME:
  case TY_OBJ_LABEL:
  case TY_OBJ_NIL: break;
  }
  GL_UNREACHABLE();
}

static void select_member(TyChecker *c, TyOperand *x, SynNode *e, TyObject *package_name) {
  SynNode *sel = e->selector.sel;
  package_name->is_used = true;
  ty_info_set_object(c->info, e->selector.x, package_name);
  const TyPackage *p = package_name->imported;
  if (!p)
    return; // could not be imported: reported
  TyObject *o = ty_scope_get(p->scope, sel->ident.name);
  if (!o) {
    const TyObject *similar = similar_name(p, sel->ident.name);
    if (!syn_is_identifier(sel->ident.name->text, sel->ident.name->len))
      return; // reported as a syntax error
    GlDiag *d = ty_error(c, sel->loc, GL_DIAG_TY_UNDEFINED,
                         similar ? "undefined: %s (but have %s)" : "undefined: %s",
                         ty_str_expr(c, e), similar ? similar->name->text : "");
    if (similar)
      ty_note_declared(c, d, similar);
    else
      ty_suggest_export(c, d, p, sel->ident.name);
    return;
  }
  if (!ty_name_is_exported(o->name)) {
    GlDiag *d = ty_error(c, sel->loc, GL_DIAG_TY_ERROR, "name %s not exported by package %s",
                         o->name->text, p->name->text);
    ty_note_declared(c, d, o);
  }
  ty_info_set_object(c->info, sel, o);
  if (o->kind != TY_OBJ_BUILTIN && !ty_is_valid(o->type))
    return;
  member_operand(x, o);
  ty_info_set_selection(c->info, e, TY_SEL_QUALIFIED, NULL);
}

// --- x.f -----------------------------------------------------------------------------------------

/// Everything after the first character, to see that only its case differs.
static const char *tail(const char *s) {
  if (*s)
    s++;
  while ((*s & 0xC0) == 0x80)
    s++;
  return s;
}

static const char *lookup_hint(TyChecker *c, GlName sel, GlName alt, bool is_same_package,
                               bool *is_inaccessible) {
  *is_inaccessible = false;
  bool sel_exported = ty_name_is_exported(sel), alt_exported = ty_name_is_exported(alt);
  bool same_tail = strcmp(tail(sel->text), tail(alt->text)) == 0;
  (void)c;
  if (is_same_package || (sel_exported && alt_exported))
    return ", but does have %s%s";
  if (sel_exported)
    return same_tail ? ", but does have unexported %s%s" : "";
  if (alt_exported)
    return same_tail ? ", but does have %s%s" : "";
  *is_inaccessible = sel == alt;
  return "";
}

const char *ty_str_lookup_error(TyChecker *c, const TyType *shown, const TyType *t, GlName name,
                                bool is_literal, bool is_addressable) {
  TySelection s;
  TyLookupResult r = ty_lookup_full(t, c->pkg, name, true, &s);
  const char *missing = ty_text(c,
                                is_literal ? "unknown field %s in struct literal of type %s"
                                           : "type %s has no field or method %s",
                                is_literal ? name->text : ty_str_type(c, shown),
                                is_literal ? ty_str_type(c, shown) : name->text);
  if (r != TY_LOOKUP_FOUND && !(r == TY_LOOKUP_POINTER_RECV && is_addressable))
    return missing;
  GlName alt = s.object ? s.object->name : NULL;
  const TyPackage *pkg = s.object ? s.object->pkg : NULL;
  if (!s.object) {
    const TyMethod *m = ty_selected_method(c, t, &s);
    alt = m->name;
    pkg = m->pkg;
  }
  bool is_inaccessible;
  const char *hint = lookup_hint(c, name, alt, pkg == c->pkg, &is_inaccessible);
  const char *what = is_literal ? "" : s.is_field ? "field " : "method ";
  if (is_inaccessible && is_literal)
    return ty_text(c, "cannot refer to unexported field %s in struct literal of type %s", alt->text,
                   ty_str_type(c, shown));
  if (is_inaccessible)
    return ty_text(c, "cannot refer to unexported %s%s", what, alt->text);
  if (!*hint)
    return missing;
  bool is_unexported = strstr(hint, "unexported") != NULL;
  return ty_text(c, "%s, but does have %s%s%s", missing, is_unexported ? "unexported " : "", what,
                 alt->text);
}

const TyType *ty_selected_iface(TyChecker *c, const TyType *t, const TySelection *s) {
  for (uint32_t i = 0; i < s->n_path; i++) {
    const TyType *u = ty_checked_under(c, t);
    if (u->kind == TY_POINTER)
      u = ty_checked_under(c, u->pointer.elem);
    t = u->strct.fields[s->path[i]].type;
  }
  const TyType *u = ty_checked_under(c, t);
  if (u->kind == TY_POINTER)
    u = ty_checked_under(c, u->pointer.elem);
  return u;
}

const TyMethod *ty_selected_method(TyChecker *c, const TyType *t, const TySelection *s) {
  return ty_iface_method(ty_selected_iface(c, t, s), (uint32_t)s->iface_method);
}

static void report_missing(TyChecker *c, const TyOperand *x, SynNode *e, TyLookupResult r) {
  GlName sel = e->selector.sel->ident.name;
  GlLoc loc = e->selector.sel->loc;
  const char *xs = ty_str_expr(c, e->selector.x), *ts = ty_str_type(c, x->type);
  if (ty_has_invalid_part(c, x->type))
    return;
  if (r == TY_LOOKUP_AMBIGUOUS) {
    ty_error(c, loc, GL_DIAG_TY_ERROR, "ambiguous selector %s.%s", xs, sel->text);
  } else if (r == TY_LOOKUP_POINTER_RECV && x->mode == TY_MODE_TYPE) {
    ty_error(c, loc, GL_DIAG_TY_ERROR,
             "invalid method expression %s.%s (needs pointer receiver (*%s).%s)", ts, sel->text, ts,
             sel->text);
  } else if (r == TY_LOOKUP_POINTER_RECV) {
    ty_error(c, loc, GL_DIAG_TY_ERROR, "cannot call pointer method %s on %s", sel->text, ts);
  } else {
    const char *why =
        ty_is_iface_pointer(c, x->type)
            ? ty_str_iface_pointer(c, x->type)
            : ty_str_lookup_error(c, x->type, x->type, sel, false, x->mode == TY_MODE_VARIABLE);
    GlDiag *d = ty_error(c, loc, GL_DIAG_TY_UNDEFINED, "%s.%s undefined (%s)", xs, sel->text, why);
    ty_suggest_selector(c, d, x->type, sel, true);
  }
}

static void select_field(TyChecker *c, TyOperand *x, SynNode *e, const TySelection *s) {
  SynNode *sel = e->selector.sel;
  if (x->mode == TY_MODE_TYPE) {
    ty_error(c, syn_node_start(e->selector.x), GL_DIAG_TY_ERROR,
             "operand for field selector %s must be value of type %s", sel->ident.name->text,
             ty_str_type(c, x->type));
    invalidate(c, x);
    return;
  }
  ty_info_set_object(c->info, sel, s->object);
  ty_info_set_selection(c->info, e, TY_SEL_FIELD, s);
  x->mode = x->mode == TY_MODE_VARIABLE || s->is_indirect ? TY_MODE_VARIABLE : TY_MODE_VALUE;
  x->type = s->type;
}

/// The function that T.M is: the receiver comes first.
static const TyType *method_expr_type(TyChecker *c, const TyType *recv, const TySelection *s) {
  const TyType *f = s->type;
  uint32_t n = f->func.n_params;
  TyParam *params = GL_NEW_ARRAY(c->arena, TyParam, n + 1);
  params[0].type = recv;
  if (n > 0 && f->func.params[0].name) {
    const SynNode *decl = s->object ? s->object->decl : NULL;
    const SynNode *name = decl && decl->kind == SYN_FUNC_DECL && decl->func_decl.recv
                              ? decl->func_decl.recv->field.name
                              : NULL;
    params[0].name = name ? name->ident.name : gl_intern_cstr(c->world->names, "_");
  }
  for (uint32_t i = 0; i < n; i++)
    params[i + 1] = f->func.params[i];
  TyType *r =
      ty_new_func(c->types, params, n + 1, f->func.results, f->func.n_results, f->func.is_variadic);
  r->func.type_params = f->func.type_params;
  r->func.n_type_params = f->func.n_type_params;
  r->has_type_param |= f->has_type_param;
  return r;
}

static void select_method(TyChecker *c, TyOperand *x, SynNode *e, TySelection *s) {
  if (s->object) {
    if (!s->object->type || s->object->pkg == c->pkg)
      ty_object_resolve(c, s->object);
    ty_add_dependency(c, s->object->origin ? s->object->origin : s->object);
    ty_info_set_object(c->info, e->selector.sel, s->object);
    s->type = s->object->type;
  }
  if (!ty_is_valid(s->type)) {
    invalidate(c, x);
    return;
  }
  bool is_expr = x->mode == TY_MODE_TYPE;
  ty_info_set_selection(c->info, e, is_expr ? TY_SEL_METHOD_EXPR : TY_SEL_METHOD_VALUE, s);
  x->type = is_expr ? method_expr_type(c, x->type, s) : s->type;
  x->mode = TY_MODE_VALUE;
}

/// An interface found by embedding may still be open.
static void finish_for_lookup(TyChecker *c, const TyType *t) {
  const TyType *u = ty_checked_under(c, t);
  if (u->kind == TY_POINTER)
    u = ty_checked_under(c, u->pointer.elem);
  if (u->kind == TY_INTERFACE)
    ty_interface_finish(c, u);
}

void ty_check_selector(TyChecker *c, TyOperand *x, SynNode *e, bool wants_type) {
  *x = (TyOperand){.expr = e, .type = c->invalid};
  SynNode *left = e->selector.x;
  if (left->kind == SYN_IDENT) {
    TyObject *o = ty_name_lookup(c, left->ident.name, NULL);
    if (o && o->kind == TY_OBJ_PACKAGE_NAME) {
      select_member(c, x, e, o);
      return;
    }
  }
  ty_check_expr_or_type(c, x, left);
  if (x->mode == TY_MODE_BUILTIN) {
    ty_error(c, e->loc, GL_DIAG_TY_ERROR, "invalid use of %s in selector expression",
             ty_str_operand(c, x));
    invalidate(c, x);
  }
  // An instance is complete whatever becomes of its generic type; its members are no types anyway.
  bool is_no_type = wants_type && x->type->kind == TY_NAMED && x->type->named.origin;
  if (x->mode == TY_MODE_NONE || (!is_no_type && !ty_require_complete(c, x->type))) {
    invalidate(c, x);
    return;
  }
  if (wants_type) {
    ty_error(c, e->selector.sel->loc, GL_DIAG_TY_ERROR, "%s is not a type", ty_str_expr(c, e));
    invalidate(c, x);
    return;
  }
  const TyType *u = ty_checked_under(c, x->type);
  if (u->kind == TY_POINTER && !ty_require_complete(c, u->pointer.elem)) {
    invalidate(c, x);
    return;
  }
  finish_for_lookup(c, x->type);
  TySelection s;
  TyLookupResult r = ty_lookup_full(x->type, c->pkg, e->selector.sel->ident.name, false, &s);
  if (r != TY_LOOKUP_FOUND && !(r == TY_LOOKUP_POINTER_RECV && x->mode == TY_MODE_VARIABLE)) {
    report_missing(c, x, e, r);
    invalidate(c, x);
  } else if (s.is_field) {
    select_field(c, x, e, &s);
  } else {
    select_method(c, x, e, &s);
  }
}
