/// \file
/// vendor/modules.txt: which module each vendored package is of.
/// Source: Go Modules Reference, "Vendoring".

#include "load_internal.h"

#include "golite/support/file.h"

#include <stdlib.h>
#include <string.h>

struct LoadVendor {
  const char *dir;
  GL_VEC(LoadModule *) modules;
  GlStrMap *explicit_ones; // module path → LoadModule, of those that go.mod requires
  GlStrMap *packages;      // import path → LoadModule
};

/// The word that begins at *s; *s then stands behind it and the blanks that follow.
static const char *word(Loader *l, const char **s) {
  size_t n = strcspn(*s, " \t\r\n");
  const char *w = gl_arena_strndup(l->arena, *s, n);
  *s += n + strspn(*s + n, " \t\r");
  return w;
}

/// `# PATH VERSION [=> …]`
static LoadModule *read_module(Loader *l, LoadVendor *v, const char *s) {
  LoadModule *m = GL_NEW(l->arena, LoadModule);
  m->path = word(l, &s);
  m->version = strncmp(s, "=>", 2) == 0 ? "" : word(l, &s);
  m->go_version = load_go_version(l, 0);
  m->dir = gl_path_join(l->arena, v->dir, m->path);
  GL_VEC_PUSH(l->arena, &v->modules, m);
  return m;
}

/// `## explicit; go 1.21`
static void read_annotation(Loader *l, LoadVendor *v, LoadModule *m, const char *s) {
  while (*s && *s != '\n') {
    size_t n = strcspn(s, ";\r\n");
    if (n == 8 && memcmp(s, "explicit", 8) == 0)
      gl_strmap_set(v->explicit_ones, m->path, strlen(m->path), m);
    else if (strncmp(s, "go 1.", 5) == 0)
      m->go_version = load_go_version(l, (int)strtol(s + 5, NULL, 10));
    s += n + strspn(s + n, "; \r");
  }
}

LoadVendor *load_vendor_read(Loader *l, const char *dir) {
  size_t size;
  const char *s = gl_file_read(l->arena, gl_path_join(l->arena, dir, "modules.txt"), &size);
  if (!s)
    return NULL;
  LoadVendor *v = GL_NEW(l->arena, LoadVendor);
  v->dir = dir;
  v->explicit_ones = gl_strmap_new(l->arena);
  v->packages = gl_strmap_new(l->arena);
  LoadModule *m = NULL;
  for (; *s; s += strcspn(s, "\n"), s += *s == '\n') {
    if (strncmp(s, "# ", 2) == 0) {
      m = read_module(l, v, s + 2);
    } else if (m && strncmp(s, "## ", 3) == 0) {
      read_annotation(l, v, m, s + 3);
    } else if (m && *s != '#' && strcspn(s, " \t\r\n") > 0) {
      gl_strmap_set(v->packages, s, strcspn(s, " \t\r\n"), m);
    }
  }
  return v;
}

const LoadModule *load_vendor_module(const LoadVendor *v, const char *package) {
  return gl_strmap_get(v->packages, package, strlen(package));
}

static const LoadRequire *required(const LoadGoMod *mod, const char *path, const char *version) {
  for (uint32_t i = 0; i < mod->requires.len; i++)
    if (strcmp(mod->requires.data[i].path, path) == 0 &&
        strcmp(mod->requires.data[i].version, version) == 0)
      return &mod->requires.data[i];
  return NULL;
}

/// One line of the message that go.mod and vendor/modules.txt differ; *d is the message, NULL at
/// first.
static void say_differs(Loader *l, GlDiag **d, const LoadModule *user, GlLoc loc, const char *path,
                        const char *version, const char *how) {
  if (!*d)
    *d = load_error(l, loc, "inconsistent vendoring in %s:", user->dir);
  gl_diag_more(l->ctx->diags, *d, "%s@%s: is %s", path, version, how);
}

void load_vendor_check(Loader *l, const LoadVendor *v, const LoadModule *user) {
  GlDiag *d = NULL;
  const LoadGoMod *mod = user->mod;
  for (uint32_t i = 0; i < mod->requires.len; i++) {
    const LoadRequire *r = &mod->requires.data[i];
    const LoadModule *m = gl_strmap_get(v->explicit_ones, r->path, strlen(r->path));
    if (!m || strcmp(m->version, r->version) != 0)
      say_differs(l, &d, user, r->loc, r->path, r->version,
                  "explicitly required in go.mod, but not marked as explicit in "
                  "vendor/modules.txt");
  }
  for (uint32_t i = 0; i < gl_strmap_len(v->explicit_ones); i++) {
    const LoadModule *m = gl_strmap_value(v->explicit_ones, i);
    if (!required(mod, m->path, m->version))
      say_differs(
          l, &d, user, mod->loc, m->path, m->version,
          "marked as explicit in vendor/modules.txt, but not explicitly required in go.mod");
  }
  if (d)
    gl_diag_more(l->ctx->diags, d, "To sync the vendor directory, run: go mod vendor");
}
