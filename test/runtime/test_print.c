/// \file
/// print's formats, and that one statement is one write.

#include "support.h"

#include <string.h>
#include <sys/socket.h>

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

static void print_all(void) {
  grt_print_lock();
  grt_print_bool(true);
  grt_print_sp();
  grt_print_bool(false);
  grt_print_sp();
  grt_print_int(INT64_MIN);
  grt_print_sp();
  grt_print_uint(UINT64_MAX);
  grt_print_sp();
  grt_print_float64(1e100);
  grt_print_sp();
  grt_print_float32(0.1f);
  grt_print_sp();
  grt_print_complex128(1, 2);
  grt_print_complex128(0, -0.5);
  grt_print_complex64(-1.5f, __builtin_inff());
  grt_print_complex128(__builtin_nan(""), __builtin_nan(""));
  grt_print_sp();
  grt_print_pointer(NULL);
  grt_print_sp();
  grt_print_pointer((void *)0xc000012345);
  grt_print_sp();
  grt_print_slice((void *)16, 3, 4);
  grt_print_sp();
  grt_print_iface((void *)1, (void *)0xff);
  grt_print_nl();
  grt_print_unlock();
}

static void print_long(void) {
  static char text[5000];
  memset(text, 'x', sizeof text);
  grt_print_lock();
  grt_print_string((const uint8_t *)"a", 1);
  grt_print_string((const uint8_t *)text, sizeof text);
  grt_print_string((const uint8_t *)"b", 1);
  grt_print_unlock();
}

/// What fn prints arrives as one packet.
static void check_one_write(void (*fn)(void), const char *want) {
  int fds[2];
  CHECK(socketpair(AF_UNIX, SOCK_DGRAM, 0, fds) == 0);
  int saved = dup(2);
  CHECK(saved >= 0);
  dup2(fds[1], 2);
  fn();
  dup2(saved, 2);
  char buf[8192];
  ssize_t n = recv(fds[0], buf, sizeof buf, 0);
  CHECK(n == (ssize_t)strlen(want) && memcmp(buf, want, (size_t)n) == 0);
  close(fds[0]);
  close(fds[1]);
  close(saved);
}

void test_main(void) {
  check_one_write(print_all, "true false -9223372036854775808 18446744073709551615 1e+100 0.1 "
                             "(1+2i)(0-0.5i)(-1.5+Infi)(NaN+NaNi) 0x0 0xc000012345 [3/4]0x10 "
                             "(0x1,0xff)\n");
  char out[8192];
  CHECK(test_child(print_long, out, sizeof out) == 0);
  CHECK(strlen(out) == 5002 && out[0] == 'a' && out[5000] == 'x' && out[5001] == 'b');
}
