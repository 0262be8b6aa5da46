// Two parameters that lead to one object.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

type node struct {
	next *node
	p    *int
}

//go:noinline
func move(a, b *node, p *int) *int {
	a.p = p
	return b.p
}

//go:noinline
func f() *int {
	var n node
	x := 5
	return move(&n, &n, &x)
}

//go:noinline
func link(a, b, c *node) { a.next = b; b.next = c }

//go:noinline
func g() *node {
	var a, b node
	x := 6
	a.p = &x
	link(&a, &b, &a)
	return b.next
}

//go:noinline
func through(pp, qq **int, p *int) *int {
	*pp = p
	return *qq
}

//go:noinline
func h() *int {
	var q *int
	x := 7
	return through(&q, &q, &x)
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
	p, n, q := f(), g(), h()
	scribble(20)
	println(*p, *n.p, *q) // OUTPUT: 5 6 7
}
