// RUN: %run-matrix %s

// The texts of errors of slice expressions with three indices.
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

var sink []int

func main() {
	s := make([]int, 2, 3)
	a := [3]int{}
	pa := &a
	minus, one, two, three, five := id(-1), id(1), id(2), id(3), id(5)
	try(func() { sink = s[one:two:five] })
	try(func() { sink = s[one:five:three] })
	try(func() { sink = s[three:two:three] })
	try(func() { sink = s[one:two:minus] })
	try(func() { sink = s[one:minus:three] })
	try(func() { sink = s[minus:two:three] })
	try(func() { sink = s[:two:five] })
	try(func() { sink = s[:five:three] })
	try(func() { sink = s[:minus:three] })
	try(func() { sink = s[:three:three] })
	try(func() { sink = a[one:two:five] })
	try(func() { sink = a[one:five:three] })
	try(func() { sink = a[three:two:three] })
	try(func() { sink = a[one:two:minus] })
	try(func() { sink = a[one:minus:three] })
	try(func() { sink = a[minus:two:three] })
	try(func() { sink = pa[one:two:five] })
	try(func() { sink = pa[one:five:three] })
	try(func() { sink = pa[three:two:three] })
	try(func() { sink = s[one:two:idU(1<<63)] })
	try(func() { sink = s[one:idU(1<<63):three] })
	try(func() { sink = s[idU(1<<64-1):two:three] })
	try(func() { sink = a[one:two:idU(1<<64-1)] })
	try(func() { sink = s[one:two:id8(-7)] })
	try(func() { sink = s[one:id8(-7):three] })
	try(func() { sink = s[id8(-7):two:three] })
	try(func() { sink = s[five:minus:five] })
	try(func() { sink = s[five:five:five] })
	try(func() { var n []int; sink = n[0:0:one] })
	try(func() { var n *[3]int; sink = n[0:one:two] })
	try(func() {
		t := s[one:two:two]
		println(len(t), cap(t))
	})
}

// OUTPUT: runtime error: slice bounds out of range [::5] with capacity 3
// OUTPUT: runtime error: slice bounds out of range [:5:3]
// OUTPUT: runtime error: slice bounds out of range [3:2:]
// OUTPUT: runtime error: slice bounds out of range [::-1]
// OUTPUT: runtime error: slice bounds out of range [:-1:]
// OUTPUT: runtime error: slice bounds out of range [-1::]
// OUTPUT: runtime error: slice bounds out of range [::5] with capacity 3
// OUTPUT: runtime error: slice bounds out of range [:5:3]
// OUTPUT: runtime error: slice bounds out of range [:-1:]
// OUTPUT: no error
// OUTPUT: runtime error: slice bounds out of range [::5] with length 3
// OUTPUT: runtime error: slice bounds out of range [:5:3]
// OUTPUT: runtime error: slice bounds out of range [3:2:]
// OUTPUT: runtime error: slice bounds out of range [::-1]
// OUTPUT: runtime error: slice bounds out of range [:-1:]
// OUTPUT: runtime error: slice bounds out of range [-1::]
// OUTPUT: runtime error: slice bounds out of range [::5] with length 3
// OUTPUT: runtime error: slice bounds out of range [:5:3]
// OUTPUT: runtime error: slice bounds out of range [3:2:]
// OUTPUT: runtime error: slice bounds out of range [::9223372036854775808] with capacity 3
// OUTPUT: runtime error: slice bounds out of range [:9223372036854775808:3]
// OUTPUT: runtime error: slice bounds out of range [18446744073709551615:2:]
// OUTPUT: runtime error: slice bounds out of range [::18446744073709551615] with length 3
// OUTPUT: runtime error: slice bounds out of range [::-7]
// OUTPUT: runtime error: slice bounds out of range [:-7:]
// OUTPUT: runtime error: slice bounds out of range [-7::]
// OUTPUT: runtime error: slice bounds out of range [::5] with capacity 3
// OUTPUT: runtime error: slice bounds out of range [::5] with capacity 3
// OUTPUT: runtime error: slice bounds out of range [::1] with capacity 0
// OUTPUT: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: 1 1
// OUTPUT: no error
