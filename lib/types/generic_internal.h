/// \file
/// Generics: type sets, substitution, instances, inference. What the checker's files offer each
/// other about type parameters.
/// A type parameter list binds its TYPE_PARAM types by identity (pointer): an instance's method
/// signature, a substituted constraint and an inferred argument are all made by ty_subst.
/// Source: Go spec "Type parameter declarations", "Interface types", "Instantiations", "Type
/// inference", "Type unification"; messages as cmd/compile's.

#ifndef GOLITE_TYPES_GENERIC_INTERNAL_H
#define GOLITE_TYPES_GENERIC_INTERNAL_H
#include "check_internal.h"

// --- typeset.c: type sets of constraints ---------------------------------------------------------

/// One term of a type set: the type itself, or (tilde) all types whose underlying type it is.
typedef struct TyTerm {
  const TyType *type;
  bool is_tilde;
} TyTerm;

/// The types that an interface admits, methods aside: all, or those of the terms (none when n = 0);
/// normalised: no term is part of another.
typedef struct TyTypeSet {
  bool is_all;        // no restriction by terms
  bool is_comparable; // only strictly comparable types; with terms it was already applied to them
  TyTerm *terms;
  uint32_t n_terms;
} TyTypeSet;

/// Of an interface (any constraint's underlying type); computed once and kept in iface.type_set.
const TyTypeSet *ty_type_set(TyChecker *c, const TyType *iface);
static inline bool ty_is_type_param(const TyType *t) { return t->kind == TY_TYPE_PARAM; }
/// The type set of a TYPE_PARAM's constraint.
const TyTypeSet *ty_param_type_set(TyChecker *c, const TyType *type_param);
/// Whether each type of t's type set satisfies `test`: of a TYPE_PARAM each term's type (false when
/// it has no terms: anything may come), else of t alone. `test` gets underlying types.
bool ty_all_types(TyChecker *c, const TyType *t, bool (*test)(void *ctx, const TyType *under),
                  void *ctx);
/// The underlying type that all types of t's type set have in common (a channel's direction may
/// differ: the restricted one), NULL when there is none; ty_under for other types. `*cause` (may be
/// NULL) says why there is none.
const TyType *ty_common_under(TyChecker *c, const TyType *t, const char **cause);

// --- typeparam.c: declarations of type parameters ------------------------------------------------

/// Declares the type parameters of a list of FIELDs in the current scope and checks their
/// constraints. Returns TYPE_PARAM types in order.
const TyType **ty_check_type_params(TyChecker *c, SynList fields, uint32_t *n);

// --- subst.c: substitution -----------------------------------------------------------------------

/// params[i] is to be replaced by args[i].
typedef struct TyBinding {
  const TyType *const *params; // TYPE_PARAM
  const TyType *const *args;
  uint32_t n;
} TyBinding;
/// `type` with all bound type parameters replaced; `type` itself when it mentions none. Instances
/// inside become other instances of the same origin; nothing is expanded. Iterative or bounded in
/// depth like all walks over types.
const TyType *ty_subst(TyTable *t, const TyType *type, TyBinding b);

// --- instantiate.c: instances --------------------------------------------------------------------

/// The instance of a generic NAMED type or generic function type (FUNC with type parameters: the
/// result has none). The same origin and identical arguments give the same type. Constraints are
/// not looked at. An instance's underlying type and methods are made when they are first asked for
/// (ty_under, ty_lookup), once its origin is complete.
const TyType *ty_instantiate(TyTable *t, const TyType *generic, const TyType *const *args,
                             uint32_t n_args);
/// Whether all arguments satisfy the constraints of their parameters; on false *bad is the first
/// that does not and *cause says why ("T does not satisfy C (…)").
bool ty_verify_arguments(TyChecker *c, const TyType *const *params, const TyType *const *args,
                         uint32_t n, uint32_t *bad, const char **cause);
/// Whether V satisfies constraint T (is_constraint) or implements interface T; *cause (may be
/// NULL) is set when more can be said.
bool ty_satisfies(TyChecker *c, const TyType *v, const TyType *t, bool is_constraint,
                  const char **cause);
/// Checks the type expression `G[A, B]`: an instance of a generic type or alias. `def` as for
/// ty_check_declared_type. Arguments are verified later (an action).
const TyType *ty_check_instance_type(TyChecker *c, SynNode *index, TyObject *def);

// --- unify.c, infer.c: inference -----------------------------------------------------------------

typedef struct TyUnifier TyUnifier;
enum {
  TY_UNIFY_ASSIGN = 1, // inexact at the top: assignability instead of identity
  TY_UNIFY_EXACT = 2,  // element types too must be identical
};
/// Infers what is open of `params`; `args` holds what is given (n_args ≤ n_params). `binding[i]`
/// may be NULL.
TyUnifier *ty_unifier_new(TyChecker *c, const TyType *const *params, uint32_t n_params,
                          const TyType *const *args, uint32_t n_args);
bool ty_unify(TyUnifier *u, const TyType *x, const TyType *y, int mode);
/// What parameter i is bound to, or NULL.
const TyType *ty_unifier_at(const TyUnifier *u, uint32_t i);

/// Infers the missing type arguments of a call (or assignment, with is_reverse: messages then speak
/// of the assigned type). `targs` (n_targs may be less than n_params, entries may be NULL) are
/// given; `params` are the value parameters' types that stand against `args`. Returns n_params type
/// arguments, NULL after reporting an error at `loc`.
const TyType **ty_infer(TyChecker *c, GlLoc loc, const TyType *const *type_params,
                        uint32_t n_params, const TyType *const *targs, uint32_t n_targs,
                        const TyType *const *params, TyOperand *const *args, uint32_t n_args,
                        bool is_reverse);

#endif
