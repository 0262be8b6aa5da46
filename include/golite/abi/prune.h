/// \file
/// What an object says of the methods that its code calls through interfaces, and of the slots that
/// such calls go through. The last step before linking reads it and empties the slots that no call
/// of the program can use; it is not in the program.

#ifndef GOLITE_ABI_PRUNE_H
#define GOLITE_ABI_PRUNE_H
#include <stdint.h>

/// Sections with records. Each belongs to one section (SHF_LINK_ORDER): a function's, a
/// descriptor's or an interface table's. An interface's descriptor has one, too.
#define ABI_PRUNE_SECTION "golite_prune"

/// A record begins with this. `n` keys of 8 bytes follow: of the methods that a function calls or
/// an interface has, or of the slots of a table: slot i is at offset + stride * i. An interface
/// table's slot is an address; a descriptor's the offset of the method's type, then two of code.
typedef struct AbiPruneRecord {
  uint32_t offset;
  uint16_t stride; ///< or one of AbiPruneStride
  uint16_t n;
} AbiPruneRecord;

/// Instead of a distance between slots.
typedef enum AbiPruneStride {
  ABI_PRUNE_CALLS, ///< the methods that a function calls
  ABI_PRUNE_NAMES, ///< those that a type may be asked for, because an interface has them
  ABI_PRUNE_FILLS, ///< instead of a key the address of the one variable a function has an effect on
} AbiPruneStride;

/// Keys are sums over name and signature of a method. This bit: the name is exported.
#define ABI_PRUNE_EXPORTED UINT64_C(1)
/// Instead of a key: package reflect may be asked for methods, so all exported ones are needed.
#define ABI_PRUNE_REFLECT UINT64_C(2)

/// Offset of a method's code in a descriptor where no call can reach it, and of its type where no
/// interface has such a method.
#define ABI_UNREACHABLE_METHOD (-1)

#endif
