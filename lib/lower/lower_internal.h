/// \file
/// The working state of lowering and what its files offer each other.
/// `LowerCtx` is one run, `LowerFn` one function body. A function that returns an operand has put
/// the instructions that compute it at the end of the current block. Operands never change after
/// they were made: they are constants, temporaries, or variables that no expression can assign.

#ifndef GOLITE_LOWER_INTERNAL_H
#define GOLITE_LOWER_INTERNAL_H
#include "golite/lower/lower.h"

/// What the pre-pass found about a variable of a function (capture.c).
typedef struct LowerVarFacts {
  const struct LowerLit *owner; // function that declares it
  const SynNode *loop;          // innermost loop around the declaration
  bool is_address_taken;
  bool is_captured;
  bool is_assigned;     // after its declaration
  bool is_shared;       // captured, and assigned where the captured value would be stale
  bool has_far_capture; // captured in a loop that does not repeat the declaration
} LowerVarFacts;

/// A function literal, the body of a range-over-func statement, or (node NULL) the declared
/// function itself.
typedef struct LowerLit {
  const SynNode *node;
  const SynNode *type; // FUNC_TYPE; NULL: a body or an initialiser
  struct LowerLit *outer;
  const SynNode *loop; // innermost loop around the literal
  struct LowerFacts *facts;
  GL_VEC(TyObject *) captures; // in order of first mention, those for inner literals too
  GlPtrMap *capture_set;
  bool has_defer, has_recover;
  bool is_range_body;
  TyObject *state; // of a range body: whether it may be called, an abi.RF_State; `outer` owns it
  // Hidden variables of a function that its range bodies need; NULL: not needed.
  TyObject *next;     // how control goes on after the loop: 0 normally
  TyObject **results; // by result: its variable, or a hidden one that takes its place
  TyObject *frame;    // whom deferred calls belong to
  TyObject *chain;    // and in which goroutine: the body may run in another
  TyObject *token;    // of recover()
} LowerLit;

/// Facts of one declared function (or package initialiser) with all literals in it.
typedef struct LowerFacts {
  struct LowerCtx *c;
  GlPtrMap *vars;   // TyObject → LowerVarFacts
  GlPtrMap *lits;   // SynNode → LowerLit
  GlPtrMap *labels; // labelled statement, and LABELED_STMT → LowerLit in which it stands
  LowerLit *root;
  bool has_goto;
  bool shares_loop_variables; // before go1.22: all rounds of a loop have the same variables
} LowerFacts;

/// Flags of expressions, by node id, set by the pre-pass.
enum {
  LOWER_HAS_CALL = 1,  // something in it may change variables
  LOWER_HAS_HOIST = 2, // something in it is computed before plain reads of the statement (order.c)
  LOWER_IS_TARGET = 4, // an index expression that is assigned to
};

/// A function whose body waits to be lowered.
typedef struct LowerWork {
  GirFunc *func;
  TyObject *object; // declared function
  LowerLit *lit;    // or literal
  SynNode *type;    // FUNC_TYPE
  SynNode *body;
  struct LowerPkg *pkg;
  struct LowerInst *inst; // what the body's type parameters stand for; NULL: it has none
} LowerWork;

/// A wrapper that has `has_recover` as soon as its target has.
typedef struct LowerForward {
  GirFunc *wrapper, *target;
} LowerForward;

/// A package variable that is initialised only when somebody mentions it: a map literal without
/// effects.
typedef struct LowerLazyMap {
  GirFunc *func; // does it
  const TyInit *init;
  struct LowerPkg *pkg;
  bool is_done;
} LowerLazyMap;

/// A package's counters and files.
typedef struct LowerPkg {
  const LowerPackage *in;
  const char *path; // as in symbols
  uint32_t n_inits; // functions called init
  uint32_t n_lits;  // literals outside functions
  GirFunc *init;    // NULL: nothing to do
} LowerPkg;

/// Type arguments of a generic function's instance.
typedef struct LowerInst LowerInst;

typedef struct LowerCtx {
  GlArena *arena;
  TyWorld *world;
  const TyInfo *info;
  GlIntern *names;
  const GlSources *sources;
  GlDiags *diags;
  GirProgram *prog;
  LowerOptions options;
  LowerPkg *pkgs; // in import order
  uint32_t n_pkgs;
  GlPtrMap *pkg_index; // TyPackage → LowerPkg
  const TyType *t_bool, *t_int, *t_uint8, *t_int32, *t_uintptr, *t_string, *t_any, *t_unsafe;
  const TyType *t_func; // func()
  GL_VEC(LowerWork) work;
  GL_VEC(GirGlobal *) static_work; // variables whose initialiser is still to be made
  GlPtrMap *static_inits;          // VAR object or GirGlobal → TyInit that needs no code
  GlPtrMap *embeds;                // VAR object → SynEmbed
  const TyPackage *unchanged;      // while inits are collected: no code of it can have run so far
  uint32_t n_live_done;
  bool has_reflect; // package reflect may take values apart: what is in them can come to interfaces
  GlPtrMap *described; // types that have a descriptor in this unit
  GL_VEC(const TyType *) describe_work;
  uint32_t n_scanned, n_live_scanned; // functions and live types that were looked through for them
  GL_VEC(LowerForward) forwards;
  GL_VEC(struct LowerLazyMap *) lazy_maps;
  GlStrMap *linknames; // "pkg.name" → SynLinkname
  GlStrMap *bodies;    // link name → TyObject of a function with body, or of a variable
  GlStrMap *wrappers;  // symbol → GirFunc
  GlStrMap *boxes;     // constant → GirGlobal
  GlStrMap *instances; // symbol → TyObject of an instance
  uint32_t n_instances;
  struct LowerInst *inst; // of the body that is being lowered, or NULL
  uint32_t n_statics;
  bool *is_old_file;   // by GlFile.index: the language version is below go1.22
  uint8_t *node_flags; // LOWER_HAS_*, n_node_flags
  uint32_t n_node_flags;
} LowerCtx;

/// Where break and continue of a statement go.
typedef struct LowerTarget {
  const SynNode *stmt;
  GirBlock *brk, *cont;
  GirBlock *next_clause; // of a switch: where fallthrough goes
  struct LowerTarget *outer;
} LowerTarget;

/// A statement that leaves the body of a range-over-func statement for a place further out.
typedef struct LowerExit {
  SynBranch tok;
  const SynNode *target;
} LowerExit;

/// The body of a range-over-func statement while it is lowered, as a function of its own.
typedef struct LowerRange {
  const SynNode *stmt;
  struct LowerFn *outer;  // with the statement
  GL_VEC(uint32_t) codes; // of exits in it, as in LowerLit.next
} LowerRange;

typedef struct LowerFn {
  LowerCtx *c;
  GirProgram *p; // c->prog
  GirFunc *f;
  LowerPkg *pkg;
  LowerLit *lit;
  GirBlock *cur;    // NULL: control does not come here
  GlPtrMap *vars;   // TyObject → GirLocalId
  GlPtrMap *memo;   // SynNode → GirOperand, computed ahead (order.c)
  GlPtrMap *labels; // LABELED_STMT → GirBlock
  LowerTarget *targets;
  GirBlock *exit;             // runs deferred calls, returns; NULL without defer
  GL_VEC(uint8_t) is_not_nil; // by local id: a temporary that cannot be nil
  GL_VEC(const GirConst *)
  constants; // by local: what a variable that nobody assigns to is; or NULL
  uint32_t n_lits, n_defers, n_ranges;
  LowerRange *range;       // NULL: not the body of a range-over-func statement
  GL_VEC(LowerExit) exits; // of a function: of all its range bodies, by code
} LowerFn;

/// A check that is due when the place is used.
typedef struct LowerCheck {
  GirOp op;
  GlLoc loc;
  GirOperand a, b;
} LowerCheck;

/// A place whose operands are evaluated but whose checks are not made yet.
typedef struct LowerPlace {
  GirPlace *place; // NULL: the blank identifier
  const TyType *type;
  GL_VEC(LowerCheck) checks;
} LowerPlace;

// --- lower.c ---------------------------------------------------------------------------------

/// Reports "WHAT not supported yet" at `loc`.
void lower_unsupported(LowerCtx *c, GlLoc loc, const char *what);
void lower_enqueue(LowerCtx *c, LowerWork w);
LowerPkg *lower_pkg(const LowerCtx *c, const TyPackage *p);
/// Canonical type of an expression; where nothing fixed the type of an untyped one, its default
/// type.
const TyType *lower_type(const LowerFn *f, const SynNode *e);
static inline TyMode lower_mode(const LowerFn *f, const SynNode *e) {
  return ty_info_mode(f->c->info, e);
}
static inline const TyType *lower_pointer_to(LowerCtx *c, const TyType *t) {
  return ty_canonical(ty_make_pointer(c->world, t));
}

/// Whether the declaration of a package variable has an initialiser.
bool lower_has_init(LowerCtx *c, const TyObject *v);

/// The unit has a descriptor of `t`, and so of all its parts.
void lower_describe(LowerCtx *c, const TyType *t);

// --- instance.c ------------------------------------------------------------------------------

/// What the checker knows of the tree, seen from the instance that is being lowered (`c->inst`):
/// nothing of it mentions a type parameter.
const TyType *lower_type_of(LowerCtx *c, const SynNode *e);
TySelectorKind lower_selector(LowerCtx *c, const SynNode *e, TySelection *out);
/// The object of an identifier; of a generic function the instance that is meant.
TyObject *lower_object(LowerCtx *c, const SynNode *ident);
/// Canonical type of a variable.
const TyType *lower_var_type(LowerCtx *c, const TyObject *v);
/// `F` of `F[int]`, where F is a generic function or method; other expressions as they are.
SynNode *lower_unindex(const LowerCtx *c, SynNode *e);
/// The function of an instance's method.
GirFunc *lower_method_instance(LowerCtx *c, TyObject *m);
/// Name of the method that `e` selects, with its type arguments.
GlName lower_selected_name(const SynNode *e, const TySelection *m);

// --- emit.c ----------------------------------------------------------------------------------

GirInstr *lower_emit(LowerFn *f, GirOp op, GlLoc loc, uint32_t n_args);
GirLocalId lower_temp(LowerFn *f, const TyType *t, GlLoc loc);
/// A nameless variable that lower itself writes more than once.
GirLocalId lower_scratch(LowerFn *f, const TyType *t, GlLoc loc);
GirOperand lower_use(const LowerFn *f, GirLocalId id);
/// dst = op(a), op(a, b): a new temporary of type `t`.
GirOperand lower_op1(LowerFn *f, GirOp op, const TyType *t, GirOperand a, GlLoc loc);
GirOperand lower_op2(LowerFn *f, GirOp op, const TyType *t, GirOperand a, GirOperand b, GlLoc loc);
GirOperand lower_binary(LowerFn *f, GirBinary sub, const TyType *t, GirOperand a, GirOperand b,
                        GlLoc loc);
GirOperand lower_unary(LowerFn *f, GirUnary sub, const TyType *t, GirOperand a, GlLoc loc);
GirOperand lower_int(LowerFn *f, int64_t v);
GirOperand lower_bool(LowerFn *f, bool v);
GirOperand lower_zero_value(LowerFn *f, const TyType *t);
GirOperand lower_load(LowerFn *f, GirPlace *p, GlLoc loc);
void lower_store(LowerFn *f, GirPlace *p, GirOperand v, GlLoc loc);
void lower_zero(LowerFn *f, GirPlace *p, GlLoc loc);
/// The address of a place; known not to be nil.
GirOperand lower_addr(LowerFn *f, GirPlace *p, GlLoc loc);
void lower_copy_to(LowerFn *f, GirLocalId dst, GirOperand v, GlLoc loc);
/// The value in a temporary of its own, if it is a variable.
GirOperand lower_snapshot(LowerFn *f, GirOperand v, GlLoc loc);
/// Pointer to a new object.
GirOperand lower_new(LowerFn *f, const TyType *t, GirSiteKind kind, const char *text, GlLoc loc);
/// A box that holds the integer or boolean `v` for ever.
GirOperand lower_new_integer(LowerFn *f, GirOperand v, const char *text, GlLoc loc);
void lower_check1(LowerFn *f, GirOp op, GirOperand a, GlLoc loc);
void lower_check2(LowerFn *f, GirOp op, GirOperand a, GirOperand b, GlLoc loc);
/// CHECK_NIL unless `ptr` is known not to be nil.
void lower_check_nil(LowerFn *f, GirOperand ptr, GlLoc loc);
bool lower_is_not_nil(const LowerFn *f, GirOperand ptr);
void lower_mark_not_nil(LowerFn *f, GirOperand ptr);
GirBlock *lower_block(LowerFn *f);
/// Goes on in `b`; falls through from the current block.
void lower_start(LowerFn *f, GirBlock *b, GlLoc loc);
void lower_jump(LowerFn *f, GirBlock *to, GlLoc loc);
void lower_branch(LowerFn *f, GirOperand cond, GirBlock *yes, GirBlock *no, GlLoc loc);
void lower_return(LowerFn *f, const GirOperand *values, GlLoc loc);
void lower_unreachable(LowerFn *f, GlLoc loc);
/// Places with canonical types.
GirPlace *lower_field(LowerFn *f, const GirPlace *base, uint32_t field);
GirPlace *lower_fields(LowerFn *f, const GirPlace *base, const uint32_t *fields, uint32_t n);
GirPlace *lower_index(LowerFn *f, const GirPlace *base, GirOperand index);
GirPlace *lower_slice_elem(LowerFn *f, GirOperand slice, GirOperand index);
/// A place that holds value `v` (not addressable).
GirPlace *lower_value_place(LowerFn *f, GirOperand v, GlLoc loc);

// --- capture.c -------------------------------------------------------------------------------

/// Looks at all variables of a function (type and body; type NULL: `body` is an initialiser
/// expression).
LowerFacts *lower_find_facts(LowerCtx *c, SynNode *recv, SynNode *type, SynNode *body);
/// The function or literal that a range body belongs to; else itself.
LowerLit *lower_lit_func_of(LowerLit *l);
/// Captured as a pointer to the variable (else as its value).
bool lower_is_by_ref(const LowerFacts *facts, const TyObject *v);
/// Must live in memory of its own.
bool lower_is_memory(const LowerFacts *facts, const TyObject *v);
uint8_t lower_node_flags(const LowerCtx *c, const SynNode *n);

// --- var.c -----------------------------------------------------------------------------------

/// Declares a variable; a memory variable gets its VAR instruction here, its value is zero; a
/// register-like one has no value yet.
GirLocalId lower_declare(LowerFn *f, TyObject *v, GirLocalKind kind);
/// Makes a memory variable anew: the next object of the same variable.
void lower_renew(LowerFn *f, GirLocalId id, GlLoc loc);
/// Declares a variable with a value; `e` (may be NULL) initialises it, else `value`.
void lower_define(LowerFn *f, TyObject *v, GirOperand value, GlLoc loc);
void lower_define_zero(LowerFn *f, TyObject *v, GlLoc loc);
/// The place of a local or package variable.
GirPlace *lower_var_place(LowerFn *f, TyObject *v);
GirOperand lower_var_value(LowerFn *f, TyObject *v, GlLoc loc);
/// Address of a variable that is captured by reference.
GirOperand lower_var_ref(LowerFn *f, TyObject *v, GlLoc loc);
/// The register-like local of a variable, or 0.
GirLocalId lower_plain_local(LowerFn *f, const TyObject *v);

// --- order.c ---------------------------------------------------------------------------------

/// Before the operands `e[n]` of one operation are evaluated: computes the calls in them, in order.
void lower_prepare(LowerFn *f, SynNode *const *e, uint32_t n);
void lower_prepare_one(LowerFn *f, SynNode *e);
/// len, cap, real, imag, complex: read their operand in turn with calls, but run no code of others.
bool lower_builtin_reads(TyBuiltin b);
const GirOperand *lower_memo(const LowerFn *f, const SynNode *e);
/// Whether `m[string(b)]` with []byte b is read, not assigned to.
bool lower_reads_by_bytes(LowerCtx *c, SynNode *e);
void lower_set_memo(LowerFn *f, SynNode *e, GirOperand v);
/// Evaluates `e` now: where it stands its value is taken from here.
void lower_remember(LowerFn *f, SynNode *e);
/// Values of `e[n]`, each converted to `types[i]`, in Go's order of evaluation.
void lower_exprs_to(LowerFn *f, SynNode *const *e, const TyType *const *types, uint32_t n,
                    GirOperand *out);

// --- expr.c, operator.c, const.c, place.c, composite.c, text.c ---------------------------------

GirOperand lower_expr(LowerFn *f, SynNode *e);
/// The value assigned to something of type `t`.
GirOperand lower_expr_to(LowerFn *f, SynNode *e, const TyType *t);
/// Branches on a condition.
void lower_cond(LowerFn *f, SynNode *e, GirBlock *yes, GirBlock *no);
/// Evaluates for its effects only.
void lower_discard(LowerFn *f, SynNode *e);
/// Value and boolean of a comma-ok expression.
void lower_comma_ok(LowerFn *f, SynNode *e, GirOperand out[2]);
bool lower_is_comma_ok(const LowerFn *f, const SynNode *e);
GirOperand lower_binary_expr(LowerFn *f, SynNode *e);
GirOperand lower_arith(LowerFn *f, SynOp op, const TyType *t, GirOperand a, GirOperand b,
                       GlLoc loc);
GirOperand lower_compare(LowerFn *f, SynOp op, const TyType *t, GirOperand a, GirOperand b,
                         GlLoc loc);
/// a op b of one variable and one expression (x op= y, x++); `y` NULL: the constant 1.
GirOperand lower_op_assign_value(LowerFn *f, SynNode *stmt, GirOperand x, SynNode *y);
GirOperand lower_const(LowerCtx *c, const TyConst *v, const TyType *t);
void lower_place(LowerFn *f, SynNode *e, LowerPlace *out);
void lower_place_of(LowerFn *f, GirPlace *p, LowerPlace *out);
void lower_place_deref(LowerFn *f, GirOperand ptr, GlLoc loc, LowerPlace *out);
/// Goes down a path of fields; pointers on the way are followed.
void lower_place_path(LowerFn *f, LowerPlace *p, const uint32_t *path, uint32_t n, GlLoc loc);
/// Makes the checks that are due.
GirPlace *lower_place_check(LowerFn *f, LowerPlace *p);
GirOperand lower_place_load(LowerFn *f, LowerPlace *p, GlLoc loc);
/// Replaces variables in its operands by copies.
void lower_place_snapshot(LowerFn *f, LowerPlace *p, GlLoc loc);
/// `x.f`, `a[i]`, `*p`, … read.
GirOperand lower_place_value(LowerFn *f, SynNode *e);

/// One element of a composite literal: value and way to it.
typedef struct LowerElem {
  GirPathElem *path;
  uint32_t n_path;
  GirOperand value;
  GlLoc loc;
} LowerElem;
typedef struct LowerElems {
  GL_VEC(LowerElem) list;
  const TyType *type;
} LowerElems;
/// Evaluates the elements of a struct or array literal.
void lower_composite_eval(LowerFn *f, SynNode *lit, LowerElems *out);
/// Stores them; `is_zero`: the place is known to be zero.
void lower_composite_store(LowerFn *f, const LowerElems *e, GirPlace *dst, bool is_zero, GlLoc loc);
GirOperand lower_composite(LowerFn *f, SynNode *lit);
/// &T{…}
GirOperand lower_composite_addr(LowerFn *f, SynNode *lit, GlLoc loc, const char *text);
/// `e` as a struct or array literal without conversion, or NULL.
SynNode *lower_plain_literal(const LowerFn *f, SynNode *e, const TyType *to);
/// Walks the elements of a literal: value node, element type, and its index or field path.
typedef struct LowerLitIter {
  LowerCtx *c;
  SynNode *lit;
  const TyType *type; // of the literal: struct, array, slice
  uint32_t i;
  int64_t next;
  // of the current element
  SynNode *value;
  const TyType *elem_type;
  bool is_blank; // a field called _: its value is not kept
  int64_t index;
  uint32_t one_field;
  const uint32_t *path;
  uint32_t n_path;
} LowerLitIter;
LowerLitIter lower_lit_iter(LowerCtx *c, SynNode *lit, const TyType *type);
bool lower_lit_next(LowerLitIter *it);
/// Elements of a slice literal or `[...]T` (largest index + 1).
int64_t lower_lit_len(LowerCtx *c, SynNode *lit, const TyType *type);
/// Type of a literal without the pointer of an elided &T.
const TyType *lower_lit_type(LowerCtx *c, const SynNode *lit, bool *is_addr);

/// Text of a site as -m prints it.
const char *lower_text(LowerFn *f, const SynNode *e);

// --- call.c, builtin.c, append.c, unsafe.c -----------------------------------------------------

/// What a call calls, before its arguments are evaluated.
typedef struct LowerCallee {
  GirCallKind kind;
  GirFunc *func;
  GirOperand closure; // func value, interface or record
  bool has_recv;
  GirOperand recv; // receiver of a static method call
  uint32_t method;
  const TyType *type; // signature without receiver
  bool is_dynamic;    // which code runs is not known
  GlLoc loc;
} LowerCallee;
/// Evaluates the function part of a call.
void lower_callee(LowerFn *f, SynNode *fun, LowerCallee *out);
/// The expression whose calls come first in `fun(…)`: receiver or func value; NULL: none.
SynNode *lower_callee_operand(const LowerFn *f, SynNode *fun);
bool lower_is_builtin(const LowerFn *f, const SynNode *call, TyBuiltin *which);
bool lower_is_conversion(const LowerFn *f, const SynNode *call);
/// Arguments of a call, converted to the parameters (variadic ones packed); array in the arena.
GirOperand *lower_args(LowerFn *f, SynNode *call, const TyType *sig, uint32_t *n);
/// Emits the call; `dsts`: NULL or n_results temporaries.
void lower_call_emit(LowerFn *f, const LowerCallee *t, const GirOperand *args, uint32_t n,
                     GirLocalId *dsts, GlLoc loc);
/// For `//go:uintptrescapes`, `//go:uintptrkeepalive`: by argument, a pointer to keep in use until
/// after the call, or NONE; NULL: there is none. Before the arguments are evaluated.
GirOperand *lower_kept_pointers(LowerFn *f, SynNode *call);
/// The slice of variadic arguments.
GirOperand lower_pack(LowerFn *f, const GirOperand *v, uint32_t n, const TyType *slice, GlLoc loc);
/// Whether an expression is a call with several results (or none).
bool lower_is_tuple(const LowerFn *f, const SynNode *e);
/// Slice of a whole new array.
GirOperand lower_slice_of_array(LowerFn *f, GirOperand ptr, const TyType *slice, GlLoc loc);
/// Calls; results[*n] in the arena. Not for builtins and conversions.
GirOperand *lower_call_results(LowerFn *f, SynNode *call, uint32_t *n);
GirOperand lower_call_expr(LowerFn *f, SynNode *call);
void lower_call_stmt(LowerFn *f, SynNode *call);
/// A builtin as expression or statement (without value: NONE).
GirOperand lower_builtin(LowerFn *f, SynNode *call, TyBuiltin b);
/// How many operands a builtin call has; `append(f())` has as many as f has results.
uint32_t lower_operand_count(const LowerFn *f, const SynNode *call);
/// Types of the operands of delete, for lower_operands.
void lower_delete_types(LowerFn *f, SynNode *call, const TyType *types[2]);
/// The operands of a builtin call, each converted to `types[i]` (NULL: as it is).
GirOperand *lower_operands(LowerFn *f, SynNode *call, const TyType **types);
void lower_builtin_print(LowerFn *f, const GirOperand *args, uint32_t n, bool newline, GlLoc loc);
void lower_panic(LowerFn *f, GirOperand any, GlLoc loc);
GirOperand lower_append(LowerFn *f, SynNode *call);
GirOperand lower_unsafe(LowerFn *f, SynNode *call, TyBuiltin b);

// --- late.c --------------------------------------------------------------------------------------

typedef enum LowerLateKind { LOWER_LATE_VALUE, LOWER_LATE_NEW, LOWER_LATE_SLICE } LowerLateKind;
/// An argument of a go or defer statement.
typedef struct LowerLate {
  LowerLateKind kind;
  SynNode *node; // of variadic arguments: the call
  bool is_variadic;
  const TyType *type;
  GirOperand value;        // VALUE
  struct LowerLate *elems; // SLICE
  uint32_t n;
} LowerLate;
/// Arguments of a call by parameter; false: they are the results of one call.
bool lower_late_plan(LowerFn *f, SynNode *call, LowerLate **out, uint32_t *n);
/// What is evaluated at the statement, in order; returns how many (`nodes` may be NULL).
uint32_t lower_late_nodes(const LowerLate *l, uint32_t n, SynNode **nodes);
void lower_late_eval(LowerFn *f, LowerLate *l, uint32_t n);
/// In the thunk, whose values `l` has now.
GirOperand lower_late_make(LowerFn *f, const LowerLate *l, GlLoc loc);

// --- chan.c, select.c ----------------------------------------------------------------------------

const TyType *lower_chan_elem(const TyType *chan);
GirOperand lower_make_chan(LowerFn *f, SynNode *call);
void lower_close(LowerFn *f, GirOperand chan, GlLoc loc);
void lower_send(LowerFn *f, SynNode *s);
/// `value` has the channel's element type.
void lower_send_value(LowerFn *f, GirOperand chan, GirOperand value, GlLoc loc);
/// `<-e`; `ok` (may be NULL): whether the value was sent.
GirOperand lower_receive(LowerFn *f, SynNode *e, GirOperand *ok);
GirOperand lower_receive_value(LowerFn *f, GirOperand chan, GirOperand *ok, GlLoc loc);
void lower_select(LowerFn *f, SynNode *s);

// --- map.c ---------------------------------------------------------------------------------------

bool lower_is_map_index(const LowerFn *f, const SynNode *e);
/// Whether keys of map type `t` are handed over by address.
bool lower_map_takes_address(const TyType *t);
/// Place of the element, or of a zero value: to be read at once. `ok` (may be NULL): it is there.
GirPlace *lower_map_find(LowerFn *f, GirOperand map, GirOperand key, GirOperand *ok, GlLoc loc);
/// Place of the element, which is made if it was not there: to be written at once.
GirPlace *lower_map_slot(LowerFn *f, GirOperand map, GirOperand key, GlLoc loc);
void lower_map_delete(LowerFn *f, GirOperand map, GirOperand key, GlLoc loc);
void lower_map_clear(LowerFn *f, GirOperand map, GlLoc loc);
/// Evaluates map and key of an index expression.
void lower_map_operands(LowerFn *f, SynNode *e, GirOperand *map, GirOperand *key);
/// `m[k]` read.
GirPlace *lower_map_index(LowerFn *f, SynNode *e, GirOperand *ok);
GirOperand lower_make_map(LowerFn *f, SynNode *call);
GirOperand lower_map_literal(LowerFn *f, SynNode *lit, const TyType *t);
/// A walk through a map.
typedef struct LowerMapRange {
  GirOperand map, iter;
} LowerMapRange;
/// Begins with the first entry.
LowerMapRange lower_map_range(LowerFn *f, GirOperand map, GlLoc loc);
void lower_map_next(LowerFn *f, const LowerMapRange *r, GlLoc loc);
/// Addresses of key and element; the first is nil at the end.
void lower_map_entry(LowerFn *f, const LowerMapRange *r, GirOperand out[2], GlLoc loc);

// --- convert.c, iface.c, closure.c, wrapper.c, live.c --------------------------------------------

/// Conversion T(x) of a value.
GirOperand lower_convert(LowerFn *f, GirOperand v, const TyType *to, SynNode *e, GlLoc loc);
/// Conversion that assignment makes; `e` (may be NULL) is the expression for messages.
GirOperand lower_assign_convert(LowerFn *f, GirOperand v, const TyType *to, SynNode *e, GlLoc loc);
/// The same value under another type with the same underlying type.
GirOperand lower_retype(LowerFn *f, GirOperand v, const TyType *to, GlLoc loc);
GirOperand lower_to_int(LowerFn *f, GirOperand v, GlLoc loc);
/// The constant that variable `v` always is, or `v`.
GirOperand lower_known_value(const LowerFn *f, GirOperand v);
/// A literal of constants as value of interface type `iface`, in static memory. False: it is
/// another expression.
bool lower_box_literal(LowerFn *f, SynNode *e, const TyType *iface, GirOperand *out);
GirOperand lower_make_iface(LowerFn *f, GirOperand v, const TyType *iface, const char *text,
                            GlLoc loc);
GirOperand lower_type_assert(LowerFn *f, SynNode *e, GirOperand *ok);
GirOperand lower_type_test(LowerFn *f, GirOperand x, const TyType *t, GlLoc loc);
GirOperand lower_unchecked_assert(LowerFn *f, GirOperand x, const TyType *t, GlLoc loc);
/// Whether storing a `from` in a `to` makes a box.
bool lower_needs_box(const TyType *from, const TyType *to);
/// Read-only variable that holds a constant.
GirGlobal *lower_const_box(LowerCtx *c, const GirConst *k);
/// The value of a literal. With `func` (may be NULL) the literal is only called; its function is
/// stored there.
GirOperand lower_func_lit(LowerFn *f, SynNode *lit, GirFunc **func);
/// A closure record of function `g`.
GirOperand lower_record(LowerFn *f, GirFunc *g, const GirOperand *captures, uint32_t n,
                        const TyType *type, GirSite *site, GlLoc loc);
/// What the record of literal `l` holds: values, and addresses of variables.
GirOperand *lower_captures(LowerFn *f, const LowerLit *l, GlLoc loc);
/// Makes the captured variables of f->lit known in its own function.
void lower_capture_locals(LowerFn *f);
/// The function of a literal, made and queued.
GirFunc *lower_lit_func(LowerFn *f, SynNode *lit);
GirFunc *lower_global_lit(LowerCtx *c, LowerPkg *pkg, SynNode *lit);
GirOperand lower_method_value(LowerFn *f, SynNode *sel);
/// Code of method `m` for receivers of type `recv` (T or *T; paths start at T).
GirFunc *lower_method_func(LowerCtx *c, const TyType *recv, const TySelection *m, GlName name);
/// T.M as a function.
GirFunc *lower_method_expr(LowerCtx *c, const SynNode *sel);
/// x.M as a function with one capture, the receiver.
GirFunc *lower_method_value_func(LowerCtx *c, const TyType *recv, const TySelection *m,
                                 GlName name);
/// Notes that values of `t` may be in interfaces.
void lower_live(LowerCtx *c, const TyType *t);
/// Fills the method tables of live types that have none yet; false: nothing to do.
bool lower_live_run(LowerCtx *c);
void lower_forward(LowerCtx *c, GirFunc *wrapper, GirFunc *target);
void lower_forward_run(LowerCtx *c);
/// Evaluates the receiver of a method call on `x` (place or value), ready for `m`.
GirOperand lower_receiver(LowerFn *f, SynNode *sel, const TySelection *m);
GirOperand lower_receiver_at(LowerFn *f, LowerPlace *p, const TySelection *m, GlLoc loc);

// --- object.c, linkname.c, symbol.c, func.c, init.c, static.c ------------------------------------

/// A generic function, a method of a generic type, or a method of an instance.
bool lower_is_generic(const TyObject *fn);
GirFunc *lower_func_of(LowerCtx *c, TyObject *fn);
GirGlobal *lower_global_of(LowerCtx *c, TyObject *v);
void lower_set_pragmas(GirFunc *g, uint32_t pragma);
/// A function of ours that is defined in C.
GirFunc *lower_external(LowerCtx *c, const char *symbol, const TyType *type);
/// Parameter locals as the type says, receiver (may be NULL) first.
void lower_bare_params(LowerCtx *c, GirFunc *g, const TyType *recv);
/// Result locals without names.
void lower_bare_results(LowerCtx *c, GirFunc *g);
/// Reads `//go:linkname` directives and notes which function is defined under which link name.
void lower_linknames_collect(LowerCtx *c);
/// `fn`, declared with type `type`, as a function that calls `target`, the one under its link name:
/// types differ in name, or a receiver is a parameter here.
GirFunc *lower_linked_func(LowerCtx *c, TyObject *fn, const TyType *type, GirFunc *target);
/// Functions of package runtime that only C calls.
void lower_linkname_roots(LowerCtx *c);
/// What `//go:linkname` says about a package-level name, or NULL.
const SynLinkname *lower_linkname(const LowerCtx *c, const TyObject *o);
const char *lower_object_symbol(LowerCtx *c, const TyObject *o);
const char *lower_method_symbol(LowerCtx *c, const TyType *recv, GlName name, const TyPackage *pkg);
const char *lower_static_symbol(LowerCtx *c, const TyPackage *pkg, const char *what);
const char *lower_pkg_path(const TyPackage *p);

/// Starts a function body made by hand: `f` is set up, an entry block is open.
void lower_begin(LowerFn *f, LowerCtx *c, GirFunc *g, LowerPkg *pkg);
/// Ends it: removes blocks that nothing reaches.
void lower_end(LowerFn *f);
void lower_func_body(LowerCtx *c, const LowerWork *w);
void lower_return_stmt(LowerFn *f, SynNode *s);
/// Returns what the results hold now.
void lower_return_results(LowerFn *f, GlLoc loc);
/// Values of a return statement's operands, for results of the given types.
GirOperand *lower_return_values(LowerFn *f, SynList e, const TyType *const *types, uint32_t n,
                                GlLoc loc);
/// Finds the package variables whose initialisers need no code.
void lower_inits_collect(LowerCtx *c);
/// Makes the package's init function, if there is anything to do at start.
void lower_package_init(LowerCtx *c, LowerPkg *p);
/// Makes the functions for maps that are mentioned by now; `at_end`: those for all others do
/// nothing. False: nothing to do.
bool lower_lazy_maps_run(LowerCtx *c, bool at_end);
/// Makes golite.init, which calls those of all packages.
void lower_program_init(LowerCtx *c);
/// Whether `e`, assigned to type `t`, needs no code at run time. `is_template`: it is copied from,
/// possibly often, so it must not hold addresses of objects of its own.
bool lower_static_can(LowerCtx *c, SynNode *e, const TyType *t, bool is_template);
GirInit *lower_static_make(LowerCtx *c, LowerPkg *pkg, SynNode *e, const TyType *t);
/// Initial value of a variable that static_inits has.
GirInit *lower_static_of(LowerCtx *c, GirGlobal *g);
/// A nameless variable with a static value.
GirGlobal *lower_static_object(LowerCtx *c, LowerPkg *pkg, const TyType *t, GirInit *init,
                               GlLoc loc);
GirInit *lower_init_new(LowerCtx *c, GirInitKind kind, const TyType *t);
GirInit *lower_init_const(LowerCtx *c, const GirConst *k);
GirInit *lower_init_addr(LowerCtx *c, GirGlobal *g, int64_t offset, const TyType *pointer);
/// All `n` elements of a variable that is an array.
GirInit *lower_init_slice(LowerCtx *c, GirGlobal *backing, int64_t n, const TyType *t);
/// A slice, of type `to`, of an array of its own.
GirInit *lower_init_bytes(LowerCtx *c, LowerPkg *pkg, const char *s, size_t len, const TyType *to,
                          GlLoc loc);

// --- embed.c -------------------------------------------------------------------------------------

/// Finds the variables with //go:embed of the packages that are compiled; reports those whose type
/// cannot hold what is embedded.
void lower_embeds_collect(LowerCtx *c);
/// Initial value of such a variable, NULL: it is none.
GirInit *lower_embed_init(LowerCtx *c, const TyObject *v);

// --- stmt.c, assign.c, switch.c, typeswitch.c, range.c, defer.c ----------------------------------

void lower_stmt(LowerFn *f, SynNode *s);
void lower_stmts(LowerFn *f, SynList list);
void lower_block_stmt(LowerFn *f, SynNode *block);
void lower_assign_stmt(LowerFn *f, SynNode *s);
void lower_inc_dec(LowerFn *f, SynNode *s);
void lower_var_decl(LowerFn *f, SynNode *d);
/// Assigns to an expression or declares the variable of an identifier.
void lower_assign_to(LowerFn *f, SynNode *lhs, bool is_define, GirOperand v, GlLoc loc);
/// Several values to several targets (NULL: not wanted), whose operands are evaluated first.
void lower_assign_values(LowerFn *f, SynNode *const *lhs, uint32_t n, bool is_define,
                         const GirOperand *v, GlLoc loc);
void lower_switch(LowerFn *f, SynNode *s);
void lower_type_switch(LowerFn *f, SynNode *s);
void lower_range(LowerFn *f, SynNode *s);
/// break, continue or goto.
void lower_branch_to(LowerFn *f, SynBranch tok, const SynNode *target, GlLoc loc);
GirBlock *lower_label_block(LowerFn *f, const SynNode *labeled);
void lower_defer(LowerFn *f, SynNode *s);
/// Pushes the record that stands for the deferred calls of range bodies; gives the tokens of the
/// frame and of its goroutine's chain.
void lower_defer_mark(LowerFn *f, GlLoc loc, GirOperand tokens[2]);
/// Which panic called this function, if one did.
GirOperand lower_recover_token(LowerFn *f, GlLoc loc);
void lower_go(LowerFn *f, SynNode *s);
void lower_push_target(LowerFn *f, LowerTarget *t, const SynNode *stmt, GirBlock *brk,
                       GirBlock *cont);
// rangefunc.c
void lower_range_func(LowerFn *f, SynNode *s);
/// Declares the hidden variables that the range bodies of a function need, but results.
void lower_range_hidden(LowerFn *f, GlLoc loc);
/// return in a range body.
void lower_range_return(LowerFn *f, SynNode *s);
/// A branch that leaves the range body.
void lower_range_branch(LowerFn *f, SynBranch tok, const SynNode *target, GlLoc loc);
/// Object of an identifier if it is declared right there.
TyObject *lower_declared(const LowerFn *f, const SynNode *ident);
bool lower_is_blank(const SynNode *e);

#endif
