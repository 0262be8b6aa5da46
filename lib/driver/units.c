/// \file
/// Packages from outside the user's module, each a unit of its own: compiled alone in a child
/// process, kept in the cache, linked as one object. The parent only declares them.
/// Which packages are units is decided here and nowhere else; all others ask
/// `TyPackage.is_outside`.

#include "units.h"

#include "golite/lower/lower.h"

#include <llvm-c/Core.h>
#include <llvm-c/TargetMachine.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/// The cache is kept below this size.
#define MAX_CACHE_BYTES (UINT64_C(4) << 30)

bool drv_is_outside(const Drv *d, const LoadPackage *p) {
  return d->units && (p->is_std || p->is_dependency);
}

// --- keys -----------------------------------------------------------------------

/// Everything of the options that changes the code of a unit.
static void hash_options(CacheHash *h, const DrvOptions *o) {
  const EscOptions *e = &o->escape;
  cache_hash_int(h, o->opt_level);
  cache_hash_int(h, o->is_size);
  cache_hash_int(h, o->has_debug_info);
  cache_hash_int(h, o->no_inline);
  cache_hash_int(h, o->is_asan);
  cache_hash_int(h, o->is_no_pie);
  cache_hash_text(h, o->march);
  cache_hash_int(h, e->is_off);
  cache_hash_int(h, e->is_shuffled);
  cache_hash_int(h, (int64_t)e->seed);
  cache_hash_int(h, e->max_variable);
  cache_hash_int(h, e->max_implicit);
  cache_hash_text(h, e->force_stack);
  if (o->march && strcmp(o->march, "native") == 0) {
    char *cpu = LLVMGetHostCPUName(), *features = LLVMGetHostCPUFeatures();
    cache_hash_text(h, cpu);
    cache_hash_text(h, features);
    LLVMDisposeMessage(cpu);
    LLVMDisposeMessage(features);
  }
}

static DrvUnit *unit_of(const DrvUnits *us, const LoadPackage *p) {
  for (uint32_t i = 0; i < us->n; i++)
    if (us->list[i].package == p)
      return &us->list[i];
  return NULL;
}

/// A package and all that it imports.
static void mark_imports(const DrvUnits *us, DrvUnit *u, bool *marks) {
  uint32_t i = (uint32_t)(u - us->list);
  if (marks[i])
    return;
  marks[i] = true;
  for (uint32_t k = 0; k < u->package->n_imports; k++) {
    DrvUnit *to = unit_of(us, u->package->imports[k]);
    GL_ASSERT(to, "%s imports a package of the program", u->package->path);
    mark_imports(us, to, marks);
  }
}

/// Packages that compiled code needs although nobody imports them.
static bool is_implied(const LoadPackage *p) {
  return strcmp(p->path, "runtime") == 0 || strcmp(p->path, "internal/runtime/maps") == 0;
}

/// Which units a unit is compiled with: its imports, and what is implied unless that needs it.
static bool *marks_of(Drv *d, DrvUnit *u) {
  DrvUnits *us = d->units;
  bool *marks = GL_NEW_ARRAY(d->arena, bool, us->n + 1);
  for (uint32_t i = 0; i < us->n; i++)
    if (is_implied(us->list[i].package))
      mark_imports(us, &us->list[i], marks);
  if (marks[u - us->list])
    memset(marks, 0, us->n * sizeof *marks);
  mark_imports(us, u, marks);
  return marks;
}

/// The files that go into its variables.
static void hash_embeds(CacheHash *h, const SynFile *f) {
  for (uint32_t i = 0; i < f->n_embeds; i++) {
    cache_hash_int(h, f->embeds[i].n_files);
    for (uint32_t k = 0; k < f->embeds[i].n_files; k++) {
      cache_hash_text(h, f->embeds[i].files[k]->name);
      cache_hash_bytes(h, f->embeds[i].files[k]->data, f->embeds[i].files[k]->size);
    }
  }
}

static CacheKey key_of(Drv *d, const DrvUnit *u) {
  const LoadPackage *p = u->package;
  CacheHash *h = cache_hash_new(d->arena);
  cache_hash_build(d->arena, h);
  hash_options(h, d->o);
  cache_hash_text(h, p->path);
  cache_hash_text(h, p->go_version);
  cache_hash_int(h, p->is_std);
  cache_hash_int(h, p->n_files);
  for (uint32_t i = 0; i < p->n_files; i++) {
    const GlFile *f = p->files[i]->source;
    cache_hash_text(h, f->path);
    cache_hash_bytes(h, f->text, f->size);
    hash_embeds(h, p->files[i]);
  }
  for (uint32_t i = 0; i < d->units->n; i++)
    if (u->with[i] && &d->units->list[i] != u)
      cache_hash_key(h, &d->units->list[i].key);
  return cache_hash_end(h);
}

// --- one unit -------------------------------------------------------------------

/// The package, now with all bodies, and what it needs: imports first, itself last.
static LowerPackage *lower_list(Drv *d, const DrvUnit *u, uint32_t *n) {
  DrvUnits *us = d->units;
  LowerPackage *list = GL_NEW_ARRAY(d->arena, LowerPackage, us->n + 1);
  *n = 0;
  for (uint32_t i = 0; i < us->n; i++)
    if (u->with[i] && &us->list[i] != u) {
      list[*n] = *us->list[i].lower;
      list[(*n)++].is_root = false;
    }
  load_package_whole(d->program, u->package);
  list[*n] = drv_check_package(d, u->package, false);
  list[(*n)++].is_root = true;
  return list;
}

static void fill_facts(Drv *d, const DrvUnit *u, GlBuf *out) {
  gl_buf_init(out, d->arena);
  bool has_init = false;
  const char *symbol =
      gl_arena_printf(d->arena, "%s..inittask", lower_package_path(u->lower->package));
  for (uint32_t i = 1; i < d->gir->funcs.len; i++)
    has_init |= d->gir->funcs.data[i] && strcmp(d->gir->funcs.data[i]->symbol, symbol) == 0;
  gl_buf_char(out, has_init ? 'i' : '-');
}

/// Opens what the units in `with` (by unit; NULL: all) tell of themselves.
static void open_facts(Drv *d, const bool *with, const LowerPackage *list, uint32_t n) {
  TyPackage **packages = GL_NEW_ARRAY(d->arena, TyPackage *, n + 1);
  for (uint32_t i = 0; i < n; i++)
    packages[i] = list[i].package;
  d->imports = esc_imports_new(d->arena, d->world, d->names, packages, n);
  for (uint32_t i = 0; i < d->units->n; i++) {
    const DrvUnit *u = &d->units->list[i];
    if (u->is_ready && (!with || with[i]))
      esc_imports_add(d->imports, u->entry.facts + 1, u->entry.facts_size - 1);
  }
}

/// Compiles one unit and writes its entry. Runs in a child.
static bool compile_unit(Drv *d, DrvUnit *u) {
  uint32_t n;
  LowerPackage *list = lower_list(d, u, &n);
  if (gl_diags_error_count(d->diags) > 0)
    return false;
  open_facts(d, u->with, list, n);
  if (!drv_middle_of_unit(d, list, n))
    return false;
  GlBuf facts;
  fill_facts(d, u, &facts);
  esc_store(&facts, d->gir, d->escape);
  size_t size;
  const char *object = drv_object_of_unit(d, u->package->path, &size);
  if (!object)
    return false;
  if (!cache_put(d->units->cache, &u->key, object, size, facts.data, facts.len)) {
    gl_diag_error(d->diags, GL_LOC_NONE, GL_DIAG_DRV_IO, "cannot write to the cache: %s",
                  strerror(errno));
    return false;
  }
  return true;
}

// --- all of them ----------------------------------------------------------------

static bool take_entry(Drv *d, DrvUnit *u) {
  u->is_ready = cache_get(d->units->cache, &u->key, &u->entry);
  if (u->is_ready)
    u->lower->has_init = u->entry.facts_size && u->entry.facts[0] == 'i';
  return u->is_ready;
}

static bool may_start(const DrvUnits *us, const DrvUnit *u) {
  if (u->is_ready || u->has_failed || u->pid)
    return false;
  for (uint32_t i = 0; i < us->n; i++)
    if (u->with[i] && &us->list[i] != u && !us->list[i].is_ready)
      return false;
  return true;
}

static bool start(Drv *d, DrvUnit *u) {
  fflush(NULL);
  u->pid = fork();
  if (u->pid == 0) {
    drv_forget_temps();
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    bool ok = compile_unit(d, u);
    int status = drv_diagnostics_end(d, ok ? DRV_OK : DRV_ERRORS);
    fflush(NULL);
    _exit(status);
  }
  if (u->pid > 0)
    return true;
  u->pid = 0;
  gl_diag_error(d->diags, GL_LOC_NONE, GL_DIAG_DRV_TOOL, "cannot start a process: %s",
                strerror(errno));
  return false;
}

/// Waits for one child. False: its unit could not be compiled; it has said why.
static bool finish_one(Drv *d) {
  int status;
  pid_t pid;
  while ((pid = waitpid(-1, &status, 0)) < 0 && errno == EINTR)
    ;
  for (uint32_t i = 0; i < d->units->n; i++) {
    DrvUnit *u = &d->units->list[i];
    if (u->pid != pid)
      continue;
    u->pid = 0;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0 && take_entry(d, u))
      return true;
    u->has_failed = true;
    d->units->failed =
        WIFEXITED(status) && WEXITSTATUS(status) ? WEXITSTATUS(status) : DRV_INTERNAL;
    return false;
  }
  return true;
}

static uint32_t count_jobs(void) {
  long n = sysconf(_SC_NPROCESSORS_ONLN);
  return n < 1 ? 1 : n > 64 ? 64 : (uint32_t)n;
}

/// On a terminal: how far it is.
static void show_progress(uint32_t n_done, uint32_t n_all, const char *path) {
  enum { FEW = 4, WIDTH = 30 };
  if (n_all < FEW || !isatty(STDERR_FILENO))
    return;
  if (!path) {
    fputs("\r\033[K", stderr);
    return;
  }
  int filled = (int)(WIDTH * n_done / n_all);
  fprintf(stderr, "\r\033[K[%.*s%*s] %u/%u %s", filled, "##############################",
          WIDTH - filled, "", n_done, n_all, path);
}

static DrvUnit *next_to_start(DrvUnits *us) {
  for (uint32_t i = 0; i < us->n; i++)
    if (may_start(us, &us->list[i]))
      return &us->list[i];
  return NULL;
}

/// Compiles what has no entry. With --build-std a unit that fails does not keep the others back.
static bool build_missing(Drv *d) {
  DrvUnits *us = d->units;
  uint32_t running = 0, jobs = count_jobs(), n_all = 0, n_done = 0;
  bool ok = true;
  for (uint32_t i = 0; i < us->n; i++)
    n_all += !us->list[i].is_ready;
  for (;;) {
    bool goes_on = (ok || d->o->build_std) && running < jobs;
    DrvUnit *next = goes_on ? next_to_start(us) : NULL;
    if (next) {
      show_progress(n_done, n_all, next->package->path);
      next->has_failed = !start(d, next);
      ok = ok && !next->has_failed;
      running += !next->has_failed;
    } else if (running) {
      ok = finish_one(d) && ok;
      running--;
      n_done++;
    } else {
      show_progress(n_done, n_all, NULL);
      return ok;
    }
  }
}

/// A cache for this run alone.
static Cache *temporary_cache(Drv *d, DrvUnits *us) {
  us->temp_dir = drv_temp_folder(d->arena, NULL, "units");
  return us->temp_dir ? cache_open(d->arena, us->temp_dir) : NULL;
}

bool drv_units_open(Drv *d) {
  DrvUnits *us = GL_NEW(d->arena, DrvUnits);
  const char *dir = d->o->cache_dir ? d->o->cache_dir : cache_default_dir(d->arena);
  if (dir && !d->o->no_cache)
    us->cache = cache_open(d->arena, dir);
  if (!us->cache && (!d->o->cache_dir || d->o->no_cache)) // who has no home can compile, too
    us->cache = temporary_cache(d, us);
  if (!us->cache)
    gl_diag_error(d->diags, GL_LOC_NONE, GL_DIAG_DRV_IO, "cannot make the cache folder %s: %s",
                  dir ? dir : "(temporary)", strerror(errno));
  d->units = us;
  return us->cache != NULL;
}

bool drv_units_build(Drv *d, LowerPackage *packages) {
  DrvUnits *us = d->units;
  us->list = GL_NEW_ARRAY(d->arena, DrvUnit, d->program->n_packages + 1);
  for (uint32_t i = 0; i < d->program->n_packages; i++) {
    LoadPackage *p = d->program->packages[i];
    if (!drv_is_outside(d, p))
      continue;
    us->list[us->n++] = (DrvUnit){.package = p, .lower = &packages[i]};
  }
  uint32_t n_missing = 0;
  drv_times_begin(d, "cache");
  for (uint32_t i = 0; i < us->n; i++) {
    us->list[i].with = marks_of(d, &us->list[i]);
    us->list[i].key = key_of(d, &us->list[i]);
    n_missing += !take_entry(d, &us->list[i]);
  }
  drv_times_end(d);
  drv_times_begin(d, "units");
  bool ok = build_missing(d);
  if (n_missing && !us->temp_dir)
    cache_trim(us->cache, MAX_CACHE_BYTES);
  drv_times_end(d);
  if (ok)
    open_facts(d, NULL, packages, d->program->n_packages);
  return ok;
}

void drv_units_close(Drv *d) {
  DrvUnits *us = d->units;
  if (!us || !us->temp_dir)
    return;
  for (uint32_t i = 0; i < us->n; i++)
    if (us->list[i].is_ready)
      unlink(us->list[i].entry.path);
  rmdir(gl_path_join(d->arena, us->temp_dir, "units"));
  rmdir(us->temp_dir);
}
