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

static const char *machine_code(Drv *d, LLVMModuleRef m, LLVMTargetMachineRef tm,
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
  if (kind == LLVMObjectFile)
    hide_split_stack_note(data, *size);
  return data;
}

static bool emit_machine_code(Drv *d, LLVMModuleRef m, LLVMTargetMachineRef tm,
                              LLVMCodeGenFileType kind, const char *path) {
  size_t size;
  const char *data = machine_code(d, m, tm, kind, &size);
  return data && drv_write_file(d, path, data, size);
}

const char *drv_object_bytes(Drv *d, LLVMModuleRef m, LLVMTargetMachineRef tm, size_t *size) {
  return machine_code(d, m, tm, LLVMObjectFile, size);
}

bool drv_emit_text(Drv *d, LLVMModuleRef m, LLVMTargetMachineRef tm, DrvOutput kind,
                   const char *path) {
  if (kind == DRV_OUT_ASSEMBLY)
    return emit_machine_code(d, m, tm, LLVMAssemblyFile, path);
  char *text = LLVMPrintModuleToString(m);
  bool ok = drv_write_file(d, path, text, strlen(text));
  LLVMDisposeMessage(text);
  return ok;
}

bool drv_emit_object(Drv *d, LLVMModuleRef m, LLVMTargetMachineRef tm, const char *path) {
  return emit_machine_code(d, m, tm, LLVMObjectFile, path);
}
