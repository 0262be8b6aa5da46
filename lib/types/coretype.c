/// \file
/// Questions about all types of a type set, as operators and builtins ask them.
/// Source: Go spec "Core types" of earlier editions, "Operators", "Built-in functions".

#include "generic_internal.h"

const TyTerm *ty_terms(TyChecker *c, const TyType *t, TyTerm *self, uint32_t *n) {
  if (!ty_is_type_param(t)) {
    *self = (TyTerm){.type = t};
    *n = 1;
    return self;
  }
  const TyTypeSet *s = ty_param_type_set(c, t);
  *n = s->is_all ? 0 : s->n_terms;
  return s->terms;
}
