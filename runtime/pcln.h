/// \file
/// The traceback tables (golite/abi/pcln.h) as the runtime reads them, and entries for those of its
/// C functions that stand for functions of package runtime.

#ifndef GRT_PCLN_H
#define GRT_PCLN_H
#include "golite/abi/pcln.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Flags of C functions' entries, beside ABI_PCLN_*: the frame below was not left by a call, its
/// program counter is that of a fault.
#define GRT_PCLN_TRAP 0x100

/// One call that a program counter is in: a function's own frame, or one that was inlined into it.
typedef struct GrtCall {
  const AbiFuncEntry *func; ///< whose code it is; NULL: no Go code
  uint32_t frame;           ///< which of its frames
  uint32_t line;
} GrtCall;

/// The function whose code holds `pc`, or NULL. Safe in a signal handler.
const AbiFuncEntry *grt_func_find(uintptr_t pc);
static inline uintptr_t grt_func_start(const AbiFuncEntry *f) {
  return (uintptr_t)&f->code + (uintptr_t)(intptr_t)f->code;
}
/// Whether `f` is an entry of the tables.
bool grt_func_is_entry(const void *f);
/// The innermost call that `pc` is in. Safe in a signal handler.
GrtCall grt_call_find(uintptr_t pc);
/// Goes to the call that `c` is inlined in; false: it is not inlined.
bool grt_call_outer(GrtCall *c);
/// Its name, NUL-terminated; "" if there is none.
const char *grt_call_name(const GrtCall *c);
/// Its file, NUL-terminated; "" if that is not known.
const char *grt_call_file(const GrtCall *c);
uint16_t grt_call_flags(const GrtCall *c);
static inline bool grt_call_is_inlined(const GrtCall *c) { return c->frame != 0; }

/// Stands before a C function that stands for a function of package runtime in tracebacks; all
/// functions with one `id` are meant.
#define GRT_SHOWN(id) __attribute__((section("grt_text_" #id), noinline))
#define GRT_PCLN_STRING(x) #x
#define GRT_PCLN_LINE(x) GRT_PCLN_STRING(x)
/// Once in the file: the table entry of these functions.
#define GRT_SHOWN_AS(id, name, file, flags)                                                        \
  __asm__(".pushsection grt_text_" #id ",\"ax\",@progbits\n"                                       \
          ".Lgrt_start_" #id ":\n"                                                                 \
          ".popsection\n"                                                                          \
          ".pushsection grt_text_" #id ",1,\"ax\",@progbits\n"                                     \
          ".Lgrt_end_" #id ":\n"                                                                   \
          ".popsection\n"                                                                          \
          ".pushsection " ABI_PCLN_SECTION ",\"ao\",@progbits,.Lgrt_start_" #id "\n"               \
          ".balign 4\n"                                                                            \
          ".long .Lgrt_start_" #id " - .\n"                                                        \
          ".long .Lgrt_end_" #id " - .Lgrt_start_" #id "\n"                                        \
          ".long .Lgrt_info_" #id " - .\n"                                                         \
          ".popsection\n"                                                                          \
          ".pushsection .rodata.grt_funcinfo_" #id ",\"a\",@progbits\n"                            \
          ".balign 4\n"                                                                            \
          ".Lgrt_info_" #id ":\n"                                                                  \
          ".long 3f - 2f, 1, 4f - ., 5f - ., 0\n"                                                  \
          ".short 0, " GRT_PCLN_LINE(flags) "\n"                                                   \
                                            "2: .byte 0\n"                                         \
                                            ".uleb128 4 * " GRT_PCLN_LINE(                         \
                                                __LINE__) "\n"                                     \
                                                          "3:\n"                                   \
                                                          "4: .asciz \"" name "\"\n"               \
                                                          "5: .asciz \"" file "\"\n"               \
                                                          ".popsection")

#endif
