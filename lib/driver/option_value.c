/// \file
/// What the value of each option means. What the option does is decided by the stages.

#include "option.h"

#include <ctype.h>
#include <errno.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

/// go1.27 is the newest version of the language.
enum { NEWEST_MINOR = 27 };

static const char *const stage_names[DRV_STAGE_COUNT] = {
#define DRV_STAGE(NAME, name) name,
#include "stages.def"
#undef DRV_STAGE
};

const char *drv_stage_name(DrvStage s) { return stage_names[s]; }

bool drv_usage_error(const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  fputs("golite-cc: ", stderr);
  vfprintf(stderr, fmt, args);
  fputs("\n", stderr);
  va_end(args);
  return false;
}

static bool parse_number(const char *text, const char *option, int64_t *out) {
  char *end;
  errno = 0;
  long long v = strtoll(text, &end, 10);
  if (errno || end == text || *end || v < 0)
    return drv_usage_error("invalid number %s for %s", text, option);
  *out = v;
  return true;
}

static bool parse_stage(const char *name, const char *option, DrvStage *out) {
  for (uint32_t i = 0; i < DRV_STAGE_COUNT; i++)
    if (strcmp(stage_names[i], name) == 0) {
      *out = (DrvStage)i;
      return true;
    }
  return drv_usage_error("unknown stage %s for %s (--print=stages lists them)", name, option);
}

static bool parse_choice(const char *text, const char *option, const char *const *choices,
                         uint32_t n, int *out) {
  for (uint32_t i = 0; i < n; i++)
    if (strcmp(choices[i], text) == 0) {
      *out = (int)i;
      return true;
    }
  return drv_usage_error("unknown value %s for %s", text, option);
}

static bool parse_escape(DrvOptions *o, const char *text) {
  int64_t seed = 0;
  o->escape.is_off = strcmp(text, "off") == 0;
  o->escape.is_shuffled = strncmp(text, "shuffle:", 8) == 0;
  if (o->escape.is_shuffled && !parse_number(text + 8, "--escape=shuffle", &seed))
    return false;
  o->escape.seed = (uint64_t)seed;
  if (o->escape.is_off || o->escape.is_shuffled || strcmp(text, "on") == 0)
    return true;
  return drv_usage_error("unknown value %s for --escape", text);
}

static bool parse_emit(DrvOptions *o, const char *text) {
  static const char *const kinds[] = {"ast", "gir", "escape-graph", "llvm"};
  static const DrvOutput outputs[] = {DRV_OUT_AST, DRV_OUT_GIR, DRV_OUT_ESCAPE_GRAPH, DRV_OUT_LLVM};
  int k;
  if (!parse_choice(text, "--emit", kinds, GL_COUNT_OF(kinds), &k))
    return false;
  o->output = outputs[k];
  o->output_is_chosen = true;
  return true;
}

static bool choose_output(DrvOptions *o, DrvOutput output) {
  // -S -emit-llvm means LLVM IR, as clang has it.
  if (o->output_is_chosen && o->output == DRV_OUT_LLVM && output == DRV_OUT_ASSEMBLY)
    return true;
  o->output = output;
  o->output_is_chosen = true;
  return true;
}

static bool parse_print_after(DrvOptions *o, const char *value) {
  DrvStage s;
  if (!parse_stage(value, "--print-after", &s))
    return false;
  o->prints_after[s] = true;
  return true;
}

/// The 64-bit processors that LLVM 22 knows: of others it makes another machine's code.
static bool parse_march(DrvOptions *o, const char *value) {
  static const char *const processors[] = {"native",
                                           "x86-64",
                                           "x86-64-v2",
                                           "x86-64-v3",
                                           "x86-64-v4",
                                           "alderlake",
                                           "amdfam10",
                                           "arrowlake",
                                           "arrowlake-s",
                                           "athlon-fx",
                                           "athlon64",
                                           "athlon64-sse3",
                                           "atom",
                                           "barcelona",
                                           "bdver1",
                                           "bdver2",
                                           "bdver3",
                                           "bdver4",
                                           "bonnell",
                                           "broadwell",
                                           "btver1",
                                           "btver2",
                                           "cannonlake",
                                           "cascadelake",
                                           "clearwaterforest",
                                           "cooperlake",
                                           "core-avx-i",
                                           "core-avx2",
                                           "core2",
                                           "corei7",
                                           "corei7-avx",
                                           "diamondrapids",
                                           "emeraldrapids",
                                           "goldmont",
                                           "goldmont-plus",
                                           "gracemont",
                                           "grandridge",
                                           "graniterapids",
                                           "graniterapids-d",
                                           "haswell",
                                           "icelake-client",
                                           "icelake-server",
                                           "ivybridge",
                                           "k8",
                                           "k8-sse3",
                                           "knl",
                                           "knm",
                                           "lunarlake",
                                           "meteorlake",
                                           "nehalem",
                                           "nocona",
                                           "novalake",
                                           "opteron",
                                           "opteron-sse3",
                                           "pantherlake",
                                           "penryn",
                                           "raptorlake",
                                           "rocketlake",
                                           "sandybridge",
                                           "sapphirerapids",
                                           "sierraforest",
                                           "silvermont",
                                           "skx",
                                           "skylake",
                                           "skylake-avx512",
                                           "slm",
                                           "tigerlake",
                                           "tremont",
                                           "westmere",
                                           "wildcatlake",
                                           "znver1",
                                           "znver2",
                                           "znver3",
                                           "znver4",
                                           "znver5"};
  int k;
  o->march = value;
  return parse_choice(value, "-march", processors, GL_COUNT_OF(processors), &k);
}

static bool parse_explain(DrvOptions *o, const char *value) {
  regex_t regex;
  if (*value && regcomp(&regex, value, REG_EXTENDED | REG_NOSUB) != 0)
    return drv_usage_error("--explain=%s is no regular expression", value);
  if (*value)
    regfree(&regex);
  o->explain = value;
  return true;
}

/// go1.N as the checker takes it; gc's words for anything else.
static bool parse_lang(DrvOptions *o, const char *value) {
  char *end = NULL;
  long minor = strncmp(value, "go1.", 4) == 0 && isdigit((unsigned char)value[4])
                   ? strtol(value + 4, &end, 10)
                   : 0;
  if (strcmp(value, "go1") != 0 && (!end || *end))
    return drv_usage_error("invalid value \"%s\" for -lang: should be something like \"go1.%d\"",
                           value, NEWEST_MINOR);
  if (minor > NEWEST_MINOR)
    return drv_usage_error("invalid value \"%s\" for -lang: max known version is \"go1.%d\"", value,
                           NEWEST_MINOR);
  o->lang = value;
  return true;
}

static bool parse_sanitizer(DrvOptions *o, const char *value) {
  o->is_asan = true;
  return strcmp(value, "address") == 0 || drv_usage_error("-fsanitize=%s is not supported", value);
}

static bool parse_m_level(DrvOptions *o, const char *value) {
  int64_t n = 1;
  if (*value && !parse_number(value, "-m", &n))
    return false;
  o->m_level = n > 2 ? 2 : (int)n;
  return true;
}

static bool parse_stack_object(DrvOptions *o, const char *value) {
  if (!parse_number(value, "--max-stack-object", &o->escape.max_variable))
    return false;
  if (o->escape.max_implicit > o->escape.max_variable)
    o->escape.max_implicit = o->escape.max_variable;
  return true;
}

static bool parse_max_errors(DrvOptions *o, const char *value) {
  int64_t n = 0;
  if (!parse_number(value, "--max-errors", &n))
    return false;
  o->max_errors = n > UINT32_MAX ? 0 : (uint32_t)n;
  return true;
}

static bool parse_color(DrvOptions *o, const char *value) {
  static const char *const colors[] = {"never", "always"};
  o->color = -1;
  return strcmp(value, "auto") == 0 || parse_choice(value, "--color", colors, 2, &o->color);
}

static bool parse_diagnostics(DrvOptions *o, const char *value) {
  static const char *const forms[] = {"brief", "full", "json", "sarif"};
  static const DrvDiagnostics values[] = {DRV_DIAGNOSTICS_BRIEF, DRV_DIAGNOSTICS_FULL,
                                          DRV_DIAGNOSTICS_JSON, DRV_DIAGNOSTICS_SARIF};
  int k;
  if (!parse_choice(value, "--diagnostics", forms, GL_COUNT_OF(forms), &k))
    return false;
  o->diagnostics = values[k];
  return true;
}

static bool parse_force_stack(DrvOptions *o, const char *value) {
  o->escape.force_wrong = true;
  o->escape.force_stack = value;
  return true;
}

static void set_opt_level(DrvOptions *o, int level, bool is_size) {
  o->opt_level = level;
  o->is_size = is_size;
}

bool drv_option_apply(DrvOptions *o, DrvOptionId id, const char *value) {
  switch (id) {
  case OPT_OUTPUT: o->out_path = value; return true;
  case OPT_ASSEMBLY: return choose_output(o, DRV_OUT_ASSEMBLY);
  case OPT_OBJECT: return choose_output(o, DRV_OUT_OBJECT);
  case OPT_EMIT_LLVM:
  case OPT_EMIT_LLVM_SHORT: return choose_output(o, DRV_OUT_LLVM);
  case OPT_AFTER_OPT: o->after_opt = true; return true;
  case OPT_EMIT: return parse_emit(o, value);
  case OPT_O0: set_opt_level(o, 0, false); return true;
  case OPT_O1: set_opt_level(o, 1, false); return true;
  case OPT_O2: set_opt_level(o, 2, false); return true;
  case OPT_O3: set_opt_level(o, 3, false); return true;
  case OPT_OS: set_opt_level(o, 2, true); return true;
  case OPT_DEBUG: o->has_debug_info = true; return true;
  case OPT_NO_DEBUG: o->has_debug_info = false; return true;
  case OPT_NO_INLINE: o->no_inline = true; return true;
  case OPT_MARCH: return parse_march(o, value);
  case OPT_SANITIZE: return parse_sanitizer(o, value);
  case OPT_STATIC: o->is_static = true; return true;
  case OPT_NO_PIE: o->is_no_pie = true; return true;
  case OPT_EXPLAIN_M: return parse_m_level(o, value);
  case OPT_EXPLAIN: return parse_explain(o, value);
  case OPT_ESCAPE: return parse_escape(o, value);
  case OPT_MAX_STACK_OBJECT: return parse_stack_object(o, value);
  case OPT_LANG: return parse_lang(o, value);
  case OPT_COMPLETE: o->complete = true; return true;
  case OPT_CHECKER_TESTS:
    o->checker_tests = o->stops = true;
    o->stop_after = DRV_STAGE_TYPES;
    return true;
  case OPT_TAGS_SHORT:
  case OPT_TAGS: o->tags = value; return true;
  case OPT_GOROOT: o->goroot = value; return true;
  case OPT_TESTDIR: o->testdir = value; return true;
  case OPT_WHOLE_PROGRAM: o->whole_program = true; return true;
  case OPT_CACHE: o->cache_dir = value; return true;
  case OPT_BUILD_STD: o->build_std = true; return true;
  case OPT_NO_CACHE: o->no_cache = true; return true;
  case OPT_SINGLE_FILE_PKGS: o->single_file_pkgs = true; return true;
  case OPT_STOP_AFTER: o->stops = true; return parse_stage(value, "--stop-after", &o->stop_after);
  case OPT_PRINT_AFTER: return parse_print_after(o, value);
  case OPT_DIAGNOSTICS: return parse_diagnostics(o, value);
  case OPT_DIAGNOSTICS_FILE: o->diagnostics_file = value; return true;
  case OPT_MAX_ERRORS: return parse_max_errors(o, value);
  case OPT_COLOR: return parse_color(o, value);
  case OPT_TIME_REPORT: o->time_report = true; return true;
  case OPT_VERBOSE: o->verbose = true; return true;
  case OPT_DRY_RUN: o->dry_run = true; return true;
  case OPT_SAVE_TEMPS: o->save_temps = true; return true;
  case OPT_PRINT: o->print = value; return true;
  case OPT_VERSION: o->wants_version = true; return true;
  case OPT_HELP_SHORT:
  case OPT_HELP: o->help = value; return true;
  case OPT_FORCE_STACK: return parse_force_stack(o, value);
  case OPT_COUNT: break;
  }
  GL_UNREACHABLE();
}
