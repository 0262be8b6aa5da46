/// \file
/// Layouts behind defer, panic and recover, and the thread-control slots that compiled code may
/// touch. Depends on nothing. Source: runtime/README.md, "defer, panic, recover".

#ifndef GOLITE_ABI_DEFER_H
#define GOLITE_ABI_DEFER_H
#include <stdint.h>

/// %fs:0x50 holds the AbiG of the running goroutine (a slot that glibc reserves and does not use);
/// in LLVM: load ptr, ptr addrspace(257) inttoptr (i64 80 to ptr addrspace(257)).
#define ABI_FS_G 0x50

/// Bit 0 of the i32 prefix data right before a Go function's entry: its source contains recover(),
/// or it is a wrapper or thunk that forwards to a function which (perhaps) does.
#define ABI_PREFIX_RECOVERS 1u

typedef struct AbiDefer AbiDefer;
typedef struct AbiDeferFrame AbiDeferFrame;
typedef struct AbiG AbiG;

/// One deferred call, in the frame (static site) or on the heap (type descriptor grt_type_defer).
/// The chain in AbiG has the latest first.
struct AbiDefer {
  AbiDefer *link;
  const void *fn;       ///< func value of type func(); NULL panics when it is executed
  AbiDeferFrame *frame; ///< of the function that executed the defer statement
};

/// One for each running function that defers, an alloca of its own; filled by grt_setjmp alone.
struct AbiDeferFrame {
  void *jb[8];  ///< rip, rsp, rbp, rbx, r12, r13, r14, r15
  void *panics; ///< AbiG.panics at the time of grt_setjmp
};

/// The part of a goroutine's record that compiled code may touch.
struct AbiG {
  AbiDefer *defers;
  void *panics;        ///< innermost panic in progress, or NULL
  void *recover_token; ///< what grt_recover_enter reads and clears
};

_Static_assert(sizeof(AbiDefer) == 24 && sizeof(AbiDeferFrame) == 72, "defer records");

#endif
