/// \file
/// Types as bytes: what another run needs to know to read them.

#include "fixture.h"

#include "golite/types/stored.h"

/// Writes `t`, and reads it back knowing no package.
static const TyType *read_back(Fixture *f, const TyType *t) {
  TyWriter *w = ty_writer_new(f->arena);
  uint32_t number = ty_writer_add(w, t);
  cr_assert_neq(number, 0);
  GlBuf out;
  gl_buf_init(&out, f->arena);
  ty_writer_end(w, &out);
  TyWorld *world = ty_world_new(f->arena, f->names, NULL, NULL, (TyOptions){0});
  GlBytes b = {.at = out.data, .end = out.data + out.len};
  TyReader *r = ty_reader_new(f->arena, world, f->names, NULL, 0, &b);
  const TyType *back = ty_reader_type(r, number);
  cr_assert_eq(back, ty_canonical(back));
  return back;
}

// The same type may have been written first in a package that the reader has never heard of.
Test(types_stored, exported_members_have_no_package) {
  Fixture f = fixture_new();
  TyPackage *far = package_new(&f, "far", "far");
  TyMethod m = {.name = name_of(&f, "Close"), .pkg = far, .type = plain_func(&f)};
  TyType *iface = ty_new_interface(f.types);
  ty_interface_complete(iface, &m, 1);
  const TyType *back = read_back(&f, ty_canonical(iface));
  cr_assert_eq(back->kind, TY_INTERFACE);
  cr_expect_eq(back->iface.n_methods, 1);
  cr_expect_eq(ty_iface_method(back, 0)->name, m.name);

  TyField x = field(&f, far, "X", basic(&f, TY_INT));
  TyType *s = ty_new_struct(f.types, &x, 1);
  back = read_back(&f, ty_canonical(s));
  cr_assert_eq(back->kind, TY_STRUCT);
  cr_expect_eq(back->strct.fields[0].name, x.name);
  gl_arena_free(f.arena);
}
