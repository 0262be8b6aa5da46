/// \file
/// The working state of the check of one package, and what the checker's files offer each other.
/// Conventions: a `TyOperand` of mode NONE, a NULL or false result and a type of kind INVALID all
/// mean "already reported"; who meets one stays silent.

#ifndef GOLITE_TYPES_CHECK_INTERNAL_H
#define GOLITE_TYPES_CHECK_INTERNAL_H
#include "constant_internal.h"
#include "types_internal.h"

#include "golite/support/file.h"

/// All kinds of basic types, for switches that treat them alike.
#define TY_CASE_BASIC                                                                              \
  case TY_INVALID:                                                                                 \
  case TY_BOOL:                                                                                    \
  case TY_INT:                                                                                     \
  case TY_INT8:                                                                                    \
  case TY_INT16:                                                                                   \
  case TY_INT32:                                                                                   \
  case TY_INT64:                                                                                   \
  case TY_UINT:                                                                                    \
  case TY_UINT8:                                                                                   \
  case TY_UINT16:                                                                                  \
  case TY_UINT32:                                                                                  \
  case TY_UINT64:                                                                                  \
  case TY_UINTPTR:                                                                                 \
  case TY_FLOAT32:                                                                                 \
  case TY_FLOAT64:                                                                                 \
  case TY_COMPLEX64:                                                                               \
  case TY_COMPLEX128:                                                                              \
  case TY_STRING:                                                                                  \
  case TY_UNSAFE_POINTER:                                                                          \
  case TY_UNTYPED_BOOL:                                                                            \
  case TY_UNTYPED_INT:                                                                             \
  case TY_UNTYPED_RUNE:                                                                            \
  case TY_UNTYPED_FLOAT:                                                                           \
  case TY_UNTYPED_COMPLEX:                                                                         \
  case TY_UNTYPED_STRING:                                                                          \
  case TY_UNTYPED_NIL

/// What an expression turned out to be, while it is being checked.
typedef struct TyOperand {
  TyMode mode; // NONE: invalid
  TyBuiltin builtin;
  SynNode *expr;     // NULL only before the first use
  const char *label; // its name in messages when it is only a part of `expr`
  const TyType *type;
  const TyConst *value;  // of mode CONST
  const TyType *generic; // of a generic function whose type arguments are being inferred: its type
} TyOperand;

/// What a value is assigned to, when that is of function type: the type arguments of a generic
/// function are inferred from it.
typedef struct TyTarget {
  const TyType *type; // FUNC; NULL: none
  const char *text;   // its name in messages
} TyTarget;

/// How an expression may stand as a statement.
typedef enum TyExprKind { TY_EXPR_CONVERSION, TY_EXPR_EXPRESSION, TY_EXPR_STATEMENT } TyExprKind;

/// A package-level declaration. Several variables with one initialiser share one.
typedef struct TyDecl {
  TyScope *file;
  uint32_t file_index;
  TyObject **lhs; // of `var a, b = f()`, else NULL
  uint32_t n_lhs;
  SynNode *type, *init;       // CONST, VAR
  bool is_inherited;          // `init` stands in an earlier constant declaration
  SynNode *node;              // TYPE_DECL or FUNC_DECL
  GL_VEC(TyObject *) deps;    // package-level objects that init or body mentions; a few may repeat
  GL_VEC(TyObject *) methods; // of a type: declared for it, in source order
} TyDecl;

/// What the checker knows of a package-level object or method beyond TyObject.
typedef struct TyObjectState {
  TyObject *object;
  TyDecl *decl;
  uint32_t path_index;     // 1 + place in TyChecker.path while it is being resolved, else 0
  bool is_deferred;        // NAMED whose right side is not looked at yet
  const TyDecl *last_user; // the last declaration that recorded it as a dependency
} TyObjectState;

/// A function type with what its body needs.
typedef struct TySignature {
  const TyType *type;
  TyScope *scope; // holds receiver, parameters and results
  TyObject *recv; // NULL for functions
  TyObject **results;
  uint32_t n_results;
} TySignature;

/// What is checked after the present declaration or statement.
typedef enum TyActionKind {
  TY_ACTION_FUNC_BODY,
  TY_ACTION_VALID_TYPE,
  TY_ACTION_VAR_TYPE,
  TY_ACTION_MAP_KEY,
  TY_ACTION_EMBEDDED_FIELD,
  TY_ACTION_FIELD_UNIQUENESS,
  TY_ACTION_INTERFACE,
  TY_ACTION_SAME_METHOD,
  TY_ACTION_RECEIVER,
  TY_ACTION_UNION,
  TY_ACTION_INSTANCE,
  TY_ACTION_VERIFY_FUNC,
} TyActionKind;

typedef struct TyAction {
  TyActionKind kind;
  uint8_t version;
  SynNode *node;
  const TyType *type;
  TyObject *object;
  // FUNC_BODY
  TySignature *sig;
  TyDecl *decl;
  const TyConst *iota;
  // VERIFY_FUNC: `type` is generic; where no type argument stands, `loc` is the place
  const TyType *const *args;
  SynList arg_nodes;
  // SAME_METHOD: `type` and `other` are the methods'; of INSTANCE `other` is the generic type
  const TyType *other, *iface;
  GlLoc loc;
  const TyMethod *method;
} TyAction;

/// What changes with the place that is being checked.
typedef struct TyEnv {
  TyDecl *decl; // package-level declaration whose initialiser or body this is; else NULL
  TyScope *scope;
  const TyConst *iota; // in a constant declaration
  GlLoc errpos;        // of the constant whose inherited initialiser is evaluated, else none
  const TySignature *sig;
  uint8_t version; // N of the language version go1.N; 0: newest
  bool has_call_or_recv;
  bool in_type_params; // in the constraints of a type parameter list
} TyEnv;

typedef struct TyImport {
  TyObject *name; // PACKAGE_NAME
  SynNode *node;
} TyImport;

/// Something whose size is looked at when everything else is right.
typedef struct TySizeCheck {
  SynNode *node;
  const TyType *type; // array, struct, map, channel; of a call of print: the argument's
  GlLoc loc;
} TySizeCheck;

/// The last cause of a failed assignment that is a missing method: the error that quotes `cause`
/// gets notes on it.
typedef struct TyMissingNote {
  const char *cause;
  const TyType *type, *iface;
  const TyMethod *method;
} TyMissingNote;

typedef struct TyChecker {
  TyWorld *world;
  GlArena *arena;
  TyInfo *info;
  TyTable *types;
  const TyPackageInput *in;
  TyPackage *pkg;
  TyEnv env;
  const TyType *invalid;
  TyType *empty_interface; // prints as interface{}, not any
  uint32_t n_errors;
  bool has_unsupported; // a construct was refused: what depends on it may look unused
  // Package-level objects and methods, by object id - first_id.
  uint32_t first_id;
  GL_VEC(TyObjectState) states;
  GL_VEC(TyObject *) path; // being resolved, outermost first
  GL_VEC(TyAction) actions;
  GL_VEC(TyImport) imports;
  TyScope **file_scopes;
  uint8_t *file_versions;
  bool *is_file_version;     // the version comes from the file's own build constraint
  GL_VEC(SynNode *) chain;   // scratch of ty_check_binary_chain, used as a stack
  GL_VEC(TyObject *) locals; // variables of the functions being checked
  GlPtrMap *waiters; // NAMED → the NAMED whose right side it is (struct TyWaiter), until complete
  GL_VEC(TyObject *) deferred_types; // mentioned in a type that is being resolved
  uint32_t n_flushed;                // of these, looked into before their turn
  uint32_t type_depth;               // > 0: inside the right side of a type declaration
  GlPtrMap *right_sides;    // NAMED → the type that its declaration gives it (may be NAMED too)
  GlPtrMap *valid_types;    // NAMED that do not contain themselves
  GlPtrMap *instance_locs;  // instance → where it was first written
  GlPtrMap *stored_params;  // generic NAMED → bool[]: type parameters whose values it contains
  uint32_t interface_depth; // interfaces that wait for embedded ones to be completed
  GL_VEC(SynNode *) interface_cycles; // reported when there is no other error
  SynNode *outer_interface;           // outermost interface type literal that is being read
  GL_VEC(TySizeCheck) size_checks;
  struct TyMono *mono; // which type parameters flow into which; NULL: none
  bool has_all_types;  // all package-level objects are resolved
  TyMissingNote missing;
  uint64_t n_compared; // bytes, in searches for similar names
  uint32_t n_local_types;
} TyChecker;

// --- message.c: errors and the texts in them -----------------------------------------------------

/// Reports at `loc`; NULL when it is a follower and stays silent.
GlDiag *ty_error(TyChecker *c, GlLoc loc, GlDiagCode code, const char *fmt, ...) GL_PRINTF(4, 5);
/// Appends a line to an error (NULL allowed); with a position unless `loc` is none.
void ty_error_more(TyChecker *c, GlDiag *d, GlLoc loc, const char *fmt, ...) GL_PRINTF(4, 5);
void ty_error_other_decl(TyChecker *c, GlDiag *d, const TyObject *o);
/// Lines "POS: a refers to b" that are appended to an error once it is reported.
typedef struct TyReferences {
  GL_VEC(const TyObject *) objects; // from, to, from, to, …
} TyReferences;
TyReferences ty_references_new(TyChecker *c);
void ty_references_add(TyChecker *c, TyReferences *r, const TyObject *from, const TyObject *to);
void ty_references_end(TyChecker *c, TyReferences *r, GlDiag *d);

// suggest.c: notes. `d` may be NULL; nothing is looked for unless the note will be seen.

/// "NAME declared here".
void ty_note_declared(TyChecker *c, GlDiag *d, const TyObject *o);
/// The same for the function or method that `fun` of a call names, if it does.
void ty_note_callee(TyChecker *c, GlDiag *d, const SynNode *fun);
/// Where c->missing comes from, when the error `msg` is about that.
void ty_note_missing(TyChecker *c, GlDiag *d, const char *msg);
/// A name in scope that is like the undefined `ident`, or a package to import.
void ty_suggest_name(TyChecker *c, GlDiag *d, const SynNode *ident, bool wants_type);
/// A name like `name` that the package exports.
void ty_suggest_export(TyChecker *c, GlDiag *d, const TyPackage *p, GlName name);
/// A field (or method) like `name` that can be selected from a `t`.
void ty_suggest_selector(TyChecker *c, GlDiag *d, const TyType *t, GlName name,
                         bool allows_methods);

/// `what` is beyond this compiler for now: "WHAT not supported yet".
void ty_unsupported(TyChecker *c, GlLoc loc, const char *what);
/// Whether the language version at hand is at least go1.`minor`.
bool ty_version_allows(const TyChecker *c, int minor);
/// The same; reports "… requires go1.N or later" when not.
bool ty_version_require(TyChecker *c, GlLoc loc, int minor, const char *fmt, ...) GL_PRINTF(4, 5);
char *ty_text(TyChecker *c, const char *fmt, ...) GL_PRINTF(2, 3);
const char *ty_str_type(TyChecker *c, const TyType *t);
const char *ty_str_expr(TyChecker *c, const SynNode *n);
const char *ty_str_operand(TyChecker *c, const TyOperand *x);
/// "array", "slice", …; "" for basic types.
const char *ty_str_composite_kind(TyChecker *c, const TyType *t);
/// Why pointers to interfaces and type parameters have no methods; t is one.
const char *ty_str_iface_pointer(TyChecker *c, const TyType *t);
const char *ty_str_pos(TyChecker *c, GlLoc loc);
const char *ty_str_const(TyChecker *c, const TyConst *v);
GlLoc ty_loc_operand(const TyOperand *x);

// --- predicates.c --------------------------------------------------------------------------------

/// Underlying type; the invalid type for a NAMED that is not complete yet.
const TyType *ty_checked_under(const TyChecker *c, const TyType *t);
/// False for what an error was reported about, also a NAMED whose right side is invalid: all that
/// depends on it stays silent.
static inline bool ty_is_valid(const TyType *t) {
  if (t && t->kind == TY_NAMED && t->named.underlying)
    t = t->named.underlying;
  return t && t->kind != TY_INVALID;
}
bool ty_is_untyped(const TyType *t);
bool ty_is_boolean(const TyChecker *c, const TyType *t);
bool ty_is_integer(const TyChecker *c, const TyType *t);
bool ty_is_unsigned(const TyChecker *c, const TyType *t);
bool ty_is_numeric(const TyChecker *c, const TyType *t);
bool ty_is_string(const TyChecker *c, const TyType *t);
bool ty_is_ordered(const TyChecker *c, const TyType *t);
bool ty_is_const_type(const TyChecker *c, const TyType *t);
/// The same for each type of t's type set: what operators ask. Those above are false for type
/// parameters.
bool ty_all_boolean(TyChecker *c, const TyType *t);
bool ty_all_integer(TyChecker *c, const TyType *t);
bool ty_all_unsigned(TyChecker *c, const TyType *t);
bool ty_all_numeric(TyChecker *c, const TyType *t);
bool ty_all_string(TyChecker *c, const TyType *t);
bool ty_all_numeric_or_string(TyChecker *c, const TyType *t);
bool ty_all_ordered(TyChecker *c, const TyType *t);
bool ty_has_name(const TyType *t);
bool ty_has_nil(TyChecker *c, const TyType *t);
bool ty_is_empty_interface(TyChecker *c, const TyType *t);
/// An interface that is no type parameter.
bool ty_is_iface(const TyChecker *c, const TyType *t);
bool ty_is_iface_pointer(const TyChecker *c, const TyType *t);
bool ty_is_bytes(TyChecker *c, const TyType *t); // assignable to []byte
/// Completes the interface literals inside `t`, so that its identity and layout can be asked for.
void ty_finish_interfaces(TyChecker *c, const TyType *t);
/// ty_identical for types that may hold interfaces that are still open.
bool ty_same(TyChecker *c, const TyType *a, const TyType *b);
/// The type that an untyped value takes by itself.
const TyType *ty_default(const TyChecker *c, const TyType *t);
/// The array that `t` is or (unnamed) points to, else `t`.
const TyType *ty_array_deref(const TyChecker *c, const TyType *t);
/// Whether values can be compared with ==; else `*cause` (may be NULL) says why, "" for no detail.
bool ty_comparable(TyChecker *c, const TyType *t, const char **cause);
const TyType *ty_basic(const TyChecker *c, TyKind kind);

// --- scope.c, collect.c, decl.c, cycle.c, validtype.c---------------------------------------------

void ty_collect_objects(TyChecker *c);
void ty_check_unused_imports(TyChecker *c);
void ty_check_package_objects(TyChecker *c);
TyObject *ty_scope_lookup(TyScope *s, GlName name, TyScope **where);
static inline TyObject *ty_name_lookup(TyChecker *c, GlName name, TyScope **where) {
  return ty_scope_lookup(c->env.scope, name, where);
}
/// The checker's state of a package-level object of this package, else NULL.
TyObjectState *ty_state(TyChecker *c, const TyObject *o);
TyObject *ty_object_make(TyChecker *c, TyObjectKind kind, GlName name, GlLoc loc,
                         const TyType *type, SynNode *decl);
/// Declares `o` in `s` (unless blank) and records it as the meaning of `ident` (may be NULL).
void ty_declare(TyChecker *c, TyScope *s, SynNode *ident, TyObject *o);
/// The same for a local variable, whose use is watched.
void ty_declare_local(TyChecker *c, SynNode *ident, TyObject *o);
void ty_scope_open(TyChecker *c);
void ty_scope_close(TyChecker *c);
/// Gives a package-level object its type; reports cycles.
void ty_object_resolve(TyChecker *c, TyObject *o);
/// Looks into all types that were only named so far: an expression inside a type may need them.
void ty_resolve_mentioned_types(TyChecker *c);
void ty_add_dependency(TyChecker *c, TyObject *o);
void ty_path_push(TyChecker *c, TyObject *o);
void ty_path_pop(TyChecker *c);
bool ty_cycle_is_valid(TyChecker *c, TyObject *o);
/// 1 + the place of `o` on the path of objects being resolved, 0 when it is not there.
uint32_t ty_path_index(TyChecker *c, const TyObject *o);
/// The object that stands for a NAMED in a report: of an instance with its arguments, at the place
/// where it was made.
TyObject *ty_shown_object(TyChecker *c, const TyType *named);
/// Whether t's size is no constant: type parameters are stored in it, or t is being declared (which
/// is reported).
bool ty_has_open_size(TyChecker *c, const TyType *t);
/// Reports that each of cycle[n] refers to the next, beginning with the one at `start`.
void ty_report_cycle(TyChecker *c, TyObject *const *cycle, uint32_t n, uint32_t start);
void ty_check_direct_cycles(TyChecker *c);
/// Whether t's underlying type is known; reports the cycle when it is not.
bool ty_require_complete(TyChecker *c, const TyType *t);
/// Reads the type parameters of a generic type if that can be done by now.
void ty_require_type_params(TyChecker *c, const TyType *generic);
void ty_check_valid_type(TyChecker *c, const TyType *named);
void ty_check_const_decl(TyChecker *c, TyObject *o, SynNode *type, SynNode *init,
                         bool is_inherited);
void ty_check_type_decl(TyChecker *c, TyObject *o, SynNode *decl);
void ty_check_arity(TyChecker *c, GlLoc loc, SynList names, SynList inits, bool is_const,
                    bool is_inherited);
void ty_check_decl_stmt(TyChecker *c, SynNode *decl_stmt);
void ty_check_field_uniqueness(TyChecker *c, const TyType *base);
TyAction *ty_later(TyChecker *c, TyActionKind kind);
/// Runs the actions from `top` on, also those that they add.
void ty_run_actions(TyChecker *c, uint32_t top);

// --- limits.c ------------------------------------------------------------------------------------

/// Notes a type literal, or an argument of a call of print or println.
void ty_check_size_later(TyChecker *c, SynNode *node, const TyType *t);
/// Limits of cmd/compile's back end: sizes of types, what print can show.
void ty_check_limits(TyChecker *c);

// --- typexpr.c, structtype.c, interface.c, signature.c -------------------------------------------

const TyType *ty_check_type(TyChecker *c, SynNode *e);
/// The same where a generic type may stand, which is then to be instantiated.
const TyType *ty_check_type_or_generic(TyChecker *c, SynNode *e);
/// The same for the right side of the declaration of `def`.
const TyType *ty_check_declared_type(TyChecker *c, SynNode *e, TyObject *def);
/// The same for a type of variables: constraint interfaces are refused.
const TyType *ty_check_var_type(TyChecker *c, SynNode *e);
void ty_check_valid_var_type(TyChecker *c, SynNode *e, const TyType *t);
void ty_check_ident(TyChecker *c, TyOperand *x, SynNode *e, bool wants_type);
const TyType *ty_check_struct_type(TyChecker *c, SynNode *e);
void ty_check_embedded_field(TyChecker *c, const TyAction *a);
const TyType *ty_check_interface_type(TyChecker *c, SynNode *e, TyObject *def);
/// The interface that a constraint `~T` or `A | B` stands for.
const TyType *ty_check_implicit_interface(TyChecker *c, SynNode *element);
/// Embedded types of an interface type literal, in source order.
const TyType *const *ty_interface_embedded(const TyType *t, uint32_t *n);
/// Where an interface type has a method from: its declaration there, or the embedded element.
GlLoc ty_method_loc(const TyType *iface, const TyMethod *m);
/// Computes the method set of an interface that is still open.
void ty_interface_finish(TyChecker *c, const TyType *t);
void ty_report_interface_cycles(TyChecker *c);
void ty_check_same_method(TyChecker *c, const TyAction *a);
/// `f` (may be NULL) is a FUNC that is known already and gets parameters and results now.
TySignature *ty_check_signature(TyChecker *c, SynNode *recv, SynNode *func_type, TyType *f);
void ty_check_receiver(TyChecker *c, const TyAction *a);
/// What a receiver type `T`, `*T`, `(T)`, `T[P]` names: an identifier if all is well.
SynNode *ty_receiver_base(SynNode *type, bool *is_pointer, bool *is_generic);

// --- expr.c, binary.c, literal.c, index.c, selector.c, call.c, builtin*.c ------------------------

TyExprKind ty_check_raw_expr(TyChecker *c, TyOperand *x, SynNode *e, const TyType *hint);
/// A single value.
void ty_check_expr(TyChecker *c, TyOperand *x, SynNode *e);
void ty_check_expr_hint(TyChecker *c, TyOperand *x, SynNode *e, const TyType *hint);
void ty_check_expr_or_type(TyChecker *c, TyOperand *x, SynNode *e);
/// The same; a generic function or type may stay uninstantiated.
void ty_check_expr_or_generic(TyChecker *c, TyOperand *x, SynNode *e);
/// A single value that is assigned to a `target`.
void ty_check_expr_target(TyChecker *c, TyOperand *x, SynNode *e, TyTarget target);
/// A single value or generic function, for ty_check_assignment.
void ty_check_generic_expr(TyChecker *c, TyOperand *x, SynNode *e, const TyType *hint);
/// What assigning to a T (NULL: anything) offers for inference.
TyTarget ty_target(TyChecker *c, const TyType *t, const char *text);
/// Instantiates a generic function by `target`; reports other generic functions and types.
void ty_require_no_generic(TyChecker *c, TyOperand *x, TyTarget target);
/// All values of an expression: several for a call with several results, and, when allowed, two for
/// a comma-ok expression.
TyOperand *ty_check_multi_expr(TyChecker *c, SynNode *e, bool allows_comma_ok, uint32_t *n,
                               bool *is_comma_ok);
TyOperand *ty_check_expr_list(TyChecker *c, SynList list, uint32_t *n);
/// Evaluates for the sake of uses and errors only; false when one is invalid.
bool ty_check_use(TyChecker *c, SynList list);
bool ty_check_use_one(TyChecker *c, SynNode *e);
bool ty_check_use_lhs(TyChecker *c, SynList list);
void ty_require_single(TyChecker *c, TyOperand *x);
/// Reports and invalidates an operand that is no value; `allows_type`: types may pass.
void ty_require_value(TyChecker *c, TyOperand *x, bool allows_type);
void ty_record(TyChecker *c, const TyOperand *x);
void ty_update_expr_type(TyChecker *c, SynNode *e, const TyType *t, bool is_final);
void ty_update_expr_value(TyChecker *c, const TyOperand *x, const TyConst *value);
void ty_check_unary(TyChecker *c, TyOperand *x, SynNode *e);
/// `e` NULL: the operation of `lhs op= rhs`.
void ty_check_binary(TyChecker *c, TyOperand *x, SynNode *e, SynNode *lhs, SynNode *rhs, SynOp op);
/// e is BINARY: its left-deep chain is walked in a loop.
void ty_check_binary_chain(TyChecker *c, TyOperand *x, SynNode *e);
void ty_match_types(TyChecker *c, TyOperand *x, TyOperand *y);
void ty_check_comparison(TyChecker *c, TyOperand *x, TyOperand *y, SynOp op, bool is_switch_case);
/// The element type of channel x, NULL when it is none or has the wrong direction.
const TyType *ty_channel_elem(TyChecker *c, GlLoc loc, const TyOperand *x, bool is_receive);
void ty_check_type_assertion(TyChecker *c, SynNode *e, const TyOperand *x, const TyType *t,
                             bool is_type_switch);
void ty_check_basic_lit(TyChecker *c, TyOperand *x, SynNode *e);
void ty_check_func_lit(TyChecker *c, TyOperand *x, SynNode *e);
void ty_check_composite_lit(TyChecker *c, TyOperand *x, SynNode *e, const TyType *hint);
/// True when e instantiates the generic function that x is then; it is left to the caller.
bool ty_check_index_expr(TyChecker *c, TyOperand *x, SynNode *e);
void ty_check_slice_expr(TyChecker *c, TyOperand *x, SynNode *e);
/// An index or size: its type (INVALID after an error) and, when constant, *value (else -1).
/// `max` < 0: no limit.
const TyType *ty_check_index(TyChecker *c, SynNode *e, int64_t max, int64_t *value);
bool ty_is_valid_index(TyChecker *c, TyOperand *x, const char *what, bool allows_negative);
void ty_check_selector(TyChecker *c, TyOperand *x, SynNode *e, bool wants_type);
/// Why field or method `name` was not found in `t`, whose literal or selector has type `shown`.
const char *ty_str_lookup_error(TyChecker *c, const TyType *shown, const TyType *t, GlName name,
                                bool is_literal, bool is_addressable);
/// The interface, and its method, that a selection without object means.
const TyType *ty_selected_iface(TyChecker *c, const TyType *t, const TySelection *s);
const TyMethod *ty_selected_method(TyChecker *c, const TyType *t, const TySelection *s);
TyExprKind ty_check_call(TyChecker *c, TyOperand *x, SynNode *e);
/// Of a call of a function that is not generic.
void ty_check_arguments(TyChecker *c, SynNode *call, const TyType *sig, TyOperand *args,
                        uint32_t n_args);
bool ty_check_builtin(TyChecker *c, TyOperand *x, SynNode *call, TyBuiltin b);
bool ty_check_unsafe_builtin(TyChecker *c, TyOperand *x, SynNode *call, TyBuiltin b,
                             TyOperand *args);

// --- untyped.c, convert.c, assignable.c, assign.c ------------------------------------------------

typedef enum TyConvertError {
  TY_CONVERT_OK,
  TY_CONVERT_INVALID,
  TY_CONVERT_TRUNCATED,
  TY_CONVERT_OVERFLOWS
} TyConvertError;
/// Bytes that are equal for two constants of type number `id` exactly when they are equal.
const char *ty_const_type_key(TyChecker *c, uint32_t id, const TyConst *v, size_t *len);
/// What untyped x becomes as a `target`: its type, and in *value its value there (NULL: unchanged).
TyConvertError ty_implicit_type(TyChecker *c, const TyOperand *x, const TyType *target,
                                const TyType **type, const TyConst **value);
void ty_convert_untyped(TyChecker *c, TyOperand *x, const TyType *target);
/// Constant x as a value of basic type `type` (underlying); reports when it does not fit.
void ty_representable(TyChecker *c, TyOperand *x, const TyType *type);
/// Checks the result of a constant operation at `loc`.
void ty_check_overflow(TyChecker *c, TyOperand *x, GlLoc loc);
void ty_check_conversion(TyChecker *c, TyOperand *x, const TyType *t);
/// Whether x can be assigned to a T; *cause (may be NULL) is set when more can be said.
bool ty_assignable(TyChecker *c, const TyOperand *x, const TyType *t, const char **cause);
/// Whether V implements interface T; *cause as above.
bool ty_check_implements(TyChecker *c, const TyType *v, const TyType *t, const char **cause);
/// The same for the methods alone; dynamic: a V that is an interface may lack methods.
bool ty_has_methods(TyChecker *c, const TyType *v, const TyType *t, bool is_static,
                    const char **cause);
/// Whether an embedded type is invalid, so that nothing is known about fields and methods.
bool ty_has_invalid_part(TyChecker *c, const TyType *t);
/// What a value is assigned to, for "cannot use x as T value in CONTEXT".
typedef struct TyContext {
  const char *text;
  const SynNode *callee; // of an argument: "argument to f"
} TyContext;
#define TY_CONTEXT(s) ((TyContext){.text = (s)})
/// x is assigned to a variable of type T (NULL: any, as for `_`).
void ty_check_assignment(TyChecker *c, TyOperand *x, const TyType *t, TyContext context);
void ty_init_const(TyChecker *c, TyObject *lhs, TyOperand *x);
void ty_init_var(TyChecker *c, TyObject *lhs, TyOperand *x, const char *context);
/// lhs = rhs for declarations and returns (`ret` is then the RETURN_STMT).
void ty_init_vars(TyChecker *c, TyObject **lhs, uint32_t n_lhs, SynList rhs, SynNode *ret);
void ty_assign_var(TyChecker *c, SynNode *lhs, SynNode *rhs, TyOperand *x, const char *context);
void ty_assign_vars(TyChecker *c, SynList lhs, SynList rhs);
void ty_short_var_decl(TyChecker *c, SynNode *assign);
/// "(int, string)" for "have … want …".
const char *ty_str_types(TyChecker *c, const TyType *const *types, uint32_t n, bool is_variadic,
                         bool has_dots);

// --- stmt.c, switch.c, range.c, returns.c, labels.c, initorder.c ---------------------------------

void ty_check_func_body(TyChecker *c, const TyAction *a);
void ty_check_stmt(TyChecker *c, SynNode *s);
void ty_check_stmt_list(TyChecker *c, SynList list);
void ty_check_switch(TyChecker *c, SynNode *s);
void ty_check_type_switch(TyChecker *c, SynNode *s);
void ty_check_select(TyChecker *c, SynNode *s);
void ty_check_range(TyChecker *c, SynNode *s);
bool ty_is_terminating(TyChecker *c, SynNode *body);
/// Resolves break, continue, goto and fallthrough of one function body; reports misuse of labels.
void ty_check_branches(TyChecker *c, SynNode *body);
void ty_compute_init_order(TyChecker *c);
/// Reports go:embed and go:linkname directives about declarations that cannot have them.
void ty_check_pragmas(TyChecker *c);

// --- info.c: facts that only the checker needs ---------------------------------------------------

enum {
  TY_FLAG_UNTYPED = 1,   // its final type is still open
  TY_FLAG_SHIFT_LHS = 2, // left operand of a non-constant shift: must become an integer
  TY_FLAG_PANIC = 4,     // a call of the builtin panic
  TY_FLAG_BREAK = 8,     // a statement that some break leaves
};
uint8_t ty_info_flags(const TyInfo *i, const SynNode *n);
void ty_info_set_flags(TyInfo *i, const SynNode *n, uint8_t flags);

#endif
