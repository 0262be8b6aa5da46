/// \file
/// The facts beside the tree: pages of records indexed by node id, made when first written.
/// Stores and answers; decides nothing.

#include "check_internal.h"

enum { PAGE_BITS = 8, PAGE_SIZE = 1 << PAGE_BITS };

/// Facts of PAGE_SIZE nodes with consecutive ids.
typedef struct Page {
  const TyType *type[PAGE_SIZE];
  TyObject *object[PAGE_SIZE];
  // By kind of node: constant value of an expression, SelectionFact of a SELECTOR that is no
  // constant, FieldPath of a KEY_VALUE, target of a BRANCH_STMT.
  const void *detail[PAGE_SIZE];
  uint8_t mode[PAGE_SIZE];
  uint8_t flags[PAGE_SIZE];
} Page;

typedef struct SelectionFact {
  TySelectorKind kind;
  TySelection selection;
} SelectionFact;

typedef struct FieldPath {
  const uint32_t *path;
  uint32_t n;
} FieldPath;

typedef struct InstanceFact {
  const TyType *const *args;
  uint32_t n;
} InstanceFact;

struct TyInfo {
  GlArena *arena;
  GL_VEC(Page *) pages;
  GlPtrMap *instances; // node → InstanceFact
};

TyInfo *ty_info_new(GlArena *a) {
  TyInfo *i = GL_NEW(a, TyInfo);
  i->arena = a;
  i->instances = gl_ptrmap_new(a);
  return i;
}

static const Page *page_of(const TyInfo *i, const SynNode *n) {
  uint32_t p = n->id >> PAGE_BITS;
  return p < i->pages.len ? i->pages.data[p] : NULL;
}

static Page *page_for_writing(TyInfo *i, const SynNode *n) {
  uint32_t p = n->id >> PAGE_BITS;
  while (i->pages.len <= p)
    GL_VEC_PUSH(i->arena, &i->pages, NULL);
  if (!i->pages.data[p])
    i->pages.data[p] = GL_NEW(i->arena, Page);
  return i->pages.data[p];
}

static inline uint32_t slot(const SynNode *n) { return n->id & (PAGE_SIZE - 1); }

void ty_info_set_type(TyInfo *i, const SynNode *n, TyMode mode, const TyType *type,
                      const TyConst *value) {
  Page *p = page_for_writing(i, n);
  p->mode[slot(n)] = (uint8_t)mode;
  p->type[slot(n)] = type;
  if (mode == TY_MODE_CONST || n->kind != SYN_SELECTOR)
    p->detail[slot(n)] = value;
}

void ty_info_set_object(TyInfo *i, const SynNode *ident_or_clause, TyObject *o) {
  page_for_writing(i, ident_or_clause)->object[slot(ident_or_clause)] = o;
}

void ty_info_set_selection(TyInfo *i, const SynNode *selector, TySelectorKind kind,
                           const TySelection *s) {
  SelectionFact *f = GL_NEW(i->arena, SelectionFact);
  f->kind = kind;
  if (s)
    f->selection = *s;
  page_for_writing(i, selector)->detail[slot(selector)] = f;
}

void ty_info_set_branch_target(TyInfo *i, const SynNode *branch, const SynNode *target) {
  page_for_writing(i, branch)->detail[slot(branch)] = target;
}

void ty_info_set_literal_field(TyInfo *i, const SynNode *key_value, const uint32_t *path,
                               uint32_t n) {
  FieldPath *f = GL_NEW(i->arena, FieldPath);
  f->path = path;
  f->n = n;
  page_for_writing(i, key_value)->detail[slot(key_value)] = f;
}

void ty_info_set_type_args(TyInfo *i, const SynNode *node, const TyType *const *args, uint32_t n) {
  InstanceFact *f = GL_NEW(i->arena, InstanceFact);
  f->args = args;
  f->n = n;
  for (;;) {
    gl_ptrmap_set(i->instances, node, f);
    if (node->kind == SYN_INDEX)
      node = node->index.x;
    else if (node->kind == SYN_SELECTOR)
      node = node->selector.sel;
    else if (node->kind == SYN_PAREN)
      node = node->unary.x;
    else
      return;
  }
}

uint8_t ty_info_flags(const TyInfo *i, const SynNode *n) {
  const Page *p = page_of(i, n);
  return p ? p->flags[slot(n)] : 0;
}

void ty_info_set_flags(TyInfo *i, const SynNode *n, uint8_t flags) {
  page_for_writing(i, n)->flags[slot(n)] = flags;
}

TyMode ty_info_mode(const TyInfo *i, const SynNode *expr) {
  const Page *p = page_of(i, expr);
  return p ? (TyMode)p->mode[slot(expr)] : TY_MODE_NONE;
}

const TyType *ty_info_type(const TyInfo *i, const SynNode *expr) {
  const Page *p = page_of(i, expr);
  return p ? p->type[slot(expr)] : NULL;
}

const TyConst *ty_info_const(const TyInfo *i, const SynNode *expr) {
  const Page *p = page_of(i, expr);
  if (!p || p->mode[slot(expr)] != TY_MODE_CONST)
    return NULL;
  return p->detail[slot(expr)];
}

TyObject *ty_info_object(const TyInfo *i, const SynNode *ident_or_clause) {
  const Page *p = page_of(i, ident_or_clause);
  return p ? p->object[slot(ident_or_clause)] : NULL;
}

TySelectorKind ty_info_selector(const TyInfo *i, const SynNode *selector, TySelection *out) {
  GL_ASSERT(selector->kind == SYN_SELECTOR, "not a selector: kind %d", selector->kind);
  const Page *p = page_of(i, selector);
  if (!p)
    return TY_SEL_NONE;
  if (p->mode[slot(selector)] == TY_MODE_CONST)
    return TY_SEL_QUALIFIED;
  const SelectionFact *f = p->detail[slot(selector)];
  if (!f)
    return TY_SEL_NONE;
  if (out)
    *out = f->selection;
  return f->kind;
}

const SynNode *ty_info_branch_target(const TyInfo *i, const SynNode *branch) {
  const Page *p = page_of(i, branch);
  return p ? p->detail[slot(branch)] : NULL;
}

const TyType *const *ty_info_type_args(const TyInfo *i, const SynNode *n_or_index, uint32_t *n) {
  const InstanceFact *f = gl_ptrmap_get(i->instances, n_or_index);
  *n = f ? f->n : 0;
  return f ? f->args : NULL;
}

bool ty_info_literal_field(const TyInfo *i, const SynNode *key_value, const uint32_t **path,
                           uint32_t *n) {
  GL_ASSERT(key_value->kind == SYN_KEY_VALUE, "not a key: kind %d", key_value->kind);
  const Page *p = page_of(i, key_value);
  const FieldPath *f = p ? p->detail[slot(key_value)] : NULL;
  if (!f)
    return false;
  *path = f->path;
  *n = f->n;
  return true;
}
