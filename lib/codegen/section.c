/// \file
/// Sections: one for each function and variable, so that the linker can drop what nothing reaches;
/// groups for what several units define; lists of descriptors and interface tables whose entries
/// stay exactly when what they point to stays.
/// Source: ELF gABI (section groups), LLVM LangRef ("associated", "llvm.compiler.used").

#include "codegen_internal.h"

#include <llvm-c/Comdat.h>

#include <string.h>

// --- lists ----------------------------------------------------------------------

static unsigned associated_kind(CgModule *m) {
  return LLVMGetMDKindIDInContext(m->context, "associated", 10);
}

void cg_keep_with(CgModule *m, LLVMValueRef entry, const char *section, LLVMValueRef of) {
  LLVMSetSection(entry, section);
  LLVMSetAlignment(entry, CG_WORD);
  LLVMMetadataRef target = LLVMValueAsMetadata(of);
  LLVMGlobalSetMetadata(entry, associated_kind(m), LLVMMDNodeInContext2(m->context, &target, 1));
}

void cg_list_entry(CgModule *m, const char *section, LLVMValueRef v) {
  LLVMValueRef entry = cg_data(m, "golite.entry", v, LLVMInternalLinkage, true);
  cg_keep_with(m, entry, section, v);
  cg_note_kept(m, entry, v);
}

void cg_note_kept(CgModule *m, LLVMValueRef entry, LLVMValueRef of) {
  size_t n;
  const char *name = LLVMGetValueName2(of, &n);
  GL_VEC_PUSH(m->arena, &m->kept, entry);
  GL_VEC_PUSH(m->arena, &m->kept_of, gl_arena_strndup(m->arena, name, n));
}

/// LLVM must keep the entries; the linker need not.
void cg_emit_lists(CgModule *m) {
  if (m->kept.len == 0)
    return;
  LLVMValueRef all = LLVMConstArray2(m->ptr, m->kept.data, m->kept.len);
  LLVMValueRef used = cg_data(m, "llvm.compiler.used", all, LLVMAppendingLinkage, false);
  LLVMSetVisibility(used, LLVMDefaultVisibility);
  LLVMSetSection(used, "llvm.metadata");
}

// --- groups ---------------------------------------------------------------------

static bool is_linkonce(LLVMValueRef g) { return LLVMGetLinkage(g) == LLVMLinkOnceODRLinkage; }

/// What several units define is kept once, with all that belongs to it.
static void add_group(CgModule *m, LLVMValueRef g) {
  size_t n;
  if (is_linkonce(g) && !LLVMIsDeclaration(g))
    LLVMSetComdat(g, LLVMGetOrInsertComdat(m->module, LLVMGetValueName2(g, &n)));
}

/// What an entry is bound to; NULL when the optimiser has dropped that.
static LLVMValueRef owner(CgModule *m, const char *name) {
  LLVMValueRef g = LLVMGetNamedGlobal(m->module, name);
  return g ? g : LLVMGetNamedFunction(m->module, name);
}

void cg_unbind_entries(CgModule *m) {
  for (uint32_t i = 0; i < m->kept.len; i++)
    if (!owner(m, m->kept_of.data[i]))
      LLVMGlobalEraseMetadata(m->kept.data[i], associated_kind(m));
}

/// An entry of a list belongs to the group of what it is bound to.
static void group_entry(CgModule *m, LLVMValueRef entry, const char *target) {
  LLVMValueRef g = owner(m, target);
  LLVMComdatRef group = g ? LLVMGetComdat(g) : NULL;
  if (group)
    LLVMSetComdat(entry, group);
}

static bool has_switch(LLVMValueRef f) {
  for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(f); b; b = LLVMGetNextBasicBlock(b)) {
    LLVMValueRef last = LLVMGetBasicBlockTerminator(b);
    if (last && LLVMIsASwitchInst(last))
      return true;
  }
  return false;
}

/// A table of jumps gets a section of its own only in a group; in a section shared with others it
/// would keep their functions as well.
static void group_jumps(CgModule *m, LLVMValueRef f) {
  size_t n;
  if (LLVMIsDeclaration(f) || LLVMGetComdat(f) || !has_switch(f))
    return;
  LLVMComdatRef group = LLVMGetOrInsertComdat(m->module, LLVMGetValueName2(f, &n));
  LLVMSetComdatSelectionKind(group, LLVMNoDeduplicateComdatSelectionKind);
  LLVMSetComdat(f, group);
}

// --- sections -------------------------------------------------------------------

/// Whether a constant has an address in it that is known only when the program is loaded.
static bool has_address(LLVMValueRef c) {
  if (LLVMIsAGlobalValue(c))
    return true;
  if (LLVMGetValueKind(c) == LLVMConstantExprValueKind && LLVMGetConstOpcode(c) == LLVMTrunc)
    return false; // a distance
  int n = LLVMIsAConstant(c) ? LLVMGetNumOperands(c) : 0;
  for (int i = 0; i < n; i++)
    if (has_address(LLVMGetOperand(c, (unsigned)i)))
      return true;
  return false;
}

static const char *prefix_of(LLVMValueRef g) {
  LLVMValueRef init = LLVMGetInitializer(g);
  if (LLVMIsGlobalConstant(g))
    return has_address(init) ? ".data.rel.ro" : ".rodata";
  return LLVMIsNull(init) ? ".bss" : ".data";
}

static bool has_section(LLVMValueRef g) {
  const char *section = LLVMGetSection(g);
  return section && *section;
}

static bool wants_section(LLVMValueRef g) {
  return !LLVMIsDeclaration(g) && !has_section(g) && !LLVMIsThreadLocal(g) &&
         LLVMGetLinkage(g) != LLVMAppendingLinkage;
}

static void set_section(CgModule *m, LLVMValueRef g, const char *prefix, uint32_t number) {
  size_t n;
  const char *name = LLVMGetValueName2(g, &n);
  bool is_named =
      n && LLVMGetLinkage(g) != LLVMPrivateLinkage && LLVMGetLinkage(g) != LLVMInternalLinkage;
  char *section = is_named ? gl_arena_printf(m->arena, "%s.%.*s", prefix, (int)n, name)
                           : gl_arena_printf(m->arena, "%s.%u", prefix, number);
  LLVMSetSection(g, section);
}

void cg_split_sections(CgModule *m) {
  for (LLVMValueRef f = LLVMGetFirstFunction(m->module); f; f = LLVMGetNextFunction(f))
    add_group(m, f);
  for (LLVMValueRef f = LLVMGetFirstFunction(m->module); f; f = LLVMGetNextFunction(f))
    group_jumps(m, f);
  for (LLVMValueRef g = LLVMGetFirstGlobal(m->module); g; g = LLVMGetNextGlobal(g))
    add_group(m, g);
  for (uint32_t i = 0; i < m->kept.len; i++)
    group_entry(m, m->kept.data[i], m->kept_of.data[i]);
  cg_emit_uses(m);
  uint32_t number = 0;
  for (LLVMValueRef f = LLVMGetFirstFunction(m->module); f; f = LLVMGetNextFunction(f))
    if (!LLVMIsDeclaration(f) && !has_section(f))
      set_section(m, f, ".text", ++number);
  for (LLVMValueRef g = LLVMGetFirstGlobal(m->module); g; g = LLVMGetNextGlobal(g))
    if (wants_section(g))
      set_section(m, g, prefix_of(g), ++number);
}
