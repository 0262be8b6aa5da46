/// \file
/// One text in a world of its own, for tests of the scanner and the parser.

#ifndef GOLITE_TEST_SYNTAX_FIXTURE_H
#define GOLITE_TEST_SYNTAX_FIXTURE_H
#include "golite/syntax/parse.h"

typedef struct World {
  SynContext ctx;
  const GlFile *file;
  SynFile *tree; // NULL until parsed
} World;

/// A context and the file "dir/f.go" with `text[size]`; end it with `world_free`.
World world_new(const char *text, size_t size);
void world_free(World *w);
/// `world_new` of a string, and its parse.
World world_parse(const char *text);
/// The errors as printed, all of them, without "dir/f.go" before each.
const char *world_errors(World *w);
/// Parses "package p\n" and `text`; the errors must be as given, and the world is freed.
void expect_errors(const char *text, const char *want);
/// The initial value of the first declaration of "package p; var x = TEXT" without errors.
SynNode *world_expr(World *w, const char *text);

#endif
