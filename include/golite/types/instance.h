/// \file
/// Generics for later stages: putting type arguments into what the checker knows of a generic body.
/// Source: Go spec "Instantiations".

#ifndef GOLITE_TYPES_INSTANCE_H
#define GOLITE_TYPES_INSTANCE_H
#include "golite/types/type.h"

/// `t` with params[i] (TYPE_PARAM) replaced by args[i], canonical; types that were declared in the
/// generic function become those of the instance. INVALID when it is too large.
const TyType *ty_substitute(const TyType *t, const TyType *const *params, const TyType *const *args,
                            uint32_t n);
/// The type parameters that the declaration of function or method `fn` binds: those of the receiver
/// (`recv_args` are what an instance's method has for them; NULL: they stay), then fn's own. Arrays
/// in `a`.
uint32_t ty_bound_params(GlArena *a, const TyObject *fn, const TyType ***params,
                         const TyType *const **recv_args, uint32_t *n_recv);

#endif
