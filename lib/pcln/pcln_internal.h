/// \file
/// Shared inside lib/pcln only: the object file taken apart, the rows of its line table.

#ifndef GOLITE_PCLN_INTERNAL_H
#define GOLITE_PCLN_INTERNAL_H
#include "golite/pcln/pcln.h"
#include "golite/support/file.h"

#include <elf.h>

/// A relocatable object in memory. `data` is our own copy.
typedef struct PclnElf {
  GlArena *arena;
  char *data;
  size_t size;
  Elf64_Ehdr *header;
  Elf64_Shdr *sections;
  uint32_t n_sections;
  Elf64_Shdr *symtab_header;
  Elf64_Sym *symbols;
  uint32_t n_symbols;
  Elf64_Shdr *wide_header;       ///< of the table `wide_sections`, or NULL
  const uint32_t *wide_sections; ///< sections of symbols whose number has no room in the symbol
  uint32_t names_index;          ///< section with the names of sections
  const char *section_names, *symbol_names;
  uint32_t *groups; ///< for each section the group section that it is in; 0: none
} PclnElf;

/// False: not an object as expected.
bool pcln_elf_open(PclnElf *e);
const char *pcln_elf_section_name(const PclnElf *e, uint32_t i);
/// The section that symbol `i` is defined in; 0: in none.
uint32_t pcln_elf_symbol_section(const PclnElf *e, uint32_t i);
/// Index of a section by its name; 0: none.
uint32_t pcln_elf_find_section(const PclnElf *e, const char *name);
/// Index of the RELA section of section `i`; 0: none.
uint32_t pcln_elf_rela_of(const PclnElf *e, uint32_t i);

/// A section to be added.
typedef struct PclnNewSection {
  const char *name;
  uint32_t type, link, info, align, entsize;
  uint32_t group; ///< group section that it belongs to; 0: none
  uint64_t flags;
  const char *data;
  size_t size;
} PclnNewSection;

typedef GL_VEC(PclnNewSection) PclnNewSections;

/// Symbols that stand for sections are put behind the other local ones: this is the first's
/// number.
uint32_t pcln_elf_first_new_symbol(const PclnElf *e);
/// The object with `sections` behind its own ones, and a symbol for each of the sections, new or
/// not, whose indices are in `symbols[n_symbols]`.
char *pcln_elf_write(PclnElf *e, const PclnNewSections *sections, const uint32_t *symbols,
                     uint32_t n_symbols, size_t *out_size);

/// Code from `address` of `section` on has this position.
typedef struct PclnRow {
  uint64_t address;
  uint32_t section;
  uint32_t line;
  uint32_t discriminator;
  uint32_t order; // of rows with one address: the last one counts
  bool is_end;    // no code from here on
} PclnRow;

typedef GL_VEC(PclnRow) PclnRows;

/// Decodes section .debug_line; rows by section and address. False: not as LLVM writes it.
bool pcln_read_lines(const PclnElf *e, PclnRows *out);

#endif
