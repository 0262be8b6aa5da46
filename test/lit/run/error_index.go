// RUN: %run-matrix %s

// The texts of index errors, by the kind of operand and of index.
package main

func try(f func()) {
	defer func() {
		e := recover().(error)
		println(e.Error())
	}()
	f()
	println("no error")
}

//go:noinline
func id(x int) int { return x }

//go:noinline
func idInt8(x int8) int8 { return x }

//go:noinline
func idUint8(x uint8) uint8 { return x }

//go:noinline
func idInt16(x int16) int16 { return x }

//go:noinline
func idUint16(x uint16) uint16 { return x }

//go:noinline
func idInt32(x int32) int32 { return x }

//go:noinline
func idUint32(x uint32) uint32 { return x }

//go:noinline
func idInt64(x int64) int64 { return x }

//go:noinline
func idUint64(x uint64) uint64 { return x }

//go:noinline
func idUint(x uint) uint { return x }

//go:noinline
func idUintptr(x uintptr) uintptr { return x }

var sink int
var bsink byte

func main() {
	s := make([]int, 3, 9)
	a := [3]int{}
	pa := &a
	str := "abc"
	minus := id(-1)
	five := id(5)
	try(func() { sink = s[five] })
	try(func() { s[five] = 1 })
	try(func() { s[minus] = 1 })
	try(func() { sink = s[minus] })
	try(func() { s[id(3)]++ })
	try(func() { sink = a[five] })
	try(func() { a[five] = 1 })
	try(func() { sink = a[minus] })
	try(func() { sink = pa[five] })
	try(func() { pa[minus] = 1 })
	try(func() { bsink = str[five] })
	try(func() { bsink = str[minus] })
	try(func() { bsink = "hello"[five] })
	try(func() { sink = [...]int{1, 2}[five] })
	try(func() { sink = []int{1, 2}[five] })
	try(func() { sink = s[idInt8(-128)] })
	try(func() { sink = s[idInt8(127)] })
	try(func() { sink = s[idUint8(255)] })
	try(func() { sink = s[idInt16(-32768)] })
	try(func() { sink = s[idUint16(65535)] })
	try(func() { sink = s[idInt32(-1<<31)] })
	try(func() { sink = s[idUint32(1<<32-1)] })
	try(func() { sink = s[idInt64(-1<<63)] })
	try(func() { sink = s[idInt64(1<<63-1)] })
	try(func() { sink = s[idUint64(1<<64-1)] })
	try(func() { sink = s[idUint64(1<<63)] })
	try(func() { sink = s[idUint(1<<64-1)] })
	try(func() { sink = s[idUintptr(1<<64-1)] })
	try(func() { bsink = str[idUint64(1<<63+5)] })
	try(func() { sink = a[idUint64(1<<63+5)] })
	try(func() { var n []int; sink = n[0] })
	try(func() { var n string; bsink = n[id(0)] })
	try(func() { var n *[4]int; sink = n[five] })
	try(func() { var n *[4]int; sink = n[id(1)] })
	try(func() { p := &s[five]; *p = 1 })
	try(func() { p := &pa[five]; *p = 1 })
	try(func() { var z [0]int; sink = z[id(0)] })
	try(func() { m := [][]int{{1}, {2, 3}}; sink = m[1][id(2)] })
	try(func() { m := [2][2]int{}; sink = m[id(1)][id(2)] })
	try(func() { sink = s[2] })
}

// OUTPUT: runtime error: index out of range [5] with length 3
// OUTPUT: runtime error: index out of range [5] with length 3
// OUTPUT: runtime error: index out of range [-1]
// OUTPUT: runtime error: index out of range [-1]
// OUTPUT: runtime error: index out of range [3] with length 3
// OUTPUT: runtime error: index out of range [5] with length 3
// OUTPUT: runtime error: index out of range [5] with length 3
// OUTPUT: runtime error: index out of range [-1]
// OUTPUT: runtime error: index out of range [5] with length 3
// OUTPUT: runtime error: index out of range [-1]
// OUTPUT: runtime error: index out of range [5] with length 3
// OUTPUT: runtime error: index out of range [-1]
// OUTPUT: runtime error: index out of range [5] with length 5
// OUTPUT: runtime error: index out of range [5] with length 2
// OUTPUT: runtime error: index out of range [5] with length 2
// OUTPUT: runtime error: index out of range [-128]
// OUTPUT: runtime error: index out of range [127] with length 3
// OUTPUT: runtime error: index out of range [255] with length 3
// OUTPUT: runtime error: index out of range [-32768]
// OUTPUT: runtime error: index out of range [65535] with length 3
// OUTPUT: runtime error: index out of range [-2147483648]
// OUTPUT: runtime error: index out of range [4294967295] with length 3
// OUTPUT: runtime error: index out of range [-9223372036854775808]
// OUTPUT: runtime error: index out of range [9223372036854775807] with length 3
// OUTPUT: runtime error: index out of range [18446744073709551615] with length 3
// OUTPUT: runtime error: index out of range [9223372036854775808] with length 3
// OUTPUT: runtime error: index out of range [18446744073709551615] with length 3
// OUTPUT: runtime error: index out of range [18446744073709551615] with length 3
// OUTPUT: runtime error: index out of range [9223372036854775813] with length 3
// OUTPUT: runtime error: index out of range [9223372036854775813] with length 3
// OUTPUT: runtime error: index out of range [0] with length 0
// OUTPUT: runtime error: index out of range [0] with length 0
// OUTPUT: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: runtime error: index out of range [5] with length 3
// OUTPUT: runtime error: index out of range [5] with length 3
// OUTPUT: runtime error: index out of range [0] with length 0
// OUTPUT: runtime error: index out of range [2] with length 2
// OUTPUT: runtime error: index out of range [2] with length 2
// OUTPUT: no error
// OUTPUT: panic: interface conversion: interface is nil, not error
// EXIT: 2
