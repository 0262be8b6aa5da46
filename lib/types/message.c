/// \file
/// Errors of the checker and the texts in them, in cmd/compile's words.
/// Reports; decides nothing.

#include "generic_internal.h"

#include <stdio.h>
#include <string.h>

/// Texts that name something invalid are followers of an error that was reported.
static bool is_follower(const TyChecker *c, const char *msg) {
  if (gl_diags_error_count(c->world->diags) == 0 && c->n_errors == 0)
    return false;
  const char *p = strstr(msg, "invalid operand");
  const char *q = strstr(msg, "invalid type");
  return (p && p != msg) || (q && q != msg);
}

/// Why the version is what it is: a constraint in the file, or the module's (the option's)
/// language.
static const char *version_reason(TyChecker *c, GlLoc loc) {
  const GlFile *f = gl_sources_file_of(c->world->sources, loc);
  for (uint32_t i = 0; f && i < c->in->n_files; i++)
    if (c->in->files[i]->source == f && c->is_file_version[i])
      return ty_text(c, "(file declares //go:build go1.%d)", c->env.version);
  return ty_text(c, "(-lang was set to go1.%d; check go.mod)", c->env.version);
}

GlDiag *ty_error(TyChecker *c, GlLoc loc, GlDiagCode code, const char *fmt, ...) {
  if (gl_diags_is_full(c->world->diags)) { // nobody will read it
    c->n_errors++;
    gl_diag_error(c->world->diags, loc, code, "%s", "");
    return NULL;
  }
  va_list args;
  va_start(args, fmt);
  char *msg = gl_arena_vprintf(c->arena, fmt, args);
  va_end(args);
  if (is_follower(c, msg))
    return NULL;
  if (strstr(msg, "requires go1.") && strstr(msg, " or later"))
    msg = ty_text(c, "%s %s", msg, version_reason(c, loc));
  c->n_errors++;
  if (c->env.errpos != GL_LOC_NONE)
    loc = c->env.errpos;
  GlDiag *d = gl_diag_error(c->world->diags, loc, code, "%s", msg);
  ty_note_missing(c, d, msg);
  return d;
}

void ty_error_more(TyChecker *c, GlDiag *d, GlLoc loc, const char *fmt, ...) {
  if (!d)
    return;
  va_list args;
  va_start(args, fmt);
  char *msg = gl_arena_vprintf(c->arena, fmt, args);
  va_end(args);
  if (loc == GL_LOC_NONE)
    gl_diag_more(c->world->diags, d, "%s", msg);
  else
    gl_diag_more_at(c->world->diags, d, loc, "%s", msg);
}

void ty_error_other_decl(TyChecker *c, GlDiag *d, const TyObject *o) {
  if (o->loc != GL_LOC_NONE)
    ty_error_more(c, d, o->loc, "other declaration of %s", o->name->text);
}

TyReferences ty_references_new(TyChecker *c) {
  (void)c;
  return (TyReferences){0};
}

void ty_references_add(TyChecker *c, TyReferences *r, const TyObject *from, const TyObject *to) {
  GL_VEC_PUSH(c->arena, &r->objects, from);
  GL_VEC_PUSH(c->arena, &r->objects, to);
}

void ty_references_end(TyChecker *c, TyReferences *r, GlDiag *d) {
  for (uint32_t i = 0; d && i < r->objects.len; i += 2) {
    const TyObject *from = r->objects.data[i], *to = r->objects.data[i + 1];
    gl_diag_more_at(c->world->diags, d, from->loc, "%s refers to %s", from->name->text,
                    to->name->text);
  }
}

void ty_unsupported(TyChecker *c, GlLoc loc, const char *what) {
  c->has_unsupported = true;
  ty_error(c, loc, GL_DIAG_UNSUPPORTED, "%s not supported yet", what);
}

bool ty_version_allows(const TyChecker *c, int minor) {
  return c->env.version == 0 || c->env.version >= minor;
}

bool ty_version_require(TyChecker *c, GlLoc loc, int minor, const char *fmt, ...) {
  if (ty_version_allows(c, minor))
    return true;
  va_list args;
  va_start(args, fmt);
  char *msg = gl_arena_vprintf(c->arena, fmt, args);
  va_end(args);
  ty_error(c, loc, GL_DIAG_TY_ERROR, "%s requires go1.%d or later", msg, minor);
  return false;
}

char *ty_text(TyChecker *c, const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  char *s = gl_arena_vprintf(c->arena, fmt, args);
  va_end(args);
  return s;
}

const char *ty_str_type(TyChecker *c, const TyType *t) {
  return t ? ty_string(c->arena, t, TY_STRING_MESSAGE, c->pkg) : "<nil>";
}

const char *ty_str_expr(TyChecker *c, const SynNode *n) { return syn_expr_string(c->arena, n); }

const char *ty_str_const(TyChecker *c, const TyConst *v) { return ty_const_text(c->arena, v); }

const char *ty_str_iface_pointer(TyChecker *c, const TyType *t) {
  const TyType *u = ty_checked_under(c, t);
  return ty_text(c,
                 u->kind == TY_POINTER && u->pointer.elem->kind == TY_TYPE_PARAM
                     ? "type %s is pointer to type parameter, not type parameter"
                     : "type %s is pointer to interface, not interface",
                 ty_str_type(c, t));
}

const char *ty_str_pos(TyChecker *c, GlLoc loc) {
  GlPos p = gl_sources_pos(c->world->sources, loc);
  if (p.column == 0)
    return ty_text(c, "%s:%u", p.path, p.line);
  return ty_text(c, "%s:%u:%u", p.path, p.line, p.column);
}

GlLoc ty_loc_operand(const TyOperand *x) { return x->expr ? syn_node_start(x->expr) : GL_LOC_NONE; }

const char *ty_str_composite_kind(TyChecker *c, const TyType *t) {
  switch ((TyKind)ty_checked_under(c, t)->kind) {
  case TY_ARRAY: return "array";
  case TY_SLICE: return "slice";
  case TY_STRUCT: return "struct";
  case TY_POINTER: return "pointer";
  case TY_FUNC: return "func";
  case TY_INTERFACE: return "interface";
  case TY_MAP: return "map";
  case TY_CHAN: return "chan";
  case TY_TUPLE: return "tuple";
  case TY_UNION: return "union";
      TY_CASE_BASIC:
  case TY_NAMED:
  case TY_TYPE_PARAM: return "";
  case TY_KIND_COUNT: break;
  }
  GL_UNREACHABLE();
}

static const char *mode_text(TyMode mode) {
  switch (mode) {
  case TY_MODE_NONE: return "invalid operand";
  case TY_MODE_NO_VALUE: return "no value";
  case TY_MODE_BUILTIN: return "built-in";
  case TY_MODE_TYPE: return "type";
  case TY_MODE_CONST: return "constant";
  case TY_MODE_VARIABLE: return "variable";
  case TY_MODE_MAP_INDEX: return "map index expression";
  case TY_MODE_VALUE: return "value";
  case TY_MODE_NIL: return "nil";
  case TY_MODE_COMMA_OK: return "comma, ok expression";
  }
  GL_UNREACHABLE();
}

/// The results of a call with their names.
static const char *results_text(TyChecker *c, const TyOperand *x) {
  const SynNode *call = x->expr ? syn_unparen(x->expr) : NULL;
  const TyType *f = call && call->kind == SYN_CALL ? ty_info_type(c->info, call->call.fun) : NULL;
  if (f)
    f = ty_checked_under(c, f);
  if (!f || f->kind != TY_FUNC)
    return ty_str_type(c, x->type);
  f = ty_new_func(c->types, NULL, 0, f->func.results, f->func.n_results, false);
  return ty_str_type(c, f) + strlen("func() ");
}

static const char *constrained_text(TyChecker *c, const TyType *t) {
  const TyTypeSet *set = ty_param_type_set(c, t);
  return ty_text(c, " of type %s constrained by %s%s", ty_str_type(c, t),
                 ty_str_type(c, t->type_param.constraint),
                 !set->is_all && set->n_terms == 0 ? " with empty type set" : "");
}

/// " of type T", with the kind of structure that a named T has.
static const char *of_type_text(TyChecker *c, const TyOperand *x) {
  const TyType *t = x->type;
  if (!ty_is_valid(t))
    return " with invalid type";
  if (t->kind == TY_TUPLE)
    return ty_text(c, " of type %s", results_text(c, x));
  const char *kind = "";
  if (t->kind == TY_TYPE_PARAM)
    return constrained_text(c, t);
  if (t->kind == TY_NAMED || t->alias) {
    kind = ty_str_composite_kind(c, t);
    const TyType *u = ty_checked_under(c, t);
    if (!*kind)
      kind = u->kind == TY_UNSAFE_POINTER ? "Pointer"
                                          : ty_str_type(c, u->alias ? ty_basic(c, u->kind) : u);
  }
  return ty_text(c, " of %s%stype %s", kind, *kind ? " " : "", ty_str_type(c, t));
}

static const char *nil_text(TyChecker *c, const TyOperand *x) {
  if (!ty_is_valid(x->type))
    return "nil (with invalid type)";
  if (x->type->kind == TY_UNTYPED_NIL)
    return "nil";
  return ty_text(c, "nil (of type %s)", ty_str_type(c, x->type));
}

const char *ty_str_operand(TyChecker *c, const TyOperand *x) {
  if (x->mode == TY_MODE_NIL)
    return nil_text(c, x);
  const char *expr = x->label ? x->label : x->expr ? ty_str_expr(c, x->expr) : "";
  bool is_typed = x->mode != TY_MODE_NONE && x->mode != TY_MODE_NO_VALUE &&
                  x->mode != TY_MODE_BUILTIN && x->mode != TY_MODE_TYPE && x->type;
  bool is_untyped = is_typed && ty_is_untyped(x->type);
  const char *value = "";
  if (x->mode == TY_MODE_CONST && x->value) {
    value = ty_str_const(c, x->value);
    value = strcmp(value, expr) == 0 ? "" : ty_text(c, " %s", value);
  }
  const char *inner =
      ty_text(c, "%s%s%s%s%s", is_untyped ? ty_str_type(c, x->type) : "", is_untyped ? " " : "",
              mode_text(x->mode), value, is_typed && !is_untyped ? of_type_text(c, x) : "");
  return *expr ? ty_text(c, "%s (%s)", expr, inner) : inner;
}
