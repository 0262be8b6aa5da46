/// \file
/// Interface tables, assertions, equality and hashing, with hand-made type descriptors.

#include "support.h"

#include <string.h>

extern const AbiFuncVal grt_memequal64_f, grt_strequal_f, grt_f64equal_f, grt_nilinterequal_f;
bool grt_memequal_varlen(const void *p, const void *q);
const AbiItab *grt_get_itab(const AbiInterfaceType *inter, const AbiType *type, bool can_fail);
const AbiItab *grt_assert_e2i(const AbiInterfaceType *inter, const AbiType *type);
const AbiItab *grt_assert_e2i2(const AbiInterfaceType *inter, const AbiType *type);
bool grt_efaceeq(const AbiType *type, void *x, void *y);
bool grt_ifaceeq(const AbiItab *itab, void *x, void *y);
uint64_t grt_typehash(const AbiType *t, const void *p, uint64_t seed);
uint64_t grt_nilinterhash(const AbiEface *p, uint64_t seed);
uint64_t grt_memhash(const void *p, uint64_t seed, uint64_t size);
int64_t with_deferred(const AbiFuncVal *fn, void (*body)(void *), void *arg);
void recovering(void);

static const AbiFuncVal recovering_f = {recovering};

// Descriptors as compiled code has them: offsets are relative to the descriptor, so all lies in one
// object.
typedef struct Image {
  AbiInterfaceType inter; ///< interface { M(); n() }, package p
  AbiImethod inter_methods[2];
  AbiType concrete; ///< type main.T with methods M, N and n
  AbiUncommon uncommon;
  AbiMethod methods[3];
  AbiType lacking; ///< type main.U with method M alone
  AbiUncommon lacking_uncommon;
  AbiMethod lacking_method;
  AbiType func; ///< func()
  uint8_t names[7][12];
} Image;

static Image image = {
    .names = {"\x01\x01M", "\x01\x01N", "\x00\x01n", "\x00\x01p", "\x02\x06main.T",
              "\x02\x06main.U", "\x02\x06main.I"},
};

static int32_t off(const void *base, const void *target) {
  return (int32_t)((intptr_t)target - (intptr_t)base);
}

static void method(AbiMethod *m, const AbiType *t, int name, int code) {
  m->name = off(t, image.names[name]);
  m->mtyp = off(t, &image.func);
  m->ifn = code;
}

static void init_image(void) {
  AbiInterfaceType *it = &image.inter;
  it->type.kind = ABI_KIND_INTERFACE;
  it->type.str = off(it, image.names[6]);
  it->pkg_path = image.names[3];
  it->methods = image.inter_methods;
  it->n_methods = it->cap_methods = 2;
  image.inter_methods[0] = (AbiImethod){off(it, image.names[0]), off(it, &image.func)};
  image.inter_methods[1] = (AbiImethod){off(it, image.names[2]), off(it, &image.func)};
  AbiType *t = &image.concrete;
  *t = (AbiType){.size = 8, .tflag = ABI_TFLAG_UNCOMMON | ABI_TFLAG_NAMED, .kind = ABI_KIND_INT};
  t->equal = &grt_memequal64_f;
  t->str = off(t, image.names[4]);
  image.uncommon = (AbiUncommon){.pkg_path = off(t, image.names[3]), .mcount = 3, .xcount = 2};
  image.uncommon.moff = (uint32_t)off(&image.uncommon, image.methods);
  method(&image.methods[0], t, 0, 100);
  method(&image.methods[1], t, 1, 200);
  method(&image.methods[2], t, 2, 300);
  AbiType *u = &image.lacking;
  *u = *t;
  u->str = off(u, image.names[5]);
  image.lacking_uncommon =
      (AbiUncommon){.pkg_path = off(u, image.names[3]), .mcount = 1, .xcount = 1};
  image.lacking_uncommon.moff = (uint32_t)off(&image.lacking_uncommon, &image.lacking_method);
  method(&image.lacking_method, u, 0, 100);
}

static void assert_lacking(void *arg) {
  (void)arg;
  grt_assert_e2i(&image.inter, &image.lacking);
}

static void assert_nil(void *arg) {
  (void)arg;
  grt_assert_e2i(&image.inter, NULL);
}

static void test_itabs(void) {
  CHECK_STR(grt_type_string(&image.concrete), "main.T");
  const AbiItab *itab = grt_get_itab(&image.inter, &image.concrete, false);
  CHECK(itab->inter == &image.inter && itab->type == &image.concrete);
  CHECK((char *)itab->fun[0] == (char *)&image.concrete + 100);
  CHECK((char *)itab->fun[1] == (char *)&image.concrete + 300);
  CHECK(grt_get_itab(&image.inter, &image.concrete, true) == itab);
  CHECK(grt_assert_e2i2(&image.inter, &image.lacking) == NULL);
  CHECK(grt_assert_e2i2(&image.inter, &image.lacking) == NULL);
  CHECK(grt_assert_e2i2(&image.inter, NULL) == NULL);
  CHECK(with_deferred(&recovering_f, assert_lacking, NULL) == 1);
  CHECK_STR(test_last_note(), "assertion nil main.U main.I [n]");
  CHECK(with_deferred(&recovering_f, assert_nil, NULL) == 1);
  CHECK_STR(test_last_note(), "assertion nil nil main.I []");
}

static const AbiType float_type = {
    .size = 8, .align = 8, .kind = ABI_KIND_FLOAT64, .equal = &grt_f64equal_f};
static const AbiType any_type = {.size = 16, .kind = ABI_KIND_INTERFACE};

static void compare_uncomparable(void *arg) {
  (void)arg;
  AbiType t = image.lacking;
  t.equal = NULL;
  t.str = 0;
  int64_t v = 1;
  grt_efaceeq(&t, &v, &v);
}

static void test_equal(void) {
  int64_t a = 5, b = 5, c = 6;
  CHECK(grt_efaceeq(&image.concrete, &a, &b) && !grt_efaceeq(&image.concrete, &a, &c));
  CHECK(grt_efaceeq(NULL, NULL, NULL) && grt_ifaceeq(NULL, NULL, NULL));
  double nan = __builtin_nan(""), zero = 0, negative_zero = -0.0;
  CHECK(!grt_efaceeq(&float_type, &nan, &nan) && grt_efaceeq(&float_type, &zero, &negative_zero));
  AbiType pointer = {.size = 8, .tflag = ABI_TFLAG_DIRECT_IFACE, .equal = &grt_memequal64_f};
  CHECK(grt_efaceeq(&pointer, &a, &a) && !grt_efaceeq(&pointer, &a, &b));
  CHECK(with_deferred(&recovering_f, compare_uncomparable, NULL) == 1);
  CHECK_STR(test_last_note(), "error comparing uncomparable type ");
  AbiEface x = {&image.concrete, &a}, y = {&image.concrete, &b}, z = {&float_type, &b};
  CHECK(grt_call_equal(&grt_nilinterequal_f, &x, &y) &&
        !grt_call_equal(&grt_nilinterequal_f, &x, &z));
  struct {
    AbiFuncVal fn;
    uint64_t size;
  } varlen = {{(void (*)(void))grt_memequal_varlen}, 5};
  CHECK(grt_call_equal(&varlen.fn, "hello!", "hello?") &&
        !grt_call_equal(&varlen.fn, "hellO", "hello"));
}

static void test_hash(void) {
  double nan = __builtin_nan(""), zero = 0, negative_zero = -0.0;
  CHECK(grt_typehash(&float_type, &zero, 1) == grt_typehash(&float_type, &negative_zero, 1));
  CHECK(grt_typehash(&float_type, &nan, 1) != grt_typehash(&float_type, &nan, 1));
  AbiString s = GO_STR("abc"), t = GO_STR("abc");
  CHECK(grt_typehash(&test_string_type, &s, 3) == grt_typehash(&test_string_type, &t, 3));
  CHECK(grt_typehash(&test_string_type, &s, 3) != grt_typehash(&test_string_type, &s, 4));
  // Fields named _ do not count.
  static const uint8_t blank[] = "\0\1_", named[] = "\0\1a";
  static const AbiType int_type = {.size = 8, .kind = ABI_KIND_INT};
  AbiStructField fields[] = {{named, &int_type, 0}, {blank, &int_type, 8}};
  AbiStructType st = {
      .type = {.size = 16, .kind = ABI_KIND_STRUCT}, .fields = fields, .n_fields = 2};
  int64_t v[2] = {1, 2}, w[2] = {1, 3}, u[2] = {2, 2};
  CHECK(grt_typehash(&st.type, v, 1) == grt_typehash(&st.type, w, 1));
  CHECK(grt_typehash(&st.type, v, 1) != grt_typehash(&st.type, u, 1));
  AbiInterfaceType any = {.type = any_type};
  AbiEface e = {&st.type, v};
  st.type.equal = &grt_memequal64_f;
  CHECK(grt_typehash(&any.type, &e, 7) == grt_nilinterhash(&e, 7));
  // All lengths and single-bit changes give different hashes.
  uint8_t bytes[64] = {0};
  for (uint64_t n = 1; n < 64; n++) {
    uint64_t h = grt_memhash(bytes, 9, n);
    CHECK(h != grt_memhash(bytes, 9, n - 1));
    for (uint64_t i = 0; i < n; i++) {
      bytes[i] = 1;
      CHECK(h != grt_memhash(bytes, 9, n));
      bytes[i] = 0;
    }
  }
}

void test_main(void) {
  init_image();
  test_itabs();
  test_equal();
  test_hash();
}
