/// \file
/// Types, objects (what a name means), sizes, method sets. Open data, written by the checker and
/// frozen afterwards; shows no AST
/// (`decl` fields are opaque here).
/// Two types are identical exactly when their canonical representatives are the same pointer:
/// `ty_canonical(a) == ty_canonical(b)`. Everything after `types` (GIR, escape, codegen) holds
/// canonical types only. Source: Go spec "Types", "Properties of types and values", "Size and
/// alignment guarantees".

#ifndef GOLITE_TYPES_TYPE_H
#define GOLITE_TYPES_TYPE_H
#include "golite/support/intern.h"
#include "golite/support/sources.h"
#include "golite/support/vec.h"
#include "golite/types/constant.h"

typedef enum TyKind {
#define TY_KIND(NAME, name, flags) TY_##NAME,
#include "golite/types/kinds.def"
#undef TY_KIND
  TY_KIND_COUNT
} TyKind;

enum {
  TY_F_BOOLEAN = 1,
  TY_F_INTEGER = 2,
  TY_F_UNSIGNED = 4,
  TY_F_FLOAT = 8,
  TY_F_COMPLEX = 16,
  TY_F_STRING = 32,
  TY_F_UNTYPED = 64,
};

typedef struct TyType TyType;
typedef struct TyObject TyObject;
typedef struct TyPackage TyPackage;
struct SynNode;
struct TyScope;

typedef struct TyField {
  GlName name; // the type's name for an embedded field; "_" for blank
  const TyType *type;
  const TyPackage *pkg; // where declared: identity of unexported names
  GlName tag;           // value of the tag string, or NULL
  bool is_embedded;
  GlLoc loc;
  TyObject *object; // the VAR object of this field (stable per struct declaration)
} TyField;

typedef struct TyParam {
  GlName name;        // NULL or "_" when unnamed; not part of identity
  const TyType *type; // of a variadic last parameter: the slice type
} TyParam;

/// A method of an interface's method set (sorted: exported names first by name, then unexported by
/// name and package, as Go's run-time descriptors are).
typedef struct TyMethod {
  GlName name;
  const TyPackage *pkg; // identity of unexported names; NULL for exported ones is allowed
  const TyType *type;   // FUNC without receiver
  GlLoc loc;
} TyMethod;

typedef enum TyChanDir { TY_CHAN_BOTH, TY_CHAN_SEND, TY_CHAN_RECV } TyChanDir;

struct TyType {
  uint8_t kind;            // TyKind
  bool has_type_param;     // mentions a type parameter anywhere (never in GIR)
  bool is_complete;        // underlying type and sizes may be asked for
  uint32_t id;             // from 1, in order of creation: stable to sort by
  const TyType *canonical; // NULL until asked for; use ty_canonical
  struct TyTable *table;   // the table that made it; never NULL
  struct TyFacts *facts;   // computed on demand from the frozen type: layout, method set
  const TyObject *alias;   // messages print this alias' name instead of the type; not identity
  const struct TyType **alias_args; // of an instance of a generic alias: n_alias_args
  uint32_t n_alias_args;
  void *backend; // one slot for a later stage's cache keyed by canonical type (codegen: LLVM type);
                 // NULL at first
  union {
    struct {
      const TyType *elem;
      int64_t len; // elements
    } array;
    struct {
      const TyType *elem;
    } slice, pointer;
    struct {
      const TyType *elem;
      TyChanDir dir;
    } chan;
    struct {
      const TyType *key, *elem;
    } map;
    struct {
      TyField *fields;
      uint32_t n_fields;
    } strct;
    struct {
      TyParam *params;
      TyParam *results;
      uint32_t n_params, n_results;
      bool is_variadic;
      const TyType **type_params; // TYPE_PARAM types, of generic functions and methods
      uint32_t n_type_params;
    } func; // a method's receiver is not part of it: see TyObject.recv
    struct {
      const struct TyMethodNode *methods; // the whole method set; valid when is_complete: ask
      const TyMethod *list;               // ty_iface_method or ty_iface_methods
      uint32_t n_methods;
      bool is_comparable; // `comparable` is embedded
      bool is_constraint; // has type terms or comparable: only usable as a constraint
      void *type_set;     // checker's representation of the terms
      void *definition;   // checker's: explicit methods and embedded elements; NULL when empty
    } iface;
    struct {
      TyObject *object;         // TYPE object; its name prints
      const TyType *underlying; // never NAMED; NULL until is_complete; canonical once its package
                                // has been checked. Of an instance: made by ty_under
      TyObject **methods;       // FUNC objects declared for it, in source order; of an instance:
      uint32_t n_methods;       // NULL where not asked for yet, see ty_method_at
      const TyType *origin;     // generic type this is an instance of, or NULL
      const TyType **type_args; // n_type_args, of an instance
      uint32_t n_type_args;
      const TyType **type_params; // of a generic type
      uint32_t n_type_params;
      const TyType **outer_params; // of a type declared in a generic function: the type parameters
      uint32_t n_outer_params;     // it may depend on. Instances of the function have instances of
                                   // it, with arguments for these before those of its own
      uint32_t depth;        // of an instance: how many instances were expanded to come upon it
      const TyType *aliased; // of a generic alias (object->is_alias): what it stands for. Such a
                             // NAMED is no type, only something to instantiate
    } named;
    struct {
      TyObject *object;
      const TyType *constraint; // INTERFACE (or NAMED interface)
      uint32_t index;
    } type_param;
    struct {
      const TyType **types;
      uint32_t n;
    } tuple;
    struct {
      const TyType **types;
      bool *tilde;
      uint32_t n;
    } unio;
  };
};

typedef enum TyObjectKind {
  TY_OBJ_PACKAGE_NAME,
  TY_OBJ_CONST,
  TY_OBJ_TYPE,
  TY_OBJ_VAR,
  TY_OBJ_FUNC,
  TY_OBJ_LABEL,
  TY_OBJ_BUILTIN,
  TY_OBJ_NIL,
} TyObjectKind;

typedef enum TyBuiltin {
#define TY_BUILTIN(NAME, name, n_args, is_variadic, kind) TY_BUILTIN_##NAME,
#include "golite/types/builtins.def"
#undef TY_BUILTIN
  TY_BUILTIN_COUNT
} TyBuiltin;

/// What a name means. One per declaration.
struct TyObject {
  TyObjectKind kind;
  GlName name;
  GlLoc loc;
  const TyType *type;   // of TYPE: the type itself; NULL or INVALID after an error
  TyPackage *pkg;       // declaring package; NULL in the universe
  uint32_t id;          // from 1, in order of creation
  struct SynNode *decl; // FUNC_DECL, TYPE_DECL, VAR_DECL, …; NULL in the universe
  bool is_package_level;
  bool is_used;
  // VAR
  bool is_field, is_param, is_result, is_receiver;
  // TYPE
  bool is_alias;
  // CONST
  const TyConst *value;
  // FUNC that is a method
  const TyType *recv; // type of the receiver as written, T or *T; NULL for functions. NAMED base by
                      // ty_recv_base.
  bool has_ptr_recv;
  TyObject *origin; // method of an instance: the generic method it comes from; else NULL
  // PACKAGE_NAME
  TyPackage *imported;
  TyBuiltin builtin;
  uint32_t local_index; // types: local type declarations, numbered in their package (unique link
                        // names); else 0
  void *lowered;        // one slot for `lower` (GIR function, global or local); NULL at first
};

struct TyPackage {
  GlName path; // import path: "main" for the main package's symbols is a matter of lower
  GlName name;
  struct TyScope *scope;
  TyPackage **imports; // direct, in order of first appearance
  uint32_t n_imports;
  TyObject **objects; // package-level objects in source order
  uint32_t n_objects;
  bool is_unsafe;
  bool is_std;     // from the Go tree or the overlay
  bool is_outside; // compiled as a unit of its own: here its functions and variables are names only
  uint32_t id;
};

/// The unique representative of a type's identity class. Recursive parts are canonical too.
const TyType *ty_canonical(const TyType *t);
bool ty_identical(const TyType *a, const TyType *b);
/// The underlying type: of NAMED its definition, of TYPE_PARAM its constraint interface; else
/// itself.
const TyType *ty_under(const TyType *t);
static inline TyKind ty_under_kind(const TyType *t) { return (TyKind)ty_under(t)->kind; }
/// TY_F_* of the underlying basic type, 0 for others.
uint32_t ty_flags(const TyType *t);
static inline bool ty_is_interface(const TyType *t) { return ty_under_kind(t) == TY_INTERFACE; }
bool ty_is_comparable(const TyType *t);
/// Whether a canonical type is declared at package level in a package that is a unit of its own, or
/// a pointer to such a type: then that unit describes it.
bool ty_is_outside(const TyType *t);
/// Methods declared for a NAMED (for its generic type when it is an instance), in source order.
uint32_t ty_n_methods(const TyType *named);
/// The i-th of these: of an instance the method with the type arguments put in.
TyObject *ty_method_at(const TyType *named, uint32_t i);
/// The i-th method of a complete INTERFACE.
const TyMethod *ty_iface_method(const TyType *iface, uint32_t i);
/// All n_methods of them, sorted (NULL when n_methods is 0). The list is made when it is first
/// asked for: interfaces that embed each other have many methods in all.
const TyMethod *ty_iface_methods(const TyType *iface);
/// Elem of POINTER, else NULL.
const TyType *ty_deref(const TyType *t);

// Sizes of the target (amd64): bytes. Types must be complete; sizes were checked to fit int64 by
// the checker.
int64_t ty_size(const TyType *t);
int64_t ty_align(const TyType *t);
/// Offset of field `i` of a struct type (underlying), bytes.
int64_t ty_field_offset(const TyType *t, uint32_t i);
bool ty_has_pointers(const TyType *t);
/// Length of the prefix that holds pointers, bytes (abi.Type.PtrBytes).
int64_t ty_ptr_bytes(const TyType *t);
/// Stored directly in an interface's data word: one pointer word and nothing else.
bool ty_is_direct_iface(const TyType *t);

/// Upper-case first letter (Unicode class Lu).
bool ty_name_is_exported(GlName name);

/// How a selector reaches a field or method.
typedef struct TySelection {
  TyObject *object;   // FUNC (method; of an interface: NULL) or VAR (field)
  const TyType *type; // of the field, or FUNC type of the method without receiver
  uint32_t *path; // field indices; for a method: the embedded fields on the way; n_path elements
  uint32_t n_path;
  int32_t iface_method; // index in the interface's sorted methods, -1 when none
  bool is_field;
  bool is_indirect; // a pointer is dereferenced on the way (or the receiver is *T)
} TySelection;

/// Looks up field or method `name` (declared in `pkg` when unexported) in T with Go's depth rules;
/// T may be a pointer to a named type. Returns false when it is absent or ambiguous.
bool ty_lookup(const TyType *t, const TyPackage *pkg, GlName name, TySelection *out);

/// The method set of a type with embedding, sorted as run-time descriptors are (exported first by
/// name, then by name and package path).
typedef struct TyMethodSet {
  TySelection *methods; // is_field false; path leads to the embedded field that declares it
  uint32_t n;
} TyMethodSet;
const TyMethodSet *ty_method_set(const TyType *t);

/// Whether `t` has all methods of interface `iface`. On false `*missing` (may be NULL) is the first
/// missing or wrong method.
bool ty_implements(const TyType *t, const TyType *iface, const TyMethod **missing);

typedef enum TyStringStyle {
  TY_STRING_MESSAGE, // qualified by package name relative to `from` as gc's messages print
  TY_STRING_REFLECT, // as reflect's String(): main.T, *main.T, func(int) string, struct { X int
                     // "tag" }
  TY_STRING_LINK,    // unique in a program: import paths, local types numbered
} TyStringStyle;
/// Text of a type. `from` is the package in which it is printed (MESSAGE only; may be NULL).
char *ty_string(GlArena *a, const TyType *t, TyStringStyle style, const TyPackage *from);

#endif
