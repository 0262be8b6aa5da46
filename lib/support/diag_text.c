/// \file
/// Diagnostics as text for people: gc's lines, and in the full style the source line with a caret
/// and notes. However long a line is, only a window around the place is looked at.

#include "diag_internal.h"

#include "golite/support/utf8.h"

#include <string.h>

enum {
  MAX_BEFORE = 60, // columns of a source line shown before the place
  MAX_SHOWN = 120, // and in all
  LOOK_BACK = 240, // bytes looked at for them: a code point has up to four
};

typedef struct Printer {
  const GlDiags *d;
  FILE *out;
  GlDiagStyle style;
} Printer;

static const char *paint(const Printer *p, const char *escape) {
  return p->style.is_colored ? escape : "";
}

/// A piece of text as a terminal shows it.
typedef struct Cell {
  char text[12];
  uint32_t len;   // bytes of the source
  uint32_t width; // columns
} Cell;

static Cell cell_of(const char *s, size_t n) {
  uint32_t rune;
  Cell c = {.len = gl_utf8_decode(s, n, &rune)};
  int width = rune == GL_RUNE_BAD ? -1 : gl_rune_width(rune);
  if (width >= 0) {
    memcpy(c.text, s, c.len);
    c.width = (uint32_t)width;
    return c;
  }
  const char *fmt = rune == GL_RUNE_BAD || rune < 0x80 ? "\\x%02x"
                    : rune < 0x10000                   ? "\\u%04x"
                                                       : "\\U%08x";
  uint32_t value = rune == GL_RUNE_BAD ? (unsigned char)*s : rune;
  c.width = (uint32_t)snprintf(c.text, sizeof c.text, fmt, value);
  return c;
}

/// Text from the program or the machine. The brief style is for programs that know gc: bytes as
/// they are.
static void print_text(const Printer *p, const char *s) {
  if (!p->style.is_full) {
    fputs(s, p->out);
    return;
  }
  for (size_t n = strlen(s); n > 0;) {
    if (*s == '\n' || *s == '\t') {
      fputc(*s++, p->out);
      n--;
      continue;
    }
    Cell c = cell_of(s, n);
    fputs(c.text, p->out);
    s += c.len;
    n -= c.len;
  }
}

static void print_pos(const Printer *p, GlLoc loc) {
  GlPos pos = gl_sources_pos(gl_diags_sources(p->d), loc);
  if (!pos.line)
    return;
  print_text(p, pos.path);
  if (pos.column)
    fprintf(p->out, ":%u:%u: ", pos.line, pos.column);
  else
    fprintf(p->out, ":%u: ", pos.line);
}

/// Where the window around a place begins, so that at most MAX_BEFORE columns precede the place.
static uint32_t window_start(const GlDiagPlace *at) {
  uint32_t from = at->at > LOOK_BACK ? at->at - LOOK_BACK : 0, width = 0;
  while (from > 0 && from < at->at && ((unsigned char)at->line[from] & 0xC0) == 0x80)
    from++;
  for (uint32_t i = from; i < at->at;) {
    Cell c = cell_of(at->line + i, at->at - i);
    width += at->line[i] == '\t' ? 1 : c.width;
    i += c.len;
  }
  uint32_t end = at->at + at->rest;
  if (from == 0 && width + (end - at->at) <= MAX_SHOWN)
    return 0; // the whole line fits
  while (width > MAX_BEFORE) {
    Cell c = cell_of(at->line + from, at->at - from);
    width -= at->line[from] == '\t' ? 1 : c.width;
    from += c.len;
  }
  return from;
}

/// Prints the window's text; returns the width of the word at the place, as far as it is shown, and
/// sets *pad to what leads the caret below it.
static uint32_t print_window(const Printer *p, const GlDiagPlace *at, GlBuf *pad) {
  uint32_t from = window_start(at), end = at->at + at->rest, width = 0, word = 0;
  if (from > 0) {
    fputs("...", p->out);
    gl_buf_str(pad, "   ");
  }
  uint32_t i = from;
  while (i < end) {
    bool is_tab = at->line[i] == '\t';
    Cell c = is_tab ? (Cell){"\t", 1, 1} : cell_of(at->line + i, end - i);
    if (width + c.width > MAX_SHOWN)
      break;
    fputs(c.text, p->out);
    if (i < at->at)
      is_tab ? gl_buf_char(pad, '\t') : gl_buf_printf(pad, "%*s", (int)c.width, "");
    else if (i < at->at + at->word)
      word += c.width;
    width += c.width;
    i += c.len;
  }
  if (i < end || at->rest == GL_DIAG_MAX_REST)
    fputs("...", p->out);
  return word;
}

/// The source line of `loc` and a caret below it.
static void print_source(const Printer *p, GlLoc loc) {
  GlDiagPlace at = gl_diags_place(p->d, loc);
  if (!at.raw.line)
    return;
  GlArena *a = gl_diags_arena(p->d);
  GlArenaMark mark = gl_arena_mark(a);
  GlBuf pad;
  gl_buf_init(&pad, a);
  int margin = fprintf(p->out, "%5u", at.raw.line);
  fputs(" | ", p->out);
  uint32_t word = print_window(p, &at, &pad);
  fprintf(p->out, "\n%*s | %s%s^", margin, "", pad.len ? pad.data : "", paint(p, "\033[1;32m"));
  for (uint32_t i = 1; i < word; i++)
    fputc('~', p->out);
  fprintf(p->out, "%s\n", paint(p, "\033[0m"));
  gl_arena_release(a, mark);
}

static void print_note(const Printer *p, const GlDiagNote *n) {
  print_pos(p, n->loc);
  fprintf(p->out, "%snote:%s ", paint(p, "\033[1;36m"), paint(p, "\033[0m"));
  print_text(p, n->text);
  fputc('\n', p->out);
  print_source(p, n->loc);
}

/// Lines of the message below its first; in the full style those with a position are notes.
static void print_parts(const Printer *p, const GlDiag *e) {
  for (uint32_t i = 0; i < e->notes.len; i++) {
    const GlDiagNote *n = &e->notes.data[i];
    if (!n->is_part || (p->style.is_full && n->loc != GL_LOC_NONE))
      continue;
    fputs("\n\t", p->out);
    print_pos(p, n->loc);
    print_text(p, n->text);
  }
}

/// What stands between position and text; gc has nothing before errors.
static void print_severity(const Printer *p, GlSeverity severity) {
  switch (severity) {
  case GL_SEVERITY_ERROR: fputs(paint(p, "\033[0;1;31m"), p->out); return;
  case GL_SEVERITY_WARNING: fprintf(p->out, "%swarning: ", paint(p, "\033[0;1;35m")); return;
  case GL_SEVERITY_NOTE: fprintf(p->out, "%snote: ", paint(p, "\033[0;1;36m")); return;
  case GL_SEVERITY_COUNT: break;
  }
  GL_UNREACHABLE();
}

static void print_one(const Printer *p, const GlDiag *e) {
  fputs(paint(p, "\033[1m"), p->out);
  print_pos(p, e->loc);
  print_severity(p, e->severity);
  print_text(p, e->text);
  print_parts(p, e);
  fprintf(p->out, "%s\n", paint(p, "\033[0m"));
  if (!p->style.is_full)
    return;
  print_source(p, e->loc);
  for (uint32_t i = 0; i < e->notes.len; i++) {
    const GlDiagNote *n = &e->notes.data[i];
    if (!n->is_part || n->loc != GL_LOC_NONE)
      print_note(p, n);
  }
}

void gl_diags_print(GlDiags *d, FILE *out, GlDiagStyle style) {
  Printer p = {d, out, style};
  GlDiagList list = gl_diags_select(d, style.max_errors);
  for (uint32_t i = 0; i < list.len; i++)
    print_one(&p, list.data[i]);
  if (list.is_cut) {
    print_pos(&p, list.cut_at);
    fputs("too many errors\n", out);
  }
}
