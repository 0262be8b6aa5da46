/// \file
/// Finds the objects that the files of a package declare and import, before any is looked into.
/// Source: Go spec "Declarations and scope", "Import declarations", "Package initialization".

#include "check_internal.h"

#include <string.h>

static bool is_blank(GlName name) { return name->len == 1 && name->text[0] == '_'; }

static bool is_name(GlName name, const char *s) { return strcmp(name->text, s) == 0; }

TyObjectState *ty_state(TyChecker *c, const TyObject *o) {
  if (o->pkg != c->pkg || o->id < c->first_id || o->id - c->first_id >= c->states.len)
    return NULL;
  return &c->states.data[o->id - c->first_id];
}

TyObject *ty_object_make(TyChecker *c, TyObjectKind kind, GlName name, GlLoc loc,
                         const TyType *type, SynNode *decl) {
  TyObject *o = ty_new_object(c->types, kind, name, loc, c->pkg);
  o->type = type;
  o->decl = decl;
  return o;
}

/// A new package-level object or method; no other object may be made in between.
static TyObject *make_global(TyChecker *c, TyObjectKind kind, SynNode *ident, SynNode *node,
                             TyDecl *d) {
  TyObject *o = ty_object_make(c, kind, ident->ident.name, ident->loc, NULL, node);
  o->is_package_level = true;
  if (c->states.len == 0)
    c->first_id = o->id;
  GL_ASSERT(o->id == c->first_id + c->states.len,
            "package-level objects must be numbered in a row");
  GL_VEC_PUSH(c->arena, &c->states, (TyObjectState){.object = o, .decl = d});
  return o;
}

/// Declares an object that is no function; init and main are reserved for functions.
static void declare_global(TyChecker *c, SynNode *ident, TyObject *o) {
  bool is_init = is_name(o->name, "init");
  if (is_init || (is_name(o->name, "main") && is_name(c->pkg->name, "main"))) {
    ty_error(c, ident->loc, GL_DIAG_TY_ERROR, "cannot declare %s - must be func", o->name->text);
    o->type = c->invalid; // not looked into
    return;
  }
  ty_declare(c, c->pkg->scope, ident, o);
}

static TyDecl *make_decl(TyChecker *c, uint32_t file) {
  TyDecl *d = GL_NEW(c->arena, TyDecl);
  d->file = c->file_scopes[file];
  d->file_index = file;
  return d;
}

// --- imports -------------------------------------------------------------------------------------

static void dot_import(TyChecker *c, SynNode *node, TyPackage *imported, TyObject *name) {
  TyScope *file = c->env.scope;
  if (!file->dots)
    file->dots = gl_ptrmap_new(c->arena);
  const TyScope *from = imported->scope;
  for (uint32_t i = 0; i < from->objects.len; i++) {
    TyObject *o = from->objects.data[i];
    if (!ty_name_is_exported(o->name))
      continue;
    TyObject *other = ty_scope_add(c->arena, file, o->name, o);
    if (other) {
      GlDiag *d = ty_error(c, node->loc, GL_DIAG_TY_DUPLICATE, "%s redeclared in this block",
                           other->name->text);
      ty_error_other_decl(c, d, other);
    } else {
      gl_ptrmap_set(file->dots, o->name, name);
    }
  }
}

static void add_import(TyChecker *c, TyPackage *p) {
  for (uint32_t i = 0; i < c->pkg->n_imports; i++)
    if (c->pkg->imports[i] == p)
      return;
  TyPackage **list = GL_NEW_ARRAY(c->arena, TyPackage *, c->pkg->n_imports + 1);
  for (uint32_t i = 0; i < c->pkg->n_imports; i++)
    list[i] = c->pkg->imports[i];
  list[c->pkg->n_imports++] = p;
  c->pkg->imports = list;
}

static void collect_import(TyChecker *c, SynNode *node) {
  SynNode *path_lit = node->import_decl.path, *local = node->import_decl.name;
  const char *path = NULL;
  size_t len = 0;
  if (!path_lit || path_lit->kind != SYN_BASIC_LIT || path_lit->basic_lit.is_bad ||
      !syn_string_value(c->arena, path_lit->basic_lit.text, &path, &len) || len == 0)
    return;
  path = gl_arena_strndup(c->arena, path, len);
  TyPackage *p = strcmp(path, "unsafe") == 0 ? c->world->unsafe_package
                                             : c->in->import(c->in->import_ctx, path);
  if (!p) // reported by load; what is used from it would only add followers
    c->n_errors++;
  GlName name = local ? local->ident.name : NULL;
  if (!name && p)
    name = p->name;
  if (!name) {
    const char *slash = strrchr(path, '/');
    name = gl_intern_cstr(c->world->names, slash ? slash + 1 : path);
  }
  if (is_name(name, "init")) {
    ty_error(c, node->loc, GL_DIAG_TY_ERROR, "cannot import package as init - init must be a func");
    return;
  }
  if (p)
    add_import(c, p);
  TyObject *o = ty_object_make(c, TY_OBJ_PACKAGE_NAME, name, node->loc, c->invalid, node);
  o->imported = p;
  o->is_used = !p;
  ty_info_set_object(c->info, local ? local : node, o);
  GL_VEC_PUSH(c->arena, &c->imports, (TyImport){.name = o, .node = node});
  if (!is_name(name, "."))
    ty_declare(c, c->env.scope, NULL, o);
  else if (p)
    dot_import(c, node, p, o);
}

void ty_check_unused_imports(TyChecker *c) {
  for (uint32_t i = 0; i < c->imports.len; i++) {
    const TyObject *o = c->imports.data[i].name;
    if (o->is_used || is_blank(o->name))
      continue;
    const char *path = o->imported->path->text;
    const char *slash = strrchr(path, '/');
    if (is_name(o->name, ".") || is_name(o->name, slash ? slash + 1 : path))
      ty_error(c, o->loc, GL_DIAG_TY_UNUSED, "\"%s\" imported and not used", path);
    else
      ty_error(c, o->loc, GL_DIAG_TY_UNUSED, "\"%s\" imported as %s and not used", path,
               o->name->text);
  }
}

// --- declarations --------------------------------------------------------------------------------

void ty_check_arity(TyChecker *c, GlLoc loc, SynList names, SynList inits, bool is_const,
                    bool is_inherited) {
  if (names.len < inits.len) {
    const SynNode *extra = inits.data[names.len];
    if (is_inherited)
      ty_error(c, loc, GL_DIAG_TY_MISMATCH, "extra init expr at %s", ty_str_pos(c, extra->loc));
    else
      ty_error(c, syn_node_start(extra), GL_DIAG_TY_MISMATCH, "extra init expr %s",
               ty_str_expr(c, extra));
  } else if (names.len > inits.len && (is_const || inits.len != 1)) {
    const SynNode *name = names.data[inits.len];
    ty_error(c, name->loc, GL_DIAG_TY_MISMATCH, "missing init expr for %s", name->ident.name->text);
  }
}

static void collect_const(TyChecker *c, SynNode *node, uint32_t file) {
  const SynNode *from = node->value_decl.inherited ? node->value_decl.inherited : node;
  SynList values = from->value_decl.values, names = node->value_decl.names;
  for (uint32_t i = 0; i < names.len; i++) {
    TyDecl *d = make_decl(c, file);
    d->type = from->value_decl.type;
    d->init = i < values.len ? values.data[i] : NULL;
    d->is_inherited = from != node;
    TyObject *o = make_global(c, TY_OBJ_CONST, names.data[i], node, d);
    declare_global(c, names.data[i], o);
  }
  ty_check_arity(c, node->loc, names, values, true, from != node);
}

static void collect_var(TyChecker *c, SynNode *node, uint32_t file) {
  SynList names = node->value_decl.names, values = node->value_decl.values;
  TyDecl *shared = NULL;
  if (values.len == 1) {
    shared = make_decl(c, file);
    shared->type = node->value_decl.type;
    shared->init = values.data[0];
    shared->lhs = GL_NEW_ARRAY(c->arena, TyObject *, names.len);
    shared->n_lhs = names.len;
  }
  for (uint32_t i = 0; i < names.len; i++) {
    TyDecl *d = shared;
    if (!d) {
      d = make_decl(c, file);
      d->type = node->value_decl.type;
      d->init = i < values.len ? values.data[i] : NULL;
    }
    TyObject *o = make_global(c, TY_OBJ_VAR, names.data[i], node, d);
    o->is_used = true;
    if (shared)
      shared->lhs[i] = o;
    declare_global(c, names.data[i], o);
  }
  if (!node->value_decl.type || values.len > 0)
    ty_check_arity(c, node->loc, names, values, false, false);
}

static void collect_type(TyChecker *c, SynNode *node, uint32_t file) {
  TyDecl *d = make_decl(c, file);
  d->node = node;
  TyObject *o = make_global(c, TY_OBJ_TYPE, node->type_decl.name, node, d);
  o->is_alias = node->type_decl.is_alias;
  declare_global(c, node->type_decl.name, o);
}

/// Rules of functions named init and main.
static void check_special_func(TyChecker *c, SynNode *node, const char *name) {
  const SynNode *type = node->func_decl.type;
  if (type->func_type.type_params.len > 0)
    ty_error(c, type->func_type.type_params.data[0]->loc, GL_DIAG_TY_ERROR,
             "func %s must have no type parameters", name);
  if (type->func_type.params.len > 0 || type->func_type.results.len > 0)
    ty_error(c, node->func_decl.name->loc, GL_DIAG_TY_ERROR,
             "func %s must have no arguments and no return values", name);
}

static void require_type_params(TyChecker *c, SynNode *func, int minor, const char *what) {
  SynList params = func->func_decl.type->func_type.type_params;
  if (params.len > 0)
    ty_version_require(c, params.data[0]->loc, minor, "%s", what);
}

static void collect_func(TyChecker *c, SynNode *node, uint32_t file) {
  SynNode *ident = node->func_decl.name;
  TyDecl *d = make_decl(c, file);
  d->node = node;
  TyObject *o = make_global(c, TY_OBJ_FUNC, ident, node, d);
  if (node->func_decl.recv) {
    require_type_params(c, node, 27, "generic method");
    ty_info_set_object(c->info, ident, o);
    return;
  }
  bool is_init = is_name(o->name, "init");
  if (is_init || (is_name(o->name, "main") && is_name(c->pkg->name, "main")))
    check_special_func(c, node, o->name->text);
  else
    require_type_params(c, node, 18, "type parameter");
  if (!is_init) {
    ty_declare(c, c->pkg->scope, ident, o);
    return;
  }
  ty_info_set_object(c->info, ident, o); // never declared: init cannot be referred to
  if (!node->func_decl.body && !node->func_decl.body_skipped)
    ty_error(c, o->loc, GL_DIAG_TY_ERROR, "func init must have a body");
}

static void collect_decl(TyChecker *c, SynNode *node, uint32_t file) {
  switch (node->kind) {
  case SYN_IMPORT_DECL: break; // before: see collect_file_imports
  case SYN_CONST_DECL: collect_const(c, node, file); break;
  case SYN_VAR_DECL: collect_var(c, node, file); break;
  case SYN_TYPE_DECL: collect_type(c, node, file); break;
  case SYN_FUNC_DECL: collect_func(c, node, file); break;
  }
}

// --- methods and conflicts -----------------------------------------------------------------------

SynNode *ty_receiver_base(SynNode *type, bool *is_pointer, bool *is_generic) {
  *is_pointer = *is_generic = false;
  SynNode *t = syn_unparen(type);
  if (t->kind == SYN_STAR) {
    *is_pointer = true;
    t = syn_unparen(t->unary.x);
  }
  if (t->kind == SYN_INDEX) {
    *is_generic = true;
    t = t->index.x;
  }
  return t;
}

/// The declaration of the type that a receiver names, looking through aliases of this package.
static TyObjectState *receiver_type(TyChecker *c, SynNode *name, bool *is_pointer) {
  for (uint32_t steps = 0; name && steps <= c->states.len; steps++) {
    TyObject *o = ty_scope_get(c->pkg->scope, name->ident.name);
    TyObjectState *s = o && o->kind == TY_OBJ_TYPE ? ty_state(c, o) : NULL;
    if (!s)
      return NULL;
    if (!o->is_alias)
      return s;
    if (o->decl->type_decl.type_params.len > 0)
      return NULL;
    SynNode *t = syn_unparen(o->decl->type_decl.type);
    if (t->kind == SYN_STAR) {
      if (*is_pointer)
        return NULL;
      *is_pointer = true;
      t = syn_unparen(t->unary.x);
    }
    name = t->kind == SYN_IDENT ? t : NULL;
  }
  return NULL;
}

static void associate_methods(TyChecker *c) {
  for (uint32_t i = 0; i < c->states.len; i++) {
    TyObject *o = c->states.data[i].object;
    if (o->kind != TY_OBJ_FUNC || !o->decl->func_decl.recv || is_blank(o->name))
      continue;
    bool is_pointer, is_generic;
    SynNode *base = ty_receiver_base(o->decl->func_decl.recv->field.type, &is_pointer, &is_generic);
    TyObjectState *s = base->kind == SYN_IDENT ? receiver_type(c, base, &is_pointer) : NULL;
    if (!s)
      continue;
    o->has_ptr_recv = is_pointer;
    GL_VEC_PUSH(c->arena, &s->decl->methods, o);
  }
}

/// No name may be declared both in a file (by an import) and in the package.
static void check_import_conflicts(TyChecker *c, const TyScope *file) {
  for (uint32_t i = 0; i < file->objects.len; i++) {
    TyObject *other = ty_scope_get(c->pkg->scope, file->names.data[i]);
    if (!other)
      continue;
    const TyObject *o = file->objects.data[i];
    const TyPackage *p = o->kind == TY_OBJ_PACKAGE_NAME ? o->imported : o->pkg;
    GlDiag *d = ty_error(c, other->loc, GL_DIAG_TY_DUPLICATE,
                         "%s already declared through %simport of package %s (\"%s\")",
                         other->name->text, o->kind == TY_OBJ_PACKAGE_NAME ? "" : "dot-",
                         p ? p->name->text : o->name->text, p ? p->path->text : o->name->text);
    ty_error_other_decl(c, d, o);
  }
}

void ty_collect_objects(TyChecker *c) {
  const TyPackageInput *in = c->in;
  c->file_scopes = GL_NEW_ARRAY(c->arena, TyScope *, in->n_files + 1);
  for (uint32_t i = 0; i < in->n_files; i++) {
    c->env.scope = c->file_scopes[i] = ty_scope_new(c->arena, c->pkg->scope);
    c->env.version = c->file_versions[i];
    for (uint32_t k = 0; k < in->files[i]->decls.len; k++)
      if (in->files[i]->decls.data[k]->kind == SYN_IMPORT_DECL)
        collect_import(c, in->files[i]->decls.data[k]);
  }
  for (uint32_t i = 0; i < in->n_files; i++) {
    c->env.scope = c->file_scopes[i];
    c->env.version = c->file_versions[i];
    for (uint32_t k = 0; k < in->files[i]->decls.len; k++)
      collect_decl(c, in->files[i]->decls.data[k], i);
  }
  for (uint32_t i = 0; i < in->n_files; i++)
    check_import_conflicts(c, c->file_scopes[i]);
  associate_methods(c);
}
