package crc32

// The checksums by the processor's instructions for polynomials over GF(2), where it has them.

// hasInstructions is C's, as fold and castagnoli are.
func hasInstructions() bool

// fold replaces n bytes, a multiple of 16 and at least 64, by 16 of which the checksum is the same: rest, with crc 0.
// crc is not inverted.
//
//go:noescape
func fold(crc uint32, p *byte, n int, keys *[4]uint64, rest *[16]byte)

// castagnoli returns the checksum of n bytes; crc and the result are not inverted.
//
//go:noescape
func castagnoli(crc uint32, p *byte, n int) uint32

// minFold is from how many bytes on folding pays.
const minFold = 128

var (
	ieeeKeys       [4]uint64
	castagnoliKeys [4]uint64
	ieeeRestTable  *slicing8Table
)

// power returns x to the power of n modulo the polynomial, as 33 reflected bits.
func power(n int, poly uint32) uint64 {
	v := uint32(1) << 31
	for ; n > 0; n-- {
		if v&1 != 0 {
			v = v>>1 ^ poly
		} else {
			v >>= 1
		}
	}
	return uint64(v) << 1
}

// makeKeys returns the factors that move 16 bytes over 64, and over 16 bytes.
func makeKeys(poly uint32) [4]uint64 {
	return [4]uint64{power(4*128+32, poly), power(4*128-32, poly), power(128+32, poly), power(128-32, poly)}
}

func archAvailableIEEE() bool { return hasInstructions() }

func archInitIEEE() {
	ieeeKeys = makeKeys(IEEE)
	ieeeRestTable = slicingMakeTable(IEEE)
}

func archUpdateIEEE(crc uint32, p []byte) uint32 {
	if len(p) >= minFold {
		var rest [16]byte
		n := len(p) &^ 15
		fold(^crc, &p[0], n, &ieeeKeys, &rest)
		crc = slicingUpdate(^uint32(0), ieeeRestTable, rest[:])
		p = p[n:]
	}
	return slicingUpdate(crc, ieeeRestTable, p)
}

func archAvailableCastagnoli() bool { return hasInstructions() }

func archInitCastagnoli() { castagnoliKeys = makeKeys(Castagnoli) }

func archUpdateCastagnoli(crc uint32, p []byte) uint32 {
	crc = ^crc
	if len(p) >= minFold {
		var rest [16]byte
		n := len(p) &^ 15
		fold(crc, &p[0], n, &castagnoliKeys, &rest)
		crc = castagnoli(0, &rest[0], len(rest))
		p = p[n:]
	}
	if len(p) > 0 {
		crc = castagnoli(crc, &p[0], len(p))
	}
	return ^crc
}
