/// \file
/// Summaries to bytes. What mentions a type that cannot be stored is left out, and the function
/// then counts as unknown code where it is used.
/// Source: README.md, "Other units".

#include "stored_internal.h"

typedef struct Store {
  GlArena *arena;
  const GirProgram *p;
  const EscResult *r;
  TyWriter *types;
  GlPtrMap *sources; // who makes an object or leaves a call open → number
  GlBuf *out;
  bool is_broken; // something could not be stored
} Store;

static void number(Store *s, uint64_t v) { gl_bytes_put_number(s->out, v); }

/// 0: none, or it cannot be stored.
static uint32_t type(Store *s, const TyType *t) {
  uint32_t n = t ? ty_writer_add(s->types, t) : 0;
  number(s, n);
  return n;
}

static void needed_type(Store *s, const TyType *t) { s->is_broken |= type(s, t) == 0; }

static void source(Store *s, const void *p) {
  uintptr_t n = (uintptr_t)gl_ptrmap_get(s->sources, p);
  if (!n) {
    n = gl_ptrmap_len(s->sources) + 1;
    gl_ptrmap_set(s->sources, p, (void *)n);
  }
  number(s, n);
}

static void ref(Store *s, EscSumRef r) {
  number(s, r.obj);
  number(s, r.offset);
}

/// Slots one by one: a record of captured values has no type.
static void layout(Store *s, const EscLayout *l) {
  number(s, l != NULL);
  if (!l)
    return;
  number(s, l->n);
  number(s, (uint64_t)l->is_opaque | (uint64_t)l->has_pointers << 1);
  for (uint32_t i = 0; i < l->n; i++) {
    number(s, l->slots[i] != NULL);
    if (l->slots[i])
      type(s, l->slots[i]); // without a type: a pointer to something unknown
  }
}

static bool can_tell(Store *s, const GirFunc *f, const GirLocalId *ids, uint32_t n) {
  for (uint32_t i = 0; i < n; i++)
    if (!ty_writer_add(s->types, gir_local(f, ids[i])->type))
      return false;
  return true;
}

/// Whether others can declare a function.
static bool can_declare(Store *s, const GirFunc *f) {
  return ty_writer_add(s->types, f->type) && can_tell(s, f, f->params, f->n_params) &&
         can_tell(s, f, f->results, f->n_results) && can_tell(s, f, f->captures, f->n_captures);
}

static void object(Store *s, const EscSumObj *o) {
  number(s, o->kind);
  number(s, o->n_slots);
  number(s, (uint64_t)o->is_opaque | (uint64_t)o->has_pointers << 1 | (uint64_t)o->is_leaked << 2 |
                (uint64_t)o->is_exposed << 3 | (uint64_t)o->is_capture << 4 |
                (uint64_t)o->is_root << 5);
  number(s, o->reason);
  number(s, o->root);
  number(s, o->call);
  number(s, o->slot);
  gl_bytes_put_text(s->out, o->func ? o->func->symbol : NULL);
  s->is_broken |= o->func && !can_declare(s, o->func);
  bool is_made = o->kind == ESC_OBJ_FRESH || o->kind == ESC_OBJ_IFACE;
  if (!is_made)
    return;
  source(s, o->source);
  layout(s, o->layout);
  if (o->kind == ESC_OBJ_IFACE)
    needed_type(s, o->type);
}

static void children(Store *s, const EscSummary *sum) {
  number(s, sum->children.len);
  for (uint32_t i = 0; i < sum->children.len; i++) {
    const EscSumChild *c = &sum->children.data[i];
    number(s, c->parent);
    number(s, c->slot);
    number(s, c->child);
    number(s, c->assert != NULL);
    if (c->assert)
      needed_type(s, c->assert);
  }
}

static void args(Store *s, const EscSumArg *a, uint32_t n) {
  number(s, n);
  for (uint32_t i = 0; i < n; i++) {
    number(s, a[i].arg);
    ref(s, a[i].to);
  }
}

static void call(Store *s, const EscSumCall *c) {
  source(s, c->source);
  number(s, c->is_method);
  needed_type(s, c->type);
  number(s, c->method);
  number(s, c->n_args);
  number(s, c->n_results);
  for (uint32_t i = 0; i < c->n_results; i++) {
    const TyType *t = c->result_types[i];
    number(s, t != NULL);
    if (t)
      type(s, t == s->r->kept->opaque ? NULL : t); // without a type: opaque
  }
  number(s, c->fn.len);
  for (uint32_t i = 0; i < c->fn.len; i++)
    ref(s, c->fn.data[i]);
  args(s, c->args.data, c->args.len);
}

static void summary(Store *s, const EscSummary *sum, uint32_t n_params) {
  number(s, sum->objs.len);
  for (uint32_t i = 0; i < sum->objs.len; i++)
    object(s, &sum->objs.data[i]);
  children(s, sum);
  number(s, sum->contents.len);
  for (uint32_t i = 0; i < sum->contents.len; i++) {
    ref(s, sum->contents.data[i].at);
    ref(s, sum->contents.data[i].to);
  }
  args(s, sum->results.data, sum->results.len);
  number(s, sum->calls.len);
  for (uint32_t i = 0; i < sum->calls.len; i++)
    call(s, &sum->calls.data[i]);
  for (uint32_t i = 0; i < n_params; i++)
    number(s, sum->writes && sum->writes[i]);
  number(s, sum->writes_captures);
}

static void locals(Store *s, const GirFunc *f, const GirLocalId *ids, uint32_t n) {
  number(s, n);
  for (uint32_t i = 0; i < n; i++)
    needed_type(s, gir_local(f, ids[i])->type);
}

static void params(Store *s, const GirFunc *f, const EscParam *p) {
  number(s, p != NULL);
  for (uint32_t i = 0; p && i < f->n_params; i++) {
    number(s, (uint64_t)p[i].leaks | (uint64_t)p[i].content_leaks << 1 |
                  (uint64_t)p[i].is_written << 2);
    number(s, (uint64_t)p[i].to_result + 1);
    number(s, (uint64_t)p[i].level);
    for (uint32_t k = 0; k < f->n_results; k++)
      number(s, (uint64_t)p[i].result_levels[k] + 1);
  }
}

/// One function into `out`. False: it cannot be told to others.
static bool function(Store *s, const GirFunc *f) {
  const EscSummary *sum = s->r->kept->summaries[f->id];
  bool is_value = s->r->kept->is_value && s->r->kept->is_value[f->id];
  number(s, (f->has_recover ? ESC_STORED_RECOVERS : 0) |
                (f->forwards_recover ? ESC_STORED_FORWARDS_RECOVER : 0) |
                (is_value ? ESC_STORED_IS_VALUE : 0) | (f->is_small ? ESC_STORED_IS_SMALL : 0));
  needed_type(s, f->type);
  locals(s, f, f->params, f->n_params);
  locals(s, f, f->results, f->n_results);
  locals(s, f, f->captures, f->n_captures);
  params(s, f, s->r->params[f->id]);
  if (s->is_broken)
    return false;
  GlBuf *out = s->out, bytes;
  gl_buf_init(&bytes, s->arena);
  s->out = &bytes;
  if (sum && !sum->is_unknown)
    summary(s, sum, f->n_params);
  s->out = out;
  number(s, !sum || sum->is_unknown || s->is_broken ? ESC_STORED_UNKNOWN : ESC_STORED_SUMMARY);
  if (sum && !sum->is_unknown && !s->is_broken)
    gl_buf_bytes(out, bytes.data, bytes.len);
  s->is_broken = false;
  return true;
}

static void functions(Store *s, GlBuf *out, uint32_t *n, bool *hides) {
  for (uint32_t i = 1; i < s->p->funcs.len; i++) {
    const GirFunc *f = s->p->funcs.data[i];
    if (!f || !f->blocks.len)
      continue;
    GlBuf bytes;
    gl_buf_init(&bytes, s->arena);
    s->out = &bytes;
    s->is_broken = false;
    bool is_told = function(s, f);
    s->out = out;
    if (!is_told) {
      *hides |= s->r->kept->is_value && s->r->kept->is_value[i];
      continue;
    }
    gl_bytes_put_text(out, f->symbol);
    gl_bytes_put_number(out, bytes.len);
    gl_buf_bytes(out, bytes.data, bytes.len);
    ++*n;
  }
}

/// Types of values in interfaces, and those that reflect may put there, with the functions that
/// take the data word as receiver.
static void live_types(Store *s, GlBuf *out, uint32_t *n, bool *hides) {
  for (uint32_t i = 0; i < s->p->live_types.len; i++) {
    const GirLiveType *l = s->p->live_types.data[i];
    if (l->is_imported || !l->ifn || !l->methods || l->methods->n == 0)
      continue;
    uint32_t t = ty_writer_add(s->types, l->type);
    if (!t) {
      *hides = true;
      continue;
    }
    gl_bytes_put_number(out, t);
    gl_bytes_put_number(out, l->is_converted);
    gl_bytes_put_number(out, l->methods->n);
    for (uint32_t k = 0; k < l->methods->n; k++)
      gl_bytes_put_text(out, l->ifn[k]->symbol);
    ++*n;
  }
}

void esc_store(GlBuf *out, const GirProgram *p, const EscResult *r) {
  GL_ASSERT(r->kept, "summaries were not kept");
  GlArena *scratch = gl_arena_new();
  Store s = {.arena = scratch,
             .p = p,
             .r = r,
             .types = ty_writer_new(scratch),
             .sources = gl_ptrmap_new(scratch)};
  GlBuf funcs, lives;
  gl_buf_init(&funcs, scratch);
  gl_buf_init(&lives, scratch);
  uint32_t n_funcs = 0, n_lives = 0;
  bool hides_funcs = false, hides_types = false;
  functions(&s, &funcs, &n_funcs, &hides_funcs);
  live_types(&s, &lives, &n_lives, &hides_types);
  ty_writer_end(s.types, out);
  gl_bytes_put_number(out, gl_ptrmap_len(s.sources) + 1);
  gl_bytes_put_number(out, hides_funcs);
  gl_bytes_put_number(out, hides_types);
  gl_bytes_put_number(out, n_funcs);
  gl_buf_bytes(out, funcs.data, funcs.len);
  gl_bytes_put_number(out, n_lives);
  gl_buf_bytes(out, lives.data, lives.len);
  gl_arena_free(scratch);
}
