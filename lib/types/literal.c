/// \file
/// Basic literals, function literals, composite literals.
/// Source: Go spec "Integer literals" to "String literals", "Function literals",
/// "Composite literals".

#include "generic_internal.h"

#include <string.h>

// --- basic literals ------------------------------------------------------------------------------

static TyKind literal_kind(SynLitKind kind) {
  switch (kind) {
  case SYN_LIT_INT: return TY_UNTYPED_INT;
  case SYN_LIT_FLOAT: return TY_UNTYPED_FLOAT;
  case SYN_LIT_IMAG: return TY_UNTYPED_COMPLEX;
  case SYN_LIT_RUNE: return TY_UNTYPED_RUNE;
  case SYN_LIT_STRING: return TY_UNTYPED_STRING;
  }
  GL_UNREACHABLE();
}

/// Forms of numbers that came with go1.13.
static void check_literal_version(TyChecker *c, const SynNode *e) {
  const char *s = e->basic_lit.text->text;
  if (e->basic_lit.text->len <= 2 || ty_version_allows(c, 13))
    return;
  const char *what = NULL;
  if (strchr(s, '_'))
    what = "underscore in numeric literal";
  else if (s[0] == '0' && (s[1] == 'b' || s[1] == 'B'))
    what = "binary literal";
  else if (s[0] == '0' && (s[1] == 'o' || s[1] == 'O'))
    what = "0o/0O-style octal literal";
  else if (s[0] == '0' && (s[1] == 'x' || s[1] == 'X') && e->basic_lit.lit_kind != SYN_LIT_INT)
    what = "hexadecimal floating-point literal";
  if (what)
    ty_version_require(c, e->loc, 13, "%s", what);
}

void ty_check_basic_lit(TyChecker *c, TyOperand *x, SynNode *e) {
  if (e->basic_lit.is_bad)
    return;
  GlName text = e->basic_lit.text;
  SynLitKind kind = e->basic_lit.lit_kind;
  if (kind == SYN_LIT_INT || kind == SYN_LIT_FLOAT || kind == SYN_LIT_IMAG) {
    check_literal_version(c, e);
    if (text->len > TY_CONST_MAX_LITERAL) {
      ty_error(c, e->loc, GL_DIAG_TY_CONST, "excessively long constant: %.10s... (%u chars)",
               text->text, text->len);
      return;
    }
  }
  x->value = ty_const_from_literal(c->arena, kind, text);
  if (ty_const_kind(x->value) == TY_CONST_UNKNOWN) {
    ty_error(c, e->loc, GL_DIAG_TY_CONST, "malformed constant: %s", text->text);
    return;
  }
  x->mode = TY_MODE_CONST;
  x->type = ty_basic(c, literal_kind(kind));
  ty_check_overflow(c, x, e->loc);
}

void ty_check_func_lit(TyChecker *c, TyOperand *x, SynNode *e) {
  // Some operands are evaluated twice (x of `x += y`); checking nested bodies twice each time would
  // cost exponential time.
  if (ty_info_mode(c->info, e) == TY_MODE_VALUE) {
    x->mode = TY_MODE_VALUE;
    x->type = ty_info_type(c->info, e);
    return;
  }
  TySignature *sig = ty_check_signature(c, NULL, e->func_lit.type, NULL);
  ty_info_set_type(c->info, e->func_lit.type, TY_MODE_TYPE, sig->type, NULL);
  if (!c->in->ignore_bodies && e->func_lit.body) {
    TyAction *a = ty_later(c, TY_ACTION_FUNC_BODY);
    a->sig = sig;
    a->decl = c->env.decl;
    a->iota = c->env.iota;
    a->node = e->func_lit.body;
  }
  x->mode = TY_MODE_VALUE;
  x->type = sig->type;
}

// --- struct literals -----------------------------------------------------------------------------

/// Fields that a literal has set, as paths, to find fields set twice.
typedef struct FieldTrie {
  const TyField *leaf;     // set here
  struct FieldTrie **next; // by field index; NULL where nothing is set
  uint32_t n;
} FieldTrie;

static FieldTrie *trie_child(TyChecker *c, FieldTrie *t, uint32_t i) {
  if (i >= t->n) {
    uint32_t n = 2 * i + 4;
    FieldTrie **next = GL_NEW_ARRAY(c->arena, FieldTrie *, n);
    for (uint32_t k = 0; k < t->n; k++)
      next[k] = t->next[k];
    t->next = next;
    t->n = n;
  }
  if (!t->next[i])
    t->next[i] = GL_NEW(c->arena, FieldTrie);
  return t->next[i];
}

static const TyField *first_leaf(const FieldTrie *t) {
  while (!t->leaf) {
    uint32_t i = 0;
    while (!t->next[i])
      i++;
    t = t->next[i];
  }
  return t->leaf;
}

/// Marks a path as set. Reports when it, a field around it, or one within it was set before.
static void mark_set(TyChecker *c, FieldTrie *t, const TySelection *s, const TyField *f,
                     SynNode *kv) {
  for (uint32_t i = 0; i < s->n_path; i++) {
    if (t->leaf) {
      ty_error(c, syn_node_start(kv), GL_DIAG_TY_DUPLICATE,
               "cannot specify promoted field %s and enclosing embedded field %s", f->name->text,
               t->leaf->name->text);
      return;
    }
    t = trie_child(c, t, s->path[i]);
  }
  if (t->leaf)
    ty_error(c, syn_node_start(kv), GL_DIAG_TY_DUPLICATE,
             "duplicate field name %s in struct literal", f->name->text);
  else if (t->n > 0)
    ty_error(c, syn_node_start(kv), GL_DIAG_TY_DUPLICATE,
             "cannot specify embedded field %s and enclosed promoted field %s", f->name->text,
             first_leaf(t)->name->text);
  else
    t->leaf = f;
}

/// The field at the end of a path, and its dotted name.
static const TyField *field_at(TyChecker *c, const TyType *u, const TySelection *s,
                               const char **name) {
  const TyField *f = NULL;
  *name = "";
  for (uint32_t i = 0; i < s->n_path; i++) {
    if (f) {
      const TyType *t = ty_checked_under(c, f->type);
      u = t->kind == TY_POINTER ? ty_checked_under(c, t->pointer.elem) : t;
    }
    f = &u->strct.fields[s->path[i]];
    *name = ty_text(c, "%s%s%s", *name, i ? "." : "", f->name->text);
  }
  return f;
}

/// The field that key names; NULL after an error.
static const TyField *literal_key(TyChecker *c, SynNode *kv, const TyType *base, const TyType *u,
                                  TySelection *s) {
  SynNode *key = kv->key_value.key;
  if (key->kind != SYN_IDENT) {
    ty_error(c, syn_node_start(kv), GL_DIAG_TY_ERROR, "invalid field name %s in struct literal",
             ty_str_expr(c, key));
    return NULL;
  }
  GlName name = key->ident.name;
  if (ty_lookup_full(u, c->pkg, name, false, s) != TY_LOOKUP_FOUND) {
    GlDiag *d = ty_error(c, key->loc, GL_DIAG_TY_UNDEFINED, "%s",
                         ty_str_lookup_error(c, base, u, name, true, false));
    ty_suggest_selector(c, d, u, name, false);
    return NULL;
  }
  if (!s->is_field) {
    ty_error(c, key->loc, GL_DIAG_TY_ERROR, "%s is not a field", name->text);
    return NULL;
  }
  const char *path;
  const TyField *f = field_at(c, u, s, &path);
  if (s->n_path > 1 &&
      !ty_version_require(c, key->loc, 27, "use of promoted field %s in struct literal of type %s",
                          path, ty_str_type(c, base)))
    return NULL;
  if (s->is_indirect) {
    ty_error(c, key->loc, GL_DIAG_TY_ERROR, "invalid implicit pointer indirection to reach %s",
             name->text);
    return NULL;
  }
  return f;
}

/// The field of u itself that a key names, found by the index (NULL: none).
static const TyField *direct_field(TyChecker *c, const SynNode *key, const TyType *u,
                                   const GlPtrMap *index, TySelection *s) {
  uintptr_t i =
      index && key->kind == SYN_IDENT ? (uintptr_t)gl_ptrmap_get(index, key->ident.name) : 0;
  if (i == 0)
    return NULL;
  const TyField *f = &u->strct.fields[i - 1];
  if (!ty_name_same(f->name, f->pkg, f->name, c->pkg) || strcmp(f->name->text, "_") == 0)
    return NULL;
  s->path = GL_NEW_ARRAY(c->arena, uint32_t, 1);
  s->path[0] = (uint32_t)(i - 1);
  s->n_path = 1;
  return f;
}

/// Fields by name, for literals that set many.
static GlPtrMap *index_fields(TyChecker *c, const TyType *u) {
  GlPtrMap *m = gl_ptrmap_new(c->arena);
  for (uint32_t i = 0; i < u->strct.n_fields; i++)
    gl_ptrmap_set(m, u->strct.fields[i].name, (void *)(uintptr_t)(i + 1));
  return m;
}

static void keyed_struct(TyChecker *c, SynList elems, const TyType *base, const TyType *u) {
  enum { MANY = 32 };
  FieldTrie set = {0};
  GlPtrMap *index = elems.len > MANY ? index_fields(c, u) : NULL;
  for (uint32_t i = 0; i < elems.len; i++) {
    SynNode *kv = elems.data[i];
    if (kv->kind != SYN_KEY_VALUE) {
      ty_error(c, syn_node_start(kv), GL_DIAG_TY_ERROR,
               "mixture of field:value and value elements in struct literal");
      continue;
    }
    TyOperand x = {0};
    ty_check_generic_expr(c, &x, kv->key_value.value, NULL);
    TySelection s = {0};
    const TyField *f = direct_field(c, kv->key_value.key, u, index, &s);
    if (!f)
      f = literal_key(c, kv, base, u, &s);
    if (!f)
      continue;
    ty_info_set_object(c->info, kv->key_value.key, f->object);
    ty_info_set_literal_field(c->info, kv, s.path, s.n_path);
    ty_check_assignment(c, &x, f->type, TY_CONTEXT("struct literal"));
    mark_set(c, &set, &s, f, kv);
  }
}

static bool is_hidden(const TyChecker *c, const TyField *f) {
  return f->pkg != c->pkg && !ty_name_is_exported(f->name);
}

static void report_too_few(TyChecker *c, SynNode *e, const TyType *base, const TyType *u) {
  const char *hint = "";
  for (uint32_t i = 0; i < u->strct.n_fields; i++)
    if (is_hidden(c, &u->strct.fields[i]))
      hint = " (type has unexported fields - use key:value pairs)";
  ty_error(c, e->composite_lit.rbrace, GL_DIAG_TY_ARG_COUNT,
           "too few values in struct literal of type %s%s", ty_str_type(c, base), hint);
}

static void positional_struct(TyChecker *c, SynNode *e, const TyType *base, const TyType *u) {
  SynList elems = e->composite_lit.elems;
  for (uint32_t i = 0; i < elems.len; i++) {
    SynNode *v = elems.data[i];
    if (v->kind == SYN_KEY_VALUE) {
      ty_error(c, syn_node_start(v), GL_DIAG_TY_ERROR,
               "mixture of field:value and value elements in struct literal");
      continue;
    }
    TyOperand x = {0};
    ty_check_generic_expr(c, &x, v, NULL);
    if (i >= u->strct.n_fields) {
      ty_error(c, ty_loc_operand(&x), GL_DIAG_TY_ARG_COUNT,
               "too many values in struct literal of type %s", ty_str_type(c, base));
      return;
    }
    const TyField *f = &u->strct.fields[i];
    if (is_hidden(c, f)) {
      ty_error(c, ty_loc_operand(&x), GL_DIAG_TY_ERROR,
               "implicit assignment to unexported field %s in struct literal of type %s",
               f->name->text, ty_str_type(c, base));
      continue;
    }
    ty_check_assignment(c, &x, f->type, TY_CONTEXT("struct literal"));
  }
  if (elems.len < u->strct.n_fields)
    report_too_few(c, e, base, u);
}

// --- arrays, slices, maps ------------------------------------------------------------------------

/// Indices that a literal has set. Those without keys are one run from 0 on.
typedef struct IndexSet {
  int64_t n_run;  // 0 … n_run-1 are set
  GlPtrMap *rest; // others
} IndexSet;

/// Adds an index; false when it was there.
static bool add_index(TyChecker *c, IndexSet *s, int64_t i) {
  if (i < s->n_run)
    return false;
  void *key = (void *)(uintptr_t)(i + 1);
  if (s->rest && gl_ptrmap_get(s->rest, key))
    return false;
  if (i == s->n_run && !s->rest) {
    s->n_run++;
    return true;
  }
  if (!s->rest)
    s->rest = gl_ptrmap_new(c->arena);
  gl_ptrmap_set(s->rest, key, key);
  return true;
}

/// Checks the elements of an array or slice literal; returns its length. `len` < 0: no limit.
static int64_t indexed_elems(TyChecker *c, SynList elems, const TyType *elem, int64_t len) {
  IndexSet set = {0};
  int64_t index = 0, max = 0;
  for (uint32_t i = 0; i < elems.len; i++) {
    SynNode *e = elems.data[i], *value = e;
    bool is_valid = false;
    if (e->kind == SYN_KEY_VALUE) {
      int64_t key;
      const TyType *t = ty_check_index(c, e->key_value.key, len, &key);
      if (ty_is_valid(t) && key >= 0) {
        index = key;
        is_valid = true;
      } else if (ty_is_valid(t)) {
        ty_error(c, syn_node_start(e), GL_DIAG_TY_CONST, "index %s must be integer constant",
                 ty_str_expr(c, e->key_value.key));
      }
      value = e->key_value.value;
    } else if (len >= 0 && index >= len) {
      ty_error(c, syn_node_start(e), GL_DIAG_TY_CONST, "index %lld is out of bounds (>= %lld)",
               (long long)index, (long long)len);
    } else {
      is_valid = true;
    }
    if (is_valid && !add_index(c, &set, index))
      ty_error(c, syn_node_start(e), GL_DIAG_TY_DUPLICATE,
               "duplicate index %lld in array or slice literal", (long long)index);
    if (++index > max)
      max = index;
    TyOperand x = {0};
    ty_check_generic_expr(c, &x, value, elem);
    ty_check_assignment(c, &x, elem, TY_CONTEXT("array or slice literal"));
  }
  return max;
}

/// False when the constant key x was there already.
static bool add_key(TyChecker *c, GlStrMap *seen, const TyOperand *x, const TyType *key_type) {
  // Equal values of different types are different keys of an interface type.
  uint32_t id = ty_is_iface(c, key_type) ? ty_canonical(x->type)->id : 0;
  const TyConst *v = x->value;
  if (ty_is_type_param(key_type)) { // of any of its types: 1, 1.0 and 1+0i are the same
    const TyConst *i = ty_const_to_int(c->arena, v);
    v = ty_const_kind(i) == TY_CONST_INT ? i : v;
  }
  size_t len;
  const char *key = ty_const_type_key(c, id, v, &len);
  if (gl_strmap_get(seen, key, len))
    return false;
  gl_strmap_set(seen, key, len, seen);
  return true;
}

static void map_elems(TyChecker *c, SynList elems, const TyType *u) {
  GlStrMap *seen = gl_strmap_new(c->arena);
  for (uint32_t i = 0; i < elems.len; i++) {
    SynNode *kv = elems.data[i];
    if (kv->kind != SYN_KEY_VALUE) {
      ty_error(c, syn_node_start(kv), GL_DIAG_TY_ERROR, "missing key in map literal");
      continue;
    }
    TyOperand x = {0};
    ty_check_generic_expr(c, &x, kv->key_value.key, u->map.key);
    ty_check_assignment(c, &x, u->map.key, TY_CONTEXT("map literal"));
    if (x.mode == TY_MODE_NONE)
      continue;
    if (x.mode == TY_MODE_CONST && !add_key(c, seen, &x, u->map.key)) {
      ty_error(c, ty_loc_operand(&x), GL_DIAG_TY_DUPLICATE, "duplicate key %s in map literal",
               ty_str_const(c, x.value));
      continue;
    }
    ty_check_generic_expr(c, &x, kv->key_value.value, u->map.elem);
    ty_check_assignment(c, &x, u->map.elem, TY_CONTEXT("map literal"));
  }
}

// --- which literal it is -------------------------------------------------------------------------

static void invalid_literal(TyChecker *c, SynNode *e, const TyType *t, const TyType *u,
                            bool is_elem) {
  SynList elems = e->composite_lit.elems;
  for (uint32_t i = 0; i < elems.len; i++) {
    SynNode *v = elems.data[i];
    ty_check_use_one(c, v->kind == SYN_KEY_VALUE ? v->key_value.value : v);
  }
  if (!u || ty_is_valid(u))
    ty_error(c, syn_node_start(e), GL_DIAG_TY_ERROR, "invalid composite literal%s type %s%s",
             is_elem ? " element" : "", ty_str_type(c, t), u ? "" : " (no common underlying type)");
}

/// The literal's type, and in *base the type whose structure it has (a pointer's element when the
/// type is elided).
static const TyType *literal_type(TyChecker *c, SynNode *e, const TyType *hint,
                                  const TyType **base) {
  SynNode *type = e->composite_lit.type;
  const TyType *t;
  if (type && type->kind == SYN_ARRAY_TYPE && type->array_type.len->kind == SYN_ELLIPSIS) {
    t = ty_new_array(c->types, ty_check_var_type(c, type->array_type.elem), -1);
  } else if (type) {
    t = ty_check_type(c, type);
  } else if (hint) {
    const TyType *u = ty_common_under(c, hint, NULL);
    *base = u && u->kind == TY_POINTER ? u->pointer.elem : hint;
    return hint;
  } else {
    ty_error(c, syn_node_start(e), GL_DIAG_TY_ERROR, "missing type in composite literal");
    t = c->invalid;
  }
  *base = t;
  return t;
}

void ty_check_composite_lit(TyChecker *c, TyOperand *x, SynNode *e, const TyType *hint) {
  const TyType *base;
  const TyType *t = literal_type(c, e, hint, &base);
  if (!ty_require_complete(c, base))
    return;
  SynList elems = e->composite_lit.elems;
  const TyType *u = ty_common_under(c, base, NULL);
  if (!u) {
    invalid_literal(c, e, t, u, !e->composite_lit.type && hint);
    return;
  }
  if (u->kind == TY_STRUCT) {
    if (elems.len > 0 && elems.data[0]->kind == SYN_KEY_VALUE)
      keyed_struct(c, elems, base, u);
    else if (elems.len > 0)
      positional_struct(c, e, base, u);
  } else if (u->kind == TY_ARRAY) {
    int64_t n = indexed_elems(c, elems, u->array.elem, u->array.len);
    if (u->array.len < 0) {
      t = ty_new_array(c->types, u->array.elem, n);
      ty_info_set_type(c->info, e->composite_lit.type, TY_MODE_TYPE, t, NULL);
    }
  } else if (u->kind == TY_SLICE) {
    indexed_elems(c, elems, u->slice.elem, -1);
  } else if (u->kind == TY_MAP) {
    map_elems(c, elems, u);
  } else {
    invalid_literal(c, e, t, u, !e->composite_lit.type && hint);
    if (ty_is_valid(u))
      return;
  }
  x->mode = TY_MODE_VALUE;
  x->type = t;
}
