/// \file
/// Diagnostics as a SARIF log: one run, its rules, a result for each error, related locations for
/// its notes.
/// Source: OASIS, Static Analysis Results Interchange Format 2.1.0; RFC 3986 for URIs.

#include "diag_internal.h"

#include "golite/support/json.h"
#include "golite/support/utf8.h"

#include <ctype.h>
#include <string.h>

/// Where the last conversion of a column ended: places come mostly in order, so that a long line
/// with many errors is walked through once.
typedef struct Column {
  const char *line;
  uint32_t at;    // bytes
  uint32_t units; // UTF-16 code units before it
} Column;

typedef struct Sarif {
  GlJson json;
  const GlDiags *d;
  const GlSarifTool *tool;
  Column errors, notes;
} Sarif;

#define FOLDER "PWD" // the base of relative URIs

// --- URIs ----------------------------------------------------------------------------------------

static const char *uri_of(const Sarif *s, const char *path, const char *end) {
  GlBuf uri;
  gl_buf_init(&uri, gl_diags_arena(s->d));
  if (path[0] == '/')
    gl_buf_str(&uri, "file://");
  for (; *path; path++) {
    if (isalnum((unsigned char)*path) || strchr("-._~/", *path))
      gl_buf_char(&uri, *path);
    else
      gl_buf_printf(&uri, "%%%02X", (unsigned char)*path);
  }
  gl_buf_str(&uri, end);
  return uri.data;
}

/// The path as seen from the working folder, when it is below that.
static const char *relative(const Sarif *s, const char *path) {
  size_t n = s->tool->folder ? strlen(s->tool->folder) : 0;
  if (n > 1 && strncmp(path, s->tool->folder, n) == 0 && path[n] == '/' && path[n + 1])
    return path + n + 1;
  while (path[0] == '.' && path[1] == '/' && path[2] && path[2] != '/')
    path += 2;
  return path;
}

static void artifact(Sarif *s, const char *path) {
  path = relative(s, path);
  gl_json_key(&s->json, "artifactLocation");
  gl_json_object_begin(&s->json);
  gl_json_string_at(&s->json, "uri", uri_of(s, path, ""));
  if (path[0] != '/')
    gl_json_string_at(&s->json, "uriBaseId", FOLDER);
  gl_json_object_end(&s->json);
}

// --- Locations -----------------------------------------------------------------------------------

static uint32_t utf16_units(const char *s, uint32_t n) {
  uint32_t units = 0;
  for (uint32_t i = 0; i < n;) {
    uint32_t rune;
    i += gl_utf8_decode(s + i, n - i, &rune);
    units += rune != GL_RUNE_BAD && rune >= 0x10000 ? 2 : 1;
  }
  return units;
}

static uint32_t units_before(Column *c, const GlDiagPlace *p) {
  if (c->line != p->line || c->at > p->at)
    *c = (Column){.line = p->line};
  c->units += utf16_units(p->line + c->at, p->at - c->at);
  c->at = p->at;
  return c->units;
}

static void physical_location(Sarif *s, const GlDiagPlace *p, Column *column) {
  GlJson *j = &s->json;
  gl_json_key(j, "physicalLocation");
  gl_json_object_begin(j);
  artifact(s, p->raw.path);
  gl_json_key(j, "region");
  gl_json_object_begin(j);
  uint32_t start = units_before(column, p) + 1;
  gl_json_int_at(j, "startLine", p->raw.line);
  gl_json_int_at(j, "startColumn", start);
  if (p->word)
    gl_json_int_at(j, "endColumn", start + utf16_units(p->line + p->at, p->word));
  gl_json_object_end(j);
  gl_json_object_end(j);
}

static void message(GlJson *j, const char *text) {
  gl_json_key(j, "message");
  gl_json_object_begin(j);
  gl_json_string_at(j, "text", text);
  gl_json_object_end(j);
}

static bool is_related(const GlDiagNote *n) { return !n->is_part || n->loc != GL_LOC_NONE; }

static void related_locations(Sarif *s, const GlDiag *e) {
  GlJson *j = &s->json;
  uint32_t n = 0;
  for (uint32_t i = 0; i < e->notes.len; i++) {
    if (!is_related(&e->notes.data[i]))
      continue;
    if (n++ == 0) {
      gl_json_key(j, "relatedLocations");
      gl_json_array_begin(j);
    }
    gl_json_object_begin(j);
    gl_json_int_at(j, "id", n);
    GlDiagPlace p = gl_diags_place(s->d, e->notes.data[i].loc);
    if (p.raw.line)
      physical_location(s, &p, &s->notes);
    message(j, e->notes.data[i].text);
    gl_json_object_end(j);
  }
  if (n)
    gl_json_array_end(j);
}

static void result(Sarif *s, const GlDiag *e) {
  GlJson *j = &s->json;
  gl_json_object_begin(j);
  gl_json_string_at(j, "ruleId", gl_diag_code_id(e->code));
  gl_json_int_at(j, "ruleIndex", e->code);
  gl_json_string_at(j, "level", gl_severity_name(e->severity));
  message(j, gl_diag_message(s->d, e));
  GlDiagPlace p = gl_diags_place(s->d, e->loc);
  gl_json_key(j, "locations");
  gl_json_array_begin(j);
  if (p.raw.line) {
    gl_json_object_begin(j);
    physical_location(s, &p, &s->errors);
    gl_json_object_end(j);
  }
  gl_json_array_end(j);
  related_locations(s, e);
  gl_json_object_end(j);
}

// --- The log -------------------------------------------------------------------------------------

/// All rules, in the order of their codes, also those that nothing broke. Each result
/// says its level.
static void rules(Sarif *s) {
  GlJson *j = &s->json;
  gl_json_key(j, "rules");
  gl_json_array_begin(j);
  for (uint32_t i = 0; i < GL_DIAG_COUNT; i++) {
    gl_json_object_begin(j);
    gl_json_string_at(j, "id", gl_diag_code_id((GlDiagCode)i));
    gl_json_key(j, "shortDescription");
    gl_json_object_begin(j);
    gl_json_string_at(j, "text", gl_diag_code_description((GlDiagCode)i));
    gl_json_object_end(j);
    gl_json_object_end(j);
  }
  gl_json_array_end(j);
}

static void tool(Sarif *s) {
  GlJson *j = &s->json;
  gl_json_key(j, "tool");
  gl_json_object_begin(j);
  gl_json_key(j, "driver");
  gl_json_object_begin(j);
  gl_json_string_at(j, "name", s->tool->name);
  gl_json_string_at(j, "version", s->tool->version);
  rules(s);
  gl_json_object_end(j);
  gl_json_object_end(j);
}

static void invocation(Sarif *s, bool is_cut) {
  GlJson *j = &s->json;
  gl_json_key(j, "invocations");
  gl_json_array_begin(j);
  gl_json_object_begin(j);
  gl_json_bool_at(j, "executionSuccessful", true); // the tool itself did not fail
  gl_json_int_at(j, "exitCode", s->tool->exit_status);
  if (is_cut) {
    gl_json_key(j, "toolExecutionNotifications");
    gl_json_array_begin(j);
    gl_json_object_begin(j);
    gl_json_string_at(j, "level", "note");
    message(j, "too many errors");
    gl_json_object_end(j);
    gl_json_array_end(j);
  }
  gl_json_object_end(j);
  gl_json_array_end(j);
}

static void base_of_uris(Sarif *s) {
  GlJson *j = &s->json;
  if (!s->tool->folder || s->tool->folder[0] != '/')
    return;
  gl_json_key(j, "originalUriBaseIds");
  gl_json_object_begin(j);
  gl_json_key(j, FOLDER);
  gl_json_object_begin(j);
  gl_json_string_at(j, "uri", uri_of(s, s->tool->folder, s->tool->folder[1] ? "/" : ""));
  gl_json_object_end(j);
  gl_json_object_end(j);
}

void gl_diags_sarif(GlDiags *d, GlBuf *out, uint32_t max_errors, const GlSarifTool *t) {
  Sarif s = {.d = d, .tool = t};
  GlJson *j = &s.json;
  GlDiagList list = gl_diags_select(d, max_errors);
  gl_json_init(j, out, true);
  gl_json_object_begin(j);
  gl_json_string_at(
      j, "$schema",
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
  gl_json_string_at(j, "version", "2.1.0");
  gl_json_key(j, "runs");
  gl_json_array_begin(j);
  gl_json_object_begin(j);
  tool(&s);
  invocation(&s, list.is_cut);
  base_of_uris(&s);
  gl_json_string_at(j, "columnKind", "utf16CodeUnits");
  gl_json_key(j, "results");
  gl_json_array_begin(j);
  for (uint32_t i = 0; i < list.len; i++)
    result(&s, list.data[i]);
  gl_json_array_end(j);
  gl_json_object_end(j);
  gl_json_array_end(j);
  gl_json_object_end(j);
  gl_buf_char(out, '\n');
}
