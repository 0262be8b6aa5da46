/// \file
/// GIR, the middle form: a control-flow graph of three-address instructions over locals and places.
/// Not SSA. Open data: written by lower, rewritten by opt and placement, read by escape, report,
/// codegen. lib/ir/README.md is the reference. All types are canonical (`ty_canonical`) and mention
/// no type parameter.

#ifndef GOLITE_IR_GIR_H
#define GOLITE_IR_GIR_H
#include "golite/support/map.h"
#include "golite/support/sources.h"
#include "golite/support/vec.h"
#include "golite/types/type.h"

enum { GIR_F_PURE = 1, GIR_F_SITE = 2, GIR_F_PANICS = 4, GIR_F_CALL = 8, GIR_F_TERM = 16 };

typedef enum GirOp {
#define GIR_OP(NAME, spelling, flags) GIR_OP_##NAME,
#include "golite/ir/ops.def"
#undef GIR_OP
  GIR_OP_COUNT
} GirOp;

typedef enum GirUnary { GIR_NEG, GIR_NOT, GIR_COM, GIR_REAL, GIR_IMAG, GIR_UNARY_COUNT } GirUnary;

/// Operands of a binary instruction have one type, but for shifts. Division and shifts were checked
/// before. Comparisons give a bool type.
typedef enum GirBinary {
  GIR_ADD,
  GIR_SUB,
  GIR_MUL,
  GIR_DIV,
  GIR_REM,
  GIR_AND,
  GIR_OR,
  GIR_XOR,
  GIR_AND_NOT,
  GIR_SHL,
  GIR_SHR,
  GIR_EQ,
  GIR_NE,
  GIR_LT,
  GIR_LE,
  GIR_GT,
  GIR_GE,
  GIR_MIN,
  GIR_MAX,
  GIR_PTR_ADD, // pointer + integer bytes (unsafe.Add)
  GIR_BINARY_COUNT
} GirBinary;

/// What RECOVER does. The token says which panic called this function, if one did.
typedef enum GirRecover {
  GIR_RECOVER,       // recover(), by this function's token
  GIR_RECOVER_TOKEN, // dst (unsafe.Pointer) = this function's token
  GIR_RECOVER_BY,    // recover(), by token a: `defer recover()` acts for the function it stands in
} GirRecover;

/// What DEFER does.
typedef enum GirDefer {
  GIR_DEFER,      // pushes a record of this function
  GIR_DEFER_MARK, // the same; dst, dst2 (unsafe.Pointer) = tokens of this frame, of its goroutine
  GIR_DEFER_FOR,  // pushes a record of the frame with tokens b and c, which has a mark: a deferred
                  // call in the body of a range-over-func statement
} GirDefer;

/// How map instructions hand the key to their function.
typedef enum GirMapKey { GIR_MAP_KEY_BY_ADDRESS, GIR_MAP_KEY_BY_VALUE } GirMapKey;

typedef enum GirSiteKind {
#define GIR_SITE(KIND, text) GIR_SITE_##KIND,
#include "golite/ir/sites.def"
#undef GIR_SITE
  GIR_SITE_KIND_COUNT
} GirSiteKind;

typedef enum GirPlacement {
  GIR_PLACE_UNDECIDED,
  GIR_PLACE_STACK,    // alloca, one slot for all executions of the site in one call
  GIR_PLACE_STACK_IF, // frame array of `stack_cap` bytes when the run-time size fits, else heap
  GIR_PLACE_HEAP,
  GIR_PLACE_STATIC, // read-only or package-level memory: contents constant
  GIR_PLACE_NONE,   // not an object at all (the value lives in registers, zero size)
} GirPlacement;

typedef struct GirFunc GirFunc;
typedef struct GirGlobal GirGlobal;
typedef struct GirBlock GirBlock;
typedef struct GirInstr GirInstr;
typedef uint32_t GirLocalId; // index into GirFunc.locals; 0: none

/// One place in the program where memory is made.
typedef struct GirSite {
  uint32_t id; // from 1, unique in the program
  GirSiteKind kind;
  GlLoc loc;          // where gc would report it
  const TyType *type; // of the object; slices and appends: of an element; strings: NULL
  const char
      *text;     // Go source text as -m prints it ("&T{...}", "make([]int, n)", a variable's name)
  GirFunc *func; // whose code holds it now
  struct GirSite *origin; // the site this is an inlined or cloned copy of; NULL: original
  GlLoc inlined_at;       // call position, for copies
  GirPlacement placement;
  int64_t stack_cap; // STACK_IF: bytes
  bool is_shared; // STACK_IF of an append: its arrays lie side by side, since earlier ones may be
                  // in use
} GirSite;

typedef enum GirConstKind {
  GIR_CONST_ZERO,
  GIR_CONST_INT,
  GIR_CONST_FLOAT,
  GIR_CONST_COMPLEX,
  GIR_CONST_STRING
} GirConstKind;

/// A constant of run-time type `type`. ZERO is the zero value of any type (nil, false, 0, "",
/// struct…).
typedef struct GirConst {
  GirConstKind kind;
  const TyType *type;
  uint64_t bits;     // INT (bool too): two's complement, sign- or zero-extended by the type
  double real, imag; // FLOAT, COMPLEX: already rounded to the type
  const char *text;  // STRING: len bytes
  size_t len;
} GirConst;

typedef enum GirOperandKind {
  GIR_OPERAND_NONE,
  GIR_OPERAND_LOCAL, // value of a local (never a memory local of aggregate size > 0 that has a VAR:
                     // load it first)
  GIR_OPERAND_CONST,
  GIR_OPERAND_FUNC,   // func value of a function that captures nothing
  GIR_OPERAND_GLOBAL, // address of a package variable (type *T)
} GirOperandKind;

typedef struct GirOperand {
  GirOperandKind kind;
  union {
    GirLocalId local;
    const GirConst *konst;
    GirFunc *func;
    GirGlobal *global;
  };
  const TyType *type; // NULL only for NONE
} GirOperand;

typedef enum GirBase {
  GIR_BASE_LOCAL,  // the local itself
  GIR_BASE_GLOBAL, // the package variable itself
  GIR_BASE_DEREF,  // what pointer `ptr` points to (checked before)
  GIR_BASE_SLICE,  // the array of slice `ptr`; path[0] is its index (checked before)
} GirBase;

typedef struct GirPathElem {
  bool is_index;
  uint32_t field;   // struct field
  GirOperand index; // array (or slice) element, checked before; any integer type
} GirPathElem;

/// base.path: at most one dereference, always first.
typedef struct GirPlace {
  GirBase base;
  GirLocalId local;
  GirGlobal *global;
  GirOperand ptr;
  GirPathElem *path;
  uint32_t n_path;
  const TyType
      *base_type; // type of the base: of the local, the variable, *ptr, or the element of the slice
  const TyType *type; // type of the whole place
} GirPlace;

typedef enum GirCallKind {
  GIR_CALL_STATIC,  // callee.func; captures nothing, or `closure` holds its record
  GIR_CALL_CLOSURE, // func value `closure`
  GIR_CALL_METHOD,  // interface method: `callee.closure` is the interface value, `method` the index
                    // in its sorted methods
} GirCallKind;

typedef struct GirCallee {
  GirCallKind kind;
  GirFunc *func;      // STATIC; CLOSURE instruction: its code
  GirOperand closure; // CLOSURE: the func value (checked not nil before); METHOD: the interface
                      // (checked not nil before); STATIC: record or NONE
  const TyType *type; // FUNC type of the call without receiver (METHOD), or of the function
  uint32_t method;
} GirCallee;

enum {
  GIR_I_UNCHECKED = 1, // TYPE_ASSERT: known to hold
  GIR_I_BORROWED = 2,  // STRING_CONVERT of or to []byte: only looked at before the bytes can change
};

/// A call that was inlined: code with it came from `func`, called at `call_loc`, which itself may
/// be inlined code.
typedef struct GirInlined {
  GirFunc *func;
  GlLoc call_loc;
  const struct GirInlined *outer; // NULL: the call stood in the function that now holds the code
} GirInlined;

struct GirInstr {
  GirOp op;
  uint8_t sub;   // GirUnary, GirBinary, GirRecover, GirDefer, GirMapKey, PRINT's newline, SELECT's
                 // default
  uint8_t flags; // GIR_I_*
  GlLoc loc;
  GirLocalId dst, dst2; // results (CALL uses dsts)
  const TyType *type;   // T of the table in ops.def
  GirOperand *args;
  uint32_t n_args;
  GirPlace *place; // P
  GirSite *site;
  const GirInlined *inlined; // NULL: the function's own code
  GirCallee *callee;         // CALL, CLOSURE, map instructions (but MAP_ENTRY)
  GirLocalId *dsts;          // CALL: one per result; SELECT: one per case; 0 where unused
  uint32_t n_dsts;
  GirBlock **to; // terminators
  uint32_t n_to;
};

struct GirBlock {
  uint32_t id;               // index in GirFunc.blocks
  GL_VEC(GirInstr *) instrs; // the last one is the only terminator
};

typedef enum GirLocalKind {
  GIR_LOCAL_PARAM,
  GIR_LOCAL_RESULT,
  GIR_LOCAL_VAR,
  GIR_LOCAL_TEMP,
  GIR_LOCAL_CAPTURE
} GirLocalKind;

typedef struct GirLocal {
  GirLocalKind kind;
  GlName name; // of a user variable; NULL for temporaries
  const TyType *type;
  GlLoc loc;
  bool is_memory;   // its address is taken (ADDR) or captured: an object made by a VAR instruction;
                    // else a plain register-like value
  bool is_volatile; // must keep its value over a recovered panic: results of functions with defer
  GirSite *site;    // of the VAR instruction, when is_memory
  GlName
      ref_name; // CAPTURE by reference: name of the variable it points to (debug info), else NULL
  GirFunc
      *inlined_from; // function whose inlined copy this local belongs to; NULL: the function's own
} GirLocal;

/// What escape found about a parameter; written by placement.
typedef struct GirParamFacts {
  bool is_captured; // may be kept after the call returns
  bool is_written;  // memory reachable through it may be written
  bool is_freed;    // reserved
} GirParamFacts;

/// What a function does that the compiler makes itself (intrinsics.def).
typedef enum GirIntrinsic {
  GIR_INTRINSIC_NONE,
#define GIR_INTRINSIC_KIND(name) GIR_INTRINSIC_##name,
#include "golite/ir/intrinsics.def"
  GIR_INTRINSIC_COUNT
} GirIntrinsic;

struct GirFunc {
  uint32_t id;        // index in GirProgram.funcs
  const char *symbol; // link name, e.g. "main.(*T).M", "main.f.func1"
  const TyPackage *pkg;
  const TyType *type; // FUNC type without receiver and captures
  GlLoc loc, end_loc;
  GL_VEC(GirLocal) locals; // [0] is unused
  GirLocalId *params;      // receiver first
  uint32_t n_params;
  GirLocalId *results;
  uint32_t n_results;
  GirLocalId *captures; // locals of kind CAPTURE, filled from the closure record on entry
  uint32_t n_captures;
  GL_VEC(GirBlock *) blocks; // [0] is the entry; empty: external
  GirBlock *recover_block;   // has_defer: where control goes on after a recovered panic; else NULL
  GirFunc *outer;            // function a literal stands in
  GirFunc *same_code;        // function whose code stands for this one's in func values; or NULL
  bool is_external;          // no body: defined in C under `symbol`, or an intrinsic
  bool is_imported;          // no body: Go code of another unit
  bool is_copy;              // of another unit's function, to be inlined: then it is imported
  bool is_small;             // opt would inline it
  bool is_shared;            // other units may make the same function: instances, wrappers, and the
                             // literals in them
  GirIntrinsic intrinsic;    // codegen makes it; is_external
  const char *leaks;         // of an intrinsic: fate of each parameter, as intrinsics.def says
  bool is_noinline, is_noescape, is_nosplit;
  bool is_range_body; // the body of a range-over-func statement in `outer`
  bool is_wrapper;    // made by lower, no user code: hidden in tracebacks
  bool has_defer;
  bool has_recover; // calls recover, or forwards to a function that does (wrappers, deferred-call
                    // thunks)
  bool forwards_recover;    // wrapper or thunk whose target is dynamic: codegen disarms the token
                            // before the call unless the target recovers
  bool has_unknown_callers; // address is known outside the unit: linkname push, C, finalizers
  bool is_address_taken;
  const GirGlobal *fills; // NULL, or the one variable this function has an effect on: its call may
                          // go where nothing else in the program reaches the variable
  GirParamFacts *param_facts; // n_params; NULL before placement
  uint32_t frame_hint;        // reserved
};

typedef enum GirInitKind {
  GIR_INIT_ZERO,
  GIR_INIT_CONST,
  GIR_INIT_ADDR,
  GIR_INIT_FUNC,
  GIR_INIT_AGGREGATE,
  GIR_INIT_BYTES, // an array of bytes
  GIR_INIT_SLICE,
  GIR_INIT_IFACE
} GirInitKind;

/// Static initial value of a package variable or of constant data.
typedef struct GirInit {
  GirInitKind kind;
  const TyType *type;
  const GirConst *konst; // CONST
  GirFunc *func;         // FUNC
  GirGlobal *global; // ADDR: &global + offset; SLICE: backing array; IFACE: box (NULL when `data`
                     // holds a direct value)
  int64_t offset;    // bytes
  int64_t len, cap;  // SLICE; BYTES: len
  const char *bytes; // BYTES
  const TyType *dynamic;  // IFACE: concrete type (NULL: nil)
  struct GirInit *data;   // IFACE, direct types
  struct GirInit **elems; // AGGREGATE: struct fields in order, or array elements; NULL entries are
                          // zero; n_elems may be less than the array's length
  int64_t n_elems;
} GirInit;

struct GirGlobal {
  uint32_t id;
  const char *symbol;
  GlName name; // NULL for constant data made by the compiler
  const TyPackage *pkg;
  const TyType *type;
  GlLoc loc;
  GirInit *init;    // NULL: zero
  bool is_readonly; // nobody may write it
  bool is_external; // defined elsewhere
  bool is_exported; // a //go:linkname of the user's gives it its name: others may use it
};

/// A type that values in interfaces may have, with its method table.
typedef struct GirLiveType {
  const TyType *type;
  const TyMethodSet *methods; // of `type`
  GirFunc **ifn;              // methods->n: called with the interface's data word as receiver
  GirFunc **tfn;              // methods->n: called with the receiver value
  bool is_converted;          // some MAKE_IFACE (or static initialiser) has it
  bool is_imported;           // known from another unit; `ifn` alone, of imported functions
  bool is_exported;           // other units rely on this one for its descriptor
} GirLiveType;

typedef struct GirProgram {
  GlArena *arena;
  GlIntern *names;
  const GlSources *sources;
  struct TyWorld *world;            // for making types only
  GL_VEC(GirFunc *) funcs;          // [0] is NULL, and so are pruned ones
  GL_VEC(GirGlobal *) globals;      // [0] is NULL
  GL_VEC(GirSite *) sites;          // [0] is NULL
  GL_VEC(GirLiveType *) live_types; // in order of discovery
  GlPtrMap *live_index;             // canonical type → GirLiveType
  GirFunc *main;                    // NULL: not a program
  GirFunc *init;                    // golite.init: runs all packages' initialisation in order
} GirProgram;

// --- building (build.c) -----------------------------------------------------

GirProgram *gir_program_new(GlArena *a, GlIntern *names, const GlSources *sources,
                            struct TyWorld *world);
/// A function without blocks; params, results and captures are added with gir_local_new. `symbol`
/// is kept.
GirFunc *gir_func_new(GirProgram *p, const char *symbol, const TyPackage *pkg, const TyType *type,
                      GlLoc loc);
GirGlobal *gir_global_new(GirProgram *p, const char *symbol, const TyPackage *pkg,
                          const TyType *type, GlLoc loc);
GirSite *gir_site_new(GirProgram *p, GirFunc *f, GirSiteKind kind, const TyType *type,
                      const char *text, GlLoc loc);
GirLocalId gir_local_new(GirProgram *p, GirFunc *f, GirLocalKind kind, GlName name,
                         const TyType *type, GlLoc loc);
static inline GirLocal *gir_local(const GirFunc *f, GirLocalId id) { return &f->locals.data[id]; }
GirBlock *gir_block_new(GirProgram *p, GirFunc *f);
/// Appends an instruction with room for `n_args` operands (set to NONE).
GirInstr *gir_instr_new(GirProgram *p, GirBlock *b, GirOp op, GlLoc loc, uint32_t n_args);
/// An instruction that is in no block yet (opt, placement).
GirInstr *gir_instr_alloc(GirProgram *p, GirOp op, GlLoc loc, uint32_t n_args);
/// The block's terminator, or NULL while it is open.
GirInstr *gir_block_terminator(const GirBlock *b);
/// Live type entry, made on first request (methods empty until lower fills it).
GirLiveType *gir_live_type(GirProgram *p, const TyType *t);
GirLiveType *gir_live_type_find(const GirProgram *p, const TyType *t);

GirOperand gir_none(void);
GirOperand gir_use(const GirFunc *f, GirLocalId id);
GirOperand gir_const_int(GirProgram *p, const TyType *t, uint64_t bits);
GirOperand gir_const_float(GirProgram *p, const TyType *t, double v);
GirOperand gir_const_complex(GirProgram *p, const TyType *t, double re, double im);
GirOperand gir_const_string(GirProgram *p, const TyType *t, const char *s, size_t len);
GirOperand gir_const_zero(GirProgram *p, const TyType *t);
GirOperand gir_func_value(GirFunc *f);
GirOperand gir_global_addr(GirGlobal *g, const TyType *pointer_type);

GirPlace *gir_place_local(GirProgram *p, const GirFunc *f, GirLocalId id);
GirPlace *gir_place_global(GirProgram *p, GirGlobal *g);
/// `pointee`: type of what `ptr` points to.
GirPlace *gir_place_deref(GirProgram *p, GirOperand ptr, const TyType *pointee);
GirPlace *gir_place_slice_elem(GirProgram *p, GirOperand slice, GirOperand index);
/// Copies of `base` one step longer.
GirPlace *gir_place_field(GirProgram *p, const GirPlace *base, uint32_t field);
/// A field of a field …: n of them.
GirPlace *gir_place_fields(GirProgram *p, const GirPlace *base, const uint32_t *fields, uint32_t n);
GirPlace *gir_place_index(GirProgram *p, const GirPlace *base, GirOperand index);

// --- reading ---------------------------------------------------------------

const char *gir_op_spelling(GirOp op);
uint32_t gir_op_flags(GirOp op);
const char *gir_site_kind_text(GirSiteKind k);
/// The intrinsic that a link name stands for, or NONE; `leaks` as in GirFunc.
GirIntrinsic gir_intrinsic_find(const char *symbol, const char **leaks);
/// Calls `fn` for every operand that instruction `in` reads (its place's too).
void gir_instr_operands(GirInstr *in, void (*fn)(void *ctx, GirOperand *o), void *ctx);
/// Operands of case `i` of a SELECT: the channel and, behind it, the value to send (NONE: a
/// receive).
static inline GirOperand *gir_select_case(const GirInstr *in, uint32_t i) {
  return in->args + 2 * (size_t)i;
}
/// Predecessor lists: preds[b->id] is a list; arrays live in `a`.
typedef struct GirBlockList {
  GirBlock **data;
  uint32_t len;
} GirBlockList;
GirBlockList *gir_predecessors(GlArena *a, const GirFunc *f);
/// Loop depth per block id (an irreducible region counts as a loop); lives in `a`.
uint32_t *gir_loop_depths(GlArena *a, const GirFunc *f);
/// Blocks reachable from the entry (and the recover block), in reverse post order.
GirBlockList gir_reverse_post_order(GlArena *a, const GirFunc *f);

/// Text of a whole program or one function (`--emit=gir`, `--print-after`).
struct GlBuf;
void gir_print_program(struct GlBuf *out, const GirProgram *p);
void gir_print_func(struct GlBuf *out, const GirProgram *p, const GirFunc *f);
void gir_print_instr(struct GlBuf *out, const GirProgram *p, const GirFunc *f, const GirInstr *in);

/// Checks every invariant of lib/ir/README.md. On failure: an internal compiler error that names
/// `after`, function and instruction.
void gir_verify(const GirProgram *p, const char *after);

/// Static call graph of the program as known now; components in callees-first order (Tarjan).
typedef struct GirCallGraph {
  GirFunc **order;         // all functions with bodies, component after component
  uint32_t *component_end; // n_components: end index in `order`
  uint32_t n_components;
} GirCallGraph;
/// `targets`: further edges, may be NULL: fn(ctx, caller, instr, &n) gives the possible callees of
/// an indirect call, or the methods that a MAKE_IFACE makes callable.
typedef GirFunc *const *(*GirTargets)(void *ctx, const GirFunc *caller, const GirInstr *call,
                                      uint32_t *n);
GirCallGraph gir_call_graph(GlArena *a, const GirProgram *p, GirTargets targets, void *ctx);

#endif
