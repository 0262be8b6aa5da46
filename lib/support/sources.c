/// \file
/// Source texts laid end to end, and positions in them. The line of an offset is found from a table
/// made when a file's first position is asked for: per block of text, the line number at its start
/// and where that line begins. So a query scans one block at most, however long the lines are.

#include "golite/support/sources.h"

#include "golite/support/file.h"
#include "golite/support/vec.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>

enum { BLOCK = 512 }; // bytes of text an entry of the line table

typedef struct LineMark {
  uint32_t line;  // number of the line that holds the block's first byte, from 1
  uint32_t start; // offset of that line's first byte
} LineMark;

typedef struct LineDirective {
  GlLoc from;
  const char *path;
  uint32_t line, column; // column 0: none given
} LineDirective;

typedef struct FileEntry {
  GlFile file;                      // first, so that a GlFile leads to its entry
  LineMark *marks;                  // NULL until needed
  GL_VEC(LineDirective) directives; // by rising `from`
} FileEntry;

struct GlSources {
  GlArena *arena;
  GL_VEC(FileEntry *) files;
  GlLoc next; // base of the next file
};

GlSources *gl_sources_new(GlArena *a) {
  GlSources *s = GL_NEW(a, GlSources);
  s->arena = a;
  s->next = 1;
  return s;
}

static bool has_room(const GlSources *s, size_t size) { return size < UINT32_MAX - s->next; }

GlFile *gl_sources_add(GlSources *s, const char *path, const char *text, uint32_t size) {
  GL_ASSERT(has_room(s, size), "more than 4 GiB of source text");
  FileEntry *e = GL_NEW(s->arena, FileEntry);
  e->file = (GlFile){.path = gl_arena_strndup(s->arena, path, strlen(path)),
                     .text = text,
                     .size = size,
                     .base = s->next,
                     .index = s->files.len};
  s->next += size + 1;
  GL_VEC_PUSH(s->arena, &s->files, e);
  return &e->file;
}

GlFile *gl_sources_read(GlSources *s, const char *path, const char **err) {
  size_t size = 0;
  char *text = gl_file_read(s->arena, path, &size);
  if (!text) {
    char *why = gl_arena_printf(s->arena, "%s", strerror(errno));
    why[0] = (char)tolower((unsigned char)why[0]);
    *err = gl_arena_printf(s->arena, "%s %s: %s", errno == EISDIR ? "read" : "open", path, why);
    return NULL;
  }
  if (!has_room(s, size)) {
    *err = gl_arena_printf(s->arena, "%s: more than 4 GiB of source text", path);
    return NULL;
  }
  return gl_sources_add(s, path, text, (uint32_t)size);
}

uint32_t gl_sources_count(const GlSources *s) { return s->files.len; }

const GlFile *gl_sources_file(const GlSources *s, uint32_t index) {
  GL_ASSERT(index < s->files.len, "file index out of range");
  return &s->files.data[index]->file;
}

static FileEntry *entry_of(const GlSources *s, GlLoc loc) {
  if (loc == GL_LOC_NONE || loc >= s->next)
    return NULL;
  uint32_t lo = 0, hi = s->files.len; // the last file with base <= loc is in [lo, hi)
  while (hi - lo > 1) {
    uint32_t mid = lo + (hi - lo) / 2;
    if (s->files.data[mid]->file.base <= loc)
      lo = mid;
    else
      hi = mid;
  }
  return s->files.data[lo];
}

const GlFile *gl_sources_file_of(const GlSources *s, GlLoc loc) {
  FileEntry *e = entry_of(s, loc);
  return e ? &e->file : NULL;
}

static void make_marks(GlArena *a, FileEntry *e) {
  uint32_t n_blocks = e->file.size / BLOCK + 1;
  LineMark *marks = GL_NEW_ARRAY(a, LineMark, n_blocks);
  LineMark now = {1, 0};
  for (uint32_t b = 0; b < n_blocks; b++) {
    marks[b] = now;
    uint32_t at = b * BLOCK, end = e->file.size - at < BLOCK ? e->file.size : at + BLOCK;
    const char *nl;
    while (at < end && (nl = memchr(e->file.text + at, '\n', end - at))) {
      at = (uint32_t)(nl - e->file.text) + 1;
      now = (LineMark){now.line + 1, at};
    }
  }
  e->marks = marks;
}

/// Line of the byte at `offset`, and where the line starts.
static LineMark find_line(const GlSources *s, FileEntry *e, uint32_t offset) {
  if (!e->marks)
    make_marks(s->arena, e);
  uint32_t at = offset / BLOCK * BLOCK;
  LineMark m = e->marks[offset / BLOCK];
  const char *nl;
  while (at < offset && (nl = memchr(e->file.text + at, '\n', offset - at))) {
    at = (uint32_t)(nl - e->file.text) + 1;
    m = (LineMark){m.line + 1, at};
  }
  return m;
}

GlPos gl_sources_raw(const GlSources *s, GlLoc loc) {
  FileEntry *e = entry_of(s, loc);
  if (!e)
    return (GlPos){0};
  uint32_t offset = loc - e->file.base;
  LineMark m = find_line(s, e, offset);
  return (GlPos){e->file.path, m.line, offset - m.start + 1};
}

static const LineDirective *directive_at(const FileEntry *e, GlLoc loc) {
  uint32_t lo = 0, hi = e->directives.len; // first directive with from > loc
  while (lo < hi) {
    uint32_t mid = lo + (hi - lo) / 2;
    if (e->directives.data[mid].from <= loc)
      lo = mid + 1;
    else
      hi = mid;
  }
  return lo ? &e->directives.data[lo - 1] : NULL;
}

GlPos gl_sources_pos(const GlSources *s, GlLoc loc) {
  GlPos pos = gl_sources_raw(s, loc);
  FileEntry *e = entry_of(s, loc);
  const LineDirective *d = e ? directive_at(e, loc) : NULL;
  if (!d)
    return pos;
  GlPos from = gl_sources_raw(s, d->from);
  uint32_t column = pos.line == from.line ? d->column + (pos.column - from.column) : pos.column;
  return (GlPos){d->path, d->line + (pos.line - from.line), d->column ? column : 0};
}

void gl_sources_line_directive(GlSources *s, GlLoc from, const char *path, uint32_t line,
                               uint32_t column) {
  FileEntry *e = entry_of(s, from);
  GL_ASSERT(e, "line directive outside of all files");
  GL_ASSERT(!e->directives.len || e->directives.data[e->directives.len - 1].from <= from,
            "line directives out of order");
  const LineDirective *last = e->directives.len ? &e->directives.data[e->directives.len - 1] : NULL;
  const char *kept = last && strcmp(last->path, path) == 0
                         ? last->path
                         : gl_arena_strndup(s->arena, path, strlen(path));
  GL_VEC_PUSH(s->arena, &e->directives, (LineDirective){from, kept, line, column});
}

const char *gl_sources_line(const GlSources *s, GlLoc loc, size_t *len) {
  FileEntry *e = entry_of(s, loc);
  if (!e) {
    *len = 0;
    return "";
  }
  const char *line = e->file.text + find_line(s, e, loc - e->file.base).start;
  const char *end = e->file.text + e->file.size;
  const char *nl = memchr(line, '\n', (size_t)(end - line));
  *len = (size_t)((nl ? nl : end) - line);
  return line;
}
