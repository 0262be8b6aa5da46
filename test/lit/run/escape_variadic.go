// The slice of variadic arguments may be kept by the callee.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

var kept []*int
var first *int

//go:noinline
func keepAll(ps ...*int) { kept = ps }

//go:noinline
func keepOne(ps ...*int) { first = ps[0] }

//go:noinline
func sum(ns ...*int) int {
	s := 0
	for _, n := range ns {
		s += *n
	}
	return s
}

//go:noinline
func f() int {
	a, b, c, d, e := 1, 2, 3, 4, 5
	keepAll(&a, &b)
	keepOne(&c, &d)
	return sum(&d, &e)
}

//go:noinline
func boxes(vs ...any) any { return vs[1] }

// scribble overwrites the stack below its caller.
//
//go:noinline
func scribble(n int) int {
	var a [64]int
	for i := range a {
		a[i] = -n - i
	}
	if n > 0 {
		return scribble(n-1) + a[n%64]
	}
	return a[0]
}

func main() {
	n := f()
	v := boxes(1000, 2000, 3000)
	scribble(20)
	println(*kept[0], *kept[1], *first, n, v.(int)) // OUTPUT: 1 2 3 9 2000
}
