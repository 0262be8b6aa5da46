/// \file
/// libFuzzer target: any bytes through the header scanner, the parser (with and without bodies) and
/// the printers.

#include "fuzz_input.h"

#include "golite/support/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/// Texts and values of the initial values of a file's constants and variables.
static void print_values(SynContext *ctx, const SynFile *file) {
  for (uint32_t i = 0; i < file->decls.len; i++) {
    const SynNode *d = file->decls.data[i];
    if (d->kind != SYN_CONST_DECL && d->kind != SYN_VAR_DECL)
      continue;
    for (uint32_t k = 0; k < d->value_decl.values.len; k++) {
      const SynNode *v = d->value_decl.values.data[k];
      const char *bytes;
      size_t len;
      int32_t rune;
      syn_expr_string(ctx->arena, v);
      if (v->kind != SYN_BASIC_LIT)
        continue;
      syn_string_value(ctx->arena, v->basic_lit.text, &bytes, &len);
      syn_rune_value(v->basic_lit.text, &rune);
    }
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  FuzzInput in;
  fuzz_input_begin(&in, data, size);
  SynHeader header;
  syn_scan_header(&in.syntax, in.file, &header);
  SynFile *file = syn_parse_file(&in.syntax, in.file);
  GlBuf dump;
  gl_buf_init(&dump, in.syntax.arena);
  syn_file_dump(&dump, file, in.syntax.sources);
  print_values(&in.syntax, file);
  GlFile *again = gl_sources_add(in.syntax.sources, "again.go", in.file->text, in.file->size);
  in.syntax.skip_bodies = true;
  syn_parse_file(&in.syntax, again);
  fuzz_input_end(&in);
  return 0;
}
