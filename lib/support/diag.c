/// \file
/// Collects what is said about the user's program, and prints it once, in order.
/// Which followers are dropped is gc's rule: one syntax error a line, equal texts on a line once.

#include "golite/support/diag.h"

#include "golite/support/file.h"
#include "golite/support/map.h"
#include "golite/support/vec.h"

#include <stdlib.h>
#include <string.h>

enum {
  MAX_KEPT = 20000, // errors kept; a file of millions of bad bytes must not fill the memory
  MAX_SHOWN = 120,  // bytes of a source line shown
};

typedef struct Note {
  GlLoc loc;
  const char *text;
} Note;

struct GlDiag {
  GlLoc loc;
  uint32_t seq; // order of report
  GlDiagCode code;
  const char *text;
  GL_VEC(Note) notes;
};

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
  uint32_t n_errors;
  GlDiag dropped; // what the caller of a dropped error writes to
};

GlDiags *gl_diags_new(GlArena *a, const GlSources *s) {
  GlDiags *d = GL_NEW(a, GlDiags);
  d->arena = a;
  d->sources = s;
  return d;
}

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

GlDiag *gl_diag_verror(GlDiags *d, GlLoc loc, GlDiagCode code, const char *fmt, va_list args) {
  if (d->all.len >= MAX_KEPT) {
    d->n_errors++;
    return &d->dropped;
  }
  GlArenaMark mark = gl_arena_mark(d->arena);
  const char *text = gl_arena_vprintf(d->arena, fmt, args);
  if (is_follower(d, loc, text)) { // has allocated nothing
    gl_arena_release(d->arena, mark);
    return &d->dropped;
  }
  GlDiag *e = GL_NEW(d->arena, GlDiag);
  *e = (GlDiag){.loc = loc, .seq = d->n_errors++, .code = code, .text = text};
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

void gl_diag_note(GlDiags *d, GlDiag *e, GlLoc loc, const char *fmt, ...) {
  if (e == &d->dropped)
    return;
  va_list args;
  va_start(args, fmt);
  Note n = {loc, gl_arena_vprintf(d->arena, fmt, args)};
  va_end(args);
  GL_VEC_PUSH(d->arena, &e->notes, n);
}

void gl_diag_more(GlDiags *d, GlDiag *e, const char *fmt, ...) {
  if (e == &d->dropped)
    return;
  va_list args;
  va_start(args, fmt);
  const char *more = gl_arena_vprintf(d->arena, fmt, args);
  va_end(args);
  e->text = gl_arena_printf(d->arena, "%s\n\t%s", e->text, more);
}

uint32_t gl_diags_error_count(const GlDiags *d) { return d->n_errors; }

bool gl_diags_is_full(const GlDiags *d) { return d->all.len >= MAX_KEPT; }

typedef struct Printer {
  const GlDiags *d;
  FILE *out;
  GlDiagStyle style;
} Printer;

static const char *paint(const Printer *p, const char *escape) {
  return p->style.is_colored ? escape : "";
}

static void print_pos(const Printer *p, GlLoc loc) {
  GlPos pos = gl_sources_pos(p->d->sources, loc);
  if (!pos.line)
    return;
  if (pos.column)
    fprintf(p->out, "%s:%u:%u: ", pos.path, pos.line, pos.column);
  else
    fprintf(p->out, "%s:%u: ", pos.path, pos.line);
}

/// A byte of a source line as it may be sent to a terminal.
static char visible(char c) {
  if (((unsigned char)c < ' ' && c != '\t') || c == 0x7f)
    return '?';
  return c;
}

static bool is_continuation(char c) { return ((unsigned char)c & 0xC0) == 0x80; }

/// The source line of `loc` and a caret below it; long lines are cut to a window around the place.
static void print_source(const Printer *p, GlLoc loc) {
  GlPos raw = gl_sources_raw(p->d->sources, loc);
  if (!raw.line)
    return;
  size_t len;
  const char *line = gl_sources_line(p->d->sources, loc, &len);
  size_t at = raw.column - 1, from = at > MAX_SHOWN / 2 && len > MAX_SHOWN ? at - MAX_SHOWN / 2 : 0;
  size_t to = len - from > MAX_SHOWN ? from + MAX_SHOWN : len;
  while (from < at && is_continuation(line[from]))
    from++;
  while (to < len && is_continuation(line[to]))
    to++;
  if (to > from && line[to - 1] == '\r')
    to--;
  fprintf(p->out, "%5u | ", raw.line);
  for (size_t i = from; i < to; i++)
    fputc(visible(line[i]), p->out);
  fputs("\n      | ", p->out);
  for (size_t i = from; i < at; i++) {
    if (i >= to || !is_continuation(line[i]))
      fputc(i < to && line[i] == '\t' ? '\t' : ' ', p->out);
  }
  fprintf(p->out, "%s^%s\n", paint(p, "\033[1;32m"), paint(p, "\033[0m"));
}

static void print_one(const Printer *p, const GlDiag *e) {
  fputs(paint(p, "\033[1m"), p->out);
  print_pos(p, e->loc);
  fputs(paint(p, "\033[0;1;31m"), p->out);
  fprintf(p->out, "%s%s\n", e->text, paint(p, "\033[0m"));
  if (!p->style.is_full)
    return;
  print_source(p, e->loc);
  for (uint32_t i = 0; i < e->notes.len; i++) {
    const Note *n = &e->notes.data[i];
    print_pos(p, n->loc);
    fprintf(p->out, "%snote:%s %s\n", paint(p, "\033[1;36m"), paint(p, "\033[0m"), n->text);
    print_source(p, n->loc);
  }
}

static int compare(const void *a, const void *b) {
  const GlDiag *x = *(GlDiag *const *)a, *y = *(GlDiag *const *)b;
  if (x->loc != y->loc)
    return x->loc < y->loc ? -1 : 1;
  return x->seq < y->seq ? -1 : x->seq > y->seq;
}

void gl_diags_print(GlDiags *d, FILE *out, GlDiagStyle style) {
  Printer p = {d, out, style};
  if (d->all.len)
    qsort(d->all.data, d->all.len, sizeof *d->all.data, compare);
  GlStrMap *seen = gl_strmap_new(d->arena); // text → the last error printed with it
  GlDiag *last = NULL;
  uint32_t n_printed = 0;
  bool is_cut = d->n_errors > d->all.len;
  for (uint32_t i = 0; i < d->all.len; i++) {
    GlDiag *e = d->all.data[i];
    size_t len = strlen(e->text);
    GlDiag *same = gl_strmap_get(seen, e->text, len);
    if (same) {
      LastLine line = line_of(d, same->loc, NULL);
      if (is_on(&line, e->loc) || same->loc == e->loc)
        continue;
    }
    if (style.max_errors && n_printed == style.max_errors) {
      is_cut = true;
      break;
    }
    print_one(&p, e);
    gl_strmap_set(seen, e->text, len, e);
    n_printed++;
    last = e;
  }
  if (is_cut && last) {
    print_pos(&p, last->loc);
    fputs("too many errors\n", out);
  }
}
