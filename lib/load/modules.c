/// \file
/// Which modules there are, in which versions, and where: main modules (go.mod, go.work), local
/// replacements, the module cache as it is. Fetches nothing.
/// Source: Go Modules Reference, "Minimal version selection (MVS)", "Module graph pruning",
/// "Workspaces", "Module cache".

#include "load_internal.h"

#include "golite/support/file.h"

#include <stdlib.h>
#include <string.h>

enum {
  PRUNED_MINOR = 17, // from this version on a go.mod lists all that its packages need
  VENDOR_MINOR = 14, // from this version on a vendor folder is used
};

bool load_path_has_prefix(const char *path, const char *prefix) {
  size_t n = strlen(prefix);
  return strncmp(path, prefix, n) == 0 && (path[n] == 0 || path[n] == '/');
}

const char *load_go_version(Loader *l, int minor) {
  return gl_arena_printf(l->arena, "go1.%d", minor > 0 ? minor : LOAD_GO_MINOR_UNSAID);
}

// --- Main modules ---

/// The nearest file of that name in `dir` or above, or NULL.
static const char *find_upward(Loader *l, const char *dir, const char *name) {
  for (const char *d = dir;;) {
    const char *file = gl_path_join(l->arena, d, name);
    if (gl_file_exists(file) && !gl_file_is_dir(file))
      return file;
    const char *up = gl_path_dir(l->arena, d);
    if (strcmp(up, d) == 0 || strcmp(d, ".") == 0)
      return NULL;
    d = up;
  }
}

static void check_replacement_dirs(Loader *l, const LoadGoMod *mod) {
  for (uint32_t i = 0; i < mod->replaces.len; i++) {
    const LoadReplace *r = &mod->replaces.data[i];
    if (r->dir && !gl_file_is_dir(r->dir))
      load_error(l, r->loc, "replacement directory %s does not exist", r->to);
  }
}

/// Whether `dir` lies in the Go tree's src folder, through whichever links.
static bool is_in_tree(const Loader *l, const char *dir) {
  if (!l->options->goroot)
    return false;
  char *src = realpath(gl_path_join(l->arena, l->options->goroot, "src"), NULL);
  char *real = realpath(dir, NULL);
  bool is_in = src && real && load_path_has_prefix(real, src);
  free(src);
  free(real);
  return is_in;
}

static LoadModule *add_main(Loader *l, const char *dir) {
  LoadModules *ms = &l->modules;
  const char *file = gl_path_join(l->arena, load_short_path(l, dir), "go.mod");
  LoadModule *m = GL_NEW(l->arena, LoadModule);
  m->dir = dir;
  m->is_main = m->is_local = true;
  m->is_tree = is_in_tree(l, dir);
  m->mod = load_gomod_read(l, file, dir, true);
  m->path = m->mod->path;
  m->go_version = load_go_version(l, m->mod->go_minor);
  if (!m->path) {
    if (m->mod->loc)
      load_error(l, m->mod->loc, "no module declaration in go.mod");
    m->path = "";
  }
  check_replacement_dirs(l, m->mod);
  GL_VEC_PUSH(l->arena, &ms->list, m);
  ms->n_main++;
  return m;
}

/// go.work of $GOWORK or above `dir`; "off" turns it off.
static const char *work_file(Loader *l, const char *dir) {
  const char *env = getenv("GOWORK");
  if (env && strcmp(env, "off") == 0)
    return NULL;
  return env && *env ? env : find_upward(l, dir, "go.work");
}

/// The modules of a workspace, when `dir` is in one of them; else they do not count.
static LoadModule *add_workspace(Loader *l, const char *file, const char *main_dir) {
  const char *dir = gl_path_dir(l->arena, file);
  LoadGoMod *work = load_gomod_read(l, load_short_path(l, file), dir, true);
  LoadModule *main = NULL;
  bool is_used = false;
  for (uint32_t i = 0; i < work->uses.len; i++)
    is_used |= strcmp(load_absolute(l, work->uses.data[i]), main_dir) == 0;
  if (!is_used)
    return NULL;
  l->modules.work = work;
  check_replacement_dirs(l, work);
  for (uint32_t i = 0; i < work->uses.len; i++) {
    LoadModule *m = add_main(l, load_absolute(l, work->uses.data[i]));
    if (strcmp(m->dir, main_dir) == 0)
      main = m;
  }
  return main;
}

static const char *cache_root(Loader *l) {
  const char *env = getenv("GOMODCACHE");
  if (env && *env)
    return env;
  env = getenv("GOPATH");
  if (env && *env)
    return gl_path_join(l->arena, gl_arena_strndup(l->arena, env, strcspn(env, ":")), "pkg/mod");
  env = getenv("HOME");
  return gl_path_join(l->arena, env && *env ? env : "/", "go/pkg/mod");
}

LoadModule *load_modules_find(Loader *l, const char *dir) {
  const char *file = find_upward(l, dir, "go.mod");
  if (!file)
    return NULL;
  l->modules.cache = cache_root(l);
  const char *main_dir = gl_path_dir(l->arena, file), *work = work_file(l, dir);
  LoadModule *m = work ? add_workspace(l, work, main_dir) : NULL;
  if (m)
    return m;
  m = add_main(l, main_dir);
  const char *vendor = gl_path_join(l->arena, main_dir, "vendor");
  if (m->mod->go_minor >= VENDOR_MINOR && gl_file_is_dir(vendor))
    l->modules.vendor = load_vendor_read(l, vendor);
  if (l->modules.vendor)
    load_vendor_check(l, l->modules.vendor, m);
  return m;
}

// --- Replacements, the cache ---

static const LoadReplace *replacement_in(const LoadGoMod *mod, const char *path,
                                         const char *version) {
  const LoadReplace *any = NULL;
  for (uint32_t i = 0; i < mod->replaces.len; i++) {
    const LoadReplace *r = &mod->replaces.data[i];
    if (strcmp(r->path, path) != 0)
      continue;
    if (r->version && version && strcmp(r->version, version) == 0)
      return r;
    if (!r->version)
      any = r;
  }
  return any;
}

const LoadReplace *load_replacement(const Loader *l, const char *path, const char *version) {
  const LoadModules *ms = &l->modules;
  const LoadReplace *r = ms->work ? replacement_in(ms->work, path, version) : NULL;
  for (uint32_t i = 0; i < ms->n_main && !r; i++)
    r = replacement_in(ms->list.data[i]->mod, path, version);
  return r;
}

const char *load_cache_dir(Loader *l, const char *path, const char *version) {
  GlArena *a = l->arena;
  return gl_path_join(
      a, l->modules.cache,
      gl_arena_printf(a, "%s@%s", load_cache_escape(a, path), load_cache_escape(a, version)));
}

/// The go.mod file of a module that is not replaced: of the cache's downloads, else of the module.
static LoadGoMod *read_cached_mod(Loader *l, const char *path, const char *version) {
  GlArena *a = l->arena;
  const char *down = gl_path_join(a, l->modules.cache, "cache/download");
  const char *file = gl_path_join(a, down,
                                  gl_arena_printf(a, "%s/@v/%s.mod", load_cache_escape(a, path),
                                                  load_cache_escape(a, version)));
  if (!gl_file_exists(file))
    file = gl_path_join(a, load_cache_dir(l, path, version), "go.mod");
  return gl_file_exists(file) ? load_gomod_read(l, file, "", false) : NULL;
}

/// NULL when it is not on this machine.
static LoadGoMod *read_mod(Loader *l, const char *path, const char *version) {
  const LoadReplace *r = load_replacement(l, path, version);
  if (!r)
    return read_cached_mod(l, path, version);
  if (!r->dir)
    return read_cached_mod(l, r->to, r->to_version);
  const char *file = gl_path_join(l->arena, load_short_path(l, load_absolute(l, r->dir)), "go.mod");
  return gl_file_exists(file) ? load_gomod_read(l, file, r->dir, false) : NULL;
}

// --- Minimal version selection ---

/// A module version whose requirements count. `is_whole`: those of its requirements too.
typedef struct Node {
  const char *path, *version;
  bool is_whole;
} Node;

typedef struct Graph {
  Loader *l;
  GlStrMap *selected; // path → the highest version seen
  GlStrMap *seen;     // path@version → 1, or 2 if whole
  GL_VEC(Node) todo;
} Graph;

static bool is_excluded(const Loader *l, const LoadRequire *r) {
  for (uint32_t i = 0; i < l->modules.n_main; i++) {
    const LoadGoMod *mod = l->modules.list.data[i]->mod;
    for (uint32_t k = 0; k < mod->excludes.len; k++)
      if (strcmp(mod->excludes.data[k].path, r->path) == 0 &&
          strcmp(mod->excludes.data[k].version, r->version) == 0)
        return true;
  }
  return false;
}

static bool is_main_path(const Loader *l, const char *path) {
  for (uint32_t i = 0; i < l->modules.n_main; i++)
    if (strcmp(l->modules.list.data[i]->path, path) == 0)
      return true;
  return false;
}

/// Counts a requirement; `follows`: its module's own requirements are looked at too.
static void require(Graph *g, const LoadRequire *r, bool follows, bool is_whole) {
  Loader *l = g->l;
  if (is_main_path(l, r->path) || is_excluded(l, r))
    return;
  const char *old = gl_strmap_get(g->selected, r->path, strlen(r->path));
  if (!old || load_version_compare(old, r->version) < 0)
    gl_strmap_set(g->selected, r->path, strlen(r->path), (void *)(uintptr_t)r->version);
  if (!follows)
    return;
  const char *key = gl_arena_printf(l->arena, "%s@%s", r->path, r->version);
  uintptr_t state = (uintptr_t)gl_strmap_get(g->seen, key, strlen(key)), now = is_whole ? 2 : 1;
  if (state >= now)
    return;
  gl_strmap_set(g->seen, key, strlen(key), (void *)now);
  GL_VEC_PUSH(l->arena, &g->todo, (Node){r->path, r->version, is_whole});
}

static void require_all(Graph *g, const LoadGoMod *mod, bool follows, bool is_whole) {
  for (uint32_t i = 0; i < mod->requires.len; i++)
    require(g, &mod->requires.data[i], follows, is_whole);
}

static LoadModule *make_module(Loader *l, const char *path, const char *version) {
  LoadModule *m = GL_NEW(l->arena, LoadModule);
  m->path = path;
  m->version = version;
  const LoadReplace *r = load_replacement(l, path, version);
  const char *dir;
  if (r && r->dir)
    dir = load_absolute(l, r->dir);
  else
    dir = r ? load_cache_dir(l, r->to, r->to_version) : load_cache_dir(l, path, version);
  m->is_local = r && r->dir;
  m->dir = gl_file_is_dir(dir) ? dir : NULL;
  LoadGoMod *mod = read_mod(l, path, version);
  m->go_version = load_go_version(l, mod ? mod->go_minor : 0);
  return m;
}

/// A go.mod whose own list is not what is selected: the go command refuses to build until it is.
static void check_up_to_date(Loader *l, const Graph *g) {
  for (uint32_t i = 0; i < l->modules.n_main && !l->modules.work; i++) {
    const LoadGoMod *mod = l->modules.list.data[i]->mod;
    for (uint32_t k = 0; mod->go_minor >= PRUNED_MINOR && k < mod->requires.len; k++) {
      const LoadRequire *r = &mod->requires.data[k];
      const char *v = gl_strmap_get(g->selected, r->path, strlen(r->path));
      if (!v || load_version_compare(r->version, v) >= 0)
        continue;
      GlDiag *d = load_error(l, r->loc, "updates to go.mod needed (%s is selected); to update it:",
                             gl_arena_printf(l->arena, "%s %s", r->path, v));
      gl_diag_more(l->ctx->diags, d, "go mod tidy");
    }
  }
}

void load_modules_build(Loader *l) {
  LoadModules *ms = &l->modules;
  if (ms->is_built)
    return;
  ms->is_built = true;
  ms->by_path = gl_strmap_new(l->arena);
  Graph g = {.l = l, .selected = gl_strmap_new(l->arena), .seen = gl_strmap_new(l->arena)};
  for (uint32_t i = 0; i < ms->n_main; i++) {
    LoadModule *m = ms->list.data[i];
    gl_strmap_set(ms->by_path, m->path, strlen(m->path), m);
    require_all(&g, m->mod, true, m->mod->go_minor < PRUNED_MINOR);
  }
  while (g.todo.len > 0) {
    Node n = g.todo.data[--g.todo.len];
    LoadGoMod *mod = read_mod(l, n.path, n.version);
    if (!mod)
      continue; // what needs it is reported when it is imported
    bool is_whole = n.is_whole || mod->go_minor < PRUNED_MINOR;
    require_all(&g, mod, is_whole, is_whole);
  }
  check_up_to_date(l, &g);
  for (uint32_t i = 0; i < gl_strmap_len(g.selected); i++) {
    size_t len;
    const char *key = gl_strmap_key(g.selected, i, &len);
    const char *path = gl_arena_strndup(l->arena, key, len);
    LoadModule *m = make_module(l, path, gl_strmap_value(g.selected, i));
    GL_VEC_PUSH(l->arena, &ms->list, m);
    gl_strmap_set(ms->by_path, path, len, m);
  }
}
