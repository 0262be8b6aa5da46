/// \file
/// What outlives the check of one package: the world, the scopes, the fact tables.
/// The types themselves belong to TyTable (type_internal.h); the working state of one package's
/// check is in check_internal.h.

#ifndef GOLITE_TYPES_TYPES_INTERNAL_H
#define GOLITE_TYPES_TYPES_INTERNAL_H
#include "type_internal.h"

#include "golite/support/map.h"
#include "golite/types/check.h"

/// Names that are visible in one block. Lookup walks outwards through `parent`.
typedef struct TyScope {
  struct TyScope *parent;
  GL_VEC(TyObject *) objects; // in order of insertion
  GL_VEC(GlName) names;       // names[i] is the name of objects[i] here
  GlPtrMap *index;            // name → object, once there are many
  GlPtrMap *dots;             // of a file: name → PACKAGE_NAME of the dot-import it came through
} TyScope;

TyScope *ty_scope_new(GlArena *a, TyScope *parent);
/// The object of that name in this scope alone, or NULL.
TyObject *ty_scope_get(const TyScope *s, GlName name);
/// Adds `o` under `name`. Returns the object that was there already (and adds nothing), else NULL.
TyObject *ty_scope_add(GlArena *a, TyScope *s, GlName name, TyObject *o);

/// Everything that outlives the check of one package.
struct TyWorld {
  GlArena *arena;
  GlIntern *names;
  const GlSources *sources;
  GlDiags *diags;
  TyOptions options;
  TyInfo *info;
  TyTable *types;
  TyScope *universe;
  TyPackage *unsafe_package;
  GlPtrMap *inits; // TyPackage → its TyInitList
  uint32_t n_packages;
  GlPtrMap *late_bodies; // FUNC object whose body was skipped → TyLateBody
};

/// What is needed to check a body later.
typedef struct TyLateBody {
  struct TyChecker *checker;
  struct TyAction *action;
} TyLateBody;

TyInfo *ty_info_new(GlArena *a);
/// Keeps what ty_package_inits returns.
void ty_world_set_inits(TyWorld *w, const TyPackage *p, TyInit *inits, uint32_t n);

// Writing facts; each overwrites what was there. Ids are node ids.
void ty_info_set_type(TyInfo *i, const SynNode *n, TyMode mode, const TyType *type,
                      const TyConst *value);
void ty_info_set_object(TyInfo *i, const SynNode *ident_or_clause, TyObject *o);
void ty_info_set_selection(TyInfo *i, const SynNode *selector, TySelectorKind kind,
                           const TySelection *s);
void ty_info_set_branch_target(TyInfo *i, const SynNode *branch, const SynNode *target);
/// `node` instantiates a generic function; an index expression's, selector's identifier gets them
/// too.
void ty_info_set_type_args(TyInfo *i, const SynNode *node, const TyType *const *args, uint32_t n);
void ty_info_set_literal_field(TyInfo *i, const SynNode *key_value, const uint32_t *path,
                               uint32_t n);

#endif
