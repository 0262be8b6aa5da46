/// \file
/// Writes JSON. Knows no schema.
/// Source: RFC 8259.

#include "golite/support/json.h"

#include "golite/support/utf8.h"

#include <inttypes.h>
#include <string.h>

void gl_json_init(GlJson *j, GlBuf *out, bool is_indented) {
  *j = (GlJson){.out = out, .is_indented = is_indented};
}

static void new_line(GlJson *j) {
  if (!j->is_indented)
    return;
  gl_buf_char(j->out, '\n');
  for (uint32_t i = 0; i < j->depth; i++)
    gl_buf_str(j->out, "  ");
}

/// What stands before an item: a comma, an indentation.
static void begin_item(GlJson *j) {
  uint64_t bit = UINT64_C(1) << j->depth;
  if (j->has_items & bit)
    gl_buf_char(j->out, ',');
  j->has_items |= bit;
  new_line(j);
}

static void begin_value(GlJson *j) {
  if (j->has_key) {
    j->has_key = false;
    return;
  }
  GL_ASSERT(!(j->is_object >> j->depth & 1), "a value without key in an object");
  if (j->depth > 0)
    begin_item(j);
}

static void begin(GlJson *j, char bracket, bool is_object) {
  begin_value(j);
  GL_ASSERT(j->depth < GL_JSON_MAX_DEPTH, "JSON nests too deeply");
  gl_buf_char(j->out, bracket);
  uint64_t bit = UINT64_C(1) << ++j->depth;
  j->has_items &= ~bit;
  j->is_object = is_object ? j->is_object | bit : j->is_object & ~bit;
}

static void end(GlJson *j, char bracket) {
  GL_ASSERT(j->depth > 0 && !j->has_key, "JSON ends in the wrong place");
  bool had_items = j->has_items >> j->depth & 1;
  j->depth--;
  if (had_items)
    new_line(j);
  gl_buf_char(j->out, bracket);
}

void gl_json_object_begin(GlJson *j) { begin(j, '{', true); }
void gl_json_object_end(GlJson *j) { end(j, '}'); }
void gl_json_array_begin(GlJson *j) { begin(j, '[', false); }
void gl_json_array_end(GlJson *j) { end(j, ']'); }

/// Whether a code point is written as it is. The line separators are legal, but not in JavaScript
/// of old, and terminals obey controls.
static bool is_plain(uint32_t rune) {
  return rune >= ' ' && rune != '"' && rune != '\\' && rune != 0x7F && rune != 0x2028 &&
         rune != 0x2029 && rune != GL_RUNE_BAD;
}

static void escape(GlBuf *out, uint32_t rune) {
  switch (rune) {
  case '"': gl_buf_str(out, "\\\""); return;
  case '\\': gl_buf_str(out, "\\\\"); return;
  case '\n': gl_buf_str(out, "\\n"); return;
  case '\r': gl_buf_str(out, "\\r"); return;
  case '\t': gl_buf_str(out, "\\t"); return;
  case GL_RUNE_BAD: gl_buf_str(out, "\xEF\xBF\xBD"); return;
  default: gl_buf_printf(out, "\\u%04" PRIx32, rune); return;
  }
}

static void quoted(GlBuf *out, const char *s, size_t len) {
  gl_buf_char(out, '"');
  size_t plain = 0; // start of what was not written yet
  for (size_t i = 0; i < len;) {
    uint32_t rune, n = gl_utf8_decode(s + i, len - i, &rune);
    if (!is_plain(rune)) {
      gl_buf_bytes(out, s + plain, i - plain);
      escape(out, rune);
      plain = i + n;
    }
    i += n;
  }
  gl_buf_bytes(out, s + plain, len - plain);
  gl_buf_char(out, '"');
}

void gl_json_key(GlJson *j, const char *key) {
  GL_ASSERT((j->is_object >> j->depth & 1) && !j->has_key, "a key outside of an object");
  begin_item(j);
  quoted(j->out, key, strlen(key));
  gl_buf_str(j->out, j->is_indented ? ": " : ":");
  j->has_key = true;
}

void gl_json_bytes(GlJson *j, const char *s, size_t len) {
  begin_value(j);
  quoted(j->out, s, len);
}

void gl_json_string(GlJson *j, const char *s) { gl_json_bytes(j, s, strlen(s)); }

void gl_json_int(GlJson *j, int64_t v) {
  begin_value(j);
  gl_buf_printf(j->out, "%" PRId64, v);
}

void gl_json_bool(GlJson *j, bool v) {
  begin_value(j);
  gl_buf_str(j->out, v ? "true" : "false");
}

void gl_json_null(GlJson *j) {
  begin_value(j);
  gl_buf_str(j->out, "null");
}

void gl_json_string_at(GlJson *j, const char *key, const char *s) {
  gl_json_key(j, key);
  gl_json_string(j, s);
}

void gl_json_int_at(GlJson *j, const char *key, int64_t v) {
  gl_json_key(j, key);
  gl_json_int(j, v);
}

void gl_json_bool_at(GlJson *j, const char *key, bool v) {
  gl_json_key(j, key);
  gl_json_bool(j, v);
}
