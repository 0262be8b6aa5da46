/// \file
/// argv → DrvOptions. Knows spellings and forms only (options.def); what a value means is
/// option_value.c's.

#include "option.h"

#include <ctype.h>
#include <errno.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

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

typedef struct Parser {
  GlArena *arena;
  DrvOptions *o;
  GL_VEC(char *) args;
  uint32_t next;
  GL_VEC(const char *) inputs;
  GL_VEC(char *) test_args;
} Parser;

/// Whether `arg` is option `id`; *value: its joined value or NULL.
static bool matches(const char *arg, DrvOptionId id, const char **value) {
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
    if (!matches(arg, (DrvOptionId)id, &value))
      continue;
    if (table[id].form == FORM_FLAG)
      return drv_option_apply(p->o, (DrvOptionId)id, "");
    if (!value && table[id].form == FORM_VALUE) {
      if (p->next >= p->args.len)
        return drv_usage_error("%s needs a value", arg);
      value = p->args.data[p->next++];
    }
    return drv_option_apply(p->o, (DrvOptionId)id, value ? value : "");
  }
  if (p->o->verb == DRV_TEST)
    return drv_usage_error(
        "unknown option %s (--help lists them; the program's own go after -args)", arg);
  return drv_usage_error("unknown option %s (--help lists them)", arg);
}

/// Words of a response file: separated by white space; quotes and backslashes as in clang's.
static bool add_response_file(Parser *p, const char *path, int depth) {
  size_t size;
  char *text = gl_file_read(p->arena, path, &size);
  if (!text)
    return drv_usage_error("cannot read %s: %s", path, strerror(errno));
  if (depth > 16)
    return drv_usage_error("@%s: response files nest too deeply", path);
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
    return drv_usage_error("%s needs a value", arg);
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
