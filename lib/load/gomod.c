/// \file
/// go.mod of the main module: its path, language version, and the modules that it replaces by local
/// folders. Knows neither versions nor a module cache.
/// Source: Go Modules Reference, "go.mod files".

#include "load_internal.h"

#include "golite/support/file.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/// Newest language version.
enum { GO_MINOR = 27, MAX_WORDS = 8 };

/// One line, cut into words; strings are unquoted.
typedef struct Line {
  const char *words[MAX_WORDS];
  uint32_t n_words;
  GlLoc loc;
} Line;

typedef struct Reader {
  Loader *l;
  const GlFile *file;
  const char *at;
  const char *block; // "require" inside its parentheses, else NULL
  LoadModule *module;
  bool is_main;
} Reader;

/// Copies one word; `"…"` and back-quoted strings without escapes.
static const char *read_word(Reader *r) {
  const char *s = r->at;
  char quote = *s == '"' || *s == '`' ? *s : 0;
  if (quote) {
    size_t n = strcspn(s + 1, quote == '"' ? "\"\n" : "`\n");
    r->at = s + 1 + n + (s[1 + n] == quote);
    return gl_arena_strndup(r->l->arena, s + 1, n);
  }
  if (*s == '(' || *s == ')') {
    r->at++;
    return *s == '(' ? "(" : ")";
  }
  while (*r->at && !isspace((unsigned char)*r->at) && !strchr("()\"`", *r->at) &&
         strncmp(r->at, "//", 2) != 0)
    r->at++;
  if (r->at == s) // a slash that begins a comment was excluded by the caller
    r->at++;
  return gl_arena_strndup(r->l->arena, s, (size_t)(r->at - s));
}

/// Reads the next line that is not empty; false at the end.
static bool read_line(Reader *r, Line *line) {
  const char *end = r->file->text + r->file->size;
  *line = (Line){0};
  while (r->at < end && *r->at) {
    if (*r->at == '\n') {
      r->at++;
      if (line->n_words > 0)
        return true;
    } else if (isspace((unsigned char)*r->at)) {
      r->at++;
    } else if (strncmp(r->at, "//", 2) == 0) {
      r->at += strcspn(r->at, "\n");
    } else {
      if (line->n_words == 0)
        line->loc = r->file->base + (GlLoc)(r->at - r->file->text);
      const char *w = read_word(r);
      if (line->n_words < MAX_WORDS)
        line->words[line->n_words++] = w;
    }
  }
  return line->n_words > 0;
}

static const char *language_version(Reader *r, const Line *line, const char *v) {
  bool is_number = strncmp(v, "1.", 2) == 0 && isdigit((unsigned char)v[2]);
  long minor = is_number ? strtol(v + 2, NULL, 10) : -1;
  if (minor < 0)
    load_error(r->l, line->loc, "invalid go version '%s': must match format 1.23", v);
  else if (minor > GO_MINOR)
    load_error(r->l, line->loc, "go.mod requires go >= %s (running go 1.%d)", v, GO_MINOR);
  return gl_arena_printf(r->l->arena, "go1.%ld", minor < 0 || minor > GO_MINOR ? GO_MINOR : minor);
}

static LoadModule *read_module(Loader *l, const char *dir, bool is_main);

/// `replace PATH [VERSION] => FOLDER`; replacements by other modules' versions stay required ones.
static void read_replace(Reader *r, const Line *line, const char *const *w, uint32_t n) {
  uint32_t arrow = 0;
  while (arrow < n && strcmp(w[arrow], "=>") != 0)
    arrow++;
  if (arrow == 0 || arrow + 1 >= n) {
    load_error(r->l, line->loc, "usage: replace module/path [v1.2.3] => other/module v1.4");
    return;
  }
  const char *to = w[arrow + 1];
  bool is_local = to[0] == '/' || strncmp(to, "./", 2) == 0 || strncmp(to, "../", 3) == 0 ||
                  strcmp(to, ".") == 0 || strcmp(to, "..") == 0;
  if (!is_local || !r->is_main)
    return;
  const char *dir = to[0] == '/' ? to : gl_path_join(r->l->arena, r->module->dir, to);
  if (!gl_file_is_dir(dir)) {
    load_error(r->l, line->loc, "replacement directory %s does not exist", to);
    return;
  }
  LoadModule *m = read_module(r->l, load_absolute(r->l, dir), false);
  m->path = w[0];
  GL_VEC_PUSH(r->l->arena, &r->module->replaced, m);
}

static void read_directive(Reader *r, const Line *line, const char *verb, const char *const *w,
                           uint32_t n) {
  if (strcmp(verb, "module") == 0 && n == 1)
    r->module->path = w[0];
  else if (strcmp(verb, "go") == 0 && n == 1)
    r->module->go_version = language_version(r, line, w[0]);
  else if (strcmp(verb, "require") == 0 && n >= 1)
    GL_VEC_PUSH(r->l->arena, &r->module->required, w[0]);
  else if (strcmp(verb, "replace") == 0)
    read_replace(r, line, w, n);
  else if (n == 0 || strcmp(verb, "module") == 0 || strcmp(verb, "go") == 0)
    load_error(r->l, line->loc, "malformed %s directive", verb);
}

static bool is_known_verb(const char *s) {
  static const char *const verbs[] = {"module",  "go",        "require", "replace", "exclude",
                                      "retract", "toolchain", "godebug", "tool",    "ignore"};
  for (size_t i = 0; i < GL_COUNT_OF(verbs); i++)
    if (strcmp(verbs[i], s) == 0)
      return true;
  return false;
}

static void read_lines(Reader *r) {
  Line line;
  while (read_line(r, &line)) {
    const char *first = line.words[0];
    if (r->block && strcmp(first, ")") == 0)
      r->block = NULL;
    else if (r->block)
      read_directive(r, &line, r->block, line.words, line.n_words);
    else if (!is_known_verb(first))
      load_error(r->l, line.loc, "unknown directive: %s", first);
    else if (line.n_words == 2 && strcmp(line.words[1], "(") == 0)
      r->block = first;
    else
      read_directive(r, &line, first, line.words + 1, line.n_words - 1);
  }
}

static LoadModule *read_module(Loader *l, const char *dir, bool is_main) {
  LoadModule *m = GL_NEW(l->arena, LoadModule);
  m->dir = dir;
  m->go_version = "go1.16"; // of a file that does not say
  const char *path = gl_path_join(l->arena, load_short_path(l, dir), "go.mod");
  if (!gl_file_exists(path))
    return m;
  const char *err;
  Reader r = {.l = l, .module = m, .is_main = is_main};
  r.file = gl_sources_read(l->ctx->sources, path, &err);
  if (!r.file) {
    load_error(l, GL_LOC_NONE, "%s", err);
    return m;
  }
  r.at = r.file->text;
  read_lines(&r);
  if (is_main && !m->path) {
    load_error(l, r.file->base, "no module declaration in go.mod");
    m->path = "";
  }
  return m;
}

LoadModule *load_module_find(Loader *l, const char *dir) {
  for (const char *d = dir;;) {
    const char *mod = gl_path_join(l->arena, d, "go.mod");
    if (gl_file_exists(mod) && !gl_file_is_dir(mod))
      return read_module(l, d, true);
    const char *up = gl_path_dir(l->arena, d);
    if (strcmp(up, d) == 0 || strcmp(d, ".") == 0)
      return NULL;
    d = up;
  }
}

bool load_path_has_prefix(const char *path, const char *prefix) {
  size_t n = strlen(prefix);
  return strncmp(path, prefix, n) == 0 && (path[n] == 0 || path[n] == '/');
}
