/// \file
/// Shared inside lib/driver only: options, one compilation's state, the steps of the pipeline.

#ifndef GOLITE_DRIVER_INTERNAL_H
#define GOLITE_DRIVER_INTERNAL_H
#include "golite/codegen/codegen.h"
#include "golite/driver/driver.h"
#include "golite/escape/escape.h"
#include "golite/escape/stored.h"
#include "golite/load/load.h"
#include "golite/support/file.h"
#include "golite/types/check.h"

enum { DRV_OK = 0, DRV_ERRORS = 1, DRV_USAGE = 2, DRV_INTERNAL = 3 };

typedef enum DrvStage {
#define DRV_STAGE(NAME, name) DRV_STAGE_##NAME,
#include "stages.def"
#undef DRV_STAGE
  DRV_STAGE_COUNT
} DrvStage;

typedef enum DrvOutput {
  DRV_OUT_EXE,
  DRV_OUT_OBJECT,
  DRV_OUT_ASSEMBLY,
  DRV_OUT_LLVM,
  DRV_OUT_AST,
  DRV_OUT_GIR,
  DRV_OUT_ESCAPE_GRAPH,
  DRV_OUT_NOTHING, // -m or --explain alone, --stop-after
} DrvOutput;

typedef enum DrvDiagnostics {
  DRV_DIAGNOSTICS_AUTO, // by terminal: full or brief
  DRV_DIAGNOSTICS_BRIEF,
  DRV_DIAGNOSTICS_FULL,
  DRV_DIAGNOSTICS_JSON,
  DRV_DIAGNOSTICS_SARIF,
} DrvDiagnostics;

typedef enum DrvVerb { DRV_BUILD, DRV_RUN, DRV_TEST } DrvVerb;

typedef struct DrvOptions {
  DrvVerb verb;
  DrvOutput output;
  bool output_is_chosen; // by -c, -S, --emit…
  const char *out_path;  // -o, or NULL
  int opt_level;
  bool is_size;
  bool has_debug_info, no_inline, is_asan, is_static, is_no_pie;
  bool after_opt;
  const char *march;
  int m_level;         // 0: off
  const char *explain; // NULL: off
  EscOptions escape;
  const char *lang;
  bool complete;
  bool checker_tests;
  const char *tags;
  const char *goroot;
  const char *testdir;
  const char *cache_dir; // NULL: the usual one
  bool no_cache, whole_program, build_std;
  bool single_file_pkgs;
  bool stops; // --stop-after was given
  DrvStage stop_after;
  bool prints_after[DRV_STAGE_COUNT];
  DrvDiagnostics diagnostics;
  const char *diagnostics_file; // NULL: standard error
  uint32_t max_errors;
  int color; // -1: by terminal
  bool time_report, verbose, dry_run, save_temps;
  const char *print; // --print
  bool wants_version;
  const char *help;    // --help: "" or a topic
  const char **inputs; // files, folders, import paths
  uint32_t n_inputs;
  char **program_args; // run, test: for the program
  uint32_t n_program_args;
  const char *test_timeout;    // test: as written
  double test_timeout_seconds; // 0: none
  bool test_shows_all;         // also what tests print that pass
  bool test_only_builds;       // test -c
} DrvOptions;

/// One run of the compiler.
typedef struct Drv {
  GlArena *arena; // program arena
  GlArena *trees; // AST; freed file by file when only syntax is wanted
  const DrvOptions *o;
  GlIntern *names;
  GlSources *sources;
  GlDiags *diags;
  SynContext syntax;
  LoadProgram *program;
  TyWorld *world;
  TyPackage **checked; // by index in program->packages
  GirProgram *gir;
  EscResult *escape;
  const char *goroot;      // NULL: none found
  const char *runtime_dir; // PREFIX/lib/golite
  struct DrvTimes *times;
  struct DrvUnits *units; // NULL: the whole program is one unit
  EscImports *imports;    // facts of other units, or NULL
} Drv;

typedef struct DrvUnits DrvUnits;

/// Parses argv (after expansion of @FILE). Reports wrong usage on stderr and returns false.
bool drv_options_parse(GlArena *a, int argc, char **argv, DrvOptions *out);
void drv_usage(FILE *out);
/// `topic` "": the options. False when there is no such topic.
bool drv_help(FILE *out, const char *topic);
void drv_version(FILE *out);
const char *drv_stage_name(DrvStage s);

/// The Go tree to use (its folder with `src`), or NULL. Order: --goroot, $GOLITE_GOROOT, $GOROOT,
/// configured, usual places.
const char *drv_find_goroot(GlArena *a, const DrvOptions *o);
/// PREFIX/lib/golite of the running executable.
const char *drv_runtime_dir(GlArena *a);

/// Sets up one run of the compiler.
void drv_begin(Drv *d, GlArena *a, const DrvOptions *o);
/// The packages that the inputs name (none: the working folder), patterns resolved.
const char *const *drv_expand_packages(Drv *d, uint32_t *n);

/// Runs all stages. Returns the exit status; errors are printed. `exe_out` (may be NULL) receives
/// the path of the executable.
int drv_compile(Drv *d, const char *exe_path);

/// Tells the collector of diagnostics what will be printed.
void drv_diagnostics_begin(Drv *d);
/// Prints all diagnostics as the options say. Returns the exit status: `status`, unless there are
/// errors.
int drv_diagnostics_end(Drv *d, int status);

/// LLVM.
LLVMTargetMachineRef drv_target_machine(Drv *d);
/// Runs LLVM's optimiser on the module as the options say. False: reported.
bool drv_optimise(Drv *d, CgModule *m, LLVMTargetMachineRef tm);
/// Writes the module as LLVM IR, assembly or object to `path`. False: reported.
bool drv_emit_text(Drv *d, LLVMModuleRef m, LLVMTargetMachineRef tm, DrvOutput kind,
                   const char *path);
/// The object, with traceback tables, as bytes in the program arena; NULL: reported.
const char *drv_object_bytes(Drv *d, CgModule *m, LLVMTargetMachineRef tm, size_t *size);
bool drv_emit_object(Drv *d, CgModule *m, LLVMTargetMachineRef tm, const char *path);
/// Links one object, and those of the units, to an executable by ld.lld. False: reported.
bool drv_link(Drv *d, const char *object, const char *exe);

/// A command line run as a child; NULL-terminated argv. Returns its exit status, or -1 when it
/// could not start (reported).
int drv_spawn(Drv *d, const char *const *argv);

/// Writes `data` to `path`: a regular file is replaced by temp-and-rename, a device is opened, "-"
/// is stdout.
bool drv_write_file(Drv *d, const char *path, const char *data, size_t size);
/// A fresh name beside `path` for a file that will be renamed to it; removed on failure or fatal
/// signals.
char *drv_temp_beside(Drv *d, const char *path);
bool drv_commit_temp(Drv *d, const char *temp, const char *path);
/// A new folder in the folder `in` (NULL: $TMPDIR or /tmp); removed at the end and on fatal signals
/// if it is empty then. NULL, errno set: it could not be made.
const char *drv_temp_folder(GlArena *a, const char *in, const char *purpose);
void drv_remove_temps(void);
/// For a forked child: its parent's temporaries are not its own.
void drv_forget_temps(void);
/// Whether `path` is something that must be opened, not replaced (a device, a pipe).
bool drv_is_device(const char *path);

bool drv_is_go_file(const char *path);
/// Whether the inputs are files of one package.
bool drv_names_files(const DrvOptions *o);
/// The last element of the first input's path, without ".go": STEM of STEM.o.
const char *drv_stem(GlArena *a, const DrvOptions *o);
/// Where the output goes: -o, or a name made from the first input's ("-": standard output).
const char *drv_output_path(Drv *d);
/// Reports an output that is one of the inputs.
bool drv_overwrites_input(Drv *d, const char *path);
/// Writes an optimised module in the form asked for; links it for an executable. False: reported.
bool drv_write_output(Drv *d, CgModule *m, LLVMTargetMachineRef tm, const char *path);

/// Times and memory of the stages.
struct DrvTimes *drv_times_new(GlArena *a);
void drv_times_begin(Drv *d, const char *stage);
void drv_times_end(Drv *d);
void drv_times_print(const Drv *d, FILE *out);

/// `golite-cc test`: builds and runs the tests of all packages. Returns the exit status.
int drv_test(GlArena *a, const DrvOptions *o);
/// Whether `arg` is a flag for the test program. Returns how many arguments it takes (0: it is
/// none, -1: its value is missing) and how package testing wants it (NULL: it is golite-cc's own).
int drv_test_flag(GlArena *a, DrvOptions *o, const char *arg, const char *next, char **out);

/// Runs a built program; signals and exit status are passed on.
int drv_run_program(const char *exe, const DrvOptions *o);

#endif
