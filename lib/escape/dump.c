/// \file
/// Text of the solved graphs, one function after the other (`--emit=escape-graph`): objects, what
/// their slots and the locals may point to.

#include "escape_internal.h"

#include "golite/support/file.h"

static const char *const kind_text[] = {"none",  "unknown", "site",  "fresh",
                                        "iface", "func",    "param", "result"};

static void dump_object(GlBuf *out, EscGraph *g, uint32_t i) {
  const EscObj *o = esc_obj(g, i);
  gl_buf_printf(out, "o%u %s", i, kind_text[o->kind]);
  if (o->site)
    gl_buf_printf(out, " site %u %s", o->site->id, o->site->text ? o->site->text : "");
  if (o->func)
    gl_buf_printf(out, " %s", o->func->symbol);
  if (o->kind == ESC_OBJ_PARAM || o->kind == ESC_OBJ_RESULT)
    gl_buf_printf(out, "%s root %u level %u parent o%u", o->is_capture ? " capture" : "", o->root,
                  o->level, o->parent);
  if (o->type)
    gl_buf_printf(out, " type %s", ty_string(g->a, o->type, TY_STRING_REFLECT, NULL));
  gl_buf_printf(out, "%s%s%s", o->is_leaked ? " leaked" : "", o->is_exposed ? " exposed" : "",
                o->is_written ? " written" : "");
}

static void dump_set(GlBuf *out, EscGraph *g, EscNode n) {
  const EscSet *pts = &esc_node(g, n)->pts;
  EscNode loc;
  for (EscIter it = esc_iter(pts); esc_next(&it, &loc);) {
    const EscObj *o = esc_obj(g, esc_obj_of(g, loc));
    gl_buf_printf(out, " o%u", esc_obj_of(g, loc));
    if (loc != o->base)
      gl_buf_printf(out, "+%u", loc - o->base);
  }
  gl_buf_char(out, '\n');
}

static void dump_graph(GlBuf *out, EscGraph *g) {
  gl_buf_printf(out, "%s: %u nodes, %u objects, %llu steps%s%s\n", g->f->symbol, g->nodes.len,
                g->objs.len, (unsigned long long)g->steps, g->has_open ? ", open calls" : "",
                g->has_failed ? ", beyond the limits" : "");
  for (uint32_t i = 1; i < g->objs.len; i++) {
    const EscObj *o = esc_obj(g, i);
    gl_buf_str(out, "  ");
    dump_object(out, g, i);
    gl_buf_char(out, '\n');
    for (uint32_t k = 0; k < o->n_slots; k++)
      if (!esc_set_is_empty(&esc_node(g, o->base + k)->pts)) {
        gl_buf_printf(out, "    [%u] ->", k);
        dump_set(out, g, o->base + k);
      }
  }
  for (uint32_t i = 1; i < g->f->locals.len; i++) {
    const GirLocal *l = gir_local(g->f, i);
    uint32_t n = l->is_memory ? 0 : esc_layout(g->b->layouts, l->type)->n;
    for (uint32_t k = 0; k < n; k++)
      if (!esc_set_is_empty(&esc_node(g, g->locals[i] + k)->pts)) {
        gl_buf_printf(out, "  %%%u%s%s[%u] ->", i, l->name ? " " : "", l->name ? l->name->text : "",
                      k);
        dump_set(out, g, g->locals[i] + k);
      }
  }
  for (uint32_t k = 0; k < g->n_results; k++) {
    gl_buf_printf(out, "  result[%u] ->", k);
    dump_set(out, g, g->results + k);
  }
}

static void dump_func(EscGraph *g, void *ctx) {
  if (!g->f->pkg || !g->f->pkg->is_std)
    dump_graph(ctx, g);
}

void esc_dump_graph(GlBuf *out, const GirProgram *p, const EscOptions *options) {
  esc_visit(out->arena, p, options, dump_func, out);
}
