/// \file
/// LEB128 numbers, and strings behind their length.

#include "golite/support/bytes.h"

#include <string.h>

void gl_bytes_put_number(GlBuf *out, uint64_t v) {
  for (; v >= 0x80; v >>= 7)
    gl_buf_char(out, (char)(v | 0x80));
  gl_buf_char(out, (char)v);
}

void gl_bytes_put_text(GlBuf *out, const char *s) {
  size_t n = s ? strlen(s) : 0;
  gl_bytes_put_number(out, n);
  gl_buf_bytes(out, s, n);
}

uint64_t gl_bytes_number(GlBytes *b) {
  uint64_t v = 0;
  for (int shift = 0;; shift += 7) {
    GL_ASSERT(b->at < b->end && shift < 64, "stored bytes end early");
    unsigned char c = (unsigned char)*b->at++;
    v |= (uint64_t)(c & 0x7f) << shift;
    if (c < 0x80)
      return v;
  }
}

const char *gl_bytes_text(GlBytes *b, size_t *len) {
  *len = (size_t)gl_bytes_number(b);
  GL_ASSERT(*len <= (size_t)(b->end - b->at), "stored text ends early");
  const char *s = b->at;
  b->at += *len;
  return s;
}
