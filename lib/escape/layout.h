/// \file
/// How a Go type is cut into slots: the cells of memory that the analysis tells apart.

#ifndef GOLITE_ESCAPE_LAYOUT_H
#define GOLITE_ESCAPE_LAYOUT_H
#include "golite/support/map.h"
#include "golite/types/type.h"

struct TyWorld;

enum {
  ESC_MAX_SLOTS = 64,      // a type with more is opaque
  ESC_MAX_ARRAY_SLOTS = 16 // arrays of up to so many elements keep them apart
};

/// Slots of a type: one for each pointer, string, slice, func, interface, map, channel; one for
/// each part without pointers. Always at least one. Struct fields follow each other; an array is
/// its elements in order when it is small (`esc_array_is_apart`), else one element that stands for
/// all. An opaque type is one slot that stands for everything in it, and so is every type that
/// contains it.
typedef struct EscLayout {
  const TyType *type;
  uint32_t n;
  bool is_opaque;
  bool has_pointers;
  const TyType **slots; // type of each slot; NULL: holds no pointer. Opaque: one NULL
} EscLayout;

typedef struct EscLayouts EscLayouts;

EscLayouts *esc_layouts_new(GlArena *a, struct TyWorld *world, GlIntern *names);
const EscLayout *esc_layout(EscLayouts *ls, const TyType *t);
/// Whether the elements of array type `t` have slots of their own.
bool esc_array_is_apart(EscLayouts *ls, const TyType *t);
/// First slot of field `i` of struct type `t`.
uint32_t esc_field_slot(EscLayouts *ls, const TyType *t, uint32_t i);
/// Whether slot `i` may hold a pointer.
static inline bool esc_slot_points(const EscLayout *l, uint32_t i) {
  return l->is_opaque ? l->has_pointers : l->slots[i] != NULL;
}
/// Type of what the pointer in a slot of type `t` points to; NULL: unknown. Strings, interfaces,
/// funcs, maps and channels give `t` itself.
const TyType *esc_pointee(EscLayouts *ls, const TyType *t);
/// A struct of a map's key and element: what the map points to, as far as pointers go.
const TyType *esc_map_entry(EscLayouts *ls, const TyType *map);

#endif
