/// \file
/// Types as bytes, to be read back in another run: by structure, and by import path and name.
/// Types that are declared in functions have no name that another run could find.

#ifndef GOLITE_TYPES_STORED_H
#define GOLITE_TYPES_STORED_H
#include "golite/support/bytes.h"
#include "golite/types/check.h"

typedef struct TyWriter TyWriter;
TyWriter *ty_writer_new(GlArena *a);
/// The type's number in the table, from 1; 0 when it cannot be stored.
uint32_t ty_writer_add(TyWriter *w, const TyType *t);
void ty_writer_end(TyWriter *w, GlBuf *out);

typedef struct TyReader TyReader;
/// Reads the table at `*b` and moves behind it. `packages` are those that names may mean.
TyReader *ty_reader_new(GlArena *a, TyWorld *w, GlIntern *names, TyPackage *const *packages,
                        uint32_t n_packages, GlBytes *b);
/// Canonical; NULL for 0.
const TyType *ty_reader_type(TyReader *r, uint64_t number);

#endif
