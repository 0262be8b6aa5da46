/// \file
/// Decodes the DWARF line table of an object. Files and columns are not needed: what counts is the
/// line and the discriminator. Source: DWARF 5, "Line Number Information".

#include "pcln_internal.h"

#include <stdlib.h>
#include <string.h>

enum {
  LNS_COPY = 1,
  LNS_ADVANCE_PC = 2,
  LNS_ADVANCE_LINE = 3,
  LNS_CONST_ADD_PC = 8,
  LNS_FIXED_ADVANCE_PC = 9,
  LNE_END_SEQUENCE = 1,
  LNE_SET_ADDRESS = 2,
  LNE_SET_DISCRIMINATOR = 4,
};

/// One line program while it runs.
typedef struct Program {
  const PclnElf *e;
  PclnRows *out;
  const uint8_t *start, *p, *end; // of the section; of what is left; of the program
  const Elf64_Rela *relocations;
  uint64_t n_relocations, next_relocation;
  uint8_t min_instruction, opcode_base, line_range;
  int8_t line_base;
  const uint8_t *operand_counts; // of opcodes 1…
  PclnRow row;
  bool is_broken;
} Program;

static uint64_t fixed(Program *g, size_t n) {
  uint64_t v = 0;
  if ((size_t)(g->end - g->p) < n) {
    g->is_broken = true;
    return 0;
  }
  memcpy(&v, g->p, n);
  g->p += n;
  return v;
}

static uint64_t uleb(Program *g) {
  uint64_t v = 0;
  for (unsigned shift = 0; g->p < g->end; shift += 7) {
    uint8_t b = *g->p++;
    if (shift < 64)
      v |= (uint64_t)(b & 0x7f) << shift;
    if (!(b & 0x80))
      return v;
  }
  g->is_broken = true;
  return 0;
}

static int64_t sleb(Program *g) {
  uint64_t v = 0;
  for (unsigned shift = 0; g->p < g->end;) {
    uint8_t b = *g->p++;
    if (shift < 64)
      v |= (uint64_t)(b & 0x7f) << shift;
    shift += 7;
    if (b & 0x80)
      continue;
    if ((b & 0x40) && shift < 64)
      v |= ~UINT64_C(0) << shift;
    return (int64_t)v;
  }
  g->is_broken = true;
  return 0;
}

static void emit_row(Program *g, bool is_end) {
  g->row.is_end = is_end;
  g->row.order = g->out->len;
  GL_VEC_PUSH(g->e->arena, g->out, g->row);
  g->row.discriminator = 0;
}

/// The address is a relocation: the section of its symbol, and an offset.
static void set_address(Program *g, uint64_t n_bytes) {
  uint64_t at = (uint64_t)(g->p - g->start);
  while (g->next_relocation < g->n_relocations && g->relocations[g->next_relocation].r_offset < at)
    g->next_relocation++;
  fixed(g, n_bytes);
  if (g->next_relocation == g->n_relocations || g->relocations[g->next_relocation].r_offset != at) {
    g->is_broken = true;
    return;
  }
  const Elf64_Rela *r = &g->relocations[g->next_relocation];
  uint64_t symbol = ELF64_R_SYM(r->r_info);
  if (symbol >= g->e->n_symbols) {
    g->is_broken = true;
    return;
  }
  g->row.section = pcln_elf_symbol_section(g->e, (uint32_t)symbol);
  g->row.address = g->e->symbols[symbol].st_value + (uint64_t)r->r_addend;
}

static void run_extended(Program *g) {
  uint64_t n = uleb(g);
  if (n == 0 || n > (uint64_t)(g->end - g->p)) {
    g->is_broken = true;
    return;
  }
  const uint8_t *next = g->p + n;
  uint64_t opcode = fixed(g, 1);
  if (opcode == LNE_END_SEQUENCE) {
    emit_row(g, true);
    g->row = (PclnRow){.line = 1};
  } else if (opcode == LNE_SET_ADDRESS) {
    set_address(g, n - 1);
  } else if (opcode == LNE_SET_DISCRIMINATOR) {
    g->row.discriminator = (uint32_t)uleb(g);
  }
  g->p = next;
}

static void run_special(Program *g, unsigned opcode) {
  unsigned adjusted = opcode - g->opcode_base;
  g->row.address += (uint64_t)(adjusted / g->line_range) * g->min_instruction;
  g->row.line += (uint32_t)(g->line_base + (int)(adjusted % g->line_range));
  emit_row(g, false);
}

static void run_standard(Program *g, unsigned opcode) {
  switch (opcode) {
  case LNS_COPY: emit_row(g, false); return;
  case LNS_ADVANCE_PC: g->row.address += uleb(g) * g->min_instruction; return;
  case LNS_ADVANCE_LINE: g->row.line += (uint32_t)sleb(g); return;
  case LNS_CONST_ADD_PC:
    g->row.address += (uint64_t)((255u - g->opcode_base) / g->line_range) * g->min_instruction;
    return;
  case LNS_FIXED_ADVANCE_PC: g->row.address += fixed(g, 2); return;
  default:
    for (uint8_t i = 0; i < g->operand_counts[opcode - 1]; i++)
      uleb(g);
  }
}

static void run(Program *g) {
  g->row = (PclnRow){.line = 1};
  while (g->p < g->end && !g->is_broken) {
    unsigned opcode = *g->p++;
    if (opcode == 0)
      run_extended(g);
    else if (opcode >= g->opcode_base)
      run_special(g, opcode);
    else
      run_standard(g, opcode);
  }
}

/// The header of version 5, 32-bit DWARF; its tables of files are skipped.
static bool read_header(Program *g) {
  uint64_t length = fixed(g, 4);
  if (g->is_broken || length > (uint64_t)(g->end - g->p))
    return false;
  g->end = g->p + length;
  uint64_t version = fixed(g, 2), address_size = fixed(g, 1), selector_size = fixed(g, 1);
  uint64_t header_length = fixed(g, 4);
  if (g->is_broken || version != 5 || address_size != 8 || selector_size != 0 ||
      header_length > (uint64_t)(g->end - g->p))
    return false;
  const uint8_t *program = g->p + header_length;
  g->min_instruction = (uint8_t)fixed(g, 1);
  fixed(g, 2); // operations per instruction, default is_stmt
  g->line_base = (int8_t)fixed(g, 1);
  g->line_range = (uint8_t)fixed(g, 1);
  g->opcode_base = (uint8_t)fixed(g, 1);
  g->operand_counts = g->p;
  g->p = program;
  return !g->is_broken && g->line_range && g->opcode_base &&
         g->operand_counts + g->opcode_base - 1 <= program;
}

static int by_address(const void *a, const void *b) {
  const PclnRow *x = a, *y = b;
  if (x->section != y->section)
    return x->section < y->section ? -1 : 1;
  if (x->address != y->address)
    return x->address < y->address ? -1 : 1;
  return x->order < y->order ? -1 : 1;
}

/// Rows come in order within a section; only several sequences may stand in any order.
static void sort(PclnRows *rows) {
  for (uint32_t i = 1; i < rows->len; i++)
    if (by_address(&rows->data[i - 1], &rows->data[i]) > 0) {
      qsort(rows->data, rows->len, sizeof *rows->data, by_address);
      return;
    }
}

bool pcln_read_lines(const PclnElf *e, PclnRows *out) {
  uint32_t i = pcln_elf_find_section(e, ".debug_line");
  if (!i)
    return true;
  uint32_t rela = pcln_elf_rela_of(e, i);
  const uint8_t *start = (const uint8_t *)e->data + e->sections[i].sh_offset;
  const uint8_t *end = start + e->sections[i].sh_size;
  Program g = {.e = e, .out = out, .start = start, .end = start};
  if (rela) {
    g.relocations = (const void *)(e->data + e->sections[rela].sh_offset);
    g.n_relocations = e->sections[rela].sh_size / sizeof(Elf64_Rela);
  }
  while (g.end < end) {
    g.p = g.end;
    g.end = end;
    if (!read_header(&g))
      return false;
    run(&g);
    if (g.is_broken)
      return false;
  }
  sort(out);
  return true;
}
