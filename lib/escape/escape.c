/// \file
/// The run: components of the call graph callees first, each solved to a fixpoint of its summaries;
/// then verdicts, function by function, with everything known.
/// Source: README.md, "Order of work".

#include "stored_internal.h"

#include <string.h>

static const struct {
  int code;
  const char *text;
} reason_table[ESC_REASON_COUNT] = {
#define ESC_REASON(NAME, code, sentence) [ESC_REASON_##NAME] = {code, sentence},
#include "golite/escape/reasons.def"
#undef ESC_REASON
};

const char *esc_reason_text(EscReason r) {
  GL_ASSERT(r < ESC_REASON_COUNT, "reason %d", (int)r);
  return reason_table[r].text;
}

int esc_reason_code(EscReason r) {
  GL_ASSERT(r < ESC_REASON_COUNT, "reason %d", (int)r);
  return reason_table[r].code;
}

// --- who can be called through a func value
// --------------------------------------------------------

static void note_operand(void *ctx, GirOperand *o) {
  EscBatch *b = ctx;
  if (o->kind == GIR_OPERAND_FUNC)
    b->is_value[o->func->id] = true;
}

static void note_init(EscBatch *b, const GirInit *init) {
  if (!init)
    return;
  if (init->kind == GIR_INIT_FUNC)
    b->is_value[init->func->id] = true;
  if (init->kind == GIR_INIT_IFACE)
    note_init(b, init->data);
  for (int64_t i = 0; init->kind == GIR_INIT_AGGREGATE && i < init->n_elems; i++)
    note_init(b, init->elems[i]);
}

static void find_func_values(EscBatch *b) {
  const GirProgram *p = b->p;
  b->is_value = GL_NEW_ARRAY(b->keep, bool, p->funcs.len);
  for (uint32_t i = 1; i < p->funcs.len; i++) {
    GirFunc *f = p->funcs.data[i];
    for (uint32_t k = 0; f && k < f->blocks.len; k++)
      for (uint32_t j = 0; j < f->blocks.data[k]->instrs.len; j++) {
        GirInstr *in = f->blocks.data[k]->instrs.data[j];
        gir_instr_operands(in, note_operand, b);
        if (in->op == GIR_OP_CLOSURE)
          b->is_value[in->callee->func->id] = true;
      }
  }
  for (uint32_t i = 1; i < p->globals.len; i++)
    if (p->globals.data[i])
      note_init(b, p->globals.data[i]->init);
}

/// Who puts a value into an interface is analysed after the methods of its type.
static GirFunc *const *methods_made(void *ctx, const GirFunc *caller, const GirInstr *in,
                                    uint32_t *n) {
  (void)caller;
  EscBatch *b = ctx;
  *n = 0;
  if (in->op != GIR_OP_MAKE_IFACE)
    return NULL;
  const GirLiveType *l = gir_live_type_find(b->p, in->type);
  if (!l || !l->ifn)
    return NULL;
  *n = l->methods->n;
  return l->ifn;
}

// --- summaries
// ---------------------------------------------------------------------------------------

static EscGraph *solved_graph(EscBatch *b, GirFunc *f, EscIndirect indirect) {
  EscGraph *g = esc_graph_new(b, f, indirect);
  esc_flow_func(g);
  esc_solve(g);
  return g;
}

/// The function's summary with what is known of its callees now. When these are `final` and no call
/// is left to the callers, the same graph gives the verdicts, too.
static EscSummary *summarise(EscBatch *b, GirFunc *f, bool final) {
  GlArenaMark mark = gl_arena_mark(b->scratch);
  EscGraph *g = solved_graph(b, f, ESC_INDIRECT_OPEN);
  EscSummary *s = esc_summarise(g);
  b->is_judged[f->id] = final && !g->has_open && !b->visit;
  if (b->is_judged[f->id])
    esc_judge(g);
  gl_arena_release(b->scratch, mark);
  return s;
}

static bool is_recursive(const GirCallGraph *cg, uint32_t first, uint32_t end) {
  if (end - first > 1)
    return true;
  GirFunc *f = cg->order[first];
  for (uint32_t i = 0; i < f->blocks.len; i++)
    for (uint32_t k = 0; k < f->blocks.data[i]->instrs.len; k++) {
      const GirInstr *in = f->blocks.data[i]->instrs.data[k];
      if (in->callee && in->callee->func == f)
        return true;
    }
  return false;
}

static bool is_same(const EscSummary *a, const EscSummary *b) {
  return a->is_unknown == b->is_unknown && a->hash == b->hash && a->objs.len == b->objs.len &&
         a->contents.len == b->contents.len && a->results.len == b->results.len &&
         a->calls.len == b->calls.len;
}

/// Whether the function's summary would come out as it is. One of which nothing is known, because
/// it met a limit, stays so: else components in which the limit depends on it never settle.
static bool is_current(const EscBatch *b, const GirFunc *f, const EscUses *u) {
  if (b->summaries[f->id]->is_unknown)
    return true;
  for (uint32_t i = 0; i < u->ids.len; i++)
    if (b->changed_at[u->ids.data[i]] >= u->when)
      return false;
  return u->when > 0;
}

/// Evaluates a function of a component; returns whether that changed its summary.
static bool evaluate(EscBatch *b, GirFunc *f, EscUses *u) {
  u->when = ++b->clock;
  u->ids.len = 0;
  b->uses = u;
  EscSummary *s = summarise(b, f, false);
  b->uses = NULL;
  bool changed = !is_same(s, b->summaries[f->id]);
  if (changed)
    b->changed_at[f->id] = b->clock;
  b->summaries[f->id] = s;
  return changed;
}

/// Functions that call each other: from "does nothing" up to the least fixpoint. When that takes
/// too long, nothing is known of them.
static void solve_component(EscBatch *b, GirFunc **funcs, uint32_t n) {
  EscUses *uses = GL_NEW_ARRAY(b->keep, EscUses, n);
  for (uint32_t i = 0; i < n; i++)
    b->summaries[funcs[i]->id] = GL_NEW(b->keep, EscSummary);
  bool changed = true;
  for (int round = 0; changed && round < ESC_MAX_ITERATIONS; round++) {
    changed = false;
    // From the end: there are those that were reached last, so callees come before callers.
    for (uint32_t i = n; i > 0; i--)
      if (!is_current(b, funcs[i - 1], &uses[i - 1]))
        changed |= evaluate(b, funcs[i - 1], &uses[i - 1]);
  }
  for (uint32_t i = 0; changed && i < n; i++)
    b->summaries[funcs[i]->id]->is_unknown = true;
}

static void solve_all(EscBatch *b, const GirCallGraph *cg) {
  for (uint32_t c = 0, first = 0; c < cg->n_components; first = cg->component_end[c++]) {
    uint32_t end = cg->component_end[c];
    if (end - first <= ESC_MAX_COMPONENT && is_recursive(cg, first, end)) {
      solve_component(b, cg->order + first, end - first);
      continue;
    }
    for (uint32_t i = first; i < end; i++)
      b->summaries[cg->order[i]->id] = summarise(b, cg->order[i], true);
  }
}

// --- verdicts
// -----------------------------------------------------------------------------------------

static void judge(EscBatch *b, GirFunc *f) {
  if (b->is_judged[f->id])
    return;
  GlArenaMark mark = gl_arena_mark(b->scratch);
  EscGraph *g = solved_graph(b, f, ESC_INDIRECT_ALL);
  if (g->has_failed && b->is_closed) { // README.md, C10
    gl_arena_release(b->scratch, mark);
    g = solved_graph(b, f, ESC_INDIRECT_UNKNOWN);
  }
  esc_judge(g);
  if (b->visit)
    b->visit(g, b->visit_ctx);
  gl_arena_release(b->scratch, mark);
}

static void put_all_on_heap(EscBatch *b) {
  for (uint32_t i = 1; i < b->result->n_verdicts; i++)
    b->result->verdicts[i] = (EscVerdict){.on_heap = true, .reason = ESC_REASON_DISABLED};
}

static EscBatch new_batch(GlArena *arena, const GirProgram *p, const EscOptions *options) {
  EscBatch b = {
      .arena = arena, .keep = gl_arena_new(), .scratch = gl_arena_new(), .p = p, .o = options};
  // A package alone has callers and implementations that nobody knows yet.
  b.is_closed = options->closed_world && p->main;
  b.layouts = esc_layouts_new(b.keep, p->world, p->names);
  b.summaries = GL_NEW_ARRAY(b.keep, EscSummary *, p->funcs.len);
  b.used_at = GL_NEW_ARRAY(b.keep, uint32_t, p->funcs.len);
  b.changed_at = GL_NEW_ARRAY(b.keep, uint32_t, p->funcs.len);
  b.by_signature = gl_ptrmap_new(b.keep);
  b.by_method = gl_ptrmap_new(b.keep);
  b.is_judged = GL_NEW_ARRAY(b.keep, bool, p->funcs.len);
  b.merges = GL_NEW_ARRAY(b.keep, bool, p->funcs.len);
  b.opaque = options->imports ? esc_imports_opaque(options->imports) : GL_NEW(b.keep, TyType);
  b.hides_types = esc_imports_hide_types(options->imports);
  b.hides_funcs = esc_imports_hide_funcs(options->imports);
  b.result = GL_NEW(arena, EscResult);
  b.result->n_verdicts = p->sites.len;
  b.result->verdicts = GL_NEW_ARRAY(arena, EscVerdict, p->sites.len);
  b.result->n_funcs = p->funcs.len;
  b.result->params = GL_NEW_ARRAY(arena, EscParam *, p->funcs.len);
  return b;
}

/// What other units say of their functions.
static void take_imports(EscBatch *b) {
  for (uint32_t i = 1; i < b->p->funcs.len; i++) {
    const GirFunc *f = b->p->funcs.data[i];
    const EscImported *im = f && f->is_imported ? esc_imported(b->o->imports, f) : NULL;
    if (!im)
      continue;
    b->summaries[i] = im->summary;
    b->result->params[i] = im->params;
    b->is_value[i] |= im->is_value;
  }
}

/// What esc_store needs lives on with the result.
static void keep_summaries(EscBatch *b) {
  b->result->kept = GL_NEW(b->arena, EscKept);
  *b->result->kept =
      (EscKept){.summaries = b->summaries, .is_value = b->is_value, .opaque = b->opaque};
}

EscResult *esc_visit(GlArena *arena, const GirProgram *p, const EscOptions *options, EscVisit visit,
                     void *ctx) {
  EscBatch b = new_batch(arena, p, options);
  b.visit = visit;
  b.visit_ctx = ctx;
  if (options->is_off) {
    put_all_on_heap(&b);
  } else {
    find_func_values(&b);
    take_imports(&b);
    GirCallGraph cg = gir_call_graph(b.keep, p, methods_made, &b);
    solve_all(&b, &cg);
    // Summaries that had to do without some target are made again, now that all are known.
    if (b.lacked_targets)
      solve_all(&b, &cg);
    for (uint32_t c = 0, i = 0; c < cg.n_components; c++)
      for (; i < cg.component_end[c]; i++)
        judge(&b, cg.order[i]);
  }
  EscResult *r = b.result;
  gl_arena_free(b.scratch);
  if (options->keeps_summaries)
    keep_summaries(&b);
  else
    gl_arena_free(b.keep);
  return r;
}

EscResult *esc_run(GlArena *arena, const GirProgram *p, const EscOptions *options) {
  return esc_visit(arena, p, options, NULL, NULL);
}
