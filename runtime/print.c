/// \file
/// print and println: text to fd 2, one write for each statement.
/// Source: formats as gc 1.27 prints them.

#include "sched/sched.h"

#include <string.h>
#include <unistd.h>

void grt_print_bool(bool v);
void grt_print_float64(double v);
void grt_print_float32(float v);
void grt_print_complex128(double re, double im);
void grt_print_complex64(float re, float im);
void grt_print_pointer(const void *p);
void grt_print_slice(const void *p, int64_t len, int64_t cap);
void grt_print_iface(const void *type, const void *data);
void grt_print_sp(void);
void grt_print_nl(void);

static void write_all(const char *p, size_t n) {
  while (n > 0) {
    ssize_t done = write(2, p, n);
    if (done <= 0)
      return;
    p += done;
    n -= (size_t)done;
  }
}

static void output(GrtPrinter *w, const char *p, size_t n) {
  if (w->capture == NULL) {
    write_all(p, n);
    return;
  }
  if (n > w->capture_left)
    n = w->capture_left;
  memcpy(w->capture + w->captured, p, n);
  w->captured += n;
  w->capture_left -= n;
}

static void flush(GrtPrinter *w) {
  output(w, w->buf, w->used);
  w->used = 0;
}

/// This thread's; before start-up there is but one.
static GrtPrinter *printer(void) {
  GrtM *m = grt_m();
  return m == NULL ? &grt_main_m.printer : &m->printer;
}

void grt_print_lock(void) { printer()->depth++; }

void grt_print_unlock(void) {
  GrtPrinter *w = printer();
  if (--w->depth == 0)
    flush(w);
}

void grt_print_capture(char *buf, size_t size) {
  GrtPrinter *w = printer();
  flush(w);
  w->capture = buf;
  w->capture_left = size;
  w->captured = 0;
}

size_t grt_print_end_capture(void) {
  GrtPrinter *w = printer();
  flush(w);
  w->capture = NULL;
  return w->captured;
}

static void put(const char *p, size_t n) {
  GrtPrinter *w = printer();
  if (n > sizeof w->buf - w->used)
    flush(w);
  if (n > sizeof w->buf) {
    output(w, p, n);
    return;
  }
  memcpy(w->buf + w->used, p, n);
  w->used += n;
  if (w->depth == 0)
    flush(w);
}

void grt_print_string(const uint8_t *p, int64_t len) {
  if (len > 0)
    put((const char *)p, (size_t)len);
}

void grt_print_cstring(const char *s) { put(s, strlen(s)); }

void grt_print_bool(bool v) { grt_print_cstring(v ? "true" : "false"); }

static void put_number(uint64_t v, unsigned base, const char *prefix) {
  char buf[32];
  size_t at = sizeof buf;
  do {
    buf[--at] = "0123456789abcdef"[v % base];
    v /= base;
  } while (v != 0);
  size_t n = strlen(prefix);
  at -= n;
  memcpy(buf + at, prefix, n);
  put(buf + at, sizeof buf - at);
}

void grt_print_uint(uint64_t v) { put_number(v, 10, ""); }

void grt_print_int(int64_t v) {
  if (v < 0)
    put_number(-(uint64_t)v, 10, "-");
  else
    put_number((uint64_t)v, 10, "");
}

void grt_print_hex(uint64_t v) { put_number(v, 16, "0x"); }

void grt_print_pointer(const void *p) { grt_print_hex((uintptr_t)p); }

void grt_print_float64(double v) {
  char buf[GRT_FLOAT_BYTES];
  put(buf, (size_t)grt_format_float(buf, v, false));
}

void grt_print_float32(float v) {
  char buf[GRT_FLOAT_BYTES];
  put(buf, (size_t)grt_format_float(buf, (double)v, true));
}

static void put_complex(double re, double im, bool is_float32) {
  char buf[2 * GRT_FLOAT_BYTES + 4];
  int n = 0;
  buf[n++] = '(';
  n += grt_format_float(buf + n, re, is_float32);
  int im_at = n + 1;
  int len = grt_format_float(buf + im_at, im, is_float32);
  if (buf[im_at] == '+' || buf[im_at] == '-') {
    memmove(buf + n, buf + im_at, (size_t)len);
    n += len;
  } else {
    buf[n] = '+';
    n += 1 + len;
  }
  buf[n++] = 'i';
  buf[n++] = ')';
  put(buf, (size_t)n);
}

void grt_print_complex128(double re, double im) { put_complex(re, im, false); }

void grt_print_complex64(float re, float im) { put_complex((double)re, (double)im, true); }

void grt_print_slice(const void *p, int64_t len, int64_t cap) {
  grt_print_lock();
  put("[", 1);
  grt_print_int(len);
  put("/", 1);
  grt_print_int(cap);
  put("]", 1);
  grt_print_pointer(p);
  grt_print_unlock();
}

void grt_print_iface(const void *type, const void *data) {
  grt_print_lock();
  put("(", 1);
  grt_print_pointer(type);
  put(",", 1);
  grt_print_pointer(data);
  put(")", 1);
  grt_print_unlock();
}

void grt_print_sp(void) { put(" ", 1); }

void grt_print_nl(void) { put("\n", 1); }
