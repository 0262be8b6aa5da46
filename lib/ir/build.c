/// \file
/// Makes programs, functions, locals, blocks, instructions, operands and places. Decides nothing.

#include "golite/ir/gir.h"

GirProgram *gir_program_new(GlArena *a, GlIntern *names, const GlSources *sources,
                            struct TyWorld *world) {
  GirProgram *p = GL_NEW(a, GirProgram);
  p->arena = a;
  p->names = names;
  p->sources = sources;
  p->world = world;
  p->live_index = gl_ptrmap_new(a);
  GL_VEC_PUSH(a, &p->funcs, NULL);
  GL_VEC_PUSH(a, &p->globals, NULL);
  GL_VEC_PUSH(a, &p->sites, NULL);
  return p;
}

GirFunc *gir_func_new(GirProgram *p, const char *symbol, const TyPackage *pkg, const TyType *type,
                      GlLoc loc) {
  GirFunc *f = GL_NEW(p->arena, GirFunc);
  f->id = p->funcs.len;
  f->symbol = symbol;
  f->pkg = pkg;
  f->type = type;
  f->loc = loc;
  f->end_loc = loc;
  GL_VEC_PUSH(p->arena, &f->locals, (GirLocal){0});
  GL_VEC_PUSH(p->arena, &p->funcs, f);
  return f;
}

GirGlobal *gir_global_new(GirProgram *p, const char *symbol, const TyPackage *pkg,
                          const TyType *type, GlLoc loc) {
  GirGlobal *g = GL_NEW(p->arena, GirGlobal);
  g->id = p->globals.len;
  g->symbol = symbol;
  g->pkg = pkg;
  g->type = type;
  g->loc = loc;
  GL_VEC_PUSH(p->arena, &p->globals, g);
  return g;
}

GirSite *gir_site_new(GirProgram *p, GirFunc *f, GirSiteKind kind, const TyType *type,
                      const char *text, GlLoc loc) {
  GirSite *s = GL_NEW(p->arena, GirSite);
  s->id = p->sites.len;
  s->kind = kind;
  s->type = type;
  s->text = text;
  s->func = f;
  s->loc = loc;
  GL_VEC_PUSH(p->arena, &p->sites, s);
  return s;
}

GirLocalId gir_local_new(GirProgram *p, GirFunc *f, GirLocalKind kind, GlName name,
                         const TyType *type, GlLoc loc) {
  GL_ASSERT(type && !type->has_type_param, "local without type in %s", f->symbol);
  GirLocal l = {.kind = kind, .name = name, .type = type, .loc = loc};
  GL_VEC_PUSH(p->arena, &f->locals, l);
  return f->locals.len - 1;
}

GirBlock *gir_block_new(GirProgram *p, GirFunc *f) {
  GirBlock *b = GL_NEW(p->arena, GirBlock);
  b->id = f->blocks.len;
  GL_VEC_PUSH(p->arena, &f->blocks, b);
  return b;
}

GirInstr *gir_instr_alloc(GirProgram *p, GirOp op, GlLoc loc, uint32_t n_args) {
  GirInstr *in = GL_NEW(p->arena, GirInstr);
  in->op = op;
  in->loc = loc;
  in->n_args = n_args;
  if (n_args)
    in->args = GL_NEW_ARRAY(p->arena, GirOperand, n_args);
  return in;
}

GirInstr *gir_instr_new(GirProgram *p, GirBlock *b, GirOp op, GlLoc loc, uint32_t n_args) {
  GL_ASSERT(!gir_block_terminator(b), "instruction %s after the end of block b%u",
            gir_op_spelling(op), b->id);
  GirInstr *in = gir_instr_alloc(p, op, loc, n_args);
  GL_VEC_PUSH(p->arena, &b->instrs, in);
  return in;
}

GirInstr *gir_block_terminator(const GirBlock *b) {
  if (b->instrs.len == 0)
    return NULL;
  GirInstr *last = b->instrs.data[b->instrs.len - 1];
  return gir_op_flags(last->op) & GIR_F_TERM ? last : NULL;
}

GirLiveType *gir_live_type_find(const GirProgram *p, const TyType *t) {
  return gl_ptrmap_get(p->live_index, ty_canonical(t));
}

GirLiveType *gir_live_type(GirProgram *p, const TyType *t) {
  const TyType *c = ty_canonical(t);
  GirLiveType *l = gl_ptrmap_get(p->live_index, c);
  if (l)
    return l;
  l = GL_NEW(p->arena, GirLiveType);
  l->type = c;
  l->methods = ty_method_set(c);
  gl_ptrmap_set(p->live_index, c, l);
  GL_VEC_PUSH(p->arena, &p->live_types, l);
  return l;
}

GirOperand gir_none(void) { return (GirOperand){.kind = GIR_OPERAND_NONE}; }

GirOperand gir_use(const GirFunc *f, GirLocalId id) {
  GL_ASSERT(id && id < f->locals.len, "use of local %u in %s", id, f->symbol);
  return (GirOperand){.kind = GIR_OPERAND_LOCAL, .local = id, .type = f->locals.data[id].type};
}

static GirOperand const_operand(GirProgram *p, GirConst value) {
  GirConst *c = GL_NEW(p->arena, GirConst);
  *c = value;
  return (GirOperand){.kind = GIR_OPERAND_CONST, .konst = c, .type = value.type};
}

GirOperand gir_const_int(GirProgram *p, const TyType *t, uint64_t bits) {
  return const_operand(p, (GirConst){.kind = GIR_CONST_INT, .type = t, .bits = bits});
}

GirOperand gir_const_float(GirProgram *p, const TyType *t, double v) {
  return const_operand(p, (GirConst){.kind = GIR_CONST_FLOAT, .type = t, .real = v});
}

GirOperand gir_const_complex(GirProgram *p, const TyType *t, double re, double im) {
  return const_operand(p, (GirConst){.kind = GIR_CONST_COMPLEX, .type = t, .real = re, .imag = im});
}

GirOperand gir_const_string(GirProgram *p, const TyType *t, const char *s, size_t len) {
  return const_operand(p, (GirConst){.kind = GIR_CONST_STRING, .type = t, .text = s, .len = len});
}

GirOperand gir_const_zero(GirProgram *p, const TyType *t) {
  return const_operand(p, (GirConst){.kind = GIR_CONST_ZERO, .type = t});
}

GirOperand gir_func_value(GirFunc *f) {
  f->is_address_taken = true;
  return (GirOperand){.kind = GIR_OPERAND_FUNC, .func = f, .type = f->type};
}

GirOperand gir_global_addr(GirGlobal *g, const TyType *pointer_type) {
  return (GirOperand){.kind = GIR_OPERAND_GLOBAL, .global = g, .type = pointer_type};
}

static GirPlace *place_new(GirProgram *p, GirBase base, const TyType *type) {
  GirPlace *pl = GL_NEW(p->arena, GirPlace);
  pl->base = base;
  pl->base_type = type;
  pl->type = type;
  return pl;
}

GirPlace *gir_place_local(GirProgram *p, const GirFunc *f, GirLocalId id) {
  GirPlace *pl = place_new(p, GIR_BASE_LOCAL, gir_local(f, id)->type);
  pl->local = id;
  return pl;
}

GirPlace *gir_place_global(GirProgram *p, GirGlobal *g) {
  GirPlace *pl = place_new(p, GIR_BASE_GLOBAL, g->type);
  pl->global = g;
  return pl;
}

GirPlace *gir_place_deref(GirProgram *p, GirOperand ptr, const TyType *pointee) {
  GirPlace *pl = place_new(p, GIR_BASE_DEREF, pointee);
  pl->ptr = ptr;
  return pl;
}

/// A copy with room for n more elements of the path.
static GirPlace *place_copy(GirProgram *p, const GirPlace *base, uint32_t n) {
  GirPlace *pl = GL_NEW(p->arena, GirPlace);
  *pl = *base;
  pl->path = GL_NEW_ARRAY(p->arena, GirPathElem, base->n_path + n);
  for (uint32_t i = 0; i < base->n_path; i++)
    pl->path[i] = base->path[i];
  return pl;
}

static GirPlace *place_extend(GirProgram *p, const GirPlace *base, GirPathElem elem,
                              const TyType *type) {
  GirPlace *pl = place_copy(p, base, 1);
  pl->path[pl->n_path++] = elem;
  pl->type = type;
  return pl;
}

GirPlace *gir_place_slice_elem(GirProgram *p, GirOperand slice, GirOperand index) {
  const TyType *t = ty_under(slice.type);
  GL_ASSERT(t->kind == TY_SLICE, "element of something that is no slice");
  GirPlace *pl = place_new(p, GIR_BASE_SLICE, t->slice.elem);
  pl->ptr = slice;
  return place_extend(p, pl, (GirPathElem){.is_index = true, .index = index}, t->slice.elem);
}

GirPlace *gir_place_fields(GirProgram *p, const GirPlace *base, const uint32_t *fields,
                           uint32_t n) {
  GirPlace *pl = place_copy(p, base, n);
  for (uint32_t i = 0; i < n; i++) {
    const TyType *t = ty_under(pl->type);
    GL_ASSERT(t->kind == TY_STRUCT && fields[i] < t->strct.n_fields, "field %u of a place",
              fields[i]);
    pl->path[pl->n_path++] = (GirPathElem){.field = fields[i]};
    pl->type = t->strct.fields[fields[i]].type;
  }
  return pl;
}

GirPlace *gir_place_field(GirProgram *p, const GirPlace *base, uint32_t field) {
  return gir_place_fields(p, base, &field, 1);
}

GirPlace *gir_place_index(GirProgram *p, const GirPlace *base, GirOperand index) {
  const TyType *t = ty_under(base->type);
  GL_ASSERT(t->kind == TY_ARRAY, "index of a place that is no array");
  return place_extend(p, base, (GirPathElem){.is_index = true, .index = index}, t->array.elem);
}
