/// \file
/// What the crypto packages ask of the runtime: marks for the linker, which mean nothing here, the
/// indicator of a service approved by FIPS 140, and the bypass of its checks.
/// Source: Go 1.27 crypto/internal/{boring/sig,fips140,sysrand}, crypto/fips140.

#include "rt.h"
#include "std/std.h"

void go_sig_boring(void) GRT_GO_SYMBOL("crypto/internal/boring/sig.BoringCrypto");
void go_sig_boring(void) {}
void go_sig_fips(void) GRT_GO_SYMBOL("crypto/internal/boring/sig.FIPSOnly");
void go_sig_fips(void) {}
void go_sig_standard(void) GRT_GO_SYMBOL("crypto/internal/boring/sig.StandardCrypto");
void go_sig_standard(void) {}

GRT_NORETURN void go_fips_fatal(const uint8_t *text, int64_t len)
    GRT_GO_SYMBOL("crypto/internal/fips140.fatal");
void go_fips_fatal(const uint8_t *text, int64_t len) { grt_fatal_text((AbiString){text, len}); }
GRT_NORETURN void go_sysrand_fatal(const uint8_t *text, int64_t len)
    GRT_GO_SYMBOL("crypto/internal/sysrand.fatal");
void go_sysrand_fatal(const uint8_t *text, int64_t len) { grt_fatal_text((AbiString){text, len}); }
GRT_NORETURN void go_rand_fatal(const uint8_t *text, int64_t len)
    GRT_GO_SYMBOL("crypto/rand.fatal");
void go_rand_fatal(const uint8_t *text, int64_t len) { grt_fatal_text((AbiString){text, len}); }

/// crypto/internal/fips140/check.Linkinfo, which gc's linker fills in; zero: there is no checksum.
extern const uint64_t go_fips_info[15] GRT_GO_SYMBOL("go:fipsinfo");
const uint64_t go_fips_info[15] = {0};

int64_t go_fips_time(void) GRT_GO_SYMBOL("crypto/internal/fips140deps/time.monoTime");
int64_t go_fips_time(void) { return grt_nanotime(); }

/// crypto/internal/fips140/check.Linkinfo, which a linker would fill in: magic, sum, itself, four
/// sections. Zero: the module was not checked.
uint64_t go_fipsinfo[15] GRT_GO_SYMBOL("go:fipsinfo");
uint64_t go_fipsinfo[15];

uint8_t go_fips_get_indicator(void) GRT_GO_SYMBOL("crypto/internal/fips140.getIndicator");
uint8_t go_fips_get_indicator(void) { return grt_g()->fips_indicator; }
void go_fips_set_indicator(uint8_t indicator) GRT_GO_SYMBOL("crypto/internal/fips140.setIndicator");
void go_fips_set_indicator(uint8_t indicator) { grt_g()->fips_indicator = indicator; }
