/// \file
/// What hash/crc32 does with the processor's instructions: folding by carry-less multiplication,
/// and the checksum of one polynomial that is an instruction itself. Source: Gopal et al., "Fast
/// CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction" (Intel, 2009), for
/// reflected bits.

#include "rt.h"
#include "std/std.h"

#include <cpuid.h>
#include <immintrin.h>
#include <string.h>

bool go_crc_has_instructions(void) GRT_GO_SYMBOL("hash/crc32.hasInstructions");
bool go_crc_has_instructions(void) {
  unsigned a, b, c, d;
  return __get_cpuid(1, &a, &b, &c, &d) != 0 && (c & bit_PCLMUL) != 0 && (c & bit_SSE4_2) != 0;
}

#define TARGET __attribute__((target("pclmul,sse4.2")))

/// Moves 16 bytes by the distance that the two keys stand for, onto others.
TARGET static inline __m128i move_onto(__m128i x, __m128i keys, __m128i onto) {
  __m128i lo = _mm_clmulepi64_si128(x, keys, 0x00), hi = _mm_clmulepi64_si128(x, keys, 0x11);
  return _mm_xor_si128(_mm_xor_si128(lo, hi), onto);
}

static inline __m128i load(const uint8_t *p) { return _mm_loadu_si128((const __m128i *)p); }

void go_crc_fold(uint32_t crc, const uint8_t *p, int64_t n, const uint64_t keys[4], uint8_t *rest)
    GRT_GO_SYMBOL("hash/crc32.fold");
TARGET void go_crc_fold(uint32_t crc, const uint8_t *p, int64_t n, const uint64_t keys[4],
                        uint8_t *rest) {
  __m128i by_64 = load((const uint8_t *)keys), by_16 = load((const uint8_t *)(keys + 2));
  __m128i x[4] = {_mm_xor_si128(load(p), _mm_cvtsi32_si128((int)crc)), load(p + 16), load(p + 32),
                  load(p + 48)};
  for (p += 64, n -= 64; n >= 64; p += 64, n -= 64)
    for (int i = 0; i < 4; i++)
      x[i] = move_onto(x[i], by_64, load(p + (ptrdiff_t)16 * i));
  __m128i sum = x[0];
  for (int i = 1; i < 4; i++)
    sum = move_onto(sum, by_16, x[i]);
  for (; n >= 16; p += 16, n -= 16)
    sum = move_onto(sum, by_16, load(p));
  _mm_storeu_si128((__m128i *)rest, sum);
}

uint32_t go_crc_castagnoli(uint32_t crc, const uint8_t *p, int64_t n)
    GRT_GO_SYMBOL("hash/crc32.castagnoli");
TARGET uint32_t go_crc_castagnoli(uint32_t crc, const uint8_t *p, int64_t n) {
  uint64_t sum = crc;
  for (; n >= 8; p += 8, n -= 8) {
    uint64_t word;
    memcpy(&word, p, sizeof word);
    sum = _mm_crc32_u64(sum, word);
  }
  for (; n > 0; p++, n--)
    sum = _mm_crc32_u8((uint32_t)sum, *p);
  return (uint32_t)sum;
}
