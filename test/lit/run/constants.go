// RUN: %run-matrix %s

// Untyped constants are exact; typed ones have their type's width; iota.
package main

const (
	big   = 1 << 200
	small = big >> 198
	third = 1.0 / 3
	huge  = 1e300 * 1e300 / 1e599
	_     = iota
	five  = iota + 0.0
	mask  = ^uint8(0x0f)
	neg   = -5 % 3
	r     = 'x' - 'a' + 1.0
	z     = 3i * 3i
	str   = "con" + "cat"
	l     = len(str)
	cmp   = str < "cone" && big > 1e50
	shift = 1.0 << 3
	div   = 7 / 2 * 2.0
	fdiv  = 7 / 2.0
)

const (
	a, b = iota, 1 << iota
	c, d
	_, _
	e, f
)

type weekday uint8

const (
	mon weekday = iota + 1
	tue
	_
	thu
)

type size float64

const (
	_       = iota
	kb size = 1 << (10 * iota)
	mb
	gb
)

func main() {
	println(small, third, huge, five, mask, neg, r, z)                           // OUTPUT: 4 0.3333333333333333 10 5 240 -2 24 (-9+0i)
	println(str, l, cmp, shift, div, fdiv)                                       // OUTPUT: concat 6 true 8 6 3.5
	println(a, b, c, d, e, f, mon, tue, thu, kb, mb, gb)                         // OUTPUT: 0 1 1 2 3 8 1 2 4 1024 1.048576e+06 1.073741824e+09
	println(third*3 == 1, 0.1+0.2 == 0.3, float32(0.1) == 0.1, big/(big-1) == 1) // OUTPUT: true true true true
	x := 0.1
	println(x+0.2 == 0.3, x*3 == 0.3, float32(x) == 0.1)                                 // OUTPUT: false false true
	println(uint8(255)&^mask, 5.0/2, 5/2, -7/2, -7>>1, 1<<3|1)                           // OUTPUT: 15 2.5 2 -3 -4 9
	println(0x1p-2, 0b1011, 0o17, 1_000, 0x_ff, 'a', '\x41', '\u00e9', "\u00e9\x41\101") // OUTPUT: 0.25 11 15 1000 255 97 65 233 éAA
	println(real(z), imag(2i*1), complex(1, 2)*complex(0, 1) == -2+1i)                   // OUTPUT: -9 2 true
	const huge2 = 1<<64 - 1
	println(uint64(huge2), huge2>>1, float64(huge2), huge2/3.0) // OUTPUT: 18446744073709551615 9223372036854775807 1.8446744073709552e+19 6.148914691236517e+18
	var i8 int8 = -1 << 7
	println(i8, -i8, i8-1, ^i8, +i8)                                          // OUTPUT: -128 -128 127 127 -128
	println(1.0e2, 1e-5+1, 6.02214076e23, 1e308*10/10, 0.000001, 2.5e-8)      // OUTPUT: 100 1.00001 6.02214076e+23 1e+308 1e-06 2.5e-08
	println(9007199254740993.0, float32(16777217.0), 0.1e-400 == 0, 4.9e-324) // OUTPUT: 9.007199254740992e+15 1.6777216e+07 false 5e-324
}
