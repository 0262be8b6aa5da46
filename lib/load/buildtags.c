/// \file
/// Which files belong to a build: file name endings and //go:build expressions. Reads no files.
/// Source: `go help buildconstraint`; package go/build/constraint for the grammar and its messages.

#include "load_internal.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_OPERATORS = 1000 };

static const char *const known_os[] = {
    "aix",   "android", "darwin", "dragonfly", "freebsd", "hurd",    "illumos", "ios",     "js",
    "linux", "nacl",    "netbsd", "openbsd",   "plan9",   "solaris", "wasip1",  "windows", "zos"};

static const char *const known_arch[] = {
    "386",     "amd64",  "amd64p32", "arm",      "armbe",     "arm64",       "arm64be", "loong64",
    "mips",    "mipsle", "mips64",   "mips64le", "mips64p32", "mips64p32le", "ppc",     "ppc64",
    "ppc64le", "riscv",  "riscv64",  "s390",     "s390x",     "sparc",       "sparc64", "wasm"};

// Of gc's experiments those that are on by default; the second list is about its own back end.
static const char *const common_tags[] = {"linux",
                                          "unix",
                                          "gc",
                                          "goexperiment.dwarf5",
                                          "goexperiment.randomizedheapbase64",
                                          "goexperiment.jsonv2"};
static const char *const back_end_tags[] = {"goexperiment.regabiwrappers",
                                            "goexperiment.regabiargs", "goexperiment.greenteagc",
                                            "goexperiment.sizespecializedmalloc"};
static const char *const user_tags[] = {"amd64", "amd64.v1"};
static const char *const pure_tags[] = {"purego", "noasm", "appengine"};
static const char *const golite_tags[] = {"golite", "purego", "math_big_pure_go", "osusergo",
                                          "netgo"};

static bool is_one_of(const char *const *list, size_t n, const char *s, size_t len) {
  for (size_t i = 0; i < n; i++)
    if (strlen(list[i]) == len && memcmp(list[i], s, len) == 0)
      return true;
  return false;
}

/// Tags go1.1 to that of the newest language version are set.
static bool is_go_version(const char *s, size_t len) {
  if (len < 5 || len > 6 || memcmp(s, "go1.", 4) != 0)
    return false;
  int minor = 0;
  for (size_t i = 4; i < len; i++) {
    if (!isdigit((unsigned char)s[i]))
      return false;
    minor = minor * 10 + (s[i] - '0');
  }
  return s[4] != '0' && minor <= LOAD_GO_MINOR;
}

bool load_tag_is_set(const LoadTarget *t, const char *tag, size_t len) {
  if (is_one_of(common_tags, GL_COUNT_OF(common_tags), tag, len) || is_go_version(tag, len) ||
      is_one_of(t->tags, t->n_tags, tag, len))
    return true;
  if ((!t->is_golite || t->is_test) &&
      is_one_of(back_end_tags, GL_COUNT_OF(back_end_tags), tag, len))
    return true;
  if (t->is_golite)
    return is_one_of(golite_tags, GL_COUNT_OF(golite_tags), tag, len);
  return is_one_of(user_tags, GL_COUNT_OF(user_tags), tag, len) ||
         (t->is_pure && is_one_of(pure_tags, GL_COUNT_OF(pure_tags), tag, len));
}

/// Cuts the part after the last `_` off; false when there is none.
static bool cut_last(const char *s, size_t *len, const char **part, size_t *part_len) {
  for (size_t i = *len; i > 0; i--)
    if (s[i - 1] == '_') {
      *part = s + i;
      *part_len = *len - i;
      *len = i - 1;
      return true;
    }
  return false;
}

bool load_name_matches(const LoadTarget *t, const char *name) {
  size_t len = strcspn(name, ".");
  const char *last, *before;
  size_t n_last, n_before;
  if (!cut_last(name, &len, &last, &n_last))
    return true;
  if (n_last == 4 && memcmp(last, "test", 4) == 0 && !cut_last(name, &len, &last, &n_last))
    return true;
  if (is_one_of(known_os, GL_COUNT_OF(known_os), last, n_last))
    return load_tag_is_set(t, last, n_last);
  if (!is_one_of(known_arch, GL_COUNT_OF(known_arch), last, n_last))
    return true;
  if (!load_tag_is_set(t, last, n_last))
    return false;
  return !cut_last(name, &len, &before, &n_before) ||
         !is_one_of(known_os, GL_COUNT_OF(known_os), before, n_before) ||
         load_tag_is_set(t, before, n_before);
}

// --- //go:build expressions ---

typedef struct Expr {
  const LoadTarget *target;
  const char *at;
  uint32_t n_operators;
  const char *err; // first error
} Expr;

static char peek(Expr *e) {
  while (*e->at == ' ' || *e->at == '\t' || *e->at == '\r')
    e->at++;
  return *e->at;
}

static bool fail(Expr *e, const char *err) {
  if (!e->err)
    e->err = err;
  return false;
}

/// Accepts `&&` or `||`.
static bool accept_operator(Expr *e, char c) {
  if (e->err || peek(e) != c)
    return false;
  if (e->at[1] != c)
    return fail(e, c == '&' ? "invalid syntax at &" : "invalid syntax at |");
  e->at += 2;
  return ++e->n_operators <= MAX_OPERATORS || fail(e, "build expression too large");
}

static bool is_tag_char(unsigned char c) { return isalnum(c) || c == '_' || c == '.' || c >= 0x80; }

static bool parse_or(Expr *e);

static bool parse_atom(Expr *e) {
  char c = peek(e);
  if (e->err)
    return false;
  if (c == '(') {
    e->at++;
    if (++e->n_operators > MAX_OPERATORS)
      return fail(e, "build expression too large");
    bool v = parse_or(e);
    if (!e->err && peek(e) != ')')
      return fail(e, "missing close paren");
    e->at += !e->err;
    return v;
  }
  if (!is_tag_char((unsigned char)c))
    return fail(e, c == 0     ? "unexpected end of expression"
                   : c == ')' ? "unexpected token )"
                   : c == '&' ? "unexpected token &&"
                   : c == '|' ? "unexpected token ||"
                              : "invalid syntax");
  const char *start = e->at;
  while (is_tag_char((unsigned char)*e->at))
    e->at++;
  return load_tag_is_set(e->target, start, (size_t)(e->at - start));
}

static bool parse_not(Expr *e) {
  if (peek(e) != '!')
    return parse_atom(e);
  e->at++;
  if (peek(e) == '!')
    return fail(e, "double negation not allowed");
  return !parse_atom(e);
}

static bool parse_and(Expr *e) {
  bool v = parse_not(e);
  while (accept_operator(e, '&')) {
    bool w = parse_not(e);
    v = v && w;
  }
  return v;
}

static bool parse_or(Expr *e) {
  bool v = parse_and(e);
  while (accept_operator(e, '|')) {
    bool w = parse_and(e);
    v = v || w;
  }
  return v;
}

bool load_constraint_holds(const LoadTarget *t, const char *expr, const char **err) {
  Expr e = {.target = t, .at = expr};
  bool v = parse_or(&e);
  if (!e.err && peek(&e))
    fail(&e, *e.at == ')' ? "unexpected token )" : "unexpected token after expression");
  *err = e.err;
  return v && !e.err;
}
