/// \file
/// Entry: verbs, options that only print, and one compilation on a thread with a large stack
/// (inputs may nest deeply).

#include "crash.h"
#include "units.h"

#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

enum { STACK_SIZE = 512 << 20 }; // bytes of address space; touched as needed

typedef struct Job {
  int argc;
  char **argv;
  int status;
} Job;

static int print_fact(GlArena *a, const DrvOptions *o) {
  if (strcmp(o->print, "goroot") == 0) {
    const char *root = drv_find_goroot(a, o);
    if (!root) {
      fputs("golite-cc: no Go 1.27 tree was found (run tools/setup, or give --goroot)\n", stderr);
      return DRV_ERRORS;
    }
    puts(root);
  } else if (strcmp(o->print, "runtime-dir") == 0) {
    puts(drv_runtime_dir(a));
  } else if (strcmp(o->print, "cache-dir") == 0) {
    const char *dir = o->cache_dir ? o->cache_dir : cache_default_dir(a);
    puts(dir ? dir : "");
  } else if (strcmp(o->print, "target") == 0) {
    puts("x86_64-unknown-linux-gnu");
  } else if (strcmp(o->print, "stages") == 0) {
    for (int i = 0; i < DRV_STAGE_COUNT; i++)
      puts(drv_stage_name((DrvStage)i));
  } else {
    fprintf(stderr, "golite-cc: unknown value %s for --print\n", o->print);
    return DRV_USAGE;
  }
  return DRV_OK;
}

static int compile_and_run(Drv *d) {
  const char *dir = drv_temp_folder(d->arena, NULL, "run");
  if (!dir) {
    perror("golite-cc: cannot make a temporary folder");
    return DRV_ERRORS;
  }
  char *exe = gl_path_join(d->arena, dir, "a.out");
  int status = drv_compile(d, exe);
  if (status == DRV_OK)
    status = drv_run_program(exe, d->o);
  unlink(exe);
  return status;
}

void drv_begin(Drv *d, GlArena *a, const DrvOptions *o) {
  *d = (Drv){.arena = a, .o = o, .trees = gl_arena_new(), .times = drv_times_new(a)};
  d->names = gl_intern_new(a);
  d->sources = gl_sources_new(a);
  d->diags = gl_diags_new(a, d->sources);
  drv_diagnostics_begin(d);
  d->runtime_dir = drv_runtime_dir(a);
  d->syntax =
      (SynContext){.arena = d->trees, .names = d->names, .sources = d->sources, .diags = d->diags};
}

static int run(GlArena *a, int argc, char **argv) {
  DrvOptions o;
  if (argc < 2) {
    drv_usage(stderr);
    return DRV_USAGE;
  }
  if (!drv_options_parse(a, argc, argv, &o))
    return DRV_USAGE;
  if (o.help) {
    if (drv_help(stdout, o.help))
      return DRV_OK;
    fprintf(stderr, "golite-cc: unknown value %s for --help\n", o.help);
    return DRV_USAGE;
  }
  if (o.wants_version) {
    drv_version(stdout);
    return DRV_OK;
  }
  if (o.print)
    return print_fact(a, &o);
  static const char *all_std[] = {"std"};
  if (o.build_std && o.n_inputs == 0) {
    o.inputs = all_std;
    o.n_inputs = 1;
  }
  if (o.n_inputs == 0 && !o.testdir && o.verb != DRV_TEST) {
    fputs("golite-cc: no input files\n", stderr);
    return DRV_USAGE;
  }
  if (o.verb == DRV_TEST)
    return drv_test(a, &o);
  Drv d;
  drv_begin(&d, a, &o);
  int status = o.verb == DRV_RUN ? compile_and_run(&d) : drv_compile(&d, NULL);
  if (o.time_report)
    drv_times_print(&d, stderr);
  drv_remove_temps();
  drv_units_close(&d);
  gl_arena_free(d.trees);
  return status;
}

static void *thread_main(void *arg) {
  Job *job = arg;
  drv_install_handlers();
  GlArena *a = gl_arena_new();
  job->status = run(a, job->argc, job->argv);
  gl_arena_free(a);
  return NULL;
}

/// Text for standard output that did not get there is an error: a full disk must not look like
/// success.
static int check_stdout(int status) {
  if (fflush(stdout) == 0 && !ferror(stdout))
    return status;
  fprintf(stderr, "golite-cc: cannot write standard output: %s\n", strerror(errno));
  return status ? status : DRV_ERRORS;
}

int drv_main(int argc, char **argv) {
  Job job = {.argc = argc, .argv = argv, .status = DRV_INTERNAL};
  pthread_attr_t attr;
  pthread_t thread;
  pthread_attr_init(&attr);
  bool started = pthread_attr_setstacksize(&attr, STACK_SIZE) == 0 &&
                 pthread_create(&thread, &attr, thread_main, &job) == 0;
  pthread_attr_destroy(&attr);
  if (started)
    pthread_join(thread, NULL);
  else
    thread_main(&job);
  return check_stdout(job.status);
}
