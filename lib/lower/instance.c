/// \file
/// Instances of generic functions and methods: one GIR function for each function and list of type
/// arguments, made when first mentioned. While its body is lowered, `c->inst` says what the type
/// parameters stand for, and all that the checker noted about the body is seen through that:
/// selections are looked up anew in the concrete types.
/// Source: Go spec "Instantiations", "Type parameter declarations".

#include "golite/types/instance.h"

#include "lower_internal.h"

#include "golite/support/file.h"

#include <string.h>

enum { MAX_INSTANCES = 1 << 18 }; // of one program

struct LowerInst {
  const TyType **params, **args; // args are canonical
  uint32_t n;
  const TyPackage *pkg; // where the body stands
  GlPtrMap *types;      // type of the body → canonical type of the instance
};

// --- the body's facts
// ------------------------------------------------------------------------------

static const TyType *substitute(LowerCtx *c, const TyType *t) {
  LowerInst *in = c->inst;
  if (!t || !in || !t->has_type_param)
    return t;
  const TyType *r = gl_ptrmap_get(in->types, t);
  if (r)
    return r;
  r = ty_substitute(t, in->params, in->args, in->n);
  GL_ASSERT(!r->has_type_param, "type parameter in the body of an instance");
  gl_ptrmap_set(in->types, t, (void *)(uintptr_t)r);
  return r;
}

const TyType *lower_type_of(LowerCtx *c, const SynNode *e) {
  return substitute(c, ty_info_type(c->info, e));
}

const TyType *lower_var_type(LowerCtx *c, const TyObject *v) {
  return ty_canonical(substitute(c, v->type));
}

SynNode *lower_unindex(const LowerCtx *c, SynNode *e) {
  uint32_t n = 0;
  if (e->kind == SYN_INDEX)
    ty_info_type_args(c->info, e, &n);
  return n ? syn_unparen(e->index.x) : e;
}

GlName lower_selected_name(const SynNode *e, const TySelection *m) {
  return m->object ? m->object->name : e->selector.sel->ident.name;
}

// --- instances
// -------------------------------------------------------------------------------------

static const char *arguments_text(LowerCtx *c, const TyType *const *args, uint32_t n) {
  GlBuf b;
  gl_buf_init(&b, c->arena);
  for (uint32_t i = 0; i < n; i++) {
    gl_buf_str(&b, i ? "," : "[");
    gl_buf_str(&b, ty_string(c->arena, args[i], TY_STRING_LINK, NULL));
  }
  gl_buf_str(&b, "]");
  return b.data;
}

/// The type arguments that a use of a generic function has.
static const TyType **use_arguments(LowerCtx *c, const SynNode *use, uint32_t *n) {
  const TyType *const *args = ty_info_type_args(c->info, use, n);
  const TyType **r = GL_NEW_ARRAY(c->arena, const TyType *, *n + 1);
  for (uint32_t i = 0; i < *n; i++)
    r[i] = ty_canonical(substitute(c, args[i]));
  return r;
}

static LowerInst *inst_new(LowerCtx *c, const TyObject *fn, const TyType *const *own,
                           uint32_t n_own) {
  LowerInst *in = GL_NEW(c->arena, LowerInst);
  const TyType *const *recv_args;
  uint32_t n_recv;
  in->n = ty_bound_params(c->arena, fn, &in->params, &recv_args, &n_recv);
  GL_ASSERT(in->n == n_recv + n_own && (!n_recv || recv_args), "%s is not instantiated",
            fn->name->text);
  in->args = GL_NEW_ARRAY(c->arena, const TyType *, in->n + 1);
  for (uint32_t i = 0; i < in->n; i++)
    in->args[i] = ty_canonical(i < n_recv ? recv_args[i] : own[i - n_recv]);
  in->pkg = fn->pkg;
  in->types = gl_ptrmap_new(c->arena);
  return in;
}

/// The function of `fn` (receiver concrete) with type arguments; its body waits.
static GirFunc *func_new(LowerCtx *c, TyObject *fn, const char *symbol, LowerInst *in) {
  const TyObject *declared = fn->origin ? fn->origin : fn;
  SynNode *d = fn->decl;
  const TyType *type = ty_substitute(declared->type, in->params, in->args, in->n);
  if (type->kind != TY_FUNC || ++c->n_instances > MAX_INSTANCES) {
    if (c->n_instances <= MAX_INSTANCES + 1)
      gl_diag_error(c->diags, fn->loc, GL_DIAG_UNSUPPORTED,
                    "the instances of generic function %s are too many or too large",
                    fn->name->text);
    type = c->t_func;
  }
  GirFunc *g = gir_func_new(c->prog, symbol, fn->pkg, type, fn->loc);
  g->is_shared = true;
  lower_set_pragmas(g, d->func_decl.pragma);
  if (!d->func_decl.body)
    lower_unsupported(c, fn->loc, "generic functions without body are");
  else if (c->n_instances <= MAX_INSTANCES)
    lower_enqueue(c, (LowerWork){.func = g,
                                 .object = fn,
                                 .type = d->func_decl.type,
                                 .body = d->func_decl.body,
                                 .pkg = lower_pkg(c, fn->pkg),
                                 .inst = in});
  return g;
}

GirFunc *lower_method_instance(LowerCtx *c, TyObject *m) {
  if (!m->lowered)
    m->lowered = func_new(c, m, lower_object_symbol(c, m), inst_new(c, m, NULL, 0));
  return m->lowered;
}

/// A copy of generic function or method `fn` that stands for the instance which `use` names.
static TyObject *instance(LowerCtx *c, TyObject *fn, const SynNode *use) {
  uint32_t n;
  const TyType **args = use_arguments(c, use, &n);
  const char *text = arguments_text(c, args, n);
  const char *symbol = gl_arena_printf(c->arena, "%s%s", lower_object_symbol(c, fn), text);
  TyObject *o = gl_strmap_get(c->instances, symbol, strlen(symbol));
  if (o)
    return o;
  o = GL_NEW(c->arena, TyObject);
  *o = *fn;
  gl_strmap_set(c->instances, symbol, strlen(symbol), o);
  const char *name = gl_arena_printf(c->arena, "%s%s", fn->name->text, text);
  GirFunc *g = func_new(c, o, symbol, inst_new(c, o, args, n));
  o->name = gl_intern(c->names, name, strlen(name));
  o->type = g->type;
  o->lowered = g;
  return o;
}

static bool is_generic_func(const TyObject *o) {
  return o && o->kind == TY_OBJ_FUNC && o->type->func.n_type_params > 0;
}

TyObject *lower_object(LowerCtx *c, const SynNode *ident) {
  TyObject *o = ty_info_object(c->info, ident);
  return is_generic_func(o) && !o->recv ? instance(c, o, ident) : o;
}

TySelectorKind lower_selector(LowerCtx *c, const SynNode *e, TySelection *out) {
  TySelectorKind k = ty_info_selector(c->info, e, out);
  if (k == TY_SEL_NONE || k == TY_SEL_QUALIFIED)
    return k;
  const TyType *t = ty_info_type(c->info, e->selector.x);
  if (c->inst && t && t->has_type_param) {
    bool found = ty_lookup(substitute(c, t), c->inst->pkg, e->selector.sel->ident.name, out);
    GL_ASSERT(found, "%s is not found in an instance", e->selector.sel->ident.name->text);
    out->type = ty_canonical(out->type);
  }
  if (is_generic_func(out->object)) {
    out->object = instance(c, out->object, e);
    out->type = out->object->type;
  }
  return k;
}
