/// \file
/// From what the user named (files, a folder, an import path) to parsed packages in import order.
/// Reads files; applies build constraints, the overlay of the standard library, go.mod. Does not
/// check types.

#ifndef GOLITE_LOAD_LOAD_H
#define GOLITE_LOAD_LOAD_H
#include "golite/support/diag.h"
#include "golite/syntax/parse.h"

/// What the go command calls the package of files outside a module.
extern const char load_command_line_path[];

typedef struct LoadPackage {
  const char *path; // import path ("main" for package main; its name for files outside a module)
  GlName name;      // from the package clauses
  const char *dir;  // NULL when unknown
  SynFile **files;
  uint32_t n_files;
  struct LoadPackage **imports; // direct, each once, in order of first appearance; without unsafe
  uint32_t n_imports;
  const char *go_version; // "go1.N" from go.mod, or NULL
  bool is_std;            // from the Go tree or the overlay
  bool is_dependency;     // of another module than the user's
} LoadPackage;

typedef struct LoadProgram {
  LoadPackage **packages; // imports before importers; runtime first
  uint32_t n_packages;
  LoadPackage **roots; // what the user named
  uint32_t n_roots;
  uint32_t n_errors; // reported by load itself, beyond those of the parser
  // LOAD_TEST…: import path and folder of the package under test (NULL: not found), and how many
  // test files it has. Without any the root is the package itself.
  const char *tested_path, *tested_dir;
  uint32_t n_test_files;
  struct Loader *loader;
} LoadProgram;

typedef enum LoadMode {
  LOAD_FILES,       // args are files of one package
  LOAD_DIR,         // one folder
  LOAD_IMPORT_PATH, // import paths
  LOAD_TESTDIR,     // --testdir
  LOAD_TEST,        // one folder or import path: the root is a program that runs its tests
  LOAD_TEST_FILES,  // the same for files of one package
} LoadMode;

typedef struct LoadOptions {
  LoadMode mode;
  const char *const *args;
  uint32_t n_args;
  bool single_file_pkgs;
  const char *goroot;      // Go tree (its `src` and VERSION), or NULL when none was found
  const char *overlay_dir; // runtime/go with MANIFEST
  const char *const *tags;
  uint32_t n_tags;
  bool needs_runtime;    // load package runtime although nobody imports it (programs)
  bool skips_bodies;     // of packages from outside the user's module, see load_package_whole
  bool is_compiler_only; // for tests of the checker: import errors as gc itself words them
  bool lists_tests;      // for load_expand: folders with nothing but test files count, too
  bool only_checks;      // no code will be made: functions written in assembly are no error, and
                         // files that //go:embed names are not looked for
} LoadOptions;

/// Never NULL; errors are in `ctx->diags`. An import that this compiler cannot do yet is reported
/// as "package fmt is not supported yet" at the import.
LoadProgram *load_program(SynContext *ctx, const LoadOptions *options);
/// The folders and import paths that the arguments stand for, with all patterns resolved.
const char *const *load_expand(SynContext *ctx, const LoadOptions *options, uint32_t *n);
/// Parses the files of a package again, with all bodies. Its files and their trees are new ones.
void load_package_whole(LoadProgram *p, LoadPackage *package);
/// The package that `path` means when imported from `from`; NULL when unknown.
LoadPackage *load_resolve(const LoadProgram *p, const LoadPackage *from, const char *path);

#endif
