/// \file
/// Maps: calls of the functions that GIR's map instructions name, with keys where these want them;
/// small maps that do not escape have header and first group in the frame.
/// Source: Go 1.27 internal/runtime/maps; golite/abi/layout.h (AbiMap, AbiMapIter).

#include "codegen_internal.h"

#include "golite/abi/layout.h"

#include <stddef.h>

enum { EMPTY_CTRL = 0x80 };

/// A call of a Go function with scalar arguments; its result, a struct of several.
static LLVMValueRef call_go(CgFunc *f, const GirInstr *in, LLVMValueRef *args, unsigned n) {
  CgModule *m = f->m;
  CgSignature sig = cg_signature_of_func(m, in->callee->func);
  GL_ASSERT(sig.mode != CG_RESULT_BUFFER && LLVMCountParamTypes(sig.type) == n,
            "map function %s of another type", in->callee->func->symbol);
  LLVMValueRef code = cg_function(m, in->callee->func);
  LLVMValueRef call = LLVMBuildCall2(f->b, sig.type, code, args, n, "");
  LLVMSetInstructionCallConv(call, sig.is_c ? LLVMCCallConv : CG_SWIFT_CC);
  cg_signature_attributes(m, &sig, call);
  return call;
}

/// Arguments: descriptor, map, key.
static unsigned key_args(CgFunc *f, const GirInstr *in, LLVMValueRef *args) {
  CgModule *m = f->m;
  unsigned n = 0;
  args[n++] = cg_descriptor(m, in->type);
  args[n++] = cg_operand_scalar(f, &in->args[0]);
  LLVMValueRef key = cg_spill(f, cg_operand(f, &in->args[1]));
  if (in->sub == GIR_MAP_KEY_BY_ADDRESS) {
    args[n++] = key;
    return n;
  }
  const GirFunc *g = in->callee->func;
  GL_ASSERT(g->n_params == 3, "map function %s", g->symbol);
  const CgLayout *l = cg_layout(m, gir_local(g, g->params[2])->type);
  CgValue v = cg_load(f, l, key);
  for (uint32_t i = 0; i < l->n_leaves; i++)
    args[n++] = v.v[i];
  return n;
}

/// The runtime's zero value is too small for big elements.
static LLVMValueRef zero_element(CgFunc *f, const TyType *t) {
  CgModule *m = f->m;
  LLVMTypeRef bytes = LLVMArrayType2(m->i8, (uint64_t)ty_size(t));
  LLVMValueRef g = cg_data(m, "zero", LLVMConstNull(bytes), LLVMPrivateLinkage, true);
  LLVMSetAlignment(g, 64);
  return g;
}

void cg_emit_map_find(CgFunc *f, const GirInstr *in) {
  CgModule *m = f->m;
  LLVMValueRef args[2 + CG_MAX_LEAVES];
  unsigned n = key_args(f, in, args);
  LLVMValueRef r = call_go(f, in, args, n);
  LLVMValueRef p = LLVMBuildExtractValue(f->b, r, 0, "");
  LLVMValueRef ok = LLVMBuildTrunc(f->b, LLVMBuildExtractValue(f->b, r, 1, ""), m->i1, "");
  const TyType *elem = ty_under(in->type)->map.elem;
  if (ty_size(elem) > ABI_ZERO_VAL_SIZE)
    p = LLVMBuildSelect(f->b, ok, p, zero_element(f, elem), "");
  if (in->dst)
    cg_local_set(f, in->dst, cg_scalar(m, gir_local(f->gir, in->dst)->type, p));
  if (in->dst2)
    cg_local_set(f, in->dst2, cg_scalar(m, gir_local(f->gir, in->dst2)->type, ok));
}

void cg_emit_map_slot(CgFunc *f, const GirInstr *in) {
  LLVMValueRef args[2 + CG_MAX_LEAVES];
  unsigned n = key_args(f, in, args);
  LLVMValueRef p = call_go(f, in, args, n);
  if (in->dst)
    cg_local_set(f, in->dst, cg_scalar(f->m, gir_local(f->gir, in->dst)->type, p));
}

void cg_emit_map_delete(CgFunc *f, const GirInstr *in) {
  LLVMValueRef args[2 + CG_MAX_LEAVES];
  unsigned n = key_args(f, in, args);
  call_go(f, in, args, n);
}

void cg_emit_map_clear(CgFunc *f, const GirInstr *in) {
  LLVMValueRef args[2] = {cg_descriptor(f->m, in->type), cg_operand_scalar(f, &in->args[0])};
  call_go(f, in, args, 2);
}

/// Other goroutines must not change it meanwhile, but may between two looks.
void cg_emit_map_length(CgFunc *f, const GirInstr *in) {
  CgModule *m = f->m;
  if (!in->dst)
    return;
  LLVMValueRef map = cg_operand_scalar(f, &in->args[0]);
  CgIf g = cg_if_begin(f, LLVMBuildICmp(f->b, LLVMIntNE, map, LLVMConstNull(m->ptr), ""));
  LLVMValueRef n =
      LLVMBuildLoad2(f->b, m->i64, cg_offset(f, map, (int64_t)offsetof(AbiMap, used)), "");
  n = cg_if_end(f, g, n, cg_int(m, 0));
  cg_local_set(f, in->dst, cg_scalar(m, gir_local(f->gir, in->dst)->type, n));
}

/// Header and, when the hint does not ask for more, the first group.
static LLVMValueRef frame_map(CgFunc *f, const GirInstr *in, LLVMValueRef hint) {
  CgModule *m = f->m;
  LLVMTypeRef header = LLVMArrayType2(m->i64, sizeof(AbiMap) / CG_WORD);
  LLVMValueRef map = cg_alloca(f, header, CG_WORD, "map");
  cg_mark_site(f, map, in->site, "stack");
  LLVMBuildMemSet(f->b, map, LLVMConstNull(m->i8), cg_int(m, sizeof(AbiMap)), CG_WORD);
  if (!LLVMIsAConstantInt(hint) || LLVMConstIntGetSExtValue(hint) > CG_MAP_GROUP_SLOTS)
    return map;
  const CgLayout *l = cg_layout(m, cg_map_group(m, in->type));
  LLVMValueRef group = cg_alloca(f, l->mem, l->align, "group");
  cg_mark_site(f, group, in->site, "stack");
  cg_zero_memory(f, l, group);
  LLVMBuildStore(f->b, LLVMConstInt(m->i64, EMPTY_CTRL * UINT64_C(0x0101010101010101), false),
                 group);
  LLVMBuildStore(f->b, group, cg_offset(f, map, (int64_t)offsetof(AbiMap, dir)));
  return map;
}

static bool is_in_frame(const GirSite *s) {
  return s->placement == GIR_PLACE_STACK || s->placement == GIR_PLACE_STACK_IF;
}

void cg_emit_make_map(CgFunc *f, const GirInstr *in) {
  CgModule *m = f->m;
  LLVMValueRef hint = cg_operand_i64(f, &in->args[0]);
  bool in_frame = is_in_frame(in->site);
  LLVMValueRef at = in_frame ? frame_map(f, in, hint) : LLVMConstNull(m->ptr);
  LLVMValueRef args[3] = {cg_descriptor(m, in->type), hint, at};
  LLVMValueRef map = call_go(f, in, args, 3);
  if (in_frame)
    map = at;
  else
    cg_mark_site(f, map, in->site, "heap");
  if (in->dst)
    cg_local_set(f, in->dst, cg_scalar(m, gir_local(f->gir, in->dst)->type, map));
}

// --- range ---------------------------------------------------------------------------

void cg_emit_map_start(CgFunc *f, const GirInstr *in) {
  LLVMValueRef args[3] = {cg_descriptor(f->m, in->type), cg_operand_scalar(f, &in->args[1]),
                          cg_operand_scalar(f, &in->args[0])};
  call_go(f, in, args, 3);
}

void cg_emit_map_next(CgFunc *f, const GirInstr *in) {
  LLVMValueRef iter = cg_operand_scalar(f, &in->args[0]);
  call_go(f, in, &iter, 1);
}

static void set_address(CgFunc *f, GirLocalId dst, LLVMValueRef iter, int64_t offset) {
  if (!dst)
    return;
  LLVMValueRef p = LLVMBuildLoad2(f->b, f->m->ptr, cg_offset(f, iter, offset), "");
  cg_local_set(f, dst, cg_scalar(f->m, gir_local(f->gir, dst)->type, p));
}

void cg_emit_map_entry(CgFunc *f, const GirInstr *in) {
  LLVMValueRef iter = cg_operand_scalar(f, &in->args[0]);
  set_address(f, in->dst, iter, (int64_t)offsetof(AbiMapIter, key));
  set_address(f, in->dst2, iter, (int64_t)offsetof(AbiMapIter, elem));
}
