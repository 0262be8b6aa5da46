/// \file
/// Comments that mean something: //line, /*line*/, //go:….
/// Source: cmd/compile's documentation, "Compiler Directives"; go help buildconstraint; messages as
/// cmd/compile words them.

#include "syntax_internal.h"

#include "golite/support/file.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

typedef struct Text {
  const char *s;
  size_t len;
} Text;

static bool starts_with(Text t, const char *prefix) {
  size_t n = strlen(prefix);
  return t.len >= n && memcmp(t.s, prefix, n) == 0;
}

static Text from(Text t, size_t i) { return (Text){t.s + i, t.len - i}; }

// Line directives.

/// The number behind the last colon of `t`; returns the index of its first digit, 0 without a
/// colon. *ok tells whether all of it is a number that fits.
static size_t trailing_number(Text t, uint64_t *value, bool *ok) {
  size_t i = t.len;
  while (i > 0 && t.s[i - 1] != ':')
    i--;
  *value = 0;
  *ok = i > 0 && i < t.len;
  for (size_t k = i; k < t.len && *ok; k++) {
    *ok = t.s[k] >= '0' && t.s[k] <= '9' && *value < UINT64_MAX / 16;
    *value = *value * 10 + (uint64_t)(t.s[k] - '0');
  }
  return i;
}

/// Shortens the path in place: no "//", no ".", no "x/..". NUL-terminated.
static void clean_path(char *path) {
  bool is_rooted = path[0] == '/';
  char *base = path + is_rooted, *to = base;
  for (const char *s = base; *s;) {
    size_t n = strcspn(s, "/");
    const char *next = s[n] ? s + n + 1 : s + n;
    bool is_up = n == 2 && s[0] == '.' && s[1] == '.';
    bool after_up =
        to - base >= 2 && to[-1] == '.' && to[-2] == '.' && (to - base == 2 || to[-3] == '/');
    if (is_up && to > base && !after_up) {
      while (to > base && to[-1] != '/')
        to--;
      to -= to > base;
    } else if (n > 0 && !(n == 1 && s[0] == '.') && !(is_up && is_rooted)) {
      if (to > base)
        *to++ = '/';
      memmove(to, s, n);
      to += n;
    }
    s = next;
  }
  if (to == path)
    *to++ = '.';
  *to = 0;
}

static const char *directive_path(SynParser *p, Text name) {
  GlArena *a = p->ctx->arena;
  const char *dir = gl_path_dir(a, p->file->path);
  char *path = gl_arena_strndup(a, name.s, name.len);
  bool is_relative = path[0] != '/' && strcmp(dir, ".") != 0;
  if (is_relative)
    path = gl_path_join(a, dir, path);
  else
    path = gl_arena_strndup(a, path, strlen(path) + 1); // room for "."
  clean_path(path);
  return path;
}

/// `text` is what follows "line "; `next` is the first byte that the directive is about.
static void line_directive(SynParser *p, Text text, const char *next) {
  enum { MAX = 1 << 30 };
  uint64_t line, column = 0, number;
  bool is_number, is_number2;
  size_t i = trailing_number(text, &line, &is_number);
  if (i == 0)
    return; // an ordinary comment
  if (!is_number) {
    syn_error_at(p, syn_loc_of(p, text.s + i), "invalid line number: %.*s", (int)(text.len - i),
                 text.s + i);
    return;
  }
  size_t i2 = trailing_number((Text){text.s, i - 1}, &number, &is_number2);
  if (is_number2) {
    size_t at_column = i;
    column = line;
    line = number;
    i = i2;
    if (column == 0 || column > MAX) {
      syn_error_at(p, syn_loc_of(p, text.s + at_column), "invalid column number: %.*s",
                   (int)(text.len - at_column), text.s + at_column);
      return;
    }
  }
  if (line == 0 || line > MAX) {
    size_t end = is_number2 ? (size_t)((const char *)memchr(text.s + i, ':', text.len - i) - text.s)
                            : text.len;
    syn_error_at(p, syn_loc_of(p, text.s + i), "invalid line number: %.*s", (int)(end - i),
                 text.s + i);
    return;
  }
  if (i > 1)
    p->line_path = directive_path(p, (Text){text.s, i - 1});
  else if (!is_number2)
    p->line_path = "";
  const char *path = p->line_path ? p->line_path : p->file->path;
  gl_sources_line_directive(p->ctx->sources, syn_loc_of(p, next), path, (uint32_t)line,
                            (uint32_t)column);
}

// Build constraints.

/// A parser of `//go:build` expressions that computes the implied version of each part, both of the
/// part and of its negation, as it goes. -1: none; 0: go1; N: go1.N.
typedef struct Constraint {
  const char *s, *end;
  uint32_t n_parts;
  bool is_bad;
} Constraint;

typedef struct Versions {
  int32_t plain, negated;
} Versions;

enum { MAX_CONSTRAINT = 1000 }; // parts of one expression, as in Go

static Versions constraint_or(Constraint *c);

static void constraint_blanks(Constraint *c) {
  while (c->s < c->end && (*c->s == ' ' || *c->s == '\t'))
    c->s++;
}

static bool constraint_got(Constraint *c, const char *what) {
  constraint_blanks(c);
  size_t n = strlen(what);
  if ((size_t)(c->end - c->s) < n || memcmp(c->s, what, n) != 0)
    return false;
  c->s += n;
  return true;
}

static bool is_tag_char(char ch) {
  return isalnum((unsigned char)ch) || ch == '_' || ch == '.' || (unsigned char)ch >= 0x80;
}

static Versions constraint_tag(Constraint *c) {
  const char *s = c->s;
  while (c->s < c->end && is_tag_char(*c->s))
    c->s++;
  size_t n = (size_t)(c->s - s);
  if (n == 0) {
    c->is_bad = true;
    return (Versions){-1, -1};
  }
  if (n == 3 && memcmp(s, "go1", 3) == 0)
    return (Versions){0, -1};
  if (n < 5 || n > 12 || memcmp(s, "go1.", 4) != 0)
    return (Versions){-1, -1};
  int32_t v = 0;
  for (size_t i = 4; i < n; i++) {
    if (!isdigit((unsigned char)s[i]))
      return (Versions){-1, -1};
    v = v * 10 + (s[i] - '0');
  }
  return (Versions){v, -1};
}

static Versions constraint_not(Constraint *c) {
  if (++c->n_parts > MAX_CONSTRAINT) {
    c->is_bad = true;
    return (Versions){-1, -1};
  }
  if (constraint_got(c, "!")) {
    Versions v = constraint_not(c);
    return (Versions){v.negated, v.plain};
  }
  if (!constraint_got(c, "("))
    return constraint_tag(c);
  Versions v = constraint_or(c);
  c->is_bad |= !constraint_got(c, ")");
  return v;
}

static int32_t max32(int32_t a, int32_t b) { return a > b ? a : b; }
static int32_t min32(int32_t a, int32_t b) { return a < b ? a : b; }

static Versions constraint_and(Constraint *c) {
  Versions v = constraint_not(c);
  while (!c->is_bad && constraint_got(c, "&&")) {
    Versions w = constraint_not(c);
    v = (Versions){max32(v.plain, w.plain), min32(v.negated, w.negated)};
  }
  return v;
}

static Versions constraint_or(Constraint *c) {
  Versions v = constraint_and(c);
  while (!c->is_bad && constraint_got(c, "||")) {
    Versions w = constraint_and(c);
    v = (Versions){min32(v.plain, w.plain), max32(v.negated, w.negated)};
  }
  return v;
}

const char *syn_constraint_version(GlArena *a, const char *text, size_t len) {
  Constraint c = {.s = text, .end = text + len};
  Versions v = constraint_or(&c);
  constraint_blanks(&c);
  if (c.is_bad || c.s != c.end || v.plain < 0)
    return NULL;
  return v.plain == 0 ? "go1" : gl_arena_printf(a, "go1.%d", v.plain);
}

// Compiler directives.

static const struct {
  const char *verb;
  uint32_t bits;
} verbs[] = {
    {"go:build", SYN_PRAGMA_BUILD},
    {"go:noescape", SYN_PRAGMA_NOESCAPE},
    {"go:norace", SYN_PRAGMA_NORACE},
    {"go:nosplit", SYN_PRAGMA_NOSPLIT | SYN_PRAGMA_NOCHECKPTR},
    {"go:noinline", SYN_PRAGMA_NOINLINE},
    {"go:nocheckptr", SYN_PRAGMA_NOCHECKPTR},
    {"go:uintptrkeepalive", SYN_PRAGMA_UINTPTRKEEPALIVE},
    {"go:uintptrescapes", SYN_PRAGMA_UINTPTRESCAPES | SYN_PRAGMA_UINTPTRKEEPALIVE},
    {"go:embed", SYN_PRAGMA_EMBED},
    {"go:systemstack", SYN_PRAGMA_OTHER_FUNC},
    {"go:nowritebarrier", SYN_PRAGMA_OTHER_FUNC},
    {"go:nowritebarrierrec", SYN_PRAGMA_OTHER_FUNC},
    {"go:yeswritebarrierrec", SYN_PRAGMA_OTHER_FUNC},
    {"go:cgo_unsafe_args", SYN_PRAGMA_OTHER_FUNC},
    {"go:registerparams", SYN_PRAGMA_OTHER_FUNC},
};

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// Takes the next word off `t`; empty at the end.
static Text next_word(Text *t) {
  while (t->len && is_space(*t->s))
    *t = from(*t, 1);
  Text word = {t->s, 0};
  while (word.len < t->len && !is_space(word.s[word.len]))
    word.len++;
  *t = from(*t, word.len);
  return word;
}

/// Reports a directive. The parse does not depend on directives, so that an error in one neither
/// ends it nor hides followers.
static GlDiag *directive_error(SynParser *p, GlLoc loc, const char *message) {
  return gl_diag_error(p->ctx->diags, loc, GL_DIAG_SYN_ERROR, "%s", message);
}

static GlDiag *misplaced(SynParser *p, const SynPragmaMark *m) {
  return directive_error(p, m->loc,
                         m->bits == SYN_PRAGMA_EMBED ? "misplaced go:embed directive"
                                                     : "misplaced compiler directive");
}

static void linkname(SynParser *p, Text text, GlLoc loc) {
  Text verb = next_word(&text), local = next_word(&text), remote = next_word(&text);
  if (!local.len || next_word(&text).len) {
    directive_error(
        p, loc,
        gl_arena_printf(p->scratch, "usage: //%.*s localname [linkname]", (int)verb.len, verb.s));
    return;
  }
  GlIntern *names = p->ctx->names;
  SynLinkname l = {.loc = loc, .local = gl_intern(names, local.s, local.len)};
  l.is_std = starts_with(verb, "go:linknamestd");
  if (remote.len)
    l.remote = gl_intern(names, remote.s, remote.len);
  GL_VEC_PUSH(p->ctx->arena, &p->linknames, l);
}

/// The pattern in quotes that `t` begins with; NULL when it is malformed or something follows it
/// directly.
static const char *quoted_pattern(SynParser *p, Text t, size_t *len) {
  size_t n = 1;
  while (n < t.len && t.s[n] != t.s[0])
    n += t.s[0] == '"' && t.s[n] == '\\' ? 2 : 1;
  const char *bytes;
  size_t size;
  if (n >= t.len ||
      !syn_string_value(p->ctx->arena, gl_intern(p->ctx->names, t.s, n + 1), &bytes, &size))
    return NULL;
  *len = n + 1;
  bool ends = *len == t.len || is_space(t.s[*len]);
  return ends ? gl_arena_strndup(p->ctx->arena, bytes, size) : NULL;
}

/// Collects the patterns of a go:embed directive; false when it has none (reported).
static bool embed_patterns(SynParser *p, Text t, GlLoc loc) {
  uint32_t before = p->patterns.len;
  for (;;) {
    while (t.len && is_space(*t.s))
      t = from(t, 1);
    if (!t.len)
      break;
    SynEmbedPattern e = {.loc = syn_loc_of(p, t.s)};
    size_t len = 0;
    if (*t.s == '"' || *t.s == '`') {
      e.text = quoted_pattern(p, t, &len);
    } else {
      Text rest = t, word = next_word(&rest);
      e.text = gl_arena_strndup(p->ctx->arena, word.s, len = word.len);
    }
    if (!e.text) {
      // cmd/compile names what is left where it gives up: behind a quoted pattern that goes on.
      directive_error(p, loc,
                      gl_arena_printf(p->scratch, "invalid quoted string in //go:embed: %.*s",
                                      (int)(t.len - len), t.s + len));
      p->patterns.len = before;
      break;
    }
    GL_VEC_PUSH(p->scratch, &p->patterns, e);
    t = from(t, len);
  }
  if (p->patterns.len == before)
    directive_error(p, loc, "usage: //go:embed pattern...");
  return p->patterns.len > before;
}

/// Whether only blanks precede `s` on its line (a byte order mark opens the file unseen).
static bool begins_line(const SynParser *p, const char *s) {
  while (s > p->file->text && (syn_char_class[(unsigned char)s[-1]] & SYN_CH_BLANK))
    s--;
  size_t n = (size_t)(s - p->file->text);
  return n == 0 || s[-1] == '\n' || (n == 3 && memcmp(p->file->text, "\xEF\xBB\xBF", 3) == 0);
}

static void go_directive(SynParser *p, Text text, const char *start) {
  GlLoc loc = syn_loc_of(p, text.s);
  if (p->is_top && starts_with(text, "go:build") && (text.len == 8 || is_space(text.s[8]))) {
    p->go_version = syn_constraint_version(p->ctx->arena, text.s + 8, text.len - 8);
  }
  if (!begins_line(p, start)) {
    directive_error(p, loc, "misplaced compiler directive");
    return;
  }
  if (starts_with(text, "go:linkname ") || starts_with(text, "go:linknamestd ")) {
    linkname(p, text, loc);
    return;
  }
  Text verb = text;
  const char *blank = memchr(text.s, ' ', text.len);
  if (blank)
    verb.len = (size_t)(blank - text.s);
  for (size_t i = 0; i < GL_COUNT_OF(verbs); i++) {
    if (strlen(verbs[i].verb) != verb.len || memcmp(verbs[i].verb, verb.s, verb.len) != 0)
      continue;
    if (verbs[i].bits != SYN_PRAGMA_EMBED || embed_patterns(p, from(text, verb.len), loc))
      GL_VEC_PUSH(p->scratch, &p->pragmas, (SynPragmaMark){loc, verbs[i].bits});
  }
}

void syn_directive(SynParser *p, const char *start, const char *end) {
  bool is_line = start[1] == '/';
  if (p->is_silent)
    return;
  Text text = {start + 2, (size_t)(end - start) - (is_line ? 2 : 4)};
  if (is_line && text.len && text.s[text.len - 1] == '\r')
    text.len--;
  bool at_first_column = start == p->file->text || start[-1] == '\n';
  if (starts_with(text, "line ")) {
    if (!is_line || at_first_column)
      line_directive(p, from(text, 5), is_line && end < p->end ? end + 1 : end);
  } else {
    go_directive(p, text, start);
  }
}

bool syn_take_embeds(SynParser *p, SynNode *decl) {
  SynEmbed e = {.decl = decl, .n_patterns = p->patterns.len};
  for (uint32_t i = 0; i < p->pragmas.len && !e.loc; i++)
    if (p->pragmas.data[i].bits == SYN_PRAGMA_EMBED)
      e.loc = p->pragmas.data[i].loc;
  if (!e.loc)
    return false;
  e.patterns = GL_NEW_ARRAY(p->ctx->arena, SynEmbedPattern, e.n_patterns);
  memcpy(e.patterns, p->patterns.data, e.n_patterns * sizeof e.patterns[0]);
  GL_VEC_PUSH(p->ctx->arena, &p->embeds, e);
  return true;
}

uint32_t syn_take_pragmas(SynParser *p, uint32_t allowed) {
  uint32_t bits = 0;
  for (uint32_t i = 0; i < p->pragmas.len; i++) {
    const SynPragmaMark *m = &p->pragmas.data[i];
    bits |= m->bits & allowed;
    // cmd/compile compares directives with their declarations after the check of types.
    if (m->bits & ~allowed)
      gl_diag_set_late(p->ctx->diags, misplaced(p, m));
  }
  p->pragmas.len = p->patterns.len = 0;
  return bits;
}

void syn_clear_pragmas(SynParser *p) {
  for (uint32_t i = 0; i < p->pragmas.len; i++)
    misplaced(p, &p->pragmas.data[i]);
  p->pragmas.len = p->patterns.len = 0;
}
