/// \file
/// UTF-8 and those properties of code points that other rooms need.
/// Source: Go spec "Characters", "Letters and digits", "Exported identifiers".

#ifndef GOLITE_SYNTAX_RUNE_H
#define GOLITE_SYNTAX_RUNE_H
#include "golite/support/base.h"

/// Decodes one code point; *len = 1 and result -1 when the bytes are not valid UTF-8.
int32_t syn_decode_rune(const char *s, const char *end, uint32_t *len);
/// Unicode class Lu.
bool syn_rune_is_upper(int32_t r);
/// What strconv.IsPrint says.
bool syn_rune_is_printable(int32_t r);
/// Whether the bytes are one of Go's identifiers (or a keyword).
bool syn_is_identifier(const char *s, size_t len);

#endif
