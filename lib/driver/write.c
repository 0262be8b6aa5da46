/// \file
/// What is written at the end: its path, and how the kinds of output come there.

#include "driver_internal.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

bool drv_is_go_file(const char *path) {
  size_t n = strlen(path);
  return n > 3 && strcmp(path + n - 3, ".go") == 0;
}

const char *drv_stem(GlArena *a, const DrvOptions *o) {
  const char *first = o->testdir ? o->testdir : o->n_inputs ? o->inputs[0] : ".";
  char *name = gl_arena_strndup(a, first, strlen(first));
  size_t n = strlen(name);
  while (n > 1 && name[n - 1] == '/')
    name[--n] = '\0';
  char cwd[4096];
  if (strcmp(name, ".") == 0 && getcwd(cwd, sizeof cwd))
    name = gl_arena_strndup(a, cwd, strlen(cwd));
  const char *base = gl_path_base(name);
  return gl_arena_strndup(a, base, strlen(base) - (drv_is_go_file(base) ? 3 : 0));
}

const char *drv_output_path(Drv *d) {
  if (d->o->out_path)
    return d->o->out_path;
  switch (d->o->output) {
  case DRV_OUT_EXE: return drv_stem(d->arena, d->o);
  case DRV_OUT_OBJECT: return gl_arena_printf(d->arena, "%s.o", drv_stem(d->arena, d->o));
  case DRV_OUT_ASSEMBLY: return gl_arena_printf(d->arena, "%s.s", drv_stem(d->arena, d->o));
  case DRV_OUT_LLVM: return gl_arena_printf(d->arena, "%s.ll", drv_stem(d->arena, d->o));
  case DRV_OUT_AST:
  case DRV_OUT_GIR:
  case DRV_OUT_ESCAPE_GRAPH:
  case DRV_OUT_NOTHING: return "-";
  }
  GL_UNREACHABLE();
}

bool drv_overwrites_input(Drv *d, const char *path) {
  for (uint32_t i = 0; i < d->o->n_inputs; i++)
    if (drv_is_go_file(d->o->inputs[i]) && strcmp(d->o->inputs[i], path) == 0) {
      gl_diag_error(d->diags, GL_LOC_NONE, GL_DIAG_DRV_USAGE,
                    "output %s would overwrite a source file", path);
      return true;
    }
  return false;
}

/// Where an executable for `path` is linked: beside it, or, when it goes to a device or to standard
/// output, in a folder of its own. NULL: reported.
static const char *place_to_link(Drv *d, const char *path, bool is_copied) {
  if (!is_copied)
    return path;
  const char *dir = drv_temp_folder(d->arena, NULL, "link");
  if (!dir)
    gl_diag_error(d->diags, GL_LOC_NONE, GL_DIAG_DRV_IO, "cannot make a temporary folder: %s",
                  strerror(errno));
  return dir ? gl_path_join(d->arena, dir, "a.out") : NULL;
}

static bool copy_file(Drv *d, const char *from, const char *to) {
  size_t size;
  const char *data = gl_file_read(d->arena, from, &size);
  if (!data)
    gl_diag_error(d->diags, GL_LOC_NONE, GL_DIAG_DRV_IO, "cannot read %s: %s", from,
                  strerror(errno));
  return data && drv_write_file(d, to, data, size);
}

static bool write_executable(Drv *d, CgModule *m, LLVMTargetMachineRef tm, const char *path) {
  bool is_copied = strcmp(path, "-") == 0 || drv_is_device(path);
  const char *exe = place_to_link(d, path, is_copied);
  if (!exe)
    return false;
  // A kept object is the file that -c would write.
  char *object = d->o->save_temps ? gl_arena_printf(d->arena, "%s.o", drv_stem(d->arena, d->o))
                                  : drv_temp_beside(d, exe);
  char *temp = object ? drv_temp_beside(d, exe) : NULL;
  if (!temp)
    return false;
  drv_times_begin(d, "object");
  bool ok = drv_emit_object(d, m, tm, object);
  drv_times_end(d);
  if (d->o->save_temps && ok)
    gl_diag_remark(d->diags, GL_SEVERITY_NOTE, GL_LOC_NONE, GL_DIAG_DRV_FACT,
                   "object file kept: %s", object);
  drv_times_begin(d, "link");
  ok = ok && drv_link(d, object, temp);
  drv_times_end(d);
  if (!ok || d->o->dry_run)
    return ok;
  return is_copied ? copy_file(d, temp, path) : drv_commit_temp(d, temp, path);
}

bool drv_write_output(Drv *d, CgModule *m, LLVMTargetMachineRef tm, const char *path) {
  switch (d->o->output) {
  case DRV_OUT_EXE: return write_executable(d, m, tm, path);
  case DRV_OUT_OBJECT: return drv_emit_object(d, m, tm, path);
  case DRV_OUT_ASSEMBLY:
  case DRV_OUT_LLVM: return drv_emit_text(d, cg_module(m), tm, d->o->output, path);
  case DRV_OUT_AST:
  case DRV_OUT_GIR:
  case DRV_OUT_ESCAPE_GRAPH:
  case DRV_OUT_NOTHING: return true;
  }
  GL_UNREACHABLE();
}
