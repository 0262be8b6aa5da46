/// \file
/// Calls: which function may run, and what is known of it. A callee's summary is applied at the
/// call (apply.c); an indirect call is resolved by what its func value or receiver may be, or, when
/// that is a placeholder, handed to the callers.
/// Source: README.md, rules C1–C8.

#include "escape_internal.h"

#include <string.h>

// --- functions without a body ------------------------------------------------------------

typedef struct Runtime {
  const char *name, *leaks;
} Runtime;

static const Runtime runtime_table[] = {
#define GRT_FN(name, sig, attrs, leaks) {#name, leaks},
#include "golite/abi/runtime.def"
};

static const char *runtime_leaks(const char *symbol) {
  if (strncmp(symbol, "grt_", 4) != 0)
    return NULL;
  for (size_t i = 0; i < GL_COUNT_OF(runtime_table); i++)
    if (strcmp(runtime_table[i].name, symbol + 4) == 0)
      return runtime_table[i].leaks;
  return NULL;
}

/// Machine words of a parameter, and which of them is the pointer; 0: not flat.
static uint32_t flat_words(const TyType *t, uint32_t *pointer) {
  const TyType *u = ty_under(t);
  *pointer = u->kind == TY_INTERFACE ? 1 : 0;
  if (u->kind == TY_SLICE)
    return 3;
  if (u->kind == TY_STRING || u->kind == TY_INTERFACE)
    return 2;
  if (u->kind == TY_STRUCT || u->kind == TY_ARRAY || (ty_flags(u) & TY_F_COMPLEX))
    return 0;
  return 1;
}

void esc_call_unknown(EscGraph *g, const EscNode *args, uint32_t n_args, const EscNode *results,
                      uint32_t n_results, EscReason why) {
  for (uint32_t i = 0; i < n_args; i++)
    esc_leak(g, args[i], why);
  for (uint32_t i = 0; i < n_results; i++)
    if (results[i])
      esc_add_unknown(g, results[i]);
}

/// A function of the runtime, by what runtime.def says of each word.
static void call_runtime(EscGraph *g, const GirFunc *f, const char *leaks, const EscNode *args,
                         const EscNode *results, uint32_t n_results) {
  uint32_t slot = 0, word = 0;
  for (uint32_t i = 0; i < f->n_params; i++) {
    uint32_t pointer, n = flat_words(gir_local(f, f->params[i])->type, &pointer);
    char fate = n && word + pointer < strlen(leaks) ? leaks[word + pointer] : 'h';
    if (args[slot] && (fate == 'h' || fate == 'f'))
      esc_leak(g, args[slot], ESC_REASON_RUNTIME);
    if (args[slot] && fate == 'c')
      esc_constrain(g, args[slot], (EscConstraint){.kind = ESC_C_EXPOSE});
    for (uint32_t k = 0; fate == 'r' && k < n_results; k++)
      esc_add_edge(g, args[slot], results[k]);
    esc_written(g, args[slot]);
    slot += esc_layout(g->b->layouts, gir_local(f, f->params[i])->type)->n;
    word += n ? n : 1;
  }
  for (uint32_t i = 0; i < n_results; i++)
    if (results[i])
      esc_add_unknown(g, results[i]);
}

static bool is_flat(const GirFunc *f) {
  uint32_t pointer;
  for (uint32_t i = 0; i < f->n_params; i++)
    if (!flat_words(gir_local(f, f->params[i])->type, &pointer))
      return false;
  return true;
}

/// What the pragma go:noescape promises.
static void call_noescape(EscGraph *g, const EscNode *args, uint32_t n_args, const EscNode *results,
                          uint32_t n_results) {
  for (uint32_t i = 0; i < n_args; i++)
    esc_written(g, args[i]);
  esc_call_unknown(g, NULL, 0, results, n_results, ESC_REASON_NONE);
}

static void call_external(EscGraph *g, const GirFunc *f, const EscNode *args, uint32_t n_args,
                          const EscNode *results, uint32_t n_results) {
  const char *leaks = f->intrinsic ? f->leaks : runtime_leaks(f->symbol);
  if (leaks && is_flat(f)) {
    call_runtime(g, f, leaks, args, results, n_results);
    return;
  }
  if (f->is_noescape)
    call_noescape(g, args, n_args, results, n_results);
  else
    esc_call_unknown(g, args, n_args, results, n_results, ESC_REASON_UNKNOWN_CALL);
}

// --- known functions -----------------------------------------------------------------------

/// What is known of a function now; NULL: nothing yet.
static const EscSummary *summary_of(EscBatch *b, const GirFunc *f) {
  if (b->uses && b->used_at[f->id] != b->clock) {
    b->used_at[f->id] = b->clock;
    GL_VEC_PUSH(b->keep, &b->uses->ids, f->id);
  }
  return b->summaries[f->id];
}

void esc_call_func(EscGraph *g, GirFunc *f, const GirInstr *in, const EscNode *args,
                   uint32_t n_args, const EscNode *results, uint32_t n_results, EscCaptures c) {
  if (f->blocks.len == 0 && !g->b->summaries[f->id]) {
    call_external(g, f, args, n_args, results, n_results);
    return;
  }
  if (f->is_noescape) {
    call_noescape(g, args, n_args, results, n_results);
    return;
  }
  const EscSummary *s = summary_of(g->b, f);
  if (s && !s->is_unknown) {
    esc_apply(g, s, f, in, args, results, c);
    return;
  }
  g->b->lacked_targets |= !s;
  EscReason why = s ? ESC_REASON_LIMIT : ESC_REASON_UNKNOWN_CALL;
  esc_call_unknown(g, args, n_args, results, n_results, why);
  for (uint32_t i = 0; c.first && i < f->n_captures; i++)
    esc_leak(g, c.first + i, why);
  esc_leak(g, c.all, why);
}

// --- targets -------------------------------------------------------------------------------

/// Name and package of the i-th method of a type's method set.
static GlName method_name(const TyType *t, const TySelection *s, const TyPackage **pkg) {
  if (s->object) {
    *pkg = s->object->pkg;
    return s->object->name;
  }
  // Promoted from an embedded interface.
  const TyType *u = ty_under(ty_deref(ty_under(t)) ? ty_deref(ty_under(t)) : t);
  for (uint32_t i = 0; i < s->n_path; i++) {
    const TyType *f = u->strct.fields[s->path[i]].type;
    u = ty_under(ty_deref(ty_under(f)) ? ty_deref(ty_under(f)) : f);
  }
  const TyMethod *m = ty_iface_method(u, (uint32_t)s->iface_method);
  *pkg = m->pkg;
  return m->name;
}

static bool is_exported(GlName n) {
  // A first byte beyond ASCII may be upper case: then the package decides nothing here, either.
  unsigned char c = (unsigned char)n->text[0];
  return (c >= 'A' && c <= 'Z') || c >= 0x80;
}

GirFunc *esc_method_of(EscBatch *b, const TyType *t, const TyType *iface, uint32_t m) {
  const GirLiveType *l = gir_live_type_find(b->p, t);
  if (!l || !l->ifn)
    return NULL;
  const TyMethod *want = ty_iface_method(ty_under(iface), m);
  for (uint32_t i = 0; i < l->methods->n; i++) {
    const TyPackage *pkg = NULL;
    if (method_name(l->type, &l->methods->methods[i], &pkg) == want->name &&
        (is_exported(want->name) || pkg == want->pkg || !want->pkg))
      return l->ifn[i];
  }
  return NULL;
}

static bool fits_signature(const GirFunc *f, const TyType *sig) {
  const TyType *u = ty_under(sig);
  if (f->n_params != u->func.n_params || f->n_results != u->func.n_results)
    return false;
  for (uint32_t i = 0; i < f->n_params; i++)
    if (!ty_identical(gir_local(f, f->params[i])->type, u->func.params[i].type))
      return false;
  for (uint32_t i = 0; i < f->n_results; i++)
    if (!ty_identical(gir_local(f, f->results[i])->type, u->func.results[i].type))
      return false;
  return true;
}

/// Functions whose address is taken, with that signature.
static const EscTargets *targets_by_signature(EscBatch *b, const TyType *sig) {
  const TyType *key = ty_canonical(sig);
  EscTargets *t = gl_ptrmap_get(b->by_signature, key);
  if (t)
    return t;
  GL_VEC(GirFunc *) list = {0};
  for (uint32_t i = 1; i < b->p->funcs.len; i++) {
    GirFunc *f = b->p->funcs.data[i];
    if (f && b->is_value[i] && fits_signature(f, sig))
      GL_VEC_PUSH(b->keep, &list, f);
  }
  t = GL_NEW(b->keep, EscTargets);
  *t = (EscTargets){.funcs = list.data, .n = list.len};
  gl_ptrmap_set(b->by_signature, key, t);
  return t;
}

static const EscTargets *targets_by_method(EscBatch *b, const TyType *iface, uint32_t m) {
  const TyType *u = ty_under(iface);
  EscTargets **per_method = gl_ptrmap_get(b->by_method, ty_canonical(iface));
  if (!per_method) {
    per_method = GL_NEW_ARRAY(b->keep, EscTargets *, u->iface.n_methods);
    gl_ptrmap_set(b->by_method, ty_canonical(iface), per_method);
  }
  if (per_method[m])
    return per_method[m];
  GL_VEC(GirFunc *) list = {0};
  for (uint32_t i = 0; i < b->p->live_types.len; i++) {
    const GirLiveType *l = b->p->live_types.data[i];
    if (!l->is_converted || !ty_implements(l->type, iface, NULL))
      continue;
    GirFunc *f = esc_method_of(b, l->type, iface, m);
    if (f)
      GL_VEC_PUSH(b->keep, &list, f);
  }
  per_method[m] = GL_NEW(b->keep, EscTargets);
  *per_method[m] = (EscTargets){.funcs = list.data, .n = list.len};
  return per_method[m];
}

// --- indirect calls ---------------------------------------------------------------------------

/// Slots of the receiver of a method that is called through an interface: one, but for structs and
/// arrays around one pointer, which have slots for their empty parts, too.
static uint32_t receiver_slots(EscGraph *g, const GirFunc *f) {
  return f->n_params ? esc_layout(g->b->layouts, gir_local(f, f->params[0])->type)->n : 1;
}

static void call_method(EscGraph *g, const EscCall *c, GirFunc *f, EscNode receiver) {
  uint32_t n = receiver_slots(g, f);
  EscNode *args = GL_NEW_ARRAY(g->a, EscNode, n + c->n_args);
  for (uint32_t i = 0; i < n; i++)
    args[i] = receiver;
  for (uint32_t i = 0; i < c->n_args; i++)
    args[n + i] = c->args[i];
  esc_call_func(g, f, c->instr, args, n + c->n_args, c->results, c->n_results, (EscCaptures){0});
}

static void call_unknown(EscGraph *g, const EscCall *c, EscNode inside) {
  esc_call_unknown(g, c->args, c->n_args, c->results, c->n_results, ESC_REASON_UNKNOWN_CALL);
  // What an unknown closure does with its captures is known where it is made.
  if (c->is_method)
    esc_leak(g, inside, ESC_REASON_UNKNOWN_CALL);
}

/// A target of which nothing is known (yet), or NULL. `work` gets the size of all summaries.
static GirFunc *unknown_target(const EscBatch *b, const EscTargets *t, uint64_t *work) {
  *work = 0;
  for (uint32_t i = 0; i < t->n; i++) {
    const GirFunc *f = t->funcs[i];
    const EscSummary *s = b->summaries[f->id];
    if (!f->is_noescape && (s ? s->is_unknown : f->blocks.len > 0))
      return t->funcs[i];
    *work += ESC_TARGET_WORK;
    *work += s ? s->objs.len + s->contents.len + s->children.len + s->results.len : 0;
  }
  return NULL;
}

/// Many calls that each may run many functions cost their product: then later ones count as
/// unknown.
static bool is_affordable(EscBatch *b, const EscTargets *t, uint64_t work) {
  if (t->n <= ESC_FEW_TARGETS)
    return true;
  b->many_work += work;
  return b->many_work / ESC_TARGET_WORK <=
         ESC_MAX_MANY_TARGETS + ESC_FEW_TARGETS * (uint64_t)b->p->funcs.len;
}

static void call_one_of_all(EscGraph *g, const EscCall *c, GirFunc *f, EscNode inside) {
  if (c->is_method)
    call_method(g, c, f, inside);
  else
    esc_call_func(g, f, c->instr, c->args, c->n_args, c->results, c->n_results,
                  (EscCaptures){.all = inside});
}

/// All that the closed world allows; `inside` holds the data word, or the captures.
static void call_all(EscGraph *g, const EscCall *c, EscNode inside) {
  EscBatch *b = g->b;
  if (!b->is_closed || g->indirect == ESC_INDIRECT_UNKNOWN ||
      (c->is_method ? b->hides_types : b->hides_funcs)) {
    call_unknown(g, c, inside);
    return;
  }
  const EscTargets *t =
      c->is_method ? targets_by_method(b, c->type, c->method) : targets_by_signature(b, c->type);
  // Unknown code does with arguments and results whatever the others could do.
  uint64_t work;
  GirFunc *unknown = unknown_target(b, t, &work);
  if (unknown) {
    call_one_of_all(g, c, unknown, inside);
    return;
  }
  if (!is_affordable(b, t, work)) {
    call_unknown(g, c, inside);
    return;
  }
  for (uint32_t i = 0; i < t->n && !esc_is_over(g); i++)
    call_one_of_all(g, c, t->funcs[i], inside);
}

/// The callers will know: results are placeholders until then.
static void leave_open(EscGraph *g, EscCall *c) {
  g->has_open = true;
  c->is_open = true;
  if (c->placeholders)
    return;
  for (uint32_t i = 0; i < c->n_args; i++)
    esc_add_edge(g, c->args[i], g->published);
  c->placeholders = GL_NEW_ARRAY(g->a, uint32_t, c->n_results + 1);
  for (uint32_t i = 0; i < c->n_results; i++) {
    if (!c->results[i] || !c->result_types[i])
      continue;
    const TyType *t = c->result_types[i];
    uint32_t o = esc_placeholder(g, ESC_OBJ_RESULT, t == g->b->opaque ? NULL : t, 0);
    c->placeholders[i] = o;
    esc_add_loc(g, c->results[i], esc_obj(g, o)->base);
  }
}

static void call_placeholder(EscGraph *g, EscCall *c, uint32_t obj) {
  if (g->indirect == ESC_INDIRECT_OPEN && g->calls.len <= ESC_MAX_OPEN_CALLS) {
    leave_open(g, c);
    return;
  }
  EscNode inside = esc_obj(g, obj)->base;
  if (!esc_child(g, inside))
    esc_add_unknown(g, inside);
  call_all(g, c, inside);
}

void esc_call_target(EscGraph *g, EscCall *c, EscNode loc) {
  uint32_t id = esc_obj_of(g, loc);
  if (!esc_set_add(g->a, &c->done, id))
    return;
  const EscObj *o = esc_obj(g, id);
  switch (o->kind) {
  case ESC_OBJ_PARAM:
  case ESC_OBJ_RESULT: call_placeholder(g, c, id); return;
  case ESC_OBJ_UNKNOWN: call_all(g, c, g->unknown_pointer); return;
  case ESC_OBJ_IFACE: {
    GirFunc *f = c->is_method ? esc_method_of(g->b, o->type, c->type, c->method) : NULL;
    if (f)
      call_method(g, c, f, o->base);
    else if (c->is_method && !ty_implements(o->type, c->type, NULL))
      return; // another type switch arm: this value never gets here
    else
      call_all(g, c, o->base);
    return;
  }
  case ESC_OBJ_SITE:
  case ESC_OBJ_FRESH:
  case ESC_OBJ_FUNC: break;
  case ESC_OBJ_NONE: return;
  }
  if (!o->func || c->is_method) { // made through unsafe
    EscNode base = o->base;
    esc_expose(g, id);
    call_all(g, c, base);
    return;
  }
  if (!fits_signature(o->func, c->type))
    return;
  EscCaptures captures = {.first = o->is_opaque ? 0 : o->base, .all = o->is_opaque ? o->base : 0};
  if (o->kind == ESC_OBJ_FUNC)
    captures = (EscCaptures){0};
  esc_call_func(g, o->func, c->instr, c->args, c->n_args, c->results, c->n_results, captures);
}

// --- call instructions ---------------------------------------------------------------------------

static EscNode *flatten_args(EscGraph *g, const GirInstr *in, uint32_t *n) {
  *n = 0;
  for (uint32_t i = 0; i < in->n_args; i++)
    *n += esc_layout(g->b->layouts, in->args[i].type)->n;
  EscNode *args = GL_NEW_ARRAY(g->a, EscNode, *n + 1);
  for (uint32_t i = 0, slot = 0; i < in->n_args; i++) {
    const EscLayout *l = esc_layout(g->b->layouts, in->args[i].type);
    EscNode from = esc_value(g, &in->args[i]);
    for (uint32_t k = 0; k < l->n; k++, slot++)
      args[slot] = from && esc_slot_points(l, k) ? from + k : 0;
  }
  return args;
}

/// Result slots of a call whose results have the types of `sig`.
static EscNode *flatten_results(EscGraph *g, const GirInstr *in, const TyType *sig, uint32_t *n,
                                const TyType ***types) {
  const TyType *u = ty_under(sig);
  *n = 0;
  for (uint32_t i = 0; i < u->func.n_results; i++)
    *n += esc_layout(g->b->layouts, u->func.results[i].type)->n;
  EscNode *nodes = GL_NEW_ARRAY(g->a, EscNode, *n + 1);
  *types = GL_NEW_ARRAY(g->b->keep, const TyType *, *n + 1);
  for (uint32_t i = 0, slot = 0; i < u->func.n_results; i++) {
    const EscLayout *l = esc_layout(g->b->layouts, u->func.results[i].type);
    EscNode to = i < in->n_dsts && in->dsts[i] ? g->locals[in->dsts[i]] : 0;
    for (uint32_t k = 0; k < l->n; k++, slot++) {
      nodes[slot] = to && esc_slot_points(l, k) ? to + k : 0;
      if (esc_slot_points(l, k))
        (*types)[slot] = l->is_opaque ? g->b->opaque : l->slots[k];
    }
  }
  return nodes;
}

static void call_indirect(EscGraph *g, const GirInstr *in, EscNode fn, const TyType *sig) {
  EscCall *c = GL_NEW(g->a, EscCall);
  c->instr = c->source = in;
  c->fn = fn;
  c->type = sig;
  if (in->op == GIR_OP_CALL) {
    c->is_method = in->callee->kind == GIR_CALL_METHOD;
    c->type = c->is_method ? in->callee->closure.type : sig;
    c->method = in->callee->method;
    c->args = flatten_args(g, in, &c->n_args);
  }
  c->results = flatten_results(g, in, sig, &c->n_results, &c->result_types);
  GL_VEC_PUSH(g->a, &g->calls, c);
  esc_constrain(g, fn, (EscConstraint){.kind = ESC_C_CALL, .call = c});
}

/// Captures of a function whose record is the value `record`.
static EscCaptures record_captures(EscGraph *g, const GirFunc *f, EscNode record) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < f->n_captures; i++)
    n += esc_layout(g->b->layouts, gir_local(f, f->captures[i])->type)->n;
  EscCaptures c = {.first = esc_nodes_new(g, n + 1)};
  for (uint32_t i = 0; i < n; i++)
    esc_constrain(g, record,
                  (EscConstraint){.kind = ESC_C_LOAD, .offset = i, .other = c.first + i});
  return c;
}

void esc_flow_call(EscGraph *g, const GirInstr *in) {
  if (in->op == GIR_OP_DEFER) {
    EscNode fn = esc_value(g, &in->args[0]);
    if (fn)
      call_indirect(g, in, fn, in->args[0].type);
    return;
  }
  const GirCallee *c = in->callee;
  if (c->kind != GIR_CALL_STATIC) {
    EscNode fn = esc_value(g, &c->closure);
    if (fn)
      call_indirect(g, in, fn, c->type);
    return;
  }
  uint32_t n_args, n_results;
  const TyType **types;
  EscNode *args = flatten_args(g, in, &n_args);
  EscNode *results = flatten_results(g, in, c->func->type, &n_results, &types);
  EscCaptures captures = {0};
  EscNode record = c->closure.kind == GIR_OPERAND_NONE ? 0 : esc_value(g, &c->closure);
  if (record)
    captures = record_captures(g, c->func, record);
  esc_call_func(g, c->func, in, args, n_args, results, n_results, captures);
}
