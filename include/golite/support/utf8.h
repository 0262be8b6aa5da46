/// \file
/// UTF-8 of any bytes, and how much room a code point takes on a terminal.

#ifndef GOLITE_SUPPORT_UTF8_H
#define GOLITE_SUPPORT_UTF8_H
#include "golite/support/base.h"

/// What stands for a byte that is not UTF-8.
#define GL_RUNE_BAD UINT32_MAX

/// Decodes the first of `n` > 0 bytes. Returns how many bytes it took; *rune is GL_RUNE_BAD when
/// they are not UTF-8 (then 1).
uint32_t gl_utf8_decode(const char *s, size_t n, uint32_t *rune);

/// Columns that a terminal gives to a code point: 0 (combining), 1 or 2 (wide); -1 when it must not
/// be sent to one (controls, and marks that change the direction of the text around them).
int gl_rune_width(uint32_t rune);

#endif
