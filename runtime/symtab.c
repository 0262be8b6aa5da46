/// \file
/// Names of functions by address, from the symbol table of the running executable's file. Mapped
/// when first asked.

#include "rt.h"

#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct Symtab {
  bool is_open; ///< tried
  const Elf64_Sym *syms;
  size_t n_syms;
  const char *names;
  size_t names_size;
} Symtab;

static Symtab symtab;

extern const ElfW(Ehdr) __ehdr_start __attribute__((visibility("hidden")));

static const char *map_executable(size_t *size) {
  int fd = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  struct stat st;
  if (fd < 0)
    return NULL;
  const char *file = NULL;
  if (fstat(fd, &st) == 0 && st.st_size > (off_t)sizeof(Elf64_Ehdr)) {
    *size = (size_t)st.st_size;
    void *p = mmap(NULL, *size, PROT_READ, MAP_PRIVATE, fd, 0);
    file = p == MAP_FAILED ? NULL : p;
  }
  close(fd);
  return file;
}

static bool in_file(uint64_t off, uint64_t len, size_t size) {
  return off <= size && len <= size - off;
}

static void open_symtab(void) {
  symtab.is_open = true;
  size_t size;
  const char *file = map_executable(&size);
  if (file == NULL)
    return;
  const Elf64_Ehdr *eh = (const void *)file;
  if (memcmp(eh->e_ident, ELFMAG, SELFMAG) != 0 ||
      !in_file(eh->e_shoff, (uint64_t)eh->e_shnum * sizeof(Elf64_Shdr), size))
    return;
  const Elf64_Shdr *sh = (const void *)(file + eh->e_shoff);
  for (unsigned i = 0; i < eh->e_shnum; i++) {
    if (sh[i].sh_type != SHT_SYMTAB || sh[i].sh_link >= eh->e_shnum)
      continue;
    const Elf64_Shdr *str = &sh[sh[i].sh_link];
    if (!in_file(sh[i].sh_offset, sh[i].sh_size, size) ||
        !in_file(str->sh_offset, str->sh_size, size))
      return;
    symtab.syms = (const void *)(file + sh[i].sh_offset);
    symtab.n_syms = sh[i].sh_size / sizeof(Elf64_Sym);
    symtab.names = file + str->sh_offset;
    symtab.names_size = str->sh_size;
    return;
  }
}

/// What is added to the file's addresses to get those of the running image.
static uintptr_t load_bias(void) {
  const ElfW(Phdr) *ph = (const void *)((const char *)&__ehdr_start + __ehdr_start.e_phoff);
  for (unsigned i = 0; i < __ehdr_start.e_phnum; i++)
    if (ph[i].p_type == PT_PHDR)
      return (uintptr_t)ph - ph[i].p_vaddr;
  return 0;
}

GrtSymbol grt_symbol_find(uintptr_t pc) {
  if (!symtab.is_open)
    open_symtab();
  uintptr_t addr = pc - load_bias();
  for (size_t i = 0; i < symtab.n_syms; i++) {
    const Elf64_Sym *s = &symtab.syms[i];
    if (ELF64_ST_TYPE(s->st_info) != STT_FUNC || addr < s->st_value ||
        addr - s->st_value >= s->st_size || s->st_name >= symtab.names_size)
      continue;
    const char *name = symtab.names + s->st_name;
    size_t len = strnlen(name, symtab.names_size - s->st_name);
    return (GrtSymbol){{(const uint8_t *)name, (int64_t)len}, s->st_value + load_bias()};
  }
  return (GrtSymbol){{NULL, 0}, 0};
}

void grt_symbol_each(void (*fn)(AbiString name, uintptr_t start, uintptr_t size, void *arg),
                     void *arg) {
  if (!symtab.is_open)
    open_symtab();
  for (size_t i = 0; i < symtab.n_syms; i++) {
    const Elf64_Sym *s = &symtab.syms[i];
    if (ELF64_ST_TYPE(s->st_info) != STT_FUNC || s->st_shndx == SHN_UNDEF ||
        s->st_name >= symtab.names_size)
      continue;
    const char *name = symtab.names + s->st_name;
    size_t len = strnlen(name, symtab.names_size - s->st_name);
    fn((AbiString){(const uint8_t *)name, (int64_t)len}, s->st_value + load_bias(), s->st_size,
       arg);
  }
}
