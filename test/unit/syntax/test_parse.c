/// \file
/// The tree's shape where it is not obvious, limits, skipped bodies. Errors and the whole grammar
/// are covered by test/lit/syntax.

#include "fixture.h"

#include <criterion/criterion.h>
#include <string.h>

static SynNode *decl(const World *w, uint32_t i) { return w->tree->decls.data[i]; }

Test(syntax_parse, numbers_nodes_from_one) {
  World w = world_parse("package p; var x = 1");
  cr_expect_eq(w.tree->package_name->id, 1);
  cr_expect_gt(w.ctx.n_nodes, 3);
  cr_expect_eq(w.tree->eof, w.file->base + w.file->size);
  cr_expect_eq(w.tree->n_lines, 1);
  world_free(&w);
}

Test(syntax_parse, constants_inherit) {
  World w = world_parse("package p\nconst (\na = iota\nb\nc, d = 1, 2\n_, _\n)\nconst e = 1");
  cr_expect_str_eq(world_errors(&w), "");
  cr_expect_eq(decl(&w, 1)->value_decl.inherited, decl(&w, 0));
  cr_expect_eq(decl(&w, 3)->value_decl.inherited, decl(&w, 2));
  cr_expect_eq(decl(&w, 3)->value_decl.iota, 3);
  cr_expect_eq(decl(&w, 3)->value_decl.group, decl(&w, 0));
  cr_expect_null(decl(&w, 4)->value_decl.group);
  cr_expect_eq(decl(&w, 4)->value_decl.iota, 0);
  world_free(&w);
}

/// Whether the type declaration `text` has type parameters.
static bool is_generic(const char *text) {
  GlArena *a = gl_arena_new();
  World w = world_parse(gl_arena_printf(a, "package p; type %s", text));
  cr_expect_str_eq(world_errors(&w), "", "%s", text);
  bool result = decl(&w, 0)->type_decl.type_params.len > 0;
  world_free(&w);
  gl_arena_free(a);
  return result;
}

Test(syntax_parse, tells_type_parameters_from_array_lengths) {
  static const char *const generic[] = {
      "T[P any] int",       "T[P *C,] int",       "T[P *[]int] int",      "T[P *C|Q,] int",
      "T[P (C),] int",      "T[P ([]int)] int",   "T[P ~int] int",        "T[P []int] int",
      "T[P *C|~int] int",   "T[P, Q any] int",    "T[P interface{}] int", "T[P a.B] int",
      "T[P func(int)] int", "T[P *struct{}] int", "T[P C[int]] int"};
  static const char *const arrays[] = {"T[N]int",     "T[N*M]int", "T[N(M)]int", "T[a.N]int",
                                       "T[N|M]int",   "T[]int",    "T[...]int",  "T[2]int",
                                       "T[N*M|K]int", "T[(N)]int"};
  for (size_t i = 0; i < GL_COUNT_OF(generic); i++)
    cr_expect(is_generic(generic[i]), "%s", generic[i]);
  for (size_t i = 0; i < GL_COUNT_OF(arrays); i++)
    cr_expect_not(is_generic(arrays[i]), "%s", arrays[i]);
}

Test(syntax_parse, arrows_bind_to_channel_types) {
  World w;
  SynNode *n = world_expr(&w, "<-chan int(c)");
  cr_expect_eq(n->kind, SYN_UNARY); // receives from the conversion
  world_free(&w);
  n = world_expr(&w, "<-chan<- chan int");
  cr_assert_eq(n->kind, SYN_CHAN_TYPE);
  cr_expect_eq(n->chan_type.dir, SYN_CHAN_RECV);
  cr_expect_eq(n->chan_type.elem->chan_type.dir, SYN_CHAN_RECV);
  world_free(&w);
}

Test(syntax_parse, shares_types_of_groups) {
  World w = world_parse("package p; func f(a, b int, c string) (x, y error)");
  const SynNode *f = decl(&w, 0)->func_decl.type;
  const SynList params = f->func_type.params;
  cr_assert_eq(params.len, 3);
  cr_expect_eq(params.data[0]->field.type, params.data[1]->field.type);
  cr_expect_neq(params.data[1]->field.type, params.data[2]->field.type);
  cr_expect_eq(f->func_type.results.len, 2);
  cr_expect_eq(w.file->text[f->func_type.rparen - w.file->base], ')');
  world_free(&w);
}

Test(syntax_parse, skips_bodies) {
  World w = world_new("", 0);
  const char *text = "package p\nfunc f() { `}`; \"}\\\"\"; '}'; /* } */ x{{}} // }\n}\n"
                     "func g()\nfunc h() {}\nvar x int\n";
  w.ctx.skip_bodies = true;
  w.tree =
      syn_parse_file(&w.ctx, gl_sources_add(w.ctx.sources, "g.go", text, (uint32_t)strlen(text)));
  cr_expect_str_eq(world_errors(&w), "");
  cr_assert_eq(w.tree->decls.len, 4);
  cr_expect(decl(&w, 0)->func_decl.body_skipped && !decl(&w, 0)->func_decl.body);
  cr_expect_not(decl(&w, 1)->func_decl.body_skipped);
  cr_expect(decl(&w, 2)->func_decl.body_skipped);
  world_free(&w);
}

Test(syntax_parse, skipped_bodies_without_end_are_parsed) {
  static const char *const texts[] = {"{", "{ \"", "{ `", "{ /*", "{ //", "{ '\\"};
  for (size_t i = 0; i < GL_COUNT_OF(texts); i++) {
    World w = world_new("", 0);
    w.ctx.skip_bodies = true;
    const char *text = gl_arena_printf(w.ctx.arena, "package p; func f() %s", texts[i]);
    w.tree =
        syn_parse_file(&w.ctx, gl_sources_add(w.ctx.sources, "g.go", text, (uint32_t)strlen(text)));
    cr_expect_gt(gl_diags_error_count(w.ctx.diags), 0, "%s", texts[i]);
    world_free(&w);
  }
}

/// "package p; var x = " and `n` times `open`, `middle`, `n` times `close`.
static World nested(uint32_t n, const char *open, const char *middle, const char *close) {
  GlArena *a = gl_arena_new();
  const char *head = "package p; var x = ";
  size_t lo = strlen(open), lc = strlen(close);
  char *text = gl_arena_alloc(a, strlen(head) + n * (lo + lc) + strlen(middle) + 1, 1), *to = text;
  to = stpcpy(to, head);
  for (uint32_t i = 0; i < n; i++)
    to = stpcpy(to, open);
  to = stpcpy(to, middle);
  for (uint32_t i = 0; i < n; i++)
    to = stpcpy(to, close);
  World w = world_parse(text);
  gl_arena_free(a);
  return w;
}

Test(syntax_parse, deep_nesting_is_an_error) {
  static const char *const cases[][3] = {{"(", "1", ")"},
                                         {"- ", "1", ""},
                                         {"[]", "int{}", ""},
                                         {"f(", "", ")"},
                                         {"func() { x = ", "1", "}"},
                                         {"T{", "", "}"},
                                         {"", "a", ".b"},
                                         {"", "a", "()"},
                                         {"a[", "0", "]"},
                                         {"<-", "c", ""},
                                         {"func(", "int", ")"},
                                         {"", "a", ".(T)"},
                                         {"struct{ a ", "int", "}"},
                                         {"chan ", "int", ""},
                                         {"1 + (", "2", ")"}};
  for (size_t i = 0; i < GL_COUNT_OF(cases); i++) {
    World w = nested(300000, cases[i][0], cases[i][1], cases[i][2]);
    const char *errors = world_errors(&w);
    cr_expect(strstr(errors, "nesting of more than 4000 levels not supported\n"), "%s: %s",
              cases[i][0], errors);
    cr_expect_eq(gl_diags_error_count(w.ctx.diags), 1);
    cr_expect_lt(gl_arena_bytes(w.ctx.arena), 32u << 20);
    world_free(&w);
    w = nested(500, cases[i][0], cases[i][1], cases[i][2]);
    cr_expect_str_eq(world_errors(&w), "");
    world_free(&w);
  }
}

Test(syntax_parse, sums_of_nesting_are_bounded_too) {
  // Each level is short, but a.b.c… above a.b.c… adds up.
  World w = nested(100, "(", "a",
                   ").b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b"
                   ".b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b");
  cr_expect(strstr(world_errors(&w), "nesting of more"));
  world_free(&w);
}

Test(syntax_parse, chains_are_not_nesting) {
  World w = nested(200000, "", "a", " + b*c == d && e");
  cr_expect_str_eq(world_errors(&w), "");
  world_free(&w);
  w = nested(200000, "a, ", "a = ", "b, "); // an error, but a shallow one
  cr_expect_null(strstr(world_errors(&w), "nesting"));
  world_free(&w);
}

Test(syntax_parse, tells_holes_from_bad_literals) {
  World w = world_parse("package p; var x = 0b2");
  cr_expect_eq(w.ctx.n_syntax_errors, 0);
  cr_expect_eq(gl_diags_error_count(w.ctx.diags), 1);
  cr_expect(decl(&w, 0)->value_decl.values.data[0]->basic_lit.is_bad);
  world_free(&w);
  w = world_parse("package p; var x = )");
  cr_expect_gt(w.ctx.n_syntax_errors, 0);
  world_free(&w);
}
