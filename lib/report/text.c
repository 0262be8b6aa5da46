/// \file
/// -m and --explain for people and editors. Computes no new fact.

#include "report_internal.h"

#include "golite/support/file.h"

#include <inttypes.h>
#include <regex.h>
#include <string.h>

static void print_line(FILE *out, GlPos pos, const char *indent, const char *text) {
  if (pos.column)
    fprintf(out, "%s:%u:%u: %s%s\n", pos.path, pos.line, pos.column, indent, text);
  else
    fprintf(out, "%s:%u: %s%s\n", pos.path, pos.line, indent, text);
}

void rep_print_m(FILE *out, const GirProgram *p, const EscResult *r, const RepOptions *o) {
  GlArena *arena = gl_arena_new();
  RepLines ls = {.arena = arena, .p = p, .r = r};
  rep_collect(&ls, o);
  for (uint32_t i = 0; i < ls.list.len; i++) {
    const RepLine *l = &ls.list.data[i];
    print_line(out, l->pos, "", l->text);
    for (uint32_t k = 0; o->level > 1 && k < l->n_hops; k++)
      if (l->hops[k].loc != GL_LOC_NONE)
        print_line(out, gl_sources_pos(p->sources, l->hops[k].loc), "  ", l->hops[k].text);
  }
  gl_arena_free(arena);
}

// --- --explain
// ---------------------------------------------------------------------------------------

static const char *size_text(GlArena *a, const GirSite *s) {
  if (!s->type)
    return "";
  int64_t size = ty_size(s->type);
  bool is_elem = s->kind == GIR_SITE_MAKE_SLICE || s->kind == GIR_SITE_APPEND;
  return gl_arena_printf(a, "%s%" PRId64 " byte%s", is_elem ? "elements of " : "", size,
                         size == 1 ? "" : "s");
}

/// Which edit would change the verdict.
static const char *advice(EscReason r) {
  switch (r) {
  case ESC_REASON_NONE:
  case ESC_REASON_DISABLED: return NULL;
  case ESC_REASON_RETURNED:
    return "return the value itself, or let the caller pass in where it goes";
  case ESC_REASON_GLOBAL:
    return "store a copy of the value, or do not keep it in a package variable";
  case ESC_REASON_UNKNOWN_CALL:
    return "call a function whose code is in the program, or declare it //go:noescape if it keeps "
           "nothing";
  case ESC_REASON_RUNTIME: return NULL;
  case ESC_REASON_PANIC: return "panic with a value that holds no pointer to it";
  case ESC_REASON_LOOP:
    return "let nothing that is used in a later round lead to it, or make it before the loop";
  case ESC_REASON_TOO_LARGE: return "make it smaller, or raise --max-stack-object";
  case ESC_REASON_UNKNOWN_SIZE: return "use a constant size, or an array";
  case ESC_REASON_OUTLIVES_SCOPE:
    return "keep it in an object that lives no longer than the function";
  case ESC_REASON_LIMIT: return "split the function";
  case ESC_REASON_UNSAFE: return "keep the pointer typed";
  case ESC_REASON_CHANNEL: return "send a value that holds no pointer to it";
  case ESC_REASON_GOROUTINE: return "pass a copy of the value to the goroutine";
  case ESC_REASON_COUNT: break;
  }
  GL_UNREACHABLE();
}

/// The source line and a caret below the column.
static void print_source(FILE *out, const GlSources *s, GlLoc loc) {
  size_t n;
  const char *text = gl_sources_line(s, loc, &n);
  GlPos raw = gl_sources_raw(s, loc);
  fprintf(out, "%7u | %.*s\n        | ", raw.line, (int)n, text);
  for (uint32_t i = 0; i + 1 < raw.column && i < n; i++)
    fputc(text[i] == '\t' ? '\t' : ' ', out);
  fputs("^\n", out);
}

/// Whether the chain ends in another file through unsafe.Pointer: mostly deep in the standard
/// library, where the user can change nothing.
static bool is_unsafe_elsewhere(const GlSources *s, const RepLine *l) {
  GlLoc end = GL_LOC_NONE;
  for (uint32_t i = 0; i < l->n_hops; i++)
    end = l->hops[i].loc ? l->hops[i].loc : end;
  return l->verdict->reason == ESC_REASON_UNSAFE && end != GL_LOC_NONE &&
         gl_sources_file_of(s, end) != gl_sources_file_of(s, l->loc);
}

static void explain_verdict(FILE *out, const GlSources *s, const RepLine *l, GlArena *arena) {
  const EscVerdict *v = l->verdict;
  const char *size = size_text(arena, l->site);
  if (v->on_heap)
    fprintf(out, "  on the heap%s%s%s: it %s\n", *size ? " (" : "", size, *size ? ")" : "",
            is_unsafe_elsewhere(s, l) ? "escapes in the function that it is passed to"
                                      : esc_reason_text(v->reason));
  else if (v->is_heap_if_large && v->frame_cap == 0)
    fprintf(out, "  on the heap if it grows\n");
  else if (v->is_heap_if_large)
    fprintf(out, "  in the frame up to %" PRId64 " bytes%s, else on the heap\n", v->frame_cap,
            l->site->kind == GIR_SITE_APPEND ? " of arrays" : "");
  else
    fprintf(out, "  in the frame%s%s%s\n", *size ? " (" : "", size, *size ? ")" : "");
}

static void explain_line(FILE *out, const RepLines *ls, const RepLine *l) {
  const GlSources *s = ls->p->sources;
  print_line(out, l->pos, "", l->text);
  print_source(out, s, l->loc);
  if (l->verdict)
    explain_verdict(out, s, l, ls->arena);
  for (uint32_t k = 0; k < l->n_hops; k++) {
    if (l->hops[k].loc == GL_LOC_NONE)
      continue;
    print_line(out, gl_sources_pos(s, l->hops[k].loc), "  ", l->hops[k].text);
    print_source(out, s, l->hops[k].loc);
  }
  bool has_advice = l->verdict && l->verdict->on_heap && !is_unsafe_elsewhere(s, l);
  const char *what = has_advice ? advice(l->verdict->reason) : NULL;
  if (what)
    fprintf(out, "  to change that: %s\n", what);
}

void rep_print_explain(FILE *out, const GirProgram *p, const EscResult *r, const RepOptions *o) {
  GlArena *arena = gl_arena_new();
  RepLines ls = {.arena = arena, .p = p, .r = r};
  rep_collect(&ls, o);
  bool filters = o->explain && *o->explain;
  regex_t regex;
  if (filters && regcomp(&regex, o->explain, REG_EXTENDED | REG_NOSUB) != 0) {
    fprintf(out, "golite-cc: --explain=%s is no regular expression\n", o->explain);
    gl_arena_free(arena);
    return;
  }
  for (uint32_t i = 0; i < ls.list.len; i++) {
    const RepLine *l = &ls.list.data[i];
    const char *key = gl_arena_printf(arena, "%s:%u: %s", l->pos.path, l->pos.line, l->text);
    if (!filters || regexec(&regex, key, 0, NULL, 0) == 0)
      explain_line(out, &ls, l);
  }
  if (filters)
    regfree(&regex);
  gl_arena_free(arena);
}
