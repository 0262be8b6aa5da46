/// \file
/// Sparse sets of small integers (nodes, locations): sorted 64-bit words in an arena.

#ifndef GOLITE_ESCAPE_SET_H
#define GOLITE_ESCAPE_SET_H
#include "golite/support/arena.h"

typedef struct EscWord {
  uint32_t index; // id / 64
  uint64_t bits;  // never 0
} EscWord;

typedef struct EscSet {
  EscWord *words; // sorted by index
  uint32_t len, cap;
} EscSet;

/// Adds `id`; false when it was there.
bool esc_set_add(GlArena *a, EscSet *s, uint32_t id);
bool esc_set_has(const EscSet *s, uint32_t id);
/// s ∪= more. What was new is also added to *news (may be NULL). True when anything was.
bool esc_set_union(GlArena *a, EscSet *s, const EscSet *more, EscSet *news);
bool esc_set_equal(const EscSet *a, const EscSet *b);
bool esc_set_meets(const EscSet *a, const EscSet *b);
static inline bool esc_set_is_empty(const EscSet *s) { return s->len == 0; }
uint32_t esc_set_count(const EscSet *s);

/// for (EscIter it = esc_iter(&set); esc_next(&it, &id);) …; the set must not change meanwhile.
typedef struct EscIter {
  const EscSet *set;
  uint32_t word;
  uint64_t bits;
} EscIter;
EscIter esc_iter(const EscSet *s);
bool esc_next(EscIter *it, uint32_t *id);

#endif
