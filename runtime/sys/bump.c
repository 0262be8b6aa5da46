/// \file
/// Restarting the inline allocation of compiled code. A goroutine may be stopped anywhere in
/// compiled code, and goes on when its thread's cells have been given to others, or in another
/// thread. So one that was stopped inside the sequence which takes a cell goes on at its first
/// instruction. Nothing else in compiled code touches the cells, so the sequence can be told by its
/// bytes: its last instruction is the only kind that stores to the cache.
/// Source: lib/codegen/finish.c, which emits it.

#include "sys/bump.h"

#include "gc/cache.h"
#include "gc/heap.h"

#include <string.h>

/// mov %fs:CUR, %A; lea N(%A), %B; cmp %fs:END, %B; ja ...; mov %B, %fs:CUR
#define MAX_BYTES 40

typedef struct Reader {
  const uint8_t *at;
  bool is_right;
} Reader;

static void expect(Reader *r, uint8_t byte) {
  if (*r->at++ != byte)
    r->is_right = false;
}

static int32_t read_32(Reader *r) {
  int32_t v;
  memcpy(&v, r->at, sizeof v);
  r->at += sizeof v;
  return v;
}

/// An instruction with a register and %fs:disp32; returns disp32, the register in *reg.
static int32_t read_tls(Reader *r, uint8_t opcode, uint8_t *reg) {
  expect(r, 0x64);
  uint8_t rex = *r->at++;
  if ((rex & 0xfb) != 0x48)
    r->is_right = false;
  expect(r, opcode);
  uint8_t modrm = *r->at++;
  if ((modrm & 0xc7) != 0x04)
    r->is_right = false;
  expect(r, 0x25);
  *reg = (uint8_t)((modrm >> 3 & 7) | (rex & 4) << 1);
  return read_32(r);
}

/// lea n(%from), %to
static int32_t read_lea(Reader *r, uint8_t *from, uint8_t *to) {
  uint8_t rex = *r->at++;
  if ((rex & 0xfa) != 0x48)
    r->is_right = false;
  expect(r, 0x8d);
  uint8_t modrm = *r->at++;
  *from = (uint8_t)((modrm & 7) | (rex & 1) << 3);
  *to = (uint8_t)((modrm >> 3 & 7) | (rex & 4) << 1);
  if ((modrm & 7) == 4)
    expect(r, 0x24);
  if (modrm >> 6 == 1)
    return (int8_t)*r->at++;
  if (modrm >> 6 != 2)
    r->is_right = false;
  return read_32(r);
}

/// Whether a sequence begins at p and pc is one of its later instructions.
static bool is_inside(const uint8_t *p, const uint8_t *pc, int32_t lo, int32_t hi) {
  Reader r = {p, true};
  uint8_t a, b, c, d, e;
  int32_t cur = read_tls(&r, 0x8b, &a);
  if (!r.is_right || cur < lo || cur >= hi || (cur - lo) % (int32_t)sizeof(AbiBump) != 0)
    return false;
  bool is_start = r.at == pc;
  int32_t n = read_lea(&r, &c, &b);
  is_start |= r.at == pc;
  int32_t end = read_tls(&r, 0x3b, &d);
  is_start |= r.at == pc;
  if (*r.at == 0x0f) { // a far jump
    r.at++;
    expect(&r, 0x87);
    read_32(&r);
  } else {
    expect(&r, 0x77);
    r.at++;
  }
  is_start |= r.at == pc;
  int32_t store = read_tls(&r, 0x89, &e);
  return r.is_right && is_start && a == c && b == d && b == e && n > 0 && end == cur + 8 &&
         store == cur;
}

uintptr_t grt_bump_restart(uintptr_t pc) {
  uintptr_t thread;
  __asm__("movq %%fs:0, %0" : "=r"(thread));
  int32_t lo = (int32_t)((intptr_t)grt_tls_cache - (intptr_t)thread);
  int32_t hi = lo + (int32_t)sizeof grt_tls_cache;
  const uint8_t *at = (const uint8_t *)pc;
  for (int i = 1; i < MAX_BYTES; i++)
    if (at[-i] == 0x64 && is_inside(at - i, at, lo, hi))
      return pc - (uintptr_t)i;
  return pc;
}
