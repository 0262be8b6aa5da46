/// \file
/// Solved graph → verdicts of sites and fates of parameters.
/// Source: README.md, rules V1–V7.

#include "escape_internal.h"

#include <string.h>

// --- what outlives the frame -------------------------------------------------------------------

typedef struct Reach {
  EscGraph *g;
  bool *seen; // by object
  GL_VEC(uint32_t) work;
} Reach;

static bool is_placeholder(const EscObj *o) {
  return o->kind == ESC_OBJ_PARAM || o->kind == ESC_OBJ_RESULT;
}

static void reach_set(Reach *r, const EscSet *pts) {
  EscNode loc;
  for (EscIter it = esc_iter(pts); esc_next(&it, &loc);) {
    uint32_t id = esc_obj_of(r->g, loc);
    if (r->seen[id])
      continue;
    r->seen[id] = true;
    GL_VEC_PUSH(r->g->a, &r->work, id);
  }
}

static void reach_contents(Reach *r, uint32_t id) {
  const EscObj *o = esc_obj(r->g, id);
  for (uint32_t i = 0; o->has_pointers && o->kind != ESC_OBJ_UNKNOWN && i < o->n_slots; i++)
    reach_set(r, &esc_node(r->g, o->base + i)->pts);
}

static void reach_all(Reach *r) {
  while (r->work.len)
    reach_contents(r, r->work.data[--r->work.len]);
}

bool *esc_find_escaping(EscGraph *g) {
  Reach r = {.g = g, .seen = GL_NEW_ARRAY(g->a, bool, g->objs.len)};
  reach_set(&r, &esc_node(g, esc_obj(g, g->unknown)->base)->pts);
  for (uint32_t i = 0; i < g->n_results; i++)
    reach_set(&r, &esc_node(g, g->results + i)->pts);
  for (uint32_t i = 1; i < g->objs.len; i++)
    if (is_placeholder(esc_obj(g, i)))
      reach_contents(&r, i);
  reach_all(&r);
  return r.seen;
}

void esc_spread_writes(EscGraph *g) {
  Reach r = {.g = g, .seen = GL_NEW_ARRAY(g->a, bool, g->objs.len)};
  for (uint32_t i = 1; i < g->objs.len; i++)
    if (esc_obj(g, i)->is_deep)
      GL_VEC_PUSH(g->a, &r.work, i);
  reach_all(&r);
  for (uint32_t i = 1; i < g->objs.len; i++)
    esc_obj(g, i)->is_written |= r.seen[i];
}

static bool holds(EscGraph *g, EscNode n, const EscObj *o) {
  const EscSet *pts = &esc_node(g, n)->pts;
  for (uint32_t i = 0; i < o->n_slots; i++)
    if (esc_set_has(pts, o->base + i))
      return true;
  return false;
}

EscReason esc_leak_reason(EscGraph *g, uint32_t obj) {
  const EscObj *o = esc_obj(g, obj);
  for (int r = ESC_REASON_NONE + 1; r < ESC_REASON_COUNT; r++)
    if (r != ESC_REASON_OUTLIVES_SCOPE && holds(g, g->leak[r], o))
      return (EscReason)r;
  return ESC_REASON_OUTLIVES_SCOPE;
}

static EscReason escape_reason(EscGraph *g, uint32_t obj) {
  if (esc_obj(g, obj)->is_leaked)
    return esc_leak_reason(g, obj);
  for (uint32_t i = 0; i < g->n_results; i++)
    if (holds(g, g->results + i, esc_obj(g, obj)))
      return ESC_REASON_RETURNED;
  return ESC_REASON_OUTLIVES_SCOPE;
}

// --- sizes ---------------------------------------------------------------------------------------

/// The value of an operand that is one constant, seen through locals that are assigned once.
static bool constant_operand(EscGraph *g, const GirOperand *o, int64_t *v) {
  for (int depth = 0; depth < 8; depth++) {
    if (o->kind == GIR_OPERAND_CONST) {
      *v = o->konst->kind == GIR_CONST_INT ? (int64_t)o->konst->bits : 0;
      return o->konst->kind == GIR_CONST_INT || o->konst->kind == GIR_CONST_ZERO;
    }
    if (o->kind != GIR_OPERAND_LOCAL)
      return false;
    const GirInstr *def = g->defs[o->local];
    if (!def || (def->op != GIR_OP_COPY && def->op != GIR_OP_CONVERT))
      return false;
    o = &def->args[0];
  }
  return false;
}

static bool is_too_large(const EscGraph *g, const GirInstr *in) {
  const EscOptions *o = g->b->o;
  if (in->op == GIR_OP_VAR)
    return ty_size(gir_local(g->f, in->dst)->type) > o->max_variable;
  if (in->op == GIR_OP_NEW)
    return ty_size(in->type) > o->max_implicit;
  int64_t size = 8;
  for (uint32_t i = 0; in->op == GIR_OP_CLOSURE && i < in->n_args; i++)
    size += ty_size(in->args[i].type);
  return size > o->max_implicit;
}

static void to_heap(EscVerdict *v, EscReason why) {
  *v = (EscVerdict){.on_heap = true, .reason = why};
}

/// make: an array of constant size, or a small one for the case that the size fits.
static void judge_make(EscGraph *g, const GirInstr *in, EscVerdict *v) {
  const TyType *elem = ty_under(in->type)->slice.elem;
  int64_t size = ty_size(elem), n = 0;
  const GirOperand *cap = in->args[1].kind == GIR_OPERAND_NONE ? &in->args[0] : &in->args[1];
  if (constant_operand(g, cap, &n)) {
    if (n < 0 || (size > 0 && n > g->b->o->max_implicit / size))
      to_heap(v, ESC_REASON_TOO_LARGE);
    else if (cap->kind != GIR_OPERAND_CONST)
      *v = (EscVerdict){.is_heap_if_large = n * size > 0, .frame_cap = n * size};
    return;
  }
  if (size == 0)
    return;
  if (size > ESC_SMALL_SLICE) {
    to_heap(v, ESC_REASON_UNKNOWN_SIZE);
    return;
  }
  *v = (EscVerdict){.is_heap_if_large = true, .frame_cap = ESC_SMALL_SLICE};
}

/// append: a buffer for the first arrays, one after the other, so that it serves all rounds of a
/// loop.
static void judge_grow(const GirInstr *in, EscVerdict *v) {
  int64_t size = ty_size(ty_under(in->type)->slice.elem);
  bool has_buffer = size > 0 && size <= ESC_APPEND_BUFFER;
  *v = (EscVerdict){.is_heap_if_large = true, .frame_cap = has_buffer ? ESC_APPEND_BUFFER : 0};
}

/// Strings of run-time length have a buffer in the frame (the runtime's contract).
static void judge_size(EscGraph *g, const GirInstr *in, EscVerdict *v) {
  if (is_too_large(g, in)) {
    to_heap(v, ESC_REASON_TOO_LARGE);
    return;
  }
  if (in->op == GIR_OP_MAKE_CHAN || (in->op == GIR_OP_DEFER && in->sub == GIR_DEFER_FOR)) {
    to_heap(v, ESC_REASON_RUNTIME);
  } else if (in->op == GIR_OP_MAKE_SLICE) {
    judge_make(g, in, v);
  } else if (in->op == GIR_OP_CONCAT || in->op == GIR_OP_STRING_CONVERT) {
    const TyType *u = in->type ? ty_under(in->type) : NULL;
    bool is_runes = u && u->kind == TY_SLICE && ty_size(u->slice.elem) == 4;
    *v = (EscVerdict){.is_heap_if_large = true, .frame_cap = is_runes ? 128 : 32};
  } else if (in->op == GIR_OP_GROW) {
    judge_grow(in, v);
  }
}

// --- sites
// -----------------------------------------------------------------------------------------

static uint64_t shuffle(uint64_t seed, uint32_t id) {
  uint64_t pair[2] = {seed, id};
  return gl_hash_bytes(pair, sizeof pair, 0x5eed);
}

/// Whether the site's line stands in the list "LINE[,LINE…]".
static bool is_forced(const EscGraph *g, const GirSite *s) {
  uint32_t line = gl_sources_pos(g->b->p->sources, s->loc).line;
  for (const char *p = g->b->o->force_stack; p && *p;) {
    uint32_t n = 0;
    for (; *p >= '0' && *p <= '9'; p++)
      n = n * 10 + (uint32_t)(*p - '0');
    if (n == line)
      return true;
    p += *p != '\0';
  }
  return false;
}

static void one_hop(EscGraph *g, EscVerdict *v, GlLoc loc, const char *text) {
  v->hops = GL_NEW(g->b->arena, EscHop);
  v->hops[0] = (EscHop){.loc = loc, .text = text};
  v->n_hops = 1;
}

static int64_t site_size(const EscGraph *g, const GirInstr *in) {
  if (in->op == GIR_OP_VAR)
    return ty_size(gir_local(g->f, in->dst)->type);
  return in->type ? ty_size(in->type) : 0;
}

static void explain_size(EscGraph *g, const GirInstr *in, EscVerdict *v) {
  GlArena *a = g->b->arena;
  int64_t size = site_size(g, in), n = 0;
  if (in->op == GIR_OP_MAKE_SLICE) {
    const GirOperand *cap = in->args[1].kind == GIR_OPERAND_NONE ? &in->args[0] : &in->args[1];
    size = constant_operand(g, cap, &n) ? n * ty_size(ty_under(in->type)->slice.elem) : 0;
  }
  bool is_variable = in->op == GIR_OP_VAR;
  int64_t limit = is_variable ? g->b->o->max_variable : g->b->o->max_implicit;
  one_hop(g, v, in->site->loc,
          gl_arena_printf(a, "%s is above the limit for %s in a frame (%s)", esc_size_text(a, size),
                          is_variable ? "variables" : "objects", esc_size_text(a, limit)));
}

static void explain_loop(EscGraph *g, uint32_t obj, EscVerdict *v) {
  const EscObj *o = esc_obj(g, obj);
  GirLocalId by = g->shared_by[obj];
  const GirLocal *l = by ? gir_local(g->f, by) : NULL;
  const char *name = l ? (l->ref_name ? l->ref_name->text : l->name ? l->name->text : NULL) : NULL;
  GlArena *a = g->b->arena;
  if (name)
    one_hop(g, v, l->loc,
            gl_arena_printf(a, "`%s` may still lead to the object of the round before", name));
  else if (!by)
    one_hop(g, v, o->site->loc, "a deferred call may still use the object of each round");
  else
    one_hop(g, v, o->site->loc, "the object of the round before may still be in use");
}

static void explain(EscGraph *g, uint32_t obj, const bool *escapes, EscVerdict *v) {
  const EscObj *o = esc_obj(g, obj);
  if (v->reason == ESC_REASON_TOO_LARGE)
    explain_size(g, o->instr, v);
  else if (v->reason == ESC_REASON_UNKNOWN_SIZE)
    one_hop(g, v, o->site->loc, "its size is known only at run time");
  else if (v->reason == ESC_REASON_LOOP)
    explain_loop(g, obj, v);
  else if (g->has_failed)
    one_hop(g, v, g->f->loc, "the function is too large to be analysed within limits");
  else
    esc_explain(g, obj, escapes, &v->hops, &v->n_hops);
}

static void judge_site(EscGraph *g, uint32_t obj, const bool *escapes, const bool *shared) {
  EscObj *o = esc_obj(g, obj);
  EscVerdict v = {0};
  const EscOptions *opt = g->b->o;
  judge_size(g, o->instr, &v);
  if (g->has_failed) {
    to_heap(&v, ESC_REASON_LIMIT);
  } else if (!v.on_heap && escapes[obj]) {
    to_heap(&v, escape_reason(g, obj));
  } else if (!v.on_heap && shared[obj] && o->instr->op == GIR_OP_GROW) {
    v.is_shared = true;
    v.renewed_in = g->renewed_in[obj];
  } else if (!v.on_heap && shared[obj]) {
    to_heap(&v, ESC_REASON_LOOP);
  }
  if (v.on_heap && opt->wants_hops)
    explain(g, obj, escapes, &v);
  if (!v.on_heap && opt->is_shuffled && shuffle(opt->seed, o->site->id) % 2)
    to_heap(&v, ESC_REASON_DISABLED);
  if (v.on_heap && opt->force_wrong && is_forced(g, o->site))
    v = (EscVerdict){0};
  g->b->result->verdicts[o->site->id] = v;
}

// --- parameters
// ---------------------------------------------------------------------------------------

/// Whether a part of what a parameter leads to is stored in another part: nothing gets out.
static bool stays_inside(EscGraph *g, const EscObj *holder, uint32_t part) {
  const EscObj *p = esc_obj(g, part);
  return holder->kind == ESC_OBJ_PARAM && p->kind == ESC_OBJ_PARAM && p->level > 0 &&
         holder->root == p->root && holder->is_capture == p->is_capture;
}

/// What slot `k` of `o` keeps, but for what was there at first.
static void keep_slot(Reach *r, const EscObj *o, uint32_t k) {
  EscGraph *g = r->g;
  EscSet pts = esc_node(g, o->base + k)->pts;
  uint32_t child = g->nodes.data[o->base + k].child;
  EscNode own = child ? esc_obj(g, child)->base : 0, loc;
  for (EscIter it = esc_iter(&pts); esc_next(&it, &loc);) {
    uint32_t id = esc_obj_of(g, loc);
    if (loc == own || r->seen[id] || stays_inside(g, o, id))
      continue;
    r->seen[id] = true;
    GL_VEC_PUSH(g->a, &r->work, id);
  }
}

/// By object: stored in memory that is still there after the call, other than as part of a result.
static bool *find_kept(EscGraph *g, const bool *escapes) {
  Reach r = {.g = g, .seen = GL_NEW_ARRAY(g->a, bool, g->objs.len)};
  reach_set(&r, &esc_node(g, esc_obj(g, g->unknown)->base)->pts);
  for (uint32_t i = 1; i < g->objs.len; i++) {
    const EscObj *o = esc_obj(g, i);
    bool is_memory =
        is_placeholder(o) || ((o->kind == ESC_OBJ_SITE || o->kind == ESC_OBJ_FRESH) && escapes[i]);
    for (uint32_t k = 0; is_memory && o->has_pointers && k < o->n_slots; k++)
      keep_slot(&r, o, k);
  }
  while (r.work.len) {
    uint32_t id = r.work.data[--r.work.len];
    if (!is_placeholder(esc_obj(g, id)))
      reach_contents(&r, id);
  }
  return r.seen;
}

/// Lowest level at which a placeholder of a parameter is in result slot set `seen`, for each.
static void note_results(EscGraph *g, EscParam *params, uint32_t result) {
  Reach r = {.g = g, .seen = GL_NEW_ARRAY(g->a, bool, g->objs.len)};
  for (uint32_t s = g->result_first[result]; s < g->result_first[result + 1]; s++)
    reach_set(&r, &esc_node(g, g->results + s)->pts);
  while (r.work.len) {
    uint32_t id = r.work.data[--r.work.len];
    const EscObj *o = esc_obj(g, id);
    if (o->kind == ESC_OBJ_IFACE)
      reach_contents(&r, id);
    if (o->kind != ESC_OBJ_PARAM || o->is_capture)
      continue;
    for (uint32_t p = 0; p < g->f->n_params; p++) {
      if (o->root < g->param_first[p] || o->root >= g->param_first[p + 1])
        continue;
      int32_t *level = &params[p].result_levels[result];
      if (*level < 0 || o->level < *level)
        *level = o->level;
    }
  }
}

static void judge_param(EscGraph *g, EscParam *e, uint32_t p, const bool *kept,
                        const bool *escapes) {
  for (uint32_t i = 1; i < g->objs.len; i++) {
    const EscObj *o = esc_obj(g, i);
    if (o->kind != ESC_OBJ_PARAM || o->is_capture || o->root < g->param_first[p] ||
        o->root >= g->param_first[p + 1])
      continue;
    e->is_written |= o->is_written;
    if (!kept[i] && !o->is_leaked && !(o->is_exposed && o->level == 0))
      continue;
    bool is_content = o->level > 0 || (o->is_exposed && !kept[i] && !o->is_leaked);
    e->leaks |= !is_content;
    e->content_leaks |= is_content;
    if (g->b->o->wants_hops && (!e->n_hops || !is_content))
      esc_explain(g, i, escapes, &e->hops, &e->n_hops);
  }
  e->to_result = -1;
  for (uint32_t i = 0; i < g->f->n_results; i++)
    if (e->result_levels[i] >= 0 && (e->to_result < 0 || e->result_levels[i] < e->level)) {
      e->to_result = (int32_t)i;
      e->level = e->result_levels[i];
    }
}

static void judge_params(EscGraph *g, const bool *escapes) {
  const GirFunc *f = g->f;
  EscParam *params = GL_NEW_ARRAY(g->b->arena, EscParam, f->n_params + 1);
  g->b->result->params[f->id] = params;
  for (uint32_t p = 0; p < f->n_params; p++) {
    params[p].result_levels = GL_NEW_ARRAY(g->b->arena, int32_t, f->n_results + 1);
    memset(params[p].result_levels, 0xff, f->n_results * sizeof(int32_t));
    params[p].to_result = -1;
    if (g->has_failed)
      params[p] = (EscParam){.leaks = true,
                             .content_leaks = true,
                             .is_written = true,
                             .to_result = -1,
                             .result_levels = params[p].result_levels};
  }
  if (g->has_failed)
    return;
  esc_spread_writes(g);
  const bool *kept = find_kept(g, escapes);
  for (uint32_t i = 0; i < f->n_results; i++)
    note_results(g, params, i);
  for (uint32_t p = 0; p < f->n_params; p++)
    judge_param(g, &params[p], p, kept, escapes);
}

void esc_judge(EscGraph *g) {
  esc_find_defs(g);
  bool *escapes = esc_find_escaping(g);
  bool *shared = esc_find_shared(g, escapes);
  for (uint32_t i = 1; i < g->objs.len; i++) {
    const EscObj *o = esc_obj(g, i);
    if (o->kind == ESC_OBJ_SITE && o->instr)
      judge_site(g, i, escapes, shared);
  }
  judge_params(g, escapes);
}
