/// \file
/// Collects what is said about the user's program, and puts it into order. Prints nothing.
/// Which followers are dropped, how many errors are shown and how they are sorted are gc's rules:
/// one syntax error a line; a text that repeats the last one on its line is dropped; the first ten
/// in order of report are shown, sorted by file in order of first report, line and column.

#include "diag_internal.h"

#include "golite/support/map.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_KEPT = 20000 }; // errors; a file of millions of bad bytes must not fill the memory

/// The physical line of the last error of a sort, as a range of positions.
typedef struct LastLine {
  GlLoc from, to; // to is one past the end; 0,0: none
  const char *text;
} LastLine;

struct GlDiags {
  GlArena *arena;
  const GlSources *sources;
  GL_VEC(GlDiag *) all;
  LastLine syntax, other;
  uint32_t n_errors; // also those that were not kept
  uint32_t n_kept;   // errors in `all`
  uint32_t n_late;   // of these, late ones
  uint32_t n_of[GL_DIAG_COUNT];
  uint32_t max_errors; // 0: all
  bool wants_notes;
  GlDiag dropped; // what the caller of a dropped error writes to
};

static const char *const descriptions[GL_DIAG_COUNT] = {
#define GL_DIAG(NAME, number, ...) [GL_DIAG_##NAME] = "" __VA_ARGS__,
#include "golite/support/diag.def"
#undef GL_DIAG
};

static const char *const severities[GL_SEVERITY_COUNT] = {
#define GL_SEVERITY(NAME, name) name,
#include "golite/support/severities.def"
#undef GL_SEVERITY
};

static const char *const ids[GL_DIAG_COUNT] = {
#define GL_DIAG(NAME, number, ...) [GL_DIAG_##NAME] = "GL" #number,
#include "golite/support/diag.def"
#undef GL_DIAG
};

const char *gl_severity_name(GlSeverity severity) { return severities[severity]; }

const char *gl_diag_code_id(GlDiagCode code) { return ids[code]; }

const char *gl_diag_code_description(GlDiagCode code) { return descriptions[code]; }

GlDiags *gl_diags_new(GlArena *a, const GlSources *s) {
  GlDiags *d = GL_NEW(a, GlDiags);
  d->arena = a;
  d->sources = s;
  d->wants_notes = true;
  return d;
}

void gl_diags_expect(GlDiags *d, uint32_t max_errors, bool wants_notes) {
  d->max_errors = max_errors;
  d->wants_notes = wants_notes;
}

const GlSources *gl_diags_sources(const GlDiags *d) { return d->sources; }
GlArena *gl_diags_arena(const GlDiags *d) { return d->arena; }

// --- Reporting -----------------------------------------------------------------------------------

static bool is_on(const LastLine *l, GlLoc loc) { return loc >= l->from && loc < l->to; }

static LastLine line_of(const GlDiags *d, GlLoc loc, const char *text) {
  const GlFile *f = gl_sources_file_of(d->sources, loc);
  if (!f)
    return (LastLine){0};
  size_t len;
  const char *line = gl_sources_line(d->sources, loc, &len);
  GlLoc from = f->base + (GlLoc)(line - f->text);
  return (LastLine){from, from + (GlLoc)len + 1, text};
}

static bool is_syntax_error(const char *text) { return strncmp(text, "syntax error", 12) == 0; }

/// Whether gc would not report `text` again after its last error; remembers it otherwise.
static bool is_follower(GlDiags *d, GlLoc loc, const char *text) {
  bool is_syntax = is_syntax_error(text);
  LastLine *last = is_syntax ? &d->syntax : &d->other;
  if (is_on(last, loc)) {
    if (is_syntax || strcmp(last->text, text) == 0)
      return true;
    last->text = text;
    return false;
  }
  *last = line_of(d, loc, text);
  return false;
}

static void count(GlDiags *d, GlDiagCode code) {
  d->n_errors++;
  d->n_of[code]++;
}

bool gl_diags_is_full(const GlDiags *d) {
  return d->all.len >= MAX_KEPT || (d->max_errors && d->n_kept - d->n_late >= d->max_errors);
}

GlDiag *gl_diag_verror(GlDiags *d, GlLoc loc, GlDiagCode code, const char *fmt, va_list args) {
  if (gl_diags_is_full(d)) {
    count(d, code);
    return &d->dropped;
  }
  GlArenaMark mark = gl_arena_mark(d->arena);
  const char *text = gl_arena_vprintf(d->arena, fmt, args);
  if (is_follower(d, loc, text)) { // has allocated nothing
    gl_arena_release(d->arena, mark);
    return &d->dropped;
  }
  GlDiag *e = GL_NEW(d->arena, GlDiag);
  *e = (GlDiag){.loc = loc, .seq = d->n_errors, .code = code, .text = text};
  count(d, code);
  d->n_kept++;
  GL_VEC_PUSH(d->arena, &d->all, e);
  return e;
}

GlDiag *gl_diag_remark(GlDiags *d, GlSeverity severity, GlLoc loc, GlDiagCode code, const char *fmt,
                       ...) {
  if (d->all.len >= MAX_KEPT)
    return &d->dropped;
  GlDiag *e = GL_NEW(d->arena, GlDiag);
  *e = (GlDiag){.loc = loc, .seq = d->n_errors, .code = code, .severity = severity};
  va_list args;
  va_start(args, fmt);
  e->text = gl_arena_vprintf(d->arena, fmt, args);
  va_end(args);
  GL_VEC_PUSH(d->arena, &d->all, e);
  return e;
}

GlDiag *gl_diag_error(GlDiags *d, GlLoc loc, GlDiagCode code, const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  GlDiag *e = gl_diag_verror(d, loc, code, fmt, args);
  va_end(args);
  return e;
}

void gl_diag_set_late(GlDiags *d, GlDiag *e) {
  if (e == &d->dropped || e->is_late)
    return;
  e->is_late = true;
  d->n_late++;
}

bool gl_diag_wants_note(const GlDiags *d, const GlDiag *e) {
  return d->wants_notes && e != &d->dropped;
}

static void add_note(GlDiags *d, GlDiag *e, bool is_part, GlLoc loc, const char *fmt,
                     va_list args) {
  GlDiagNote n = {loc, gl_arena_vprintf(d->arena, fmt, args), is_part};
  GL_VEC_PUSH(d->arena, &e->notes, n);
}

void gl_diag_note(GlDiags *d, GlDiag *e, GlLoc loc, const char *fmt, ...) {
  if (!gl_diag_wants_note(d, e))
    return;
  va_list args;
  va_start(args, fmt);
  add_note(d, e, false, loc, fmt, args);
  va_end(args);
}

void gl_diag_more(GlDiags *d, GlDiag *e, const char *fmt, ...) {
  if (e == &d->dropped)
    return;
  va_list args;
  va_start(args, fmt);
  add_note(d, e, true, GL_LOC_NONE, fmt, args);
  va_end(args);
}

void gl_diag_more_at(GlDiags *d, GlDiag *e, GlLoc loc, const char *fmt, ...) {
  if (e == &d->dropped)
    return;
  va_list args;
  va_start(args, fmt);
  add_note(d, e, true, loc, fmt, args);
  va_end(args);
}

uint32_t gl_diags_error_count(const GlDiags *d) { return d->n_errors; }

uint32_t gl_diags_count_of(const GlDiags *d, GlDiagCode code) { return d->n_of[code]; }

// --- What is printed -----------------------------------------------------------------------------

typedef struct SortKey {
  uint32_t file; // order of its first error; 0: no position
  GlDiag *diag;
} SortKey;

static int compare(const void *a, const void *b) {
  const SortKey *x = a, *y = b;
  if (x->file != y->file)
    return x->file < y->file ? -1 : 1;
  if (x->diag->loc != y->diag->loc)
    return x->diag->loc < y->diag->loc ? -1 : 1;
  return x->diag->seq < y->diag->seq ? -1 : x->diag->seq > y->diag->seq;
}

static bool is_repeated(const GlDiags *d, const GlDiag *a, const GlDiag *b) {
  if (a->severity != b->severity || strcmp(a->text, b->text) != 0)
    return false;
  GlPos p = gl_sources_pos(d->sources, a->loc), q = gl_sources_pos(d->sources, b->loc);
  return p.line == q.line && p.column == q.column && (!p.path || strcmp(p.path, q.path) == 0);
}

static uint32_t file_rank(GlDiags *d, uint32_t *ranks, uint32_t *n, GlLoc loc) {
  const GlFile *f = gl_sources_file_of(d->sources, loc);
  if (!f)
    return 0;
  if (!ranks[f->index])
    ranks[f->index] = ++*n;
  return ranks[f->index];
}

/// Whether `e` is left out, n_errors being in the list already.
static bool is_left_out(const GlDiags *d, const GlDiag *e, uint32_t max_errors, uint32_t n_errors) {
  if (e->severity != GL_SEVERITY_ERROR)
    return false;
  return (e->is_late && d->n_late < d->n_kept) || (max_errors && n_errors == max_errors);
}

GlDiagList gl_diags_select(GlDiags *d, uint32_t max_errors) {
  GlDiagList list = {.data = GL_NEW_ARRAY(d->arena, GlDiag *, d->all.len + 1)};
  SortKey *keys = GL_NEW_ARRAY(d->arena, SortKey, d->all.len + 1);
  uint32_t *ranks = GL_NEW_ARRAY(d->arena, uint32_t, gl_sources_count(d->sources) + 1);
  uint32_t n = 0, n_errors = 0, n_files = 0;
  for (uint32_t i = 0; i < d->all.len; i++) {
    GlDiag *e = d->all.data[i];
    if (is_left_out(d, e, max_errors, n_errors))
      continue;
    keys[n++] = (SortKey){file_rank(d, ranks, &n_files, e->loc), e};
    if (e->severity == GL_SEVERITY_ERROR) {
      n_errors++;
      list.cut_at = e->loc;
    }
  }
  list.is_cut = d->n_errors > d->n_kept || (max_errors && n_errors == max_errors);
  if (n)
    qsort(keys, n, sizeof *keys, compare);
  for (uint32_t i = 0; i < n; i++)
    if (i == 0 || !is_repeated(d, keys[i - 1].diag, keys[i].diag))
      list.data[list.len++] = keys[i].diag;
  return list;
}

static bool is_word_byte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
         (c & 0x80);
}

GlDiagPlace gl_diags_place(const GlDiags *d, GlLoc loc) {
  const GlFile *f = gl_sources_file_of(d->sources, loc);
  if (!f)
    return (GlDiagPlace){0};
  GlDiagPlace p = {.raw = gl_sources_raw(d->sources, loc)};
  p.at = p.raw.column - 1;
  const char *at = f->text + (loc - f->base);
  p.line = at - p.at;
  uint32_t left = f->size - (loc - f->base);
  uint32_t max = left < GL_DIAG_MAX_REST ? left : GL_DIAG_MAX_REST;
  const char *nl = max ? memchr(at, '\n', max) : NULL;
  p.rest = nl ? (uint32_t)(nl - at) : max;
  if (p.rest < GL_DIAG_MAX_REST && p.rest > 0 && at[p.rest - 1] == '\r')
    p.rest--;
  while (p.word < p.rest && is_word_byte(at[p.word]))
    p.word++;
  if (p.word == GL_DIAG_MAX_REST)
    p.word = 0;
  return p;
}

const char *gl_diag_message(const GlDiags *d, const GlDiag *e) {
  GlBuf text;
  gl_buf_init(&text, d->arena);
  gl_buf_str(&text, e->text);
  for (uint32_t i = 0; i < e->notes.len; i++)
    if (e->notes.data[i].is_part && e->notes.data[i].loc == GL_LOC_NONE)
      gl_buf_printf(&text, "\n\t%s", e->notes.data[i].text);
  return text.data;
}
