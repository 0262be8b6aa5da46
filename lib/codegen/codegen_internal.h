/// \file
/// What the files of codegen share: the module's state, the state of one function, how Go values
/// are held while code is made, and the helpers by topic.
///
/// A Go value is flattened to its scalars ("leaves") when it has at most CG_MAX_LEAVES of them: a
/// string is {ptr, i64}, a struct its fields one by one. Bigger values live in memory and are named
/// by the address of a copy that nobody changes while it is in use. Zero-size values are nothing.

#ifndef GOLITE_CODEGEN_CODEGEN_INTERNAL_H
#define GOLITE_CODEGEN_CODEGEN_INTERNAL_H
#include "golite/codegen/codegen.h"

#include <llvm-c/Core.h>
#include <llvm-c/DebugInfo.h>
#include <llvm-c/Target.h>

enum { CG_MAX_LEAVES = 4, CG_WORD = 8, CG_SWIFT_CC = 16, CG_FS_ADDRESS_SPACE = 257 };

typedef enum CgExtend { CG_EXTEND_NONE, CG_EXTEND_ZERO, CG_EXTEND_SIGN } CgExtend;

/// One scalar of a flattened value.
typedef struct CgLeaf {
  LLVMTypeRef type; // of the SSA value; i1 for bool, which is i8 in memory
  int64_t offset;   // bytes from the start of the value
  CgExtend extend;  // how the calling convention widens it
  bool is_bool;
  bool is_float;
  bool is_length; // len or cap: never negative
} CgLeaf;

/// How values of one canonical Go type are represented.
typedef struct CgLayout {
  const TyType *type;
  LLVMTypeRef mem;  // type in memory, of exactly `size` bytes
  int64_t size;     // bytes
  uint32_t align;   // bytes
  bool is_memory;   // more than CG_MAX_LEAVES scalars
  uint8_t n_leaves; // of a flattened value
  CgLeaf leaves[CG_MAX_LEAVES];
} CgLayout;

/// A Go value while code is made.
typedef struct CgValue {
  const CgLayout *layout;
  LLVMValueRef v[CG_MAX_LEAVES]; // flattened: layout->n_leaves scalars
  LLVMValueRef address;          // layout->is_memory: where it lies; NULL: the zero value
} CgValue;

/// Functions and data of the runtime, by name: CG_RT_new is grt_new.
typedef enum CgRuntime {
#define GRT_FN(name, sig, attrs, leaks) CG_RT_##name,
#define GRT_DATA(name, size, align, what)
#include "golite/abi/runtime.def"
  CG_RT_COUNT
} CgRuntime;

typedef enum CgAttribute {
  CG_ATTR_NOALIAS,
  CG_ATTR_NONNULL,
  CG_ATTR_WRITABLE,
  CG_ATTR_DEREFERENCEABLE,
  CG_ATTR_CAPTURES,
  CG_ATTR_READONLY,
  CG_ATTR_NEST,
  CG_ATTR_ZEROEXT,
  CG_ATTR_SIGNEXT,
  CG_ATTR_ALIGN,
  CG_ATTR_ALLOCKIND,
  CG_ATTR_ALLOCSIZE,
  CG_ATTR_NOUNWIND,
  CG_ATTR_NORETURN,
  CG_ATTR_NOINLINE,
  CG_ATTR_NOMERGE,
  CG_ATTR_COLD,
  CG_ATTR_MEMORY,
  CG_ATTR_RETURNS_TWICE,
  CG_ATTR_UWTABLE,
  CG_ATTR_NOREDZONE,
  CG_ATTR_WILLRETURN,
  CG_ATTR_NOCALLBACK,
  CG_ATTR_SANITIZE_ADDRESS,
  CG_ATTR_COUNT
} CgAttribute;

/// Values of enum attributes as LLVM encodes them.
enum {
  CG_CAPTURES_NONE = 0,
  CG_ALLOCKIND_ALLOC_ZEROED = 1 | 16,
  CG_UWTABLE_SYNC = 1,
};

typedef struct CgDebug CgDebug;

struct CgModule {
  GlArena *arena;
  const GirProgram *p;
  CgOptions options;
  LLVMContextRef context;
  LLVMModuleRef module;
  LLVMTargetDataRef layout;
  LLVMTypeRef t_void, i1, i8, i16, i32, i64, f32, f64, ptr;
  unsigned attribute_kinds[CG_ATTR_COUNT];
  LLVMValueRef runtime[CG_RT_COUNT]; // declared on first use
  LLVMTypeRef runtime_types[CG_RT_COUNT];
  CgLayout word;                // of an interface's data word
  GlPtrMap *layouts;            // TyType → CgLayout
  GlPtrMap *functions;          // GirFunc → LLVM function
  GlPtrMap *globals;            // GirGlobal → LLVM variable
  GlPtrMap *descriptors;        // TyType → LLVM variable
  GlPtrMap *equals;             // TyType → LLVM function (equality by address)
  GlStrMap *strings;            // contents → LLVM variable
  GlStrMap *names;              // encoded name or pointer mask → LLVM variable
  GL_VEC(LLVMValueRef) kept;    // list entries: llvm.compiler.used
  GL_VEC(const char *) kept_of; // name of what each of them is bound to
  unsigned md_site, md_range;
  LLVMValueRef length_range; // metadata: [0, 2^63)
  LLVMValueRef bool_range;   // metadata: [0, 2)
  CgDebug *debug;            // NULL without debug information
  uint8_t *fates;            // CgSiteFate by site id
  uint32_t n_fates;
};

typedef enum CgResultMode {
  CG_RESULT_VOID,
  CG_RESULT_SCALAR,
  CG_RESULT_STRUCT, // literal struct of all scalars
  CG_RESULT_BUFFER, // the first parameter points to a Go struct of all results
} CgResultMode;

/// The machine-level form of a Go signature. See runtime/README.md, "calls".
typedef struct CgSignature {
  LLVMTypeRef type, result;
  CgResultMode mode;
  const CgLayout **params;
  uint32_t n_params;
  const CgLayout **results;
  uint32_t n_results;
  int64_t *result_offsets; // BUFFER
  int64_t buffer_size;
  uint32_t buffer_align;
  bool has_nest; // closure record as last parameter
  bool is_c;     // C calling convention
} CgSignature;

typedef enum CgLocalKind {
  CG_LOCAL_NONE,  // zero size: no storage
  CG_LOCAL_SSA,   // value is known where it is used
  CG_LOCAL_STACK, // `address` is its storage
  CG_LOCAL_BOX,   // `address` holds the pointer to its storage
} CgLocalKind;

typedef struct CgLocal {
  CgLocalKind kind;
  const CgLayout *layout;
  CgValue value;             // SSA
  LLVMValueRef address;      // STACK, BOX
  bool in_frame;             // keeps its value over a recovered panic
  const GirInlined *inlined; // the inlined call whose variable this is; NULL: the function's own
} CgLocal;

typedef struct CgDefers CgDefers;

typedef struct CgFunc {
  CgModule *m;
  const GirFunc *gir;
  LLVMValueRef fn;
  LLVMBuilderRef b, allocas;
  LLVMBasicBlockRef entry;
  LLVMValueRef last_alloca;
  LLVMBasicBlockRef *blocks; // by block id; NULL where unreachable
  CgLocal *locals;           // by local id
  CgSignature sig;
  LLVMValueRef result_buffer, closure;
  LLVMValueRef frame;               // AbiDeferFrame, first member of the frame record; else a word
  CgDefers *defers;                 // NULL: the function does not defer
  bool is_recovering;               // a deferred call may end a panic: control may come back
  LLVMValueRef token;               // of recover()
  LLVMMetadataRef subprogram, file; // NULL without debug information
  GlPtrMap *append_buffers;         // by site, those of several growths; NULL: none yet
  GlLoc loc;                        // of the builder's debug location
  const GirInlined *inlined;
  bool has_location;
} CgFunc;

// --- runtime.c ---------------------------------------------------------------

void cg_runtime_init(CgModule *m);
LLVMAttributeRef cg_attribute(CgModule *m, CgAttribute a, uint64_t value);
LLVMAttributeRef cg_string_attribute(CgModule *m, const char *key, const char *value);
LLVMValueRef cg_runtime_function(CgModule *m, CgRuntime r);
/// Address of grt_NAME of GRT_DATA.
LLVMValueRef cg_runtime_data(CgModule *m, const char *name);
/// Calls grt_*; the result is NULL for void. Panics are followed by `unreachable`.
LLVMValueRef cg_runtime_call(CgFunc *f, CgRuntime r, LLVMValueRef *args, unsigned n);
/// int memcmp(p, q, n) of libc.
LLVMValueRef cg_memcmp(CgFunc *f, LLVMValueRef p, LLVMValueRef q, LLVMValueRef n);

// --- type.c ------------------------------------------------------------------

/// `t` need not be canonical.
const CgLayout *cg_layout(CgModule *m, const TyType *t);
LLVMTypeRef cg_leaf_memory_type(CgModule *m, const CgLeaf *leaf);
LLVMValueRef cg_int(CgModule *m, int64_t v); // i64
int64_t cg_align_up(int64_t n, int64_t align);
bool cg_is_signed(const TyType *t);

// --- value.c -----------------------------------------------------------------

CgValue cg_zero(CgModule *m, const TyType *t);
CgValue cg_scalar(CgModule *m, const TyType *t, LLVMValueRef v);
CgValue cg_scalars(CgModule *m, const TyType *t, LLVMValueRef v0, LLVMValueRef v1, LLVMValueRef v2);
/// Value of an operand. A memory value stays valid until its local is written.
CgValue cg_operand(CgFunc *f, const GirOperand *o);
/// Scalar `i` of an operand; the others are not loaded.
LLVMValueRef cg_operand_leaf(CgFunc *f, const GirOperand *o, uint32_t i);
/// The only scalar of an operand.
LLVMValueRef cg_operand_scalar(CgFunc *f, const GirOperand *o);
/// An integer operand widened to 64 bits by its type.
LLVMValueRef cg_operand_i64(CgFunc *f, const GirOperand *o);
LLVMValueRef cg_offset(CgFunc *f, LLVMValueRef p, int64_t bytes);
/// Loads the scalars of a value that is not a memory value.
CgValue cg_load(CgFunc *f, const CgLayout *l, LLVMValueRef address);
void cg_store(CgFunc *f, CgValue v, LLVMValueRef address);
void cg_copy_memory(CgFunc *f, const CgLayout *l, LLVMValueRef to, LLVMValueRef from);
void cg_zero_memory(CgFunc *f, const CgLayout *l, LLVMValueRef at);
/// An alloca of the entry block, uninitialised. `name` may be NULL.
LLVMValueRef cg_alloca(CgFunc *f, LLVMTypeRef t, uint32_t align, const char *name);
/// Address of memory that holds `v`: its own or a new temporary.
LLVMValueRef cg_spill(CgFunc *f, CgValue v);
/// llvm.lifetime.start or .end of an alloca (nothing at -O0).
void cg_lifetime(CgFunc *f, LLVMValueRef slot, bool is_start);
LLVMValueRef cg_intrinsic_call(CgFunc *f, const char *name, LLVMTypeRef *overload, unsigned n_types,
                               LLVMValueRef *args, unsigned n_args);

// --- local.c -----------------------------------------------------------------

/// Chooses the representation of all locals and makes their storage.
void cg_locals_init(CgFunc *f);
/// Gives a local its value (whole).
void cg_local_set(CgFunc *f, GirLocalId id, CgValue v);
CgValue cg_local_get(CgFunc *f, GirLocalId id);
/// Address of a local's storage; for boxed variables the box. Not for SSA locals.
LLVMValueRef cg_local_address(CgFunc *f, GirLocalId id);
/// Where a value of a memory type may be built for local `id`: its storage.
LLVMValueRef cg_local_storage(CgFunc *f, GirLocalId id);

// --- place.c -----------------------------------------------------------------

LLVMValueRef cg_place_address(CgFunc *f, const GirPlace *p);
void cg_emit_load(CgFunc *f, const GirInstr *in);
void cg_emit_store(CgFunc *f, const GirInstr *in);
void cg_emit_zero(CgFunc *f, const GirInstr *in);
void cg_emit_addr(CgFunc *f, const GirInstr *in);

// --- signature.c, func.c -------------------------------------------------------

/// Signature of function `g`, or of a call by FUNC type: `has_receiver` puts an interface's data
/// word in front.
CgSignature cg_signature_of_func(CgModule *m, const GirFunc *g);
CgSignature cg_signature_of_type(CgModule *m, const TyType *func, bool has_receiver, bool has_nest);
/// Adds the attributes of a signature to a function or to a call.
void cg_signature_attributes(CgModule *m, const CgSignature *s, LLVMValueRef fn_or_call);
/// Index of the first LLVM parameter that holds Go parameter `i`.
unsigned cg_signature_param_index(const CgSignature *s, uint32_t i);
LLVMValueRef cg_function(CgModule *m, const GirFunc *g);
/// A function made by codegen itself: internal attributes of Go functions, prefix data.
LLVMValueRef cg_helper_function(CgModule *m, const char *symbol, LLVMTypeRef type,
                                LLVMLinkage linkage);
/// Static closure record of a function that captures nothing.
LLVMValueRef cg_func_record(CgModule *m, const GirFunc *g);
void cg_emit_function(CgModule *m, const GirFunc *g);
void cg_emit_return(CgFunc *f, const GirInstr *in);
/// State for a function that codegen makes itself; ended by cg_helper_end.
CgFunc *cg_helper_begin(CgModule *m, LLVMValueRef fn);
void cg_helper_end(CgFunc *f);

// --- intrinsic.c -----------------------------------------------------------------

/// The body of `g->intrinsic`, always inlined.
LLVMValueRef cg_intrinsic_function(CgModule *m, const GirFunc *g, const CgSignature *s);
/// Gives `fn` a body that panics, for the linker to take when the runtime has no such function.
void cg_unsupported_body(CgModule *m, const GirFunc *g, LLVMValueRef fn);

// --- flow.c --------------------------------------------------------------------

/// A new block placed behind the current one.
LLVMBasicBlockRef cg_block_after(CgFunc *f, const char *name);
/// A new block at the end of the function.
LLVMBasicBlockRef cg_block_cold(CgFunc *f, const char *name);
void cg_go_to(CgFunc *f, LLVMBasicBlockRef b); // sets the insertion point
/// A value that is computed only where a condition holds.
typedef struct CgIf {
  LLVMBasicBlockRef from, join;
} CgIf;
CgIf cg_if_begin(CgFunc *f, LLVMValueRef cond);
/// `value` where the condition held, else `otherwise`.
LLVMValueRef cg_if_end(CgFunc *f, CgIf g, LLVMValueRef value, LLVMValueRef otherwise);
/// A phi of two values.
LLVMValueRef cg_phi(CgFunc *f, LLVMValueRef a, LLVMBasicBlockRef from_a, LLVMValueRef b,
                    LLVMBasicBlockRef from_b);

// --- instructions --------------------------------------------------------------

void cg_emit_instr(CgFunc *f, const GirInstr *in);
/// Any binary operation but comparisons.
CgValue cg_arithmetic(CgFunc *f, GirBinary op, CgValue a, CgValue b);
/// A comparison, as i1.
LLVMValueRef cg_compare(CgFunc *f, GirBinary op, CgValue a, CgValue b);
void cg_emit_unary(CgFunc *f, const GirInstr *in);
void cg_emit_binary(CgFunc *f, const GirInstr *in);
void cg_emit_convert(CgFunc *f, const GirInstr *in);
CgValue cg_convert(CgFunc *f, CgValue v, const TyType *to);
CgValue cg_complex_binary(CgFunc *f, GirBinary op, CgValue a, CgValue b);
LLVMValueRef cg_float_min_max(CgFunc *f, GirBinary op, LLVMValueRef a, LLVMValueRef b);

/// a == b as i1, by Go's rules for their type.
LLVMValueRef cg_equal(CgFunc *f, CgValue a, CgValue b);
LLVMValueRef cg_equal_at(CgFunc *f, const TyType *t, LLVMValueRef p, LLVMValueRef q);
/// Whether == is the same as comparing ty_size bytes.
bool cg_is_plain_memory(const TyType *t);
/// Function (ptr, ptr) → i1 that compares two values of a struct or array type.
LLVMValueRef cg_equal_function(CgModule *m, const TyType *t);
/// Func value for AbiType.equal; NULL when not comparable.
LLVMValueRef cg_equal_record(CgModule *m, const TyType *t);
LLVMValueRef cg_compare_strings(CgFunc *f, GirBinary op, CgValue a, CgValue b);

/// Goes on if `ok`, else runs a cold block that calls panic function `r`.
void cg_check(CgFunc *f, LLVMValueRef ok, CgRuntime r, LLVMValueRef *args, unsigned n);
void cg_emit_check(CgFunc *f, const GirInstr *in);

void cg_emit_call(CgFunc *f, const GirInstr *in);

/// A new zeroed object on the heap.
LLVMValueRef cg_heap_new(CgFunc *f, const TyType *t, const GirSite *site);
void cg_mark_site(CgFunc *f, LLVMValueRef instr, const GirSite *site, const char *verdict);
void cg_emit_var(CgFunc *f, const GirInstr *in);
void cg_emit_new(CgFunc *f, const GirInstr *in);
void cg_emit_closure(CgFunc *f, const GirInstr *in);
void cg_emit_make_slice(CgFunc *f, const GirInstr *in);
void cg_emit_renew(CgFunc *f, const GirInstr *in);
void cg_emit_grow(CgFunc *f, const GirInstr *in);
void cg_emit_concat(CgFunc *f, const GirInstr *in);
void cg_emit_string_convert(CgFunc *f, const GirInstr *in);

void cg_emit_slice(CgFunc *f, const GirInstr *in);
void cg_emit_copy_elems(CgFunc *f, const GirInstr *in);
void cg_emit_clear(CgFunc *f, const GirInstr *in);
void cg_emit_len_cap_data(CgFunc *f, const GirInstr *in);
void cg_emit_make_chan(CgFunc *f, const GirInstr *in);
/// len and cap of a channel.
void cg_emit_chan_length(CgFunc *f, const GirInstr *in);
void cg_emit_send(CgFunc *f, const GirInstr *in);
void cg_emit_receive(CgFunc *f, const GirInstr *in);
void cg_emit_close(CgFunc *f, const GirInstr *in);
void cg_emit_select(CgFunc *f, const GirInstr *in);
void cg_emit_go(CgFunc *f, const GirInstr *in);

enum { CG_MAP_GROUP_SLOTS = 8 };
/// The struct that map type `map` keeps its entries in.
const TyType *cg_map_group(CgModule *m, const TyType *map);
void cg_emit_make_map(CgFunc *f, const GirInstr *in);
void cg_emit_map_length(CgFunc *f, const GirInstr *in);
void cg_emit_map_find(CgFunc *f, const GirInstr *in);
void cg_emit_map_slot(CgFunc *f, const GirInstr *in);
void cg_emit_map_delete(CgFunc *f, const GirInstr *in);
void cg_emit_map_clear(CgFunc *f, const GirInstr *in);
void cg_emit_map_start(CgFunc *f, const GirInstr *in);
void cg_emit_map_next(CgFunc *f, const GirInstr *in);
void cg_emit_map_entry(CgFunc *f, const GirInstr *in);

void cg_emit_header(CgFunc *f, const GirInstr *in);
void cg_emit_string_index(CgFunc *f, const GirInstr *in);
void cg_emit_decode_rune(CgFunc *f, const GirInstr *in);

void cg_emit_make_iface(CgFunc *f, const GirInstr *in);
void cg_emit_convert_iface(CgFunc *f, const GirInstr *in);
void cg_emit_type_assert(CgFunc *f, const GirInstr *in);
void cg_emit_type_test(CgFunc *f, const GirInstr *in);
/// Type word of an interface value: NULL when it is nil.
LLVMValueRef cg_iface_type(CgFunc *f, CgValue v);

/// Looks at the function's defer statements. True: one of the deferred calls may recover.
bool cg_defer_plan(CgFunc *f);
void cg_defer_prologue(CgFunc *f);
void cg_emit_defer(CgFunc *f, const GirInstr *in);
void cg_emit_run_defers(CgFunc *f, const GirInstr *in);
void cg_emit_recover(CgFunc *f, const GirInstr *in);
void cg_emit_print(CgFunc *f, const GirInstr *in);

// --- data ------------------------------------------------------------------------

/// Constant of any type that is not a memory value, as scalars.
CgValue cg_const_value(CgModule *m, const GirConst *c);
/// Constant in memory form (of type layout->mem).
LLVMValueRef cg_const_memory(CgModule *m, const GirConst *c);
/// Address of constant bytes.
LLVMValueRef cg_string_data(CgModule *m, const char *s, size_t len);
LLVMValueRef cg_global(CgModule *m, const GirGlobal *g);
void cg_emit_globals(CgModule *m);
/// A new module-level variable; `is_constant` ones have no identity of their own unless
/// `is_unique`.
LLVMValueRef cg_data(CgModule *m, const char *symbol, LLVMValueRef init, LLVMLinkage linkage,
                     bool is_constant);
/// Address of the Go type descriptor of `t`.
LLVMValueRef cg_descriptor(CgModule *m, const TyType *t);
/// Descriptor that only says size and pointers, for allocations; NULL pointer when without pointers
/// and `may_be_null`.
LLVMValueRef cg_alloc_descriptor(CgModule *m, const TyType *t, bool may_be_null);
/// The same for a memory block described by a mask.
LLVMValueRef cg_mask_descriptor(CgModule *m, int64_t size, const uint8_t *mask, int64_t n_words);
/// Bytes of an encoded name (ABI_NAME_*).
LLVMValueRef cg_encoded_name(CgModule *m, GlName name, GlName tag, bool is_exported,
                             bool is_embedded);
/// The same for a method declared in `pkg`, of a type whose own package is `type_pkg` (NULL: none):
/// an unexported name of another package carries that package's path.
LLVMValueRef cg_encoded_method_name(CgModule *m, GlName name, const TyPackage *pkg,
                                    const TyPackage *type_pkg);
LLVMValueRef cg_encoded_string(CgModule *m, const char *text);
/// Pointer mask as data, padded to 8 bytes; null without pointers.
LLVMValueRef cg_mask_data(CgModule *m, const uint8_t *mask, int64_t n_words);
/// Sets bit i of `mask` for each pointer word i of a `t` at byte `offset`.
void cg_pointer_mask(const TyType *t, int64_t offset, uint8_t *mask);
LLVMValueRef cg_itab(CgModule *m, const TyType *concrete, const TyType *iface);
uint32_t cg_type_hash(CgModule *m, const TyType *t);
/// Descriptors that other units rely on this one for.
void cg_emit_descriptors(CgModule *m);

// --- section.c ---------------------------------------------------------------

/// Lists constant `v` in a section that the runtime reads as one array of pointers.
void cg_list_entry(CgModule *m, const char *section, LLVMValueRef v);
void cg_emit_lists(CgModule *m);
/// Puts `entry` into `section` and binds it to `of`: it stays when that stays and keeps nothing.
void cg_keep_with(CgModule *m, LLVMValueRef entry, const char *section, LLVMValueRef of);
/// `entry` is one of them, or a record: the optimiser must not drop it.
void cg_note_kept(CgModule *m, LLVMValueRef entry, LLVMValueRef of);
/// Entries whose owner the optimiser has dropped are bound to nothing: LLVM cannot write a binding
/// to what is not there, and the linker drops them.
void cg_unbind_entries(CgModule *m);
/// After the optimiser: a section for each function and variable.
void cg_split_sections(CgModule *m);

// --- uses.c ------------------------------------------------------------------

/// Stands for a method of this name and signature in records.
uint64_t cg_method_key(CgModule *m, GlName name, const TyPackage *pkg, const TyType *signature);
/// `call` runs method number `method` of `iface`.
void cg_note_method_call(CgModule *m, LLVMValueRef call, const TyType *iface, uint32_t method);
/// Slot i for the method of keys[i] is at `offset` + `stride` * i in `table`.
void cg_note_slots(CgModule *m, LLVMValueRef table, int64_t offset, uint32_t stride,
                   const uint64_t *keys, uint32_t n);
/// The same, slot i being for method i of interface type `iface` (its underlying type).
void cg_note_interface_slots(CgModule *m, LLVMValueRef table, int64_t offset, uint32_t stride,
                             const TyType *iface);
/// `descriptor` is of interface type `iface` (its underlying type).
void cg_note_interface(CgModule *m, LLVMValueRef descriptor, const TyType *iface);
/// Of a function with `fills`: which variable.
void cg_note_filler(CgModule *m, const GirFunc *g);
/// After the optimiser: what each function calls.
void cg_emit_uses(CgModule *m);

// --- debug.c -----------------------------------------------------------------------

void cg_debug_init(CgModule *m);
void cg_debug_finish(CgModule *m);
void cg_debug_function(CgFunc *f);
/// Sets the builder's position for code of GIR position `loc`, inlined by `in` (NULL: not).
void cg_debug_at(CgFunc *f, GlLoc loc, const GirInlined *in);
/// Declares a named variable at its storage; `is_box`: `address` holds a pointer to it.
void cg_debug_variable(CgFunc *f, GirLocalId id, LLVMValueRef address, bool is_box);
/// Says the value of a named variable from here on.
void cg_debug_value(CgFunc *f, GirLocalId id, CgValue v);
LLVMMetadataRef cg_debug_type(CgModule *m, const TyType *t);

#endif
