/// \file
/// How a Go signature becomes an LLVM function type: flattened scalars, result registers or a
/// result buffer, the closure record in `nest`. Go functions are swiftcc, C functions ccc. Source:
/// runtime/README.md, "calls".

#include "codegen_internal.h"

enum {
  MAX_RESULT_WORDS = 4, // of integers and, apart from them, of floats
  MAX_C_RESULTS = 2,    // a C function with more of them has the attribute swiftcall
};

static void place_results(CgSignature *s, GlArena *a) {
  s->result_offsets = GL_NEW_ARRAY(a, int64_t, s->n_results + 1);
  s->buffer_align = 1;
  int64_t end = 0;
  for (uint32_t i = 0; i < s->n_results; i++) {
    const CgLayout *l = s->results[i];
    end = cg_align_up(end, l->align);
    s->result_offsets[i] = end;
    end += l->size;
    if (l->align > s->buffer_align)
      s->buffer_align = l->align;
  }
  s->buffer_size = cg_align_up(end, s->buffer_align);
}

/// Returns the number of scalars.
static uint32_t choose_results(CgModule *m, CgSignature *s) {
  uint32_t n_ints = 0, n_floats = 0;
  LLVMTypeRef scalars[2 * MAX_RESULT_WORDS];
  s->mode = CG_RESULT_VOID;
  s->result = m->t_void;
  for (uint32_t i = 0; i < s->n_results; i++) {
    const CgLayout *l = s->results[i];
    bool fits = !l->is_memory;
    for (uint32_t k = 0; k < l->n_leaves && fits; k++) {
      uint32_t *n = l->leaves[k].is_float ? &n_floats : &n_ints;
      fits = *n < MAX_RESULT_WORDS;
      if (fits) {
        scalars[n_ints + n_floats] = l->leaves[k].type;
        ++*n;
      }
    }
    if (!fits) {
      s->mode = CG_RESULT_BUFFER;
      place_results(s, m->arena);
      return UINT32_MAX;
    }
  }
  uint32_t n = n_ints + n_floats;
  if (n == 0)
    return 0;
  s->mode = n == 1 ? CG_RESULT_SCALAR : CG_RESULT_STRUCT;
  s->result = scalars[0];
  for (uint32_t i = 0; n > 1 && i < n; i++)
    if (scalars[i] == m->i1)
      scalars[i] = m->i8; // a whole register with 0 or 1, for callers that are not compiled code
  if (n > 1)
    s->result = LLVMStructTypeInContext(m->context, scalars, n, false);
  return n;
}

static void finish(CgModule *m, CgSignature *s) {
  uint32_t n_scalars = choose_results(m, s);
  s->is_c = s->is_c && n_scalars <= MAX_C_RESULTS;
  uint32_t max = 2 + CG_MAX_LEAVES * s->n_params, n = 0;
  LLVMTypeRef *types = GL_NEW_ARRAY(m->arena, LLVMTypeRef, max);
  if (s->mode == CG_RESULT_BUFFER)
    types[n++] = m->ptr;
  for (uint32_t i = 0; i < s->n_params; i++) {
    if (s->params[i]->is_memory)
      types[n++] = m->ptr;
    for (uint32_t k = 0; k < s->params[i]->n_leaves; k++)
      types[n++] = s->params[i]->leaves[k].type;
  }
  if (s->has_nest)
    types[n++] = m->ptr;
  s->type = LLVMFunctionType(s->result, types, n, false);
}

CgSignature cg_signature_of_func(CgModule *m, const GirFunc *g) {
  CgSignature s = {.n_params = g->n_params,
                   .n_results = g->n_results,
                   .has_nest = g->n_captures > 0,
                   .is_c = g->is_external && !g->intrinsic};
  s.params = GL_NEW_ARRAY(m->arena, const CgLayout *, g->n_params + 1);
  s.results = GL_NEW_ARRAY(m->arena, const CgLayout *, g->n_results + 1);
  for (uint32_t i = 0; i < g->n_params; i++)
    s.params[i] = cg_layout(m, gir_local(g, g->params[i])->type);
  for (uint32_t i = 0; i < g->n_results; i++)
    s.results[i] = cg_layout(m, gir_local(g, g->results[i])->type);
  finish(m, &s);
  return s;
}

CgSignature cg_signature_of_type(CgModule *m, const TyType *func, bool has_receiver,
                                 bool has_nest) {
  const TyType *t = ty_under(func);
  GL_ASSERT(t->kind == TY_FUNC, "signature of no function type");
  CgSignature s = {.n_results = t->func.n_results, .has_nest = has_nest};
  s.params = GL_NEW_ARRAY(m->arena, const CgLayout *, t->func.n_params + 1);
  s.results = GL_NEW_ARRAY(m->arena, const CgLayout *, t->func.n_results + 1);
  if (has_receiver)
    s.params[s.n_params++] = &m->word;
  for (uint32_t i = 0; i < t->func.n_params; i++)
    s.params[s.n_params++] = cg_layout(m, t->func.params[i].type);
  for (uint32_t i = 0; i < t->func.n_results; i++)
    s.results[i] = cg_layout(m, t->func.results[i].type);
  finish(m, &s);
  return s;
}

unsigned cg_signature_param_index(const CgSignature *s, uint32_t param) {
  unsigned n = s->mode == CG_RESULT_BUFFER;
  for (uint32_t i = 0; i < param; i++)
    n += s->params[i]->is_memory ? 1 : s->params[i]->n_leaves;
  return n;
}

/// Adds to a function or to a call, as `target` is.
static void add(CgModule *m, LLVMValueRef target, LLVMAttributeIndex at, CgAttribute a,
                uint64_t value) {
  LLVMAttributeRef attribute = cg_attribute(m, a, value);
  if (LLVMIsAFunction(target))
    LLVMAddAttributeAtIndex(target, at, attribute);
  else
    LLVMAddCallSiteAttribute(target, at, attribute);
}

static void add_extension(CgModule *m, LLVMValueRef target, LLVMAttributeIndex at, CgExtend e) {
  if (e != CG_EXTEND_NONE)
    add(m, target, at, e == CG_EXTEND_ZERO ? CG_ATTR_ZEROEXT : CG_ATTR_SIGNEXT, 0);
}

static void add_pointer(CgModule *m, LLVMValueRef target, LLVMAttributeIndex at, int64_t size,
                        uint32_t align) {
  add(m, target, at, CG_ATTR_NOALIAS, 0);
  add(m, target, at, CG_ATTR_NONNULL, 0);
  add(m, target, at, CG_ATTR_CAPTURES, CG_CAPTURES_NONE);
  add(m, target, at, CG_ATTR_DEREFERENCEABLE, (uint64_t)size);
  add(m, target, at, CG_ATTR_ALIGN, align);
}

static CgExtend result_extension(const CgSignature *s) {
  for (uint32_t i = 0; i < s->n_results; i++)
    if (s->results[i]->n_leaves)
      return s->results[i]->leaves[0].extend;
  return CG_EXTEND_NONE;
}

void cg_signature_attributes(CgModule *m, const CgSignature *s, LLVMValueRef target) {
  unsigned at = 1; // parameters are counted from 1
  if (s->mode == CG_RESULT_SCALAR)
    add_extension(m, target, LLVMAttributeReturnIndex, result_extension(s));
  if (s->mode == CG_RESULT_BUFFER) {
    add(m, target, at, CG_ATTR_WRITABLE, 0);
    add_pointer(m, target, at++, s->buffer_size, s->buffer_align);
  }
  for (uint32_t i = 0; i < s->n_params; i++) {
    const CgLayout *l = s->params[i];
    if (l->is_memory)
      add_pointer(m, target, at++, l->size, l->align);
    for (uint32_t k = 0; k < l->n_leaves; k++)
      add_extension(m, target, at++, l->leaves[k].extend);
  }
  if (s->has_nest)
    add(m, target, at, CG_ATTR_NEST, 0);
}
