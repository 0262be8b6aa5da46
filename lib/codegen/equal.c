/// \file
/// Equality of every comparable type, inline where short, else by one function a type; the func
/// values that type descriptors carry for it.
/// Fields and elements are compared in order and comparison stops at the first difference, since
/// comparing interfaces may panic; of neighbours that cannot panic those that cost little come
/// first. Source: Go spec "Comparison operators".

#include "codegen_internal.h"

#include <string.h>

bool cg_is_plain_memory(const TyType *type) {
  const TyType *t = ty_under(type);
  if (t->kind == TY_ARRAY)
    return cg_is_plain_memory(t->array.elem);
  if (t->kind != TY_STRUCT)
    return (ty_flags(t) & (TY_F_INTEGER | TY_F_BOOLEAN)) || t->kind == TY_POINTER ||
           t->kind == TY_CHAN || t->kind == TY_UNSAFE_POINTER;
  int64_t end = 0;
  for (uint32_t i = 0; i < t->strct.n_fields; i++) {
    const TyField *field = &t->strct.fields[i];
    if (strcmp(field->name->text, "_") == 0 || ty_field_offset(t, i) != end ||
        !cg_is_plain_memory(field->type))
      return false;
    end += ty_size(field->type);
  }
  return end == ty_size(t);
}

static LLVMValueRef equal_strings(CgFunc *f, CgValue a, CgValue b) {
  LLVMValueRef zero = LLVMConstNull(f->m->i32);
  LLVMValueRef same_length = LLVMBuildICmp(f->b, LLVMIntEQ, a.v[1], b.v[1], "");
  for (int i = 0; i < 2; i++) { // with the empty string the length says all
    LLVMValueRef length = i ? b.v[1] : a.v[1];
    if (LLVMIsAConstantInt(length) && LLVMConstIntGetZExtValue(length) == 0)
      return same_length;
  }
  CgIf g = cg_if_begin(f, same_length);
  LLVMValueRef order = cg_memcmp(f, a.v[0], b.v[0], a.v[1]);
  return cg_if_end(f, g, LLVMBuildICmp(f->b, LLVMIntEQ, order, zero, ""), LLVMConstNull(f->m->i1));
}

static bool is_null(LLVMValueRef v) { return LLVMIsConstant(v) && LLVMIsNull(v); }

static LLVMValueRef equal_interfaces(CgFunc *f, CgValue a, CgValue b) {
  const TyType *t = ty_under(a.layout->type);
  LLVMValueRef same_type = LLVMBuildICmp(f->b, LLVMIntEQ, a.v[0], b.v[0], "");
  if (is_null(a.v[0]) || is_null(b.v[0]))
    return same_type;
  CgIf g = cg_if_begin(f, same_type);
  LLVMValueRef args[3] = {a.v[0], a.v[1], b.v[1]};
  LLVMValueRef same =
      cg_runtime_call(f, t->iface.n_methods ? CG_RT_ifaceeq : CG_RT_efaceeq, args, 3);
  return cg_if_end(f, g, same, LLVMConstNull(f->m->i1));
}

static LLVMValueRef equal_complex(CgFunc *f, CgValue a, CgValue b) {
  return LLVMBuildAnd(f->b, LLVMBuildFCmp(f->b, LLVMRealOEQ, a.v[0], b.v[0], ""),
                      LLVMBuildFCmp(f->b, LLVMRealOEQ, a.v[1], b.v[1], ""), "");
}

static LLVMValueRef call_equal_function(CgFunc *f, const TyType *t, LLVMValueRef p,
                                        LLVMValueRef q) {
  CgModule *m = f->m;
  LLVMTypeRef params[2] = {m->ptr, m->ptr};
  LLVMTypeRef type = LLVMFunctionType(m->i1, params, 2, false);
  LLVMValueRef fn = cg_equal_function(m, t), args[2] = {p, q};
  LLVMValueRef call = LLVMBuildCall2(f->b, type, fn, args, 2, "");
  LLVMSetInstructionCallConv(call, LLVMGetFunctionCallConv(fn));
  LLVMAddCallSiteAttribute(call, LLVMAttributeReturnIndex, cg_attribute(m, CG_ATTR_ZEROEXT, 0));
  return call;
}

LLVMValueRef cg_equal(CgFunc *f, CgValue a, CgValue b) {
  const TyType *t = ty_under(a.layout->type);
  if (t->kind == TY_STRUCT || t->kind == TY_ARRAY) {
    if (a.layout->size == 0)
      return LLVMConstInt(f->m->i1, 1, false);
    return cg_equal_at(f, a.layout->type, cg_spill(f, a), cg_spill(f, b));
  }
  if (t->kind == TY_STRING)
    return equal_strings(f, a, b);
  if (t->kind == TY_INTERFACE)
    return equal_interfaces(f, a, b);
  if (ty_flags(t) & TY_F_COMPLEX)
    return equal_complex(f, a, b);
  if (ty_flags(t) & TY_F_FLOAT)
    return LLVMBuildFCmp(f->b, LLVMRealOEQ, a.v[0], b.v[0], "");
  // Slices, maps and funcs are compared with nil only: by their first word.
  return LLVMBuildICmp(f->b, LLVMIntEQ, a.v[0], b.v[0], "");
}

static LLVMValueRef equal_plain(CgFunc *f, int64_t size, LLVMValueRef p, LLVMValueRef q) {
  if (size == 0)
    return LLVMConstInt(f->m->i1, 1, false);
  LLVMValueRef order = cg_memcmp(f, p, q, cg_int(f->m, size));
  return LLVMBuildICmp(f->b, LLVMIntEQ, order, LLVMConstNull(f->m->i32), "");
}

LLVMValueRef cg_equal_at(CgFunc *f, const TyType *t, LLVMValueRef p, LLVMValueRef q) {
  const CgLayout *l = cg_layout(f->m, t);
  const TyType *u = ty_under(t);
  if (u->kind != TY_STRUCT && u->kind != TY_ARRAY)
    return cg_equal(f, cg_load(f, l, p), cg_load(f, l, q));
  if (cg_is_plain_memory(t))
    return equal_plain(f, l->size, p, q);
  return call_equal_function(f, t, p, q);
}

// --- functions ------------------------------------------------------------------

/// Bytes [start, end) of fields i… that can be compared by memcmp; *next is the field behind them.
static int64_t plain_run(const TyType *t, uint32_t i, uint32_t *next) {
  int64_t end = ty_field_offset(t, i);
  for (; i < t->strct.n_fields; i++) {
    const TyField *field = &t->strct.fields[i];
    if (strcmp(field->name->text, "_") == 0 || ty_field_offset(t, i) != end ||
        !cg_is_plain_memory(field->type))
      break;
    end += ty_size(field->type);
  }
  *next = i;
  return end;
}

/// Leaves the function with false unless `same`.
static void return_unless(CgFunc *f, LLVMValueRef same, LLVMBasicBlockRef differ) {
  LLVMBasicBlockRef next = cg_block_after(f, "");
  LLVMBuildCondBr(f->b, same, next, differ);
  cg_go_to(f, next);
}

typedef enum CompareCost { COST_LITTLE, COST_MUCH, COST_MAY_PANIC } CompareCost;

static CompareCost cost_of(const TyType *type) {
  const TyType *t = ty_under(type);
  if (t->kind == TY_INTERFACE)
    return COST_MAY_PANIC;
  CompareCost cost =
      t->kind == TY_STRING || t->kind == TY_STRUCT || t->kind == TY_ARRAY ? COST_MUCH : COST_LITTLE;
  if (t->kind == TY_ARRAY && cost_of(t->array.elem) == COST_MAY_PANIC)
    return COST_MAY_PANIC;
  for (uint32_t i = 0; t->kind == TY_STRUCT && i < t->strct.n_fields; i++)
    if (cost_of(t->strct.fields[i].type) == COST_MAY_PANIC)
      return COST_MAY_PANIC;
  return cost;
}

/// One struct type's comparison.
typedef struct FieldCompare {
  CgFunc *f;
  const TyType *t;
  LLVMValueRef p, q;
  LLVMBasicBlockRef differ;
} FieldCompare;

/// The length of the string at `p`.
static LLVMValueRef string_length(CgFunc *f, LLVMValueRef p) {
  LLVMValueRef v = LLVMBuildLoad2(f->b, f->m->i64, cg_offset(f, p, CG_WORD), "");
  LLVMSetAlignment(v, CG_WORD);
  return v;
}

/// What costs little in fields [i, end): runs of plain memory, numbers, the lengths of strings.
static void compare_cheap(const FieldCompare *c, uint32_t i, uint32_t end) {
  CgFunc *f = c->f;
  for (uint32_t next; i < end; i = next) {
    int64_t start = ty_field_offset(c->t, i), bytes = plain_run(c->t, i, &next) - start;
    const TyField *field = &c->t->strct.fields[i];
    LLVMValueRef a = cg_offset(f, c->p, start), b = cg_offset(f, c->q, start), same = NULL;
    bool is_blank = strcmp(field->name->text, "_") == 0;
    if (next > i + 1)
      same = equal_plain(f, bytes, a, b);
    else if (!is_blank && ty_under_kind(field->type) == TY_STRING)
      same = LLVMBuildICmp(f->b, LLVMIntEQ, string_length(f, a), string_length(f, b), "");
    else if (!is_blank && cost_of(field->type) == COST_LITTLE)
      same = cg_equal_at(f, field->type, a, b);
    if (same)
      return_unless(f, same, c->differ);
    next = next > i ? next : i + 1;
  }
}

/// The rest of fields [i, end).
static void compare_costly(const FieldCompare *c, uint32_t i, uint32_t end) {
  for (uint32_t next; i < end; i = next) {
    plain_run(c->t, i, &next);
    const TyField *field = &c->t->strct.fields[i];
    int64_t at = ty_field_offset(c->t, i);
    if (next <= i + 1 && strcmp(field->name->text, "_") != 0 && cost_of(field->type) != COST_LITTLE)
      return_unless(
          c->f,
          cg_equal_at(c->f, field->type, cg_offset(c->f, c->p, at), cg_offset(c->f, c->q, at)),
          c->differ);
    next = next > i ? next : i + 1;
  }
}

static void compare_fields(const FieldCompare *c) {
  for (uint32_t i = 0, n = c->t->strct.n_fields; i < n;) {
    uint32_t end = i;
    while (end < n && cost_of(c->t->strct.fields[end].type) != COST_MAY_PANIC)
      end++;
    compare_cheap(c, i, end);
    compare_costly(c, i, end);
    if (end < n)
      compare_costly(c, end, end + 1);
    i = end + 1;
  }
}

static void compare_elements(CgFunc *f, const TyType *t, LLVMValueRef p, LLVMValueRef q,
                             LLVMBasicBlockRef differ) {
  CgModule *m = f->m;
  const CgLayout *elem = cg_layout(m, t->array.elem);
  LLVMBasicBlockRef before = LLVMGetInsertBlock(f->b), loop = cg_block_after(f, "loop");
  LLVMBuildBr(f->b, loop);
  cg_go_to(f, loop);
  LLVMValueRef i = LLVMBuildPhi(f->b, m->i64, "i");
  LLVMValueRef a = LLVMBuildInBoundsGEP2(f->b, elem->mem, p, &i, 1, "");
  LLVMValueRef b = LLVMBuildInBoundsGEP2(f->b, elem->mem, q, &i, 1, "");
  return_unless(f, cg_equal_at(f, t->array.elem, a, b), differ);
  LLVMValueRef next = LLVMBuildNUWAdd(f->b, i, cg_int(m, 1), "");
  LLVMBasicBlockRef end = LLVMGetInsertBlock(f->b), done = cg_block_after(f, "done");
  LLVMValueRef more = LLVMBuildICmp(f->b, LLVMIntULT, next, cg_int(m, t->array.len), "");
  LLVMBuildCondBr(f->b, more, loop, done);
  LLVMValueRef values[2] = {cg_int(m, 0), next};
  LLVMBasicBlockRef blocks[2] = {before, end};
  LLVMAddIncoming(i, values, blocks, 2);
  cg_go_to(f, done);
}

LLVMValueRef cg_equal_function(CgModule *m, const TyType *type) {
  const TyType *t = ty_canonical(type), *u = ty_under(t);
  LLVMValueRef fn = gl_ptrmap_get(m->equals, t);
  if (fn)
    return fn;
  char *symbol =
      gl_arena_printf(m->arena, "type:.eq.%s", ty_string(m->arena, t, TY_STRING_LINK, NULL));
  LLVMTypeRef params[2] = {m->ptr, m->ptr};
  fn = cg_helper_function(m, symbol, LLVMFunctionType(m->i1, params, 2, false),
                          LLVMLinkOnceODRLinkage);
  LLVMAddAttributeAtIndex(fn, LLVMAttributeReturnIndex, cg_attribute(m, CG_ATTR_ZEROEXT, 0));
  gl_ptrmap_set(m->equals, t, fn);
  CgFunc *f = cg_helper_begin(m, fn);
  LLVMBasicBlockRef differ = cg_block_cold(f, "differ");
  LLVMValueRef p = LLVMGetParam(fn, 0), q = LLVMGetParam(fn, 1);
  if (u->kind == TY_STRUCT)
    compare_fields(&(FieldCompare){f, u, p, q, differ});
  else if (u->array.len > 0 && ty_size(u->array.elem) > 0)
    compare_elements(f, u, p, q, differ);
  LLVMBuildRet(f->b, LLVMConstInt(m->i1, 1, false));
  cg_go_to(f, differ);
  LLVMBuildRet(f->b, LLVMConstNull(m->i1));
  cg_helper_end(f);
  return fn;
}

// --- func values for descriptors ---------------------------------------------------

static LLVMValueRef plain_record(CgModule *m, int64_t size) {
  switch (size) {
  case 0: return cg_runtime_data(m, "memequal0_f");
  case 1: return cg_runtime_data(m, "memequal8_f");
  case 2: return cg_runtime_data(m, "memequal16_f");
  case 4: return cg_runtime_data(m, "memequal32_f");
  case 8: return cg_runtime_data(m, "memequal64_f");
  case 16: return cg_runtime_data(m, "memequal128_f");
  default: break;
  }
  char *symbol = gl_arena_printf(m->arena, "type:.eq.mem%lld", (long long)size);
  LLVMValueRef record = LLVMGetNamedGlobal(m->module, symbol);
  if (record)
    return record;
  LLVMValueRef words[2] = {cg_runtime_function(m, CG_RT_memequal_varlen), cg_int(m, size)};
  return cg_data(m, symbol, LLVMConstStructInContext(m->context, words, 2, false),
                 LLVMPrivateLinkage, true);
}

/// Name of the runtime's record for a type that is no struct or array; else NULL.
static const char *runtime_record(const TyType *u) {
  if (u->kind == TY_STRING)
    return "strequal_f";
  if (u->kind == TY_INTERFACE)
    return u->iface.n_methods ? "interequal_f" : "nilinterequal_f";
  bool is_narrow = u->kind == TY_FLOAT32 || u->kind == TY_COMPLEX64;
  if (ty_flags(u) & TY_F_FLOAT)
    return is_narrow ? "f32equal_f" : "f64equal_f";
  if (ty_flags(u) & TY_F_COMPLEX)
    return is_narrow ? "c64equal_f" : "c128equal_f";
  return NULL;
}

LLVMValueRef cg_equal_record(CgModule *m, const TyType *type) {
  const TyType *t = ty_canonical(type), *u = ty_under(t);
  if (!ty_is_comparable(t))
    return NULL;
  if (cg_is_plain_memory(t))
    return plain_record(m, ty_size(t));
  const char *name = runtime_record(u);
  if (name)
    return cg_runtime_data(m, name);
  char *symbol =
      gl_arena_printf(m->arena, "type:.eqfunc.%s", ty_string(m->arena, t, TY_STRING_LINK, NULL));
  LLVMValueRef record = LLVMGetNamedGlobal(m->module, symbol);
  if (record)
    return record;
  return cg_data(m, symbol, cg_equal_function(m, t), LLVMPrivateLinkage, true);
}
