/// \file
/// Solved graph → summary: what callers can see, by access path. Reads the graph only.
/// Source: README.md, rules M1–M6.

#include "escape_internal.h"

typedef struct Export {
  EscGraph *g;
  GlArena *keep;
  EscSummary *s;
  uint32_t *index;   // object → summary object + 1
  uint32_t *call_of; // RESULT roots: summary call + 1
  uint64_t *identity;
  const bool *escapes;   // when reasons are asked for
  bool merges;           // made objects of one type are one
  GL_VEC(uint32_t) work; // objects whose contents are still to be looked at
} Export;

static uint64_t mix(uint64_t a, uint64_t b) {
  uint64_t pair[2] = {a, b};
  return gl_hash_bytes(pair, sizeof pair, 0x9e3779b97f4a7c15u);
}

static bool is_placeholder(const EscObj *o) {
  return o->kind == ESC_OBJ_PARAM || o->kind == ESC_OBJ_RESULT;
}

/// Who made an object; when there are many of them, only what kind of object it is.
static const void *source_of(const Export *x, const EscObj *o) {
  if (!x->merges || o->func)
    return o->source;
  if (o->kind == ESC_OBJ_IFACE)
    return o->type;
  return o->layout ? (const void *)o->layout : (const void *)x->g->b;
}

/// Same number, same thing in two rounds: objects are told apart by it.
static uint64_t identify(Export *x, uint32_t id) {
  if (x->identity[id])
    return x->identity[id];
  const EscObj *o = esc_obj(x->g, id);
  uint64_t h = mix((uint64_t)o->kind, o->is_capture);
  switch (o->kind) {
  case ESC_OBJ_PARAM:
  case ESC_OBJ_RESULT:
    if (!o->parent) {
      h = mix(h, o->root + 1);
      if (x->call_of[id])
        h = mix(h, (uint64_t)(uintptr_t)x->s->calls.data[x->call_of[id] - 1].source);
      break;
    }
    for (uint32_t i = 0; i < x->g->children.len; i++) {
      const EscChild *c = &x->g->children.data[i];
      if (c->child == id && c->parent == o->parent) {
        h = mix(h, mix(identify(x, c->parent),
                       c->assert ? UINT64_C(1) << 32 | c->assert->id : c->slot));
        break;
      }
    }
    break;
  case ESC_OBJ_SITE:
  case ESC_OBJ_FRESH:
  case ESC_OBJ_IFACE: h = mix(ESC_OBJ_FRESH, (uint64_t)(uintptr_t)source_of(x, o)); break;
  case ESC_OBJ_FUNC: h = mix(h, o->func->id); break;
  case ESC_OBJ_UNKNOWN:
  case ESC_OBJ_NONE: break;
  }
  return x->identity[id] = h | 1;
}

/// An object that is the same for callers as `id`: made by the same site or call; UINT32_MAX: none.
static uint32_t find_same(const Export *x, const EscSumObj *want) {
  for (uint32_t i = 0; i < x->s->objs.len; i++) {
    const EscSumObj *o = &x->s->objs.data[i];
    bool same = o->kind == want->kind;
    switch (want->kind) {
    case ESC_OBJ_UNKNOWN: break;
    case ESC_OBJ_FRESH:
    case ESC_OBJ_IFACE: same = same && o->source == want->source; break;
    case ESC_OBJ_FUNC: same = same && o->func == want->func; break;
    case ESC_OBJ_RESULT:
      same = same && o->is_root && want->is_root && o->call == want->call && o->slot == want->slot;
      break;
    case ESC_OBJ_PARAM:
    case ESC_OBJ_SITE:
    case ESC_OBJ_NONE: same = false; break;
    }
    if (same)
      return i;
  }
  return UINT32_MAX;
}

/// Why it leaks, in words for the callers' chains.
static void describe_leak(Export *x, uint32_t id, EscSumObj *s) {
  EscGraph *g = x->g;
  s->reason = esc_leak_reason(g, id);
  if (!g->b->o->wants_hops)
    return;
  if (!x->escapes)
    x->escapes = esc_find_escaping(g);
  EscHop *hops = NULL;
  uint32_t n = 0;
  esc_explain(g, id, x->escapes, &hops, &n);
  if (n) {
    s->note = hops[n - 1].text;
    s->note_loc = hops[n - 1].loc;
  }
}

static EscSumObj describe(Export *x, uint32_t id) {
  const EscObj *o = esc_obj(x->g, id);
  EscSumObj s = {.kind = o->kind,
                 .n_slots = o->n_slots,
                 .is_opaque = o->is_opaque,
                 .has_pointers = o->has_pointers,
                 .is_leaked = o->is_leaked && is_placeholder(o),
                 .is_exposed = o->is_exposed,
                 .is_capture = o->is_capture,
                 .type = o->type,
                 .layout = o->layout,
                 .source = source_of(x, o),
                 .site = o->site,
                 .func = o->func};
  if (o->kind == ESC_OBJ_SITE)
    s.kind = ESC_OBJ_FRESH;
  if (o->is_leaked && !is_placeholder(o) && o->kind != ESC_OBJ_FUNC)
    s = (EscSumObj){.kind = ESC_OBJ_UNKNOWN, .n_slots = 1};
  if (is_placeholder(o) && !o->parent) {
    s.is_root = true;
    s.root = s.slot = o->root;
    if (o->kind == ESC_OBJ_RESULT) {
      GL_ASSERT(x->call_of[id], "result of no call in %s", x->g->f->symbol);
      s.call = x->call_of[id] - 1;
    }
  }
  if (s.is_leaked)
    describe_leak(x, id, &s);
  return s;
}

/// Number of the object in the summary; its contents will follow.
static uint32_t need(Export *x, uint32_t id) {
  if (x->index[id])
    return x->index[id] - 1;
  EscSumObj d = describe(x, id);
  uint32_t at = find_same(x, &d);
  if (at == UINT32_MAX) {
    at = x->s->objs.len;
    GL_VEC_PUSH(x->keep, &x->s->objs, d);
  } else {
    x->s->objs.data[at].is_exposed |= d.is_exposed;
    x->s->objs.data[at].is_leaked |= d.is_leaked;
  }
  x->index[id] = at + 1;
  GL_VEC_PUSH(x->g->a, &x->work, id);
  return at;
}

static EscSumRef refer(Export *x, EscNode loc) {
  uint32_t id = esc_obj_of(x->g, loc);
  EscSumRef r = {.obj = need(x, id)};
  if (x->s->objs.data[r.obj].kind != ESC_OBJ_UNKNOWN)
    r.offset = loc - esc_obj(x->g, id)->base;
  return r;
}

static bool same_ref(EscSumRef a, EscSumRef b) { return a.obj == b.obj && a.offset == b.offset; }

static void add_content(Export *x, uint32_t from, EscNode slot, EscNode loc) {
  EscGraph *g = x->g;
  EscSumEdge e = {.at = {.obj = x->index[from] - 1, .offset = slot - esc_obj(g, from)->base},
                  .to = refer(x, loc)};
  for (uint32_t i = 0; i < x->s->contents.len; i++)
    if (same_ref(x->s->contents.data[i].at, e.at) && same_ref(x->s->contents.data[i].to, e.to))
      return;
  GL_VEC_PUSH(x->keep, &x->s->contents, e);
  x->s->hash +=
      mix(mix(identify(x, from), e.at.offset), mix(identify(x, esc_obj_of(g, loc)), e.to.offset));
}

/// A placeholder may stand for several objects, and a slot for all elements of a slice. So what a
/// slot held at first may be stored in another one that is the same slot here.
static void find_moved(EscGraph *g) {
  for (uint32_t i = 0; i < g->stores.len; i++) {
    EscNodeData *slot = &g->nodes.data[g->stores.data[i].at];
    if (slot->child &&
        esc_set_has(&esc_node(g, g->stores.data[i].from)->pts, esc_obj(g, slot->child)->base))
      slot->is_moved = true;
  }
}

/// Whether `loc` in a slot of a placeholder is only what was there at first.
static bool is_own_child(EscGraph *g, EscNode slot, EscNode loc) {
  uint32_t child = g->nodes.data[slot].child;
  return child && esc_obj(g, child)->base == loc && !g->nodes.data[slot].is_moved;
}

static bool has_visible_contents(const EscObj *o) {
  return o->has_pointers && !o->is_leaked && !o->is_exposed && o->kind != ESC_OBJ_UNKNOWN &&
         o->kind != ESC_OBJ_FUNC;
}

static void export_contents(Export *x, uint32_t id) {
  EscGraph *g = x->g;
  if (x->s->objs.data[x->index[id] - 1].kind == ESC_OBJ_UNKNOWN)
    return;
  const EscObj *o = esc_obj(g, id);
  for (uint32_t i = 0; has_visible_contents(o) && i < o->n_slots; i++) {
    EscSet pts = esc_node(g, o->base + i)->pts;
    EscNode loc;
    for (EscIter it = esc_iter(&pts); esc_next(&it, &loc);)
      if (!is_own_child(g, o->base + i, loc))
        add_content(x, id, o->base + i, loc);
  }
  for (uint32_t i = 0; is_placeholder(o) && o->parent && i < g->children.len; i++) {
    const EscChild *c = &g->children.data[i];
    if (c->child != id)
      continue;
    uint32_t parent = need(x, c->parent);
    GL_VEC_PUSH(
        x->keep, &x->s->children,
        (EscSumChild){
            .parent = parent, .slot = c->slot, .assert = c->assert, .child = x->index[id] - 1});
    x->s->hash += mix(identify(x, c->parent), mix(identify(x, id), c->slot));
  }
}

/// Placeholders that were changed or have leaked: callers must hear of them.
static bool is_changed(EscGraph *g, const EscObj *o) {
  if (o->is_leaked || o->is_exposed)
    return true;
  for (uint32_t i = 0; o->has_pointers && i < o->n_slots; i++) {
    EscSet pts = esc_node(g, o->base + i)->pts;
    EscNode loc;
    for (EscIter it = esc_iter(&pts); esc_next(&it, &loc);)
      if (!is_own_child(g, o->base + i, loc))
        return true;
  }
  return false;
}

static void export_results(Export *x) {
  EscGraph *g = x->g;
  for (uint32_t i = 0; i < g->n_results; i++) {
    EscSet pts = esc_node(g, g->results + i)->pts;
    EscNode loc;
    for (EscIter it = esc_iter(&pts); esc_next(&it, &loc);) {
      EscSumArg r = {.arg = i, .to = refer(x, loc)};
      GL_VEC_PUSH(x->keep, &x->s->results, r);
      x->s->hash += mix(mix(1, i), mix(identify(x, esc_obj_of(g, loc)), r.to.offset));
    }
  }
}

// --- calls that the callers resolve ---------------------------------------------------------

/// Whether pointers may go to or come from whoever is called, besides those it has itself.
static bool carries_pointers(const EscGraph *g, const EscCall *c) {
  const TyType *u = ty_under(c->type);
  if (c->is_method)
    u = ty_under(ty_iface_methods(u)[c->method].type);
  for (uint32_t i = 0; i < c->n_results; i++)
    if (c->result_types[i])
      return true;
  for (uint32_t i = 0; i < u->func.n_params; i++) {
    const EscLayout *l = esc_layout(g->b->layouts, u->func.params[i].type);
    for (uint32_t k = 0; k < l->n; k++)
      if (esc_slot_points(l, k))
        return true;
  }
  return false;
}

/// Calls without pointers that are of the same type differ in nothing but in whom they call.
static bool is_same_call(const EscGraph *g, const EscSumCall *a, const EscCall *c) {
  return a->source == c->source || (a->is_method == c->is_method && a->method == c->method &&
                                    ty_identical(a->type, c->type) && !carries_pointers(g, c));
}

static EscSumCall *call_for(Export *x, const EscCall *c) {
  for (uint32_t i = 0; i < x->s->calls.len; i++)
    if (is_same_call(x->g, &x->s->calls.data[i], c))
      return &x->s->calls.data[i];
  GL_VEC_PUSH(x->keep, &x->s->calls,
              (EscSumCall){.source = c->source,
                           .is_method = c->is_method,
                           .type = c->type,
                           .method = c->method,
                           .n_args = c->n_args,
                           .n_results = c->n_results,
                           .result_types = c->result_types});
  return &x->s->calls.data[x->s->calls.len - 1];
}

/// Gives each open call its number, before objects are described.
static void number_calls(Export *x) {
  EscGraph *g = x->g;
  for (uint32_t i = 0; i < g->calls.len; i++) {
    const EscCall *c = g->calls.data[i];
    if (!c->is_open)
      continue;
    uint32_t at = (uint32_t)(call_for(x, c) - x->s->calls.data);
    for (uint32_t k = 0; k < c->n_results; k++)
      if (c->placeholders[k]) {
        x->call_of[c->placeholders[k]] = at + 1;
        esc_obj(g, c->placeholders[k])->root = k;
      }
  }
}

static bool has_fn(const EscSumCall *c, EscSumRef r) {
  for (uint32_t i = 0; i < c->fn.len; i++)
    if (same_ref(c->fn.data[i], r))
      return true;
  return false;
}

static bool has_arg(const EscSumCall *c, EscSumArg a) {
  for (uint32_t i = 0; i < c->args.len; i++)
    if (c->args.data[i].arg == a.arg && same_ref(c->args.data[i].to, a.to))
      return true;
  return false;
}

static void export_call(Export *x, const EscCall *c) {
  EscGraph *g = x->g;
  uint32_t at = (uint32_t)(call_for(x, c) - x->s->calls.data);
  uint64_t key = (uint64_t)(uintptr_t)x->s->calls.data[at].source;
  EscSet pts = esc_node(g, c->fn)->pts;
  EscNode loc;
  for (EscIter it = esc_iter(&pts); esc_next(&it, &loc);) {
    if (!is_placeholder(esc_obj(g, esc_obj_of(g, loc))))
      continue;
    EscSumRef r = refer(x, loc);
    if (has_fn(&x->s->calls.data[at], r))
      continue;
    GL_VEC_PUSH(x->keep, &x->s->calls.data[at].fn, r);
    x->s->hash += mix(key, identify(x, esc_obj_of(g, loc)));
  }
  for (uint32_t i = 0; i < c->n_args; i++) {
    if (!c->args[i])
      continue;
    pts = esc_node(g, c->args[i])->pts;
    for (EscIter it = esc_iter(&pts); esc_next(&it, &loc);) {
      EscSumArg arg = {.arg = i, .to = refer(x, loc)};
      esc_obj(g, esc_obj_of(g, loc))->is_deep = true;
      if (has_arg(&x->s->calls.data[at], arg))
        continue;
      GL_VEC_PUSH(x->keep, &x->s->calls.data[at].args, arg);
      x->s->hash += mix(key + i + 1, mix(identify(x, esc_obj_of(g, loc)), arg.to.offset));
    }
  }
}

static void export_writes(Export *x) {
  EscGraph *g = x->g;
  esc_spread_writes(g);
  x->s->writes = GL_NEW_ARRAY(x->keep, bool, g->f->n_params + 1);
  for (uint32_t i = 1; i < g->objs.len; i++) {
    const EscObj *o = esc_obj(g, i);
    if (o->kind != ESC_OBJ_PARAM || !o->is_written)
      continue;
    if (o->is_capture) {
      x->s->hash += x->s->writes_captures ? 0 : mix(3, 0);
      x->s->writes_captures = true;
      continue;
    }
    for (uint32_t p = 0; p < g->f->n_params; p++)
      if (g->param_first[p] <= o->root && o->root < g->param_first[p + 1] && !x->s->writes[p]) {
        x->s->writes[p] = true;
        x->s->hash += mix(2, p);
      }
  }
}

static void drain(Export *x) {
  while (x->work.len && x->s->objs.len <= ESC_MAX_SUMMARY_OBJECTS &&
         x->s->contents.len <= ESC_MAX_SUMMARY_EDGES)
    export_contents(x, x->work.data[--x->work.len]);
}

static uint32_t count_made(const EscSummary *s) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < s->objs.len; i++)
    n += s->objs.data[i].kind == ESC_OBJ_FRESH || s->objs.data[i].kind == ESC_OBJ_IFACE;
  return n;
}

static EscSummary *export_all(EscGraph *g, bool merges) {
  EscSummary *s = GL_NEW(g->b->keep, EscSummary);
  Export x = {.g = g,
              .keep = g->b->keep,
              .s = s,
              .index = GL_NEW_ARRAY(g->a, uint32_t, g->objs.len),
              .call_of = GL_NEW_ARRAY(g->a, uint32_t, g->objs.len),
              .identity = GL_NEW_ARRAY(g->a, uint64_t, g->objs.len),
              .merges = merges};
  number_calls(&x);
  s->is_unknown = g->has_failed || s->calls.len > ESC_MAX_SUMMARY_CALLS;
  if (s->is_unknown)
    return s;
  find_moved(g);
  for (uint32_t i = 1; i < g->objs.len; i++) {
    const EscObj *o = esc_obj(g, i);
    if (!is_placeholder(o) || !is_changed(g, o))
      continue;
    need(&x, i);
    s->hash += mix(identify(&x, i), 3 + o->is_leaked + 2 * o->is_exposed);
  }
  export_results(&x);
  for (uint32_t i = 0; i < g->calls.len; i++)
    if (g->calls.data[i]->is_open)
      export_call(&x, g->calls.data[i]);
  drain(&x);
  export_writes(&x);
  return s;
}

EscSummary *esc_summarise(EscGraph *g) {
  bool *merges = &g->b->merges[g->f->id];
  EscSummary *s = export_all(g, *merges);
  if (!*merges && count_made(s) > ESC_MAX_SUMMARY_FRESH) {
    *merges = true; // from now on, so that rounds of a fixpoint come to an end
    s = export_all(g, true);
  }
  if (s->objs.len > ESC_MAX_SUMMARY_OBJECTS || s->contents.len > ESC_MAX_SUMMARY_EDGES)
    *s = (EscSummary){.is_unknown = true};
  return s;
}
