/// \file
/// The pre-pass over one declared function: which variables are captured, assigned, have their
/// address taken; which expressions contain calls. Writes `LowerFacts` and `LowerCtx.node_flags`.
///
/// A literal gets the value of a variable if that value can never become stale: the variable's
/// address is not taken, it is not assigned inside a literal nor, in source order, after its first
/// capture, and if it is assigned at all, no loop repeats the capture without its declaration.
/// Everything else is captured by reference. Source: Go spec "Function literals", "For statements".

#include "capture_internal.h"

#include <string.h>

static void set_flags(LowerCtx *c, uint32_t id, uint8_t flags) {
  if (id >= c->n_node_flags) {
    uint32_t n = c->n_node_flags ? c->n_node_flags * 2 : 1024;
    while (n <= id)
      n *= 2;
    uint8_t *flags_new = GL_NEW_ARRAY(c->arena, uint8_t, n);
    if (c->n_node_flags)
      memcpy(flags_new, c->node_flags, c->n_node_flags);
    c->node_flags = flags_new;
    c->n_node_flags = n;
  }
  c->node_flags[id] |= flags;
}

uint8_t lower_node_flags(const LowerCtx *c, const SynNode *n) {
  return n && n->id < c->n_node_flags ? c->node_flags[n->id] : 0;
}

static bool is_local_var(const TyObject *o) {
  return o && o->kind == TY_OBJ_VAR && !o->is_package_level && !o->is_field;
}

LowerVarFacts *lower_facts_of(LowerWalker *w, TyObject *v) {
  return gl_ptrmap_get(w->facts->vars, v);
}

void lower_facts_declare(LowerWalker *w, TyObject *v) {
  if (!is_local_var(v) || lower_facts_of(w, v))
    return;
  LowerVarFacts *x = GL_NEW(w->c->arena, LowerVarFacts);
  x->owner = w->lit;
  x->loop = w->loop;
  gl_ptrmap_set(w->facts->vars, v, x);
}

void lower_capture(LowerWalker *w, TyObject *v, LowerVarFacts *x) {
  LowerLit *l = w->lit;
  for (;; l = l->outer) {
    if (!l->capture_set)
      l->capture_set = gl_ptrmap_new(w->c->arena);
    if (!gl_ptrmap_get(l->capture_set, v)) {
      gl_ptrmap_set(l->capture_set, v, v);
      GL_VEC_PUSH(w->c->arena, &l->captures, v);
    }
    if (l->outer == x->owner)
      break;
  }
  x->is_captured = true;
  if (l->loop != x->loop)
    x->has_far_capture = true;
}

static void use(LowerWalker *w, SynNode *ident) {
  TyObject *v = lower_object(w->c, ident);
  if (!is_local_var(v))
    return;
  LowerVarFacts *x = lower_facts_of(w, v);
  if (!x) {
    lower_facts_declare(w, v);
    return;
  }
  if (x->owner != w->lit)
    lower_capture(w, v, x);
}

/// The variable that `e` is a part of without a dereference, or NULL.
static TyObject *root_variable(LowerWalker *w, SynNode *e) {
  for (;;) {
    e = syn_unparen(e);
    SynNode *x;
    if (e->kind == SYN_IDENT) {
      TyObject *v = lower_object(w->c, e);
      return is_local_var(v) ? v : NULL;
    }
    if (e->kind == SYN_INDEX) {
      x = e->index.x;
      if (ty_info_mode(w->c->info, x) == TY_MODE_TYPE ||
          ty_under_kind(lower_type_of(w->c, x)) != TY_ARRAY)
        return NULL;
    } else if (e->kind == SYN_SELECTOR) {
      TySelection sel;
      x = e->selector.x;
      if (lower_selector(w->c, e, &sel) != TY_SEL_FIELD)
        return NULL;
      const TyType *t = lower_type_of(w->c, x);
      for (uint32_t i = 0; i < sel.n_path; i++) {
        if (ty_under_kind(t) != TY_STRUCT)
          return NULL;
        t = ty_under(t)->strct.fields[sel.path[i]].type;
      }
    } else {
      return NULL;
    }
    e = x;
  }
}

void lower_mark_assigned(LowerWalker *w, SynNode *e) {
  TyObject *v = root_variable(w, e);
  LowerVarFacts *x = v ? lower_facts_of(w, v) : NULL;
  if (!x)
    return;
  x->is_assigned = true;
  if (x->is_captured || x->owner != w->lit)
    x->is_shared = true;
}

static void mark_address(LowerWalker *w, SynNode *e) {
  TyObject *v = root_variable(w, e);
  LowerVarFacts *x = v ? lower_facts_of(w, v) : NULL;
  if (x)
    x->is_address_taken = true;
}

uint8_t lower_walk_list(LowerWalker *w, SynList l) {
  uint8_t flags = 0;
  for (uint32_t i = 0; i < l.len; i++)
    flags |= lower_walk_expr(w, l.data[i]);
  return flags;
}

static void declare_fields(LowerWalker *w, SynList fields) {
  for (uint32_t i = 0; i < fields.len; i++)
    if (fields.data[i]->field.name)
      lower_facts_declare(w, lower_object(w->c, fields.data[i]->field.name));
}

static void walk_signature(LowerWalker *w, SynNode *type) {
  declare_fields(w, type->func_type.params);
  declare_fields(w, type->func_type.results);
}

static uint8_t walk_func_lit(LowerWalker *w, SynNode *e) {
  LowerLit *l = GL_NEW(w->c->arena, LowerLit);
  l->node = e;
  l->outer = w->lit;
  l->loop = w->loop;
  l->facts = w->facts;
  l->type = e->func_lit.type;
  gl_ptrmap_set(w->facts->lits, e, l);
  w->lit = l;
  walk_signature(w, e->func_lit.type);
  lower_walk_stmt(w, e->func_lit.body);
  w->lit = l->outer;
  w->loop = l->loop;
  return 0;
}

static uint8_t walk_composite(LowerWalker *w, SynNode *e) {
  uint8_t flags = 0;
  const TyType *t = lower_type_of(w->c, e);
  bool has_values = ty_under_kind(t) == TY_MAP;
  for (uint32_t i = 0; i < e->composite_lit.elems.len; i++) {
    SynNode *x = e->composite_lit.elems.data[i];
    if (x->kind != SYN_KEY_VALUE) {
      flags |= lower_walk_expr(w, x);
      continue;
    }
    uint8_t pair = has_values ? lower_walk_expr(w, x->key_value.key) : 0;
    pair |= lower_walk_expr(w, x->key_value.value);
    set_flags(w->c, x->id, pair);
    flags |= pair;
  }
  return flags;
}

/// x.M with a pointer receiver takes the address of a variable x.
static void mark_receiver(LowerWalker *w, SynNode *e, const TySelection *sel) {
  if (!sel->object || !sel->object->has_ptr_recv)
    return;
  const TyType *t = lower_type_of(w->c, e->selector.x);
  for (uint32_t i = 0; i < sel->n_path; i++) {
    if (ty_under_kind(t) != TY_STRUCT)
      return;
    t = ty_under(t)->strct.fields[sel->path[i]].type;
  }
  if (ty_under_kind(t) != TY_POINTER)
    mark_address(w, e->selector.x);
}

static uint8_t walk_selector(LowerWalker *w, SynNode *e) {
  TySelection sel;
  switch (lower_selector(w->c, e, &sel)) {
  case TY_SEL_NONE:
  case TY_SEL_QUALIFIED:
  case TY_SEL_METHOD_EXPR: return 0;
  case TY_SEL_FIELD: return lower_walk_expr(w, e->selector.x);
  case TY_SEL_METHOD_VALUE: mark_receiver(w, e, &sel); return lower_walk_expr(w, e->selector.x);
  }
  GL_UNREACHABLE();
}

/// Whether a builtin is computed ahead of plain reads, as an ordinary call is.
static bool builtin_is_call(TyBuiltin b) {
  switch (b) {
  case TY_BUILTIN_APPEND:
  case TY_BUILTIN_CLEAR:
  case TY_BUILTIN_CLOSE:
  case TY_BUILTIN_COPY:
  case TY_BUILTIN_DELETE:
  case TY_BUILTIN_MAKE:
  case TY_BUILTIN_MAX:
  case TY_BUILTIN_MIN:
  case TY_BUILTIN_NEW:
  case TY_BUILTIN_PANIC:
  case TY_BUILTIN_PRINT:
  case TY_BUILTIN_PRINTLN:
  case TY_BUILTIN_RECOVER: return true;
  case TY_BUILTIN_CAP:
  case TY_BUILTIN_COMPLEX:
  case TY_BUILTIN_IMAG:
  case TY_BUILTIN_LEN:
  case TY_BUILTIN_REAL:
  case TY_BUILTIN_UNSAFE_ADD:
  case TY_BUILTIN_UNSAFE_ALIGNOF:
  case TY_BUILTIN_UNSAFE_OFFSETOF:
  case TY_BUILTIN_UNSAFE_SIZEOF:
  case TY_BUILTIN_UNSAFE_SLICE:
  case TY_BUILTIN_UNSAFE_SLICE_DATA:
  case TY_BUILTIN_UNSAFE_STRING:
  case TY_BUILTIN_UNSAFE_STRING_DATA:
  case TY_BUILTIN_ASSERT:
  case TY_BUILTIN_TRACE:
  case TY_BUILTIN_COUNT: return false;
  }
  GL_UNREACHABLE();
}

static uint8_t walk_call(LowerWalker *w, SynNode *e) {
  SynNode *fun = syn_unparen(e->call.fun);
  switch (ty_info_mode(w->c->info, fun)) {
  case TY_MODE_TYPE: return lower_walk_list(w, e->call.args);
  case TY_MODE_BUILTIN: {
    SynNode *name = fun->kind == SYN_SELECTOR ? fun->selector.sel : fun;
    TyObject *o = lower_object(w->c, name);
    TyBuiltin b = o ? o->builtin : TY_BUILTIN_COUNT;
    if (b == TY_BUILTIN_RECOVER)
      lower_walk_range_recover(w, e->loc);
    uint8_t flags = lower_walk_list(w, e->call.args);
    if (builtin_is_call(b))
      return flags | LOWER_HAS_CALL | LOWER_HAS_HOIST;
    return lower_builtin_reads(b) ? flags | LOWER_HAS_HOIST : flags;
  }
  case TY_MODE_NONE:
  case TY_MODE_NO_VALUE:
  case TY_MODE_CONST:
  case TY_MODE_VARIABLE:
  case TY_MODE_MAP_INDEX:
  case TY_MODE_VALUE:
  case TY_MODE_NIL:
  case TY_MODE_COMMA_OK: break;
  }
  lower_walk_expr(w, fun);
  lower_walk_list(w, e->call.args);
  return LOWER_HAS_CALL | LOWER_HAS_HOIST;
}

/// Left-deep chains can be very long, so the left spine is walked in a loop.
static uint8_t walk_binary(LowerWalker *w, SynNode *e) {
  GL_VEC(SynNode *) spine = {0};
  GlArena *scratch = w->c->arena;
  while (e->kind == SYN_BINARY && ty_info_mode(w->c->info, e) != TY_MODE_CONST) {
    GL_VEC_PUSH(scratch, &spine, e);
    e = e->binary.x;
  }
  uint8_t flags = lower_walk_expr(w, e);
  while (spine.len) {
    e = spine.data[--spine.len];
    flags |= lower_walk_expr(w, e->binary.y);
    if ((e->op == SYN_OP_LAND || e->op == SYN_OP_LOR) && (flags & LOWER_HAS_CALL))
      flags |= LOWER_HAS_HOIST;
    set_flags(w->c, e->id, flags);
  }
  return flags;
}

static uint8_t walk_slice(LowerWalker *w, SynNode *e) {
  if (ty_under_kind(lower_type_of(w->c, e->slice.x)) == TY_ARRAY)
    mark_address(w, e->slice.x);
  return lower_walk_expr(w, e->slice.x) | lower_walk_expr(w, e->slice.lo) |
         lower_walk_expr(w, e->slice.hi) | lower_walk_expr(w, e->slice.max) | LOWER_HAS_HOIST;
}

void lower_mark_target(LowerWalker *w, SynNode *e) {
  e = syn_unparen(e);
  if (e->kind == SYN_INDEX)
    set_flags(w->c, e->id, LOWER_IS_TARGET);
}

bool lower_reads_by_bytes(LowerCtx *c, SynNode *e) {
  SynNode *key = syn_unparen(e->index.indices.data[0]);
  if ((lower_node_flags(c, e) & LOWER_IS_TARGET) || key->kind != SYN_CALL ||
      key->call.args.len != 1 || ty_info_mode(c->info, syn_unparen(key->call.fun)) != TY_MODE_TYPE)
    return false;
  const TyType *from = lower_type_of(c, key->call.args.data[0]);
  const TyType *u = from ? ty_under(from) : NULL;
  return u && u->kind == TY_SLICE && ty_size(u->slice.elem) == 1 &&
         ty_under_kind(lower_type_of(c, key)) == TY_STRING;
}

static uint8_t walk_index(LowerWalker *w, SynNode *e) {
  uint8_t flags = lower_walk_expr(w, e->index.x) | lower_walk_list(w, e->index.indices);
  if (lower_unindex(w->c, e) != e) // a generic function
    return flags;
  const TyType *t = lower_type_of(w->c, e->index.x);
  if (!t || ty_under_kind(t) != TY_MAP ||
      ty_info_mode(w->c->info, e->index.indices.data[0]) == TY_MODE_CONST)
    return flags;
  if (lower_map_takes_address(ty_canonical(t)) || lower_reads_by_bytes(w->c, e))
    flags |= LOWER_HAS_HOIST;
  return flags;
}

static uint8_t walk_expr_kind(LowerWalker *w, SynNode *e) {
  switch ((SynKind)e->kind) {
  case SYN_IDENT: use(w, e); return 0;
  case SYN_COMPOSITE_LIT: return walk_composite(w, e);
  case SYN_FUNC_LIT: return walk_func_lit(w, e);
  case SYN_PAREN:
  case SYN_STAR: return lower_walk_expr(w, e->unary.x);
  case SYN_UNARY:
    if (e->op == SYN_OP_AND)
      mark_address(w, e->unary.x);
    return lower_walk_expr(w, e->unary.x) |
           (e->op == SYN_OP_RECV ? LOWER_HAS_CALL | LOWER_HAS_HOIST : 0);
  case SYN_SELECTOR: return walk_selector(w, e);
  case SYN_INDEX: return walk_index(w, e);
  case SYN_SLICE: return walk_slice(w, e);
  case SYN_TYPE_ASSERT: return lower_walk_expr(w, e->type_assert.x) | LOWER_HAS_HOIST;
  case SYN_CALL: return walk_call(w, e);
  case SYN_BINARY: return walk_binary(w, e);
  case SYN_KEY_VALUE: return lower_walk_expr(w, e->key_value.value);
  case SYN_BAD_EXPR:
  case SYN_BASIC_LIT:
  case SYN_ARRAY_TYPE:
  case SYN_SLICE_TYPE:
  case SYN_ELLIPSIS:
  case SYN_STRUCT_TYPE:
  case SYN_FUNC_TYPE:
  case SYN_INTERFACE_TYPE:
  case SYN_MAP_TYPE:
  case SYN_CHAN_TYPE:
  case SYN_FIELD:
  case SYN_BAD_STMT:
  case SYN_EMPTY_STMT:
  case SYN_EXPR_STMT:
  case SYN_SEND_STMT:
  case SYN_INC_DEC_STMT:
  case SYN_ASSIGN_STMT:
  case SYN_GO_STMT:
  case SYN_DEFER_STMT:
  case SYN_RETURN_STMT:
  case SYN_BRANCH_STMT:
  case SYN_BLOCK_STMT:
  case SYN_IF_STMT:
  case SYN_SWITCH_STMT:
  case SYN_TYPE_SWITCH_STMT:
  case SYN_SELECT_STMT:
  case SYN_FOR_STMT:
  case SYN_RANGE_STMT:
  case SYN_LABELED_STMT:
  case SYN_DECL_STMT:
  case SYN_CASE_CLAUSE:
  case SYN_COMM_CLAUSE:
  case SYN_IMPORT_DECL:
  case SYN_CONST_DECL:
  case SYN_VAR_DECL:
  case SYN_TYPE_DECL:
  case SYN_FUNC_DECL:
  case SYN_KIND_COUNT: return 0;
  }
  GL_UNREACHABLE();
}

uint8_t lower_walk_expr(LowerWalker *w, SynNode *e) {
  if (!e)
    return 0;
  TyMode m = ty_info_mode(w->c->info, e);
  if (m == TY_MODE_CONST || m == TY_MODE_TYPE)
    return 0;
  uint8_t flags = walk_expr_kind(w, e);
  if (flags)
    set_flags(w->c, e->id, flags);
  return flags;
}

LowerFacts *lower_find_facts(LowerCtx *c, SynNode *recv, SynNode *type, SynNode *body) {
  LowerFacts *facts = GL_NEW(c->arena, LowerFacts);
  facts->c = c;
  facts->vars = gl_ptrmap_new(c->arena);
  facts->lits = gl_ptrmap_new(c->arena);
  facts->labels = gl_ptrmap_new(c->arena);
  facts->root = GL_NEW(c->arena, LowerLit);
  facts->root->facts = facts;
  facts->root->type = type;
  LowerWalker w = {.c = c, .facts = facts, .lit = facts->root};
  const GlFile *file = body ? gl_sources_file_of(c->sources, body->loc) : NULL;
  facts->shares_loop_variables = file && c->is_old_file[file->index];
  if (recv && recv->field.name)
    lower_facts_declare(&w, lower_object(c, recv->field.name));
  if (type) {
    walk_signature(&w, type);
    lower_walk_stmt(&w, body);
  } else {
    lower_walk_expr(&w, body);
  }
  return facts;
}

bool lower_is_by_ref(const LowerFacts *facts, const TyObject *v) {
  const LowerVarFacts *x = gl_ptrmap_get(facts->vars, v);
  if (!x || !x->is_captured)
    return false;
  return x->is_address_taken || x->is_shared || v->is_result ||
         (x->is_assigned && (x->has_far_capture || facts->has_goto));
}

/// A variable of more bytes has memory of its own, so that escape analysis can judge it.
enum { LARGE_VARIABLE = 128 << 10 };

bool lower_is_memory(const LowerFacts *facts, const TyObject *v) {
  bool is_input = v->is_param || v->is_result || v->is_receiver;
  if (!is_input && ty_size(lower_var_type(facts->c, v)) > LARGE_VARIABLE)
    return true;
  const LowerVarFacts *x = gl_ptrmap_get(facts->vars, v);
  return x && (x->is_address_taken || lower_is_by_ref(facts, v));
}
