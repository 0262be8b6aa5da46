/// \file
/// Notes to errors: where something is declared, which method is missing where, what a misspelt
/// name may mean. Decides nothing and reports nothing of its own; looks only for what will be
/// seen, and only as long as the sum of all searches stays small.

#include "check_internal.h"

#include <string.h>

enum {
  MAX_NAME = 64,          // bytes of names that are compared
  CASE_COST = 1,          // of a letter in the other case
  EDIT_COST = 2,          // of any other change
  MAX_EMBEDDED = 100,     // types looked into for fields and methods
  MAX_COMPARED = 4000000, // bytes compared in one package
};

static bool is_wanted(const TyChecker *c, const GlDiag *d) {
  return d && gl_diag_wants_note(c->world->diags, d);
}

// --- Where things are ----------------------------------------------------------------------------

void ty_note_declared(TyChecker *c, GlDiag *d, const TyObject *o) {
  if (is_wanted(c, d) && o->loc != GL_LOC_NONE)
    gl_diag_note(c->world->diags, d, o->loc, "%s declared here", o->name->text);
}

/// Where the method of an interface that a selector means comes from; none when it means another.
static GlLoc interface_method_loc(TyChecker *c, const SynNode *selector) {
  TySelection s;
  TySelectorKind kind = ty_info_selector(c->info, selector, &s);
  const TyType *t = ty_info_type(c->info, selector->selector.x);
  if (kind != TY_SEL_METHOD_VALUE || s.object || !t)
    return GL_LOC_NONE;
  return ty_method_loc(ty_selected_iface(c, t, &s), ty_selected_method(c, t, &s));
}

void ty_note_callee(TyChecker *c, GlDiag *d, const SynNode *fun) {
  if (!is_wanted(c, d))
    return;
  while (fun && (fun->kind == SYN_PAREN || fun->kind == SYN_INDEX))
    fun = fun->kind == SYN_PAREN ? fun->unary.x : fun->index.x; // f[int](…)
  GlLoc loc = GL_LOC_NONE;
  if (fun && fun->kind == SYN_SELECTOR) {
    loc = interface_method_loc(c, fun);
    fun = fun->selector.sel;
  }
  if (!fun || fun->kind != SYN_IDENT)
    return;
  const TyObject *o = ty_info_object(c->info, fun);
  if (loc != GL_LOC_NONE)
    gl_diag_note(c->world->diags, d, loc, "%s declared here", fun->ident.name->text);
  else if (o && o->kind == TY_OBJ_FUNC)
    ty_note_declared(c, d, o);
}

void ty_note_missing(TyChecker *c, GlDiag *d, const char *msg) {
  const TyMissingNote m = c->missing;
  if (!m.cause || !is_wanted(c, d) || !strstr(msg, m.cause))
    return;
  c->missing = (TyMissingNote){0};
  const char *signature = ty_string_signature(c->arena, m.method->type, c->pkg);
  const char *name = m.method->name->text;
  GlLoc loc = ty_method_loc(ty_checked_under(c, m.iface), m.method);
  if (m.iface->kind == TY_NAMED)
    gl_diag_note(c->world->diags, d, loc, "%s requires method %s%s", ty_str_type(c, m.iface), name,
                 signature);
  else
    gl_diag_note(c->world->diags, d, loc, "method %s%s is required here", name, signature);
  TySelection s;
  TyLookupResult r = ty_lookup_full(m.type, m.method->pkg, m.method->name, true, &s);
  if ((r == TY_LOOKUP_FOUND || r == TY_LOOKUP_POINTER_RECV) && s.object)
    ty_note_declared(c, d, s.object);
}

// --- Similar names -------------------------------------------------------------------------------

typedef struct Search {
  TyChecker *c;
  GlName name;
  uint32_t limit; // costs up to this are similar; falls to the least cost found
  const char *found;
  GlLoc loc;
} Search;

static uint32_t min2(uint32_t a, uint32_t b) { return a < b ? a : b; }

static char fold(char ch) { return ch >= 'A' && ch <= 'Z' ? (char)(ch | 0x20) : ch; }

static uint32_t change_cost(char a, char b) {
  return a == b ? 0 : fold(a) == fold(b) ? CASE_COST : EDIT_COST;
}

/// The cost of making `a` from `b` by changing, inserting, dropping bytes and swapping neighbours;
/// something above `limit` when it is more than that.
static uint32_t distance(GlName a, GlName b, uint32_t limit) {
  uint32_t rows[3][MAX_NAME + 1];
  for (uint32_t k = 0; k <= b->len; k++)
    rows[0][k] = k * EDIT_COST;
  uint32_t *before = rows[2], *last = rows[0], *row = rows[1];
  for (uint32_t i = 1; i <= a->len; i++) {
    uint32_t least = row[0] = i * EDIT_COST;
    for (uint32_t k = 1; k <= b->len; k++) {
      char x = a->text[i - 1], y = b->text[k - 1];
      uint32_t cost = last[k - 1] + change_cost(x, y);
      cost = min2(cost, min2(last[k], row[k - 1]) + EDIT_COST);
      if (i > 1 && k > 1 && x != y && x == b->text[k - 2] && a->text[i - 2] == y)
        cost = min2(cost, before[k - 2] + EDIT_COST);
      row[k] = cost;
      least = min2(least, cost);
    }
    if (least > limit)
      return limit + 1;
    uint32_t *free = before;
    before = last;
    last = row;
    row = free;
  }
  return last[b->len];
}

/// Whether to look for what `d` may mean; not once the searches so far have cost enough.
static bool may_search(const TyChecker *c, const GlDiag *d) {
  return is_wanted(c, d) && c->n_compared <= MAX_COMPARED;
}

static Search search_of(TyChecker *c, GlName name) {
  // A change for every three letters; short names may differ in case only.
  uint32_t n_edits = name->len < 3 ? 0 : name->len < 6 ? 1 : name->len < 9 ? 2 : 3;
  return (Search){.c = c, .name = name, .limit = n_edits * EDIT_COST + CASE_COST};
}

/// Looks at one more name. Among equals the first wins.
static void consider(Search *s, GlName name, GlLoc loc) {
  uint32_t n = s->name->len, m = name->len;
  s->c->n_compared++;
  if (name == s->name || n > MAX_NAME || m > MAX_NAME || (m == 1 && name->text[0] == '_') ||
      (n > m ? n - m : m - n) * EDIT_COST > s->limit || s->c->n_compared > MAX_COMPARED)
    return;
  s->c->n_compared += (uint64_t)n * m / 4;
  uint32_t cost = distance(s->name, name, s->limit);
  if (cost > s->limit || cost == 0)
    return;
  s->limit = cost - 1;
  s->found = name->text;
  s->loc = loc;
}

static void say(const Search *s, GlDiag *d) {
  if (s->found)
    gl_diag_note(s->c->world->diags, d, s->loc, "did you mean %s?", s->found);
}

/// What the import of a package of the standard library would be for `fmt.Println`, where fmt is
/// undefined: only for names that one package alone has.
static const char *package_named(GlName name) {
  static const char *const paths[] = {
      "bufio",
      "bytes",
      "container/heap",
      "context",
      "encoding/base64",
      "encoding/csv",
      "encoding/hex",
      "encoding/json",
      "encoding/xml",
      "errors",
      "flag",
      "fmt",
      "io",
      "log",
      "log/slog",
      "maps",
      "math",
      "math/big",
      "math/bits",
      "net/http",
      "net/url",
      "os",
      "os/exec",
      "os/signal",
      "path/filepath",
      "reflect",
      "regexp",
      "runtime",
      "slices",
      "sort",
      "strconv",
      "strings",
      "sync",
      "sync/atomic",
      "testing",
      "text/tabwriter",
      "time",
      "unicode",
      "unicode/utf16",
      "unicode/utf8",
      "unsafe",
  };
  for (uint32_t i = 0; i < GL_COUNT_OF(paths); i++)
    if (strcmp(gl_path_base(paths[i]), name->text) == 0)
      return paths[i];
  return NULL;
}

/// Whether ".Name" follows the name in the source.
static bool is_qualifier(const TyChecker *c, const SynNode *ident) {
  const GlFile *f = gl_sources_file_of(c->world->sources, ident->loc);
  uint32_t end = f ? ident->loc - f->base + ident->ident.name->len : 0;
  return f && end + 1 < f->size && f->text[end] == '.' && f->text[end + 1] >= 'A' &&
         f->text[end + 1] <= 'Z';
}

void ty_suggest_name(TyChecker *c, GlDiag *d, const SynNode *ident, bool wants_type) {
  if (!is_wanted(c, d))
    return;
  GlName name = ident->ident.name;
  const char *path = is_qualifier(c, ident) ? package_named(name) : NULL;
  if (path) {
    gl_diag_note(c->world->diags, d, GL_LOC_NONE, "did you mean to import \"%s\"?", path);
    return;
  }
  if (!may_search(c, d))
    return;
  Search s = search_of(c, name);
  for (const TyScope *scope = c->env.scope; scope; scope = scope->parent)
    for (uint32_t i = 0; i < scope->objects.len && s.limit > 0; i++) {
      const TyObject *o = scope->objects.data[i];
      if (!wants_type || o->kind == TY_OBJ_TYPE)
        consider(&s, scope->names.data[i], o->loc);
    }
  say(&s, d);
}

void ty_suggest_export(TyChecker *c, GlDiag *d, const TyPackage *p, GlName name) {
  if (!may_search(c, d))
    return;
  Search s = search_of(c, name);
  const TyScope *scope = p->scope;
  for (uint32_t i = 0; i < scope->objects.len && s.limit > 0; i++)
    if (ty_name_is_exported(scope->names.data[i]))
      consider(&s, scope->names.data[i], scope->objects.data[i]->loc);
  say(&s, d);
}

static void consider_member(Search *s, GlName name, const TyPackage *pkg, GlLoc loc) {
  if (ty_name_is_exported(name) || pkg == s->c->pkg)
    consider(s, name, loc);
}

/// Types to look into; grows while it is walked.
typedef struct Members {
  const TyType *types[MAX_EMBEDDED];
  uint32_t n;
} Members;

static void add_type(Members *m, const TyType *t) {
  if (t->kind == TY_POINTER)
    t = t->pointer.elem;
  for (uint32_t i = 0; i < m->n; i++)
    if (m->types[i] == t)
      return;
  if (m->n < MAX_EMBEDDED)
    m->types[m->n++] = t;
}

static void consider_methods(Search *s, const TyType *t) {
  // The methods of an instance may not be made yet.
  const TyType *named = t->kind == TY_NAMED && t->named.origin ? t->named.origin : t;
  for (uint32_t i = 0; named->kind == TY_NAMED && i < named->named.n_methods; i++) {
    const TyObject *m = named->named.methods[i];
    consider_member(s, m->name, m->pkg, m->loc);
  }
  const TyType *u = ty_checked_under(s->c, t);
  if (u->kind == TY_INTERFACE && u->is_complete)
    for (uint32_t i = 0; i < u->iface.n_methods; i++) {
      const TyMethod *m = &ty_iface_methods(u)[i];
      consider_member(s, m->name, m->pkg, m->loc);
      if (s->found && s->loc == m->loc)
        s->loc = ty_method_loc(u, m);
    }
}

void ty_suggest_selector(TyChecker *c, GlDiag *d, const TyType *t, GlName name,
                         bool allows_methods) {
  if (!may_search(c, d))
    return;
  Search s = search_of(c, name);
  Members m = {.n = 0};
  add_type(&m, t);
  for (uint32_t i = 0; i < m.n && s.limit > 0; i++) {
    if (allows_methods)
      consider_methods(&s, m.types[i]);
    const TyType *u = ty_checked_under(c, m.types[i]);
    for (uint32_t k = 0; u->kind == TY_STRUCT && k < u->strct.n_fields; k++) {
      const TyField *f = &u->strct.fields[k];
      consider_member(&s, f->name, f->pkg, f->loc);
      if (f->is_embedded)
        add_type(&m, f->type);
    }
  }
  say(&s, d);
}
