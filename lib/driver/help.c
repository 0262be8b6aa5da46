/// \file
/// What golite-cc says about itself: usage, help, version.

#include "driver_internal.h"

#include "golite/driver/config.h"

#include <llvm-c/Core.h>

#include <string.h>

void drv_usage(FILE *out) {
  fputs("usage: golite-cc [options] FILE.go... | DIR | IMPORT/PATH\n"
        "       golite-cc run [options] FILE.go...|DIR [--] [ARGS]\n"
        "       golite-cc test [options] [-run REGEX] [-v] [-bench REGEX] [-c] ... "
        "DIR|./...|FILE.go...\n"
        "       golite-cc version | help\n"
        "Compiles Go to a native executable; -m shows what is allocated where and why.\n"
        "golite-cc --help lists the options.\n",
        out);
}

static void option_line(FILE *out, const char *spelling, const char *separator, const char *arg,
                        const char *help) {
  char left[64];
  snprintf(left, sizeof left, "%s%s%s", spelling, separator, arg);
  fprintf(out, "  %-34s %s\n", left, help);
}

static void help_env(FILE *out) {
  fputs("Read by golite-cc:\n"
        "  GOLITE_GOROOT, GOROOT  the Go tree, as --goroot\n"
        "  GOLITE_CACHE           folder of compiled packages, as --cache\n"
        "  XDG_CACHE_HOME         compiled packages are kept in golite in it, and tools/setup "
        "keeps a "
        "Go tree there\n"
        "  NO_COLOR, TERM=dumb    no coloured messages\n"
        "  GOLITE_ABORT=1         abort after an internal error, for debuggers\n"
        "Read by the programs that it builds:\n"
        "  GOGC, GOMEMLIMIT       when the garbage collector runs\n"
        "  GODEBUG=gctrace=1      a line for each collection; other settings as with gc\n"
        "  GOLITE_GC=stress|off   collect at every allocation and poison freed memory; or never\n"
        "  GOTRACEBACK            how much an uncaught panic prints\n",
        out);
}

static void help_diagnostics(FILE *out) {
  fputs("Forms of diagnostics (--diagnostics=FORM):\n"
        "  brief  FILE:LINE:COLUMN: MESSAGE, as gc prints them\n"
        "  full   the same with source lines, carets and notes\n"
        "  json   an object a line: file, line, column, end_line, end_column, severity, code,\n"
        "         message, notes (each with file, line, column, message); what is unknown is left "
        "out;\n"
        "         columns count bytes from 1; bytes that are not UTF-8 become U+FFFD\n"
        "  sarif  one SARIF 2.1.0 log, also when there are no errors; columns count UTF-16 code "
        "units\n"
        "All forms show the first N errors of --max-errors=N.\n"
        "Codes, in json and sarif:\n",
        out);
  for (uint32_t i = 0; i < GL_DIAG_COUNT; i++)
    fprintf(out, "  %s  %s\n", gl_diag_code_id((GlDiagCode)i),
            gl_diag_code_description((GlDiagCode)i));
}

bool drv_help(FILE *out, const char *topic) {
  if (strcmp(topic, "env") == 0) {
    help_env(out);
    return true;
  }
  if (strcmp(topic, "diagnostics") == 0) {
    help_diagnostics(out);
    return true;
  }
  if (*topic)
    return false;
  drv_usage(out);
#define DRV_GROUP(title) fprintf(out, "\n%s:\n", title);
#define DRV_FLAG(ID, spelling, help) option_line(out, spelling, "", "", help);
#define DRV_VALUE(ID, spelling, arg, help) option_line(out, spelling, " ", arg, help);
#define DRV_JOINED(ID, spelling, arg, help) option_line(out, spelling, "=", arg, help);
#include "options.def"
  fputs("\n@FILE stands for the words in FILE. Of contradicting options the last one wins.\n"
        "Exit status: 0 success, 1 errors in the program, 2 wrong usage, 3 internal error.\n",
        out);
  return true;
}

void drv_version(FILE *out) {
  unsigned major, minor, patch;
  LLVMGetVersion(&major, &minor, &patch);
  fprintf(out, "golite-cc version %s, Go 1.27, linux/amd64, LLVM %u.%u.%u\n", GOLITE_VERSION, major,
          minor, patch);
}
