/// \file
/// Expressions as messages show them; where nodes start.

#include "fixture.h"

#include <criterion/criterion.h>

static void expect(const char *text, const char *want) {
  World w;
  const SynNode *n = world_expr(&w, text);
  cr_expect_str_eq(syn_expr_string(w.ctx.arena, n), want);
  world_free(&w);
}

Test(syntax_print, expressions) {
  static const char *const same[] = {"a + b*c",
                                     "-a",
                                     "<-c",
                                     "&x",
                                     "*p",
                                     "(a)",
                                     "a.b.c",
                                     "a[i]",
                                     "a[T, U]",
                                     "a[:]",
                                     "a[i:j:k]",
                                     "a[:j]",
                                     "a.(T)",
                                     "f()",
                                     "f(a, b...)",
                                     "[]int{}",
                                     "T{}",
                                     "map[string]int",
                                     "[...]int{}",
                                     "[3]int{}",
                                     "struct{}",
                                     "struct{a, b int; *T; U \"tag\"}",
                                     "interface{m(x int) error; ~int | T}",
                                     "chan int",
                                     "<-chan int",
                                     "chan<- int",
                                     "chan (<-chan int)",
                                     "func(a, b int, c ...T) (x, y int)",
                                     "func() {}",
                                     "1.50i",
                                     "'x'",
                                     "`r`",
                                     "^a &^ b",
                                     "!a && b || c"};
  for (size_t i = 0; i < GL_COUNT_OF(same); i++) {
    if (i == 0)
      expect(same[i], "a + b * c");
    else
      expect(same[i], same[i]);
  }
  expect("[]T{1, 2}", "[]T{…}");
  expect("func(x int) int { return x }", "func(x int) int {…}");
  expect("func(a int, b int) (int)", "func(a int, b int) int");
  expect("chan((<-chan int))", "chan (<-chan int)");
}

Test(syntax_print, long_chains_without_recursion) {
  GlArena *a = gl_arena_new();
  const size_t n_ops = 300000;
  char *text = gl_arena_alloc(a, n_ops * 2 + 2, 1);
  for (size_t i = 0; i < n_ops; i++) {
    text[2 * i] = 'a';
    text[2 * i + 1] = '+';
  }
  text[2 * n_ops] = 'b';
  World w;
  const SynNode *n = world_expr(&w, text);
  const char *s = syn_expr_string(w.ctx.arena, n);
  cr_expect_eq(s[n_ops * 4], 'b');
  cr_expect_eq(syn_node_start(n) - w.file->base, 19);
  world_free(&w);
  gl_arena_free(a);
}

Test(syntax_print, starts_of_nodes) {
  static const char *const texts[] = {"a.b(c)[d].(T)", "a + b", "T{1}", "a.b.c{x: y}.z", "(a).b"};
  for (size_t i = 0; i < GL_COUNT_OF(texts); i++) {
    World w;
    const SynNode *n = world_expr(&w, texts[i]);
    cr_expect_eq(syn_node_start(n) - w.file->base, 19, "%s", texts[i]);
    world_free(&w);
  }
}

Test(syntax_print, exported_names) {
  World w = world_new("", 0);
  cr_expect(syn_name_is_exported(gl_intern_cstr(w.ctx.names, "Abc")));
  cr_expect(syn_name_is_exported(gl_intern_cstr(w.ctx.names, "Éa")));
  cr_expect_not(syn_name_is_exported(gl_intern_cstr(w.ctx.names, "abc")));
  cr_expect_not(syn_name_is_exported(gl_intern_cstr(w.ctx.names, "_A")));
  cr_expect_not(syn_name_is_exported(gl_intern_cstr(w.ctx.names, "日")));
  cr_expect_not(syn_name_is_exported(gl_intern_cstr(w.ctx.names, "")));
  world_free(&w);
}
