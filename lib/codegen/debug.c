/// \file
/// DWARF: compile unit, functions, lines, variables. Types are in debug_type.c.
/// GIR keeps no scopes: all variables of a function stand in its outermost scope.
/// Source: runtime/README.md, "debugging"; DWARF 5 for the operator codes.

#include "debug_internal.h"

#include <string.h>
#include <unistd.h>

enum { DWARF_VERSION = 5, OP_DEREF = 0x06, OP_FRAGMENT = 0x1000, DIRECTIVES_ONLY = 3 };

static void add_flag(CgModule *m, const char *key, uint64_t value) {
  LLVMMetadataRef v = LLVMValueAsMetadata(LLVMConstInt(m->i32, value, false));
  LLVMAddModuleFlag(m->module, LLVMModuleFlagBehaviorWarning, key, strlen(key), v);
}

static LLVMMetadataRef file_of_path(CgModule *m, const char *path) {
  CgDebug *d = m->debug;
  LLVMMetadataRef file = gl_strmap_get(d->files, path, strlen(path));
  if (file)
    return file;
  file = LLVMDIBuilderCreateFile(d->b, path, strlen(path), d->folder, strlen(d->folder));
  gl_strmap_set(d->files, path, strlen(path), file);
  return file;
}

LLVMMetadataRef cg_debug_file(CgModule *m, GlLoc loc) {
  GlPos pos = gl_sources_pos(m->p->sources, loc);
  if (!pos.path && m->debug->unit_file)
    return m->debug->unit_file;
  return file_of_path(m, pos.path ? pos.path : m->options.module_name);
}

unsigned cg_debug_line(CgModule *m, GlLoc loc) {
  return loc ? gl_sources_pos(m->p->sources, loc).line : 0;
}

void cg_debug_init(CgModule *m) {
  CgDebug *d = m->debug = GL_NEW(m->arena, CgDebug);
  const char *producer = m->options.producer ? m->options.producer : "golite-cc";
  char here[4096];
  d->folder = gl_arena_printf(m->arena, "%s", getcwd(here, sizeof here) ? here : ".");
  d->b = LLVMCreateDIBuilder(m->module);
  d->files = gl_strmap_new(m->arena);
  d->types = gl_ptrmap_new(m->arena);
  d->functions = gl_ptrmap_new(m->arena);
  // Lines alone make no other section than .debug_line. The C API has no name for that.
  // NOLINTBEGIN(clang-analyzer-optin.core.EnumCastOutOfRange)
  LLVMDWARFEmissionKind kind =
      m->options.has_debug_info ? LLVMDWARFEmissionFull : (LLVMDWARFEmissionKind)DIRECTIVES_ONLY;
  // NOLINTEND(clang-analyzer-optin.core.EnumCastOutOfRange)
  add_flag(m, "Debug Info Version", LLVMDebugMetadataVersion());
  add_flag(m, "Dwarf Version", DWARF_VERSION);
  d->unit_file = cg_debug_file(m, m->p->main ? m->p->main->loc : GL_LOC_NONE);
  LLVMDIBuilderCreateCompileUnit(d->b, LLVMDWARFSourceLanguageGo, d->unit_file, producer,
                                 strlen(producer), m->options.opt_level > 0, "", 0, 0, "", 0, kind,
                                 0, false, false, "", 0, "", 0);
}

void cg_debug_finish(CgModule *m) {
  LLVMDIBuilderFinalize(m->debug->b);
  LLVMDisposeDIBuilder(m->debug->b);
  m->debug->b = NULL;
}

/// The description of a function; of one whose code was only inlined, too.
static LLVMMetadataRef subprogram_of(CgModule *m, const GirFunc *g, bool is_local) {
  CgDebug *d = m->debug;
  LLVMMetadataRef known = gl_ptrmap_get(d->functions, g);
  if (known)
    return known;
  LLVMMetadataRef file = cg_debug_file(m, g->loc);
  LLVMMetadataRef type = LLVMDIBuilderCreateSubroutineType(d->b, file, NULL, 0, LLVMDIFlagZero);
  unsigned line = cg_debug_line(m, g->loc);
  size_t len = strlen(g->symbol);
  known = LLVMDIBuilderCreateFunction(
      d->b, file, g->symbol, len, g->symbol, len, file, line, type, is_local, true, line,
      g->is_wrapper ? LLVMDIFlagArtificial : LLVMDIFlagZero, m->options.opt_level > 0);
  gl_ptrmap_set(d->functions, g, known);
  return known;
}

void cg_debug_function(CgFunc *f) {
  CgModule *m = f->m;
  if (!m->debug)
    return;
  f->subprogram = subprogram_of(m, f->gir, LLVMGetLinkage(f->fn) == LLVMInternalLinkage);
  f->file = cg_debug_file(m, f->gir->loc);
  LLVMSetSubprogram(f->fn, f->subprogram);
}

/// The position in code of `in` (NULL: the function's own), which is called from where it says.
static LLVMMetadataRef location(CgFunc *f, GlLoc loc, const GirInlined *in) {
  CgModule *m = f->m;
  LLVMMetadataRef scope = in ? subprogram_of(m, in->func, true) : f->subprogram;
  LLVMMetadataRef at = in ? location(f, in->call_loc, in->outer) : NULL;
  if (!loc)
    return LLVMDIBuilderCreateDebugLocation(m->context, 0, 0, scope, at);
  GlPos pos = gl_sources_pos(m->p->sources, loc);
  LLVMMetadataRef file = file_of_path(m, pos.path ? pos.path : "");
  if (file != cg_debug_file(m, in ? in->func->loc : f->gir->loc)) // by a //line directive
    scope = LLVMDIBuilderCreateLexicalBlockFile(m->debug->b, scope, file, 0);
  return LLVMDIBuilderCreateDebugLocation(m->context, pos.line, pos.column, scope, at);
}

void cg_debug_at(CgFunc *f, GlLoc loc, const GirInlined *in) {
  if (!f->subprogram || (f->has_location && f->loc == loc && f->inlined == in))
    return;
  f->loc = loc;
  f->inlined = in;
  f->has_location = true;
  LLVMSetCurrentDebugLocation2(f->b, location(f, loc, in));
}

static unsigned param_number(const GirFunc *g, GirLocalId id) {
  for (uint32_t i = 0; i < g->n_params; i++)
    if (g->params[i] == id)
      return i + 1;
  return 0;
}

static LLVMMetadataRef describe(CgFunc *f, GirLocalId id) {
  CgModule *m = f->m;
  const GirLocal *l = gir_local(f->gir, id);
  const GirInlined *in = f->locals[id].inlined;
  GlName name = l->ref_name ? l->ref_name : l->name;
  LLVMMetadataRef type = cg_debug_type(m, l->ref_name ? ty_deref(ty_under(l->type)) : l->type);
  LLVMMetadataRef scope = in ? subprogram_of(m, in->func, true) : f->subprogram;
  LLVMMetadataRef file = in ? cg_debug_file(m, in->func->loc) : f->file;
  unsigned line = cg_debug_line(m, l->loc ? l->loc : f->gir->loc);
  unsigned number = l->kind == GIR_LOCAL_PARAM ? param_number(f->gir, id) : 0;
  if (number)
    return LLVMDIBuilderCreateParameterVariable(m->debug->b, scope, name->text, name->len, number,
                                                file, line, type, true, LLVMDIFlagZero);
  return LLVMDIBuilderCreateAutoVariable(m->debug->b, scope, name->text, name->len, file, line,
                                         type, in == NULL, LLVMDIFlagZero, 0);
}

static LLVMMetadataRef declared_at(CgFunc *f, GirLocalId id) {
  const GirLocal *l = gir_local(f->gir, id);
  return location(f, l->loc ? l->loc : f->gir->loc, f->locals[id].inlined);
}

static bool is_shown(const CgFunc *f, GirLocalId id) {
  const GirLocal *l = gir_local(f->gir, id);
  GlName name = l->ref_name ? l->ref_name : l->name;
  bool has_scope = !l->inlined_from || f->locals[id].inlined;
  bool is_wanted = f->subprogram && f->m->options.has_debug_info;
  return is_wanted && has_scope && name && name->len && strcmp(name->text, "_") != 0;
}

void cg_debug_variable(CgFunc *f, GirLocalId id, LLVMValueRef address, bool is_box) {
  CgModule *m = f->m;
  const GirLocal *l = gir_local(f->gir, id);
  if (!is_shown(f, id))
    return;
  uint64_t deref = OP_DEREF;
  LLVMMetadataRef how =
      LLVMDIBuilderCreateExpression(m->debug->b, &deref, is_box || l->ref_name != NULL);
  LLVMDIBuilderInsertDeclareRecordAtEnd(m->debug->b, address, describe(f, id), how,
                                        declared_at(f, id), LLVMGetInsertBlock(f->b));
}

void cg_debug_value(CgFunc *f, GirLocalId id, CgValue v) {
  CgModule *m = f->m;
  const GirLocal *l = gir_local(f->gir, id);
  if (!is_shown(f, id) || l->ref_name || v.layout->is_memory)
    return;
  LLVMMetadataRef variable = describe(f, id);
  for (uint32_t i = 0; i < v.layout->n_leaves; i++) {
    const CgLeaf *leaf = &v.layout->leaves[i];
    LLVMTypeRef t = cg_leaf_memory_type(m, leaf);
    uint64_t ops[3] = {OP_FRAGMENT, (uint64_t)leaf->offset * 8,
                       LLVMABISizeOfType(m->layout, t) * 8};
    bool is_part = v.layout->n_leaves > 1 || ops[2] != (uint64_t)v.layout->size * 8;
    LLVMMetadataRef how = LLVMDIBuilderCreateExpression(m->debug->b, ops, is_part ? 3 : 0);
    LLVMDIBuilderInsertDbgValueRecordAtEnd(m->debug->b, v.v[i], variable, how, declared_at(f, id),
                                           LLVMGetInsertBlock(f->b));
  }
}
