/// \file
/// The options of options.def: shared by options.c and option_value.c.

#ifndef GOLITE_DRIVER_OPTION_H
#define GOLITE_DRIVER_OPTION_H
#include "driver_internal.h"

typedef enum DrvOptionId {
#define DRV_FLAG(ID, spelling, help) OPT_##ID,
#define DRV_VALUE(ID, spelling, arg, help) OPT_##ID,
#define DRV_JOINED(ID, spelling, arg, help) OPT_##ID,
#include "options.def"
  OPT_COUNT
} DrvOptionId;

/// Prints a message about wrong usage; false.
bool drv_usage_error(const char *fmt, ...) GL_PRINTF(1, 2);
/// Takes over one option; `value`: "" for flags. False: reported.
bool drv_option_apply(DrvOptions *o, DrvOptionId id, const char *value);

#endif
