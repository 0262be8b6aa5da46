/// \file
/// Allocation sites, by placement: STACK is an entry-block alloca that is zeroed where Go makes the
/// object, STACK_IF a frame array when the run-time size fits, HEAP an opaque call of the allocator
/// (expanded after the optimiser, see finish.c), STATIC constant data.
/// No dynamic alloca: functions with a `nest` parameter cannot have one.

#include "golite/abi/alloc.h"

#include "codegen_internal.h"

#include "golite/support/file.h"

#include <string.h>

/// Metadata !golite.site: {id, "file:line:column", verdict}.
void cg_mark_site(CgFunc *f, LLVMValueRef instr, const GirSite *site, const char *verdict) {
  CgModule *m = f->m;
  if (LLVMIsACallInst(instr) && verdict[0] == 'h' && !m->fates[site->id])
    m->fates[site->id] = CG_FATE_ELIDED; // until it is found again after the optimiser
  GlPos pos = gl_sources_pos(m->p->sources, site->loc);
  char *where = gl_arena_printf(m->arena, "%s:%u:%u", pos.path ? gl_path_base(pos.path) : "?",
                                pos.line, pos.column);
  LLVMMetadataRef parts[3] = {
      LLVMValueAsMetadata(LLVMConstInt(m->i32, site->id, false)),
      LLVMMDStringInContext2(m->context, where, strlen(where)),
      LLVMMDStringInContext2(m->context, verdict, strlen(verdict)),
  };
  LLVMMetadataRef node = LLVMMDNodeInContext2(m->context, parts, 3);
  LLVMSetMetadata(instr, m->md_site, LLVMMetadataAsValue(m->context, node));
}

static void call_attribute(CgFunc *f, LLVMValueRef call, CgAttribute a, uint64_t value) {
  LLVMAddCallSiteAttribute(call, LLVMAttributeReturnIndex, cg_attribute(f->m, a, value));
}

/// grt_new of a constant size.
static LLVMValueRef heap_block(CgFunc *f, int64_t size, LLVMValueRef descriptor,
                               const GirSite *site, const char *name) {
  CgModule *m = f->m;
  LLVMValueRef args[2] = {cg_int(m, size), descriptor};
  LLVMValueRef p = cg_runtime_call(f, CG_RT_new, args, 2);
  call_attribute(f, p, CG_ATTR_DEREFERENCEABLE, (uint64_t)size);
  LLVMSetValueName2(p, name, strlen(name));
  cg_mark_site(f, p, site, "heap");
  return p;
}

LLVMValueRef cg_heap_new(CgFunc *f, const TyType *t, const GirSite *site) {
  const CgLayout *l = cg_layout(f->m, t);
  if (l->size == 0)
    return cg_runtime_data(f->m, "zerobase");
  return heap_block(f, l->size, cg_alloc_descriptor(f->m, t, true), site, "");
}

/// A zeroed frame object for a site; one slot for all executions.
static LLVMValueRef frame_object(CgFunc *f, const CgLayout *l, const GirSite *site) {
  LLVMValueRef slot = cg_alloca(f, l->mem, l->align, "");
  cg_mark_site(f, slot, site, "stack");
  cg_zero_memory(f, l, slot);
  return slot;
}

void cg_emit_var(CgFunc *f, const GirInstr *in) {
  CgLocal *c = &f->locals[in->dst];
  switch (c->kind) {
  case CG_LOCAL_NONE: return;
  case CG_LOCAL_STACK: cg_zero_memory(f, c->layout, c->address); return;
  case CG_LOCAL_BOX:
    LLVMBuildStore(f->b, cg_heap_new(f, c->layout->type, in->site), c->address);
    return;
  case CG_LOCAL_SSA: break;
  }
  GL_UNREACHABLE();
}

/// Whether a site's object lives in the frame, for objects of constant size.
static bool is_on_stack(const GirSite *site) {
  switch (site->placement) {
  case GIR_PLACE_STACK:
  case GIR_PLACE_STACK_IF: return true;
  case GIR_PLACE_UNDECIDED:
  case GIR_PLACE_HEAP:
  case GIR_PLACE_STATIC: // the caller knows how, else the heap is always right
  case GIR_PLACE_NONE: return false;
  }
  GL_UNREACHABLE();
}

enum { N_STATIC_INTEGERS = 256 }; // of grt_static_uint64s

/// A heap box of an integer: small ones are there already, as 64-bit words whose first bytes are
/// also the shorter integers.
static LLVMValueRef integer_box(CgFunc *f, const GirInstr *in, CgValue v) {
  CgModule *m = f->m;
  LLVMValueRef wide = LLVMBuildZExt(f->b, v.v[0], m->i64, "");
  LLVMValueRef is_small =
      LLVMBuildICmp(f->b, LLVMIntULT, wide, cg_int(m, N_STATIC_INTEGERS), "is_small");
  LLVMValueRef shared =
      LLVMBuildInBoundsGEP2(f->b, m->i64, cg_runtime_data(m, "static_uint64s"), &wide, 1, "");
  LLVMBasicBlockRef from = LLVMGetInsertBlock(f->b);
  LLVMBasicBlockRef large = cg_block_after(f, "box"), done = cg_block_after(f, "boxed");
  LLVMBuildCondBr(f->b, is_small, done, large);
  cg_go_to(f, large);
  LLVMValueRef fresh = cg_heap_new(f, in->type, in->site);
  cg_store(f, v, fresh);
  LLVMBasicBlockRef to = LLVMGetInsertBlock(f->b);
  LLVMBuildBr(f->b, done);
  cg_go_to(f, done);
  return cg_phi(f, shared, from, fresh, to);
}

void cg_emit_new(CgFunc *f, const GirInstr *in) {
  CgModule *m = f->m;
  const TyType *t = in->type;
  const CgLayout *l = cg_layout(m, t);
  if (!in->dst)
    return;
  if (in->n_args == 1) {
    CgValue v = cg_operand(f, &in->args[0]);
    LLVMValueRef box = is_on_stack(in->site) ? frame_object(f, l, in->site) : integer_box(f, in, v);
    if (is_on_stack(in->site))
      cg_store(f, v, box);
    cg_local_set(f, in->dst, cg_scalar(m, gir_local(f->gir, in->dst)->type, box));
    return;
  }
  LLVMValueRef p =
      l->size && is_on_stack(in->site) ? frame_object(f, l, in->site) : cg_heap_new(f, t, in->site);
  cg_local_set(f, in->dst, cg_scalar(m, gir_local(f->gir, in->dst)->type, p));
}

// --- closures --------------------------------------------------------------------

typedef struct Record {
  int64_t size;
  int64_t *offsets; // of the captures
  uint8_t *mask;
} Record;

/// Layout of {code, captures…}; the mask's bit 0 is the code pointer, which is no heap pointer.
static Record record_layout(CgModule *m, const GirInstr *in) {
  Record r = {.size = CG_WORD, .offsets = GL_NEW_ARRAY(m->arena, int64_t, in->n_args + 1)};
  for (uint32_t i = 0; i < in->n_args; i++) {
    const CgLayout *l = cg_layout(m, in->args[i].type);
    r.offsets[i] = cg_align_up(r.size, l->align);
    r.size = r.offsets[i] + l->size;
  }
  r.size = cg_align_up(r.size, CG_WORD);
  r.mask = GL_NEW_ARRAY(m->arena, uint8_t, r.size / CG_WORD / 8 + 1);
  for (uint32_t i = 0; i < in->n_args; i++)
    cg_pointer_mask(in->args[i].type, r.offsets[i], r.mask);
  return r;
}

static LLVMValueRef closure_memory(CgFunc *f, const GirInstr *in, const Record *r) {
  CgModule *m = f->m;
  if (!is_on_stack(in->site)) {
    LLVMValueRef d = cg_mask_descriptor(m, r->size, r->mask, r->size / CG_WORD);
    return heap_block(f, r->size, d, in->site, "");
  }
  LLVMTypeRef words = LLVMArrayType2(m->i64, (uint64_t)(r->size / CG_WORD));
  LLVMValueRef p = cg_alloca(f, words, CG_WORD, "closure");
  cg_mark_site(f, p, in->site, "stack");
  return p;
}

void cg_emit_closure(CgFunc *f, const GirInstr *in) {
  CgModule *m = f->m;
  const TyType *type = gir_local(f->gir, in->dst)->type;
  if (in->n_args == 0) {
    cg_local_set(f, in->dst, cg_scalar(m, type, cg_func_record(m, in->callee->func)));
    return;
  }
  Record r = record_layout(m, in);
  LLVMValueRef p = closure_memory(f, in, &r);
  LLVMBuildStore(f->b, cg_function(m, in->callee->func), p);
  for (uint32_t i = 0; i < in->n_args; i++)
    cg_store(f, cg_operand(f, &in->args[i]), cg_offset(f, p, r.offsets[i]));
  cg_local_set(f, in->dst, cg_scalar(m, type, p));
}

// --- slices ------------------------------------------------------------------------

static const TyType *slice_elem(const TyType *slice) {
  const TyType *u = ty_under(slice);
  GL_ASSERT(u->kind == TY_SLICE, "no slice type");
  return u->slice.elem;
}

static void set_slice(CgFunc *f, GirLocalId dst, LLVMValueRef p, LLVMValueRef len,
                      LLVMValueRef cap) {
  cg_local_set(f, dst, cg_scalars(f->m, gir_local(f->gir, dst)->type, p, len, cap));
}

static bool constant(LLVMValueRef v, int64_t *n) {
  if (!LLVMIsAConstantInt(v))
    return false;
  *n = LLVMConstIntGetSExtValue(v);
  return true;
}

/// An array of constant length on the heap. Arrays without pointers, and small ones, are one object
/// of known size, which the optimiser understands best.
static LLVMValueRef heap_array(CgFunc *f, const TyType *elem, int64_t n, const GirSite *site) {
  CgModule *m = f->m;
  int64_t size = ty_size(elem) * n;
  if (size == 0)
    return cg_runtime_data(m, "zerobase");
  if (!ty_has_pointers(elem))
    return heap_block(f, size, LLVMConstNull(m->ptr), site, "");
  if (size <= ABI_MAX_SMALL_SIZE) {
    uint8_t *mask = GL_NEW_ARRAY(m->arena, uint8_t, size / CG_WORD / 8 + 1);
    for (int64_t i = 0; i < n; i++)
      cg_pointer_mask(elem, i * ty_size(elem), mask);
    return heap_block(f, size, cg_mask_descriptor(m, size, mask, size / CG_WORD), site, "");
  }
  LLVMValueRef args[2] = {cg_alloc_descriptor(m, elem, false), cg_int(m, n)};
  LLVMValueRef p = cg_runtime_call(f, CG_RT_new_array, args, 2);
  cg_mark_site(f, p, site, "heap");
  return p;
}

static LLVMValueRef frame_array(CgFunc *f, const TyType *elem, int64_t n, const GirSite *site) {
  const CgLayout *l = cg_layout(f->m, elem);
  LLVMTypeRef type = LLVMArrayType2(l->mem, (uint64_t)n);
  LLVMValueRef slot = cg_alloca(f, type, l->align, "");
  cg_mark_site(f, slot, site, "stack");
  return slot;
}

static void zero_bytes(CgFunc *f, LLVMValueRef at, LLVMValueRef n_bytes, uint32_t align) {
  LLVMBuildMemSet(f->b, at, LLVMConstNull(f->m->i8), n_bytes, align);
}

static LLVMValueRef heap_slice(CgFunc *f, const TyType *elem, LLVMValueRef len, LLVMValueRef cap,
                               const GirSite *site) {
  LLVMValueRef args[3] = {cg_alloc_descriptor(f->m, elem, false), len, cap};
  LLVMValueRef p = cg_runtime_call(f, CG_RT_makeslice, args, 3);
  cg_mark_site(f, p, site, "heap");
  return p;
}

/// make([]T, len, cap) with a frame array for the case that cap is small enough. An array without
/// elements has no address of its own.
static LLVMValueRef slice_if_small(CgFunc *f, const TyType *elem, LLVMValueRef len,
                                   LLVMValueRef cap, const GirSite *site) {
  CgModule *m = f->m;
  const CgLayout *l = cg_layout(m, elem);
  int64_t most = l->size ? site->stack_cap / l->size : 0;
  if (most == 0)
    return heap_slice(f, elem, len, cap, site);
  LLVMValueRef slot = frame_array(f, elem, most, site);
  LLVMBasicBlockRef small = cg_block_after(f, "small");
  LLVMBasicBlockRef big = cg_block_cold(f, "big");
  LLVMValueRef fits = LLVMBuildICmp(f->b, LLVMIntULE, cap, cg_int(m, most), "");
  LLVMValueRef ordered = LLVMBuildICmp(f->b, LLVMIntULE, len, cap, "");
  LLVMBuildCondBr(f->b, LLVMBuildAnd(f->b, fits, ordered, ""), small, big);
  cg_go_to(f, big);
  LLVMValueRef heap = heap_slice(f, elem, len, cap, site);
  big = LLVMGetInsertBlock(f->b);
  cg_go_to(f, small);
  LLVMValueRef bytes = LLVMBuildNUWMul(f->b, cap, cg_int(m, l->size), "");
  zero_bytes(f, slot, bytes, l->align);
  LLVMBasicBlockRef join = cg_block_after(f, "");
  LLVMBuildBr(f->b, join);
  cg_go_to(f, big);
  LLVMBuildBr(f->b, join);
  cg_go_to(f, join);
  return cg_phi(f, slot, small, heap, big);
}

/// Whether an array of constant size, in bytes, goes to the frame.
static bool fits_frame(const GirSite *site, int64_t size) {
  bool is_small = site->placement != GIR_PLACE_STACK_IF || size <= site->stack_cap;
  return size > 0 && is_small && is_on_stack(site);
}

void cg_emit_make_slice(CgFunc *f, const GirInstr *in) {
  const TyType *elem = slice_elem(in->type);
  LLVMValueRef len = cg_operand_i64(f, &in->args[0]);
  LLVMValueRef cap = in->args[1].kind == GIR_OPERAND_NONE ? len : cg_operand_i64(f, &in->args[1]);
  int64_t n_len, n_cap;
  bool is_constant = constant(len, &n_len) && constant(cap, &n_cap) && 0 <= n_len &&
                     n_len <= n_cap &&
                     n_cap <= (INT64_C(1) << 40) / (ty_size(elem) ? ty_size(elem) : 1);
  LLVMValueRef p;
  if (!is_constant) {
    p = in->site->placement == GIR_PLACE_STACK_IF ? slice_if_small(f, elem, len, cap, in->site)
                                                  : heap_slice(f, elem, len, cap, in->site);
  } else if (fits_frame(in->site, ty_size(elem) * n_cap)) {
    p = frame_array(f, elem, n_cap, in->site);
    zero_bytes(f, p, cg_int(f->m, ty_size(elem) * n_cap), (uint32_t)ty_align(elem));
  } else {
    p = heap_array(f, elem, n_cap, in->site);
  }
  if (in->dst)
    set_slice(f, in->dst, p, len, cap);
}

/// Memory in the frame for an append's arrays, an AbiFrameBuffer that says nothing yet.
static LLVMValueRef new_buffer(CgFunc *f, const GirSite *site) {
  CgModule *m = f->m;
  LLVMTypeRef fields[2] = {m->i64, LLVMArrayType2(m->i8, (uint64_t)site->stack_cap)};
  LLVMTypeRef type = LLVMStructTypeInContext(m->context, fields, 2, false);
  LLVMValueRef buffer = cg_alloca(f, type, CG_WORD, "buffer");
  cg_mark_site(f, buffer, site, "stack");
  return buffer;
}

/// The one whose arrays lie side by side: empty when the function begins.
static LLVMValueRef shared_buffer(CgFunc *f, const GirSite *site) {
  if (!f->append_buffers)
    f->append_buffers = gl_ptrmap_new(f->m->arena);
  LLVMValueRef buffer = gl_ptrmap_get(f->append_buffers, site);
  if (buffer)
    return buffer;
  buffer = new_buffer(f, site);
  LLVMBuildStore(f->allocas, cg_int(f->m, 0), buffer);
  gl_ptrmap_set(f->append_buffers, site, buffer);
  return buffer;
}

void cg_emit_renew(CgFunc *f, const GirInstr *in) {
  LLVMBuildStore(f->b, cg_int(f->m, 0), shared_buffer(f, in->site));
}

/// For a growth. When nobody uses the array of the round before, it is empty each time.
static LLVMValueRef append_buffer(CgFunc *f, const GirSite *site) {
  if (site->is_shared)
    return shared_buffer(f, site);
  LLVMValueRef buffer = new_buffer(f, site);
  LLVMBuildStore(f->b, cg_int(f->m, 0), buffer);
  return buffer;
}

/// append's growth: the runtime moves the elements when the capacity is too small.
void cg_emit_grow(CgFunc *f, const GirInstr *in) {
  CgModule *m = f->m;
  CgValue s = cg_operand(f, &in->args[0]);
  const TyType *elem = slice_elem(s.layout->type);
  LLVMValueRef num = cg_operand_i64(f, &in->args[1]);
  LLVMValueRef new_len = LLVMBuildAdd(f->b, s.v[1], num, "");
  LLVMBasicBlockRef fits = LLVMGetInsertBlock(f->b);
  LLVMBasicBlockRef join = cg_block_after(f, ""), grow = cg_block_cold(f, "grow");
  LLVMValueRef too_small = LLVMBuildICmp(f->b, LLVMIntUGT, new_len, s.v[2], "");
  LLVMBuildCondBr(f->b, too_small, grow, join);
  cg_go_to(f, grow);
  LLVMValueRef out = cg_alloca(f, s.layout->mem, CG_WORD, "grown");
  LLVMValueRef args[8] = {out, s.v[0], new_len, s.v[2], num, cg_alloc_descriptor(m, elem, false)};
  bool in_frame = is_on_stack(in->site) && in->site->stack_cap > 0;
  if (in_frame) {
    args[6] = append_buffer(f, in->site);
    args[7] = cg_int(m, in->site->stack_cap);
  }
  cg_lifetime(f, out, true);
  cg_runtime_call(f, in_frame ? CG_RT_growslice_in_frame : CG_RT_growslice, args, in_frame ? 8 : 6);
  cg_mark_site(f, LLVMGetLastInstruction(grow), in->site, "heap");
  CgValue grown = cg_load(f, s.layout, out);
  cg_lifetime(f, out, false);
  LLVMBuildBr(f->b, join);
  cg_go_to(f, join);
  LLVMValueRef data = cg_phi(f, s.v[0], fits, grown.v[0], grow);
  LLVMValueRef cap = cg_phi(f, s.v[2], fits, grown.v[2], grow);
  if (in->dst)
    set_slice(f, in->dst, data, new_len, cap);
}

// --- strings -------------------------------------------------------------------------

enum { BUFFER_BYTES = 32, BUFFER_RUNES = 32 * 4 };

/// The caller's buffer for a result that does not escape, or null.
static LLVMValueRef string_buffer(CgFunc *f, const GirSite *site, int64_t size) {
  if (!is_on_stack(site))
    return LLVMConstNull(f->m->ptr);
  LLVMTypeRef bytes = LLVMArrayType2(f->m->i8, (uint64_t)size);
  LLVMValueRef slot = cg_alloca(f, bytes, CG_WORD, "buffer");
  cg_mark_site(f, slot, site, "stack");
  return slot;
}

/// Calls a runtime function that fills a header, with `args[0]` for it.
static void call_with_out(CgFunc *f, const GirInstr *in, CgRuntime r, LLVMValueRef *args,
                          unsigned n) {
  const CgLayout *l = f->locals[in->dst].layout;
  args[0] = cg_alloca(f, l->mem, CG_WORD, "");
  cg_lifetime(f, args[0], true);
  cg_runtime_call(f, r, args, n);
  LLVMValueRef call = LLVMGetLastInstruction(LLVMGetInsertBlock(f->b));
  cg_mark_site(f, call, in->site, is_on_stack(in->site) ? "stack" : "heap");
  CgValue v = cg_load(f, l, args[0]);
  cg_lifetime(f, args[0], false);
  cg_local_set(f, in->dst, v);
}

void cg_emit_concat(CgFunc *f, const GirInstr *in) {
  CgModule *m = f->m;
  if (!in->dst)
    return;
  LLVMTypeRef type = LLVMArrayType2(m->i64, 2 * (uint64_t)in->n_args);
  LLVMValueRef strings = cg_alloca(f, type, CG_WORD, "strings");
  cg_lifetime(f, strings, true);
  for (uint32_t i = 0; i < in->n_args; i++)
    cg_store(f, cg_operand(f, &in->args[i]), cg_offset(f, strings, 16 * (int64_t)i));
  LLVMValueRef args[4] = {NULL, string_buffer(f, in->site, BUFFER_BYTES), strings,
                          cg_int(m, in->n_args)};
  call_with_out(f, in, CG_RT_concat, args, 4);
  cg_lifetime(f, strings, false);
}

static bool is_rune_slice(const TyType *t) {
  const TyType *u = ty_under(t);
  return u->kind == TY_SLICE && ty_size(u->slice.elem) == 4;
}

void cg_emit_string_convert(CgFunc *f, const GirInstr *in) {
  const TyType *from = ty_under(in->args[0].type);
  if (!in->dst)
    return;
  CgValue v = cg_operand(f, &in->args[0]);
  if (in->flags & GIR_I_BORROWED) {
    const TyType *t = gir_local(f->gir, in->dst)->type;
    LLVMValueRef cap = ty_under_kind(t) == TY_SLICE ? v.v[1] : NULL;
    cg_local_set(f, in->dst, cg_scalars(f->m, t, v.v[0], v.v[1], cap));
    return;
  }
  if (ty_flags(from) & TY_F_INTEGER) {
    LLVMValueRef args[3] = {NULL, string_buffer(f, in->site, BUFFER_BYTES),
                            cg_operand_i64(f, &in->args[0])};
    call_with_out(f, in, CG_RT_intstring, args, 3);
    return;
  }
  bool to_string = ty_under(in->type)->kind == TY_STRING;
  bool is_runes = is_rune_slice(to_string ? from : in->type);
  CgRuntime r = to_string ? (is_runes ? CG_RT_runes_to_string : CG_RT_bytes_to_string)
                          : (is_runes ? CG_RT_string_to_runes : CG_RT_string_to_bytes);
  int64_t size = is_runes && !to_string ? BUFFER_RUNES : BUFFER_BYTES;
  LLVMValueRef args[4] = {NULL, string_buffer(f, in->site, size), v.v[0], v.v[1]};
  call_with_out(f, in, r, args, 4);
}
