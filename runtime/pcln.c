/// \file
/// Lookups in the traceback tables. Nothing is allocated or kept.

#include "pcln.h"

#include "rt.h"

#include <string.h>

// Bounds of the tables, made by the linker; absent in a program without Go code.
extern const AbiFuncEntry tables_begin[] __asm__("__start_" ABI_PCLN_SECTION)
    __attribute__((weak, visibility("hidden")));
extern const AbiFuncEntry tables_end[] __asm__("__stop_" ABI_PCLN_SECTION)
    __attribute__((weak, visibility("hidden")));

bool grt_func_is_entry(const void *f) {
  return (const char *)f >= (const char *)tables_begin &&
         (const char *)f < (const char *)tables_end;
}

const AbiFuncEntry *grt_func_find(uintptr_t pc) {
  size_t lo = 0, hi = (size_t)(tables_end - tables_begin);
  while (lo < hi) { // the last one that starts at pc or before
    size_t mid = lo + (hi - lo) / 2;
    if (grt_func_start(&tables_begin[mid]) <= pc)
      lo = mid + 1;
    else
      hi = mid;
  }
  if (lo == 0)
    return NULL;
  const AbiFuncEntry *f = &tables_begin[lo - 1];
  return pc - grt_func_start(f) < f->size ? f : NULL;
}

static const AbiFuncInfo *info_of(const AbiFuncEntry *f) {
  return (const AbiFuncInfo *)(const void *)((const char *)&f->info + f->info);
}

static uint64_t uleb(const uint8_t **p) {
  uint64_t v = 0;
  for (unsigned shift = 0;; shift += 7) {
    uint8_t b = *(*p)++;
    v |= (uint64_t)(b & 0x7f) << shift;
    if (!(b & 0x80))
      return v;
  }
}

GrtCall grt_call_find(uintptr_t pc) {
  GrtCall c = {.func = grt_func_find(pc)};
  if (c.func == NULL)
    return c;
  const AbiFuncInfo *info = info_of(c.func);
  const uint8_t *p = (const uint8_t *)(info->frames + info->n_frames);
  const uint8_t *end = p + info->n_row_bytes;
  uint64_t at = 0, off = pc - grt_func_start(c.func);
  while (p < end) {
    at += uleb(&p);
    if (at > off)
      break;
    uint64_t change = uleb(&p), zigzag = change >> 1;
    c.line += (uint32_t)((zigzag >> 1) ^ -(zigzag & 1));
    if (change & 1)
      c.frame = (uint32_t)uleb(&p);
  }
  return c;
}

static const AbiPclnFrame *frame_of(const GrtCall *c) {
  return &info_of(c->func)->frames[c->frame];
}

bool grt_call_outer(GrtCall *c) {
  if (c->func == NULL)
    return false;
  const AbiPclnFrame *f = frame_of(c);
  if (f->parent == c->frame)
    return false;
  c->frame = f->parent;
  c->line = f->call_line;
  return true;
}

const char *grt_call_name(const GrtCall *c) {
  if (c->func == NULL)
    return "";
  const AbiPclnFrame *f = frame_of(c);
  return (const char *)&f->name + f->name;
}

const char *grt_call_file(const GrtCall *c) {
  const AbiPclnFrame *f = c->func == NULL ? NULL : frame_of(c);
  return f == NULL || f->file == 0 ? "" : (const char *)&f->file + f->file;
}

uint16_t grt_call_flags(const GrtCall *c) { return c->func == NULL ? 0 : frame_of(c)->flags; }

bool grt_symbol_is_go_code(uintptr_t pc) {
  GrtCall c = {.func = grt_func_find(pc)};
  const char *name = grt_call_name(&c);
  // Not those of package runtime and below, which C functions stand for, too.
  return name[0] != '\0' &&
         (strncmp(name, "runtime", 7) != 0 || (name[7] != '.' && name[7] != '/'));
}
