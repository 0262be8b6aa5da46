/// \file
/// Interned strings: one open-addressing table of pointers with their hashes.

#include "golite/support/intern.h"

#include "golite/support/map.h"

#include <string.h>

typedef struct Slot {
  GlName name; // NULL: free
  uint64_t hash;
} Slot;

struct GlIntern {
  GlArena *arena;
  Slot *slots;
  uint32_t mask; // number of slots - 1
  uint32_t n_names;
};

enum { FIRST_SLOTS = 1024 };

GlIntern *gl_intern_new(GlArena *a) {
  GlIntern *in = GL_NEW(a, GlIntern);
  in->arena = a;
  in->slots = GL_NEW_ARRAY(a, Slot, FIRST_SLOTS);
  in->mask = FIRST_SLOTS - 1;
  return in;
}

static void grow(GlIntern *in) {
  uint32_t n_old = in->mask + 1;
  Slot *old = in->slots;
  in->slots = GL_NEW_ARRAY(in->arena, Slot, (size_t)n_old * 2);
  in->mask = n_old * 2 - 1;
  for (uint32_t i = 0; i < n_old; i++) {
    if (!old[i].name)
      continue;
    uint32_t at = (uint32_t)old[i].hash & in->mask;
    while (in->slots[at].name)
      at = (at + 1) & in->mask;
    in->slots[at] = old[i];
  }
}

GlName gl_intern(GlIntern *in, const char *s, size_t len) {
  uint64_t hash = gl_hash_bytes(s, len, 0);
  uint32_t at = (uint32_t)hash & in->mask;
  for (; in->slots[at].name; at = (at + 1) & in->mask) {
    GlName n = in->slots[at].name;
    if (in->slots[at].hash == hash && n->len == len && memcmp(n->text, s, len) == 0)
      return n;
  }
  GL_ASSERT(len < UINT32_MAX, "name of more than 4 GiB");
  GlNameRep *rep = gl_arena_alloc(in->arena, sizeof *rep + len + 1, _Alignof(GlNameRep));
  rep->len = (uint32_t)len;
  rep->id = ++in->n_names;
  if (len)
    memcpy(rep->text, s, len);
  in->slots[at] = (Slot){rep, hash};
  if (in->n_names > in->mask / 2)
    grow(in);
  return rep;
}

GlName gl_intern_cstr(GlIntern *in, const char *s) { return gl_intern(in, s, strlen(s)); }
