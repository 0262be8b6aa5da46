/// \file
/// Struct types.
/// Source: Go spec "Struct types".

#include "check_internal.h"

#include <string.h>

/// The identifier that names an embedded field of type `e`: T, *T, p.T, *p.T, T[A]; else NULL.
static SynNode *embedded_name(SynNode *e) {
  bool seen_star = false;
  while (e) {
    switch (e->kind) {
    case SYN_IDENT: return e;
    case SYN_SELECTOR: return e->selector.sel;
    case SYN_INDEX: e = e->index.x; continue;
    case SYN_STAR:
      if (seen_star)
        return NULL;
      seen_star = true;
      e = e->unary.x;
      continue;
    }
    return NULL;
  }
  return NULL;
}

static GlName field_tag(TyChecker *c, const SynNode *tag) {
  const char *s = NULL;
  size_t n = 0;
  if (!tag || tag->basic_lit.is_bad)
    return NULL;
  if (tag->basic_lit.lit_kind != SYN_LIT_STRING) {
    ty_error(c, tag->loc, GL_DIAG_TY_ERROR, "invalid syntax tree: incorrect tag syntax: \"%s\"",
             tag->basic_lit.text->text);
    return NULL;
  }
  if (!syn_string_value(c->arena, tag->basic_lit.text, &s, &n) || n == 0)
    return NULL;
  return gl_intern(c->world->names, s, n);
}

/// Declares a field; false when the struct has that name already.
static bool declare_field(TyChecker *c, GlPtrMap *seen, const TyField *f) {
  if (strcmp(f->name->text, "_") == 0)
    return true;
  const TyObject *other = gl_ptrmap_get(seen, f->name);
  if (other) {
    GlDiag *d = ty_error(c, f->loc, GL_DIAG_TY_DUPLICATE, "%s redeclared", f->name->text);
    ty_error_other_decl(c, d, other);
    return false;
  }
  gl_ptrmap_set(seen, f->name, f->object);
  return true;
}

static void embed_later(TyChecker *c, SynNode *type_node, const TyType *t) {
  TyAction *a = ty_later(c, TY_ACTION_EMBEDDED_FIELD);
  a->node = type_node;
  a->type = t;
}

const TyType *ty_check_struct_type(TyChecker *c, SynNode *e) {
  SynList list = e->struct_type.fields;
  TyField *fields = GL_NEW_ARRAY(c->arena, TyField, list.len + 1);
  GlPtrMap *seen = list.len > 1 ? gl_ptrmap_new(c->arena) : NULL;
  const TyType *type = NULL;
  const SynNode *previous = NULL;
  uint32_t n = 0;
  for (uint32_t i = 0; i < list.len; i++) {
    SynNode *node = list.data[i];
    if (node->field.type != previous) {
      previous = node->field.type;
      type = ty_check_var_type(c, node->field.type);
    }
    SynNode *ident = node->field.is_embedded ? embedded_name(node->field.type) : node->field.name;
    if (!ident) {
      ty_error(c, syn_node_start(node->field.type), GL_DIAG_TY_ERROR,
               "invalid embedded field type %s", ty_str_expr(c, node->field.type));
      continue;
    }
    TyObject *o = ty_object_make(c, TY_OBJ_VAR, ident->ident.name, ident->loc, type, node);
    o->is_field = true;
    TyField f = {.name = o->name,
                 .type = type,
                 .pkg = c->pkg,
                 .tag = field_tag(c, node->field.tag),
                 .is_embedded = node->field.is_embedded,
                 .loc = o->loc,
                 .object = o};
    if (seen && !declare_field(c, seen, &f))
      continue;
    ty_info_set_object(c->info, node->field.is_embedded ? node : ident, o);
    fields[n++] = f;
    if (f.is_embedded)
      embed_later(c, node->field.type, type);
  }
  return ty_new_struct(c->types, fields, n);
}

void ty_check_embedded_field(TyChecker *c, const TyAction *a) {
  GlLoc loc = syn_node_start(a->node);
  const TyType *t = a->type;
  bool is_pointer = t->kind == TY_POINTER;
  if (is_pointer)
    t = t->pointer.elem;
  const TyType *u = ty_checked_under(c, t);
  if (u->kind == TY_UNSAFE_POINTER)
    ty_error(c, loc, GL_DIAG_TY_ERROR, "embedded field type cannot be unsafe.Pointer");
  else if (u->kind == TY_POINTER)
    ty_error(c, loc, GL_DIAG_TY_ERROR, "embedded field type cannot be a pointer");
  else if (t->kind == TY_TYPE_PARAM)
    ty_error(c, loc, GL_DIAG_TY_ERROR,
             "embedded field type cannot be a (pointer to a) type parameter");
  else if (u->kind == TY_INTERFACE && is_pointer)
    ty_error(c, loc, GL_DIAG_TY_ERROR, "embedded field type cannot be a pointer to an interface");
}
