/// \file
/// Text of GIR for `--emit=gir`, tests and internal errors: programs, functions, blocks. There is
/// no reader.

#include "ir_internal.h"

static void print_type(GlBuf *out, const TyType *t) {
  gl_buf_str(out, t ? ty_string(out->arena, t, TY_STRING_REFLECT, NULL) : "?");
}

void gir_print_local(GlBuf *out, const GirFunc *f, GirLocalId id) {
  const GirLocal *l = gir_local(f, id);
  if (l->name)
    gl_buf_printf(out, "%%%s.%u", l->name->text, id);
  else
    gl_buf_printf(out, "%%%u", id);
}

static void print_local_decl(GlBuf *out, const GirFunc *f, GirLocalId id) {
  gir_print_local(out, f, id);
  gl_buf_char(out, ' ');
  print_type(out, gir_local(f, id)->type);
}

static void print_list(GlBuf *out, const GirFunc *f, const GirLocalId *ids, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) {
    if (i)
      gl_buf_str(out, ", ");
    print_local_decl(out, f, ids[i]);
  }
}

static void print_flags(GlBuf *out, const GirFunc *f) {
  static const char *const names[] = {"noinline", "noescape", "wrapper",        "defer",
                                      "recover",  "forwards", "unknown-callers"};
  const bool on[] = {f->is_noinline, f->is_noescape,      f->is_wrapper,         f->has_defer,
                     f->has_recover, f->forwards_recover, f->has_unknown_callers};
  for (uint32_t i = 0; i < GL_COUNT_OF(names); i++)
    if (on[i])
      gl_buf_printf(out, " %s", names[i]);
}

static void print_memory_locals(GlBuf *out, const GirFunc *f) {
  for (uint32_t i = 1; i < f->locals.len; i++)
    if (f->locals.data[i].is_memory) {
      gl_buf_str(out, "  memory ");
      print_local_decl(out, f, i);
      gl_buf_char(out, '\n');
    }
}

void gir_print_func(GlBuf *out, const GirProgram *p, const GirFunc *f) {
  gl_buf_printf(out, "func %s(", f->symbol);
  print_list(out, f, f->params, f->n_params);
  gl_buf_str(out, ")");
  if (f->n_results) {
    gl_buf_str(out, " (");
    print_list(out, f, f->results, f->n_results);
    gl_buf_str(out, ")");
  }
  if (f->n_captures) {
    gl_buf_str(out, " captures (");
    print_list(out, f, f->captures, f->n_captures);
    gl_buf_str(out, ")");
  }
  print_flags(out, f);
  if (f->blocks.len == 0) {
    gl_buf_str(out, f->is_imported ? " imported\n\n" : " external\n\n");
    return;
  }
  gl_buf_str(out, " {\n");
  print_memory_locals(out, f);
  for (uint32_t b = 0; b < f->blocks.len; b++) {
    const GirBlock *bl = f->blocks.data[b];
    gl_buf_printf(out, "b%u:%s\n", bl->id, bl == f->recover_block ? " ; after recover" : "");
    for (uint32_t i = 0; i < bl->instrs.len; i++) {
      gl_buf_str(out, "  ");
      gir_print_instr(out, p, f, bl->instrs.data[i]);
      gl_buf_char(out, '\n');
    }
  }
  gl_buf_str(out, "}\n\n");
}

static void print_init(GlBuf *out, const GirInit *in) {
  if (!in) {
    gl_buf_str(out, "zero");
    return;
  }
  switch (in->kind) {
  case GIR_INIT_ZERO: gl_buf_str(out, "zero"); return;
  case GIR_INIT_CONST: {
    GirOperand o = {.kind = GIR_OPERAND_CONST, .konst = in->konst, .type = in->konst->type};
    gir_print_operand(out, NULL, &o);
    return;
  }
  case GIR_INIT_ADDR:
    gl_buf_printf(out, "&%s+%lld", in->global->symbol, (long long)in->offset);
    return;
  case GIR_INIT_FUNC: gl_buf_printf(out, "func %s", in->func->symbol); return;
  case GIR_INIT_AGGREGATE:
    gl_buf_char(out, '{');
    for (int64_t i = 0; i < in->n_elems; i++) {
      if (i)
        gl_buf_str(out, ", ");
      print_init(out, in->elems[i]);
    }
    gl_buf_char(out, '}');
    return;
  case GIR_INIT_BYTES: gl_buf_printf(out, "%lld bytes", (long long)in->len); return;
  case GIR_INIT_SLICE:
    gl_buf_printf(out, "%s[:%lld:%lld]", in->global ? in->global->symbol : "nil",
                  (long long)in->len, (long long)in->cap);
    return;
  case GIR_INIT_IFACE:
    gl_buf_str(out, "iface ");
    print_type(out, in->dynamic);
    if (in->global)
      gl_buf_printf(out, " &%s", in->global->symbol);
    return;
  }
}

void gir_print_program(GlBuf *out, const GirProgram *p) {
  for (uint32_t i = 1; i < p->globals.len; i++) {
    const GirGlobal *g = p->globals.data[i];
    gl_buf_printf(out, "%s %s ", g->is_readonly ? "const" : "var", g->symbol);
    print_type(out, g->type);
    if (g->init) {
      gl_buf_str(out, " = ");
      print_init(out, g->init);
    }
    gl_buf_str(out, g->is_external ? " external\n" : "\n");
  }
  if (p->globals.len > 1)
    gl_buf_char(out, '\n');
  for (uint32_t i = 1; i < p->funcs.len; i++)
    if (p->funcs.data[i])
      gir_print_func(out, p, p->funcs.data[i]);
  for (uint32_t i = 0; i < p->live_types.len; i++) {
    const GirLiveType *l = p->live_types.data[i];
    gl_buf_str(out, "type ");
    print_type(out, l->type);
    for (uint32_t k = 0; l->ifn && k < l->methods->n; k++)
      gl_buf_printf(out, " %s", l->ifn[k] ? l->ifn[k]->symbol : "-");
    gl_buf_char(out, '\n');
  }
}
