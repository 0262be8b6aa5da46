/// \file
/// Shape of control-flow graphs: loop depths, reverse post order, predecessors.

#include "golite/ir/gir.h"

#include <criterion/criterion.h>

typedef struct Graph {
  GlArena *arena;
  GirProgram *p;
  GirFunc *f;
} Graph;

/// A function of `n` blocks; each row of `edges` is {from, to}, ended by {-1, -1}.
static Graph make(uint32_t n, const int edges[][2]) {
  Graph g = {.arena = gl_arena_new()};
  g.p = gir_program_new(g.arena, NULL, NULL, NULL);
  g.f = gir_func_new(g.p, "f", NULL, NULL, GL_LOC_NONE);
  for (uint32_t i = 0; i < n; i++)
    gir_block_new(g.p, g.f);
  for (uint32_t i = 0; i < n; i++) {
    uint32_t n_to = 0;
    for (int e = 0; edges[e][0] >= 0; e++)
      n_to += edges[e][0] == (int)i;
    GirInstr *t =
        gir_instr_new(g.p, g.f->blocks.data[i], n_to ? GIR_OP_JUMP : GIR_OP_RETURN, GL_LOC_NONE, 0);
    t->to = GL_NEW_ARRAY(g.arena, GirBlock *, n_to + 1);
    for (int e = 0; edges[e][0] >= 0; e++)
      if (edges[e][0] == (int)i)
        t->to[t->n_to++] = g.f->blocks.data[edges[e][1]];
  }
  return g;
}

static void expect_depths(const Graph *g, const uint32_t *want) {
  uint32_t *depth = gir_loop_depths(g->arena, g->f);
  for (uint32_t i = 0; i < g->f->blocks.len; i++)
    cr_expect_eq(depth[i], want[i], "block %u: depth %u, not %u", i, depth[i], want[i]);
  gl_arena_free(g->arena);
}

Test(ir_loops, straight_code_has_depth_0) {
  Graph g = make(3, (const int[][2]){{0, 1}, {1, 2}, {-1, -1}});
  expect_depths(&g, (const uint32_t[]){0, 0, 0});
}

Test(ir_loops, both_arms_of_a_branch_have_depth_0) {
  Graph g = make(4, (const int[][2]){{0, 1}, {0, 2}, {1, 3}, {2, 3}, {-1, -1}});
  expect_depths(&g, (const uint32_t[]){0, 0, 0, 0});
}

Test(ir_loops, block_that_jumps_to_itself_is_a_loop) {
  Graph g = make(3, (const int[][2]){{0, 1}, {1, 1}, {1, 2}, {-1, -1}});
  expect_depths(&g, (const uint32_t[]){0, 1, 0});
}

Test(ir_loops, loops_nest) {
  Graph g =
      make(6, (const int[][2]){{0, 1}, {1, 2}, {2, 3}, {3, 2}, {3, 4}, {4, 1}, {4, 5}, {-1, -1}});
  expect_depths(&g, (const uint32_t[]){0, 1, 2, 2, 1, 0});
}

Test(ir_loops, loop_with_two_entries_is_a_loop) {
  Graph g = make(4, (const int[][2]){{0, 1}, {0, 2}, {1, 2}, {2, 1}, {2, 3}, {-1, -1}});
  uint32_t *depth = gir_loop_depths(g.arena, g.f);
  cr_expect_eq(depth[0], 0u);
  cr_expect_geq(depth[1], 1u);
  cr_expect_geq(depth[2], 1u);
  cr_expect_eq(depth[3], 0u);
  gl_arena_free(g.arena);
}

Test(ir_loops, order_puts_predecessors_of_straight_code_first) {
  Graph g = make(4, (const int[][2]){{0, 2}, {2, 1}, {1, 3}, {-1, -1}});
  GirBlockList order = gir_reverse_post_order(g.arena, g.f);
  cr_assert_eq(order.len, 4u);
  const uint32_t want[] = {0, 2, 1, 3};
  for (uint32_t i = 0; i < 4; i++)
    cr_expect_eq(order.data[i]->id, want[i]);
  gl_arena_free(g.arena);
}

Test(ir_loops, order_leaves_out_what_the_entry_does_not_reach) {
  Graph g = make(3, (const int[][2]){{0, 2}, {1, 2}, {-1, -1}});
  cr_expect_eq(gir_reverse_post_order(g.arena, g.f).len, 2u);
  GirBlockList *preds = gir_predecessors(g.arena, g.f);
  cr_expect_eq(preds[2].len, 2u);
  cr_expect_eq(preds[0].len, 0u);
  gl_arena_free(g.arena);
}
