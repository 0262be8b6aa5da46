/// \file
/// Interface tables: which code a concrete type has for the methods of an interface.
/// Compiled code lists its own tables in section golite_itabs; the others are made here when an
/// assertion asks. Source: Go spec "Implementing an interface", "Type assertions".

#include "rt.h"
#include "sys/lock.h"

#include "golite/abi/prune.h"

#include <string.h>

const AbiItab *grt_assert_e2i(const AbiInterfaceType *inter, const AbiType *type);
const AbiItab *grt_assert_e2i2(const AbiInterfaceType *inter, const AbiType *type);
GRT_NORETURN void grt_panic_dottype(const AbiType *have, const AbiType *want, const AbiType *iface);

typedef _Atomic(const AbiItab *) ItabSlot;

/// All known tables, by (interface, type); open addressing, at most half full. Never shrinks: a
/// bigger one takes its place. Read without lock, changed under `itab_lock`.
typedef struct ItabTable {
  size_t cap; ///< a power of two
  size_t n;
  ItabSlot slots[];
} ItabTable;

static _Atomic(ItabTable *) current;
static GrtLock itab_lock;

/// Bounds of the section of pointers to compiled tables; absent if there are none.
extern const AbiItab *const __start_golite_itabs[] __attribute__((weak, visibility("hidden")));
extern const AbiItab *const __stop_golite_itabs[] __attribute__((weak, visibility("hidden")));

/// The slot of the pair, or the free one where it would go.
static ItabSlot *slot_of(ItabTable *t, const AbiInterfaceType *inter, const AbiType *type) {
  uint64_t h = ((uint64_t)(uintptr_t)inter >> 3) * 0x9e3779b97f4a7c15u ^
               ((uint64_t)(uintptr_t)type >> 3) * 0xc2b2ae3d27d4eb4fu;
  for (size_t i = (size_t)(h >> 32);; i++) {
    ItabSlot *slot = &t->slots[i & (t->cap - 1)];
    const AbiItab *itab = atomic_load_explicit(slot, memory_order_acquire);
    if (itab == NULL || (itab->inter == inter && itab->type == type))
      return slot;
  }
}

static ItabTable *new_table(size_t cap) {
  ItabTable *t = grt_mem_table(sizeof *t + cap * sizeof t->slots[0]);
  t->cap = cap;
  return t;
}

static void add(ItabTable *t, const AbiItab *itab) {
  ItabSlot *slot = slot_of(t, itab->inter, itab->type);
  if (atomic_load_explicit(slot, memory_order_relaxed) != NULL)
    return;
  atomic_store_explicit(slot, itab, memory_order_release);
  t->n++;
}

/// Returns the table with room for one more.
static ItabTable *make_room(ItabTable *t) {
  if (2 * (t->n + 1) <= t->cap)
    return t;
  ItabTable *bigger = new_table(2 * t->cap); // the old one is small and stays
  for (size_t i = 0; i < t->cap; i++) {
    const AbiItab *itab = atomic_load_explicit(&t->slots[i], memory_order_relaxed);
    if (itab != NULL)
      add(bigger, itab);
  }
  atomic_store_explicit(&current, bigger, memory_order_release);
  return bigger;
}

static void add_locked(const AbiItab *itab) {
  add(make_room(atomic_load_explicit(&current, memory_order_relaxed)), itab);
}

/// The table, with those that compiled code lists.
GRT_COLD static ItabTable *first_table(void) {
  grt_lock(&itab_lock);
  if (atomic_load_explicit(&current, memory_order_relaxed) == NULL) {
    size_t n = (size_t)(__stop_golite_itabs - __start_golite_itabs);
    size_t cap = 512;
    while (cap < 4 * n)
      cap *= 2;
    ItabTable *t = new_table(cap);
    for (const AbiItab *const *p = __start_golite_itabs; p < __stop_golite_itabs; p++)
      if (*p != NULL)
        add(t, *p);
    atomic_store_explicit(&current, t, memory_order_release);
  }
  grt_unlock(&itab_lock);
  return atomic_load_explicit(&current, memory_order_acquire);
}

static bool is_exported(AbiName n) { return (n[0] & ABI_NAME_EXPORTED) != 0; }

/// Whether method m of a type (with AbiUncommon u) is method im of the interface.
static bool same_method(const AbiInterfaceType *inter, const AbiImethod *im, const AbiType *type,
                        const AbiUncommon *u, const AbiMethod *m) {
  AbiName want = grt_resolve_name(&inter->type, im->name);
  AbiName have = grt_resolve_name(type, m->name);
  if (grt_resolve_off(&inter->type, im->typ) != grt_resolve_off(type, m->mtyp) ||
      !grt_string_equal(grt_name_string(want), grt_name_string(have)))
    return false;
  if (is_exported(have))
    return true;
  AbiString want_pkg = grt_name_pkg_path(want);
  if (want_pkg.len == 0)
    want_pkg = grt_name_string(inter->pkg_path);
  AbiString have_pkg = grt_name_pkg_path(have);
  if (have_pkg.len == 0)
    have_pkg = grt_name_string(grt_resolve_name(type, u->pkg_path));
  return grt_string_equal(want_pkg, have_pkg);
}

/// Stands where a method was dropped because nothing calls it.
static GRT_NORETURN void unreachable_method(void) {
  grt_throw("a method was called that the linker had dropped");
}

static void (*method_code(const AbiType *type, AbiTextOff off))(void) {
  if (off == ABI_UNREACHABLE_METHOD)
    return unreachable_method;
  return (void (*)(void))(uintptr_t)grt_resolve_off(type, off);
}

/// Fills the table's methods. Returns NULL, or the first method of the interface that the type
/// lacks. Both lists are sorted by name, but exported ones come first only in the type's, so each
/// is searched from the place behind the last match and, failing that, from the start.
static const AbiImethod *fill(AbiItab *itab) {
  const AbiInterfaceType *inter = itab->inter;
  const AbiType *type = itab->type;
  const AbiUncommon *u = grt_type_uncommon(type);
  const AbiMethod *methods = NULL;
  uint32_t n = 0;
  if (u != NULL) {
    methods = (const AbiMethod *)(const void *)((const char *)u + u->moff);
    n = u->mcount;
  }
  uint32_t from = 0;
  for (int64_t i = 0; i < inter->n_methods; i++) {
    const AbiImethod *im = &inter->methods[i];
    uint32_t j = from, seen = 0;
    while (seen < n && !same_method(inter, im, type, u, &methods[j])) {
      j = j + 1 == n ? 0 : j + 1;
      seen++;
    }
    if (seen == n) {
      itab->fun[0] = NULL;
      return im;
    }
    itab->fun[i] = method_code(type, methods[j].ifn);
    from = j + 1 == n ? 0 : j + 1;
  }
  return NULL;
}

/// Returns an empty table for the two, from chunks that are never freed.
static AbiItab *new_itab(const AbiInterfaceType *inter, const AbiType *type) {
  static char *chunk;
  static size_t left;
  size_t extra = inter->n_methods > 1 ? (size_t)(inter->n_methods - 1) : 0;
  size_t size = sizeof(AbiItab) + extra * sizeof(void (*)(void));
  if (chunk == NULL || size > left) {
    left = size > 16384 ? size : 16384;
    chunk = grt_mem_table(left);
  }
  AbiItab *itab = (AbiItab *)(void *)chunk;
  chunk += size;
  left -= size;
  itab->inter = inter;
  itab->type = type;
  itab->hash = type->hash;
  return itab;
}

GRT_COLD GRT_NORETURN static void missing_method(const AbiInterfaceType *inter,
                                                 const AbiType *type) {
  grt_lock(&itab_lock);
  const AbiImethod *im = fill(new_itab(inter, type));
  grt_unlock(&itab_lock);
  AbiString name = {NULL, 0};
  if (im != NULL)
    name = grt_name_string(grt_resolve_name(&inter->type, im->name));
  grt_panic_assertion(NULL, type, &inter->type, name);
}

const AbiItab *grt_get_itab(const AbiInterfaceType *inter, const AbiType *type, bool can_fail) {
  ItabTable *t = atomic_load_explicit(&current, memory_order_acquire);
  if (GRT_UNLIKELY(t == NULL))
    t = first_table();
  const AbiItab *itab = atomic_load_explicit(slot_of(t, inter, type), memory_order_acquire);
  if (itab == NULL) {
    grt_lock(&itab_lock); // another thread may make the same one: then both are right
    AbiItab *made = new_itab(inter, type);
    fill(made);
    add_locked(made);
    grt_unlock(&itab_lock);
    itab = made;
  }
  if (itab->fun[0] != NULL)
    return itab;
  if (!can_fail)
    missing_method(inter, type);
  return NULL;
}

const AbiItab *grt_assert_e2i(const AbiInterfaceType *inter, const AbiType *type) {
  if (type == NULL)
    grt_panic_assertion(NULL, NULL, &inter->type, (AbiString){NULL, 0});
  return grt_get_itab(inter, type, false);
}

const AbiItab *grt_assert_e2i2(const AbiInterfaceType *inter, const AbiType *type) {
  return type == NULL ? NULL : grt_get_itab(inter, type, true);
}

void grt_panic_dottype(const AbiType *have, const AbiType *want, const AbiType *iface) {
  grt_panic_assertion(iface, have, want, (AbiString){NULL, 0});
}
