/// \file
/// See fuzz_input.h. An internal error of the compiler must stop the fuzzer, so it aborts.

#include "fuzz_input.h"

#include <stdlib.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc;
  (void)argv;
  return setenv("GOLITE_ABORT", "1", 1);
}

void fuzz_input_begin(FuzzInput *in, const uint8_t *data, size_t size) {
  GlArena *arena = gl_arena_new();
  GlSources *sources = gl_sources_new(arena);
  in->syntax = (SynContext){.arena = arena,
                            .names = gl_intern_new(arena),
                            .sources = sources,
                            .diags = gl_diags_new(arena, sources)};
  const char *text = gl_arena_strndup(arena, (const char *)data, size);
  in->file = gl_sources_add(sources, "fuzz.go", text, (uint32_t)size);
}

void fuzz_input_end(FuzzInput *in) {
  char *text = NULL;
  size_t len = 0;
  FILE *out = open_memstream(&text, &len);
  if (out) {
    gl_diags_print(in->syntax.diags, out, (GlDiagStyle){.max_errors = 0, .is_full = true});
    fclose(out);
    free(text);
  }
  GlBuf machine;
  gl_buf_init(&machine, in->syntax.arena);
  gl_diags_json(in->syntax.diags, &machine, 0);
  gl_diags_sarif(in->syntax.diags, &machine, 0,
                 &(GlSarifTool){.name = "fuzz", .version = "0", .folder = "/"});
  gl_arena_free(in->syntax.arena);
}
