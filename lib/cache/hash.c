/// \file
/// Keys: BLAKE3 sums, and the identity of this compiler.
/// Source: llvm-c/blake3.h; ELF notes of type NT_GNU_BUILD_ID.

#include "golite/cache/cache.h"
#include "golite/support/file.h"

#include <llvm-c/blake3.h>

#include <elf.h>
#include <link.h>
#include <string.h>

struct CacheHash {
  llvm_blake3_hasher h;
};

CacheHash *cache_hash_new(GlArena *a) {
  CacheHash *h = GL_NEW(a, CacheHash);
  llvm_blake3_hasher_init(&h->h);
  return h;
}

void cache_hash_bytes(CacheHash *h, const void *data, size_t size) {
  uint64_t n = size;
  llvm_blake3_hasher_update(&h->h, &n, sizeof n);
  llvm_blake3_hasher_update(&h->h, data, size);
}

void cache_hash_text(CacheHash *h, const char *text) {
  cache_hash_int(h, text != NULL);
  if (text)
    cache_hash_bytes(h, text, strlen(text));
}

void cache_hash_int(CacheHash *h, int64_t v) { llvm_blake3_hasher_update(&h->h, &v, sizeof v); }

void cache_hash_key(CacheHash *h, const CacheKey *k) {
  llvm_blake3_hasher_update(&h->h, k->bytes, CACHE_KEY_BYTES);
}

CacheKey cache_hash_end(const CacheHash *h) {
  CacheKey k;
  llvm_blake3_hasher_finalize(&h->h, k.bytes, CACHE_KEY_BYTES);
  return k;
}

// --- this compiler --------------------------------------------------------------

typedef struct Identity {
  CacheHash *h;
  bool has_own; // the executable's build id was found
} Identity;

/// Adds the build id in a segment of notes. Whether there was one.
static bool add_notes(CacheHash *h, const char *at, const char *end) {
  bool found = false;
  while (at + sizeof(ElfW(Nhdr)) <= end) {
    const ElfW(Nhdr) *n = (const void *)at;
    const char *name = at + sizeof *n, *desc = name + ((n->n_namesz + 3u) & ~3u);
    if (n->n_type == NT_GNU_BUILD_ID && n->n_namesz == 4 && memcmp(name, "GNU", 4) == 0) {
      cache_hash_bytes(h, desc, n->n_descsz);
      found = true;
    }
    at = desc + ((n->n_descsz + 3u) & ~3u);
  }
  return found;
}

/// The executable has no name here; of libraries only LLVM decides what code comes out.
static int add_object(struct dl_phdr_info *info, size_t size, void *ctx) {
  (void)size;
  Identity *id = ctx;
  if (info->dlpi_name[0] && !strstr(info->dlpi_name, "libLLVM"))
    return 0;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *p = &info->dlpi_phdr[i];
    const char *at = (const char *)(info->dlpi_addr + p->p_vaddr); // NOLINT: a loaded segment
    if (p->p_type == PT_NOTE && add_notes(id->h, at, at + p->p_memsz))
      id->has_own |= !info->dlpi_name[0];
  }
  cache_hash_text(id->h, info->dlpi_name);
  return 0;
}

void cache_hash_build(GlArena *a, CacheHash *h) {
  Identity id = {.h = h};
  dl_iterate_phdr(add_object, &id);
  if (id.has_own)
    return;
  size_t size; // linked without a build id: all of it
  const char *exe = gl_file_read(a, "/proc/self/exe", &size);
  GL_ASSERT(exe, "cannot read the running executable");
  cache_hash_bytes(h, exe, size);
}
