// A pointer that may be the address of one of two variables.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

var kept *int

//go:noinline
func f(b bool) (int, int) {
	x, y := 1, 2
	p := &x
	if b {
		p = &y
	}
	*p += 10
	return x, y
}

//go:noinline
func g(b bool) *int {
	x, y := 3, 4
	p, q := &x, &y
	if b {
		p, q = q, p
	}
	kept = q
	return p
}

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
	a, b := f(false)
	c, d := f(true)
	println(a, b, c, d) // OUTPUT: 11 2 1 12
	p := g(true)
	r := kept
	scribble(20)
	println(*p, *r) // OUTPUT: 4 3
}
