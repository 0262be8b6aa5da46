// RUN: %run-matrix %s

// print and println of booleans, strings, integers, nil pointers, slices and untyped constants.
package main

type myInt int8
type myString string
type myBool bool

const big = 1 << 62

func main() {
	println(true, false, "s", "", "a b\tc")                                       // OUTPUT: true false s  a b	c
	println(int64(-1<<63), uint64(1<<64-1), int32(-1<<31), uint32(1<<32-1))       // OUTPUT: -9223372036854775808 18446744073709551615 -2147483648 4294967295
	println(int16(-1<<15), uint16(1<<16-1), int8(-128), uint8(255), uintptr(7))   // OUTPUT: -32768 65535 -128 255 7
	println('a', rune(-1), byte('z'), myInt(-5), myString("named"), myBool(true)) // OUTPUT: 97 -1 122 -5 named true
	println(big, 1e3, 'x'+1, 7/2, 7/2.0, 1<<3)                                    // OUTPUT: 4611686018427387904 1000 121 3 3.5 8
	print("a", 1, "b", 2.5, true, "\n")                                           // OUTPUT: a1b2.5true
	print()                                                                       // nothing
	println()
	var p *int
	var f func()
	var m map[string]int
	var c chan int
	var e any
	var err error
	var s []int
	println(p, f, m, c, s) // OUTPUT:
	// OUTPUT: 0x0 0x0 0x0 0x0 [0/0]0x0
	println(e, err, nil == p)                             // OUTPUT: (0x0,0x0) (0x0,0x0) true
	println(len("héllo"), "héllo", string(rune(0x1F600))) // OUTPUT: 6 héllo 😀
	a := make([]byte, 0)
	println(len(a), cap(make([]int, 2, 5))) // OUTPUT: 0 5
}
