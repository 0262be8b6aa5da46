/// \file
/// Sparse sets: sorted vectors of words, merged linearly.

#include "set.h"

#include <string.h>

static EscWord *reserve(GlArena *a, EscSet *s, uint32_t need) {
  if (need <= s->cap)
    return s->words;
  uint32_t cap = s->cap ? s->cap * 2 : 2;
  while (cap < need)
    cap *= 2;
  EscWord *words = GL_NEW_ARRAY(a, EscWord, cap);
  if (s->len)
    memcpy(words, s->words, s->len * sizeof *words);
  s->words = words;
  s->cap = cap;
  return words;
}

/// First position whose index is not below `index`.
static uint32_t find(const EscSet *s, uint32_t index) {
  uint32_t low = 0, high = s->len;
  while (low < high) {
    uint32_t mid = low + (high - low) / 2;
    if (s->words[mid].index < index)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

bool esc_set_add(GlArena *a, EscSet *s, uint32_t id) {
  uint32_t index = id / 64;
  uint64_t bit = UINT64_C(1) << (id % 64);
  uint32_t at = find(s, index);
  if (at < s->len && s->words[at].index == index) {
    bool is_new = !(s->words[at].bits & bit);
    s->words[at].bits |= bit;
    return is_new;
  }
  reserve(a, s, s->len + 1);
  memmove(&s->words[at + 1], &s->words[at], (s->len - at) * sizeof *s->words);
  s->words[at] = (EscWord){.index = index, .bits = bit};
  s->len++;
  return true;
}

bool esc_set_has(const EscSet *s, uint32_t id) {
  uint32_t at = find(s, id / 64);
  return at < s->len && s->words[at].index == id / 64 && (s->words[at].bits >> (id % 64) & 1) != 0;
}

/// Words of `more` whose index is missing in `s`; new bits of the others are merged in place.
static uint32_t merge_common(GlArena *a, EscSet *s, const EscSet *more, EscSet *news,
                             bool *changed) {
  uint32_t missing = 0;
  for (uint32_t i = 0, k = 0; i < more->len; i++) {
    const EscWord *w = &more->words[i];
    while (k < s->len && s->words[k].index < w->index)
      k++;
    uint64_t added = w->bits;
    if (k < s->len && s->words[k].index == w->index) {
      added &= ~s->words[k].bits;
      s->words[k].bits |= added;
    } else {
      missing++;
    }
    if (!added)
      continue;
    *changed = true;
    if (news) {
      EscSet one = {.words = &(EscWord){.index = w->index, .bits = added}, .len = 1, .cap = 1};
      esc_set_union(a, news, &one, NULL);
    }
  }
  return missing;
}

bool esc_set_union(GlArena *a, EscSet *s, const EscSet *more, EscSet *news) {
  bool changed = false;
  uint32_t missing = merge_common(a, s, more, news, &changed);
  if (!missing)
    return changed;
  uint32_t i = s->len, k = more->len, out = s->len + missing;
  reserve(a, s, out);
  s->len = out;
  // From the end, so that nothing is overwritten before it was moved.
  while (k > 0) {
    const EscWord *w = &more->words[k - 1];
    if (i > 0 && s->words[i - 1].index > w->index) {
      s->words[--out] = s->words[--i];
    } else if (i > 0 && s->words[i - 1].index == w->index) {
      s->words[--out] = s->words[--i];
      k--;
    } else {
      s->words[--out] = *w;
      k--;
    }
  }
  return true;
}

bool esc_set_equal(const EscSet *a, const EscSet *b) {
  if (a->len != b->len)
    return false;
  for (uint32_t i = 0; i < a->len; i++)
    if (a->words[i].index != b->words[i].index || a->words[i].bits != b->words[i].bits)
      return false;
  return true;
}

bool esc_set_meets(const EscSet *a, const EscSet *b) {
  for (uint32_t i = 0, k = 0; i < a->len && k < b->len;) {
    if (a->words[i].index < b->words[k].index)
      i++;
    else if (a->words[i].index > b->words[k].index)
      k++;
    else if (a->words[i++].bits & b->words[k++].bits)
      return true;
  }
  return false;
}

uint32_t esc_set_count(const EscSet *s) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < s->len; i++)
    n += (uint32_t)__builtin_popcountll(s->words[i].bits);
  return n;
}

EscIter esc_iter(const EscSet *s) {
  return (EscIter){.set = s, .bits = s->len ? s->words[0].bits : 0};
}

bool esc_next(EscIter *it, uint32_t *id) {
  while (!it->bits) {
    if (it->word + 1 >= it->set->len)
      return false;
    it->bits = it->set->words[++it->word].bits;
  }
  *id = it->set->words[it->word].index * 64 + (uint32_t)__builtin_ctzll(it->bits);
  it->bits &= it->bits - 1;
  return true;
}
