/// \file
/// The JSON writer: form, escapes, any bytes.

#include "golite/support/json.h"

#include <criterion/criterion.h>
#include <string.h>

typedef struct World {
  GlArena *arena;
  GlBuf out;
  GlJson json;
} World;

static void begin(World *w, bool is_indented) {
  w->arena = gl_arena_new();
  gl_buf_init(&w->out, w->arena);
  gl_json_init(&w->json, &w->out, is_indented);
}

static void expect(World *w, const char *want) {
  cr_expect_str_eq(w->out.data, want);
  gl_arena_free(w->arena);
}

Test(support_json, separates_items) {
  World w;
  begin(&w, false);
  GlJson *j = &w.json;
  gl_json_object_begin(j);
  gl_json_key(j, "a");
  gl_json_array_begin(j);
  gl_json_int(j, -1);
  gl_json_bool(j, true);
  gl_json_null(j);
  gl_json_array_begin(j);
  gl_json_array_end(j);
  gl_json_array_end(j);
  gl_json_bool_at(j, "b", false);
  gl_json_key(j, "c");
  gl_json_object_begin(j);
  gl_json_object_end(j);
  gl_json_int_at(j, "d", INT64_MIN);
  gl_json_string_at(j, "e", "");
  gl_json_object_end(j);
  expect(&w,
         "{\"a\":[-1,true,null,[]],\"b\":false,\"c\":{},\"d\":-9223372036854775808,\"e\":\"\"}");
}

Test(support_json, indents) {
  World w;
  begin(&w, true);
  GlJson *j = &w.json;
  gl_json_object_begin(j);
  gl_json_key(j, "a");
  gl_json_array_begin(j);
  gl_json_int(j, 1);
  gl_json_int(j, 2);
  gl_json_array_end(j);
  gl_json_key(j, "b");
  gl_json_array_begin(j);
  gl_json_array_end(j);
  gl_json_object_end(j);
  expect(&w, "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": []\n}");
}

Test(support_json, escapes) {
  World w;
  begin(&w, false);
  static const char text[] = "\"\\/\n\r\t\b\0\x1f\x7f é \xF0\x9F\x98\x80 \xE2\x80\xA8";
  gl_json_bytes(&w.json, text, sizeof text - 1);
  expect(&w, "\"\\\"\\\\/\\n\\r\\t\\u0008\\u0000\\u001f\\u007f é \xF0\x9F\x98\x80 \\u2028\"");
}

Test(support_json, replaces_what_is_not_utf8) {
  World w;
  begin(&w, false);
  // A lone byte, an overlong form, a surrogate, a code point too large, a cut one.
  gl_json_string(&w.json, "a\xFF \xC0\x80 \xED\xA0\x80 \xF4\x90\x80\x80 \xE2\x82");
#define BAD "\xEF\xBF\xBD"
  expect(&w, "\"a" BAD " " BAD BAD " " BAD BAD BAD " " BAD BAD BAD BAD " " BAD BAD "\"");
}

Test(support_json, can_be_taken_out_on_the_way) {
  World w;
  begin(&w, false);
  gl_json_array_begin(&w.json);
  gl_json_int(&w.json, 1);
  cr_expect_str_eq(w.out.data, "[1");
  w.out.len = 0;
  gl_json_int(&w.json, 2);
  gl_json_array_end(&w.json);
  expect(&w, ",2]");
}
