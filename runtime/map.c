/// \file
/// What Go's package internal/runtime/maps asks of its runtime: memory, random numbers, texts, and
/// the key of its hash functions, which those of equal.c share.

#include "gc/gc.h"
#include "rt.h"

#include <string.h>
#include <sys/auxv.h>

void *grt_new_array(const AbiType *elem, int64_t n);

void *maps_newobject(const AbiType *t) GRT_GO_SYMBOL("internal/runtime/maps.newobject");
void *maps_newobject(const AbiType *t) { return grt_new_array(t, 1); }

void *maps_newarray(const AbiType *t, int64_t n) GRT_GO_SYMBOL("internal/runtime/maps.newarray");
void *maps_newarray(const AbiType *t, int64_t n) { return grt_new_array(t, n); }

void maps_typedmemmove(const AbiType *t, void *to, const void *from)
    GRT_GO_SYMBOL("internal/runtime/maps.typedmemmove");
void maps_typedmemmove(const AbiType *t, void *to, const void *from) { memmove(to, from, t->size); }

void maps_typedmemclr(const AbiType *t, void *p) GRT_GO_SYMBOL("internal/runtime/maps.typedmemclr");
void maps_typedmemclr(const AbiType *t, void *p) { memset(p, 0, t->size); }

AbiString maps_type_string(const AbiType *t) GRT_GO_SYMBOL("internal/runtime/maps.typeString");
AbiString maps_type_string(const AbiType *t) { return grt_type_string(t); }

GRT_NORETURN void maps_fatal(const uint8_t *text, int64_t len)
    GRT_GO_SYMBOL("internal/runtime/maps.fatal");
void maps_fatal(const uint8_t *text, int64_t len) { grt_fatal_text((AbiString){text, len}); }

// ---- random numbers, hash key ----

/// The multiplications of wyrand.
static uint64_t next_random(uint64_t *state) {
  *state += 0xa0761d6478bd642fu;
  __uint128_t product = (__uint128_t)*state * (*state ^ 0xe7037ed1a0b428dbu);
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/// State of this thread's generator; 0: not begun.
static __thread uint64_t random_state;

uint64_t grt_random(void) {
  if (random_state == 0) {
    random_state = grt_hash_key[0] ^ (uint64_t)(uintptr_t)&random_state;
    (void)next_random(&random_state);
  }
  return next_random(&random_state);
}

uint64_t maps_rand(void) GRT_GO_SYMBOL("internal/runtime/maps.rand");
uint64_t maps_rand(void) { return grt_random(); }

// Go's hash functions read it, too.
uint64_t grt_hash_key[4];

void grt_hash_init(void) {
  uint64_t seed[2] = {0};
  const void *bytes = (const void *)(uintptr_t)getauxval(AT_RANDOM); // 16 bytes of the kernel's
  if (bytes != NULL)
    memcpy(seed, bytes, sizeof seed);
  for (int i = 0; i < 4; i++) {
    grt_hash_key[i] = next_random(&seed[0]) ^ seed[1];
    seed[1] = (seed[1] << 17 | seed[1] >> 47) + 0x9e3779b97f4a7c15u;
  }
}
