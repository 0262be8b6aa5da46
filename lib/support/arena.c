/// \file
/// Bump allocation from a stack of chunks. Memory above the bump pointer is zero at all times, so
/// an allocation only moves the pointer; release pays for what was used. The only file of the
/// library that asks the system for memory (LLVM and GMP aside).

#include "golite/support/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#if defined(__has_feature) && __has_feature(address_sanitizer)
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
enum { RED_ZONE = 16, IS_ASAN = 1 };
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
enum { RED_ZONE = 0, IS_ASAN = 0 };
#endif

enum {
  FIRST_CHUNK = 16 << 10,
  LAST_CHUNK = 2 << 20, // chunks double up to this size
  MAP_FROM = 128 << 10, // chunks from this size on come from mmap: zero without being touched
  MAX_SPARES = 32,      // chunks of LAST_CHUNK that an arena keeps when it is released
};

typedef struct Chunk {
  struct Chunk *below;
  size_t size; // bytes, this header included
} Chunk;

struct GlArena {
  char *cur, *end; // free part of the top chunk, all zero
  Chunk *top;      // NULL in a new arena
  size_t bytes;    // sum of the sizes of all chunks
  size_t next_size;
  Chunk *spares; // chunks of LAST_CHUNK without use, all zero
  uint32_t n_spares;
};

GL_NORETURN static void out_of_memory(void) {
  static const char text[] = "golite-cc: out of memory\n";
  ssize_t ignored = write(2, text, sizeof text - 1);
  (void)ignored;
  _exit(1);
}

static bool is_mapped(size_t size) { return !IS_ASAN && size >= MAP_FROM; }

static void *system_alloc(size_t size) {
  void *p;
  if (is_mapped(size)) {
    p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
      p = NULL;
  } else {
    p = calloc(1, size);
  }
  if (!p)
    out_of_memory();
  return p;
}

static void system_free(Chunk *c) {
  UNPOISON(c, c->size);
  if (is_mapped(c->size))
    munmap(c, c->size);
  else
    free(c);
}

GlArena *gl_arena_new(void) {
  GlArena *a = calloc(1, sizeof *a);
  if (!a)
    out_of_memory();
  a->next_size = FIRST_CHUNK;
  return a;
}

static void drop_top(GlArena *a) {
  Chunk *c = a->top;
  a->top = c->below;
  a->bytes -= c->size;
  system_free(c);
}

/// As drop_top, but keeps some chunks: what grows and is released again and again would fault all
/// its pages in each time. `used`: bytes from the chunk's begin that may not be zero.
static void retire_top(GlArena *a, size_t used) {
  Chunk *c = a->top;
  if (c->size != LAST_CHUNK || !is_mapped(LAST_CHUNK) || a->n_spares == MAX_SPARES) {
    drop_top(a);
    return;
  }
  a->top = c->below;
  a->bytes -= c->size;
  memset(c + 1, 0, used - sizeof *c);
  c->below = a->spares;
  a->spares = c;
  a->n_spares++;
}

/// A chunk of LAST_CHUNK.
static Chunk *take_spare(GlArena *a) {
  Chunk *c = a->spares;
  a->spares = c->below;
  a->n_spares--;
  return c;
}

void gl_arena_free(GlArena *a) {
  if (!a)
    return;
  while (a->top)
    drop_top(a);
  while (a->spares)
    system_free(take_spare(a));
  free(a);
}

static void push_chunk(GlArena *a, size_t need) {
  if (need > SIZE_MAX / 2)
    out_of_memory();
  size_t size = a->next_size;
  if (a->next_size < LAST_CHUNK)
    a->next_size *= 2;
  if (size < need + sizeof(Chunk))
    size = (need + sizeof(Chunk) + 4095) & ~(size_t)4095;
  Chunk *c = size == LAST_CHUNK && a->spares ? take_spare(a) : system_alloc(size);
  c->below = a->top;
  c->size = size;
  a->top = c;
  a->bytes += size;
  a->cur = (char *)(c + 1);
  a->end = (char *)c + size;
  POISON(a->cur, (size_t)(a->end - a->cur));
}

static uintptr_t align_up(char *p, size_t align) {
  return ((uintptr_t)p + align - 1) & ~(uintptr_t)(align - 1);
}

void *gl_arena_alloc(GlArena *a, size_t size, size_t align) {
  uintptr_t at = align_up(a->cur, align), end = (uintptr_t)a->end;
  if (at >= end || size > end - at || RED_ZONE > end - at - size) {
    push_chunk(a, size + align + RED_ZONE);
    at = align_up(a->cur, align);
  }
  char *p = (char *)at;
  a->cur = p + size + RED_ZONE;
  UNPOISON(p, size);
  return p;
}

bool gl_arena_extend(GlArena *a, void *p, size_t old_size, size_t new_size) {
  if (IS_ASAN || !p || (char *)p + old_size != a->cur || new_size < old_size ||
      new_size - old_size > (size_t)(a->end - a->cur))
    return false;
  a->cur = (char *)p + new_size;
  return true;
}

GlArenaMark gl_arena_mark(GlArena *a) {
  return (GlArenaMark){.chunk = a->top, .used = a->top ? (size_t)(a->cur - (char *)a->top) : 0};
}

void gl_arena_release(GlArena *a, GlArenaMark mark) {
  bool dropped = false;
  while (a->top && a->top != mark.chunk) {
    retire_top(a, dropped ? a->top->size : (size_t)(a->cur - (char *)a->top));
    dropped = true;
  }
  if (!a->top) {
    a->cur = a->end = NULL;
    return;
  }
  char *to = (char *)a->top + mark.used;
  char *from = dropped ? (char *)a->top + a->top->size : a->cur;
  a->end = (char *)a->top + a->top->size;
  GL_ASSERT(to <= from, "arena released to a mark that is above its top");
  UNPOISON(to, (size_t)(from - to));
  memset(to, 0, (size_t)(from - to));
  a->cur = to;
  POISON(a->cur, (size_t)(a->end - a->cur));
}

size_t gl_arena_bytes(const GlArena *a) { return a->bytes; }

char *gl_arena_strndup(GlArena *a, const char *s, size_t n) {
  char *p = gl_arena_alloc(a, n + 1, 1);
  if (n)
    memcpy(p, s, n);
  return p;
}

char *gl_arena_vprintf(GlArena *a, const char *fmt, va_list args) {
  va_list again;
  va_copy(again, args);
  int n = vsnprintf(NULL, 0, fmt, args);
  GL_ASSERT(n >= 0, "bad format: %s", fmt);
  char *p = gl_arena_alloc(a, (size_t)n + 1, 1);
  vsnprintf(p, (size_t)n + 1, fmt, again);
  va_end(again);
  return p;
}

char *gl_arena_printf(GlArena *a, const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  char *p = gl_arena_vprintf(a, fmt, args);
  va_end(args);
  return p;
}
