/// \file
/// Patterns of packages: `std`, `./...`, `m/...`, and the walk over folders that they ask for.
/// Source: `go help packages`.

#include "load_internal.h"

#include "golite/support/file.h"

#include <string.h>
#include <sys/stat.h>

/// A pattern of the user's, while folders are searched for it.
typedef struct Search {
  Loader *l;
  const char *pattern;
  bool is_std;
  LoadFoundFn *found;
  void *ctx;
  uint32_t n_found;
} Search;

/// Whether `path` fits: `...` is any string, and `/...` at the end may be missing with it. Linear
/// for each `...`: a later one never needs an earlier one to take more.
static bool fits(const char *pattern, const char *path) {
  const char *after = NULL, *retry = NULL; // behind the last `...`, and what it has not taken yet
  for (;;) {
    if (strncmp(pattern, "...", 3) == 0) {
      after = pattern += 3;
      retry = path;
    } else if (*pattern && *pattern == *path) {
      pattern++;
      path++;
    } else if (!*path && (!*pattern || strcmp(pattern, "/...") == 0)) {
      return true;
    } else if (after && *retry) {
      pattern = after;
      path = ++retry;
    } else {
      return false;
    }
  }
}

/// Whether the search goes on in a folder: not in hidden ones, test data, other modules.
static bool is_walked(const Search *s, const char *dir, const char *name, bool is_top) {
  GlArena *a = s->l->arena;
  if (name[0] == '_' || name[0] == '.' || strcmp(name, "testdata") == 0 ||
      (strcmp(name, "vendor") == 0 && !(s->is_std && is_top)))
    return false;
  const char *sub = gl_path_join(a, dir, name);
  struct stat st; // symbolic links are not followed: they may lead back
  return lstat(sub, &st) == 0 && S_ISDIR(st.st_mode) &&
         !gl_file_exists(gl_path_join(a, sub, "go.mod"));
}

/// Visits folders at and below `top`, parents first, in byte order.
static void walk(Search *s, const char *top, void (*visit)(Search *, const char *dir)) {
  GlArena *a = s->l->arena;
  GL_VEC(const char *) todo = {0};
  GL_VEC_PUSH(a, &todo, top);
  while (todo.len > 0) {
    const char *dir = todo.data[--todo.len];
    visit(s, dir);
    uint32_t n;
    char **names = gl_dir_list(a, dir, &n);
    for (uint32_t i = names ? n : 0; i > 0; i--)
      if (is_walked(s, dir, names[i - 1], dir == top))
        GL_VEC_PUSH(a, &todo, gl_path_join(a, dir, names[i - 1]));
  }
}

/// A folder below the working folder or an absolute one: `./a/...`.
static void visit_dir(Search *s, const char *dir) {
  const char *shown = load_short_path(s->l, load_absolute(s->l, dir));
  if (!fits(s->pattern, dir) || !load_folder_has_package(s->l, shown))
    return;
  s->n_found++;
  s->found(s->ctx, dir, NULL);
}

/// A folder of the main module, whose import path is asked for.
static void visit_module_dir(Search *s, const char *dir) {
  const char *path;
  if (!load_module_of_dir(s->l, dir, &path) || !fits(s->pattern, path) ||
      !load_folder_has_package(s->l, load_short_path(s->l, load_absolute(s->l, dir))))
    return;
  s->n_found++;
  s->found(s->ctx, dir, NULL);
}

/// A folder of the Go tree's src, when it holds a package for this target. builtin is
/// documentation.
static void visit_std_dir(Search *s, const char *dir) {
  Loader *l = s->l;
  const char *path = dir + strlen(gl_path_join(l->arena, l->options->goroot, "src"));
  if (path[0] != '/' || !fits(s->pattern, path + 1) || strcmp(path, "/builtin") == 0 ||
      strcmp(path, "/unsafe") == 0)
    return;
  LoadPkg *p = load_std_package_once(l, path + 1);
  if (!p)
    return;
  s->n_found++;
  s->found(s->ctx, NULL, p);
}

bool load_is_folder_name(const char *path) {
  return path[0] == '/' || (path[0] == '.' && strncmp(path, "...", 3) != 0);
}

/// The folder in which the search begins: what stands before the first element with `...`.
const char *load_search_top(Loader *l, const char *pattern) {
  const char *end = strstr(pattern, "...");
  while (end > pattern && end[-1] != '/')
    end--;
  size_t n = (size_t)(end - pattern);
  if (n == 0)
    return ".";
  return gl_arena_strndup(l->arena, pattern, n > 1 ? n - 1 : n);
}

void load_pattern(Loader *l, const char *arg, LoadFoundFn *found, void *ctx) {
  bool is_std = strcmp(arg, "std") == 0;
  Search s = {.l = l, .pattern = is_std ? "..." : arg, .is_std = true, .found = found, .ctx = ctx};
  if (!load_is_folder_name(arg)) {
    if (l->options->goroot)
      walk(&s, gl_path_join(l->arena, l->options->goroot, "src"), visit_std_dir);
    s.is_std = false;
    for (uint32_t i = 0; i < l->modules.n_main && !is_std; i++)
      walk(&s, l->modules.list.data[i]->dir, visit_module_dir);
  } else {
    s.is_std = false;
    walk(&s, load_search_top(l, arg), visit_dir);
  }
  if (s.n_found == 0 && gl_diags_error_count(l->ctx->diags) == 0)
    load_error(l, GL_LOC_NONE, "\"%s\" matched no packages", arg);
}
