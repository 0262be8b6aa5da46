/// \file
/// Traceback tables: program counter → function, file, line, with the calls that were inlined
/// there. Written by the compiler into each object, put in order by the linker, read by the
/// runtime. All references are 32-bit distances from the field that holds them: position
/// independent, no relocation when the program is loaded. Strings end with a NUL.

#ifndef GOLITE_ABI_PCLN_H
#define GOLITE_ABI_PCLN_H
#include <stdint.h>

/// Section of AbiFuncEntry. Its parts have SHF_LINK_ORDER, so the linker sorts them by the address
/// of the code, and drops those of code that it drops. Bounds: __start_ and __stop_ this name.
#define ABI_PCLN_SECTION "golite_functab"

/// One function.
typedef struct AbiFuncEntry {
  int32_t code; ///< its first byte
  uint32_t size;
  int32_t info; ///< AbiFuncInfo
} AbiFuncEntry;

// Flags of a frame; macros, because assembly has them too.
#define ABI_PCLN_WRAPPER 1 ///< has no code of the user: left out of tracebacks
#define ABI_PCLN_HIDDEN 2  ///< made by the compiler for itself: never shown, never counted
#define ABI_PCLN_ARGS 4    ///< takes arguments

/// Whose code it is: frame 0 the function's own, the others inlined calls.
typedef struct AbiPclnFrame {
  int32_t name;
  int32_t file;       ///< 0: none
  uint32_t call_line; ///< of the call in the parent frame's file
  uint16_t parent;    ///< index in AbiFuncInfo.frames; meaningless for frame 0
  uint16_t flags;     ///< ABI_PCLN_*
} AbiPclnFrame;

/// Behind the frames come rows: each says where the code from its address to the next row's (or
/// the function's end) comes from. A row is a few LEB128 numbers: bytes of code since the row
/// before; the difference of lines, zigzag, times 2, plus 1 if the frame changes; then the frame's
/// index. The first row starts from address 0, line 0 and frame 0.
typedef struct AbiFuncInfo {
  uint32_t n_row_bytes;
  uint32_t n_frames;
  AbiPclnFrame frames[];
} AbiFuncInfo;

#endif
