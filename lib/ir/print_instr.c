/// \file
/// Text of one instruction, operand or place.

#include "ir_internal.h"

#include <inttypes.h>

static const char *const unary_text[GIR_UNARY_COUNT] = {"-", "!", "^", "real", "imag"};
static const char *const binary_text[GIR_BINARY_COUNT] = {
    "+",  "-",  "*",  "/", "%",  "&", "|",  "^",   "&^",  "<<",
    ">>", "==", "!=", "<", "<=", ">", ">=", "min", "max", "ptr+"};

static void print_string(GlBuf *out, const char *s, size_t n) {
  gl_buf_char(out, '"');
  for (size_t i = 0; i < n; i++) {
    unsigned char c = (unsigned char)s[i];
    if (c == '"' || c == '\\')
      gl_buf_printf(out, "\\%c", c);
    else if (c < ' ' || c >= 0x7f)
      gl_buf_printf(out, "\\x%02x", c);
    else
      gl_buf_char(out, (char)c);
  }
  gl_buf_char(out, '"');
}

static void print_const(GlBuf *out, const GirConst *c) {
  switch (c->kind) {
  case GIR_CONST_ZERO:
    gl_buf_printf(out, "zero(%s)", ty_string(out->arena, c->type, TY_STRING_REFLECT, NULL));
    return;
  case GIR_CONST_INT:
    if (ty_flags(c->type) & TY_F_BOOLEAN)
      gl_buf_str(out, c->bits ? "true" : "false");
    else if (ty_flags(c->type) & TY_F_UNSIGNED)
      gl_buf_printf(out, "%" PRIu64, c->bits);
    else
      gl_buf_printf(out, "%" PRId64, (int64_t)c->bits);
    return;
  case GIR_CONST_FLOAT: gl_buf_printf(out, "%.17g", c->real); return;
  case GIR_CONST_COMPLEX: gl_buf_printf(out, "(%.17g, %.17g)", c->real, c->imag); return;
  case GIR_CONST_STRING: print_string(out, c->text, c->len); return;
  }
}

void gir_print_operand(GlBuf *out, const GirFunc *f, const GirOperand *o) {
  switch (o->kind) {
  case GIR_OPERAND_NONE: gl_buf_char(out, '_'); return;
  case GIR_OPERAND_LOCAL: gir_print_local(out, f, o->local); return;
  case GIR_OPERAND_CONST: print_const(out, o->konst); return;
  case GIR_OPERAND_FUNC: gl_buf_printf(out, "func %s", o->func->symbol); return;
  case GIR_OPERAND_GLOBAL: gl_buf_printf(out, "&%s", o->global->symbol); return;
  }
}

void gir_print_place(GlBuf *out, const GirFunc *f, const GirPlace *pl) {
  switch (pl->base) {
  case GIR_BASE_LOCAL: gir_print_local(out, f, pl->local); break;
  case GIR_BASE_GLOBAL: gl_buf_str(out, pl->global->symbol); break;
  case GIR_BASE_DEREF:
    gl_buf_str(out, "(*");
    gir_print_operand(out, f, &pl->ptr);
    gl_buf_char(out, ')');
    break;
  case GIR_BASE_SLICE: gir_print_operand(out, f, &pl->ptr); break;
  }
  const TyType *t = ty_under(pl->base_type);
  for (uint32_t i = 0; i < pl->n_path; i++) {
    const GirPathElem *e = &pl->path[i];
    if (e->is_index) {
      gl_buf_char(out, '[');
      gir_print_operand(out, f, &e->index);
      gl_buf_char(out, ']');
      if (!(i == 0 && pl->base == GIR_BASE_SLICE))
        t = t->kind == TY_ARRAY ? ty_under(t->array.elem) : t;
    } else {
      gl_buf_printf(out, ".%s", t->strct.fields[e->field].name->text);
      t = ty_under(t->strct.fields[e->field].type);
    }
  }
}

static void print_dsts(GlBuf *out, const GirFunc *f, const GirInstr *in) {
  GirLocalId two[2] = {in->dst, in->dst2};
  const GirLocalId *d = in->op == GIR_OP_CALL ? in->dsts : two;
  uint32_t n = in->op == GIR_OP_CALL ? in->n_dsts : in->dst2 ? 2 : in->dst ? 1 : 0;
  for (uint32_t i = 0; i < n; i++) {
    if (i)
      gl_buf_str(out, ", ");
    if (d[i])
      gir_print_local(out, f, d[i]);
    else
      gl_buf_char(out, '_');
  }
  if (n)
    gl_buf_str(out, " = ");
}

static void print_args(GlBuf *out, const GirFunc *f, const GirInstr *in) {
  for (uint32_t i = 0; i < in->n_args; i++) {
    gl_buf_str(out, i ? ", " : " ");
    bool receives = in->op == GIR_OP_SELECT && in->args[i].kind == GIR_OPERAND_NONE;
    if (receives && in->dsts[i / 2])
      gir_print_local(out, f, in->dsts[i / 2]);
    else
      gir_print_operand(out, f, &in->args[i]);
  }
}

static void print_callee(GlBuf *out, const GirFunc *f, const GirInstr *in) {
  const GirCallee *c = in->callee;
  switch (c->kind) {
  case GIR_CALL_STATIC:
    gl_buf_printf(out, " %s", c->func->symbol);
    if (c->closure.kind != GIR_OPERAND_NONE) {
      gl_buf_str(out, " with ");
      gir_print_operand(out, f, &c->closure);
    }
    return;
  case GIR_CALL_CLOSURE:
    gl_buf_str(out, " *");
    gir_print_operand(out, f, &c->closure);
    return;
  case GIR_CALL_METHOD:
    gl_buf_char(out, ' ');
    gir_print_operand(out, f, &c->closure);
    gl_buf_printf(out, ".%s", ty_iface_method(ty_under(c->closure.type), c->method)->name->text);
    return;
  }
}

static const char *placement_text(GirPlacement p) {
  switch (p) {
  case GIR_PLACE_UNDECIDED: return "";
  case GIR_PLACE_STACK: return " stack";
  case GIR_PLACE_STACK_IF: return " stack-if";
  case GIR_PLACE_HEAP: return " heap";
  case GIR_PLACE_STATIC: return " static";
  case GIR_PLACE_NONE: return " none";
  }
  GL_UNREACHABLE();
}

static void print_tail(GlBuf *out, const GirInstr *in) {
  for (uint32_t i = 0; i < in->n_to; i++)
    gl_buf_printf(out, "%s b%u", i ? "," : " ->", in->to[i]->id);
  if (in->site)
    gl_buf_printf(out, " ; site %u %s%s", in->site->id, gir_site_kind_text(in->site->kind),
                  placement_text(in->site->placement));
}

void gir_print_instr(GlBuf *out, const GirProgram *p, const GirFunc *f, const GirInstr *in) {
  (void)p;
  if (in->op == GIR_OP_STORE || in->op == GIR_OP_ZERO) {
    gl_buf_printf(out, "%s ", gir_op_spelling(in->op));
    gir_print_place(out, f, in->place);
    gl_buf_str(out, in->n_args ? " =" : "");
    print_args(out, f, in);
    return;
  }
  print_dsts(out, f, in);
  if (in->op == GIR_OP_UNARY)
    gl_buf_str(out, unary_text[in->sub]);
  else if (in->op == GIR_OP_BINARY)
    gl_buf_str(out, binary_text[in->sub]);
  else
    gl_buf_str(out, gir_op_spelling(in->op));
  if (in->op == GIR_OP_PRINT && in->sub)
    gl_buf_str(out, "ln");
  if (in->type)
    gl_buf_printf(out, " (%s)", ty_string(out->arena, in->type, TY_STRING_REFLECT, NULL));
  if (in->callee) {
    if (in->op == GIR_OP_CLOSURE)
      gl_buf_printf(out, " %s", in->callee->func->symbol);
    else
      print_callee(out, f, in);
  }
  if (in->place) {
    gl_buf_char(out, ' ');
    gir_print_place(out, f, in->place);
  }
  print_args(out, f, in);
  print_tail(out, in);
}
