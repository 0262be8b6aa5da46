/// \file
/// What a program has for GODEBUG when the environment says nothing: by the go version and the
/// `godebug` lines of go.mod or go.work, and by the //go:debug lines above package main.
/// Source: Go documentation, "Go, Backwards Compatibility, and GODEBUG".

#include "load_internal.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

// --- One setting ---

typedef struct Known {
  const char *name;
  int changed;
  const char *old;
} Known;

static const Known known[] = {
#define LOAD_GODEBUG(name, changed, old) {name, changed, old},
#include "godebugs.def"
};

static const Known removed[] = {
#define LOAD_GODEBUG_REMOVED(name, minor, olds) {name, minor, olds},
#include "godebugs.def"
};

static const Known *find(const Known *list, size_t n, const char *name) {
  for (size_t i = 0; i < n; i++)
    if (strcmp(list[i].name, name) == 0)
      return &list[i];
  return NULL;
}

/// N of `go1.N` or `go1.N.M`; -1: it is no version.
static int minor_of(const char *v) {
  char *end;
  if (strncmp(v, "go1.", 4) != 0 || !isdigit((unsigned char)v[4]))
    return -1;
  long n = strtol(v + 4, &end, 10);
  return n > 1000 || (*end && *end != '.') ? -1 : (int)n;
}

/// What is wrong with it, or NULL. `where` is what an unknown one is called.
static const char *problem(GlArena *a, const LoadSetting *s, const char *where) {
  if (strpbrk(s->key, " \t") || strpbrk(s->value, " \t"))
    return strpbrk(s->key, " \t") ? "key contains space" : "value contains space";
  if (strchr(s->key, ',') || strchr(s->value, ','))
    return strchr(s->key, ',') ? "key contains comma" : "value contains comma";
  if (strcmp(s->key, "default") == 0) {
    int minor = minor_of(s->value);
    if (minor < 0)
      return "value for default= must be goVERSION";
    return minor <= LOAD_GO_MINOR ? NULL
                                  : gl_arena_printf(a, "default=%s too new (toolchain is go1.%d)",
                                                    s->value, LOAD_GO_MINOR);
  }
  if (find(known, GL_COUNT_OF(known), s->key))
    return NULL;
  const Known *gone = find(removed, GL_COUNT_OF(removed), s->key);
  if (!gone)
    return gl_arena_printf(a, "unknown %s \"%s\"", where, s->key);
  if (strlen(s->value) != 1 || !strchr(gone->old, s->value[0]))
    return NULL;
  return gl_arena_printf(
      a, "removed GODEBUG \"%s\" set to old value \"%s\" (https://go.dev/doc/godebug#go-1%d)",
      s->key, s->value, gone->changed);
}

bool load_setting_parse(GlArena *a, const char *text, size_t n, const char *where, LoadSetting *out,
                        const char **error) {
  const char *equals = memchr(text, '=', n);
  *error = "missing key=value";
  if (!equals)
    return false;
  out->key = gl_arena_strndup(a, text, (size_t)(equals - text));
  out->value = gl_arena_strndup(a, equals + 1, n - (size_t)(equals + 1 - text));
  *error = problem(a, out, where);
  return *error == NULL;
}

// --- //go:debug ---

typedef GL_VEC(LoadSetting) Settings;

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

/// One comment line; `s` is behind //go:debug. Later files win, as with the go command.
static void add_line(Loader *l, const char *s, const char *end, GlLoc loc, Settings *package,
                     Settings *all) {
  while (s < end && is_space(*s))
    s++;
  while (end > s && is_space(end[-1]))
    end--;
  LoadSetting setting = {.loc = loc};
  const char *error;
  if (!load_setting_parse(l->arena, s, (size_t)(end - s), "//go:debug setting", &setting, &error)) {
    load_error(l, loc, "invalid //go:debug: %s", error);
    return;
  }
  for (uint32_t i = 0; i < package->len; i++)
    if (strcmp(package->data[i].key, setting.key) == 0) {
      GlDiag *d = load_error(l, loc, "repeated //go:debug for %s", setting.key);
      gl_diag_more_at(l->ctx->diags, d, package->data[i].loc, "previous //go:debug");
      return;
    }
  GL_VEC_PUSH(l->arena, package, setting);
  GL_VEC_PUSH(l->arena, all, setting);
}

/// The //go:debug lines above a file's package clause.
static void add_file(Loader *l, const SynFile *f, Settings *package, Settings *all) {
  static const char mark[] = "//go:debug";
  const char *text = f->source->text, *s = text;
  const char *end = f->package_name ? text + (f->package_name->loc - f->source->base) : text;
  while (s < end) {
    if (strncmp(s, "/*", 2) == 0) {
      const char *close = strstr(s + 2, "*/");
      s = close ? close + 2 : end;
      continue;
    }
    const char *nl = memchr(s, '\n', (size_t)(end - s)), *stop = nl ? nl : end;
    const char *value = s + sizeof mark - 1;
    if (strncmp(s, mark, sizeof mark - 1) == 0 && (value == stop || is_space(*value)))
      add_line(l, value, stop, f->source->base + (GlLoc)(s - text), package, all);
    if (strncmp(s, "//", 2) == 0 || nl == s)
      s = stop;
    s += s < end;
  }
}

static void add_package(Loader *l, const LoadPkg *p, Settings *all) {
  Settings own = {0};
  for (uint32_t i = 0; p && i < p->files.len; i++)
    add_file(l, p->files.data[i], &own, all);
}

// --- The program's default ---

/// The last of several with one key counts.
static const char *value_of(const Settings *all, const char *key) {
  for (uint32_t i = all->len; i-- > 0;)
    if (strcmp(all->data[i].key, key) == 0)
      return all->data[i].value;
  return NULL;
}

/// `KEY=VALUE,…` in the order of the names.
static const char *join(Loader *l, const Settings *all, int minor) {
  const char *version = value_of(all, "default");
  if (version)
    minor = minor_of(version);
  GlBuf b;
  gl_buf_init(&b, l->arena);
  for (size_t i = 0; i < GL_COUNT_OF(known); i++) {
    const char *value = value_of(all, known[i].name);
    if (!value && minor < known[i].changed)
      value = known[i].old;
    if (value)
      gl_buf_printf(&b, "%s%s=%s", b.len ? "," : "", known[i].name, value);
  }
  return b.len ? b.data : NULL;
}

/// `s` as the text of a Go string literal's inside.
static const char *quoted(GlArena *a, const char *s) {
  GlBuf b;
  gl_buf_init(&b, a);
  for (; *s; s++)
    gl_buf_printf(&b, "\\x%02x", (unsigned char)*s);
  return b.len ? b.data : "";
}

void load_godebug(Loader *l, LoadPkg *root) {
  const LoadModules *ms = &l->modules;
  const LoadGoMod *mod = ms->work ? ms->work : l->module ? l->module->mod : NULL;
  int minor = LOAD_GO_MINOR;
  Settings all = {0};
  if (mod) {
    minor = mod->go_minor ? mod->go_minor : LOAD_GO_MINOR_UNSAID;
    for (uint32_t i = 0; i < mod->settings.len; i++)
      GL_VEC_PUSH(l->arena, &all, mod->settings.data[i]);
  }
  add_package(l, root == l->tested ? NULL : root, &all);
  add_package(l, l->tested, &all);
  add_package(l, l->external, &all);
  const char *defaults = join(l, &all, minor);
  if (!defaults)
    return;
  const char *text = gl_arena_printf(l->arena,
                                     "package main\n\nimport _ \"unsafe\"\n\n"
                                     "//go:linkname godebugDefault golite.godebug_default\n"
                                     "var godebugDefault = \"%s\"\n",
                                     quoted(l->arena, defaults));
  load_parse_file(
      l, root, gl_sources_add(l->ctx->sources, "_godebug.go", text, (uint32_t)strlen(text)), NULL);
  load_package_finish(l, root);
}
