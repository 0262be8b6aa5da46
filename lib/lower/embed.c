/// \file
/// Variables with //go:embed: their initial values are the files that load has read.
/// Source: documentation of package embed, the comments on its type FS; cmd/compile's messages.

#include "lower_internal.h"

#include "golite/support/file.h"

#include <stdlib.h>
#include <string.h>

typedef enum EmbedKind { EMBED_NOTHING, EMBED_STRING, EMBED_BYTES, EMBED_FS } EmbedKind;

static EmbedKind kind_of(const TyType *t) {
  const TyType *u = ty_under(t);
  const TyObject *name = t->kind == TY_NAMED ? t->named.object : NULL;
  if (name && strcmp(name->name->text, "FS") == 0 && name->pkg &&
      strcmp(lower_pkg_path(name->pkg), "embed") == 0)
    return EMBED_FS;
  if (u->kind == TY_STRING)
    return EMBED_STRING;
  return u->kind == TY_SLICE && ty_under_kind(u->slice.elem) == TY_UINT8 ? EMBED_BYTES
                                                                         : EMBED_NOTHING;
}

static void collect(LowerCtx *c, const LowerPackage *p, const SynEmbed *e) {
  TyObject *v = ty_info_object(c->info, e->decl->value_decl.names.data[0]);
  const TyType *t = ty_canonical(v->type);
  const char *text = ty_string(c->arena, v->type, TY_STRING_MESSAGE, p->package);
  EmbedKind kind = kind_of(t);
  if (kind == EMBED_NOTHING)
    gl_diag_error(c->diags, v->loc, GL_DIAG_TY_ERROR, "go:embed cannot apply to var of type %s",
                  text);
  else if (kind != EMBED_FS && e->n_files > 1)
    gl_diag_error(c->diags, v->loc, GL_DIAG_TY_ERROR,
                  "invalid go:embed: multiple files for type %s", text);
  else if (e->n_files > 0)
    gl_ptrmap_set(c->embeds, v, (void *)e);
}

void lower_embeds_collect(LowerCtx *c) {
  for (uint32_t i = 0; i < c->n_pkgs; i++) {
    const LowerPackage *p = c->pkgs[i].in;
    for (uint32_t k = 0; k < p->n_files && !p->package->is_outside; k++)
      for (uint32_t j = 0; j < p->files[k]->n_embeds; j++)
        collect(c, p, &p->files[k]->embeds[j]);
  }
}

// --- embed.FS -----------------------------------------------------------------------

/// An entry of the file system; of a folder the name ends in a slash and `file` is NULL.
typedef struct Entry {
  const char *name;
  const SynEmbedFile *file;
} Entry;

typedef GL_VEC(Entry) Entries;

/// Length of the folder of an entry, 0 for the top, and where its last element begins.
static size_t split(const char *name, const char **elem, size_t *len) {
  size_t n = strlen(name);
  n -= name[n - 1] == '/';
  size_t at = n;
  while (at > 0 && name[at - 1] != '/')
    at--;
  *elem = name + at;
  *len = n - at;
  return at > 0 ? at - 1 : 0;
}

static int compare(const char *a, size_t n, const char *b, size_t m) {
  int order = memcmp(a, b, n < m ? n : m);
  return order ? order : (n > m) - (n < m);
}

/// By folder (that of the top is "."), then by last element: so package embed searches.
static int by_folder(const void *x, const void *y) {
  const char *a = ((const Entry *)x)->name, *b = ((const Entry *)y)->name, *a_elem, *b_elem;
  size_t a_len, b_len, n = split(a, &a_elem, &a_len), m = split(b, &b_elem, &b_len);
  int order = compare(n ? a : ".", n ? n : 1, m ? b : ".", m ? m : 1);
  return order ? order : compare(a_elem, a_len, b_elem, b_len);
}

/// The files and all folders that they are in, each once.
static Entries entries_of(LowerCtx *c, const SynEmbed *e) {
  Entries all = {0};
  GlStrMap *seen = gl_strmap_new(c->arena);
  for (uint32_t i = 0; i < e->n_files; i++) {
    const char *name = e->files[i]->name;
    GL_VEC_PUSH(c->arena, &all, ((Entry){name, e->files[i]}));
    for (const char *s = name; (s = strchr(s, '/')); s++) {
      const char *folder = gl_arena_strndup(c->arena, name, (size_t)(s - name) + 1);
      if (gl_strmap_get(seen, folder, strlen(folder)))
        continue;
      gl_strmap_set(seen, folder, strlen(folder), (void *)folder);
      GL_VEC_PUSH(c->arena, &all, ((Entry){folder, NULL}));
    }
  }
  if (all.len)
    qsort(all.data, all.len, sizeof all.data[0], by_folder);
  return all;
}

static GirInit *text_init(LowerCtx *c, const char *s, size_t len, const TyType *t) {
  return lower_init_const(c, gir_const_string(c->prog, ty_canonical(t), s, len).konst);
}

static GirInit *struct_init(LowerCtx *c, const TyType *t, int64_t n) {
  GirInit *i = lower_init_new(c, GIR_INIT_AGGREGATE, t);
  i->n_elems = n;
  i->elems = GL_NEW_ARRAY(c->arena, GirInit *, n);
  return i;
}

/// What package embed calls a file: name, data, and a sum that nobody reads, left zero.
static GirInit *entry_init(LowerCtx *c, const Entry *e, const TyType *t) {
  const TyField *fields = ty_under(t)->strct.fields;
  GirInit *i = struct_init(c, t, 2);
  i->elems[0] = text_init(c, e->name, strlen(e->name), fields[0].type);
  if (e->file)
    i->elems[1] = text_init(c, e->file->data, e->file->size, fields[1].type);
  return i;
}

/// FS is a struct with a pointer to a slice of entries.
static GirInit *fs_init(LowerCtx *c, LowerPkg *pkg, const SynEmbed *e, const TyType *t, GlLoc loc) {
  const TyType *pointer = ty_under(t)->strct.fields[0].type;
  const TyType *slice = ty_under(pointer)->pointer.elem, *file = ty_under(slice)->slice.elem;
  Entries all = entries_of(c, e);
  const TyType *array = ty_canonical(ty_make_array(c->world, file, all.len));
  GirInit *elems = struct_init(c, array, all.len);
  for (uint32_t i = 0; i < all.len; i++)
    elems->elems[i] = entry_init(c, &all.data[i], ty_canonical(file));
  GirInit *files =
      lower_init_slice(c, lower_static_object(c, pkg, array, elems, loc), all.len, slice);
  GirInit *fs = struct_init(c, t, 1);
  fs->elems[0] = lower_init_addr(c, lower_static_object(c, pkg, ty_canonical(slice), files, loc), 0,
                                 ty_canonical(pointer));
  return fs;
}

GirInit *lower_embed_init(LowerCtx *c, const TyObject *v) {
  const SynEmbed *e = gl_ptrmap_get(c->embeds, v);
  if (!e)
    return NULL;
  const TyType *t = ty_canonical(v->type);
  const SynEmbedFile *f = e->files[0];
  LowerPkg *pkg = lower_pkg(c, v->pkg);
  switch (kind_of(t)) {
  case EMBED_NOTHING: return NULL;
  case EMBED_STRING: return text_init(c, f->data, f->size, t);
  case EMBED_BYTES: return lower_init_bytes(c, pkg, f->data, f->size, t, v->loc);
  case EMBED_FS: return fs_init(c, pkg, e, t, v->loc);
  }
  GL_UNREACHABLE();
}
