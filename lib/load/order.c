/// \file
/// The order in which packages are checked and initialised: imports before importers, and of those
/// that are ready the one with the least import path. Reports import cycles.
/// Source: Go spec "Program initialization".

#include "load_internal.h"

#include "golite/support/file.h"

#include <stdlib.h>
#include <string.h>

// --- Cycles ---

/// A package on the path of the walk, and its next import.
typedef struct Step {
  LoadPkg *package;
  uint32_t next;
} Step;

typedef GL_VEC(Step) Path;

/// The path from the package that the last edge leads back to, in the words of the go command.
static void report_cycle(Loader *l, const Path *path, const LoadEdge *back) {
  GlDiag *d = load_error(l, back->loc, "import cycle not allowed");
  uint32_t i = 0;
  while (path->data[i].package != back->to)
    i++;
  gl_diag_more(l->ctx->diags, d, "package %s", back->to->path);
  for (; i < path->len; i++) {
    const LoadEdge *e = &path->data[i].package->edges.data[path->data[i].next - 1];
    gl_diag_more(l->ctx->diags, d, "imports %s from %s", e->to->path,
                 gl_path_base(e->file->source->path));
  }
}

/// Walks from `start` depth first, without recursion. Reports the first cycle.
static bool find_cycle(Loader *l, LoadPkg *start) {
  Path path = {0};
  GL_VEC_PUSH(l->arena, &path, (Step){start, 0});
  start->mark = 1;
  while (path.len > 0) {
    Step *top = &path.data[path.len - 1];
    if (top->next == top->package->edges.len) {
      top->package->mark = 2;
      path.len--;
      continue;
    }
    const LoadEdge *e = &top->package->edges.data[top->next++];
    if (e->to->mark == 1) {
      report_cycle(l, &path, e);
      return true;
    }
    if (e->to->mark == 0) {
      e->to->mark = 1;
      GL_VEC_PUSH(l->arena, &path, (Step){e->to, 0});
    }
  }
  return false;
}

// --- Order ---

static int by_path(const void *a, const void *b) {
  const LoadPkg *x = *(LoadPkg *const *)a, *y = *(LoadPkg *const *)b;
  int c = strcmp(x->pub.path, y->pub.path);
  return c ? c : strcmp(x->path, y->path);
}

/// A binary heap of packages that are ready; `rank` is n_waiting's place once it is 0.
typedef struct Heap {
  LoadPkg **data;
  uint32_t len;
} Heap;

static void heap_push(Heap *h, LoadPkg *p) {
  uint32_t i = h->len++;
  for (; i > 0 && by_path(&p, &h->data[(i - 1) / 2]) < 0; i = (i - 1) / 2)
    h->data[i] = h->data[(i - 1) / 2];
  h->data[i] = p;
}

static LoadPkg *heap_pop(Heap *h) {
  LoadPkg *top = h->data[0], *last = h->data[--h->len];
  uint32_t i = 0;
  for (uint32_t k; (k = 2 * i + 1) < h->len; i = k) {
    if (k + 1 < h->len && by_path(&h->data[k + 1], &h->data[k]) < 0)
      k++;
    if (by_path(&last, &h->data[k]) <= 0)
      break;
    h->data[i] = h->data[k];
  }
  h->data[i] = last;
  return top;
}

static void count_waiting(Loader *l) {
  for (uint32_t i = 0; i < l->all.len; i++) {
    LoadPkg *p = l->all.data[i];
    p->n_waiting = p->pub.n_imports;
    for (uint32_t k = 0; k < p->pub.n_imports; k++)
      GL_VEC_PUSH(l->arena, &((LoadPkg *)p->pub.imports[k])->importers, p);
  }
}

static void place(LoadProgram *out, Heap *ready, LoadPkg *p) {
  out->packages[out->n_packages++] = &p->pub;
  for (uint32_t i = 0; i < p->importers.len; i++)
    if (--p->importers.data[i]->n_waiting == 0)
      heap_push(ready, p->importers.data[i]);
}

/// Places a package after all that it needs, before anything else: package runtime. There is no
/// cycle.
static void place_first(Loader *l, LoadProgram *out, Heap *ready, LoadPkg *p) {
  Path path = {0};
  GL_VEC_PUSH(l->arena, &path, (Step){p, 0});
  p->mark = 3;
  while (path.len > 0) {
    Step *top = &path.data[path.len - 1];
    if (top->next == top->package->edges.len) {
      place(out, ready, top->package);
      path.len--;
      continue;
    }
    LoadPkg *to = top->package->edges.data[top->next++].to;
    if (to->mark == 3)
      continue;
    to->mark = 3;
    GL_VEC_PUSH(l->arena, &path, (Step){to, 0});
  }
}

void load_order(Loader *l, LoadProgram *out) {
  out->packages = GL_NEW_ARRAY(l->arena, LoadPackage *, l->all.len);
  for (uint32_t i = 0; i < l->all.len; i++)
    if (l->all.data[i]->mark == 0 && find_cycle(l, l->all.data[i]))
      return;
  count_waiting(l);
  Heap ready = {.data = GL_NEW_ARRAY(l->arena, LoadPkg *, l->all.len + 1)};
  LoadPkg *runtime = gl_strmap_get(l->packages, "runtime", strlen("runtime"));
  if (runtime)
    place_first(l, out, &ready, runtime);
  for (uint32_t i = 0; i < l->all.len; i++)
    if (l->all.data[i]->mark != 3 && l->all.data[i]->pub.n_imports == 0)
      heap_push(&ready, l->all.data[i]);
  while (ready.len > 0) {
    LoadPkg *p = heap_pop(&ready);
    if (p->mark == 3)
      continue; // before runtime
    p->mark = 3;
    place(out, &ready, p);
  }
}
