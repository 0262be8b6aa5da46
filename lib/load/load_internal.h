/// \file
/// What the files of load share: the loader, packages under way, modules, the overlay, build
/// targets.

#ifndef GOLITE_LOAD_INTERNAL_H
#define GOLITE_LOAD_INTERNAL_H
#include "golite/load/load.h"
#include "golite/support/map.h"
#include "golite/support/vec.h"

typedef struct LoadPkg LoadPkg;

// --- buildtags.c ---------------------------------------------------------------------------------

/// For what files are chosen: user packages for amd64, the standard library for the made-up golite,
/// which has no assembly.
typedef struct LoadTarget {
  bool is_golite;
  bool is_test;       // test files: with is_golite they see the tags of gc's own back end, too
  bool is_dependency; // a package of another module
  bool is_pure;       // the folder holds assembly, which is left out: prefer files without it
  const char *const *tags;
  uint32_t n_tags;
} LoadTarget;

/// Whether build tag `tag` (len bytes) is set.
bool load_tag_is_set(const LoadTarget *t, const char *tag, size_t len);
/// Whether the name of a file allows it: its _GOOS, _GOARCH or _GOOS_GOARCH ending.
bool load_name_matches(const LoadTarget *t, const char *file_name);
/// Value of a //go:build expression; on a malformed one false with *err = what is wrong (else
/// NULL).
bool load_constraint_holds(const LoadTarget *t, const char *expr, const char **err);

// --- gomod.c -------------------------------------------------------------------------------------

enum {
  LOAD_GO_MINOR = 27,       // newest language version
  LOAD_GO_MINOR_UNSAID = 16 // of a go.mod without `go` line
};

typedef struct LoadRequire {
  const char *path, *version;
  GlLoc loc;
} LoadRequire;

typedef struct LoadReplace {
  const char *path, *version;  // version: NULL: all
  const char *to, *to_version; // to_version NULL: `to` is a folder
  const char *dir;             // that folder, relative to the file's; NULL for modules
  GlLoc loc;
} LoadReplace;

/// KEY=VALUE of a `godebug` line or a //go:debug comment.
typedef struct LoadSetting {
  const char *key, *value;
  GlLoc loc;
} LoadSetting;

/// A go.mod or go.work file as it is written.
typedef struct LoadGoMod {
  const char *path; // of `module`, or NULL
  const char *dir;  // folder of the file
  int go_minor;     // N of `go 1.N`; 0: not said
  GlLoc loc;
  GL_VEC(LoadRequire)
  requires;
  GL_VEC(LoadRequire) excludes;
  GL_VEC(LoadReplace) replaces;
  GL_VEC(const char *) uses;    // of go.work: folders
  GL_VEC(LoadSetting) settings; // of `godebug`
} LoadGoMod;

typedef struct Loader Loader;

/// Reads the file `path`, whose relative folders are relative to `dir`. If `is_strict` (the user's
/// own file), errors are reported and the result is never NULL; else NULL when it cannot be read.
LoadGoMod *load_gomod_read(Loader *l, const char *path, const char *dir, bool is_strict);

// --- semver.c ------------------------------------------------------------------------------------

/// <0, 0, >0 as version `a` is older than, the same as, newer than `b`. Both are well-formed or
/// give any order.
int load_version_compare(const char *a, const char *b);
/// How a module path or version is written in the module cache: capitals as `!` and the small
/// letter.
const char *load_cache_escape(GlArena *a, const char *s);

// --- modules.c -----------------------------------------------------------------------------------

/// A module of the build list.
typedef struct LoadModule {
  const char *path;
  const char *version;    // NULL: a main module
  const char *dir;        // absolute; NULL: not on this machine
  const char *go_version; // "go1.N"
  bool is_main;           // the user's own, or in its workspace
  bool is_local;          // not from the module cache: other modules may be nested in its folders
  bool is_tree;           // part of the Go tree itself: may use what is internal to it
  LoadGoMod *mod;         // of main modules; else NULL
} LoadModule;

typedef struct LoadVendor LoadVendor;

/// All that is known of modules. Main modules stand first in `list`.
typedef struct LoadModules {
  GL_VEC(LoadModule *) list;
  uint32_t n_main;
  LoadGoMod *work;    // go.work, or NULL
  GlStrMap *by_path;  // once is_built: LoadModule by path
  bool is_built;      // list holds more than the main modules
  LoadVendor *vendor; // the main module's vendor folder, or NULL
  const char *cache;  // $GOMODCACHE
} LoadModules;

/// Finds the modules that hold `dir` (absolute): go.mod there or above, and go.work. Returns the
/// main module, NULL when there is none.
LoadModule *load_modules_find(Loader *l, const char *dir);
/// The replacement for a module, or NULL.
const LoadReplace *load_replacement(const Loader *l, const char *path, const char *version);
/// Chooses versions by minimal version selection, when that was not done yet.
void load_modules_build(Loader *l);
/// Whether `path` is `prefix` or below it.
bool load_path_has_prefix(const char *path, const char *prefix);
/// "go1.N"
const char *load_go_version(Loader *l, int minor);
/// The module that the go command would have to fetch first: its folder in the cache, present or
/// not.
const char *load_cache_dir(Loader *l, const char *path, const char *version);

// --- vendor.c ------------------------------------------------------------------------------------

/// Reads DIR/modules.txt; NULL when there is none.
LoadVendor *load_vendor_read(Loader *l, const char *dir);
/// The module of a package in the vendor folder; NULL when modules.txt does not list the package.
const LoadModule *load_vendor_module(const LoadVendor *v, const char *package);
/// Reports what go.mod and modules.txt say differently.
void load_vendor_check(Loader *l, const LoadVendor *v, const LoadModule *user);

// --- find.c --------------------------------------------------------------------------------------

/// Where a package of the user's modules is.
typedef struct LoadFound {
  const LoadModule *module;
  const char *dir; // absolute
} LoadFound;

/// Finds a package in main modules, the vendor folder or the build list. False when reported at
/// `loc`. `from` is NULL when the user named it.
bool load_find_package(Loader *l, const LoadPkg *from, const char *path, GlLoc loc,
                       LoadFound *found);

// --- overlay.c -----------------------------------------------------------------------------------

/// One line of MANIFEST.
typedef struct LoadOverlay {
  const char *path;
  bool is_replaced;           // only our files and `take`
  GL_VEC(const char *) take;  // files of the Go tree
  GL_VEC(const char *) drop;  // files of the Go tree that are left out
  GL_VEC(const char *) decls; // NAME or TYPE.METHOD: ours replace those of the Go tree
} LoadOverlay;

/// Reads MANIFEST; errors are reported.
void load_overlay_read(Loader *l);
/// The line for that import path, or NULL.
LoadOverlay *load_overlay_find(const Loader *l, const char *path);
/// Takes the declarations named by `decl=` out of a file of the Go tree.
void load_overlay_strip(const LoadOverlay *o, SynFile *f);

// --- version.c -----------------------------------------------------------------------------------

/// A file of package runtime, as if it were in the folder `dir`, that declares the constant
/// treeVersion: the version of the Go tree, go1.27 when the tree does not say.
const GlFile *load_version_file(Loader *l, const char *dir);

// --- package.c -----------------------------------------------------------------------------------

typedef struct LoadEdge {
  const char *text; // as written in the import
  LoadPkg *to;
  GlLoc loc;
  const SynFile *file;
} LoadEdge;

/// A package with what only load needs to know. `pub` is first: the two are converted into each
/// other.
struct LoadPkg {
  LoadPackage pub;
  const char *path; // import path even of package main
  const LoadModule *module;
  GL_VEC(SynFile *) files; // pub.files
  GL_VEC(LoadEdge) edges;  // one for each import declaration that was resolved
  uint32_t n_waiting;      // order.c: imports that have no place yet
  GL_VEC(LoadPkg *) importers;
  uint32_t n_patched; // the first of its files are the Go tree's with declarations taken out
  uint8_t mark;       // order.c: 0 not seen, 1 on the path, 2 done
};

struct Loader {
  SynContext *ctx;
  GlArena *arena;
  const LoadOptions *options;
  const char *cwd; // absolute
  LoadModules modules;
  LoadModule *module;     // the main one that holds the working folder or what the user named
  bool module_is_known;   // searched for, perhaps without success
  LoadVendor *std_vendor; // resolve.c: of the Go tree
  uint32_t n_errors;
  GL_VEC(LoadOverlay *) overlays;
  GlStrMap *packages; // import path → LoadPkg
  GlStrMap *chosen;   // package.c: folder → its files, when asked for before loading
  GL_VEC(LoadPkg *)
  all; // in order of discovery: a queue, `n_resolved` of which have resolved imports
  uint32_t n_resolved;
  GL_VEC(LoadPkg *) roots;
  LoadPkg *tested;       // LOAD_TEST…: what is tested
  LoadPkg *external;     // and its package x_test, or NULL
  uint32_t n_test_files; // of it
};

/// Reports an error of this room.
GlDiag *load_error(Loader *l, GlLoc loc, const char *fmt, ...) GL_PRINTF(3, 4);
/// A package without files yet, entered in the queue.
LoadPkg *load_package_add(Loader *l, const char *path, const char *dir, bool is_std);
/// Reads, parses and adds one file; `package_name` is what the header says (NULL: unknown).
void load_parse_file(Loader *l, LoadPkg *p, const GlFile *file, GlName package_name);
/// Loads the files of a user package's folder (p->pub.dir); reports at `loc` when there are none.
void load_user_folder(Loader *l, LoadPkg *p, GlLoc loc);
/// Whether a file's build constraint allows it in a user package; a malformed one is reported.
bool load_user_header_allows(Loader *l, const GlFile *f, const SynHeader *h);
/// Whether a folder has Go files for a user package's build target.
bool load_folder_has_package(Loader *l, const char *dir);
/// Loads a package of the standard library that is not loaded yet, overlay included. Without files:
/// an error at `loc`, or NULL if `is_optional`.
LoadPkg *load_std_package(Loader *l, const char *path, GlLoc loc, bool is_optional);
/// Sets names and paths when all files are parsed.
void load_package_finish(Loader *l, LoadPkg *p);
/// Reads one file; NULL when it cannot be read (reported).
const GlFile *load_read_file(Loader *l, const char *path, GlLoc loc);
/// How a folder (absolute) is shown: relative to the working folder when that is shorter.
const char *load_short_path(Loader *l, const char *dir);
/// Absolute and without links; `path` itself when it does not exist.
const char *load_absolute(Loader *l, const char *path);

/// A file that was chosen by name and build constraint.
typedef struct LoadChosen {
  const GlFile *file;
  GlName package_name; // NULL: no package clause, which the parser will report
} LoadChosen;
bool load_is_test_name(const char *name);
/// The _test.go files of a package's folder for its build target, *n of them.
LoadChosen *load_choose_tests(Loader *l, const LoadPkg *p, uint32_t *n);

// --- godebug.c -----------------------------------------------------------------------------------

/// Reads KEY=VALUE, n bytes; an unknown key is called an unknown `where`. False: *error says what
/// is wrong.
bool load_setting_parse(GlArena *a, const char *text, size_t n, const char *where, LoadSetting *out,
                        const char **error);
/// Adds to the main package `root` what GODEBUG is unless the environment says otherwise.
void load_godebug(Loader *l, LoadPkg *root);

// --- embed.c -------------------------------------------------------------------------------------

/// Finds and reads the files that the file's //go:embed patterns mean; reports those that mean
/// none.
void load_embeds(Loader *l, SynFile *f);

// --- pattern.c -----------------------------------------------------------------------------------

/// Whether the user means a folder, not an import path.
bool load_is_folder_name(const char *path);
/// The folder in which the search for a pattern begins: what stands before the first element with
/// `...`.
const char *load_search_top(Loader *l, const char *pattern);
/// Called for each package found: a folder, or one of the standard library.
typedef void LoadFoundFn(void *ctx, const char *dir, LoadPkg *p);
/// Searches for `std` or a pattern with `...`; reports when nothing is found.
void load_pattern(Loader *l, const char *arg, LoadFoundFn *found, void *ctx);

// --- load.c --------------------------------------------------------------------------------------

/// The main module that holds a folder, and its import path there; NULL outside.
const LoadModule *load_module_of_dir(Loader *l, const char *dir, const char **path);

/// The package, still empty, of the folder that holds the files named. NULL: there are two such
/// folders (reported).
LoadPkg *load_package_of_files(Loader *l);

// --- testing.c, testmain.c -----------------------------------------------------------------------

/// The package that the arguments name (a folder, an import path, or files) with its tests: the
/// generated main package, or the package itself when it has no test files. NULL: reported.
LoadPkg *load_tests(Loader *l);
/// Makes the main package for the tests in p's files from `first_test_file` on and in `external`
/// (may be NULL).
LoadPkg *load_test_main(Loader *l, LoadPkg *p, uint32_t first_test_file, LoadPkg *external);
/// The package behind the map types of the language.
#define LOAD_MAPS_PATH "internal/runtime/maps"

// --- resolve.c -----------------------------------------------------------------------------------

LoadModule *load_main_module(Loader *l, const char *dir);
/// The package that import path `path` means for `from` (NULL: named by the user); NULL when
/// reported.
LoadPkg *load_import(Loader *l, const LoadPkg *from, const char *path, GlLoc loc);
/// A package of the standard library, loaded now if it was not; NULL when it has no files for the
/// target.
LoadPkg *load_std_package_once(Loader *l, const char *path);
/// Resolves the imports of all packages in the queue, which grows meanwhile.
void load_resolve_all(Loader *l);
/// Reports a package that by its path could only be of the standard library.
void load_report_not_std(Loader *l, const char *path, GlLoc loc);
/// Whether the Go tree or the overlay has that package.
bool load_std_exists(const Loader *l, const char *path);
/// The folder of a package in the Go tree, or NULL when there is none.
const char *load_tree_dir(const Loader *l, const char *path);

// --- order.c -------------------------------------------------------------------------------------

/// Fills the program: imports before importers, runtime first, else by import path. Reports cycles.
void load_order(Loader *l, LoadProgram *out);

#endif
