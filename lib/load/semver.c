/// \file
/// Versions of modules: their order, and how they and module paths are written in the module cache.
/// Source: semver.org 2.0.0, 11 "Precedence"; Go Modules Reference, "Versions", "Module cache".

#include "load_internal.h"

#include <ctype.h>
#include <string.h>

/// Compares numbers in decimal of any length.
static int compare_numbers(const char *a, size_t n_a, const char *b, size_t n_b) {
  for (; n_a > 1 && *a == '0'; a++, n_a--) {
  }
  for (; n_b > 1 && *b == '0'; b++, n_b--) {
  }
  if (n_a != n_b)
    return n_a < n_b ? -1 : 1;
  return memcmp(a, b, n_a);
}

static bool is_number(const char *s, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (!isdigit((unsigned char)s[i]))
      return false;
  return n > 0;
}

/// One identifier of a pre-release: numbers come before words.
static int compare_identifiers(const char *a, size_t n_a, const char *b, size_t n_b) {
  bool is_a = is_number(a, n_a), is_b = is_number(b, n_b);
  if (is_a && is_b)
    return compare_numbers(a, n_a, b, n_b);
  if (is_a != is_b)
    return is_a ? -1 : 1;
  int c = memcmp(a, b, n_a < n_b ? n_a : n_b);
  return c ? c : (n_a > n_b) - (n_a < n_b);
}

/// `a` and `b` are what follows "-"; NULL: no pre-release, which is newer.
static int compare_prereleases(const char *a, const char *b) {
  if (!a || !b)
    return (b != NULL) - (a != NULL);
  for (;;) {
    size_t n_a = strcspn(a, ".+"), n_b = strcspn(b, ".+");
    int c = compare_identifiers(a, n_a, b, n_b);
    bool ends_a = a[n_a] != '.', ends_b = b[n_b] != '.';
    if (c || ends_a || ends_b)
      return c ? c : ends_b - ends_a;
    a += n_a + 1;
    b += n_b + 1;
  }
}

int load_version_compare(const char *a, const char *b) {
  a += *a == 'v';
  b += *b == 'v';
  for (int i = 0; i < 3; i++) {
    size_t n_a = strspn(a, "0123456789"), n_b = strspn(b, "0123456789");
    int c = compare_numbers(a, n_a, b, n_b);
    if (c)
      return c;
    a += n_a + (a[n_a] == '.');
    b += n_b + (b[n_b] == '.');
  }
  return compare_prereleases(*a == '-' ? a + 1 : NULL, *b == '-' ? b + 1 : NULL);
}

const char *load_cache_escape(GlArena *a, const char *s) {
  char *out = gl_arena_alloc(a, 2 * strlen(s) + 1, 1), *to = out;
  for (; *s; s++) {
    if (isupper((unsigned char)*s))
      *to++ = '!';
    *to++ = (char)tolower((unsigned char)*s);
  }
  *to = '\0';
  return out;
}
