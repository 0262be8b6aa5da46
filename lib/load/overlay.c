/// \file
/// The overlay of the standard library: MANIFEST says which packages are ours and what is changed
/// in others. One line a package:
///
///     replace PATH [take=FILE,…]
///     patch PATH [add=FILE,…] [drop=FILE,…] [decl=NAME,…]
///
/// A replaced package is our files and those taken from the Go tree; a patched one is the Go
/// tree's with changes. `add` names files of the Go tree that the build target would leave out.
/// Lines that begin with # are comments.

#include "load_internal.h"

#include "golite/support/file.h"

#include <string.h>

static const char *const blanks = " \t\r";

/// Appends the words of a comma-separated list to `*list` (a GL_VEC of strings).
static void split_list(Loader *l, const char *s, size_t len, LoadOverlay *o, char which) {
  for (const char *end = s + len; s < end;) {
    size_t n = strcspn(s, ",");
    if (n > (size_t)(end - s))
      n = (size_t)(end - s);
    const char *word = gl_arena_strndup(l->arena, s, n);
    if (n > 0 && which == 't')
      GL_VEC_PUSH(l->arena, &o->take, word);
    else if (n > 0 && which == 'd')
      GL_VEC_PUSH(l->arena, &o->drop, word);
    else if (n > 0)
      GL_VEC_PUSH(l->arena, &o->decls, word);
    s += n + 1;
  }
}

/// One word `key=list`; false when the key is unknown.
static bool read_option(Loader *l, LoadOverlay *o, const char *w, size_t len) {
  static const struct {
    const char *key;
    bool of_replace;
    char which;
  } keys[] = {
      {"take=", true, 't'}, {"add=", false, 't'}, {"drop=", false, 'd'}, {"decl=", false, 'n'}};
  for (size_t i = 0; i < GL_COUNT_OF(keys); i++) {
    size_t n = strlen(keys[i].key);
    if (len < n || memcmp(w, keys[i].key, n) != 0 || keys[i].of_replace != o->is_replaced)
      continue;
    split_list(l, w + n, len - n, o, keys[i].which);
    return true;
  }
  return false;
}

static void read_line(Loader *l, const char *s, const char *end, GlLoc loc) {
  LoadOverlay *o = GL_NEW(l->arena, LoadOverlay);
  for (uint32_t i = 0;; i++) {
    while (s < end && strchr(blanks, *s))
      s++;
    if (s == end || (i == 0 && *s == '#'))
      break;
    const char *w = s;
    while (s < end && !strchr(blanks, *s))
      s++;
    size_t len = (size_t)(s - w);
    bool is_patch = len == 5 && memcmp(w, "patch", 5) == 0;
    o->is_replaced |= i == 0 && !is_patch;
    bool ok = i == 0   ? is_patch || (len == 7 && memcmp(w, "replace", 7) == 0)
              : i == 1 ? (o->path = gl_arena_strndup(l->arena, w, len)) != NULL
                       : read_option(l, o, w, len);
    if (!ok) {
      load_error(l, loc, "malformed line: %.*s", (int)(end - w), w);
      return;
    }
  }
  if (o->path)
    GL_VEC_PUSH(l->arena, &l->overlays, o);
}

void load_overlay_read(Loader *l) {
  if (!l->options->overlay_dir)
    return;
  const char *path = gl_path_join(l->arena, l->options->overlay_dir, "MANIFEST"), *err;
  const GlFile *f = gl_sources_read(l->ctx->sources, path, &err);
  if (!f) {
    load_error(l, GL_LOC_NONE, "%s", err);
    return;
  }
  for (const char *s = f->text, *end = s + f->size; s < end;) {
    const char *newline = memchr(s, '\n', (size_t)(end - s));
    const char *line_end = newline ? newline : end;
    read_line(l, s, line_end, f->base + (GlLoc)(s - f->text));
    s = line_end + 1;
  }
}

LoadOverlay *load_overlay_find(const Loader *l, const char *path) {
  for (uint32_t i = 0; i < l->overlays.len; i++)
    if (strcmp(l->overlays.data[i]->path, path) == 0)
      return l->overlays.data[i];
  return NULL;
}

/// Name of the type in a receiver T, *T, T[P].
static GlName receiver_name(const SynNode *recv) {
  const SynNode *t = recv->field.type;
  for (;;) {
    switch ((int)t->kind) {
    case SYN_PAREN:
    case SYN_STAR: t = t->unary.x; continue;
    case SYN_INDEX: t = t->index.x; continue;
    case SYN_IDENT: return t->ident.name;
    default: return NULL;
    }
  }
}

static bool is_named(const SynNode *d, const char *name) {
  const char *dot = strchr(name, '.');
  switch ((int)d->kind) {
  case SYN_FUNC_DECL: {
    GlName f = d->func_decl.name->ident.name;
    if (!d->func_decl.recv)
      return !dot && strcmp(f->text, name) == 0;
    GlName t = receiver_name(d->func_decl.recv);
    return dot && t && t->len == (size_t)(dot - name) && memcmp(t->text, name, t->len) == 0 &&
           strcmp(f->text, dot + 1) == 0;
  }
  case SYN_TYPE_DECL: return strcmp(d->type_decl.name->ident.name->text, name) == 0;
  case SYN_CONST_DECL:
  case SYN_VAR_DECL:
    return d->value_decl.names.len == 1 &&
           strcmp(d->value_decl.names.data[0]->ident.name->text, name) == 0;
  default: return false;
  }
}

void load_overlay_strip(const LoadOverlay *o, SynFile *f) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < f->decls.len; i++) {
    bool is_replaced = false;
    for (uint32_t k = 0; k < o->decls.len; k++)
      is_replaced |= is_named(f->decls.data[i], o->decls.data[k]);
    if (!is_replaced)
      f->decls.data[n++] = f->decls.data[i];
  }
  f->decls.len = n;
}
