/// \file
/// The main package that `golite-cc test` adds: it lists the tests, benchmarks, fuzz targets and
/// examples of the test files, and hands them to package testing.
/// Source: `go help test`, `go help testfunc`; documentation of testing and go/doc.

#include "load_internal.h"

#include "golite/support/file.h"
#include "golite/support/utf8.h"

#include <ctype.h>
#include <string.h>

typedef struct TestMain {
  Loader *l;
  GlBuf tests, benchmarks, fuzz_targets, examples;
  const char *main; // package (_test or _xtest) with a TestMain function, or NULL
  bool uses_own, uses_external;
} TestMain;

// --- Examples ---

/// A walk over the tokens of a function's body that looks at comments only.
typedef struct Comments {
  GlArena *arena;
  const char *at, *end;
  GlBuf last;     // text of the last group of comments
  bool is_closed; // the group has ended: a token or an empty line followed
} Comments;

/// Behind a string or rune literal that begins at `s`.
static const char *skip_literal(const char *s, const char *end) {
  char quote = *s++;
  while (s < end && *s != quote) {
    if (*s == '\\' && quote != '`')
      s++;
    s++;
  }
  return s < end ? s + 1 : end;
}

/// Appends a line of a comment without the white space at its end; several empty ones become one,
/// those at the beginning none.
static void add_line(GlBuf *b, const char *s, const char *end) {
  while (end > s && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r'))
    end--;
  bool is_second_empty = b->len == 0 || (b->len > 1 && b->data[b->len - 2] == '\n');
  if (s == end && is_second_empty)
    return;
  gl_buf_bytes(b, s, (size_t)(end - s));
  gl_buf_char(b, '\n');
}

/// Takes one comment; `c->at` stands on its first slash.
static void take_comment(Comments *c) {
  bool is_block = c->at[1] == '*';
  const char *s = c->at + 2, *end = s;
  while (end < c->end && (is_block ? strncmp(end, "*/", 2) != 0 : *end != '\n'))
    end++;
  c->at = is_block && end < c->end ? end + 2 : end;
  if (c->is_closed)
    gl_buf_init(&c->last, c->arena);
  c->is_closed = false;
  if (!is_block && s < end && *s == ' ')
    s++;
  for (const char *line = s; line <= end;) {
    const char *stop = memchr(line, '\n', (size_t)(end - line));
    add_line(&c->last, line, stop ? stop : end);
    line = stop ? stop + 1 : end + 1;
  }
}

/// The text of the last group of comments between `s` and `end`.
static const char *last_comment(GlArena *a, const char *s, const char *end) {
  Comments c = {.arena = a, .at = s, .end = end, .is_closed = true};
  gl_buf_init(&c.last, a);
  uint32_t n_newlines = 0;
  while (c.at < end) {
    if (*c.at == '/' && c.at + 1 < end && (c.at[1] == '/' || c.at[1] == '*')) {
      take_comment(&c);
      n_newlines = 0;
      continue;
    }
    n_newlines += *c.at == '\n';
    c.is_closed |= n_newlines > 1 || !isspace((unsigned char)*c.at);
    c.at = strchr("\"'`", *c.at) && *c.at ? skip_literal(c.at, end) : c.at + 1;
  }
  gl_buf_char(&c.last, '\0');
  return c.last.data;
}

/// What an example must print, or NULL when its body says nothing about that.
static const char *expected_output(GlArena *a, const SynFile *f, const SynNode *body,
                                   bool *is_unordered) {
  const char *text = f->source->text;
  const char *s = last_comment(a, text + (body->loc - f->source->base),
                               text + (body->block.rbrace - f->source->base));
  s += strspn(s, " \t\n");
  *is_unordered = strncasecmp(s, "unordered ", 10) == 0;
  if (*is_unordered)
    s += 10;
  if (strncasecmp(s, "output:", 7) != 0)
    return NULL;
  s += 7;
  s += strspn(s, " ");
  return *s == '\n' ? s + 1 : s;
}

static void quote(GlBuf *b, const char *s) {
  gl_buf_char(b, '"');
  for (; *s; s++)
    if (*s >= ' ' && *s < 127 && *s != '"' && *s != '\\')
      gl_buf_char(b, *s);
    else
      gl_buf_printf(b, "\\x%02x", (unsigned char)*s);
  gl_buf_char(b, '"');
}

static void add_example(TestMain *t, const char *package, const SynFile *f, const SynNode *d) {
  const SynNode *type = d->func_decl.type;
  if (!d->func_decl.body || type->func_type.params.len || type->func_type.type_params.len)
    return;
  bool is_unordered;
  const char *output = expected_output(t->l->arena, f, d->func_decl.body, &is_unordered);
  if (!output)
    return; // compiled, but not run
  const char *name = d->func_decl.name->ident.name->text;
  gl_buf_printf(&t->examples, "\t{\"%s\", %s.%s, ", name, package, name);
  quote(&t->examples, output);
  gl_buf_printf(&t->examples, ", %s},\n", is_unordered ? "true" : "false");
}

// --- Functions ---

/// Whether `name` is `prefix` with something behind it that does not begin with a small letter.
static bool is_test(const char *name, const char *prefix) {
  size_t n = strlen(prefix);
  return strncmp(name, prefix, n) == 0 && !islower((unsigned char)name[n]);
}

/// Whether the only parameter is a *T or *x.T, T being `arg`. How testing is imported is not known.
static bool takes(const SynNode *type, const char *arg) {
  SynList params = type->func_type.params;
  if (params.len != 1 || type->func_type.results.len)
    return false;
  const SynNode *p = params.data[0]->field.type;
  if (p->kind != SYN_STAR)
    return false;
  const SynNode *x = p->unary.x;
  if (x->kind == SYN_SELECTOR)
    x = x->selector.sel;
  return x->kind == SYN_IDENT && strcmp(x->ident.name->text, arg) == 0;
}

static bool check_signature(TestMain *t, const SynNode *d, const char *arg) {
  const SynNode *type = d->func_decl.type;
  const char *name = d->func_decl.name->ident.name->text;
  if (type->func_type.type_params.len)
    load_error(t->l, d->loc, "wrong signature for %s, test functions cannot have type parameters",
               name);
  else if (!takes(type, arg))
    load_error(t->l, d->loc, "wrong signature for %s, must be: func %s(%c *testing.%s)", name, name,
               tolower((unsigned char)arg[0]), arg);
  else
    return true;
  return false;
}

static void add_function(TestMain *t, const char *package, const SynFile *f, const SynNode *d) {
  static const struct {
    const char *prefix, *arg;
    size_t list; // offset of the list in TestMain
  } kinds[] = {{"Test", "T", offsetof(TestMain, tests)},
               {"Benchmark", "B", offsetof(TestMain, benchmarks)},
               {"Fuzz", "F", offsetof(TestMain, fuzz_targets)}};
  const char *name = d->func_decl.name->ident.name->text;
  if (strcmp(name, "TestMain") == 0 && !takes(d->func_decl.type, "T")) {
    if (t->main)
      load_error(t->l, d->loc, "multiple definitions of TestMain");
    else if (check_signature(t, d, "M"))
      t->main = package;
    return;
  }
  for (uint32_t i = 0; i < GL_COUNT_OF(kinds); i++)
    if (is_test(name, kinds[i].prefix)) {
      if (check_signature(t, d, kinds[i].arg))
        gl_buf_printf((GlBuf *)((char *)t + kinds[i].list), "\t{\"%s\", %s.%s},\n", name, package,
                      name);
      return;
    }
  if (is_test(name, "Example"))
    add_example(t, package, f, d);
}

/// Adds the functions of `p`'s files from the one with index `first` on. Returns whether the main
/// package needs `p`'s name.
static bool add_files(TestMain *t, const char *package, const LoadPkg *p, uint32_t first) {
  size_t before = t->tests.len + t->benchmarks.len + t->fuzz_targets.len + t->examples.len;
  for (uint32_t i = first; i < p->pub.n_files; i++) {
    const SynFile *f = p->pub.files[i];
    for (uint32_t k = 0; k < f->decls.len; k++)
      if (f->decls.data[k]->kind == SYN_FUNC_DECL && !f->decls.data[k]->func_decl.recv)
        add_function(t, package, f, f->decls.data[k]);
  }
  return t->tests.len + t->benchmarks.len + t->fuzz_targets.len + t->examples.len > before ||
         t->main == package;
}

// --- The package ---

static void write_list(GlBuf *b, const char *name, const char *type, GlBuf *list) {
  gl_buf_char(list, '\0');
  gl_buf_printf(b, "var %s = []testing.%s{\n%s}\n", name, type, list->data);
}

static void write_source(TestMain *t, GlBuf *b, const LoadPkg *p) {
  gl_buf_str(b, "package main\n\nimport (\n\t\"os\"\n");
  if (t->main)
    gl_buf_str(b, "\t\"reflect\"\n");
  gl_buf_str(b, "\t\"testing\"\n\t\"testing/internal/testdeps\"\n\t_ \"unsafe\"\n");
  gl_buf_printf(b, "\t%s \"%s\"\n", t->uses_own ? "_test" : "_", p->path);
  if (t->uses_external)
    gl_buf_printf(b, "\t_xtest \"%s_test\"\n", p->path);
  gl_buf_str(b, ")\n");
  write_list(b, "tests", "InternalTest", &t->tests);
  write_list(b, "benchmarks", "InternalBenchmark", &t->benchmarks);
  write_list(b, "fuzzTargets", "InternalFuzzTarget", &t->fuzz_targets);
  write_list(b, "examples", "InternalExample", &t->examples);
  gl_buf_printf(
      b, "func init() {\n\ttestdeps.ImportPath = \"%s\"\n\ttestdeps.ModulePath = \"%s\"\n}\n",
      p->path, p->module ? p->module->path : "");
  gl_buf_str(b, "func main() {\n\tm := testing.MainStart(testdeps.TestDeps{}, tests, benchmarks, "
                "fuzzTargets, examples)\n");
  if (t->main)
    gl_buf_printf(b,
                  "\t%s.TestMain(m)\n"
                  "\tos.Exit(int(reflect.ValueOf(m).Elem().FieldByName(\"exitCode\").Int()))\n}\n",
                  t->main);
  else
    gl_buf_str(b, "\tos.Exit(m.Run())\n}\n");
  // What testing.Testing asks for (runtime/api.c).
  gl_buf_str(b, "//go:linkname isTestBinary golite.is_test_binary\nvar isTestBinary byte\n");
}

static void add_edge(Loader *l, LoadPkg *from, const char *text, LoadPkg *to) {
  if (!to)
    return;
  GL_VEC_PUSH(l->arena, &from->edges,
              (LoadEdge){.text = text, .to = to, .file = from->pub.files[0]});
  from->pub.n_imports++;
}

LoadPkg *load_test_main(Loader *l, LoadPkg *p, uint32_t first_test_file, LoadPkg *external) {
  TestMain t = {.l = l};
  gl_buf_init(&t.tests, l->arena);
  gl_buf_init(&t.benchmarks, l->arena);
  gl_buf_init(&t.fuzz_targets, l->arena);
  gl_buf_init(&t.examples, l->arena);
  t.uses_own = add_files(&t, "_test", p, first_test_file);
  t.uses_external = external && add_files(&t, "_xtest", external, 0);
  GlBuf b;
  gl_buf_init(&b, l->arena);
  write_source(&t, &b, p);
  LoadPkg *main = load_package_add(l, gl_arena_printf(l->arena, "%s.test", p->path), NULL, false);
  load_parse_file(l, main, gl_sources_add(l->ctx->sources, "_testmain.go", b.data, (uint32_t)b.len),
                  NULL);
  load_package_finish(l, main);
  // Of the Go tree's internal packages and of programs, too: not what an import would allow.
  add_edge(l, main, p->path, p);
  if (external)
    add_edge(l, main, external->path, external);
  add_edge(l, main, "testing/internal/testdeps",
           load_std_package_once(l, "testing/internal/testdeps"));
  return main;
}
