// Results that pass through several levels of recursion.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

type node struct {
	left, right *node
	v           int
}

//go:noinline
func build(n int) *node {
	if n == 0 {
		return nil
	}
	x := node{v: n}
	x.left = build(n - 1)
	x.right = build(n - 1)
	return &x
}

//go:noinline
func sum(n *node) int {
	if n == nil {
		return 0
	}
	return n.v + sum(n.left) + sum(n.right)
}

//go:noinline
func pick(n int, p *int) *int {
	x := n
	if n == 3 {
		return &x
	}
	if n == 0 {
		return p
	}
	return pick(n-1, &x)
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
	t := build(4)
	p, y := pick(5, nil), 9
	q := pick(2, &y)
	scribble(30)
	println(sum(t)) // OUTPUT: 26
	println(*p, *q) // OUTPUT: 3 1
}
