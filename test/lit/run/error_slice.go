// RUN: %run-matrix %s

// The texts of errors of slice expressions with two indices, by the kind of operand and of index.
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
	println("no error")
}

//go:noinline
func id(x int) int { return x }

//go:noinline
func id8(x int8) int8 { return x }

//go:noinline
func idU(x uint64) uint64 { return x }

//go:noinline
func idU32(x uint32) uint32 { return x }

var sink []int
var ssink string

func main() {
	s := make([]int, 2, 3)
	a := [3]int{}
	pa := &a
	str := "abc"
	minus, one, three, four, five := id(-1), id(1), id(3), id(4), id(5)
	try(func() { sink = s[:five] })
	try(func() { sink = s[:minus] })
	try(func() { sink = s[three:one] })
	try(func() { sink = s[three:] })
	try(func() { sink = s[four:] })
	try(func() { sink = s[minus:] })
	try(func() { sink = s[minus:one] })
	try(func() { sink = s[four:five] })
	try(func() { sink = s[five:five] })
	try(func() { sink = s[:three] })
	try(func() { sink = a[:five] })
	try(func() { sink = a[:minus] })
	try(func() { sink = a[three:one] })
	try(func() { sink = a[four:] })
	try(func() { sink = a[minus:] })
	try(func() { sink = pa[:five] })
	try(func() { sink = pa[five:] })
	try(func() { sink = pa[three:one] })
	try(func() { sink = pa[minus:] })
	try(func() { ssink = str[:five] })
	try(func() { ssink = str[:minus] })
	try(func() { ssink = str[three:one] })
	try(func() { ssink = str[four:] })
	try(func() { ssink = str[minus:] })
	try(func() { ssink = str[five:five] })
	try(func() { ssink = "constant"[id(9):] })
	try(func() { ssink = "constant"[id(7):id(3)] })
	try(func() { sink = s[:idU(1<<63)] })
	try(func() { sink = s[idU(1<<64-1):] })
	try(func() { sink = s[idU(1<<64-1):one] })
	try(func() { sink = a[:idU(1<<64-1)] })
	try(func() { sink = a[idU(1<<64-2):] })
	try(func() { ssink = str[:idU(1<<64-1)] })
	try(func() { ssink = str[idU(1<<64-1):] })
	try(func() { sink = s[:id8(-128)] })
	try(func() { sink = s[id8(-3):] })
	try(func() { sink = s[:idU32(1<<32-1)] })
	try(func() { ssink = str[idU32(1<<32-1):] })
	try(func() { var n []int; sink = n[:one] })
	try(func() { var n []int; sink = n[one:] })
	try(func() { var n []int; sink = n[0:0] })
	try(func() { var n string; ssink = n[one:] })
	try(func() { var n *[3]int; sink = n[:] })
	try(func() { var n *[3]int; sink = n[five:] })
	try(func() { var n *[0]int; sink = n[:] })
}

// OUTPUT: runtime error: slice bounds out of range [:5] with capacity 3
// OUTPUT: runtime error: slice bounds out of range [:-1]
// OUTPUT: runtime error: slice bounds out of range [3:1]
// OUTPUT: runtime error: slice bounds out of range [3:2]
// OUTPUT: runtime error: slice bounds out of range [4:2]
// OUTPUT: runtime error: slice bounds out of range [-1:]
// OUTPUT: runtime error: slice bounds out of range [-1:]
// OUTPUT: runtime error: slice bounds out of range [:5] with capacity 3
// OUTPUT: runtime error: slice bounds out of range [:5] with capacity 3
// OUTPUT: no error
// OUTPUT: runtime error: slice bounds out of range [:5] with length 3
// OUTPUT: runtime error: slice bounds out of range [:-1]
// OUTPUT: runtime error: slice bounds out of range [3:1]
// OUTPUT: runtime error: slice bounds out of range [4:3]
// OUTPUT: runtime error: slice bounds out of range [-1:]
// OUTPUT: runtime error: slice bounds out of range [:5] with length 3
// OUTPUT: runtime error: slice bounds out of range [5:3]
// OUTPUT: runtime error: slice bounds out of range [3:1]
// OUTPUT: runtime error: slice bounds out of range [-1:]
// OUTPUT: runtime error: slice bounds out of range [:5] with length 3
// OUTPUT: runtime error: slice bounds out of range [:-1]
// OUTPUT: runtime error: slice bounds out of range [3:1]
// OUTPUT: runtime error: slice bounds out of range [4:3]
// OUTPUT: runtime error: slice bounds out of range [-1:]
// OUTPUT: runtime error: slice bounds out of range [:5] with length 3
// OUTPUT: runtime error: slice bounds out of range [9:8]
// OUTPUT: runtime error: slice bounds out of range [7:3]
// OUTPUT: runtime error: slice bounds out of range [:9223372036854775808] with capacity 3
// OUTPUT: runtime error: slice bounds out of range [18446744073709551615:2]
// OUTPUT: runtime error: slice bounds out of range [18446744073709551615:1]
// OUTPUT: runtime error: slice bounds out of range [:18446744073709551615] with length 3
// OUTPUT: runtime error: slice bounds out of range [18446744073709551614:3]
// OUTPUT: runtime error: slice bounds out of range [:18446744073709551615] with length 3
// OUTPUT: runtime error: slice bounds out of range [18446744073709551615:3]
// OUTPUT: runtime error: slice bounds out of range [:-128]
// OUTPUT: runtime error: slice bounds out of range [-3:]
// OUTPUT: runtime error: slice bounds out of range [:4294967295] with capacity 3
// OUTPUT: runtime error: slice bounds out of range [4294967295:3]
// OUTPUT: runtime error: slice bounds out of range [:1] with capacity 0
// OUTPUT: runtime error: slice bounds out of range [1:0]
// OUTPUT: no error
// OUTPUT: runtime error: slice bounds out of range [1:0]
// OUTPUT: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: runtime error: invalid memory address or nil pointer dereference
