/// \file
/// libFuzzer target: whatever parses, through the checker. Of imports only unsafe exists.

#include "fuzz_input.h"

#include "golite/types/check.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static TyPackage *import_unsafe(void *ctx, const char *path) {
  return strcmp(path, "unsafe") == 0 ? ty_world_unsafe(ctx) : NULL;
}

static void check(FuzzInput *in, SynFile *file) {
  GlArena *arena = in->syntax.arena;
  TyWorld *world =
      ty_world_new(arena, in->syntax.names, in->syntax.sources, in->syntax.diags, (TyOptions){0});
  TyPackageInput package = {
      .path = "main", .files = &file, .n_files = 1, .import = import_unsafe, .import_ctx = world};
  TyPackage *checked = ty_check_package(world, &package);
  uint32_t n_inits;
  if (gl_diags_error_count(in->syntax.diags) == 0)
    (void)ty_package_inits(world, checked, &n_inits);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  FuzzInput in;
  fuzz_input_begin(&in, data, size);
  SynFile *file = syn_parse_file(&in.syntax, in.file);
  if (in.syntax.n_syntax_errors == 0) // after other errors the driver goes on too
    check(&in, file);
  fuzz_input_end(&in);
  return 0;
}
