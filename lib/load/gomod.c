/// \file
/// The text of go.mod and go.work files. Follows nothing that they name.
/// Source: Go Modules Reference, "go.mod files", "Workspaces".

#include "load_internal.h"

#include "golite/support/file.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_WORDS = 8 };

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
  LoadGoMod *mod;
  bool is_strict; // the user's own file: errors are reported
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

static void complain(Reader *r, const Line *line, const char *fmt, const char *what) {
  if (r->is_strict)
    load_error(r->l, line->loc, fmt, what);
}

/// Language version of `1.N…`. Files of other modules that ask for more than we know are taken as
/// they are.
static void read_go(Reader *r, const Line *line, const char *v) {
  bool is_number = strncmp(v, "1.", 2) == 0 && isdigit((unsigned char)v[2]);
  long minor = is_number ? strtol(v + 2, NULL, 10) : -1;
  if (minor < 0)
    complain(r, line, "invalid go version '%s': must match format 1.23", v);
  else if (minor > LOAD_GO_MINOR && r->is_strict)
    load_error(r->l, line->loc, "go.mod requires go >= %s (running go 1.%d)", v, LOAD_GO_MINOR);
  if (minor < 0 || minor > LOAD_GO_MINOR)
    minor = LOAD_GO_MINOR;
  r->mod->go_minor = (int)minor;
}

static void read_require(Reader *r, const Line *line, const char *const *w, uint32_t n) {
  if (n != 2) {
    complain(r, line, "usage: %s module/path v1.2.3", "require");
    return;
  }
  GL_VEC_PUSH(r->l->arena, &r->mod->requires, (LoadRequire){w[0], w[1], line->loc});
}

/// `replace PATH [VERSION] => FOLDER` or `=> PATH VERSION`.
static void read_replace(Reader *r, const Line *line, const char *const *w, uint32_t n) {
  uint32_t arrow = 0;
  while (arrow < n && strcmp(w[arrow], "=>") != 0)
    arrow++;
  if (arrow == 0 || arrow > 2 || arrow + 1 >= n || n > arrow + 3) {
    complain(r, line, "usage: replace module/path [v1.2.3] => %s", "other/module v1.4");
    return;
  }
  const char *to = w[arrow + 1];
  bool is_local = to[0] == '/' || strncmp(to, "./", 2) == 0 || strncmp(to, "../", 3) == 0 ||
                  strcmp(to, ".") == 0 || strcmp(to, "..") == 0;
  if (!is_local && n != arrow + 3) {
    complain(r, line,
             "replacement module without version must be directory path "
             "(rooted or starting with . or ..): %s",
             to);
    return;
  }
  LoadReplace p = {.path = w[0], .version = arrow == 2 ? w[1] : NULL, .to = to, .loc = line->loc};
  if (is_local)
    p.dir = to[0] == '/' ? to : gl_path_join(r->l->arena, r->mod->dir, to);
  else
    p.to_version = w[arrow + 2];
  GL_VEC_PUSH(r->l->arena, &r->mod->replaces, p);
}

static void read_godebug(Reader *r, const Line *line, const char *const *w, uint32_t n) {
  LoadSetting setting = {.loc = line->loc};
  const char *error;
  if (n != 1 || !strchr(w[0], '='))
    complain(r, line, "usage: godebug %s", "key=value");
  else if (!load_setting_parse(r->l->arena, w[0], strlen(w[0]), "godebug", &setting, &error))
    complain(r, line, "invalid godebug: %s", error);
  else
    GL_VEC_PUSH(r->l->arena, &r->mod->settings, setting);
}

static void read_directive(Reader *r, const Line *line, const char *verb, const char *const *w,
                           uint32_t n) {
  GlArena *a = r->l->arena;
  if (strcmp(verb, "module") == 0 && n == 1)
    r->mod->path = w[0];
  else if (strcmp(verb, "go") == 0 && n == 1)
    read_go(r, line, w[0]);
  else if (strcmp(verb, "require") == 0)
    read_require(r, line, w, n);
  else if (strcmp(verb, "replace") == 0)
    read_replace(r, line, w, n);
  else if (strcmp(verb, "exclude") == 0 && n == 2)
    GL_VEC_PUSH(a, &r->mod->excludes, (LoadRequire){w[0], w[1], line->loc});
  else if (strcmp(verb, "use") == 0 && n == 1)
    GL_VEC_PUSH(a, &r->mod->uses, w[0][0] == '/' ? w[0] : gl_path_join(a, r->mod->dir, w[0]));
  else if (strcmp(verb, "godebug") == 0)
    read_godebug(r, line, w, n);
  else if (n == 0 || strcmp(verb, "module") == 0 || strcmp(verb, "go") == 0)
    complain(r, line, "malformed %s directive", verb);
}

static bool is_known_verb(const char *s) {
  static const char *const verbs[] = {"module",  "go",   "require", "replace",
                                      "exclude", "use",  "retract", "toolchain",
                                      "godebug", "tool", "ignore"};
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
      complain(r, &line, "unknown directive: %s", first);
    else if (line.n_words == 2 && strcmp(line.words[1], "(") == 0)
      r->block = first;
    else
      read_directive(r, &line, first, line.words + 1, line.n_words - 1);
  }
}

LoadGoMod *load_gomod_read(Loader *l, const char *path, const char *dir, bool is_strict) {
  LoadGoMod *m = GL_NEW(l->arena, LoadGoMod);
  m->dir = dir;
  const char *err;
  Reader r = {.l = l, .mod = m, .is_strict = is_strict};
  r.file = gl_sources_read(l->ctx->sources, path, &err);
  if (!r.file) {
    if (is_strict)
      load_error(l, GL_LOC_NONE, "%s", err);
    return is_strict ? m : NULL;
  }
  m->loc = r.file->base;
  r.at = r.file->text;
  read_lines(&r);
  return m;
}
