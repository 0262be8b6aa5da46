/// \file
/// The files that //go:embed patterns mean, relative to the folder of the source file.
/// Source: documentation of package embed and of path.Match; messages of the go command.

#include "load_internal.h"

#include "golite/support/file.h"
#include "golite/support/utf8.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum { MAX_DEPTH = 1000 }; // of folders in folders

typedef GL_VEC(const char *) Names;

/// One pattern of one source file.
typedef struct Search {
  Loader *l;
  const char *dir;     // of the source file
  const char *pattern; // as written
  GlLoc loc;           // of it
  bool has_all;        // begins with `all:`: hidden files, too
  bool has_failed;     // an error was reported
  Names matches;       // of the pattern itself, relative to `dir`
  Names files;         // with what is in the folders among them
} Search;

/// Reports the first thing that is wrong with the pattern.
GL_PRINTF(2, 3) static void fail(Search *s, const char *fmt, ...) {
  if (s->has_failed)
    return;
  s->has_failed = true;
  va_list args;
  va_start(args, fmt);
  const char *text = gl_arena_vprintf(s->l->arena, fmt, args);
  va_end(args);
  load_error(s->l, s->loc, "pattern %s: %s", s->pattern, text);
}

static const char *full_path(const Search *s, const char *name) {
  return gl_path_join(s->l->arena, s->dir, name);
}

// --- patterns -----------------------------------------------------------------------

/// One character of a class, perhaps escaped; GL_RUNE_BAD when there is none.
static uint32_t class_char(const char **p) {
  uint32_t r;
  if (**p == 0 || **p == '-' || **p == ']')
    return GL_RUNE_BAD;
  *p += **p == '\\';
  if (**p == 0)
    return GL_RUNE_BAD;
  *p += gl_utf8_decode(*p, strlen(*p), &r);
  return **p ? r : GL_RUNE_BAD; // the class is open yet
}

/// Matches the class behind its `[` against `r`; *p ends behind the `]`. -1: malformed.
static int match_class(const char **p, uint32_t r) {
  bool negated = **p == '^', found = false;
  *p += negated;
  for (int n = 0; n == 0 || **p != ']'; n++) {
    uint32_t low = class_char(p), high = low;
    if (low != GL_RUNE_BAD && **p == '-') {
      ++*p;
      high = class_char(p);
    }
    if (high == GL_RUNE_BAD)
      return -1;
    found |= low <= r && r <= high;
  }
  ++*p;
  return found != negated;
}

/// Matches one item of a pattern, which is no `*`, against the rune `r`. -1: malformed.
static int match_item(const char **p, uint32_t r) {
  char c = *(*p)++;
  uint32_t want;
  if (c == '?')
    return r != '/';
  if (c == '[')
    return match_class(p, r);
  if (c == '\\' && **p == 0)
    return -1;
  *p -= c != '\\';
  *p += gl_utf8_decode(*p, strlen(*p), &want);
  return want == r;
}

/// Whether a name, which has no slash, matches a pattern without one, well-formed.
static bool matches(const char *pattern, const char *name) {
  const char *star = NULL, *again = NULL; // behind the last star, and what it has not taken
  while (*name || *pattern) {
    uint32_t r = GL_RUNE_BAD;
    uint32_t len = *name ? gl_utf8_decode(name, strlen(name), &r) : 0;
    const char *p = pattern;
    if (*pattern == '*') {
      star = ++pattern;
      again = name;
    } else if (len && *pattern && match_item(&p, r) == 1) {
      pattern = p;
      name += len;
    } else if (star && *again) {
      again += gl_utf8_decode(again, strlen(again), &r);
      pattern = star;
      name = again;
    } else {
      return false;
    }
  }
  return true;
}

/// What io/fs calls a valid path, but ".".
static bool is_valid_path(const char *s) {
  for (const char *p = s; *p;) {
    uint32_t r;
    p += gl_utf8_decode(p, strlen(p), &r);
    if (r == GL_RUNE_BAD)
      return false;
  }
  for (;;) {
    size_t n = strcspn(s, "/");
    if (n == 0 || (s[0] == '.' && (n == 1 || (n == 2 && s[1] == '.'))))
      return false;
    if (!s[n])
      return true;
    s += n + 1;
  }
}

static bool is_well_formed(const char *glob) {
  for (const char *p = glob; *p;) {
    if (*p == '*')
      p++;
    else if (match_item(&p, '/') < 0)
      return false;
  }
  return is_valid_path(glob);
}

/// Collects what the rest of the pattern matches below the folder `at` ("": that of the source).
static void expand(Search *s, const char *at, const char *rest) {
  GlArena *a = s->l->arena;
  size_t n = strcspn(rest, "/");
  const char *elem = gl_arena_strndup(a, rest, n), *next = rest[n] ? rest + n + 1 : NULL;
  uint32_t n_names = 1;
  char *only[] = {(char *)elem}, **names = only;
  bool has_meta = strpbrk(elem, "*?[\\") != NULL;
  if (has_meta)
    names = gl_dir_list(a, *at ? full_path(s, at) : s->dir, &n_names);
  for (uint32_t i = 0; names && i < n_names; i++) {
    struct stat st;
    if (has_meta && !matches(elem, names[i]))
      continue;
    const char *name = *at ? gl_path_join(a, at, names[i]) : names[i];
    if (next)
      expand(s, name, next);
    else if (lstat(full_path(s, name), &st) == 0)
      GL_VEC_PUSH(a, &s->matches, name);
  }
}

// --- what may be embedded -------------------------------------------------------------

/// Names of devices, not of files, on Windows: CON, COM1, ….
static bool is_device(const char *stem, size_t len) {
  static const char *const names[] = {"CON", "PRN", "AUX", "NUL", "COM", "LPT"};
  for (size_t i = 0; i < GL_COUNT_OF(names) && len >= 3; i++)
    if (strncasecmp(names[i], stem, 3) == 0)
      return i < 4 ? len == 3 : len == 4 && stem[3] >= '1' && stem[3] <= '9';
  return false;
}

/// Whether a file of a module may have that name: as golang.org/x/mod/module sees it.
static bool is_module_name(const char *name) {
  size_t len = strlen(name);
  if (len == 0 || name[len - 1] == '.')
    return false;
  for (const char *p = name; *p;) {
    uint32_t r;
    p += gl_utf8_decode(p, strlen(p), &r);
    bool ok = r < 0x80 ? r >= ' ' && r != 0x7f && !strchr("\"'*<>?`|/:;\\", (int)r)
                       : r != GL_RUNE_BAD && syn_rune_is_letter((int32_t)r);
    if (!ok)
      return false;
  }
  return !is_device(name, strcspn(name, "."));
}

static bool is_bad_name(const char *name) {
  return !is_module_name(name) || strcmp(name, ".bzr") == 0 || strcmp(name, ".hg") == 0 ||
         strcmp(name, ".git") == 0 || strcmp(name, ".svn") == 0;
}

static bool begins_module(const Search *s, const char *folder) {
  return gl_file_exists(full_path(s, gl_path_join(s->l->arena, folder, "go.mod")));
}

/// Reports a match that, or a folder of which, cannot be embedded.
static void check_parents(Search *s, const char *name, const char *what) {
  char *part = gl_arena_strndup(s->l->arena, name, strlen(name));
  for (bool is_parent = false; !s->has_failed; is_parent = true) {
    struct stat st;
    const char *elem = gl_path_base(part);
    if (begins_module(s, part))
      fail(s, "cannot embed %s %s: in different module", what, name);
    else if (is_parent && lstat(full_path(s, part), &st) == 0 && !S_ISDIR(st.st_mode))
      fail(s, "cannot embed %s %s: in non-directory %s", what, name, part);
    else if (is_bad_name(elem))
      fail(s, "cannot embed %s %s: %s %s", what, name,
           is_parent ? "in invalid directory" : "invalid name", elem);
    char *slash = strrchr(part, '/');
    if (!slash)
      return;
    *slash = 0;
  }
}

/// Adds the regular files in a folder; returns how many. Hidden ones only with `all:`.
static uint32_t walk(Search *s, const char *folder, int depth) {
  GlArena *a = s->l->arena;
  uint32_t n, count = 0;
  char **names = gl_dir_list(a, full_path(s, folder), &n);
  if (!names || depth > MAX_DEPTH) {
    fail(s, "open %s: %s", folder, names ? "too many folders in folders" : strerror(errno));
    return 0;
  }
  for (uint32_t i = 0; i < n && !s->has_failed; i++) {
    const char *name = gl_path_join(a, folder, names[i]);
    bool is_hidden = names[i][0] == '.' || names[i][0] == '_', is_bad = is_bad_name(names[i]);
    struct stat st;
    if (lstat(full_path(s, name), &st) != 0 || (is_hidden && (is_bad || !s->has_all)))
      continue;
    if (S_ISDIR(st.st_mode)) {
      if (!is_bad && !begins_module(s, name))
        count += walk(s, name, depth + 1);
    } else if (is_bad) {
      fail(s, "cannot embed file %s: invalid name %s", name, names[i]);
    } else if (S_ISREG(st.st_mode)) {
      GL_VEC_PUSH(a, &s->files, name);
      count++;
    }
  }
  return count;
}

static void add_match(Search *s, const char *name) {
  struct stat st;
  if (lstat(full_path(s, name), &st) != 0)
    return;
  bool is_dir = S_ISDIR(st.st_mode);
  check_parents(s, name, is_dir ? "directory" : "file");
  if (s->has_failed)
    return;
  if (S_ISREG(st.st_mode))
    GL_VEC_PUSH(s->l->arena, &s->files, name);
  else if (!is_dir)
    fail(s, "cannot embed irregular file %s", name);
  else if (walk(s, name, 0) == 0)
    fail(s, "cannot embed directory %s: contains no embeddable files", name);
}

static void search(Search *s) {
  const char *glob = s->pattern;
  s->has_all = strncmp(glob, "all:", 4) == 0;
  glob += s->has_all ? 4 : 0;
  if (!is_well_formed(glob)) {
    fail(s, "invalid pattern syntax");
    return;
  }
  expand(s, "", glob);
  for (uint32_t i = 0; i < s->matches.len && !s->has_failed; i++)
    add_match(s, s->matches.data[i]);
  if (s->files.len == 0)
    fail(s, "no matching files found");
}

// --- their contents ---------------------------------------------------------------------

/// The file of that name, read once for a source file.
static const SynEmbedFile *read_file(Search *s, GlStrMap *known, const char *name) {
  SynEmbedFile *f = gl_strmap_get(known, name, strlen(name));
  if (f)
    return f;
  f = GL_NEW(s->l->arena, SynEmbedFile);
  f->name = name;
  f->data = gl_file_read(s->l->arena, full_path(s, name), &f->size);
  if (!f->data)
    load_error(s->l, s->loc, "embed %s: open %s: %s", name, full_path(s, name), strerror(errno));
  gl_strmap_set(known, name, strlen(name), f);
  return f;
}

static int by_name(const void *a, const void *b) {
  return strcmp((*(const SynEmbedFile *const *)a)->name, (*(const SynEmbedFile *const *)b)->name);
}

static void resolve(Loader *l, const char *dir, SynEmbed *e, GlStrMap *known) {
  GL_VEC(const SynEmbedFile *) files = {0};
  GlPtrMap *have = gl_ptrmap_new(l->arena);
  for (uint32_t i = 0; i < e->n_patterns; i++) {
    Search s = {.l = l, .dir = dir, .pattern = e->patterns[i].text, .loc = e->patterns[i].loc};
    search(&s);
    for (uint32_t k = 0; k < s.files.len && !s.has_failed; k++) {
      const SynEmbedFile *f = read_file(&s, known, s.files.data[k]);
      if (!gl_ptrmap_get(have, f))
        GL_VEC_PUSH(l->arena, &files, f);
      gl_ptrmap_set(have, f, (void *)f);
    }
  }
  if (files.len)
    qsort(files.data, files.len, sizeof files.data[0], by_name);
  e->files = files.data;
  e->n_files = files.len;
}

void load_embeds(Loader *l, SynFile *f) {
  if (f->n_embeds == 0 || !syn_file_imports(l->arena, f, "embed"))
    return;
  GlStrMap *known = gl_strmap_new(l->arena);
  for (uint32_t i = 0; i < f->n_embeds; i++)
    resolve(l, gl_path_dir(l->arena, f->source->path), &f->embeds[i], known);
}
