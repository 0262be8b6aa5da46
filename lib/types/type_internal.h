/// \file
/// Making types: the table that owns the types of one run, one constructor a kind, the universe.
/// Constructors return fresh, mutable types (the checker fills NAMED, INTERFACE, TYPE_PARAM later);
/// identity is a question for ty_canonical. Arrays given are copied where the parameter is const,
/// else kept.

#ifndef GOLITE_TYPES_TYPE_INTERNAL_H
#define GOLITE_TYPES_TYPE_INTERNAL_H
#include "golite/types/type.h"

typedef struct TyTable TyTable;

/// `arena` must outlive the types. Makes the basic types, byte, rune, error, any, comparable.
TyTable *ty_table_new(GlArena *arena, GlIntern *names);
GlArena *ty_table_arena(const TyTable *t);
GlIntern *ty_table_names(const TyTable *t);
/// INVALID, BOOL … UNTYPED_NIL.
const TyType *ty_table_basic(const TyTable *t, TyKind kind);
/// `byte` and `rune`: UINT8 and INT32 under another name, which messages keep; identical to uint8
/// and int32.
const TyType *ty_table_byte(const TyTable *t);
const TyType *ty_table_rune(const TyTable *t);
/// NAMED `error` and `comparable`; `any` is an INTERFACE whose alias is the object `any`.
const TyType *ty_table_error(const TyTable *t);
const TyType *ty_table_any(const TyTable *t);
const TyType *ty_table_comparable(const TyTable *t);

TyType *ty_new_array(TyTable *t, const TyType *elem, int64_t len);
TyType *ty_new_slice(TyTable *t, const TyType *elem);
TyType *ty_new_pointer(TyTable *t, const TyType *elem);
TyType *ty_new_chan(TyTable *t, const TyType *elem, TyChanDir dir);
TyType *ty_new_map(TyTable *t, const TyType *key, const TyType *elem);
TyType *ty_new_struct(TyTable *t, const TyField *fields, uint32_t n_fields);
/// Type parameters, if any, are set by the caller before the type is used further.
TyType *ty_new_func(TyTable *t, const TyParam *params, uint32_t n_params, const TyParam *results,
                    uint32_t n_results, bool is_variadic);
TyType *ty_new_tuple(TyTable *t, const TyType *const *types, uint32_t n);
TyType *ty_new_union(TyTable *t, const TyType *const *types, const bool *tilde, uint32_t n);
/// Incomplete; `object` (may be set later) names it.
TyType *ty_new_named(TyTable *t, TyObject *object);
/// Incomplete instance of a generic type. The arguments are identity: two instances with identical
/// arguments are identical.
TyType *ty_new_instance(TyTable *t, const TyType *origin, TyObject *object,
                        const TyType *const *args, uint32_t n_args);
TyType *ty_new_type_param(TyTable *t, TyObject *object, const TyType *constraint, uint32_t index);
/// Incomplete: finish it with ty_interface_complete.
TyType *ty_new_interface(TyTable *t);

/// Completes NAMED with its underlying type (not NAMED).
void ty_named_complete(TyType *named, const TyType *underlying);
/// Completes an interface with its whole method set, in any order, each method once; sorts it. The
/// constraint fields (is_comparable, is_constraint, type_set) must be set before.
void ty_interface_complete(TyType *iface, const TyMethod *methods, uint32_t n_methods);
/// Makes the underlying types (and arguments) of all types named since the last call canonical.
/// Call it when a package has been checked: until then messages show types as they were written.
void ty_table_settle(TyTable *t);
/// What an interface type says, beyond the method set that follows from it (iface.definition).
typedef struct TyInterfaceDef {
  TyMethod *methods; // explicit, sorted, each name once
  uint32_t n_methods;
  const TyType **embedded; // interfaces, UNIONs, other types
  uint32_t n_embedded;
  bool is_implicit; // of a constraint like `~T|U`: stands for it alone
  // The checker's own.
  bool is_instance;     // made by substitution: its origin's errors are not repeated
  bool is_right_side;   // the right side of a type declaration: it has a name
  bool is_running;      // being completed
  bool is_broken;       // contains itself without a name in between: identical to nothing else
  bool is_counted;      // among the open interfaces
  bool is_version_seen; // what it needs of the language version was looked at
  uint32_t n_types;     // there were so many when it was completed
  struct SynNode **embedded_nodes; // NULL for implicit ones made later
  struct SynNode *outermost;       // the interface type literal around it, or its own
} TyInterfaceDef;
static inline TyInterfaceDef *ty_iface_def(const TyType *iface) { return iface->iface.definition; }
/// Where declarations stand, for messages that tell types of the same name apart.
void ty_table_set_sources(TyTable *t, const GlSources *sources);
/// Interfaces that are not complete yet.
uint32_t *ty_table_open_interfaces(TyTable *t);
/// Whether some instance was too large to be made (it is INVALID), in `*generic` of what type
/// (NULL: a function); forgets it.
bool ty_table_was_cut(TyTable *t, const TyObject **generic);
/// Forgets that types were settled: a package is being checked.
void ty_table_unsettle(TyTable *t);
/// All declared types have their fields and methods now.
void ty_table_resolved(TyTable *t);

/// The underlying type, NULL when it is not known yet. Expands instances; of a TYPE_PARAM an
/// interface (its constraint, or one that admits just that), which may still be open.
const TyType *ty_under_or_null(const TyType *t);
/// The method that `declared`, a method of the origin of instance `named`, is there; without a type
/// as long as `declared` has none.
void ty_method_fill(TyObject *method);
/// The i-th method as it was declared: of an instance the generic one.
TyObject *ty_method_declared(const TyType *named, uint32_t i);
/// Whether the type depends on type arguments in size (a type parameter is stored in it).
bool ty_has_var_size(const TyType *t);

/// The type under an alias' name, for messages: a copy of `target` that is identical to it;
/// `target` itself where a copy cannot be (TYPE_PARAM, anything incomplete but instances).
const TyType *ty_new_alias(TyTable *t, const TyType *target, const TyObject *object);
/// The same under the name of an instance of a generic alias, `A[args]`.
const TyType *ty_new_alias_instance(TyTable *t, const TyType *target, const TyObject *object,
                                    const TyType *const *args, uint32_t n_args);

/// A new object, numbered. pkg NULL in the universe.
TyObject *ty_new_object(TyTable *t, TyObjectKind kind, GlName name, GlLoc loc, TyPackage *pkg);
/// Objects of the universe scope: types, true, false, iota, nil, builtins (not those of package
/// unsafe).
TyObject *const *ty_table_universe(const TyTable *t, uint32_t *n);
/// Exported objects of package unsafe: Pointer and the builtins.
TyObject *const *ty_table_unsafe(TyTable *t, TyPackage *unsafe_pkg, uint32_t *n);

/// Upper-case first letter (Unicode class Lu).
bool ty_name_is_exported(GlName name);
/// Whether field or method (name, pkg) is called `name` from package `from`: unexported names are
/// also told apart by package.
bool ty_name_same(GlName name, const TyPackage *pkg, GlName other, const TyPackage *other_pkg);
/// The order of run-time descriptors: exported names first, then by name, then by package path. <0,
/// 0, >0.
int ty_name_compare(GlName a, const TyPackage *a_pkg, GlName b, const TyPackage *b_pkg);

/// "(int) string": a FUNC type as messages show a method's, without names of parameters; a single
/// result that has a name keeps its parentheses.
char *ty_string_signature(GlArena *a, const TyType *func, const TyPackage *from);

/// Size in bytes, or false when it does not fit the address space (gc: "type … too large"). Limit:
/// 2^50 bytes, which gc refuses too. For complete types; an invalid recursive type counts as
/// size 0.
bool ty_size_checked(const TyType *t, int64_t *size);

/// Why ty_lookup fails or how it goes wrong, for messages.
typedef enum TyLookupResult {
  TY_LOOKUP_FOUND,
  TY_LOOKUP_ABSENT,
  TY_LOOKUP_AMBIGUOUS,       // gc: "ambiguous selector x.f"
  TY_LOOKUP_POINTER_RECV,    // *out is filled: a method with pointer receiver, and `t` is not a
                             // pointer (legal if addressable)
  TY_LOOKUP_POINTER_TO_IFACE // t is a pointer to an interface (or type parameter), which has no
                             // methods
} TyLookupResult;
/// As ty_lookup, but says more; with fold_case it finds a name that differs only in case (for "but
/// does have …").
TyLookupResult ty_lookup_full(const TyType *t, const TyPackage *pkg, GlName name, bool fold_case,
                              TySelection *out);

/// The method of that name of a complete INTERFACE, or NULL.
const TyMethod *ty_interface_method(const TyType *iface, GlName name, const TyPackage *pkg);

/// Why a type does not implement an interface.
typedef struct TyMissing {
  const TyMethod *method; // of the interface
  const TyType *have;     // FUNC type found under that name, or NULL
  GlName have_name;       // of `have`, when it differs in case or (same text) in package, else NULL
  bool is_ambiguous;      // several at the same depth
  bool is_pointer_recv;   // the method has pointer receiver
  bool is_field;          // a field of that name hides it
} TyMissing;
/// Whether `t` has all methods of interface `iface` (type sets are not looked at; the methods of
/// `t` must have their types by now). Fills `why` (may be NULL) on false.
bool ty_implements_full(const TyType *t, const TyType *iface, TyMissing *why);

#endif
