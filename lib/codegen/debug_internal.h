/// \file
/// State of debug information, shared by debug.c and debug_type.c.

#ifndef GOLITE_CODEGEN_DEBUG_INTERNAL_H
#define GOLITE_CODEGEN_DEBUG_INTERNAL_H
#include "codegen_internal.h"

struct CgDebug {
  LLVMDIBuilderRef b;
  const char *folder;        // where the compiler was started
  LLVMMetadataRef unit_file; // of what has no position
  GlStrMap *files;           // path → DIFile
  GlPtrMap *types;           // TyType → DIType
  GlPtrMap *functions;       // GirFunc → DISubprogram
};

LLVMMetadataRef cg_debug_file(CgModule *m, GlLoc loc);
unsigned cg_debug_line(CgModule *m, GlLoc loc);

#endif
