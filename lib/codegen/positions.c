/// \file
/// Numbers the source positions of the finished module, for tracebacks: each position (line,
/// function, and the calls through which it was inlined) gets a number, and each instruction with
/// that position the number as its discriminator, which LLVM writes into the line table.
/// Runs after all passes on the module: what LLVM inlined is known then.

#include "debug_internal.h"

#include "golite/abi/pcln.h"
#include "golite/codegen/codegen.h"

#include <llvm-c/DebugInfo.h>

#include <string.h>

/// What is known of a scope: a function, perhaps with another file by a //line directive.
typedef struct Scope {
  const char *name, *file;
  uint16_t flags;
} Scope;

typedef struct Numbering {
  CgModule *m;
  LLVMDIBuilderRef b;
  PclnSource *out;
  GlStrMap *functions; // link name → GirFunc
  GlStrMap *texts;     // one copy of each name and file
  GlPtrMap *scopes;    // DIScope → Scope
  GlPtrMap *locations; // DILocation → the same with a number
  GlStrMap *frames;    // bytes of a PclnFrame → index
  GlStrMap *positions; // bytes of a PclnPosition → index
} Numbering;

// --- names -------------------------------------------------------------------------

static const char *unique(Numbering *n, const char *s, size_t len) {
  const char *known = gl_strmap_get(n->texts, s, len);
  if (known)
    return known;
  char *copy = gl_arena_strndup(n->m->arena, s, len);
  gl_strmap_set(n->texts, s, len, copy);
  return copy;
}

/// The name as tracebacks have it: type arguments are three dots; what runs the initialisation has
/// the names that it has with gc.
static const char *shown_name(Numbering *n, const char *symbol, size_t len) {
  if (strcmp(symbol, "golite.init") == 0)
    return "runtime.doInit";
  if (strstr(symbol, "..inittask"))
    return "runtime.doInit1";
  char *text = gl_arena_alloc(n->m->arena, len + 4, 1);
  size_t at = 0, depth = 0;
  for (size_t i = 0; i < len; i++) {
    if (symbol[i] == ']' && depth)
      depth--;
    if (symbol[i] == ']' && depth == 0) {
      memcpy(text + at, "...", 3);
      at += 3;
    }
    if (depth == 0)
      text[at++] = symbol[i];
    if (symbol[i] == '[')
      depth++;
  }
  return unique(n, text, at);
}

/// An absolute path without `.` and `..` elements.
static const char *clean_path(Numbering *n, const char *folder, const char *path) {
  GlArena *a = n->m->arena;
  const char *from = path[0] == '/' ? path : gl_arena_printf(a, "%s/%s", folder, path);
  char *to = gl_arena_alloc(a, strlen(from) + 2, 1);
  size_t len = 0;
  while (*from) {
    size_t part = strcspn(from, "/");
    if (part == 2 && memcmp(from, "..", 2) == 0) {
      while (len && to[len - 1] != '/')
        len--;
      len -= len > 0;
    } else if (part && !(part == 1 && from[0] == '.')) {
      to[len++] = '/';
      memcpy(to + len, from, part);
      len += part;
    }
    from += part + (from[part] == '/');
  }
  return unique(n, to, len);
}

static const char *text_of_file(Numbering *n, LLVMMetadataRef scope) {
  LLVMMetadataRef file = LLVMDIScopeGetFile(scope);
  unsigned name_len = 0, folder_len = 0;
  const char *name = file ? LLVMDIFileGetFilename(file, &name_len) : "";
  if (!name_len)
    return "??"; // a //line directive without a file
  const char *folder = LLVMDIFileGetDirectory(file, &folder_len);
  GlArena *a = n->m->arena;
  return clean_path(n, gl_arena_strndup(a, folder, folder_len),
                    gl_arena_strndup(a, name, name_len));
}

static uint16_t flags_of(const Numbering *n, const char *symbol) {
  const GirFunc *g = gl_strmap_get(n->functions, symbol, strlen(symbol));
  bool is_wrapper =
      (g && g->is_wrapper) || strstr(symbol, ".gowrap") || strstr(symbol, ".deferwrap");
  return (uint16_t)((is_wrapper ? ABI_PCLN_WRAPPER : 0) | (g && g->n_params ? ABI_PCLN_ARGS : 0));
}

static bool has_position(const Numbering *n, const char *symbol) {
  const GirFunc *g = gl_strmap_get(n->functions, symbol, strlen(symbol));
  return g && g->loc;
}

// --- scopes --------------------------------------------------------------------------

enum { OPERAND_SCOPE = 1, OPERAND_LINK_NAME = 3, MAX_OPERANDS = 32 };

/// Operand of a metadata node; NULL: there is none.
static LLVMValueRef operand(Numbering *n, LLVMMetadataRef node, unsigned i) {
  LLVMValueRef v = LLVMMetadataAsValue(n->m->context, node), parts[MAX_OPERANDS];
  unsigned count = LLVMGetMDNodeNumOperands(v);
  if (i >= count || count > MAX_OPERANDS)
    return NULL;
  LLVMGetMDNodeOperands(v, parts);
  return parts[i];
}

/// The function that a scope lies in. LLVM may have cloned what codegen made.
static LLVMMetadataRef subprogram_of(Numbering *n, LLVMMetadataRef scope) {
  while (scope && LLVMGetMetadataKind(scope) != LLVMDISubprogramMetadataKind) {
    LLVMValueRef outer = operand(n, scope, OPERAND_SCOPE);
    scope = outer ? LLVMValueAsMetadata(outer) : NULL;
  }
  return scope;
}

static const Scope *scope_of(Numbering *n, LLVMMetadataRef scope) {
  Scope *known = gl_ptrmap_get(n->scopes, scope);
  if (known)
    return known;
  known = GL_NEW(n->m->arena, Scope);
  gl_ptrmap_set(n->scopes, scope, known);
  LLVMMetadataRef function = subprogram_of(n, scope);
  LLVMValueRef name = function ? operand(n, function, OPERAND_LINK_NAME) : NULL;
  unsigned len = 0;
  const char *text = name ? LLVMGetMDString(name, &len) : "";
  const char *symbol = gl_arena_strndup(n->m->arena, text, len);
  known->name = shown_name(n, symbol, len);
  known->flags = flags_of(n, symbol);
  bool is_made = (known->flags & ABI_PCLN_WRAPPER) && !has_position(n, symbol);
  known->file = is_made ? "<autogenerated>" : text_of_file(n, scope);
  return known;
}

// --- numbers ---------------------------------------------------------------------------

static uint32_t frame_of(Numbering *n, const Scope *s, uint32_t parent, uint32_t call_line) {
  PclnFrame f;
  memset(&f, 0, sizeof f); // its padding is part of the key
  f.name = s->name;
  f.file = s->file;
  f.parent = parent;
  f.call_line = call_line;
  f.flags = s->flags;
  const char *key = (const char *)&f;
  uintptr_t known = (uintptr_t)gl_strmap_get(n->frames, key, sizeof f);
  if (known)
    return (uint32_t)known;
  known = n->out->frames.len;
  GL_VEC_PUSH(n->m->arena, &n->out->frames, f);
  gl_strmap_set(n->frames, key, sizeof f, (void *)known);
  return (uint32_t)known;
}

static uint32_t frame_at(Numbering *n, LLVMMetadataRef location) {
  LLVMMetadataRef at = LLVMDILocationGetInlinedAt(location);
  uint32_t parent = at ? frame_at(n, at) : 0;
  const Scope *s = scope_of(n, LLVMDILocationGetScope(location));
  return frame_of(n, s, parent, at ? LLVMDILocationGetLine(at) : 0);
}

static uint32_t position_of(Numbering *n, LLVMMetadataRef location) {
  PclnPosition p = {.frame = frame_at(n, location), .line = LLVMDILocationGetLine(location)};
  const char *key = (const char *)&p;
  uintptr_t known = (uintptr_t)gl_strmap_get(n->positions, key, sizeof p);
  if (known)
    return (uint32_t)known;
  known = n->out->positions.len;
  GL_VEC_PUSH(n->m->arena, &n->out->positions, p);
  gl_strmap_set(n->positions, key, sizeof p, (void *)known);
  return (uint32_t)known;
}

/// The location that the line table gets for `location`. LLVM writes no discriminator for a row
/// without a line, so code of a wrapper that was inlined takes the line of the call.
static LLVMMetadataRef shown_location(Numbering *n, LLVMMetadataRef location) {
  if (!(scope_of(n, LLVMDILocationGetScope(location))->flags & ABI_PCLN_WRAPPER))
    return location;
  LLVMMetadataRef at = location;
  while (at && !LLVMDILocationGetLine(at))
    at = LLVMDILocationGetInlinedAt(at);
  return at ? at : location;
}

/// The same location with its number. One without a line still says whose code it is.
static LLVMMetadataRef numbered(Numbering *n, LLVMMetadataRef location) {
  LLVMMetadataRef known = gl_ptrmap_get(n->locations, location);
  if (known)
    return known;
  LLVMMetadataRef shown = shown_location(n, location);
  LLVMMetadataRef scope = LLVMDIBuilderCreateLexicalBlockFile(
      n->b, LLVMDILocationGetScope(location), LLVMDIScopeGetFile(LLVMDILocationGetScope(shown)),
      position_of(n, location));
  known = LLVMDIBuilderCreateDebugLocation(n->m->context, LLVMDILocationGetLine(shown),
                                           LLVMDILocationGetColumn(shown), scope,
                                           LLVMDILocationGetInlinedAt(location));
  gl_ptrmap_set(n->locations, location, known);
  return known;
}

static void number_function(Numbering *n, LLVMValueRef fn) {
  LLVMMetadataRef function = LLVMGetSubprogram(fn);
  if (!function)
    return;
  size_t len;
  const char *symbol = LLVMGetValueName2(fn, &len);
  uintptr_t frame = frame_of(n, scope_of(n, function), 0, 0);
  gl_strmap_set(n->out->functions, symbol, len, (void *)frame);
  for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(fn); b; b = LLVMGetNextBasicBlock(b))
    for (LLVMValueRef i = LLVMGetFirstInstruction(b); i; i = LLVMGetNextInstruction(i)) {
      LLVMMetadataRef location = LLVMInstructionGetDebugLoc(i);
      if (location)
        LLVMInstructionSetDebugLoc(i, numbered(n, location));
    }
}

const PclnSource *cg_number_positions(CgModule *m) {
  GlArena *a = m->arena;
  Numbering n = {.m = m,
                 .b = LLVMCreateDIBuilder(m->module),
                 .out = GL_NEW(a, PclnSource),
                 .functions = gl_strmap_new(a),
                 .texts = gl_strmap_new(a),
                 .scopes = gl_ptrmap_new(a),
                 .locations = gl_ptrmap_new(a),
                 .frames = gl_strmap_new(a),
                 .positions = gl_strmap_new(a)};
  n.out->functions = gl_strmap_new(a);
  GL_VEC_PUSH(a, &n.out->frames, (PclnFrame){0});
  GL_VEC_PUSH(a, &n.out->positions, (PclnPosition){0});
  for (uint32_t i = 0; i < gl_ptrmap_len(m->debug->functions); i++) {
    const GirFunc *g = gl_ptrmap_key(m->debug->functions, i);
    gl_strmap_set(n.functions, g->symbol, strlen(g->symbol), (void *)(uintptr_t)g);
  }
  for (LLVMValueRef fn = LLVMGetFirstFunction(m->module); fn; fn = LLVMGetNextFunction(fn))
    if (LLVMGetFirstBasicBlock(fn))
      number_function(&n, fn);
  LLVMDisposeDIBuilder(n.b);
  return n.out;
}
