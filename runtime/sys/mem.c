/// \file
/// Address space: reserved without rights in bulk, made writable in steps.
/// A private writable mapping counts against RLIMIT_DATA from the moment it exists, a PROT_NONE one
/// does not.

#include "rt.h"

#include <string.h>
#include <sys/mman.h>

void *grt_mem_reserve(size_t size, size_t align) {
  size_t room = size + align;
  char *p = mmap(NULL, room, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (p == MAP_FAILED)
    return NULL;
  char *start = (char *)(((uintptr_t)p + align - 1) & ~(uintptr_t)(align - 1));
  if (start > p)
    munmap(p, (size_t)(start - p));
  size_t tail = room - (size_t)(start - p) - size;
  if (tail > 0)
    munmap(start + size, tail);
  return start;
}

bool grt_mem_commit(void *p, size_t size) { return mprotect(p, size, PROT_READ | PROT_WRITE) == 0; }

void grt_mem_discard(void *p, size_t size) { madvise(p, size, MADV_DONTNEED); }

void grt_mem_guard(void *page) {
  const int guard_install = 102; // MADV_GUARD_INSTALL, since Linux 6.13
  madvise(page, 4096, guard_install);
}

void *grt_mem_table(size_t size) {
  void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (p == MAP_FAILED)
    grt_fatal("runtime: cannot allocate memory");
  return p;
}

void *grt_mem_table_grow(void *p, size_t old_size, size_t new_size) {
  if (p == NULL)
    return grt_mem_table(new_size);
  void *q = mremap(p, old_size, new_size, MREMAP_MAYMOVE);
  if (q == MAP_FAILED)
    grt_fatal("runtime: cannot allocate memory");
  return q;
}
