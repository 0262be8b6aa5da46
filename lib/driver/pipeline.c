/// \file
/// The order of the stages, and where each stops or prints.

#include "units.h"

#include "golite/lower/lower.h"
#include "golite/opt/opt.h"
#include "golite/placement/placement.h"
#include "golite/report/report.h"

#include <llvm-c/Core.h>

#include <string.h>

static bool has_errors(const Drv *d) { return gl_diags_error_count(d->diags) > 0; }

/// Whether all files were found and their trees are whole: gc goes on after errors in literals,
/// comments and directives, but not after those of the grammar.
static bool may_check_types(const Drv *d) {
  return d->syntax.n_syntax_errors == 0 && !gl_diags_is_full(d->diags) &&
         gl_diags_error_count(d->diags) == gl_diags_count_of(d->diags, GL_DIAG_SYN_ERROR);
}

static bool stops_at(const Drv *d, DrvStage s) { return d->o->stops && d->o->stop_after == s; }

/// After each stage on GIR: verifies, prints if asked to.
static void after_gir_stage(Drv *d, DrvStage s) {
  drv_times_end(d);
  gir_verify(d->gir, drv_stage_name(s));
  if (!d->o->prints_after[s])
    return;
  GlBuf text;
  gl_buf_init(&text, d->arena);
  gir_print_program(&text, d->gir);
  fprintf(stderr, "; after %s\n", drv_stage_name(s));
  fwrite(text.data, 1, text.len, stderr);
}

static void syntax_of_file(Drv *d, const char *path) {
  const char *err;
  GlFile *file = gl_sources_read(d->sources, path, &err);
  if (!file) {
    gl_diag_error(d->diags, GL_LOC_NONE, GL_DIAG_DRV_IO, "%s", err);
    return;
  }
  GlArenaMark mark = gl_arena_mark(d->trees);
  SynFile *tree = syn_parse_file(&d->syntax, file);
  if (d->o->output == DRV_OUT_AST && d->o->output_is_chosen) {
    GlBuf text;
    gl_buf_init(&text, d->trees);
    syn_file_dump(&text, tree, d->sources);
    drv_write_file(d, d->o->out_path ? d->o->out_path : "-", text.data, text.len);
  }
  gl_arena_release(d->trees, mark);
}

/// Files of any packages, each parsed alone: its tree is dropped before the next.
static int only_syntax(Drv *d) {
  drv_times_begin(d, "syntax");
  for (uint32_t i = 0; i < d->o->n_inputs; i++)
    syntax_of_file(d, d->o->inputs[i]);
  drv_times_end(d);
  return drv_diagnostics_end(d, DRV_OK);
}

bool drv_names_files(const DrvOptions *o) {
  return o->n_inputs && drv_is_go_file(o->inputs[0]) && !gl_file_is_dir(o->inputs[0]);
}

static LoadMode load_mode(const DrvOptions *o) {
  if (o->verb == DRV_TEST)
    return drv_names_files(o) ? LOAD_TEST_FILES : LOAD_TEST;
  if (o->testdir)
    return LOAD_TESTDIR;
  if (drv_names_files(o))
    return LOAD_FILES;
  const char *first = o->inputs[0];
  return first[0] == '.' || first[0] == '/' ? LOAD_DIR : LOAD_IMPORT_PATH;
}

static const char *const *split_tags(Drv *d, uint32_t *n) {
  GL_VEC(const char *) tags = {0};
  for (const char *s = d->o->tags; s && *s;) {
    size_t len = strcspn(s, ", ");
    if (len)
      GL_VEC_PUSH(d->arena, &tags, gl_arena_strndup(d->arena, s, len));
    s += len + (s[len] != '\0');
  }
  *n = tags.len;
  return tags.data;
}

/// Whether a linked program is wanted (so that package main must have a main function).
static bool is_program(const Drv *d) {
  return d->o->output == DRV_OUT_EXE && !d->o->stops && !d->o->build_std;
}

/// Whether packages from outside are compiled apart, if there is a package main.
static bool may_have_units(const Drv *d) {
  return d->o->output == DRV_OUT_EXE && !d->o->whole_program && !d->o->stops;
}

static LoadOptions load_options(Drv *d) {
  LoadOptions o = {.mode = load_mode(d->o),
                   .args = d->o->inputs,
                   .n_args = d->o->n_inputs,
                   .single_file_pkgs = d->o->single_file_pkgs,
                   .goroot = d->goroot,
                   .overlay_dir =
                       d->runtime_dir ? gl_path_join(d->arena, d->runtime_dir, "go") : NULL,
                   .needs_runtime = true,
                   .is_compiler_only = d->o->checker_tests,
                   .skips_bodies = may_have_units(d),
                   .only_checks = stops_at(d, DRV_STAGE_SYNTAX) || stops_at(d, DRV_STAGE_TYPES)};
  if (d->o->testdir) {
    o.args = &d->o->testdir;
    o.n_args = 1;
  }
  o.tags = split_tags(d, &o.n_tags);
  return o;
}

static void stage_load(Drv *d) {
  LoadOptions o = load_options(d);
  drv_times_begin(d, "syntax");
  d->program = load_program(&d->syntax, &o);
  drv_times_end(d);
}

const char *const *drv_expand_packages(Drv *d, uint32_t *n) {
  static const char *const here = ".";
  d->goroot = drv_find_goroot(d->arena, d->o);
  LoadOptions o = load_options(d);
  o.lists_tests = true;
  if (o.n_args == 0) {
    o.args = &here;
    o.n_args = 1;
  }
  return load_expand(&d->syntax, &o, n);
}

typedef struct Imports {
  Drv *d;
  const LoadPackage *from;
} Imports;

static TyPackage *resolve_import(void *ctx, const char *path) {
  const Imports *im = ctx;
  if (strcmp(path, "unsafe") == 0)
    return ty_world_unsafe(im->d->world);
  const LoadPackage *p = load_resolve(im->d->program, im->from, path);
  for (uint32_t i = 0; p && i < im->d->program->n_packages; i++)
    if (im->d->program->packages[i] == p)
      return im->d->checked[i];
  return NULL;
}

/// The language version of a package: -lang is for the user's own ones. NULL: the newest.
static const char *package_version(const Drv *d, const LoadPackage *p) {
  return d->o->lang && !p->is_std && !p->is_dependency ? d->o->lang : p->go_version;
}

LowerPackage drv_check_package(Drv *d, const LoadPackage *p, bool is_outside) {
  Imports im = {.d = d, .from = p};
  TyPackageInput in = {.path = p->path,
                       .files = p->files,
                       .n_files = p->n_files,
                       .go_version = package_version(d, p),
                       .is_std = p->is_std,
                       .is_outside = is_outside,
                       .is_foreign = p->is_std || p->is_dependency,
                       .import = resolve_import,
                       .import_ctx = &im};
  LowerPackage out = {.package = ty_check_package(d->world, &in),
                      .files = p->files,
                      .n_files = p->n_files,
                      .go_version = package_version(d, p)};
  for (uint32_t k = 0; k < d->program->n_roots; k++)
    out.is_root |= d->program->roots[k] == p;
  return out;
}

static bool has_main_package(const Drv *d) {
  for (uint32_t i = 0; i < d->program->n_roots; i++)
    if (strcmp(d->program->roots[i]->name->text, "main") == 0)
      return true;
  return false;
}

static bool wants_reports(const Drv *d) { return d->o->m_level || d->o->explain; }

static bool has_only_reports(const Drv *d) {
  return wants_reports(d) && !d->o->out_path && !d->o->output_is_chosen && d->o->verb == DRV_BUILD;
}

/// Whether an executable is written if all goes well.
static bool writes_program(const Drv *d) {
  return d->o->output == DRV_OUT_EXE && !d->o->stops && !d->o->build_std && has_main_package(d) &&
         !has_only_reports(d);
}

/// There is nothing to run, and nothing for -o, when no package is main.
static void require_main_package(Drv *d) {
  const DrvOptions *o = d->o;
  bool wants_program = o->verb == DRV_RUN || (o->verb == DRV_BUILD && o->out_path);
  if (o->output != DRV_OUT_EXE || o->stops || o->build_std || !wants_program ||
      d->program->n_roots == 0 || has_main_package(d))
    return;
  const char *name = d->program->roots[0]->name->text;
  if (o->verb == DRV_RUN)
    gl_diag_error(d->diags, GL_LOC_NONE, GL_DIAG_DRV_USAGE, "package %s is not a main package",
                  name);
  else
    gl_diag_error(d->diags, GL_LOC_NONE, GL_DIAG_DRV_USAGE,
                  "package %s is not a main package: nothing to link for -o (-c writes an object)",
                  name);
}

static LowerPackage *stage_types(Drv *d) {
  LoadProgram *lp = d->program;
  TyOptions options = {.needs_main = is_program(d),
                       // The packages of a test folder are compiled as by the compiler alone.
                       .complete = d->o->complete || (writes_program(d) && !d->o->testdir),
                       .is_checker_test = d->o->checker_tests};
  d->world = ty_world_new(d->arena, d->names, d->sources, d->diags, options);
  d->checked = GL_NEW_ARRAY(d->arena, TyPackage *, lp->n_packages + 1);
  LowerPackage *out = GL_NEW_ARRAY(d->arena, LowerPackage, lp->n_packages + 1);
  drv_times_begin(d, "types");
  for (uint32_t i = 0; i < lp->n_packages; i++) {
    out[i] = drv_check_package(d, lp->packages[i], drv_is_outside(d, lp->packages[i]));
    d->checked[i] = out[i].package;
  }
  drv_times_end(d);
  return out;
}

static uint32_t func_flags(void *ctx, const char *symbol) {
  uint32_t flags = esc_imports_flags(ctx, symbol);
  return (flags & ESC_STORED_RECOVERS ? LOWER_FUNC_RECOVERS : 0) |
         (flags & ESC_STORED_FORWARDS_RECOVER ? LOWER_FUNC_FORWARDS_RECOVER : 0) |
         (flags & ESC_STORED_IS_SMALL ? LOWER_FUNC_IS_SMALL : 0);
}

static void body_of(void *ctx, TyObject *fn) {
  Drv *d = ctx;
  syn_parse_body(&d->syntax, gl_sources_file_of(d->sources, fn->decl->func_decl.body_loc),
                 fn->decl);
  ty_check_late_body(d->world, fn);
}

static void stage_lower(Drv *d, const LowerPackage *packages, uint32_t n, LowerOptions o) {
  o.imported_flags = d->imports ? func_flags : NULL;
  o.imported_ctx = d->imports;
  o.body_of = d->o->no_inline ? NULL : body_of;
  o.body_ctx = d;
  drv_times_begin(d, "lower");
  d->gir = lower_program(d->arena, d->world, d->names, d->sources, d->diags, packages, n, o);
  if (has_errors(d)) {
    drv_times_end(d);
    return;
  }
  after_gir_stage(d, DRV_STAGE_LOWER);
}

static void stage_opt(Drv *d) {
  if (d->o->no_inline) {
    opt_borrow_run(d->gir);
    return;
  }
  drv_times_begin(d, "devirt");
  opt_devirt_run(d->gir);
  after_gir_stage(d, DRV_STAGE_DEVIRT);
  drv_times_begin(d, "inline");
  opt_inline_run(d->gir);
  opt_drop_copies(d->gir);
  opt_prune_run(d->gir, wants_reports(d));
  opt_borrow_run(d->gir);
  after_gir_stage(d, DRV_STAGE_INLINE);
}

static void stage_escape(Drv *d, bool closed_world, bool is_unit) {
  EscOptions options = d->o->escape;
  // Another package may bring implementations of an interface that this one calls.
  options.closed_world = closed_world;
  options.wants_hops = d->o->m_level > 1 || d->o->explain;
  options.imports = d->imports;
  options.keeps_summaries = is_unit;
  drv_times_begin(d, "escape");
  if (d->imports)
    esc_imports_declare(d->imports, d->gir, closed_world);
  d->escape = esc_run(d->arena, d->gir, &options);
  drv_times_end(d);
  drv_times_begin(d, "placement");
  plc_run(d->gir, d->escape);
  after_gir_stage(d, DRV_STAGE_PLACEMENT);
}

static void print_reports(Drv *d) {
  RepOptions o = {.level = d->o->m_level, .explain = d->o->explain, .user_only = true};
  if (d->o->m_level)
    rep_print_m(stderr, d->gir, d->escape, &o);
  if (d->o->explain)
    rep_print_explain(stderr, d->gir, d->escape, &o);
}

/// Whether an object file is made, and not text to be read.
static bool has_object(const Drv *d) {
  return d->o->output == DRV_OUT_EXE || d->o->output == DRV_OUT_OBJECT;
}

static void back_end(Drv *d, bool links, const char *path) {
  LLVMTargetMachineRef tm = drv_target_machine(d);
  CgOptions options = {.module_name =
                           gl_path_base(d->o->n_inputs ? d->o->inputs[0] : d->o->testdir),
                       .opt_level = d->o->opt_level,
                       .has_debug_info = d->o->has_debug_info,
                       .has_lines = has_object(d),
                       .is_asan = d->o->is_asan,
                       .is_program = links,
                       .splits_sections = links,
                       .producer = "golite-cc"};
  drv_times_begin(d, "codegen");
  CgModule *m = cg_emit(d->arena, d->gir, tm, &options);
  drv_times_end(d);
  if (d->o->output == DRV_OUT_LLVM && !d->o->after_opt) {
    drv_emit_text(d, cg_module(m), tm, DRV_OUT_LLVM, path);
  } else if (!stops_at(d, DRV_STAGE_CODEGEN)) {
    drv_times_begin(d, "llvm");
    bool ok = drv_optimise(d, m, tm);
    if (ok)
      cg_finish(m, tm);
    drv_times_end(d);
    if (ok && !stops_at(d, DRV_STAGE_LLVM))
      drv_write_output(d, m, tm, path);
  }
  cg_module_free(m);
  LLVMDisposeTargetMachine(tm);
}

bool drv_middle_of_unit(Drv *d, const LowerPackage *packages, uint32_t n) {
  stage_lower(d, packages, n, (LowerOptions){.is_unit = true});
  if (has_errors(d))
    return false;
  stage_opt(d);
  stage_escape(d, false, true);
  return true;
}

const char *drv_object_of_unit(Drv *d, const char *path, size_t *size) {
  LLVMTargetMachineRef tm = drv_target_machine(d);
  CgOptions options = {.module_name = path,
                       .opt_level = d->o->opt_level,
                       .has_debug_info = d->o->has_debug_info,
                       .has_lines = true,
                       .is_asan = d->o->is_asan,
                       .splits_sections = true,
                       .producer = "golite-cc"};
  CgModule *m = cg_emit(d->arena, d->gir, tm, &options);
  if (!drv_optimise(d, m, tm))
    return NULL;
  cg_finish(m, tm);
  return drv_object_bytes(d, m, tm, size);
}

/// Dumps of the middle of the pipeline. True when one was asked for.
static bool dump_gir(Drv *d) {
  if (d->o->output != DRV_OUT_GIR && d->o->output != DRV_OUT_ESCAPE_GRAPH)
    return false;
  GlBuf text;
  gl_buf_init(&text, d->arena);
  if (d->o->output == DRV_OUT_GIR)
    gir_print_program(&text, d->gir);
  else
    esc_dump_graph(&text, d->gir, &d->o->escape);
  drv_write_file(d, drv_output_path(d), text.data, text.len);
  return true;
}

/// From checked packages to the end. Stops where the options say, or where an error was reported.
static void middle_and_back(Drv *d, const LowerPackage *packages, const char *path) {
  bool links = d->o->output == DRV_OUT_EXE && has_main_package(d);
  bool reports = wants_reports(d);
  stage_lower(d, packages, d->program->n_packages,
              (LowerOptions){.is_program = links || d->o->output == DRV_OUT_OBJECT,
                             .all_functions = reports});
  if (has_errors(d) || stops_at(d, DRV_STAGE_LOWER))
    return;
  if (d->o->output == DRV_OUT_GIR && dump_gir(d))
    return;
  stage_opt(d);
  if (stops_at(d, DRV_STAGE_INLINE) || stops_at(d, DRV_STAGE_DEVIRT))
    return;
  stage_escape(d, has_main_package(d), false);
  if (reports)
    print_reports(d);
  if (stops_at(d, DRV_STAGE_ESCAPE) || stops_at(d, DRV_STAGE_PLACEMENT) || dump_gir(d))
    return;
  if (!has_only_reports(d) && (links || d->o->output != DRV_OUT_EXE))
    back_end(d, links, path);
}

/// Packages from outside become units when there is a program to link, or are read whole. False:
/// reported.
static bool open_units(Drv *d) {
  if (!may_have_units(d))
    return true;
  if (d->o->build_std || has_main_package(d))
    return drv_units_open(d);
  for (uint32_t i = 0; i < d->program->n_packages; i++) {
    LoadPackage *p = d->program->packages[i];
    if (p->is_std || p->is_dependency)
      load_package_whole(d->program, p);
  }
  return !has_errors(d);
}

int drv_compile(Drv *d, const char *exe_path) {
  const DrvOptions *o = d->o;
  bool dumps_ast = o->output == DRV_OUT_AST;
  if ((stops_at(d, DRV_STAGE_SYNTAX) || dumps_ast) && o->n_inputs && drv_is_go_file(o->inputs[0]))
    return only_syntax(d);
  d->goroot = drv_find_goroot(d->arena, o);
  if (o->goroot && !d->goroot)
    gl_diag_error(d->diags, GL_LOC_NONE, GL_DIAG_DRV_USAGE, "%s is not a Go 1.27 tree", o->goroot);
  if (has_errors(d))
    return drv_diagnostics_end(d, DRV_OK);
  stage_load(d);
  if ((!may_check_types(d) && !o->checker_tests) || stops_at(d, DRV_STAGE_SYNTAX))
    return drv_diagnostics_end(d, DRV_OK);
  require_main_package(d);
  if (has_errors(d) && !o->checker_tests && gl_diags_count_of(d->diags, GL_DIAG_DRV_USAGE))
    return drv_diagnostics_end(d, DRV_OK);
  if (!open_units(d))
    return drv_diagnostics_end(d, DRV_OK);
  LowerPackage *packages = stage_types(d);
  if (has_errors(d) || stops_at(d, DRV_STAGE_TYPES))
    return drv_diagnostics_end(d, DRV_OK);
  if (o->verb == DRV_TEST && d->program->n_test_files == 0)
    return drv_diagnostics_end(d, DRV_OK);
  if (d->units && !drv_units_build(d, packages))
    return drv_diagnostics_end(d, d->units->failed);
  if (o->build_std)
    return drv_diagnostics_end(d, DRV_OK);
  const char *path = exe_path ? exe_path : drv_output_path(d);
  if (!drv_overwrites_input(d, path))
    middle_and_back(d, packages, path);
  return drv_diagnostics_end(d, DRV_OK);
}
