/// \file
/// Traceback tables of an object file: codegen says what source positions there are, and LLVM's
/// line table says which of them each instruction has.

#ifndef GOLITE_PCLN_PCLN_H
#define GOLITE_PCLN_PCLN_H
#include "golite/support/map.h"
#include "golite/support/vec.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A function, or a call of one that was inlined.
typedef struct PclnFrame {
  const char *name;   // as tracebacks show it
  const char *file;   // absolute path, or NULL
  uint32_t parent;    // index of the frame that the call stands in; 0: none, a function of its own
  uint32_t call_line; // in the parent's file
  uint16_t flags;     // ABI_PCLN_*
} PclnFrame;

typedef struct PclnPosition {
  uint32_t frame; // index in PclnSource.frames
  uint32_t line;
} PclnPosition;

/// Positions of one module. The discriminator of a row of the line table is an index of
/// `positions`; 0 stands for a line of the function itself.
typedef struct PclnSource {
  GL_VEC(PclnFrame) frames;       // [0] is unused
  GL_VEC(PclnPosition) positions; // [0] is unused
  GlStrMap *functions;            // symbol → index of its frame (cast to a pointer)
} PclnSource;

/// Object file `in` (ELF, relocatable, x86-64) with traceback tables added. Without
/// `keeps_debug_info`, the linker drops the line table that was read. Result of `*out_size` bytes
/// in `a`; NULL and `*error`: not the form of object that LLVM writes.
char *pcln_add_tables(GlArena *a, const PclnSource *source, const char *in, size_t size,
                      bool keeps_debug_info, size_t *out_size, const char **error);

#endif
