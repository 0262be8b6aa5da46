/// \file
/// The checker: AST of one package → objects, types, constants, beside the tree.
/// Touches no disk; the driver hands over parsed files and the packages they import.
/// Source: Go spec 1.27; messages as cmd/compile's.

#ifndef GOLITE_TYPES_CHECK_H
#define GOLITE_TYPES_CHECK_H
#include "golite/support/diag.h"
#include "golite/syntax/parse.h"
#include "golite/types/type.h"

/// What kind of operand an expression is.
typedef enum TyMode {
  TY_MODE_NONE,     // not an expression, or invalid
  TY_MODE_NO_VALUE, // call without result
  TY_MODE_BUILTIN,
  TY_MODE_TYPE,
  TY_MODE_CONST,
  TY_MODE_VARIABLE, // addressable
  TY_MODE_MAP_INDEX,
  TY_MODE_VALUE,
  TY_MODE_NIL,
  TY_MODE_COMMA_OK, // value that may be used with a second boolean
} TyMode;

typedef enum TySelectorKind {
  TY_SEL_NONE,
  TY_SEL_QUALIFIED, // pkg.Name: `ty_info_object` of the Sel identifier
  TY_SEL_FIELD,
  TY_SEL_METHOD_VALUE, // x.M, called or not; also on interfaces
  TY_SEL_METHOD_EXPR,  // T.M
} TySelectorKind;

/// All facts of a run, indexed by node id (tables grow as packages are checked).
typedef struct TyInfo TyInfo;

TyMode ty_info_mode(const TyInfo *i, const SynNode *expr);
/// Final type: untyped constants and nil have the type that their context gave them. TUPLE for
/// calls with several results; of a comma-ok expression that is used with two values: the type of
/// the first alone. Of the operand of a RANGE_STMT that is an array (or pointer to one) of which
/// only the length counts, so that it must not be evaluated: a constant int, the length.
const TyType *ty_info_type(const TyInfo *i, const SynNode *expr);
/// Value of a constant expression, already converted to its type; else NULL. When the type is a
/// type parameter: the value as written, which each of its types can represent.
const TyConst *ty_info_const(const TyInfo *i, const SynNode *expr);
/// Declared or used object of an identifier; of a CASE_CLAUSE in a type switch: its implicit
/// variable; of a FIELD: its variable when it has no name (a parameter or receiver) or is embedded.
/// NULL when there is none (`_` on the left of `=`).
TyObject *ty_info_object(const TyInfo *i, const SynNode *ident_or_clause);
TySelectorKind ty_info_selector(const TyInfo *i, const SynNode *selector, TySelection *out);
/// Of BRANCH_STMT: the statement it leaves or continues (FOR, RANGE, SWITCH, TYPE_SWITCH, SELECT,
/// or LABELED for goto and labelled blocks).
const SynNode *ty_info_branch_target(const TyInfo *i, const SynNode *branch);
/// Of an identifier, selector or index expression that instantiates a generic function or method,
/// by what is written or by inference: its type arguments (of `p.f[int]` for the index expression,
/// the selector and f alike); n = 0 when none. They may mention the type parameters of the function
/// around it.
const TyType *const *ty_info_type_args(const TyInfo *i, const SynNode *n_or_index, uint32_t *n);
/// Field that a KEY_VALUE of a struct literal sets: path of field indices (several for promoted
/// selector keys).
bool ty_info_literal_field(const TyInfo *i, const SynNode *key_value, const uint32_t **path,
                           uint32_t *n);

/// N of the language version go1.N of a file: its own constraint wins over `go_version` (of the
/// module or the command line, may be NULL). 0: the newest.
int ty_language_minor(const SynFile *file, const char *go_version);

/// One step of package initialisation: lhs = rhs (several lhs with one call; lhs "_" counts too;
/// rhs never NULL).
typedef struct TyInit {
  TyObject **lhs;
  uint32_t n_lhs;
  SynNode *rhs;
} TyInit;

typedef struct TyWorld TyWorld;

typedef struct TyOptions {
  bool needs_main;      // linking package main: a missing func main is an error ("function main is
                        // undeclared in the main package")
  bool complete;        // a program, or -complete: a function without a body is an error
  const char *lang;     // "go1.N" or NULL
  bool is_checker_test; // assert and trace are predeclared
} TyOptions;

typedef struct TyPackageInput {
  const char *path; // import path
  SynFile **files;
  uint32_t n_files;
  const char *go_version; // of the module, "go1.N" or NULL
  bool is_std;
  bool is_outside;    // compiled as a unit of its own: bodies may be missing
  bool is_foreign;    // not of the user's module: types that its functions declare are numbered by
                      // where they stand, so that all units number them alike
  bool ignore_bodies; // check declarations only
  /// The package that `path` means when imported here; NULL when it is unknown (reported by load
  /// already).
  TyPackage *(*import)(void *ctx, const char *path);
  void *import_ctx;
} TyPackageInput;

/// `arena` must outlive all results.
TyWorld *ty_world_new(GlArena *arena, GlIntern *names, const GlSources *sources, GlDiags *diags,
                      TyOptions options);
TyInfo *ty_world_info(TyWorld *w);
TyPackage *ty_world_unsafe(TyWorld *w);
/// The predeclared types by kind (BOOL … UNTYPED_NIL), and `error`, `any`, byte and rune aliases.
const TyType *ty_world_basic(TyWorld *w, TyKind kind);
const TyType *ty_world_error(TyWorld *w);
const TyType *ty_world_any(TyWorld *w);
/// Composite types for later stages, canonical.
const TyType *ty_make_pointer(TyWorld *w, const TyType *elem);
const TyType *ty_make_slice(TyWorld *w, const TyType *elem);
const TyType *ty_make_array(TyWorld *w, const TyType *elem, int64_t len);
const TyType *ty_make_func(TyWorld *w, const TyType *const *params, uint32_t n_params,
                           const TyType *const *results, uint32_t n_results, bool is_variadic);
const TyType *ty_make_struct(TyWorld *w, const TyField *fields, uint32_t n_fields);

/// Checks one package whose imports have been checked. Errors go to the world's diags; the result
/// is never NULL.
TyPackage *ty_check_package(TyWorld *w, const TyPackageInput *in);
/// Checks the body of a function that was skipped and has been parsed since.
void ty_check_late_body(TyWorld *w, const TyObject *fn);
/// Initialisation order of the package's variables.
const TyInit *ty_package_inits(const TyWorld *w, const TyPackage *p, uint32_t *n);

#endif
