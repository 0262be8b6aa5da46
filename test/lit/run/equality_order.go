// Fields that cannot panic may be compared in any order, cheap ones first: here bytes of strings that are not readable are not looked at.
// What may panic is compared in its place.
// RUN: %run-matrix %s
// OUTPUT: false false true
// OUTPUT: panics true
// OUTPUT: panics false
// OUTPUT: panics true
// OUTPUT: panics false
package main

import "unsafe"

type SI struct {
	s string
	i int
}
type SS struct{ s, t string }
type Mixed struct {
	a any
	s string
	n int
	b any
}

//go:noinline
func equal(a, b any) bool { return a == b }

// A string of n bytes at an address that nothing can be read from.
func bad(address uintptr, n int) (s string) {
	*(*[2]uintptr)(unsafe.Pointer(&s)) = [2]uintptr{address, uintptr(n)}
	return s
}

func panics(a, b any) {
	defer func() { println("panics", recover() != nil) }()
	equal(a, b)
}

func main() {
	println(equal(SI{bad(1, 3), 1}, SI{bad(2, 3), 2}), equal(SS{bad(1, 3), "a"}, SS{bad(2, 3), "aa"}), equal(SS{"a", "bc"}, SS{"a", "bc"}))
	var f any = func() {}
	panics(Mixed{f, "a", 1, 1}, Mixed{f, "b", 2, 2}) // before s and n
	panics(Mixed{1, "a", 1, f}, Mixed{1, "b", 1, f})
	panics(Mixed{1, "a", 1, f}, Mixed{1, "a", 1, f})
	panics(Mixed{1, "a", 1, f}, Mixed{2, "a", 1, f})
}
