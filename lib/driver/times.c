/// \file
/// `--time-report`: wall and CPU time of each stage, size of the input, memory.

#include "driver_internal.h"

#include <sys/resource.h>
#include <time.h>

typedef struct StageTime {
  const char *name;
  double wall, cpu; // seconds
} StageTime;

struct DrvTimes {
  GlArena *arena;
  GL_VEC(StageTime) stages;
  double wall, cpu; // at begin
};

static double now(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

struct DrvTimes *drv_times_new(GlArena *a) {
  struct DrvTimes *t = GL_NEW(a, struct DrvTimes);
  t->arena = a;
  return t;
}

void drv_times_begin(Drv *d, const char *stage) {
  struct DrvTimes *t = d->times;
  GL_VEC_PUSH(t->arena, &t->stages, (StageTime){.name = stage});
  t->wall = now(CLOCK_MONOTONIC);
  t->cpu = now(CLOCK_PROCESS_CPUTIME_ID);
  gl_ice_context(stage, NULL);
}

void drv_times_end(Drv *d) {
  struct DrvTimes *t = d->times;
  StageTime *s = &t->stages.data[t->stages.len - 1];
  s->wall = now(CLOCK_MONOTONIC) - t->wall;
  s->cpu = now(CLOCK_PROCESS_CPUTIME_ID) - t->cpu;
}

typedef struct Input {
  uint64_t n_packages, n_files, n_lines, n_bytes;
} Input;

static void count_package(Input *in, const LoadPackage *p) {
  in->n_packages++;
  in->n_files += p->n_files;
  for (uint32_t i = 0; i < p->n_files; i++) {
    in->n_lines += p->files[i]->n_lines;
    in->n_bytes += p->files[i]->source->size;
  }
}

/// What was parsed: the packages' files, not those that a build constraint left out. Without
/// packages (--stop-after=syntax with files) all files.
static Input count_input(const Drv *d) {
  Input in = {0};
  for (uint32_t i = 0; d->program && i < d->program->n_packages; i++)
    count_package(&in, d->program->packages[i]);
  if (in.n_packages > 0)
    return in;
  for (uint32_t i = 0; i < gl_sources_count(d->sources); i++) {
    const GlFile *f = gl_sources_file(d->sources, i);
    in.n_files++;
    in.n_bytes += f->size;
    for (uint32_t k = 0; k < f->size; k++)
      in.n_lines += f->text[k] == '\n';
  }
  return in;
}

static double lines_per_second(const Input *in, double seconds) {
  return seconds > 0 ? (double)in->n_lines / seconds : 0.0;
}

void drv_times_print(const Drv *d, FILE *out) {
  Input in = count_input(d);
  fprintf(out, "%llu packages, %llu files, %llu lines, %llu bytes\n",
          (unsigned long long)in.n_packages, (unsigned long long)in.n_files,
          (unsigned long long)in.n_lines, (unsigned long long)in.n_bytes);
  fprintf(out, "%-12s %10s %10s %14s\n", "stage", "wall ms", "cpu ms", "lines/s (cpu)");
  double wall = 0, cpu = 0;
  for (uint32_t i = 0; i < d->times->stages.len; i++) {
    const StageTime *s = &d->times->stages.data[i];
    fprintf(out, "%-12s %10.1f %10.1f %14.0f\n", s->name, s->wall * 1e3, s->cpu * 1e3,
            lines_per_second(&in, s->cpu));
    wall += s->wall;
    cpu += s->cpu;
  }
  struct rusage use;
  getrusage(RUSAGE_SELF, &use);
  fprintf(out, "%-12s %10.1f %10.1f %14.0f\npeak memory  %.1f MB\n", "total", wall * 1e3, cpu * 1e3,
          lines_per_second(&in, cpu), (double)use.ru_maxrss / 1024);
}
