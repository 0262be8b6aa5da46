/// \file
/// Object → executable, by ld.lld as a child process. Hardened by default: PIE, full RELRO, no
/// executable stack, no lazy binding.

#include "units.h"

#include "golite/driver/config.h"

#include <errno.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

int drv_spawn(Drv *d, const char *const *argv) {
  GL_ASSERT(argv[0], "a command without a name");
  if (d->o->verbose || d->o->dry_run) {
    for (uint32_t i = 0; argv[i]; i++)
      fprintf(stderr, "%s%s", i ? " " : "", argv[i]);
    fputs("\n", stderr);
    if (d->o->dry_run)
      return 0;
  }
  pid_t pid;
  int err = posix_spawn(&pid, argv[0], NULL, NULL, (char *const *)(uintptr_t)argv, environ);
  if (err) {
    gl_diag_error(d->diags, GL_LOC_NONE, GL_DIAG_DRV_TOOL, "cannot run %s: %s", argv[0],
                  strerror(err));
    return -1;
  }
  int status;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
    ;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

typedef struct Command {
  Drv *d;
  GL_VEC(const char *) argv;
} Command;

static void add(Command *c, const char *arg) { GL_VEC_PUSH(c->d->arena, &c->argv, arg); }

/// A file may be named like an option.
static void add_path(Command *c, const char *path) {
  add(c, path[0] == '-' ? gl_arena_printf(c->d->arena, "./%s", path) : path);
}

static const char *in_dir(Drv *d, const char *dir, const char *name) {
  return gl_path_join(d->arena, dir, name);
}

/// The folder with the C library's start files.
static const char *libc_dir(Drv *d) {
  static const char *const dirs[] = {"/usr/lib/x86_64-linux-gnu", "/usr/lib64",
                                     "/lib/x86_64-linux-gnu", "/usr/lib"};
  for (uint32_t i = 0; i < GL_COUNT_OF(dirs); i++)
    if (gl_file_exists(in_dir(d, dirs[i], "Scrt1.o")))
      return dirs[i];
  gl_diag_error(d->diags, GL_LOC_NONE, GL_DIAG_DRV_TOOL,
                "the C library's start file Scrt1.o was not found (package libc6-dev)");
  return NULL;
}

static void add_mode(Command *c, const char *libc) {
  const DrvOptions *o = c->d->o;
  if (o->is_static) {
    add(c, "-static");
    add(c, "-pie");
    add(c, "--no-dynamic-linker");
    add(c, "-z");
    add(c, "text");
  } else {
    add(c, o->is_no_pie ? "-no-pie" : "-pie");
    add(c, "-dynamic-linker");
    add(c, "/lib64/ld-linux-x86-64.so.2");
  }
  add(c, in_dir(c->d, libc, o->is_static ? "rcrt1.o" : o->is_no_pie ? "crt1.o" : "Scrt1.o"));
  add(c, in_dir(c->d, libc, "crti.o"));
}

/// AddressSanitizer's run time, as clang links it: whole archives and the list of symbols to
/// export.
static void add_asan(Command *c) {
  static const char *const archives[] = {"libclang_rt.asan_static", "libclang_rt.asan"};
  for (uint32_t i = 0; i < GL_COUNT_OF(archives); i++) {
    const char *plain =
        in_dir(c->d, GOLITE_CLANG_RT_DIR, gl_arena_printf(c->d->arena, "%s.a", archives[i]));
    const char *suffixed =
        in_dir(c->d, GOLITE_CLANG_RT_DIR, gl_arena_printf(c->d->arena, "%s-x86_64.a", archives[i]));
    const char *lib = gl_file_exists(plain) ? plain : suffixed;
    add(c, "--whole-archive");
    add(c, lib);
    add(c, "--no-whole-archive");
    const char *syms = gl_arena_printf(c->d->arena, "%s.syms", lib);
    if (gl_file_exists(syms))
      add(c, gl_arena_printf(c->d->arena, "--dynamic-list=%s", syms));
  }
  add(c, "--export-dynamic");
  add(c, "-lpthread");
  add(c, "-lrt");
  add(c, "-lm");
  add(c, "-ldl");
  add(c, "-lresolv");
  add(c, "-l:libgcc_s.so.1"); // the unwinder
}

bool drv_link(Drv *d, const char *object, const char *exe) {
  Command c = {.d = d};
  const char *libc = libc_dir(d);
  if (!libc)
    return false;
  static const char *const fixed[] = {GOLITE_LLD,
                                      "-z",
                                      "now",
                                      "-z",
                                      "relro",
                                      "-z",
                                      "noexecstack",
                                      "-z",
                                      "pack-relative-relocs",
                                      "--eh-frame-hdr",
                                      "--gc-sections",
                                      "--build-id=none",
                                      "-m",
                                      "elf_x86_64"};
  for (uint32_t i = 0; i < GL_COUNT_OF(fixed); i++)
    add(&c, fixed[i]);
  add(&c, "-o");
  add_path(&c, exe);
  add_mode(&c, libc);
  const char *runtime =
      in_dir(d, d->runtime_dir, d->o->is_asan ? "libgolite_runtime_asan.a" : "libgolite_runtime.a");
  uint32_t n_objects;
  const char **objects = drv_link_objects(d, object, runtime, &n_objects);
  for (uint32_t i = 0; i < n_objects; i++)
    add_path(&c, objects[i]);
  add(&c, "--whole-archive"); // its functions take the place of weak ones that only panic
  add(&c, runtime);
  add(&c, "--no-whole-archive");
  add(&c, gl_arena_printf(d->arena, "-L%s", libc));
  add(&c, "-L/lib/x86_64-linux-gnu");
  if (d->o->is_asan)
    add_asan(&c);
  add(&c, "--start-group");
  add(&c, "-lc");
  add(&c, "-lm");
  if (d->o->is_static) {
    add(&c, GOLITE_LIBGCC_DIR "/libgcc.a");
    add(&c, GOLITE_LIBGCC_DIR "/libgcc_eh.a");
  }
  add(&c, "--end-group");
  add(&c, in_dir(d, libc, "crtn.o"));
  add(&c, NULL);
  int status = drv_spawn(d, c.argv.data);
  drv_link_objects_close(objects, n_objects);
  if (status > 0)
    gl_diag_error(d->diags, GL_LOC_NONE, GL_DIAG_DRV_TOOL, "the linker failed with status %d",
                  status);
  return status == 0;
}
