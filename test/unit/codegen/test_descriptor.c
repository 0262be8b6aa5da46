/// \file
/// Type descriptors have the bytes that the runtime and reflect read.

#include "fixture.h"

#include "golite/abi/layout.h"

/// Emits the descriptor of `t` as what a function returns, and gives its address in memory.
CALLS_COMPILED static const AbiType *descriptor_of(Fixture *x, const TyType *t) {
  const TyType *any = ty_world_any(x->world);
  const TyType *p = ty_make_pointer(x->world, basic(x, TY_INT));
  func_begin(x, "f", NULL, 0, any);
  GirInstr *box = instr(x, GIR_OP_MAKE_IFACE, any, gir_const_zero(x->p, p), gir_none());
  box->type = ty_canonical(t);
  return_value(x, gir_use(x->f, box->dst));
  emit(x, 0);
  AbiEface (*f)(void) = (AbiEface (*)(void))code_of(x, "f");
  return f().type;
}

static const char *text_at(const AbiType *t, int32_t off) {
  return (const char *)t + off + 2; // flags and a length of one byte
}

Test(codegen_descriptor, struct_has_fields_mask_and_name) {
  Fixture x = fixture_new();
  TyField fields[3] = {field(&x, "A", basic(&x, TY_INT32)),
                       field(&x, "B", ty_make_slice(x.world, basic(&x, TY_UINT8))),
                       field(&x, "C", basic(&x, TY_UNSAFE_POINTER))};
  const AbiType *t = descriptor_of(&x, ty_make_struct(x.world, fields, 3));
  const AbiStructType *s = (const AbiStructType *)t;
  cr_expect_eq(t->size, 40u);
  cr_expect_eq(t->ptr_bytes, 40u);
  cr_expect_eq(t->align, 8);
  cr_expect_eq(t->kind, ABI_KIND_STRUCT);
  cr_expect_eq(t->equal, NULL); // slices are not comparable
  cr_expect_eq(t->gcdata[0], 0x12);
  cr_assert_eq(s->n_fields, 3);
  cr_expect_eq(s->fields[1].offset, 8u);
  cr_expect_eq(s->fields[1].name[0], ABI_NAME_EXPORTED);
  cr_expect_eq(memcmp(s->fields[1].name + 1, "\1B", 2), 0);
  const AbiSliceType *slice = (const AbiSliceType *)s->fields[1].typ;
  cr_expect_eq(slice->type.kind, ABI_KIND_SLICE);
  cr_expect_eq(slice->elem->kind, ABI_KIND_UINT8);
  cr_expect_eq(memcmp(text_at(slice->elem, slice->elem->str), "uint8", 5), 0);
  cr_expect_eq(slice->elem->tflag, ABI_TFLAG_NAMED | ABI_TFLAG_REGULAR_MEMORY);
  fixture_free(&x);
}

Test(codegen_descriptor, function_lists_parameters_and_results) {
  Fixture x = fixture_new();
  const TyType *in[2] = {basic(&x, TY_INT), ty_make_slice(x.world, basic(&x, TY_STRING))};
  const TyType *out = basic(&x, TY_BOOL);
  const AbiType *t = descriptor_of(&x, ty_make_func(x.world, in, 2, &out, 1, true));
  const AbiFuncType *f = (const AbiFuncType *)t;
  const AbiType *const *types = (const AbiType *const *)(f + 1);
  cr_expect_eq(t->kind, ABI_KIND_FUNC);
  cr_expect_eq(t->tflag & ABI_TFLAG_DIRECT_IFACE, ABI_TFLAG_DIRECT_IFACE);
  cr_expect_eq(f->in_count, 2);
  cr_expect_eq(f->out_count, 1 | ABI_FUNC_VARIADIC);
  cr_expect_eq(types[0]->kind, ABI_KIND_INT);
  cr_expect_eq(types[1]->kind, ABI_KIND_SLICE);
  cr_expect_eq(types[2]->kind, ABI_KIND_BOOL);
  fixture_free(&x);
}

Test(codegen_descriptor, array_names_element_and_slice) {
  Fixture x = fixture_new();
  const TyType *elem = ty_make_pointer(x.world, basic(&x, TY_INT));
  const AbiType *t = descriptor_of(&x, ty_make_array(x.world, elem, 1));
  const AbiArrayType *a = (const AbiArrayType *)t;
  cr_expect_eq(a->len, 1u);
  cr_expect_eq(a->elem->kind, ABI_KIND_POINTER);
  cr_expect_eq(((const AbiSliceType *)a->slice)->elem, a->elem);
  cr_expect_neq(t->tflag & ABI_TFLAG_DIRECT_IFACE, 0);
  cr_expect_eq(t->gcdata[0], 1);
  fixture_free(&x);
}
