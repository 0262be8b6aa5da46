/// \file
/// Calls of the functions of package unsafe.
/// Source: Go spec "Package unsafe".

#include "generic_internal.h"

static bool value_of(TyOperand *x, const TyType *t) {
  x->mode = TY_MODE_VALUE;
  x->type = t;
  x->label = NULL;
  return true;
}

static bool uintptr_const(TyChecker *c, TyOperand *x, int64_t v) {
  x->mode = TY_MODE_CONST;
  x->type = ty_basic(c, TY_UINTPTR);
  x->value = ty_const_from_int64(c->arena, v);
  x->label = NULL;
  return true;
}

static bool fail_operand(TyChecker *c, const TyOperand *x, const char *problem) {
  ty_error(c, ty_loc_operand(x), GL_DIAG_TY_MISMATCH, "invalid argument: %s %s",
           ty_str_operand(c, x), problem);
  return false;
}

static bool assigned(TyChecker *c, TyOperand *x, const TyType *t, const char *context) {
  ty_check_assignment(c, x, t, TY_CONTEXT(context));
  return x->mode != TY_MODE_NONE;
}

static GlLoc callee_loc(SynNode *call) { return syn_node_start(call->call.fun); }

static bool check_add(TyChecker *c, TyOperand *x, SynNode *call, TyOperand *args) {
  ty_version_require(c, callee_loc(call), 17, "unsafe.Add");
  const TyType *p = ty_basic(c, TY_UNSAFE_POINTER);
  return assigned(c, x, p, "argument to unsafe.Add") &&
         ty_is_valid_index(c, &args[1], "length", true) && value_of(x, p);
}

static bool check_slice(TyChecker *c, TyOperand *x, SynNode *call, TyOperand *args) {
  ty_version_require(c, callee_loc(call), 17, "unsafe.Slice");
  const TyType *u = ty_common_under(c, x->type, NULL);
  if (!u || u->kind != TY_POINTER)
    return fail_operand(c, x, "is not a pointer");
  return ty_is_valid_index(c, &args[1], "length", false) &&
         value_of(x, ty_new_slice(c->types, u->pointer.elem));
}

static bool check_slice_data(TyChecker *c, TyOperand *x, SynNode *call) {
  ty_version_require(c, callee_loc(call), 20, "unsafe.SliceData");
  const TyType *u = ty_common_under(c, x->type, NULL);
  if (!u || u->kind != TY_SLICE)
    return fail_operand(c, x, "is not a slice");
  return value_of(x, ty_new_pointer(c->types, u->slice.elem));
}

static bool check_string(TyChecker *c, TyOperand *x, SynNode *call, TyOperand *args) {
  ty_version_require(c, callee_loc(call), 20, "unsafe.String");
  const TyType *p = ty_new_pointer(c->types, ty_table_byte(c->types));
  return assigned(c, x, p, "argument to unsafe.String") &&
         ty_is_valid_index(c, &args[1], "length", false) && value_of(x, ty_basic(c, TY_STRING));
}

static bool check_string_data(TyChecker *c, TyOperand *x, SynNode *call) {
  ty_version_require(c, callee_loc(call), 20, "unsafe.StringData");
  return assigned(c, x, ty_basic(c, TY_STRING), "argument to unsafe.StringData") &&
         value_of(x, ty_new_pointer(c->types, ty_table_byte(c->types)));
}

static bool too_large(TyChecker *c, const TyOperand *x) {
  ty_error(c, ty_loc_operand(x), GL_DIAG_TY_LIMIT, "%s is too large", ty_str_operand(c, x));
  return false;
}

static bool check_sizeof(TyChecker *c, TyOperand *x) {
  int64_t size;
  if (!assigned(c, x, NULL, "argument to unsafe.Sizeof") || !ty_require_complete(c, x->type))
    return false;
  if (ty_has_open_size(c, x->type))
    return value_of(x, ty_basic(c, TY_UINTPTR));
  if (!ty_size_checked(x->type, &size))
    return too_large(c, x);
  return uintptr_const(c, x, size);
}

static bool check_alignof(TyChecker *c, TyOperand *x) {
  if (!assigned(c, x, NULL, "argument to unsafe.Alignof") || !ty_require_complete(c, x->type))
    return false;
  return ty_has_open_size(c, x->type) ? value_of(x, ty_basic(c, TY_UINTPTR))
                                      : uintptr_const(c, x, ty_align(x->type));
}

/// The offset of the selected field from the start of `base`; false when it is too large.
static bool field_offset(TyChecker *c, const TyType *base, const TySelection *s, int64_t *offset) {
  *offset = 0;
  const TyType *t = base;
  for (uint32_t i = 0; i < s->n_path; i++) {
    int64_t size;
    if (!ty_size_checked(t, &size))
      return false;
    *offset += ty_field_offset(ty_checked_under(c, t), s->path[i]);
    t = ty_checked_under(c, t)->strct.fields[s->path[i]].type;
  }
  return true;
}

static bool check_offsetof(TyChecker *c, TyOperand *x, SynNode *call) {
  SynNode *arg = call->call.args.data[0], *sel = syn_unparen(arg);
  GlLoc loc = syn_node_start(arg);
  if (sel->kind != SYN_SELECTOR) {
    ty_error(c, loc, GL_DIAG_TY_ERROR, "invalid argument: %s is not a selector expression",
             ty_str_expr(c, arg));
    ty_check_use_one(c, arg);
    return false;
  }
  ty_check_expr(c, x, sel->selector.x);
  if (x->mode == TY_MODE_NONE)
    return false;
  const TyType *u = ty_checked_under(c, x->type), *base = x->type;
  if (u->kind == TY_POINTER && ty_checked_under(c, u->pointer.elem)->kind == TY_STRUCT)
    base = u->pointer.elem;
  GlName name = sel->selector.sel->ident.name;
  TySelection s;
  if (!ty_require_complete(c, base))
    return false;
  TyLookupResult r = ty_lookup_full(base, c->pkg, name, false, &s);
  if (r != TY_LOOKUP_FOUND) {
    ty_error(c, ty_loc_operand(x), GL_DIAG_TY_UNDEFINED,
             "invalid argument: %s has no single field %s", ty_str_type(c, base), name->text);
    return false;
  }
  if (!s.is_field) {
    ty_error(c, loc, GL_DIAG_TY_ERROR, "invalid argument: %s is a method value",
             ty_str_expr(c, arg));
    return false;
  }
  if (s.is_indirect) {
    ty_error(c, ty_loc_operand(x), GL_DIAG_TY_ERROR,
             "invalid argument: field %s is embedded via a pointer in %s", name->text,
             ty_str_type(c, base));
    return false;
  }
  ty_info_set_object(c->info, sel->selector.sel, s.object);
  ty_info_set_type(c->info, sel, x->mode == TY_MODE_VARIABLE ? x->mode : TY_MODE_VALUE, s.type,
                   NULL);
  ty_info_set_selection(c->info, sel, TY_SEL_FIELD, &s);
  if (ty_has_open_size(c, base))
    return value_of(x, ty_basic(c, TY_UINTPTR));
  int64_t offset;
  if (!field_offset(c, base, &s, &offset))
    return too_large(c, x);
  return uintptr_const(c, x, offset);
}

bool ty_check_unsafe_builtin(TyChecker *c, TyOperand *x, SynNode *call, TyBuiltin b,
                             TyOperand *args) {
  if (b == TY_BUILTIN_UNSAFE_ADD)
    return check_add(c, x, call, args);
  if (b == TY_BUILTIN_UNSAFE_ALIGNOF)
    return check_alignof(c, x);
  if (b == TY_BUILTIN_UNSAFE_OFFSETOF)
    return check_offsetof(c, x, call);
  if (b == TY_BUILTIN_UNSAFE_SIZEOF)
    return check_sizeof(c, x);
  if (b == TY_BUILTIN_UNSAFE_SLICE)
    return check_slice(c, x, call, args);
  if (b == TY_BUILTIN_UNSAFE_SLICE_DATA)
    return check_slice_data(c, x, call);
  if (b == TY_BUILTIN_UNSAFE_STRING)
    return check_string(c, x, call, args);
  return check_string_data(c, x, call);
}
