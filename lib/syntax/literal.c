/// \file
/// Number, string and rune literals: their extent and what is wrong in them; and the values of
/// strings and runes.
/// Source: Go spec, "Integer literals" to "String literals"; messages as cmd/compile words them.

#include "syntax_internal.h"

#include <string.h>

static bool is_digit(int c) { return c >= '0' && c <= '9'; }
static bool is_hex(int c) { return c >= 0 && c < 0x80 && (syn_char_class[c] & SYN_CH_HEX); }
static int lower(int c) { return c | 0x20; } // only meant for letters

static const char *base_name(uint32_t base) {
  return base == 2 ? "binary" : base == 8 ? "octal" : base == 10 ? "decimal" : "hexadecimal";
}

static void set_literal(SynParser *p, const char *start, SynLitKind kind, bool ok) {
  p->tok = SYN_TOK_LITERAL;
  p->needs_semi = true;
  p->lit = gl_intern(p->ctx->names, start, (size_t)(p->at - start));
  p->lit_kind = (uint8_t)kind;
  p->lit_is_bad = !ok;
}

/// A number in progress.
typedef struct Number {
  SynParser *p;
  const char *start;
  uint32_t base;
  char prefix;         // 'x', 'o', 'b', '0' (leading zero) or 0
  bool has_digits;     // in the part being read
  bool has_underscore; // anywhere
  bool is_ok;          // nothing reported yet
  const char *invalid; // first digit too large for the base, or NULL
} Number;

/// Reports the first error of a number, at the current byte.
#define NUMBER_ERROR(n, ...)                                                                       \
  do {                                                                                             \
    if ((n)->is_ok)                                                                                \
      syn_error_at((n)->p, syn_loc_of((n)->p, (n)->p->at), __VA_ARGS__);                           \
    (n)->is_ok = false;                                                                            \
  } while (0)

static void number_digits(Number *n, uint32_t base) {
  const char *s = n->p->at;
  for (;; s++) {
    if (*s == '_') {
      n->has_underscore = true;
      continue;
    }
    if (base == 16 ? !is_hex((unsigned char)*s) : !is_digit(*s))
      break;
    n->has_digits = true;
    if (base < 10 && (uint32_t)(*s - '0') >= base && !n->invalid)
      n->invalid = s;
  }
  n->p->at = s;
}

static void number_prefix(Number *n) {
  SynParser *p = n->p;
  if (*p->at != '0')
    return;
  p->at++;
  switch (lower(*p->at)) {
  case 'x': n->base = 16; break;
  case 'o': n->base = 8; break;
  case 'b': n->base = 2; break;
  default:
    n->base = 8;
    n->prefix = '0';
    n->has_digits = true;
    return;
  }
  n->prefix = (char)lower(*p->at++);
}

static bool number_exponent(Number *n, bool is_float) {
  SynParser *p = n->p;
  int e = lower(*p->at);
  if (e != 'e' && e != 'p') {
    if (n->prefix == 'x' && is_float)
      NUMBER_ERROR(n, "hexadecimal mantissa requires a 'p' exponent");
    return false;
  }
  if (e == 'e' && n->prefix != 0 && n->prefix != '0')
    NUMBER_ERROR(n, "'%c' exponent requires decimal mantissa", *p->at);
  else if (e == 'p' && n->prefix != 'x')
    NUMBER_ERROR(n, "'%c' exponent requires hexadecimal mantissa", *p->at);
  p->at++;
  if (*p->at == '+' || *p->at == '-')
    p->at++;
  n->has_digits = false;
  number_digits(n, 10);
  if (!n->has_digits)
    NUMBER_ERROR(n, "exponent has no digits");
  return true;
}

/// The first _ in [s, end) that does not stand between digits (a base prefix counts as one), or
/// NULL.
static const char *misplaced_underscore(const char *s, const char *end) {
  bool is_based = end - s >= 2 && s[0] == '0' && strchr("xob", lower(s[1]));
  bool is_hexadecimal = is_based && lower(s[1]) == 'x';
  char last = is_based ? '0' : '.'; // class of the byte before: a digit 0, _, or else .
  for (s += is_based ? 2 : 0; s < end; s++) {
    if (*s == '_') {
      if (last != '0')
        return s;
      last = '_';
    } else if (is_digit(*s) || (is_hexadecimal && is_hex((unsigned char)*s))) {
      last = '0';
    } else {
      if (last == '_')
        return s - 1;
      last = '.';
    }
  }
  return last == '_' ? end - 1 : NULL;
}

void syn_scan_number(SynParser *p, const char *start, bool after_point) {
  Number n = {.p = p, .start = start, .base = 10, .is_ok = true};
  bool is_float = after_point;
  p->at = start;
  if (!after_point) {
    number_prefix(&n);
    number_digits(&n, n.base);
    if (*p->at == '.') {
      if (n.prefix == 'o' || n.prefix == 'b')
        NUMBER_ERROR(&n, "invalid radix point in %s literal", base_name(n.base));
      is_float = true;
    }
  }
  if (is_float) {
    p->at++; // the point
    number_digits(&n, n.base);
  }
  if (!n.has_digits)
    NUMBER_ERROR(&n, "%s literal has no digits", base_name(n.base));
  is_float |= number_exponent(&n, is_float);
  SynLitKind kind = is_float ? SYN_LIT_FLOAT : SYN_LIT_INT;
  if (*p->at == 'i') {
    p->at++;
    kind = SYN_LIT_IMAG;
  }
  if (kind == SYN_LIT_INT && n.invalid && n.is_ok) {
    syn_error_at(p, syn_loc_of(p, n.invalid), "invalid digit '%c' in %s literal", *n.invalid,
                 base_name(n.base));
    n.is_ok = false;
  }
  const char *sep = n.has_underscore && n.is_ok ? misplaced_underscore(start, p->at) : NULL;
  if (sep) {
    syn_error_at(p, syn_loc_of(p, sep), "'_' must separate successive digits");
    n.is_ok = false;
  }
  set_literal(p, start, kind, n.is_ok);
}

/// Digits of an escape by its first letter; 0: not an escape with digits.
static uint32_t escape_digits(int c, uint32_t *base) {
  *base = c >= '0' && c <= '7' ? 8 : 16;
  return *base == 8 ? 3 : c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
}

static uint32_t digit_value(int c) {
  return is_digit(c) ? (uint32_t)(c - '0') : is_hex(c) ? (uint32_t)(lower(c) - 'a' + 10) : 16;
}

/// Skips the digits of an escape; reports what is wrong with them.
static bool escape_value(SynParser *p, uint32_t n_digits, uint32_t base, uint32_t max) {
  char buf[24];
  uint32_t x = 0;
  for (uint32_t i = 0; i < n_digits; i++) {
    int c = syn_peek(p);
    if (c < 0)
      return true; // the caller finds the end, too
    uint32_t d = digit_value(c), len;
    if (d >= base) {
      syn_error_at(p, syn_loc_of(p, p->at), "invalid character %s in %s escape",
                   syn_format_quoted(buf, syn_decode_rune(p->at, p->end, &len)), base_name(base));
      return false;
    }
    x = x * base + d;
    p->at++;
  }
  if (x > max && base == 8) {
    syn_error_at(p, syn_loc_of(p, p->at), "octal escape value %u > 255", x);
    return false;
  }
  if (x > max || (max > 255 && x >= 0xD800 && x < 0xE000)) {
    syn_error_at(p, syn_loc_of(p, p->at), "escape is invalid Unicode code point %s",
                 syn_format_code_point(buf, x));
    return false;
  }
  return true;
}

/// Skips an escape sequence; `p->at` is behind the backslash.
static bool escape(SynParser *p, int quote) {
  int c = syn_peek(p);
  if (c < 0)
    return true; // the caller finds the end, too
  if (c == quote || (c < 0x80 && strchr("abfnrtv\\", c))) {
    p->at++;
    return true;
  }
  uint32_t base, n_digits = escape_digits(c, &base);
  if (!n_digits) {
    syn_error_at(p, syn_loc_of(p, p->at), "unknown escape");
    return false;
  }
  if (base == 16)
    p->at++;
  return escape_value(p, n_digits, base, n_digits <= 3 ? 255 : 0x10FFFF);
}

/// Skips one character that means itself.
static void plain_char(SynParser *p, int c) {
  p->at++;
  while (c >= 0x80 && ((unsigned char)*p->at & 0xC0) == 0x80)
    p->at++;
}

void syn_scan_string(SynParser *p, const char *start) {
  bool ok = true;
  p->at = start + 1;
  for (;;) {
    while (syn_char_class[(unsigned char)*p->at] & SYN_CH_STRING)
      p->at++;
    int c = syn_peek(p);
    if (c == '"') {
      p->at++;
      break;
    }
    if (c == '\\') {
      p->at++;
      ok &= escape(p, '"');
    } else if (c == '\n' || c < 0) {
      syn_error_at(p, syn_loc_of(p, c < 0 ? start : p->at),
                   c < 0 ? "string not terminated" : "newline in string");
      ok = false;
      break;
    } else {
      plain_char(p, c);
    }
  }
  set_literal(p, start, SYN_LIT_STRING, ok);
}

void syn_scan_raw_string(SynParser *p, const char *start) {
  bool ok = true;
  p->at = start + 1;
  for (;;) {
    while (syn_char_class[(unsigned char)*p->at] & SYN_CH_RAW)
      p->at++;
    int c = syn_peek(p);
    if (c == '`') {
      p->at++;
      break;
    }
    if (c < 0) {
      syn_error_at(p, syn_loc_of(p, start), "string not terminated");
      ok = false;
      break;
    }
    plain_char(p, c);
  }
  set_literal(p, start, SYN_LIT_STRING, ok);
}

/// The end of a rune literal of `n_chars` characters without an error so far.
static bool end_rune(SynParser *p, const char *start, uint32_t n_chars) {
  if (n_chars == 0)
    syn_error_at(p, syn_loc_of(p, p->at), "empty rune literal or unescaped '");
  else if (n_chars > 1)
    syn_error_at(p, syn_loc_of(p, start), "more than one character in rune literal");
  return n_chars == 1;
}

void syn_scan_rune(SynParser *p, const char *start) {
  bool ok = true;
  p->at = start + 1;
  for (uint32_t n_chars = 0;; n_chars++) {
    int c = syn_peek(p);
    if (c == '\'') {
      ok = ok && end_rune(p, start, n_chars);
      p->at++;
      break;
    }
    if (c == '\\') {
      p->at++;
      ok &= escape(p, '\'');
    } else if (c == '\n' || c < 0) {
      if (ok)
        syn_error_at(p, syn_loc_of(p, c < 0 ? start : p->at),
                     c < 0 ? "rune literal not terminated" : "newline in rune literal");
      ok = false;
      break;
    } else {
      plain_char(p, c);
    }
  }
  set_literal(p, start, SYN_LIT_RUNE, ok);
}

/// One character or escape of a literal's inside. Returns the bytes consumed, 0 when malformed. A
/// byte that is not UTF-8 was reported; it counts as U+FFFD, so that the literal keeps its type.
static size_t char_value(const char *s, const char *end, uint32_t *value, bool *is_byte) {
  uint32_t len, base;
  *is_byte = false;
  if (*s != '\\') {
    int32_t r = syn_decode_rune(s, end, &len);
    *value = r < 0 ? 0xFFFD : (uint32_t)r;
    return r < 0 ? 1 : len;
  }
  if (end - s < 2)
    return 0;
  static const char names[] = "abfnrtv\\'\"", values[] = "\a\b\f\n\r\t\v\\'\"";
  const char *simple = s[1] ? strchr(names, s[1]) : NULL;
  if (simple) {
    *value = (unsigned char)values[simple - names];
    return 2;
  }
  uint32_t n = escape_digits(s[1], &base);
  size_t first = base == 8 ? 1 : 2;
  if (!n || (size_t)(end - s) < first + n)
    return 0;
  *value = 0;
  for (size_t i = first; i < first + n; i++) {
    uint32_t d = digit_value((unsigned char)s[i]);
    if (d >= base)
      return 0;
    *value = *value * base + d;
  }
  *is_byte = n <= 3;
  bool is_surrogate = *value >= 0xD800 && *value < 0xE000;
  return *value > (*is_byte ? 255 : 0x10FFFF) || (!*is_byte && is_surrogate) ? 0 : first + n;
}

static size_t raw_value(char *to, const char *s, const char *end) {
  size_t n = 0;
  for (; s < end; s++)
    if (*s != '\r')
      to[n++] = *s;
  return n;
}

bool syn_string_value(GlArena *a, GlName literal, const char **bytes, size_t *len) {
  const char *s = literal->text, *end = s + literal->len;
  if (literal->len < 2 || (*s != '"' && *s != '`') || end[-1] != *s)
    return false;
  enum { MAX_CHAR = 4 };
  size_t n = 0, cap = literal->len + MAX_CHAR;
  char *to = gl_arena_alloc(a, cap, 1);
  *bytes = to;
  end--;
  if (*s++ == '`') {
    *len = raw_value(to, s, end);
    return true;
  }
  while (s < end) {
    uint32_t value;
    bool is_byte;
    size_t used = char_value(s, end, &value, &is_byte);
    if (!used)
      return false;
    if (n + MAX_CHAR > cap) { // U+FFFD is longer than the byte for which it stands
      char *old = to;
      *bytes = to = gl_arena_alloc(a, cap *= 2, 1);
      memcpy(to, old, n);
    }
    if (is_byte)
      to[n++] = (char)value;
    else
      n += syn_encode_rune(to + n, (int32_t)value);
    s += used;
  }
  *len = n;
  return true;
}

bool syn_rune_value(GlName literal, int32_t *rune) {
  const char *s = literal->text, *end = s + literal->len;
  uint32_t value;
  bool is_byte;
  if (literal->len < 3 || *s != '\'' || end[-1] != '\'')
    return false;
  if (char_value(s + 1, end - 1, &value, &is_byte) != literal->len - 2)
    return false;
  *rune = (int32_t)value;
  return true;
}
