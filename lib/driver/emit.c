/// \file
/// LLVM module → text of LLVM IR, assembly, or an object file.

#include "driver_internal.h"

#include <llvm-c/Core.h>

#include <string.h>

/// Our stacks are segmented, our C code is not: with this section present lld would rewrite the
/// prologue of every function that calls C (runtime/README.md). Same length, other name, in the
/// object's string table.
static void hide_split_stack_note(char *data, size_t size) {
  static const char name[] = ".note.GNU-split-stack";
  char *end = data + size;
  for (char *p = data; (p = memchr(p, '.', (size_t)(end - p))); p++)
    if ((size_t)(end - p) >= sizeof name && memcmp(p, name, sizeof name) == 0)
      p[sizeof name - 2] = '_';
}

/// Machine code in the program arena; NULL: reported.
static char *machine_code(Drv *d, LLVMModuleRef m, LLVMTargetMachineRef tm,
                          LLVMCodeGenFileType kind, size_t *size) {
  char *message = NULL;
  LLVMMemoryBufferRef buffer = NULL;
  if (LLVMTargetMachineEmitToMemoryBuffer(tm, m, kind, &message, &buffer)) {
    gl_diag_error(d->diags, GL_LOC_NONE, GL_DIAG_DRV_TOOL, "LLVM could not generate code: %s",
                  message);
    LLVMDisposeMessage(message);
    return NULL;
  }
  *size = LLVMGetBufferSize(buffer);
  char *data = gl_arena_alloc(d->arena, *size ? *size : 1, 16);
  memcpy(data, LLVMGetBufferStart(buffer), *size);
  LLVMDisposeMemoryBuffer(buffer);
  return data;
}

bool drv_emit_text(Drv *d, LLVMModuleRef m, LLVMTargetMachineRef tm, DrvOutput kind,
                   const char *path) {
  if (kind == DRV_OUT_ASSEMBLY) {
    size_t size;
    char *data = machine_code(d, m, tm, LLVMAssemblyFile, &size);
    return data && drv_write_file(d, path, data, size);
  }
  char *text = LLVMPrintModuleToString(m);
  bool ok = drv_write_file(d, path, text, strlen(text));
  LLVMDisposeMessage(text);
  return ok;
}

const char *drv_object_bytes(Drv *d, CgModule *m, LLVMTargetMachineRef tm, size_t *size) {
  const PclnSource *positions = cg_number_positions(m);
  char *data = machine_code(d, cg_module(m), tm, LLVMObjectFile, size);
  if (!data)
    return NULL;
  hide_split_stack_note(data, *size);
  const char *error;
  data = pcln_add_tables(d->arena, positions, data, *size, d->o->has_debug_info, size, &error);
  if (!data)
    gl_diag_error(d->diags, GL_LOC_NONE, GL_DIAG_DRV_TOOL, "no traceback tables: %s", error);
  return data;
}

bool drv_emit_object(Drv *d, CgModule *m, LLVMTargetMachineRef tm, const char *path) {
  size_t size;
  const char *data = drv_object_bytes(d, m, tm, &size);
  return data && drv_write_file(d, path, data, size);
}
