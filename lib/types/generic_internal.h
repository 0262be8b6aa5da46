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

/// Whether two terms have no type in common; whether a term admits a type. For types that are no
/// interfaces.
bool ty_terms_disjoint(const TyTerm *x, const TyTerm *y);
bool ty_term_includes(const TyTerm *x, const TyType *t);
/// Whether a UNION has more than TY_MAX_TERMS terms, those of the interfaces in it counted: then it
/// counts as all types.
bool ty_union_is_too_large(const TyType *u);
/// Whether y admits all that x admits, methods and comparability aside.
bool ty_type_set_is_subset(const TyTypeSet *x, const TyTypeSet *y);
/// Of a complete interface, without the checker; of one that is open: all types.
const TyTypeSet *ty_type_set_of(const TyType *iface);
/// The interface that a TYPE_PARAM's constraint is; the empty one after an error.
const TyType *ty_checked_iface(TyChecker *c, const TyType *type_param);
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

/// Whether values can be compared with ==; strictly: without a chance of a run-time panic, as
/// `comparable` wants it of all but interfaces since go1.20.
bool ty_is_comparable_deep(const TyType *t, bool is_strict);

// --- typeparam.c: declarations of type parameters ------------------------------------------------

/// Declares the type parameters of a list of FIELDs in the current scope, then stores them (in
/// order) through `list` and `n`, then checks their constraints, which may need what was stored.
void ty_check_type_params(TyChecker *c, SynList fields, const TyType ***list, uint32_t *n);
/// Declares one type parameter; its constraint is `any` for now.
TyType *ty_declare_type_param(TyChecker *c, SynNode *ident, uint32_t index);
/// Whether `t` is the name of a generic type or alias: no type before it is instantiated.
bool ty_is_generic_type(const TyType *t);

// --- union.c: elements of constraints ------------------------------------------------------------

/// Terms of a union: comparing them with each other is quadratic. cmd/compile's limit.
enum { TY_MAX_TERMS = 100 };
/// Checks an element of an interface: a type, or `~T`, `A | ~B`: a UNION.
const TyType *ty_check_union(TyChecker *c, SynNode *e);
/// An action: whether the terms of a UNION are allowed and disjoint.
void ty_check_union_terms(TyChecker *c, const TyAction *a);

// --- subst.c: substitution -----------------------------------------------------------------------

/// params[i] is to be replaced by args[i].
typedef struct TyBinding {
  const TyType *const *params; // TYPE_PARAM
  const TyType *const *args;
  uint32_t n;
} TyBinding;
/// `type` with all bound type parameters replaced; `type` itself when it mentions none. Instances
/// inside become other instances of the same origin; nothing is expanded. Iterative like all walks
/// over types. INVALID when it becomes too large, which is reported in the end.
const TyType *ty_subst(TyTable *t, const TyType *type, TyBinding b);

/// The outer type parameters that NAMED t still depends on: it was written in a generic function,
/// not made for an instance of it.
const TyType *const *ty_open_outer(const TyType *t, uint32_t *n);

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
/// The action that verifies an instance's arguments.
void ty_check_instance_later(TyChecker *c, const TyAction *a);
/// Checks the type expression `G[A, B]`: an instance of a generic type or alias. `def` as for
/// ty_check_declared_type. Arguments are verified later (an action).
const TyType *ty_check_instance_type(TyChecker *c, SynNode *index, TyObject *def);

// --- mono.c: instantiation cycles ----------------------------------------------------------------

/// A receiver's type parameter stands for the one of its type.
void ty_mono_same(TyChecker *c, const TyType *receiver_param, const TyType *param);
/// Records a type that is declared in a function: it depends on the function's type parameters.
void ty_mono_local_type(TyChecker *c, const TyObject *o);
/// The type parameters of the function at hand and of its receiver.
const TyType **ty_outer_params(TyChecker *c, uint32_t *n);
/// Records an instantiation; nodes[i] is where argument i stands, else it is at `loc`.
void ty_mono_instance(TyChecker *c, GlLoc loc, const TyType *const *params,
                      const TyType *const *args, uint32_t n, SynList nodes);
/// Reports instances that need ever larger ones.
void ty_check_mono(TyChecker *c);

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
void ty_unifier_set(TyUnifier *u, uint32_t i, const TyType *t);
/// The number of parameters that nothing is known of.
uint32_t ty_unifier_unknowns(const TyUnifier *u);
/// The FUNC type of a method that t (no interface) has for an interface's method; NULL when it has
/// none.
const TyType *ty_method_type(TyChecker *c, const TyType *t, const TyMethod *m);
/// Unifies the methods of t with those of `iface`; false when one is missing or differs.
bool ty_unify_methods(TyChecker *c, TyUnifier *u, const TyType *t, const TyType *iface,
                      const char **cause);

/// Whether t mentions one of the type parameters; t NULL: false.
bool ty_mentions(TyChecker *c, const TyType *t, const TyType *const *params, uint32_t n_params);
/// The parameters whose argument is not NULL.
TyBinding ty_known_binding(TyChecker *c, const TyType *const *params, const TyType *const *args,
                           uint32_t n);
/// New type parameters under the same names: inference tells those of the callee from those of the
/// caller, which are the same in a recursive call.
const TyType **ty_rename_params(TyChecker *c, const TyType *const *params, uint32_t n);

/// What type arguments are inferred for, in messages.
typedef struct TyInferPlace {
  GlLoc loc;
  const SynNode *callee; // "in call to f, …"; NULL: no call
  bool is_reverse;       // from the type that a function is assigned to
} TyInferPlace;
/// Infers the missing type arguments of a call or assignment. `targs` (n_targs may be less than
/// n_params, entries may be NULL) are given; params[i] are the value parameters' types that stand
/// against args[i]. Returns n_params type arguments, NULL after an error. The type parameters must
/// not be mentioned in arguments but for generic functions among them.
const TyType **ty_infer(TyChecker *c, TyInferPlace place, const TyType *const *type_params,
                        uint32_t n_params, const TyType *const *targs, uint32_t n_targs,
                        const TyType *const *params, TyOperand *const *args, uint32_t n_args);

// --- coretype.c: operations on all types of a type set -------------------------------------------

/// The types that an operation on a T must work for: T itself, or the terms of a type parameter's
/// type set (n = 0 when it has none: anything may come). `self` is storage for the first case.
const TyTerm *ty_terms(TyChecker *c, const TyType *t, TyTerm *self, uint32_t *n);

// --- funcinst.c: instances of generic functions --------------------------------------------------

/// Whether x is a generic function that is not instantiated.
static inline bool ty_is_generic_func(const TyOperand *x) {
  return x->mode == TY_MODE_VALUE && x->type->kind == TY_FUNC && x->type->func.n_type_params > 0;
}
/// The type arguments that stand in `index`; NULL when one is invalid.
const TyType **ty_check_type_args(TyChecker *c, SynNode *index);
/// Makes the instance of generic function type `sig` that `e` is; its arguments are verified later.
/// nodes: the arguments that are written out.
const TyType *ty_instantiate_func(TyChecker *c, GlLoc loc, SynNode *e, const TyType *sig,
                                  const TyType *const *args, SynList nodes);
/// x is generic: makes it the instance that `index` (NULL: none) and `target` say.
void ty_instantiate_operand(TyChecker *c, TyOperand *x, SynNode *index, TyTarget target);
void ty_verify_func(TyChecker *c, const TyAction *a);
/// All values of a single argument, which may be a generic function.
TyOperand *ty_check_argument_exprs(TyChecker *c, SynNode *e, uint32_t *n);

#endif
