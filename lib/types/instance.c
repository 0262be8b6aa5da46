/// \file
/// What later stages need of generics, on top of substitution.

#include "golite/types/instance.h"

#include "generic_internal.h"
#include "type_table.h"

const TyType *ty_substitute(const TyType *t, const TyType *const *params, const TyType *const *args,
                            uint32_t n) {
  const TyType *r = ty_subst(t->table, t, (TyBinding){params, args, n});
  return ty_canonical(r);
}

/// The NAMED type of a receiver T or *T; NULL for a function.
static const TyType *receiver_base(const TyObject *fn) {
  const TyType *t = fn->recv;
  return t && t->kind == TY_POINTER ? t->pointer.elem : t;
}

uint32_t ty_bound_params(GlArena *a, const TyObject *fn, const TyType ***params,
                         const TyType *const **recv_args, uint32_t *n_recv) {
  const TyObject *declared = fn->origin ? fn->origin : fn;
  const TyType *base = receiver_base(declared), *instance = receiver_base(fn);
  *n_recv = base && base->kind == TY_NAMED ? base->named.n_type_args : 0;
  *recv_args = fn->origin ? (const TyType *const *)instance->named.type_args : NULL;
  uint32_t n_own = declared->type->func.n_type_params, n = *n_recv + n_own;
  *params = GL_NEW_ARRAY(a, const TyType *, n + 1);
  for (uint32_t i = 0; i < *n_recv; i++)
    (*params)[i] = base->named.type_args[i];
  for (uint32_t i = 0; i < n_own; i++)
    (*params)[*n_recv + i] = declared->type->func.type_params[i];
  return n;
}
