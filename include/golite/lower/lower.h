/// \file
/// Typed AST → GIR. Every implicit allocation becomes an instruction with a site; nothing is
/// optimised, no placement is guessed.

#ifndef GOLITE_LOWER_LOWER_H
#define GOLITE_LOWER_LOWER_H
#include "golite/ir/gir.h"
#include "golite/types/check.h"

typedef struct LowerPackage {
  TyPackage *package;
  SynFile **files;
  uint32_t n_files;
  const char *go_version; // "go1.N" of the module or the command line, or NULL
  bool is_root;  // named by the user; without `is_program` all its functions are compiled, of other
                 // packages only what they use
  bool has_init; // of a package outside: it has something to initialise
} LowerPackage;

/// What lower must know of a function in another unit; LOWER_FUNC_*.
enum { LOWER_FUNC_RECOVERS = 1, LOWER_FUNC_FORWARDS_RECOVER = 2, LOWER_FUNC_IS_SMALL = 4 };
typedef uint32_t (*LowerFuncFlags)(void *ctx, const char *symbol);

typedef struct LowerOptions {
  bool is_program; // link: make golite.init and need main.main; else one package of any name, all
                   // its functions are roots
  bool all_functions; // compile all functions of root packages even for a program (reports speak of
                      // them)
  bool is_unit;       // the root package alone, for other units to use: all its named types have
                      // descriptors here
  LowerFuncFlags imported_flags; // NULL: nothing is known
  void *imported_ctx;
  /// Reads and checks the body of a small function of another unit. NULL: those are not copied.
  void (*body_of)(void *ctx, TyObject *fn);
  void *body_ctx;
} LowerOptions;

/// Lowers checked packages (imports before importers). What is not supported is reported as "… not
/// supported yet" to `diags`. The result is usable only if no error was reported.
GirProgram *lower_program(GlArena *arena, TyWorld *world, GlIntern *names, const GlSources *sources,
                          GlDiags *diags, const LowerPackage *packages, uint32_t n_packages,
                          LowerOptions options);

/// A package's path as its symbols begin: "main" for package main.
const char *lower_package_path(const TyPackage *p);

#endif
