/// \file
/// Interned strings: equal text, equal pointer. A `GlName` is NUL-terminated and carries its
/// length; it may hold any bytes.

#ifndef GOLITE_SUPPORT_INTERN_H
#define GOLITE_SUPPORT_INTERN_H
#include "golite/support/arena.h"

typedef struct GlNameRep {
  uint32_t len; // bytes, without the NUL
  uint32_t id;  // 1, 2, … in order of first use: stable to sort by
  char text[];
} GlNameRep;
typedef const GlNameRep *GlName;

typedef struct GlIntern GlIntern;
GlIntern *gl_intern_new(GlArena *a);
GlName gl_intern(GlIntern *in, const char *s, size_t len);
GlName gl_intern_cstr(GlIntern *in, const char *s);

#endif
