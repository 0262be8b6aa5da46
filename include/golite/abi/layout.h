/// \file
/// Layouts of Go values and type descriptors, as compiled code and the runtime share them.
/// Type descriptors are byte for byte those of Go 1.27's package internal/abi, so that the real
/// reflect, internal/reflectlite and internal/runtime/maps work on them. Offsets inside descriptors
/// (AbiNameOff, AbiTypeOff, AbiTextOff) are relative to the first byte of the descriptor (AbiType)
/// that holds them; 0 means none. Source: Go 1.27 internal/abi/{type,iface,map}.go;
/// runtime/README.md.

#ifndef GOLITE_ABI_LAYOUT_H
#define GOLITE_ABI_LAYOUT_H
#include <stdint.h>

typedef struct AbiString AbiString;
typedef struct AbiSlice AbiSlice;
typedef struct AbiEface AbiEface;
typedef struct AbiIface AbiIface;
typedef struct AbiFuncVal AbiFuncVal;
typedef struct AbiItab AbiItab;
typedef struct AbiType AbiType;
typedef struct AbiChan AbiChan;
typedef struct AbiSelectCase AbiSelectCase;
typedef struct AbiUncommon AbiUncommon;
typedef struct AbiMethod AbiMethod;
typedef struct AbiImethod AbiImethod;
typedef struct AbiArrayType AbiArrayType;
typedef struct AbiChanType AbiChanType;
typedef struct AbiFuncType AbiFuncType;
typedef struct AbiInterfaceType AbiInterfaceType;
typedef struct AbiMapType AbiMapType;
typedef struct AbiPtrType AbiPtrType;
typedef struct AbiSliceType AbiSliceType;
typedef struct AbiStructField AbiStructField;
typedef struct AbiStructType AbiStructType;

typedef int32_t AbiNameOff;
typedef int32_t AbiTypeOff;
typedef int32_t AbiTextOff;
/// First byte of an encoded name, see ABI_NAME_*; NULL is the empty name.
typedef const uint8_t *AbiName;

/// A Go string. `len` in bytes, never negative.
struct AbiString {
  const uint8_t *ptr;
  int64_t len;
};

/// A Go slice of any element type. 0 <= len <= cap, in elements.
struct AbiSlice {
  void *ptr;
  int64_t len;
  int64_t cap;
};

/// Memory in a frame for the arrays that an append there makes, one behind the other.
typedef struct AbiFrameBuffer {
  uint64_t used; ///< bytes, a multiple of a word
  char bytes[];
} AbiFrameBuffer;

/// A value of an interface type without methods. `type` NULL: the nil interface.
/// `data` is the value itself where ABI_TFLAG_DIRECT_IFACE is set, else points to it (read-only).
struct AbiEface {
  const AbiType *type;
  void *data;
};

/// A value of an interface type with methods. `itab` NULL: the nil interface.
struct AbiIface {
  const AbiItab *itab;
  void *data;
};

/// What a non-nil func value points to; captured variables follow the code pointer.
/// Callers pass the address of this record in the `nest` register (r10).
struct AbiFuncVal {
  void (*code)(void);
};

/// Method table of a concrete type for an interface type. `fun[i]` is code for method i of the
/// interface (in the order of AbiInterfaceType.methods) that takes the data word as its receiver.
/// `fun[0]` NULL: the type does not implement the interface (only in the runtime's own table).
struct AbiItab {
  const AbiInterfaceType *inter;
  const AbiType *type;
  uint32_t hash; ///< copy of type->hash
  uint32_t pad;
  void (*fun[1])(void); ///< as many as the interface has methods, at least one slot
};

/// What compiled code reads of a channel: len and cap (0 for a nil channel). The rest is the
/// runtime's.
struct AbiChan {
  uint64_t n_queued; ///< elements in the buffer: len
  uint64_t n_slots;  ///< room in the buffer: cap
};

/// One case of a select statement. A nil channel is never ready.
struct AbiSelectCase {
  AbiChan *chan;
  void *elem; ///< what is sent, or where the received element goes (may be NULL)
};

/// Kinds of types: AbiType.kind.
typedef enum AbiKind {
  ABI_KIND_INVALID,
  ABI_KIND_BOOL,
  ABI_KIND_INT,
  ABI_KIND_INT8,
  ABI_KIND_INT16,
  ABI_KIND_INT32,
  ABI_KIND_INT64,
  ABI_KIND_UINT,
  ABI_KIND_UINT8,
  ABI_KIND_UINT16,
  ABI_KIND_UINT32,
  ABI_KIND_UINT64,
  ABI_KIND_UINTPTR,
  ABI_KIND_FLOAT32,
  ABI_KIND_FLOAT64,
  ABI_KIND_COMPLEX64,
  ABI_KIND_COMPLEX128,
  ABI_KIND_ARRAY,
  ABI_KIND_CHAN,
  ABI_KIND_FUNC,
  ABI_KIND_INTERFACE,
  ABI_KIND_MAP,
  ABI_KIND_POINTER,
  ABI_KIND_SLICE,
  ABI_KIND_STRING,
  ABI_KIND_STRUCT,
  ABI_KIND_UNSAFE_POINTER,
  ABI_KIND_COUNT
} AbiKind;

enum {
  ABI_TFLAG_UNCOMMON = 1 << 0,          ///< an AbiUncommon follows the struct of the kind
  ABI_TFLAG_EXTRA_STAR = 1 << 1,        ///< the name in `str` has a '*' in front that is not meant
  ABI_TFLAG_NAMED = 1 << 2,             ///< the type has a name
  ABI_TFLAG_REGULAR_MEMORY = 1 << 3,    ///< == and hash may treat the value as `size` plain bytes
  ABI_TFLAG_GC_MASK_ON_DEMAND = 1 << 4, ///< gcdata points to a pointer to the mask, filled lazily
  ABI_TFLAG_DIRECT_IFACE = 1 << 5       ///< size == ptr_bytes == 8: stored in the data word itself
};

/// First byte of an encoded name. Then: length as varint, the bytes; with ABI_NAME_TAG the tag's
/// length as varint and its bytes; with ABI_NAME_PKG_PATH four bytes AbiNameOff (relative to the
/// name itself).
enum {
  ABI_NAME_EXPORTED = 1 << 0,
  ABI_NAME_TAG = 1 << 1,
  ABI_NAME_PKG_PATH = 1 << 2,
  ABI_NAME_EMBEDDED = 1 << 3
};

enum { ABI_CHAN_RECV = 1, ABI_CHAN_SEND = 2, ABI_CHAN_BOTH = 3 };

/// Bit 15 of AbiFuncType.out_count: the last parameter is variadic.
#define ABI_FUNC_VARIADIC 0x8000u

/// Masks longer than this (bytes) are not emitted: the descriptor has ABI_TFLAG_GC_MASK_ON_DEMAND
/// instead.
#define ABI_MAX_PTRMASK_BYTES 2048

/// What all type descriptors begin with. Two types are identical iff their descriptors have the
/// same address.
struct AbiType {
  uint64_t size;
  uint64_t ptr_bytes; ///< bytes from the start that can contain pointers; 0: no pointers at all
  uint32_t hash;      ///< the same for identical types
  uint8_t tflag;      ///< ABI_TFLAG_*
  uint8_t align;
  uint8_t field_align;
  uint8_t kind; ///< AbiKind
  /// Func value `func(p, q unsafe.Pointer) bool`; NULL iff the type is not comparable.
  const AbiFuncVal *equal;
  /// One bit a word, least significant first, for the first ptr_bytes/8 words: 1 = pointer.
  /// Compiled descriptors pad the mask with zeros to a multiple of 8 bytes (the runtime reads
  /// words).
  const uint8_t *gcdata;
  AbiNameOff str;
  AbiTypeOff ptr_to_this;
};

/// Follows the struct of the kind where ABI_TFLAG_UNCOMMON is set.
struct AbiUncommon {
  AbiNameOff pkg_path; ///< relative to the descriptor
  uint16_t mcount;     ///< methods
  uint16_t xcount;     ///< exported methods, which come first
  uint32_t moff;       ///< bytes from this struct to AbiMethod[mcount]
  uint32_t unused;
};

/// A method of a non-interface type; sorted by name (exported first), then package path.
struct AbiMethod {
  AbiNameOff name;
  AbiTypeOff mtyp; ///< func type without receiver
  AbiTextOff ifn;  ///< code that takes the interface's data word as receiver
  AbiTextOff tfn;  ///< code for ordinary calls
};

struct AbiImethod {
  AbiNameOff name;
  AbiTypeOff typ;
};

struct AbiArrayType {
  AbiType type;
  const AbiType *elem;
  const AbiType *slice;
  uint64_t len;
};

struct AbiChanType {
  AbiType type;
  const AbiType *elem;
  int64_t dir; ///< ABI_CHAN_*
};

/// AbiType* of the parameters, then of the results, follow (after the AbiUncommon, if any).
struct AbiFuncType {
  AbiType type;
  uint16_t in_count;
  uint16_t out_count; ///< with ABI_FUNC_VARIADIC
  uint32_t pad;
};

struct AbiInterfaceType {
  AbiType type;
  AbiName pkg_path;
  const AbiImethod *methods; ///< a Go slice: sorted as AbiMethod
  int64_t n_methods;
  int64_t cap_methods;
};

struct AbiMapType {
  AbiType type;
  const AbiType *key;
  const AbiType *elem;
  const AbiType *group;
  const AbiFuncVal *hasher; ///< func(key unsafe.Pointer, seed uintptr) uintptr
  uint64_t group_size;
  uint64_t keys_off;
  uint64_t key_stride;
  uint64_t elems_off;
  uint64_t elem_stride;
  uint64_t elem_off;
  uint32_t flags; ///< ABI_MAP_*
  uint32_t pad;
};

/// What a map value points to: Map of internal/runtime/maps.
typedef struct AbiMap {
  uint64_t used; ///< entries
  uint64_t seed;
  void *dir; ///< the only group of a small map, else the directory of tables
  int64_t dir_len;
  uint8_t global_depth, global_shift, writing, tombstone_possible;
  uint64_t clear_seq;
} AbiMap;

/// Iter of internal/runtime/maps begins so.
typedef struct AbiMapIter {
  void *key; ///< NULL: at the end
  void *elem;
} AbiMapIter;

/// Bytes of maps' zero value, which absent elements point to; bigger types need another.
#define ABI_ZERO_VAL_SIZE 1024

enum {
  ABI_MAP_NEED_KEY_UPDATE = 1 << 0,
  ABI_MAP_HASH_MIGHT_PANIC = 1 << 1,
  ABI_MAP_INDIRECT_KEY = 1 << 2,
  ABI_MAP_INDIRECT_ELEM = 1 << 3
};

struct AbiPtrType {
  AbiType type;
  const AbiType *elem;
};

struct AbiSliceType {
  AbiType type;
  const AbiType *elem;
};

struct AbiStructField {
  AbiName name; ///< never NULL
  const AbiType *typ;
  uint64_t offset;
};

struct AbiStructType {
  AbiType type;
  AbiName pkg_path;
  const AbiStructField *fields; ///< a Go slice
  int64_t n_fields;
  int64_t cap_fields;
};

_Static_assert(sizeof(AbiString) == 16 && sizeof(AbiSlice) == 24, "headers");
_Static_assert(sizeof(AbiEface) == 16 && sizeof(AbiIface) == 16, "interfaces");
_Static_assert(sizeof(AbiItab) == 32 && __builtin_offsetof(AbiItab, fun) == 24, "itab");
_Static_assert(sizeof(AbiType) == 48 && __builtin_offsetof(AbiType, hash) == 16 &&
                   __builtin_offsetof(AbiType, tflag) == 20 &&
                   __builtin_offsetof(AbiType, kind) == 23 &&
                   __builtin_offsetof(AbiType, equal) == 24 &&
                   __builtin_offsetof(AbiType, gcdata) == 32 &&
                   __builtin_offsetof(AbiType, str) == 40,
               "internal/abi.Type");
_Static_assert(ABI_KIND_UNSAFE_POINTER == 26 && ABI_KIND_STRUCT == 25, "internal/abi.Kind");
_Static_assert(sizeof(AbiUncommon) == 16 && sizeof(AbiMethod) == 16 && sizeof(AbiImethod) == 8,
               "methods");
_Static_assert(sizeof(AbiArrayType) == 72 && sizeof(AbiChanType) == 64 &&
                   sizeof(AbiFuncType) == 56 && sizeof(AbiInterfaceType) == 80 &&
                   sizeof(AbiMapType) == 136 && sizeof(AbiMap) == 48 && sizeof(AbiPtrType) == 56 &&
                   sizeof(AbiSliceType) == 56 && sizeof(AbiStructField) == 24 &&
                   sizeof(AbiStructType) == 80,
               "internal/abi types of one kind each");

#endif
