// Conversions between struct types keep every pointer.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

type a struct {
	p *int
	s []int
}
type b a
type c struct {
	p *int
	s []int
}

//go:noinline
func f() c {
	x, y := 1, [3]int{4, 5, 6}
	v := a{&x, y[1:]}
	return c(b(v))
}

//go:noinline
func g(p *a) *b { return (*b)(p) }

//go:noinline
func h() *b {
	x := 7
	v := a{p: &x}
	return g(&v)
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
	v, w := f(), h()
	scribble(20)
	println(*v.p, v.s[0], v.s[1], *w.p) // OUTPUT: 1 5 6 7
}
