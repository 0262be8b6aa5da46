/// \file
/// All source text of one run, and positions in it. A `GlLoc` is one 32-bit number: byte offset in
/// the concatenation of all files (each file takes size+1 places); 0 is "no position".
/// `//line` directives change what `gl_sources_pos` reports, never what `gl_sources_raw` does.

#ifndef GOLITE_SUPPORT_SOURCES_H
#define GOLITE_SUPPORT_SOURCES_H
#include "golite/support/arena.h"

typedef uint32_t GlLoc;
#define GL_LOC_NONE ((GlLoc)0)

typedef struct GlSources GlSources;

typedef struct GlFile {
  const char *path; // as named by the user or found on disk; used in messages
  const char *text; // size bytes followed by a NUL
  uint32_t size;    // bytes
  GlLoc base;       // loc of the first byte
  uint32_t index;   // 0, 1, … in order of addition
} GlFile;

typedef struct GlPos {
  const char *path;
  uint32_t line;   // from 1; 0 when unknown
  uint32_t column; // bytes, from 1; 0 when hidden by a //line directive without column
} GlPos;

GlSources *gl_sources_new(GlArena *a);
/// Reads a file (any bytes, at most 1 GiB). Returns NULL with `*err` = a message when it cannot be
/// read or when the sum of all files passes 4 GiB.
GlFile *gl_sources_read(GlSources *s, const char *path, const char **err);
/// Adds text that is already in memory (borrowed; must be NUL-terminated at text[size]).
GlFile *gl_sources_add(GlSources *s, const char *path, const char *text, uint32_t size);
uint32_t gl_sources_count(const GlSources *s);
const GlFile *gl_sources_file(const GlSources *s, uint32_t index);
/// The file that holds `loc`; NULL for GL_LOC_NONE.
const GlFile *gl_sources_file_of(const GlSources *s, GlLoc loc);
/// Position with `//line` directives applied (what messages and debug info show).
GlPos gl_sources_pos(const GlSources *s, GlLoc loc);
/// Physical position.
GlPos gl_sources_raw(const GlSources *s, GlLoc loc);
/// Records a `//line` or `/*line` directive: text from `from` on is path:line(:column, 0 = none).
/// The path is copied.
void gl_sources_line_directive(GlSources *s, GlLoc from, const char *path, uint32_t line,
                               uint32_t column);
/// The text of the physical line that holds `loc`, without its newline; *len in bytes.
const char *gl_sources_line(const GlSources *s, GlLoc loc, size_t *len);

#endif
