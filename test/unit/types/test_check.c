/// \file
/// What TyInfo promises to the stages after the checker.

#include "golite/support/file.h"
#include "golite/types/check.h"

#include <criterion/criterion.h>
#include <string.h>

typedef struct Program {
  GlArena *arena;
  GlDiags *diags;
  TyWorld *world;
  const TyInfo *info;
  TyPackage *package;
  SynFile *file;
} Program;

static TyPackage *import_unsafe(void *ctx, const char *path) {
  return strcmp(path, "unsafe") == 0 ? ty_world_unsafe(ctx) : NULL;
}

static Program check(const char *text) {
  Program p = {.arena = gl_arena_new()};
  SynContext syntax = {.arena = p.arena, .names = gl_intern_new(p.arena)};
  syntax.sources = gl_sources_new(p.arena);
  syntax.diags = p.diags = gl_diags_new(p.arena, syntax.sources);
  GlFile *f = gl_sources_add(syntax.sources, "x.go", text, (uint32_t)strlen(text));
  p.file = syn_parse_file(&syntax, f);
  p.world = ty_world_new(p.arena, syntax.names, syntax.sources, p.diags, (TyOptions){0});
  TyPackageInput in = {
      .path = "p", .files = &p.file, .n_files = 1, .import = import_unsafe, .import_ctx = p.world};
  p.package = ty_check_package(p.world, &in);
  p.info = ty_world_info(p.world);
  return p;
}

static Program check_good(const char *text) {
  Program p = check(text);
  cr_assert_eq(gl_diags_error_count(p.diags), 0);
  return p;
}

static SynNode *decl(const Program *p, uint32_t i) { return p->file->decls.data[i]; }

/// The initialiser of the i-th declaration.
static SynNode *value(const Program *p, uint32_t i) {
  return decl(p, i)->value_decl.values.data[0];
}

/// The i-th statement of the function that is declaration `d`.
static SynNode *stmt(const Program *p, uint32_t d, uint32_t i) {
  return decl(p, d)->func_decl.body->block.stmts.data[i];
}

static void expect_int(const Program *p, const SynNode *e, TyKind kind, int64_t expected) {
  int64_t v = -1;
  cr_expect_eq(ty_info_mode(p->info, e), TY_MODE_CONST);
  cr_expect_eq(ty_info_type(p->info, e)->kind, kind);
  cr_expect(ty_const_int64(ty_info_const(p->info, e), &v) && v == expected);
}

Test(types_check, constants_have_the_type_of_their_context) {
  Program p = check_good("package p\n"
                         "var a int8 = 1e2\n"
                         "var b = 'a'\n"
                         "var c any = 3\n"
                         "var d float32 = 1\n"
                         "func f(s uint) bool { return 1<<s == 2 }\n");
  expect_int(&p, value(&p, 0), TY_INT8, 100);
  expect_int(&p, value(&p, 1), TY_INT32, 'a');
  expect_int(&p, value(&p, 2), TY_INT, 3);
  const TyConst *one = ty_info_const(p.info, value(&p, 3));
  cr_expect(ty_const_kind(one) == TY_CONST_FLOAT && ty_const_float32(one) == 1.0F);
  SynNode *comparison = stmt(&p, 4, 0)->return_stmt.results.data[0];
  cr_expect_eq(ty_info_type(p.info, comparison)->kind, TY_BOOL);
  cr_expect_eq(ty_info_type(p.info, comparison->binary.x)->kind, TY_INT);
  expect_int(&p, comparison->binary.x->binary.x, TY_INT, 1);
  expect_int(&p, comparison->binary.y, TY_INT, 2);
  gl_arena_free(p.arena);
}

Test(types_check, nil_has_the_type_of_its_context) {
  Program p = check_good("package p\nvar a []int = nil\nvar b = map[int]int(nil)\n");
  cr_expect_eq(ty_info_mode(p.info, value(&p, 0)), TY_MODE_NIL);
  cr_expect_eq(ty_info_type(p.info, value(&p, 0))->kind, TY_SLICE);
  cr_expect_eq(ty_info_type(p.info, value(&p, 1)->call.args.data[0])->kind, TY_MAP);
  gl_arena_free(p.arena);
}

Test(types_check, selections_have_paths) {
  Program p = check_good("package p\n"
                         "type A struct{ x, y int }\n"
                         "func (*A) m() {}\n"
                         "type B struct { z int; *A }\n"
                         "var b B\n"
                         "var y = b.y\n"
                         "var m = b.m\n"
                         "var e = (*A).m\n"
                         "var i = interface{ q(); p() }.p\n");
  TySelection s;
  cr_expect_eq(ty_info_selector(p.info, value(&p, 4), &s), TY_SEL_FIELD);
  cr_expect(s.is_field && s.is_indirect && s.n_path == 2 && s.path[0] == 1 && s.path[1] == 1);
  cr_expect_eq(ty_info_mode(p.info, value(&p, 4)), TY_MODE_VARIABLE);
  cr_expect_eq(ty_info_selector(p.info, value(&p, 5), &s), TY_SEL_METHOD_VALUE);
  cr_expect(s.object && s.object->has_ptr_recv && s.n_path == 1 && s.path[0] == 1);
  cr_expect_eq(ty_info_selector(p.info, value(&p, 6), &s), TY_SEL_METHOD_EXPR);
  cr_expect_eq(ty_info_type(p.info, value(&p, 6))->func.n_params, 1);
  cr_expect_eq(ty_info_selector(p.info, value(&p, 7), &s), TY_SEL_METHOD_EXPR);
  cr_expect(!s.object && s.iface_method == 0);
  gl_arena_free(p.arena);
}

Test(types_check, literal_keys_have_field_paths) {
  Program p = check_good("package p\n"
                         "type A struct{ x, y int }\n"
                         "type B struct { z int; A }\n"
                         "var b = B{y: 1}\n");
  const uint32_t *path;
  uint32_t n;
  SynNode *kv = value(&p, 2)->composite_lit.elems.data[0];
  cr_expect(ty_info_literal_field(p.info, kv, &path, &n));
  cr_expect(n == 2 && path[0] == 1 && path[1] == 1);
  gl_arena_free(p.arena);
}

Test(types_check, clauses_have_variables) {
  Program p = check_good("package p\n"
                         "func f(x any) {\n"
                         "switch v := x.(type) {\n"
                         "case int: _ = v\n"
                         "case string, bool: _ = v\n"
                         "}}\n");
  SynList clauses = stmt(&p, 0, 0)->type_switch.clauses;
  cr_expect_eq(ty_info_object(p.info, clauses.data[0])->type->kind, TY_INT);
  cr_expect_eq(ty_info_object(p.info, clauses.data[1])->type->kind, TY_INTERFACE);
  gl_arena_free(p.arena);
}

Test(types_check, branches_have_targets) {
  Program p = check_good("package p\n"
                         "func f() {\n"
                         "L: for {\n"
                         "for { break L }\n"
                         "goto L\n"
                         "}}\n");
  SynNode *labelled = stmt(&p, 0, 0), *outer = labelled->labeled.stmt;
  SynList body = outer->for_stmt.body->block.stmts;
  SynNode *leave = body.data[0]->for_stmt.body->block.stmts.data[0];
  cr_expect_eq(ty_info_branch_target(p.info, leave), outer);
  cr_expect_eq(ty_info_branch_target(p.info, body.data[1]), labelled);
  gl_arena_free(p.arena);
}

Test(types_check, comma_ok_keeps_the_first_type) {
  Program p = check_good("package p\n"
                         "var m map[string]int8\n"
                         "var v, ok = m[\"a\"]\n"
                         "func f() (int, string) { return 0, \"\" }\n"
                         "var n, s = f()\n");
  cr_expect_eq(ty_info_mode(p.info, value(&p, 1)), TY_MODE_MAP_INDEX);
  cr_expect_eq(ty_info_type(p.info, value(&p, 1))->kind, TY_INT8);
  cr_expect_eq(ty_info_type(p.info, value(&p, 3))->kind, TY_TUPLE);
  gl_arena_free(p.arena);
}

Test(types_check, an_array_that_only_counts_is_its_length) {
  Program p = check_good("package p\n"
                         "func f(a *[7]int) {\n"
                         "for range a {}\n"
                         "for _, v := range a { _ = v }\n"
                         "}\n");
  expect_int(&p, stmt(&p, 0, 0)->range_stmt.x, TY_INT, 7);
  cr_expect_eq(ty_info_type(p.info, stmt(&p, 0, 1)->range_stmt.x)->kind, TY_POINTER);
  gl_arena_free(p.arena);
}

static void expect_order(const char *text, const char *expected) {
  Program p = check_good(text);
  uint32_t n;
  const TyInit *inits = ty_package_inits(p.world, p.package, &n);
  GlBuf got;
  gl_buf_init(&got, p.arena);
  for (uint32_t i = 0; i < n; i++) {
    gl_buf_str(&got, i > 0 ? " " : "");
    for (uint32_t k = 0; k < inits[i].n_lhs; k++)
      gl_buf_str(&got, inits[i].lhs[k]->name->text);
  }
  cr_expect_str_eq(got.data, expected);
  gl_arena_free(p.arena);
}

Test(types_check, variables_are_initialised_by_dependency) {
  expect_order("package p\nvar a = b\nvar b = f()\nvar c = 1\nfunc f() int { return c }\n",
               "c b a");
  expect_order(
      "package p\nvar x = 1\nvar y, z = g()\nvar _ = y\nvar w int\n"
      "func g() (int, int) { return h(), x }\nfunc h() int { if x > 0 { g() }; return w }\n",
      "x yz _");
  expect_order("package p\ntype T struct{}\nvar a = T.m\nvar b = T{}.m()\nvar c = 1\n"
               "func (T) m() int { return c }\n",
               "c a b");
}

Test(types_check, objects_stand_in_source_order) {
  Program p = check_good("package p\nfunc init() {}\nvar a, _ = 1, 2\ntype T int\nfunc (T) m() {}\n"
                         "func init() {}\nconst c = 1\n");
  static const char *const names[] = {"init", "a", "_", "T", "init", "c"};
  cr_assert_eq(p.package->n_objects, 6);
  for (uint32_t i = 0; i < 6; i++)
    cr_expect_str_eq(p.package->objects[i]->name->text, names[i]);
  gl_arena_free(p.arena);
}

Test(types_check, bodies_may_be_left_out) {
  GlArena *a = gl_arena_new();
  SynContext syntax = {.arena = a, .names = gl_intern_new(a), .skip_bodies = true};
  syntax.sources = gl_sources_new(a);
  syntax.diags = gl_diags_new(a, syntax.sources);
  const char *text = "package p\nimport \"unsafe\"\nfunc f() int { return unsafe.x(1) }\n";
  SynFile *file =
      syn_parse_file(&syntax, gl_sources_add(syntax.sources, "x.go", text, (uint32_t)strlen(text)));
  TyWorld *w =
      ty_world_new(a, syntax.names, syntax.sources, syntax.diags, (TyOptions){.complete = true});
  TyPackageInput in = {.path = "p",
                       .files = &file,
                       .n_files = 1,
                       .ignore_bodies = true,
                       .import = import_unsafe,
                       .import_ctx = w};
  cr_expect_eq(ty_check_package(w, &in)->n_objects, 1);
  cr_expect_eq(gl_diags_error_count(syntax.diags), 0);
  gl_arena_free(a);
}

Test(types_check, a_broken_import_adds_no_followers) {
  Program p = check("package p\nimport \"nowhere\"\nvar x = nowhere.Y + nowhere.Z(1).w\n");
  cr_expect_eq(gl_diags_error_count(p.diags), 0); // load has reported it
  gl_arena_free(p.arena);
}
