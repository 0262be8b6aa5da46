/// \file
/// make and append: capacities as gc's (measured with go1.27.4), contents, errors.

#include "support.h"

#include <string.h>

void *grt_makeslice(const AbiType *elem, int64_t len, int64_t cap);
void *grt_new_array(const AbiType *elem, int64_t n);
void grt_growslice(AbiSlice *out, void *old, int64_t new_len, int64_t old_cap, int64_t num,
                   const AbiType *elem);

static const uint64_t all_ones = ~(uint64_t)0;
static const uint64_t long_ones[2] = {~(uint64_t)0, ~(uint64_t)0};

typedef struct Growth {
  uint64_t size;
  bool has_pointers;
  int64_t caps[40]; ///< as elements are appended one by one, up to 20,000 elements
} Growth;

static const Growth growths[] = {
    {1,
     0,
     {
         8,
         16,
         32,
         64,
         128,
         256,
         512,
         896,
         1408,
         2048,
         3072,
         4096,
         5376,
         6912,
         9472,
         12288,
         16384,
         21760,
     }},
    {2,
     0,
     {
         4,    8,    16,   32,   64,   128,  256,   512,   896,   1344,
         2048, 3072, 4096, 5440, 7168, 9216, 12288, 16384, 24576,
     }},
    {3,
     0,
     {
         2,    5,    10,   21,   42,   85,   170,   341,   682,   1066,
         1621, 2261, 3157, 4522, 6144, 8192, 10922, 16384, 21845,
     }},
    {4,
     0,
     {
         2,    4,    8,    16,   32,   64,   128,   256,   512,   864,
         1344, 2048, 3072, 4096, 5440, 7168, 10240, 14336, 18432, 24576,
     }},
    {8,
     0,
     {
         1,    2,    4,    8,    16,   32,   64,   128,   256,   512,   848,
         1280, 1792, 2560, 3408, 5120, 7168, 9216, 12288, 16384, 21504,
     }},
    {8,
     1,
     {
         1,    2,    4,    8,    16,   32,   64,    143,   287,   607,   1023,
         1535, 2303, 3071, 4095, 6144, 8192, 11264, 14336, 18432, 23552,
     }},
    {24,
     0,
     {
         1,    2,    4,    8,    16,   32,   64,   128,   256,   512,   853,
         1365, 2048, 3072, 4096, 5461, 7168, 9216, 11946, 15360, 19456, 24576,
     }},
    {16,
     1,
     {
         1,    2,    4,    8,    16,   32,   71,    143,   303,   591,   1023,
         1535, 2560, 3584, 5120, 6656, 8704, 11264, 14336, 18432, 23552,
     }},
    {40,
     1,
     {
         1,    2,    4,    8,    17,   35,   76,   153,   307,   614,   1024,
         1638, 2252, 3072, 4096, 5324, 6963, 9011, 11468, 14540, 18432, 23347,
     }},
    {800,
     0,
     {
         1,    2,    4,    8,    16,   34,   71,   143,   286,   552,   890,   1310,
         1832, 2488, 3307, 4331, 5611, 7208, 9205, 11704, 14827, 18728, 23603,
     }},
    {800,
     1,
     {
         1,    2,    4,    8,    16,   34,   71,   143,   286,   552,   890,   1310,
         1832, 2488, 3307, 4331, 5611, 7208, 9205, 11704, 14827, 18728, 23603,
     }},
};

static AbiType type_of(uint64_t size, bool has_pointers) {
  AbiType t = {.size = size, .align = 1, .gcdata = (const uint8_t *)&all_ones};
  if (has_pointers) {
    t.ptr_bytes = size;
    t.gcdata = (const uint8_t *)long_ones;
  }
  return t;
}

static void test_one_by_one(const Growth *g) {
  AbiType t = type_of(g->size, g->has_pointers);
  AbiSlice s = {NULL, 0, 0};
  int at = 0;
  for (int64_t i = 0; i < 20000; i++) {
    if (s.len == s.cap) {
      grt_growslice(&s, s.ptr, s.len + 1, s.cap, 1, &t);
      CHECK(s.cap == g->caps[at]);
      at++;
    } else {
      s.len++;
    }
    memset((char *)s.ptr + (uint64_t)i * g->size, g->has_pointers ? 0 : (int)(i % 251), g->size);
  }
  CHECK(g->caps[at] == 0);
  for (int64_t i = 0; i < 20000; i++)
    CHECK(((uint8_t *)s.ptr)[(uint64_t)i * g->size] == (g->has_pointers ? 0 : i % 251));
}

static void test_many(void) {
  // append of n elements to 5 of 5: bytes, pointers, 24 bytes.
  static const int64_t want[][4] = {{1, 16, 10, 10},          {6, 16, 12, 12},
                                    {11, 16, 16, 16},         {20, 32, 26, 26},
                                    {50, 64, 56, 58},         {123, 128, 143, 128},
                                    {500, 512, 511, 512},     {1000, 1024, 1023, 1024},
                                    {5000, 5376, 5120, 5120}, {40000, 40960, 40960, 40277}};
  AbiType types[] = {type_of(1, false), type_of(8, true), type_of(24, false)};
  for (uint32_t i = 0; i < sizeof want / sizeof want[0]; i++) {
    for (int t = 0; t < 3; t++) {
      AbiSlice s;
      void *old = grt_makeslice(&types[t], 5, 5);
      grt_growslice(&s, old, 5 + want[i][0], 5, want[i][0], &types[t]);
      CHECK(s.cap == want[i][t + 1] && s.len == 5 + want[i][0]);
    }
  }
}

int64_t with_deferred(const AbiFuncVal *fn, void (*body)(void *), void *arg);
void recovering(void);
static const AbiFuncVal recovering_f = {recovering};

typedef struct MakeArgs {
  uint64_t size;
  int64_t len, cap;
} MakeArgs;

static void make(void *arg) {
  const MakeArgs *a = arg;
  AbiType t = type_of(a->size, false);
  grt_makeslice(&t, a->len, a->cap);
}

static void test_errors(void) {
  MakeArgs bad_len[] = {{1, -1, -1}, {8, -1, 5}, {8, INT64_MAX, INT64_MAX}, {1, INT64_MIN, 0}};
  MakeArgs bad_cap[] = {{1, 0, -1}, {8, 5, 4}, {8, 1, INT64_MAX}, {8, 0, INT64_MAX / 4}};
  for (int i = 0; i < 4; i++) {
    CHECK(with_deferred(&recovering_f, make, &bad_len[i]) == 1);
    CHECK_STR(test_last_note(), "error makeslice: len out of range");
    CHECK(with_deferred(&recovering_f, make, &bad_cap[i]) == 1);
    CHECK_STR(test_last_note(), "error makeslice: cap out of range");
  }
}

static void test_zero_size(void) {
  AbiType t = type_of(0, false);
  void *p = grt_makeslice(&t, 1000, INT64_MAX);
  CHECK(p != NULL && p == grt_new_array(&t, 7));
  AbiSlice s;
  grt_growslice(&s, p, 5, 4, 1, &t);
  CHECK(s.ptr == p && s.len == 5 && s.cap == 5);
}

void test_main(void) {
  for (uint32_t i = 0; i < sizeof growths / sizeof growths[0]; i++)
    test_one_by_one(&growths[i]);
  test_many();
  test_errors();
  test_zero_size();
}
