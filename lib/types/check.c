/// \file
/// The world, and the order in which one package is checked.
/// Decides no rule of the language itself.

#include "generic_internal.h"

#include <stdlib.h>
#include <string.h>

enum { NEWEST_MINOR = 27, LEAST_FILE_MINOR = 21 };

typedef struct InitList {
  TyInit *inits;
  uint32_t n;
} InitList;

static TyPackage *make_unsafe(TyWorld *w) {
  TyPackage *p = GL_NEW(w->arena, TyPackage);
  p->path = p->name = gl_intern_cstr(w->names, "unsafe");
  p->is_unsafe = p->is_std = true;
  p->id = ++w->n_packages;
  p->scope = (struct TyScope *)ty_scope_new(w->arena, w->universe);
  uint32_t n = 0;
  TyObject *const *objects = ty_table_unsafe(w->types, p, &n);
  for (uint32_t i = 0; i < n; i++)
    ty_scope_add(w->arena, p->scope, objects[i]->name, objects[i]);
  return p;
}

static bool is_for_checker_tests(const TyObject *o) {
  return o->kind == TY_OBJ_BUILTIN &&
         (o->builtin == TY_BUILTIN_ASSERT || o->builtin == TY_BUILTIN_TRACE);
}

TyWorld *ty_world_new(GlArena *arena, GlIntern *names, const GlSources *sources, GlDiags *diags,
                      TyOptions options) {
  TyWorld *w = GL_NEW(arena, TyWorld);
  w->arena = arena;
  w->names = names;
  w->sources = sources;
  w->diags = diags;
  w->options = options;
  w->info = ty_info_new(arena);
  w->types = ty_table_new(arena, names);
  ty_table_set_sources(w->types, sources);
  w->inits = gl_ptrmap_new(arena);
  w->late_bodies = gl_ptrmap_new(arena);
  w->universe = ty_scope_new(arena, NULL);
  uint32_t n = 0;
  TyObject *const *objects = ty_table_universe(w->types, &n);
  for (uint32_t i = 0; i < n; i++)
    if (options.is_checker_test || !is_for_checker_tests(objects[i]))
      ty_scope_add(arena, w->universe, objects[i]->name, objects[i]);
  w->unsafe_package = make_unsafe(w);
  return w;
}

TyInfo *ty_world_info(TyWorld *w) { return w->info; }

TyPackage *ty_world_unsafe(TyWorld *w) { return w->unsafe_package; }

const TyType *ty_world_basic(TyWorld *w, TyKind kind) { return ty_table_basic(w->types, kind); }

const TyType *ty_world_error(TyWorld *w) { return ty_table_error(w->types); }

const TyType *ty_world_any(TyWorld *w) { return ty_table_any(w->types); }

const TyType *ty_make_pointer(TyWorld *w, const TyType *elem) {
  return ty_canonical(ty_new_pointer(w->types, elem));
}

const TyType *ty_make_slice(TyWorld *w, const TyType *elem) {
  return ty_canonical(ty_new_slice(w->types, elem));
}

const TyType *ty_make_array(TyWorld *w, const TyType *elem, int64_t len) {
  return ty_canonical(ty_new_array(w->types, elem, len));
}

const TyType *ty_make_func(TyWorld *w, const TyType *const *params, uint32_t n_params,
                           const TyType *const *results, uint32_t n_results, bool is_variadic) {
  TyParam *p = GL_NEW_ARRAY(w->arena, TyParam, n_params + 1);
  TyParam *r = GL_NEW_ARRAY(w->arena, TyParam, n_results + 1);
  for (uint32_t i = 0; i < n_params; i++)
    p[i].type = params[i];
  for (uint32_t i = 0; i < n_results; i++)
    r[i].type = results[i];
  return ty_canonical(ty_new_func(w->types, p, n_params, r, n_results, is_variadic));
}

const TyType *ty_make_struct(TyWorld *w, const TyField *fields, uint32_t n_fields) {
  return ty_canonical(ty_new_struct(w->types, fields, n_fields));
}

void ty_check_late_body(TyWorld *w, const TyObject *fn) {
  TyLateBody *late = gl_ptrmap_get(w->late_bodies, fn);
  GL_ASSERT(late && fn->decl->func_decl.body, "no body to check in %s", fn->name->text);
  TyChecker *c = late->checker;
  TyAction a = *late->action;
  a.node = fn->decl->func_decl.body;
  ty_table_unsettle(c->types);
  uint32_t top = c->actions.len;
  GL_VEC_PUSH(c->arena, &c->actions, a);
  ty_run_actions(c, top);
  ty_table_settle(c->types);
}

const TyInit *ty_package_inits(const TyWorld *w, const TyPackage *p, uint32_t *n) {
  const InitList *l = gl_ptrmap_get(w->inits, p);
  *n = l ? l->n : 0;
  return l ? l->inits : NULL;
}

void ty_world_set_inits(TyWorld *w, const TyPackage *p, TyInit *inits, uint32_t n) {
  InitList *l = GL_NEW(w->arena, InitList);
  l->inits = inits;
  l->n = n;
  gl_ptrmap_set(w->inits, p, l);
}

/// N of "go1.N…", 0 when there is none.
static int minor_version(const char *v) {
  if (!v || strncmp(v, "go1.", 4) != 0)
    return 0;
  return (int)strtol(v + 4, NULL, 10);
}

int ty_language_minor(const SynFile *file, const char *go_version) {
  int v = minor_version(file->go_version);
  if (v > 0)
    v = v > LEAST_FILE_MINOR ? v : LEAST_FILE_MINOR;
  else
    v = minor_version(go_version);
  return v > NEWEST_MINOR ? NEWEST_MINOR : v;
}

static void init_versions(TyChecker *c) {
  const TyPackageInput *in = c->in;
  c->file_versions = GL_NEW_ARRAY(c->arena, uint8_t, in->n_files + 1);
  c->is_file_version = GL_NEW_ARRAY(c->arena, bool, in->n_files + 1);
  const char *lang = in->go_version ? in->go_version : c->world->options.lang;
  int module = minor_version(lang);
  if (module > NEWEST_MINOR && in->n_files > 0 && in->files[0]->package_name)
    ty_error(c, in->files[0]->package_name->loc, GL_DIAG_TY_ERROR,
             "package requires newer Go version go1.%d (application built with go1.%d)", module,
             NEWEST_MINOR);
  for (uint32_t i = 0; i < in->n_files; i++) {
    int file = minor_version(in->files[i]->go_version);
    int v = ty_language_minor(in->files[i], lang);
    if (file > NEWEST_MINOR)
      ty_error(c, in->files[i]->package_name->loc, GL_DIAG_TY_ERROR,
               "file requires newer Go version go1.%d", file);
    c->file_versions[i] = (uint8_t)v;
    c->is_file_version[i] = file > 0 && file == v;
  }
}

static TyPackage *make_package(TyWorld *w, const TyPackageInput *in) {
  TyPackage *p = GL_NEW(w->arena, TyPackage);
  p->path = gl_intern_cstr(w->names, in->path);
  p->name = p->path;
  for (uint32_t i = 0; i < in->n_files; i++)
    if (in->files[i]->package_name) {
      p->name = in->files[i]->package_name->ident.name;
      break;
    }
  p->is_std = in->is_std;
  p->is_outside = in->is_outside;
  p->id = ++w->n_packages;
  p->scope = ty_scope_new(w->arena, w->universe);
  return p;
}

static void check_package_names(TyChecker *c) {
  for (uint32_t i = 0; i < c->in->n_files; i++) {
    const SynNode *name = c->in->files[i]->package_name;
    if (name && strcmp(name->ident.name->text, "_") == 0)
      ty_error(c, name->loc, GL_DIAG_TY_ERROR, "invalid package name _");
  }
}

static bool has_linkname(const TyChecker *c, const SynNode *func) {
  for (uint32_t i = 0; i < c->in->n_files; i++)
    for (uint32_t k = 0; k < c->in->files[i]->n_linknames; k++)
      if (c->in->files[i]->linknames[k].local == func->func_decl.name->ident.name)
        return true;
  return false;
}

/// What cmd/compile looks at only when all types are right.
static void check_bodies_exist(TyChecker *c) {
  for (uint32_t i = 0; i < c->states.len; i++) {
    SynNode *f = c->states.data[i].decl->node;
    if (!f || f->kind != SYN_FUNC_DECL)
      continue;
    bool has_body = f->func_decl.body || f->func_decl.body_skipped;
    if (has_body && (f->func_decl.pragma & SYN_PRAGMA_NOESCAPE))
      ty_error(c, f->loc, GL_DIAG_TY_ERROR,
               "can only use //go:noescape with external func implementations");
    if (!has_body && c->world->options.complete && !c->in->is_std && !has_linkname(c, f))
      ty_error(c, f->loc, GL_DIAG_TY_ERROR, "missing function body");
  }
}

static void check_main(TyChecker *c) {
  if (!c->world->options.needs_main || strcmp(c->pkg->name->text, "main") != 0 ||
      gl_diags_count_of(c->world->diags, GL_DIAG_SYN_ERROR) > 0) // it may be what was misread
    return;
  TyObject *main = ty_scope_get(c->pkg->scope, gl_intern_cstr(c->world->names, "main"));
  if (!main || main->kind != TY_OBJ_FUNC)
    ty_error(c, GL_LOC_NONE, GL_DIAG_TY_UNDEFINED,
             "function main is undeclared in the main package");
}

static void finish_package(TyChecker *c) {
  TyPackage *p = c->pkg;
  p->objects = GL_NEW_ARRAY(c->arena, TyObject *, c->states.len + 1);
  for (uint32_t i = 0; i < c->states.len; i++) {
    TyObject *o = c->states.data[i].object;
    if (!(o->kind == TY_OBJ_FUNC && o->decl->func_decl.recv))
      p->objects[p->n_objects++] = o;
  }
}

/// Instances that were given up because nothing bounds them, or next to nothing.
static void report_cut_types(TyChecker *c) {
  const TyObject *generic;
  if (!ty_table_was_cut(c->types, &generic))
    return;
  ty_error(c, generic ? generic->loc : GL_LOC_NONE, GL_DIAG_TY_LIMIT,
           "instances of %s nested too deeply: not supported",
           generic ? generic->name->text : "a generic function");
}

TyPackage *ty_check_package(TyWorld *w, const TyPackageInput *in) {
  TyChecker *c = GL_NEW(w->arena, TyChecker);
  c->world = w;
  c->arena = w->arena;
  c->info = w->info;
  c->types = w->types;
  c->in = in;
  c->invalid = ty_table_basic(w->types, TY_INVALID);
  c->right_sides = gl_ptrmap_new(c->arena);
  c->valid_types = gl_ptrmap_new(c->arena);
  c->stored_params = gl_ptrmap_new(c->arena);
  c->instance_locs = gl_ptrmap_new(c->arena);
  c->waiters = gl_ptrmap_new(c->arena);
  c->pkg = make_package(w, in);
  ty_table_unsettle(c->types);
  c->empty_interface = ty_new_interface(c->types);
  ty_interface_complete(c->empty_interface, NULL, 0);
  init_versions(c);
  check_package_names(c);
  ty_collect_objects(c);
  finish_package(c);
  ty_check_direct_cycles(c);
  ty_check_package_objects(c);
  c->has_all_types = true;
  ty_table_resolved(c->types);
  ty_run_actions(c, 0);
  ty_compute_init_order(c);
  if (!in->ignore_bodies && !in->is_outside && !c->has_unsupported)
    ty_check_unused_imports(c);
  if (c->n_errors == 0)
    ty_check_mono(c);
  report_cut_types(c);
  if (c->n_errors == 0)
    ty_report_interface_cycles(c);
  ty_table_settle(c->types);
  if (c->n_errors == 0)
    ty_check_pragmas(c);
  if (c->n_errors == 0)
    check_bodies_exist(c);
  if (c->n_errors == 0)
    ty_check_limits(c);
  if (c->n_errors == 0)
    check_main(c);
  return c->pkg;
}
