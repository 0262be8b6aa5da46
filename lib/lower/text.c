/// \file
/// Texts of allocation sites, as cmd/compile's -m prints expressions.

#include "lower_internal.h"

#include <string.h>

/// The checker writes `interface{}` and `struct{a int}`, -m `interface {}` and `struct { a int }`.
static const char *type_text(LowerFn *f, const TyType *t) {
  const char *in = ty_string(f->c->arena, t, TY_STRING_MESSAGE, f->f->pkg);
  char *out = GL_NEW_ARRAY(f->c->arena, char, 3 * strlen(in) + 1), *to = out;
  for (const char *p = in; *p; p++) {
    bool opens = *p == '{', closes = *p == '}';
    if ((opens && p > in) || (closes && p[-1] != '{'))
      *to++ = ' ';
    *to++ = *p;
    if (opens && p[1] != '}')
      *to++ = ' ';
  }
  *to = '\0';
  return out;
}

static const char *conversion_text(LowerFn *f, const SynNode *e) {
  const TyType *t = ty_info_type(f->c->info, e);
  bool has_name = t->kind == TY_NAMED || t->kind <= TY_UNTYPED_NIL || t->alias;
  return gl_arena_printf(f->c->arena, has_name ? "%s(%s)" : "(%s)(%s)", type_text(f, t),
                         syn_expr_string(f->c->arena, e->call.args.data[0]));
}

const char *lower_text(LowerFn *f, const SynNode *e) {
  if (e->kind == SYN_FUNC_LIT)
    return "func literal";
  if (e->kind == SYN_CALL && lower_is_conversion(f, e))
    return conversion_text(f, e);
  if (e->kind == SYN_COMPOSITE_LIT) {
    const TyType *t = ty_info_type(f->c->info, e);
    const char *open = e->composite_lit.elems.len ? "{...}" : "{}";
    const TyType *elem = ty_under_kind(t) == TY_POINTER && !e->composite_lit.type ? ty_deref(t) : t;
    return gl_arena_printf(f->c->arena, "%s%s", type_text(f, elem), open);
  }
  if (e->kind == SYN_UNARY && e->op == SYN_OP_AND &&
      syn_unparen(e->unary.x)->kind == SYN_COMPOSITE_LIT)
    return gl_arena_printf(f->c->arena, "&%s", lower_text(f, syn_unparen(e->unary.x)));
  if (e->kind == SYN_STAR && syn_unparen(e->unary.x)->kind == SYN_STAR)
    return gl_arena_printf(f->c->arena, "*(%s)", lower_text(f, syn_unparen(e->unary.x)));
  return syn_expr_string(f->c->arena, e);
}
