/// \file
/// Types as bytes, to be read back in another run: by structure, and by import path and name.
/// Types that are declared in functions have no name that another run could find.

#ifndef GOLITE_TYPES_STORED_H
#define GOLITE_TYPES_STORED_H
#include "golite/support/file.h"
#include "golite/types/check.h"

// --- numbers and strings --------------------------------------------------------

/// Seven bits a byte, low ones first.
void ty_store_number(GlBuf *out, uint64_t v);
void ty_store_text(GlBuf *out, const char *s); // NULL is ""

/// A position in stored bytes. Reading past the end is an internal error: whoever keeps the bytes
/// has checked them.
typedef struct TyBytes {
  const char *at, *end;
} TyBytes;
uint64_t ty_stored_number(TyBytes *b);
/// Not NUL-terminated; *len in bytes.
const char *ty_stored_text(TyBytes *b, size_t *len);

// --- types ----------------------------------------------------------------------

typedef struct TyWriter TyWriter;
TyWriter *ty_writer_new(GlArena *a);
/// The type's number in the table, from 1; 0 when it cannot be stored.
uint32_t ty_writer_add(TyWriter *w, const TyType *t);
void ty_writer_end(TyWriter *w, GlBuf *out);

typedef struct TyReader TyReader;
/// Reads the table at `*b` and moves behind it. `packages` are those that names may mean.
TyReader *ty_reader_new(GlArena *a, TyWorld *w, GlIntern *names, TyPackage *const *packages,
                        uint32_t n_packages, TyBytes *b);
/// Canonical; NULL for 0.
const TyType *ty_reader_type(TyReader *r, uint64_t number);

#endif
