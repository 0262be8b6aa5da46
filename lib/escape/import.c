/// \file
/// Summaries of other units read back. A function is read when it is first mentioned: called by the
/// program, named by another summary, or a possible target of an indirect call.
/// Source: README.md, "Other units".

#include "stored_internal.h"

#include <string.h>

typedef struct Unit {
  TyReader *types;
  char *sources; // [n]: whose addresses stand for the unit's sites and instructions
} Unit;

/// A function as stored, not read yet.
typedef struct Record {
  Unit *unit;
  GlBytes bytes;
  const char *symbol;
  GirFunc *func; // declared
} Record;

typedef struct LiveRecord {
  const TyType *type;
  const char **symbols; // n
  uint32_t n;
  bool is_declared;
  bool is_converted; // else only reflect puts its values into interfaces
} LiveRecord;

struct EscImports {
  GlArena *arena;
  struct TyWorld *world;
  GlIntern *names;
  TyPackage *const *packages;
  uint32_t n_packages;
  TyType *opaque;
  bool hides_types, hides_funcs;
  bool has_reflect;  // package reflect is part of the program
  GlStrMap *records; // symbol → Record
  GL_VEC(LiveRecord) lives;
  GlPtrMap *live_index; // type → index + 1
  GlPtrMap *imported;   // GirFunc → EscImported
  // While declaring:
  GirProgram *p;
  GlStrMap *funcs; // symbol → GirFunc of p
  bool closed_world;
  GlPtrMap *wanted_ifaces, *wanted_signatures; // whose calls may go anywhere
};

EscImports *esc_imports_new(GlArena *a, struct TyWorld *world, GlIntern *names,
                            TyPackage *const *packages, uint32_t n_packages) {
  EscImports *m = GL_NEW(a, EscImports);
  *m = (EscImports){.arena = a,
                    .world = world,
                    .names = names,
                    .packages = packages,
                    .n_packages = n_packages,
                    .opaque = GL_NEW(a, TyType),
                    .records = gl_strmap_new(a),
                    .live_index = gl_ptrmap_new(a),
                    .imported = gl_ptrmap_new(a)};
  for (uint32_t i = 0; i < n_packages; i++)
    m->has_reflect |= strcmp(packages[i]->path->text, "reflect") == 0;
  return m;
}

static const char *get_text(EscImports *m, GlBytes *b) {
  size_t n;
  const char *s = gl_bytes_text(b, &n);
  return n ? gl_arena_strndup(m->arena, s, n) : NULL;
}

static void add_records(EscImports *m, Unit *u, GlBytes *b) {
  uint64_t n = gl_bytes_number(b);
  for (uint64_t i = 0; i < n; i++) {
    size_t len;
    const char *symbol = gl_bytes_text(b, &len);
    uint64_t size = gl_bytes_number(b);
    if (!gl_strmap_get(m->records, symbol, len)) { // several units may have made it
      Record *r = GL_NEW(m->arena, Record);
      r->unit = u;
      r->bytes = (GlBytes){.at = b->at, .end = b->at + size};
      r->symbol = gl_arena_strndup(m->arena, symbol, len);
      gl_strmap_set(m->records, symbol, len, r);
    }
    b->at += size;
  }
}

static void add_lives(EscImports *m, Unit *u, GlBytes *b) {
  uint64_t n = gl_bytes_number(b);
  for (uint64_t i = 0; i < n; i++) {
    LiveRecord l = {.type = ty_reader_type(u->types, gl_bytes_number(b))};
    l.is_converted = gl_bytes_number(b);
    l.n = (uint32_t)gl_bytes_number(b);
    l.symbols = GL_NEW_ARRAY(m->arena, const char *, l.n + 1);
    for (uint32_t k = 0; k < l.n; k++)
      l.symbols[k] = get_text(m, b);
    uintptr_t known = (uintptr_t)gl_ptrmap_get(m->live_index, l.type);
    if (known) {
      m->lives.data[known - 1].is_converted |= l.is_converted;
      continue;
    }
    GL_VEC_PUSH(m->arena, &m->lives, l);
    gl_ptrmap_set(m->live_index, l.type, (void *)(uintptr_t)m->lives.len);
  }
}

void esc_imports_add(EscImports *m, const char *data, size_t size) {
  GlBytes b = {.at = data, .end = data + size};
  Unit *u = GL_NEW(m->arena, Unit);
  u->types = ty_reader_new(m->arena, m->world, m->names, m->packages, m->n_packages, &b);
  u->sources = GL_NEW_ARRAY(m->arena, char, gl_bytes_number(&b) + 1);
  m->hides_funcs |= gl_bytes_number(&b) != 0;
  m->hides_types |= gl_bytes_number(&b) != 0;
  add_records(m, u, &b);
  add_lives(m, u, &b);
}

uint32_t esc_imports_flags(const EscImports *m, const char *symbol) {
  const Record *r = gl_strmap_get(m->records, symbol, strlen(symbol));
  if (!r)
    return 0;
  GlBytes b = r->bytes;
  return (uint32_t)gl_bytes_number(&b);
}

const EscImported *esc_imported(const EscImports *m, const GirFunc *f) {
  return m ? gl_ptrmap_get(m->imported, f) : NULL;
}

const TyType *esc_imports_opaque(const EscImports *m) { return m->opaque; }
bool esc_imports_hide_types(const EscImports *m) { return m && m->hides_types; }
bool esc_imports_hide_funcs(const EscImports *m) { return m && m->hides_funcs; }

// --- reading one function -----------------------------------------------------------

/// One function's bytes while they are read.
typedef struct Read {
  EscImports *m;
  Unit *u;
  GlBytes b;
} Read;

static uint32_t get(Read *r) { return (uint32_t)gl_bytes_number(&r->b); }

static const TyType *get_type(Read *r) { return ty_reader_type(r->u->types, get(r)); }

static const void *get_source(Read *r) { return r->u->sources + get(r); }

static EscSumRef get_ref(Read *r) {
  EscSumRef x = {.obj = get(r)};
  x.offset = get(r);
  return x;
}

static GirFunc *declare(EscImports *m, const char *symbol);
static void declare_live(EscImports *m, const TyType *t);

static const EscLayout *get_layout(Read *r) {
  if (!get(r))
    return NULL;
  EscLayout *l = GL_NEW(r->m->arena, EscLayout);
  l->n = get(r);
  uint32_t flags = get(r);
  l->is_opaque = flags & 1;
  l->has_pointers = flags & 2;
  l->slots = GL_NEW_ARRAY(r->m->arena, const TyType *, l->n + 1);
  for (uint32_t i = 0; i < l->n; i++) {
    if (!get(r))
      continue;
    l->slots[i] = get_type(r);
    if (!l->slots[i])
      l->slots[i] = ty_world_basic(r->m->world, TY_UNSAFE_POINTER);
  }
  return l;
}

static EscSumObj get_object(Read *r) {
  EscSumObj o = {.kind = (EscObjKind)get(r)};
  o.n_slots = get(r);
  uint32_t flags = get(r);
  o.is_opaque = flags & 1;
  o.has_pointers = flags & 2;
  o.is_leaked = flags & 4;
  o.is_exposed = flags & 8;
  o.is_capture = flags & 16;
  o.is_root = flags & 32;
  o.reason = (EscReason)get(r);
  o.root = get(r);
  o.call = get(r);
  o.slot = get(r);
  const char *func = get_text(r->m, &r->b);
  if (func)
    o.func = declare(r->m, func);
  if (o.kind != ESC_OBJ_FRESH && o.kind != ESC_OBJ_IFACE)
    return o;
  o.source = get_source(r);
  o.layout = get_layout(r);
  if (o.kind == ESC_OBJ_IFACE) {
    o.type = get_type(r);
    declare_live(r->m, o.type);
  }
  return o;
}

static void get_children(Read *r, EscSummary *s) {
  for (uint32_t n = get(r); n > 0; n--) {
    EscSumChild c = {.parent = get(r)};
    c.slot = get(r);
    c.child = get(r);
    c.assert = get(r) ? get_type(r) : NULL;
    GL_VEC_PUSH(r->m->arena, &s->children, c);
  }
}

static EscSumArg get_arg(Read *r) {
  EscSumArg a = {.arg = get(r)};
  a.to = get_ref(r);
  return a;
}

static void want(GlPtrMap *wanted, const TyType *t) {
  gl_ptrmap_set(wanted, ty_canonical(t), (void *)(uintptr_t)1);
}

static EscSumCall get_call(Read *r) {
  EscSumCall c = {.source = get_source(r)};
  c.is_method = get(r);
  c.type = get_type(r);
  c.method = get(r);
  c.n_args = get(r);
  c.n_results = get(r);
  c.result_types = GL_NEW_ARRAY(r->m->arena, const TyType *, c.n_results + 1);
  for (uint32_t i = 0; i < c.n_results; i++)
    if (get(r)) {
      c.result_types[i] = get_type(r);
      if (!c.result_types[i])
        c.result_types[i] = r->m->opaque;
    }
  for (uint32_t n = get(r); n > 0; n--)
    GL_VEC_PUSH(r->m->arena, &c.fn, get_ref(r));
  for (uint32_t n = get(r); n > 0; n--)
    GL_VEC_PUSH(r->m->arena, &c.args, get_arg(r));
  want(c.is_method ? r->m->wanted_ifaces : r->m->wanted_signatures, c.type);
  return c;
}

static EscSummary *get_summary(Read *r, uint32_t n_params) {
  EscSummary *s = GL_NEW(r->m->arena, EscSummary);
  for (uint32_t n = get(r); n > 0; n--)
    GL_VEC_PUSH(r->m->arena, &s->objs, get_object(r));
  get_children(r, s);
  for (uint32_t n = get(r); n > 0; n--) {
    EscSumEdge e = {.at = get_ref(r)};
    e.to = get_ref(r);
    GL_VEC_PUSH(r->m->arena, &s->contents, e);
  }
  for (uint32_t n = get(r); n > 0; n--)
    GL_VEC_PUSH(r->m->arena, &s->results, get_arg(r));
  for (uint32_t n = get(r); n > 0; n--)
    GL_VEC_PUSH(r->m->arena, &s->calls, get_call(r));
  s->writes = GL_NEW_ARRAY(r->m->arena, bool, n_params + 1);
  for (uint32_t i = 0; i < n_params; i++)
    s->writes[i] = get(r);
  s->writes_captures = get(r);
  return s;
}

static EscParam *get_params(Read *r, uint32_t n_params, uint32_t n_results) {
  if (!get(r))
    return NULL;
  EscParam *p = GL_NEW_ARRAY(r->m->arena, EscParam, n_params + 1);
  for (uint32_t i = 0; i < n_params; i++) {
    uint32_t flags = get(r);
    p[i].leaks = flags & 1;
    p[i].content_leaks = flags & 2;
    p[i].is_written = flags & 4;
    p[i].to_result = (int32_t)get(r) - 1;
    p[i].level = (int32_t)get(r);
    p[i].result_levels = GL_NEW_ARRAY(r->m->arena, int32_t, n_results + 1);
    for (uint32_t k = 0; k < n_results; k++)
      p[i].result_levels[k] = (int32_t)get(r) - 1;
  }
  return p;
}

// --- declaring ------------------------------------------------------------------------

/// Adds the locals of one kind to a declaration; in one that lower made they are there already.
static void get_locals(Read *r, GirFunc *f, GirLocalKind kind, bool is_new, GirLocalId **ids,
                       uint32_t *n) {
  uint32_t count = get(r);
  if (is_new) {
    *ids = GL_NEW_ARRAY(r->m->p->arena, GirLocalId, count + 1);
    *n = count;
  }
  GL_ASSERT(*n == count, "%s is declared in another way than it was compiled", f->symbol);
  for (uint32_t i = 0; i < count; i++) {
    const TyType *t = get_type(r);
    if (is_new)
      (*ids)[i] = gir_local_new(r->m->p, f, kind, NULL, t, GL_LOC_NONE);
  }
}

static void read_record(EscImports *m, Record *rec, GirFunc *f, bool is_new) {
  Read r = {.m = m, .u = rec->unit, .b = rec->bytes};
  uint32_t flags = get(&r);
  get(&r); // its type
  get_locals(&r, f, GIR_LOCAL_PARAM, is_new, &f->params, &f->n_params);
  get_locals(&r, f, GIR_LOCAL_RESULT, is_new, &f->results, &f->n_results);
  get_locals(&r, f, GIR_LOCAL_CAPTURE, is_new, &f->captures, &f->n_captures);
  EscImported *i = GL_NEW(m->arena, EscImported);
  gl_ptrmap_set(m->imported, f, i);
  i->is_value = flags & ESC_STORED_IS_VALUE;
  i->params = get_params(&r, f->n_params, f->n_results);
  i->summary = GL_NEW(m->arena, EscSummary);
  if (get(&r) == ESC_STORED_SUMMARY)
    *i->summary = *get_summary(&r, f->n_params);
  else
    i->summary->is_unknown = true;
}

static GirFunc *find_func(EscImports *m, const char *symbol) {
  return gl_strmap_get(m->funcs, symbol, strlen(symbol));
}

/// The function of that name in `p`, declared when it is not there. Reading its record waits.
static GirFunc *declare(EscImports *m, const char *symbol) {
  GirFunc *f = find_func(m, symbol);
  if (f)
    return f;
  Record *rec = gl_strmap_get(m->records, symbol, strlen(symbol));
  const TyType *type = NULL;
  if (rec) {
    GlBytes b = rec->bytes;
    gl_bytes_number(&b);
    type = ty_reader_type(rec->unit->types, gl_bytes_number(&b));
  }
  f = gir_func_new(m->p, gl_arena_strndup(m->p->arena, symbol, strlen(symbol)), NULL, type,
                   GL_LOC_NONE);
  f->is_imported = true;
  gl_strmap_set(m->funcs, symbol, strlen(symbol), f);
  if (rec)
    rec->func = f;
  return f;
}

static void read_func(EscImports *m, GirFunc *f) {
  Record *rec = gl_strmap_get(m->records, f->symbol, strlen(f->symbol));
  if (rec && !gl_ptrmap_get(m->imported, f))
    read_record(m, rec, f, rec->func == f);
}

/// Methods of values in interfaces of that type.
static void declare_live(EscImports *m, const TyType *t) {
  uintptr_t index = (uintptr_t)gl_ptrmap_get(m->live_index, t);
  if (!index || m->lives.data[index - 1].is_declared)
    return;
  m->lives.data[index - 1].is_declared = true;
  const LiveRecord *rec = &m->lives.data[index - 1];
  GirLiveType *l = gir_live_type(m->p, t);
  if (l->ifn)
    return;
  GL_ASSERT(l->methods && l->methods->n == rec->n, "method set of a type of another unit");
  l->is_imported = true;
  GirFunc **ifn = GL_NEW_ARRAY(m->p->arena, GirFunc *, rec->n + 1);
  for (uint32_t i = 0; i < rec->n; i++)
    ifn[i] = declare(m, rec->symbols[i]);
  l->ifn = ifn;
}

// --- targets of indirect calls --------------------------------------------------------

static void want_calls(EscImports *m, const GirFunc *f) {
  for (uint32_t b = 0; b < f->blocks.len; b++)
    for (uint32_t i = 0; i < f->blocks.data[b]->instrs.len; i++) {
      const GirInstr *in = f->blocks.data[b]->instrs.data[i];
      if (in->op == GIR_OP_DEFER)
        want(m->wanted_signatures, in->args[0].type);
      else if (in->op == GIR_OP_CALL && in->callee->kind == GIR_CALL_METHOD)
        want(m->wanted_ifaces, in->callee->closure.type);
      else if (in->op == GIR_OP_CALL && in->callee->kind == GIR_CALL_CLOSURE)
        want(m->wanted_signatures, in->callee->type);
    }
}

/// All types of other units whose values a call through `iface` may meet.
static void declare_implementations(EscImports *m, const TyType *iface) {
  for (uint32_t i = 0; i < m->lives.len; i++) {
    const TyType *t = m->lives.data[i].type;
    if (!(m->lives.data[i].is_converted || m->has_reflect) || !ty_implements(t, iface, NULL))
      continue;
    declare_live(m, t);
    gir_live_type(m->p, t)->is_converted = true;
  }
}

/// All function values of other units that a call of that type may meet.
static void declare_values(EscImports *m, const TyType *signature) {
  for (uint32_t i = 0; i < gl_strmap_len(m->records); i++) {
    Record *rec = gl_strmap_value(m->records, i);
    GlBytes b = rec->bytes;
    if ((gl_bytes_number(&b) & ESC_STORED_IS_VALUE) &&
        ty_identical(ty_reader_type(rec->unit->types, gl_bytes_number(&b)), signature))
      declare(m, rec->symbol);
  }
}

/// Reads what is declared; that declares more, and asks for targets of more calls.
static void read_all(EscImports *m) {
  uint32_t next = 1, n_ifaces = 0, n_signatures = 0;
  for (;;) {
    if (next < m->p->funcs.len) {
      GirFunc *f = m->p->funcs.data[next++];
      if (f && f->is_imported)
        read_func(m, f);
    } else if (m->closed_world && n_ifaces < gl_ptrmap_len(m->wanted_ifaces)) {
      declare_implementations(m, gl_ptrmap_key(m->wanted_ifaces, n_ifaces++));
    } else if (m->closed_world && n_signatures < gl_ptrmap_len(m->wanted_signatures)) {
      declare_values(m, ty_under(gl_ptrmap_key(m->wanted_signatures, n_signatures++)));
    } else {
      return;
    }
  }
}

void esc_imports_declare(EscImports *m, GirProgram *p, bool closed_world) {
  m->p = p;
  m->closed_world = closed_world;
  m->funcs = gl_strmap_new(m->arena);
  m->wanted_ifaces = gl_ptrmap_new(m->arena);
  m->wanted_signatures = gl_ptrmap_new(m->arena);
  for (uint32_t i = 1; i < p->funcs.len; i++) {
    GirFunc *f = p->funcs.data[i];
    if (!f)
      continue;
    gl_strmap_set(m->funcs, f->symbol, strlen(f->symbol), f);
    want_calls(m, f);
  }
  read_all(m);
}
