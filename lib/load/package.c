/// \file
/// One package: which files of its folder belong to it, and their trees.
/// Does not know what the imports mean.
/// Source: `go help packages`, `go help buildconstraint`; gc's messages.

#include "load_internal.h"

#include "golite/support/file.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

typedef GL_VEC(LoadChosen) ChosenFiles;

/// The files of a folder that was looked into before it was known to be wanted.
typedef struct KnownFolder {
  ChosenFiles files;
  bool is_pure;
} KnownFolder;

GlDiag *load_error(Loader *l, GlLoc loc, const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  l->n_errors++;
  GlDiag *d = gl_diag_verror(l->ctx->diags, loc, GL_DIAG_LOAD_ERROR, fmt, args);
  va_end(args);
  return d;
}

const char load_command_line_path[] = "command-line-arguments";

// --- Paths ---

const char *load_absolute(Loader *l, const char *path) {
  char buf[PATH_MAX];
  const char *real = realpath(path, buf);
  return real ? gl_arena_strndup(l->arena, real, strlen(real)) : path;
}

const char *load_short_path(Loader *l, const char *dir) {
  if (dir[0] != '/' || l->cwd[0] != '/')
    return dir;
  if (strcmp(dir, l->cwd) == 0)
    return ".";
  size_t n = strlen(l->cwd);
  if (strcmp(l->cwd, "/") != 0 && strncmp(dir, l->cwd, n) == 0 && dir[n] == '/')
    return dir + n + 1;
  // The common part, then one .. for each folder of cwd below it.
  size_t common = 0;
  for (size_t i = 0; i <= n; i++) {
    bool ends_dir = dir[i] == '/' || dir[i] == 0, ends_cwd = l->cwd[i] == '/' || l->cwd[i] == 0;
    if (ends_dir && ends_cwd)
      common = i;
    if (dir[i] != l->cwd[i] || !dir[i])
      break;
  }
  GlBuf b;
  gl_buf_init(&b, l->arena);
  for (size_t i = common; i < n; i++)
    if (l->cwd[i] == '/')
      gl_buf_str(&b, b.len ? "/.." : "..");
  gl_buf_str(&b, dir + common);
  return b.len < strlen(dir) ? b.data : dir;
}

// --- Choosing files ---

static bool has_suffix(const char *s, const char *suffix) {
  size_t n = strlen(s), k = strlen(suffix);
  return n >= k && strcmp(s + n - k, suffix) == 0;
}

bool load_is_test_name(const char *name) { return has_suffix(name, "_test.go"); }

static bool is_go_source(const LoadTarget *t, const char *name, bool is_test) {
  return name[0] != '_' && name[0] != '.' && has_suffix(name, ".go") &&
         load_is_test_name(name) == is_test && load_name_matches(t, name);
}

/// Whether the folder has assembly that this compiler leaves out.
static bool has_assembly(const char *const *names, uint32_t n, const LoadTarget *t) {
  for (uint32_t i = 0; i < n; i++)
    if ((has_suffix(names[i], ".s") || has_suffix(names[i], ".S")) && names[i][0] != '_' &&
        names[i][0] != '.' && load_name_matches(t, names[i]))
      return true;
  return false;
}

const GlFile *load_read_file(Loader *l, const char *path, GlLoc loc) {
  const char *err;
  const GlFile *f = gl_sources_read(l->ctx->sources, path, &err);
  if (!f)
    load_error(l, loc, "%s", err);
  return f;
}

/// Whether the build constraint and the imports of a file allow it.
static bool header_allows(Loader *l, const LoadTarget *t, const GlFile *f, const SynHeader *h) {
  if (h->is_cgo && (t->is_golite || t->is_dependency))
    return false; // as with CGO_ENABLED=0; in the user's own packages the import is an error
  if (h->package_name && strcmp(h->package_name->text, "documentation") == 0)
    return false;
  if (!h->build)
    return true;
  const char *err;
  bool holds = load_constraint_holds(t, h->build, &err);
  if (err)
    load_error(l, h->build_loc ? h->build_loc : f->base, "parsing //go:build line: %s", err);
  return holds;
}

static LoadTarget target_of(const Loader *l, bool is_std) {
  return (LoadTarget){.is_golite = is_std, .tags = l->options->tags, .n_tags = l->options->n_tags};
}

bool load_user_header_allows(Loader *l, const GlFile *f, const SynHeader *h) {
  LoadTarget t = target_of(l, false);
  return header_allows(l, &t, f, h);
}

static void choose(Loader *l, const char *dir, const char *name, const LoadTarget *t,
                   ChosenFiles *out) {
  const GlFile *f = load_read_file(l, gl_path_join(l->arena, dir, name), GL_LOC_NONE);
  if (!f)
    return;
  SynHeader h;
  syn_scan_header(l->ctx, f, &h);
  if (header_allows(l, t, f, &h))
    GL_VEC_PUSH(l->arena, out, (LoadChosen){f, h.package_name});
}

static bool is_in(const char *name, const char *const *list, uint32_t n) {
  for (uint32_t i = 0; i < n; i++)
    if (strcmp(name, list[i]) == 0)
      return true;
  return false;
}

/// The files (tests or others) of a folder in byte order of their names, but those in `drop` (may
/// be NULL). Sets t->is_pure. False when the folder cannot be read.
static bool choose_files(Loader *l, const char *dir, LoadTarget *t, const LoadOverlay *drop,
                         bool tests, ChosenFiles *out) {
  uint32_t n;
  char **names = gl_dir_list(l->arena, dir, &n);
  if (!names)
    return false;
  t->is_pure = !t->is_golite && has_assembly((const char *const *)names, n, t);
  for (uint32_t i = 0; i < n; i++)
    if (is_go_source(t, names[i], tests) &&
        !(drop && is_in(names[i], drop->drop.data, drop->drop.len)))
      choose(l, dir, names[i], t, out);
  return true;
}

static bool choose_folder(Loader *l, const char *dir, LoadTarget *t, const LoadOverlay *drop,
                          ChosenFiles *out) {
  return choose_files(l, dir, t, drop, false, out);
}

LoadChosen *load_choose_tests(Loader *l, const LoadPkg *p, uint32_t *n) {
  LoadTarget t = target_of(l, p->pub.is_std);
  t.is_dependency = p->pub.is_dependency;
  t.is_test = true;
  ChosenFiles c = {0};
  const char *dir = p->pub.is_std ? load_tree_dir(l, p->path) : p->pub.dir;
  if (dir)
    choose_files(l, dir, &t, p->pub.is_std ? load_overlay_find(l, p->path) : NULL, true, &c);
  *n = c.len;
  return c.data;
}

// --- Packages ---

LoadPkg *load_package_add(Loader *l, const char *path, const char *dir, bool is_std) {
  LoadPkg *p = GL_NEW(l->arena, LoadPkg);
  p->path = path;
  p->pub.path = path;
  p->pub.dir = dir;
  p->pub.is_std = is_std;
  gl_strmap_set(l->packages, path, strlen(path), p);
  GL_VEC_PUSH(l->arena, &l->all, p);
  return p;
}

/// Where gc reports a package clause: at its keyword.
static GlLoc package_loc(const SynFile *f) {
  GlLoc name = f->package_name->loc;
  uint32_t at = name - f->source->base;
  const char *text = f->source->text;
  while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t'))
    at--;
  if (at < 7 || memcmp(text + at - 7, "package", 7) != 0)
    return name;
  return f->source->base + at - 7;
}

void load_parse_file(Loader *l, LoadPkg *p, const GlFile *file, GlName package_name) {
  l->ctx->skip_bodies = l->options->skips_bodies && (p->pub.is_std || p->pub.is_dependency);
  SynFile *f = syn_parse_file(l->ctx, file);
  l->ctx->skip_bodies = false;
  if (!l->options->only_checks)
    load_embeds(l, f);
  if (f->package_name)
    package_name = f->package_name->ident.name;
  if (!p->pub.name)
    p->pub.name = package_name;
  if (f->package_name && package_name != p->pub.name)
    load_error(l, package_loc(f), "package %s; expected package %s", package_name->text,
               p->pub.name->text);
  GL_VEC_PUSH(l->arena, &p->files, f);
  p->pub.files = p->files.data;
  p->pub.n_files = p->files.len;
}

void load_package_finish(Loader *l, LoadPkg *p) {
  if (!p->pub.name) // an error was reported
    p->pub.name = gl_intern_cstr(l->ctx->names, gl_path_base(p->path));
  // Files outside a module are known by their package's name.
  if (strcmp(p->pub.name->text, "main") == 0 || strcmp(p->path, load_command_line_path) == 0)
    p->pub.path = p->pub.name->text;
  if (p->module && !p->pub.is_std)
    p->pub.go_version = p->module->go_version;
}

/// Parses the chosen files, all of one package. Reports two packages in one folder.
static void parse_chosen(Loader *l, LoadPkg *p, const ChosenFiles *c, GlLoc loc) {
  const LoadChosen *first = NULL;
  for (uint32_t i = 0; i < c->len; i++) {
    const LoadChosen *x = &c->data[i];
    if (!x->package_name)
      continue;
    if (first && first->package_name != x->package_name) {
      load_error(l, loc, "found packages %s (%s) and %s (%s) in %s", first->package_name->text,
                 gl_path_base(first->file->path), x->package_name->text,
                 gl_path_base(x->file->path), p->pub.dir);
      p->pub.name = first->package_name;
      return;
    }
    first = first ? first : x;
  }
  for (uint32_t i = 0; i < c->len; i++)
    load_parse_file(l, p, c->data[i].file, c->data[i].package_name);
}

// --- Packages with assembly ---

static bool has_linkname(const SynFile *f, GlName local) {
  for (uint32_t i = 0; i < f->n_linknames; i++)
    if (f->linknames[i].local == local)
      return true;
  return false;
}

/// The first function that only assembly could have a body for, or NULL.
static const SynNode *function_without_body(const LoadPkg *p) {
  for (uint32_t i = 0; i < p->pub.n_files; i++) {
    const SynFile *f = p->pub.files[i];
    for (uint32_t k = 0; k < f->decls.len; k++) {
      const SynNode *d = f->decls.data[k];
      if (d->kind == SYN_FUNC_DECL && !d->func_decl.body && !d->func_decl.body_skipped &&
          !has_linkname(f, d->func_decl.name->ident.name))
        return d;
    }
  }
  return NULL;
}

/// A package whose assembly was left out: when functions lack their bodies, its files for an
/// architecture without assembly are tried.
static void try_without_architecture(Loader *l, LoadPkg *p, GlLoc loc) {
  if (!function_without_body(p))
    return;
  LoadTarget t = target_of(l, true);
  ChosenFiles c = {0};
  choose_folder(l, p->pub.dir, &t, NULL, &c);
  LoadPkg old = *p;
  if (c.len > 0) {
    p->files.len = p->files.cap = p->pub.n_files = 0;
    p->files.data = NULL;
    p->pub.name = NULL;
    parse_chosen(l, p, &c, loc);
  }
  const SynNode *f = function_without_body(p);
  if (!f)
    return;
  *p = old;
  f = function_without_body(p);
  if (l->options->only_checks)
    return;
  l->n_errors++;
  gl_diag_error(l->ctx->diags, f->loc, GL_DIAG_LOAD_UNSUPPORTED,
                "function %s is written in assembly: not supported yet",
                f->func_decl.name->ident.name->text);
}

// --- Packages of the user ---

void load_user_folder(Loader *l, LoadPkg *p, GlLoc loc) {
  const KnownFolder *known = gl_strmap_get(l->chosen, p->pub.dir, strlen(p->pub.dir));
  ChosenFiles c = {0};
  LoadTarget t = target_of(l, false);
  t.is_dependency = p->pub.is_dependency;
  if (known) {
    c = known->files;
    t.is_pure = known->is_pure;
  }
  uint32_t n_errors = gl_diags_error_count(l->ctx->diags);
  if (!known && !choose_folder(l, p->pub.dir, &t, NULL, &c))
    load_error(l, loc, "%s: %s", p->pub.dir, strerror(errno));
  else if (c.len == 0 && gl_diags_error_count(l->ctx->diags) == n_errors)
    load_error(l, loc, "no non-test Go files in %s", p->pub.dir);
  else
    parse_chosen(l, p, &c, loc);
  if (t.is_pure && gl_diags_error_count(l->ctx->diags) == n_errors)
    try_without_architecture(l, p, loc);
  load_package_finish(l, p);
}

bool load_folder_has_package(Loader *l, const char *dir) {
  KnownFolder *k = GL_NEW(l->arena, KnownFolder);
  LoadTarget t = target_of(l, false);
  choose_folder(l, dir, &t, NULL, &k->files);
  k->is_pure = t.is_pure;
  gl_strmap_set(l->chosen, dir, strlen(dir), k);
  ChosenFiles tests = {0};
  if (k->files.len == 0 && l->options->lists_tests)
    choose_files(l, dir, &t, NULL, true, &tests);
  return k->files.len + tests.len > 0;
}

/// Files of the Go tree that the overlay names, whatever their build constraint.
static void choose_taken(Loader *l, const char *tree, const LoadOverlay *o, GlLoc loc,
                         ChosenFiles *out) {
  for (uint32_t i = 0; i < o->take.len; i++) {
    const GlFile *f = load_read_file(l, gl_path_join(l->arena, tree, o->take.data[i]), loc);
    if (f)
      GL_VEC_PUSH(l->arena, out, (LoadChosen){f, NULL});
  }
}

void load_package_whole(LoadProgram *program, LoadPackage *package) {
  Loader *l = program->loader;
  const LoadPkg *p = (const LoadPkg *)package;
  const LoadOverlay *o = p->n_patched ? load_overlay_find(l, p->path) : NULL;
  SynFile **files = GL_NEW_ARRAY(l->arena, SynFile *, package->n_files + 1);
  for (uint32_t i = 0; i < package->n_files; i++) {
    const SynFile *old = package->files[i];
    files[i] = syn_parse_file(l->ctx, old->source);
    for (uint32_t k = 0; k < old->n_embeds; k++) {
      files[i]->embeds[k].files = old->embeds[k].files;
      files[i]->embeds[k].n_files = old->embeds[k].n_files;
    }
    if (o && i < p->n_patched)
      load_overlay_strip(o, files[i]);
  }
  package->files = files;
}

LoadPkg *load_std_package(Loader *l, const char *path, GlLoc loc, bool is_optional) {
  LoadOverlay *o = load_overlay_find(l, path);
  LoadTarget t = target_of(l, true);
  ChosenFiles c = {0};
  const char *tree = load_tree_dir(l, path);
  bool is_replaced = o && o->is_replaced;
  if (tree && !is_replaced)
    choose_folder(l, tree, &t, o, &c);
  if (tree && o)
    choose_taken(l, tree, o, loc, &c);
  uint32_t n_tree = c.len;
  const char *ours = o ? gl_path_join(l->arena, l->options->overlay_dir, path) : NULL;
  if (ours && gl_file_is_dir(ours))
    choose_folder(l, ours, &t, NULL, &c);
  if (c.len > 0 && is_replaced && strcmp(path, "runtime") == 0)
    GL_VEC_PUSH(l->arena, &c, (LoadChosen){load_version_file(l, ours), NULL});
  if (c.len == 0 && is_optional)
    return NULL;
  LoadPkg *p = load_package_add(l, path, is_replaced ? ours : tree, true);
  if (c.len == 0)
    load_error(l, loc, "no non-test Go files in %s", p->pub.dir ? p->pub.dir : path);
  parse_chosen(l, p, &c, loc);
  p->n_patched = o ? n_tree : 0;
  for (uint32_t i = 0; i < p->n_patched && i < p->pub.n_files; i++)
    load_overlay_strip(o, p->pub.files[i]);
  load_package_finish(l, p);
  return p;
}
