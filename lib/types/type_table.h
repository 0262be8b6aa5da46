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
  struct TySearch *search;       // lookup.c's storage
  struct GlPtrMap *name_indexes; // nameindex.c's
  GL_VEC(const TyType *) work;   // stack of walks over types; each user leaves it as found
};

/// A fresh type of that kind, numbered.
TyType *ty_type_new(TyTable *t, TyKind kind);
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
/// The first place of that name among the methods of a NAMED, the fields of a STRUCT or the methods
/// of a complete INTERFACE, if they are many: their number when absent. 0 when they are few.
uint32_t ty_first_named(const TyType *t, GlName name);
/// The index of the next embedded field of a STRUCT, n_fields or more when there is none; *cursor
/// starts as 0.
uint32_t ty_next_embedded(const TyType *t, uint32_t *cursor);
/// The unique spelling of a canonical type among all programs.
const char *ty_link_string(const TyType *canonical);

#endif
