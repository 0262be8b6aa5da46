/// \file
/// The objects as the linker gets them: with the slots emptied that no call of the program can use.
/// A changed object is a copy in memory that the linker opens by its descriptor; entries of the
/// cache stay as they are.

#include "golite/prune/prune.h"

#include "units.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/// A file in memory with the object, or NULL; `data` is the object's memory, which is patched.
static const char *write_patched(Drv *d, const PruneObject *o, char *data) {
  int fd = memfd_create("golite-object", 0); // the linker inherits it
  if (fd < 0)
    return NULL;
  for (uint32_t i = 0; i < o->patches.len; i++) {
    const PrunePatch *p = &o->patches.data[i];
    if (p->offset <= o->size && p->size <= o->size - p->offset)
      memcpy(data + p->offset, &p->value, p->size);
  }
  // The linker maps it: cheaper than a mapping of ours as well.
  if (gl_file_write_all(fd, data, o->size))
    return gl_arena_printf(d->arena, "/proc/self/fd/%d", fd);
  close(fd);
  return NULL;
}

static bool find_patches(Drv *d, PruneObject *objects, uint32_t n, const char *runtime) {
  size_t size;
  const char *archive = gl_file_read(d->arena, runtime, &size);
  return archive && prune_methods(d->arena, objects, n, archive, size);
}

const char **drv_link_objects(Drv *d, const char *object, const char *runtime, uint32_t *n) {
  uint32_t n_units = d->units ? d->units->n : 0;
  const char **paths = GL_NEW_ARRAY(d->arena, const char *, n_units + 1);
  PruneObject *objects = GL_NEW_ARRAY(d->arena, PruneObject, n_units + 1);
  paths[0] = object;
  for (uint32_t i = 0; i < n_units; i++) {
    const CacheEntry *e = &d->units->list[i].entry;
    paths[i + 1] = e->path;
    objects[i + 1] = (PruneObject){.data = e->object, .size = e->object_size};
  }
  *n = n_units + 1;
  // ASan's tables name everything, so nothing would go.
  if (d->o->dry_run || d->o->is_asan)
    return paths;
  char *own = gl_file_read(d->arena, object, &objects[0].size);
  objects[0].data = own;
  if (!own || !find_patches(d, objects, *n, runtime))
    return paths;
  for (uint32_t i = 0; i < *n; i++) {
    char *data = i ? d->units->list[i - 1].entry.object : own;
    const char *patched = objects[i].patches.len ? write_patched(d, &objects[i], data) : NULL;
    paths[i] = patched ? patched : paths[i];
  }
  return paths;
}

void drv_link_objects_close(const char *const *paths, uint32_t n) {
  static const char prefix[] = "/proc/self/fd/";
  for (uint32_t i = 0; i < n; i++)
    if (strncmp(paths[i], prefix, sizeof prefix - 1) == 0)
      close((int)strtol(paths[i] + sizeof prefix - 1, NULL, 10));
}
