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

static uint64_t count_lines(const GlSources *s, uint64_t *bytes) {
  uint64_t lines = 0;
  *bytes = 0;
  for (uint32_t i = 0; i < gl_sources_count(s); i++) {
    const GlFile *f = gl_sources_file(s, i);
    *bytes += f->size;
    for (uint32_t k = 0; k < f->size; k++)
      lines += f->text[k] == '\n';
  }
  return lines;
}

void drv_times_print(const Drv *d, FILE *out) {
  uint64_t bytes;
  uint64_t lines = count_lines(d->sources, &bytes);
  fprintf(out, "%u files, %llu lines, %llu bytes\n", gl_sources_count(d->sources),
          (unsigned long long)lines, (unsigned long long)bytes);
  fprintf(out, "%-12s %10s %10s %14s\n", "stage", "wall ms", "cpu ms", "lines/s (cpu)");
  double wall = 0, cpu = 0;
  for (uint32_t i = 0; i < d->times->stages.len; i++) {
    const StageTime *s = &d->times->stages.data[i];
    fprintf(out, "%-12s %10.1f %10.1f %14.0f\n", s->name, s->wall * 1e3, s->cpu * 1e3,
            s->cpu > 0 ? (double)lines / s->cpu : 0.0);
    wall += s->wall;
    cpu += s->cpu;
  }
  struct rusage use;
  getrusage(RUSAGE_SELF, &use);
  fprintf(out, "%-12s %10.1f %10.1f\npeak memory  %.1f MB\n", "total", wall * 1e3, cpu * 1e3,
          (double)use.ru_maxrss / 1024);
}
