// RUN: %run-matrix %s

// Shift counts: negative ones panic, counts above the width give 0 or the sign.
package main

func try(f func()) {
	defer func() {
		e := recover()
		if e == nil {
			return
		}
		println(e.(error).Error())
	}()
	f()
}

var (
	n            = -1
	n8    int8   = -128
	n64   int64  = -1 << 63
	i8    int8   = -100
	u8    uint8  = 200
	i64   int64  = -5
	u64   uint64 = 1<<64 - 5
	big   uint64 = 1 << 63
	c64          = 64
	c63   uint8  = 63
	c8    uint16 = 8
	c7           = 7
	c200  uint8  = 200
	big32 uint32 = 1<<32 - 1
)

func main() {
	try(func() { println(1 << n) })                                         // OUTPUT: runtime error: negative shift amount
	try(func() { println(i64 >> n) })                                       // OUTPUT: runtime error: negative shift amount
	try(func() { println(u8 << n8) })                                       // OUTPUT: runtime error: negative shift amount
	try(func() { println(u8 >> n64) })                                      // OUTPUT: runtime error: negative shift amount
	try(func() { i64 <<= n })                                               // OUTPUT: runtime error: negative shift amount
	try(func() { _ = i64 << n })                                            // OUTPUT: runtime error: negative shift amount
	println(i64)                                                            // OUTPUT: -5
	println(i8<<c8, i8>>c8, u8<<c8, u8>>c8, i8>>c7, u8>>c7, u8<<c7, i8<<c7) // OUTPUT: 0 -1 0 0 -1 1 0 0
	println(i64<<c64, i64>>c64, u64<<c64, u64>>c64)                         // OUTPUT: 0 -1 0 0
	println(i64<<c63, i64>>c63, u64<<c63, u64>>c63)                         // OUTPUT: -9223372036854775808 -1 9223372036854775808 1
	println(i64<<big, i64>>big, u64<<big, u64>>big)                         // OUTPUT: 0 -1 0 0
	println(i8<<c200, i8>>c200, u8<<c200, u8>>c200)                         // OUTPUT: 0 -1 0 0
	println(i64<<big32, i64>>big32, u8>>big32)                              // OUTPUT: 0 -1 0
	println(u8<<1, u8<<1>>1, (i8<<1)>>1, uint16(u8)<<1)                     // OUTPUT: 144 72 28 400
	var s uint = 33
	var i = 1 << s
	var j int32 = 1 << s
	var k = uint64(1 << s)
	var w int64 = 1.0 << 33
	println(i, j, k, w, 1<<s == 2<<s, uint8(1)<<s != 0) // OUTPUT: 8589934592 0 8589934592 8589934592 false false
	u64 >>= 60
	i8 >>= c200
	u8 <<= 3
	println(u64, i8, u8)                     // OUTPUT: 15 -1 64
	println(u64&^9, 6&^3, 5^1, ^5, ^u8, -u8) // OUTPUT: 6 4 4 -6 191 192
}
