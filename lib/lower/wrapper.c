/// \file
/// Functions that lower makes to reach a method: promoted methods, value methods through pointers,
/// method values and method expressions. They contain no user code.
/// Source: Go spec "Method sets", "Method expressions", "Method values"; texts as gc's.

#include "lower_internal.h"

#include <string.h>

void lower_forward(LowerCtx *c, GirFunc *wrapper, GirFunc *target) {
  GL_VEC_PUSH(c->arena, &c->forwards, (LowerForward){.wrapper = wrapper, .target = target});
}

/// Chains of wrappers are short, so the loop ends after a few rounds.
void lower_forward_run(LowerCtx *c) {
  for (bool changed = true; changed;) {
    changed = false;
    for (uint32_t i = 0; i < c->forwards.len; i++) {
      LowerForward *w = &c->forwards.data[i];
      if (w->wrapper->has_recover || !w->target->has_recover)
        continue;
      w->wrapper->has_recover = true;
      w->wrapper->forwards_recover |= w->target->forwards_recover;
      changed = true;
    }
  }
}

static LowerPkg *any_pkg(LowerCtx *c, const TyPackage *p) {
  LowerPkg *pkg = p ? lower_pkg(c, p) : NULL;
  return pkg ? pkg : &c->pkgs[c->n_pkgs - 1];
}

static GirOperand string_const(LowerFn *f, const char *s) {
  return gir_const_string(f->p, f->c->t_string, s, strlen(s));
}

static bool is_instance(const TyType *pointer) {
  const TyType *t = ty_canonical(ty_under(pointer)->pointer.elem);
  return t->kind == TY_NAMED && t->named.origin;
}

/// A value method called through a nil pointer panics with its own message; not so with gc, when
/// the type is an instance.
static void check_wrap(LowerFn *f, GirOperand ptr, GlName name) {
  LowerCtx *c = f->c;
  const TyType *s = c->t_string;
  const TyType *type =
      ty_canonical(ty_make_func(c->world, (const TyType *[]){s, s, s}, 3, NULL, 0, false));
  GirFunc *g = lower_external(c, "grt_panic_wrap", type);
  GirBlock *bad = lower_block(f), *good = lower_block(f);
  GirOperand is_nil = lower_binary(f, GIR_EQ, c->t_bool, ptr, lower_zero_value(f, ptr.type), 0);
  lower_branch(f, is_nil, bad, good, f->f->loc);
  f->cur = bad;
  const TyType *t = ty_canonical(ty_under(ptr.type)->pointer.elem);
  const TyPackage *pkg = t->kind == TY_NAMED ? t->named.object->pkg : NULL;
  const char *type_name = t->kind == TY_NAMED ? t->named.object->name->text : "?";
  LowerCallee callee = {.kind = GIR_CALL_STATIC, .func = g, .type = g->type};
  GirOperand args[3] = {string_const(f, pkg ? lower_pkg_path(pkg) : ""), string_const(f, type_name),
                        string_const(f, name->text)};
  lower_call_emit(f, &callee, args, 3, NULL, f->f->loc);
  lower_unreachable(f, f->f->loc);
  f->cur = good;
  lower_mark_not_nil(f, ptr);
}

/// The body: finds the receiver in local `recv`, calls the method with params from `first` on.
static void forward_body(LowerFn *f, GirLocalId recv, uint32_t first, const TySelection *m,
                         GlName name, bool is_autowrap) {
  GlLoc loc = f->f->loc;
  GirOperand r = lower_use(f, recv);
  LowerPlace p = {0};
  bool is_pointer = ty_under_kind(r.type) == TY_POINTER;
  bool is_value_method = m->object && !m->object->has_ptr_recv;
  if (is_pointer && m->n_path == 0 && is_value_method && is_autowrap && !is_instance(r.type))
    check_wrap(f, r, name);
  GirOperand receiver = r;
  if (!(is_pointer && m->n_path == 0 && m->object && m->object->has_ptr_recv)) {
    if (is_pointer)
      lower_place_deref(f, r, loc, &p);
    else
      lower_place_of(f, gir_place_local(f->p, f->f, recv), &p);
    lower_place_path(f, &p, m->path, m->n_path, loc);
    receiver = lower_receiver_at(f, &p, m, loc);
  }
  LowerCallee t = {.type = ty_canonical(m->type)};
  if (m->object) {
    t.kind = GIR_CALL_STATIC;
    t.func = lower_func_of(f->c, m->object);
    t.type = t.func->type;
    t.has_recv = true;
    t.recv = lower_retype(f, receiver, ty_canonical(m->object->recv), loc);
    lower_forward(f->c, f->f, t.func);
  } else {
    t.kind = GIR_CALL_METHOD;
    t.closure = receiver;
    t.method = (uint32_t)m->iface_method;
    f->f->has_recover = f->f->forwards_recover = true;
  }
  uint32_t n = f->f->n_params - first, n_results = t.type->func.n_results;
  GirOperand *args = GL_NEW_ARRAY(f->c->arena, GirOperand, n + 1);
  for (uint32_t i = 0; i < n; i++)
    args[i] = lower_use(f, f->f->params[first + i]);
  GirLocalId *dsts = GL_NEW_ARRAY(f->c->arena, GirLocalId, n_results + 1);
  GirOperand *values = GL_NEW_ARRAY(f->c->arena, GirOperand, n_results + 1);
  for (uint32_t i = 0; i < n_results; i++) {
    dsts[i] = lower_temp(f, t.type->func.results[i].type, loc);
    values[i] = lower_use(f, dsts[i]);
  }
  lower_call_emit(f, &t, args, n, dsts, loc);
  lower_return(f, values, loc);
}

static GirFunc *find(LowerCtx *c, const char *symbol) {
  return gl_strmap_get(c->wrappers, symbol, strlen(symbol));
}

static GirFunc *wrapper_new(LowerCtx *c, const char *symbol, const TyPackage *pkg,
                            const TyType *type) {
  GirFunc *g = gir_func_new(c->prog, symbol, pkg, type, GL_LOC_NONE);
  g->is_wrapper = g->is_shared = true;
  gl_strmap_set(c->wrappers, symbol, strlen(symbol), g);
  return g;
}

/// Package of the named type that `recv` is or points to; NULL when it has no name.
static const TyPackage *type_package(const TyType *recv) {
  const TyType *t = recv->kind == TY_POINTER ? ty_canonical(recv->pointer.elem) : recv;
  return t->kind == TY_NAMED ? t->named.object->pkg : NULL;
}

static const TyPackage *method_package(const TySelection *m) {
  return m->object ? m->object->pkg : NULL;
}

GirFunc *lower_method_func(LowerCtx *c, const TyType *recv, const TySelection *m, GlName name) {
  recv = ty_canonical(recv);
  bool is_pointer = recv->kind == TY_POINTER;
  if (m->object && m->n_path == 0 && m->object->has_ptr_recv == is_pointer)
    return lower_func_of(c, m->object);
  const char *symbol = lower_method_symbol(c, recv, name, method_package(m));
  GirFunc *g = find(c, symbol);
  if (g)
    return g;
  g = wrapper_new(c, symbol, type_package(recv), ty_canonical(m->type));
  LowerFn f;
  lower_begin(&f, c, g, any_pkg(c, g->pkg));
  lower_bare_params(c, g, recv);
  lower_bare_results(c, g);
  forward_body(&f, g->params[0], 1, m, name, true);
  lower_end(&f);
  return g;
}

/// func(recv, params…) results
static const TyType *with_receiver(LowerCtx *c, const TyType *recv, const TyType *sig) {
  uint32_t n = sig->func.n_params, n_results = sig->func.n_results;
  const TyType **params = GL_NEW_ARRAY(c->arena, const TyType *, n + 1);
  const TyType **results = GL_NEW_ARRAY(c->arena, const TyType *, n_results + 1);
  params[0] = recv;
  for (uint32_t i = 0; i < n; i++)
    params[i + 1] = sig->func.params[i].type;
  for (uint32_t i = 0; i < n_results; i++)
    results[i] = sig->func.results[i].type;
  return ty_canonical(
      ty_make_func(c->world, params, n + 1, results, n_results, sig->func.is_variadic));
}

GirFunc *lower_method_expr(LowerCtx *c, const SynNode *e) {
  TySelection m;
  lower_selector(c, e, &m);
  const TyType *recv = ty_canonical(lower_type_of(c, e->selector.x));
  GlName name = lower_selected_name(e, &m);
  const char *base = lower_method_symbol(c, recv, name, method_package(&m));
  const char *symbol = gl_arena_printf(c->arena, "%s-expr", base);
  GirFunc *g = find(c, symbol);
  if (g)
    return g;
  g = wrapper_new(c, symbol, type_package(recv), with_receiver(c, recv, m.type));
  LowerFn f;
  lower_begin(&f, c, g, any_pkg(c, g->pkg));
  lower_bare_params(c, g, NULL);
  lower_bare_results(c, g);
  forward_body(&f, g->params[0], 1, &m, name, true);
  lower_end(&f);
  if (!ty_is_interface(recv))
    g->same_code = lower_method_func(c, recv, &m, name);
  return g;
}

GirFunc *lower_method_value_func(LowerCtx *c, const TyType *recv, const TySelection *m,
                                 GlName name) {
  const char *base = lower_method_symbol(c, recv, name, method_package(m));
  const char *symbol = gl_arena_printf(c->arena, "%s-fm", base);
  GirFunc *g = find(c, symbol);
  if (g)
    return g;
  g = wrapper_new(c, symbol, type_package(recv), ty_canonical(m->type));
  LowerFn f;
  lower_begin(&f, c, g, any_pkg(c, g->pkg));
  g->captures = GL_NEW_ARRAY(c->arena, GirLocalId, 1);
  g->captures[0] = gir_local_new(c->prog, g, GIR_LOCAL_CAPTURE, NULL, recv, GL_LOC_NONE);
  g->n_captures = 1;
  lower_bare_params(c, g, NULL);
  lower_bare_results(c, g);
  TySelection direct = *m; // the receiver was found when the method value was made
  direct.n_path = 0;
  lower_mark_not_nil(&f, lower_use(&f, g->captures[0]));
  forward_body(&f, g->captures[0], 0, &direct, name, false);
  lower_end(&f);
  return g;
}

GirOperand lower_method_value(LowerFn *f, SynNode *e) {
  TySelection m;
  lower_selector(f->c, e, &m);
  GlLoc loc = e->loc;
  GirOperand recv = lower_receiver(f, e, &m);
  if (m.object)
    recv = lower_retype(f, recv, ty_canonical(m.object->recv), loc);
  else
    lower_check_nil(f, recv, loc);
  GirFunc *g = lower_method_value_func(f->c, recv.type, &m, lower_selected_name(e, &m));
  g->is_address_taken = true;
  GirSite *s = gir_site_new(f->p, f->f, GIR_SITE_METHOD_VALUE, recv.type, lower_text(f, e), loc);
  return lower_record(f, g, &recv, 1, ty_canonical(m.type), s, loc);
}
