/// \file
/// Sites and parameters → lines in gc's words: "moved to heap: x", "&T{...} escapes to heap",
/// "leaking param: p". Variables on the stack, defer records and temporaries have no line.
/// Source: the wording of cmd/compile -m.

#include "report_internal.h"

#include <stdlib.h>
#include <string.h>

/// Functions of packages that are compiled apart are there only as far as the program has copies.
static bool is_shown(const GirFunc *f, const RepOptions *o) {
  return f && (!o->user_only || (f->pkg && !f->pkg->is_std && !f->pkg->is_outside));
}

static void add(RepLines *ls, GlLoc loc, const char *text, const EscVerdict *v, const GirSite *site,
                const EscHop *hops, uint32_t n_hops) {
  RepLine l = {.pos = gl_sources_pos(ls->p->sources, loc),
               .loc = loc,
               .text = text,
               .verdict = v,
               .site = site,
               .hops = hops,
               .n_hops = n_hops,
               .order = ls->list.len};
  if (loc != GL_LOC_NONE && l.pos.path)
    GL_VEC_PUSH(ls->arena, &ls->list, l);
}

typedef enum Wording { WORD_NONE, WORD_MOVED, WORD_ESCAPES } Wording;

static Wording wording(const GirSite *s) {
  switch (s->kind) {
  case GIR_SITE_VAR:
  case GIR_SITE_PARAM:
  case GIR_SITE_RESULT: return WORD_MOVED;
  case GIR_SITE_NEW:
  case GIR_SITE_COMPOSITE:
  case GIR_SITE_SLICE_LITERAL:
  case GIR_SITE_VARIADIC:
  case GIR_SITE_MAKE_SLICE:
  case GIR_SITE_MAKE_MAP:
  case GIR_SITE_METHOD_VALUE:
  case GIR_SITE_BOX:
  case GIR_SITE_CONCAT:
  case GIR_SITE_STRING_CONVERT:
  case GIR_SITE_APPEND: return WORD_ESCAPES;
  case GIR_SITE_CLOSURE: // the thunk of a defer statement is nothing that the user wrote
    return strcmp(s->text, "func literal") == 0 ? WORD_ESCAPES : WORD_NONE;
  case GIR_SITE_MAKE_CHAN:
  case GIR_SITE_DEFER:
  case GIR_SITE_TEMP: return WORD_NONE;
  case GIR_SITE_KIND_COUNT: break;
  }
  GL_UNREACHABLE();
}

static const char *site_text(const GirSite *s) {
  if (s->kind == GIR_SITE_VARIADIC)
    return "... argument";
  if (s->kind == GIR_SITE_APPEND)
    return "append";
  return s->text ? s->text : gir_site_kind_text(s->kind);
}

static void add_site(RepLines *ls, const GirSite *s, const EscVerdict *v) {
  Wording w = wording(s);
  if (w == WORD_NONE || (w == WORD_MOVED && !v->on_heap))
    return;
  const char *text = site_text(s);
  if (w == WORD_MOVED)
    text = gl_arena_printf(ls->arena, "moved to heap: %s", text);
  else
    text = gl_arena_printf(ls->arena, "%s %s", text,
                           v->on_heap ? "escapes to heap" : "does not escape");
  add(ls, s->inlined_at ? s->inlined_at : s->loc, text, v, s, v->hops, v->n_hops);
}

// --- parameters
// --------------------------------------------------------------------------------------

static const char *result_name(const GirFunc *f, uint32_t i) {
  GlName n = gir_local(f, f->results[i])->name;
  return n && n->text[0] != '_' && n->text[0] != '~' && n->text[0] != '.' ? n->text : NULL;
}

/// Whether the parameter's own memory copy is on the heap: then that is all there is to say.
static bool is_moved(const RepLines *ls, const GirFunc *f, const GirLocal *param) {
  for (uint32_t i = 1; i < f->locals.len; i++) {
    const GirLocal *l = gir_local(f, i);
    if (l->is_memory && l->site->kind == GIR_SITE_PARAM && l->loc == param->loc &&
        ls->r->verdicts[l->site->id].on_heap)
      return true;
  }
  return false;
}

static void add_results(RepLines *ls, const GirFunc *f, const GirLocal *param, const EscParam *e) {
  for (uint32_t i = 0; i < f->n_results; i++) {
    int32_t level = e->result_levels ? e->result_levels[i] : -1;
    // What leaks anyway is not said again.
    if (level < 0 || e->leaks || (e->content_leaks && level > 0))
      continue;
    const char *name = result_name(f, i);
    const char *text = name ? gl_arena_printf(ls->arena, "leaking param: %s to result %s level=%d",
                                              param->name->text, name, level)
                            : gl_arena_printf(ls->arena, "leaking param: %s to result %u level=%d",
                                              param->name->text, i, level);
    add(ls, param->loc, text, NULL, NULL, NULL, 0);
  }
}

static bool flows_anywhere(const GirFunc *f, const EscParam *e) {
  bool flows = e->leaks || e->content_leaks;
  for (uint32_t i = 0; e->result_levels && i < f->n_results; i++)
    flows |= e->result_levels[i] >= 0;
  return flows;
}

static void add_param(RepLines *ls, const GirFunc *f, uint32_t i, const EscParam *e) {
  const GirLocal *l = gir_local(f, f->params[i]);
  if (!l->name || strcmp(l->name->text, "_") == 0 || !ty_has_pointers(l->type) ||
      is_moved(ls, f, l))
    return;
  GlArena *a = ls->arena;
  const char *name = l->name->text, *text = NULL;
  if (e->leaks)
    text = gl_arena_printf(a, "leaking param: %s", name);
  else if (e->content_leaks)
    text = gl_arena_printf(a, "leaking param content: %s", name);
  else if (!flows_anywhere(f, e))
    text = gl_arena_printf(a, "%s does not escape", name);
  if (text)
    add(ls, l->loc, text, NULL, NULL, e->hops, e->n_hops);
  add_results(ls, f, l, e);
}

static int compare(const void *a, const void *b) {
  const RepLine *x = a, *y = b;
  int c = strcmp(x->pos.path, y->pos.path);
  if (c)
    return c;
  if (x->pos.line != y->pos.line)
    return x->pos.line < y->pos.line ? -1 : 1;
  if (x->pos.column != y->pos.column)
    return x->pos.column < y->pos.column ? -1 : 1;
  c = strcmp(x->text, y->text);
  if (c)
    return c;
  return x->order < y->order ? -1 : x->order > y->order;
}

static bool is_same(const RepLine *x, const RepLine *y) {
  return x->pos.line == y->pos.line && x->pos.column == y->pos.column &&
         strcmp(x->pos.path, y->pos.path) == 0 && strcmp(x->text, y->text) == 0;
}

void rep_collect(RepLines *ls, const RepOptions *o) {
  for (uint32_t i = 1; i < ls->p->sites.len; i++) {
    const GirSite *s = ls->p->sites.data[i];
    // The thunk of a go or defer statement makes some of the objects that the statement names.
    bool is_thunk = s->func && s->func->is_wrapper && s->func->outer;
    if (is_shown(s->func, o) && (!s->func->is_wrapper || is_thunk) &&
        s->placement != GIR_PLACE_UNDECIDED)
      add_site(ls, s, &ls->r->verdicts[i]);
  }
  for (uint32_t i = 1; i < ls->p->funcs.len; i++) {
    const GirFunc *f = ls->p->funcs.data[i];
    for (uint32_t k = 0; is_shown(f, o) && !f->is_wrapper && ls->r->params[i] && k < f->n_params;
         k++)
      add_param(ls, f, k, &ls->r->params[i][k]);
  }
  if (ls->list.len > 1)
    qsort(ls->list.data, ls->list.len, sizeof(RepLine), compare);
  uint32_t n = 0;
  for (uint32_t i = 0; i < ls->list.len; i++)
    if (n == 0 || !is_same(&ls->list.data[n - 1], &ls->list.data[i]))
      ls->list.data[n++] = ls->list.data[i];
  ls->list.len = n;
}
