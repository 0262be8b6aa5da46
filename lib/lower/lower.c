/// \file
/// Entry of the room: sets up a run, then works through functions, package variables and live types
/// until nothing new is reached.

#include "lower_internal.h"

#include <string.h>

enum { FRESH_VARIABLES = 22 }; // from go1.22 on each round of a loop has variables of its own

void lower_unsupported(LowerCtx *c, GlLoc loc, const char *what) {
  gl_diag_error(c->diags, loc, GL_DIAG_UNSUPPORTED, "%s not supported yet", what);
}

void lower_enqueue(LowerCtx *c, LowerWork w) { GL_VEC_PUSH(c->arena, &c->work, w); }

LowerPkg *lower_pkg(const LowerCtx *c, const TyPackage *p) {
  return gl_ptrmap_get(c->pkg_index, p);
}

const TyType *lower_type(const LowerFn *f, const SynNode *e) {
  const TyType *t = lower_type_of(f->c, e);
  TyKind k = t ? (TyKind)t->kind : TY_INVALID;
  if (k == TY_UNTYPED_BOOL)
    return f->c->t_bool;
  if (k == TY_UNTYPED_INT)
    return f->c->t_int;
  if (k == TY_UNTYPED_RUNE)
    return f->c->t_int32;
  if (k == TY_UNTYPED_STRING)
    return f->c->t_string;
  if (k == TY_UNTYPED_FLOAT || k == TY_UNTYPED_COMPLEX)
    return ty_world_basic(f->c->world, k == TY_UNTYPED_FLOAT ? TY_FLOAT64 : TY_COMPLEX128);
  return ty_canonical(t);
}

static void set_basic_types(LowerCtx *c) {
  TyWorld *w = c->world;
  c->t_bool = ty_world_basic(w, TY_BOOL);
  c->t_int = ty_world_basic(w, TY_INT);
  c->t_uint8 = ty_world_basic(w, TY_UINT8);
  c->t_int32 = ty_world_basic(w, TY_INT32);
  c->t_uintptr = ty_world_basic(w, TY_UINTPTR);
  c->t_string = ty_world_basic(w, TY_STRING);
  c->t_unsafe = ty_world_basic(w, TY_UNSAFE_POINTER);
  c->t_any = ty_canonical(ty_world_any(w));
  c->t_func = ty_canonical(ty_make_func(w, NULL, 0, NULL, 0, false));
}

static LowerCtx *context_new(GlArena *arena, TyWorld *world, GlIntern *names,
                             const GlSources *sources, GlDiags *diags) {
  LowerCtx *c = GL_NEW(arena, LowerCtx);
  c->arena = arena;
  c->world = world;
  c->info = ty_world_info(world);
  c->names = names;
  c->sources = sources;
  c->diags = diags;
  c->prog = gir_program_new(arena, names, sources, world);
  c->pkg_index = gl_ptrmap_new(arena);
  c->static_inits = gl_ptrmap_new(arena);
  c->embeds = gl_ptrmap_new(arena);
  c->linknames = gl_strmap_new(arena);
  c->bodies = gl_strmap_new(arena);
  c->wrappers = gl_strmap_new(arena);
  c->boxes = gl_strmap_new(arena);
  c->described = gl_ptrmap_new(arena);
  c->n_scanned = 1;
  c->instances = gl_strmap_new(arena);
  set_basic_types(c);
  return c;
}

static void set_packages(LowerCtx *c, const LowerPackage *packages, uint32_t n) {
  c->pkgs = GL_NEW_ARRAY(c->arena, LowerPkg, n + 1);
  c->n_pkgs = n;
  for (uint32_t i = 0; i < n; i++) {
    c->pkgs[i].in = &packages[i];
    c->pkgs[i].path = lower_pkg_path(packages[i].package);
    gl_ptrmap_set(c->pkg_index, packages[i].package, &c->pkgs[i]);
    c->has_reflect |= strcmp(c->pkgs[i].path, "reflect") == 0;
  }
}

static void set_versions(LowerCtx *c) {
  c->is_old_file = GL_NEW_ARRAY(c->arena, bool, gl_sources_count(c->sources) + 1);
  for (uint32_t i = 0; i < c->n_pkgs; i++) {
    const LowerPackage *p = c->pkgs[i].in;
    for (uint32_t k = 0; k < p->n_files; k++) {
      int minor = ty_language_minor(p->files[k], p->go_version);
      c->is_old_file[p->files[k]->source->index] = minor > 0 && minor < FRESH_VARIABLES;
    }
  }
}

/// All functions and variables of a package are compiled, used or not.
static void add_all_objects(LowerCtx *c, const LowerPackage *p) {
  for (uint32_t i = 0; i < p->n_files; i++) {
    SynList decls = p->files[i]->decls;
    for (uint32_t k = 0; k < decls.len; k++) {
      if (decls.data[k]->kind != SYN_FUNC_DECL)
        continue;
      TyObject *o = ty_info_object(c->info, decls.data[k]->func_decl.name);
      if (o && o->kind == TY_OBJ_FUNC && !lower_is_generic(o) && strcmp(o->name->text, "_") != 0 &&
          strcmp(o->name->text, "init") != 0)
        lower_func_of(c, o);
    }
  }
  for (uint32_t i = 0; i < p->package->n_objects; i++) {
    TyObject *o = p->package->objects[i];
    if (o->kind == TY_OBJ_VAR && strcmp(o->name->text, "_") != 0)
      lower_global_of(c, o);
  }
}

/// Other units leave the descriptors of a package's types, and of pointers to them, to this one.
static void add_all_types(LowerCtx *c, const TyPackage *p) {
  for (uint32_t i = 0; i < p->n_objects; i++) {
    const TyObject *o = p->objects[i];
    if (o->kind != TY_OBJ_TYPE || o->is_alias || !o->type || o->type->kind != TY_NAMED ||
        o->type->named.n_type_params || strcmp(o->name->text, "_") == 0)
      continue;
    gir_live_type(c->prog, ty_canonical(o->type))->is_exported = true;
    gir_live_type(c->prog, lower_pointer_to(c, o->type))->is_exported = true;
  }
}

static void add_main(LowerCtx *c) {
  for (uint32_t i = 0; i < c->n_pkgs; i++) {
    const TyPackage *p = c->pkgs[i].in->package;
    if (!c->pkgs[i].in->is_root || strcmp(p->name->text, "main") != 0)
      continue;
    for (uint32_t k = 0; k < p->n_objects; k++)
      if (p->objects[k]->kind == TY_OBJ_FUNC && strcmp(p->objects[k]->name->text, "main") == 0)
        c->prog->main = lower_func_of(c, p->objects[k]);
  }
}

/// One thing from the front of a queue; false: all queues are empty.
static bool step(LowerCtx *c, uint32_t *next_func, uint32_t *next_static) {
  if (*next_func < c->work.len) {
    LowerWork w = c->work.data[(*next_func)++];
    lower_func_body(c, &w);
    return true;
  }
  if (*next_static < c->static_work.len) {
    lower_static_of(c, c->static_work.data[(*next_static)++]);
    return true;
  }
  return lower_live_run(c) || lower_lazy_maps_run(c, false);
}

GirProgram *lower_program(GlArena *arena, TyWorld *world, GlIntern *names, const GlSources *sources,
                          GlDiags *diags, const LowerPackage *packages, uint32_t n_packages,
                          LowerOptions options) {
  LowerCtx *c = context_new(arena, world, names, sources, diags);
  c->options = options;
  set_packages(c, packages, n_packages);
  set_versions(c);
  lower_linknames_collect(c);
  lower_embeds_collect(c);
  lower_inits_collect(c);
  if (options.is_program) {
    add_main(c);
    lower_linkname_roots(c);
  }
  for (uint32_t i = 0; i < n_packages; i++) {
    if ((!options.is_program || options.all_functions) && packages[i].is_root)
      add_all_objects(c, &packages[i]);
    if (options.is_unit && packages[i].is_root)
      add_all_types(c, packages[i].package);
    if (options.is_program || packages[i].is_root)
      lower_package_init(c, &c->pkgs[i]);
  }
  if (options.is_program)
    lower_program_init(c);
  uint32_t next_func = 0, next_static = 0;
  while (!gl_diags_is_full(diags) && step(c, &next_func, &next_static))
    continue;
  lower_lazy_maps_run(c, true);
  lower_forward_run(c);
  return c->prog;
}
