/// \file
/// The table that owns the types of one run, and the facts that it remembers of each type.
/// Shared by the files of the types' foundation; the checker sees type_internal.h only.

#ifndef GOLITE_TYPES_TYPE_TABLE_H
#define GOLITE_TYPES_TYPE_TABLE_H
#include "type_internal.h"

/// Memory layout of a canonical type.
typedef struct TyLayout {
  int64_t size, align, ptr_bytes; // bytes
  int64_t *offsets;               // of a struct: n_fields
  bool is_done;
  bool is_visiting; // being computed: met again, the type contains itself (reported by the checker)
  bool is_partial;  // something in it is not complete yet: recomputed on the next question
  bool is_too_large;  // size is meaningless
  bool is_comparable; // with ==
  bool has_var_size;  // a type parameter is stored in it: the size is not known
} TyLayout;

/// What is known of a canonical type.
typedef struct TyFacts {
  TyLayout layout;
  const TyMethodSet *method_set;
  const char *link; // TY_STRING_LINK
} TyFacts;

typedef struct TyTypeSlot {
  uint64_t hash;
  const TyType *type;
} TyTypeSlot;

/// A node of a method set's tree: see methodtree.c. Frozen but for `canonical`.
typedef struct TyMethodNode {
  TyMethod m;
  const struct TyMethodNode *left, *right;
  const struct TyMethodNode *canonical; // the same set with canonical types; NULL: not known
  uint64_t priority;
  uint32_t n;  // methods in the tree
  uint32_t id; // of a canonical node: from 1
  bool has_type_param;
} TyMethodNode;

struct TyTable {
  GlArena *arena;
  GlIntern *names;
  uint32_t n_types, n_objects;
  uint32_t n_open_interfaces;
  // Instances: those that someone asked for, and those that expanding others led to.
  uint32_t n_written, n_expanded;
  uint32_t expand_depth;     // of the instances that are being made
  bool is_subst_cut;         // some substitution was given up
  const TyObject *too_large; // a generic type that was not expanded or substituted to its end
  bool is_settled;           // no package is being checked: types made now are made canonical
  const TyType *basic[TY_ARRAY];
  const TyType *byte_type, *rune_type, *error_type, *any_type, *comparable_type;
  GL_VEC(TyObject *) universe;
  // Names of the packages that messages about `names_from` may mention.
  const TyPackage *names_from;
  uint32_t n_names_imports;
  struct GlPtrMap *package_names;
  const GlSources *sources; // for positions in messages; NULL: none
  GL_VEC(TyType *) named;   // completed since the last ty_table_settle
  // Canonical types by shape: open addressing, `n_slots` a power of two.
  TyTypeSlot *slots;
  uint32_t n_slots, n_interned;
  TyMethodNode **node_slots; // canonical ones by content: open addressing, as `slots`
  uint32_t n_node_slots, n_nodes;
  GL_VEC(TyMethodNode *) open_nodes; // whose `canonical` depends on an interface that is open
  bool is_resolved;                  // fields and methods of all declared types are known
  struct GlPtrMap *wide_indexes;     // lookup.c's
  struct TySearch *search;           // lookup.c's storage
  struct GlPtrMap *name_indexes;     // nameindex.c's
  GL_VEC(const TyType *) work;       // stack of walks over types; each user leaves it as found
};

/// A fresh type of that kind, numbered.
TyType *ty_type_new(TyTable *t, TyKind kind);
// --- methodtree.c: method sets of interfaces ---

/// The tree of n methods, each name once; in any order.
const TyMethodNode *ty_methods_build(GlArena *a, const TyMethod *methods, uint32_t n);
/// A method that both sets have. In the order of names.
typedef void TyMethodTwice(void *ctx, const TyMethod *first, const TyMethod *second);
/// Both sets together; the methods of x win. `twice` is called for what both have, for what they
/// share as one node only if `tells_shared`.
const TyMethodNode *ty_methods_merge(GlArena *a, const TyMethodNode *x, const TyMethodNode *y,
                                     bool tells_shared, TyMethodTwice *twice, void *ctx);
/// The method of that name, its place among all in *place (may be NULL); NULL when absent.
const TyMethod *ty_methods_find(const TyMethodNode *t, GlName name, const TyPackage *pkg,
                                uint32_t *place);
/// A wanted method and the one of that name, or NULL. False ends the walk.
typedef bool TyMethodPair(void *ctx, const TyMethod *want, const TyMethod *have);
/// Calls `visit` for the methods of interface `want` in their order, but for those that both share
/// as one node; false when it said so.
bool ty_methods_pair(const TyType *want, const TyType *have, TyMethodPair *visit, void *ctx);
/// Pushes the types of methods that have no canonical type yet; false when there were some.
bool ty_methods_push_types(TyTable *table, const TyMethodNode *t);
/// The tree with canonical types, the only one of its content. is_open: until
/// ty_methods_forget_open.
const TyMethodNode *ty_methods_canonical(TyTable *table, const TyMethodNode *t, bool is_open);
void ty_methods_forget_open(TyTable *table);
/// Completes an interface with a tree.
void ty_interface_complete_tree(TyType *iface, const TyMethodNode *methods);

/// Facts of a canonical type.
TyFacts *ty_facts(const TyType *canonical);
/// The i-th type that `t` is made of for the sake of identity (type arguments of an instance,
/// method types of an interface); NULL when there are no more.
const TyType *ty_child(const TyType *t, uint32_t i);
/// Makes the underlying type of an instance; NULL as long as its origin has none.
const TyType *ty_expand(const TyType *instance);
/// The interface that a type parameter's constraint is (wrapped in one if need be); NULL when it is
/// not known yet.
const TyType *ty_param_interface(const TyType *type_param);
/// As in generic_internal.h.
bool ty_is_comparable_deep(const TyType *t, bool is_strict);
/// Identity of generic functions (whatever their type parameters are called), and of constraints.
bool ty_same_unvalued(const TyType *a, const TyType *b);
/// Fills the universe scope's objects.
void ty_universe_init(TyTable *t);
/// The first place of that name among the methods of a NAMED or the fields of a STRUCT, if they are
/// many: their number when absent. 0 when they are few.
uint32_t ty_first_named(const TyType *t, GlName name);
/// The index of the next embedded field of a STRUCT, n_fields or more when there is none; *cursor
/// starts as 0.
uint32_t ty_next_embedded(const TyType *t, uint32_t *cursor);
/// The unique spelling of a canonical type among all programs.
const char *ty_link_string(const TyType *canonical);

#endif
