/// \file
/// argv → DrvOptions. Knows spellings only (options.def); what an option does is decided by the
/// stages.

#include "driver_internal.h"

#include <ctype.h>
#include <errno.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

/// go1.27 is the newest version of the language.
enum { NEWEST_MINOR = 27 };

typedef enum OptionId {
#define DRV_FLAG(ID, spelling, help) OPT_##ID,
#define DRV_VALUE(ID, spelling, arg, help) OPT_##ID,
#define DRV_JOINED(ID, spelling, arg, help) OPT_##ID,
#include "options.def"
  OPT_COUNT
} OptionId;

typedef enum Form { FORM_FLAG, FORM_VALUE, FORM_JOINED } Form;

static const struct {
  const char *spelling;
  Form form;
} table[OPT_COUNT] = {
#define DRV_FLAG(ID, spelling, help) [OPT_##ID] = {spelling, FORM_FLAG},
#define DRV_VALUE(ID, spelling, arg, help) [OPT_##ID] = {spelling, FORM_VALUE},
#define DRV_JOINED(ID, spelling, arg, help) [OPT_##ID] = {spelling, FORM_JOINED},
#include "options.def"
};

static const char *const stage_names[DRV_STAGE_COUNT] = {
#define DRV_STAGE(NAME, name) name,
#include "stages.def"
#undef DRV_STAGE
};

const char *drv_stage_name(DrvStage s) { return stage_names[s]; }

typedef struct Parser {
  GlArena *arena;
  DrvOptions *o;
  GL_VEC(char *) args;
  uint32_t next;
  GL_VEC(const char *) inputs;
  GL_VEC(char *) test_args;
} Parser;

GL_PRINTF(1, 2) static bool usage_error(const char *fmt, ...) {
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
    return usage_error("invalid number %s for %s", text, option);
  *out = v;
  return true;
}

static bool parse_stage(const char *name, const char *option, DrvStage *out) {
  for (uint32_t i = 0; i < DRV_STAGE_COUNT; i++)
    if (strcmp(stage_names[i], name) == 0) {
      *out = (DrvStage)i;
      return true;
    }
  return usage_error("unknown stage %s for %s (--print=stages lists them)", name, option);
}

static bool parse_choice(const char *text, const char *option, const char *const *choices,
                         uint32_t n, int *out) {
  for (uint32_t i = 0; i < n; i++)
    if (strcmp(choices[i], text) == 0) {
      *out = (int)i;
      return true;
    }
  return usage_error("unknown value %s for %s", text, option);
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
  return usage_error("unknown value %s for --escape", text);
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
    return usage_error("--explain=%s is no regular expression", value);
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
    return usage_error("invalid value \"%s\" for -lang: should be something like \"go1.%d\"", value,
                       NEWEST_MINOR);
  if (minor > NEWEST_MINOR)
    return usage_error("invalid value \"%s\" for -lang: max known version is \"go1.%d\"", value,
                       NEWEST_MINOR);
  o->lang = value;
  return true;
}

static bool parse_sanitizer(DrvOptions *o, const char *value) {
  o->is_asan = true;
  return strcmp(value, "address") == 0 || usage_error("-fsanitize=%s is not supported", value);
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

/// `value`: "" for flags.
static bool apply(DrvOptions *o, OptionId id, const char *value) {
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

/// Whether `arg` is option `id`; *value: its joined value or NULL.
static bool matches(const char *arg, OptionId id, const char **value) {
  const char *s = table[id].spelling;
  size_t n = strlen(s);
  *value = NULL;
  if (strncmp(arg, s, n) != 0)
    return false;
  if (arg[n] == '\0')
    return true;
  if (table[id].form == FORM_FLAG)
    return false;
  if (arg[n] == '=') {
    *value = arg + n + 1;
    return true;
  }
  // -oOUT, as every compiler takes it.
  if (table[id].form == FORM_VALUE && s[1] != '-') {
    *value = arg + n;
    return true;
  }
  return false;
}

static bool parse_option(Parser *p, const char *arg) {
  for (uint32_t id = 0; id < OPT_COUNT; id++) {
    const char *value;
    if (!matches(arg, (OptionId)id, &value))
      continue;
    if (table[id].form == FORM_FLAG)
      return apply(p->o, (OptionId)id, "");
    if (!value && table[id].form == FORM_VALUE) {
      if (p->next >= p->args.len)
        return usage_error("%s needs a value", arg);
      value = p->args.data[p->next++];
    }
    return apply(p->o, (OptionId)id, value ? value : "");
  }
  if (p->o->verb == DRV_TEST)
    return usage_error("unknown option %s (--help lists them; the program's own go after -args)",
                       arg);
  return usage_error("unknown option %s (--help lists them)", arg);
}

/// Words of a response file: separated by white space; quotes and backslashes as in clang's.
static bool add_response_file(Parser *p, const char *path, int depth) {
  size_t size;
  char *text = gl_file_read(p->arena, path, &size);
  if (!text)
    return usage_error("cannot read %s: %s", path, strerror(errno));
  if (depth > 16)
    return usage_error("@%s: response files nest too deeply", path);
  for (char *s = text; *s;) {
    while (*s == ' ' || *s == '\n' || *s == '\t' || *s == '\r')
      s++;
    if (!*s)
      break;
    char *word = gl_arena_alloc(p->arena, strnlen(s, 4095) + 1, 1);
    size_t n = 0;
    char quote = 0;
    for (; *s && n < 4095 && (quote || !strchr(" \n\t\r", *s)); s++) {
      if (*s == '\\' && s[1])
        word[n++] = *++s;
      else if (*s == quote)
        quote = 0;
      else if (!quote && (*s == '"' || *s == '\''))
        quote = *s;
      else
        word[n++] = *s;
    }
    if (word[0] == '@' && word[1]) {
      if (!add_response_file(p, word + 1, depth + 1))
        return false;
    } else {
      GL_VEC_PUSH(p->arena, &p->args, word);
    }
  }
  return true;
}

static bool ends_run_args(const char *arg) {
  size_t n = strlen(arg);
  return n < 3 || strcmp(arg + n - 3, ".go") != 0;
}

/// A flag for the test program; all after -args is for it, too.
static bool parse_test_flag(Parser *p, const char *arg, bool *is_known) {
  char *flag = NULL;
  const char *next = p->next < p->args.len ? p->args.data[p->next] : NULL;
  bool is_rest = strcmp(arg, "-args") == 0 || strcmp(arg, "--args") == 0;
  int n = is_rest ? 0 : drv_test_flag(p->arena, p->o, arg, next, &flag);
  if (n < 0)
    return usage_error("%s needs a value", arg);
  *is_known = n > 0 || is_rest;
  if (n > 0 && flag)
    GL_VEC_PUSH(p->arena, &p->test_args, flag);
  p->next += n > 1;
  for (; is_rest && p->next < p->args.len; p->next++)
    GL_VEC_PUSH(p->arena, &p->test_args, p->args.data[p->next]);
  return true;
}

static bool parse_all(Parser *p) {
  bool only_inputs = false;
  while (p->next < p->args.len) {
    char *arg = p->args.data[p->next++];
    if (!only_inputs && strcmp(arg, "--") == 0) {
      only_inputs = true;
      if (p->o->verb == DRV_RUN)
        break;
      continue;
    }
    // `run`: all after the last .go file, or after one folder, is the program's.
    bool is_option = !only_inputs && arg[0] == '-' && arg[1];
    if (p->o->verb == DRV_RUN && p->inputs.len &&
        (is_option || ends_run_args(arg) || ends_run_args(p->inputs.data[0]))) {
      p->next--;
      break;
    }
    bool is_known = false;
    if (is_option && p->o->verb == DRV_TEST && !parse_test_flag(p, arg, &is_known))
      return false;
    if (is_known)
      continue;
    if (is_option) {
      if (!parse_option(p, arg))
        return false;
      continue;
    }
    GL_VEC_PUSH(p->arena, &p->inputs, arg);
  }
  bool is_test = p->o->verb == DRV_TEST;
  p->o->program_args = is_test ? p->test_args.data : p->args.data + p->next;
  p->o->n_program_args = is_test ? p->test_args.len : p->args.len - p->next;
  return true;
}

bool drv_options_parse(GlArena *a, int argc, char **argv, DrvOptions *out) {
  Parser p = {.arena = a, .o = out};
  *out = (DrvOptions){
      .opt_level = 2,
      .has_debug_info = true,
      .escape = {.max_variable = 128 << 10, .max_implicit = 64 << 10, .closed_world = true},
      .color = -1,
      .max_errors = 10,
      .test_timeout = "10m0s",
      .test_timeout_seconds = 600};
  for (int i = 1; i < argc; i++) {
    if (argv[i][0] == '@' && argv[i][1]) {
      if (!add_response_file(&p, argv[i] + 1, 0))
        return false;
    } else {
      GL_VEC_PUSH(a, &p.args, argv[i]);
    }
  }
  if (p.args.len && strcmp(p.args.data[0], "run") == 0) {
    out->verb = DRV_RUN;
    p.next = 1;
  } else if (p.args.len && strcmp(p.args.data[0], "test") == 0) {
    out->verb = DRV_TEST;
    p.next = 1;
  } else if (p.args.len && strcmp(p.args.data[0], "build") == 0) {
    p.next = 1;
  } else if (p.args.len && strcmp(p.args.data[0], "version") == 0) {
    out->wants_version = true;
    return true;
  } else if (p.args.len && strcmp(p.args.data[0], "help") == 0) {
    out->help = "";
    return true;
  }
  if (!parse_all(&p))
    return false;
  out->inputs = p.inputs.data;
  out->n_inputs = p.inputs.len;
  return true;
}
