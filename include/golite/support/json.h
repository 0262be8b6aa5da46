/// \file
/// A writer of JSON (RFC 8259): values go to a buffer as they are named, so that nothing is kept
/// but the depth. What has been written may be taken out of the buffer at any time.
/// Any bytes may be given as text: what is not UTF-8 becomes U+FFFD, one for each bad byte.

#ifndef GOLITE_SUPPORT_JSON_H
#define GOLITE_SUPPORT_JSON_H
#include "golite/support/file.h"

/// Deepest nesting of arrays and objects.
enum { GL_JSON_MAX_DEPTH = 63 };

typedef struct GlJson {
  GlBuf *out;
  uint64_t has_items; // bit d: the array or object at depth d has an item
  uint64_t is_object; // bit d: it is an object
  uint32_t depth;     // 0: outside of all
  bool is_indented;   // two blanks a level, one item a line; else without blanks
  bool has_key;       // the key of the next value is written
} GlJson;

/// A writer to `out` (borrowed). Several values may follow each other; the caller separates them.
void gl_json_init(GlJson *j, GlBuf *out, bool is_indented);

void gl_json_object_begin(GlJson *j);
void gl_json_object_end(GlJson *j);
void gl_json_array_begin(GlJson *j);
void gl_json_array_end(GlJson *j);
/// The key of the value that comes next; only inside an object.
void gl_json_key(GlJson *j, const char *key);

void gl_json_bytes(GlJson *j, const char *s, size_t len);
void gl_json_string(GlJson *j, const char *s);
void gl_json_int(GlJson *j, int64_t v);
void gl_json_bool(GlJson *j, bool v);
void gl_json_null(GlJson *j);

// Key and value.
void gl_json_string_at(GlJson *j, const char *key, const char *s);
void gl_json_int_at(GlJson *j, const char *key, int64_t v);
void gl_json_bool_at(GlJson *j, const char *key, bool v);

#endif
