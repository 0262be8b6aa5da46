/// \file
/// Reading of relocatable objects and archives. Source: System V ABI, "Object Files"; ar(5).

#include "prune_internal.h"

#include <stdlib.h>
#include <string.h>

static bool fits(size_t size, uint64_t offset, uint64_t n, uint64_t each) {
  return offset <= size && offset % 8 == 0 && n <= (size - offset) / each;
}

/// Finds the section headers. Numbers from SHN_LORESERVE on stand in the first one.
static bool read_headers(PruneFile *f, const char *data, size_t size) {
  const Elf64_Ehdr *h = (const void *)data;
  if (size < sizeof *h || memcmp(data, ELFMAG, SELFMAG) != 0 || h->e_type != ET_REL ||
      h->e_machine != EM_X86_64 || !fits(size, h->e_shoff, 1, sizeof(Elf64_Shdr)))
    return false;
  f->headers = (const void *)(data + h->e_shoff);
  uint64_t n = h->e_shnum ? h->e_shnum : f->headers[0].sh_size;
  uint32_t names = h->e_shstrndx == SHN_XINDEX ? f->headers[0].sh_link : h->e_shstrndx;
  if (n > UINT32_MAX || !fits(size, h->e_shoff, n, sizeof(Elf64_Shdr)) || names >= n)
    return false;
  f->n_headers = (uint32_t)n;
  f->section_names = data + f->headers[names].sh_offset;
  return true;
}

/// Headers and symbols; what is checked here is not checked again.
static bool take_apart(PruneFile *f, const char *data, size_t size) {
  if (!read_headers(f, data, size))
    return false;
  uint64_t n_wide = 0;
  for (uint32_t i = 1; i < f->n_headers; i++) {
    const Elf64_Shdr *s = &f->headers[i];
    if (s->sh_type != SHT_NOBITS && (s->sh_offset > size || s->sh_size > size - s->sh_offset))
      return false;
    if ((s->sh_type == SHT_RELA || s->sh_type == SHT_SYMTAB) && s->sh_offset % 8 != 0)
      return false;
    if (s->sh_type == SHT_SYMTAB_SHNDX && s->sh_offset % 4 == 0) {
      f->wide_sections = (const void *)(data + s->sh_offset);
      n_wide = s->sh_size / sizeof *f->wide_sections;
    }
    if (s->sh_type != SHT_SYMTAB)
      continue;
    f->symbols = (const void *)(data + s->sh_offset);
    f->n_symbols = (uint32_t)(s->sh_size / sizeof *f->symbols);
    f->symbol_names = data + f->headers[s->sh_link % f->n_headers].sh_offset;
  }
  return f->symbols != NULL && (!f->wide_sections || n_wide >= f->n_symbols);
}

/// The section that symbol `i` is defined in; 0: in none.
static uint32_t section_of(const PruneFile *f, uint32_t i) {
  uint32_t section = f->symbols[i].st_shndx;
  if (section == SHN_XINDEX && f->wide_sections)
    section = f->wide_sections[i];
  else if (section >= SHN_LORESERVE)
    return 0;
  return section < f->n_headers ? section : 0;
}

static void note_group(PruneLink *l, const PruneFile *f, const Elf64_Shdr *group) {
  const uint32_t *members = (const void *)(f->out->data + group->sh_offset);
  uint32_t n = (uint32_t)(group->sh_size / sizeof *members), first = 0, last = 0;
  for (uint32_t i = 1; i < n; i++) { // [0]: flags
    uint32_t number = f->first + members[i] % f->n_headers;
    const Elf64_Shdr *h = &f->headers[members[i] % f->n_headers];
    if (!(h->sh_flags & SHF_ALLOC) || (h->sh_flags & SHF_LINK_ORDER))
      continue;
    first = first ? first : number;
    if (last)
      l->sections[last].next_in_group = number;
    last = number;
  }
  if (last != first)
    l->sections[last].next_in_group = first;
}

/// False: a section has two records.
static bool note_sections(PruneLink *l, PruneFile *f) {
  for (uint32_t i = 1; i < f->n_headers; i++) {
    const Elf64_Shdr *h = &f->headers[i];
    if (h->sh_type == SHT_RELA && h->sh_info < f->n_headers)
      l->sections[f->first + h->sh_info].rela = i;
    if (h->sh_type == SHT_GROUP)
      note_group(l, f, h);
    if (!(h->sh_flags & SHF_LINK_ORDER) || h->sh_link == 0 || h->sh_link >= f->n_headers ||
        strcmp(f->section_names + h->sh_name, ABI_PRUNE_SECTION) != 0)
      continue;
    PruneSection *of = &l->sections[f->first + h->sh_link];
    if (of->record)
      return false;
    of->record = i;
  }
  return true;
}

static void note_symbols(PruneLink *l, PruneFile *f) {
  for (uint32_t i = 1; i < f->n_symbols; i++) {
    const Elf64_Sym *s = &f->symbols[i];
    uint32_t section = section_of(f, i);
    if (ELF64_ST_BIND(s->st_info) == STB_LOCAL || section == 0)
      continue;
    const char *name = f->symbol_names + s->st_name;
    GlStrMap *map = ELF64_ST_BIND(s->st_info) == STB_WEAK ? l->weak : l->strong;
    size_t len = strlen(name);
    if (!gl_strmap_get(map, name, len)) // the linker takes the first, too
      gl_strmap_set(map, name, len, &l->sections[f->first + section]);
  }
}

bool prune_open(PruneLink *l, PruneObject *objects, uint32_t n) {
  l->files = GL_NEW_ARRAY(l->arena, PruneFile, n + 1);
  l->n_files = n;
  l->n_sections = 1;
  l->strong = gl_strmap_new(l->arena);
  l->weak = gl_strmap_new(l->arena);
  for (uint32_t i = 0; i < n; i++) {
    PruneFile *f = &l->files[i];
    *f = (PruneFile){.out = &objects[i], .first = l->n_sections};
    if (!take_apart(f, objects[i].data, objects[i].size))
      return false;
    f->targets = GL_NEW_ARRAY(l->arena, uint32_t, f->n_symbols);
    l->n_sections += f->n_headers;
  }
  l->sections = GL_NEW_ARRAY(l->arena, PruneSection, l->n_sections);
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t k = 0; k < l->files[i].n_headers; k++)
      l->sections[l->files[i].first + k] = (PruneSection){.object = i, .index = k};
  for (uint32_t i = 0; i < n; i++) {
    if (!note_sections(l, &l->files[i]))
      return false;
    note_symbols(l, &l->files[i]);
  }
  return true;
}

uint32_t prune_find(const PruneLink *l, const char *name) {
  size_t len = strlen(name);
  const PruneSection *s = gl_strmap_get(l->strong, name, len);
  s = s ? s : gl_strmap_get(l->weak, name, len);
  return s ? (uint32_t)(s - l->sections) : PRUNE_NOWHERE;
}

uint32_t prune_target(const PruneLink *l, PruneFile *f, uint32_t symbol) {
  if (symbol >= f->n_symbols)
    return PRUNE_NOWHERE;
  if (f->targets[symbol])
    return f->targets[symbol] - 1;
  const Elf64_Sym *s = &f->symbols[symbol];
  uint32_t section = section_of(f, symbol);
  uint32_t found = ELF64_ST_BIND(s->st_info) != STB_LOCAL
                       ? prune_find(l, f->symbol_names + s->st_name)
                   : section ? f->first + section
                             : PRUNE_NOWHERE;
  f->targets[symbol] = found + 1;
  return found;
}

const Elf64_Rela *prune_relocations(const PruneLink *l, const PruneSection *s, uint64_t *n) {
  const PruneFile *f = &l->files[s->object];
  const Elf64_Shdr *h = &f->headers[s->rela];
  *n = s->rela ? h->sh_size / sizeof(Elf64_Rela) : 0;
  return (const void *)(f->out->data + h->sh_offset);
}

const AbiPruneRecord *prune_record(const PruneLink *l, const PruneSection *s,
                                   const uint64_t **keys) {
  const PruneFile *f = &l->files[s->object];
  const Elf64_Shdr *h = &f->headers[s->record];
  if (!s->record || h->sh_size < sizeof(AbiPruneRecord) || h->sh_offset % 8 != 0)
    return NULL;
  const AbiPruneRecord *r = (const void *)(f->out->data + h->sh_offset);
  *keys = (const void *)(r + 1);
  return r->n <= (h->sh_size - sizeof *r) / sizeof **keys ? r : NULL;
}

// --- archives -----------------------------------------------------------------------

typedef struct Member {
  char name[16], date[12], uid[6], gid[6], mode[8], size[10], end[2];
} Member;

static void list_undefined(const PruneFile *f, void (*found)(void *ctx, const char *name),
                           void *ctx) {
  for (uint32_t i = 1; i < f->n_symbols; i++)
    if (f->symbols[i].st_shndx == SHN_UNDEF)
      found(ctx, f->symbol_names + f->symbols[i].st_name);
}

bool prune_archive(const char *data, size_t size, void (*found)(void *ctx, const char *name),
                   void *ctx) {
  static const char magic[] = "!<arch>\n";
  if (size < sizeof magic - 1 || memcmp(data, magic, sizeof magic - 1) != 0)
    return false;
  void *copy = NULL; // members are aligned to 2 bytes only
  bool ok = true;
  for (size_t at = sizeof magic - 1; ok && at + sizeof(Member) <= size;) {
    const Member *m = (const void *)(data + at);
    size_t n = strtoul(m->size, NULL, 10);
    at += sizeof *m;
    bool fits = n <= size - at;
    if (fits && n >= SELFMAG && memcmp(data + at, ELFMAG, SELFMAG) == 0) {
      PruneFile f = {0};
      void *bigger = realloc(copy, n);
      copy = bigger ? bigger : copy;
      ok = bigger && take_apart(&f, memcpy(bigger, data + at, n), n);
      if (ok)
        list_undefined(&f, found, ctx);
    } else {
      ok = fits && m->name[0] == '/';
    }
    at += n + n % 2;
  }
  free(copy);
  return ok;
}
