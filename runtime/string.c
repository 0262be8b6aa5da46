/// \file
/// Strings: concatenation, comparison, conversions. Results have gc's capacities.
/// Bytes on a goroutine's stack never become part of a result: its frame may end before the result
/// does. Source: Go spec "Conversions to and from a string type", "String concatenation".

#include "gc/gc.h"
#include "rt.h"
#include "sys/shadow.h"

#include <string.h>

#define RUNE_ERROR 0xfffd
#define MAX_RUNE 0x10ffff
/// Bytes, and runes, in a caller's buffer.
#define BUF_BYTES 32
#define BUF_RUNES 32

extern const uint64_t grt_static_uint64s[256];

void grt_concat(AbiString *out, uint8_t *buf, const AbiString *strs, int64_t n);
int64_t grt_cmpstring(const uint8_t *p, int64_t p_len, const uint8_t *q, int64_t q_len);
void grt_intstring(AbiString *out, uint8_t *buf, int64_t v);
void grt_bytes_to_string(AbiString *out, uint8_t *buf, const uint8_t *p, int64_t len);
void grt_string_to_bytes(AbiSlice *out, uint8_t *buf, const uint8_t *p, int64_t len);
void grt_string_to_runes(AbiSlice *out, int32_t *buf, const uint8_t *p, int64_t len);
void grt_runes_to_string(AbiString *out, uint8_t *buf, const int32_t *p, int64_t n);

/// A rune, and the index behind it.
typedef struct GrtRune {
  int64_t rune;
  int64_t next;
} GrtRune;
GrtRune grt_decode_rune(const uint8_t *p, int64_t len, int64_t i);

bool grt_is_on_stack(const void *p) {
  char *lo, *hi;
  return grt_stack_segment_of(grt_g(), p) >= 0 ||
         grt_shadow_frame(grt_shadow_fake_stack(), (uintptr_t)p, &lo, &hi);
}

void grt_concat(AbiString *out, uint8_t *buf, const AbiString *strs, int64_t n) {
  int64_t total = 0, n_used = 0, last = 0;
  for (int64_t i = 0; i < n; i++) {
    if (strs[i].len == 0)
      continue;
    if (__builtin_add_overflow(total, strs[i].len, &total))
      grt_fatal("string concatenation too long");
    n_used++;
    last = i;
  }
  if (n_used == 0) {
    *out = (AbiString){NULL, 0};
    return;
  }
  if (n_used == 1 && !grt_is_on_stack(strs[last].ptr)) {
    *out = strs[last];
    return;
  }
  uint8_t *p = buf != NULL && total <= BUF_BYTES ? buf : grt_gc_alloc_bytes((uint64_t)total);
  uint8_t *at = p;
  for (int64_t i = 0; i < n; i++) {
    if (strs[i].len > 0)
      memcpy(at, strs[i].ptr, (size_t)strs[i].len);
    at += strs[i].len;
  }
  *out = (AbiString){p, total};
}

int64_t grt_cmpstring(const uint8_t *p, int64_t p_len, const uint8_t *q, int64_t q_len) {
  int64_t n = p_len < q_len ? p_len : q_len;
  int order = n == 0 ? 0 : memcmp(p, q, (size_t)n);
  if (order != 0)
    return order < 0 ? -1 : 1;
  return p_len < q_len ? -1 : p_len > q_len;
}

static int64_t rune_length(int64_t r) {
  if (r < 0 || r > MAX_RUNE || (r >= 0xd800 && r <= 0xdfff))
    r = RUNE_ERROR;
  return r < 0x80 ? 1 : r < 0x800 ? 2 : r < 0x10000 ? 3 : 4;
}

/// Writes the UTF-8 form of r (U+FFFD if it is no valid code point); returns its length, 1 to 4.
static int encode_rune(uint8_t out[4], int64_t r) {
  if (r < 0 || r > MAX_RUNE || (r >= 0xd800 && r <= 0xdfff))
    r = RUNE_ERROR;
  if (r < 0x80) {
    out[0] = (uint8_t)r;
    return 1;
  }
  if (r < 0x800) {
    out[0] = (uint8_t)(0xc0 | r >> 6);
    out[1] = (uint8_t)(0x80 | (r & 0x3f));
    return 2;
  }
  if (r < 0x10000) {
    out[0] = (uint8_t)(0xe0 | r >> 12);
    out[1] = (uint8_t)(0x80 | (r >> 6 & 0x3f));
    out[2] = (uint8_t)(0x80 | (r & 0x3f));
    return 3;
  }
  out[0] = (uint8_t)(0xf0 | r >> 18);
  out[1] = (uint8_t)(0x80 | (r >> 12 & 0x3f));
  out[2] = (uint8_t)(0x80 | (r >> 6 & 0x3f));
  out[3] = (uint8_t)(0x80 | (r & 0x3f));
  return 4;
}

static inline bool continues(uint8_t b) { return (b & 0xc0) == 0x80; }

/// The rune that starts at p[0], of which `left` > 0 bytes may be read; `*size` becomes its length.
static inline int64_t decode(const uint8_t *p, int64_t left, int64_t *size) {
  uint8_t b = p[0];
  *size = 1;
  if (b < 0x80)
    return b;
  if (b < 0xe0) {
    if (b < 0xc2 || left < 2 || !continues(p[1]))
      return RUNE_ERROR;
    *size = 2;
    return (b & 0x1f) << 6 | (p[1] & 0x3f);
  }
  if (left < 3 || !continues(p[1]) || !continues(p[2]))
    return RUNE_ERROR;
  if (b < 0xf0) {
    int64_t r = (b & 0x0f) << 12 | (p[1] & 0x3f) << 6 | (p[2] & 0x3f);
    if (r < 0x800 || (r >= 0xd800 && r <= 0xdfff))
      return RUNE_ERROR;
    *size = 3;
    return r;
  }
  if (b > 0xf4 || left < 4 || !continues(p[3]))
    return RUNE_ERROR;
  int64_t r = (b & 0x07) << 18 | (p[1] & 0x3f) << 12 | (p[2] & 0x3f) << 6 | (p[3] & 0x3f);
  if (r < 0x10000 || r > MAX_RUNE)
    return RUNE_ERROR;
  *size = 4;
  return r;
}

GrtRune grt_decode_rune(const uint8_t *p, int64_t len, int64_t i) {
  int64_t size, r = decode(p + i, len - i, &size);
  return (GrtRune){r, i + size};
}

/// A string of one byte without allocation.
static AbiString byte_string(uint8_t b) {
  return (AbiString){(const uint8_t *)&grt_static_uint64s[b], 1};
}

void grt_intstring(AbiString *out, uint8_t *buf, int64_t v) {
  if (v >= 0 && v < 0x80) {
    *out = byte_string((uint8_t)v);
    return;
  }
  uint8_t utf8[4];
  int n = encode_rune(utf8, v);
  uint8_t *p = buf != NULL ? buf : grt_gc_alloc_bytes((uint64_t)n);
  memcpy(p, utf8, (size_t)n);
  *out = (AbiString){p, n};
}

void grt_bytes_to_string(AbiString *out, uint8_t *buf, const uint8_t *p, int64_t len) {
  if (len == 0) {
    *out = (AbiString){NULL, 0};
  } else if (len == 1) {
    *out = byte_string(p[0]);
  } else {
    uint8_t *q = buf != NULL && len <= BUF_BYTES ? buf : grt_gc_alloc_bytes((uint64_t)len);
    memcpy(q, p, (size_t)len);
    *out = (AbiString){q, len};
  }
}

extern const uint64_t grt_zerobase;

void grt_string_to_bytes(AbiSlice *out, uint8_t *buf, const uint8_t *p, int64_t len) {
  if (buf != NULL && len <= BUF_BYTES) {
    memset(buf, 0, BUF_BYTES);
    if (len > 0)
      memcpy(buf, p, (size_t)len);
    *out = (AbiSlice){buf, len, BUF_BYTES};
  } else if (len == 0) {
    *out = (AbiSlice){(void *)(uintptr_t)&grt_zerobase, 0, 0};
  } else {
    uint64_t cap = grt_gc_round_size((uint64_t)len, false);
    uint8_t *q = grt_gc_alloc_bytes(cap);
    memcpy(q, p, (size_t)len);
    memset(q + len, 0, cap - (uint64_t)len);
    *out = (AbiSlice){q, len, (int64_t)cap};
  }
}

void grt_string_to_runes(AbiSlice *out, int32_t *buf, const uint8_t *p, int64_t len) {
  int64_t n = 0;
  for (int64_t i = 0, size; i < len; i += size, n++)
    decode(p + i, len - i, &size);
  int32_t *q;
  int64_t cap = BUF_RUNES;
  if (buf != NULL && n <= BUF_RUNES) {
    q = buf;
    memset(q, 0, BUF_RUNES * sizeof(int32_t));
  } else if (n == 0) {
    *out = (AbiSlice){(void *)(uintptr_t)&grt_zerobase, 0, 0};
    return;
  } else {
    uint64_t bytes = grt_gc_round_size((uint64_t)n * sizeof(int32_t), false);
    cap = (int64_t)(bytes / sizeof(int32_t));
    q = grt_gc_alloc_bytes(bytes);
    memset(q + n, 0, bytes - (uint64_t)n * sizeof(int32_t));
  }
  int64_t at = 0;
  for (int64_t i = 0, size; i < len; i += size)
    q[at++] = (int32_t)decode(p + i, len - i, &size);
  *out = (AbiSlice){q, n, cap};
}

void grt_runes_to_string(AbiString *out, uint8_t *buf, const int32_t *p, int64_t n) {
  int64_t len = 0;
  for (int64_t i = 0; i < n; i++)
    len += rune_length(p[i]);
  if (len == 0) {
    *out = (AbiString){NULL, 0};
    return;
  }
  uint8_t *q = buf != NULL && len <= BUF_BYTES ? buf : grt_gc_alloc_bytes((uint64_t)len);
  int64_t at = 0;
  for (int64_t i = 0; i < n; i++)
    at += encode_rune(q + at, p[i]);
  *out = (AbiString){q, len};
}
