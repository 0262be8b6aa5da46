/// \file
/// libFuzzer target: any bytes through the header scanner, the parser and the AST printer.

#include "fuzz_input.h"

#include "golite/support/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  FuzzInput in;
  fuzz_input_begin(&in, data, size);
  SynHeader header;
  syn_scan_header(&in.syntax, in.file, &header);
  SynFile *file = syn_parse_file(&in.syntax, in.file);
  GlBuf dump;
  gl_buf_init(&dump, in.syntax.arena);
  syn_file_dump(&dump, file, in.syntax.sources);
  fuzz_input_end(&in);
  return 0;
}
