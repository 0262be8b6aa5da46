/// \file
/// Numbers and strings as bytes, for what is kept in files: seven bits a byte, low ones first.

#ifndef GOLITE_SUPPORT_BYTES_H
#define GOLITE_SUPPORT_BYTES_H
#include "golite/support/file.h"

#include <stddef.h>
#include <stdint.h>

void gl_bytes_put_number(GlBuf *out, uint64_t v);
void gl_bytes_put_text(GlBuf *out, const char *s); // NULL is ""

/// A position in stored bytes. Reading past the end is an internal error: whoever keeps the bytes
/// has checked them.
typedef struct GlBytes {
  const char *at, *end;
} GlBytes;
uint64_t gl_bytes_number(GlBytes *b);
/// Not NUL-terminated; *len in bytes.
const char *gl_bytes_text(GlBytes *b, size_t *len);

#endif
