/// \file
/// Which code a program can reach, with the rule that a method's slot leads on only when some
/// reached function calls a method of that name and signature through an interface, or when
/// package reflect may be asked for methods. A descriptor's slot leads to the method's type also
/// when some reached interface has such a method: an assertion compares types. And a call of a
/// function that only fills a variable leads on when the variable is reached otherwise.

#include "prune_internal.h"

#include "golite/abi/layout.h"

#include <assert.h>
#include <ctype.h>
#include <stddef.h>
#include <string.h>

/// How a method is needed; each includes those before it.
typedef enum Need { NEED_NOTHING, NEED_TYPE, NEED_CODE, NEED_COUNT } Need;

/// Numbers of sections.
typedef GL_VEC(uint32_t) Sections;

typedef struct Key {
  Need need;
  Sections waiting[NEED_COUNT]; // what its slots lead to, by the need that opens the way
} Key;

/// A call that is needed only if a variable is.
typedef struct Call {
  uint32_t from, to; // sections of the caller and the callee
  uint32_t variable; // its section
  const Elf64_Rela *relocation;
} Call;

typedef struct Walk {
  PruneLink *link;
  GlPtrMap *keys; // a method's key → Key
  Sections work;
  GL_VEC(Call) fillers; // calls of functions that fill a variable, so far unreached
  uint32_t givers[4];   // code of reflect that gives any method, or PRUNE_NOWHERE
  bool has_reflect;
} Walk;

static Key *key_of(Walk *w, uint64_t id) {
  Key *k = gl_ptrmap_get(w->keys, (const void *)(uintptr_t)id);
  if (k)
    return k;
  k = GL_NEW(w->link->arena, Key);
  k->need = w->has_reflect && (id & ABI_PRUNE_EXPORTED) ? NEED_CODE : NEED_NOTHING;
  gl_ptrmap_set(w->keys, (const void *)(uintptr_t)id, k);
  return k;
}

static void reach(Walk *w, uint32_t section) {
  PruneSection *s = &w->link->sections[section];
  if (section == PRUNE_NOWHERE || s->is_reached)
    return;
  s->is_reached = true;
  GL_VEC_PUSH(w->link->arena, &w->work, section);
}

static void require(Walk *w, Key *k, Need need) {
  while (k->need < need) {
    Sections *waiting = &k->waiting[++k->need];
    for (uint32_t i = 0; i < waiting->len; i++)
      reach(w, waiting->data[i]);
  }
}

/// From here on every exported method is needed.
static void call_all(Walk *w) {
  if (w->has_reflect)
    return;
  w->has_reflect = true;
  for (uint32_t i = 0; i < gl_ptrmap_len(w->keys); i++)
    if ((uintptr_t)gl_ptrmap_key(w->keys, i) & ABI_PRUNE_EXPORTED)
      require(w, gl_ptrmap_value(w->keys, i), NEED_CODE);
}

static bool has_slots(const AbiPruneRecord *r) { return r && r->stride > ABI_PRUNE_FILLS; }

static void take_needs(Walk *w, const AbiPruneRecord *r, const uint64_t *keys) {
  if (r->stride == ABI_PRUNE_FILLS)
    return;
  for (uint32_t i = 0; i < r->n; i++) {
    if (keys[i] == ABI_PRUNE_REFLECT)
      call_all(w);
    else
      require(w, key_of(w, keys[i]), r->stride == ABI_PRUNE_CALLS ? NEED_CODE : NEED_TYPE);
  }
}

/// What the field at `offset` needs to be used, and its method's key; NEED_NOTHING: it is not in a
/// slot.
static Need slot_need(const AbiPruneRecord *r, const uint64_t *keys, uint64_t offset,
                      uint64_t *key) {
  if (!has_slots(r) || offset < r->offset)
    return NEED_NOTHING;
  uint64_t i = (offset - r->offset) / r->stride, at = (offset - r->offset) % r->stride;
  if (i >= r->n)
    return NEED_NOTHING;
  *key = keys[i];
  static_assert(offsetof(AbiMethod, ifn) == offsetof(AbiMethod, mtyp) + 4, "the slot's form");
  static_assert(offsetof(AbiMethod, tfn) == offsetof(AbiMethod, mtyp) + 8, "the slot's form");
  if (r->stride != sizeof(AbiMethod))
    return NEED_CODE;
  return at < 4 ? NEED_TYPE : at < 12 ? NEED_CODE : NEED_NOTHING;
}

/// Section of the only variable that the code in section `to` has an effect on, or PRUNE_NOWHERE.
static uint32_t filled_by(Walk *w, uint32_t to) {
  PruneLink *l = w->link;
  const PruneSection *s = &l->sections[to];
  const uint64_t *keys;
  const AbiPruneRecord *r = prune_record(l, s, &keys);
  if (!r || r->stride != ABI_PRUNE_FILLS)
    return PRUNE_NOWHERE;
  PruneFile *f = &l->files[s->object];
  uint64_t n;
  const Elf64_Rela *rela = prune_relocations(l, &l->sections[f->first + s->record], &n);
  return n == 1 ? prune_target(l, f, (uint32_t)ELF64_R_SYM(rela->r_info)) : PRUNE_NOWHERE;
}

/// Whether the relocation is that of a plain call instruction.
static bool is_call(const PruneLink *l, const PruneSection *s, const Elf64_Rela *r) {
  enum { CALL = 0xe8 };
  const PruneFile *f = &l->files[s->object];
  const Elf64_Shdr *h = &f->headers[s->index];
  uint64_t type = ELF64_R_TYPE(r->r_info);
  return (type == R_X86_64_PLT32 || type == R_X86_64_PC32) && h->sh_type != SHT_NOBITS &&
         r->r_offset >= 1 && h->sh_size >= 4 && r->r_offset <= h->sh_size - 4 &&
         (uint8_t)f->out->data[h->sh_offset + r->r_offset - 1] == CALL;
}

/// A reference that no slot decides on.
static void follow_plain(Walk *w, uint32_t section, const Elf64_Rela *r, uint32_t to) {
  uint32_t variable = filled_by(w, to);
  if (variable == PRUNE_NOWHERE || w->link->sections[variable].is_reached ||
      !is_call(w->link, &w->link->sections[section], r)) {
    reach(w, to);
    return;
  }
  Call c = {.from = section, .to = to, .variable = variable, .relocation = r};
  GL_VEC_PUSH(w->link->arena, &w->fillers, c);
}

static void follow(Walk *w, uint32_t section) {
  PruneLink *l = w->link;
  PruneSection *s = &l->sections[section];
  const uint64_t *keys = NULL;
  const AbiPruneRecord *r = prune_record(l, s, &keys);
  if (r && !has_slots(r))
    take_needs(w, r, keys);
  for (uint32_t i = 0; i < GL_COUNT_OF(w->givers); i++)
    if (section == w->givers[i])
      call_all(w);
  reach(w, s->next_in_group);
  uint64_t n;
  const Elf64_Rela *rela = prune_relocations(l, s, &n);
  for (uint64_t i = 0; i < n; i++) {
    uint32_t to = prune_target(l, &l->files[s->object], (uint32_t)ELF64_R_SYM(rela[i].r_info));
    uint64_t id;
    Need need = slot_need(r, keys, rela[i].r_offset, &id);
    Key *k = need != NEED_NOTHING ? key_of(w, id) : NULL;
    if (!k)
      follow_plain(w, section, &rela[i], to);
    else if (k->need >= need)
      reach(w, to);
    else
      GL_VEC_PUSH(l->arena, &k->waiting[need], to);
  }
}

/// Reaches what fills variables that are reached by now. False: there is none left.
static bool reach_fillers(Walk *w) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < w->fillers.len; i++) {
    Call c = w->fillers.data[i];
    if (w->link->sections[c.variable].is_reached)
      reach(w, c.to);
    else
      w->fillers.data[n++] = c;
  }
  w->fillers.len = n;
  return w->work.len > 0;
}

// --- roots ----------------------------------------------------------------------

static bool is_identifier(const char *s) {
  for (const char *p = s; *p; p++)
    if (!isalnum((unsigned char)*p) && *p != '_')
      return false;
  return *s && !isdigit((unsigned char)*s);
}

/// What the linker keeps by itself: start-up lists, and sections that have names in the program.
static bool is_root(const PruneFile *f, const Elf64_Shdr *h) {
  if (!(h->sh_flags & SHF_ALLOC) || (h->sh_flags & SHF_LINK_ORDER))
    return false;
  return h->sh_type == SHT_INIT_ARRAY || h->sh_type == SHT_FINI_ARRAY ||
         h->sh_type == SHT_PREINIT_ARRAY || (h->sh_flags & SHF_GNU_RETAIN) ||
         is_identifier(f->section_names + h->sh_name);
}

static void reach_symbol(void *walk, const char *name) {
  Walk *w = walk;
  reach(w, prune_find(w->link, name));
}

static void reach_roots(Walk *w) {
  static const char *const givers[] = {"reflect.Value.Method", "reflect.Value.MethodByName",
                                       "reflect.(*rtype).Method", "reflect.(*rtype).MethodByName"};
  for (uint32_t i = 0; i < GL_COUNT_OF(givers); i++)
    w->givers[i] = prune_find(w->link, givers[i]);
  for (uint32_t i = 0; i < w->link->n_files; i++) {
    const PruneFile *f = &w->link->files[i];
    for (uint32_t k = 1; k < f->n_headers; k++)
      if (is_root(f, &f->headers[k]))
        reach(w, f->first + k);
  }
}

// --- patches ----------------------------------------------------------------------

/// The relocation goes, and the field says that no code is there.
static void empty_slot(PruneLink *l, PruneFile *f, const PruneSection *s, const Elf64_Rela *r) {
  uint64_t at = (uint64_t)((const char *)&r->r_info - f->out->data);
  PrunePatch info = {.offset = at, .size = sizeof r->r_info};
  PrunePatch field = {.offset = f->headers[s->index].sh_offset + r->r_offset,
                      .size = ELF64_R_TYPE(r->r_info) == R_X86_64_64 ? 8 : 4,
                      .value = UINT64_MAX};
  GL_VEC_PUSH(l->arena, &f->out->patches, info);
  GL_VEC_PUSH(l->arena, &f->out->patches, field);
}

/// The call becomes an instruction of the same length without effect.
static void drop_call(PruneLink *l, const Call *c) {
  const uint64_t nop = 0x0000441f0f; // nopl 0(%rax,%rax), first byte lowest
  const PruneSection *s = &l->sections[c->from];
  PruneFile *f = &l->files[s->object];
  const Elf64_Rela *r = c->relocation;
  PrunePatch info = {.offset = (uint64_t)((const char *)&r->r_info - f->out->data),
                     .size = sizeof r->r_info};
  PrunePatch code = {
      .offset = f->headers[s->index].sh_offset + r->r_offset - 1, .size = 5, .value = nop};
  GL_VEC_PUSH(l->arena, &f->out->patches, info);
  GL_VEC_PUSH(l->arena, &f->out->patches, code);
}

static void patch_section(Walk *w, const PruneSection *s) {
  PruneLink *l = w->link;
  const uint64_t *keys = NULL;
  const AbiPruneRecord *r = prune_record(l, s, &keys);
  if (!has_slots(r))
    return;
  uint64_t n;
  const Elf64_Rela *rela = prune_relocations(l, s, &n);
  for (uint64_t i = 0; i < n; i++) {
    uint64_t id;
    Need need = slot_need(r, keys, rela[i].r_offset, &id);
    if (need != NEED_NOTHING && key_of(w, id)->need < need)
      empty_slot(l, &l->files[s->object], s, &rela[i]);
  }
}

bool prune_methods(GlArena *a, PruneObject *objects, uint32_t n, const char *archive,
                   size_t archive_size) {
  PruneLink link = {.arena = a};
  if (!prune_open(&link, objects, n))
    return false;
  Walk w = {.link = &link, .keys = gl_ptrmap_new(a)};
  reach_roots(&w);
  if (!prune_archive(archive, archive_size, reach_symbol, &w))
    return false;
  do
    while (w.work.len)
      follow(&w, w.work.data[--w.work.len]);
  while (reach_fillers(&w));
  for (uint32_t i = 0; i < w.fillers.len; i++)
    drop_call(&link, &w.fillers.data[i]);
  for (uint32_t i = 1; i < link.n_sections; i++)
    if (link.sections[i].record)
      patch_section(&w, &link.sections[i]);
  return true;
}
