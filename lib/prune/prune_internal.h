/// \file
/// Shared inside lib/prune only: objects taken apart, and where their symbols are defined.

#ifndef GOLITE_PRUNE_INTERNAL_H
#define GOLITE_PRUNE_INTERNAL_H
#include "golite/abi/prune.h"
#include "golite/prune/prune.h"
#include "golite/support/map.h"

#include <elf.h>

enum { PRUNE_NOWHERE = 0 };

/// A section of any of the objects; number 0 stands for none.
typedef struct PruneSection {
  uint32_t object;
  uint32_t index;
  uint32_t rela;          // index of its relocations in the object, or 0
  uint32_t record;        // index of the section of its record, or 0
  uint32_t next_in_group; // another section of its group, or 0; in a circle
  bool is_reached;
} PruneSection;

typedef struct PruneFile {
  PruneObject *out;
  const Elf64_Shdr *headers;
  const Elf64_Sym *symbols;
  const uint32_t *wide_sections; // of symbols whose section's number has no room in them, or NULL
  const char *symbol_names, *section_names;
  uint32_t n_headers, n_symbols;
  uint32_t first;    // number of its section 0 among all
  uint32_t *targets; // by symbol: number of its section + 1; 0: not looked up yet
} PruneFile;

typedef struct PruneLink {
  GlArena *arena;
  PruneFile *files;
  uint32_t n_files;
  PruneSection *sections;
  uint32_t n_sections;
  GlStrMap *strong, *weak; // symbol → number of its section
} PruneLink;

/// Opens all objects and notes what they define. False: a form that is not known.
bool prune_open(PruneLink *l, PruneObject *objects, uint32_t n);
/// Number of the section that holds a symbol, or PRUNE_NOWHERE.
uint32_t prune_find(const PruneLink *l, const char *name);
uint32_t prune_target(const PruneLink *l, PruneFile *f, uint32_t symbol);
/// A section's relocations.
const Elf64_Rela *prune_relocations(const PruneLink *l, const PruneSection *s, uint64_t *n);
/// A section's record, with `keys` behind it; NULL: none.
const AbiPruneRecord *prune_record(const PruneLink *l, const PruneSection *s,
                                   const uint64_t **keys);
/// Calls `found` for each symbol that a member of the archive leaves undefined.
bool prune_archive(const char *data, size_t size, void (*found)(void *ctx, const char *name),
                   void *ctx);

#endif
