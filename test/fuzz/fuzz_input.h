/// \file
/// What the fuzz targets share: a world made for one input and gone after it.

#ifndef GOLITE_FUZZ_INPUT_H
#define GOLITE_FUZZ_INPUT_H
#include "golite/syntax/parse.h"

typedef struct FuzzInput {
  SynContext syntax;
  GlFile *file;
} FuzzInput;

/// Makes the context of one run over a copy of `data[size]`; end it with `fuzz_input_end`.
void fuzz_input_begin(FuzzInput *in, const uint8_t *data, size_t size);
/// Prints the diagnostics to nowhere, as the driver prints them to stderr, and frees everything.
void fuzz_input_end(FuzzInput *in);

#endif
