/// \file
/// See fixture.h.

#include "fixture.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const char path[] = "dir/f.go";

World world_new(const char *text, size_t size) {
  GlArena *a = gl_arena_new();
  GlSources *sources = gl_sources_new(a);
  World w = {.ctx = {.arena = a,
                     .names = gl_intern_new(a),
                     .sources = sources,
                     .diags = gl_diags_new(a, sources)}};
  w.file = gl_sources_add(sources, path, gl_arena_strndup(a, text, size), (uint32_t)size);
  return w;
}

void world_free(World *w) { gl_arena_free(w->ctx.arena); }

World world_parse(const char *text) {
  World w = world_new(text, strlen(text));
  w.tree = syn_parse_file(&w.ctx, w.file);
  return w;
}

const char *world_errors(World *w) {
  char *text = NULL;
  size_t len = 0;
  FILE *out = open_memstream(&text, &len);
  gl_diags_print(w->ctx.diags, out, (GlDiagStyle){0});
  fclose(out);
  char *result = gl_arena_strndup(w->ctx.arena, text, len), *to = result;
  for (const char *s = text; *s;) {
    if (strncmp(s, path, sizeof path - 1) == 0)
      s += sizeof path - 1;
    else
      *to++ = *s++;
  }
  *to = 0;
  free(text);
  return result;
}

void expect_errors(const char *text, const char *want) {
  GlArena *a = gl_arena_new();
  World w = world_parse(gl_arena_printf(a, "package p\n%s", text));
  const char *got = world_errors(&w);
  cr_expect_str_eq(got, want, "%s\ngives: %s\n  not: %s", text, got, want);
  world_free(&w);
  gl_arena_free(a);
}

SynNode *world_expr(World *w, const char *text) {
  GlArena *a = gl_arena_new();
  *w = world_parse(gl_arena_printf(a, "package p; var x = %s", text));
  cr_assert_str_eq(world_errors(w), "", "%s", text);
  gl_arena_free(a);
  return w->tree->decls.data[0]->value_decl.values.data[0];
}
