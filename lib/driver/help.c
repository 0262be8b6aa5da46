/// \file
/// What golite-cc says about itself: usage, help, version.

#include "driver_internal.h"

#include "golite/driver/config.h"

#include <llvm-c/Core.h>

void drv_usage(FILE *out) {
  fputs("usage: golite-cc [options] FILE.go... | DIR | IMPORT/PATH\n"
        "       golite-cc run [options] FILE.go...|DIR [--] [ARGS]\n"
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
        "  XDG_CACHE_HOME         where tools/setup keeps a Go tree\n"
        "  NO_COLOR               no coloured messages\n"
        "  GOLITE_ABORT=1         abort after an internal error, for debuggers\n"
        "Read by the programs that it builds:\n"
        "  GOGC, GOMEMLIMIT       when the garbage collector runs\n"
        "  GODEBUG=gctrace=1      a line for each collection\n"
        "  GOLITE_GC=stress|off   collect at every allocation and poison freed memory; or never\n"
        "  GOTRACEBACK            how much an uncaught panic prints\n",
        out);
}

void drv_help(FILE *out, const char *topic) {
  if (*topic) {
    help_env(out);
    return;
  }
  drv_usage(out);
#define DRV_GROUP(title) fprintf(out, "\n%s:\n", title);
#define DRV_FLAG(ID, spelling, help) option_line(out, spelling, "", "", help);
#define DRV_VALUE(ID, spelling, arg, help) option_line(out, spelling, " ", arg, help);
#define DRV_JOINED(ID, spelling, arg, help) option_line(out, spelling, "=", arg, help);
#include "options.def"
  fputs("\n@FILE stands for the words in FILE. Of contradicting options the last one wins.\n"
        "Exit status: 0 success, 1 errors in the program, 2 wrong usage, 3 internal error.\n",
        out);
}

void drv_version(FILE *out) {
  unsigned major, minor, patch;
  LLVMGetVersion(&major, &minor, &patch);
  fprintf(out, "golite-cc version %s, Go 1.27, linux/amd64, LLVM %u.%u.%u\n", GOLITE_VERSION, major,
          minor, patch);
}
