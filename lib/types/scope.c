/// \file
/// Scopes: small ones are searched linearly, large ones through a hash table.
/// Knows nothing of the language but nesting.

#include "check_internal.h"

enum { INDEX_FROM = 8 }; // objects in a scope from which on it gets a hash table

TyScope *ty_scope_new(GlArena *a, TyScope *parent) {
  TyScope *s = GL_NEW(a, TyScope);
  s->parent = parent;
  return s;
}

TyObject *ty_scope_get(const TyScope *s, GlName name) {
  if (s->index)
    return gl_ptrmap_get(s->index, name);
  for (uint32_t i = 0; i < s->names.len; i++)
    if (s->names.data[i] == name)
      return s->objects.data[i];
  return NULL;
}

TyObject *ty_scope_add(GlArena *a, TyScope *s, GlName name, TyObject *o) {
  TyObject *other = ty_scope_get(s, name);
  if (other)
    return other;
  GL_VEC_PUSH(a, &s->objects, o);
  GL_VEC_PUSH(a, &s->names, name);
  if (s->index) {
    gl_ptrmap_set(s->index, name, o);
  } else if (s->names.len == INDEX_FROM) {
    s->index = gl_ptrmap_new(a);
    for (uint32_t i = 0; i < s->names.len; i++)
      gl_ptrmap_set(s->index, s->names.data[i], s->objects.data[i]);
  }
  return NULL;
}

TyObject *ty_scope_lookup(TyScope *s, GlName name, TyScope **where) {
  for (; s; s = s->parent) {
    TyObject *o = ty_scope_get(s, name);
    if (o) {
      if (where)
        *where = s;
      return o;
    }
  }
  return NULL;
}

void ty_scope_open(TyChecker *c) { c->env.scope = ty_scope_new(c->arena, c->env.scope); }

void ty_scope_close(TyChecker *c) { c->env.scope = c->env.scope->parent; }

void ty_declare(TyChecker *c, TyScope *s, SynNode *ident, TyObject *o) {
  if (!(o->name->len == 1 && o->name->text[0] == '_')) {
    TyObject *other = ty_scope_add(c->arena, s, o->name, o);
    if (other) {
      GlDiag *d =
          ty_error(c, o->loc, GL_DIAG_TY_DUPLICATE, "%s redeclared in this block", o->name->text);
      ty_error_other_decl(c, d, other);
      return;
    }
  }
  if (ident)
    ty_info_set_object(c->info, ident, o);
}

void ty_declare_local(TyChecker *c, SynNode *ident, TyObject *o) {
  uint32_t before = c->env.scope->objects.len;
  ty_declare(c, c->env.scope, ident, o);
  if (c->env.scope->objects.len != before)
    GL_VEC_PUSH(c->arena, &c->locals, o);
}
