/// \file
/// Shared inside lib/ir only.

#ifndef GOLITE_IR_INTERNAL_H
#define GOLITE_IR_INTERNAL_H
#include "golite/ir/gir.h"
#include "golite/support/file.h"

/// One operand, place as text.
void gir_print_operand(GlBuf *out, const GirFunc *f, const GirOperand *o);
void gir_print_place(GlBuf *out, const GirFunc *f, const GirPlace *pl);
/// `%3`, or `%x.3` for a named local.
void gir_print_local(GlBuf *out, const GirFunc *f, GirLocalId id);

#endif
