/// \file
/// Diagnostics as JSON lines; the members are described in diag.h.

#include "diag_internal.h"

#include "golite/support/json.h"

/// Whether what is reported for `loc` is where it stands: no `//line` directive applies.
static bool is_physical(const GlPos *pos, const GlPos *raw) {
  return pos->path == raw->path && pos->line == raw->line && pos->column == raw->column;
}

static void position(GlJson *j, const GlDiags *d, GlLoc loc, bool has_end) {
  GlPos pos = gl_sources_pos(gl_diags_sources(d), loc);
  if (!pos.line)
    return;
  gl_json_string_at(j, "file", pos.path);
  gl_json_int_at(j, "line", pos.line);
  if (pos.column)
    gl_json_int_at(j, "column", pos.column);
  GlDiagPlace at = gl_diags_place(d, loc);
  if (has_end && at.word && is_physical(&pos, &at.raw)) {
    gl_json_int_at(j, "end_line", pos.line);
    gl_json_int_at(j, "end_column", pos.column + at.word);
  }
}

static bool has_notes(const GlDiag *e) {
  for (uint32_t i = 0; i < e->notes.len; i++)
    if (!e->notes.data[i].is_part || e->notes.data[i].loc != GL_LOC_NONE)
      return true;
  return false;
}

static void notes(GlJson *j, const GlDiags *d, const GlDiag *e) {
  if (!has_notes(e))
    return;
  gl_json_key(j, "notes");
  gl_json_array_begin(j);
  for (uint32_t i = 0; i < e->notes.len; i++) {
    const GlDiagNote *n = &e->notes.data[i];
    if (n->is_part && n->loc == GL_LOC_NONE)
      continue;
    gl_json_object_begin(j);
    position(j, d, n->loc, false);
    gl_json_string_at(j, "message", n->text);
    gl_json_object_end(j);
  }
  gl_json_array_end(j);
}

static void one(GlJson *j, const GlDiags *d, const GlDiag *e) {
  gl_json_object_begin(j);
  position(j, d, e->loc, true);
  gl_json_string_at(j, "severity", gl_severity_name(e->severity));
  gl_json_string_at(j, "code", gl_diag_code_id(e->code));
  gl_json_string_at(j, "message", gl_diag_message(d, e));
  notes(j, d, e);
  gl_json_object_end(j);
}

void gl_diags_json(GlDiags *d, GlBuf *out, uint32_t max_errors) {
  GlDiagList list = gl_diags_select(d, max_errors);
  for (uint32_t i = 0; i < list.len; i++) {
    GlJson j;
    gl_json_init(&j, out, false);
    one(&j, d, list.data[i]);
    gl_buf_char(out, '\n');
  }
  if (!list.is_cut)
    return;
  GlJson j;
  gl_json_init(&j, out, false);
  gl_json_object_begin(&j);
  position(&j, d, list.cut_at, false);
  gl_json_string_at(&j, "severity", gl_severity_name(GL_SEVERITY_NOTE));
  gl_json_string_at(&j, "message", "too many errors");
  gl_json_object_end(&j);
  gl_buf_char(out, '\n');
}
