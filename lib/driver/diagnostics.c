/// \file
/// In which form diagnostics are printed, and where.

#include "driver_internal.h"

#include "golite/driver/config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// Whether diagnostics go to a terminal.
static bool is_terminal(const Drv *d) {
  return !d->o->diagnostics_file && isatty(STDERR_FILENO) == 1;
}

static DrvDiagnostics form_of(const Drv *d) {
  if (d->o->diagnostics != DRV_DIAGNOSTICS_AUTO)
    return d->o->diagnostics;
  return is_terminal(d) ? DRV_DIAGNOSTICS_FULL : DRV_DIAGNOSTICS_BRIEF;
}

static bool is_set(const char *name) {
  const char *value = getenv(name);
  return value && *value;
}

/// The options' word, else by the terminal and what its user says.
static bool is_colored(const Drv *d) {
  if (d->o->color >= 0)
    return d->o->color;
  const char *term = getenv("TERM");
  return is_terminal(d) && !is_set("NO_COLOR") && term && strcmp(term, "dumb") != 0;
}

void drv_diagnostics_begin(Drv *d) {
  gl_diags_expect(d->diags, d->o->max_errors, form_of(d) != DRV_DIAGNOSTICS_BRIEF);
}

static void text(Drv *d, GlBuf *out) {
  char *data = NULL;
  size_t len = 0;
  FILE *f = open_memstream(&data, &len);
  GL_ASSERT(f, "no memory");
  gl_diags_print(d->diags, f,
                 (GlDiagStyle){.max_errors = d->o->max_errors,
                               .is_full = form_of(d) == DRV_DIAGNOSTICS_FULL,
                               .is_colored = is_colored(d)});
  fclose(f);
  gl_buf_bytes(out, data, len);
  free(data);
}

static void sarif(Drv *d, GlBuf *out, int status) {
  char folder[4096];
  GlSarifTool tool = {.name = "golite-cc",
                      .version = GOLITE_VERSION,
                      .folder = getcwd(folder, sizeof folder),
                      .exit_status = status};
  gl_diags_sarif(d->diags, out, d->o->max_errors, &tool);
}

static void print(Drv *d, GlBuf *out, int status) {
  switch (form_of(d)) {
  case DRV_DIAGNOSTICS_AUTO: break;
  case DRV_DIAGNOSTICS_BRIEF:
  case DRV_DIAGNOSTICS_FULL: text(d, out); return;
  case DRV_DIAGNOSTICS_JSON: gl_diags_json(d->diags, out, d->o->max_errors); return;
  case DRV_DIAGNOSTICS_SARIF: sarif(d, out, status); return;
  }
  GL_UNREACHABLE();
}

int drv_diagnostics_end(Drv *d, int status) {
  if (gl_diags_error_count(d->diags) > 0)
    status = DRV_ERRORS;
  GlBuf out;
  gl_buf_init(&out, d->arena);
  print(d, &out, status);
  const char *file = d->o->diagnostics_file;
  if (!file) {
    fwrite(out.data, 1, out.len, stderr);
    return status;
  }
  gl_diags_expect(d->diags, 0, false); // one more may have to be said
  if (drv_write_file(d, file, out.data ? out.data : "", out.len))
    return status;
  // The last resort: what was to be written, and why it was not.
  gl_diags_print(d->diags, stderr, (GlDiagStyle){.max_errors = 0});
  return DRV_ERRORS;
}
