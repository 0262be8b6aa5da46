/// \file
/// Shared inside lib/driver only: packages that are compiled as units of their own.

#ifndef GOLITE_DRIVER_UNITS_H
#define GOLITE_DRIVER_UNITS_H
#include "driver_internal.h"

#include "golite/cache/cache.h"
#include "golite/lower/lower.h"

/// One package from outside the user's module.
typedef struct DrvUnit {
  LoadPackage *package;
  LowerPackage *lower;
  bool *with; // by unit: it is compiled with that one's declarations
  CacheKey key;
  CacheEntry entry; // when is_ready
  bool is_ready, has_failed;
  pid_t pid; // of the child that compiles it, or 0
} DrvUnit;

struct DrvUnits {
  Cache *cache;
  const char *temp_dir; // of a cache for this run alone, or NULL
  DrvUnit *list;        // imports before importers
  uint32_t n;
  int failed; // exit status of a child that failed, or 0
};

/// Whether a package is compiled apart from the program.
bool drv_is_outside(const Drv *d, const LoadPackage *p);
/// Finds the cache. From here on packages from outside are units. False: reported.
bool drv_units_open(Drv *d);
/// Makes sure that each unit has its entry; compiles what is missing, callees first, over the
/// cores. `packages`: all of the program, checked. False: reported by the child or here.
bool drv_units_build(Drv *d, LowerPackage *packages);
void drv_units_close(Drv *d);

/// prune.c: the objects of the program, `object` first, as the linker gets them.
const char **drv_link_objects(Drv *d, const char *object, const char *runtime, uint32_t *n);
void drv_link_objects_close(const char *const *paths, uint32_t n);

/// pipeline.c: checks one package whose imports have been checked.
LowerPackage drv_check_package(Drv *d, const LoadPackage *p, bool is_outside);
/// pipeline.c: lower to placement of the last of `packages`, open world. False: reported.
bool drv_middle_of_unit(Drv *d, const LowerPackage *packages, uint32_t n);
/// The unit's object, in the program arena; NULL: reported.
const char *drv_object_of_unit(Drv *d, const char *path, size_t *size);

#endif
