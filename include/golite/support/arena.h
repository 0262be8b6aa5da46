/// \file
/// Bump allocation: many objects, one lifetime.
/// Depends on libc only. Not thread-safe; one arena belongs to one owner.

#ifndef GOLITE_SUPPORT_ARENA_H
#define GOLITE_SUPPORT_ARENA_H
#include "golite/support/base.h"

typedef struct GlArena GlArena;

/// A position in an arena, to which `gl_arena_release` returns.
typedef struct GlArenaMark {
  void *chunk;
  size_t used;
} GlArenaMark;

/// Returns a new, empty arena; end it with `gl_arena_free`. Never NULL.
GlArena *gl_arena_new(void);
/// Frees the arena and everything in it. NULL is allowed.
void gl_arena_free(GlArena *a);
/// Returns `size` zeroed bytes, aligned to `align` (bytes, a power of two). Never NULL.
void *gl_arena_alloc(GlArena *a, size_t size, size_t align);
/// Grows an allocation in place from `old_size` to `new_size` bytes (the new part is zero).
/// Possible only for the newest one while its chunk has room; returns false and changes nothing
/// otherwise.
bool gl_arena_extend(GlArena *a, void *p, size_t old_size, size_t new_size);
/// Marks and releases scratch memory: all allocations made after the mark are gone.
GlArenaMark gl_arena_mark(GlArena *a);
void gl_arena_release(GlArena *a, GlArenaMark mark);
/// Bytes obtained from the system for this arena.
size_t gl_arena_bytes(const GlArena *a);
/// Copies `n` bytes and appends a NUL.
char *gl_arena_strndup(GlArena *a, const char *s, size_t n);
/// Formats into the arena; the result is NUL-terminated.
char *gl_arena_printf(GlArena *a, const char *fmt, ...) GL_PRINTF(2, 3);
char *gl_arena_vprintf(GlArena *a, const char *fmt, va_list args);

#define GL_NEW(arena, T) ((T *)gl_arena_alloc((arena), sizeof(T), _Alignof(T)))
#define GL_NEW_ARRAY(arena, T, n)                                                                  \
  ((T *)gl_arena_alloc((arena), sizeof(T) * (size_t)(n), _Alignof(T)))

#endif
