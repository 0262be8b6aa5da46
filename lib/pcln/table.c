/// \file
/// Rows of the line table and positions of codegen → traceback tables, as new sections: for each
/// section of code a list of functions and what is known of them, and one of all strings.
/// Source: golite/abi/pcln.h for the layout.

#include "pcln_internal.h"

#include "golite/abi/pcln.h"
#include "golite/abi/prune.h"
#include "golite/support/bytes.h"

#include <stdlib.h>
#include <string.h>

/// One function of the object.
typedef struct Function {
  uint32_t symbol;
  uint32_t section;
  uint64_t start, size;
  const char *name;
} Function;

/// Data with references to symbols.
typedef struct Content {
  GlBuf bytes;
  GL_VEC(Elf64_Rela) relocations;
} Content;

typedef struct Builder {
  GlArena *arena;
  const PclnSource *source;
  PclnElf elf;
  PclnRows rows;
  GL_VEC(Function) functions;
  GlBuf strings;
  GlStrMap *string_offsets; // text → offset + 1
  PclnNewSections sections;
  GL_VEC(uint32_t) symbols; // sections that get a symbol
  uint32_t next_row;
} Builder;

/// A function while its rows are written.
typedef struct Encoder {
  Builder *b;
  GL_VEC(uint32_t) frames; // local number → index in source->frames; 0: nothing known
  GlBuf rows;
  uint32_t root; // index in source->frames, 0: unknown
  uint64_t address;
  PclnPosition last; // with a local number of the frame
  bool has_row;
} Encoder;

// --- references ---------------------------------------------------------------------

static void put_word(Content *c, const void *word) { gl_buf_bytes(&c->bytes, word, 4); }

/// A distance to `symbol` + `addend`.
static void put_reference(Builder *b, Content *c, uint32_t symbol, int64_t addend) {
  Elf64_Rela r = {.r_offset = c->bytes.len,
                  .r_info = ELF64_R_INFO((uint64_t)symbol, R_X86_64_PC32),
                  .r_addend = addend};
  GL_VEC_PUSH(b->arena, &c->relocations, r);
  put_word(c, &(uint32_t){0});
}

static uint32_t string_offset(Builder *b, const char *s) {
  size_t len = strlen(s);
  uintptr_t known = (uintptr_t)gl_strmap_get(b->string_offsets, s, len);
  if (known)
    return (uint32_t)known - 1;
  uintptr_t at = b->strings.len;
  gl_buf_bytes(&b->strings, s, len + 1);
  gl_strmap_set(b->string_offsets, s, len, (void *)(at + 1));
  return (uint32_t)at;
}

/// The first new symbol stands for the strings.
static void put_string(Builder *b, Content *c, const char *s) {
  put_reference(b, c, pcln_elf_first_new_symbol(&b->elf), string_offset(b, s));
}

// --- one function ---------------------------------------------------------------------

static bool is_same_function(const PclnFrame *a, const PclnFrame *b) {
  bool same_file = a->file == b->file || (a->file && b->file && strcmp(a->file, b->file) == 0);
  return same_file && strcmp(a->name, b->name) == 0;
}

/// Local number of a frame. Callers of inlined code get theirs first.
static uint32_t local_frame(Encoder *e, uint32_t frame) {
  const PclnFrame *all = e->b->source->frames.data;
  if (all[frame].parent)
    local_frame(e, all[frame].parent);
  else if (e->root && is_same_function(&all[frame], &all[e->root]))
    return 0;
  for (uint32_t i = e->frames.len; i-- > 0;)
    if (e->frames.data[i] == frame)
      return i;
  if (e->frames.len > UINT16_MAX)
    return 0;
  GL_VEC_PUSH(e->b->arena, &e->frames, frame);
  return e->frames.len - 1;
}

static void encode_row(Encoder *e, uint64_t address, PclnPosition p) {
  if (e->has_row && p.line == e->last.line && p.frame == e->last.frame)
    return;
  int64_t delta = (int64_t)p.line - (int64_t)e->last.line;
  uint64_t zigzag = ((uint64_t)delta << 1) ^ (uint64_t)(delta >> 63);
  bool is_other = p.frame != e->last.frame;
  gl_bytes_put_number(&e->rows, address - e->address);
  gl_bytes_put_number(&e->rows, zigzag << 1 | is_other);
  if (is_other)
    gl_bytes_put_number(&e->rows, p.frame);
  e->address = address;
  e->last = p;
  e->has_row = true;
}

/// False: the row says nothing, what was before it goes on. `before`: what that is.
static bool position_of(Encoder *e, const PclnRow *r, PclnPosition before, PclnPosition *out) {
  const PclnSource *s = e->b->source;
  *out = (PclnPosition){.frame = 0, .line = r->line};
  uint32_t frame = e->root;
  if (r->discriminator && r->discriminator < s->positions.len) {
    frame = s->positions.data[r->discriminator].frame;
    out->line = s->positions.data[r->discriminator].line;
    out->frame = local_frame(e, frame);
  }
  if (out->line == 0 && (s->frames.data[frame].flags & ABI_PCLN_WRAPPER))
    out->line = 1; // as gc has it for code that is in no file
  if (out->line == 0 && out->frame == before.frame)
    return false;
  return !r->is_end && (out->line || r->discriminator);
}

static void encode_rows(Encoder *e, const Function *f) {
  Builder *b = e->b;
  while (b->next_row < b->rows.len) {
    const PclnRow *r = &b->rows.data[b->next_row];
    if (r->section > f->section || (r->section == f->section && r->address >= f->start))
      break;
    b->next_row++;
  }
  PclnPosition p = {0}, next;
  bool has_pending = false;
  uint64_t at = 0;
  for (; b->next_row < b->rows.len; b->next_row++) {
    const PclnRow *r = &b->rows.data[b->next_row];
    if (r->section != f->section || r->address >= f->start + f->size)
      break;
    if (!position_of(e, r, p, &next))
      continue;
    if (has_pending && at != r->address - f->start)
      encode_row(e, at, p);
    has_pending = true;
    at = r->address - f->start;
    p = next;
  }
  if (has_pending)
    encode_row(e, at, p);
}

static void put_frame(Encoder *e, Content *info, uint32_t i, const Function *f) {
  const PclnFrame hidden = {.name = f->name, .flags = ABI_PCLN_HIDDEN};
  const PclnFrame *frame =
      e->frames.data[i] ? &e->b->source->frames.data[e->frames.data[i]] : &hidden;
  uint16_t parent = (uint16_t)i;
  for (uint32_t k = 0; frame->parent && k < e->frames.len; k++)
    if (e->frames.data[k] == frame->parent)
      parent = (uint16_t)k;
  if (frame->parent && parent == i)
    parent = 0; // the parent is the function itself
  put_string(e->b, info, frame->name);
  if (frame->file)
    put_string(e->b, info, frame->file);
  else
    put_word(info, &(uint32_t){0});
  put_word(info, &frame->call_line);
  gl_buf_bytes(&info->bytes, (const char *)&parent, sizeof parent);
  gl_buf_bytes(&info->bytes, (const char *)&frame->flags, sizeof frame->flags);
}

static void encode_function(Builder *b, const Function *f, Content *info) {
  Encoder e = {.b = b};
  gl_buf_init(&e.rows, b->arena);
  e.root = (uint32_t)(uintptr_t)gl_strmap_get(b->source->functions, f->name, strlen(f->name));
  GL_VEC_PUSH(b->arena, &e.frames, e.root);
  encode_rows(&e, f);
  uint32_t head[2] = {(uint32_t)e.rows.len, e.frames.len};
  put_word(info, &head[0]);
  put_word(info, &head[1]);
  for (uint32_t i = 0; i < e.frames.len; i++)
    put_frame(&e, info, i, f);
  gl_buf_bytes(&info->bytes, e.rows.data, e.rows.len);
  while (info->bytes.len % 4)
    gl_buf_char(&info->bytes, 0);
}

// --- sections -----------------------------------------------------------------------

/// Adds a section; with relocations also that of them. Returns its index.
static uint32_t add_section(Builder *b, PclnNewSection s, const Content *c) {
  uint32_t index = b->elf.n_sections + b->sections.len;
  s.data = c->bytes.data;
  s.size = c->bytes.len;
  GL_VEC_PUSH(b->arena, &b->sections, s);
  if (c->relocations.len) {
    PclnNewSection rela = {.name = ".relagolite",
                           .type = SHT_RELA,
                           .flags = SHF_INFO_LINK,
                           .link = (uint32_t)(b->elf.symtab_header - b->elf.sections),
                           .info = index,
                           .group = s.group,
                           .align = 8,
                           .entsize = sizeof(Elf64_Rela),
                           .data = (const char *)c->relocations.data,
                           .size = c->relocations.len * sizeof(Elf64_Rela)};
    GL_VEC_PUSH(b->arena, &b->sections, rela);
  }
  return index;
}

/// The tables of the functions [from, to), which stand in one section. Their code is named by the
/// section: a weak function's own symbol may stand for that of another object. The tables belong
/// to the group of the code: lld 22 corrupts its memory, now and then, if a section with
/// SHF_LINK_ORDER outlives the group that it is linked to.
static void add_tables(Builder *b, uint32_t from, uint32_t to) {
  Content list = {0}, info = {0};
  gl_buf_init(&list.bytes, b->arena);
  gl_buf_init(&info.bytes, b->arena);
  uint32_t code_symbol = pcln_elf_first_new_symbol(&b->elf) + b->symbols.len;
  GL_VEC_PUSH(b->arena, &b->symbols, b->functions.data[from].section);
  for (uint32_t i = from; i < to; i++) {
    const Function *f = &b->functions.data[i];
    put_reference(b, &list, code_symbol, (int64_t)f->start);
    put_word(&list, &(uint32_t){(uint32_t)f->size});
    put_reference(b, &list, code_symbol + 1, (int64_t)info.bytes.len);
    encode_function(b, f, &info);
  }
  PclnNewSection s = {.name = ".rodata.golite_funcinfo",
                      .type = SHT_PROGBITS,
                      .flags = SHF_ALLOC,
                      .align = 4,
                      .group = b->elf.groups[b->functions.data[from].section]};
  uint32_t index = add_section(b, s, &info);
  GL_VEC_PUSH(b->arena, &b->symbols, index);
  s.name = ABI_PCLN_SECTION;
  s.flags |= SHF_LINK_ORDER;
  s.link = b->functions.data[from].section;
  add_section(b, s, &list);
}

static void add_strings(Builder *b) {
  PclnNewSection s = {.name = ".rodata.golite_funcnames",
                      .type = SHT_PROGBITS,
                      .flags = SHF_ALLOC | SHF_MERGE | SHF_STRINGS,
                      .align = 1,
                      .entsize = 1};
  Content c = {.bytes = b->strings};
  b->symbols.data[0] = add_section(b, s, &c);
}

static int by_start(const void *a, const void *b) {
  const Function *x = a, *y = b;
  if (x->section != y->section)
    return x->section < y->section ? -1 : 1;
  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  return x->symbol < y->symbol ? -1 : 1;
}

/// All functions by address; of several names for one, the first.
static void find_functions(Builder *b) {
  const PclnElf *e = &b->elf;
  for (uint32_t i = 1; i < e->n_symbols; i++) {
    const Elf64_Sym *s = &e->symbols[i];
    uint32_t section = pcln_elf_symbol_section(e, i);
    if (ELF64_ST_TYPE(s->st_info) != STT_FUNC || s->st_size == 0 || section == 0 ||
        !(e->sections[section].sh_flags & SHF_EXECINSTR))
      continue;
    Function f = {.symbol = i,
                  .section = section,
                  .start = s->st_value,
                  .size = s->st_size,
                  .name = e->symbol_names + s->st_name};
    GL_VEC_PUSH(b->arena, &b->functions, f);
  }
  if (b->functions.len)
    qsort(b->functions.data, b->functions.len, sizeof *b->functions.data, by_start);
  uint32_t n = 0;
  for (uint32_t i = 0; i < b->functions.len; i++) {
    const Function *f = &b->functions.data[i], *last = n ? &b->functions.data[n - 1] : NULL;
    if (!last || last->section != f->section || last->start != f->start)
      b->functions.data[n++] = *f;
  }
  b->functions.len = n;
}

static uint32_t group_end(const Builder *b, uint32_t i) {
  uint32_t section = b->functions.data[i].section;
  while (i < b->functions.len && b->functions.data[i].section == section)
    i++;
  return i;
}

/// Sections that the linker drops: records for the step before it, and the line table where it is
/// for nobody else.
static void exclude(PclnElf *e, bool keeps_debug_info) {
  for (uint32_t i = 1; i < e->n_sections; i++) {
    const char *name = pcln_elf_section_name(e, i);
    bool is_debug = strncmp(name, ".debug_", 7) == 0;
    if (is_debug ? !keeps_debug_info : strcmp(name, ABI_PRUNE_SECTION) == 0)
      e->sections[i].sh_flags |= SHF_EXCLUDE;
  }
}

char *pcln_add_tables(GlArena *a, const PclnSource *source, const char *in, size_t size,
                      bool keeps_debug_info, size_t *out_size, const char **error) {
  Builder b = {.arena = a, .source = source, .string_offsets = gl_strmap_new(a)};
  b.elf = (PclnElf){.arena = a, .data = gl_arena_alloc(a, size, 16), .size = size};
  memcpy(b.elf.data, in, size);
  *error = "the object file has a form that is not known";
  if (!pcln_elf_open(&b.elf))
    return NULL;
  *error = "the object file's line table has a form that is not known";
  if (!pcln_read_lines(&b.elf, &b.rows))
    return NULL;
  gl_buf_init(&b.strings, a);
  find_functions(&b);
  GL_VEC_PUSH(a, &b.symbols, 0); // of the strings, which are known last
  for (uint32_t i = 0; i < b.functions.len; i = group_end(&b, i))
    add_tables(&b, i, group_end(&b, i));
  add_strings(&b);
  exclude(&b.elf, keeps_debug_info);
  return pcln_elf_write(&b.elf, &b.sections, b.symbols.data, b.symbols.len, out_size);
}
