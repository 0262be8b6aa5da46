/// \file
/// The flow graph of one function while it is solved, and what the whole run keeps: shared by the
/// files of this room. README.md explains the words.

#ifndef GOLITE_ESCAPE_INTERNAL_H
#define GOLITE_ESCAPE_INTERNAL_H
#include "layout.h"
#include "set.h"

#include "golite/escape/escape.h"

/// A variable (one slot of a local, a helper) or one slot of an object; 0: none. A *location* is
/// the node of the slot that a pointer points to.
typedef uint32_t EscNode;

enum {
  ESC_MAX_DEPTH = 10,         // placeholders: dereferences from a parameter
  ESC_MAX_PLACEHOLDERS = 600, // per function
  ESC_MAX_SUMMARY_OBJECTS = 400,
  ESC_MAX_SUMMARY_EDGES = 3000,
  ESC_MAX_SUMMARY_FRESH = 24, // with more, objects of one type are one
  ESC_MAX_SUMMARY_CALLS = 24,
  ESC_MAX_OPEN_CALLS = 2000, // per function
  ESC_FEW_TARGETS = 64,      // of an indirect call; calls with more
  ESC_MAX_MANY_TARGETS =
      1 << 20,              // have this many in all, and some for each function of the program
  ESC_TARGET_WORK = 8,      // a target costs this much, and its summary's objects and edges
  ESC_APPLY_STEPS = 2,      // an object or edge of a callee's summary counts as so many
  ESC_MAX_COMPONENT = 1000, // functions solved together
  ESC_MAX_ITERATIONS = 24,  // of a component
  ESC_SMALL_SLICE = 64,     // bytes: frame array of a make of unknown length
  ESC_APPEND_BUFFER = 128,  // bytes: frame memory for the first arrays of an append
};

typedef enum EscObjKind {
  ESC_OBJ_NONE,
  ESC_OBJ_UNKNOWN, // package variables and everything that has leaked, as one object
  ESC_OBJ_SITE,    // made by a site of this function
  ESC_OBJ_FRESH,   // made by a site of a callee, once per call instruction
  ESC_OBJ_IFACE,   // a value of concrete type `type` inside an interface: its slot is the data word
  ESC_OBJ_FUNC,    // func value without record
  ESC_OBJ_PARAM,   // placeholder: what a parameter, a capture or a part of one points to
  ESC_OBJ_RESULT,  // placeholder: what a call that is not resolved yet returns
} EscObjKind;

typedef struct EscObj {
  EscObjKind kind;
  EscNode base;
  uint32_t n_slots;
  bool is_opaque;    // one slot stands for all
  bool has_pointers; // some slot may hold one
  bool is_leaked;    // in pts(unknown): may be used by anybody, at any time
  bool is_exposed;   // its contents have leaked and may be anything
  bool is_published; // made here, and others may store into it before this function ends
  bool is_written;   // its memory, by this function or a callee
  bool is_deep;      // everything reachable from it may be written
  uint8_t level;     // placeholder: dereferences from the parameter, in gc's count
  uint8_t depth;     // placeholder: length of its path
  bool is_capture;
  const TyType *type; // IFACE: dynamic type; placeholder: pointee (see esc_pointee), may be NULL
  const EscLayout *layout; // NULL: slots of unknown type
  const GirSite *site;     // SITE, FRESH: the original
  const void
      *source;   // FRESH: site; IFACE: instruction, in the function that made it (see EscSumObj)
  GirFunc *func; // FUNC; closure records: the code
  const GirInstr *instr; // that makes it here
  uint32_t root;         // PARAM, depth 0: flattened slot of parameters or captures
  uint32_t parent;       // placeholder: object it was first reached from; 0: root
} EscObj;

/// A placeholder is what its parents' slots held when the function was called.
typedef struct EscChild {
  uint32_t parent, slot;
  const TyType *assert; // the parent is an interface; holds when its dynamic type is this
  uint32_t child;
} EscChild;

/// Why an edge is there, for explanations.
typedef struct EscOrigin {
  const GirInstr *instr;
  const char *note; // of a call: what the callee does; NULL: none
  GlLoc note_loc;
} EscOrigin;

typedef enum EscConstraintKind {
  ESC_C_LOAD,   // other ⊇ *(n + offset), offset may be ESC_ALL_SLOTS
  ESC_C_STORE,  // *(n + offset) ⊇ other, offset may be ESC_ALL_SLOTS
  ESC_C_OFFSET, // other ⊇ n + offset
  ESC_C_DATA,   // other ⊇ data words of n's interfaces whose dynamic type is `type`
  ESC_C_ASSERT, // other… ⊇ data of n's interfaces whose dynamic type is `type`
  ESC_C_EXPOSE, // contents of all that n points to leak
  ESC_C_WRITE,  // memory that n points to is written; offset 1: and all that is reachable from it
  ESC_C_CALL,   // n is a func value or receiver that `call` calls
} EscConstraintKind;

/// Of whatever object n points to.
#define ESC_ALL_SLOTS UINT32_MAX

typedef struct EscConstraint {
  EscConstraintKind kind;
  uint32_t offset;
  EscNode other;
  const TyType *type;
  struct EscCall *call;
  uint32_t origin;
  EscSet done; // DATA, ASSERT: locations seen
  struct EscConstraint *next;
} EscConstraint;

typedef struct EscNodeData {
  EscNode rep;    // union-find parent; itself: representative
  uint32_t obj;   // whose slot it is; 0: variable
  uint32_t child; // placeholder slot: object that it held at first; 0: not asked yet
  EscSet pts, news, succ;
  EscConstraint *constraints;
  bool is_queued;
  bool is_loaded; // slot: this function reads it
  bool is_moved;  // placeholder slot: what it held at first was stored in it (summary.c)
} EscNodeData;

/// `from` was stored in slot `at` of a placeholder.
typedef struct EscStore {
  EscNode at, from;
} EscStore;

/// A call through a func value or interface.
typedef struct EscCall {
  const GirInstr *instr;  // here
  const GirInstr *source; // where the indirect call stands in the program
  bool is_method;
  const TyType *type; // interface; func type
  uint32_t method;    // index in the interface's methods
  EscNode fn;         // func value or interface
  EscNode *args;      // flattened, without receiver; 0: nothing flows
  EscNode *results;   // flattened; 0: dropped
  uint32_t n_args, n_results;
  const TyType **result_types; // slot types of the results
  EscSet done;                 // objects of fn that were applied
  uint32_t *placeholders;      // n_results: RESULT objects; NULL: resolved so far
  bool is_open;                // fn may be a placeholder
  struct EscCall *next_here;   // made by the same instruction
} EscCall;

typedef struct EscTrace {
  EscNode from, to; // to: from's locations arrive there; from == 0: `loc` starts there
  EscNode loc;
  uint32_t origin;
} EscTrace;

// --- summaries -------------------------------------------------------------------

/// An object that a function's callers can see, by number.
typedef struct EscSumObj {
  EscObjKind kind; // UNKNOWN, FRESH, IFACE, FUNC, PARAM, RESULT
  uint32_t n_slots;
  bool is_opaque, has_pointers, is_leaked, is_exposed, is_capture, is_root;
  EscReason reason; // why it leaks
  const TyType *type;
  const EscLayout *layout;
  const void
      *source; // FRESH: site; IFACE: instruction; or, when there are many, their layout or type
  const GirSite *site;
  GirFunc *func;
  uint32_t root;       // roots: flattened slot
  uint32_t call, slot; // RESULT: of which call
  const char *note;    // how it leaks, in words
  GlLoc note_loc;
} EscSumObj;

typedef struct EscSumRef {
  uint32_t obj, offset;
} EscSumRef;

/// contents: `at.obj`'s slot `at.offset` may hold `to`.
typedef struct EscSumEdge {
  EscSumRef at, to;
} EscSumEdge;

typedef struct EscSumChild {
  uint32_t parent, slot;
  const TyType *assert;
  uint32_t child;
} EscSumChild;

typedef struct EscSumArg {
  uint32_t arg; // flattened argument slot
  EscSumRef to;
} EscSumArg;

typedef struct EscSumCall {
  const GirInstr *source;
  bool is_method;
  const TyType *type;
  uint32_t method;
  uint32_t n_args, n_results;
  const TyType **result_types;
  GL_VEC(EscSumRef) fn;
  GL_VEC(EscSumArg) args;
} EscSumCall;

/// What a function does to memory that its callers can see.
typedef struct EscSummary {
  bool is_unknown; // beyond the limits: leaks all arguments, results are unknown
  GL_VEC(EscSumObj) objs;
  GL_VEC(EscSumChild) children;
  GL_VEC(EscSumEdge) contents;
  GL_VEC(EscSumArg) results; // arg: flattened result slot
  GL_VEC(EscSumCall) calls;
  bool *writes;         // [n_params]: memory reachable through the parameter may be written
  bool writes_captures; // memory reachable through a captured value may be written
  uint64_t hash;        // of the contents, whatever their order
} EscSummary;

// --- the run ---------------------------------------------------------------------

/// All functions that a call can reach when nothing is known about its func value or receiver.
typedef struct EscTargets {
  GirFunc **funcs;
  uint32_t n;
} EscTargets;

typedef struct EscGraph EscGraph;
typedef void (*EscVisit)(EscGraph *g, void *ctx);

/// While a component is solved: whose summaries an evaluation of a function has read, so that it is
/// evaluated again only when one of these has changed.
typedef struct EscUses {
  GL_VEC(uint32_t) ids;
  uint32_t when; // EscBatch.clock of the evaluation
} EscUses;

typedef struct EscBatch {
  GlArena *arena;   // results
  GlArena *keep;    // lives as long as the run
  GlArena *scratch; // released after each function
  const GirProgram *p;
  const EscOptions *o;
  EscLayouts *layouts;
  EscSummary **summaries; // by function id; NULL: not solved yet
  EscUses *uses;          // of the function that is evaluated, or NULL
  uint32_t *used_at;      // by function id: the last evaluation that read its summary
  uint32_t *changed_at;   // by function id: the evaluation that changed its summary
  uint32_t clock;         // evaluations in components so far
  EscResult *result;
  GlPtrMap *by_signature; // canonical FUNC type → EscTargets
  GlPtrMap *by_method;    // interface type → EscTargets per method
  bool *is_judged;        // by function id: has its verdicts
  bool *merges;           // by function id: its summary tells made objects apart by type only
  EscVisit visit;         // is shown the last graphs; NULL: nobody
  void *visit_ctx;
  bool is_closed;                // all code of the program is here
  uint64_t many_work;            // of indirect calls with many targets, so far
  bool hides_types, hides_funcs; // but for values of other units that these cannot tell of
  bool *is_value;                // by function id: its address is taken
  const TyType *opaque;          // stands for the slot of an opaque type
  bool lacked_targets;           // some indirect call met a function without summary
} EscBatch;

/// What a call of a placeholder is: of a func value or a method of what came from the callers.
typedef enum EscIndirect {
  ESC_INDIRECT_OPEN,    // left to the callers, for a summary
  ESC_INDIRECT_ALL,     // of all that the closed world allows, for verdicts
  ESC_INDIRECT_UNKNOWN, // of unknown code, for verdicts that are beyond the limits otherwise
} EscIndirect;

struct EscGraph {
  EscBatch *b;
  GlArena *a;
  GirFunc *f;
  EscIndirect indirect;
  GL_VEC(EscNodeData) nodes;
  GL_VEC(EscObj) objs;
  GL_VEC(EscNode) work;
  GL_VEC(EscOrigin) origins;
  GL_VEC(EscTrace) trace;
  GL_VEC(EscCall *) calls;
  GL_VEC(EscChild) children;
  GL_VEC(EscStore) stores;
  uint32_t origin;      // of what is added now
  EscNode *locals;      // first node of each local (of its object, when it is memory)
  uint32_t *local_objs; // object of each memory local
  EscNode *params;      // flattened: nodes of the parameter locals' slots
  EscNode *captures;
  uint32_t n_params, n_captures;
  uint32_t *param_first;  // [n_params + 1]: first flattened slot of each parameter
  EscNode results;        // first of the result slots
  uint32_t n_results;     // slots
  uint32_t *result_first; // [n_results + 1]
  const TyType **result_types;
  uint32_t unknown;               // object
  EscNode leak[ESC_REASON_COUNT]; // what flows here leaks
  EscNode defers;                 // func values of deferred calls
  EscNode published;              // all that callers and callees not known yet can get at
  EscNode unknown_pointer;        // holds the location of `unknown`
  GlPtrMap *func_objs;            // GirFunc → object
  GlPtrMap *made_by_call;   // call instruction → map of source → number of the object made there
  GlPtrMap *calls_by_instr; // call instruction → calls that its callee left open (EscCall)
  uint32_t n_placeholders;
  uint64_t steps, max_steps;
  GirLocalId *shared_by; // by object: who still holds the object of the round before; 0: a defer
  GirBlock *
      *renewed_in; // by object: head of a loop at which no array of an append is in use; or NULL
  const GirInstr **defs; // by local: the only instruction that sets it, or NULL (for verdicts)
  bool has_failed;       // beyond the limits
  bool has_open;         // some call depends on the callers
};

// graph.c: nodes, objects, edges
EscGraph *esc_graph_new(EscBatch *b, GirFunc *f, EscIndirect indirect);
EscNode esc_node_new(EscGraph *g);
EscNode esc_nodes_new(EscGraph *g, uint32_t n);
EscNode esc_find(EscGraph *g, EscNode n);
static inline EscNodeData *esc_node(EscGraph *g, EscNode n) {
  return &g->nodes.data[esc_find(g, n)];
}
/// An object with slots of its own. `layout` NULL: opaque.
uint32_t esc_obj_new(EscGraph *g, EscObjKind kind, const EscLayout *layout);
static inline EscObj *esc_obj(EscGraph *g, uint32_t o) { return &g->objs.data[o]; }
/// Object that a location lies in.
static inline uint32_t esc_obj_of(const EscGraph *g, EscNode loc) { return g->nodes.data[loc].obj; }
/// The slot `offset` further; 0: there is none (the object is then exposed).
EscNode esc_loc_add(EscGraph *g, EscNode loc, uint32_t offset);
uint32_t esc_func_obj(EscGraph *g, GirFunc *f);
/// The placeholder that slot `loc` of a placeholder held at first, or what others stored in slot
/// `loc` of a published object. 0: there is none, or over the limits and now leaked.
uint32_t esc_child(EscGraph *g, EscNode loc);
/// The same for the value of dynamic type `t` in interface placeholder `parent`.
uint32_t esc_assert_child(EscGraph *g, uint32_t parent, const TyType *t);
/// A placeholder for what a slot of type `slot_type` points to.
uint32_t esc_placeholder(EscGraph *g, EscObjKind kind, const TyType *slot_type, uint32_t parent);
void esc_add_loc(EscGraph *g, EscNode n, EscNode loc); // n ∋ loc
/// The same when it comes from a location in `from`, by an offset.
void esc_move_loc(EscGraph *g, EscNode from, EscNode to, EscNode loc);
void esc_add_edge(EscGraph *g, EscNode from, EscNode to);
void esc_add_unknown(EscGraph *g, EscNode n); // n ∋ unknown
void esc_constrain(EscGraph *g, EscNode n, EscConstraint c);
void esc_leak(EscGraph *g, EscNode n, EscReason why);
uint32_t esc_origin(EscGraph *g, const GirInstr *in, const char *note, GlLoc note_loc);
void esc_expose(EscGraph *g, uint32_t obj);
/// Others get hold of `obj`: what is read from it may be what they stored there.
void esc_publish(EscGraph *g, uint32_t obj);

// solve.c
void esc_solve(EscGraph *g);
/// Whether the graph is beyond the limits, and has failed.
bool esc_is_over(EscGraph *g);

// flow.c: instructions → edges and constraints
void esc_flow_func(EscGraph *g);
const TyType *esc_local_type(EscGraph *g, GirLocalId id);
/// A fresh object for what the instruction makes at its site.
uint32_t esc_site_obj(EscGraph *g, const GirInstr *in, const EscLayout *l);
/// `dst` (0: none) may point to the object.
void esc_point_at(EscGraph *g, GirLocalId dst, uint32_t obj);

// flow_slice.c: slices and strings
void esc_flow_slice(EscGraph *g, const GirInstr *in);
void esc_flow_header(EscGraph *g, const GirInstr *in);
void esc_flow_data(EscGraph *g, const GirInstr *in);
void esc_flow_copy_elems(EscGraph *g, const GirInstr *in);
void esc_flow_grow(EscGraph *g, const GirInstr *in);
void esc_flow_make_slice(EscGraph *g, const GirInstr *in);
void esc_flow_string(EscGraph *g, const GirInstr *in);

// flow_place.c: values and places
/// First of the nodes that hold an operand's slots; 0: it holds no pointer.
EscNode esc_value(EscGraph *g, const GirOperand *o);
/// Copies the slots of a value of type `t`.
void esc_copy(EscGraph *g, EscNode from, EscNode to, const TyType *t);
void esc_flow_load(EscGraph *g, const GirInstr *in);
void esc_flow_store(EscGraph *g, const GirInstr *in);
void esc_flow_addr(EscGraph *g, const GirInstr *in);
void esc_flow_zero(EscGraph *g, const GirInstr *in);
/// to… ⊇ *from…: elements that slice `from` (slots of element type `elem`) points to.
void esc_load_elems(EscGraph *g, EscNode from, EscNode to, const TyType *elem);
void esc_store_elems(EscGraph *g, EscNode to, EscNode from, const TyType *elem);
/// The memory that `pointer` points to is written; deep: and all that is reachable from it.
void esc_written(EscGraph *g, EscNode pointer);
void esc_written_deep(EscGraph *g, EscNode pointer);
/// Whether a place is a local and no part of it.
bool esc_is_whole_local(const GirPlace *p);

// call.c
/// Direct call of `f`. args[n_args], results[n_results] are flattened; captures: first of the
/// nodes that hold the record's contents, or 0 with `captures_all` the one node for all.
typedef struct EscCaptures {
  EscNode first; // node per flattened capture
  EscNode all;   // one node for all
} EscCaptures;
void esc_call_func(EscGraph *g, GirFunc *f, const GirInstr *in, const EscNode *args,
                   uint32_t n_args, const EscNode *results, uint32_t n_results, EscCaptures c);
void esc_call_unknown(EscGraph *g, const EscNode *args, uint32_t n_args, const EscNode *results,
                      uint32_t n_results, EscReason why);
/// An indirect call met a new object in its func value or receiver.
void esc_call_target(EscGraph *g, EscCall *c, EscNode loc);
/// A CALL or DEFER instruction.
void esc_flow_call(EscGraph *g, const GirInstr *in);
/// Method of concrete type `t` that implements method `m` of interface `iface`, taking the data
/// word; NULL: not known.
GirFunc *esc_method_of(EscBatch *b, const TyType *t, const TyType *iface, uint32_t m);

// summary.c, apply.c
EscSummary *esc_summarise(EscGraph *g);
void esc_apply(EscGraph *g, const EscSummary *s, GirFunc *f, const GirInstr *in,
               const EscNode *args, const EscNode *results, EscCaptures c);

// verdict.c
/// Writes verdicts of the function's sites and the fates of its parameters into the result.
void esc_judge(EscGraph *g);
/// By object: whether it can be used when the function is gone.
bool *esc_find_escaping(EscGraph *g);
/// Why an object leaks.
EscReason esc_leak_reason(EscGraph *g, uint32_t obj);
/// Marks all that is reachable from objects with is_deep as written.
void esc_spread_writes(EscGraph *g);

// lifetime.c
/// By object number: sites in loops whose one slot would serve two objects that are in use. Only
/// objects that do not escape are asked for.
bool *esc_find_shared(EscGraph *g, const bool *escapes);

// escape.c
/// esc_run that shows each function's last graph to `visit` (may be NULL).
EscResult *esc_visit(GlArena *arena, const GirProgram *p, const EscOptions *options, EscVisit visit,
                     void *ctx);

// words.c: what the user wrote
/// Text of an operand or place, as in the source as far as GIR tells; NULL: no name for it.
const char *esc_operand_text(EscGraph *g, const GirOperand *o);
const char *esc_place_text(EscGraph *g, const GirPlace *p);
const char *esc_callee_text(EscGraph *g, const GirInstr *call);
/// "200 KiB", "24 bytes"
const char *esc_size_text(GlArena *a, int64_t size);

// explain.c
void esc_find_defs(EscGraph *g);
/// Hops from object `obj` to where it escapes.
void esc_explain(EscGraph *g, uint32_t obj, const bool *escapes, EscHop **hops, uint32_t *n);

#endif
