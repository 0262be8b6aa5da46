/// \file
/// Takes a relocatable ELF object apart and writes it again with sections and section symbols added
/// at the end. What was there keeps its place and number; only the symbol table is written anew,
/// because local symbols precede global ones. Source: System V ABI, "Object Files"; x86-64 psABI.

#include "pcln_internal.h"

#include <string.h>

static bool in_file(const PclnElf *e, uint64_t offset, uint64_t size) {
  return offset <= e->size && size <= e->size - offset;
}

static bool is_section_good(const PclnElf *e, const Elf64_Shdr *s) {
  bool is_table = s->sh_type == SHT_SYMTAB || s->sh_type == SHT_RELA;
  bool has_words = s->sh_type == SHT_GROUP || s->sh_type == SHT_SYMTAB_SHNDX;
  uint64_t align = is_table ? _Alignof(Elf64_Sym) : has_words ? 4 : 1;
  return s->sh_type == SHT_NOBITS ||
         (in_file(e, s->sh_offset, s->sh_size) && s->sh_offset % align == 0);
}

/// False: a group has members that there are not.
static bool read_groups(PclnElf *e) {
  e->groups = GL_NEW_ARRAY(e->arena, uint32_t, e->n_sections);
  for (uint32_t i = 1; i < e->n_sections; i++) {
    const Elf64_Shdr *s = &e->sections[i];
    if (s->sh_type != SHT_GROUP)
      continue;
    const uint32_t *words = (void *)(e->data + s->sh_offset); // the first one: flags
    for (uint64_t k = 1; k < s->sh_size / sizeof *words; k++) {
      if (words[k] >= e->n_sections)
        return false;
      e->groups[words[k]] = i;
    }
  }
  return true;
}

/// Finds the section headers. Numbers from SHN_LORESERVE on stand in the first one.
static bool read_sections(PclnElf *e) {
  const Elf64_Ehdr *h = e->header;
  if (h->e_shoff % _Alignof(Elf64_Shdr) != 0 || !in_file(e, h->e_shoff, sizeof(Elf64_Shdr)))
    return false;
  e->sections = (void *)(e->data + h->e_shoff);
  uint64_t n = h->e_shnum ? h->e_shnum : e->sections[0].sh_size;
  if (n == 0 || n > UINT32_MAX || !in_file(e, h->e_shoff, n * sizeof(Elf64_Shdr)))
    return false;
  e->n_sections = (uint32_t)n;
  e->names_index = h->e_shstrndx == SHN_XINDEX ? e->sections[0].sh_link : h->e_shstrndx;
  if (e->names_index >= e->n_sections)
    return false;
  // The first header, which describes no section, need not look like one.
  for (uint32_t i = 1; i < e->n_sections; i++)
    if (!is_section_good(e, &e->sections[i]))
      return false;
  e->section_names = e->data + e->sections[e->names_index].sh_offset;
  return true;
}

static bool read_symbols(PclnElf *e) {
  for (uint32_t i = 1; i < e->n_sections; i++) {
    if (e->sections[i].sh_type == SHT_SYMTAB)
      e->symtab_header = &e->sections[i];
    if (e->sections[i].sh_type == SHT_SYMTAB_SHNDX)
      e->wide_header = &e->sections[i];
  }
  if (!e->symtab_header || e->symtab_header->sh_link >= e->n_sections)
    return false;
  e->symbols = (void *)(e->data + e->symtab_header->sh_offset);
  e->n_symbols = (uint32_t)(e->symtab_header->sh_size / sizeof(Elf64_Sym));
  e->symbol_names = e->data + e->sections[e->symtab_header->sh_link].sh_offset;
  if (!e->wide_header)
    return true;
  e->wide_sections = (void *)(e->data + e->wide_header->sh_offset);
  return e->wide_header->sh_size / sizeof *e->wide_sections >= e->n_symbols;
}

bool pcln_elf_open(PclnElf *e) {
  if (e->size < sizeof(Elf64_Ehdr) || memcmp(e->data, ELFMAG, SELFMAG) != 0)
    return false;
  e->header = (void *)e->data;
  return e->header->e_type == ET_REL && e->header->e_machine == EM_X86_64 && read_sections(e) &&
         read_symbols(e) && read_groups(e);
}

uint32_t pcln_elf_symbol_section(const PclnElf *e, uint32_t i) {
  uint32_t section = e->symbols[i].st_shndx;
  if (section == SHN_XINDEX && e->wide_sections)
    section = e->wide_sections[i];
  else if (section >= SHN_LORESERVE)
    return 0;
  return section < e->n_sections ? section : 0;
}

const char *pcln_elf_section_name(const PclnElf *e, uint32_t i) {
  return e->section_names + e->sections[i].sh_name;
}

uint32_t pcln_elf_find_section(const PclnElf *e, const char *name) {
  for (uint32_t i = 1; i < e->n_sections; i++)
    if (strcmp(pcln_elf_section_name(e, i), name) == 0)
      return i;
  return 0;
}

uint32_t pcln_elf_rela_of(const PclnElf *e, uint32_t i) {
  for (uint32_t k = 1; k < e->n_sections; k++)
    if (e->sections[k].sh_type == SHT_RELA && e->sections[k].sh_info == i)
      return k;
  return 0;
}

uint32_t pcln_elf_first_new_symbol(const PclnElf *e) { return e->symtab_header->sh_info; }

/// The number that symbol `i` has once `n` symbols were added.
static uint32_t symbol_number(const PclnElf *e, uint32_t i, uint32_t n) {
  return i < e->symtab_header->sh_info ? i : i + n;
}

/// Global symbols get higher numbers: all that names them must follow.
static void renumber(PclnElf *e, uint32_t n) {
  for (uint32_t i = 1; i < e->n_sections; i++) {
    Elf64_Shdr *s = &e->sections[i];
    if (s->sh_type == SHT_GROUP)
      s->sh_info = symbol_number(e, s->sh_info, n);
    if (s->sh_type != SHT_RELA)
      continue;
    Elf64_Rela *r = (void *)(e->data + s->sh_offset);
    for (uint64_t k = 0; k < s->sh_size / sizeof *r; k++)
      r[k].r_info = ELF64_R_INFO((uint64_t)symbol_number(e, (uint32_t)ELF64_R_SYM(r[k].r_info), n),
                                 ELF64_R_TYPE(r[k].r_info));
  }
}

/// Appends, aligned; returns the offset.
static uint64_t place(GlBuf *out, const void *data, size_t size, size_t align) {
  while (out->len % align)
    gl_buf_char(out, 0);
  uint64_t at = out->len;
  gl_buf_bytes(out, data, size);
  return at;
}

/// A symbol's section where it has room, else the mark that it stands in the other table.
static uint16_t narrow(uint32_t section) {
  return section < SHN_LORESERVE ? (uint16_t)section : SHN_XINDEX;
}

/// The symbols with the new ones among them.
static void write_symbols(PclnElf *e, GlBuf *out, const uint32_t *symbols, uint32_t n) {
  uint32_t n_local = e->symtab_header->sh_info;
  Elf64_Sym *all = GL_NEW_ARRAY(e->arena, Elf64_Sym, e->n_symbols + n);
  memcpy(all, e->symbols, n_local * sizeof *all);
  for (uint32_t i = 0; i < n; i++)
    all[n_local + i] = (Elf64_Sym){.st_info = ELF64_ST_INFO(STB_LOCAL, STT_SECTION),
                                   .st_shndx = narrow(symbols[i])};
  memcpy(all + n_local + n, e->symbols + n_local, (e->n_symbols - n_local) * sizeof *all);
  size_t size = (e->n_symbols + n) * sizeof *all;
  e->symtab_header->sh_offset = place(out, all, size, 8);
  e->symtab_header->sh_size = size;
}

/// The numbers of sections that symbols have no room for; `header` gets the place.
static void write_wide(PclnElf *e, GlBuf *out, const uint32_t *symbols, uint32_t n,
                       Elf64_Shdr *header) {
  uint32_t n_local = e->symtab_header->sh_info;
  uint32_t *all = GL_NEW_ARRAY(e->arena, uint32_t, e->n_symbols + n);
  for (uint32_t i = 0; i < e->n_symbols; i++)
    all[symbol_number(e, i, n)] = e->wide_sections ? e->wide_sections[i] : 0;
  for (uint32_t i = 0; i < n; i++)
    all[n_local + i] = symbols[i] < SHN_LORESERVE ? 0 : symbols[i];
  size_t size = (e->n_symbols + n) * sizeof *all;
  header->sh_offset = place(out, all, size, sizeof *all);
  header->sh_size = size;
}

/// The table of section names again, with those of the new sections behind it.
static uint32_t *write_names(PclnElf *e, GlBuf *out, const PclnNewSections *sections) {
  Elf64_Shdr *s = &e->sections[e->names_index];
  uint32_t *names = GL_NEW_ARRAY(e->arena, uint32_t, sections->len + 1);
  uint64_t at = place(out, e->data + s->sh_offset, s->sh_size, 1);
  const char *last = NULL;
  for (uint32_t i = 0; i < sections->len; i++) {
    bool is_same = last && strcmp(last, sections->data[i].name) == 0;
    last = sections->data[i].name;
    names[i] = is_same ? names[i - 1] : (uint32_t)(out->len - at);
    if (!is_same)
      gl_buf_bytes(out, last, strlen(last) + 1);
  }
  s->sh_offset = at;
  s->sh_size = out->len - at;
  return names;
}

/// The lists of members again, with those of the new sections that belong to a group.
static void write_groups(PclnElf *e, GlBuf *out, const PclnNewSections *sections) {
  GlBuf *lists = GL_NEW_ARRAY(e->arena, GlBuf, e->n_sections);
  for (uint32_t i = 0; i < sections->len; i++) {
    uint32_t group = sections->data[i].group, index = e->n_sections + i;
    if (!group)
      continue;
    GlBuf *list = &lists[group];
    const Elf64_Shdr *s = &e->sections[group];
    if (!list->data) {
      gl_buf_init(list, e->arena);
      gl_buf_bytes(list, e->data + s->sh_offset, s->sh_size);
    }
    gl_buf_bytes(list, (const char *)&index, sizeof index);
  }
  for (uint32_t i = 1; i < e->n_sections; i++) {
    if (!lists[i].data)
      continue;
    e->sections[i].sh_offset = place(out, lists[i].data, lists[i].len, 4);
    e->sections[i].sh_size = lists[i].len;
  }
}

/// The header of the object and those of all sections.
static void write_headers(PclnElf *e, GlBuf *out, Elf64_Shdr *all, uint32_t n) {
  memcpy(all, e->sections, e->n_sections * sizeof *all);
  all[0].sh_size = n < SHN_LORESERVE ? 0 : n;
  uint64_t at = place(out, all, n * sizeof *all, _Alignof(Elf64_Shdr));
  Elf64_Ehdr header = *e->header;
  header.e_shoff = at;
  header.e_shnum = n < SHN_LORESERVE ? (uint16_t)n : 0;
  memcpy(out->data, &header, sizeof header);
}

char *pcln_elf_write(PclnElf *e, const PclnNewSections *sections, const uint32_t *symbols,
                     uint32_t n_symbols, size_t *out_size) {
  GlBuf out;
  gl_buf_init(&out, e->arena);
  renumber(e, n_symbols);
  gl_buf_bytes(&out, e->data, e->size); // the headers in it are not used any more
  write_symbols(e, &out, symbols, n_symbols);
  PclnNewSections more = *sections;
  bool adds_wide = !e->wide_header && e->n_sections + more.len >= SHN_LORESERVE;
  if (adds_wide)
    GL_VEC_PUSH(e->arena, &more,
                (PclnNewSection){.name = ".symtab_shndx",
                                 .type = SHT_SYMTAB_SHNDX,
                                 .link = (uint32_t)(e->symtab_header - e->sections),
                                 .align = sizeof(uint32_t),
                                 .entsize = sizeof(uint32_t)});
  uint32_t *names = write_names(e, &out, &more);
  write_groups(e, &out, &more);
  Elf64_Shdr *all = GL_NEW_ARRAY(e->arena, Elf64_Shdr, e->n_sections + more.len);
  for (uint32_t i = 0; i < more.len; i++) {
    const PclnNewSection *s = &more.data[i];
    all[e->n_sections + i] = (Elf64_Shdr){.sh_name = names[i],
                                          .sh_type = s->type,
                                          .sh_flags = s->flags | (s->group ? SHF_GROUP : 0),
                                          .sh_offset = place(&out, s->data, s->size, s->align),
                                          .sh_size = s->size,
                                          .sh_link = s->link,
                                          .sh_info = s->info,
                                          .sh_addralign = s->align,
                                          .sh_entsize = s->entsize};
  }
  if (adds_wide || e->wide_header)
    write_wide(e, &out, symbols, n_symbols,
               adds_wide ? &all[e->n_sections + more.len - 1] : e->wide_header);
  e->symtab_header->sh_info += n_symbols;
  write_headers(e, &out, all, e->n_sections + more.len);
  *out_size = out.len;
  return out.data;
}
