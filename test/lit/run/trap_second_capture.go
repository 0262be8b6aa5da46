// RUN: %run-matrix --asan %s

// Not only the first of a deferred closure's captures is kept.
package main

var junk *[32]int

// scribble overwrites what is left of frames and makes garbage that takes over freed memory.
//
//go:noinline
func scribble(n int) int {
	var a [64]int
	for i := range a {
		a[i] = -1 - i*n
	}
	junk = &[32]int{-7, -7, -7, n}
	if n == 0 {
		return a[3]
	}
	return scribble(n-1) + a[n%64]
}

type node struct {
	v    int
	next *node
}

var sinks [4]*node
var values []*int

//go:noinline
func second(p, q *node) int {
	x := 71
	first := p
	defer func() int {
		if first != nil {
			first.v++
		}
		sinks[0] = q
		return x
	}()
	return x
}

//go:noinline
func third(p, q *node, r **node) (s *node) {
	defer func(n int) {
		p.v, q.v = n, n+1
		s, *r = *r, s
		sinks[1] = s
	}(p.v * 10)
	return q
}

//go:noinline
func stored(p, q, r *node) {
	defer func() int {
		p.next, q.next = r, p
		return 1
	}()
	p, q = q, p
}

//go:noinline
func addresses(n int) {
	a, b, c := n, n+1, n+2
	p, q, r := &a, &b, &c
	defer func() bool {
		values = []*int{r, q, p}
		return true
	}()
	p, q, r = q, r, p
}

//go:noinline
func use(n int) {
	second(&node{v: n}, &node{v: n + 1})
	x := &node{v: 3}
	third(&node{v: 4}, &node{v: 5}, &x)
}

//go:noinline
func link(n int) *node {
	a, b, c := node{v: n}, node{v: n + 1}, node{v: n + 2}
	stored(&a, &b, &c)
	return &a
}

func main() {
	use(1)
	n := link(6)
	addresses(9)
	scribble(20)
	println(sinks[0].v, sinks[1].v)             // OUTPUT: 2 3
	println(n.v, n.next.v, n.next.next.v)       // OUTPUT: 6 7 8
	println(*values[0], *values[1], *values[2]) // OUTPUT: 9 11 10
}
